//! The light: skin, hair and pigment as a camera sees them. Linear light throughout.
//!
//! In: the body's surface and what colours it. Out: [`Complexion`], the skin's colour and shine, and [`Inks`], what marks
//! and hair take.

pub mod aging;
pub mod coats;
pub mod complexion;
pub mod features;
pub mod hair;
pub mod highlight;
pub mod inks;
pub mod light_spread;
pub mod look;
pub mod matching;
pub mod overlay;
pub mod parameters;
pub mod pigment;
pub mod relief;
pub mod relief_places;
pub mod scar;
pub mod skin;
pub mod studio;
pub mod visibility;

pub use complexion::Complexion;
pub use inks::Inks;
pub use parameters::OpticsParameters;
