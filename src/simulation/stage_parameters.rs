//! What each stage is told, read from the settings: here and not in the stages, which know no table.

use crate::base::math::smoothstep;
use crate::camera::CameraParameters;
use crate::head::Build;
use crate::optics::hair::{HAIR_COLORS, LYING_MM};
use crate::optics::skin::SkinState;
use crate::optics::{LightName, OpticsParameters};
use crate::parameters::{Id, Settings};
use crate::render::{HairShading, WornShading};
use crate::scalp::ScalpParameters;
use crate::scalp::groom::{GroomParameters, Style, Texture};
use crate::scalp::loss::{MOST_STOPS, NorwoodType, Pattern, PatternName};
use crate::scalp::scar::ScarKind;
use crate::treatment::{HairlineShape, Handles, TreatmentParameters, Zone};

/// One percent.
const PERCENT: f32 = 0.01;

/// The choice a setting names by its place among all; settings hold no other.
fn chosen<T: Copy>(settings: &Settings, id: Id, all: &[T]) -> T {
    all[settings.get(id) as usize]
}

impl From<&Settings> for Build {
    fn from(settings: &Settings) -> Self {
        chosen(settings, Id::Build, Self::ALL)
    }
}

impl From<&Settings> for Pattern {
    fn from(settings: &Settings) -> Self {
        match chosen(settings, Id::Pattern, PatternName::ALL) {
            PatternName::Norwood => Self::Norwood(chosen(settings, Id::NorwoodType, NorwoodType::ALL)),
            PatternName::Ludwig => Self::Ludwig,
            PatternName::Diffuse => Self::Diffuse,
            PatternName::Areata => Self::Areata,
            PatternName::Ophiasis => Self::Ophiasis,
            PatternName::Totalis => Self::Totalis,
            PatternName::Universalis => Self::Universalis,
            PatternName::Traction => Self::Traction,
            PatternName::Patchy => Self::Patchy,
            PatternName::Scarring => Self::Scarring,
            PatternName::FrontalBand => Self::FrontalBand,
        }
    }
}

/// How far a pattern has gone by one of three sliders (stage, grade, extent), counted in its stops from 0; none where no slider moves it.
fn stage_by([norwood, ludwig, extent]: [Id; 3], settings: &Settings, pattern: Pattern) -> Option<f32> {
    match pattern {
        Pattern::Norwood(_) => Some(settings.number(norwood) - 1.0),
        Pattern::Ludwig => Some(settings.number(ludwig) - 1.0),
        Pattern::Totalis | Pattern::Universalis => None,
        Pattern::Diffuse
        | Pattern::Areata
        | Pattern::Ophiasis
        | Pattern::Traction
        | Pattern::Patchy
        | Pattern::Scarring
        | Pattern::FrontalBand => Some(settings.number(extent) * PERCENT * pattern.last_stop()),
    }
}

/// How far a pattern has gone today; where all is lost, to the last stop of any.
fn loss_stage(settings: &Settings, pattern: Pattern) -> f32 {
    stage_by([Id::Norwood, Id::Ludwig, Id::Extent], settings, pattern).unwrap_or(MOST_STOPS as f32)
}

/// The stage of the hair that shows: today's, or one that hair has gone on to since.
pub(super) fn shown_loss_stage(settings: &Settings, pattern: Pattern) -> f32 {
    let later = stage_by([Id::LaterNorwood, Id::LaterLudwig, Id::LaterExtent], settings, pattern);
    later.unwrap_or(0.0).max(loss_stage(settings, pattern))
}

impl From<&Settings> for ScarKind {
    fn from(settings: &Settings) -> Self {
        chosen(settings, Id::Scar, Self::ALL)
    }
}

impl From<&Settings> for ScalpParameters {
    fn from(settings: &Settings) -> Self {
        Self {
            loss_stage: loss_stage(settings, Pattern::from(settings)),
            hair_density: settings.number(Id::HairDensity),
            hair_length_mm: settings.number(Id::HairLength),
            grafts: settings.number(Id::Grafts),
            graft_months: settings.number(Id::GraftMonths),
            texture: chosen(settings, Id::HairTexture, Texture::ALL),
        }
    }
}

impl From<&Settings> for GroomParameters {
    fn from(settings: &Settings) -> Self {
        Self {
            length_mm: settings.number(Id::HairLength),
            hair_density: settings.number(Id::HairDensity),
            style: chosen(settings, Id::HairStyle, Style::ALL),
            texture: chosen(settings, Id::HairTexture, Texture::ALL),
        }
    }
}

impl From<&Settings> for Zone {
    fn from(settings: &Settings) -> Self {
        chosen(settings, Id::Zone, Self::ALL)
    }
}

impl From<&Settings> for HairlineShape {
    fn from(settings: &Settings) -> Self {
        chosen(settings, Id::Hairline, Self::ALL)
    }
}

impl From<&Settings> for Handles {
    fn from(settings: &Settings) -> Self {
        let pair = |a: Id, b: Id| [settings.number(a), settings.number(b)];
        Self {
            middle: pair(Id::MiddleForward, Id::MiddleAside),
            corners: [pair(Id::LeftCornerForward, Id::LeftCornerOut), pair(Id::RightCornerForward, Id::RightCornerOut)],
            temples: [pair(Id::LeftTempleForward, Id::LeftTempleUp), pair(Id::RightTempleForward, Id::RightTempleUp)],
        }
    }
}

impl From<&Settings> for TreatmentParameters {
    #[inline(never)]
    fn from(settings: &Settings) -> Self {
        Self {
            density: settings.number(Id::Density),
            dot_diameter_mm: settings.number(Id::DotDiameter),
            sessions: settings.get(Id::Sessions) as u32,
            zone: Zone::from(settings),
            hairline: HairlineShape::from(settings),
            handles: Handles::from(settings),
            hairline_height_cm: settings.number(Id::HairlineHeight),
            temple_recession: settings.number(Id::TempleRecession),
            softness_mm: settings.number(Id::Softness),
            irregularity: settings.number(Id::Irregularity),
            asymmetry: settings.number(Id::Asymmetry),
            // As long as half of it is dark, hair hides the skin between.
            unseen_hair: smoothstep(0.5, 1.0, OpticsParameters::from(settings).white_share()),
        }
    }
}

impl From<&Settings> for OpticsParameters {
    fn from(settings: &Settings) -> Self {
        Self {
            tone: settings.number(Id::Tone),
            depth_mm: settings.number(Id::Depth),
            skin: settings.number(Id::Skin),
            shine: settings.number(Id::Shine),
            light: chosen(settings, Id::Light, LightName::ALL),
            state: chosen(settings, Id::SkinState, SkinState::ALL),
            hair: chosen(settings, Id::HairColor, &HAIR_COLORS).1,
            white: settings.number(Id::Gray) * PERCENT,
            hair_length_mm: settings.number(Id::HairLength),
            beard_mm: (Build::from(settings) == Build::Masculine && !Pattern::from(settings).affects_face_hair())
                .then(|| settings.number(Id::Beard)),
            months: settings.number(Id::Months),
            sun: settings.number(Id::Sun),
            touch_up_years: settings.number(Id::TouchUp),
            laser: settings.number(Id::Laser),
            laser_days: settings.number(Id::LaserDays),
        }
    }
}

impl From<&Settings> for HairShading {
    fn from(settings: &Settings) -> Self {
        let optics = OpticsParameters::from(settings);
        // Short hair shines no more than the skin it stands on.
        let sheen = if optics.hair_length_mm.max(optics.beard_mm.unwrap_or(0.0)) > LYING_MM { optics.hair.sheen() } else { 0.0 };
        Self { white: optics.white_share_now(), sheen }
    }
}

impl From<&Settings> for WornShading {
    fn from(settings: &Settings) -> Self {
        let optics = OpticsParameters::from(settings);
        Self { white: optics.white_share_now(), translucency: optics.translucency_now(), least_px: WornShading::FINEST_PX }
    }
}

impl From<&Settings> for CameraParameters {
    fn from(settings: &Settings) -> Self {
        Self { yaw_deg: settings.number(Id::Yaw), pitch_deg: settings.number(Id::Pitch), zoom: settings.number(Id::Zoom) }
    }
}
