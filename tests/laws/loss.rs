//! Hair loss only takes, a little at a time, on every head and for every pattern.

use crate::runner;
use proptest::prelude::*;
use smp_visualizer::base::math::Vec3;
use smp_visualizer::head::{Build, Head};
use smp_visualizer::parameters::Settings;
use smp_visualizer::scalp::loss::{Loss, NorwoodType, Pattern};
use smp_visualizer::scalp::scar::Scar;
use smp_visualizer::scalp::{Person, Scalp, ScalpParameters};
use std::sync::OnceLock;

const PATTERNS: [Pattern; 13] = [
    Pattern::Norwood(NorwoodType::Classic),
    Pattern::Norwood(NorwoodType::A),
    Pattern::Norwood(NorwoodType::Vertex),
    Pattern::Ludwig,
    Pattern::Diffuse,
    Pattern::Areata,
    Pattern::Ophiasis,
    Pattern::Totalis,
    Pattern::Universalis,
    Pattern::Traction,
    Pattern::Patchy,
    Pattern::Scarring,
    Pattern::FrontalBand,
];

fn head(build: Build) -> &'static Head {
    static HEADS: OnceLock<[Head; 2]> = OnceLock::new();
    let [man, woman] = HEADS.get_or_init(|| [Build::Masculine, Build::Feminine].map(Head::new));
    if build == Build::Masculine { man } else { woman }
}

/// Anybody.
fn people() -> impl Strategy<Value = (Build, u32)> {
    (any::<bool>(), any::<u32>()).prop_map(|(man, seed)| (if man { Build::Masculine } else { Build::Feminine }, seed))
}

/// Hair left at a share of the pattern's slider, root and diameter.
fn hair(person: &Person, loss: &Loss, share: f32) -> Vec<(Vec3, f32)> {
    let stage = share * loss.pattern.last_stop();
    let p = ScalpParameters { loss_stage: stage, hair_density: 180.0, ..ScalpParameters::from(&Settings::default()) };
    Scalp::new(person, loss, &Scar::default(), &p).stubble.iter().map(|s| (s.root, s.diameter)).collect()
}

/// Hair as count × calibre.
fn amount(hair: &[(Vec3, f32)]) -> f64 {
    hair.iter().map(|(_, diameter)| f64::from(*diameter)).sum()
}

#[test]
fn no_hair_comes_back_at_any_step_of_any_slider() {
    let law = |((build, seed), shares): ((Build, u32), Vec<f32>)| {
        let person = Person::new(head(build), seed);
        let mut shares = shares;
        shares.extend([0.0, 1.0]);
        shares.sort_by(f32::total_cmp);
        for pattern in PATTERNS {
            let loss = Loss::new(&person, pattern);
            let mut before: Option<Vec<(Vec3, f32)>> = None;
            for share in &shares {
                let now = hair(&person, &loss, *share);
                if let Some(before) = &before {
                    let mut rest = before.iter();
                    for (root, diameter) in &now {
                        let same = rest.find(|(earlier, _)| earlier == root);
                        prop_assert!(same.is_some_and(|same| same.1 >= *diameter), "{pattern:?} gives hair back at {share}, {root}");
                    }
                }
                before = Some(now);
            }
        }
        Ok(())
    };
    runner(2).run(&(people(), proptest::collection::vec(0.0..1.0_f32, 4)), law).unwrap();
}

#[test]
fn a_small_step_of_a_slider_takes_little_hair() {
    let law = |((build, seed), share): ((Build, u32), f32)| {
        let person = Person::new(head(build), seed);
        for pattern in PATTERNS {
            let loss = Loss::new(&person, pattern);
            let first = amount(&hair(&person, &loss, 0.0));
            if first == 0.0 {
                continue;
            }
            // A hundredth of the way takes a fiftieth of all hair at most: nowhere a jump.
            for from in [0.0, share, 0.99] {
                let taken = amount(&hair(&person, &loss, from)) - amount(&hair(&person, &loss, from + 0.01));
                prop_assert!(taken <= 0.02 * first, "{pattern:?} at {from}: {:.1} % of the hair at once", taken / first * 100.0);
            }
        }
        Ok(())
    };
    runner(3).run(&(people(), 0.0..0.99_f32), law).unwrap();
}

#[test]
fn sliders_begin_with_all_hair_and_end_where_they_say() {
    let law = |(build, seed): (Build, u32)| {
        let person = Person::new(head(build), seed);
        let whole = hair(&person, &Loss::new(&person, PATTERNS[0]), 0.0);
        for pattern in PATTERNS {
            let loss = Loss::new(&person, pattern);
            let (first, last) = (hair(&person, &loss, 0.0), hair(&person, &loss, 1.0));
            let total = matches!(pattern, Pattern::Totalis | Pattern::Universalis);
            let all = total || matches!(pattern, Pattern::Areata | Pattern::Patchy | Pattern::Scarring);
            // Grade I of a woman's scale is a loss already.
            let untouched = !total && pattern != Pattern::Ludwig;
            prop_assert!(!untouched || first == whole, "{pattern:?} has lost hair before it began");
            prop_assert!(all == last.is_empty(), "{pattern:?} ends with {} hairs", last.len());
            // Half of what its slider says it bares, at half of its way.
            let area = |share: f32| loss.bald_area_cm2(&person, share * pattern.last_stop());
            let even = !total && !matches!(pattern, Pattern::Norwood(_) | Pattern::Ludwig | Pattern::Diffuse);
            for share in [0.05, 0.1, 0.33, 0.5, 0.77, 0.95] {
                let found = area(share) / area(1.0);
                prop_assert!(!even || (found - share).abs() < 0.02, "{pattern:?} at {share}: {found} of its area");
            }
        }
        for unit in &person.units {
            let inside = person.region.plain_depth(person.chart.at(unit.position));
            prop_assert!(inside > -8.0 && person.chart.height(unit.position).abs() < 3.0, "a unit off the scalp, {inside} mm");
        }
        Ok(())
    };
    runner(3).run(&people(), law).unwrap();
}

#[test]
fn another_person_has_other_patches() {
    let bald = |seed: u32| {
        let person = Person::new(head(Build::Masculine), seed);
        let loss = Loss::new(&person, Pattern::Areata);
        let left: Vec<bool> = loss.hair_left(0.2).map(|left| left < 0.5).collect();
        left
    };
    let (a, b) = (bald(1), bald(2));
    let both = a.iter().zip(&b).filter(|(a, b)| **a && **b).count();
    let one = a.iter().filter(|bald| **bald).count();
    assert!(both * 2 < one, "{both} of {one} bald places are the same");
}

#[test]
fn no_unit_of_anybody_grows_outside_the_scalp() {
    let law = |(build, seed): (Build, u32)| {
        let person = Person::new(head(build), seed);
        for unit in &person.units {
            let place = person.chart.at(unit.position);
            // The hairline's few stray units stand up to 4 mm before its drawn edge.
            let depth = person.region.plain_depth(place);
            prop_assert!(depth > -4.0, "{build:?} {seed}: {} lies {depth} mm inside", unit.position);
            prop_assert!(person.chart.height(unit.position).abs() < 0.3, "{build:?} {seed}: {} is off the skin", unit.position);
        }
        Ok(())
    };
    runner(4).run(&people(), law).unwrap();
}
