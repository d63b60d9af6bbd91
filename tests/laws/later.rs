//! Later loss: hair goes on to leave, and the treatment stays as it was planned for today.

use crate::common::change;
use crate::runner;
use proptest::prelude::*;
use smp_visualizer::base::math::Vec3;
use smp_visualizer::parameters::{Id, ParameterKind, Settings, TABLE};
use smp_visualizer::simulation::{Report, Simulation, Step};
use smp_visualizer::treatment::Dot;
use std::cell::RefCell;

/// Patterns that progress, each with the slider of its stage.
const COURSES: [(&str, &str); 7] = [
    ("norwood", "norwood"),
    ("ludwig", "ludwig"),
    ("diffuse", "extent"),
    ("areata", "extent"),
    ("ophiasis", "extent"),
    ("traction", "extent"),
    ("patchy", "extent"),
];

/// Stages today and later, as shares of a slider's range.
type Shares = (f64, f64);

/// A course and what else decides which hair there is.
#[derive(Clone, Debug)]
struct Head {
    stage: &'static str,
    others: Vec<(&'static str, String)>,
}

/// Any course, with shaved, cut or worn hair, grafts, scars and white hair.
fn heads() -> impl Strategy<Value = Head> {
    let lengths = prop::sample::select(&["0", "0.5", "3", "40", "240"][..]);
    let scars = prop::sample::select(&["none", "fut", "trauma"][..]);
    let zones = prop::sample::select(&["full", "hairline", "between-hairs"][..]);
    let types = prop::sample::select(&["classic", "a", "vertex"][..]);
    let numbers = (0..2_u32, 0..2_u32, 100..300_u32);
    (prop::sample::select(&COURSES[..]), lengths, scars, zones, types, numbers).prop_map(
        |((pattern, stage), length, scar, zone, kind, (grafts, gray, dense))| {
            let others = [
                ("pattern", pattern.into()),
                ("norwood-type", kind.into()),
                ("hair-length", length.into()),
                ("hair-density", dense.to_string()),
                ("grafts", (grafts * 1500).to_string()),
                ("gray", (gray * 100).to_string()),
                ("scar", scar.into()),
                ("zone", zone.into()),
            ];
            Head { stage, others: others.into() }
        },
    )
}

/// The value of a slider at a share of its range.
fn at(name: &str, share: f64) -> String {
    let row = TABLE.iter().find(|p| p.name == name).unwrap();
    let ParameterKind::Number { min, max, .. } = row.kind else { panic!("{name} is no slider") };
    (min + (max - min) * share).to_string()
}

fn later(stage: &str) -> String {
    format!("later-{stage}")
}

/// Moves one head to a state: treated for today's stage, seen at a later one. The plan is made anew there.
fn show(simulation: &mut Simulation, head: &Head, (today, then): Shares) {
    let (name, stages) = (later(head.stage), [at(head.stage, today), at(head.stage, then)]);
    change(simulation, &[("softness", "5")]);
    let mut settings: Vec<(&str, &str)> = head.others.iter().map(|(name, text)| (*name, text.as_str())).collect();
    settings.extend([(head.stage, stages[0].as_str()), (name.as_str(), stages[1].as_str()), ("softness", "8")]);
    change(simulation, &settings);
}

/// Hairs of one root: where it stands, how many they are, and how thick.
type Root = (Vec3, u8, f32);

/// What a picture is drawn from.
type Seen = (Vec<Root>, Vec<Dot>);

/// Every hair that shows, however it is cut.
fn hair(simulation: &Simulation) -> Vec<Root> {
    let scalp = simulation.scalp().unwrap();
    let worn = scalp.roots.iter().filter(|root| !root.fine).map(|root| (root.place, root.hairs, root.diameter));
    scalp.stubble.iter().map(|s| (s.root, 1, s.diameter)).chain(worn).collect()
}

fn bytes(simulation: &Simulation) -> Vec<u8> {
    simulation.pixmap().unwrap().bytes.clone()
}

#[test]
fn hair_that_shows_later_showed_before_and_every_dot_stays() {
    let simulation = RefCell::new(Simulation::new(Settings::default(), 32, 32));
    let law = |(head, today, more, most): (Head, f64, f64, f64)| {
        let mut simulation = simulation.borrow_mut();
        let stages = [0.0, more, more + (1.0 - more) * most].map(|share| today + (1.0 - today) * share);
        let mut before: Option<Seen> = None;
        for then in stages {
            show(&mut simulation, &head, (today, then));
            let now = hair(&simulation);
            if let Some((hair, dots)) = &before {
                let mut rest = hair.iter();
                for (root, hairs, diameter) in &now {
                    let same = rest.find(|(place, ..)| place == root);
                    prop_assert!(
                        same.is_some_and(|same| same.1 >= *hairs && same.2 >= *diameter * 0.999_99),
                        "{head:?} treated at {today}: at {then} hair is back at {root}"
                    );
                }
                prop_assert_eq!(simulation.dots(), dots.as_slice(), "{:?} treated at {}: dots of {}", &head, today, then);
            }
            before = Some((now, simulation.dots().to_vec()));
        }
        Ok(())
    };
    runner(8).run(&(heads(), 0.05..0.8_f64, 0.05..1.0_f64, 0.1..1.0_f64), law).unwrap();
}

#[test]
fn a_stage_no_later_than_todays_is_today() {
    let simulation = RefCell::new(Simulation::new(Settings::default(), 48, 48));
    let law = |(head, today, earlier): (Head, f64, f64)| {
        let mut simulation = simulation.borrow_mut();
        show(&mut simulation, &head, (today, 0.0));
        let (picture, report) = (bytes(&simulation), simulation.report());
        for then in [earlier * today, today] {
            let index = TABLE.iter().position(|p| p.name == later(head.stage)).unwrap();
            simulation.set_at(index, at(head.stage, then).parse().unwrap()).unwrap();
            prop_assert_eq!(simulation.step(), None, "{:?} at {}: {} is work", &head, today, then);
            prop_assert!(bytes(&simulation) == picture && simulation.report() == report);
        }
        Ok(())
    };
    runner(5).run(&(heads(), 0.1..1.0_f64, 0.0..1.0_f64), law).unwrap();
}

/// What the artist is told, and what a clinic would charge for.
fn treatment(r: &Report) -> ([usize; 2], [f64; 3], [(u32, u32); 3]) {
    ([r.dots, r.grafts], [r.dots_per_cm2, r.treated_area_cm2, r.coverage], [r.sessions, r.hours, r.touch_up_years])
}

#[test]
fn the_report_counts_the_hair_of_then_and_the_treatment_of_today() {
    let simulation = RefCell::new(Simulation::new(Settings::default(), 16, 16));
    let law = |(head, today, more): (Head, f64, f64)| {
        let mut simulation = simulation.borrow_mut();
        let then = today + (1.0 - today) * more;
        let mut report = |shares: Shares| {
            show(&mut simulation, &head, shares);
            simulation.report()
        };
        let (now, seen, planned_then) = (report((today, 0.0)), report((today, then)), report((then, 0.0)));
        prop_assert_eq!(treatment(&now), treatment(&seen), "{:?} {} {}", &head, today, then);
        prop_assert_eq!(seen.hair_lost_area_cm2, planned_then.hair_lost_area_cm2);
        prop_assert!(now.bare_outside_cm2 == 0.0 && planned_then.bare_outside_cm2 == 0.0, "today nothing is left bare by later loss");
        // Sites and pieces of skin sample the same scalp: 2 % and a few cm² apart.
        let newly = seen.hair_lost_area_cm2 - now.hair_lost_area_cm2;
        prop_assert!(seen.bare_outside_cm2 <= newly * 1.02 + 4.0, "{:?}: {} of {newly} cm²", &head, seen.bare_outside_cm2);
        Ok(())
    };
    runner(5).run(&(heads(), 0.05..0.9_f64, 0.1..1.0_f64), law).unwrap();
}

#[test]
fn before_the_treatment_is_the_same_head_as_far_in_its_loss() {
    let mut simulation = Simulation::new(Settings::default(), 96, 96);
    for (length, view) in [("0.5", "top"), ("60", "hairline")] {
        let mut picture = |norwood: &str, later: &str, compare: &str| {
            let settings = [("hair-length", length), ("view", view), ("norwood", norwood), ("later-norwood", later), ("compare", compare)];
            change(&mut simulation, &settings);
            bytes(&simulation)
        };
        let (early, late) = (picture("3", "5", "100"), picture("5", "1", "100"));
        assert!(early == late, "{length} mm: before the treatment only the hair of then shows");
        assert!(picture("3", "5", "0") != early && picture("3", "1", "100") != early, "{length} mm: nothing to see");
    }
}

#[test]
fn moving_later_loss_plans_nothing_anew() {
    let mut simulation = Simulation::new(Settings::default(), 48, 48);
    change(&mut simulation, &[("norwood", "3")]);
    let mut work = |moves: &[(Id, f64)]| -> Vec<Step> {
        for (id, value) in moves {
            simulation.set_at(*id as usize, *value).unwrap();
        }
        std::iter::from_fn(|| simulation.step()).collect()
    };
    use Step::{Area, Compose, Dots, Groom, Hair, Marks, Spread, Strokes};
    let moved = [Hair, Strokes, Spread, Compose];
    assert_eq!(work(&[(Id::LaterNorwood, 5.0)]), moved);
    assert_eq!(work(&[(Id::Softness, 4.0)]), [Area, Dots, Marks, Spread, Compose], "a plan asks for no other hair");
    work(&[(Id::HairLength, 40.0)]);
    let worn = work(&[(Id::LaterNorwood, 6.0)]);
    assert_eq!(worn[..2], [Hair, Groom], "{worn:?}");
    assert!(![Area, Dots].iter().any(|step| worn.contains(step)) && worn[2..].iter().filter(|s| **s == Groom).count() <= 1);
    let line = work(&[(Id::Softness, 8.0)]);
    assert!(line[..2] == [Area, Dots] && ![Hair, Groom].iter().any(|step| line.contains(step)), "{line:?}");
    // The treatment between hairs of today needs them, once.
    let today = work(&[(Id::Norwood, 4.0)]);
    assert_eq!(today[..5], [Hair, Groom, Groom, Area, Dots], "{today:?}");
}

#[test]
fn worn_hair_of_then_is_the_same_however_one_came_to_it() {
    let wanted = [("norwood", "3"), ("hair-length", "50"), ("zone", "between-hairs"), ("later-norwood", "5")];
    let mut fresh = Simulation::new(Settings::default(), 64, 64);
    change(&mut fresh, &wanted);
    let mut moved = Simulation::new(Settings::default(), 64, 64);
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]] {
        change(&mut moved, &[("norwood", "6"), ("later-norwood", "7"), ("hair-length", "0.5"), ("zone", "full")]);
        for place in order {
            change(&mut moved, &[wanted[place]]);
        }
        assert!(bytes(&moved) == bytes(&fresh) && moved.dots() == fresh.dots() && moved.report() == fresh.report(), "{order:?}");
    }
}

#[test]
fn every_slider_of_a_stage_has_one_of_later_loss_with_its_range() {
    let find = |name: &str| TABLE.iter().find(|p| p.name == name).unwrap();
    for (pattern, stage) in COURSES {
        let (now, then) = (find(stage), find(&later(stage)));
        let range = |kind: ParameterKind| match kind {
            ParameterKind::Number { min, max, step, .. } => (min, max, step),
            ParameterKind::Integer { .. } | ParameterKind::Choice { .. } => panic!("{stage} is no slider"),
        };
        assert_eq!(range(now.kind), range(then.kind), "{stage}");
        assert_eq!((now.when, now.unit, now.stage), (then.when, then.unit, then.stage), "{stage}");
        assert!(now.when.iter().all(|(_, among)| among.contains(&pattern)), "{pattern}");
        assert_eq!(then.default(), range(then.kind).0, "by default it is no later than any stage");
    }
}
