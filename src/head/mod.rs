//! The body: a head in millimetres.
//!
//! Axes, mm: x to the head's left, y up, z forward; the origin lies midway between the tragions, y = 0 is the
//! Frankfurt horizontal.

pub mod landmarks;
pub mod mesh;
pub mod strand;

pub use landmarks::Landmarks;
pub use mesh::Mesh;
pub use strand::Strand;

/// A head: surface, landmarks, brows and lashes.
pub struct Head {
    /// The surface as triangles, symmetric about x = 0.
    pub mesh: Mesh,
    /// Named places on it.
    pub landmarks: Landmarks,
    /// Brows and lashes.
    pub face_hair: Vec<Strand>,
}
