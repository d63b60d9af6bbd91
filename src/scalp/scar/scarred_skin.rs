//! Skin whose follicles a scarring loss has destroyed: how deep inside the lost area every mesh vertex of the scalp lies.

use crate::head::Mesh;
use crate::scalp::loss::{Loss, SCARRED_DEPTH};
use crate::scalp::person::Person;

/// Depth of skin that no scarring loss reaches, half borders.
const UNTOUCHED: f32 = -2.0;
/// The border is drawn up to so many half borders off the interpolated one.
pub const MOST_RAGGED: f32 = 0.7;
/// Scarring ends with the scalp: millimeters inside its edge over those of a half border there (choice: forehead and neck bear no
/// follicles to lose, and the edge of the hair is gradual).
const EDGE_HALF_BORDER_MM: f32 = 5.0;
/// Depth at the very edge, half borders: nothing shows outside, however ragged.
const AT_EDGE: f32 = -0.6;

/// Depth inside a scarring loss over the mesh; by default of none.
#[derive(Default)]
pub struct ScarredSkin {
    /// Half borders, by mesh vertex; empty where loss leaves no scars.
    depths: Vec<f32>,
    /// Whether any of it shows, by triangle; as long as [`ScarredSkin::depths`] is not empty.
    reached: Vec<bool>,
}

impl ScarredSkin {
    /// What a loss has left at a stage.
    pub fn new(person: &Person, mesh: &Mesh, loss: &Loss, stage: f32) -> Self {
        if !loss.pattern.leaves_scars() {
            return Self::default();
        }
        let depth_at = loss.map.depth_at_stage(stage);
        let mut depths = vec![UNTOUCHED; mesh.positions.len()];
        let mut reached = vec![false; mesh.triangles.len()];
        for piece in &person.scalp_triangles {
            let corners = mesh.triangles[piece.triangle as usize].map(|v| v as usize);
            for v in corners {
                let q = person.chart.at(mesh.positions[v]);
                depths[v] = depth_at(q).min(person.region.plain_depth(q) / EDGE_HALF_BORDER_MM + AT_EDGE);
            }
            reached[piece.triangle as usize] = corners.iter().any(|v| depths[*v] > SCARRED_DEPTH.0 - MOST_RAGGED);
        }
        Self { depths, reached }
    }

    /// Whether any of it shows on a triangle of the mesh.
    #[inline(always)]
    pub fn reaches(&self, triangle: u32) -> bool {
        !self.reached.is_empty() && self.reached[triangle as usize]
    }

    /// Depth at a mesh vertex, half borders.
    #[inline]
    pub fn depth_at(&self, mesh_vertex: u32) -> f32 {
        self.depths.get(mesh_vertex as usize).copied().unwrap_or(UNTOUCHED)
    }
}
