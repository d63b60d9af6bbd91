//! The menu of hairlines, and the numbers that set one apart from another.

use crate::base::choice::choices;
use crate::base::math::lerp;

choices! {
    /// How a hairline runs: the menu of SMP clinics.
    pub enum HairlineShape {
        /// As a mature man's.
        #[default]
        Natural = "natural",
        /// Higher, with deep corners.
        Receded = "receded",
        /// With dots scattered ahead of it.
        Broken = "broken",
        /// With a narrow transition.
        Defined = "defined",
        /// From corner to corner without a bow, hard: an edge-up.
        Straight = "straight",
        /// Without corners.
        Rounded = "rounded",
        /// With a widow's peak.
        Peak = "peak",
    }
}

/// What makes a shape. Lengths in mm; every slider acts on top of it.
#[derive(Clone, Copy, Debug)]
pub struct ShapeTraits {
    /// How far behind the height of the setting its middle lies.
    pub back: f32,
    /// Share of the slider of recession that acts on its corners.
    pub recession: f32,
    /// Share in which they hang on the level of the middle, and not on the corners that such a head would have.
    pub level: f32,
    /// How far they lie ahead of there.
    pub corner_forward: f32,
    /// How far they lie outside the vertical through the outer canthus.
    pub corner_out: f32,
    /// Share of the way back from middle to corner that is gone at 29, 58 and 83 % of the way aside.
    pub front: [f32; 3],
    /// How far the edge lies behind the straight way from corner to temporal point, at 35 and 70 % of it.
    pub edge: [f32; 2],
    /// Height of a widow's peak: half of it ahead of the middle, half behind.
    pub peak: f32,
    /// Factor on the waves of the line.
    pub waves: f32,
    /// Factor on the width of the transition zone.
    pub softness: f32,
    /// Factor on how far single marks stray.
    pub stray: f32,
    /// How far ahead of the line single marks are scattered.
    pub scatter: f32,
}

// A mature man's corners are level with the middle; all others were found by trial from pictures of finished work, but for the
// peak: 1.49 cm high and 2.73 cm wide in young men.
const NATURAL: ShapeTraits = ShapeTraits {
    back: 0.0,
    recession: 1.0,
    level: 0.0,
    corner_forward: 0.0,
    corner_out: 0.0,
    front: [0.05, 0.24, 0.58],
    edge: [-2.0, 0.5],
    peak: 0.0,
    waves: 1.0,
    softness: 1.0,
    stray: 1.0,
    scatter: 0.0,
};

const RECEDED: ShapeTraits = ShapeTraits { back: 7.0, corner_forward: -13.0, front: [0.05, 0.2, 0.52], ..NATURAL };

const BROKEN: ShapeTraits =
    ShapeTraits { back: 3.0, corner_forward: -3.0, waves: 1.4, softness: 1.3, stray: 2.2, scatter: 10.0, ..NATURAL };

const DEFINED: ShapeTraits = ShapeTraits { waves: 0.45, softness: 0.4, stray: 0.45, ..NATURAL };

const STRAIGHT: ShapeTraits =
    ShapeTraits { recession: 0.4, level: 1.0, corner_out: 2.0, edge: [-1.0, -0.5], waves: 0.12, softness: 0.15, stray: 0.2, ..NATURAL };

const ROUNDED: ShapeTraits = ShapeTraits {
    recession: 0.4,
    level: 1.0,
    corner_forward: 26.0,
    front: [0.03, 0.45, 0.68],
    edge: [-1.0, -1.0],
    waves: 0.3,
    softness: 0.5,
    stray: 0.5,
    ..NATURAL
};

const PEAK: ShapeTraits = ShapeTraits { front: [0.03, 0.2, 0.54], peak: PEAK_MM[0] + TIP_LOST, waves: 0.6, softness: 0.8, ..NATURAL };

/// How far ahead of a mature man's corners closed ones lie, and deep ones, mm; half closed, they lie at the middle one.
const CORNERS: [f32; 3] = [13.0, 5.0, -20.0];

impl ShapeTraits {
    /// How far ahead of a mature man's its corners lie at a temple recession of 0–1, mm.
    pub fn corners(&self, recession: f32) -> f32 {
        let [closed, half, deep] = CORNERS.map(|mm| lerp(CORNERS[1], mm, self.recession));
        if recession < 0.5 { lerp(closed, half, 2.0 * recession) } else { lerp(half, deep, 2.0 * recession - 1.0) }
    }
}

impl HairlineShape {
    /// What makes it.
    pub const fn traits(self) -> ShapeTraits {
        match self {
            Self::Natural => NATURAL,
            Self::Receded => RECEDED,
            Self::Broken => BROKEN,
            Self::Defined => DEFINED,
            Self::Straight => STRAIGHT,
            Self::Rounded => ROUNDED,
            Self::Peak => PEAK,
        }
    }
}

/// What the grid of distances takes off a peak's tip, mm (measured).
const TIP_LOST: f32 = 1.2;
/// Height and width of a widow's peak, mm: 225 young men.
pub const PEAK_MM: [f32; 2] = [14.9, 27.3];
