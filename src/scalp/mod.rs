//! The person: chart of the scalp, hair, its loss.
//!
//! In: [`Head`]. Out: [`Person`], what no slider of hair changes; and [`Scalp`], the hair that shows.

pub mod beard;
mod bearing;
pub mod chart;
pub mod donor;
pub mod features;
pub mod flow;
pub mod follicles;
pub mod grafts;
pub mod groom;
pub mod loss;
pub mod outline;
pub mod points;
pub mod region;
pub mod scar;
pub mod stroke;
mod stubble;
mod tufts;

pub use follicles::FollicularUnit;
pub use stubble::{Bundle, Stubble};

use crate::base::math::{Vec2, Vec3};
use crate::head::{Build, Head, Landmarks};
use chart::Chart;
use features::Features;
use flow::Flow;
use grafts::Grafts;
use groom::{Root, STUBBLE_MM, Texture};
use loss::{Loss, Pattern};
use region::{Patch, Region};
use scar::Scar;

/// What the scalp stage is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScalpParameters {
    /// How far the loss has gone: 0 at the first stop of its pattern, 1 at the second and so on.
    pub stage: f32,
    /// Hairs per cm², 100–300.
    pub hair_density: f32,
    /// Length above the skin, mm.
    pub hair_length_mm: f32,
    /// Follicular units transplanted.
    pub grafts: f32,
    /// How hair curls.
    pub texture: Texture,
}

/// Skin this far outside the stage I hair may be treated too: a hairline may be drawn lower than it ever was, mm.
const MARGIN: f32 = 30.0;

/// A piece of skin that bears hair before any loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Skin {
    /// Its middle on the chart.
    pub place: Vec2,
    /// Its area, mm².
    pub mm2: f32,
}

/// One person's scalp before any loss: every unit it can bear. Depends on head and seed only.
pub struct Person {
    /// Every follicular unit, in spatial order.
    pub units: Vec<FollicularUnit>,
    /// Skin ↔ flat map.
    pub chart: Chart,
    /// Where hair grows before any loss.
    pub region: Region,
    /// The scalp's triangles and those around it.
    pub patches: Vec<Patch>,
    /// The skin inside the stage I hairline.
    pub skin: Vec<Skin>,
    /// Moles, lines and the like.
    pub features: Features,
    /// Named places of the head.
    pub landmarks: Landmarks,
    /// Centre of the hair whorl at the crown, mm.
    pub whorl: Vec3,
    /// Whose skull and hairline it is.
    pub build: Build,
    /// What makes this person.
    pub seed: u32,
}

impl Person {
    /// Grows all hair of the person with this seed.
    pub fn new(head: &Head, seed: u32) -> Self {
        let chart = Chart::new(&head.mesh, &head.landmarks);
        let region = Region::new(&chart, &head.landmarks, head.build, seed);
        let flow = Flow::new(&chart, &head.landmarks, seed);
        let patches = region::patches(&chart, &head.mesh, &region, MARGIN);
        let bearing = patches.iter().filter(|s| region.plain_depth(s.place) > 0.0);
        Self {
            units: follicles::grow(&head.mesh, &chart, &region, &flow, &patches, seed),
            skin: bearing.map(|s| Skin { place: s.place, mm2: points::area(&head.mesh, s.triangle) }).collect(),
            chart,
            region,
            patches,
            features: Features::new(head, seed),
            landmarks: head.landmarks,
            whorl: flow.whorl,
            build: head.build,
            seed,
        }
    }

    /// Share of the scalp's own hair at a place of the skin before any loss, 0–1, whatever the side has less of than the top.
    fn hair_share(&self, p: Vec3) -> f32 {
        let (depth, front_depth) = self.region.depths(self.chart.at(p), p);
        (self.region.share(p, depth, front_depth) / region::side_share(p)).min(1.0)
    }

    /// Hair-bearing skin before any loss, cm².
    pub fn scalp_area_cm2(&self) -> f32 {
        self.skin.iter().map(|s| s.mm2).sum::<f32>() / 100.0
    }
}

/// The hair that shows.
pub struct Scalp {
    /// Every hair, as drawn; none where hair is worn.
    pub stubble: Stubble,
    /// Roots of hair longer than [`STUBBLE_MM`].
    pub roots: Vec<Root>,
    /// What it was grown with.
    pub parameters: ScalpParameters,
    /// How its hair is lost.
    pub pattern: Pattern,
    /// Hair that was moved.
    pub grafts: Grafts,
    hair_lost_area_cm2: f32,
}

impl Scalp {
    /// Grows, loses, moves and cuts the hair of a person.
    pub fn new(person: &Person, loss: &Loss, scar: &Scar, p: &ScalpParameters) -> Self {
        let (fates, grafts) = grafts::plant(person, loss, scar, p);
        let (mut stubble, mut roots) = (Stubble::default(), Vec::new());
        if p.hair_length_mm > STUBBLE_MM {
            roots = groom::roots(person, loss, &fates, p);
        } else {
            let depths = loss.units.at(p.stage);
            stubble = stubble::strands(&person.units, &person.chart, depths, &fates, loss.pattern.breaks_hair(), person.seed, p);
        }
        Self { stubble, roots, parameters: *p, pattern: loss.pattern, grafts, hair_lost_area_cm2: loss.bald_area_cm2(person, p.stage) }
    }

    /// Skin that has lost more than half of its hair, cm².
    pub fn hair_lost_area_cm2(&self) -> f32 {
        self.hair_lost_area_cm2
    }

    /// Hairs that show.
    pub fn n_hairs(&self) -> usize {
        self.stubble.len() + self.roots.iter().filter(|root| !root.fine).map(|root| usize::from(root.hairs)).sum::<usize>()
    }
}

#[cfg(test)]
pub(crate) mod tests;
