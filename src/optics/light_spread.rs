//! Optical dot gain by lateral (subsurface) scattering: light that enters skin beside a mark may leave through it, and the other way round.
//!
//! Clapper & Yule: light passes the marks on its way in, spreads laterally in the dermis, and passes them again on its
//! way out, so the skin shows T · blur(T). Red travels farthest. Without this step the same dots look like a faint tan;
//! with it they read as shaved hair.

use core::ops::Range;

use crate::base::color::LinearRgb;
use crate::base::fixed::Q16_ONE;
use crate::base::math::{Vec3, vec3};

/// Standard deviation of the sideways travel for red, green, blue, mm (found by trial around d'Eon & Luebke's skin profile).
pub const SIGMA_MM: Vec3 = vec3(1.3, 0.75, 0.55);

/// Share of the skin's light that reaches the place of a single small mark from the bare skin beside it: red travels farthest
/// (photographs: in the grain of treated scalps and of stubble, where light falls by a share, R/G rises by 0.12–0.29 of it and
/// B/G falls by 0.06–0.24).
pub const LATERAL_SHARE: LinearRgb = LinearRgb::new(0.320, 0.128, 0.000);

/// A plane of 16-bit shares at a coarse resolution: what spread light has left.
#[derive(Clone, Default)]
pub struct CoarsePlane {
    /// Values, row by row.
    pub values: Vec<u16>,
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
}

impl CoarsePlane {
    /// The same field at half the resolution; an odd last row or column counts twice.
    pub fn downsampled(&self) -> Self {
        Self::downsampled_from(self.width, self.height, &|y| &self.values[y * self.width..(y + 1) * self.width])
    }

    /// A field at half its resolution, from its rows.
    pub fn downsampled_from<'a>(width: usize, height: usize, row: &dyn Fn(usize) -> &'a [u16]) -> Self {
        let mut half = Self { values: Vec::new(), width: width.div_ceil(2), height: height.div_ceil(2) };
        half.values.resize(half.width * half.height, 0);
        for (y, out) in half.values.chunks_exact_mut(half.width).enumerate() {
            let (upper, lower) = (row(2 * y), row((2 * y + 1).min(height - 1)));
            downsample_row(upper, lower, out);
            out[half.width - 1] = mean([upper, lower].map(|row| [row[2 * half.width - 2], row[width - 1]]));
        }
        half
    }

    /// Gaussian blur of some `rows` with `sigma` in cells, up to 3; borders repeat outwards, so a constant field stays as it is.
    pub fn blur(&mut self, sigma: f32, rows: &Range<usize>) {
        let Some(weights) = gaussian_weights(sigma) else { return };
        let radius = weights.len() - 1;
        let Some((columns, marked)) = self.marked_bounds(radius) else { return };
        let rows = marked.start.max(rows.start)..marked.end.min(rows.end);
        let width = columns.len();
        // The rows that the second pass reads, with those that borders repeat; each has room for whole steps.
        let stride = width.next_multiple_of(BLOCK);
        let mut across = vec![0u16; stride * (rows.len() + 2 * radius)];
        let mut padded = vec![0u16; stride + 2 * radius];
        for (y, out) in across.chunks_exact_mut(stride).enumerate() {
            let y = (rows.start + y).saturating_sub(radius).min(self.height - 1);
            let row = &self.values[y * self.width..][columns.clone()];
            padded[..radius].fill(row[0]);
            padded[radius..radius + width].copy_from_slice(row);
            padded[radius + width..].fill(row[width - 1]);
            convolve(out, &weights, &padded, 1);
        }
        for (i, y) in rows.enumerate() {
            convolve(&mut self.values[y * self.width..][columns.clone()], &weights, &across[i * stride..], stride);
        }
    }

    /// Columns and rows that light spreads to within `radius` cells of a mark; none where nothing is marked.
    fn marked_bounds(&self, radius: usize) -> Option<(Range<usize>, Range<usize>)> {
        let (mut columns, mut rows) = (self.width..0, self.height..0);
        for (y, row) in self.values.chunks_exact(self.width).enumerate() {
            let is_marked = |v: &u16| *v != u16::MAX;
            if let Some(first) = row.iter().position(is_marked) {
                let end = row.iter().rposition(is_marked).map_or(self.width, |last| last + 1);
                columns = columns.start.min(first)..columns.end.max(end);
                rows = rows.start.min(y)..y + 1;
            }
        }
        let wider = |range: Range<usize>, end: usize| range.start.saturating_sub(radius)..(range.end + radius).min(end);
        (rows.start < rows.end).then(|| (wider(columns, self.width), wider(rows, self.height)))
    }
}

// Separate functions: the compiler knows that slice arguments do not alias, and vectorizes.

#[inline(always)]
fn mean([[a, b], [c, d]]: [[u16; 2]; 2]) -> u16 {
    ((u32::from(a) + u32::from(b) + u32::from(c) + u32::from(d) + 2) >> 2) as u16
}

/// Means of two by two values.
fn downsample_row(upper: &[u16], lower: &[u16], out: &mut [u16]) {
    for ((o, u), l) in out.iter_mut().zip(upper.chunks_exact(2)).zip(lower.chunks_exact(2)) {
        *o = mean([[u[0], u[1]], [l[0], l[1]]]);
    }
}

/// Cells whose sums stay in registers while all their neighbors are added.
const BLOCK: usize = 16;

/// Writes the weighted means of a line and those up to as far before and behind it as there are weights: `lines` are all of
/// them, the foremost first, each a `step` after the one before, and with room for whole steps of [`BLOCK`].
fn convolve(out: &mut [u16], weights: &[u16], lines: &[u16], step: usize) {
    let radius = weights.len() - 1;
    for (i, out) in out.chunks_mut(BLOCK).enumerate() {
        let mut sums = [1u32 << 15; BLOCK];
        for offset in 0..=2 * radius {
            let Some(cells) = lines[offset * step + i * BLOCK..].first_chunk::<BLOCK>() else { return };
            let weight = u32::from(weights[offset.abs_diff(radius)]);
            sums.iter_mut().zip(cells).for_each(|(sum, &v)| *sum += u32::from(v) * weight);
        }
        let means = sums.map(|sum| (sum >> 16) as u16);
        out.copy_from_slice(&means[..out.len()]);
    }
}

/// Standard deviations after which the Gaussian is cut off (choice: 1 % of it lies beyond).
const CUT_OFF: f32 = 2.6;

/// Cells that the widest blur reaches to one side.
pub const MOST_RADIUS: usize = 9;

/// One side of a Gaussian as whole numbers, middle first; both sides and the middle sum to 65 536 exactly. A full field
/// and the rounding half then still fit 32 bits, and every constant field stays what it is. None where all stays in the middle.
fn gaussian_weights(sigma: f32) -> Option<Vec<u16>> {
    let radius = ((sigma * CUT_OFF + 0.5) as usize + 1).min(MOST_RADIUS);
    let raw: Vec<f32> = (0..=radius).map(|i| crate::base::math::gaussian(i as f32, sigma)).collect();
    let total: f32 = raw[0] + 2.0 * raw[1..].iter().sum::<f32>();
    let mut weights: Vec<u16> = raw.iter().map(|w| (w / total * Q16_ONE as f32) as u16).collect();
    weights[0] = u16::try_from(Q16_ONE - 2 * weights[1..].iter().map(|&w| u32::from(w)).sum::<u32>()).ok()?;
    Some(weights)
}
