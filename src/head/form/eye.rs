//! Open eyes: the globe under the lids, the fold above them, and the slit between.
//!
//! The lids are a shell over the globe; the slit is cut out of it a little too wide, and [`crate::head::mesh::inset`] sets the
//! rims and the eyeball into it as meshes of their own, which are as fine as they need to be.

use super::profile::{Bump, Ramp};
use super::sdf::{Ellipsoid, round_intersection, smooth_union};
use crate::base::math::{Vec3, lerp, vec3};

/// Thickness of the lids' rim: half of it is the radius of the bead that ends them, mm.
pub(in crate::head) const RIM: f32 = 0.95;

// Shape that all eyes share, mm where not said otherwise, found by trial on rendered heads. "Along" the slit runs from −1 at its inner to
// 1 at its outer corner.

/// Share of the square in the course of a rim along the slit; the rest goes with the fourth power.
const RIM_SQUARE: f32 = 0.72;
/// Where lids are looked for: from what depth (z) on, and between what heights.
const BEHIND: f32 = 50.0;
const HEIGHTS: (f32, f32) = (-12.0, 44.0);
/// Radii of the smooth unions of the lids and of the fullness under the brow.
const LIDS_UNION: f32 = 8.0;
const FULLNESS_UNION: f32 = 10.0;
/// From what depth (z) on, how near the surface and how far along the slit folds act.
const FOLDS_FRONT: Ramp = Ramp(64.0, 73.0);
const FOLDS_NEAR: f32 = 8.0;
const FOLDS_ALONG: Ramp = Ramp(1.35, 0.9);
/// The fold over the upper lid by height over its line; the roll above it, as a share of its depth.
const CREASE: Bump = Bump(0.0, 1.0);
const ROLL: Bump = Bump(2.6, 1.9);
const ROLL_SHARE: f32 = 0.55;
/// The furrow under the lower lid, by way down from its rim, and how much lower it runs at the inner corner; the roll right under
/// the lashes.
const FURROW: f32 = 8.5;
const FURROW_SLOPE: f32 = 2.5;
const FURROW_WIDTH: f32 = 2.2;
const LASH_ROLL: Bump = Bump(3.4, 1.8);
const LASH_ROLL_HEIGHT: f32 = 0.3;
/// The slit is cut from what depth (z) on, how near the surface and how far along; its floor lies inside the eyeball by this share of its
/// radius; radius of its edge.
const SLIT_BEHIND: f32 = 60.0;
const SLIT_NEAR: f32 = 6.0;
const SLIT_ALONG: f32 = 1.2;
const SLIT_FLOOR: f32 = 0.955;
const SLIT_EDGE: f32 = 0.6;

/// An open eye, the left one.
pub(in crate::head) struct Eye {
    /// Middle of the slit and half its length, mm.
    pub(in crate::head) middle: f32,
    pub(in crate::head) half_length: f32,
    /// Height of the corners' mean, and how much higher the outer is than the middle, mm.
    pub(in crate::head) corners: [f32; 2],
    /// How far the upper lid rises over the line of the corners, and where its peak lies (−1 inner, 1 outer).
    pub(in crate::head) upper: [f32; 2],
    /// How far the lower lid falls below it, and where.
    pub(in crate::head) lower: [f32; 2],
    /// Middle of the eyeball and its half axes, mm.
    pub(in crate::head) ball: Vec3,
    pub(in crate::head) radii: Vec3,
    /// How far it looks down and towards the midline, as parts of one.
    pub(in crate::head) gaze: [f32; 2],
    /// Radius of the iris, mm.
    pub(in crate::head) iris: f32,
    /// The lids over the ball, and the fullness under the brow.
    pub(in crate::head) lids: Ellipsoid,
    pub(in crate::head) fullness: Ellipsoid,
    /// Where the fold lies over the rim of the upper lid (inner, middle, outer), and how deep it is, mm.
    pub(in crate::head) crease: [f32; 4],
    /// How deep the furrow under the lower lid is, mm.
    pub(in crate::head) under: f32,
}

impl Eye {
    /// Height of the slit, mm: half the head's, and where the nose's root and the ear's rim ask for it.
    pub(in crate::head) const LEVEL: f32 = 14.0;

    /// Place along the slit: −1 at the inner corner, 1 at the outer.
    pub(in crate::head) fn along(&self, x: f32) -> f32 {
        (x - self.middle) / self.half_length
    }

    /// Where on the slit lies a place along it, mm.
    pub(in crate::head) fn across(&self, t: f32) -> f32 {
        self.middle + self.half_length * t
    }

    /// Height of the line of the corners, mm.
    fn line(&self, t: f32) -> f32 {
        self.corners[0] + self.corners[1] * t
    }

    /// Heights of the rims of the upper and the lower lid, mm.
    pub(in crate::head) fn rims(&self, x: f32) -> (f32, f32) {
        let t = self.along(x).clamp(-1.0, 1.0);
        let arch = |[height, peak]: [f32; 2], square: f32| {
            let u = t - peak * (1.0 - t * t);
            let u2 = u * u;
            height * (1.0 - square * u2 - (1.0 - square) * u2 * u2)
        };
        let lower = self.line(t) - arch(self.lower, RIM_SQUARE);
        let upper = self.line(t) + arch(self.upper, RIM_SQUARE);
        (upper, lower)
    }

    /// Mean height of the slit, mm.
    pub(in crate::head) fn seam_height(&self, x: f32) -> f32 {
        let (upper, lower) = self.rims(x);
        0.5 * (upper + lower)
    }

    /// The face with lids added, still closed over the ball, as a signed distance in mm.
    pub(in crate::head) fn add(&self, face: f32, q: Vec3) -> f32 {
        if q.z < BEHIND || q.y > HEIGHTS.1 || q.y < HEIGHTS.0 {
            return face;
        }
        let mut solid = smooth_union(face, self.lids.distance(q), LIDS_UNION);
        solid = smooth_union(solid, self.fullness.distance(q), FULLNESS_UNION);
        let front = FOLDS_FRONT.at(q.z);
        if front <= 0.0 || solid.abs() > FOLDS_NEAR {
            return solid;
        }
        let t = self.along(q.x);
        let (upper, lower) = self.rims(q.x);
        let near = FOLDS_ALONG.at(t.abs());
        // The fold: skin of the brow hangs a little over the lid.
        let [inner, middle, outer, depth] = self.crease;
        let over = lerp(middle, if t < 0.0 { inner } else { outer }, (t * t).min(1.0));
        let from_crease = q.y - upper - over;
        let crease = depth * CREASE.at(from_crease) - ROLL_SHARE * depth * ROLL.at(from_crease);
        // Furrow under the lower lid, where the cheek begins, and the roll right under the lashes.
        let from_lower = lower - q.y;
        let under =
            self.under * Bump(0.0, FURROW_WIDTH).at(from_lower - FURROW + FURROW_SLOPE * t) - LASH_ROLL_HEIGHT * LASH_ROLL.at(from_lower);
        solid + front * near * (crease + under)
    }

    /// The face with the slit cut, as a signed distance in mm.
    pub(in crate::head) fn cut_slit(&self, solid: f32, q: Vec3) -> f32 {
        if q.z < SLIT_BEHIND || solid.abs() > SLIT_NEAR {
            return solid;
        }
        let t = self.along(q.x);
        if t.abs() > SLIT_ALONG {
            return solid;
        }
        let (upper, lower) = self.rims(q.x);
        let ends = (t.abs() - 1.0) * self.half_length;
        let slit = (q.y - upper - RIM).max(lower - RIM - q.y).max(ends);
        let floor = (q - self.ball)
            * vec3(1.0 / if q.x < self.ball.x { self.radii.y } else { self.radii.x }, 1.0 / self.radii.y, 1.0 / self.radii.z);
        let floor = (floor.length() - SLIT_FLOOR) * self.radii.y;
        round_intersection(solid, -slit.max(-floor), SLIT_EDGE)
    }
}
