//! Parameters of the treatment stage.

use super::shape::HairlineShape;
use super::zone::Zone;

/// Parameters of the treatment stage.
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

/// Offsets of the five handles of a hairline, mm along the skin.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Handles {
    /// The middle: forward, and to the head's left.
    pub middle: [f32; 2],
    /// The corners, left and right: forward and outward.
    pub corners: [[f32; 2]; 2],
    /// The temporal points, left and right: forward and upward.
    pub temples: [[f32; 2]; 2],
}
