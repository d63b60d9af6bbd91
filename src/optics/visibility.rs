//! What each place of the head sees of the light around it, baked once so that any light can be turned in a frame.
//!
//! For every mesh vertex and each of [`DIRECTIONS`] directions: cosine × free sight, as a byte. Light from any
//! surroundings is then one dot product a vertex and channel. Refused: a few spherical harmonics (9 numbers instead of
//! 112), because they wash out the very shadows that model a face.
//!
//! Light that enters skin wanders a few millimetres before it leaves, red most, so shadows on skin have soft, warm edges.
//! Here every light is simply larger for red than for blue. Refused: a second, blurred set for red (4 MB and a third of
//! the baking time for the same look).

use core::array::from_fn;

use super::studio::{self, Light};
use crate::base::lanes::{DotProduct, I16x8};
use crate::base::math::{TAU, Vec3, cos, sin, smoothstep, vec3};
use crate::head::{Material, Mesh};

/// Number of directions, spread evenly; the second half mirrors the first in x.
pub const DIRECTIONS: usize = 112;
const HALF: usize = DIRECTIONS / 2;

/// Side of a depth map, texels, and of the square it covers, mm: finer than the nose's shadow.
const MAP_SIDE: usize = 192;
const MAP_EXTENT_MM: f32 = 372.0;
/// Middle of that square.
const MAP_CENTRE: Vec3 = vec3(0.0, -28.0, 2.0);
/// A place starts looking this far above the skin, or it would shadow itself.
const LIFT_MM: f32 = 1.4;
/// How far off a body has to be before its shadow on cloth begins to go, and when it is gone, mm: directions are so few that a
/// head's shadow falls apart into clouds on the shoulders.
const FAR_SHADOW_MM: (f32, f32) = (15.0, 110.0);
/// Light as an integer: how much one unit of radiance weighs, so that 112 full bytes stay inside 32 bits.
const RADIANCE_SCALE: f32 = 24_000.0;

/// What one mesh vertex sees in the first half of the directions. The body is its own mirror image: what it sees in the
/// second half, its mirror vertex sees in the first.
type Row = [u8; HALF];

/// The baked transfer of a mesh.
pub struct Transfer {
    directions: Vec<Vec3>,
    rows: Vec<Row>,
    /// Share of the sky each mesh vertex sees, cosine-weighted, 0–1.
    openness: Vec<f32>,
}

/// Radiance of the surroundings in every baked direction, ready for the dot product.
///
/// For each eight directions of a half, red, green and blue: what a vertex sees is fetched once for all three.
pub struct Surroundings([[[I16x8; 3]; HALF / 8]; 2]);

impl Transfer {
    /// Looks around from every mesh vertex, each at its place on the even head, mm.
    pub fn bake(mesh: &Mesh, places: &[Vec3]) -> Self {
        let directions = directions();
        let mut rows = vec![[0u8; HALF]; mesh.positions.len()];
        let texels = MAP_SIDE as f32 / MAP_EXTENT_MM;
        // A vertex hides as many texels as its share of skin spans.
        let spans: Vec<usize> = mesh.spacing.iter().map(|s| ((s * texels * 1.15) as usize + 1).min(5)).collect();
        let mut map = vec![f32::MIN; MAP_SIDE * MAP_SIDE];
        let mut seen: Vec<Vec3> = Vec::with_capacity(mesh.positions.len());
        let mut cloth = vec![false; mesh.positions.len()];
        for &(vertex, coat) in &mesh.materials {
            cloth[vertex as usize] = matches!(coat.material, Material::Cloth(_));
        }
        for (index, &towards) in directions[..HALF].iter().enumerate() {
            look(mesh, places, towards, &spans, &mut map, &mut seen, |vertex, cosine, gap| {
                let open = match gap {
                    None => 1.0,
                    Some(mm) if cloth[vertex] => smoothstep(FAR_SHADOW_MM.0, FAR_SHADOW_MM.1, mm),
                    Some(_) => return,
                };
                rows[vertex][index] = (cosine * open * 255.0 + 0.5) as u8;
            });
        }
        smooth(mesh, &mut rows);
        let whole = 255.0 * 0.25 * DIRECTIONS as f32;
        let seen = |row: &Row| row.iter().map(|&b| u32::from(b)).sum::<u32>();
        let open = |(row, mirror): (&Row, &u32)| ((seen(row) + seen(&rows[*mirror as usize])) as f32 / whole).min(1.0);
        let openness = rows.iter().zip(&mesh.mirror).map(open).collect();
        Self { directions, rows, openness }
    }

    /// Radiance that the studio sends along each baked direction, for a camera with axes `right`, `up`, `back`.
    pub fn surroundings(&self, right: Vec3, up: Vec3, back: Vec3) -> Surroundings {
        let mut total = [Vec3::ZERO; DIRECTIONS];
        for light in studio::lights() {
            let d = right * light.direction.x + up * light.direction.y + back * light.direction.z;
            for channel in 0..3 {
                let weights = self.directions.iter().map(|&v| studio::lobe(v.dot(d), light.focus * WANDERING[channel]));
                let weights: Vec<f32> = weights.collect();
                // Normalised so that skin facing the light gets exactly its irradiance, wherever the camera stands.
                let facing: f32 = self.directions.iter().zip(&weights).map(|(v, w)| v.dot(d).max(0.0) * w).sum();
                for (sum, weight) in total.iter_mut().zip(&weights) {
                    sum[channel] += light.irradiance[channel] * (weight / facing);
                }
            }
        }
        // The sky stands still with the room but leans with the camera, so a view from above is lit too.
        let zenith = (up * 0.8 + Vec3::Y * 0.6).normalize();
        let share = 4.0 / DIRECTIONS as f32;
        for (sum, v) in total.iter_mut().zip(&self.directions) {
            *sum += studio::ambient(v.dot(zenith)) * share;
        }
        let code = |v: f32| (v * RADIANCE_SCALE).min(32_000.0) as i16;
        let eight = |from: usize, channel: usize| I16x8::from(from_fn::<i16, 8, _>(|i| code(total[from + i][channel])));
        Surroundings([0, HALF].map(|half| from_fn(|i| from_fn(|channel| eight(half + 8 * i, channel)))))
    }

    /// Irradiance at a mesh vertex, whose mirrored one is `mirror`, on skin of this `albedo`, linear RGB: 1 = a white surface there would look white.
    ///
    /// What is hidden from the lights is mostly skin, and skin sends light on: each hollow gets back its albedo's share of
    /// what it lost, which is why real shadows on a face are warm and never grey.
    #[inline]
    pub fn irradiance(&self, vertex: usize, mirror: usize, from: &Surroundings, albedo: Vec3) -> Vec3 {
        let mut sums = [DotProduct::default(); 3];
        for (row, radiance) in [vertex, mirror].map(|v| &self.rows[v]).into_iter().zip(&from.0) {
            for (&cosines, channels) in row.as_chunks::<8>().0.iter().zip(radiance) {
                let cosines = I16x8::from(cosines);
                sums.iter_mut().zip(channels).for_each(|(sum, &radiance)| sum.add(cosines, radiance));
            }
        }
        let lost = BOUNCE * (1.0 - self.openness[vertex]);
        let direct = Vec3::from_array(sums.map(|sum| sum.total() as f32)) * (1.0 / (255.0 * RADIANCE_SCALE));
        direct / (Vec3::ONE - albedo * lost)
    }
}

/// Looks in one direction from every mesh vertex; tells the cosine of those that face it, and how far before them something
/// lies, mm, if anything does. `map` and `seen` are scratch.
#[inline(never)]
fn look(
    mesh: &Mesh,
    places: &[Vec3],
    towards: Vec3,
    spans: &[usize],
    map: &mut [f32],
    seen: &mut Vec<Vec3>,
    mut sees: impl FnMut(usize, f32, Option<f32>),
) {
    let texels = MAP_SIDE as f32 / MAP_EXTENT_MM;
    let right = if towards.y.abs() > 0.9 { Vec3::X } else { Vec3::Y }.cross(towards).normalize();
    let up = towards.cross(right);
    let half = MAP_SIDE as f32 * 0.5;
    let (across, along) = (right * texels, up * texels);
    let (left, low) = (half - MAP_CENTRE.dot(across), half - MAP_CENTRE.dot(along));
    map.fill(f32::MIN);
    seen.clear();
    for (&p, &span) in places.iter().zip(spans) {
        let s = vec3(p.dot(across) + left, p.dot(along) + low, p.dot(towards));
        seen.push(s);
        let shift = 0.5 * (span - 1) as f32;
        let (x, y) = ((s.x - shift) as usize, (s.y - shift) as usize);
        // Shoulders reach beyond the map: what lies outside hides nothing and is hidden by nothing.
        if s.x < shift || s.y < shift || x + span > MAP_SIDE || y + span > MAP_SIDE {
            continue;
        }
        for row in y..y + span {
            for depth in &mut map[row * MAP_SIDE + x..row * MAP_SIDE + x + span] {
                *depth = if s.z > *depth { s.z } else { *depth };
            }
        }
    }
    for (vertex, (&s, &normal)) in seen.iter().zip(&mesh.normals).enumerate() {
        let cosine = normal.dot(towards);
        if cosine <= 0.0 {
            continue;
        }
        let s = s + vec3(normal.dot(across), normal.dot(along), cosine) * LIFT_MM;
        let (x, y) = (s.x as usize, s.y as usize);
        // Grazing light needs more tolerance: what one vertex stands for spans more depth there.
        let slope = (1.0 - cosine * cosine).sqrt() / cosine.max(0.18);
        let tolerance = 0.8 + 0.75 * mesh.spacing[vertex].max(1.0 / texels) * slope;
        let inside = s.x >= 0.0 && s.y >= 0.0 && x < MAP_SIDE && y < MAP_SIDE;
        let gap = if inside { map[y * MAP_SIDE + x] - s.z } else { 0.0 };
        sees(vertex, cosine, (gap >= tolerance).then_some(gap));
    }
}

/// Share of the hidden directions that bounce light on (found by trial: more, and nostrils glow).
const BOUNCE: f32 = 0.5;
/// How much less focused every light is for red, green and blue (found by trial against the soft red edge of a cheek's shadow).
const WANDERING: [f32; 3] = [0.75, 0.9, 1.0];

/// Evenly spread directions: a spiral over the half sphere x > 0, then its mirror image.
fn directions() -> Vec<Vec3> {
    let golden = TAU * 0.381_966;
    let mut all: Vec<Vec3> = (0..HALF)
        .map(|i| {
            let x = 1.0 - (i as f32 + 0.5) / HALF as f32;
            let r = (1.0 - x * x).sqrt();
            let a = i as f32 * golden;
            vec3(x, r * cos(a), r * sin(a))
        })
        .collect();
    for i in 0..HALF {
        let d = all[i];
        all.push(vec3(-d.x, d.y, d.z));
    }
    all
}

/// Directions smoothed together.
const BLOCK: usize = 28;

#[inline(never)]
fn add(sums: &mut [u16; BLOCK], row: &[u8]) {
    for (s, &byte) in sums.iter_mut().zip(row) {
        *s += u16::from(byte);
    }
}

/// Replaces every row by the mean of itself and its neighbours that face the same way.
fn smooth(mesh: &Mesh, rows: &mut [Row]) {
    // Some directions at a time: all at once would need twice the rows' own memory, and memory never shrinks here.
    let mut sums = vec![[0u16; BLOCK]; rows.len()];
    let mut counts = vec![0u32; rows.len()];
    for start in (0..HALF).step_by(BLOCK) {
        let block = start..start + BLOCK;
        for ((sum, count), row) in sums.iter_mut().zip(&mut counts).zip(rows.iter()) {
            for (s, &byte) in sum.iter_mut().zip(&row[block.clone()]) {
                *s = u16::from(byte);
            }
            *count = 1;
        }
        for corners in &mesh.triangles {
            for k in 0..3 {
                // Each edge borders two triangles, once in each direction, so every neighbour counts once.
                let (a, b) = (corners[k] as usize, corners[(k + 1) % 3] as usize);
                if mesh.normals[a].dot(mesh.normals[b]) > 0.3 {
                    counts[a] += 1;
                    add(&mut sums[a], &rows[b][block.clone()]);
                }
            }
        }
        for ((row, sum), count) in rows.iter_mut().zip(&sums).zip(&counts) {
            // Division by a small whole number as a multiplication; exact to the byte for sums below 2¹⁶.
            let factor = 65_536 / count + 1;
            for (byte, s) in row[block.clone()].iter_mut().zip(sum) {
                *byte = ((u32::from(*s) * factor) >> 16) as u8;
            }
        }
    }
}

/// Unoccluded irradiance of the studio on a surface with a camera-frame normal, as luminance-like mean of the channels.
pub fn open_irradiance(normal: Vec3, lights: &[Light]) -> f32 {
    let mut sum = studio::ambient(normal.y * 0.9).y * 0.72;
    for light in lights {
        sum += light.irradiance.y * normal.dot(light.direction).max(0.0);
    }
    sum
}
