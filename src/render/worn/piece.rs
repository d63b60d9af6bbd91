//! Front-to-back compositing (under operator) of strand pieces, sorted by depth.

use crate::base::fixed::from_unorm8;
use crate::base::math::{Vec4, lerp, max, min};

/// Parts of a pixel that ends are counted in: a picture of 2048 px fits 16 bits.
pub(super) const SUBPIXELS: f32 = 12.0;
/// Parts of a pixel that half widths are counted in.
pub(super) const WIDTH_STEPS: f32 = 1024.0;
/// So much cover hides what lies below.
pub(super) const OPAQUE: f32 = 0.985;
/// Edge of a block of pixels that is passed over once all of it is opaque, px.
const BLOCK: usize = 8;
/// Pieces shorter than this along their longer axis count as this long, px: slopes divide by it.
const LEAST_LENGTH_PX: f32 = 0.05;
/// Depth codes that count as one depth: a quarter of a millimeter.
const BUCKET: usize = 32;

/// A straight piece of a strand. Packed: there are hundreds of thousands.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    /// Ends, in 1/[`SUBPIXELS`] px.
    pub from: [i16; 2],
    /// See `from`.
    pub to: [i16; 2],
    /// Half the width at both ends, in 1/[`WIDTH_STEPS`] px.
    pub half: [u16; 2],
    /// Diffuse light at both ends.
    pub shade: [u16; 2],
    /// Specular light at both ends.
    pub gloss: [u16; 2],
    /// Depth code of its middle.
    pub depth: u16,
    /// Share of what is behind it that it hides, in 1/255.
    pub strength: u8,
    /// Share of white hairs in it, in 1/255.
    pub white: u8,
}

/// Pieces of one band, in chunks of one size: none is copied as they grow in number, and memory is given back whole.
#[derive(Clone, Default)]
pub(super) struct Pieces(Vec<Vec<Piece>>);

/// Pieces of a chunk.
const CHUNK: usize = 4096;

impl Pieces {
    #[inline]
    pub(super) fn push(&mut self, piece: Piece) {
        match self.0.last_mut() {
            Some(chunk) if chunk.len() < CHUNK => chunk.push(piece),
            _ => {
                let mut chunk = Vec::with_capacity(CHUNK);
                chunk.push(piece);
                self.0.push(chunk);
            }
        }
    }

    fn iter(&self) -> impl Iterator<Item = &Piece> {
        self.0.iter().flatten()
    }

    fn len(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }
}

/// Rows of a picture under way: cover, light on hair with pigment, specular light, light on white hair; all times cover.
pub(super) struct CompositeBand {
    pub values: Vec<Vec4>,
    /// Opaque pixels of each block.
    opaque: Vec<u8>,
    width: usize,
    order: Vec<u32>,
    starts: Vec<u32>,
}

impl CompositeBand {
    /// An empty band of `rows` rows, a multiple of [`BLOCK`].
    pub(super) fn new(width: usize, rows: usize) -> Self {
        Self {
            values: vec![Vec4::ZERO; width * rows],
            opaque: vec![0; rows / BLOCK * width.div_ceil(BLOCK)],
            width,
            order: Vec::new(),
            starts: Vec::new(),
        }
    }

    /// Draws all pieces of the band whose first row is `top`; equal depths in the order given.
    pub(super) fn draw(&mut self, pieces: &Pieces, top: usize) {
        self.values.fill(Vec4::ZERO);
        self.opaque.fill(0);
        self.sort(pieces);
        for i in 0..self.order.len() {
            let at = self.order[i] as usize;
            self.composite_under(&pieces.0[at / CHUNK][at % CHUNK], top as f32);
        }
    }

    /// Counting sort by depth.
    fn sort(&mut self, pieces: &Pieces) {
        let Self { starts, order, .. } = self;
        starts.clear();
        starts.resize(65_536 / BUCKET + 1, 0);
        for piece in pieces.iter() {
            starts[piece.depth as usize / BUCKET + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        order.clear();
        order.resize(pieces.len(), 0);
        for (i, piece) in pieces.iter().enumerate() {
            let slot = &mut starts[piece.depth as usize / BUCKET];
            order[*slot as usize] = i as u32;
            *slot += 1;
        }
    }

    /// Puts one piece under what is there. Its cover of a pixel is its width within the pixel's column (or row, where it is steep) times its
    /// length in it: exact for thin pieces.
    #[inline(never)]
    fn composite_under(&mut self, piece: &Piece, top: f32) {
        let (values, width) = (&mut self.values[..], self.width);
        let height = values.len() / width;
        let blocks = width.div_ceil(BLOCK);
        let place = |p: [i16; 2]| (f32::from(p[0]) * (1.0 / SUBPIXELS), f32::from(p[1]) * (1.0 / SUBPIXELS) - top);
        let (from, to) = (place(piece.from), place(piece.to));
        let steep = (to.1 - from.1).abs() > (to.0 - from.0).abs();
        let transposed = |p: (f32, f32)| if steep { (p.1, p.0) } else { p };
        let (mut a, mut b) = (transposed(from), transposed(to));
        // Where both ends and the middle are hidden, all of it is.
        let is_opaque = |(x, y): (f32, f32)| {
            let inside = x >= 0.0 && y >= 0.0 && x < width as f32 && y < height as f32;
            inside && values[y as i32 as usize * width + x as i32 as usize].x >= OPAQUE
        };
        if is_opaque(from) && is_opaque(to) && is_opaque((0.5 * (from.0 + to.0), 0.5 * (from.1 + to.1))) {
            return;
        }
        let white = from_unorm8(piece.white);
        let aim = |i: usize| {
            let (shade, gloss) = (f32::from(piece.shade[i]), f32::from(piece.gloss[i]));
            Vec4::new(1.0, shade * (1.0 - white), gloss, shade * white)
        };
        let (mut aims, mut halves) = ([aim(0), aim(1)], piece.half.map(|h| f32::from(h) * (1.0 / WIDTH_STEPS)));
        if a.0 > b.0 {
            (a, b) = (b, a);
            aims.reverse();
            halves.reverse();
        }
        let per = 1.0 / max(b.0 - a.0, LEAST_LENGTH_PX);
        let slope = (b.1 - a.1) * per;
        let lean = (1.0 + slope * slope).sqrt();
        let strength = from_unorm8(piece.strength);
        let (across_u, across_v, step_u, step_v) = if steep { (height, width, width, 1) } else { (width, height, 1, width) };
        let first = max(a.0, 0.0) as i32 as usize;
        let end = (max(b.0 + 1.0, 0.0) as i32 as usize).min(across_u);
        if first >= end {
            return;
        }
        // At the middle of the first pixel, and from one to the next.
        let past = first as f32 + 0.5 - a.0;
        let mut middle = a.1 + slope * past;
        let mut half = lerp(halves[0], halves[1], past * per) * lean;
        let half_step = (halves[1] - halves[0]) * per * lean;
        let mut aim = aims[0] + (aims[1] - aims[0]) * (past * per);
        let aim_step = (aims[1] - aims[0]) * per;
        let (block_u, block_v) = if steep { (blocks, 1) } else { (1, blocks) };
        let last = across_v as f32;
        let mut u = first;
        while u < end {
            if u == first || u.is_multiple_of(BLOCK) {
                let v = max(middle, 0.0) as i32 as usize;
                if v < across_v && self.opaque[u / BLOCK * block_u + v / BLOCK * block_v] as usize >= BLOCK * BLOCK {
                    let pixels = BLOCK - u % BLOCK;
                    let steps = pixels as f32;
                    middle += slope * steps;
                    half += half_step * steps;
                    aim += aim_step * steps;
                    u += pixels;
                    continue;
                }
            }
            let x = u as f32;
            let share = max(min(b.0, x + 1.0) - max(a.0, x), 0.0) * strength;
            let (left, right) = (max(middle - half, 0.0), min(middle + half, last));
            if right > left {
                let mut v = left as i32;
                let mut at = u * step_u + v as usize * step_v;
                let mut from = left;
                loop {
                    let to = min(right, (v + 1) as f32);
                    let Some(pixel) = values.get_mut(at) else { break };
                    let before = pixel.x;
                    *pixel += aim * ((to - from) * share * (1.0 - before));
                    // Counted without a branch: which pixel fills up cannot be guessed.
                    if let Some(block) = self.opaque.get_mut(u / BLOCK * block_u + v as usize / BLOCK * block_v) {
                        *block += u8::from((pixel.x >= OPAQUE) & (before < OPAQUE));
                    }
                    if to >= right {
                        break;
                    }
                    (v, at, from) = (v + 1, at + step_v, to);
                }
            }
            u += 1;
            middle += slope;
            half += half_step;
            aim += aim_step;
        }
    }
}
