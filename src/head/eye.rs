//! Closed eyes: the globe under the lids, the seam between them, the crease above.

use super::sdf::{blend, bump, ellipsoid};
use crate::base::math::{Vec3, smoothstep, vec3};

/// Middle of the lid seam and half its length, mm.
const MIDDLE: f32 = 31.5;
const HALF_LENGTH: f32 = 14.5;

/// Mean height of the lid seam, mm.
pub(super) const LEVEL: f32 = 6.0;

/// Place along the lid seam: −1 at the inner corner, 1 at the outer.
pub(super) fn along(x: f32) -> f32 {
    (x - MIDDLE) / HALF_LENGTH
}

/// Where on the lid seam lies a place along it, mm.
pub(super) fn across(t: f32) -> f32 {
    MIDDLE + HALF_LENGTH * t
}

/// Height of the lid seam, mm: sagging in the middle, the outer corner a little higher than the inner.
pub(super) fn seam_height(x: f32) -> f32 {
    let t = along(x);
    8.4 - 3.9 * (1.0 - t * t).max(0.0) + 0.9 * t
}

/// The face with lids added, as a signed distance in mm.
pub(super) fn add(face: f32, q: Vec3) -> f32 {
    if q.z < 50.0 || q.y > 40.0 || q.y < -16.0 {
        return face;
    }
    let mut solid = blend(face, ellipsoid(q, vec3(31.5, 11.0, 71.6), vec3(15.0, 13.0, 13.4)), 9.0);
    solid = blend(solid, ellipsoid(q, vec3(34.0, 22.0, 72.0), vec3(17.0, 8.0, 13.0)), 9.0);
    let front = smoothstep(64.0, 74.0, q.z);
    if front <= 0.0 || solid.abs() > 8.0 {
        return solid;
    }
    let t = along(q.x);
    let arch = (1.0 - t * t).max(0.0);
    let open = smoothstep(1.12, 0.7, t.abs());
    let above = q.y - seam_height(q.x);
    // The upper lid rests on the lower one: a fine groove, the upper rim a little proud.
    let seam = 0.5 * bump(above, 0.9) - 0.22 * smoothstep(-0.4, 0.9, above) * smoothstep(7.0, 1.0, above);
    let from_crease = q.y - (13.6 + 2.6 * arch - 0.5 * t);
    let crease = 0.34 * bump(from_crease, 1.6) - 0.36 * bump(from_crease - 3.4, 2.2);
    let under = 0.25 * bump(q.y - (-3.5 - 2.0 * arch + 2.0 * t), 2.4);
    let near = smoothstep(1.25, 0.65, t.abs());
    solid + front * (open * seam + near * (crease + under))
}
