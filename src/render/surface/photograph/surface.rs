//! What a photograph has beside its light, all of it together.

use core::ops::Range;

use super::blur;
use super::checks::PhotographChecks;
use super::geometry::{PhotographCells, PhotographSubject};
use super::hair::ExistingHair;
use super::mask::{self, BrushStroke, GrownHair};
use super::pixels::Photograph;
use super::specular;
use super::stubble::OwnStubble;
use super::texture::ScalpTexture;
use crate::camera::Camera;
use crate::render::surface::raster::BinnedMesh;
use crate::render::surface::shade::LightBuffer;

/// Samples that a photograph counts as.
const SAMPLES: u32 = 4;

/// What a photograph has beside its light.
#[derive(Debug, Default)]
pub struct PhotographSurface {
    /// How much of each pixel is skin that marks may darken, [`ALL_SKIN`](super::pixels::ALL_SKIN) for all.
    pub share: Vec<u8>,
    /// Columns of each row with any.
    pub columns: Vec<Range<usize>>,
    /// Standard deviation of its blur, px.
    pub blur_px: f32,
    /// Slope of the camera's tone curve in ln light, relative to sRGB: darkening by a share s shows as sⁿ.
    pub slope: f32,
    /// How dark the person's own stubble is, times our default stubble in ln light as this slope shows it; none where there is none, or
    /// it cannot be told.
    pub stubble: Option<f32>,
    /// What the photograph is good for.
    pub checks: PhotographChecks,
    /// The share before any stroke of the brush.
    found: Vec<u8>,
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
        let pixels = photograph.width * photograph.height;
        depth.clear();
        depth.resize(pixels, u16::MAX);
        light.reset(pixels);
        light.samples = SAMPLES;
        let cells = PhotographCells::new(photograph, subject, camera, binned, depth);
        light.hits.iter_mut().zip(&*depth).for_each(|(hits, &code)| *hits = if code == u16::MAX { 0 } else { SAMPLES as u8 });
        let specular = specular::specular(&cells);
        specular::fill_light(photograph, &cells, &specular, light);
        let texture = ScalpTexture::new(photograph, &cells);
        let own = OwnStubble::new(&cells, &specular);
        let beside = own.as_ref().map(OwnStubble::free);
        let grown = GrownHair { beside_stubble: beside.as_deref(), hair: &ExistingHair::new(&cells, &texture) };
        let found = mask::share(photograph, &cells, &grown);
        let measured = blur::measured_blur(photograph, &cells);
        let slope = own.as_ref().map_or(1.0, OwnStubble::slope);
        let mut surface = Self {
            share: Vec::new(),
            columns: Vec::new(),
            blur_px: blur::drawn_blur(measured),
            slope,
            stubble: own.map(|own| own.strength / slope),
            checks: PhotographChecks::new(&cells, &texture, measured),
            found,
        };
        surface.brush(&[], depth, photograph.width);
        surface
    }

    /// Applies all strokes of the brush, in order, to the share that was found; `depth` is the head's in a photograph of a `width`, px.
    pub fn brush(&mut self, strokes: &[BrushStroke], depth: &[u16], width: usize) {
        self.share.clone_from(&self.found);
        mask::brush(strokes, depth, width, &mut self.share);
        self.columns.clear();
        self.columns.extend(self.share.chunks_exact(width.max(1)).map(columns_with_skin));
    }
}

/// The least run of columns that holds all skin of a row.
fn columns_with_skin(row: &[u8]) -> Range<usize> {
    let is_skin = |share: &u8| *share > 0;
    row.iter().position(is_skin).map_or(0..0, |first| first..row.iter().rposition(is_skin).map_or(first, |last| last + 1))
}
