//! The body: a head in millimeters.
//!
//! Axes, mm: x to the head's left, y up, z forward; the origin lies midway between the tragions, y = 0 is the
//! Frankfurt horizontal.

mod body;
mod braincase;
mod build;
mod flush;
mod form;
pub mod hair;
pub mod landmarks;
pub mod mesh;
mod landmark_search;
mod face_variation;

pub use body::BUST_END;
pub use build::Build;
pub use hair::strand::Strand;
pub use landmarks::Landmarks;
pub use mesh::{Material, Mesh, VertexMaterial};

use std::sync::OnceLock;

use crate::base::math::Vec3;
use build::Measures;
use face_variation::{FaceVariation, MeanFace};
use hair::face_hair;
use mesh::contour;

/// Share of red from which on a place belongs to the lips: no beard grows there (choice).
const LIP_FROM: f32 = 0.15;

/// A head: surface, landmarks, brows and lashes.
pub struct Head {
    /// Which adult body.
    pub build: Build,
    /// The surface as triangles; symmetric about x = 0 but for [`Head::vary_face`].
    pub mesh: Mesh,
    /// Named places on it, of the mean face.
    pub landmarks: Landmarks,
    /// Brows and lashes.
    pub face_hair: Vec<Strand>,
    /// Dark lines at the roots of the lashes and between the lips, in pieces.
    pub dark_lines: Vec<Strand>,
    /// See [`Head::braincase`].
    braincase: OnceLock<Vec<(Vec3, Vec3)>>,
    mean_face: MeanFace,
    variation: FaceVariation,
}

impl Head {
    /// Whether a place of the skin is red of the lips.
    pub fn is_lip(&self, p: Vec3) -> bool {
        let measures = Measures::of(self.build);
        // The variation hardly changes over a centimeter, so its value at the moved place inverts it.
        measures.mouth.vermilion(measures.deformation.inverse(p - self.variation.shift(p))) > LIP_FROM
    }

    /// Applies the variation of a person's face, 1–2 mm, in place of the present one.
    pub fn vary_face(&mut self, seed: u32) {
        self.variation = FaceVariation::new(seed);
        self.mean_face.move_vertices(&self.mesh.mirror, &self.variation, &mut self.mesh.positions);
        self.mean_face.move_strands(&self.variation, [&mut self.face_hair, &mut self.dark_lines]);
    }

    /// Places of the mesh on the mean face, both sides alike, mm.
    pub fn mean_positions(&self) -> Vec<Vec3> {
        let mut positions = self.mesh.positions.clone();
        self.mean_face.move_vertices(&self.mesh.mirror, &FaceVariation::default(), &mut positions);
        positions
    }

    /// Points of the braincase that its outline in a picture can touch, and their unit normals, mm; both sides alike.
    pub fn braincase(&self) -> &[(Vec3, Vec3)] {
        self.braincase.get_or_init(|| braincase::sample(&self.mean_positions(), &self.mesh.normals))
    }

    /// The head of a calm adult, both sides alike.
    pub fn new(build: Build) -> Head {
        let body = body::Body::new(build);
        let mut mesh = contour::contour(&body);
        let measures = body.measures;
        mesh.flush = mesh.positions.iter().map(|&p| flush::flush(measures, measures.deformation.inverse(p))).collect();
        mesh.lip = mesh.positions.iter().map(|&p| measures.mouth.vermilion(measures.deformation.inverse(p))).collect();
        mesh.flush.iter_mut().zip(&mesh.positions).for_each(|(f, p)| *f *= flush::NECK.at(p.y));
        mesh.lip.iter_mut().for_each(|l| *l *= measures.mouth.redness);
        let (face_hair, dark_lines) = face_hair::face_hair(&body);
        let mean_face = MeanFace::new(&mesh, [&face_hair, &dark_lines]);
        Head {
            build,
            landmarks: landmark_search::find_landmarks(&body),
            face_hair,
            dark_lines,
            mesh,
            braincase: OnceLock::new(),
            mean_face,
            variation: FaceVariation::default(),
        }
    }
}

impl Default for Head {
    fn default() -> Head {
        Head::new(Build::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::math::{PI, Vec3, cos, sin, vec3};

    const BUILDS: [Build; 2] = [Build::Masculine, Build::Feminine];

    /// Breadth of the body between heights and depths, mm.
    fn breadth(head: &Head, [low, high]: [f32; 2], [behind, front]: [f32; 2]) -> f32 {
        let within = |p: &&Vec3| (low..high).contains(&p.y) && (behind..front).contains(&p.z);
        2.0 * head.mesh.positions.iter().filter(within).map(|p| p.x).fold(0.0, f32::max)
    }

    /// Length of a level line round the body at a height, mm.
    fn girth(body: &body::Body, height: f32) -> f32 {
        const STEPS: usize = 180;
        let place = |i: usize| {
            let angle = i as f32 / STEPS as f32 * PI;
            let outward = vec3(sin(angle), 0.0, cos(angle));
            body.sphere_trace(vec3(0.0, height, -20.0) + outward * 150.0, -outward)
        };
        2.0 * (0..STEPS).map(|i| place(i).distance(place(i + 1))).sum::<f32>()
    }

    #[test]
    fn every_vertex_has_all_its_properties_within_range() {
        for build in BUILDS {
            let mesh = Head::new(build).mesh;
            let count = mesh.positions.len();
            assert!((30_000..45_000).contains(&count), "{build:?}: {count} vertices");
            let lengths = [mesh.normals.len(), mesh.mirror.len(), mesh.spacing.len(), mesh.flush.len(), mesh.lip.len()];
            assert_eq!(lengths, [count; 5]);
            assert!(mesh.flush.iter().chain(&mesh.lip).all(|share| (0.0..=1.0).contains(share)));
            assert!(mesh.spacing.iter().all(|&mm| mm > 0.1));
            // Shoulders are plain, and only cloth.
            let most = |p: &Vec3| if p.y > -110.0 { 9.0 } else { 20.0 };
            assert!(mesh.positions.iter().zip(&mesh.spacing).all(|(p, &mm)| mm < most(p)));
            assert!(mesh.positions.iter().all(|p| p.x.abs() < 240.0 && (BUST_END - 1.0..132.0).contains(&p.y) && p.z.abs() < 130.0));
            assert!(mesh.triangles.iter().flatten().all(|&corner| (corner as usize) < count));
            let reddest = mesh.lip.iter().fold(0.0f32, |most, &share| most.max(share));
            let red = mesh.lip.iter().filter(|&&share| share > 0.5 * reddest).count();
            assert!(red > 300, "{build:?}: lips of {red} vertices");
        }
    }

    #[test]
    fn the_face_is_as_broad_as_a_mans() {
        let head = Head::default();
        // (what, measured mm, wanted mm)
        let table = [
            ("head breadth", breadth(&head, [40.0, 100.0], [-60.0, 30.0]), 152.0),
            ("cheekbone breadth", breadth(&head, [-10.0, 14.0], [14.0, 60.0]), 140.0),
            ("jaw breadth", breadth(&head, [-68.0, -52.0], [5.0, 40.0]), 110.0),
        ];
        for (what, measured, wanted) in table {
            assert!((measured - wanted).abs() < 3.0, "{what}: {measured} mm, wanted {wanted} mm");
        }
    }

    /// Medians of women, mm: ANSUR-type values for head and neck, Farkas-type ones for the face (grade K: common knowledge).
    #[test]
    fn a_woman_has_a_womans_measures() {
        let head = Head::new(Build::Feminine);
        let (body, l) = (body::Body::new(Build::Feminine), head.landmarks);
        let profile = |y: f32| body.sphere_trace(vec3(0.0, y, 160.0), Vec3::NEG_Z);
        // The deepest place between forehead and nose.
        let nasion = (36..64).map(|half| profile(half as f32 * 0.5)).fold(l.glabella, |a, b| if b.z < a.z { b } else { a });
        // (what, measured mm, wanted mm, tolerance mm)
        let table = [
            ("head length", l.glabella.z - l.occiput.z, 187.0, 3.0),
            ("head breadth", breadth(&head, [40.0, 100.0], [-60.0, 30.0]), 145.0, 3.0),
            ("head circumference", girth(&body, 45.0), 547.0, 12.0),
            ("vertex above the ear hole", l.vertex.y, 126.0, 3.0),
            ("cheekbone breadth", breadth(&head, [-10.0, 14.0], [14.0, 60.0]), 130.0, 3.0),
            ("jaw breadth", breadth(&head, [-54.0, -46.0], [5.0, 40.0]), 100.0, 3.0),
            ("face height", nasion.y - l.menton.y, 112.0, 3.0),
            ("neck circumference", girth(&body, -130.0), 316.0, 12.0),
        ];
        for (what, measured, wanted, tolerance) in table {
            assert!((measured - wanted).abs() < tolerance, "{what}: {measured} mm, wanted {wanted} mm");
        }
        let between = l.glabella.z - nasion.z;
        assert!(between < 1.6, "her brow stands {between} mm over the root of her nose");
    }

    #[test]
    fn the_same_head_comes_out_every_time() {
        for build in BUILDS {
            let (a, b) = (Head::new(build), Head::new(build));
            assert_eq!(a.mesh.positions, b.mesh.positions);
            assert_eq!(a.mesh.triangles, b.mesh.triangles);
            assert_eq!(a.face_hair, b.face_hair);
            assert_eq!(a.landmarks, b.landmarks);
        }
    }
}
