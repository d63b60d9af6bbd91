//! Remarks beside the picture: each where it applies, and only there.

use smp_visualizer::parameters::Settings;
use smp_visualizer::simulation::Simulation;

/// The remarks on a state, as flags would give it.
fn notes(state: &[(&'static str, &'static str)]) -> Vec<&'static str> {
    let mut settings = Settings::default();
    settings.set_all(state.iter().copied()).unwrap();
    let mut simulation = Simulation::new(settings, 16, 16);
    simulation.finish();
    simulation.report().notes
}

#[test]
fn little_to_gain_is_said_only_where_hair_covers_nearly_everything() {
    let little: [&[_]; 4] =
        [&[("norwood", "1")], &[("norwood", "1.9")], &[("pattern", "diffuse"), ("extent", "5")], &[("pattern", "areata"), ("extent", "1")]];
    for state in little {
        assert_eq!(notes(state), ["little-to-gain"], "{state:?}");
    }
    let enough: [&[_]; 8] = [
        &[("norwood", "2")],
        &[("norwood", "1"), ("scar", "fut")],
        &[("norwood", "1"), ("hairline-height", "6")],
        // What the slider of another pattern was left at counts for nothing.
        &[("norwood", "1"), ("pattern", "ludwig"), ("ludwig", "1")],
        &[("norwood", "1"), ("pattern", "totalis")],
        &[("norwood", "1"), ("pattern", "traction")],
        &[("pattern", "diffuse"), ("extent", "40")],
        &[("pattern", "areata"), ("extent", "4")],
    ];
    for state in enough {
        assert_eq!(notes(state), [""; 0], "{state:?}");
    }
}

#[test]
fn hair_is_too_long_only_where_there_is_hair() {
    assert_eq!(notes(&[("hair-length", "1")]), [""; 0]);
    assert_eq!(notes(&[("hair-length", "1.05")]), ["hair-too-long"]);
    assert_eq!(notes(&[("hair-length", "6"), ("pattern", "totalis")]), [""; 0]);
    assert_eq!(notes(&[("grafts", "5000"), ("pattern", "universalis")]), [""; 0]);
}

#[test]
fn more_than_is_usual_is_said() {
    assert_eq!(notes(&[("density", "251")]), ["too-dense"]);
    assert_eq!(notes(&[("norwood", "7"), ("hair-density", "100"), ("grafts", "5000")]), ["grafts-limited"]);
    assert_eq!(notes(&[("norwood", "4"), ("grafts", "800")]), [""; 0]);
}
