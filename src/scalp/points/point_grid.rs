//! A uniform grid for neighbor search among points: a bitmap of occupied cells with ranks, points sorted by cell.
//!
//! A scalp fills about one in two hundred of the cells of its bounding box. So the grid is one bit a cell, with
//! a running count every 64 of them: the n-th set bit is the n-th occupied cell, and the cells of a row are
//! neighbors in memory. A few million cells take less than a megabyte, a look-up two table reads and a bit count.
//! Sorted points are processed four at a time, as [`Vec3x4`]s.

use crate::base::lanes::truncate;
use crate::base::math::{Vec3, Vec4, vec3};

/// Four points as a structure of arrays.
#[derive(Clone, Copy)]
pub(super) struct Vec3x4 {
    x: Vec4,
    y: Vec4,
    z: Vec4,
}

impl Vec3x4 {
    /// Every four of `points` in this order; the remainder is padded with points at infinity.
    pub(super) fn all<'a>(points: &'a [Vec3], order: &'a [u32]) -> impl Iterator<Item = Self> + 'a {
        order.chunks(4).map(|some| Self::of(points, some))
    }

    #[inline(never)]
    fn of(points: &[Vec3], some: &[u32]) -> Self {
        let mut all = [Vec3::MAX; 4];
        for (p, i) in all.iter_mut().zip(some) {
            *p = points[*i as usize];
        }
        let [a, b, c, d] = all;
        Self { x: Vec4::new(a.x, b.x, c.x, d.x), y: Vec4::new(a.y, b.y, c.y, d.y), z: Vec4::new(a.z, b.z, c.z, d.z) }
    }

    /// One of them, 0–3.
    pub(super) fn point(&self, k: usize) -> Vec3 {
        // By reference: an index into a vector would be a branch.
        let [x, y, z] = [&self.x, &self.y, &self.z].map(|lanes| lanes.as_ref()[k % 4]);
        vec3(x, y, z)
    }

    /// Squared distances to a place.
    #[inline]
    pub(super) fn distances_squared(&self, p: Vec3) -> Vec4 {
        let (x, y, z) = (self.x - Vec4::splat(p.x), self.y - Vec4::splat(p.y), self.z - Vec4::splat(p.z));
        x * x + y * y + z * z
    }
}

/// Empty cells before the first points: one more than a query looks back, and a little.
const EMPTY_CELLS: Vec3 = vec3(2.1, 1.6, 1.6);

/// Occupied cells and the points in each, by place in sorted order.
pub struct PointGrid {
    /// Least and largest coordinates of the points.
    pub(super) bounds: [Vec3; 2],
    low: Vec4,
    per_mm: Vec4,
    /// Cells along each axis of which a window may be the first.
    windows: Vec4,
    row: usize,
    layer: usize,
    words: Vec<Word>,
    start: Vec<u32>,
}

/// 64 cells of the bitmap, and how many occupied ones come before them.
#[derive(Clone, Copy, Default)]
struct Word {
    occupied: u64,
    before: u32,
}

/// From the cell of a place to the first of those around it: one back along a row, half a cell across.
const TO_FIRST: Vec4 = Vec4::new(1.0, 0.5, 0.5, 0.0);

impl PointGrid {
    /// Sorts `points` for queries within `reach` mm. Also returns, for each place in sorted order, which point it is.
    ///
    /// Sorted by cell, ties by index; x runs fastest.
    pub fn new(points: &[Vec3], reach: f32) -> (Self, Vec<u32>) {
        let mut low = points.first().map_or(Vec4::ZERO, |p| p.extend(0.0));
        let mut high = low;
        for p in points {
            low = low.min(p.extend(0.0));
            high = high.max(p.extend(0.0));
        }
        let bounds = [low.truncate(), high.truncate()];
        // All points within reach are in the three nearest cells of a row, in the two nearest rows and layers of rows.
        // Empty cells all round, so that these exist.
        let edge = Vec4::new(reach, 2.0 * reach, 2.0 * reach, 1.0);
        low -= edge * EMPTY_CELLS.extend(0.0);
        let per_mm = Vec4::ONE / edge;
        let counts = (high - low) * per_mm;
        let (nx, ny, nz) = (counts.x as usize + 4, counts.y as usize + 3, counts.z as usize + 3);
        let words = vec![Word::default(); (nx * ny * nz).div_ceil(64) + 1];
        let windows = Vec4::new((nx - 3) as f32, (ny - 2) as f32, (nz - 1) as f32, 1.0);
        let mut cells = Self { bounds, low, per_mm, windows, row: nx, layer: nx * ny, words, start: Vec::new() };

        let mut ordinals = Vec::with_capacity(points.len());
        for p in points {
            let cell = cells.cell((p.extend(0.0) - low) * per_mm);
            cells.words[cell >> 6].occupied |= 1 << (cell & 63);
            ordinals.push(cell as u32);
        }
        let mut n = 0;
        for word in &mut cells.words {
            word.before = n;
            n += word.occupied.count_ones();
        }
        let mut start = vec![0_u32; n as usize + 2];
        for cell in &mut ordinals {
            *cell = cells.ordinal(*cell as usize) as u32;
            start[*cell as usize + 2] += 1;
        }
        for i in 2..start.len() {
            start[i] += start[i - 1];
        }
        let mut order = vec![0_u32; points.len()];
        for (i, ordinal) in ordinals.iter().enumerate() {
            let place = &mut start[*ordinal as usize + 1];
            order[*place as usize] = i as u32;
            *place += 1;
        }
        cells.start = start;
        (cells, order)
    }

    #[inline(always)]
    fn cell(&self, c: Vec4) -> usize {
        let [x, y, z, _] = truncate(c).map(|v| v as usize);
        z * self.layer + y * self.row + x
    }

    /// How many occupied cells come before this one.
    #[inline]
    fn ordinal(&self, cell: usize) -> usize {
        let Word { occupied, before } = self.words[cell >> 6];
        (before + (occupied & ((1_u64 << (cell & 63)) - 1)).count_ones()) as usize
    }

    /// Visits the number of every [`Vec3x4`] that holds a point within reach of `p`, each once; or where `p` is one of the points, at the
    /// number `own`, those from there on alone.
    #[inline(always)]
    pub(super) fn quads_near(&self, p: Vec3, own: Option<usize>, mut visit: impl FnMut(usize)) {
        let c = (p.extend(0.0) - self.low) * self.per_mm;
        let Some(first) = self.window(c) else { return };
        let (mut next, mut row) = (0, 0);
        if let Some(own) = own {
            // Rows before its own hold none.
            let ([_, y, z, _], [_, first_y, first_z, _]) = (truncate(c), truncate(c - TO_FIRST));
            (next, row) = (own, (y - first_y) as usize + 2 * (z - first_z) as usize);
        }
        while row < 4 {
            let (from, to) = self.run(first + (row & 1) * self.row + (row >> 1) * self.layer);
            let end = to.div_ceil(4);
            ((from / 4).max(next)..end).for_each(&mut visit);
            next = next.max(end);
            row += 1;
        }
    }

    /// Runs of places in sorted order that hold every point within reach of `p`, and some others.
    ///
    /// `p` may lie anywhere; outside the bounding box of the points by more than the reach there are none.
    #[inline(never)]
    pub fn near(&self, p: Vec3) -> [(usize, usize); 4] {
        // Written where the caller reads them: copies would wait for what was just stored.
        let mut runs = [(0, 0); 4];
        if let Some(first) = self.window((p.extend(0.0) - self.low) * self.per_mm) {
            for (i, run) in runs.iter_mut().enumerate() {
                *run = self.run(first + (i & 1) * self.row + (i >> 1) * self.layer);
            }
        }
        runs
    }

    /// The first cell of those around a place, if there are any.
    #[inline(always)]
    fn window(&self, c: Vec4) -> Option<usize> {
        let c = c - TO_FIRST;
        let inside = (c.cmpge(Vec4::ZERO) & c.cmplt(self.windows)).bitmask() == 0b1111;
        inside.then(|| self.cell(c))
    }

    /// Places of the points in three cells of a row.
    #[inline(always)]
    fn run(&self, cell: usize) -> (usize, usize) {
        let (at, bit) = (cell >> 6, cell & 63);
        let Word { occupied, before } = self.words[at];
        let mut three = (occupied >> bit) as u32;
        if bit > 61 {
            three |= (self.words[at + 1].occupied << (64 - bit)) as u32;
        }
        // Some rows beside a surface are empty.
        let n = (three & 7).count_ones() as usize;
        if n == 0 {
            return (0, 0);
        }
        let first = (before + (occupied & ((1_u64 << bit) - 1)).count_ones()) as usize;
        (self.start[first] as usize, self.start[first + n] as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::uniform;

    #[test]
    fn every_point_within_reach_is_found() {
        let points: Vec<Vec3> = (0..3000).map(|i| vec3(uniform(1, 0, i), uniform(1, 1, i), uniform(1, 2, i)) * 20.0).collect();
        let (cells, order) = PointGrid::new(&points, 1.7);
        for p in &points {
            for off in [Vec3::ZERO, vec3(1.1, -1.0, 0.7), vec3(-1.69, 0.0, 0.0), vec3(1.69, 0.0, 0.0)] {
                let near: Vec<u32> = cells.near(*p + off).iter().flat_map(|r| order[r.0..r.1].iter().copied()).collect();
                for (i, q) in points.iter().enumerate() {
                    assert!((*p + off - *q).length() >= 1.7 || near.contains(&(i as u32)), "{p} misses {q}");
                }
            }
        }
        for far in [vec3(500.0, 3.0, 3.0), vec3(-500.0, 3.0, 3.0), vec3(3.0, 500.0, 3.0), vec3(3.0, 3.0, 500.0)] {
            assert_eq!(cells.near(far).iter().map(|r| r.1 - r.0).sum::<usize>(), 0, "{far}");
        }
    }
}
