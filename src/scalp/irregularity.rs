//! Irregularity of borders and densities: a sum of octaves of value noise.

use crate::base::math::Vec3;
use crate::base::noise;

/// The sum of octaves of noise at a place; each has a wavelength, mm, and the difference between its least and its most.
#[inline]
pub(crate) fn irregularity<const N: usize>(at: Vec3, octaves: &[(f32, f32); N]) -> f32 {
    octaves.iter().fold(0.0, |sum, &(wavelength, amplitude)| sum + noise::value(at / wavelength) * amplitude)
}
