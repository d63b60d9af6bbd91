//! Hair loss: how much vigour a place has left, from full terminal hair to bare skin.
//!
//! A classification gives, for each of its named stops, a depth: millimetres along the skin inside the bald area,
//! 0 on its border, negative where hair is kept. Here depths become vigour, and vigour becomes hairs: first thinner,
//! shorter and paler (miniaturisation), then fewer.

mod areata;
pub mod course;
mod diffuse;
mod ludwig;
mod map;
mod norwood;
mod ophiasis;
mod pace;
mod patchy;
pub mod pattern;
mod spots;
mod totalis;
mod traction;
pub mod vigour;

pub use course::Course;
pub use map::{DepthMap, Depths};
pub use pattern::{NorwoodType, Pattern, PatternName, STOPS};
pub use vigour::{Miniaturised, count_left, goes_at, hair_left, miniaturised, shade_left, vigour};

use super::person::Person;
use pace::Pace;

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
            map.pace = Some(Pace::even(skin.at(0.0).zip(skin.at(1.0)), &person.skin));
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
