//! Placement: which sites become dots, and diameter and pigment of each dot.
//!
//! More density only adds dots, and a session only adds to those before.

use super::area::Plan;
use super::dot::{Dot, MOST_DOTS_PER_CM2};
use super::parameters::TreatmentParameters;
use super::sites::{STREAM, SiteScars, Sites};
use super::variation::mark_variation;
use crate::base::fixed::from_unorm8;
use crate::base::math::{lerp, min};

/// Share of all ranks over which a new dot gains its pigment, so that dots appear gradually.
const FADE: f32 = 0.02;
/// Share of the final number of dots that is there after each session (a 2025 protocol: 30, 70, 100 % of the spacing);
/// the fourth refines, as far as there are sites.
pub const SESSION_SHARES: [f32; 5] = [0.0, 0.30, 0.70, 1.0, 1.06];
/// A dot of the refining session is so much finer (choice).
const REFINED: f32 = 0.72;
/// The first dots are made with the lightest pigment, and each with a little more than those before (clinics: the first
/// session lightest, each next darker): so much less than the mean at rank 0, and growing with it. A dot's rank alone says
/// it, so neither a session nor more density changes what is there. Together that is a mean of 1 at [`USUAL`].
const LIGHTER_FIRST: f32 = 0.14;
/// Share of the densest treatment where the mean load of all sessions is 1: 180 dots/cm².
const USUAL: f32 = 0.6;
/// Scar tissue keeps so much of a mark's pigment per area, and lets the mark grow wider: together two thirds of its ink
/// (clinics: scars lose more, and need more sessions).
const SCAR_LOAD: f32 = 0.575;
/// See [`SCAR_LOAD`].
const SCAR_WIDTH: f32 = 1.03;
/// So many times as many marks go into a scar as into skin, over several sessions: neither hair nor the skin's own color
/// helps to hide it, and every one of a punch scar's one or two shows (found by trial: halves most scars' contrast).
const SCAR_CROWD: f32 = 1.6;

/// Diameter and load of dots at the very hairline, as shares of those behind the transition zone (choice: the front edge is finer and
/// lighter).
const FRONT_DIAMETER: f32 = 0.78;
const FRONT_LOAD: f32 = 0.62;

/// Pigment of a dot of this rank relative to the mean of a usual treatment.
#[inline(always)]
fn session_load(rank: f32) -> f32 {
    1.0 - LIGHTER_FIRST + rank * (2.0 * LIGHTER_FIRST / USUAL)
}

/// Mean pigment of all dots of a treatment of so many per cm², relative to the usual one.
pub fn mean_load(dots_per_cm2: f32) -> f32 {
    1.0 - LIGHTER_FIRST + dots_per_cm2 * (LIGHTER_FIRST / (MOST_DOTS_PER_CM2 * USUAL))
}

/// Dots that there is room for in one step.
const ROOM: usize = 32_768;

/// The dots of a treatment as far as its sessions have come, in the order of their sites.
///
/// A dot keeps its place and load from the session that made it on; only those last made, which are faint so that dots
/// appear gradually as density grows, are completed by the refining session.
pub fn place_dots(sites: &Sites, plan: &Plan, scars: &SiteScars, p: &TreatmentParameters) -> Vec<Dot> {
    let share = p.density / MOST_DOTS_PER_CM2;
    let done = SESSION_SHARES[(p.sessions as usize).min(4)];
    let last = done.max(1.0);
    let n = sites.rank.len();
    // Room for all that this plan may have, in large steps: whatever moves, the same memory serves again.
    let mut dots = Vec::with_capacity(plan.treated_sites().next_multiple_of(ROOM).min(n));
    for i in 0..n {
        let weight = plan.weight(i);
        // Most sites are not treated.
        if weight <= 0.0 {
            continue;
        }
        let scarred = scars.byte(i).max(plan.scarred(i));
        let (scar, rank) = (from_unorm8(scarred), sites.rank[i]);
        let wanted = share * weight * lerp(1.0, SCAR_CROWD, scar);
        if wanted * done <= rank {
            continue;
        }
        let margin = wanted * last - rank;
        let maturity = plan.maturity(i);
        let mark = mark_variation(sites.seed, STREAM + 1, i as u32);
        let diameter = p.dot_diameter_mm * mark.diameter * lerp(FRONT_DIAMETER, 1.0, maturity);
        let load = mark.load * lerp(FRONT_LOAD, 1.0, maturity);
        let (diameter, load) = (diameter * lerp(1.0, SCAR_WIDTH, scar), load * lerp(1.0, SCAR_LOAD, scar));
        let diameter = if rank < wanted { diameter } else { diameter * REFINED };
        let load = min(load * session_load(rank), 1.0) * min(margin * (1.0 / FADE), 1.0);
        dots.push(Dot { site: i as u32, diameter, load, scar: scarred, own: mark.own, second_touch: mark.second_touch });
    }
    dots
}

#[cfg(test)]
mod tests;
