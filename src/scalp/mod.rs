//! The person: chart of the scalp, hair, its loss.
//!
//! In: [`Head`]. Out: [`Person`], what no slider of hair changes; and [`Scalp`], the hair that shows.

pub mod chart;
pub mod flow;
pub mod follicles;
pub mod loss;
pub mod outline;
pub mod points;
pub mod region;
mod stubble;

pub use follicles::FollicularUnit;

use crate::base::noise;
use crate::head::{Head, Mesh, Strand};
use chart::Chart;
use flow::Flow;
use loss::{Depths, Unevenness, hair_left, norwood::Norwood, vigour};
use region::Region;

const STREAM: u32 = 0x7363;

/// What the scalp stage is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScalpParameters {
    /// Norwood stage, 1–7.
    pub norwood: f32,
    /// Hairs per cm², 100–300.
    pub hair_density: f32,
    /// Length above the skin, mm.
    pub hair_length_mm: f32,
}

/// One person's scalp: every unit it can bear and how each fares at every stage. Depends on head and seed only.
pub struct Person {
    /// Every follicular unit, in spatial order.
    pub units: Vec<FollicularUnit>,
    /// Skin ↔ flat map.
    pub chart: Chart,
    /// Where hair grows before any loss.
    pub region: Region,
    seed: u32,
    norwood: Norwood,
    unit_depths: Depths,
    patches: Patches,
}

/// Pieces of skin inside the stage I hairline, for measuring areas.
struct Patches {
    area_mm2: Vec<f32>,
    depths: Depths,
}

impl Person {
    /// Grows all hair of the person with this seed.
    pub fn new(head: &Head, seed: u32) -> Self {
        let chart = Chart::new(&head.mesh, &head.landmarks);
        let region = Region::new(&chart, &head.landmarks, seed);
        let flow = Flow::new(&chart, &head.landmarks, seed);
        let norwood = Norwood::new(&chart, &head.landmarks, flow.whorl);
        let units = follicles::grow(&head.mesh, &chart, &region, &flow, seed);
        let mut person = Self {
            units,
            chart,
            region,
            seed,
            norwood,
            unit_depths: Depths::with_capacity(0),
            patches: Patches { area_mm2: Vec::new(), depths: Depths::with_capacity(0) },
        };
        person.unit_depths = person.depths(person.units.iter().map(|u| u.position));
        person.patches = person.patches(&head.mesh);
        person
    }

    /// How far each of some places is inside the bald area of every stop.
    pub fn depths(&self, places: impl Iterator<Item = crate::base::math::Vec3>) -> Depths {
        let offset = noise::offset(self.seed, STREAM);
        let mut depths = Depths::with_capacity(places.size_hint().0);
        for p in places {
            depths.push(self.norwood.depths(&self.region, self.chart.at(p), p), &Unevenness::at(p, offset));
        }
        depths
    }

    fn patches(&self, mesh: &Mesh) -> Patches {
        let inside = region::triangles(&self.chart, mesh, |q, p| self.region.depth(q, p) > 0.0);
        let middle = |t: &u32| {
            let [a, b, c] = mesh.triangles[*t as usize].map(|v| mesh.positions[v as usize]);
            (a + b + c) / 3.0
        };
        Patches { area_mm2: inside.iter().map(|t| points::area(mesh, *t)).collect(), depths: self.depths(inside.iter().map(middle)) }
    }

    /// Hair-bearing skin of stage I, cm².
    pub fn scalp_area_cm2(&self) -> f32 {
        self.patches.area_mm2.iter().sum::<f32>() / 100.0
    }

    /// Skin with less than half of its stage I hair (count × calibre) at a Norwood stage, cm².
    ///
    /// Half is where others begin to notice.
    pub fn bald_area_cm2(&self, norwood: f32) -> f32 {
        let bald = self.patches.depths.at(norwood).map(|depth| hair_left(vigour(depth)) < 0.5);
        self.patches.area_mm2.iter().zip(bald).filter(|(_, bald)| *bald).map(|(area, _)| area).sum::<f32>() / 100.0
    }
}

/// The hair that shows.
pub struct Scalp {
    /// Every hair, as drawn.
    pub stubble: Vec<Strand>,
    /// What it was grown with.
    pub parameters: ScalpParameters,
    hair_lost_area_cm2: f32,
}

impl Scalp {
    /// Grows, loses and cuts the hair of a person.
    pub fn new(person: &Person, p: &ScalpParameters) -> Self {
        Self {
            stubble: stubble::strands(&person.units, person.unit_depths.at(p.norwood), person.seed, p),
            parameters: *p,
            hair_lost_area_cm2: person.bald_area_cm2(p.norwood),
        }
    }

    /// Skin that has lost more than half of its hair, cm².
    pub fn hair_lost_area_cm2(&self) -> f32 {
        self.hair_lost_area_cm2
    }

    /// Hairs that show.
    pub fn n_hairs(&self) -> usize {
        self.stubble.len()
    }
}

#[cfg(test)]
pub(crate) mod tests;
