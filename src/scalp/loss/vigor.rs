//! Vigor of a place, 1 = terminal hair … 0 = bare: miniaturization first, then loss of hairs, from the depth inside a lost area.

use crate::base::math::{lerp, smoothstep};

/// Vigor 1 (as at stage I) … 0 (bare), from a depth in half borders.
pub fn vigor(depth: f32) -> f32 {
    smoothstep(1.0, -1.0, depth)
}

/// Depths, in half borders, between which the skin of a scarring loss goes over into scar: behind the last hairs (choice).
pub const SCARRED_DEPTH: (f32, f32) = (0.1, 1.6);

/// Vigor at which the last hair of a unit is lost, and the first.
const LAST_HAIR_LOST: f32 = 0.10;
const FIRST_HAIR_LOST: f32 = 0.62;
/// Step from one hair of a unit to the next in the order of loss, 1 − 1/φ: any number of them is evenly spread (golden section).
const GOLDEN_STEP: f32 = 0.381_966;

/// Vigor below which the `k`-th hair of a unit is gone; `chance` 0–1 sets it apart from other units.
///
/// The hairs of a unit go one after the other, whatever their number.
pub fn loss_threshold(k: usize, chance: f32) -> f32 {
    let order = chance + k as f32 * GOLDEN_STEP;
    lerp(FIRST_HAIR_LOST, LAST_HAIR_LOST, order - order.floor())
}

/// Share of hairs still there.
pub fn hair_count_share(vigor: f32) -> f32 {
    ((vigor - LAST_HAIR_LOST) / (FIRST_HAIR_LOST - LAST_HAIR_LOST)).clamp(0.0, 1.0)
}

/// How small the hairs of a place have become, each as a share of a terminal hair's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Miniaturized {
    /// Shaft diameter, 0.43–1: 70 µm down to 30.
    pub diameter: f32,
    /// Length above the skin, 0.5–1.
    pub length: f32,
    /// Pigment, 0.4–1.
    pub pigment: f32,
}

/// Vigor between which hairs are miniaturized fully and not at all.
const MINIATURIZING: (f32, f32) = (0.05, 0.95);
/// The smallest hair: 30 of 70 µm in diameter, half as long, and pigment as a share (choice).
const SMALLEST: Miniaturized = Miniaturized { diameter: 0.43, length: 0.5, pigment: 0.4 };

/// Hair size at a vigor.
pub fn miniaturized(vigor: f32) -> Miniaturized {
    let size = smoothstep(MINIATURIZING.0, MINIATURIZING.1, vigor);
    let Miniaturized { diameter, length, pigment } = SMALLEST;
    Miniaturized { diameter: lerp(diameter, 1.0, size), length: lerp(length, 1.0, size), pigment: lerp(pigment, 1.0, size) }
}

/// Hair mass as count × caliber, relative to full hair: the measure used for visible loss.
pub fn hair_mass_share(vigor: f32) -> f32 {
    hair_count_share(vigor) * miniaturized(vigor).diameter
}

/// Light kept back by the hair left, relative to full hair: count × diameter × length × pigment.
pub fn hair_shade_share(vigor: f32) -> f32 {
    let m = miniaturized(vigor);
    hair_count_share(vigor) * m.diameter * m.length * m.pigment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_vigor_never_means_more_hair() {
        for i in 0..100 {
            let (low, high) = (i as f32 / 100.0, (i + 1) as f32 / 100.0);
            assert!(hair_mass_share(low) <= hair_mass_share(high) && hair_shade_share(low) <= hair_shade_share(high), "at {low}");
        }
        assert!(hair_mass_share(1.0) == 1.0 && hair_shade_share(1.0) == 1.0 && hair_mass_share(0.0) == 0.0, "ends");
    }

    #[test]
    fn hairs_miniaturize_before_they_are_lost() {
        assert!(hair_count_share(0.7) == 1.0 && miniaturized(0.7).diameter < 0.95, "{:?}", miniaturized(0.7));
        for i in 0..100 {
            let mut unit: Vec<f32> = (0..4).map(|k| loss_threshold(k, i as f32 / 100.0)).collect();
            unit.sort_unstable_by(f32::total_cmp);
            assert!(unit[0] >= LAST_HAIR_LOST && unit[3] <= FIRST_HAIR_LOST, "{unit:?}");
            assert!(unit.windows(2).all(|pair| pair[1] - pair[0] > 0.05), "hairs go together: {unit:?}");
        }
    }
}
