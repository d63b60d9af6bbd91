//! Alopecia areata: coin-shaped smooth patches that grow, multiply and merge.
//!
//! The extent is the SALT score (Olsen and others 2004): the share of the scalp that is bare. Patches are a few
//! centimeters wide, round or oval, sharply bordered, their skin smooth (dermatology texts); how many there are at a
//! score, and that they fill the scalp at 100, is our choice.

use super::course::LossCourse;
use super::patch_growth::{LossPatches, PatchGrowth};
use super::pattern::MOST_STOPS;
use crate::base::math::{Vec2, Vec3};
use crate::base::noise;
use crate::base::streams;
use crate::scalp::irregularity::irregularity;
use crate::scalp::person::Person;

const GROWTH: PatchGrowth =
    PatchGrowth { count: 44, interval: 1.7, spread: (0.55, 1.3), longest: 0.5, half_speed_radius: 22.0, merge_distance: 6.0, tries: 2 };
/// Half of the border from full hair to none, mm, while a patch spreads as fast as it grows; later it is sharper. A third
/// of it is seen, from nine tenths of the hair to one.
const HALF_BORDER: f32 = 6.0;
/// Growth before the first patch shows and when all is bare, mm.
const BEFORE: f32 = 17.0;
const AFTER: f32 = 130.0;
/// Every place is reached so long before all is bare, mm of growth: in the end it lies more than 2 half borders deep, where no hair
/// survives.
const REACHED_BEFORE_END: f32 = 13.0;
/// Irregularity of the borders: octaves, mm (choice).
const BORDER_OCTAVES: [(f32, f32); 3] = [(21.0, 12.0), (9.0, 11.0), (4.5, 7.0)];
const STREAM: u32 = streams::AREATA;

/// The patches of one person.
pub(super) struct Areata {
    patches: LossPatches,
    offset: Vec3,
}

impl Areata {
    /// Scatters the patches.
    pub(super) fn new(person: &Person) -> Self {
        Self { patches: LossPatches::new(person, &GROWTH, STREAM, |_, _| true), offset: noise::offset(person.seed, STREAM) }
    }
}

impl LossCourse for Areata {
    fn depths(&self, _q: Vec2, p: Vec3) -> [f32; MOST_STOPS] {
        let at = p + self.offset;
        let uneven = irregularity(at, &BORDER_OCTAVES);
        let growth = (self.patches.growth_to_reach(p) + uneven).min(AFTER - REACHED_BEFORE_END);
        let mut depths = [(AFTER - growth) / HALF_BORDER; MOST_STOPS];
        depths[0] = (-BEFORE - growth) / HALF_BORDER;
        depths
    }
}
