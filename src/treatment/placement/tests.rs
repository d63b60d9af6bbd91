use super::*;
use crate::base::math::{TAU, Vec3, cos, sin, vec2, vec3};
use crate::parameters::Settings;
use crate::scalp::groom::Texture;
use crate::scalp::loss::{Loss, NorwoodType, Pattern};
use crate::scalp::points::quality::{dispersion, nearest_neighbor};
use crate::scalp::points::spacing;
use crate::scalp::scar::Scar;
use crate::scalp::{Person, Scalp, ScalpParameters};
use crate::treatment::dot::CLEARANCE_MM;

fn setting() -> (Person, Sites) {
    let head = crate::scalp::tests::head();
    let person = Person::new(head, 1);
    let sites = Sites::new(head, &person, 1);
    (person, sites)
}

fn usual() -> TreatmentParameters {
    TreatmentParameters::from(&Settings::default())
}

fn classic(person: &Person) -> Loss {
    Loss::new(person, Pattern::Norwood(NorwoodType::Classic))
}

/// The treated area at a Norwood stage.
fn plan(person: &Person, sites: &Sites, norwood: f32, p: &TreatmentParameters) -> Plan {
    let loss = classic(person);
    let hair = ScalpParameters {
        loss_stage: norwood - 1.0,
        hair_density: 220.0,
        hair_length_mm: 0.5,
        grafts: 0.0,
        graft_months: 12.0,
        texture: Texture::Straight,
    };
    Plan::new(sites, &loss, &SiteScars::default(), person, &Scalp::new(person, &loss, &Scar::default(), &hair), None, p)
}

/// The highest place of the head, its crown and the left of its top: balls around them lie well inside the sites.
const CENTERS: [(f32, f32); 3] = [(0.0, 0.0), (0.0, -45.0), (28.0, 12.0)];

#[test]
fn dot_spacing_varies_as_in_photographs_at_every_density_and_place() {
    let (person, sites) = setting();
    let mut ranked: Vec<(f32, Vec3)> = sites.rank.iter().copied().zip(sites.positions.iter().copied()).collect();
    ranked.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    for share in [0.02, 0.05, 0.11, 0.2, 0.33, 0.45, 0.6, 0.7, 0.85, 1.0] {
        let first: Vec<Vec3> = ranked.iter().filter(|p| p.0 < share).map(|p| p.1).collect();
        let density = share * MOST_DOTS_PER_CM2 / 100.0;
        for (x, y) in CENTERS {
            let center = person.chart.skin_at(vec2(x, y));
            // 2,000 points, or as many as the place holds.
            let radius = (2000.0 / density / (TAU / 2.0)).sqrt().min(48.0);
            let near = nearest_neighbor(&first, density, |p| (p - center).length() < radius);
            // See the law on dots of any person for what photographs say.
            // Twins touch; only one mark twice in one place would be a fault.
            assert!(near.p1 >= 0.08, "{share} at {x}, {y}: {near:?}");
            assert!((0.55..=0.80).contains(&near.mean) && (0.11..=0.36).contains(&near.variation), "{share} at {x}, {y}: {near:?}");
        }
        if share >= 0.05 {
            let around = |i: u32| {
                let (angle, radius) = (TAU * crate::base::random::uniform(4, 0, i), 40.0 * crate::base::random::uniform(4, 1, i).sqrt());
                person.chart.skin_at(vec2(sin(angle) * radius, cos(angle) * radius - 10.0))
            };
            let iod = dispersion(&first, density, &(0..1500).map(around).collect::<Vec<_>>());
            // Random points would be at 1.
            assert!(iod <= 0.60, "{share}: index of dispersion {iod}");
        }
    }
    assert!(spacing(3.0) > 0.6, "lattice of 300 dots/cm²");
}

#[test]
fn no_dot_is_nearer_to_a_hair_than_the_clearance() {
    let (person, sites) = setting();
    let (cells, order) = crate::scalp::points::PointGrid::new(&sites.positions, CLEARANCE_MM);
    for unit in &person.units {
        for (from, to) in cells.near(unit.position) {
            for i in &order[from..to] {
                let apart = (sites.positions[*i as usize] - unit.position).length();
                assert!(apart >= CLEARANCE_MM - 1e-4, "{apart} mm from a follicle");
            }
        }
    }
}

#[test]
fn a_denser_treatment_only_adds_dots() {
    let (person, sites) = setting();
    let plan = plan(&person, &sites, 5.0, &usual());
    let mut fewer = place_dots(&sites, &plan, &SiteScars::default(), &TreatmentParameters { density: 0.0, ..usual() });
    assert!(fewer.is_empty(), "dots without treatment");
    for density in [20.0, 100.0, 180.0, 300.0] {
        let more = place_dots(&sites, &plan, &SiteScars::default(), &TreatmentParameters { density, ..usual() });
        assert!(more.len() > fewer.len(), "{density}: {} dots", more.len());
        let mut rest = more.iter();
        for dot in &fewer {
            let same = rest.find(|d| d.site == dot.site);
            assert!(same.is_some_and(|d| d.load >= dot.load && d.diameter == dot.diameter), "{density}: {dot:?} is lost");
        }
        fewer = more;
    }
}

#[test]
fn full_treatment_has_the_density_asked_for() {
    let (person, sites) = setting();
    let plan = plan(&person, &sites, 7.0, &usual());
    for density in [50.0, 180.0, 300.0] {
        let dots = place_dots(&sites, &plan, &SiteScars::default(), &TreatmentParameters { density, ..usual() });
        let top = person.chart.skin_at(vec2(0.0, 10.0));
        let n = dots.iter().filter(|d| (sites.positions[d.site as usize] - top).length() < 30.0).count();
        let found = n as f32 / (TAU / 2.0 * 9.0);
        assert!((found / density - 1.0).abs() < 0.05, "{density}: {found} dots/cm²");
    }
}

#[test]
fn full_hair_and_bare_foreheads_get_no_dots() {
    let (person, sites) = setting();
    let all = TreatmentParameters { density: 300.0, ..usual() };
    assert!(place_dots(&sites, &plan(&person, &sites, 1.0, &all), &SiteScars::default(), &all).is_empty(), "dots in full hair");
    for hairline_height_cm in [5.5, 8.0, 10.0] {
        let p = TreatmentParameters { hairline_height_cm, irregularity: 0.0, asymmetry: 0.0, ..all };
        let plan = plan(&person, &sites, 7.0, &p);
        let middle = person.chart.above_glabella(&crate::scalp::tests::head().landmarks, hairline_height_cm * 10.0);
        let line = person.chart.skin_at(middle);
        let foremost = place_dots(&sites, &plan, &SiteScars::default(), &p)
            .iter()
            .map(|d| sites.positions[d.site as usize])
            .filter(|s| s.x.abs() < 6.0)
            .fold(f32::MIN, |z, s| z.max(s.z));
        assert!((-4.0..1.0).contains(&(foremost - line.z)), "{hairline_height_cm} cm: first dot {} mm ahead", foremost - line.z);
    }
}

#[test]
fn a_hairline_without_asymmetry_is_a_mirror_image_and_a_natural_one_is_not() {
    let (person, sites) = setting();
    let chart = &person.chart;
    let difference = |asymmetry: f32| {
        let line = sites.hairline.draw(chart, &TreatmentParameters { asymmetry, ..usual() });
        (5..60).map(|x| vec3(x as f32, 100.0, 40.0)).fold(0.0_f32, |worst, p| {
            let [left, right] = [p, vec3(-p.x, p.y, p.z)].map(|p| line.depth(chart.at(p)));
            worst.max((left - right).abs())
        })
    };
    assert!(difference(0.0) < 0.4, "{} mm without asymmetry", difference(0.0));
    assert!((0.4..4.0).contains(&difference(0.3)), "{} mm by default", difference(0.3));
    assert!(difference(1.0) > difference(0.3), "{} mm at most", difference(1.0));
}

#[test]
fn a_higher_line_and_deeper_corners_only_remove_area() {
    let (person, sites) = setting();
    let treated = |p: TreatmentParameters| plan(&person, &sites, 6.0, &p);
    let plain = TreatmentParameters { irregularity: 0.0, asymmetry: 0.0, ..usual() };
    for (more, less) in [
        (TreatmentParameters { hairline_height_cm: 7.0, ..plain }, TreatmentParameters { hairline_height_cm: 8.5, ..plain }),
        (TreatmentParameters { temple_recession: 0.2, ..plain }, TreatmentParameters { temple_recession: 0.9, ..plain }),
    ] {
        let (more, less) = (treated(more), treated(less));
        assert!(more.treated_area_cm2 > less.treated_area_cm2, "{} cm²", less.treated_area_cm2);
        let worst = (0..sites.positions.len()).fold(0.0_f32, |worst, i| worst.max(less.weight(i) - more.weight(i)));
        // Smooth curves swing a little around their corners.
        assert!(worst < 0.07, "a site gains {worst}");
    }
}

#[test]
fn dots_vary_in_diameter_and_load() {
    let (person, sites) = setting();
    let plan = plan(&person, &sites, 5.0, &usual());
    let dots = place_dots(&sites, &plan, &SiteScars::default(), &usual());
    let inner: Vec<&Dot> = dots.iter().filter(|d| plan.maturity(d.site as usize) == 1.0).collect();
    let n = inner.len() as f32;
    let mean = inner.iter().map(|d| d.diameter).sum::<f32>() / n;
    let spread = (inner.iter().map(|d| (d.diameter - mean) * (d.diameter - mean)).sum::<f32>() / n).sqrt();
    assert!((mean - 0.3).abs() < 0.01 && (0.02..0.05).contains(&spread), "{mean} ± {spread} mm");
    assert!(dots.iter().all(|d| (0.17..0.45).contains(&d.diameter) && d.load > 0.0 && d.load <= 1.0), "a dot out of range");
    let edge: Vec<&Dot> = dots.iter().filter(|d| plan.maturity(d.site as usize) < 0.5).collect();
    let mean_of = |dots: &[&Dot], f: fn(&Dot) -> f32| dots.iter().map(|d| f(d)).sum::<f32>() / dots.len() as f32;
    assert!(mean_of(&edge, |d| d.diameter) < mean_of(&inner, |d| d.diameter), "the front edge is not finer");
    assert!(mean_of(&edge, |d| d.load) < mean_of(&inner, |d| d.load), "the front edge is not lighter");
}
