//! Points on skin that are even but unordered, and stay so when only the first of them are used.
//!
//! In: triangles and a density. Out: ranked [`Points`]. Both follicular units and the sites of dots come from here.
//! Method: darts thrown at an area-stratified pool of candidates (Corsini et al. 2012), then ranked by weighted
//! sample elimination in passes (Yuksel 2015). Differs from them in: candidates near a taken point are struck out at
//! once instead of being tested one by one, a pass keeps 1/√2 of its points instead of half, and its priority queue
//! is buckets. Holds for every seed: no two points nearer than [`spacing`] × 0.6 at full density.

mod cells;
#[cfg(test)]
pub(crate) mod quality;
mod rank;

pub use cells::Cells;

use crate::base::math::{PI, Vec3};
use crate::base::order::{ascending, key};
use crate::base::random::bits;
use crate::head::Mesh;

/// Least distance between thrown points over the spacing of the perfect triangular lattice of their density.
///
/// So many more fit than are wanted that the most crowded twentieth can go again; 0.62 looks organic, 0.78 like
/// orange peel (found by trial at 26 mm wide pictures).
const RELATIVE_RADIUS: f32 = 0.64;
/// How much of the skin that must stay free makes the rest crowd together.
const CROWDING: f32 = 0.28;
/// Candidates a point; fewer leave gaps, more cost time and memory.
const CANDIDATES: f32 = 4.5;
/// How many more it takes where skin must stay free, per share of it.
const CANDIDATES_CROWDED: f32 = 9.5;

/// Spacing of a perfect triangular lattice with `per_mm2` points a mm², in mm: √(2 / (√3 n)).
///
/// With n in points/cm² this is the 10.7/√n mm of Jiménez and Ruifernández.
pub fn spacing(per_mm2: f32) -> f32 {
    (1.154_700_5 / per_mm2).sqrt()
}

/// Points on the skin, neighbours in space mostly neighbours in the lists.
#[derive(Default)]
pub struct Points {
    /// Places, mm.
    pub positions: Vec<Vec3>,
    /// Unit normals of the skin.
    pub normals: Vec<Vec3>,
    /// Share of the points that come before it as density grows, 0–1, 1 excluded.
    pub rank: Vec<f32>,
}

/// Places that must stay free.
pub struct KeepOff<'a> {
    /// Their centres, mm.
    pub centres: &'a [Vec3],
    /// How far off to stay, mm.
    pub distance: f32,
    /// Skin the centres are spread over, mm².
    pub skin_mm2: f32,
}

impl KeepOff<'_> {
    /// Nothing to stay off.
    pub const NOTHING: Self = Self { centres: &[], distance: 0.0, skin_mm2: 0.0 };
}

/// Points that were thrown but not ranked yet.
pub struct Thrown {
    points: Points,
    area: f32,
    n: usize,
}

/// Candidates looked at together. The skin is filled strip by strip, since they are the largest list there is.
const STRIP: usize = 250_000;

/// Throws about `per_mm2` points a mm² on the `triangles` of a mesh (indices into its list), a few more than needed.
pub fn throw(mesh: &Mesh, triangles: &[u32], per_mm2: f32, keep_off: &KeepOff, seed: u32, stream: u32) -> Thrown {
    let total: f64 = triangles.iter().map(|t| f64::from(area(mesh, *t))).sum();
    let n = (total * f64::from(per_mm2)) as usize;
    let covered = keep_off.centres.len() as f32 * (PI * keep_off.distance * keep_off.distance) / keep_off.skin_mm2.max(1.0);
    let radius = RELATIVE_RADIUS * spacing(per_mm2) * (1.0 - CROWDING * covered.min(1.0)).sqrt();
    let per_point = CANDIDATES + CANDIDATES_CROWDED * covered.min(0.3);
    // Strips from front to back, of as much skin each.
    let n_strips = ((n as f32 * per_point) as usize).div_ceil(STRIP).max(1);
    let front_first = ascending(triangles.iter().map(|t| key(-mesh.positions[mesh.triangles[*t as usize][0] as usize].z)));
    let mut points = Points::default();
    points.positions.reserve_exact(n + n / 5);
    points.normals.reserve_exact(n + n / 5);
    let (mut strip, mut mm2, mut done) = (Vec::new(), 0.0, 0);
    for (i, place) in front_first.iter().enumerate() {
        let triangle = triangles[*place as usize];
        strip.push(triangle);
        mm2 += f64::from(area(mesh, triangle));
        if i + 1 == front_first.len() || mm2 * n_strips as f64 >= total {
            let wanted = (mm2 * f64::from(per_mm2) * f64::from(per_point)) as usize;
            let thrown = candidates(mesh, &strip, mm2, wanted, done, seed, stream);
            done += wanted as u32;
            fill(mesh, thrown, radius, keep_off, bits(seed, stream, u32::MAX), &mut points);
            strip.clear();
            mm2 = 0.0;
        }
    }
    let along_curve = ascending(points.positions.iter().map(|p| morton(*p)));
    rearrange(&mut points.positions, &along_curve);
    rearrange(&mut points.normals, &along_curve);
    Thrown { points, area: total as f32, n }
}

/// Adds to `points` what fits of some candidates, each with the triangle it lies on.
fn fill(mesh: &Mesh, thrown: (Vec<Vec3>, Vec<u32>), radius: f32, keep_off: &KeepOff, key: u32, points: &mut Points) {
    let (mut sorted, owners) = thrown;
    let (cells, order) = Cells::new(&sorted, radius.max(keep_off.distance));
    rearrange(&mut sorted, &order);
    let mut taken = vec![0_u64; sorted.len().div_ceil(64)];
    let strike = |taken: &mut [u64], centre: Vec3, radius: f32| {
        let limit = radius * radius;
        for (from, to) in cells.near(centre) {
            for (k, q) in sorted[from..to].iter().enumerate() {
                let near = (*q - centre).length_squared() < limit;
                taken[(from + k) >> 6] |= u64::from(near) << ((from + k) & 63);
            }
        }
    };
    for centre in keep_off.centres {
        strike(&mut taken, *centre, keep_off.distance);
    }
    for centre in &points.positions {
        strike(&mut taken, *centre, radius);
    }
    for k in Shuffle::new(sorted.len(), key) {
        if taken[k >> 6] >> (k & 63) & 1 == 0 {
            points.positions.push(sorted[k]);
            points.normals.push(normal(mesh, owners[order[k] as usize], sorted[k]));
            strike(&mut taken, sorted[k], radius);
        }
    }
}

impl Thrown {
    /// Ranks the points and drops the surplus.
    pub fn rank(self) -> Points {
        let Self { mut points, area, n } = self;
        let order = rank::order(&points.positions, area);
        let per_point = 1.0 / n.max(1) as f32;
        let mut kept = Points::default();
        for (i, place) in order.iter().enumerate().filter(|(_, place)| **place < n as u32) {
            kept.positions.push(points.positions[i]);
            kept.normals.push(points.normals[i]);
            kept.rank.push(*place as f32 * per_point);
        }
        core::mem::swap(&mut points, &mut kept);
        points
    }
}

/// Puts at each place `k` what stood at `order[k]`, without a second list: the candidates are the largest there is.
fn rearrange(list: &mut [Vec3], order: &[u32]) {
    let mut done = vec![0_u64; list.len().div_ceil(64)];
    for start in 0..list.len() {
        if done[start >> 6] >> (start & 63) & 1 == 1 {
            continue;
        }
        let first = list[start];
        let mut k = start;
        loop {
            done[k >> 6] |= 1 << (k & 63);
            let from = order[k] as usize;
            if from == start {
                list[k] = first;
                break;
            }
            list[k] = list[from];
            k = from;
        }
    }
}

/// Area of a triangle, mm².
pub fn area(mesh: &Mesh, triangle: u32) -> f32 {
    let [a, b, c] = mesh.triangles[triangle as usize].map(|v| mesh.positions[v as usize]);
    0.5 * (b - a).cross(c - a).length()
}

/// About `n` places, one in each of `n` equal shares of the area, and the triangle of each.
///
/// Their random numbers are those from address `first` on.
fn candidates(mesh: &Mesh, triangles: &[u32], total: f64, n: usize, first: u32, seed: u32, stream: u32) -> (Vec<Vec3>, Vec<u32>) {
    let (mut positions, mut owners) = (Vec::with_capacity(n), Vec::with_capacity(n));
    let share = total / n.max(1) as f64;
    let mut reached = 0.0;
    let mut i = 0;
    for t in triangles {
        reached += f64::from(area(mesh, *t));
        let [a, b, c] = mesh.triangles[*t as usize].map(|v| mesh.positions[v as usize]);
        while i < n as u32 {
            let within = f64::from(bits(seed, stream, 2 * (first + i))) * (1.0 / 4_294_967_296.0);
            if (f64::from(i) + within) * share >= reached {
                break;
            }
            let pair = bits(seed, stream, 2 * (first + i) + 1);
            let (mut u, mut v) = ((pair & 0xffff) as f32 * (1.0 / 65_536.0), (pair >> 16) as f32 * (1.0 / 65_536.0));
            if u + v > 1.0 {
                (u, v) = (1.0 - u, 1.0 - v);
            }
            positions.push(a + (b - a) * u + (c - a) * v);
            owners.push(*t);
            i += 1;
        }
    }
    (positions, owners)
}

/// Normal of the skin at a place on a triangle, blended from its corners.
fn normal(mesh: &Mesh, triangle: u32, p: Vec3) -> Vec3 {
    let corners = mesh.triangles[triangle as usize];
    let [a, b, c] = corners.map(|v| mesh.positions[v as usize]);
    let [na, nb, nc] = corners.map(|v| mesh.normals[v as usize]);
    let of = |u: Vec3, v: Vec3| (u - p).cross(v - p).length();
    (na * of(b, c) + nb * of(c, a) + nc * of(a, b)).normalize_or(na)
}

/// Order along a space-filling curve with steps of 2 mm.
fn morton(p: Vec3) -> u32 {
    let spread = |v: f32| {
        let mut b = (v * 0.5 + 512.0) as u32 & 0x3ff;
        b = (b | b << 16) & 0x0300_00ff;
        b = (b | b << 8) & 0x0300_f00f;
        b = (b | b << 4) & 0x030c_30c3;
        (b | b << 2) & 0x0924_9249
    };
    spread(p.x) | spread(p.y) << 1 | spread(p.z) << 2
}

/// Every number below `n` once, in an order without pattern.
struct Shuffle {
    next: u32,
    end: u32,
    n: u32,
    shift: u32,
    key: u32,
}

impl Shuffle {
    fn new(n: usize, key: u32) -> Self {
        let end = (n as u32).next_power_of_two().max(2);
        Self { next: 0, end, n: n as u32, shift: end.trailing_zeros() / 2 + 1, key }
    }
}

impl Iterator for Shuffle {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.next < self.end {
            // Each step can be undone below a power of two, so no number comes twice.
            let mask = self.end - 1;
            let mut x = self.next.wrapping_add(self.key) & mask;
            for odd in [0x9E37_79B1_u32, 0x85EB_CA77, 0xC2B2_AE3D, 0x27D4_EB2F] {
                x = x.wrapping_mul(odd) & mask;
                x ^= x >> self.shift.min(31);
            }
            self.next += 1;
            if x < self.n {
                return Some(x as usize);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests;
