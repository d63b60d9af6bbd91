//! The neck: a leaning column, its muscles, the slope to the shoulders.

use super::sdf::{Egg, Rod, blend, bow, bump, bump2, intersect};
use crate::base::math::{Vec2, Vec3, lerp, smoothstep, vec2, vec3};

/// Height above which the neck has no say, mm.
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

/// A neck; paired parts on the left.
pub(in crate::head) struct Neck {
    /// Half axes of throat and spine 60 mm below the ear hole (x, z), mm.
    pub(in crate::head) column: Vec2,
    /// How far its middle lies behind the ear hole there, and further 120 mm below, mm.
    pub(in crate::head) behind: [f32; 2],
    /// Muscle cord at the back.
    pub(in crate::head) cord: Rod,
    /// Sternocleidomastoid: from behind the ear to the notch above the breastbone.
    pub(in crate::head) turner: Rod,
    /// Trapezius, down the back of the neck, then out to the shoulder: start, pull and end, and its radius at both ends, mm.
    pub(in crate::head) slope: ([Vec3; 3], f32, f32),
    /// As far as a bust shows it.
    pub(in crate::head) chest: Egg,
    /// Shoulder blade with the muscles on it.
    pub(in crate::head) back: Egg,
    /// From the neck's foot to the shoulder's end.
    pub(in crate::head) shoulder: Rod,
    /// Upper arm, as far as it shows.
    pub(in crate::head) arm: Rod,
    /// How far the larynx stands out, mm.
    pub(in crate::head) larynx: f32,
    /// Heights of the collar's edge in front, beside and behind the neck, mm.
    pub(in crate::head) collar: [f32; 3],
}

/// How softly the neck flows into the body at a place, mm: the jaw keeps its line, the nape and the jaw's branch under the ear
/// have none.
#[inline]
pub(in crate::head) fn fillet(p: Vec3) -> f32 {
    lerp(20.0, 32.0, smoothstep(10.0, -30.0, p.z).max(smoothstep(-60.0, -36.0, p.y)))
}

/// Whether the neck has a say at a place near the surface.
#[inline]
pub(in crate::head) fn reaches(p: Vec3) -> bool {
    p.y < TOP && p.z < if p.y > -75.0 { 67.0 } else { 75.0 }
}

impl Neck {
    /// Signed distance to the neck, mm; `paired` has its x folded to the left side.
    pub(in crate::head) fn distance(&self, p: Vec3, paired: Vec3) -> f32 {
        // The muscles pass near the midline, where a wider fold than the face's keeps throat and nape smooth.
        let paired = vec3((paired.x * paired.x + 60.0).sqrt(), p.y, p.z);
        let mut neck = self.column(p);
        if p.z < 0.0 {
            neck = blend(neck, self.nape(p), 26.0);
        }
        neck = blend(neck, self.turner.distance(paired), lerp(16.0, 10.0, smoothstep(-60.0, -140.0, p.y)));
        if p.y < -36.0 {
            let ([start, pull, end], above, below) = self.slope;
            let (away, along) = bow(paired, start, pull, end);
            neck = blend(neck, away - lerp(above, below, along), 34.0);
            if p.y < -110.0 {
                neck = blend(neck, self.chest.distance(p), 34.0);
                neck = blend(neck, self.shoulder.distance(paired), 50.0);
                neck = blend(neck, self.arm.distance(paired), 20.0);
                neck = blend(neck, self.back.distance(vec3((paired.x * paired.x + 400.0).sqrt(), p.y, p.z)), 40.0);
                // The notch between the collar bones.
                neck += 5.0 * bump2(p.x, p.y + 186.0, 9.0, 9.0) * smoothstep(0.0, 20.0, p.z);
            }
        }
        if p.z < NAPE_FRONT {
            neck += self.creases(p);
        }
        // Larynx: seen in profile only, and softly.
        neck - self.larynx * bump2(p.x, p.y + 134.0, 8.0, 12.0) * smoothstep(-10.0, 10.0, p.z)
    }

    /// What keeps the nape from being a cylinder, mm: the groove between its muscles, one behind each of them, and the lines
    /// that a head thrown back leaves in the skin.
    fn creases(&self, p: Vec3) -> f32 {
        let back = smoothstep(NAPE_FRONT, NAPE_FRONT - 25.0, p.z);
        let x = p.x.abs() / self.column.x;
        let grooves = GROOVES.iter().map(|&(at, width, depth)| depth * bump(x - at, width)).sum::<f32>();
        let lines = LINES.iter().map(|&(y, depth)| depth * bump(p.y - y + LINES_BEND * x * x, LINES_WIDTH)).sum::<f32>();
        back * (grooves * smoothstep(-40.0, -66.0, p.y) * smoothstep(-128.0, -96.0, p.y) + lines * smoothstep(0.85, 0.3, x))
    }

    /// The leaning column of throat and spine, open at the top inside the skull.
    fn column(&self, p: Vec3) -> f32 {
        let down = (-p.y - 60.0) / 120.0;
        let widening = smoothstep(0.5, 1.25, down);
        let radii = vec2(self.column.x + 2.0 * down + 12.0 * widening, self.column.y + 2.0 * down + 6.0 * widening);
        let q = vec2(p.x, p.z + self.behind[0] + self.behind[1] * down) / radii;
        let length = q.length();
        let side = length * (length - 1.0) / (q / radii).length().max(1e-4);
        intersect(side, p.y + 25.0, 40.0)
    }

    /// The two muscle cords at the back, both evaluated so that the groove between them is round.
    fn nape(&self, p: Vec3) -> f32 {
        let mirrored = vec3(-p.x, p.y, p.z);
        blend(self.cord.distance(p), self.cord.distance(mirrored), 26.0)
    }
}
