//! An open photograph: its pixels, the camera that was fitted to them, and which settings it overrides.

use crate::camera::Camera;
use crate::parameters::{Id, Settings};
use crate::render::Photograph;
use crate::scalp::groom::STUBBLE_MM;

/// An open photograph.
pub(super) struct OpenPhotograph {
    pub(super) pixels: Photograph,
    /// Fitted to it.
    pub(super) camera: Option<Camera>,
    /// Whether the stubble that the settings leave is added to it.
    pub(super) adds_stubble: bool,
}

/// Settings that a photograph decides or cannot follow: hair that is added to it is stubble.
pub(super) fn override_by_photograph(settings: &mut Settings) {
    let longest = settings.get(Id::HairLength).min(f64::from(STUBBLE_MM));
    // The value is the parameter's own, or less: always allowed.
    let _ = settings.set_at(Id::HairLength as usize, longest);
}
