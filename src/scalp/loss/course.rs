//! Courses of loss: how deep inside the lost area a place is at each stop of a pattern.

use super::pattern::MOST_STOPS;
use crate::base::math::{Vec2, Vec3, lerp};
use crate::base::noise;
use crate::scalp::irregularity::irregularity;

/// A course of loss on one head: for each of its named stops, how deep inside the lost area a place is.
pub trait LossCourse {
    /// Depth at each stop, in half borders: −1 and less keeps all hair, 0 half of its vigor, 1 and more none.
    ///
    /// `q` is the place on the chart, `p` the same on the skin, mm. Entries beyond [`Pattern::last_stop`](super::pattern::Pattern::last_stop) do not count.
    fn depths(&self, q: Vec2, p: Vec3) -> [f32; MOST_STOPS];
}

/// Depths beyond this many half borders behave alike; the limits keep what changes between two stops near the border.
pub(super) const LEAST_DEPTH: f32 = -2.2;
pub(super) const MOST_DEPTH: f32 = 1.2;
/// Border widths from full hair to none, mm, least and most over the head.
///
/// What is seen of it, from nine tenths of the hair to one tenth, is 10–18 mm.
const BORDER: (f32, f32) = (15.0, 27.0);
/// Over how many mm that width changes, and factor on the noise of ±½ that reaches both widths (choice).
const BORDER_VARIES: (f32, f32) = (50.0, 1.6);
/// Irregularity of a border: octaves, mm (choice).
const BORDER_OCTAVES: [(f32, f32); 2] = [(26.0, 7.0), (8.0, 3.0)];

/// Millimeters inside an area to half borders, each border a little irregular.
pub(super) fn to_half_borders(mm: [f32; MOST_STOPS], at: Vec3) -> [f32; MOST_STOPS] {
    let shift = irregularity(at, &BORDER_OCTAVES);
    let width = lerp(BORDER.0, BORDER.1, (noise::value(at / BORDER_VARIES.0) * BORDER_VARIES.1 + 0.5).clamp(0.0, 1.0));
    mm.map(|mm| (mm + shift) * (2.0 / width))
}
