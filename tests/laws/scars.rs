//! Scars and moved hair: what a scar takes stays gone, what a surgeon plants has its price.

use crate::runner;
use proptest::prelude::*;
use smp_visualizer::base::math::Vec3;
use smp_visualizer::head::Head;
use smp_visualizer::scalp::groom::Texture;
use smp_visualizer::scalp::loss::{Loss, NorwoodType, Pattern};
use smp_visualizer::scalp::points::PointGrid;
use smp_visualizer::scalp::scar::{Scar, ScarKind, StrokeEffect};
use smp_visualizer::scalp::{Person, Scalp, ScalpParameters, donor, follicles};
use smp_visualizer::treatment::{Plan, SiteScars, Sites, TreatmentParameters, place_dots};
use std::sync::OnceLock;

/// Every kind of scar but none.
const KINDS: &[ScarKind] = match ScarKind::ALL {
    [ScarKind::None, kinds @ ..] => kinds,
    _ => &[],
};

struct Patient {
    person: Person,
    loss: Loss,
}

fn head() -> &'static Head {
    static HEAD: OnceLock<Head> = OnceLock::new();
    HEAD.get_or_init(Head::default)
}

/// Three persons, made once.
fn patient(i: usize) -> &'static Patient {
    static PATIENTS: [OnceLock<Patient>; 3] = [const { OnceLock::new() }; 3];
    PATIENTS[i].get_or_init(|| {
        let person = Person::new(head(), [1, 77, 4_000_000_000][i]);
        let loss = Loss::new(&person, Pattern::Norwood(NorwoodType::Classic));
        Patient { person, loss }
    })
}

fn scar(patient: &Patient, kind: ScarKind, size: f32) -> Scar {
    Scar::new(&patient.person, &head().mesh, kind, size)
}

fn hair(patient: &Patient, scar: &Scar, norwood: f32, hair_density: f32, grafts: f32) -> Scalp {
    let p = ScalpParameters {
        loss_stage: norwood - 1.0,
        hair_density,
        hair_length_mm: 0.5,
        grafts,
        graft_months: 12.0,
        texture: Texture::Straight,
    };
    Scalp::new(&patient.person, &patient.loss, scar, &p)
}

fn kinds() -> impl Strategy<Value = (usize, ScarKind, f32)> {
    (0_usize..3, (0..KINDS.len()).prop_map(|k| KINDS[k]), 0.0_f32..=1.0)
}

#[test]
fn no_unit_stands_in_a_scar() {
    let law = |((who, kind, size), norwood): ((usize, ScarKind, f32), f32)| {
        let patient = patient(who);
        let scar = scar(patient, kind, size);
        // Hairs of a unit stand closer to it than to any other.
        const APART: f32 = 0.25;
        let hairs: Vec<Vec3> = hair(patient, &scar, norwood, 220.0, 0.0).stubble.iter().map(|s| s.root).collect();
        let (cells, order) = PointGrid::new(&hairs, APART);
        let bears = |p: Vec3| {
            let mut near = cells.near(p).into_iter().flat_map(|(from, to)| &order[from..to]);
            near.any(|i| (hairs[*i as usize] - p).length() < APART)
        };
        let inside = |p: Vec3| scar.depth(p) > 0.0 && !scar.is_tuft_at(p);
        let standing = patient.person.units.iter().filter(|u| inside(u.position) && bears(u.position)).count();
        prop_assert_eq!(standing, 0, "{:?} of size {} at {}", kind, size, norwood);
        Ok(())
    };
    runner(24).run(&(kinds(), 1.0_f32..=7.0), law).unwrap();
}

#[test]
fn plugs_keep_their_tufts_where_all_else_is_bare() {
    // Neighboring hairs differ, but none of full growth is paler than that.
    const FULL: f32 = 0.75;
    let patient = patient(0);
    let scar = scar(patient, ScarKind::Plugs, 0.6);
    let hairs = hair(patient, &scar, 7.0, 220.0, 0.0).stubble;
    let per_plug = |at: Vec3| hairs.iter().filter(|s| (s.root - at).length() < 2.5 && s.pigment > FULL).count();
    let bearing = scar.strokes().iter().filter(|s| s.effect == StrokeEffect::Tuft);
    let tufts: Vec<usize> = bearing.map(|s| per_plug(s.from)).collect();
    let mean = tufts.iter().sum::<usize>() as f32 / tufts.len() as f32;
    assert!((8.0..26.0).contains(&mean) && tufts.iter().all(|n| *n >= 2), "{mean}: {tufts:?}");
}

#[test]
fn a_larger_scar_keeps_all_of_the_smaller_one() {
    let law = |((who, kind, size), more): ((usize, ScarKind, f32), f32)| {
        let patient = patient(who);
        let (small, large) = (scar(patient, kind, size), scar(patient, kind, (size + more).min(1.0)));
        for unit in &patient.person.units {
            let (before, after) = (small.depth(unit.position), large.depth(unit.position));
            prop_assert!(before <= 0.0 || after > 0.0, "{kind:?} {size} + {more}: {before} became {after}");
        }
        Ok(())
    };
    runner(16).run(&(kinds(), 0.01_f32..=1.0), law).unwrap();
}

#[test]
fn every_scar_is_on_the_scalp_and_the_smallest_is_one_too() {
    for &kind in KINDS {
        for (who, size) in [(0, 0.0), (1, 0.5), (2, 1.0)] {
            let patient = patient(who);
            let scar = scar(patient, kind, size);
            assert!(!scar.strokes().is_empty(), "{kind:?} of size {size} is none");
            for stroke in scar.strokes() {
                let q = patient.person.chart.at(stroke.from);
                let depth = patient.person.region.plain_depth(q);
                assert!(patient.person.chart.height(stroke.from).abs() < 1.0 && depth > -2.0, "{kind:?} {size}: {stroke:?} at {depth}");
                if kind == ScarKind::Fue {
                    // The fringe that stage VII leaves.
                    assert!(patient.loss.map.at(q)[6] < 0.0, "{size}: punched where hair is lost: {stroke:?}");
                }
            }
        }
    }
}

#[test]
fn no_scar_changes_nothing() {
    let patient = patient(0);
    let none = Scar::new(&patient.person, &head().mesh, ScarKind::None, 1.0);
    assert!(none.strokes().is_empty() && none.depth(patient.person.units[0].position) == f32::MIN && !none.reaches(0));
    let (with, without) = (hair(patient, &none, 4.0, 220.0, 0.0), hair(patient, &Scar::default(), 4.0, 220.0, 0.0));
    assert!(with.stubble == without.stubble && with.grafts.n == 0);
}

#[test]
fn marks_in_a_scar_are_many_enough_and_paler() {
    let patient = patient(0);
    let sites = Sites::new(head(), &patient.person, 1);
    let p = TreatmentParameters::from(&smp_visualizer::parameters::Settings::default());
    for &kind in KINDS {
        let scar = scar(patient, kind, 0.5);
        let scars = sites.scars(&scar);
        let scalp = hair(patient, &scar, 3.0, 220.0, 0.0);
        let plan = Plan::new(&sites, &patient.loss, &scars, &patient.person, &scalp, None, &p);
        let (dots, usual) = (place_dots(&sites, &plan, &scars, &p), place_dots(&sites, &plan, &SiteScars::default(), &p));
        let ink = |dots: &[smp_visualizer::treatment::Dot], within: bool| {
            let chosen = dots.iter().filter(|d| plan.maturity(d.site as usize) == 1.0 && (scars.at(d.site as usize) > 0.99) == within);
            let (sum, n) = chosen.fold((0.0, 0), |(sum, n), d| (sum + d.load * d.diameter * d.diameter, n + 1));
            (sum / n.max(1) as f32, n)
        };
        let ((inside, n), (outside, _)) = (ink(&dots, true), ink(&usual, true));
        let share = inside / outside;
        assert!(n > 20 && (0.53..=0.68).contains(&share), "{kind:?}: {n} marks with {share} of the usual ink");
        if kind == ScarKind::Fue {
            let hit = |at: Vec3| dots.iter().any(|d| (sites.positions[d.site as usize] - at).length() < 0.6);
            let strokes = &scar.strokes()[..300];
            let share = strokes.iter().filter(|s| hit(s.from)).count() as f32 / 300.0;
            assert!(share > 0.6, "{share} of the punches got a mark");
        }
    }
}

#[test]
fn more_grafts_only_add_grafts_and_never_more_than_the_donor_can_give() {
    let law = |((who, kind, size), norwood, hair_density, grafts, more): ((usize, ScarKind, f32), f32, f32, f32, f32)| {
        let patient = patient(who);
        let scar = if size < 0.3 { scar(patient, kind, size) } else { Scar::default() };
        let (few, many) = (hair(patient, &scar, norwood, hair_density, grafts), hair(patient, &scar, norwood, hair_density, grafts + more));
        let mut all: Vec<Vec3> = many.grafts.places().collect();
        all.sort_by(|a, b| a.x.total_cmp(&b.x));
        for place in few.grafts.places() {
            let found = all.binary_search_by(|q| q.x.total_cmp(&place.x)).is_ok();
            prop_assert!(found, "{place} is a graft of {grafts} and not of {more} more");
            prop_assert!(patient.person.region.plain_depth(patient.person.chart.at(place)) > 0.0, "{place} is off the scalp");
        }
        let share = follicles::unit_share(hair_density);
        let standing = patient.person.units.iter().filter(|u| u.onset < share && donor::depth(&patient.person, u.position) > 0.0).count();
        for (scalp, asked) in [(&few, grafts), (&many, grafts + more)] {
            let n = scalp.grafts.n;
            prop_assert!(n <= asked as usize && n <= donor::units_to_spare(standing), "{n} of {asked}, {standing} to take from");
            prop_assert!(!scalp.grafts.limited || n < asked as usize);
        }
        Ok(())
    };
    let numbers = (kinds(), 1.0_f32..=7.0, 100.0_f32..=300.0, 0.0_f32..=4000.0, 0.0_f32..=2000.0);
    runner(16).run(&numbers, law).unwrap();
}

#[test]
fn every_graft_leaves_a_gap_behind() {
    let patient = patient(1);
    let in_donor = |scalp: &Scalp| scalp.stubble.iter().filter(|s| donor::depth(&patient.person, s.root) > 1.0).count();
    let (none, some) = (hair(patient, &Scar::default(), 6.0, 220.0, 0.0), hair(patient, &Scar::default(), 6.0, 220.0, 3000.0));
    let gone = (in_donor(&none) - in_donor(&some)) as f32 / 3000.0;
    assert_eq!(some.grafts.n, 3000);
    assert!((1.5..2.6).contains(&gone), "{gone} hairs gone for each graft");
}
