//! Curve offsetting along the skin, and removal of self-intersections.
//!
//! Curves are polylines on the chart of the scalp. Both functions take any number of points, none included.

use crate::base::math::{Vec2, Vec3, vec2};

/// Offsets a curve: moves each point along the curve's outward normal by `mm`, a function of the point's place and of its distance
/// from the middle along the skin.
///
/// The curve runs from the head's left over the front to its right, so that outward is to its right. Its middle is the point in the
/// middle of the list, of an even number the first of the two: curves whose distances should be equal on both sides have an odd
/// number of points, as many left of the midline as right of it. `skin_at` is the place on the skin of a place of the chart.
pub(super) fn offset(curve: &mut [Vec2], skin_at: impl Fn(Vec2) -> Vec3, mm: impl Fn(Vec2, f32) -> f32) {
    let Some(last) = curve.len().checked_sub(1) else { return };
    let before = curve.to_vec();
    let mut along = vec![0.0_f32; before.len()];
    for i in (1..=last / 2).rev() {
        along[i - 1] = along[i] + (skin_at(before[i - 1]) - skin_at(before[i])).length();
    }
    for i in last / 2..last {
        along[i + 1] = along[i] + (skin_at(before[i + 1]) - skin_at(before[i])).length();
    }
    for (i, s) in along.into_iter().enumerate() {
        let tangent = before[(i + 1).min(last)] - before[i.saturating_sub(1)];
        let outward = vec2(tangent.y, -tangent.x).normalize_or_zero();
        curve[i] = before[i] + outward * mm(before[i], s);
    }
}

/// Removes self-intersections: all points of a loop move to where the curve crosses itself, so that their number stays.
///
/// Of a segment that is crossed more than once the last crossing counts. Parallel segments do not cross.
pub(super) fn remove_self_intersections(curve: &mut [Vec2]) {
    let mut i = 0;
    while i + 3 < curve.len() {
        let (a, along) = (curve[i], curve[i + 1] - curve[i]);
        let crossing = (i + 2..curve.len() - 1).rev().find_map(|j| {
            let (c, other) = (curve[j], curve[j + 1] - curve[j]);
            let across = along.perp_dot(other);
            let (t, u) = ((c - a).perp_dot(other), (c - a).perp_dot(along));
            let within = |part: f32| if across > 0.0 { part >= 0.0 && part <= across } else { part <= 0.0 && part >= across };
            (across != 0.0 && within(t) && within(u)).then(|| (j, a + along * (t / across)))
        });
        if let Some((j, at)) = crossing {
            curve[i + 1..=j].fill(at);
            i = j;
        } else {
            i += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::math::vec3;

    /// Skin on which everything is twice as long as on the chart.
    fn skin(q: Vec2) -> Vec3 {
        vec3(2.0 * q.x, 0.0, 2.0 * q.y)
    }

    fn on_axis<const N: usize>(x: [f32; N]) -> [Vec2; N] {
        x.map(|x| vec2(x, 0.0))
    }

    #[test]
    fn no_point_and_one_point_stay() {
        let mut none: [Vec2; 0] = [];
        offset(&mut none, skin, |_, _| 1.0);
        remove_self_intersections(&mut none);
        let mut one = [vec2(3.0, 4.0)];
        offset(&mut one, skin, |q, s| if q == vec2(3.0, 4.0) && s == 0.0 { 1.0 } else { f32::NAN });
        remove_self_intersections(&mut one);
        assert_eq!(one, [vec2(3.0, 4.0)], "a point has no direction to go");
    }

    #[test]
    fn an_offset_goes_outward_by_the_distance_from_the_middle_on_the_skin() {
        let mut curve = on_axis([5.0, 1.0, 0.0, -1.0, -5.0]);
        offset(&mut curve, skin, |q, s| 100.0 * q.x + s);
        assert_eq!(curve.map(|q| q.y), [510.0, 102.0, 0.0, -98.0, -490.0]);
        assert_eq!(curve.map(|q| q.x), [5.0, 1.0, 0.0, -1.0, -5.0], "outward is across the curve");
    }

    #[test]
    fn the_middle_of_an_asymmetric_curve_is_that_of_the_list() {
        let mut four = on_axis([5.0, 1.0, 0.0, -3.0]);
        offset(&mut four, skin, |_, s| s);
        assert_eq!(four.map(|q| q.y), [8.0, 0.0, 2.0, 8.0]);
        let mut three = on_axis([9.0, 8.0, -7.0]);
        offset(&mut three, skin, |_, s| s);
        assert_eq!(three.map(|q| q.y), [2.0, 0.0, 30.0]);
    }

    #[test]
    fn normals_bisect_a_corner() {
        let mut curve = [vec2(4.0, -4.0), vec2(0.0, 0.0), vec2(-4.0, -4.0)];
        offset(&mut curve, skin, |_, _| 1.0);
        assert_eq!(curve[1], vec2(0.0, 1.0));
        let aside = core::f32::consts::FRAC_1_SQRT_2;
        assert!((curve[0] - vec2(4.0 + aside, -4.0 + aside)).length() < 1e-6, "{}", curve[0]);
        assert!((curve[2] - vec2(-4.0 - aside, -4.0 + aside)).length() < 1e-6, "{}", curve[2]);
    }

    /// A loop in the first half of a curve, whichever way round.
    #[test]
    fn a_loop_shrinks_to_its_crossing() {
        for side in [1.0, -1.0] {
            let points = [(0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (2.0, 2.0), (2.0, -2.0), (6.0, -2.0), (9.0, -3.0)];
            let mut curve = points.map(|(x, y)| vec2(x, side * y));
            remove_self_intersections(&mut curve);
            let cut = [(0.0, 0.0), (2.0, 0.0), (2.0, 0.0), (2.0, 0.0), (2.0, -2.0), (6.0, -2.0), (9.0, -3.0)];
            assert_eq!(curve, cut.map(|(x, y)| vec2(x, side * y)), "side {side}");
        }
    }

    #[test]
    fn the_last_crossing_of_a_segment_counts() {
        let points = [(0.0, 0.0), (8.0, 0.0), (8.0, 2.0), (6.0, 2.0), (6.0, -2.0), (3.0, -2.0), (3.0, 2.0)];
        let mut curve = points.map(|(x, y)| vec2(x, y));
        remove_self_intersections(&mut curve);
        let at = vec2(3.0, 0.0);
        assert_eq!(curve, [vec2(0.0, 0.0), at, at, at, at, at, vec2(3.0, 2.0)]);
    }

    #[test]
    fn what_follows_a_loop_may_loop_again() {
        let points = [(0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (2.0, 2.0), (2.0, -4.0), (4.0, -4.0), (4.0, -2.0), (0.0, -2.0), (0.0, -6.0)];
        let mut curve = points.map(|(x, y)| vec2(x, y));
        remove_self_intersections(&mut curve);
        let (first, second) = (vec2(2.0, 0.0), vec2(2.0, -2.0));
        assert_eq!(curve, [vec2(0.0, 0.0), first, first, first, second, second, second, vec2(0.0, -2.0), vec2(0.0, -6.0)]);
    }

    #[test]
    fn curves_without_crossings_stay() {
        let open = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (1.0, 4.0), (1.0, 1.0), (3.0, 1.0)].map(|(x, y)| vec2(x, y));
        let back_and_forth = on_axis([0.0, 3.0, 1.0, 2.0, 4.0]);
        let (mut one, mut other) = (open, back_and_forth);
        remove_self_intersections(&mut one);
        remove_self_intersections(&mut other);
        assert_eq!(one, open);
        assert_eq!(other, back_and_forth, "parallel segments do not cross");
    }
}
