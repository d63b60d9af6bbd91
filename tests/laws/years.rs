//! Sessions, healing, years and mistakes: what may change about a mark, and what never does.

use crate::common::change;
use crate::dots::{hair, patient, treated, treatments};
use crate::runner;
use proptest::prelude::*;
use smp_visualizer::base::math::Vec3;
use smp_visualizer::optics::aging::{AgingTable, HEALED, Mark, MarkHistory, WIDEST_BLOWOUT_MM, white_share_after};
use smp_visualizer::optics::laser::LaserHistory;
use smp_visualizer::optics::skin::SkinState;
use smp_visualizer::parameters::{Settings, TABLE};
use smp_visualizer::render::marks::coarse_marks::CoarseMarks;
use smp_visualizer::render::marks::splat::{AREA, Atlas};
use smp_visualizer::render::marks::transmission::Transmission;
use smp_visualizer::simulation::{Simulation, Step};
use smp_visualizer::treatment::{Dot, TreatmentParameters};

pub(crate) const RIGHT: MarkHistory =
    MarkHistory { months: HEALED, sun: 0.3, touch_up_years: 0.0, depth_mm: 0.3, state: SkinState::Healthy, laser: LaserHistory::NONE };

pub(crate) fn any_dot() -> impl Strategy<Value = Dot> {
    (0.08_f32..2.5, 0.05_f32..=1.0, any::<u8>(), any::<u8>()).prop_map(|(diameter, load, scar, own)| Dot {
        site: 0,
        diameter,
        load,
        scar,
        own,
        second_touch: 0,
    })
}

/// Strength times area of a mark.
pub(crate) fn mass(mark: Mark) -> f32 {
    mark.strength * mark.diameter * mark.diameter
}

/// Strength times area of all that shows of a dot.
fn visible(dot: &Dot, past: &MarkHistory) -> f32 {
    let (mark, run) = AgingTable::new(past, 1).marks(dot, Vec3::ZERO);
    mass(mark) + mass(run)
}

/// Dots of every kind there is, of the usual size.
fn usual_dots() -> impl Iterator<Item = Dot> {
    (0..=255).map(|own| Dot { site: 0, diameter: 0.3, load: 0.7, scar: 0, own, second_touch: 0 })
}

fn total(past: &MarkHistory) -> f32 {
    usual_dots().map(|dot| visible(&dot, past)).sum()
}

#[test]
fn sessions_contain_one_another() {
    let law = |(p, norwood): (TreatmentParameters, f32)| {
        let scalp = hair(patient(), norwood, 220.0);
        let after = |sessions| treated(patient(), &scalp, &TreatmentParameters { sessions, ..p });
        prop_assert!(after(0).is_empty());
        for sessions in 1..4 {
            let (earlier, later) = (after(sessions), after(sessions + 1));
            let mut rest = later.iter();
            for dot in &earlier {
                let same = rest.find(|d| d.site == dot.site);
                // Only the refining session completes what is faint.
                let kept = |d: &Dot| if sessions < 3 { d == dot } else { Dot { load: dot.load, ..*d } == *dot && d.load >= dot.load };
                prop_assert!(same.is_some_and(kept), "{sessions} sessions: {dot:?} becomes {same:?}");
            }
        }
        Ok(())
    };
    runner(12).run(&(treatments(), 2.0_f32..=7.0), law).unwrap();
}

#[test]
fn each_session_is_darker_than_the_one_before() {
    let scalp = hair(patient(), 7.0, 220.0);
    let usual = TreatmentParameters::from(&Settings::default());
    let after = |sessions| treated(patient(), &scalp, &TreatmentParameters { sessions, ..usual });
    // The last marks of three sessions are faint until a fourth completes them.
    let all = after(4);
    let (mut made, mut last) = (Vec::new(), 0.0);
    for sessions in 1..=3 {
        let now: Vec<u32> = after(sessions).iter().map(|d| d.site).collect();
        let new = all.iter().filter(|d| now.binary_search(&d.site).is_ok() && made.binary_search(&d.site).is_err());
        let (sum, n) = new.fold((0.0, 0.0), |(sum, n), d| (sum + f64::from(d.load), n + 1.0));
        println!("session {sessions}: {n} more dots, mean load {:.3}", sum / n);
        assert!(sum / n > last + 0.02, "session {sessions}: {} after {last}", sum / n);
        (made, last) = (now, sum / n);
    }
    let more = all.len() as f64 / made.len() as f64;
    assert!((1.02..1.10).contains(&more), "the fourth session adds {more}");
}

#[test]
fn a_healed_mark_of_the_right_depth_is_the_dot_itself() {
    let law = |dot: Dot| {
        let (mark, run) = AgingTable::new(&RIGHT, 1).marks(&dot, Vec3::ZERO);
        prop_assert_eq!((mark.diameter, mark.strength, run.strength), (dot.diameter, dot.load, 0.0));
        Ok(())
    };
    runner(200).run(&any_dot(), law).unwrap();
}

#[test]
fn years_only_fade_and_a_touch_up_never_leaves_less() {
    let pasts = (0.0_f32..240.0, 0.01_f32..60.0, 0.0_f32..=1.0, 1..=10_u32, 0.1_f32..=1.0);
    let law = |(dot, (months, more, sun, every, depth_mm)): (Dot, (f32, f32, f32, u32, f32))| {
        let now = MarkHistory { months, sun, depth_mm, ..RIGHT };
        let later = MarkHistory { months: months + more, ..now };
        prop_assert!(visible(&dot, &later) <= visible(&dot, &now) * 1.000_01, "{dot:?}: {now:?} + {more} months");
        let touched = MarkHistory { touch_up_years: every as f32, ..now };
        prop_assert!(visible(&dot, &touched) >= visible(&dot, &now) * 0.999_99, "{dot:?}: {touched:?}");
        let width = |past: &MarkHistory| AgingTable::new(past, 1).marks(&dot, Vec3::ZERO).0.diameter;
        prop_assert!(width(&touched) >= width(&now), "{dot:?}: {touched:?} is narrower");
        if months > HEALED {
            prop_assert!(width(&later) > width(&now), "{dot:?}: {later:?} is narrower");
        }
        let sunnier = MarkHistory { sun: (sun + 0.1).min(1.0), ..now };
        prop_assert!(visible(&dot, &sunnier) <= visible(&dot, &now), "{dot:?}: the sun darkens {now:?}");
        Ok(())
    };
    runner(2000).run(&(any_dot(), pasts), law).unwrap();
    let back = MarkHistory { months: 60.0, touch_up_years: 5.0, ..RIGHT };
    assert!((total(&back) / total(&RIGHT) - 1.0).abs() < 1e-4, "a touch-up brings all back");
}

#[test]
fn the_crown_loses_a_little_sooner_and_shows_no_edge() {
    let whorl = Vec3::new(10.0, 120.0, -60.0);
    let law = |(dot, (months, sun, touch_up_years)): (Dot, (f32, f32, f32))| {
        let past = MarkHistory { months, sun, touch_up_years, ..RIGHT };
        let age = AgingTable::new(&past, 1).with_crown(whorl);
        let at = |mm: f32| age.marks(&dot, whorl + Vec3::new(0.6, 0.0, 0.8) * mm).0;
        let (mut nearer, plain) = (at(0.0), AgingTable::new(&past, 1).marks(&dot, whorl).0);
        prop_assert!(
            mass(nearer) >= 0.5 * mass(plain) && mass(nearer) <= mass(plain) * 1.000_01,
            "{past:?}: {nearer:?}, elsewhere {plain:?}"
        );
        for mm in 1..=120 {
            let mark = at(mm as f32);
            prop_assert!(mass(mark) >= mass(nearer) * 0.999_99, "{past:?}: darker nearer the whorl than at {mm} mm");
            prop_assert!(mass(mark) - mass(nearer) <= 0.03 * mass(plain), "{past:?}: an edge at {mm} mm");
            nearer = mark;
        }
        prop_assert_eq!(at(90.0), plain, "the rest is as it was");
        if months <= HEALED {
            prop_assert_eq!(at(0.0), plain, "what has just healed is the same everywhere");
        }
        Ok(())
    };
    runner(500).run(&(any_dot(), (0.0_f32..240.0, 0.0_f32..=1.0, 0.0_f32..=10.0)), law).unwrap();
}

#[test]
fn ink_that_runs_keeps_its_mass() {
    let right = total(&RIGHT);
    for depth_mm in [0.3, 0.4, 0.5, 0.7, 0.85, 1.0] {
        let share = total(&MarkHistory { depth_mm, ..RIGHT }) / right;
        println!("{depth_mm} mm deep: {share:.4} of the mass");
        assert!((share - 1.0).abs() < 0.02, "{depth_mm} mm deep: {share}");
    }
    let age = AgingTable::new(&MarkHistory { depth_mm: 1.0, ..RIGHT }, 1);
    let runs: Vec<Mark> = usual_dots().map(|dot| age.marks(&dot, Vec3::ZERO).1).collect();
    let widest = runs.iter().map(|m| m.diameter).fold(0.0, f32::max);
    assert!((0.85..=WIDEST_BLOWOUT_MM).contains(&widest), "the widest is {widest} mm");
    // As drawn: on cells of any size.
    let (atlas, mut cells) = (Atlas::new(), CoarseMarks::default());
    for pixels_per_mm in [0.5, 1.8, 3.6, 7.0, 14.0, 40.0] {
        for mark in &runs[..4] {
            let radius = 0.5 * mark.diameter * pixels_per_mm;
            let side = (6.0 * radius) as usize + 48;
            let mut plane = Transmission::default();
            plane.reset(side, side);
            cells.begin(&atlas, 0.5 * WIDEST_BLOWOUT_MM * pixels_per_mm, side, side);
            cells.draw(&atlas, 0.5 * side as f32 + 0.3, 0.5 * side as f32 - 1.2, radius, 0.25);
            cells.multiply_into(&mut plane);
            let drawn: f64 = (0..side).flat_map(|y| plane.row(y)).map(|v| f64::from(u16::MAX - v) / 65_535.0).sum();
            let share = drawn / f64::from(0.25 * AREA * radius * radius);
            assert!((share - 1.0).abs() < 0.02, "{pixels_per_mm} px/mm, {radius} px: {share}");
        }
    }
}

#[test]
fn shallow_ink_goes_with_the_epidermis_and_a_good_depth_has_room() {
    let left = |depth_mm, months| total(&MarkHistory { depth_mm, months, ..RIGHT }) / total(&RIGHT);
    assert!(left(0.1, 0.0) > 1.3, "fresh: {}", left(0.1, 0.0));
    assert!((0.02..0.25).contains(&left(0.1, HEALED)), "healed: {}", left(0.1, HEALED));
    for depth_mm in [0.2, 0.25, 0.35, 0.4, 0.45, 0.5] {
        let past = MarkHistory { depth_mm, ..RIGHT };
        assert!((left(depth_mm, HEALED) - 1.0).abs() < 0.02, "{depth_mm} mm: {}", left(depth_mm, HEALED));
        let ran: f32 = usual_dots().map(|dot| mass(AgingTable::new(&past, 1).marks(&dot, Vec3::ZERO).1)).sum();
        assert!(ran < 0.1 * total(&past), "{depth_mm} mm: {ran} has run");
        let change = (past.ink(3.6) - RIGHT.ink(3.6)).map(f32::abs).max_element();
        assert!(change < 0.12, "{depth_mm} mm: ink changes by {change}");
    }
}

#[test]
fn burnt_and_inflamed_skin_takes_ink_unevenly() {
    let of = |state| {
        let age = AgingTable::new(&MarkHistory { state, ..RIGHT }, 1);
        let dot = Dot { site: 0, diameter: 0.3, load: 0.6, scar: 0, own: 100, second_touch: 0 };
        let all: Vec<(Mark, Mark)> = (0..900).map(|i| age.marks(&dot, Vec3::new((i % 30) as f32, (i / 30) as f32, 70.0) * 3.0)).collect();
        let mean = all.iter().map(|m| mass(m.0) + mass(m.1)).sum::<f32>() / all.len() as f32;
        let off = all.iter().map(|m| (mass(m.0) + mass(m.1) - mean).abs()).sum::<f32>() / all.len() as f32;
        (mean / (0.6 * 0.09), off / mean, mass(all[0].1) / (mass(all[0].0) + mass(all[0].1)))
    };
    let (burnt, inflamed) = (of(SkinState::Sunburnt), of(SkinState::Inflamed));
    assert!(burnt.1 > 0.12 && burnt.2 > 0.4, "{burnt:?}");
    assert!(inflamed.1 > 0.08 && inflamed.2 == 0.0 && (0.6..0.95).contains(&inflamed.0), "{inflamed:?}");
}

#[test]
fn a_year_redraws_the_marks_and_moves_none() {
    let mut s = Simulation::new(Settings::default(), 48, 48);
    change(&mut s, &[("scar", "fut")]);
    let dots = s.dots().to_vec();
    let work = |s: &mut Simulation, name: &str, value: f64| -> Vec<Step> {
        s.set_at(TABLE.iter().position(|p| p.name == name).unwrap(), value).unwrap();
        std::iter::from_fn(|| s.step()).collect()
    };
    use Step::{Compose, Dots, Marks, Spread, Strokes};
    for (name, value) in [("months", 12.0), ("sun", 0.8), ("touch-up", 1.0), ("months", 0.0), ("depth", 0.9), ("months", 15.0)] {
        assert_eq!(work(&mut s, name, value), [Marks, Spread, Compose], "{name} {value}");
    }
    assert_eq!(work(&mut s, "months", 240.0), [Strokes, Marks, Spread, Compose], "hair turns white by then");
    assert!(s.dots() == dots, "a dot has changed");
    assert_eq!(work(&mut s, "sessions", 2.0), [Dots, Marks, Spread, Compose]);
}

#[test]
fn pictures_only_grow_paler() {
    let mut s = Simulation::new(Settings::default(), 160, 160);
    for (skin, depth) in [("2", "0.3"), ("5", "0.8"), ("9", "0.15")] {
        // Without any hair, which turns white with the years and has laws of its own.
        change(&mut s, &[("pattern", "universalis"), ("skin", skin), ("depth", depth), ("months", "1.5")]);
        let mut younger = s.pixmap().unwrap().bytes.clone();
        for months in ["2", "4", "9", "12", "24", "36", "60", "96", "150", "240"] {
            change(&mut s, &[("months", months)]);
            let older = s.pixmap().unwrap().bytes.clone();
            let worst = younger.iter().zip(&older).map(|(y, o)| i16::from(*y) - i16::from(*o)).max().unwrap();
            assert!(worst <= 0, "Monk {skin}, {depth} mm, {months} months: a pixel lost {worst} levels");
            assert!(months.len() > 2 || older != younger, "Monk {skin}: {months} months change nothing");
            younger = older;
        }
    }
}

#[test]
fn fresh_skin_is_red_for_less_than_a_week_and_least_on_dark_skin() {
    let mut s = Simulation::new(Settings::default(), 128, 128);
    // Red over green in the middle of the treated top, compared with the same marks on skin that has calmed down.
    let mut redness = |skin: &str, months: &str| {
        change(&mut s, &[("norwood", "7"), ("view", "top"), ("skin", skin), ("months", months)]);
        let bytes = &s.pixmap().unwrap().bytes;
        let sum = |c: usize| (50..78).flat_map(|y| (50..78).map(move |x| (y * 128 + x) * 4 + c)).map(|i| f32::from(bytes[i])).sum::<f32>();
        sum(0) / sum(1)
    };
    let (light, dark) = (redness("2", "0") - redness("2", "0.25"), redness("9", "0") - redness("9", "0.25"));
    println!("red over green gains {light:.3} on Monk 2, {dark:.3} on Monk 9");
    assert!(light > 0.04, "{light}");
    assert!(dark < 0.4 * light, "{dark} on dark skin, {light} on light");
    assert!((redness("2", "0.25") - redness("2", "0.4")).abs() < 0.01, "red after a week");
}

#[test]
fn hair_grays_with_the_years_and_never_back() {
    let shares: Vec<f32> = (0..=240).map(|m| white_share_after(m as f32)).collect();
    assert!(shares.windows(2).all(|w| w[0] <= w[1]) && shares[12] == 0.0, "{shares:?}");
    for (years, share) in [(5, 0.03), (9, 0.12), (20, 0.30)] {
        assert!((shares[years * 12] - share).abs() < 0.011, "{years} years: {}", shares[years * 12]);
    }
    // The artist's plan and the tone that fits are those of the day.
    let mut s = Simulation::new(Settings::default(), 48, 48);
    s.finish();
    let (tone, dots) = (s.report().matching_tone, s.dots().len());
    change(&mut s, &[("months", "240")]);
    assert_eq!((s.report().matching_tone, s.dots().len()), (tone, dots));
}
