//! The measures of a body: one set for each build, read by the parts that are made to them.

use super::Build;
use super::form::ear::Ear;
use super::form::eye::Eye;
use super::form::face::Face;
use super::form::mouth::Mouth;
use super::form::neck::Neck;
use super::form::nose::Nose;
use super::form::touch::Touch;
use super::hair::face_hair::Growth;
use super::survey::Spans;

/// All that differs between one build and another below the braincase.
pub(in crate::head) struct Measures {
    pub(in crate::head) face: Face,
    pub(in crate::head) eye: Eye,
    pub(in crate::head) nose: Nose,
    pub(in crate::head) mouth: Mouth,
    pub(in crate::head) ear: Ear,
    pub(in crate::head) neck: Neck,
    pub(in crate::head) touch: Touch,
    pub(in crate::head) growth: Growth,
    pub(in crate::head) spans: Spans,
}

static MAN: Measures = Measures {
    face: Face::MAN,
    eye: Eye::MAN,
    nose: Nose::MAN,
    mouth: Mouth::MAN,
    ear: Ear::MAN,
    neck: Neck::MAN,
    touch: Touch::MAN,
    growth: Growth::MAN,
    spans: Spans::MAN,
};

static WOMAN: Measures = Measures {
    face: Face::WOMAN,
    eye: Eye::WOMAN,
    nose: Nose::WOMAN,
    mouth: Mouth::WOMAN,
    ear: Ear::WOMAN,
    neck: Neck::WOMAN,
    touch: Touch::WOMAN,
    growth: Growth::WOMAN,
    spans: Spans::WOMAN,
};

impl Measures {
    /// The measures of a build.
    pub(in crate::head) fn of(build: Build) -> &'static Measures {
        match build {
            Build::Masculine => &MAN,
            Build::Feminine => &WOMAN,
        }
    }
}
