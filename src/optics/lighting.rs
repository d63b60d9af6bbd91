//! The light of a picture: a scene by its name, resolved for a camera, and the tables of its highlights.

use super::highlight::Highlight;
use super::light_scene::{LightName, LightScene, SceneLights};
use super::rooms::{BATHROOM, DAYLIGHT, FLASH, SHOP};
use super::studio::{STUDIO, WARM};
use crate::base::math::Vec3;

/// The light of a picture.
pub struct Lighting {
    /// Lamps and ambient light.
    pub lights: SceneLights,
    /// What the skin reflects of them.
    pub highlight: Highlight,
}

/// A scene by its name.
pub fn light_scene(name: LightName) -> &'static LightScene {
    match name {
        LightName::Studio => &STUDIO,
        LightName::Daylight => &DAYLIGHT,
        LightName::Bathroom => &BATHROOM,
        LightName::Flash => &FLASH,
        LightName::Shop => &SHOP,
    }
}

/// A scene's lights for a camera of that [`LightScene::tilt`].
pub fn scene_lights(name: LightName, tilt: [f32; 2]) -> SceneLights {
    SceneLights::new(light_scene(name), tilt, &STUDIO, WARM)
}

impl Lighting {
    /// What tells the light of two cameras apart; `back` is the axis from the head towards one.
    pub fn tilt(name: LightName, back: Vec3) -> [f32; 2] {
        light_scene(name).tilt(back)
    }

    /// The light of a scene on skin of that `shine`, 0–1, for a camera of that tilt.
    pub fn new(name: LightName, shine: f32, tilt: [f32; 2]) -> Self {
        let lights = scene_lights(name, tilt);
        Self { highlight: Highlight::new(shine, &lights), lights }
    }
}

#[cfg(test)]
mod tests;
