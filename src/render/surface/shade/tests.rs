//! Shading of four pixels in lanes against the documented model, written out for one pixel in scalars.

use super::*;
use crate::base::math::vec3;
use crate::base::random::uniform;
use crate::camera::CameraParameters;
use crate::optics::hair::HAIR_COLORS;
use crate::optics::skin::{SkinOptics, SkinState};
use crate::optics::{LightName, OpticsParameters};
use crate::scalp::features::Features;
use crate::scalp::scar::{Scar, ScarredSkin};

const DETAIL: ReliefDetail = ReliefDetail { furrow: 0.06, grain: 0.08, dull: 0.9, offset: [0.375, 0.625, 0.125], plain: false };

/// What one pixel is shaded from.
#[derive(Clone, Copy)]
struct Pixel {
    light: Vec4,
    normal: Vec4,
    place: Vec4,
    change: SurfaceChange,
}

/// Relief sampled at a pixel: tints, grain and furrows.
struct Sampled {
    tints: [Vec4; 2],
    grain: Vec4,
    furrows: Vec4,
}

/// A pixel's number `k` of a list.
fn number(pixel: u32, k: u32) -> f32 {
    uniform(77, k, pixel)
}

/// A pixel of skin or, by its `gloss` and how much of it is `other`, of something else.
fn pixel(i: u32, gloss: f32, other: f32, is_changed: bool) -> Pixel {
    let place = vec3(number(i, 1), number(i, 2), number(i, 3)) * 40.0;
    let (x, y) = (number(i, 4) * 1.2 - 0.6, number(i, 5) * 1.2 - 0.6);
    // A little too short, as interpolated normals are.
    let normal = vec3(x, y, (1.0 - x * x - y * y).sqrt()) * (0.99 + 0.01 * number(i, 6));
    let change = SurfaceChange {
        albedo: LinearRgb::new(0.5 + number(i, 7), 0.5 + number(i, 8), 0.5 + number(i, 9)),
        gloss: 0.5 + number(i, 10),
        grain: number(i, 11),
        pores: number(i, 22),
        slope: vec3(number(i, 12), number(i, 13), number(i, 14)) - Vec3::splat(0.5),
    };
    Pixel {
        light: Vec4::new(0.3 + 0.2 * number(i, 15), 0.2 + 0.2 * number(i, 16), 0.1 + 0.2 * number(i, 17), gloss),
        normal: normal.extend(0.0),
        place: place.extend(-NO_SKIN * other),
        change: if is_changed { change } else { SurfaceChange::PLAIN },
    }
}

/// Red, green, blue and specular light of one pixel, times [`UNIT`].
fn model(skin: &SkinShader<'_>, relief: u8, pixel: &Pixel, at: &Sampled, is_covered: bool) -> [f32; 4] {
    let Pixel { light, normal, place, change } = pixel;
    let on_skin = (1.0 + place.w / NO_SKIN).clamp(0.0, 1.0);
    let n = normal.truncate().normalize();
    let [blood, melanin, _, oil] = at.tints[0].to_array();
    // Slope and darkness: unevenness of some mm, grain and furrows.
    let mut slope = at.tints[1].truncate() * UNEVEN_SLOPE;
    let mut heights = at.tints[1].w * UNEVEN_LIGHTNESS;
    let (mut furrow, mut gloss) = (0.0, light.w * (1.0 + oil * on_skin * OIL_GLOSS));
    if relief != NO_RELIEF {
        slope += at.grain.truncate() * DETAIL.grain;
        let hollows = at.grain.w * change.pores;
        heights += hollows * DETAIL.grain * HOLLOWS_DARKEN;
        let mut dulls = ((hollows - PORE_HEIGHT).min(0.0) + MEAN_PORE_DEPTH) * DETAIL.dull;
        if relief == FULL_RELIEF {
            slope += at.furrows.truncate() * DETAIL.furrow;
            furrow = (at.furrows.w + MEAN_DEPTH) * DETAIL.furrow;
            dulls += furrow * FURROWS_DULL;
        }
        gloss *= 1.0 + dulls * on_skin;
    }
    slope = slope * change.grain + change.slope;
    furrow *= change.grain;
    // The normal leans down the slope, within the plane of the surface.
    let s = slope * on_skin;
    let s = vec3(s.dot(skin.view.right), s.dot(skin.view.up), s.dot(skin.view.back));
    let bump = if relief == NO_RELIEF && !is_covered { Vec3::ZERO } else { n * s.dot(n) - s };
    let lit = 1.0 + (heights + furrow * FURROWS_DARKEN) * on_skin + bump.dot(skin.lighting.lights.lamps[0].direction) * DIFFUSE_FOLLOWS;
    let [of_blood, of_melanin] = skin.complexion.tints;
    let diffuse =
        light.truncate() * (Vec3::splat(lit) + (of_blood * blood + of_melanin * melanin).to_vec3() * on_skin) * change.albedo.to_vec3();
    let gloss = gloss * change.gloss;
    let table = &skin.lighting.highlight;
    let normal = |follows: f32| [Vec4::splat(n.x + bump.x * follows), Vec4::splat(n.y + bump.y * follows)];
    let specular = if light.w >= DRY_GLOSS {
        let [x, y] = normal(0.0);
        table.specular_wet(x, y).x * (gloss - WET_GLOSS).clamp(0.0, 1.0)
    } else {
        let [x, y] = normal(SPECULAR_FOLLOWS);
        gloss * if relief == NO_RELIEF { table.specular_prefiltered(x, y).x } else { table.specular(x, y).x }
    };
    [diffuse.x, diffuse.y, diffuse.z, specular].map(|v| (v * UNIT).clamp(0.0, MOST))
}

/// Shades lists of pixels in lanes, and each alone by the model.
fn compare<const RELIEF: u8>(skin: &SkinShader<'_>, is_covered: bool) {
    // Skin, matte and oily; the white of an eye, wet; a shirt; the seam of a lid, half skin. Scars and features lie on skin alone.
    let kinds = [(0.6, 0.0), (1.3, 0.0), (2.7, 1.0), (0.0, 1.0), (0.4, 0.5)];
    for i in 0..200 {
        let pixels: [Pixel; 4] = core::array::from_fn(|lane| {
            let own = 4 * i + lane as u32;
            let (gloss, other) = kinds[(number(own, 20) * 5.0) as usize];
            pixel(own, gloss, other, is_covered && other < 1.0 && number(own, 21) > 0.3)
        });
        let four = FourPixels {
            lights: pixels.map(|p| p.light),
            normals: pixels.map(|p| p.normal),
            places: pixels.map(|p| p.place),
            changes: pixels.map(|p| p.change),
            covered: is_covered,
        };
        let shaded = skin.shade_four::<RELIEF>(&four, &DETAIL);
        for (lane, pixel) in pixels.iter().enumerate() {
            // Tints change so slowly that the first and third pixel stand for the second and fourth.
            let pair = pixels[lane / 2 * 2].place;
            let each = [pair.x, pair.y, pair.z].map(Vec4::splat);
            let [grain, furrows] = skin.relief.interpolated(pixel.place).map(|sample| sample.0);
            let at = if RELIEF == FULL_RELIEF {
                Sampled { tints: skin.relief.tint_interpolated(pair), grain, furrows }
            } else {
                let tints = skin.relief.tints_x4(each, DETAIL.offset).map(|four| Vec4::from_array(four.map(|v| v.x)));
                Sampled { tints, grain: skin.relief.grain(pixel.place).0, furrows: Vec4::ZERO }
            };
            let wanted = model(skin, RELIEF, pixel, &at, is_covered);
            let got = shaded.map(|channel| channel[lane] as f32);
            // Codes are cut off, and a Newton step leaves normals a little short of unit length.
            let near = got.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 4.0 + 0.01 * b);
            assert!(near, "relief {RELIEF}, covered {is_covered}, pixel {i}, lane {lane}: {got:?}, model {wanted:?}");
        }
    }
}

#[test]
fn four_pixels_are_shaded_as_the_model_shades_one() {
    let hair = HAIR_COLORS[0].1;
    let optics = OpticsParameters {
        tone: 3.0,
        depth_mm: 0.3,
        skin: 4.0,
        shine: 0.4,
        light: LightName::Bathroom,
        state: SkinState::Healthy,
        hair,
        white: 0.0,
        hair_length_mm: 0.5,
        beard_mm: None,
        months: 2.0,
        sun: 0.3,
        touch_up_years: 0.0,
        laser: 0.0,
        laser_days: 0.0,
    };
    let (mesh, lit, relief) = (Mesh::default(), LitMesh::default(), Relief::new());
    let complexion = Complexion::new(&mesh, &optics, 1);
    let (scar, features) = (Scar::default(), Features::default());
    let scarred = ScarredSkin::default();
    let overlay = Overlay::new(&scar, &scarred, &features, SkinOptics::monk(optics.skin));
    let view = Camera::new(&CameraParameters { yaw_deg: 35.0, pitch_deg: 20.0, zoom: 1.0 }, 64, 64);
    let lighting = Lighting::new(optics.light, optics.shine, Lighting::tilt(optics.light, view.back));
    let skin = SkinShader {
        mesh: &mesh,
        lit: &lit,
        complexion: &complexion,
        lighting: &lighting,
        relief: &relief,
        relief_places: &[],
        overlay: &overlay,
        view: &view,
    };
    for is_covered in [false, true] {
        compare::<NO_RELIEF>(&skin, is_covered);
        compare::<GRAIN_ONLY>(&skin, is_covered);
        compare::<FULL_RELIEF>(&skin, is_covered);
    }
}
