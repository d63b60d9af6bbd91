//! The nose: bridge, tip, wings and nostrils.

use super::sdf::{blend, bump, carve, ellipsoid, rod};
use crate::base::math::{Vec3, smoothstep, vec3};

/// The face with the nose added, as a signed distance in mm.
pub(super) fn add(face: f32, p: Vec3, paired: Vec3) -> f32 {
    if p.z < 70.0 || p.y < -48.0 || p.y > 48.0 || p.x > 40.0 {
        return face;
    }
    let q = paired;
    // Bridge and its side walls.
    let mut nose = rod(p, vec3(0.0, 24.0, 86.5), vec3(0.0, -10.0, 108.5), 6.3, 6.0);
    nose = blend(nose, rod(q, vec3(4.0, 10.0, 85.0), vec3(8.0, -14.0, 96.0), 7.0, 7.6), 12.0);
    // Tip: two domes close together.
    nose = blend(nose, ellipsoid(q, vec3(2.6, -15.0, 112.2), vec3(6.2, 6.2, 8.0)), 8.0);
    // Wing.
    nose = blend(nose, ellipsoid(q, vec3(11.6, -19.0, 102.0), vec3(5.0, 6.2, 8.6)), 7.0);
    // Column between the nostrils.
    nose = blend(nose, rod(p, vec3(0.0, -18.0, 114.0), vec3(0.0, -25.0, 102.5), 3.4, 4.0), 5.0);
    let mut solid = blend(face, nose, 8.0);
    // Nostril.
    solid = carve(solid, ellipsoid(q, vec3(6.3, -26.0, 105.5), vec3(2.5, 3.6, 5.2)), 3.0);
    // Groove round the wing.
    let from_wing = ((q.x - 11.6) * (q.x - 11.6) + (q.y + 18.5) * (q.y + 18.5)).sqrt();
    solid + 0.45 * bump(from_wing - 7.2, 1.4) * smoothstep(-29.0, -24.0, q.y) * smoothstep(8.0, 13.0, q.x) * smoothstep(110.0, 100.0, q.z)
}
