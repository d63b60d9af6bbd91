//! The day after a shave on which hair shows beside dots: how it follows tone, color and density, and when it is asked.

use crate::common::change;
use crate::runner;
use proptest::prelude::*;
use smp_visualizer::base::color::{LinearRgb, decode, lab, luminance};
use smp_visualizer::optics::OpticsParameters;
use smp_visualizer::optics::hair::{HAIR_COLORS, HairColor};
use smp_visualizer::optics::matching::MatchInputs;
use smp_visualizer::optics::shaving::shows_after_days;
use smp_visualizer::parameters::Settings;
use smp_visualizer::simulation::Simulation;

fn color(name: &str) -> HairColor {
    HAIR_COLORS.iter().find(|(each, _)| *each == name).unwrap_or_else(|| panic!("no color {name}")).1
}

fn shares() -> impl Strategy<Value = MatchInputs> {
    (20.0..300.0_f32, 0.2..0.4_f32, 100.0..300.0_f32, 0.5..1.5_f32).prop_map(|(dots_per_cm2, dot_diameter_mm, hairs_per_cm2, darkness)| {
        MatchInputs { dots_per_cm2, dot_diameter_mm, hairs_per_cm2, darkness }
    })
}

fn optics(skin: f32, tone: f32, hair: HairColor) -> OpticsParameters {
    OpticsParameters { skin, tone, hair, ..OpticsParameters::from(&Settings::default()) }
}

/// Whether the second of two days is no earlier, where 0 means that dots are too dark for any.
fn no_earlier(earlier: u32, later: u32) -> bool {
    later == 0 || (earlier > 0 && earlier <= later)
}

#[test]
fn hair_shows_within_a_month_and_the_same_day_again_however_long_it_is() {
    let law = |(skin, tone, name, white, length, shares): (f32, f32, usize, f32, f32, MatchInputs)| {
        let p = OpticsParameters { white, ..optics(skin, tone, HAIR_COLORS[name].1) };
        let day = shows_after_days(&p, &shares);
        prop_assert!(day <= 30, "day {day}");
        prop_assert_eq!(shows_after_days(&OpticsParameters { hair_length_mm: length, ..p }, &shares), day);
        Ok(())
    };
    let any = (1.0..10.0_f32, 1.0..5.0_f32, 0..HAIR_COLORS.len(), 0.0..1.0_f32, 0.0..6.0_f32, shares());
    runner(2000).run(&any, law).unwrap();
}

#[test]
fn darker_dots_stand_up_to_more_days_until_they_are_too_dark() {
    let mut growing = 0;
    let counted = std::cell::RefCell::new(&mut growing);
    let law = |(skin, tone, darker, name, shares): (f32, f32, f32, usize, MatchInputs)| {
        // Hair that is darker than the skin at every length.
        let hair = color(["black", "dark-brown", "brown", "light-brown", "red"][name]);
        let [pale, dark] = [tone, tone + darker].map(|tone| shows_after_days(&optics(skin, tone, hair), &shares));
        prop_assert!(no_earlier(pale, dark), "day {pale} became {dark}");
        **counted.borrow_mut() += usize::from(dark > pale);
        Ok(())
    };
    runner(2000).run(&(1.0..6.0_f32, 1.0..4.0_f32, 0.0..1.0_f32, 0..5_usize, shares()), law).unwrap();
    assert!(growing > 100, "only {growing} of 2000 differ");
}

#[test]
fn darker_and_denser_hair_shows_no_later_on_light_skin() {
    let mut earlier = 0;
    let counted = std::cell::RefCell::new(&mut earlier);
    let law = |(skin, tone, denser, shares): (f32, f32, f32, MatchInputs)| {
        let days = ["black", "dark-brown", "brown", "light-brown", "blond"]
            .map(|name| shows_after_days(&optics(skin, tone, color(name)), &shares));
        prop_assert!(days.is_sorted_by(|a, b| no_earlier(*a, *b)), "{days:?}");
        **counted.borrow_mut() += usize::from(days[0] != days[3]);
        let p = optics(skin, tone, color("brown"));
        let more = shows_after_days(&p, &MatchInputs { hairs_per_cm2: shares.hairs_per_cm2 * denser, ..shares });
        prop_assert!(no_earlier(more, days[2]), "day {} became {more}", days[2]);
        Ok(())
    };
    runner(2000).run(&(1.0..4.0_f32, 1.0..5.0_f32, 1.0..1.5_f32, shares()), law).unwrap();
    assert!(earlier > 100, "only {earlier} of 2000 differ");
}

#[test]
fn white_hair_beside_dark_dots_shows_at_once() {
    for (skin, tone, name) in [(2.0, 3.6, "white"), (9.0, 3.6, "white"), (2.0, 3.6, "blond"), (5.0, 4.0, "gray")] {
        let usual = MatchInputs { dots_per_cm2: 180.0, dot_diameter_mm: 0.3, hairs_per_cm2: 220.0, darkness: 1.0 };
        assert_eq!(shows_after_days(&optics(skin, tone, color(name)), &usual), 0, "{name} on Monk {skin}");
    }
}

/// Lightness L* of the middle of the picture.
fn lightness(s: &Simulation) -> f32 {
    let bytes = &s.pixmap().expect("drawn").bytes;
    let middle = (66..138).flat_map(|y| (66..138).map(move |x| (y * 192 + x) * 4));
    let at = |i: usize| luminance(LinearRgb::new(bytes[i].into(), bytes[i + 1].into(), bytes[i + 2].into()).map(|v| decode(v / 255.0)));
    lab(LinearRgb::gray(middle.map(at).sum::<f32>() / (72.0 * 72.0))).x
}

#[test]
fn the_picture_darkens_on_the_day_that_is_named() {
    let mut s = Simulation::new(Settings::default(), 192, 192);
    change(&mut s, &[("yaw", "10"), ("pitch", "62"), ("zoom", "2.4")]);
    for (skin, name, tone) in
        [("4", "dark-brown", "3.6"), ("2", "black", "3.6"), ("4", "dark-brown", "2"), ("7", "black", "4"), ("2", "light-brown", "3")]
    {
        change(&mut s, &[("skin", skin), ("hair-color", name), ("tone", tone)]);
        change(&mut s, &[("norwood", "7"), ("density", "180"), ("hair-length", "0.5")]);
        let (dots, day) = (lightness(&s), s.report().shows_after_days.expect("a day"));
        change(&mut s, &[("norwood", "1"), ("density", "0")]);
        let mut darker = |day: u32| {
            change(&mut s, &[("hair-length", &format!("{:.2}", 0.35 * day as f32))]);
            dots - lightness(&s)
        };
        let (then, before) = (darker(day), if day > 1 { darker(day - 2) } else { darker(0) });
        // Half of a step that is just seen, and a step.
        assert!(then > 0.4 && before < 0.9, "{name} on Monk {skin}, tone {tone}, day {day}: {then} L* darker, before {before}");
    }
}

#[test]
fn a_day_is_named_only_where_cut_hair_is_left_beside_dots() {
    let mut s = Simulation::new(Settings::default(), 16, 16);
    s.finish();
    let report = s.report();
    assert_eq!((report.shows_after_days, report.shave_every_days), (Some(3), (2, 3)));
    for (set, back) in [
        (("density", "0"), ("density", "180")),
        (("hair-length", "6.5"), ("hair-length", "6")),
        (("pattern", "totalis"), ("pattern", "norwood")),
        (("zone", "between-hairs"), ("zone", "full")),
    ] {
        change(&mut s, &[set]);
        let report = s.report();
        assert_eq!((report.shows_after_days, report.shave_every_days), (None, (0, 0)), "{set:?}");
        change(&mut s, &[back]);
        assert_eq!(s.report().shows_after_days, Some(3), "{back:?}");
    }
    change(&mut s, &[("hair-color", "white")]);
    let report = s.report();
    assert_eq!((report.shows_after_days, report.shave_every_days), (Some(0), (0, 0)));
}
