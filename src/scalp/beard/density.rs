//! How densely a beard grows at a place of the face: cheek, upper lip, under the lip, throat.
//!
//! Places are mm from the ear canals: y up, z forward, x from the midline.

use crate::base::math::{Vec3, lerp, smoothstep};

/// Height of the beard's upper border on the cheek by depth (z, y), mm: from the sideburn to the corner of the mouth.
const BORDER: [(f32, f32); 8] =
    [(4.0, 16.0), (24.0, 12.0), (31.0, -6.0), (40.0, -22.0), (52.0, -35.0), (64.0, -42.0), (76.0, -45.0), (120.0, -44.0)];

fn border(z: f32) -> f32 {
    let at = BORDER.iter().position(|(far, _)| *far > z).unwrap_or(BORDER.len() - 1).max(1);
    let ((from, low), (to, high)) = (BORDER[at - 1], BORDER[at]);
    let t = ((z - from) / (to - from)).clamp(0.0, 1.0);
    // Half straight, half eased: no corner where two pieces meet.
    lerp(low, high, 0.5 * (t + smoothstep(0.0, 1.0, t)))
}

/// Below its border the cheek's beard comes to the share in so many mm; a few strays, their share, stand above it (choice).
const CHEEK_SHARE: f32 = 0.82;
const CHEEK_SOFT_MM: f32 = 15.0;
const STRAY_SHARE: f32 = 0.06;
const STRAY_MM: (f32, f32) = (-16.0, -2.0);
/// It begins at the jaw over these depths, mm, and follows so much of the unevenness there (choice).
const JAW_Z_MM: (f32, f32) = (2.0, 14.0);
const JAW_UNEVEN: f32 = 0.7;

/// On the cheek: soft over 15 mm below its border, a few strays above it, none behind the jaw.
fn cheek(p: Vec3, uneven: f32) -> f32 {
    let below = border(p.z) - p.y + uneven;
    let share = CHEEK_SHARE * smoothstep(0.0, CHEEK_SOFT_MM, below) + STRAY_SHARE * smoothstep(STRAY_MM.0, STRAY_MM.1, below);
    share * smoothstep(JAW_Z_MM.0, JAW_Z_MM.1, p.z + JAW_UNEVEN * uneven)
}

/// The front of the face, where lips are, lies in front of this depth, mm.
const LIPS_Z_MM: f32 = 70.0;
/// A mustache is half as wide at the nose, begins to widen below this height by so much each mm, and is as wide at the most, mm
/// (choice).
const MUSTACHE_HALF_MM: f32 = 18.0;
const MUSTACHE_WIDENS_Y: f32 = -31.0;
const MUSTACHE_WIDENS: f32 = 0.75;
const MUSTACHE_MOST_MM: f32 = 34.0;
/// It ends so far beyond that width and is full so far within, mm (choice).
const MUSTACHE_SOFT_MM: (f32, f32) = (5.0, 3.0);
/// Heights between which it begins under the nose, mm; towards the sides higher by so much each mm; share of unevenness (choice).
const UNDER_NOSE_Y: (f32, f32) = (-28.5, -33.5);
const UNDER_NOSE_RISE: f32 = 0.10;
const UNDER_NOSE_UNEVEN: f32 = 0.3;
/// What it lacks in the philtrum, and half the width of that, mm (choice).
const PHILTRUM_LACKS: f32 = 0.35;
const PHILTRUM_MM: f32 = 3.0;

/// On the upper lip: to the wings of the nose and round the corners of the mouth, a third thinner in the philtrum.
fn mustache(p: Vec3, uneven: f32) -> f32 {
    if p.z < LIPS_Z_MM {
        return 0.0;
    }
    let x = p.x.abs();
    let half_width = (MUSTACHE_HALF_MM + MUSTACHE_WIDENS * (MUSTACHE_WIDENS_Y - p.y).max(0.0)).min(MUSTACHE_MOST_MM);
    let under_nose = smoothstep(UNDER_NOSE_Y.0, UNDER_NOSE_Y.1, p.y + UNDER_NOSE_RISE * x + UNDER_NOSE_UNEVEN * uneven);
    smoothstep(half_width + MUSTACHE_SOFT_MM.0, half_width - MUSTACHE_SOFT_MM.1, x)
        * under_nose
        * (1.0 - PHILTRUM_LACKS * smoothstep(PHILTRUM_MM, 0.0, x))
}

/// What is bare under the lip, an ellipse to either side: its middle from the midline and below the ear canals, its half axes, mm,
/// and how bare it is (choice).
const BARE_X_MM: f32 = 13.0;
const BARE_BELOW_MM: f32 = 65.6;
const BARE_HALF_MM: (f32, f32) = (11.0, 6.6);
const BARE_SHARE: f32 = 0.85;
/// How much of the unevenness its place follows, across and down (choice).
const BARE_UNEVEN: (f32, f32) = (0.3, 0.35);
/// The tuft: in front of this depth, mm, so bare, and the heights over which it begins at its lower and at its upper end, mm
/// (choice).
const TUFT_Z_MM: f32 = 80.0;
const TUFT_LACKS: f32 = 0.5;
const TUFT_BEGINS_Y: (f32, f32) = (-64.3, -60.0);
const TUFT_ENDS_Y: (f32, f32) = (-58.0, -60.0);

/// What is bare under the lip: two ellipses of 11 × 6.6 mm beside a tuft, and the tuft half as dense as the chin.
fn under_lip(p: Vec3, uneven: f32) -> f32 {
    let u = (p.x.abs() - BARE_X_MM + BARE_UNEVEN.0 * uneven) / BARE_HALF_MM.0;
    let v = (p.y + BARE_BELOW_MM + BARE_UNEVEN.1 * uneven) / BARE_HALF_MM.1;
    let beside = if p.z > LIPS_Z_MM { BARE_SHARE * smoothstep(0.0, 1.0, 1.0 - u * u - v * v) } else { 0.0 };
    let (lower, upper) = (smoothstep(TUFT_BEGINS_Y.0, TUFT_BEGINS_Y.1, p.y), smoothstep(TUFT_ENDS_Y.0, TUFT_ENDS_Y.1, p.y));
    let tuft = if p.z > TUFT_Z_MM { TUFT_LACKS * lower * upper } else { 0.0 };
    1.0 - (1.0 - beside) * (1.0 - tuft)
}

/// Height where the beard ends at the jaw's corner and in the middle of the throat, the depths of these, and half the width of
/// its soft end, mm (choice).
const THROAT_ENDS_Y: (f32, f32) = (-66.0, -124.0);
const THROAT_Z_MM: (f32, f32) = (2.0, 42.0);
const THROAT_SOFT_MM: f32 = 13.0;
const THROAT_UNEVEN: f32 = 0.8;
/// Share of it that is left below the chin, and the heights between which it thins, mm (choice).
const BELOW_CHIN_SHARE: f32 = 0.72;
const BELOW_CHIN_Y: (f32, f32) = (-84.0, -104.0);

/// Down the throat: it ends at the jaw's corner first and lowest in the middle, and thins below the chin.
fn throat(p: Vec3, uneven: f32) -> f32 {
    let lowest = lerp(THROAT_ENDS_Y.0, THROAT_ENDS_Y.1, smoothstep(THROAT_Z_MM.0, THROAT_Z_MM.1, p.z));
    smoothstep(lowest - THROAT_SOFT_MM, lowest + THROAT_SOFT_MM, p.y + THROAT_UNEVEN * uneven)
        * lerp(1.0, BELOW_CHIN_SHARE, smoothstep(BELOW_CHIN_Y.0, BELOW_CHIN_Y.1, p.y))
}

/// Share of the densest beard at a place of the skin, 0–1; `uneven` shifts its borders, mm.
pub(super) fn density(p: Vec3, uneven: f32) -> f32 {
    cheek(p, uneven).max(mustache(p, uneven)) * (1.0 - under_lip(p, uneven)) * throat(p, uneven)
}

/// The farthest that borders are shifted, mm.
pub(super) const UNEVEN: f32 = 7.0;
