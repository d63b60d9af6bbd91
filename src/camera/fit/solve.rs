//! From handles to a camera: starts about the named view, refinement, and what is wrong where no head fits.

use super::handles;
use super::linear::{dot, growth, rotated};
use super::model::{landmark, predict};
use super::priors::{SHAPE_SPREAD, prior_pose};
use super::refine::{Candidate, Problem};
use super::request::{Fit, FitProblem, FitRequest, HandleKind, PlacedHandle};
use crate::camera::pose::Pose;
use crate::camera::shape::HeadShape;
use crate::camera::warp::Warp;
use crate::head::Head;

/// Steps of a start by landmarks alone, and of one that is followed to the end; how many are.
const FIRST_STEPS: usize = 12;
const LAST_STEPS: usize = 40;
const FOLLOWED: usize = 3;
/// Nearest and farthest start, mm.
const START_MM: (f64, f64) = (220.0, 4000.0);
/// A measure beyond so many standard deviations, or all together by the sum of their squares, mean a stretched picture or a misplaced
/// handle (synthetic people: 1.8 and 6.5 at most; pictures squeezed or stretched by a quarter: nine of ten more than 7).
const UNUSUAL: f64 = 2.5;
const UNUSUAL_TOGETHER: f64 = 7.0;
/// No head is seen where the cost is so many times the number of observations (synthetic people: 1.1 at most; nose and chin exchanged: 5);
/// nor so near, mm.
const IMPLAUSIBLE: f64 = 3.5;
const NEAREST_MM: f64 = 170.0;
/// Exchanged handles are a face when their cost is this share of the present one.
const MUCH_BETTER: f64 = 0.4;
/// A head that leaves less than this may be the body's own. It is where, with its shape held and all else trusted so many times as much,
/// it leaves next to nothing (synthetic people leave 0.2 and more): then the camera is told by the handles, not by what is usual.
const PERHAPS_OWN: f64 = 0.4;
const SHARP: f64 = 100.0;
const OWN: f64 = 0.05;

/// Roll, size and place of a head with these axes by which its landmarks come nearest to handles from afar (Procrustes in the plane).
pub(super) fn aimed(head: &Head, request: &FitRequest, axes: [[f64; 3]; 3]) -> Pose {
    let mut pose = prior_pose(request.view, request.size, [0.0; 2], request.focal_px);
    pose.axes = axes;
    let n = request.handles.len().max(1) as f64;
    let pairs = || {
        request.handles.iter().map(|h| {
            let place = landmark(head, h.kind);
            ([dot(axes[0], place), dot(axes[1], place)], [h.x, -h.y], dot(axes[2], place))
        })
    };
    let (mut own, mut seen, mut depth) = ([0.0; 2], [0.0; 2], 0.0);
    for (o, s, d) in pairs() {
        own = [own[0] + o[0] / n, own[1] + o[1] / n];
        seen = [seen[0] + s[0] / n, seen[1] + s[1] / n];
        depth += d / n;
    }
    let (mut along, mut across, mut whole) = (0.0, 0.0, 0.0);
    for (o, s, _) in pairs() {
        let (o, s) = ([o[0] - own[0], o[1] - own[1]], [s[0] - seen[0], s[1] - seen[1]]);
        along += dot(o, s);
        across += o[0] * s[1] - o[1] * s[0];
        whole += dot(o, o);
    }
    let length = dot([along, across], [along, across]).sqrt();
    if length > 0.0 && whole > 1.0 {
        let (c, s) = (along / length, across / length);
        let size = length / whole;
        pose.distance_mm = (pose.focal_px / size + depth).max(START_MM.0).min(START_MM.1);
        // The picture length one way is the camera length the other; half a turn has no tangent.
        if c > -1.0 + f64::EPSILON {
            pose.axes = rotated(axes, [0.0, 0.0, 2.0 * s / (1.0 + c)]);
        }
        own = [c * own[0] - s * own[1], s * own[0] + c * own[1]];
    }
    let mm = (pose.distance_mm - depth) / pose.focal_px;
    pose.aside = [0, 1].map(|k| (seen[k] * mm - own[k]) / pose.distance_mm);
    pose
}

/// The best of all starts about the named view.
fn from_nothing(problem: &Problem<'_>, head: &Head, request: &FitRequest) -> Option<Candidate> {
    let starts = request.view.starts().map(|axes| aimed(head, request, axes));
    let mut begun: Vec<Candidate> = starts.filter_map(|pose| problem.refine(&pose, false, FIRST_STEPS)).collect();
    begun.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    let ended = begun.iter().take(FOLLOWED).filter_map(|c| problem.refine(&c.pose, true, LAST_STEPS));
    ended.reduce(|best, other| if other.cost < best.cost { other } else { best })
}

/// How many times as large as people's the deviations are, root of the mean square.
fn deviation(problem: &Problem<'_>, candidate: &Candidate) -> f64 {
    (candidate.data / problem.observations().max(1) as f64).sqrt()
}

fn is_plausible(problem: &Problem<'_>, candidate: &Candidate) -> bool {
    candidate.cost < IMPLAUSIBLE * problem.observations() as f64 && candidate.pose.distance_mm > NEAREST_MM
}

/// Fits camera and head shape to handles and pins; from the pose of the last fit where they moved a little since.
///
/// # Errors
/// The handles are none that a camera could see on a face.
pub fn fit(head: &Head, request: &FitRequest, start: Option<&Pose>) -> Result<Fit, FitProblem> {
    if let Some(problem) = handles::problem(request) {
        return Err(problem);
    }
    let principal = request.principal;
    let request = &request.centered();
    let mut problem = Problem::new(head, request);
    let near = start.and_then(|pose| problem.refine(&Pose { warp: Warp::default(), principal: [0.0; 2], ..*pose }, true, LAST_STEPS));
    let near = near.filter(|c| is_plausible(&problem, c));
    let Some(mut found) = near.or_else(|| from_nothing(&problem, head, request)) else { return Err(FitProblem::Implausible) };
    if !is_plausible(&problem, &found) {
        return Err(if is_swapped(head, request, found.cost) { FitProblem::Swapped } else { FitProblem::Implausible });
    }
    if deviation(&problem, &found) < PERHAPS_OWN {
        problem.sharpness = SHARP;
        let own = problem.refine(&Pose { shape: HeadShape::default(), ..found.pose }, true, LAST_STEPS);
        problem.sharpness = 1.0;
        let own = own.and_then(|own| problem.judged(&own.pose));
        found = own.filter(|own| deviation(&problem, own) < OWN).unwrap_or(found);
    }
    Ok(finished(&problem, &found, principal))
}

/// A fit with what is left of it, in a picture that the camera's axis meets at a place, px.
pub(super) fn finished(problem: &Problem<'_>, found: &Candidate, principal: [f64; 2]) -> Fit {
    let [landmark_rms_mm, outline_rms_mm] = problem.left_mm(&found.pose);
    let s = &found.pose.shape;
    let shares = [s.breadth, s.above, s.face, s.front, s.behind].map(growth).into_iter().chain([s.lean]);
    let deviations: Vec<f64> = shares.zip(SHAPE_SPREAD).map(|(share, spread)| share / spread).collect();
    Fit {
        pose: Pose { principal, ..found.pose },
        landmark_rms_mm,
        outline_rms_mm,
        stretched: deviations.iter().any(|v| v.abs() > UNUSUAL) || deviations.iter().map(|v| v * v).sum::<f64>() > UNUSUAL_TOGETHER,
        outline: problem.outline.iter().map(|p| [p[0] + principal[0], p[1] + principal[1]]).collect(),
        shape: problem.shape_information(&found.pose),
        cost: found.cost,
    }
}

/// Whether exchanging two handles, or left and right, would make them a face.
fn is_swapped(head: &Head, request: &FitRequest, cost: f64) -> bool {
    let fits = |handles: Vec<PlacedHandle>| {
        let other = FitRequest { handles, outline: Vec::new(), ..request.clone() };
        let problem = Problem::new(head, &other);
        let starts = other.view.starts().map(|axes| aimed(head, &other, axes));
        let mut tried = starts.filter_map(|pose| problem.refine(&pose, false, FIRST_STEPS));
        tried.any(|c| is_plausible(&problem, &c) && c.cost < MUCH_BETTER * cost)
    };
    let named =
        |name: &dyn Fn(HandleKind) -> HandleKind| request.handles.iter().map(|h| PlacedHandle { kind: name(h.kind), ..*h }).collect();
    let pair = |a: HandleKind, b: HandleKind| {
        fits(named(&|kind| match kind {
            kind if kind == a => b,
            kind if kind == b => a,
            kind => kind,
        }))
    };
    let kinds: Vec<HandleKind> = request.handles.iter().map(|h| h.kind).collect();
    fits(named(&HandleKind::mirrored)) || kinds.iter().enumerate().any(|(i, &a)| kinds[..i].iter().any(|&b| pair(a, b)))
}

/// Where a fit puts the places of the face that its view shows, px.
pub fn handles_of(head: &Head, pose: &Pose, kinds: &[HandleKind]) -> Vec<PlacedHandle> {
    let place = |kind: HandleKind| predict(pose, landmark(head, kind)).map(|p| (kind, pose.warp.place(p.at)));
    kinds.iter().filter_map(|&kind| place(kind)).map(|(kind, [x, y])| PlacedHandle { kind, x, y }).collect()
}
