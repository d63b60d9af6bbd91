//! What is expected before anything is seen: how people differ, how hands err, where cameras stand.

use super::request::{HandleKind, ViewName};
use crate::camera::pose::Pose;
use crate::camera::shape::HeadShape;
use crate::camera::warp::Warp;

/// Spread of where a hand drops a handle, mm on the head (24 and 39 operators on photographs: 1–3 mm).
pub(super) const DRAG_MM: f64 = 2.5;
/// Spread of a skull's outline from the shape's, with that of a pin, mm.
pub(super) const OUTLINE_MM: f64 = 2.5;
/// A skull's own form is alike over some 50 mm, so an outline tells no more than so many pins however many there are.
pub(super) const INDEPENDENT_PINS: f64 = 8.0;
/// Standard deviations of people's heads from the body's: shares of breadth, height above the ears, face height, depth in front, depth
/// behind; lean, mm per mm (surveys: breadth 5 %, height 6 %; 5–95 % ranges of one sex 4 %).
pub(super) const SHAPE_SPREAD: [f64; HeadShape::TERMS] = [0.040, 0.045, 0.060, 0.050, 0.060, 0.060];
/// A camera's usual distance, mm, and the spread of its logarithm (photographs of scalps: 295–510 mm; advice: a meter).
pub(super) const DISTANCE_MM: f64 = 650.0;
pub(super) const DISTANCE_SPREAD: f64 = 0.45;
/// The usual focal length as a share of the longer side: between a telephone's main lens, 0.75, and one cropped to a portrait; the spread of
/// its logarithm, and where the file names it.
const FOCAL: f64 = 0.85;
const FOCAL_SPREAD: f64 = 0.30;
const KNOWN_FOCAL_SPREAD: f64 = 0.05;
/// What a file names is taken within this factor of the usual (13–120 mm on 35 mm film).
const SANE_FOCAL: f64 = 4.0;
/// Standard deviations of named places from the body's and of what hands take for them, across, up and forward, mm (held-out points of
/// eleven photographs, root of the mean square in all: outer canthus 5.7, nose tip 6.4, chin 11.6, ear top 14).
const CANTHUS_MM: [f64; 3] = [3.0, 3.0, 4.0];
const NOSE_MM: [f64; 3] = [2.0, 4.0, 6.0];
const CHIN_MM: [f64; 3] = [3.0, 9.0, 7.0];
const EAR_MM: [f64; 3] = [10.0, 5.0, 8.0];

impl HandleKind {
    /// Standard deviations of a place of this name, across, up and forward, mm.
    pub(super) fn spread_mm(self) -> [f64; 3] {
        match self {
            Self::OuterCanthusLeft | Self::OuterCanthusRight => CANTHUS_MM,
            Self::Pronasale => NOSE_MM,
            Self::Menton => CHIN_MM,
            Self::EarTopLeft | Self::EarTopRight => EAR_MM,
        }
    }
}

/// Focal length to expect and the spread of its logarithm.
pub(super) fn focal_prior(focal_px: Option<f64>, size: [usize; 2]) -> (f64, f64) {
    let longer = size[0].max(size[1]).max(1) as f64;
    match focal_px {
        Some(px) if px * SANE_FOCAL > FOCAL * longer && px < SANE_FOCAL * FOCAL * longer => (px, KNOWN_FOCAL_SPREAD),
        Some(_) | None => (FOCAL * longer, FOCAL_SPREAD),
    }
}

/// The pose that a view's name promises: its camera looks at the head's origin from the usual distance.
pub(super) fn prior_pose(view: ViewName, size: [usize; 2], principal: [f64; 2], focal_px: Option<f64>) -> Pose {
    Pose {
        axes: view.axes(),
        aside: [0.0; 2],
        distance_mm: DISTANCE_MM,
        focal_px: focal_prior(focal_px, size).0,
        principal,
        shape: HeadShape::default(),
        warp: Warp::default(),
    }
}
