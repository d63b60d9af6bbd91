//! A sparse, graded sampling grid in bricks: fine where the surface is, kept only where the surface passes.

use crate::base::math::{Vec3, vec3};
use crate::head::body::{BUST_END, Body};
use crate::head::form::eye::Eye;
use crate::head::form::profile::{Bump, Ramp};

/// Cells along one edge of a brick.
const EDGE: usize = 8;

/// Corners (and cells) of a brick.
const VOLUME: usize = EDGE * EDGE * EDGE;

/// Not sampled, not visited.
const UNKNOWN: u32 = u32::MAX;

/// Whole numbers of a cell or corner along x, y and z.
pub(in crate::head) type Index = [usize; 3];

// Planes across an axis as zones, mm: the coordinate at which a zone ends, and the steps it asks for. Fine where the body has folds:
// nose and eyes, the ear, the mouth, the lids (found by trial: as coarse as rendered heads allow).

/// Across x, from just behind the midline: face; ear from 60 mm on; shoulders.
const ACROSS_FROM: f32 = -0.7;
const ACROSS: &[(f32, f32)] = &[(18.0, 1.4), (46.0, 1.7), (60.0, 2.4), (96.0, 1.0), (256.0, 7.5)];
/// Along y, from the cut: shoulders, neck, chin, mouth, eyes and ears, skull.
const UP: &[(f32, f32)] =
    &[(-230.0, 13.0), (-196.0, 7.5), (-146.0, 6.0), (-100.0, 3.6), (-66.0, 2.6), (-40.0, 1.2), (-36.0, 1.5), (33.0, 1.0), (140.0, 4.5)];
/// Along z: back of the head, ear, cheek, face.
const FORWARD_FROM: f32 = -156.0;
const FORWARD: &[(f32, f32)] = &[(-112.0, 8.0), (-38.0, 4.5), (4.0, 1.0), (66.0, 3.2), (128.0, 1.4)];
/// Steps shrink and grow by at most these shares from one to the next, so triangles stay well shaped.
const SHRINKS: f32 = -0.2;
const GROWS: f32 = 0.25;

/// Rows are bent so far above and below lids and mouth at most, and in full over this standard deviation, mm.
const BENT_WITHIN: f32 = 20.0;
const BENT: Bump = Bump(0.0, 7.0);
/// Distances from the midline at which the rows of lids and mouth are straight again, mm.
const LIDS_END: Ramp = Ramp(56.0, 48.0);
const LIPS_END: Ramp = Ramp(40.0, 28.0);
/// Depth (z) from which on the mouth's line counts, mm.
const LIPS_BEHIND: f32 = 60.0;

/// Values at the grid's corners and mesh vertices of its cells, in bricks made when first asked for.
///
/// Only the left half is kept; the first cells straddle the midline.
pub(in crate::head) struct BrickGrid<'a> {
    body: &'a Body,
    /// Coordinates of the planes along each axis, mm.
    planes: [Vec<f32>; 3],
    /// Heights of the cell rows bent to follow the lid seam and the mouth line, mm.
    rows: [f32; 2],
    /// The row of the mouth line.
    lips_row: usize,
    bricks_along: Index,
    slots: Vec<u32>,
    bricks: Vec<Brick>,
}

struct Brick {
    distance: [f32; VOLUME],
    vertex: [u32; VOLUME],
}

/// Planes from `start` on, mm.
fn graded(start: f32, zones: &[(f32, f32)]) -> Vec<f32> {
    let (mut planes, mut at, mut step) = (vec![start], start, zones[0].1);
    for &(end, wanted) in zones {
        while at < end {
            step += (wanted - step).max(SHRINKS * step).min(GROWS * step);
            at += step;
            planes.push(at);
        }
    }
    planes
}

/// Middle of the cell that holds a height.
fn middle_of_cell(planes: &[f32], height: f32) -> f32 {
    let above = planes.partition_point(|&plane| plane <= height).clamp(1, planes.len() - 1);
    0.5 * (planes[above - 1] + planes[above])
}

/// Highest of these planes at or below a coordinate.
fn plane_below(planes: &[f32], coordinate: f32) -> usize {
    planes.partition_point(|&plane| plane <= coordinate).saturating_sub(1)
}

impl<'a> BrickGrid<'a> {
    pub(in crate::head) fn new(body: &'a Body) -> BrickGrid<'a> {
        let planes = [graded(ACROSS_FROM, ACROSS), graded(BUST_END, UP), graded(FORWARD_FROM, FORWARD)];
        let rows = [Eye::LEVEL, body.measures.mouth.level].map(|level| middle_of_cell(&planes[1], level));
        let bricks_along = [0, 1, 2].map(|axis| planes[axis].len().div_ceil(EDGE));
        let slots = vec![UNKNOWN; bricks_along[0] * bricks_along[1] * bricks_along[2]];
        let lips_row = plane_below(&planes[1], rows[1]);
        BrickGrid { body, planes, rows, lips_row, bricks_along, slots, bricks: Vec::new() }
    }

    /// Cells along each axis.
    pub(in crate::head) fn cells(&self) -> Index {
        [0, 1, 2].map(|axis| self.planes[axis].len() - 1)
    }

    /// Place of a corner, mm.
    pub(in crate::head) fn corner(&self, [i, j, k]: Index) -> Vec3 {
        let (x, y, z) = (self.planes[0][i], self.planes[1][j], self.planes[2][k]);
        vec3(x, self.plane_height(x.abs(), y), z)
    }

    /// Height of a plane at `x`: near eyes and mouth it bends with the fold, so that one row of vertices runs in its
    /// bottom and a fold as narrow as a cell still draws a smooth line.
    fn plane_height(&self, x: f32, y: f32) -> f32 {
        let [lids, lips] = self.rows;
        if x > LIDS_END.0 || y > lids + BENT_WITHIN || y < lips - BENT_WITHIN {
            return y;
        }
        let m = self.body.measures;
        let to_lids = (m.eye.seam_height(x) - lids) * BENT.at(y - lids) * LIDS_END.at(x);
        let to_lips = (m.mouth.line_height(x) - lips) * BENT.at(y - lips) * LIPS_END.at(x);
        y + to_lids + to_lips
    }

    /// Height of the lid seam or mouth line at the vertex of a cell, if the vertex lies in that fold.
    pub(in crate::head) fn fold(&self, [_, row, _]: Index, p: Vec3) -> Option<f32> {
        let m = self.body.measures;
        if row == self.lips_row && p.z > LIPS_BEHIND && p.x < m.mouth.half_width { Some(m.mouth.line_height(p.x)) } else { None }
    }

    /// Brick that holds a corner or cell, and the place within it.
    fn brick_slot(&mut self, [i, j, k]: Index) -> (usize, usize) {
        let [across, up, _] = self.bricks_along;
        let slot = (k / EDGE * up + j / EDGE) * across + i / EDGE;
        if self.slots[slot] == UNKNOWN {
            self.slots[slot] = self.bricks.len() as u32;
            self.bricks.push(Brick { distance: [f32::NAN; VOLUME], vertex: [UNKNOWN; VOLUME] });
        }
        (self.slots[slot] as usize, (k % EDGE * EDGE + j % EDGE) * EDGE + i % EDGE)
    }

    /// Signed distance at a corner, mm; evaluated once.
    pub(in crate::head) fn distance(&mut self, index: Index) -> f32 {
        let (brick, place) = self.brick_slot(index);
        let known = self.bricks[brick].distance[place];
        if !known.is_nan() {
            return known;
        }
        let p = self.corner(index);
        let value = self.body.rest_distance(vec3(p.x.abs(), p.y, p.z));
        self.bricks[brick].distance[place] = value;
        value
    }

    /// Mesh vertex of a cell, if it has one.
    pub(in crate::head) fn vertex(&mut self, cell: Index) -> Option<u32> {
        let (brick, place) = self.brick_slot(cell);
        Some(self.bricks[brick].vertex[place]).filter(|&v| v != UNKNOWN)
    }

    /// Gives a cell its mesh vertex.
    pub(in crate::head) fn set_vertex(&mut self, cell: Index, vertex: u32) {
        let (brick, place) = self.brick_slot(cell);
        self.bricks[brick].vertex[place] = vertex;
    }

    /// Highest plane at or below a coordinate on an axis.
    pub(in crate::head) fn plane_below(&self, axis: usize, coordinate: f32) -> usize {
        plane_below(&self.planes[axis], coordinate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_change_by_a_quarter_at_most_and_reach_the_wanted_size() {
        let planes = graded(0.0, &[(10.0, 1.0), (60.0, 3.0)]);
        let steps: Vec<f32> = planes.windows(2).map(|w| w[1] - w[0]).collect();
        assert!(steps.windows(2).all(|w| w[1] / w[0] < 1.251 && w[1] / w[0] > 0.799));
        assert!((steps[steps.len() - 1] - 3.0).abs() < 1e-3);
    }
}
