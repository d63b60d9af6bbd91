//! What a photograph is good for: size, blur, exposure, and how long the hair on it is.

use serde::Serialize;

use super::cell_plane::Histogram;
use super::geometry::PhotographCells;
use super::texture::ScalpTexture;
use crate::base::color::{LinearRgb, luminance};
use crate::base::math::{Vec2, Vec3, ln};

/// Hair as a photograph shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PhotographedHair {
    /// Bare, or stubble.
    #[default]
    Shaved,
    /// Some millimeters: scalp shows little or not at all, but the head has its shape.
    Short,
    /// Longer: what lies below cannot be known.
    Long,
}

/// What a photograph is good for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PhotographChecks {
    /// How long the hair is.
    pub hair: PhotographedHair,
    /// So small that single dots are not seen.
    pub small: bool,
    /// So blurred that none are.
    pub blurred: bool,
    /// So dark that light can hardly be told from noise.
    pub dark: bool,
    /// So light that much of the scalp has no color.
    pub clipped: bool,
}

/// A head narrower than this shows tone only, px; a blur wider than this no dots, px (design: 0.4 mm a pixel).
const SMALL_PX: f32 = 350.0;
const BLURRED_PX: f32 = 3.0;
/// A head is too dark whose upper tenth is darker than this (choice: byte 55), and too light where more of the scalp than the share has
/// all channels above the light.
const DARK_QUANTILE: f32 = 0.9;
const DARK_LIGHT: f32 = 0.038;
const CLIPPED_SHARE: f32 = 0.03;
const CLIPPED_LIGHT: f32 = 0.93;
/// The top: so far inside the edge of all hair, and outside the fringe, mm; it faces the camera as a cosine, and away from the limb by
/// a share of a silhouette blurred over so many mm.
const TOP_MM: f32 = 4.0;
const TOP_FACING: f32 = 0.25;
const LIMB_MM: f32 = 2.5;
const INSIDE: f32 = 0.97;
/// Contrast from which on a cell is textured as by hair, and share of the top that is so where it has hair (found by trial on 15
/// portraits: shaved 0–0.44, stubble of our own 0.25, hair of 3–40 mm 0.49–0.97).
const TEXTURED: f32 = 0.05;
const HAIRED_SHARE: f32 = 0.46;
/// Coherence of combed hair, and share of what is textured that has it where hair is long (likewise: 0.06–0.49, combed 0.67 and 0.91).
const COHERENT: f32 = 0.6;
const COMBED_SHARE: f32 = 0.58;
/// Share of the outline that hair stands beyond by 8 mm where it is long (likewise: 0–0.40 on short hair, 0.55 on a dense crop of curls).
const BEYOND_SHARE: f32 = 0.47;
/// Hair that is taken for the outline widens the fitted head by so much where it is long (likewise: to 1.02, and 1.10 by a crop of curls).
const WIDENED: f32 = 1.07;
/// Mean color is taken so far inside the outline, so far beyond it, and where nothing but background is, mm.
const INSIDE_MM: (f32, f32) = (-5.0, -1.5);
const BEYOND_MM: (f32, f32) = (7.5, 9.5);
const FAR_MM: (f32, f32) = (19.0, 24.0);
/// Step along them, mm, and least places of each.
const STEP_MM: f32 = 0.7;
const LEAST_PLACES: usize = 2;
/// Least mean difference in ln light between hair and background that can be told, and most of it that hair beyond differs by.
const LEAST_DIFFERENCE: f32 = 0.25;
const MOST_OF_DIFFERENCE: f32 = 0.5;
/// The outline is the scalp's in front of hair, or above this height, and everywhere above the other, mm.
const SCALP_REGION_MM: f32 = 3.0;
const OUTLINE_ABOVE_MM: f32 = 45.0;
const ALL_ABOVE_MM: f32 = 95.0;
/// Smoothing of the silhouette before its direction is taken, mm.
const SMOOTH_MM: f32 = 2.0;
/// Added to light before its logarithm.
const DARK: f32 = 0.01;
/// Least cells of a scalp whose hair can be judged.
const LEAST_CELLS: usize = 60;

impl PhotographChecks {
    /// Judges a photograph by what its cells see and its measured blur, px.
    pub fn new(cells: &PhotographCells, texture: &ScalpTexture, blur_px: Option<f32>) -> Self {
        let head = cells.cells.iter().filter(|cell| cell.is_head && cell.normal.z > TOP_FACING);
        let lights = Histogram::of(0.0, 1.0, head.map(|cell| luminance(cell.light)));
        let scalp = || cells.cells.iter().filter(|cell| cell.is_head && cell.scalp > 0.5);
        let clipped = scalp().filter(|cell| cell.light.min_element() > CLIPPED_LIGHT).count();
        Self {
            hair: hair(cells, texture),
            small: cells.head_px < SMALL_PX,
            blurred: blur_px.is_some_and(|px| px > BLURRED_PX),
            dark: lights.quantile(DARK_QUANTILE).is_some_and(|light| light < DARK_LIGHT),
            clipped: clipped as f32 > CLIPPED_SHARE * scalp().count() as f32,
        }
    }
}

/// How long the hair of the top is, by its texture and by how far it stands beyond the outline or has widened it.
fn hair(cells: &PhotographCells, texture: &ScalpTexture) -> PhotographedHair {
    let mut inside = cells.plane(|cell| f32::from(u8::from(cell.is_head)));
    cells.layout.blur(&mut inside, LIMB_MM * cells.cells_per_mm());
    let seen = |i: &usize| {
        let cell = &cells.cells[*i];
        cell.is_head && cell.scalp > 0.5 && cell.normal.z > TOP_FACING && inside[*i] > INSIDE && cell.region_mm > TOP_MM
    };
    let mut top: Vec<usize> = (0..cells.cells.len()).filter(seen).filter(|&i| cells.cells[i].fringe_mm < 0.0).collect();
    if top.len() < LEAST_CELLS {
        top = (0..cells.cells.len()).filter(seen).collect();
    }
    let textured = top.iter().filter(|&&i| texture.contrast[i] > TEXTURED);
    let (count, coherent) = textured.fold((0, 0), |(n, coherent), &i| (n + 1, coherent + usize::from(texture.coherence[i] > COHERENT)));
    if top.len() < LEAST_CELLS || (count as f32) < HAIRED_SHARE * top.len() as f32 {
        return PhotographedHair::Shaved;
    }
    if coherent as f32 > COMBED_SHARE * count as f32 || cells.breadth > WIDENED || beyond_outline(cells) > BEYOND_SHARE {
        return PhotographedHair::Long;
    }
    PhotographedHair::Short
}

/// Share of the scalp's outline beyond which hair stands 8 mm: it looks there as just inside, and otherwise farther out.
fn beyond_outline(cells: &PhotographCells) -> f32 {
    let layout = &cells.layout;
    let mut inside = cells.plane(|cell| f32::from(u8::from(cell.is_head)));
    layout.blur(&mut inside, SMOOTH_MM * cells.cells_per_mm());
    let at = |column: usize, row: usize| row * layout.columns + column;
    let (mut count, mut beyond) = (0, 0);
    for row in 1..layout.rows.saturating_sub(1) {
        for column in 1..layout.columns.saturating_sub(1) {
            let cell = &cells.cells[at(column, row)];
            let beside = [at(column - 1, row), at(column + 1, row), at(column, row - 1), at(column, row + 1)];
            let scalp = cell.place.y > OUTLINE_ABOVE_MM && (cell.region_mm > SCALP_REGION_MM || cell.place.y > ALL_ABOVE_MM);
            if !cell.is_head || !scalp || beside.iter().all(|&i| cells.cells[i].is_head) {
                continue;
            }
            let normal = Vec2::new(inside[beside[0]] - inside[beside[1]], inside[beside[2]] - inside[beside[3]]).normalize_or_zero();
            let mean = |range| mean_color(cells, Vec2::new(column as f32, row as f32), normal, range);
            if let (Some(own), Some(out), Some(far)) = (mean(INSIDE_MM), mean(BEYOND_MM), mean(FAR_MM)) {
                let apart = |a: Vec3, b: Vec3| (a - b).abs().element_sum() / CHANNELS;
                let (hair, background) = (apart(out, own), apart(far, own));
                count += 1;
                let like_hair = hair < MOST_OF_DIFFERENCE * background && hair < apart(out, far);
                beyond += usize::from(background > LEAST_DIFFERENCE && like_hair);
            }
        }
    }
    beyond as f32 / count.max(1) as f32
}

/// Channels of a color.
const CHANNELS: f32 = 3.0;

/// Mean ln color along the normal of the outline over a range, mm outward.
fn mean_color(cells: &PhotographCells, from: Vec2, normal: Vec2, (near, far): (f32, f32)) -> Option<Vec3> {
    let layout = &cells.layout;
    let (mut sum, mut n) = (Vec3::ZERO, 0);
    for k in 0..((far - near) / STEP_MM) as usize + 1 {
        let p = from + normal * ((near + k as f32 * STEP_MM) * cells.cells_per_mm()) + Vec2::splat(0.5);
        if p.x >= 0.0 && p.y >= 0.0 && (p.x as usize) < layout.columns && (p.y as usize) < layout.rows {
            let light: LinearRgb = cells.cells[p.y as usize * layout.columns + p.x as usize].light;
            sum += light.map(|v| ln(v + DARK)).to_vec3();
            n += 1;
        }
    }
    (n >= LEAST_PLACES).then(|| sum / n as f32)
}

#[cfg(test)]
mod tests {
    use super::super::geometry::PhotographCell;
    use super::super::tests::{Scene, shading};
    use super::*;
    use crate::base::math::{TAU, sin};
    use crate::base::random::uniform;

    const SKIN: LinearRgb = LinearRgb::new(0.6, 0.4, 0.3);

    fn checked(side: usize, blur_px: Option<f32>, light: impl Fn(&PhotographCell, [usize; 2]) -> LinearRgb) -> PhotographChecks {
        let scene = Scene::new(side, 0.0, 45.0);
        let photograph = scene.paint(light);
        let cells = scene.cells(&photograph).0;
        PhotographChecks::new(&cells, &ScalpTexture::new(&photograph, &cells), blur_px)
    }

    #[test]
    fn a_good_photograph_passes_all_checks() {
        let good = checked(900, Some(1.2), |cell, _| SKIN * shading(cell));
        assert_eq!(good, PhotographChecks::default());
    }

    #[test]
    fn what_is_wrong_is_said() {
        let bare = |cell: &PhotographCell, _: [usize; 2]| SKIN * shading(cell);
        assert!(checked(400, None, bare).small);
        assert!(checked(900, Some(3.4), bare).blurred);
        assert!(checked(900, None, |cell, _| SKIN * (0.05 * shading(cell))).dark);
        let clipped = checked(900, None, |cell, _| if cell.normal.y > 0.7 { LinearRgb::WHITE } else { SKIN * shading(cell) });
        assert!(clipped.clipped && !clipped.dark);
    }

    #[test]
    fn hair_is_shaved_short_or_long() {
        // 3 px a mm. A crop of single dark hairs, combed hair, and curls that stand off the head.
        let on_top = |cell: &PhotographCell| cell.is_head && cell.region_mm > 0.0;
        let mottled = |[x, y]: [usize; 2], px: usize| 0.25 + 0.9 * uniform(3, (x / px) as u32, (y / px) as u32);
        let short =
            checked(900, None, |cell, at| if on_top(cell) { SKIN * (0.4 * mottled(at, 3) * shading(cell)) } else { SKIN * shading(cell) });
        assert_eq!(short.hair, PhotographedHair::Short);
        let combed = checked(900, None, |cell, [x, y]| {
            let lock = 0.6 + 0.5 * sin((x as f32 * 0.9 + y as f32 * 0.4) * TAU / 11.0);
            if on_top(cell) { SKIN * (0.4 * lock * shading(cell)) } else { SKIN * shading(cell) }
        });
        assert_eq!(combed.hair, PhotographedHair::Long);
        // Beyond the head there is hair for 12 mm, then a wall.
        let scene = Scene::new(900, 0.0, 45.0);
        let cells = scene.cells(&scene.paint(|_, _| LinearRgb::BLACK)).0;
        let mut near = cells.plane(|cell| f32::from(u8::from(cell.is_head)));
        cells.layout.blur(&mut near, 8.0 * cells.cells_per_mm());
        let curls = checked(900, None, |cell, at| {
            let beside = cells.layout.cell_of(at[0], at[1]).map_or(0.0, |cell| near[cell]);
            match () {
                () if on_top(cell) || (!cell.is_head && beside > 0.066) => SKIN * (0.3 * mottled(at, 4)),
                () if cell.is_head => SKIN * shading(cell),
                () => LinearRgb::gray(0.5),
            }
        });
        assert_eq!(curls.hair, PhotographedHair::Long);
    }
}
