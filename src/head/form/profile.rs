//! The curves that shape a form, as functions and as constants of a part: bump, ramp, and what varies over a ramp.

use crate::base::math::{lerp, smoothstep};

/// Square of the distance at which a [`bump`] ends, in standard deviations, and one over it (choice: near the Gaussian).
const SUPPORT_SQUARED: f32 = 8.0;
pub(in crate::head) const PER_SUPPORT_SQUARED: f32 = 0.125;

/// Bell of height 1 and about standard deviation `sigma` that ends at 2.83 `sigma`.
///
/// Unlike the Gaussian it needs no exponential and has bounded support.
#[inline]
pub(in crate::head) fn bump(x: f32, sigma: f32) -> f32 {
    let rest = (1.0 - x * x / (SUPPORT_SQUARED * sigma * sigma)).max(0.0);
    let square = rest * rest;
    square * square
}

/// Round bell over an ellipse with standard deviations `sigma_x` and `sigma_y`.
#[inline(never)]
pub(in crate::head) fn bump2(x: f32, y: f32, sigma_x: f32, sigma_y: f32) -> f32 {
    let (x, y) = (x / sigma_x, y / sigma_y);
    let rest = (1.0 - (x * x + y * y) * PER_SUPPORT_SQUARED).max(0.0);
    let square = rest * rest;
    square * square
}

/// A [`bump`] as a constant of a part: its middle and standard deviation, in the unit of what it is taken at (mm mostly).
#[derive(Clone, Copy)]
pub(in crate::head) struct Bump(pub(in crate::head) f32, pub(in crate::head) f32);

impl Bump {
    #[inline]
    pub(in crate::head) fn at(self, x: f32) -> f32 {
        bump(x - self.0, self.1)
    }
}

/// A [`bump2`] as a constant of a part: its middle and standard deviations in two coordinates, mm.
#[derive(Clone, Copy)]
pub(in crate::head) struct Bump2(pub(in crate::head) [f32; 2], pub(in crate::head) [f32; 2]);

impl Bump2 {
    #[inline]
    pub(in crate::head) fn at(self, x: f32, y: f32) -> f32 {
        let Bump2([middle_x, middle_y], [sigma_x, sigma_y]) = self;
        bump2(x - middle_x, y - middle_y, sigma_x, sigma_y)
    }
}

/// A smoothstep as a constant of a part: 0 up to the first number, 1 from the second on, a cubic ease between; the first may be
/// the greater.
#[derive(Clone, Copy)]
pub(in crate::head) struct Ramp(pub(in crate::head) f32, pub(in crate::head) f32);

impl Ramp {
    #[inline]
    pub(in crate::head) fn at(self, x: f32) -> f32 {
        smoothstep(self.0, self.1, x)
    }
}

/// A measure that goes from the first number to the second over a [`Ramp`].
#[derive(Clone, Copy)]
pub(in crate::head) struct Varying(pub(in crate::head) f32, pub(in crate::head) f32, pub(in crate::head) Ramp);

impl Varying {
    #[inline]
    pub(in crate::head) fn at(self, x: f32) -> f32 {
        lerp(self.0, self.1, self.2.at(x))
    }
}
