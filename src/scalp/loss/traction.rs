//! Traction alopecia: the margin at front and temples, behind a thin fringe that stays.
//!
//! The fringe sign (Samrao and others 2011): a rim of short fine hairs along the old hairline, in all 100 % of cases at
//! the margin. The band is deepest at the temples and above and in front of the ears, where braids pull most. No
//! survey of its depth was found: about 4 cm behind the old hairline at the temples and 2–3 at the middle, at extent 100,
//! are our choice.

use super::{Course, STOPS};
use crate::base::math::{Vec2, Vec3, mix, smoothstep};
use crate::base::noise;
use crate::scalp::Person;

/// Depth of the whole band behind the fringe, mm.
const MIDDLE: f32 = 14.0;
const TEMPLES: f32 = 31.0;
const EARS: f32 = 14.0;
/// Half of the border from full hair to none, mm.
const HALF_BORDER: f32 = 6.0;
/// Width of the fringe, mm: where it begins to give way to the band and where it has.
const FRINGE: (f32, f32) = (7.0, 12.5);
/// Depth of the fringe at the end: fine, short, and half as many.
const FINE: f32 = -0.02;
/// Depth that has lost nothing.
const WHOLE: f32 = -1.35;
const STREAM: u32 = 0x7472;

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
        let inside = self.person.region.plain_depth(q) + noise::value(at / 14.0) * 5.0;
        let side = smoothstep(22.0, 50.0, p.x.abs());
        let front = mix(MIDDLE, TEMPLES, side);
        let reach = mix(front, EARS, smoothstep(22.0, 4.0, p.z) * smoothstep(80.0, 60.0, p.y));
        // Behind the ears nothing pulls.
        let away = 80.0 * smoothstep(4.0, -18.0, p.z) * smoothstep(100.0, 70.0, p.y) + 80.0 * smoothstep(-14.0, -30.0, p.z);
        let uneven = noise::value(at / 24.0) * 9.0 + noise::value(at / 9.0) * 4.0;
        let bare = |band: f32| (band - (inside - FRINGE.0) + uneven - away) / HALF_BORDER;
        let within = smoothstep(FRINGE.0, FRINGE.1, inside);
        let fringe = FINE + 0.6 * noise::value(at / 6.0) - away * 0.1;
        let mut depths = [mix(fringe.min(bare(reach)), bare(reach), within); STOPS];
        depths[0] = mix(WHOLE, bare(0.0).min(WHOLE), within);
        depths
    }
}
