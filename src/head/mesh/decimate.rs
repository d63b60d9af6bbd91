//! Mesh decimation by edge collapse where the surface is plain, and Laplacian smoothing along the skin.
//!
//! The grid is fine in three bands, and the bands run round the whole head; edges that are finer than the place
//! asks for are collapsed, before anything costly is done at their ends.

use crate::base::math::Vec3;
use crate::head::form::profile::Ramp;

/// Share of the wanted edge length below which an edge is collapsed, and above which none may grow by it (found by trial).
const TOO_SHORT: f32 = 0.72;
const TOO_LONG: f32 = 1.5;

/// Squares of the least cosine between a triangle's normals before and after a collapse (53°), and of the least share of its area
/// that it must keep (0.15).
const FACES_AS_BEFORE: f32 = 0.36;
const KEEPS_AREA: f32 = 0.0225;

/// Laplacian smoothing: share of the way to the neighbors' mean in a round, and over what lengths of the wanted edge, mm, it comes in.
const EASE: f32 = 0.6;
const EASE_EDGES: Ramp = Ramp(1.2, 2.2);

/// A part of the face that wants short edges: an ellipsoid about a middle of the left half, mm.
struct FineRegion {
    center: Vec3,
    /// Half axes, mm.
    radii: Vec3,
    /// Where the wish for short edges begins to fade and has faded: 0 at the middle, 1 on the ellipsoid.
    fade: Ramp,
}

impl FineRegion {
    const fn new(center: [f32; 3], radii: [f32; 3], fade: Ramp) -> FineRegion {
        FineRegion { center: Vec3::from_array(center), radii: Vec3::from_array(radii), fade }
    }

    /// 0 within the feature, 1 away from it.
    fn away(&self, p: Vec3) -> f32 {
        self.fade.at(((p - self.center) / self.radii).length())
    }
}

// Edge lengths, mm: as long as rendered heads allow (found by trial).

/// Eye, nose and mouth; the ear's ellipsoid lies about a place so far from the ear's own middle.
const EYE: FineRegion = FineRegion::new([31.0, 15.0, 82.0], [20.0, 13.0, 16.0], Ramp(0.9, 2.0));
const NOSE: FineRegion = FineRegion::new([0.0, -17.0, 106.0], [21.0, 15.0, 20.0], Ramp(0.9, 2.0));
const MOUTH: FineRegion = FineRegion::new([0.0, -52.0, 97.0], [31.0, 13.0, 20.0], Ramp(0.9, 2.0));
const EAR: FineRegion = FineRegion::new([7.5, 0.0, 0.0], [16.0, 36.0, 26.0], Ramp(0.9, 1.6));
/// Edges in eye, nose and mouth, in the ear, and on the plain head.
const FACE_EDGE: f32 = 0.6;
const EAR_EDGE: f32 = 0.85;
const HEAD_EDGE: f32 = 3.0;
/// Below a height edges are longer: by how much on the neck and on the shoulders, and between what heights.
const NECK_TOP: f32 = -60.0;
const NECK_LONGER: (f32, Ramp) = (4.0, Ramp(-125.0, -170.0));
const SHOULDERS_LONGER: (f32, Ramp) = (7.0, Ramp(-205.0, -250.0));

/// Edge length wanted at a place of the left half with the middle of its ear, mm.
fn wanted(p: Vec3, ear: Vec3) -> f32 {
    let ear = FineRegion { center: ear + EAR.center, ..EAR }.away(p);
    let (eye, nose, mouth) = (EYE.away(p), NOSE.away(p), MOUTH.away(p));
    let longer = |(mm, between): (f32, Ramp)| mm * between.at(p.y);
    let far = if p.y < NECK_TOP { HEAD_EDGE + longer(NECK_LONGER) + longer(SHOULDERS_LONGER) } else { HEAD_EDGE };
    let fine = (far - FACE_EDGE) * eye.min(nose).min(mouth) + FACE_EDGE;
    fine.min((far - EAR_EDGE) * ear + EAR_EDGE)
}

/// The mesh while edges are being collapsed.
struct Decimator<'a> {
    positions: &'a [Vec3],
    /// 1 along the axes a vertex may move.
    free_axes: &'a [Vec3],
    triangles: Vec<[u32; 3]>,
    /// Triangles at each vertex; a triangle that is gone has three equal corners.
    around: Vec<Vec<u32>>,
    /// Edge length wanted at each vertex, mm.
    wanted: Vec<f32>,
    /// For each vertex the last number under which it was met.
    met: Vec<u32>,
    number: u32,
}

impl Decimator<'_> {
    fn place(&self, v: u32) -> Vec3 {
        self.positions[v as usize]
    }

    /// Vertices joined to `v` by an edge, each once; they are met under a new number.
    fn neighbors(&mut self, v: u32, found: &mut Vec<u32>) {
        found.clear();
        self.number += 2;
        self.met[v as usize] = self.number;
        for &t in &self.around[v as usize] {
            for corner in self.triangles[t as usize] {
                if core::mem::replace(&mut self.met[corner as usize], self.number) != self.number {
                    found.push(corner);
                }
            }
        }
    }

    /// Nearest neighbor that `v` may be collapsed onto, if one is too near.
    fn shortest_neighbor(&self, v: u32) -> Option<u32> {
        let (p, short, free_axes) = (self.place(v), TOO_SHORT * self.wanted[v as usize], self.free_axes[v as usize]);
        let (mut nearest, mut least) = (None, short * short);
        for &t in &self.around[v as usize] {
            for u in self.triangles[t as usize] {
                let distance = self.place(u).distance_squared(p);
                // A constraint on `v` must also hold for `u`, or midline, cut or fold would lose its line.
                if u != v && distance < least && self.free_axes[u as usize].cmple(free_axes).all() {
                    (nearest, least) = (Some(u), distance);
                }
            }
        }
        nearest
    }

    /// Whether collapsing `v` onto `u` leaves edges within their limits and triangles that face as before.
    fn keeps_shape(&self, v: u32, u: u32, of_v: &[u32]) -> bool {
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
            dot > 0.0 && dot * dot > FACES_AS_BEFORE * was * is && is > KEEPS_AREA * was
        })
    }

    /// Link condition: collapsing `v` onto `u` keeps the surface a manifold if they share only the neighbors across their common
    /// triangles. Those of `v` were met last.
    fn link_condition(&mut self, v: u32, u: u32) -> bool {
        let (mut shared, mut sides) = (0, 0);
        for &t in &self.around[u as usize] {
            for corner in self.triangles[t as usize] {
                if corner == v {
                    sides += 1;
                } else if corner != u && self.met[corner as usize] == self.number {
                    // Counted once.
                    self.met[corner as usize] -= 1;
                    shared += 1;
                }
            }
        }
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

/// Laplacian smoothing: evens out the places of vertices along the skin where it is plain; folds keep their rows of vertices.
///
/// Light is known at vertices only, and long thin triangles would smear its shadows.
pub(in crate::head) fn relax(positions: &mut [Vec3], free_axes: &[Vec3], triangles: &[[u32; 3]], ear: Vec3) {
    const ROUNDS: usize = 3;
    let ease: Vec<f32> = positions.iter().map(|&p| EASE * EASE_EDGES.at(wanted(p, ear))).collect();
    for _ in 0..ROUNDS {
        let mut sums = vec![(Vec3::ZERO, 0.0f32); positions.len()];
        for t in triangles {
            for (a, b) in [(t[0], t[1]), (t[1], t[2]), (t[2], t[0])] {
                sums[a as usize].0 += positions[b as usize];
                sums[a as usize].1 += 1.0;
            }
        }
        for (((p, &free), (sum, count)), &ease) in positions.iter_mut().zip(free_axes).zip(sums).zip(&ease) {
            if ease > 0.0 && count > 0.0 && free == Vec3::ONE {
                *p += (sum / count - *p) * ease;
            }
        }
    }
}

/// Triangles over fewer of the same vertices; `free_axes` is 1 along the axes a vertex may move, 0 along the others.
pub(in crate::head) fn decimate(positions: &[Vec3], free_axes: &[Vec3], triangles: Vec<[u32; 3]>, ear: Vec3) -> Vec<[u32; 3]> {
    let mut around: Vec<Vec<u32>> = positions.iter().map(|_| Vec::with_capacity(10)).collect();
    for (t, corners) in triangles.iter().enumerate() {
        for &corner in corners {
            around[corner as usize].push(t as u32);
        }
    }
    let wanted = positions.iter().map(|&p| wanted(p, ear)).collect();
    let met = vec![0; positions.len()];
    let mut decimator = Decimator { positions, free_axes, triangles, around, wanted, met, number: 0 };
    let mut of_v = Vec::new();
    let mut tasks: Vec<u32> = (0..positions.len() as u32).collect();
    // Two rounds: the first leaves short edges wherever a neighbor was in the way.
    for _ in 0..2 {
        tasks.retain(|&v| {
            let Some(u) = decimator.shortest_neighbor(v) else {
                return false;
            };
            decimator.neighbors(v, &mut of_v);
            let collapses = decimator.keeps_shape(v, u, &of_v) && decimator.link_condition(v, u);
            if collapses {
                decimator.collapse(v, u);
            }
            !collapses
        });
    }
    decimator.triangles.retain(|t| t[0] != t[1]);
    decimator.triangles
}
