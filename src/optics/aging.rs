//! How a mark looks months and years after the needle: it heals, fades, widens and sinks, and never moves.
//!
//! In: a [`Dot`] as the artist made it. Out: [`Mark`]s, what of it shows now. Its *visible mass* is strength times area;
//! 1 is the healed mark of a needle that went as deep as it should. Holds always: past healing, more months never give
//! more mass but at a touch-up, and a mark that runs keeps its mass.

use super::hair::HairColor;
use super::laser::{Clearance, LaserHistory, PULSE_MM};
use super::parameters::OpticsParameters;
use super::pigment;
use super::skin::{SkinOptics, SkinState};
use crate::base::color::{LinearRgb, luminance};
use crate::base::fixed::from_unorm8;
use crate::base::math::{Vec3, exp, lerp, pow, smoothstep};
use crate::base::noise;
use crate::base::streams;
use crate::treatment::Dot;

/// Marks have healed after six weeks, months (clinics: fully judged at four to six weeks).
pub const HEALED: f32 = 1.5;
/// The scab is shed and redness gone after a week, months (clinics: flakes on days 3–5, shade on day 7).
const SHED: f32 = 0.25;
/// Visible mass of a fresh mark beyond the healed one's: its scab, and pigment that the skin carries off until it has
/// healed (clinics: marks lighten by 20–50 % from day 0; ours by a third).
const SCAB: f32 = 0.30;
const SETTLING: f32 = 0.20;
/// A fresh mark is so much wider: 0.25 mm that heal to 0.10–0.15 mm, both under the skin's own blur, which makes 0.30 mm
/// of the latter.
const SCAB_WIDER: f32 = 0.19;
const SETTLING_WIDER: f32 = 0.04;
/// Years in which half the visible density goes, in skin and in scars (fitted to a visual score, 9.1 to 8.2 in six
/// months in skin, by 1.6 in scars; n = 10).
const HALF_LIFE: (f32, f32) = (3.3, 1.6);
/// Years in which half goes in the skin of a scarring loss: the middle of the 3–4 years after which clinics renew its color, in the
/// half-lives after which they renew skin's on average.
const SCARRING_HALF_LIFE: f32 = 2.6;
/// The sun that half-life is for, and how much faster all sun fades than none: 4.8 to 1.9 years (choice within clinics'
/// intervals of 18 months to 8 years).
const USUAL_SUN: f32 = 0.3;
const SUN_FACTOR: f32 = 1.5;
/// The slowest and the fastest mark fade at so many times the rate (choice: old work looks uneven, not just pale).
const FADING_RATE: (f32, f32) = (0.6, 1.4);
/// The crown lies under the sun from above and is bare early: it gets so many times the sun of the rest (choice, as nobody has measured it; at
/// usual sun marks fade a tenth faster there, in all sun a sixth).
const CROWN_SUN: f32 = 1.3;
/// Marks of the crown grow wider so many times as fast (choice: practitioners find that pigment spreads more easily towards the back of the
/// parietal bone. They call the skin thinner there, while measured skin is thicker at the back, 1.48 mm, than in front, 1.18: so little).
const CROWN_WIDER: f32 = 1.2;
/// Distance from the whorl in which that wanes to nothing, mm: as far as the crown is treated, and smoothly beyond (choice).
const CROWN_REACH_MM: f32 = 85.0;
/// A mark grows wider by so much a year, mm (rule of thumb for tattooed lines: 0.1 mm a decade), and at a touch-up,
/// where needles never meet quite the same place (choice).
const WIDER_A_YEAR: f32 = 0.01;
const WIDER_A_TOUCH_UP: f32 = 0.012;
/// Pigment sinks by so much a year, mm, ever slower: at most so far (choice: plainly bluer only after some ten years).
const SINKS_A_YEAR: f32 = 0.12;
const MOST_SINKING_MM: f32 = 0.9;
/// Needles shallower than this lose pigment with the epidermis, 0.07–0.12 mm, and keep none at the other, mm.
const RETENTION_MM: (f32, f32) = (0.19, 0.06);
/// Needles deeper than this make marks run, as wide as they get at the other, mm.
const BLOWOUT_MM: (f32, f32) = (0.40, 1.0);
/// Share of a mark's pigment that runs at most, and how many times as wide as the mark it lies then.
const BLOWOUT_SHARE: f32 = 0.94;
const BLOWOUT_WIDTH: f32 = 3.6;
/// No pigment runs wider than this (clinics: up to 1 mm).
pub const WIDEST_BLOWOUT_MM: f32 = 1.2;
/// It lies so much deeper than the needle went, mm, and over so many times the area (found by trial: plainly blue).
const BLOWOUT_SINKING_MM: f32 = 1.7;
const BLOWOUT_AREA: f32 = 5.0;
/// The same in sunburnt skin, at once ("like ink on wet paper").
const BURN_SHARE: f32 = 0.62;
const BURN_WIDTH: f32 = 3.0;
/// How unevenly skin takes ink, as a factor around 1 for noise of ±½, and its mean: sunburnt, inflamed (choices).
const BURN_UNEVEN: (f32, f32) = (1.2, 0.92);
const INFLAMED_UNEVEN: (f32, f32) = (1.1, 0.82);
/// Size of such patches, mm.
const PATCH_MM: f32 = 11.0;
/// Fresh skin holds so many times its blood around the marks (found by trial between a flush and a burn).
const FLUSH: f32 = 1.5;
/// Marks of a full treatment, blurred, cover so much while fresh: there skin is as red as it gets.
const FLUSH_COVER: f32 = 0.45;
/// Share of hairs that have turned white after so many years (Panhard 2012: from about 45 on, a few per cent at first;
/// smoothed; choice of age).
const WHITE_SHARE_BY_YEARS: [(f32, f32); 4] = [(1.0, 0.0), (5.0, 0.03), (9.0, 0.12), (20.0, 0.30)];
/// Steps in which that share is counted, a unit, and the size of one.
const WHITE_STEPS: f32 = 100.0;
const WHITE_STEP: f32 = 0.01;
const MONTHS_PER_YEAR: f32 = 12.0;
/// Of shallow marks, how much pigment the skin keeps relative to [`RETENTION_MM`]'s share, and the range of that over which a mark goes (choice).
const SHEDDING_KEPT: f32 = 1.4;
const SHEDDING_RANGE: f32 = 0.4;
/// How much the share that runs and the width it gets differ between marks, as factors (choice).
const BLOWOUT_SHARES: (f32, f32) = (0.85, 1.15);
const BLOWOUT_WIDTHS: (f32, f32) = (0.7, 1.15);
/// Where skin takes ink unevenly: fine noise over the coarse one's frequency, and the least uptake (choice).
const PATCH_FINER: f32 = 3.1;
const LEAST_UPTAKE: f32 = 0.1;
const STREAM: u32 = streams::AGING;

/// What marks lie in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkedTissue {
    /// Skin.
    Skin,
    /// Skin that a scarring loss left.
    Scarring,
    /// A scar.
    Scar,
}

/// History of the marks: what their present look depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkHistory {
    /// Months since the last session, 0–240.
    pub months: f32,
    /// 0 = never without a hat, 1 = always.
    pub sun: f32,
    /// Years from one touch-up to the next; 0 = none.
    pub touch_up_years: f32,
    /// Depth of the needle, mm.
    pub depth_mm: f32,
    /// The skin when it was treated.
    pub state: SkinState,
    /// Laser sessions after all that.
    pub laser: LaserHistory,
}

impl MarkHistory {
    /// What of the settings matters.
    pub fn new(p: &OpticsParameters) -> Self {
        let pigment = if p.laser > 0.0 { pigment::relative_density(p.tone) } else { 0.0 };
        Self {
            months: p.months,
            sun: p.sun,
            touch_up_years: p.touch_up_years,
            depth_mm: p.depth_mm,
            state: p.state,
            laser: LaserHistory { sessions: p.laser, days: p.laser_days, pigment },
        }
    }

    /// Touch-ups done so far, and months since the last of them or since the marks had healed.
    fn since_touch_up(&self) -> (f32, f32) {
        let every = self.touch_up_years * MONTHS_PER_YEAR;
        let done = if every > 0.0 { (self.months / every).floor() } else { 0.0 };
        (done, if done > 0.0 { self.months - done * every } else { (self.months - HEALED).max(0.0) })
    }

    /// Years in which half of what one sees goes under this sun.
    pub fn half_life_years(&self, tissue: MarkedTissue) -> f32 {
        let usual = match tissue {
            MarkedTissue::Skin => HALF_LIFE.0,
            MarkedTissue::Scarring => SCARRING_HALF_LIFE,
            MarkedTissue::Scar => HALF_LIFE.1,
        };
        usual * (1.0 + SUN_FACTOR * USUAL_SUN) / (1.0 + SUN_FACTOR * self.sun)
    }

    /// How many times as fast as elsewhere marks fade at the crown.
    fn crown_rate(&self) -> f32 {
        (1.0 + SUN_FACTOR * CROWN_SUN * self.sun) / (1.0 + SUN_FACTOR * self.sun)
    }

    /// Share of the healed marks' visible mass that the years have left since the last touch-up, 0–1.
    pub fn remaining_mass(&self, tissue: MarkedTissue) -> f32 {
        let (_, since) = self.since_touch_up();
        exp(-core::f32::consts::LN_2 * since * (1.0 / MONTHS_PER_YEAR) / self.half_life_years(tissue))
    }

    /// How far too deep the needle went, 0–1, and the share of pigment that runs from there.
    fn too_deep(&self) -> (f32, f32) {
        let deep = ((self.depth_mm - BLOWOUT_MM.0) / (BLOWOUT_MM.1 - BLOWOUT_MM.0)).max(0.0).min(1.0);
        (deep, BLOWOUT_SHARE * smoothstep(0.0, 1.0, deep))
    }

    /// What a full mark takes of the skin's light by now. With the years it sinks: bluer, and no less of it.
    ///
    /// Pigment that has run lies deeper than the needle meant and no longer upon itself, so it takes more light
    /// altogether: spread over a times the area, a (1 − e^(−τ/a)) instead of 1 − e^(−τ).
    pub fn ink(&self, tone: f32) -> LinearRgb {
        self.aged_absorptance(tone, pigment::absorptance, |there, sunk| luminance(there) / luminance(sunk)).min(LinearRgb::WHITE)
    }

    /// What a full mark takes of the laterally scattered light under it by now. As it sinks it takes less blue and green, and no
    /// more red: most of it lies so deep that at equal luminance a picture's red would fall faster than the mark fades.
    pub fn cloud(&self, tone: f32) -> LinearRgb {
        self.aged_absorptance(tone, pigment::cloud, |there, sunk| (there / sunk).min_element())
    }

    /// `held` gives how much of what is sunk shows.
    fn aged_absorptance(&self, tone: f32, absorptance: fn(f32, f32) -> LinearRgb, held: fn(LinearRgb, LinearRgb) -> f32) -> LinearRgb {
        let (deep, run) = self.too_deep();
        let mut there = absorptance(tone, self.depth_mm + BLOWOUT_SINKING_MM * run);
        if deep > 0.0 {
            let opacity = pigment::opacity(tone);
            let thinner = BLOWOUT_AREA * (1.0 - pow(1.0 - opacity, 1.0 / BLOWOUT_AREA)) / opacity;
            there *= lerp(1.0, thinner, run);
        }
        let sinking = self.sinking_mm();
        if sinking <= 0.0 {
            return there;
        }
        let sunk = absorptance(tone, self.depth_mm + BLOWOUT_SINKING_MM * run + sinking);
        sunk * held(there, sunk)
    }

    /// How far pigment has sunk by now, mm.
    fn sinking_mm(&self) -> f32 {
        let (done, months) = self.since_touch_up();
        // Half of what lies there after a touch-up is old.
        let years = (months + 0.5 * if done > 0.0 { self.months - months } else { 0.0 }) * (1.0 / MONTHS_PER_YEAR);
        MOST_SINKING_MM * (1.0 - exp(-years * (SINKS_A_YEAR / MOST_SINKING_MM)))
    }

    /// Share of the skin's light that redness takes where blurred marks would take all: of fresh skin, and after a laser.
    pub fn flush(&self, skin: SkinOptics) -> LinearRgb {
        let fresh = smoothstep(SHED, 0.0, self.months).max(self.laser.redness());
        if fresh == 0.0 {
            return LinearRgb::BLACK;
        }
        let factor = 1.0 + fresh * FLUSH * skin.flush_factor();
        let red = skin.with_blood(factor).reflectance() / skin.reflectance();
        ((LinearRgb::WHITE - red) * (1.0 / FLUSH_COVER)).max(LinearRgb::BLACK).min(LinearRgb::WHITE)
    }
}

/// Share of hairs that have turned white so many months after the treatment, 0–1 in steps of a hundredth, so that hair
/// is rarely drawn anew.
pub fn white_share_after(months: f32) -> f32 {
    let years = months * (1.0 / MONTHS_PER_YEAR);
    let rise = |[(from, a), (to, b)]: [(f32, f32); 2]| lerp(a, b, ((years - from) / (to - from)).clamp(0.0, 1.0)) - a;
    let share = rise([WHITE_SHARE_BY_YEARS[0], WHITE_SHARE_BY_YEARS[1]])
        + rise([WHITE_SHARE_BY_YEARS[1], WHITE_SHARE_BY_YEARS[2]])
        + rise([WHITE_SHARE_BY_YEARS[2], WHITE_SHARE_BY_YEARS[3]]);
    (share * WHITE_STEPS + 0.5).floor() * WHITE_STEP
}

/// What of a dot shows: a soft round mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// mm.
    pub diameter: f32,
    /// Share of a full mark's darkness at its middle, 0–1.
    pub strength: f32,
}

/// How much a place belongs to the crown about a whorl, 0–1: without an edge, and without a root or a power, since every mark asks.
#[inline]
fn crown_share(place: Vec3, whorl: Vec3) -> f32 {
    let rest = 1.0 - (place - whorl).length_squared() * (1.0 / (CROWN_REACH_MM * CROWN_REACH_MM));
    if rest > 0.0 { rest * rest } else { 0.0 }
}

/// How many classes of marks there are, each with a fading rate of its own.
const MARK_CLASSES: usize = 32;

/// One class of marks: visible mass in skin and in scars, and how much of it has run (blowout) how far.
#[derive(Clone, Copy)]
struct MarkClass {
    mass: f32,
    mass_in_scar: f32,
    /// What is left in the middle of the crown of a mass elsewhere.
    crown: f32,
    blowout: f32,
    blowout_width: f32,
    clearance: Clearance,
}

/// Lookup table of the aging of all classes of marks, made once a picture.
pub struct AgingTable {
    classes: [MarkClass; MARK_CLASSES],
    width: f32,
    wider_mm: f32,
    uneven: Option<(f32, f32)>,
    offset: Vec3,
    laser: Option<LaserHistory>,
    /// Center of the crown; none as long as no mark has aged.
    whorl: Option<Vec3>,
    /// Whether marks have run (blowout).
    pub has_blowout: bool,
}

impl AgingTable {
    /// What becomes of all marks. `seed` decides where skin takes them unevenly.
    pub fn new(history: &MarkHistory, seed: u32) -> Self {
        let &MarkHistory { months, depth_mm, state, laser, .. } = history;
        let (touch_ups, since) = history.since_touch_up();
        let scab = smoothstep(SHED, 0.0, months);
        let settling = smoothstep(HEALED, 0.0, months);
        let fresh = 1.0 + SCAB * scab + SETTLING * settling;
        let [halves, halves_in_scar] =
            [MarkedTissue::Skin, MarkedTissue::Scar].map(|tissue| since * (1.0 / MONTHS_PER_YEAR) / history.half_life_years(tissue));
        let fading = |rate: f32, halves: f32| exp(-core::f32::consts::LN_2 * rate * halves);
        // Of a mark in the epidermis all is there at first.
        let kept = smoothstep(RETENTION_MM.1, RETENTION_MM.0, depth_mm);
        let unshed = smoothstep(HEALED, SHED, months);
        let (deep, run) = history.too_deep();
        let burnt = if state == SkinState::Sunburnt { 1.0 } else { 0.0 };
        let run = run.max(BURN_SHARE * burnt);
        let run_width = (1.0 + (BLOWOUT_WIDTH - 1.0) * deep.sqrt()).max(1.0 + (BURN_WIDTH - 1.0) * burnt);
        let by_now = depth_mm + history.sinking_mm();
        let kind = |i: usize| {
            let part = |i: usize| (i as f32 + 0.5) * (1.0 / MARK_CLASSES as f32);
            // Four orders of the same numbers, so that the kinds of aging of a mark are independent.
            let (rate_part, sheds, runs) = (part(i), part((i * 13 + 5) % MARK_CLASSES), part((i * 21 + 11) % MARK_CLASSES));
            let stubborn = part((i * 27 + 19) % MARK_CLASSES);
            let rate = lerp(FADING_RATE.0, FADING_RATE.1, rate_part);
            // Shallow marks are lost one by one, not faded evenly.
            let left = lerp(smoothstep(sheds, sheds + SHEDDING_RANGE, kept * SHEDDING_KEPT), 1.0, unshed);
            MarkClass {
                mass: fresh * left * fading(rate, halves),
                mass_in_scar: fresh * left * fading(rate, halves_in_scar),
                crown: fading(rate * (history.crown_rate() - 1.0), halves),
                blowout: (run * lerp(BLOWOUT_SHARES.0, BLOWOUT_SHARES.1, runs)).min(BLOWOUT_SHARE),
                blowout_width: lerp(1.0, run_width, lerp(BLOWOUT_WIDTHS.0, BLOWOUT_WIDTHS.1, runs)),
                clearance: if laser.is_any() {
                    Clearance::new(&laser, stubborn, by_now, by_now + BLOWOUT_SINKING_MM * run)
                } else {
                    Clearance::NONE
                },
            }
        };
        Self {
            classes: core::array::from_fn(kind),
            width: 1.0 + SCAB_WIDER * scab + SETTLING_WIDER * settling,
            wider_mm: WIDER_A_YEAR * (months - HEALED).max(0.0) * (1.0 / MONTHS_PER_YEAR) + WIDER_A_TOUCH_UP * touch_ups,
            uneven: match state {
                SkinState::Healthy => None,
                SkinState::Sunburnt => Some(BURN_UNEVEN),
                SkinState::Inflamed => Some(INFLAMED_UNEVEN),
            },
            offset: noise::offset(seed, STREAM),
            laser: laser.is_any().then_some(laser),
            whorl: None,
            has_blowout: run > 0.0,
        }
    }

    /// The same on a head whose crown lies about this place, which takes pigment differently.
    #[must_use]
    pub fn with_crown(self, whorl: Vec3) -> Self {
        Self { whorl: (self.wider_mm > 0.0).then_some(whorl), ..self }
    }

    /// Width of the mark that a dot of some diameter becomes, at most, but for what runs, mm.
    pub fn widest_mm(&self, diameter: f32) -> f32 {
        diameter * self.width + self.wider_mm * CROWN_WIDER
    }

    /// What shows of a dot at a place of the skin: the mark, and what of it has run.
    #[inline]
    pub fn marks(&self, dot: &Dot, place: Vec3) -> (Mark, Mark) {
        let kind = &self.classes[usize::from(dot.own) * MARK_CLASSES / 256];
        let mut mass = lerp(kind.mass, kind.mass_in_scar, from_unorm8(dot.scar));
        if let Some(uneven) = self.uneven {
            mass *= self.uptake(uneven, place);
        }
        let mut wider_mm = self.wider_mm;
        if let Some(whorl) = self.whorl {
            let near = crown_share(place, whorl);
            mass *= lerp(1.0, kind.crown, near);
            wider_mm *= lerp(1.0, CROWN_WIDER, near);
        }
        let diameter = dot.diameter * self.width + wider_mm;
        let (left, run_left) = match &self.laser {
            Some(laser) => kind.clearance.left(laser.amount(dot.load * mass, dot.diameter), self.response(place)),
            None => (1.0, 1.0),
        };
        let spread = |share: f32, diameter: f32| {
            let narrower = dot.diameter / diameter;
            let strength = dot.load * mass * share * (narrower * narrower);
            Mark { diameter, strength: if strength < 1.0 { strength } else { 1.0 } }
        };
        if !self.has_blowout {
            return (spread(left, diameter), Mark { diameter, strength: 0.0 });
        }
        let wide = (diameter * kind.blowout_width).min(WIDEST_BLOWOUT_MM).max(diameter);
        (spread((1.0 - kind.blowout) * left, diameter), spread(kind.blowout * run_left, wide))
    }

    /// How well the skin of a place responds to a laser, 0–1.
    #[inline(never)]
    fn response(&self, place: Vec3) -> f32 {
        (noise::value((place - self.offset) * (1.0 / PULSE_MM)) + 0.5).max(0.0).min(1.0)
    }

    /// How much of the ink the skin of a place has taken.
    #[inline(never)]
    fn uptake(&self, (uneven, mean): (f32, f32), place: Vec3) -> f32 {
        let q = (place + self.offset) * (1.0 / PATCH_MM);
        (mean + uneven * (noise::value(q) + 0.5 * noise::value(q * PATCH_FINER))).max(LEAST_UPTAKE)
    }
}

impl OpticsParameters {
    /// How far light passes worn hair by now: 0 = black, 1 = white.
    pub fn translucency_now(&self) -> f32 {
        lerp(self.hair.translucency(), HairColor::WHITE.translucency(), self.white_share_now())
    }

    /// Share of white hairs by now, 0–1.
    pub fn white_share_now(&self) -> f32 {
        let white = self.white_share();
        white + (1.0 - white) * white_share_after(self.months)
    }
}
