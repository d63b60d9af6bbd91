//! What lies on or in the skin beside its own color and relief, as a pixel sees it: scars and features in one.

use super::features::FeatureSkin;
use super::look::Look;
use super::relief::Relief;
use super::scar::ScarSkin;
use super::skin::Skin;
use crate::base::math::Vec3;
use crate::scalp::features::Features;
use crate::scalp::scar::{Grown, Scar};

/// A scar and the features of one person, as light sees them.
pub struct Overlay<'a> {
    scar: ScarSkin<'a>,
    features: FeatureSkin<'a>,
}

impl<'a> Overlay<'a> {
    /// What someone with this skin has.
    pub fn new(scar: &'a Scar, features: &'a Features, skin: Skin) -> Self {
        Self { scar: ScarSkin::new(scar, skin), features: FeatureSkin::new(features, skin) }
    }

    /// Whether anything of it reaches a triangle of the mesh; nothing does for most.
    #[inline(always)]
    pub fn reaches(&self, triangle: u32) -> bool {
        self.features.reaches(triangle) || self.scar.reaches(triangle)
    }

    /// How the scar is at a mesh vertex near it.
    pub fn grown_at(&self, mesh_vertex: u32) -> Grown {
        self.scar.grown_at(mesh_vertex)
    }

    /// The place `p` on a triangle of the mesh, `relief_place` in the block of relief, where the scar is as `grown` says; `coarse`
    /// mm is the finest that shows.
    pub fn look(
        &self,
        triangle: u32,
        p: Vec3,
        grown: impl Fn() -> Grown,
        relief: &Relief,
        relief_place: Vec3,
        coarse: f32,
    ) -> Option<Look> {
        let features = self.features.look(triangle, p, coarse);
        if !self.scar.reaches(triangle) {
            return features;
        }
        match (features, self.scar.look(triangle, p, grown(), relief, relief_place, coarse)) {
            (Some(a), Some(b)) => {
                Some(Look { albedo: a.albedo * b.albedo, gloss: a.gloss * b.gloss, grain: a.grain * b.grain, tilt: a.tilt + b.tilt })
            }
            (one, other) => one.or(other),
        }
    }
}
