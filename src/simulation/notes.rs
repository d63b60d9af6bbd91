//! Remarks beside the picture: what may look false, what an artist would advise against, what to wait for.
//!
//! Each has an id; its words stand in the locale files. They are listed with the most important first.

use super::graph::Simulation;
use crate::optics::OpticsParameters;
use crate::optics::aging::MarkHistory;
use crate::parameters::Id;
use crate::scalp::graft_growth::{GROWN_IN_MONTHS, HEALED_MONTHS};
use crate::scalp::loss::Pattern;
use crate::scalp::scar::ScarKind;
use crate::treatment::{HairlineShape, Zone};

/// Less skin than this is hardly a treatment, cm²; Norwood II comes to 12, and 1.9 to 9. Nor is so little more that later loss bares.
const WORTH_TREATING: f64 = 10.0;
/// A man's line lower than this above the glabella looks like a boy's, cm: clinics 8, Japanese men 6.65.
const LOW: f64 = 6.5;
/// Corners further ahead than a natural line's of this temple recession look closed.
const CLOSED: f32 = 0.15;
/// Less of the marks is left than this share of what had healed.
const FADED: f32 = 0.4;

/// A needle deeper than this reaches below the papillary dermis, and pigment runs and turns blue; one less deep than this is shed with
/// the epidermis, mm (trainers: 0.1–0.5 mm).
const TOO_DEEP_MM: f64 = 0.6;
const TOO_SHALLOW_MM: f64 = 0.18;
/// Wider than this is no dot but a blot, mm (marketed: 0.09–0.15; a fresh impression: up to 0.25; with the skin's blur about twice that).
const TOO_WIDE_MM: f64 = 0.6;
/// Share of white hair from which on it is seen growing out beside dark dots (choice).
const SEEN_WHITE: f32 = 0.2;
/// Denser than this dots merge, dots/cm² (clinics: 150–250).
const TOO_DENSE: f64 = 250.0;
/// A transition zone narrower than this looks drawn: at a straight or defined line, and at others, mm (clinics: 5–10 mm).
const HARD_LINE_MM: f64 = 6.0;
const HARD_MM: f64 = 3.0;
/// Less asymmetry than this is none, and handles that differ by less than this are mirrored, mm (choice).
const MIRRORED: f64 = 0.05;
const MIRRORED_MM: f64 = 1.0;
/// Skin is fresh for so many months: a week (clinics: redness and crusts of 3–7 days).
const FRESH_MONTHS: f64 = 0.25;
/// cm of a mm.
const CM_PER_MM: f64 = 0.1;

/// Lengths between which hair can be told from dots on bare skin beside it, mm: shaved, it looks alike; long, it lies over them.
const BREAKS_MM: (f64, f64) = (1.0, 50.0);
/// Between hair longer than this marks are camouflage, mm: SMP between hairs is shown at 2 cm and more.
const CAMOUFLAGE_MM: f64 = 20.0;

/// How many remarks there are.
pub(super) const N_NOTES: usize = 25;

/// Every remark's id, and whether it holds.
pub(super) fn notes(s: &Simulation, treated_area_cm2: f64, bare_outside_cm2: f64) -> [(&'static str, bool); N_NOTES] {
    let get = |id| s.effective.get(id);
    let (pattern, scar) = (Pattern::from(&s.effective), ScarKind::from(&s.effective));
    let (dots, masculine) = (!s.dots().is_empty(), get(Id::Build) == 0.0);
    let planted = s.scalp().is_some_and(|scalp| scalp.grafts.n > 0);
    let state = get(Id::SkinState);
    let lasered = get(Id::Laser) > 0.0;
    // Someone draws a hairline, and dots make it.
    let drawn = dots && !pattern.keeps_hairline() && matches!(Zone::from(&s.effective), Zone::Full | Zone::Hairline);
    let shape = HairlineShape::from(&s.effective);
    let softness = get(Id::Softness);
    let length = get(Id::HairLength);
    let grown = dots && length > BREAKS_MM.0;
    let between = Zone::from(&s.effective) == Zone::BetweenHairs;
    let even = |left, right| (get(left) - get(right)).max(get(right) - get(left)) < MIRRORED_MM;
    let mirrored = even(Id::LeftCornerForward, Id::RightCornerForward)
        && even(Id::LeftCornerOut, Id::RightCornerOut)
        && even(Id::LeftTempleForward, Id::RightTempleForward)
        && even(Id::LeftTempleUp, Id::RightTempleUp);
    [
        ("wait-sunburn", state == 1.0),
        ("wait-inflamed", state == 2.0),
        ("wait-active", pattern.leaves_scars()),
        ("grafts-healing", planted && get(Id::GraftMonths) < f64::from(HEALED_MONTHS)),
        ("too-deep", dots && get(Id::Depth) > TOO_DEEP_MM),
        ("too-shallow", dots && get(Id::Depth) < TOO_SHALLOW_MM),
        ("too-wide", dots && get(Id::DotDiameter) > TOO_WIDE_MM),
        ("little-to-gain", has_little_to_gain(s, pattern, scar, treated_area_cm2)),
        ("gray-grown", grown && OpticsParameters::from(&s.effective).white_share() > SEEN_WHITE),
        ("hair-too-long", length > BREAKS_MM.0 && length <= if between { CAMOUFLAGE_MM } else { BREAKS_MM.1 }),
        ("between-hairs", dots && between && length > CAMOUFLAGE_MM),
        ("too-dense", get(Id::Density) > TOO_DENSE),
        ("unstable", matches!(pattern, Pattern::Areata | Pattern::Ophiasis | Pattern::Patchy)),
        ("hairline-low", drawn && masculine && get(Id::HairlineHeight) - CM_PER_MM * get(Id::MiddleForward) < LOW),
        ("hairline-flat", drawn && shape == HairlineShape::Straight),
        ("corners-closed", drawn && masculine && corners(s, shape) > f64::from(HairlineShape::Natural.traits().corners(CLOSED))),
        (
            "too-hard",
            drawn && softness < if matches!(shape, HairlineShape::Straight | HairlineShape::Defined) { HARD_LINE_MM } else { HARD_MM },
        ),
        ("too-symmetrical", drawn && get(Id::Asymmetry) < MIRRORED && mirrored),
        ("scar-slowly", dots && scar != ScarKind::None),
        (
            "grafts-growing",
            planted && get(Id::GraftMonths) >= f64::from(HEALED_MONTHS) && get(Id::GraftMonths) < f64::from(GROWN_IN_MONTHS),
        ),
        ("grafts-limited", s.scalp().is_some_and(|scalp| scalp.grafts.limited)),
        ("faded", dots && !lasered && MarkHistory::new(&OpticsParameters::from(&s.effective)).remaining_mass(s.marked_tissue()) < FADED),
        ("laser", dots && lasered),
        ("later-bare", dots && bare_outside_cm2 > WORTH_TREATING),
        ("fresh", dots && get(Id::Months) < FRESH_MONTHS),
    ]
}

/// How far the corners lie ahead of a mature man's, mm: as the line is drawn, and by hand.
fn corners(s: &Simulation, shape: HairlineShape) -> f64 {
    let get = |id| s.effective.get(id);
    let traits = shape.traits();
    let drawn = traits.corners(s.effective.number(Id::TempleRecession)) + traits.corner_forward;
    f64::from(drawn) - get(Id::MiddleForward) + get(Id::LeftCornerForward).max(get(Id::RightCornerForward))
}

/// Hair covers nearly everything. A scar is reason enough for a treatment, and so is a hairline drawn lower.
fn has_little_to_gain(s: &Simulation, pattern: Pattern, scar: ScarKind, treated_area_cm2: f64) -> bool {
    let early = match pattern {
        Pattern::Norwood(_) => s.effective.get(Id::Norwood) < 2.0,
        Pattern::Ludwig => false,
        Pattern::Diffuse
        | Pattern::Areata
        | Pattern::Ophiasis
        | Pattern::Totalis
        | Pattern::Universalis
        | Pattern::Traction
        | Pattern::Patchy
        | Pattern::Scarring
        | Pattern::FrontalBand => s.plan.get().is_some(),
    };
    early && scar == ScarKind::None && treated_area_cm2 < WORTH_TREATING && Zone::from(&s.effective) == Zone::Full
}
