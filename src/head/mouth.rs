//! The closed mouth: lips, the line between them, philtrum and the hollow above the chin.

use super::face;
use super::sdf::{bump, bump2, carve, ellipsoid};
use crate::base::math::{Vec3, mix, smoothstep, vec3};

/// Half the width of the mouth, mm.
pub(super) const HALF_WIDTH: f32 = 26.0;

/// Mean height of the line between the lips, mm.
pub(super) const LEVEL: f32 = -52.4;

/// Place along the mouth: 0 in the middle, 1 at the corner.
fn along(x: f32) -> f32 {
    x / HALF_WIDTH
}

/// Height of the line between the lips, mm.
pub(super) fn line_height(x: f32) -> f32 {
    let t = along(x);
    LEVEL - 0.7 * bump(x, 3.6) + 0.6 * bump(x - 9.0, 5.0) + 0.2 * t * t
}

/// Heights of red above and below the line, mm; 0 from the corners on.
fn lip_heights(x: f32) -> (f32, f32) {
    let t = along(x);
    let arch = (1.0 - t * t).max(0.0);
    let upper = 7.0 * arch * (1.0 - 0.17 * bump(x, 2.8)) * (1.0 - 0.16 * t);
    let lower = (8.9 - 0.7 * bump(x, 3.6)) * arch;
    (upper, lower)
}

/// The face with the mouth worked in, as a signed distance in mm.
pub(super) fn add(face_solid: f32, p: Vec3, q: Vec3) -> f32 {
    if p.z < 60.0 || p.y > -18.0 || p.y < -84.0 {
        return face_solid;
    }
    let mut solid = carve(face_solid, ellipsoid(p, vec3(0.0, -69.5, 108.3), vec3(20.0, 5.0, 8.5)), 14.0);
    let front = smoothstep(70.0, 80.0, p.z);
    if front <= 0.0 || solid.abs() > 10.0 {
        return solid;
    }
    let above = q.y - line_height(q.x);
    let (upper, lower) = lip_heights(q.x);
    let full = smoothstep(1.05, 0.55, along(q.x));
    let inside = smoothstep(1.04, 0.86, along(q.x));
    // Each lip rolls out of the line between them and ends in its border.
    let roll = if above > 0.0 {
        1.7 * bump((above - 0.42 * upper) / (upper + 2.0), 0.36)
    } else {
        2.2 * bump((-above - 0.45 * lower) / (lower + 2.0), 0.36)
    };
    // Closed lips meet while still full; at the line both have the same height.
    let roll = mix(0.5, roll, smoothstep(0.0, 1.5, above.abs()));
    solid -= front * full * roll;
    let groove = 1.1 * bump(above, 0.95) + 0.2 * bump(above, 2.0);
    solid += front * inside * groove;
    // Corner dimple.
    solid += front * 0.5 * bump2(q.x - 27.0, above + 0.3, 3.0, 3.2);
    // Fine ridge round the red of the upper lip, and the philtrum.
    solid -= front * full * 0.22 * bump(above - upper - 0.6, 1.1);
    let philtrum = smoothstep(-46.5, -41.0, p.y) * smoothstep(-26.0, -33.0, p.y);
    solid += front * philtrum * (0.8 * bump(q.x, 2.6) - 0.55 * bump(q.x - 5.0, 2.0));
    solid + front * face::smile_fold(q)
}

/// Red of the lips, 0–1 with a soft border, seen from the front.
pub(super) fn vermilion(p: Vec3) -> f32 {
    let x = p.x.abs();
    if p.z < 78.0 || x > HALF_WIDTH + 2.0 {
        return 0.0;
    }
    let above = p.y - line_height(x);
    let (upper, lower) = lip_heights(x);
    let reach = if above > 0.0 { upper } else { lower };
    smoothstep(0.9, -0.9, above.abs() - reach) * smoothstep(1.02, 0.9, along(x))
}
