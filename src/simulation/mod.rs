//! Runs the stages, keeps what did not change, reports.
//!
//! There is one mechanism for the start, a slider, a drag and the refinement at rest: settings change, then
//! [`Simulation::step`] does the next due piece of work until nothing is due. Every product remembers what it was made
//! from; it is due when that differs. So what a step costs is what truly changed, and a page can take newer input
//! between any two steps.

pub mod graph;
mod hair_vertices;
mod handles;
mod cached;
mod measures;
mod notes;
mod open_photograph;
mod photograph;
mod picture_steps;
mod scene_steps;
mod stage_parameters;
mod thumbnails;
mod report;
mod step;

pub use graph::Simulation;
pub use handles::PicturePlace;
pub use measures::{Figures, MEASURED, N_LINES};
pub use report::Report;
pub use step::Step;
