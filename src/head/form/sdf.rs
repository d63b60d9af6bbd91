//! Signed distance functions (mm, negative inside) of ellipsoid, round cone and Bézier tube, and their smooth union,
//! intersection and subtraction.
//!
//! The distances are exact near the surface only, which is all that meshing and marching need. The longer ones stay
//! functions: inlined into their many callers they would take 0.6 kB of the download and save no time.

use crate::base::math::{Vec2, Vec3, Vec4, vec2, vec3};

/// Least gradient of the unscaled distance of ellipsoids that is divided by, 1/mm: keeps their middle finite.
pub(in crate::head) const LEAST_GRADIENT: f32 = 1e-4;
/// Depth of the fillet of [`smooth_union`] at the seam as a share of its radius: with it slope and curvature are continuous.
const SEAM_DEPTH: f32 = 1.0 / 6.0;

/// Smooth union of two solids: their seam is filled over about `radius` mm.
///
/// The fillet is a cubic in the difference of the distances, so curvature stays continuous and no edge of the
/// blend shows in a highlight.
#[inline(never)]
pub(in crate::head) fn smooth_union(a: f32, b: f32, radius: f32) -> f32 {
    // As lanes: of two floats the lesser would be a branch.
    let (least, apart) = (Vec4::splat(a).min(Vec4::splat(b)).x, (a - b).abs());
    // Away from the seam there is nothing to divide.
    if apart >= radius {
        return least;
    }
    let share = (radius - apart) / radius;
    least - share * share * share * radius * SEAM_DEPTH
}

/// Smooth intersection: the part common to two solids, its edge rounded over about `radius` mm.
#[inline]
pub(in crate::head) fn smooth_intersection(a: f32, b: f32, radius: f32) -> f32 {
    -smooth_union(-a, -b, radius)
}

/// The part common to two solids, its edge a quarter of a circle of `radius` mm.
#[inline]
pub(in crate::head) fn round_intersection(a: f32, b: f32, radius: f32) -> f32 {
    let (a, b) = (a + radius, b + radius);
    let corner = vec2(a.max(0.0), b.max(0.0)).length();
    corner + a.max(b).min(0.0) - radius
}

/// Smooth subtraction: `solid` without `tool`, the rim rounded over about `radius` mm.
#[inline]
pub(in crate::head) fn smooth_subtraction(solid: f32, tool: f32, radius: f32) -> f32 {
    -smooth_union(-solid, tool, radius)
}

/// Ellipsoid with half axes `radii`.
#[inline]
pub(in crate::head) fn ellipsoid(p: Vec3, center: Vec3, radii: Vec3) -> f32 {
    Ellipsoid { center, inverse: radii.recip() }.distance(p)
}

/// An ellipsoid as a measure of a body.
#[derive(Clone, Copy)]
pub(in crate::head) struct Ellipsoid {
    center: Vec3,
    /// One over each half axis, 1/mm.
    inverse: Vec3,
}

impl Ellipsoid {
    /// Ellipsoid about a center with half axes, mm.
    pub(in crate::head) const fn new([x, y, z]: [f32; 3], [a, b, c]: [f32; 3]) -> Ellipsoid {
        Ellipsoid { center: vec3(x, y, z), inverse: vec3(1.0 / a, 1.0 / b, 1.0 / c) }
    }

    /// Signed distance, mm.
    #[inline(never)]
    pub(in crate::head) fn distance(&self, p: Vec3) -> f32 {
        let q = (p - self.center) * self.inverse;
        let length = q.length();
        length * (length - 1.0) / (q * self.inverse).length().max(LEAST_GRADIENT)
    }
}

/// A round cone (a capsule with a radius at each end) as a measure of a body.
#[derive(Clone, Copy)]
pub(in crate::head) struct RoundCone {
    a: Vec3,
    b: Vec3,
    radius_a: f32,
    radius_b: f32,
}

impl RoundCone {
    /// Round cone between two places with a radius at each, mm.
    pub(in crate::head) const fn new([ax, ay, az]: [f32; 3], radius_a: f32, [bx, by, bz]: [f32; 3], radius_b: f32) -> RoundCone {
        RoundCone { a: vec3(ax, ay, az), b: vec3(bx, by, bz), radius_a, radius_b }
    }

    /// Signed distance, mm.
    #[inline]
    pub(in crate::head) fn distance(&self, p: Vec3) -> f32 {
        round_cone(p, self.a, self.b, self.radius_a, self.radius_b)
    }
}

/// Ellipse in a plane with half axes `radii`.
#[inline(never)]
pub(in crate::head) fn ellipse(p: Vec2, center: Vec2, radii: Vec2) -> f32 {
    let inverse = radii.recip();
    let q = (p - center) * inverse;
    let length = q.length();
    length * (length - 1.0) / (q * inverse).length().max(LEAST_GRADIENT)
}

/// Round cone from `a` to `b`, its radius running from `radius_a` to `radius_b`.
#[inline(never)]
pub(in crate::head) fn round_cone(p: Vec3, a: Vec3, b: Vec3, radius_a: f32, radius_b: f32) -> f32 {
    let (from_a, axis) = (p - a, b - a);
    let t = (from_a.dot(axis) / axis.length_squared()).clamp(0.0, 1.0);
    (from_a - axis * t).length() - (radius_a + (radius_b - radius_a) * t)
}

/// Curve parameters among which Newton's method on a Bézier curve takes its start, and the least curvature of the squared distance, mm²,
/// at which it takes a step.
const BEZIER_STARTS: [f32; 3] = [0.1, 0.5, 0.9];
const BEZIER_LEAST_CURVATURE: f32 = 1e-3;

/// Distance to a quadratic Bézier curve in mm, and the curve parameter of its nearest place, 0–1.
///
/// The curve runs from `a` to `b`; `pull` is its control point.
pub(in crate::head) fn quadratic_bezier(p: Vec3, a: Vec3, pull: Vec3, b: Vec3) -> (f32, f32) {
    let (first, second) = (pull - a, b - pull * 2.0 + a);
    let at = |t: f32| a + first * (2.0 * t) + second * (t * t);
    let (mut best, mut t) = (f32::MAX, 0.0);
    for candidate in BEZIER_STARTS {
        let distance = (p - at(candidate)).length_squared();
        if distance < best {
            (best, t) = (distance, candidate);
        }
    }
    // Newton's method on the derivative of the squared distance.
    for _ in 0..2 {
        let off = at(t) - p;
        let slope = (first + second * t) * 2.0;
        let curvature = slope.length_squared() + 2.0 * off.dot(second);
        if curvature > BEZIER_LEAST_CURVATURE {
            t = (t - off.dot(slope) / curvature).clamp(0.0, 1.0);
        }
    }
    ((p - at(t)).length(), t)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smooth_union_equals_the_plain_union_far_from_the_seam() {
        assert_eq!(smooth_union(1.0, 9.0, 5.0), 1.0);
        assert!(smooth_union(1.0, 1.0, 6.0) < 1.0);
        assert_eq!(smooth_subtraction(-9.0, 20.0, 5.0), -9.0);
    }

    #[test]
    fn distances_are_true_on_the_axes() {
        let radii = vec3(2.0, 3.0, 4.0);
        assert!((ellipsoid(vec3(5.0, 0.0, 0.0), Vec3::ZERO, radii) - 3.0).abs() < 1e-5);
        assert!((round_cone(vec3(0.0, 5.0, 5.0), Vec3::ZERO, Vec3::Z * 10.0, 1.0, 3.0) - 3.0).abs() < 1e-5);
        let (distance, t) = quadratic_bezier(vec3(0.0, 0.0, 2.0), -Vec3::X, Vec3::ZERO, Vec3::X);
        assert!((distance - 2.0).abs() < 1e-5 && (t - 0.5).abs() < 1e-5);
    }
}
