//! The artist: hairline, treated area, dots.
//!
//! In: [`Scalp`](crate::scalp::Scalp). Out: [`Dot`]s.

pub mod area;
mod curve;
pub mod hairline;
mod hand;
pub mod placement;
pub mod shape;
pub mod zone;

pub use area::Plan;
pub use hairline::{HandlePlace, Handles};
pub use hand::slip_mm;
pub use placement::{SiteScars, Sites, place};
pub use shape::HairlineShape;
pub use zone::Zone;

/// What the artist is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TreatmentParameters {
    /// Dots per cm² where the treatment is full, 0–300.
    pub density: f32,
    /// Healed optical diameter, mm.
    pub dot_diameter_mm: f32,
    /// Sessions done, 0–4.
    pub sessions: u32,
    /// What of the scalp is treated.
    pub zone: Zone,
    /// How the hairline runs.
    pub hairline: HairlineShape,
    /// How far its handles were moved from there.
    pub handles: Handles,
    /// Height of the hairline's midpoint above the glabella, cm along the skin, 5.5–10.
    pub hairline_height_cm: f32,
    /// 0 = closed corners, 1 = deep.
    pub temple_recession: f32,
    /// Width of the transition zone, mm.
    pub softness_mm: f32,
    /// 0 = drawn with a ruler, 1 = ragged.
    pub irregularity: f32,
    /// 0 = mirror image, 1 = clearly uneven.
    pub asymmetry: f32,
    /// Share 0–1 of the hair that shades nothing, because it is white: between it an artist works as on bare skin.
    pub unseen_hair: f32,
}

/// One needle mark. Its place and the skin's normal there are those of its site.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Place in [`Sites::positions`].
    pub site: u32,
    /// Diameter of the visible mark, mm.
    pub diameter: f32,
    /// Pigment relative to a full dot, 0–1: load, session, depth and the fading edge of the area together.
    pub load: f32,
    /// Share of scar in its tissue, in 1/255: there it ages faster.
    pub scar: u8,
    /// What sets it apart from others as it heals and ages: any number, each as often as the next.
    pub own: u8,
    /// How far from the first the needle touched the skin again, in steps of [`slip_mm`]; 0 = it did not. Both touches have
    /// the same load.
    pub slip: u8,
}
