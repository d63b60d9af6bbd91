//! The skull's outline in the picture.

use super::linear::dot;
use super::model::{DIRECTIONS, Extents, Rim, direction, predict};
use crate::camera::pose::Pose;
use crate::head::Head;

/// A place of the outline: where, px, its outward direction, and px per mm there.
#[derive(Clone, Copy)]
pub(super) struct OutlinePoint {
    pub(super) at: [f64; 2],
    pub(super) outward: [f64; 2],
    pub(super) px_per_mm: f64,
}

/// Places of the outline in all directions in which the skull has one, in order round it from the open side on, before the warp.
pub(super) fn rim_points(head: &Head, pose: &Pose) -> Vec<OutlinePoint> {
    let rim = Rim::new(head, pose);
    let Some(extents) = rim.extents(pose) else { return Vec::new() };
    let face = face_extents(head, pose);
    let point = |number: usize| {
        let (place, is_outline) = rim.farthest(pose, &extents, number);
        let p = predict(pose, place).filter(|p| is_outline && !lies_within(&face, p.at))?;
        Some(OutlinePoint { at: on_extent(&extents, p.at, number), outward: direction(number), px_per_mm: pose.focal_px / p.distance })
    };
    let all: Vec<Option<OutlinePoint>> = (0..DIRECTIONS).map(point).collect();
    // The longest run round the circle.
    let run = |start: usize| (0..DIRECTIONS).take_while(|i| all[(start + i) % DIRECTIONS].is_some()).count();
    let begins = (0..DIRECTIONS).filter(|&i| all[(i + DIRECTIONS - 1) % DIRECTIONS].is_none());
    let start = begins.max_by_key(|&i| run(i)).unwrap_or(0);
    (0..run(start)).filter_map(|i| all[(start + i) % DIRECTIONS]).collect()
}

/// How far face and ears reach in each direction, px: the skull behind them, or before them from above, is no outline.
fn face_extents(head: &Head, pose: &Pose) -> [f64; DIRECTIONS] {
    let l = &head.landmarks;
    let marks = [l.glabella, l.pronasale, l.menton, l.nape, l.tragion, l.ear_top, l.outer_canthus, l.temporal_point];
    let both = marks.into_iter().flat_map(|p| [[p.x, p.y, p.z], [-p.x, p.y, p.z]]).map(|p| p.map(f64::from));
    let seen: Vec<[f64; 2]> = both.map(|p| pose.project_unwarped(p).0).collect();
    core::array::from_fn(|number| seen.iter().map(|&at| dot(at, direction(number))).fold(f64::MIN, f64::max))
}

/// Whether a place lies within a convex outline with these extents.
fn lies_within(extents: &[f64; DIRECTIONS], at: [f64; 2]) -> bool {
    extents.iter().enumerate().all(|(number, extent)| dot(at, direction(number)) < *extent)
}

/// The tangential place by neighbors holds within this share of the extent.
const NO_SLOPE: f64 = 0.15;

/// The farthest point moved along the tangent to the middle of what is farthest about it: points are apart, skin is not.
fn on_extent(extents: &Extents, at: [f64; 2], number: usize) -> [f64; 2] {
    let (d, next, last) = (direction(number), (number + 1) % DIRECTIONS, (number + DIRECTIONS - 1) % DIRECTIONS);
    let from = |number: usize| extents.extent[number] - dot(extents.from, direction(number));
    // The support function's slope is the place along the tangent.
    let tangent = [-d[1], d[0]];
    let step = 2.0 * dot(tangent, direction(next));
    let along = (from(next) - from(last)) / step;
    let out = from(number);
    let smooth = [0, 1].map(|k| extents.from[k] + d[k] * out + tangent[k] * along);
    // Where the neighbor is no outline the slope is none.
    let off = [smooth[0] - at[0], smooth[1] - at[1]];
    if dot(off, off) > out * out * NO_SLOPE * NO_SLOPE { at } else { smooth }
}

/// The skull's outline as `n` places of the picture in even steps, px; none where it is not seen.
pub fn outline(head: &Head, pose: &Pose, n: usize) -> Vec<[f64; 2]> {
    let points: Vec<[f64; 2]> = rim_points(head, pose).iter().map(|p| pose.warp.place(p.at)).collect();
    evenly(&points, n)
}

/// Places in even steps along a polyline.
pub(super) fn evenly(points: &[[f64; 2]], n: usize) -> Vec<[f64; 2]> {
    let apart = |a: [f64; 2], b: [f64; 2]| dot([b[0] - a[0], b[1] - a[1]], [b[0] - a[0], b[1] - a[1]]).sqrt();
    let whole: f64 = points.windows(2).map(|pair| apart(pair[0], pair[1])).sum();
    let (mut found, mut gone, mut next) = (Vec::new(), 0.0, 0);
    for pair in points.windows(2) {
        let length = apart(pair[0], pair[1]);
        while next < n {
            let wanted = whole * next as f64 / (n.max(2) - 1) as f64 - gone;
            if wanted > length && next + 1 < n {
                break;
            }
            let t = if length > 0.0 { (wanted / length).min(1.0) } else { 0.0 };
            if wanted > length + whole * 0.5 / n as f64 {
                break;
            }
            found.push([0, 1].map(|k| pair[0][k] + (pair[1][k] - pair[0][k]) * t));
            next += 1;
        }
        gone += length;
    }
    found
}
