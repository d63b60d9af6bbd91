//! The camera: where it stands, what it looks at, and how large a millimeter is in its picture.

pub mod look_at;
pub mod projection;

pub use projection::{Camera, CameraParameters};
