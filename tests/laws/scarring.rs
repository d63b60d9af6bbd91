//! Scarring loss: the skin it leaves, and the marks in it.

use crate::runner;
use proptest::prelude::*;
use smp_visualizer::head::Head;
use smp_visualizer::parameters::{Settings, TABLE};
use smp_visualizer::scalp::Person;
use smp_visualizer::scalp::loss::{Loss, Pattern};
use smp_visualizer::scalp::scar::ScarredSkin;
use smp_visualizer::simulation::Simulation;

#[test]
fn skin_scars_where_hair_is_lost_and_never_heals() {
    let law = |(seed, band, shares): (u32, bool, Vec<f32>)| {
        let head = Head::default();
        let person = Person::new(&head, seed);
        let loss = Loss::new(&person, if band { Pattern::FrontalBand } else { Pattern::Scarring });
        let mut shares = shares;
        shares.extend([0.0, 1.0]);
        shares.sort_by(f32::total_cmp);
        let triangles = head.mesh.triangles.len() as u32;
        let mut before = vec![f32::MIN; head.mesh.positions.len()];
        for share in shares {
            let skin = ScarredSkin::new(&person, &head.mesh, &loss, share);
            let reached = (0..triangles).filter(|t| skin.reaches(*t)).count();
            prop_assert!((share == 0.0) == (reached == 0), "{reached} triangles at {share}");
            let depth_at = loss.map.depth_at_stage(share);
            for v in 0..before.len() as u32 {
                let (now, p) = (skin.depth_at(v), head.mesh.positions[v as usize]);
                prop_assert!(now >= before[v as usize] - 1e-3, "{p} heals at {share}");
                prop_assert!(now < 1.0 || depth_at(person.chart.at(p)) >= 1.0, "a scar in hair at {p}");
                before[v as usize] = now;
            }
        }
        let other = Loss::new(&person, Pattern::Areata);
        let none = ScarredSkin::new(&person, &head.mesh, &other, 1.0);
        prop_assert!((0..triangles).all(|t| !none.reaches(t)), "areata leaves a scar");
        Ok(())
    };
    runner(3).run(&(any::<u32>(), any::<bool>(), proptest::collection::vec(0.02_f32..1.0, 3)), law).unwrap();
}

/// A simulation of a state, at rest.
fn drawn(state: &[(&str, &str)], side: usize) -> Simulation {
    let mut settings = Settings::default();
    settings.set_all(state.iter().copied()).unwrap();
    let mut s = Simulation::new(settings, side, side);
    s.finish();
    s
}

#[test]
fn marks_in_scarred_skin_are_those_of_a_half_scar() {
    for pattern in ["scarring", "frontal-band"] {
        let s = drawn(&[("pattern", pattern), ("extent", "30")], 16);
        let scarred = s.dots().iter().filter(|dot| dot.scar > 60).count();
        assert!(scarred * 2 > s.dots().len(), "{pattern}: {scarred} of {} marks", s.dots().len());
        assert!(s.dots().iter().all(|dot| dot.scar < 100), "{pattern}: none is as in the scar of a wound");
        assert_eq!(s.report().touch_up_years, (3, 4), "{pattern}");
    }
    let s = drawn(&[("pattern", "areata"), ("extent", "30")], 16);
    assert!(s.dots().iter().all(|dot| dot.scar == 0));
    // Where there is a scar too, it decides.
    let s = drawn(&[("pattern", "scarring"), ("scar", "burn")], 16);
    assert!(s.report().touch_up_years.0 < 3 && s.dots().iter().any(|dot| dot.scar == 255));
}

#[test]
fn scarred_skin_has_no_pores_and_shines() {
    let index = |name: &str| TABLE.iter().position(|p| p.name == name).unwrap();
    let look = |pattern: &str, skin: f64| {
        let mut s =
            drawn(&[("pattern", pattern), ("extent", "100"), ("view", "top"), ("zoom", "10"), ("density", "0"), ("shine", "0.5")], 96);
        s.set_at(index("skin"), skin).unwrap();
        s.finish();
        let picture = s.pixmap().unwrap();
        let at = |x: usize, y: usize| f64::from(picture.bytes[4 * (y * picture.width + x) + 1]);
        let (mut sum, mut rough) = (0.0, 0.0);
        for y in 1..95 {
            for x in 1..95 {
                // What a pixel differs from those around it: pores and furrows, not blotches.
                let around = (at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1)) / 4.0;
                sum += at(x, y);
                rough += (at(x, y) - around).abs();
            }
        }
        (sum, rough / sum)
    };
    for skin in [2.0, 5.0, 9.0] {
        let (scarred, smooth) = (look("scarring", skin), look("totalis", skin));
        assert!(scarred.1 < 0.8 * smooth.1, "Monk {skin}: as rough as {} of bare skin's {}", scarred.1, smooth.1);
        assert!(scarred.0 > 1.01 * smooth.0, "Monk {skin}: no lighter");
    }
}
