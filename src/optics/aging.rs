//! How a mark looks months and years after the needle: it heals, fades, widens and sinks, and never moves.
//!
//! In: a [`Dot`] as the artist made it. Out: [`Mark`]s, what of it shows now. Its *visible mass* is strength times area;
//! 1 is the healed mark of a needle that went as deep as it should. Holds always: past healing, more months never give
//! more mass but at a touch-up, and a mark that runs keeps its mass.

use super::hair::HairColor;
use super::parameters::OpticsParameters;
use super::pigment;
use super::skin::{Skin, SkinState};
use crate::base::color::{LinearRgb, luminance};
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
/// The sun that half-life is for, and how much faster all sun fades than none: 4.8 to 1.9 years (choice within clinics'
/// intervals of 18 months to 8 years).
const USUAL_SUN: f32 = 0.3;
const SUN_FADES: f32 = 1.5;
/// The slowest and the fastest mark fade at so many times the pace (choice: old work looks uneven, not just pale).
const PACE: (f32, f32) = (0.6, 1.4);
/// A mark grows wider by so much a year, mm (rule of thumb for tattooed lines: 0.1 mm a decade), and at a touch-up,
/// where needles never meet quite the same place (choice).
const WIDER_A_YEAR: f32 = 0.01;
const WIDER_A_TOUCH_UP: f32 = 0.012;
/// Pigment sinks by so much a year, mm, ever slower: at most so far (choice: plainly bluer only after some ten years).
const SINKS_A_YEAR: f32 = 0.12;
const SINKS: f32 = 0.9;
/// Needles shallower than this lose pigment with the epidermis, 0.07–0.12 mm, and keep none at the other, mm.
const KEEPS: (f32, f32) = (0.19, 0.06);
/// Needles deeper than this make marks run, as wide as they get at the other, mm.
const RUNS: (f32, f32) = (0.40, 1.0);
/// Share of a mark's pigment that runs at most, and how many times as wide as the mark it lies then.
const RUN_SHARE: f32 = 0.94;
const RUN_WIDTH: f32 = 3.6;
/// No pigment runs wider than this (clinics: up to 1 mm).
pub const WIDEST_RUN_MM: f32 = 1.2;
/// It lies so much deeper than the needle went, mm, and over so many times the area (found by trial: plainly blue).
const RUN_SINKS: f32 = 1.7;
const RUN_AREA: f32 = 5.0;
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
const GREYS: [(f32, f32); 4] = [(1.0, 0.0), (5.0, 0.03), (9.0, 0.12), (20.0, 0.30)];
const STREAM: u32 = streams::AGING;

/// What decides how marks look by now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Past {
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
}

impl Past {
    /// What of the settings matters.
    pub fn new(p: &OpticsParameters) -> Self {
        Self { months: p.months, sun: p.sun, touch_up_years: p.touch_up_years, depth_mm: p.depth_mm, state: p.state }
    }

    /// Touch-ups done so far, and months since the last of them or since the marks had healed.
    fn since(&self) -> (f32, f32) {
        let every = self.touch_up_years * 12.0;
        let done = if every > 0.0 { (self.months / every).floor() } else { 0.0 };
        (done, if done > 0.0 { self.months - done * every } else { (self.months - HEALED).max(0.0) })
    }

    /// Years in which half of what one sees goes under this sun, in skin or in scars.
    pub fn half_life_years(&self, in_scar: bool) -> f32 {
        let usual = if in_scar { HALF_LIFE.1 } else { HALF_LIFE.0 };
        usual * (1.0 + SUN_FADES * USUAL_SUN) / (1.0 + SUN_FADES * self.sun)
    }

    /// Share of the healed marks' visible mass that the years have left since the last touch-up, 0–1.
    pub fn left(&self, in_scar: bool) -> f32 {
        let (_, since) = self.since();
        exp(-core::f32::consts::LN_2 * since * (1.0 / 12.0) / self.half_life_years(in_scar))
    }

    /// How far too deep the needle went, 0–1, and the share of pigment that runs from there.
    fn too_deep(&self) -> (f32, f32) {
        let deep = ((self.depth_mm - RUNS.0) / (RUNS.1 - RUNS.0)).max(0.0).min(1.0);
        (deep, RUN_SHARE * smoothstep(0.0, 1.0, deep))
    }

    /// What a full mark takes of the skin's light by now. With the years it sinks: bluer, and no less of it.
    ///
    /// Pigment that has run lies deeper than the needle meant and no longer upon itself, so it takes more light
    /// altogether: spread over a times the area, a (1 − e^(−τ/a)) instead of 1 − e^(−τ).
    pub fn ink(&self, tone: f32) -> LinearRgb {
        self.aged(tone, pigment::absorptance, |there, sunk| luminance(there) / luminance(sunk)).min(Vec3::ONE)
    }

    /// What a full mark takes of the light that wanders under it by now. As it sinks it takes less blue and green, and no
    /// more red: most of it lies so deep that at equal luminance a picture's red would fall faster than the mark fades.
    pub fn cloud(&self, tone: f32) -> LinearRgb {
        self.aged(tone, pigment::cloud, |there, sunk| (there / sunk).min_element())
    }

    /// `held` says how much of what is sunk shows.
    fn aged(&self, tone: f32, takes: fn(f32, f32) -> LinearRgb, held: fn(LinearRgb, LinearRgb) -> f32) -> LinearRgb {
        let (deep, run) = self.too_deep();
        let mut there = takes(tone, self.depth_mm + RUN_SINKS * run);
        if deep > 0.0 {
            let opacity = pigment::opacity(tone);
            let thinner = RUN_AREA * (1.0 - pow(1.0 - opacity, 1.0 / RUN_AREA)) / opacity;
            there *= lerp(1.0, thinner, run);
        }
        let (done, months) = self.since();
        // Half of what lies there after a touch-up is old.
        let years = (months + 0.5 * if done > 0.0 { self.months - months } else { 0.0 }) * (1.0 / 12.0);
        if years <= 0.0 {
            return there;
        }
        let sunk = takes(tone, self.depth_mm + RUN_SINKS * run + SINKS * (1.0 - exp(-years * (SINKS_A_YEAR / SINKS))));
        sunk * held(there, sunk)
    }

    /// Share of the skin's light that fresh redness takes where blurred marks would take all.
    pub fn flush(&self, skin: Skin) -> LinearRgb {
        let fresh = smoothstep(SHED, 0.0, self.months);
        if fresh == 0.0 {
            return Vec3::ZERO;
        }
        let factor = 1.0 + fresh * FLUSH * skin.flushes();
        let red = skin.flushed(factor).reflectance() / skin.reflectance();
        ((Vec3::ONE - red) * (1.0 / FLUSH_COVER)).max(Vec3::ZERO).min(Vec3::ONE)
    }
}

/// Share of hairs that have turned white so many months after the treatment, 0–1 in steps of a hundredth, so that hair
/// is rarely drawn anew.
pub fn greyed(months: f32) -> f32 {
    let years = months * (1.0 / 12.0);
    let rise = |[(from, a), (to, b)]: [(f32, f32); 2]| lerp(a, b, ((years - from) / (to - from)).clamp(0.0, 1.0)) - a;
    let share = rise([GREYS[0], GREYS[1]]) + rise([GREYS[1], GREYS[2]]) + rise([GREYS[2], GREYS[3]]);
    (share * 100.0 + 0.5).floor() * 0.01
}

/// What of a dot shows: a soft round mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// mm.
    pub diameter: f32,
    /// Share of a full mark's darkness at its middle, 0–1.
    pub strength: f32,
}

/// How many kinds of marks there are, each with a pace of its own.
const KINDS: usize = 32;

/// One kind of marks: visible mass in skin and in scars, and how much of it has run how far.
#[derive(Clone, Copy, Default)]
struct Kind {
    mass: f32,
    mass_in_scar: f32,
    run: f32,
    run_width: f32,
}

/// What has become of a treatment's marks: made once a picture, so that a mark costs a look-up.
pub struct Age {
    kinds: [Kind; KINDS],
    width: f32,
    wider_mm: f32,
    uneven: Option<(f32, f32)>,
    offset: Vec3,
    /// Whether marks have run.
    pub has_run: bool,
}

impl Age {
    /// What becomes of all marks. `seed` decides where skin takes them unevenly.
    pub fn new(past: &Past, seed: u32) -> Self {
        let &Past { months, depth_mm, state, .. } = past;
        let (touch_ups, since) = past.since();
        let scab = smoothstep(SHED, 0.0, months);
        let settling = smoothstep(HEALED, 0.0, months);
        let fresh = 1.0 + SCAB * scab + SETTLING * settling;
        let [halves, halves_in_scar] = [false, true].map(|scar| since * (1.0 / 12.0) / past.half_life_years(scar));
        let fading = |pace: f32, halves: f32| exp(-core::f32::consts::LN_2 * pace * halves);
        // Of a mark in the epidermis all is there at first.
        let kept = smoothstep(KEEPS.1, KEEPS.0, depth_mm);
        let unshed = smoothstep(HEALED, SHED, months);
        let (deep, run) = past.too_deep();
        let burnt = if state == SkinState::Sunburnt { 1.0 } else { 0.0 };
        let run = run.max(BURN_SHARE * burnt);
        let run_width = (1.0 + (RUN_WIDTH - 1.0) * deep.sqrt()).max(1.0 + (BURN_WIDTH - 1.0) * burnt);
        let kind = |i: usize| {
            let part = |i: usize| (i as f32 + 0.5) * (1.0 / KINDS as f32);
            // Three orders of the same numbers, so that a mark's ways of ageing have nothing to do with each other.
            let (paced, sheds, runs) = (part(i), part((i * 13 + 5) % KINDS), part((i * 21 + 11) % KINDS));
            let pace = lerp(PACE.0, PACE.1, paced);
            // Shallow marks go one by one, not all alike.
            let left = lerp(smoothstep(sheds, sheds + 0.4, kept * 1.4), 1.0, unshed);
            Kind {
                mass: fresh * left * fading(pace, halves),
                mass_in_scar: fresh * left * fading(pace, halves_in_scar),
                run: (run * lerp(0.85, 1.15, runs)).min(RUN_SHARE),
                run_width: lerp(1.0, run_width, lerp(0.7, 1.15, runs)),
            }
        };
        Self {
            kinds: core::array::from_fn(kind),
            width: 1.0 + SCAB_WIDER * scab + SETTLING_WIDER * settling,
            wider_mm: WIDER_A_YEAR * (months - HEALED).max(0.0) * (1.0 / 12.0) + WIDER_A_TOUCH_UP * touch_ups,
            uneven: match state {
                SkinState::Healthy => None,
                SkinState::Sunburnt => Some(BURN_UNEVEN),
                SkinState::Inflamed => Some(INFLAMED_UNEVEN),
            },
            offset: noise::offset(seed, STREAM),
            has_run: run > 0.0,
        }
    }

    /// What shows of a dot at a place of the skin: the mark, and what of it has run.
    #[inline]
    pub fn marks(&self, dot: &Dot, place: Vec3) -> (Mark, Mark) {
        let kind = &self.kinds[usize::from(dot.own) * KINDS / 256];
        let mut mass = lerp(kind.mass, kind.mass_in_scar, f32::from(dot.scar) * (1.0 / 255.0));
        if let Some(uneven) = self.uneven {
            mass *= self.taken(uneven, place);
        }
        let diameter = dot.diameter * self.width + self.wider_mm;
        let spread = |share: f32, diameter: f32| {
            let narrower = dot.diameter / diameter;
            let strength = dot.load * mass * share * (narrower * narrower);
            Mark { diameter, strength: if strength < 1.0 { strength } else { 1.0 } }
        };
        if !self.has_run {
            return (spread(1.0, diameter), Mark { diameter, strength: 0.0 });
        }
        let wide = (diameter * kind.run_width).min(WIDEST_RUN_MM).max(diameter);
        (spread(1.0 - kind.run, diameter), spread(kind.run, wide))
    }

    /// How much of the ink the skin of a place has taken.
    #[inline(never)]
    fn taken(&self, (uneven, mean): (f32, f32), place: Vec3) -> f32 {
        let q = (place + self.offset) * (1.0 / PATCH_MM);
        (mean + uneven * (noise::value(q) + 0.5 * noise::value(q * 3.1))).max(0.1)
    }
}

impl OpticsParameters {
    /// How far light passes worn hair by now: 0 = black, 1 = white.
    pub fn clear_by_now(&self) -> f32 {
        lerp(self.hair.clear(), HairColor::WHITE.clear(), self.white_by_now())
    }

    /// Share of white hairs by now, 0–1.
    pub fn white_by_now(&self) -> f32 {
        let white = self.white_share();
        white + (1.0 - white) * greyed(self.months)
    }
}
