//! What a frame gives back: WebAssembly memory never shrinks, so that what comes next must find room in it.

use super::{CoarseMarks, Frame, Hair, LightBuffer, Spread, Transmission, WornPlanes};

impl Frame {
    /// Frees all but the picture itself, before much else is made: whoever is drawn next needs none of it.
    pub fn clear_planes(&mut self) {
        self.composed = None;
        self.photograph = None;
        self.depth = Vec::new();
        self.sites = Vec::new();
        self.light = LightBuffer::default();
        self.hair = Hair::default();
        self.worn = WornPlanes::default();
        self.pigment = Transmission::for_disjoint_marks();
        self.blowout = CoarseMarks::default();
        self.before = Spread::default();
        self.after = Spread::default();
    }

    /// Frees the picture that was drawn, and all its planes, before one of another size: that finds no place in what they leave bit by
    /// bit, and WebAssembly memory never shrinks.
    pub fn clear_picture(&mut self) {
        self.pixmap.bytes.fill(0);
        self.pixmap.bytes = Vec::new();
        self.pixmap.photograph_curves = None;
        self.view = None;
        self.clear_planes();
    }
}
