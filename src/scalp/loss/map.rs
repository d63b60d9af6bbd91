//! Depths of all stops, drawn once over the chart and read at any number of places.

use super::{Course, KEPT, LOST, STOPS};
use crate::base::math::{Vec2, mix, vec2};
use crate::scalp::chart::{Chart, EXTENT};

/// Samples along an edge of the chart: one every 2 mm.
const SIDE: usize = 246;

/// Depth at every stop all over the scalp, in half borders.
pub struct DepthMap {
    samples: Vec<[f32; STOPS]>,
    stops: usize,
}

/// Depth at every stop of a list of places, one list a stop: moving along the slider reads two of them.
///
/// Half borders times [`CODE`]: with half the bytes, finer than a micrometre.
pub struct Depths {
    stops: Vec<Vec<i16>>,
}

/// Codes a half border.
const CODE: f32 = 4096.0;

impl DepthMap {
    /// Samples `stops` stops, 2 … [`STOPS`], of a course of loss on skin above `lowest` mm. Later stops never give hair back.
    pub fn new(chart: &Chart, lowest: f32, stops: usize, course: &dyn Course) -> Self {
        let at = |i: usize| (i as f32 / (SIDE - 1) as f32 * 2.0 - 1.0) * EXTENT;
        let mut samples = Vec::with_capacity(SIDE * SIDE);
        for j in 0..SIDE {
            for i in 0..SIDE {
                let q = vec2(at(i), at(j));
                let p = chart.skin_at(q);
                let mut least = KEPT;
                samples.push(if p.y > lowest {
                    course.depths(q, p).map(|depth| {
                        least = least.max(depth.min(LOST));
                        least
                    })
                } else {
                    [KEPT; STOPS]
                });
            }
        }
        Self { samples, stops: stops.clamp(2, STOPS) }
    }

    /// Depths at one place of the chart.
    pub fn at(&self, q: Vec2) -> [f32; STOPS] {
        let last = (SIDE - 1) as f32;
        let place = |v: f32| ((v / EXTENT * 0.5 + 0.5) * last).max(0.0).min(last - 0.001);
        let (x, y) = (place(q.x), place(q.y));
        let (i, j) = (x as usize, y as usize);
        let (u, v) = (x - i as f32, y - j as f32);
        let o = j * SIDE + i;
        let [a, b, c, d] = [o, o + 1, o + SIDE, o + SIDE + 1].map(|o| &self.samples[o]);
        core::array::from_fn(|k| mix(mix(a[k], b[k], u), mix(c[k], d[k], u), v))
    }

    /// Depths at many places of the chart.
    pub fn depths(&self, places: impl Iterator<Item = Vec2>) -> Depths {
        let mut stops: Vec<Vec<i16>> = (0..self.stops).map(|_| Vec::with_capacity(places.size_hint().0)).collect();
        for q in places {
            for (list, depth) in stops.iter_mut().zip(self.at(q)) {
                list.push((depth * CODE) as i16);
            }
        }
        Depths { stops }
    }
}

impl Depths {
    /// Depth of each place at `stage`, 0 at the first stop, 1 at the second and so on; in half borders.
    pub fn at(&self, stage: f32) -> impl Iterator<Item = f32> {
        let last = self.stops.len() - 1;
        let stage = stage.max(0.0).min(last as f32);
        let from = (stage as usize).min(last - 1);
        let share = stage - from as f32;
        self.stops[from].iter().zip(&self.stops[from + 1]).map(move |(a, b)| mix(f32::from(*a), f32::from(*b), share) * (1.0 / CODE))
    }
}
