//! The pose of a camera in double precision: a pinhole's rotation, place, focal length and principal point, with the shape of the head
//! before it and what is left of its picture (extrinsics and intrinsics).

use super::shape::HeadShape;
use super::warp::Warp;
use crate::base::math::{Vec3, vec3};

/// Nothing is drawn as if it were nearer than this, mm: shoulders that reach behind a near camera.
pub(super) const LEAST_DISTANCE_MM: f64 = 20.0;

/// A camera, the head before it and its picture. Its axes are of unit length, right-handed and upright to each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// Its axes in the body's: right, up, and from the head towards it.
    pub axes: [[f64; 3]; 3],
    /// Where the head's origin lies off the axis: right and up, as tangents.
    pub aside: [f64; 2],
    /// Distance of the head's origin along the axis, mm.
    pub distance_mm: f64,
    /// Focal length, px.
    pub focal_px: f64,
    /// Where the axis meets the picture: right of its left edge and down from its top edge, px.
    pub principal: [f64; 2],
    /// The head before it.
    pub shape: HeadShape,
    /// What moves its picture.
    pub warp: Warp,
}

/// Scalar product.
pub(super) fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

impl Pose {
    /// A place of the body's head in the camera's frame: right, up, and distance along the axis, mm.
    pub fn see(&self, place: [f64; 3]) -> [f64; 3] {
        let p = self.shape.place_exact(place);
        let [right, up, back] = self.axes.map(|axis| dot(axis, p));
        [right + self.aside[0] * self.distance_mm, up + self.aside[1] * self.distance_mm, self.distance_mm - back]
    }

    /// Where a place of the body's head falls in the picture, px, before the warp, and its distance along the axis, mm.
    pub fn project_unwarped(&self, place: [f64; 3]) -> ([f64; 2], f64) {
        let [x, y, distance] = self.see(place);
        let scale = self.focal_px / distance.max(LEAST_DISTANCE_MM);
        ([self.principal[0] + x * scale, self.principal[1] - y * scale], distance)
    }

    /// Where a place of the body's head falls in the picture, px.
    pub fn project(&self, place: [f64; 3]) -> [f64; 2] {
        self.warp.place(self.project_unwarped(place).0)
    }

    /// Where it stands, in the person's axes, mm.
    pub fn eye(&self) -> Vec3 {
        let [right, up, back] = self.axes;
        let along = |k: usize| self.distance_mm * (back[k] - self.aside[0] * right[k] - self.aside[1] * up[k]);
        vec3(along(0) as f32, along(1) as f32, along(2) as f32)
    }

    /// The same camera for a picture of another size, that many times this one, whose origin lies at a place of this one, px.
    pub fn resized(&self, factor: f64, origin: [f64; 2]) -> Self {
        Self {
            focal_px: self.focal_px * factor,
            principal: [0, 1].map(|k| (self.principal[k] - origin[k]) * factor),
            warp: self.warp.resized(factor, origin),
            ..*self
        }
    }
}
