//! Where the skin of the head differs in colour: thin and well supplied, or red of the lips.

use super::build::Measures;
use super::form::sdf::{bump, bump2};
use crate::base::math::{Vec3, vec3};

/// Extra blood under the skin at a place of the surface, 0–1.
pub(super) fn flush(m: &Measures, p: Vec3) -> f32 {
    let x = p.x.abs();
    let front = if p.z > 20.0 { 1.0 } else { 0.0 };
    let cheek = 0.20 * bump2(x - 37.0, p.y + 12.0, 19.0, 18.0) * front;
    let n = vec3(x, p.y, p.z) - m.touch.nose;
    let tip = 0.58 * (bump2(x, n.y + 17.0, 10.0, 8.0) + bump2(n.x - 12.0, n.y + 19.0, 6.0, 7.0)).min(1.0) * bump(n.z - 112.0, 9.0);
    let lids = (0.30 * bump2(x - 31.5, p.y - 16.0, 11.0, 6.5) + 0.22 * bump2(x - 27.0, p.y - 5.0, 10.0, 4.5)) * front;
    let chin = 0.12 * bump2(x, p.y + 86.0, 14.0, 10.0) * front;
    let ears = 0.16 * m.ear.membership(vec3(x, p.y, p.z));
    (cheek + tip + lids + chin).max(ears).clamp(0.0, 1.0)
}
