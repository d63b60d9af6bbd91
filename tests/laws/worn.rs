//! Worn hair: more of it never shows more scalp, less of it never less; marks between hairs keep to where scalp shows.

use crate::common::change;
use crate::hairline::heads;
use crate::runner;
use proptest::prelude::*;
use smp_visualizer::base::color::{LinearRgb, decode, luminance};
use smp_visualizer::head::Head;
use smp_visualizer::parameters::Settings;
use smp_visualizer::scalp::groom::hull::Hull;
use smp_visualizer::scalp::groom::{Groom, GroomParameters, STUBBLE_MM, Style, StyleDirections, Texture};
use smp_visualizer::scalp::loss::{Loss, NorwoodType, Pattern, vigor};
use smp_visualizer::scalp::scar::Scar;
use smp_visualizer::scalp::{Person, Scalp, ScalpParameters};
use smp_visualizer::simulation::Simulation;
use smp_visualizer::treatment::{Plan, SiteScars, Sites, TreatmentParameters, Zone};
use std::sync::OnceLock;

fn hull(head: &Head) -> Hull {
    Hull::new(&head.mesh, head.landmarks.vertex.y)
}

struct Wearer {
    person: &'static Person,
    hull: Hull,
}

fn wearers() -> &'static [Wearer; 2] {
    static WEARERS: OnceLock<[Wearer; 2]> = OnceLock::new();
    WEARERS.get_or_init(|| [0, 1].map(|i| Wearer { person: &heads()[i].1, hull: hull(&heads()[i].0) }))
}

/// How hair is worn, and how much of it there is.
#[derive(Clone, Copy, Debug)]
struct Hair {
    length_mm: f32,
    density: f32,
    style: Style,
    texture: Texture,
    pattern: Pattern,
    stage: f32,
}

fn grow(person: &Person, hair: &Hair) -> Scalp {
    let p = ScalpParameters {
        loss_stage: hair.stage,
        hair_density: hair.density,
        hair_length_mm: hair.length_mm,
        grafts: 0.0,
        graft_months: 12.0,
        texture: hair.texture,
    };
    Scalp::new(person, &Loss::new(person, hair.pattern), &Scar::default(), &p)
}

fn groom(wearer: &Wearer, hair: &Hair) -> Groom {
    let Hair { length_mm, density: hair_density, style, texture, .. } = *hair;
    let fields = StyleDirections::new(wearer.person, &wearer.hull, style);
    let p = GroomParameters { length_mm, hair_density, style, texture };
    Groom::new(wearer.person, &wearer.hull, &fields, &grow(wearer.person, hair).roots, &p)
}

/// Mean share of the upper scalp that shows.
fn shows(wearer: &Wearer, hair: &Hair) -> f32 {
    let groom = groom(wearer, hair);
    let (mut sum, mut area) = (0.0, 0.0);
    for skin in &wearer.person.skin_areas {
        let place = wearer.person.chart.skin_at(skin.place);
        if place.y > 70.0 {
            (sum, area) = (sum + skin.mm2 * groom.cover.visible_skin(&wearer.hull, place), area + skin.mm2);
        }
    }
    sum / area
}

const LOSSES: [Pattern; 4] =
    [Pattern::Norwood(NorwoodType::Classic), Pattern::Norwood(NorwoodType::Vertex), Pattern::Ludwig, Pattern::Diffuse];

fn hairs() -> impl Strategy<Value = (usize, Hair)> {
    let pick =
        (0..2_usize, STUBBLE_MM + 0.1..280.0_f32, 100.0_f32..=280.0, prop::sample::select(Style::ALL), prop::sample::select(Texture::ALL));
    (pick, prop::sample::select(&LOSSES[..]), 0.0_f32..=0.9).prop_map(|((who, length_mm, density, style, texture), pattern, share)| {
        (who, Hair { length_mm, density, style, texture, pattern, stage: share * pattern.last_stop() })
    })
}

/// A fringe that is cut, or hair that swings past a place, may bare a little.
const SLACK: f32 = 0.012;

#[test]
fn longer_or_denser_hair_never_shows_more_scalp_and_a_later_stage_never_less() {
    let law = |((who, hair), longer, denser, later): ((usize, Hair), f32, f32, f32)| {
        let wearer = &wearers()[who];
        let now = shows(wearer, &hair);
        let length_mm = (hair.length_mm * (1.0 + longer)).min(300.0);
        let long = shows(wearer, &Hair { length_mm, ..hair });
        prop_assert!(long <= now + SLACK, "{hair:?}: {now} at {} mm, {long} at {length_mm}", hair.length_mm);
        let density = (hair.density + denser).min(300.0);
        let dense = shows(wearer, &Hair { density, ..hair });
        prop_assert!(dense <= now + SLACK, "{hair:?}: {now}, {dense} at {density} hairs/cm²");
        let stage = (hair.stage + later).min(hair.pattern.last_stop());
        let less = shows(wearer, &Hair { stage, ..hair });
        prop_assert!(less >= now - SLACK, "{hair:?}: {now}, {less} at stage {stage}");
        Ok(())
    };
    runner(24).run(&(hairs(), 0.05_f32..1.0, 5.0_f32..100.0, 0.05_f32..2.0), law).unwrap();
}

#[test]
fn cutting_hair_changes_nobody_s_loss() {
    let law = |(who, hair): (usize, Hair)| {
        let person = wearers()[who].person;
        let short = grow(person, &Hair { length_mm: 0.5, ..hair }).n_hairs();
        let worn = grow(person, &hair).n_hairs();
        // Inside a thinning crown worn hair shows what cut hair is too fine to.
        prop_assert!(worn >= short && (worn - short) as f32 <= 0.12 * short as f32 + 50.0, "{hair:?}: {short} hairs cut, {worn} worn");
        Ok(())
    };
    runner(24).run(&hairs(), law).unwrap();
}

#[test]
fn marks_between_hairs_keep_to_where_scalp_shows_and_hair_thins() {
    let sites = [0, 1].map(|i| Sites::new(&heads()[i].0, &heads()[i].1, 1));
    let law = |(who, hair): (usize, Hair)| {
        let (wearer, sites) = (&wearers()[who], &sites[who]);
        let (groom, scalp) = (groom(wearer, &hair), grow(wearer.person, &hair));
        let loss = Loss::new(wearer.person, hair.pattern);
        let p = TreatmentParameters { zone: Zone::BetweenHairs, ..TreatmentParameters::from(&Settings::default()) };
        let plan = Plan::new(sites, &loss, &SiteScars::default(), wearer.person, &scalp, Some((&groom.cover, &wearer.hull)), &p);
        let depth_at = loss.map.depth_at_stage(hair.stage);
        for (_, place) in sites.positions.iter().enumerate().filter(|(i, _)| plan.weight(*i) > 0.0) {
            let seen = groom.cover.visible_skin(&wearer.hull, *place);
            prop_assert!(seen > 0.029, "{hair:?}: a mark at {place} where {seen} shows");
            let depth = depth_at(wearer.person.chart.at(*place));
            prop_assert!(depth > -1.0, "{hair:?}: a mark at {place}, depth {depth}");
            // Beside a drawn hairline's own front nothing is between hairs.
            let among = hair.pattern.keeps_hairline() || seen < 0.971 || vigor(depth) > 0.0;
            prop_assert!(among, "{hair:?}: a mark at {place}, over which no hair lies");
        }
        Ok(())
    };
    runner(12).run(&hairs(), law).unwrap();
    // Bare fronts, which few cases have.
    for stage in [2.0, 4.0, 5.5] {
        let (style, texture, pattern) = (Style::Back, Texture::Straight, Pattern::Norwood(NorwoodType::Classic));
        law((0, Hair { length_mm: 60.0, density: 220.0, style, texture, pattern, stage })).unwrap();
    }
}

#[test]
fn no_guide_runs_through_the_head() {
    let law = |(who, hair): (usize, Hair)| {
        let wearer = &wearers()[who];
        let chart = &wearer.person.chart;
        // Below the ears the chart is none of the neck.
        let inside = groom(wearer, &hair).points_where(|point| {
            let place = point.place_height.truncate();
            place.y > 40.0 && chart.height(place) < -1.5
        });
        let n = inside.iter().filter(|inside| **inside).count();
        prop_assert!(n == 0, "{hair:?}: {n} points");
        Ok(())
    };
    runner(16).run(&hairs(), law).unwrap();
}

fn light(simulation: &Simulation) -> f32 {
    let bytes = &simulation.pixmap().expect("drawn").bytes;
    let linear = |p: &[u8]| {
        luminance(LinearRgb::new(decode(f32::from(p[0]) / 255.0), decode(f32::from(p[1]) / 255.0), decode(f32::from(p[2]) / 255.0)))
    };
    bytes.chunks_exact(4).map(linear).sum::<f32>() / (bytes.len() / 4) as f32
}

#[test]
fn more_marks_between_hairs_never_lighten() {
    let mut simulation = Simulation::new(Settings::default(), 200, 200);
    for (build, pattern, length, style) in [("feminine", "ludwig", "240", "middle-parting"), ("masculine", "diffuse", "40", "cut")] {
        change(
            &mut simulation,
            &[
                ("build", build),
                ("pattern", pattern),
                ("extent", "70"),
                ("hair-length", length),
                ("hair-style", style),
                ("zone", "between-hairs"),
                ("view", "top"),
            ],
        );
        let mut last = f32::MAX;
        for density in ["0", "60", "120", "180", "240", "300"] {
            change(&mut simulation, &[("density", density)]);
            let now = light(&simulation);
            assert!(now <= last, "{pattern}: {density} dots/cm² leave {now} of {last}");
            last = now;
        }
    }
}

#[test]
fn worn_hair_leaves_nothing_behind_when_it_is_cut() {
    let mut simulation = Simulation::new(Settings::default(), 96, 96);
    simulation.finish();
    let shaved = simulation.pixmap().expect("drawn").bytes.clone();
    for style in Style::NAMES {
        change(&mut simulation, &[("hair-length", "200"), ("hair-style", style)]);
        assert!(simulation.pixmap().expect("drawn").bytes != shaved, "{style}");
        change(&mut simulation, &[("hair-length", "0.5")]);
        assert!(simulation.pixmap().expect("drawn").bytes == shaved, "after {style}");
    }
}
