//! Hair loss: how much vigor a place has left, from full terminal hair to bare skin.
//!
//! A classification gives, for each of its named stops, a depth: millimeters along the skin inside the bald area,
//! 0 on its border, negative where hair is kept. Here depths become vigor, and vigor becomes hairs: first thinner,
//! shorter and paler (miniaturization), then fewer.

mod areata;
pub mod course;
mod diffuse;
mod front_margin;
mod frontal_band;
mod ludwig;
mod map;
mod norwood;
mod ophiasis;
mod equal_area;
mod patchy;
pub mod pattern;
mod patch_growth;
mod scarring;
mod totalis;
mod traction;
pub mod vigor;

pub use course::LossCourse;
pub use map::{DepthMap, Depths, LossChanges};
pub use norwood::norwood_vii;
pub use pattern::{MOST_STOPS, NorwoodType, Pattern, PatternName, SparedHair};
pub use vigor::{Miniaturized, SCARRED_DEPTH, hair_count_share, hair_mass_share, hair_shade_share, loss_threshold, miniaturized, vigor};

use super::person::Person;
use crate::base::units::MM2_PER_CM2;
use equal_area::EqualAreaScale;

/// A pattern on one person: depth of every unit and every piece of skin at every stop.
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
        let draw = |course: &dyn LossCourse| DepthMap::new(person, pattern.last_stop() as usize + 1, course);
        let mut map = match pattern {
            Pattern::Norwood(kind) => draw(&norwood::Norwood::new(person, kind)),
            Pattern::Ludwig => draw(&ludwig::Ludwig::new(person)),
            Pattern::Diffuse => draw(&diffuse::Diffuse::new(person)),
            Pattern::Areata => draw(&areata::Areata::new(person)),
            Pattern::Ophiasis => draw(&ophiasis::Ophiasis::new(person)),
            Pattern::Totalis | Pattern::Universalis => draw(&totalis::Totalis),
            Pattern::Traction => draw(&traction::Traction::new(person)),
            Pattern::Patchy => draw(&patchy::Patchy::new(person)),
            Pattern::Scarring => draw(&scarring::Scarring::new(person)),
            Pattern::FrontalBand => draw(&frontal_band::FrontalBand::new(person)),
        };
        let mut skin = map.depths(person.skin_areas.iter().map(|s| s.place));
        if pattern.extent_is_area() {
            map.scale = Some(EqualAreaScale::by_area(skin.at(0.0).zip(skin.at(1.0)), &person.skin_areas));
            skin.scale = map.scale;
        }
        Self { pattern, units: map.depths(person.units.iter().map(|u| person.chart.at(u.position))), skin, map }
    }

    /// Where loss changes from one stage to another.
    pub fn changes(&self, one: f32, other: f32) -> LossChanges {
        // Loss that leaves scars goes on in bare skin.
        self.map.changes([one, other], if self.pattern.leaves_scars() { SCARRED_DEPTH.1 } else { 1.0 })
    }

    /// Hair left on each piece of a person's skin at a stage, as count × caliber of the first: 0–1.
    pub fn hair_left(&self, stage: f32) -> impl Iterator<Item = f32> {
        self.skin.at(stage).map(|depth| hair_mass_share(vigor(depth)))
    }

    /// Skin with less than half of its first hair (count × caliber) at a stage, cm².
    ///
    /// Half is where loss becomes noticeable to others. `stage` is 0 at the first stop, 1 at the second and so on.
    pub fn bald_area_cm2(&self, person: &Person, stage: f32) -> f32 {
        let bald = self.hair_left(stage).map(|left| left < 0.5);
        person.skin_areas.iter().zip(bald).filter(|(_, bald)| *bald).fold(0.0, |sum, (s, _)| sum + s.mm2) / MM2_PER_CM2
    }
}
