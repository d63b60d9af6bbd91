//! Lateral scattering in the picture: Gaussian blur of transmittance on coarse grids, interpolated row by row.
//!
//! In: marks as [`Transmission`] planes. Out: [`Spread`], interpolated row by row. The physics is in
//! [`light_spread`](crate::optics::light_spread); here it meets the picture's resolution: each channel is blurred on cells
//! as coarse as its blur allows, so a wide blur costs no more than a narrow one.

use core::ops::Range;

use super::resample::{row_pair, upsample_row};
use super::transmission::{FULL_TRANSMISSION, Transmission};
use crate::base::color::LinearRgb;
use crate::base::fixed::{div_unorm16, mul_q16_floor, mul_unorm16, q16_floor, to_unorm16};
use crate::base::math::max;
use crate::optics::light_spread::{CoarsePlane, MOST_RADIUS, SIGMA_MM};

/// Least width of a blur on its cells: coarser ones are taken while its standard deviation stays above, cells (choice: two or three cells wide).
const LEAST_SIGMA: f32 = 0.85;
/// The most that a mark absorbs, as a multiple of the light: clouds overlap.
const MOST_ABSORPTANCE: f32 = 15.0;
/// Reach of spread light, in the standard deviations of red: the blur's own and two cells of interpolation.
const REACH: f32 = 7.0;

/// Shares of spread light for the three channels, coarse, and how many pixels a cell spans.
#[derive(Default)]
pub struct Spread {
    channels: [(CoarsePlane, usize); 3],
    /// Rows of the picture it was made for.
    rows: Range<usize>,
}

impl Spread {
    /// What spread light has left under `marks` in some `rows` of the picture: each a plane at all its resolutions, the share
    /// it takes per channel, and how.
    pub fn new(marks: &[(&Pyramid, LinearRgb, AbsorptionRule)], pixels_per_mm: f32, rows: &Range<usize>) -> Self {
        let channel = |index: usize| {
            let sigma_px = SIGMA_MM[index] * pixels_per_mm;
            // The coarsest cells on which the blur is still two or three cells wide.
            let mut level = 1;
            while sigma_px / (1 << (level + 1)) as f32 > LEAST_SIGMA {
                level += 1;
            }
            let CoarsePlane { width, height, .. } = *marks[0].0.level(level);
            let mut product = CoarsePlane { values: vec![FULL_TRANSMISSION; width * height], width, height };
            // A row of the picture lies between two of cells.
            let rows = (rows.start >> level).saturating_sub(2)..((rows.end >> level) + 3).min(height);
            let read = rows.start.saturating_sub(MOST_RADIUS) * width..(rows.end + MOST_RADIUS).min(height) * width;
            for (levels, absorptance, rule) in marks {
                let (marks, light) = (&levels.level(level).values[read.clone()], &mut product.values[read.clone()]);
                attenuate(marks, absorptance[index].clamp(0.0, MOST_ABSORPTANCE), *rule, light);
            }
            product.blur(sigma_px / (1 << level) as f32, &rows);
            (product, 1 << level)
        };
        Self { channels: [channel(0), channel(1), channel(2)], rows: rows.clone() }
    }

    /// Whether it was made for all of some rows.
    pub fn covers(&self, rows: &Range<usize>) -> bool {
        rows.is_empty() || self.rows.start <= rows.start && rows.end <= self.rows.end
    }

    /// How far from a mark its spread light may reach in the picture, px: the blur's own reach and two cells of interpolation.
    pub fn reach_px(pixels_per_mm: f32) -> f32 {
        REACH * SIGMA_MM.x * pixels_per_mm
    }

    /// Writes the row `y` of the picture for one channel into `rows[0]`, as [`upsample_row`] does.
    pub(in crate::render) fn row(&self, channel: usize, y: usize, rows: &mut [Vec<u16>; 2]) {
        let (plane, size) = &self.channels[channel];
        let (upper, lower, part) = row_pair(y, *size, plane.height);
        let w = plane.width;
        upsample_row([&plane.values[upper * w..(upper + 1) * w], &plane.values[lower * w..(lower + 1) * w]], part, *size, rows);
    }
}

/// How marks take light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbsorptionRule {
    /// What they cover.
    Cover,
    /// More than that, from below; where clouds overlap they shade each other, so that no channel reaches zero.
    Cloud,
}

/// Steps to which the darkness of marks is quantized, as a shift of their 16 bits.
const STEP: u32 = 4;

/// Lets light pass marks that take a share of it. What each step of darkness leaves is computed once: a division a cell
/// takes three times as long in WebAssembly.
fn attenuate(marks: &[u16], share: f32, rule: AbsorptionRule, light: &mut [u16]) {
    let left = |step: u32| {
        let taken = share * (step << STEP) as f32 * (1.0 / f32::from(FULL_TRANSMISSION));
        let left = match rule {
            AbsorptionRule::Cover => max(1.0 - taken, 0.0),
            AbsorptionRule::Cloud => {
                let once = 1.0 / (1.0 + 0.5 * taken);
                once * once
            }
        };
        q16_floor(left)
    };
    let left: [u32; 1 << (16 - STEP)] = core::array::from_fn(|step| left(step as u32));
    for (light, marks) in light.chunks_mut(8).zip(marks.chunks(8)) {
        // Most of a picture bears no mark.
        if *marks == [FULL_TRANSMISSION; 8] {
            continue;
        }
        for (p, &v) in light.iter_mut().zip(marks) {
            *p = mul_q16_floor(u32::from(*p), left[usize::from((FULL_TRANSMISSION - v) >> STEP)]) as u16;
        }
    }
}

/// A plane of marks at 1/2, 1/4, … of the picture's resolution.
#[derive(Default)]
pub struct Pyramid {
    levels: Vec<CoarsePlane>,
}

impl Pyramid {
    /// Averages a plane down until the widest blur is a few cells.
    pub fn new(plane: &Transmission, width: usize, height: usize, pixels_per_mm: f32) -> Self {
        let mut levels = vec![CoarsePlane::downsampled_from(width, height, &|y| plane.row(y))];
        while SIGMA_MM.x * pixels_per_mm / (1 << (levels.len() + 1)) as f32 > LEAST_SIGMA {
            let next = levels[levels.len() - 1].downsampled();
            levels.push(next);
        }
        Self { levels }
    }

    /// What was drawn since `before`.
    pub(in crate::render) fn without(mut self, before: &Self) -> Self {
        for (value, &b) in self.levels.iter_mut().flat_map(|p| &mut p.values).zip(before.levels.iter().flat_map(|p| &p.values)) {
            *value = div_unorm16(*value, b);
        }
        self
    }

    /// Lets light pass the plane up to twice: `again` is the share of the second time, 0–1.
    pub(in crate::render) fn second_pass(&mut self, again: f32) {
        let again = to_unorm16(again);
        for value in self.levels.iter_mut().flat_map(|plane| &mut plane.values) {
            let taken = mul_q16_floor(u32::from(FULL_TRANSMISSION - *value), again);
            *value = mul_unorm16(u32::from(*value), u32::from(FULL_TRANSMISSION) - taken) as u16;
        }
    }

    fn level(&self, level: usize) -> &CoarsePlane {
        &self.levels[level - 1]
    }
}
