//! The steps of a frame in a photograph: its light instead of shading, its blur on the marks, its bytes where none lie.

use super::{CoarsePlane, CompareSide, Frame, PhotographSurface};
use crate::camera::Camera;
use crate::head::Head;
use crate::optics::Inks;
use crate::render::compose::photograph::PhotographLayers;
use crate::render::surface::photograph::Photograph;

impl Frame {
    /// Steps 1 to 3 in one: the light of a photograph instead of the studio's. Before a fit there is no `view`, and nothing but its bytes.
    pub fn light_photograph(&mut self, photograph: &Photograph, head: &Head, view: Option<Camera>) {
        self.pixmap.resize(photograph.width, photograph.height);
        self.pixmap.mark_all_written();
        self.sites.clear();
        self.composed = None;
        self.lit_count += 1;
        self.view = view;
        let Some(view) = view else {
            self.photograph = None;
            self.pixmap.bytes.copy_from_slice(&photograph.bytes);
            return;
        };
        self.lit.places.clear();
        self.lit.places.extend(head.mesh.positions.iter().map(|&place| view.project(place)));
        self.binned.bin(&head.mesh, &self.lit.places, &view, 0.0, 0.0);
        let surface = PhotographSurface::new(photograph, head, &view, &self.binned, &mut self.depth, &mut self.light);
        self.photograph = Some((surface, CoarsePlane::default()));
    }

    /// Gives pigment that was just drawn the photograph's blur, and takes its finest detail from a copy.
    pub(super) fn blur_as_photographed(&mut self) {
        let Some((surface, smooth)) = &mut self.photograph else { return };
        self.pigment.blur(surface.blur_px, &self.inked_rows);
        let (width, height) = self.pigment.size();
        *smooth = CoarsePlane::downsampled_from(width, height, &|y| self.pigment.row(y)).downsampled();
    }

    /// Step 6 in a photograph: its bytes, and on the side of after what marks make of them.
    pub fn compose_photograph(&mut self, photograph: &Photograph, inks: &Inks, compare: f32) {
        let Some((surface, smooth)) = &self.photograph else { return };
        let split = (compare * self.pixmap.width as f32 + 0.5) as usize;
        let layers = PhotographLayers { photograph, surface, light: &self.light, smooth, hair: &self.hair };
        let after = CompareSide { columns: (split, self.pixmap.width), pigment: Some(&self.pigment), spread: &self.after };
        self.pixmap.compose_photograph(&layers, inks, 0..photograph.height, &after);
    }
}
