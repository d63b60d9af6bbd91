//! The whole body as one solid: braincase, face, ears and neck melted together.

use super::build::{Build, Measures, skull};
use super::form::cranium::{self, Cranium};
use super::form::face::FLESH;
use super::form::neck;
use super::form::sdf::blend;
use crate::base::math::{Vec3, vec3};

/// Height at which the bust ends, mm; the surface is open there.
pub const BUST_END: f32 = -312.0;

/// Distance to what is out of reach, mm.
const FAR: f32 = 40.0;

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
        self.form(self.measures.touch.undo(p))
    }

    /// The same with the eyes closed: what their lids lie on.
    pub(super) fn closed(&self, p: Vec3) -> f32 {
        self.form_with(self.measures.touch.undo(p), false)
    }

    /// Signed distance in mm to the form before its last touches.
    pub(super) fn form(&self, p: Vec3) -> f32 {
        self.form_with(p, true)
    }

    fn form_with(&self, p: Vec3, open: bool) -> f32 {
        // Paired parts see a coordinate that never quite reaches the midline, so their two copies meet without a crease.
        let paired = vec3((p.x * p.x + 1.0).sqrt(), p.y, p.z);
        let mut solid = if p.y > cranium::REACH { self.cranium.distance(p) } else { FAR };
        if face_reaches(p) {
            solid = add_face(self.measures, solid, p, paired);
        }
        if neck::reaches(p) {
            solid = blend(solid, self.measures.neck.distance(p, paired), neck::fillet(p));
        }
        solid = self.measures.ear.add(solid, paired);
        if open { self.measures.eye.open(solid, paired) } else { solid }
    }

    /// Signed distance to the form and its gradient, each good to some hundredths of a mm near the surface.
    pub(super) fn form_gradient(&self, p: Vec3) -> (f32, Vec3) {
        gradient(p, |q| self.form(q))
    }

    /// Signed distance and its gradient, each good to some hundredths of a mm near the surface.
    pub(super) fn gradient(&self, p: Vec3) -> (f32, Vec3) {
        gradient(p, |q| self.distance(q))
    }

    /// The same of the body with closed eyes.
    pub(super) fn closed_gradient(&self, p: Vec3) -> (f32, Vec3) {
        gradient(p, |q| self.closed(q))
    }

    /// Unit normal near the surface, outward.
    pub(super) fn normal(&self, p: Vec3) -> Vec3 {
        self.gradient(p).1.normalize_or(Vec3::Y)
    }

    /// First place of the surface from `origin` along `direction` (unit) within 300 mm, mm.
    pub(super) fn hit(&self, origin: Vec3, direction: Vec3) -> Vec3 {
        let mut travelled = 0.0;
        for _ in 0..96 {
            let gap = self.distance(origin + direction * travelled);
            if gap < 1e-3 || travelled > 300.0 {
                break;
            }
            travelled += gap * 0.85;
        }
        origin + direction * travelled
    }
}

/// Whether the face has a say at a place near the surface.
#[inline]
fn face_reaches(p: Vec3) -> bool {
    p.y < 60.0 && p.z > -22.0 && p.y > -124.0
}

/// The head with the face added, as a signed distance in mm.
fn add_face(m: &Measures, skull: f32, p: Vec3, paired: Vec3) -> f32 {
    let mut solid = blend(skull, m.face.bones(p, paired), FLESH);
    if p.z > 40.0 && p.y > -100.0 {
        if p.y > -26.0 {
            solid = m.face.brow(solid, paired);
            solid = m.eye.add(solid, paired);
        }
        solid = m.nose.add(solid, p, paired);
        solid = m.mouth.add(solid, p, paired, &m.face);
    }
    solid
}

/// Value and gradient of a distance at a place.
fn gradient(p: Vec3, distance: impl Fn(Vec3) -> f32) -> (f32, Vec3) {
    const REACH: f32 = 0.3;
    // The corners of a tetrahedron: four samples give the mean value and all three slopes.
    const CORNERS: [Vec3; 4] = [vec3(1.0, -1.0, -1.0), vec3(-1.0, -1.0, 1.0), vec3(-1.0, 1.0, -1.0), vec3(1.0, 1.0, 1.0)];
    let (mut value, mut slope) = (0.0, Vec3::ZERO);
    for corner in CORNERS {
        let sample = distance(p + corner * REACH);
        value += sample;
        slope += corner * sample;
    }
    (value * 0.25, slope * (0.25 / REACH))
}
