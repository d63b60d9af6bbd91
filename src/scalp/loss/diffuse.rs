//! Diffuse loss: the whole top thins, the sides less.
//!
//! No border anywhere (domain texts: about one man in five balds this way, and telogen effluvium looks alike). Most of
//! the hair of the top is gone at the end while the sides are thin; how much of it is our choice.

use super::course::{LEAST_DEPTH, LossCourse};
use super::pattern::MOST_STOPS;
use crate::base::math::{Vec2, Vec3, lerp, smoothstep};
use crate::base::noise;
use crate::base::streams;
use crate::scalp::irregularity::irregularity;
use crate::scalp::person::Person;

/// Depth at the first sign of loss, in half borders.
const BEGINS: f32 = -0.55;
/// Depth at the end: on top a sixth of the hair is left, at the sides somewhat more than half.
const TOP: f32 = 0.31;
const SIDES: f32 = 0.02;
/// How unevenly it thins: octaves, mm and half borders: over centimeters and from one handful of hair to the next.
const UNEVEN: [(f32, f32); 2] = [(34.0, 0.26), (9.0, 0.16)];
/// The border of the top begins so far above the ears' tops and ends so far below the vertex, mm; it lies lower behind, by this
/// share of the way back (choice).
const TOP_ABOVE_EARS_MM: f32 = 18.0;
const TOP_BELOW_VERTEX_MM: f32 = 22.0;
const LOWER_BEHIND: f32 = 0.10;
/// Irregularity of that border: wavelength and amplitude, mm.
const TOP_OCTAVES: [(f32, f32); 1] = [(45.0, 14.0)];
/// How much less the hairline itself thins, in half borders, and mm behind it where that ends and begins (choice).
const HAIRLINE_KEEPS: f32 = 0.14;
const HAIRLINE_MM: (f32, f32) = (16.0, 3.0);
const STREAM: u32 = streams::DIFFUSE;

/// Diffuse loss of one person.
pub(super) struct Diffuse<'a> {
    person: &'a Person,
    offset: Vec3,
}

impl<'a> Diffuse<'a> {
    /// Of a person.
    pub(super) fn new(person: &'a Person) -> Self {
        Self { person, offset: noise::offset(person.seed, STREAM) }
    }
}

impl LossCourse for Diffuse<'_> {
    fn depths(&self, q: Vec2, p: Vec3) -> [f32; MOST_STOPS] {
        let l = &self.person.landmarks;
        let at = p + self.offset;
        let uneven = irregularity(at, &UNEVEN);
        // From the level of the ears' tops up, further down at the back of the crown; the hairline itself keeps a little.
        let level = p.y - LOWER_BEHIND * p.z;
        let (low, high) = (l.ear_top.y + TOP_ABOVE_EARS_MM, l.vertex.y - TOP_BELOW_VERTEX_MM);
        let top = smoothstep(low, high, level + irregularity(at, &TOP_OCTAVES));
        let hairline = HAIRLINE_KEEPS * smoothstep(HAIRLINE_MM.0, HAIRLINE_MM.1, self.person.region.plain_front_depth(q));
        let end = lerp(SIDES, TOP, top) - hairline + uneven;
        core::array::from_fn(|stop| if stop == 0 { LEAST_DEPTH } else { lerp(BEGINS, end, stop as f32 / (MOST_STOPS - 1) as f32) })
    }
}
