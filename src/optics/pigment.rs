//! Color of pigment in skin: darkness by dilution (Beer–Lambert), hue by depth (Kubelka–Munk).
//!
//! A mark never has a color of its own; it multiplies the skin above and around it. Skin above the pigment scatters
//! some light back before it ever reaches it, blue more than red, so the deeper a mark lies the paler and bluer it looks.
//!
//! Depth enters twice: the core shows a small share of the needle's depth and hardly changes hue; the cloud, several times as deep,
//! carries the blue. What sinks or runs with the years is in [`aging`](super::aging).

use super::light_spread::LATERAL_SHARE;
use super::skin::KUBELKA_MUNK_SCATTERING;
use crate::base::color::LinearRgb;
use crate::base::math::{Vec3, exp, lerp, pow, vec3};

/// Absorption of lightly blooded dermis for red, green, blue, 1/mm (choice).
const ABSORPTION: Vec3 = vec3(0.02, 0.10, 0.13);
/// Reduced scattering of dermis, 1/mm (half of Donner & Jensen's epidermis).
const REDUCED_SCATTERING: Vec3 = vec3(2.6, 3.0, 4.3);
/// A deposit fills the needle's channel from below the epidermis down; what shows is its upper part, the higher the more
/// pigment there is: share of the depth at shades 1 and 5 (choice).
const VISIBLE_SHARE_OF_DEPTH: (f32, f32) = (0.13, 0.07);
/// Optical density, natural logarithm, of one pass through the palest dilution, and how it grows with the shade (found by
/// trial: shade 1 is barely visible, for blond hair, shade 5 all but opaque).
const FIRST_SHADE: f32 = 0.73;
const SHADE_GROWTH: f32 = 1.35;
/// The weakest and the strongest shade.
pub(super) const SHADES: (f32, f32) = (1.0, 5.0);
/// A layer of no depth divides by this instead of 0.
const LEAST_DIVISOR: f32 = 1e-6;
/// Optical density of carbon black for red, green and blue relative to green: as 1/λ (Ångström exponent 1.0–1.1 of fresh
/// soot) at 612, 549 and 464 nm.
const CARBON: LinearRgb = LinearRgb::new(0.89, 1.0, 1.19);

/// Share of the skin's own reflectance that is left over black pigment `depth_mm` under the surface (Kubelka–Munk).
pub fn reflectance_over_black(depth_mm: f32) -> LinearRgb {
    let channel = |absorption: f32, reduced: f32| {
        let (k, s) = (2.0 * absorption, KUBELKA_MUNK_SCATTERING * reduced);
        let a = 1.0 + k / s;
        let b = (a * a - 1.0).sqrt();
        let e = exp(-2.0 * b * s * depth_mm);
        let coth = (1.0 + e) / (1.0 - e).max(LEAST_DIVISOR);
        1.0 / (a + b * coth) / (a - b)
    };
    LinearRgb::new(
        channel(ABSORPTION.x, REDUCED_SCATTERING.x),
        channel(ABSORPTION.y, REDUCED_SCATTERING.y),
        channel(ABSORPTION.z, REDUCED_SCATTERING.z),
    )
}

/// Optical density, natural logarithm, of a shade, 1–5, on the way in and out.
fn density(shade: f32) -> f32 {
    2.0 * FIRST_SHADE * pow(shade.max(SHADES.0).min(SHADES.1), SHADE_GROWTH)
}

/// The same as a share of the strongest shade's, 0–1.
pub(super) fn relative_density(shade: f32) -> f32 {
    density(shade) / density(SHADES.1)
}

/// Share of light that a shade, 1–5, keeps back on the way in and out where the deposit is thickest, 0–1.
pub fn opacity(shade: f32) -> f32 {
    1.0 - exp(-density(shade))
}

/// The same on average over a deposit that thins out evenly towards its rim.
fn mean_opacity(shade: f32) -> LinearRgb {
    (CARBON * density(shade)).map(|d| 1.0 - (1.0 - exp(-d)) / d)
}

/// Pigment also lies below and beside the needle's channel, where cells have carried it: a cloud so many times as deep as
/// the needle went and, met on the way in and out, of so many times the mark's area; and optical density, natural
/// logarithm, of its palest dilution (photographs: over bare skin R/G 0.84–0.92, B/G 1.03–1.12, Y 0.66–0.82).
const CLOUD_DEPTH: f32 = 3.4;
const CLOUD_AREA: f32 = 8.5;
const CLOUD_SHADE: f32 = 0.36;
/// No cloud lies deeper than the dermis of a scalp, mm; from there next to no blue light comes back.
const DEEPEST_MM: f32 = 3.0;
/// Share of the laterally scattered light under a full mark that the cloud around it takes: more than what the mark covers, and red
/// most.
pub fn cloud(shade: f32, depth_mm: f32) -> LinearRgb {
    let opacity = 1.0 - exp(-CLOUD_SHADE * pow(shade.max(SHADES.0).min(SHADES.1), SHADE_GROWTH));
    (LinearRgb::WHITE - reflectance_over_black((depth_mm * CLOUD_DEPTH).min(DEEPEST_MM))) * (opacity * CLOUD_AREA)
}

/// Share of the skin's light that a full mark of `shade` takes away when the needle went `depth_mm` deep.
pub fn absorptance(shade: f32, depth_mm: f32) -> LinearRgb {
    let visible = lerp(VISIBLE_SHARE_OF_DEPTH.0, VISIBLE_SHARE_OF_DEPTH.1, (shade - SHADES.0) * (1.0 / (SHADES.1 - SHADES.0)));
    (LinearRgb::WHITE - reflectance_over_black(depth_mm * visible)) * mean_opacity(shade) * (LinearRgb::WHITE - LATERAL_SHARE)
}

#[cfg(test)]
mod tests {
    use super::{ABSORPTION, REDUCED_SCATTERING, absorptance, cloud, reflectance_over_black};

    /// Kubelka and Munk's differential equation, stepped through from black upwards: what a closed form must agree with.
    #[test]
    fn the_closed_form_solves_the_equation_of_two_fluxes() {
        let over_black = |channel: usize, depth_mm: f32| {
            let (k, s) = (2.0 * ABSORPTION[channel], 0.75 * REDUCED_SCATTERING[channel]);
            const STEPS: usize = 20_000;
            let step = depth_mm / STEPS as f32;
            (0..STEPS).fold(0.0_f32, |r, _| r + step * (s - 2.0 * (k + s) * r + s * r * r))
        };
        for channel in 0..3 {
            let unbacked = over_black(channel, 40.0);
            for depth_mm in [0.05, 0.3, 0.5, 1.0, 3.0] {
                let (closed, stepped) = (reflectance_over_black(depth_mm)[channel], over_black(channel, depth_mm) / unbacked);
                assert!((closed - stepped).abs() < 0.003, "channel {channel}, {depth_mm} mm: {closed} and {stepped}");
            }
        }
    }

    #[test]
    fn every_shade_takes_some_of_every_color_at_every_depth() {
        for shade in [1.0, 2.5, 5.0] {
            // A needle goes 1 mm deep; what runs and sinks from there comes to 4.
            for depth in [0.1, 0.3, 1.0, 2.7, 4.0] {
                let (core, cloud) = (absorptance(shade, depth), cloud(shade, depth));
                assert!(core.min_element() > 0.0 && core.max_element() <= 1.0, "{shade} {depth}: {core}");
                // What has sunk is counted relative to what has not.
                assert!(cloud.min_element() > 1e-5 && cloud.max_element() < 6.0, "{shade} {depth}: {cloud}");
            }
        }
    }

    #[test]
    fn deeper_pigment_is_paler_and_bluer() {
        let (high, deep) = (cloud(3.0, 0.2), cloud(3.0, 0.4));
        assert!(deep.max_element() < high.max_element(), "{high} {deep}");
        assert!(deep.red() / deep.blue() > high.red() / high.blue(), "{high} {deep}");
    }
}
