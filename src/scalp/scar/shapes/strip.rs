//! The strip scar (FUT): ear to ear across the back, a little above the occipital protuberance.

use super::{Octave, STREAM, line, place_at_height, with_noise};
use crate::base::math::{PI, Vec3, lerp, smoothstep};
use crate::base::noise;
use crate::base::random::triangular;
use crate::scalp::person::Person;
use crate::scalp::skin_stroke::SkinStroke;

/// Half its length, smallest and largest, mm (lines of 12–30 cm are reported).
const HALF_MM: (f32, f32) = (60.0, 150.0);
/// Its width likewise, mm (1 mm where all went well and up to 10 where they stretched), and how much of it comes with the size
/// and with its square (choice).
const WIDTH_MM: (f32, f32) = (1.0, 9.0);
const WIDTH_BY_SIZE: (f32, f32) = (0.35, 0.65);
/// Its height above the ear canals at the midline of the back, and how much higher it lies above the ears, mm (choice).
const HEIGHT_MM: (f32, f32) = (19.0, 44.0);
/// It rises as s² (1.5 − s / 2), where s is the share of the way to the ear: like a strip bent up at its ends.
const RISE: f32 = 1.5;
/// One ear is higher than the other by twice this at the most, mm (choice).
const TILT_MM: f32 = 4.0;
/// How its height and its width vary, mm and as a share (choice).
const HEIGHT_NOISE: [Octave; 2] =
    [Octave { height: 5.0, mm: 60.0, from: 0.0, row: 0.0 }, Octave { height: 1.6, mm: 14.0, from: 900.0, row: 0.0 }];
const WIDTH_NOISE: [Octave; 2] =
    [Octave { height: 0.8, mm: 26.0, from: 300.0, row: 0.0 }, Octave { height: 0.35, mm: 9.0, from: 600.0, row: 0.0 }];
/// Share of its width without tension, and that which tension adds: none from the first distance from the midline on, mm, all
/// below the second (choice).
const TENSION: (f32, f32) = (0.62, 0.38);
const TENSION_MM: (f32, f32) = (115.0, 20.0);
/// Radius of the back of the head, mm: turns its angle into a length on which noise is read.
const BACK_RADIUS_MM: f32 = 92.0;
/// Its curve is measured in steps of half a degree, for as many mm, and by as many steps at the most.
const STEP: f32 = PI / 360.0;
const MEASURED_MM: f32 = 156.0;
const MOST_STEPS: usize = 280;

pub(super) fn strokes(person: &Person, size: f32) -> Vec<SkinStroke> {
    let seed = person.seed;
    let drift = noise::offset(seed, STREAM);
    let tilt = TILT_MM * triangular(seed, STREAM, 0);
    // Height by the angle from the midline of the back; then the curve is measured, so that mm are mm of skin.
    let at = |angle: f32| {
        let side = angle / (0.5 * PI);
        let mm = angle * BACK_RADIUS_MM;
        let height = HEIGHT_MM.0 + HEIGHT_MM.1 * side * side * (RISE - 0.5 * side.abs()) + tilt * side;
        place_at_height(&person.chart, angle, with_noise(height, &HEIGHT_NOISE, drift, mm))
    };
    let walk = |sign: f32| {
        let (mut curve, mut gone) = (vec![(0.0, at(0.0))], 0.0);
        while gone < MEASURED_MM && curve.len() < MOST_STEPS {
            let next = at(sign * STEP * curve.len() as f32);
            gone += (next - curve[curve.len() - 1].1).length();
            curve.push((gone, next));
        }
        curve
    };
    let curves: [Vec<(f32, Vec3)>; 2] = [walk(1.0), walk(-1.0)];
    let place = |mm: f32| {
        let curve = &curves[usize::from(mm < 0.0)];
        let i = curve.partition_point(|(gone, _)| *gone < mm.abs()).max(1).min(curve.len() - 1);
        let ((a, p), (b, q)) = (curve[i - 1], curve[i]);
        p + (q - p) * ((mm.abs() - a) / (b - a))
    };
    // Widest where tension is greatest: beside the midline.
    let profile = |mm: f32| {
        let pull = TENSION.0 + TENSION.1 * smoothstep(TENSION_MM.0, TENSION_MM.1, mm.abs());
        pull * with_noise(1.0, &WIDTH_NOISE, drift, mm)
    };
    let width = lerp(WIDTH_MM.0, WIDTH_MM.1, size * (WIDTH_BY_SIZE.0 + WIDTH_BY_SIZE.1 * size));
    line(place, profile, [lerp(HALF_MM.0, HALF_MM.1, size); 2], width)
}
