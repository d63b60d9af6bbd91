//! Pigment in a photograph against the same head photographed with it: a virtual camera makes both pictures.
//!
//! `cargo test --test photograph -- --nocapture` prints what each case came to; `CASES=60` in the environment takes more of them.

mod agreement;
mod case;
mod color_difference;
mod noise;
mod own_stubble;
mod plane;
mod response;
mod round_trip;
mod scene_light;
mod virtual_camera;

#[path = "../common/mod.rs"]
mod common;
