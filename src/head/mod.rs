//! The body: a head in millimetres.
//!
//! Axes, mm: x to the head's left, y up, z forward; the origin lies midway between the tragions, y = 0 is the
//! Frankfurt horizontal.

mod body;
mod complexion;
mod contour;
mod cranium;
mod ear;
mod eye;
mod face;
mod face_hair;
pub mod landmarks;
mod lattice;
pub mod mesh;
mod mouth;
mod neck;
mod nose;
mod sdf;
pub mod strand;
mod survey;
mod thin;

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

impl Head {
    /// The head of a calm adult man with closed eyes.
    pub fn new() -> Head {
        let body = body::Body::new();
        let mut mesh = contour::contour(&body);
        mesh.flush = mesh.positions.iter().map(|&p| complexion::flush(p)).collect();
        mesh.lip = mesh.positions.iter().map(|&p| complexion::lip(p)).collect();
        Head { landmarks: survey::survey(&body), face_hair: face_hair::grow(&body), mesh }
    }
}

impl Default for Head {
    fn default() -> Head {
        Head::new()
    }
}
