//! How long after a shave cut hair can be told from dots beside it: a threshold on the difference of their lightness L*.

use super::matching::{LONGEST_MM, LightTaken, MatchInputs};
use super::parameters::OpticsParameters;
use crate::base::math::lerp;
use crate::scalp::GROWTH_MM_A_DAY;

/// Difference of lightness that half of all people see between two patches side by side, on the lightest and on the darkest skin, in
/// L* (Leow et al. 2006, 90 people, silicone skin: ΔE 0.8 fair, 1.3 dark).
const PERCEPTIBLE: (f32, f32) = (0.8, 1.3);
/// The same from which on they no longer take them for one (ibid.: 1.8 fair, 2.6 dark).
const UNACCEPTABLE: (f32, f32) = (1.8, 2.6);
/// What a clipper without a guard leaves, mm (clinics: 0.2–0.5).
const CLIPPED_MM: f32 = 0.5;
/// The lightest and the darkest Monk tone.
const MONK: (f32, f32) = (1.0, 10.0);

/// The first whole day after a wet shave on which the hair begins to show beside healed dots of this tone, 0–30: by now it is darker
/// than they are by a perceptible step, or, being lighter than skin, paler than just shaved by such a step, or so long that it is seen as hair.
///
/// 0 where dots are too dark for this hair, shaved or clipped, so that no shave hides them. How long the hair is now does not count.
pub fn shows_after_days(p: &OpticsParameters, shares: &MatchInputs) -> u32 {
    let taken = LightTaken::new(p, shares);
    let dots = taken.lightness(taken.by_dots(p.tone));
    let darker = |length_mm: f32| dots - taken.lightness(taken.by_hair(length_mm));
    let on_this_skin = |step: (f32, f32)| lerp(step.0, step.1, (p.skin - MONK.0) / (MONK.1 - MONK.0));
    if darker(CLIPPED_MM) < -on_this_skin(UNACCEPTABLE) {
        return 0;
    }
    let (step, shaved) = (on_this_skin(PERCEPTIBLE), darker(0.0).min(0.0));
    let shows = |length_mm: f32| length_mm > LONGEST_MM || darker(length_mm) > step || darker(length_mm) < shaved - step;
    // Ends at the longest length at the latest.
    let mut day = 1;
    while !shows(day as f32 * GROWTH_MM_A_DAY) {
        day += 1;
    }
    day
}
