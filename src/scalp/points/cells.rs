//! Points sorted into the cubic cells of a lattice, for asking who is near.
//!
//! A scalp fills about one in two hundred of the cells of its bounding box. So the lattice is one bit a cell, with
//! a running count every 64 of them: the n-th set bit is the n-th occupied cell, and the cells of a row are
//! neighbours in memory. Twenty million cells take 4 MB, a look-up two table reads and a bit count.

use crate::base::math::Vec3;

/// Occupied cells and the points in each, by place in sorted order.
pub struct Cells {
    low: Vec3,
    per_mm: f32,
    row: usize,
    layer: usize,
    occupied: Vec<u64>,
    before: Vec<u32>,
    start: Vec<u32>,
}

impl Cells {
    /// Sorts `points` into cells of edge `size` mm. Also returns, for each place in sorted order, whose it is.
    ///
    /// Sorted by cell, ties by index; x runs fastest.
    pub fn new(points: &[Vec3], size: f32) -> (Self, Vec<u32>) {
        let mut low = points.first().copied().unwrap_or(Vec3::ZERO);
        let mut high = low;
        for p in points {
            low = low.min(*p);
            high = high.max(*p);
        }
        // One empty cell all round, so that the neighbours of every point exist.
        low -= Vec3::splat(1.5 * size);
        let per_mm = 1.0 / size;
        let counts = (high - low) * per_mm;
        let (nx, ny, nz) = (counts.x as usize + 3, counts.y as usize + 3, counts.z as usize + 3);
        let words = (nx * ny * nz).div_ceil(64) + 1;
        let mut cells = Self { low, per_mm, row: nx, layer: nx * ny, occupied: vec![0; words], before: vec![0; words], start: Vec::new() };
        for p in points {
            let cell = cells.cell(*p);
            cells.occupied[cell >> 6] |= 1 << (cell & 63);
        }
        let mut n = 0;
        for (word, before) in cells.occupied.iter().zip(&mut cells.before) {
            *before = n;
            n += word.count_ones();
        }
        let mut start = vec![0_u32; n as usize + 2];
        for p in points {
            start[cells.ordinal(cells.cell(*p)) + 2] += 1;
        }
        for i in 2..start.len() {
            start[i] += start[i - 1];
        }
        let mut order = vec![0_u32; points.len()];
        for (i, p) in points.iter().enumerate() {
            let place = &mut start[cells.ordinal(cells.cell(*p)) + 1];
            order[*place as usize] = i as u32;
            *place += 1;
        }
        cells.start = start;
        (cells, order)
    }

    fn cell(&self, p: Vec3) -> usize {
        let c = (p - self.low) * self.per_mm;
        c.z as usize * self.layer + c.y as usize * self.row + c.x as usize
    }

    /// How many occupied cells come before this one.
    fn ordinal(&self, cell: usize) -> usize {
        let below = self.occupied[cell >> 6] & ((1_u64 << (cell & 63)) - 1);
        (self.before[cell >> 6] + below.count_ones()) as usize
    }

    /// Runs of places in sorted order that hold every point within one cell edge of `p`, and some others.
    ///
    /// `p` may lie up to half a cell outside the bounding box of the points; farther out there is nobody near.
    pub fn near(&self, p: Vec3) -> [(usize, usize); 9] {
        let mut runs = [(0, 0); 9];
        let c = (p - self.low) * self.per_mm;
        if !(c.x >= 1.0 && c.y >= 1.0 && c.z >= 1.0) {
            return runs;
        }
        let centre = self.cell(p);
        if c.x as usize + 2 > self.row
            || c.y as usize + 2 > self.layer / self.row
            || centre + self.layer + self.row + 2 > self.occupied.len() * 64
        {
            return runs;
        }
        for (i, run) in runs.iter_mut().enumerate() {
            let first = centre + (i / 3) * self.layer + (i % 3) * self.row - self.layer - self.row - 1;
            *run = (self.start[self.ordinal(first)] as usize, self.start[self.ordinal(first + 3)] as usize);
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{math::vec3, random::unit};

    #[test]
    fn everyone_within_one_edge_is_found() {
        let points: Vec<Vec3> = (0..3000).map(|i| vec3(unit(1, 0, i), unit(1, 1, i), unit(1, 2, i)) * 20.0).collect();
        let (cells, order) = Cells::new(&points, 1.7);
        for p in &points {
            let near: Vec<u32> = cells.near(*p).iter().flat_map(|r| order[r.0..r.1].iter().copied()).collect();
            for (i, q) in points.iter().enumerate() {
                assert!((*p - *q).length() >= 1.7 || near.contains(&(i as u32)), "{p} misses {q}");
            }
        }
        assert_eq!(cells.near(vec3(500.0, 3.0, 3.0)).iter().map(|r| r.1 - r.0).sum::<usize>(), 0);
        assert_eq!(cells.near(vec3(-500.0, 3.0, 3.0)).iter().map(|r| r.1 - r.0).sum::<usize>(), 0);
    }
}
