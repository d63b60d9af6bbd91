//! Light that wanders sideways neither appears nor disappears.

use crate::runner;
use proptest::prelude::*;
use smp_visualizer::optics::light_spread::CoarsePlane;

#[test]
fn an_even_field_stays_as_it_is() {
    let cases = (any::<u16>(), 0.3_f32..3.0, 1_usize..40, 1_usize..40);
    let law = |(value, sigma, width, height): (u16, f32, usize, usize)| {
        let mut plane = CoarsePlane { values: vec![value; width * height], width, height };
        plane.blur(sigma, &(0..height));
        prop_assert!(plane.values.iter().all(|v| *v == value), "{value} became {:?}", plane.values.iter().find(|v| **v != value));
        let half = plane.downsampled();
        prop_assert_eq!((half.width, half.height), (width.div_ceil(2), height.div_ceil(2)));
        prop_assert!(half.values.iter().all(|v| *v == value));
        Ok(())
    };
    runner(400).run(&cases, law).unwrap();
}

#[test]
fn a_mark_far_from_the_border_only_spreads() {
    let cases = (0.3_f32..3.0, 0_u16..60_000);
    let law = |(sigma, dark): (f32, u16)| {
        const SIDE: usize = 41;
        let mut values = vec![u16::MAX; SIDE * SIDE];
        for i in 0..9 {
            values[(19 + i / 3) * SIDE + 19 + i % 3] = dark;
        }
        let taken = |v: &[u16]| v.iter().map(|v| f64::from(u16::MAX - v)).sum::<f64>();
        let before = taken(&values);
        let mut plane = CoarsePlane { values, width: SIDE, height: SIDE };
        plane.blur(sigma, &(0..SIDE));
        // Each cell rounds once a direction.
        let rounding = (SIDE * SIDE) as f64;
        prop_assert!((taken(&plane.values) - before).abs() <= 0.005 * before + rounding, "{} of {before}", taken(&plane.values));
        prop_assert!(plane.values.iter().all(|v| *v >= dark), "darker than the mark");
        let flipped: Vec<u16> = plane.values.iter().rev().copied().collect();
        prop_assert!(flipped == plane.values, "the spread is lopsided");
        Ok(())
    };
    runner(60).run(&cases, law).unwrap();
}

#[test]
fn a_part_of_the_rows_spreads_as_in_the_whole() {
    let marks = prop::collection::vec((0_usize..50, 0_usize..34, any::<u16>()), 0..30);
    let cases = (marks, 0.2_f32..3.0, 0_usize..34, 0_usize..34);
    let law = |(marks, sigma, start, end): (Vec<(usize, usize, u16)>, f32, usize, usize)| {
        const WIDTH: usize = 50;
        const HEIGHT: usize = 34;
        let mut values = vec![u16::MAX; WIDTH * HEIGHT];
        marks.iter().for_each(|&(x, y, value)| values[y * WIDTH + x] = value);
        let mut whole = CoarsePlane { values, width: WIDTH, height: HEIGHT };
        let mut part = whole.clone();
        whole.blur(sigma, &(0..HEIGHT));
        part.blur(sigma, &(start..end));
        let rows = start.min(end) * WIDTH..end * WIDTH;
        prop_assert!(whole.values[rows.clone()] == part.values[rows], "rows {start}..{end} at {sigma}");
        Ok(())
    };
    runner(200).run(&cases, law).unwrap();
}
