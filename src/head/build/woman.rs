//! A woman of about thirty, 50th percentile: her numbers, mm where not said otherwise, and what sets them apart from his.

use super::measures::{FaceHairMeasures, Measures, SkinDistances};
use crate::base::math::{vec2, vec3};
use crate::head::form::deform::Deformation;
use crate::head::form::ear::Ear;
use crate::head::form::eye::Eye;
use crate::head::form::face::Face;
use crate::head::form::mouth::Mouth;
use crate::head::form::neck::Neck;
use crate::head::form::nose::Nose;
use crate::head::form::sdf::{Ellipsoid, RoundCone};

/// Her measures.
pub(super) static WOMAN: Measures = Measures {
    // The jaw's corner lies higher and further forward, so that its angle is wider; the chin is narrow, the cheekbone
    // higher, the ridge over the eyes hardly there.
    face: Face {
        core: Ellipsoid::new([0.0, -15.0, 43.0], [51.0, 60.0, 43.5]),
        cheekbone: Ellipsoid::new([36.0, 2.5, 56.2], [18.6, 14.5, 22.5]),
        arch: RoundCone::new([47.4, 3.5, 44.5], 7.5, [53.4, 3.5, 10.0], 7.0),
        branch: RoundCone::new([45.5, -12.0, 29.0], 11.0, [36.0, -47.0, 16.0], 9.0),
        jaw: RoundCone::new([35.5, -50.0, 16.0], 9.5, [11.0, -75.5, 68.0], 10.5),
        floor: Ellipsoid::new([0.0, -66.0, 33.0], [29.0, 15.0, 38.0]),
        cheek: Ellipsoid::new([29.0, -28.0, 49.0], [21.5, 28.0, 28.0]),
        chin: Ellipsoid::new([0.0, -76.0, 77.6], [14.0, 12.5, 15.0]),
        teeth: Ellipsoid::new([0.0, -52.0, 46.5], [36.0, 29.0, 37.5]),
        muzzle: Ellipsoid::new([0.0, -43.0, 75.4], [26.5, 23.0, 21.0]),
        lip_root: Ellipsoid::new([0.0, -32.5, 79.6], [21.0, 16.0, 18.0]),
        hollow: (vec3(43.5, -26.0, 46.0), 0.8),
        ridge: ([vec3(3.0, 33.0, 84.0), vec3(27.0, 41.0, 84.8), vec3(49.5, 23.0, 58.4)], 5.2),
        socket: Ellipsoid::new([30.5, 17.5, 94.0], [17.3, 12.0, 15.0]),
        corner: Ellipsoid::new([15.4, 16.0, 90.6], [5.2, 9.0, 10.5]),
        smile: (17.5, 0.25),
        temple: 1.0,
    },
    // Pupils 61 mm apart (a man's 63); the same eyeball in a smaller face, the fold higher.
    eye: Eye {
        middle: 30.2,
        half_length: 14.3,
        corners: [13.2, 1.3],
        upper: [6.0, -0.05],
        lower: [4.1, 0.22],
        ball: vec3(30.9, 14.6, 67.6),
        radii: vec3(13.0, 12.2, 12.2),
        gaze: [0.05, 0.02],
        iris: 5.9,
        lids: Ellipsoid::new([30.9, 14.6, 67.6], [15.0, 14.1, 14.1]),
        fullness: Ellipsoid::new([32.0, 29.0, 67.8], [17.5, 9.0, 12.6]),
        crease: [3.0, 4.8, 3.6, 0.75],
        under: 0.4,
    },
    // Narrower, shorter, its back a little hollow and its tip turned up.
    nose: Nose {
        bridge: RoundCone::new([0.0, 22.5, 82.5], 4.8, [0.0, -6.0, 100.4], 4.8),
        wall: RoundCone::new([2.4, 13.0, 79.5], 5.6, [4.4, -8.5, 90.0], 7.0),
        dome: Ellipsoid::new([2.4, -13.6, 102.6], [5.4, 5.9, 8.0]),
        floor: Ellipsoid::new([0.0, -16.2, 94.2], [9.6, 6.6, 11.5]),
        wing: Ellipsoid::new([10.9, -18.2, 92.8], [4.2, 5.2, 7.8]),
        column: RoundCone::new([0.0, -18.6, 103.6], 2.9, [0.0, -23.2, 96.4], 4.0),
        nostril: RoundCone::new([6.3, -25.9, 94.6], 1.8, [4.3, -24.9, 99.8], 1.2),
        groove: vec3(10.8, -16.6, 6.7),
        wing_front: 96.0,
    },
    // Narrower and fuller, under a shorter upper lip.
    mouth: Mouth {
        half_width: 23.6,
        level: -44.9,
        line: [0.9, 0.6],
        red: [9.2, 11.2],
        bow: 0.20,
        taper: [0.4, 0.22, 0.3],
        roll: [2.0, 2.6],
        front: 95.5,
        redness: 1.0,
        hollow: Ellipsoid::new([0.0, -61.2, 103.0], [16.0, 5.0, 8.5]),
        philtrum: [-37.6, -33.0, -22.5, -27.5],
    },
    // Flare 22°, 58 mm high.
    ear: Ear { middle: vec3(66.8, -0.5, -14.0), flare: vec2(0.258_819, 0.965_926), size: 0.90 },
    // 316 mm round (a man's 379; ANSUR-type medians, grade K); no larynx to be seen, shoulders 5 cm narrower.
    neck: Neck {
        column: vec2(40.0, 43.0),
        behind: [11.0, 21.0],
        cord: RoundCone::new([10.0, -25.0, -46.0], 10.5, [13.0, -190.0, -70.0], 17.0),
        turner: RoundCone::new([50.0, -20.0, -19.0], 7.0, [12.0, -186.0, 14.0], 6.5),
        slope: ([vec3(17.0, -100.0, -53.0), vec3(28.0, -155.0, -49.0), vec3(114.0, -194.0, -44.0)], 9.0, 27.0),
        chest: Ellipsoid::new([0.0, -282.0, -18.0], [146.0, 96.0, 78.0]),
        back: Ellipsoid::new([50.0, -252.0, -62.0], [70.0, 96.0, 52.0]),
        shoulder: RoundCone::new([62.0, -196.0, -30.0], 30.0, [148.0, -213.0, -32.0], 38.0),
        arm: RoundCone::new([150.0, -222.0, -32.0], 37.0, [164.0, -320.0, -32.0], 37.0),
        larynx: 0.5,
        collar: [-150.0, -115.0, -107.0],
    },
    deformation: Deformation { cheek: (0.0, 0.3), nose: vec3(-1.1, 2.0, -6.5), mouth: -45.1, lips: [0.0, 0.03, 0.2], fold: (0.6, 0.5) },
    // A brow half as broad, above the bone's edge and with a higher arch; longer lashes.
    face_hair: FaceHairMeasures {
        brow_hairs: 1250,
        upper_lashes: 125,
        lower_lashes: 44,
        brow: [11.0, 49.5],
        arch: [34.8, 2.6, 6.0],
        peak: 0.65,
        half_width: [3.3, 3.7],
        front: 92.0,
        lashes: [8.5, 4.6],
        lift: 0.55,
        lash_width: 0.11,
        liner: 0.95,
        brow_width: [0.048, 0.074],
        brow_length: 1.0,
    },
    // The same tape on a smaller head. Her hairline comes down at the corners, as it hardly recedes there; the temple's
    // tip lies 1 cm from the perpendicular through the outer canthus (Nusbaum, American women).
    skin_distances: SkinDistances {
        hairline_above_glabella: 80.0,
        beside_glabella: 77.0,
        corner_above_middle: -7.0,
        peak_below_corner: 40.0,
        peak_beside_canthus: Some(10.0),
        whorl_behind_glabella: 211.0,
        nape: -43.0,
    },
};
