//! Hairs as pixels: tapered strokes that darken exactly their own area.

use super::splat::{self, Atlas};
use super::transmission::Transmission;
use crate::base::math::{max, min};
use crate::camera::projection::Projected;

/// A hair in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
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

/// The mark of a hair's root under the skin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Root {
    /// Radius, px.
    pub radius: f32,
    /// Share of light it takes, 0–1.
    pub strength: f32,
    /// How far behind the hair's root it lies, as a share of the way to the tip.
    pub behind: f32,
}

impl Stroke {
    /// A hair from its root to its tip, `width` px wide.
    pub fn between(root: &Projected, tip: &Projected, width: f32, strength: f32) -> Self {
        Self { x: root.x, y: root.y, dx: tip.x - root.x, dy: tip.y - root.y, width, strength }
    }
}

impl Root {
    /// Where the mark lies for a hair from `root` to `tip`, px.
    pub fn place(&self, root: &Projected, tip: &Projected) -> (f32, f32) {
        (root.x - (tip.x - root.x) * self.behind, root.y - (tip.y - root.y) * self.behind)
    }
}

/// A tip is this much of the root's width: cut hair, hardly tapered.
const TIP_WIDTH: f32 = 0.7;

/// Soft points a hair is drawn as, per px of its length: as far apart as they are wide at half their height.
const POINTS_PER_PX: f32 = 0.8;

/// Draws one hair and, where it has one, the mark of its root.
pub fn draw(atlas: &Atlas, plane: &mut Transmission, s: &Stroke, root: Option<Root>) {
    let length = (s.dx * s.dx + s.dy * s.dy).sqrt();
    if let Some(Root { radius, strength, behind }) = root {
        if radius < 0.36 && length < 1.1 {
            // Far smaller than a pixel, both are one point; darkness adds up.
            let area = s.width * (0.5 + 0.5 * TIP_WIDTH) * (length + 0.8 * s.width) * s.strength;
            let sum = strength + area / (splat::AREA * radius * radius);
            atlas.draw(plane, s.x + 0.3 * s.dx, s.y + 0.3 * s.dy, radius, sum);
            return;
        }
        if atlas.holds(radius) {
            atlas.draw(plane, s.x - s.dx * behind, s.y - s.dy * behind, radius, strength);
        }
    }
    if s.width > 0.9 || length > 5.0 {
        draw_long(plane, s, length);
        return;
    }
    // A chain of soft points, each with its share of the hair's area.
    let points = (length * POINTS_PER_PX) as usize + 1;
    let mean_width = s.width * (0.5 + 0.5 * TIP_WIDTH);
    let area = mean_width * (length + 0.8 * s.width) / points as f32;
    let radius = max(0.55 * s.width, 0.33);
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
fn draw_long(plane: &mut Transmission, s: &Stroke, length: f32) {
    let reach = s.width * 0.5 + 0.75;
    let (x1, y1) = (s.x + s.dx, s.y + s.dy);
    let inverse = 1.0 / max(length, 1e-3);
    let (ux, uy) = (s.dx * inverse, s.dy * inverse);
    let (left, right) = (min(s.x, x1) - reach, max(s.x, x1) + reach);
    // Half of what a row cuts out of the strip; as good as endless where the strip runs along it.
    let (half, slope) = (reach / max(uy.abs(), 1e-3), ux / if uy.abs() < 1e-3 { 1e-3 } else { uy });
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
            if cover > 0.002 {
                plane.darken(px, py, min(cover * s.strength, 1.0));
            }
        }
    }
}
