//! Pictures as planes of floats: blur by a Gaussian (separable convolution), and what is read from them.

use smp_visualizer::base::color::{LinearRgb, decode};
use smp_visualizer::base::math::gaussian;

/// Radii of a Gaussian's kernel, in its standard deviations.
const KERNEL_REACH: f32 = 3.5;

/// One channel, row by row.
#[derive(Clone)]
pub(crate) struct Plane {
    pub(crate) values: Vec<f32>,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

/// Three channels.
#[derive(Clone)]
pub(crate) struct ColorPlanes(pub(crate) [Plane; 3]);

impl Plane {
    pub(crate) fn new(width: usize, height: usize, value: impl FnMut(usize) -> f32) -> Self {
        Self { values: (0..width * height).map(value).collect(), width, height }
    }

    /// Blurred by a Gaussian of `sigma` px; beyond the border as at the border.
    pub(crate) fn blurred(&self, sigma: f32) -> Self {
        let reach = (KERNEL_REACH * sigma).ceil() as usize;
        let all: Vec<f32> = (0..=reach).map(|i| gaussian(i as f32, sigma)).collect();
        let sum = all[0] + 2.0 * all[1..].iter().sum::<f32>();
        let taps: Vec<f32> = all.iter().map(|tap| tap / sum).collect();
        let mut rows = self.clone();
        let mut padded = vec![0.0; self.width + 2 * reach];
        for (from, to) in self.values.chunks_exact(self.width).zip(rows.values.chunks_exact_mut(self.width)) {
            padded[..reach].fill(from[0]);
            padded[reach..reach + self.width].copy_from_slice(from);
            padded[reach + self.width..].fill(from[self.width - 1]);
            to.fill(0.0);
            for (i, tap) in (0..=2 * reach).map(|i| (i, taps[i.abs_diff(reach)])) {
                to.iter_mut().zip(&padded[i..]).for_each(|(to, from)| *to += tap * from);
            }
        }
        let mut out = Self::new(self.width, self.height, |_| 0.0);
        for y in 0..self.height {
            let to = &mut out.values[y * self.width..(y + 1) * self.width];
            for (i, tap) in (0..=2 * reach).map(|i| (i, taps[i.abs_diff(reach)])) {
                let row = (y + i).saturating_sub(reach).min(self.height - 1);
                to.iter_mut().zip(&rows.values[row * self.width..]).for_each(|(to, from)| *to += tap * from);
            }
        }
        out
    }

    /// The value below which `share` of those lie that `among` picks.
    pub(crate) fn quantile(&self, share: f32, among: impl Fn(usize) -> bool) -> f32 {
        let mut picked: Vec<f32> = self.values.iter().enumerate().filter(|(i, _)| among(*i)).map(|(_, v)| *v).collect();
        picked.sort_by(f32::total_cmp);
        picked[((picked.len() - 1) as f32 * share) as usize]
    }
}

impl ColorPlanes {
    pub(crate) fn new(width: usize, height: usize, mut color: impl FnMut(usize) -> [f32; 3]) -> Self {
        let mut planes = [0; 3].map(|_| Plane::new(width, height, |_| 0.0));
        for i in 0..width * height {
            for (plane, value) in planes.iter_mut().zip(color(i)) {
                plane.values[i] = value;
            }
        }
        Self(planes)
    }

    /// Linear light of RGBA bytes as a display shows them.
    pub(crate) fn displayed(rgba: &[u8], width: usize, height: usize) -> Self {
        let table: Vec<f32> = (0..=u8::MAX).map(|byte| decode(f32::from(byte) / f32::from(u8::MAX))).collect();
        Self::new(width, height, |i| [0, 1, 2].map(|channel| table[usize::from(rgba[i * 4 + channel])]))
    }

    pub(crate) fn size(&self) -> (usize, usize) {
        (self.0[0].width, self.0[0].height)
    }

    pub(crate) fn at(&self, i: usize) -> LinearRgb {
        LinearRgb::new(self.0[0].values[i], self.0[1].values[i], self.0[2].values[i])
    }

    pub(crate) fn blurred(&self, sigma: f32) -> Self {
        Self([0, 1, 2].map(|channel| self.0[channel].blurred(sigma)))
    }

    pub(crate) fn luminance(&self) -> Plane {
        let (width, height) = self.size();
        Plane::new(width, height, |i| smp_visualizer::base::color::luminance(self.at(i)))
    }
}

#[test]
fn a_blurred_point_is_a_gaussian_and_keeps_its_sum() {
    const SIDE: usize = 31;
    const SIGMA: f32 = 1.7;
    let point = Plane::new(SIDE, SIDE, |i| f32::from(u8::from(i == SIDE * SIDE / 2))).blurred(SIGMA);
    let sum: f32 = point.values.iter().sum();
    let middle = SIDE as f32 / 2.0 - 0.5;
    let variance: f32 = point
        .values
        .iter()
        .enumerate()
        .map(|(i, v)| {
            v * {
                let aside = (i % SIDE) as f32 - middle;
                aside * aside
            }
        })
        .sum();
    assert!((sum - 1.0).abs() < 1e-4 && (variance.sqrt() / SIGMA - 1.0).abs() < 0.01, "{sum}, {variance}");
}
