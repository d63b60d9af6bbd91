//! A photograph as the surface: its own light, diffuse and specular, in place of shaded skin.
//!
//! In: decoded sRGB pixels, and the head under a camera that was fitted to them. Out: the [`LightBuffer`] that shaded skin would fill, and
//! what only a photograph has: how much of each pixel is skin that marks may darken, its blur and its tone curve.

pub mod response;

use core::ops::Range;

use super::raster::{BAND_ROWS, BinnedMesh, VisibilityBand};
use super::shade::LightBuffer;
use crate::base::color::decode;
use crate::base::fixed::from_unorm8;
use crate::camera::Camera;
use crate::head::Head;

/// Light 1.0 in the planes of a photograph: as four samples of shaded skin.
pub const UNIT: f32 = 32_768.0;
/// Samples that a photograph counts as.
const SAMPLES: u32 = 4;
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
}

impl Photograph {
    /// A photograph from RGBA bytes, 16–4096 px each side; none for other sizes or another number of bytes.
    pub fn new(rgba: &[u8], width: usize, height: usize) -> Option<Self> {
        let is_allowed = SIDES.contains(&width) && SIDES.contains(&height) && rgba.len() == width * height * 4;
        is_allowed.then(|| {
            let mut bytes = rgba.to_vec();
            bytes.chunks_exact_mut(4).for_each(|pixel| pixel[3] = u8::MAX);
            Self { bytes, width, height }
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
            f64::from(decode(from_unorm8(self.bytes[(row * self.width + column) * 4 + channel])))
        };
        core::array::from_fn(|channel| {
            let line = |row: usize| light(column, row, channel) * (1.0 - across) + light(column + 1, row, channel) * across;
            line(row) * (1.0 - down) + line(row + 1) * down
        })
    }

    /// Linear light of a byte, in 1/[`UNIT`].
    pub fn decoding() -> [u16; 256] {
        response::decoding()
    }
}

/// What a photograph has beside its light.
#[derive(Debug, Default)]
pub struct PhotographSurface {
    /// How much of each pixel is skin that marks may darken, [`ALL_SKIN`] for all.
    pub share: Vec<u8>,
    /// Columns of each row with any.
    pub columns: Vec<Range<usize>>,
    /// Standard deviation of its blur, px.
    pub blur_px: f32,
    /// Slope of the camera's tone curve in ln light, relative to sRGB: darkening by a share s shows as sⁿ.
    pub slope: f32,
}

impl PhotographSurface {
    /// Fills `light` and `depth` from a photograph of a `head` whose mesh vertices fall on `binned` pixels.
    pub fn new(
        photograph: &Photograph,
        head: &Head,
        camera: &Camera,
        binned: &BinnedMesh,
        depth: &mut Vec<u16>,
        light: &mut LightBuffer,
    ) -> Self {
        let (width, height) = (photograph.width, photograph.height);
        depth.clear();
        depth.resize(width * height, u16::MAX);
        light.reset(width * height);
        light.samples = SAMPLES;
        let mut band = VisibilityBand::default();
        for number in 0..height.div_ceil(BAND_ROWS) {
            band.rasterize(&head.mesh, binned, camera, number);
            let start = number * BAND_ROWS * width;
            depth[start..start + band.depth.len()].copy_from_slice(&band.depth);
        }
        let decoding = Photograph::decoding();
        for (at, pixel) in photograph.bytes.chunks_exact(4).enumerate() {
            for (channel, plane) in light.diffuse.iter_mut().enumerate() {
                plane[at] = decoding[usize::from(pixel[channel])];
            }
        }
        let share: Vec<u8> = depth.iter().map(|&code| if code == u16::MAX { 0 } else { ALL_SKIN }).collect();
        light.hits.iter_mut().zip(&share).for_each(|(hits, &share)| *hits = if share > 0 { SAMPLES as u8 } else { 0 });
        let columns = share.chunks_exact(width).map(columns_with_skin).collect();
        Self { share, columns, blur_px: 0.0, slope: 1.0 }
    }
}

/// The least run of columns that holds all skin of a row.
fn columns_with_skin(row: &[u8]) -> Range<usize> {
    let is_skin = |share: &u8| *share > 0;
    row.iter().position(is_skin).map_or(0..0, |first| first..row.iter().rposition(is_skin).map_or(first, |last| last + 1))
}
