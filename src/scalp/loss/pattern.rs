//! Patterns of loss: their names, and what sets them apart.

use crate::base::choice::choices;

/// Most named stops that a course may have: I … VII.
pub const MOST_STOPS: usize = 7;

choices! {
    /// The three ways of the Norwood scale.
    pub enum NorwoodType {
        /// Temples first, then the crown: I–VII.
        #[default]
        Classic = "classic",
        /// The whole front moves back as one, no crown spot: IIa, IIIa, IVa, Va.
        A = "a",
        /// The crown first, the front kept: III vertex.
        Vertex = "vertex",
    }
}

choices! {
    /// The patterns by name; see [`Pattern`].
    pub enum PatternName {
        /// See [`Pattern::Norwood`].
        #[default]
        Norwood = "norwood",
        /// See [`Pattern::Ludwig`].
        Ludwig = "ludwig",
        /// See [`Pattern::Diffuse`].
        Diffuse = "diffuse",
        /// See [`Pattern::Areata`].
        Areata = "areata",
        /// See [`Pattern::Ophiasis`].
        Ophiasis = "ophiasis",
        /// See [`Pattern::Totalis`].
        Totalis = "totalis",
        /// See [`Pattern::Universalis`].
        Universalis = "universalis",
        /// See [`Pattern::Traction`].
        Traction = "traction",
        /// See [`Pattern::Patchy`].
        Patchy = "patchy",
        /// See [`Pattern::Scarring`].
        Scarring = "scarring",
        /// See [`Pattern::FrontalBand`].
        FrontalBand = "frontal-band",
    }
}

/// Pattern of hair loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Male pattern, Hamilton–Norwood.
    Norwood(NorwoodType),
    /// Female pattern, Ludwig: the top thins from a widening part, the hairline stays.
    Ludwig,
    /// Thinning all over, the top most.
    Diffuse,
    /// Coin-shaped smooth patches that merge.
    Areata,
    /// A band along nape and sides.
    Ophiasis,
    /// The whole scalp.
    Totalis,
    /// The whole scalp, brows and lashes.
    Universalis,
    /// The margin at front and temples, behind a thin fringe that stays.
    Traction,
    /// Irregular, as after chemotherapy or radiation, or by pulling.
    Patchy,
    /// Scarring patches, as of lichen planopilaris and discoid lupus.
    Scarring,
    /// Scarring along the frontal and temporal hairline, as of frontal fibrosing alopecia.
    FrontalBand,
}

/// Which hairs stand where all else of a pattern is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SparedHair {
    /// Single fine ones near the border.
    Fine,
    /// Some that break off short at the rims of patches, or regrow fine behind them.
    Broken,
    /// Lone ones of full size, anywhere (*lonely hair sign*).
    Lone,
}

impl Pattern {
    /// Place of its last stop, counted from 0.
    pub fn last_stop(self) -> f32 {
        match self {
            Self::Norwood(_) | Self::Diffuse => (MOST_STOPS - 1) as f32,
            Self::Ludwig => 2.0,
            Self::Areata
            | Self::Ophiasis
            | Self::Totalis
            | Self::Universalis
            | Self::Traction
            | Self::Patchy
            | Self::Scarring
            | Self::FrontalBand => 1.0,
        }
    }

    /// Whether the person's own hairline stays and an artist fills up to it, rather than drawing another.
    pub fn keeps_hairline(self) -> bool {
        matches!(self, Self::Ludwig | Self::Diffuse) || self.extent_is_area()
    }

    /// Whether its extent is a share of area: of the scalp's where all may be lost, as in the SALT score, else of its own.
    pub(super) fn extent_is_area(self) -> bool {
        matches!(self, Self::Areata | Self::Patchy | Self::Ophiasis | Self::Traction) || self.leaves_scars()
    }

    /// Whether hair is lost at any rim but the hairline: around ears or nape, or before the ears.
    pub fn affects_rim(self) -> bool {
        matches!(self, Self::Totalis | Self::Universalis) || self.extent_is_area()
    }

    /// Whether the follicles are destroyed, so that scar tissue takes their place.
    pub fn leaves_scars(self) -> bool {
        matches!(self, Self::Scarring | Self::FrontalBand)
    }

    /// Hair that stands where all else is gone.
    pub fn spared_hair(self) -> SparedHair {
        match self {
            Self::Areata | Self::Ophiasis => SparedHair::Broken,
            Self::FrontalBand => SparedHair::Lone,
            Self::Norwood(_)
            | Self::Ludwig
            | Self::Diffuse
            | Self::Totalis
            | Self::Universalis
            | Self::Traction
            | Self::Patchy
            | Self::Scarring => SparedHair::Fine,
        }
    }

    /// Whether brows and lashes are lost too.
    pub fn affects_face_hair(self) -> bool {
        self == Self::Universalis
    }
}
