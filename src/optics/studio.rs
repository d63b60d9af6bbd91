//! The studio: four soft lights fixed to the camera, ambient light and backdrop; exposure by the skin's luminance.

use super::light_scene::{Backdrop, FixedTo, Lamp, LightScene};
use crate::base::color::LinearRgb;
use crate::base::math::{pow, vec3};

/// Share of the skin's exposure, in stops, that highlights give back: highlights are metered less than the skin (photographs:
/// peak over diffuse 1.65–2.9 on light and dark scalps).
pub(super) const HIGHLIGHT_HELD: f32 = 0.17;

/// What the camera's white balance leaves of red, green and blue light: warm, as in photographs of scalps (median of lit light
/// scalps a* 15, b* 22; balanced on gray, ours came out at 13 and 16).
pub const WARM: LinearRgb = LinearRgb::new(1.0, 0.982, 0.93);

/// Radiance × π of the room straight from below and from above, linear RGB before white balance (found by trial).
const FROM_BELOW: LinearRgb = LinearRgb::new(0.545, 0.505, 0.485);
const FROM_ABOVE: LinearRgb = LinearRgb::new(0.42, 0.41, 0.42);

/// Key light, fill light and two rim lights (found by trial; the highlights of the rims are held back at the temples).
pub const STUDIO: LightScene = LightScene {
    fixed_to: FixedTo::Camera,
    lamps: [
        Lamp {
            towards: vec3(-0.54, 0.44, 0.71),
            color: LinearRgb::new(1.0, 0.975, 0.95),
            power: 0.95,
            focus: 22.0,
            highlight: 2.25,
            radius: None,
            beside_lens: false,
        },
        Lamp {
            towards: vec3(0.66, -0.36, 0.66),
            color: LinearRgb::new(0.98, 0.97, 0.97),
            power: 1.42,
            focus: 4.0,
            highlight: 0.6,
            radius: None,
            beside_lens: false,
        },
        Lamp {
            towards: vec3(0.80, 0.45, -0.52),
            color: LinearRgb::new(0.92, 0.96, 1.0),
            power: 1.15,
            focus: 12.0,
            highlight: 0.35,
            radius: None,
            beside_lens: false,
        },
        Lamp {
            towards: vec3(-0.88, 0.25, -0.46),
            color: LinearRgb::new(1.0, 0.975, 0.95),
            power: 0.65,
            focus: 12.0,
            highlight: 0.4,
            radius: None,
            beside_lens: false,
        },
    ],
    ambient: [FROM_BELOW, FROM_ABOVE],
    // Between the room's and the camera's up (of unit length), so a view from above is lit too (choice).
    zenith: (0.8, 0.6),
    balanced: 0.0,
    catchlights: [(0.95, 0.20), (0.02, 0.45)],
    hair_sheen: 1.0,
    backdrop: Backdrop { corner: 0.36, glow: 0.34 },
};

/// Luminance of the skin at which the exposure is the studio's own, and the share of the way, in stops, that the camera
/// goes towards making every skin as light as that one (photographs: lit light scalps L* 62–76, dark faces 40–54; metering
/// all the way would make all people alike).
const METERED_LUMINANCE: f32 = 0.138;
const METERING_SHARE: f32 = 0.685;

/// Exposure a photographer gives a skin of this luminance, as a factor.
pub fn exposure(skin: f32) -> f32 {
    pow(METERED_LUMINANCE / skin, METERING_SHARE)
}
