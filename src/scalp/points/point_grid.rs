//! A uniform grid for neighbor search among points: a bitmap of occupied cells with ranks, points sorted by cell.
//!
//! A scalp fills about one in two hundred of the cells of its bounding box. So the grid is one bit a cell, with
//! a running count every 64 of them: the n-th set bit is the n-th occupied cell, and the cells of a row are
//! neighbors in memory. A few million cells take less than a megabyte, a look-up two table reads and a bit count.
//! Sorted points are processed four at a time, as [`Vec3x4`]s.

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
        vec3(self.x[k], self.y[k], self.z[k])
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
    low: Vec3,
    per_mm: Vec3,
    row: usize,
    layer: usize,
    occupied: Vec<u64>,
    before: Vec<u32>,
    start: Vec<u32>,
}

impl PointGrid {
    /// Sorts `points` for queries within `reach` mm. Also returns, for each place in sorted order, which point it is.
    ///
    /// Sorted by cell, ties by index; x runs fastest.
    pub fn new(points: &[Vec3], reach: f32) -> (Self, Vec<u32>) {
        let mut low = points.first().copied().unwrap_or(Vec3::ZERO);
        let mut high = low;
        for p in points {
            low = low.min(*p);
            high = high.max(*p);
        }
        // All points within reach are in the three nearest cells of a row, in the two nearest rows and layers of rows.
        // Empty cells all round, so that these exist.
        let edge = vec3(reach, 2.0 * reach, 2.0 * reach);
        low -= edge * EMPTY_CELLS;
        let per_mm = Vec3::ONE / edge;
        let counts = (high - low) * per_mm;
        let (nx, ny, nz) = (counts.x as usize + 4, counts.y as usize + 3, counts.z as usize + 3);
        let words = (nx * ny * nz).div_ceil(64) + 1;
        let mut cells = Self { low, per_mm, row: nx, layer: nx * ny, occupied: vec![0; words], before: vec![0; words], start: Vec::new() };

        let mut ordinals = Vec::with_capacity(points.len());
        for p in points {
            let c = (*p - low) * per_mm;
            let cell = cells.cell(c);
            cells.occupied[cell >> 6] |= 1 << (cell & 63);
            ordinals.push(cell as u32);
        }
        let mut n = 0;
        for (word, before) in cells.occupied.iter().zip(&mut cells.before) {
            *before = n;
            n += word.count_ones();
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

    #[inline]
    fn cell(&self, c: Vec3) -> usize {
        c.z as usize * self.layer + c.y as usize * self.row + c.x as usize
    }

    /// How many occupied cells come before this one.
    #[inline]
    fn ordinal(&self, cell: usize) -> usize {
        let below = self.occupied[cell >> 6] & ((1_u64 << (cell & 63)) - 1);
        (self.before[cell >> 6] + below.count_ones()) as usize
    }

    /// Visits the number of every [`Vec3x4`] that holds a point within reach of `p`, each once.
    #[inline(always)]
    pub(super) fn quads_near(&self, p: Vec3, mut visit: impl FnMut(usize)) {
        let mut next = 0;
        for (from, to) in self.near(p) {
            if from < to {
                let end = to.div_ceil(4);
                ((from / 4).max(next)..end).for_each(&mut visit);
                next = end;
            }
        }
    }

    /// Runs of places in sorted order that hold every point within reach of `p`, and some others.
    ///
    /// `p` may lie anywhere; outside the bounding box of the points by more than the reach there are none.
    #[inline]
    pub fn near(&self, p: Vec3) -> [(usize, usize); 4] {
        let c = (p - self.low) * self.per_mm - vec3(1.0, 0.5, 0.5);
        let rows = self.layer / self.row;
        let inside = c.x >= 0.0 && c.y >= 0.0 && c.z >= 0.0 && c.x as usize + 3 < self.row && c.y as usize + 2 < rows;
        let first = self.cell(c);
        if !inside || first + self.layer + self.row + 3 >= self.occupied.len() * 64 {
            return [(0, 0); 4];
        }
        [first, first + self.row, first + self.layer, first + self.layer + self.row].map(|cell| self.run(cell))
    }

    /// Places of the points in three cells of a row.
    #[inline]
    fn run(&self, cell: usize) -> (usize, usize) {
        let (word, bit) = (cell >> 6, cell & 63);
        let mut three = self.occupied[word] >> bit;
        if bit > 61 {
            three |= self.occupied[word + 1] << (64 - bit);
        }
        // Most rows beside a surface are empty.
        let n = (three & 7).count_ones() as usize;
        if n == 0 {
            return (0, 0);
        }
        let first = self.ordinal(cell);
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
