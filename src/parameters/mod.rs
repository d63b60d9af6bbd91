//! The parameter table: every number a visitor may set.
//!
//! Ranges, defaults and units exist here; where a stage must know the end of a range, a law holds the two equal. The page's sliders, the element's attributes, the
//! address keys, the command line's flags and the table of docs/element.md are all made from [`TABLE`].
//! Values are checked once, by [`Settings`]; past it nothing can fail.

mod error;
mod parameter;
mod rule;
mod settings;
mod table;

pub use error::ParameterError;
pub(crate) use parameter::Bounds;
pub use parameter::{Parameter, ParameterKind, Stage};
pub(crate) use rule::Rule;
pub use settings::Settings;
pub use table::{Id, TABLE, VIEWS};
