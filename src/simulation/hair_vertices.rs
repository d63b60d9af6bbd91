//! Where hair grows on the mesh: what a chart of a pattern is shaded by.

use crate::base::math::{Vec2, Vec3};
use crate::head::Head;
use crate::scalp::Person;
use crate::scalp::loss::{Loss, hair_shade_share, vigor};

/// Hair fades within so many mm outside its region (choice: the borders of regions wander by as much).
const BEYOND_MM: f32 = 8.0;
/// What stands off the scalp's own surface by more than this is an ear, mm (choice).
const EAR_MM: f32 = 3.0;
/// Less than this share of full hair is none (choice: half a level of a dark picture).
const LEAST_SHARE: f32 = 0.01;

/// A mesh vertex that bears hair before any loss.
pub(super) struct HairVertex {
    pub(super) vertex: u32,
    pub(super) place: Vec2,
    pub(super) share: f32,
}

/// All vertices that bear hair on one person.
pub(super) struct HairVertices(pub(super) Vec<HairVertex>);

impl HairVertices {
    pub(super) fn new(head: &Head, person: &Person) -> Self {
        let (chart, region) = (&person.chart, &person.region);
        let root = |(i, &p): (usize, &Vec3)| {
            let place = chart.at(p);
            // Ears stand off the skull.
            if p.y < person.landmarks.nape.y - BEYOND_MM || region.plain_depth(place) < -BEYOND_MM || chart.height_at(place, p) > EAR_MM {
                return None;
            }
            let (depth, front_depth) = region.depths(place, p);
            let share = region.share(p, depth, front_depth);
            (share > LEAST_SHARE).then_some(HairVertex { vertex: i as u32, place, share })
        };
        Self(head.mesh.positions.iter().enumerate().filter_map(root).collect())
    }

    /// How much hair each vertex has left, 0–1.
    pub(super) fn hair(&self, loss: &Loss, stage: f32) -> Vec<f32> {
        let depth = loss.map.depth_at_stage(stage);
        self.0.iter().map(|root| root.share * hair_shade_share(vigor(depth(root.place)))).collect()
    }
}
