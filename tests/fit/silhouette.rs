//! A photograph as light: a head before a backdrop, a quarter as fine as its picture, with noise.

use crate::people::{Photograph, exact};
use smp_visualizer::base::random::uniform;
use smp_visualizer::head::Head;

/// Pixels of the picture for one of the silhouette.
const COARSE: f64 = 4.0;
/// Linear light of head and backdrop, and the spread of its noise.
const SKIN: [f64; 3] = [0.42, 0.27, 0.20];
const BACKDROP: [f64; 3] = [0.30, 0.31, 0.33];
const NOISE: f64 = 0.03;

pub(crate) struct Silhouette {
    width: usize,
    height: usize,
    light: Vec<[f64; 3]>,
}

impl Silhouette {
    pub(crate) fn new(head: &Head, photograph: &Photograph, seed: u32) -> Self {
        let [width, height] = photograph.size.map(|v| (v as f64 / COARSE) as usize);
        let places: Vec<[f64; 2]> = head.mesh.positions.iter().map(|&p| photograph.project(exact(p)).map(|v| v / COARSE)).collect();
        let mut inside = vec![false; width * height];
        for triangle in &head.mesh.triangles {
            let [a, b, c] = triangle.map(|i| places[i as usize]);
            let low = |k: usize, end: usize| (a[k].min(b[k]).min(c[k]).floor().max(0.0) as usize).min(end);
            let high = |k: usize, end: usize| (a[k].max(b[k]).max(c[k]).ceil().max(0.0) as usize).min(end);
            let side = |p: [f64; 2], q: [f64; 2], x: f64, y: f64| (q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0]);
            for y in low(1, height)..high(1, height) {
                for x in low(0, width)..high(0, width) {
                    let (u, v) = (x as f64 + 0.5, y as f64 + 0.5);
                    let s = [side(a, b, u, v), side(b, c, u, v), side(c, a, u, v)];
                    inside[y * width + x] |= s.iter().all(|s| *s <= 1e-9) || s.iter().all(|s| *s >= -1e-9);
                }
            }
        }
        let noise = |i: usize, c: u32| 1.0 + NOISE * 1.7 * (2.0 * f64::from(uniform(seed, 910 + c, i as u32)) - 1.0);
        // Light falls off across the head and the backdrop.
        let light = (0..width * height).map(|i| {
            let (x, y) = ((i % width) as f64 / width as f64, (i / width) as f64 / height as f64);
            let (of, fall) = if inside[i] { (SKIN, 1.3 - 0.7 * x) } else { (BACKDROP, 0.8 + 0.3 * y) };
            core::array::from_fn(|c| of[c] * fall * noise(i, c as u32))
        });
        Self { width, height, light: light.collect() }
    }

    pub(crate) fn at(&self, x: f64, y: f64) -> [f64; 3] {
        let at = |v: f64, end: usize| ((v / COARSE).max(0.0) as usize).min(end - 1);
        self.light[at(y, self.height) * self.width + at(x, self.width)]
    }
}
