//! The tone of pigment that absorbs as much light as the hair beside it, found by bisection.

use super::parameters::OpticsParameters;
use super::pigment::{self, SHADES};
use super::skin::SkinOptics;
use crate::base::color::{LinearRgb, luminance};
use crate::base::solve::bisect;
use crate::optics::hair::{HairColor, WHITE_ROOT};
use crate::treatment::placement::mean_load;

/// How much of each there is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MatchInputs {
    /// Dots per cm² where the treatment is full.
    pub dots_per_cm2: f32,
    /// Diameter of a dot, mm.
    pub dot_diameter_mm: f32,
    /// Hairs per cm² of full hair.
    pub hairs_per_cm2: f32,
    /// How dark they are, times what this expects: as a photograph shows them, or 1.
    pub darkness: f32,
}

/// Halvings of the range of tones: to a thousandth.
const HALVINGS: usize = 12;
/// Skin that a cut hair darkens as if wholly, mm²: its root under the skin, and a mm of its shaft (fitted with [`DOT_SHARE`] to
/// the light of our own pictures from eight views, hair of 0.2, 0.5 and 1 mm on Monk 4).
const ROOT_MM2: f32 = 0.0575;
const SHAFT_MM2: f32 = 0.0315;
/// Skin that a dot darkens, as a share of its diameter squared (fitted likewise: 180 dots of 0.30 mm at tone 3.8 and 220
/// dark-brown hairs of 0.5 mm per cm² leave the same mean light).
const DOT_SHARE: f32 = 1.43;
/// Longer hair is no longer a question of tone, mm.
const LONGEST_MM: f32 = 2.0;
/// How far short of the hair the strongest or weakest tone may fall and still pass for it.
const TOLERANCE: f32 = 1.25;

/// The tone, 1–5, that leaves as much light as the hair does; none where no tone does, as for white hair on dark skin or
/// hair long past a shave.
pub fn matching_tone(p: &OpticsParameters, shares: &MatchInputs) -> Option<f32> {
    let skin = SkinOptics::monk(p.skin).reflectance();
    let shaft = SHAFT_MM2 * p.hair_length_mm;
    // Above and below, on the way in and out.
    let both = |above: LinearRgb, below: LinearRgb| luminance((above + below) * skin) * 0.5;
    let taken =
        |hair: HairColor, mm2: f32| both(hair.absorptance(skin, p.hair_length_mm), hair.root_absorptance(skin, p.hair_length_mm)) * mm2;
    let (dark, white) = (taken(p.hair, ROOT_MM2 + shaft), taken(HairColor::WHITE, WHITE_ROOT * ROOT_MM2 + shaft));
    let wanted = (dark + (white - dark) * p.white_share()) * shares.hairs_per_cm2 * shares.darkness;
    let dots = DOT_SHARE * shares.dot_diameter_mm * shares.dot_diameter_mm * shares.dots_per_cm2 * mean_load(shares.dots_per_cm2);
    let absorbed = |tone: f32| both(pigment::absorptance(tone, p.depth_mm), pigment::cloud(tone, p.depth_mm)) * dots;
    let (weakest, strongest) = SHADES;
    if p.hair_length_mm > LONGEST_MM || wanted * TOLERANCE < absorbed(weakest) || wanted > absorbed(strongest) * TOLERANCE {
        return None;
    }
    let (low, high) = bisect(weakest, strongest, HALVINGS, |tone| absorbed(tone) < wanted);
    Some(0.5 * (low + high))
}
