//! Optical dot gain: light that enters skin beside a mark may leave through it, and the other way round.
//!
//! Clapper & Yule: light passes the marks on its way in, spreads sideways in the dermis, and passes them again on its
//! way out, so the skin shows T · blur(T). Red travels farthest. Without this step the same dots look like a faint tan;
//! with it they read as shaved hair.

use crate::base::color::LinearRgb;
use crate::base::math::{Vec3, vec3};

/// Standard deviation of the sideways travel for red, green, blue, mm (found by trial around d'Eon & Luebke's skin profile).
pub const SIGMA_MM: Vec3 = vec3(1.3, 0.75, 0.55);

/// Share of the skin's light that reaches the place of a single small mark from the bare skin beside it: red travels farthest
/// (photographs: in the grain of treated scalps and of stubble, where light falls by a share, R/G rises by 0.12–0.29 of it and
/// B/G falls by 0.06–0.24).
pub const BESIDE: LinearRgb = vec3(0.320, 0.128, 0.000);

/// A plane of 16-bit shares at a coarse resolution: what spread light has left.
#[derive(Clone, Default)]
pub struct Plane {
    /// Values, row by row.
    pub values: Vec<u16>,
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
}

impl Plane {
    /// The same field at half the resolution; an odd last row or column counts twice.
    pub fn halved(&self) -> Self {
        Self::half_of(self.width, self.height, &|y| &self.values[y * self.width..(y + 1) * self.width])
    }

    /// A field at half its resolution, from its rows.
    pub fn half_of<'a>(width: usize, height: usize, row: &dyn Fn(usize) -> &'a [u16]) -> Self {
        let mut half = Self { values: Vec::new(), width: width.div_ceil(2), height: height.div_ceil(2) };
        half.values.resize(half.width * half.height, 0);
        for (y, out) in half.values.chunks_exact_mut(half.width).enumerate() {
            let (upper, lower) = (row(2 * y), row((2 * y + 1).min(height - 1)));
            halve(upper, lower, out);
            out[half.width - 1] = mean([upper, lower].map(|row| [row[2 * half.width - 2], row[width - 1]]));
        }
        half
    }

    /// Gaussian blur with `sigma` in cells, 0.3–3; borders repeat outwards, so a constant field stays as it is.
    pub fn blur(&mut self, sigma: f32) {
        let weights = gaussian(sigma);
        let radius = weights.len() - 1;
        let (width, height) = (self.width, self.height);
        let mut across = vec![0u16; width * height];
        let mut padded = vec![0u16; width + 2 * radius];
        let mut sums = vec![0u32; width];
        for (row, out) in self.values.chunks_exact(width).zip(across.chunks_exact_mut(width)) {
            padded[..radius].fill(row[0]);
            padded[radius..radius + width].copy_from_slice(row);
            padded[radius + width..].fill(row[width - 1]);
            sums.fill(1 << 15);
            for offset in 0..=2 * radius {
                add(&mut sums, &padded[offset..offset + width], weights[offset.abs_diff(radius)]);
            }
            narrow(&sums, out);
        }
        for y in 0..height {
            sums.fill(1 << 15);
            for offset in 0..=2 * radius {
                let from = (y + offset).saturating_sub(radius).min(height - 1);
                add(&mut sums, &across[from * width..(from + 1) * width], weights[offset.abs_diff(radius)]);
            }
            narrow(&sums, &mut self.values[y * width..(y + 1) * width]);
        }
    }
}

// Loops of their own: only of what a function is given does the compiler know that it lies apart, and may take eight at once.

#[inline(always)]
fn mean([[a, b], [c, d]]: [[u16; 2]; 2]) -> u16 {
    ((u32::from(a) + u32::from(b) + u32::from(c) + u32::from(d) + 2) >> 2) as u16
}

/// Means of two by two values.
fn halve(upper: &[u16], lower: &[u16], out: &mut [u16]) {
    for ((o, u), l) in out.iter_mut().zip(upper.chunks_exact(2)).zip(lower.chunks_exact(2)) {
        *o = mean([[u[0], u[1]], [l[0], l[1]]]);
    }
}

fn add(sums: &mut [u32], values: &[u16], weight: u32) {
    for (sum, &v) in sums.iter_mut().zip(values) {
        *sum += u32::from(v) * weight;
    }
}

/// The upper halves of sums.
fn narrow(sums: &[u32], out: &mut [u16]) {
    for (o, &sum) in out.iter_mut().zip(sums) {
        *o = (sum >> 16) as u16;
    }
}

/// One side of a Gaussian as whole numbers, middle first; both sides and the middle sum to 65 536 exactly. A full field
/// and the rounding half then still fit 32 bits, and every constant field stays what it is.
fn gaussian(sigma: f32) -> Vec<u32> {
    let radius = (sigma * 2.6 + 0.5) as usize + 1;
    let raw: Vec<f32> = (0..=radius).map(|i| crate::base::math::bell(i as f32, sigma)).collect();
    let total: f32 = raw[0] + 2.0 * raw[1..].iter().sum::<f32>();
    let mut weights: Vec<u32> = raw.iter().map(|w| (w / total * 65_536.0) as u32).collect();
    weights[0] = 65_536 - 2 * weights[1..].iter().sum::<u32>();
    weights
}
