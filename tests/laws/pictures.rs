//! What must hold between two pictures of the same head.

use crate::common::change;
use proptest::prelude::*;
use smp_visualizer::base::color::decode;
use smp_visualizer::base::math::vec3;
use smp_visualizer::camera::{Camera, CameraParameters};
use smp_visualizer::optics::light_spread::SIGMA_MM;
use smp_visualizer::parameters::{Id, Settings};
use smp_visualizer::simulation::Simulation;

fn picture(simulation: &mut Simulation, settings: &[(&str, &str)]) -> Vec<u8> {
    change(simulation, settings);
    simulation.pixmap().unwrap().bytes.clone()
}

fn simulation(side: usize) -> Simulation {
    Simulation::new(Settings::default(), side, side)
}

#[test]
fn no_dots_is_the_bare_picture_bit_for_bit() {
    let mut s = simulation(128);
    for (norwood, view) in [("3", "front"), ("6", "top"), ("7", "back")] {
        let none = picture(&mut s, &[("norwood", norwood), ("view", view), ("compare", "0"), ("density", "0")]);
        let before = picture(&mut s, &[("density", "180"), ("compare", "100")]);
        assert!(none == before, "Norwood {norwood}, {view}");
    }
}

#[test]
fn more_pigment_never_lightens_a_pixel() {
    let mut s = simulation(160);
    let darkens = |s: &mut Simulation, start: &[(&str, &str)], name: &str, values: &[&str]| {
        let mut lighter = picture(s, start);
        for value in values {
            let darker = picture(s, &[(name, value)]);
            let worst = lighter.iter().zip(&darker).map(|(l, d)| i16::from(*d) - i16::from(*l)).max().unwrap();
            assert!(worst <= 0, "{name} {value}: a pixel gained {worst} levels");
            assert!(lighter != darker, "{name} {value} changed nothing");
            lighter = darker;
        }
    };
    let start = [("norwood", "6"), ("view", "three-quarter"), ("density", "0"), ("tone", "3"), ("skin", "3")];
    darkens(&mut s, &start, "density", &["10", "60", "130", "131", "180", "300"]);
    let start = [("view", "crown"), ("density", "180"), ("tone", "1")];
    darkens(&mut s, &start, "tone", &["1.05", "2", "3", "3.7", "5"]);
    let start = [("view", "front"), ("skin", "10"), ("tone", "1")];
    darkens(&mut s, &start, "tone", &["2", "3", "4", "5"]);
}

#[test]
fn grown_hair_stands_out_over_the_head_as_far_as_it_is_long() {
    // Fine enough for 4 mm of hair: a row is 0.6 mm.
    const SIDE: usize = 512;
    let mut s = simulation(SIDE);
    // How many rows of the picture begin with backdrop in the middle of the top, from above.
    let sky = |bytes: &[u8]| {
        let gray = |y: usize| {
            let pixel = &bytes[(y * SIDE + SIDE / 2) * 4..][..3];
            pixel[0] == pixel[1] && pixel[1] == pixel[2]
        };
        (0..SIDE).take_while(|y| gray(*y)).count() as f32
    };
    let bare = sky(&picture(&mut s, &[("view", "left"), ("norwood", "1"), ("hair-color", "red"), ("density", "0"), ("hair-length", "0")]));
    let px_per_mm = Camera::new(&CameraParameters { yaw_deg: 90.0, pitch_deg: 3.0, zoom: 1.0 }, SIDE, SIDE).typical_pixels_per_mm();
    for length in ["4", "10"] {
        let taller = (bare - sky(&picture(&mut s, &[("hair-length", length)]))) / px_per_mm;
        let mm: f32 = length.parse().unwrap();
        assert!((0.25 * mm..=1.3 * mm + 1.0).contains(&taller), "hair of {length} mm stands {taller} mm over the head");
    }
    assert!(bare == sky(&picture(&mut s, &[("hair-length", "0")])), "cut again, it leaves nothing behind");
}

#[test]
fn far_from_every_dot_before_and_after_are_equal() {
    const SIDE: usize = 256;
    let mut s = simulation(SIDE);
    // Also while the skin is red, and where ink has run.
    for (norwood, view, months, depth) in [("3", "front", "1.5", "0.3"), ("5", "left", "0", "0.3"), ("6", "back", "12", "1")] {
        let after = picture(&mut s, &[("norwood", norwood), ("view", view), ("months", months), ("depth", depth), ("compare", "0")]);
        let before = picture(&mut s, &[("compare", "100")]);
        let number = |id: Id| s.settings().get(id) as f32;
        let angles = CameraParameters { yaw_deg: number(Id::Yaw), pitch_deg: number(Id::Pitch), zoom: number(Id::Zoom) };
        let camera = Camera::new(&angles, SIDE, SIDE);
        // The blur ends 2.6 deviations away, plus its cell and the one beside it, and the mark itself.
        let rim = 2.6 * SIGMA_MM.x * camera.typical_pixels_per_mm() + 10.0;
        let mut near = vec![false; SIDE * SIDE];
        let sites = s.sites().unwrap();
        for dot in s.dots() {
            let (place, normal) = (sites.positions[dot.site as usize], sites.normal(dot.site as usize));
            if camera.facing_cosine(place, normal) <= 0.0 {
                continue;
            }
            let at = camera.project(place);
            let range = |v: f32| (v - rim).max(0.0) as usize..((v + rim).max(0.0) as usize).min(SIDE);
            for y in range(at.y) {
                let row = range(at.x);
                near[y * SIDE + row.start..y * SIDE + row.end.max(row.start)].fill(true);
            }
        }
        let differs = |i: &usize| after[4 * i..4 * i + 4] != before[4 * i..4 * i + 4];
        let outside: Vec<usize> = (0..SIDE * SIDE).filter(|i| !near[*i]).collect();
        assert!(outside.len() > SIDE * SIDE / 3, "{view}: nothing is outside");
        let wrong: Vec<_> = outside.iter().filter(|i| differs(i)).map(|i| (i % SIDE, i / SIDE)).collect();
        assert!(wrong.is_empty(), "Norwood {norwood}, {view}: {} pixels differ far from dots, first {:?}", wrong.len(), wrong[0]);
        let n = (0..SIDE * SIDE).filter(differs).count();
        assert!(n > 200, "Norwood {norwood}, {view}: only {n} pixels differ at all");
    }
}

#[test]
fn the_line_shows_before_on_its_left_and_after_on_its_right() {
    const SIDE: usize = 120;
    let mut s = simulation(SIDE);
    let after = picture(&mut s, &[("view", "front"), ("compare", "0")]);
    let before = picture(&mut s, &[("compare", "100")]);
    for (percent, split) in [("1", 1), ("35", 42), ("50", 60), ("99", 119)] {
        let both = picture(&mut s, &[("compare", percent)]);
        for (i, pixel) in both.chunks_exact(4).enumerate() {
            let source = if i % SIDE < split { &before } else { &after };
            assert_eq!(pixel, &source[4 * i..4 * i + 4], "{percent} %: column {} row {}", i % SIDE, i / SIDE);
        }
    }
}

#[test]
fn pictures_of_any_size_have_the_same_mean_light() {
    let mut s = simulation(512);
    change(&mut s, &[("view", "top"), ("norwood", "6"), ("hair-length", "0.5")]);
    // The middle of the picture: treated scalp and nothing else.
    let mut light = |side: usize| {
        s.resize(side, side);
        s.finish();
        let bytes = &s.pixmap().unwrap().bytes;
        let middle = side * 7 / 16..side * 9 / 16;
        let linear = |x: usize, y: usize| (0..3).map(|c| f64::from(decode(f32::from(bytes[(y * side + x) * 4 + c]) / 255.0))).sum::<f64>();
        let sum: f64 = middle.clone().flat_map(|y| middle.clone().map(move |x| (x, y))).map(|(x, y)| linear(x, y)).sum();
        sum / (middle.len() * middle.len()) as f64
    };
    let large = light(1024);
    for side in [512, 256, 128] {
        let error = light(side) / large - 1.0;
        println!("{side} px: {:+.2} %", error * 100.0);
        assert!(error.abs() < 0.01, "{side} px: {:+.2} %", error * 100.0);
    }
}

#[test]
fn left_and_right_mirror_each_other() {
    let angles = (-180.0_f32..180.0, -30.0_f32..90.0, 1.0_f32..12.0);
    let place = (-90.0_f32..90.0, -120.0_f32..140.0, -110.0_f32..130.0);
    let law = |((yaw_deg, pitch_deg, zoom), (x, y, z)): ((f32, f32, f32), (f32, f32, f32))| {
        let here = Camera::new(&CameraParameters { yaw_deg, pitch_deg, zoom }, 400, 300);
        let there = Camera::new(&CameraParameters { yaw_deg: -yaw_deg, pitch_deg, zoom }, 400, 300);
        let (a, b) = (here.project(vec3(x, y, z)), there.project(vec3(-x, y, z)));
        prop_assert!((a.x + b.x - 400.0).abs() < 0.01 && (a.y - b.y).abs() < 0.01, "{a:?} {b:?}");
        prop_assert!((a.distance - b.distance).abs() < 0.01, "{a:?} {b:?}");
        Ok(())
    };
    crate::runner(300).run(&(angles, place), law).unwrap();
}

#[test]
fn the_outline_of_the_head_mirrors_too() {
    const SIDE: usize = 160;
    let mut s = simulation(SIDE);
    // The backdrop is gray, skin never is.
    let mut outline = |yaw: &str| -> Vec<bool> {
        let bytes = picture(&mut s, &[("yaw", yaw), ("pitch", "5"), ("zoom", "1"), ("density", "0"), ("skin", "5")]);
        bytes.chunks_exact(4).map(|p| p[0] > p[2] + 12).collect()
    };
    for (yaw, mirrored) in [("50", "-50"), ("90", "-90"), ("150", "-150")] {
        let (a, b) = (outline(yaw), outline(mirrored));
        let differs = |y: usize, x: usize| a[y * SIDE + x] != b[y * SIDE + SIDE - 1 - x];
        let n = (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| (y, x))).filter(|(y, x)| differs(*y, *x)).count();
        // Light comes from one side, so dark rims differ a little.
        assert!(n < SIDE * SIDE / 100, "yaw {yaw}: {n} pixels differ");
    }
}
