//! The steps that do not depend on the camera: body, person, hair, treatment and skin.

use super::graph::Simulation;
use super::stage_parameters::shown_loss_stage;
use super::step::Step;
use crate::head::{Build, Head};
use crate::optics::relief::Relief;
use crate::optics::relief_places::relief_places;
use crate::optics::visibility::Transfer;
use crate::optics::{Complexion, OpticsParameters};
use crate::parameters::Id;
use crate::render::Frame;
use crate::scalp::beard::Beard;
use crate::scalp::groom::hull::Hull;
use crate::scalp::groom::{Groom, GroomParameters, STUBBLE_MM, StyleDirections};
use crate::scalp::loss::{Loss, Pattern};
use crate::scalp::scar::{Scar, ScarKind, ScarredSkin};
use crate::scalp::{Person, Scalp, ScalpParameters};
use crate::treatment::{self, Plan, PlanBasis, Sites, TreatmentParameters};

impl Simulation {
    /// Gives back all that grew on this person: whoever comes next needs the memory.
    fn clear_person(&mut self) {
        self.sites.clear();
        self.loss.clear();
        self.scar.clear();
        self.scarred_skin.clear();
        self.scalp.clear();
        self.groom.clear();
        self.cover.clear();
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
            frame.clear_planes();
        }
    }

    /// Steps that do not depend on the camera.
    pub(super) fn scene_step(&mut self) -> Option<Step> {
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
        let (today, stage) = (ScalpParameters::from(&self.effective), shown_loss_stage(&self.effective, pattern));
        // No other pattern's stage changes the skin itself.
        let scarred_key = if pattern.leaves_scars() { (self.loss.version, stage) } else { (0, 0.0) };
        if !self.scarred_skin.is_current(&scarred_key) {
            self.scarred_skin.store(scarred_key, ScarredSkin::new(person, &head.mesh, loss, stage));
        }
        let grown = (self.loss.version, self.scar.version);
        let scalp_key = (grown, today, stage);
        if !self.scalp.is_current(&scalp_key) {
            self.scalp.clear();
            self.scalp.store(scalp_key, Scalp::at_stage(person, loss, scar, &today, stage));
            return Some(Step::Hair);
        }
        let worn = today.hair_length_mm > STUBBLE_MM;
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
                    let fields = self.style_directions.get()?;
                    let cover_key = (grown, today, groom_key.1);
                    let of_today = self.cover.is_current(&cover_key);
                    if !of_today && stage > today.loss_stage {
                        // The treatment is planned between the hair of today, of which nothing else is kept.
                        let scalp = Scalp::new(person, loss, scar, &today);
                        self.cover.store(cover_key, Groom::new(person, hull, fields, &scalp.roots, &groom_key.1).cover);
                        return Some(Step::Groom);
                    }
                    let groom = Groom::new(person, hull, fields, &self.scalp.get()?.roots, &groom_key.1);
                    if !of_today {
                        self.cover.store(cover_key, groom.cover.clone());
                    }
                    Some(groom)
                }
                _ => None,
            };
            self.groom.store(groom_key, groom);
            if worn {
                return Some(Step::Groom);
            }
            self.cover.clear();
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
        let cut = ScalpParameters { hair_length_mm: 0.0, ..today };
        // Where no hair was moved, its density asks for nothing, and another stage only for what loss changes.
        let none_moved = kind == ScarKind::None && today.grafts < 1.0;
        let cut = if none_moved { ScalpParameters { loss_stage: 0.0, hair_density: 0.0, ..cut } } else { cut };
        // Worn hair hides the more the longer it is; cut hair does not.
        let plan_key = (grown, if groom.is_some() { self.cover.version } else { 0 }, cut, area);
        let alike = self.plan.is_current(&plan_key);
        if !alike || !self.plan.get()?.is_for(today.loss_stage) {
            let worn = self.cover.get().zip(self.hull.get());
            let basis = PlanBasis { sites, loss, scars: site_scars, person, scalp };
            let before = self.plan.entry.take().filter(|_| alike && worn.is_none()).map(|(_, plan)| plan);
            self.plan.store(plan_key, Plan::from_earlier(before, &basis, worn, &treatment));
            return Some(Step::Area);
        }
        let dots_key = (self.plan.version, treatment);
        if !self.dots.is_current(&dots_key) {
            self.dots.clear();
            let dots = treatment::place_dots(sites, self.plan.get()?, site_scars, &treatment);
            self.dots.store(dots_key, dots);
            return Some(Step::Dots);
        }
        let complexion_key = (body, seed, optics.skin, optics.state);
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
}
