//! Specular light of photographed skin, by hue and by brightness (dichromatic reflection model, Shafer 1985).
//!
//! Skin gives back less blue than red; what its surface mirrors has the lamp's color. With ρ the skin's own blue over red under this lamp,
//! found locally as a low quantile, I = D + S · lamp solves to S = (B − ρ R) / (1 − ρ), channels divided by the lamp's. And a mirror is
//! brighter than what lies around it: gray stubble and pale skin are not. Dark skin is nearly as neutral as the lamp, so there
//! brightness alone decides.

use super::cell_plane::{CellLayout, Histogram};
use super::geometry::{PhotographCell, PhotographCells};
use super::pixels::Photograph;
use super::response::UNIT;
use crate::base::color::{LinearRgb, luminance};
use crate::base::math::{lerp, max, min, smoothstep};
use crate::render::surface::shade::LightBuffer;

/// The lamp's color is that of the brightest share of the head above this height, mm (choice: one 500th, above the cheeks).
const LAMP_SHARE: f32 = 0.998;
const LAMP_ABOVE_MM: f32 = 25.0;
/// Where the brightest has no more blue over red than so many times the head's median, nothing is mirrored that would show the lamp.
const LAMP_BLUER: f32 = 1.08;
/// The skin's hue is looked for in squares of this edge, mm, above this height and where it faces the camera, as a cosine (choice).
const BLOCK_MM: f32 = 14.0;
const ABOVE_MM: f32 = 10.0;
const LEAST_FACING: f32 = 0.2;
/// Least red light that has a hue.
const LEAST_RED: f32 = 0.01;
/// Quantile of blue over red that is the skin's own, and how much more of it than the head's median a square may have: squares that are
/// mirrored all over know nothing (found by trial on photographs).
const HUE_QUANTILE: f32 = 0.2;
const MOST_OF_MEDIAN: f32 = 1.15;
const MOST_HUE: f32 = 0.92;
/// Quantile of brightness that is a square's own, which of the nine around counts, and how much of it is no mirror (likewise).
const BASE_QUANTILE: f32 = 0.4;
const BASE_OF_NINE: f32 = 0.33;
const BASE_SHARE: f32 = 0.95;
/// Noise and freckles are no mirror: this share of red light is forgiven.
const FORGIVEN: f32 = 0.05;
/// From the first hue of the skin on brightness has a say, from the other on it alone (found by trial on dark skin).
const NEUTRAL: (f32, f32) = (0.62, 0.80);
/// Share of what is brighter than its surroundings that is mirrored on such skin: the rest is form.
const BRIGHT_SHARE: f32 = 0.8;
/// The rest of blue and red light that a mirror must leave.
const LEAST_LEFT: f32 = 0.05;
/// Least squares of a head with anything to tell.
const LEAST_CELLS: u32 = 20;
/// Ranges of blue over red and of light that are told apart.
const MOST_RATIO: f32 = 1.5;
const MOST_LIGHT: f32 = 1.0;

/// Red light above the first is clipped in part, at the second all that is known of it is green (choice: cameras bend their curve
/// from three quarters on), and it is at the most so many times as bright as its byte says.
const CLIPPED_RED: (f32, f32) = (0.70, 0.98);
const MOST_RED: f32 = 1.25;
/// Cells all of whose channels stay below the first and blue above the other have a hue.
const UNCLIPPED: f32 = 0.72;
const LEAST_BLUE: f32 = 0.01;
/// Hue around a cell is averaged with this standard deviation, mm (choice).
const HUE_MM: f32 = 3.0;

/// Specular light of each cell, the same in all channels, at most what the lamp's least channel has of it.
pub fn specular(cells: &PhotographCells) -> Vec<f32> {
    let lamp = lamp(cells);
    let block = ((BLOCK_MM * cells.cells_per_mm() + 0.5) as usize).max(4);
    let layout = &cells.layout;
    let blocks = CellLayout { step: block, first: [0, 0], columns: layout.columns.div_ceil(block), rows: layout.rows.div_ceil(block) };
    let (mut hue, mut base) = (vec![None; blocks.len()], vec![None; blocks.len()]);
    let mut ratios = Histogram::new(0.0, MOST_RATIO);
    let mut lights = Histogram::new(0.0, MOST_LIGHT);
    for i in 0..blocks.len() {
        ratios.clear();
        lights.clear();
        // Squares overlap by half.
        let around = |axis: usize, at: usize, size: usize| {
            let pixels = blocks.pixels(axis, at, size);
            pixels.start.saturating_sub(block / 2)..(pixels.end + block / 2).min(size)
        };
        for row in around(1, i / blocks.columns, layout.rows) {
            for cell in &cells.cells[row * layout.columns..][around(0, i % blocks.columns, layout.columns)] {
                if is_skin(cell) {
                    ratios.add(hue_under(cell.light, lamp));
                    lights.add(luminance(cell.light));
                }
            }
        }
        if ratios.total() > LEAST_CELLS {
            (hue[i], base[i]) = (ratios.quantile(HUE_QUANTILE), lights.quantile(BASE_QUANTILE));
        }
    }
    let known = || hue.iter().filter_map(|v| *v);
    let Some(usual) = Histogram::of(0.0, MOST_RATIO, known()).quantile(0.5) else { return vec![0.0; layout.len()] };
    let mut hues: Vec<f32> = hue.iter().map(|v| v.unwrap_or(usual).min(usual * MOST_OF_MEDIAN)).collect();
    blocks.blur(&mut hues, 1.0);
    // A highlight wider than a square must not raise its own base.
    let bases: Vec<f32> = (0..blocks.len())
        .map(|i| {
            let near = |at: usize, count: usize| at.saturating_sub(1)..(at + 2).min(count);
            lights.clear();
            for row in near(i / blocks.columns, blocks.rows) {
                for column in near(i % blocks.columns, blocks.columns) {
                    base[row * blocks.columns + column].into_iter().for_each(|v| lights.add(v));
                }
            }
            lights.quantile(BASE_OF_NINE).unwrap_or(0.0)
        })
        .collect();
    let neutral = smoothstep(NEUTRAL.0, NEUTRAL.1, usual);
    let least_lamp = lamp.min_element();
    let (mut row_hues, mut row_bases, mut out) = (Vec::new(), Vec::new(), Vec::with_capacity(layout.len()));
    for (row, line) in cells.cells.chunks_exact(layout.columns.max(1)).enumerate() {
        blocks.upsample_row(&hues, row, 0..layout.columns, &mut row_hues);
        blocks.upsample_row(&bases, row, 0..layout.columns, &mut row_bases);
        out.extend(line.iter().zip(&row_hues).zip(&row_bases).map(|((cell, &hue), &base)| {
            if !cell.is_head {
                return 0.0;
            }
            let (red, blue) = (cell.light.red() / lamp.red(), cell.light.blue() / lamp.blue());
            let hue = min(hue, MOST_HUE);
            let by_hue = min((blue - hue * red) / (1.0 - hue) - FORGIVEN * red, blue);
            let over = luminance(cell.light) - BASE_SHARE * base;
            max(min(lerp(by_hue, BRIGHT_SHARE * over, neutral), over), 0.0) * least_lamp
        }));
    }
    out
}

/// Whether a cell shows skin whose hue counts.
fn is_skin(cell: &PhotographCell) -> bool {
    cell.is_head && cell.normal.z > LEAST_FACING && cell.place.y > ABOVE_MM && cell.light.red() > LEAST_RED
}

/// Blue over red under a lamp.
fn hue_under(light: LinearRgb, lamp: LinearRgb) -> f32 {
    light.blue() / light.red() * (lamp.red() / lamp.blue())
}

/// The lamp's color, of luminance 1; white where no cell shows it.
fn lamp(cells: &PhotographCells) -> LinearRgb {
    let head = || cells.cells.iter().filter(|cell| cell.is_head && cell.place.y > LAMP_ABOVE_MM && cell.light.red() > LEAST_RED);
    let lights = Histogram::of(0.0, MOST_LIGHT, head().map(|cell| luminance(cell.light)));
    let ratios = Histogram::of(0.0, MOST_RATIO, head().map(|cell| hue_under(cell.light, LinearRgb::WHITE)));
    let (Some(bright), Some(usual)) = (lights.quantile(LAMP_SHARE), ratios.quantile(0.5)) else { return LinearRgb::WHITE };
    let sum: LinearRgb = head().map(|cell| cell.light).filter(|light| luminance(*light) >= bright).sum();
    let color = sum / luminance(sum);
    if sum == LinearRgb::BLACK || color.min_element() <= 0.0 || hue_under(color, LinearRgb::WHITE) < usual * LAMP_BLUER {
        return LinearRgb::WHITE;
    }
    color
}

/// Writes the light of every pixel, in 1/[`UNIT`]: what it mirrors by the `specular` light of the cells, and all else as diffuse.
///
/// Both together are never less than the pixel's own light, and more only where red is clipped.
pub fn fill_light(photograph: &Photograph, cells: &PhotographCells, specular: &[f32], light: &mut LightBuffer) {
    let decoding = Photograph::decoding();
    for (at, pixel) in photograph.bytes.chunks_exact(4).enumerate() {
        for (channel, plane) in light.diffuse.iter_mut().enumerate() {
            plane[at] = decoding[usize::from(pixel[channel])];
        }
    }
    let layout = &cells.layout;
    let hued = cells.plane(|cell| {
        let unclipped = cell.is_head && cell.light.max_element() < UNCLIPPED && cell.light.blue() > LEAST_BLUE;
        if unclipped { 1.0 } else { 0.0 }
    });
    let red_of_green = cells.plane(|cell| cell.light.red() / max(cell.light.green(), LEAST_BLUE));
    let red_of_green = layout.mean_around(&red_of_green, &hued, HUE_MM * cells.cells_per_mm());
    let (mut row_specular, mut row_red) = (Vec::new(), Vec::new());
    let columns = layout.picture_columns(photograph.width);
    let [reds, greens, blues] = &mut light.diffuse;
    for y in layout.picture_rows(photograph.height) {
        layout.upsample_row(specular, y, columns.clone(), &mut row_specular);
        layout.upsample_row(&red_of_green, y, columns.clone(), &mut row_red);
        let pixels = y * photograph.width + columns.start..y * photograph.width + columns.end;
        let planes = reds[pixels.clone()].iter_mut().zip(&mut greens[pixels.clone()]).zip(&mut blues[pixels.clone()]);
        let cells = light.specular[pixels].iter_mut().zip(&row_specular).zip(&row_red);
        for (((red, green), blue), ((mirrored, &specular), &ratio)) in planes.zip(cells) {
            let own = [f32::from(*red), f32::from(*green), f32::from(*blue)];
            let least = (1.0 - LEAST_LEFT) * min(min(own[0], own[1]), own[2]);
            *mirrored = min(specular * UNIT, least) as u16;
            let clipped = ((own[0] / UNIT - CLIPPED_RED.0) / (CLIPPED_RED.1 - CLIPPED_RED.0)).max(0.0).min(1.0);
            let guess = max(min(own[1] * ratio, MOST_RED * own[0]), own[0]);
            *red = (own[0] + clipped * (guess - own[0])) as u16 - *mirrored;
            *green -= *mirrored;
            *blue -= *mirrored;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Scene, shading};
    use super::*;
    use crate::base::color::decode;
    use crate::base::math::exp;
    use crate::base::random::uniform;

    /// Linear reflectances from light to dark: three of the Monk scale's sRGB bytes (Monk 2, 5 and 9: f3e7db, d7bd96, 3a312a).
    const SKINS: [[u8; 3]; 3] = [[0xf3, 0xe7, 0xdb], [0xd7, 0xbd, 0x96], [0x3a, 0x31, 0x2a]];

    fn reflectance(skin: usize) -> LinearRgb {
        let [red, green, blue] = SKINS[skin].map(|byte| decode(f32::from(byte) / 255.0));
        LinearRgb::new(red, green, blue)
    }

    /// A highlight on the forehead, as light.
    fn highlight(cell: &PhotographCell, strength: f32) -> f32 {
        let off = cell.normal - crate::base::math::Vec3::new(0.2, 0.45, 0.87);
        strength * exp(-off.length_squared() / (2.0 * 0.12 * 0.12))
    }

    #[test]
    fn a_highlight_is_found_on_light_and_dark_skin() {
        let scene = Scene::new(420, 10.0, 25.0);
        // Deviation from what was put there, as a share of its greatest (fifteen percent for most skins, thirty for the darkest).
        for (skin, most) in [(1, 0.15), (2, 0.30)] {
            let photograph = scene.paint(|cell, _| {
                let diffuse = if cell.is_head { reflectance(skin) * (shading(cell) * 0.8) } else { LinearRgb::gray(0.2) };
                diffuse + LinearRgb::gray(if cell.is_head { highlight(cell, 0.25) } else { 0.0 })
            });
            let cells = scene.cells(&photograph).0;
            let found = specular(&cells);
            let on_scalp = cells.cells.iter().zip(&found).filter(|(cell, _)| cell.is_head && cell.scalp > 0.9 && cell.normal.z > 0.3);
            let (sum, n) = on_scalp.fold((0.0, 0), |(sum, n), (cell, found)| {
                let off = found - highlight(cell, 0.25);
                (sum + off * off, n + 1)
            });
            let rms = (sum / n as f32).sqrt() / 0.25;
            assert!(rms < most, "skin {skin}: {rms}");
        }
    }

    #[test]
    fn skin_without_highlights_mirrors_nothing() {
        let scene = Scene::new(420, 0.0, 25.0);
        for skin in 0..3 {
            let photograph =
                scene.paint(|cell, _| if cell.is_head { reflectance(skin) * (shading(cell) * 0.8) } else { LinearRgb::gray(0.2) });
            let cells = scene.cells(&photograph).0;
            let found = specular(&cells);
            let (sum, all) = cells
                .cells
                .iter()
                .zip(&found)
                .filter(|(cell, _)| cell.scalp > 0.9)
                .fold((0.0, 0.0), |(sum, all), (cell, found)| (sum + found, all + luminance(cell.light)));
            assert!(sum < 0.12 * all, "skin {skin}: {} of the light", sum / all);
        }
    }

    #[test]
    fn diffuse_and_specular_light_are_never_less_than_the_byte_says() {
        let scene = Scene::new(120, 0.0, 25.0);
        let photograph = scene.paint(|_, [x, y]| {
            let at = |k: u32| uniform(k, 0, (y * 120 + x) as u32);
            LinearRgb::new(at(1) * 1.1, at(2), at(3))
        });
        let cells = scene.cells(&photograph).0;
        let specular: Vec<f32> = (0..cells.layout.len()).map(|i| uniform(9, 0, i as u32)).collect();
        let mut light = LightBuffer::default();
        light.reset(120 * 120);
        fill_light(&photograph, &cells, &specular, &mut light);
        let decoding = Photograph::decoding();
        for (i, pixel) in photograph.bytes.chunks_exact(4).enumerate() {
            for channel in 0..3 {
                let (own, all) = (decoding[usize::from(pixel[channel])], light.diffuse[channel][i] + light.specular[i]);
                assert!(all >= own && f32::from(all) <= MOST_RED * f32::from(own) + 1.0);
                // Only where red is clipped is it guessed.
                assert!(all == own || (channel == 0 && f32::from(own) > CLIPPED_RED.0 * UNIT));
            }
        }
    }

    #[test]
    fn clipped_red_is_as_red_as_what_is_beside_it() {
        let scene = Scene::new(420, 0.0, 25.0);
        // So light that the middle of the forehead would be 1.15 red.
        let photograph = scene
            .paint(|cell, _| if cell.is_head { LinearRgb::new(1.0, 0.62, 0.45) * (shading(cell) * 1.25) } else { LinearRgb::gray(0.2) });
        let (cells, mut light) = (scene.cells(&photograph).0, LightBuffer::default());
        light.reset(420 * 420);
        fill_light(&photograph, &cells, &vec![0.0; cells.layout.len()], &mut light);
        let clipped: Vec<usize> = (0..420 * 420).filter(|&i| photograph.bytes[i * 4] == 255).collect();
        assert!(clipped.len() > 500);
        let ratio =
            clipped.iter().map(|&i| f32::from(light.diffuse[0][i]) / f32::from(light.diffuse[1][i])).sum::<f32>() / clipped.len() as f32;
        assert!((ratio - 1.0 / 0.62).abs() < 0.06, "{ratio}");
    }
}
