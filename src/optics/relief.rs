//! Fine relief of skin: the net of furrows and the grain of pores, as a small block of space that repeats.
//!
//! A block, not a texture: it needs no unwrapping of the head and has no seams. Where it is read, the place is warped by
//! several millimetres over a few centimetres, so the repetition never lines up with the eye.

use crate::base::math::{Vec3, smoothstep, vec3};
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
        let points = furrow_points();
        let furrow = heights(|p| furrow_height(p, &points));
        let grain = heights(|p| grain_height(p, GRAIN, 1) * 0.65 + grain_height(p, GRAIN * 2, 2) * 0.35);
        Self { furrows: slopes(&furrow, 1.2), grain: slopes(&grain, 2.0) }
    }

    /// Grain at `place`, in voxels and not negative, of the voxel it lies in: for pixels larger than a voxel.
    #[inline]
    pub fn grain(&self, place: Vec3) -> (f32, Vec3) {
        let v = self.grain[index(place.x as usize, place.y as usize, place.z as usize)].map(|b| f32::from(b) * (1.0 / 127.0));
        (v[3], vec3(v[0], v[1], v[2]))
    }

    /// Grain at `place`, in voxels and not negative, interpolated: for a close look.
    #[inline]
    pub fn grain_between(&self, place: Vec3) -> (f32, Vec3) {
        between(&self.grain, place)
    }

    /// Furrows at `place`, in voxels and not negative, interpolated.
    #[inline]
    pub fn furrow_between(&self, place: Vec3) -> (f32, Vec3) {
        between(&self.furrows, place)
    }
}

#[inline]
fn index(x: usize, y: usize, z: usize) -> usize {
    (z % SIDE * SIDE + y % SIDE) * SIDE + x % SIDE
}

#[inline]
fn between(voxels: &[Voxel], place: Vec3) -> (f32, Vec3) {
    let (x, y, z) = (place.x as usize, place.y as usize, place.z as usize);
    let f = place - vec3(x as f32, y as f32, z as f32);
    let g = Vec3::ONE - f;
    let mut sum = [0f32; 4];
    for (corner, weight) in [
        ((0, 0, 0), g.x * g.y * g.z),
        ((1, 0, 0), f.x * g.y * g.z),
        ((0, 1, 0), g.x * f.y * g.z),
        ((1, 1, 0), f.x * f.y * g.z),
        ((0, 0, 1), g.x * g.y * f.z),
        ((1, 0, 1), f.x * g.y * f.z),
        ((0, 1, 1), g.x * f.y * f.z),
        ((1, 1, 1), f.x * f.y * f.z),
    ] {
        for (s, &v) in sum.iter_mut().zip(&voxels[index(x + corner.0, y + corner.1, z + corner.2)]) {
            *s += f32::from(v) * weight;
        }
    }
    let s = sum.map(|v| v * (1.0 / 127.0));
    (s[3], vec3(s[0], s[1], s[2]))
}

/// Heights with their slopes, central differences times `steep`.
fn slopes(heights: &[f32], steep: f32) -> Vec<Voxel> {
    let byte = |v: f32| (v.clamp(-1.0, 1.0) * 127.0) as i8;
    let mut all = Vec::with_capacity(SIDE * SIDE * SIDE);
    for z in 0..SIDE {
        for y in 0..SIDE {
            for x in 0..SIDE {
                let at = |dx: usize, dy: usize, dz: usize| heights[index(x + dx, y + dy, z + dz)];
                let back = SIDE - 1;
                all.push([
                    byte((at(1, 0, 0) - at(back, 0, 0)) * steep),
                    byte((at(0, 1, 0) - at(0, back, 0)) * steep),
                    byte((at(0, 0, 1) - at(0, 0, back)) * steep),
                    byte(at(0, 0, 0)),
                ]);
            }
        }
    }
    all
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

/// Scattered points, one a cell, whose borders are the furrows.
fn furrow_points() -> Vec<Vec3> {
    let n = (CELLS * CELLS * CELLS) as u32;
    (0..n).map(|i| vec3(random::unit(1, 1, i), random::unit(1, 2, i), random::unit(1, 3, i))).collect()
}

/// 0 on the plateaus, −1 in the furrows: where the two nearest of some scattered points are equally far.
fn furrow_height(p: Vec3, points: &[Vec3]) -> f32 {
    let q = p * CELLS as f32;
    let (cx, cy, cz) = (q.x as usize, q.y as usize, q.z as usize);
    let inside = q - vec3(cx as f32, cy as f32, cz as f32);
    let (mut nearest, mut second) = (f32::MAX, f32::MAX);
    for z in 0..3 {
        for y in 0..3 {
            for x in 0..3 {
                let wrap = |v: usize| (v + CELLS - 1) % CELLS;
                let offset = points[(wrap(cz + z) * CELLS + wrap(cy + y)) * CELLS + wrap(cx + x)];
                let d = (offset + vec3(x as f32 - 1.0, y as f32 - 1.0, z as f32 - 1.0) - inside).length_squared();
                second = if d < nearest {
                    nearest
                } else if d < second {
                    d
                } else {
                    second
                };
                nearest = if d < nearest { d } else { nearest };
            }
        }
    }
    smoothstep(0.0, 0.34, second.sqrt() - nearest.sqrt()) - 1.0
}

/// Smooth noise −1…1 that repeats with the block.
fn grain_height(p: Vec3, features: usize, stream: u32) -> f32 {
    let q = p * features as f32;
    let cell = vec3(q.x.floor(), q.y.floor(), q.z.floor());
    let f = q - cell;
    let u = f * f * (Vec3::splat(3.0) - 2.0 * f);
    let lattice = |x: f32, y: f32, z: f32| {
        let wrap = |v: f32| (v as i32).rem_euclid(features as i32) as u32;
        let n = features as u32;
        random::unit(2, stream, (wrap(cell.z + z) * n + wrap(cell.y + y)) * n + wrap(cell.x + x)) * 2.0 - 1.0
    };
    let along_x = |y: f32, z: f32| lattice(0.0, y, z) * (1.0 - u.x) + lattice(1.0, y, z) * u.x;
    let along_y = |z: f32| along_x(0.0, z) * (1.0 - u.y) + along_x(1.0, z) * u.y;
    along_y(0.0) * (1.0 - u.z) + along_y(1.0) * u.z
}
