//! The classic Norwood path, I–VII, as shapes on the skin.
//!
//! Limits from the clinical table (Hamilton 1951, Norwood 1975, as reproduced in PMC6580804): the recess of type II
//! stays 2 cm in front of the plane through both ears, that of III passes it, IV reaches the ears with a crown spot
//! and a solid bridge, V thins the bridge, VI joins both areas, VII sinks the fringe. Everything else was chosen so
//! that the bald areas fall into a clinic network's ranges (II 10–15 … VII 160–200+ cm²).

use super::{Course, NorwoodType, STOPS, wander};
use crate::base::math::{Vec2, Vec3, vec2, vec3};
use crate::base::noise;
use crate::head::Landmarks;
use crate::scalp::Person;
use crate::scalp::chart::Chart;
use crate::scalp::outline::{Outline, mirrored};

/// A front that has receded; mm. `x` is lateral, `z` forward of the plane through both ears.
struct Front {
    /// Hairline at the midline, along the skin above the glabella.
    middle: f32,
    /// Points (x, z) from the midline's mound to the flank of the recess.
    mound: [(f32, f32); 3],
    /// Apex of the recess (x, z).
    apex: (f32, f32),
    /// Front edge of the temple hair as (y, z), from the recess down to the temporal point's level.
    temple: [(f32, f32); 3],
}

/// The edge of the horseshoe fringe; mm, left half.
struct Joined {
    /// Front edge of the temple hair as (y, z), upward.
    temple: [(f32, f32); 2],
    /// Upper edge of the fringe as (x, z), from the temple to the midline at the back.
    rim: [(f32, f32); 7],
}

const FRONTS: [Front; 4] = [
    Front {
        middle: 72.0,
        mound: [(14.0, 74.5), (27.0, 66.5), (37.0, 53.0)],
        apex: (44.5, 31.0),
        temple: [(92.0, 41.0), (76.0, 48.0), (62.0, 51.0)],
    },
    Front {
        middle: 77.0,
        mound: [(13.0, 69.0), (25.0, 60.5), (35.0, 42.0)],
        apex: (42.5, 14.0),
        temple: [(95.0, 34.0), (78.0, 46.0), (62.0, 50.5)],
    },
    Front {
        middle: 86.0,
        mound: [(13.0, 59.0), (23.0, 49.0), (32.0, 28.0)],
        apex: (40.0, 2.0),
        temple: [(98.0, 22.0), (80.0, 42.0), (62.0, 49.0)],
    },
    Front {
        middle: 102.0,
        mound: [(13.0, 45.0), (23.0, 33.0), (31.0, 12.0)],
        apex: (38.5, -6.0),
        temple: [(102.0, 12.0), (84.0, 38.0), (62.0, 47.5)],
    },
];

/// Radius of the crown spot at each stop, mm along the skin. Negative: not there yet, but on its way.
const CROWN: [f32; STOPS] = [-24.0, -20.0, -13.0, 23.0, 29.0, 29.5, 34.0];

/// The crown thins more gradually than the temples: its border is wider by one over this.
const CROWN_SLOPE: f32 = 0.65;

/// Edges of the joined area, from the temples back: stage VI, then the low fringe of VII.
const JOINED: [Joined; 2] = [
    Joined {
        temple: [(61.0, 46.5), (82.0, 39.0)],
        rim: [(44.0, 22.5), (39.0, 2.0), (35.5, -18.0), (32.0, -40.0), (25.0, -58.0), (13.0, -71.0), (0.0, -75.5)],
    },
    Joined {
        temple: [(50.0, 31.0), (70.0, 24.0)],
        rim: [(60.0, 10.0), (60.5, -6.0), (58.5, -22.0), (54.0, -46.0), (46.0, -68.5), (29.0, -87.0), (0.0, -95.0)],
    },
];

/// What VI will bare is a little thin before: depth it has reached at IV and V, mm.
const THINNING: [f32; 2] = [-6.0, -1.5];

/// How much more gradually the fringe of VII thins towards its edge than any other border.
const SPARSE_FRINGE: f32 = 0.45;

const STREAM: u32 = 0x7363;

/// The shapes of all stops on one head.
pub(super) struct Norwood<'a> {
    person: &'a Person,
    offset: Vec3,
    fronts: Vec<Outline>,
    joined: Vec<Outline>,
    crown: Vec3,
}

impl<'a> Norwood<'a> {
    /// Draws the shapes; the crown spot follows the whorl, though nearer to the midline.
    pub(super) fn new(person: &'a Person, _kind: NorwoodType) -> Self {
        let (chart, l, whorl) = (&person.chart, &person.landmarks, person.whorl);
        let ears = l.tragion.z;
        let fronts = FRONTS.map(|front| {
            let mut left = vec![chart.above_glabella(l, front.middle)];
            left.extend(front.mound.map(|(x, z)| chart.from_above(x, z + ears)));
            left.push(chart.from_above(front.apex.0, front.apex.1 + ears));
            left.extend(front.temple.map(|(y, z)| chart.from_left(y, z + ears)));
            left.extend(forehead(chart, l));
            // From the midline hairline over the recess to the forehead: front to back order is reversed.
            left.reverse();
            Outline::closed(chart, &mirrored(&left))
        });
        let joined = JOINED.map(|edge| {
            let mut left = forehead(chart, l);
            left.reverse();
            left.extend(edge.temple.map(|(y, z)| chart.from_left(y, z + ears)));
            left.extend(edge.rim.map(|(x, z)| chart.from_above(x, z + ears)));
            Outline::closed(chart, &mirrored(&left))
        });
        let crown = chart.skin_at(chart.at(vec3(whorl.x * 0.4, whorl.y, whorl.z)));
        Self { person, offset: noise::offset(person.seed, STREAM), fronts: fronts.into(), joined: joined.into(), crown }
    }

    /// Depth inside the bald area of each stop, mm.
    fn mm(&self, q: Vec2, p: Vec3) -> [f32; STOPS] {
        let region = &self.person.region;
        // Stage I keeps everything, and its hairline is where recession starts.
        let first = -region.plain_front_depth(q).max(0.0) - 3.0;
        let out = p - self.crown;
        // The spot is a little longer than wide.
        let from_crown = vec3(out.x * 1.06, out.y, out.z * 0.97).length();
        let joined = [self.joined[0].depth(q), self.joined[1].depth(q)];
        core::array::from_fn(|stop| {
            let crown = (CROWN[stop] - from_crown) * CROWN_SLOPE;
            let rest = match stop {
                0 => first,
                1..=2 => self.fronts[stop - 1].depth(q),
                3..=4 => self.fronts[stop - 1].depth(q).max(joined[0].min(THINNING[stop - 3])),
                5 => joined[0],
                _ => {
                    // What VII leaves is fine and sparse: towards its upper edge, at the nape and around the ears.
                    let sparse = if joined[1] > 0.0 { joined[1] } else { joined[1] * SPARSE_FRINGE };
                    sparse.max(-2.5 - 0.5 * region.plain_depth(q).max(0.0))
                }
            };
            crown.max(rest)
        })
    }
}

impl Course for Norwood<'_> {
    fn depths(&self, q: Vec2, p: Vec3) -> [f32; STOPS] {
        let mut depths = wander(self.mm(q, p), p + self.offset);
        // The first stop has lost nothing.
        depths[0] = depths[0].min(-1.0);
        depths
    }
}

/// The rest of a closed curve over the forehead, from the left temple to the midline.
fn forehead(chart: &Chart, l: &Landmarks) -> Vec<Vec2> {
    let t = l.temporal_point;
    let brow = chart.at(l.glabella);
    vec![chart.at(vec3(t.x, t.y - 18.0, t.z + 12.0)), chart.at(vec3(45.0, 42.0, 85.0)), vec2(0.0, brow.y)]
}
