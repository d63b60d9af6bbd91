//! Value noise on an integer lattice, cubic between its points: what makes skin mottled and borders uneven.

use super::math::{Vec3, vec3};

fn lattice(x: i32, y: i32, z: i32) -> f32 {
    let mut h = (x as u32).wrapping_mul(0x8DA6_B343) ^ (y as u32).wrapping_mul(0xD816_3841) ^ (z as u32).wrapping_mul(0xCB1A_B31F);
    h = (h ^ (h >> 15)).wrapping_mul(0x2C1B_3C6D);
    h = (h ^ (h >> 12)).wrapping_mul(0x297A_2D39);
    ((h ^ (h >> 15)) >> 8) as f32 * (1.0 / 16_777_216.0)
}

/// Noise in −0.5…0.5 with one feature per unit length, continuous with its first derivative.
pub fn value(p: Vec3) -> f32 {
    let cell = vec3(p.x.floor(), p.y.floor(), p.z.floor());
    let f = p - cell;
    let u = f * f * (Vec3::splat(3.0) - 2.0 * f);
    let (x, y, z) = (cell.x as i32, cell.y as i32, cell.z as i32);
    let along_x = |y: i32, z: i32| {
        let a = lattice(x, y, z);
        a + (lattice(x + 1, y, z) - a) * u.x
    };
    let along_y = |z: i32| {
        let a = along_x(y, z);
        a + (along_x(y + 1, z) - a) * u.y
    };
    let a = along_y(z);
    a + (along_y(z + 1) - a) * u.z - 0.5
}

/// An offset that makes noise of one head independent of another's: whole cells, a few thousand apart.
pub fn offset(seed: u32, stream: u32) -> Vec3 {
    let part = |k: u32| (super::random::bits(seed, stream, k) & 0xfff) as f32;
    vec3(part(0), part(1), part(2))
}
