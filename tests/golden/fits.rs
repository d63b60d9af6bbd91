//! Fits that may only change on purpose: every number is compared, natively here and in WebAssembly in `fits.test.mjs`.
//!
//! `UPDATE=1 cargo test --test golden fits` accepts what is fitted now.

use serde_json::Value;
use smp_visualizer::parameters::Settings;
use smp_visualizer::simulation::Simulation;
use std::path::Path;

const SIZE: [usize; 2] = [300, 400];

/// A light ellipse before a dark backdrop, in whole numbers; the same in `fits.test.mjs`.
fn picture() -> Vec<u8> {
    let pixel = |i: usize| {
        let (x, y) = ((i % SIZE[0]) as i32, (i / SIZE[0]) as i32);
        let (dx, dy) = ((x - 150) * 105, (y - 200) * 64);
        let grain = ((x * 7 + y * 13) % 5) as u8;
        let [r, g, b] = if dx * dx + dy * dy < 6720 * 6720 { [200, 160, 140] } else { [90, 95, 100] };
        [r + grain, g + grain, b + grain, 255]
    };
    (0..SIZE[0] * SIZE[1]).flat_map(pixel).collect()
}

#[test]
fn fits_are_those_that_were_accepted() {
    let path = Path::new(super::FOLDER).join("fits.json");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut cases: Vec<Value> = serde_json::from_str(&text).unwrap();
    let mut simulation = Simulation::new(Settings::default(), 64, 64);
    assert!(simulation.open_photograph(&picture(), SIZE, SIZE.map(|v| 0.5 * v as f64), None));
    for case in &mut cases {
        let numbers = |key: &str| case[key].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect::<Vec<_>>();
        let view = case["view"].as_u64().unwrap() as usize;
        let fit = simulation.fit_photograph(view, &numbers("handles"), &numbers("pins"), case["snap"].as_bool().unwrap());
        case["fit"] = serde_json::to_value(&fit).unwrap();
    }
    let lines: Vec<String> = cases.iter().map(|case| format!("  {case}")).collect();
    let now = format!("[\n{}\n]\n", lines.join(",\n"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, now).unwrap();
    } else if now != text {
        let off = now.lines().zip(text.lines()).find(|(now, accepted)| now != accepted);
        panic!("now | accepted:\n{off:#?}");
    }
}
