//! The closed mouth: lips, the line between them, philtrum and the hollow above the chin.

use super::face::Face;
use super::profile::{Bump, Bump2, Ramp, bump};
use super::sdf::{Ellipsoid, smooth_subtraction};
use crate::base::math::{Vec3, lerp};

// Shape that all mouths share, mm where not said otherwise, found by trial on rendered heads. "Along" runs from 0 in the middle of
// the mouth to 1 at its corner; "above" is the height over the line between the lips.

/// How wide the dip of the line is in its middle; the rise beside it, and how high that is.
const DIP: Bump = Bump(0.0, 3.6);
const WAVE: Bump = Bump(9.0, 5.0);
const WAVE_HEIGHT: f32 = 0.6;
/// Fullness along the mouth: a parabola, raised by so much and lowered again in the middle, as shares.
const FULLNESS: [f32; 2] = [1.06, 0.06];
/// How wide Cupid's bow is cut into the upper lip, and how wide and deep the lower lip is notched below it.
const CUPIDS_BOW: Bump = Bump(0.0, 2.8);
const NOTCH: Bump = Bump(0.0, 3.6);
const NOTCH_DEPTH: f32 = 0.5;

/// Where the mouth is looked for (z, and highest and lowest y), how near the surface, and from what depth on it acts in full.
const BEHIND: f32 = 60.0;
const HIGHEST: f32 = -18.0;
const LOWEST: f32 = -84.0;
const NEAR: f32 = 10.0;
const FRONT: Ramp = Ramp(70.0, 80.0);
/// Rim of the hollow above the chin.
const HOLLOW_RIM: f32 = 14.0;
/// Along the mouth: where the lips begin to be full, and where the line between them ends.
const LIPS_BEGIN: f32 = 1.05;
const LINE_ENDS: Ramp = Ramp(1.04, 0.86);
/// Where the upper and the lower lip are fullest, as shares of their height; how much is added to the height for the width of that
/// roll, mm, and its standard deviation as a share.
const FULLEST: [f32; 2] = [0.42, 0.45];
const ROLL_ROOM: f32 = 2.0;
const ROLL_WIDTH: f32 = 0.36;
/// Roll of both lips where they meet, and the height over which each goes to its own.
const MEETING_ROLL: f32 = 0.5;
const MEETING: Ramp = Ramp(0.0, 1.5);
/// Groove between the lips: a narrow and a wide one, and their depths; along the mouth it loses half.
const GROOVE: Bump = Bump(0.0, 0.95);
const GROOVE_DEPTH: f32 = 1.0;
const WIDE_GROOVE: Bump = Bump(0.0, 2.2);
const WIDE_GROOVE_DEPTH: f32 = 0.35;
const GROOVE_FADES: Ramp = Ramp(0.35, 1.0);
/// Dimple beside the corner: how far beside it, its shape (from there, and above) and depth.
const DIMPLE_BESIDE: f32 = 1.0;
const DIMPLE: Bump2 = Bump2([0.0, -0.3], [3.0, 3.2]);
const DIMPLE_DEPTH: f32 = 0.4;
/// Ridge round the red of the upper lip, over its border.
const BORDER_RIDGE: Bump = Bump(0.6, 1.1);
const BORDER_RIDGE_HEIGHT: f32 = 0.22;
/// Philtrum: its groove and the ridge beside it.
const PHILTRUM: Bump = Bump(0.0, 2.6);
const PHILTRUM_DEPTH: f32 = 1.1;
const PHILTRUM_RIDGE: Bump = Bump(5.2, 2.0);
const PHILTRUM_RIDGE_HEIGHT: f32 = 0.7;

/// Where red is looked for: from what depth (z) on, and how far beyond the corners.
const RED_BEHIND: f32 = 78.0;
const RED_BEYOND: f32 = 2.0;
/// Red at the lip's border, 1 = where the lips meet, and over what share of the lip's height it changes; the least height.
const RED_AT_BORDER: f32 = 0.62;
const RED_FADES: Ramp = Ramp(1.0, 0.1);
const LEAST_LIP: f32 = 0.5;
/// Softness of the border, mm, and of the corner, along the mouth.
const RED_BORDER: Ramp = Ramp(1.3, -1.3);
const RED_CORNER: Ramp = Ramp(1.02, 0.86);

/// A closed mouth.
pub(in crate::head) struct Mouth {
    /// Half its width, mm.
    pub(in crate::head) half_width: f32,
    /// Mean height of the line between the lips, mm.
    pub(in crate::head) level: f32,
    /// How far the line dips under the middle of the upper lip, and rises to the corners, mm.
    pub(in crate::head) line: [f32; 2],
    /// Heights of red of the upper and the lower lip, mm.
    pub(in crate::head) red: [f32; 2],
    /// How deep the bow of the upper lip is cut in its middle, as a share of its height.
    pub(in crate::head) bow: f32,
    /// How much of their height the lips lose towards the corners beyond their arch, and where they begin to flatten, as shares.
    pub(in crate::head) taper: [f32; 3],
    /// How far the upper and the lower lip roll out, mm.
    pub(in crate::head) roll: [f32; 2],
    /// Where the line between them lies in front (z), mm.
    pub(in crate::head) front: f32,
    /// How red they are, 1 = as if painted.
    pub(in crate::head) redness: f32,
    /// Hollow above the chin.
    pub(in crate::head) hollow: Ellipsoid,
    /// Heights between which the philtrum runs, mm: its lower end's ease, its upper end's.
    pub(in crate::head) philtrum: [f32; 4],
}

impl Mouth {
    /// Place along the mouth: 0 in the middle, 1 at the corner.
    fn along(&self, x: f32) -> f32 {
        x / self.half_width
    }

    /// Height of the line between the lips, mm.
    pub(in crate::head) fn line_height(&self, x: f32) -> f32 {
        let t = self.along(x);
        let [dip, rise] = self.line;
        self.level - dip * DIP.at(x) + WAVE_HEIGHT * WAVE.at(x) + rise * t * t
    }

    /// Heights of red above and below the line, mm; 0 from the corners on.
    fn lip_heights(&self, x: f32) -> (f32, f32) {
        let t = self.along(x);
        let arch = (1.0 - t * t).max(0.0);
        let [upper, lower] = self.red;
        let full = arch * (FULLNESS[0] - FULLNESS[1] * arch);
        let upper = upper * full * (1.0 - self.bow * CUPIDS_BOW.at(x)) * (1.0 - self.taper[0] * t);
        let lower = (lower - NOTCH_DEPTH * NOTCH.at(x)) * full * (1.0 - self.taper[1] * t);
        (upper, lower)
    }

    /// The face with the mouth worked in, as a signed distance in mm.
    pub(in crate::head) fn add(&self, face_solid: f32, p: Vec3, q: Vec3, face: &Face) -> f32 {
        if p.z < BEHIND || p.y > HIGHEST || p.y < LOWEST {
            return face_solid;
        }
        let mut solid = smooth_subtraction(face_solid, self.hollow.distance(p), HOLLOW_RIM);
        let front = FRONT.at(p.z);
        if front <= 0.0 || solid.abs() > NEAR {
            return solid;
        }
        let above = q.y - self.line_height(q.x);
        let (upper, lower) = self.lip_heights(q.x);
        let along = self.along(q.x);
        let full = Ramp(LIPS_BEGIN, self.taper[2]).at(along);
        let inside = LINE_ENDS.at(along);
        // Each lip rolls out of the line between them and ends in its border.
        let roll = if above > 0.0 {
            self.roll[0] * bump((above - FULLEST[0] * upper) / (upper + ROLL_ROOM), ROLL_WIDTH)
        } else {
            self.roll[1] * bump((-above - FULLEST[1] * lower) / (lower + ROLL_ROOM), ROLL_WIDTH)
        };
        // Closed lips meet while still full; at the line both have the same height.
        let roll = lerp(MEETING_ROLL, roll, MEETING.at(above.abs()));
        solid -= front * full * roll;
        let groove = GROOVE_DEPTH * GROOVE.at(above) + WIDE_GROOVE_DEPTH * WIDE_GROOVE.at(above);
        solid += front * inside * groove * lerp(1.0, 0.5, GROOVE_FADES.at(along));
        // Corner dimple.
        solid += front * DIMPLE_DEPTH * DIMPLE.at(q.x - (self.half_width + DIMPLE_BESIDE), above);
        // Fine ridge round the red of the upper lip, and the philtrum.
        solid -= front * full * BORDER_RIDGE_HEIGHT * BORDER_RIDGE.at(above - upper);
        let [low, lower_end, high, upper_end] = self.philtrum;
        let philtrum = Ramp(low, lower_end).at(p.y) * Ramp(high, upper_end).at(p.y);
        solid += front * philtrum * (PHILTRUM_DEPTH * PHILTRUM.at(q.x) - PHILTRUM_RIDGE_HEIGHT * PHILTRUM_RIDGE.at(q.x));
        solid + front * face.smile_fold(q)
    }

    /// Red of the lips, 0–1 with a soft border, seen from the front.
    pub(in crate::head) fn vermilion(&self, p: Vec3) -> f32 {
        let x = p.x.abs();
        if p.z < RED_BEHIND || x > self.half_width + RED_BEYOND {
            return 0.0;
        }
        let above = p.y - self.line_height(x);
        let (upper, lower) = self.lip_heights(x);
        let reach = if above > 0.0 { upper } else { lower };
        // Reddest where the lips meet; the border is soft.
        let red = lerp(RED_AT_BORDER, 1.0, RED_FADES.at(above.abs() / reach.max(LEAST_LIP)));
        red * RED_BORDER.at(above.abs() - reach) * RED_CORNER.at(self.along(x))
    }
}
