//! Light of a scene from our own picture of it: the tone curve undone by a table.

use crate::plane::ColorPlanes;
use smp_visualizer::base::color::encode;
use smp_visualizer::render::Pixmap;
use smp_visualizer::render::compose::tone_map;

/// Brightest light that is looked for: white, and twice what the curve's shoulder still tells apart.
const BRIGHTEST: f32 = 4.0;
/// Light of byte 255 is that of what rounds to it, not of the curve's end, which is infinite.
const LAST: f32 = 254.75;

/// Linear light of a picture that was drawn at twice the width and height: averages of four pixels, so that eight bits do not show.
pub(crate) fn scene_light(pixmap: &Pixmap) -> ColorPlanes {
    let table: Vec<f32> = (0..=u8::MAX).map(light_of).collect();
    let (width, height) = (pixmap.width / 2, pixmap.height / 2);
    ColorPlanes::new(width, height, |i| {
        let first = (i / width * 2 * pixmap.width + i % width * 2) * 4;
        let below = first + pixmap.width * 4;
        [0, 1, 2].map(|c| {
            let four = [first, first + 4, below, below + 4].map(|at| table[usize::from(pixmap.bytes[at + c])]);
            0.25 * four.iter().sum::<f32>()
        })
    })
}

/// The light that the picture shows as a byte, by bisection: the curve grows everywhere.
fn light_of(byte: u8) -> f32 {
    let wanted = f32::from(byte).min(LAST) / f32::from(u8::MAX);
    let (mut low, mut high) = (0.0, BRIGHTEST);
    for _ in 0..40 {
        let middle = 0.5 * (low + high);
        if encode(tone_map(middle)) < wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

#[test]
fn bytes_come_back_from_their_light_and_steps_are_small() {
    for byte in 0..=u8::MAX {
        let back = (encode(tone_map(light_of(byte))) * 255.0).round() as u8;
        assert_eq!(back, byte);
    }
    // Rounding's standard deviation, as a share of the light: skin is drawn at 50 to 235.
    let share = |byte: u8| (light_of(byte + 1) - light_of(byte)) / light_of(byte) / 12.0_f32.sqrt();
    let worst = (50..235).map(share).fold(0.0, f32::max);
    println!("rounding of one pixel: {:.2} % of its light at most, of four: {:.2} %", 100.0 * worst, 50.0 * worst);
    assert!(worst < 0.015, "{worst}");
}
