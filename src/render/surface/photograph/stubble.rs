//! The person's own shaved hair, told from shading (shading by nine functions of the normal: spherical harmonics, Ramamoorthi & Hanrahan
//! 2001), and how dark it is.
//!
//! ln light = shading(normal) + h · ln ratio: shading is common to skin with hair (h = 1) and without (h = 0), so that light from
//! one side does not count as hair. Where each lies is first what the body's head says, then what was found, some times over.

use super::geometry::{PhotographCell, PhotographCells};
use crate::base::math::{Vec3, exp, ln};

/// Functions of the normal, and with the ratio.
const SHADES: usize = 9;
const UNKNOWNS: usize = SHADES + 1;

/// Stubble begins with the fringe so far inside what Norwood VII leaves, bare skin so far outside, mm.
const FRINGE_MM: f32 = 6.0;
/// The forehead, so far outside the edge of all hair, stays bare, and hair grows nowhere else than so far inside, mm.
const FOREHEAD_MM: f32 = -8.0;
const INSIDE_MM: f32 = 0.0;
/// Bare skin so far inside the fringe counts as the fringe's, mm.
const BARE_FRINGE_MM: f32 = 2.0;
/// Cells are looked at that face the camera so much, as a cosine, and are not clipped.
const LEAST_FACING: f32 = 0.25;
const MOST_LIGHT: f32 = 0.97;
/// Added to light before its logarithm.
const DARK: f32 = 2e-3;
/// Each kind is found anew so often, from cells with less or more stubble than these.
const ROUNDS: usize = 4;
const BARE: f32 = 0.4;
const FULL: f32 = 0.6;
/// Least cells of each kind.
const LEAST_CELLS: usize = 60;
/// Ridge of the least squares: of shading, and of its mean and the ratio.
const RIDGE: (f64, f64) = (2e-3, 1e-7);
/// ln light that full stubble leaves, red, green, blue: of our own default stubble, 220 hairs/cm² of 0.5 mm, as this finds it in our own pictures
/// before their tone curve (a test holds it; its hue is that of 11 photographed edges of stubble).
const USUAL: [f64; 3] = [-0.245, -0.140, -0.125];
/// What shading leaves unexplained, in ln light: common to all channels, and of each channel for the strength and for the map. A
/// darkening of all channels may be shading that nine functions do not know, one of hue hardly.
const COMMON: f64 = 0.16;
const OWN_OF_STRENGTH: f64 = 0.06;
const OWN_OF_MAP: f64 = 0.04;
/// A ratio is trusted if shading leaves no more unexplained, red falls to less and blue to no more (found by trial on photographs under
/// one lamp and two), and if it is so many times the usual.
const MOST_RMS: f64 = 0.2;
const MOST_RED: f64 = 0.95;
const MOST_BLUE: f64 = 1.05;
const STRENGTHS: (f64, f64) = (0.35, 4.0);
/// The map's blur, mm, and the cosines between which a cell speaks for itself: at the limb its neighbors inside speak for it.
const MAP_MM: f32 = 2.5;
const SURE_PER_FACING: f32 = 4.0;
const LEAST_SURE: f32 = 1e-3;
/// A single cell's stubble stays within this.
const MAP_RANGE: (f32, f32) = (-0.5, 1.5);
/// Stubble that is darker than ours may be so by the camera's curve or by its density: half of it, in ln, is believed to be the curve's, up
/// to a slope. Stubble that is lighter is sparse, as fringes are (virtual camera: a slope of 0.75 from a thin fringe cost 1.4 ΔE00).
const MOST_SLOPE: f32 = 1.35;
/// Stubble from which on fewer dots are set, and over how much more none is left: an artist works between hairs.
const FEWER_FROM: f32 = 0.5;
const FEWER_OVER: f32 = 0.4;

/// What was found of the person's own stubble.
pub struct OwnStubble {
    /// How much stubble each cell bears, 0–1.
    pub map: Vec<f32>,
    /// How dark it is, times our default stubble in ln light.
    pub strength: f32,
}

impl OwnStubble {
    /// Looks for stubble in the diffuse light of a photograph: none where bare and shaved skin do not differ as they should, as on heads
    /// that are bare all over, shaved all over seen from above, or lit by two lamps of different color.
    pub fn new(cells: &PhotographCells, specular: &[f32]) -> Option<Self> {
        let samples: Vec<ShadingSample> =
            (0..cells.cells.len()).filter_map(|i| ShadingSample::new(i, &cells.cells[i], specular[i])).collect();
        let first = |cell: &PhotographCell| match cell.fringe_mm {
            mm if mm > FRINGE_MM => Some(true),
            mm if mm < -FRINGE_MM => Some(false),
            _ => None,
        };
        let mut kinds: Vec<Option<bool>> = samples.iter().map(|sample| first(&cells.cells[sample.cell])).collect();
        let mut found = None;
        for _ in 0..ROUNDS {
            let fit = ShadingFit::new(&samples, &kinds)?;
            if !fit.is_trusted() {
                return None;
            }
            let map = fit.map(cells, &samples);
            for (kind, sample) in kinds.iter_mut().zip(&samples) {
                let (cell, stubble) = (&cells.cells[sample.cell], map[sample.cell]);
                *kind = if cell.region_mm < FOREHEAD_MM || (stubble < BARE && cell.fringe_mm < BARE_FRINGE_MM) {
                    Some(false)
                } else if stubble > FULL && cell.region_mm > INSIDE_MM {
                    Some(true)
                } else {
                    None
                };
            }
            found = Some(Self { map, strength: fit.strength as f32 });
        }
        found
    }

    /// Slope of the camera's tone curve in ln light, relative to sRGB: how much darker stubble shows than ours would.
    pub fn slope(&self) -> f32 {
        self.strength.max(1.0).sqrt().min(MOST_SLOPE)
    }

    /// Share of marks that each cell shows beside its stubble.
    pub fn free(&self) -> Vec<f32> {
        self.map.iter().map(|stubble| 1.0 - ((stubble - FEWER_FROM) / FEWER_OVER).max(0.0).min(1.0)).collect()
    }
}

/// A cell whose shading counts.
struct ShadingSample {
    cell: usize,
    shades: [f64; SHADES],
    /// ln diffuse light, red, green, blue.
    light: [f64; 3],
    facing: f32,
}

impl ShadingSample {
    fn new(index: usize, cell: &PhotographCell, specular: f32) -> Option<Self> {
        if !cell.is_head || cell.scalp < 0.5 || cell.normal.z < LEAST_FACING || cell.light.max_element() > MOST_LIGHT {
            return None;
        }
        let light = cell.light.to_array().map(|light| f64::from(ln((light - specular).max(0.0) + DARK)));
        Some(Self { cell: index, shades: shades(cell.normal), light, facing: cell.normal.z })
    }
}

/// Nine shading functions of a normal: constant, linear, quadratic.
fn shades(n: Vec3) -> [f64; SHADES] {
    const OF_Z: f64 = 3.0;
    let [x, y, z] = [n.x, n.y, n.z].map(f64::from);
    [1.0, x, y, z, x * y, x * z, y * z, x * x - y * y, OF_Z * z * z - 1.0]
}

/// Shading and ratio by least squares.
struct ShadingFit {
    shade: [[f64; SHADES]; 3],
    /// ln light that full stubble leaves.
    ratio: [f64; 3],
    /// Greatest unexplained standard deviation of a channel.
    rms: f64,
    /// The ratio along the usual one.
    strength: f64,
}

impl ShadingFit {
    /// Bare and shaved samples weigh the same, however many.
    fn new(samples: &[ShadingSample], kinds: &[Option<bool>]) -> Option<Self> {
        let count = |which: bool| kinds.iter().filter(|kind| **kind == Some(which)).count();
        let counts = [count(false), count(true)];
        if counts.iter().any(|n| *n < LEAST_CELLS) {
            return None;
        }
        let known = || samples.iter().zip(kinds).filter_map(|(sample, kind)| kind.map(|kind| (sample, kind)));
        let (mut normal, mut right) = ([[0.0; UNKNOWNS]; UNKNOWNS], [[0.0; UNKNOWNS]; 3]);
        for (sample, shaved) in known() {
            let weight = 1.0 / counts[usize::from(shaved)] as f64;
            let row = row_of(sample, shaved);
            for (j, line) in normal.iter_mut().enumerate() {
                line.iter_mut().zip(&row).for_each(|(sum, v)| *sum += weight * row[j] * v);
                right.iter_mut().zip(sample.light).for_each(|(right, light)| right[j] += weight * row[j] * light);
            }
        }
        for (j, line) in normal.iter_mut().enumerate() {
            line[j] += if j == 0 || j == SHADES { RIDGE.1 } else { RIDGE.0 };
        }
        solve(&mut normal, &mut right);
        let mut squares = [0.0; 3];
        for (sample, shaved) in known() {
            let (weight, row) = (0.5 / counts[usize::from(shaved)] as f64, row_of(sample, shaved));
            for (square, (solved, light)) in squares.iter_mut().zip(right.iter().zip(sample.light)) {
                let off = light - solved.iter().zip(&row).map(|(a, b)| a * b).sum::<f64>();
                *square += weight * off * off;
            }
        }
        let ratio = right.map(|solved| solved[SHADES]);
        let weights = certainty(USUAL, OWN_OF_STRENGTH);
        let along = |v: [f64; 3]| weights.iter().zip(v).map(|(w, v)| w * v).sum::<f64>();
        Some(Self {
            shade: right.map(|solved| core::array::from_fn(|k| solved[k])),
            ratio,
            rms: squares.into_iter().fold(0.0, f64::max).sqrt(),
            strength: along(ratio) / along(USUAL),
        })
    }

    /// Whether the difference is one of stubble.
    fn is_trusted(&self) -> bool {
        let [red, _, blue] = self.ratio.map(|ln| f64::from(exp(ln as f32)));
        let strength = self.strength;
        self.rms < MOST_RMS && red < MOST_RED && blue < MOST_BLUE && strength > STRENGTHS.0 && strength < STRENGTHS.1
    }

    /// How much stubble each cell bears, 0–1.
    fn map(&self, cells: &PhotographCells, samples: &[ShadingSample]) -> Vec<f32> {
        // Of hue only the usual is believed.
        let ratio = USUAL.map(|usual| usual * self.strength);
        let weights = certainty(ratio, OWN_OF_MAP);
        let scale = 1.0 / weights.iter().zip(ratio).map(|(w, r)| w * r).sum::<f64>();
        let (mut map, mut sure) = (vec![0.0; cells.cells.len()], vec![0.0; cells.cells.len()]);
        for sample in samples {
            let off = |c: usize| sample.light[c] - self.shade[c].iter().zip(&sample.shades).map(|(a, b)| a * b).sum::<f64>();
            let stubble = (0..3).map(|c| weights[c] * off(c)).sum::<f64>() * scale;
            map[sample.cell] = (stubble as f32).max(MAP_RANGE.0).min(MAP_RANGE.1);
            sure[sample.cell] = ((sample.facing - LEAST_FACING) * SURE_PER_FACING).max(LEAST_SURE).min(1.0);
        }
        let mut around = cells.layout.mean_around(&map, &sure, MAP_MM * cells.cells_per_mm());
        around.iter_mut().for_each(|stubble| *stubble = stubble.max(0.0).min(1.0));
        around
    }
}

fn row_of(sample: &ShadingSample, shaved: bool) -> [f64; UNKNOWNS] {
    core::array::from_fn(|k| if k < SHADES { sample.shades[k] } else { f64::from(u8::from(shaved)) })
}

/// Weights of the channels for the amount of a `ratio` in them: (own² I + common² 11ᵀ)⁻¹ ratio.
fn certainty(ratio: [f64; 3], own: f64) -> [f64; 3] {
    const CHANNELS: f64 = 3.0;
    let (common, own) = (COMMON * COMMON, own * own);
    let mean = common / (own + CHANNELS * common) * ratio.iter().sum::<f64>();
    ratio.map(|v| (v - mean) / own)
}

/// Solves for all right sides by Gaussian elimination with pivots; what depends on nothing becomes 0.
fn solve(a: &mut [[f64; UNKNOWNS]; UNKNOWNS], right: &mut [[f64; UNKNOWNS]; 3]) {
    for i in 0..UNKNOWNS {
        let pivot = (i..UNKNOWNS).fold(i, |best, row| if a[row][i].abs() > a[best][i].abs() { row } else { best });
        a.swap(i, pivot);
        right.iter_mut().for_each(|b| b.swap(i, pivot));
        if a[i][i] == 0.0 {
            continue;
        }
        for row in i + 1..UNKNOWNS {
            let factor = a[row][i] / a[i][i];
            let above = a[i];
            a[row].iter_mut().zip(above).skip(i).for_each(|(v, above)| *v -= factor * above);
            right.iter_mut().for_each(|b| b[row] -= factor * b[i]);
        }
    }
    for b in right {
        for i in (0..UNKNOWNS).rev() {
            let known: f64 = (i + 1..UNKNOWNS).map(|k| a[i][k] * b[k]).sum();
            b[i] = if a[i][i] == 0.0 { 0.0 } else { (b[i] - known) / a[i][i] };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Scene, shading};
    use super::*;
    use crate::base::color::LinearRgb;

    const SKIN: LinearRgb = LinearRgb::new(0.60, 0.40, 0.30);

    /// What is found where everything that `is_shaved` bears stubble of a strength.
    fn found(scene: &Scene, strength: f32, is_shaved: impl Fn(&PhotographCell) -> bool) -> Option<(OwnStubble, PhotographCells)> {
        let photograph = scene.paint(|cell, _| {
            let ratio = USUAL.map(|v| if is_shaved(cell) { exp(v as f32 * strength) } else { 1.0 });
            SKIN * LinearRgb::new(ratio[0], ratio[1], ratio[2]) * shading(cell)
        });
        let cells = scene.cells(&photograph).0;
        Some((OwnStubble::new(&cells, &vec![0.0; cells.cells.len()])?, cells))
    }

    #[test]
    fn stubble_is_found_where_it_is_and_as_dark_as_it_is() {
        let scene = Scene::new(420, 70.0, 15.0);
        for strength in [0.8, 1.2, 2.0] {
            // An island on the top besides the fringe.
            let is_shaved = |cell: &PhotographCell| cell.fringe_mm > 0.0 || (cell.place - Vec3::new(40.0, 112.0, 0.0)).length() < 18.0;
            let (own, cells) = found(&scene, strength, is_shaved).unwrap();
            assert!((own.strength / strength - 1.0).abs() < 0.15, "{} for {strength}", own.strength);
            let (mut off, mut n) = (0.0, 0.0);
            for (cell, map) in cells.cells.iter().zip(&own.map).filter(|(cell, _)| cell.scalp > 0.9 && cell.normal.z > 0.35) {
                off += (map - f32::from(u8::from(is_shaved(cell)))).abs();
                n += 1.0;
            }
            assert!(off / n < 0.15, "{}", off / n);
        }
    }

    #[test]
    fn without_contrast_nothing_is_said() {
        let scene = Scene::new(420, 70.0, 15.0);
        assert!(found(&scene, 1.0, |_| false).is_none(), "bare all over");
        assert!(found(&scene, -1.0, |cell| cell.fringe_mm > 0.0).is_none(), "lighter than skin");
        let above = Scene::new(420, 0.0, 89.0);
        assert!(found(&above, 1.0, |cell| cell.region_mm > -200.0 && cell.is_head).is_none(), "shaved all over");
    }

    #[test]
    fn marks_are_left_out_where_stubble_is_full() {
        let own = OwnStubble { map: vec![0.0, 0.5, 0.7, 0.9, 1.0], strength: 2.0 };
        let free = own.free();
        assert!(free.iter().zip([1.0, 1.0, 0.5, 0.0, 0.0]).all(|(a, b)| (a - b).abs() < 1e-5), "{free:?}");
        assert_eq!(own.slope(), MOST_SLOPE);
        assert_eq!(OwnStubble { map: Vec::new(), strength: 0.6 }.slope(), 1.0);
    }
}
