//! What is done to a drawn line as a whole.

use crate::base::math::{Vec2, vec2};
use crate::scalp::chart::Chart;

/// Moves every point of a curve outward by so many mm, told its place and its way along the skin from the middle.
pub(super) fn push(chart: &Chart, curve: &mut [Vec2], mm: impl Fn(Vec2, f32) -> f32) {
    let before = curve.to_vec();
    let last = before.len() - 1;
    // Lengths along the skin from the midline to both sides; both halves have as many points.
    let mut along = vec![0.0_f32; before.len()];
    for i in (1..=last / 2).rev() {
        along[i - 1] = along[i] + (chart.skin_at(before[i - 1]) - chart.skin_at(before[i])).length();
    }
    for i in last / 2..last {
        along[i + 1] = along[i] + (chart.skin_at(before[i + 1]) - chart.skin_at(before[i])).length();
    }
    for (i, s) in along.into_iter().enumerate() {
        // The curve runs from left to right, so outward is to its right.
        let along_curve = before[(i + 1).min(last)] - before[i.saturating_sub(1)];
        let outward = vec2(along_curve.y, -along_curve.x).normalize_or_zero();
        curve[i] = before[i] + outward * mm(before[i], s);
    }
}

/// Cuts off what a line encloses where it crosses itself.
pub(super) fn unfold(curve: &mut [Vec2]) {
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
