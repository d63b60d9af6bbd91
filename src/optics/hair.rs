//! Colour of hair as drawn: how much of the skin's light a shaft takes away.

use crate::base::color::LinearRgb;
use crate::base::math::vec3;

/// Share of light a fully pigmented dark-brown shaft keeps back (found by trial against shaved heads: cooler than the
/// hair's own brown, because cut ends and roots under the skin read as grey).
pub const ABSORPTANCE: LinearRgb = vec3(0.905, 0.895, 0.875);
