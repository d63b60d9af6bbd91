//! What a treatment takes from photographs: as the other pictures, natively here and in WebAssembly in `photographs.test.mjs`.
//!
//! A photograph is our own head before treatment, blurred and with grain, so that none need be kept. Kept is what was taken from each
//! byte, on white: where nothing was drawn it compresses to nothing.

use super::{Picture, cases, change, picture_differs};
use serde_json::{Value, json};
use smp_visualizer::parameters::Settings;
use smp_visualizer::render::BrushStroke;
use smp_visualizer::simulation::Simulation;

#[test]
fn what_is_taken_from_photographs_is_what_was_accepted() {
    let off: Vec<String> = cases("photographs.json").iter().filter_map(|case| picture_differs(case, &draw(case))).collect();
    assert!(off.is_empty(), "{}", off.join("\n"));
}

/// Lists of numbers in a case.
fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
}

fn draw(case: &Value) -> Picture {
    let [width, height] = [0, 1].map(|i| case["size"][i].as_u64().unwrap() as usize);
    let mut simulation = Simulation::new(Settings::default(), width, height);
    change(&mut simulation, &case["scene"]);
    change(&mut simulation, &json!({ "compare": 100 }));
    let photograph = photographed(&simulation.pixmap().unwrap().bytes, width);
    change(&mut simulation, &json!({ "compare": 0 }));
    assert!(simulation.open_photograph(&photograph, [width, height], [0.5 * width as f64, 0.5 * height as f64], None));
    simulation.add_stubble_to_photograph(case["adds-stubble"].as_bool().unwrap());
    let strokes = numbers(&case["strokes"]);
    let stroke = |s: &[f64]| BrushStroke { x: s[0] as f32, y: s[1] as f32, radius: s[2] as f32, erases: s[3] < 0.0 };
    simulation.brush_photograph(strokes.chunks_exact(4).map(stroke).collect());
    let [handles, pins] = ["handles", "pins"].map(|key| numbers(&case[key]));
    let fit = simulation.fit_photograph(case["view"].as_u64().unwrap() as usize, &handles, &pins, true);
    assert_eq!(fit.problem, "", "{}", case["name"]);
    if case["coded"].as_bool().unwrap() {
        // As a clinic's photograph: by the short code of the same fit.
        let code = simulation.fit_code();
        assert!(simulation.set_fit_code(&code));
    }
    change(&mut simulation, &case["settings"]);
    let drawn = &simulation.pixmap().unwrap().bytes;
    let left = |i: usize| 255 - photograph[i].wrapping_sub(drawn[i]);
    let rgb = (0..width * height).flat_map(|i| [left(4 * i), left(4 * i + 1), left(4 * i + 2)]).collect();
    Picture { width, height, rgb }
}

/// A picture as a camera has it: blurred by 1 2 1 both ways, and with grain; the same in `photographs.test.mjs`.
fn photographed(bytes: &[u8], width: usize) -> Vec<u8> {
    let height = bytes.len() / 4 / width;
    let beside = |at: usize, n: usize| [(at.saturating_sub(1), 1), (at, 2), ((at + 1).min(n - 1), 1)];
    let pixel = |i: usize| {
        let (x, y) = (i % width, i / width);
        let rows = beside(y, height);
        let sum = |c: usize| -> u32 {
            let row = |y: usize| beside(x, width).iter().map(|&(x, w)| w * u32::from(bytes[(y * width + x) * 4 + c])).sum::<u32>();
            rows.iter().map(|&(y, w)| w * row(y)).sum()
        };
        let bits = mixed(x as u32, y as u32);
        let grain = |c: u32| (bits >> (8 * c) & 3) + (bits >> (8 * c + 2) & 3);
        let byte = |c: u32| (sum(c as usize).div_ceil(16) + grain(c)).saturating_sub(3).min(255) as u8;
        [byte(0), byte(1), byte(2), 255]
    };
    (0..width * height).flat_map(pixel).collect()
}

/// Bits of a place that follow from no neighbor's (a finalizer of the kind of MurmurHash3's).
fn mixed(x: u32, y: u32) -> u32 {
    let mut bits = (x + 1).wrapping_mul(0x9e37_79b1) ^ (y + 1).wrapping_mul(0x85eb_ca6b);
    bits = (bits ^ (bits >> 15)).wrapping_mul(0x2c1b_3c6d);
    bits = (bits ^ (bits >> 12)).wrapping_mul(0x297a_2d39);
    bits ^ (bits >> 15)
}
