//! The outline found in the photograph by itself: the strongest change across the fitted one, continuous along it (dynamic programming),
//! in rounds of shorter reach; what is left becomes the warp.

use super::linear::dot;
use super::outline::{OutlinePoint, rim_points};
use super::refine::{Candidate, Problem};
use super::request::{Fit, FitRequest};
use super::solve::{aimed, finished};
use crate::camera::pose::Pose;
use crate::camera::warp::{MOST_PINS, Pin, Warp, wendland};
use crate::head::Head;

/// How far the outline is looked for in each round, mm (photographs: fits by handles alone lie 4–24 mm off).
const REACHES_MM: [f64; 4] = [26.0, 16.0, 9.0, 6.0];
/// Places tried on each side of the fitted outline.
const SIDE: usize = 20;
const PLACES: usize = 2 * SIDE + 1;
/// Light is compared this far inside and outside, mm, and this far along.
const BAND_MM: f64 = 3.0;
const ALONG_MM: f64 = 1.6;
/// Light that the sensor sees in the dark, as a share of white: differences of less are none.
const DARK: f64 = 0.02;
/// An outline near the fitted one is as likely as one with so much more contrast at the end of the reach; and one that leaves the place of
/// its neighbor, by a share of the reach.
const FAR_COST: f64 = 0.35;
const BEND_COST: f64 = 3.0;
/// Least contrast of an outline, and least deviation at which one found is none, mm.
const LEAST_CONTRAST: f64 = 0.06;
const NONE_MM: f64 = 5.0;
/// With so few handles the outline is looked for from the view's own pose too.
const FEW: usize = 3;
/// Steps of the refinement after each round.
const STEPS: usize = 15;
/// Reach of a pin of the warp, mm, and what keeps pins from following every point: the share of a pin's own weight.
const WARP_MM: f64 = 60.0;
const SMOOTH: f64 = 0.3;

/// Change of light across each place tried on an outline's normal; none where the picture ends.
fn contrasts(point: &OutlinePoint, reach_mm: f64, light: &dyn Fn(f64, f64) -> Option<[f64; 3]>) -> [Option<f64>; PLACES] {
    let [x, y] = point.outward;
    let step_mm = reach_mm / SIDE as f64;
    let band = (BAND_MM / step_mm + 0.5) as usize;
    // Light half a step beside each place: sums along the normal, so that a band is a difference of two.
    let mut sums = vec![Some([0.0; 3])];
    for i in 0..PLACES - 1 + 2 * band {
        let out = ((i as f64 + 0.5) - (SIDE + band) as f64) * step_mm * point.px_per_mm;
        let across = |along: f64| {
            let side = along * point.px_per_mm;
            light(point.at[0] + x * out - y * side, point.at[1] + y * out + x * side)
        };
        let seen = across(-ALONG_MM).zip(across(0.0)).zip(across(ALONG_MM));
        let before = sums[i].unwrap_or_default();
        // Where the picture ends, sums begin anew.
        sums.push(seen.map(|((a, b), c)| [0, 1, 2].map(|k| before[k] + a[k] + b[k] + c[k])));
    }
    let ends = |from: usize, to: usize| sums[from..=to].iter().any(Option::is_none);
    let mean = |from: usize, to: usize| {
        let (a, b) = (sums[from].unwrap_or_default(), sums[to].unwrap_or_default());
        [0, 1, 2].map(|k| (b[k] - a[k]) / (3 * (to - from)) as f64 + DARK)
    };
    core::array::from_fn(|i| {
        if ends(i, i + 2 * band) {
            return None;
        }
        let (inside, outside) = (mean(i, i + band), mean(i + band, i + 2 * band));
        let ratio = [0, 1, 2].map(|c| (inside[c] - outside[c]) / (inside[c] + outside[c]));
        Some(2.0 * dot(ratio, ratio).sqrt())
    })
}

/// Places of the outline about a pose that the picture shows.
fn found(points: &[OutlinePoint], reach_mm: f64, light: &dyn Fn(f64, f64) -> Option<[f64; 3]>) -> Vec<[f64; 2]> {
    let seen: Vec<_> = points.iter().map(|point| contrasts(point, reach_mm, light)).collect();
    let share = |i: usize| (i as f64 - SIDE as f64) / SIDE as f64;
    // Least cost of all ways along the outline that end at a place, and from where.
    let mut costs = vec![[0.0; PLACES]; points.len()];
    let mut from = vec![[0; PLACES]; points.len()];
    for (k, contrast) in seen.iter().enumerate() {
        for i in 0..PLACES {
            let own = FAR_COST * share(i) * share(i) - contrast[i].unwrap_or(0.0);
            let (mut best, mut cost) = (i, 0.0);
            if k > 0 {
                cost = f64::MAX;
                for (j, before) in costs[k - 1].iter().enumerate() {
                    let bend = share(i) - share(j);
                    let total = before + BEND_COST * bend * bend;
                    if total < cost || total == cost && j.abs_diff(i) < best.abs_diff(i) {
                        (best, cost) = (j, total);
                    }
                }
            }
            (costs[k][i], from[k][i]) = (own + cost, best);
        }
    }
    let Some(last) = costs.last() else { return Vec::new() };
    let mut at = (0..PLACES).fold(SIDE, |best, i| if last[i] < last[best] { i } else { best });
    let mut places = Vec::new();
    for (k, point) in points.iter().enumerate().rev() {
        if seen[k][at].is_some_and(|contrast| contrast > LEAST_CONTRAST) {
            let out = reach_mm * share(at) * point.px_per_mm;
            places.push([0, 1].map(|c| point.at[c] + point.outward[c] * out));
        }
        at = from[k][at];
    }
    places.reverse();
    places
}

/// Looks for the skull's outline in the photograph about a fit, fits again, and warps what is left. `light` is the picture's linear light,
/// 0–1, at a place, px.
pub fn snap_outline(head: &Head, request: &FitRequest, fit: &Fit, light: &dyn Fn(f64, f64) -> [f64; 3]) -> Fit {
    let [x, y] = request.principal;
    let centered = &request.centered();
    // Of places counted from the camera's axis.
    let seen = |u: f64, v: f64| {
        let (u, v) = (u + x, v + y);
        (u >= 0.0 && v >= 0.0 && u < request.size[0] as f64 && v < request.size[1] as f64).then(|| light(u, v))
    };
    let mut problem = Problem::new(head, centered);
    let own = Pose { warp: Warp::default(), principal: [0.0; 2], ..fit.pose };
    // A few handles alone may be seen from two sides; the outline tells them apart.
    let nominal = (centered.handles.len() <= FEW).then(|| aimed(head, centered, centered.view.axes()));
    let tried = [Some(own), nominal].into_iter().flatten().filter_map(|pose| rounds(head, &mut problem, &pose, &seen));
    let Some((best, outline)) = tried.reduce(|best, other| if other.0.cost < best.0.cost { other } else { best }) else {
        return fit.clone();
    };
    problem.outline = outline;
    let mut fit = finished(&problem, &best, request.principal);
    fit.pose.warp = warp(head, &best.pose, &problem).resized(1.0, [-x, -y]);
    fit
}

/// Rounds of looking and fitting from a pose: the last one and the outline that it was made from.
fn rounds(
    head: &Head,
    problem: &mut Problem<'_>,
    start: &Pose,
    light: &dyn Fn(f64, f64) -> Option<[f64; 3]>,
) -> Option<(Candidate, Vec<[f64; 2]>)> {
    let pins = problem.pins();
    let (mut pose, mut best) = (*start, None);
    for reach_mm in REACHES_MM {
        problem.outline = [pins, &found(&rim_points(head, &pose), reach_mm, light)].concat();
        let Some(first) = problem.refine(&pose, true, STEPS) else { continue };
        // What lies far off is no outline; pins set by hand stay.
        let off = problem.off_mm(&first.pose);
        let outline = problem.outline.iter().zip(off).enumerate();
        let kept = outline.filter(|(i, (_, mm))| *i < pins.len() || mm.abs() < NONE_MM).map(|(_, (p, _))| *p);
        problem.outline = kept.collect();
        let Some(second) = problem.refine(&first.pose, true, STEPS) else { continue };
        pose = second.pose;
        best = Some((second, problem.outline.clone()));
    }
    best
}

/// The displacement that brings the fitted outline onto the places found.
fn warp(head: &Head, pose: &Pose, problem: &Problem<'_>) -> Warp {
    let points = rim_points(head, pose);
    let off = problem.off_mm(pose);
    if points.is_empty() || problem.outline.is_empty() {
        return Warp::default();
    }
    let mut targets = Vec::new();
    for (place, mm) in problem.outline.iter().zip(off) {
        let nearest = points.iter().map(|p| (p, dot([p.at[0] - place[0], p.at[1] - place[1]], [p.at[0] - place[0], p.at[1] - place[1]])));
        let Some((point, _)) = nearest.reduce(|a, b| if b.1 < a.1 { b } else { a }) else { continue };
        let by = point.outward.map(|v| v * mm * point.px_per_mm);
        targets.push((Pin { at: [place[0] - by[0], place[1] - by[1]], by }, point.px_per_mm));
    }
    // Pins stand for the places about them, evenly chosen.
    let n = targets.len().min(MOST_PINS);
    let chosen: Vec<usize> = (0..n).map(|i| (2 * i + 1) * targets.len() / (2 * n)).collect();
    let reach = WARP_MM * targets.iter().map(|t| t.1).sum::<f64>() / targets.len().max(1) as f64;
    let mean = |i: usize| {
        let half = targets.len() / (2 * n);
        let group = &targets[i.saturating_sub(half)..(i + half + 1).min(targets.len())];
        [0, 1].map(|k| group.iter().map(|t| t.0.by[k]).sum::<f64>() / group.len() as f64)
    };
    let pins: Vec<Pin> = chosen.iter().map(|&i| Pin { at: targets[i].0.at, by: mean(i) }).collect();
    Warp::new(&weighted(&pins, reach), reach)
}

/// Pins whose displacements together are those wanted: solves for the weights of the radial basis functions by Cholesky.
fn weighted(pins: &[Pin], reach: f64) -> Vec<Pin> {
    let n = pins.len();
    let weight = |a: &Pin, b: &Pin| {
        let d = [a.at[0] - b.at[0], a.at[1] - b.at[1]];
        wendland(dot(d, d).sqrt() / reach)
    };
    let mut l = [[0.0; MOST_PINS]; MOST_PINS];
    for i in 0..n {
        for j in 0..=i {
            let own = if i == j { 1.0 + SMOOTH } else { weight(&pins[i], &pins[j]) };
            let sum = own - (0..j).map(|k| l[i][k] * l[j][k]).sum::<f64>();
            l[i][j] = if i == j { sum.max(SMOOTH * 0.5).sqrt() } else { sum / l[j][j] };
        }
    }
    let mut solved = pins.to_vec();
    for k in 0..2 {
        let mut x: Vec<f64> = pins.iter().map(|p| p.by[k]).collect();
        for i in 0..n {
            let sum: f64 = (0..i).map(|j| l[i][j] * x[j]).sum();
            x[i] = (x[i] - sum) / l[i][i];
        }
        for i in (0..n).rev() {
            let sum: f64 = (i + 1..n).map(|j| l[j][i] * x[j]).sum();
            x[i] = (x[i] - sum) / l[i][i];
        }
        solved.iter_mut().zip(x).for_each(|(pin, v)| pin.by[k] = v);
    }
    solved
}
