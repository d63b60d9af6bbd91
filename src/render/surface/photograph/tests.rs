//! Synthetic photographs of our own head for the tests of what is learned from one.

use std::sync::OnceLock;

use super::geometry::{PhotographCell, PhotographCells, PhotographSubject};
use super::pixels::Photograph;
use super::response::code_value;
use crate::base::color::LinearRgb;
use crate::base::fixed::unorm8_round;
use crate::camera::{Camera, CameraParameters};
use crate::head::Head;
use crate::render::surface::raster::BinnedMesh;
use crate::scalp::Person;

/// A head before a camera.
pub(super) struct Scene {
    pub(super) subject: PhotographSubject<'static>,
    pub(super) camera: Camera,
    pub(super) binned: BinnedMesh,
}

impl Scene {
    /// Our own head, `side` px wide and high, from a yaw and a pitch in degrees.
    pub(super) fn new(side: usize, yaw_deg: f32, pitch_deg: f32) -> Self {
        static SUBJECT: OnceLock<(Head, Person)> = OnceLock::new();
        let (head, person) = SUBJECT.get_or_init(|| {
            let head = Head::default();
            let person = Person::new(&head, 1);
            (head, person)
        });
        let camera = Camera::new(&CameraParameters { yaw_deg, pitch_deg, zoom: 1.0 }, side, side);
        let mut binned = BinnedMesh::default();
        let places: Vec<_> = head.mesh.positions.iter().map(|&place| camera.project(place)).collect();
        binned.bin(&head.mesh, &places, &camera, 0.0, 0.0);
        Self { subject: PhotographSubject { head, person }, camera, binned }
    }

    /// What its cells see of a photograph, and depth.
    pub(super) fn cells(&self, photograph: &Photograph) -> (PhotographCells, Vec<u16>) {
        let mut depth = vec![u16::MAX; photograph.width * photograph.height];
        let cells = PhotographCells::new(photograph, self.subject, &self.camera, &self.binned, &mut depth);
        (cells, depth)
    }

    /// A photograph of it: linear light by what a cell sees, given the pixel.
    pub(super) fn paint(&self, light: impl Fn(&PhotographCell, [usize; 2]) -> LinearRgb) -> Photograph {
        let (width, height) = (self.camera.width, self.camera.height);
        let blank = Photograph::new(vec![0; width * height * 4], width, height).unwrap();
        let cells = self.cells(&blank).0;
        let outside = PhotographCell::default();
        let bytes: Vec<u8> = (0..width * height)
            .flat_map(|i| {
                let (x, y) = (i % width, i / width);
                let cell = cells.layout.cell_of(x, y).map_or(&outside, |at| &cells.cells[at]);
                let [red, green, blue] = light(cell, [x, y]).to_array().map(|v| unorm8_round(code_value(v.clamp(0.0, 1.0))));
                [red, green, blue, 255]
            })
            .collect();
        Photograph::new(bytes, width, height).unwrap()
    }
}

/// Light of bare skin under a soft lamp from above and ahead, as a share of what it gets at most.
pub(super) fn shading(cell: &PhotographCell) -> f32 {
    (0.35 + 0.45 * cell.normal.z + 0.25 * cell.normal.y).max(0.08)
}
