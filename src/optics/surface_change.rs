//! What a scar or a feature changes at a place: factors on diffuse reflectance, gloss and relief of the skin, and a slope.

use crate::base::color::LinearRgb;
use crate::base::math::Vec3;

/// What changes the light of a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurfaceChange {
    /// Factor of the diffuse reflectance.
    pub albedo: LinearRgb,
    /// Factor of the shine.
    pub gloss: f32,
    /// Share of the skin's own relief that is left.
    pub grain: f32,
    /// Share of its pores that is left: as hollows that darken and swallow light.
    pub pores: f32,
    /// Slope of its own.
    pub slope: Vec3,
}

impl Default for SurfaceChange {
    fn default() -> Self {
        Self::PLAIN
    }
}

impl SurfaceChange {
    /// Changes nothing.
    pub const PLAIN: Self = Self { albedo: LinearRgb::WHITE, gloss: 1.0, grain: 1.0, pores: 1.0, slope: Vec3::ZERO };

    /// Both at one place.
    pub fn with(self, other: Self) -> Self {
        Self {
            albedo: self.albedo * other.albedo,
            gloss: self.gloss * other.gloss,
            grain: self.grain * other.grain,
            pores: self.pores * other.pores,
            slope: self.slope + other.slope,
        }
    }
}
