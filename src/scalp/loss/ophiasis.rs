//! Ophiasis: alopecia areata as a band along nape and sides, "the snake".
//!
//! Patches along the lower margin of the scalp run together into a band from the nape forward over the ears,
//! symmetric on the whole (dermatology texts). No survey of its height was found: 6 cm at the nape and 4 above the
//! ears, all of it at extent 100, are our choice; so is that it begins at the nape.

use super::course::LossCourse;
use super::patch_growth::{LossPatches, PatchGrowth};
use super::pattern::MOST_STOPS;
use crate::base::math::{Vec2, Vec3, lerp, smoothstep};
use crate::base::noise;
use crate::base::streams;
use crate::scalp::irregularity::irregularity;
use crate::scalp::person::Person;

/// Height of the full band inside the lower margin, mm: at the nape, above the ears, at the sideburns.
const NAPE: f32 = 62.0;
const EARS: f32 = 40.0;
const SIDEBURNS: f32 = 10.0;
const GROWTH: PatchGrowth =
    PatchGrowth { count: 22, interval: 1.0, spread: (0.7, 1.5), longest: 0.8, half_speed_radius: 60.0, merge_distance: 9.0, tries: 3 };
/// Half of the border from full hair to none, mm.
const HALF_BORDER: f32 = 5.0;
/// Growth before the first patch shows and when the band is complete, mm.
const BEFORE: f32 = 26.0;
const AFTER: f32 = 60.0;
/// How much later the sides come than the nape, mm.
const LATER: f32 = 14.0;
/// Between which |x| and which z the nape becomes the side, for that, mm.
const NAPE_X: (f32, f32) = (75.0, 5.0);
const NAPE_Z: (f32, f32) = (0.0, -40.0);
/// Where the band rises from the ears to the nape, and from the sideburns to the ears, z in mm.
const TO_NAPE_Z: (f32, f32) = (8.0, -84.0);
const TO_EARS_Z: (f32, f32) = (34.0, 6.0);
/// Between which heights the band ends above the temples, y in mm, and by how much it lies below the margin there, mm.
const TEMPLES_Y: (f32, f32) = (70.0, 95.0);
const BELOW_TEMPLES: f32 = 60.0;
/// Patches begin so far inside the band at least, mm.
const STARTS_INSIDE: f32 = 12.0;
/// Irregularity of patches and band: octaves, mm (choice).
const BORDER_OCTAVES: [(f32, f32); 3] = [(48.0, 17.0), (21.0, 11.0), (9.0, 4.0)];
/// Growth at which gaps that no patch is near begin to close, mm, and the share of their distance that counts from there on.
const GAPS_CLOSE: (f32, f32) = (28.0, 0.35);
/// Every place in the band is reached so long before it is complete, mm of growth: in the end it lies more than 2 half borders deep,
/// where no hair survives.
const REACHED_BEFORE_END: f32 = 11.0;
/// Growth by which a place is reached later for each mm that it lies above the band (choice).
const LATER_ABOVE: f32 = 1.5;
const STREAM: u32 = streams::OPHIASIS;

/// The band of one person.
pub(super) struct Ophiasis<'a> {
    person: &'a Person,
    patches: LossPatches,
    offset: Vec3,
}

/// How far above the band's final upper edge a place is, mm.
fn height_above_band(person: &Person, q: Vec2, p: Vec3) -> f32 {
    // In front of the ears the margin is that of the temples, which stay.
    let behind = smoothstep(TO_NAPE_Z.0, TO_NAPE_Z.1, p.z);
    let height = lerp(lerp(SIDEBURNS, EARS, smoothstep(TO_EARS_Z.0, TO_EARS_Z.1, p.z)), NAPE, behind);
    person.region.plain_depth(q).max(0.0) - height + BELOW_TEMPLES * smoothstep(TEMPLES_Y.0, TEMPLES_Y.1, p.y)
}

impl<'a> Ophiasis<'a> {
    /// Of a person.
    pub(super) fn new(person: &'a Person) -> Self {
        let patches = LossPatches::new(person, &GROWTH, STREAM, |q, p| height_above_band(person, q, p) < -STARTS_INSIDE);
        Self { person, patches, offset: noise::offset(person.seed, STREAM) }
    }
}

impl LossCourse for Ophiasis<'_> {
    fn depths(&self, q: Vec2, p: Vec3) -> [f32; MOST_STOPS] {
        let at = p + self.offset;
        let uneven = irregularity(at, &BORDER_OCTAVES);
        let nape = smoothstep(NAPE_X.0, NAPE_X.1, p.x.abs()) * smoothstep(NAPE_Z.0, NAPE_Z.1, p.z);
        let later = LATER * (1.0 - nape);
        let reach = self.patches.growth_to_reach(p) + later + uneven;
        let above = height_above_band(self.person, q, p) + uneven;
        // Gaps that no patch is near close in time.
        let (close, share) = GAPS_CLOSE;
        let growth = reach.min(close + share * (reach - close)).min(AFTER - REACHED_BEFORE_END).max(AFTER + LATER_ABOVE * above);
        let mut depths = [(AFTER - growth) / HALF_BORDER; MOST_STOPS];
        depths[0] = (-BEFORE - growth) / HALF_BORDER;
        depths
    }
}
