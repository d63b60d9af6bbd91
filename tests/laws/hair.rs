//! Hair in the picture: its colors, its white, its length, and the tone of pigment that fits it.

use crate::common::change;
use crate::runner;
use proptest::prelude::*;
use smp_visualizer::base::color::{LinearRgb, decode, luminance};
use smp_visualizer::head::Head;
use smp_visualizer::parameters::Settings;
use smp_visualizer::scalp::groom::Texture;
use smp_visualizer::scalp::loss::{Loss, NorwoodType, Pattern};
use smp_visualizer::scalp::scar::Scar;
use smp_visualizer::scalp::{Person, Scalp, ScalpParameters};
use smp_visualizer::simulation::Simulation;

const SIDE: usize = 144;

fn top_of_head() -> Simulation {
    let mut s = Simulation::new(Settings::default(), SIDE, SIDE);
    change(&mut s, &[("pitch", "62"), ("yaw", "10"), ("zoom", "2.4"), ("norwood", "1"), ("density", "0")]);
    s
}

/// Mean light of the middle of the picture, linear.
fn light(s: &Simulation) -> f32 {
    let bytes = &s.pixmap().unwrap().bytes;
    let middle = (SIDE / 3..2 * SIDE / 3).flat_map(|y| (SIDE / 3..2 * SIDE / 3).map(move |x| (y * SIDE + x) * 4));
    let at = |i: usize| luminance(LinearRgb::new(bytes[i].into(), bytes[i + 1].into(), bytes[i + 2].into()).map(|v| decode(v / 255.0)));
    let values: Vec<f32> = middle.map(at).collect();
    values.iter().sum::<f32>() / values.len() as f32
}

#[test]
fn fairer_hair_is_lighter_in_every_length() {
    let mut s = top_of_head();
    for length in ["0.3", "1", "3", "10"] {
        change(&mut s, &[("hair-length", length), ("skin", "5"), ("gray", "0")]);
        let mut lights = Vec::new();
        for color in ["black", "dark-brown", "brown", "light-brown", "blond", "white"] {
            change(&mut s, &[("hair-color", color)]);
            lights.push(light(&s));
        }
        assert!(lights.is_sorted_by(|a, b| a < b), "{length} mm: {lights:?}");
    }
}

#[test]
fn more_white_hairs_never_make_it_darker() {
    let mut s = top_of_head();
    for (skin, length) in [("2", "0.5"), ("9", "0.5"), ("5", "1.5"), ("3", "6")] {
        change(&mut s, &[("skin", skin), ("hair-length", length), ("hair-color", "dark-brown"), ("gray", "0")]);
        let mut lights = vec![light(&s)];
        for gray in ["20", "50", "80", "100"] {
            change(&mut s, &[("gray", gray)]);
            lights.push(light(&s));
        }
        assert!(lights.is_sorted_by(|a, b| a < b), "Monk {skin}, {length} mm: {lights:?}");
    }
}

#[test]
fn longer_dark_hair_covers_more_of_light_skin() {
    let mut s = top_of_head();
    change(&mut s, &[("skin", "2"), ("hair-color", "black")]);
    let mut lights = Vec::new();
    for length in ["0", "0.2", "0.5", "1", "1.6", "1.65", "2.5", "4", "6", "10"] {
        change(&mut s, &[("hair-length", length)]);
        lights.push(light(&s));
    }
    assert!(lights.is_sorted_by(|a, b| a > b), "{lights:?}");
    // Where strands begin to lie on strands the picture must not jump.
    assert!((lights[5] / lights[4] - 1.0).abs() < 0.12, "{} became {}", lights[4], lights[5]);
}

#[test]
fn hair_of_any_length_ends_between_skin_and_its_own_length() {
    let head = Head::default();
    let person = Person::new(&head, 1);
    let loss = Loss::new(&person, Pattern::Norwood(NorwoodType::Classic));
    let law = |hair_length_mm: f32| {
        let p = ScalpParameters {
            loss_stage: 0.0,
            hair_density: 120.0,
            hair_length_mm,
            grafts: 0.0,
            graft_months: 12.0,
            texture: Texture::Straight,
        };
        for strand in Scalp::new(&person, &loss, &Scar::default(), &p).stubble.iter().step_by(7) {
            let long = (strand.tip - strand.root).length();
            // Neighbors differ by a quarter.
            prop_assert!(long <= 1.25 * hair_length_mm + 1e-3, "{hair_length_mm} mm: {long} at {}", strand.root);
            let height = person.chart.height(strand.tip);
            // Hair above an ear may hang behind it.
            let behind_ear = strand.tip.x.abs() > 70.0 && strand.tip.y < 35.0;
            prop_assert!(height >= -0.6 || behind_ear, "{hair_length_mm} mm: {height} over {}", strand.root);
            prop_assert!(height <= 1.25 * hair_length_mm + 0.3, "{hair_length_mm} mm: {height} over {}", strand.root);
        }
        Ok(())
    };
    runner(12).run(&(0.0_f32..=10.0), law).unwrap();
}

#[test]
fn the_matching_tone_matches_every_color_it_is_offered_for() {
    let mut s = top_of_head();
    for (color, skin, length, gray) in [
        ("black", "8", "0.5", "0"),
        ("black", "4", "0.5", "0"),
        ("brown", "3", "0.5", "0"),
        ("brown", "4", "0.3", "30"),
        ("light-brown", "2", "0.5", "0"),
        ("red", "1", "0.5", "0"),
        ("blond", "2", "1", "0"),
    ] {
        let hair = [("hair-color", color), ("skin", skin), ("hair-length", length), ("gray", gray)];
        change(&mut s, &hair);
        change(&mut s, &[("norwood", "1"), ("density", "0")]);
        let stubble = light(&s);
        change(&mut s, &[("norwood", "7"), ("density", "180")]);
        let tone = s.report().matching_tone.unwrap_or_else(|| panic!("no tone for {hair:?}"));
        change(&mut s, &[("tone", &tone.to_string())]);
        let off = light(&s) / stubble - 1.0;
        assert!(off.abs() <= 0.15, "{hair:?}: tone {tone} is {off} off");
    }
    for (color, length) in [("white", "0.5"), ("dark-brown", "3")] {
        change(&mut s, &[("hair-color", color), ("hair-length", length), ("gray", "0")]);
        assert_eq!(s.report().matching_tone, None, "{color} of {length} mm");
    }
}
