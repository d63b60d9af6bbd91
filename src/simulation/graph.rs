//! The graph of products: each remembers what it was made from and is made anew when that differs.

use super::cached::Cached;
use super::open_photograph::OpenPhotograph;
use super::step::Step;
use crate::base::math::Vec4;
use crate::base::units::CM2_PER_MM2;
use crate::camera::{Camera, CameraParameters, look_at};
use crate::head::{Build, Head};
use crate::optics::aging::{AgingTable, MarkHistory};
use crate::optics::hair::LengthCorrection;
use crate::optics::overlay::Overlay;
use crate::optics::relief::Relief;
use crate::optics::relief_places::relief_places;
use crate::optics::skin::{SkinOptics, SkinState};
use crate::optics::visibility::Transfer;
use crate::optics::{Complexion, Inks, OpticsParameters};
use crate::parameters::{Id, ParameterError, Settings};
use crate::render::{Frame, HairLayer, HairShading, PhotographSubject, Pixmap, WornPlanes, WornShading};
use crate::scalp::beard::{self, Beard};
use crate::scalp::groom::hull::Hull;
use crate::scalp::groom::{Groom, GroomParameters, STUBBLE_MM, Style, StyleDirections};
use crate::scalp::loss::{Loss, Pattern};
use crate::scalp::scar::{Scar, ScarKind};
use crate::scalp::{Person, Scalp, ScalpParameters, Stubble};
use crate::treatment::{self, Dot, Plan, SiteScars, Sites, TreatmentParameters};

/// Version and style of worn hair, where any is worn.
type WornKey = Option<(u32, WornShading)>;

/// One percent.
const PERCENT: f64 = 0.01;

/// One head, its settings and its picture.
pub struct Simulation {
    pub(super) settings: Settings,
    pub(super) effective: Settings,
    pub(super) width: usize,
    pub(super) height: usize,
    /// A photograph to draw into, and its version.
    pub(super) photograph: Option<OpenPhotograph>,
    pub(super) photograph_version: u32,
    pub(super) head: Cached<Head, Build>,
    /// The body and the person whose face it was given last.
    pub(super) face: Cached<(), (u32, u32)>,
    pub(super) transfer: Cached<Transfer, u32>,
    pub(super) relief: Cached<(Relief, Frame), ()>,
    pub(super) person: Cached<Person, (u32, u32)>,
    pub(super) relief_places: Cached<Vec<Vec4>, (u32, u32)>,
    pub(super) beard_roots: Cached<Beard, u32>,
    pub(super) beard: Cached<Stubble, (u32, Option<f32>)>,
    pub(super) hair_vertices: Cached<super::hair_vertices::HairVertices, u32>,
    pub(super) sites: Cached<Sites, u32>,
    pub(super) loss: Cached<Loss, (u32, Pattern)>,
    pub(super) scar: Cached<(Scar, SiteScars), (u32, ScarKind, f32)>,
    pub(super) scalp: Cached<Scalp, (u32, u32, ScalpParameters)>,
    /// What worn hair lies on; made when hair is first worn.
    pub(super) hull: Cached<Hull, (u32, u32)>,
    pub(super) style_directions: Cached<StyleDirections, (u32, Style)>,
    pub(super) groom: Cached<Option<Groom>, (u32, GroomParameters)>,
    /// Loss and scar, and the hair but for its length, which hides and asks for nothing.
    pub(super) plan: Cached<Plan, (u32, u32, u32, ScalpParameters, TreatmentParameters)>,
    pub(super) dots: Cached<Vec<Dot>, (u32, TreatmentParameters)>,
    pub(super) complexion: Cached<Complexion, (u32, u32, f32, f32, SkinState)>,
    /// Share of its light that worn hair leaves to each mesh vertex.
    pub(super) light_transmitted: Cached<Option<Vec<f32>>, (u32, u32, f32)>,
    pub(super) lit: Cached<(), (u32, u32, Option<Camera>, u32)>,
    /// The view and the scar whose skin was sampled last.
    pub(super) surface: Cached<(), (u32, u32)>,
    pub(super) strokes: Cached<(), (u32, u32, u32, HairShading, LengthCorrection, WornKey)>,
    pub(super) strands: Cached<(), (u32, u32, WornShading)>,
    /// Camera and sites of the dots drawn last.
    pub(super) marks_view: (u32, u32),
    pub(super) marks: Cached<(), (u32, u32, MarkHistory)>,
    pub(super) spread: Cached<(), (u32, u32, Inks, f32)>,
    /// The lit photograph and the strokes of the brush on it.
    pub(super) brushed: Cached<(), (u32, u32)>,
    pub(super) composed: Cached<(), (u32, u32, f32, usize, bool)>,
}

impl Default for Simulation {
    fn default() -> Self {
        Self::new(Settings::default(), 512, 512)
    }
}

impl Simulation {
    /// A simulation that has computed nothing yet. The picture is `width` × `height` px, each 16–4096.
    pub fn new(settings: Settings, width: usize, height: usize) -> Self {
        Self {
            effective: settings.effective(),
            settings,
            width: width.clamp(16, 4096),
            height: height.clamp(16, 4096),
            photograph: None,
            photograph_version: 0,
            head: Cached::new(),
            face: Cached::new(),
            transfer: Cached::new(),
            relief: Cached::new(),
            person: Cached::new(),
            relief_places: Cached::new(),
            beard_roots: Cached::new(),
            beard: Cached::new(),
            hair_vertices: Cached::new(),
            sites: Cached::new(),
            loss: Cached::new(),
            scar: Cached::new(),
            scalp: Cached::new(),
            hull: Cached::new(),
            style_directions: Cached::new(),
            groom: Cached::new(),
            plan: Cached::new(),
            dots: Cached::new(),
            complexion: Cached::new(),
            light_transmitted: Cached::new(),
            lit: Cached::new(),
            surface: Cached::new(),
            strokes: Cached::new(),
            strands: Cached::new(),
            marks_view: (0, 0),
            marks: Cached::new(),
            spread: Cached::new(),
            brushed: Cached::new(),
            composed: Cached::new(),
        }
    }

    /// The settings as given.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Sets the parameter at a place of the table.
    ///
    /// # Errors
    /// The value is not allowed; then nothing changes.
    pub fn set_at(&mut self, index: usize, value: f64) -> Result<(), ParameterError> {
        self.settings.set_at(index, value)?;
        self.update_effective();
        Ok(())
    }

    /// Size of the picture, px, each side 16–4096.
    pub fn resize(&mut self, width: usize, height: usize) {
        self.width = width.clamp(16, 4096);
        self.height = height.clamp(16, 4096);
    }

    /// Does the next due piece of work. `None`: the picture is finished, at its quality at rest.
    pub fn step(&mut self) -> Option<Step> {
        self.scene_step().or_else(|| self.picture_step())
    }

    /// Steps until the picture is at rest.
    pub fn finish(&mut self) {
        while self.step().is_some() {}
    }

    /// Gives back all that grew on this person: whoever comes next needs the memory.
    fn clear_person(&mut self) {
        self.sites.clear();
        self.loss.clear();
        self.scar.clear();
        self.scalp.clear();
        self.groom.clear();
        self.hull.clear();
        self.style_directions.clear();
        self.light_transmitted.clear();
        self.plan.clear();
        self.dots.clear();
        self.hair_vertices.clear();
        self.beard_roots.clear();
        self.beard.clear();
        self.person.clear();
        if let Some((_, (_, frame))) = &mut self.relief.entry {
            frame.clear_sites();
        }
    }

    /// Steps that do not depend on the camera.
    fn scene_step(&mut self) -> Option<Step> {
        let build = Build::from(&self.effective);
        if !self.head.is_current(&build) {
            self.clear_person();
            self.complexion.clear();
            self.relief_places.clear();
            self.transfer.clear();
            self.head.clear();
            self.head.store(build, Head::new(build));
            return Some(Step::Head);
        }
        let body = self.head.version;
        let seed = self.effective.get(Id::Seed) as u32;
        if !self.face.is_current(&(body, seed)) {
            self.head.entry.as_mut()?.1.vary_face(seed);
            self.face.store((body, seed), ());
        }
        if !self.person.is_current(&(body, seed)) {
            self.clear_person();
            let person = Person::new(self.head.get()?, seed);
            self.person.store((body, seed), person);
            return Some(Step::Follicles);
        }
        let (head, person) = (self.head.get()?, self.person.get()?);
        if !self.sites.is_current(&self.person.version) {
            self.sites.store(self.person.version, Sites::new(head, person, seed));
            return Some(Step::Sites);
        }
        let sites = self.sites.get()?;
        // After the points: their scratch memory, the largest there is, is used again by all that follows.
        if !self.transfer.is_current(&body) {
            self.transfer.store(body, Transfer::bake(&head.mesh, &head.mean_positions()));
            return Some(Step::Visibility);
        }
        if !self.relief.is_current(&()) {
            self.relief.store((), (Relief::new(), Frame::new()));
            return Some(Step::Relief);
        }
        let pattern = Pattern::from(&self.effective);
        let loss_key = (self.person.version, pattern);
        if !self.loss.is_current(&loss_key) {
            self.loss.clear();
            self.loss.store(loss_key, Loss::new(person, pattern));
            return Some(Step::Loss);
        }
        let loss = self.loss.get()?;
        let kind = ScarKind::from(&self.effective);
        let size = self.effective.number(Id::ScarSize);
        let scar_key = (self.sites.version, kind, size);
        if !self.scar.is_current(&scar_key) {
            self.scar.clear();
            let scar = Scar::new(person, &head.mesh, kind, size);
            let site_scars = sites.scars(&scar);
            self.scar.store(scar_key, (scar, site_scars));
            return Some(Step::Scar);
        }
        let (scar, site_scars) = self.scar.get()?;
        let scalp_key = (self.loss.version, self.scar.version, ScalpParameters::from(&self.effective));
        if !self.scalp.is_current(&scalp_key) {
            self.scalp.clear();
            let scalp = Scalp::new(person, loss, scar, &scalp_key.2);
            self.scalp.store(scalp_key, scalp);
            return Some(Step::Hair);
        }
        let worn = self.scalp.get()?.parameters.hair_length_mm > STUBBLE_MM;
        let groom_key = (self.scalp.version, if worn { GroomParameters::from(&self.effective) } else { GroomParameters::default() });
        if !self.groom.is_current(&groom_key) {
            self.groom.clear();
            let hull_key = (body, seed);
            if worn && !self.hull.is_current(&hull_key) {
                self.hull.store(hull_key, Hull::new(&head.mesh, head.landmarks.vertex.y));
            }
            let groom = match self.hull.get() {
                Some(hull) if worn => {
                    let fields_key = (self.hull.version, groom_key.1.style);
                    if !self.style_directions.is_current(&fields_key) {
                        self.style_directions.store(fields_key, StyleDirections::new(person, hull, groom_key.1.style));
                    }
                    Some(Groom::new(person, hull, self.style_directions.get()?, &self.scalp.get()?.roots, &groom_key.1))
                }
                _ => None,
            };
            self.groom.store(groom_key, groom);
            if worn {
                return Some(Step::Groom);
            }
        }
        let groom = self.groom.get()?.as_ref();
        let optics = OpticsParameters::from(&self.effective);
        let beard_key = (self.person.version, optics.beard_mm);
        if !self.beard.is_current(&beard_key) {
            if !self.beard_roots.is_current(&self.person.version) {
                self.beard_roots.store(self.person.version, Beard::new(head, person));
            }
            self.beard.clear();
            let roots = self.beard_roots.get()?;
            let beard = optics.beard_mm.map(|length_mm| roots.cut_to(length_mm, seed)).unwrap_or_default();
            self.beard.store(beard_key, beard);
            return Some(Step::Hair);
        }
        let scalp = self.scalp.get()?;
        let treatment = TreatmentParameters::from(&self.effective);
        // Density, dot size and sessions change no area.
        let area = TreatmentParameters { density: 0.0, dot_diameter_mm: 0.0, sessions: 0, ..treatment };
        let cut = ScalpParameters { hair_length_mm: 0.0, ..scalp.parameters };
        // Worn hair hides the more the longer it is; cut hair does not.
        let plan_key = (self.loss.version, self.scar.version, if groom.is_some() { self.groom.version } else { 0 }, cut, area);
        if !self.plan.is_current(&plan_key) {
            self.plan.clear();
            let worn = groom.zip(self.hull.get());
            let plan = Plan::new(sites, loss, site_scars, person, scalp, worn, &treatment);
            self.plan.store(plan_key, plan);
            return Some(Step::Area);
        }
        let dots_key = (self.plan.version, treatment);
        if !self.dots.is_current(&dots_key) {
            self.dots.clear();
            let dots = treatment::place_dots(sites, self.plan.get()?, site_scars, &treatment);
            self.dots.store(dots_key, dots);
            return Some(Step::Dots);
        }
        let complexion_key = (body, seed, optics.skin, optics.shine, optics.state);
        if !self.complexion.is_current(&complexion_key) {
            if !self.relief_places.is_current(&(body, seed)) {
                let places = relief_places(&head.mesh, seed);
                self.relief_places.store((body, seed), places);
            }
            self.complexion.store(complexion_key, Complexion::new(&head.mesh, &optics, seed));
            return Some(Step::Skin);
        }
        let clear = optics.translucency_now();
        let left_key = (body, if groom.is_some() { self.groom.version } else { 0 }, if groom.is_some() { clear } else { 0.0 });
        if !self.light_transmitted.is_current(&left_key) {
            self.light_transmitted.clear();
            let left = groom.zip(self.hull.get()).map(|(groom, hull)| groom.light_transmitted(hull, &head.mesh, clear));
            self.light_transmitted.store(left_key, left);
            if groom.is_some() {
                return Some(Step::Groom);
            }
        }
        None
    }

    /// The camera's steps.
    fn picture_step(&mut self) -> Option<Step> {
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
        let lit_key =
            (self.complexion.version, if left.is_some() { self.light_transmitted.version } else { 0 }, view, self.photograph_version);
        if !self.lit.is_current(&lit_key) {
            match (photograph, view) {
                (Some(photograph), view) => {
                    let subject = PhotographSubject { head, person: self.person.get()? };
                    frame.light_photograph(photograph, subject, view);
                }
                (None, Some(view)) => frame.light(head, complexion, left, self.transfer.get()?, view),
                (None, None) => return None,
            }
            self.lit.store(lit_key, ());
            return Some(if view.is_some() { Step::Light } else { Step::Compose });
        }
        // Before its camera is fitted a photograph is shown as it is.
        view?;
        let lit = self.lit.version;
        let overlay = Overlay::new(&self.scar.get()?.0, &self.person.get()?.features, SkinOptics::monk(optics.skin));
        let surface_key = (lit, self.scar.version);
        if photograph.is_none() && !self.surface.is_current(&surface_key) {
            frame.reset_samples();
            frame.sample(head, complexion, relief, &overlay);
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
            frame.dots(self.dots.get()?, sites, &AgingTable::new(&past, seed));
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
        frame.sample(head, complexion, relief, &overlay);
        Some(Step::Refine)
    }

    /// The camera that was fitted to the photograph, if one is open, or the one that these settings aim at this person; none before
    /// there is either.
    pub fn camera(&self) -> Option<Camera> {
        if let Some(open) = OpenPhotograph::if_built(self.photograph.as_ref()) {
            return open.fitted.as_ref().map(|fitted| fitted.camera);
        }
        let (sites, person) = (self.sites.get()?, self.person.get()?);
        let p = CameraParameters::from(&self.effective);
        let subject = look_at::look_at_target(person, &sites.hairline, &TreatmentParameters::from(&self.effective), &p);
        Some(Camera::looking_at(subject, &p, self.width, self.height))
    }

    /// The picture as far as it has come.
    pub fn pixmap(&self) -> Option<&Pixmap> {
        self.relief.get().map(|(_, frame)| &frame.pixmap)
    }

    /// Worn hair in the picture, once there is a picture.
    pub fn worn(&self) -> Option<&WornPlanes> {
        self.relief.get().map(|(_, frame)| frame.worn_hair())
    }

    /// The head, once it is made.
    pub fn head(&self) -> Option<&Head> {
        self.head.get()
    }

    /// Every place a dot may go, once made.
    pub fn sites(&self) -> Option<&Sites> {
        self.sites.get()
    }

    /// The dots, once placed.
    pub fn dots(&self) -> &[Dot] {
        self.dots.get().map_or(&[], Vec::as_slice)
    }

    /// The hair, once grown.
    pub fn scalp(&self) -> Option<&Scalp> {
        self.scalp.get()
    }
}
