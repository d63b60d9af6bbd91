//! The shapes of the five scars on one head, a file each, and what they share: lines, noise along them, places on the skin.
//!
//! Sizes are those surgeons report: strips leave lines of 12–30 cm, 1 mm wide where all went well and up to 10 where they
//! stretched; punches of 0.8–1.1 mm leave dots of that size; plugs of the years before 1990 were 4 mm wide. All other numbers
//! are choices.

mod burn;
mod plugs;
mod punches;
mod strip;
mod trauma;

use super::{ScarKind, SkinStroke};
use crate::base::math::{Vec2, Vec3, cos, sin, vec2, vec3};
use crate::base::noise;
use crate::base::solve::bisect;
use crate::base::streams;
use crate::scalp::chart::Chart;
use crate::scalp::person::Person;

const STREAM: u32 = streams::SCAR_SHAPES;
/// Pieces of a line are this long, mm.
const PIECE: f32 = 2.5;
/// Lines end in tips this long, mm.
const TIP: f32 = 22.0;

/// Everything a scar of this kind and size, 0–1, is made of.
pub(super) fn strokes(person: &Person, kind: ScarKind, size: f32) -> Vec<SkinStroke> {
    match kind {
        ScarKind::None => Vec::new(),
        ScarKind::Fut => strip::strokes(person, size),
        ScarKind::Fue => punches::strokes(person, size),
        ScarKind::Plugs => plugs::strokes(person, size),
        ScarKind::Trauma => trauma::strokes(person, size),
        ScarKind::Burn => burn::strokes(person, size),
    }
}

/// A measure that differs from one to the next: its mean, and the most that it differs by either way.
#[derive(Clone, Copy)]
struct Varied(f32, f32);

impl Varied {
    /// Its value for a random number, −1…1.
    fn at(self, own: f32) -> f32 {
        self.0 + self.1 * own
    }
}

/// Noise along a line.
struct Octave {
    /// What it adds at the most, doubled: noise is −0.5…0.5.
    height: f32,
    /// Its size, mm along the line.
    mm: f32,
    /// Where on the noise the line's middle lies, mm, and in which row of it: no two are alike.
    from: f32,
    row: f32,
}

/// `base` and the noise of some octaves, `mm` along a line.
fn with_noise(base: f32, octaves: &[Octave], drift: Vec3, mm: f32) -> f32 {
    octaves.iter().fold(base, |sum, o| sum + o.height * noise::value(drift + vec3((mm + o.from) / o.mm, o.row, 0.0)))
}

/// A line from its middle to both sides: `halves` mm long, `wide` mm across times the profile at each piece.
///
/// `place` gives the skin so many mm from the middle, negative to the second side.
fn line(place: impl Fn(f32) -> Vec3, profile: impl Fn(f32) -> f32, halves: [f32; 2], wide: f32) -> Vec<SkinStroke> {
    let pieces = (halves[0].max(halves[1]) / PIECE) as i32 + 1;
    let radius = |mm: f32| {
        let half = halves[usize::from(mm < 0.0)];
        let left = ((half - mm.abs()) / TIP).max(0.0).min(1.0);
        0.5 * wide * profile(mm) * left.sqrt()
    };
    let ends = |i: i32| (i as f32 * PIECE, (i + 1) as f32 * PIECE);
    let strokes = (-pieces..pieces).map(ends).filter(|(a, b)| radius(*a).max(radius(*b)) > 0.0);
    strokes.map(|(a, b)| SkinStroke::line(place(a), place(b), (radius(a), radius(b)), 1.0)).collect()
}

/// Where heights of the back lie at least and at most, in units of the chart from its pole, and how often this is halved.
const BACK: (f32, f32) = (40.0, 160.0);
const BACK_HALVINGS: usize = 14;

/// Skin at a height, mm, in the direction `angle` from the midline of the back, radians, to the left.
fn place_at_height(chart: &Chart, angle: f32, height: f32) -> Vec3 {
    let direction = vec2(sin(angle), -cos(angle));
    let (above, _) = bisect(BACK.0, BACK.1, BACK_HALVINGS, |reach| chart.skin_at(direction * reach).y > height);
    chart.skin_at(direction * above)
}

/// Where places behind the hairline lie at least and at most, in units of the chart from its pole, and how often this is halved.
const FRONT: (f32, f32) = (10.0, 110.0);
const FRONT_HALVINGS: usize = 12;

/// Skin so many mm behind the young hairline, in the direction `angle` from straight ahead, radians, to the left.
fn place_behind_hairline(person: &Person, angle: f32, depth: f32) -> Vec3 {
    let direction = vec2(sin(angle), cos(angle));
    let (inside, _) = bisect(FRONT.0, FRONT.1, FRONT_HALVINGS, |reach| person.region.plain_front_depth(direction * reach) > depth);
    person.chart.skin_at(direction * inside)
}

/// A unit of the chart is taken for this much skin at the least, mm: no step is too long to go.
const LEAST_MM_PER_UNIT: f32 = 0.2;

/// The place `mm` along the skin from `q` in a direction of the chart.
fn step_along_skin(chart: &Chart, q: Vec2, direction: Vec2, mm: f32) -> Vec2 {
    let ahead = direction.normalize_or(Vec2::Y);
    let per_unit = (chart.skin_at(q + ahead) - chart.skin_at(q)).length().max(LEAST_MM_PER_UNIT);
    q + ahead * (mm / per_unit)
}
