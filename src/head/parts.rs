//! What the skin's own mesh is too coarse for: eyeballs, the rims of the lids, a collar. Small meshes set into it.

use super::body::Body;
use super::eye::RIM;
use super::mesh::{Coat, Matter};
use crate::base::math::{PI, TAU, Vec2, Vec3, cos, mix, sin, smoothstep, vec2, vec3};
use crate::base::random::unit;

/// Parts of the left half (and the midline), to be mirrored with it.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) positions: Vec<Vec3>,
    pub(super) normals: Vec<Vec3>,
    pub(super) coats: Vec<Coat>,
    pub(super) triangles: Vec<[u32; 3]>,
}

impl Parts {
    pub(super) fn new(body: &Body) -> Parts {
        let mut parts = Parts::default();
        parts.eyeball(body);
        parts.rim(body);
        parts.caruncle(body);
        parts.collar(body);
        parts
    }

    fn push(&mut self, p: Vec3, n: Vec3, coat: Coat) {
        self.positions.push(p);
        self.normals.push(n.normalize_or(Vec3::Z));
        self.coats.push(coat);
    }

    /// Triangles over a sheet of `rows` × `columns` vertices that were pushed row by row from `first` on; facing
    /// along rows × columns.
    fn sheet(&mut self, first: usize, rows: usize, columns: usize, closed: bool) {
        for i in 0..rows - 1 {
            for j in 0..if closed { columns } else { columns - 1 } {
                let at = |i: usize, j: usize| (first + i * columns + j % columns) as u32;
                let [a, b, c, d] = [at(i, j), at(i, j + 1), at(i + 1, j + 1), at(i + 1, j)];
                self.triangles.extend([[a, d, c], [a, c, b]]);
            }
        }
    }

    /// White, iris and pupil under a cornea, in rings about the line of sight.
    fn eyeball(&mut self, body: &Body) {
        const AROUND: usize = 40;
        const PUPIL: f32 = 1.85;
        /// Where the sheet to the inner corner begins (x, z from the ball's middle), mm, and its slope.
        const SHEET: (f32, f32, f32) = (8.0, 10.2, 0.44);
        let eye = &body.measures.eye;
        let iris = eye.iris;
        let rings = [
            0.35,
            1.2,
            PUPIL - 0.1,
            PUPIL + 0.15,
            2.5,
            3.3,
            4.1,
            4.8,
            iris - 0.65,
            iris - 0.2,
            iris + 0.25,
            iris + 0.8,
            7.8,
            9.2,
            10.6,
            11.6,
        ];
        let ball = eye.radii.y;
        let gaze = vec3(-eye.gaze[1], -eye.gaze[0], 1.0).normalize();
        let right = Vec3::Y.cross(gaze).normalize();
        let up = gaze.cross(right);
        const CORNEA: f32 = 7.8;
        let limbus = (ball * ball - iris * iris).sqrt();
        let base = limbus - (CORNEA * CORNEA - iris * iris).sqrt();
        let first = self.positions.len();
        for (row, &ring) in rings.iter().enumerate() {
            let (height, tilt) = if ring < iris {
                let h = (CORNEA * CORNEA - ring * ring).sqrt();
                (base + h, h)
            } else {
                let h = (ball * ball - ring * ring).max(0.0).sqrt();
                (h, h)
            };
            for j in 0..AROUND {
                let a = (j as f32 + 0.5 * (row % 2) as f32) / AROUND as f32 * TAU;
                let across = right * cos(a) + up * sin(a);
                let mut p = across * ring + gaze * height;
                // Towards the nose the white goes on to the corner.
                let wider = if p.x < 0.0 { 1.32 } else { eye.radii.x / ball };
                p.x *= mix(1.0, wider, smoothstep(6.5, 10.5, ring));
                let mut n = across * ring + gaze * tilt;
                // The white runs on as a sheet to the inner corner, where the ball has long turned away.
                let sheet = SHEET.1 - SHEET.2 * (-SHEET.0 - p.x) - 0.012 * p.y * p.y;
                if p.x < -SHEET.0 && sheet > p.z {
                    let share = smoothstep(0.0, 1.2, sheet - p.z);
                    p.z = sheet;
                    n = n.lerp(vec3(-SHEET.2, 0.0, 1.0) * ball, share);
                }
                let p = eye.ball + p;
                let (upper, lower) = eye.rims(p.x);
                let t = eye.along(p.x);
                // The lids shade the ball: the upper one most.
                let shade = mix(0.38, 1.0, smoothstep(-0.4, 4.2, upper - p.y))
                    * mix(0.72, 1.0, smoothstep(-0.3, 1.6, p.y - lower))
                    * mix(0.55, 1.0, smoothstep(1.02, 0.62, t.abs()));
                let fibre = unit(11, 0xE7E, (j / 2) as u32) * 0.5 + unit(11, 0xE7F, j as u32) * 0.5;
                let out = (ring - PUPIL) / (iris - PUPIL);
                let (matter, tone) = if ring < PUPIL {
                    (Matter::Pupil, 1.0)
                } else if ring < iris {
                    let collarette = 1.0 + 0.35 * smoothstep(0.45, 0.1, out);
                    let limbus = mix(1.0, 0.42, smoothstep(0.70, 1.0, out));
                    (Matter::Iris, collarette * limbus * (0.72 + 0.56 * fibre))
                } else {
                    // Redder towards the corners; a grey veil next to the iris.
                    let veil = mix(0.62, 1.0, smoothstep(iris + 0.1, iris + 1.3, ring));
                    (Matter::White(smoothstep(7.5, 12.5, (p.x - eye.ball.x).abs())), veil)
                };
                self.push(p, n, Coat { matter, tone: tone * shade, wet: 0.25 + 0.75 * shade });
            }
        }
        self.sheet(first, rings.len(), AROUND, true);
        // Close the pupil.
        let middle = self.positions.len() as u32;
        self.push(eye.ball + gaze * (base + CORNEA), gaze, Coat { matter: Matter::Pupil, tone: 1.0, wet: 1.0 });
        for j in 0..AROUND {
            self.triangles.push([middle, (first + j) as u32, (first + (j + 1) % AROUND) as u32]);
        }
    }

    /// The bead that ends the lids all round the slit.
    fn rim(&mut self, body: &Body) {
        const ROUND: [f32; 8] = [60.0, 20.0, -15.0, -45.0, -75.0, -110.0, -155.0, -205.0];
        let loop_ = slit(body);
        let first = self.positions.len();
        for &Edge { at, out, upper, t } in &loop_ {
            let (p, n) = on_closed(body, at + out * RIM);
            let out = vec3(out.x, out.y, 0.0).reject_from_normalized(n).normalize_or(Vec3::Y);
            // A little proud, so that the coarser skin never shows through.
            let centre = p - n * (RIM - 0.10);
            for (k, angle) in ROUND.into_iter().enumerate() {
                let (s, c) = (sin(angle / 180.0 * PI), cos(angle / 180.0 * PI));
                let direction = n * c + out * s;
                let inner = smoothstep(1.5, 5.0, k as f32);
                let dark = if upper { mix(1.0, 0.55, inner) } else { mix(1.0, 0.92, smoothstep(5.0, 7.0, k as f32)) };
                let corner = smoothstep(0.8, 1.0, -t);
                let share = inner * 0.85;
                let wet = if upper { 0.0 } else { smoothstep(4.5, 6.0, k as f32) * 0.8 };
                let wet = wet.max(0.0) * (1.0 - corner * 0.5);
                self.push(centre + direction * RIM, direction, Coat { matter: Matter::Rim(share), tone: dark, wet });
            }
        }
        let n = loop_.len();
        // The loop is closed: its columns run round the section.
        for i in 0..n {
            for j in 0..ROUND.len() - 1 {
                let at = |i: usize, j: usize| (first + i % n * ROUND.len() + j) as u32;
                let [a, b, c, d] = [at(i, j), at(i, j + 1), at(i + 1, j + 1), at(i + 1, j)];
                self.triangles.extend([[a, b, c], [a, c, d]]);
            }
        }
    }

    /// The inner corner: the fold that leads from the white of the eye to the corner, and the pink flesh on it.
    fn caruncle(&mut self, body: &Body) {
        const ROWS: usize = 7;
        const AROUND: usize = 12;
        let eye = &body.measures.eye;
        // (place along the slit, how deep its middle lies under the lids, half axes in mm, matter, light, wet)
        let blobs = [(-0.93, 2.7, vec3(2.5, 1.5, 1.1), Matter::Rim(1.0), 0.78, 0.2)];
        for (t, depth, radii, matter, tone, wet) in blobs {
            let x = eye.across(t);
            let (p, _) = on_closed(body, vec2(x, eye.seam_height(x) - 0.2));
            let centre = p - vec3(0.0, 0.0, depth);
            let first = self.positions.len();
            for i in 0..ROWS {
                let from = i as f32 / (ROWS - 1) as f32 * 0.6 * PI;
                for j in 0..AROUND {
                    let a = j as f32 / AROUND as f32 * TAU;
                    let d = vec3(sin(from) * cos(a), sin(from) * sin(a), cos(from));
                    let q = centre + d * radii;
                    let (upper, lower) = eye.rims(q.x);
                    let shade = mix(0.5, 1.0, smoothstep(-0.3, 3.0, upper - q.y)) * mix(0.8, 1.0, smoothstep(-0.3, 1.2, q.y - lower));
                    self.push(q, d / radii, Coat { matter, tone: tone * shade, wet: wet * shade });
                }
            }
            self.sheet(first, ROWS, AROUND, true);
        }
    }

    /// A ribbed collar that lies on neck and shoulders.
    fn collar(&mut self, body: &Body) {
        const AROUND: usize = 40;
        // Way down the cloth, mm, how far it stands off the body there, and its light as a share.
        const BAND: [(f32, f32, f32); 9] = [
            (1.5, 0.1, 0.45),
            (0.2, 1.2, 0.8),
            (0.0, 2.3, 1.0),
            (1.4, 3.0, 1.08),
            (5.0, 3.2, 1.0),
            (10.0, 3.2, 1.0),
            (15.5, 3.1, 1.0),
            (17.2, 2.7, 0.8),
            (18.2, 1.6, 0.6),
        ];
        let first = self.positions.len();
        for i in 0..=AROUND {
            let angle = i as f32 / AROUND as f32 * PI;
            let outward = vec3(sin(angle), 0.0, cos(angle));
            let (start, along) = collar_start(body, angle);
            for (k, &(down, off, light)) in BAND.iter().enumerate() {
                // Beside the neck the band stands steeper and shows less of itself.
                let p = start + along * (mix(0.55, 0.85, cos(angle).abs()) * down);
                let (value, g) = body.closed_gradient(p);
                let n = g.normalize_or(outward);
                let mut q = p + n * (off - value);
                let edge = smoothstep(3.0, 0.0, k as f32);
                let foot = smoothstep(6.0, 8.0, k as f32);
                let mut normal = n - along * edge * 1.6 + along * foot * 1.4;
                if k == 0 {
                    normal = -n - along;
                }
                if i == 0 || i == AROUND {
                    (q.x, normal.x) = (0.0, 0.0);
                }
                self.push(q, normal, Coat { matter: Matter::Cloth(1.0), tone: light, wet: 0.0 });
            }
        }
        for i in 0..AROUND {
            for k in 0..BAND.len() - 1 {
                let at = |i: usize, k: usize| (first + i * BAND.len() + k) as u32;
                let [a, b, c, d] = [at(i, k), at(i, k + 1), at(i + 1, k + 1), at(i + 1, k)];
                self.triangles.extend([[a, b, c], [a, c, d]]);
            }
        }
    }
}

/// Where the collar begins towards a level direction (0 = front), and its way down the body.
pub(super) fn collar_start(body: &Body, angle: f32) -> (Vec3, Vec3) {
    let outward = vec3(sin(angle), 0.0, cos(angle));
    let start = collar_place(body, outward);
    let n = body.closed_gradient(start).1.normalize_or(outward);
    (start, (Vec3::NEG_Y * 1.3 + outward * 0.7).reject_from_normalized(n).normalize_or(Vec3::NEG_Y))
}

/// Height of the collar's upper edge towards a level direction, mm.
pub(super) fn collar_height(body: &Body, outward: Vec3) -> f32 {
    let [front, side, back] = body.measures.neck.collar;
    let z = outward.z;
    if z > 0.0 { mix(side, front, z * z) } else { mix(side, back, z * z) }
}

/// Middle of the neck at a height (z), mm.
pub(super) fn neck_middle(y: f32) -> f32 {
    -14.0 - 17.0 * (-y - 60.0) / 120.0
}

fn collar_place(body: &Body, outward: Vec3) -> Vec3 {
    let y = collar_height(body, outward);
    let axis = vec3(0.0, y, neck_middle(y));
    // Outward from inside the neck to its skin.
    let mut far = 20.0;
    for _ in 0..24 {
        let value = body.closed(axis + outward * far);
        if value.abs() < 0.02 {
            break;
        }
        far -= value.clamp(-12.0, 12.0) * 0.9;
    }
    axis + outward * far
}

/// A place of the slit's edge in front view.
pub(super) struct Edge {
    pub(super) at: Vec2,
    /// Unit vector away from the slit.
    pub(super) out: Vec2,
    pub(super) upper: bool,
    pub(super) t: f32,
}

/// The slit's edge: the upper rim from the inner corner to the outer, round it, and back along the lower.
fn slit(body: &Body) -> Vec<Edge> {
    const PIECES: usize = 30;
    const TURN: usize = 4;
    let eye = &body.measures.eye;
    let mut edges = Vec::new();
    for upper in [true, false] {
        for i in 0..=PIECES {
            // Closer together at the corners.
            let way = i as f32 / PIECES as f32 * PI;
            let t = -cos(way) * if upper { 1.0 } else { -1.0 };
            edges.push(edge(body, t, upper));
        }
        // Round the corner.
        let x = eye.across(if upper { 1.0 } else { -1.0 });
        let corner = vec2(x, eye.seam_height(x));
        let side = if upper { 1.0 } else { -1.0 };
        let last = edges[edges.len() - 1].out;
        let turn = |k: usize| {
            let share = (k + 1) as f32 / (TURN + 1) as f32;
            let end = vec2(last.x, -last.y);
            let middle = vec2(side, 0.0);
            let out = if share < 0.5 { last.lerp(middle, share * 2.0) } else { middle.lerp(end, share * 2.0 - 1.0) };
            Edge { at: corner, out: out.normalize_or(middle), upper: if upper { share < 0.5 } else { share > 0.5 }, t: side }
        };
        edges.extend((0..TURN).map(turn));
    }
    edges
}

/// The edge of a lid at a place along the slit.
pub(super) fn edge(body: &Body, t: f32, upper: bool) -> Edge {
    let eye = &body.measures.eye;
    let height = |t: f32| {
        let (up, low) = eye.rims(eye.across(t));
        if upper { up } else { low }
    };
    let (from, to) = ((t - 0.02).max(-1.0), (t + 0.02).min(1.0));
    let along = vec2(eye.across(to) - eye.across(from), height(to) - height(from)).normalize_or(Vec2::X);
    let out = if upper { vec2(-along.y, along.x) } else { vec2(along.y, -along.x) };
    Edge { at: vec2(eye.across(t), height(t)), out, upper, t }
}

/// Place and normal of the skin straight behind or before a place near it.
pub(super) fn onto(body: &Body, mut p: Vec3) -> (Vec3, Vec3) {
    let mut normal = Vec3::Z;
    for _ in 0..6 {
        let (value, gradient) = body.gradient(p);
        normal = gradient.normalize_or(Vec3::Z);
        if value.abs() < 0.02 {
            break;
        }
        p.z -= (value / gradient.z.max(0.4)).clamp(-4.0, 4.0);
    }
    (p, normal)
}

/// Place and normal of the closed lids at a place in front view.
pub(super) fn on_closed(body: &Body, at: Vec2) -> (Vec3, Vec3) {
    let eye = &body.measures.eye;
    let q = (at - vec2(eye.ball.x, eye.ball.y)) / vec2(eye.radii.x + 2.0, eye.radii.y + 2.0);
    let mut p = vec3(at.x, at.y, eye.ball.z + (eye.radii.z + 2.0) * (1.0 - q.length_squared()).max(0.1).sqrt());
    let mut normal = Vec3::Z;
    for _ in 0..5 {
        let (value, gradient) = body.closed_gradient(p);
        normal = gradient.normalize_or(Vec3::Z);
        if value.abs() < 0.01 {
            break;
        }
        p.z -= (value / gradient.z.max(0.35)).clamp(-3.0, 3.0);
    }
    (p, normal)
}
