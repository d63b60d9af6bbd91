//! Antialiased tapered strokes for hairs: each darkens exactly its own area.

use super::root_mark::RootMark;
use super::splat::{self, Atlas};
use super::transmission::Transmission;
use crate::base::math::{max, min};
use crate::camera::projection::Projected;

/// A hair in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HairStroke {
    /// Root, px.
    pub x: f32,
    /// Root, px.
    pub y: f32,
    /// Tip relative to the root, px.
    pub dx: f32,
    /// Tip relative to the root, px.
    pub dy: f32,
    /// Width at the root, px.
    pub width: f32,
    /// Share of light it takes, 0–1.
    pub strength: f32,
}

impl HairStroke {
    /// A hair from its root to its tip, `width` px wide.
    pub fn new(root: &Projected, tip: &Projected, width: f32, strength: f32) -> Self {
        Self { x: root.x, y: root.y, dx: tip.x - root.x, dy: tip.y - root.y, width, strength }
    }
}

/// A tip is this much of the root's width: cut hair, hardly tapered.
const TIP_WIDTH: f32 = 0.7;

/// Its mean width, as a share of the root's.
const MEAN_WIDTH: f32 = 0.5 + 0.5 * TIP_WIDTH;
/// Its ends add so much to its length, in widths (choice).
const ENDS: f32 = 0.8;
/// A hair and its root are one point where the root's radius and the hair's length are below these, px; it lies this share of the way to the tip (choice).
const POINT_RADIUS_PX: f32 = 0.36;
const POINT_LENGTH_PX: f32 = 1.1;
const POINT_AT: f32 = 0.3;
/// A hair wider or longer than this is integrated across pixels, px (choice).
const LONG_WIDTH_PX: f32 = 0.9;
const LONG_PX: f32 = 5.0;
/// Radius of a soft point over the hair's width, and the least, px (choice).
const POINT_RADIUS: f32 = 0.55;
const LEAST_RADIUS_PX: f32 = 0.33;
/// Pixels this far beyond half the width may be covered, px.
const PIXEL_REACH: f32 = 0.75;
/// Divisors nearer to 0 count as this.
const LEAST_DIVISOR: f32 = 1e-3;
/// Cover below this is not drawn: it would not show in 8 bits.
const LEAST_COVER: f32 = 0.002;

/// Soft points a hair is drawn as, per px of its length: as far apart as they are wide at half their height.
const POINTS_PER_PX: f32 = 0.8;

/// Draws one hair and, where it has one, the mark of its root.
pub fn draw(atlas: &Atlas, plane: &mut Transmission, s: &HairStroke, root: Option<RootMark>) {
    let length = (s.dx * s.dx + s.dy * s.dy).sqrt();
    if let Some(root) = root {
        if root.widest() < POINT_RADIUS_PX && length < POINT_LENGTH_PX {
            // Far smaller than a pixel, both are one point; darkness adds up.
            let area = s.width * MEAN_WIDTH * (length + ENDS * s.width) * s.strength;
            let darkness = root.darkness + area / splat::AREA;
            RootMark { darkness, ..root }.draw(atlas, plane, (s.x + POINT_AT * s.dx, s.y + POINT_AT * s.dy), (s.dx, s.dy));
            return;
        }
        root.draw(atlas, plane, (s.x, s.y), (s.dx, s.dy));
    }
    if s.width > LONG_WIDTH_PX || length > LONG_PX {
        draw_long(plane, s, length);
        return;
    }
    // A chain of soft points, each with its share of the hair's area.
    let points = (length * POINTS_PER_PX) as usize + 1;
    let mean_width = s.width * MEAN_WIDTH;
    let area = mean_width * (length + ENDS * s.width) / points as f32;
    let radius = max(POINT_RADIUS * s.width, LEAST_RADIUS_PX);
    let strength = min(s.strength * area / (splat::AREA * radius * radius), 1.0);
    let step = 1.0 / points as f32;
    for i in 0..points {
        let t = (i as f32 + 0.5) * step;
        // Thinner towards the tip, as strength.
        let taper = 1.0 + (0.5 - t) * (1.0 - TIP_WIDTH);
        atlas.draw(plane, s.x + s.dx * t, s.y + s.dy * t, radius, min(strength * taper, 1.0));
    }
}

/// A long or thick hair, integrated across each pixel: exact for a strip, also one thinner than a pixel.
fn draw_long(plane: &mut Transmission, s: &HairStroke, length: f32) {
    let reach = s.width * 0.5 + PIXEL_REACH;
    let (x1, y1) = (s.x + s.dx, s.y + s.dy);
    let inverse = 1.0 / max(length, LEAST_DIVISOR);
    let (ux, uy) = (s.dx * inverse, s.dy * inverse);
    let (left, right) = (min(s.x, x1) - reach, max(s.x, x1) + reach);
    // Half of what a row cuts out of the strip; as good as endless where the strip runs along it.
    let (half, slope) = (reach / max(uy.abs(), LEAST_DIVISOR), ux / if uy.abs() < LEAST_DIVISOR { LEAST_DIVISOR } else { uy });
    for py in (min(s.y, y1) - reach).floor() as i32..=(max(s.y, y1) + reach) as i32 {
        let middle = s.x + (py as f32 + 0.5 - s.y) * slope;
        for px in max(left, middle - half).floor() as i32..=min(right, middle + half) as i32 {
            let (dx, dy) = (px as f32 + 0.5 - s.x, py as f32 + 0.5 - s.y);
            let along = dx * ux + dy * uy;
            let across = (dx * uy - dy * ux).abs();
            let t = (along * inverse).clamp(0.0, 1.0);
            let width = s.width * (1.0 - (1.0 - TIP_WIDTH) * t);
            let side = max(min(0.5 + 0.5 * width - across, min(width, 1.0)), 0.0);
            let ends = (along + 0.5).clamp(0.0, 1.0) * (length - along + 0.5).clamp(0.0, 1.0);
            let cover = side * ends;
            if cover > LEAST_COVER {
                plane.darken_pixel(px, py, min(cover * s.strength, 1.0));
            }
        }
    }
}
