//! Dots far wider than any should be: drawn as exactly as fine ones, darker without a jump, and counted once.

use crate::common::change;
use smp_visualizer::base::math::Vec3;
use smp_visualizer::base::random::uniform;
use smp_visualizer::parameters::Settings;
use smp_visualizer::render::marks::coarse_marks::CoarseMarks;
use smp_visualizer::render::marks::splat::{AREA, Atlas};
use smp_visualizer::render::marks::transmission::Transmission;
use smp_visualizer::simulation::Simulation;

#[test]
fn a_blot_darkens_its_area_on_cells_of_any_size() {
    const SIDE: usize = 640;
    let atlas = Atlas::new();
    for (radius, cells) in [(1.6_f32, 2), (5.0, 2), (12.0, 4), (30.0, 8), (60.0, 16)] {
        let mut blots = CoarseMarks::for_blots(radius, SIDE, SIDE).unwrap();
        assert_eq!(blots.size, cells, "{radius} px");
        let mut plane = Transmission::default();
        plane.reset(SIDE, SIDE);
        blots.draw_blot(&atlas, (0.5 * SIDE as f32 + 0.3, 0.5 * SIDE as f32 - 1.2), radius, 0.25, (1.0, Vec3::Z));
        blots.multiply_into(&mut plane);
        let drawn: f64 = (0..SIDE).flat_map(|y| plane.row(y)).map(|v| f64::from(u16::MAX - v) / 65_535.0).sum();
        let share = drawn / f64::from(0.25 * AREA * radius * radius);
        assert!((share - 1.0).abs() < 0.03, "{radius} px on cells of {cells}: {share}");
    }
}

#[test]
fn wider_dots_darken_without_a_jump_until_nothing_of_the_skin_is_left() {
    const SIDE: usize = 144;
    let mut s = Simulation::new(Settings::default(), SIDE, SIDE);
    for zoom in ["1", "5", "12"] {
        let mut light = |diameter: &str| {
            change(&mut s, &[("norwood", "7"), ("view", "top"), ("zoom", zoom), ("density", "80"), ("dot-diameter", diameter)]);
            let bytes = &s.pixmap().unwrap().bytes;
            let places = (SIDE / 3..SIDE / 2).flat_map(|y| (SIDE / 3..SIDE / 2).map(move |x| (y * SIDE + x) * 4));
            places.map(|i| f32::from(bytes[i + 1])).sum::<f32>() / ((SIDE / 2 - SIDE / 3) * (SIDE / 2 - SIDE / 3)) as f32
        };
        let widths = ["0.1", "0.3", "0.5", "0.58", "0.6", "0.62", "0.64", "0.7", "0.9", "1.2", "1.75"];
        let all = widths.map(&mut light);
        println!("zoom {zoom}: {all:?}");
        assert!(all.windows(2).all(|pair| pair[1] < pair[0] + 0.5), "zoom {zoom}: {all:?}");
        // Where cells take over from pixels each hundredth of a mm darkens as much as before.
        let (before, across, after) = (all[3] - all[4], all[4] - all[5], all[5] - all[6]);
        assert!(across < 2.5 * before.max(after) + 0.5, "zoom {zoom}: {before}, {across}, {after} codes");
        assert!(all[10] < 0.5 * all[0], "zoom {zoom}: {} of {}", all[10], all[0]);
    }
}

#[test]
fn skin_under_two_dots_counts_once() {
    let mut s = Simulation::new(Settings::default(), 16, 16);
    for (density, diameter) in [("180", "0.3"), ("180", "0.6"), ("80", "1"), ("300", "0.8"), ("80", "1.75")] {
        change(&mut s, &[("norwood", "7"), ("softness", "1"), ("density", density), ("dot-diameter", diameter)]);
        let places = &s.sites().unwrap().positions;
        let dots: Vec<(Vec3, f32)> = s.dots().iter().map(|d| (places[d.site as usize], 0.5 * d.diameter)).collect();
        // Places all over the treated skin, off the sites that dots stand on.
        let (mut under, mut all) = (0, 0);
        for (i, site) in places.iter().enumerate().step_by(places.len() / 1500) {
            let part = |stream| 5.0 * uniform(1, stream, i as u32) - 2.5;
            let off = Vec3::new(part(0), part(1), part(2));
            let place = *site + off - s.sites().unwrap().normal(i) * s.sites().unwrap().normal(i).dot(off);
            let near = dots.iter().filter(|(at, _)| (*at - place).length_squared() < 4.0);
            let (n, covers) = near.fold((0, false), |(n, covers), (at, radius)| (n + 1, covers || (*at - place).length() < *radius));
            all += u32::from(n > 0);
            under += u32::from(covers);
        }
        let (counted, reported) = (f64::from(under) / f64::from(all), s.report().coverage);
        println!("{density} of {diameter} mm: {counted:.3} of {all} places lie under a dot, {reported:.3} reported");
        assert!((counted - reported).abs() < 0.06, "{density} of {diameter} mm: {counted} counted, {reported} reported");
    }
}
