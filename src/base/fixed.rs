//! Normalized fixed-point arithmetic: unsigned normalized ("unorm") and Q formats, each with the rounding it has in the pictures.
//!
//! A unorm of n bits counts in 1/(2ⁿ − 1), so that its largest value is one; Q*n* counts in 1/2ⁿ. Products are exact in 32 bits and rounded
//! down. The bits of every picture depend on which of these is taken where: they are told apart by name and never exchanged.

/// One as a unorm of 8 bits.
pub const UNORM8_ONE: f32 = 255.0;
/// One as a unorm of 16 bits.
pub const UNORM16_ONE: f32 = 65_535.0;
/// One in Q15.
pub const Q15_ONE: u32 = 1 << 15;
/// One in Q16.
pub const Q16_ONE: u32 = 1 << 16;

/// Product of two Q16 numbers, or of any number and one in Q16, rounded down.
#[inline(always)]
pub fn mul_q16_floor(a: u32, b: u32) -> u32 {
    (a * b) >> 16
}

/// Product of any number and a unorm of 16 bits, rounded down, as if the unorm counted in 1/65 536 from 1 on: `b` = 65 535 leaves `a` as it is.
#[inline(always)]
pub fn mul_unorm16(a: u32, b: u32) -> u32 {
    (a * b + a) >> 16
}

/// Quotient of two unorms of 16 bits as a third, rounded down, at most one; a divisor of 0 counts as the least there is.
#[inline(always)]
pub fn div_unorm16(a: u16, b: u16) -> u16 {
    let one = u32::from(u16::MAX);
    (u32::from(a) * one / u32::from(b).max(1)).min(one) as u16
}

/// Linear interpolation with a Q15 weight from `a` (0) to `b` ([`Q15_ONE`]), rounded down.
#[inline(always)]
pub fn lerp_q15_floor(a: u16, b: u16, weight: u32) -> u16 {
    ((u32::from(a) * (Q15_ONE - weight) + u32::from(b) * weight) >> 15) as u16
}

/// A unorm of 16 bits, rounded down; outside 0–1 the nearer end.
#[inline(always)]
pub fn to_unorm16(v: f32) -> u32 {
    unorm16_floor(v.clamp(0.0, 1.0))
}

/// A unorm of 16 bits of a number ≥ 0, rounded down; above 1 it exceeds 16 bits.
#[inline(always)]
pub fn unorm16_floor(v: f32) -> u32 {
    (v * UNORM16_ONE) as u32
}

/// A unorm of 16 bits, rounded to the nearest; outside 0–1 the nearer end.
#[inline(always)]
pub fn unorm16_round(v: f32) -> u16 {
    (v * UNORM16_ONE + 0.5) as u16
}

/// Value of a unorm of 16 bits.
#[inline(always)]
pub fn from_unorm16(v: u16) -> f32 {
    f32::from(v) * (1.0 / UNORM16_ONE)
}

/// A Q16 number of one ≥ 0, rounded down.
#[inline(always)]
pub fn q16_floor(v: f32) -> u32 {
    (v * Q16_ONE as f32) as u32
}

/// The same of a number of either sign, rounded towards zero.
#[inline(always)]
pub fn q16_truncate(v: f32) -> i32 {
    (v * Q16_ONE as f32) as i32
}

/// A unorm of 8 bits, rounded down; outside 0–1 the nearer end.
#[inline(always)]
pub fn unorm8_floor(v: f32) -> u8 {
    (v * UNORM8_ONE) as u8
}

/// A unorm of 8 bits, rounded to the nearest; outside 0–1 the nearer end.
#[inline(always)]
pub fn unorm8_round(v: f32) -> u8 {
    (v * UNORM8_ONE + 0.5) as u8
}

/// Value of a unorm of 8 bits.
#[inline(always)]
pub fn from_unorm8(v: u8) -> f32 {
    f32::from(v) * (1.0 / UNORM8_ONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAX: u32 = 65_535;

    #[test]
    fn products_are_exact_at_zero_and_one_and_rounded_down_between() {
        for a in [0, 1, 2, 32_767, 32_768, MAX] {
            assert_eq!(mul_q16_floor(a, 0), 0);
            assert_eq!(mul_q16_floor(a, Q16_ONE), a);
            assert_eq!(mul_q16_floor(a, MAX), a.saturating_sub(1), "a unorm is no Q16: one is lost");
            assert_eq!(mul_unorm16(a, 0), 0);
            assert_eq!(mul_unorm16(a, MAX), a);
            assert_eq!(mul_unorm16(a, 1), u32::from(a >= 32_768), "rounded down");
        }
    }

    #[test]
    fn quotients_end_at_one() {
        let max = u16::MAX;
        assert_eq!([div_unorm16(0, 0), div_unorm16(0, 1), div_unorm16(0, max)], [0; 3]);
        assert_eq!([div_unorm16(1, 0), div_unorm16(1, 1), div_unorm16(max, max), div_unorm16(max, 1)], [max; 4]);
        assert_eq!([div_unorm16(1, max), div_unorm16(1, 2), div_unorm16(2, 3)], [1, 32_767, 43_690]);
    }

    #[test]
    fn interpolation_begins_and_ends_where_it_should() {
        for (a, b) in [(0, u16::MAX), (u16::MAX, 0), (1, 1), (u16::MAX, u16::MAX), (7, 8)] {
            assert_eq!(lerp_q15_floor(a, b, 0), a);
            assert_eq!(lerp_q15_floor(a, b, Q15_ONE), b);
        }
        assert_eq!(lerp_q15_floor(0, 3, Q15_ONE / 2), 1, "rounded down");
        assert_eq!(lerp_q15_floor(0, u16::MAX, 1), 1);
    }

    #[test]
    fn floats_become_numbers_by_the_rounding_of_their_name() {
        assert_eq!([-1.0, 0.0, 1.0, 2.0].map(to_unorm16), [0, 0, MAX, MAX]);
        assert_eq!([0.0, 1.0, 2.0].map(unorm16_floor), [0, MAX, 2 * MAX]);
        assert_eq!([-1.0, 0.0, 1.0, 2.0].map(unorm16_round), [0, 0, u16::MAX, u16::MAX]);
        assert_eq!([0.0, 1.0].map(q16_floor), [0, Q16_ONE]);
        assert_eq!([-1.0, 0.0, 1.0].map(q16_truncate), [-65_536, 0, 65_536]);
        assert_eq!([-1.0, 0.0, 1.0, 2.0].map(unorm8_floor), [0, 0, 255, 255]);
        assert_eq!([-1.0, 0.0, 1.0, 2.0].map(unorm8_round), [0, 0, 255, 255]);
        // Nine tenths of a step: down, or to the nearest.
        let (step16, step8) = (0.9 / UNORM16_ONE, 0.9 / UNORM8_ONE);
        assert_eq!((to_unorm16(step16), unorm16_floor(step16), unorm16_round(step16)), (0, 0, 1));
        assert_eq!((unorm8_floor(step8), unorm8_round(step8)), (0, 1));
        assert_eq!((q16_floor(0.9 / 65_536.0), q16_truncate(-0.9 / 65_536.0)), (0, 0));
    }

    #[test]
    fn every_number_comes_back_from_a_float() {
        assert_eq!((from_unorm16(0), from_unorm16(u16::MAX), from_unorm8(0), from_unorm8(255)), (0.0, 1.0, 0.0, 1.0));
        assert!((0..=u16::MAX).all(|v| unorm16_round(from_unorm16(v)) == v));
        assert!((0..=255).all(|v| unorm8_round(from_unorm8(v)) == v));
    }
}
