//! Depths of all stops, drawn once over the chart and read at any number of places.

use super::course::{Course, KEPT, LOST};
use super::pace::Pace;
use super::pattern::STOPS;
use crate::base::math::{Vec2, lerp, vec2};
use crate::scalp::chart::EXTENT;
use crate::scalp::person::{MARGIN, Person};

/// Samples along an edge of the chart: one every 2 mm.
const SIDE: usize = 246;

/// Skin this far below the nape is asked for nothing, mm.
const BELOW: f32 = 30.0;

/// Depth at every stop all over the scalp, as codes of half borders in two bytes: finer than a micrometre where a border
/// is wide, than three where it is sharp.
pub struct DepthMap {
    /// All stops of a sample, then those of the next one.
    samples: Vec<i16>,
    stops: usize,
    pub(super) pace: Option<Pace>,
    code: f32,
}

/// Depth at every stop of a list of places, coded as in [`DepthMap`], one list a stop: moving along the slider reads two
/// of them.
pub struct Depths {
    stops: Vec<Vec<i16>>,
    pub(super) pace: Option<Pace>,
    code: f32,
}

/// Codes a half border where depths stay within [`KEPT`] and [`LOST`], and where a border travels far.
const CODE: f32 = 4096.0;
const FAR_CODE: f32 = 400.0;

impl DepthMap {
    /// Samples `stops` stops, 2 … [`STOPS`], of a course of loss on a person's scalp. Later stops never give hair back.
    ///
    /// A course of two stops runs straight from one to the other, and its depths may be large: a border that travels.
    pub fn new(person: &Person, stops: usize, course: &dyn Course) -> Self {
        let at = |i: usize| (i as f32 / (SIDE - 1) as f32 * 2.0 - 1.0) * EXTENT;
        let lowest = person.landmarks.nape.y - BELOW;
        let stops = stops.max(2).min(STOPS);
        let (least, most) = if stops == 2 { (-f32::MAX, f32::MAX) } else { (KEPT, LOST) };
        let code = if stops == 2 { FAR_CODE } else { CODE };
        let mut samples = Vec::with_capacity(SIDE * SIDE * stops);
        for j in 0..SIDE {
            for i in 0..SIDE {
                let q = vec2(at(i), at(j));
                let p = person.chart.skin_at(q);
                // Nobody asks farther from the scalp than a treatment reaches.
                if p.y > lowest && person.region.plain_depth(q) > -MARGIN - 12.0 {
                    let mut deepest = least;
                    samples.extend(course.depths(q, p).into_iter().take(stops).map(|depth| {
                        deepest = deepest.max(depth.min(most));
                        (deepest * code) as i16
                    }));
                } else {
                    samples.extend([(KEPT * code) as i16; STOPS].into_iter().take(stops));
                }
            }
        }
        Self { samples, stops, pace: None, code }
    }

    /// Depths at one place of the chart; 0 beyond the last stop.
    pub fn at(&self, q: Vec2) -> [f32; STOPS] {
        let mut depths = [0.0; STOPS];
        self.read(q, |k, code| depths[k] = code / self.code);
        depths
    }

    /// Tells the code of every stop at a place.
    fn read(&self, q: Vec2, mut tell: impl FnMut(usize, f32)) {
        let (o, u, v) = self.cell(q);
        for k in 0..self.stops {
            tell(k, self.between(o + k, u, v));
        }
    }

    /// First sample of the four around a place, and where between them it lies.
    fn cell(&self, q: Vec2) -> (usize, f32, f32) {
        let last = (SIDE - 1) as f32;
        let place = |v: f32| ((v / EXTENT * 0.5 + 0.5) * last).max(0.0).min(last - 0.001);
        let (x, y) = (place(q.x), place(q.y));
        let (i, j) = (x as usize, y as usize);
        ((j * SIDE + i) * self.stops, x - i as f32, y - j as f32)
    }

    #[inline]
    fn between(&self, o: usize, u: f32, v: f32) -> f32 {
        let at = |o: usize| f32::from(self.samples[o]);
        let row = SIDE * self.stops;
        lerp(lerp(at(o), at(o + self.stops), u), lerp(at(o + row), at(o + row + self.stops), u), v)
    }

    /// Depth of any place of the chart at `stage`, as in [`Depths::at`].
    pub fn at_stage(&self, stage: f32) -> impl Fn(Vec2) -> f32 {
        let (from, share) = turn(stage, self.stops, self.pace);
        let half_border = 1.0 / self.code;
        move |q| {
            let (o, u, v) = self.cell(q);
            lerp(self.between(o + from, u, v), self.between(o + from + 1, u, v), share) * half_border
        }
    }

    /// Depths at many places of the chart.
    pub fn depths(&self, places: impl Iterator<Item = Vec2>) -> Depths {
        let mut stops: Vec<Vec<i16>> = (0..self.stops).map(|_| Vec::with_capacity(places.size_hint().0)).collect();
        for q in places {
            self.read(q, |k, code| stops[k].push(code as i16));
        }
        Depths { stops, pace: self.pace, code: self.code }
    }
}

impl Depths {
    /// Depth of each place at `stage`, 0 at the first stop, 1 at the second and so on; in half borders.
    pub fn at(&self, stage: f32) -> impl Iterator<Item = f32> {
        let (from, share) = turn(stage, self.stops.len(), self.pace);
        let half_border = 1.0 / self.code;
        self.stops[from].iter().zip(&self.stops[from + 1]).map(move |(a, b)| lerp(f32::from(*a), f32::from(*b), share) * half_border)
    }
}

/// The stop before a stage and the share of the way to the next one.
fn turn(stage: f32, stops: usize, pace: Option<Pace>) -> (usize, f32) {
    let last = stops - 1;
    let stage = stage.max(0.0).min(last as f32);
    let stage = pace.map_or(stage, |pace| pace.at(stage));
    let from = (stage as usize).min(last - 1);
    (from, stage - from as f32)
}
