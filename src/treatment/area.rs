//! Which sites are treated, and how densely: inside the hairline, where hair is missing.

use super::parameters::TreatmentParameters;
use super::parts::{ScalpPart, TREATED};
use super::sites::{SiteLocation, SiteScars, Sites};
use super::zone::BETWEEN;
use crate::base::fixed::{UNORM8_ONE, UNORM16_ONE};
use crate::base::math::{lerp, max, min, smoothstep};
use crate::scalp::groom::HairCover;
use crate::scalp::groom::hull::Hull;
use crate::scalp::loss::{Loss, LossChanges, Pattern, SCARRED_DEPTH, hair_mass_share, hair_shade_share, vigor};
use crate::scalp::outline::Outline;
use crate::scalp::region::hairline_share;
use crate::scalp::scar::JOINED;
use crate::scalp::{Person, Scalp};

/// How much of the treatment each site gets.
pub struct Plan {
    /// What is behind the hairline.
    line: Outline,
    /// The stage of loss that it is for.
    stage: f32,
    weights: Vec<u16>,
    maturity: Vec<u8>,
    /// See [`Plan::scarred`]; empty where loss leaves no scars.
    scarred: Vec<u8>,
    /// Sites that get at least a tenth of the full density in each part of the scalp.
    treated: [usize; ScalpPart::ALL.len()],
    /// Skin that gets at least a tenth of the full density, cm².
    pub treated_area_cm2: f32,
    /// What of it lies in each part of the scalp, cm², in the order of [`ScalpPart::ALL`].
    pub parts_cm2: [f32; ScalpPart::ALL.len()],
    /// Sites spread evenly over it, about one a cm², and the part that each lies in.
    pub spread_sites: Vec<(u32, ScalpPart)>,
}

/// Weights up to this are dropped: single dots among full hair would stand out.
const LEAST_WEIGHT: f32 = 0.06;

/// Most single marks ahead of the line, as a share of the full density (found by trial: each stands alone).
const SCATTERED: f32 = 0.2;

/// Jitter of marks at the hairline, as a multiple of that elsewhere: small clusters ahead of the line, and gaps behind it
/// (photographs: places of the edge over strips of 5 mm differ by 1–3.5 mm; 1.2–2.2 mm asked for by default).
const RAGGED: f32 = 3.1;

/// Share of the skin that shows between worn hair from which on it is treated, and treated in full; and share of the first hair
/// that must be lost (choice: a parting of full hair is left alone).
const SHOWS: (f32, f32) = (0.03, 0.16);
const THINS: (f32, f32) = (0.03, 0.22);

/// Share of the skin that shows from which on a place is no more among hairs, and not at all.
const BARE_FROM: (f32, f32) = (0.80, 0.97);

/// How unevenly marks reach into thinning hair, as a share of its shade for each mm of a ragged edge; and maturity of the
/// last of them. Both found by trial: no arc shows where marks meet hair.
const JITTER_PER_MM: f32 = 0.6;
const FINE: f32 = 0.75;
/// The most of [`JITTER_PER_MM`] that acts at a place: less hair never means fewer marks.
const MOST_JITTER: f32 = 0.95;
/// The sparse edge of the person's own hairline is filled from so far on that the new one lies in front of it, and in full, mm (choice).
const NEW_IN_FRONT_MM: (f32, f32) = (2.0, 10.0);
/// A drawn line is ahead of the person's own from so many mm on (choice).
const AHEAD_OF_OWN_MM: f32 = 2.0;
/// Share of its first hair below which a place is seen to have lost it.
const NOTICED: f32 = 0.5;
/// One site of so many is asked whether later loss bares it: some 20 a cm².
const SAMPLED: usize = 16;
/// Marks have their full diameter and load behind so many widths of the transition zone (choice).
const MATURE_AT: f32 = 1.6;
/// Share of scar that the skin of a scarring loss counts as: with it half of the marks is gone in 2.6 years, where skin has 3.3 and
/// scars have 1.6 (found by trial; see [`half_life_years`](crate::optics::aging::MarkHistory::half_life_years)).
const SCARRED_TISSUE: f32 = 0.34;
/// Shade of the roots alone (see [`hair_shade_at`]): vigor at which it ends, and the range of vigor above it.
const ROOT_VIGOR: f32 = 0.08;
const ROOT_RANGE: f32 = 0.92;
/// The ramp behind the hairline, in widths of the transition zone: where its first half ends, and where its second begins and ends
/// (photographs: a veil takes 8–20 mm from a tenth to nine tenths).
const RAMP: [f32; 3] = [0.8, 0.5, 1.95];
/// The rim around ears and nape is treated from so far inside on, and in full, mm: where the pattern affects it, and where not.
const RIM_AFFECTED_MM: (f32, f32) = (0.0, 12.0);
const RIM_KEPT_MM: (f32, f32) = (8.0, 26.0);
/// It is rim where the front is farther away than the edge by so much, and not at all, mm.
const FRONT_FARTHER_MM: (f32, f32) = (2.0, 12.0);

/// What a treatment is planned from.
#[derive(Clone, Copy)]
pub struct PlanBasis<'a> {
    /// Every place that a dot may have.
    pub sites: &'a Sites,
    /// Depth of loss everywhere.
    pub loss: &'a Loss,
    /// Share of scar at each site.
    pub scars: &'a SiteScars,
    /// Whose scalp it is.
    pub person: &'a Person,
    /// The hair left on it.
    pub scalp: &'a Scalp,
}

impl Plan {
    /// Draws the hairline and feathers the area into the hair that is left; `loss` is the depth of loss at each
    /// site, `scars` its share of scar.
    ///
    /// Between `worn` hair the artist works wherever scalp shows.
    pub fn new(
        sites: &Sites,
        loss: &Loss,
        scars: &SiteScars,
        person: &Person,
        scalp: &Scalp,
        worn: Option<(&HairCover, &Hull)>,
        p: &TreatmentParameters,
    ) -> Self {
        Self::from_earlier(None, &PlanBasis { sites, loss, scars, person, scalp }, worn, p)
    }

    /// The same from an `earlier` plan, without worn hair, that differs from it in nothing but the stage of loss: with what a transplant
    /// moved, if any, in the same places.
    pub fn from_earlier(earlier: Option<Self>, basis: &PlanBasis<'_>, worn: Option<(&HairCover, &Hull)>, p: &TreatmentParameters) -> Self {
        let stage = basis.scalp.parameters.loss_stage;
        let changes = earlier.as_ref().map(|plan| basis.loss.changes(plan.stage, stage));
        let n = basis.sites.positions.len();
        let mut plan = earlier.unwrap_or_else(|| Self {
            line: basis.sites.hairline.draw(&basis.person.chart, p),
            stage,
            weights: vec![0; n],
            maturity: vec![0; n],
            scarred: vec![0; if basis.scalp.pattern.leaves_scars() { n } else { 0 }],
            treated: [0; ScalpPart::ALL.len()],
            treated_area_cm2: 0.0,
            parts_cm2: [0.0; ScalpPart::ALL.len()],
            spread_sites: Vec::new(),
        });
        plan.stage = stage;
        plan.draw(basis, worn, p, changes.as_ref());
        plan
    }

    /// Whether it is the plan for a stage of loss.
    pub fn is_for(&self, stage: f32) -> bool {
        self.stage == stage
    }

    /// Plans anew where loss `changes`, and the few sites that are spread over it.
    fn draw(
        &mut self,
        PlanBasis { sites, loss, scars, person, scalp }: &PlanBasis<'_>,
        worn: Option<(&HairCover, &Hull)>,
        p: &TreatmentParameters,
        changes: Option<&LossChanges>,
    ) {
        let traits = p.hairline.traits();
        let softness = p.softness_mm * traits.softness;
        let one_a_cm2 = sites.area_cm2 / sites.positions.len().max(1) as f32;
        let seen = 1.0 - p.unseen_hair;
        let grafts = scalp.grafts.share_map(&person.chart);
        let treatable = scalp.grafts.treatable_map(&person.chart);
        self.spread_sites.clear();
        let depth_at = loss.map.depth_at_stage(scalp.parameters.loss_stage);
        for (i, location) in sites.locations.iter().enumerate() {
            let (place, spread) = (location.place(), sites.rank[i] < one_a_cm2);
            if !spread && changes.is_some_and(|changes| !changes.at(place)) {
                continue;
            }
            let (front, scar) = (location.front(), scars.at(i));
            let rim_weight = rim_weight(scalp.pattern, location.edge(), front);
            // Never treated, at no stage.
            if scar <= 0.0 && rim_weight <= 0.0 {
                continue;
            }
            let depth = depth_at(place);
            let (shade, share) = (hair_shade_at(depth), hairline_share(front));
            // Most sites stand in full hair.
            let is_full = scar <= 0.0 && seen * shade * share >= 1.0 - LEAST_WEIGHT;
            let was_treated = self.weight(i) > TREATED;
            if is_full && !was_treated {
                self.weights[i] = 0;
                continue;
            }
            let line_depth = if scalp.pattern.keeps_hairline() { front } else { self.line.depth(place) };
            let strays = location.ragged() * p.irregularity * traits.stray;
            let joined = line_depth + scars.ahead() * min(scar / JOINED, 1.0);
            let inside = joined + strays * RAGGED;
            // The sparse edge of the person's own hairline is filled only where the new one, not its ragged edge, lies in front of it.
            let filled = if share < 1.0 { lerp(1.0, share, smoothstep(NEW_IN_FRONT_MM.0, NEW_IN_FRONT_MM.1, joined - front)) } else { 1.0 };
            let native = seen * shade * filled;
            // The border of the marks is ragged where hair thins. Never so far that less hair would mean fewer marks.
            let stray = min(max(JITTER_PER_MM * p.irregularity * location.ragged(), -MOST_JITTER), MOST_JITTER);
            let native = native + stray * native * (1.0 - native);
            let moved = if native < 1.0 - LEAST_WEIGHT { grafts.as_ref().map_or(0.0, |grafts| grafts.at(place)) } else { 0.0 };
            let native = native + seen * moved;
            let from_whorl = (sites.positions[i] - person.whorl).length() + location.ragged();
            let hair = shade * share + moved;
            // What grows elsewhere may lie over a bare place, and what grows here need not cover it.
            let (native, hair) = match worn {
                Some((cover, hull)) => {
                    let seen = cover.visible_skin(hull, sites.positions[i]);
                    let shows = smoothstep(SHOWS.0, SHOWS.1, seen);
                    let thins = if joined > front + AHEAD_OF_OWN_MM && hair < BETWEEN[1] {
                        1.0
                    } else {
                        smoothstep(THINS.0, THINS.1, 1.0 - native)
                    };
                    // A parting is between hairs, however bare; a receded front, over which no hair lies, is not.
                    let among = if scalp.pattern.keeps_hairline() { 1.0 } else { max(hair, smoothstep(BARE_FROM.1, BARE_FROM.0, seen)) };
                    (1.0 - shows * thins, among)
                }
                None => (native, hair),
            };
            let (skin_share, scar_share) = p.zone.shares(joined + strays, from_whorl, hair);
            let missing = max((1.0 - native - LEAST_WEIGHT) / (1.0 - LEAST_WEIGHT), 0.0);
            // Nothing grows in a scar, wherever it lies.
            let wanted = lerp(missing * rim_weight * skin_share, scar_share, scar);
            let weight = ramp(inside, softness, traits.scatter) * wanted * location.share();
            let weight = treatable.as_ref().map_or(weight, |treatable| weight * treatable.at(place));
            let weight = if is_full { 0.0 } else { weight };
            self.weights[i] = (weight * UNORM16_ONE + 0.5) as u16;
            let is_treated = self.weight(i) > TREATED;
            if is_treated || was_treated {
                let part = ScalpPart::of(place, joined + strays, from_whorl, scar);
                let treated = &mut self.treated[part as usize];
                *treated = *treated + usize::from(is_treated) - usize::from(was_treated);
                if spread && is_treated {
                    self.spread_sites.push((i as u32, part));
                }
            }
            if let Some(scarred) = self.scarred.get_mut(i) {
                let tissue = if weight > 0.0 && location.edge() > 0.0 { scarred_tissue(depth) } else { 0.0 };
                *scarred = (tissue * UNORM8_ONE + 0.5) as u8;
            }
            // Single marks among hair are made as fine as those in front.
            let fine = lerp(FINE, 1.0, min(2.0 * wanted, 1.0));
            self.maturity[i] = (fine * smoothstep(0.0, softness * MATURE_AT, inside) * UNORM8_ONE + 0.5) as u8;
        }
        let cm2 = |sites_in: usize| sites_in as f32 * sites.area_cm2 / sites.positions.len().max(1) as f32;
        (self.treated_area_cm2, self.parts_cm2) = (cm2(self.treated.iter().sum()), self.treated.map(cm2));
    }

    /// Sites that get any dots at all.
    pub(super) fn treated_sites(&self) -> usize {
        self.weights.iter().filter(|weight| **weight > 0).count()
    }

    /// Share of the full dot density at a site, 0–1.
    pub fn weight(&self, site: usize) -> f32 {
        f32::from(self.weights[site]) * (1.0 / UNORM16_ONE)
    }

    /// Skin outside the treated area that keeps at least half of its first hair (count × caliber) today and less at a later `stage`, cm²:
    /// half is where loss becomes noticeable to others. `scalp` is of today, or of later; both have moved hair in the same places.
    pub fn bared_outside_cm2(&self, sites: &Sites, loss: &Loss, scars: &SiteScars, person: &Person, scalp: &Scalp, stage: f32) -> f32 {
        let grafts = scalp.grafts.share_map(&person.chart);
        let (today, later) = (loss.map.depth_at_stage(scalp.parameters.loss_stage), loss.map.depth_at_stage(stage));
        let bared = |(site, location): (usize, &SiteLocation)| {
            let place = location.place();
            // Ahead of all hair nothing is lost.
            if location.edge() <= 0.0 || self.weight(site) > TREATED {
                return false;
            }
            let hair = |depth: f32, moved: f32| hair_mass_share(vigor(depth)) * (1.0 - scars.at(site)) + moved;
            let depth = later(place);
            // Most sites keep their hair.
            if hair(depth, 0.0) >= NOTICED {
                return false;
            }
            let moved = grafts.as_ref().map_or(0.0, |grafts| grafts.at(place));
            hair(depth, moved) < NOTICED && hair(today(place), moved) >= NOTICED
        };
        let asked = sites.locations.iter().enumerate().step_by(SAMPLED);
        let share = asked.clone().filter(|&site| bared(site)).count() as f32 / asked.len().max(1) as f32;
        share * sites.area_cm2
    }

    /// How far inside the transition zone a site is, 0 at the hairline, 1 behind it.
    pub fn maturity(&self, site: usize) -> f32 {
        f32::from(self.maturity[site]) * (1.0 / UNORM8_ONE)
    }

    /// Share of scar in the tissue of a site whose follicles a scarring loss has destroyed, in 1/255.
    pub(super) fn scarred(&self, site: usize) -> u8 {
        self.scarred.get(site).copied().unwrap_or(0)
    }
}

/// Shade of cut hair at a depth of loss, relative to that of full hair.
///
/// Roots show through the skin, and shrink less than the shafts above it: measured on pictures of thinning hair, whose
/// shade is 13, 34 and 57 % at vigor 0.2, 0.4 and 0.6, and that of its shafts above.
fn hair_shade_at(depth: f32) -> f32 {
    // Most places are one or the other.
    if depth.abs() >= 1.0 {
        return if depth < 0.0 { 1.0 } else { 0.0 };
    }
    let vigor = vigor(depth);
    max(hair_shade_share(vigor), (vigor - ROOT_VIGOR) / ROOT_RANGE)
}

/// Share of scar in the tissue at a depth of a scarring loss, 0–1.
fn scarred_tissue(depth: f32) -> f32 {
    SCARRED_TISSUE * smoothstep(SCARRED_DEPTH.0, SCARRED_DEPTH.1, depth)
}

/// Density of the transition zone, `inside` mm behind the hairline: half in its first part, all behind it, and single
/// marks up to `scatter` mm ahead.
fn ramp(inside: f32, softness: f32, scatter: f32) -> f32 {
    if inside >= RAMP[2] * softness {
        return 1.0;
    }
    let behind = 0.5 * smoothstep(0.0, RAMP[0] * softness, inside) + 0.5 * smoothstep(RAMP[1] * softness, RAMP[2] * softness, inside);
    if scatter > 0.0 { max(behind, SCATTERED * smoothstep(-scatter, 0.0, inside)) } else { behind }
}

/// Share 0–1 of treatment that a place may get at all, by its distances inside the edge of all hair and inside its front.
///
/// Where the pattern leaves the rim around ears and nape alone, it is not treated: hair ends there anyway.
fn rim_weight(pattern: Pattern, edge: f32, front: f32) -> f32 {
    let (from, to) = if pattern.affects_rim() { RIM_AFFECTED_MM } else { RIM_KEPT_MM };
    let rim = smoothstep(from, to, edge);
    lerp(1.0, rim, smoothstep(FRONT_FARTHER_MM.0, FRONT_FARTHER_MM.1, front - edge))
}
