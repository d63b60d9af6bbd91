//! Skin of a scar: what differs from the skin around it.

use super::skin::Skin;
use crate::scalp::scar::Scar;

/// A scar as light sees it.
pub struct ScarSkin<'a> {
    /// Where it is.
    pub scar: &'a Scar,
}

impl<'a> ScarSkin<'a> {
    /// The scar of someone with this skin.
    pub fn new(scar: &'a Scar, _skin: Skin) -> Self {
        Self { scar }
    }
}
