//! A box of sample places, close together where the surface is fine, kept only where the surface passes.

use crate::base::math::{Vec3, smoothstep, vec3};
use crate::head::body::{BUST_END, Body};
use crate::head::form::eye::Eye;
use crate::head::form::sdf::bump;

/// Cells along one edge of a brick.
const EDGE: usize = 8;

/// Corners (and cells) of a brick.
const VOLUME: usize = EDGE * EDGE * EDGE;

/// Not sampled, not visited.
const UNKNOWN: u32 = u32::MAX;

/// Whole numbers of a cell or corner along x, y and z.
pub(in crate::head) type Index = [usize; 3];

/// Values at lattice corners and mesh vertices of lattice cells, in bricks made when first asked for.
///
/// Only the left half is kept; the first cells straddle the midline.
pub(in crate::head) struct Lattice<'a> {
    body: &'a Body,
    /// Coordinates of the planes along each axis, mm.
    planes: [Vec<f32>; 3],
    /// Heights of the cell rows bent to follow the lid seam and the mouth line, mm.
    rows: [f32; 2],
    bricks_along: Index,
    slots: Vec<u32>,
    bricks: Vec<Brick>,
}

struct Brick {
    distance: [f32; VOLUME],
    vertex: [u32; VOLUME],
}

/// Planes from `start` on; each zone ends at its first number and asks for steps of its second, mm.
///
/// Steps grow or shrink by at most a quarter from one to the next, so triangles stay well shaped.
fn graded(start: f32, zones: &[(f32, f32)]) -> Vec<f32> {
    let (mut planes, mut at, mut step) = (vec![start], start, zones[0].1);
    for &(end, wanted) in zones {
        while at < end {
            step += (wanted - step).max(-0.2 * step).min(0.25 * step);
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

impl<'a> Lattice<'a> {
    pub(in crate::head) fn new(body: &'a Body) -> Lattice<'a> {
        let planes = [
            graded(-0.7, &[(18.0, 1.4), (46.0, 1.7), (60.0, 2.4), (96.0, 1.0), (256.0, 7.5)]),
            graded(
                BUST_END,
                &[
                    (-230.0, 13.0),
                    (-196.0, 7.5),
                    (-146.0, 6.0),
                    (-100.0, 3.6),
                    (-66.0, 2.6),
                    (-40.0, 1.2),
                    (-36.0, 1.5),
                    (33.0, 1.0),
                    (140.0, 4.5),
                ],
            ),
            graded(-156.0, &[(-112.0, 8.0), (-38.0, 4.5), (4.0, 1.0), (66.0, 3.2), (128.0, 1.4)]),
        ];
        let rows = [Eye::LEVEL, body.measures.mouth.level].map(|level| middle_of_cell(&planes[1], level));
        let bricks_along = [0, 1, 2].map(|axis| planes[axis].len().div_ceil(EDGE));
        let slots = vec![UNKNOWN; bricks_along[0] * bricks_along[1] * bricks_along[2]];
        Lattice { body, planes, rows, bricks_along, slots, bricks: Vec::new() }
    }

    /// Cells along each axis.
    pub(in crate::head) fn cells(&self) -> Index {
        [0, 1, 2].map(|axis| self.planes[axis].len() - 1)
    }

    /// Place of a corner, mm.
    pub(in crate::head) fn corner(&self, [i, j, k]: Index) -> Vec3 {
        let (x, y, z) = (self.planes[0][i], self.planes[1][j], self.planes[2][k]);
        vec3(x, self.bent(x.abs(), y), z)
    }

    /// Height of a plane at `x`: near eyes and mouth it bends with the fold, so that one row of vertices runs in its
    /// bottom and a fold as narrow as a cell still draws an even line.
    fn bent(&self, x: f32, y: f32) -> f32 {
        let [lids, lips] = self.rows;
        if x > 56.0 || y > lids + 20.0 || y < lips - 20.0 {
            return y;
        }
        let m = self.body.measures;
        let to_lids = (m.eye.seam_height(x) - lids) * bump(y - lids, 7.0) * smoothstep(56.0, 48.0, x);
        let to_lips = (m.mouth.line_height(x) - lips) * bump(y - lips, 7.0) * smoothstep(40.0, 28.0, x);
        y + to_lids + to_lips
    }

    /// Height of the lid seam or mouth line at the vertex of a cell, if the vertex lies in that fold.
    pub(in crate::head) fn fold(&self, [_, row, _]: Index, p: Vec3) -> Option<f32> {
        let m = self.body.measures;
        let is_row = |level: f32| self.below(1, level) == row && p.z > 60.0;
        if is_row(self.rows[1]) && p.x < m.mouth.half_width { Some(m.mouth.line_height(p.x)) } else { None }
    }

    /// Brick that holds a corner or cell, and the place within it.
    fn address(&mut self, [i, j, k]: Index) -> (usize, usize) {
        let [across, up, _] = self.bricks_along;
        let slot = (k / EDGE * up + j / EDGE) * across + i / EDGE;
        if self.slots[slot] == UNKNOWN {
            self.slots[slot] = self.bricks.len() as u32;
            self.bricks.push(Brick { distance: [f32::NAN; VOLUME], vertex: [UNKNOWN; VOLUME] });
        }
        (self.slots[slot] as usize, (k % EDGE * EDGE + j % EDGE) * EDGE + i % EDGE)
    }

    /// Signed distance at a corner, mm; asked of the body once.
    pub(in crate::head) fn distance(&mut self, index: Index) -> f32 {
        let (brick, place) = self.address(index);
        let known = self.bricks[brick].distance[place];
        if !known.is_nan() {
            return known;
        }
        let p = self.corner(index);
        let value = self.body.form(vec3(p.x.abs(), p.y, p.z));
        self.bricks[brick].distance[place] = value;
        value
    }

    /// Mesh vertex of a cell, if it has one.
    pub(in crate::head) fn vertex(&mut self, cell: Index) -> Option<u32> {
        let (brick, place) = self.address(cell);
        Some(self.bricks[brick].vertex[place]).filter(|&v| v != UNKNOWN)
    }

    /// Give a cell its mesh vertex.
    pub(in crate::head) fn set_vertex(&mut self, cell: Index, vertex: u32) {
        let (brick, place) = self.address(cell);
        self.bricks[brick].vertex[place] = vertex;
    }

    /// Highest plane at or below a coordinate on an axis.
    pub(in crate::head) fn below(&self, axis: usize, coordinate: f32) -> usize {
        self.planes[axis].partition_point(|&plane| plane <= coordinate).saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_change_gently_and_reach_the_wish() {
        let planes = graded(0.0, &[(10.0, 1.0), (60.0, 3.0)]);
        let steps: Vec<f32> = planes.windows(2).map(|w| w[1] - w[0]).collect();
        assert!(steps.windows(2).all(|w| w[1] / w[0] < 1.251 && w[1] / w[0] > 0.799));
        assert!((steps[steps.len() - 1] - 3.0).abs() < 1e-3);
    }
}
