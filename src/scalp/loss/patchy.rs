//! Irregular loss in patches, as after chemotherapy or radiation, or by pulling.
//!
//! Patches of many sizes with ragged borders, sharp here and gradual there, so that what is left between them is
//! partly thinned (trichotillomania: hairs of many lengths within the patch; chemotherapy: incomplete loss; both from
//! dermatology texts). The extent is the share of the scalp with less than half of its hair. Sizes are our choice.

use super::course::LossCourse;
use super::patch_growth::{LossPatches, PatchGrowth};
use super::pattern::MOST_STOPS;
use crate::base::math::{Vec2, Vec3, lerp};
use crate::base::noise;
use crate::base::streams;
use crate::scalp::irregularity::irregularity;
use crate::scalp::person::Person;

const GROWTH: PatchGrowth =
    PatchGrowth { count: 72, interval: 0.4, spread: (0.25, 1.5), longest: 0.9, half_speed_radius: 30.0, merge_distance: 4.0, tries: 1 };
/// Half of the border from full hair to none, mm: where it is sharpest and where it fades out.
const HALF_BORDER: (f32, f32) = (2.0, 17.0);
/// Growth before the first patch shows and when all is bare, mm.
const BEFORE: f32 = 52.0;
const AFTER: f32 = 150.0;
/// Irregularity of the borders: octaves, mm (choice).
const BORDER_OCTAVES: [(f32, f32); 3] = [(21.0, 16.0), (9.0, 15.0), (4.5, 9.0)];
/// Over how many mm borders change from sharp to faded, and factor on the noise of ±½ that reaches both ends (choice).
const SHARPNESS: (f32, f32) = (37.0, 1.7);
/// How much wider half of a border is for each mm of growth that a place is reached later (choice).
const WIDER_FOR_LATE: f32 = 0.25;
const STREAM: u32 = streams::PATCHY;

/// The patches of one person.
pub(super) struct Patchy {
    patches: LossPatches,
    offset: Vec3,
}

impl Patchy {
    /// Scatters the patches.
    pub(super) fn new(person: &Person) -> Self {
        Self { patches: LossPatches::new(person, &GROWTH, STREAM, |_, _| true), offset: noise::offset(person.seed, STREAM) }
    }
}

impl LossCourse for Patchy {
    fn depths(&self, _q: Vec2, p: Vec3) -> [f32; MOST_STOPS] {
        let at = p + self.offset;
        let ragged = irregularity(at, &BORDER_OCTAVES);
        let growth = (self.patches.growth_to_reach(p) + ragged).min(AFTER * 0.5);
        let sharp = (noise::value(at / SHARPNESS.0) * SHARPNESS.1 + 0.5).max(0.0).min(1.0);
        // What no patch is near is thinned long before it is bare.
        let half_border = lerp(HALF_BORDER.0, HALF_BORDER.1, sharp) + WIDER_FOR_LATE * growth.max(0.0);
        let mut depths = [(AFTER - growth) / half_border; MOST_STOPS];
        depths[0] = (-BEFORE - growth) / half_border;
        depths
    }
}
