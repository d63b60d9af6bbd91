//! The closed mouth: lips, the line between them, philtrum and the hollow above the chin.

use super::face::Face;
use super::sdf::{Egg, bump, bump2, carve};
use crate::base::math::{Vec3, lerp, smoothstep};

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
    pub(in crate::head) hollow: Egg,
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
        self.level - dip * bump(x, 3.6) + 0.6 * bump(x - 9.0, 5.0) + rise * t * t
    }

    /// Heights of red above and below the line, mm; 0 from the corners on.
    fn lip_heights(&self, x: f32) -> (f32, f32) {
        let t = self.along(x);
        let arch = (1.0 - t * t).max(0.0);
        let [upper, lower] = self.red;
        let full = arch * (1.06 - 0.06 * arch);
        let upper = upper * full * (1.0 - self.bow * bump(x, 2.8)) * (1.0 - self.taper[0] * t);
        let lower = (lower - 0.5 * bump(x, 3.6)) * full * (1.0 - self.taper[1] * t);
        (upper, lower)
    }

    /// The face with the mouth worked in, as a signed distance in mm.
    pub(in crate::head) fn add(&self, face_solid: f32, p: Vec3, q: Vec3, face: &Face) -> f32 {
        if p.z < 60.0 || p.y > -18.0 || p.y < -84.0 {
            return face_solid;
        }
        let mut solid = carve(face_solid, self.hollow.distance(p), 14.0);
        let front = smoothstep(70.0, 80.0, p.z);
        if front <= 0.0 || solid.abs() > 10.0 {
            return solid;
        }
        let above = q.y - self.line_height(q.x);
        let (upper, lower) = self.lip_heights(q.x);
        let along = self.along(q.x);
        let full = smoothstep(1.05, self.taper[2], along);
        let inside = smoothstep(1.04, 0.86, along);
        // Each lip rolls out of the line between them and ends in its border.
        let roll = if above > 0.0 {
            self.roll[0] * bump((above - 0.42 * upper) / (upper + 2.0), 0.36)
        } else {
            self.roll[1] * bump((-above - 0.45 * lower) / (lower + 2.0), 0.36)
        };
        // Closed lips meet while still full; at the line both have the same height.
        let roll = lerp(0.5, roll, smoothstep(0.0, 1.5, above.abs()));
        solid -= front * full * roll;
        let groove = 1.0 * bump(above, 0.95) + 0.35 * bump(above, 2.2);
        solid += front * inside * groove * lerp(1.0, 0.5, smoothstep(0.35, 1.0, along));
        // Corner dimple.
        solid += front * 0.4 * bump2(q.x - (self.half_width + 1.0), above + 0.3, 3.0, 3.2);
        // Fine ridge round the red of the upper lip, and the philtrum.
        solid -= front * full * 0.22 * bump(above - upper - 0.6, 1.1);
        let [low, lower_end, high, upper_end] = self.philtrum;
        let philtrum = smoothstep(low, lower_end, p.y) * smoothstep(high, upper_end, p.y);
        solid += front * philtrum * (1.1 * bump(q.x, 2.6) - 0.7 * bump(q.x - 5.2, 2.0));
        solid + front * face.smile_fold(q)
    }

    /// Red of the lips, 0–1 with a soft border, seen from the front.
    pub(in crate::head) fn vermilion(&self, p: Vec3) -> f32 {
        let x = p.x.abs();
        if p.z < 78.0 || x > self.half_width + 2.0 {
            return 0.0;
        }
        let above = p.y - self.line_height(x);
        let (upper, lower) = self.lip_heights(x);
        let reach = if above > 0.0 { upper } else { lower };
        // Reddest where the lips meet; the border is soft.
        let red = lerp(0.62, 1.0, smoothstep(1.0, 0.1, above.abs() / reach.max(0.5)));
        red * smoothstep(1.3, -1.3, above.abs() - reach) * smoothstep(1.02, 0.86, self.along(x))
    }
}
