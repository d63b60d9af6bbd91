//! Features that are spots: freckles, sun spots, moles.

use super::ground::Ground;
use super::{Feature, Features, Kind, uniform};
use crate::base::math::{Vec3, lerp, smoothstep};
use crate::base::noise;
use crate::base::random::bits;
use crate::base::streams;
use crate::scalp::points;
use crate::scalp::stroke::Stroke;

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
/// Outlines wander: nothing of a spot lies farther out, in radii.
pub(super) const WANDERS: f32 = 2.0;
/// Spots keep off brows, lips, eyes and cloth, mm; moles more.
const OFF: (f32, f32) = (3.5, 7.0);

/// Skin to throw spots on: its triangles, and the sum of their weights up to and with each.
struct Target {
    triangles: Vec<u32>,
    sums: Vec<f32>,
}

impl Target {
    /// Weighs every triangle of plain skin by its area and a share for its middle and its normal.
    fn new(ground: &Ground, share: &dyn Fn(Vec3, Vec3) -> f32) -> Self {
        let mut target = Self { triangles: Vec::new(), sums: Vec::new() };
        let mut sum = 0.0;
        for &t in &ground.triangles {
            let corners = ground.mesh.triangles[t as usize];
            let middle = corners.iter().map(|v| ground.mesh.positions[*v as usize]).sum::<Vec3>() / 3.0;
            let weight = share(middle, ground.mesh.normals[corners[0] as usize]);
            if weight > 0.0 {
                sum += weight * points::area(ground.mesh, t);
                target.triangles.push(t);
                target.sums.push(sum);
            }
        }
        target
    }

    /// The place that three numbers 0–1 choose.
    fn place(&self, ground: &Ground, [which, mut u, mut v]: [f32; 3]) -> Option<Vec3> {
        let goal = which * self.sums.last()?;
        let triangle = *self.triangles.get(self.sums.partition_point(|sum| *sum <= goal))?;
        let [a, b, c] = ground.mesh.triangles[triangle as usize].map(|v| ground.mesh.positions[v as usize]);
        if u + v > 1.0 {
            (u, v) = (1.0 - u, 1.0 - v);
        }
        Some(a + (b - a) * u + (c - a) * v)
    }
}

/// Adds all of them.
pub(super) fn draw(features: &mut Features, ground: &Ground, seed: u32) {
    let l = ground.landmarks;
    let crowds = noise::offset(seed, STREAM);
    // The sun stands on top and front of a bald head; hair kept it off the back, brow and nose shade the rest.
    let sun = |p: Vec3, normal: Vec3| {
        let up = smoothstep(-0.25, 0.75, normal.y + 0.25 * normal.z) * smoothstep(-85.0, -25.0, p.z);
        let scalp = smoothstep(l.mid_frontal.y - 32.0, l.mid_frontal.y + 6.0, p.y);
        let face = smoothstep(-42.0, -26.0, p.y) * smoothstep(12.0, 34.0, p.z);
        let here = up * lerp(0.28, 1.0, scalp) + 0.10 * face;
        let crowd = smoothstep(-0.30, 0.36, noise::value(p / CROWDS_MM + crowds));
        here * (0.03 + crowd * crowd * crowd)
    };
    let lit = Target::new(ground, &sun);
    let count = SPOTS.0 + ((SPOTS.1 - SPOTS.0) as f32 * uniform(seed, STREAM, 0) + 0.5) as u32;
    let flecks = (count as f32 * FLECKS_A_SPOT) as u32;
    // How much sun this skin has seen.
    let seen = lerp(0.75, 1.0, uniform(seed, STREAM, 1));
    let mut i = 0;
    for k in 0..count + flecks {
        let first = i;
        let of = |k: u32| uniform(seed, STREAM + 1 + k, first);
        let size = match k < count {
            true => lerp(SPOT_MM.0, SPOT_MM.1, of(4) * of(4) * of(4)),
            false => lerp(FLECK_MM.0, FLECK_MM.1, of(4)),
        };
        // The large ones are older and greyer; small ones redder.
        let large = smoothstep(1.0, 3.0, size);
        let feature = Feature {
            kind: Kind::Sun,
            size,
            strength: seen * lerp(0.65, 1.0, of(5) * of(5)) * lerp(0.85, 1.0, large),
            hue: (0.75 * of(6) + 0.4 * large).min(1.0),
            own: (bits(seed, STREAM, 8 + i) & 0xfff) as f32,
        };
        let Some(p) = clear_place(ground, &lit, OFF.0, seed, &mut i) else { continue };
        // Some are drawn out.
        let long = 0.5 * size * of(7) * of(7);
        let way = Vec3::new(of(8) - 0.5, of(9) - 0.5, of(10) - 0.5).normalize_or(Vec3::X) * (0.5 * long);
        let radius = 0.5 * (size - long) * WANDERS;
        let end = |way: Vec3| ground.drop(p + way).map_or(p, |(q, _)| q);
        features.add(feature, &[Stroke::line(end(-way), end(way), (radius, radius), 1.0)]);
    }
    moles(features, ground, seed);
}

/// A place of the target that lies `off` mm off what is no plain skin; its random numbers are those from `i` on, which moves on.
#[inline(never)]
fn clear_place(ground: &Ground, target: &Target, off: f32, seed: u32, i: &mut u32) -> Option<Vec3> {
    for _ in 0..16 {
        let at = [1, 2, 3].map(|k| uniform(seed, STREAM + k, *i));
        *i += 1;
        if let Some(p) = target.place(ground, at).filter(|p| ground.is_clear(*p, off)) {
            return Some(p);
        }
    }
    None
}

/// One to three moles, anywhere on scalp, face and neck; on cheek, temple and neck sooner than elsewhere.
fn moles(features: &mut Features, ground: &Ground, seed: u32) {
    let anywhere = |p: Vec3, _: Vec3| {
        let side = smoothstep(22.0, 40.0, p.x.abs());
        let face = smoothstep(-95.0, -80.0, p.y) * smoothstep(50.0, 30.0, p.y) * smoothstep(10.0, 30.0, p.z);
        0.5 + 2.5 * side * face
    };
    let target = Target::new(ground, &anywhere);
    let mut i = 1 << 16;
    for _ in 0..1 + bits(seed, STREAM, 2) % MOLES {
        let first = i;
        let of = |k: u32| uniform(seed, STREAM + 1 + k, first);
        let size = lerp(MOLE_MM.0, MOLE_MM.1, of(4) * of(4));
        let own = (bits(seed, STREAM, 8 + i) & 0xfff) as f32;
        let feature = Feature { kind: Kind::Mole, size, strength: lerp(0.5, 0.9, of(5)), hue: of(6), own };
        let Some(p) = clear_place(ground, &target, OFF.1, seed, &mut i) else { continue };
        let radius = 0.5 * size * WANDERS;
        features.add(feature, &[Stroke::dot(p, radius, 1.0)]);
    }
}
