//! Transmittance planes: how much of the skin's light passes the marks in front of each pixel.
//!
//! 16-bit, product rule: every mark multiplies what is left by 1 − absorptance × coverage. Of marks that keep
//! their distance several may lie side by side in one pixel, where each takes its share of the whole instead. In a fixed
//! order and in whole numbers, so the bits agree everywhere. Adding optical depth instead is wrong by up to 89 % where marks cover a pixel in part.

use core::ops::Range;

use super::resample;
use crate::base::fixed::{mul_q16_floor, mul_unorm16, unorm16_floor};
use crate::base::math::min;
use crate::optics::light_spread::CoarsePlane;

/// Border around the picture, px, so that marks near its edge need no clipping.
pub const BORDER: usize = 8;
/// Everything passes.
pub const FULL_TRANSMISSION: u16 = u16::MAX;
/// With less light left than this, marks beside each other overlap: an eighth, beyond what most marks take.
const CROWDED: u32 = 8_192;

/// A blur narrower than this leaves every pixel its own, px (choice: its nearest neighbors would get less than 1/65 536).
const LEAST_BLUR_PX: f32 = 0.2;

/// A plane of free light, one value a pixel plus a border.
#[derive(Default)]
pub struct Transmission {
    values: Vec<u16>,
    stride: usize,
    width: usize,
    height: usize,
    disjoint: bool,
}

impl Transmission {
    /// A plane for marks that keep their distance, as dots do and hairs of one unit do not.
    pub fn for_disjoint_marks() -> Self {
        Self { disjoint: true, ..Self::default() }
    }

    /// Whether marks on it keep their distance.
    #[inline]
    pub fn is_disjoint(&self) -> bool {
        self.disjoint
    }

    /// Clears the plane for a picture of `width` × `height` px.
    pub fn reset(&mut self, width: usize, height: usize) {
        self.fill(width, height, FULL_TRANSMISSION);
    }

    /// Gives every pixel of a `width` × `height` px picture one value.
    pub fn fill(&mut self, width: usize, height: usize, value: u16) {
        self.width = width;
        self.height = height;
        self.stride = width + 2 * BORDER;
        self.values.clear();
        self.values.resize(self.stride * (height + 2 * BORDER), value);
    }

    /// Lets light pass a coarser plane too, one of `height` rows of cells of `size` px.
    pub fn multiply_coarse(&mut self, coarse: &Self, size: usize) {
        let mut rows = [Vec::new(), Vec::new()];
        for y in 0..self.height {
            let (upper, lower, part) = resample::row_pair(y, size, coarse.height);
            resample::upsample_row([coarse.row(upper), coarse.row(lower)], part, size, &mut rows);
            for (value, &left) in self.row_mut(y).iter_mut().zip(&rows[0]) {
                *value = mul_unorm16(u32::from(*value), u32::from(left)) as u16;
            }
        }
    }

    /// Gaussian blur of some `rows` of the picture, as by a lens: `sigma` in px, 0–3.
    pub fn blur(&mut self, sigma: f32, rows: &Range<usize>) {
        if sigma < LEAST_BLUR_PX || rows.is_empty() {
            return;
        }
        let mut plane = CoarsePlane { values: Vec::with_capacity(self.width * self.height), width: self.width, height: self.height };
        (0..self.height).for_each(|y| plane.values.extend_from_slice(self.row(y)));
        plane.blur(sigma, rows);
        for (y, row) in plane.values.chunks_exact(self.width).enumerate().take(rows.end).skip(rows.start) {
            self.row_mut(y).copy_from_slice(row);
        }
    }

    /// Width and height of the picture, px.
    pub fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// The values of a picture row, left to right.
    #[inline]
    pub fn row(&self, y: usize) -> &[u16] {
        let start = (y + BORDER) * self.stride + BORDER;
        &self.values[start..start + self.width]
    }

    /// The values of a picture row, to change.
    #[inline]
    pub fn row_mut(&mut self, y: usize) -> &mut [u16] {
        let start = (y + BORDER) * self.stride + BORDER;
        &mut self.values[start..start + self.width]
    }

    /// Whether an 8 × 8 window may start at (`x`, `y`) of the picture.
    #[inline]
    pub fn holds(&self, x: i32, y: i32) -> bool {
        x >= -(BORDER as i32) && y >= -(BORDER as i32) && x <= self.width as i32 && y <= self.height as i32
    }

    /// Draws rows of coverage, 8 pixels each from (`x`, `y`) on, times `strength`, in 1/65 536: over what is there, or beside
    /// it but for a share of `overlap`, in 1/65 536.
    #[inline(always)]
    pub fn draw_mark(&mut self, x: i32, y: i32, rows: &[[u16; 8]], strength: u32, overlap: Option<u32>) {
        let mut start = (y + BORDER as i32) as usize * self.stride + (x + BORDER as i32) as usize;
        for coverage in rows {
            let Some(Ok(eight)) = self.values.get_mut(start..start + 8).map(<&mut [u16; 8]>::try_from) else { return };
            match overlap {
                Some(overlap) => subtract_window(eight, coverage, strength, overlap),
                None => multiply_window(eight, coverage, strength),
            }
            start += self.stride;
        }
    }

    /// Place in [`Self::values_mut`] of a pixel of the picture, if it is one.
    #[inline]
    pub(in crate::render) fn place(&self, x: i32, y: i32) -> Option<usize> {
        let inside = x >= 0 && y >= 0 && x < self.width as i32 && y < self.height as i32;
        inside.then(|| (y as usize + BORDER) * self.stride + x as usize + BORDER)
    }

    /// Place in [`Self::values_mut`] of the picture's first pixel, and from a row to the next.
    pub(in crate::render) fn layout(&self) -> (usize, usize) {
        (BORDER * self.stride + BORDER, self.stride)
    }

    /// All values, with their border.
    #[inline]
    pub(in crate::render) fn values_mut(&mut self) -> &mut [u16] {
        &mut self.values
    }

    /// Multiplies one pixel of the picture by 1 − `share`, 0–1.
    #[inline]
    pub fn darken_pixel(&mut self, x: i32, y: i32, share: f32) {
        let Some(at) = self.place(x, y) else { return };
        let taken = unorm16_floor(share);
        let value = &mut self.values[at];
        *value = if self.disjoint {
            value.saturating_sub(taken.min(u32::from(FULL_TRANSMISSION)) as u16)
        } else {
            *value - mul_q16_floor(u32::from(*value), taken) as u16
        };
    }

    /// The same for a run of pixels in a row, from one to another; `share` is given the column.
    #[inline]
    pub fn darken_run(&mut self, y: i32, from: i32, to: i32, share: impl Fn(i32) -> f32) {
        let (from, to) = (from.max(0), to.min(self.width as i32 - 1));
        if y < 0 || y >= self.height as i32 || from > to {
            return;
        }
        let apart = self.disjoint;
        for (value, x) in self.row_mut(y as usize)[from as usize..=to as usize].iter_mut().zip(from..) {
            let taken = unorm16_floor(min(share(x), 1.0));
            *value =
                if apart { subtract_disjoint(u32::from(*value), taken) } else { *value - mul_q16_floor(u32::from(*value), taken) as u16 };
        }
    }
}

/// What is left where marks lie beside each other; so dark that they must overlap, ever less goes, so that a dark overlap is not a flat disc.
#[inline]
fn subtract_disjoint(value: u32, taken: u32) -> u16 {
    if value >= taken + CROWDED {
        return (value - taken) as u16;
    }
    let crowded = value.min(CROWDED);
    (crowded * CROWDED / (CROWDED + taken - (value - crowded))) as u16
}

/// Multiplies pixels by 1 − coverage × strength.
#[inline]
fn multiply_window(values: &mut [u16; 8], coverage: &[u16; 8], strength: u32) {
    for (value, &c) in values.iter_mut().zip(coverage) {
        let taken = mul_q16_floor(u32::from(c), strength);
        *value -= mul_q16_floor(u32::from(*value), taken) as u16;
    }
}

/// Takes coverage × strength from pixels, less what overlaps with what is taken already.
#[inline]
fn subtract_window(values: &mut [u16; 8], coverage: &[u16; 8], strength: u32, overlap: u32) {
    for (value, &c) in values.iter_mut().zip(coverage) {
        let taken = mul_q16_floor(u32::from(c), strength);
        let twice = mul_q16_floor(u32::from(FULL_TRANSMISSION - *value), overlap);
        *value = value.saturating_sub((taken - mul_q16_floor(taken, twice)) as u16);
    }
}
