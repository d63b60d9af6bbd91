//! The measured skull: points of the bald braincase, a man's, and how much nearer to its center a woman's lie.

use super::Build;
use crate::base::math::{Vec3, vec3};

/// Midline from the glabella over the top to the skull base: a man's (y, z), and how much nearer to the center a woman's
/// lies, mm: 187 mm long and 145 mm broad for his 195 and 152, the forehead upright and full.
const MIDLINE: [(f32, f32, f32); 26] = [
    (33.0, 96.5, 5.2),
    (45.0, 97.2, 4.6),
    (60.0, 95.5, 3.2),
    (76.0, 91.0, 1.6),
    (92.8, 81.7, 1.6),
    (108.7, 65.7, 2.4),
    (121.2, 42.8, 3.4),
    (128.3, 15.9, 3.8),
    (129.7, -8.0, 4.0),
    (127.5, -29.9, 4.2),
    (120.2, -51.8, 4.2),
    (107.2, -69.7, 4.0),
    (90.3, -84.2, 4.0),
    (73.0, -94.0, 3.8),
    (53.0, -98.8, 3.8),
    (37.0, -99.6, 4.4),
    (19.0, -96.6, 5.2),
    (2.5, -88.6, 5.6),
    (-14.0, -75.5, 6.0),
    (-28.0, -64.0, 6.0),
    (-38.0, -40.0, 5.0),
    (-40.0, 0.0, 4.0),
    (-35.0, 40.0, 4.0),
    (-20.0, 68.0, 4.5),
    (0.0, 82.0, 5.5),
    (18.0, 91.0, 5.5),
];

/// Points of the left half off the midline: a man's (x, y, z), and how much nearer to the center a woman's lies, mm.
const SIDE: [(f32, f32, f32, f32); 51] = [
    // Across the head behind the ears' front, z = −15.
    (29.9, 125.7, -14.9, 4.0),
    (48.9, 116.5, -14.9, 5.2),
    (62.0, 102.9, -14.9, 5.0),
    (71.3, 85.6, -14.9, 5.0),
    (75.6, 66.0, -15.0, 3.8),
    (76.0, 50.0, -15.0, 3.6),
    (74.2, 32.0, -15.0, 3.8),
    (71.3, 15.0, -15.0, 4.2),
    (69.0, 0.0, -15.0, 4.6),
    (64.0, -15.0, -15.0, 4.6),
    (52.0, -32.0, -15.0, 5.0),
    // Round the head through the forehead and the temples, y = 50.
    (20.0, 50.0, 94.5, 3.8),
    (38.0, 50.0, 86.5, 3.4),
    (50.0, 50.0, 74.5, 3.2),
    (56.2, 50.0, 60.2, 3.4),
    (62.0, 50.0, 44.5, 3.6),
    (69.0, 50.0, 25.0, 3.6),
    (74.0, 50.0, 2.0, 3.6),
    (75.0, 50.0, -38.0, 3.4),
    (69.0, 50.0, -58.0, 3.2),
    (58.0, 50.0, -75.0, 3.2),
    (42.0, 50.0, -88.0, 3.4),
    (22.0, 50.0, -96.0, 3.6),
    // Round the head above the forehead's eminences, y = 90.
    (20.9, 89.8, 80.2, 1.0),
    (38.9, 89.8, 68.7, 1.2),
    (52.5, 89.8, 50.8, 3.4),
    (62.6, 89.8, 25.5, 4.0),
    (67.9, 89.8, 0.0, 4.8),
    (66.6, 89.8, -42.3, 4.4),
    (57.5, 89.8, -62.4, 3.6),
    (41.8, 89.8, -76.2, 3.6),
    (21.9, 89.8, -84.2, 3.8),
    // Round the head through the cheekbones' roots, y = 20.
    (25.0, 20.0, -91.0, 5.0),
    (45.0, 20.0, -81.0, 5.0),
    (60.0, 20.0, -64.0, 4.8),
    (69.0, 20.0, -42.0, 4.6),
    (70.5, 20.0, 5.0, 4.4),
    (65.0, 20.0, 30.0, 4.6),
    (57.0, 20.0, 58.0, 4.8),
    (46.0, 20.0, 72.0, 5.0),
    (25.0, 20.0, 84.0, 5.4),
    // Round the crown, y = 115.
    (18.9, 114.7, 52.8, 2.8),
    (33.4, 114.7, 38.9, 3.0),
    (44.7, 114.7, 16.1, 3.6),
    (47.3, 114.7, -36.2, 4.5),
    (37.9, 114.7, -50.8, 4.4),
    (20.9, 114.7, -61.3, 4.4),
    // Skull base.
    (30.0, -14.0, -71.0, 6.0),
    (48.0, -12.0, -56.0, 6.0),
    (36.0, -34.0, 30.0, 4.0),
    (54.0, -14.0, 40.0, 4.6),
];

/// All measured places of a man's left half, and how much nearer to the center this build's lie, mm.
pub(in crate::head) fn places(build: Build) -> Vec<(Vec3, f32)> {
    let share = match build {
        Build::Masculine => 0.0,
        Build::Feminine => 1.0,
    };
    let midline = MIDLINE.iter().map(|&(y, z, nearer)| (vec3(0.0, y, z), nearer));
    let side = SIDE.iter().map(|&(x, y, z, nearer)| (vec3(x, y, z), nearer));
    midline.chain(side).map(|(p, nearer)| (p, share * nearer)).collect()
}
