//! Scarring alopecia in patches, as of lichen planopilaris and discoid lupus.
//!
//! Several small patches scattered over the scalp, first on top, that merge into larger irregular ones; hair at their rims is left in
//! tufts (dermatology texts; 80 cases of lichen planopilaris, Soares and others 2015: scattered in 59 %, central in 30 %). The
//! extent is the share of the scalp that is bare. Sizes, and that all is bare at 100, are our choice.

use super::course::LossCourse;
use super::patch_growth::{LossPatches, PatchGrowth};
use super::pattern::MOST_STOPS;
use crate::base::math::{Vec2, Vec3, smoothstep};
use crate::base::noise;
use crate::base::streams;
use crate::scalp::irregularity::irregularity;
use crate::scalp::person::Person;

const GROWTH: PatchGrowth =
    PatchGrowth { count: 64, interval: 1.1, spread: (0.35, 1.2), longest: 0.9, half_speed_radius: 16.0, merge_distance: 7.0, tries: 1 };
/// Half of the border from full hair to none, mm (choice).
const HALF_BORDER: f32 = 4.5;
/// Growth before the first patch shows and when all is bare, mm.
const BEFORE: f32 = 34.0;
const AFTER: f32 = 210.0;
/// Every place is reached so long before all is bare, mm of growth: in the end no hair survives.
const REACHED_BEFORE_END: f32 = 13.0;
/// Sides and back are reached later than the top by so many mm of growth, and the heights (y) between which they begin, mm below the
/// vertex (choice).
const LATER_BELOW: f32 = 34.0;
const BELOW_VERTEX_MM: (f32, f32) = (35.0, 95.0);
/// Irregularity of the borders: octaves, mm (choice).
const BORDER_OCTAVES: [(f32, f32); 3] = [(23.0, 19.0), (10.0, 15.0), (5.0, 7.0)];
/// Tufts that the border leaves behind: how far apart and how long, mm of growth, and from which noise of ±½ to which it is a tuft
/// (choice).
const TUFTS_MM: f32 = 4.6;
const TUFT_OUTLASTS: f32 = 26.0;
const TUFT_NOISE: (f32, f32) = (0.17, 0.27);
const STREAM: u32 = streams::SCARRING;

/// The patches of one person.
pub(super) struct Scarring {
    patches: LossPatches,
    offset: Vec3,
    vertex_y: f32,
}

impl Scarring {
    /// Scatters the patches.
    pub(super) fn new(person: &Person) -> Self {
        Self {
            patches: LossPatches::new(person, &GROWTH, STREAM, |_, _| true),
            offset: noise::offset(person.seed, STREAM),
            vertex_y: person.landmarks.vertex.y,
        }
    }
}

impl LossCourse for Scarring {
    fn depths(&self, _q: Vec2, p: Vec3) -> [f32; MOST_STOPS] {
        let at = p + self.offset;
        let later = LATER_BELOW * smoothstep(BELOW_VERTEX_MM.0, BELOW_VERTEX_MM.1, self.vertex_y - p.y);
        let tuft = TUFT_OUTLASTS * smoothstep(TUFT_NOISE.0, TUFT_NOISE.1, noise::value(at / TUFTS_MM));
        let uneven = irregularity(at, &BORDER_OCTAVES);
        let growth = (self.patches.growth_to_reach(p) + later + uneven + tuft).min(AFTER - REACHED_BEFORE_END);
        let mut depths = [(AFTER - growth) / HALF_BORDER; MOST_STOPS];
        depths[0] = (-BEFORE - growth) / HALF_BORDER;
        depths
    }
}
