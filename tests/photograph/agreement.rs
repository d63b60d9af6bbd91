//! How alike a composed photograph and the true one are: color by cells, local contrast, ink where none belongs.

use crate::color_difference::difference;
use crate::plane::{ColorPlanes, Plane};
use smp_visualizer::base::color::LinearRgb;

/// Side of a cell, mm: tone as one sees it, without the dots.
const CELL_MM: f32 = 5.0;
/// Share of a cell that must be treated for it to count.
const FULL_CELL: f32 = 0.7;
/// A Gaussian of σ halves waves of 5.3 σ: these keep waves between 1 and 3 mm.
const FINE_MM: f32 = 1.0 / 5.3;
const COARSE_MM: f32 = 3.0 / 5.3;
/// Treated is what has lost this share of its light, in a blur of so many mm.
const TREATED: f32 = 0.03;
const TREATED_BLUR_MM: f32 = 1.0;
/// A channel is clipped from this byte on.
const CLIPPED: u8 = 252;
/// What lies nearer to ink than so many standard deviations of the lens, and these px, may be dark by it.
const RIM_SIGMAS: f32 = 3.0;
const RIM_PX: f32 = 2.0;
/// What local contrast is divided by at least.
const LEAST_LIGHT: f32 = 1e-4;

/// What the pictures of one case have in common.
pub(crate) struct Ground {
    pixels_per_mm: f32,
    /// Treated pixels of each cell that counts.
    cells: Vec<Vec<usize>>,
    /// 1 on treated skin and its rim.
    near_ink: Plane,
}

/// How a composed picture compares with the true one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Agreement {
    /// Mean and largest ΔE00 of cells of 5 mm.
    pub(crate) color: f64,
    pub(crate) worst_color: f64,
    /// Deviation of luminance at 1–3 mm over its mean, as a share of the true one's.
    pub(crate) contrast: f32,
    /// Share of all darkening that lies outside the treated skin and its rim.
    pub(crate) outside: f64,
    /// Mean darkening of what is clipped in the photograph, levels; composed, and true. None where less than 20 px are.
    pub(crate) clipped: Option<[f32; 2]>,
    /// Cells counted.
    pub(crate) cells: usize,
    /// Mean ΔE00 between photograph and truth: what there was to do.
    pub(crate) to_do: f64,
}

impl Ground {
    /// Of the scene's light before and after, without a camera, whose lens will blur it by `psf_px`.
    pub(crate) fn new(before: &ColorPlanes, after: &ColorPlanes, pixels_per_mm: f32, psf_px: f32) -> Self {
        let (width, height) = before.size();
        let [before, after] = [before, after].map(ColorPlanes::luminance);
        let changed = Plane::new(width, height, |i| f32::from(u8::from(before.values[i] != after.values[i])));
        let near_ink = widened(&changed, (RIM_SIGMAS * psf_px + RIM_PX) as usize);
        let [before, after] = [before, after].map(|plane| plane.blurred(TREATED_BLUR_MM * pixels_per_mm));
        let is_treated = |i: &usize| after.values[*i] < (1.0 - TREATED) * before.values[*i];
        let side = (CELL_MM * pixels_per_mm).round() as usize;
        let corners = (0..height / side).flat_map(|row| (0..width / side).map(move |column| (row * side, column * side)));
        let cell = |(y, x): (usize, usize)| -> Vec<usize> {
            (y..y + side).flat_map(|y| (x..x + side).map(move |x| y * width + x)).filter(is_treated).collect()
        };
        let cells = corners.map(cell).filter(|cell| cell.len() as f32 >= FULL_CELL * (side * side) as f32).collect();
        Self { pixels_per_mm, cells, near_ink }
    }

    /// Compares two pictures that were made from a photograph: bytes, RGBA.
    pub(crate) fn compare(&self, photo: &[u8], composed: &[u8], truth: &[u8]) -> Agreement {
        let (width, height) = (self.near_ink.width, self.near_ink.height);
        let [photo_light, light, true_light] = [photo, composed, truth].map(|bytes| ColorPlanes::displayed(bytes, width, height));
        let cells = &self.cells;
        let mean = |planes: &ColorPlanes, cell: &[usize]| cell.iter().map(|&i| planes.at(i)).sum::<LinearRgb>() / cell.len() as f32;
        let differences: Vec<f64> = cells.iter().map(|cell| difference(mean(&light, cell), mean(&true_light, cell))).collect();
        let to_do = cells.iter().map(|cell| difference(mean(&photo_light, cell), mean(&true_light, cell)));
        Agreement {
            color: differences.iter().sum::<f64>() / cells.len() as f64,
            worst_color: differences.iter().copied().fold(0.0, f64::max),
            contrast: self.local_contrast(&light) / self.local_contrast(&true_light),
            outside: self.ink_outside(&photo_light, &light),
            clipped: clipped_darkening(photo, [composed, truth]),
            cells: cells.len(),
            to_do: to_do.sum::<f64>() / cells.len() as f64,
        }
    }

    fn local_contrast(&self, light: &ColorPlanes) -> f32 {
        let luminance = light.luminance();
        let [fine, coarse] = [FINE_MM, COARSE_MM].map(|mm| luminance.blurred(mm * self.pixels_per_mm));
        let share = |i: &usize| (fine.values[*i] - coarse.values[*i]) / coarse.values[*i].max(LEAST_LIGHT);
        let shares: Vec<f32> = self.cells.iter().flatten().map(share).collect();
        (shares.iter().map(|share| share * share).sum::<f32>() / shares.len() as f32).sqrt()
    }

    fn ink_outside(&self, photo: &ColorPlanes, composed: &ColorPlanes) -> f64 {
        let [photo, composed] = [photo, composed].map(ColorPlanes::luminance);
        let (mut outside, mut all) = (0.0, 0.0);
        for (i, near) in self.near_ink.values.iter().enumerate() {
            let ink = f64::from((photo.values[i] - composed.values[i]).abs());
            all += ink;
            outside += if *near > 0.0 { 0.0 } else { ink };
        }
        outside / f64::max(all, f64::MIN_POSITIVE)
    }
}

/// The largest within a square of so many px to each side.
fn widened(plane: &Plane, reach: usize) -> Plane {
    let (width, height) = (plane.width, plane.height);
    let most = |from: &Plane, at: &dyn Fn(usize) -> usize, position: usize, length: usize| {
        let (first, last) = (position.saturating_sub(reach), (position + reach).min(length - 1));
        (first..=last).map(|k| from.values[at(k)]).fold(0.0, f32::max)
    };
    let rows = Plane::new(width, height, |i| most(plane, &|k| i / width * width + k, i % width, width));
    Plane::new(width, height, |i| most(&rows, &|k| k * width + i % width, i / width, height))
}

fn clipped_darkening(photo: &[u8], others: [&[u8]; 2]) -> Option<[f32; 2]> {
    let clipped: Vec<usize> = (0..photo.len()).step_by(4).filter(|&at| photo[at..at + 3].iter().all(|byte| *byte >= CLIPPED)).collect();
    let level = |bytes: &[u8], at: usize| bytes[at..at + 3].iter().map(|byte| f32::from(*byte)).sum::<f32>() / 3.0;
    let darkening = |other: &[u8]| clipped.iter().map(|&at| level(photo, at) - level(other, at)).sum::<f32>() / clipped.len() as f32;
    (clipped.len() >= 20).then(|| others.map(darkening))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIDE: usize = 120;

    /// A gray field whose middle third is treated with stripes, and its ground.
    fn field(strength: f32) -> (Ground, Vec<u8>, Vec<u8>) {
        let middle = |i: usize| (SIDE / 3..2 * SIDE / 3).contains(&(i % SIDE));
        let stripe = |i: usize| if (i / SIDE / 3).is_multiple_of(2) { 1.0 } else { 1.0 - strength };
        let before = ColorPlanes::new(SIDE, SIDE, |_| [0.4; 3]);
        let after = ColorPlanes::new(SIDE, SIDE, |i| [if middle(i) { 0.4 * stripe(i) } else { 0.4 }; 3]);
        let bytes = |planes: &ColorPlanes| -> Vec<u8> {
            let byte = |v: f32| (smp_visualizer::base::color::encode(v) * 255.0).round() as u8;
            (0..SIDE * SIDE).flat_map(|i| [0, 1, 2, 3].map(|c: usize| planes.0.get(c).map_or(255, |p| byte(p.values[i])))).collect()
        };
        (Ground::new(&before, &after, 3.0, 1.0), bytes(&before), bytes(&after))
    }

    #[test]
    fn the_truth_agrees_with_itself_and_the_photograph_does_not() {
        let (ground, photo, truth) = field(0.5);
        let same = ground.compare(&photo, &truth, &truth);
        assert!(same.color == 0.0 && same.contrast == 1.0 && same.outside == 0.0 && same.cells > 8, "{same:?}");
        let nothing = ground.compare(&photo, &photo, &truth);
        assert!(nothing.color > 5.0 && nothing.contrast < 0.01 && (nothing.color - nothing.to_do).abs() < 1e-9, "{nothing:?}");
    }

    #[test]
    fn half_the_stripes_have_half_the_contrast() {
        let (ground, photo, truth) = field(0.4);
        let (_, _, weak) = field(0.2);
        let half = ground.compare(&photo, &weak, &truth);
        assert!((0.40..0.50).contains(&half.contrast) && half.color > 1.0, "{half:?}");
    }

    #[test]
    fn ink_beside_the_skin_is_seen() {
        let (ground, photo, mut composed) = field(0.5);
        // A black pixel in a corner, beside about 1600 pixels of half their light.
        composed[..3].fill(0);
        let agreement = ground.compare(&photo, &composed, &composed);
        assert!((0.0003..0.003).contains(&agreement.outside), "{agreement:?}");
    }

    #[test]
    fn a_darkened_highlight_is_seen() {
        let (ground, mut photo, truth) = field(0.5);
        photo[..200].fill(255);
        let mut composed = photo.clone();
        composed[..200].fill(253);
        let clipped = ground.compare(&photo, &composed, &truth).clipped;
        assert!(clipped.is_some_and(|[ours, _]| (ours - 2.0).abs() < 1e-6), "{clipped:?}");
    }
}
