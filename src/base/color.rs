//! Color: linear-light RGB inside, sRGB encoding at the very end, CIELAB where people measure.

use super::math::{Vec3, atan2, pow, vec3};

/// Linear-light RGB on sRGB primaries: proportional to energy, 1 = white of the display.
pub type LinearRgb = Vec3;

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
    c.dot(LUMINANCE)
}

/// CIELAB (L*, a*, b*) under D65.
pub fn lab(c: LinearRgb) -> Vec3 {
    let x = c.dot(TO_X) / WHITE_X;
    let y = c.dot(TO_Y);
    let z = c.dot(TO_Z) / WHITE_Z;
    let f = |t: f32| if t > LAB_LINEAR_TO { pow(t, 1.0 / 3.0) } else { LAB_SLOPE * t + LAB_OFFSET };
    let (fx, fy, fz) = (f(x), f(y), f(z));
    vec3(L_SCALE * fy - L_OFFSET, A_SCALE * (fx - fy), B_SCALE * (fy - fz))
}

/// Individual typology angle of a color in degrees: above 55 very light skin, below −30 dark skin.
pub fn ita_deg(c: LinearRgb) -> f32 {
    let lab = lab(c);
    atan2(lab.x - ITA_L, lab.z).to_degrees()
}
