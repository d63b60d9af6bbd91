//! Transplanted hair in time: shed, at rest, growing in, and no needle among it before it has healed.

use crate::runner;
use proptest::prelude::*;
use smp_visualizer::base::math::Vec3;
use smp_visualizer::head::Head;
use smp_visualizer::scalp::groom::Texture;
use smp_visualizer::scalp::loss::{Loss, NorwoodType, Pattern};
use smp_visualizer::scalp::scar::Scar;
use smp_visualizer::scalp::{Person, Scalp, ScalpParameters};
use smp_visualizer::treatment::{Plan, SiteScars, Sites, TreatmentParameters, place_dots};
use std::sync::OnceLock;

struct Patient {
    person: Person,
    loss: Loss,
    sites: Sites,
}

/// Two persons, made once.
fn patient(i: usize) -> &'static Patient {
    static PATIENTS: [OnceLock<Patient>; 2] = [const { OnceLock::new() }; 2];
    PATIENTS[i].get_or_init(|| {
        let (head, seed) = (Head::default(), [3, 991][i]);
        let person = Person::new(&head, seed);
        let sites = Sites::new(&head, &person, seed);
        Patient { loss: Loss::new(&person, Pattern::Norwood(NorwoodType::Classic)), person, sites }
    })
}

fn scalp(patient: &Patient, norwood: f32, hair_length_mm: f32, grafts: f32, graft_months: f32) -> Scalp {
    let p = ScalpParameters {
        loss_stage: norwood - 1.0,
        hair_density: 200.0,
        hair_length_mm,
        grafts,
        graft_months,
        texture: Texture::Straight,
    };
    Scalp::new(&patient.person, &patient.loss, &Scar::default(), &p)
}

/// Root, length and diameter of every hair that stands.
fn hairs(scalp: &Scalp) -> Vec<(Vec3, f32, f32)> {
    scalp.stubble.iter().map(|s| (s.root, (s.tip - s.root).length(), s.diameter)).collect()
}

fn cases() -> impl Strategy<Value = (usize, f32, f32)> {
    (0_usize..2, 3.0_f32..=7.0, 200.0_f32..=4000.0)
}

#[test]
fn planted_hair_only_grows_once_it_has_come_through() {
    let law = |((who, norwood, grafts), mm, months): ((usize, f32, f32), f32, Vec<f32>)| {
        let mut months = months;
        months.extend([4.0, 12.0]);
        months.sort_by(f32::total_cmp);
        let mut before: Vec<(Vec3, f32, f32)> = Vec::new();
        for at in months {
            let now = hairs(&scalp(patient(who), norwood, mm, grafts, at));
            let mut rest = now.iter();
            for hair in &before {
                let same = rest.find(|later| later.0 == hair.0);
                let grown = same.is_some_and(|later| later.1 >= hair.1 - 1e-3 && later.2 >= hair.2);
                prop_assert!(grown, "month {at}: {hair:?} is {same:?}");
            }
            before = now;
        }
        Ok(())
    };
    runner(8).run(&(cases(), 0.3_f32..=6.0, proptest::collection::vec(4.0_f32..12.0, 3)), law).unwrap();
}

#[test]
fn planted_hair_is_short_first_then_shed_then_long() {
    let law = |((who, norwood, grafts), mm): ((usize, f32, f32), f32)| {
        let patient = patient(who);
        let [first, rests, last] = [0.0, 2.0, 12.0].map(|months| hairs(&scalp(patient, norwood, mm, grafts, months)));
        let n = scalp(patient, norwood, mm, grafts, 12.0).grafts.n;
        // What stands while planted hair rests is native.
        let planted = |hairs: &[(Vec3, f32, f32)]| {
            let mut native = rests.iter().peekable();
            hairs.iter().filter(|hair| native.next_if(|other| other.0 == hair.0).is_none()).copied().collect::<Vec<_>>()
        };
        let (stubble, grown) = (planted(&first), planted(&last));
        prop_assert!(grown.len() >= n && stubble.len() == grown.len(), "{} and {} hairs of {n} grafts", stubble.len(), grown.len());
        let longest = stubble.iter().map(|hair| hair.1).fold(0.0, f32::max);
        prop_assert!(longest < 2.0, "{longest} mm on the day");
        prop_assert!(rests.len() + grown.len() == last.len(), "native hair does not change");
        Ok(())
    };
    runner(8).run(&(cases(), 2.0_f32..=6.0), law).unwrap();
}

#[test]
fn no_dot_is_set_among_grafts_that_heal() {
    let law = |((who, norwood, grafts), months): ((usize, f32, f32), f32)| {
        let patient = patient(who);
        let p = TreatmentParameters::from(&smp_visualizer::parameters::Settings::default());
        let dots = |months: f32| {
            let scalp = scalp(patient, norwood, 0.5, grafts, months);
            let plan = Plan::new(&patient.sites, &patient.loss, &SiteScars::default(), &patient.person, &scalp, None, &p);
            (place_dots(&patient.sites, &plan, &SiteScars::default(), &p), scalp)
        };
        let (all, grown) = dots(12.0);
        let (some, _) = dots(months);
        let near = |p: Vec3| grown.grafts.places().any(|q| (q - p).length() < 4.0);
        for dot in &some {
            let place = patient.sites.positions[dot.site as usize];
            prop_assert!(months >= 6.0 || !near(place), "month {months}: a dot at {place}");
        }
        // Elsewhere nothing is different, and from month 6 on nowhere.
        let mut rest = all.iter();
        prop_assert!(some.iter().all(|dot| rest.any(|other| other.site == dot.site)), "a dot that grown hair would not have");
        prop_assert!(months < 6.0 || some == all, "month {months}: other dots than at 12");
        prop_assert!(months >= 6.0 || some.len() < all.len(), "no dot is left out");
        Ok(())
    };
    runner(8).run(&(cases(), prop_oneof![0.0_f32..5.99, 6.0_f32..12.0]), law).unwrap();
}
