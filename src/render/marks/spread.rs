//! What sideways wandering light has left under the marks: from two planes of transmission to a row of shares.
//!
//! In: marks as [`Transmission`] planes. Out: [`Spread`], interpolated row by row. The physics is in
//! [`light_spread`](crate::optics::light_spread); here it meets the picture's resolution: each channel is blurred on cells
//! as coarse as its blur allows, so a wide blur costs no more than a narrow one.

use core::ops::Range;

use super::resample::{finer, lines};
use super::transmission::{CLEAR, Transmission, share};
use crate::base::math::{Vec3, max};
use crate::optics::light_spread::{MOST_RADIUS, Plane, SIGMA_MM};

/// Shares of spread light for the three channels, coarse, and how many pixels a cell spans.
#[derive(Default)]
pub struct Spread {
    channels: [(Plane, usize); 3],
    /// Rows of the picture it was made for.
    rows: Range<usize>,
}

impl Spread {
    /// What spread light has left under `marks` in some `rows` of the picture: each a plane at all its resolutions, the share
    /// it takes per channel, and how.
    pub fn new(marks: &[(&Pyramid, Vec3, Takes)], pixels_per_mm: f32, rows: &Range<usize>) -> Self {
        let channel = |index: usize| {
            let sigma_px = SIGMA_MM[index] * pixels_per_mm;
            // The coarsest cells on which the blur is still two or three cells wide.
            let mut level = 1;
            while sigma_px / (1 << (level + 1)) as f32 > 0.85 {
                level += 1;
            }
            let Plane { width, height, .. } = *marks[0].0.level(level);
            let mut product = Plane { values: vec![CLEAR; width * height], width, height };
            // A row of the picture lies between two of cells.
            let rows = (rows.start >> level).saturating_sub(2)..((rows.end >> level) + 3).min(height);
            let read = rows.start.saturating_sub(MOST_RADIUS) * width..(rows.end + MOST_RADIUS).min(height) * width;
            for (levels, absorptance, takes) in marks {
                let (marks, light) = (&levels.level(level).values[read.clone()], &mut product.values[read.clone()]);
                pass(marks, absorptance[index].clamp(0.0, 15.0), *takes, light);
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
        7.0 * SIGMA_MM.x * pixels_per_mm
    }

    /// Writes the row `y` of the picture for one channel into `rows[0]`, as [`finer`] does.
    pub(in crate::render) fn row(&self, channel: usize, y: usize, rows: &mut [Vec<u16>; 2]) {
        let (plane, size) = &self.channels[channel];
        let (upper, lower, part) = lines(y, *size, plane.height);
        let w = plane.width;
        finer([&plane.values[upper * w..(upper + 1) * w], &plane.values[lower * w..(lower + 1) * w]], part, *size, rows);
    }
}

/// How marks take light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// What they cover.
    Cover,
    /// More than that, from below; where clouds overlap they shade each other, so that no hue is lost to the last.
    Cloud,
}

/// Steps in which marks are told apart when they take light, as a shift of their 16 bits.
const STEP: u32 = 4;

/// Lets light pass marks that take a share of it. What each step of darkness leaves is computed once: a division a cell
/// takes three times as long in WebAssembly.
fn pass(marks: &[u16], share: f32, takes: Takes, light: &mut [u16]) {
    let left = |step: u32| {
        let taken = share * (step << STEP) as f32 * (1.0 / f32::from(CLEAR));
        let left = match takes {
            Takes::Cover => max(1.0 - taken, 0.0),
            Takes::Cloud => {
                let once = 1.0 / (1.0 + 0.5 * taken);
                once * once
            }
        };
        (left * 65_536.0) as u32
    };
    let left: [u32; 1 << (16 - STEP)] = core::array::from_fn(|step| left(step as u32));
    for (light, marks) in light.chunks_mut(8).zip(marks.chunks(8)) {
        // Most of a picture bears no mark.
        if *marks == [CLEAR; 8] {
            continue;
        }
        for (p, &v) in light.iter_mut().zip(marks) {
            *p = ((u32::from(*p) * left[usize::from((CLEAR - v) >> STEP)]) >> 16) as u16;
        }
    }
}

/// A plane of marks at 1/2, 1/4, … of the picture's resolution.
#[derive(Default)]
pub struct Pyramid {
    levels: Vec<Plane>,
}

impl Pyramid {
    /// Averages a plane down until the widest blur is a few cells.
    pub fn new(plane: &Transmission, width: usize, height: usize, pixels_per_mm: f32) -> Self {
        let mut levels = vec![Plane::half_of(width, height, &|y| plane.row(y))];
        while SIGMA_MM.x * pixels_per_mm / (1 << (levels.len() + 1)) as f32 > 0.85 {
            let next = levels[levels.len() - 1].halved();
            levels.push(next);
        }
        Self { levels }
    }

    /// What was drawn since `before`.
    pub(in crate::render) fn since(mut self, before: &Self) -> Self {
        for (value, &b) in self.levels.iter_mut().flat_map(|p| &mut p.values).zip(before.levels.iter().flat_map(|p| &p.values)) {
            *value = (u32::from(*value) * u32::from(CLEAR) / u32::from(b).max(1)).min(u32::from(CLEAR)) as u16;
        }
        self
    }

    /// Lets light pass the plane up to twice: `again` is the share of the second time, 0–1.
    pub(in crate::render) fn thicken(&mut self, again: f32) {
        let again = share(again);
        for value in self.levels.iter_mut().flat_map(|plane| &mut plane.values) {
            let taken = (u32::from(CLEAR - *value) * again) >> 16;
            *value = ((u32::from(*value) * (u32::from(CLEAR) - taken + 1)) >> 16) as u16;
        }
    }

    fn level(&self, level: usize) -> &Plane {
        &self.levels[level - 1]
    }
}
