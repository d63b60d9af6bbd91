//! Plain skin: the nearest skin to a place, and whether eyes, lips, ears, cloth or hair are near.

use crate::base::math::Vec3;
use crate::head::{Build, Head, Landmarks, Mesh};
use crate::scalp::points::PointGrid;

/// No feature lies lower, mm: collar and shoulders do.
const LOWEST: f32 = -110.0;
/// Farthest that a place may lie from the skin it is moved to, mm.
const FROM_SKIN: f32 = 12.0;
/// Largest distance from what is no plain skin that can be asked for, mm.
const FROM_OTHERS: f32 = 12.0;
/// Height of an ear below its top, and how far it goes behind the ear hole and in front of it, mm.
const EAR: (f32, f32, f32) = (68.0, 42.0, 6.0);
/// An ear goes so far above its top, mm.
const EAR_RIM: f32 = 4.0;
/// A mesh vertex is on the lip from this share of it on.
const LIP: f32 = 0.02;
/// So far outside the ear holes skin beside them is an ear's, mm.
const EAR_STANDS_OFF: f32 = -4.0;

/// Plain skin of a head with its neighbor search.
pub(super) struct PlainSkin<'a> {
    pub(super) mesh: &'a Mesh,
    pub(super) landmarks: &'a Landmarks,
    pub(super) build: Build,
    /// Triangles of plain skin: no eye, lip, ear or cloth.
    pub(super) triangles: Vec<u32>,
    vertices: (PointGrid, Vec<u32>),
    /// Places that are none, and the roots of the brows.
    others: Vec<Vec3>,
    near_others: (PointGrid, Vec<u32>),
}

impl<'a> PlainSkin<'a> {
    pub(super) fn new(head: &'a Head) -> Self {
        let (mesh, landmarks) = (&head.mesh, &head.landmarks);
        let is_ear = |p: Vec3| {
            let below_top = landmarks.ear_top.y + EAR_RIM - p.y;
            let behind = landmarks.tragion.z - p.z;
            p.x.abs() > landmarks.tragion.x + EAR_STANDS_OFF && (0.0..EAR.0).contains(&below_top) && (-EAR.2..EAR.1).contains(&behind)
        };
        let mut bare: Vec<bool> = mesh.lip.iter().map(|lip| *lip < LIP).collect();
        mesh.materials.iter().for_each(|(vertex, _)| bare[*vertex as usize] = false);
        let mut others: Vec<Vec3> = mesh.positions.iter().zip(&bare).filter(|(_, bare)| !**bare).map(|(p, _)| *p).collect();
        others.extend(head.face_hair.iter().map(|hair| hair.root));
        bare.iter_mut().zip(&mesh.positions).for_each(|(bare, p)| *bare &= p.y > LOWEST && !is_ear(*p));
        let (vertices, near_others) = (PointGrid::new(&mesh.positions, FROM_SKIN), PointGrid::new(&others, FROM_OTHERS));
        let is_bare = |t: &[u32; 3]| t.iter().all(|v| bare[*v as usize]);
        let triangles = (0_u32..).zip(&mesh.triangles).filter(|(_, t)| is_bare(t)).map(|(i, _)| i).collect();
        Self { mesh, landmarks, build: head.build, triangles, vertices, others, near_others }
    }

    /// Whether no eye, lip, cloth or hair of the face is within `mm` of a place, at most 12.
    pub(super) fn is_clear(&self, p: Vec3, mm: f32) -> bool {
        let (cells, order) = &self.near_others;
        let mut near = cells.near(p).into_iter().flat_map(|run| &order[run.0..run.1]);
        near.all(|i| (self.others[*i as usize] - p).length_squared() > mm * mm)
    }

    /// Skin nearest to a place within 12 mm of it, and its normal.
    #[inline(never)]
    pub(super) fn nearest_skin(&self, p: Vec3) -> Option<(Vec3, Vec3)> {
        let (cells, order) = &self.vertices;
        let (mut nearest, mut least) = (None, FROM_SKIN * FROM_SKIN);
        for i in cells.near(p).into_iter().flat_map(|run| &order[run.0..run.1]) {
            let off = (self.mesh.positions[*i as usize] - p).length_squared();
            if off < least {
                (nearest, least) = (Some(*i as usize), off);
            }
        }
        let i = nearest?;
        let (at, normal) = (self.mesh.positions[i], self.mesh.normals[i]);
        // On the plane that touches the skin there; a mesh vertex is near enough for it to be the skin.
        Some((p - normal * normal.dot(p - at), normal))
    }
}
