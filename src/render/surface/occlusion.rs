//! Occlusion: which marks and hairs the depth buffer of the head hides.

use crate::base::math::{Vec3, max};
use crate::camera::projection::{Camera, Projected};

/// A mark this far behind the surface at its pixel is hidden: more than a stubble's length at a grazing angle.
const HIDDEN_MM: f32 = 2.0;
/// No mark reaches farther than this from its place: the longest hair.
pub(in crate::render) const REACH_MM: f32 = 12.0;

/// The surface as far as it hides what grows on it.
pub struct DepthSurface<'a> {
    pub(in crate::render) view: &'a Camera,
    pub(in crate::render) depth: &'a [u16],
}

impl DepthSurface<'_> {
    /// Where a place of the skin falls in the picture and how it faces the camera; none where that cannot be seen.
    #[inline]
    pub(in crate::render) fn project_visible(&self, place: Vec3, normal: Vec3) -> Option<(Projected, f32)> {
        let facing = self.view.facing_cosine(place, normal);
        if facing <= 0.0 {
            return None;
        }
        let p = self.view.project(place);
        (!self.occludes(&p)).then_some((p, facing))
    }

    /// Whether a place of the picture shows no head at all.
    pub(in crate::render) fn is_backdrop(&self, p: &Projected) -> bool {
        let (width, height) = (self.view.width as f32, self.view.height as f32);
        let inside = p.x >= 0.0 && p.y >= 0.0 && p.x < width && p.y < height;
        inside && self.depth[p.y as usize * self.view.width + p.x as usize] == u16::MAX
    }

    /// Whether skin lies before a place of the picture.
    pub(in crate::render) fn occludes(&self, p: &Projected) -> bool {
        is_occluded(self.depth, self.view, p.x, p.y, p.distance)
    }
}

#[inline]
pub(in crate::render) fn is_occluded(depth: &[u16], view: &Camera, x: f32, y: f32, distance: f32) -> bool {
    let (width, height) = (view.width as f32, view.height as f32);
    if !(x >= 0.0 && y >= 0.0 && x < width && y < height) {
        // From just outside the picture a mark may still reach in.
        let reach = REACH_MM * view.pixels_per_mm(distance) + 2.0;
        return !(x > -reach && y > -reach && x < width + reach && y < height + reach);
    }
    let there = depth[y as usize * view.width + x as usize];
    let here = view.depth_code(max(distance - HIDDEN_MM, 0.0));
    here > there
}
