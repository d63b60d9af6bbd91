//! The hull: the collision surface of long hair as a radial height map (Lambert's equal-area map above, a cylinder below).
//!
//! The hull wraps head, neck and shoulders: the largest distance of the skin from an axis, by direction from an inner center
//! above it (Lambert's azimuthal equal-area projection: no arc functions) and by a vertical cylinder below, on one square map.
//! Ears are pressed flat by half, and whatever stands out gets a slope that hair can follow. One map serves collision, layers of
//! hair, shadow and visibility.

use core::f32::consts::SQRT_2;

use crate::base::grid;
use crate::base::math::{Vec2, Vec3, vec2, vec3};
use crate::head::Mesh;

/// Map units a radian at the pole; below the center, units are mm.
const SCALE: f32 = 100.0;
const EQUATOR: f32 = SCALE * SQRT_2;
/// Half the edge of the map, units: 230 mm below the center, under the ends of hair of 30 cm.
const EXTENT: f32 = 372.0;
/// Samples along its edge.
pub const SIDE: usize = 161;
const STEP: f32 = 2.0 * EXTENT / (SIDE - 1) as f32;

/// Passes that fill the holes of the map from around.
const FILLS: usize = 30;
/// Half width, in samples, of the morphological opening that separates ears from the skull, and share of their height that hair leaves them
/// (choice: they lie flat under hair, and are still there).
const EAR_REACH: usize = 7;
const EAR_LEFT: f32 = 0.45;
/// Where ears are on the map, units: |x| and |y|; and the wider surroundings, where slopes are longest.
const EARS: [(f32, f32); 2] = [(92.0, 245.0), (0.0, 90.0)];
const AROUND_EARS: [(f32, f32); 2] = [(52.0, 315.0), (0.0, 120.0)];
/// Passes of max(blurred, before) that grow the slopes, around ears and elsewhere.
const SLOPES: (usize, usize) = (90, 14);
/// Neighboring triangles overlap by this share: no sample falls between them.
const SLACK: f32 = 0.01;
/// Center of the map: height as a share of the vertex's, and z, mm; as the chart of the scalp has it.
const CENTER_HEIGHT: f32 = 0.08;
const CENTER_Z: f32 = -8.0;
/// Share of the cross product of two central differences that is the area around a sample: each spans two steps.
const DIFFERENCES: f32 = 0.25;
/// Shorter ways than this have no direction, map units and mm.
const NO_WAY: f32 = 1e-6;
/// Sum of the weights of a 3 × 3 binomial filter.
const BINOMIAL_SUM: f32 = 16.0;

/// See the module.
pub struct Hull {
    center: Vec3,
    radius: Vec<f32>,
    normals: Vec<Vec3>,
    /// Area of the hull around each sample, mm².
    pub area: Vec<f32>,
}

impl Hull {
    /// Wraps a head whose vertex lies `vertex_y` mm above the ear canals.
    pub fn new(mesh: &Mesh, vertex_y: f32) -> Self {
        let center = vec3(0.0, vertex_y * CENTER_HEIGHT, CENTER_Z);
        let mut radius = largest_distances(mesh, center);
        for _ in 0..FILLS {
            map_interior(&mut radius, |old, at| {
                let around = [old[at - 1], old[at + 1], old[at - SIDE], old[at + SIDE]];
                let n = around.iter().filter(|r| **r > 0.0).count();
                if old[at] > 0.0 || n == 0 { old[at] } else { around.iter().sum::<f32>() / n as f32 }
            });
        }
        flatten_ears(&mut radius);
        for pass in 0..SLOPES.0 {
            map_interior(&mut radius, |old, at| {
                if pass >= SLOPES.1 && !lies_in(sample_place(at), AROUND_EARS) { old[at] } else { blurred(old, at).max(old[at]) }
            });
        }
        let mut hull = Self { center, radius, normals: Vec::new(), area: Vec::new() };
        for at in 0..SIDE * SIDE {
            let across = |d: Vec2| hull.place(sample_place(at) + d, 0.0) - hull.place(sample_place(at) - d, 0.0);
            let n = across(vec2(0.0, STEP)).cross(across(vec2(STEP, 0.0))) * DIFFERENCES;
            hull.normals.push(n.normalize_or(Vec3::Y));
            hull.area.push(n.length().max(1.0));
        }
        hull
    }

    /// Place on the hull of a point, and its height above it, mm.
    #[inline]
    pub fn project(&self, p: Vec3) -> (Vec2, f32) {
        let d = p - self.center;
        let q = project_equal_area(d);
        (q, distance(d) - bilinear(&self.radius, q))
    }

    /// Unit direction in which the height of a point grows.
    #[inline]
    pub fn outward(&self, p: Vec3) -> Vec3 {
        let d = p - self.center;
        vec3(d.x, d.y.max(0.0), d.z).normalize_or(Vec3::Y)
    }

    /// The point `height` mm above a place.
    pub fn place(&self, q: Vec2, height: f32) -> Vec3 {
        let length = q.length().max(NO_WAY);
        let r = bilinear(&self.radius, q) + height;
        if length <= EQUATOR {
            // Sine of half the angle from the pole.
            let half = 0.5 * length / SCALE;
            let across = q * (2.0 * half * (1.0 - half * half).max(0.0).sqrt() / length);
            self.center + vec3(across.x, 1.0 - 2.0 * half * half, across.y) * r
        } else {
            let across = q * (r / length);
            self.center + vec3(across.x, EQUATOR - length, across.y)
        }
    }

    /// Unit outward normal of the hull.
    #[inline]
    pub fn normal(&self, q: Vec2) -> Vec3 {
        bilinear_direction(&self.normals, q)
    }

    /// Samples a field of directions over the hull, from each sample's place and normal.
    pub fn directions(&self, f: impl Fn(Vec3, Vec3) -> Vec3) -> Vec<Vec3> {
        (0..SIDE * SIDE).map(|at| f(self.place(sample_place(at), 0.0), self.normals[at])).collect()
    }
}

/// The four samples around a place and their bilinear shares.
pub fn bilinear_weights(q: Vec2) -> [(usize, f32); 4] {
    grid::bilinear_weights(SIDE, EXTENT, q)
}

/// Bilinear value of a map over the hull.
#[inline]
pub fn bilinear(map: &[f32], q: Vec2) -> f32 {
    let (o, u, v) = grid::cell(SIDE, EXTENT, q);
    let low = map[o] + (map[o + 1] - map[o]) * u;
    let high = map[o + SIDE] + (map[o + SIDE + 1] - map[o + SIDE]) * u;
    low + (high - low) * v
}

/// Unit direction of a field over the hull.
#[inline]
pub fn bilinear_direction(field: &[Vec3], q: Vec2) -> Vec3 {
    let (o, u, v) = grid::cell(SIDE, EXTENT, q);
    let (low, high) = (field[o].lerp(field[o + 1], u), field[o + SIDE].lerp(field[o + SIDE + 1], u));
    low.lerp(high, v).normalize_or(Vec3::Y)
}

/// A 3 × 3 binomial blur of a map over the hull; its border stays.
pub fn blur(map: &mut [f32]) {
    map_interior(map, blurred);
}

/// Replaces every sample inside the border by a function of the old map and its index.
fn map_interior(map: &mut [f32], f: impl Fn(&[f32], usize) -> f32) {
    let old = map.to_vec();
    for j in 1..SIDE - 1 {
        let first = j * SIDE + 1;
        for (i, sample) in map[first..first + SIDE - 2].iter_mut().enumerate() {
            *sample = f(&old, first + i);
        }
    }
}

fn blurred(old: &[f32], at: usize) -> f32 {
    let row = |o: usize| old[o - 1] + 2.0 * old[o] + old[o + 1];
    (row(at - SIDE) + 2.0 * row(at) + row(at + SIDE)) * (1.0 / BINOMIAL_SUM)
}

/// Place on the map of a sample.
fn sample_place(at: usize) -> Vec2 {
    vec2((at % SIDE) as f32, (at / SIDE) as f32) * STEP - Vec2::splat(EXTENT)
}

fn lies_in(q: Vec2, [x, y]: [(f32, f32); 2]) -> bool {
    let inside = |v: f32, (from, to): (f32, f32)| v.abs() >= from && v.abs() < to;
    inside(q.x, x) && inside(q.y, y)
}

/// Largest distance of the mesh from the axis over each sample, mm; 0 where there is none.
fn largest_distances(mesh: &Mesh, center: Vec3) -> Vec<f32> {
    let mut radius = vec![0.0_f32; SIDE * SIDE];
    for corners in &mesh.triangles {
        let p = corners.map(|v| mesh.positions[v as usize] - center);
        let r = p.map(distance);
        grid::for_samples_in_triangle(SIDE, EXTENT, p.map(project_equal_area), SLACK, |at, [u, v, w]| {
            radius[at] = radius[at].max(r[0] * u + r[1] * v + r[2] * w)
        });
    }
    radius
}

/// Lowers ears to [`EAR_LEFT`] of what a morphological opening takes away.
fn flatten_ears(radius: &mut [f32]) {
    let mut open = radius.to_vec();
    for pick in [f32::min, f32::max] {
        for _ in 0..EAR_REACH {
            map_interior(&mut open, |old, at| [old[at - 1], old[at + 1], old[at - SIDE], old[at + SIDE]].into_iter().fold(old[at], pick));
        }
    }
    for (at, r) in radius.iter_mut().enumerate() {
        if lies_in(sample_place(at), EARS) {
            *r = open[at] + EAR_LEFT * (*r - open[at]);
        }
    }
}

/// Place on the map of a point, from the center.
fn project_equal_area(d: Vec3) -> Vec2 {
    let across = vec2(d.x, d.z);
    let length = across.length();
    if length < NO_WAY {
        return Vec2::ZERO;
    }
    let r = if d.y > 0.0 { SCALE * (2.0 - 2.0 * d.y / d.length()).max(0.0).sqrt() } else { EQUATOR - d.y };
    across * (r / length)
}

/// Distance of a point from the center, or from the axis below it, mm.
fn distance(d: Vec3) -> f32 {
    vec3(d.x, d.y.max(0.0), d.z).length()
}
