use super::groom::style::Texture;
use super::loss::pattern::NorwoodType;
use super::loss::vigor::{hair_mass_share, vigor};
use super::*;
use crate::base::math::Vec3;
use crate::head::Head;
use std::sync::OnceLock;

/// One head for all tests: it is always the same.
pub(crate) fn head() -> &'static Head {
    static HEAD: OnceLock<Head> = OnceLock::new();
    HEAD.get_or_init(Head::default)
}

fn person() -> (Person, Loss) {
    classic(1)
}

/// A person and their classic Norwood course.
fn classic(seed: u32) -> (Person, Loss) {
    let person = Person::new(head(), seed);
    let loss = Loss::new(&person, Pattern::Norwood(NorwoodType::Classic));
    (person, loss)
}

fn parameters(norwood: f32, hair_density: f32) -> ScalpParameters {
    ScalpParameters {
        loss_stage: norwood - 1.0,
        hair_density,
        hair_length_mm: 0.5,
        grafts: 0.0,
        graft_months: 12.0,
        texture: Texture::Straight,
    }
}

#[test]
fn bald_areas_are_in_the_clinics_ranges() {
    // cm²; VII has no upper limit there ("200+"), and a head's whole scalp is about 500.
    let ranges = [(0.0, 0.0), (10.0, 15.0), (25.0, 40.0), (60.0, 80.0), (80.0, 120.0), (120.0, 160.0), (160.0, 260.0)];
    for seed in [1, 11, 19] {
        let (person, loss) = classic(seed);
        for (stop, (from, to)) in ranges.into_iter().enumerate() {
            let area = loss.bald_area_cm2(&person, stop as f32);
            assert!((from..=to).contains(&area), "seed {seed}, stop {}: {area} cm²", stop + 1);
        }
    }
}

#[test]
fn the_hair_left_is_what_is_measured_on_the_skin() {
    // Count × caliber at stage V over that at stage I, where the map of loss says how much it is.
    let (person, loss) = person();
    let full = Scalp::new(&person, &loss, &Scar::default(), &parameters(1.0, 220.0)).stubble;
    let left = Scalp::new(&person, &loss, &Scar::default(), &parameters(5.0, 220.0)).stubble;
    let expected = |p: Vec3| hair_mass_share(vigor(loss.map.at(person.chart.at(p))[4]));
    for (from, to) in [(0.0, 0.02), (0.2, 0.3), (0.45, 0.55), (0.7, 0.8), (0.99, 1.01)] {
        let hair = |all: &Stubble| all.iter().filter(|s| (from..to).contains(&expected(s.root))).map(|s| s.diameter).sum::<f32>();
        let share = hair(&left) / hair(&full);
        assert!((from - 0.03..to + 0.03).contains(&share), "{share} of the hair is left where it should be {from}–{to}");
    }
}

#[test]
fn a_later_stage_only_removes_hair() {
    let (person, loss) = person();
    let mut before: Vec<f32> = loss.units.at(0.0).collect();
    for step in 1..=60 {
        let now: Vec<f32> = loss.units.at(step as f32 / 10.0).collect();
        assert!(before.iter().zip(&now).all(|(a, b)| a <= b), "step {step} gives hair back");
        before = now;
    }
    let hairs = |norwood: f32| -> Vec<(Vec3, f32)> {
        let scalp = Scalp::new(&person, &loss, &Scar::default(), &parameters(norwood, 220.0));
        scalp.stubble.iter().map(|s| (s.root, s.diameter)).collect()
    };
    let mut earlier = hairs(1.0);
    for norwood in [1.5, 2.0, 3.2, 4.0, 4.7, 5.5, 6.0, 7.0] {
        let later = hairs(norwood);
        assert!(later.len() < earlier.len(), "{norwood}: {} hairs", later.len());
        let mut rest = earlier.iter();
        for (root, diameter) in &later {
            let Some(same) = rest.find(|e| e.0 == *root) else { panic!("a new hair at {root}, stage {norwood}") };
            assert!(*diameter <= same.1, "a hair thickens at {root}, stage {norwood}");
        }
        earlier = later;
    }
}

#[test]
fn denser_hair_only_adds_hairs() {
    let (person, loss) = person();
    for norwood in [1.0, 4.6] {
        let mut thin = Scalp::new(&person, &loss, &Scar::default(), &parameters(norwood, 100.0)).stubble;
        for density in [130.0, 220.0, 230.0, 300.0] {
            let dense = Scalp::new(&person, &loss, &Scar::default(), &parameters(norwood, density)).stubble;
            let kept = {
                let mut rest = dense.iter();
                thin.iter().all(|hair| rest.any(|same| same == hair))
            };
            assert!(kept, "a hair of the thin scalp is missing at {density}, stage {norwood}");
            thin = dense;
        }
    }
}

#[test]
fn full_hair_has_the_density_asked_for() {
    let (person, loss) = person();
    for density in [100.0, 220.0, 300.0] {
        let n = Scalp::new(&person, &loss, &Scar::default(), &parameters(1.0, density))
            .stubble
            .iter()
            .filter(|s| s.root.y > 108.0 && s.root.z < 30.0)
            .count();
        let cap: f32 = {
            let head = head();
            let top = person.scalp_triangles.iter().filter(|s| s.middle.y > 108.0 && s.middle.z < 30.0);
            top.map(|s| points::area(&head.mesh, s.triangle)).sum::<f32>() / 100.0
        };
        let found = n as f32 / cap;
        assert!((found / density - 0.97).abs() < 0.06, "{density}: {found} hairs/cm²");
    }
}

#[test]
fn stubble_lies_along_the_skin_and_is_as_long_as_asked() {
    let (person, loss) = person();
    let scalp = Scalp::new(&person, &loss, &Scar::default(), &parameters(1.0, 220.0));
    for s in scalp.stubble.iter() {
        let along = s.tip - s.root;
        let lift = along.normalize().dot(s.normal);
        assert!((0.05..0.8).contains(&lift), "lift {lift} at {}", s.root);
        // A quarter either way; down the nape a third of that, and as much finer.
        let faded = s.root.y < 4.0 && s.root.z < 0.0;
        let (least, finest) = if faded { (0.11, 0.015) } else { (0.37, 0.028) };
        assert!((least..0.63).contains(&along.length()), "{} mm at {}", along.length(), s.root);
        assert!((finest..0.09).contains(&s.diameter) && (0.4..=1.0).contains(&s.pigment), "{s:?}");
    }
}

#[test]
fn bare_skin_keeps_a_few_fine_hairs() {
    let (person, loss) = person();
    let crown = |norwood: f32| {
        let scalp = Scalp::new(&person, &loss, &Scar::default(), &parameters(norwood, 220.0));
        scalp.stubble.iter().filter(|s| s.root.y > 120.0).count() as f32
    };
    let share = crown(7.0) / crown(1.0);
    assert!((0.003..0.03).contains(&share), "{share} of the hairs survive");
}
