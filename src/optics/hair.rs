//! Colour of hair as drawn: how much of the skin's light a shaft takes away.

use crate::base::color::LinearRgb;
use crate::base::math::vec3;

/// Share of light a fully pigmented dark-brown shaft keeps back (found by trial against shaved heads: cooler than the
/// hair's own brown, because cut ends and roots under the skin read as grey).
pub const ABSORPTANCE: LinearRgb = vec3(0.905, 0.895, 0.875);

/// A cut hair goes on under the skin and shows through it as a soft mark at its root: radius, mm, and the share of a
/// shaft's darkness it has (found by trial; without it a shaved head looks too clean to be one).
pub const ROOT_RADIUS_MM: f32 = 0.13;
/// See [`ROOT_RADIUS_MM`].
pub const ROOT_SHARE: f32 = 0.8;
