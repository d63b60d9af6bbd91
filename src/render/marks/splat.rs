//! Splatting of dots: prefiltered sprites with exact area, however small a dot is in the picture.
//!
//! Small dots come from an atlas of sprites, integrated over each pixel in advance for many sizes and positions between
//! pixels, so zooming out keeps the mean tone and a moving dot never flickers. Large ones are integrated where they
//! fall, as ellipses on the tilted skin. Refused: sampling at pixel centers (a dot of 0.25 px flickers by 297 %) and
//! never-smaller-than-a-pixel clamping (up to 2 levels off).

use super::transmission::Transmission;
use crate::base::fixed::{UNORM16_ONE, unorm16_round};
use crate::base::lanes;
use crate::base::math::{PI, Vec3, Vec4, max, min, pow};

/// A soft mark’s profile is (1 − (d/R)²)³ out to its reach R, in radii: a small core in a soft rim. Two thirds of its
/// darkness are left at its radius, half at 1.29 radii: 0.39 mm across for a mark of 0.30 mm, and 0.45 mm with what makes marks
/// wider (photographs: 0.40–0.48 mm).
const REACH: f32 = 2.85;
/// Area that a mark darkens fully, in squared radii: the integral of its profile.
pub const AREA: f32 = PI * REACH * REACH * PROFILE_MEAN;
/// Mean of the profile (1 − d²)³ over its disc.
const PROFILE_MEAN: f32 = 1.0 / 4.0;
/// Squared radius that a mark gains when it is drawn on cells and these are made pixels, in squared cells: a mark's
/// variance is a tenth of its squared reach, a cell's 1/12 and the interpolation's 1/6.
pub const CELL_BLUR: f32 = 10.0 * 0.25 / (REACH * REACH);
/// Squared radius that two touches gain when they are drawn as one mark, in squares of the way between them: half of that is a
/// variance of its square on one of two axes.
pub const SLIP_BLUR: f32 = 10.0 / 8.0 / (REACH * REACH);
const SIZES: usize = 40;
const PHASES: usize = 10;
const HALF: usize = PHASES / 2;
/// Smallest and largest reach in the atlas, px. Anything smaller than a pixel's third looks the same but for strength.
const LEAST_REACH: f32 = 0.55;
const LARGEST_REACH: f32 = 3.45;

/// Marks that lie beside each other overlap here and there. From near that is drawn; of marks much smaller than a pixel
/// such a share does, and less of larger ones up to this radius, px (found by trial: at 300 dots/cm² and tone 5 pictures of
/// 384 to 1,536 px have the same mean light).
const OVERLAP: f32 = 0.12;
const OVERLAP_ENDS_PX: f32 = 1.8;

type Sprite = [[u16; SIDE]; SIDE];

/// Sprites of 40 sizes × 10 × 10 places between pixels.
pub struct Atlas {
    sprites: Vec<Sprite>,
    sizes: [SpriteSize; SIZES],
    /// Where to begin looking for a reach, in 1/[`GUESSES_PER_PX`].
    guesses: [u8; GUESSES],
}

/// One size of sprites.
#[derive(Clone, Copy, Default)]
struct SpriteSize {
    /// px.
    reach: f32,
    /// First row that is not empty, and one past the last.
    rows: (u8, u8),
}

/// Pixels of a sprite along its side, and from its first to the middle of the pixel that a mark lies in.
const SIDE: usize = 8;
const MIDDLE: f32 = 3.5;
/// A reach is looked up so much larger, so that it gets the nearest size: half the ratio of two sizes.
const ROUND_SIZE: f32 = 1.024;
/// First and last row that a mark in the middle pixel may begin and end in, wherever in it it lies.
const MIDDLE_ROWS: (f32, f32) = (3.95, 4.05);
/// Least cosine of skin and line of sight that an ellipse is drawn with (choice).
const LEAST_FACING: f32 = 0.15;
/// Squared sine of a tilt below which the mark is drawn as a circle.
const LEAST_TILT: f32 = 1e-6;

const GUESSES_PER_PX: f32 = 256.0;
const GUESSES: usize = 1024;

impl Default for Atlas {
    fn default() -> Self {
        Self::new()
    }
}

impl Atlas {
    /// Integrates every sprite: some 10 ms, once.
    pub fn new() -> Self {
        let mut sizes = [SpriteSize::default(); SIZES];
        for (i, size) in sizes.iter_mut().enumerate() {
            let reach = LEAST_REACH * pow(LARGEST_REACH / LEAST_REACH, i as f32 / (SIZES - 1) as f32);
            let rows = reach + 0.5;
            *size = SpriteSize { reach, rows: (max(MIDDLE_ROWS.0 - rows, 0.0) as u8, ((MIDDLE_ROWS.1 + rows) as u8 + 1).min(SIDE as u8)) };
        }
        let mut guesses = [0; GUESSES];
        for (i, guess) in guesses.iter_mut().enumerate() {
            let fits = |size: &&SpriteSize| size.reach * GUESSES_PER_PX <= i as f32;
            *guess = (sizes.iter().filter(fits).count() as u8).saturating_sub(1);
        }
        let mut sprites = Vec::with_capacity(SIZES * PHASES * PHASES);
        for SpriteSize { reach, .. } in sizes {
            // The other three quarters of the places are mirror images.
            let quarter: Vec<Sprite> = (0..HALF * HALF).map(|i| sprite(reach, i % HALF, i / HALF)).collect();
            for y in 0..PHASES {
                for x in 0..PHASES {
                    let mut sprite = quarter[y.min(PHASES - 1 - y) * HALF + x.min(PHASES - 1 - x)];
                    if y >= HALF {
                        sprite.reverse();
                    }
                    if x >= HALF {
                        sprite.iter_mut().for_each(|row| row.reverse());
                    }
                    sprites.push(sprite);
                }
            }
        }
        Self { sprites, sizes, guesses }
    }

    /// Draws a round mark of `radius` px at (`x`, `y`) px that takes `strength` of the light at its middle, 0–1.
    #[inline]
    pub fn draw(&self, plane: &mut Transmission, x: f32, y: f32, radius: f32, strength: f32) {
        let reach = radius * REACH;
        let size = self.size(reach);
        let SpriteSize { reach: own, rows: (first, last) } = self.sizes[size];
        let exact = reach / own;
        let strength = min(strength * exact * exact, 1.0);
        // Together: to truncate one number takes as long as four.
        let place = Vec4::new(x, y, x, y) - Vec4::splat(MIDDLE);
        let corner = place.floor();
        let phase = (place - corner) * PHASES as f32;
        let [left, top, phase_x, phase_y] = lanes::truncate(Vec4::new(corner.x, corner.y, phase.z, phase.w));
        if !plane.holds(left, top) {
            return;
        }
        let phase = |v: i32| (v as usize).min(PHASES - 1);
        let sprite = &self.sprites[(size * PHASES + phase(phase_y)) * PHASES + phase(phase_x)];
        let rows = &sprite[usize::from(first)..usize::from(last)];
        let overlap = OVERLAP * max(1.0 - radius * (1.0 / OVERLAP_ENDS_PX), 0.0);
        let [strength, overlap, ..] = lanes::truncate(Vec4::new(strength, overlap, 0.0, 0.0) * UNORM16_ONE).map(|v| v as u32);
        plane.draw_mark(left, top + i32::from(first), rows, strength, plane.is_disjoint().then_some(overlap));
    }

    /// Whether the atlas holds marks of this radius, px.
    #[inline]
    pub fn has_size(&self, radius: f32) -> bool {
        radius * REACH <= LARGEST_REACH
    }

    /// The largest size that is hardly larger than a reach, px. A logarithm a dot would cost as much as drawing it.
    #[inline(always)]
    fn size(&self, reach: f32) -> usize {
        let reach = reach * ROUND_SIZE;
        let mut size = usize::from(self.guesses[((reach * GUESSES_PER_PX) as i32 as usize).min(GUESSES - 1)]);
        while size + 1 < SIZES && self.sizes[size + 1].reach <= reach {
            size += 1;
        }
        size
    }
}

/// Coverage of a soft mark over 8 × 8 pixels, in 1/65 536, scaled so that its sum is exact.
fn sprite(reach: f32, phase_x: usize, phase_y: usize) -> Sprite {
    const SAMPLES: usize = 8;
    let middle = |phase: usize| MIDDLE + (phase as f32 + 0.5) / PHASES as f32;
    let (cx, cy) = (middle(phase_x), middle(phase_y));
    let mut cover = [[0f32; SIDE]; SIDE];
    let mut sum = 0.0;
    for (y, row) in cover.iter_mut().enumerate() {
        for (x, pixel) in row.iter_mut().enumerate() {
            let (nx, ny) = ((x as f32 + 0.5 - cx).abs() - 0.5, (y as f32 + 0.5 - cy).abs() - 0.5);
            if nx.max(0.0) * nx.max(0.0) + ny.max(0.0) * ny.max(0.0) > reach * reach {
                continue;
            }
            for sy in 0..SAMPLES {
                for sx in 0..SAMPLES {
                    let at = |i: usize, s: usize, c: f32| i as f32 + (s as f32 + 0.5) / SAMPLES as f32 - c;
                    let (dx, dy) = (at(x, sx, cx), at(y, sy, cy));
                    *pixel += profile((dx * dx + dy * dy) / (reach * reach));
                }
            }
            *pixel /= (SAMPLES * SAMPLES) as f32;
            sum += *pixel;
        }
    }
    let exact = PI * reach * reach * PROFILE_MEAN / sum;
    cover.map(|row| row.map(|c| unorm16_round(c * exact)))
}

/// Coverage at a squared distance, in squared reaches.
#[inline]
fn profile(squared: f32) -> f32 {
    let rest = max(1.0 - squared, 0.0);
    rest * rest * rest
}

/// A pixel averages what falls on it, which widens a mark's squared reach by ten times a pixel's variance, px².
const PIXEL: f32 = 10.0 / 12.0;

/// Draws a large mark of some `strength` times the cosine to the line of sight. The ellipse assumes an orthographic view; strength is
/// corrected to the perspective one.
pub fn draw_on_skin(plane: &mut Transmission, x: f32, y: f32, radius: f32, strength: f32, normal: Vec3) {
    draw_large(plane, x, y, radius, strength / max(normal.z, LEAST_FACING), normal);
}

/// Draws a large mark as the ellipse it is on skin with the camera-frame `normal`; `radius` in px face on.
///
/// Sampled once a pixel: so smooth a profile, as much wider as a pixel would blur it, is right to a thousandth that way.
pub fn draw_large(plane: &mut Transmission, x: f32, y: f32, radius: f32, strength: f32, normal: Vec3) {
    let squared = radius * radius * (REACH * REACH);
    let facing = max(normal.z, LEAST_FACING);
    // Across the tilt and along it; y runs down in the picture and up in the camera's frame.
    let (across, along) = (1.0 / (squared + PIXEL), 1.0 / (squared * facing * facing + PIXEL));
    let level = normal.x * normal.x + normal.y * normal.y;
    let tilted = if level > LEAST_TILT { (along - across) / level } else { 0.0 };
    let (xx, xy, yy) = (across + tilted * normal.x * normal.x, -2.0 * tilted * normal.x * normal.y, across + tilted * normal.y * normal.y);
    let strength = strength * squared * facing * (across * along).sqrt();
    let reach = (squared + PIXEL).sqrt();
    for py in (y - reach - 0.5).floor() as i32..=(y + reach + 0.5) as i32 {
        let dy = py as f32 + 0.5 - y;
        // Where the row cuts the ellipse.
        let middle = -0.5 * xy * dy / xx;
        let half = max(middle * middle - (yy * dy * dy - 1.0) / xx, 0.0).sqrt();
        let from = x + middle - half - 0.5;
        plane.darken_run(py, from.ceil() as i32, (from + 2.0 * half).floor() as i32, |px| {
            let dx = px as f32 + 0.5 - x;
            profile((xx * dx + xy * dy) * dx + yy * dy * dy) * strength
        });
    }
}
