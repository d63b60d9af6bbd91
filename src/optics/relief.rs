//! Micro-relief of skin as a solid texture that repeats: furrows (cellular noise, second minus first distance), pores, value noise.
//!
//! A block, not a texture: it needs no unwrapping of the head and has no seams. Where it is read, the place is warped by
//! several millimeters over a few centimeters, so the repetition is not visible.

use crate::base::lanes::{self, I16x8};
use crate::base::math::{Vec3, Vec4, Vec4Swizzles, lerp, smoothstep, vec3};
use crate::base::random;

/// Side of the block, voxels.
pub const SIDE: usize = 48;
/// Side of one voxel, mm.
pub const VOXEL_MM: f32 = 0.13;
/// Furrow cells along the block's side: 0.62 mm each, as primary skin lines enclose.
const CELLS: usize = 10;
/// Features of the skin between its pores along the side: 0.39 and 0.69 mm apart, and how high (photographs: light of bare
/// scalp and forehead varies as much at 0.4–0.8 mm as at 0.2–0.4, and as much upwards as downwards).
const GRAIN: [(usize, f32); 2] = [(16, 0.30), (9, 0.36)];
/// Pores in the block: as spheres they open on 1.3 per mm² of any surface through it (vellus follicles and sweat glands of
/// a forehead: 1–3 per mm²).
const PORES: u32 = 700;
/// Radius of a pore, mm, smallest and largest (photographs at 10 px/mm: dark points 0.2–0.5 mm wide).
const PORE_MM: (f32, f32) = (0.10, 0.28);

/// Depth of a pore: least, and what the deepest is deeper; and how far beyond its radius its rim ends and before it its bottom begins, voxels
/// (choice).
const PORE_DEPTH: (f32, f32) = (0.4, 0.5);
const PORE_RIM: (f32, f32) = (0.7, 0.9);
/// Width of a furrow: difference of distance to the two nearest points at which its plateau begins, cells (choice).
const FURROW_WIDTH: f32 = 0.34;
/// Slopes of the skin's relief, and of the unevenness of its color, per difference of height between both neighbors (choice).
const STEEP: f32 = 1.2;
const STEEP_UNEVEN: f32 = 0.35;
/// Octaves of the colors: features along a side of the block and their height (choice).
const BLOOD: [(usize, f32); 4] = [(8, 0.7), (16, 0.7), (24, 0.6), (48, 0.3)];
const MELANIN: [(usize, f32); 4] = [(8, 0.6), (16, 0.7), (24, 0.6), (48, 0.6)];
const LIGHTNESS: [(usize, f32); 3] = [(12, 0.5), (24, 0.6), (48, 0.7)];
/// Hills under them, of 9 and 5 mm, which have no color of their own: what highlights are not round for (photographs: their outline
/// turns in and out by 2–4 mm every 5–10 mm; height by trial against two of them).
const HILLS: [(usize, f32); 2] = [(4, 3.4), (7, 2.2)];
const OIL: [(usize, f32); 3] = [(5, 0.8), (9, 0.6), (16, 0.4)];
/// Where there is more melanin there is more blood, too: share of blood's own noise, and of melanin's (photographs: in blotches of bare scalps
/// log R/G and G/B correlate by +0.3…+0.7, and both fall where light rises).
const BLOOD_ALONE: f32 = 0.80;
const BLOOD_WITH_MELANIN: f32 = 0.52;
/// Random numbers of each.
const STREAMS: TintStreams = TintStreams { lightness: 17, oil: 20, blood: 23, melanin: 27, hills: 37 };
/// One in a signed byte.
const SNORM8_ONE: f32 = 127.0;

struct TintStreams {
    lightness: u32,
    oil: u32,
    blood: u32,
    melanin: u32,
    hills: u32,
}

/// Slope and height at a voxel: `[x, y, z, height]`, each −127…127 for −1…1.
type Voxel = [i8; 4];

/// Slope of the surface at a place, in the head's axes, and its height: all −1…1.
#[derive(Clone, Copy)]
pub struct ReliefSample(pub Vec4);

impl ReliefSample {
    /// Slope along the head's axes.
    #[inline(always)]
    pub fn slope(self) -> Vec3 {
        self.0.truncate()
    }

    /// Height.
    #[inline(always)]
    pub fn height(self) -> f32 {
        self.0.w
    }
}

/// The block.
pub struct Relief {
    /// Pores and the hills between them, eight voxels in one: for large pixels, one lookup each.
    grain: Vec<u32>,
    /// The grain and the furrows at a voxel, one byte each: what a close look reads at once. A voxel's neighbors to the
    /// far side lie in the block even at its end.
    both: Vec<u64>,
    /// What colors skin from a millimeter to a centimeter, in voxels of its own.
    tint: Vec<u64>,
}

/// Voxels along a side of the block seen from afar, and of the one that holds both.
const FAR: usize = SIDE / 2;
const ROW: usize = SIDE + 1;

impl Default for Relief {
    fn default() -> Self {
        Self::new()
    }
}

impl Relief {
    /// Computes the block: some 10 ms, once.
    pub fn new() -> Self {
        let grain = slopes(&pores(), STEEP);
        // Height 0 on a plateau, −1 at the bottom of a furrow.
        let furrows = slopes(&furrows(), STEEP);
        let mut both = Vec::with_capacity(ROW * ROW * ROW);
        for z in 0..ROW {
            for y in 0..ROW {
                both.extend((0..ROW).map(|x| index(x, y, z)).map(|at| {
                    let ([a, b, c, d], [e, f, g, h]) = (grain[at], furrows[at]);
                    u64::from_le_bytes([a, b, c, d, e, f, g, h].map(|byte| byte as u8))
                }));
            }
        }
        Self { grain: downsampled(&grain), both, tint: tints() }
    }

    /// Grain at `place`, x, y, z in voxels and not negative, on average around there: for pixels larger than a voxel.
    #[inline(always)]
    pub fn grain(&self, place: Vec4) -> ReliefSample {
        let [x, y, z, _] = lanes::truncate(wrap(place) * 0.5).map(|v| v as usize);
        let [x, y, z, height] = self.grain[(z * FAR + y) * FAR + x].to_le_bytes().map(|byte| f32::from(byte as i8));
        ReliefSample(Vec4::new(x, y, z, height) * (1.0 / SNORM8_ONE))
    }

    /// The same at four places at once: x, y, z and height of all.
    #[inline(always)]
    pub fn grain_x4(&self, [x, y, z]: [Vec4; 3]) -> [Vec4; 4] {
        let [x, y, z] = [x, y, z].map(|v| lanes::truncate(wrap(v) * 0.5));
        let voxel = |i: usize| self.grain[((z[i] * FAR as i32 + y[i]) * FAR as i32 + x[i]) as usize];
        lanes::unpack_i8([voxel(0), voxel(1), voxel(2), voxel(3)]).map(|all| all * (1.0 / SNORM8_ONE))
    }

    /// Grain and furrows at `place`, x, y, z in voxels and not negative, interpolated: for a close look.
    #[inline(always)]
    pub fn interpolated(&self, place: Vec4) -> [ReliefSample; 2] {
        trilinear(&self.both, place).map(|four| ReliefSample(four * (1.0 / SNORM8_ONE)))
    }

    /// Color at four places, of which two stand for all: blood, melanin, – and oil, and the slope and height of their unevenness,
    /// each −1…1; of the voxels nearest to places shifted by `offset`, voxels of color.
    #[inline(always)]
    pub fn tints_x4(&self, places: [Vec4; 3], offset: [f32; 3]) -> [[Vec4; 4]; 2] {
        let of = |i: usize| lanes::truncate(wrap(places[i] * (1.0 / TINT_VOXELS)) + Vec4::splat(offset[i]));
        let [x, y, z] = [of(0), of(1), of(2)];
        let voxel = |i: usize| self.tint[((z[i] * ROW as i32 + y[i]) * ROW as i32 + x[i]) as usize];
        let (first, last) = (voxel(0), voxel(2));
        let bytes = |right: u32| {
            let [first, last] = [first, last].map(|voxel| (voxel >> right) as u32);
            lanes::unpack_i8([first, first, last, last]).map(|all| all * (1.0 / SNORM8_ONE))
        };
        [bytes(0), bytes(32)]
    }

    /// The same at `place`, interpolated: for a close look.
    #[inline(always)]
    pub fn tint_interpolated(&self, place: Vec4) -> [Vec4; 2] {
        trilinear(&self.tint, place * (1.0 / TINT_VOXELS)).map(|four| four * (1.0 / SNORM8_ONE))
    }
}

/// Eight signed bytes of a block at a place, interpolated.
#[inline(always)]
fn trilinear(block: &[u64], place: Vec4) -> [Vec4; 2] {
    let place = wrap(place);
    let [x, y, z, _] = lanes::truncate(place).map(|v| v as usize);
    let share = (place - place.floor()) * Vec4::new(lanes::Q6_ONE, lanes::Q15_ONE, lanes::Q15_ONE, 0.0);
    let [across, up, along, _] = lanes::truncate(share).map(|v| v as i16);
    let first = (z * ROW + y) * ROW + x;
    let near = &block[first..first + ROW * ROW + ROW + 2];
    let edge = |at: usize| I16x8::lerp_i8(near[at], near[at + 1], across);
    let low = edge(0).lerp_q15(edge(ROW), up);
    let high = edge(ROW * ROW).lerp_q15(edge(ROW * ROW + ROW), up);
    low.lerp_q15(high, along).to_f32x4().map(|four| four * (1.0 / lanes::Q6_ONE))
}

/// Blotches of blood and of melanin, lightness, and oil: the block of colors, with its neighbors to the far side.
fn tints() -> Vec<u64> {
    let melanin = threshold_spots(noise(&MELANIN, STREAMS.melanin));
    let mut blood = noise(&BLOOD, STREAMS.blood);
    for (blood, melanin) in blood.iter_mut().zip(&melanin) {
        *blood = BLOOD_ALONE * *blood + BLOOD_WITH_MELANIN * melanin;
    }
    let light = noise(&LIGHTNESS, STREAMS.lightness);
    let oil = noise(&OIL, STREAMS.oil);
    let hills: Vec<f32> = noise(&HILLS, STREAMS.hills).iter().zip(&light).map(|(hill, light)| hill + light).collect();
    let uneven = slopes(&hills, STEEP_UNEVEN);
    let byte = |v: f32| ((v.clamp(-1.0, 1.0) * SNORM8_ONE) as i8) as u8;
    let mut all = Vec::with_capacity(ROW * ROW * ROW);
    for z in 0..ROW {
        for y in 0..ROW {
            all.extend((0..ROW).map(|x| index(x, y, z)).map(|at| {
                let [a, b, c, _] = uneven[at].map(|byte| byte as u8);
                u64::from_le_bytes([byte(blood[at]), byte(melanin[at]), 0, byte(oil[at]), a, b, c, byte(light[at])])
            }));
        }
    }
    all
}

/// Turns even noise into spots on plain ground: what exceeds a height, around the mean.
fn threshold_spots(mut noise: Vec<f32>) -> Vec<f32> {
    noise.iter_mut().for_each(|v| *v = 0.5 * *v + SPOTTED * (*v - SPOTS_FROM).max(0.0));
    let mean = noise.iter().sum::<f32>() * (1.0 / noise.len() as f32);
    noise.iter_mut().for_each(|v| *v -= mean);
    noise
}

/// Voxels of relief along one of color: 0.78 mm.
const TINT_VOXELS: f32 = 6.0;

/// Height over which melanin gathers in spots, and how steeply (photographs of light scalps: brown points of 0.5–2 mm, and plain skin between
/// them; steeper, more than 40 of them count as freckles).
const SPOTS_FROM: f32 = 0.35;
const SPOTTED: f32 = 0.3;

/// A place in the first block like the one given.
#[inline(always)]
fn wrap(place: Vec4) -> Vec4 {
    let blocks = place * (1.0 / SIDE as f32);
    (blocks - blocks.floor()) * SIDE as f32
}

#[inline(always)]
fn index(x: usize, y: usize, z: usize) -> usize {
    (z % SIDE * SIDE + y % SIDE) * SIDE + x % SIDE
}

/// The mean of every 2 × 2 × 2 voxels.
fn downsampled(voxels: &[Voxel]) -> Vec<u32> {
    let mean = |i: usize| {
        let (x, y, z) = (2 * (i % FAR), 2 * (i / FAR % FAR), 2 * (i / (FAR * FAR)));
        let mut sum = [0i32; 4];
        for corner in 0..8 {
            let voxel = voxels[index(x + corner % 2, y + corner / 2 % 2, z + corner / 4)];
            sum.iter_mut().zip(voxel).for_each(|(sum, v)| *sum += i32::from(v));
        }
        u32::from_le_bytes(sum.map(|sum| (sum / 8) as u8))
    };
    (0..FAR * FAR * FAR).map(mean).collect()
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
    let byte = |v: f32| (v.clamp(-1.0, 1.0) * SNORM8_ONE) as i8;
    let back = SIDE - 1;
    let row = |dy: usize, dz: usize| &heights[index(0, y + dy, z + dz)..][..SIDE];
    let (here, up, down, far, near) = (row(0, 0), row(1, 0), row(back, 0), row(0, 1), row(0, back));
    for x in 0..SIDE {
        let along = here[(x + 1) % SIDE] - here[(x + back) % SIDE];
        out.push([byte(along * steep), byte((up[x] - down[x]) * steep), byte((far[x] - near[x]) * steep), byte(here[x])]);
    }
}

/// Smooth noise that repeats with the block: a sum of octaves, each so many features along a side and so high.
fn noise(octaves: &[(usize, f32)], stream: u32) -> Vec<f32> {
    let mut all = vec![0.0; SIDE * SIDE * SIDE];
    for (i, &(features, high)) in (0..).zip(octaves) {
        add_octave(features, high, stream + i, &mut all);
    }
    all
}

#[inline(never)]
fn add_octave(features: usize, high: f32, stream: u32, all: &mut [f32]) {
    let lattice: Vec<f32> =
        (0..(features * features * features) as u32).map(|i| high * (random::uniform(2, stream, i) * 2.0 - 1.0)).collect();
    let value = |x: usize, y: usize, z: usize| lattice[(z % features * features + y % features) * features + x % features];
    // The feature before each voxel of a side, and how far the voxel is on the way to the next, eased.
    let places: Vec<(usize, f32)> = (0..SIDE)
        .map(|voxel| {
            let place = (voxel * features) as f32 * (1.0 / SIDE as f32);
            (place as usize, smoothstep(0.0, 1.0, place - place.floor()))
        })
        .collect();
    let mut row = vec![0.0; features + 1];
    for (line, out) in all.chunks_exact_mut(SIDE).enumerate() {
        let ((z, w), (y, v)) = (places[line / SIDE], places[line % SIDE]);
        for (x, at) in row.iter_mut().enumerate() {
            let low = lerp(value(x, y, z), value(x, y + 1, z), v);
            *at = lerp(low, lerp(value(x, y, z + 1), value(x, y + 1, z + 1), v), w);
        }
        for (out, &(x, u)) in out.iter_mut().zip(&places) {
            *out += lerp(row[x], row[x + 1], u);
        }
    }
}

/// Heights of skin with pores, around their mean: −1 at the bottom of a deep one, a little over 0 elsewhere.
fn pores() -> Vec<f32> {
    let mut all = noise(&GRAIN, 1);
    for i in 0..PORES {
        let unit = |k: u32| random::uniform(4, k, i);
        // Most are small.
        let radius = (PORE_MM.0 + (PORE_MM.1 - PORE_MM.0) * unit(4) * unit(4)) * (1.0 / VOXEL_MM);
        let depth = PORE_DEPTH.0 + PORE_DEPTH.1 * unit(5);
        for_voxels_near(vec3(unit(1), unit(2), unit(3)) * SIDE as f32, radius + PORE_RIM.0, |at, d| {
            let pit = -depth * smoothstep(radius + PORE_RIM.0, (radius - PORE_RIM.1).max(0.0), d);
            all[at] = if pit < all[at] { pit } else { all[at] };
        });
    }
    // Around the mean, so that skin is as light where pores show as where they do not.
    let mean = all.iter().sum::<f32>() * (1.0 / all.len() as f32);
    all.iter_mut().for_each(|height| *height -= mean);
    all
}

/// Visits the voxels within `reach` of a place of the block, all in voxels: each one's index and distance.
fn for_voxels_near(middle: Vec3, reach: f32, mut visit: impl FnMut(usize, f32)) {
    let (first, n) = ((middle - Vec3::splat(reach)).floor(), (2.0 * reach) as i32 + 2);
    for z in 0..n {
        for y in 0..n {
            for x in 0..n {
                let voxel = first + vec3(x as f32, y as f32, z as f32);
                let [i, j, k] = voxel.to_array().map(|v| (v as i32).rem_euclid(SIDE as i32) as usize);
                visit(index(i, j, k), (voxel - middle).length());
            }
        }
    }
}

/// Heights of the furrows: 0 on the plateaus, −1 where the two nearest of some scattered points, one a cell, are equally
/// far.
fn furrows() -> Vec<f32> {
    let n = (CELLS * CELLS * CELLS) as u32;
    let points: Vec<Vec3> = (0..n).map(|i| vec3(random::uniform(1, 1, i), random::uniform(1, 2, i), random::uniform(1, 3, i))).collect();
    let mut all = Vec::with_capacity(SIDE * SIDE * SIDE);
    for k in 0..SIDE {
        for j in 0..SIDE {
            furrow_row(&points, j, k, &mut all);
        }
    }
    all
}

/// Cell of a voxel along one axis, and where in it the voxel lies, 0–1.
fn cell_and_part(voxel: usize) -> (usize, f32) {
    let q = voxel as f32 * (1.0 / SIDE as f32) * CELLS as f32;
    (q as usize, q - (q as usize) as f32)
}

#[inline(never)]
fn furrow_row(points: &[Vec3], j: usize, k: usize, out: &mut Vec<f32>) {
    let ((cy, y), (cz, z)) = (cell_and_part(j), cell_and_part(k));
    let wrap = |v: usize| (v + CELLS - 1) % CELLS;
    // Points of the cells around, as seen from a row of voxels: place along the row, squared distance across it.
    let (mut along, mut across) = ([0.0; 28], [f32::MAX; 28]);
    let mut last = CELLS;
    for (cx, x) in (0..SIDE).map(cell_and_part) {
        if cx != last {
            last = cx;
            for (n, (along, across)) in along.iter_mut().zip(&mut across).enumerate().take(27) {
                let (i, j, k) = (n % 3, n / 3 % 3, n / 9);
                let p = points[(wrap(cz + k) * CELLS + wrap(cy + j)) * CELLS + wrap(cx + i)];
                let (aside, above) = (p.y + j as f32 - 1.0 - y, p.z + k as f32 - 1.0 - z);
                (*along, *across) = (p.x + i as f32 - 1.0, aside * aside + above * above);
            }
        }
        // The least and the second least of four sets, then of all.
        let (mut nearest, mut second) = (Vec4::MAX, Vec4::MAX);
        for (along, across) in along.as_chunks().0.iter().zip(across.as_chunks().0) {
            let off = Vec4::from_array(*along) - Vec4::splat(x);
            let d = off * off + Vec4::from_array(*across);
            second = second.min(nearest.max(d));
            nearest = nearest.min(d);
        }
        for swap in [Vec4::zwxy, Vec4::yxwz] {
            let other = swap(nearest);
            second = second.min(swap(second)).min(nearest.max(other));
            nearest = nearest.min(other);
        }
        let (nearest, second) = (nearest.x, second.x);
        out.push(smoothstep(0.0, FURROW_WIDTH, second.sqrt() - nearest.sqrt()) - 1.0);
    }
}
