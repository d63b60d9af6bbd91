//! The margin of the scalp in front, from the middle to the end of the sideburn: what traction and frontal fibrosis move along.

use super::super::person::Person;
use crate::base::math::{Vec2, Vec3, smoothstep};

/// Front edge of the sideburn, mm before the ear canals.
const SIDEBURN: f32 = 32.0;
/// Above the sideburn, between these heights (y), its front edge ceases to bound the scalp: what lies behind it counts so much deeper;
/// mm.
const ABOVE_SIDEBURN_Y: (f32, f32) = (24.0, 45.0);
const ABOVE_SIDEBURN: f32 = 60.0;
/// Where nothing is lost: how far the band draws back there, mm, and between which z and y: behind the ears up to the crown's side, and behind
/// them at any height.
const BEHIND_EARS: f32 = 80.0;
const BEHIND_EARS_Z: (f32, f32) = (4.0, -18.0);
const BEHIND_EARS_Y: (f32, f32) = (100.0, 70.0);
const BACK: f32 = 80.0;
const BACK_Z: (f32, f32) = (-14.0, -30.0);
/// Between which |x| the middle becomes the temples, mm.
const TEMPLES_X: (f32, f32) = (22.0, 50.0);

/// How far a place lies behind hairline and temples, and behind the front of the sideburn below them, mm.
pub(super) fn behind_margin(person: &Person, q: Vec2, p: Vec3) -> f32 {
    let sideburn = SIDEBURN - p.z + ABOVE_SIDEBURN * smoothstep(ABOVE_SIDEBURN_Y.0, ABOVE_SIDEBURN_Y.1, p.y);
    person.region.plain_front_depth(q).min(sideburn)
}

/// Whether a place lies at the middle, 0, or at the temples, 1.
pub(super) fn side_of_front(p: Vec3) -> f32 {
    smoothstep(TEMPLES_X.0, TEMPLES_X.1, p.x.abs())
}

/// How far a band along this margin draws back behind the ears, mm.
pub(super) fn behind_ears(p: Vec3) -> f32 {
    BEHIND_EARS * smoothstep(BEHIND_EARS_Z.0, BEHIND_EARS_Z.1, p.z) * smoothstep(BEHIND_EARS_Y.0, BEHIND_EARS_Y.1, p.y)
        + BACK * smoothstep(BACK_Z.0, BACK_Z.1, p.z)
}
