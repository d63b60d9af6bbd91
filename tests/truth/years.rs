//! What sessions and years do, measured on all marks of a treated head.

use crate::common::change;
use crate::measure::{Measured, one};
use smp_visualizer::base::math::{Vec3, ln};
use smp_visualizer::optics::OpticsParameters;
use smp_visualizer::optics::aging::{AgingTable, HEALED, MarkHistory};
use smp_visualizer::parameters::Settings;
use smp_visualizer::simulation::Simulation;
use smp_visualizer::treatment::Dot;

/// Every row about sessions and years.
pub(crate) fn all() -> Measured {
    let mut s = Simulation::new(Settings::default(), 16, 16);
    let mut dots = |settings: &[(&str, &str)]| {
        change(&mut s, settings);
        s.dots().to_vec()
    };
    let counts: Vec<f64> = ["1", "2", "3"].map(|n| dots(&[("norwood", "7"), ("sessions", n)]).len() as f64).to_vec();
    let skin = dots(&[]);
    let scar: Vec<Dot> = dots(&[("scar", "burn"), ("scar-size", "1")]).into_iter().filter(|d| d.scar > 250).collect();
    let scarring = [("pattern", "scarring"), ("extent", "10"), ("scar", "none")];
    let patches: Vec<Dot> = dots(&scarring).into_iter().filter(|d| d.scar > 80).collect();
    assert!(patches.len() > 4000, "{} marks in scarring patches", patches.len());
    assert!(skin.len() > 10_000 && scar.len() > 1000, "{} marks in skin, {} in a scar", skin.len(), scar.len());
    let left = |dots: &[Dot], years: f32| look(dots, HEALED + 12.0 * years).0 / look(dots, HEALED).0;
    let half = |dots: &[Dot]| {
        let (mut young, mut old) = (0.0, 20.0);
        for _ in 0..20 {
            let years = 0.5 * (young + old);
            if left(dots, years) > 0.5 { young = years } else { old = years }
        }
        young
    };
    let (fresh, healed) = (look(&skin, 0.0), look(&skin, HEALED));
    let blots = dots(&[("scar", "none"), ("density", "80"), ("dot-diameter", "1.75")]);
    let gone = |dots: &[Dot], tone: &str, sessions: &[f32]| -> Vec<f64> {
        sessions.iter().map(|n| 100.0 - lasered(dots, tone, *n) / lasered(dots, tone, 0.0) * 100.0).collect()
    };
    let usual = |sessions: &[f32]| gone(&skin, "3.6", sessions);
    let clear = (1..=10).find(|n| usual(&[*n as f32])[0] >= 90.0).unwrap_or(11);
    change(&mut s, &scarring);
    let report = s.report();
    let (from, to) = report.touch_up_years;
    vec![
        ("touch-up of scarring patches, from / to", vec![from.into(), to.into()]),
        ("sessions for scarring patches of 10 % of the scalp", vec![report.sessions.1.into()]),
        one("half of the visible density is gone, in scarring patches", half(&patches)),
        ("dots after session 1 / 2 / 3", counts.iter().map(|n| n / counts[2] * 100.0).collect()),
        one("fresh marks are wider than healed ones", (fresh.1 / healed.1) as f32),
        one("marks lighten as they heal", ((1.0 - healed.0 / fresh.0) * 100.0) as f32),
        one("half of the visible density is gone, in skin", half(&skin)),
        one("half of the visible density is gone, in scars", half(&scar)),
        ("visible density after 1 / 3 / 5 / 8 years", [1.0, 3.0, 5.0, 8.0].map(|y| left(&skin, y) * 100.0).to_vec()),
        one("marks grow wider in ten years", (look(&skin, HEALED + 120.0).1 - healed.1) as f32),
        ("marks fade sooner at the whorl than elsewhere, usual / all sun", vec![sooner_at_whorl(0.3), sooner_at_whorl(1.0)]),
        ("a laser takes of usual dots after 1 / 2 / 5 sessions", usual(&[1.0, 2.0, 5.0])),
        ("a laser takes of filled black after 1 / 2 / 7 sessions", gone(&blots, "5", &[1.0, 2.0, 7.0])),
        one("sessions until nine tenths of usual dots have gone", clear as f32),
        ("pigment left after ten sessions, usual dots / blots", vec![100.0 - usual(&[10.0])[0], 100.0 - gone(&blots, "5", &[10.0])[0]]),
    ]
}

/// Strength times area of all that shows two months after so many laser sessions.
fn lasered(dots: &[Dot], tone: &str, sessions: f32) -> f64 {
    let mut settings = Settings::default();
    settings.set_all([("tone", tone), ("laser", "1")].into_iter()).unwrap();
    let mut past = MarkHistory::new(&OpticsParameters::from(&settings));
    past.laser.sessions = sessions;
    let age = AgingTable::new(&past, 1);
    // Skin responds by place: marks of one head lie everywhere.
    let place = |i: usize| Vec3::new((i % 97) as f32, (i / 97 % 89) as f32, (i % 53) as f32);
    dots.iter().enumerate().map(|(i, dot)| age.marks(dot, place(i)).0).map(|m| f64::from(m.strength * m.diameter * m.diameter)).sum()
}

/// How much sooner half of a mark has gone at the whorl, in percent of its rate elsewhere.
fn sooner_at_whorl(sun: f32) -> f64 {
    let past = MarkHistory { months: HEALED + 36.0, sun, ..MarkHistory::new(&OpticsParameters::from(&Settings::default())) };
    let marks = (0..=255).map(|own| Dot { site: 0, diameter: 0.3, load: 0.7, scar: 0, own, second_touch: 0 });
    let sum = |age: &AgingTable| -> f64 {
        let each = marks.clone().map(|dot| age.marks(&dot, Vec3::ZERO).0);
        each.map(|m| f64::from(m.strength * m.diameter * m.diameter)).sum::<f64>() / (256.0 * 0.7 * 0.09)
    };
    let (elsewhere, whorl) = (sum(&AgingTable::new(&past, 1)), sum(&AgingTable::new(&past, 1).with_crown(Vec3::ZERO)));
    f64::from(ln(whorl as f32) / ln(elsewhere as f32) - 1.0) * 100.0
}

/// Strength times area of all marks, and their mean diameter, mm.
fn look(dots: &[Dot], months: f32) -> (f64, f64) {
    let past = MarkHistory { months, ..MarkHistory::new(&OpticsParameters::from(&Settings::default())) };
    let age = AgingTable::new(&past, 1);
    let marks = dots.iter().map(|dot| age.marks(dot, Default::default()).0);
    let sums = marks.fold((0.0, 0.0), |(mass, width), m| {
        let (strength, diameter) = (f64::from(m.strength), f64::from(m.diameter));
        (mass + strength * diameter * diameter, width + diameter)
    });
    (sums.0, sums.1 / dots.len() as f64)
}
