//! The body: a head in millimetres.
//!
//! Axes, mm: x to the head's left, y up, z forward; the origin lies midway between the tragions, y = 0 is the
//! Frankfurt horizontal.

mod body;
mod complexion;
mod contour;
mod cranium;
mod ear;
mod eye;
mod face;
mod face_hair;
pub mod landmarks;
mod lattice;
mod measures;
pub mod mesh;
mod mouth;
mod neck;
mod nose;
mod sdf;
pub mod strand;
mod survey;
mod thin;
mod touch;

pub use landmarks::Landmarks;
pub use mesh::Mesh;
pub use strand::Strand;

/// Which adult body: two sets of measures for one mechanism.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Build {
    /// A man of about forty, 50th percentile.
    #[default]
    Masculine,
    /// A woman of about thirty, 50th percentile.
    Feminine,
}

/// A head: surface, landmarks, brows and lashes.
pub struct Head {
    /// Whose body it is.
    pub build: Build,
    /// The surface as triangles, symmetric about x = 0.
    pub mesh: Mesh,
    /// Named places on it.
    pub landmarks: Landmarks,
    /// Brows and lashes.
    pub face_hair: Vec<Strand>,
    /// The dark line between the closed lids, in pieces.
    pub lid_line: Vec<Strand>,
}

impl Head {
    /// The head of a calm adult with closed eyes.
    pub fn new(build: Build) -> Head {
        let body = body::Body::new(build);
        let mut mesh = contour::contour(&body);
        let measures = body.measures;
        mesh.flush = mesh.positions.iter().map(|&p| complexion::flush(measures, measures.touch.undo(p))).collect();
        mesh.lip = mesh.positions.iter().map(|&p| measures.mouth.vermilion(measures.touch.undo(p))).collect();
        let (face_hair, lid_line) = face_hair::grow(&body);
        Head { build, landmarks: survey::survey(&body), face_hair, lid_line, mesh }
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

    #[test]
    fn every_vertex_has_all_its_properties_within_range() {
        let mesh = Head::default().mesh;
        let count = mesh.positions.len();
        assert!((30_000..45_000).contains(&count), "{count} vertices");
        let lengths = [mesh.normals.len(), mesh.mirror.len(), mesh.spacing.len(), mesh.flush.len(), mesh.lip.len()];
        assert_eq!(lengths, [count; 5]);
        assert!(mesh.flush.iter().chain(&mesh.lip).all(|share| (0.0..=1.0).contains(share)));
        assert!(mesh.spacing.iter().all(|&mm| mm > 0.1 && mm < 9.0));
        assert!(mesh.positions.iter().all(|p| p.x.abs() < 130.0 && (body::CUT..132.0).contains(&p.y) && p.z.abs() < 125.0));
        assert!(mesh.triangles.iter().flatten().all(|&corner| (corner as usize) < count));
        let red = mesh.lip.iter().filter(|&&share| share > 0.5).count();
        assert!(red > 300, "lips of {red} vertices");
    }

    #[test]
    fn the_face_is_as_broad_as_a_mans() {
        let mesh = Head::default().mesh;
        let breadth = |low: f32, high: f32, behind: f32, front: f32| {
            let within = |p: &&crate::base::math::Vec3| (low..high).contains(&p.y) && (behind..front).contains(&p.z);
            2.0 * mesh.positions.iter().filter(within).map(|p| p.x).fold(0.0, f32::max)
        };
        // (what, measured mm, wanted mm)
        let table = [
            ("head breadth", breadth(40.0, 100.0, -60.0, 30.0), 152.0),
            ("cheekbone breadth", breadth(-10.0, 14.0, 14.0, 60.0), 140.0),
            ("jaw breadth", breadth(-68.0, -52.0, 5.0, 40.0), 110.0),
        ];
        for (what, measured, wanted) in table {
            assert!((measured - wanted).abs() < 3.0, "{what}: {measured} mm, wanted {wanted} mm");
        }
    }

    #[test]
    fn the_same_head_comes_out_every_time() {
        let (a, b) = (Head::default(), Head::default());
        assert_eq!(a.mesh.positions, b.mesh.positions);
        assert_eq!(a.mesh.triangles, b.mesh.triangles);
        assert_eq!(a.face_hair, b.face_hair);
        assert_eq!(a.landmarks, b.landmarks);
    }
}
