//! Color: linear-light RGB inside, sRGB encoding at the very end, CIELAB where people measure.

use super::math::{Vec3, atan2, pow, vec3};

/// Linear-light RGB on sRGB primaries: proportional to energy, 1 = white of the display. Also a reflectance, a transmittance or a share of
/// light per channel. It has the arithmetic of light, and cannot be added to a place:
///
/// ```compile_fail,E0277
/// use smp_visualizer::base::color::LinearRgb;
/// use smp_visualizer::base::math::Vec3;
///
/// let nonsense = Vec3::X + LinearRgb::WHITE;
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[repr(transparent)]
pub struct LinearRgb(Vec3);

impl LinearRgb {
    /// No light.
    pub const BLACK: Self = Self(Vec3::ZERO);
    /// All of it, in every channel.
    pub const WHITE: Self = Self(Vec3::ONE);

    /// Red, green and blue.
    #[inline]
    pub const fn new(red: f32, green: f32, blue: f32) -> Self {
        Self(vec3(red, green, blue))
    }

    /// The same in every channel.
    #[inline]
    pub const fn gray(light: f32) -> Self {
        Self(Vec3::splat(light))
    }

    /// So many times the light; for constants.
    #[inline]
    pub const fn times(self, factor: f32) -> Self {
        let [red, green, blue] = self.to_array();
        Self::new(red * factor, green * factor, blue * factor)
    }

    /// The channels, as numbers.
    #[inline]
    pub const fn to_array(self) -> [f32; 3] {
        self.0.to_array()
    }

    /// The channels as a vector: for what is no arithmetic of light, as SIMD lanes and matrices.
    #[inline]
    pub const fn to_vec3(self) -> Vec3 {
        self.0
    }

    /// Red.
    #[inline]
    pub const fn red(self) -> f32 {
        self.0.x
    }

    /// Green.
    #[inline]
    pub const fn green(self) -> f32 {
        self.0.y
    }

    /// Blue.
    #[inline]
    pub const fn blue(self) -> f32 {
        self.0.z
    }

    /// Each channel by a function.
    #[inline]
    pub fn map(self, f: impl Fn(f32) -> f32) -> Self {
        Self(vec3(f(self.0.x), f(self.0.y), f(self.0.z)))
    }

    /// `self` at `t` = 0, `other` at `t` = 1.
    #[inline]
    pub fn lerp(self, other: Self, t: f32) -> Self {
        Self(self.0.lerp(other.0, t))
    }

    /// The lesser of each channel.
    #[inline]
    pub fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }

    /// The greater of each channel.
    #[inline]
    pub fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    /// The least channel.
    #[inline]
    pub fn min_element(self) -> f32 {
        self.0.min_element()
    }

    /// The greatest channel.
    #[inline]
    pub fn max_element(self) -> f32 {
        self.0.max_element()
    }
}

impl From<Vec3> for LinearRgb {
    #[inline]
    fn from(v: Vec3) -> Self {
        Self(v)
    }
}

impl core::fmt::Display for LinearRgb {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.fmt(f)
    }
}

impl core::ops::Index<usize> for LinearRgb {
    type Output = f32;
    #[inline]
    fn index(&self, channel: usize) -> &f32 {
        &self.0[channel]
    }
}

impl core::ops::IndexMut<usize> for LinearRgb {
    #[inline]
    fn index_mut(&mut self, channel: usize) -> &mut f32 {
        &mut self.0[channel]
    }
}

impl core::iter::Sum for LinearRgb {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::BLACK, |sum, c| sum + c)
    }
}

/// An operator between two colors, a color and a number, and a number and a color.
macro_rules! operators {
    ($($operator:ident $method:ident $assign:ident $method_assign:ident;)*) => {$(
        impl core::ops::$operator for LinearRgb {
            type Output = Self;
            #[inline]
            fn $method(self, other: Self) -> Self {
                Self(core::ops::$operator::$method(self.0, other.0))
            }
        }
        impl core::ops::$operator<f32> for LinearRgb {
            type Output = Self;
            #[inline]
            fn $method(self, other: f32) -> Self {
                Self(core::ops::$operator::$method(self.0, other))
            }
        }
        impl core::ops::$operator<LinearRgb> for f32 {
            type Output = LinearRgb;
            #[inline]
            fn $method(self, other: LinearRgb) -> LinearRgb {
                LinearRgb(core::ops::$operator::$method(self, other.0))
            }
        }
        impl core::ops::$assign for LinearRgb {
            #[inline]
            fn $method_assign(&mut self, other: Self) {
                core::ops::$assign::$method_assign(&mut self.0, other.0);
            }
        }
        impl core::ops::$assign<f32> for LinearRgb {
            #[inline]
            fn $method_assign(&mut self, other: f32) {
                core::ops::$assign::$method_assign(&mut self.0, other);
            }
        }
    )*};
}

operators! {
    Add add AddAssign add_assign;
    Sub sub SubAssign sub_assign;
    Mul mul MulAssign mul_assign;
    Div div DivAssign div_assign;
}

/// The sRGB transfer function (IEC 61966-2-1): slope of its linear part, where that ends as light and as code, then scale, offset
/// and exponent of its power.
const LINEAR_SLOPE: f32 = 12.92;
const LINEAR_TO: f32 = 0.003_130_8;
const LINEAR_TO_CODE: f32 = 0.040_45;
const POWER_SCALE: f32 = 1.055;
const POWER_OFFSET: f32 = 0.055;
const POWER: f32 = 2.4;

/// sRGB code value 0…1 of a linear value; values outside are clamped.
pub fn encode(linear: f32) -> f32 {
    let x = linear.clamp(0.0, 1.0);
    if x <= LINEAR_TO { LINEAR_SLOPE * x } else { POWER_SCALE * pow(x, 1.0 / POWER) - POWER_OFFSET }
}

/// Linear value of an sRGB code value 0…1.
pub fn decode(code: f32) -> f32 {
    if code <= LINEAR_TO_CODE { code / LINEAR_SLOPE } else { pow((code + POWER_OFFSET) / POWER_SCALE, POWER) }
}

/// Luminance of the sRGB primaries (Rec. 709).
const LUMINANCE: Vec3 = vec3(0.2126, 0.7152, 0.0722);
/// Rows of the matrix from linear sRGB to CIE XYZ under D65 (Lindbloom), and X and Z of its white.
const TO_X: Vec3 = vec3(0.412_456, 0.357_576, 0.180_437);
const TO_Y: Vec3 = vec3(0.212_673, 0.715_152, 0.072_175);
const TO_Z: Vec3 = vec3(0.019_334, 0.119_192, 0.950_304);
const WHITE_X: f32 = 0.950_47;
const WHITE_Z: f32 = 1.088_83;
/// CIE 1976: below this share of white the cube root is a straight line of this slope and offset.
const LAB_LINEAR_TO: f32 = 0.008_856;
const LAB_SLOPE: f32 = 7.787;
const LAB_OFFSET: f32 = 16.0 / 116.0;
/// CIE 1976: scale and offset of L*, scales of a* and b*.
const L_SCALE: f32 = 116.0;
const L_OFFSET: f32 = 16.0;
const A_SCALE: f32 = 500.0;
const B_SCALE: f32 = 200.0;
/// Individual typology angle (Chardon 1991): arc tangent of (L* − this) over b*.
const ITA_L: f32 = 50.0;

/// Luminance Y of a linear color, 0…1.
pub fn luminance(c: LinearRgb) -> f32 {
    c.0.dot(LUMINANCE)
}

/// CIELAB (L*, a*, b*) under D65.
pub fn lab(c: LinearRgb) -> Vec3 {
    let x = c.0.dot(TO_X) / WHITE_X;
    let y = c.0.dot(TO_Y);
    let z = c.0.dot(TO_Z) / WHITE_Z;
    let f = |t: f32| if t > LAB_LINEAR_TO { pow(t, 1.0 / 3.0) } else { LAB_SLOPE * t + LAB_OFFSET };
    let (fx, fy, fz) = (f(x), f(y), f(z));
    vec3(L_SCALE * fy - L_OFFSET, A_SCALE * (fx - fy), B_SCALE * (fy - fz))
}

/// Individual typology angle of a color in degrees: above 55 very light skin, below −30 dark skin.
pub fn ita_deg(c: LinearRgb) -> f32 {
    let lab = lab(c);
    atan2(lab.x - ITA_L, lab.z).to_degrees()
}
