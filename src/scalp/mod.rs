//! The person: chart of the scalp, hair, its loss.
//!
//! In: [`Head`]. Out: [`Scalp`].

use crate::base::math::{Vec2, Vec3};
use crate::head::{Head, Strand};

/// What the scalp stage is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScalpParameters {
    /// Norwood stage, 1–7.
    pub norwood: f32,
    /// Hairs per cm², 100–300.
    pub hair_density: f32,
    /// Length above the skin, mm.
    pub hair_length_mm: f32,
    /// Which person.
    pub seed: u32,
}

/// A natural group of one to four hairs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FollicularUnit {
    /// On the skin, mm.
    pub position: Vec3,
    /// Unit normal of the skin.
    pub normal: Vec3,
    /// Place on the chart.
    pub chart: Vec2,
    /// Share of all units that come before it as hair density grows, 0–1.
    pub rank: f32,
    /// Hairs in it, 1–4, before any loss.
    pub n_hairs: u8,
}

/// Hair and skin of the head's top.
pub struct Scalp {
    /// Every hair that shows, as drawn.
    pub stubble: Vec<Strand>,
}

impl Scalp {
    /// Grows the hair of one person.
    pub fn new(_head: &Head, _p: &ScalpParameters) -> Self {
        todo!()
    }
}
