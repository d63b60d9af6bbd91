//! Color of hair as drawn: what share of the skin's light a shaft absorbs, from its two melanins.
//!
//! A shaft replaces the light of the skin behind it by its own. So what it "takes" depends on the skin too: white hair on
//! dark skin takes less than nothing.

use super::light_spread::LATERAL_SHARE;
use super::pigment::reflectance_over_black;
use crate::base::color::{LinearRgb, luminance};
use crate::base::math::{exp, lerp, smoothstep};

/// Absorption of eumelanin and pheomelanin in hair at a concentration of one, per shaft radius (d'Eon 2011).
const EUMELANIN: LinearRgb = LinearRgb::new(0.419, 0.697, 1.37);
const PHEOMELANIN: LinearRgb = LinearRgb::new(0.187, 0.4, 1.05);
/// From absorption to the reflectance of a mass of hair: exp(−5.9 √σ) (Chiang 2016, azimuthal roughness 0.3).
const MASS_EXPONENT: f32 = 5.9;
/// Light that a shaft's own surface scatters, and absorption of hair without melanin (found by trial: white hair gives
/// back 55 %, and is a little warm, without which blond hair turns olive).
const SURFACE: f32 = 0.006;
const KERATIN: LinearRgb = LinearRgb::new(0.0085, 0.011, 0.0135);
/// Share of a cut shaft's light that has crossed it whole, and how much of it melanin takes on the way (found by trial).
const TRANSMITTED_SHARE: f32 = 0.15;
const CROSSING: f32 = 1.6;
/// Share of its own light that a cut shaft shows: the rest of it stands in its own and its follicle's shadow (found by
/// trial: blond stubble is a faint shadow, not a glow).
const CUT_SHOWS: f32 = 0.52;
/// Lengths up to which hair is a cut shaft that light also crosses, and from which on it is a mass, mm (choice).
const CUT_MM: (f32, f32) = (1.0, 5.0);
/// Lengths up to which a hair stands alone on bare skin, and from which it does not, mm (photographs: 1–2 mm of black hair on
/// dark skin leave 0.17–0.45 of its light).
const ALONE_MM: (f32, f32) = (1.0, 1.7);

/// A cut hair goes on under the skin and shows through it as a streak behind its exit, because the follicle slants: radius where it
/// leaves the skin, mm, and how much wider it is at its end, where it lies deepest; how far behind that is, mm; and the skin that it
/// darkens as if wholly, mm² over [the profile's area](crate::render::marks::splat::AREA). Found by trial against photographs of
/// shaved scalps: how far directions of their grain agree within 4 mm (0.11–0.17), and how fine contrast of treated skin compares with
/// theirs (as strong, within a quarter).
pub const ROOT_RADIUS_MM: f32 = 0.08;
/// See [`ROOT_RADIUS_MM`].
pub const ROOT_WIDENING_MM: f32 = 0.16;
/// See [`ROOT_RADIUS_MM`].
pub const ROOT_BEHIND_MM: f32 = 0.7;
/// See [`ROOT_RADIUS_MM`].
pub const ROOT_MM2: f32 = 0.0084;
/// Light scattered laterally under the skin meets the root so deep, mm, over so many times what shows of the hair, and crosses it
/// so often (photographs: stubble over bald skin R/G 0.79–0.84, B/G 1.02–1.13, Y 0.66–0.87).
const ROOT_MM: f32 = 0.85;
const ROOT_AREA: f32 = 9.2;
/// From this length on hair lies on hair: strands hide each other and shade their roots, mm (choice: beyond the 1 mm at
/// which dots and hair part ways, before coverage passes a third).
pub const LYING_MM: f32 = 1.6;
/// Share of a root's mark that is left when hair begins to lie (found by trial: no step in light where it does).
const LIES_SHARE: f32 = 0.62;
const ROOT_CROSSINGS: f32 = 8.0;
/// Share of that mark that a white hair has.
pub const WHITE_ROOT: f32 = 0.2;

/// Melanin of worn hair as shares of that of cut hair: of eumelanin, and more of it where there is little; of pheomelanin, and more of it where
/// there is much (with the
/// constants of cut hair all worn hair is black; chosen so that the red of black, dark brown, brown, light brown and blond hair in
/// diffuse light is 0.012, 0.03, 0.09, 0.18 and 0.4, as photographs of hair show it).
const WORN_EUMELANIN: (f32, f32) = (0.16, 0.546);
const WORN_PHEOMELANIN: (f32, f32) = (0.5, 0.25);
/// Pheomelanin that brown hair brings along, as a share of its worn eumelanin: without it worn brown turns olive.
const WORN_WARM: f32 = 0.12;

/// Melanin of hair that is not white, and the least share of white hairs among it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HairColor {
    /// Eumelanin, concentration: 8 is black.
    pub eumelanin: f32,
    /// Pheomelanin, concentration.
    pub pheomelanin: f32,
    /// Least share of white hairs, 0–1.
    pub white: f32,
}

/// By name, dark brown first, as most have it (d'Eon 2011 and found by trial).
pub const HAIR_COLORS: [(&str, HairColor); 8] = [
    ("dark-brown", HairColor { eumelanin: 4.0, pheomelanin: 0.0, white: 0.0 }),
    ("black", HairColor { eumelanin: 9.0, pheomelanin: 0.0, white: 0.0 }),
    ("brown", HairColor { eumelanin: 1.2, pheomelanin: 0.1, white: 0.0 }),
    ("light-brown", HairColor { eumelanin: 0.42, pheomelanin: 0.08, white: 0.0 }),
    ("blond", HairColor { eumelanin: 0.015, pheomelanin: 0.15, white: 0.0 }),
    ("red", HairColor { eumelanin: 0.14, pheomelanin: 0.75, white: 0.0 }),
    ("gray", HairColor { eumelanin: 2.5, pheomelanin: 0.0, white: 0.6 }),
    ("white", HairColor { eumelanin: 1.2, pheomelanin: 0.0, white: 1.0 }),
];

impl HairColor {
    /// A hair without any melanin.
    pub const WHITE: Self = Self { eumelanin: 0.0, pheomelanin: 0.0, white: 1.0 };

    fn absorption(self) -> LinearRgb {
        EUMELANIN * self.eumelanin + PHEOMELANIN * self.pheomelanin + KERATIN
    }

    /// Share of white light that a mass of it gives back.
    pub fn reflectance(self) -> LinearRgb {
        self.absorption().map(|a| SURFACE + exp(-MASS_EXPONENT * a.sqrt()))
    }

    /// The same of hair worn long, drawn hair by hair: what hairs scatter to each other is in this color, what they shade is not.
    pub fn worn_reflectance(self) -> LinearRgb {
        let eumelanin = self.eumelanin * (WORN_EUMELANIN.0 + WORN_EUMELANIN.1 / (1.0 + 2.0 * self.eumelanin));
        Self {
            eumelanin,
            pheomelanin: self.pheomelanin * (WORN_PHEOMELANIN.0 + WORN_PHEOMELANIN.1 * self.pheomelanin) + WORN_WARM * eumelanin,
            ..self
        }
        .reflectance()
    }

    /// How far light passes a hair: 0 = black, 1 = white.
    pub fn translucency(self) -> f32 {
        luminance(self.reflectance()).min(1.0).sqrt()
    }

    /// Strength of a mass of hair's highlight, as a multiple of its own light, 0–4: the darker, the more it stands out.
    pub fn sheen(self) -> f32 {
        (SHEEN / luminance(self.reflectance())).min(MOST_SHEEN)
    }

    /// Share of the laterally scattered light under a cut hair that its root takes: the shaft goes on for millimeters under the skin.
    /// Hair that lies takes it as it takes the rest.
    pub fn root_absorptance(self, skin: LinearRgb, length_mm: f32) -> LinearRgb {
        let dark = self.absorption().map(|a| 1.0 - exp(-ROOT_CROSSINGS * a));
        let deep = (LinearRgb::WHITE - reflectance_over_black(ROOT_MM)) * dark * ROOT_AREA;
        let own = self.absorptance(skin, length_mm);
        if length_mm > LYING_MM { own } else { deep * lerp(1.0, LIES_SHARE, smoothstep(1.0, LYING_MM, length_mm)) }
    }

    /// Share of the light of `skin` (its reflectance) that a shaft takes away; negative where it is the lighter one.
    ///
    /// Cut short, light also crosses it, and what it takes is filled in part from the bare skin beside it; from some mm on it
    /// lies on other hair.
    pub fn absorptance(self, skin: LinearRgb, length_mm: f32) -> LinearRgb {
        let filled = LATERAL_SHARE * smoothstep(ALONE_MM.1, ALONE_MM.0, length_mm);
        let covers = self.dense_absorptance(skin, length_mm);
        covers - covers.max(LinearRgb::BLACK) * filled
    }

    /// The same where hair is so dense that no skin is bare.
    pub fn dense_absorptance(self, skin: LinearRgb, length_mm: f32) -> LinearRgb {
        let cut = smoothstep(CUT_MM.1, CUT_MM.0, length_mm);
        let own = self.reflectance() / skin * lerp(1.0, CUT_SHOWS, cut);
        let crossing = self.absorption().map(|a| TRANSMITTED_SHARE * exp(-CROSSING * a));
        // A shaft seen through skin is no brighter than skin over it lets it be.
        (LinearRgb::WHITE - own - crossing * cut).max(LinearRgb::gray(-MOST_LIGHTER))
    }
}

/// How hair of one length is drawn with the ink of another, so that both share a plane: as light as its own ink would make
/// it, in a hue that differs by less than one sees. First hair with pigment, then white hair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LengthCorrection {
    /// Strength of a hair that stands, as a share of the usual.
    pub standing: [f32; 2],
    /// Light of a hair that lies, as a share of the usual.
    pub lying: [f32; 2],
    /// Strength of the mark of a root, as a share of the usual: it is seen on the skin and from below, so halfway.
    pub root: f32,
}

impl LengthCorrection {
    /// Hair of the ink's own length.
    pub const NONE: Self = Self { standing: [1.0; 2], lying: [1.0; 2], root: 1.0 };

    /// Hair of `own` mm drawn with the inks of hair of `inks` mm, on `skin`.
    pub fn new(color: HairColor, skin: LinearRgb, own: f32, inks: f32) -> Self {
        let lengths = [own, inks];
        let [dark, white] = [color, HairColor::WHITE].map(|color| {
            let [own, ink] = lengths.map(|mm| luminance(color.absorptance(skin, mm)));
            // Where one is darker than the skin and the other lighter, both have almost no contrast.
            let standing = if own == ink { 1.0 } else { (own / ink).clamp(0.0, MOST_CORRECTION) };
            let [own, ink] = lengths.map(|mm| luminance(color.dense_absorptance(skin, mm)));
            (standing, ((1.0 - own) / (1.0 - ink)).clamp(0.0, MOST_CORRECTION))
        });
        let [root, ink] = lengths.map(|mm| luminance(color.root_absorptance(skin, mm.min(LYING_MM))));
        Self { standing: [dark.0, white.0], lying: [dark.1, white.1], root: if root == ink { 1.0 } else { (root / ink * dark.0).sqrt() } }
    }
}

/// The most that [`LengthCorrection`] changes (choice: ratios of near-zero values carry no information).
const MOST_CORRECTION: f32 = 3.0;

/// Light that a highlight on hair adds (found by trial), and the most of it as a multiple of the hair's own light (choice).
const SHEEN: f32 = 0.035;
const MOST_SHEEN: f32 = 4.0;

/// No hair is drawn more than this many times lighter than the skin behind it, plus one.
const MOST_LIGHTER: f32 = 30.0;
