//! The nose: bridge, tip, wings and nostrils.

use super::sdf::{blend, bump, carve, ellipsoid, rod};
use crate::base::math::{Vec3, smoothstep, vec3};

/// The face with the nose added, as a signed distance in mm.
pub(super) fn add(face: f32, p: Vec3, paired: Vec3) -> f32 {
    if p.z < 70.0 || p.y < -48.0 || p.y > 48.0 || p.x > 40.0 {
        return face;
    }
    let q = paired;
    // Bridge and its side walls, which run into cheek and brow without an edge.
    let mut bridge = rod(p, vec3(0.0, 25.0, 87.6), vec3(0.0, -8.0, 109.4), 6.0, 5.4);
    bridge = blend(bridge, rod(q, vec3(3.0, 14.0, 85.5), vec3(5.0, -10.5, 97.0), 6.8, 8.0), 14.0);
    let mut solid = blend(face, bridge, 15.0);
    // Tip: two domes close together.
    let mut tip = ellipsoid(q, vec3(2.5, -16.0, 112.6), vec3(6.1, 6.4, 8.8));
    // Floor of the nose, wings, and the column between the nostrils.
    tip = blend(tip, ellipsoid(p, vec3(0.0, -17.5, 101.5), vec3(11.5, 7.4, 12.5)), 8.0);
    tip = blend(tip, ellipsoid(q, vec3(12.0, -19.4, 101.0), vec3(4.6, 6.1, 8.1)), 6.5);
    tip = blend(tip, rod(p, vec3(0.0, -19.8, 113.4), vec3(0.0, -25.4, 104.0), 3.2, 4.4), 5.0);
    solid = blend(solid, tip, 8.5);
    // Nostril: a slot that narrows towards the tip.
    solid = carve(solid, rod(q, vec3(7.2, -26.7, 102.4), vec3(4.9, -25.0, 108.6), 2.5, 1.6), 2.6);
    // Groove round the wing.
    let from_wing = ((q.x - 11.6) * (q.x - 11.6) + (q.y + 18.5) * (q.y + 18.5)).sqrt();
    let side = smoothstep(-29.0, -24.0, q.y) * smoothstep(8.0, 13.0, q.x) * smoothstep(110.0, 100.0, q.z);
    solid + 0.3 * bump(from_wing - 7.2, 1.9) * side
}
