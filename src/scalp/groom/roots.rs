//! Roots of worn hair: the follicular units with hair, and diameter, length and pigment of each.

use crate::base::fixed::UNORM8_ONE;
use crate::base::math::{Vec2, Vec3, lerp, min, smoothstep};
use crate::base::random::bits;
use crate::base::streams;
use crate::head::Build;
use crate::scalp::follicles::UnitStatus;
use crate::scalp::loss::Loss;
use crate::scalp::loss::pattern::Pattern;
use crate::scalp::loss::vigor::miniaturized;
use crate::scalp::parameters::ScalpParameters;
use crate::scalp::person::Person;
use crate::scalp::remaining::{RemainingUnit, remaining_units};
use crate::scalp::stubble::cluster_place;

const STREAM: u32 = streams::WORN_ROOTS;

/// Mean diameter of a terminal hair, mm: of men as stubble has it; of women's frontal hair 61 ± 8 µm (trichoscopy, Int J Trichology
/// 2009; 1: 123).
const DIAMETER_MM: (f32, f32) = (0.070, 0.062);
/// How much units differ from it either way, as a share.
const DIAMETER_SPREAD: f32 = 0.22;
/// Hairs so near the edge of the hair, mm, are finer, paler and shorter down to these shares: no hairline begins with terminal
/// hair (choice).
const EDGE_MM: f32 = 13.0;
const EDGE_DIAMETER: f32 = 0.52;
const EDGE_PIGMENT: f32 = 0.7;
const EDGE_LENGTH: f32 = 0.10;
/// Share of the diameter at the lower border of a nape.
const NAPE_DIAMETER: f32 = 0.6;
/// Share of the bare units of a pattern loss that still bear one miniaturized hair, too fine to be seen when cut, at an early and at a
/// late stage (choice: thinning crowns keep fine hair, old baldness does not), the stages, and the hair's vigor.
const FINE: (f32, f32) = (0.34, 0.03);
const FINE_STAGES: (f32, f32) = (2.5, 5.5);
const FINE_VIGOR: f32 = 0.18;
/// A thinning crown has a gradual border, and so has a widening parting: under worn hair no place there is deeper inside the lost area
/// than so many half borders at an early and at a late stage, between these stages (choice: photographs of vertex loss in long
/// hair, widths of partings). In men within this distance of the whorl, mm.
const CROWN_DEPTH: (f32, f32) = (0.1, 1.3);
const CROWN_STAGES: (f32, f32) = (2.0, 4.5);
const CROWN_MM: (f32, f32) = (70.0, 85.0);
const PARTING_DEPTH: (f32, f32) = (-0.15, 1.3);
const PARTING_STAGES: (f32, f32) = (0.0, 1.6);
const EVERYWHERE: (f32, f32) = (1e6, 2e6);
/// Length of a miniaturized hair as a share: its growth phase is short.
const MINIATURE_LENGTH: f32 = 0.45;
/// Vigor between which a hair is as short as that and of full length (choice).
const MINIATURE_VIGOR: (f32, f32) = (0.1, 0.8);

/// Hair that grows in is drawn among worn hair from this length on, mm (choice: a shorter strand is lost among long ones).
const LEAST_WORN_MM: f32 = 3.0;

/// A root that has hair.
#[derive(Clone, Copy)]
pub struct HairRoot {
    /// Place on the skin, mm.
    pub place: Vec3,
    /// Unit normal of the skin.
    pub normal: Vec3,
    /// Place on the chart.
    pub chart: Vec2,
    /// Hairs, 1–4.
    pub hairs: u8,
    /// Mean diameter of its hairs, mm.
    pub diameter: f32,
    /// Length of its hairs as a share of the usual.
    pub length: f32,
    /// Pigment of its hairs, 0–1.
    pub pigment: f32,
    /// Its unit among all of the person.
    pub unit: u32,
    /// Vigor, 0–1.
    pub vigor: f32,
    /// Whether its one hair is too fine to be seen, and to be counted, when cut.
    pub fine: bool,
    /// Hair that lies over it, mm²/mm²; known once all are laid.
    pub under: f32,
}

/// Every root that has hair under a loss; `statuses` is empty where all are native.
pub(crate) fn roots(person: &Person, loss: &Loss, statuses: &[UnitStatus], p: &ScalpParameters) -> Vec<HairRoot> {
    let usual = match person.build {
        Build::Masculine => DIAMETER_MM.0,
        Build::Feminine => DIAMETER_MM.1,
    };
    let at_stage = |values: (f32, f32), stages: (f32, f32)| lerp(values.0, values.1, smoothstep(stages.0, stages.1, p.loss_stage));
    let fine = at_stage(FINE, FINE_STAGES);
    let (fine, deepest, reach) = match loss.pattern {
        Pattern::Norwood(_) => (fine, at_stage(CROWN_DEPTH, CROWN_STAGES), CROWN_MM),
        Pattern::Ludwig => (fine, at_stage(PARTING_DEPTH, PARTING_STAGES), EVERYWHERE),
        Pattern::Diffuse => (fine, f32::MAX, EVERYWHERE),
        Pattern::Areata
        | Pattern::Ophiasis
        | Pattern::Totalis
        | Pattern::Universalis
        | Pattern::Traction
        | Pattern::Patchy
        | Pattern::Scarring
        | Pattern::FrontalBand => (0.0, f32::MAX, EVERYWHERE),
    };
    let depths = loss.units.at(p.loss_stage).zip(&person.units).map(|(depth, unit)| {
        if depth <= deepest {
            return depth;
        }
        lerp(deepest, depth, smoothstep(reach.0, reach.1, (unit.position - person.whorl).length()))
    });
    let grown = |b: RemainingUnit<'_>| {
        let own = bits(person.seed, STREAM, b.index as u32);
        let lot = |shift: u32| (own >> shift & 0xff) as f32 * (1.0 / UNORM8_ONE);
        let hairs = (0..b.n_hairs).filter(|&k| b.has_hair(k)).count();
        if b.longest_mm < LEAST_WORN_MM {
            return None;
        }
        let (hairs, vigor, fine) = match hairs {
            0 if lot(0) < fine => (1, FINE_VIGOR, true),
            0 => return None,
            n => (n, b.vigor, false),
        };
        let size = miniaturized(vigor);
        let chart = person.chart.at(b.unit.position);
        let edge = min(person.region.plain_depth(chart), person.region.plain_front_depth(chart));
        // At the very edge hair of every length grows.
        let inner = smoothstep(0.0, EDGE_MM, edge);
        let length = lerp(lerp(EDGE_LENGTH, 1.0, lot(8) * lot(8)), 1.0, inner)
            * lerp(MINIATURE_LENGTH, 1.0, smoothstep(MINIATURE_VIGOR.0, MINIATURE_VIGOR.1, vigor));
        let length = min(length, b.longest_mm / p.hair_length_mm);
        let diameter = usual * size.diameter * (1.0 + DIAMETER_SPREAD * (lot(16) + lot(24) - 1.0));
        Some(HairRoot {
            place: cluster_place(&person.chart, b.unit, person.seed, p.texture),
            normal: b.unit.normal.get(),
            chart,
            hairs: hairs as u8,
            diameter: diameter * lerp(EDGE_DIAMETER, 1.0, inner) * lerp(NAPE_DIAMETER, 1.0, b.unit.fullness),
            length,
            pigment: size.pigment * lerp(EDGE_PIGMENT, 1.0, inner),
            unit: b.index as u32,
            vigor,
            fine,
            under: 0.0,
        })
    };
    let mut roots: Vec<_> =
        remaining_units(&person.units, depths, statuses, loss.pattern.spared_hair(), person.seed, p).filter_map(grown).collect();
    roots.shrink_to_fit();
    roots
}
