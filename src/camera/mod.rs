//! The camera: where it stands, what it looks at, and how large a millimeter is in its picture.

pub mod fit;
pub mod look_at;
pub mod pose;
pub mod projection;
pub mod shape;
pub mod warp;

pub use pose::Pose;
pub use projection::{Camera, CameraParameters};
pub use shape::HeadShape;
pub use warp::Warp;
