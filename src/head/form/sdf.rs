//! Solids as signed distances (mm, negative inside), and the ways to melt them together.
//!
//! The distances are exact near the surface only, which is all that meshing and marching need. The longer ones stay
//! functions: drawn into their many callers they would take 0.6 kB of the download for no time.

use crate::base::math::{Vec2, Vec3, vec2, vec3};

/// Union of two solids whose seam is filled over about `radius` mm.
///
/// The fillet is a cubic in the difference of the distances, so curvature stays continuous and no edge of the
/// blend shows in a highlight.
#[inline]
pub(in crate::head) fn blend(a: f32, b: f32, radius: f32) -> f32 {
    let share = (radius - (a - b).abs()).max(0.0) / radius;
    a.min(b) - share * share * share * radius * (1.0 / 6.0)
}

/// The part common to two solids, its edge rounded over about `radius` mm.
#[inline]
pub(in crate::head) fn intersect(a: f32, b: f32, radius: f32) -> f32 {
    -blend(-a, -b, radius)
}

/// The part common to two solids, its edge a quarter of a circle of `radius` mm.
#[inline]
pub(in crate::head) fn intersect_round(a: f32, b: f32, radius: f32) -> f32 {
    let (a, b) = (a + radius, b + radius);
    let corner = vec2(a.max(0.0), b.max(0.0)).length();
    corner + a.max(b).min(0.0) - radius
}

/// What `tool` leaves of `solid`, the rim rounded over about `radius` mm.
#[inline]
pub(in crate::head) fn carve(solid: f32, tool: f32, radius: f32) -> f32 {
    -blend(-solid, tool, radius)
}

/// Ellipsoid with half axes `radii`.
#[inline]
pub(in crate::head) fn ellipsoid(p: Vec3, centre: Vec3, radii: Vec3) -> f32 {
    Egg { centre, inverse: radii.recip() }.distance(p)
}

/// An ellipsoid as a measure of a body.
#[derive(Clone, Copy)]
pub(in crate::head) struct Egg {
    centre: Vec3,
    /// One over each half axis, 1/mm.
    inverse: Vec3,
}

impl Egg {
    /// Ellipsoid about a centre with half axes, mm.
    pub(in crate::head) const fn new([x, y, z]: [f32; 3], [a, b, c]: [f32; 3]) -> Egg {
        Egg { centre: vec3(x, y, z), inverse: vec3(1.0 / a, 1.0 / b, 1.0 / c) }
    }

    /// Signed distance, mm.
    #[inline(never)]
    pub(in crate::head) fn distance(&self, p: Vec3) -> f32 {
        let q = (p - self.centre) * self.inverse;
        let length = q.length();
        length * (length - 1.0) / (q * self.inverse).length().max(1e-4)
    }
}

/// A rod as a measure of a body.
#[derive(Clone, Copy)]
pub(in crate::head) struct Rod {
    a: Vec3,
    b: Vec3,
    radius_a: f32,
    radius_b: f32,
}

impl Rod {
    /// Rod between two places with a radius at each, mm.
    pub(in crate::head) const fn new([ax, ay, az]: [f32; 3], radius_a: f32, [bx, by, bz]: [f32; 3], radius_b: f32) -> Rod {
        Rod { a: vec3(ax, ay, az), b: vec3(bx, by, bz), radius_a, radius_b }
    }

    /// Signed distance, mm.
    #[inline]
    pub(in crate::head) fn distance(&self, p: Vec3) -> f32 {
        rod(p, self.a, self.b, self.radius_a, self.radius_b)
    }
}

/// Ellipse in a plane with half axes `radii`.
#[inline(never)]
pub(in crate::head) fn ellipse(p: Vec2, centre: Vec2, radii: Vec2) -> f32 {
    let inverse = radii.recip();
    let q = (p - centre) * inverse;
    let length = q.length();
    length * (length - 1.0) / (q * inverse).length().max(1e-4)
}

/// Rod from `a` to `b` with round ends, its radius running from `radius_a` to `radius_b`.
#[inline(never)]
pub(in crate::head) fn rod(p: Vec3, a: Vec3, b: Vec3, radius_a: f32, radius_b: f32) -> f32 {
    let (from_a, axis) = (p - a, b - a);
    let t = (from_a.dot(axis) / axis.length_squared()).clamp(0.0, 1.0);
    (from_a - axis * t).length() - (radius_a + (radius_b - radius_a) * t)
}

/// Nearest place of a bent line: distance to it in mm and how far along it lies, 0–1.
///
/// The line is the parabola from `a` to `b` drawn towards `pull`.
pub(in crate::head) fn bow(p: Vec3, a: Vec3, pull: Vec3, b: Vec3) -> (f32, f32) {
    let (first, second) = (pull - a, b - pull * 2.0 + a);
    let at = |t: f32| a + first * (2.0 * t) + second * (t * t);
    let (mut best, mut t) = (f32::MAX, 0.0);
    for candidate in [0.1, 0.5, 0.9] {
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
        if curvature > 1e-3 {
            t = (t - off.dot(slope) / curvature).clamp(0.0, 1.0);
        }
    }
    ((p - at(t)).length(), t)
}

/// Bell of height 1 and about standard deviation `sigma` that ends at 2.83 `sigma`.
///
/// Unlike the Gaussian it needs no exponential, and a fold drawn with it touches nothing far away.
#[inline]
pub(in crate::head) fn bump(x: f32, sigma: f32) -> f32 {
    let rest = (1.0 - x * x / (8.0 * sigma * sigma)).max(0.0);
    let square = rest * rest;
    square * square
}

/// Round bell over an ellipse with standard deviations `sigma_x` and `sigma_y`.
#[inline(never)]
pub(in crate::head) fn bump2(x: f32, y: f32, sigma_x: f32, sigma_y: f32) -> f32 {
    let (x, y) = (x / sigma_x, y / sigma_y);
    let rest = (1.0 - (x * x + y * y) * 0.125).max(0.0);
    let square = rest * rest;
    square * square
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blending_equals_the_plain_union_far_from_the_seam() {
        assert_eq!(blend(1.0, 9.0, 5.0), 1.0);
        assert!(blend(1.0, 1.0, 6.0) < 1.0);
        assert_eq!(carve(-9.0, 20.0, 5.0), -9.0);
    }

    #[test]
    fn distances_are_true_on_the_axes() {
        let radii = vec3(2.0, 3.0, 4.0);
        assert!((ellipsoid(vec3(5.0, 0.0, 0.0), Vec3::ZERO, radii) - 3.0).abs() < 1e-5);
        assert!((rod(vec3(0.0, 5.0, 5.0), Vec3::ZERO, Vec3::Z * 10.0, 1.0, 3.0) - 3.0).abs() < 1e-5);
        let (distance, t) = bow(vec3(0.0, 0.0, 2.0), -Vec3::X, Vec3::ZERO, Vec3::X);
        assert!((distance - 2.0).abs() < 1e-5 && (t - 0.5).abs() < 1e-5);
    }
}
