//! The surface as triangles.

pub(super) mod collar;
pub(super) mod contour;
pub(super) mod lattice;
pub(super) mod parts;
pub(super) mod sheet;
pub(super) mod thin;

use crate::base::math::Vec3;

/// Triangles with what the later stages need at each corner. All lists but `triangles` and `coats` have one entry a mesh vertex.
#[derive(Default)]
pub struct Mesh {
    /// Places, mm.
    pub positions: Vec<Vec3>,
    /// Unit normals, outward.
    pub normals: Vec<Vec3>,
    /// Index of the mirrored mesh vertex (itself on the midline).
    pub mirror: Vec<u32>,
    /// Distance to the neighbouring mesh vertices, mm: how much skin one stands for.
    pub spacing: Vec<f32>,
    /// Extra blood under thin skin, 0–1: cheeks, nose tip, ears, lids.
    pub flush: Vec<f32>,
    /// Lip vermilion, 0–1.
    pub lip: Vec<f32>,
    /// What is no plain skin, by mesh vertex.
    pub coats: Vec<(u32, Coat)>,
    /// Corners of each triangle, counter-clockwise seen from outside.
    pub triangles: Vec<[u32; 3]>,
}

/// What a mesh vertex is made of, where it is not skin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coat {
    /// The stuff.
    pub matter: Matter,
    /// Its light as a share of the usual.
    pub tone: f32,
    /// How wet it is, 0–1.
    pub wet: f32,
}

/// Stuffs that are no skin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Matter {
    /// The white of the eye; how near a corner it lies, 0–1.
    White(f32),
    /// Iris.
    Iris,
    /// Pupil.
    Pupil,
    /// Rim of a lid and the flesh of the corner; its share over skin, 0–1.
    Rim(f32),
    /// Cloth; its share over skin, 0–1.
    Cloth(f32),
}
