//! The studio: lights that stand around the camera, so before and after, front and back are lit alike.

use crate::base::math::{Vec3, exp, pow, vec3};

/// Share of the skin's exposure, in stops, that highlights give back: who lights dark skin softens the lamp (photographs:
/// peak over diffuse 1.65–2.9 on light and dark scalps).
pub(super) const HIGHLIGHT_HELD: f32 = 0.17;

/// A soft light: a lobe on the sphere of directions.
#[derive(Clone, Copy, Debug)]
pub struct Light {
    /// Towards the light in the camera's frame: right, up, towards the viewer; unit length.
    pub direction: Vec3,
    /// Irradiance on skin that faces it, linear RGB.
    pub irradiance: Vec3,
    /// Exponent of the lobe: 30 is a small soft box, 4 a wall.
    pub focus: f32,
    /// Share of it that shows as a highlight; a rim light is kept from burning a hole into the temple.
    pub highlight: f32,
}

/// What the camera's white balance leaves of red, green and blue light: warm, as in photographs of scalps (median of lit light
/// scalps a* 15, b* 22; balanced on grey, ours came out at 13 and 16).
const WARM: Vec3 = vec3(1.0, 0.982, 0.93);

/// The four lights (found by trial).
pub fn lights() -> [Light; 4] {
    let light = |x: f32, y: f32, z: f32, color: Vec3, power: f32, focus: f32, highlight: f32| Light {
        direction: vec3(x, y, z).normalize(),
        irradiance: color * WARM * power,
        focus,
        highlight,
    };
    [
        light(-0.54, 0.44, 0.71, vec3(1.0, 0.975, 0.95), 0.95, 22.0, 2.25),
        light(0.66, -0.36, 0.66, vec3(0.98, 0.97, 0.97), 1.42, 4.0, 0.6),
        light(0.80, 0.45, -0.52, vec3(0.92, 0.96, 1.0), 1.15, 12.0, 0.35),
        light(-0.88, 0.25, -0.46, vec3(1.0, 0.975, 0.95), 0.65, 12.0, 0.4),
    ]
}

/// Colour of all light together, green = 1.
pub fn tint() -> Vec3 {
    let all = lights().iter().fold(ambient(0.0), |sum, light| sum + light.irradiance);
    all / all.y
}

/// Luminance of the skin at which the exposure is the studio's own, and the share of the way, in stops, that the camera
/// goes towards making every skin as light as that one (photographs: lit light scalps L* 62–76, dark faces 40–54; metering
/// all the way would make all people alike).
const METERED: f32 = 0.138;
const METERS: f32 = 0.685;

/// Exposure a photographer gives a skin of this luminance, as a factor.
pub fn exposure(skin: f32) -> f32 {
    pow(METERED / skin, METERS)
}

/// Light from everywhere else, brighter from above: radiance × π from a direction whose height is `up`, −1…1.
pub fn ambient(up: f32) -> Vec3 {
    let t = 0.5 + 0.5 * up;
    (vec3(0.545, 0.505, 0.485) * (1.0 - t) + vec3(0.42, 0.41, 0.42) * t) * WARM
}

/// Weight of a light of that focus in a direction `cosine` away from its middle, before normalisation.
pub fn lobe(cosine: f32, focus: f32) -> f32 {
    if cosine <= 0.0 { 0.0 } else { pow(cosine, focus) }
}

/// The backdrop, a grey paper lit from behind the head: linear light at `corner` far away, `corner` + `glow` behind it.
pub struct Backdrop;

impl Backdrop {
    /// Light far from the middle.
    pub const CORNER: f32 = 0.36;
    /// What the glow adds in the middle.
    pub const GLOW: f32 = 0.34;

    /// Light at a place of the picture, 0–1 from the left and from the top.
    pub fn at(x: f32, y: f32) -> f32 {
        Self::CORNER + Self::GLOW * Self::along(x) * Self::across(y)
    }

    /// The glow along the picture's width, 0–1 from the left; times [`Backdrop::across`] of the height it is the glow's shape.
    pub fn along(x: f32) -> f32 {
        exp(-(x - 0.5) * (x - 0.5) * 2.4)
    }

    /// The glow along the picture's height, 0–1 from the top.
    pub fn across(y: f32) -> f32 {
        exp(-(y - 0.46) * (y - 0.46) * 2.2)
    }
}
