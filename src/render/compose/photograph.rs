//! Compositing into a photograph: its bytes, and where marks lie its diffuse light times their transmittance.
//!
//! Before treatment, and wherever no mark reaches, every byte is the photograph's own.

use core::ops::Range;

use super::{
    CompareSide, PIGMENT_DULLS, PigmentRow, Pixmap, THROUGH_ONE, attenuate_highlight, cover_with_frost, transmit_lying, transmit_standing,
    transmit_white,
};
use crate::base::color::luminance;
use crate::base::fixed::to_unorm16;
use crate::base::math::{exp, ln};
use crate::optics::Inks;
use crate::optics::light_spread::CoarsePlane;
use crate::render::hair::Hair;
use crate::render::marks::resample::{row_pair, upsample_row};
use crate::render::marks::transmission::{FULL_TRANSMISSION, Transmission};
use crate::render::surface::photograph::{ALL_SKIN, Photograph, PhotographSurface, response};
use crate::render::surface::shade::LightBuffer;

/// What marks are composed into.
pub struct PhotographLayers<'a> {
    /// Its pixels.
    pub photograph: &'a Photograph,
    /// What of them is skin, and how the camera saw it.
    pub surface: &'a PhotographSurface,
    /// Its light.
    pub light: &'a LightBuffer,
    /// Pigment without its finest detail, in cells of [`CHROMA_CELL`].
    pub smooth: &'a CoarsePlane,
    /// Stubble that is added to it.
    pub hair: &'a Hair,
}

/// Size of the cells in which a camera keeps color, px: sensors and compression halve its resolution, and averaging over 4 px with the way
/// back is a blur of 2 px.
pub const CHROMA_CELL: usize = 4;

/// Cameras sharpen: detail of a pixel's size shows so many times as strongly as their lens alone would leave it (virtual camera with
/// sharpening of 0–0.3 of a step: local contrast of marks over the truth's 0.95; with 1.2 it would be 0.98, but a mark beside another
/// would lighten one in 20,000 bytes of it).
const SHARPENING: f32 = 1.1;

/// Tables from linear codes to bytes and from one contrast to another.
pub struct PhotographCurves {
    byte: Box<[u8]>,
    decoding: [u16; 256],
    /// What shows of each transmittance, and the slope that it was made for.
    contrast: (f32, Vec<u16>),
}

impl Default for PhotographCurves {
    fn default() -> Self {
        Self { byte: response::bytes(), decoding: Photograph::decoding(), contrast: (0.0, Vec::new()) }
    }
}

impl PhotographCurves {
    /// Makes the curve of contrast for a slope in ln light.
    fn set_slope(&mut self, slope: f32) {
        if self.contrast.0 == slope && !self.contrast.1.is_empty() {
            return;
        }
        let one = THROUGH_ONE as f32;
        let curve = |v: i32| if v == 0 { 0 } else { (exp(ln(v as f32 / one) * slope) * one + 0.5) as u16 };
        self.contrast = (slope, (0..=THROUGH_ONE).map(curve).collect());
    }

    /// Transmittance as it shows, in 1/[`THROUGH_ONE`]; more than one where hair is lighter than the skin.
    #[inline]
    fn shown(&self, through: u16) -> u16 {
        self.contrast.1.get(usize::from(through)).copied().unwrap_or(through)
    }
}

impl Pixmap {
    /// Writes `rows` of a photograph: its own bytes, and in the columns of `side` with marks on its skin.
    pub fn compose_photograph(&mut self, layers: &PhotographLayers<'_>, inks: &Inks, rows: Range<usize>, side: &CompareSide<'_>) {
        let width = self.width;
        let mut curves = self.photograph_curves.take().unwrap_or_default();
        curves.set_slope(layers.surface.slope);
        let mut work = RowBuffers::new(width);
        for y in rows {
            let row = y * width;
            let bytes = &mut self.bytes[row * 4..(row + width) * 4];
            bytes.copy_from_slice(&layers.photograph.bytes[row * 4..(row + width) * 4]);
            let columns = &layers.surface.columns[y];
            let columns = columns.start.max(side.columns.0)..columns.end.min(side.columns.1);
            if columns.start < columns.end {
                work.compose(&curves, layers, inks, (y, columns), side, bytes);
            }
        }
        self.photograph_curves = Some(curves);
    }
}

/// Scratch memory of one row.
struct RowBuffers {
    spread: [Vec<u16>; 2],
    smooth: [Vec<u16>; 2],
    pigment: Vec<u16>,
    through: Vec<u16>,
    shine: Vec<u16>,
    untreated: Vec<u16>,
}

impl RowBuffers {
    fn new(width: usize) -> Self {
        Self {
            spread: [Vec::new(), Vec::new()],
            smooth: [Vec::new(), Vec::new()],
            pigment: vec![0; width],
            through: vec![0; width],
            shine: vec![0; width],
            untreated: vec![FULL_TRANSMISSION; width],
        }
    }

    /// Darkens the skin of a row, the photograph's `bytes`, by what lies on it.
    fn compose<'a>(
        &mut self,
        curves: &PhotographCurves,
        layers: &PhotographLayers<'a>,
        inks: &Inks,
        (y, columns): (usize, Range<usize>),
        side: &CompareSide<'a>,
        bytes: &mut [u8],
    ) {
        let part = |plane: &'a Transmission| &plane.row(y)[columns.clone()];
        let Some(pigment) = side.pigment.map(part) else { return };
        let (dark, white, shade) = (part(&layers.hair.dark), layers.hair.white.as_ref().map(part), layers.hair.shade.as_ref().map(part));
        let at = y * layers.photograph.width;
        let (n, share) = (columns.len(), &layers.surface.share[at..][columns.clone()]);
        let (upper, lower, part) = row_pair(y, CHROMA_CELL, layers.smooth.height);
        let cells = |row: usize| &layers.smooth.values[row * layers.smooth.width..(row + 1) * layers.smooth.width];
        upsample_row([cells(upper), cells(lower)], part, CHROMA_CELL, &mut self.smooth);
        let shine = &mut self.shine[..n];
        shine.copy_from_slice(&layers.light.specular[at..][columns.clone()]);
        attenuate_highlight(pigment, PIGMENT_DULLS, None, shine);
        let detail = SHARPENING * luminance(inks.pigment);
        for channel in 0..3 {
            side.spread.row(channel, y, &mut self.spread);
            absorb_at_camera_resolution(pigment, &self.smooth[0][columns.clone()], [inks.pigment[channel], detail], &mut self.pigment[..n]);
            let marks =
                PigmentRow { pigment: &self.pigment[..n], absorptance: u32::from(u16::MAX), spread: &self.spread[0][columns.clone()] };
            let through = &mut self.through[..n];
            let (hair, white_hair) = ([inks.hair[channel], inks.dense[channel]], inks.white[channel]);
            transmit_standing(&marks, dark, hair, through);
            if let Some(white) = white {
                transmit_white(white, white_hair, through);
            }
            cover_with_frost(pigment, &inks.frost, channel, through);
            if let Some(shade) = shade {
                let white = white.unwrap_or(&self.untreated[..n]);
                transmit_lying(&marks, [dark, white], [hair[0] + hair[1], white_hair], shade, through);
            }
            let diffuse = &layers.light.diffuse[channel][at..][columns.clone()];
            let specular = &layers.light.specular[at..][columns.clone()];
            let pixels = bytes[columns.start * 4..columns.end * 4].chunks_exact_mut(4);
            for (i, pixel) in pixels.enumerate() {
                let one = THROUGH_ONE as u16;
                if through[i] == one || share[i] == 0 {
                    continue;
                }
                let own = i32::from(curves.decoding[usize::from(pixel[channel])]);
                // What is under the marks: all of the skin's light, and of the highlight what they leave.
                let left = ((u32::from(diffuse[i]) * u32::from(curves.shown(through[i]))) >> THROUGH_SHIFT) as i32 + i32::from(shine[i]);
                let bare = i32::from(diffuse[i]) + i32::from(specular[i]);
                // A clipped channel is darkened only once its true light falls below white.
                let change = if through[i] < one { (left - own).min(0) } else { left - bare };
                let shown = own + change * i32::from(share[i]) / i32::from(ALL_SKIN);
                pixel[channel] = curves.byte[(shown.max(0) as usize).min(curves.byte.len() - 1)];
            }
        }
    }
}

/// [`THROUGH_ONE`] as a shift.
const THROUGH_SHIFT: u32 = THROUGH_ONE.trailing_zeros();

/// What pigment leaves in one channel where only brightness is kept at a pixel's size: the channel's own absorptance of the smooth plane,
/// and the absorptance of luminance of what the sharp plane adds to it.
fn absorb_at_camera_resolution(sharp: &[u16], smooth: &[u16], [own, detail]: [f32; 2], out: &mut [u16]) {
    let full = i32::from(FULL_TRANSMISSION);
    let [own, detail] = [own, detail].map(|a| to_unorm16(a) as i64);
    for ((o, &sharp), &smooth) in out.iter_mut().zip(sharp).zip(smooth) {
        let (sharp, smooth) = (full - i32::from(sharp), full - i32::from(smooth));
        let taken = (i64::from(smooth) * own + i64::from(sharp - smooth) * detail) >> 16;
        *o = (full - taken as i32).clamp(0, full) as u16;
    }
}
