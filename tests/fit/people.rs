//! Synthetic people and photographs: the body's head under random shapes and smooth random deformations, seen by cameras of their own.

use smp_visualizer::base::math::{PI, TAU, cos, exp, ln, sin};
use smp_visualizer::base::random::uniform;
use smp_visualizer::camera::fit::{FitRequest, HandleKind, PlacedHandle, ShapeInformation, ViewName};
use smp_visualizer::camera::{HeadShape, Pose, Warp};
use smp_visualizer::head::Head;
use std::sync::LazyLock;

pub(crate) type Point = [f64; 3];

/// Numbers of one person, from its own streams.
pub(crate) struct Chance {
    seed: u32,
    next: u32,
}

impl Chance {
    pub(crate) fn new(seed: u32) -> Self {
        Self { seed, next: 0 }
    }

    pub(crate) fn uniform(&mut self) -> f64 {
        self.next += 1;
        uniform(self.seed, 900, self.next).into()
    }

    pub(crate) fn within(&mut self, from: f64, to: f64) -> f64 {
        from + (to - from) * self.uniform()
    }

    /// Normal deviate (Box–Muller).
    pub(crate) fn normal(&mut self) -> f64 {
        let (a, b) = (self.uniform().max(1e-7) as f32, self.uniform() as f32);
        f64::from((-2.0 * ln(a)).sqrt() * cos(TAU * b))
    }
}

/// Standard deviations of people's heads: breadth 5.1 % and height 6.1 % (a statistical model of faces) of which so much is their size as a
/// whole; face and depths alike; lean.
const SHAPE: [f64; 6] = [0.051, 0.061, 0.055, 0.05, 0.055, 0.04];
const SIZE: f64 = 0.038;
/// People differ in more than six numbers: a smooth field of this deviation, mm, and length, mm; and named places of their own, mm.
const FIELD_MM: f64 = 1.0;
const FIELD_LENGTH: f64 = 45.0;
const FIELD_CENTERS: usize = 60;

#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) shape: HeadShape,
    field: Vec<(Point, Point)>,
    own: Vec<(Point, Point)>,
}

pub(crate) fn place_of(head: &Head, kind: HandleKind) -> Point {
    let l = &head.landmarks;
    let (p, right) = match kind {
        HandleKind::OuterCanthusLeft => (l.outer_canthus, 1.0),
        HandleKind::OuterCanthusRight => (l.outer_canthus, -1.0),
        HandleKind::Pronasale => (l.pronasale, 1.0),
        HandleKind::Menton => (l.menton, 1.0),
        HandleKind::EarTopLeft => (l.ear_top, 1.0),
        HandleKind::EarTopRight => (l.ear_top, -1.0),
    };
    [f64::from(p.x) * right, p.y.into(), p.z.into()]
}

fn squared(a: Point, b: Point) -> f64 {
    (0..3).map(|k| (a[k] - b[k]) * (a[k] - b[k])).sum()
}

impl Person {
    /// The body's own head.
    pub(crate) fn mean() -> Self {
        Self { shape: HeadShape::default(), field: Vec::new(), own: Vec::new() }
    }

    pub(crate) fn random(head: &Head, chance: &mut Chance) -> Self {
        let size = SIZE * chance.normal();
        let mut term = |k: usize| size + (SHAPE[k] * SHAPE[k] - SIZE * SIZE).sqrt() * chance.normal();
        let [a, b, c, d, e] = core::array::from_fn(&mut term);
        let lean = SHAPE[5] * chance.normal();
        let shape = HeadShape { breadth: 1.0 + a, above: 1.0 + b, face: 1.0 + c, front: 1.0 + d, behind: 1.0 + e, lean };
        // So many bells of this length overlap anywhere in the box about the head.
        let overlap = FIELD_CENTERS as f64 * (f64::from(PI).sqrt() * FIELD_LENGTH).powi(3) / (200.0 * 260.0 * 240.0);
        let amplitude = FIELD_MM / overlap.sqrt();
        let field = (0..FIELD_CENTERS).map(|_| {
            let at = [chance.within(-100.0, 100.0), chance.within(-115.0, 145.0), chance.within(-115.0, 125.0)];
            (at, core::array::from_fn(|_| amplitude * chance.normal()))
        });
        let field = field.collect();
        let own = HandleKind::ALL.into_iter().map(|kind| {
            let mm = match kind {
                HandleKind::OuterCanthusLeft | HandleKind::OuterCanthusRight => 1.5,
                HandleKind::Pronasale => 2.5,
                HandleKind::Menton => 3.0,
                HandleKind::EarTopLeft | HandleKind::EarTopRight => 4.0,
            };
            (place_of(head, kind), core::array::from_fn(|_| mm * chance.normal()))
        });
        let own = own.collect();
        Self { shape, field, own }
    }

    /// Where this person has a place of the body's head, mm.
    pub(crate) fn place(&self, p: Point) -> Point {
        let mut moved = self.shape.place_exact(p);
        for (at, by) in &self.field {
            let weight = f64::from(exp((-squared(p, *at) / (2.0 * FIELD_LENGTH * FIELD_LENGTH)) as f32));
            moved = core::array::from_fn(|k| moved[k] + weight * by[k]);
        }
        moved
    }

    /// The same of a named place.
    pub(crate) fn landmark(&self, head: &Head, kind: HandleKind) -> Point {
        let p = place_of(head, kind);
        let own = self.own.iter().find(|(at, _)| *at == p).map_or([0.0; 3], |(_, by)| *by);
        let moved = self.place(p);
        core::array::from_fn(|k| moved[k] + own[k])
    }
}

/// A photograph: a person before a camera.
pub(crate) struct Photograph {
    pub(crate) person: Person,
    /// The camera, with the body's shape.
    pub(crate) camera: Pose,
    pub(crate) view: ViewName,
    pub(crate) size: [usize; 2],
    /// Outline pins, px, and the true outline by direction: extent, px, where there is one.
    pub(crate) outline: Vec<([f64; 2], [f64; 2])>,
    pub(crate) px_per_mm: f64,
}

/// Axes of a camera by yaw, pitch and roll, degrees.
pub(crate) fn axes(yaw: f64, pitch: f64, roll: f64) -> [Point; 3] {
    let angle = |deg: f64| {
        let a = (deg as f32).to_radians();
        (f64::from(sin(a)), f64::from(cos(a)))
    };
    let ((sy, cy), (sp, cp), (sr, cr)) = (angle(yaw), angle(pitch), angle(roll));
    let (right, back) = ([cy, 0.0, -sy], [sy * cp, sp, cy * cp]);
    let up = [back[1] * right[2] - back[2] * right[1], back[2] * right[0] - back[0] * right[2], back[0] * right[1] - back[1] * right[0]];
    [core::array::from_fn(|k| right[k] * cr + up[k] * sr), core::array::from_fn(|k| up[k] * cr - right[k] * sr), back]
}

pub(crate) const DIRECTIONS: usize = 90;

pub(crate) fn direction(number: usize) -> [f64; 2] {
    let a = number as f32 * TAU / DIRECTIONS as f32;
    [cos(a).into(), sin(a).into()]
}

pub(crate) fn exact(v: smp_visualizer::base::math::Vec3) -> Point {
    [v.x, v.y, v.z].map(f64::from)
}

/// The skull's skin, every vertex of it: places and normals.
static SKULL: LazyLock<Vec<(Point, Point)>> = LazyLock::new(|| {
    let mesh = &crate::HEAD.mesh;
    let all = mesh.positions.iter().zip(&mesh.normals).map(|(&p, &n)| (exact(p), exact(n)));
    let is_ear = |p: Point| p[0].abs() > 62.0 && p[1] < 38.0 && p[2] > -50.0 && p[2] < 20.0;
    all.filter(|&(p, _)| !is_ear(p) && (p[1] > 30.0 || p[2] < -20.0 && p[1] > -25.0)).collect()
});

/// Extent of the skull in each direction, px, where its outline is skin that faces neither way; and the place of the head there, px.
pub(crate) fn extents(project: impl Fn(Point) -> [f64; 2], facing: impl Fn(Point, Point) -> f64) -> Vec<Option<(f64, [f64; 2])>> {
    let rim = SKULL.iter().map(|&(p, n)| (facing(p, n).abs(), p)).filter(|(facing, _)| *facing < 0.35);
    // Where the skull ends in the face or the neck its edge is no outline.
    let is_edge = |p: Point| p[1] < 35.0 && p[2] > -25.0 || p[1] < -20.0;
    let seen: Vec<_> = rim.map(|(facing, p)| (project(p), if is_edge(p) { 1.0 } else { facing })).collect();
    let farthest = |number: usize| {
        let d = direction(number);
        let far = |at: [f64; 2]| at[0] * d[0] + at[1] * d[1];
        let (at, facing) = seen.iter().max_by(|a, b| far(a.0).total_cmp(&far(b.0))).copied().unwrap();
        (facing < 0.15).then(|| (far(at), at))
    };
    (0..DIRECTIONS).map(farthest).collect()
}

/// Cosine between a normal of the body's head and the line of sight of a camera.
pub(crate) fn facing(camera: &Pose, place: Point, normal: Point) -> f64 {
    let [x, y, z] = camera.see(place);
    let [right, up, back] = camera.axes.map(|a| (0..3).map(|k| a[k] * normal[k]).sum::<f64>());
    (back * z - right * x - up * y) / (x * x + y * y + z * z).sqrt()
}

impl Photograph {
    pub(crate) fn new(person: Person, view: ViewName, [yaw, pitch]: [f64; 2], chance: &mut Chance) -> Self {
        let size = [3000, 4000];
        let mut off = || chance.within(-5.0, 5.0);
        let axes = axes(yaw + off(), pitch + off(), off());
        let far = (1500.0_f64 / 350.0).ln() * chance.uniform();
        let distance_mm = 350.0 * far.exp();
        // A telephone's lens, unknown to ± 25 %.
        let focal_px = 0.75 * 4000.0 * (0.25 * chance.normal().clamp(-2.0, 2.0)).exp();
        let aside = [chance.within(-0.04, 0.04), chance.within(-0.06, 0.02)];
        let camera =
            Pose { axes, aside, distance_mm, focal_px, principal: [1500.0, 2000.0], shape: HeadShape::default(), warp: Warp::default() };
        Self::of(person, view, camera, size)
    }

    pub(crate) fn of(person: Person, view: ViewName, camera: Pose, size: [usize; 2]) -> Self {
        let shaped = Pose { shape: person.shape, ..camera };
        let outline = extents(|p| camera.project(person.place(p)), |p, n| facing(&shaped, p, n));
        let outline = outline.iter().enumerate().filter_map(|(i, o)| o.map(|(_, at)| (at, direction(i)))).collect();
        let px_per_mm = camera.focal_px / camera.distance_mm;
        Self { person, camera, view, size, outline, px_per_mm }
    }

    pub(crate) fn project(&self, p: Point) -> [f64; 2] {
        self.camera.project(self.person.place(p))
    }

    /// What a hand drags onto it: handles, and pins evenly along the outline, each off by so many times the usual mm.
    pub(crate) fn request(&self, head: &Head, kinds: &[HandleKind], pins: usize, off: f64, chance: &mut Chance) -> FitRequest {
        let handles = kinds.iter().map(|&kind| {
            let [x, y] = self.camera.project(self.person.landmark(head, kind));
            let mm = match kind {
                HandleKind::OuterCanthusLeft | HandleKind::OuterCanthusRight | HandleKind::Pronasale => 1.5,
                HandleKind::Menton | HandleKind::EarTopLeft | HandleKind::EarTopRight => 3.0,
            };
            let px = off * mm * self.px_per_mm;
            PlacedHandle { kind, x: x + px * chance.normal(), y: y + px * chance.normal() }
        });
        let handles = handles.collect();
        // The widest gap is where the skull is open.
        let n = self.outline.len();
        let gap = |i: usize| {
            let (a, b) = (self.outline[i].1, self.outline[(i + n - 1) % n].1);
            a[0] * b[0] + a[1] * b[1]
        };
        let start = (0..n).min_by(|&a, &b| gap(a).total_cmp(&gap(b))).unwrap_or(0);
        let pin = |i: usize| {
            let (at, d) = self.outline[(start + (2 * i + 1) * n / (2 * pins)) % n];
            let px = off * 2.0 * self.px_per_mm * chance.normal();
            [at[0] + d[0] * px, at[1] + d[1] * px]
        };
        let outline = (0..pins).map(pin).collect();
        FitRequest {
            view: self.view,
            handles,
            outline,
            principal: self.camera.principal,
            focal_px: None,
            known: ShapeInformation::default(),
            size: self.size,
        }
    }

    /// How far a fit lies off, mm in the picture: medians over the scalp that is seen and over the outline.
    pub(crate) fn errors(&self, head: &Head, pose: &Pose) -> [f64; 2] {
        let apart = |a: [f64; 2], b: [f64; 2]| ((a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)).sqrt() / self.px_per_mm;
        let scalp = head.braincase().iter().map(|&(p, n)| (exact(p), exact(n))).filter(|&(p, n)| facing(&self.camera, p, n) > 0.15);
        let scalp: Vec<f64> = scalp.map(|(p, _)| apart(self.project(p), pose.project(p))).collect();
        let there = extents(|p| pose.project(p), |p, n| facing(pose, p, n) * 0.5);
        let extent = |(at, d): &([f64; 2], [f64; 2])| at[0] * d[0] + at[1] * d[1];
        let mut outline = Vec::new();
        for point in &self.outline {
            let number = (0..DIRECTIONS).find(|&i| direction(i) == point.1).unwrap();
            outline.extend(there[number].map(|(far, _)| (far - extent(point)).abs() / self.px_per_mm));
        }
        [quantile(scalp, 0.5), quantile(outline, 0.5)]
    }
}

pub(crate) fn quantile(mut values: Vec<f64>, share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    values[((values.len() - 1) as f64 * share).round() as usize]
}

/// How far a person's scalp lies from the body's once their faces are laid over each other, mm.
pub(crate) fn scalp_off(head: &Head, person: &Person) -> Vec<f64> {
    let l = &head.landmarks;
    let face = [l.outer_canthus, l.pronasale, l.menton, l.glabella];
    let mut places: Vec<Point> = face.into_iter().map(exact).collect();
    places.extend([
        [-exact(l.outer_canthus)[0], exact(l.outer_canthus)[1], exact(l.outer_canthus)[2]],
        [25.0, -52.0, 100.0],
        [-25.0, -52.0, 100.0],
        [0.0, -32.0, 105.0],
    ]);
    // Small turns and shifts by least squares, again and again.
    let (mut turn, mut shift) = ([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]], [0.0; 3]);
    let apply = |turn: &[Point; 3], shift: &Point, p: Point| -> Point {
        core::array::from_fn(|i| (0..3).map(|k| turn[i][k] * p[k]).sum::<f64>() + shift[i])
    };
    for _ in 0..30 {
        let moved: Vec<Point> = places.iter().map(|&p| apply(&turn, &shift, person.place(p))).collect();
        let n = places.len() as f64;
        let mean = |of: &[Point]| -> Point { core::array::from_fn(|k| of.iter().map(|p| p[k]).sum::<f64>() / n) };
        let (a, b) = (mean(&moved), mean(&places));
        let (mut torque, mut inertia) = ([0.0; 3], 0.0);
        for (m, p) in moved.iter().zip(&places) {
            let (u, v): (Point, Point) = (core::array::from_fn(|k| m[k] - a[k]), core::array::from_fn(|k| p[k] - b[k]));
            torque = [torque[0] + u[1] * v[2] - u[2] * v[1], torque[1] + u[2] * v[0] - u[0] * v[2], torque[2] + u[0] * v[1] - u[1] * v[0]];
            inertia += (0..3).map(|k| u[k] * u[k]).sum::<f64>();
        }
        let w = torque.map(|t| t / inertia);
        let rotate =
            |v: Point| -> Point { [v[0] + w[1] * v[2] - w[2] * v[1], v[1] + w[2] * v[0] - w[0] * v[2], v[2] + w[0] * v[1] - w[1] * v[0]] };
        let columns: [Point; 3] = core::array::from_fn(|k| rotate([turn[0][k], turn[1][k], turn[2][k]]));
        turn = core::array::from_fn(|i| core::array::from_fn(|k| columns[k][i]));
        let next = rotate(core::array::from_fn(|k| shift[k] - a[k]));
        shift = core::array::from_fn(|k| next[k] + b[k]);
    }
    head.braincase().iter().map(|&(p, _)| squared(apply(&turn, &shift, person.place(exact(p))), exact(p)).sqrt()).collect()
}
