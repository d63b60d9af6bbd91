//! Spot features: freckles, sun spots, moles.

use super::plain_skin::PlainSkin;
use super::{Feature, FeatureKind, Features, uniform};
use crate::base::math::{Vec3, lerp, smoothstep};
use crate::base::noise;
use crate::base::random::bits;
use crate::base::streams;
use crate::scalp::points;
use crate::scalp::skin_stroke::SkinStroke;

const STREAM: u32 = streams::SPOTS;
/// Sun spots of one person, fewest and most, and their diameter, mm.
const SPOTS: (u32, u32) = (20, 40);
const SPOT_MM: (f32, f32) = (1.0, 4.0);
/// Flecks smaller than a spot: so many for each, and their diameter, mm.
const FLECKS_A_SPOT: f32 = 3.0;
const FLECK_MM: (f32, f32) = (0.5, 0.98);
/// Spots crowd where noise of this size, mm, is high.
const CROWDS_MM: f32 = 26.0;
/// Most moles of one person, and their diameter, mm.
const MOLES: u32 = 3;
const MOLE_MM: (f32, f32) = (2.0, 4.0);
/// Outlines are uneven: nothing of a spot lies farther out, in radii.
const OUTLINE_REACH: f32 = 2.0;
/// Spots keep off brows, lips, eyes and cloth, mm; moles more.
const OFF: (f32, f32) = (3.5, 7.0);

/// A freckle or sun spot is drawn out by up to this share of its size (choice).
const LONG: f32 = 0.5;

/// Sun exposure. The sun comes from so much in front for each mm that it is above; skin turned away so far gets none, and skin
/// turned to it so far gets all of it, as cosines (choice).
const SUN_AHEAD: f32 = 0.25;
const SUN_FACING: (f32, f32) = (-0.25, 0.75);
/// Depths over which the back of the head begins to be exposed, mm (choice: hair kept it off).
const SUN_Z_MM: (f32, f32) = (-85.0, -25.0);
/// Heights over which the scalp begins, from the middle of the hairline, mm, and the forehead's share of its exposure (choice).
const SCALP_Y_MM: (f32, f32) = (-32.0, 6.0);
const FOREHEAD_SHARE: f32 = 0.28;
/// Heights and depths over which the face begins, mm, and its exposure (choice: brow and nose shade it).
const FACE_Y_MM: (f32, f32) = (-42.0, -26.0);
const FACE_Z_MM: (f32, f32) = (12.0, 34.0);
const FACE_SHARE: f32 = 0.10;
/// Values of noise over which a crowd begins, and the density of spots outside all crowds, where 1 is that within (choice).
const CROWD_NOISE: (f32, f32) = (-0.30, 0.36);
const ALONE: f32 = 0.03;
/// Least sun exposure of a person, where 1 is most (choice).
const LEAST_EXPOSURE: f32 = 0.75;
/// Diameters over which a spot counts as large, mm (choice).
const LARGE_MM: (f32, f32) = (1.0, 3.0);
/// Strength of the faintest spot where 1 is the strongest, and of small spots where 1 is that of large ones (choice).
const FAINTEST: f32 = 0.65;
const SMALL_STRENGTH: f32 = 0.85;
/// Hue that chance gives at the most, and what a large spot adds (choice: those are older and grayer).
const HUE_BY_CHANCE: f32 = 0.75;
const HUE_BY_SIZE: f32 = 0.4;

/// Strength of moles, weakest and strongest (choice).
const MOLE_STRENGTH: (f32, f32) = (0.5, 0.9);
/// Share of moles on skin elsewhere, and what is added on cheek, temple and neck (choice).
const MOLES_ELSEWHERE: f32 = 0.5;
const MOLES_BESIDE: f32 = 2.5;
/// Distances from the midline, heights above the neck's base and below the brows, and depths over which these begin, mm (choice).
const BESIDE_X_MM: (f32, f32) = (22.0, 40.0);
const BESIDE_FROM_Y_MM: (f32, f32) = (-95.0, -80.0);
const BESIDE_TO_Y_MM: (f32, f32) = (50.0, 30.0);
const BESIDE_Z_MM: (f32, f32) = (10.0, 30.0);

/// Area-weighted sampling of the skin: its triangles, and the sum of their weights up to and with each.
struct AreaSampler {
    triangles: Vec<u32>,
    sums: Vec<f32>,
}

impl AreaSampler {
    /// Weighs every triangle of plain skin by its area and a share for its middle and its normal.
    fn new(skin: &PlainSkin, share: &dyn Fn(Vec3, Vec3) -> f32) -> Self {
        let mut sampler = Self { triangles: Vec::new(), sums: Vec::new() };
        let mut sum = 0.0;
        for &t in &skin.triangles {
            let corners = skin.mesh.triangles[t as usize];
            let weight = share(points::middle(skin.mesh, t), skin.mesh.normals[corners[0] as usize]);
            if weight > 0.0 {
                sum += weight * points::area(skin.mesh, t);
                sampler.triangles.push(t);
                sampler.sums.push(sum);
            }
        }
        sampler
    }

    /// The place that three numbers 0–1 choose.
    fn place(&self, skin: &PlainSkin, [which, mut u, mut v]: [f32; 3]) -> Option<Vec3> {
        let goal = which * self.sums.last()?;
        let triangle = *self.triangles.get(self.sums.partition_point(|sum| *sum <= goal))?;
        let [a, b, c] = skin.mesh.triangles[triangle as usize].map(|v| skin.mesh.positions[v as usize]);
        if u + v > 1.0 {
            (u, v) = (1.0 - u, 1.0 - v);
        }
        Some(a + (b - a) * u + (c - a) * v)
    }
}

/// Adds all of them.
pub(super) fn add_spots(features: &mut Features, skin: &PlainSkin, seed: u32) {
    let l = skin.landmarks;
    let crowds = noise::offset(seed, STREAM);
    // Sun exposure is highest on top and front of a bald head; hair kept it off the back, brow and nose shade the rest.
    let sun = |p: Vec3, normal: Vec3| {
        let facing = normal.y + SUN_AHEAD * normal.z;
        let up = smoothstep(SUN_FACING.0, SUN_FACING.1, facing) * smoothstep(SUN_Z_MM.0, SUN_Z_MM.1, p.z);
        let scalp = smoothstep(l.mid_frontal.y + SCALP_Y_MM.0, l.mid_frontal.y + SCALP_Y_MM.1, p.y);
        let face = smoothstep(FACE_Y_MM.0, FACE_Y_MM.1, p.y) * smoothstep(FACE_Z_MM.0, FACE_Z_MM.1, p.z);
        let here = up * lerp(FOREHEAD_SHARE, 1.0, scalp) + FACE_SHARE * face;
        let crowd = smoothstep(CROWD_NOISE.0, CROWD_NOISE.1, noise::value(p / CROWDS_MM + crowds));
        here * (ALONE + crowd * crowd * crowd)
    };
    let lit = AreaSampler::new(skin, &sun);
    let count = SPOTS.0 + ((SPOTS.1 - SPOTS.0) as f32 * uniform(seed, STREAM, 0) + 0.5) as u32;
    let flecks = (count as f32 * FLECKS_A_SPOT) as u32;
    // Sun exposure of this skin.
    let seen = lerp(LEAST_EXPOSURE, 1.0, uniform(seed, STREAM, 1));
    let mut i = 0;
    for k in 0..count + flecks {
        let first = i;
        let of = |k: u32| uniform(seed, STREAM + 1 + k, first);
        let size = match k < count {
            true => lerp(SPOT_MM.0, SPOT_MM.1, of(4) * of(4) * of(4)),
            false => lerp(FLECK_MM.0, FLECK_MM.1, of(4)),
        };
        // The large ones are older and grayer; small ones redder.
        let large = smoothstep(LARGE_MM.0, LARGE_MM.1, size);
        let feature = Feature {
            kind: FeatureKind::Sun,
            size,
            strength: seen * lerp(FAINTEST, 1.0, of(5) * of(5)) * lerp(SMALL_STRENGTH, 1.0, large),
            hue: (HUE_BY_CHANCE * of(6) + HUE_BY_SIZE * large).min(1.0),
            own: (bits(seed, STREAM, 8 + i) & 0xfff) as f32,
        };
        let Some(p) = clear_place(skin, &lit, OFF.0, seed, &mut i) else { continue };
        // Some are drawn out.
        let long = LONG * size * of(7) * of(7);
        let way = Vec3::new(of(8) - 0.5, of(9) - 0.5, of(10) - 0.5).normalize_or(Vec3::X) * (0.5 * long);
        let radius = 0.5 * (size - long) * OUTLINE_REACH;
        let end = |way: Vec3| skin.nearest_skin(p + way).map_or(p, |(q, _)| q);
        features.add(feature, &[SkinStroke::line(end(-way), end(way), (radius, radius), 1.0)]);
    }
    moles(features, skin, seed);
}

/// A place of the sampler that lies `off` mm off what is no plain skin; its random numbers are those from `i` on, which moves on.
#[inline(never)]
fn clear_place(skin: &PlainSkin, sampler: &AreaSampler, off: f32, seed: u32, i: &mut u32) -> Option<Vec3> {
    for _ in 0..16 {
        let at = [1, 2, 3].map(|k| uniform(seed, STREAM + k, *i));
        *i += 1;
        if let Some(p) = sampler.place(skin, at).filter(|p| skin.is_clear(*p, off)) {
            return Some(p);
        }
    }
    None
}

/// One to three moles, anywhere on scalp, face and neck; on cheek, temple and neck sooner than elsewhere.
fn moles(features: &mut Features, skin: &PlainSkin, seed: u32) {
    let anywhere = |p: Vec3, _: Vec3| {
        let side = smoothstep(BESIDE_X_MM.0, BESIDE_X_MM.1, p.x.abs());
        let above = smoothstep(BESIDE_FROM_Y_MM.0, BESIDE_FROM_Y_MM.1, p.y);
        let below = smoothstep(BESIDE_TO_Y_MM.0, BESIDE_TO_Y_MM.1, p.y);
        let face = above * below * smoothstep(BESIDE_Z_MM.0, BESIDE_Z_MM.1, p.z);
        MOLES_ELSEWHERE + MOLES_BESIDE * side * face
    };
    let sampler = AreaSampler::new(skin, &anywhere);
    let mut i = 1 << 16;
    for _ in 0..1 + bits(seed, STREAM, 2) % MOLES {
        let first = i;
        let of = |k: u32| uniform(seed, STREAM + 1 + k, first);
        let size = lerp(MOLE_MM.0, MOLE_MM.1, of(4) * of(4));
        let own = (bits(seed, STREAM, 8 + i) & 0xfff) as f32;
        let feature = Feature { kind: FeatureKind::Mole, size, strength: lerp(MOLE_STRENGTH.0, MOLE_STRENGTH.1, of(5)), hue: of(6), own };
        let Some(p) = clear_place(skin, &sampler, OFF.1, seed, &mut i) else { continue };
        let radius = 0.5 * size * OUTLINE_REACH;
        features.add(feature, &[SkinStroke::dot(p, radius, 1.0)]);
    }
}
