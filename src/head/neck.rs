//! The neck: a leaning column, its muscles, the slope to the shoulders.

use super::sdf::{Egg, Rod, blend, bow, bump2, intersect};
use crate::base::math::{Vec2, Vec3, mix, smoothstep, vec2, vec3};

/// Height above which the neck has no say, mm.
const TOP: f32 = 12.0;

/// A neck; paired parts on the left.
pub(super) struct Neck {
    /// Half axes of throat and spine 60 mm below the ear hole (x, z), mm.
    column: Vec2,
    /// How far its middle lies behind the ear hole there, and further 120 mm below, mm.
    behind: [f32; 2],
    /// Muscle cord at the back.
    cord: Rod,
    /// Sternocleidomastoid: from behind the ear to the notch above the breastbone.
    turner: Rod,
    /// Trapezius, down the back of the neck, then out to the shoulder: start, pull and end, and its radius at both ends, mm.
    slope: ([Vec3; 3], f32, f32),
    /// As far as a bust shows it.
    chest: Egg,
    /// How far the larynx stands out, mm.
    larynx: f32,
}

/// How softly the neck flows into the body at a place, mm: the jaw keeps its line, the nape has none.
#[inline]
pub(super) fn fillet(p: Vec3) -> f32 {
    mix(20.0, 30.0, smoothstep(0.0, -40.0, p.z))
}

/// Whether the neck has a say at a place near the surface.
#[inline]
pub(super) fn reaches(p: Vec3) -> bool {
    p.y < TOP && p.z < if p.y > -75.0 { 67.0 } else { 75.0 }
}

impl Neck {
    pub(super) const MAN: Neck = Neck {
        column: vec2(51.5, 55.0),
        behind: [14.0, 17.0],
        cord: Rod::new([13.0, -25.0, -50.0], 14.0, [17.0, -190.0, -72.0], 22.0),
        turner: Rod::new([57.0, -22.0, -20.0], 9.0, [17.0, -202.0, 20.0], 11.0),
        slope: ([vec3(23.0, -100.0, -56.0), vec3(32.0, -158.0, -50.0), vec3(96.0, -232.0, -42.0)], 14.0, 28.0),
        chest: Egg::new([0.0, -222.0, -14.0], [74.0, 46.0, 50.0]),
        larynx: 3.2,
    };

    /// 316 mm round (a man's 379; ANSUR-type medians, grade K), which makes it look longer; no larynx to be seen.
    pub(super) const WOMAN: Neck = Neck {
        column: vec2(41.5, 45.0),
        behind: [11.0, 21.0],
        cord: Rod::new([10.0, -25.0, -46.0], 10.5, [13.0, -190.0, -67.0], 17.0),
        turner: Rod::new([50.0, -20.0, -19.0], 7.0, [13.0, -202.0, 15.0], 8.5),
        slope: ([vec3(18.0, -108.0, -52.0), vec3(25.0, -170.0, -47.0), vec3(88.0, -240.0, -40.0)], 10.0, 23.0),
        chest: Egg::new([0.0, -228.0, -14.0], [64.0, 44.0, 44.0]),
        larynx: 0.3,
    };

    /// Signed distance to the neck, mm; `paired` has its x folded to the left side.
    pub(super) fn distance(&self, p: Vec3, paired: Vec3) -> f32 {
        // The muscles pass near the midline, where a wider fold than the face's keeps throat and nape smooth.
        let paired = vec3((paired.x * paired.x + 60.0).sqrt(), p.y, p.z);
        let mut neck = self.column(p);
        if p.z < 0.0 {
            neck = blend(neck, self.nape(p), 26.0);
        }
        neck = blend(neck, self.turner.distance(paired), 16.0);
        if p.y < -36.0 {
            let ([start, pull, end], above, below) = self.slope;
            let (away, along) = bow(paired, start, pull, end);
            neck = blend(neck, away - mix(above, below, along), 40.0);
            neck = blend(neck, self.chest.distance(p), 24.0);
        }
        // Larynx: seen in profile only, and softly.
        neck - self.larynx * bump2(p.x, p.y + 132.0, 9.0, 15.0) * smoothstep(-10.0, 10.0, p.z)
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
