//! The camera: where it stands, what it looks at, and how large a millimeter is in its picture.

pub mod aim;
pub mod view;

pub use view::{View, ViewParameters};
