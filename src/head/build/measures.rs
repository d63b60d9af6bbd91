//! What the numbers of a body are: one entry for each of its parts.

use crate::head::form::{deform::Deformation, ear::Ear, eye::Eye, face::Face, mouth::Mouth, neck::Neck, nose::Nose};

/// All that differs between one build and another below the braincase.
pub(in crate::head) struct Measures {
    pub(in crate::head) face: Face,
    pub(in crate::head) eye: Eye,
    pub(in crate::head) nose: Nose,
    pub(in crate::head) mouth: Mouth,
    pub(in crate::head) ear: Ear,
    pub(in crate::head) neck: Neck,
    pub(in crate::head) deformation: Deformation,
    pub(in crate::head) face_hair: FaceHairMeasures,
    pub(in crate::head) skin_distances: SkinDistances,
}

/// Skin distances that place the hair, mm (Garg’s construction by tape; Unger’s for nape and whorl).
pub(in crate::head) struct SkinDistances {
    pub(in crate::head) hairline_above_glabella: f32,
    pub(in crate::head) beside_glabella: f32,
    pub(in crate::head) corner_above_middle: f32,
    pub(in crate::head) peak_below_corner: f32,
    /// How far beside the outer canthus the temple's tip lies in front view, instead of its distance from the corner.
    pub(in crate::head) peak_beside_canthus: Option<f32>,
    pub(in crate::head) whorl_behind_glabella: f32,
    /// Height of the lower end of the hair at the back, mm.
    pub(in crate::head) nape: f32,
}

/// Brow and lashes of one side of a face.
pub(in crate::head) struct FaceHairMeasures {
    /// Hairs tried for the brow, upper and lower lashes.
    pub(in crate::head) brow_hairs: u32,
    pub(in crate::head) upper_lashes: u32,
    pub(in crate::head) lower_lashes: u32,
    /// Brow from head to tail (x), mm.
    pub(in crate::head) brow: [f32; 2],
    /// Height of its peak, and how far head and tail lie below, mm.
    pub(in crate::head) arch: [f32; 3],
    /// Where along the brow its peak lies, 0–1.
    pub(in crate::head) peak: f32,
    /// Half its width at the head and behind it, mm.
    pub(in crate::head) half_width: [f32; 2],
    /// Where to look for its skin at the midline (z), mm.
    pub(in crate::head) front: f32,
    /// Length of upper and lower lashes, mm.
    pub(in crate::head) lashes: [f32; 2],
    /// How far upper lashes turn up, as a slope.
    pub(in crate::head) lift: f32,
    /// Diameter of upper lashes, mm, and how dark the line of their roots is, as a share.
    pub(in crate::head) lash_width: f32,
    pub(in crate::head) liner: f32,
    /// Diameters of brow hairs, mm, and their length as a share.
    pub(in crate::head) brow_width: [f32; 2],
    pub(in crate::head) brow_length: f32,
}
