//! Removal by laser: what sessions and days may change about marks and pictures, and what never.

use crate::common::change;
use crate::runner;
use crate::years::{RIGHT, any_dot, mass};
use proptest::prelude::*;
use smp_visualizer::base::color::{LinearRgb, decode, luminance};
use smp_visualizer::base::math::Vec3;
use smp_visualizer::optics::aging::{AgingTable, MarkHistory};
use smp_visualizer::optics::laser::LaserHistory;
use smp_visualizer::parameters::Settings;
use smp_visualizer::simulation::Simulation;
use smp_visualizer::treatment::Dot;

/// Right after the last session, and when it can be judged, days.
const DAYS: (f32, f32) = (0.0, 60.0);

fn after(sessions: u32, days: f32) -> LaserHistory {
    LaserHistory { sessions: sessions as f32, days, pigment: 0.64 }
}

/// What shows of marks of every kind over a few centimeters of skin.
fn seen(past: &MarkHistory, dot: Dot) -> Vec<f32> {
    let age = AgingTable::new(past, 1);
    let place = |i: u32| Vec3::new((i % 16) as f32, (i / 16) as f32, 40.0) * 3.0;
    (0..256)
        .map(|i| {
            let (mark, run) = age.marks(&Dot { own: i as u8, ..dot }, place(i * 7 % 256));
            mass(mark) + mass(run)
        })
        .collect()
}

fn total(past: &MarkHistory, dot: Dot) -> f32 {
    seen(past, dot).iter().sum()
}

const USUAL: Dot = Dot { site: 0, diameter: 0.3, load: 0.7, scar: 0, own: 0, second_touch: 0 };

#[test]
fn neither_a_session_nor_a_day_darkens_or_moves_a_mark() {
    let pasts = (0.0_f32..240.0, 0.1_f32..=1.0, 0..10_u32, 0.0_f32..=60.0, 0.01_f32..30.0, 0.05_f32..=1.0);
    let law = |(dot, (months, depth_mm, sessions, days, more, pigment)): (Dot, (f32, f32, u32, f32, f32, f32))| {
        let with = |sessions, days| {
            let laser = LaserHistory { pigment, ..after(sessions, days) };
            let past = MarkHistory { months, depth_mm, laser, ..RIGHT };
            let (mark, run) = AgingTable::new(&past, 1).marks(&dot, Vec3::new(3.0, 5.0, 7.0));
            (mark, run)
        };
        let (now, one_more, later) = (with(sessions, days), with(sessions + 1, days), with(sessions + 1, days + more));
        for (before, after) in [(now, one_more), (one_more, later)] {
            for (before, after) in [(before.0, after.0), (before.1, after.1)] {
                prop_assert!(
                    mass(after) <= mass(before) * 1.000_01,
                    "{dot:?}, {sessions} sessions, {days} days: {before:?}, then {after:?}"
                );
                prop_assert_eq!(before.diameter, after.diameter);
            }
        }
        Ok(())
    };
    runner(2000).run(&(any_dot(), pasts), law).unwrap();
}

#[test]
fn pictures_only_get_lighter_from_session_to_session() {
    let mut s = Simulation::new(Settings::default(), 160, 160);
    for (skin, depth, tone) in [("2", "0.3", "5"), ("5", "0.9", "3"), ("9", "0.3", "3.6")] {
        change(&mut s, &[("pattern", "universalis"), ("skin", skin), ("depth", depth), ("tone", tone), ("laser", "0")]);
        let dots = s.dots().to_vec();
        let mut darker = s.pixmap().unwrap().bytes.clone();
        for sessions in 1..=10 {
            change(&mut s, &[("laser", &sessions.to_string())]);
            let lighter = s.pixmap().unwrap().bytes.clone();
            let worst = darker.iter().zip(&lighter).map(|(d, l)| i16::from(*d) - i16::from(*l)).max().unwrap();
            assert!(worst <= 0, "Monk {skin}, {depth} mm, session {sessions}: a pixel lost {worst} levels");
            assert!(sessions > 3 || lighter != darker, "Monk {skin}: session {sessions} changes nothing");
            darker = lighter;
        }
        assert!(s.dots() == dots, "a dot has moved");
    }
}

#[test]
fn it_is_never_even_and_something_may_stay() {
    let variation = |sessions: u32| {
        let all = seen(&MarkHistory { laser: after(sessions, DAYS.1), ..RIGHT }, USUAL);
        let mean = all.iter().sum::<f32>() / all.len() as f32;
        let variance = all.iter().map(|m| (m - mean) * (m - mean)).sum::<f32>() / all.len() as f32;
        (mean / mass_of(USUAL), variance.sqrt() / mean)
    };
    let mut last = variation(0);
    for sessions in 1..=10 {
        let now = variation(sessions);
        println!("{sessions} sessions: {:.3} left, variation {:.2}", now.0, now.1);
        assert!(now.1 > last.1 + 0.02 || now.1 > 1.5, "{sessions} sessions: {now:?} after {last:?}");
        last = now;
    }
    let all = seen(&MarkHistory { laser: after(10, DAYS.1), ..RIGHT }, USUAL);
    let kept = all.iter().filter(|m| **m > 0.05 * mass_of(USUAL)).count();
    assert!((10..128).contains(&kept), "after ten sessions a twentieth or more is left of {kept} of 256 marks");
}

fn mass_of(dot: Dot) -> f32 {
    dot.load * dot.diameter * dot.diameter
}

#[test]
fn little_pigment_goes_before_much_and_shallow_before_deep() {
    let left = |depth_mm: f32, dot: Dot, sessions: u32| {
        let past = MarkHistory { depth_mm, ..RIGHT };
        total(&MarkHistory { laser: after(sessions, DAYS.1), ..past }, dot) / total(&past, dot)
    };
    for sessions in [1, 2, 3, 5, 8] {
        let fine = left(0.3, Dot { diameter: 0.2, load: 0.4, ..USUAL }, sessions);
        let dense = left(0.3, Dot { diameter: 0.5, load: 1.0, ..USUAL }, sessions);
        assert!(fine < 0.9 * dense, "{sessions} sessions: {fine} of fine dots left, {dense} of dense ones");
        let depths = [0.25, 0.45, 0.7, 1.0].map(|depth| left(depth, USUAL, sessions));
        assert!(depths.windows(2).all(|pair| pair[0] < pair[1]), "{sessions} sessions: {depths:?} left by depth");
    }
    // What the years have left is little, and has sunk: no rule says which of both wins, but it goes.
    let old = MarkHistory { months: 60.0, ..RIGHT };
    assert!(total(&MarkHistory { laser: after(3, DAYS.1), ..old }, USUAL) < 0.5 * total(&old, USUAL));
}

/// Mean light of a square of the picture, and red over green there.
fn look(s: &Simulation, side: usize) -> (f32, f32) {
    let (bytes, from, to) = (&s.pixmap().unwrap().bytes, side / 2 - side / 10, side / 2 + side / 10);
    let of = |byte: u8| decode(f32::from(byte) / 255.0);
    let places = (from..to).flat_map(|y| (from..to).map(move |x| (y * side + x) * 4));
    let sum = places.fold(LinearRgb::BLACK, |sum, i| sum + LinearRgb::new(of(bytes[i]), of(bytes[i + 1]), of(bytes[i + 2])));
    (luminance(sum), sum.red() / sum.green())
}

#[test]
fn the_day_is_white_then_red_and_both_pass() {
    const SIDE: usize = 128;
    let mut s = Simulation::new(Settings::default(), SIDE, SIDE);
    let mut on = |skin: &str, days: &str| {
        change(&mut s, &[("norwood", "7"), ("view", "top"), ("skin", skin), ("laser", "1"), ("laser-days", days)]);
        look(&s, SIDE)
    };
    for skin in ["2", "5", "9"] {
        let (day, next, week) = (on(skin, "0"), on(skin, "1"), on(skin, "7"));
        assert!(day.0 > 1.05 * next.0, "Monk {skin}: {day:?} on the day, {next:?} on the next");
        assert!(skin == "9" || next.1 > week.1 + 0.03, "Monk {skin}: {next:?} on the next day, {week:?} in a week");
        assert!((on(skin, "5").1 - week.1).abs() < 0.02, "Monk {skin}: red for less than a week");
    }
}

#[test]
fn days_mean_nothing_without_a_session_and_the_report_says_what_is_left() {
    let mut s = Simulation::new(Settings::default(), 96, 96);
    s.finish();
    let (picture, report) = (s.pixmap().unwrap().bytes.clone(), s.report());
    assert_eq!(report.pigment_left, None);
    change(&mut s, &[("laser-days", "0")]);
    assert!(s.pixmap().unwrap().bytes == picture && s.report() == report);
    let mut last = 1.0;
    for sessions in ["1", "2", "3", "5", "10"] {
        change(&mut s, &[("laser", sessions), ("laser-days", "60")]);
        let left = s.report().pigment_left.unwrap();
        println!("{sessions} sessions leave {left}");
        assert!(left <= last && (left * 20.0).fract() == 0.0, "{left} after {last}");
        last = left;
    }
    change(&mut s, &[("density", "0")]);
    assert_eq!(s.report().pigment_left, None, "of nothing nothing is left");
}
