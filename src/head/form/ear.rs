//! The ear: a thin curved sheet with rim, inner fold, bowl and lobe, in a frame of its own.

use super::profile::{Bump, Bump2, Ramp};
use super::sdf::{ellipse, ellipsoid, round_intersection, smooth_intersection, smooth_union};
use crate::base::math::{Vec2, Vec3, vec2, vec3};

/// Sine and cosine of the ear's backward tilt (16°).
const TILT: Vec2 = Vec2::new(0.275_637, 0.961_262);

/// How far outward the ear leans per mm of height, and the height at which it does not (its own frame), mm.
const LEAN: f32 = 0.11;
const LEAN_FROM: f32 = -6.0;

// Shape of a man's left ear in its own frame, mm, found by trial on rendered heads: x runs backward, y up, z outward, from its middle.

/// Places further inward (x of the head), and further from its middle in height and depth than this, are out of reach.
const REACH: Vec3 = Vec3::new(-34.0, 44.0, 40.0);
/// Radius of the smooth union with the head.
const HEAD_UNION: f32 = 5.0;
/// What counts as ear: by the distance to its outline, and outward.
const BELONGS: Ramp = Ramp(8.0, -2.0);
const BELONGS_OUT: Ramp = Ramp(-9.0, 0.0);

/// Outline: half axes (x, y), how far behind the middle it begins, and how much broader it is per mm of height, between two heights.
const OUTLINE: Vec2 = Vec2::new(17.5, 31.5);
const OUTLINE_BEHIND: f32 = 1.0;
const BROADER: f32 = 0.0115;
const BROADER_BETWEEN: (f32, f32) = (-32.0, 18.0);
/// The lobe: height below which the ear is lobe.
const LOBE: Ramp = Ramp(-14.0, -24.0);

/// The bowl (concha): middle and half axes (x, y), depth, and over what distance from its edge it sinks.
const BOWL: [Vec2; 2] = [Vec2::new(-3.5, -4.0), Vec2::new(9.5, 13.5)];
const BOWL_DEPTH: f32 = 8.0;
const BOWL_EDGE: Ramp = Ramp(2.0, -6.0);
/// The rear of the ear; how much it curves away from the head, 1/mm, and how deep it begins.
const REAR: Ramp = Ramp(-15.0, -5.0);
const CURVE: f32 = 0.0065;
const SHEET_BEGINS: f32 = 0.5;
/// Rim (helix): height, how far inside the edge it is flat, its width; the share that is left where it dives towards the cheek,
/// and the rest; where it dives, further back with each mm above a height.
const HELIX_HEIGHT: f32 = 3.6;
const HELIX_FLAT: f32 = 2.6;
const HELIX: Bump = Bump(0.0, 2.1);
const HELIX_FRONT: [f32; 2] = [0.25, 0.75];
const HELIX_DIVES: Ramp = Ramp(-17.0, -10.0);
const HELIX_DIVES_ABOVE: f32 = 5.0;
/// The furrow behind it (scapha): depth, and where by distance from the edge.
const SCAPHA_DEPTH: f32 = 2.2;
const SCAPHA: Bump = Bump(7.4, 2.4);
/// Inner fold round the bowl (antihelix): height, where by distance from the bowl, from where backward; how much it loses above.
const ANTIHELIX_HEIGHT: f32 = 3.2;
const ANTIHELIX: Bump = Bump(2.6, 2.5);
const ANTIHELIX_REAR: Ramp = Ramp(-9.0, 3.0);
const ANTIHELIX_LOSS: f32 = 0.4;
const ANTIHELIX_LOSES: Ramp = Ramp(8.0, 18.0);
/// The dent where it forks above (triangular fossa).
const FOSSA: Bump2 = Bump2([-5.0, 15.0], [2.8, 3.5]);
const FOSSA_DEPTH: f32 = 1.8;
/// Root of the rim: height, how far in front, its slope, and its shape across and along it.
const ROOT_HEIGHT: f32 = 3.6;
const ROOT_FRONT: f32 = 9.0;
const ROOT_SLOPE: f32 = 0.25;
const ROOT_UP: f32 = 1.0;
const ROOT: Bump2 = Bump2([0.0, 0.0], [1.6, 4.2]);
/// Fullness of the lobe, by distance from the edge.
const LOBE_FULL: Ramp = Ramp(0.0, 6.0);

/// Half the thickness of the sheet, what the lobe and the rim add, and where the rim is thickest, by distance from the edge.
const THICKNESS: f32 = 1.9;
const LOBE_THICKER: f32 = 0.9;
const RIM_THICKER: f32 = 0.8;
const RIM_THICKEST: Bump = Bump(2.5, 2.5);
/// The folds are steep: this factor keeps the value a lower bound of the distance.
const STEEPNESS: f32 = 0.72;
/// Wall behind the bowl, tragus and antitragus: middle, half axes, and radius of the smooth union; the wall's edge at the sheet.
const WALL: (Vec3, Vec3, f32) = (Vec3::new(-5.0, -2.0, -9.0), Vec3::new(13.0, 20.0, 10.0), 5.0);
const WALL_EDGE: f32 = 2.0;
const TRAGUS: (Vec3, Vec3, f32) = (Vec3::new(-13.0, -5.0, 1.5), Vec3::new(3.6, 6.0, 3.6), 3.5);
const ANTITRAGUS: (Vec3, Vec3, f32) = (Vec3::new(-1.0, -17.5, 1.0), Vec3::new(4.2, 3.2, 3.0), 3.0);

/// Place and size of an ear; its folds are the same for all.
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
        if q.x < REACH.x || q.y.abs() > REACH.y || q.z.abs() > REACH.z {
            return head;
        }
        smooth_union(head, distance(self.to_local(q)) * self.size, HEAD_UNION)
    }

    /// Place in the ear's frame: x backward along the sheet, y up along it, z outward.
    fn to_local(&self, q: Vec3) -> Vec3 {
        let tilted = vec3(q.x, q.y * TILT.y - q.z * TILT.x, q.y * TILT.x + q.z * TILT.y);
        let (sin, cos) = (self.flare.x, self.flare.y);
        let (back, out) = (tilted.x * sin - tilted.z * cos, tilted.x * cos + tilted.z * sin);
        // The upper rim leans away from the head.
        vec3(back, tilted.y, out - LEAN * (tilted.y - LEAN_FROM))
    }

    /// How much of the ear a place belongs to, 0–1.
    pub(in crate::head) fn membership(&self, p: Vec3) -> f32 {
        let q = (vec3(p.x.abs(), p.y, p.z) - self.middle) / self.size;
        let e = self.to_local(q);
        BELONGS.at(outline_distance(e.x, e.y)) * BELONGS_OUT.at(e.z)
    }
}

/// Ellipse that bounds the ear in its own plane, broader above: distance in mm, negative inside.
fn outline_distance(back: f32, up: f32) -> f32 {
    let breadth = 1.0 + BROADER * up.clamp(BROADER_BETWEEN.0, BROADER_BETWEEN.1);
    ellipse(vec2((back + OUTLINE_BEHIND) / breadth - OUTLINE_BEHIND, up), Vec2::ZERO, OUTLINE)
}

/// How far the middle of the sheet lies off its plane, mm; all of the ear's folds are in this one height.
fn sheet_height(back: f32, up: f32, from_rim: f32, lobe: f32) -> f32 {
    let from_bowl = ellipse(vec2(back, up), BOWL[0], BOWL[1]);
    let rear = REAR.at(back);
    // The sheet curves away from the head.
    let mut height = CURVE * back * back * rear - SHEET_BEGINS;
    // Rolled rim, flat up to its edge so that the edge stays round, lower where it dives towards the cheek; the
    // furrow behind it. Neither reaches the lobe.
    let rim = HELIX_FRONT[0] + HELIX_FRONT[1] * HELIX_DIVES.at(back + (up - HELIX_DIVES_ABOVE).max(0.0) * 0.5);
    height += (1.0 - lobe) * HELIX_HEIGHT * HELIX.at((from_rim - HELIX_FLAT).max(0.0)) * rim;
    height -= (1.0 - lobe) * rear * SCAPHA_DEPTH * SCAPHA.at(from_rim);
    // Inner fold round the bowl, the dent where it forks above, the bowl itself.
    height += ANTIHELIX_HEIGHT * ANTIHELIX.at(from_bowl) * ANTIHELIX_REAR.at(back) * (1.0 - ANTIHELIX_LOSS * ANTIHELIX_LOSES.at(up));
    height -= FOSSA_DEPTH * FOSSA.at(back, up);
    height -= BOWL_DEPTH * BOWL_EDGE.at(from_bowl);
    // Root of the rim, running into the bowl; fullness of the lobe.
    height += ROOT_HEIGHT * ROOT.at(up - ROOT_UP - ROOT_SLOPE * (back + ROOT_FRONT), back + ROOT_FRONT);
    height + lobe * LOBE_FULL.at(from_rim)
}

/// Signed distance to the ear from a place in its frame, mm.
fn distance(e: Vec3) -> f32 {
    let (back, up, out) = (e.x, e.y, e.z);
    let outline = outline_distance(back, up);
    let lobe = LOBE.at(up);
    let above_sheet = out - sheet_height(back, up, -outline, lobe);
    let thickness = THICKNESS + LOBE_THICKER * lobe + RIM_THICKER * RIM_THICKEST.at(-outline);
    let sheet = round_intersection(above_sheet.abs() - thickness, outline, thickness) * STEEPNESS;
    // Wall behind the bowl, which joins the ear to the skull.
    let wall = ellipsoid(e, WALL.0, WALL.1);
    let mut ear = smooth_union(sheet, smooth_intersection(wall, above_sheet, WALL_EDGE), WALL.2);
    // Tragus before the ear hole, antitragus below it.
    ear = smooth_union(ear, ellipsoid(e, TRAGUS.0, TRAGUS.1), TRAGUS.2);
    smooth_union(ear, ellipsoid(e, ANTITRAGUS.0, ANTITRAGUS.1), ANTITRAGUS.2)
}
