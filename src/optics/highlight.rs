//! Highlights: light that the skin's oily surface mirrors, by the normal in the camera's frame.
//!
//! Lights stand around the camera, so the highlight at a place depends on its normal alone: one table serves the frame
//! (1.9 ms a picture against 14 ms for evaluating it per pixel).

use super::studio::{self, Light};
use crate::base::lanes;
use crate::base::math::{Vec3, Vec4, cos, lerp, smoothstep, vec3};

const SIDE: usize = 112;
/// Reflectance of skin at normal incidence, from a refractive index of 1.4.
const FRESNEL: f32 = 0.028;

/// Light is counted as irradiance, so a mirror gives back π times its share of it; a little less is left on dry skin
/// (photographs: peak over diffuse 1.65–2.9 on bald scalps).
const GLOSS: f32 = 3.28;

/// Radius of a lamp in the half vector's angle, rad, times the root of its lobe's exponent (photographs: highlights of
/// 3–9 cm² with a clipped core and an edge; without a radius they fade like powder).
const LAMP: f32 = 0.53;
/// Skin mirrors with two lobes, a film of oil and the rough skin under it: how far the film's roughness lies under the mean,
/// and the skin's over it (found by trial with [`LAMP`]).
const NARROW: f32 = 0.31;
const WIDE: f32 = 0.20;

/// Highlight and open irradiance for every normal that faces the camera.
pub struct Highlight {
    mirrored: Vec<f32>,
    /// The same where pixels are larger than the relief.
    softened: Vec<f32>,
    wet: Vec<f32>,
    open: Vec<f32>,
}

impl Highlight {
    /// Tables for a `shine` of 0 (matte) to 1 (oily).
    pub fn new(shine: f32) -> Self {
        let lights = studio::lights();
        let (mut mirrored, mut open) = (Vec::with_capacity(SIDE * SIDE), Vec::with_capacity(SIDE * SIDE));
        let mut wet = Vec::with_capacity(SIDE * SIDE);
        for j in 0..SIDE {
            for i in 0..SIDE {
                let at = |k: usize| (k as f32 - 0.5 * (SIDE - 1) as f32) / (0.5 * SIDE as f32 - 1.5);
                let (x, y) = (at(i), at(j));
                let r = (x * x + y * y).sqrt();
                let normal = if r < 0.9995 { vec3(x, y, (1.0 - r * r).sqrt()) } else { vec3(x / r, y / r, 0.0316).normalize() };
                mirrored.push(mirror(normal, shine, &lights));
                wet.push(tear(normal, &lights));
                open.push(super::visibility::open_irradiance(normal, &lights));
            }
        }
        Self { softened: softened(&mirrored), mirrored, wet, open }
    }

    /// Mirrored light towards the camera for x and y of four camera-frame normals, linear, before occlusion.
    #[inline(always)]
    pub fn mirrored(&self, x: Vec4, y: Vec4) -> Vec4 {
        looked_up(&self.mirrored, x, y)
    }

    /// The same where a pixel is larger than the relief of the skin, and holds normals all around the one given.
    #[inline(always)]
    pub fn softened(&self, x: Vec4, y: Vec4) -> Vec4 {
        looked_up(&self.softened, x, y)
    }

    /// The same of what is wet, as an eye is: the lamps themselves.
    pub fn wet(&self, x: Vec4, y: Vec4) -> Vec4 {
        looked_up(&self.wet, x, y)
    }

    /// Irradiance an unoccluded surface of that normal would get.
    #[inline(always)]
    pub fn open(&self, normal: Vec4) -> f32 {
        let place = place(normal);
        let part = place - place.floor();
        let [i, j, ..] = lanes::truncate(place).map(|v| v as usize);
        let rows = &self.open[j * SIDE + i..][..SIDE + 2];
        let low = rows[0] + (rows[1] - rows[0]) * part.x;
        let high = rows[SIDE] + (rows[SIDE + 1] - rows[SIDE]) * part.x;
        low + (high - low) * part.y
    }
}

/// How far normals lie apart that the relief of the skin turns to all sides, samples of the table: two boxes of so many to
/// each side have the deviation of its slopes, 0.05.
const RELIEF: isize = 3;

/// A table blurred by the relief of the skin.
fn softened(table: &[f32]) -> Vec<f32> {
    let mut table = table.to_vec();
    for step in [1, SIDE, 1, SIDE] {
        let boxed = |i: usize| {
            let at = (i / step % SIDE) as isize;
            let there = |k: isize| (i as isize + ((at + k).clamp(0, SIDE as isize - 1) - at) * step as isize) as usize;
            (-RELIEF..=RELIEF).map(|k| table[there(k)]).sum::<f32>() * (1.0 / (2 * RELIEF + 1) as f32)
        };
        table = (0..table.len()).map(boxed).collect();
    }
    table
}

/// A table's value for x and y of four camera-frame normals.
#[inline(always)]
fn looked_up(table: &[f32], x: Vec4, y: Vec4) -> Vec4 {
    let [u, v] = [x, y].map(place);
    let [i, j] = [u, v].map(lanes::truncate);
    let around = |k: usize| {
        let rows = &table[(j[k] * SIDE as i32 + i[k]) as usize..][..SIDE + 2];
        Vec4::new(rows[0], rows[1], rows[SIDE], rows[SIDE + 1])
    };
    let [a, b, c, d] = lanes::transpose([around(0), around(1), around(2), around(3)]);
    let (u, v) = (u - u.floor(), v - v.floor());
    let (low, high) = (a + (b - a) * u, c + (d - c) * u);
    low + (high - low) * v
}

/// What a film of tears mirrors: a soft box as a bright disc, the room faintly.
fn tear(normal: Vec3, lights: &[Light]) -> f32 {
    let seen = 2.0 * normal.z * normal - Vec3::Z;
    let facing = normal.z.max(0.02);
    let grazing = 1.0 - facing;
    let fresnel = 0.022 + 0.978 * grazing * grazing * grazing * grazing * grazing;
    // Radii of the discs follow their lobes' half width; a wall is no disc but a glow.
    let disc = |light: &Light, radius: f32| smoothstep(cos(radius * 1.22), cos(radius * 0.86), seen.dot(light.direction));
    let key = 0.95 * disc(&lights[0], 0.20);
    let fill = 0.02 * disc(&lights[1], 0.45);
    let room = fresnel * (0.14 + 0.36 * smoothstep(-0.2, 0.9, seen.y));
    key + fill + room
}

/// Places in the table, in samples, for coordinates of normals.
#[inline(always)]
fn place(v: Vec4) -> Vec4 {
    v.max(Vec4::NEG_ONE).min(Vec4::ONE) * (0.5 * SIDE as f32 - 1.5) + Vec4::splat(0.5 * (SIDE - 1) as f32)
}

fn mirror(normal: Vec3, shine: f32, lights: &[Light]) -> f32 {
    let facing = normal.z.max(0.02);
    let rough = lerp(0.68, 0.47, shine);
    let mut sum = 0.0;
    for light in lights {
        let incidence = normal.dot(light.direction);
        if incidence <= 0.0 {
            continue;
        }
        let half = (light.direction + Vec3::Z).normalize();
        // A lamp is a disc: what mirrors any part of it mirrors it whole, and only beyond its rim does the surface's roughness
        // count. That is what gives a highlight its edge.
        let radius = LAMP / light.focus.sqrt();
        let off = (normal.cross(half).length() - radius).max(0.0).min(1.0);
        let tilt = (1.0 - off * off).sqrt();
        let grazing = 1.0 - half.z.max(0.0);
        let fresnel = FRESNEL + (1.0 - FRESNEL) * grazing * grazing * grazing * grazing * grazing;
        let [wide, narrow] = [WIDE, -NARROW].map(|more| lobe(tilt, incidence, facing, rough + more, radius));
        let share = lerp(0.66, 0.88, shine);
        sum += light.irradiance.y * light.highlight * fresnel * incidence * lerp(wide, narrow, share) * GLOSS;
    }
    // The room itself, mirrored at grazing angles: the soft sheen along a forehead's edge.
    let edge = 1.0 - facing;
    let sheen = 0.020 + 0.05 * edge * edge * edge * edge * edge;
    sum * lerp(0.30, 2.0, shine) + sheen * lerp(0.16, 0.26, shine) * (0.75 + 0.45 * normal.y.max(0.0))
}

/// GGX distribution × Smith shadowing for one roughness, of a lamp of that radius, rad: the larger, the less light from
/// each part of it (Karis's normalisation).
fn lobe(tilt: f32, incidence: f32, facing: f32, roughness: f32, radius: f32) -> f32 {
    let a = roughness * roughness + 0.02;
    let a2 = a * a;
    let d = tilt * tilt * (a2 - 1.0) + 1.0;
    let k = a * 0.5;
    let spread = a / (a + radius);
    spread * spread * a2 / (core::f32::consts::PI * d * d) / (4.0 * (incidence * (1.0 - k) + k) * (facing * (1.0 - k) + k))
}
