//! The surface that every pixel sees: shaded skin, or a photograph.

pub mod occlusion;
pub mod photograph;
pub mod raster;
pub mod shade;
