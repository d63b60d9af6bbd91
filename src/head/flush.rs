//! Flush: where the skin of the head is redder because it is thin and well supplied with blood.

use super::build::Measures;
use super::form::profile::{Bump, Bump2, Ramp};
use crate::base::math::{Vec3, vec3};

// Shares of the most that a face flushes, and where, mm, found by trial on rendered heads; noses and ears are redder than the forehead
// in photographs (a* by 4.5 and 2.3).

/// Depth (z) from which on a place is of the face.
const FRONT: f32 = 20.0;
/// Cheek, in front view.
const CHEEK: (f32, Bump2) = (0.20, Bump2([37.0, -12.0], [19.0, 18.0]));
/// Tip and wing of a man's nose in front view, and how far in front (z) they lie.
const TIP: (f32, Bump2) = (0.58, Bump2([0.0, -17.0], [10.0, 8.0]));
const WING: Bump2 = Bump2([12.0, -19.0], [6.0, 7.0]);
const TIP_DEPTH: Bump = Bump(112.0, 9.0);
/// Upper lid, and the skin under the lower one.
const UPPER_LID: (f32, Bump2) = (0.30, Bump2([31.5, 16.0], [11.0, 6.5]));
const LOWER_LID: (f32, Bump2) = (0.22, Bump2([27.0, 5.0], [10.0, 4.5]));
/// Chin.
const CHIN: (f32, Bump2) = (0.12, Bump2([0.0, -86.0], [14.0, 10.0]));
/// Ears, all over.
const EARS: f32 = 0.16;
/// Heights between which flush ends on the neck.
pub(super) const NECK: Ramp = Ramp(-105.0, -95.0);

/// Extra blood under the skin at a place of the surface, 0–1.
pub(super) fn flush(m: &Measures, p: Vec3) -> f32 {
    let x = p.x.abs();
    let front = if p.z > FRONT { 1.0 } else { 0.0 };
    let cheek = CHEEK.0 * CHEEK.1.at(x, p.y) * front;
    let n = vec3(x, p.y, p.z) - m.deformation.nose;
    let tip = TIP.0 * (TIP.1.at(x, n.y) + WING.at(n.x, n.y)).min(1.0) * TIP_DEPTH.at(n.z);
    let lids = (UPPER_LID.0 * UPPER_LID.1.at(x, p.y) + LOWER_LID.0 * LOWER_LID.1.at(x, p.y)) * front;
    let chin = CHIN.0 * CHIN.1.at(x, p.y) * front;
    let ears = EARS * m.ear.membership(vec3(x, p.y, p.z));
    (cheek + tip + lids + chin).max(ears).clamp(0.0, 1.0)
}
