//! Which follicular units still have hair under a loss, after surgery, and how many hairs each.
//!
//! Both stubble and worn hair grow from this list, so that cutting hair never changes who has lost it.

use super::follicles::{FollicularUnit, UnitStatus, unit_share};
use super::graft_growth::planted_hair;
use super::loss::SparedHair;
use super::loss::vigor::{loss_threshold, vigor};
use super::parameters::ScalpParameters;
use crate::base::fixed::UNORM8_ONE;
use crate::base::random::bits;
use crate::base::streams;

/// Stream of random numbers of a unit.
pub(super) const STREAM: u32 = streams::HAIRS;
/// Share of units that keep one fine hair where all else is bare.
const SURVIVORS: f32 = 0.02;
/// Depth beyond which the skin is smooth, without survivors, in half borders: areata, not pattern loss.
const SMOOTH: f32 = 1.5;
/// The same where hair breaks off at the rims of patches, and regrows fine behind them.
const BREAKING: f32 = 0.12;
const REGROWN: f32 = 2.0;
/// Share of units that keep one hair of their own in a band of frontal fibrosis, and the least vigor of that hair: it is a terminal one
/// (choice: some dozens in a wide band).
const LONE: f32 = 0.004;
const LONE_VIGOR: f32 = 0.8;
/// Jitter of a unit's vigor: neighbors are lost at different times.
const JITTER: f32 = 0.22;
/// How many values 16 random bits have.
const U16_VALUES: f32 = 65_536.0;

/// A unit that may still have hair.
pub(super) struct RemainingUnit<'a> {
    /// Its place among all units.
    pub index: usize,
    /// The unit.
    pub unit: &'a FollicularUnit,
    /// Random bits of its own.
    pub chance: u32,
    /// Depth of its place inside the lost area, half borders.
    pub depth: f32,
    /// Its vigor, 0–1.
    pub vigor: f32,
    /// Hairs it had before any loss, or that were planted.
    pub n_hairs: usize,
    /// Whether it keeps one fine hair where all else is bare.
    pub survivor: bool,
    /// Whether its hair was planted and counts as it grows in.
    pub planted: bool,
    /// The longest its hairs can be by now, mm.
    pub longest_mm: f32,
}

impl RemainingUnit<'_> {
    /// Whether its `k`-th hair is still there.
    #[inline]
    pub(super) fn has_hair(&self, k: usize) -> bool {
        self.planted || self.vigor >= loss_threshold(k, (self.chance >> 24) as f32 * (1.0 / UNORM8_ONE)) || self.survivor && k == 0
    }
}

/// Every unit that hair density, surgery and loss may have left hair in; `statuses` is empty where all are native.
pub(super) fn remaining_units<'a>(
    units: &'a [FollicularUnit],
    depths: impl Iterator<Item = f32>,
    statuses: &[UnitStatus],
    spared: SparedHair,
    seed: u32,
    p: &ScalpParameters,
) -> impl Iterator<Item = RemainingUnit<'a>> {
    let (p, share) = (*p, unit_share(p.hair_density));
    let (survivors, smooth, least_vigor) = match spared {
        SparedHair::Fine => (SURVIVORS, SMOOTH, 0.0),
        SparedHair::Broken => (BREAKING, REGROWN, 0.0),
        SparedHair::Lone => (LONE, f32::MAX, LONE_VIGOR),
    };
    units.iter().zip(depths).enumerate().filter_map(move |(index, (unit, depth))| {
        let status = statuses.get(index).copied().unwrap_or_default();
        if status == UnitStatus::Removed || (status == UnitStatus::Native && unit.onset >= share) {
            return None;
        }
        let chance = bits(seed, STREAM, index as u32);
        let part = |shift: u32| (chance >> shift & 0xff) as f32 * (1.0 / UNORM8_ONE);
        // Moved hair keeps its vigor once it has grown in.
        let mut longest_mm = f32::MAX;
        let (vigor, n_hairs) = match status {
            UnitStatus::Transplanted(hairs) => (1.0, usize::from(hairs)),
            UnitStatus::Planted(hairs) => {
                let hair = planted_hair(p.graft_months, part(8))?;
                longest_mm = hair.longest_mm;
                (hair.vigor, usize::from(hairs))
            }
            UnitStatus::Native | UnitStatus::Removed => (vigor(depth + (part(0) - part(8)) * JITTER), unit.n_hairs(p.hair_density)),
        };
        let planted = matches!(status, UnitStatus::Planted(_));
        let survivor = !planted && depth < smooth && f32::from((chance >> 16) as u16) < survivors * U16_VALUES;
        let vigor = if survivor && vigor < least_vigor { least_vigor } else { vigor };
        Some(RemainingUnit { index, unit, chance, depth, vigor, n_hairs, survivor, planted, longest_mm })
    })
}
