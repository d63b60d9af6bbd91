//! Dots: one needle mark each.

/// Densest treatment, dots/cm².
pub const MOST_DOTS_PER_CM2: f32 = 300.0;
/// Least distance from a follicular unit to a dot, mm.
pub const CLEARANCE_MM: f32 = 0.25;

/// One needle mark. Its place and the skin's normal there are those of its site.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Place in [`Sites::positions`](super::Sites::positions).
    pub site: u32,
    /// Diameter of the visible mark, mm.
    pub diameter: f32,
    /// Pigment relative to a full dot, 0–1: load, session, depth and the fading edge of the area together.
    pub load: f32,
    /// Share of scar in its tissue, in 1/255: there it ages faster.
    pub scar: u8,
    /// What sets it apart from others as it heals and ages: any number, each as often as the next.
    pub own: u8,
    /// How far from the first the needle touched the skin again, in steps of [`second_touch_mm`](super::second_touch_mm); 0 = it
    /// did not. Both touches have the same load.
    pub second_touch: u8,
}
