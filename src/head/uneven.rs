//! No face is its own mirror image: flesh and bone lie a millimetre or two apart from side to side, evenly over some
//! centimetres, and each person's otherwise.
//!
//! Done to the finished mesh and to what grows on it, as a step of its own: the mesh takes ten times as long and is the same
//! for all. Normals and what a place sees of the light stay those of the even head (less than 3° and not to be seen).
//! From [`FREE`] on nothing moves, and with it no follicle of a hairline or crown.

use super::mesh::Mesh;
use super::sdf::bump;
use super::strand::Strand;
use crate::base::math::{Vec3, smoothstep, vec3};
use crate::base::random::unit;

const STREAM: u32 = 0x756E;
/// Height from which on nothing moves, and below which all of a shift is done, mm.
const FREE: f32 = 48.0;
const WHOLE: f32 = 34.0;
/// The neck's foot, under the collar: nothing moves below it, mm.
const LOWEST: f32 = -110.0;
/// Half the breadth of the strip about the midline over which one side's shift turns into the other's, mm.
const TURN: f32 = 10.0;
/// The least share of a shift that a person has: none is so small that it would not count.
const LEAST: f32 = 0.5;

/// A shift of one region.
struct Shift {
    /// Middle of the region on the left side, and standard deviations of the bell the shift fades in, mm.
    middle: Vec3,
    reach: Vec3,
    /// The most it moves, mm. A paired one moves the two sides against each other: they differ by twice as much.
    most: Vec3,
    paired: bool,
}

const fn shift(middle: [f32; 3], reach: [f32; 3], most: [f32; 3], paired: bool) -> Shift {
    const fn v([x, y, z]: [f32; 3]) -> Vec3 {
        vec3(x, y, z)
    }
    Shift { middle: v(middle), reach: v(reach), most: v(most), paired }
}

/// What differs: sides by 1–2 mm (Ferrario 1993 and Farkas 1981 report means of 1–3 mm in faces that nobody calls crooked).
const SHIFTS: [Shift; 10] = [
    // Height of the eye, of the brow, of the corner of the mouth; depth of the cheek.
    shift([31.0, 15.0, 80.0], [16.0, 12.0, 24.0], [0.0, 0.8, 0.0], true),
    shift([30.0, 36.0, 88.0], [16.0, 8.0, 24.0], [0.0, 1.0, 0.0], true),
    shift([25.0, -52.0, 90.0], [14.0, 11.0, 24.0], [0.0, 1.0, 0.0], true),
    shift([38.0, -8.0, 66.0], [16.0, 16.0, 26.0], [0.0, 0.0, 1.0], true),
    // Height of the ear; its flare, with the head's side.
    shift([76.0, 0.0, -15.0], [9.0, 26.0, 16.0], [0.0, 1.0, 0.0], true),
    shift([76.0, 0.0, -15.0], [9.0, 26.0, 16.0], [1.0, 0.0, 0.0], false),
    // Nose, lips, chin and jaw stand beside the midline.
    shift([0.0, -14.0, 112.0], [16.0, 16.0, 18.0], [1.2, 0.0, 0.0], false),
    shift([0.0, -54.0, 98.0], [26.0, 16.0, 20.0], [0.8, 0.0, 0.0], false),
    shift([0.0, -88.0, 88.0], [24.0, 16.0, 24.0], [1.2, 0.0, 0.0], false),
    shift([46.0, -56.0, 26.0], [22.0, 20.0, 28.0], [1.0, 0.0, 0.0], false),
];

/// How one face differs from its mirror image: its part of each of [`SHIFTS`], −1…1.
#[derive(Default)]
pub(super) struct Uneven([f32; SHIFTS.len()]);

impl Uneven {
    /// The face of a seed.
    pub(super) fn new(seed: u32) -> Uneven {
        Uneven(core::array::from_fn(|i| {
            let v = 2.0 * unit(seed, STREAM, i as u32) - 1.0;
            if v < 0.0 { v * (1.0 - LEAST) - LEAST } else { v * (1.0 - LEAST) + LEAST }
        }))
    }

    /// How far a place of the even head moves, mm.
    pub(super) fn shift(&self, p: Vec3) -> Vec3 {
        if p.y >= FREE || p.y <= LOWEST {
            return Vec3::ZERO;
        }
        let left = vec3(p.x.abs(), p.y, p.z);
        let side = p.x / (p.x * p.x + TURN * TURN).sqrt();
        let mut sum = Vec3::ZERO;
        for (Shift { middle, reach, most, paired }, part) in SHIFTS.iter().zip(self.0) {
            let from = ((left - *middle) / *reach).length();
            sum += *most * (bump(from, 1.0) * part * if *paired { side } else { 1.0 });
        }
        sum * (smoothstep(FREE, WHOLE, p.y) * smoothstep(LOWEST, LOWEST + 20.0, p.y))
    }
}

/// What moves, as it lies on the even head.
#[derive(Default)]
pub(super) struct Even {
    vertices: Vec<(u32, Vec3)>,
    strands: Vec<[Vec3; 2]>,
}

impl Even {
    /// Remembers an even head.
    pub(super) fn new(mesh: &Mesh, lists: [&[Strand]; 2]) -> Even {
        // Every shift of this one counts in full, so what it leaves alone never moves.
        let any = Uneven([1.0; SHIFTS.len()]);
        let moves =
            |&(_, &p): &(usize, &Vec3)| p.x >= 0.0 && (any.shift(p) != Vec3::ZERO || any.shift(p * vec3(-1.0, 1.0, 1.0)) != Vec3::ZERO);
        let vertices = mesh.positions.iter().enumerate().filter(moves).map(|(i, &p)| (i as u32, p)).collect();
        Even { vertices, strands: lists.into_iter().flatten().map(|s| [s.root, s.tip]).collect() }
    }

    /// Puts a mesh's places where they lie on the even head, moved as `uneven` says.
    pub(super) fn places(&self, mirror: &[u32], uneven: &Uneven, positions: &mut [Vec3]) {
        for &(i, p) in &self.vertices {
            let other = p * vec3(-1.0, 1.0, 1.0);
            positions[i as usize] = p + uneven.shift(p);
            if p.x > 0.0 {
                positions[mirror[i as usize] as usize] = other + uneven.shift(other);
            }
        }
    }

    /// The same for what grows on it: each hair goes with its root.
    pub(super) fn strands(&self, uneven: &Uneven, lists: [&mut [Strand]; 2]) {
        for (strand, &[root, tip]) in lists.into_iter().flatten().zip(&self.strands) {
            let shift = uneven.shift(root);
            (strand.root, strand.tip) = (root + shift, tip + shift);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::{Build, Head};

    #[test]
    fn sides_differ_by_a_millimetre_or_two_and_the_scalp_by_none() {
        for build in [Build::Masculine, Build::Feminine] {
            let mut head = Head::new(build);
            let even = head.mesh.positions.clone();
            for seed in [1, 2, 7, 1234] {
                head.make_uneven(seed);
                let mesh = &head.mesh;
                let differs = |i: usize| (mesh.positions[i] - mesh.positions[mesh.mirror[i] as usize] * vec3(-1.0, 1.0, 1.0)).length();
                let most = (0..even.len()).map(differs).fold(0.0, f32::max);
                assert!((1.0..3.0).contains(&most), "{build:?} {seed}: the sides differ by {most} mm");
                for (p, even) in mesh.positions.iter().zip(&even) {
                    assert!(p.distance(*even) < 2.0 && (even.y < FREE || p == even), "{build:?} {seed}: {even} moved to {p}");
                }
                // Ears, eyes and corners of the mouth: each pair differs so that one can tell.
                for (at, least) in [(SHIFTS[0].middle, 0.7), (SHIFTS[2].middle, 0.8), (SHIFTS[4].middle, 0.8)] {
                    let own = Uneven::new(seed);
                    let gap = (own.shift(at) - own.shift(at * vec3(-1.0, 1.0, 1.0))).y.abs();
                    assert!((least..2.2).contains(&gap), "{build:?} {seed}: {gap} mm at {at}");
                }
            }
        }
    }

    #[test]
    fn a_face_does_not_depend_on_the_one_before() {
        let (mut a, mut b) = (Head::default(), Head::default());
        let even = a.mesh.positions.clone();
        let strands = a.face_hair.clone();
        a.make_uneven(5);
        assert_ne!(a.face_hair, strands);
        a.make_uneven(9);
        b.make_uneven(9);
        assert_eq!(a.mesh.positions, b.mesh.positions);
        assert_eq!(a.face_hair, b.face_hair);
        assert_eq!(a.even_positions(), even);
    }
}
