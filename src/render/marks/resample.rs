//! Resampling: rows of the picture from rows of coarser cells, by interpolation.

use crate::base::fixed::{Q15_ONE, lerp_q15_floor};

/// Which two of `height` rows of cells of `size` px the row `y` of the picture lies between, and the Q15 weight of the
/// lower one.
pub(in crate::render) fn row_pair(y: usize, size: usize, height: usize) -> (usize, usize, u32) {
    let (place, last) = (2 * y + 1 + size, height - 1);
    // In cells: (y + ½) / size − ½, kept in halves of a pixel so that it stays whole.
    let upper = (place / (2 * size)).saturating_sub(1).min(last);
    let lower = (place / (2 * size)).min(last);
    (upper, lower, ((place % (2 * size)) * Q15_ONE as usize / (2 * size)) as u32)
}

/// Writes a row of the picture that lies between two `lines` of cells of `size` px, a power of two, into `rows[0]`, which
/// may come out a little long.
///
/// Across, cells double until they are pixels, each time ¾ of the nearer and ¼ of the farther: simple enough for eight
/// lanes at once, and smoother than a straight line.
pub(in crate::render) fn upsample_row([upper, lower]: [&[u16]; 2], part: u32, size: usize, rows: &mut [Vec<u16>; 2]) {
    let [now, next] = rows;
    now.resize(upper.len(), 0);
    lerp_rows(upper, lower, part, now);
    let mut cell = size;
    while cell > 1 {
        let n = now.len();
        next.resize(2 * n, 0);
        next[0] = now[0];
        next[2 * n - 1] = now[n - 1];
        upsample_twice(now, &mut next[1..2 * n - 1]);
        core::mem::swap(now, next);
        cell /= 2;
    }
}

/// Interpolates linearly from one row to another: `part` is a Q15 weight.
fn lerp_rows(from: &[u16], to: &[u16], part: u32, out: &mut [u16]) {
    for ((value, &a), &b) in out.iter_mut().zip(from).zip(to) {
        *value = lerp_q15_floor(a, b, part);
    }
}

/// Writes two values between each cell and the next.
fn upsample_twice(cells: &[u16], out: &mut [u16]) {
    let near = |a: u16, b: u16| ((3 * u32::from(a) + u32::from(b) + 2) >> 2) as u16;
    for (pair, cells) in out.chunks_exact_mut(2).zip(cells.windows(2)) {
        pair[0] = near(cells[0], cells[1]);
        pair[1] = near(cells[1], cells[0]);
    }
}
