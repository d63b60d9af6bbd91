//! How much light cut hair and dots absorb beside each other, and the tone at which both absorb as much, found by bisection.

use super::parameters::OpticsParameters;
use super::pigment::{self, SHADES};
use super::skin::SkinOptics;
use crate::base::color::{LinearRgb, lab, luminance};
use crate::base::math::{lerp, smoothstep};
use crate::base::solve::bisect;
use crate::optics::hair::{HairColor, LYING_MM, WHITE_ROOT};
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
const ROOT_MM2: f32 = 0.054;
const SHAFT_MM2: f32 = 0.0385;
/// Each mm of a shaft darkens so many times as much once hair lies on hair (as it is drawn; drawn pictures of 1.05–2.45 mm agree within
/// 1.6 L*).
const LYING_SHAFT: f32 = 2.16;
/// Skin that a dot darkens, as a share of its diameter squared (fitted likewise: 180 dots of 0.30 mm at tone 3.8 and 220
/// dark-brown hairs of 0.5 mm per cm² leave the same mean light).
const DOT_SHARE: f32 = 1.43;
/// Longer hair is no longer a question of tone, mm.
pub(super) const LONGEST_MM: f32 = 2.0;
/// mm² of a cm².
const MM2_PER_CM2: f32 = 100.0;
/// How far short of the hair the strongest or weakest tone may fall and still pass for it.
const TOLERANCE: f32 = 1.25;

/// Light of the skin that a cm² of cut hair and one of healed dots keep back, in luminance × mm².
pub(super) struct LightTaken<'a> {
    p: &'a OpticsParameters,
    shares: &'a MatchInputs,
    skin: LinearRgb,
}

impl<'a> LightTaken<'a> {
    /// On the skin of these settings; neither their tone nor the length of their hair counts.
    pub(super) fn new(p: &'a OpticsParameters, shares: &'a MatchInputs) -> Self {
        Self { p, shares, skin: SkinOptics::monk(p.skin).reflectance() }
    }

    /// Above the skin and below it, on the way in and out.
    fn both(&self, above: LinearRgb, below: LinearRgb) -> f32 {
        luminance((above + below) * self.skin) * 0.5
    }

    /// By hair of this length, mm.
    pub(super) fn by_hair(&self, length_mm: f32) -> f32 {
        let shaft = SHAFT_MM2 * length_mm * lerp(1.0, LYING_SHAFT, smoothstep(1.0, LYING_MM, length_mm));
        let taken = |hair: HairColor, mm2: f32| {
            self.both(hair.absorptance(self.skin, length_mm), hair.root_absorptance(self.skin, length_mm)) * mm2
        };
        let (dark, white) = (taken(self.p.hair, ROOT_MM2 + shaft), taken(HairColor::WHITE, WHITE_ROOT * ROOT_MM2 + shaft));
        (dark + (white - dark) * self.p.white_share()) * self.shares.hairs_per_cm2 * self.shares.darkness
    }

    /// By dots of this tone, 1–5.
    pub(super) fn by_dots(&self, tone: f32) -> f32 {
        let MatchInputs { dots_per_cm2, dot_diameter_mm, .. } = *self.shares;
        let dots = DOT_SHARE * dot_diameter_mm * dot_diameter_mm * dots_per_cm2 * mean_load(dots_per_cm2);
        self.both(pigment::absorptance(tone, self.p.depth_mm), pigment::cloud(tone, self.p.depth_mm)) * dots
    }

    /// Lightness L* of skin from which so much is kept back.
    pub(super) fn lightness(&self, taken: f32) -> f32 {
        lab(LinearRgb::gray((luminance(self.skin) - taken / MM2_PER_CM2).max(0.0))).x
    }
}

/// The tone, 1–5, that leaves as much light as the hair does; none where no tone does, as for white hair on dark skin or
/// hair long past a shave.
pub fn matching_tone(p: &OpticsParameters, shares: &MatchInputs) -> Option<f32> {
    let taken = LightTaken::new(p, shares);
    let wanted = taken.by_hair(p.hair_length_mm);
    let (weakest, strongest) = SHADES;
    if p.hair_length_mm > LONGEST_MM || wanted * TOLERANCE < taken.by_dots(weakest) || wanted > taken.by_dots(strongest) * TOLERANCE {
        return None;
    }
    let (low, high) = bisect(weakest, strongest, HALVINGS, |tone| taken.by_dots(tone) < wanted);
    Some(0.5 * (low + high))
}
