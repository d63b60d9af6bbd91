//! Ophiasis: alopecia areata as a band along nape and sides, "the snake".
//!
//! Patches along the lower margin of the scalp run together into a band from the nape forward over the ears,
//! symmetric on the whole (dermatology texts). No survey of its height was found: 6 cm at the nape and 4 above the
//! ears, all of it at extent 100, are our choice; so is that it begins at the nape.

use super::course::Course;
use super::pattern::STOPS;
use super::spots::{Habit, Spots};
use crate::base::math::{Vec2, Vec3, lerp, smoothstep};
use crate::base::noise;
use crate::base::streams;
use crate::scalp::person::Person;

/// Height of the whole band inside the lower margin, mm: at the nape, above the ears, at the sideburns.
const NAPE: f32 = 62.0;
const EARS: f32 = 40.0;
const SIDEBURNS: f32 = 10.0;
const HABIT: Habit = Habit { count: 22, interval: 1.0, spread: (0.7, 1.5), longest: 0.8, tires: 60.0, melt: 9.0, tries: 3 };
/// Half of the border from full hair to none, mm.
const HALF_BORDER: f32 = 5.0;
/// Growth before the first patch shows and when the band is whole, mm.
const BEFORE: f32 = 26.0;
const AFTER: f32 = 60.0;
/// How much later the sides come than the nape, mm.
const LATER: f32 = 14.0;
const STREAM: u32 = streams::OPHIASIS;

/// The band of one person.
pub(super) struct Ophiasis<'a> {
    person: &'a Person,
    spots: Spots,
    offset: Vec3,
}

/// How far above the band's final upper edge a place is, mm.
fn above(person: &Person, q: Vec2, p: Vec3) -> f32 {
    // In front of the ears the margin is that of the temples, which stay.
    let behind = smoothstep(8.0, -84.0, p.z);
    let height = lerp(lerp(SIDEBURNS, EARS, smoothstep(34.0, 6.0, p.z)), NAPE, behind);
    person.region.plain_depth(q).max(0.0) - height + 60.0 * smoothstep(70.0, 95.0, p.y)
}

impl<'a> Ophiasis<'a> {
    /// Of a person.
    pub(super) fn new(person: &'a Person) -> Self {
        let spots = Spots::new(person, &HABIT, STREAM, |q, p| above(person, q, p) < -12.0);
        Self { person, spots, offset: noise::offset(person.seed, STREAM) }
    }
}

impl Course for Ophiasis<'_> {
    fn depths(&self, q: Vec2, p: Vec3) -> [f32; STOPS] {
        let at = p + self.offset;
        let uneven = noise::value(at / 48.0) * 17.0 + noise::value(at / 21.0) * 11.0 + noise::value(at / 9.0) * 4.0;
        let later = LATER * (1.0 - smoothstep(75.0, 5.0, p.x.abs()) * smoothstep(0.0, -40.0, p.z));
        let reach = self.spots.reach(p) + later + uneven;
        let above = above(self.person, q, p) + uneven;
        // Gaps that no patch is near close in time.
        let growth = reach.min(28.0 + 0.35 * (reach - 28.0)).min(AFTER - 11.0).max(AFTER + 1.5 * above);
        let mut depths = [(AFTER - growth) / HALF_BORDER; STOPS];
        depths[0] = (-BEFORE - growth) / HALF_BORDER;
        depths
    }
}
