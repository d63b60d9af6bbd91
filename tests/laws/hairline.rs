//! The hairline: where it may run, what handles move, what its softness promises, what zones leave out.

use crate::runner;
use proptest::prelude::*;
use smp_visualizer::base::math::{Vec2, vec2};
use smp_visualizer::head::{Build, Head};
use smp_visualizer::parameters::{Id, Settings};
use smp_visualizer::scalp::Person;
use smp_visualizer::scalp::points::PointGrid;
use smp_visualizer::simulation::Simulation;
use smp_visualizer::treatment::hairline::HairlineDesign;
use smp_visualizer::treatment::{HairlineShape, Handles, Sites, TreatmentParameters};
use std::cell::RefCell;
use std::sync::OnceLock;

/// A head of which only that is made which handles need.
pub(crate) fn simulation(settings: &[(&str, &str)]) -> Simulation {
    let mut given = Settings::default();
    given.set_all(settings.iter().copied()).unwrap();
    let mut simulation = Simulation::new(given, 300, 240);
    while simulation.sites().is_none() {
        simulation.step();
    }
    simulation
}

fn set(simulation: &mut Simulation, handle: usize, values: [f64; 2]) {
    for (i, value) in values.into_iter().enumerate() {
        simulation.set_at(Id::MiddleForward as usize + 2 * handle + i, value).unwrap();
    }
}

#[test]
fn a_handle_goes_where_the_hand_wants_it() {
    for build in ["masculine", "feminine"] {
        let simulation = RefCell::new(simulation(&[("build", build), ("view", "front")]));
        let law = |(shape, handle, aim, yaw, pitch): (u8, usize, [f64; 2], f64, f64)| {
            let simulation = &mut *simulation.borrow_mut();
            simulation.set_at(Id::Hairline as usize, shape.into()).unwrap();
            simulation.set_at(Id::Yaw as usize, yaw).unwrap();
            simulation.set_at(Id::Pitch as usize, pitch).unwrap();
            set(simulation, handle, aim);
            let there = simulation.handles().unwrap()[handle];
            set(simulation, handle, [0.0; 2]);
            let start = simulation.handles().unwrap()[handle];
            let found = simulation.handle_values_at(handle, there.x, there.y).unwrap();
            set(simulation, handle, found);
            let reached = simulation.handles().unwrap()[handle];
            set(simulation, handle, [0.0; 2]);
            prop_assert!(found.iter().all(|v| (-40.0..=40.0).contains(v) && (v * 2.0).fract() == 0.0), "{found:?}");
            prop_assume!(there.seen && start.seen);
            let off = vec2((reached.x - there.x) * 300.0, (reached.y - there.y) * 240.0).length();
            // A millimeter is 0.8 px, and a step half a millimeter.
            prop_assert!(off < 0.5, "{build}: handle {handle} to {aim:?} from yaw {yaw}, pitch {pitch}: {found:?}, {off} px off");
            Ok(())
        };
        runner(64).run(&(0_u8..7, 0_usize..5, [-40.0_f64..40.0, -40.0..40.0], -70.0_f64..70.0, -10.0_f64..60.0), law).unwrap();
    }
}

#[test]
fn handles_exist_only_where_a_hairline_is_drawn() {
    let mut simulation = simulation(&[]);
    for (pattern, some) in [("totalis", true), ("ludwig", false), ("areata", false), ("norwood", true)] {
        let mut settings = Settings::default();
        settings.set_all([("pattern", pattern)].into_iter()).unwrap();
        simulation.set_at(Id::Pattern as usize, settings.get(Id::Pattern)).unwrap();
        assert_eq!(simulation.handles().is_some(), some, "{pattern}");
        assert_eq!(simulation.handle_values_at(0, 0.5, 0.5).is_some(), some, "{pattern}");
    }
    assert_eq!(simulation.handle_values_at(5, 0.5, 0.5), None, "a sixth handle");
}

/// A head and its chart, made once for each build.
pub(crate) fn heads() -> &'static [(Head, Person); 2] {
    static HEADS: OnceLock<[(Head, Person); 2]> = OnceLock::new();
    HEADS.get_or_init(|| {
        [Build::Masculine, Build::Feminine].map(|build| {
            let head = Head::new(build);
            let person = Person::new(&head, 1);
            (head, person)
        })
    })
}

pub(crate) const SHAPES: [HairlineShape; 7] = [
    HairlineShape::Natural,
    HairlineShape::Receded,
    HairlineShape::Broken,
    HairlineShape::Defined,
    HairlineShape::Straight,
    HairlineShape::Rounded,
    HairlineShape::Peak,
];

/// Any design the table allows, with the build and the person.
fn designs() -> impl Strategy<Value = (usize, u32, TreatmentParameters)> {
    // As often at an end of its range as anywhere within.
    let slider = |from: f32, to: f32| prop_oneof![Just(from), Just(to), from..=to];
    let handle = || prop_oneof![Just([0.0; 2]), [slider(-40.0, 40.0), slider(-40.0, 40.0)]];
    let sliders = (slider(5.5, 10.0), slider(0.0, 1.0), slider(1.0, 15.0), slider(0.0, 1.0), slider(0.0, 1.0));
    let handles = (handle(), [handle(), handle()], [handle(), handle()]);
    (0_usize..2, any::<u32>(), prop::sample::select(&SHAPES[..]), sliders, handles).prop_map(|(build, seed, hairline, sliders, handles)| {
        let (hairline_height_cm, temple_recession, softness_mm, irregularity, asymmetry) = sliders;
        let (middle, corners, temples) = handles;
        let p = TreatmentParameters {
            hairline,
            handles: Handles { middle, corners, temples },
            hairline_height_cm,
            temple_recession,
            softness_mm,
            irregularity,
            asymmetry,
            ..TreatmentParameters::from(&Settings::default())
        };
        (build, seed, p)
    })
}

/// Whether two stretches of a line cross.
fn cross(a: [Vec2; 2], b: [Vec2; 2]) -> bool {
    let side = |[from, to]: [Vec2; 2], q: Vec2| (to - from).perp_dot(q - from);
    side(a, b[0]) * side(a, b[1]) < 0.0 && side(b, a[0]) * side(b, a[1]) < 0.0
}

#[test]
fn every_hairline_stays_where_anatomy_lets_it() {
    let law = |(build, seed, p): (usize, u32, TreatmentParameters)| {
        let (head, person) = &heads()[build];
        let (chart, l) = (&person.chart, &head.landmarks);
        let guide = HairlineDesign::new(chart, l, seed);
        let at = |line: &[Vec2]| line.iter().map(|q| (chart.skin_at(*q), guide.behind_foremost(*q))).collect::<Vec<_>>();
        let line = guide.line(chart, &p);
        for (skin, behind) in at(&line) {
            // Along the skin, as a tape would measure.
            let chord = skin.distance(l.glabella);
            let above = chord * (1.0 + chord * chord / (24.0 * 85.0 * 85.0));
            prop_assert!(above > 49.8, "{above} mm from the glabella at {skin}");
            prop_assert!(behind > if skin.y > 75.0 { -5.1 } else { -10.1 }, "{} mm ahead of the lowest line at {skin}", -behind);
        }
        for (skin, behind) in at(&guide.line(chart, &TreatmentParameters { irregularity: 0.0, ..p })) {
            prop_assert!(skin.y > 60.0 || behind > -2.1, "{} mm ahead of the temporal point at {skin}", -behind);
        }
        let corners = [1, 2].map(|i| guide.handles(chart, &TreatmentParameters { handles: Handles::default(), ..p })[i].place);
        for corner in corners {
            let aside = corner.x.abs() - l.outer_canthus.x;
            prop_assert!((-4.0..6.0).contains(&aside), "a corner {aside} mm beside the vertical through the outer canthus");
        }
        for i in 0..line.len() - 1 {
            let crossed = (i + 2..line.len() - 1).find(|j| cross([line[i], line[i + 1]], [line[*j], line[*j + 1]]));
            prop_assert_eq!(crossed, None, "the line crosses itself");
        }
        Ok(())
    };
    runner(256).run(&designs(), law).unwrap();
}

#[test]
fn dots_can_go_wherever_a_hairline_is_asked_for() {
    const REACH: f32 = 4.0;
    let sites: Vec<_> = heads().iter().map(|(head, person)| Sites::new(head, person, 1).positions).collect();
    let cells: Vec<_> = sites.iter().map(|places| PointGrid::new(places, REACH)).collect();
    let law = |(build, _, p): (usize, u32, TreatmentParameters)| {
        let (head, person) = &heads()[build];
        let guide = HairlineDesign::new(&person.chart, &head.landmarks, 1);
        for q in guide.line(&person.chart, &TreatmentParameters { irregularity: 0.0, ..p }) {
            let skin = person.chart.skin_at(q);
            let (cells, order) = &cells[build];
            let near = cells.near(skin).into_iter().flat_map(|(from, to)| &order[from..to]);
            let nearest = near.map(|i| sites[build][*i as usize].distance(skin)).fold(f32::MAX, f32::min);
            // At the temple handles may bring it 2 mm before the skin that ever bears hair.
            let reach = if skin.y > 60.0 { 1.5 } else { REACH };
            prop_assert!(nearest < reach, "no site within {reach} mm of {skin}");
        }
        Ok(())
    };
    runner(256).run(&designs(), law).unwrap();
}

#[test]
fn a_handle_moves_as_many_millimeters_along_the_skin_as_asked() {
    let law = |(build, seed, handle, [forward, aside]): (usize, u32, usize, [f32; 2])| {
        let (head, person) = &heads()[build];
        let guide = HairlineDesign::new(&person.chart, &head.landmarks, seed);
        let p = TreatmentParameters::from(&Settings::default());
        let way = match handle {
            // Nothing grows ahead of the temporal points.
            3 | 4 => [forward.min(0.0), aside.max(0.0)],
            // Nor more than 30 mm ahead of a line at 8 cm.
            _ => [forward.min(15.0), aside],
        };
        let mut handles = Handles::default();
        let moved = [&mut handles.middle].into_iter().chain(&mut handles.corners).chain(&mut handles.temples).nth(handle);
        *moved.unwrap() = way;
        let from = guide.handles(&person.chart, &p);
        let to = guide.handles(&person.chart, &TreatmentParameters { handles, ..p });
        let (asked, gone) = (Vec2::from(way).length(), from[handle].place.distance(to[handle].place));
        // A chord is shorter than its arc, most on the ridge of the temple, whose radius is some 40 mm.
        let shorter = asked * asked * asked / (24.0 * 40.0 * 40.0);
        prop_assert!((gone - asked).abs() < 0.05 * asked + 0.3 + shorter, "handle {handle} by {way:?}: {gone} mm");
        for (other, (a, b)) in from.iter().zip(&to).enumerate().filter(|(other, _)| *other != handle) {
            prop_assert!(a.place.distance(b.place) < 0.01, "handle {handle} moves handle {other}");
        }
        Ok(())
    };
    runner(64).run(&(0_usize..2, any::<u32>(), 0_usize..5, [-40.0_f32..40.0, -40.0_f32..40.0]), law).unwrap();
}

#[test]
fn every_slider_moves_every_shape_over_its_whole_range() {
    for ((head, person), hairline) in heads().iter().flat_map(|h| SHAPES.map(|shape| (h, shape))) {
        let chart = &person.chart;
        let guide = HairlineDesign::new(chart, &head.landmarks, 7);
        let usual = TreatmentParameters { hairline, ..TreatmentParameters::from(&Settings::default()) };
        // Most that any point of the line moves between two settings, mm.
        let apart = |a: TreatmentParameters, b: TreatmentParameters| {
            let [a, b] = [a, b].map(|p| guide.line(chart, &p));
            a.iter().zip(&b).map(|(a, b)| chart.skin_at(*a).distance(chart.skin_at(*b))).fold(0.0, f32::max)
        };
        for (from, to) in [(0.0, 0.5), (0.5, 1.0)] {
            let between = |value: f32| from + (to - from) * value;
            for low in [5.5, 8.0] {
                let p = TreatmentParameters { hairline_height_cm: low, irregularity: 0.0, ..usual };
                let recession = |value: f32| TreatmentParameters { temple_recession: between(value), ..p };
                assert!(apart(recession(0.0), recession(1.0)) > 1.5, "{hairline:?}, recession from {from} at {low} cm");
            }
            let height = |value: f32| TreatmentParameters { hairline_height_cm: 5.5 + 4.5 * between(value), ..usual };
            assert!(apart(height(0.0), height(1.0)) > 15.0, "{hairline:?}, height from {from}");
            let waves = |value: f32| TreatmentParameters { irregularity: between(value), ..usual };
            assert!(apart(waves(0.0), waves(1.0)) > 0.3, "{hairline:?}, irregularity from {from}");
            let sides = |value: f32| TreatmentParameters { asymmetry: between(value), ..usual };
            assert!(apart(sides(0.0), sides(1.0)) > 0.3, "{hairline:?}, asymmetry from {from}");
        }
    }
}
