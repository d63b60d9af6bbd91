//! Jittered Voronoi cells on the chart, for locks of long hair and clusters of coiled hair.

use crate::base::fixed::UNORM8_ONE;
use crate::base::math::{Vec2, Vec3, vec2};
use crate::base::random::bits;

/// Least weight of a cell's squared distance, the most is 1 more: cells differ in size (choice).
const LEAST_WEIGHT: f32 = 0.6;

/// The cell of about `size` chart units that a place of the chart belongs to: random bits of its own, and its middle.
pub(super) fn voronoi_cell(seed: u32, stream: u32, q: Vec2, size: f32) -> (u32, Vec2) {
    let at = q * (1.0 / size);
    let (x, y) = (at.x.floor(), at.y.floor());
    let (mut best, mut found) = (f32::MAX, (0, Vec2::ZERO));
    for j in -1..=1 {
        for i in -1..=1 {
            let corner = vec2(x + i as f32, y + j as f32);
            let address = (corner.x as i32 as u32).wrapping_mul(7919) ^ corner.y as i32 as u32;
            let own = bits(seed, stream, address);
            let lot = |shift: u32| (own >> shift & 0xff) as f32 * (1.0 / UNORM8_ONE);
            let middle = corner + vec2(lot(0), lot(8));
            let far = (middle - at).length_squared() * (LEAST_WEIGHT + lot(20));
            if far < best {
                (best, found) = (far, (own, middle * size));
            }
        }
    }
    found
}

/// A way on the chart as one along the skin with this unit normal, mm: near enough for a few mm.
pub(super) fn along_skin(way: Vec2, normal: Vec3) -> Vec3 {
    let flat = |v: Vec3| v - normal * v.dot(normal);
    flat(Vec3::X) * way.x + flat(Vec3::Z) * way.y
}
