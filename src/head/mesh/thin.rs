//! Fewer triangles where the surface is plain.
//!
//! The lattice is fine in three bands, and the bands run round the whole head; edges that are finer than the place
//! asks for are collapsed, before anything costly is done at their ends.

use crate::base::math::{Vec3, smoothstep, vec3};

/// Share of the wanted edge length below which an edge is collapsed, and above which none may grow by it.
const TOO_SHORT: f32 = 0.72;
const TOO_LONG: f32 = 1.5;

/// Edge length wanted at a place of the left half with the middle of its ear, mm.
fn wanted(p: Vec3, ear: Vec3) -> f32 {
    // 0 at the middle of a feature, 1 at its edge.
    let within = |centre: Vec3, radii: Vec3| ((p - centre) / radii).length();
    let ear = smoothstep(0.9, 1.6, within(ear + vec3(7.5, 0.0, 0.0), vec3(16.0, 36.0, 26.0)));
    let eye = smoothstep(0.9, 2.0, within(vec3(31.0, 15.0, 82.0), vec3(20.0, 13.0, 16.0)));
    let nose = smoothstep(0.9, 2.0, within(vec3(0.0, -17.0, 106.0), vec3(21.0, 15.0, 20.0)));
    let mouth = smoothstep(0.9, 2.0, within(vec3(0.0, -52.0, 97.0), vec3(31.0, 13.0, 20.0)));
    let far = if p.y < -60.0 { 3.0 + 4.0 * smoothstep(-125.0, -170.0, p.y) + 7.0 * smoothstep(-205.0, -250.0, p.y) } else { 3.0 };
    let fine = (far - 0.6) * eye.min(nose).min(mouth) + 0.6;
    fine.min((far - 0.85) * ear + 0.85)
}

/// A surface patch while edges are being collapsed.
struct Patch<'a> {
    positions: &'a [Vec3],
    /// 1 along the axes a vertex may move.
    freedom: &'a [Vec3],
    triangles: Vec<[u32; 3]>,
    /// Triangles at each vertex; a triangle that is gone has three equal corners.
    around: Vec<Vec<u32>>,
    /// Edge length wanted at each vertex, mm.
    wanted: Vec<f32>,
}

impl Patch<'_> {
    fn place(&self, v: u32) -> Vec3 {
        self.positions[v as usize]
    }

    /// Vertices joined to `v` by an edge, each once.
    fn neighbours(&self, v: u32, found: &mut Vec<u32>) {
        found.clear();
        for &t in &self.around[v as usize] {
            for corner in self.triangles[t as usize] {
                if corner != v && !found.contains(&corner) {
                    found.push(corner);
                }
            }
        }
    }

    /// Nearest neighbour that `v` may be pulled onto, if one is too near.
    fn nearest(&self, v: u32) -> Option<u32> {
        let (p, short, freedom) = (self.place(v), TOO_SHORT * self.wanted[v as usize], self.freedom[v as usize]);
        let (mut nearest, mut least) = (None, short * short);
        for &t in &self.around[v as usize] {
            for u in self.triangles[t as usize] {
                let distance = self.place(u).distance_squared(p);
                // What holds `v` must hold `u` too, or the midline, the cut or a fold would lose its line.
                if u != v && distance < least && self.freedom[u as usize].cmple(freedom).all() {
                    (nearest, least) = (Some(u), distance);
                }
            }
        }
        nearest
    }

    /// Whether pulling `v` onto `u` leaves edges of bearable length and triangles that face as they did.
    fn stays_fair(&self, v: u32, u: u32, of_v: &[u32]) -> bool {
        let at = self.place(u);
        let too_long = |n: u32| {
            let most = TOO_LONG * 0.5 * (self.wanted[n as usize] + self.wanted[u as usize]);
            self.place(n).distance_squared(at) > most * most
        };
        if of_v.iter().any(|&n| n != u && too_long(n)) {
            return false;
        }
        self.around[v as usize].iter().all(|&t| {
            let corners = self.triangles[t as usize];
            if corners.contains(&u) {
                return true;
            }
            let normal = |[a, b, c]: [Vec3; 3]| (b - a).cross(c - a);
            let before = normal(corners.map(|c| self.place(c)));
            let after = normal(corners.map(|c| self.place(if c == v { u } else { c })));
            let (dot, was, is) = (before.dot(after), before.length_squared(), after.length_squared());
            dot > 0.0 && dot * dot > 0.36 * was * is && is > 0.0225 * was
        })
    }

    /// Whether the surface stays a surface: `v` and `u` share no neighbours but those across their common triangles.
    fn stays_whole(&self, v: u32, u: u32, of_v: &[u32], of_u: &[u32]) -> bool {
        let shared = of_v.iter().filter(|n| of_u.contains(n)).count();
        let sides = self.around[v as usize].iter().filter(|&&t| self.triangles[t as usize].contains(&u)).count();
        shared == sides
    }

    fn collapse(&mut self, v: u32, u: u32) {
        for t in core::mem::take(&mut self.around[v as usize]) {
            let corners = self.triangles[t as usize];
            if corners.contains(&u) {
                self.triangles[t as usize] = [0; 3];
                for corner in corners {
                    self.around[corner as usize].retain(|&other| other != t);
                }
            } else {
                self.triangles[t as usize] = corners.map(|c| if c == v { u } else { c });
                self.around[u as usize].push(t);
            }
        }
    }
}

/// Even out the places of vertices along the skin where it is plain; folds keep their rows of vertices.
///
/// Light is known at vertices only, and long thin triangles would smear its shadows.
pub(in crate::head) fn relax(positions: &mut [Vec3], freedom: &[Vec3], triangles: &[[u32; 3]], ear: Vec3) {
    const ROUNDS: usize = 3;
    let ease: Vec<f32> = positions.iter().map(|&p| 0.6 * smoothstep(1.2, 2.2, wanted(p, ear))).collect();
    for _ in 0..ROUNDS {
        let mut sums = vec![(Vec3::ZERO, 0.0f32); positions.len()];
        for t in triangles {
            for (a, b) in [(t[0], t[1]), (t[1], t[2]), (t[2], t[0])] {
                sums[a as usize].0 += positions[b as usize];
                sums[a as usize].1 += 1.0;
            }
        }
        for (((p, &free), (sum, count)), &ease) in positions.iter_mut().zip(freedom).zip(sums).zip(&ease) {
            if ease > 0.0 && count > 0.0 && free == Vec3::ONE {
                *p += (sum / count - *p) * ease;
            }
        }
    }
}

/// Triangles over fewer of the same vertices; `freedom` is 1 along the axes a vertex may move, 0 along the others.
pub(in crate::head) fn thin(positions: &[Vec3], freedom: &[Vec3], triangles: Vec<[u32; 3]>, ear: Vec3) -> Vec<[u32; 3]> {
    let mut around: Vec<Vec<u32>> = positions.iter().map(|_| Vec::with_capacity(10)).collect();
    for (t, corners) in triangles.iter().enumerate() {
        for &corner in corners {
            around[corner as usize].push(t as u32);
        }
    }
    let wanted = positions.iter().map(|&p| wanted(p, ear)).collect();
    let mut patch = Patch { positions, freedom, triangles, around, wanted };
    let (mut of_v, mut of_u) = (Vec::new(), Vec::new());
    let mut tasks: Vec<u32> = (0..positions.len() as u32).collect();
    // Two rounds: the first leaves short edges wherever a neighbour was in the way.
    for _ in 0..2 {
        tasks.retain(|&v| {
            let Some(u) = patch.nearest(v) else {
                return false;
            };
            patch.neighbours(v, &mut of_v);
            if !patch.stays_fair(v, u, &of_v) {
                return true;
            }
            patch.neighbours(u, &mut of_u);
            let whole = patch.stays_whole(v, u, &of_v, &of_u);
            if whole {
                patch.collapse(v, u);
            }
            !whole
        });
    }
    patch.triangles.retain(|t| t[0] != t[1]);
    patch.triangles
}
