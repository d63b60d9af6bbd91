//! Alopecia totalis: no hair on the whole scalp. Universalis is the same here; brows and lashes are the head's.

use super::course::Course;
use super::pattern::STOPS;
use crate::base::math::{Vec2, Vec3};

/// Depth at which even the few hairs that outlive a pattern are gone, in half borders.
const SMOOTH: f32 = 4.0;

/// Everything is lost.
pub(super) struct Totalis;

impl Course for Totalis {
    fn depths(&self, _q: Vec2, _p: Vec3) -> [f32; STOPS] {
        [SMOOTH; STOPS]
    }
}
