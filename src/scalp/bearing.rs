//! Which follicular units still bear hair under a loss, after surgery, and how many hairs each.
//!
//! Both stubble and worn hair grow from this list, so that cutting hair never changes who has lost it.

use super::follicles::{Fate, FollicularUnit, unit_share};
use super::loss::vigour::{goes_at, vigour};
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
/// Jitter of a unit's vigour: neighbours do not go together.
const JITTER: f32 = 0.22;

/// A unit that may bear hair.
pub(super) struct Bearing<'a> {
    /// Its place among all units.
    pub index: usize,
    /// The unit.
    pub unit: &'a FollicularUnit,
    /// Random bits of its own.
    pub chance: u32,
    /// Depth of its place inside the lost area, half borders.
    pub depth: f32,
    /// Its vigour, 0–1.
    pub vigour: f32,
    /// Hairs it had before any loss, or that were planted.
    pub n_hairs: usize,
    /// Whether it keeps one fine hair where all else is bare.
    pub survivor: bool,
}

impl Bearing<'_> {
    /// Whether its `k`-th hair is still there.
    #[inline]
    pub(super) fn bears(&self, k: usize) -> bool {
        self.vigour >= goes_at(k, (self.chance >> 24) as f32 * (1.0 / 255.0)) || self.survivor && k == 0
    }
}

/// Every unit that a hair density (hairs/cm²), surgery and loss may have left hair in; `fates` is empty where all are native, `breaks`: as in
/// areata.
pub(super) fn bearing<'a>(
    units: &'a [FollicularUnit],
    depths: impl Iterator<Item = f32>,
    fates: &[Fate],
    breaks: bool,
    seed: u32,
    hair_density: f32,
) -> impl Iterator<Item = Bearing<'a>> {
    let share = unit_share(hair_density);
    let (survivors, smooth) = if breaks { (BREAKING, REGROWN) } else { (SURVIVORS, SMOOTH) };
    units.iter().zip(depths).enumerate().filter_map(move |(index, (unit, depth))| {
        let fate = fates.get(index).copied().unwrap_or_default();
        if fate == Fate::Gone || (fate == Fate::Native && unit.onset >= share) {
            return None;
        }
        let chance = bits(seed, STREAM, index as u32);
        let part = |shift: u32| (chance >> shift & 0xff) as f32 * (1.0 / 255.0);
        // Moved hair keeps its vigour.
        let (vigour, n_hairs) = match fate {
            Fate::Planted(hairs) => (1.0, usize::from(hairs)),
            Fate::Native | Fate::Gone => (vigour(depth + (part(0) - part(8)) * JITTER), unit.n_hairs(hair_density)),
        };
        let survivor = depth < smooth && f32::from((chance >> 16) as u16) < survivors * 65_536.0;
        Some(Bearing { index, unit, chance, depth, vigour, n_hairs, survivor })
    })
}
