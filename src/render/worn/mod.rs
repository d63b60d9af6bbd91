//! Worn hair as planes: strands as short pieces, composited front to back.
//!
//! In: a [`Groom`]. Out: [`WornPlanes`], four numbers a pixel – how much of it is hair, the light on hair with pigment and on white hair in it, and
//! specular light. Color comes later, so that changing it draws nothing anew. Nothing depends on what was drawn before, and order among
//! equal depths is that of roots: the same bits everywhere.

mod contact;
mod light;
mod piece;
mod project;
pub mod style;

use super::marks::splat::Atlas;
use super::marks::transmission::Transmission;
use super::surface::occlusion::DepthSurface;
use crate::base::fixed::{Q16_ONE, from_unorm16, mul_q16_floor, unorm16_round};
use crate::base::math::{lerp, smoothstep, union};
use crate::optics::SceneLights;
use crate::scalp::groom::Groom;
use contact::ContactShadows;
use core::ops::Range;
use piece::{CompositeBand, OPAQUE as FULL};
use project::Projection;
use style::{BAND_ROWS, HALVED_PX, WornShading};

/// Drafts of pictures whose shorter side is longer than this are drawn at half their size, px.
const HALVED_FROM: usize = 560;
/// Cover from which on a pixel is filled up with what it has, and from which on wholly: nothing more is drawn there.
const OPAQUE: (f32, f32) = (0.97, FULL);

/// The planes of a picture's worn hair; empty where there is none.
#[derive(Default)]
pub struct WornPlanes {
    /// How much of a pixel is hair, in 1/65 535.
    cover: Vec<u16>,
    /// Light on hair with pigment, specular light, and light on white hair, each times cover, [`style::UNIT`] = 1; the last is empty where no
    /// hair is white.
    light: [Vec<u16>; 3],
    /// Columns of each row that hold hair.
    columns: Vec<Range<usize>>,
    width: usize,
}

impl WornPlanes {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.cover.is_empty()
    }

    /// Draws all of a groom; seen from near, hairs also leave their roots and shadows on the skin, in its plane of `dark` hair. The draft of a
    /// large picture is drawn at half its size.
    pub fn draw(
        atlas: &Atlas,
        on: &DepthSurface<'_>,
        groom: &Groom,
        style: &WornShading,
        lights: &SceneLights,
        dark: &mut Transmission,
    ) -> Self {
        let (width, height) = (on.view.width, on.view.height);
        let is_draft = style.least_px >= WornShading::DRAFT_PX;
        if !is_draft || width.min(height) < HALVED_FROM {
            let contact = if is_draft { None } else { Some(ContactShadows::new(atlas, on, dark, lights)) };
            return Self::draw_on(on, groom, style, lights, contact);
        }
        let view = on.view.half_size();
        let depth: Vec<u16> =
            (0..view.height).flat_map(|y| on.depth[2 * y * width..].iter().step_by(2).take(view.width)).copied().collect();
        let style = WornShading { least_px: HALVED_PX, ..*style };
        Self::draw_on(&DepthSurface { view: &view, depth: &depth }, groom, &style, lights, None).upsampled(width, height)
    }

    fn draw_on(
        on: &DepthSurface<'_>,
        groom: &Groom,
        style: &WornShading,
        lights: &SceneLights,
        contact: Option<ContactShadows<'_>>,
    ) -> Self {
        let (width, height) = (on.view.width, on.view.height);
        let pieces = Projection::new(on, groom, style, lights).pieces(contact);
        let plane = |wanted: bool| if wanted { vec![0_u16; width * height] } else { Vec::new() };
        let mut worn =
            Self { cover: plane(true), light: [plane(true), plane(true), plane(style.white > 0.0)], columns: vec![0..0; height], width };
        let mut band = CompositeBand::new(width, BAND_ROWS);
        for (number, pieces) in pieces.into_iter().enumerate() {
            band.draw(&pieces, number * BAND_ROWS);
            worn.copy_band(&band, number * BAND_ROWS);
        }
        worn
    }

    /// The same at twice its size, or a pixel more: each pixel is the mean of the four nearest.
    fn upsampled(&self, width: usize, height: usize) -> Self {
        let last = (self.width - 1, self.columns.len() - 1);
        let plane = |small: &[u16]| {
            let mut large = Vec::with_capacity(if small.is_empty() { 0 } else { width * height });
            for y in (0..height).filter(|_| !small.is_empty()) {
                let row = |y: usize| &small[y.min(last.1) * self.width..][..self.width];
                let (above, below) = (row(y / 2), row(y.div_ceil(2)));
                large.extend((0..width).map(|x| {
                    let (left, right) = ((x / 2).min(last.0), x.div_ceil(2).min(last.0));
                    let sum = u32::from(above[left]) + u32::from(above[right]) + u32::from(below[left]) + u32::from(below[right]);
                    (sum / 4) as u16
                }));
            }
            large
        };
        let columns = |y: usize| {
            let two = [y / 2, y.div_ceil(2)].map(|y| self.columns[y.min(last.1)].clone());
            let [a, b] = two.map(|Range { start, end }| (2 * start).saturating_sub(1)..(2 * end + 1).min(width));
            union(&a, &b)
        };
        Self {
            cover: plane(&self.cover),
            light: self.light.each_ref().map(|small| plane(small)),
            columns: (0..height).map(columns).collect(),
            width,
        }
    }

    /// How much of a pixel is hair, 0–1.
    pub fn cover_at(&self, x: usize, y: usize) -> f32 {
        self.cover.get(y * self.width + x).map_or(0.0, |cover| from_unorm16(*cover))
    }

    /// Columns of a row that hold hair.
    pub fn columns(&self, y: usize) -> Range<usize> {
        self.columns.get(y).cloned().unwrap_or_default()
    }

    /// Whether there is hair in a pixel.
    pub fn has_hair(&self, x: usize, y: usize) -> bool {
        self.columns(y).contains(&x) && self.cover[y * self.width + x] > 0
    }

    /// Of the four pixels beside one the fullest of hair, among those a test holds for by their place in the picture.
    pub fn fullest_neighbor(&self, x: usize, y: usize, test: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
        if self.is_empty() {
            return None;
        }
        let around = [(x.wrapping_sub(1), y), (x + 1, y), (x, y.wrapping_sub(1)), (x, y + 1)];
        let there = around.into_iter().filter(|&(x, y)| x < self.width && self.has_hair(x, y) && test(y * self.width + x));
        there.max_by_key(|&(x, y)| (self.cover[y * self.width + x], y * self.width + x))
    }

    /// Lays hair over codes of light, of some columns of a row, for one channel; `gains` are its light where the planes' is one.
    pub fn composite(&self, y: usize, columns: Range<usize>, gains: [f32; 3], codes: &mut [u16]) {
        if self.is_empty() {
            return;
        }
        let at = y * self.width;
        let part = at + columns.start..at + columns.end;
        let [dark, specular, white] = &self.light;
        let (cover, dark, specular) = (&self.cover[part.clone()], &dark[part.clone()], &specular[part.clone()]);
        let n = codes.len();
        let (cover, dark, specular) = (&cover[..n], &dark[..n], &specular[..n]);
        for i in 0..n {
            let own = f32::from(dark[i]) * gains[0] + f32::from(specular[i]) * gains[1];
            let left = mul_q16_floor(u32::from(codes[i]), Q16_ONE - u32::from(cover[i]));
            codes[i] = (left + own as u32).min(u32::from(u16::MAX)) as u16;
        }
        if !white.is_empty() {
            for (code, white) in codes.iter_mut().zip(&white[part]) {
                *code = (u32::from(*code) + (f32::from(*white) * gains[2]) as u32).min(u32::from(u16::MAX)) as u16;
            }
        }
    }

    /// Takes over a finished band.
    fn copy_band(&mut self, band: &CompositeBand, top: usize) {
        for (y, row) in band.values.chunks(self.width).enumerate().take(self.columns.len() - top).map(|(y, row)| (top + y, row)) {
            let first = row.iter().position(|v| v.x > 0.0).unwrap_or(0);
            let end = row.iter().rposition(|v| v.x > 0.0).map_or(0, |last| last + 1);
            self.columns[y] = first..end;
            let at = y * self.width;
            for (x, v) in row.iter().enumerate().take(end).skip(first) {
                // What is passed over below is hair too.
                let v = *v * if v.x > OPAQUE.0 { lerp(1.0, 1.0 / v.x, smoothstep(OPAQUE.0, OPAQUE.1, v.x)) } else { 1.0 };
                self.cover[at + x] = unorm16_round(v.x);
                for (plane, light) in self.light.iter_mut().zip([v.y, v.z, v.w]) {
                    if let Some(pixel) = plane.get_mut(at + x) {
                        *pixel = (light + 0.5) as u16;
                    }
                }
            }
        }
    }
}
