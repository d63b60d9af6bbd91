//! Fine relief of skin: the net of furrows and the grain of pores, as a small block of space that repeats.
//!
//! A block, not a texture: it needs no unwrapping of the head and has no seams. Where it is read, the place is warped by
//! several millimetres over a few centimetres, so the repetition never lines up with the eye.

use crate::base::math::{Vec3, Vec4, smoothstep, vec3};
use crate::base::random;

/// Side of the block, voxels.
pub const SIDE: usize = 48;
/// Side of one voxel, mm.
pub const VOXEL_MM: f32 = 0.13;
/// Furrow cells along the block's side: 0.62 mm each, as primary skin lines enclose.
const CELLS: usize = 10;
/// Grain features along the side: pores 0.8 mm apart.
const GRAIN: usize = 8;

/// Slope and height at a voxel: `[x, y, z, height]`, each −127…127 for −1…1.
type Voxel = [i8; 4];

/// The block. Heights come with the slope of the surface there, in the head's axes, both −1…1.
pub struct Relief {
    /// 0 on a plateau, −1 at the bottom of a furrow.
    furrows: Vec<Voxel>,
    /// Pores and the hills between them.
    grain: Vec<Voxel>,
}

impl Default for Relief {
    fn default() -> Self {
        Self::new()
    }
}

impl Relief {
    /// Computes the block: some 10 ms, once.
    pub fn new() -> Self {
        let furrow = furrows();
        let (coarse, fine) = (Grain::new(GRAIN, 1), Grain::new(GRAIN * 2, 2));
        let grain = heights(|p| coarse.height(p) * 0.65 + fine.height(p) * 0.35);
        Self { furrows: slopes(&furrow, 1.2), grain: slopes(&grain, 2.0) }
    }

    /// Grain at `place`, in voxels and not negative, of the voxel it lies in: for pixels larger than a voxel.
    #[inline(always)]
    pub fn grain(&self, place: Vec3) -> (f32, Vec3) {
        let v = self.grain[index(place.x as usize, place.y as usize, place.z as usize)].map(|b| f32::from(b) * (1.0 / 127.0));
        (v[3], vec3(v[0], v[1], v[2]))
    }

    /// Grain at `place`, in voxels and not negative, interpolated: for a close look.
    #[inline(always)]
    pub fn grain_between(&self, place: Vec3) -> (f32, Vec3) {
        between(&self.grain, place)
    }

    /// Furrows at `place`, in voxels and not negative, interpolated.
    #[inline(always)]
    pub fn furrow_between(&self, place: Vec3) -> (f32, Vec3) {
        between(&self.furrows, place)
    }
}

#[inline(always)]
fn index(x: usize, y: usize, z: usize) -> usize {
    (z % SIDE * SIDE + y % SIDE) * SIDE + x % SIDE
}

#[inline(always)]
fn between(voxels: &[Voxel], place: Vec3) -> (f32, Vec3) {
    let (x, y, z) = (place.x as usize, place.y as usize, place.z as usize);
    let f = place - vec3(x as f32, y as f32, z as f32);
    let g = Vec3::ONE - f;
    // The two voxels along each axis, as offsets in the block.
    let two = |v: usize, step: usize| [v % SIDE * step, (v + 1) % SIDE * step];
    let (across, up, along) = (two(x, 1), two(y, SIDE), two(z, SIDE * SIDE));
    let voxel = |i: usize, j: usize, k: usize| {
        let [a, b, c, d] = voxels[along[k] + up[j] + across[i]].map(f32::from);
        Vec4::new(a, b, c, d)
    };
    let sum = voxel(0, 0, 0) * (g.x * g.y * g.z)
        + voxel(1, 0, 0) * (f.x * g.y * g.z)
        + voxel(0, 1, 0) * (g.x * f.y * g.z)
        + voxel(1, 1, 0) * (f.x * f.y * g.z)
        + voxel(0, 0, 1) * (g.x * g.y * f.z)
        + voxel(1, 0, 1) * (f.x * g.y * f.z)
        + voxel(0, 1, 1) * (g.x * f.y * f.z)
        + voxel(1, 1, 1) * (f.x * f.y * f.z);
    let s = sum * (1.0 / 127.0);
    (s.w, s.truncate())
}

/// Heights with their slopes, central differences times `steep`.
fn slopes(heights: &[f32], steep: f32) -> Vec<Voxel> {
    let mut all = Vec::with_capacity(SIDE * SIDE * SIDE);
    for z in 0..SIDE {
        for y in 0..SIDE {
            slope_row(heights, steep, y, z, &mut all);
        }
    }
    all
}

#[inline(never)]
fn slope_row(heights: &[f32], steep: f32, y: usize, z: usize, out: &mut Vec<Voxel>) {
    let byte = |v: f32| (v.clamp(-1.0, 1.0) * 127.0) as i8;
    for x in 0..SIDE {
        let at = |dx: usize, dy: usize, dz: usize| heights[index(x + dx, y + dy, z + dz)];
        let back = SIDE - 1;
        out.push([
            byte((at(1, 0, 0) - at(back, 0, 0)) * steep),
            byte((at(0, 1, 0) - at(0, back, 0)) * steep),
            byte((at(0, 0, 1) - at(0, 0, back)) * steep),
            byte(at(0, 0, 0)),
        ]);
    }
}

fn heights(f: impl Fn(Vec3) -> f32) -> Vec<f32> {
    let mut all = Vec::with_capacity(SIDE * SIDE * SIDE);
    for z in 0..SIDE {
        for y in 0..SIDE {
            for x in 0..SIDE {
                all.push(f(vec3(x as f32, y as f32, z as f32) * (1.0 / SIDE as f32)));
            }
        }
    }
    all
}

/// Heights of the furrows: 0 on the plateaus, −1 where the two nearest of some scattered points, one a cell, are equally
/// far.
fn furrows() -> Vec<f32> {
    let n = (CELLS * CELLS * CELLS) as u32;
    let points: Vec<Vec3> = (0..n).map(|i| vec3(random::unit(1, 1, i), random::unit(1, 2, i), random::unit(1, 3, i))).collect();
    let mut all = Vec::with_capacity(SIDE * SIDE * SIDE);
    for k in 0..SIDE {
        for j in 0..SIDE {
            furrow_row(&points, j, k, &mut all);
        }
    }
    all
}

/// Cell of a voxel along one axis, and where in it the voxel lies, 0–1.
fn split(voxel: usize) -> (usize, f32) {
    let q = voxel as f32 * (1.0 / SIDE as f32) * CELLS as f32;
    (q as usize, q - (q as usize) as f32)
}

#[inline(never)]
fn furrow_row(points: &[Vec3], j: usize, k: usize, out: &mut Vec<f32>) {
    let ((cy, y), (cz, z)) = (split(j), split(k));
    let wrap = |v: usize| (v + CELLS - 1) % CELLS;
    // Points of the cells around, as seen from a row of voxels: place along the row, squared distance across it.
    let mut around = [(0.0_f32, 0.0_f32); 27];
    let mut last = CELLS;
    for (cx, x) in (0..SIDE).map(split) {
        if cx != last {
            last = cx;
            for (n, point) in around.iter_mut().enumerate() {
                let (i, j, k) = (n % 3, n / 3 % 3, n / 9);
                let p = points[(wrap(cz + k) * CELLS + wrap(cy + j)) * CELLS + wrap(cx + i)];
                let (aside, above) = (p.y + j as f32 - 1.0 - y, p.z + k as f32 - 1.0 - z);
                *point = (p.x + i as f32 - 1.0, aside * aside + above * above);
            }
        }
        let (mut nearest, mut second) = (f32::MAX, f32::MAX);
        for (along, across) in around {
            let d = (along - x) * (along - x) + across;
            let farther = if d < nearest { nearest } else { d };
            second = if farther < second { farther } else { second };
            nearest = if d < nearest { d } else { nearest };
        }
        out.push(smoothstep(0.0, 0.34, second.sqrt() - nearest.sqrt()) - 1.0);
    }
}

/// Smooth noise −1…1 that repeats with the block.
struct Grain {
    features: usize,
    /// Values at whole features, a row along x after the other.
    lattice: Vec<f32>,
}

impl Grain {
    fn new(features: usize, stream: u32) -> Self {
        let n = (features * features * features) as u32;
        Self { features, lattice: (0..n).map(|i| random::unit(2, stream, i) * 2.0 - 1.0).collect() }
    }

    #[inline(never)]
    fn height(&self, p: Vec3) -> f32 {
        let n = self.features;
        let q = p * n as f32;
        let (x, y, z) = (q.x as usize, q.y as usize, q.z as usize);
        let f = q - vec3(x as f32, y as f32, z as f32);
        let u = f * f * (Vec3::splat(3.0) - 2.0 * f);
        let along_x = |y: usize, z: usize| {
            let row = (z % n * n + y % n) * n;
            self.lattice[row + x % n] * (1.0 - u.x) + self.lattice[row + (x + 1) % n] * u.x
        };
        let along_y = |z: usize| along_x(y, z) * (1.0 - u.y) + along_x(y + 1, z) * u.y;
        along_y(z) * (1.0 - u.z) + along_y(z + 1) * u.z
    }
}
