//! Which sites are treated, and how much: inside the hairline, where hair is missing.

use super::parameters::TreatmentParameters;
use super::sites::{SiteScars, Sites};
use super::zone::BETWEEN;
use crate::base::math::{lerp, smoothstep};
use crate::scalp::groom::Groom;
use crate::scalp::groom::hull::Hull;
use crate::scalp::loss::{Loss, Pattern, shade_left, vigour};
use crate::scalp::region::hairline_share;
use crate::scalp::scar::JOINED;
use crate::scalp::{Person, Scalp};

/// How much of the treatment each site gets.
pub struct Plan {
    weights: Vec<u16>,
    maturity: Vec<u8>,
    /// Skin that gets at least a tenth of the full density, cm².
    pub treated_area_cm2: f32,
}

/// Weights up to this are none: single dots among full hair would look like pepper.
const PEPPER: f32 = 0.06;

/// Most single marks ahead of the line, as a share of the full density (found by trial: each stands alone).
const SCATTERED: f32 = 0.2;

/// At the hairline the needle strays so many times as far: small clusters ahead of the line, and gaps behind it
/// (photographs: places of the edge over strips of 5 mm differ by 1–3.5 mm; 1.2–2.2 mm asked for by default).
const RAGGED: f32 = 2.8;

/// Share of the skin that shows between worn hair from which on it is treated, and treated in full; and share of the first hair
/// that must be lost (choice: a parting of full hair is left alone).
const SHOWS: (f32, f32) = (0.03, 0.16);
const THINS: (f32, f32) = (0.03, 0.22);

/// Share of the skin that shows from which on a place is no more among hairs, and not at all.
const OPEN: (f32, f32) = (0.80, 0.97);

/// How unevenly marks reach into thinning hair, as a share of its shade for each mm of a ragged edge; and maturity of the
/// last of them. Both found by trial: no arc shows where marks meet hair.
const STRAY: f32 = 0.6;
const FINE: f32 = 0.75;

impl Plan {
    /// Draws the hairline and feathers the area into the hair that is left; `loss` tells how each site fares, `scars`
    /// how far it lies in a scar.
    ///
    /// Between `worn` hair the artist works wherever scalp shows.
    pub fn new(
        sites: &Sites,
        loss: &Loss,
        scars: &SiteScars,
        person: &Person,
        scalp: &Scalp,
        worn: Option<(&Groom, &Hull)>,
        p: &TreatmentParameters,
    ) -> Self {
        let line = sites.guide.draw(&person.chart, p);
        let traits = p.hairline.traits();
        let softness = p.softness_mm * traits.softness;
        let n = sites.positions.len();
        let (mut weights, mut maturity) = (Vec::with_capacity(n), Vec::with_capacity(n));
        let mut treated = 0;
        let seen = 1.0 - p.unseen_hair;
        let grafts = scalp.grafts.shares(&person.chart);
        let depth_at = loss.map.at_stage(scalp.parameters.stage);
        for (i, lie) in sites.lies.iter().enumerate() {
            let place = lie.place();
            let (front, scar) = (lie.front(), scars.at(i));
            let scope = scope(scalp.pattern, lie.edge(), front);
            // Most sites stand in full hair.
            let depth = if scope > 0.0 || scar > 0.0 { depth_at(place) } else { 0.0 };
            if scar <= 0.0 && (scope <= 0.0 || seen * shade(depth) * hairline_share(front) >= 1.0 - PEPPER) {
                weights.push(0);
                maturity.push(0);
                continue;
            }
            let line_depth = if scalp.pattern.keeps_hairline() { front } else { line.depth(place) };
            let strays = lie.ragged() * p.irregularity * traits.stray;
            let joined = line_depth + scars.ahead() * (scar / JOINED).min(1.0);
            let inside = joined + strays * RAGGED;
            // The sparse edge of the person's own hairline is filled only where the new one lies in front of it.
            let share = hairline_share(front);
            let share = if share < 1.0 { lerp(1.0, share, smoothstep(2.0, 10.0, inside - front)) } else { 1.0 };
            let native = seen * shade(depth) * share;
            // The hand does not follow a line where hair thins. Never so far that less hair would ask for fewer marks.
            let stray = (STRAY * p.irregularity * lie.ragged()).max(-0.95).min(0.95);
            let native = native + stray * native * (1.0 - native);
            let moved = if native < 1.0 - PEPPER { grafts.as_ref().map_or(0.0, |grafts| grafts.at(place)) } else { 0.0 };
            let native = native + seen * moved;
            let from_whorl = (sites.positions[i] - person.whorl).length() + lie.ragged();
            let hair = shade(depth) * hairline_share(front) + moved;
            // What grows elsewhere may lie over a bare place, and what grows here need not cover it.
            let (native, hair) = match worn {
                Some((groom, hull)) => {
                    let seen = groom.shows(hull, sites.positions[i]);
                    let shows = smoothstep(SHOWS.0, SHOWS.1, seen);
                    let thins = if joined > front + 2.0 && hair < BETWEEN[1] { 1.0 } else { smoothstep(THINS.0, THINS.1, 1.0 - native) };
                    // A parting is between hairs, however bare; a receded front, over which no hair lies, is not.
                    let among = if scalp.pattern.keeps_hairline() { 1.0 } else { hair.max(smoothstep(OPEN.1, OPEN.0, seen)) };
                    (1.0 - shows * thins, among)
                }
                None => (native, hair),
            };
            let (skin_share, scar_share) = p.zone.shares(joined + strays, from_whorl, hair);
            let missing = ((1.0 - native - PEPPER) / (1.0 - PEPPER)).max(0.0);
            // Nothing grows in a scar, wherever it lies.
            let wanted = lerp(missing * scope * skin_share, scar_share, scar);
            let weight = ramp(inside, softness, traits.scatter) * wanted * lie.share();
            treated += usize::from(weight > 0.1);
            weights.push((weight * 65_535.0 + 0.5) as u16);
            // Single marks among hair are made as fine as those in front.
            let fine = lerp(FINE, 1.0, (2.0 * wanted).min(1.0));
            maturity.push((fine * smoothstep(0.0, softness * 1.2, inside) * 255.0 + 0.5) as u8);
        }
        Self { weights, maturity, treated_area_cm2: treated as f32 * sites.area_cm2 / n.max(1) as f32 }
    }

    /// Share of the full dot density at a site, 0–1.
    pub fn weight(&self, site: usize) -> f32 {
        f32::from(self.weights[site]) * (1.0 / 65_535.0)
    }

    /// How far inside the transition zone a site is, 0 at the hairline, 1 behind it.
    pub fn maturity(&self, site: usize) -> f32 {
        f32::from(self.maturity[site]) * (1.0 / 255.0)
    }
}

/// Shade of cut hair at a depth of loss, relative to that of full hair.
///
/// Roots show through the skin, and shrink less than the shafts above it: measured on pictures of thinning hair, whose
/// shade is 13, 34 and 57 % at vigour 0.2, 0.4 and 0.6, and that of its shafts above.
fn shade(depth: f32) -> f32 {
    // Most places are one or the other.
    if depth.abs() >= 1.0 {
        return if depth < 0.0 { 1.0 } else { 0.0 };
    }
    let vigour = vigour(depth);
    shade_left(vigour).max((vigour - 0.08) / 0.92)
}

/// Density of the transition zone, `inside` mm behind the hairline: half in its first part, all behind it, and single
/// marks up to `scatter` mm ahead.
fn ramp(inside: f32, softness: f32, scatter: f32) -> f32 {
    if inside >= 1.5 * softness {
        return 1.0;
    }
    let behind = 0.5 * smoothstep(0.0, 0.6 * softness, inside) + 0.5 * smoothstep(0.4 * softness, 1.5 * softness, inside);
    if scatter > 0.0 { behind.max(SCATTERED * smoothstep(-scatter, 0.0, inside)) } else { behind }
}

/// Share 0–1 of treatment that a place may get at all, by its distances inside the edge of all hair and inside its front.
///
/// Where the pattern leaves the rim around ears and nape alone, so does the artist: hair ends there anyway.
fn scope(pattern: Pattern, edge: f32, front: f32) -> f32 {
    let rim = if pattern.takes_rim() { smoothstep(0.0, 12.0, edge) } else { smoothstep(8.0, 26.0, edge) };
    lerp(1.0, rim, smoothstep(2.0, 12.0, front - edge))
}
