//! What every test crate does to a simulation.

use smp_visualizer::parameters::{Parameter, TABLE};
use smp_visualizer::simulation::Simulation;

/// Sets parameters by name and text, in the order given, and draws until the picture is at rest.
pub(crate) fn change(simulation: &mut Simulation, settings: &[(&str, &str)]) {
    for (name, text) in settings {
        let index = Parameter::find(name).unwrap_or_else(|e| panic!("{e}"));
        let value = TABLE[index].parse(text).unwrap_or_else(|e| panic!("{e}"));
        simulation.set_at(index, value).unwrap_or_else(|e| panic!("{e}"));
    }
    simulation.finish();
}
