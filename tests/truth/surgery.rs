//! What surgeons left: scars measured on the skin, and how much hair they can move.

use crate::measure::{Measured, one};
use smp_visualizer::base::math::Vec3;
use smp_visualizer::head::Head;
use smp_visualizer::scalp::groom::Texture;
use smp_visualizer::scalp::loss::{Loss, NorwoodType, Pattern};
use smp_visualizer::scalp::scar::{Scar, ScarKind};
use smp_visualizer::scalp::{Person, Scalp, ScalpParameters, donor};

/// Scar met on the midline of the back, mm.
fn width_at_the_back(person: &Person, scar: &Scar) -> f32 {
    const STEP: f32 = 0.02;
    let at = |mm: f32| {
        let back = person.chart.at(Vec3::new(0.0, mm, -100.0));
        person.chart.skin_at(back)
    };
    let places: Vec<Vec3> = (0..6000).map(|i| at(-20.0 + STEP * i as f32)).collect();
    let across = places.windows(2).filter(|p| scar.depth(p[0]) > 0.0).map(|p| (p[1] - p[0]).length());
    across.sum()
}

/// Numbers for the rows on scars and moved hair.
pub(crate) fn all(head: &Head, person: &Person) -> Measured {
    let scar = |kind: ScarKind, size: f32| Scar::new(person, &head.mesh, kind, size);
    let strips = [0.0, 0.5, 1.0].map(|size| scar(ScarKind::Fut, size));
    let length = |scar: &Scar| f64::from(scar.strokes().iter().map(|s| s.along.length()).sum::<f32>()) / 10.0;
    let mut found: Measured = vec![
        ("strip scar of size 0 / 0.5 / 1: length", strips.iter().map(length).collect()),
        ("strip scar of size 0 / 0.5 / 1: width at the back", strips.iter().map(|s| width_at_the_back(person, s).into()).collect()),
    ];
    let ends = |values: Vec<f32>| {
        let (least, most) = values.iter().fold((f32::MAX, f32::MIN), |(a, b), v| (a.min(*v), b.max(*v)));
        vec![f64::from(least), f64::from(most)]
    };
    let across = |scar: &Scar| ends(scar.strokes().iter().map(|s| 2.0 * s.radii.0).collect());
    let punches = scar(ScarKind::Fue, 1.0);
    found.push(("punch scars: least / largest diameter", across(&punches)));
    found.push(("old plugs: least / largest diameter", across(&scar(ScarKind::Plugs, 1.0))));
    found.push(one("donor zone", donor::area_cm2(person)));

    let loss = Loss::new(person, Pattern::Norwood(NorwoodType::Classic));
    let after = |grafts: f32, graft_months: f32| {
        let p =
            ScalpParameters { loss_stage: 5.0, hair_density: 220.0, hair_length_mm: 0.5, grafts, graft_months, texture: Texture::Straight };
        Scalp::new(person, &loss, &Scar::default(), &p)
    };
    let planted = |grafts: f32| after(grafts, 12.0);
    // Hairs beyond those that stand when all planted ones have been shed, as a share of those when all have grown in.
    let (shed, grown) = (after(2000.0, 1.5).n_hairs() as f64, after(2000.0, 12.0).n_hairs() as f64);
    let through = |months: f32| (after(2000.0, months).n_hairs() as f64 - shed) / (grown - shed) * 100.0;
    let before = planted(2000.0).n_hairs() - after(2000.0, 1.0).n_hairs();
    assert!(before > 2000, "{before} hairs of 2000 grafts");
    found.push(("grafts with hair 4 / 5 / 6 / 9 months after planting", [4.0, 5.0, 6.0, 9.0].map(through).to_vec()));
    found.push(("grafts with hair 1 / 2 / 3 months after planting", [1.0, 2.0, 3.0].map(through).to_vec()));
    let most = planted(20_000.0);
    found.push(one("grafts a donor zone gives, Norwood VI", most.grafts.n as f32));
    // Behind the soft edge and in front of where the rows thin out.
    let full = |p: Vec3| p.x.abs() < 30.0 && (25.0..45.0).contains(&person.region.plain_front_depth(person.chart.at(p)));
    let places = most.grafts.places().filter(|p| full(*p)).count() as f32;
    let mm2: f32 = person.skin_areas.iter().filter(|s| full(person.chart.skin_at(s.place))).map(|s| s.mm2).sum();
    found.push(one("grafts behind the hairline", places / (mm2 / 100.0)));
    found
}
