//! The hairline: where it may run, what handles move, what its softness promises, what zones leave out.

use crate::runner;
use proptest::prelude::*;
use smp_visualizer::base::math::vec2;
use smp_visualizer::parameters::{Id, Settings};
use smp_visualizer::simulation::Simulation;
use std::cell::RefCell;

/// A head of which only that is made which handles need.
fn simulation(settings: &[(&str, &str)]) -> Simulation {
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
        let law = |(handle, aim, yaw, pitch): (usize, [f64; 2], f64, f64)| {
            let simulation = &mut *simulation.borrow_mut();
            simulation.set_at(Id::Yaw as usize, yaw).unwrap();
            simulation.set_at(Id::Pitch as usize, pitch).unwrap();
            set(simulation, handle, aim);
            let there = simulation.handles().unwrap()[handle];
            set(simulation, handle, [0.0; 2]);
            let start = simulation.handles().unwrap()[handle];
            let found = simulation.reach(handle, there.x, there.y).unwrap();
            set(simulation, handle, found);
            let reached = simulation.handles().unwrap()[handle];
            set(simulation, handle, [0.0; 2]);
            prop_assert!(found.iter().all(|v| (-15.0..=15.0).contains(v) && (v * 2.0).fract() == 0.0), "{found:?}");
            prop_assume!(there.seen && start.seen);
            let off = vec2((reached.x - there.x) * 300.0, (reached.y - there.y) * 240.0).length();
            // A millimetre is 0.8 px, and a step half a millimetre.
            prop_assert!(off < 0.5, "{build}: handle {handle} to {aim:?} from yaw {yaw}, pitch {pitch}: {found:?}, {off} px off");
            Ok(())
        };
        runner(64).run(&(0_usize..5, [-15.0_f64..15.0, -15.0..15.0], -70.0_f64..70.0, -10.0_f64..60.0), law).unwrap();
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
        assert_eq!(simulation.reach(0, 0.5, 0.5).is_some(), some, "{pattern}");
    }
    assert_eq!(simulation.reach(5, 0.5, 0.5), None, "a sixth handle");
}
