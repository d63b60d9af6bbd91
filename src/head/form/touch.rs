//! The last touches: flesh pushed a few mm after the form is meshed, as a sculptor does with a thumb.
//!
//! Triangles are laid on the form, so nothing done here can move one of the scalp: above [`TOP`] every place stays,
//! bit for bit, and with it every follicle.

use super::sdf::{bump, bump2};
use crate::base::math::{Vec3, smoothstep, vec3};

/// Height from which on nothing is touched, mm.
const TOP: f32 = 30.0;

/// How far the thumb goes, mm where not said otherwise.
pub(in crate::head) struct Touch {
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

impl Touch {
    /// Place of the form whose flesh came to lie at a place of the finished head.
    pub(in crate::head) fn undo(&self, p: Vec3) -> Vec3 {
        if p.y > TOP {
            return p;
        }
        if p.z < -16.0 || p.y < -96.0 {
            return p;
        }
        let x = p.x.abs();
        let mut pushed = Vec3::ZERO;
        // The chewing muscle stands out a little, and the cheek before it sinks in: no plane from ear to chin.
        let side = p.x.signum() * smoothstep(26.0, 42.0, x);
        pushed.x +=
            side * (self.cheek.0 * bump2(p.y + 36.0, p.z - 16.0, 9.0, 9.0) - self.cheek.1 * bump2(p.y + 38.0, p.z - 47.0, 12.0, 10.0));
        if p.z < 55.0 || p.y < -84.0 {
            return p - pushed;
        }
        let front = smoothstep(55.0, 68.0, p.z);
        let sides = pushed;
        pushed = Vec3::ZERO;
        // Wings of the nose come down over nostrils that are slots, not holes; the column between them draws back.
        let n = vec3(x, p.y, p.z) - self.nose;
        pushed.y -= 1.3 * bump2(n.x - 12.5, n.y + 23.0, 2.4, 3.5) * bump(n.z - 101.0, 6.0);
        pushed.y += 1.5 * bump2(n.x - 6.0, n.y + 28.6, 3.2, 1.9) * smoothstep(92.0, 98.0, n.z);
        pushed.y += 1.2 * bump2(x, n.y + 26.0, 2.6, 3.0) * smoothstep(92.0, 98.0, n.z);
        // A mouth less wide and fuller, its corners at rest.
        let from_line = p.y - self.mouth;
        let [narrower, fuller, corners] = self.lips;
        pushed.x -= narrower * p.x * bump2(x, from_line, 18.0, 8.0);
        pushed.y += fuller * from_line * bump2(x, from_line, 13.0, 6.5);
        pushed.y -= corners * bump2(x - 25.0, from_line, 4.5, 4.5);
        // The years of a man of forty: the cheek rests on a fold that runs from the wing of the nose past the mouth.
        let from_fold = x - 20.5 - 0.42 * (-20.0 - p.y).max(0.0);
        let fold = smoothstep(-56.0, -40.0, p.y) * smoothstep(-16.0, -26.0, p.y);
        pushed.z += fold * (self.fold.0 * bump(from_fold - 6.5, 4.0) - self.fold.1 * bump(from_fold, 2.8));
        p - sides - pushed * front
    }

    /// Where a place of the form comes to lie.
    pub(in crate::head) fn apply(&self, form: Vec3) -> Vec3 {
        const ROUNDS: usize = 24;
        let mut p = form;
        for _ in 0..ROUNDS {
            let rest = form - self.undo(p);
            p += rest;
            if rest.abs().max_element() < 1e-3 {
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
    fn touches_can_be_undone_and_spare_the_scalp() {
        for p in [vec3(44.0, -38.0, 47.0), vec3(12.0, -23.0, 101.0), vec3(24.0, -52.0, 90.0)] {
            for touch in [Build::Masculine, Build::Feminine].map(|build| &Measures::of(build).touch) {
                assert_ne!(touch.apply(p), p);
                assert!(touch.undo(touch.apply(p)).distance(p) < 0.01, "{p}");
            }
        }
        let scalp = vec3(40.0, 91.0, 60.0);
        assert_eq!(Measures::of(Build::Masculine).touch.apply(scalp), scalp);
    }
}
