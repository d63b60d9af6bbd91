//! What holds under every light: before and after share it, it counts nothing, and `shine` answers to it.

use crate::common::change;
use crate::runner;
use proptest::prelude::*;
use smp_visualizer::base::color::{LinearRgb, decode, luminance};
use smp_visualizer::optics::LightName;
use smp_visualizer::parameters::Settings;
use smp_visualizer::simulation::Simulation;

const SIDE: usize = 128;
/// Linear light from which on film shows white, and from which on some of a highlight does.
const CLIPPED: f32 = 0.93;
const CUT_OFF: f32 = 0.88;

fn picture(simulation: &mut Simulation, settings: &[(&str, &str)]) -> Vec<u8> {
    change(simulation, settings);
    simulation.pixmap().unwrap().bytes.clone()
}

/// Linear light of every pixel, and whether it is backdrop.
fn light(bytes: &[u8]) -> Vec<(f32, bool)> {
    let gray = |p: &[u8]| p[0] == p[1] && p[1] == p[2];
    let linear = |p: &[u8]| luminance(LinearRgb::new(p[0].into(), p[1].into(), p[2].into()).map(|v| decode(v / 255.0)));
    bytes.chunks_exact(4).map(|p| (linear(p), gray(p))).collect()
}

/// Mean light of what is not backdrop, in the upper half of the picture: head without shirt.
fn mean(bytes: &[u8]) -> f32 {
    let all = light(bytes);
    let head: Vec<f32> = all[..SIDE * SIDE / 2].iter().filter(|(_, gray)| !gray).map(|(y, _)| *y).collect();
    head.iter().sum::<f32>() / head.len() as f32
}

/// A random view and person.
fn cases() -> impl Strategy<Value = (u8, i16, i16, u8, u8)> {
    (10_u8..=100, -180_i16..=180, -30_i16..=90, 0_u8..=100, 2_u8..=7)
}

#[test]
fn before_and_after_share_every_light_and_no_light_counts_anything() {
    let simulation = core::cell::RefCell::new(Simulation::new(Settings::default(), SIDE, SIDE));
    let law = |(skin, yaw, pitch, shine, norwood): (u8, i16, i16, u8, u8)| {
        let s = &mut *simulation.borrow_mut();
        let [skin, yaw, pitch] = [(f32::from(skin) / 10.0).to_string(), yaw.to_string(), pitch.to_string()];
        let [shine, norwood] = [(f32::from(shine) / 100.0).to_string(), norwood.to_string()];
        let person = [("skin", &*skin), ("yaw", &*yaw), ("pitch", &*pitch), ("shine", &*shine), ("norwood", &*norwood)];
        change(s, &person);
        let mut reports = Vec::new();
        for name in LightName::NAMES {
            let after = picture(s, &[("light", name), ("density", "180"), ("compare", "0")]);
            reports.push(serde_json::to_string(&s.report()).unwrap());
            let before = picture(s, &[("compare", "100")]);
            let bare = picture(s, &[("density", "0"), ("compare", "0")]);
            prop_assert!(before == bare, "{name}: before differs from the bare head");
            // Marks darken: under no light is any pixel of after lighter than before.
            let lighter = before.iter().zip(&after).any(|(b, a)| a > b);
            prop_assert!(!lighter, "{name}: after is lighter somewhere");
        }
        prop_assert!(reports.iter().all(|report| *report == reports[0]), "a light counts: {reports:?}");
        Ok(())
    };
    runner(8).run(&cases(), law).unwrap();
}

#[test]
fn far_from_all_marks_before_and_after_are_equal_under_every_light() {
    let mut s = Simulation::new(Settings::default(), SIDE, SIDE);
    // Only the hairline is treated, and the camera looks at the back.
    change(&mut s, &[("norwood", "4"), ("zone", "hairline"), ("view", "back"), ("pitch", "0")]);
    for name in LightName::NAMES {
        let after = picture(&mut s, &[("light", name), ("compare", "0")]);
        let before = picture(&mut s, &[("compare", "100")]);
        let differ = (0..SIDE * SIDE).filter(|i| after[4 * i..4 * i + 4] != before[4 * i..4 * i + 4]);
        // What stands out over the vertex may be seen.
        let lowest = differ.map(|i| i / SIDE).max().unwrap_or(0);
        assert!(lowest < SIDE / 4, "{name}: row {lowest} of the back differs");
    }
}

#[test]
fn the_camera_is_exposed_for_the_head_under_every_light() {
    let simulation = core::cell::RefCell::new(Simulation::new(Settings::default(), SIDE, SIDE));
    let law = |(skin, yaw, pitch, _, _): (u8, i16, i16, u8, u8)| {
        let s = &mut *simulation.borrow_mut();
        let [skin, yaw, pitch] = [(f32::from(skin) / 10.0).to_string(), yaw.to_string(), pitch.to_string()];
        change(s, &[("norwood", "7"), ("density", "0"), ("skin", &skin), ("yaw", &yaw), ("pitch", &pitch)]);
        let means: Vec<f32> = LightName::NAMES.iter().map(|name| mean(&picture(s, &[("light", name)]))).collect();
        for (name, mean) in LightName::NAMES.iter().zip(&means) {
            prop_assert!((0.6..1.6).contains(&(mean / means[0])), "{name}: {mean}, studio {}", means[0]);
        }
        Ok(())
    };
    runner(12).run(&cases(), law).unwrap();
}

#[test]
fn shine_moves_every_light_one_way() {
    let simulation = core::cell::RefCell::new(Simulation::new(Settings::default(), SIDE, SIDE));
    let law = |(skin, yaw, pitch, _, _): (u8, i16, i16, u8, u8)| {
        let s = &mut *simulation.borrow_mut();
        // From below the top is hidden where lamps overhead would be mirrored, and oil takes light from beside a highlight.
        let [skin, yaw, pitch] = [(f32::from(skin) / 10.0).to_string(), yaw.to_string(), pitch.abs().to_string()];
        change(s, &[("norwood", "7"), ("density", "0"), ("skin", &skin), ("yaw", &yaw), ("pitch", &pitch)]);
        for name in LightName::NAMES {
            change(s, &[("light", name)]);
            // The brightest of 250 parts of the head.
            let top: Vec<f32> = ["0", "0.25", "0.5", "0.75", "1"]
                .map(|shine| {
                    let mut all: Vec<f32> =
                        light(&picture(s, &[("shine", shine)]))[..SIDE * SIDE / 2].iter().filter(|p| !p.1).map(|p| p.0).collect();
                    all.sort_by(|a, b| b.total_cmp(a));
                    let n = all.len() / 250;
                    all[..n].iter().sum::<f32>() / n as f32
                })
                .to_vec();
            // Oil narrows a highlight: where film cuts it off at white its edge may lose a little.
            prop_assert!(top.is_sorted_by(|a, b| a.min(CUT_OFF) <= *b * 1.02), "{name}: {top:?}");
            prop_assert!(top[4] > 1.08 * top[0] || top[4] > CLIPPED, "{name}: {top:?}");
        }
        Ok(())
    };
    runner(6).run(&cases(), law).unwrap();
}

#[test]
fn light_overhead_is_brightest_on_top_whichever_way_the_head_looks() {
    let mut s = Simulation::new(Settings::default(), SIDE, SIDE);
    change(&mut s, &[("norwood", "7"), ("density", "0"), ("pitch", "0"), ("beard", "0")]);
    for yaw in ["0", "60", "-120", "180"] {
        let mut ratio = |name: &str| {
            let all = light(&picture(&mut s, &[("light", name), ("yaw", yaw)]));
            // The head's middle third of the columns: its first rows, and its lower ones at the height of cheeks and nape.
            let mean = |rows: core::ops::Range<usize>| {
                let skin: Vec<f32> = rows
                    .flat_map(|y| (SIDE * 2 / 5..SIDE * 3 / 5).map(move |x| y * SIDE + x))
                    .filter(|i| !all[*i].1)
                    .map(|i| all[i].0)
                    .collect();
                skin.iter().sum::<f32>() / skin.len() as f32
            };
            mean(SIDE / 16..SIDE / 4) / mean(SIDE / 2..SIDE * 3 / 4)
        };
        let studio = ratio("studio");
        for name in ["daylight", "bathroom", "shop"] {
            let found = ratio(name);
            assert!(found > 1.2 && found > 1.15 * studio, "{name}, yaw {yaw}: {found}, studio {studio}");
        }
    }
}

#[test]
fn every_light_is_told_from_every_other() {
    let mut s = Simulation::new(Settings::default(), SIDE, SIDE);
    for settings in
        [[("hair-length", "0.5"), ("view", "front")], [("hair-length", "6"), ("view", "back")], [("hair-length", "60"), ("view", "left")]]
    {
        change(&mut s, &settings);
        let all: Vec<Vec<u8>> = LightName::NAMES.iter().map(|name| picture(&mut s, &[("light", name)])).collect();
        for (i, a) in all.iter().enumerate() {
            for b in &all[..i] {
                let apart = a.iter().zip(b).filter(|(a, b)| a.abs_diff(**b) > 8).count();
                assert!(apart > SIDE * SIDE / 8, "{settings:?}: only {apart} values differ");
            }
        }
        // And back again.
        assert!(picture(&mut s, &[("light", "studio")]) == all[0], "{settings:?}: a light leaves traces");
    }
}
