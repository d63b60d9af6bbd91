use super::*;
use crate::scalp::{Scalp, ScalpParameters};

fn setting() -> (Person, Sites) {
    let head = crate::scalp::tests::head();
    let person = Person::new(head, 1);
    let sites = Sites::new(head, &person, 1);
    (person, sites)
}

fn usual() -> TreatmentParameters {
    TreatmentParameters {
        density: 180.0,
        dot_diameter_mm: 0.3,
        hairline_height_cm: 8.0,
        temple_recession: 0.5,
        softness_mm: 8.0,
        irregularity: 0.5,
        asymmetry: 0.3,
    }
}

#[test]
fn dots_follow_the_laws() {
    let (person, sites) = setting();
    println!("{} sites on {} cm²", sites.positions.len(), sites.area_cm2);
    for norwood in [1.0, 3.0, 5.0, 7.0] {
        let scalp = Scalp::new(&person, &ScalpParameters { norwood, hair_density: 220.0, hair_length_mm: 0.5 });
        let plan = Plan::new(&sites, &person, &scalp, &usual());
        let mut fewer = place(&sites, &plan, &TreatmentParameters { density: 0.0, ..usual() });
        assert!(fewer.is_empty(), "dots without treatment");
        for density in [20.0, 100.0, 180.0, 300.0] {
            let more = place(&sites, &plan, &TreatmentParameters { density, ..usual() });
            let mut rest = more.iter();
            for dot in &fewer {
                let same = rest.find(|d| d.site == dot.site);
                assert!(same.is_some_and(|d| d.load >= dot.load && d.diameter == dot.diameter), "{density}: {dot:?} is lost");
            }
            fewer = more;
        }
        println!("{norwood}: {} dots at 300, treated {} cm²", fewer.len(), plan.treated_area_cm2);
        assert!(fewer.iter().all(|d| plan.weights[d.site as usize] > 0.0), "a dot outside the treated area");
        if norwood == 1.0 {
            assert!(fewer.is_empty(), "{} dots in full hair", fewer.len());
        }
    }
}
