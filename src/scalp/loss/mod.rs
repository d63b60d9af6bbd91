//! Hair loss: how much vigour a place has left, from full terminal hair to bare skin.
//!
//! A classification gives, for each of its named stops, a depth: millimetres along the skin inside the bald area,
//! 0 on its border, negative where hair is kept. Here depths become vigour, and vigour becomes hairs: first thinner,
//! shorter and paler (miniaturisation), then fewer.

mod areata;
mod diffuse;
mod ludwig;
mod map;
mod norwood;
mod ophiasis;
mod pace;
mod patchy;
mod spots;
mod totalis;
mod traction;
mod vigour;

pub use map::{DepthMap, Depths};
pub use vigour::{Miniaturised, count_left, goes_at, hair_left, miniaturised, shade_left, vigour};

use super::Person;
use crate::base::choice::choices;
use crate::base::math::{Vec2, Vec3, mix};
use crate::base::noise;
use pace::Pace;

choices! {
    /// The three ways of the Norwood scale.
    pub enum NorwoodType {
        /// Temples first, then the crown: I–VII.
        #[default]
        Classic = "classic",
        /// The whole front moves back as one, no crown spot: IIa, IIIa, IVa, Va.
        A = "a",
        /// The crown first, the front kept: III vertex.
        Vertex = "vertex",
    }
}

choices! {
    /// The patterns by name; see [`Pattern`].
    pub enum PatternName {
        /// See [`Pattern::Norwood`].
        #[default]
        Norwood = "norwood",
        /// See [`Pattern::Ludwig`].
        Ludwig = "ludwig",
        /// See [`Pattern::Diffuse`].
        Diffuse = "diffuse",
        /// See [`Pattern::Areata`].
        Areata = "areata",
        /// See [`Pattern::Ophiasis`].
        Ophiasis = "ophiasis",
        /// See [`Pattern::Totalis`].
        Totalis = "totalis",
        /// See [`Pattern::Universalis`].
        Universalis = "universalis",
        /// See [`Pattern::Traction`].
        Traction = "traction",
        /// See [`Pattern::Patchy`].
        Patchy = "patchy",
    }
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
            Self::Norwood(_) | Self::Diffuse => (STOPS - 1) as f32,
            Self::Ludwig => 2.0,
            Self::Areata | Self::Ophiasis | Self::Totalis | Self::Universalis | Self::Traction | Self::Patchy => 1.0,
        }
    }

    /// Whether the person's own hairline stays and an artist fills up to it, rather than drawing another.
    pub fn keeps_hairline(self) -> bool {
        matches!(self, Self::Ludwig | Self::Diffuse | Self::Areata | Self::Ophiasis | Self::Traction | Self::Patchy)
    }

    /// Whether its extent is a share of area: of the scalp's where all may be lost, as in the SALT score, else of its own.
    fn counts_area(self) -> bool {
        matches!(self, Self::Areata | Self::Patchy | Self::Ophiasis | Self::Traction)
    }

    /// Whether hair is lost at any rim but the hairline: around ears or nape, or before the ears.
    pub fn takes_rim(self) -> bool {
        matches!(self, Self::Areata | Self::Ophiasis | Self::Totalis | Self::Universalis | Self::Traction | Self::Patchy)
    }

    /// Whether hair breaks off short at the rims of its patches.
    pub fn breaks_hair(self) -> bool {
        matches!(self, Self::Areata | Self::Ophiasis)
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
        let draw = |course: &dyn Course| DepthMap::new(person, pattern.last_stop() as usize + 1, course);
        let mut map = match pattern {
            Pattern::Norwood(kind) => draw(&norwood::Norwood::new(person, kind)),
            Pattern::Ludwig => draw(&ludwig::Ludwig::new(person)),
            Pattern::Diffuse => draw(&diffuse::Diffuse::new(person)),
            Pattern::Areata => draw(&areata::Areata::new(person)),
            Pattern::Ophiasis => draw(&ophiasis::Ophiasis::new(person)),
            Pattern::Totalis | Pattern::Universalis => draw(&totalis::Totalis),
            Pattern::Traction => draw(&traction::Traction::new(person)),
            Pattern::Patchy => draw(&patchy::Patchy::new(person)),
        };
        let mut skin = map.depths(person.skin.iter().map(|s| s.place));
        if pattern.counts_area() {
            map.pace = Some(Pace::even(&skin, &person.skin));
            skin.pace = map.pace;
        }
        Self { pattern, units: map.depths(person.units.iter().map(|u| person.chart.at(u.position))), skin, map }
    }

    /// Hair left on each piece of a person's skin at a stage, as count × calibre of the first: 0–1.
    pub fn hair_left(&self, stage: f32) -> impl Iterator<Item = f32> {
        self.skin.at(stage).map(|depth| hair_left(vigour(depth)))
    }

    /// Skin with less than half of its first hair (count × calibre) at a stage, cm².
    ///
    /// Half is where others begin to notice. `stage` is 0 at the first stop, 1 at the second and so on.
    pub fn bald_area_cm2(&self, person: &Person, stage: f32) -> f32 {
        let bald = self.hair_left(stage).map(|left| left < 0.5);
        person.skin.iter().zip(bald).filter(|(_, bald)| *bald).fold(0.0, |sum, (s, _)| sum + s.mm2) / 100.0
    }
}
