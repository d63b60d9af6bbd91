//! The drawn hairline along its length.

use super::image::{Plane, deviation, mean};
use super::studio::{Set, Studio};
use crate::facts::Published::Within;
use crate::facts::{Fact, fact};
use crate::measure::Measured;
use smp_visualizer::base::math::vec2;
use smp_visualizer::parameters::Settings;
use smp_visualizer::scalp::Person;
use smp_visualizer::treatment::TreatmentParameters;
use smp_visualizer::treatment::hairline::HairlineDesign;

const NAME: &str = "unevenness of the hairline, strips of 5 mm, mean of six people";
const WIDTH: &str = "from a tenth to nine tenths of the veil behind the hairline, mean of six people";
pub(super) const HAIRLINE: &[Fact] = &[
    fact(NAME, "mm", 2, Within(1.2, 2.2), "photographs: 31 hairlines, 2.3 with their noise"),
    fact(WIDTH, "mm", 1, Within(8.0, 20.0), "photographs: 27 of 31 hairlines; 4 sharp ones have 2.5–5"),
];

/// Where the veil reaches half of its depth, behind the ruled line, in strips of 5 mm along the middle 70 mm; deviation from
/// a straight line over each 25 mm, on average.
pub(super) fn hairline(studio: &mut Studio) -> Measured {
    let people = ["1", "2", "3", "4", "5", "6"].map(|seed| edge(studio, seed));
    let mean = |k: usize| vec![people.iter().map(|person| person[k]).sum::<f64>() / people.len() as f64];
    vec![(NAME, mean(0)), (WIDTH, mean(1))]
}

/// Unevenness along the line, and its width: each strip's, in the mean.
fn edge(studio: &mut Studio, seed: &str) -> [f64; 2] {
    const SIDE: usize = 1280;
    const FRONT: Set = &[("norwood", "6"), ("yaw", "0"), ("pitch", "28"), ("zoom", "1")];
    let bare = studio.shot(SIDE, &[FRONT, &[("seed", seed), ("density", "0")]]).luminance();
    let treated = studio.shot(SIDE, &[FRONT, &[("seed", seed)]]).luminance();
    let veil = Plane { width: SIDE, v: treated.v.iter().zip(&bare.v).map(|(t, b)| 1.0 - t / b.max(1e-3)).collect() };
    let (head, view) = (studio.head(), studio.view());
    let number = seed.parse().expect("a number");
    let person = Person::new(head, number);
    let settings = TreatmentParameters { irregularity: 0.0, ..TreatmentParameters::from(&Settings::default()) };
    let line = HairlineDesign::new(&person.chart, &head.landmarks, number).draw(&person.chart, &settings);
    const STRIPS: usize = 14;
    const PIECE: usize = 5;
    const AHEAD: f32 = 14.0;
    const STEPS: usize = 80;
    // Half millimeters from 14 mm before the ruled line to 26 mm behind it.
    let mut profile = [[(0.0_f32, 0.0_f32); STEPS]; STRIPS];
    for (x, y) in (-160..160).flat_map(|x| (0..520).map(move |y| (x as f32 * 0.25, y as f32 * 0.25))) {
        let q = vec2(x, y);
        let p = person.chart.skin_at(q);
        let (strip, step) = (p.x / 5.0 + STRIPS as f32 / 2.0, (line.depth(q) + AHEAD) * 2.0);
        if p.z < 0.0 || strip < 0.0 || step < 0.0 || strip as usize >= STRIPS || step as usize >= STEPS {
            continue;
        }
        let at = view.project(p);
        let bin = &mut profile[strip as usize][step as usize];
        *bin = (bin.0 + veil.v[at.y as usize * SIDE + at.x as usize], bin.1 + 1.0);
    }
    let depth = |bins: &[(f32, f32)]| bins.iter().map(|b| b.0).sum::<f32>() / bins.iter().map(|b| b.1).sum::<f32>().max(1.0);
    let full = mean(&profile.iter().map(|p| depth(&p[56..])).collect::<Vec<_>>());
    // Where a strip's veil first reaches a share of the full one.
    let reaches = |p: &[(f32, f32)], share: f32| {
        let veil = |i: usize| depth(&p[i - 3..i + 4]) - share * full;
        let i = (4..STEPS - 3).find(|i| veil(*i) > 0.0).expect("an edge");
        let part = (veil(i) / (veil(i) - veil(i - 1))).clamp(0.0, 1.0);
        (i as f32 - part + 0.5) * 0.5 - AHEAD
    };
    let edges: Vec<f32> = profile.iter().map(|p| reaches(p, 0.5)).collect();
    let widths: Vec<f32> = profile.iter().map(|p| reaches(p, 0.9) - reaches(p, 0.1)).collect();
    // Line by line, so that mounds of 4 cm do not count.
    let pieces: Vec<f32> = edges.windows(PIECE).map(|w| deviation(&without_line(w))).collect();
    [f64::from(mean(&pieces)), f64::from(mean(&widths))]
}

/// Evenly spaced values without their mean and slope.
fn without_line(values: &[f32]) -> Vec<f32> {
    let n = values.len() as f32;
    let x: Vec<f32> = (0..values.len()).map(|i| (i as f32 + 0.5) / n - 0.5).collect();
    let bases = [x.iter().map(|_| 1.0).collect::<Vec<f32>>(), x.clone()];
    let mut rest = values.to_vec();
    for base in bases {
        let dot = |v: &[f32]| v.iter().zip(&base).map(|(a, b)| a * b).sum::<f32>();
        let share = dot(&rest) / dot(&base);
        rest.iter_mut().zip(&base).for_each(|(r, b)| *r -= share * b);
    }
    rest
}
