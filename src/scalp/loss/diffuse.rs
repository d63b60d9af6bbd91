//! Diffuse loss: the whole top thins, the sides less.
//!
//! No border anywhere (domain texts: about one man in five balds this way, and telogen effluvium looks alike). Most of
//! the hair of the top is gone at the end while the sides are thin; how much of it is our choice.

use super::course::{Course, KEPT};
use super::pattern::STOPS;
use crate::base::math::{Vec2, Vec3, lerp, smoothstep};
use crate::base::noise;
use crate::base::streams;
use crate::scalp::person::Person;

/// Depth at the first sign of loss, in half borders.
const BEGINS: f32 = -0.55;
/// Depth at the end: on top a sixth of the hair is left, at the sides somewhat more than half.
const TOP: f32 = 0.31;
const SIDES: f32 = 0.02;
/// How unevenly it thins, in half borders: over centimetres and from one handful of hair to the next.
const UNEVEN: (f32, f32) = (0.26, 0.16);
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

impl Course for Diffuse<'_> {
    fn depths(&self, q: Vec2, p: Vec3) -> [f32; STOPS] {
        let l = &self.person.landmarks;
        let at = p + self.offset;
        let uneven = noise::value(at / 34.0) * UNEVEN.0 + noise::value(at / 9.0) * UNEVEN.1;
        // From the level of the ears' tops up, further down at the back of the crown; the hairline itself keeps a little.
        let level = p.y - 0.10 * p.z;
        let top = smoothstep(l.ear_top.y + 18.0, l.vertex.y - 22.0, level + 14.0 * noise::value(at / 45.0));
        let hairline = 0.14 * smoothstep(16.0, 3.0, self.person.region.plain_front_depth(q));
        let end = lerp(SIDES, TOP, top) - hairline + uneven;
        core::array::from_fn(|stop| if stop == 0 { KEPT } else { lerp(BEGINS, end, stop as f32 / (STOPS - 1) as f32) })
    }
}
