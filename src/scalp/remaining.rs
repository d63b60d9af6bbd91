//! Which follicular units still have hair under a loss, after surgery, and how many hairs each.
//!
//! Both stubble and worn hair grow from this list, so that cutting hair never changes who has lost it.

use super::follicles::{FollicularUnit, UnitStatus, unit_share};
use super::loss::vigor::{loss_threshold, vigor};
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
}

impl RemainingUnit<'_> {
    /// Whether its `k`-th hair is still there.
    #[inline]
    pub(super) fn has_hair(&self, k: usize) -> bool {
        self.vigor >= loss_threshold(k, (self.chance >> 24) as f32 * (1.0 / UNORM8_ONE)) || self.survivor && k == 0
    }
}

/// Every unit that a hair density (hairs/cm²), surgery and loss may have left hair in; `statuses` is empty where all are native, `breaks` as in
/// areata.
pub(super) fn remaining_units<'a>(
    units: &'a [FollicularUnit],
    depths: impl Iterator<Item = f32>,
    statuses: &[UnitStatus],
    breaks: bool,
    seed: u32,
    hair_density: f32,
) -> impl Iterator<Item = RemainingUnit<'a>> {
    let share = unit_share(hair_density);
    let (survivors, smooth) = if breaks { (BREAKING, REGROWN) } else { (SURVIVORS, SMOOTH) };
    units.iter().zip(depths).enumerate().filter_map(move |(index, (unit, depth))| {
        let status = statuses.get(index).copied().unwrap_or_default();
        if status == UnitStatus::Removed || (status == UnitStatus::Native && unit.onset >= share) {
            return None;
        }
        let chance = bits(seed, STREAM, index as u32);
        let part = |shift: u32| (chance >> shift & 0xff) as f32 * (1.0 / UNORM8_ONE);
        // Moved hair keeps its vigor.
        let (vigor, n_hairs) = match status {
            UnitStatus::Transplanted(hairs) => (1.0, usize::from(hairs)),
            UnitStatus::Native | UnitStatus::Removed => (vigor(depth + (part(0) - part(8)) * JITTER), unit.n_hairs(hair_density)),
        };
        let survivor = depth < smooth && f32::from((chance >> 16) as u16) < survivors * U16_VALUES;
        Some(RemainingUnit { index, unit, chance, depth, vigor, n_hairs, survivor })
    })
}
