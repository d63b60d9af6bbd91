//! The face: cheekbones, jaw, brow and muzzle, on which nose, eyes and mouth sit.

use super::profile::{Bump, Bump2, Ramp};
use super::sdf::{Ellipsoid, RoundCone, quadratic_bezier, smooth_subtraction, smooth_union};
use crate::base::math::{Vec3, vec3};

/// Radius of the smooth union of the face's bones, mm.
pub(in crate::head) const FLESH: f32 = 26.0;

// Shape that all faces share, mm, found by trial on rendered heads.

/// Radii of smooth unions that are less soft than [`FLESH`]: jaw, floor of the mouth, chin, teeth, muzzle, root of the lip.
const JAW_UNION: f32 = 24.0;
const FLOOR_UNION: f32 = 26.0;
const CHIN_UNION: f32 = 18.0;
const TEETH_UNION: f32 = 24.0;
const MUZZLE_UNION: f32 = 22.0;
const LIP_ROOT_UNION: f32 = 16.0;
/// Height above which cheekbone and arch, and below which the jaw counts.
const CHEEKBONE_BOTTOM: f32 = -50.0;
const JAW_TOP: f32 = 26.0;
/// Square of the half width over which the halves of the jaw are rounded across the midline, mm².
const JAW_FOLD: f32 = 64.0;
/// Hollow under the cheekbone: how it slopes (share of height and of depth), its half widths along and across that slope, and from
/// what depth (z) on.
const HOLLOW_SLOPE: [f32; 2] = [0.8, 0.3];
const HOLLOW: Bump2 = Bump2([0.0, 0.0], [9.0, 11.0]);
const HOLLOW_FRONT: Ramp = Ramp(6.0, 36.0);
/// Radius of the smooth union of the ridge over the eyes, and of the rims of the hollows under it.
const RIDGE_UNION: f32 = 22.0;
const SOCKET_RIM: f32 = 14.0;
/// The temple behind the ridge: where (y, z) a line through its middle lies, its half widths along and across, its height, and from
/// how far from the midline on.
const TEMPLE_LINE: [f32; 2] = [38.0, 52.0];
const TEMPLE: Bump2 = Bump2([0.0, 36.0], [13.0, 15.0]);
const TEMPLE_SIDE: Ramp = Ramp(38.0, 56.0);
/// Fold between nose wing and mouth corner: height from which it runs outward, how far per mm down, its width, and between what heights.
const SMILE_TOP: f32 = -20.0;
const SMILE_SLOPE: f32 = 0.42;
const SMILE: Bump = Bump(0.0, 3.0);
const SMILE_LOWER_END: Ramp = Ramp(-50.0, -40.0);
const SMILE_UPPER_END: Ramp = Ramp(-18.0, -28.0);

/// Bones and flesh of a face; paired ones on the left.
pub(in crate::head) struct Face {
    /// What all the rest sits on.
    pub(in crate::head) core: Ellipsoid,
    pub(in crate::head) cheekbone: Ellipsoid,
    /// From the cheekbone to the ear.
    pub(in crate::head) arch: RoundCone,
    /// Branch of the jaw with the chewing muscle, from the ear to the jaw's corner.
    pub(in crate::head) branch: RoundCone,
    /// Body of the jaw, from its corner to the chin.
    pub(in crate::head) jaw: RoundCone,
    /// Soft tissue under the jaw that carries its line into the throat.
    pub(in crate::head) floor: Ellipsoid,
    pub(in crate::head) cheek: Ellipsoid,
    pub(in crate::head) chin: Ellipsoid,
    /// Rounded front of the teeth: all of them, the muzzle, the root of the upper lip.
    pub(in crate::head) teeth: Ellipsoid,
    pub(in crate::head) muzzle: Ellipsoid,
    pub(in crate::head) lip_root: Ellipsoid,
    /// Hollow under the cheekbone: middle (x, y, z) and depth, mm.
    pub(in crate::head) hollow: (Vec3, f32),
    /// Ridge over the eyes: where it starts, is drawn towards and ends, and how thick it starts, mm.
    pub(in crate::head) ridge: ([Vec3; 3], f32),
    /// Hollows under the ridge: over the eye, and beside the bridge of the nose.
    pub(in crate::head) socket: Ellipsoid,
    pub(in crate::head) corner: Ellipsoid,
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
        if p.y > CHEEKBONE_BOTTOM {
            solid = smooth_union(solid, self.cheekbone.distance(q), FLESH);
            solid = smooth_union(solid, self.arch.distance(q), FLESH);
        }
        if p.y > JAW_TOP {
            return solid;
        }
        solid = smooth_union(solid, self.branch.distance(q), FLESH);
        // The two halves of the jaw meet in the chin: a wide fold there leaves no line on the throat.
        let jaw = vec3((q.x * q.x + JAW_FOLD).sqrt(), p.y, p.z);
        solid = smooth_union(solid, self.jaw.distance(jaw), JAW_UNION);
        solid = smooth_union(solid, self.floor.distance(p), FLOOR_UNION);
        if p.z < 0.0 {
            return solid;
        }
        solid = smooth_union(solid, self.cheek.distance(q), FLESH);
        solid = smooth_union(solid, self.chin.distance(p), CHIN_UNION);
        solid = smooth_union(solid, self.teeth.distance(p), TEETH_UNION);
        solid = smooth_union(solid, self.muzzle.distance(p), MUZZLE_UNION);
        solid = smooth_union(solid, self.lip_root.distance(p), LIP_ROOT_UNION);
        let (hollow, depth) = self.hollow;
        let below = HOLLOW_SLOPE[0] * (q.y - hollow.y) + HOLLOW_SLOPE[1] * (q.z - hollow.z);
        solid + depth * HOLLOW_FRONT.at(p.z) * HOLLOW.at(q.x - hollow.x, below)
    }

    /// The ridge over the eyes and the hollows under it.
    pub(in crate::head) fn brow(&self, head: f32, paired: Vec3) -> f32 {
        let ([start, pull, end], thickness) = self.ridge;
        let (away, along) = quadratic_bezier(paired, start, pull, end);
        let mut solid = smooth_union(head, away - (thickness - along), RIDGE_UNION);
        // Behind the edge of the forehead the temple is hollow.
        let behind = 0.5 * (paired.y - TEMPLE_LINE[0]) + (paired.z - TEMPLE_LINE[1]);
        solid += self.temple * TEMPLE.at(behind, paired.y) * TEMPLE_SIDE.at(paired.x);
        solid = smooth_subtraction(solid, self.socket.distance(paired), SOCKET_RIM);
        smooth_subtraction(solid, self.corner.distance(paired), SOCKET_RIM)
    }

    /// Fold between nose wing and mouth corner: hardly more than a change of slope.
    pub(in crate::head) fn smile_fold(&self, paired: Vec3) -> f32 {
        let (beside, depth) = self.smile;
        let line = beside + (-(paired.y - SMILE_TOP)).max(0.0) * SMILE_SLOPE;
        depth * SMILE.at(paired.x - line) * SMILE_LOWER_END.at(paired.y) * SMILE_UPPER_END.at(paired.y)
    }
}
