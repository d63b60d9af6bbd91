//! Depths of all stops, drawn once over the chart and read at any number of places.

use super::{KEPT, LOST, STOPS};
use crate::base::math::{Vec2, Vec3, mix, vec2};
use crate::base::noise;
use crate::scalp::chart::{Chart, EXTENT};

/// Samples along an edge of the chart: one every 2 mm.
const SIDE: usize = 246;
/// Border widths from full hair to none, mm, wandering over the head.
///
/// What is seen of it, from nine tenths of the hair to one tenth, is 10–18 mm.
const BORDER: (f32, f32) = (15.0, 27.0);

/// Depth at every stop all over the scalp, in half borders.
pub struct DepthMap {
    samples: Vec<[f32; STOPS]>,
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
    /// Samples `mm`, the depths of all stops at a place, on skin above `lowest` mm. Later stops never give hair back.
    ///
    /// `offset` from [`noise::offset`] makes the borders of one person wander differently from another's.
    pub fn new(chart: &Chart, lowest: f32, offset: Vec3, mm: impl Fn(Vec2, Vec3) -> [f32; STOPS]) -> Self {
        let at = |i: usize| (i as f32 / (SIDE - 1) as f32 * 2.0 - 1.0) * EXTENT;
        let mut samples = Vec::with_capacity(SIDE * SIDE);
        for j in 0..SIDE {
            for i in 0..SIDE {
                let q = vec2(at(i), at(j));
                let p = chart.skin_at(q);
                let depths = if p.y > lowest { wander(mm(q, p), p + offset) } else { [KEPT; STOPS] };
                samples.push(depths);
            }
        }
        Self { samples }
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
        let mut stops: Vec<Vec<i16>> = (0..STOPS).map(|_| Vec::with_capacity(places.size_hint().0)).collect();
        for q in places {
            for (list, depth) in stops.iter_mut().zip(self.at(q)) {
                list.push((depth * CODE) as i16);
            }
        }
        Depths { stops }
    }
}

impl Depths {
    /// Depth of each place at stage 1–7 of the slider, in half borders.
    pub fn at(&self, stage: f32) -> impl Iterator<Item = f32> {
        let from = ((stage - 1.0).clamp(0.0, (STOPS - 1) as f32) as usize).min(STOPS - 2);
        let share = (stage - 1.0 - from as f32).clamp(0.0, 1.0);
        self.stops[from].iter().zip(&self.stops[from + 1]).map(move |(a, b)| mix(f32::from(*a), f32::from(*b), share) * (1.0 / CODE))
    }
}

/// Millimetres to half borders, each border a little off its shape.
fn wander(mm: [f32; STOPS], at: Vec3) -> [f32; STOPS] {
    let shift = noise::value(at / 26.0) * 7.0 + noise::value(at / 8.0) * 3.0;
    let width = mix(BORDER.0, BORDER.1, (noise::value(at / 50.0) * 1.6 + 0.5).clamp(0.0, 1.0));
    let mut least = f32::MIN;
    core::array::from_fn(|stop| {
        // The first stop has lost nothing.
        let most = if stop == 0 { -1.0 } else { LOST };
        least = least.max(((mm[stop] + shift) * (2.0 / width)).max(KEPT).min(most));
        least
    })
}
