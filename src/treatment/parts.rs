//! The parts that a treated area is told by: along the hairline, the crown, the rest of the top, back and sides, scars.

use super::zone::{BAND_MM, CROWN_MM};
use crate::base::math::Vec2;

/// Density from which on skin counts as treated, and share of a zone or of scar from which on it belongs to that part.
pub const TREATED: f32 = 0.1;
/// Way of an ease from its end at which it has just not reached that.
const TREATED_AT: f32 = 0.1955;
/// So far behind the hairline its zone is treated, and so far from the whorl that of the crown, mm.
const BAND_ENDS: f32 = BAND_MM[1] - (BAND_MM[1] - BAND_MM[0]) * TREATED_AT;
const CROWN_ENDS: f32 = CROWN_MM[1] - (CROWN_MM[1] - CROWN_MM[0]) * TREATED_AT;
/// The top reaches so far from the chart's pole, in its units: to where it has two fifths of the scalp, as in the SALT score.
pub const TOP_REACHES: f32 = 78.0;

/// A part of the scalp. All skin under treatment belongs to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalpPart {
    /// As far behind the hairline as the zone of that name is treated.
    Hairline,
    /// As far around the whorl as the zone of that name is treated.
    Crown,
    /// What else is top.
    Top,
    /// Back and sides.
    Sides,
    /// Scars, wherever they lie.
    Scar,
}

impl ScalpPart {
    /// All of them; each has its place here.
    pub const ALL: [Self; 5] = [Self::Hairline, Self::Crown, Self::Top, Self::Sides, Self::Scar];

    /// The part of a place of the chart, `behind` mm behind the hairline and `from_whorl` mm from the whorl, of which a share is `scar`.
    pub(super) fn of(place: Vec2, behind: f32, from_whorl: f32, scar: f32) -> Self {
        if scar > TREATED {
            Self::Scar
        } else if behind < BAND_ENDS {
            Self::Hairline
        } else if from_whorl < CROWN_ENDS {
            Self::Crown
        } else if place.length_squared() < TOP_REACHES * TOP_REACHES {
            Self::Top
        } else {
            Self::Sides
        }
    }
}
