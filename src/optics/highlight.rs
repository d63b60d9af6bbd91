//! Specular reflection of the skin: two GGX lobes with Fresnel and Smith shadowing, tabulated by the normal in the camera's frame.
//!
//! Lamps are far away, so the highlight at a place depends on its normal alone: one table serves the frame (1.9 ms a picture against
//! 14 ms for evaluating it per pixel), and in a studio all frames.

use super::light_scene::{SceneLamp, SceneLights};
use crate::base::lanes;
use crate::base::math::{Vec3, Vec4, cos, lerp, smoothstep, vec3};

const SIDE: usize = 112;
/// Sample of the table's middle, and samples from there to a normal at right angles to the view: a sample and a half is left around.
const MIDDLE: f32 = 0.5 * (SIDE - 1) as f32;
const RADIUS: f32 = 0.5 * SIDE as f32 - 1.5;
/// Samples farther out than this share of the radius get a normal as near to the rim as that: it faces the camera by `RIM_Z`.
const RIM: f32 = 0.9995;
const RIM_Z: f32 = 0.0316;
/// Surfaces that face the camera by less count as facing it by this much: shadowing divides by it.
const LEAST_FACING: f32 = 0.02;
/// Reflectance of skin at normal incidence, from a refractive index of 1.4.
const FRESNEL: f32 = 0.028;

/// Light is counted as irradiance, so a perfect mirror gives back π times its share of it; a little more here for what the hills of the skin
/// take from the peak (photographs: peak over diffuse 1.65–2.9 on bald scalps).
const GLOSS: f32 = 3.36;

/// Skin reflects with two specular lobes, a film of oil and the rough skin under it: how far the film's roughness lies under the mean,
/// and the skin's over it (found by trial with the lamps' radius).
const NARROW: f32 = 0.31;
const WIDE: f32 = 0.20;

/// Roughness of matte and of oily skin, share of the narrow lobe on each, and their strength (choice).
const ROUGHNESS: (f32, f32) = (0.68, 0.47);
const NARROW_SHARE: (f32, f32) = (0.66, 0.88);
const STRENGTH: (f32, f32) = (0.30, 2.0);
/// Sheen of the room: everywhere, and what is more at grazing angles; its strength on matte and on oily skin; its share from a level direction, and what
/// is more from above (choice).
const SHEEN: f32 = 0.020;
const SHEEN_GRAZING: f32 = 0.05;
const SHEEN_STRENGTH: (f32, f32) = (0.16, 0.26);
const SHEEN_LEVEL: f32 = 0.75;
const SHEEN_ABOVE: f32 = 0.45;
/// Reflectance of the tear film at normal incidence: about that of water.
const TEAR_FRESNEL: f32 = 0.022;
/// Inner and outer radius of the rim of a lamp's reflection in it over its radius (choice).
const DISC_EDGE: (f32, f32) = (0.86, 1.22);
/// Light of the room in it: from below, and what is more from above; heights of the direction between which it rises (choice).
const ROOM: (f32, f32) = (0.14, 0.36);
const ROOM_HEIGHTS: (f32, f32) = (-0.2, 0.9);
/// Least squared roughness: no lobe is narrower.
const LEAST_ALPHA: f32 = 0.02;
/// Denominator of the microfacet reflectance: D G F / (4 n·l n·v) (Cook & Torrance).
const MICROFACETS: f32 = 4.0;

/// Highlight and open irradiance for every normal that faces the camera.
pub struct Highlight {
    specular: Vec<f32>,
    /// The same where pixels are larger than the relief.
    prefiltered: Vec<f32>,
    wet: Vec<f32>,
    open: Vec<f32>,
}

impl Highlight {
    /// Tables for a `shine` of 0 (matte) to 1 (oily).
    pub fn new(shine: f32, lights: &SceneLights) -> Self {
        let (mut specular, mut open) = (Vec::with_capacity(SIDE * SIDE), Vec::with_capacity(SIDE * SIDE));
        let mut wet = Vec::with_capacity(SIDE * SIDE);
        for j in 0..SIDE {
            for i in 0..SIDE {
                let at = |k: usize| (k as f32 - MIDDLE) / RADIUS;
                let (x, y) = (at(i), at(j));
                let r = (x * x + y * y).sqrt();
                let normal = if r < RIM { vec3(x, y, (1.0 - r * r).sqrt()) } else { vec3(x / r, y / r, RIM_Z).normalize() };
                specular.push(specular_at(normal, shine, lights));
                wet.push(tear_film_at(normal, lights));
                open.push(lights.open_irradiance(normal).green());
            }
        }
        Self { prefiltered: prefiltered(&specular), specular, wet, open }
    }

    /// Specular light towards the camera for x and y of four camera-frame normals, linear, before occlusion.
    #[inline(always)]
    pub fn specular(&self, x: Vec4, y: Vec4) -> Vec4 {
        lookup(&self.specular, x, y)
    }

    /// The same where a pixel is larger than the relief of the skin, and holds normals all around the one given.
    #[inline(always)]
    pub fn specular_prefiltered(&self, x: Vec4, y: Vec4) -> Vec4 {
        lookup(&self.prefiltered, x, y)
    }

    /// The same of what is wet, as an eye is: the lamps themselves.
    pub fn specular_wet(&self, x: Vec4, y: Vec4) -> Vec4 {
        lookup(&self.wet, x, y)
    }

    /// Irradiance an unoccluded surface of that normal would get.
    #[inline(always)]
    pub fn unoccluded_irradiance(&self, normal: Vec4) -> f32 {
        let place = table_coordinate(normal);
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
fn prefiltered(table: &[f32]) -> Vec<f32> {
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
fn lookup(table: &[f32], x: Vec4, y: Vec4) -> Vec4 {
    let [u, v] = [x, y].map(table_coordinate);
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

/// Specular reflection of the tear film: a soft box as a bright disc, the room faintly.
fn tear_film_at(normal: Vec3, lights: &SceneLights) -> f32 {
    let seen = 2.0 * normal.z * normal - Vec3::Z;
    let facing = normal.z.max(LEAST_FACING);
    let grazing = 1.0 - facing;
    let fresnel = TEAR_FRESNEL + (1.0 - TEAR_FRESNEL) * grazing * grazing * grazing * grazing * grazing;
    // Radii of the discs follow their lobes' half width; a wall is no disc but a glow.
    let disc = |light: &SceneLamp, radius: f32| smoothstep(cos(radius * DISC_EDGE.1), cos(radius * DISC_EDGE.0), seen.dot(light.direction));
    let [key, fill] = [0, 1].map(|i: usize| {
        let (brightness, radius) = lights.scene.catchlights[i];
        brightness * disc(&lights.lamps[i], radius)
    });
    let room = fresnel * (ROOM.0 + ROOM.1 * smoothstep(ROOM_HEIGHTS.0, ROOM_HEIGHTS.1, seen.dot(lights.up)));
    key + fill + room * lights.room
}

/// Places in the table, in samples, for coordinates of normals.
#[inline(always)]
fn table_coordinate(v: Vec4) -> Vec4 {
    v.max(Vec4::NEG_ONE).min(Vec4::ONE) * RADIUS + Vec4::splat(MIDDLE)
}

fn specular_at(normal: Vec3, shine: f32, lights: &SceneLights) -> f32 {
    let facing = normal.z.max(LEAST_FACING);
    let rough = lerp(ROUGHNESS.0, ROUGHNESS.1, shine);
    let mut sum = 0.0;
    for light in &lights.lamps {
        let incidence = normal.dot(light.direction);
        if incidence <= 0.0 {
            continue;
        }
        let half = (light.direction + Vec3::Z).normalize();
        // A lamp is a disc: a half vector within its radius sees all of it, and only beyond its rim does the surface's roughness
        // count. That gives a highlight its edge.
        let off = (normal.cross(half).length() - light.radius).max(0.0).min(1.0);
        let tilt = (1.0 - off * off).sqrt();
        let grazing = 1.0 - half.z.max(0.0);
        let fresnel = FRESNEL + (1.0 - FRESNEL) * grazing * grazing * grazing * grazing * grazing;
        let [wide, narrow] = [WIDE, -NARROW].map(|more| ggx_smith(tilt, incidence, facing, rough + more, light.radius));
        let share = lerp(NARROW_SHARE.0, NARROW_SHARE.1, shine);
        sum += light.irradiance.green() * light.highlight * fresnel * incidence * lerp(wide, narrow, share) * GLOSS;
    }
    // Specular reflection of the room at grazing angles: the soft sheen along a forehead's edge.
    let edge = 1.0 - facing;
    let sheen = SHEEN + SHEEN_GRAZING * edge * edge * edge * edge * edge;
    let room = sheen * lerp(SHEEN_STRENGTH.0, SHEEN_STRENGTH.1, shine) * (SHEEN_LEVEL + SHEEN_ABOVE * normal.dot(lights.up).max(0.0));
    sum * lerp(STRENGTH.0, STRENGTH.1, shine) + room * lights.room
}

/// GGX distribution × Smith shadowing for one roughness, of a lamp of that radius, rad: the larger, the less light from
/// each part of it (Karis's normalization).
fn ggx_smith(tilt: f32, incidence: f32, facing: f32, roughness: f32, radius: f32) -> f32 {
    let a = roughness * roughness + LEAST_ALPHA;
    let a2 = a * a;
    let d = tilt * tilt * (a2 - 1.0) + 1.0;
    let k = a * 0.5;
    let spread = a / (a + radius);
    spread * spread * a2 / (core::f32::consts::PI * d * d) / (MICROFACETS * (incidence * (1.0 - k) + k) * (facing * (1.0 - k) + k))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::math::{PI, sin};
    use crate::base::random::uniform;
    use crate::optics::light_scene::{LEVEL, LightName};
    use crate::optics::lighting::scene_lights;

    /// GGX distribution of normals at an angle whose cosine is `tilt`: straight on nothing shadows, and a point lamp has no radius.
    fn distribution(tilt: f32, roughness: f32) -> f32 {
        ggx_smith(tilt, 1.0, 1.0, roughness, 0.0) * 4.0
    }

    #[test]
    fn the_distribution_of_normals_covers_its_area_once() {
        for roughness in [0.16, 0.3, 0.5, 0.7, 0.88] {
            const STEPS: usize = 20_000;
            let ring = |i: usize| {
                let angle = 0.5 * PI * (i as f32 + 0.5) / STEPS as f32;
                f64::from(distribution(cos(angle), roughness) * cos(angle) * sin(angle))
            };
            let area = (0..STEPS).map(ring).sum::<f64>() * 2.0 * f64::from(PI) * 0.5 * f64::from(PI) / STEPS as f64;
            assert!((area - 1.0).abs() < 0.005, "roughness {roughness}: projected area {area}");
        }
    }

    #[test]
    fn the_lobe_peaks_where_lamp_and_view_meet_and_fades_from_there() {
        for roughness in [0.2, 0.5, 0.8] {
            let alpha = roughness * roughness + LEAST_ALPHA;
            assert!((distribution(1.0, roughness) * PI * alpha * alpha - 1.0).abs() < 1e-4, "peak at roughness {roughness}");
            let fall: Vec<f32> = (0..=90).map(|deg| distribution(cos(f32::to_radians(deg as f32)), roughness)).collect();
            assert!(fall.is_sorted_by(|a, b| a > b), "roughness {roughness}: {fall:?}");
        }
        assert!(distribution(1.0, 0.3) > distribution(1.0, 0.6), "smoother skin has the higher peak");
        assert!(distribution(0.5, 0.3) < distribution(0.5, 0.6), "and the lower tail");
    }

    #[test]
    fn shadowing_is_symmetric_and_bounded_and_large_lamps_are_dimmer() {
        for roughness in [0.2, 0.5, 0.8] {
            let k = 0.5 * (roughness * roughness + LEAST_ALPHA);
            let lobe = |incidence: f32, facing: f32| ggx_smith(0.9, incidence, facing, roughness, 0.1);
            let straight = lobe(1.0, 1.0);
            for (a, b) in [(0.1, 0.9), (0.02, 0.5), (0.7, 0.3)] {
                assert!((lobe(a, b) - lobe(b, a)).abs() < 1e-5 * lobe(a, b), "{a} {b}");
            }
            // Each side is shadowed as 1 / (cosine (1 − k) + k): at the grazing limit 1 / k.
            assert!((lobe(0.0, 1.0) * k / straight - 1.0).abs() < 1e-4, "grazing light");
            assert!((lobe(0.0, 0.0) * k * k / straight - 1.0).abs() < 1e-4, "grazing on both sides");
            // A lamp as large as the lobe is wide leaves a quarter.
            let large = ggx_smith(0.9, 1.0, 1.0, roughness, 2.0 * k);
            assert!((4.0 * large / ggx_smith(0.9, 1.0, 1.0, roughness, 0.0) - 1.0).abs() < 1e-4);
        }
    }

    #[test]
    fn the_tables_say_what_direct_evaluation_says() {
        let lights = scene_lights(LightName::Studio, LEVEL);
        let shine = 0.5;
        let table = Highlight::new(shine, &lights);
        let peak = table.specular.iter().copied().fold(0.0, f32::max);
        for i in 0..500 {
            // Four normals of their own, so that no lane can stand for another.
            let normals: [Vec3; 4] = core::array::from_fn(|lane| {
                let (angle, r) = (uniform(5, lane as u32, i) * 2.0 * PI, uniform(6, lane as u32, i).sqrt() * 0.95);
                vec3(r * cos(angle), r * sin(angle), (1.0 - r * r).sqrt())
            });
            let [x, y] = [0, 1].map(|axis: usize| Vec4::from_array(normals.map(|n| n[axis])));
            let (dry, wet) = (table.specular(x, y), table.specular_wet(x, y));
            for (lane, &normal) in normals.iter().enumerate() {
                let direct = specular_at(normal, shine, &lights);
                assert!((dry[lane] - direct).abs() < 0.05 * peak, "{normal}: table {}, direct {direct}", dry[lane]);
                let direct = tear_film_at(normal, &lights);
                assert!((wet[lane] - direct).abs() < 0.2, "{normal}: table {}, tear film {direct}", wet[lane]);
                let (open, direct) = (table.unoccluded_irradiance(normal.extend(0.0)), lights.open_irradiance(normal).green());
                assert!((open - direct).abs() < 0.03 * direct, "{normal}: table {open}, irradiance {direct}");
            }
        }
    }

    #[test]
    fn table_samples_are_met_exactly() {
        let table = Highlight::new(0.5, &scene_lights(LightName::Studio, LEVEL));
        for (i, j) in [(56, 56), (30, 70), (80, 40), (55, 20)] {
            let normal = |k: usize| Vec4::splat((k as f32 - MIDDLE) / RADIUS);
            let got = table.specular(normal(i), normal(j)).x;
            let sample = table.specular[j * SIDE + i];
            assert!((got - sample).abs() < 1e-3 * sample, "{i}, {j}: {got}, sample {sample}");
        }
    }

    #[test]
    fn prefiltering_keeps_all_light_and_widens_it_as_the_relief_does() {
        assert!(prefiltered(&[0.7; SIDE * SIDE]).iter().all(|v| (v - 0.7).abs() < 1e-5));
        let mut point = vec![0.0; SIDE * SIDE];
        let (x, y) = (50, 61);
        point[y * SIDE + x] = 1.0;
        let blurred = prefiltered(&point);
        assert!((blurred.iter().sum::<f32>() - 1.0).abs() < 1e-4);
        let spread = |along: fn(usize) -> usize, middle: usize| {
            let squared = |i: usize| (along(i) as f32 - middle as f32) * (along(i) as f32 - middle as f32);
            blurred.iter().enumerate().map(|(i, v)| v * squared(i)).sum::<f32>().sqrt()
        };
        // Slopes of the relief deviate by 0.05 along each axis.
        for deviation in [spread(|i| i % SIDE, x), spread(|i| i / SIDE, y)] {
            assert!((deviation / RADIUS - 0.05).abs() < 0.003, "{deviation} samples");
        }
    }
}
