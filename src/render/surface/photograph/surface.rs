//! What a photograph has beside its light, all of it together.

use core::ops::Range;

use super::blur;
use super::geometry::{PhotographCells, PhotographSubject};
use super::mask::{self, FreeSkin};
use super::pixels::Photograph;
use super::specular;
use crate::camera::Camera;
use crate::render::surface::raster::BinnedMesh;
use crate::render::surface::shade::LightBuffer;

/// Samples that a photograph counts as.
const SAMPLES: u32 = 4;

/// What a photograph has beside its light.
#[derive(Debug, Default)]
pub struct PhotographSurface {
    /// How much of each pixel is skin that marks may darken, [`ALL_SKIN`] for all.
    pub share: Vec<u8>,
    /// Columns of each row with any.
    pub columns: Vec<Range<usize>>,
    /// Standard deviation of its blur, px.
    pub blur_px: f32,
    /// Slope of the camera's tone curve in ln light, relative to sRGB: darkening by a share s shows as sⁿ.
    pub slope: f32,
}

impl PhotographSurface {
    /// Fills `light` and `depth` from a photograph of a head whose mesh vertices fall on `binned` pixels.
    pub fn new(
        photograph: &Photograph,
        subject: PhotographSubject<'_>,
        camera: &Camera,
        binned: &BinnedMesh,
        depth: &mut Vec<u16>,
        light: &mut LightBuffer,
    ) -> Self {
        let (width, height) = (photograph.width, photograph.height);
        depth.clear();
        depth.resize(width * height, u16::MAX);
        light.reset(width * height);
        light.samples = SAMPLES;
        let cells = PhotographCells::new(photograph, subject, camera, binned, depth);
        specular::fill_light(photograph, &cells, &specular::specular(&cells), light);
        let share = mask::share(photograph, &cells, &FreeSkin { beside_stubble: None });
        light.hits.iter_mut().zip(&share).for_each(|(hits, &share)| *hits = if share > 0 { SAMPLES as u8 } else { 0 });
        let columns = share.chunks_exact(width).map(columns_with_skin).collect();
        let blur_px = blur::drawn_blur(blur::measured_blur(photograph, &cells));
        Self { share, columns, blur_px, slope: 1.0 }
    }
}

/// The least run of columns that holds all skin of a row.
fn columns_with_skin(row: &[u8]) -> Range<usize> {
    let is_skin = |share: &u8| *share > 0;
    row.iter().position(is_skin).map_or(0..0, |first| first..row.iter().rposition(is_skin).map_or(first, |last| last + 1))
}
