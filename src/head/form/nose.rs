//! The nose: bridge, tip, wings and nostrils.

use super::sdf::{Egg, Rod, blend, bump, carve};
use crate::base::math::{Vec3, smoothstep, vec3};

/// A nose; paired parts on the left.
pub(in crate::head) struct Nose {
    bridge: Rod,
    /// Side wall of the bridge, which runs into cheek and brow without an edge.
    wall: Rod,
    /// One of the tip's two domes.
    dome: Egg,
    /// Floor of the nose, one of its wings, the column between the nostrils.
    floor: Egg,
    wing: Egg,
    column: Rod,
    /// Slot that narrows towards the tip.
    nostril: Rod,
    /// Middle of the groove round the wing, and its distance from there (z), mm.
    groove: Vec3,
    /// How far forward that groove is deep (z), mm.
    wing_front: f32,
}

impl Nose {
    pub(in crate::head) const MAN: Nose = Nose {
        bridge: Rod::new([0.0, 22.5, 86.6], 5.2, [0.0, -8.0, 108.6], 5.6),
        wall: Rod::new([3.0, 13.0, 84.0], 6.2, [5.5, -10.5, 96.5], 8.2),
        dome: Egg::new([2.6, -16.2, 112.0], [6.2, 6.6, 8.6]),
        floor: Egg::new([0.0, -17.8, 101.0], [12.0, 7.4, 12.5]),
        wing: Egg::new([12.7, -20.6, 99.6], [4.9, 5.6, 8.6]),
        column: Rod::new([0.0, -19.8, 112.6], 3.2, [0.0, -25.4, 103.4], 4.4),
        nostril: Rod::new([7.6, -26.7, 101.8], 2.4, [5.0, -25.2, 107.8], 1.6),
        groove: vec3(12.4, -18.5, 7.6),
        wing_front: 103.0,
    };

    /// Narrower, shorter, its back a little hollow and its tip turned up.
    pub(in crate::head) const WOMAN: Nose = Nose {
        bridge: Rod::new([0.0, 22.5, 82.5], 4.8, [0.0, -6.0, 100.4], 4.8),
        wall: Rod::new([2.4, 13.0, 79.5], 5.6, [4.4, -8.5, 90.0], 7.0),
        dome: Egg::new([2.4, -13.6, 102.6], [5.4, 5.9, 8.0]),
        floor: Egg::new([0.0, -16.2, 94.2], [9.6, 6.6, 11.5]),
        wing: Egg::new([10.9, -18.2, 92.8], [4.2, 5.2, 7.8]),
        column: Rod::new([0.0, -18.6, 103.6], 2.9, [0.0, -23.2, 96.4], 4.0),
        nostril: Rod::new([6.3, -25.9, 94.6], 1.8, [4.3, -24.9, 99.8], 1.2),
        groove: vec3(10.8, -16.6, 6.7),
        wing_front: 96.0,
    };

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
