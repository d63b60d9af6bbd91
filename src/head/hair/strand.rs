//! One hair as drawn: of the scalp, a brow, a lash.

use crate::base::math::Vec3;

/// A hair from its root in the skin to its tip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strand {
    /// Where it leaves the skin, mm.
    pub root: Vec3,
    /// Its free end, mm.
    pub tip: Vec3,
    /// Unit normal of the skin at the root.
    pub normal: Vec3,
    /// Shaft diameter, mm.
    pub diameter: f32,
    /// Share of light the shaft keeps back, 0–1: 1 = a fully pigmented terminal hair, less for a pale one.
    pub pigment: f32,
    /// Share of white hairs, 0–1, from which on this one is white; more than 1 = never.
    pub white_at: f32,
}

impl Strand {
    /// [`Strand::white_at`] of what keeps its color for life.
    pub const NEVER: f32 = 2.0;
}
