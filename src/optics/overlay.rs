//! Overlay of the skin: scar and features in one, beside its own color and relief, as a pixel asks for them.

use super::features::FeatureSkin;
use super::relief::Relief;
use super::scar::ScarSkin;
use super::skin::SkinOptics;
use super::surface_change::SurfaceChange;
use crate::base::math::Vec3;
use crate::scalp::features::Features;
use crate::scalp::scar::{Scar, ScarBorder};

/// A scar and the features of one person, as light sees them.
pub struct Overlay<'a> {
    scar: ScarSkin<'a>,
    features: FeatureSkin<'a>,
}

impl<'a> Overlay<'a> {
    /// What a person with this skin has.
    pub fn new(scar: &'a Scar, features: &'a Features, skin: SkinOptics) -> Self {
        Self { scar: ScarSkin::new(scar, skin), features: FeatureSkin::new(features, skin) }
    }

    /// Whether anything of it reaches a triangle of the mesh; nothing does for most.
    #[inline(always)]
    pub fn reaches(&self, triangle: u32) -> bool {
        self.features.reaches(triangle) || self.scar.reaches(triangle)
    }

    /// How the scar is at a mesh vertex near it.
    pub fn border_at(&self, mesh_vertex: u32) -> ScarBorder {
        self.scar.border_at(mesh_vertex)
    }

    /// The place `p` on a triangle of the mesh, `relief_place` in the block of relief, where the scar is as `grown` gives it; `coarse`
    /// mm is the finest that shows.
    pub fn change_at(
        &self,
        triangle: u32,
        p: Vec3,
        grown: impl Fn() -> ScarBorder,
        relief: &Relief,
        relief_place: Vec3,
        coarse: f32,
    ) -> Option<SurfaceChange> {
        let features = self.features.change_at(triangle, p, coarse);
        if !self.scar.reaches(triangle) {
            return features;
        }
        match (features, self.scar.change_at(triangle, p, grown(), relief, relief_place, coarse)) {
            (Some(a), Some(b)) => Some(SurfaceChange {
                albedo: a.albedo * b.albedo,
                gloss: a.gloss * b.gloss,
                grain: a.grain * b.grain,
                slope: a.slope + b.slope,
            }),
            (one, other) => one.or(other),
        }
    }
}
