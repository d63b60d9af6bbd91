//! What a pose predicts, with its slopes: landmarks and the skull's support function (the farthest point in a direction).

use super::linear::{Slopes, UNKNOWNS, cross, dot, grown, rotated, rotation_between};
use super::request::HandleKind;
use crate::camera::pose::{LEAST_DISTANCE_MM, Pose};
use crate::camera::shape::HeadShape;
use crate::head::Head;

/// Directions in the picture in which the skull's extent is known: eight octants of nine.
const PER_OCTANT: usize = 9;
/// Angle between two of them, radians.
const STEP: f64 = core::f64::consts::FRAC_PI_4 / PER_OCTANT as f64;
pub(super) const DIRECTIONS: usize = 8 * PER_OCTANT;
/// Sine and cosine of the directions between 0° and 45°, in steps of 5°.
const OCTANT: [(f64, f64); PER_OCTANT + 1] = [
    (0.0, 1.0),
    (0.087_155_742_747_658_17, 0.996_194_698_091_745_5),
    (0.173_648_177_666_930_35, 0.984_807_753_012_208),
    (0.258_819_045_102_520_76, 0.965_925_826_289_068_3),
    (0.342_020_143_325_668_7, 0.939_692_620_785_908_4),
    (0.422_618_261_740_699_44, 0.906_307_787_036_65),
    (0.5, 0.866_025_403_784_438_6),
    (0.573_576_436_351_046, 0.819_152_044_288_991_8),
    (0.642_787_609_686_539_3, 0.766_044_443_118_978),
    (core::f64::consts::FRAC_1_SQRT_2, core::f64::consts::FRAC_1_SQRT_2),
];
/// The outline of a place of the picture is sought in directions within 57° of its own from the skull's middle: beyond, the skull is open
/// towards the face (cosine).
const NEAR: f64 = 0.55;
/// Skin can be an outline while its cosine to the line of sight is less: of points a few mm apart one is always as flat, also after a turn
/// of [`Rim::holds`].
const FLAT: f64 = 0.25;
const HOLDS: f64 = 0.06;
/// An extent is an outline where the farthest point's own cosine is less; elsewhere the points end in mid face.
const OUTLINE_FLAT: f64 = 0.2;
/// What the extents are measured from, mm.
const MIDDLE: [f64; 3] = [0.0, 55.0, -5.0];

/// A unit direction in the picture, right and down, by its number: counted so that mirrored ones are exact mirror images.
pub(super) fn direction(number: usize) -> [f64; 2] {
    let (octant, within) = (number / PER_OCTANT, number % PER_OCTANT);
    let (s, c) = if octant % 2 == 0 { OCTANT[within] } else { OCTANT[PER_OCTANT - within] };
    match octant {
        0 => [c, s],
        1 => [s, c],
        2 => [-s, c],
        3 => [-c, s],
        4 => [-c, -s],
        5 => [-s, -c],
        6 => [s, -c],
        _ => [c, -s],
    }
}

/// Where a named place lies on the body's head, mm.
pub(super) fn landmark(head: &Head, kind: HandleKind) -> [f64; 3] {
    let l = &head.landmarks;
    let (p, is_right) = match kind {
        HandleKind::OuterCanthusLeft => (l.outer_canthus, false),
        HandleKind::OuterCanthusRight => (l.outer_canthus, true),
        HandleKind::Pronasale => (l.pronasale, false),
        HandleKind::Menton => (l.menton, false),
        HandleKind::EarTopLeft => (l.ear_top, false),
        HandleKind::EarTopRight => (l.ear_top, true),
    };
    [if is_right { -p.x } else { p.x }, p.y, p.z].map(f64::from)
}

/// A place in the picture, px, with slopes by the unknowns; distance along the axis, mm.
#[derive(Clone, Copy)]
pub(super) struct Predicted {
    pub(super) at: [f64; 2],
    pub(super) slopes: [Slopes; 2],
    pub(super) distance: f64,
}

/// Where a place of the body's head falls, and how that depends on the unknowns; none behind the camera.
pub(super) fn predict(pose: &Pose, place: [f64; 3]) -> Option<Predicted> {
    let person = pose.shape.place_exact(place);
    let q = pose.axes.map(|axis| dot(axis, person));
    let d = pose.distance_mm;
    let (x, y, z) = (q[0] + pose.aside[0] * d, q[1] + pose.aside[1] * d, d - q[2]);
    if z.is_nan() || z <= LEAST_DISTANCE_MM {
        return None;
    }
    let scale = pose.focal_px / z;
    let mut slopes = [[0.0; UNKNOWNS]; 2];
    let mut set = |k: usize, [dx, dy, dz]: [f64; 3]| {
        slopes[0][k] = scale * (dx - x / z * dz);
        slopes[1][k] = -scale * (dy - y / z * dz);
    };
    // A turn moves places by its vector product with them; nearer is less distance.
    for (k, axis) in [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]].into_iter().enumerate() {
        let [dx, dy, dz] = cross(axis, q);
        set(k, [dx, dy, -dz]);
    }
    set(3, [d, 0.0, 0.0]);
    set(4, [0.0, d, 0.0]);
    set(5, [pose.aside[0] * d, pose.aside[1] * d, d]);
    for (k, slope) in pose.shape.place_slopes(place).into_iter().enumerate() {
        let [dx, dy, dz] = pose.axes.map(|axis| dot(axis, slope));
        set(7 + k, [dx, dy, -dz]);
    }
    slopes[0][6] = scale * x;
    slopes[1][6] = -scale * y;
    Some(Predicted { at: [pose.principal[0] + scale * x, pose.principal[1] - scale * y], slopes, distance: z })
}

/// Steps of the unknowns may not be longer: turn, radians; shares of distance and focal length; shares of the shape.
const LONGEST_TURN: f64 = 0.4;
const LONGEST_SHARE: f64 = 0.4;
const LONGEST_SHAPE: f64 = 0.1;

/// The pose after a step of the unknowns, shortened as a whole where one is too long.
pub(super) fn stepped(pose: &Pose, step: &Slopes) -> Pose {
    let turn = dot([step[0], step[1], step[2]], [step[0], step[1], step[2]]).sqrt();
    let shape = step[7..].iter().fold(0.0_f64, |most, v| most.max(v.abs()));
    let most = (turn / LONGEST_TURN).max(step[5].abs() / LONGEST_SHARE).max(step[6].abs() / LONGEST_SHARE).max(shape / LONGEST_SHAPE);
    let s = step.map(|v| v / most.max(1.0));
    let shape = &pose.shape;
    Pose {
        axes: rotated(pose.axes, [s[0], s[1], s[2]]),
        aside: [pose.aside[0] + s[3], pose.aside[1] + s[4]],
        distance_mm: grown(pose.distance_mm, s[5]),
        focal_px: grown(pose.focal_px, s[6]),
        shape: HeadShape {
            breadth: grown(shape.breadth, s[7]),
            above: grown(shape.above, s[8]),
            face: grown(shape.face, s[9]),
            front: grown(shape.front, s[10]),
            behind: grown(shape.behind, s[11]),
            lean: shape.lean + s[12],
        },
        ..*pose
    }
}

/// Points of the skull that may lie on its outline in a pose and in those close by, mm.
pub(super) struct Rim {
    points: Vec<([f64; 3], [f64; 3])>,
    axes: [[f64; 3]; 3],
}

/// The skull as a pose shows it: its extent in each direction.
pub(super) struct Extents {
    /// Middle of the skull, px.
    pub(super) from: [f64; 2],
    /// Extent from the origin of places in each direction, px.
    pub(super) extent: [f64; DIRECTIONS],
    projected: Vec<[f64; 2]>,
}

/// Cosine between a point's normal and the line of sight to it, by the length of the way to the camera.
fn facing(pose: &Pose, place: [f64; 3], normal: [f64; 3]) -> f64 {
    let s = &pose.shape;
    // The scales' own slopes matter less than what is allowed for.
    let n = [normal[0] / s.breadth, normal[1] / s.above, normal[2] / if place[2] > 0.0 { s.front } else { s.behind }];
    let [x, y, z] = pose.see(place);
    let [right, up, back] = pose.axes.map(|axis| dot(axis, n));
    (back * z - right * x - up * y) / (dot([x, y, z], [x, y, z]) * dot(n, n)).sqrt()
}

impl Rim {
    /// Those of a head that are seen about edge on.
    pub(super) fn new(head: &Head, pose: &Pose) -> Self {
        let exact = |v: crate::base::math::Vec3| [v.x, v.y, v.z].map(f64::from);
        let points = head.braincase().iter().map(|&(p, n)| (exact(p), exact(n)));
        Self { points: points.filter(|&(p, n)| facing(pose, p, n).abs() < FLAT).collect(), axes: pose.axes }
    }

    /// Whether a pose is so close by that they are its own.
    pub(super) fn holds(&self, pose: &Pose) -> bool {
        let turn = rotation_between(self.axes, pose.axes);
        dot(turn, turn) < HOLDS * HOLDS
    }

    /// What a pose close by shows of them; none where one is behind the camera or none is left.
    pub(super) fn extents(&self, pose: &Pose) -> Option<Extents> {
        let mut projected = Vec::with_capacity(self.points.len());
        let mut extent = [f64::MIN; DIRECTIONS];
        // Apart, so that several directions are computed at once.
        let [right, down]: [[f64; DIRECTIONS]; 2] = [0, 1].map(|k| core::array::from_fn(|number| direction(number)[k]));
        for &(place, _) in &self.points {
            let (at, distance) = pose.project_unwarped(place);
            if distance.is_nan() || distance <= LEAST_DISTANCE_MM {
                return None;
            }
            for ((most, right), down) in extent.iter_mut().zip(&right).zip(&down) {
                let far = at[0] * right + at[1] * down;
                *most = if far > *most { far } else { *most };
            }
            projected.push(at);
        }
        (!projected.is_empty()).then(|| Extents { from: pose.project_unwarped(MIDDLE).0, extent, projected })
    }

    /// Where the tangent of a direction touches the body's head, mm, and whether the outline runs through there.
    pub(super) fn farthest(&self, pose: &Pose, extents: &Extents, number: usize) -> ([f64; 3], bool) {
        let (place, normal) = self.points[extents.farthest(direction(number))];
        (place, facing(pose, place, normal).abs() < OUTLINE_FLAT)
    }

    /// The tangent of the outline that is nearest to a place of the picture: its outward direction, and where it touches the body's head, mm.
    pub(super) fn tangent(&self, extents: &Extents, at: [f64; 2]) -> ([f64; 2], [f64; 3]) {
        let d = extents.toward(at);
        (d, self.points[extents.farthest(d)].0)
    }
}

impl Extents {
    /// Number of the farthest point in a direction.
    fn farthest(&self, d: [f64; 2]) -> usize {
        let (mut best, mut most) = (0, f64::MIN);
        for (i, &at) in self.projected.iter().enumerate() {
            let far = dot(at, d);
            if far > most {
                (best, most) = (i, far);
            }
        }
        best
    }

    /// Direction in which a place of the picture lies farthest outside the skull, or least inside.
    fn toward(&self, at: [f64; 2]) -> [f64; 2] {
        let toward = [at[0] - self.from[0], at[1] - self.from[1]];
        let near = NEAR * dot(toward, toward).sqrt();
        let off = |number: usize| dot(at, direction(number)) - self.extent[number];
        let mut best = (0, f64::MIN);
        for number in 0..DIRECTIONS {
            let far = off(number);
            if far > best.1 && dot(toward, direction(number)) >= near {
                best = (number, far);
            }
        }
        // Between two of the known directions: the top of the parabola through three.
        let [last, next] = [DIRECTIONS - 1, 1].map(|by| off((best.0 + by) % DIRECTIONS));
        let bend = (last + next) - 2.0 * best.1;
        let along = if bend < 0.0 { (0.5 * (last - next) / bend).max(-0.5).min(0.5) } else { 0.0 };
        let d = direction(best.0);
        let d = [d[0] - d[1] * along * STEP, d[1] + d[0] * along * STEP];
        d.map(|v| v / dot(d, d).sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::camera::fit::request::ViewName;
    use crate::camera::warp::Warp;

    #[test]
    fn directions_go_round_once_and_mirror_exactly() {
        for number in 0..DIRECTIONS {
            let angle = number as f64 * core::f64::consts::TAU / DIRECTIONS as f64;
            let d = direction(number);
            assert!((d[0] - libm::cos(angle)).abs() < 1e-12 && (d[1] - libm::sin(angle)).abs() < 1e-12, "{number}: {d:?}");
            let mirrored = direction((DIRECTIONS + DIRECTIONS / 2 - number) % DIRECTIONS);
            assert_eq!([-mirrored[0], mirrored[1]], d);
        }
    }

    #[test]
    fn slopes_are_those_of_finite_differences() {
        let shape = HeadShape { breadth: 1.05, above: 0.95, face: 1.02, front: 0.97, behind: 1.04, lean: 0.05 };
        let pose = Pose {
            axes: ViewName::ThreeQuarterLeft.axes(),
            aside: [0.1, -0.05],
            distance_mm: 420.0,
            focal_px: 900.0,
            principal: [500.0, 400.0],
            shape,
            warp: Warp::default(),
        };
        let place = [30.0, 70.0, 60.0];
        let slopes = predict(&pose, place).unwrap().slopes;
        for k in 0..UNKNOWNS {
            let at = |by: f64| {
                let mut step = [0.0; UNKNOWNS];
                step[k] = by;
                stepped(&pose, &step).project_unwarped(place).0
            };
            let (more, less) = (at(1e-5), at(-1e-5));
            for i in 0..2 {
                let finite = (more[i] - less[i]) / 2e-5;
                assert!((finite - slopes[i][k]).abs() < 1e-3, "unknown {k}: {finite}, {}", slopes[i][k]);
            }
        }
    }
}
