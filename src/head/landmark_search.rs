//! Landmarks, found on the finished surface by ray search and by walks of a given length along the skin.

use super::body::Body;
use super::form::cranium;
use super::landmarks::Landmarks;
use super::mesh::inset;
use crate::base::math::{PI, Vec3, cos, sin, vec2, vec3};

/// Step of a walk over the skin, mm.
const STRIDE: f32 = 1.0;
/// What is left of a walk when it ends, and the least that a step counts for, so that every walk ends, mm.
const WALKED: f32 = 1e-3;
const LEAST_STRIDE: f32 = 0.2;
/// Least square of a gradient that is divided by: in folds the slope of the distance may be small.
const LEAST_SLOPE_SQUARED: f32 = 0.05;
/// Newton steps onto the skin.
const NEWTON_STEPS: usize = 2;

/// Rays of a search, and one over their number.
const RAYS: usize = 100;
const RAY_SHARE: f32 = 0.01;
/// Where rays start, out of reach of the head, mm: in front of the hairline and of the profile, beside, behind, below the chin, and about
/// the skull's center.
const BEFORE_HAIRLINE: f32 = 140.0;
const BEFORE_PROFILE: f32 = 160.0;
const BESIDE: f32 = 140.0;
const BEHIND: f32 = -200.0;
const BELOW_CHIN: f32 = -135.0;
const ROUND_SKULL: f32 = 180.0;

// Where landmarks are looked for: ranges about them that hold no other place as far out.

/// Heights of glabella and tip of the nose, depths of the chin, mm.
const GLABELLA: (f32, f32) = (31.0, 46.0);
const NOSE: (f32, f32) = (-32.0, 0.0);
const CHIN: (f32, f32) = (62.0, 100.0);
/// Angles about the skull's center, from vertical for the vertex and from level backward for the occiput, radians.
const VERTEX: (f32, f32) = (-0.3, 0.5);
const OCCIPUT: (f32, f32) = (-0.3, 0.3);
/// The outer canthus along the slit of the eye, whose rounded corner is 1.
const CANTHUS: f32 = 0.97;
/// How far the whorl lies left of the midline, and the ray to it starts over the skin, mm (choice: the side varies from head to head).
const WHORL_ASIDE: f32 = 8.0;
const WHORL_OVER: f32 = 20.0;
/// Rays down onto the ear: columns and rows, where from its middle they start, the step between them, and the ear's greatest height
/// over its middle, mm.
const EAR_RAYS: [usize; 2] = [12, 8];
const EAR_FROM: Vec3 = Vec3::new(4.0, 50.0, -20.0);
const EAR_STEP: f32 = 1.6;
const EAR_HIGHEST: f32 = 36.0;

/// Named places measured on the surface of a body.
pub(super) fn find_landmarks(body: &Body) -> Landmarks {
    let (distances, eye) = (&body.measures.skin_distances, &body.measures.eye);
    let glabella = foremost(body, GLABELLA);
    let mid_frontal = walk_about(body, glabella, Vec3::X, distances.hairline_above_glabella);
    let canthus_x = eye.across(CANTHUS);
    // On the lids as if they were closed: the slit is no skin.
    let (outer_canthus, _) = inset::project_to_lids(body, vec2(canthus_x, eye.seam_height(canthus_x)));
    let frontotemporal = hairline_corner(body, mid_frontal, outer_canthus.x);
    let beside = walk_about(body, glabella, Vec3::NEG_Y, distances.beside_glabella);
    let mut temporal_point = walk_towards(body, frontotemporal, beside, distances.peak_below_corner);
    if let Some(mm) = distances.peak_beside_canthus {
        temporal_point = body.sphere_trace(vec3(outer_canthus.x + mm, temporal_point.y, BEFORE_HAIRLINE), Vec3::NEG_Z);
    }
    let whorl = walk_about(body, glabella, Vec3::X, distances.whorl_behind_glabella);
    Landmarks {
        glabella,
        mid_frontal,
        tragion: body.sphere_trace(vec3(BESIDE, 0.0, 0.0), Vec3::NEG_X),
        vertex: extreme(body, Vec3::Y, 0.0, VERTEX),
        whorl: body.sphere_trace(whorl + body.normal(whorl) * WHORL_OVER + Vec3::X * WHORL_ASIDE, -body.normal(whorl)),
        frontotemporal,
        temporal_point,
        occiput: extreme(body, Vec3::NEG_Z, PI * 0.5, OCCIPUT),
        nape: body.sphere_trace(vec3(0.0, distances.nape, BEHIND), Vec3::Z),
        outer_canthus,
        menton: lowest_of_chin(body),
        pronasale: foremost(body, NOSE),
        ear_top: ear_top(body),
    }
}

/// Foremost place of the midline between two heights, mm.
fn foremost(body: &Body, heights: (f32, f32)) -> Vec3 {
    search_rays(heights, |y| body.sphere_trace(vec3(0.0, y, BEFORE_PROFILE), Vec3::NEG_Z), |p| p.z)
}

/// Lowest place of the chin on the midline.
fn lowest_of_chin(body: &Body) -> Vec3 {
    let lowest = search_rays(CHIN, |z| body.sphere_trace(vec3(0.0, BELOW_CHIN, z), Vec3::Y), |p| -p.y);
    vec3(0.0, lowest.y, lowest.z)
}

/// Highest place of the ear.
fn ear_top(body: &Body) -> Vec3 {
    let (mut top, middle) = (Vec3::MIN, body.measures.ear.middle);
    for i in 0..=EAR_RAYS[0] {
        for j in 0..=EAR_RAYS[1] {
            let start = middle + vec3(EAR_FROM.x + j as f32 * EAR_STEP, EAR_FROM.y, EAR_FROM.z + i as f32 * EAR_STEP);
            let p = body.sphere_trace(start, Vec3::NEG_Y);
            if p.y > top.y && p.y < middle.y + EAR_HIGHEST {
                top = p;
            }
        }
    }
    top
}

/// The place with the greatest measure on a line of rays, to a hundredth of their range.
fn search_rays((from, to): (f32, f32), place: impl Fn(f32) -> Vec3, measure: impl Fn(Vec3) -> f32) -> Vec3 {
    let mut best = place(from);
    for i in 1..=RAYS {
        let p = place(from + (to - from) * i as f32 * RAY_SHARE);
        if measure(p) > measure(best) {
            best = p;
        }
    }
    best
}

/// Farthest place of the midline along `outward`, seen from the skull's center within angles from vertical.
fn extreme(body: &Body, outward: Vec3, middle: f32, angles: (f32, f32)) -> Vec3 {
    let ray = |angle: f32| {
        let direction = vec3(0.0, cos(middle + angle), -sin(middle + angle));
        body.sphere_trace(cranium::CENTER + direction * ROUND_SKULL, -direction)
    };
    search_rays(angles, ray, |p| p.dot(outward))
}

/// End of a walk of `length` mm over the skin from `start`, rotating right-handed about `axis`, in
/// steps along the tangent plane.
fn walk_about(body: &Body, start: Vec3, axis: Vec3, length: f32) -> Vec3 {
    let (mut at, mut left) = (start, length);
    while left > WALKED {
        let stride = left.min(STRIDE);
        let forward = body.normal(at).cross(axis).normalize_or(Vec3::Y);
        let next = project_to_surface(body, at + forward * stride);
        left -= next.distance(at).max(LEAST_STRIDE);
        at = next;
    }
    at
}

/// End of a walk of `length` mm over the skin from `start` towards `goal`.
fn walk_towards(body: &Body, start: Vec3, goal: Vec3, length: f32) -> Vec3 {
    let (mut at, mut left) = (start, length);
    while left > WALKED && at.distance(goal) > STRIDE {
        let stride = left.min(STRIDE);
        let next = project_to_surface(body, at + (goal - at).normalize_or(Vec3::Y) * stride);
        left -= next.distance(at).max(LEAST_STRIDE);
        at = next;
    }
    at
}

/// Nearest place of the surface to one close by.
pub(super) fn project_to_surface(body: &Body, p: Vec3) -> Vec3 {
    let mut p = p;
    for _ in 0..NEWTON_STEPS {
        let (value, gradient) = body.gradient(p);
        p -= gradient * (value / gradient.length_squared().max(LEAST_SLOPE_SQUARED));
    }
    p
}

/// Corner of the hairline: above the outer canthus in front view, a little higher than its middle.
///
/// A corner the textbook 8 cm of skin from the middle would lie another 2 cm further back on this head, past the
/// plane that Norwood's type III begins at; level and vertical are the rules that keep it a full hairline.
fn hairline_corner(body: &Body, mid_frontal: Vec3, x: f32) -> Vec3 {
    body.sphere_trace(vec3(x, mid_frontal.y + body.measures.skin_distances.corner_above_middle, BEFORE_HAIRLINE), Vec3::NEG_Z)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::Build;

    #[test]
    fn landmarks_agree_with_a_mans_measures_to_3_mm() {
        let body = Body::new(Build::Masculine);
        let l = find_landmarks(&body);
        // (what, measured mm, wanted mm)
        let table = [
            ("head length", l.glabella.z - l.occiput.z, 197.0),
            ("vertex above the ear hole", l.vertex.y, 130.0),
            ("chin below the ear hole", -l.menton.y, 101.0),
            ("nose tip before the ear hole", l.pronasale.z, 122.0),
            ("half the distance of the outer eye corners", l.outer_canthus.x, 45.5),
            ("half the distance of the tragions", l.tragion.x, 72.0),
        ];
        for (what, measured, wanted) in table {
            assert!((measured - wanted).abs() < 3.0, "{what}: {measured} mm, wanted {wanted} mm");
        }
        assert!((l.frontotemporal.y - l.mid_frontal.y - body.measures.skin_distances.corner_above_middle).abs() < 0.1);
        assert_eq!(l.frontotemporal.x, l.outer_canthus.x);
    }

    #[test]
    fn a_walk_has_the_length_asked_for() {
        let body = Body::new(Build::Masculine);
        let top = body.sphere_trace(vec3(0.0, 200.0, 0.0), Vec3::NEG_Y);
        let there = walk_about(&body, top, Vec3::X, 60.0);
        // On a skull the chord over 60 mm of skin is a little shorter than the skin.
        let chord = top.distance(there);
        assert!(chord < 60.0 && chord > 55.0, "chord {chord} mm");
    }

    #[test]
    fn landmarks_lie_on_the_skin() {
        for build in [Build::Masculine, Build::Feminine] {
            let body = Body::new(build);
            let l = find_landmarks(&body);
            let all = [
                l.glabella,
                l.mid_frontal,
                l.tragion,
                l.vertex,
                l.whorl,
                l.frontotemporal,
                l.temporal_point,
                l.occiput,
                l.nape,
                l.menton,
                l.pronasale,
                l.ear_top,
            ];
            for p in all {
                assert!(body.distance(p).abs() < 0.1, "{p} lies {} mm off", body.distance(p));
            }
            // The corner of the eye is where the lids would meet: with the slit open there is no skin.
            assert!(body.distance_eyes_closed(l.outer_canthus).abs() < 0.1);
        }
    }
}
