//! Blur of a photograph from the edges of the head's outline (width of an edge-spread function).
//!
//! An ideal step seen through a Gaussian has its steepest slope at step / (σ √2π). Shadows and hair only widen an edge, so the sharpest count.

use super::cell_plane::Histogram;
use super::geometry::PhotographCells;
use super::pixels::Photograph;
use crate::base::color::{LinearRgb, luminance};
use crate::base::math::Vec2;

/// Standard deviation where no edge tells it, px: of most cameras.
const USUAL_PX: f32 = 0.9;
/// Marks are drawn with so much of it: cameras sharpen, which single dots gain more by than edges do (virtual camera: local contrast of marks
/// 0.91 of the true one instead of 0.88).
const SHARPENED: f32 = 0.85;
/// Least and most that is drawn, px.
const RANGE_PX: (f32, f32) = (0.55, 3.0);
/// Edges from the sharpest on that count, as a share of all (found by trial: a blur of 2 px is measured as 1.7).
const SHARPEST: f32 = 0.2;
/// Profiles reach so far to both sides of the outline, in samples of half a pixel; an edge must lie so far from their ends.
const REACH: i32 = 28;
const FROM_END: usize = 14;
const BESIDE: usize = 8;
/// Least step of light over an edge that counts.
const LEAST_STEP: f32 = 0.08;
/// √2π.
const ROOT_TAU: f32 = 2.506_628_3;
/// Variance that bilinear sampling adds, px², and the least that is left.
const SAMPLING: f32 = 0.16;
const LEAST_VARIANCE: f32 = 0.04;
/// Least number of edges.
const LEAST_EDGES: u32 = 8;
/// Most of a standard deviation that is told apart, px.
const MOST_PX: f32 = 8.0;
/// Smoothing of the silhouette before its edge's direction is taken, mm.
const SMOOTH_MM: f32 = 2.0;
/// Only the skull's outline counts: above this height, mm.
const ABOVE_MM: f32 = 40.0;

/// Standard deviation of the blur, px, before limits; none where too few edges tell it.
pub fn measured_blur(photograph: &Photograph, cells: &PhotographCells) -> Option<f32> {
    let layout = &cells.layout;
    let mut inside = cells.plane(|cell| f32::from(u8::from(cell.is_head)));
    layout.blur(&mut inside, SMOOTH_MM * cells.cells_per_mm());
    let decoding = Photograph::linear_decoding();
    let mut sigmas = Histogram::new(0.0, MOST_PX);
    let at = |column: usize, row: usize| row * layout.columns + column;
    for row in 1..layout.rows.saturating_sub(1) {
        for column in 1..layout.columns.saturating_sub(1) {
            let cell = &cells.cells[at(column, row)];
            let beside = [at(column - 1, row), at(column + 1, row), at(column, row - 1), at(column, row + 1)];
            if !cell.is_head || cell.place.y < ABOVE_MM || beside.iter().all(|&i| cells.cells[i].is_head) {
                continue;
            }
            let normal = Vec2::new(inside[beside[0]] - inside[beside[1]], inside[beside[2]] - inside[beside[3]]).normalize_or_zero();
            let middle = [column, row].map(|cell| (cell as f32 + 0.5) * layout.step as f32);
            let middle = Vec2::new(middle[0] + layout.first[0] as f32, middle[1] + layout.first[1] as f32);
            if normal != Vec2::ZERO {
                edge_sigma(photograph, &decoding, middle, normal).into_iter().for_each(|sigma| sigmas.add(sigma));
            }
        }
    }
    if sigmas.total() < LEAST_EDGES { None } else { sigmas.quantile(SHARPEST) }
}

/// What of it marks get, within limits.
pub fn drawn_blur(measured: Option<f32>) -> f32 {
    measured.map_or(USUAL_PX, |px| SHARPENED * px).max(RANGE_PX.0).min(RANGE_PX.1)
}

/// Standard deviation of one edge across the outline, px.
fn edge_sigma(photograph: &Photograph, decoding: &[f32; 256], middle: Vec2, normal: Vec2) -> Option<f32> {
    let light = |x: i32, y: i32| {
        let inside = x >= 0 && y >= 0 && (x as usize) < photograph.width && (y as usize) < photograph.height;
        inside.then(|| {
            let pixel = &photograph.bytes[(y as usize * photograph.width + x as usize) * 4..][..3];
            luminance(LinearRgb::new(decoding[usize::from(pixel[0])], decoding[usize::from(pixel[1])], decoding[usize::from(pixel[2])]))
        })
    };
    let mut profile = [0.0f32; 2 * REACH as usize + 1];
    for (value, i) in profile.iter_mut().zip(-REACH..) {
        let p = middle + normal * (i as f32 * 0.5) - Vec2::splat(0.5);
        let (x, y) = (p.x.floor(), p.y.floor());
        let (u, v) = (p.x - x, p.y - y);
        let (x, y) = (x as i32, y as i32);
        let mix = |y: i32| Some(light(x, y)? * (1.0 - u) + light(x + 1, y)? * u);
        *value = mix(y)? * (1.0 - v) + mix(y + 1)? * v;
    }
    let slopes = profile.windows(3).map(|three| (three[2] - three[0]).abs());
    let (before, steepest) = slopes.enumerate().fold((0, 0.0), |best, (i, slope)| if slope > best.1 { (i, slope) } else { best });
    let at = before + 1;
    if at < FROM_END || at + FROM_END >= profile.len() {
        return None;
    }
    let mean = |values: &[f32]| values.iter().sum::<f32>() / values.len() as f32;
    let step = (mean(&profile[at + BESIDE..at + FROM_END]) - mean(&profile[at - FROM_END..at - BESIDE])).abs();
    // One pixel is two samples.
    let sigma = step / (steepest * ROOT_TAU);
    (step > LEAST_STEP && steepest > 0.0).then(|| (sigma * sigma - SAMPLING).max(LEAST_VARIANCE).sqrt())
}

#[cfg(test)]
mod tests {
    use super::super::cell_plane::CellLayout;
    use super::super::geometry::PhotographCell;
    use super::*;
    use crate::base::color::encode;
    use crate::base::fixed::unorm8_round;
    use crate::base::math::Vec3;
    use crate::base::random::uniform;

    const SIDE: usize = 240;

    /// A disc before a wall, blurred by a Gaussian, with noise of about a level: four samples across and down a pixel, so exact to a
    /// hundredth.
    fn disc(sigma: f32) -> (Photograph, PhotographCells) {
        let layout = CellLayout { step: 2, first: [0, 0], columns: SIDE / 2, rows: SIDE / 2 };
        let from_middle = |x: f32, y: f32| ((x - 120.0) * (x - 120.0) + (y - 120.0) * (y - 120.0)).sqrt();
        // An edge so little curved is an error function across it; its table by summing the Gaussian.
        let gaussian = |x: f32| crate::base::math::gaussian(x, sigma) / (sigma * ROOT_TAU);
        let covered =
            |off: f32| (0..4000).map(|i| (i as f32 - 2000.0) * 0.01).filter(|t| *t < off).map(|t| gaussian(t) * 0.01).sum::<f32>();
        let bytes: Vec<u8> = (0..SIDE * SIDE)
            .flat_map(|i| {
                let off = 80.0 - from_middle((i % SIDE) as f32 + 0.5, (i / SIDE) as f32 + 0.5);
                let share = if off > 15.0 {
                    1.0
                } else if off < -15.0 {
                    0.0
                } else {
                    covered(off)
                };
                let noise = (uniform(3, 0, i as u32) - 0.5) * 0.004;
                let byte = unorm8_round(encode(0.12 + 0.4 * share + noise));
                [byte, byte, byte, 255]
            })
            .collect();
        let cells = (0..layout.len())
            .map(|i| PhotographCell {
                is_head: from_middle((i % layout.columns) as f32 * 2.0 + 1.0, (i / layout.columns) as f32 * 2.0 + 1.0) < 79.0,
                place: Vec3::new(0.0, 90.0, 0.0),
                ..PhotographCell::default()
            })
            .collect();
        (Photograph::new(bytes, SIDE, SIDE).unwrap(), PhotographCells { layout, pixels_per_mm: 1.2, head_px: 160.0, breadth: 1.0, cells })
    }

    #[test]
    fn the_blur_of_an_edge_is_found() {
        for sigma in [0.9, 1.5, 2.5] {
            let (photograph, cells) = disc(sigma);
            let found = measured_blur(&photograph, &cells).unwrap();
            assert!((found / sigma - 1.0).abs() < 0.15, "{found} for {sigma}");
        }
    }

    #[test]
    fn without_edges_it_is_the_usual_one() {
        let (_, cells) = disc(1.0);
        let plain = Photograph::new(vec![90; SIDE * SIDE * 4], SIDE, SIDE).unwrap();
        assert_eq!(measured_blur(&plain, &cells), None);
        assert_eq!([None, Some(0.1), Some(1.7), Some(9.0)].map(drawn_blur), [USUAL_PX, 0.55, 1.7 * SHARPENED, 3.0]);
    }
}
