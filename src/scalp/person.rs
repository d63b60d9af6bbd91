//! One person's scalp before any loss: chart, region, and every unit of hair.

use super::chart::Chart;
use super::features::Features;
use super::flow::GrowthField;
use super::follicles::{self, FollicularUnit};
use super::points;
use super::region::{self, Region, ScalpTriangle};
use crate::base::math::{Vec2, Vec3};
use crate::base::units::MM2_PER_CM2;
use crate::head::{Build, Head, Landmarks};

/// Skin this far outside the stage I hair may be treated too: a hairline may be drawn lower than it ever was, mm.
pub(super) const MARGIN: f32 = 30.0;

/// A piece of skin that bears hair before any loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SkinArea {
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
    pub scalp_triangles: Vec<ScalpTriangle>,
    /// The skin inside the stage I hairline.
    pub skin_areas: Vec<SkinArea>,
    /// Moles, lines and the like.
    pub features: Features,
    /// Named places of the head.
    pub landmarks: Landmarks,
    /// Center of the hair whorl at the crown, mm.
    pub whorl: Vec3,
    /// Build of skull and hairline.
    pub build: Build,
    /// Seed of this person.
    pub seed: u32,
}

impl Person {
    /// Grows all hair of the person with this seed.
    pub fn new(head: &Head, seed: u32) -> Self {
        let chart = Chart::new(&head.mesh, &head.landmarks);
        let region = Region::new(&chart, &head.landmarks, head.build, seed);
        let flow = GrowthField::new(&chart, &head.landmarks, seed);
        let scalp_triangles = region::scalp_triangles(&chart, &head.mesh, &region, MARGIN);
        let bearing = scalp_triangles.iter().filter(|s| region.plain_depth(s.place) > 0.0);
        Self {
            units: follicles::follicular_units(&head.mesh, &chart, &region, &flow, &scalp_triangles, seed),
            skin_areas: bearing.map(|s| SkinArea { place: s.place, mm2: points::area(&head.mesh, s.triangle) }).collect(),
            chart,
            region,
            scalp_triangles,
            features: Features::new(head, seed),
            landmarks: head.landmarks,
            whorl: flow.whorl,
            build: head.build,
            seed,
        }
    }

    /// Share of the scalp's own hair at a place of the skin before any loss, 0–1, whatever the side has less of than the top.
    pub(super) fn hair_share(&self, p: Vec3) -> f32 {
        let (depth, front_depth) = self.region.depths(self.chart.at(p), p);
        (self.region.share(p, depth, front_depth) / region::side_share(p)).min(1.0)
    }

    /// Hair-bearing skin before any loss, cm².
    pub fn scalp_area_cm2(&self) -> f32 {
        self.skin_areas.iter().map(|s| s.mm2).sum::<f32>() / MM2_PER_CM2
    }
}
