//! Camera responses: the code value a camera gives to light, as published.

use smp_visualizer::base::color::{decode, encode};

/// What a camera makes of light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Response {
    /// The transfer function of sRGB (IEC 61966-2-1): what whoever reads a file assumes.
    Srgb,
    /// Mean of 201 measured responses of films and cameras, f₀ of the empirical model of response (Grossberg and Nayar 2003, "What is
    /// the space of camera response functions?", CVPR): steeper than sRGB in the middle, dark below.
    Mean,
    /// The default tone curve of Adobe's raw converter (DNG SDK, `dng_tone_curve_acr3_default`), then sRGB: lifts the middle, flattens
    /// the lights.
    RawConverter,
}

/// f₀ at the squares of sixteenths.
const MEAN: [f32; 17] =
    [0.0, 0.0250, 0.0679, 0.1231, 0.1890, 0.2648, 0.3488, 0.4350, 0.5197, 0.5993, 0.6719, 0.7382, 0.7990, 0.8555, 0.9072, 0.9556, 1.0];
/// The raw converter's curve, linear light to linear light, at the squares of sixteenths.
const RAW_CONVERTER: [f32; 17] =
    [0.0, 0.0031, 0.0149, 0.0473, 0.1043, 0.1889, 0.2983, 0.4120, 0.5207, 0.6196, 0.7072, 0.7833, 0.8482, 0.9022, 0.9454, 0.9779, 1.0];

impl Response {
    /// Code value 0–1 of linear light; 1.0 saturates the sensor.
    pub(crate) fn code(self, light: f32) -> f32 {
        let light = light.clamp(0.0, 1.0);
        match self {
            Self::Srgb => encode(light),
            Self::Mean => sampled(&MEAN, light),
            Self::RawConverter => encode(sampled(&RAW_CONVERTER, light)),
        }
    }

    /// Linear light of a code value.
    pub(crate) fn light(self, code: f32) -> f32 {
        match self {
            Self::Srgb => decode(code),
            Self::Mean => inverse(&MEAN, code),
            Self::RawConverter => inverse(&RAW_CONVERTER, decode(code)),
        }
    }
}

fn square(i: usize) -> f32 {
    (i * i) as f32 / 256.0
}

/// A curve between its samples at the squares of sixteenths.
fn sampled(curve: &[f32; 17], at: f32) -> f32 {
    let i = ((at.sqrt() * 16.0) as usize).min(15);
    curve[i] + (curve[i + 1] - curve[i]) * (at - square(i)) / (square(i + 1) - square(i))
}

fn inverse(curve: &[f32; 17], value: f32) -> f32 {
    let i = curve[1..16].partition_point(|sample| *sample <= value);
    square(i) + (square(i + 1) - square(i)) * (value - curve[i]) / (curve[i + 1] - curve[i])
}

#[test]
fn curves_are_the_published_ones_between_their_samples() {
    // Entries 50, 300 and 700 of the files `emor.txt` (1024 values) and `dng_render.cpp` (1025).
    for (entry, mean, raw) in [(50.0, 0.157_2, 0.074_6), (300.0, 0.573_3, 0.587_2), (700.0, 0.868_0, 0.913_1)] {
        assert!((sampled(&MEAN, entry / 1023.0) - mean).abs() < 0.003, "{entry}: {}", sampled(&MEAN, entry / 1023.0));
        assert!((sampled(&RAW_CONVERTER, entry / 1024.0) - raw).abs() < 0.003, "{entry}: {}", sampled(&RAW_CONVERTER, entry / 1024.0));
    }
}

#[test]
fn light_comes_back_from_its_code() {
    for response in [Response::Srgb, Response::Mean, Response::RawConverter] {
        for i in 0..=1000 {
            let light = i as f32 / 1000.0;
            let back = response.light(response.code(light));
            assert!((back - light).abs() < 1e-4, "{response:?}: {light} comes back as {back}");
        }
    }
}
