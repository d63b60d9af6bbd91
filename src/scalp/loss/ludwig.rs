//! The Ludwig scale, I–III: the top thins, the hairline stays.
//!
//! Ludwig 1977: thinning of the crown, bounded in front by a line 1–3 cm behind the frontal hairline; I is perceptible,
//! II pronounced within the same area, III bare. The part widens along the midline (Sinclair's grades), at II in a fan
//! towards the front (Olsen's "Christmas tree"). The area is that which men lose at Norwood VI, behind the rim. Part
//! widths and how much hair each grade leaves are our choice: I looks near normal, II leaves about half.

use super::course::LossCourse;
use super::norwood::top;
use super::pattern::MOST_STOPS;
use crate::base::math::{Vec2, Vec3, lerp, smoothstep};
use crate::base::noise;
use crate::base::streams;
use crate::scalp::irregularity::irregularity;
use crate::scalp::outline::Outline;
use crate::scalp::person::Person;

/// Depth behind the rim at grades I–III, in half borders.
const TOP: [f32; 3] = [-0.22, 0.12, 0.62];
/// Depth along the part.
const PART: [f32; 3] = [0.28, 0.40, 0.70];
/// Half width of the part, mm: near the crown and near the front; and how softly it ends.
const HALF_WIDTH: [(f32, f32); 3] = [(2.5, 4.0), (3.5, 12.0), (8.0, 24.0)];
const SOFT: [f32; 3] = [2.5, 13.0, 18.0];
/// Rim of the frontal hairline: its depth at each grade (at III as thin as a rim of 1–3 cm can be), and mm behind the
/// hairline where it begins to thin further and where it has thinned as far as the top.
const RIM_DEPTH: [f32; 3] = [-0.9, -0.46, -0.30];
const RIM: (f32, f32) = (4.0, 44.0);
/// The edge of the top, mm inside it: where hair begins to thin and where it has thinned as far as the top.
const EDGE: (f32, f32) = (-46.0, 12.0);
/// Depth that has lost nothing.
const NO_LOSS: f32 = -1.35;
/// Irregularity, octaves, mm: of the rim's rear edge and of the edge of the top (choice).
const RIM_OCTAVES: [(f32, f32); 1] = [(17.0, 9.0)];
const EDGE_OCTAVES: [(f32, f32); 1] = [(30.0, 12.0)];
/// How unevenly the top and the rim thin: octaves, mm and half borders (choice).
const UNEVEN: [(f32, f32); 2] = [(28.0, 0.26), (8.0, 0.16)];
const RIM_UNEVEN: [(f32, f32); 1] = [(13.0, 0.5)];
/// Where the part begins to widen forward and is widest, and where it begins behind and is in full, z in mm.
const WIDENS_Z: (f32, f32) = (-40.0, 62.0);
const BEGINS_Z: (f32, f32) = (-78.0, -50.0);
/// How far it strays from the midline: over so many mm, by so many (choice: no parting is straight).
const STRAYS_MM: (f32, f32) = (40.0, 5.0);
/// Share of the whorl's way off the midline that it takes, and between which z, mm.
const TO_WHORL: f32 = 0.4;
const TO_WHORL_Z: (f32, f32) = (0.0, -60.0);
/// How much its width varies, as short branches: over so many mm, by such a share.
const BRANCHES: [(f32, f32); 1] = [(10.0, 1.1)];
/// How much less hair it loses at its side than in its middle, half borders, and shares of its half width between which.
const SIDE_KEEPS: f32 = 1.1;
const SIDE: (f32, f32) = (0.3, 1.2);
const STREAM: u32 = streams::LUDWIG;

/// The thinning of one person.
pub(super) struct Ludwig<'a> {
    person: &'a Person,
    top: Outline,
    offset: Vec3,
}

impl<'a> Ludwig<'a> {
    /// Of a person.
    pub(super) fn new(person: &'a Person) -> Self {
        Self { person, top: top(person), offset: noise::offset(person.seed, STREAM) }
    }
}

impl LossCourse for Ludwig<'_> {
    fn depths(&self, q: Vec2, p: Vec3) -> [f32; MOST_STOPS] {
        let at = p + self.offset;
        let front = self.person.region.plain_front_depth(q) + irregularity(at, &RIM_OCTAVES);
        let behind_rim = smoothstep(RIM.0, RIM.1, front);
        // Linear all the way: what is seen of it is 3–4 cm wide.
        let inside = (self.top.depth(q) + irregularity(at, &EDGE_OCTAVES) - EDGE.0) / (EDGE.1 - EDGE.0);
        let inside = inside.max(0.0).min(1.0);
        let uneven = irregularity(at, &UNEVEN);
        // The part: from the rim to the whorl, never quite straight; wider towards the front, with short branches.
        let forward = smoothstep(WIDENS_Z.0, WIDENS_Z.1, p.z);
        let strays = STRAYS_MM.1 * noise::value(Vec3::splat(at.z / STRAYS_MM.0));
        let off = (p.x + strays - self.person.whorl.x * TO_WHORL * smoothstep(TO_WHORL_Z.0, TO_WHORL_Z.1, p.z)).abs();
        let branches = 1.0 + irregularity(at, &BRANCHES);
        let along = smoothstep(BEGINS_Z.0, BEGINS_Z.1, p.z);
        core::array::from_fn(|grade| {
            let grade = grade.min(2);
            // The rim thins unevenly, in tufts.
            let rim = RIM_DEPTH[grade] + irregularity(at, &RIM_UNEVEN);
            let thin = lerp(NO_LOSS, lerp(rim, TOP[grade], behind_rim) + uneven, inside);
            let (crown, fan) = HALF_WIDTH[grade];
            let half = lerp(crown, fan, forward * forward) * branches;
            let part = lerp(NO_LOSS, lerp(rim, PART[grade], behind_rim) + uneven, along);
            let part = part - SIDE_KEEPS * smoothstep(SIDE.0 * half, SIDE.1 * half + SOFT[grade], off);
            thin.max(part)
        })
    }
}
