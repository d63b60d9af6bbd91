//! Parameters of the scalp stage.

use super::groom::style::Texture;

/// Parameters of the scalp stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScalpParameters {
    /// How far the loss has gone: 0 at the first stop of its pattern, 1 at the second and so on.
    pub loss_stage: f32,
    /// Hairs per cm², 100–300.
    pub hair_density: f32,
    /// Length above the skin, mm.
    pub hair_length_mm: f32,
    /// Follicular units transplanted.
    pub grafts: f32,
    /// Months since they were planted, 0–12; 12 has grown in.
    pub graft_months: f32,
    /// How hair curls.
    pub texture: Texture,
}
