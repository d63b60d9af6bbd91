//! Marks: dots, hairs and their roots as shares of the light that they take from each pixel.

pub mod cells;
pub(super) mod resample;
pub mod splat;
pub mod spread;
pub mod stroke;
pub mod transmission;
