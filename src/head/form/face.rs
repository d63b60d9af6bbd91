//! The face: cheekbones, jaw, brow and muzzle, on which nose, eyes and mouth sit.

use super::sdf::{Egg, Rod, blend, bow, bump, bump2, carve};
use crate::base::math::{Vec3, smoothstep, vec3};

/// How softly the bones of the face melt into one another, mm.
pub(in crate::head) const FLESH: f32 = 26.0;

/// Bones and flesh of a face; paired ones on the left.
pub(in crate::head) struct Face {
    /// What all the rest sits on.
    pub(in crate::head) core: Egg,
    pub(in crate::head) cheekbone: Egg,
    /// From the cheekbone to the ear.
    pub(in crate::head) arch: Rod,
    /// Branch of the jaw with the chewing muscle, from the ear to the jaw's corner.
    pub(in crate::head) branch: Rod,
    /// Body of the jaw, from its corner to the chin.
    pub(in crate::head) jaw: Rod,
    /// Soft tissue under the jaw that carries its line into the throat.
    pub(in crate::head) floor: Egg,
    pub(in crate::head) cheek: Egg,
    pub(in crate::head) chin: Egg,
    /// Rounded front of the teeth: all of them, the muzzle, the root of the upper lip.
    pub(in crate::head) teeth: Egg,
    pub(in crate::head) muzzle: Egg,
    pub(in crate::head) lip_root: Egg,
    /// Hollow under the cheekbone: middle (x, y, z) and depth, mm.
    pub(in crate::head) hollow: (Vec3, f32),
    /// Ridge over the eyes: where it starts, is drawn towards and ends, and how thick it starts, mm.
    pub(in crate::head) ridge: ([Vec3; 3], f32),
    /// Hollows under the ridge: over the eye, and beside the bridge of the nose.
    pub(in crate::head) socket: Egg,
    pub(in crate::head) corner: Egg,
    /// Fold between nose wing and mouth corner: distance from the midline at the wing, depth, mm.
    pub(in crate::head) smile: (f32, f32),
    /// How deep the temple is behind its ridge, mm.
    pub(in crate::head) temple: f32,
}

impl Face {
    /// Cheekbones, jaw and chin with the flesh between them; parts out of reach of a place are left out.
    pub(in crate::head) fn bones(&self, p: Vec3, paired: Vec3) -> f32 {
        let q = paired;
        let mut solid = self.core.distance(p);
        if p.y > -50.0 {
            solid = blend(solid, self.cheekbone.distance(q), FLESH);
            solid = blend(solid, self.arch.distance(q), FLESH);
        }
        if p.y > 26.0 {
            return solid;
        }
        solid = blend(solid, self.branch.distance(q), FLESH);
        // The two halves of the jaw meet in the chin: a wide fold there leaves no line on the throat.
        let jaw = vec3((q.x * q.x + 64.0).sqrt(), p.y, p.z);
        solid = blend(solid, self.jaw.distance(jaw), 24.0);
        solid = blend(solid, self.floor.distance(p), 26.0);
        if p.z < 0.0 {
            return solid;
        }
        solid = blend(solid, self.cheek.distance(q), FLESH);
        solid = blend(solid, self.chin.distance(p), 18.0);
        solid = blend(solid, self.teeth.distance(p), 24.0);
        solid = blend(solid, self.muzzle.distance(p), 22.0);
        solid = blend(solid, self.lip_root.distance(p), 16.0);
        let (hollow, depth) = self.hollow;
        let below = 0.8 * (q.y - hollow.y) + 0.3 * (q.z - hollow.z);
        solid + depth * smoothstep(6.0, 36.0, p.z) * bump2(q.x - hollow.x, below, 9.0, 11.0)
    }

    /// The ridge over the eyes and the hollows under it.
    pub(in crate::head) fn brow(&self, head: f32, paired: Vec3) -> f32 {
        let ([start, pull, end], thickness) = self.ridge;
        let (away, along) = bow(paired, start, pull, end);
        let mut solid = blend(head, away - (thickness - along), 22.0);
        // Behind the edge of the forehead the temple is hollow.
        let behind = 0.5 * (paired.y - 38.0) + (paired.z - 52.0);
        solid += self.temple * bump2(behind, paired.y - 36.0, 13.0, 15.0) * smoothstep(38.0, 56.0, paired.x);
        solid = carve(solid, self.socket.distance(paired), 14.0);
        carve(solid, self.corner.distance(paired), 14.0)
    }

    /// Fold between nose wing and mouth corner: hardly more than a change of slope.
    pub(in crate::head) fn smile_fold(&self, paired: Vec3) -> f32 {
        let (beside, depth) = self.smile;
        let line = beside + (-(paired.y + 20.0)).max(0.0) * 0.42;
        depth * bump(paired.x - line, 3.0) * smoothstep(-50.0, -40.0, paired.y) * smoothstep(-18.0, -28.0, paired.y)
    }
}
