//! A plain crew-neck shirt: the skin's own vertices pushed out by a cloth's thickness, and a band that hides their coarse edge.
//!
//! Measures were found by trial against portraits; the band is a T-shirt's ribbing of 18 mm.

use super::sheet::Sheets;
use super::{Material, VertexMaterial};
use crate::base::math::{PI, Vec3, atan2, cos, lerp, sin, smoothstep, vec3};
use crate::head::body::Body;
use crate::head::form::profile::bump;

/// Places of the collar's edge from front to back on one side.
const AROUND: usize = 40;
/// How far cloth hangs off the skin, mm.
const THICK: f32 = 2.0;
/// Way down the cloth under the band's edge from where on skin has become cloth, mm.
const BEGINS: (f32, f32) = (1.5, 5.0);
/// Share of the band that shows beside the neck, where it stands steep, and before and behind it.
const SHOWN: (f32, f32) = (0.55, 0.85);
/// The band's section: way down the cloth and distance off the body, mm, light as a share, and how far its normal leans up (at
/// its edge) or down (at its foot).
const SECTION: [(f32, f32, f32, f32); 9] = [
    (1.5, 0.1, 0.45, 0.0),
    (0.2, 1.2, 0.8, 1.2),
    (0.0, 2.3, 1.0, 0.4),
    (1.4, 3.0, 1.08, 0.0),
    (5.0, 3.2, 1.0, 0.0),
    (10.0, 3.2, 1.0, 0.0),
    (15.5, 3.1, 1.0, 0.0),
    (17.2, 2.7, 0.8, -0.7),
    (18.2, 1.6, 0.6, -1.4),
];
/// Height and depth of the neck's middle where it is measured, and how far it leans back a mm further down, mm.
const NECK: (f32, f32, f32) = (-60.0, -14.0, 17.0 / 120.0);

/// Folds of the cloth: from where to where on the left half (x, y, z), half their width and how high they stand, mm. They run
/// from the neck's foot to the shoulder and the armpit, where a shirt hangs from.
const FOLDS: [(Vec3, Vec3, f32, f32); 8] = [
    (vec3(62.0, -150.0, 10.0), vec3(118.0, -236.0, 52.0), 8.0, 5.0),
    (vec3(84.0, -158.0, 0.0), vec3(142.0, -240.0, 40.0), 10.0, 5.3),
    (vec3(44.0, -172.0, 34.0), vec3(70.0, -262.0, 76.0), 9.0, 3.8),
    (vec3(118.0, -168.0, -10.0), vec3(176.0, -226.0, 20.0), 9.0, 4.8),
    (vec3(40.0, -140.0, -74.0), vec3(104.0, -232.0, -104.0), 11.0, 5.3),
    (vec3(70.0, -150.0, -62.0), vec3(140.0, -226.0, -88.0), 10.0, 5.0),
    (vec3(16.0, -150.0, -84.0), vec3(26.0, -260.0, -118.0), 12.0, 4.2),
    (vec3(108.0, -166.0, -44.0), vec3(178.0, -222.0, -62.0), 10.0, 4.8),
];

/// Light in the valleys between folds, as a share, and the height from which on a ridge has all of it, mm: what a place sees is
/// baked too coarsely for them.
const VALLEY: (f32, f32) = (0.76, 4.0);

/// Search for the collar's edge outward from inside the neck: start, steps, the distance that will do and the longest step, mm; the
/// share of the distance that is stepped.
const EDGE_FROM: f32 = 20.0;
const EDGE_STEPS: usize = 24;
const EDGE_CLOSE: f32 = 0.02;
const EDGE_STRIDE: f32 = 12.0;
const EDGE_SHARE: f32 = 0.9;
/// The way down the body from there: shares of down and outward, before it is laid on the skin.
const DOWN_BODY: (f32, f32) = (1.3, 0.7);

/// Where the collar begins towards a level direction (0 = front, π = back), and its way down the body.
fn collar_edge(body: &Body, angle: f32) -> (Vec3, Vec3) {
    let outward = vec3(sin(angle), 0.0, cos(angle));
    let [front, side, back] = body.measures.neck.collar;
    let y = lerp(side, if outward.z > 0.0 { front } else { back }, outward.z * outward.z);
    // Outward from inside the neck to its skin, by Newton steps.
    let axis = vec3(0.0, y, neck_middle(y));
    let mut far = EDGE_FROM;
    for _ in 0..EDGE_STEPS {
        let value = body.distance_eyes_closed(axis + outward * far);
        if value.abs() < EDGE_CLOSE {
            break;
        }
        far -= value.clamp(-EDGE_STRIDE, EDGE_STRIDE) * EDGE_SHARE;
    }
    let place = axis + outward * far;
    let n = body.gradient_eyes_closed(place).1.normalize_or(outward);
    (place, (Vec3::NEG_Y * DOWN_BODY.0 + outward * DOWN_BODY.1).reject_from_normalized(n).normalize_or(Vec3::NEG_Y))
}

/// Depth (z) of the neck's middle at a height, mm.
fn neck_middle(y: f32) -> f32 {
    NECK.1 + NECK.2 * (y - NECK.0)
}

/// The ribbed band that lies on neck and shoulders.
pub(in crate::head) fn add_collar(parts: &mut Sheets, body: &Body) {
    // From back to front, so that it faces out.
    parts.add_sheet([AROUND + 1, SECTION.len()], [false; 2], &mut |i, k| {
        let angle = (AROUND - i) as f32 / AROUND as f32 * PI;
        let (start, along) = collar_edge(body, angle);
        let (down, off, tone, lean) = SECTION[k];
        let p = start + along * (lerp(SHOWN.0, SHOWN.1, cos(angle).abs()) * down);
        let (value, gradient) = body.gradient_eyes_closed(p);
        let n = gradient.normalize_or(Vec3::Z);
        let mut q = p + n * (off - value);
        let mut normal = if k == 0 { -n - along } else { n - along * lean };
        if i == 0 || i == AROUND {
            (q.x, normal.x) = (0.0, 0.0);
        }
        (q, normal, VertexMaterial { material: Material::Cloth(1.0), tone, wetness: 0.0 })
    });
}

/// Height of the folds at a place of the cloth with a normal, mm.
fn folds(p: Vec3, n: Vec3) -> f32 {
    /// Factor of the parabola that is 1 in the middle of a fold.
    const PARABOLA: f32 = 4.0;
    /// A fold's line need lie on the cloth no better than to this, mm.
    const DEEP: f32 = 14.0;
    let fold = |&(from, to, width, height): &(Vec3, Vec3, f32, f32)| {
        let (off, way) = (p - from, to - from);
        let t = (off.dot(way) / way.length_squared()).clamp(0.0, 1.0);
        let off = off - way * t;
        let deep = off.dot(n);
        // They swell in the middle and run out at both ends.
        height * PARABOLA * t * (1.0 - t) * bump((off - n * deep).length(), width) * bump(deep, DEEP)
    };
    FOLDS.iter().map(fold).sum()
}

/// Moves the skin under the shirt outward as cloth; returns the material of each vertex that it moved.
pub(in crate::head) fn add_shirt(body: &Body, positions: &mut [Vec3], normals: &mut [Vec3]) -> Vec<(u32, VertexMaterial)> {
    const STEPS: usize = 24;
    /// From here on the neck stands upright, and none of it above this is cloth, mm.
    const FOOT: f32 = -150.0;
    const HIGHEST: f32 = -90.0;
    /// Step of the folds' slope, mm.
    const REACH: f32 = 1.0;
    let edge: Vec<_> = (0..=STEPS).map(|i| collar_edge(body, i as f32 / STEPS as f32 * PI)).collect();
    let mut materials = Vec::new();
    for (i, (p, n)) in positions.iter_mut().zip(normals).enumerate().filter(|(_, (p, _))| p.y < HIGHEST) {
        let angle = atan2(p.x, p.z - neck_middle(p.y.max(FOOT))).max(0.0) / PI * STEPS as f32;
        let at = (angle as usize).min(STEPS - 1);
        let part = angle - at as f32;
        let start = edge[at].0.lerp(edge[at + 1].0, part);
        let along = edge[at].1.lerp(edge[at + 1].1, part).normalize_or(Vec3::NEG_Y);
        let share = smoothstep(BEGINS.0, BEGINS.1, (*p - start).dot(along));
        if share <= 0.0 {
            continue;
        }
        let slope = [Vec3::X, Vec3::Y, Vec3::Z].map(|axis| folds(*p + axis * REACH, *n) - folds(*p - axis * REACH, *n));
        let slope = Vec3::from(slope) * (0.5 / REACH);
        let midline = if p.x == 0.0 { vec3(0.0, 1.0, 1.0) } else { Vec3::ONE };
        let height = folds(*p, *n);
        *p += *n * midline * ((THICK + height) * share);
        *n = ((*n - slope.reject_from_normalized(*n) * share) * midline).normalize_or(*n);
        materials.push((
            i as u32,
            VertexMaterial { material: Material::Cloth(share), tone: lerp(VALLEY.0, 1.0, smoothstep(0.0, VALLEY.1, height)), wetness: 0.0 },
        ));
    }
    materials
}
