//! Open eyes: the globe under the lids, the fold above them, and the slit between.
//!
//! The lids are a shell over the globe; the slit is cut out of it a little too wide, and [`crate::head::mesh::parts`] sets the
//! rims and the eyeball into it as meshes of their own, which are as fine as they need to be.

use super::sdf::{Egg, blend, bump, intersect_round};
use crate::base::math::{Vec3, lerp, smoothstep, vec3};

/// Thickness of the lids' rim: half of it is the radius of the bead that ends them, mm.
pub(in crate::head) const RIM: f32 = 0.95;

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
    pub(in crate::head) lids: Egg,
    pub(in crate::head) fullness: Egg,
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
        let lower = self.line(t) - arch(self.lower, 0.72);
        let upper = self.line(t) + arch(self.upper, 0.72);
        (upper, lower)
    }

    /// Mean height of the slit, mm.
    pub(in crate::head) fn seam_height(&self, x: f32) -> f32 {
        let (upper, lower) = self.rims(x);
        0.5 * (upper + lower)
    }

    /// The face with lids added, still closed over the ball, as a signed distance in mm.
    pub(in crate::head) fn add(&self, face: f32, q: Vec3) -> f32 {
        if q.z < 50.0 || q.y > 44.0 || q.y < -12.0 {
            return face;
        }
        let mut solid = blend(face, self.lids.distance(q), 8.0);
        solid = blend(solid, self.fullness.distance(q), 10.0);
        let front = smoothstep(64.0, 73.0, q.z);
        if front <= 0.0 || solid.abs() > 8.0 {
            return solid;
        }
        let t = self.along(q.x);
        let (upper, lower) = self.rims(q.x);
        let near = smoothstep(1.35, 0.9, t.abs());
        // The fold: skin of the brow hangs a little over the lid.
        let [inner, middle, outer, depth] = self.crease;
        let over = lerp(middle, if t < 0.0 { inner } else { outer }, (t * t).min(1.0));
        let from_crease = q.y - upper - over;
        let crease = depth * bump(from_crease, 1.0) - 0.55 * depth * bump(from_crease - 2.6, 1.9);
        // Furrow under the lower lid, where the cheek begins, and the roll right under the lashes.
        let from_lower = lower - q.y;
        let under = self.under * bump(from_lower - 8.5 + 2.5 * t, 2.2) - 0.3 * bump(from_lower - 3.4, 1.8);
        solid + front * near * (crease + under)
    }

    /// The face with the slit cut, as a signed distance in mm.
    pub(in crate::head) fn open(&self, solid: f32, q: Vec3) -> f32 {
        if q.z < 60.0 || solid.abs() > 6.0 {
            return solid;
        }
        let t = self.along(q.x);
        if t.abs() > 1.2 {
            return solid;
        }
        let (upper, lower) = self.rims(q.x);
        let ends = (t.abs() - 1.0) * self.half_length;
        let slit = (q.y - upper - RIM).max(lower - RIM - q.y).max(ends);
        let floor = (q - self.ball)
            * vec3(1.0 / if q.x < self.ball.x { self.radii.y } else { self.radii.x }, 1.0 / self.radii.y, 1.0 / self.radii.z);
        let floor = (floor.length() - 0.955) * self.radii.y;
        intersect_round(solid, -slit.max(-floor), 0.6)
    }
}
