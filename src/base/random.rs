//! Counter-based random numbers (SplitMix64 finalizer): the value at (`seed`, `stream`, `index`) never depends on what was asked before.
//!
//! So a slider that adds dots cannot reshuffle the ones already there, and any stage may be computed alone.

/// 32 well-mixed bits for an address.
#[inline]
pub fn bits(seed: u32, stream: u32, index: u32) -> u32 {
    (hash(seed, stream, index) >> 32) as u32
}

/// Two numbers of 32 well-mixed bits for an address; the first is that of [`bits`].
pub fn pair(seed: u32, stream: u32, index: u32) -> (u32, u32) {
    let z = hash(seed, stream, index);
    ((z >> 32) as u32, z as u32)
}

fn hash(seed: u32, stream: u32, index: u32) -> u64 {
    let mut z = (u64::from(seed) << 32 | u64::from(index)) ^ u64::from(stream).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A number in 0…1, 1 excluded, on a grid of 2⁻²⁴.
pub fn uniform(seed: u32, stream: u32, index: u32) -> f32 {
    (bits(seed, stream, index) >> 8) as f32 * (1.0 / 16_777_216.0)
}

/// A number in −1…1 with a triangular distribution: most near 0, none beyond.
pub fn triangular(seed: u32, stream: u32, index: u32) -> f32 {
    let b = bits(seed, stream, index);
    ((b & 0xffff) as f32 - (b >> 16) as f32) * (1.0 / 65_536.0)
}
