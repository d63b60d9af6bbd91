//! The Norwood scale as shapes on the skin: the classic path I–VII, the A variants, III vertex.
//!
//! Limits from the clinical table (Hamilton 1951, Norwood 1975, as reproduced in PMC6580804): the recess of type II
//! stays 2 cm in front of the plane through both ears, that of III passes it, IV reaches the ears with a crown spot
//! and a solid bridge, V thins the bridge, VI joins both areas, VII sinks the fringe. Everything else was chosen so
//! that the bald areas fall into a clinic network's ranges (II 10–15 … VII 160–200+ cm²).
//!
//! The A variants move the whole front back as one, without a crown spot: IIa bares at most 2 cm behind the frontal
//! line and keeps a sparse forelock, IIIa reaches the plane through both ears, IVa passes it, Va stops just short of the
//! vertex; then VI and VII join. III vertex loses the crown first (40–60 cm² in all), its front no further than III.

use super::course::{LossCourse, to_half_borders};
use super::pattern::{MOST_STOPS, NorwoodType};
use crate::base::math::{Vec2, Vec3, gaussian, lerp, smoothstep, vec2, vec3};
use crate::base::noise;
use crate::base::random::uniform;
use crate::base::streams;
use crate::head::Landmarks;
use crate::scalp::chart::Chart;
use crate::scalp::irregularity::irregularity;
use crate::scalp::outline::{Outline, close_halves, close_mirrored};
use crate::scalp::person::Person;

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
struct FringeEdge {
    /// Front edge of the temple hair as (y, z), upward.
    temple: [(f32, f32); 2],
    /// Upper edge of the fringe as (x, z), from the temple to the midline at the back.
    rim: [(f32, f32); 7],
}

/// The front at II, III, IV and V. Stops count from 0 = I, so that of stop k is row k − 1: IV is `FRONTS[2]` with `CROWN[3]`, the first of
/// `THINNING` and the first of the fringe's edges.
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
        mound: [(14.0, 63.0), (24.0, 52.5), (31.0, 30.0)],
        apex: (41.0, 1.0),
        temple: [(98.0, 22.0), (80.0, 42.0), (62.0, 49.0)],
    },
    Front {
        middle: 102.0,
        mound: [(14.0, 52.5), (23.0, 42.0), (29.0, 18.0)],
        apex: (39.0, -8.0),
        temple: [(102.0, 12.0), (84.0, 38.0), (62.0, 47.5)],
    },
];

/// The front as one: IIa, IIIa, IVa, Va.
const FRONTS_A: [Front; 4] = [
    Front {
        middle: 87.5,
        mound: [(14.0, 63.5), (27.0, 57.5), (37.0, 46.0)],
        apex: (44.5, 36.0),
        temple: [(92.0, 39.0), (76.0, 46.5), (62.0, 51.0)],
    },
    Front {
        middle: 157.0,
        mound: [(14.0, 0.0), (26.0, 5.0), (35.0, 15.5)],
        apex: (42.0, 28.0),
        temple: [(97.0, 31.0), (79.0, 45.0), (62.0, 50.0)],
    },
    Front {
        middle: 180.0,
        mound: [(13.0, -22.5), (24.0, -16.5), (33.0, -2.0)],
        apex: (40.5, 16.0),
        temple: [(99.0, 24.0), (80.0, 43.0), (62.0, 49.0)],
    },
    Front {
        middle: 204.0,
        mound: [(13.0, -45.5), (23.0, -38.5), (32.0, -19.0)],
        apex: (39.5, 5.0),
        temple: [(100.0, 20.0), (81.0, 41.0), (61.0, 47.5)],
    },
];

/// The front on the way to III vertex, when the crown begins: hardly moved.
const KEPT_FRONT: Front = Front {
    middle: 71.0,
    mound: [(14.0, 75.5), (27.0, 68.5), (37.0, 56.5)],
    apex: (45.5, 41.0),
    temple: [(88.0, 46.0), (73.0, 50.5), (62.0, 52.0)],
};

/// Radius of the crown spot at each stop, mm along the skin. Negative: no spot yet; the depth to which its place has thinned.
const CROWN: [f32; MOST_STOPS] = [-24.0, -20.0, -13.0, 23.0, 29.0, 29.5, 34.0];
const CROWN_LAST: [f32; MOST_STOPS] = [-60.0, -60.0, -60.0, -60.0, -60.0, 29.5, 34.0];
const CROWN_FIRST: [f32; MOST_STOPS] = [-24.0, 14.0, 34.0, 35.0, 36.0, 36.0, 36.0];

/// The crown thins more gradually than the temples: its border is wider by one over this.
const CROWN_SLOPE: f32 = 0.65;

/// Edges of the joined area, from the temples back: stage VI, then the low fringe of VII.
const FRINGE_EDGES: [FringeEdge; 2] = [
    FringeEdge {
        temple: [(61.0, 46.5), (82.0, 39.0)],
        rim: [(44.0, 22.5), (39.0, 2.0), (35.5, -18.0), (32.0, -40.0), (25.0, -58.0), (13.0, -71.0), (0.0, -75.5)],
    },
    FringeEdge {
        temple: [(50.0, 31.0), (70.0, 24.0)],
        rim: [(60.0, 10.0), (60.5, -6.0), (58.5, -22.0), (54.0, -46.0), (46.0, -68.5), (29.0, -87.0), (0.0, -95.0)],
    },
];

/// Half of what left and right differ by in a deep recess, mm, least and most (choice: what surgeons expect to see).
const ASYMMETRY_MM: (f32, f32) = (2.5, 5.0);

/// The forelock, what a deep recess leaves between both: how much more gradually it thins towards its edge than other
/// hair does, how irregular that edge is, octaves in mm, and the z and |x| between which it begins, mm (choice).
const SPARSE_FORELOCK: f32 = 0.5;
const FORELOCK_OCTAVES: [(f32, f32); 2] = [(12.0, 9.0), (5.0, 5.0)];
const FORELOCK_Z: (f32, f32) = (0.0, 30.0);
const FORELOCK_X: (f32, f32) = (45.0, 32.0);

/// What VI will bare is a little thin before: depth it has reached at IV and V, mm.
const THINNING: [f32; 2] = [-6.0, -1.5];
/// The same at IVa and Va.
const THINNING_A: [f32; 2] = [-9.0, -5.0];
/// How far the forelock of IIa lags behind the rest of its band, mm, and half its width.
const FORELOCK: (f32, f32) = (9.0, 13.0);

/// How much more gradually the fringe of VII thins towards its edge than any other border.
const SPARSE_FRINGE: f32 = 0.45;
/// Depth of the fringe of VII at its lower edge, mm, and how much less it has lost for each mm above (choice).
const FRINGE_DEPTH: f32 = -2.5;
const FRINGE_KEEPS: f32 = 0.5;

/// Recesses whose apex lies this far forward (z) differ as little as those of stage I, and this far as much as they will, mm.
const ASYMMETRY_Z: (f32, f32) = (45.0, 20.0);
/// Stage I: no place is nearer to the border than this, mm.
const FIRST_OUTSIDE: f32 = 3.0;
/// The center of the crown spot lies at this share of the whorl's way off the midline (choice).
const CROWN_ASIDE: f32 = 0.4;
/// The spot is a little longer than wide: factors on distances across and along.
const CROWN_OVAL: (f32, f32) = (1.06, 0.97);
/// The closed curves run over the forehead: place below and before the temporal point, mm from it (y, z), and a place on the
/// brow's side (x, y, z), mm. Nothing grows there, so any will do.
const OFF_TEMPLE: (f32, f32) = (-18.0, 12.0);
const OFF_BROW: Vec3 = vec3(45.0, 42.0, 85.0);

const STREAM: u32 = streams::NORWOOD;

/// The shapes of all stops on one head.
pub(super) struct Norwood<'a> {
    person: &'a Person,
    offset: Vec3,
    fronts: [Outline; 4],
    joined: [Outline; 2],
    crown: Vec3,
    radii: &'static [f32; MOST_STOPS],
    thinning: [f32; 2],
    forelock: f32,
}

impl FringeEdge {
    fn outline(&self, chart: &Chart, l: &Landmarks) -> Outline {
        let ears = l.tragion.z;
        let mut left = forehead(chart, l);
        left.reverse();
        left.extend(self.temple.map(|(y, z)| chart.from_left(y, z + ears)));
        left.extend(self.rim.map(|(x, z)| chart.from_above(x, z + ears)));
        Outline::closed(chart, &close_mirrored(&left))
    }
}

/// The androgen-sensitive top of the head: all that stage VI has lost.
pub(super) fn top(person: &Person) -> Outline {
    FRINGE_EDGES[0].outline(&person.chart, &person.landmarks)
}

/// The bare area of stage VII; outside of it and inside the edge of all hair lies the fringe that pattern loss leaves.
pub fn norwood_vii(person: &Person) -> Outline {
    FRINGE_EDGES[1].outline(&person.chart, &person.landmarks)
}

impl<'a> Norwood<'a> {
    /// Draws the shapes; the crown spot follows the whorl, though nearer to the midline.
    pub(super) fn new(person: &'a Person, kind: NorwoodType) -> Self {
        let (chart, l, whorl) = (&person.chart, &person.landmarks, person.whorl);
        let ears = l.tragion.z;
        let (fronts, radii, thinning) = match kind {
            NorwoodType::Classic => (FRONTS, &CROWN, THINNING),
            NorwoodType::A => (FRONTS_A, &CROWN_LAST, THINNING_A),
            NorwoodType::Vertex => {
                let [second, _, fourth, fifth] = FRONTS;
                ([KEPT_FRONT, second, fourth, fifth], &CROWN_FIRST, THINNING)
            }
        };
        let own = |k: u32| uniform(person.seed, STREAM, k);
        let lean = lerp(ASYMMETRY_MM.0, ASYMMETRY_MM.1, own(0)) * if own(1) < 0.5 { 1.0 } else { -1.0 };
        let fronts = fronts.map(|front| {
            let half = |lean: f32| {
                let mut half = vec![chart.above_glabella(l, front.middle)];
                half.extend(front.mound.map(|(x, z)| chart.from_above(x + 0.5 * lean, z + lean + ears)));
                half.push(chart.from_above(front.apex.0, front.apex.1 + lean + ears));
                half.extend(front.temple.map(|(y, z)| chart.from_left(y, z + ears)));
                half.extend(forehead(chart, l));
                // From the midline hairline over the recess to the forehead: front to back order is reversed.
                half.reverse();
                half
            };
            // The less there is of a recess, the less its sides differ.
            let lean = lean * smoothstep(ASYMMETRY_Z.0, ASYMMETRY_Z.1, front.apex.1);
            Outline::closed(chart, &close_halves(&half(lean), &half(-lean)))
        });
        let joined = FRINGE_EDGES.map(|edge| edge.outline(chart, l));
        let crown = chart.skin_at(chart.at(vec3(whorl.x * CROWN_ASIDE, whorl.y, whorl.z)));
        let forelock = if kind == NorwoodType::A { FORELOCK.0 } else { 0.0 };
        Self { person, offset: noise::offset(person.seed, STREAM), fronts, joined, crown, radii, thinning, forelock }
    }

    /// Depth inside the bald area of each stop, mm.
    fn mm(&self, q: Vec2, p: Vec3) -> [f32; MOST_STOPS] {
        let region = &self.person.region;
        // Stage I keeps everything, and its hairline is where recession starts.
        let first = -region.plain_front_depth(q).max(0.0) - FIRST_OUTSIDE;
        let out = p - self.crown;
        let from_crown = vec3(out.x * CROWN_OVAL.0, out.y, out.z * CROWN_OVAL.1).length();
        let joined = [self.joined[0].depth(q), self.joined[1].depth(q)];
        let at = p + self.offset;
        let ragged = irregularity(at, &FORELOCK_OCTAVES);
        // Between both recesses.
        let before = smoothstep(FORELOCK_Z.0, FORELOCK_Z.1, p.z) * smoothstep(FORELOCK_X.0, FORELOCK_X.1, p.x.abs());
        core::array::from_fn(|stop| {
            let crown = (self.radii[stop] - from_crown) * CROWN_SLOPE;
            let rest = match stop {
                0 => first,
                1 => self.fronts[0].depth(q) - self.forelock * gaussian(p.x, FORELOCK.1),
                2 => self.fronts[1].depth(q),
                3..=4 => {
                    thin_forelock(self.fronts[stop - 1].depth(q) + ragged * before, before).max(joined[0].min(self.thinning[stop - 3]))
                }
                5 => joined[0],
                _ => {
                    // What VII leaves is fine and sparse: towards its upper edge, at the nape and around the ears.
                    let sparse = if joined[1] > 0.0 { joined[1] } else { joined[1] * SPARSE_FRINGE };
                    sparse.max(FRINGE_DEPTH - FRINGE_KEEPS * region.plain_depth(q).max(0.0))
                }
            };
            crown.max(rest)
        })
    }
}

impl LossCourse for Norwood<'_> {
    fn depths(&self, q: Vec2, p: Vec3) -> [f32; MOST_STOPS] {
        let mut depths = to_half_borders(self.mm(q, p), p + self.offset);
        // The first stop has lost nothing.
        depths[0] = depths[0].min(-1.0);
        depths
    }
}

/// Depth inside the bare front, mm, of a place that is `before` the recesses' ends, 0–1: the forelock thins to its edge.
fn thin_forelock(depth: f32, before: f32) -> f32 {
    if depth > 0.0 { depth } else { depth * lerp(1.0, SPARSE_FORELOCK, before) }
}

/// The rest of a closed curve over the forehead, from the left temple to the midline.
fn forehead(chart: &Chart, l: &Landmarks) -> Vec<Vec2> {
    let t = l.temporal_point;
    let brow = chart.at(l.glabella);
    vec![chart.at(vec3(t.x, t.y + OFF_TEMPLE.0, t.z + OFF_TEMPLE.1)), chart.at(OFF_BROW), vec2(0.0, brow.y)]
}
