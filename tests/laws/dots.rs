//! Dots and hairs of whole heads: a slider never reshuffles them, and they stay even wherever one looks.

use crate::hairline::SHAPES;
use crate::runner;
use proptest::prelude::*;
use smp_visualizer::base::math::{PI, TAU, Vec2, Vec3, cos, sin, vec2};
use smp_visualizer::base::random::uniform;
use smp_visualizer::head::{Head, Strand};
use smp_visualizer::parameters::Settings;
use smp_visualizer::scalp::loss::{Loss, NorwoodType, Pattern};
use smp_visualizer::scalp::points::{PointGrid, spacing};
use smp_visualizer::scalp::scar::Scar;
use smp_visualizer::scalp::{Person, Scalp, ScalpParameters};
use smp_visualizer::treatment::dot::CLEARANCE_MM;
use smp_visualizer::treatment::{Dot, Handles, Plan, SiteScars, Sites, TreatmentParameters, place_dots};
use std::sync::OnceLock;

pub(crate) struct Patient {
    person: Person,
    loss: Loss,
    sites: Sites,
}

/// The person with seed 1; made once, since no setting below changes them.
pub(crate) fn patient() -> &'static Patient {
    static PATIENT: OnceLock<Patient> = OnceLock::new();
    PATIENT.get_or_init(|| with_seed(1))
}

fn with_seed(seed: u32) -> Patient {
    let head = Head::default();
    let person = Person::new(&head, seed);
    let sites = Sites::new(&head, &person, seed);
    let loss = Loss::new(&person, Pattern::Norwood(NorwoodType::Classic));
    Patient { person, loss, sites }
}

pub(crate) fn hair(patient: &Patient, norwood: f32, hair_density: f32) -> Scalp {
    Scalp::new(
        &patient.person,
        &patient.loss,
        &Scar::default(),
        &ScalpParameters { loss_stage: norwood - 1.0, hair_density, ..ScalpParameters::from(&Settings::default()) },
    )
}

pub(crate) fn treated(patient: &Patient, scalp: &Scalp, p: &TreatmentParameters) -> Vec<Dot> {
    place_dots(
        &patient.sites,
        &Plan::new(&patient.sites, &patient.loss, &SiteScars::default(), &patient.person, scalp, None, p),
        &SiteScars::default(),
        p,
    )
}

/// Any treatment the table allows.
pub(crate) fn treatments() -> impl Strategy<Value = TreatmentParameters> {
    let design = (prop::sample::select(&SHAPES[..]), prop::array::uniform5([-15.0_f32..=15.0, -15.0_f32..=15.0]));
    let shares = (0.0_f32..=1.0, 0.0_f32..=1.0, 0.0_f32..=1.0, 0.0_f32..=1.0);
    (1..=4_u32, 0.0_f32..=300.0, 0.1_f32..=0.6, 5.5_f32..=10.0, 1.0_f32..=15.0, shares, design).prop_map(
        |(
            sessions,
            density,
            dot_diameter_mm,
            hairline_height_cm,
            softness_mm,
            (temple_recession, irregularity, asymmetry, unseen_hair),
            (hairline, [middle, left, right, temple, other]),
        )| {
            TreatmentParameters {
                sessions,
                density,
                dot_diameter_mm,
                hairline_height_cm,
                temple_recession,
                softness_mm,
                irregularity,
                asymmetry,
                unseen_hair,
                hairline,
                handles: Handles { middle, corners: [left, right], temples: [temple, other] },
                ..TreatmentParameters::from(&Settings::default())
            }
        },
    )
}

/// Whether every dot of `few` is among `many`, in its place and with no more pigment.
fn only_adds(few: &[Dot], many: &[Dot]) -> bool {
    let mut rest = many.iter();
    few.iter().all(|dot| rest.any(|d| d.site == dot.site && d.diameter >= dot.diameter && d.load >= dot.load))
}

#[test]
fn more_density_and_more_loss_only_add_dots() {
    let patient = patient();
    let law = |(p, more, norwood, loss): (TreatmentParameters, f32, f32, f32)| {
        let denser = TreatmentParameters { density: (p.density + more).min(300.0), ..p };
        let (scalp, balder) = (hair(patient, norwood, 220.0), hair(patient, (norwood + loss).min(7.0), 220.0));
        let dots = treated(patient, &scalp, &p);
        prop_assert!(only_adds(&dots, &treated(patient, &scalp, &denser)), "{p:?} to {} dots/cm²", denser.density);
        prop_assert!(only_adds(&dots, &treated(patient, &balder, &p)), "{p:?} at {norwood} to {}", norwood + loss);
        Ok(())
    };
    runner(24).run(&(treatments(), 0.0_f32..150.0, 1.0_f32..7.0, 0.0_f32..2.0), law).unwrap();
}

#[test]
fn no_density_is_no_dot() {
    let law = |(p, norwood): (TreatmentParameters, f32)| {
        let dots = treated(patient(), &hair(patient(), norwood, 220.0), &TreatmentParameters { density: 0.0, ..p });
        prop_assert!(dots.is_empty(), "{} dots", dots.len());
        Ok(())
    };
    runner(8).run(&(treatments(), 1.0_f32..=7.0), law).unwrap();
}

#[test]
fn a_later_stage_only_takes_hair_and_denser_hair_only_gives() {
    let patient = patient();
    let shrinks = |later: &Strand, earlier: &Strand| {
        let length = |s: &Strand| (s.tip - s.root).length();
        later.diameter <= earlier.diameter && later.pigment <= earlier.pigment && length(later) <= length(earlier) * 1.000_01
    };
    let law = |(norwood, loss, density, more): (f32, f32, f32, f32)| {
        let earlier = hair(patient, norwood, density);
        let later = hair(patient, (norwood + loss).min(7.0), density);
        let mut rest = earlier.stubble.iter();
        for strand in later.stubble.iter() {
            let same = rest.find(|s| s.root == strand.root);
            prop_assert!(same.is_some_and(|s| shrinks(&strand, &s)), "stage {norwood} + {loss}: {strand:?} was {same:?}");
        }
        prop_assert!(later.hair_lost_area_cm2() >= earlier.hair_lost_area_cm2());
        let denser = hair(patient, norwood, (density + more).min(300.0));
        prop_assert!(denser.n_hairs() >= earlier.n_hairs(), "{density} + {more}: {} hairs", denser.n_hairs());
        Ok(())
    };
    runner(16).run(&(1.0_f32..7.0, 0.01_f32..3.0, 100.0_f32..300.0, 0.0_f32..100.0), law).unwrap();
}

/// Distance from each of `points` to its nearest among `others`, itself left out, but at most `reach` mm.
fn nearest(points: &[Vec3], others: &[Vec3], reach: f32) -> Vec<f32> {
    let (cells, order) = PointGrid::new(others, reach);
    let sorted: Vec<Vec3> = order.iter().map(|i| others[*i as usize]).collect();
    let to_others = |p: &Vec3| {
        let near = cells.near(*p).into_iter().flat_map(|(from, to)| &sorted[from..to]);
        near.filter(|q| *q != p).map(|q| (*q - *p).length()).fold(reach, f32::min)
    };
    points.iter().map(to_others).collect()
}

#[test]
fn dots_of_any_person_are_as_uneven_as_a_hand_sets_them_at_every_density() {
    let usual = TreatmentParameters::from(&Settings::default());
    let another = with_seed(77);
    let mut off = Vec::new();
    for (seed, patient) in [(1, patient()), (77, &another)] {
        let scalp = hair(patient, 7.0, 220.0);
        let highest = patient.sites.positions.iter().copied().fold(Vec3::MIN, |a, b| if b.y > a.y { b } else { a });
        for density in [6.0_f32, 30.0, 90.0, 180.0, 300.0] {
            let dots = treated(patient, &scalp, &TreatmentParameters { density, ..usual });
            let places: Vec<Vec3> = dots.iter().map(|d| patient.sites.positions[d.site as usize]).collect();
            let lattice = spacing(density / 100.0);
            let top: Vec<Vec3> = places.iter().copied().filter(|p| (*p - highest).length() < 45.0).collect();
            let mut found: Vec<f32> = nearest(&top, &places, 2.0 * lattice).iter().map(|d| d / lattice).collect();
            found.sort_by(f32::total_cmp);
            let n = found.len() as f32;
            let mean = found.iter().sum::<f32>() / n;
            let variation = (found.iter().map(|d| (d - mean) * (d - mean)).sum::<f32>() / n).sqrt() / mean;
            let first = found[found.len() / 100];
            let line = format!("seed {seed}, {density} dots/cm², {n} dots: 1 % {first:.3}, mean {mean:.3}, variation {variation:.3}");
            println!("{line}");
            // Photographs: the nearest distance varies by 0.23–0.27 of its mean where twins are told apart from blots, so by
            // more between the marks themselves; random points would be at 0.43 and 0.52. Few marks have more room than a
            // hand strays, and stay more even.
            let varies = if density < 60.0 { 0.12..=0.30 } else { 0.18..=0.36 };
            let uneven = first >= 0.12 && (0.55..=0.80).contains(&mean) && varies.contains(&variation);
            if !uneven {
                off.push(line);
            }
        }
        let units: Vec<Vec3> = patient.person.units.iter().map(|u| u.position).collect();
        let clear = nearest(&patient.sites.positions, &units, 1.0).into_iter().fold(1.0, f32::min);
        assert!(clear >= CLEARANCE_MM, "seed {seed}: a dot {clear} mm from a follicle");
    }
    assert!(off.is_empty(), "{off:#?}");
}

#[test]
fn dots_on_the_crown_have_no_direction_and_no_rhythm() {
    let patient = patient();
    let mut off = Vec::new();
    for share in [0.3, 0.6, 1.0] {
        // Near its pole the chart is true to 2 %: flat enough to ask for waves.
        let places = patient.sites.positions.iter().zip(&patient.sites.rank).filter(|(_, rank)| **rank < share);
        let disc: Vec<Vec2> = places.map(|(p, _)| patient.person.chart.at(*p)).filter(|q| q.length() < 40.0).collect();
        let peak = radial_peak(&disc, (disc.len() as f32 / (PI * 40.0 * 40.0)).sqrt());
        println!("{} dots: highest ring {peak:.2}", disc.len());
        // White noise is 1 everywhere; a grid has needles of hundreds, so of tens in the mean of a ring.
        if peak > 2.3 {
            off.push(format!("{share} of the dots: {peak:.2}"));
        }
    }
    assert!(off.is_empty(), "{off:#?}");
}

/// Highest mean power of a ring of waves, 0.5 to 2 for each mean distance `1 / per_length`.
fn radial_peak(points: &[Vec2], per_length: f32) -> f32 {
    let power = |frequency: Vec2| {
        let wave = |p: &Vec2| {
            let turns = frequency.dot(*p);
            let phase = TAU * (turns - turns.floor());
            (f64::from(cos(phase)), f64::from(sin(phase)))
        };
        let (re, im) = points.iter().map(wave).fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1));
        ((re * re + im * im) / points.len() as f64) as f32
    };
    let ring = |k: u32| {
        let waves = (0..48).map(|i| {
            let angle = PI * uniform(7, k, i);
            power(vec2(cos(angle), sin(angle)) * (per_length * (0.5 + 0.05 * (k as f32 + uniform(8, k, i)))))
        });
        waves.sum::<f32>() / 48.0
    };
    (0..30).map(ring).fold(0.0, f32::max)
}
