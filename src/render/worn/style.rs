//! How worn hair is drawn.

/// Light of one in the planes.
pub const UNIT: f32 = 8192.0;
/// Rows that are drawn together: their pixels stay in the cache.
pub(super) const BAND_ROWS: usize = 64;
/// Width to which strands are merged there, px.
pub(super) const HALVED_PX: f32 = 1.2;

/// How worn hair is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WornShading {
    /// Share of white hairs, 0–1.
    pub white: f32,
    /// How far light gets through hair: 0 = black, 1 = white.
    pub translucency: f32,
    /// Strands thinner than this are merged until they are as wide, px.
    pub least_px: f32,
}

impl WornShading {
    /// Width to which strands are merged in a picture at rest, px.
    pub const FINEST_PX: f32 = 0.5;
    /// The same in a first picture; a large one is drawn at half its size instead.
    pub const DRAFT_PX: f32 = 2.0;
}
