//! Inks: the absorptance of pigment and hair, the share of the skin's light that each takes.

use super::aging::MarkHistory;
use super::hair::{HairColor, LYING_MM, LengthCorrection};
use super::laser::Frost;
use super::light_scene::LEVEL;
use super::lighting::scene_lights;
use super::parameters::OpticsParameters;
use super::skin::SkinOptics;
use super::studio::{self, HIGHLIGHT_HELD};
use crate::base::color::{LinearRgb, luminance};
use crate::base::math::pow;

/// Share of the skin's exposure, in stops, that worn hair follows: it is lit as the head is, and toned as the picture is (choice: black hair
/// stays black on dark skin, white hair keeps its strands).
const HAIR_FOLLOWS: f32 = 0.4;

/// What ink and hair do to the skin's light: the share of it that a full mark takes away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inks {
    /// Pigment.
    pub pigment: LinearRgb,
    /// Pigment, of the laterally scattered light under it.
    pub cloud: LinearRgb,
    /// Redness of fresh skin, where blurred marks would take all.
    pub flush: LinearRgb,
    /// Frosting after a laser session.
    pub frost: Frost,
    /// A terminal hair; negative where hair is lighter than the skin.
    pub hair: LinearRgb,
    /// What a terminal hair takes more where hair is so dense that no bare skin is beside it.
    pub dense: LinearRgb,
    /// A short terminal hair, of the laterally scattered light under it: its root.
    pub root: LinearRgb,
    /// A white hair.
    pub white: LinearRgb,
    /// How a beard is drawn with these: they are of the scalp's length.
    pub beard: LengthCorrection,
    /// Worn hair under light of one, as exposed: with pigment, its specular light, and white.
    pub worn: [LinearRgb; 3],
}

impl Inks {
    /// Pigment of a shade at a depth, and hair on this skin.
    pub fn new(p: &OpticsParameters) -> Self {
        let (skin, history) = (SkinOptics::monk(p.skin), MarkHistory::new(p));
        let (pigment, cloud, flush) = (history.ink(p.tone), history.cloud(p.tone), history.flush(skin));
        let skin = skin.reflectance();
        let frost = history.laser.frost(skin);
        let exposure = studio::exposure(luminance(skin));
        let of_hair = pow(exposure, HAIR_FOLLOWS);
        let light = scene_lights(p.light, LEVEL).color();
        Self {
            pigment,
            cloud,
            flush,
            frost,
            hair: p.hair.absorptance(skin, p.hair_length_mm),
            dense: p.hair.dense_absorptance(skin, p.hair_length_mm) - p.hair.absorptance(skin, p.hair_length_mm),
            root: p.hair.root_absorptance(skin, p.hair_length_mm.min(LYING_MM)),
            white: HairColor::WHITE.absorptance(skin, p.hair_length_mm),
            beard: p.beard_mm.map_or(LengthCorrection::NONE, |mm| LengthCorrection::new(p.hair, skin, mm, p.hair_length_mm)),
            worn: [
                p.hair.worn_reflectance() * of_hair,
                LinearRgb::gray(pow(exposure, -HIGHLIGHT_HELD)),
                HairColor::WHITE.worn_reflectance() * of_hair,
            ]
            .map(|ink| ink * light),
        }
    }
}
