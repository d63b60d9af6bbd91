//! The Ludwig scale, I–III: the top thins, the hairline stays.
//!
//! Ludwig 1977: thinning of the crown, bounded in front by a line 1–3 cm behind the frontal hairline; I is perceptible,
//! II pronounced within the same area, III bare. The part widens along the midline (Sinclair's grades), at II in a fan
//! towards the front (Olsen's "Christmas tree"). The area is that which men lose at Norwood VI, behind the rim. Part
//! widths and how much hair each grade leaves are our choice: I looks near normal, II leaves about half.

use super::course::Course;
use super::norwood::top;
use super::pattern::STOPS;
use crate::base::math::{Vec2, Vec3, lerp, smoothstep};
use crate::base::noise;
use crate::base::streams;
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
const WHOLE: f32 = -1.35;
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

impl Course for Ludwig<'_> {
    fn depths(&self, q: Vec2, p: Vec3) -> [f32; STOPS] {
        let at = p + self.offset;
        let front = self.person.region.plain_front_depth(q) + 9.0 * noise::value(at / 17.0);
        let behind_rim = smoothstep(RIM.0, RIM.1, front);
        // Even all the way: what is seen of it is 3–4 cm wide.
        let inside = (self.top.depth(q) + 12.0 * noise::value(at / 30.0) - EDGE.0) / (EDGE.1 - EDGE.0);
        let inside = inside.max(0.0).min(1.0);
        let uneven = noise::value(at / 28.0) * 0.26 + noise::value(at / 8.0) * 0.16;
        // The part: from the rim to the whorl, never quite straight; wider towards the front, with short branches.
        let forward = smoothstep(-40.0, 62.0, p.z);
        let off = (p.x + 5.0 * noise::value(Vec3::splat(at.z / 40.0)) - self.person.whorl.x * 0.4 * smoothstep(0.0, -60.0, p.z)).abs();
        let branches = 1.0 + 1.1 * noise::value(at / 10.0);
        let along = smoothstep(-78.0, -50.0, p.z);
        core::array::from_fn(|grade| {
            let grade = grade.min(2);
            // The rim thins unevenly, in tufts.
            let rim = RIM_DEPTH[grade] + 0.5 * noise::value(at / 13.0);
            let thin = lerp(WHOLE, lerp(rim, TOP[grade], behind_rim) + uneven, inside);
            let (crown, fan) = HALF_WIDTH[grade];
            let half = lerp(crown, fan, forward * forward) * branches;
            let part = lerp(WHOLE, lerp(rim, PART[grade], behind_rim) + uneven, along);
            let part = part - 1.1 * smoothstep(0.3 * half, 1.2 * half + SOFT[grade], off);
            thin.max(part)
        })
    }
}
