//! Builds: one set of numbers for each adult body, from which the parts are made.

mod man;
mod measures;
pub(super) mod skull;
mod woman;

use crate::base::choice::choices;
pub(super) use measures::{FaceHairMeasures, Measures};

use man::MAN;
use woman::WOMAN;

choices! {
    /// Which adult body: two sets of measures for one mechanism.
    pub enum Build {
        /// A man of about forty, 50th percentile.
        #[default]
        Masculine = "masculine",
        /// A woman of about thirty, 50th percentile.
        Feminine = "feminine",
    }
}

impl Measures {
    /// The measures of a build.
    pub(in crate::head) fn of(build: Build) -> &'static Measures {
        match build {
            Build::Masculine => &MAN,
            Build::Feminine => &WOMAN,
        }
    }
}
