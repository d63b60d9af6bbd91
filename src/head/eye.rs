//! Closed eyes: the globe under the lids, the seam between them, the crease above.

use super::sdf::{Egg, blend, bump};
use crate::base::math::{Vec3, smoothstep};

/// A closed eye, the left one.
pub(super) struct Eye {
    /// Middle of the lid seam and half its length, mm.
    middle: f32,
    half_length: f32,
    /// Height of the seam's ends, how far it sags between them and how much higher the outer is than the middle, mm.
    seam: [f32; 3],
    /// The eyeball under the lids, and the fullness under the brow.
    globe: Egg,
    fullness: Egg,
    /// Height of the crease above the upper lid at its ends, its rise between them, and its fall outward, mm.
    crease: [f32; 3],
}

impl Eye {
    /// Mean height of the lid seam, mm.
    pub(super) const LEVEL: f32 = 6.0;

    pub(super) const MAN: Eye = Eye {
        middle: 31.5,
        half_length: 14.5,
        seam: [8.4, 3.9, 0.9],
        globe: Egg::new([31.5, 11.0, 71.6], [15.0, 13.0, 13.4]),
        fullness: Egg::new([34.0, 22.0, 72.0], [17.0, 8.0, 13.0]),
        crease: [13.6, 2.6, 0.5],
    };

    /// Pupils 61 mm apart (a man's 63); the same eyeball in a smaller face, and more of the lid to be seen.
    pub(super) const WOMAN: Eye = Eye {
        middle: 30.6,
        half_length: 15.4,
        seam: [8.2, 5.0, 1.5],
        globe: Egg::new([30.8, 10.8, 68.4], [15.8, 13.8, 14.2]),
        fullness: Egg::new([31.0, 24.5, 66.0], [18.5, 10.5, 14.5]),
        crease: [14.6, 3.4, 0.2],
    };

    /// Place along the lid seam: −1 at the inner corner, 1 at the outer.
    pub(super) fn along(&self, x: f32) -> f32 {
        (x - self.middle) / self.half_length
    }

    /// Where on the lid seam lies a place along it, mm.
    pub(super) fn across(&self, t: f32) -> f32 {
        self.middle + self.half_length * t
    }

    /// Height of the lid seam, mm: sagging in the middle, the outer corner a little higher than the inner.
    pub(super) fn seam_height(&self, x: f32) -> f32 {
        let t = self.along(x);
        let [ends, sag, outer] = self.seam;
        ends - sag * (1.0 - t * t).max(0.0) + outer * t
    }

    /// The face with lids added, as a signed distance in mm.
    pub(super) fn add(&self, face: f32, q: Vec3) -> f32 {
        if q.z < 50.0 || q.y > 40.0 || q.y < -16.0 {
            return face;
        }
        let mut solid = blend(face, self.globe.distance(q), 9.0);
        solid = blend(solid, self.fullness.distance(q), 9.0);
        let front = smoothstep(64.0, 74.0, q.z);
        if front <= 0.0 || solid.abs() > 8.0 {
            return solid;
        }
        let t = self.along(q.x);
        let arch = (1.0 - t * t).max(0.0);
        let open = smoothstep(1.12, 0.7, t.abs());
        let above = q.y - self.seam_height(q.x);
        // The upper lid rests on the lower one: a fine groove, the upper rim a little proud.
        let seam = 0.5 * bump(above, 0.9) - 0.22 * smoothstep(-0.4, 0.9, above) * smoothstep(7.0, 1.0, above);
        let [ends, rise, fall] = self.crease;
        let from_crease = q.y - (ends + rise * arch - fall * t);
        let crease = 0.34 * bump(from_crease, 1.6) - 0.36 * bump(from_crease - 3.4, 2.2);
        let under = 0.25 * bump(q.y - (-3.5 - 2.0 * arch + 2.0 * t), 2.4);
        let near = smoothstep(1.25, 0.65, t.abs());
        solid + front * (open * seam + near * (crease + under))
    }
}
