//! Alopecia totalis: no hair on the whole scalp. Universalis is the same here; brows and lashes are the head's.

use super::course::LossCourse;
use super::pattern::MOST_STOPS;
use crate::base::math::{Vec2, Vec3};

/// Depth at which survivors of a pattern are lost too, in half borders.
const SMOOTH: f32 = 4.0;

/// Everything is lost.
pub(super) struct Totalis;

impl LossCourse for Totalis {
    fn depths(&self, _q: Vec2, _p: Vec3) -> [f32; MOST_STOPS] {
        [SMOOTH; MOST_STOPS]
    }
}
