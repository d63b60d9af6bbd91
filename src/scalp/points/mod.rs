//! Blue noise on skin: Poisson-disk points by dart throwing, ranked so that every first part of them is even too.
//!
//! In: triangles and a density. Out: ranked [`Points`]. Both follicular units and the sites of dots come from here.
//! Method: darts thrown at an area-stratified pool of candidates (Corsini et al. 2012), then ranked by weighted
//! sample elimination in passes (Yuksel 2015). Differs from them in: candidates near a taken point are removed at
//! once instead of being tested one by one, a pass keeps 1/√2 of its points instead of half, and its priority queue
//! is buckets. Holds for every seed: no two points nearer than [`spacing`] × 0.6 at full density.

mod point_grid;
#[cfg(test)]
pub(crate) mod quality;
mod rank;

pub use point_grid::PointGrid;
use point_grid::Vec3x4;

use crate::base::math::{PI, Vec3, Vec4};
use crate::base::packed::UnitVector;
use crate::base::random::{bits, pair};
use crate::base::sort::argsort;
use crate::head::Mesh;

/// Least distance between points over the spacing of the perfect triangular lattice of their density.
///
/// So many more fit than are wanted that the most crowded twentieth can go again; 0.62 looks organic, 0.78 like
/// orange peel (found by trial at 26 mm wide pictures).
const RELATIVE_RADIUS: f32 = 0.64;
/// How much of the skin that must stay free makes the rest crowd together.
const CROWDING: f32 = 0.15;
/// Candidates a point; fewer leave gaps, more cost time and memory.
const CANDIDATES: f32 = 4.5;
/// How many more it takes where skin must stay free, per share of it.
const CANDIDATES_CROWDED: f32 = 7.0;
/// From this share on no more are thrown.
const MOST_CROWDED: f32 = 0.3;
/// One in 16 bits, and in 32.
const Q16_ONE: u32 = 1 << 16;
const Q32_ONE: f64 = 4_294_967_296.0;

/// Squared spacing of a triangular lattice with one point a mm²: 2 / √3 mm².
const TWO_OVER_SQRT_3: f32 = 1.154_700_5;

/// Spacing of a perfect triangular lattice with `per_mm2` points a mm², in mm: √(2 / (√3 n)).
///
/// With n in points/cm² this is the 10.7/√n mm of Jiménez and Ruifernández.
pub fn spacing(per_mm2: f32) -> f32 {
    (TWO_OVER_SQRT_3 / per_mm2).sqrt()
}

/// Points on the skin, neighbors in space mostly neighbors in the lists.
#[derive(Default)]
pub struct Points {
    /// Places, mm.
    pub positions: Vec<Vec3>,
    /// Unit normals of the skin.
    pub normals: Vec<UnitVector>,
    /// Share of the points that come before it as density grows, 0–1, 1 excluded.
    pub rank: Vec<f32>,
}

/// Places that must stay free.
pub struct Exclusion<'a> {
    /// Their centers, mm.
    pub centers: &'a [Vec3],
    /// How far off to stay, mm.
    pub distance: f32,
    /// Skin the centers are spread over, mm².
    pub skin_mm2: f32,
}

impl Exclusion<'_> {
    /// Nothing to stay off.
    pub const NONE: Self = Self { centers: &[], distance: 0.0, skin_mm2: 0.0 };
}

/// Poisson-disk points without ranks.
pub struct UnrankedPoints {
    points: Points,
    /// Room for their places in the order of appearance.
    places: Vec<u32>,
    area: f32,
    n: usize,
}

/// Candidates searched together, on neighboring skin: few enough to stay in the processor's cache.
const PIECE: usize = 20_000;

/// Throws about `per_mm2` points a mm² on the `triangles` of a mesh (indices into its list), a few more than needed.
pub fn throw_darts(mesh: &Mesh, triangles: &[u32], per_mm2: f32, keep_off: &Exclusion, seed: u32, stream: u32) -> UnrankedPoints {
    let total: f64 = triangles.iter().map(|t| f64::from(area(mesh, *t))).sum();
    let n = (total * f64::from(per_mm2)) as usize;
    let covered = keep_off.centers.len() as f32 * (PI * keep_off.distance * keep_off.distance) / keep_off.skin_mm2.max(1.0);
    let radius = RELATIVE_RADIUS * spacing(per_mm2) * (1.0 - CROWDING * covered.min(1.0)).sqrt();
    let per_point = CANDIDATES + CANDIDATES_CROWDED * covered.min(MOST_CROWDED);
    let n_pieces = ((n as f32 * per_point) as usize).div_ceil(PIECE).max(1);
    let along_curve = argsort(triangles.iter().map(|t| morton(middle(mesh, *t))));
    let mut points = Points::default();
    points.positions.reserve_exact(n + n / 5);
    points.normals.reserve_exact(n + n / 5);
    // Before all scratch, so that what stays lies together.
    let places = Vec::with_capacity(n + n / 5);
    let obstacles = BoundingBoxes::of(keep_off.centers);
    let mut filled = BoundingBoxes::default();
    let (mut piece, mut mm2, mut done, mut shuffled) = (Vec::new(), 0.0, 0, Vec::new());
    for (i, place) in along_curve.iter().enumerate() {
        let triangle = triangles[*place as usize];
        piece.push(triangle);
        mm2 += f64::from(area(mesh, triangle));
        if i + 1 == along_curve.len() || mm2 * n_pieces as f64 >= total {
            let wanted = (mm2 * f64::from(per_mm2) * f64::from(per_point)) as usize;
            let (pool_points, owners) = candidates(mesh, &piece, mm2, wanted, done, seed, stream);
            done += wanted as u32;
            let mut pool = Pool::new(&pool_points, radius.max(keep_off.distance));
            drop(pool_points);
            pool.remove_around(&obstacles, keep_off.centers, keep_off.distance);
            pool.remove_around(&filled, &points.positions, radius);
            let first = points.positions.len();
            pool.fill(radius, bits(seed, stream, u32::MAX - done), &mut shuffled, |position, owner| {
                points.positions.push(position);
                points.normals.push(UnitVector::new(normal(mesh, owners[owner], position)));
            });
            filled.add(&points.positions[first..], first);
            piece.clear();
            mm2 = 0.0;
        }
    }
    UnrankedPoints { points, places, area: total as f32, n }
}

/// Candidates on a piece of skin, and which of them are still free.
struct Pool {
    cells: PointGrid,
    /// Which point each place in sorted order is.
    order: Vec<u32>,
    fours: Vec<Vec3x4>,
    /// A bit for each of four that is free, and above these one for each that is taken; none where there are no points.
    free: Vec<u8>,
    low: Vec3,
    high: Vec3,
}

impl Pool {
    /// All of `points` are free; no query reaches farther than `reach` mm.
    #[inline(never)]
    fn new(points: &[Vec3], reach: f32) -> Self {
        let (cells, order) = PointGrid::new(points, reach);
        let fours: Vec<Vec3x4> = Vec3x4::all(points, &order).collect();
        let [low, high] = cells.bounds;
        let mut free = vec![0b1111; fours.len()];
        if let Some(last) = free.last_mut() {
            *last >>= fours.len() * 4 - points.len();
        }
        free.resize(Permutation::end(points.len()).div_ceil(4), 0);
        Self { cells, order, fours, free, low: low - reach, high: high + reach }
    }

    /// Removes all candidates nearer to `center` than `radius`.
    #[inline(never)]
    fn remove_near(&mut self, center: Vec3, radius: f32) {
        let Self { cells, fours, free, .. } = self;
        let limit = Vec4::splat(radius * radius);
        for (from, to) in cells.near(center) {
            for four in from / 4..to.div_ceil(4) {
                free[four] &= !(fours[four].distances_squared(center).cmplt(limit).bitmask() as u8);
            }
        }
    }

    /// Removes all candidates nearer than `radius` to a point of the list that these boxes are around.
    #[inline(never)]
    fn remove_around(&mut self, boxes: &BoundingBoxes, list: &[Vec3], radius: f32) {
        let (low, high) = (self.low, self.high);
        let meets = |bottom: &Vec3, top: &Vec3| bottom.cmple(high).all() && top.cmpge(low).all();
        for (from, to, ..) in boxes.0.iter().filter(|(_, _, bottom, top)| meets(bottom, top)) {
            for center in list[*from..*to].iter().filter(|center| meets(center, center)) {
                self.remove_near(*center, radius);
            }
        }
    }

    /// Takes free candidates at random until none is left, no two nearer than `radius`; hands them on as neighbors
    /// in space, each with its place among the points. `shuffled` is kept for the next pool: most are equally large.
    #[inline(never)]
    fn fill(mut self, radius: f32, key: u32, shuffled: &mut Vec<u32>, mut take: impl FnMut(Vec3, usize)) {
        let end = Permutation::end(self.order.len());
        if shuffled.len() != end {
            shuffled.clear();
            shuffled.extend(Permutation::new(end, 0).map(|k| k as u32));
        }
        let (last, first) = shuffled.split_at(key as usize & (end - 1));
        for part in [first, last] {
            self.take_free(part, radius);
        }
        for (k, owner) in self.order.iter().enumerate() {
            if self.free[k / 4] >> (k % 4) & TAKEN != 0 {
                take(self.fours[k / 4].point(k % 4), *owner as usize);
            }
        }
    }

    /// Takes those of these candidates that are still free.
    #[inline(never)]
    fn take_free(&mut self, candidates: &[u32], radius: f32) {
        for k in candidates {
            let (four, k) = (*k as usize / 4, *k as usize % 4);
            if self.free[four] >> k & 1 != 0 {
                self.free[four] |= TAKEN << k;
                self.remove_near(self.fours[four].point(k), radius);
            }
        }
    }
}

/// The first of four bits of those that are taken.
const TAKEN: u8 = 0b1_0000;

/// Boxes around every few points of a list whose neighbors in space are mostly neighbors in the list.
#[derive(Default)]
struct BoundingBoxes(Vec<(usize, usize, Vec3, Vec3)>);

/// Points a box.
const BOXED: usize = 64;

impl BoundingBoxes {
    fn of(points: &[Vec3]) -> Self {
        let mut boxes = Self::default();
        boxes.add(points, 0);
        boxes
    }

    /// Adds `points`, the first of which stands at `first` in the list.
    fn add(&mut self, points: &[Vec3], first: usize) {
        for (i, some) in points.chunks(BOXED).enumerate() {
            let (low, high) = bounds(some);
            self.0.push((first + i * BOXED, first + i * BOXED + some.len(), low, high));
        }
    }
}

/// Least and largest coordinates.
fn bounds(points: &[Vec3]) -> (Vec3, Vec3) {
    points.iter().fold((Vec3::MAX, Vec3::MIN), |(low, high), p| (low.min(*p), high.max(*p)))
}

impl UnrankedPoints {
    /// The points without ranks and with the surplus: for what never grows denser. A third of the time.
    pub fn unranked(self) -> Points {
        self.points
    }

    /// Ranks the points and drops the surplus.
    pub fn rank(self) -> Points {
        let Self { mut points, mut places, area, n } = self;
        places.resize(points.positions.len(), 0);
        rank::eliminate_all(&points.positions, area, &mut places);
        let per_point = 1.0 / n.max(1) as f32;
        let mut kept = 0;
        for (i, _) in places.iter().enumerate().filter(|(_, place)| **place < n as u32) {
            points.positions[kept] = points.positions[i];
            points.normals[kept] = points.normals[i];
            kept += 1;
        }
        // In the memory of the places.
        points.rank = places.into_iter().filter(|place| *place < n as u32).map(|place| place as f32 * per_point).collect();
        points.rank.shrink_to_fit();
        points.positions.truncate(kept);
        points.positions.shrink_to_fit();
        points.normals.truncate(kept);
        points.normals.shrink_to_fit();
        points
    }
}

/// Area of a triangle, mm².
pub fn area(mesh: &Mesh, triangle: u32) -> f32 {
    let [a, b, c] = mesh.triangles[triangle as usize].map(|v| mesh.positions[v as usize]);
    0.5 * (b - a).cross(c - a).length()
}

/// Corners of a triangle.
const CORNERS: f32 = 3.0;

/// Middle of a triangle, mm.
pub(super) fn middle(mesh: &Mesh, triangle: u32) -> Vec3 {
    mesh.triangles[triangle as usize].iter().map(|v| mesh.positions[*v as usize]).sum::<Vec3>() / CORNERS
}

/// About `n` places, one in each of `n` equal shares of the area, and the triangle of each.
///
/// Their random numbers are those from address `first` on.
#[inline(never)]
fn candidates(mesh: &Mesh, triangles: &[u32], total: f64, n: usize, first: u32, seed: u32, stream: u32) -> (Vec<Vec3>, Vec<u32>) {
    let (mut positions, mut owners) = (Vec::with_capacity(n), Vec::with_capacity(n));
    let share = total / n.max(1) as f64;
    let mut reached = 0.0;
    let mut i = 0;
    for t in triangles {
        reached += f64::from(area(mesh, *t));
        let [a, b, c] = mesh.triangles[*t as usize].map(|v| mesh.positions[v as usize]);
        while i < n as u32 {
            let (within, pair) = pair(seed, stream, first + i);
            if (f64::from(i) + f64::from(within) * (1.0 / Q32_ONE)) * share >= reached {
                break;
            }
            let (u, v) = (pair & 0xffff, pair >> 16);
            // As integers: a choice between floats would be a branch.
            let beyond = u + v > Q16_ONE;
            let [u, v] = [u, v].map(|q16| (if beyond { Q16_ONE - q16 } else { q16 }) as f32 * (1.0 / Q16_ONE as f32));
            positions.push(a + (b - a) * u + (c - a) * v);
            owners.push(*t);
            i += 1;
        }
    }
    (positions, owners)
}

/// Normal of the skin at a place on a triangle, blended from its corners.
#[inline(never)]
fn normal(mesh: &Mesh, triangle: u32, p: Vec3) -> Vec3 {
    let corners = mesh.triangles[triangle as usize];
    let [a, b, c] = corners.map(|v| mesh.positions[v as usize]);
    let [na, nb, nc] = corners.map(|v| mesh.normals[v as usize]);
    let of = |u: Vec3, v: Vec3| (u - p).cross(v - p).length();
    (na * of(b, c) + nb * of(c, a) + nc * of(a, b)).normalize_or(na)
}

/// Half the steps that a space-filling curve has along an axis: places from −1 m to 1 m.
const HALF_STEPS: f32 = 512.0;

/// Place along a space-filling curve (Morton order) with steps of 2 mm.
fn morton(p: Vec3) -> u32 {
    let spread = |v: f32| {
        let mut b = (v * 0.5 + HALF_STEPS) as u32 & 0x3ff;
        b = (b | b << 16) & 0x0300_00ff;
        b = (b | b << 8) & 0x0300_f00f;
        b = (b | b << 4) & 0x030c_30c3;
        (b | b << 2) & 0x0924_9249
    };
    spread(p.x) | spread(p.y) << 1 | spread(p.z) << 2
}

/// A pseudorandom permutation of 0 … `n` − 1.
struct Permutation {
    next: u32,
    end: u32,
    n: u32,
    shift: u32,
    key: u32,
}

impl Permutation {
    /// The power of two below which numbers are mixed.
    fn end(n: usize) -> usize {
        n.next_power_of_two().max(2)
    }

    fn new(n: usize, key: u32) -> Self {
        let end = Self::end(n) as u32;
        Self { next: 0, end, n: n as u32, shift: end.trailing_zeros() / 2 + 1, key }
    }
}

impl Iterator for Permutation {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.next < self.end {
            // Each step is a bijection below a power of two, so no number comes twice.
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
