//! A scalar field on a regular square grid: bilinear interpolation, and the samples in a triangle with barycentric weights.

use super::math::{Vec2, max, min, vec2};

/// Triangles wider than this many samples wrap around a map's far edge.
const MOST_SAMPLES_ACROSS: f32 = 20.0;

/// Cell of a place of the square −`extent`…`extent` with `side` × `side` samples: index of its lower sample, and the fractions along both axes, 0–1; places
/// outside are clamped.
#[inline]
pub fn cell(side: usize, extent: f32, q: Vec2) -> (usize, f32, f32) {
    let step = 2.0 * extent / (side - 1) as f32;
    let place = |v: f32| min(max((v + extent) / step, 0.0), (side - 1) as f32 - 0.001);
    let (x, y) = (place(q.x), place(q.y));
    (y as usize * side + x as usize, x - (x as usize) as f32, y - (y as usize) as f32)
}

/// The four samples around such a place and their bilinear shares.
#[inline]
pub fn bilinear_weights(side: usize, extent: f32, q: Vec2) -> [(usize, f32); 4] {
    let (o, u, v) = cell(side, extent, q);
    [(o, (1.0 - u) * (1.0 - v)), (o + 1, u * (1.0 - v)), (o + side, (1.0 - u) * v), (o + side + 1, u * v)]
}

/// Calls `found` with every sample in a triangle, or outside by no more than a `slack` of its size, and its barycentric weights.
pub fn for_samples_in_triangle(side: usize, extent: f32, corners: [Vec2; 3], slack: f32, mut found: impl FnMut(usize, [f32; 3])) {
    let step = 2.0 * extent / (side - 1) as f32;
    let q = corners.map(|q| (q + Vec2::splat(extent)) / step);
    let (low, high) = (q[0].min(q[1]).min(q[2]), q[0].max(q[1]).max(q[2]));
    if high.x - low.x > MOST_SAMPLES_ACROSS || high.y - low.y > MOST_SAMPLES_ACROSS {
        return;
    }
    let twice_area = (q[1] - q[0]).perp_dot(q[2] - q[0]);
    let last = (side - 1) as f32;
    for j in low.y.max(0.0).ceil() as usize..=high.y.max(0.0).min(last) as usize {
        for i in low.x.max(0.0).ceil() as usize..=high.x.max(0.0).min(last) as usize {
            let at = vec2(i as f32, j as f32);
            let v = (at - q[0]).perp_dot(q[2] - q[0]) / twice_area;
            let w = (q[1] - q[0]).perp_dot(at - q[0]) / twice_area;
            if v >= -slack && w >= -slack && v + w <= 1.0 + 2.0 * slack {
                found(j * side + i, [1.0 - v - w, v, w]);
            }
        }
    }
}

/// Samples over the square −`extent`…`extent`, row by row from the smallest `y`.
pub struct ScalarGrid {
    samples: Vec<f32>,
    side: usize,
    extent: f32,
}

impl ScalarGrid {
    /// Samples `f` at `side` × `side` places, borders included; `side` ≥ 2.
    pub fn from_fn(side: usize, extent: f32, mut f: impl FnMut(Vec2) -> f32) -> Self {
        let at = |i: usize| (i as f32 / (side - 1) as f32 * 2.0 - 1.0) * extent;
        let mut samples = Vec::with_capacity(side * side);
        for j in 0..side {
            for i in 0..side {
                samples.push(f(vec2(at(i), at(j))));
            }
        }
        Self { samples, side, extent }
    }

    /// Bilinear value at `p`; outside the square, the value at its nearest border point.
    pub fn at(&self, p: Vec2) -> f32 {
        let last = (self.side - 1) as f32;
        let place = |v: f32| min(max((v / self.extent * 0.5 + 0.5) * last, 0.0), last - 0.001);
        let (x, y) = (place(p.x), place(p.y));
        let (i, j) = (x as usize, y as usize);
        let (u, v) = (x - i as f32, y - j as f32);
        let o = j * self.side + i;
        let s = &self.samples;
        let low = s[o] + (s[o + 1] - s[o]) * u;
        let high = s[o + self.side] + (s[o + self.side + 1] - s[o + self.side]) * u;
        low + (high - low) * v
    }
}
