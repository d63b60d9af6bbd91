//! Parameters of the optics stage.

use super::hair::HairColor;
use super::light_scene::LightName;
use super::skin::SkinState;

/// Parameters of the optics stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OpticsParameters {
    /// Shade of the pigment, 1–5.
    pub tone: f32,
    /// Depth of the needle, mm.
    pub depth_mm: f32,
    /// Monk skin tone, 1–10.
    pub skin: f32,
    /// 0 = matte, 1 = oily.
    pub shine: f32,
    /// Where the head is seen.
    pub light: LightName,
    /// State of the skin.
    pub state: SkinState,
    /// Melanin of the hair.
    pub hair: HairColor,
    /// Share of white hairs asked for, 0–1.
    pub white: f32,
    /// Length of the scalp's hair, mm.
    pub hair_length_mm: f32,
    /// Length of the beard, mm; none where there is no beard.
    pub beard_mm: Option<f32>,
    /// Months since the last session, 0–240.
    pub months: f32,
    /// Sun without a hat, 0 = never, 1 = always.
    pub sun: f32,
    /// Years from one touch-up to the next; 0 = none.
    pub touch_up_years: f32,
    /// Laser sessions after that, 0–10.
    pub laser: f32,
    /// Days since the last of them, 0–60.
    pub laser_days: f32,
}

impl OpticsParameters {
    /// Share of white hairs on the day of treatment, 0–1: what is asked for, or what goes with the color.
    pub fn white_share(&self) -> f32 {
        self.white.max(self.hair.white)
    }
}
