//! The light: reflectance and absorptance of skin, hair and pigment as a camera sees them. Linear light throughout.
//!
//! In: the body's surface and what colors it. Out: [`Complexion`], the skin's color and shine, and [`Inks`], what marks
//! and hair take.

pub mod aging;
pub mod materials;
pub mod complexion;
pub mod features;
pub mod hair;
pub mod highlight;
pub mod inks;
pub mod laser;
pub mod light_scene;
pub mod light_spread;
pub mod lighting;
pub mod surface_change;
pub mod matching;
pub mod overlay;
pub mod parameters;
pub mod pigment;
pub mod relief;
pub mod relief_places;
pub mod rooms;
pub mod scar;
pub mod scarred_skin;
pub mod shaving;
pub mod skin;
pub mod studio;
pub mod visibility;

pub use complexion::Complexion;
pub use inks::Inks;
pub use light_scene::{LightName, SceneLights};
pub use lighting::Lighting;
pub use parameters::OpticsParameters;
