//! Courses of loss: how deep inside the lost area a place is at each stop of a pattern.

use super::pattern::STOPS;
use crate::base::math::{Vec2, Vec3, lerp};
use crate::base::noise;

/// A course of loss on one head: for each of its named stops, how deep inside the lost area a place is.
pub trait Course {
    /// Depth at each stop, in half borders: −1 and less keeps all hair, 0 half of its vigour, 1 and more none.
    ///
    /// `q` is the place on the chart, `p` the same on the skin, mm. Entries beyond [`Pattern::last_stop`] do not count.
    fn depths(&self, q: Vec2, p: Vec3) -> [f32; STOPS];
}

/// Depths beyond this many half borders behave alike; the limits keep what changes between two stops near the border.
pub(super) const KEPT: f32 = -2.2;
pub(super) const LOST: f32 = 1.2;
/// Border widths from full hair to none, mm, wandering over the head.
///
/// What is seen of it, from nine tenths of the hair to one tenth, is 10–18 mm.
const BORDER: (f32, f32) = (15.0, 27.0);

/// Millimetres inside an area to half borders, each border a little off its shape.
pub(super) fn wander(mm: [f32; STOPS], at: Vec3) -> [f32; STOPS] {
    let shift = noise::value(at / 26.0) * 7.0 + noise::value(at / 8.0) * 3.0;
    let width = lerp(BORDER.0, BORDER.1, (noise::value(at / 50.0) * 1.6 + 0.5).clamp(0.0, 1.0));
    mm.map(|mm| (mm + shift) * (2.0 / width))
}
