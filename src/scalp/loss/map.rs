//! A bilinear grid of the depths at all stops over the chart, and depths at lists of places.

use super::course::{LEAST_DEPTH, LossCourse, MOST_DEPTH};
use super::equal_area::EqualAreaScale;
use super::pattern::MOST_STOPS;
use crate::base::math::{Vec2, lerp, max, min, vec2};
use crate::scalp::chart::EXTENT;
use crate::scalp::person::{MARGIN, Person};

/// Samples along an edge of the chart: one every 2 mm.
const SIDE: usize = 246;

/// Skin farther than this below the nape is not sampled, mm.
const BELOW: f32 = 30.0;

/// Depth at every stop all over the scalp, as codes of half borders in two bytes: finer than a micrometer where a border
/// is wide, than three where it is sharp.
pub struct DepthMap {
    /// All stops of a sample, then those of the next one.
    samples: Vec<i16>,
    stops: usize,
    pub(super) scale: Option<EqualAreaScale>,
    code: f32,
}

/// Depth at every stop of a list of places, coded as in [`DepthMap`], one list a stop: moving along the slider reads two
/// of them.
pub struct Depths {
    stops: Vec<Vec<i16>>,
    pub(super) scale: Option<EqualAreaScale>,
    code: f32,
}

/// Codes a half border where depths stay within [`LEAST_DEPTH`] and [`MOST_DEPTH`], and where a border travels far.
const CODES_PER_HALF_BORDER: f32 = 4096.0;
const CODES_PER_HALF_BORDER_FAR: f32 = 400.0;
/// Skin is sampled so far outside the margin of a treatment, mm (choice).
const OUTSIDE_MARGIN: f32 = 12.0;
/// Depths that are beyond a limit by so much are so however they are rounded, half borders.
const ROUNDING: f32 = 0.001;
/// The last sample is never the lower one of a pair: places end so far before it, in samples.
const BEFORE_LAST: f32 = 0.001;

impl DepthMap {
    /// Samples `stops` stops, 2 … [`MOST_STOPS`], of a course of loss on a person's scalp. Later stops never give hair back.
    ///
    /// A course of two stops runs straight from one to the other, and its depths may be large: a border that travels.
    pub fn new(person: &Person, stops: usize, course: &dyn LossCourse) -> Self {
        let at = |i: usize| (i as f32 / (SIDE - 1) as f32 * 2.0 - 1.0) * EXTENT;
        let lowest = person.landmarks.nape.y - BELOW;
        let stops = stops.max(2).min(MOST_STOPS);
        let (least, most) = if stops == 2 { (-f32::MAX, f32::MAX) } else { (LEAST_DEPTH, MOST_DEPTH) };
        let code = if stops == 2 { CODES_PER_HALF_BORDER_FAR } else { CODES_PER_HALF_BORDER };
        let mut samples = Vec::with_capacity(SIDE * SIDE * stops);
        for j in 0..SIDE {
            for i in 0..SIDE {
                let q = vec2(at(i), at(j));
                let p = person.chart.skin_at(q);
                // Samples farther from the scalp than a treatment reaches are not used.
                if p.y > lowest && person.region.plain_depth(q) > -MARGIN - OUTSIDE_MARGIN {
                    let mut deepest = least;
                    samples.extend(course.depths(q, p).into_iter().take(stops).map(|depth| {
                        deepest = deepest.max(depth.min(most));
                        (deepest * code) as i16
                    }));
                } else {
                    samples.extend([(LEAST_DEPTH * code) as i16; MOST_STOPS].into_iter().take(stops));
                }
            }
        }
        Self { samples, stops, scale: None, code }
    }

    /// Depths at one place of the chart; 0 beyond the last stop.
    pub fn at(&self, q: Vec2) -> [f32; MOST_STOPS] {
        let mut depths = [0.0; MOST_STOPS];
        self.for_each_code(q, |k, code| depths[k] = code / self.code);
        depths
    }

    /// Calls `visit` with the code of every stop at a place.
    fn for_each_code(&self, q: Vec2, mut visit: impl FnMut(usize, f32)) {
        let (o, u, v) = self.bilinear_cell(q);
        for k in 0..self.stops {
            visit(k, self.bilinear(o + k, u, v));
        }
    }

    /// First code of the first sample of the four around a place, and where between them it lies.
    fn bilinear_cell(&self, q: Vec2) -> (usize, f32, f32) {
        let (sample, u, v) = Self::cell(q);
        (sample * self.stops, u, v)
    }

    /// First sample of the four around a place, and where between them it lies.
    #[inline]
    fn cell(q: Vec2) -> (usize, f32, f32) {
        let last = (SIDE - 1) as f32;
        let place = |v: f32| min(max((v / EXTENT * 0.5 + 0.5) * last, 0.0), last - BEFORE_LAST);
        let (x, y) = (place(q.x), place(q.y));
        let (i, j) = (x as usize, y as usize);
        (j * SIDE + i, x - i as f32, y - j as f32)
    }

    #[inline]
    fn bilinear(&self, o: usize, u: f32, v: f32) -> f32 {
        let at = |o: usize| f32::from(self.samples[o]);
        let row = SIDE * self.stops;
        lerp(lerp(at(o), at(o + self.stops), u), lerp(at(o + row), at(o + row + self.stops), u), v)
    }

    /// Depth of any place of the chart at `stage`, as in [`Depths::at`].
    pub fn depth_at_stage(&self, stage: f32) -> impl Fn(Vec2) -> f32 {
        let (from, share) = stop_and_weight(stage, self.stops, self.scale);
        let half_border = 1.0 / self.code;
        move |q| {
            let (o, u, v) = self.bilinear_cell(q);
            lerp(self.bilinear(o + from, u, v), self.bilinear(o + from + 1, u, v), share) * half_border
        }
    }

    /// What changes between two stages: not where all hair is kept at both, nor where the depth is `bare` at both.
    pub fn changes(&self, [one, other]: [f32; 2], bare: f32) -> LossChanges {
        // Later stops never give hair back.
        let [later, earlier] = [one.max(other), one.min(other)].map(|stage| stop_and_weight(stage, self.stops, self.scale));
        let depth = |sample: &[i16], (from, share): (usize, f32)| lerp(f32::from(sample[from]), f32::from(sample[from + 1]), share);
        let (kept, bare) = ((-1.0 - ROUNDING) * self.code, (bare + ROUNDING) * self.code);
        let stays = |sample| u8::from(depth(sample, later) < kept) | u8::from(depth(sample, earlier) > bare) << 1;
        LossChanges(self.samples.chunks_exact(self.stops).map(stays).collect())
    }

    /// Depths at many places of the chart.
    pub fn depths(&self, places: impl Iterator<Item = Vec2>) -> Depths {
        let mut stops: Vec<Vec<i16>> = (0..self.stops).map(|_| Vec::with_capacity(places.size_hint().0)).collect();
        for q in places {
            self.for_each_code(q, |k, code| stops[k].push(code as i16));
        }
        Depths { stops, scale: self.scale, code: self.code }
    }
}

/// Where a loss may have changed: of each sample of a [`DepthMap`], whether all hair stays there, and whether it stays bare.
pub struct LossChanges(Vec<u8>);

impl LossChanges {
    /// Whether it may have changed at a place of the chart.
    #[inline]
    pub fn at(&self, q: Vec2) -> bool {
        let (at, ..) = DepthMap::cell(q);
        // No place is deeper or less deep than all four samples around it.
        self.0[at] & self.0[at + 1] & self.0[at + SIDE] & self.0[at + SIDE + 1] == 0
    }
}

impl Depths {
    /// Depth of each place at `stage`, 0 at the first stop, 1 at the second and so on; in half borders.
    pub fn at(&self, stage: f32) -> impl Iterator<Item = f32> {
        let (from, share) = stop_and_weight(stage, self.stops.len(), self.scale);
        let half_border = 1.0 / self.code;
        self.stops[from].iter().zip(&self.stops[from + 1]).map(move |(a, b)| lerp(f32::from(*a), f32::from(*b), share) * half_border)
    }
}

/// The stop before a stage and the share of the way to the next one.
fn stop_and_weight(stage: f32, stops: usize, scale: Option<EqualAreaScale>) -> (usize, f32) {
    let last = stops - 1;
    let stage = stage.max(0.0).min(last as f32);
    let stage = scale.map_or(stage, |scale| scale.at(stage));
    let from = (stage as usize).min(last - 1);
    (from, stage - from as f32)
}
