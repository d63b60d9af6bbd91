//! Which triangle each pixel sees: the surface as triangle, place in it and depth.
//!
//! Edges run in whole numbers (1/16 px) with a top-left rule, so no pixel between two triangles is missed or drawn twice.
//! Refused: float edges (pinholes), and shading while rasterising (ears and nose would be shaded twice).

use super::view::{Projected, View};
use crate::head::Mesh;

/// No triangle: the backdrop.
pub const NOTHING: u32 = u32::MAX;
const SUBPIXEL: f32 = 16.0;

/// What every pixel sees.
#[derive(Default)]
pub struct Surface {
    /// Triangle, or [`NOTHING`].
    pub triangle: Vec<u32>,
    /// Share of the triangle's second and third corner at the pixel, 16 bits each.
    pub weights: Vec<u32>,
    /// Depth code of [`View::depth_code`].
    pub depth: Vec<u16>,
    /// First and one past the last covered column of each row.
    pub spans: Vec<(u32, u32)>,
}

/// Draws the mesh as seen through `corners` (one a mesh vertex), shifted by (`dx`, `dy`) px.
pub fn raster(mesh: &Mesh, corners: &[Projected], view: &View, dx: f32, dy: f32, out: &mut Surface) {
    let (width, height) = (view.width as i32, view.height as i32);
    let n = view.width * view.height;
    out.triangle.clear();
    out.triangle.resize(n, NOTHING);
    out.weights.resize(n, 0);
    out.depth.clear();
    out.depth.resize(n, u16::MAX);
    out.spans.clear();
    out.spans.resize(view.height, (view.width as u32, 0));
    let fixed = |v: f32| (v * SUBPIXEL + if v < 0.0 { -0.5 } else { 0.5 }) as i32;
    for (index, triangle) in mesh.triangles.iter().enumerate() {
        let [a, b, c] = [&corners[triangle[0] as usize], &corners[triangle[1] as usize], &corners[triangle[2] as usize]];
        let (ax, ay) = (fixed(a.x + dx), fixed(a.y + dy));
        let (bx, by) = (fixed(b.x + dx) - ax, fixed(b.y + dy) - ay);
        let (cx, cy) = (fixed(c.x + dx) - ax, fixed(c.y + dy) - ay);
        // Corners run counter-clockwise seen from outside; y runs down in the picture, so a facing one has negative area.
        let area = i64::from(bx) * i64::from(cy) - i64::from(by) * i64::from(cx);
        if area >= 0 || area < -(1 << 30) {
            continue;
        }
        let area = area as i32;
        let first = |low: i32, start: i32| (start + low + 7) >> 4;
        let (x0, x1) = (first(bx.min(cx).min(0), ax).max(0), first(bx.max(cx).max(0), ax).min(width));
        let (y0, y1) = (first(by.min(cy).min(0), ay).max(0), first(by.max(cy).max(0), ay).min(height));
        if x0 >= x1 || y0 >= y1 {
            continue;
        }
        // Edge functions are ≤ 0 inside; edges that are neither top nor left leave out the pixels exactly on them.
        let bias = |ex: i32, ey: i32| if ey > 0 || (ey == 0 && ex < 0) { 0 } else { 1 };
        let (px, py) = (x0 * 16 + 8 - ax, y0 * 16 + 8 - ay);
        let mut row_b = px * cy - py * cx;
        let mut row_c = py * bx - px * by;
        let (bias_a, bias_b, bias_c) = (bias(cx - bx, cy - by), bias(-cx, -cy), bias(bx, by));
        let per_area = 1.0 / area as f32;
        let depth_of = |p: &Projected| f32::from(View::depth_code(p.distance));
        let depth_a = depth_of(a);
        let (depth_b, depth_c) = ((depth_of(b) - depth_a) * per_area, (depth_of(c) - depth_a) * per_area);
        for y in y0..y1 {
            let (mut edge_b, mut edge_c) = (row_b, row_c);
            let row = y as usize * view.width;
            let span = &mut out.spans[y as usize];
            for x in x0..x1 {
                let edge_a = area - edge_b - edge_c;
                if edge_a + bias_a <= 0 && edge_b + bias_b <= 0 && edge_c + bias_c <= 0 {
                    let (share_b, share_c) = (edge_b as f32, edge_c as f32);
                    let depth = (depth_a + share_b * depth_b + share_c * depth_c) as u16;
                    let at = row + x as usize;
                    if depth < out.depth[at] {
                        out.depth[at] = depth;
                        out.triangle[at] = index as u32;
                        let sixteen = |share: f32| (share * per_area * 65_535.0) as u32;
                        out.weights[at] = sixteen(share_b) << 16 | sixteen(share_c);
                        span.0 = span.0.min(x as u32);
                        span.1 = span.1.max(x as u32 + 1);
                    }
                }
                edge_b += cy * 16;
                edge_c -= by * 16;
            }
            row_b -= cx * 16;
            row_c += bx * 16;
        }
    }
}
