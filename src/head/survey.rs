//! Finding the named places on the finished surface.

use super::body::Body;
use super::form::cranium;
use super::landmarks::Landmarks;
use super::mesh::parts;
use crate::base::math::{PI, Vec3, cos, sin, vec2, vec3};

/// Step of a walk over the skin, mm.
const STRIDE: f32 = 1.0;

/// Named places measured on the surface of a body.
pub(super) fn survey(body: &Body) -> Landmarks {
    let (spans, eye) = (&body.measures.spans, &body.measures.eye);
    let glabella = foremost(body, 31.0, 46.0);
    let mid_frontal = walk(body, glabella, Vec3::X, spans.hairline_above_glabella);
    let canthus_x = eye.across(0.97);
    // On the lids as if they were closed: the slit is no skin.
    let (outer_canthus, _) = parts::on_closed(body, vec2(canthus_x, eye.seam_height(canthus_x)));
    let frontotemporal = corner(body, mid_frontal, outer_canthus.x);
    let beside = walk(body, glabella, Vec3::NEG_Y, spans.beside_glabella);
    let mut temporal_point = towards(body, frontotemporal, beside, spans.peak_below_corner);
    if let Some(mm) = spans.peak_beside_canthus {
        temporal_point = body.hit(vec3(outer_canthus.x + mm, temporal_point.y, 140.0), Vec3::NEG_Z);
    }
    let whorl = walk(body, glabella, Vec3::X, spans.whorl_behind_glabella);
    Landmarks {
        glabella,
        mid_frontal,
        tragion: body.hit(vec3(140.0, 0.0, 0.0), Vec3::NEG_X),
        vertex: extreme(body, Vec3::Y, 0.0, -0.3, 0.5),
        whorl: body.hit(whorl + body.normal(whorl) * 20.0 + Vec3::X * 8.0, -body.normal(whorl)),
        frontotemporal,
        temporal_point,
        occiput: extreme(body, Vec3::NEG_Z, PI * 0.5, -0.3, 0.3),
        nape: body.hit(vec3(0.0, spans.nape, -200.0), Vec3::Z),
        outer_canthus,
        menton: lowest_of_chin(body),
        pronasale: foremost(body, -32.0, 0.0),
        ear_top: ear_top(body),
    }
}

/// Foremost place of the midline between two heights.
fn foremost(body: &Body, low: f32, high: f32) -> Vec3 {
    scan(low, high, |y| body.hit(vec3(0.0, y, 160.0), Vec3::NEG_Z), |p| p.z)
}

/// Lowest place of the chin on the midline.
fn lowest_of_chin(body: &Body) -> Vec3 {
    let lowest = scan(62.0, 100.0, |z| body.hit(vec3(0.0, -135.0, z), Vec3::Y), |p| -p.y);
    vec3(0.0, lowest.y, lowest.z)
}

/// Highest place of the ear.
fn ear_top(body: &Body) -> Vec3 {
    let (mut top, middle) = (Vec3::MIN, body.measures.ear.middle);
    for i in 0..=12 {
        for j in 0..=8 {
            let start = middle + vec3(4.0 + j as f32 * 1.6, 50.0, -20.0 + i as f32 * 1.6);
            let p = body.hit(start, Vec3::NEG_Y);
            if p.y > top.y && p.y < middle.y + 36.0 {
                top = p;
            }
        }
    }
    top
}

/// The place with the greatest measure on a line of rays, to a hundredth of the range.
fn scan(from: f32, to: f32, place: impl Fn(f32) -> Vec3, measure: impl Fn(Vec3) -> f32) -> Vec3 {
    let mut best = place(from);
    for i in 1..=100 {
        let p = place(from + (to - from) * i as f32 * 0.01);
        if measure(p) > measure(best) {
            best = p;
        }
    }
    best
}

/// Farthest place of the midline along `outward`, seen from the skull's centre within angles from vertical.
fn extreme(body: &Body, outward: Vec3, middle: f32, low: f32, high: f32) -> Vec3 {
    let ray = |angle: f32| {
        let direction = vec3(0.0, cos(middle + angle), -sin(middle + angle));
        body.hit(cranium::CENTRE + direction * 180.0, -direction)
    };
    scan(low, high, ray, |p| p.dot(outward))
}

/// End of a walk of `length` mm over the skin from `start`, turning right-handed about `axis` as little as the skin allows.
fn walk(body: &Body, start: Vec3, axis: Vec3, length: f32) -> Vec3 {
    let (mut at, mut left) = (start, length);
    while left > 1e-3 {
        let stride = left.min(STRIDE);
        let forward = body.normal(at).cross(axis).normalize_or(Vec3::Y);
        let next = drop_onto(body, at + forward * stride);
        left -= next.distance(at).max(0.2);
        at = next;
    }
    at
}

/// End of a walk of `length` mm over the skin from `start` towards `goal`.
fn towards(body: &Body, start: Vec3, goal: Vec3, length: f32) -> Vec3 {
    let (mut at, mut left) = (start, length);
    while left > 1e-3 && at.distance(goal) > STRIDE {
        let stride = left.min(STRIDE);
        let next = drop_onto(body, at + (goal - at).normalize_or(Vec3::Y) * stride);
        left -= next.distance(at).max(0.2);
        at = next;
    }
    at
}

/// Nearest place of the surface to one close by.
pub(super) fn drop_onto(body: &Body, p: Vec3) -> Vec3 {
    let mut p = p;
    for _ in 0..2 {
        let (value, gradient) = body.gradient(p);
        p -= gradient * (value / gradient.length_squared().max(0.05));
    }
    p
}

/// Corner of the hairline: above the outer canthus in front view, a little higher than its middle.
///
/// A corner the textbook 8 cm of skin from the middle would lie another 2 cm further back on this head, past the
/// plane that Norwood's type III begins at; level and vertical are the rules that keep it a full hairline.
fn corner(body: &Body, mid_frontal: Vec3, x: f32) -> Vec3 {
    body.hit(vec3(x, mid_frontal.y + body.measures.spans.corner_above_middle, 140.0), Vec3::NEG_Z)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::Build;

    #[test]
    fn places_meet_a_mans_measures_to_3_mm() {
        let body = Body::new(Build::Masculine);
        let l = survey(&body);
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
        assert!((l.frontotemporal.y - l.mid_frontal.y - body.measures.spans.corner_above_middle).abs() < 0.1);
        assert_eq!(l.frontotemporal.x, l.outer_canthus.x);
    }

    #[test]
    fn a_walk_has_the_length_asked_for() {
        let body = Body::new(Build::Masculine);
        let top = body.hit(vec3(0.0, 200.0, 0.0), Vec3::NEG_Y);
        let there = walk(&body, top, Vec3::X, 60.0);
        // On a skull the chord over 60 mm of skin is a little shorter than the skin.
        let chord = top.distance(there);
        assert!(chord < 60.0 && chord > 55.0, "chord {chord} mm");
    }

    #[test]
    fn landmarks_lie_on_the_skin() {
        for build in [Build::Masculine, Build::Feminine] {
            let body = Body::new(build);
            let l = survey(&body);
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
            assert!(body.closed(l.outer_canthus).abs() < 0.1);
        }
    }
}
