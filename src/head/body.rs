//! The body as one signed distance field: smooth union of braincase, face, ears and neck; its gradient by finite
//! differences, and sphere tracing.

use super::build::{Build, Measures, skull};
use super::form::cranium::{self, Cranium};
use super::form::face::FLESH;
use super::form::neck;
use super::form::sdf::smooth_union;
use crate::base::math::{Vec3, vec3};

/// Height at which the bust ends, mm; the surface is open there (choice).
pub const BUST_END: f32 = -312.0;

/// Distance to what is out of reach, mm.
const FAR: f32 = 40.0;

/// Square of the half width over which paired parts are rounded across the midline, mm²: their two copies meet without a crease.
const PAIR_FOLD: f32 = 1.0;

/// Sphere tracing: steps at most, the distance that will do, the farthest way, mm, and the share of the distance that is stepped,
/// as the value may be a little more than it in folds.
const TRACE_STEPS: usize = 96;
const TRACE_CLOSE: f32 = 1e-3;
const TRACE_FARTHEST: f32 = 300.0;
const TRACE_SHARE: f32 = 0.85;

/// The face affects places between these heights and from this depth (z) on, mm; brow and eye, nose and mouth their part of it.
const FACE_HEIGHTS: (f32, f32) = (-124.0, 60.0);
const FACE_BACK: f32 = -22.0;
const FEATURES_BOTTOM: f32 = -100.0;
const FEATURES_BACK: f32 = 40.0;
const EYES_BOTTOM: f32 = -26.0;

/// A head and neck as a signed distance.
pub(super) struct Body {
    cranium: Cranium,
    pub(super) measures: &'static Measures,
}

impl Body {
    pub(super) fn new(build: Build) -> Body {
        Body { cranium: Cranium::new(&skull::places(build)), measures: Measures::of(build) }
    }

    /// Signed distance in mm to the finished head, negative inside; `p.x` ≥ 0 or barely less.
    pub(super) fn distance(&self, p: Vec3) -> f32 {
        self.rest_distance(self.measures.deformation.inverse(p))
    }

    /// The same with the eyes closed: the surface that the lids lie on.
    pub(super) fn distance_eyes_closed(&self, p: Vec3) -> f32 {
        self.rest_distance_with(self.measures.deformation.inverse(p), false)
    }

    /// Signed distance in mm to the rest shape, before the deformation.
    pub(super) fn rest_distance(&self, p: Vec3) -> f32 {
        self.rest_distance_with(p, true)
    }

    fn rest_distance_with(&self, p: Vec3, open: bool) -> f32 {
        let paired = vec3((p.x * p.x + PAIR_FOLD).sqrt(), p.y, p.z);
        let mut solid = if p.y > cranium::REACH { self.cranium.distance(p) } else { FAR };
        if face_affects(p) {
            solid = add_face(self.measures, solid, p, paired);
        }
        if neck::affects(p) {
            solid = smooth_union(solid, self.measures.neck.distance(p, paired), neck::fillet(p));
        }
        solid = self.measures.ear.add(solid, paired);
        if open { self.measures.eye.cut_slit(solid, paired) } else { solid }
    }

    /// Signed distance to the rest shape and its gradient, each good to some hundredths of a mm near the surface.
    pub(super) fn rest_gradient(&self, p: Vec3) -> (f32, Vec3) {
        gradient(p, |q| self.rest_distance(q))
    }

    /// Signed distance and its gradient, each good to some hundredths of a mm near the surface.
    pub(super) fn gradient(&self, p: Vec3) -> (f32, Vec3) {
        gradient(p, |q| self.distance(q))
    }

    /// The same of the body with closed eyes.
    pub(super) fn gradient_eyes_closed(&self, p: Vec3) -> (f32, Vec3) {
        gradient(p, |q| self.distance_eyes_closed(q))
    }

    /// Unit normal near the surface, outward.
    pub(super) fn normal(&self, p: Vec3) -> Vec3 {
        self.gradient(p).1.normalize_or(Vec3::Y)
    }

    /// Sphere tracing (Hart 1996): first place of the surface from `origin` along `direction` (unit) within 300 mm, mm.
    pub(super) fn sphere_trace(&self, origin: Vec3, direction: Vec3) -> Vec3 {
        let mut traveled = 0.0;
        for _ in 0..TRACE_STEPS {
            let gap = self.distance(origin + direction * traveled);
            if gap < TRACE_CLOSE || traveled > TRACE_FARTHEST {
                break;
            }
            traveled += gap * TRACE_SHARE;
        }
        origin + direction * traveled
    }
}

/// Whether the face affects a place near the surface.
#[inline]
fn face_affects(p: Vec3) -> bool {
    p.y < FACE_HEIGHTS.1 && p.z > FACE_BACK && p.y > FACE_HEIGHTS.0
}

/// The head with the face added, as a signed distance in mm.
fn add_face(m: &Measures, skull: f32, p: Vec3, paired: Vec3) -> f32 {
    let mut solid = smooth_union(skull, m.face.bones(p, paired), FLESH);
    if p.z > FEATURES_BACK && p.y > FEATURES_BOTTOM {
        if p.y > EYES_BOTTOM {
            solid = m.face.brow(solid, paired);
            solid = m.eye.add(solid, paired);
        }
        solid = m.nose.add(solid, p, paired);
        solid = m.mouth.add(solid, p, paired, &m.face);
    }
    solid
}

/// Value and gradient of a distance at a place, by finite differences.
fn gradient(p: Vec3, distance: impl Fn(Vec3) -> f32) -> (f32, Vec3) {
    /// Half the edge of the cube whose corners are sampled, mm.
    const REACH: f32 = 0.3;
    /// One over the number of samples.
    const MEAN: f32 = 0.25;
    // The corners of a tetrahedron: four samples give the mean value and all three slopes.
    const CORNERS: [Vec3; 4] = [vec3(1.0, -1.0, -1.0), vec3(-1.0, -1.0, 1.0), vec3(-1.0, 1.0, -1.0), vec3(1.0, 1.0, 1.0)];
    let (mut value, mut slope) = (0.0, Vec3::ZERO);
    for corner in CORNERS {
        let sample = distance(p + corner * REACH);
        value += sample;
        slope += corner * sample;
    }
    (value * MEAN, slope * (MEAN / REACH))
}
