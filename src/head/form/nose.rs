//! The nose: bridge, tip, wings and nostrils.

use super::sdf::{Egg, Rod, blend, bump, carve};
use crate::base::math::{Vec3, smoothstep};

/// A nose; paired parts on the left.
pub(in crate::head) struct Nose {
    pub(in crate::head) bridge: Rod,
    /// Side wall of the bridge, which runs into cheek and brow without an edge.
    pub(in crate::head) wall: Rod,
    /// One of the tip's two domes.
    pub(in crate::head) dome: Egg,
    /// Floor of the nose, one of its wings, the column between the nostrils.
    pub(in crate::head) floor: Egg,
    pub(in crate::head) wing: Egg,
    pub(in crate::head) column: Rod,
    /// Slot that narrows towards the tip.
    pub(in crate::head) nostril: Rod,
    /// Middle of the groove round the wing, and its distance from there (z), mm.
    pub(in crate::head) groove: Vec3,
    /// How far forward that groove is deep (z), mm.
    pub(in crate::head) wing_front: f32,
}

impl Nose {
    /// The face with the nose added, as a signed distance in mm.
    pub(in crate::head) fn add(&self, face: f32, p: Vec3, paired: Vec3) -> f32 {
        if p.z < 70.0 || p.y < -48.0 || p.y > 48.0 || p.x > 40.0 {
            return face;
        }
        let q = paired;
        let bridge = blend(self.bridge.distance(p), self.wall.distance(q), 14.0);
        let mut solid = blend(face, bridge, 15.0);
        let mut tip = blend(self.dome.distance(q), self.floor.distance(p), 8.0);
        tip = blend(tip, self.wing.distance(q), 8.5);
        tip = blend(tip, self.column.distance(p), 5.0);
        solid = blend(solid, tip, 10.0);
        solid = carve(solid, self.nostril.distance(q), 2.6);
        let Vec3 { x, y, z: radius } = self.groove;
        let from_wing = ((q.x - x) * (q.x - x) + (q.y - y) * (q.y - y)).sqrt();
        let side =
            smoothstep(7.0, 0.0, q.y - y) * smoothstep(-29.0, -24.0, q.y) * smoothstep(8.0, 13.0, q.x) * smoothstep(110.0, 100.0, q.z);
        // Deepest behind the wing, hardly there above its front.
        let deep = 0.22 + 0.95 * smoothstep(self.wing_front, self.wing_front - 8.0, q.z + 0.4 * (y - q.y));
        solid + deep * bump(from_wing - radius, 1.9) * side
    }
}
