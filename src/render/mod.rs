//! The renderer: millimeters become pixels.
//!
//! In: the head, hair, dots and light. Out: a [`Pixmap`]. A picture takes these steps, and a change redoes only those
//! from its own on:
//!
//! 1. **light** – project and light every mesh vertex (camera moved);
//! 2. **raster** – which triangle each pixel sees;
//! 3. **shade** – diffuse and specular light of every pixel, summed over samples;
//! 4. **hair**, **dots** – marks as two planes of transmission, exact for any size (hair changed; density changed);
//! 5. **spread** – lateral scattering under the marks (tone changed);
//! 6. **compose** – bytes;
//! 7. **refine** – steps 2 and 3 again at shifted pixel grids, and compose.
//!
//! Marks are integrated over each pixel when drawn, so only the surface needs more samples: moving tone or density
//! leaves a refined picture refined. Refused: drawing everything at four times the size (four times the memory).

pub mod compose;
pub mod frame;
pub mod hair;
pub mod marks;
pub mod surface;
pub mod worn;

pub use crate::camera::projection::{Camera, CameraParameters};
pub use compose::Pixmap;
pub use frame::Frame;
pub use hair::{HairLayer, HairShading};
pub use surface::photograph::{BrushStroke, Photograph, PhotographChecks, PhotographSubject, PhotographedHair};
pub use worn::WornPlanes;
pub use worn::style::WornShading;
