//! Vigour: what depth inside a lost area does to hair. First thinner, shorter and paler, then fewer.

use crate::base::math::{lerp, smoothstep};

/// Vigour 1 (as at stage I) … 0 (bare), from a depth in half borders.
pub fn vigour(depth: f32) -> f32 {
    smoothstep(1.0, -1.0, depth)
}

/// Vigour at which the hardiest hair of a unit goes, and the weakest.
const LAST_GOES: f32 = 0.10;
const FIRST_GOES: f32 = 0.62;

/// Vigour below which the `k`-th hair of a unit is gone; `chance` 0–1 sets it apart from other units.
///
/// The hairs of a unit go one after the other, whatever their number.
pub fn goes_at(k: usize, chance: f32) -> f32 {
    let turn = chance + k as f32 * 0.381_966;
    lerp(FIRST_GOES, LAST_GOES, turn - turn.floor())
}

/// Share of hairs still there.
pub fn count_left(vigour: f32) -> f32 {
    ((vigour - LAST_GOES) / (FIRST_GOES - LAST_GOES)).clamp(0.0, 1.0)
}

/// How small the hairs of a place have become, each as a share of a terminal hair's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Miniaturised {
    /// Shaft diameter, 0.43–1: 70 µm down to 30.
    pub diameter: f32,
    /// Length above the skin, 0.5–1.
    pub length: f32,
    /// Pigment, 0.4–1.
    pub pigment: f32,
}

/// Hair size at a vigour.
pub fn miniaturised(vigour: f32) -> Miniaturised {
    let size = smoothstep(0.05, 0.95, vigour);
    Miniaturised { diameter: lerp(0.43, 1.0, size), length: lerp(0.5, 1.0, size), pigment: lerp(0.4, 1.0, size) }
}

/// Hair left, as count × calibre: what people notice when half of it is gone.
pub fn hair_left(vigour: f32) -> f32 {
    count_left(vigour) * miniaturised(vigour).diameter
}

/// Light kept back by the hair left, relative to full hair: count × diameter × length × pigment.
pub fn shade_left(vigour: f32) -> f32 {
    let m = miniaturised(vigour);
    count_left(vigour) * m.diameter * m.length * m.pigment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_vigour_never_means_more_hair() {
        for i in 0..100 {
            let (low, high) = (i as f32 / 100.0, (i + 1) as f32 / 100.0);
            assert!(hair_left(low) <= hair_left(high) && shade_left(low) <= shade_left(high), "at {low}");
        }
        assert!(hair_left(1.0) == 1.0 && shade_left(1.0) == 1.0 && hair_left(0.0) == 0.0, "ends");
    }

    #[test]
    fn hairs_shrink_before_they_go() {
        assert!(count_left(0.7) == 1.0 && miniaturised(0.7).diameter < 0.95, "{:?}", miniaturised(0.7));
        for i in 0..100 {
            let mut unit: Vec<f32> = (0..4).map(|k| goes_at(k, i as f32 / 100.0)).collect();
            unit.sort_unstable_by(f32::total_cmp);
            assert!(unit[0] >= LAST_GOES && unit[3] <= FIRST_GOES, "{unit:?}");
            assert!(unit.windows(2).all(|pair| pair[1] - pair[0] > 0.05), "hairs go together: {unit:?}");
        }
    }
}
