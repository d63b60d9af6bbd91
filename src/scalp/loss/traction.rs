//! Traction alopecia: the margin at front and temples, behind a thin fringe that stays.
//!
//! The fringe sign (Samrao and others 2011): a rim of short fine hairs along the old hairline, in all 100 % of cases at
//! the margin. The band is deepest at the temples and above and in front of the ears, where braids pull most. No
//! survey of its depth was found: about 4 cm behind the old hairline at the temples and 2–3 at the middle, at extent 100,
//! are our choice.

use super::course::Course;
use super::pattern::STOPS;
use crate::base::math::{Vec2, Vec3, lerp, smoothstep};
use crate::base::noise;
use crate::base::streams;
use crate::scalp::person::Person;

/// Depth of the whole band behind the fringe, mm.
const MIDDLE: f32 = 14.0;
const TEMPLES: f32 = 31.0;
const EARS: f32 = 14.0;
/// Half of the border from full hair to none, mm.
const HALF_BORDER: f32 = 6.0;
/// Width of the fringe, mm: on average, and how far it strays either way over 15 mm and over 5.
const FRINGE: f32 = 8.5;
const STRAYS: (f32, f32) = (9.0, 6.0);
/// Depth of the fringe at the end, at the middle and at the temples: fine, short, half as many; and how far its wisps and
/// gaps stray from it, over 27, 11 and 4 mm.
const FINE: (f32, f32) = (-0.16, -0.68);
const WISPS: (f32, f32, f32) = (1.3, 1.7, 0.9);
/// Depth that has lost nothing.
const WHOLE: f32 = -1.35;
/// Travel before the band shows, as a share of its depth: so far have the pulled roots of the fringe suffered by then.
const BEFORE: f32 = 1.3;
/// Front edge of the sideburn, mm before the ear canals.
const SIDEBURN: f32 = 32.0;
const STREAM: u32 = streams::TRACTION;

/// The band of one person.
pub(super) struct Traction<'a> {
    person: &'a Person,
    offset: Vec3,
}

impl<'a> Traction<'a> {
    /// Of a person.
    pub(super) fn new(person: &'a Person) -> Self {
        Self { person, offset: noise::offset(person.seed, STREAM) }
    }
}

impl Course for Traction<'_> {
    fn depths(&self, q: Vec2, p: Vec3) -> [f32; STOPS] {
        let at = p + self.offset;
        // Behind hairline and temples, and behind the front of the sideburn below them.
        let sideburn = SIDEBURN - p.z + 60.0 * smoothstep(24.0, 45.0, p.y);
        let inside = self.person.region.plain_front_depth(q).min(sideburn) + noise::value(at / 14.0) * 5.0;
        let side = smoothstep(22.0, 50.0, p.x.abs());
        let front = lerp(MIDDLE, TEMPLES, side);
        let reach = lerp(front, EARS, smoothstep(22.0, 4.0, p.z) * smoothstep(80.0, 60.0, p.y));
        // Behind the ears nothing pulls, and little at the end of the sideburn.
        let away = 80.0 * smoothstep(4.0, -18.0, p.z) * smoothstep(100.0, 70.0, p.y)
            + 80.0 * smoothstep(-14.0, -30.0, p.z)
            + 26.0 * smoothstep(22.0, -2.0, p.y);
        let uneven = noise::value(at / 24.0) * 9.0 + noise::value(at / 9.0) * 4.0;
        let bare = |band: f32| (band - (inside - FRINGE) + uneven - away) / HALF_BORDER;
        let width = FRINGE + noise::value(at / 15.0) * STRAYS.0 + noise::value(at / 5.0) * STRAYS.1;
        let within = smoothstep(width - 3.0, width + 4.0, inside);
        let wisps = noise::value(at / 27.0) * WISPS.0 + noise::value(at / 11.0) * WISPS.1 + noise::value(at / 4.0) * WISPS.2;
        let fringe = lerp(FINE.0, FINE.1, side) + wisps - away * 0.1;
        let mut depths = [lerp(fringe.min(bare(reach)), bare(reach), within); STOPS];
        depths[0] = lerp(WHOLE, bare(-BEFORE * reach).min(WHOLE), within);
        depths
    }
}
