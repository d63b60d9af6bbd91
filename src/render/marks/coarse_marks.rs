//! Large soft marks on a coarse grid (a power of two px a cell), so that they cost no more than small ones.

use super::root_mark::RootMark;
use super::splat::{self, Atlas};
use super::transmission::Transmission;
use crate::base::math::Vec3;

/// Least share of a squared radius that is left after narrowing (choice: a mark no wider than the blur).
const LEAST_NARROWED: f32 = 0.3;

/// Pixels along a side of the finest cells of blots: from afar, where all of them are in the picture, they cost as little as dots (choice).
const LEAST_BLOT_CELL: usize = 2;
/// Most cells in the radius of a blot (choice: four are as smooth as pixels would be, and cost a sixteenth at the closest zoom).
const MOST_CELLS: usize = 4;

/// A plane of cells, each a power of two px wide.
#[derive(Default)]
pub struct CoarseMarks {
    plane: Transmission,
    /// Pixels along a side of a cell.
    pub size: usize,
}

impl CoarseMarks {
    /// Readies the cells for marks of up to a radius, px, in a picture.
    pub fn begin(&mut self, atlas: &Atlas, largest: f32, width: usize, height: usize) {
        self.size = 1;
        while !atlas.has_size(largest / self.size as f32) {
            self.size *= 2;
        }
        self.plane.reset(width.div_ceil(self.size), height.div_ceil(self.size));
    }

    /// Cells for blots of up to a radius, px, as coarse as keeps their shape; none for a radius of 0.
    pub fn for_blots(largest: f32, width: usize, height: usize) -> Option<Self> {
        if largest <= 0.0 {
            return None;
        }
        let mut size = LEAST_BLOT_CELL;
        while largest > (MOST_CELLS * size) as f32 {
            size *= 2;
        }
        let mut plane = Transmission::for_disjoint_marks();
        plane.reset(width.div_ceil(size), height.div_ceil(size));
        Some(Self { plane, size })
    }

    /// Draws a blot, given in px of the picture, that takes `strength` of the light on skin which faces the eye, as the ellipse it is on skin
    /// with the camera-frame `normal`; `facing` is the cosine to the line of sight.
    pub fn draw_blot(&mut self, atlas: &Atlas, (x, y): (f32, f32), radius: f32, strength: f32, (facing, normal): (f32, Vec3)) {
        let cell = 1.0 / self.size as f32;
        let (x, y, radius) = (x * cell, y * cell, radius * cell);
        if atlas.has_size(radius) {
            atlas.draw(&mut self.plane, x, y, radius, strength * facing);
        } else {
            splat::draw_on_skin(&mut self.plane, x, y, radius, strength * facing, normal);
        }
    }

    /// Draws a soft round mark, given in px of the picture.
    #[inline(never)]
    pub fn draw(&mut self, atlas: &Atlas, x: f32, y: f32, radius: f32, strength: f32) {
        let cell = 1.0 / self.size as f32;
        let radius = radius * cell;
        // Cells blur what is drawn on them, once as they are filled and once as pixels are made of them.
        let narrower = if self.size > 1 { (1.0 - splat::CELL_BLUR / (radius * radius)).max(LEAST_NARROWED) } else { 1.0 };
        atlas.draw(&mut self.plane, x * cell, y * cell, radius * narrower.sqrt(), strength / narrower);
    }

    /// Draws the streak of a root, given in px of the picture.
    pub fn draw_root(&mut self, atlas: &Atlas, mark: RootMark, place: (f32, f32), way: (f32, f32)) {
        mark.points(place, way).for_each(|p| self.draw(atlas, p.x, p.y, p.radius, p.strength));
    }

    /// Multiplies a full-resolution plane by the coarse marks.
    pub fn multiply_into(&self, plane: &mut Transmission) {
        plane.multiply_coarse(&self.plane, self.size);
    }
}
