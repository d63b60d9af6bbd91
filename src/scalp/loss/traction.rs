//! Traction alopecia: the margin at front and temples, behind a thin fringe that stays.
//!
//! The fringe sign (Samrao and others 2011): a rim of short fine hairs along the old hairline, in all 100 % of cases at
//! the margin. The band is deepest at the temples and above and in front of the ears, where braids pull most. No
//! survey of its depth was found: about 4 cm behind the old hairline at the temples and 2–3 at the middle, at extent 100,
//! are our choice.

use super::course::LossCourse;
use super::front_margin::{behind_ears, behind_margin, side_of_front};
use super::pattern::MOST_STOPS;
use crate::base::math::{Vec2, Vec3, lerp, smoothstep};
use crate::base::noise;
use crate::base::streams;
use crate::scalp::irregularity::irregularity;
use crate::scalp::person::Person;

/// Depth of the full band behind the fringe, mm.
const MIDDLE: f32 = 14.0;
const TEMPLES: f32 = 31.0;
const EARS: f32 = 14.0;
/// Half of the border from full hair to none, mm.
const HALF_BORDER: f32 = 6.0;
/// Width of the fringe, mm: on average, its irregularity as octaves, and from and to where around it the fringe ends.
const FRINGE: f32 = 8.5;
const FRINGE_OCTAVES: [(f32, f32); 2] = [(15.0, 9.0), (5.0, 6.0)];
const FRINGE_ENDS: (f32, f32) = (-3.0, 4.0);
/// Depth of the fringe at the end, at the middle and at the temples: fine, short, half as many; and how far its wisps and
/// gaps stray from it: octaves, mm and half borders.
const FINE: (f32, f32) = (-0.16, -0.68);
const WISPS: [(f32, f32); 3] = [(27.0, 1.3), (11.0, 1.7), (4.0, 0.9)];
/// Depth that has lost nothing.
const NO_LOSS: f32 = -1.35;
/// Progress before the band shows, as a share of its depth: the fringe is already thinned by then.
const BEFORE: f32 = 1.3;
/// Irregularity of the margin and of the band: octaves, mm (choice).
const MARGIN_OCTAVES: [(f32, f32); 1] = [(14.0, 5.0)];
const BAND_OCTAVES: [(f32, f32); 2] = [(24.0, 9.0), (9.0, 4.0)];
/// Between which z and y the temples become the region of the ears, mm.
const EARS_Z: (f32, f32) = (22.0, 4.0);
const EARS_Y: (f32, f32) = (80.0, 60.0);
/// How far the band draws back at the end of the sideburn, mm, and between which heights (y).
const SIDEBURN_END: f32 = 26.0;
const SIDEBURN_END_Y: (f32, f32) = (22.0, -2.0);
/// How much less the fringe thins for each mm that the band draws back, half borders.
const FRINGE_KEEPS_PER_MM: f32 = 0.1;
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

impl LossCourse for Traction<'_> {
    fn depths(&self, q: Vec2, p: Vec3) -> [f32; MOST_STOPS] {
        let at = p + self.offset;
        let inside = behind_margin(self.person, q, p) + irregularity(at, &MARGIN_OCTAVES);
        let side = side_of_front(p);
        let front = lerp(MIDDLE, TEMPLES, side);
        let reach = lerp(front, EARS, smoothstep(EARS_Z.0, EARS_Z.1, p.z) * smoothstep(EARS_Y.0, EARS_Y.1, p.y));
        // Behind the ears nothing pulls, and little at the end of the sideburn.
        let away = behind_ears(p) + SIDEBURN_END * smoothstep(SIDEBURN_END_Y.0, SIDEBURN_END_Y.1, p.y);
        let uneven = irregularity(at, &BAND_OCTAVES);
        let bare = |band: f32| (band - (inside - FRINGE) + uneven - away) / HALF_BORDER;
        let width = FRINGE_OCTAVES.iter().fold(FRINGE, |width, (wave, mm)| width + noise::value(at / *wave) * mm);
        let within = smoothstep(width + FRINGE_ENDS.0, width + FRINGE_ENDS.1, inside);
        let wisps = irregularity(at, &WISPS);
        let fringe = lerp(FINE.0, FINE.1, side) + wisps - away * FRINGE_KEEPS_PER_MM;
        let mut depths = [lerp(fringe.min(bare(reach)), bare(reach), within); MOST_STOPS];
        depths[0] = lerp(NO_LOSS, bare(-BEFORE * reach).min(NO_LOSS), within);
        depths
    }
}
