//! Camera response: which code value a camera gives to how much light, and back.
//!
//! A photograph's file says sRGB, and means it for the colors of a display. A camera first develops its raw light by a curve that lifts the
//! middle and flattens the lights, each maker by its own, and none says which. Taken as plain sRGB, the darkening by marks is too weak on
//! such pictures; taken as fully developed, it is too strong on the others.

use crate::base::color::encode;
use crate::base::fixed::{from_unorm8, unorm8_round};
use crate::base::math::lerp;

/// Light 1.0 in the planes of a photograph: as four samples of shaded skin.
pub const UNIT: f32 = 32_768.0;
/// Share of a raw converter's curve in the response that is assumed, the rest being sRGB (found by trial with a virtual camera of three
/// published responses: the share that keeps all three within their bounds of color difference).
const DEVELOPED: f32 = 0.27;
/// The default tone curve of a raw converter, linear light to linear light, at the squares of sixteenths (Adobe DNG SDK,
/// `dng_tone_curve_acr3_default`).
const TONE_CURVE: [f32; 17] =
    [0.0, 0.0031, 0.0149, 0.0473, 0.1043, 0.1889, 0.2983, 0.4120, 0.5207, 0.6196, 0.7072, 0.7833, 0.8482, 0.9022, 0.9454, 0.9779, 1.0];
/// One over the distance of its samples in the root of light.
const SAMPLES_PER_ROOT: f32 = 16.0;
/// Codes of linear light in a photograph.
const CODES: usize = UNIT as usize + 1;

/// The byte of linear light in 1/[`UNIT`], from none to all.
pub fn bytes() -> Box<[u8]> {
    (0..CODES).map(|code| unorm8_round(code_value(code as f32 * (1.0 / UNIT)))).collect()
}

/// Linear light of each byte, in 1/[`UNIT`]: one whose byte it is.
pub fn decoding() -> [u16; 256] {
    core::array::from_fn(|byte| light_of(from_unorm8(byte as u8)))
}

/// Code value 0–1 of linear light 0–1.
pub(super) fn code_value(light: f32) -> f32 {
    let at = light.sqrt() * SAMPLES_PER_ROOT;
    let sample = (at as usize).min(TONE_CURVE.len() - 2);
    let square = |sample: usize| (sample * sample) as f32 * (1.0 / (SAMPLES_PER_ROOT * SAMPLES_PER_ROOT));
    let share = (light - square(sample)) / (square(sample + 1) - square(sample));
    lerp(encode(light), encode(lerp(TONE_CURVE[sample], TONE_CURVE[sample + 1], share)), DEVELOPED)
}

/// The inverse, in 1/[`UNIT`], by bisection over whole numbers.
fn light_of(code: f32) -> u16 {
    let (mut low, mut high) = (0, CODES - 1);
    while low < high {
        let middle = (low + high) / 2;
        if code_value(middle as f32 * (1.0 / UNIT)) < code {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_back_from_its_light() {
        let (bytes, light) = (bytes(), decoding());
        assert!((0..=255).all(|byte: u8| bytes[usize::from(light[usize::from(byte)])] == byte));
        assert!(bytes.windows(2).all(|pair| pair[0] <= pair[1]), "more light, no lesser byte");
        assert_eq!((light[0], light[255]), (0, UNIT as u16));
    }

    #[test]
    fn it_lies_between_srgb_and_a_developed_picture() {
        for i in 1..100 {
            let light = i as f32 / 100.0;
            let (own, plain) = (code_value(light), encode(light));
            // The converter's curve crosses sRGB where it turns from darkening to lifting, at 2 % of light.
            assert!(if light > 0.03 { own >= plain } else { own <= plain + 0.01 }, "{light}: {own} and {plain}");
            assert!((own - plain).abs() < 0.06);
        }
    }
}
