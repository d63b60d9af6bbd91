//! How transplanted hair grows in: planted as stubble, shed, at rest, then unit by unit, fine at first.
//!
//! Clinics: shed within two to four weeks; new hair from month 3 on, 40 % of it through the skin by month 4, 50 % by 5, 60–70 %
//! by 6, 90–100 % by 9; until month 12 it gets thicker and darker (Feller Medical; Wimpole Clinic and others alike).

use crate::base::math::lerp;

/// Transplanted hair has grown in after so many months, and from then on is as long as all hair.
pub const GROWN_IN_MONTHS: f32 = 12.0;
/// The grafted zone has healed after so many months and may be treated (clinic brief: not before 6–12).
pub const HEALED_MONTHS: f32 = 6.0;
/// Planted shafts stand so far out of the skin, mm (choice: donor hair is cut to one or two).
const PLANTED_MM: f32 = 1.5;
/// First and last unit to shed, months: two and four weeks.
const SHED_MONTHS: (f32, f32) = (0.46, 0.92);
/// Share of units through the skin by so many months; between these evenly.
const THROUGH: [(f32, f32); 6] = [(3.0, 0.0), (4.0, 0.36), (5.0, 0.49), (6.0, 0.64), (9.0, 0.95), (11.0, 1.0)];
/// Hair grows so far in a month, mm.
const MM_A_MONTH: f32 = 10.0;
/// Vigor of a new hair as it comes through the skin: fine and pale; see [`miniaturized`](super::loss::miniaturized) (choice).
const FIRST_VIGOR: f32 = 0.15;

/// Transplanted hair of one unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PlantedHair {
    /// Its vigor, 0–1.
    pub vigor: f32,
    /// The longest it can be by now, mm.
    pub longest_mm: f32,
}

/// What stands of a unit so many months after it was planted, if anything; `chance`, 0–1, sets it apart from its neighbors.
pub(super) fn planted_hair(months: f32, chance: f32) -> Option<PlantedHair> {
    if months >= GROWN_IN_MONTHS {
        return Some(PlantedHair { vigor: 1.0, longest_mm: f32::MAX });
    }
    if months < lerp(SHED_MONTHS.0, SHED_MONTHS.1, chance) {
        return Some(PlantedHair { vigor: 1.0, longest_mm: PLANTED_MM });
    }
    let grown = months - through_months(chance);
    let share = grown / (GROWN_IN_MONTHS - through_months(chance));
    (grown > 0.0).then(|| PlantedHair { vigor: lerp(FIRST_VIGOR, 1.0, share), longest_mm: MM_A_MONTH * grown })
}

/// When the unit that `chance` sets apart comes through the skin, months.
fn through_months(chance: f32) -> f32 {
    let mut at = THROUGH[THROUGH.len() - 1].0;
    for pair in THROUGH.windows(2).rev() {
        let [(from, before), (to, by)] = [pair[0], pair[1]];
        if chance < by {
            at = lerp(from, to, ((chance - before) / (by - before)).max(0.0));
        }
    }
    at
}
