//! Texture of a photographed scalp: contrast between 0.5 and 1.2 mm (difference of Gaussians) and coherence of its direction (structure
//! tensor, Bigün & Granlund 1987). Skin is smooth there, stubble is finer, hair of some millimeters is coarse, combed hair also coherent.

use super::cell_plane::CellLayout;
use super::geometry::PhotographCells;
use super::pixels::Photograph;
use crate::base::color::{LinearRgb, luminance};
use crate::base::math::ln;

/// Edge of a fine cell, mm.
const FINE_MM: f32 = 0.35;
/// Standard deviations of the blurs whose difference is the texture, mm.
const BAND_MM: (f32, f32) = (0.5, 1.2);
/// Directions are averaged over this, mm.
const COHERENT_MM: f32 = 1.2;
/// Added to light before its logarithm: noise of dark pixels.
const DARK: f32 = 4e-3;
/// Coarse cells around the scalp that are looked at too.
const MARGIN: usize = 2;
/// Least squared slope that has a direction.
const FLAT: f32 = 1e-8;

/// Texture of each cell; none where there is no scalp.
pub struct ScalpTexture {
    /// Root of the mean square of ln light in the band.
    pub contrast: Vec<f32>,
    /// How much all slopes have one direction, 0–1.
    pub coherence: Vec<f32>,
}

impl ScalpTexture {
    /// Measures the texture of a photograph's scalp.
    pub fn new(photograph: &Photograph, cells: &PhotographCells) -> Self {
        let layout = &cells.layout;
        let mut texture = Self { contrast: vec![0.0; layout.len()], coherence: vec![0.0; layout.len()] };
        let Some(fine) = fine_layout(photograph, cells) else { return texture };
        let logarithms = log_luminance(photograph, &fine);
        let per_mm = cells.pixels_per_mm / fine.step as f32;
        let (mut sharp, mut smooth) = (logarithms.clone(), logarithms);
        fine.blur(&mut sharp, BAND_MM.0 * per_mm);
        fine.blur(&mut smooth, BAND_MM.1 * per_mm);
        let mut count = vec![0.0f32; layout.len()];
        let mut tensor = [vec![0.0f32; layout.len()], vec![0.0; layout.len()], vec![0.0; layout.len()]];
        for row in 1..fine.rows.saturating_sub(1) {
            for column in 1..fine.columns.saturating_sub(1) {
                let [x, y] = [(0, column), (1, row)].map(|(axis, at)| fine.first[axis] + at * fine.step + fine.step / 2);
                let Some(cell) = layout.cell_of(x, y) else { continue };
                let at = row * fine.columns + column;
                let off = sharp[at] - smooth[at];
                let (across, down) = (sharp[at + 1] - sharp[at - 1], sharp[at + fine.columns] - sharp[at - fine.columns]);
                count[cell] += 1.0;
                texture.contrast[cell] += off * off;
                tensor.iter_mut().zip([across * across, down * down, across * down]).for_each(|(plane, v)| plane[cell] += v);
            }
        }
        texture.contrast.iter_mut().zip(&count).for_each(|(sum, n)| *sum = if *n > 0.0 { (*sum / n).sqrt() } else { 0.0 });
        tensor.iter_mut().for_each(|plane| layout.blur(plane, COHERENT_MM * cells.cells_per_mm()));
        let [across, down, mixed] = &tensor;
        for (i, coherence) in texture.coherence.iter_mut().enumerate() {
            let (difference, trace) = (across[i] - down[i], across[i] + down[i]);
            let along = (difference * difference + (mixed[i] + mixed[i]) * (mixed[i] + mixed[i])).sqrt();
            *coherence = if trace > FLAT { (along / trace).min(1.0) } else { 0.0 };
        }
        texture
    }
}

/// Fine cells over the scalp; none where none is seen.
fn fine_layout(photograph: &Photograph, cells: &PhotographCells) -> Option<CellLayout> {
    let coarse = &cells.layout;
    let seen = |cell: usize| cells.cells[cell].scalp > 0.0;
    let rows = (0..coarse.rows).filter(|row| (0..coarse.columns).any(|column| seen(row * coarse.columns + column)));
    let columns = (0..coarse.columns).filter(|column| (0..coarse.rows).any(|row| seen(row * coarse.columns + column)));
    let ends = |cells: &mut dyn Iterator<Item = usize>| {
        let first = cells.next()?;
        Some((first.saturating_sub(MARGIN), cells.last().unwrap_or(first) + 1 + MARGIN))
    };
    let ranges = [(ends(&mut { columns })?, photograph.width), (ends(&mut { rows })?, photograph.height)];
    let step = ((FINE_MM * cells.pixels_per_mm + 0.5) as usize).max(1);
    let [across, down] = [0, 1].map(|axis| {
        let ((from, to), size) = ranges[axis];
        let [from, to] = [from, to].map(|cell| (coarse.first[axis] + cell * coarse.step).min(size));
        (from, (to - from).div_ceil(step))
    });
    (across.1 > 2 && down.1 > 2).then_some(CellLayout { step, first: [across.0, down.0], columns: across.1, rows: down.1 })
}

/// ln luminance of each fine cell.
fn log_luminance(photograph: &Photograph, fine: &CellLayout) -> Vec<f32> {
    let decoding = Photograph::linear_decoding();
    let mut out = Vec::with_capacity(fine.len());
    for row in 0..fine.rows {
        for column in 0..fine.columns {
            let (mut sum, mut n) = (0.0, 0.0);
            for y in fine.pixels(1, row, photograph.height) {
                for x in fine.pixels(0, column, photograph.width) {
                    let pixel = &photograph.bytes[(y * photograph.width + x) * 4..][..3];
                    let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(|byte| decoding[usize::from(byte)]);
                    sum += luminance(LinearRgb::new(red, green, blue));
                    n += 1.0;
                }
            }
            out.push(ln(if n > 0.0 { sum / n } else { 0.0 } + DARK));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Scene, shading};
    use super::*;
    use crate::base::math::{TAU, sin};
    use crate::base::random::uniform;

    /// Median contrast and share of coherent cells well inside the scalp.
    fn measured(light: impl Fn(f32, f32) -> f32) -> (f32, f32) {
        let scene = Scene::new(700, 0.0, 60.0);
        let photograph = scene.paint(|cell, [x, y]| LinearRgb::new(0.5, 0.35, 0.25) * (shading(cell) * light(x as f32, y as f32)));
        let cells = scene.cells(&photograph).0;
        let texture = ScalpTexture::new(&photograph, &cells);
        let inside: Vec<usize> =
            (0..cells.layout.len()).filter(|&i| cells.cells[i].region_mm > 20.0 && cells.cells[i].normal.z > 0.6).collect();
        let mut contrast: Vec<f32> = inside.iter().map(|&i| texture.contrast[i]).collect();
        contrast.sort_by(f32::total_cmp);
        let coherent = inside.iter().filter(|&&i| texture.coherence[i] > 0.6).count();
        (contrast[contrast.len() / 2], coherent as f32 / inside.len() as f32)
    }

    #[test]
    fn stripes_are_coherent_spots_are_not_and_skin_is_smooth() {
        // 2.3 px a mm; stripes 4 mm apart, spots of 1.7 mm.
        let (smooth, _) = measured(|_, _| 1.0);
        let (stripes, coherent) = measured(|x, y| 1.0 + 0.4 * sin((0.8 * x + 0.6 * y) * TAU / 9.0));
        let (spots, beside) = measured(|x, y| 0.6 + 0.8 * uniform(3, (x / 4.0) as u32, (y / 4.0) as u32));
        assert!(smooth < 0.01 && stripes > 0.05 && spots > 0.05, "{smooth} {stripes} {spots}");
        assert!(coherent > 0.95 && beside < 0.25, "{coherent} {beside}");
    }
}
