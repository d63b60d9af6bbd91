//! Small charts of every pattern: each differs from the others, and none leaves a trace.

use smp_visualizer::parameters::{Id, Settings};
use smp_visualizer::scalp::loss::PatternName;
use smp_visualizer::simulation::Simulation;

/// Place of the parameter that charts are of.
const PATTERN: usize = Id::Pattern as usize;

#[test]
fn every_pattern_has_its_own_chart_and_the_picture_stays() {
    let mut simulation = Simulation::new(Settings::default(), 64, 64);
    assert!(simulation.thumbnail(PATTERN, 0, 1.0, 64).is_none(), "no head yet");
    simulation.finish();
    let picture = simulation.pixmap().unwrap().bytes.clone();
    let mut charts: Vec<(usize, Vec<u8>)> = Vec::new();
    for pattern in 0..PatternName::ALL.len() {
        let chart = simulation.thumbnail(PATTERN, pattern, 0.6, 64).unwrap();
        assert_eq!((chart.width, chart.height, chart.bytes.len()), (64, 64, 64 * 64 * 4));
        for (other, bytes) in &charts {
            assert!(*bytes != chart.bytes, "{pattern} looks like {other}");
        }
        charts.push((pattern, chart.bytes));
    }
    assert!(simulation.thumbnail(PATTERN, PatternName::ALL.len(), 0.5, 64).is_none(), "no such pattern");
    assert_eq!(simulation.step(), None, "nothing became due");
    simulation.set_at(Id::Tone as usize, 4.0).unwrap();
    simulation.set_at(Id::Tone as usize, Settings::default().get(Id::Tone)).unwrap();
    simulation.finish();
    assert_eq!(simulation.pixmap().unwrap().bytes, picture);
}

#[test]
fn a_later_stage_is_never_darker() {
    let mut simulation = Simulation::new(Settings::default(), 64, 64);
    simulation.finish();
    let light = |bytes: &[u8]| bytes.iter().map(|&b| f64::from(b)).sum::<f64>();
    let mut last = 0.0;
    for stop in 0..7 {
        let now = light(&simulation.thumbnail(PATTERN, 0, stop as f32 / 6.0, 64).unwrap().bytes);
        assert!(now > last, "stop {stop}: {now} after {last}");
        last = now;
    }
}
