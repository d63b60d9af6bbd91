//! Line features: lines of the forehead, between the brows and beside the eyes, the ridges of the temples, a vein.
//!
//! Faint: those of a head of 30–40 years at rest.

use super::plain_skin::PlainSkin;
use super::{Feature, FeatureKind, Features, line_noise, uniform};
use crate::base::math::{TAU, Vec3, gaussian, lerp, sin, smoothstep, vec3};
use crate::base::noise;
use crate::base::random::bits;
use crate::base::streams;
use crate::head::Build;
use crate::scalp::outline::{CATMULL_ROM_T2, CATMULL_ROM_T3};
use crate::scalp::skin_stroke::SkinStroke;

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
/// Reach of a temporal ridge to both sides, mm: the skull turns over about a centimeter.
const RIDGE: f32 = 13.0;
/// A woman's skin folds less, and her ridges and veins lie deeper: shares of a man's.
const FEMININE_SHARE: f32 = 0.6;

/// Noise along a line: its weight, its size, mm, and where on it the line's middle lies, mm, so that no two are alike.
struct LineNoise {
    weight: f32,
    mm: f32,
    from: f32,
}

impl LineNoise {
    fn at(&self, drift: Vec3, mm: f32) -> f32 {
        self.weight * line_noise(drift, mm + self.from, self.mm)
    }
}

/// `lerp` over a range.
fn within(range: (f32, f32), t: f32) -> f32 {
    lerp(range.0, range.1, t)
}

/// Adds all of them.
pub(super) fn add_lines(features: &mut Features, skin: &PlainSkin, seed: u32) {
    let share = if skin.build == Build::Feminine { FEMININE_SHARE } else { 1.0 };
    forehead(features, skin, seed, share);
    between_brows(features, skin, seed, share);
    beside_eyes(features, skin, seed, share);
    temples(features, skin, seed, share);
}

/// Pieces between neighboring places with their radii, those with nothing left out.
fn pieces(places: &[(Vec3, f32)]) -> Vec<SkinStroke> {
    let shown = places.windows(2).filter(|w| w[0].1.max(w[1].1) > 0.0);
    shown.map(|w| SkinStroke::line(w[0].0, w[1].0, (w[0].1, w[1].1), 1.0)).collect()
}

/// Places along the skin from `start` for `length` mm in the direction `way`; `aside` is how far beside that direction the place so
/// many mm along is, `radius` how wide the line is there.
fn walk_along(
    skin: &PlainSkin,
    start: Vec3,
    length: f32,
    way: Vec3,
    aside: &dyn Fn(f32) -> f32,
    radius: &dyn Fn(f32) -> f32,
) -> Vec<(Vec3, f32)> {
    let mut places = Vec::new();
    let mut next = skin.nearest_skin(start);
    let mut gone = 0.0;
    while let Some((p, normal)) = next
        && gone <= length
    {
        places.push((p, radius(gone)));
        let ahead = way.reject_from_normalized(normal).normalize_or(Vec3::X);
        let turn = aside(gone + PIECE) - aside(gone);
        next = skin.nearest_skin(p + ahead * PIECE + normal.cross(ahead) * turn);
        gone += PIECE;
    }
    places
}

/// Lines of the forehead (choice; as of a head of 30–40 years). Height of the lowest above the glabella, and from one to the next,
/// mm; a line lies so far behind the glabella for each mm² of its height squared.
const LOWEST_MM: (f32, f32) = (19.0, 24.0);
const APART_MM: (f32, f32) = (9.0, 14.5);
const BACK_PER_MM2: f32 = 0.004;
/// None is higher than this share of the way from the glabella to the hairline: lines keep off that.
const HIGHEST: f32 = 0.78;
/// How far a line's middle dips, over which width, and how far it is from the midline, mm.
const DIP_MM: (f32, f32) = (0.4, 3.4);
const DIP_WIDTH_MM: f32 = 11.0;
const OFF_MIDLINE_MM: (f32, f32) = (-5.0, 5.0);
/// Strength of a line, which falls by so much for each line from the middle one, to this share at the least.
const STRENGTH: (f32, f32) = (0.55, 1.0);
const STRENGTH_FALLS: f32 = 0.35;
const STRENGTH_LEAST: f32 = 0.45;
/// Half the length of a line, mm.
const HALF_MM: (f32, f32) = (24.0, 47.0);
/// How a line rises and falls, mm. Towards its ends it droops by so many mm times the square of the way from its middle, which is
/// counted in the second, mm, and up to the third.
const RISE: [LineNoise; 2] = [LineNoise { weight: 7.0, mm: 34.0, from: 0.0 }, LineNoise { weight: 2.4, mm: 12.0, from: 300.0 }];
const DROOP_MM: f32 = 2.2;
const DROOP_PER_MM: f32 = 34.0;
const DROOP_MOST: f32 = 1.4;
/// Width of a line in shares of its reach: typical, and how it varies; below [`GAP`] there is no line, so much above it all of it shows.
const WIDTH: f32 = 0.84;
const WIDTH_VARIES: [LineNoise; 2] = [LineNoise { weight: 1.1, mm: 17.0, from: 700.0 }, LineNoise { weight: 0.25, mm: 6.0, from: 900.0 }];
const GAP_SOFT: f32 = 0.2;

/// Two to four lines over the brows, deepest in the middle one and in the middle of each.
fn forehead(features: &mut Features, skin: &PlainSkin, seed: u32, share: f32) {
    let landmarks = skin.landmarks;
    let count = 2 + bits(seed, STREAM, 0) % 3;
    let mut height = within(LOWEST_MM, uniform(seed, STREAM, 1));
    let top = HIGHEST * (landmarks.mid_frontal.y - landmarks.glabella.y);
    for i in 0..count {
        let of = |k: u32| uniform(seed, STREAM + 1 + i, k);
        let drift = noise::offset(seed, STREAM + 1 + i);
        let middle = landmarks.glabella + Vec3::Y * height.min(top) - Vec3::Z * (BACK_PER_MM2 * height * height);
        let (dip, off) = (within(DIP_MM, of(0)), within(OFF_MIDLINE_MM, of(1)));
        let rank = 1.0 - STRENGTH_FALLS * (i as f32 - 0.5 * (count - 1) as f32).abs();
        let deep = share * within(STRENGTH, of(2)) * rank.max(STRENGTH_LEAST);
        let half = |side: f32| within(HALF_MM, of(if side < 0.0 { 3 } else { 4 }));
        let rise = |mm: f32| {
            let out = (mm.abs() / DROOP_PER_MM).min(DROOP_MOST);
            let noise = RISE[0].at(drift, mm) + RISE[1].at(drift, mm);
            noise - dip * gaussian(mm - off, DIP_WIDTH_MM) - DROOP_MM * out * out
        };
        let radius = |mm: f32| {
            let out = mm / half(mm);
            let held = (1.0 - out * out).max(0.0).sqrt();
            let r = held * WIDTH_VARIES.iter().fold(WIDTH, |sum, octave| sum + octave.at(drift, mm));
            FOLD * r.min(1.0) * smoothstep(GAP, GAP + GAP_SOFT, r)
        };
        let side = |sign: f32| {
            // Its aside is measured to the left of the way, which is up on one side and down on the other.
            let up = |mm: f32| -sign * (rise(off + sign * mm) - rise(off));
            walk_along(skin, middle + Vec3::X * off, half(off + sign), Vec3::X * sign, &up, &|mm| radius(off + sign * mm))
        };
        let mut places = side(-1.0);
        places.reverse();
        places.pop();
        places.extend(side(1.0));
        features.add(Feature { kind: FeatureKind::Fold, size: FOLD, strength: deep, hue: 0.0, own: 0.0 }, &pieces(&places));
        height += within(APART_MM, of(5));
    }
}

/// Creases between the brows (choice): length, distance from the midline and below the glabella, mm, and how far they lean outward,
/// as a slope.
const CREASE_MM: (f32, f32) = (10.0, 19.0);
const CREASE_X_MM: (f32, f32) = (4.5, 7.5);
const CREASE_BELOW_MM: f32 = 4.0;
const CREASE_LEAN: (f32, f32) = (-0.05, 0.28);
/// They wind so far to both sides, mm, by so many radians a mm.
const CREASE_WINDS_MM: f32 = 0.6;
const CREASE_WINDS_PER_MM: f32 = 0.3;
/// Strength of the fainter and the plainer.
const CREASE_STRENGTH: (f32, f32) = (0.15, 0.75);
/// 4 x (1 − x) is 1 in the middle of a line and 0 at its ends.
const PARABOLA: f32 = 4.0;

/// Two faint creases where brows are drawn together, one plainer than the other.
fn between_brows(features: &mut Features, skin: &PlainSkin, seed: u32, share: f32) {
    for (i, side) in [-1.0_f32, 1.0].into_iter().enumerate() {
        let of = |k: u32| uniform(seed, STREAM + 8 + i as u32, k);
        let length = within(CREASE_MM, of(0));
        let start = skin.landmarks.glabella + vec3(side * within(CREASE_X_MM, of(1)), -CREASE_BELOW_MM, 0.0);
        let lean = vec3(side * within(CREASE_LEAN, of(2)), 1.0, 0.0);
        let radius = |mm: f32| FINE_FOLD * (PARABOLA * mm / length * (1.0 - mm / length)).max(0.0).sqrt();
        let aside = |mm: f32| CREASE_WINDS_MM * sin(mm * CREASE_WINDS_PER_MM + of(3) * TAU);
        let places = walk_along(skin, start, length, lean, &aside, &radius);
        let strength = share * within(CREASE_STRENGTH, of(4) * of(4));
        features.add(Feature { kind: FeatureKind::Fold, size: FINE_FOLD, strength, hue: 0.0, own: 0.0 }, &pieces(&places));
    }
}

/// Lines beside the eyes (choice): slope at the top of the fan and at its bottom, from one line to the next as a share of that, and
/// how much farther a line may be by chance, in such steps.
const FAN_SLOPE: (f32, f32) = (0.35, -0.55);
const FAN_STEP: f32 = 0.45;
const FAN_CHANCE: f32 = 0.7;
/// They begin so far beside the outer corner of the eye, mm; so far above it, mm, for a slope of 1; and so far behind it, mm.
const FAN_FROM_MM: (f32, f32) = (4.0, 6.5);
const FAN_RISE_MM: f32 = 9.0;
const FAN_BACK_MM: f32 = 4.0;
/// Their length, mm; their slope back around the head; how far they bend, mm for each mm² of length squared; their width as a share of
/// that of a fine fold; their strength.
const FAN_MM: (f32, f32) = (8.0, 17.0);
const FAN_BACK: f32 = -0.6;
const FAN_BEND: f32 = 0.010;
const FAN_WIDTH: f32 = 0.8;
const FAN_STRENGTH: (f32, f32) = (0.25, 0.65);

/// Two or three fine lines that fan out behind each outer corner of the eye.
fn beside_eyes(features: &mut Features, skin: &PlainSkin, seed: u32, share: f32) {
    for (i, side) in [-1.0_f32, 1.0].into_iter().enumerate() {
        let stream = STREAM + 10 + i as u32;
        let corner = skin.landmarks.outer_canthus;
        for j in 0..2 + bits(seed, stream, 0) % 2 {
            let of = |k: u32| uniform(seed, stream, 8 + 8 * j + k);
            let slope = within(FAN_SLOPE, (j as f32 + FAN_CHANCE * of(0)) * FAN_STEP);
            let x = side * (corner.x + within(FAN_FROM_MM, of(1)));
            let start = vec3(x, corner.y + FAN_RISE_MM * slope, corner.z - FAN_BACK_MM);
            let length = within(FAN_MM, of(2));
            let held = |mm: f32| (PARABOLA * (mm + 1.0) / length * (1.0 - mm / length)).clamp(0.0, 1.0).sqrt();
            let radius = |mm: f32| FAN_WIDTH * FINE_FOLD * held(mm);
            let places = walk_along(skin, start, length, vec3(side, slope, FAN_BACK), &|mm| side * FAN_BEND * mm * mm, &radius);
            let strength = share * within(FAN_STRENGTH, of(3));
            features.add(Feature { kind: FeatureKind::Fold, size: FINE_FOLD, strength, hue: 0.0, own: 0.0 }, &pieces(&places));
        }
    }
}

/// Temporal line of the skull: from the outer end of the brow up, then back along the side of the crown. A place of it lies so far
/// on the way from the temporal point to the corner of the hairline, and off that, mm; its first off the outer canthus (choice).
const RIDGE_BROW: Vec3 = vec3(7.0, 23.0, -7.0);
const RIDGE_LOW: (f32, Vec3) = (0.22, vec3(-3.0, 0.0, 3.0));
const RIDGE_HIGH: f32 = 0.72;
const RIDGE_BACK: Vec3 = vec3(10.0, 2.0, -32.0);
/// A ridge lies off that by chance, mm; its width varies; it begins over so many mm, ends from this share of its length on, and is
/// so strong (choice).
const RIDGE_OFF: Vec3 = vec3(0.0, 2.0, 2.0);
const RIDGE_VARIES: LineNoise = LineNoise { weight: 0.7, mm: 22.0, from: 0.0 };
const RIDGE_BEGINS_MM: f32 = 14.0;
const RIDGE_ENDS: f32 = 0.45;
const RIDGE_STRENGTH: (f32, f32) = (0.7, 1.0);
/// The frontal branch of the temporal vein: from above the cheekbone, in front of the hair, up towards the forehead. Three places off
/// the temporal point, and one off the middle of the way from there to the corner of the hairline, mm (choice).
const VEIN_PLACES: [Vec3; 3] = [vec3(9.0, -32.0, -15.0), vec3(2.0, -13.0, -1.0), vec3(-3.0, 8.0, 4.0)];
const VEIN_END: Vec3 = vec3(-6.0, 0.0, 8.0);
/// It lies off that by chance, mm; it winds unevenly, in radians and in windings; its width varies; it begins and ends over so many
/// mm, and is so strong (choice).
const VEIN_OFF: Vec3 = vec3(0.0, 3.0, 3.0);
const WINDING_PHASE: LineNoise = LineNoise { weight: 5.0, mm: 40.0, from: 0.0 };
const WINDING_SIDE: LineNoise = LineNoise { weight: 1.6, mm: 16.0, from: 0.0 };
const VEIN_VARIES: LineNoise = LineNoise { weight: 0.5, mm: 13.0, from: 0.0 };
const VEIN_ENDS_MM: (f32, f32) = (16.0, 18.0);
const VEIN_STRENGTH: (f32, f32) = (0.68, 0.9);

/// The ridge of each temple, and a vein beside one of them.
fn temples(features: &mut Features, skin: &PlainSkin, seed: u32, share: f32) {
    let l = skin.landmarks;
    let stream = STREAM + 12;
    let (tip, corner) = (l.temporal_point, l.frontotemporal);
    let low = tip.lerp(corner, RIDGE_LOW.0) + RIDGE_LOW.1;
    let ridge = [l.outer_canthus + RIDGE_BROW, low, tip.lerp(corner, RIDGE_HIGH), corner + RIDGE_BACK];
    for (i, side) in [-1.0_f32, 1.0].into_iter().enumerate() {
        let drift = noise::offset(seed, stream + i as u32);
        let off = RIDGE_OFF * lerp(-1.0, 1.0, uniform(seed, stream, i as u32));
        let places = smooth_curve(skin, ridge.map(|p| p + off), side, RIDGE_PIECE, &|mm, length| {
            let uneven = 1.0 + RIDGE_VARIES.at(drift, mm);
            (0.0, RIDGE * uneven * smoothstep(0.0, RIDGE_BEGINS_MM, mm) * smoothstep(length, RIDGE_ENDS * length, mm))
        });
        let strength = share * within(RIDGE_STRENGTH, uniform(seed, stream, 2 + i as u32));
        features.add(Feature { kind: FeatureKind::Ridge, size: RIDGE, strength, hue: 0.0, own: 0.0 }, &pieces(&places));
    }
    let [a, b, c] = VEIN_PLACES.map(|off| tip + off);
    let vein = [a, b, c, tip.lerp(corner, 0.5) + VEIN_END];
    let side = if bits(seed, stream, 4) & 1 == 0 { -1.0 } else { 1.0 };
    let drift = noise::offset(seed, stream + 2);
    let phase = TAU * uniform(seed, stream, 5);
    let off = VEIN_OFF * lerp(-1.0, 1.0, uniform(seed, stream, 6));
    let places = smooth_curve(skin, vein.map(|p| p + off), side, VEIN_PIECE, &|mm, length| {
        let winding = sin(mm * (TAU / WINDING.0) + phase + WINDING_PHASE.at(drift, mm)) + WINDING_SIDE.at(drift, mm);
        let ends = (smoothstep(0.0, VEIN_ENDS_MM.0, mm), smoothstep(length, length - VEIN_ENDS_MM.1, mm));
        (WINDING.1 * winding, VEIN * (1.0 + VEIN_VARIES.at(drift, mm)) * ends.0 * ends.1)
    });
    let strength = share * within(VEIN_STRENGTH, uniform(seed, stream, 7));
    features.add(Feature { kind: FeatureKind::Vein, size: VEIN, strength, hue: 0.0, own: 0.0 }, &pieces(&places));
}

/// A Catmull–Rom spline on the skin past four places of the left side, or mirrored; `at` returns, from mm along it and its
/// length, how far beside it a place lies, and its radius.
fn smooth_curve(skin: &PlainSkin, past: [Vec3; 4], side: f32, piece: f32, at: &dyn Fn(f32, f32) -> (f32, f32)) -> Vec<(Vec3, f32)> {
    let length: f32 = past.windows(2).map(|w| w[0].distance(w[1])).sum();
    let steps = (length / piece) as usize + 1;
    let place = |i: usize| {
        let mm = length * i as f32 / steps as f32;
        let (mut k, mut left) = (0, mm);
        while k < 2 && left > past[k].distance(past[k + 1]) {
            left -= past[k].distance(past[k + 1]);
            k += 1;
        }
        let t = (left / past[k].distance(past[k + 1])).min(1.0);
        // Beyond its ends the way goes straight on.
        let [b, c] = [past[k], past[k + 1]];
        let a = if k > 0 { past[k - 1] } else { b * 2.0 - c };
        let d = if k < 2 { past[k + 2] } else { c * 2.0 - b };
        let [of_a, of_b, of_c] = CATMULL_ROM_T2;
        let square = a * of_a - b * of_b + c * of_c - d;
        let cube = b * CATMULL_ROM_T3 - a - c * CATMULL_ROM_T3 + d;
        let p = b + ((c - a) + (square + cube * t) * t) * (0.5 * t);
        let ahead = (c - a).lerp(d - b, t).normalize_or(Vec3::Y);
        let mirrored = |v: Vec3| vec3(side * v.x, v.y, v.z);
        let (p, normal) = skin.nearest_skin(mirrored(p))?;
        let (swing, radius) = at(mm, length);
        let (p, _) = skin.nearest_skin(p + normal.cross(mirrored(ahead)).normalize_or(Vec3::Z) * swing)?;
        Some((p, radius))
    };
    (0..=steps).filter_map(place).collect()
}
