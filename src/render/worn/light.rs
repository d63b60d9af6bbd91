//! Hair shading after Marschner 2003: a diffuse term and the lobes R, TT and TRT, for four lights at once.
//!
//! R: reflection at the cuticle, shifted towards the root; TRT: two transmissions and an inner reflection, colored, wider, shifted towards the
//! tip; TT: transmission from behind. Widths and strengths are choices, judged on pictures beside photographs.

use crate::base::lanes;
use crate::base::math::{Vec3, Vec4, lerp, max, smoothstep};
use crate::optics::SceneLights;
use crate::optics::light_scene::SceneLamp;

/// Sine of the shift of R and of TRT, and half the width of the three lobes, as a sum of sines (published R −3…−7°, TRT −1.5 times that).
const SHIFTS: (f32, f32) = (0.15, -0.28);
const WIDTHS: (f32, f32, f32) = (0.42, 0.75, 0.6);
/// Share of a light that R reflects, and strengths of TRT on black and on white hair, and of TT.
const R_STRENGTH: f32 = 0.06;
const TRT: (f32, f32) = (0.8, 0.5);
const TT: f32 = 2.2;
/// Height of a lamp over the plane of the picture, towards the viewer, at which it begins to count as behind the hair; so far below it
/// does wholly (choice).
const BEHIND: f32 = 0.3;
/// Diffuse light of a hair that lies across the light: whichever way the head faces, and what more where it faces the light.
const DIFFUSE: (f32, f32) = (0.45, 0.55);
/// Extinction of light by hair above, per mm²/mm², of black and of white hair: forward scattering carries light deeper into fair hair.
const EXTINCTION: (f32, f32) = (0.85, 0.22);
/// Share of that for light from everywhere, and the least of it that reaches everything.
const AMBIENT_EXTINCTION: f32 = 0.8;
const AMBIENT_LEAST: f32 = 0.18;
/// Ambient specular: share of the light from everywhere that every hair reflects, so that black hair keeps contrast; and the least of it.
const AMBIENT_SPECULAR: f32 = 0.02;
const AMBIENT_SPECULAR_LEAST: f32 = 0.1;
/// Cosines of head and light between which the light comes up over the head's horizon.
const HORIZON: (f32, f32) = (-0.35, 0.45);
/// Least cosine at which light crosses the hair above.
const LEAST_COSINE: f32 = 0.30;
/// Share of its light that fair hair has: the color of a mass already counts what scatters back.
const FAIR: f32 = 0.54;

/// Coefficients of the third-order approximation of eˣ that light behind hair is divided by, after 1 + x (fitted: e⁻ˣ to 3 %).
const EXP_2: f32 = 0.48;
const EXP_3: f32 = 0.22;
/// Least squared sine between hair and view, and least product of sines that the azimuth divides by.
const LEAST_SQUARED_SINE: f32 = 0.02;
const LEAST_SINES: f32 = 0.05;
/// Height that the ambient light's mean direction has of a normal's (choice).
const AMBIENT_HEIGHT: f32 = 0.9;

/// A scene's four lamps, one in each lane, and how far light passes hair.
pub(super) struct HairLights {
    x: Vec4,
    y: Vec4,
    z: Vec4,
    power: Vec4,
    specular: Vec4,
    through: Vec4,
    /// 0 = black hair, 1 = white.
    translucency: f32,
    lights: SceneLights,
}

impl HairLights {
    /// A scene, for hair this `clear`, 0–1.
    pub(super) fn new(lights: &SceneLights, clear: f32) -> Self {
        let four = |f: &dyn Fn(&SceneLamp) -> f32| Vec4::from_array(lights.lamps.each_ref().map(f));
        Self {
            x: four(&|l| l.direction.x),
            y: four(&|l| l.direction.y),
            z: four(&|l| l.direction.z),
            power: four(&|l| l.irradiance.green()),
            specular: four(&|l| R_STRENGTH * l.irradiance.green() * l.highlight),
            // From behind alone.
            through: four(&|l| TT * smoothstep(BEHIND, -BEHIND, l.direction.z)),
            translucency: clear,
            lights: *lights,
        }
    }

    #[inline(always)]
    fn dot(&self, v: Vec3) -> Vec4 {
        self.x * v.x + self.y * v.y + self.z * v.z
    }

    /// Diffuse and colored light, and specular light, on a hair with unit tangent `t` (root to tip) over skin with this outward
    /// `normal`, both in the camera's frame, with so much hair `above` it, mm²/mm².
    #[inline]
    pub(super) fn light(&self, t: Vec3, normal: Vec3, above: f32) -> (f32, f32) {
        let one = Vec4::ONE;
        let clamp = |v: Vec4| v.max(Vec4::ZERO).min(one);
        let lobe = |x: Vec4| {
            let y = (one - x * x).max(Vec4::ZERO);
            y * y
        };
        let thick = lerp(EXTINCTION.0, EXTINCTION.1, self.translucency);
        let across_view = max(1.0 - t.z * t.z, LEAST_SQUARED_SINE).sqrt();
        let facing = self.dot(normal);
        let rise = clamp((facing - Vec4::splat(HORIZON.0)) * (1.0 / (HORIZON.1 - HORIZON.0)));
        let reach = rise * rise * (Vec4::splat(3.0) - rise * 2.0);
        let depth = Vec4::splat(thick * above) / facing.max(Vec4::splat(LEAST_COSINE));
        let shadow = reach / (one + depth * (one + depth * (Vec4::splat(EXP_2) + depth * EXP_3)));
        let along = self.dot(t);
        let across = lanes::sqrt((one - along * along).max(Vec4::ZERO));
        let cos_phi = (self.z - along * t.z) / (across * across_view).max(Vec4::splat(LEAST_SINES));
        let front = clamp(cos_phi * 0.5 + Vec4::splat(0.5));
        let back = one - front;
        let sum = along + Vec4::splat(t.z);
        let r = lobe((sum + Vec4::splat(SHIFTS.0)) * (1.0 / WIDTHS.0)) * lanes::sqrt(front);
        let trt = lobe((sum + Vec4::splat(SHIFTS.1)) * (1.0 / WIDTHS.1)) * front * front * lerp(TRT.0, TRT.1, self.translucency);
        let tt = lobe(sum * (1.0 / WIDTHS.2)) * back * back * back * self.through;
        let diffuse = across * (Vec4::splat(DIFFUSE.0) + facing.max(Vec4::ZERO) * DIFFUSE.1);
        let total = |v: Vec4| (v.x + v.y) + (v.z + v.w);
        let ambient = self.lights.ambient(normal.dot(self.lights.up) * AMBIENT_HEIGHT).green();
        let open = approx_exp_neg(thick * AMBIENT_EXTINCTION * above);
        let shade = total((diffuse + trt + tt) * shadow * self.power) + ambient * lerp(AMBIENT_LEAST, 1.0, open);
        let specular = total(r * shadow * self.specular) + AMBIENT_SPECULAR * ambient * lerp(AMBIENT_SPECULAR_LEAST, 1.0, open);
        (shade * lerp(1.0, FAIR, self.translucency), specular)
    }
}

/// e⁻ˣ for x ≥ 0, to 3 %, without a transcendental function.
#[inline]
fn approx_exp_neg(x: f32) -> f32 {
    1.0 / (1.0 + x * (1.0 + x * (EXP_2 + x * EXP_3)))
}
