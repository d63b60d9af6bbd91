//! The treatment stage: hairline, treated area, dots.
//!
//! In: [`Scalp`](crate::scalp::Scalp). Out: [`Dot`]s.

pub mod area;
pub mod dot;
mod curve;
pub mod hairline;
mod variation;
pub mod parameters;
pub mod parts;
pub mod placement;
pub mod shape;
pub mod sites;
pub mod zone;

pub use area::{Plan, PlanBasis};
pub use dot::Dot;
pub use parameters::{Handles, TreatmentParameters};
pub use parts::ScalpPart;
pub use placement::place_dots;
pub use shape::HairlineShape;
pub use sites::{SiteScars, Sites};
pub use variation::{SECOND_TOUCH_DIRECTIONS, second_touch_mm};
pub use zone::Zone;
