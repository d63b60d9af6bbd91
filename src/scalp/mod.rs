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
use crate::head::{Head, Strand};
use chart::Chart;
use flow::Flow;
use loss::{DepthMap, Depths, hair_left, norwood::Norwood, vigour};
use region::{Patch, Region};

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

/// Skin this far outside the stage I hair may be treated too: a hairline may be drawn lower than it ever was, mm.
const MARGIN: f32 = 30.0;

/// One person's scalp: every unit it can bear and how each fares at every stage. Depends on head and seed only.
pub struct Person {
    /// Every follicular unit, in spatial order.
    pub units: Vec<FollicularUnit>,
    /// Skin ↔ flat map.
    pub chart: Chart,
    /// Where hair grows before any loss.
    pub region: Region,
    /// The scalp's triangles and those around it.
    pub patches: Vec<Patch>,
    /// How far each place of the chart is inside the bald area of every stop.
    pub loss: DepthMap,
    seed: u32,
    unit_depths: Depths,
    /// Skin inside the stage I hairline, mm² and depths.
    skin_mm2: Vec<f32>,
    skin_depths: Depths,
}

impl Person {
    /// Grows all hair of the person with this seed.
    pub fn new(head: &Head, seed: u32) -> Self {
        let chart = Chart::new(&head.mesh, &head.landmarks);
        let region = Region::new(&chart, &head.landmarks, seed);
        let flow = Flow::new(&chart, &head.landmarks, seed);
        let norwood = Norwood::new(&chart, &head.landmarks, flow.whorl);
        let lowest = head.landmarks.nape.y - MARGIN;
        let loss = DepthMap::new(&chart, lowest, noise::offset(seed, STREAM), |q, p| norwood.depths(&region, q, p));
        let patches = region::patches(&chart, &head.mesh, &region, MARGIN);
        let units = follicles::grow(&head.mesh, &chart, &region, &flow, &patches, seed);
        let skin = patches.iter().filter(|s| region.plain_depth(s.place) > 0.0);
        Self {
            unit_depths: loss.depths(units.iter().map(|u| chart.at(u.position))),
            skin_depths: loss.depths(skin.clone().map(|s| s.place)),
            skin_mm2: skin.map(|s| points::area(&head.mesh, s.triangle)).collect(),
            units,
            chart,
            region,
            patches,
            loss,
            seed,
        }
    }

    /// Hair-bearing skin of stage I, cm².
    pub fn scalp_area_cm2(&self) -> f32 {
        self.skin_mm2.iter().sum::<f32>() / 100.0
    }

    /// Skin with less than half of its stage I hair (count × calibre) at a Norwood stage, cm².
    ///
    /// Half is where others begin to notice.
    pub fn bald_area_cm2(&self, norwood: f32) -> f32 {
        let bald = self.skin_depths.at(norwood).map(|depth| hair_left(vigour(depth)) < 0.5);
        self.skin_mm2.iter().zip(bald).filter(|(_, bald)| *bald).fold(0.0, |sum, (area, _)| sum + area) / 100.0
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
