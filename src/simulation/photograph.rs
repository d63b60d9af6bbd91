//! Opening a photograph in place of the studio, fitting a camera to it, and forgetting it.

use super::graph::Simulation;
use super::open_photograph::{OpenPhotograph, override_by_photograph};
use crate::camera::Camera;
use crate::render::Photograph;

impl Simulation {
    /// Draws into a photograph from now on: RGBA, sRGB, row by row, 16–4096 px each side. False where the size is not allowed or
    /// does not fit the number of bytes; then nothing changes.
    pub fn open_photograph(&mut self, rgba: &[u8], width: usize, height: usize) -> bool {
        let Some(pixels) = Photograph::new(rgba, width, height) else { return false };
        self.photograph = Some(OpenPhotograph { pixels, camera: None, adds_stubble: false });
        self.photograph_changed();
        true
    }

    /// Draws the head in its studio again, and frees the photograph.
    pub fn forget_photograph(&mut self) {
        self.photograph = None;
        self.photograph_changed();
    }

    /// Sets the camera that sees the head as the photograph does. Nothing happens without a photograph.
    pub fn set_photograph_camera(&mut self, camera: Camera) {
        if let Some(open) = &mut self.photograph {
            open.camera = Some(camera);
            self.photograph_changed();
        }
    }

    /// Whether the stubble that the settings leave is added to a photograph, as on a head shaved with a razor; at first it is not.
    pub fn add_stubble_to_photograph(&mut self, adds: bool) {
        if let Some(open) = &mut self.photograph {
            open.adds_stubble = adds;
            self.photograph_changed();
        }
    }

    fn photograph_changed(&mut self) {
        self.photograph_version += 1;
        self.update_effective();
    }

    /// Recomputes the settings in force.
    pub(super) fn update_effective(&mut self) {
        self.effective = self.settings.effective();
        if self.photograph.is_some() {
            override_by_photograph(&mut self.effective);
        }
    }
}
