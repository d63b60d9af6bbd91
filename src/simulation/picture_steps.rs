//! The steps of one picture: light, surface, hair, marks, spread and compose.

use super::graph::Simulation;
use super::open_photograph::OpenPhotograph;
use super::step::Step;
use crate::base::units::CM2_PER_MM2;
use crate::optics::aging::{AgingTable, MarkHistory};
use crate::optics::hair::LengthCorrection;
use crate::optics::overlay::Overlay;
use crate::optics::skin::SkinOptics;
use crate::optics::{Inks, Lighting, OpticsParameters};
use crate::parameters::Id;
use crate::render::{HairLayer, HairShading, PhotographSubject, WornShading};
use crate::scalp::beard::{self};

/// One percent.
const PERCENT: f64 = 0.01;

impl Simulation {
    /// The camera's steps.
    pub(super) fn picture_step(&mut self) -> Option<Step> {
        let optics = OpticsParameters::from(&self.effective);
        let view = self.camera();
        let photograph = OpenPhotograph::if_built(self.photograph.as_ref()).map(|open| &open.pixels);
        let adds_stubble = OpenPhotograph::if_built(self.photograph.as_ref()).is_some_and(|open| open.adds_stubble);
        let (inks, past) = (Inks::new(&optics), MarkHistory::new(&optics));
        let compare = (self.effective.get(Id::Compare) * PERCENT) as f32;
        let (head, complexion, sites) = (self.head.get()?, self.complexion.get()?, self.sites.get()?);
        let (relief, frame) = match &mut self.relief.entry {
            Some((_, (relief, frame))) => ((&*relief, self.relief_places.get()?.as_slice()), frame),
            None => return None,
        };
        let groom = self.groom.get()?.as_ref();
        let left = self.light_transmitted.get()?.as_deref();
        if let (None, Some(view)) = (photograph, view) {
            let tilt = Lighting::tilt(optics.light, view.back);
            let key = (optics.light, optics.shine, tilt);
            if !self.lighting.is_current(&key) {
                self.lighting.store(key, Lighting::new(optics.light, optics.shine, tilt));
            }
        }
        let left_version = if left.is_some() { self.light_transmitted.version } else { 0 };
        let lit_key = (self.complexion.version, self.lighting.version, left_version, view, self.photograph_version);
        if !self.lit.is_current(&lit_key) {
            match (photograph, view) {
                (Some(photograph), view) => {
                    let subject = PhotographSubject { head, person: self.person.get()? };
                    frame.light_photograph(photograph, subject, view);
                }
                (None, Some(view)) => frame.light(head, complexion, self.lighting.get()?, left, self.transfer.get()?, view),
                (None, None) => return None,
            }
            self.lit.store(lit_key, ());
            return Some(if view.is_some() { Step::Light } else { Step::Compose });
        }
        // Before its camera is fitted a photograph is shown as it is.
        view?;
        let lit = self.lit.version;
        let overlay =
            Overlay::new(&self.scar.get()?.0, self.scarred_skin.get()?, &self.person.get()?.features, SkinOptics::monk(optics.skin));
        let surface_key = (lit, self.scar.version, self.scarred_skin.version);
        if photograph.is_none() && !self.surface.is_current(&surface_key) {
            frame.reset_samples();
            frame.sample(head, complexion, self.lighting.get()?, relief, &overlay);
            self.surface.store(surface_key, ());
            return Some(Step::Surface);
        }
        let style = HairShading::from(&self.effective);
        // Worn hair leaves roots and shadows among them.
        let fine = WornShading::from(&self.effective);
        let worn = groom.map(|_| (self.groom.version, fine));
        // What a photograph shows grows by itself.
        let roots = if photograph.is_some() && !adds_stubble { (0, 0) } else { (self.scalp.version, self.beard.version) };
        let strokes_key = (lit, roots.0, roots.1, style, inks.beard, worn);
        if !self.strokes.is_current(&strokes_key) {
            let scalp = self.scalp.get()?;
            let face_hair: &[_] = if scalp.pattern.affects_face_hair() { &[] } else { &head.face_hair };
            let p = &scalp.parameters;
            let coats = [
                HairLayer {
                    strands: &scalp.stubble,
                    length_mm: p.hair_length_mm,
                    per_mm2: CM2_PER_MM2 * p.hair_density,
                    length_correction: LengthCorrection::NONE,
                },
                HairLayer {
                    strands: self.beard.get()?,
                    length_mm: optics.beard_mm.unwrap_or(0.0),
                    per_mm2: beard::DENSEST,
                    length_correction: inks.beard,
                },
            ];
            if photograph.is_some() {
                // The face is the photograph's.
                frame.hair(if adds_stubble { &coats[..1] } else { &[] }, &[], &style);
            } else {
                frame.hair(&coats, &[&head.dark_lines, face_hair], &style);
            }
            self.strokes.store(strokes_key, ());
            return Some(Step::Strokes);
        }
        let style = WornShading { least_px: if frame.is_refined() { fine.least_px } else { WornShading::DRAFT_PX }, ..fine };
        // Drawn finely, it stays so for this view.
        let of = |style| (lit, worn.map_or(0, |(version, _)| version), style);
        if !self.strands.is_current(&of(style)) && !self.strands.is_current(&of(fine)) {
            frame.worn(groom.map(|groom| (groom, &style)));
            self.strands.store(of(style), ());
            if groom.is_some() {
                return Some(Step::Strands);
            }
        }
        let marks_key = (lit, self.dots.version, past);
        if !self.marks.is_current(&marks_key) {
            // Dots drawn again in the same view: the visitor moves density or time, and will again.
            if self.marks_view == (lit, self.sites.version) {
                frame.cache_sites(sites, self.marks_view);
            }
            self.marks_view = (lit, self.sites.version);
            let seed = self.effective.get(Id::Seed) as u32;
            frame.dots(self.dots.get()?, sites, &AgingTable::new(&past, seed).with_crown(head.landmarks.whorl));
            self.marks.store(marks_key, ());
            return Some(Step::Marks);
        }
        let sides = if compare <= 0.0 {
            0.0
        } else if compare >= 1.0 {
            1.0
        } else {
            0.5
        };
        let spread_key = (self.strokes.version, self.marks.version, inks, sides);
        if !self.spread.is_current(&spread_key) {
            frame.spread(&inks, sides);
            self.spread.store(spread_key, ());
            return Some(Step::Spread);
        }
        if let Some(OpenPhotograph { strokes: (strokes, version), .. }) = OpenPhotograph::if_built(self.photograph.as_ref()) {
            let brushed_key = (lit, *version);
            if !self.brushed.is_current(&brushed_key) {
                frame.brush_photograph(strokes);
                self.brushed.store(brushed_key, ());
                self.composed.clear();
            }
        }
        let composed_key = (self.spread.version, self.strands.version, compare, frame.samples(), frame.is_draft());
        if !self.composed.is_current(&composed_key) {
            match photograph {
                Some(photograph) => frame.compose_photograph(photograph, &inks, compare),
                None => frame.compose(&inks, compare),
            }
            self.composed.store(composed_key, ());
            return Some(Step::Compose);
        }
        if frame.is_refined() || photograph.is_some() {
            return None;
        }
        frame.sample(head, complexion, self.lighting.get()?, relief, &overlay);
        Some(Step::Refine)
    }
}
