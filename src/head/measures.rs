//! The measures of a body: one set for each build, read by the parts that are made to them.

use super::Build;
use super::ear::Ear;
use super::eye::Eye;
use super::face::Face;
use super::face_hair::Growth;
use super::mouth::Mouth;
use super::neck::Neck;
use super::nose::Nose;
use super::survey::Spans;
use super::touch::Touch;

/// All that differs between one build and another below the braincase.
pub(super) struct Measures {
    pub(super) face: Face,
    pub(super) eye: Eye,
    pub(super) nose: Nose,
    pub(super) mouth: Mouth,
    pub(super) ear: Ear,
    pub(super) neck: Neck,
    pub(super) touch: Touch,
    pub(super) growth: Growth,
    pub(super) spans: Spans,
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
    pub(super) fn of(build: Build) -> &'static Measures {
        match build {
            Build::Masculine => &MAN,
            Build::Feminine => &WOMAN,
        }
    }
}
