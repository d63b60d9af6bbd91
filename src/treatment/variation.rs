//! Human variation of the marks: jitter of places and ranks, width and load, strokes and double touches.
//!
//! In: evenly spread sites. Out: jittered ones with their ranks, and the variation of each mark. Made once for a person,
//! from the seed: no slider changes any of it. Photographs: nearest distance varies by 0.23–0.27 of its mean, depth of
//! neighboring marks by 0.22–0.32 (11 macros).

use super::dot::CLEARANCE_MM;
use crate::base::fixed::UNORM8_ONE;
use crate::base::math::{Vec3, lerp, vec3};
use crate::base::noise;
use crate::base::random::{bits, pair, triangular};
use crate::base::sort::{argsort, sortable_bits};
use crate::base::streams;
use crate::scalp::points::{PointGrid, Points};

/// Directions around which a needle slips at its second touch: a hand works from one side, so its strokes lie within some
/// 30° of each other, along the head and a little aslant (photographs: neighboring strokes share a direction).
pub const SECOND_TOUCH_DIRECTIONS: [Vec3; 7] = [
    vec3(0.90, 0.20, 0.35),
    vec3(0.95, 0.00, 0.05),
    vec3(0.75, 0.25, 0.65),
    vec3(0.85, -0.15, 0.45),
    vec3(0.95, 0.30, -0.15),
    vec3(0.60, 0.05, 0.80),
    vec3(0.90, -0.25, 0.30),
];
/// A hand works in rows, too, from front to back on the top of the head: axis across them (the mean of [`SECOND_TOUCH_DIRECTIONS`]).
const ACROSS: Vec3 = vec3(0.92, 0.07, 0.385);
/// Rows come and go over so many mm across them and along them, and marks move by so far towards them and along them, mm (found by trial
/// against the nearest distances of photographed marks, and against how far the directions of their grain agree within 4 mm: photographs 0.07–0.19,
/// even jitter 0.05–0.08).
const RUN_MM: (f32, f32) = (1.1, 4.0);
const CROWDS_ACROSS: f32 = 0.85;
const CROWDS_ALONG: f32 = 0.4;
/// A single mark strays by at most so far, mm: the first of all, and the last, which is set between many others.
const STRAYS_MM: (f32, f32) = (0.24, 0.10);
/// Hardly any two marks are nearer to each other than this, mm: marks are set between others (choice: two
/// thirds of a mark; nearer ones would be one black disc).
const APART_MM: f32 = 0.2;
/// Neighbors are looked for within so many mm: as few as [`APART_MM`] would take 45 MB of cells.
const CELL_MM: f32 = 0.5;
/// How far a mark comes before or after its place in the order as density grows, as a share of its rank (found by trial: gaps; more
/// of it makes light of 2–10 mm more uneven than photographs of treated skin, which add nothing there to that of bare skin).
const RANK_JITTER: f32 = 0.35;
/// Width of the narrowest and the widest mark that lies high, over the mean; one that lies deep is wider by up to so much,
/// and paler as it takes no more light: a third of all are hardly wider, few are much.
const WIDTH: (f32, f32) = (0.73, 1.06);
const DEEP_WIDER: f32 = 0.40;
/// Least and most pigment that a needle leaves in a mark, as a share of what a mark can hold: what is more comes out again (found by
/// trial with [`WIDTH`] and [`DEEP_WIDER`] for the depth of marks in photographs and its spread).
const LOAD: (f32, f32) = (0.42, 1.51);
/// Of 256 marks so many are short strokes, and so many more twins: two touches so far apart, mm, of so much of a single
/// mark's pigment each (macros show some of each; how many was found by trial, within a dot's width of 0.48 mm).
const STROKES: (u32, [f32; 2], f32) = (112, [0.12, 0.30], 0.58);
const TWINS: (u32, [f32; 2], f32) = (9, [0.38, 0.56], 0.84);
/// Steps of a millimeter of the distance of a second touch.
const SECOND_TOUCH_STEPS: f32 = 400.0;
/// The second noise of a run is read so far from the first, in [`RUN_MM`]: they are independent.
const NOISE_APART: f32 = 71.5;
/// Most of 10 random bits.
const U10_MAX: f32 = 1023.0;
const STREAM: u32 = streams::HAND;

/// Jitters evenly spread points, never nearer to a hair than [`CLEARANCE_MM`].
pub(super) fn jitter(points: &mut Points, hairs: &[Vec3], seed: u32) {
    let offset = noise::offset(seed, STREAM);
    let (cells, order) = PointGrid::new(hairs, CELL_MM);
    let clear = |p: Vec3| !any_near(&cells, &order, p, |i| (hairs[i] - p).length_squared() < CLEARANCE_MM * CLEARANCE_MM);
    let unjittered = points.positions.clone();
    for (i, place) in points.positions.iter_mut().enumerate() {
        // Longer along the rows than across them.
        let p = *place + offset;
        let across = ACROSS * ACROSS.dot(p);
        let q = across * (1.0 / RUN_MM.0) + (p - across) * (1.0 / RUN_MM.1);
        let normal = points.normals[i].get();
        let crowds =
            ACROSS * noise::value(q) * CROWDS_ACROSS + normal.cross(ACROSS) * noise::value(q + Vec3::splat(NOISE_APART)) * CROWDS_ALONG;
        let own = bits(seed, STREAM, i as u32);
        let part = |shift: u32| (own >> shift & 0x3ff) as f32 * (2.0 / U10_MAX) - 1.0;
        let way = crowds + vec3(part(0), part(10), part(20)) * lerp(STRAYS_MM.0, STRAYS_MM.1, points.rank[i]);
        let way = way - normal * normal.dot(way);
        if let Some(there) = [1.0, 0.5].map(|share| *place + way * share).into_iter().find(|p| clear(*p)) {
            *place = there;
        }
    }
    // A point that would come too near another returns to its place.
    let (cells, order) = PointGrid::new(&points.positions, CELL_MM);
    for (i, place) in unjittered.iter().enumerate() {
        let here = points.positions[i];
        let meets = |j: usize| j < i && (points.positions[j] - here).length_squared() < APART_MM * APART_MM;
        if any_near(&cells, &order, here, meets) {
            points.positions[i] = *place;
        }
    }
}

/// Whether one of the points around a place is as asked.
#[inline(always)]
fn any_near(cells: &PointGrid, order: &[u32], p: Vec3, is: impl Fn(usize) -> bool) -> bool {
    cells.near(p).into_iter().any(|(from, to)| order[from..to].iter().any(|i| is(*i as usize)))
}

/// Ranks points anew with jitter.
pub(super) fn jitter_ranks(ranks: &mut [f32], seed: u32) {
    let key = |(i, rank): (usize, &f32)| sortable_bits(rank * (1.0 + RANK_JITTER * triangular(seed, STREAM + 1, i as u32)));
    let order = argsort(ranks.iter().enumerate().map(key));
    let per_point = 1.0 / order.len().max(1) as f32;
    for (n, i) in order.into_iter().enumerate() {
        ranks[i as usize] = n as f32 * per_point;
    }
}

/// What sets a mark apart from the others of its treatment.
pub(super) struct MarkVariation {
    /// Diameter over the mean one.
    pub diameter: f32,
    /// Pigment as a share of the fullest mark.
    pub load: f32,
    /// See [`Dot::second_touch`](crate::treatment::dot::Dot).
    pub second_touch: u8,
    /// See [`Dot::own`](crate::treatment::dot::Dot).
    pub own: u8,
}

/// Variation of the mark at a site.
#[inline]
pub(super) fn mark_variation(seed: u32, stream: u32, site: u32) -> MarkVariation {
    let (own, more) = pair(seed, stream, site);
    let part = |bits: u32, shift: u32| (bits >> shift & 0xff) as f32 * (1.0 / UNORM8_ONE);
    let deep = part(own, 0);
    let wider = 1.0 + DEEP_WIDER * deep * deep * deep;
    let which = more & 0xff;
    let (apart, share) = match which {
        w if w < STROKES.0 => (STROKES.1, STROKES.2),
        w if w < STROKES.0 + TWINS.0 => (TWINS.1, TWINS.2),
        _ => ([0.0; 2], 1.0),
    };
    MarkVariation {
        diameter: lerp(WIDTH.0, WIDTH.1, part(own, 8)) * wider,
        load: (lerp(LOAD.0, LOAD.1, 0.5 * (part(own, 16) + part(more, 16))) / (wider * wider) * share).min(1.0),
        second_touch: (lerp(apart[0], apart[1], part(more, 8)) * SECOND_TOUCH_STEPS) as u8,
        own: (own >> 24) as u8,
    }
}

/// Distance of the second touch of a mark, mm; 0 = there is none.
#[inline]
pub fn second_touch_mm(second_touch: u8) -> f32 {
    f32::from(second_touch) * (1.0 / SECOND_TOUCH_STEPS)
}
