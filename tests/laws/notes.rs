//! Remarks beside the picture: each where it applies, and only there.

use smp_visualizer::parameters::{Settings, TABLE};
use smp_visualizer::simulation::{Report, Simulation};

type State = &'static [(&'static str, &'static str)];

/// Reports on one state after another. The head and its follicles, the slow part, are computed once: `history` holds that a
/// report does not depend on the states before it.
struct Reports(Simulation);

impl Reports {
    fn new() -> Self {
        Self(Simulation::new(Settings::default(), 16, 16))
    }

    /// The report on a state, as flags would give it.
    fn on(&mut self, state: State) -> Report {
        let mut wanted = Settings::default();
        wanted.set_all(state.iter().copied()).unwrap();
        // `view` stands before yaw, pitch and zoom in the table, so that its camera is set over.
        for index in 0..TABLE.len() {
            self.0.set_at(index, wanted.get_at(index)).unwrap();
        }
        assert_eq!(*self.0.settings(), wanted, "{state:?}");
        self.0.finish();
        self.0.report()
    }

    /// The remarks on it.
    fn notes(&mut self, state: State) -> Vec<&'static str> {
        self.on(state).notes
    }
}

#[test]
fn little_to_gain_is_said_only_where_hair_covers_nearly_everything() {
    let mut reports = Reports::new();
    let little: [State; 3] = [&[("norwood", "1")], &[("norwood", "1.9")], &[("pattern", "diffuse"), ("extent", "5")]];
    for state in little {
        assert_eq!(reports.notes(state), ["little-to-gain"], "{state:?}");
    }
    assert_eq!(reports.notes(&[("pattern", "areata"), ("extent", "1")]), ["little-to-gain", "unstable"]);
    let enough: [State; 8] = [
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
        assert!(!reports.notes(state).contains(&"little-to-gain"), "{state:?}");
    }
}

/// Each remark with states where its reason holds, and where it just does not.
const REASONS: &[(&str, &[State], &[State])] = &[
    (
        "hair-too-long",
        &[&[("hair-length", "1.05")], &[("hair-length", "50")], &[("hair-length", "20"), ("zone", "between-hairs")]],
        &[
            &[("hair-length", "1")],
            &[("hair-length", "50.05")],
            &[("hair-length", "20.05"), ("zone", "between-hairs")],
            &[("hair-length", "6"), ("pattern", "totalis")],
            &[("hair-length", "6"), ("pattern", "universalis")],
        ],
    ),
    (
        "between-hairs",
        &[&[("hair-length", "20.05"), ("zone", "between-hairs"), ("pattern", "diffuse"), ("extent", "60")]],
        &[
            &[("hair-length", "20"), ("zone", "between-hairs"), ("pattern", "diffuse"), ("extent", "60")],
            &[("hair-length", "40"), ("pattern", "diffuse"), ("extent", "60")],
            &[("hair-length", "40"), ("zone", "between-hairs"), ("density", "0")],
        ],
    ),
    ("too-dense", &[&[("density", "251")]], &[&[("density", "250")]]),
    (
        "grafts-limited",
        &[&[("norwood", "7"), ("hair-density", "100"), ("grafts", "5000")]],
        &[&[("norwood", "4"), ("grafts", "800")], &[("grafts", "5000"), ("pattern", "universalis")]],
    ),
    ("wait-sunburn", &[&[("skin-state", "sunburnt")]], &[&[("skin-state", "inflamed")]]),
    ("wait-inflamed", &[&[("skin-state", "inflamed")]], &[&[("skin-state", "sunburnt")]]),
    ("too-deep", &[&[("depth", "0.61")]], &[&[("depth", "0.6")], &[("depth", "0.9"), ("density", "0")]]),
    ("too-shallow", &[&[("depth", "0.17")]], &[&[("depth", "0.18")], &[("depth", "0.1"), ("density", "0")]]),
    ("too-wide", &[&[("dot-diameter", "0.61")]], &[&[("dot-diameter", "0.6")], &[("dot-diameter", "1"), ("density", "0")]]),
    (
        "gray-grown",
        &[&[("gray", "40"), ("hair-length", "3")], &[("hair-color", "white"), ("hair-length", "1.5")]],
        &[&[("gray", "100")], &[("gray", "10"), ("hair-length", "3")], &[("gray", "40"), ("hair-length", "3"), ("density", "0")]],
    ),
    (
        "unstable",
        &[&[("pattern", "areata")], &[("pattern", "ophiasis")], &[("pattern", "patchy")]],
        &[&[("pattern", "traction")], &[("pattern", "diffuse")], &[]],
    ),
    ("wait-active", &[&[("pattern", "scarring")], &[("pattern", "frontal-band"), ("density", "0")]], &[&[("pattern", "areata")], &[]]),
    (
        "grafts-healing",
        &[&[("grafts", "1000"), ("graft-months", "0")], &[("grafts", "1000"), ("graft-months", "5.5")]],
        &[
            &[("grafts", "1000"), ("graft-months", "6")],
            &[("graft-months", "3")],
            // Nowhere to plant them.
            &[("grafts", "1000"), ("graft-months", "3"), ("norwood", "1")],
        ],
    ),
    (
        "grafts-growing",
        &[&[("grafts", "1000"), ("graft-months", "6")], &[("grafts", "1000"), ("graft-months", "11.5")]],
        &[&[("grafts", "1000")], &[("grafts", "1000"), ("graft-months", "5.5")], &[("graft-months", "8")]],
    ),
    (
        "hairline-low",
        &[&[("hairline-height", "6.4")], &[("hairline-height", "7"), ("middle-forward", "6")]],
        &[
            &[("hairline-height", "6.5")],
            &[("hairline-height", "6"), ("middle-forward", "-8")],
            // As low as a woman's own.
            &[("hairline-height", "6.2"), ("build", "feminine")],
            &[("hairline-height", "6"), ("pattern", "traction")],
            &[("hairline-height", "6"), ("zone", "scar"), ("scar", "fut")],
        ],
    ),
    ("hairline-flat", &[&[("hairline", "straight")]], &[&[("hairline", "defined")], &[("hairline", "straight"), ("pattern", "ludwig")]]),
    (
        "corners-closed",
        &[&[("temple-recession", "0.14")], &[("hairline", "rounded")], &[("left-corner-forward", "6"), ("right-corner-forward", "6")]],
        &[
            &[("temple-recession", "0.15")],
            &[("hairline", "rounded"), ("build", "feminine")],
            &[("left-corner-forward", "6"), ("right-corner-forward", "6"), ("middle-forward", "3")],
            &[("temple-recession", "1"), ("left-corner-forward", "15"), ("right-corner-forward", "15")],
        ],
    ),
    (
        "too-hard",
        &[&[("softness", "2.9")], &[("softness", "5.9"), ("hairline", "defined")], &[("softness", "5"), ("hairline", "straight")]],
        &[&[("softness", "3")], &[("softness", "6"), ("hairline", "defined")], &[("softness", "1"), ("pattern", "patchy")]],
    ),
    (
        "too-symmetrical",
        &[&[("asymmetry", "0.04")], &[("asymmetry", "0"), ("left-corner-out", "3"), ("right-corner-out", "3")]],
        &[&[("asymmetry", "0.05")], &[("asymmetry", "0"), ("left-corner-out", "3")], &[("asymmetry", "0"), ("right-temple-up", "-2")]],
    ),
    ("scar-slowly", &[&[("scar", "burn")], &[("scar", "fut")]], &[&[], &[("scar", "burn"), ("density", "0")]]),
    (
        "faded",
        &[
            &[("months", "60")],
            &[("months", "36"), ("sun", "1")],
            &[("months", "30"), ("scar", "fut")],
            &[("months", "239"), ("touch-up", "10"), ("sun", "0.8")],
        ],
        &[
            &[("months", "36")],
            &[("months", "60"), ("sun", "0")],
            &[("months", "240"), ("touch-up", "4")],
            &[("months", "240"), ("density", "0")],
            // Nobody refreshes what is being removed.
            &[("months", "60"), ("laser", "1")],
        ],
    ),
    (
        "later-bare",
        &[
            &[("norwood", "3"), ("later-norwood", "5")],
            &[("pattern", "ludwig"), ("ludwig", "1"), ("later-ludwig", "3")],
            &[("pattern", "areata"), ("later-extent", "50")],
        ],
        &[
            &[("norwood", "5"), ("later-norwood", "5")],
            &[("norwood", "5"), ("later-norwood", "3")],
            // A rim too narrow to matter.
            &[("norwood", "3"), ("later-norwood", "3.3")],
            &[("norwood", "3"), ("later-norwood", "5"), ("density", "0")],
            &[("norwood", "3"), ("later-norwood", "5"), ("sessions", "0")],
            &[("norwood", "3"), ("later-ludwig", "3"), ("later-extent", "100")],
        ],
    ),
    ("laser", &[&[("laser", "1")], &[("laser", "10")]], &[&[], &[("laser", "3"), ("density", "0")]]),
    ("fresh", &[&[("months", "0")], &[("months", "0.2")]], &[&[("months", "0.25")], &[("months", "0"), ("density", "0")]]),
];

#[test]
fn each_remark_is_made_exactly_where_its_reason_holds() {
    let mut reports = Reports::new();
    for (id, holds, fails) in REASONS {
        for state in *holds {
            assert!(reports.notes(state).contains(id), "{id}: {state:?}");
        }
        for state in *fails {
            assert!(!reports.notes(state).contains(id), "{id}: {state:?}");
        }
    }
    assert_eq!(reports.notes(&[]), [""; 0], "a fresh head needs none");
}

#[test]
fn clinics_ranges_are_said() {
    let mut reports = Reports::new();
    let mut report = |state| reports.on(state);
    let usual = report(&[]);
    assert_eq!(usual.touch_up_years, (3, 6), "clinics: 3–6 years");
    let scar = report(&[("scar", "fut")]);
    assert_eq!(scar.touch_up_years, (1, 3), "half as long in scars");
    assert_eq!(scar.sessions.1, usual.sessions.1 + 1, "and is built up slowly");
    assert_eq!(report(&[("sun", "1")]).touch_up_years, (2, 3), "clinics: every few years in unprotected sun");
    let front = report(&[("norwood", "3")]);
    assert_eq!((front.sessions, front.hours), ((2, 3), (4, 12)), "two to four sessions of two to four hours");
    assert!((front.dots_per_cm2 * front.treated_area_cm2 - front.dots as f64).abs() < 0.5);
    assert!(usual.dots_per_cm2 > 110.0 && usual.dots_per_cm2 < 180.0, "thin edges among it: {}", usual.dots_per_cm2);
    let (first, before) = (report(&[("sessions", "1")]), report(&[("sessions", "0")]));
    assert!(
        first.dots < usual.dots && first.sessions == usual.sessions && first.hours == usual.hours,
        "all sessions are counted, done or not"
    );
    assert_eq!((before.dots, before.treated_area_cm2, before.coverage), (usual.dots, usual.treated_area_cm2, usual.coverage), "a plan");
    assert_eq!((before.sessions, before.hours), (usual.sessions, usual.hours), "a plan");
    for none in [report(&[("density", "0")]), report(&[("density", "0"), ("sessions", "0")])] {
        assert_eq!((none.dots, none.dots_per_cm2, none.treated_area_cm2, none.coverage), (0, 0.0, 0.0, 0.0));
        assert!(none.coverage.is_sign_positive(), "nothing has no sign");
        assert_eq!((none.touch_up_years, none.sessions, none.hours), ((0, 0), (0, 0), (0, 0)));
    }
}
