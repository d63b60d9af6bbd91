//! Reparameterization of a slider by equal areas: the skin that a moving border bares grows evenly.

use super::vigor::{hair_mass_share, vigor};
use crate::base::math::lerp;
use crate::base::solve::bisect;
use crate::scalp::person::SkinArea;

/// Knots of the slider: one every 2.5 %.
const KNOTS: usize = 41;
/// Bins of the travel in which skin is counted.
const BINS: usize = 512;
/// Depth at which no unit has lost anything yet, and at which every unit has lost all.
const UNTOUCHED: f32 = -1.3;
const SMOOTH: f32 = 1.8;
/// How far the ends of the scale reach beyond what was sampled, as shares of the way, for units between the samples and at the
/// ragged edge outside them: before the first and after the last (choice).
const BEYOND: (f32, f32) = (0.01, 0.06);
/// Least share of the hair, count × caliber, that is not half bare.
const HALF: f32 = 0.5;
/// Least divisors: difference of two depths, and skin in a bin, mm².
const LEAST_DIFFERENCE: f32 = 1e-3;
const LEAST_AREA: f32 = 1e-6;

/// Share of the way from the first stop to the second, for each knot.
#[derive(Clone, Copy)]
pub(super) struct EqualAreaScale([f32; KNOTS]);

impl EqualAreaScale {
    /// The scale on which half-bare skin grows by equal areas, from none to all that is ever bare.
    ///
    /// `depths` are those of each piece of `skin` at the first stop and at the last.
    pub(super) fn by_area(depths: impl Iterator<Item = (f32, f32)>, skin: &[SkinArea]) -> Self {
        let half = half_bare_depth();
        let (mut from, mut to) = (1.0_f32, 0.0_f32);
        let mut bins = vec![0.0_f32; BINS + 1];
        let mut total = 0.0;
        for ((first, last), s) in depths.zip(skin) {
            let at = |depth: f32| ((depth - first) / (last - first).max(LEAST_DIFFERENCE)).max(0.0).min(1.0);
            (from, to) = (from.min(at(UNTOUCHED)), to.max(at(SMOOTH)));
            if last > half {
                bins[(at(half) * BINS as f32) as usize] += s.mm2;
                total += s.mm2;
            }
        }
        let mut knots = [0.0; KNOTS];
        let (mut bin, mut below) = (0, 0.0);
        for (i, knot) in knots.iter_mut().enumerate() {
            let wanted = total * i as f32 / (KNOTS - 1) as f32;
            while bin < BINS && below + bins[bin] < wanted {
                below += bins[bin];
                bin += 1;
            }
            *knot = (bin as f32 + (wanted - below) / bins[bin].max(LEAST_AREA)) / BINS as f32;
        }
        (knots[0], knots[KNOTS - 1]) = ((from - BEYOND.0).max(0.0), (to + BEYOND.1).min(1.0));
        for i in 1..KNOTS {
            knots[i] = knots[i].max(knots[i - 1]).min(knots[KNOTS - 1]);
        }
        Self(knots)
    }

    /// Share of the way at `stage` 0–1.
    pub(super) fn at(&self, stage: f32) -> f32 {
        let x = stage * (KNOTS - 1) as f32;
        let i = (x as usize).min(KNOTS - 2);
        lerp(self.0[i], self.0[i + 1], x - i as f32)
    }
}

/// Depth at which half of the hair, count × caliber, is gone.
fn half_bare_depth() -> f32 {
    bisect(-1.0, 1.0, 16, |depth| hair_mass_share(vigor(depth)) >= HALF).0
}
