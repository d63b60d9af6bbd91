//! Overlay of the skin: scars, scarred skin and features in one, beside its own color and relief, as a pixel asks for them.

use super::features::FeatureSkin;
use super::relief::Relief;
use super::scar::ScarSkin;
use super::scarred_skin::ScarredSkinLook;
use super::skin::SkinOptics;
use super::surface_change::SurfaceChange;
use crate::base::math::Vec3;
use crate::scalp::features::Features;
use crate::scalp::scar::{Scar, ScarBorder, ScarredSkin};

/// Scar, scarred skin and features of one person, as light sees them.
pub struct Overlay<'a> {
    scar: ScarSkin<'a>,
    scarred: ScarredSkinLook<'a>,
    features: FeatureSkin<'a>,
}

impl<'a> Overlay<'a> {
    /// What a person with this skin has.
    pub fn new(scar: &'a Scar, scarred: &'a ScarredSkin, features: &'a Features, skin: SkinOptics) -> Self {
        Self { scar: ScarSkin::new(scar, skin), scarred: ScarredSkinLook::new(scarred, skin), features: FeatureSkin::new(features, skin) }
    }

    /// Whether anything of it reaches a triangle of the mesh; nothing does for most.
    #[inline(always)]
    pub fn reaches(&self, triangle: u32) -> bool {
        self.features.reaches(triangle) || self.scar.reaches(triangle) || self.scarred.reaches(triangle)
    }

    /// The place `p` on a triangle of the mesh, where its mesh vertices have these shares, and `relief_place` in the block of relief;
    /// `coarse` mm is the finest that shows.
    pub fn change_at(
        &self,
        triangle: u32,
        (corners, shares): ([u32; 3], [f32; 3]),
        p: Vec3,
        relief: &Relief,
        relief_place: Vec3,
        coarse: f32,
    ) -> Option<SurfaceChange> {
        let both = |one: Option<SurfaceChange>, other: Option<SurfaceChange>| match (one, other) {
            (Some(a), Some(b)) => Some(a.with(b)),
            (one, other) => one.or(other),
        };
        let mut change = self.features.change_at(triangle, p, coarse);
        if self.scar.reaches(triangle) {
            let [a, b, c] = corners.map(|v| self.scar.border_at(v));
            let interpolated = |of: fn(ScarBorder) -> f32| of(a) * shares[0] + of(b) * shares[1] + of(c) * shares[2];
            let grown = ScarBorder { wide: interpolated(|g| g.wide), soft: interpolated(|g| g.soft) };
            change = both(change, self.scar.change_at(triangle, p, grown, relief, relief_place, coarse));
        }
        if self.scarred.reaches(triangle) {
            let [a, b, c] = corners.map(|v| self.scarred.depth_at(v));
            let depth = a * shares[0] + b * shares[1] + c * shares[2];
            change = both(change, self.scarred.change_at(depth, relief, relief_place));
        }
        change
    }
}
