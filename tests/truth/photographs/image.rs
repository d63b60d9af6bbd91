//! Small tools on pictures: light decoded from bytes, blurs, masks, statistics.

use smp_visualizer::base::color::{self, decode};
use smp_visualizer::base::math::{Vec3, exp, vec3};

/// Luminance of a pixel.
pub(super) fn luminance(c: Vec3) -> f32 {
    color::luminance(c.into())
}

/// CIELAB of a pixel.
pub(super) fn lab(c: Vec3) -> Vec3 {
    color::lab(c.into())
}

/// One number a pixel.
#[derive(Clone)]
pub(crate) struct Plane {
    pub(crate) width: usize,
    pub(crate) v: Vec<f32>,
}

/// Some pixels of a picture.
#[derive(Clone)]
pub(crate) struct Mask {
    pub(crate) width: usize,
    pub(crate) v: Vec<bool>,
}

/// A picture as linear light.
pub(crate) struct Picture {
    pub(crate) width: usize,
    pub(crate) light: Vec<Vec3>,
}

impl Picture {
    /// Decodes RGBA bytes.
    pub(crate) fn new(bytes: &[u8], width: usize) -> Self {
        let linear: Vec<f32> = (0..256).map(|b| decode(b as f32 / 255.0)).collect();
        let at = |b: u8| linear[usize::from(b)];
        Self { width, light: bytes.chunks_exact(4).map(|p| vec3(at(p[0]), at(p[1]), at(p[2]))).collect() }
    }

    pub(crate) fn plane(&self, of: impl Fn(Vec3) -> f32) -> Plane {
        Plane { width: self.width, v: self.light.iter().map(|c| of(*c)).collect() }
    }

    pub(crate) fn luminance(&self) -> Plane {
        self.plane(luminance)
    }

    /// Mean light over a mask.
    pub(crate) fn mean(&self, mask: &Mask) -> Vec3 {
        let mut sum = [0.0_f64; 3];
        for c in mask.of(&self.light) {
            sum.iter_mut().zip(c.to_array()).for_each(|(s, v)| *s += f64::from(v));
        }
        let n = mask.count().max(1) as f64;
        vec3((sum[0] / n) as f32, (sum[1] / n) as f32, (sum[2] / n) as f32)
    }

    /// Median of each channel over a mask.
    pub(crate) fn median(&self, mask: &Mask) -> Vec3 {
        let channel = |of: fn(Vec3) -> f32| percentile(mask.of(&self.light).map(of).collect(), 50.0);
        vec3(channel(|c| c.x), channel(|c| c.y), channel(|c| c.z))
    }
}

/// A percentile of some numbers, 0–100.
pub(crate) fn percentile(mut values: Vec<f32>, percent: f32) -> f32 {
    assert!(!values.is_empty(), "a percentile of nothing");
    values.sort_by(f32::total_cmp);
    values[(percent / 100.0 * (values.len() - 1) as f32 + 0.5) as usize]
}

pub(crate) fn mean(values: &[f32]) -> f32 {
    (values.iter().map(|v| f64::from(*v)).sum::<f64>() / values.len() as f64) as f32
}

/// Standard deviation.
pub(crate) fn deviation(values: &[f32]) -> f32 {
    let middle = mean(values);
    mean(&values.iter().map(|v| (v - middle) * (v - middle)).collect::<Vec<_>>()).sqrt()
}

pub(crate) fn rms(values: impl Iterator<Item = f32>) -> f32 {
    mean(&values.map(|v| v * v).collect::<Vec<_>>()).sqrt()
}

impl Mask {
    pub(crate) fn new(width: usize, height: usize, holds: impl Fn(usize, usize) -> bool) -> Self {
        Self { width, v: (0..width * height).map(|i| holds(i % width, i / width)).collect() }
    }

    pub(crate) fn count(&self) -> usize {
        self.v.iter().filter(|v| **v).count()
    }

    /// Distance of two pixels, px.
    pub(crate) fn between(&self, a: usize, b: usize) -> f32 {
        let step = |a: usize, b: usize| a.abs_diff(b) as f32;
        let (x, y) = (step(a % self.width, b % self.width), step(a / self.width, b / self.width));
        (x * x + y * y).sqrt()
    }

    /// What lies under it.
    pub(crate) fn of<'a, T: Copy>(&'a self, values: &'a [T]) -> impl Iterator<Item = T> + 'a {
        self.v.iter().zip(values).filter(|(m, _)| **m).map(|(_, v)| *v)
    }

    pub(crate) fn and(&self, other: impl Fn(usize) -> bool) -> Self {
        Self { width: self.width, v: self.v.iter().enumerate().map(|(i, v)| *v && other(i)).collect() }
    }

    /// Distance of each pixel inside to the nearest one outside, px: chamfer of 3 and 4, exact to 6 %.
    pub(crate) fn depth(&self) -> Vec<f32> {
        let (w, h) = (self.width, self.v.len() / self.width);
        let mut d: Vec<i32> = self.v.iter().map(|v| if *v { i32::MAX / 2 } else { 0 }).collect();
        let relax = |d: &mut [i32], x: usize, y: usize, steps: [(i32, i32, i32); 4]| {
            for (dx, dy, cost) in steps {
                let (u, v) = (x as i32 + dx, y as i32 + dy);
                let there = if u < 0 || v < 0 || u >= w as i32 || v >= h as i32 { 0 } else { d[v as usize * w + u as usize] };
                d[y * w + x] = d[y * w + x].min(there + cost);
            }
        };
        for y in 0..h {
            (0..w).for_each(|x| relax(&mut d, x, y, [(-1, 0, 3), (-1, -1, 4), (0, -1, 3), (1, -1, 4)]));
        }
        for y in (0..h).rev() {
            (0..w).rev().for_each(|x| relax(&mut d, x, y, [(1, 0, 3), (1, 1, 4), (0, 1, 3), (-1, 1, 4)]));
        }
        d.iter().map(|v| *v as f32 / 3.0).collect()
    }

    /// Without its rim, px.
    pub(crate) fn eroded(&self, px: f32) -> Self {
        Self { width: self.width, v: self.depth().iter().map(|d| *d > px).collect() }
    }

    /// The smallest rectangle around it: left, top, one past right, one past bottom.
    fn bounds(&self) -> [usize; 4] {
        let mut b = [self.width, self.v.len(), 0, 0];
        for (i, _) in self.v.iter().enumerate().filter(|(_, v)| **v) {
            let (x, y) = (i % self.width, i / self.width);
            b = [b[0].min(x), b[1].min(y), b[2].max(x + 1), b[3].max(y + 1)];
        }
        if b[2] == 0 { [0; 4] } else { b }
    }
}

impl Plane {
    /// Gaussian blur that counts only what lies under the mask; 0 outside it.
    pub(crate) fn blurred(&self, mask: &Mask, sigma: f32) -> Self {
        let [left, top, right, bottom] = mask.bounds();
        let (w, h) = (right - left, bottom - top);
        let inside = |i: usize| (top + i / w) * self.width + left + i % w;
        let mut weight: Vec<f32> = (0..w * h).map(|i| if mask.v[inside(i)] { 1.0 } else { 0.0 }).collect();
        let mut sum: Vec<f32> = (0..w * h).map(|i| if mask.v[inside(i)] { self.v[inside(i)] } else { 0.0 }).collect();
        smooth(&mut weight, w, sigma);
        smooth(&mut sum, w, sigma);
        let mut out = vec![0.0; self.v.len()];
        (0..w * h).filter(|i| mask.v[inside(*i)]).for_each(|i| out[inside(i)] = sum[i] / weight[i].max(1e-9));
        Self { width: self.width, v: out }
    }
}

/// Blurs a rectangle of that width in place, with nothing around it.
fn smooth(values: &mut [f32], width: usize, sigma: f32) {
    if sigma < 0.05 || values.is_empty() {
        return;
    }
    if sigma < 5.0 {
        let reach = (3.5 * sigma).ceil() as usize;
        let gaussian: Vec<f32> = (0..=reach).map(|i| exp(-((i * i) as f32) / (2.0 * sigma * sigma))).collect();
        let whole = 2.0 * gaussian.iter().sum::<f32>() - 1.0;
        let kernel: Vec<f32> = gaussian.iter().map(|b| b / whole).collect();
        convolve(values, width, &kernel);
    } else {
        // Three boxes are a Gaussian to 3 %.
        let reach = (0.5 * ((4.0 * sigma * sigma + 1.0).sqrt() - 1.0) + 0.5) as usize;
        for _ in 0..3 {
            boxes(values, width, reach);
        }
    }
}

/// A symmetric kernel, given from its middle on, along rows and columns.
fn convolve(values: &mut [f32], width: usize, kernel: &[f32]) {
    let height = values.len() / width;
    let mut out = vec![0.0; values.len()];
    let reach = kernel.len() as isize - 1;
    for (from, to) in values.chunks_exact(width).zip(out.chunks_exact_mut(width)) {
        for k in -reach..=reach {
            let weight = kernel[k.unsigned_abs()];
            let (a, b) = ((-k).max(0) as usize, (width as isize - k).min(width as isize).max(0) as usize);
            for x in a.min(b)..b {
                to[x] += weight * from[(x as isize + k) as usize];
            }
        }
    }
    values.fill(0.0);
    for y in 0..height as isize {
        for k in (-reach).max(-y)..=reach.min(height as isize - 1 - y) {
            let weight = kernel[k.unsigned_abs()];
            let from = &out[(y + k) as usize * width..][..width];
            values[y as usize * width..][..width].iter_mut().zip(from).for_each(|(v, f)| *v += weight * f);
        }
    }
}

/// The mean over 2 × `reach` + 1 values along rows and columns.
fn boxes(values: &mut [f32], width: usize, reach: usize) {
    let height = values.len() / width;
    let whole = 1.0 / (2 * reach + 1) as f32;
    let mut run = |first: usize, step: usize, n: usize| {
        let line: Vec<f32> = (0..n).map(|i| values[first + i * step]).collect();
        let mut sum: f64 = line.iter().take(reach).map(|v| f64::from(*v)).sum();
        for i in 0..n {
            sum += line.get(i + reach).map_or(0.0, |v| f64::from(*v));
            sum -= if i > reach { f64::from(line[i - reach - 1]) } else { 0.0 };
            values[first + i * step] = sum as f32 * whole;
        }
    };
    (0..height).for_each(|y| run(y * width, 1, width));
    (0..width).for_each(|x| run(x, width, height));
}

/// What is finer than `sigma` px, as a share of the local mean: one number a pixel of the mask.
pub(crate) fn fine(light: &Plane, mask: &Mask, sigma: f32) -> Plane {
    let coarse = light.blurred(mask, sigma);
    Plane { width: light.width, v: light.v.iter().zip(&coarse.v).map(|(v, c)| if *c > 0.0 { v / c - 1.0 } else { 0.0 }).collect() }
}
