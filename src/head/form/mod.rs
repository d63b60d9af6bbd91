//! The parts of a head as signed distances, each with its own numbers only.

pub(super) mod cranium;
pub(super) mod ear;
pub(super) mod eye;
pub(super) mod face;
pub(super) mod mouth;
pub(super) mod neck;
pub(super) mod nose;
pub(super) mod profile;
pub(super) mod sdf;
pub(super) mod deform;
