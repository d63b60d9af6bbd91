//! The neck: a leaning column, its muscles, the slope to the shoulders.

use super::sdf::{blend, bow, bump2, ellipsoid, intersect, rod};
use crate::base::math::{Vec3, mix, smoothstep, vec2, vec3};

/// Height above which the neck has no say, mm.
const TOP: f32 = 12.0;

/// How softly the neck flows into the body at a place, mm: the jaw keeps its line, the nape has none.
#[inline]
pub(super) fn fillet(p: Vec3) -> f32 {
    mix(20.0, 30.0, smoothstep(0.0, -40.0, p.z))
}

/// Whether the neck has a say at a place near the surface.
#[inline]
pub(super) fn reaches(p: Vec3) -> bool {
    p.y < TOP && p.z < if p.y > -75.0 { 67.0 } else { 75.0 }
}

/// Signed distance to the neck, mm; `paired` has its x folded to the left side.
pub(super) fn distance(p: Vec3, paired: Vec3) -> f32 {
    // The muscles pass near the midline, where a wider fold than the face's keeps throat and nape smooth.
    let paired = vec3((paired.x * paired.x + 60.0).sqrt(), p.y, p.z);
    let mut neck = column(p);
    if p.z < 0.0 {
        neck = blend(neck, nape(p), 26.0);
    }
    // Sternocleidomastoid: from behind the ear to the notch above the breastbone.
    neck = blend(neck, rod(paired, vec3(57.0, -22.0, -20.0), vec3(17.0, -202.0, 20.0), 9.0, 11.0), 16.0);
    if p.y < -36.0 {
        // Trapezius: down the back of the neck, then out to the shoulder.
        let (away, along) = bow(paired, vec3(23.0, -100.0, -56.0), vec3(32.0, -158.0, -50.0), vec3(96.0, -232.0, -42.0));
        neck = blend(neck, away - mix(14.0, 28.0, along), 40.0);
        // Chest, as far as a bust shows it.
        neck = blend(neck, ellipsoid(p, vec3(0.0, -222.0, -14.0), vec3(74.0, 46.0, 50.0)), 24.0);
    }
    // Larynx: seen in profile only, and softly.
    neck - 3.2 * bump2(p.x, p.y + 132.0, 9.0, 15.0) * smoothstep(-10.0, 10.0, p.z)
}

/// The leaning column of throat and spine, open at the top inside the skull.
fn column(p: Vec3) -> f32 {
    let down = (-p.y - 60.0) / 120.0;
    let widening = smoothstep(0.5, 1.25, down);
    let radii = vec2(51.5 + 2.0 * down + 12.0 * widening, 55.0 + 2.0 * down + 6.0 * widening);
    let q = vec2(p.x, p.z + 14.0 + 17.0 * down) / radii;
    let length = q.length();
    let side = length * (length - 1.0) / (q / radii).length().max(1e-4);
    intersect(side, p.y + 25.0, 40.0)
}

/// The two muscle cords at the back, both evaluated so that the groove between them is round.
fn nape(p: Vec3) -> f32 {
    let cord = |side: f32| rod(p, vec3(13.0 * side, -25.0, -50.0), vec3(17.0 * side, -190.0, -72.0), 14.0, 22.0);
    blend(cord(1.0), cord(-1.0), 26.0)
}

/// Soft tissue under the jaw that carries its line into the throat, mm.
pub(super) fn floor_of_mouth(p: Vec3) -> f32 {
    ellipsoid(p, vec3(0.0, -78.0, 34.0), vec3(36.0, 18.0, 40.0))
}
