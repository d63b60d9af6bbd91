//! Unit vectors as three normalized 16-bit integers, for lists as long as a head has hairs or dots.

use super::math::{Vec3, vec3};

/// A unit vector in six bytes, true to 1/30 000.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct UnitVector([i16; 3]);

impl UnitVector {
    /// Packs a vector of unit length.
    pub fn new(v: Vec3) -> Self {
        Self(v.to_array().map(|v| (v * 32_767.0) as i16))
    }

    /// The vector.
    #[inline]
    pub fn get(self) -> Vec3 {
        let [x, y, z] = self.0.map(f32::from);
        vec3(x, y, z) * (1.0 / 32_767.0)
    }
}
