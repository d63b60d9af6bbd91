//! The face: cheekbones, jaw, brow and muzzle, on which nose, eyes and mouth sit.

use super::sdf::{blend, bow, bump, bump2, carve, ellipsoid, rod};
use super::{eye, mouth, neck, nose};
use crate::base::math::{Vec3, smoothstep, vec3};

/// How softly the bones of the face melt into one another, mm.
const FLESH: f32 = 26.0;

/// Whether the face has a say at a place near the surface.
#[inline]
pub(super) fn reaches(p: Vec3) -> bool {
    p.y < 60.0 && p.z > -22.0 && p.y > -124.0
}

/// The head with the face added, as a signed distance in mm.
pub(super) fn add(skull: f32, p: Vec3, paired: Vec3) -> f32 {
    let mut solid = blend(skull, bones(p, paired), FLESH);
    if p.z > 40.0 && p.y > -100.0 {
        if p.y > -26.0 {
            solid = brow(solid, paired);
            solid = eye::add(solid, paired);
        }
        solid = nose::add(solid, p, paired);
        solid = mouth::add(solid, p, paired);
    }
    solid
}

/// Cheekbones, jaw and chin with the flesh between them; parts out of reach of a place are left out.
fn bones(p: Vec3, paired: Vec3) -> f32 {
    let q = paired;
    let mut solid = ellipsoid(p, vec3(0.0, -18.0, 45.0), vec3(54.0, 66.0, 46.0));
    if p.y > -50.0 {
        // Cheekbone and its arch to the ear.
        solid = blend(solid, ellipsoid(q, vec3(38.5, -1.0, 56.0), vec3(19.5, 16.0, 23.0)), FLESH);
        solid = blend(solid, rod(q, vec3(51.5, 2.0, 46.0), vec3(58.0, 3.0, 10.0), 8.0, 7.5), FLESH);
    }
    if p.y > 26.0 {
        return solid;
    }
    // Branch of the jaw with the chewing muscle, then its body to the chin.
    solid = blend(solid, rod(q, vec3(48.5, -14.0, 30.0), vec3(39.5, -55.0, 14.0), 13.5, 11.5), FLESH);
    // Its two halves meet in the chin: a wide fold there leaves no line on the throat.
    let jaw = vec3((q.x * q.x + 64.0).sqrt(), p.y, p.z);
    solid = blend(solid, rod(jaw, vec3(39.0, -58.0, 14.0), vec3(16.0, -85.0, 72.0), 11.5, 12.5), 24.0);
    solid = blend(solid, neck::floor_of_mouth(p), 26.0);
    if p.z < 0.0 {
        return solid;
    }
    // Cheek, chin, and the rounded front of the teeth.
    solid = blend(solid, ellipsoid(q, vec3(31.0, -36.0, 51.0), vec3(23.0, 32.0, 28.0)), FLESH);
    solid = blend(solid, ellipsoid(p, vec3(0.0, -86.0, 80.5), vec3(19.0, 15.0, 16.5)), 18.0);
    solid = blend(solid, ellipsoid(p, vec3(0.0, -60.0, 48.0), vec3(42.0, 34.0, 40.0)), 24.0);
    solid = blend(solid, ellipsoid(p, vec3(0.0, -48.0, 78.5), vec3(31.0, 27.0, 23.0)), 22.0);
    solid = blend(solid, ellipsoid(p, vec3(0.0, -36.0, 82.8), vec3(23.0, 18.0, 19.5)), 16.0);
    // Hollow under the cheekbone.
    solid + 1.6 * smoothstep(6.0, 36.0, p.z) * bump2(q.x - 47.0, 0.8 * (q.y + 30.0) + 0.3 * (q.z - 48.0), 9.0, 11.0)
}

/// The ridge over the eyes and the hollows under it.
fn brow(head: f32, paired: Vec3) -> f32 {
    let (away, along) = bow(paired, vec3(3.0, 32.5, 88.6), vec3(28.0, 41.5, 89.6), vec3(52.0, 22.0, 61.0));
    let mut solid = blend(head, away - (6.4 - along), 22.0);
    solid = carve(solid, ellipsoid(paired, vec3(31.5, 12.0, 97.0), vec3(18.0, 12.0, 15.0)), 16.0);
    carve(solid, ellipsoid(paired, vec3(15.5, 13.0, 98.3), vec3(4.5, 11.0, 9.0)), 12.0)
}

/// Fold between nose wing and mouth corner: hardly more than a change of slope.
pub(super) fn smile_fold(paired: Vec3) -> f32 {
    let line = 19.5 + (-(paired.y + 20.0)).max(0.0) * 0.42;
    0.4 * bump(paired.x - line, 3.0) * smoothstep(-50.0, -40.0, paired.y) * smoothstep(-18.0, -28.0, paired.y)
}
