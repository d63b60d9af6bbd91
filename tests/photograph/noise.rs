//! Noise of a sensor: shot noise of light and read noise (Poisson–Gaussian model, Foi 2008), addressed by seed and pixel.

use smp_visualizer::base::color::{decode, encode};
use smp_visualizer::base::random;

/// Mid gray, of full light: what a light meter is set to.
const MID_GRAY: f32 = 0.18;
/// Share of the variance at mid gray that is shot noise (choice: phones in a room).
const SHOT_SHARE: f32 = 0.85;
const HALF_LEVEL: f32 = 0.5 / 255.0;

/// Noise of a camera.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SensorNoise {
    /// Standard deviation at mid gray in linear light, where 1.0 saturates.
    at_mid_gray: f32,
    seed: u32,
}

impl SensorNoise {
    /// Noise whose standard deviation at mid gray is so many of 255 levels of sRGB.
    pub(crate) fn new(levels: f32, seed: u32) -> Self {
        let code = encode(MID_GRAY);
        let level = decode(code + HALF_LEVEL) - decode(code - HALF_LEVEL);
        Self { at_mid_gray: levels * level, seed }
    }

    /// Light as the sensor reads it.
    pub(crate) fn read(&self, light: f32, channel: u32, pixel: u32) -> f32 {
        let variance = self.at_mid_gray * self.at_mid_gray * (1.0 - SHOT_SHARE + SHOT_SHARE * light.max(0.0) / MID_GRAY);
        light + variance.sqrt() * normal(self.seed, channel, pixel)
    }
}

/// A normal number: the sum of eight uniform ones (Irwin–Hall; none beyond 4.9 standard deviations).
fn normal(seed: u32, stream: u32, index: u32) -> f32 {
    let (a, b) = random::pair(seed, stream, index);
    let sum: u32 = a.to_le_bytes().into_iter().chain(b.to_le_bytes()).map(u32::from).sum();
    // Eight bytes: mean 8 · 127.5, variance 8 · (256² − 1) / 12.
    (sum as f32 - 1020.0) / 209.02
}

#[test]
fn noise_is_as_strong_as_said_and_grows_with_light() {
    let deviation = |light: f32| {
        let noise = SensorNoise::new(3.0, 7);
        let read: Vec<f32> = (0..40_000).map(|i| noise.read(light, 1, i) - light).collect();
        let mean = read.iter().sum::<f32>() / read.len() as f32;
        (mean, (read.iter().map(|v| v * v).sum::<f32>() / read.len() as f32).sqrt())
    };
    let [(mean, gray), (_, dark), (_, light)] = [MID_GRAY, 0.0, 1.0].map(deviation);
    // Three levels of sRGB around mid gray, byte 117.6, are 0.00984 of light.
    assert!((gray / 0.009_84 - 1.0).abs() < 0.03 && mean.abs() < 0.0003, "{gray}, {mean}");
    assert!(dark < 0.45 * gray && light > 2.0 * gray, "{dark}, {light}");
}
