//! The camera's target in a close-up: hairline, crown or skull, a continuous function of the viewing direction.
//!
//! In: a person and a hairline. Out: the place of the skin that lies in the middle of the picture. It is a continuous
//! function of yaw, pitch, zoom and hairline, so that the picture never jumps while turning or zooming.

use super::CameraParameters;
use super::projection::{SKULL_MIDDLE, TARGET_FROM_ZOOM};
use crate::base::math::{Vec3, smoothstep, vec3};
use crate::scalp::Person;
use crate::treatment::hairline::{DEFAULT_LINE, HairlineDesign};
use crate::treatment::{Handles, TreatmentParameters};

/// From ahead the target is the hairline: so far aside and so high up in full, and at the other angle no more, degrees.
const AHEAD_YAW: (f32, f32) = (55.0, 95.0);
const AHEAD_PITCH: (f32, f32) = (42.0, 76.0);
/// Way along the line for each degree of yaw, mm: the corner at 36°, and no farther than the other.
const ALONG: f32 = 1.35;
const FARTHEST: f32 = 65.0;
/// The first marks lie behind the line by this share of the transition zone (found by trial: dots and bare skin by halves).
const FIRST: f32 = 0.2;
/// Between these zooms the camera goes from where a usual hairline lies to the one that was drawn, and from the crown's
/// middle to the whorl: up to the first the line has room in the picture, and a slider moves the line rather than the head.
const TARGET_ZOOMS: (f32, f32) = (2.2, 5.0);
/// From behind and above it is the whorl: yaw and pitch from which on, and pitch from which on no more, degrees.
const CROWN_YAW: (f32, f32) = (105.0, 145.0);
const CROWN_PITCH: [f32; 4] = [18.0, 40.0, 62.0, 84.0];
/// From all other sides the middle of the skull, on the level at which hair is left meets skin that is treated, mm higher,
/// but not from above: at the first pitch not at all, at the other in full, degrees.
const RAISED: Vec3 = vec3(0.0, 22.0, 0.0);
const RAISED_PITCH: (f32, f32) = (70.0, 30.0);

/// The place of the skin that a camera looks at, mm.
pub fn look_at_target(person: &Person, guide: &HairlineDesign, p: &TreatmentParameters, view: &CameraParameters) -> Vec3 {
    if view.zoom <= TARGET_FROM_ZOOM.0 {
        return SKULL_MIDDLE;
    }
    let yaw = view.yaw_deg.abs();
    let other = SKULL_MIDDLE + RAISED * smoothstep(RAISED_PITCH.0, RAISED_PITCH.1, view.pitch_deg);
    let ahead = smoothstep(AHEAD_YAW.1, AHEAD_YAW.0, yaw) * smoothstep(AHEAD_PITCH.1, AHEAD_PITCH.0, view.pitch_deg);
    let [from, full, still, gone] = CROWN_PITCH;
    let crown =
        smoothstep(CROWN_YAW.0, CROWN_YAW.1, yaw) * smoothstep(from, full, view.pitch_deg) * smoothstep(gone, still, view.pitch_deg);
    let homing = smoothstep(TARGET_ZOOMS.0, TARGET_ZOOMS.1, view.zoom);
    // It lies to one side, where most of the crown does not.
    let whorl = person.whorl * vec3(homing, 1.0, 1.0);
    let mut target = other + (whorl - other) * crown;
    if ahead > 0.0 {
        let along = (view.yaw_deg * ALONG).max(-FARTHEST).min(FARTHEST);
        let place =
            |p: &TreatmentParameters| guide.place_behind(&person.chart, p, along, FIRST * p.softness_mm * p.hairline.traits().softness);
        let usual = place(&DEFAULT_LINE);
        // Without the handles, so that a handle that is dragged moves in the picture.
        let drawn = if homing > 0.0 { place(&TreatmentParameters { handles: Handles::default(), ..*p }) } else { usual };
        target += (usual + (drawn - usual) * homing - target) * ahead;
    }
    target
}
