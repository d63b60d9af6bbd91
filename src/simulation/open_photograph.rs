//! An open photograph: its pixels, the camera that was fitted to them, and which settings it overrides.

use crate::camera::fit::{Lens, ShapeInformation, ViewName};
use crate::camera::{Camera, Pose};
use crate::parameters::{Id, Rule, Settings};
use crate::render::{BrushStroke, Photograph};
use crate::scalp::groom::STUBBLE_MM;

/// A camera that was fitted to a photograph.
pub(super) struct FittedCamera {
    /// How it was said to be seen.
    pub(super) view: ViewName,
    pub(super) pose: Pose,
    /// The same in the precision of pictures.
    pub(super) camera: Camera,
}

/// An open photograph.
pub(super) struct OpenPhotograph {
    pub(super) pixels: Photograph,
    /// What is known of its lens.
    pub(super) lens: Lens,
    /// What other photographs of this person tell of the head's shape.
    pub(super) known: ShapeInformation,
    /// What the picture shows.
    pub(super) fitted: Option<FittedCamera>,
    /// What was fitted last while handles move: where the next fit begins.
    pub(super) drag: Option<(ViewName, Pose)>,
    /// Whether the stubble that the settings leave is added to it.
    pub(super) adds_stubble: bool,
    /// What a hand took from the skin that marks may darken, or gave back to it, in order; and their version.
    pub(super) strokes: (Vec<BrushStroke>, u32),
}

impl OpenPhotograph {
    pub(super) fn new(pixels: Photograph, lens: Lens) -> Self {
        Self { pixels, lens, known: ShapeInformation::default(), fitted: None, drag: None, adds_stubble: false, strokes: (Vec::new(), 0) }
    }

    /// The open photograph. Always none in a build without them, so that the compiler leaves out all that follows from one.
    #[inline(always)]
    pub(super) fn if_built(open: Option<&Self>) -> Option<&Self> {
        if cfg!(feature = "photograph") { open } else { None }
    }

    /// Width and height, px.
    pub(super) fn size(&self) -> [usize; 2] {
        [self.pixels.width, self.pixels.height]
    }

    pub(super) fn set_pose(&mut self, view: ViewName, pose: Pose) {
        self.fitted = Some(FittedCamera { view, pose, camera: Camera::from_pose(&pose, self.pixels.width, self.pixels.height) });
    }
}

/// Settings that a photograph decides or cannot follow: its light is its own, hair that is added to it is stubble, and hair that it shows does
/// not leave later.
pub(super) fn override_by_photograph(settings: &mut Settings, adds_stubble: bool) {
    if !adds_stubble {
        for id in [Id::LaterNorwood, Id::LaterLudwig, Id::LaterExtent] {
            // A default is always allowed.
            settings.put_at(id as usize, Rule::by(id).bounds.default);
        }
    }
    let longest = settings.get(Id::HairLength).min(f64::from(STUBBLE_MM));
    // Defaults, and the parameter's own value or less: always allowed.
    settings.put_at(Id::Light as usize, 0.0);
    settings.put_at(Id::HairLength as usize, longest);
}
