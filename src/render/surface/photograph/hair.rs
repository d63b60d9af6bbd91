//! Hair of some millimeters in a photograph: what of each pixel is scalp seen between it (linear mixing of two materials).
//!
//! I = m S + (1 − m) H, with S the local light of scalp, the brightest sixth of a neighborhood, and H that of the darkest hair on the
//! head: with a local H thin hairs, half scalp, would count as hair alone. Dots go under the hair. Where nothing bright shows, or it is as
//! gray as hair's gloss, there is no scalp.

use super::cell_plane::{CellLayout, Histogram};
use super::geometry::PhotographCells;
use super::texture::ScalpTexture;
use crate::base::color::luminance;
use crate::base::math::{max, min, smoothstep};

/// Contrast between which texture is hair's rather than skin's or stubble's (found by trial on photographs of shaved and short hair).
const HAIR_CONTRAST: (f32, f32) = (0.06, 0.12);
/// Hair grows from so far outside the edge of all hair on, and surely from the other on, mm: wrinkles of the forehead do not.
const GROWS_MM: (f32, f32) = (-14.0, -6.0);
/// It is averaged over this, mm.
const SMOOTH_MM: f32 = 2.0;
/// Scalp is looked for in squares of this edge and those around, mm (choice).
const BLOCK_MM: f32 = 6.0;
/// Quantiles: of the brightest in a neighborhood, the darkest of the head, and the brightest neighborhood.
const SCALP_QUANTILE: f32 = 0.88;
const DARKEST_QUANTILE: f32 = 0.03;
const MOST_QUANTILE: f32 = 0.93;
/// The brightest of a neighborhood is scalp for sure from the second share of the head's brightest on, and from the second red over
/// blue on; not at all up to the first (found by trial on a crown).
const BRIGHT: (f32, f32) = (0.10, 0.40);
const WARM: (f32, f32) = (1.15, 1.6);
/// The head above this height has the darkest hair, mm: brows and beard do not count.
const ABOVE_MM: f32 = 50.0;
/// Least cells that tell anything.
const LEAST_CELLS: u32 = 30;
/// Least difference between scalp and hair, and range of light that is told apart.
const LEAST_DIFFERENCE: f32 = 0.01;
const MOST_LIGHT: f32 = 1.0;
const LEAST_BLUE: f32 = 1e-3;

/// Hair as far as marks go under it.
pub struct ExistingHair {
    /// Light of scalp around each cell.
    pub scalp: Vec<f32>,
    /// How far each cell is covered with hair rather than skin or stubble, 0–1.
    pub haired: Vec<f32>,
    /// How sure its scalp is to be seen, 0–1.
    pub sure: Vec<f32>,
    /// Light of the darkest hair.
    pub darkest: f32,
}

impl ExistingHair {
    /// Looks for hair by the texture of the scalp.
    pub fn new(cells: &PhotographCells, texture: &ScalpTexture) -> Self {
        let layout = &cells.layout;
        let on_scalp = cells.plane(|cell| if cell.is_head { cell.scalp } else { 0.0 });
        let mut haired = layout.mean_around(&texture.contrast, &on_scalp, SMOOTH_MM * cells.cells_per_mm());
        for (haired, cell) in haired.iter_mut().zip(&cells.cells) {
            let grows = if cell.is_head { smoothstep(GROWS_MM.0, GROWS_MM.1, cell.region_mm) } else { 1.0 };
            *haired = smoothstep(HAIR_CONTRAST.0, HAIR_CONTRAST.1, *haired) * grows;
        }
        let above = cells.cells.iter().filter(|cell| cell.is_head && cell.place.y > ABOVE_MM);
        let darkest = Histogram::of(0.0, MOST_LIGHT, above.map(|cell| luminance(cell.light))).quantile(DARKEST_QUANTILE).unwrap_or(0.0);
        let block = ((BLOCK_MM * cells.cells_per_mm() + 0.5) as usize).max(2);
        let blocks = CellLayout { step: block, first: [0, 0], columns: layout.columns.div_ceil(block), rows: layout.rows.div_ceil(block) };
        let (mut scalps, mut warms) = (vec![0.0; blocks.len()], vec![0.0; blocks.len()]);
        let mut lights = Histogram::new(0.0, MOST_LIGHT);
        for i in 0..blocks.len() {
            lights.clear();
            let around = |axis: usize, at: usize, size: usize| {
                let range = blocks.pixels(axis, at, size);
                range.start.saturating_sub(block)..(range.end + block).min(size)
            };
            let near = || {
                around(1, i / blocks.columns, layout.rows).flat_map(|row| {
                    let cells = &cells.cells[row * layout.columns..][around(0, i % blocks.columns, layout.columns)];
                    cells.iter().filter(|cell| cell.is_head && cell.scalp > 0.5)
                })
            };
            near().for_each(|cell| lights.add(luminance(cell.light)));
            if lights.total() < LEAST_CELLS {
                continue;
            }
            let bright = lights.quantile(SCALP_QUANTILE).unwrap_or(0.0);
            let (red, blue) = near()
                .filter(|cell| luminance(cell.light) >= bright)
                .fold((0.0, 0.0), |(red, blue), cell| (red + cell.light.red(), blue + cell.light.blue()));
            (scalps[i], warms[i]) = (bright, red / max(blue, LEAST_BLUE));
        }
        let known = scalps.iter().copied().filter(|v| *v > 0.0);
        let most = Histogram::of(0.0, MOST_LIGHT, known).quantile(MOST_QUANTILE).unwrap_or(MOST_LIGHT);
        let sures: Vec<f32> = scalps
            .iter()
            .zip(&warms)
            .map(|(scalp, warm)| smoothstep(BRIGHT.0, BRIGHT.1, scalp / most) * smoothstep(WARM.0, WARM.1, *warm))
            .collect();
        let (mut scalp, mut sure, mut line) = (Vec::with_capacity(layout.len()), Vec::with_capacity(layout.len()), Vec::new());
        for row in 0..layout.rows {
            for (plane, out) in [(&scalps, &mut scalp), (&sures, &mut sure)] {
                blocks.upsample_row(plane, row, 0..layout.columns, &mut line);
                out.extend_from_slice(&line);
            }
        }
        Self { scalp, haired, sure, darkest }
    }

    /// Share of a pixel's light that comes from skin: `light` is its luminance, the others what its cells say.
    #[inline]
    pub fn skin_share(light: f32, darkest: f32, [scalp, haired, sure]: [f32; 3]) -> f32 {
        if haired <= 0.0 {
            return 1.0;
        }
        let between = min(max((light - darkest) / max(scalp - darkest, LEAST_DIFFERENCE), 0.0), 1.0);
        1.0 - haired * (1.0 - sure * between)
    }
}

#[cfg(test)]
mod tests {
    use super::super::pixels::Photograph;
    use super::super::tests::{Scene, shading};
    use super::*;
    use crate::base::color::{LinearRgb, decode};
    use crate::base::random::uniform;

    const SCALP: LinearRgb = LinearRgb::new(0.60, 0.40, 0.30);
    const SHAFT: LinearRgb = LinearRgb::new(0.03, 0.02, 0.015);

    /// Mean skin share where a pixel is shaft, and where it is scalp, for shafts of 3 px on a share of the area.
    fn shares(covered: f32) -> (f32, f32) {
        let scene = Scene::new(700, 0.0, 60.0);
        let is_shaft = |x: usize, y: usize| uniform(7, (x / 3) as u32, (y / 12) as u32) < covered;
        let photograph = scene.paint(|cell, [x, y]| if is_shaft(x, y) { SHAFT } else { SCALP } * shading(cell));
        let cells = scene.cells(&photograph).0;
        let hair = ExistingHair::new(&cells, &ScalpTexture::new(&photograph, &cells));
        let (mut sums, mut counts) = ([0.0; 2], [0.0; 2]);
        for (i, pixel) in photograph.bytes.chunks_exact(4).enumerate() {
            let (x, y) = (i % 700, i / 700);
            let Some(at) = cells.layout.cell_of(x, y).filter(|&at| cells.cells[at].region_mm > 15.0 && cells.cells[at].normal.z > 0.5)
            else {
                continue;
            };
            let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(|byte| decode(f32::from(byte) / 255.0));
            let share = ExistingHair::skin_share(
                luminance(LinearRgb::new(red, green, blue)),
                hair.darkest,
                [hair.scalp[at], hair.haired[at], hair.sure[at]],
            );
            let kind = usize::from(is_shaft(x, y));
            sums[kind] += share;
            counts[kind] += 1.0;
        }
        assert_eq!(Photograph::new(photograph.bytes.clone(), 700, 700).as_ref(), Some(&photograph));
        (sums[1] / counts[1], sums[0] / counts[0])
    }

    #[test]
    fn marks_go_under_hair_and_lie_between() {
        let (shaft, between) = shares(0.35);
        assert!(shaft < 0.05 && between > 0.7, "{shaft} of shafts, {between} between");
    }
}
