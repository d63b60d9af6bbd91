//! A photograph as the surface: its own light, diffuse and specular, in place of shaded skin.
//!
//! In: decoded sRGB pixels, and the head under a camera that was fitted to them. Out: the
//! [`LightBuffer`](super::shade::LightBuffer) that shaded skin would fill, and what only a photograph has: how much of each pixel is skin
//! that marks may darken, its blur and its tone curve.

pub mod blur;
pub mod cell_plane;
pub mod checks;
pub mod geometry;
pub mod hair;
pub mod mask;
pub mod pixels;
pub mod response;
pub mod specular;
pub mod stubble;
pub mod surface;
pub mod texture;
#[cfg(test)]
mod tests;

pub use checks::{PhotographChecks, PhotographedHair};
pub use geometry::PhotographSubject;
pub use mask::BrushStroke;
pub use pixels::{ALL_SKIN, Photograph};
pub use response::UNIT;
pub use surface::PhotographSurface;
