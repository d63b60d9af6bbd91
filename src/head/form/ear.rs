//! The ear: a thin curved sheet with rim, inner fold, bowl and lobe, in a frame of its own.

use super::sdf::{blend, bump, bump2, ellipse, ellipsoid, intersect, intersect_round};
use crate::base::math::{Vec2, Vec3, smoothstep, vec2, vec3};

/// Sine and cosine of the ear's backward tilt (16°).
const TILT: Vec2 = Vec2::new(0.275_637, 0.961_262);

/// How far outward the ear leans a mm of height.
const LEAN: f32 = 0.11;

/// Where an ear sits and how large it is; its folds are everybody's.
pub(in crate::head) struct Ear {
    /// Middle of the left ear, mm.
    pub(in crate::head) middle: Vec3,
    /// Sine and cosine of its flare from the head.
    pub(in crate::head) flare: Vec2,
    /// Its size as a share of a man's, whose is 63 mm high.
    pub(in crate::head) size: f32,
}

impl Ear {
    /// The head with the ear added, as a signed distance in mm.
    pub(in crate::head) fn add(&self, head: f32, paired: Vec3) -> f32 {
        let q = (paired - self.middle) / self.size;
        if q.x < -34.0 || q.y.abs() > 44.0 || q.z.abs() > 40.0 {
            return head;
        }
        blend(head, distance(self.to_sheet(q)) * self.size, 5.0)
    }

    /// Place in the ear's frame: x backward along the sheet, y up along it, z outward.
    fn to_sheet(&self, q: Vec3) -> Vec3 {
        let tilted = vec3(q.x, q.y * TILT.y - q.z * TILT.x, q.y * TILT.x + q.z * TILT.y);
        let (sin, cos) = (self.flare.x, self.flare.y);
        let (back, out) = (tilted.x * sin - tilted.z * cos, tilted.x * cos + tilted.z * sin);
        // The upper rim leans away from the head.
        vec3(back, tilted.y, out - LEAN * (tilted.y + 6.0))
    }

    /// How much of the ear a place belongs to, 0–1.
    pub(in crate::head) fn membership(&self, p: Vec3) -> f32 {
        let q = (vec3(p.x.abs(), p.y, p.z) - self.middle) / self.size;
        let e = self.to_sheet(q);
        smoothstep(8.0, -2.0, outline(e.x, e.y)) * smoothstep(-9.0, 0.0, e.z)
    }
}

/// Egg that bounds the ear in its own plane, broader above: distance in mm, negative inside.
fn outline(back: f32, up: f32) -> f32 {
    let breadth = 1.0 + 0.0115 * up.clamp(-32.0, 18.0);
    ellipse(vec2((back + 1.0) / breadth - 1.0, up), Vec2::ZERO, vec2(17.5, 31.5))
}

/// How far the middle of the sheet lies off its plane, mm; all of the ear's folds are in this one height.
fn relief(back: f32, up: f32, from_rim: f32, lobe: f32) -> f32 {
    let from_bowl = ellipse(vec2(back, up), vec2(-3.5, -4.0), vec2(9.5, 13.5));
    let rear = smoothstep(-15.0, -5.0, back);
    // The whole sheet curves away from the head.
    let mut height = 0.0065 * back * back * rear - 0.5;
    // Rolled rim, flat up to its edge so that the edge stays round, lower where it dives towards the cheek; the
    // furrow behind it. Neither reaches the lobe.
    let rim = 0.25 + 0.75 * smoothstep(-17.0, -10.0, back + (up - 5.0).max(0.0) * 0.5);
    height += (1.0 - lobe) * 3.6 * bump((from_rim - 2.6).max(0.0), 2.1) * rim;
    height -= (1.0 - lobe) * rear * 2.2 * bump(from_rim - 7.4, 2.4);
    // Inner fold round the bowl, the dent where it forks above, the bowl itself.
    height += 3.2 * bump(from_bowl - 2.6, 2.5) * smoothstep(-9.0, 3.0, back) * (1.0 - 0.4 * smoothstep(8.0, 18.0, up));
    height -= 1.8 * bump2(back + 5.0, up - 15.0, 2.8, 3.5);
    height -= 8.0 * smoothstep(2.0, -6.0, from_bowl);
    // Root of the rim, running into the bowl; fullness of the lobe.
    height += 3.6 * bump2(up - 1.0 - 0.25 * (back + 9.0), back + 9.0, 1.6, 4.2);
    height + lobe * smoothstep(0.0, 6.0, from_rim)
}

/// Signed distance to the ear from a place in its frame, mm.
fn distance(e: Vec3) -> f32 {
    let (back, up, out) = (e.x, e.y, e.z);
    let outline = outline(back, up);
    let lobe = smoothstep(-14.0, -24.0, up);
    let above_sheet = out - relief(back, up, -outline, lobe);
    let thickness = 1.9 + 0.9 * lobe + 0.8 * bump(-outline - 2.5, 2.5);
    // The folds are steep: the factor keeps the value a distance.
    let sheet = intersect_round(above_sheet.abs() - thickness, outline, thickness) * 0.72;
    // Wall behind the bowl, which ties the ear to the skull.
    let wall = ellipsoid(e, vec3(-5.0, -2.0, -9.0), vec3(13.0, 20.0, 10.0));
    let mut ear = blend(sheet, intersect(wall, above_sheet, 2.0), 5.0);
    // Tragus before the ear hole, antitragus below it.
    ear = blend(ear, ellipsoid(e, vec3(-13.0, -5.0, 1.5), vec3(3.6, 6.0, 3.6)), 3.5);
    blend(ear, ellipsoid(e, vec3(-1.0, -17.5, 1.0), vec3(4.2, 3.2, 3.0)), 3.0)
}
