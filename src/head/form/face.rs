//! The face: cheekbones, jaw, brow and muzzle, on which nose, eyes and mouth sit.

use super::sdf::{Egg, Rod, blend, bow, bump, bump2, carve};
use crate::base::math::{Vec3, smoothstep, vec3};
use crate::head::build::Measures;

/// How softly the bones of the face melt into one another, mm.
const FLESH: f32 = 26.0;

/// Bones and flesh of a face; paired ones on the left.
pub(in crate::head) struct Face {
    /// What all the rest sits on.
    core: Egg,
    cheekbone: Egg,
    /// From the cheekbone to the ear.
    arch: Rod,
    /// Branch of the jaw with the chewing muscle, from the ear to the jaw's corner.
    branch: Rod,
    /// Body of the jaw, from its corner to the chin.
    jaw: Rod,
    /// Soft tissue under the jaw that carries its line into the throat.
    floor: Egg,
    cheek: Egg,
    chin: Egg,
    /// Rounded front of the teeth: all of them, the muzzle, the root of the upper lip.
    teeth: Egg,
    muzzle: Egg,
    lip_root: Egg,
    /// Hollow under the cheekbone: middle (x, y, z) and depth, mm.
    hollow: (Vec3, f32),
    /// Ridge over the eyes: where it starts, is drawn towards and ends, and how thick it starts, mm.
    ridge: ([Vec3; 3], f32),
    /// Hollows under the ridge: over the eye, and beside the bridge of the nose.
    socket: Egg,
    corner: Egg,
    /// Fold between nose wing and mouth corner: distance from the midline at the wing, depth, mm.
    smile: (f32, f32),
    /// How deep the temple is behind its ridge, mm.
    temple: f32,
}

impl Face {
    pub(in crate::head) const MAN: Face = Face {
        core: Egg::new([0.0, -18.0, 45.0], [54.0, 66.0, 46.0]),
        cheekbone: Egg::new([39.5, 0.5, 57.0], [19.5, 14.5, 23.0]),
        arch: Rod::new([52.5, 3.5, 46.0], 7.6, [58.5, 3.0, 10.0], 7.5),
        branch: Rod::new([48.5, -14.0, 30.0], 13.0, [40.0, -57.0, 13.0], 11.5),
        jaw: Rod::new([39.0, -60.0, 13.0], 11.0, [16.0, -86.0, 73.0], 12.0),
        floor: Egg::new([0.0, -78.0, 34.0], [36.0, 18.0, 40.0]),
        cheek: Egg::new([30.5, -36.0, 51.0], [22.0, 32.0, 28.0]),
        chin: Egg::new([0.0, -87.0, 83.6], [17.5, 13.6, 15.5]),
        teeth: Egg::new([0.0, -60.0, 48.5], [42.0, 34.0, 40.0]),
        muzzle: Egg::new([0.0, -48.0, 79.6], [30.0, 27.0, 23.0]),
        lip_root: Egg::new([0.0, -36.0, 83.6], [23.0, 18.0, 19.5]),
        hollow: (vec3(47.0, -31.0, 48.0), 3.0),
        ridge: ([vec3(3.0, 32.0, 89.4), vec3(28.0, 39.6, 91.4), vec3(53.0, 22.0, 62.0)], 7.0),
        socket: Egg::new([32.0, 17.5, 98.0], [18.0, 11.5, 16.5]),
        corner: Egg::new([17.0, 15.5, 95.2], [5.6, 9.0, 11.0]),
        smile: (19.8, 0.5),
        temple: 1.7,
    };

    /// The jaw's corner lies higher and further forward, so that its angle is wider; the chin is narrow, the cheekbone
    /// higher, the ridge over the eyes hardly there.
    pub(in crate::head) const WOMAN: Face = Face {
        core: Egg::new([0.0, -15.0, 43.0], [51.0, 60.0, 43.5]),
        cheekbone: Egg::new([36.0, 2.5, 56.2], [18.6, 14.5, 22.5]),
        arch: Rod::new([47.4, 3.5, 44.5], 7.5, [53.4, 3.5, 10.0], 7.0),
        branch: Rod::new([45.5, -12.0, 29.0], 11.0, [36.0, -47.0, 16.0], 9.0),
        jaw: Rod::new([35.5, -50.0, 16.0], 9.5, [11.0, -75.5, 68.0], 10.5),
        floor: Egg::new([0.0, -66.0, 33.0], [29.0, 15.0, 38.0]),
        cheek: Egg::new([29.0, -28.0, 49.0], [21.5, 28.0, 28.0]),
        chin: Egg::new([0.0, -76.0, 77.6], [14.0, 12.5, 15.0]),
        teeth: Egg::new([0.0, -52.0, 46.5], [36.0, 29.0, 37.5]),
        muzzle: Egg::new([0.0, -43.0, 75.4], [26.5, 23.0, 21.0]),
        lip_root: Egg::new([0.0, -32.5, 79.6], [21.0, 16.0, 18.0]),
        hollow: (vec3(43.5, -26.0, 46.0), 0.8),
        ridge: ([vec3(3.0, 33.0, 84.0), vec3(27.0, 41.0, 84.8), vec3(49.5, 23.0, 58.4)], 5.2),
        socket: Egg::new([30.5, 17.5, 94.0], [17.3, 12.0, 15.0]),
        corner: Egg::new([15.4, 16.0, 90.6], [5.2, 9.0, 10.5]),
        smile: (17.5, 0.25),
        temple: 1.0,
    };

    /// Cheekbones, jaw and chin with the flesh between them; parts out of reach of a place are left out.
    fn bones(&self, p: Vec3, paired: Vec3) -> f32 {
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
    fn brow(&self, head: f32, paired: Vec3) -> f32 {
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

/// Whether the face has a say at a place near the surface.
#[inline]
pub(in crate::head) fn reaches(p: Vec3) -> bool {
    p.y < 60.0 && p.z > -22.0 && p.y > -124.0
}

/// The head with the face added, as a signed distance in mm.
pub(in crate::head) fn add(m: &Measures, skull: f32, p: Vec3, paired: Vec3) -> f32 {
    let mut solid = blend(skull, m.face.bones(p, paired), FLESH);
    if p.z > 40.0 && p.y > -100.0 {
        if p.y > -26.0 {
            solid = m.face.brow(solid, paired);
            solid = m.eye.add(solid, paired);
        }
        solid = m.nose.add(solid, p, paired);
        solid = m.mouth.add(solid, p, paired, &m.face);
    }
    solid
}
