//! A virtual camera: light of a scene through lens, white balance, sensor, sharpening, response and JPEG to bytes.

use crate::noise::SensorNoise;
use crate::plane::{ColorPlanes, Plane};
use crate::response::Response;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;

/// A camera and its settings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VirtualCamera {
    /// Standard deviation of the lens's point spread function, a Gaussian, px.
    pub(crate) psf_px: f32,
    /// Color temperature of the light, K; the camera is balanced for daylight (D65).
    pub(crate) kelvin: f32,
    /// Light that saturates is 1 over this.
    pub(crate) gain: f32,
    /// Standard deviation of the noise at mid gray, levels of 255, before sharpening and JPEG.
    pub(crate) noise_levels: f32,
    /// What unsharp masking adds beyond a step, as a share of it.
    pub(crate) overshoot: f32,
    pub(crate) response: Response,
    /// Of JPEG, 1–100, its color at half the resolution (4:2:0).
    pub(crate) quality: u8,
    pub(crate) seed: u32,
}

/// Radius of unsharp masking, in those of the lens (choice).
const MASK_RADIUS: f32 = 1.5;
/// Luma of Rec. 601, which JPEG keeps.
const LUMA: [f32; 3] = [0.299, 0.587, 0.114];

impl VirtualCamera {
    /// Light on the sensor, 1.0 = saturated, before noise.
    pub(crate) fn sensor_light(&self, scene: &ColorPlanes) -> ColorPlanes {
        let gains = light_color(self.kelvin).map(|gain| gain * self.gain);
        let (width, height) = scene.size();
        ColorPlanes::new(width, height, |i| [0, 1, 2].map(|c| scene.0[c].values[i] * gains[c])).blurred(self.psf_px)
    }

    /// The photograph: RGBA as decoded from its file.
    pub(crate) fn photograph(&self, scene: &ColorPlanes) -> Vec<u8> {
        let mut light = self.sensor_light(scene);
        let noise = SensorNoise::new(self.noise_levels, self.seed);
        for (channel, plane) in (0..).zip(&mut light.0) {
            for (pixel, value) in (0..).zip(&mut plane.values) {
                *value = noise.read(*value, channel, pixel);
            }
        }
        let codes = self.developed(&light);
        let (width, height) = codes.size();
        let rgb: Vec<u8> = (0..width * height).flat_map(|i| [0, 1, 2].map(|c| (codes.0[c].values[i] * 255.0 + 0.5) as u8)).collect();
        let decoded = through_jpeg(&rgb, width, height, self.quality);
        decoded.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect()
    }

    /// Code values 0–1 of light on the sensor, sharpened.
    pub(crate) fn developed(&self, light: &ColorPlanes) -> ColorPlanes {
        let (width, height) = light.size();
        let codes = ColorPlanes::new(width, height, |i| [0, 1, 2].map(|c| self.response.code(light.0[c].values[i])));
        let luma = Plane::new(width, height, |i| (0..3).map(|c| LUMA[c] * codes.0[c].values[i]).sum());
        let soft = luma.blurred(MASK_RADIUS * self.psf_px);
        let amount = sharpening(self.overshoot);
        ColorPlanes::new(width, height, |i| {
            let detail = amount * (luma.values[i] - soft.values[i]);
            [0, 1, 2].map(|c| (codes.0[c].values[i] + detail).clamp(0.0, 1.0))
        })
    }

    /// Exposed so that the brightest fiftieth of the skin begins at a code value 0–1, as a photographer would by what is shown.
    pub(crate) fn exposed(self, scene: &ColorPlanes, skin: impl Fn(usize) -> bool, bright: f32) -> Self {
        let one = Self { gain: 1.0, ..self }.sensor_light(scene);
        let (width, height) = one.size();
        let most = Plane::new(width, height, |i| one.at(i).max_element());
        let [least, largest] = GAINS;
        Self { gain: (self.response.light(bright) / most.quantile(0.98, skin)).clamp(least, largest), ..self }
    }
}

/// A camera sees more than the head and does not make black skin white: least and largest gain.
const GAINS: [f32; 2] = [0.2, 2.0];

/// RGB written as JPEG and read again.
fn through_jpeg(rgb: &[u8], width: usize, height: usize, quality: u8) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.encode(rgb, width as u16, height as u16, ColorType::Rgb).unwrap();
    JpegDecoder::new(ZCursor::new(&file)).decode().unwrap()
}

/// Linear sRGB of a black body's light of luminance 1, by its place on the Planckian locus (cubic approximation of Kim and others
/// 2002, 1667–25 000 K) and the matrix of IEC 61966-2-1.
fn light_color(kelvin: f32) -> [f32; 3] {
    let [x, y] = planckian(f64::from(kelvin));
    let (x, z) = (x / y, (1.0 - x - y) / y);
    let rows = [[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.2040, 1.0570]];
    rows.map(|[a, b, c]| (a * x + b + c * z) as f32)
}

/// Chromaticity x, y of a black body.
fn planckian(kelvin: f64) -> [f64; 2] {
    let cubic = |[a, b, c, d]: [f64; 4], t: f64| ((a * t + b) * t + c) * t + d;
    let x = if kelvin < 4000.0 {
        cubic([-0.266_123_9, -0.234_358_9, 0.877_695_6, 0.179_910], 1000.0 / kelvin)
    } else {
        cubic([-3.025_846_9, 2.107_037_9, 0.222_634_7, 0.240_390], 1000.0 / kelvin)
    };
    let y = if kelvin < 2222.0 {
        cubic([-1.106_381_4, -1.348_110_2, 2.185_558_32, -0.202_196_83], x)
    } else if kelvin < 4000.0 {
        cubic([-0.954_947_6, -1.374_185_93, 2.091_370_15, -0.167_488_67], x)
    } else {
        cubic([3.081_758, -5.873_386_7, 3.751_129_97, -0.370_014_83], x)
    };
    [x, y]
}

/// Overshoot of an edge of standard deviation 1 that unsharp masking takes so far.
fn overshoot(amount: f64) -> f64 {
    let edge = |x: f64, sigma: f64| 0.5 * (1.0 + libm::erf(x / (sigma * core::f64::consts::SQRT_2)));
    let soft = libm::sqrt(1.0 + f64::from(MASK_RADIUS * MASK_RADIUS));
    let at = |x: f64| edge(x, 1.0) + amount * (edge(x, 1.0) - edge(x, soft)) - 1.0;
    (0..400).map(|i| at(f64::from(i) * 0.01)).fold(0.0, f64::max)
}

/// Amount of unsharp masking that overshoots so far, by bisection.
fn sharpening(wanted: f32) -> f32 {
    let (mut low, mut high) = (0.0, 16.0);
    for _ in 0..30 {
        let middle = 0.5 * (low + high);
        if overshoot(middle) < f64::from(wanted) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low as f32
}

#[test]
fn light_has_the_published_chromaticities() {
    // Planckian radiators in CIE 15: illuminant A, then 5000 K and 6500 K (Wyszecki and Stiles 1982, table 1(3.11)).
    for (kelvin, x, y) in [(2856.0, 0.4476, 0.4074), (5000.0, 0.3451, 0.3516), (6500.0, 0.3135, 0.3237)] {
        let [ours_x, ours_y] = planckian(kelvin);
        assert!((ours_x - x).abs() < 0.001 && (ours_y - y).abs() < 0.001, "{kelvin} K: {ours_x}, {ours_y}");
    }
    let [[red, _, blue], [cold_red, _, cold_blue]] = [3000.0, 7500.0].map(light_color);
    assert!(red > 1.6 && blue < 0.3 && cold_red < 1.0 && cold_blue > 1.1, "{red}, {blue}, {cold_red}, {cold_blue}");
}

/// A step of light, and a camera without noise, at JPEG's best.
#[cfg(test)]
fn step(camera: &VirtualCamera) -> Vec<f32> {
    const SIDE: usize = 64;
    let scene = ColorPlanes::new(SIDE, SIDE, |i| [if i % SIDE < SIDE / 2 { 0.2 } else { 0.3 }; 3]);
    let photo = VirtualCamera { kelvin: 6504.0, gain: 1.0, quality: 100, ..*camera }.photograph(&scene);
    (0..SIDE).map(|x| f32::from(photo[(SIDE * SIDE / 2 + x) * 4 + 1])).collect()
}

#[cfg(test)]
const PLAIN: VirtualCamera = VirtualCamera {
    psf_px: 2.0,
    kelvin: 6504.0,
    gain: 1.0,
    noise_levels: 0.0,
    overshoot: 0.0,
    response: Response::Srgb,
    quality: 100,
    seed: 1,
};

#[test]
fn a_step_is_as_soft_as_the_lens_and_overshoots_as_far_as_said() {
    let soft = step(&PLAIN);
    let height = soft[63] - soft[0];
    // A Gaussian's edge rises by 1 / (σ √2π) a pixel where it is steepest.
    let steepest = soft.windows(2).map(|w| w[1] - w[0]).fold(0.0, f32::max) / height;
    assert!((steepest * 2.0 * 2.507 - 1.0).abs() < 0.1, "{steepest}");
    let sharp = step(&VirtualCamera { overshoot: 0.3, ..PLAIN });
    let beyond = (sharp.iter().copied().fold(0.0, f32::max) - sharp[63]) / height;
    assert!((beyond - 0.3).abs() < 0.05, "{beyond}");
}

#[test]
fn a_photograph_has_its_noise_its_seed_and_its_losses() {
    const SIDE: usize = 128;
    let gray = ColorPlanes::new(SIDE, SIDE, |_| [0.18; 3]);
    let deviation = |photo: &[u8]| {
        let all: Vec<f32> = photo.chunks_exact(4).map(|p| f32::from(p[1])).collect();
        let mean = all.iter().sum::<f32>() / all.len() as f32;
        (all.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / all.len() as f32).sqrt()
    };
    let at = |quality: u8, seed: u32| VirtualCamera { noise_levels: 3.0, quality, seed, ..PLAIN }.photograph(&gray);
    let (best, poor) = (deviation(&at(100, 1)), deviation(&at(80, 1)));
    // Color at half the resolution takes some of a single channel's noise.
    assert!((1.8..3.2).contains(&best) && poor < best, "{best}, {poor}");
    assert!(at(90, 1) == at(90, 1) && at(90, 1) != at(90, 2));
}
