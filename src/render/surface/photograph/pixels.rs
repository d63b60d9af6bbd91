//! Decoded pixels of a photograph, and their linear light (inverse of the sRGB transfer function, IEC 61966-2-1).

use super::response::{self, UNIT};
use crate::base::color::decode;
use crate::base::fixed::from_unorm8;

/// Sides that a photograph may have, px.
const SIDES: core::ops::RangeInclusive<usize> = 16..=4096;
/// All of a pixel is skin.
pub const ALL_SKIN: u8 = u8::MAX;

/// Decoded pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Photograph {
    /// RGBA, sRGB, row by row, opaque.
    pub bytes: Vec<u8>,
    /// Width, px.
    pub width: usize,
    /// Height, px.
    pub height: usize,
    /// Linear light of each byte, as of a display.
    displayed: Box<[f32]>,
}

impl Photograph {
    /// A photograph from RGBA bytes, 16–4096 px each side; none for other sizes or another number of bytes.
    pub fn new(mut rgba: Vec<u8>, width: usize, height: usize) -> Option<Self> {
        let is_allowed = SIDES.contains(&width) && SIDES.contains(&height) && rgba.len() == width * height * 4;
        is_allowed.then(|| {
            rgba.chunks_exact_mut(4).for_each(|pixel| pixel[3] = u8::MAX);
            Self { bytes: rgba, width, height, displayed: (0..=u8::MAX).map(|byte| decode(from_unorm8(byte))).collect() }
        })
    }

    /// Linear light at a place, px from the top left corner, by bilinear interpolation; beyond its edge that of the edge.
    pub fn light_at(&self, x: f64, y: f64) -> [f64; 3] {
        let axis = |v: f64, n: usize| {
            let v = (v - 0.5).max(0.0).min((n - 1) as f64);
            let cell = (v as usize).min(n - 2);
            (cell, v - cell as f64)
        };
        let ((column, across), (row, down)) = (axis(x, self.width), axis(y, self.height));
        let light = |column: usize, row: usize, channel: usize| {
            f64::from(self.displayed[usize::from(self.bytes[(row * self.width + column) * 4 + channel])])
        };
        core::array::from_fn(|channel| {
            let line = |row: usize| light(column, row, channel) * (1.0 - across) + light(column + 1, row, channel) * across;
            line(row) * (1.0 - down) + line(row + 1) * down
        })
    }

    /// Linear light of an sRGB byte.
    pub fn linear_decoding() -> [f32; 256] {
        Self::decoding().map(|light| f32::from(light) * (1.0 / UNIT))
    }

    /// The same in 1/[`UNIT`].
    pub fn decoding() -> [u16; 256] {
        response::decoding()
    }
}
