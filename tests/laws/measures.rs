//! Measures on the head: what they do not depend on, that lines are as long as the report says, and that parts add up.

use crate::hairline::{heads, simulation};
use crate::runner;
use proptest::prelude::*;
use smp_visualizer::base::math::{Vec3, cos, sin};
use smp_visualizer::parameters::{Id, Settings};
use smp_visualizer::scalp::chart::SkinPlace;
use smp_visualizer::simulation::{MEASURED, N_LINES, Report, Simulation};
use smp_visualizer::treatment::parts::TOP_REACHES;

/// The lengths among the lines, by their place.
const BROW: usize = 0;
const VERTEX: usize = 1;
const CORNERS: usize = 2;
/// And the angles.
const LEFT_TEMPLE: usize = 3;
const RIGHT_TEMPLE: usize = 4;

/// The report's numbers of the lines, in their order.
fn numbers(report: &Report) -> Option<[f64; 5]> {
    report.measures.map(|measures| measures.numbers())
}

fn set(simulation: &mut Simulation, settings: &[(&str, &str)]) {
    let mut given = Settings::default();
    given.set_all(settings.iter().copied()).unwrap();
    for id in [Id::Pattern, Id::Zone, Id::Hairline, Id::HairlineHeight, Id::Asymmetry, Id::Irregularity] {
        simulation.set_at(id as usize, given.get(id)).unwrap();
    }
}

fn line(simulation: &Simulation, what: usize) -> Vec<SkinPlace> {
    simulation.measured_lines()[what].clone()
}

fn length(places: &[SkinPlace]) -> f64 {
    f64::from(places.windows(2).map(|pair| pair[0].place.distance(pair[1].place)).sum::<f32>())
}

#[test]
fn turning_the_head_changes_no_number() {
    let simulation = std::cell::RefCell::new(simulation(&[]));
    let before = numbers(&simulation.borrow().report());
    assert!(before.is_some());
    let law = |(yaw, pitch, zoom): (f64, f64, f64)| {
        let simulation = &mut *simulation.borrow_mut();
        for (id, value) in [(Id::Yaw, yaw), (Id::Pitch, pitch), (Id::Zoom, zoom)] {
            simulation.set_at(id as usize, value).unwrap();
        }
        prop_assert_eq!(numbers(&simulation.report()), before);
        Ok(())
    };
    runner(32).run(&(-180.0..180.0, -30.0..90.0, 1.0..12.0), law).unwrap();
}

#[test]
fn a_line_runs_between_its_places_and_is_as_long_as_the_report_says() {
    for build in ["masculine", "feminine"] {
        let mut simulation = simulation(&[("build", build)]);
        for settings in [vec![], vec![("hairline", "peak")], vec![("hairline-height", "5.5")], vec![("pattern", "ludwig")]] {
            set(&mut simulation, &settings);
            let all = numbers(&simulation.report()).unwrap();
            for what in [BROW, VERTEX, CORNERS] {
                let (mm, told) = (length(&line(&simulation, what)), all[what]);
                assert!((mm - told).abs() < 1e-3, "{build}, {settings:?}, {}: {mm} mm against {told}", MEASURED[what]);
            }
            let landmarks = simulation.head().unwrap().landmarks;
            let ends = |what| {
                let places = line(&simulation, what);
                (places[0].place, places[places.len() - 1].place)
            };
            let (brow, middle) = ends(BROW);
            let (other, vertex) = ends(VERTEX);
            // A person's face differs from the mean one, on which landmarks lie, by 1–2 mm.
            assert!(brow.distance(landmarks.glabella) < 2.0 && vertex.distance(landmarks.vertex) < 2.0, "{brow}, {vertex}");
            assert_eq!(middle, other);
            let (left, right) = ends(CORNERS);
            for (what, corner) in [(LEFT_TEMPLE, left), (RIGHT_TEMPLE, right)] {
                let places = line(&simulation, what);
                assert_eq!(places[1].place, corner, "the bend of an angle is the corner");
                let [a, b] = [0, 2].map(|arm| places[arm].place - corner);
                assert!([a, b].iter().all(|arm| (arm.length() - 20.0).abs() < 1.0), "{}, {} mm", a.length(), b.length());
                let cosine = a.dot(b) / (a.length() * b.length());
                let told = cos((all[what] as f32).to_radians());
                assert!((cosine - told).abs() < 1e-3, "{build}, {settings:?}, {}: {cosine} against {told}", MEASURED[what]);
            }
            assert!(left.x > 30.0 && right.x < -30.0, "{left}, {right}");
            if let Some(handles) = simulation.handles() {
                assert_eq!(handles.len(), 5);
                assert!((left.x.abs() - landmarks.outer_canthus.x).abs() < 6.0, "a corner is above the outer canthus: {left}");
            }
        }
    }
}

#[test]
fn no_plane_cuts_the_skin_on_a_shorter_way_than_a_tape_takes() {
    for (build, name) in ["masculine", "feminine"].into_iter().enumerate() {
        let (head, person) = &heads()[build];
        let mut simulation = simulation(&[("build", name)]);
        set(&mut simulation, &[("hairline-height", "7")]);
        for what in [BROW, VERTEX, CORNERS] {
            let tape = line(&simulation, what);
            let (from, to) = (tape[0].place, tape[tape.len() - 1].place);
            let chord = (to - from).normalize();
            let out = tape[tape.len() / 2].normal;
            let up = (out - chord * out.dot(chord)).normalize();
            let aside = chord.cross(up);
            let cut = |tilt: f32| {
                let away = up * cos(tilt) + aside * sin(tilt);
                // Down onto the skin along the plane, from places of the chord.
                let on_skin = |i: usize| {
                    let start = from + (to - from) * (i as f32 / 60.0);
                    let (mut low, mut high) = (-5.0_f32, 60.0_f32);
                    for _ in 0..30 {
                        let mm = 0.5 * (low + high);
                        if person.chart.height(start + away * mm) < 0.0 { low = mm } else { high = mm }
                    }
                    start + away * low
                };
                let places: Vec<Vec3> = (0..=60).map(on_skin).collect();
                f64::from(places.windows(2).map(|pair| pair[0].distance(pair[1])).sum::<f32>())
            };
            let shortest = (-40..=40).map(|i| cut(0.02 * i as f32)).fold(f64::MAX, f64::min);
            let mm = length(&tape);
            assert!((mm - shortest).abs() < 0.8, "{name}, {}: {mm} mm, and {shortest} mm as a plane cuts it", MEASURED[what]);
            assert!(tape.iter().all(|p| person.chart.height(p.place).abs() < 0.1), "it lies on the skin");
            assert!(head.landmarks.vertex.y > 0.0);
        }
    }
}

#[test]
fn from_brow_to_hairline_it_is_as_far_as_the_height_asks_for() {
    for build in ["masculine", "feminine"] {
        let mut simulation = simulation(&[("build", build)]);
        for shape in ["natural", "defined", "straight", "rounded"] {
            for (height, waves) in [("5.5", "1"), ("6.2", "0"), ("8", "0.5"), ("10", "1")] {
                set(&mut simulation, &[("hairline", shape), ("hairline-height", height), ("irregularity", waves), ("asymmetry", "0")]);
                let mm = numbers(&simulation.report()).unwrap()[BROW];
                let asked = 10.0 * height.parse::<f64>().unwrap();
                assert!((mm - asked).abs() < 0.5, "{build}, {shape} at {height} cm: {mm} mm");
            }
        }
    }
}

#[test]
fn an_angle_opens_as_the_corner_does() {
    let mut simulation = simulation(&[]);
    let mut angles = |recession: f64, shape: &str| {
        set(&mut simulation, &[("hairline", shape), ("asymmetry", "0")]);
        simulation.set_at(Id::TempleRecession as usize, recession).unwrap();
        let [.., left, right] = numbers(&simulation.report()).unwrap();
        (left, right)
    };
    let (closed, deep, rounded) = (angles(0.0, "natural"), angles(1.0, "natural"), angles(0.5, "rounded"));
    assert!((closed.0 - closed.1).abs() < 1.0, "a mirror image has two equal temples: {closed:?}");
    assert!(deep.0 < closed.0 - 5.0, "deep corners are more acute: {deep:?}, {closed:?}");
    assert!(rounded.0 > closed.0, "round ones less: {rounded:?}");
    for (left, right) in [closed, deep, rounded] {
        assert!((30.0..180.0).contains(&left) && (30.0..180.0).contains(&right), "{left}°, {right}°");
    }
}

#[test]
fn measured_is_a_hairline_that_is_drawn_or_stays() {
    let mut simulation = simulation(&[]);
    for (settings, some) in [
        (vec![], true),
        (vec![("zone", "hairline")], true),
        (vec![("zone", "crown")], false),
        (vec![("zone", "crown"), ("pattern", "ludwig")], true),
        (vec![("pattern", "traction")], true),
        (vec![("pattern", "universalis")], true),
    ] {
        set(&mut simulation, &settings);
        assert_eq!(numbers(&simulation.report()).is_some(), some, "{settings:?}");
    }
}

#[test]
fn treated_parts_add_up_and_are_those_of_the_zones() {
    let mut simulation = Simulation::new(Settings::default(), 16, 16);
    // Along the hairline, crown, top, sides, scar.
    let mut parts = |settings: &[(&str, &str)]| {
        let mut given = Settings::default();
        given.set_all(settings.iter().copied()).unwrap();
        for index in 0..smp_visualizer::parameters::TABLE.len() {
            simulation.set_at(index, given.get_at(index)).unwrap();
        }
        simulation.finish();
        let r = simulation.report();
        let parts = r.treated_parts_cm2.numbers();
        let sum: f64 = parts.iter().sum();
        assert!((sum - r.treated_area_cm2).abs() < 1e-3, "{settings:?}: {sum} of {}", r.treated_area_cm2);
        for (part, spots) in parts.iter().zip(&simulation.measured_lines()[MEASURED.len() + 1..]) {
            assert!((spots.len() as f64 - part).abs() < 0.2 * part + 4.0, "{settings:?}: {} spots for {part} cm²", spots.len());
        }
        parts
    };
    let full = parts(&[("norwood", "6")]);
    assert!(full[0] > 20.0 && full[1] > 20.0 && full[2] > 5.0 && full[4] == 0.0, "{full:?}");
    let front = parts(&[("norwood", "6"), ("zone", "hairline")]);
    assert_eq!(front[1..], [0.0; 4]);
    assert!((front[0] / full[0] - 1.0).abs() < 0.1, "{front:?} of {full:?}");
    let crown = parts(&[("norwood", "6"), ("zone", "crown")]);
    assert_eq!(crown[2..], [0.0; 3]);
    assert!((crown[1] / full[1] - 1.0).abs() < 0.1, "{crown:?} of {full:?}");
    assert_eq!(parts(&[("density", "0")]), [0.0; 5]);
    let scar = parts(&[("scar", "fut"), ("norwood", "2"), ("zone", "scar")]);
    assert!(scar[4] > 1.0 && scar[..4] == [0.0; 4], "{scar:?}");
    let all = parts(&[("pattern", "totalis")]);
    assert!(all[3] > all[1], "{all:?}");
    let hers = parts(&[("build", "feminine"), ("pattern", "ludwig"), ("hair-length", "30")]);
    assert!(hers[3] < hers[0] + hers[1] + hers[2], "{hers:?}");
}

#[test]
fn a_picture_lists_every_line_with_its_places_and_a_scale() {
    let mut simulation = simulation(&[("view", "front")]);
    let list = |simulation: &Simulation| {
        let numbers = simulation.measures_in_picture();
        let mut found = vec![Vec::new(); N_LINES];
        for place in numbers[1..].chunks(4) {
            found[place[0] as usize].push((place[1], place[2], place[3] == 1.0));
        }
        (numbers[0], found)
    };
    let (scale, lines) = list(&simulation);
    assert!(
        lines[..=MEASURED.len()].iter().all(|line| line.len() > 2) && lines[MEASURED.len() + 1..].iter().all(Vec::is_empty),
        "no dots yet"
    );
    let handles = simulation.handles().unwrap();
    let brow = &lines[BROW];
    let end = brow[brow.len() - 1];
    assert!((end.0 - handles[0].x).abs() < 1e-5 && (end.1 - handles[0].y).abs() < 1e-5, "the line ends where the handle is");
    assert!(brow.iter().all(|p| p.2), "from ahead all of it is seen");
    // A centimeter across the forehead, where it faces the camera from ahead.
    let camera = simulation.camera().unwrap();
    let forehead = line(&simulation, BROW)[8].place;
    let half = Vec3::new(5.0, 0.0, 0.0);
    let centimeter = (camera.project(forehead + half).x - camera.project(forehead - half).x).abs() / camera.width as f32;
    assert!((scale / centimeter - 1.0).abs() < 0.05, "{scale} of the width, {centimeter} across the forehead");
    simulation.set_at(Id::Zoom as usize, 4.0).unwrap();
    let near = list(&simulation).0;
    assert!((3.5..4.7).contains(&(near / scale)), "{scale}, four times as near {near}");
    simulation.set_at(Id::Yaw as usize, 180.0).unwrap();
    let (_, lines) = list(&simulation);
    assert!(lines[BROW].iter().all(|p| !p.2), "from behind none");
}

#[test]
fn nothing_is_measured_on_a_photograph() {
    let mut simulation = simulation(&[]);
    assert!(simulation.take_photograph(vec![128; 64 * 64 * 4], [64, 64], [32.0, 32.0], None));
    assert_eq!(numbers(&simulation.report()), None);
    assert!(simulation.measured_lines().iter().all(Vec::is_empty));
}

#[test]
fn the_top_has_two_fifths_of_the_scalp() {
    for (_, person) in heads() {
        let top = person.skin_areas.iter().filter(|skin| skin.place.length() < TOP_REACHES).map(|skin| skin.mm2).sum::<f32>();
        let share = 0.01 * top / person.scalp_area_cm2();
        assert!((share - 0.4).abs() < 0.03, "{share}");
    }
}
