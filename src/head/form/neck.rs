//! The neck: a leaning column, its muscles, the slope to the shoulders.

use super::profile::{Bump2, Ramp, bump};
use super::sdf::{Ellipsoid, LEAST_GRADIENT, RoundCone, quadratic_bezier, smooth_intersection, smooth_union};
use crate::base::math::{Vec2, Vec3, lerp, vec2, vec3};

/// Height above which the neck does not count, mm.
const TOP: f32 = 12.0;

/// How far back a place of the nape lies at least (z), mm.
const NAPE_FRONT: f32 = -25.0;
/// Grooves of the nape: how far from the midline and how wide (standard deviation) as shares of the neck's half breadth, and how
/// deep, mm. Found by trial against photographs of treated napes.
const GROOVES: [(f32, f32, f32); 2] = [(0.0, 0.17, 2.4), (0.74, 0.15, 2.0)];
/// Lines across it: height and depth, how far they hang in the middle, and their width, mm.
const LINES: [(f32, f32); 2] = [(-66.0, 0.7), (-87.0, 0.55)];
const LINES_BEND: f32 = -7.0;
const LINES_WIDTH: f32 = 2.4;
/// The nape's back begins so far behind [`NAPE_FRONT`] in full; between what heights the grooves run; lines end so far from the
/// midline, as a share of the neck's half breadth.
const NAPE_BACK: Ramp = Ramp(NAPE_FRONT, NAPE_FRONT - 25.0);
const GROOVES_TOP: Ramp = Ramp(-40.0, -66.0);
const GROOVES_BOTTOM: Ramp = Ramp(-128.0, -96.0);
const LINES_END: Ramp = Ramp(0.85, 0.3);

// Shape that all necks share, mm where not said otherwise, found by trial on rendered heads.

/// Radius of the smooth union of neck and body: from the least to the most, by depth (z) and by height.
const FILLET: [f32; 2] = [20.0, 32.0];
const FILLET_BACK: Ramp = Ramp(10.0, -30.0);
const FILLET_UNDER_EAR: Ramp = Ramp(-60.0, -36.0);
/// The neck affects places up to such a depth (z): under the chin, and from a height on below it.
const FRONT: f32 = 67.0;
const THROAT: f32 = -75.0;
const THROAT_FRONT: f32 = 75.0;
/// Squares of the half width over which paired muscles, and the shoulder blades, are rounded across the midline, mm².
const MUSCLE_FOLD: f32 = 60.0;
const BACK_FOLD: f32 = 400.0;
/// Radii of the smooth unions: nape with throat and between its cords; the sternocleidomastoid from top to bottom, and between
/// what heights it changes; trapezius, chest, shoulder, arm, back.
const NAPE_UNION: f32 = 26.0;
const TURNER_UNION: [f32; 2] = [16.0, 10.0];
const TURNER_HEIGHTS: Ramp = Ramp(-60.0, -140.0);
const SLOPE_UNION: f32 = 34.0;
const CHEST_UNION: f32 = 34.0;
const SHOULDER_UNION: f32 = 50.0;
const ARM_UNION: f32 = 20.0;
const BACK_UNION: f32 = 40.0;
/// Height below which the trapezius, and below which trunk and arms count.
const SLOPE_TOP: f32 = -36.0;
const TRUNK_TOP: f32 = -110.0;
/// The notch between the collar bones and the larynx in front view (x, y), and the depths (z) over which they come in.
const NOTCH: Bump2 = Bump2([0.0, -186.0], [9.0, 9.0]);
const NOTCH_DEPTH: f32 = 5.0;
const NOTCH_FRONT: Ramp = Ramp(0.0, 20.0);
const LARYNX: Bump2 = Bump2([0.0, -134.0], [8.0, 12.0]);
const LARYNX_FRONT: Ramp = Ramp(-10.0, 10.0);
/// The column is measured so far below the ear hole, and again this much further down; there it is wider by [`COLUMN_GROWS`],
/// and towards its foot by [`COLUMN_FOOT`] (x, z) more, over these shares of the way.
const COLUMN_BELOW_EAR: f32 = 60.0;
const COLUMN_LENGTH: f32 = 120.0;
const COLUMN_GROWS: f32 = 2.0;
const COLUMN_WIDENS: Ramp = Ramp(0.5, 1.25);
const COLUMN_FOOT: [f32; 2] = [12.0, 6.0];
/// Its upper end inside the skull: how far below the ear hole, and how softly it is cut.
const COLUMN_TOP: f32 = 25.0;
const COLUMN_TOP_ROUND: f32 = 40.0;

/// A neck; paired parts on the left.
pub(in crate::head) struct Neck {
    /// Half axes of throat and spine 60 mm below the ear hole (x, z), mm.
    pub(in crate::head) column: Vec2,
    /// How far its middle lies behind the ear hole there, and further 120 mm below, mm.
    pub(in crate::head) behind: [f32; 2],
    /// Muscle cord at the back.
    pub(in crate::head) cord: RoundCone,
    /// Sternocleidomastoid: from behind the ear to the notch above the breastbone.
    pub(in crate::head) turner: RoundCone,
    /// Trapezius, down the back of the neck, then out to the shoulder: start, pull and end, and its radius at both ends, mm.
    pub(in crate::head) slope: ([Vec3; 3], f32, f32),
    /// As far as a bust shows it.
    pub(in crate::head) chest: Ellipsoid,
    /// Shoulder blade with the muscles on it.
    pub(in crate::head) back: Ellipsoid,
    /// From the neck's foot to the shoulder's end.
    pub(in crate::head) shoulder: RoundCone,
    /// Upper arm, as far as it shows.
    pub(in crate::head) arm: RoundCone,
    /// How far the larynx stands out, mm.
    pub(in crate::head) larynx: f32,
    /// Heights of the collar's edge in front, beside and behind the neck, mm.
    pub(in crate::head) collar: [f32; 3],
}

/// Radius of the smooth union of neck and body at a place, mm: the jaw keeps its line, the nape and the jaw's branch under the ear
/// have none.
#[inline]
pub(in crate::head) fn fillet(p: Vec3) -> f32 {
    lerp(FILLET[0], FILLET[1], FILLET_BACK.at(p.z).max(FILLET_UNDER_EAR.at(p.y)))
}

/// Whether the neck affects a place near the surface.
#[inline]
pub(in crate::head) fn affects(p: Vec3) -> bool {
    p.y < TOP && p.z < if p.y > THROAT { FRONT } else { THROAT_FRONT }
}

impl Neck {
    /// Signed distance to the neck, mm; `paired` has its x folded to the left side.
    pub(in crate::head) fn distance(&self, p: Vec3, paired: Vec3) -> f32 {
        // The muscles pass near the midline, where a wider fold than the face's keeps throat and nape smooth.
        let paired = vec3((paired.x * paired.x + MUSCLE_FOLD).sqrt(), p.y, p.z);
        let mut neck = self.column(p);
        if p.z < 0.0 {
            neck = smooth_union(neck, self.nape(p), NAPE_UNION);
        }
        neck = smooth_union(neck, self.turner.distance(paired), lerp(TURNER_UNION[0], TURNER_UNION[1], TURNER_HEIGHTS.at(p.y)));
        if p.y < SLOPE_TOP {
            let ([start, pull, end], above, below) = self.slope;
            let (away, along) = quadratic_bezier(paired, start, pull, end);
            neck = smooth_union(neck, away - lerp(above, below, along), SLOPE_UNION);
            if p.y < TRUNK_TOP {
                neck = smooth_union(neck, self.chest.distance(p), CHEST_UNION);
                neck = smooth_union(neck, self.shoulder.distance(paired), SHOULDER_UNION);
                neck = smooth_union(neck, self.arm.distance(paired), ARM_UNION);
                neck = smooth_union(neck, self.back.distance(vec3((paired.x * paired.x + BACK_FOLD).sqrt(), p.y, p.z)), BACK_UNION);
                // The notch between the collar bones.
                neck += NOTCH_DEPTH * NOTCH.at(p.x, p.y) * NOTCH_FRONT.at(p.z);
            }
        }
        if p.z < NAPE_FRONT {
            neck += self.creases(p);
        }
        // Larynx: seen in profile only, and softly.
        neck - self.larynx * LARYNX.at(p.x, p.y) * LARYNX_FRONT.at(p.z)
    }

    /// What keeps the nape from being a cylinder, mm: the groove between its muscles, one behind each of them, and the lines
    /// that a head thrown back leaves in the skin.
    fn creases(&self, p: Vec3) -> f32 {
        let back = NAPE_BACK.at(p.z);
        let x = p.x.abs() / self.column.x;
        let grooves = GROOVES.iter().map(|&(at, width, depth)| depth * bump(x - at, width)).sum::<f32>();
        let lines = LINES.iter().map(|&(y, depth)| depth * bump(p.y - y + LINES_BEND * x * x, LINES_WIDTH)).sum::<f32>();
        back * (grooves * GROOVES_TOP.at(p.y) * GROOVES_BOTTOM.at(p.y) + lines * LINES_END.at(x))
    }

    /// The leaning column of throat and spine, open at the top inside the skull.
    fn column(&self, p: Vec3) -> f32 {
        let down = (-p.y - COLUMN_BELOW_EAR) / COLUMN_LENGTH;
        let widening = COLUMN_WIDENS.at(down);
        let radii = vec2(
            self.column.x + COLUMN_GROWS * down + COLUMN_FOOT[0] * widening,
            self.column.y + COLUMN_GROWS * down + COLUMN_FOOT[1] * widening,
        );
        let q = vec2(p.x, p.z + self.behind[0] + self.behind[1] * down) / radii;
        let length = q.length();
        let side = length * (length - 1.0) / (q / radii).length().max(LEAST_GRADIENT);
        smooth_intersection(side, p.y + COLUMN_TOP, COLUMN_TOP_ROUND)
    }

    /// The two muscle cords at the back, both evaluated so that the groove between them is round.
    fn nape(&self, p: Vec3) -> f32 {
        let mirrored = vec3(-p.x, p.y, p.z);
        smooth_union(self.cord.distance(p), self.cord.distance(mirrored), NAPE_UNION)
    }
}
