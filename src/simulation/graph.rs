//! The graph of products: each remembers what it was made from and is made anew when that differs.

use super::cached::Cached;
use super::open_photograph::OpenPhotograph;
use super::step::Step;
use crate::base::math::Vec4;
use crate::camera::{Camera, CameraParameters, look_at};
use crate::head::{Build, Head};
use crate::optics::aging::MarkHistory;
use crate::optics::hair::LengthCorrection;
use crate::optics::relief::Relief;
use crate::optics::skin::SkinState;
use crate::optics::visibility::Transfer;
use crate::optics::{Complexion, Inks, LightName, Lighting};
use crate::parameters::{ParameterError, Settings};
use crate::render::{Frame, HairShading, Pixmap, WornPlanes, WornShading};
use crate::scalp::beard::Beard;
use crate::scalp::groom::hull::Hull;
use crate::scalp::groom::{Groom, GroomParameters, HairCover, Style, StyleDirections};
use crate::scalp::loss::{Loss, Pattern};
use crate::scalp::scar::{Scar, ScarKind, ScarredSkin};
use crate::scalp::{Person, Scalp, ScalpParameters, Stubble};
use crate::treatment::{Dot, Plan, SiteScars, Sites, TreatmentParameters};

/// Version and style of worn hair, where any is worn.
type WornKey = Option<(u32, WornShading)>;

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
    /// What a scarring loss leaves of the skin; made from the loss and the stage that shows.
    pub(super) scarred_skin: Cached<ScarredSkin, (u32, f32)>,
    /// Loss and scar, the hair today, and the stage that shows.
    pub(super) scalp: Cached<Scalp, ((u32, u32), ScalpParameters, f32)>,
    /// What worn hair lies on; made when hair is first worn.
    pub(super) hull: Cached<Hull, (u32, u32)>,
    pub(super) style_directions: Cached<StyleDirections, (u32, Style)>,
    pub(super) groom: Cached<Option<Groom>, (u32, GroomParameters)>,
    /// What worn hair covers today, whatever stage shows.
    pub(super) cover: Cached<HairCover, ((u32, u32), ScalpParameters, GroomParameters)>,
    /// Loss and scar, what worn hair covers, and what of the hair of today asks for treatment: not its length, nor its stage where the plan
    /// keeps that itself.
    pub(super) plan: Cached<Plan, ((u32, u32), u32, ScalpParameters, TreatmentParameters)>,
    pub(super) dots: Cached<Vec<Dot>, (u32, TreatmentParameters)>,
    pub(super) complexion: Cached<Complexion, (u32, u32, f32, SkinState)>,
    /// The scene, the skin's shine and the camera's tilt, where that matters.
    pub(super) lighting: Cached<Lighting, (LightName, f32, [f32; 2])>,
    /// Share of its light that worn hair leaves to each mesh vertex.
    pub(super) light_transmitted: Cached<Option<Vec<f32>>, (u32, u32, f32)>,
    pub(super) lit: Cached<(), (u32, u32, u32, Option<Camera>, u32)>,
    /// The view, the scar and the scarred skin that were sampled last.
    pub(super) surface: Cached<(), (u32, u32, u32)>,
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
            scarred_skin: Cached::new(),
            scalp: Cached::new(),
            hull: Cached::new(),
            style_directions: Cached::new(),
            groom: Cached::new(),
            cover: Cached::new(),
            plan: Cached::new(),
            dots: Cached::new(),
            complexion: Cached::new(),
            lighting: Cached::new(),
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

    /// The same without words: false where the value is not allowed.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn put_at(&mut self, index: usize, value: f64) -> bool {
        let is_allowed = self.settings.put_at(index, value);
        self.update_effective();
        is_allowed
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
