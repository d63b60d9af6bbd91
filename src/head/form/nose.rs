//! The nose: bridge, tip, wings and nostrils.

use super::profile::{Bump, Ramp};
use super::sdf::{Ellipsoid, RoundCone, smooth_subtraction, smooth_union};
use crate::base::math::Vec3;

// Shape that all noses share, mm, found by trial on rendered heads.

/// Where the nose is looked for: from what depth (z) on, between what heights, and how far from the midline.
const BEHIND: f32 = 70.0;
const HEIGHTS: (f32, f32) = (-48.0, 48.0);
const ASIDE: f32 = 40.0;
/// Radii of the smooth unions: bridge with its wall, both with the face; floor with dome, wing, column; tip with the rest; rim of
/// the nostril.
const WALL_UNION: f32 = 14.0;
const BRIDGE_UNION: f32 = 15.0;
const FLOOR_UNION: f32 = 8.0;
const WING_UNION: f32 = 8.5;
const COLUMN_UNION: f32 = 5.0;
const TIP_UNION: f32 = 10.0;
const NOSTRIL_RIM: f32 = 2.6;
/// Groove round the wing: its width; where it ends above (height over its middle), below (height), towards the midline and in front (z).
const GROOVE: Bump = Bump(0.0, 1.9);
const GROOVE_TOP: Ramp = Ramp(7.0, 0.0);
const GROOVE_BOTTOM: Ramp = Ramp(-29.0, -24.0);
const GROOVE_SIDE: Ramp = Ramp(8.0, 13.0);
const GROOVE_FRONT: Ramp = Ramp(110.0, 100.0);
/// Its depth above the wing's front, and how much is added behind it, over how many mm; that line leans back per mm of height.
const GROOVE_DEPTH: f32 = 0.22;
const GROOVE_DEEPER: f32 = 0.95;
const GROOVE_DEEPENS: f32 = 8.0;
const GROOVE_LEAN: f32 = 0.4;

/// A nose; paired parts on the left.
pub(in crate::head) struct Nose {
    pub(in crate::head) bridge: RoundCone,
    /// Side wall of the bridge, which runs into cheek and brow without an edge.
    pub(in crate::head) wall: RoundCone,
    /// One of the tip's two domes.
    pub(in crate::head) dome: Ellipsoid,
    /// Floor of the nose, one of its wings, the column between the nostrils.
    pub(in crate::head) floor: Ellipsoid,
    pub(in crate::head) wing: Ellipsoid,
    pub(in crate::head) column: RoundCone,
    /// Slot that narrows towards the tip.
    pub(in crate::head) nostril: RoundCone,
    /// Middle of the groove round the wing, and its distance from there (z), mm.
    pub(in crate::head) groove: Vec3,
    /// How far forward that groove is deep (z), mm.
    pub(in crate::head) wing_front: f32,
}

impl Nose {
    /// The face with the nose added, as a signed distance in mm.
    pub(in crate::head) fn add(&self, face: f32, p: Vec3, paired: Vec3) -> f32 {
        if p.z < BEHIND || p.y < HEIGHTS.0 || p.y > HEIGHTS.1 || p.x > ASIDE {
            return face;
        }
        let q = paired;
        let bridge = smooth_union(self.bridge.distance(p), self.wall.distance(q), WALL_UNION);
        let mut solid = smooth_union(face, bridge, BRIDGE_UNION);
        let mut tip = smooth_union(self.dome.distance(q), self.floor.distance(p), FLOOR_UNION);
        tip = smooth_union(tip, self.wing.distance(q), WING_UNION);
        tip = smooth_union(tip, self.column.distance(p), COLUMN_UNION);
        solid = smooth_union(solid, tip, TIP_UNION);
        solid = smooth_subtraction(solid, self.nostril.distance(q), NOSTRIL_RIM);
        let Vec3 { x, y, z: radius } = self.groove;
        let from_wing = ((q.x - x) * (q.x - x) + (q.y - y) * (q.y - y)).sqrt();
        let side = GROOVE_TOP.at(q.y - y) * GROOVE_BOTTOM.at(q.y) * GROOVE_SIDE.at(q.x) * GROOVE_FRONT.at(q.z);
        // Deepest behind the wing, hardly there above its front.
        let deep = GROOVE_DEPTH + GROOVE_DEEPER * Ramp(self.wing_front, self.wing_front - GROOVE_DEEPENS).at(q.z + GROOVE_LEAN * (y - q.y));
        solid + deep * GROOVE.at(from_wing - radius) * side
    }
}
