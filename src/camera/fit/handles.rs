//! Handles: how well each place tells where it is, where they begin, and which are none of a face.

use super::linear::dot;
use super::model::{landmark, predict};
use super::priors::prior_pose;
use super::request::{FitProblem, FitRequest, HandleKind, PlacedHandle, ViewName};
use crate::head::Head;

/// Handles this much nearer to each other than the farthest two lie in one place (choice: eye corner and nose tip in profile are a third).
const COINCIDENT: f64 = 0.03;
/// They lie on one line when their spread across it is so small a share of that along it (choice: a face's is a quarter and more).
const COLLINEAR: f64 = 0.04;
/// Where handles begin, the head spans so much of the picture's shorter side; its height, mm (choice).
const SPANS: f64 = 0.6;
const HEAD_MM: f64 = 232.0;

/// Where the handles of a view begin in a picture of this width and height, px; places that the view does not show are left out.
pub fn nominal_handles(head: &Head, view: ViewName, size: [usize; 2]) -> Vec<PlacedHandle> {
    let [width, height] = size.map(|v| v as f64);
    let mut pose = prior_pose(view, size, [0.5 * width, 0.5 * height], None);
    pose.distance_mm = pose.focal_px * HEAD_MM / (SPANS * width.min(height)).max(1.0);
    let place = |kind: HandleKind| Some((kind, predict(&pose, landmark(head, kind))?.at));
    let placed = view.kinds().iter().filter_map(|&kind| place(kind));
    placed.map(|(kind, [x, y])| PlacedHandle { kind, x: x.max(0.0).min(width), y: y.max(0.0).min(height) }).collect()
}

/// What is wrong with handles as they are, before any fit.
pub(super) fn problem(request: &FitRequest) -> Option<FitProblem> {
    let handles = &request.handles;
    let [width, height] = request.size.map(|v| v as f64);
    let inside = |h: &&PlacedHandle| h.x >= 0.0 && h.y >= 0.0 && h.x <= width && h.y <= height;
    if let Some(off) = handles.iter().find(|h| !inside(h)) {
        return Some(FitProblem::OutsidePicture(off.kind));
    }
    let named_twice = handles.iter().enumerate().any(|(i, h)| handles[..i].iter().any(|other| other.kind == h.kind));
    if handles.len() < request.view.least_handles() || named_twice {
        return Some(FitProblem::TooFewHandles);
    }
    let pairs = || handles.iter().enumerate().flat_map(|(i, a)| handles[..i].iter().map(move |b| (b, a)));
    let apart = |(a, b): (&PlacedHandle, &PlacedHandle)| ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).sqrt();
    let farthest = pairs().map(apart).fold(0.0, f64::max);
    if let Some((a, b)) = pairs().find(|&pair| apart(pair) <= (COINCIDENT * farthest).max(1.0)) {
        return Some(FitProblem::Coincident(a.kind, b.kind));
    }
    (handles.len() > 2 && is_line(handles)).then_some(FitProblem::Collinear)
}

/// Whether handles lie on one line: by the smaller eigenvalue of their second moments.
fn is_line(handles: &[PlacedHandle]) -> bool {
    let n = handles.len() as f64;
    let mean = [handles.iter().map(|h| h.x).sum::<f64>() / n, handles.iter().map(|h| h.y).sum::<f64>() / n];
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for h in handles {
        let d = [h.x - mean[0], h.y - mean[1]];
        xx += d[0] * d[0];
        xy += d[0] * d[1];
        yy += d[1] * d[1];
    }
    let root = dot([0.5 * (xx - yy), xy], [0.5 * (xx - yy), xy]).sqrt();
    let (along, across) = (0.5 * (xx + yy) + root, 0.5 * (xx + yy) - root);
    across <= COLLINEAR * COLLINEAR * along
}
