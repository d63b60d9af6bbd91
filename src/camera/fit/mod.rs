//! The fit: camera and head shape of a photograph from a few dragged points and the skull's outline (bundle adjustment of one view with
//! priors, by Levenberg–Marquardt).
//!
//! In: handles on named places of the face, pins on the outline, the view's name. Out: a [`Pose`](super::Pose) and how well it fits, or
//! what is wrong with the handles. All in double precision by + − × ÷ √ alone, so that it has the same bits everywhere. A head seen in a
//! mirror is fitted by the mirrored camera, bit for bit.

pub mod code;
mod handles;
mod lens;
mod linear;
mod model;
mod outline;
mod priors;
mod refine;
mod request;
mod shape_information;
mod snap;
mod solve;
mod views;

pub use handles::nominal_handles;
pub use lens::Lens;
pub use outline::outline;
pub use request::{Fit, FitProblem, FitRequest, HandleKind, PlacedHandle, ViewName};
pub use shape_information::ShapeInformation;
pub use snap::snap_outline;
pub use solve::{fit, handles_of};
