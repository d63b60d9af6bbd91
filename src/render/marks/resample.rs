//! Resampling: rows of the picture from rows of coarser cells, by interpolation.

/// Which two of `height` rows of cells of `size` px the row `y` of the picture lies between, and its share of the lower
/// one, in 1/32 768.
pub(in crate::render) fn lines(y: usize, size: usize, height: usize) -> (usize, usize, u32) {
    let (place, last) = (2 * y + 1 + size, height - 1);
    // In cells: (y + ½) / size − ½, kept in halves of a pixel so that it stays whole.
    let upper = (place / (2 * size)).saturating_sub(1).min(last);
    let lower = (place / (2 * size)).min(last);
    (upper, lower, ((place % (2 * size)) * 32_768 / (2 * size)) as u32)
}

/// Writes a row of the picture that lies between two `lines` of cells of `size` px, a power of two, into `rows[0]`, which
/// may come out a little long.
///
/// Across, cells double until they are pixels, each time ¾ of the nearer and ¼ of the farther: simple enough for eight
/// lanes at once, and smoother than a straight line.
pub(in crate::render) fn finer([upper, lower]: [&[u16]; 2], part: u32, size: usize, rows: &mut [Vec<u16>; 2]) {
    let [now, next] = rows;
    now.resize(upper.len(), 0);
    blend(upper, lower, part, now);
    let mut cell = size;
    while cell > 1 {
        let n = now.len();
        next.resize(2 * n, 0);
        next[0] = now[0];
        next[2 * n - 1] = now[n - 1];
        double(now, &mut next[1..2 * n - 1]);
        core::mem::swap(now, next);
        cell /= 2;
    }
}

/// Writes `part` / 32 768 of the way from one row to another.
fn blend(from: &[u16], to: &[u16], part: u32, out: &mut [u16]) {
    for ((value, &a), &b) in out.iter_mut().zip(from).zip(to) {
        *value = ((u32::from(a) * (32_768 - part) + u32::from(b) * part) >> 15) as u16;
    }
}

/// Writes two values between each cell and the next.
fn double(cells: &[u16], out: &mut [u16]) {
    let near = |a: u16, b: u16| ((3 * u32::from(a) + u32::from(b) + 2) >> 2) as u16;
    for (pair, cells) in out.chunks_exact_mut(2).zip(cells.windows(2)) {
        pair[0] = near(cells[0], cells[1]);
        pair[1] = near(cells[1], cells[0]);
    }
}
