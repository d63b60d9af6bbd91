//! From handles to a camera: starts about the named view, refinement, and what is wrong where no head fits.

use super::handles;
use super::linear::{dot, growth, rotated};
use super::model::{landmark, predict};
use super::priors::{SHAPE_SPREAD, prior_pose};
use super::refine::{Candidate, Problem};
use super::request::{Fit, FitProblem, FitRequest, HandleKind, PlacedHandle};
use crate::camera::pose::Pose;
use crate::camera::warp::Warp;
use crate::head::Head;

/// Steps of a start by landmarks alone, and of one that is followed to the end; how many are.
const FIRST_STEPS: usize = 12;
const LAST_STEPS: usize = 40;
const FOLLOWED: usize = 3;
/// Nearest and farthest start, mm.
const START_MM: (f64, f64) = (220.0, 4000.0);
/// A measure beyond so many standard deviations means a stretched picture or a misplaced handle.
const UNUSUAL: f64 = 2.5;
/// No head is seen where deviations are so many times as large as people's, root of the mean square; nor so near, mm.
const IMPLAUSIBLE: f64 = 2.6;
const NEAREST_MM: f64 = 170.0;
/// Exchanged handles are a face when their cost is this share of the present one.
const MUCH_BETTER: f64 = 0.4;
/// People's heads leave deviations of half their spreads and more (synthetic people: none of 1000 below 0.2); one that leaves less is the
/// body's own and tells more than the priors do. Rounds in which it is trusted, and how much more at most.
const OWN: f64 = 0.12;
const OWN_ROUNDS: usize = 6;
const SHARPEST: f64 = 3000.0;

/// Roll, size and place of a head with these axes by which its landmarks come nearest to handles from afar (Procrustes in the plane).
fn aimed(head: &Head, request: &FitRequest, axes: [[f64; 3]; 3]) -> Pose {
    let mut pose = prior_pose(request.view, request.size, request.principal, request.focal_px);
    pose.axes = axes;
    let n = request.handles.len().max(1) as f64;
    let pairs = || {
        request.handles.iter().map(|h| {
            let place = landmark(head, h.kind);
            ([dot(axes[0], place), dot(axes[1], place)], [h.x - request.principal[0], request.principal[1] - h.y], dot(axes[2], place))
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
    let turned = dot([along, across], [along, across]).sqrt();
    if turned > 0.0 && whole > 1.0 {
        let (c, s) = (along / turned, across / turned);
        let size = turned / whole;
        pose.distance_mm = (pose.focal_px / size + depth).max(START_MM.0).min(START_MM.1);
        // The picture turned one way is the camera turned the other; half a turn has no tangent.
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
    deviation(problem, candidate) < IMPLAUSIBLE && candidate.pose.distance_mm > NEAREST_MM
}

/// Fits camera and head shape to handles and pins; from the pose of the last fit where they moved a little since.
///
/// # Errors
/// The handles are none that a camera could see on a face.
pub fn fit(head: &Head, request: &FitRequest, start: Option<&Pose>) -> Result<Fit, FitProblem> {
    if let Some(problem) = handles::problem(request) {
        return Err(problem);
    }
    let mut problem = Problem::new(head, request);
    let near =
        start.and_then(|pose| problem.refine(&Pose { warp: Warp::default(), principal: request.principal, ..*pose }, true, LAST_STEPS));
    let near = near.filter(|c| is_plausible(&problem, c));
    let Some(mut found) = near.or_else(|| from_nothing(&problem, head, request)) else { return Err(FitProblem::Implausible) };
    if !is_plausible(&problem, &found) {
        return Err(if is_swapped(head, request, found.cost) { FitProblem::Swapped } else { FitProblem::Implausible });
    }
    let all = deviation(&problem, &found);
    if all < OWN {
        let mut sharpness: f64 = 1.0;
        for _ in 0..OWN_ROUNDS {
            sharpness = (sharpness * 2.0 * 2.0).min(SHARPEST);
            problem.sharpness = sharpness;
            if let Some(sharper) = problem.refine(&found.pose, true, LAST_STEPS) {
                found = sharper;
            }
        }
        problem.sharpness = 1.0;
    }
    Ok(finished(&problem, &found))
}

/// A fit with what is left of it.
pub(super) fn finished(problem: &Problem<'_>, found: &Candidate) -> Fit {
    let [landmark_rms_mm, outline_rms_mm] = problem.left_mm(&found.pose);
    let s = &found.pose.shape;
    let shares = [s.breadth, s.above, s.face, s.front, s.behind].map(growth).into_iter().chain([s.lean]);
    Fit {
        pose: found.pose,
        landmark_rms_mm,
        outline_rms_mm,
        stretched: shares.zip(SHAPE_SPREAD).any(|(share, spread)| share.abs() > UNUSUAL * spread),
        outline: problem.outline.clone(),
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
