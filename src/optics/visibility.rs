//! Directional occlusion of every mesh vertex, baked once (precomputed radiance transfer), so that lights can be moved in any frame.
//!
//! For every mesh vertex and each of [`DIRECTIONS`] directions: cosine × visibility, as a byte. Light from any
//! surroundings is then one dot product a vertex and channel. Refused: a few spherical harmonics (9 numbers instead of
//! 112), because they wash out the very shadows that model a face.
//!
//! Lateral scattering carries light a few millimeters through skin, red most, so shadows on skin have soft, warm edges.
//! Here every light is simply larger for red than for blue. Refused: a second, blurred set for red (4 MB and a third of
//! the baking time for the same look).

use core::array::from_fn;

use super::light_scene::{SceneLights, lobe_weight};
use crate::base::color::LinearRgb;
use crate::base::fixed::{Q16_ONE, UNORM8_ONE, mul_q16_floor, unorm8_round};
use crate::base::lanes::{DotProduct, I16x8};
use crate::base::math::{TAU, Vec3, Vec4, cos, sin, smoothstep, vec3};
use crate::head::{Material, Mesh};

/// Number of directions, spread evenly; the second half mirrors the first in x.
pub const DIRECTIONS: usize = 112;
const HALF: usize = DIRECTIONS / 2;

/// Side of a depth map, texels, and of the square it covers, mm: finer than the nose's shadow.
const MAP_SIDE: usize = 192;
const MAP_EXTENT_MM: f32 = 372.0;
/// Middle of that square.
const MAP_CENTER: Vec3 = vec3(0.0, -28.0, 2.0);
/// A place starts looking this far above the skin, or it would shadow itself.
const LIFT_MM: f32 = 1.4;
/// How far off a body has to be before its shadow on cloth begins to go, and when it is gone, mm: directions are so few that a
/// head's shadow falls apart into clouds on the shoulders.
const FAR_SHADOW_MM: (f32, f32) = (15.0, 110.0);
/// Light as an integer: how much one unit of radiance weighs at the most.
const RADIANCE_SCALE: f32 = 24_000.0;

/// The largest code of radiance: 112 full bytes of it stay inside 32 bits.
const MOST_RADIANCE: f32 = 32_000.0;
/// Texels that a vertex hides over those its share of skin spans, and the most to a side (choice).
const HIDES_WIDER: f32 = 1.15;
const HIDES_MOST: usize = 5;
/// Light of a lamp beside the lens in a hollow, times the share of the sky that it sees (choice: the whites of eyes get three quarters).
const OPEN_TO_LENS: f32 = 1.25;
/// Mean of cosine × visibility over all directions where nothing is hidden.
const MEAN_COSINE: f32 = 0.25;
/// Radiance × π to a sum over cosines: four over the number of directions.
const PER_RADIANCE: f32 = 4.0 / DIRECTIONS as f32;
/// Directions steeper than this use another axis for the map's right.
const STEEP: f32 = 0.9;
/// Tolerance of depth, mm: everywhere, and for each mm of a vertex's spacing at a slope of one; and the least cosine of that slope
/// (choice).
const TOLERANCE_MM: f32 = 0.8;
const TOLERANCE_SLOPE: f32 = 0.75;
const LEAST_COSINE: f32 = 0.18;
/// Golden angle as a share of a turn: each direction of the spiral follows the last by it.
const GOLDEN_ANGLE: f32 = 0.381_966;
/// Cosine of two normals above which neighbors count as facing the same way (choice).
const ALIKE_COSINE: f32 = 0.3;

/// What one mesh vertex sees in the first half of the directions. The body is its own mirror image: what it sees in the
/// second half, its mirror vertex sees in the first.
type Row = [u8; HALF];

/// The baked transfer of a mesh.
pub struct Transfer {
    directions: Vec<Vec3>,
    rows: Vec<Row>,
    /// Share of the sky each mesh vertex sees, cosine-weighted, 0–1.
    sky_visibility: Vec<f32>,
}

/// Radiance of the surroundings in every baked direction, ready for the dot product.
///
/// For each eight directions of a half, red, green and blue: what a vertex sees is fetched once for all three.
pub struct EnvironmentRadiance {
    codes: [[[I16x8; 3]; HALF / 8]; 2],
    /// Radiance of one code over a byte of what is seen.
    step: f32,
}

impl Transfer {
    /// Bakes the visibility of every mesh vertex, each at its place on the even head, mm.
    pub fn bake(mesh: &Mesh, places: &[Vec3]) -> Self {
        let directions = directions();
        let mut rows = vec![[0u8; HALF]; mesh.positions.len()];
        let texels = MAP_SIDE as f32 / MAP_EXTENT_MM;
        // A vertex hides as many texels as its share of skin spans.
        let spans: Vec<usize> = mesh.spacing.iter().map(|s| ((s * texels * HIDES_WIDER) as usize + 1).min(HIDES_MOST)).collect();
        let mut map = vec![f32::MIN; MAP_SIDE * MAP_SIDE];
        let mut seen: Vec<Vec3> = Vec::with_capacity(mesh.positions.len());
        let mut cloth = vec![false; mesh.positions.len()];
        for &(vertex, coat) in &mesh.materials {
            cloth[vertex as usize] = matches!(coat.material, Material::Cloth(_));
        }
        for (index, &towards) in directions[..HALF].iter().enumerate() {
            test_direction(mesh, places, towards, &spans, &mut map, &mut seen, |vertex, cosine, gap| {
                let open = match gap {
                    None => 1.0,
                    Some(mm) if cloth[vertex] => smoothstep(FAR_SHADOW_MM.0, FAR_SHADOW_MM.1, mm),
                    Some(_) => return,
                };
                rows[vertex][index] = unorm8_round(cosine * open);
            });
        }
        smooth_rows(mesh, &mut rows);
        let unhidden = UNORM8_ONE * MEAN_COSINE * DIRECTIONS as f32;
        let seen = |row: &Row| row.iter().map(|&b| u32::from(b)).sum::<u32>();
        let open = |(row, mirror): (&Row, &u32)| ((seen(row) + seen(&rows[*mirror as usize])) as f32 / unhidden).min(1.0);
        let sky_visibility = rows.iter().zip(&mesh.mirror).map(open).collect();
        Self { directions, rows, sky_visibility }
    }

    /// Radiance that a scene's `lights` send along each baked direction, for a camera with axes `right`, `up`, `back`; without lamps beside
    /// the lens, whose shadows it does not see.
    pub fn surroundings(&self, right: Vec3, up: Vec3, back: Vec3, lights: &SceneLights) -> EnvironmentRadiance {
        let mut total = [LinearRgb::BLACK; DIRECTIONS];
        for light in lights.lamps.iter().filter(|lamp| !lamp.beside_lens) {
            let d = right * light.direction.x + up * light.direction.y + back * light.direction.z;
            for channel in 0..3 {
                let weights = self.directions.iter().map(|&v| lobe_weight(v.dot(d), light.focus * LATERAL_SOFTENING[channel]));
                let weights: Vec<f32> = weights.collect();
                // Normalized so that skin facing the light gets exactly its irradiance, wherever the camera stands.
                let facing: f32 = self.directions.iter().zip(&weights).map(|(v, w)| v.dot(d).max(0.0) * w).sum();
                for (sum, weight) in total.iter_mut().zip(&weights) {
                    sum[channel] += light.irradiance[channel] * (weight / facing);
                }
            }
        }
        let (of_camera, of_head) = lights.scene.zenith;
        let zenith = (up * of_camera + Vec3::Y * of_head).normalize();
        for (sum, v) in total.iter_mut().zip(&self.directions) {
            *sum += lights.ambient(v.dot(zenith)) * PER_RADIANCE;
        }
        // Hard lamps are counted in larger steps.
        let most = total.iter().fold(0.0, |most, radiance| radiance.max_element().max(most));
        let scale = (MOST_RADIANCE / most).min(RADIANCE_SCALE);
        let code = |v: f32| (v * scale).min(MOST_RADIANCE) as i16;
        let eight = |from: usize, channel: usize| I16x8::from(from_fn::<i16, 8, _>(|i| code(total[from + i][channel])));
        let codes = [0, HALF].map(|half| from_fn(|i| from_fn(|channel| eight(half + 8 * i, channel))));
        EnvironmentRadiance { codes, step: 1.0 / (UNORM8_ONE * scale) }
    }

    /// Share of a lamp beside the lens that reaches a mesh vertex: less of it in hollows, which the lens still looks into.
    #[inline]
    pub fn beside_lens(&self, vertex: usize) -> f32 {
        (self.sky_visibility[vertex] * OPEN_TO_LENS).min(1.0)
    }

    /// Irradiance at a mesh vertex, whose mirrored one is `mirror`, on skin of this `albedo`, linear RGB: 1 = a white surface there would look white.
    ///
    /// Interreflection: hidden directions are mostly skin, so each hollow gets back its albedo's share of what it lost, which
    /// is why real shadows on a face are warm and never gray.
    #[inline]
    pub fn irradiance(&self, vertex: usize, mirror: usize, from: &EnvironmentRadiance, albedo: LinearRgb) -> LinearRgb {
        let mut sums = [DotProduct::default(); 3];
        for (row, radiance) in [vertex, mirror].map(|v| &self.rows[v]).into_iter().zip(&from.codes) {
            for (&cosines, channels) in row.as_chunks::<8>().0.iter().zip(radiance) {
                let cosines = I16x8::from(cosines);
                sums.iter_mut().zip(channels).for_each(|(sum, &radiance)| sum.add(cosines, radiance));
            }
        }
        let lost = BOUNCE * (1.0 - self.sky_visibility[vertex]);
        let direct = LinearRgb::from(Vec3::from_array(sums.map(|sum| sum.total() as f32))) * from.step;
        direct / (LinearRgb::WHITE - albedo * lost)
    }
}

/// Tests one direction from every mesh vertex against a depth map; reports the cosine of those that face it, and how far before them something
/// lies, mm, if anything does. `map` and `seen` are scratch.
#[inline(never)]
fn test_direction(
    mesh: &Mesh,
    places: &[Vec3],
    towards: Vec3,
    spans: &[usize],
    map: &mut [f32],
    seen: &mut Vec<Vec3>,
    mut sees: impl FnMut(usize, f32, Option<f32>),
) {
    let texels = MAP_SIDE as f32 / MAP_EXTENT_MM;
    let right = if towards.y.abs() > STEEP { Vec3::X } else { Vec3::Y }.cross(towards).normalize();
    let up = towards.cross(right);
    let half = MAP_SIDE as f32 * 0.5;
    let (across, along) = (right * texels, up * texels);
    let (left, low) = (half - MAP_CENTER.dot(across), half - MAP_CENTER.dot(along));
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
                // As lanes: of two floats the greater would be a branch, and no processor foresees which is.
                *depth = Vec4::splat(*depth).max(Vec4::splat(s.z)).x;
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
        let slope = (1.0 - cosine * cosine).sqrt() / cosine.max(LEAST_COSINE);
        let tolerance = TOLERANCE_MM + TOLERANCE_SLOPE * mesh.spacing[vertex].max(1.0 / texels) * slope;
        let inside = s.x >= 0.0 && s.y >= 0.0 && x < MAP_SIDE && y < MAP_SIDE;
        let gap = if inside { map[y * MAP_SIDE + x] - s.z } else { 0.0 };
        sees(vertex, cosine, (gap >= tolerance).then_some(gap));
    }
}

/// Share of the hidden directions that bounce light on (found by trial: more, and nostrils glow).
const BOUNCE: f32 = 0.5;
/// How much less focused every light is for red, green and blue (found by trial against the soft red edge of a cheek's shadow).
const LATERAL_SOFTENING: [f32; 3] = [0.75, 0.9, 1.0];

/// Evenly spread directions: a spiral over the half sphere x > 0, then its mirror image.
fn directions() -> Vec<Vec3> {
    let golden = TAU * GOLDEN_ANGLE;
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

/// Replaces every row by the mean of itself and its neighbors that face the same way.
fn smooth_rows(mesh: &Mesh, rows: &mut [Row]) {
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
                // Each edge borders two triangles, once in each direction, so every neighbor counts once.
                let (a, b) = (corners[k] as usize, corners[(k + 1) % 3] as usize);
                if mesh.normals[a].dot(mesh.normals[b]) > ALIKE_COSINE {
                    counts[a] += 1;
                    add(&mut sums[a], &rows[b][block.clone()]);
                }
            }
        }
        for ((row, sum), count) in rows.iter_mut().zip(&sums).zip(&counts) {
            // Division by a small whole number as a multiplication; exact to the byte for sums below 2¹⁶.
            let factor = Q16_ONE / count + 1;
            for (byte, s) in row[block.clone()].iter_mut().zip(sum) {
                *byte = mul_q16_floor(u32::from(*s), factor) as u8;
            }
        }
    }
}
