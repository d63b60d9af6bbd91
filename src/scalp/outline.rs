//! Signed distances along the skin to regions bounded by Catmull–Rom curves on the chart.

use super::chart::{Chart, EXTENT, SIDE};
use crate::base::grid::ScalarGrid;
use crate::base::math::{Vec2, Vec3, vec2};

/// Points of the drawn curve from one control point to the next.
pub const STEPS: usize = 5;
/// Typical radius of a head, mm: turns straight distances into distances along the skin.
const HEAD_RADIUS: f32 = 85.0;

/// Places below this height are never queried, mm: the nape ends above it.
const LOWEST: f32 = -80.0;
/// Distance that such places and those not asked for get, mm.
const FAR_MM: f32 = 100.0;
/// A region without another edge ends so far outside the chart, in half its edge.
const BEYOND_CHART: f32 = 3.0;
/// So much longer than a short chord its arc on a sphere is: chord³ / (24 radius²).
const ARC_TERM: f32 = 24.0;
/// Least squared length of a piece of a curve, mm²: shorter ones are points.
const LEAST_SQUARED: f32 = 1e-9;
/// A ball is wider by this, mm, so that rounding hides no point.
const BALL_MARGIN_MM: f32 = 0.01;

/// The edge of a region as signed distances along the skin, mm.
pub struct Outline {
    distance: ScalarGrid,
}

impl Outline {
    /// A region inside a smooth curve through `control` points of the chart, closed from last to first.
    pub fn closed(chart: &Chart, control: &[Vec2]) -> Self {
        let around = control.iter().cycle().skip(control.len() - 1).take(control.len() + 3);
        let curve = catmull_rom(&around.copied().collect::<Vec<_>>());
        let mut on_skin: Vec<Vec3> = curve.iter().map(|q| chart.skin_at(*q)).collect();
        on_skin.extend_from_within(..1);
        Self::from_polygon(chart, &curve, &on_skin, |_| true)
    }

    /// The region behind a curve that runs from the head's left over the front to its right.
    ///
    /// It has no other edge: ears and nape do not count. Places that are not `wanted` only get the right sign.
    pub fn behind(chart: &Chart, curve: &[Vec2], wanted: impl Fn(Vec2) -> bool) -> Self {
        let on_skin: Vec<Vec3> = curve.iter().map(|q| chart.skin_at(*q)).collect();
        let mut around = curve.to_vec();
        let far = BEYOND_CHART * EXTENT;
        let level = |end: Option<&Vec2>| end.map_or(0.0, |q| q.y);
        around.extend([vec2(-far, level(curve.last())), vec2(-far, -far), vec2(far, -far), vec2(far, level(curve.first()))]);
        Self::from_polygon(chart, &around, &on_skin, wanted)
    }

    fn from_polygon(chart: &Chart, polygon: &[Vec2], edge: &[Vec3], wanted: impl Fn(Vec2) -> bool) -> Self {
        let mut sample = 0;
        let mut crossings: Vec<f32> = Vec::new();
        let mut edge = CurveDistance::new(edge);
        let distance = ScalarGrid::from_fn(SIDE, EXTENT, |q| {
            if sample % SIDE == 0 {
                row_crossings(polygon, q.y, &mut crossings);
            }
            let inside = crossings.iter().filter(|x| **x < q.x).count() % 2 == 1;
            let here = chart.skin[sample];
            sample += 1;
            let mm = if here.y > LOWEST && wanted(q) { edge.distance(here) } else { FAR_MM };
            if inside { mm } else { -mm }
        });
        Self { distance }
    }

    /// Distance along the skin from a place of the chart to the edge, mm; positive inside.
    pub fn depth(&self, q: Vec2) -> f32 {
        self.distance.at(q)
    }
}

/// A closed curve from control points of its two halves, midline to midline, both as if on the left.
pub fn close_halves(left: &[Vec2], right: &[Vec2]) -> Vec<Vec2> {
    let right = right.iter().rev().filter(|q| q.x > 0.5).map(|q| vec2(-q.x, q.y));
    left.iter().copied().chain(right).collect()
}

/// The same where both are alike.
pub fn close_mirrored(left: &[Vec2]) -> Vec<Vec2> {
    close_halves(left, left)
}

/// A curve from left to right from its two halves, each from the midline outward; the midline's point is the left's.
pub fn join_halves(left: &[Vec2], right: &[Vec2]) -> Vec<Vec2> {
    let (first, last) = (left.last(), right.last());
    let control = first.into_iter().chain(left.iter().rev()).chain(right.iter().skip(1)).chain(last);
    let mut curve = catmull_rom(&control.copied().collect::<Vec<_>>());
    curve.extend(last);
    curve
}

/// Coefficients of a Catmull–Rom spline through b and c between a and d: of t² those of a, b and c (that of d is −1), of t³ that of
/// b and −c (those of a and d are −1 and 1).
pub(super) const CATMULL_ROM_T2: [f32; 3] = [2.0, 5.0, 4.0];
pub(super) const CATMULL_ROM_T3: f32 = 3.0;

/// Catmull–Rom through all but the first and the last of `control`, which only bend its ends.
fn catmull_rom(control: &[Vec2]) -> Vec<Vec2> {
    let mut curve = Vec::with_capacity(control.len() * STEPS);
    for four in control.windows(4) {
        let [a, b, c, d] = [four[0], four[1], four[2], four[3]];
        for k in 0..STEPS {
            let t = k as f32 / STEPS as f32;
            let [of_a, of_b, of_c] = CATMULL_ROM_T2;
            let square = of_a * a - of_b * b + of_c * c - d;
            let cube = CATMULL_ROM_T3 * b - a - CATMULL_ROM_T3 * c + d;
            let bend = (c - a) * t + square * (t * t) + cube * (t * t * t);
            curve.push(b + bend * 0.5);
        }
    }
    curve
}

/// Where a row of the chart crosses the curve (even-odd rule).
fn row_crossings(curve: &[Vec2], y: f32, crossings: &mut Vec<f32>) {
    crossings.clear();
    let n = curve.len();
    for i in 0..n {
        let (a, b) = (curve[i], curve[(i + 1) % n]);
        if (a.y > y) != (b.y > y) {
            crossings.push(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y));
        }
    }
}

/// Distance queries to a curve on the skin, fast for neighboring places.
struct CurveDistance<'a> {
    curve: &'a [Vec3],
    /// For every few points of it, a ball they lie in: center and radius, mm.
    balls: Vec<(Vec3, f32)>,
    /// The point nearest to the last place.
    nearest: usize,
}

/// Points of a curve that share a ball.
const POINTS_PER_BALL: usize = 8;

impl<'a> CurveDistance<'a> {
    fn new(curve: &'a [Vec3]) -> Self {
        let ball = |points: &[Vec3]| {
            let center = points[points.len() / 2];
            (center, points.iter().map(|p| p.distance(center)).fold(0.0, f32::max) + BALL_MARGIN_MM)
        };
        Self { curve, balls: curve.chunks(POINTS_PER_BALL).map(ball).collect(), nearest: 0 }
    }

    /// Distance along the skin to a place, mm.
    fn distance(&mut self, p: Vec3) -> f32 {
        // Seldom far from where the last place had it.
        let mut nearest = self.nearest;
        let mut least = self.curve[nearest].distance_squared(p);
        let mut reach = least.sqrt();
        for (ball, points) in self.curve.chunks(POINTS_PER_BALL).enumerate() {
            let (center, radius) = self.balls[ball];
            if center.distance_squared(p) > (reach + radius) * (reach + radius) {
                continue;
            }
            for (k, c) in points.iter().enumerate() {
                let (i, d2) = (ball * POINTS_PER_BALL + k, c.distance_squared(p));
                if d2 < least || (d2 == least && i < nearest) {
                    (nearest, least) = (i, d2);
                }
            }
            reach = least.sqrt();
        }
        self.nearest = nearest;
        let to_segment = |a: Vec3, b: Vec3| {
            let along = b - a;
            let t = ((p - a).dot(along) / along.length_squared().max(LEAST_SQUARED)).clamp(0.0, 1.0);
            (a + along * t - p).length_squared()
        };
        for pair in self.curve[nearest.saturating_sub(1)..(nearest + 2).min(self.curve.len())].windows(2) {
            least = least.min(to_segment(pair[0], pair[1]));
        }
        let chord = least.sqrt();
        chord * (1.0 + chord * chord / (ARC_TERM * HEAD_RADIUS * HEAD_RADIUS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::math::{TAU, cos, sin};
    use crate::scalp::tests::head;

    #[test]
    fn distances_are_true_mm_far_from_the_pole_too() {
        let head = head();
        let chart = Chart::new(&head.mesh, &head.landmarks);
        // A circle around the back of the head, and a walk along the skin out of it.
        let circle: Vec<Vec2> = (0..16).map(|i| TAU * i as f32 / 16.0).map(|a| vec2(cos(a), sin(a)) * 40.0 - vec2(0.0, 110.0)).collect();
        let outline = Outline::closed(&chart, &circle);
        assert!(outline.depth(vec2(0.0, -110.0)) > 20.0 && outline.depth(vec2(0.0, 0.0)) < -20.0);
        let (mut length, mut q) = (0.0, vec2(0.0, -70.0));
        while q.y < -40.0 {
            let next = q + vec2(0.0, 1.0);
            length += (chart.skin_at(next) - chart.skin_at(q)).length();
            q = next;
        }
        assert!((outline.depth(q) + length).abs() < 0.04 * length, "{} against {length}", outline.depth(q));
    }
}
