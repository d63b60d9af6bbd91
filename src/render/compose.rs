//! Compositing and tone mapping: diffuse light times transmittance, plus specular light, as dithered sRGB bytes.
//!
//! Up to here everything is linear; from here on it is sRGB.

pub mod photograph;

use core::ops::Range;

use super::hair::{Hair, SHADE_ONE};
use super::marks::spread::Spread;
use super::marks::transmission::{FULL_TRANSMISSION, Transmission};
use super::surface::shade::{LightBuffer, UNIT};
use super::worn::WornPlanes;
use crate::base::color::encode;
use crate::base::fixed::{Q16_ONE, from_unorm16, mul_q16_floor, mul_unorm16, to_unorm16, unorm8_round};
use crate::base::math::{exp, max, pow, smoothstep, union};
use crate::base::random;
use crate::optics::Inks;
use crate::optics::laser::Frost;
use crate::optics::light_scene::Backdrop;

const CODES: usize = 16_384;
/// Exposure of the picture, the slope of its tone curve around a light, as phones and film have it, and where its shoulder
/// begins: skin stays below it but for its highlights (found by trial).
const EXPOSURE: f32 = 0.88;
const CONTRAST: f32 = 1.12;
const PIVOT: f32 = 0.30;
const SHOULDER: f32 = 0.75;
/// Share of a highlight that hair breaks: standing, and lying over the skin.
const HAIR_DULLS: u32 = 63_000;
const HAIR_HIDES: u32 = 62_000;
/// The same of a mark: it has healed into a pit like a pore's (photographs: texture of highlights 12 % on bare, 31 % on treated
/// skin, as bright in absolute light).
const PIGMENT_DULLS: u32 = 65_000;

/// sRGB bytes of linear light codes, and the picture they make.
#[derive(Default)]
pub struct Pixmap {
    /// RGBA, row by row, opaque.
    pub bytes: Vec<u8>,
    /// Width, px.
    pub width: usize,
    /// Height, px.
    pub height: usize,
    tone_curve: ToneCurve,
    pub(in crate::render) photograph_curves: Option<Box<photograph::PhotographCurves>>,
    dither: Dither,
    /// Columns of each row that may differ from the backdrop.
    written_columns: Vec<Range<usize>>,
    backdrop: Backdrop,
    /// The backdrop's glow along width and height; their product is its shape.
    glow: [Vec<f32>; 2],
}

/// All hair of a picture: cut short, and worn.
#[derive(Clone, Copy)]
pub struct HairPlanes<'a> {
    /// What dims the skin or lies on it.
    pub cut: &'a Hair,
    /// What hangs before it.
    pub worn: &'a WornPlanes,
}

/// One side of the picture: the marks on it and what spread light has left under them.
pub struct CompareSide<'a> {
    /// First column and one past the last.
    pub columns: (usize, usize),
    /// Pigment; none before treatment.
    pub pigment: Option<&'a Transmission>,
    /// Spread light.
    pub spread: &'a Spread,
}

impl Pixmap {
    /// Readies the picture for a size and what is behind the head.
    pub fn resize(&mut self, width: usize, height: usize, backdrop: Backdrop) {
        let same_size = (self.width, self.height) == (width, height) && !self.bytes.is_empty();
        if same_size && self.backdrop == backdrop {
            return;
        }
        self.backdrop = backdrop;
        if !same_size {
            (self.width, self.height) = (width, height);
            self.bytes.clear();
            self.bytes.resize(width * height * 4, 255);
        }
        self.written_columns.clear();
        self.written_columns.resize(height, 0..width);
        self.glow[0] = (0..width).map(|x| Backdrop::along((x as f32 + 0.5) / width as f32) * backdrop.glow).collect();
        self.glow[1] = (0..height).map(|y| Backdrop::across((y as f32 + 0.5) / height as f32)).collect();
    }

    /// Counts every pixel as written by something else than a head before the backdrop.
    pub fn mark_all_written(&mut self) {
        self.written_columns.fill(0..self.width);
    }

    /// Paints the backdrop where a head was drawn before and is not now, row by row outside `spans`; hair will stand out by
    /// `reach` px, and worn hair hang where it does.
    pub fn clear_to_backdrop(&mut self, spans: &[(u32, u32)], reach: usize, worn: &WornPlanes) {
        for (y, &(start, end)) in spans.iter().enumerate() {
            let (start, end) = (start as usize, end.max(start) as usize);
            let after = union(&columns_near(spans, y, reach, self.width), &worn.columns(y));
            let before = core::mem::replace(&mut self.written_columns[y], after);
            let row = &mut self.bytes[y * self.width * 4..(y + 1) * self.width * 4];
            for columns in [before.start..before.end.min(start), before.start.max(end)..before.end] {
                for x in columns {
                    let v = self.dither.byte(x, y, self.backdrop.corner + self.glow[0][x] * self.glow[1][y]);
                    row[x * 4..x * 4 + 4].copy_from_slice(&[v, v, v, 255]);
                }
            }
        }
    }

    /// Writes `rows` of the picture inside `spans`: light through marks, over the backdrop.
    pub fn compose<'a>(
        &mut self,
        light: &LightBuffer,
        hairs: HairPlanes<'a>,
        inks: &Inks,
        spans: &[(u32, u32)],
        rows: Range<usize>,
        sides: &[CompareSide<'a>],
    ) {
        let (width, hair) = (self.width, hairs.cut);
        let mut covered = [Vec::new(), Vec::new(), Vec::new()];
        let mean = Q16_ONE / light.samples.max(1);
        let untreated = vec![FULL_TRANSMISSION; width];
        let mut doubling = [Vec::new(), Vec::new()];
        let mut shine = vec![0u16; width];
        let mut through = vec![0u16; width];
        let mut codes = [vec![0u16; width], vec![0u16; width], vec![0u16; width]];
        for (y, span) in spans.iter().enumerate().take(rows.end).skip(rows.start) {
            let row = y * width;
            for side in sides {
                let (from, to) = (side.columns.0.max(span.0 as usize), side.columns.1.min(span.1 as usize));
                if from >= to {
                    continue;
                }
                let part = |plane: Option<&'a Transmission>| plane.map(|p| &p.row(y)[from..to]);
                let (white, shade) = (part(hair.white.as_ref()), part(hair.shade.as_ref()));
                let dark = &hair.dark.row(y)[from..to];
                let pigment = part(side.pigment).unwrap_or(&untreated[from..to]);
                let shine = &mut shine[from..to];
                shine.copy_from_slice(&light.specular[row + from..row + to]);
                for plane in [Some(dark), white].into_iter().flatten() {
                    attenuate_highlight(plane, HAIR_DULLS, shade, shine);
                }
                if side.pigment.is_some() {
                    attenuate_highlight(pigment, PIGMENT_DULLS, None, shine);
                }
                for (channel, codes) in codes.iter_mut().enumerate() {
                    side.spread.row(channel, y, &mut doubling);
                    let marks = PigmentRow { pigment, absorptance: to_unorm16(inks.pigment[channel]), spread: &doubling[0][from..to] };
                    let (own, dense, white_own) = (inks.hair[channel], inks.dense[channel], inks.white[channel]);
                    let through = &mut through[from..to];
                    transmit_standing(&marks, dark, [own, dense], through);
                    if let Some(white) = white {
                        transmit_white(white, white_own, through);
                    }
                    cover_with_frost(pigment, &inks.frost, channel, through);
                    if let Some(shade) = shade {
                        transmit_lying(&marks, [dark, white.unwrap_or(&untreated[from..to])], [own + dense, white_own], shade, through);
                    }
                    let diffuse = &light.diffuse[channel][row + from..row + to];
                    add_diffuse_and_specular(through, diffuse, shine, mean, &mut codes[from..to]);
                }
                let under = worn_columns(hairs.worn, y, from..to);
                let [red, green, blue] = if under.is_empty() {
                    &codes
                } else {
                    for (channel, (covered, codes)) in covered.iter_mut().zip(&codes).enumerate() {
                        covered.clone_from(codes);
                        hairs.worn.composite(y, under.clone(), inks.worn.map(|ink| ink[channel]), &mut covered[under.clone()]);
                    }
                    &covered
                };
                let curve = &self.tone_curve;
                let bytes = &mut self.bytes[(row + from) * 4..(row + to) * 4];
                for (((pixel, &r), &g), &b) in bytes.chunks_exact_mut(4).zip(&red[from..to]).zip(&green[from..to]).zip(&blue[from..to]) {
                    pixel.copy_from_slice(&[curve.byte(r), curve.byte(g), curve.byte(b), 255]);
                }
                self.compose_partial(light, hairs, inks, y, from..to, &codes);
            }
        }
    }

    /// Pixels inside a span that the head covers in part, or not at all.
    #[inline(never)]
    fn compose_partial(
        &mut self,
        light: &LightBuffer,
        hairs: HairPlanes<'_>,
        inks: &Inks,
        y: usize,
        columns: Range<usize>,
        codes: &[Vec<u16>; 3],
    ) {
        let row = y * self.width;
        let all = light.samples as u8;
        // Most of a row is skin: eight pixels are tested at once.
        for first in columns.clone().step_by(8) {
            let eight = first..(first + 8).min(columns.end);
            let hits = &light.hits[row + eight.start..row + eight.end];
            if hits.try_into().is_ok_and(|hits: [u8; 8]| u64::from_le_bytes(hits) == u64::from_le_bytes([all; 8])) {
                continue;
            }
            for (x, &hits) in eight.zip(hits) {
                if hits == all {
                    continue;
                }
                let skin = [codes[0][x], codes[1][x], codes[2][x]];
                if !self.compose_partial_pixel(light, hairs, inks, (x, y), skin) && hits == 0 {
                    let byte = self.dither.byte(x, y, self.backdrop_at(x, y));
                    self.bytes[(row + x) * 4..(row + x) * 4 + 3].fill(byte);
                }
            }
        }
    }

    /// Writes `rows` of what stands out over the head's outline, up to `reach` px beyond `spans`, and of worn hair; the rest stays
    /// backdrop.
    pub fn compose_beyond_outline(
        &mut self,
        light: &LightBuffer,
        hairs: HairPlanes<'_>,
        inks: &Inks,
        spans: &[(u32, u32)],
        rows: Range<usize>,
    ) {
        let hair = hairs.cut;
        for y in rows {
            let Range { start: first, end } = union(&columns_near(spans, y, hair.reach, self.width), &hairs.worn.columns(y));
            let span = if spans[y].0 < spans[y].1 { spans[y].0 as usize..spans[y].1 as usize } else { end..end };
            let (dark, white) = (hair.dark.row(y), hair.white.as_ref().map(|plane| plane.row(y)));
            for columns in [first..span.start.max(first), span.end..end] {
                self.compose_worn(hairs.worn, inks, y, worn_columns(hairs.worn, y, columns.clone()));
                for x in columns {
                    if dark[x] != FULL_TRANSMISSION || white.is_some_and(|white| white[x] != FULL_TRANSMISSION) {
                        self.compose_partial_pixel(light, hairs, inks, (x, y), [0; 3]);
                    }
                }
            }
        }
    }

    /// Worn hair before the backdrop, in some columns of a row.
    fn compose_worn(&mut self, worn: &WornPlanes, inks: &Inks, y: usize, columns: Range<usize>) {
        if columns.is_empty() {
            return;
        }
        let backdrop: Vec<u16> = columns.clone().map(|x| (self.backdrop_at(x, y) * UNIT) as u16).collect();
        let codes: [Vec<u16>; 3] = core::array::from_fn(|channel| {
            let mut codes = backdrop.clone();
            worn.composite(y, columns.clone(), inks.worn.map(|ink| ink[channel]), &mut codes);
            codes
        });
        for (i, x) in columns.enumerate() {
            if worn.has_hair(x, y) {
                let at = (y * self.width + x) * 4;
                for (byte, codes) in self.bytes[at..at + 3].iter_mut().zip(&codes) {
                    *byte = self.tone_curve.byte(codes[i]);
                }
            }
        }
    }

    #[inline]
    fn backdrop_at(&self, x: usize, y: usize) -> f32 {
        self.backdrop.corner + self.glow[0][x] * self.glow[1][y]
    }

    /// A pixel that the head covers in part, or not at all: the rest of it is hair before the backdrop, and backdrop.
    /// False where it is backdrop alone.
    #[inline(never)]
    fn compose_partial_pixel(
        &mut self,
        light: &LightBuffer,
        hairs: HairPlanes<'_>,
        inks: &Inks,
        (x, y): (usize, usize),
        skin: [u16; 3],
    ) -> bool {
        let HairPlanes { cut: hair, worn } = hairs;
        let at = y * self.width + x;
        let hits = light.hits[at];
        let [dark, white] = hair.cover(x, y);
        if hits == 0 && dark + white == 0.0 && !worn.has_hair(x, y) {
            return false;
        }
        let open = 1.0 - f32::from(hits) / light.samples as f32;
        // Light falls on such hair as on the skin it grows from.
        let root = if dark + white > 0.0 { hair.skin_below(light, x, y) } else { None };
        let shade = hair.shade_at(x, y);
        let beside = if hits > 0 { worn.fullest_neighbor(x, y, |at| light.hits[at] < hits) } else { None };
        for (channel, code) in skin.into_iter().enumerate() {
            let gains = inks.worn.map(|ink| ink[channel]);
            let lit = root.map_or(0.0, |at| f32::from(light.diffuse[channel][at]) / f32::from(light.hits[at]));
            let own = lit * shade * (dark * (1.0 - inks.hair[channel] - inks.dense[channel]) + white * (1.0 - inks.white[channel]));
            let mut backdrop = self.backdrop_at(x, y) * UNIT;
            // What skin ends before is the hair behind it.
            if let Some((x, y)) = beside {
                let mut one = [backdrop as u16];
                worn.composite(y, x..x + 1, gains, &mut one);
                backdrop = f32::from(one[0]);
            }
            let behind = backdrop * max(1.0 - dark - white, 0.0);
            let mut all = [code + ((own + behind) * open) as u16];
            worn.composite(y, x..x + 1, gains, &mut all);
            self.bytes[at * 4 + channel] = self.tone_curve.byte(all[0]);
        }
        true
    }
}

/// The columns that hold worn hair among some of a row.
fn worn_columns(worn: &WornPlanes, y: usize, among: Range<usize>) -> Range<usize> {
    let columns = worn.columns(y);
    let first = columns.start.max(among.start);
    first..columns.end.min(among.end).max(first)
}

/// Columns of the row `y` within `reach` px of the head in its `spans`.
fn columns_near(spans: &[(u32, u32)], y: usize, reach: usize, width: usize) -> Range<usize> {
    let rows = &spans[y.saturating_sub(reach)..(y + reach + 1).min(spans.len())];
    let (first, end) = rows.iter().fold((width as u32, 0), |all, span| (all.0.min(span.0), all.1.max(span.1)));
    if first < end { (first as usize).saturating_sub(reach)..(end as usize + reach).min(width) } else { 0..0 }
}

/// sRGB byte of each code of linear light, [`UNIT`] for 1.0.
struct ToneCurve(Box<[u8; CODES]>);

impl Default for ToneCurve {
    fn default() -> Self {
        Self(Box::new(core::array::from_fn(|i| unorm8_round(encode(tone_map(i as f32 / UNIT))))))
    }
}

impl ToneCurve {
    #[inline]
    fn byte(&self, code: u16) -> u8 {
        self.0[usize::from(code).min(CODES - 1)]
    }
}

/// sRGB bytes of the backdrop's light, dithered: a slow gradient in eight bits would show its steps.
struct Dither {
    fine: Vec<u16>,
    noise: Vec<u8>,
}

impl Dither {
    const TILE: usize = 64;
    const STEPS: usize = 4096;
    /// White in Q8: noise of a byte fills its lower half.
    const CODE: f32 = 255.0 * 256.0;

    #[inline]
    fn byte(&self, x: usize, y: usize, light: f32) -> u8 {
        let noise = self.noise[y % Self::TILE * Self::TILE + x % Self::TILE];
        let step = (light * Self::STEPS as f32) as usize & (Self::STEPS - 1);
        ((u32::from(self.fine[step]) + u32::from(noise)) >> 8) as u8
    }
}

impl Default for Dither {
    fn default() -> Self {
        let fine = |i: usize| (encode(tone_map((i as f32 + 0.5) / Self::STEPS as f32)) * Self::CODE) as u16;
        let noise = |i: usize| (random::bits(3, 0, i as u32) >> 24) as u8;
        Self { fine: (0..Self::STEPS).map(fine).collect(), noise: (0..Self::TILE * Self::TILE).map(noise).collect() }
    }
}

/// Pigment over a run of pixels, for one channel.
struct PigmentRow<'a> {
    pigment: &'a [u16],
    absorptance: u32,
    spread: &'a [u16],
}

/// Takes from specular light what marks break, and what hair hides where it lies by its `shade`.
fn attenuate_highlight(marks: &[u16], dulls: u32, shade: Option<&[u16]>, out: &mut [u16]) {
    let full = u32::from(FULL_TRANSMISSION);
    let left = |o: u16, mark: u16, dulls: u32| mul_unorm16(u32::from(o), full - mul_unorm16(full - u32::from(mark), dulls)) as u16;
    let pixels = out.iter_mut().zip(marks);
    match shade {
        None => pixels.for_each(|(o, &mark)| *o = left(*o, mark, dulls)),
        Some(shade) => pixels.zip(shade).for_each(|((o, &mark), &s)| *o = left(*o, mark, if s == SHADE_ONE { dulls } else { HAIR_HIDES })),
    }
}

/// Light that passes is kept in 1/2048: up to 32 times what the skin alone gives back fits, since hair may be lighter
/// than skin.
const THROUGH_ONE: i32 = 2048;

/// One in Q10, in which absorptances of hair count, and the least of them: no hair is more than 32 times as light as the skin.
const Q10_ONE: i32 = 1024;
const LEAST_ABSORPTANCE: f32 = -31.0;
/// Full cover of hair in 15 bits, so that products with absorptances fit 32.
const HALF_UNORM16: i32 = 32_767;

/// Absorptance of hair in Q10.
fn absorptance_q10(v: f32) -> i32 {
    (v.max(LEAST_ABSORPTANCE).min(1.0) * Q10_ONE as f32) as i32
}

/// Share of the skin's light that comes back through pigment and short hair.
///
/// Of hair, which takes more where it is dense: alone, and what is added where it covers all.
fn transmit_standing(marks: &PigmentRow<'_>, hair: &[u16], absorptance: [f32; 2], out: &mut [u16]) {
    let n = out.len();
    let (hair, pigment, spread) = (&hair[..n], &marks.pigment[..n], &marks.spread[..n]);
    let (full, [alone, dense]) = (u32::from(FULL_TRANSMISSION), absorptance.map(absorptance_q10));
    for i in 0..n {
        let cover = i32::from(FULL_TRANSMISSION - hair[i]) >> 1;
        let absorptance = alone + ((cover * dense) >> 15);
        let through_hair = (THROUGH_ONE - ((cover * absorptance) >> 14)) as u32;
        let through_pigment = full - mul_unorm16(full - u32::from(pigment[i]), marks.absorptance);
        let through_ink = mul_unorm16(through_pigment, u32::from(spread[i]));
        out[i] = mul_unorm16(through_hair, through_ink) as u16;
    }
}

/// The same behind white hair.
fn transmit_white(hair: &[u16], absorptance: f32, out: &mut [u16]) {
    let absorptance = absorptance_q10(absorptance);
    for (o, &h) in out.iter_mut().zip(hair) {
        let cover = i32::from(FULL_TRANSMISSION - h) >> 1;
        let through = (THROUGH_ONE - ((cover * absorptance) >> 14)) as u32;
        *o = ((u32::from(*o) * through) >> 11).min(u32::from(FULL_TRANSMISSION)) as u16;
    }
}

/// Frosting over marks hides the skin and them, and gives back light of its own.
fn cover_with_frost(marks: &[u16], frost: &Frost, channel: usize, out: &mut [u16]) {
    let (full, opacity) = (u32::from(FULL_TRANSMISSION), to_unorm16(frost.opacity));
    if opacity == 0 {
        return;
    }
    let light = ((frost.light[channel] * THROUGH_ONE as f32) as u32).min(full);
    for (o, &mark) in out.iter_mut().zip(marks) {
        if mark == FULL_TRANSMISSION {
            continue;
        }
        let cover = mul_unorm16(to_unorm16(smoothstep(0.0, frost.full_from, 1.0 - from_unorm16(mark))), opacity);
        *o = (mul_unorm16(u32::from(*o), full - cover) + mul_unorm16(light, cover)).min(full) as u16;
    }
}

/// Share of the skin's light that long hair and the skin between give back together, where hair lies: pigment and its
/// lateral absorption count for skin only.
fn transmit_lying(marks: &PigmentRow<'_>, hair: [&[u16]; 2], absorptance: [f32; 2], shade: &[u16], out: &mut [u16]) {
    let n = out.len();
    let (dark, white, shade) = (&hair[0][..n], &hair[1][..n], &shade[..n]);
    let (pigment, spread) = (&marks.pigment[..n], &marks.spread[..n]);
    let full = u32::from(FULL_TRANSMISSION);
    let reflectance = absorptance.map(|t| Q10_ONE - absorptance_q10(t));
    for i in 0..n {
        let cover = [i32::from(FULL_TRANSMISSION - dark[i]) >> 1, i32::from(FULL_TRANSMISSION - white[i]) >> 1];
        let own = ((cover[0] * reflectance[0] + cover[1] * reflectance[1]) >> 14) as u32;
        let lit = (own * u32::from(shade[i])) / u32::from(SHADE_ONE);
        let bare = (HALF_UNORM16 - cover[0] - cover[1]).max(0) as u32;
        let through_pigment = full - mul_unorm16(full - u32::from(pigment[i]), marks.absorptance);
        let skin = (bare * mul_unorm16(through_pigment, u32::from(spread[i]))) >> 20;
        out[i] = if shade[i] == SHADE_ONE { out[i] } else { (skin + lit).min(full) as u16 };
    }
}

/// The picture's light: shares of the diffuse part, and the specular part above; sums of samples times `mean` / 65 536.
fn add_diffuse_and_specular(through: &[u16], diffuse: &[u16], shine: &[u16], mean: u32, out: &mut [u16]) {
    let n = out.len();
    let (through, diffuse, shine) = (&through[..n], &diffuse[..n], &shine[..n]);
    let full = u32::from(FULL_TRANSMISSION);
    for i in 0..n {
        let sum = ((u32::from(diffuse[i]) * u32::from(through[i])) >> 11) + u32::from(shine[i]);
        out[i] = mul_q16_floor(sum.min(full), mean) as u16;
    }
}

/// Linear light, 1.0 = a white surface in full light, as film keeps it, 0–1 still to be encoded as sRGB: a power up to the shoulder,
/// then ever slower towards white.
pub fn tone_map(light: f32) -> f32 {
    let x = PIVOT * pow((light * EXPOSURE / PIVOT).max(0.0), CONTRAST);
    if x <= SHOULDER { x } else { SHOULDER + (1.0 - SHOULDER) * (1.0 - exp(-(x - SHOULDER) / (1.0 - SHOULDER))) }
}
