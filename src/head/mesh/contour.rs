//! Surface nets: from signed distance to triangles, one mesh vertex in each cell of the grid that the surface passes.
//!
//! Cells the surface does not pass are never evaluated: that is why a head takes milliseconds.

use super::brick_grid::{BrickGrid, Index};
use super::decimate::{decimate, relax};
use super::inset::insets;
use super::{Mesh, collar};
use crate::base::math::{BVec4A, Vec3, Vec4, vec3};
use crate::head::body::{BUST_END, Body};

/// Height at which the walk over the surface starts, at the forehead, mm.
const START: f32 = 60.0;
/// One over the edges of a cell along an axis.
const PER_EDGE: f32 = 0.25;
/// Least square of a gradient that is divided by: in folds the slope of the distance may be small.
const LEAST_SLOPE_SQUARED: f32 = 0.1;
/// Longest Newton steps onto the surface, mm: the first by the cell's own slope, the next by the gradient, the last along it.
const FIRST_STEP: f32 = 1.2;
const NEXT_STEP: f32 = 0.6;
const LAST_STEP: f32 = 0.3;
/// Steps between the first and the last at most, and the distance that needs none, mm.
const NEXT_STEPS: usize = 3;
const NEAR: f32 = 0.2;

/// Half a head while it is being built; vertices with x = 0 lie on the midline, the lowest on the cut.
#[derive(Default)]
struct HalfMesh {
    cells: Vec<Index>,
    positions: Vec<Vec3>,
    /// Slope of the distance within each cell; of use until the normals are known.
    slopes: Vec<Vec3>,
    /// 1 along the axes a vertex may move, 0 along those that hold it to the midline, the cut or a fold.
    free_axes: Vec<Vec3>,
    normals: Vec<Vec3>,
    triangles: Vec<[u32; 3]>,
}

impl HalfMesh {
    /// Drops vertices that no triangle uses.
    fn drop_unused_vertices(&mut self) {
        let mut renamed = vec![u32::MAX; self.positions.len()];
        let mut kept = 0;
        for corner in self.triangles.iter_mut().flatten() {
            let old = *corner as usize;
            if renamed[old] == u32::MAX {
                renamed[old] = kept;
                kept += 1;
            }
            *corner = renamed[old];
        }
        for list in [&mut self.positions, &mut self.slopes, &mut self.free_axes] {
            let mut used = vec![Vec3::ZERO; kept as usize];
            for (&value, &new) in list.iter().zip(&renamed).filter(|&(_, &new)| new != u32::MAX) {
                used[new as usize] = value;
            }
            *list = used;
        }
    }
}

/// Mesh of the body down to its cut, exactly symmetric about x = 0; `flush` and `lip` are left empty.
pub(in crate::head) fn contour(body: &Body) -> Mesh {
    let mut grid = BrickGrid::new(body);
    let mut half = place_vertices(&mut grid);
    join_quads(&mut grid, &mut half);
    drop(grid);
    let ear = body.measures.ear.middle;
    half.triangles = decimate(&half.positions, &half.free_axes, half.triangles, ear);
    half.drop_unused_vertices();
    relax(&mut half.positions, &half.free_axes, &half.triangles, ear);
    project_to_surface(body, &mut half);
    deform_mesh(body, &mut half.positions, &mut half.normals, &half.free_axes);
    let mut materials = collar::add_shirt(body, &mut half.positions, &mut half.normals);
    let skin = half.positions.len() as u32;
    let parts = insets(body);
    half.positions.extend(parts.positions);
    half.normals.extend(parts.normals);
    half.triangles.extend(parts.triangles.iter().map(|t| t.map(|v| v + skin)));
    materials.extend(parts.materials.into_iter().enumerate().map(|(i, material)| (skin + i as u32, material)));
    let mut mesh = mirror_half(half);
    let others: Vec<_> = materials
        .iter()
        .map(|&(v, material)| (mesh.mirror[v as usize], material))
        .filter(|(v, _)| mesh.positions[*v as usize].x != 0.0)
        .collect();
    mesh.materials = materials;
    mesh.materials.extend(others);
    mesh.spacing = spacing(&mesh);
    mesh
}

/// Corner `c` of a cell; bits 0, 1, 2 of `c` step along x, y, z.
fn cell_corner([i, j, k]: Index, c: usize) -> Index {
    [i + (c & 1), j + (c >> 1 & 1), k + (c >> 2)]
}

/// Visits all cells the surface passes, starting at the forehead, and puts a vertex into each.
fn place_vertices(grid: &mut BrickGrid) -> HalfMesh {
    let mut half = HalfMesh::default();
    let size = grid.cells();
    let height = grid.plane_below(1, START);
    let start = (0..size[2]).rev().find(|&k| grid.distance([0, height, k]) < 0.0 && grid.distance([0, height, k + 1]) >= 0.0);
    let mut queue: Vec<Index> = start.map(|k| [0, height, k]).into_iter().collect();
    while let Some(cell) = queue.pop() {
        if grid.vertex(cell).is_none() {
            visit(grid, cell, size, &mut half, &mut queue);
        }
    }
    half
}

/// Puts a vertex into a cell, and the cells beside it that the surface passes into the queue.
#[inline(never)]
fn visit(grid: &mut BrickGrid, cell: Index, size: Index, half: &mut HalfMesh, queue: &mut Vec<Index>) {
    let values: [f32; 8] = core::array::from_fn(|c| grid.distance(cell_corner(cell, c)));
    grid.set_vertex(cell, half.positions.len() as u32);
    half.cells.push(cell);
    let (place, free_axes) = constrain(grid, cell, crossing(grid, cell, &values));
    half.positions.push(place);
    half.free_axes.push(free_axes);
    half.slopes.push(slope(grid, cell, &values));
    for axis in 0..3 {
        for far in [0, 1] {
            if !face_is_crossed(&values, axis, far) {
                continue;
            }
            let mut next = cell;
            if far == 1 {
                next[axis] += 1;
            } else if next[axis] > 0 {
                next[axis] -= 1;
            }
            if next[axis] < size[axis] && grid.vertex(next).is_none() {
                queue.push(next);
            }
        }
    }
}

/// Whether inside and outside meet on the face of a cell that lies near (0) or far (1) along an axis.
fn face_is_crossed(values: &[f32; 8], axis: usize, far: usize) -> bool {
    let mut inside = (0..8).filter(|c| c >> axis & 1 == far).map(|c| values[c] < 0.0);
    let first = inside.next();
    inside.any(|corner| Some(corner) != first)
}

/// Mean of the places where the surface cuts the edges of a cell, mm.
fn crossing(grid: &BrickGrid, cell: Index, values: &[f32; 8]) -> Vec3 {
    // Of the places as shares of the cell, and how many they are.
    let mut sum = Vec4::ZERO;
    for c in 0..8 {
        for (axis, way) in [Vec4::X, Vec4::Y, Vec4::Z].into_iter().enumerate() {
            let other = c | 1 << axis;
            if other != c {
                // As lanes: which edges are cut would be a branch.
                let cut = BVec4A::splat((values[c] < 0.0) != (values[other] < 0.0));
                let corner = Vec4::new((c & 1) as f32, (c >> 1 & 1) as f32, (c >> 2) as f32, 1.0);
                sum += Vec4::select(cut, corner + way * (values[c] / (values[c] - values[other])), Vec4::ZERO);
            }
        }
    }
    let (low, high) = (grid.corner(cell), grid.corner(cell_corner(cell, 7)));
    low + sum.truncate() / sum.w.max(1.0) * (high - low)
}

/// The place of a cell's vertex, constrained to midline, cut and folds, and its free axes.
fn constrain(grid: &BrickGrid, cell: Index, p: Vec3) -> (Vec3, Vec3) {
    let (mut place, mut free_axes) = (p, Vec3::ONE);
    if cell[0] == 0 {
        (place.x, free_axes.x) = (0.0, 0.0);
    }
    if cell[1] == 0 {
        (place.y, free_axes.y) = (BUST_END, 0.0);
    } else if let Some(height) = grid.fold(cell, place) {
        (place.y, free_axes.y) = (height, 0.0);
    }
    (place, free_axes)
}

/// Mean slope of the distance over a cell.
fn slope(grid: &BrickGrid, cell: Index, v: &[f32; 8]) -> Vec3 {
    let rise = vec3(
        v[1] + v[3] + v[5] + v[7] - v[0] - v[2] - v[4] - v[6],
        v[2] + v[3] + v[6] + v[7] - v[0] - v[1] - v[4] - v[5],
        v[4] + v[5] + v[6] + v[7] - v[0] - v[1] - v[2] - v[3],
    );
    rise * PER_EDGE / (grid.corner(cell_corner(cell, 7)) - grid.corner(cell))
}

/// Projects the vertices onto the surface by Newton steps and gives them normals.
fn project_to_surface(body: &Body, half: &mut HalfMesh) {
    half.normals.reserve_exact(half.positions.len());
    for ((p, &slope), &free_axes) in half.positions.iter_mut().zip(&half.slopes).zip(&half.free_axes) {
        let step = slope * (body.rest_distance(*p) / slope.length_squared().max(LEAST_SLOPE_SQUARED));
        *p -= (step * free_axes).clamp_length_max(FIRST_STEP);
        let (mut value, mut gradient) = body.rest_gradient(*p);
        for _ in 0..NEXT_STEPS {
            // Rare: in the folds of the ear the cell's own slope may mislead.
            if value.abs() < NEAR {
                break;
            }
            *p -= (free_axes * gradient * (value / gradient.length_squared().max(LEAST_SLOPE_SQUARED))).clamp_length_max(NEXT_STEP);
            (value, gradient) = body.rest_gradient(*p);
        }
        *p -= free_axes * gradient * (value / gradient.length_squared().max(LEAST_SLOPE_SQUARED)).clamp(-LAST_STEP, LAST_STEP);
        half.normals.push((gradient * on_midline(free_axes)).normalize_or(Vec3::Y));
    }
}

/// Joins the vertices of the four cells round every cut edge by two triangles.
fn join_quads(grid: &mut BrickGrid, half: &mut HalfMesh) {
    for n in 0..half.cells.len() {
        let cell = half.cells[n];
        let inside = grid.distance(cell) < 0.0;
        for axis in 0..3 {
            join_quad(grid, half, cell, inside, axis);
        }
    }
}

/// The same for the edge along an axis that begins at a cell's corner.
#[inline(never)]
fn join_quad(grid: &mut BrickGrid, half: &mut HalfMesh, cell: Index, inside: bool, axis: usize) {
    let (u, v) = ((axis + 1) % 3, (axis + 2) % 3);
    if cell[u] == 0 || cell[v] == 0 {
        return;
    }
    let mut end = cell;
    end[axis] += 1;
    if (grid.distance(end) < 0.0) == inside {
        return;
    }
    let step = |back_u: usize, back_v: usize| {
        let mut c = cell;
        c[u] -= back_u;
        c[v] -= back_v;
        c
    };
    let ring = [step(1, 1), step(0, 1), step(0, 0), step(1, 0)];
    if let [Some(a), Some(b), Some(c), Some(d)] = ring.map(|c| grid.vertex(c)) {
        quad(if inside { [a, b, c, d] } else { [a, d, c, b] }, half);
    }
}

/// Two triangles for a ring of four vertices, split along the shorter diagonal.
fn quad([a, b, c, d]: [u32; 4], half: &mut HalfMesh) {
    let p = |i: u32| half.positions[i as usize];
    if p(a).distance_squared(p(c)) < p(b).distance_squared(p(d)) {
        half.triangles.extend([[a, b, c], [a, c, d]]);
    } else {
        half.triangles.extend([[a, b, d], [b, c, d]]);
    }
}

/// Both halves of the head as one mesh.
fn mirror_half(half: HalfMesh) -> Mesh {
    let HalfMesh { mut positions, mut normals, mut triangles, .. } = half;
    let own = positions.len();
    let mut mirror: Vec<u32> = Vec::with_capacity(own * 2);
    // Not twice as much as needed: the mesh stays as long as the page.
    positions.reserve_exact(own);
    normals.reserve_exact(own);
    triangles.shrink_to(2 * triangles.len());
    triangles.reserve_exact(triangles.len());
    for i in 0..own {
        if positions[i].x == 0.0 {
            mirror.push(i as u32);
        } else {
            mirror.push(positions.len() as u32);
            positions.push(positions[i] * vec3(-1.0, 1.0, 1.0));
            normals.push(normals[i] * vec3(-1.0, 1.0, 1.0));
        }
    }
    for i in 0..triangles.len() {
        let [a, b, c] = triangles[i].map(|v| mirror[v as usize]);
        triangles.push([a, c, b]);
    }
    let originals: Vec<u32> = (0..own as u32).filter(|&i| mirror[i as usize] != i).collect();
    mirror.extend(originals);
    Mesh { positions, normals, mirror, triangles, ..Mesh::default() }
}

/// Mean length of the edges at each vertex, mm.
fn spacing(mesh: &Mesh) -> Vec<f32> {
    let mut sums = vec![(0.0f32, 0.0f32); mesh.positions.len()];
    for t in &mesh.triangles {
        for (a, b) in [(t[0], t[1]), (t[1], t[2]), (t[2], t[0])] {
            let length = mesh.positions[a as usize].distance(mesh.positions[b as usize]);
            for end in [a, b] {
                sums[end as usize].0 += length;
                sums[end as usize].1 += 1.0;
            }
        }
    }
    sums.iter().map(|&(length, count)| length / count.max(1.0)).collect()
}

/// 0 along x for a vertex of the midline (`free_axes.x` = 0), whose normal must not leave it.
fn on_midline(free_axes: Vec3) -> Vec3 {
    if free_axes.x == 0.0 { vec3(0.0, 1.0, 1.0) } else { Vec3::ONE }
}

/// Deforms the mesh of the rest shape; vertices out of reach keep their bits.
fn deform_mesh(body: &Body, positions: &mut [Vec3], normals: &mut [Vec3], free_axes: &[Vec3]) {
    for ((p, normal), &free_axes) in positions.iter_mut().zip(normals).zip(free_axes) {
        let deformed = body.measures.deformation.forward(*p);
        if deformed != *p {
            *p = deformed;
            *normal = (body.gradient(deformed).1 * on_midline(free_axes)).normalize_or(*normal);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::head::Build;

    #[test]
    fn the_surface_is_closed_but_for_the_cut() {
        for build in [Build::Masculine, Build::Feminine] {
            let mesh = contour(&Body::new(build));
            // The skin and the cloth it turns into; parts set into it are open sheets, their edges inside the body.
            let part = is_part(&mesh);
            let skin = mesh.triangles.iter().filter(|t| !part[t[0] as usize]);
            let mut edges: Vec<(u32, u32)> = skin.flat_map(|t| [(t[0], t[1]), (t[1], t[2]), (t[2], t[0])]).collect();
            edges.sort_unstable();
            // Where two folds meet inside a cell an edge may serve four triangles; it must then be used as often both ways.
            let uses = |edge: (u32, u32)| edges.partition_point(|&e| e <= edge) - edges.partition_point(|&e| e < edge);
            let open = edges.iter().filter(|&&(a, b)| uses((a, b)) != uses((b, a)));
            let highest = open.map(|&(a, _)| mesh.positions[a as usize].y).fold(f32::MIN, f32::max);
            assert!(highest < BUST_END + 8.0, "a hole at height {highest}");
        }
    }

    /// Which vertices belong to a part: triangles never join one to the skin, so all that hangs together with the highest is skin.
    fn is_part(mesh: &Mesh) -> Vec<bool> {
        let mut is_part = vec![true; mesh.positions.len()];
        let top = (0..mesh.positions.len()).max_by(|&a, &b| mesh.positions[a].y.total_cmp(&mesh.positions[b].y)).unwrap_or(0);
        is_part[top] = false;
        let mut grew = true;
        while grew {
            grew = false;
            for t in &mesh.triangles {
                let some = t.iter().any(|&v| !is_part[v as usize]);
                for &v in t.iter().filter(|_| some) {
                    grew |= core::mem::replace(&mut is_part[v as usize], false);
                }
            }
        }
        is_part
    }

    #[test]
    fn parts_lie_where_the_skin_is_open_or_covered() {
        for build in [Build::Masculine, Build::Feminine] {
            let body = Body::new(build);
            let mesh = contour(&body);
            let part = is_part(&mesh);
            let count = part.iter().filter(|&&is| is).count();
            // Two eyeballs, rims and caruncles, one collar.
            assert!((2_900..3_700).contains(&count), "{build:?}: {count} vertices in parts");
            let coated: Vec<u32> = mesh.materials.iter().map(|c| c.0).collect();
            for (i, p) in mesh.positions.iter().enumerate().filter(|(i, _)| part[*i]) {
                assert!(coated.contains(&(i as u32)), "a part at {p} that is bare skin");
                // The lids hold the ball, or it would stand out of the face.
                let off = body.distance_eyes_closed(vec3(p.x.abs(), p.y, p.z));
                assert!(off < if p.y < 0.0 { 3.5 } else { 0.5 }, "{build:?}: {p} stands {off} mm out");
            }
        }
    }

    #[test]
    fn both_halves_are_the_same_to_the_bit() {
        for build in [Build::Masculine, Build::Feminine] {
            let mesh = contour(&Body::new(build));
            for (i, &p) in mesh.positions.iter().enumerate() {
                let j = mesh.mirror[i] as usize;
                assert_eq!(mesh.mirror[j] as usize, i);
                assert_eq!(mesh.positions[j], p * vec3(-1.0, 1.0, 1.0));
                assert_eq!(mesh.normals[j], mesh.normals[i] * vec3(-1.0, 1.0, 1.0));
            }
        }
    }

    #[test]
    fn vertices_lie_on_the_surface_and_normals_point_out_of_it() {
        for build in [Build::Masculine, Build::Feminine] {
            let body = Body::new(build);
            let mesh = contour(&body);
            assert!(mesh.normals.iter().all(|n| (n.length() - 1.0).abs() < 1e-4));
            // Cloth hangs off the skin, and parts are no skin.
            let mut skin: Vec<bool> = is_part(&mesh).iter().map(|part| !part).collect();
            mesh.materials.iter().for_each(|c| skin[c.0 as usize] = false);
            for (&p, _) in mesh.positions.iter().zip(skin).filter(|(p, skin)| *skin && p.x >= 0.0 && p.y > BUST_END) {
                // The slit's floor lies behind the eyeball, where the mesh turns round its edge: nothing of it shows.
                if body.distance_eyes_closed(p) < -1.0 {
                    continue;
                }
                // Only where a fold is finer than the mesh may a vertex miss the skin.
                assert!(body.distance(p).abs() < 0.8, "{p} lies {} mm off", body.distance(p));
            }
            // Inside the slit the mesh may fold.
            let left = |p: Vec3| vec3(p.x.abs(), p.y, p.z);
            let seen = |t: &&[u32; 3]| body.distance_eyes_closed(left(mesh.positions[t[0] as usize])) > -0.4;
            let seen: Vec<_> = mesh.triangles.iter().filter(seen).collect();
            let agreeing = seen.iter().filter(|t| {
                let [a, b, c] = t.map(|v| mesh.positions[v as usize]);
                (b - a).cross(c - a).dot(mesh.normals[t[0] as usize]) >= 0.0
            });
            assert!(agreeing.count() as f32 > 0.998 * seen.len() as f32);
        }
    }
}
