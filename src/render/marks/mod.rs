//! Marks: dots, hairs and their roots as shares of the light that they take from each pixel.

pub mod coarse_marks;
pub mod hair_stroke;
pub(super) mod resample;
pub mod root_mark;
pub mod splat;
pub mod spread;
pub mod transmission;
