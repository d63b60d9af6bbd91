//! A cut on the side of the top, with the marks of its stitches.

use super::{Octave, PIECE, STREAM, Varied, line, step_along_skin, with_noise};
use crate::base::math::{Vec2, cos, lerp, sin, vec2};
use crate::base::noise;
use crate::base::random::triangular;
use crate::scalp::person::Person;
use crate::scalp::skin_stroke::SkinStroke;

/// Its middle on the chart, and its heading there, radians from straight back to the left (choice).
const MIDDLE: (Varied, Varied) = (Varied(46.0, 8.0), Varied(16.0, 8.0));
const HEADING: Varied = Varied(0.45, 0.35);
/// How its heading and its width vary, radians and as a share (choice).
const HEADING_NOISE: [Octave; 2] =
    [Octave { height: 1.1, mm: 43.0, from: 0.0, row: 7.0 }, Octave { height: 0.35, mm: 9.0, from: 0.0, row: 7.0 }];
const WIDTH_NOISE: [Octave; 1] = [Octave { height: 1.1, mm: 24.0, from: 0.0, row: 3.0 }];
/// Pieces of its path to either side. The last place looked up on it is a little before its last point: so many points from its end.
const PIECES: i32 = 40;
const FROM_END: f32 = 1.01;
/// Half its length and its width, smallest and largest, mm (choice).
const HALF_MM: (f32, f32) = (20.0, 70.0);
const WIDTH_MM: (f32, f32) = (1.0, 3.6);
/// It ends so far inside the edge of the hair, mm (choice).
const INSIDE_MM: f32 = 2.0;

/// Stitches to either side of its middle at the most, from one to the next, and how much a place varies, mm (choice).
const STITCHES: i32 = 11;
const STITCH_MM: f32 = 6.0;
const STITCH_ASIDE_MM: f32 = 1.3;
/// No stitch is nearer to an end of the cut, mm, and none shows whose random number is higher (choice).
const STITCH_FROM_END_MM: f32 = 5.0;
const STITCH_SHOWS: f32 = 0.72;
/// How far a stitch slants, as a share of its length (choice).
const STITCH_SLANT: f32 = 0.3;
/// Half its length and how that varies from stitch to stitch; how much more it varies from end to end, mm (choice).
const STITCH_HALF_MM: Varied = Varied(4.2, 0.8);
const STITCH_END_MM: f32 = 0.3;
/// Radius of the line that a thread left, mm, and how clearly it shows; the same of the dot at each end (choice).
const THREAD_MM: f32 = 0.2;
const THREAD_STRENGTH: Varied = Varied(0.3, 0.15);
const DOT_MM: Varied = Varied(0.45, 0.1);
const DOT_STRENGTH: Varied = Varied(0.5, 0.2);

pub(super) fn strokes(person: &Person, size: f32) -> Vec<SkinStroke> {
    let seed = person.seed;
    let chart = &person.chart;
    let drift = noise::offset(seed, STREAM);
    let start = vec2(MIDDLE.0.at(triangular(seed, STREAM, 1)), MIDDLE.1.at(triangular(seed, STREAM, 2)));
    let heading = HEADING.at(triangular(seed, STREAM, 3));
    // Both ways from the middle, in one slow bend.
    let walk = |sign: f32| {
        let (mut q, mut path) = (start, vec![start]);
        for i in 0..PIECES {
            let turn = with_noise(heading, &HEADING_NOISE, drift, sign * i as f32 * PIECE);
            q = step_along_skin(chart, q, vec2(sin(turn), -cos(turn)) * sign, PIECE);
            path.push(q);
        }
        path
    };
    let paths = [walk(1.0), walk(-1.0)];
    let on_path = |mm: f32| {
        let path = &paths[usize::from(mm < 0.0)];
        let at = (mm.abs() / PIECE).min(path.len() as f32 - FROM_END);
        let i = at as usize;
        path[i] + (path[i + 1] - path[i]) * (at - i as f32)
    };
    let profile = |mm: f32| with_noise(1.0, &WIDTH_NOISE, drift, mm);
    // It ends where hair ends.
    let bears_hair = |mm: f32| person.region.plain_depth(on_path(mm)) > INSIDE_MM;
    let halves = [1.0, -1.0].map(|sign| {
        let mut half = lerp(HALF_MM.0, HALF_MM.1, size);
        while half > PIECE && !bears_hair(sign * half) {
            half -= PIECE;
        }
        half
    });
    let mut found = line(|mm| chart.skin_at(on_path(mm)), profile, halves, lerp(WIDTH_MM.0, WIDTH_MM.1, size));
    // Stitches left in a week too long: a thin line across and a dot at each end.
    for i in -STITCHES..=STITCHES {
        let own = |k: u32| triangular(seed, STREAM + 10 + k, (i + 64) as u32);
        let mm = STITCH_MM * i as f32 + STITCH_ASIDE_MM * own(0);
        if mm.abs() > halves[usize::from(mm < 0.0)] - STITCH_FROM_END_MM || own(1) > STITCH_SHOWS {
            continue;
        }
        let (q, ahead) = (on_path(mm), on_path(mm + 1.0));
        let along = (ahead - q).normalize_or(Vec2::Y);
        let across = vec2(along.y, -along.x) + along * (STITCH_SLANT * own(2));
        let half = STITCH_HALF_MM.at(own(2));
        let end = |side: f32, k: u32| chart.skin_at(step_along_skin(chart, q, across * side, half + STITCH_END_MM * own(k)));
        let (a, b) = (end(1.0, 3), end(-1.0, 4));
        found.push(SkinStroke::line(a, b, (THREAD_MM, THREAD_MM), THREAD_STRENGTH.at(own(5))));
        for (at, k) in [(a, 6), (b, 7)] {
            found.push(SkinStroke::dot(at, DOT_MM.at(own(k)), DOT_STRENGTH.at(own(5))));
        }
    }
    found
}
