//! Facial asymmetry and individual variation: smooth shifts of one or two millimeters, from side to side and from person to
//! person, each over some centimeters.
//!
//! Done to the finished mesh and to what grows on it, as a step of its own: the mesh takes ten times as long and is the same
//! for all. Normals and what a place sees of the light stay those of the mean face (less than 3° and not to be seen).
//! From [`NONE_ABOVE`] on nothing moves, and with it no follicle of a hairline or crown.

use super::form::profile::PER_SUPPORT_SQUARED;
use super::hair::strand::Strand;
use super::mesh::Mesh;
use crate::base::math::{Vec3, smoothstep, vec3};
use crate::base::random::uniform;
use crate::base::streams;

const STREAM: u32 = streams::UNEVEN;
/// Height from which on nothing moves, and below which all of a shift is done, mm (choice: under every hairline).
const NONE_ABOVE: f32 = 48.0;
const FULL_BELOW: f32 = 34.0;
/// The neck's foot, under the collar: nothing moves below it, and all of a shift is done from the other height on, mm.
const LOWEST: f32 = -110.0;
const FULL_ABOVE: f32 = LOWEST + 20.0;
/// Half the breadth of the strip about the midline over which one side's shift blends into the other's, mm.
const MIDLINE_BLEND: f32 = 10.0;
/// The least share of a shift that a person has, so that each shift is noticeable (choice).
const LEAST: f32 = 0.5;

/// A shift of one region.
struct Shift {
    /// Middle of the region on the left side, and standard deviations of the bell the shift fades in, mm.
    middle: Vec3,
    reach: Vec3,
    /// The most it moves, mm.
    most: Vec3,
    /// Whether the right side moves the other way: what is lifted on the left sinks, what is pushed out is pushed out.
    antisymmetric: bool,
}

const fn shift([a, b, c]: [f32; 3], [d, e, f]: [f32; 3], [x, y, z]: [f32; 3], antisymmetric: bool) -> Shift {
    Shift { middle: vec3(a, b, c), reach: vec3(d, e, f), most: vec3(x, y, z), antisymmetric }
}

/// What differs. Sides by 1–2 mm (Ferrario 1993 and Farkas 1981 report means of 1–3 mm in normal faces);
/// one person from the next by less than the 3 mm that landmarks may lie off their means.
const SHIFTS: [Shift; 19] = [
    // Height of the eye, of the brow, of the corner of the mouth, of the ear; depth of the cheek.
    shift([31.0, 15.0, 80.0], [16.0, 12.0, 24.0], [0.0, 0.8, 0.0], true),
    shift([30.0, 36.0, 88.0], [16.0, 8.0, 24.0], [0.0, 1.0, 0.0], true),
    shift([25.0, -52.0, 90.0], [14.0, 11.0, 24.0], [0.0, 1.0, 0.0], true),
    shift([76.0, 0.0, -15.0], [9.0, 26.0, 16.0], [0.0, 1.0, 0.0], true),
    shift([38.0, -8.0, 66.0], [16.0, 16.0, 26.0], [0.0, 0.0, 1.0], true),
    // Ears, nose, lips, chin and jaw stand beside the midline.
    shift([76.0, 0.0, -15.0], [9.0, 26.0, 16.0], [1.0, 0.0, 0.0], false),
    shift([0.0, -14.0, 112.0], [16.0, 16.0, 18.0], [1.2, 0.0, 0.0], false),
    shift([0.0, -54.0, 98.0], [26.0, 16.0, 20.0], [0.8, 0.0, 0.0], false),
    shift([0.0, -88.0, 88.0], [24.0, 16.0, 24.0], [1.2, 0.0, 0.0], false),
    shift([46.0, -56.0, 26.0], [22.0, 20.0, 28.0], [1.0, 0.0, 0.0], false),
    // Both sides alike: height of the brows; height and depth of the nose's tip, width of its wings.
    shift([0.0, 36.0, 88.0], [34.0, 8.0, 24.0], [0.0, 1.6, 0.0], false),
    shift([0.0, -18.0, 108.0], [16.0, 11.0, 20.0], [0.0, 1.8, 0.0], false),
    shift([0.0, -14.0, 112.0], [14.0, 18.0, 18.0], [0.0, 0.0, 1.6], false),
    shift([11.0, -20.0, 101.0], [7.0, 9.0, 14.0], [1.3, 0.0, 0.0], true),
    // Height and width of the mouth; height of the chin; breadth of jaw, cheek and cheekbone.
    shift([0.0, -51.0, 96.0], [30.0, 12.0, 22.0], [0.0, 1.3, 0.0], false),
    shift([24.0, -51.0, 90.0], [11.0, 11.0, 20.0], [1.2, 0.0, 0.0], true),
    shift([0.0, -94.0, 80.0], [30.0, 16.0, 34.0], [0.0, 2.0, 0.0], false),
    shift([44.0, -54.0, 26.0], [20.0, 22.0, 30.0], [1.5, 0.0, 0.0], true),
    shift([52.0, -8.0, 46.0], [16.0, 20.0, 26.0], [1.0, 0.0, 0.0], true),
];

/// How one face differs from the mean face: its part of each of [`SHIFTS`], −1…1.
#[derive(Default)]
pub(super) struct FaceVariation([f32; SHIFTS.len()]);

impl FaceVariation {
    /// The face of a seed.
    pub(super) fn new(seed: u32) -> FaceVariation {
        FaceVariation(core::array::from_fn(|i| {
            let v = 2.0 * uniform(seed, STREAM, i as u32) - 1.0;
            if v < 0.0 { v * (1.0 - LEAST) - LEAST } else { v * (1.0 - LEAST) + LEAST }
        }))
    }

    /// How far a place of the mean face moves, mm: what both sides do, and what is added on the left and taken off on the right.
    fn shifts(&self, p: Vec3) -> (Vec3, Vec3) {
        if p.y >= NONE_ABOVE || p.y <= LOWEST {
            return (Vec3::ZERO, Vec3::ZERO);
        }
        let left = vec3(p.x.abs(), p.y, p.z);
        let fade = smoothstep(NONE_ABOVE, FULL_BELOW, p.y) * smoothstep(LOWEST, FULL_ABOVE, p.y);
        let (mut both, mut antisymmetric) = (Vec3::ZERO, Vec3::ZERO);
        for (region, part) in SHIFTS.iter().zip(self.0) {
            let rest = 1.0 - ((left - region.middle) / region.reach).length_squared() * PER_SUPPORT_SQUARED;
            // Most of them are far away.
            if rest <= 0.0 {
                continue;
            }
            let square = rest * rest;
            *if region.antisymmetric { &mut antisymmetric } else { &mut both } += region.most * (square * square * (part * fade));
        }
        (both, antisymmetric * (left.x / (left.x * left.x + MIDLINE_BLEND * MIDLINE_BLEND).sqrt()))
    }

    /// The same of a place on either side.
    pub(super) fn shift(&self, p: Vec3) -> Vec3 {
        let (both, antisymmetric) = self.shifts(p);
        if p.x < 0.0 { both - antisymmetric } else { both + antisymmetric }
    }
}

/// What moves, as it lies on the mean face.
#[derive(Default)]
pub(super) struct MeanFace {
    vertices: Vec<(u32, Vec3)>,
    strands: Vec<[Vec3; 2]>,
}

impl MeanFace {
    /// Stores the mean face.
    pub(super) fn new(mesh: &Mesh, lists: [&[Strand]; 2]) -> MeanFace {
        // Every shift of this one counts in full, so what it leaves alone never moves.
        let any = FaceVariation([1.0; SHIFTS.len()]);
        let moves = |&(_, &p): &(usize, &Vec3)| p.x >= 0.0 && any.shifts(p) != (Vec3::ZERO, Vec3::ZERO);
        let vertices = mesh.positions.iter().enumerate().filter(moves).map(|(i, &p)| (i as u32, p)).collect();
        MeanFace { vertices, strands: lists.into_iter().flatten().map(|s| [s.root, s.tip]).collect() }
    }

    /// Moves the vertices of a mesh from where they lie on the mean face.
    pub(super) fn move_vertices(&self, mirror: &[u32], variation: &FaceVariation, positions: &mut [Vec3]) {
        for &(i, p) in &self.vertices {
            let (both, antisymmetric) = variation.shifts(p);
            positions[mirror[i as usize] as usize] = p * vec3(-1.0, 1.0, 1.0) + (both - antisymmetric);
            positions[i as usize] = p + (both + antisymmetric);
        }
    }

    /// The same for what grows on it: each hair moves with its root.
    pub(super) fn move_strands(&self, variation: &FaceVariation, lists: [&mut [Strand]; 2]) {
        for (strand, &[root, tip]) in lists.into_iter().flatten().zip(&self.strands) {
            let shift = variation.shift(root);
            (strand.root, strand.tip) = (root + shift, tip + shift);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::{Build, Head};

    #[test]
    fn sides_differ_by_a_millimeter_or_two_and_the_scalp_by_none() {
        for build in [Build::Masculine, Build::Feminine] {
            let mut head = Head::new(build);
            let mean = head.mesh.positions.clone();
            for seed in [1, 2, 7, 1234] {
                head.vary_face(seed);
                let mesh = &head.mesh;
                let differs = |i: usize| (mesh.positions[i] - mesh.positions[mesh.mirror[i] as usize] * vec3(-1.0, 1.0, 1.0)).length();
                let most = (0..mean.len()).map(differs).fold(0.0, f32::max);
                assert!((1.0..3.0).contains(&most), "{build:?} {seed}: the sides differ by {most} mm");
                for (p, mean) in mesh.positions.iter().zip(&mean) {
                    assert!(p.distance(*mean) < 4.5 && (mean.y < NONE_ABOVE || p == mean), "{build:?} {seed}: {mean} moved to {p}");
                }
                // Ears, eyes and corners of the mouth: each pair differs noticeably.
                for (at, least) in [(SHIFTS[0].middle, 0.7), (SHIFTS[2].middle, 0.8), (SHIFTS[3].middle, 0.8)] {
                    let own = FaceVariation::new(seed);
                    let gap = (own.shift(at) - own.shift(at * vec3(-1.0, 1.0, 1.0))).y.abs();
                    assert!((least..2.2).contains(&gap), "{build:?} {seed}: {gap} mm at {at}");
                }
            }
        }
    }

    #[test]
    fn a_face_does_not_depend_on_the_one_before() {
        let (mut a, mut b) = (Head::default(), Head::default());
        let mean = a.mesh.positions.clone();
        let strands = a.face_hair.clone();
        a.vary_face(5);
        assert_ne!(a.face_hair, strands);
        a.vary_face(9);
        b.vary_face(9);
        assert_eq!(a.mesh.positions, b.mesh.positions);
        assert_eq!(a.face_hair, b.face_hair);
        assert_eq!(a.mean_positions(), mean);
    }
}
