//! Which pixels of a photograph are skin that marks may darken: silhouette, region, clipped highlights and hair (soft segmentation).
//!
//! The fitted outline and the photograph's differ by 1–3 mm. There the color decides (Bayes): what looks rather as the skin just inside
//! than as what is just outside is head.

use super::cell_plane::CellLayout;
use super::geometry::{PhotographCell, PhotographCells};
use super::hair::ExistingHair;
use super::pixels::{ALL_SKIN, Photograph};
use crate::base::color::{LinearRgb, luminance};
use crate::base::fixed::{UNORM8_ONE, from_unorm8, unorm8_round};
use crate::base::math::{exp, ln, max, min};

/// The limb is this wide to both sides, mm, and shares of a silhouette blurred by it outside and inside of which there is no doubt.
const LIMB_MM: f32 = 2.2;
const DOUBT: (f32, f32) = (0.02, 0.93);
/// The colors of skin and of what is behind are averaged over this just inside and outside of it, mm.
const BESIDE_MM: f32 = 4.0;
/// Least probability of either before the color is seen.
const LEAST_PRIOR: f32 = 0.03;
/// No color is so improbable that its ln counts for more.
const MOST_LN: f32 = 20.0;
/// What light at the limb differs by from that just beside, standard deviations in ln light of hue and of brightness: shading makes it
/// darker or lighter, hardly of another hue (found by trial on photographs).
const HUE_SIGMA: f32 = 0.16;
const BRIGHTNESS_SIGMA: f32 = 0.55;
/// Channels of a color.
const CHANNELS: f32 = 3.0;
/// Added to light before its logarithm: noise of dark pixels.
const DARK: f32 = 1e-3;
/// The edge of the region that may be treated is soft over this, mm.
const REGION_MM: f32 = 1.2;
/// Least channel of a byte from which on a highlight is about to clip, and from which on nothing is known of the skin below.
const CLIPPING: (u8, u8) = (235, 250);

/// What already grows on the head.
pub struct GrownHair<'a> {
    /// Share of marks that each cell shows beside its stubble, 0–1; all where none is known.
    pub beside_stubble: Option<&'a [f32]>,
    /// Hair that marks go under.
    pub hair: &'a ExistingHair,
}

/// Share of each pixel that is skin which marks may darken, [`ALL_SKIN`] for all.
pub fn share(photograph: &Photograph, cells: &PhotographCells, grown: &GrownHair<'_>) -> Vec<u8> {
    let width = photograph.width;
    let layout = &cells.layout;
    let mut share = vec![0; width * photograph.height];
    if layout.is_empty() {
        return share;
    }
    silhouette(photograph, cells, &mut share);
    soften(photograph, layout, &mut share);
    let head = cells.plane(|cell| f32::from(u8::from(cell.is_head)));
    let mut region = layout.mean_around(&cells.plane(|cell| cell.scalp), &head, REGION_MM * cells.cells_per_mm());
    if let Some(beside) = grown.beside_stubble {
        region.iter_mut().zip(beside).for_each(|(region, beside)| *region *= beside);
    }
    let columns = layout.picture_columns(width);
    let decoding = Photograph::linear_decoding();
    let (mut row_region, mut row_hair) = (Vec::new(), [Vec::new(), Vec::new(), Vec::new()]);
    for y in layout.picture_rows(photograph.height) {
        layout.upsample_row(&region, y, columns.clone(), &mut row_region);
        for (row, plane) in row_hair.iter_mut().zip([&grown.hair.scalp, &grown.hair.haired, &grown.hair.sure]) {
            layout.upsample_row(plane, y, columns.clone(), row);
        }
        let row = y * width + columns.start..y * width + columns.end;
        let pixels = photograph.bytes[row.start * 4..row.end * 4].chunks_exact(4);
        for (i, ((share, pixel), &region)) in share[row].iter_mut().zip(pixels).zip(&row_region).enumerate() {
            if *share > 0 && region > 0.0 {
                let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(|byte| decoding[usize::from(byte)]);
                let light = luminance(LinearRgb::new(red, green, blue));
                let skin = ExistingHair::skin_share(light, grown.hair.darkest, [row_hair[0][i], row_hair[1][i], row_hair[2][i]]);
                *share = unorm8_round(from_unorm8(*share) * region * skin * unclipped(pixel));
            } else {
                *share = 0;
            }
        }
    }
    share
}

/// Share of a pixel's light that is no clipped highlight.
fn unclipped(pixel: &[u8]) -> f32 {
    let least = pixel[0].min(pixel[1]).min(pixel[2]);
    let (from, to) = CLIPPING;
    f32::from(to - least.max(from).min(to)) / f32::from(to - from)
}

/// Writes how much of each pixel is head.
fn silhouette(photograph: &Photograph, cells: &PhotographCells, share: &mut [u8]) {
    let (width, layout) = (photograph.width, &cells.layout);
    let mut inside = cells.plane(|cell| f32::from(u8::from(cell.is_head)));
    layout.blur(&mut inside, LIMB_MM * cells.cells_per_mm());
    let kind = |is_inside: bool| -> Vec<f32> {
        let is = |(cell, inside): (&PhotographCell, &f32)| match is_inside {
            true => cell.is_head && *inside > DOUBT.1,
            false => !cell.is_head && *inside < 1.0 - DOUBT.1,
        };
        cells.cells.iter().zip(&inside).map(|both| f32::from(u8::from(is(both)))).collect()
    };
    let planes: [Vec<f32>; 3] = core::array::from_fn(|channel| cells.plane(|cell| ln(cell.light[channel] + DARK)));
    let [skin, behind] =
        [true, false].map(|side| layout.means_around(planes.each_ref().map(Vec::as_slice), &kind(side), BESIDE_MM * cells.cells_per_mm()));
    let logarithms = Photograph::linear_decoding().map(|light| ln(light + DARK));
    let columns = layout.picture_columns(width);
    let mut row_inside = Vec::new();
    let mut rows: [Vec<f32>; 6] = Default::default();
    for y in layout.picture_rows(photograph.height) {
        layout.upsample_row(&inside, y, columns.clone(), &mut row_inside);
        if row_inside.iter().all(|inside| *inside < DOUBT.0) {
            continue;
        }
        for (row, plane) in rows.iter_mut().zip(skin.iter().chain(&behind)) {
            layout.upsample_row(plane, y, columns.clone(), row);
        }
        for (i, &inside) in row_inside.iter().enumerate().filter(|(_, inside)| **inside >= DOUBT.0) {
            let at = y * width + columns.start + i;
            share[at] = if inside > DOUBT.1 {
                ALL_SKIN
            } else {
                let off = |c: usize| logarithms[usize::from(photograph.bytes[at * 4 + c % 3])] - rows[c][i];
                let [skin, behind] = [0, CHANNELS as usize].map(|first| [off(first), off(first + 1), off(first + 2)]);
                unorm8_round(probability(inside, unlikeness(skin), unlikeness(behind)))
            };
        }
    }
}

/// How probably a pixel is skin, 0–1, of a prior probability: how unlike skin it is, and how unlike what is behind.
fn probability(prior: f32, skin: f32, behind: f32) -> f32 {
    let prior = min(max(prior, LEAST_PRIOR), 1.0 - LEAST_PRIOR);
    1.0 / (1.0 + (1.0 - prior) / prior * exp(min(max(skin - behind, -MOST_LN), MOST_LN)))
}

/// Minus the ln likelihood of what a pixel's ln light is off a color's.
fn unlikeness([red, green, blue]: [f32; 3]) -> f32 {
    let brightness = (red + green + blue) / CHANNELS;
    let hue = (red - green) * (red - green) + (blue - green) * (blue - green);
    0.5 * (hue / (HUE_SIGMA * HUE_SIGMA) + brightness * brightness / (BRIGHTNESS_SIGMA * BRIGHTNESS_SIGMA))
}

/// Smooths over a pixel to each side: binomial weights 1, 2, 1.
fn soften(photograph: &Photograph, layout: &CellLayout, share: &mut [u8]) {
    let width = photograph.width;
    let (columns, rows) = (layout.picture_columns(width), layout.picture_rows(photograph.height));
    let weigh = |a: u8, b: u8, c: u8| ((u16::from(a) + 2 * u16::from(b) + u16::from(c) + 2) >> 2) as u8;
    let mut line = Vec::new();
    for y in rows.clone() {
        let row = &mut share[y * width..][columns.clone()];
        line.clear();
        line.extend_from_slice(row);
        let last = line.len() - 1;
        row.iter_mut().enumerate().for_each(|(x, v)| *v = weigh(line[x.saturating_sub(1)], line[x], line[(x + 1).min(last)]));
    }
    line.clear();
    line.extend_from_slice(&share[rows.start * width..][columns.clone()]);
    for y in rows.clone() {
        let below = (y + 1).min(rows.end - 1);
        for (i, x) in columns.clone().enumerate() {
            let here = share[y * width + x];
            let below = if below == y { here } else { share[below * width + x] };
            share[y * width + x] = weigh(line[i], here, below);
            line[i] = here;
        }
    }
}

/// One stroke of the brush: a disc with a soft edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BrushStroke {
    /// Its middle, px from the picture's left edge.
    pub x: f32,
    /// And from its top edge.
    pub y: f32,
    /// Its radius, px.
    pub radius: f32,
    /// Whether it takes skin away, or gives it back.
    pub erases: bool,
}

/// Share of a stroke's radius over which its edge is soft.
const SOFT_SHARE: f32 = 0.35;

/// Applies strokes of the brush in order to a share, as wide as the photograph, px. What is given back is all skin on the head: where `depth` shows any.
pub fn brush(strokes: &[BrushStroke], depth: &[u16], width: usize, share: &mut [u8]) {
    let height = share.len() / width.max(1);
    for stroke in strokes {
        let radius = max(stroke.radius, 1.0);
        let range = |middle: f32, size: usize| {
            let [from, to] = [middle - radius, middle + radius + 1.0].map(|v| v.max(0.0).min(size as f32) as usize);
            from..to
        };
        for y in range(stroke.y, height) {
            for x in range(stroke.x, width) {
                let (dx, dy) = (x as f32 + 0.5 - stroke.x, y as f32 + 0.5 - stroke.y);
                let within = (radius - (dx * dx + dy * dy).sqrt()) / (SOFT_SHARE * radius);
                let weight = min(max(within, 0.0), 1.0);
                let at = y * width + x;
                let goal = if stroke.erases || depth[at] == u16::MAX { 0.0 } else { UNORM8_ONE };
                let was = f32::from(share[at]);
                if stroke.erases || goal > was {
                    share[at] = (was + (goal - was) * weight + 0.5) as u8;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Scene, shading};
    use super::super::texture::ScalpTexture;
    use super::*;

    const SKIN: LinearRgb = LinearRgb::new(0.62, 0.40, 0.28);
    const WALL: LinearRgb = LinearRgb::new(0.30, 0.36, 0.40);

    fn all_of(photograph: &Photograph, cells: &PhotographCells) -> Vec<u8> {
        let hair = ExistingHair::new(cells, &ScalpTexture::new(photograph, cells));
        share(photograph, cells, &GrownHair { beside_stubble: None, hair: &hair })
    }

    #[test]
    fn the_photograph_decides_where_the_head_ends() {
        let scene = Scene::new(420, 0.0, 30.0);
        let fitted = scene.paint(|_, _| WALL);
        let (cells, depth) = scene.cells(&fitted);
        // The head of the photograph is 2.5 mm narrower at its left than the one that was fitted.
        let inset = (2.5 * cells.pixels_per_mm) as usize;
        let truth = |x: usize, y: usize| x >= inset && depth[y * 420 + x] != u16::MAX && depth[y * 420 + x - inset] != u16::MAX;
        let photograph = scene.paint(|cell, [x, y]| if truth(x, y) { SKIN * shading(cell) } else { WALL });
        let (cells, _) = scene.cells(&photograph);
        let found = all_of(&photograph, &cells);
        let (mut inked, mut outside, mut lost, mut whole) = (0.0, 0.0, 0.0, 0.0);
        for (i, cell) in (0..420 * 420).filter_map(|i| Some((i, &cells.cells[cells.layout.cell_of(i % 420, i / 420)?]))) {
            // Where marks can lie at all.
            if depth[i] != u16::MAX && cell.scalp > 0.99 {
                let share = f32::from(found[i]) / 255.0;
                inked += share;
                outside += if truth(i % 420, i / 420) { 0.0 } else { share };
                (lost, whole) = if truth(i % 420, i / 420) { (lost + 1.0 - share, whole + 1.0) } else { (lost, whole) };
            }
        }
        assert!(inked > 5000.0 && outside < 0.003 * inked, "{outside} of {inked} outside");
        assert!(lost < 0.02 * whole, "{lost} of {whole} lost");
    }

    #[test]
    fn clipped_highlights_are_left_out() {
        let scene = Scene::new(200, 0.0, 30.0);
        let at = |light: u8| {
            let value = Photograph::linear_decoding()[usize::from(light)];
            let photograph = scene.paint(|_, _| LinearRgb::gray(value));
            let cells = scene.cells(&photograph).0;
            all_of(&photograph, &cells).into_iter().max().unwrap()
        };
        assert_eq!((at(200), at(235), at(250), at(255)), (255, 255, 0, 0));
        assert!((100..200).contains(&at(241)));
    }

    #[test]
    fn strokes_of_the_brush_are_applied_in_order_and_stay_on_the_head() {
        let mut depth = vec![100u16; 60 * 40];
        depth[20 * 60 + 40..20 * 60 + 60].fill(u16::MAX);
        let stroke = |x: f32, erases: bool| BrushStroke { x, y: 20.5, radius: 8.0, erases };
        let brushed = |strokes: &[BrushStroke], start: u8| {
            let mut share = vec![start; 60 * 40];
            brush(strokes, &depth, 60, &mut share);
            share
        };
        let at = |share: &[u8], x: usize| share[20 * 60 + x];
        let erased = brushed(&[stroke(20.5, true)], 255);
        assert_eq!((at(&erased, 20), at(&erased, 24), at(&erased, 29)), (0, 0, 255));
        assert!((1..255).contains(&at(&erased, 27)), "a soft edge");
        assert_eq!(at(&brushed(&[stroke(20.5, true), stroke(20.5, false)], 255), 20), 255);
        assert_eq!(at(&brushed(&[stroke(20.5, false), stroke(20.5, true)], 0), 20), 0);
        // What is beyond the head is not given back.
        let restored = brushed(&[stroke(40.5, false)], 0);
        assert_eq!((at(&restored, 38), at(&restored, 42)), (255, 0));
        // Far outside the picture, or of no size.
        assert_eq!(brushed(&[BrushStroke { x: -900.0, y: 3.0, radius: 5.0, erases: true }], 9), vec![9; 60 * 40]);
        brushed(&[BrushStroke { x: 1e9, y: f32::NAN, radius: -3.0, erases: true }], 9);
    }
}
