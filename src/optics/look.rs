//! How the light of a place differs from that of plain skin.

use crate::base::color::LinearRgb;
use crate::base::math::Vec3;

/// What changes the light of a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Factor of the diffuse reflectance.
    pub albedo: LinearRgb,
    /// Factor of the shine.
    pub gloss: f32,
    /// Share of the skin's own relief that is left.
    pub grain: f32,
    /// Slope of its own.
    pub tilt: Vec3,
}

impl Default for Look {
    fn default() -> Self {
        Self::PLAIN
    }
}

impl Look {
    /// Changes nothing.
    pub const PLAIN: Self = Self { albedo: Vec3::ONE, gloss: 1.0, grain: 1.0, tilt: Vec3::ZERO };
}
