//! The surface: which triangle each pixel sees, and the light that comes from there.

pub mod occlusion;
pub mod raster;
pub mod shade;
