//! The report: counts, areas, sessions, remarks.

use serde::Serialize;

use super::graph::Simulation;
use super::measures::Figures;
use super::notes::{self, N_NOTES};
use super::stage_parameters::shown_loss_stage;
use crate::base::math::exp;
use crate::optics::OpticsParameters;
use crate::optics::aging::{AgingTable, Mark, MarkHistory, MarkedTissue};
use crate::optics::laser::LaserHistory;
use crate::optics::matching::{MatchInputs, matching_tone};
use crate::optics::shaving::shows_after_days;
use crate::parameters::Id;
use crate::scalp::groom::STUBBLE_MM;
use crate::scalp::loss::Pattern;
use crate::scalp::scar::ScarKind;
use crate::treatment::{self, Dot, TreatmentParameters, Zone};

/// Half-lives after which clinics refresh: when about half of what one sees has gone, and when three quarters have.
const TOUCH_UP: (f32, f32) = (0.91, 1.82);

/// The same in the skin of a scarring loss: clinics renew it after 3–4 years, its half-life is 2.6.
const TOUCH_UP_SCARRING: (f32, f32) = (1.2, 1.5);

/// Dots of one session, its hours from–to, and the least number of sessions (clinics: about 14,000 impressions in 2–4 hours, two
/// sessions and more).
const DOTS_A_SESSION: u32 = 14_000;
const HOURS_A_SESSION: (u32, u32) = (2, 4);
const LEAST_SESSIONS: u32 = 2;

/// Names of the parts of the scalp, in the order of [`ScalpPart::ALL`](crate::treatment::ScalpPart::ALL).
const PARTS: [&str; 5] = ["hairline", "crown", "top", "sides", "scar"];
/// Steps of the tone's slider in one shade.
const TONE_STEPS: f64 = 20.0;
/// Up to this share of the skin hardly two dots overlap (counted on our own dots).
const SIDE_BY_SIDE: f64 = 0.2;
/// Steps in which the share of pigment left is told: what a laser leaves is known no better.
const LEFT_STEPS: f64 = 20.0;
/// cm² of a mm².
const CM2_PER_MM2: f64 = 0.01;

/// Sessions after which the dots stand at their full density.
const USUAL_SESSIONS: u32 = 3;

/// What the simulation says about itself, for a person or a form.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Needle marks: those made so far, or those planned as long as no session is done.
    pub dots: usize,
    /// Dots on each cm² of the skin under treatment, its thin edges among it.
    pub dots_per_cm2: f64,
    /// Skin that gets at least a tenth of the full density, cm²; none where no dot is planned.
    pub treated_area_cm2: f64,
    /// What of it lies in each part of the scalp: along the hairline, around the whorl, on the rest of the top, at back and sides, in scars.
    pub treated_parts_cm2: Figures,
    /// Lengths over the skin and angles: brow (glabella) to the middle of the hairline, from there to the highest point of the skull, corner to
    /// corner; at each corner the angle between the ends of 2 cm of the line to either side. None without a hairline and on a photograph.
    pub measures: Option<Figures>,
    /// Follicular units transplanted.
    pub grafts: usize,
    /// Hairs of the scalp that are left, transplanted ones too.
    pub native_hairs: usize,
    /// Skin with less than half the hair of stage I, cm².
    pub hair_lost_area_cm2: f64,
    /// Skin that later loss has bared outside the treated area, cm²; none where no dot is planned.
    pub bare_outside_cm2: f64,
    /// Sessions a clinic would plan, from–to.
    pub sessions: (u32, u32),
    /// Hours in the chair, all sessions, from–to.
    pub hours: (u32, u32),
    /// Years until clinics would refresh it, from–to: 3–6 in skin, 3–4 where loss left scars, 1–3 in other scars, sooner the more sun.
    pub touch_up_years: (u32, u32),
    /// Share of the treated skin under dots, 0–1; skin under two counts once.
    pub coverage: f64,
    /// Share of the dots' pigment that laser sessions have left, as one sees it, 0–1 to a twentieth; none where there was no session.
    pub pigment_left: Option<f64>,
    /// The tone that fits the hair, 1–5 to a twentieth; none where no tone does.
    pub matching_tone: Option<f64>,
    /// Days after a shave on which hair begins to show beside dots that have healed, 0 where dots are too dark for this hair however often
    /// it is shaved; none without dots or hair, with hair too long to be cut hair, and for dots between hairs.
    pub shows_after_days: Option<u32>,
    /// How often one shaves so that it does not, in days, from–to; zeros where that is not the question.
    pub shave_every_days: (u32, u32),
    /// Ids of remarks; the words stand in the locale files.
    pub notes: Vec<&'static str>,
}

/// Share of skin under discs whose areas add up to so many times it: discs that keep their distance cover it side by side, and overlap as if
/// scattered at random once they are crowded.
fn union_of_discs(sum: f64) -> f64 {
    let open = 1.0 - SIDE_BY_SIDE;
    if sum <= SIDE_BY_SIDE { sum } else { 1.0 - open * f64::from(exp(-((sum - SIDE_BY_SIDE) / open) as f32)) }
}

impl Simulation {
    /// What the treatment amounts to. Zeros until the dots are placed.
    pub fn report(&self) -> Report {
        let planned = self.planned_dots();
        // Of a treatment that has not begun, what it will be.
        let begun = self.effective.get(Id::Sessions) > 0.0;
        let whole = if begun { None } else { self.full_treatment() };
        let dots = whole.as_deref().unwrap_or_else(|| self.dots());
        let treated = if planned == 0 { 0.0 } else { self.area_cm2() };
        let bare_outside = if planned == 0 { 0.0 } else { self.bare_outside_cm2() };
        let disc = |d: &Dot| f64::from(d.diameter * d.diameter) * core::f64::consts::FRAC_PI_4 * CM2_PER_MM2;
        let per_area = |sum: f64| if treated > 0.0 { sum / treated } else { 0.0 };
        // Never fewer than two sessions, since the first fades unevenly.
        // Scars are built up slowly. Said of the whole treatment, however many of its sessions are done.
        let of_dots = planned.div_ceil(DOTS_A_SESSION);
        let least = of_dots.max(LEAST_SESSIONS);
        let tissue = self.marked_tissue();
        let (sessions, touch_up) = match tissue {
            MarkedTissue::Skin => ((least, least + 1), TOUCH_UP),
            MarkedTissue::Scar => ((least, least + 2), TOUCH_UP),
            // Patches of skin disease are done in one, as long as it holds their dots (clinic brief).
            MarkedTissue::Scarring => ((of_dots, of_dots), TOUCH_UP_SCARRING),
        };
        let sessions = if planned == 0 { (0, 0) } else { sessions };
        let half_life = MarkHistory::new(&OpticsParameters::from(&self.effective)).half_life_years(tissue);
        let years = |half_lives: f32| if planned == 0 { 0 } else { (half_lives * half_life + 0.5) as u32 };
        let plan = self.plan.get().filter(|_| planned > 0);
        let shows_after_days = if planned == 0 { None } else { self.shows_after_days() };
        Report {
            dots: dots.len(),
            dots_per_cm2: per_area(dots.len() as f64),
            treated_area_cm2: treated,
            treated_parts_cm2: Figures::new(PARTS, plan.map_or([0.0; 5], |plan| plan.parts_cm2)),
            measures: self.measures(),
            grafts: self.scalp().map_or(0, |s| s.grafts.n),
            native_hairs: self.scalp().map_or(0, |s| s.n_hairs()),
            hair_lost_area_cm2: self.scalp().map_or(0.0, |s| f64::from(s.hair_lost_area_cm2())),
            bare_outside_cm2: bare_outside,
            sessions,
            hours: (sessions.0 * HOURS_A_SESSION.0, sessions.1 * HOURS_A_SESSION.1),
            touch_up_years: (years(touch_up.0), years(touch_up.1)),
            coverage: union_of_discs(per_area(dots.iter().fold(0.0, |sum, dot| sum + disc(dot)))),
            pigment_left: self.pigment_left(),
            matching_tone: self.matching_tone(),
            shows_after_days,
            shave_every_days: shows_after_days.filter(|day| *day > 0).map_or((0, 0), |day| ((day - 1).max(1), day)),
            notes: notes::notes(self, self.area_cm2(), bare_outside).iter().filter(|(_, holds)| *holds).map(|(id, _)| *id).collect(),
        }
    }

    /// What laser sessions have left of all that shows, to a twentieth.
    fn pigment_left(&self) -> Option<f64> {
        let (head, sites, dots) = (self.head.get()?, self.sites.get()?, self.dots());
        let now = MarkHistory::new(&OpticsParameters::from(&self.effective));
        if !now.laser.is_any() || dots.is_empty() {
            return None;
        }
        let seen = |history: &MarkHistory| {
            let age = AgingTable::new(history, self.effective.get(Id::Seed) as u32).with_crown(head.landmarks.whorl);
            let mass = |mark: Mark| f64::from(mark.strength * mark.diameter * mark.diameter);
            let both = dots.iter().map(|dot| age.marks(dot, sites.positions[dot.site as usize]));
            both.fold(0.0, |sum, (mark, run)| sum + mass(mark) + mass(run))
        };
        let before = seen(&MarkHistory { laser: LaserHistory::NONE, ..now });
        (before > 0.0).then(|| (seen(&now) / before * LEFT_STEPS + 0.5).floor() / LEFT_STEPS)
    }

    /// Every remark there is by its id, and whether it holds.
    pub fn notes(&self) -> [(&'static str, bool); N_NOTES] {
        notes::notes(self, self.area_cm2(), self.bare_outside_cm2())
    }

    /// What marks lie in: where there is a scar, that.
    pub(super) fn marked_tissue(&self) -> MarkedTissue {
        if ScarKind::from(&self.effective) != ScarKind::None {
            MarkedTissue::Scar
        } else if Pattern::from(&self.effective).leaves_scars() {
            MarkedTissue::Scarring
        } else {
            MarkedTissue::Skin
        }
    }

    /// Skin that a treatment takes at any density, cm².
    fn area_cm2(&self) -> f64 {
        self.plan.get().map_or(0.0, |plan| f64::from(plan.treated_area_cm2))
    }

    /// Skin that later loss has bared outside the area of the treatment, cm².
    fn bare_outside_cm2(&self) -> f64 {
        let products = self.plan.get().zip(self.sites.get()).zip(self.loss.get()).zip(self.person.get());
        let Some(((((plan, sites), loss), person), (scalp, (_, scars)))) = products.zip(self.scalp.get().zip(self.scar.get())) else {
            return 0.0;
        };
        let stage = shown_loss_stage(&self.effective, loss.pattern);
        if stage <= scalp.parameters.loss_stage {
            return 0.0;
        }
        f64::from(plan.bared_outside_cm2(sites, loss, scars, person, scalp, stage))
    }

    /// The dots there will be once the usual sessions are done.
    fn full_treatment(&self) -> Option<Vec<Dot>> {
        let (sites, (_, scars)) = (self.sites.get()?, self.scar.get()?);
        let treatment = TreatmentParameters { sessions: USUAL_SESSIONS, ..TreatmentParameters::from(&self.effective) };
        Some(treatment::place_dots(sites, self.plan.get()?, scars, &treatment))
    }

    /// Number of dots of all sessions together, about.
    fn planned_dots(&self) -> u32 {
        let (Some(plan), Some(sites)) = (self.plan.get(), self.sites.get()) else { return 0 };
        let n = sites.positions.len();
        let full: f32 = (0..n).map(|site| plan.weight(site)).sum();
        (full * sites.area_cm2 / n.max(1) as f32 * self.effective.number(Id::Density)) as u32
    }

    /// The tone that passes for the hair at the sides: on a photograph for what it shows of it, if it does.
    fn matching_tone(&self) -> Option<f64> {
        let tone = matching_tone(&OpticsParameters::from(&self.effective), &self.match_inputs()?)?;
        // As the slider steps.
        Some(f64::from((tone * TONE_STEPS as f32 + 0.5).floor()) / TONE_STEPS)
    }

    /// The day on which hair that is left begins to show beside the dots.
    fn shows_after_days(&self) -> Option<u32> {
        let is_cut = self.effective.number(Id::HairLength) <= STUBBLE_MM;
        let has_hair = self.scalp().is_some_and(|scalp| scalp.n_hairs() > 0);
        if !is_cut || !has_hair || Zone::from(&self.effective) == Zone::BetweenHairs {
            return None;
        }
        Some(shows_after_days(&OpticsParameters::from(&self.effective), &self.match_inputs()?))
    }

    /// Dots where the treatment is full, and full hair; none on a photograph that shows no cut hair.
    fn match_inputs(&self) -> Option<MatchInputs> {
        let darkness = self.photograph_surface().map_or(Some(1.0), |surface| surface.stubble)?;
        Some(MatchInputs {
            dots_per_cm2: self.effective.number(Id::Density),
            dot_diameter_mm: self.effective.number(Id::DotDiameter),
            hairs_per_cm2: self.effective.number(Id::HairDensity),
            darkness,
        })
    }
}
