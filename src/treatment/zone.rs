//! Treatment zones: the whole scalp or a part of it, as clinics quote for.

use crate::base::choice::choices;
use crate::base::math::smoothstep;

choices! {
    /// What of the scalp is treated.
    pub enum Zone {
        /// Wherever hair is missing.
        #[default]
        Full = "full",
        /// The hairline and a band behind it.
        Hairline = "hairline",
        /// The crown.
        Crown = "crown",
        /// Between hairs that are left, nowhere else.
        BetweenHairs = "between-hairs",
        /// Scars.
        Scar = "scar",
    }
}

/// How far behind the hairline its band is full, and where it ends, mm: half of it is gone after 3.5 cm (choice).
pub const BAND_MM: [f32; 2] = [25.0, 45.0];
/// How far from the whorl the crown is full, and where it ends, mm: as wide as its bare spot at stages IV and V (choice).
pub const CROWN_MM: [f32; 2] = [45.0, 70.0];
/// Share of full hair up to which skin is bare, and from which on marks lie between hairs (choice).
pub const BETWEEN: [f32; 2] = [0.08, 0.35];

impl Zone {
    /// Shares 0–1 of the full treatment that skin and scar get at a place `behind` mm behind the hairline and `from_whorl`
    /// mm from the whorl, where a share of `hair` is left.
    pub fn shares(self, behind: f32, from_whorl: f32, hair: f32) -> (f32, f32) {
        let both = |share: f32| (share, share);
        match self {
            Self::Full => both(1.0),
            Self::Hairline => both(smoothstep(BAND_MM[1], BAND_MM[0], behind)),
            Self::Crown => both(smoothstep(CROWN_MM[1], CROWN_MM[0], from_whorl)),
            Self::BetweenHairs => (smoothstep(BETWEEN[0], BETWEEN[1], hair), 0.0),
            Self::Scar => (0.0, 1.0),
        }
    }
}
