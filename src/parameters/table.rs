//! The table itself: ranges, defaults, units and sources.

use super::error::ParameterError;
use super::parameter::{Parameter, ParameterKind, Stage};
use crate::base::choice::names;
use crate::head::Build;
use crate::optics::LightName;
use crate::optics::hair::HAIR_COLORS;
use crate::optics::skin::SkinState;
use crate::scalp::groom::{STYLED_MM, Style, Texture};
use crate::scalp::loss::{NorwoodType, PatternName};
use crate::scalp::scar::ScarKind;
use crate::treatment::{HairlineShape, Zone};

/// Named camera positions: yaw, pitch in degrees, zoom.
pub const VIEWS: [(&str, (f64, f64, f64)); 8] = [
    ("three-quarter", (36.0, 18.0, 1.0)),
    ("front", (0.0, 3.0, 1.0)),
    ("left", (90.0, 3.0, 1.0)),
    ("right", (-90.0, 3.0, 1.0)),
    ("top", (0.0, 84.0, 1.0)),
    ("back", (180.0, 8.0, 1.0)),
    ("crown", (172.0, 50.0, 2.0)),
    ("hairline", (20.0, 30.0, 2.2)),
];

macro_rules! table {
    ($($id:ident $name:literal $group:literal $unit:literal $stage:ident $kind:expr, $source:literal
        $(, when $other:literal $among:expr)* $(, above $number:literal $limit:expr)? $(, knots $knots:expr)?;)*) => {
        /// Place of each parameter in [`TABLE`].
        #[allow(missing_docs, reason = "each is documented by its row")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Id { $($id),* }
        /// Every parameter, in the order of the page.
        pub const TABLE: &[Parameter] = &[
            $(Parameter {
                name: $name, group: $group, unit: $unit, kind: $kind, stage: Stage::$stage,
                #[cfg(not(target_arch = "wasm32"))]
                source: $source,
                when: &[$(($other, $among)),*],
                above: { let above: Option<(&str, f64)> = None; $(let _ = above; let above = Some(($number, $limit));)? above },
                slider_knots: { let knots: &[f64] = &[]; $(let _ = knots; let knots = $knots;)? knots },
            }),*
        ];
    };
}

const fn number(min: f64, max: f64, step: f64, default: f64) -> ParameterKind {
    ParameterKind::Number { min, max, step, default }
}

/// Patterns whose progress is a share of the scalp.
const BY_EXTENT: &[&str] = &["diffuse", "areata", "ophiasis", "traction", "patchy", "scarring", "frontal-band"];
/// Patterns that take the person's own hairline, so that an artist draws another.
const HAIRLINE_DRAWN: &[&str] = &["norwood", "totalis", "universalis"];
/// Patterns that leave hair on the scalp.
const HAIR_LEFT: &[&str] = &["norwood", "ludwig", "diffuse", "areata", "ophiasis", "traction", "patchy", "scarring", "frontal-band"];
/// Patterns that leave hair on the scalp or in the face.
const HAIR_ANYWHERE: &[&str] =
    &["norwood", "ludwig", "diffuse", "areata", "ophiasis", "totalis", "traction", "patchy", "scarring", "frontal-band"];
/// Patterns treated in several sessions; patches of skin disease take one (clinic brief).
const SEVERAL_SESSIONS: &[&str] = &["norwood", "ludwig", "diffuse", "areata", "ophiasis", "totalis", "universalis", "traction", "patchy"];
/// Scars there may be.
const SCARS: &[&str] = match ScarKind::NAMES {
    [_none, scars @ ..] => scars,
    [] => &[],
};

table! {
    Build "build" "main" "" Head ParameterKind::Choice { choices: Build::NAMES }, "two skulls and faces";
    Norwood "norwood" "main" "stage" Scalp number(1.0, 7.0, 0.05, 5.0), "Hamilton–Norwood types I–VII", when "pattern" &["norwood"];
    Ludwig "ludwig" "main" "stage" Scalp number(1.0, 3.0, 0.05, 2.0), "Ludwig grades I–III", when "pattern" &["ludwig"];
    Extent "extent" "main" "%" Scalp number(0.0, 100.0, 1.0, 25.0), "share of the scalp (SALT) for areata, patchy and scarring, of the pattern’s own reach for the others", when "pattern" BY_EXTENT;
    Tone "tone" "main" "shade" Optics number(1.0, 5.0, 0.05, 3.6), "five dilutions, as vendors' shade 60…20";
    Density "density" "main" "dots/cm²" Treatment number(0.0, 300.0, 1.0, 180.0), "194 deposits/cm² quoted by a clinic; 0 = untreated";
    Pattern "pattern" "loss" "" Scalp ParameterKind::Choice { choices: PatternName::NAMES }, "male and female pattern, areata and its forms, traction, irregular, scarring";
    NorwoodType "norwood-type" "loss" "" Scalp ParameterKind::Choice { choices: NorwoodType::NAMES }, "Norwood 1975: I–VII, IIa–Va, III vertex", when "pattern" &["norwood"];
    HairDensity "hair-density" "hair" "hairs/cm²" Scalp number(100.0, 300.0, 1.0, 220.0), "Loussouarn 2005: 161–226 ± 50–73", when "pattern" HAIR_LEFT;
    HairLength "hair-length" "hair" "mm" Scalp number(0.0, 300.0, 0.05, 0.5), "trimmer at 0.2–0.5 mm, guards 1–3 at 3, 6 and 10; then 3 and 6 cm, to the ear, the chin, the shoulder", when "pattern" HAIR_LEFT, knots &[0.0, 0.5, 3.0, 6.0, 10.0, 30.0, 60.0, 170.0, 240.0, 300.0];
    HairStyle "hair-style" "hair" "" Scalp ParameterKind::Choice { choices: Style::NAMES }, "how hair longer than a clipper cuts is worn", when "pattern" HAIR_LEFT, above "hair-length" STYLED_MM as f64;
    HairTexture "hair-texture" "hair" "" Scalp ParameterKind::Choice { choices: Texture::NAMES }, "straight to coiled", when "pattern" HAIR_LEFT;
    HairColor "hair-color" "hair" "" Treatment ParameterKind::Choice { choices: &names(&HAIR_COLORS) }, "melanin mixtures";
    Gray "gray" "hair" "%" Treatment number(0.0, 100.0, 1.0, 0.0), "share of white hairs", when "pattern" HAIR_ANYWHERE, when "hair-color" &["dark-brown", "black", "brown", "light-brown", "blond", "red", "gray"];
    Beard "beard" "hair" "mm" Scalp number(0.0, 10.0, 0.1, 0.6), "27 of 28 photographed men have one; 0 = freshly shaved; a beard grows 0.4 mm a day", when "build" &["masculine"], when "pattern" HAIR_ANYWHERE, knots &[0.0, 0.6, 1.5, 3.0, 10.0];
    Grafts "grafts" "hair" "units" Scalp number(0.0, 5000.0, 50.0, 0.0), "follicular units; at most what the donor area can give", when "pattern" HAIR_LEFT;
    GraftMonths "graft-months" "hair" "months" Scalp number(0.0, 12.0, 0.5, 12.0), "since the transplant; clinics: shed by week 4, new hair from month 3 on, grown in by 12; dots not before 6", when "pattern" HAIR_LEFT, above "grafts" 0.0;
    Skin "skin" "skin" "Monk tone" Optics number(1.0, 10.0, 0.05, 4.0), "Monk skin tone scale";
    Shine "shine" "skin" "share" Optics number(0.0, 1.0, 0.01, 0.5), "choice: matte to oily";
    SkinState "skin-state" "skin" "" Optics ParameterKind::Choice { choices: SkinState::NAMES }, "redness as hemoglobin";
    Scar "scar" "skin" "" Scalp ParameterKind::Choice { choices: ScarKind::NAMES }, "strip, punches, old plugs, injury, burn";
    ScarSize "scar-size" "skin" "share" Scalp number(0.0, 1.0, 0.01, 0.5), "choice: barely seen to severe", when "scar" SCARS;
    Hairline "hairline" "hairline" "" Treatment ParameterKind::Choice { choices: HairlineShape::NAMES }, "the menu of SMP clinics", when "pattern" HAIRLINE_DRAWN;
    HairlineHeight "hairline-height" "hairline" "cm" Treatment number(5.5, 10.0, 0.05, 8.0), "Garg: 8 cm above the glabella", when "pattern" HAIRLINE_DRAWN;
    TempleRecession "temple-recession" "hairline" "share" Treatment number(0.0, 1.0, 0.01, 0.5), "choice: closed to deep corners", when "pattern" HAIRLINE_DRAWN;
    Softness "softness" "hairline" "mm" Treatment number(1.0, 15.0, 0.1, 8.0), "transition zone 5–10 mm";
    Irregularity "irregularity" "hairline" "share" Treatment number(0.0, 1.0, 0.01, 0.5), "choice";
    Asymmetry "asymmetry" "hairline" "share" Treatment number(0.0, 1.0, 0.01, 0.3), "left and right differ by about 1 mm", when "pattern" HAIRLINE_DRAWN;
    MiddleForward "middle-forward" "handles" "mm" Treatment number(-40.0, 40.0, 0.5, 0.0), "by hand; forward is towards the face", when "pattern" HAIRLINE_DRAWN;
    MiddleAside "middle-aside" "handles" "mm" Treatment number(-40.0, 40.0, 0.5, 0.0), "by hand; to the head’s left", when "pattern" HAIRLINE_DRAWN;
    LeftCornerForward "left-corner-forward" "handles" "mm" Treatment number(-40.0, 40.0, 0.5, 0.0), "by hand", when "pattern" HAIRLINE_DRAWN;
    LeftCornerOut "left-corner-out" "handles" "mm" Treatment number(-40.0, 40.0, 0.5, 0.0), "by hand", when "pattern" HAIRLINE_DRAWN;
    RightCornerForward "right-corner-forward" "handles" "mm" Treatment number(-40.0, 40.0, 0.5, 0.0), "by hand", when "pattern" HAIRLINE_DRAWN;
    RightCornerOut "right-corner-out" "handles" "mm" Treatment number(-40.0, 40.0, 0.5, 0.0), "by hand", when "pattern" HAIRLINE_DRAWN;
    LeftTempleForward "left-temple-forward" "handles" "mm" Treatment number(-40.0, 40.0, 0.5, 0.0), "by hand", when "pattern" HAIRLINE_DRAWN;
    LeftTempleUp "left-temple-up" "handles" "mm" Treatment number(-40.0, 40.0, 0.5, 0.0), "by hand", when "pattern" HAIRLINE_DRAWN;
    RightTempleForward "right-temple-forward" "handles" "mm" Treatment number(-40.0, 40.0, 0.5, 0.0), "by hand", when "pattern" HAIRLINE_DRAWN;
    RightTempleUp "right-temple-up" "handles" "mm" Treatment number(-40.0, 40.0, 0.5, 0.0), "by hand", when "pattern" HAIRLINE_DRAWN;
    Light "light" "light" "" Optics ParameterKind::Choice { choices: LightName::NAMES }, "lamps people fear: sun, lamp overhead, flash, downlights";
    Zone "zone" "treatment" "" Treatment ParameterKind::Choice { choices: Zone::NAMES }, "what clinics quote for";
    Sessions "sessions" "treatment" "sessions" Treatment ParameterKind::Integer { min: 0.0, max: 4.0, default: 3.0 }, "clinics: two to four, mostly three; one for patches of skin disease", when "pattern" SEVERAL_SESSIONS;
    DotDiameter "dot-diameter" "treatment" "mm" Treatment number(0.10, 1.75, 0.01, 0.30), "healed, with the skin's blur; beyond 0.6 a mistake: at 80 dots/cm² discs of 1.75 mm would cover 192 % of the skin", knots &[0.10, 0.20, 0.30, 0.40, 0.50, 0.60, 1.75];
    Depth "depth" "treatment" "mm" Optics number(0.1, 1.0, 0.01, 0.3), "papillary dermis 0.1–0.5 mm";
    Months "months" "time" "months" Optics number(0.0, 240.0, 0.05, 1.5), "since the last session; healed after four to six weeks", knots &[0.0, 0.25, 1.5, 12.0, 36.0, 60.0, 96.0, 240.0];
    LaterNorwood "later-norwood" "time" "stage" Scalp number(1.0, 7.0, 0.05, 1.0), "the hair that shows is that of this stage, where it is later than today's", when "pattern" &["norwood"];
    LaterLudwig "later-ludwig" "time" "stage" Scalp number(1.0, 3.0, 0.05, 1.0), "likewise", when "pattern" &["ludwig"];
    LaterExtent "later-extent" "time" "%" Scalp number(0.0, 100.0, 1.0, 0.0), "likewise", when "pattern" BY_EXTENT;
    Sun "sun" "time" "share" Optics number(0.0, 1.0, 0.01, 0.3), "choice: never without a hat to always without";
    TouchUp "touch-up" "time" "years" Optics ParameterKind::Integer { min: 0.0, max: 10.0, default: 0.0 }, "every so many years, 0 = never; clinics: 18 months to 8 years";
    Laser "laser" "removal" "sessions" Optics ParameterKind::Integer { min: 0.0, max: 10.0, default: 0.0 }, "Nd:YAG at 1064 nm; Wu 2021: 1–3 for SMP (n = 4), Mankowska 2015: up to 7, complete clearance not in every case";
    LaserDays "laser-days" "removal" "days" Optics number(0.0, 60.0, 1.0, 60.0), "white for minutes, red for days, judged after 6–8 weeks", above "laser" 0.0;
    Seed "seed" "head" "" Scalp ParameterKind::Integer { min: 0.0, max: 4_294_967_295.0, default: 1.0 }, "any";
    View "view" "view" "" View ParameterKind::Choice { choices: &names(&VIEWS) }, "named camera positions";
    Yaw "yaw" "view" "°" View number(-180.0, 180.0, 1.0, VIEWS[0].1.0), "0 = front, 90 = left profile";
    Pitch "pitch" "view" "°" View number(-30.0, 90.0, 1.0, VIEWS[0].1.1), "0 = level, 90 = from above";
    Zoom "zoom" "view" "×" View number(1.0, 12.0, 0.1, VIEWS[0].1.2), "1 = whole head, 12 = single dots";
    Compare "compare" "view" "%" View number(0.0, 100.0, 1.0, 0.0), "share of the width that shows before";
}

impl Parameter {
    /// Place in [`TABLE`] of a parameter by name.
    ///
    /// # Errors
    /// No parameter has this name; the error lists those there are.
    pub fn find(name: &str) -> Result<usize, ParameterError> {
        TABLE.iter().position(|p| p.name == name).ok_or_else(|| Self::unknown(name))
    }

    pub(super) fn unknown(name: &str) -> ParameterError {
        let range = TABLE.iter().map(|p| p.name).collect::<Vec<_>>().join(", ");
        ParameterError { name: name.into(), value: String::new(), range, is_known: false }
    }
}
