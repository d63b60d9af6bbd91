//! Small meshes set into the skin where its own is too coarse: eyeballs, rims of the lids, caruncles, a collar.
//!
//! All are the same kind of sheet, rows of vertices joined by triangles. Those of the eye are here, cloth is in
//! [`crate::head::mesh::collar`]. Measures not sourced were found by trial against portraits at 4 and 7 px/mm.

use super::sheet::Sheets;
use super::{Material, VertexMaterial, collar};
use crate::base::math::{PI, TAU, Vec2, Vec3, cos, lerp, sin, vec2, vec3};
use crate::base::random::uniform;
use crate::head::body::Body;
use crate::head::form::eye::{Eye, RIM};
use crate::head::form::profile::{Ramp, Varying};

/// All parts of a body.
pub(in crate::head) fn insets(body: &Body) -> Sheets {
    let mut parts = Sheets::default();
    eyeball(&mut parts, &body.measures.eye);
    rim(&mut parts, body);
    caruncle(&mut parts, body);
    collar::add_collar(&mut parts, body);
    parts
}

/// Vertices in each ring of an eyeball.
const RING: usize = 40;
/// Radius of the pupil in a studio's light, mm (Watson and Yellott 2012: 3.5–4 mm across at some 100 cd/m²).
const PUPIL: f32 = 1.85;
/// Radius of curvature of the cornea, mm (Gullstrand's eye: 7.7).
const CORNEA: f32 = 7.8;
/// Rings about the line of sight, mm, close together where colors change: from the pupil out, and from the limbus out.
const RINGS_IN: [f32; 9] = [0.0, 1.2, PUPIL - 0.1, PUPIL + 0.15, 2.5, 3.3, 4.1, 4.8, 5.3];
const RINGS_OUT: [f32; 7] = [-0.2, 0.25, 0.8, 1.9, 3.3, 4.7, 5.7];
/// The sclera as a sheet to the inner corner, beyond the ball's edge: where it begins, how far before the ball's
/// middle, its slope, and how it rounds (1/mm). A ball alone leaves a black hole there in a three-quarter view.
const SHEET: [f32; 4] = [8.0, 10.2, 0.22, 0.012];
const SHEET_FACES: Vec3 = vec3(0.3, 0.0, 1.0);
/// Depth of the sheet before the ball over which the normal turns from the ball's to the sheet's, mm.
const SHEET_TURNS: Ramp = Ramp(0.0, 1.2);
/// How much wider the ball is towards the nose, as a multiple, and from what distance from the line of sight on, mm.
const WIDER: f32 = 1.32;
const WIDENS: Ramp = Ramp(6.5, 10.5);
/// Light of the iris as a share of the usual, by way from the pupil (0) to the limbus (1): lighter round the pupil, dark at its edge; and
/// how fibers vary it.
const COLLARETTE: Varying = Varying(1.35, 1.0, Ramp(0.1, 0.45));
const LIMBUS: Varying = Varying(1.0, 0.42, Ramp(0.7, 1.0));
const FIBER_LIGHT: (f32, f32) = (0.72, 1.28);
/// Distances from the ball's middle along x over which the white grows redder, mm.
const REDDENS: Ramp = Ramp(9.5, 15.0);
/// Light of the gray veil next to the iris, and where outside its edge it ends, mm.
const VEIL: f32 = 0.62;
const VEIL_ENDS: (f32, f32) = (0.1, 1.3);
/// How wet the ball is in the lids' shadow, and the rest.
const BALL_WET: (f32, f32) = (0.25, 0.75);
/// Light that lids leave on the ball: under the upper one, over the lower one, and the mm over which it grows; at the inner corner,
/// which lies in a hollow and has lost enough already, and at the outer.
const LID_SHADOW: [(f32, f32); 2] = [(0.32, 5.0), (0.66, 1.8)];
const CORNER_SHADOW: [f32; 2] = [1.0, 0.55];
/// How far over each rim their shadow begins, mm, and where along the slit that of the corners ends.
const LID_SHADOW_FROM: [f32; 2] = [-0.4, -0.3];
const CORNER_SHADOW_ENDS: Ramp = Ramp(1.0, 0.5);

/// White, iris and pupil under a cornea, in rings about the line of sight.
fn eyeball(parts: &mut Sheets, eye: &Eye) {
    let (iris, ball) = (eye.iris, eye.radii.y);
    let gaze = vec3(-eye.gaze[1], -eye.gaze[0], 1.0).normalize();
    let right = Vec3::Y.cross(gaze).normalize();
    let up = gaze.cross(right);
    // The cornea stands on the ball where the iris ends.
    let base = (ball * ball - iris * iris).sqrt() - (CORNEA * CORNEA - iris * iris).sqrt();
    parts.add_sheet([RINGS_IN.len() + RINGS_OUT.len(), RING], [false, true], &mut |row, j| {
        let ring = RINGS_IN.get(row).copied().unwrap_or_else(|| iris + RINGS_OUT[row - RINGS_IN.len()]);
        let (radius, middle) = if ring < iris { (CORNEA, base) } else { (ball, 0.0) };
        let height = (radius * radius - ring * ring).max(0.0).sqrt();
        let a = (j as f32 + 0.5 * (row % 2) as f32) / RING as f32 * TAU;
        let across = right * cos(a) + up * sin(a);
        let mut p = across * ring + gaze * (middle + height);
        // The slit is longer than the ball is broad: towards the nose by the sheet, outward a little.
        let wider = if p.x < 0.0 { WIDER } else { eye.radii.x / ball };
        p.x *= lerp(1.0, wider, WIDENS.at(ring));
        let mut n = across * ring + gaze * height;
        let [begin, front, slope, round] = SHEET;
        let sheet = front + slope * (begin + p.x) - round * p.y * p.y;
        if p.x < -begin && sheet > p.z {
            // Lit as the round fold of moist tissue that it stands for, or it would be black from the other side.
            n = n.lerp(SHEET_FACES * ball, SHEET_TURNS.at(sheet - p.z));
            p.z = sheet;
        }
        let p = eye.ball + p;
        let t = eye.along(p.x);
        let shade = lid_shadow(eye, p) * lerp(CORNER_SHADOW[usize::from(t > 0.0)], 1.0, CORNER_SHADOW_ENDS.at(t.abs()));
        let (material, tone) = if ring < PUPIL {
            (Material::Pupil, 1.0)
        } else if ring < iris {
            // Lighter round the pupil, dark at its edge, fibers between.
            let out = (ring - PUPIL) / (iris - PUPIL);
            let fiber = 0.5 * (uniform(FIBERS, FIBER_STREAMS[0], (j / 2) as u32) + uniform(FIBERS, FIBER_STREAMS[1], j as u32));
            (Material::Iris, COLLARETTE.at(out) * LIMBUS.at(out) * lerp(FIBER_LIGHT.0, FIBER_LIGHT.1, fiber))
        } else {
            // Redder towards the corners; a gray veil next to the iris.
            (
                Material::White(REDDENS.at((p.x - eye.ball.x).abs())),
                Varying(VEIL, 1.0, Ramp(iris + VEIL_ENDS.0, iris + VEIL_ENDS.1)).at(ring),
            )
        };
        (p, n, VertexMaterial { material, tone: tone * shade, wetness: BALL_WET.0 + BALL_WET.1 * shade })
    });
}

/// Seed of the fibers in every iris.
const FIBERS: u32 = 11;
/// Streams of wide and of single fibers: two with that seed alone.
const FIBER_STREAMS: [u32; 2] = [0xE7E, 0xE7F];

/// Share of the light that the lids leave at a place of the eye: what a place sees of the studio is baked too coarsely for it.
fn lid_shadow(eye: &Eye, p: Vec3) -> f32 {
    let (upper, lower) = eye.rims(p.x);
    let [under, over] = LID_SHADOW;
    Varying(under.0, 1.0, Ramp(LID_SHADOW_FROM[0], under.1)).at(upper - p.y)
        * Varying(over.0, 1.0, Ramp(LID_SHADOW_FROM[1], over.1)).at(p.y - lower)
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
/// Where along the slit towards the inner corner the rim loses half its wetness.
const DRIES: Ramp = Ramp(0.8, 1.0);
/// Radians in a degree.
const DEGREE: f32 = PI / 180.0;

/// The bead that ends the lids all round the slit: lid thickness, wet line and corner in one.
fn rim(parts: &mut Sheets, body: &Body) {
    let edges = slit_edges(&body.measures.eye);
    // Against the slit's course, so that it faces out.
    parts.add_sheet([edges.len(), SECTION.len()], [true, false], &mut |i, k| {
        let LidEdge { at, out, upper, t } = edges[edges.len() - 1 - i];
        let (p, n) = project_to_lids(body, at + out * RIM);
        let out = vec3(out.x, out.y, 0.0).reject_from_normalized(n).normalize_or(Vec3::Y);
        let (angle, mucosa, wet) = SECTION[k];
        let angle = angle * DEGREE;
        let direction = n * cos(angle) + out * sin(angle);
        let place = p - n * (RIM - PROUD) + direction * RIM;
        let tone = lerp(1.0, INNER_LIGHT[usize::from(!upper)], mucosa);
        let wetness = if upper { 0.0 } else { wet * (1.0 - 0.5 * DRIES.at(-t)) };
        (place, direction, VertexMaterial { material: Material::Rim(mucosa), tone, wetness })
    });
}

/// The pink flesh in the inner corner: where along the slit, how far below its middle, how deep under the lids, and its half
/// axes, mm; the share of the half sphere that shows.
const CARUNCLE: (f32, f32, f32, Vec3) = (-0.92, 0.2, 2.8, vec3(2.3, 1.3, 1.0));
const CARUNCLE_SHOWS: f32 = 0.6 * PI;
/// Its share of mucosa over skin, and how wet it is in full light.
const CARUNCLE_MUCOSA: f32 = 0.7;
const CARUNCLE_WET: f32 = 0.2;

fn caruncle(parts: &mut Sheets, body: &Body) {
    const GRID: [usize; 2] = [7, 12];
    let eye = &body.measures.eye;
    let (t, below, deep, radii) = CARUNCLE;
    let x = eye.across(t);
    let center = project_to_lids(body, vec2(x, eye.seam_height(x) - below)).0 - Vec3::Z * deep;
    parts.add_sheet(GRID, [false, true], &mut |i, j| {
        let (from, a) = (i as f32 / (GRID[0] - 1) as f32 * CARUNCLE_SHOWS, j as f32 / GRID[1] as f32 * TAU);
        let d = vec3(sin(from) * cos(a), sin(from) * sin(a), cos(from));
        let p = center + d * radii;
        let shade = lid_shadow(eye, p);
        (p, d / radii, VertexMaterial { material: Material::Rim(CARUNCLE_MUCOSA), tone: shade, wetness: CARUNCLE_WET * shade })
    });
}

/// A place of the slit's edge in front view.
#[derive(Clone, Copy)]
pub(in crate::head) struct LidEdge {
    pub(in crate::head) at: Vec2,
    /// Unit vector away from the slit.
    pub(in crate::head) out: Vec2,
    pub(in crate::head) upper: bool,
    /// Place along the slit, −1 inner to 1 outer corner.
    pub(in crate::head) t: f32,
}

/// The slit's edge: the upper rim from the inner corner to the outer, round it, and back along the lower.
fn slit_edges(eye: &Eye) -> Vec<LidEdge> {
    /// Pieces of a rim, and between the rims at a corner.
    const PIECES: usize = 30;
    const TURN: usize = 4;
    let mut edges = Vec::new();
    for upper in [true, false] {
        let side = if upper { 1.0 } else { -1.0 };
        // Closer together at the corners.
        edges.extend((0..=PIECES).map(|i| lid_edge(eye, -cos(i as f32 / PIECES as f32 * PI) * side, upper)));
        let x = eye.across(side);
        let last = edges[edges.len() - 1].out;
        edges.extend((1..=TURN).map(|k| {
            let share = k as f32 / (TURN + 1) as f32;
            let (end, middle) = (vec2(last.x, -last.y), vec2(side, 0.0));
            let out = if share < 0.5 { last.lerp(middle, share * 2.0) } else { middle.lerp(end, share * 2.0 - 1.0) };
            LidEdge { at: vec2(x, eye.seam_height(x)), out: out.normalize_or(middle), upper: upper == (share < 0.5), t: side }
        }));
    }
    edges
}

/// The edge of a lid at a place along the slit.
pub(in crate::head) fn lid_edge(eye: &Eye, t: f32, upper: bool) -> LidEdge {
    /// Way along the slit over which its course is measured.
    const COURSE_STEP: f32 = 0.02;
    let at = |t: f32| {
        let x = eye.across(t);
        let (up, low) = eye.rims(x);
        vec2(x, if upper { up } else { low })
    };
    let along = (at((t + COURSE_STEP).min(1.0)) - at((t - COURSE_STEP).max(-1.0))).normalize_or(Vec2::X);
    LidEdge { at: at(t), out: if upper { along.perp() } else { -along.perp() }, upper, t }
}

/// Place and normal of the skin straight behind or before a place near it; with `closed`, of the lids as if closed.
fn project_along_z(body: &Body, mut p: Vec3, closed: bool) -> (Vec3, Vec3) {
    /// Steps, the distance that will do, the longest step and the least slope that is trusted.
    const STEPS: usize = 6;
    const NEAR_MM: f32 = 0.01;
    const LONGEST_MM: f32 = 4.0;
    const LEAST_SLOPE: f32 = 0.35;
    let mut normal = Vec3::Z;
    for _ in 0..STEPS {
        let (value, gradient) = if closed { body.gradient_eyes_closed(p) } else { body.gradient(p) };
        normal = gradient.normalize_or(Vec3::Z);
        if value.abs() < NEAR_MM {
            break;
        }
        p.z -= (value / gradient.z.max(LEAST_SLOPE)).clamp(-LONGEST_MM, LONGEST_MM);
    }
    (p, normal)
}

/// Place and normal of the skin straight behind or before a place near it.
pub(in crate::head) fn project_to_skin(body: &Body, p: Vec3) -> (Vec3, Vec3) {
    project_along_z(body, p, false)
}

/// Place and normal of the closed lids at a place in front view.
pub(in crate::head) fn project_to_lids(body: &Body, at: Vec2) -> (Vec3, Vec3) {
    let eye = &body.measures.eye;
    // From the shell of lids over the ball; beside it, from its edge.
    const LID_MM: f32 = 2.0;
    const LEAST_HEIGHT_SQUARED: f32 = 0.1;
    let radii = eye.radii + Vec3::splat(LID_MM);
    let q = (at - eye.ball.truncate()) / radii.truncate();
    project_along_z(body, vec3(at.x, at.y, eye.ball.z + radii.z * (1.0 - q.length_squared()).max(LEAST_HEIGHT_SQUARED).sqrt()), true)
}
