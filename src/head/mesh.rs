//! The surface as triangles.

use crate::base::math::Vec3;

/// Triangles with what the later stages need at each corner. All lists but `triangles` have one entry a mesh vertex.
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
    /// Corners of each triangle, counter-clockwise seen from outside.
    pub triangles: Vec<[u32; 3]>,
}
