//! The light rig: four soft lights fixed to the camera, ambient light and backdrop; exposure by the skin's luminance.

use crate::base::color::LinearRgb;
use crate::base::math::{Vec3, exp, pow, vec3};

/// Share of the skin's exposure, in stops, that highlights give back: highlights are metered less than the skin (photographs:
/// peak over diffuse 1.65–2.9 on light and dark scalps).
pub(super) const HIGHLIGHT_HELD: f32 = 0.17;

/// A soft light: a lobe on the sphere of directions.
#[derive(Clone, Copy, Debug)]
pub struct StudioLight {
    /// Towards the light in the camera's frame: right, up, towards the viewer; unit length.
    pub direction: Vec3,
    /// Irradiance on skin that faces it, linear RGB.
    pub irradiance: LinearRgb,
    /// Exponent of the lobe: 30 is a small soft box, 4 a wall.
    pub focus: f32,
    /// Share of it that shows as a highlight; limits the rim light's highlight at the temple.
    pub highlight: f32,
}

/// What the camera's white balance leaves of red, green and blue light: warm, as in photographs of scalps (median of lit light
/// scalps a* 15, b* 22; balanced on gray, ours came out at 13 and 16).
const WARM: LinearRgb = LinearRgb::new(1.0, 0.982, 0.93);

/// A light of the rig as it is set up.
struct Lamp {
    /// Towards it in the camera's frame: right, up, towards the viewer; of any length.
    towards: Vec3,
    /// Linear RGB, before white balance.
    color: LinearRgb,
    /// Irradiance, as a multiple of the color.
    power: f32,
    /// See [`StudioLight::focus`] and [`StudioLight::highlight`].
    focus: f32,
    highlight: f32,
}

/// Key light, fill light and two rim lights (found by trial).
const RIG: [Lamp; 4] = [
    Lamp { towards: vec3(-0.54, 0.44, 0.71), color: LinearRgb::new(1.0, 0.975, 0.95), power: 0.95, focus: 22.0, highlight: 2.25 },
    Lamp { towards: vec3(0.66, -0.36, 0.66), color: LinearRgb::new(0.98, 0.97, 0.97), power: 1.42, focus: 4.0, highlight: 0.6 },
    Lamp { towards: vec3(0.80, 0.45, -0.52), color: LinearRgb::new(0.92, 0.96, 1.0), power: 1.15, focus: 12.0, highlight: 0.35 },
    Lamp { towards: vec3(-0.88, 0.25, -0.46), color: LinearRgb::new(1.0, 0.975, 0.95), power: 0.65, focus: 12.0, highlight: 0.4 },
];

/// The four lights of the rig, the key light first.
pub fn lights() -> [StudioLight; 4] {
    let light = |lamp: &Lamp| StudioLight {
        direction: lamp.towards.normalize(),
        irradiance: lamp.color * WARM * lamp.power,
        focus: lamp.focus,
        highlight: lamp.highlight,
    };
    [light(&RIG[0]), light(&RIG[1]), light(&RIG[2]), light(&RIG[3])]
}

/// Color of all light together, green = 1.
pub fn light_color() -> LinearRgb {
    let all = lights().iter().fold(ambient(0.0), |sum, light| sum + light.irradiance);
    all / all.green()
}

/// Luminance of the skin at which the exposure is the studio's own, and the share of the way, in stops, that the camera
/// goes towards making every skin as light as that one (photographs: lit light scalps L* 62–76, dark faces 40–54; metering
/// all the way would make all people alike).
const METERED_LUMINANCE: f32 = 0.138;
const METERING_SHARE: f32 = 0.685;

/// Exposure a photographer gives a skin of this luminance, as a factor.
pub fn exposure(skin: f32) -> f32 {
    pow(METERED_LUMINANCE / skin, METERING_SHARE)
}

/// Radiance × π of the room straight from below and from above, linear RGB before white balance (found by trial).
const FROM_BELOW: LinearRgb = LinearRgb::new(0.545, 0.505, 0.485);
const FROM_ABOVE: LinearRgb = LinearRgb::new(0.42, 0.41, 0.42);

/// Ambient light: radiance × π of the room from a direction whose height is `up`, −1…1.
pub fn ambient(up: f32) -> LinearRgb {
    let t = 0.5 + 0.5 * up;
    (FROM_BELOW * (1.0 - t) + FROM_ABOVE * t) * WARM
}

/// Weight of a light of that focus in a direction `cosine` away from its middle, before normalization.
pub fn lobe_weight(cosine: f32, focus: f32) -> f32 {
    if cosine <= 0.0 { 0.0 } else { pow(cosine, focus) }
}

/// The backdrop, a gray paper lit from behind the head: linear light at `corner` far away, `corner` + `glow` behind it.
pub struct Backdrop;

impl Backdrop {
    /// Light far from the middle.
    pub const CORNER: f32 = 0.36;
    /// What the glow adds in the middle.
    pub const GLOW: f32 = 0.34;

    /// Middle of the glow as a share of the height, from the top, and how fast it falls off along width and height: exponents of a Gaussian
    /// in shares of the picture (choice).
    const MIDDLE_HEIGHT: f32 = 0.46;
    const FALLOFF: (f32, f32) = (2.4, 2.2);

    /// Light at a place of the picture, 0–1 from the left and from the top.
    pub fn at(x: f32, y: f32) -> f32 {
        Self::CORNER + Self::GLOW * Self::along(x) * Self::across(y)
    }

    /// The glow along the picture's width, 0–1 from the left; times [`Backdrop::across`] of the height it is the glow's shape.
    pub fn along(x: f32) -> f32 {
        exp(-(x - 0.5) * (x - 0.5) * Self::FALLOFF.0)
    }

    /// The glow along the picture's height, 0–1 from the top.
    pub fn across(y: f32) -> f32 {
        exp(-(y - Self::MIDDLE_HEIGHT) * (y - Self::MIDDLE_HEIGHT) * Self::FALLOFF.1)
    }
}
