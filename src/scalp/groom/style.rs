//! How hair is worn, and how it curls.

use crate::base::choice::choices;
use crate::base::math::TAU;

/// Hair up to this length is drawn as stubble, mm; longer hair as strands.
pub const STUBBLE_MM: f32 = 6.0;
/// Only longer hair than this can be worn in a style, mm: it lies where it is combed.
pub const STYLED_MM: f32 = 10.0;

choices! {
    /// How long hair is worn.
    pub enum Style {
        /// Cut, as it grows and stands.
        #[default]
        Cut = "cut",
        /// Combed towards the face.
        Forward = "forward",
        /// Combed back.
        Back = "back",
        /// Parted on the head's left.
        LeftParting = "left-parting",
        /// Parted in the middle.
        MiddleParting = "middle-parting",
        /// Parted on the head's right.
        RightParting = "right-parting",
        /// Drawn back to a tie.
        Tied = "tied",
    }
}

impl Style {
    /// Whether there is a parting.
    pub fn is_parted(self) -> bool {
        matches!(self, Self::LeftParting | Self::MiddleParting | Self::RightParting)
    }
}

choices! {
    /// How hair curls.
    pub enum Texture {
        /// Not at all.
        #[default]
        Straight = "straight",
        /// In long waves.
        Wavy = "wavy",
        /// In ringlets.
        Curly = "curly",
        /// In tight coils.
        Coiled = "coiled",
    }
}

/// Radius of the helix, mm, and mm of hair to a turn (choice, after the curl diameters of hair types: waves of 9 mm and more, curls of 4–9,
/// coils below 4 mm).
const STRAIGHT: (f32, f32) = (0.0, 60.0);
const WAVY: (f32, f32) = (3.0, 46.0);
const CURLY: (f32, f32) = (4.6, 22.0);
const COILED: (f32, f32) = (2.3, 8.5);
/// How far roots draw together in threes, as a share of the way: coiled hair grows in clusters with gaps between (trainers of
/// SMP: clustered triples with larger gaps).
const CLUSTERS_CURLY: f32 = 0.25;
const CLUSTERS_COILED: f32 = 0.6;
/// How many times as thick a layer is of wavy hair, and of curls (choice).
const BULK_WAVY: f32 = 1.3;
const BULK_CURLED: f32 = 2.2;
/// How tightly locks of wavy hair hold together, 0–1 of the way from loose to tight (choice).
const CLUMPS_WAVY: f32 = 0.3;

impl Texture {
    /// Radius of the helix, mm, and mm of hair to a turn.
    pub fn curl(self) -> (f32, f32) {
        match self {
            Self::Straight => STRAIGHT,
            Self::Wavy => WAVY,
            Self::Curly => CURLY,
            Self::Coiled => COILED,
        }
    }

    /// Whether it curls at all.
    pub fn is_curled(self) -> bool {
        self != Self::Straight
    }

    /// Share of its length that the way from root to tip has.
    pub fn chord(self) -> f32 {
        let (radius, mm_per_turn) = self.curl();
        let around = TAU * radius / mm_per_turn;
        1.0 / (1.0 + around * around).sqrt()
    }

    /// How far roots draw together in threes, as a share of the way.
    pub(in crate::scalp) fn clusters(self) -> f32 {
        match self {
            Self::Straight | Self::Wavy => 0.0,
            Self::Curly => CLUSTERS_CURLY,
            Self::Coiled => CLUSTERS_COILED,
        }
    }

    /// How much it stands off in coils, 0–1.
    pub(super) fn coiled(self) -> f32 {
        if self == Self::Coiled { 1.0 } else { 0.0 }
    }

    /// How many times as thick a layer of it is.
    pub(super) fn bulk(self) -> f32 {
        match self {
            Self::Straight => 1.0,
            Self::Wavy => BULK_WAVY,
            Self::Curly | Self::Coiled => BULK_CURLED,
        }
    }

    /// How tightly locks hold together, 0–1 of the way from loose to tight.
    pub(super) fn clumps(self) -> f32 {
        match self {
            Self::Straight => 0.0,
            Self::Wavy => CLUMPS_WAVY,
            Self::Curly | Self::Coiled => 1.0,
        }
    }
}

/// Parameters of worn hair.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct GroomParameters {
    /// Length of a hair, mm.
    pub length_mm: f32,
    /// Hairs per cm² before any loss, 100–300.
    pub hair_density: f32,
    /// How it is worn.
    pub style: Style,
    /// How it curls.
    pub texture: Texture,
}
