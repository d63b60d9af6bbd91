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

/// Slope and height at a place: `[x, y, z, height]`, each −127…127.
#[derive(Clone, Copy, Default)]
struct Voxel {
    furrow: [i8; 4],
    grain: [i8; 4],
}

/// Slope of the skin's surface and how deep in a furrow a place lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slope {
    /// Slope of the furrows, in the head's axes, −1…1.
    pub furrow: Vec3,
    /// Slope of the grain, −1…1.
    pub grain: Vec3,
    /// −1 at the bottom of a furrow, 0 on the plateau.
    pub depth: f32,
    /// Grain height, −1…1.
    pub mottle: f32,
}

/// The block.
pub struct Relief {
    voxels: Vec<Voxel>,
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
        let mut voxels = vec![Voxel::default(); SIDE * SIDE * SIDE];
        for z in 0..SIDE {
            for y in 0..SIDE {
                for x in 0..SIDE {
                    let slopes = |h: &[f32], steep: f32| {
                        let at = |x: usize, y: usize, z: usize| h[(z % SIDE * SIDE + y % SIDE) * SIDE + x % SIDE];
                        let back = SIDE - 1;
                        let byte = |v: f32| (v.clamp(-1.0, 1.0) * 127.0) as i8;
                        [
                            byte((at(x + 1, y, z) - at(x + back, y, z)) * steep),
                            byte((at(x, y + 1, z) - at(x, y + back, z)) * steep),
                            byte((at(x, y, z + 1) - at(x, y, z + back)) * steep),
                            byte(at(x, y, z)),
                        ]
                    };
                    voxels[(z * SIDE + y) * SIDE + x] = Voxel { furrow: slopes(&furrow, 1.2), grain: slopes(&grain, 2.0) };
                }
            }
        }
        Self { voxels }
    }

    #[inline]
    fn voxel(&self, x: usize, y: usize, z: usize) -> &Voxel {
        &self.voxels[(z % SIDE * SIDE + y % SIDE) * SIDE + x % SIDE]
    }

    /// Slope at `place`, in voxels and not negative, of the voxel it lies in: for pixels larger than a voxel.
    #[inline]
    pub fn coarse(&self, place: Vec3) -> Slope {
        let v = self.voxel(place.x as usize, place.y as usize, place.z as usize);
        let part = |s: [i8; 4]| vec3(f32::from(s[0]), f32::from(s[1]), f32::from(s[2])) * (1.0 / 127.0);
        Slope { furrow: part(v.furrow), grain: part(v.grain), depth: f32::from(v.furrow[3]) / 127.0, mottle: f32::from(v.grain[3]) / 127.0 }
    }

    /// Slope at `place`, in voxels and not negative, interpolated: for a close look.
    #[inline]
    pub fn fine(&self, place: Vec3) -> Slope {
        let (x, y, z) = (place.x as usize, place.y as usize, place.z as usize);
        let f = place - vec3(x as f32, y as f32, z as f32);
        let g = Vec3::ONE - f;
        let mut sum = [0f32; 8];
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
            let v = self.voxel(x + corner.0, y + corner.1, z + corner.2);
            for k in 0..4 {
                sum[k] += f32::from(v.furrow[k]) * weight;
                sum[k + 4] += f32::from(v.grain[k]) * weight;
            }
        }
        let s = sum.map(|v| v * (1.0 / 127.0));
        Slope { furrow: vec3(s[0], s[1], s[2]), grain: vec3(s[4], s[5], s[6]), depth: s[3], mottle: s[7] }
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
