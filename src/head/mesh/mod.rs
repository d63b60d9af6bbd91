//! The surface as triangles.

pub(super) mod collar;
pub(super) mod contour;
pub(super) mod brick_grid;
pub(super) mod inset;
pub(super) mod sheet;
pub(super) mod decimate;

use crate::base::math::Vec3;

/// Triangles with what the later stages need at each corner. All lists but `triangles` and `materials` have one entry per mesh vertex.
#[derive(Default)]
pub struct Mesh {
    /// Places, mm.
    pub positions: Vec<Vec3>,
    /// Unit normals, outward.
    pub normals: Vec<Vec3>,
    /// Index of the mirrored mesh vertex (itself on the midline).
    pub mirror: Vec<u32>,
    /// Distance to the neighboring mesh vertices, mm: how much skin one stands for.
    pub spacing: Vec<f32>,
    /// Extra blood under thin skin, 0–1: cheeks, nose tip, ears, lids.
    pub flush: Vec<f32>,
    /// Lip vermilion, 0–1.
    pub lip: Vec<f32>,
    /// Materials other than plain skin, by mesh vertex.
    pub materials: Vec<(u32, VertexMaterial)>,
    /// Corners of each triangle, counter-clockwise seen from outside.
    pub triangles: Vec<[u32; 3]>,
}

/// Material of a mesh vertex that is not plain skin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VertexMaterial {
    /// The material.
    pub material: Material,
    /// Its light as a share of the usual.
    pub tone: f32,
    /// How wet it is, 0–1.
    pub wetness: f32,
}

/// Materials other than skin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Material {
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
