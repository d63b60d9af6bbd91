//! Planes of a photograph in cells of a few pixels: blurs, means by weight, quantiles, and the way back to pixels by bilinear
//! interpolation.

use core::ops::Range;

/// Passes of a box that come near to a Gaussian (central limit).
const BOX_PASSES: usize = 3;
/// Variance of a box of whole width w is (w² − 1) / 12.
const BOX_VARIANCE: f32 = 12.0;
/// The sum of the squares up to n is n (n + 1) (2n + 1) over this, both sides together.
const SUM_OF_SQUARES: f32 = 3.0;
/// With less weight around it than this nothing is known of a cell, and it gets the mean of all.
const LEAST_WEIGHT: f32 = 1e-4;

/// Where the cells of a part of a photograph lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CellLayout {
    /// Edge of a cell, px.
    pub step: usize,
    /// Column and row of the photograph at which the first cell begins, px.
    pub first: [usize; 2],
    /// Cells across.
    pub columns: usize,
    /// Cells down.
    pub rows: usize,
}

impl CellLayout {
    /// Number of cells.
    pub fn len(&self) -> usize {
        self.columns * self.rows
    }

    /// Whether there is no cell.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The pixels of a cell along an axis, 0 across or 1 down, of a photograph with so many.
    pub fn pixels(&self, axis: usize, cell: usize, size: usize) -> Range<usize> {
        let first = self.first[axis] + cell * self.step;
        first.min(size)..(first + self.step).min(size)
    }

    /// The columns of the photograph that the cells lie over, of so many.
    pub fn picture_columns(&self, width: usize) -> Range<usize> {
        self.first[0].min(width)..(self.first[0] + self.columns * self.step).min(width)
    }

    /// The rows of the photograph that the cells lie over, of so many.
    pub fn picture_rows(&self, height: usize) -> Range<usize> {
        self.first[1].min(height)..(self.first[1] + self.rows * self.step).min(height)
    }

    /// Cells before and after a pixel along an axis and the weight of the one after.
    #[inline]
    fn between(&self, axis: usize, pixel: usize, count: usize) -> (usize, usize, f32) {
        let place = ((pixel.saturating_sub(self.first[axis])) as f32 + 0.5) / self.step as f32 - 0.5;
        let place = place.max(0.0).min((count - 1) as f32);
        let before = place as usize;
        (before, (before + 1).min(count - 1), place - before as f32)
    }

    /// The cell that holds a pixel, if one does.
    pub fn cell_of(&self, x: usize, y: usize) -> Option<usize> {
        let [column, row] = [x.checked_sub(self.first[0])? / self.step, y.checked_sub(self.first[1])? / self.step];
        (column < self.columns && row < self.rows).then_some(row * self.columns + column)
    }

    /// Bilinear values of a plane for the `columns` of row `y` of the photograph.
    pub fn upsample_row(&self, plane: &[f32], y: usize, columns: Range<usize>, out: &mut Vec<f32>) {
        out.clear();
        if self.is_empty() {
            out.resize(columns.len(), 0.0);
            return;
        }
        let (above, below, down) = self.between(1, y, self.rows);
        let row = |row: usize| &plane[row * self.columns..(row + 1) * self.columns];
        let (above, below) = (row(above), row(below));
        out.extend(columns.map(|x| {
            let (left, right, across) = self.between(0, x, self.columns);
            let at = |cell: usize| above[cell] + (below[cell] - above[cell]) * down;
            at(left) + (at(right) - at(left)) * across
        }));
    }

    /// Gaussian blur with `sigma` in cells, by three boxes; borders repeat.
    pub fn blur(&self, plane: &mut [f32], sigma: f32) {
        if self.is_empty() || sigma <= 0.0 {
            return;
        }
        let radius = box_radius(sigma);
        let mut padded = Vec::new();
        for row in plane.chunks_exact_mut(self.columns) {
            for _ in 0..BOX_PASSES {
                box_mean(row, radius, &mut padded);
            }
        }
        // Down: all columns of a row at once.
        for _ in 0..BOX_PASSES {
            box_mean_down(plane, self.columns, self.rows, radius);
        }
    }

    /// Weighted mean of a plane over a Gaussian neighborhood with `sigma` in cells; where nothing weighs, the mean of all.
    pub fn mean_around(&self, plane: &[f32], weight: &[f32], sigma: f32) -> Vec<f32> {
        let [mean] = self.means_around([plane], weight, sigma);
        mean
    }

    /// The same of several planes.
    pub fn means_around<const N: usize>(&self, planes: [&[f32]; N], weight: &[f32], sigma: f32) -> [Vec<f32>; N] {
        let total: f64 = weight.iter().map(|w| f64::from(*w)).sum();
        let mut around = weight.to_vec();
        self.blur(&mut around, sigma);
        planes.map(|plane| {
            let mut sum: Vec<f32> = plane.iter().zip(weight).map(|(v, w)| v * w).collect();
            let mean = if total > 0.0 { (sum.iter().map(|v| f64::from(*v)).sum::<f64>() / total) as f32 } else { 0.0 };
            self.blur(&mut sum, sigma);
            sum.iter_mut().zip(&around).for_each(|(s, w)| *s = if *w > LEAST_WEIGHT { *s / w } else { mean });
            sum
        })
    }
}

/// Whole and fractional half width of a box whose repeated mean has this standard deviation: the cells at its ends count in part.
fn box_radius(sigma: f32) -> (usize, f32) {
    let width = (BOX_VARIANCE * sigma * sigma / BOX_PASSES as f32 + 1.0).sqrt();
    let radius = 0.5 * (width - 1.0);
    let whole = radius as usize;
    // Variance of whole and partial cells together, solved for the share of the outer ones.
    let variance = sigma * sigma / BOX_PASSES as f32;
    let (n, r) = ((2 * whole + 1) as f32, whole as f32);
    let inner = r * (r + 1.0) * n / SUM_OF_SQUARES;
    let outer = (r + 1.0) * (r + 1.0);
    let share = (variance * n - inner) / (2.0 * (outer - variance));
    (whole, share.max(0.0).min(1.0))
}

/// Means over a box along a line whose ends repeat; `padded` is scratch memory.
fn box_mean(line: &mut [f32], (radius, share): (usize, f32), padded: &mut Vec<f32>) {
    let (Some(&first), Some(&last)) = (line.first(), line.last()) else { return };
    padded.clear();
    padded.resize(radius + 1, first);
    padded.extend_from_slice(line);
    padded.resize(line.len() + 2 * (radius + 1), last);
    let scale = 1.0 / ((2 * radius + 1) as f32 + 2.0 * share);
    // The sum runs in double precision: it must not drift.
    let mut sum: f64 = padded[1..2 * radius + 2].iter().map(|v| f64::from(*v)).sum();
    let ends = padded.iter().zip(&padded[2 * radius + 2..]).zip(&padded[1..]);
    for (out, ((&before, &after), &leaves)) in line.iter_mut().zip(ends) {
        *out = (sum as f32 + share * (before + after)) * scale;
        sum += f64::from(after) - f64::from(leaves);
    }
}

/// The same down all columns of a plane.
fn box_mean_down(plane: &mut [f32], columns: usize, rows: usize, (radius, share): (usize, f32)) {
    let source = plane.to_vec();
    let row = |y: isize| {
        let y = y.clamp(0, rows as isize - 1) as usize;
        &source[y * columns..(y + 1) * columns]
    };
    let r = radius as isize;
    let scale = 1.0 / ((2 * radius + 1) as f32 + 2.0 * share);
    let mut sums = vec![0.0f64; columns];
    for y in -r..=r {
        sums.iter_mut().zip(row(y)).for_each(|(sum, v)| *sum += f64::from(*v));
    }
    for (y, out) in plane.chunks_exact_mut(columns).enumerate() {
        let y = y as isize;
        let ends = row(y - r - 1).iter().zip(row(y + r + 1)).zip(row(y - r));
        for ((out, sum), ((&before, &after), &leaves)) in out.iter_mut().zip(&mut sums).zip(ends) {
            *out = (*sum as f32 + share * (before + after)) * scale;
            *sum += f64::from(after) - f64::from(leaves);
        }
    }
}

/// Bins of a [`Histogram`].
const BINS: usize = 512;

/// Counts of values in a range, for quantiles without sorting.
pub struct Histogram {
    counts: Vec<u32>,
    range: (f32, f32),
    total: u32,
}

impl Histogram {
    /// No values yet; those outside of the range count at its ends.
    pub fn new(least: f32, most: f32) -> Self {
        Self { counts: vec![0; BINS], range: (least, most), total: 0 }
    }

    /// The histogram of some values.
    pub fn of(least: f32, most: f32, values: impl Iterator<Item = f32>) -> Self {
        let mut histogram = Self::new(least, most);
        values.for_each(|v| histogram.add(v));
        histogram
    }

    /// Counts a value.
    #[inline]
    pub fn add(&mut self, value: f32) {
        let (least, most) = self.range;
        let bin = ((value - least) / (most - least) * BINS as f32).max(0.0) as usize;
        self.counts[bin.min(BINS - 1)] += 1;
        self.total += 1;
    }

    /// How many were counted.
    pub fn total(&self) -> u32 {
        self.total
    }

    /// Forgets all values.
    pub fn clear(&mut self) {
        self.counts.fill(0);
        self.total = 0;
    }

    /// The value that a `share` of all, 0–1, lies below, to half a bin; none without values.
    pub fn quantile(&self, share: f32) -> Option<f32> {
        let wanted = (share * self.total as f32) as u32;
        let mut below = 0;
        let (least, most) = self.range;
        self.counts.iter().enumerate().find_map(|(bin, count)| {
            below += count;
            (below > wanted || (below == self.total && self.total > 0)).then(|| least + (bin as f32 + 0.5) * (most - least) / BINS as f32)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: CellLayout = CellLayout { step: 4, first: [8, 12], columns: 41, rows: 37 };

    #[test]
    fn a_blur_keeps_what_is_constant_and_spreads_a_point_as_a_gaussian() {
        let mut flat = vec![0.7; LAYOUT.len()];
        LAYOUT.blur(&mut flat, 3.3);
        assert!(flat.iter().all(|v| (v - 0.7).abs() < 1e-6));
        for sigma in [0.6, 1.0, 2.3, 4.0] {
            let mut plane = vec![0.0; LAYOUT.len()];
            plane[18 * LAYOUT.columns + 20] = 1.0;
            LAYOUT.blur(&mut plane, sigma);
            let (mut sum, mut across, mut down) = (0.0, 0.0, 0.0);
            for (i, v) in plane.iter().enumerate() {
                let (x, y) = ((i % LAYOUT.columns) as f32 - 20.0, (i / LAYOUT.columns) as f32 - 18.0);
                sum += v;
                across += v * x * x;
                down += v * y * y;
            }
            assert!((sum - 1.0).abs() < 1e-3, "{sum}");
            for variance in [across, down] {
                assert!((variance.sqrt() / sigma - 1.0).abs() < 0.03, "σ {} for {sigma}", variance.sqrt());
            }
        }
    }

    #[test]
    fn a_mean_by_weight_ignores_what_does_not_weigh() {
        let weight: Vec<f32> = (0..LAYOUT.len()).map(|i| if i % LAYOUT.columns < 20 { 1.0 } else { 0.0 }).collect();
        let plane: Vec<f32> = weight.iter().map(|w| if *w > 0.0 { 3.0 } else { 900.0 }).collect();
        assert!(LAYOUT.mean_around(&plane, &weight, 2.0).iter().all(|v| (v - 3.0).abs() < 1e-3));
    }

    #[test]
    fn pixels_lie_between_the_middles_of_cells() {
        // A ramp across, as cells see it.
        let plane: Vec<f32> = (0..LAYOUT.len()).map(|i| (8 + 4 * (i % LAYOUT.columns)) as f32 + 2.0).collect();
        let mut row = Vec::new();
        LAYOUT.upsample_row(&plane, 60, 30..90, &mut row);
        assert!(row.iter().zip(30..).all(|(v, x)| (v - (x as f32 + 0.5)).abs() < 1e-3));
        assert_eq!((LAYOUT.cell_of(8, 12), LAYOUT.cell_of(7, 12), LAYOUT.cell_of(8 + 4 * 41, 12)), (Some(0), None, None));
        assert_eq!((LAYOUT.pixels(0, 2, 1000), LAYOUT.pixels(0, 2, 18)), (16..20, 16..18));
    }

    #[test]
    fn quantiles_are_those_of_a_sorted_list() {
        let values: Vec<f32> = (0..1000).map(|i| crate::base::random::uniform(5, 0, i)).map(|v| v * v).collect();
        let mut sorted = values.clone();
        sorted.sort_by(f32::total_cmp);
        let histogram = Histogram::of(0.0, 1.0, values.into_iter());
        for share in [0.02, 0.2, 0.5, 0.9, 0.998] {
            let (found, exact) = (histogram.quantile(share).unwrap(), sorted[(share * 1000.0) as usize]);
            assert!((found - exact).abs() < 3e-3, "{share}: {found} for {exact}");
        }
        assert_eq!(Histogram::new(0.0, 1.0).quantile(0.5), None);
    }
}
