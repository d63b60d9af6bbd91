//! Materials that are not plain skin: color and wetness of eyes, rims of the lids, cloth.
//!
//! The camera's exposure follows the skin. An eye is as light in a dark face as in a light one, and the shirt looks the
//! same under every exposure, so both give part of that exposure back.

use crate::base::color::LinearRgb;
use crate::base::math::{Vec3, pow, smoothstep};
use crate::base::noise;
use crate::head::{Material, VertexMaterial};

/// Gloss from which on a surface is wet: what is beyond is how much of it is.
pub const WET_GLOSS: f32 = 2.0;

/// Diffuse reflectance of the white of an eye and of its red corners (found by trial against portraits: it is far from
/// white).
const WHITE_OF_EYE: LinearRgb = LinearRgb::new(0.60, 0.555, 0.52);
const RED_OF_EYE: LinearRgb = LinearRgb::new(0.50, 0.30, 0.25);
/// How much of the red is in the very corner, and how much of the lips' color in the flesh there and the rims.
const REDNESS: f32 = 0.62;
const FLESH: f32 = 0.45;
/// Share of the white left on the darkest skin, whose melanin yellows it.
const YELLOWED: LinearRgb = LinearRgb::new(0.72, 0.66, 0.58);
/// Diffuse reflectance of irises: gray-green, brown, nearly black; and of the pupil.
const GREEN_IRIS: LinearRgb = LinearRgb::new(0.115, 0.120, 0.095);
const BROWN_IRIS: LinearRgb = LinearRgb::new(0.085, 0.040, 0.018);
const DARK_IRIS: LinearRgb = LinearRgb::new(0.030, 0.014, 0.007);
const PUPIL: f32 = 0.004;
/// Share of gray-green in the lightest irises.
const GREEN: f32 = 0.8;
/// Monk tones between which eyes turn from gray-green to brown, and from brown to dark.
const LIGHT_TONES: (f32, f32) = (2.6, 4.6);
const DARK_TONES: (f32, f32) = (4.5, 8.0);
/// Share of the skin's exposure, in stops, that white and iris do not get (found by trial: eyes that glow in a dark face and
/// dim in a light one).
const WHITE_EXPOSURE_BACK: f32 = 0.5;
const IRIS_EXPOSURE_BACK: f32 = 0.85;
/// Diffuse reflectance of a navy shirt, and how far its weave varies over some mm.
const CLOTH: LinearRgb = LinearRgb::new(0.056, 0.068, 0.096);
const WEAVE: f32 = 0.16;
const WEAVE_PER_MM: f32 = 0.9;

/// Colors of all materials of one person.
pub struct Materials {
    white: LinearRgb,
    red: LinearRgb,
    iris: LinearRgb,
    pupil: LinearRgb,
    cloth: LinearRgb,
    lip: LinearRgb,
}

impl Materials {
    /// Materials that go with a Monk tone and its `exposure`; `lip` is the reflectance of the lips.
    pub fn new(tone: f32, exposure: f32, lip: LinearRgb) -> Self {
        let deep = smoothstep(DARK_TONES.0, DARK_TONES.1, tone);
        let held = |share: f32| pow(exposure, -share);
        let white = LinearRgb::WHITE.lerp(YELLOWED, deep) * held(WHITE_EXPOSURE_BACK);
        let iris = BROWN_IRIS.lerp(DARK_IRIS, deep).lerp(GREEN_IRIS, smoothstep(LIGHT_TONES.1, LIGHT_TONES.0, tone) * GREEN);
        Self {
            white: WHITE_OF_EYE * white,
            red: RED_OF_EYE * white,
            iris: iris * held(IRIS_EXPOSURE_BACK),
            pupil: LinearRgb::gray(PUPIL / exposure),
            cloth: CLOTH / exposure,
            lip,
        }
    }

    /// Applies the material of a mesh vertex at `place` (mm) over the albedo and the gloss of skin.
    pub fn apply(&self, coat: VertexMaterial, place: Vec3, albedo: &mut LinearRgb, gloss: &mut f32) {
        let (color, share) = match coat.material {
            Material::White(corner) => (self.white.lerp(self.red, REDNESS * corner), 1.0),
            Material::Iris => (self.iris, 1.0),
            Material::Pupil => (self.pupil, 1.0),
            Material::Rim(share) => (albedo.lerp(self.lip, FLESH), share),
            Material::Cloth(share) => (self.cloth * (1.0 + WEAVE * noise::value(place * WEAVE_PER_MM)), share),
        };
        *albedo = albedo.lerp(color * coat.tone, share);
        if let Material::Cloth(share) = coat.material {
            *gloss *= 1.0 - share;
        } else if coat.wetness > 0.0 {
            *gloss = WET_GLOSS + coat.wetness;
        }
    }
}
