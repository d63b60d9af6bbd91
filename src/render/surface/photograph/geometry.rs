//! What each cell of a photograph sees of the fitted head: place on the body's head, normal, and how far inside scalp and fringe it lies.
//!
//! Of the visibility buffer (see [`raster`](super::super::raster)), one pixel a cell.

use super::cell_plane::CellLayout;
use super::pixels::Photograph;
use crate::base::color::LinearRgb;
use crate::base::fixed::from_unorm16;
use crate::base::math::Vec3;
use crate::camera::Camera;
use crate::head::Head;
use crate::render::surface::raster::{BAND_ROWS, BinnedMesh, NO_TRIANGLE, VisibilityBand};
use crate::scalp::Person;
use crate::scalp::loss::norwood_vii;

/// Edge of a cell on the scalp, mm: half of what any blur here averages over (choice).
const CELL_MM: f32 = 0.8;
/// Edge of a cell, px.
const CELL_PX: (f32, f32) = (1.0, 8.0);
/// Cells reach so far beyond the head, mm: the limb's colors and hair that stands off it are looked for there.
const BEYOND_MM: f32 = 26.0;
/// Nothing of the head below this height is looked at, mm: mouth and neck.
const LOWEST_MM: f32 = -50.0;
/// No skin is treated up to this height above the glabella in front of the temple hair: brows and eyes, mm (choice: brows are a finger wide).
const BROW_ABOVE_GLABELLA_MM: f32 = 13.0;
/// Depth of what lies outside of scalp or fringe, mm.
const OUTSIDE_MM: f32 = -100.0;

/// The head and the person whose photograph it is.
#[derive(Clone, Copy)]
pub struct PhotographSubject<'a> {
    /// The body's head.
    pub head: &'a Head,
    /// Its scalp.
    pub person: &'a Person,
}

/// What a cell sees, of light and of the head.
#[derive(Clone, Copy, Debug, Default)]
pub struct PhotographCell {
    /// Mean linear light.
    pub light: LinearRgb,
    /// Whether its middle shows the head.
    pub is_head: bool,
    /// Place on the body's head, mm.
    pub place: Vec3,
    /// Unit normal in the camera's frame.
    pub normal: Vec3,
    /// Share of skin that may be treated at all, 0–1: scalp and forehead, without ears, brows and eyes.
    pub scalp: f32,
    /// How far inside the edge of all hair, mm.
    pub region_mm: f32,
    /// How far inside the fringe that Norwood VII leaves, mm.
    pub fringe_mm: f32,
}

/// The cells over the head.
pub struct PhotographCells {
    /// Where they lie.
    pub layout: CellLayout,
    /// Pixels a millimeter of scalp takes.
    pub pixels_per_mm: f32,
    /// Width of the skull, px.
    pub head_px: f32,
    /// Breadth of the fitted head over the body's.
    pub breadth: f32,
    /// Row by row.
    pub cells: Vec<PhotographCell>,
}

/// What a mesh vertex has for those cells.
#[derive(Clone, Copy)]
struct SeenVertex {
    normal: Vec3,
    scalp: f32,
    region_mm: f32,
    fringe_mm: f32,
}

impl PhotographCells {
    /// Looks at the head and writes its `depth` for every pixel.
    pub fn new(photograph: &Photograph, subject: PhotographSubject<'_>, camera: &Camera, binned: &BinnedMesh, depth: &mut [u16]) -> Self {
        let mesh = &subject.head.mesh;
        let vertices = seen_vertices(subject, camera);
        let (layout, head_px) = layout(photograph, subject, camera);
        let mut found = Self {
            layout,
            pixels_per_mm: camera.typical_pixels_per_mm(),
            head_px,
            breadth: camera.shape().breadth as f32,
            cells: mean_light(photograph, &layout).into_iter().map(|light| PhotographCell { light, ..PhotographCell::default() }).collect(),
        };
        let mut band = VisibilityBand::default();
        let width = photograph.width;
        for number in 0..photograph.height.div_ceil(BAND_ROWS) {
            band.rasterize(mesh, binned, camera, number);
            let start = number * BAND_ROWS;
            depth[start * width..][..band.depth.len()].copy_from_slice(&band.depth);
            let rows = start..start + band.depth.len() / width;
            for row in 0..layout.rows {
                let y = layout.first[1] + row * layout.step + layout.step / 2;
                if !rows.contains(&y) {
                    continue;
                }
                for column in 0..layout.columns {
                    let x = layout.first[0] + column * layout.step + layout.step / 2;
                    let at = (y - start) * width + x;
                    if x >= width || band.triangle[at] == NO_TRIANGLE {
                        continue;
                    }
                    let corners = mesh.triangles[band.triangle[at] as usize].map(|corner| corner as usize);
                    let (b, c) = (from_unorm16((band.weights[at] >> 16) as u16), from_unorm16(band.weights[at] as u16));
                    let shares = [1.0 - b - c, b, c];
                    let mix = |of: &dyn Fn(usize) -> f32| (0..3).map(|k| of(corners[k]) * shares[k]).sum::<f32>();
                    let mix_vector = |of: &dyn Fn(usize) -> Vec3| (0..3).map(|k| of(corners[k]) * shares[k]).sum::<Vec3>();
                    let cell = &mut found.cells[row * layout.columns + column];
                    cell.is_head = true;
                    cell.place = mix_vector(&|v| mesh.positions[v]);
                    cell.normal = mix_vector(&|v| vertices[v].normal).normalize_or(Vec3::Z);
                    cell.scalp = mix(&|v| vertices[v].scalp);
                    cell.region_mm = mix(&|v| vertices[v].region_mm);
                    cell.fringe_mm = mix(&|v| vertices[v].fringe_mm);
                }
            }
        }
        found
    }

    /// A plane of one number a cell.
    pub fn plane(&self, of: impl Fn(&PhotographCell) -> f32) -> Vec<f32> {
        self.cells.iter().map(of).collect()
    }

    /// Cells that a millimeter of scalp takes.
    pub fn cells_per_mm(&self) -> f32 {
        self.pixels_per_mm / self.layout.step as f32
    }
}

/// Normals in the camera's frame, and depths inside scalp and fringe, of every mesh vertex.
fn seen_vertices(subject: PhotographSubject<'_>, camera: &Camera) -> Vec<SeenVertex> {
    let (mesh, person) = (&subject.head.mesh, subject.person);
    let normals = mesh.positions.iter().zip(&mesh.normals).map(|(&place, &normal)| camera.normal_to_camera_frame(place, normal));
    let mut vertices: Vec<SeenVertex> =
        normals.map(|normal| SeenVertex { normal, scalp: 0.0, region_mm: OUTSIDE_MM, fringe_mm: OUTSIDE_MM }).collect();
    let (bare, landmarks) = (norwood_vii(person), &person.landmarks);
    for scalp in &person.scalp_triangles {
        let region_mm = person.region.plain_depth(scalp.place);
        let fringe_mm = region_mm.min(-bare.depth(scalp.place));
        for corner in mesh.triangles[scalp.triangle as usize] {
            let (vertex, place) = (&mut vertices[corner as usize], mesh.positions[corner as usize]);
            let is_brow = place.y < landmarks.glabella.y + BROW_ABOVE_GLABELLA_MM && place.z > landmarks.temporal_point.z;
            *vertex = SeenVertex { scalp: if is_brow { 0.0 } else { 1.0 }, region_mm, fringe_mm, ..*vertex };
        }
    }
    vertices
}

/// Cells over the head and what may stand off it, and the width of the skull, px.
fn layout(photograph: &Photograph, subject: PhotographSubject<'_>, camera: &Camera) -> (CellLayout, f32) {
    let scale = camera.typical_pixels_per_mm();
    let step = (CELL_MM * scale + 0.5).max(CELL_PX.0).min(CELL_PX.1) as usize;
    let mut box_px = [[f32::MAX, f32::MIN]; 2];
    let mut skull = [f32::MAX, f32::MIN];
    for &place in subject.head.mesh.positions.iter().filter(|place| place.y > LOWEST_MM) {
        let p = camera.project(place);
        for (range, v) in box_px.iter_mut().zip([p.x, p.y]) {
            *range = [range[0].min(v), range[1].max(v)];
        }
        if place.y > subject.person.landmarks.ear_top.y {
            skull = [skull[0].min(p.x), skull[1].max(p.x)];
        }
    }
    let around = BEYOND_MM * scale;
    let [across, down] = [(box_px[0], photograph.width), (box_px[1], photograph.height)].map(|([low, high], size)| {
        let from = (low - around).max(0.0).min(size as f32) as usize;
        let to = ((high + around).max(0.0) as usize + 1).min(size);
        (from, to.saturating_sub(from).div_ceil(step))
    });
    (CellLayout { step, first: [across.0, down.0], columns: across.1, rows: down.1 }, (skull[1] - skull[0]).max(0.0))
}

/// Mean linear light of each cell.
fn mean_light(photograph: &Photograph, layout: &CellLayout) -> Vec<LinearRgb> {
    let decoding = Photograph::linear_decoding();
    let mut light = Vec::with_capacity(layout.len());
    for row in 0..layout.rows {
        for column in 0..layout.columns {
            let (mut sum, mut n) = ([0.0; 3], 0);
            let columns = layout.pixels(0, column, photograph.width);
            for y in layout.pixels(1, row, photograph.height) {
                for pixel in photograph.bytes[(y * photograph.width + columns.start) * 4..][..columns.len() * 4].chunks_exact(4) {
                    (0..3).for_each(|c| sum[c] += decoding[usize::from(pixel[c])]);
                    n += 1;
                }
            }
            let [red, green, blue] = sum.map(|v| v / n.max(1) as f32);
            light.push(LinearRgb::new(red, green, blue));
        }
    }
    light
}

#[cfg(test)]
mod tests {
    use super::super::tests::Scene;
    use super::*;

    #[test]
    fn cells_see_the_place_that_the_camera_projects_to_them() {
        for (yaw, pitch) in [(0.0, 10.0), (50.0, 30.0), (170.0, 20.0)] {
            let scene = Scene::new(300, yaw, pitch);
            let photograph = scene.paint(|_, _| LinearRgb::gray(0.5));
            let (cells, _) = scene.cells(&photograph);
            let mut seen = 0;
            for (i, cell) in cells.cells.iter().enumerate().filter(|(_, cell)| cell.is_head) {
                let [x, y] = [i % cells.layout.columns, i / cells.layout.columns];
                let p = scene.camera.project(cell.place);
                let middle =
                    |axis: usize, at: usize| (cells.layout.first[axis] + at * cells.layout.step + cells.layout.step / 2) as f32 + 0.5;
                assert!((p.x - middle(0, x)).abs() < 0.4 && (p.y - middle(1, y)).abs() < 0.4, "{p:?}");
                assert!(cell.normal.z > -0.2 && (cell.normal.length() - 1.0).abs() < 1e-4);
                seen += 1;
            }
            assert!(seen > 10_000, "{seen}");
        }
    }

    #[test]
    fn scalp_and_forehead_may_be_treated_but_not_eyes_brows_and_ears() {
        let scene = Scene::new(400, 30.0, 20.0);
        let (cells, _) = scene.cells(&scene.paint(|_, _| LinearRgb::gray(0.5)));
        let landmarks = &scene.subject.person.landmarks;
        let at = |place: Vec3, reach: f32| {
            let near = cells.cells.iter().filter(move |cell| cell.is_head && (cell.place - place).length() < reach);
            let shares: Vec<f32> = near.map(|cell| cell.scalp).collect();
            assert!(!shares.is_empty());
            (shares.iter().copied().fold(1.0, f32::min), shares.iter().copied().fold(0.0, f32::max))
        };
        assert!(at(landmarks.vertex, 20.0).0 > 0.999);
        assert!(at(landmarks.mid_frontal, 15.0).0 > 0.999);
        assert_eq!(at(landmarks.outer_canthus, 12.0).1, 0.0);
        let shares = |which: &dyn Fn(Vec3) -> bool| {
            let found: Vec<f32> = cells.cells.iter().filter(|cell| cell.is_head && which(cell.place)).map(|cell| cell.scalp).collect();
            assert!(found.len() > 50);
            found.iter().sum::<f32>() / found.len() as f32
        };
        assert_eq!(shares(&|p| (18.0..42.0).contains(&p.y) && p.z > 62.0), 0.0, "brows");
        let ear = |p: Vec3| p.z < 20.0 && p.y > -20.0 && scene.subject.person.chart.height(p) > 6.0;
        assert!(shares(&ear) < 0.05, "an ear");
        // The fringe is what stage VII leaves: above the ears, not on the vertex.
        let fringe =
            |low: f32, high: f32| cells.cells.iter().filter(move |c| c.is_head && (low..high).contains(&c.place.y) && c.region_mm > 5.0);
        assert!(fringe(118.0, 140.0).all(|cell| cell.fringe_mm < -10.0));
        assert!(fringe(38.0, 50.0).filter(|cell| cell.place.z < 0.0).all(|cell| cell.fringe_mm > 0.0));
    }
}
