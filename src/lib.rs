//! Scalp micropigmentation, simulated: a head with its hair loss, the treatment and the light, in real millimeters.
//!
//! Five stages, each answering one question and passing its answer on:
//!
//! **[body](head) → [person](scalp) → [artist](treatment) → [light](optics) → [camera](render)**
//!
//! ```
//! use smp_visualizer::head::Head;
//! use smp_visualizer::parameters::Settings;
//! use smp_visualizer::simulation::Simulation;
//!
//! let mut simulation = Simulation::new(Settings::default(), 96, 96);
//! simulation.finish();
//!
//! let height = |head: &Head| head.landmarks.vertex.y; // of the skull's top above the ears, mm
//! assert!(simulation.head().map(height) > Some(100.0));
//! let report = simulation.report();
//! assert!(report.dots > 5_000, "a Norwood V takes thousands of dots");
//! assert_eq!(simulation.pixmap().map(|p| p.bytes.len()), Some(96 * 96 * 4));
//! ```
//!
//! # Code map
//!
//! | stage | question | in → out |
//! |---|---|---|
//! | [`head`] | What shape is it? | – → mesh, landmarks, brows and lashes |
//! | [`scalp`] | What hair grows on it, and what is left? | head → follicular units → strands |
//! | [`treatment`] | Where does each dot go? | scalp → sites → plan → dots |
//! | [`optics`] | What color does it all have? | skin, pigment, studio → reflectances and light |
//! | [`camera`] | What does it look at? | person, hairline → view; handles on a photograph → view and shape |
//! | [`render`] | Which pixel is that? | all of it → bytes |
//!
//! [`parameters`] is the one table of everything a visitor may set; [`simulation`] runs the stages and keeps what did not
//! change; `wasm.rs` is the one file that knows JavaScript.
//!
//! # Invariants
//!
//! * A stage imports only stages to its left, and [`base`]; no file imports in a circle.
//! * Before [`camera`] there is no pixel, and [`camera::projection`] alone converts places and sizes to pixels. Millimeters go on
//!   within [`render`] as sizes of marks, of relief and of scattered light; [`render::marks::transmission`] and
//!   [`render::compose`] know none. Before [`render::compose`] all light is linear.
//! * Same settings, same bytes: natively, in WebAssembly, in every browser, whatever was moved before. No clock, no hidden
//!   random state; random numbers are addressed by seed, stream and index.
//! * A slider never reshuffles the head: more density or another session only adds dots, a later stage
//!   only takes hair, a later year only fades.
//! * Past the parameter table nothing can fail: no `Result`, no panic.
//! * Before and after are the same head under the same light.
//!
//! # Why some functions are never inlined
//!
//! A browser first compiles WebAssembly with a fast baseline compiler and replaces a function by its optimized code only between two
//! calls of it: there is no on-stack replacement. So the hot loops of the start are small functions that are called often, marked
//! `#[inline(never)]`; inlined into one long loop they would run as baseline code to its end.

pub mod base;
pub mod parameters;

pub mod head;
pub mod scalp;
pub mod treatment;
pub mod optics;
pub mod camera;
pub mod render;

pub mod simulation;
#[cfg(target_arch = "wasm32")]
mod wasm;
