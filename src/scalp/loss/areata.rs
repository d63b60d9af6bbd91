//! Alopecia areata: coin-shaped smooth patches that grow, multiply and merge.
//!
//! The extent is the SALT score (Olsen and others 2004): the share of the scalp that is bare. Patches are a few
//! centimetres wide, round or oval, sharply bordered, their skin smooth (dermatology texts); how many there are at a
//! score, and that they fill the scalp at 100, is our choice.

use super::course::Course;
use super::pattern::STOPS;
use super::spots::{Habit, Spots};
use crate::base::math::{Vec2, Vec3};
use crate::base::noise;
use crate::base::streams;
use crate::scalp::person::Person;

const HABIT: Habit = Habit { count: 44, interval: 1.7, spread: (0.55, 1.3), longest: 0.5, tires: 22.0, melt: 6.0, tries: 2 };
/// Half of the border from full hair to none, mm, while a patch spreads as fast as it grows; later it is sharper. A third
/// of it is seen, from nine tenths of the hair to one.
const HALF_BORDER: f32 = 6.0;
/// Growth before the first patch shows and when all is bare, mm.
const BEFORE: f32 = 17.0;
const AFTER: f32 = 130.0;
const STREAM: u32 = streams::AREATA;

/// The patches of one person.
pub(super) struct Areata {
    spots: Spots,
    offset: Vec3,
}

impl Areata {
    /// Scatters the patches.
    pub(super) fn new(person: &Person) -> Self {
        Self { spots: Spots::new(person, &HABIT, STREAM, |_, _| true), offset: noise::offset(person.seed, STREAM) }
    }
}

impl Course for Areata {
    fn depths(&self, _q: Vec2, p: Vec3) -> [f32; STOPS] {
        let at = p + self.offset;
        let uneven = noise::value(at / 21.0) * 12.0 + noise::value(at / 9.0) * 11.0 + noise::value(at / 4.5) * 7.0;
        let growth = (self.spots.reach(p) + uneven).min(AFTER - 13.0);
        let mut depths = [(AFTER - growth) / HALF_BORDER; STOPS];
        depths[0] = (-BEFORE - growth) / HALF_BORDER;
        depths
    }
}
