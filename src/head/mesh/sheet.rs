//! Sheets: small meshes of rows and columns that are set into the skin's own.

use super::VertexMaterial;
use crate::base::math::Vec3;

/// Sheets of the left half (and the midline), to be mirrored with it.
#[derive(Default)]
pub(in crate::head) struct Sheets {
    pub(in crate::head) positions: Vec<Vec3>,
    pub(in crate::head) normals: Vec<Vec3>,
    pub(in crate::head) materials: Vec<VertexMaterial>,
    pub(in crate::head) triangles: Vec<[u32; 3]>,
}

/// A vertex of a part: place, outward direction of any length, what it is made of.
pub(in crate::head) type Vertex = (Vec3, Vec3, VertexMaterial);

impl Sheets {
    /// Adds a sheet of `rows` × `columns` vertices that faces along rows × columns; either way it may close on itself.
    pub(in crate::head) fn add_sheet(
        &mut self,
        [rows, columns]: [usize; 2],
        closed: [bool; 2],
        vertex: &mut dyn FnMut(usize, usize) -> Vertex,
    ) {
        let first = self.positions.len();
        for i in 0..rows {
            for j in 0..columns {
                let (p, n, material) = vertex(i, j);
                self.positions.push(p);
                self.normals.push(n.normalize_or(Vec3::Z));
                self.materials.push(material);
            }
        }
        for i in 0..rows - usize::from(!closed[0]) {
            for j in 0..columns - usize::from(!closed[1]) {
                let at = |i: usize, j: usize| (first + i % rows * columns + j % columns) as u32;
                let [a, b, c, d] = [at(i, j), at(i, j + 1), at(i + 1, j + 1), at(i + 1, j)];
                self.triangles.extend([[a, d, c], [a, c, b]]);
            }
        }
    }
}
