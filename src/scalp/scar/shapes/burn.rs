//! A burn on the side of the top, with islands of spared skin in it and satellites beside it.

use super::{STREAM, Varied, step_along_skin};
use crate::base::math::{PI, TAU, cos, lerp, sin, vec2};
use crate::base::random::{triangular, uniform};
use crate::scalp::person::Person;
use crate::scalp::skin_stroke::{SkinStroke, StrokeEffect};

/// Its middle on the chart (choice).
const MIDDLE: (Varied, Varied) = (Varied(40.0, 6.0), Varied(4.0, 9.0));
/// Its radius, smallest and largest, mm; it is longer than wide by twice the next, mm, and the radius of its second end is this share
/// of that of its first (choice).
const RADIUS_MM: (f32, f32) = (18.5, 45.0);
const HALF_LENGTH_MM: f32 = 7.5;
const SECOND_END: f32 = 0.9;
/// Islands and satellites, the spared ones among them, and how far from the middle they lie at the most, mm (choice).
const ISLETS: u32 = 64;
const SPARED_IN: u32 = 4;
const ISLETS_WITHIN_MM: f32 = 70.0;
/// Its ends differ by half of this at the most, around the middle and away from it, mm; the angle between them is taken as if it lay
/// no nearer to the middle than the next, mm (choice).
const ISLET_MM: f32 = 4.0;
const ISLET_TURNS_FROM_MM: f32 = 6.0;
/// It lies so far inside the edge of the hair, mm (choice).
const INSIDE_MM: f32 = 3.0;
/// Its least radius, and how much larger islands and satellites are at the most, mm (choice).
const LEAST_MM: f32 = 1.3;
const ISLAND_GROWS_MM: f32 = 3.2;
const SATELLITE_GROWS_MM: f32 = 4.0;
/// Satellites begin so far beyond the border, mm; each mm that it comes nearer they grow by this; below the last, mm, there is
/// none (choice).
const SATELLITE_FROM_MM: f32 = 17.0;
const SATELLITE_GROWTH: f32 = 0.4;
const SATELLITE_LEAST_MM: f32 = 0.7;

pub(super) fn strokes(person: &Person, size: f32) -> Vec<SkinStroke> {
    let seed = person.seed;
    let middle = vec2(MIDDLE.0.at(triangular(seed, STREAM, 1)), MIDDLE.1.at(triangular(seed, STREAM, 2)));
    let turn = PI * uniform(seed, STREAM, 3);
    let radius = lerp(RADIUS_MM.0, RADIUS_MM.1, size);
    let place = |angle: f32, mm: f32| step_along_skin(&person.chart, middle, vec2(cos(angle), sin(angle)), mm);
    let end = |sign: f32| person.chart.skin_at(place(turn, sign * HALF_LENGTH_MM));
    let mut found = vec![SkinStroke::line(end(1.0), end(-1.0), (radius, radius * SECOND_END), 1.0)];
    for i in 0..ISLETS {
        let own = |k: u32| uniform(seed, STREAM + 20 + k, i);
        let (angle, mm) = (TAU * own(0), ISLETS_WITHIN_MM * own(1).sqrt());
        let toward = angle + (ISLET_MM * own(2) - 0.5 * ISLET_MM) / mm.max(ISLET_TURNS_FROM_MM);
        let (a, b) = (place(angle, mm), place(toward, mm + ISLET_MM * own(3) - 0.5 * ISLET_MM));
        if person.region.plain_depth(a).min(person.region.plain_depth(b)) < INSIDE_MM {
            continue;
        }
        let (p, q) = (person.chart.skin_at(a), person.chart.skin_at(b));
        if i % SPARED_IN == 0 {
            // Islands of spared skin keep their hair.
            let mm = LEAST_MM + ISLAND_GROWS_MM * own(4) * own(4);
            found.push(SkinStroke::line(p, q, (mm, 0.5 * mm), 1.0).of(StrokeEffect::Spared));
        } else {
            // Satellite burns: larger the nearer the border comes, until they merge with it.
            let mm = (SATELLITE_GROWTH * (radius + SATELLITE_FROM_MM - mm)).min(LEAST_MM + SATELLITE_GROWS_MM * own(4) * own(4));
            if mm > SATELLITE_LEAST_MM {
                found.push(SkinStroke::line(p, q, (mm, 0.5 * mm), 1.0));
            }
        }
    }
    found
}
