//! The picture depends on the settings, never on how one came to them.

use crate::runner;
use proptest::prelude::*;
use smp_visualizer::parameters::{ParameterKind, Settings, TABLE};
use smp_visualizer::simulation::{Simulation, Step};

/// A setting moved, the picture resized, or a few steps of work: what a visitor and a browser do.
#[derive(Clone, Debug)]
enum Act {
    Set(usize, f64),
    Resize(usize, usize),
    Step(usize),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let set = (0..TABLE.len(), 0.0..1.0_f64).prop_map(|(index, share)| {
        let between = |min: f64, max: f64| min + (max - min) * share;
        let value = match TABLE[index].kind {
            ParameterKind::Number { min, max, .. } => between(min, max),
            // Two people are enough; each costs a new head of dots.
            ParameterKind::Integer { .. } => between(1.0, 2.99).trunc(),
            ParameterKind::Choice { choices } => between(0.0, choices.len() as f64 - 0.01).trunc(),
        };
        Act::Set(index, value)
    });
    let resize = (16_usize..90, 16_usize..90).prop_map(|(w, h)| Act::Resize(w, h));
    proptest::collection::vec(prop_oneof![5 => set, 1 => resize, 3 => (1_usize..14).prop_map(Act::Step)], 4..24)
}

#[test]
fn the_same_settings_give_the_same_bytes_however_they_were_reached() {
    let law = |acts: Vec<Act>| {
        let mut moved = Simulation::new(Settings::default(), 72, 64);
        for act in &acts {
            match *act {
                Act::Set(index, value) => moved.set_at(index, value).unwrap(),
                Act::Resize(width, height) => moved.resize(width, height),
                Act::Step(n) => (0..n).for_each(|_| _ = moved.step()),
            }
        }
        moved.resize(72, 64);
        moved.finish();
        let mut fresh = Simulation::new(moved.settings().clone(), 72, 64);
        fresh.finish();
        let (a, b) = (moved.pixmap().unwrap(), fresh.pixmap().unwrap());
        let differ = a.bytes.iter().zip(&b.bytes).filter(|(a, b)| a != b).count();
        prop_assert!(differ == 0 && a.bytes.len() == b.bytes.len(), "{differ} bytes differ");
        prop_assert_eq!(moved.report(), fresh.report());
        Ok(())
    };
    runner(10).run(&acts(), law).unwrap();
}

/// After a move of ink light spreads in its rows alone, and the backdrop is painted only where a head was: what comes next
/// may need more.
#[test]
fn what_follows_a_move_of_ink_finds_no_part_of_the_picture_stale() {
    let index = |name: &str| TABLE.iter().position(|p| p.name == name).unwrap();
    let moves = [("tone", 1.0, "skin", 8.0), ("density", 90.0, "compare", 55.0), ("months", 30.0, "yaw", 140.0)];
    let lengths = [("tone", 5.0, "hair-length", 10.0), ("density", 250.0, "hair-length", 0.5), ("tone", 2.0, "zoom", 2.0)];
    let mut moved = Simulation::new(Settings::default(), 160, 160);
    moved.finish();
    for (ink, amount, next, value) in moves.into_iter().chain(lengths) {
        moved.set_at(index(ink), amount).unwrap();
        moved.finish();
        moved.set_at(index(next), value).unwrap();
        moved.finish();
        let mut fresh = Simulation::new(moved.settings().clone(), 160, 160);
        fresh.finish();
        let (a, b) = (moved.pixmap().unwrap(), fresh.pixmap().unwrap());
        let differ = a.bytes.iter().zip(&b.bytes).filter(|(a, b)| a != b).count();
        assert_eq!(differ, 0, "bytes that differ after {ink} {amount} and {next} {value}");
    }
}

#[test]
fn a_picture_at_rest_needs_no_work_and_a_setting_set_again_is_none() {
    let mut simulation = Simulation::new(Settings::default(), 48, 48);
    simulation.finish();
    assert_eq!(simulation.step(), None);
    for index in 0..TABLE.len() {
        simulation.set_at(index, simulation.settings().get_at(index)).unwrap();
    }
    assert_eq!(simulation.step(), None);
}

#[test]
fn a_move_repeats_only_the_work_it_changes() {
    let mut simulation = Simulation::new(Settings::default(), 48, 48);
    simulation.finish();
    let index = |name: &str| TABLE.iter().position(|p| p.name == name).unwrap();
    let mut work = |name: &str, value: f64| -> Vec<Step> {
        simulation.set_at(index(name), value).unwrap();
        std::iter::from_fn(|| simulation.step()).collect()
    };
    use Step::{Area, Compose, Dots, Hair, Marks, Spread, Strokes};
    assert_eq!(work("compare", 40.0), [Spread, Compose]);
    assert_eq!(work("compare", 60.0), [Compose]);
    assert_eq!(work("tone", 4.0), [Spread, Compose]);
    assert_eq!(work("density", 120.0), [Dots, Marks, Spread, Compose]);
    assert_eq!(work("softness", 3.0), [Area, Dots, Marks, Spread, Compose]);
    assert_eq!(work("norwood", 3.0), [Hair, Area, Dots, Strokes, Marks, Spread, Compose]);
    assert_eq!(work("hair-color", 1.0), [Spread, Compose]);
    // Between white hair an artist works as on bare skin.
    let white = work("hair-color", 7.0);
    assert_eq!(white[..2], [Area, Dots], "{white:?}");
    assert!(!white.contains(&Hair), "{white:?}");
    let length = work("hair-length", 2.0);
    assert!(length.contains(&Hair) && ![Area, Dots, Marks, Step::Surface].iter().any(|s| length.contains(s)), "{length:?}");
    let scar = work("scar", 1.0);
    assert_eq!(scar[..2], [Step::Scar, Hair], "{scar:?}");
    assert!(scar.contains(&Step::Surface), "{scar:?}");
    let skin = work("skin", 7.0);
    assert_eq!(skin[..2], [Step::Skin, Step::Light], "{skin:?}");
    assert!(!skin.iter().any(|s| [Hair, Area, Dots].contains(s)), "{skin:?}");
    let camera = work("yaw", 10.0);
    assert!(!camera.iter().any(|s| [Hair, Area, Dots, Step::Skin].contains(s)), "{camera:?}");
}
