//! Scalp micropigmentation, simulated.
#![doc = ""]

pub mod base;
pub mod parameters;

pub mod head;
pub mod optics;
pub mod render;
pub mod scalp;
pub mod treatment;

pub mod simulation;
#[cfg(target_arch = "wasm32")]
mod wasm;
