//! What a fit is asked, and what it answers.

use super::shape_information::ShapeInformation;
use crate::camera::pose::Pose;

/// How the head of a photograph is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewName {
    /// From ahead, a little bowed.
    Front,
    /// Between front and the person's left side.
    ThreeQuarterLeft,
    /// Between front and the person's right side.
    ThreeQuarterRight,
    /// The person's left side.
    Left,
    /// The person's right side.
    Right,
    /// From ahead, deeply bowed.
    Bowed,
    /// From above.
    Top,
    /// From behind and above.
    Crown,
    /// From behind.
    Back,
}

impl ViewName {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Front,
        Self::ThreeQuarterLeft,
        Self::ThreeQuarterRight,
        Self::Left,
        Self::Right,
        Self::Bowed,
        Self::Top,
        Self::Crown,
        Self::Back,
    ];
}

/// A named place of the face; left and right are the person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandleKind {
    /// Outer corner of the left eye.
    OuterCanthusLeft,
    /// Outer corner of the right eye.
    OuterCanthusRight,
    /// Foremost point of the nose.
    Pronasale,
    /// Lowest point of the chin.
    Menton,
    /// Top of the left ear.
    EarTopLeft,
    /// Top of the right ear.
    EarTopRight,
}

impl HandleKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::OuterCanthusLeft, Self::OuterCanthusRight, Self::Pronasale, Self::Menton, Self::EarTopLeft, Self::EarTopRight];

    /// The same place on the other side of the face.
    pub fn mirrored(self) -> Self {
        match self {
            Self::OuterCanthusLeft => Self::OuterCanthusRight,
            Self::OuterCanthusRight => Self::OuterCanthusLeft,
            Self::EarTopLeft => Self::EarTopRight,
            Self::EarTopRight => Self::EarTopLeft,
            Self::Pronasale | Self::Menton => self,
        }
    }
}

/// A named place as a hand put it onto a photograph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedHandle {
    /// Which place.
    pub kind: HandleKind,
    /// Right from the picture's left edge, px.
    pub x: f64,
    /// Down from its top edge, px.
    pub y: f64,
}

/// What a fit is made from; places are px from the picture's top left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct FitRequest {
    /// How the head is seen.
    pub view: ViewName,
    /// Places of the face.
    pub handles: Vec<PlacedHandle>,
    /// Places of the skull's outline.
    pub outline: Vec<[f64; 2]>,
    /// Where the camera's axis meets the picture, px: the middle, unless it is cut out of a larger one.
    pub principal: [f64; 2],
    /// Focal length that the file names, px.
    pub focal_px: Option<f64>,
    /// What other photographs of this person tell of the head's shape.
    pub known: ShapeInformation,
    /// Width and height, px.
    pub size: [usize; 2],
}

impl FitRequest {
    /// The same with places counted from where the camera's axis meets the picture, so that left and right are mirror images; pins outside
    /// the picture are left out.
    pub(super) fn centered(&self) -> Self {
        let [width, height] = self.size.map(|v| v as f64);
        let [x, y] = self.principal;
        let inside = |p: &&[f64; 2]| p[0] >= 0.0 && p[1] >= 0.0 && p[0] <= width && p[1] <= height;
        Self {
            handles: self.handles.iter().map(|h| PlacedHandle { x: h.x - x, y: h.y - y, ..*h }).collect(),
            outline: self.outline.iter().filter(inside).map(|p| [p[0] - x, p[1] - y]).collect(),
            principal: [0.0; 2],
            ..*self
        }
    }
}

/// A camera and a head that explain a photograph.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The camera, with the head's shape.
    pub pose: Pose,
    /// How far the handles lie from the places they name, root of the mean square, mm.
    pub landmark_rms_mm: f64,
    /// How far the pins lie from the outline, root of the mean square, mm; 0 without any.
    pub outline_rms_mm: f64,
    /// Whether a measure of the head is so unusual that the picture seems stretched, or a handle misplaced.
    pub stretched: bool,
    /// Places of the outline that the fit is made from: the pins, and what was found in the picture.
    pub outline: Vec<[f64; 2]>,
    /// What this photograph tells of the head's shape, for the next one.
    pub shape: ShapeInformation,
    /// Cost of the fit: sum of squared deviations, each in its standard deviations.
    pub cost: f64,
}

/// What is wrong with the handles of a photograph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FitProblem {
    /// There are too few for this view, or one place is named twice.
    TooFewHandles,
    /// One lies outside the picture, or nowhere.
    OutsidePicture(HandleKind),
    /// Two lie in one place.
    Coincident(HandleKind, HandleKind),
    /// All lie on one line.
    Collinear,
    /// Exchanging two, or left and right, would make them a face.
    Swapped,
    /// No head that a camera could see has these places.
    Implausible,
}
