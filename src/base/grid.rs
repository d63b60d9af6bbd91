//! A scalar field on a regular square grid.

use super::math::{Vec2, vec2};

/// Samples over the square −`extent`…`extent`, row by row from the smallest `y`.
pub struct Grid {
    samples: Vec<f32>,
    side: usize,
    extent: f32,
}

impl Grid {
    /// Samples `f` at `side` × `side` places, borders included; `side` ≥ 2.
    pub fn sample(side: usize, extent: f32, mut f: impl FnMut(Vec2) -> f32) -> Self {
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
        let place = |v: f32| ((v / self.extent * 0.5 + 0.5) * last).max(0.0).min(last - 0.001);
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
