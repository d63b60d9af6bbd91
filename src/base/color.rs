//! Colour: linear light inside, sRGB bytes at the very end, CIELAB where people measure.

use super::math::{Vec3, atan2, pow, vec3};

/// Linear-light RGB on sRGB primaries: proportional to energy, 1 = white of the display.
pub type LinearRgb = Vec3;

/// sRGB code value 0…1 of a linear value; values outside are clamped.
pub fn encode(linear: f32) -> f32 {
    let x = linear.clamp(0.0, 1.0);
    if x <= 0.003_130_8 { 12.92 * x } else { 1.055 * pow(x, 1.0 / 2.4) - 0.055 }
}

/// Linear value of an sRGB code value 0…1.
pub fn decode(code: f32) -> f32 {
    if code <= 0.040_45 { code / 12.92 } else { pow((code + 0.055) / 1.055, 2.4) }
}

/// Luminance Y of a linear colour, 0…1.
pub fn luminance(c: LinearRgb) -> f32 {
    c.dot(vec3(0.2126, 0.7152, 0.0722))
}

/// CIELAB (L*, a*, b*) under D65.
pub fn lab(c: LinearRgb) -> Vec3 {
    let x = c.dot(vec3(0.412_456, 0.357_576, 0.180_437)) / 0.950_47;
    let y = c.dot(vec3(0.212_673, 0.715_152, 0.072_175));
    let z = c.dot(vec3(0.019_334, 0.119_192, 0.950_304)) / 1.088_83;
    let f = |t: f32| if t > 0.008_856 { pow(t, 1.0 / 3.0) } else { 7.787 * t + 16.0 / 116.0 };
    let (fx, fy, fz) = (f(x), f(y), f(z));
    vec3(116.0 * fy - 16.0, 500.0 * (fx - fy), 200.0 * (fy - fz))
}

/// Individual typology angle of a colour in degrees: above 55 very light skin, below −30 dark skin.
pub fn ita_deg(c: LinearRgb) -> f32 {
    let lab = lab(c);
    atan2(lab.x - 50.0, lab.z).to_degrees()
}
