//! The steps of a frame in a photograph: its light instead of shading, its blur on the marks, its bytes where none lie.

use super::{CoarsePlane, CompareSide, Frame, PhotographSurface, studio_lights};
use crate::camera::Camera;
use crate::optics::Inks;
use crate::render::compose::photograph::PhotographLayers;
use crate::render::surface::photograph::{BrushStroke, Photograph, PhotographSubject};

impl Frame {
    /// Steps 1 to 3 in one: the light of a photograph instead of the studio's. Before a fit there is no `view`, and nothing but its bytes.
    pub fn light_photograph(&mut self, photograph: &Photograph, subject: PhotographSubject<'_>, view: Option<Camera>) {
        self.lights = studio_lights();
        self.pixmap.resize(photograph.width, photograph.height, self.lights.scene.backdrop);
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
        self.lit.places.extend(subject.head.mesh.positions.iter().map(|&place| view.project(place)));
        self.binned.bin(&subject.head.mesh, &self.lit.places, &view, 0.0, 0.0);
        let surface = PhotographSurface::new(photograph, subject, &view, &self.binned, &mut self.depth, &mut self.light);
        self.photograph = Some((surface, CoarsePlane::default()));
    }

    /// Applies all strokes of the brush to the skin that was found.
    pub fn brush_photograph(&mut self, strokes: &[BrushStroke]) {
        let Some((surface, _)) = &mut self.photograph else { return };
        surface.brush(strokes, &self.depth, self.pixmap.width);
        self.composed = None;
    }

    /// What the photograph has beside its light, once it was lit. Always none in a build without photographs.
    #[inline(always)]
    pub fn photograph_surface(&self) -> Option<&PhotographSurface> {
        if cfg!(feature = "photograph") { self.photograph.as_ref().map(|(surface, _)| surface) } else { None }
    }

    /// Gives pigment that was just drawn the photograph's blur, and takes its finest detail from a copy.
    pub(super) fn blur_as_photographed(&mut self) {
        let Some(blur_px) = self.photograph_surface().map(|surface| surface.blur_px) else { return };
        self.pigment.blur(blur_px, &self.inked_rows);
        let (width, height) = self.pigment.size();
        let smooth = CoarsePlane::downsampled_from(width, height, &|y| self.pigment.row(y)).downsampled();
        if let Some((_, own)) = &mut self.photograph {
            *own = smooth;
        }
    }

    /// Step 6 in a photograph: its bytes, and on the side of after what marks make of them.
    pub fn compose_photograph(&mut self, photograph: &Photograph, inks: &Inks, compare: f32) {
        let (canvas, split, rows) = self.due(inks, compare);
        if compare < 1.0 && !self.after.covers(&rows) {
            self.spread_rows(inks, compare, &rows);
        }
        let Some((surface, smooth)) = &self.photograph else { return };
        let layers = PhotographLayers { photograph, surface, light: &self.light, smooth, hair: &self.hair };
        let after = CompareSide { columns: (split, self.pixmap.width), pigment: Some(&self.pigment), spread: &self.after };
        self.pixmap.compose_photograph(&layers, inks, rows, &after);
        self.composed = Some((canvas, split, self.inked_rows.clone()));
    }
}
