//! What each view looks at: from near its subject lies in the middle of the picture, and no turn makes it jump.

use crate::hairline::{SHAPES, heads};
use crate::runner;
use proptest::prelude::*;
use smp_visualizer::camera::{Camera, CameraParameters, look_at};
use smp_visualizer::parameters::{Settings, VIEWS};
use smp_visualizer::scalp::loss::{Loss, NorwoodType, Pattern};
use smp_visualizer::scalp::scar::Scar;
use smp_visualizer::scalp::{Scalp, ScalpParameters};
use smp_visualizer::treatment::hairline::HairlineDesign;
use smp_visualizer::treatment::{Plan, SiteScars, Sites, TreatmentParameters, place_dots};

const SIDE: usize = 600;
/// Places of the views in the table.
const FRONT: usize = 1;
const CROWN: usize = 6;
const HAIRLINE: usize = 7;

fn from(view: usize, zoom: f32) -> CameraParameters {
    let (_, (yaw, pitch, _)) = VIEWS[view];
    CameraParameters { yaw_deg: yaw as f32, pitch_deg: pitch as f32, zoom }
}

/// Which third of the picture a place falls in: 0, 1, 2; others lie outside.
fn third(v: f32) -> i32 {
    (v * (3.0 / SIDE as f32)).floor() as i32
}

#[test]
fn the_first_dots_lie_in_the_middle_third_at_every_zoom() {
    let made: Vec<_> = heads()
        .iter()
        .map(|(head, person)| (Sites::new(head, person, 1), Loss::new(person, Pattern::Norwood(NorwoodType::Classic))))
        .collect();
    let law = |(build, norwood, hairline, view, (height, recession, softness, irregularity)): (usize, f32, _, _, (f32, f32, f32, f32))| {
        let (_, person) = &heads()[build];
        let (sites, loss) = &made[build];
        let p = TreatmentParameters {
            hairline,
            hairline_height_cm: height,
            temple_recession: recession,
            softness_mm: softness,
            irregularity,
            ..TreatmentParameters::from(&Settings::default())
        };
        let hair = ScalpParameters { loss_stage: norwood - 1.0, ..ScalpParameters::from(&Settings::default()) };
        let scalp = Scalp::new(person, loss, &Scar::default(), &hair);
        let plan = Plan::new(sites, loss, &SiteScars::default(), person, &scalp, None, &p);
        let dots = place_dots(sites, &plan, &SiteScars::default(), &p);
        for zoom in [6.0, 9.0, 12.0] {
            let angles = from(view, zoom);
            let camera = Camera::looking_at(look_at::look_at_target(person, &sites.hairline, &p, &angles), &angles, SIDE, SIDE);
            // From below to above in the middle of the picture: bare skin, the first marks, and what follows them.
            let mut column = [0; 3];
            for dot in &dots {
                let site = dot.site as usize;
                if camera.facing_cosine(sites.positions[site], sites.normal(site)) > 0.0 {
                    let at = camera.project(sites.positions[site]);
                    if third(at.x) == 1 && (0..3).contains(&third(at.y)) {
                        column[2 - third(at.y) as usize] += 1;
                    }
                }
            }
            let [ahead, first, behind] = column;
            prop_assert!(
                first > 3 && behind > 2 * ahead && 4 * ahead <= first + behind,
                "build {build}, Norwood {norwood}, zoom {zoom}: {column:?} dots, {p:?}"
            );
        }
        Ok(())
    };
    let sliders = (5.5_f32..=10.0, 0.0_f32..=1.0, 1.0_f32..=15.0, 0.0_f32..=1.0);
    let cases = (0_usize..2, 4.5_f32..=7.0, prop::sample::select(&SHAPES[..]), prop::sample::select(&[FRONT, HAIRLINE][..]), sliders);
    runner(48).run(&cases, law).unwrap();
}

#[test]
fn the_crown_shows_its_whorl() {
    let p = TreatmentParameters::from(&Settings::default());
    for (head, person) in heads() {
        let guide = HairlineDesign::new(&person.chart, &head.landmarks, 1);
        for zoom in [6.0, 9.0, 12.0] {
            let angles = from(CROWN, zoom);
            let at = Camera::looking_at(look_at::look_at_target(person, &guide, &p, &angles), &angles, SIDE, SIDE).project(person.whorl);
            assert!(third(at.x) == 1 && third(at.y) == 1, "zoom {zoom}: {at:?}");
        }
    }
}

#[test]
fn the_whole_head_stays_where_it_is_whatever_the_hairline() {
    let (head, person) = &heads()[0];
    let guide = HairlineDesign::new(&person.chart, &head.landmarks, 1);
    let usual = TreatmentParameters::from(&Settings::default());
    for (_, (yaw, pitch, _)) in VIEWS {
        // Up to the default zoom of the hairline's view a slider moves the line, not the head.
        for zoom in [1.0, 1.6, 2.2] {
            let angles = CameraParameters { yaw_deg: yaw as f32, pitch_deg: pitch as f32, zoom };
            let camera =
                |p: &TreatmentParameters| Camera::looking_at(look_at::look_at_target(person, &guide, p, &angles), &angles, SIDE, SIDE);
            assert_eq!(camera(&usual), camera(&TreatmentParameters { hairline_height_cm: 6.0, ..usual }), "{yaw}, {pitch}, {zoom}");
            if zoom == 1.0 {
                assert_eq!(camera(&usual), Camera::new(&angles, SIDE, SIDE), "{yaw}, {pitch}");
            }
        }
    }
}

#[test]
fn no_turn_and_no_zoom_makes_the_camera_jump() {
    let (head, person) = &heads()[0];
    let guide = HairlineDesign::new(&person.chart, &head.landmarks, 1);
    let step = 0.05_f32;
    let law = |((yaw, pitch, zoom), (a, b, c), hairline_height_cm): ((f32, f32, f32), (f32, f32, f32), f32)| {
        let p = TreatmentParameters { hairline_height_cm, ..TreatmentParameters::from(&Settings::default()) };
        let subject = |yaw: f32, pitch_deg: f32, zoom: f32| {
            let yaw_deg = if yaw > 180.0 { yaw - 360.0 } else { yaw };
            look_at::look_at_target(person, &guide, &p, &CameraParameters { yaw_deg, pitch_deg, zoom })
        };
        let here = subject(yaw, pitch, zoom);
        let there = subject(yaw + step * a, (pitch + step * b).min(90.0), (zoom + 0.1 * step * c).min(12.0));
        // A degree walks less than 6 mm, as over a head three times as large; so does a tenth of zoom.
        prop_assert!(here.distance(there) < 6.0 * step * (a + b + c), "{yaw}, {pitch}, {zoom}: {here} to {there}");
        Ok(())
    };
    let angles = (-180.0_f32..180.0, -30.0_f32..90.0, 1.0_f32..12.0);
    runner(2000).run(&(angles, (0.2_f32..1.0, 0.0_f32..1.0, 0.0_f32..1.0), 5.5_f32..10.0), law).unwrap();
}
