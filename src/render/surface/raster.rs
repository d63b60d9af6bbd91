//! Rasterization into a visibility buffer: triangle, barycentric weights and depth of every pixel.
//!
//! The picture is taken in bands of rows, each rasterized and shaded while its buffers are still in the cache; whole
//! pictures of triangle numbers and weights would take 8 MB.
//! Edges run in whole numbers (1/16 px) with a top-left rule, so no pixel between two triangles is missed or drawn
//! twice. Refused: float edges (pinholes), and shading while rasterizing (ears and nose would be shaded twice).

use crate::base::fixed::UNORM16_ONE;
use crate::base::lanes::{self, I32x4};
use crate::base::math::Vec4;
use crate::camera::projection::{Camera, Projected};
use crate::head::Mesh;

/// Rows of a band.
pub const BAND_ROWS: usize = 64;
/// No triangle: the backdrop.
pub const NO_TRIANGLE: u32 = u32::MAX;
const SUBPIXEL: f32 = 16.0;

/// A mesh vertex on the pixel grid of one sample.
#[derive(Clone, Copy)]
struct SubpixelVertex {
    x: i32,
    y: i32,
    depth: f32,
}

/// The mesh on the pixel grid of one sample, its facing triangles sorted into bands.
#[derive(Default)]
pub struct BinnedMesh {
    points: Vec<SubpixelVertex>,
    bands: Vec<Vec<u32>>,
}

impl BinnedMesh {
    /// Lays the mesh, seen through `corners` (one a mesh vertex), on a grid shifted by (`dx`, `dy`) px.
    pub fn bin(&mut self, mesh: &Mesh, corners: &[Projected], view: &Camera, dx: f32, dy: f32) {
        let fixed = |v: f32| (v * SUBPIXEL + if v < 0.0 { -0.5 } else { 0.5 }) as i32;
        self.points.clear();
        self.points.extend(corners.iter().map(|c| SubpixelVertex {
            x: fixed(c.x + dx),
            y: fixed(c.y + dy),
            depth: f32::from(view.depth_code(c.distance)),
        }));
        let n_bands = view.height.div_ceil(BAND_ROWS);
        self.bands.resize_with(n_bands, Vec::new);
        self.bands.iter_mut().for_each(Vec::clear);
        let (right, bottom) = (view.width as i32 * 16, view.height as i32 * 16);
        for (index, triangle) in mesh.triangles.iter().enumerate() {
            let [a, b, c] = triangle.map(|corner| self.points[corner as usize]);
            // Corners run counter-clockwise seen from outside and y runs down, so a facing triangle has negative area.
            let area = i64::from(b.x - a.x) * i64::from(c.y - a.y) - i64::from(b.y - a.y) * i64::from(c.x - a.x);
            if !(-(1 << 30)..0).contains(&area) {
                continue;
            }
            let (top, low) = (a.y.min(b.y).min(c.y), a.y.max(b.y).max(c.y));
            if low < 0 || top >= bottom || a.x.max(b.x).max(c.x) < 0 || a.x.min(b.x).min(c.x) >= right {
                continue;
            }
            let band = |y: i32| (y.max(0) as usize / (16 * BAND_ROWS)).min(n_bands - 1);
            for triangles in &mut self.bands[band(top)..=band(low)] {
                triangles.push(index as u32);
            }
        }
    }
}

/// What every pixel of a band sees.
#[derive(Default)]
pub struct VisibilityBand {
    /// Triangle, or [`NO_TRIANGLE`].
    pub triangle: Vec<u32>,
    /// Share of the triangle's second and third corner at the pixel, 16 bits each.
    pub weights: Vec<u32>,
    /// Depth code of [`Camera::depth_code`].
    pub depth: Vec<u16>,
    /// First and one past the last covered column of each row.
    pub spans: Vec<(u32, u32)>,
}

impl VisibilityBand {
    /// Rasterizes band number `number` of a picture.
    pub fn rasterize(&mut self, mesh: &Mesh, grid: &BinnedMesh, view: &Camera, number: usize) {
        let first_row = number * BAND_ROWS;
        let rows = BAND_ROWS.min(view.height - first_row);
        let n = rows * view.width;
        self.triangle.clear();
        self.triangle.resize(n, NO_TRIANGLE);
        self.weights.resize(n, 0);
        self.depth.clear();
        self.depth.resize(n, u16::MAX);
        self.spans.clear();
        self.spans.resize(rows, (view.width as u32, 0));
        for &index in &grid.bands[number] {
            let [a, b, c] = mesh.triangles[index as usize].map(|corner| grid.points[corner as usize]);
            self.draw_triangle(index, a, b, c, first_row as i32, (first_row + rows) as i32, view.width);
        }
    }

    /// How far before a pixel of the band the one is that shows the same skin in a draft, where of four pixels one is
    /// looked at; 0 where it is on its own.
    #[inline(always)]
    pub fn draft_offset(&self, width: usize, row: usize, column: usize) -> usize {
        let apart = if column & 1 == 1 { 1 } else { (row & 1) * width };
        if self.triangle[row * width + column - apart] == NO_TRIANGLE { 0 } else { apart }
    }

    #[allow(clippy::too_many_arguments, reason = "one triangle: three corners and where it may be drawn")]
    #[inline]
    fn draw_triangle(&mut self, index: u32, a: SubpixelVertex, b: SubpixelVertex, c: SubpixelVertex, top: i32, bottom: i32, width: usize) {
        let (bx, by, cx, cy) = (b.x - a.x, b.y - a.y, c.x - a.x, c.y - a.y);
        let area = bx * cy - by * cx;
        let first = |low: i32, start: i32| (start + low + 7) >> 4;
        let (x0, x1) = (first(bx.min(cx).min(0), a.x).max(0), first(bx.max(cx).max(0), a.x).min(width as i32));
        let (y0, y1) = (first(by.min(cy).min(0), a.y).max(top), first(by.max(cy).max(0), a.y).min(bottom));
        if x0 >= x1 || y0 >= y1 {
            return;
        }
        // Edge functions are ≥ 0 inside; edges that are neither top nor left leave out the pixels exactly on them.
        let bias = |ex: i32, ey: i32| i32::from(!((ey > 0) | ((ey == 0) & (ex < 0))));
        let (bias_a, bias_b, bias_c) = (bias(cx - bx, cy - by), bias(-cx, -cy), bias(bx, by));
        let (px, py) = (x0 * 16 + 8 - a.x, y0 * 16 + 8 - a.y);
        // What a pixel to the right and one down add.
        let ([right_b, right_c], [down_b, down_c]) = ([-cy * 16, by * 16], [cx * 16, -bx * 16]);
        let (first_b, first_c) = (py * cx - px * cy, px * by - py * bx);
        let (along_b, along_c) = (I32x4::series(first_b - bias_b, right_b), I32x4::series(first_c - bias_c, right_c));
        let rest = I32x4::series(-area - bias_a - bias_b - bias_c, 0);
        let per_area = -1.0 / area as f32;
        let (depth_b, depth_c) = ((b.depth - a.depth) * per_area, (c.depth - a.depth) * per_area);
        // Shares become weights; the depth stays as it is.
        let (per_area, unorm16) = (Vec4::new(per_area, per_area, 1.0, 1.0), Vec4::new(UNORM16_ONE, UNORM16_ONE, 1.0, 1.0));
        let (columns, rows) = (x1 - x0, y1 - y0);
        for top_row in (0..rows).step_by(4) {
            for left in (0..columns).step_by(4) {
                // Four by four pixels are tested at once, without a branch: which edge fails is unpredictable.
                let mut b = along_b.plus(left * right_b + top_row * down_b);
                let mut c = along_c.plus(left * right_c + top_row * down_c);
                let outside = [(); 4].map(|()| {
                    let row = rest.minus(b).minus(c).or(b).or(c);
                    (b, c) = (b.plus(down_b), c.plus(down_c));
                    row
                });
                // Less those beside the picture and the band.
                let beside = (((0xf << (columns - left).min(4)) & 0xf) * 0x1111) | (0xffff << (4 * (rows - top_row).min(4)));
                let mut inside = !(lanes::negative(outside) | beside) & 0xffff;
                while inside != 0 {
                    let pixel = inside.trailing_zeros() as i32;
                    inside &= inside - 1;
                    let (x, y) = (left + (pixel & 3), top_row + (pixel >> 2));
                    let (share_b, share_c) = ((first_b + x * right_b + y * down_b) as f32, (first_c + x * right_c + y * down_c) as f32);
                    let depth = a.depth + share_b * depth_b + share_c * depth_c;
                    let [share_b, share_c, depth, _] = lanes::truncate(Vec4::new(share_b, share_c, depth, 0.0) * per_area * unorm16);
                    let (x, y) = ((x0 + x) as usize, (y0 - top + y) as usize);
                    let at = y * width + x;
                    if depth < i32::from(self.depth[at]) {
                        self.depth[at] = depth as u16;
                        self.triangle[at] = index;
                        self.weights[at] = ((share_b << 16) | share_c) as u32;
                        let span = &mut self.spans[y];
                        *span = (span.0.min(x as u32), span.1.max(x as u32 + 1));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::uniform;
    use crate::camera::CameraParameters;

    const SIDE: usize = 70;

    /// Rasterizes triangles whose corners lie at places of the picture, px, and at a distance, mm.
    fn raster(corners: &[[f32; 3]], triangles: &[[u32; 3]]) -> VisibilityBand {
        let view = Camera::new(&CameraParameters { yaw_deg: 0.0, pitch_deg: 0.0, zoom: 1.0 }, SIDE, SIDE);
        let mesh = Mesh { triangles: triangles.to_vec(), ..Mesh::default() };
        let corners: Vec<Projected> = corners.iter().map(|&[x, y, distance]| Projected { x, y, distance }).collect();
        let mut grid = BinnedMesh::default();
        grid.bin(&mesh, &corners, &view, 0.0, 0.0);
        let mut band = VisibilityBand::default();
        band.rasterize(&mesh, &grid, &view, 0);
        band
    }

    /// Corners run counter-clockwise as seen, which is clockwise where y runs down.
    const FACING: [u32; 3] = [0, 2, 1];

    #[test]
    fn a_triangle_covers_its_area_and_faces_one_way() {
        let corners = [[4.3, 3.2, 1100.0], [60.7, 11.9, 1100.0], [20.1, 57.4, 1100.0]];
        let (ab, ac) = ([56.4, 8.7], [15.8, 54.2]);
        let area = 0.5 * (ab[0] * ac[1] - ab[1] * ac[0]);
        let covered = |band: &VisibilityBand| band.triangle.iter().filter(|t| **t != NO_TRIANGLE).count() as f32;
        let seen = covered(&raster(&corners, &[FACING]));
        assert!((seen - area).abs() < 0.01 * area, "{seen} of {area} px");
        assert_eq!(covered(&raster(&corners, &[[0, 1, 2]])), 0.0, "seen from behind");
    }

    #[test]
    fn pixels_on_a_shared_edge_belong_to_one_of_its_triangles() {
        // Edges through the middles of pixels: along a row, a column and a diagonal.
        for (a, b, c, d) in [
            ([10.5, 20.5], [50.5, 20.5], [30.5, 5.5], [30.5, 40.5]),
            ([20.5, 10.5], [20.5, 50.5], [40.5, 30.5], [5.5, 30.5]),
            ([10.5, 10.5], [50.5, 50.5], [50.5, 10.5], [10.5, 50.5]),
        ] {
            let far = |[x, y]: [f32; 2], mm: f32| [x, y, mm];
            let both = raster(&[far(a, 1100.0), far(b, 1100.0), far(c, 1100.0), far(d, 1100.0)], &[[0, 1, 2], [1, 0, 3]]);
            let alone = [[0, 1, 2], [1, 0, 3]].map(|t| raster(&[far(a, 1100.0), far(b, 1100.0), far(c, 1100.0), far(d, 1100.0)], &[t]));
            for at in 0..SIDE * BAND_ROWS {
                let own = alone.iter().filter(|band| band.triangle[at] != NO_TRIANGLE).count();
                assert!(own <= 1, "pixel {}, {} is drawn twice", at % SIDE, at / SIDE);
                assert_eq!(both.triangle[at] != NO_TRIANGLE, own == 1);
            }
            let edge = |t: f32| (a[1] + t * (b[1] - a[1])) as usize * SIDE + (a[0] + t * (b[0] - a[0])) as usize;
            assert!((1..20).all(|i| both.triangle[edge(i as f32 / 20.0)] != NO_TRIANGLE), "a hole along {a:?}–{b:?}");
        }
    }

    #[test]
    fn the_nearer_triangle_is_seen_whichever_comes_first() {
        let corners =
            [[5.0, 5.0, 1110.0], [60.0, 8.0, 1110.0], [30.0, 55.0, 1110.0], [5.0, 5.0, 1090.0], [60.0, 8.0, 1090.0], [30.0, 55.0, 1090.0]];
        for (triangles, nearer) in [([FACING, [3, 5, 4]], 1), ([[3, 5, 4], FACING], 0)] {
            let band = raster(&corners, &triangles);
            assert!(band.triangle.iter().all(|t| *t == NO_TRIANGLE || *t == nearer));
        }
    }

    #[test]
    fn weights_give_back_the_place_of_the_pixel() {
        for i in 0..40 {
            let at = |k: u32| [uniform(9, k, i) * 60.0, uniform(9, k + 10, i) * 60.0, 1100.0];
            let corners = [at(0), at(1), at(2)];
            for triangle in [[0, 1, 2], FACING] {
                let band = raster(&corners, &[triangle]);
                let [a, b, c] = triangle.map(|v| corners[v as usize]);
                for (pixel, weights) in band.weights.iter().enumerate().filter(|(pixel, _)| band.triangle[*pixel] != NO_TRIANGLE) {
                    let (b_share, c_share) = ((weights >> 16) as f32 / 65_535.0, (weights & 0xffff) as f32 / 65_535.0);
                    let place = [0, 1].map(|k| a[k] + (b[k] - a[k]) * b_share + (c[k] - a[k]) * c_share);
                    let middle = [(pixel % SIDE) as f32 + 0.5, (pixel / SIDE) as f32 + 0.5];
                    // Corners lie on sixteenths of a pixel.
                    assert!((0..2).all(|k| (place[k] - middle[k]).abs() < 0.13), "{place:?} for {middle:?}");
                }
            }
        }
    }
}
