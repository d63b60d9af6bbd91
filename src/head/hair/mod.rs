//! Hairs of the face: brows and lashes.

pub(super) mod face_hair;
pub mod strand;
