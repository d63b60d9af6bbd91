//! SIMD lanes: eight 16-bit integers at a time (fixed-point lerp, dot product), four of 32 bits (edge tests), four floats (transpose,
//! truncation), the same bits natively and in WebAssembly.
//!
//! The compiler does not vectorize gathers: values are fetched from all over a block.

use super::math::{Mat4, Vec4};
pub use i16x8::{DotProduct, I16x8, I32x4, lattice, negative, sqrt, truncate, unpack_i8};

/// One in Q15: the scale of weights of [`I16x8::lerp_q15`].
pub const Q15_ONE: f32 = 32_767.0;
/// One in Q6: the scale of the weight and of the result of [`I16x8::lerp_i8`].
pub const Q6_ONE: f32 = 64.0;

/// Factors by which the bits of a lattice's number are mixed, and a step of 24 of them.
const MIX: (u32, u32) = (0x2C1B_3C6D, 0x297A_2D39);
const PER_Q24: f32 = 1.0 / 16_777_216.0;

/// Transpose of a 4 × 4 matrix: from one vector a pixel to one lane a pixel, and back.
#[inline(always)]
pub fn transpose([a, b, c, d]: [Vec4; 4]) -> [Vec4; 4] {
    let all = Mat4::from_cols(a, b, c, d).transpose();
    [all.x_axis, all.y_axis, all.z_axis, all.w_axis]
}

/// 1 in the lanes below a limit, 0 in the others.
#[inline(always)]
pub fn mask_below(v: Vec4, limit: f32) -> Vec4 {
    Vec4::select(v.cmplt(Vec4::splat(limit)), Vec4::ONE, Vec4::ZERO)
}

#[cfg(target_arch = "wasm32")]
mod i16x8 {
    use super::{MIX, PER_Q24};
    use crate::base::math::Vec4;
    use core::arch::wasm32::{
        f32x4_convert_i32x4, f32x4_sqrt, i8x16_bitmask, i8x16_narrow_i16x8, i16x8, i16x8_add, i16x8_extend_low_i8x16,
        i16x8_extend_low_u8x16, i16x8_mul, i16x8_narrow_i32x4, i16x8_q15mulr_sat, i16x8_shl, i16x8_splat, i16x8_sub, i32x4, i32x4_add,
        i32x4_dot_i16x8, i32x4_extend_high_i16x8, i32x4_extend_low_i16x8, i32x4_extract_lane, i32x4_mul, i32x4_shl, i32x4_shr, i32x4_splat,
        i32x4_sub, i32x4_trunc_sat_f32x4, u32x4, u32x4_shr, u32x4_splat, u64x2_splat, v128, v128_or, v128_xor,
    };

    /// Eight numbers of 16 bits.
    #[derive(Clone, Copy)]
    pub struct I16x8(v128);

    /// Four floats truncated to integers. One by one, each would take as long as all four.
    #[inline(always)]
    pub fn truncate(v: Vec4) -> [i32; 4] {
        let four = i32x4_trunc_sat_f32x4(v.into());
        [i32x4_extract_lane::<0>(four), i32x4_extract_lane::<1>(four), i32x4_extract_lane::<2>(four), i32x4_extract_lane::<3>(four)]
    }

    /// Four square roots.
    #[inline(always)]
    pub fn sqrt(v: Vec4) -> Vec4 {
        f32x4_sqrt(v.into()).into()
    }

    /// A number in 0…1, 1 excluded, for each of four, mixed with another: the same for the same ones.
    #[inline(always)]
    pub fn lattice(other: u32, [a, b, c, d]: [u32; 4]) -> Vec4 {
        let h = v128_xor(u32x4_splat(other), u32x4(a, b, c, d));
        let h = i32x4_mul(v128_xor(h, u32x4_shr(h, 15)), u32x4_splat(MIX.0));
        let h = i32x4_mul(v128_xor(h, u32x4_shr(h, 12)), u32x4_splat(MIX.1));
        Vec4::from(f32x4_convert_i32x4(u32x4_shr(v128_xor(h, u32x4_shr(h, 15)), 8))) * PER_Q24
    }

    /// Sign-extends bytes: lane i of the k-th result is the k-th byte of the i-th number.
    #[inline(always)]
    pub fn unpack_i8(four: [u32; 4]) -> [Vec4; 4] {
        let v = u32x4(four[0], four[1], four[2], four[3]);
        let first = i32x4_shr(i32x4_shl(v, 24), 24);
        let [second, third] = [16, 8].map(|left| i32x4_shr(i32x4_shl(v, left), 24));
        [first, second, third, i32x4_shr(v, 24)].map(|four| f32x4_convert_i32x4(four).into())
    }

    /// A dot product of 16-bit integers.
    #[derive(Clone, Copy)]
    pub struct DotProduct(v128);

    impl Default for DotProduct {
        fn default() -> Self {
            Self(i32x4_splat(0))
        }
    }

    impl DotProduct {
        /// Accumulates eight products; the sum must fit 32 bits.
        #[inline(always)]
        pub fn add(&mut self, a: I16x8, b: I16x8) {
            self.0 = i32x4_add(self.0, i32x4_dot_i16x8(a.0, b.0));
        }

        /// The sum of all lanes.
        #[inline(always)]
        pub fn total(self) -> i32 {
            let v = self.0;
            i32x4_extract_lane::<0>(v) + i32x4_extract_lane::<1>(v) + i32x4_extract_lane::<2>(v) + i32x4_extract_lane::<3>(v)
        }
    }

    impl From<[i16; 8]> for I16x8 {
        #[inline(always)]
        fn from([a, b, c, d, e, f, g, h]: [i16; 8]) -> Self {
            Self(i16x8(a, b, c, d, e, f, g, h))
        }
    }

    impl From<[u8; 8]> for I16x8 {
        #[inline(always)]
        fn from(bytes: [u8; 8]) -> Self {
            Self(i16x8_extend_low_u8x16(u64x2_splat(u64::from_le_bytes(bytes))))
        }
    }

    impl I16x8 {
        /// Linear interpolation of eight signed bytes from `a` (`share` 0) to `b` (`share` [`super::Q6_ONE`]), result in Q6.
        #[inline(always)]
        pub fn lerp_i8(a: u64, b: u64, share: i16) -> Self {
            let [a, b] = [a, b].map(|bytes| i16x8_extend_low_i8x16(u64x2_splat(bytes)));
            Self(i16x8_add(i16x8_shl(a, 6), i16x8_mul(i16x8_sub(b, a), i16x8_splat(share))))
        }

        /// Linear interpolation to `other` by a Q15 `share`; the difference must fit 16 bits.
        #[inline(always)]
        pub fn lerp_q15(self, other: Self, share: i16) -> Self {
            Self(i16x8_add(self.0, i16x8_q15mulr_sat(i16x8_sub(other.0, self.0), i16x8_splat(share))))
        }

        /// The first and the last four.
        #[inline(always)]
        pub fn to_f32x4(self) -> [Vec4; 2] {
            [i32x4_extend_low_i16x8(self.0), i32x4_extend_high_i16x8(self.0)].map(|four| Vec4::from(f32x4_convert_i32x4(four)))
        }
    }

    /// Four numbers of 32 bits; sums and differences wrap around.
    #[derive(Clone, Copy)]
    pub struct I32x4(v128);

    impl I32x4 {
        /// Numbers a `step` apart from the first on.
        #[inline(always)]
        pub fn series(first: i32, step: i32) -> Self {
            Self(i32x4(first, first + step, first + 2 * step, first + 3 * step))
        }

        /// Sums with one number.
        #[inline(always)]
        pub fn plus(self, more: i32) -> Self {
            Self(i32x4_add(self.0, i32x4_splat(more)))
        }

        /// Differences.
        #[inline(always)]
        pub fn minus(self, other: Self) -> Self {
            Self(i32x4_sub(self.0, other.0))
        }

        /// The bits of either: negative where one of them is.
        #[inline(always)]
        pub fn or(self, other: Self) -> Self {
            Self(v128_or(self.0, other.0))
        }
    }

    /// One bit for each negative number, that of the first the lowest.
    #[inline(always)]
    pub fn negative([a, b, c, d]: [I32x4; 4]) -> u32 {
        u32::from(i8x16_bitmask(i8x16_narrow_i16x8(i16x8_narrow_i32x4(a.0, b.0), i16x8_narrow_i32x4(c.0, d.0))))
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod i16x8 {
    use super::{MIX, PER_Q24};
    use crate::base::math::Vec4;
    use core::array::from_fn;

    /// Eight numbers of 16 bits.
    #[derive(Clone, Copy)]
    pub struct I16x8([i16; 8]);

    /// Four floats truncated to integers. One by one, each would take as long as all four.
    #[inline(always)]
    pub fn truncate(v: Vec4) -> [i32; 4] {
        v.to_array().map(|v| v as i32)
    }

    /// Four square roots.
    #[inline(always)]
    pub fn sqrt(v: Vec4) -> Vec4 {
        Vec4::from_array(v.to_array().map(f32::sqrt))
    }

    /// A number in 0…1, 1 excluded, for each of four, mixed with another: the same for the same ones.
    #[inline(always)]
    pub fn lattice(other: u32, four: [u32; 4]) -> Vec4 {
        Vec4::from_array(four.map(|one| {
            let h = other ^ one;
            let h = (h ^ (h >> 15)).wrapping_mul(MIX.0);
            let h = (h ^ (h >> 12)).wrapping_mul(MIX.1);
            ((h ^ (h >> 15)) >> 8) as f32 * PER_Q24
        }))
    }

    /// Sign-extends bytes: lane i of the k-th result is the k-th byte of the i-th number.
    #[inline(always)]
    pub fn unpack_i8(four: [u32; 4]) -> [Vec4; 4] {
        [0, 8, 16, 24].map(|right| Vec4::from_array(four.map(|bytes| f32::from((bytes >> right) as i8))))
    }

    /// A dot product of 16-bit integers.
    #[derive(Clone, Copy, Default)]
    pub struct DotProduct(i32);

    impl DotProduct {
        /// Accumulates eight products; the sum must fit 32 bits.
        #[inline(always)]
        pub fn add(&mut self, a: I16x8, b: I16x8) {
            self.0 += a.0.iter().zip(b.0).map(|(&a, b)| i32::from(a) * i32::from(b)).sum::<i32>();
        }

        /// The sum of all lanes.
        #[inline(always)]
        pub fn total(self) -> i32 {
            self.0
        }
    }

    impl From<[i16; 8]> for I16x8 {
        #[inline(always)]
        fn from(numbers: [i16; 8]) -> Self {
            Self(numbers)
        }
    }

    impl From<[u8; 8]> for I16x8 {
        #[inline(always)]
        fn from(bytes: [u8; 8]) -> Self {
            Self(bytes.map(i16::from))
        }
    }

    impl I16x8 {
        /// Linear interpolation of eight signed bytes from `a` (`share` 0) to `b` (`share` [`super::Q6_ONE`]), result in Q6.
        #[inline(always)]
        pub fn lerp_i8(a: u64, b: u64, share: i16) -> Self {
            let [a, b] = [a, b].map(|bytes| bytes.to_le_bytes().map(|byte| i16::from(byte as i8)));
            Self(from_fn(|i| (a[i] << 6) + (b[i] - a[i]) * share))
        }

        /// Linear interpolation to `other` by a Q15 `share`; the difference must fit 16 bits.
        #[inline(always)]
        pub fn lerp_q15(self, other: Self, share: i16) -> Self {
            let way = |i: usize| (i32::from(other.0[i] - self.0[i]) * i32::from(share) + (1 << 14)) >> 15;
            Self(from_fn(|i| self.0[i] + way(i) as i16))
        }

        /// The first and the last four.
        #[inline(always)]
        pub fn to_f32x4(self) -> [Vec4; 2] {
            let [a, b, c, d, e, f, g, h] = self.0.map(f32::from);
            [Vec4::new(a, b, c, d), Vec4::new(e, f, g, h)]
        }
    }

    /// Four numbers of 32 bits; sums and differences wrap around.
    #[derive(Clone, Copy)]
    pub struct I32x4([i32; 4]);

    impl I32x4 {
        /// Numbers a `step` apart from the first on.
        #[inline(always)]
        pub fn series(first: i32, step: i32) -> Self {
            Self([first, first + step, first + 2 * step, first + 3 * step])
        }

        /// Sums with one number.
        #[inline(always)]
        pub fn plus(self, more: i32) -> Self {
            Self(self.0.map(|v| v.wrapping_add(more)))
        }

        /// Differences.
        #[inline(always)]
        pub fn minus(self, other: Self) -> Self {
            Self(from_fn(|i| self.0[i].wrapping_sub(other.0[i])))
        }

        /// The bits of either: negative where one of them is.
        #[inline(always)]
        pub fn or(self, other: Self) -> Self {
            Self(from_fn(|i| self.0[i] | other.0[i]))
        }
    }

    /// One bit for each negative number, that of the first the lowest.
    #[inline(always)]
    pub fn negative(numbers: [I32x4; 4]) -> u32 {
        numbers.iter().flat_map(|four| four.0).zip(0..).map(|(v, i)| u32::from(v < 0) << i).sum()
    }
}
