//! What the camera looks at from near: each direction has its subject, and walks to the next as the head is turned.
//!
//! In: a person and a hairline. Out: the place of the skin that lies in the middle of the picture. It is a continuous
//! function of yaw, pitch, zoom and hairline, so that no hand that turns or zooms sees a jump.

use super::ViewParameters;
use super::view::{NEARING, SKULL_MIDDLE};
use crate::base::math::{Vec3, smoothstep, vec3};
use crate::scalp::Person;
use crate::treatment::hairline::{Guide, USUAL};
use crate::treatment::{Handles, TreatmentParameters};

/// From ahead the subject is the hairline: so far aside and so high up in full, and at the other angle no more, degrees.
const AHEAD_YAW: (f32, f32) = (55.0, 95.0);
const AHEAD_PITCH: (f32, f32) = (42.0, 76.0);
/// Way along the line for each degree of yaw, mm: the corner at 36°, and no farther than the other.
const ALONG: f32 = 1.35;
const FARTHEST: f32 = 65.0;
/// The first marks lie behind the line by this share of the transition zone (found by trial: dots and bare skin by halves).
const FIRST: f32 = 0.2;
/// Between these zooms the camera goes from where a usual hairline lies to the one that was drawn, and from the crown's
/// middle to the whorl: up to the first the line has room in the picture, and a slider moves the line rather than the head.
const HOMING: (f32, f32) = (2.2, 5.0);
/// From behind and above it is the whorl: yaw and pitch from which on, and pitch from which on no more, degrees.
const CROWN_YAW: (f32, f32) = (105.0, 145.0);
const CROWN_PITCH: [f32; 4] = [18.0, 40.0, 62.0, 84.0];
/// From all other sides the middle of the skull, on the level at which hair is left meets skin that is treated, mm higher,
/// but not from above.
const RAISED: Vec3 = vec3(0.0, 22.0, 0.0);

/// The place of the skin that a camera looks at, mm.
pub fn subject(person: &Person, guide: &Guide, p: &TreatmentParameters, view: &ViewParameters) -> Vec3 {
    if view.zoom <= NEARING.0 {
        return SKULL_MIDDLE;
    }
    let yaw = view.yaw_deg.abs();
    let other = SKULL_MIDDLE + RAISED * smoothstep(70.0, 30.0, view.pitch_deg);
    let ahead = smoothstep(AHEAD_YAW.1, AHEAD_YAW.0, yaw) * smoothstep(AHEAD_PITCH.1, AHEAD_PITCH.0, view.pitch_deg);
    let [from, full, still, gone] = CROWN_PITCH;
    let crown =
        smoothstep(CROWN_YAW.0, CROWN_YAW.1, yaw) * smoothstep(from, full, view.pitch_deg) * smoothstep(gone, still, view.pitch_deg);
    let homing = smoothstep(HOMING.0, HOMING.1, view.zoom);
    // It lies to one side, where most of the crown does not.
    let whorl = person.whorl * vec3(homing, 1.0, 1.0);
    let mut subject = other + (whorl - other) * crown;
    if ahead > 0.0 {
        let along = (view.yaw_deg * ALONG).max(-FARTHEST).min(FARTHEST);
        let place = |p: &TreatmentParameters| guide.behind(&person.chart, p, along, FIRST * p.softness_mm * p.hairline.traits().softness);
        let usual = place(&USUAL);
        // Not where handles bring it: a hand that moves one sees it move.
        let drawn = if homing > 0.0 { place(&TreatmentParameters { handles: Handles::default(), ..*p }) } else { usual };
        subject += (usual + (drawn - usual) * homing - subject) * ahead;
    }
    subject
}
