//! The nose: bridge, tip, wings and nostrils.

use super::sdf::{Egg, Rod, blend, bump, carve};
use crate::base::math::{Vec3, smoothstep, vec3};

/// A nose; paired parts on the left.
pub(super) struct Nose {
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
}

impl Nose {
    pub(super) const MAN: Nose = Nose {
        bridge: Rod::new([0.0, 25.0, 87.6], 6.0, [0.0, -8.0, 109.4], 5.4),
        wall: Rod::new([3.0, 14.0, 85.5], 6.8, [5.0, -10.5, 97.0], 8.0),
        dome: Egg::new([2.5, -16.0, 112.6], [6.1, 6.4, 8.8]),
        floor: Egg::new([0.0, -17.5, 101.5], [11.5, 7.4, 12.5]),
        wing: Egg::new([12.0, -19.4, 101.0], [4.6, 6.1, 8.1]),
        column: Rod::new([0.0, -19.8, 113.4], 3.2, [0.0, -25.4, 104.0], 4.4),
        nostril: Rod::new([7.2, -26.7, 102.4], 2.5, [4.9, -25.0, 108.6], 1.6),
        groove: vec3(11.6, -18.5, 7.2),
    };

    /// Narrower, shorter, its back a little hollow and its tip turned up.
    pub(super) const WOMAN: Nose = Nose {
        bridge: Rod::new([0.0, 24.0, 82.6], 4.8, [0.0, -6.0, 101.5], 4.4),
        wall: Rod::new([2.2, 14.0, 80.5], 5.6, [3.8, -8.5, 90.5], 6.4),
        dome: Egg::new([2.2, -12.0, 105.0], [5.4, 5.8, 8.4]),
        floor: Egg::new([0.0, -15.0, 95.0], [9.2, 6.6, 11.5]),
        wing: Egg::new([10.0, -17.2, 94.5], [4.0, 5.5, 7.4]),
        column: Rod::new([0.0, -16.4, 106.0], 2.8, [0.0, -22.6, 97.5], 4.0),
        nostril: Rod::new([6.3, -26.0, 95.2], 2.1, [4.3, -24.8, 101.0], 1.4),
        groove: vec3(10.3, -16.4, 6.5),
    };

    /// The face with the nose added, as a signed distance in mm.
    pub(super) fn add(&self, face: f32, p: Vec3, paired: Vec3) -> f32 {
        if p.z < 70.0 || p.y < -48.0 || p.y > 48.0 || p.x > 40.0 {
            return face;
        }
        let q = paired;
        let bridge = blend(self.bridge.distance(p), self.wall.distance(q), 14.0);
        let mut solid = blend(face, bridge, 15.0);
        let mut tip = blend(self.dome.distance(q), self.floor.distance(p), 8.0);
        tip = blend(tip, self.wing.distance(q), 6.5);
        tip = blend(tip, self.column.distance(p), 5.0);
        solid = blend(solid, tip, 8.5);
        solid = carve(solid, self.nostril.distance(q), 2.6);
        let Vec3 { x, y, z: radius } = self.groove;
        let from_wing = ((q.x - x) * (q.x - x) + (q.y - y) * (q.y - y)).sqrt();
        let side = smoothstep(-29.0, -24.0, q.y) * smoothstep(8.0, 13.0, q.x) * smoothstep(110.0, 100.0, q.z);
        solid + 0.3 * bump(from_wing - radius, 1.9) * side
    }
}
