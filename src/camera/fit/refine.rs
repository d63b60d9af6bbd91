//! The cost of a pose and Levenberg–Marquardt's way to its least: landmarks whitened by how people differ and hands err, pins as tangents
//! of the skull's hull, priors of shape, rotation, distance and focal length.

use super::linear::{NormalEquations, Slopes, UNKNOWNS, cross, dot, growth, growth_slope, rotation_between};
use super::model::{Predicted, Rim, landmark, predict, stepped};
use super::priors::{DISTANCE_MM, DISTANCE_SPREAD, DRAG_MM, INDEPENDENT_PINS, OUTLINE_MM, SHAPE_SPREAD, focal_prior};
use super::request::{FitRequest, HandleKind};
use super::shape_information::ShapeInformation;
use crate::camera::pose::Pose;
use crate::camera::shape::HeadShape;
use crate::head::Head;

/// The own head's outline is trusted so many times less than its handles.
const BLUNT: f64 = 8.0;
/// Least variance that is divided by, mm².
const LEAST_VARIANCE: f64 = 1e-6;

/// Damping at first, after a step that helped and after one that did not; its least and greatest.
const DAMPING: f64 = 1e-2;
const EASED: f64 = 0.3;
const STIFFENED: f64 = 4.0;
const LEAST_DAMPING: f64 = 1e-9;
const TRIES: usize = 8;
/// The search ends when a step gains less than this share of the cost and this much.
const LEAST_SHARE: f64 = 1e-6;
const LEAST_GAIN: f64 = 1e-10;

/// The slopes of what depends on one unknown alone.
fn one(k: usize, slope: f64) -> Slopes {
    core::array::from_fn(|i| if i == k { slope } else { 0.0 })
}

/// A fit to be made: what was seen, and what is expected.
pub(super) struct Problem<'a> {
    head: &'a Head,
    request: &'a FitRequest,
    /// Pins that count.
    pub(super) outline: Vec<[f64; 2]>,
    /// The named view.
    axes: [[f64; 3]; 3],
    spread: [f64; 3],
    focal: (f64, f64),
    /// What the spreads of landmarks, pins and shapes are shortened by: 1, unless the head may be the body's own.
    pub(super) sharpness: f64,
}

/// A pose with its cost.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    pub(super) pose: Pose,
    pub(super) cost: f64,
    /// Share of the cost that landmarks and pins have.
    pub(super) data: f64,
}

/// What a pose shows of what was seen.
struct Seen {
    landmarks: Vec<Predicted>,
    /// How far pins lie outside the skull, px, with slopes, and px per mm there.
    pins: Vec<(f64, Slopes, f64)>,
}

/// Whitening of a landmark: the inverse of Cholesky's factor of its covariance, by px.
#[derive(Clone, Copy)]
struct Whitening {
    first: f64,
    mixed: f64,
    second: f64,
}

impl<'a> Problem<'a> {
    /// A request whose places count from where the camera's axis meets the picture.
    pub(super) fn new(head: &'a Head, centered: &'a FitRequest) -> Self {
        let view = centered.view;
        let focal = focal_prior(centered.focal_px, centered.size);
        Self { head, request: centered, outline: centered.outline.clone(), axes: view.axes(), spread: view.spread(), focal, sharpness: 1.0 }
    }

    /// Pins set by hand.
    pub(super) fn pins(&self) -> &'a [[f64; 2]] {
        &self.request.outline
    }

    fn see(&self, pose: &Pose, rim: Option<&Rim>) -> Option<Seen> {
        let handles = &self.request.handles;
        let landmarks: Option<Vec<_>> = handles.iter().map(|h| predict(pose, landmark(self.head, h.kind))).collect();
        let mut pins = Vec::new();
        if let Some(rim) = rim {
            let extents = rim.extents(pose)?;
            for &pin in &self.outline {
                let (d, touches) = rim.tangent(&extents, pin);
                let p = predict(pose, touches)?;
                let slopes = core::array::from_fn(|k| -d[0] * p.slopes[0][k] - d[1] * p.slopes[1][k]);
                pins.push((dot([pin[0] - p.at[0], pin[1] - p.at[1]], d), slopes, pose.focal_px / p.distance));
            }
        }
        Some(Seen { landmarks: landmarks?, pins })
    }

    /// Weights of all that was seen; kept for a step, or they would move the camera.
    fn weights(&self, pose: &Pose, seen: &Seen) -> (Vec<Whitening>, Vec<f64>) {
        let handles = self.request.handles.iter().zip(&seen.landmarks);
        let whitening = |kind: HandleKind, px_per_mm: f64| {
            let spread = kind.spread_mm();
            let [right, up] = [0, 1].map(|i| [0, 1, 2].map(|k| pose.axes[i][k] * spread[k]));
            // Up in the picture is less y.
            let (xx, xy, yy) = (dot(right, right) + DRAG_MM * DRAG_MM, -dot(right, up), dot(up, up) + DRAG_MM * DRAG_MM);
            let l = xx.sqrt();
            let k = xy / l;
            let rest = (yy - k * k).max(LEAST_VARIANCE).sqrt();
            let scale = self.sharpness / px_per_mm;
            Whitening { first: scale / l, mixed: -scale * k / (l * rest), second: scale / rest }
        };
        // Of the own head all handles are exact, but the skull's points are a few mm apart.
        let blunt = if self.sharpness > 1.0 { BLUNT } else { 1.0 };
        let outline_mm = blunt * OUTLINE_MM * (seen.pins.len() as f64 / INDEPENDENT_PINS).max(1.0).sqrt();
        (
            handles.map(|(h, p)| whitening(h.kind, pose.focal_px / p.distance)).collect(),
            seen.pins.iter().map(|pin| self.sharpness / (pin.2 * outline_mm)).collect(),
        )
    }

    /// Sum of squares with its slopes, and the share that landmarks and pins have.
    fn equations(&self, pose: &Pose, seen: &Seen, weights: &(Vec<Whitening>, Vec<f64>)) -> (NormalEquations, f64) {
        let mut sum = NormalEquations::new();
        self.add_data(&mut sum, seen, weights);
        let data = sum.cost;
        self.add_shape_priors(&mut sum, &pose.shape);
        self.add_camera_priors(&mut sum, pose);
        (sum, data)
    }

    /// What is left at landmarks and pins.
    fn add_data(&self, sum: &mut NormalEquations, seen: &Seen, (whitenings, weights): &(Vec<Whitening>, Vec<f64>)) {
        for ((h, p), w) in self.request.handles.iter().zip(&seen.landmarks).zip(whitenings) {
            let (dx, dy) = (p.at[0] - h.x, p.at[1] - h.y);
            sum.add(w.first * dx, &p.slopes[0].map(|v| w.first * v));
            let slopes = core::array::from_fn(|k| w.mixed * p.slopes[0][k] + w.second * p.slopes[1][k]);
            sum.add(w.mixed * dx + w.second * dy, &slopes);
        }
        for ((off, slopes, _), w) in seen.pins.iter().zip(weights) {
            sum.add(w * off, &slopes.map(|v| w * v));
        }
    }

    /// How people differ, and what is known of this one.
    fn add_shape_priors(&self, sum: &mut NormalEquations, s: &HeadShape) {
        for (k, factor) in [s.breadth, s.above, s.face, s.front, s.behind].into_iter().enumerate() {
            let weight = self.sharpness / SHAPE_SPREAD[k];
            sum.add(weight * growth(factor), &one(7 + k, weight * growth_slope(factor)));
        }
        let weight = self.sharpness / SHAPE_SPREAD[5];
        sum.add(weight * s.lean, &one(12, weight));
        self.request.known.add_to(sum, s);
    }

    /// Where cameras stand.
    fn add_camera_priors(&self, sum: &mut NormalEquations, pose: &Pose) {
        let (distance, focal) = (pose.distance_mm / DISTANCE_MM, pose.focal_px / self.focal.0);
        sum.add(growth(distance) / DISTANCE_SPREAD, &one(5, growth_slope(distance) / DISTANCE_SPREAD));
        sum.add(growth(focal) / self.focal.1, &one(6, growth_slope(focal) / self.focal.1));
        let turn = rotation_between(self.axes, pose.axes);
        let half = turn.map(|v| 0.5 * v);
        for (i, spread) in self.spread.into_iter().enumerate() {
            let mut slopes = [0.0; UNKNOWNS];
            for (k, axis) in [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]].into_iter().enumerate() {
                slopes[k] = (axis[i] + cross(axis, half)[i] + half[i] * half[k]) / spread;
            }
            sum.add(turn[i] / spread, &slopes);
        }
    }

    /// What this photograph tells of the shape, without what was known of it before.
    pub(super) fn shape_information(&self, pose: &Pose) -> ShapeInformation {
        let Some(seen) = self.see(pose, Some(&Rim::new(self.head, pose))) else { return ShapeInformation::default() };
        let mut sum = NormalEquations::new();
        self.add_data(&mut sum, &seen, &self.weights(pose, &seen));
        self.add_camera_priors(&mut sum, pose);
        ShapeInformation::of(&sum, &pose.shape)
    }

    /// Levenberg–Marquardt from a pose, with the outline or by landmarks alone; none where it shows nothing.
    pub(super) fn refine(&self, start: &Pose, with_outline: bool, most: usize) -> Option<Candidate> {
        let with_outline = with_outline && !self.outline.is_empty();
        let mut rim = with_outline.then(|| Rim::new(self.head, start));
        let mut pose = *start;
        let mut seen = self.see(&pose, rim.as_ref())?;
        let mut damping = DAMPING;
        for _ in 0..most {
            if rim.as_ref().is_some_and(|rim| !rim.holds(&pose)) {
                rim = Some(Rim::new(self.head, &pose));
                seen = self.see(&pose, rim.as_ref())?;
            }
            let weights = self.weights(&pose, &seen);
            let (sum, _) = self.equations(&pose, &seen, &weights);
            let mut gained = 0.0;
            for _ in 0..TRIES {
                let next = stepped(&pose, &sum.step(damping));
                if let Some(there) = self.see(&next, rim.as_ref()) {
                    let cost = self.equations(&next, &there, &weights).0.cost;
                    if cost < sum.cost {
                        gained = sum.cost - cost;
                        (pose, seen) = (next, there);
                        damping = (damping * EASED).max(LEAST_DAMPING);
                        break;
                    }
                }
                damping *= STIFFENED;
            }
            if gained.is_nan() || gained <= LEAST_SHARE * sum.cost + LEAST_GAIN {
                break;
            }
        }
        self.candidate(&pose, &seen)
    }

    fn candidate(&self, pose: &Pose, seen: &Seen) -> Option<Candidate> {
        let (sum, data) = self.equations(pose, seen, &self.weights(pose, seen));
        (sum.cost < f64::MAX).then_some(Candidate { pose: *pose, cost: sum.cost, data })
    }

    /// A pose with its cost.
    pub(super) fn judged(&self, pose: &Pose) -> Option<Candidate> {
        self.candidate(pose, &self.see(pose, Some(&Rim::new(self.head, pose)))?)
    }

    /// Root of the mean square of what is left at handles and at pins, mm.
    pub(super) fn left_mm(&self, pose: &Pose) -> [f64; 2] {
        let rim = Rim::new(self.head, pose);
        let Some(seen) = self.see(pose, Some(&rim)) else { return [0.0; 2] };
        let handles = self.request.handles.iter().zip(&seen.landmarks).map(|(h, p)| {
            let off = [h.x - p.at[0], h.y - p.at[1]].map(|v| v * p.distance / pose.focal_px);
            dot(off, off)
        });
        let pins = seen.pins.iter().map(|&(off, _, px_per_mm)| off * off / (px_per_mm * px_per_mm));
        let root = |n: usize, sum: f64| (sum / n.max(1) as f64).sqrt();
        [root(seen.landmarks.len(), handles.sum()), root(seen.pins.len(), pins.sum())]
    }

    /// How far each pin lies outside the outline, mm.
    pub(super) fn off_mm(&self, pose: &Pose) -> Vec<f64> {
        let rim = Rim::new(self.head, pose);
        let Some(seen) = self.see(pose, Some(&rim)) else { return Vec::new() };
        seen.pins.iter().map(|&(off, _, px_per_mm)| off / px_per_mm).collect()
    }

    /// Number of landmarks' coordinates and pins.
    pub(super) fn observations(&self) -> usize {
        2 * self.request.handles.len() + self.outline.len()
    }
}
