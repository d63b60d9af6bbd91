//! Removal by laser (Nd:YAG, 1064 nm): what each session leaves of a mark, and what the skin shows for minutes and days.
//!
//! In: sessions done and days since the last, pigment of a mark and its depth. Out: the share that is left, 0–1. Light breaks pigment
//! up and cells carry it off within weeks; a session takes a share of what is there, never all, and not the same share of every mark:
//! little pigment goes sooner than much, shallow sooner than deep, one patch of skin sooner than the next, and some of a stubborn mark
//! stays. Holds always: one more session, and one more day, never leave more.

use crate::base::color::{LinearRgb, luminance};
use crate::base::math::{exp, lerp, pow, smoothstep};

/// Share of a mark's pigment that a session leaves: of the mark that goes best and of the most stubborn one, where there is little
/// pigment and where there is much (fitted to medians of 75 tattoos under this laser, Mankowska 2015: 50, 70 and 90 % gone after 1, 2
/// and 5 sessions where shaded gray, 30, 40 and 75 % after 1, 2 and 7 where filled black).
const LEFT_OF_LITTLE: (f32, f32) = (0.08, 0.74);
const LEFT_OF_MUCH: (f32, f32) = (0.60, 1.0);
/// Diameter and strength of a mark from which on it is filled as a tattoo's black is, mm and a share of the fullest: a finer one has edges
/// on all sides, and four fifths are what a needle leaves on average (choices).
const FILLED_MM: f32 = 0.8;
const FILLED_STRENGTH: f32 = 0.80;
/// Effective attenuation of skin at 1064 nm, 1/mm: √(3 · 0.03 · 1.6) (choice within what reviews give for the dermis: absorption of
/// 0.02–0.05, reduced scattering of 1–2), and the depth that the shares above are of, mm: that of a needle which goes as deep as it should.
const ATTENUATION: f32 = 0.38;
const USUAL_DEPTH_MM: f32 = 0.3;
/// Weakest and strongest effect of one session by patch of skin, over the mean one, and size of such patches, mm (choices: pulses of
/// 3–8 mm beside each other, skin that frosts here and not there).
const EFFECTS: [f32; 2] = [0.75, 1.25];
pub(super) const PULSE_MM: f32 = 7.0;
/// Of the most stubborn marks so much stays for good, and of the others less, down to none at this place in their order; of deep pigment
/// more, and of more marks (no one knows how much; Mankowska 2015: in some cases complete clearance is presumably impossible; clinics: deep
/// pigment may leave a shadow).
const RESIDUE: f32 = 0.18;
const RESIDUE_FROM: f32 = 0.6;
/// Days in which most of what a session broke up is carried off: all in two months, the pause between sessions (clinics: 6–8 weeks),
/// half in two and a half weeks (choice).
const CARRIED_OFF_DAYS: f32 = 60.0;
/// Frosting is gone after an hour, days (clinics: 5–30 minutes, at most hours).
const FROSTED_DAYS: f32 = 1.0 / 24.0;
/// Share of white light that gas and steam in the skin give back, and how far that shows: part of them lies below the skin's melanin and
/// blood, so light and hue are so much the skin's own (found by trial: white on light skin, gray-white on dark).
const FROST: f32 = 0.82;
const SKIN_OVER_FROST: f32 = 0.58;
const SKIN_HUE: f32 = 0.35;
/// How much of the skin frosting hides over a full mark (found by trial: white, with the mark still seen through it).
const FROST_OPACITY: f32 = 0.90;
/// Share of a mark from which on frosting is full at the first session, and how much sooner it is at each further one: what is left there
/// frosts too, though it is little (found by trial: single white dots, over the dark core and hardly over the soft rim).
const FROSTED_FROM: f32 = 0.8;
const FROSTS_SOONER: f32 = 0.5;
/// Redness is gone after so many days (clinics: hours to a few days).
const RED_DAYS: f32 = 4.0;

/// Laser sessions done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LaserHistory {
    /// How many, 0–10.
    pub sessions: f32,
    /// Days since the last of them, 0–60.
    pub days: f32,
    /// Optical density of the pigment's dilution as a share of the strongest one's, 0–1.
    pub pigment: f32,
}

impl LaserHistory {
    /// No session.
    pub const NONE: Self = Self { sessions: 0.0, days: 0.0, pigment: 0.0 };

    /// Whether there was one.
    pub fn is_any(&self) -> bool {
        self.sessions > 0.0
    }

    /// Sessions whose broken pigment is gone: the last one's goes day by day.
    fn carried_off(&self) -> f32 {
        let days = (self.days * (1.0 / CARRIED_OFF_DAYS)).min(1.0);
        (self.sessions - 1.0).max(0.0) + days * (2.0 - days)
    }

    /// How frosted marks are, 0–1.
    pub fn frosting(&self) -> f32 {
        if self.is_any() { smoothstep(FROSTED_DAYS, 0.0, self.days) } else { 0.0 }
    }

    /// How red the skin is around them, 0–1.
    pub fn redness(&self) -> f32 {
        if self.is_any() { smoothstep(RED_DAYS, 0.0, self.days) } else { 0.0 }
    }

    /// Frosting over marks in skin of this diffuse reflectance.
    pub fn frost(&self, skin: LinearRgb) -> Frost {
        let own = luminance(skin);
        let light = LinearRgb::gray(FROST * pow(own / FROST, SKIN_OVER_FROST));
        let hue = LinearRgb::WHITE.lerp(skin * (1.0 / own), SKIN_HUE);
        Frost {
            light: light * hue / skin,
            opacity: FROST_OPACITY * self.frosting(),
            full_from: FROSTED_FROM / (1.0 + FROSTS_SOONER * (self.sessions - 1.0).max(0.0)),
        }
    }

    /// How much pigment a mark of some strength and width, mm, is to the laser, 0 = little, 1 = a filled tattoo's.
    #[inline]
    pub(super) fn amount(&self, strength: f32, diameter: f32) -> f32 {
        let filled = diameter * (1.0 / FILLED_MM);
        let amount = self.pigment * strength * (1.0 / FILLED_STRENGTH) * if filled < 1.0 { filled } else { 1.0 };
        if amount < 1.0 { amount } else { 1.0 }
    }
}

/// Frosting: gas over marks, which hides skin and pigment and gives back light of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frost {
    /// Its light as a multiple of the skin's.
    pub light: LinearRgb,
    /// How much of the skin it hides where it is full, 0–1; 0 = there is none.
    pub opacity: f32,
    /// Share of the skin that a mark covers where it is full; smoothly less below.
    pub full_from: f32,
}

/// What the sessions leave of one class of marks, where skin responds least and most: of little pigment, of much, and of what has run.
#[derive(Clone, Copy)]
pub(super) struct Clearance {
    little: [f32; 2],
    much: [f32; 2],
    run: [f32; 2],
}

impl Clearance {
    /// All is there.
    pub(super) const NONE: Self = Self { little: [1.0; 2], much: [1.0; 2], run: [1.0; 2] };

    /// Of marks that are `stubborn`, 0–1, their pigment so deep and what of it has run, mm.
    pub(super) fn new(laser: &LaserHistory, stubborn: f32, depth_mm: f32, run_depth_mm: f32) -> Self {
        let done = laser.carried_off();
        let left = |(least, most): (f32, f32), depth_mm: f32, kept: f32| {
            let reaching = exp(-ATTENUATION * (depth_mm - USUAL_DEPTH_MM));
            let from = RESIDUE_FROM * reaching.min(1.0);
            let residue = kept * RESIDUE * (2.0 - reaching).max(1.0) * ((stubborn - from) / (1.0 - from)).max(0.0);
            EFFECTS.map(|effect| lerp(pow(lerp(least, most, stubborn), done * reaching * effect), 1.0, residue))
        };
        Self {
            little: left(LEFT_OF_LITTLE, depth_mm, 0.5),
            much: left(LEFT_OF_MUCH, depth_mm, 1.0),
            run: left(LEFT_OF_LITTLE, run_depth_mm, 1.0),
        }
    }

    /// Shares left of a mark and of what has run, by its amount of pigment, and where skin responds by `response`, all 0–1.
    #[inline]
    pub(super) fn left(&self, amount: f32, response: f32) -> (f32, f32) {
        let at = |of: &[f32; 2]| lerp(of[0], of[1], response);
        (lerp(at(&self.little), at(&self.much), amount), at(&self.run))
    }
}
