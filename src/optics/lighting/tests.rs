//! Scenes against what is published of such light, and what all of them share.

use super::*;
use crate::base::color::LinearRgb;
use crate::base::math::{cos, sin, vec3};
use crate::optics::light_scene::{FixedTo, LEVEL};
use crate::optics::rooms::{LAMP_3000_K, LAMP_4000_K, SKY_8000_K, SUN_5500_K};

/// Pitches of the camera, degrees.
const PITCHES: [f32; 6] = [-30.0, 0.0, 18.0, 45.0, 84.0, 90.0];

/// The tilt of a camera of that yaw and pitch, degrees.
fn tilt(name: LightName, yaw: f32, pitch: f32) -> [f32; 2] {
    let (yaw, pitch) = (yaw.to_radians(), pitch.to_radians());
    Lighting::tilt(name, vec3(sin(yaw) * cos(pitch), sin(pitch), cos(yaw) * cos(pitch)))
}

/// Mean green irradiance of a ball, by rings of equal area in the picture; what is above counts more.
fn of_a_ball(lights: &SceneLights) -> f32 {
    const RINGS: usize = 40;
    let (mut sum, mut weights) = (0.0, 0.0);
    for ring in 0..RINGS {
        let r = ((ring as f32 + 0.5) / RINGS as f32).sqrt() * 0.95;
        for step in 0..RINGS {
            let a = step as f32 * core::f32::consts::TAU / RINGS as f32;
            let normal = vec3(r * cos(a), r * sin(a), (1.0 - r * r).sqrt());
            let weight = 1.0 + normal.dot(lights.up);
            sum += lights.open_irradiance(normal).green() * weight;
            weights += weight;
        }
    }
    sum / weights
}

#[test]
fn every_scene_is_exposed_as_the_studio_from_wherever_the_camera_looks() {
    let studio = of_a_ball(&scene_lights(LightName::Studio, LEVEL));
    for name in LightName::ALL {
        for pitch in PITCHES {
            let ball = of_a_ball(&scene_lights(*name, tilt(*name, 20.0, pitch)));
            assert!((ball / studio - 1.0).abs() < 0.03, "{name:?} at {pitch}°: {ball}, studio {studio}");
        }
    }
}

#[test]
fn no_turn_of_the_head_moves_the_lamps_and_those_overhead_stay_above_it() {
    for name in LightName::ALL {
        for pitch in PITCHES {
            assert_eq!(tilt(*name, 0.0, pitch), tilt(*name, 130.0, pitch), "{name:?}: no table is made anew");
            let [front, side] = [0.0, 130.0].map(|yaw| scene_lights(*name, tilt(*name, yaw, pitch)));
            for (a, b) in front.lamps.iter().zip(&side.lamps) {
                assert!((a.direction - b.direction).length() < 1e-5 && (a.direction.length() - 1.0).abs() < 1e-5, "{name:?}");
            }
            // Up of the head in the camera's frame.
            let (sine, cosine) = (sin(pitch.to_radians()), cos(pitch.to_radians()));
            let height = |lights: &SceneLights| lights.lamps[0].direction.dot(vec3(0.0, cosine, sine));
            let level = scene_lights(*name, LEVEL).lamps[0].direction;
            match light_scene(*name).fixed_to {
                FixedTo::Room => assert!((height(&front) - level.y).abs() < 1e-5, "{name:?} at {pitch}°"),
                FixedTo::Camera => assert!((front.lamps[0].direction - level).length() < 1e-6, "{name:?} at {pitch}°"),
            }
        }
    }
    let overhead = scene_lights(LightName::Bathroom, tilt(LightName::Bathroom, 0.0, 90.0)).lamps[0].direction;
    assert!(overhead.z > 0.9, "from above the lamp stands beside the camera: {overhead}");
    let sun = scene_lights(LightName::Daylight, tilt(LightName::Daylight, 0.0, 3.0)).lamps[0].direction;
    assert!(sun.z < 0.0 && sun.y > 0.5, "the camera is on the shaded side: {sun}");
    let flash = scene_lights(LightName::Flash, LEVEL).lamps[0].direction;
    assert!(flash.z > 0.99, "a flash is beside the lens: {flash}");
}

/// Color-matching functions of the CIE's 1931 observer at a wavelength, nm (Wyman, Sloan & Shirley 2013).
fn color_matching(nm: f64) -> [f64; 3] {
    let lobe = |height: f64, middle: f64, below: f64, above: f64| {
        let off = (nm - middle) / if nm < middle { below } else { above };
        height * libm::exp(-0.5 * off * off)
    };
    [
        lobe(1.056, 599.8, 37.9, 31.0) + lobe(0.362, 442.0, 16.0, 26.7) + lobe(-0.065, 501.1, 20.4, 26.2),
        lobe(0.821, 568.8, 46.9, 40.5) + lobe(0.286, 530.9, 16.3, 31.1),
        lobe(1.217, 437.0, 11.8, 36.0) + lobe(0.681, 459.0, 26.0, 13.8),
    ]
}

/// Linear sRGB of a color, green = 1.
fn srgb([x, y, z]: [f64; 3]) -> [f64; 3] {
    let rgb = [3.2406 * x - 1.5372 * y - 0.4986 * z, -0.9689 * x + 1.8758 * y + 0.0415 * z, 0.0557 * x - 0.2040 * y + 1.0570 * z];
    rgb.map(|v| v / rgb[1])
}

fn planckian(kelvin: f64) -> [f64; 3] {
    let wavelengths = (380..=780).step_by(5).map(f64::from);
    srgb(wavelengths.fold([0.0; 3], |sum, nm| {
        let power = 1.0 / (nm * nm * nm * nm * nm * (libm::exp(1.4388e7 / (nm * kelvin)) - 1.0));
        let seen = color_matching(nm);
        core::array::from_fn(|i| sum[i] + power * seen[i])
    }))
}

/// The CIE's formula for phases of daylight.
fn daylight(kelvin: f64) -> [f64; 3] {
    let [a, b, c, d] = if kelvin <= 7000.0 { [-4.6070e9, 2.9678e6, 99.11, 0.244_063] } else { [-2.0064e9, 1.9018e6, 247.48, 0.237_040] };
    let x = ((a / kelvin + b) / kelvin + c) / kelvin + d;
    let y = -3.0 * x * x + 2.87 * x - 0.275;
    srgb([x / y, 1.0, (1.0 - x - y) / y])
}

#[test]
fn lamps_have_the_color_of_their_temperature() {
    let all: [(LinearRgb, [f64; 3]); 4] = [
        (SUN_5500_K, daylight(5500.0)),
        (SKY_8000_K, daylight(8000.0)),
        (LAMP_3000_K, planckian(3000.0)),
        (LAMP_4000_K, planckian(4000.0)),
    ];
    for (ours, published) in all {
        for (a, b) in ours.to_array().into_iter().zip(published) {
            assert!((f64::from(a) / b - 1.0).abs() < 0.01, "{ours}, {published:?}");
        }
    }
}

#[test]
fn sun_and_sky_are_as_measured_outdoors() {
    // Horizontal illuminance of sun over sky: 1 in thick haze to 9 under a clear sky (10,000–20,000 lx of sky, 100,000 of sun at most).
    let sun = &DAYLIGHT.lamps[0];
    let sky = DAYLIGHT.ambient[1].green() * 2.0 / 3.0 + DAYLIGHT.ambient[0].green() / 3.0;
    let ratio = sun.power * sun.towards.normalize().y / sky;
    assert!((1.0..9.0).contains(&ratio), "{ratio}");
    // The sky is bluer than the sun.
    let blue = |c: LinearRgb| c.blue() / c.red();
    assert!(blue(DAYLIGHT.ambient[1]) > 1.2 * blue(sun.color));
}

#[test]
fn white_balance_leaves_little_of_any_color_of_light() {
    let ratios = |name: LightName| {
        let color = scene_lights(name, LEVEL).color();
        [color.red() / color.green(), color.blue() / color.green()]
    };
    let studio = ratios(LightName::Studio);
    for name in LightName::ALL {
        for (ours, theirs) in ratios(*name).into_iter().zip(studio) {
            assert!((ours / theirs - 1.0).abs() < 0.15, "{name:?}: {:?}, studio {studio:?}", ratios(*name));
        }
    }
}

#[test]
fn oily_skin_throws_back_more_of_every_light() {
    for name in LightName::ALL {
        let lights = scene_lights(*name, tilt(*name, 0.0, 18.0));
        let peaks: Vec<f32> = [0.0, 0.25, 0.5, 0.75, 1.0]
            .map(|shine| {
                let table = Highlight::new(shine, &lights);
                let row = |k: usize| crate::base::math::Vec4::splat(k as f32 / 40.0 - 1.0);
                let all = (0..81 * 81).filter(|i| row(i % 81).x * row(i % 81).x + row(i / 81).x * row(i / 81).x < 1.0);
                all.map(|i| table.specular(row(i % 81), row(i / 81)).x).fold(0.0, f32::max)
            })
            .to_vec();
        assert!(peaks.is_sorted_by(|a, b| a * 1.1 < *b) && peaks[4] > 4.0 * peaks[0], "{name:?}: {peaks:?}");
    }
}
