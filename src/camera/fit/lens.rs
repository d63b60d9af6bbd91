//! What is known of a photograph's lens before a fit: the intrinsics of its camera.

use super::request::{FitRequest, PlacedHandle, ViewName};
use super::shape_information::ShapeInformation;

/// Principal point, and focal length if the file names it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lens {
    /// Where the camera's axis meets the picture, px: the middle, unless it is cut out of a larger one.
    pub principal: [f64; 2],
    /// Focal length that the file names, px.
    pub focal_px: Option<f64>,
}

impl Lens {
    /// A lens whose axis meets the picture there, px, with the focal length that the file names, px; nonsense is not known.
    pub fn new(principal: [f64; 2], focal: Option<f64>) -> Self {
        Self { principal, focal_px: focal.filter(|px| px.is_finite() && *px > 0.0) }
    }

    /// The fit of a picture that it took, of a width and height, px, of a person of whom something is known.
    pub fn request(
        self,
        view: ViewName,
        handles: Vec<PlacedHandle>,
        outline: Vec<[f64; 2]>,
        known: ShapeInformation,
        size: [usize; 2],
    ) -> FitRequest {
        FitRequest { view, handles, outline, principal: self.principal, focal_px: self.focal_px, known, size }
    }
}
