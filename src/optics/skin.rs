//! Diffuse reflectance of bare skin from melanin and blood: an absorbing epidermis over a scattering dermis (Kubelka–Munk).
//!
//! Two layers after Donner & Jensen 2006: an epidermis that filters with melanin on the way in and out, over a dermis
//! that scatters and holds blood (Kubelka–Munk, no bottom). What the surface itself scatters back is added; without it
//! the darkest skins come out as red as paint. Each display primary stands for one wavelength.

use crate::base::choice::choices;
use crate::base::color::LinearRgb;
use crate::base::math::{Vec3, exp, ln, pow, smoothstep, vec3};
use crate::base::noise;

/// Wavelengths that stand for the display's red, green and blue, nm (choice: their centroids under daylight).
const WAVELENGTHS_NM: Vec3 = vec3(612.0, 549.0, 464.0);
/// Absorption of whole blood, 75 % oxygenated, at those wavelengths, 1/mm (Prahl's hemoglobin table, 150 g/l).
const BLOOD_ABSORPTION: Vec3 = vec3(1.6, 23.5, 20.0);
/// Absorption of eumelanin, 1/mm, at a wavelength in nm: factor and exponent (Donner & Jensen 2006).
const EUMELANIN: (f32, f32) = (6.6e10, -3.33);
/// Absorption of skin without pigment, 1/mm, at a wavelength of `nm`: floor + height · exp(−(`nm` − from) / decay) (Donner & Jensen 2006).
const BASELINE_FLOOR: f32 = 0.0244;
const BASELINE_HEIGHT: f32 = 8.53;
const BASELINE_FROM_NM: f32 = 154.0;
const BASELINE_DECAY_NM: f32 = 66.2;
/// Reduced scattering of the epidermis, 1/mm, as factor and exponent of the wavelength in nm: of large and of small particles (Mie and
/// Rayleigh; Donner & Jensen 2006), and what the dermis has of it (common technical knowledge).
const MIE: (f32, f32) = (14.74, -0.22);
const RAYLEIGH: (f32, f32) = (2.2e11, -4.0);
const DERMIS_SCATTERS: f32 = 0.5;
/// Kubelka and Munk's scattering coefficient over reduced scattering: their K is 2 µa and their S ¾ µs′.
pub(super) const KUBELKA_MUNK_SCATTERING: f32 = 0.75;
/// Thickness of the epidermis, mm.
const EPIDERMIS_MM: f32 = 0.06;
/// Diffuse light takes twice the straight way through a thin layer.
const DIFFUSE_PATH: f32 = 2.0;
/// Share of light the horny layer and melanosomes scatter back before anything absorbs, a little warm (found by trial:
/// gives Monk 8–10 their hue).
const SURFACE_SCATTER: LinearRgb = LinearRgb::new(0.0182, 0.0175, 0.0140);

/// Tones of the Monk scale.
const TONES: usize = 10;
/// Melanin share of the epidermis for Monk tones 1–10, fitted to the swatches' lightness; the light end is set to
/// L* 65–73, because the published swatches are display targets and look chalky as skin.
const MELANIN: [f32; TONES] = [0.0291, 0.0316, 0.0385, 0.0430, 0.0566, 0.1012, 0.1676, 0.2508, 0.3506, 0.4605];
/// Blood share of the dermis for Monk tones 1–10, fitted so that a cheek, which has two fifths more, gets a* 8–15 and, on
/// dark skin, the swatches' hue.
const BLOOD: [f32; TONES] = [0.0098, 0.0101, 0.0117, 0.0124, 0.0130, 0.0138, 0.0134, 0.0142, 0.0060, 0.0025];
/// How many times the usual the surface scatters back on Monk tones 1–10 (photographs: b* 20–26 where our tones 6–8, lit for
/// their skin, came out at 27–31; no mixture of melanin and blood gives that).
const SCATTERS: [f32; TONES] = [1.0, 1.0, 1.0, 1.0, 1.5, 5.3, 5.1, 2.5, 1.25, 0.88];

/// The amounts that give skin its color.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SkinOptics {
    /// Melanin share of the epidermis by volume, 0–1.
    pub melanin: f32,
    /// Blood share of the dermis by volume, 0–1.
    pub blood: f32,
    /// What the surface scatters back, as a multiple of the usual.
    pub scatter: f32,
}

/// Blood of skin that flushes, before any multiple of it: a share of the dermis (found by trial on Monk 4, where it is the
/// skin's own).
const FLUSH: f32 = 0.00625;

impl SkinOptics {
    /// Skin of a Monk tone, 1–10, continuous.
    pub fn monk(tone: f32) -> Self {
        let place = (tone - 1.0).clamp(0.0, (TONES - 1) as f32);
        let i = (place as usize).min(TONES - 2);
        let t = place - i as f32;
        let between = |of: &[f32; TONES]| of[i] + (of[i + 1] - of[i]) * t;
        Self { melanin: exp(ln(MELANIN[i]) * (1.0 - t) + ln(MELANIN[i + 1]) * t), blood: between(&BLOOD), scatter: between(&SCATTERS) }
    }

    /// How many times its own blood one more share of it is where skin flushes, at least 1: inflamed skin holds as much
    /// blood on dark skin as on light; what shows there is darker, not redder.
    pub fn flush_factor(self) -> f32 {
        (FLUSH / self.blood).max(1.0)
    }

    /// The same skin with its blood multiplied, as on a cheek or an ear.
    pub fn with_blood(self, factor: f32) -> Self {
        Self { blood: self.blood * factor, ..self }
    }

    /// Share of white light the skin gives back diffusely.
    pub fn reflectance(self) -> LinearRgb {
        let surface = SURFACE_SCATTER * self.scatter;
        let per_wavelength = |nm: f32, blood_absorption: f32, scatter: f32| {
            let eumelanin = EUMELANIN.0 * pow(nm, EUMELANIN.1);
            let base = BASELINE_FLOOR + BASELINE_HEIGHT * exp(-(nm - BASELINE_FROM_NM) / BASELINE_DECAY_NM);
            let scattering = DERMIS_SCATTERS * (MIE.0 * pow(nm, MIE.1) + RAYLEIGH.0 * pow(nm, RAYLEIGH.1));
            let epidermis = self.melanin * eumelanin + (1.0 - self.melanin) * base;
            let dermis = self.blood * blood_absorption + (1.0 - self.blood) * base;
            let filter = exp(-epidermis * EPIDERMIS_MM * DIFFUSE_PATH);
            scatter + (1.0 - scatter) * filter * filter * infinite_layer(2.0 * dermis, KUBELKA_MUNK_SCATTERING * scattering)
        };
        LinearRgb::new(
            per_wavelength(WAVELENGTHS_NM.x, BLOOD_ABSORPTION.x, surface.red()),
            per_wavelength(WAVELENGTHS_NM.y, BLOOD_ABSORPTION.y, surface.green()),
            per_wavelength(WAVELENGTHS_NM.z, BLOOD_ABSORPTION.z, surface.blue()),
        )
    }
}

/// Kubelka–Munk reflectance of an endless layer with absorption `k` and scattering `s`, 1/mm.
fn infinite_layer(k: f32, s: f32) -> f32 {
    let ratio = k / s;
    1.0 + ratio - (ratio * ratio + 2.0 * ratio).sqrt()
}

choices! {
    /// Temporary state of the skin. Nothing of it changes melanin: it is blood near the surface.
    pub enum SkinState {
        /// Nothing.
        #[default]
        Healthy = "healthy",
        /// Redness wherever the sun comes from above: scalp, forehead, nose, tops of the ears.
        Sunburnt = "sunburnt",
        /// Red blotches and spots over the scalp.
        Inflamed = "inflamed",
    }
}

/// Sunburn (found by trial between a flush and a burn): height of the normal from and to which skin is in the sun, and how much of its turn
/// forwards counts as height; heights of the neck, mm, between which the chin's shadow ends.
const SUNLIT: (f32, f32) = (-0.25, 0.75);
const SUNLIT_FORWARDS: f32 = 0.45;
const CHIN_SHADOW_Y: (f32, f32) = (-95.0, -40.0);
/// Its redness, as multiples of blood: mean, and amplitude and frequency, 1/mm, of coarse and of fine noise.
const BURN: f32 = 1.5;
const BURN_COARSE: (f32, f32) = (0.7, 0.06);
const BURN_FINE: (f32, f32) = (0.4, 0.2);
/// Inflammation (found by trial likewise): heights, mm, from and to which it lies on the scalp, and how much less high a place counts for each
/// mm forwards.
const INFLAMED_Y: (f32, f32) = (38.0, 72.0);
const INFLAMED_FORWARDS: f32 = 0.25;
/// Its blotches: values of noise from and to which they show, frequencies, 1/mm, of coarse and fine noise, and amplitude of the fine one; the same
/// of its spots.
const BLOTCHES: (f32, f32) = (-0.35, 0.4);
const BLOTCHES_PER_MM: (f32, f32) = (0.05, 0.15);
const BLOTCHES_FINE: f32 = 0.6;
const SPOTS: (f32, f32) = (0.1, 0.4);
const SPOTS_PER_MM: f32 = 0.3;
/// Its redness, as multiples of blood: everywhere, in blotches and in spots.
const INFLAMED: (f32, f32, f32) = (0.5, 1.3, 0.7);

impl SkinState {
    /// Blood beyond the healthy amount, as multiples of it, at a place of the head with its unit `normal`; `own` is the
    /// place shifted for this person, mm (found by trial between a flush and a burn).
    pub fn redness(self, own: Vec3, place: Vec3, normal: Vec3) -> f32 {
        match self {
            Self::Healthy => 0.0,
            Self::Sunburnt => {
                // The face turns towards the light too, the neck lies in the chin's shadow.
                let sun = smoothstep(SUNLIT.0, SUNLIT.1, normal.y + SUNLIT_FORWARDS * normal.z.max(0.0))
                    * smoothstep(CHIN_SHADOW_Y.0, CHIN_SHADOW_Y.1, place.y);
                sun * (BURN + BURN_COARSE.0 * noise::value(own * BURN_COARSE.1) + BURN_FINE.0 * noise::value(own * BURN_FINE.1))
            }
            Self::Inflamed => {
                let scalp = smoothstep(INFLAMED_Y.0, INFLAMED_Y.1, place.y - INFLAMED_FORWARDS * place.z.max(0.0));
                let mottled = noise::value(own * BLOTCHES_PER_MM.0) + BLOTCHES_FINE * noise::value(own * BLOTCHES_PER_MM.1);
                let blotches = smoothstep(BLOTCHES.0, BLOTCHES.1, mottled);
                let spots = smoothstep(SPOTS.0, SPOTS.1, noise::value(own * SPOTS_PER_MM));
                scalp * (INFLAMED.0 + INFLAMED.1 * blotches + INFLAMED.2 * spots)
            }
        }
    }
}
