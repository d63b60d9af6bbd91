//! A deformation of the meshed rest shape by a few mm: cheek, nose, mouth and the fold beside it.
//!
//! The mesh is made of the rest shape; above [`TOP`] the deformation is the identity, bit for bit, and with it every
//! follicle.

use super::profile::{Bump, Bump2, Ramp};
use crate::base::math::{Vec3, vec3};

/// Height from which on nothing is moved, mm.
const TOP: f32 = 30.0;

/// Below and behind these nothing is moved either (y, z), mm: throat and ear.
const BOTTOM: f32 = -96.0;
const BACK: f32 = -16.0;

// Shape of the deformation on a man's face, mm, found by trial on rendered heads; how far it goes is a build's.

/// How far from the midline the side of the face begins.
const SIDE: Ramp = Ramp(26.0, 42.0);
/// Where the chewing muscle (masseter) stands out and where the cheek before it sinks in, in side view (y, z).
const MASSETER: Bump2 = Bump2([-36.0, 16.0], [9.0, 9.0]);
const CHEEK: Bump2 = Bump2([-38.0, 47.0], [12.0, 10.0]);

/// Depth (z) from which on nose and mouth are moved, and the height below which they are not.
const FRONT: Ramp = Ramp(55.0, 68.0);
const FRONT_BOTTOM: f32 = -84.0;
/// Wing of the nose: where in front view (x, y) and in depth (z), and how far it comes down.
const WING: Bump2 = Bump2([12.5, -23.0], [2.4, 3.5]);
const WING_DEPTH: Bump = Bump(101.0, 6.0);
const WING_DOWN: f32 = 1.3;
/// Upper rim of the nostril and column between both: where in front view (x, y), how far they move up, and from what depth on.
const NOSTRIL: Bump2 = Bump2([6.0, -28.6], [3.2, 1.9]);
const NOSTRIL_UP: f32 = 1.5;
const COLUMN: Bump2 = Bump2([0.0, -26.0], [2.6, 3.0]);
const COLUMN_UP: f32 = 1.2;
const TIP: Ramp = Ramp(92.0, 98.0);
/// Where the mouth is made narrower, where fuller, and its corner: x, and height over the line between the lips.
const NARROWED: Bump2 = Bump2([0.0, 0.0], [18.0, 8.0]);
const FILLED: Bump2 = Bump2([0.0, 0.0], [13.0, 6.5]);
const MOUTH_CORNER: Bump2 = Bump2([25.0, 0.0], [4.5, 4.5]);
/// Nasolabial fold: distance from the midline and height where it begins, how far it runs outward per mm down, and between what
/// heights; the cheek that rests on it and the fold itself, by distance outward from its line.
const FOLD_X: f32 = 20.5;
const FOLD_TOP: f32 = -20.0;
const FOLD_SLOPE: f32 = 0.42;
const FOLD_LOWER_END: Ramp = Ramp(-56.0, -40.0);
const FOLD_UPPER_END: Ramp = Ramp(-16.0, -26.0);
const FOLD_CHEEK: Bump = Bump(6.5, 4.0);
const FOLD: Bump = Bump(0.0, 2.8);

/// Fixed-point steps at most, and the error that will do, mm.
const STEPS: usize = 24;
const CLOSE_ENOUGH: f32 = 1e-3;

/// Amounts of the deformation, mm where not said otherwise.
pub(in crate::head) struct Deformation {
    /// How far the chewing muscle stands out, and the cheek before it sinks in.
    pub(in crate::head) cheek: (f32, f32),
    /// Where the nose lies compared with a man's.
    pub(in crate::head) nose: Vec3,
    /// Height of the mouth.
    pub(in crate::head) mouth: f32,
    /// How much the mouth narrows and fills, as shares, and how far its corners come down.
    pub(in crate::head) lips: [f32; 3],
    /// How far the cheek rests on the fold beside the mouth, and how deep that is.
    pub(in crate::head) fold: (f32, f32),
}

impl Deformation {
    /// Inverse deformation: the place of the rest shape that comes to lie at a place of the finished head.
    pub(in crate::head) fn inverse(&self, p: Vec3) -> Vec3 {
        if p.y > TOP {
            return p;
        }
        if p.z < BACK || p.y < BOTTOM {
            return p;
        }
        let x = p.x.abs();
        let mut pushed = Vec3::ZERO;
        // The chewing muscle stands out a little, and the cheek before it sinks in: no plane from ear to chin.
        let side = p.x.signum() * SIDE.at(x);
        pushed.x += side * (self.cheek.0 * MASSETER.at(p.y, p.z) - self.cheek.1 * CHEEK.at(p.y, p.z));
        if p.z < FRONT.0 || p.y < FRONT_BOTTOM {
            return p - pushed;
        }
        let front = FRONT.at(p.z);
        let sides = pushed;
        pushed = Vec3::ZERO;
        // Wings of the nose come down over nostrils that are slots, not holes; the column between them draws back.
        let n = vec3(x, p.y, p.z) - self.nose;
        pushed.y -= WING_DOWN * WING.at(n.x, n.y) * WING_DEPTH.at(n.z);
        pushed.y += NOSTRIL_UP * NOSTRIL.at(n.x, n.y) * TIP.at(n.z);
        pushed.y += COLUMN_UP * COLUMN.at(x, n.y) * TIP.at(n.z);
        // A mouth less wide and fuller, its corners at rest.
        let from_line = p.y - self.mouth;
        let [narrower, fuller, corners] = self.lips;
        pushed.x -= narrower * p.x * NARROWED.at(x, from_line);
        pushed.y += fuller * from_line * FILLED.at(x, from_line);
        pushed.y -= corners * MOUTH_CORNER.at(x, from_line);
        // A man of forty: the cheek rests on a fold from the wing of the nose past the mouth.
        let from_fold = x - FOLD_X - FOLD_SLOPE * (FOLD_TOP - p.y).max(0.0);
        let fold = FOLD_LOWER_END.at(p.y) * FOLD_UPPER_END.at(p.y);
        pushed.z += fold * (self.fold.0 * FOLD_CHEEK.at(from_fold) - self.fold.1 * FOLD.at(from_fold));
        p - sides - pushed * front
    }

    /// Forward deformation, by fixed-point iteration on the inverse.
    pub(in crate::head) fn forward(&self, form: Vec3) -> Vec3 {
        let mut p = form;
        for _ in 0..STEPS {
            let rest = form - self.inverse(p);
            p += rest;
            if rest.abs().max_element() < CLOSE_ENOUGH {
                break;
            }
        }
        p
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::build::{Build, Measures};

    #[test]
    fn the_deformation_is_invertible_and_leaves_the_scalp() {
        for p in [vec3(44.0, -38.0, 47.0), vec3(12.0, -23.0, 101.0), vec3(24.0, -52.0, 90.0)] {
            for deformation in [Build::Masculine, Build::Feminine].map(|build| &Measures::of(build).deformation) {
                assert_ne!(deformation.forward(p), p);
                assert!(deformation.inverse(deformation.forward(p)).distance(p) < 0.01, "{p}");
            }
        }
        let scalp = vec3(40.0, 91.0, 60.0);
        assert_eq!(Measures::of(Build::Masculine).deformation.forward(scalp), scalp);
    }
}
