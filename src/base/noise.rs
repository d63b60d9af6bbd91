//! Value noise on an integer lattice, cubic between its points: what makes skin mottled and borders uneven.

use super::lanes::{lattice, truncate};
use super::math::{Vec3, Vec4, vec3};

/// Noise in −0.5…0.5 with one feature per unit length, continuous with its first derivative.
#[inline(never)]
pub fn value(p: Vec3) -> f32 {
    let p = p.extend(0.0);
    let cell = p.floor();
    let f = p - cell;
    let u = f * f * (Vec4::splat(3.0) - 2.0 * f);
    let [x, y, z, _] = truncate(cell).map(|v| v as u32);
    let [near_x, far_x] = [x, x.wrapping_add(1)].map(|x| x.wrapping_mul(0x8DA6_B343));
    let [near_y, far_y] = [y, y.wrapping_add(1)].map(|y| y.wrapping_mul(0xD816_3841));
    let [near_z, far_z] = [z, z.wrapping_add(1)].map(|z| z.wrapping_mul(0xCB1A_B31F));
    // The four edges of the cell along x, all at once.
    let edges = [near_y ^ near_z, far_y ^ near_z, near_y ^ far_z, far_y ^ far_z];
    let (a, b) = (lattice(near_x, edges), lattice(far_x, edges));
    let [a, b, c, d] = (a + (b - a) * u.x).to_array();
    let (low, high) = (a + (b - a) * u.y, c + (d - c) * u.y);
    low + (high - low) * u.z - 0.5
}

/// An offset that makes noise of one head independent of another's: whole cells, a few thousand apart.
pub fn offset(seed: u32, stream: u32) -> Vec3 {
    let part = |k: u32| (super::random::bits(seed, stream, k) & 0xfff) as f32;
    vec3(part(0), part(1), part(2))
}
