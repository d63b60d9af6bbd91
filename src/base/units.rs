//! Units: how many of one make another.

/// Square millimeters in a square centimeter.
pub const MM2_PER_CM2: f32 = 100.0;
/// Square centimeters in a square millimeter.
pub const CM2_PER_MM2: f32 = 0.01;
