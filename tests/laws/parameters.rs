//! Values are checked once, at the table; the message tells everything needed to do better.

use crate::runner;
use proptest::prelude::*;
use smp_visualizer::parameters::{Id, Parameter, ParameterError, ParameterKind, Settings, TABLE};
use smp_visualizer::scalp::follicles::unit_share;
use smp_visualizer::scalp::loss::Pattern;
use smp_visualizer::treatment::dot::MOST_DOTS_PER_CM2;
use smp_visualizer::treatment::hairline::LOWEST_HAIRLINE_CM;

#[test]
fn whatever_is_allowed_is_kept_and_whatever_is_not_changes_nothing() {
    // A third of the values in range, the others not far from it; half of them whole.
    let cases = (0..TABLE.len(), -1.0..2.0, any::<bool>());
    let law = |(index, share, whole): (usize, f64, bool)| {
        let mut settings = Settings::default();
        let before = settings.clone();
        let row = &TABLE[index];
        let (low, high) = match row.kind {
            ParameterKind::Number { min, max, .. } | ParameterKind::Integer { min, max, .. } => (min, max),
            ParameterKind::Choice { choices } => (0.0, choices.len() as f64),
        };
        let value = low + (high - low) * share;
        let value = if whole { value.trunc() } else { value };
        let inside = match row.kind {
            ParameterKind::Number { min, max, .. } => (min..=max).contains(&value),
            ParameterKind::Integer { min, max, .. } => (min..=max).contains(&value) && value == value.trunc(),
            ParameterKind::Choice { choices } => value == value.trunc() && (0.0..choices.len() as f64).contains(&value),
        };
        match settings.set_at(index, value) {
            Ok(()) => {
                prop_assert!(inside, "{} took {value}", row.name);
                prop_assert_eq!(settings.get_at(index), value);
            }
            Err(e) => {
                prop_assert!(!inside, "{} refused {value}", row.name);
                prop_assert_eq!(e.name.as_str(), row.name);
                prop_assert_eq!(e.range, row.range());
                prop_assert_eq!(&settings, &before);
            }
        }
        Ok(())
    };
    runner(2000).run(&cases, law).unwrap();
}

#[test]
fn both_ends_of_every_range_are_allowed_and_the_next_numbers_are_not() {
    for row in TABLE {
        let (ParameterKind::Number { min, max, .. } | ParameterKind::Integer { min, max, .. }) = row.kind else { continue };
        assert!(row.allows(min) && row.allows(max) && row.allows(row.default()), "{}", row.name);
        for beyond in [min.next_down(), max.next_up(), f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(!row.allows(beyond), "{}: {beyond}", row.name);
        }
    }
}

#[test]
fn a_error_names_parameter_value_and_range() {
    let error_of = |name: &str, text: &str| -> ParameterError {
        let mut settings = Settings::default();
        settings.set_all([("density", "20"), (name, text)].into_iter()).expect_err(text)
    };
    assert_eq!(error_of("norwood", "9").to_string(), "norwood: 9 is not allowed; allowed: 1 to 7");
    assert_eq!(error_of("tone", "dark").to_string(), "tone: dark is not allowed; allowed: 1 to 5");
    assert_eq!(error_of("seed", "1.5").to_string(), "seed: 1.5 is not allowed; allowed: whole numbers 0 to 4294967295");
    let view = error_of("view", "below");
    assert_eq!((view.name.as_str(), view.value.as_str()), ("view", "below"));
    assert!(view.range.contains("three-quarter") && view.range.contains("hairline"), "{view}");
    let unknown = error_of("hue", "red").to_string();
    assert!(unknown.contains("hue") && TABLE.iter().all(|p| unknown.contains(p.name)), "{unknown}");
}

#[test]
fn a_number_refused_by_place_says_what_is_allowed() {
    let mut settings = Settings::default();
    let refused = settings.set_at(Id::Density as usize, 301.0).expect_err("too many");
    assert_eq!(refused.to_string(), "density: allowed: 0 to 300");
    let beyond = settings.set_at(TABLE.len(), 0.0).expect_err("no such place").to_string();
    assert!(beyond.starts_with("beyond the table is not a parameter; there are: build, norwood"), "{beyond}");
}

#[test]
fn stages_know_the_ends_of_the_ranges_they_are_made_for() {
    let ends = |id: Id| match TABLE[id as usize].kind {
        ParameterKind::Number { min, max, .. } => (min as f32, max as f32),
        ParameterKind::Integer { .. } | ParameterKind::Choice { .. } => panic!("{id:?} is no number"),
    };
    assert_eq!(ends(Id::Density).1, MOST_DOTS_PER_CM2);
    assert_eq!(ends(Id::HairlineHeight).0, LOWEST_HAIRLINE_CM);
    assert!((unit_share(ends(Id::HairDensity).1) - 1.0).abs() < 0.02, "{}", unit_share(ends(Id::HairDensity).1));
}

#[test]
fn one_bad_value_among_good_ones_changes_nothing() {
    let mut settings = Settings::default();
    assert!(settings.set_all([("norwood", "3"), ("density", "-1")].into_iter()).is_err());
    assert_eq!(settings, Settings::default());
}

#[test]
fn a_view_moves_the_camera_and_a_given_angle_refines_it() {
    let camera = |pairs: &[(&str, &str)]| {
        let mut settings = Settings::default();
        settings.set_all(pairs.iter().copied()).unwrap();
        [Id::Yaw, Id::Pitch, Id::Zoom].map(|id| settings.get(id))
    };
    assert_eq!(camera(&[("view", "left")]), [90.0, 3.0, 1.0]);
    assert_eq!(camera(&[("yaw", "70"), ("view", "left")]), [70.0, 3.0, 1.0], "whichever is named first");
    let index = Parameter::find("view").unwrap();
    let mut settings = Settings::default();
    for (i, view) in smp_visualizer::parameters::VIEWS.iter().enumerate() {
        settings.set_at(index, i as f64).unwrap();
        assert_eq!([Id::Yaw, Id::Pitch, Id::Zoom].map(|id| settings.get(id)), <[f64; 3]>::from(view.1));
    }
}

#[test]
fn a_row_is_left_out_exactly_where_it_means_nothing() {
    let shown = |name: &str, settings: &Settings| {
        let row = &TABLE[Parameter::find(name).unwrap()];
        row.when.iter().all(|(other, among)| {
            let index = Parameter::find(other).unwrap();
            let ParameterKind::Choice { choices } = TABLE[index].kind else { panic!("{other} is no choice") };
            assert!(among.iter().all(|word| choices.contains(word)), "{name} depends on {among:?}, not all of {other}");
            among.contains(&choices[settings.get_at(index) as usize])
        })
    };
    let ParameterKind::Choice { choices } = TABLE[Id::Pattern as usize].kind else { panic!("patterns are choices") };
    for (place, word) in choices.iter().enumerate() {
        let mut settings = Settings::default();
        settings.set_at(Id::Pattern as usize, place as f64).unwrap();
        let pattern = Pattern::from(&settings);
        let sliders = ["norwood", "ludwig", "extent"].map(|name| shown(name, &settings));
        let whole = matches!(pattern, Pattern::Totalis | Pattern::Universalis);
        assert_eq!(sliders.iter().filter(|s| **s).count(), usize::from(!whole), "{word}");
        for name in ["hairline-height", "temple-recession", "asymmetry"] {
            assert_eq!(shown(name, &settings), !pattern.keeps_hairline(), "{word}: {name}");
        }
        assert_eq!(shown("hair-density", &settings), !whole, "{word}");
        for name in ["beard", "gray"] {
            assert_eq!(shown(name, &settings), !pattern.affects_face_hair(), "{word}: {name}");
        }
        assert_eq!(shown("sessions", &settings), !pattern.leaves_scars(), "{word}");
        assert!(["tone", "density", "pattern", "hair-color", "softness"].iter().all(|name| shown(name, &settings)), "{word}");
    }
}

#[test]
fn what_is_not_shown_changes_nothing() {
    let mut settings = Settings::default();
    let hidden = [
        ("hair-length", "6"),
        ("grafts", "3000"),
        ("gray", "40"),
        ("beard", "4"),
        ("scar-size", "1"),
        ("extent", "80"),
        ("hair-density", "120"),
    ];
    settings.set_all(hidden.into_iter()).unwrap();
    // Who has lost the scalp's hair alone may still have a gray beard.
    settings.set_all([("pattern", "universalis")].into_iter()).unwrap();
    let mut bare = Settings::default();
    bare.set_all([("pattern", "universalis")].into_iter()).unwrap();
    assert_eq!(settings.effective(), bare);
    assert_eq!(settings.get(Id::Grafts), 3000.0, "it comes back with its pattern");
    settings.set_all([("pattern", "norwood")].into_iter()).unwrap();
    let back = settings.effective();
    assert_eq!((back.get(Id::Grafts), back.get(Id::HairLength), back.get(Id::Gray)), (3000.0, 6.0, 40.0));
    assert_eq!(back.get(Id::Beard), 4.0);
    settings.set_all([("build", "feminine")].into_iter()).unwrap();
    assert_eq!(settings.effective().get(Id::Beard), 0.6, "nothing to a woman");
    assert_eq!((back.get(Id::ScarSize), back.get(Id::Extent)), (0.5, 25.0), "still nothing to them");
}
