//! Frontal fibrosing alopecia: scarring that moves back evenly from the frontal and temporal hairline.
//!
//! An even band is the commonest of its three shapes (118 of 242 women, Moreno-Arrones and others 2017); bands are 1–8 cm
//! wide, and single hairs are left in them (*lonely hair sign*; reviews). How far it goes at extent 100 is our choice within that;
//! brows, which most lose too, stay.

use super::course::LossCourse;
use super::front_margin::{behind_ears, behind_margin, side_of_front};
use super::pattern::MOST_STOPS;
use crate::base::math::{Vec2, Vec3, lerp};
use crate::base::noise;
use crate::base::streams;
use crate::scalp::irregularity::irregularity;
use crate::scalp::person::Person;

/// Width of the full band at the middle and at the temples, mm.
const REACH: (f32, f32) = (64.0, 56.0);
/// How far before the margin the border starts, mm: nothing is lost yet.
const BEFORE: f32 = 28.0;
/// Hair stands no farther ahead of the margin, mm.
const AHEAD: f32 = 8.0;
/// Half of the border from full hair to none, mm (choice: hair at the advancing edge is thinned over less than a centimeter).
const HALF_BORDER: f32 = 4.5;
/// Irregularity of the border: octaves, mm (choice: even, but not drawn).
const BORDER_OCTAVES: [(f32, f32); 3] = [(38.0, 9.0), (14.0, 5.0), (5.0, 3.5)];
const STREAM: u32 = streams::FRONTAL_BAND;

/// The band of one person.
pub(super) struct FrontalBand<'a> {
    person: &'a Person,
    offset: Vec3,
}

impl<'a> FrontalBand<'a> {
    /// Of a person.
    pub(super) fn new(person: &'a Person) -> Self {
        Self { person, offset: noise::offset(person.seed, STREAM) }
    }
}

impl LossCourse for FrontalBand<'_> {
    fn depths(&self, q: Vec2, p: Vec3) -> [f32; MOST_STOPS] {
        // Skin farther ahead bears no hair, and below the sideburn there is no such distance.
        let behind = behind_margin(self.person, q, p).max(-AHEAD) + behind_ears(p) - irregularity(p + self.offset, &BORDER_OCTAVES);
        let reach = lerp(REACH.0, REACH.1, side_of_front(p));
        let mut depths = [(reach - behind) / HALF_BORDER; MOST_STOPS];
        depths[0] = (-BEFORE - behind) / HALF_BORDER;
        depths
    }
}
