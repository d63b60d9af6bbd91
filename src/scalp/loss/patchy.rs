//! Irregular loss, as after chemotherapy or radiation, or by pulling: moth-eaten.
//!
//! Patches of many sizes with ragged borders, sharp here and gradual there, so that what is left between them is
//! partly thinned (trichotillomania: hairs of many lengths within the patch; chemotherapy: incomplete loss; both from
//! dermatology texts). The extent is the share of the scalp with less than half of its hair. Sizes are our choice.

use super::course::Course;
use super::pattern::STOPS;
use super::spots::{Habit, Spots};
use crate::base::math::{Vec2, Vec3, lerp};
use crate::base::noise;
use crate::base::streams;
use crate::scalp::person::Person;

const HABIT: Habit = Habit { count: 72, interval: 0.4, spread: (0.25, 1.5), longest: 0.9, tires: 30.0, melt: 4.0, tries: 1 };
/// Half of the border from full hair to none, mm: where it is sharpest and where it fades out.
const HALF_BORDER: (f32, f32) = (2.0, 17.0);
/// Growth before the first patch shows and when all is bare, mm.
const BEFORE: f32 = 52.0;
const AFTER: f32 = 150.0;
const STREAM: u32 = streams::PATCHY;

/// The patches of one person.
pub(super) struct Patchy {
    spots: Spots,
    offset: Vec3,
}

impl Patchy {
    /// Scatters the patches.
    pub(super) fn new(person: &Person) -> Self {
        Self { spots: Spots::new(person, &HABIT, STREAM, |_, _| true), offset: noise::offset(person.seed, STREAM) }
    }
}

impl Course for Patchy {
    fn depths(&self, _q: Vec2, p: Vec3) -> [f32; STOPS] {
        let at = p + self.offset;
        let ragged = noise::value(at / 21.0) * 16.0 + noise::value(at / 9.0) * 15.0 + noise::value(at / 4.5) * 9.0;
        let growth = (self.spots.reach(p) + ragged).min(AFTER * 0.5);
        let sharp = (noise::value(at / 37.0) * 1.7 + 0.5).max(0.0).min(1.0);
        // What no patch is near is thinned long before it is bare.
        let half_border = lerp(HALF_BORDER.0, HALF_BORDER.1, sharp) + 0.25 * growth.max(0.0);
        let mut depths = [(AFTER - growth) / half_border; STOPS];
        depths[0] = (-BEFORE - growth) / half_border;
        depths
    }
}
