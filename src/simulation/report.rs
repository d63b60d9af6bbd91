//! What the simulation says about itself: counts, areas, sessions, remarks.

use serde::Serialize;

use super::Simulation;
use crate::optics::OpticsParameters;
use crate::optics::matching::{Shares, matching_tone};
use crate::parameters::Id;
use crate::scalp::loss::Pattern;
use crate::scalp::scar::ScarKind;

/// Less skin than this is hardly a treatment, cm²; Norwood II comes to 8.
const WORTH_TREATING: f64 = 7.0;

/// What the simulation says about itself, for a person or a form.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Needle marks.
    pub dots: usize,
    /// Skin under treatment, weighted by how fully, cm².
    pub treated_area_cm2: f64,
    /// Follicular units transplanted.
    pub grafts: usize,
    /// Hairs of the scalp that are left, transplanted ones too.
    pub native_hairs: usize,
    /// Skin with less than half the hair of stage I, cm².
    pub hair_lost_area_cm2: f64,
    /// Sessions a clinic would plan, from–to.
    pub sessions: (u32, u32),
    /// Hours in the chair, all sessions, from–to.
    pub hours: (u32, u32),
    /// Share of the treated skin under dots, 0–1.
    pub coverage: f64,
    /// The tone that fits the hair, 1–5 to a twentieth; none where no tone does.
    pub matching_tone: Option<f64>,
    /// Ids of remarks; the words stand in the locale files.
    pub notes: Vec<&'static str>,
}

impl Simulation {
    /// What the treatment amounts to. Zeros until the dots are placed.
    pub fn report(&self) -> Report {
        let n = self.dots().len();
        let treated = self.plan.get().map_or(0.0, |plan| f64::from(plan.treated_area_cm2));
        let discs: f64 = self.dots().iter().map(|d| f64::from(d.diameter * d.diameter) * core::f64::consts::FRAC_PI_4 * 0.01).sum();
        // About 14 000 impressions a session of 2–4 hours; never fewer than two sessions, since the first fades unevenly.
        let full = n.div_ceil(14_000) as u32;
        let sessions = if n == 0 { (0, 0) } else { (full.max(2), full.max(2) + 1) };
        let mut notes = Vec::new();
        if self.in_force.get(Id::HairLength) > 1.0 {
            notes.push("hair-too-long");
        }
        if self.in_force.get(Id::Density) > 250.0 {
            notes.push("too-dense");
        }
        if self.has_little_to_gain(treated) {
            notes.push("little-to-gain");
        }
        if self.scalp().is_some_and(|s| s.grafts.limited) {
            notes.push("grafts-limited");
        }
        Report {
            dots: n,
            treated_area_cm2: treated,
            grafts: self.scalp().map_or(0, |s| s.grafts.n),
            native_hairs: self.scalp().map_or(0, |s| s.n_hairs()),
            hair_lost_area_cm2: self.scalp().map_or(0.0, |s| f64::from(s.hair_lost_area_cm2())),
            sessions,
            hours: (sessions.0 * 2, sessions.1 * 4),
            coverage: if treated > 0.0 { (discs / treated).min(1.0) } else { 0.0 },
            matching_tone: self.matching_tone(),
            notes,
        }
    }

    /// Hair covers nearly everything. A scar is reason enough for a treatment, and so is a hairline drawn lower.
    fn has_little_to_gain(&self, treated_area_cm2: f64) -> bool {
        let early = match Pattern::from(&self.in_force) {
            Pattern::Norwood(_) => self.in_force.get(Id::Norwood) < 2.0,
            Pattern::Ludwig => false,
            _ => self.plan.get().is_some(),
        };
        early && ScarKind::from(&self.in_force) == ScarKind::None && treated_area_cm2 < WORTH_TREATING
    }

    fn matching_tone(&self) -> Option<f64> {
        let shares = Shares {
            dots_per_cm2: self.in_force.number(Id::Density),
            dot_diameter_mm: self.in_force.number(Id::DotDiameter),
            hairs_per_cm2: self.in_force.number(Id::HairDensity),
        };
        let tone = matching_tone(&OpticsParameters::from(&self.in_force), &shares)?;
        // As the slider steps.
        Some(f64::from((tone * 20.0 + 0.5).floor()) / 20.0)
    }
}
