//! Features that run: lines of the forehead, between the brows and beside the eyes, the ridges of the temples, a vein.
//!
//! Those of a head of 30–40 years at rest: there, but one must look.

use super::ground::Ground;
use super::{Feature, Features, Kind, along, uniform};
use crate::base::math::{TAU, Vec3, gaussian, lerp, sin, smoothstep, vec3};
use crate::base::noise;
use crate::base::random::bits;
use crate::base::streams;
use crate::head::Build;
use crate::scalp::stroke::Stroke;

const STREAM: u32 = streams::LINES;
/// Length of the pieces of a line, a ridge and a vein, mm: the more it bends, the shorter.
const PIECE: f32 = 5.0;
const RIDGE_PIECE: f32 = 18.0;
const VEIN_PIECE: f32 = 3.0;
/// Reach of a line of the forehead to both sides where it is deepest, and of the finer ones, mm.
const FOLD: f32 = 3.8;
const FINE_FOLD: f32 = 2.6;
/// Lines thinner than this share of their reach are gaps.
const GAP: f32 = 0.25;
/// Reach of a vein to both sides, mm: 2.9 mm wide at half its height.
const VEIN: f32 = 2.7;
/// A vein winds once in so many mm, so far to both sides.
const WINDING: (f32, f32) = (25.0, 2.0);
/// Reach of a temporal ridge to both sides, mm: the skull turns over about a centimetre.
const RIDGE: f32 = 13.0;
/// A woman's skin folds less, and her ridges and veins lie deeper: shares of a man's.
const WOMANS: f32 = 0.6;

/// Adds all of them.
pub(super) fn draw(features: &mut Features, ground: &Ground, seed: u32) {
    let share = if ground.build == Build::Feminine { WOMANS } else { 1.0 };
    forehead(features, ground, seed, share);
    between_brows(features, ground, seed, share);
    beside_eyes(features, ground, seed, share);
    temples(features, ground, seed, share);
}

/// Pieces between neighbouring places with their radii, those with nothing left out.
fn pieces(places: &[(Vec3, f32)]) -> Vec<Stroke> {
    let shown = places.windows(2).filter(|w| w[0].1.max(w[1].1) > 0.0);
    shown.map(|w| Stroke::line(w[0].0, w[1].0, (w[0].1, w[1].1), 1.0)).collect()
}

/// Walks over the skin from `start` for `length` mm, the `way` that the skin allows; `aside` says by mm gone how far beside
/// that way it is then, `radius` how wide.
fn walk(ground: &Ground, start: Vec3, length: f32, way: Vec3, aside: &dyn Fn(f32) -> f32, radius: &dyn Fn(f32) -> f32) -> Vec<(Vec3, f32)> {
    let mut places = Vec::new();
    let mut next = ground.drop(start);
    let mut gone = 0.0;
    while let Some((p, normal)) = next
        && gone <= length
    {
        places.push((p, radius(gone)));
        let ahead = way.reject_from_normalized(normal).normalize_or(Vec3::X);
        let turn = aside(gone + PIECE) - aside(gone);
        next = ground.drop(p + ahead * PIECE + normal.cross(ahead) * turn);
        gone += PIECE;
    }
    places
}

/// Two to four lines over the brows, deepest in the middle one and in the middle of each.
fn forehead(features: &mut Features, ground: &Ground, seed: u32, share: f32) {
    let landmarks = ground.landmarks;
    let count = 2 + bits(seed, STREAM, 0) % 3;
    let mut height = lerp(19.0, 24.0, uniform(seed, STREAM, 1));
    // The forehead is so high; lines keep off the hairline.
    let top = 0.78 * (landmarks.mid_frontal.y - landmarks.glabella.y);
    for i in 0..count {
        let of = |k: u32| uniform(seed, STREAM + 1 + i, k);
        let drift = noise::offset(seed, STREAM + 1 + i);
        let along = |mm, scale| along(drift, mm, scale);
        let middle = landmarks.glabella + Vec3::Y * height.min(top) - Vec3::Z * (0.004 * height * height);
        // How far its middle dips, and how far from the midline.
        let (dip, off) = (lerp(0.4, 3.4, of(0)), lerp(-5.0, 5.0, of(1)));
        let rank = 1.0 - 0.35 * (i as f32 - 0.5 * (count - 1) as f32).abs();
        let deep = share * lerp(0.55, 1.0, of(2)) * rank.max(0.45);
        let half = |side: f32| lerp(24.0, 47.0, of(if side < 0.0 { 3 } else { 4 }));
        let rise = |mm: f32| {
            let out = (mm.abs() / 34.0).min(1.4);
            7.0 * along(mm, 34.0) + 2.4 * along(mm + 300.0, 12.0) - dip * gaussian(mm - off, 11.0) - 2.2 * out * out
        };
        let radius = |mm: f32| {
            let out = mm / half(mm);
            let held = (1.0 - out * out).max(0.0).sqrt();
            let r = held * (0.84 + 1.1 * along(mm + 700.0, 17.0) + 0.25 * along(mm + 900.0, 6.0));
            FOLD * r.min(1.0) * smoothstep(GAP, GAP + 0.2, r)
        };
        let side = |sign: f32| {
            // Its aside is measured to the left of the way, which is up on one side and down on the other.
            let up = |mm: f32| -sign * (rise(off + sign * mm) - rise(off));
            walk(ground, middle + Vec3::X * off, half(off + sign), Vec3::X * sign, &up, &|mm| radius(off + sign * mm))
        };
        let mut places = side(-1.0);
        places.reverse();
        places.pop();
        places.extend(side(1.0));
        features.add(Feature { kind: Kind::Fold, size: FOLD, strength: deep, hue: 0.0, own: 0.0 }, &pieces(&places));
        height += lerp(9.0, 14.5, of(5));
    }
}

/// Two faint creases where brows are drawn together, one plainer than the other.
fn between_brows(features: &mut Features, ground: &Ground, seed: u32, share: f32) {
    for (i, side) in [-1.0_f32, 1.0].into_iter().enumerate() {
        let of = |k: u32| uniform(seed, STREAM + 8 + i as u32, k);
        let length = lerp(10.0, 19.0, of(0));
        let start = ground.landmarks.glabella + vec3(side * lerp(4.5, 7.5, of(1)), -4.0, 0.0);
        let lean = vec3(side * lerp(-0.05, 0.28, of(2)), 1.0, 0.0);
        let radius = |mm: f32| FINE_FOLD * (4.0 * mm / length * (1.0 - mm / length)).max(0.0).sqrt();
        let places = walk(ground, start, length, lean, &|mm| 0.6 * sin(mm * 0.3 + of(3) * TAU), &radius);
        let strength = share * lerp(0.15, 0.75, of(4) * of(4));
        features.add(Feature { kind: Kind::Fold, size: FINE_FOLD, strength, hue: 0.0, own: 0.0 }, &pieces(&places));
    }
}

/// Two or three fine lines that fan out behind each outer corner of the eye.
fn beside_eyes(features: &mut Features, ground: &Ground, seed: u32, share: f32) {
    for (i, side) in [-1.0_f32, 1.0].into_iter().enumerate() {
        let stream = STREAM + 10 + i as u32;
        let corner = ground.landmarks.outer_canthus;
        for j in 0..2 + bits(seed, stream, 0) % 2 {
            let of = |k: u32| uniform(seed, stream, 8 + 8 * j + k);
            let slope = lerp(0.35, -0.55, (j as f32 + 0.7 * of(0)) * 0.45);
            let start = vec3(side * (corner.x + lerp(4.0, 6.5, of(1))), corner.y + 9.0 * slope, corner.z - 4.0);
            let length = lerp(8.0, 17.0, of(2));
            let radius = |mm: f32| 0.8 * FINE_FOLD * (4.0 * (mm + 1.0) / length * (1.0 - mm / length)).clamp(0.0, 1.0).sqrt();
            let places = walk(ground, start, length, vec3(side, slope, -0.6), &|mm| side * 0.010 * mm * mm, &radius);
            let strength = share * lerp(0.25, 0.65, of(3));
            features.add(Feature { kind: Kind::Fold, size: FINE_FOLD, strength, hue: 0.0, own: 0.0 }, &pieces(&places));
        }
    }
}

/// The ridge of each temple, and a vein beside one of them.
fn temples(features: &mut Features, ground: &Ground, seed: u32, share: f32) {
    let l = ground.landmarks;
    let stream = STREAM + 12;
    let brow = l.outer_canthus + vec3(7.0, 23.0, -7.0);
    let (tip, corner) = (l.temporal_point, l.frontotemporal);
    // Temporal line of the skull: from the outer end of the brow up, then back along the side of the crown.
    let ridge = [brow, tip.lerp(corner, 0.22) + vec3(-3.0, 0.0, 3.0), tip.lerp(corner, 0.72), corner + vec3(10.0, 2.0, -32.0)];
    for (i, side) in [-1.0_f32, 1.0].into_iter().enumerate() {
        let drift = noise::offset(seed, stream + i as u32);
        let off = vec3(0.0, 2.0, 2.0) * lerp(-1.0, 1.0, uniform(seed, stream, i as u32));
        let places = curve(ground, ridge.map(|p| p + off), side, RIDGE_PIECE, &|mm, whole| {
            let uneven = 1.0 + 0.7 * along(drift, mm, 22.0);
            (0.0, RIDGE * uneven * smoothstep(0.0, 14.0, mm) * smoothstep(whole, 0.45 * whole, mm))
        });
        let strength = share * lerp(0.7, 1.0, uniform(seed, stream, 2 + i as u32));
        features.add(Feature { kind: Kind::Ridge, size: RIDGE, strength, hue: 0.0, own: 0.0 }, &pieces(&places));
    }
    // The frontal branch of the temporal vein: from above the cheekbone, in front of the hair, up towards the forehead.
    let vein = [
        tip + vec3(9.0, -32.0, -15.0),
        tip + vec3(2.0, -13.0, -1.0),
        tip + vec3(-3.0, 8.0, 4.0),
        tip.lerp(corner, 0.5) + vec3(-6.0, 0.0, 8.0),
    ];
    let side = if bits(seed, stream, 4) & 1 == 0 { -1.0 } else { 1.0 };
    let drift = noise::offset(seed, stream + 2);
    let phase = TAU * uniform(seed, stream, 5);
    let off = vec3(0.0, 3.0, 3.0) * lerp(-1.0, 1.0, uniform(seed, stream, 6));
    let places = curve(ground, vein.map(|p| p + off), side, VEIN_PIECE, &|mm, whole| {
        let along = |scale| along(drift, mm, scale);
        let swing = WINDING.1 * (sin(mm * (TAU / WINDING.0) + phase + 5.0 * along(40.0)) + 1.6 * along(16.0));
        (swing, VEIN * (1.0 + 0.5 * along(13.0)) * smoothstep(0.0, 16.0, mm) * smoothstep(whole, whole - 18.0, mm))
    });
    let strength = share * lerp(0.68, 0.9, uniform(seed, stream, 7));
    features.add(Feature { kind: Kind::Vein, size: VEIN, strength, hue: 0.0, own: 0.0 }, &pieces(&places));
}

/// A smooth way on the skin past four places of the left side, or mirrored; `at` says by mm gone and by its whole length how
/// far beside the way a place lies, and its radius.
fn curve(ground: &Ground, past: [Vec3; 4], side: f32, piece: f32, at: &dyn Fn(f32, f32) -> (f32, f32)) -> Vec<(Vec3, f32)> {
    let whole: f32 = past.windows(2).map(|w| w[0].distance(w[1])).sum();
    let steps = (whole / piece) as usize + 1;
    let place = |i: usize| {
        let mm = whole * i as f32 / steps as f32;
        let (mut k, mut left) = (0, mm);
        while k < 2 && left > past[k].distance(past[k + 1]) {
            left -= past[k].distance(past[k + 1]);
            k += 1;
        }
        let t = (left / past[k].distance(past[k + 1])).min(1.0);
        // Catmull–Rom; beyond its ends the way goes straight on.
        let [b, c] = [past[k], past[k + 1]];
        let a = if k > 0 { past[k - 1] } else { b * 2.0 - c };
        let d = if k < 2 { past[k + 2] } else { c * 2.0 - b };
        let p = b + ((c - a) + ((a * 2.0 - b * 5.0 + c * 4.0 - d) + (b * 3.0 - a - c * 3.0 + d) * t) * t) * (0.5 * t);
        let ahead = (c - a).lerp(d - b, t).normalize_or(Vec3::Y);
        let mirrored = |v: Vec3| vec3(side * v.x, v.y, v.z);
        let (p, normal) = ground.drop(mirrored(p))?;
        let (swing, radius) = at(mm, whole);
        let (p, _) = ground.drop(p + normal.cross(mirrored(ahead)).normalize_or(Vec3::Z) * swing)?;
        Some((p, radius))
    };
    (0..=steps).filter_map(place).collect()
}
