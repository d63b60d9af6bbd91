//! Scars: where they lie on the scalp.
//!
//! Every scar is some [`SkinStroke`]s on the skin: round dots, or short pieces of a line whose width changes. Where it grows
//! with its size, strokes join or get wider in place, so what was scar stays scar.

mod scarred_skin;
mod shapes;

pub use super::skin_stroke::{SkinStroke, StrokeEffect, StrokeSample};
pub use scarred_skin::{MOST_RAGGED, ScarredSkin};

use super::follicles::{FollicularUnit, UnitStatus};
use super::person::Person;
use super::points::PointGrid;
use super::skin_stroke::{StrokesByTriangle, deepest};
use crate::base::choice::choices;
use crate::base::math::{Vec3, lerp, smoothstep};
use crate::base::noise;
use crate::base::random::bits;
use crate::base::streams;
use crate::head::Mesh;

choices! {
    /// What left the scar.
    pub enum ScarKind {
        /// No scar.
        #[default]
        None = "none",
        /// A strip of scalp taken for transplants: a line across the back.
        Fut = "fut",
        /// Single units punched out for transplants: dots all over the donor zone.
        Fue = "fue",
        /// Old 4 mm plugs in rows behind the forehead, each with its tuft, and as many bare discs at the back.
        Plugs = "plugs",
        /// An injury, stitched.
        Trauma = "trauma",
        /// A burn.
        Burn = "burn",
    }
}

/// How a kind of scar ends (choice).
struct ScarEdge {
    /// How far beyond its border it may be seen, mm: soft edge and dark rim.
    visible_mm: f32,
    /// How far beyond its border hair may be missing or marks be wanted, mm.
    thinning_mm: f32,
    /// How much its width varies, as a share, and over how many mm: first slowly, then again more finely.
    ragged: f32,
    ragged_mm: f32,
}

const NO_EDGE: ScarEdge = ScarEdge { visible_mm: 1.2, thinning_mm: 0.0, ragged: 0.0, ragged_mm: 1.0 };
const STRIP_EDGE: ScarEdge = ScarEdge { visible_mm: 1.2, thinning_mm: 1.5, ragged: 0.7, ragged_mm: 9.0 };
const PUNCH_EDGE: ScarEdge = ScarEdge { visible_mm: 0.45, thinning_mm: 0.5, ragged: 0.0, ragged_mm: 1.0 };
/// No hair is missing beside a plug, but the artist joins tufts with what lies between them.
const PLUG_EDGE: ScarEdge = ScarEdge { visible_mm: 1.2, thinning_mm: BETWEEN_TUFTS, ragged: 0.5, ragged_mm: 3.5 };
const TRAUMA_EDGE: ScarEdge = ScarEdge { visible_mm: 1.2, thinning_mm: 3.0, ragged: 0.6, ragged_mm: 13.0 };
const BURN_EDGE: ScarEdge = ScarEdge { visible_mm: 6.5, thinning_mm: 11.0, ragged: 0.75, ragged_mm: 32.0 };

/// The finer noise of a border: its height and its fineness, in those of the slow one (choice).
const FINER: (f32, f32) = (0.55, 2.7);
/// The finest of a burn's border likewise.
const FINEST: (f32, f32) = (0.3, 7.1);
/// Highest value of all noise of a border, in heights of the slow one: half of 1 + 0.55 + 0.3, and a little.
const MOST_NOISE: f32 = 0.93;

impl ScarKind {
    fn edge(self) -> &'static ScarEdge {
        match self {
            Self::None => &NO_EDGE,
            Self::Fut => &STRIP_EDGE,
            Self::Fue => &PUNCH_EDGE,
            Self::Plugs => &PLUG_EDGE,
            Self::Trauma => &TRAUMA_EDGE,
            Self::Burn => &BURN_EDGE,
        }
    }

    /// How far beyond its border it may be seen, mm: soft edge and dark rim.
    pub fn visible_margin(self) -> f32 {
        self.edge().visible_mm
    }

    /// How far beyond its border hair may be missing or marks be wanted, mm.
    fn thinning_margin(self) -> f32 {
        self.edge().thinning_mm
    }

    /// Most times as wide as drawn that it may be.
    fn most_width(self) -> f32 {
        1.0 + MOST_NOISE * self.edge().ragged
    }

    /// Whether its width varies.
    fn is_ragged(self) -> bool {
        self.edge().ragged > 0.0
    }
}

/// Hair at the edge of spared skin is thinned over so many mm.
const SPARED_EDGE: f32 = 1.8;
/// Hair beside a plug's scar is thinned over so many mm (choice).
const PLUG_MARGIN: f32 = 0.2;
/// Share of the thinning beside a burn where its border is sharp; all of it where that is soft (choice).
const SHARP_MARGIN: f32 = 0.15;
/// Nearer than this share of a plug's radius to its middle no hair is missing (choice).
const TUFT_FULL: f32 = 0.35;
/// A border is soft where noise is high: sizes of the coarse and the fine noise, mm, weight of the fine one, and values between which
/// the border grows soft (choice).
const SOFT_NOISE_MM: (f32, f32) = (27.0, 10.0);
const SOFT_FINE: f32 = 0.4;
const SOFT_NOISE: (f32, f32) = (-0.32, 0.22);
/// One in 24 bits.
const Q24_ONE: f32 = 16_777_216.0;
/// Strokes that reach farther from their middle are queried at every place, mm.
const LARGE: f32 = 14.0;
/// Skin this near to a tuft is treated as if some of its hair were gone, mm (choice).
const BETWEEN_TUFTS: f32 = 3.0;
/// Share of a scar that such skin counts as (choice).
pub const JOINED: f32 = 0.25;
/// Part of a plug's radius in which its hairs stand.
const TUFT: f32 = 0.8;
/// Deeper than this the border does not matter, mm.
const CORE: f32 = 0.5;

/// Border of a scar at one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScarBorder {
    /// Width, in times the drawn one; 0 where it was never needed.
    pub wide: f32,
    /// 0 where its border is sharp and its color pure, 1 where it fades into the skin around; changes over centimeters.
    pub soft: f32,
}

/// One scar of one person; by default none.
#[derive(Default)]
pub struct Scar {
    /// What left it.
    pub kind: ScarKind,
    /// The large ones first.
    strokes: Vec<SkinStroke>,
    n_large: usize,
    /// Neighbor search among the small strokes.
    cells: Option<PointGrid>,
    offset: Vec3,
    reaching: StrokesByTriangle,
    /// Its border at each mesh vertex near it; empty where its width does not vary.
    borders: Vec<ScarBorder>,
    /// Status of each unit of the person.
    pub(super) statuses: Vec<UnitStatus>,
}

impl Scar {
    /// Draws the scar of a kind and a size, 0–1, on the skin of `mesh`.
    pub fn new(person: &Person, mesh: &Mesh, kind: ScarKind, size: f32) -> Self {
        let strokes = shapes::strokes(person, kind, size);
        if strokes.is_empty() {
            return Self::default();
        }
        let widest = kind.most_width();
        let far = |strokes: &[SkinStroke]| strokes.iter().map(|s| s.reach(widest)).fold(0.0, f32::max);
        // Cells as large as a burn would hold all of its islets.
        let (mut large, small): (Vec<SkinStroke>, Vec<SkinStroke>) = strokes.iter().partition(|s| s.reach(widest) > LARGE);
        let n_large = large.len();
        let middles: Vec<Vec3> = small.iter().map(SkinStroke::middle).collect();
        let (cells, order) = PointGrid::new(&middles, far(&small).max(1.0) + kind.thinning_margin());
        large.extend(order.iter().map(|i| small[*i as usize]));
        let strokes = large;

        let triangles = person.scalp_triangles.iter().map(|piece| piece.triangle);
        let reaching = StrokesByTriangle::new(&strokes, mesh, triangles, widest, kind.visible_margin());
        let mut scar = Self {
            kind,
            strokes,
            n_large,
            cells: Some(cells),
            offset: noise::offset(person.seed, streams::SCAR_BORDER),
            reaching,
            ..Self::default()
        };
        if kind.is_ragged() {
            scar.borders.resize(mesh.positions.len(), ScarBorder { wide: 0.0, soft: 0.0 });
            for piece in &person.scalp_triangles {
                for v in mesh.triangles[piece.triangle as usize].map(|v| v as usize) {
                    if scar.reaches(piece.triangle) && scar.borders[v].wide == 0.0 {
                        let p = mesh.positions[v];
                        scar.borders[v] = ScarBorder { wide: scar.width(p), soft: scar.softness(p) };
                    }
                }
            }
        }
        scar.statuses = unit_statuses(&scar, person);
        scar
    }

    /// Its pieces.
    pub fn strokes(&self) -> &[SkinStroke] {
        &self.strokes
    }

    /// How far inside the scar a place of the skin is, mm; negative outside, `f32::MIN` far from it. Exact at the border.
    pub fn depth(&self, p: Vec3) -> f32 {
        self.sample(p).map_or(f32::MIN, |spot| spot.depth)
    }

    /// Whether hair that stood here is gone. Beside a scar some is: `chance` 0–1 sets it apart from its neighbors.
    pub fn removes_hair(&self, p: Vec3, chance: f32) -> bool {
        self.sample(p).is_some_and(|spot| (spot.depth > 0.0 || spot.depth > -self.margin_at(&spot, p) * chance) && !is_tuft(&spot))
    }

    /// Share 0–1 of the hair that is gone here; [`JOINED`] between tufts.
    pub fn hair_loss(&self, p: Vec3) -> f32 {
        let taken = |spot: StrokeSample| match spot.effect {
            // Between its hairs a plug's scar shows.
            StrokeEffect::Tuft if spot.depth < 0.0 => JOINED * smoothstep(-BETWEEN_TUFTS, 0.0, spot.depth),
            StrokeEffect::Tuft => JOINED.max(smoothstep(TUFT_FULL, TUFT, spot.distance / spot.radius)),
            StrokeEffect::Scar | StrokeEffect::Spared if spot.depth > 0.0 => 1.0,
            StrokeEffect::Scar | StrokeEffect::Spared => (1.0 + spot.depth / self.margin_at(&spot, p)).max(0.0).min(1.0),
        };
        self.sample(p).map_or(0.0, taken)
    }

    /// How far beside a place of its border hair is missing, mm.
    fn margin_at(&self, spot: &StrokeSample, p: Vec3) -> f32 {
        match (self.kind, spot.effect) {
            (_, StrokeEffect::Spared) => SPARED_EDGE,
            (ScarKind::Plugs, _) => PLUG_MARGIN,
            (ScarKind::Burn, _) => self.kind.thinning_margin() * lerp(SHARP_MARGIN, 1.0, self.softness(p)),
            (ScarKind::None | ScarKind::Fut | ScarKind::Fue | ScarKind::Trauma, _) => self.kind.thinning_margin(),
        }
    }

    /// Whether the hairs of a plug stand here.
    pub fn is_tuft_at(&self, p: Vec3) -> bool {
        self.kind == ScarKind::Plugs && self.sample(p).is_some_and(|spot| is_tuft(&spot))
    }

    fn sample(&self, p: Vec3) -> Option<StrokeSample> {
        let runs = self.cells.as_ref()?.near(p);
        let (large, small) = self.strokes.split_at(self.n_large);
        if large.is_empty() && runs.iter().all(|run| run.0 == run.1) {
            return None;
        }
        let strokes = || large.iter().chain(runs.iter().flat_map(|run| &small[run.0..run.1]));
        let outside = -self.kind.thinning_margin();
        if !self.kind.is_ragged() {
            return deepest(strokes(), p, 1.0, outside);
        }
        // Noise is expensive; it is evaluated at the border only.
        deepest(strokes(), p, self.kind.most_width(), outside)?;
        let core = deepest(strokes(), p, 2.0 - self.kind.most_width(), CORE);
        core.or_else(|| deepest(strokes(), p, self.width(p), outside))
    }

    /// Whether a stroke reaches a triangle of the mesh.
    #[inline(always)]
    pub fn reaches(&self, triangle: u32) -> bool {
        self.reaching.reaches(triangle)
    }

    /// The place `p` on a triangle of the mesh, where the scar is `wide` times as wide as drawn.
    #[inline]
    pub fn sample_on(&self, triangle: u32, p: Vec3, wide: f32) -> Option<StrokeSample> {
        deepest(self.reaching.at(triangle).iter().map(|i| &self.strokes[usize::from(*i)]), p, wide, -self.kind.visible_margin())
    }

    /// Border of the scar at a mesh vertex near it.
    #[inline]
    pub fn border_at(&self, mesh_vertex: u32) -> ScarBorder {
        self.borders.get(mesh_vertex as usize).copied().unwrap_or(ScarBorder { wide: 1.0, soft: 0.5 })
    }

    /// See [`ScarBorder::soft`].
    fn softness(&self, p: Vec3) -> f32 {
        let q = self.offset - p;
        let softness = noise::value(q / SOFT_NOISE_MM.0) + SOFT_FINE * noise::value(q / SOFT_NOISE_MM.1);
        smoothstep(SOFT_NOISE.0, SOFT_NOISE.1, softness)
    }

    /// How many times as wide as drawn the scar is at a place: its width varies.
    fn width(&self, p: Vec3) -> f32 {
        let edge = self.kind.edge();
        let q = (p + self.offset) / edge.ragged_mm;
        // A burn's border is ragged too; that of the other scars is left to optics, whose detail is finer than the mesh.
        let fringe = if self.kind == ScarKind::Burn { FINEST.0 * noise::value(q * FINEST.1) } else { 0.0 };
        1.0 + edge.ragged * (noise::value(q) + FINER.0 * noise::value(q * FINER.1) + fringe)
    }
}

fn is_tuft(spot: &StrokeSample) -> bool {
    spot.effect == StrokeEffect::Tuft && spot.distance < TUFT * spot.radius
}

/// What a scar has left of every unit.
fn unit_statuses(scar: &Scar, person: &Person) -> Vec<UnitStatus> {
    let status = |(i, unit): (u32, &FollicularUnit)| {
        let own = bits(person.seed, streams::GRAFTS, i);
        if scar.is_tuft_at(unit.position) {
            UnitStatus::Transplanted(1 + (own % 3) as u8)
        } else if scar.removes_hair(unit.position, (own >> 8) as f32 * (1.0 / Q24_ONE)) {
            UnitStatus::Removed
        } else {
            UnitStatus::Native
        }
    };
    (0_u32..).zip(&person.units).map(status).collect()
}
