//! A man of about forty, 50th percentile: his numbers, mm where not said otherwise.

use super::measures::{FaceHairMeasures, Measures, SkinDistances};
use crate::base::math::{Vec3, vec2, vec3};
use crate::head::form::deform::Deformation;
use crate::head::form::ear::Ear;
use crate::head::form::eye::Eye;
use crate::head::form::face::Face;
use crate::head::form::mouth::Mouth;
use crate::head::form::neck::Neck;
use crate::head::form::nose::Nose;
use crate::head::form::sdf::{Ellipsoid, RoundCone};

/// His measures.
pub(super) static MAN: Measures = Measures {
    face: Face {
        core: Ellipsoid::new([0.0, -18.0, 45.0], [54.0, 66.0, 46.0]),
        cheekbone: Ellipsoid::new([39.5, 0.5, 57.0], [19.5, 14.5, 23.0]),
        arch: RoundCone::new([52.5, 3.5, 46.0], 7.6, [58.5, 3.0, 10.0], 7.5),
        branch: RoundCone::new([48.5, -14.0, 30.0], 13.0, [40.0, -57.0, 13.0], 11.5),
        jaw: RoundCone::new([39.0, -60.0, 13.0], 11.0, [16.0, -86.0, 73.0], 12.0),
        floor: Ellipsoid::new([0.0, -78.0, 34.0], [36.0, 18.0, 40.0]),
        cheek: Ellipsoid::new([30.5, -36.0, 51.0], [22.0, 32.0, 28.0]),
        chin: Ellipsoid::new([0.0, -87.0, 83.6], [17.5, 13.6, 15.5]),
        teeth: Ellipsoid::new([0.0, -60.0, 48.5], [42.0, 34.0, 40.0]),
        muzzle: Ellipsoid::new([0.0, -48.0, 79.6], [30.0, 27.0, 23.0]),
        lip_root: Ellipsoid::new([0.0, -36.0, 83.6], [23.0, 18.0, 19.5]),
        hollow: (vec3(47.0, -31.0, 48.0), 3.0),
        ridge: ([vec3(3.0, 32.0, 89.4), vec3(28.0, 39.6, 91.4), vec3(53.0, 22.0, 62.0)], 7.0),
        socket: Ellipsoid::new([32.0, 17.5, 98.0], [18.0, 11.5, 16.5]),
        corner: Ellipsoid::new([17.0, 15.5, 95.2], [5.6, 9.0, 11.0]),
        smile: (19.8, 0.5),
        temple: 1.7,
    },
    eye: Eye {
        middle: 31.2,
        half_length: 14.6,
        corners: [13.4, 0.9],
        upper: [4.9, -0.12],
        lower: [3.7, 0.22],
        ball: vec3(32.0, 14.6, 70.2),
        radii: vec3(13.3, 12.2, 12.2),
        gaze: [0.05, 0.02],
        iris: 5.95,
        lids: Ellipsoid::new([32.0, 14.6, 70.2], [15.4, 14.2, 14.2]),
        fullness: Ellipsoid::new([34.0, 27.2, 73.2], [18.0, 8.6, 12.6]),
        crease: [2.1, 3.0, 2.2, 0.95],
        under: 0.7,
    },
    nose: Nose {
        bridge: RoundCone::new([0.0, 22.5, 86.6], 5.2, [0.0, -8.0, 108.6], 5.6),
        wall: RoundCone::new([3.0, 13.0, 84.0], 6.2, [5.5, -10.5, 96.5], 8.2),
        dome: Ellipsoid::new([2.6, -16.2, 112.0], [6.2, 6.6, 8.6]),
        floor: Ellipsoid::new([0.0, -17.8, 101.0], [12.0, 7.4, 12.5]),
        wing: Ellipsoid::new([12.7, -20.6, 99.6], [4.9, 5.6, 8.6]),
        column: RoundCone::new([0.0, -19.8, 112.6], 3.2, [0.0, -25.4, 103.4], 4.4),
        nostril: RoundCone::new([7.6, -26.7, 101.8], 2.4, [5.0, -25.2, 107.8], 1.6),
        groove: vec3(12.4, -18.5, 7.6),
        wing_front: 103.0,
    },
    mouth: Mouth {
        half_width: 25.4,
        level: -50.2,
        line: [0.9, 1.0],
        red: [7.6, 9.6],
        bow: 0.20,
        taper: [0.45, 0.28, 0.40],
        roll: [1.2, 2.2],
        front: 101.5,
        redness: 0.62,
        hollow: Ellipsoid::new([0.0, -67.6, 109.2], [21.0, 5.2, 9.4]),
        philtrum: [-44.3, -39.0, -26.0, -32.0],
    },
    // Flare 18°, 61 mm high.
    ear: Ear { middle: vec3(71.4, -0.5, -15.0), flare: vec2(0.309_017, 0.951_057), size: 0.965 },
    neck: Neck {
        column: vec2(50.5, 55.0),
        behind: [14.0, 17.0],
        cord: RoundCone::new([13.0, -25.0, -50.0], 14.0, [17.0, -190.0, -76.0], 22.0),
        turner: RoundCone::new([57.0, -22.0, -20.0], 9.0, [14.0, -188.0, 24.0], 8.0),
        slope: ([vec3(24.0, -96.0, -58.0), vec3(40.0, -147.0, -54.0), vec3(130.0, -190.0, -46.0)], 14.0, 33.0),
        chest: Ellipsoid::new([0.0, -294.0, -10.0], [168.0, 106.0, 88.0]),
        back: Ellipsoid::new([58.0, -262.0, -62.0], [82.0, 104.0, 62.0]),
        shoulder: RoundCone::new([70.0, -200.0, -28.0], 36.0, [172.0, -218.0, -30.0], 44.0),
        arm: RoundCone::new([174.0, -226.0, -30.0], 43.0, [190.0, -320.0, -30.0], 44.0),
        larynx: 6.0,
        collar: [-168.0, -118.0, -110.0],
    },
    deformation: Deformation { cheek: (0.6, 2.0), nose: Vec3::ZERO, mouth: -50.4, lips: [0.0, 0.04, 0.0], fold: (1.6, 1.3) },
    face_hair: FaceHairMeasures {
        brow_hairs: 1500,
        upper_lashes: 130,
        lower_lashes: 40,
        brow: [10.0, 52.0],
        arch: [34.0, 1.6, 6.4],
        peak: 0.58,
        half_width: [4.2, 5.2],
        front: 96.0,
        lashes: [6.6, 3.6],
        lift: 0.32,
        lash_width: 0.10,
        liner: 0.75,
        brow_width: [0.055, 0.088],
        brow_length: 1.15,
    },
    skin_distances: SkinDistances {
        hairline_above_glabella: 80.0,
        beside_glabella: 80.0,
        corner_above_middle: 2.0,
        peak_below_corner: 50.0,
        peak_beside_canthus: None,
        whorl_behind_glabella: 220.0,
        nape: -45.0,
    },
};
