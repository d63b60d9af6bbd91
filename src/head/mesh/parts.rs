//! What the skin's own mesh is too coarse for, as small meshes set into it: eyeballs, rims of the lids, caruncles, a collar.
//!
//! All are the same kind of sheet, rows of vertices joined by triangles. Those of the eye are here, cloth is in
//! [`crate::head::mesh::collar`]. Measures not sourced were found by trial against portraits at 4 and 7 px/mm.

use super::sheet::Sheets;
use super::{Coat, Matter, collar};
use crate::base::math::{PI, TAU, Vec2, Vec3, cos, lerp, sin, smoothstep, vec2, vec3};
use crate::base::random::uniform;
use crate::head::body::Body;
use crate::head::form::eye::{Eye, RIM};

/// All parts of a body.
pub(in crate::head) fn parts(body: &Body) -> Sheets {
    let mut parts = Sheets::default();
    eyeball(&mut parts, &body.measures.eye);
    rim(&mut parts, body);
    caruncle(&mut parts, body);
    collar::band(&mut parts, body);
    parts
}

/// Vertices in each ring of an eyeball.
const RING: usize = 40;
/// Radius of the pupil in a studio's light, mm (Watson and Yellott 2012: 3.5–4 mm across at some 100 cd/m²).
const PUPIL: f32 = 1.85;
/// Radius of curvature of the cornea, mm (Gullstrand's eye: 7.7).
const CORNEA: f32 = 7.8;
/// Rings about the line of sight, mm, close together where colours change: from the pupil out, and from the limbus out.
const RINGS_IN: [f32; 9] = [0.0, 1.2, PUPIL - 0.1, PUPIL + 0.15, 2.5, 3.3, 4.1, 4.8, 5.3];
const RINGS_OUT: [f32; 7] = [-0.2, 0.25, 0.8, 1.9, 3.3, 4.7, 5.7];
/// The white as a sheet to the inner corner, where the ball has long turned away: where it begins, how far before the ball's
/// middle, its slope, and how it rounds (1/mm). A ball alone leaves a black hole there in a three-quarter view.
const SHEET: [f32; 4] = [8.0, 10.2, 0.22, 0.012];
const SHEET_FACES: Vec3 = vec3(0.3, 0.0, 1.0);
/// Light that lids leave on the ball: under the upper one, over the lower one, and the mm over which it grows; at the inner corner,
/// which lies in a hollow and has lost enough already, and at the outer.
const LID_SHADOW: [(f32, f32); 2] = [(0.32, 5.0), (0.66, 1.8)];
const CORNER_SHADOW: [f32; 2] = [1.0, 0.55];

/// White, iris and pupil under a cornea, in rings about the line of sight.
fn eyeball(parts: &mut Sheets, eye: &Eye) {
    let (iris, ball) = (eye.iris, eye.radii.y);
    let gaze = vec3(-eye.gaze[1], -eye.gaze[0], 1.0).normalize();
    let right = Vec3::Y.cross(gaze).normalize();
    let up = gaze.cross(right);
    // The cornea stands on the ball where the iris ends.
    let base = (ball * ball - iris * iris).sqrt() - (CORNEA * CORNEA - iris * iris).sqrt();
    parts.sweep([RINGS_IN.len() + RINGS_OUT.len(), RING], [false, true], &mut |row, j| {
        let ring = RINGS_IN.get(row).copied().unwrap_or_else(|| iris + RINGS_OUT[row - RINGS_IN.len()]);
        let (radius, middle) = if ring < iris { (CORNEA, base) } else { (ball, 0.0) };
        let height = (radius * radius - ring * ring).max(0.0).sqrt();
        let a = (j as f32 + 0.5 * (row % 2) as f32) / RING as f32 * TAU;
        let across = right * cos(a) + up * sin(a);
        let mut p = across * ring + gaze * (middle + height);
        // The slit is longer than the ball is broad: towards the nose by the sheet, outward a little.
        let wider = if p.x < 0.0 { 1.32 } else { eye.radii.x / ball };
        p.x *= lerp(1.0, wider, smoothstep(6.5, 10.5, ring));
        let mut n = across * ring + gaze * height;
        let [begin, front, slope, round] = SHEET;
        let sheet = front + slope * (begin + p.x) - round * p.y * p.y;
        if p.x < -begin && sheet > p.z {
            // Lit as the round fold of moist tissue that it stands for, or it would be black from the other side.
            n = n.lerp(SHEET_FACES * ball, smoothstep(0.0, 1.2, sheet - p.z));
            p.z = sheet;
        }
        let p = eye.ball + p;
        let t = eye.along(p.x);
        let shade = lid_shadow(eye, p) * lerp(CORNER_SHADOW[usize::from(t > 0.0)], 1.0, smoothstep(1.0, 0.5, t.abs()));
        let (matter, tone) = if ring < PUPIL {
            (Matter::Pupil, 1.0)
        } else if ring < iris {
            // Lighter round the pupil, dark at its edge, fibres between.
            let out = (ring - PUPIL) / (iris - PUPIL);
            let fibre = 0.5 * (uniform(FIBRES, 0xE7E, (j / 2) as u32) + uniform(FIBRES, 0xE7F, j as u32));
            (
                Matter::Iris,
                lerp(1.35, 1.0, smoothstep(0.1, 0.45, out)) * lerp(1.0, 0.42, smoothstep(0.7, 1.0, out)) * lerp(0.72, 1.28, fibre),
            )
        } else {
            // Redder towards the corners; a grey veil next to the iris.
            (Matter::White(smoothstep(9.5, 15.0, (p.x - eye.ball.x).abs())), lerp(0.62, 1.0, smoothstep(iris + 0.1, iris + 1.3, ring)))
        };
        (p, n, Coat { matter, tone: tone * shade, wet: 0.25 + 0.75 * shade })
    });
}

/// Whose fibres every iris has.
const FIBRES: u32 = 11;

/// Share of the light that the lids leave at a place of the eye: what a place sees of the studio is baked too coarsely for it.
fn lid_shadow(eye: &Eye, p: Vec3) -> f32 {
    let (upper, lower) = eye.rims(p.x);
    let [under, over] = LID_SHADOW;
    lerp(under.0, 1.0, smoothstep(-0.4, under.1, upper - p.y)) * lerp(over.0, 1.0, smoothstep(-0.3, over.1, p.y - lower))
}

/// Section of the bead that ends a lid, as angles from the skin's normal towards the lid, degrees, and for each how far it has
/// turned into mucosa, and how wet it is under the lower lid.
const SECTION: [(f32, f32, f32); 8] = [
    (60.0, 0.0, 0.0),
    (20.0, 0.0, 0.0),
    (-15.0, 0.06, 0.0),
    (-45.0, 0.33, 0.0),
    (-75.0, 0.66, 0.0),
    (-110.0, 0.85, 0.2),
    (-155.0, 0.85, 0.8),
    (-205.0, 0.85, 0.8),
];
/// How far the bead stands out of the coarser skin, so that it never shows through, mm.
const PROUD: f32 = 0.10;
/// Light on the bead's inner side under the upper and the lower lid, as shares.
const INNER_LIGHT: [f32; 2] = [0.55, 0.92];

/// The bead that ends the lids all round the slit: lid thickness, wet line and corner in one.
fn rim(parts: &mut Sheets, body: &Body) {
    let edges = slit(&body.measures.eye);
    // Against the slit's course, so that it faces out.
    parts.sweep([edges.len(), SECTION.len()], [true, false], &mut |i, k| {
        let Edge { at, out, upper, t } = edges[edges.len() - 1 - i];
        let (p, n) = on_closed(body, at + out * RIM);
        let out = vec3(out.x, out.y, 0.0).reject_from_normalized(n).normalize_or(Vec3::Y);
        let (angle, mucosa, wet) = SECTION[k];
        let angle = angle * (PI / 180.0);
        let direction = n * cos(angle) + out * sin(angle);
        let place = p - n * (RIM - PROUD) + direction * RIM;
        let tone = lerp(1.0, INNER_LIGHT[usize::from(!upper)], mucosa);
        let wet = if upper { 0.0 } else { wet * (1.0 - 0.5 * smoothstep(0.8, 1.0, -t)) };
        (place, direction, Coat { matter: Matter::Rim(mucosa), tone, wet })
    });
}

/// The pink flesh in the inner corner: where along the slit, how far below its middle, how deep under the lids, and its half
/// axes, mm; the share of the half sphere that shows.
const CARUNCLE: (f32, f32, f32, Vec3) = (-0.92, 0.2, 2.8, vec3(2.3, 1.3, 1.0));
const CARUNCLE_SHOWS: f32 = 0.6 * PI;

fn caruncle(parts: &mut Sheets, body: &Body) {
    const GRID: [usize; 2] = [7, 12];
    let eye = &body.measures.eye;
    let (t, below, deep, radii) = CARUNCLE;
    let x = eye.across(t);
    let centre = on_closed(body, vec2(x, eye.seam_height(x) - below)).0 - Vec3::Z * deep;
    parts.sweep(GRID, [false, true], &mut |i, j| {
        let (from, a) = (i as f32 / (GRID[0] - 1) as f32 * CARUNCLE_SHOWS, j as f32 / GRID[1] as f32 * TAU);
        let d = vec3(sin(from) * cos(a), sin(from) * sin(a), cos(from));
        let p = centre + d * radii;
        let shade = lid_shadow(eye, p);
        (p, d / radii, Coat { matter: Matter::Rim(0.7), tone: shade, wet: 0.2 * shade })
    });
}

/// A place of the slit's edge in front view.
#[derive(Clone, Copy)]
pub(in crate::head) struct Edge {
    pub(in crate::head) at: Vec2,
    /// Unit vector away from the slit.
    pub(in crate::head) out: Vec2,
    pub(in crate::head) upper: bool,
    /// Place along the slit, −1 inner to 1 outer corner.
    pub(in crate::head) t: f32,
}

/// The slit's edge: the upper rim from the inner corner to the outer, round it, and back along the lower.
fn slit(eye: &Eye) -> Vec<Edge> {
    /// Pieces of a rim, and between the rims at a corner.
    const PIECES: usize = 30;
    const TURN: usize = 4;
    let mut edges = Vec::new();
    for upper in [true, false] {
        let side = if upper { 1.0 } else { -1.0 };
        // Closer together at the corners.
        edges.extend((0..=PIECES).map(|i| edge(eye, -cos(i as f32 / PIECES as f32 * PI) * side, upper)));
        let x = eye.across(side);
        let last = edges[edges.len() - 1].out;
        edges.extend((1..=TURN).map(|k| {
            let share = k as f32 / (TURN + 1) as f32;
            let (end, middle) = (vec2(last.x, -last.y), vec2(side, 0.0));
            let out = if share < 0.5 { last.lerp(middle, share * 2.0) } else { middle.lerp(end, share * 2.0 - 1.0) };
            Edge { at: vec2(x, eye.seam_height(x)), out: out.normalize_or(middle), upper: upper == (share < 0.5), t: side }
        }));
    }
    edges
}

/// The edge of a lid at a place along the slit.
pub(in crate::head) fn edge(eye: &Eye, t: f32, upper: bool) -> Edge {
    let at = |t: f32| {
        let x = eye.across(t);
        let (up, low) = eye.rims(x);
        vec2(x, if upper { up } else { low })
    };
    let along = (at((t + 0.02).min(1.0)) - at((t - 0.02).max(-1.0))).normalize_or(Vec2::X);
    Edge { at: at(t), out: if upper { along.perp() } else { -along.perp() }, upper, t }
}

/// Place and normal of the skin straight behind or before a place near it; with `closed`, of the lids as if closed.
fn straight_onto(body: &Body, mut p: Vec3, closed: bool) -> (Vec3, Vec3) {
    /// Steps, the distance that will do, and the least slope that is trusted.
    const STEPS: usize = 6;
    const NEAR_MM: f32 = 0.01;
    const LEAST_SLOPE: f32 = 0.35;
    let mut normal = Vec3::Z;
    for _ in 0..STEPS {
        let (value, gradient) = if closed { body.closed_gradient(p) } else { body.gradient(p) };
        normal = gradient.normalize_or(Vec3::Z);
        if value.abs() < NEAR_MM {
            break;
        }
        p.z -= (value / gradient.z.max(LEAST_SLOPE)).clamp(-4.0, 4.0);
    }
    (p, normal)
}

/// Place and normal of the skin straight behind or before a place near it.
pub(in crate::head) fn onto(body: &Body, p: Vec3) -> (Vec3, Vec3) {
    straight_onto(body, p, false)
}

/// Place and normal of the closed lids at a place in front view.
pub(in crate::head) fn on_closed(body: &Body, at: Vec2) -> (Vec3, Vec3) {
    let eye = &body.measures.eye;
    // From the shell of lids over the ball.
    const LID_MM: f32 = 2.0;
    let radii = eye.radii + Vec3::splat(LID_MM);
    let q = (at - eye.ball.truncate()) / radii.truncate();
    straight_onto(body, vec3(at.x, at.y, eye.ball.z + radii.z * (1.0 - q.length_squared()).max(0.1).sqrt()), true)
}
