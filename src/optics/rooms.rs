//! The other light scenes: daylight, bathroom, flash and shop.
//!
//! Powers count against each other only: the camera is exposed for each scene. Where lamps stand and how strong they are is a choice
//! within what is published of such places; colors are those of the named temperatures.

use super::light_scene::{Backdrop, FixedTo, Lamp, LightScene};
use crate::base::color::LinearRgb;
use crate::base::math::{Vec3, vec3};

/// Colors of light, linear sRGB, green = 1: of daylight phases by the CIE's formula, of lamps by Planck's law.
pub const SUN_5500_K: LinearRgb = LinearRgb::new(1.118, 1.0, 0.833);
/// Blue sky through haze.
pub const SKY_8000_K: LinearRgb = LinearRgb::new(0.895, 1.0, 1.199);
/// "Neutral white" downlights of shops.
pub const LAMP_4000_K: LinearRgb = LinearRgb::new(1.517, 1.0, 0.575);
/// "Warm white" lamps of homes.
pub const LAMP_3000_K: LinearRgb = LinearRgb::new(2.066, 1.0, 0.319);
/// Ground and walls that the sun lights: its color times a warm gray's (choice).
const SUNLIT_GROUND: LinearRgb = LinearRgb::new(1.2, 1.0, 0.78);

/// Share of the light's color that cameras balance out (choice: a little of it is left in photographs).
const BALANCED: f32 = 0.94;

/// A lamp that is small and shows as what it is.
const fn hard(towards: Vec3, color: LinearRgb, power: f32, radius: f32) -> Lamp {
    Lamp { towards, color, power, focus: HARD, highlight: HARD_HIGHLIGHT, radius: Some(radius), beside_lens: false }
}

/// A wall or a part of the sky.
const fn broad(towards: Vec3, color: LinearRgb, power: f32) -> Lamp {
    Lamp { towards, color, power, focus: BROAD, highlight: BROAD_HIGHLIGHT, radius: None, beside_lens: false }
}

/// Exponents of their lobes: as hard as 112 directions can tell, and a wall; shares of both that show as a highlight (choice: film cuts the
/// highlights of oily skin off at white, and not those of usual skin).
const HARD: f32 = 26.0;
const BROAD: f32 = 2.5;
const HARD_HIGHLIGHT: f32 = 0.7;
const BROAD_HIGHLIGHT: f32 = 0.5;

/// Outdoors in thin haze, powers in 20,000 lx: the sun 38,000 lx at a height of 50° behind the head (clear: 100,000), the sky 20,000 lx
/// on the ground (10,000–20,000), the ground a fifth of what falls on it.
pub const DAYLIGHT: LightScene = LightScene {
    fixed_to: FixedTo::Room,
    lamps: [
        Lamp { highlight: 0.25, ..hard(vec3(-0.40, 0.77, -0.50), SUN_5500_K, 1.9, 0.03) },
        // The sky that the face looks at.
        broad(vec3(0.20, 0.55, 0.81), SKY_8000_K, 0.35),
        // Haze around the sun.
        Lamp { highlight: 0.15, ..broad(vec3(-0.40, 0.77, -0.50), SUN_5500_K, 0.45) },
        // A sunlit wall aside.
        broad(vec3(0.95, 0.05, 0.30), SUNLIT_GROUND, 0.25),
    ],
    ambient: [SUNLIT_GROUND.times(0.44), SKY_8000_K.times(1.11)],
    zenith: (0.0, 1.0),
    balanced: BALANCED,
    catchlights: [(0.95, 0.03), (0.10, 0.60)],
    hair_sheen: 1.0,
    backdrop: Backdrop { corner: 0.50, glow: 0.16 },
};

/// A lamp in a ceiling a meter overhead, a little before the head, between tiles that give back a third of its light.
pub const BATHROOM: LightScene = LightScene {
    fixed_to: FixedTo::Room,
    lamps: [
        hard(vec3(0.10, 0.95, 0.24), LAMP_3000_K, 2.4, 0.04),
        // The wall with the mirror.
        broad(vec3(0.05, 0.05, 1.00), LAMP_3000_K, 0.32),
        broad(vec3(0.95, 0.10, -0.20), LAMP_3000_K, 0.14),
        broad(vec3(-0.95, 0.10, -0.20), LAMP_3000_K, 0.14),
    ],
    ambient: [LAMP_3000_K.times(0.42), LAMP_3000_K.times(0.34)],
    zenith: (0.0, 1.0),
    balanced: BALANCED,
    catchlights: [(0.95, 0.06), (0.03, 0.45)],
    hair_sheen: 1.4,
    backdrop: Backdrop { corner: 0.30, glow: 0.22 },
};

/// A flash a hand's breadth beside the lens in a room that is dim beside it.
pub const FLASH: LightScene = LightScene {
    fixed_to: FixedTo::Camera,
    lamps: [
        Lamp { beside_lens: true, ..hard(vec3(-0.04, 0.06, 1.00), SUN_5500_K, 2.2, 0.02) },
        // What the ceiling and the walls give back of it.
        broad(vec3(0.00, 0.90, 0.45), SUN_5500_K, 0.10),
        broad(vec3(0.95, 0.20, -0.20), LAMP_3000_K, 0.03),
        broad(vec3(-0.95, 0.20, -0.20), LAMP_3000_K, 0.03),
    ],
    ambient: [SUN_5500_K.times(0.22), SUN_5500_K.times(0.26)],
    zenith: (0.8, 0.6),
    balanced: BALANCED,
    catchlights: [(0.95, 0.04), (0.0, 0.45)],
    hair_sheen: 1.4,
    backdrop: Backdrop { corner: 0.035, glow: 0.045 },
};

/// Four downlights 1.5 m apart in a ceiling 1.2 m above the head.
pub const SHOP: LightScene = LightScene {
    fixed_to: FixedTo::Room,
    lamps: [
        hard(vec3(-0.52, 0.74, 0.43), LAMP_4000_K, 0.85, 0.03),
        hard(vec3(0.50, 0.70, 0.51), LAMP_4000_K, 0.75, 0.03),
        hard(vec3(0.46, 0.75, -0.48), LAMP_4000_K, 0.85, 0.03),
        hard(vec3(-0.48, 0.78, -0.40), LAMP_4000_K, 0.75, 0.03),
    ],
    ambient: [LAMP_4000_K.times(0.50), LAMP_4000_K.times(0.42)],
    zenith: (0.0, 1.0),
    balanced: BALANCED,
    catchlights: [(0.95, 0.05), (0.80, 0.05)],
    hair_sheen: 1.2,
    backdrop: Backdrop { corner: 0.26, glow: 0.20 },
};
