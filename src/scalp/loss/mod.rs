//! Hair loss: how much vigour a place has left, from full terminal hair to bare skin.
//!
//! A classification gives, for each of its named stops, a depth: millimetres along the skin inside the bald area,
//! 0 on its border, negative where hair is kept. Here depths become vigour, and vigour becomes hairs: first thinner,
//! shorter and paler (miniaturisation), then fewer.

mod map;
mod norwood;

pub use map::{DepthMap, Depths};

use super::Person;
use crate::base::math::{Vec2, Vec3, mix, smoothstep};
use crate::base::noise;

/// The three ways of the Norwood scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NorwoodType {
    /// Temples first, then the crown: I–VII.
    #[default]
    Classic,
    /// The whole front moves back as one, no crown spot: IIa, IIIa, IVa, Va.
    A,
    /// The crown first, the front kept: III vertex.
    Vertex,
}

/// How hair is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Male pattern, Hamilton–Norwood.
    Norwood(NorwoodType),
    /// Female pattern, Ludwig: the top thins from a widening part, the hairline stays.
    Ludwig,
    /// Thinning all over, the top most.
    Diffuse,
    /// Coin-shaped smooth patches that merge.
    Areata,
    /// A band along nape and sides.
    Ophiasis,
    /// The whole scalp.
    Totalis,
    /// The whole scalp, brows and lashes.
    Universalis,
    /// The margin at front and temples, behind a thin fringe that stays.
    Traction,
    /// Irregular, as after chemotherapy or radiation, or by pulling.
    Patchy,
}

impl Pattern {
    /// Place of its last stop, counted from 0.
    pub fn last_stop(self) -> f32 {
        match self {
            Self::Ludwig => 2.0,
            _ => (STOPS - 1) as f32,
        }
    }

    /// Whether the person's own hairline stays and an artist fills up to it, rather than drawing another.
    pub fn keeps_hairline(self) -> bool {
        matches!(self, Self::Ludwig | Self::Diffuse | Self::Areata | Self::Ophiasis | Self::Patchy)
    }

    /// Whether hair is lost around ears and nape too.
    pub fn takes_rim(self) -> bool {
        matches!(self, Self::Areata | Self::Ophiasis | Self::Totalis | Self::Universalis | Self::Patchy)
    }

    /// Whether brows and lashes are lost too.
    pub fn takes_face_hair(self) -> bool {
        self == Self::Universalis
    }
}

/// A course of loss on one head: for each of its named stops, how deep inside the lost area a place is.
pub trait Course {
    /// Depth at each stop, in half borders: −1 and less keeps all hair, 0 half of its vigour, 1 and more none.
    ///
    /// `q` is the place on the chart, `p` the same on the skin, mm. Entries beyond [`Pattern::last_stop`] do not count.
    fn depths(&self, q: Vec2, p: Vec3) -> [f32; STOPS];
}

/// Most named stops that a course may have: I … VII.
pub const STOPS: usize = 7;
/// Depths beyond this many half borders behave alike; the limits keep what changes between two stops near the border.
const KEPT: f32 = -2.2;
const LOST: f32 = 1.2;
/// Border widths from full hair to none, mm, wandering over the head.
///
/// What is seen of it, from nine tenths of the hair to one tenth, is 10–18 mm.
const BORDER: (f32, f32) = (15.0, 27.0);
/// Skin this far below the nape is asked for nothing, mm.
const BELOW: f32 = 30.0;

/// Millimetres inside an area to half borders, each border a little off its shape.
fn wander(mm: [f32; STOPS], at: Vec3) -> [f32; STOPS] {
    let shift = noise::value(at / 26.0) * 7.0 + noise::value(at / 8.0) * 3.0;
    let width = mix(BORDER.0, BORDER.1, (noise::value(at / 50.0) * 1.6 + 0.5).clamp(0.0, 1.0));
    mm.map(|mm| (mm + shift) * (2.0 / width))
}

/// A pattern drawn on one person: how every unit and every patch of skin fares from stop to stop.
pub struct Loss {
    /// What it was drawn for.
    pub pattern: Pattern,
    /// Depths anywhere.
    pub map: DepthMap,
    pub(super) units: Depths,
    skin: Depths,
}

impl Loss {
    /// Draws a pattern.
    pub fn new(person: &Person, pattern: Pattern) -> Self {
        let map = match pattern {
            Pattern::Norwood(kind) => Self::draw(person, pattern, &norwood::Norwood::new(person, kind)),
            _ => Self::draw(person, pattern, &norwood::Norwood::new(person, NorwoodType::Classic)),
        };
        Self {
            pattern,
            units: map.depths(person.units.iter().map(|u| person.chart.at(u.position))),
            skin: map.depths(person.skin.iter().map(|s| s.place)),
            map,
        }
    }

    fn draw(person: &Person, pattern: Pattern, course: &dyn Course) -> DepthMap {
        DepthMap::new(&person.chart, person.landmarks.nape.y - BELOW, pattern.last_stop() as usize + 1, course)
    }

    /// Skin with less than half of its first hair (count × calibre) at a stage, cm².
    ///
    /// Half is where others begin to notice. `stage` is 0 at the first stop, 1 at the second and so on.
    pub fn bald_area_cm2(&self, person: &Person, stage: f32) -> f32 {
        let bald = self.skin.at(stage).map(|depth| hair_left(vigour(depth)) < 0.5);
        person.skin.iter().zip(bald).filter(|(_, bald)| *bald).fold(0.0, |sum, (s, _)| sum + s.mm2) / 100.0
    }
}

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
    mix(FIRST_GOES, LAST_GOES, turn - turn.floor())
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
    Miniaturised { diameter: mix(0.43, 1.0, size), length: mix(0.5, 1.0, size), pigment: mix(0.4, 1.0, size) }
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
