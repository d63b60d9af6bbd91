//! Scars: where they lie on the scalp.
//!
//! Every scar is some [`Stroke`]s on the skin: round dots, or short pieces of a line whose width changes. Where it grows
//! with its size, strokes join or get wider in place, so what was scar stays scar.

mod shapes;

pub use super::stroke::{Outcome, Spot, Stroke};

use super::follicles::{FollicularUnit, UnitStatus};
use super::person::Person;
use super::points::Cells;
use super::stroke::{Reaching, deepest};
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

impl ScarKind {
    /// How far beyond its border it may be seen, mm: soft edge and dark rim.
    pub fn beyond(self) -> f32 {
        match self {
            Self::Fue => 0.45,
            Self::Burn => 6.5,
            Self::None | Self::Fut | Self::Plugs | Self::Trauma => 1.2,
        }
    }

    /// How far beyond its border hair may be missing or in need of company, mm.
    fn thins(self) -> f32 {
        match self {
            Self::Burn => 11.0,
            Self::Trauma => 3.0,
            Self::Fut => 1.5,
            Self::Fue => 0.5,
            // Nothing is missing there, but the artist joins tufts with what lies between them.
            Self::Plugs => BETWEEN_TUFTS,
            Self::None => 0.0,
        }
    }

    /// Most times as wide as drawn that it may be.
    fn widest(self) -> f32 {
        1.0 + 0.93 * self.ragged().0
    }

    /// How much its width wanders, and over how many mm: first slowly, then again more finely.
    fn ragged(self) -> (f32, f32) {
        match self {
            Self::None | Self::Fue => (0.0, 1.0),
            Self::Fut => (0.7, 9.0),
            Self::Plugs => (0.5, 3.5),
            Self::Trauma => (0.6, 13.0),
            Self::Burn => (0.75, 32.0),
        }
    }
}

/// Hair at the edge of spared skin is thinned over so many mm.
const SPARED_EDGE: f32 = 1.8;
/// Strokes that reach farther from their middle are asked at every place, mm.
const LARGE: f32 = 14.0;
/// Skin this near to a tuft is treated as if some of its hair were gone, mm (choice).
const BETWEEN_TUFTS: f32 = 3.0;
/// Share of a scar that such skin counts as (choice).
pub const JOINED: f32 = 0.25;
/// Part of a plug's radius in which its hairs stand.
const TUFT: f32 = 0.8;
/// Deeper than this the border does not matter, mm.
const CORE: f32 = 0.5;

/// How a scar grew at one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grown {
    /// Width, in times the drawn one; 0 where nobody asked.
    pub wide: f32,
    /// 0 where its border is sharp and its colour pure, 1 where it melts into the skin around; changes over centimetres.
    pub soft: f32,
}

/// One scar of one person; by default none.
#[derive(Default)]
pub struct Scar {
    /// What left it.
    pub kind: ScarKind,
    /// The large ones first.
    strokes: Vec<Stroke>,
    n_large: usize,
    /// Who of the others is near.
    cells: Option<Cells>,
    offset: Vec3,
    reaching: Reaching,
    /// How it is at each mesh vertex near it; empty where its border does not wander.
    grown: Vec<Grown>,
    /// What became of each unit of the person.
    pub(super) statuses: Vec<UnitStatus>,
}

impl Scar {
    /// Draws the scar of a kind and a size, 0–1, on the skin of `mesh`.
    pub fn new(person: &Person, mesh: &Mesh, kind: ScarKind, size: f32) -> Self {
        let strokes = shapes::draw(person, kind, size);
        if strokes.is_empty() {
            return Self::default();
        }
        let widest = kind.widest();
        let far = |strokes: &[Stroke]| strokes.iter().map(|s| s.reach(widest)).fold(0.0, f32::max);
        // Cells as large as a burn would hold all of its islets.
        let (mut large, small): (Vec<Stroke>, Vec<Stroke>) = strokes.iter().partition(|s| s.reach(widest) > LARGE);
        let n_large = large.len();
        let middles: Vec<Vec3> = small.iter().map(Stroke::middle).collect();
        let (cells, order) = Cells::new(&middles, far(&small).max(1.0) + kind.thins());
        large.extend(order.iter().map(|i| small[*i as usize]));
        let strokes = large;

        let triangles = person.patches.iter().map(|patch| patch.triangle);
        let reaching = Reaching::new(&strokes, mesh, triangles, widest, kind.beyond());
        let mut scar = Self {
            kind,
            strokes,
            n_large,
            cells: Some(cells),
            offset: noise::offset(person.seed, streams::SCAR_BORDER),
            reaching,
            ..Self::default()
        };
        if kind.ragged().0 > 0.0 {
            scar.grown.resize(mesh.positions.len(), Grown { wide: 0.0, soft: 0.0 });
            for patch in &person.patches {
                for v in mesh.triangles[patch.triangle as usize].map(|v| v as usize) {
                    if scar.reaches(patch.triangle) && scar.grown[v].wide == 0.0 {
                        let p = mesh.positions[v];
                        scar.grown[v] = Grown { wide: scar.width(p), soft: scar.softness(p) };
                    }
                }
            }
        }
        scar.statuses = unit_statuses(&scar, person);
        scar
    }

    /// Its pieces.
    pub fn strokes(&self) -> &[Stroke] {
        &self.strokes
    }

    /// How far inside the scar a place of the skin is, mm; negative outside, `f32::MIN` far from it. Exact at the border.
    pub fn depth(&self, p: Vec3) -> f32 {
        self.spot(p).map_or(f32::MIN, |spot| spot.depth)
    }

    /// Whether hair that stood here is gone. Beside a scar some is: `chance` 0–1 sets it apart from its neighbours.
    pub fn kills(&self, p: Vec3, chance: f32) -> bool {
        self.spot(p).is_some_and(|spot| (spot.depth > 0.0 || spot.depth > -self.beside(&spot, p) * chance) && !is_tuft(&spot))
    }

    /// Share 0–1 of the hair that is gone here; [`JOINED`] between tufts.
    pub fn takes(&self, p: Vec3) -> f32 {
        let taken = |spot: Spot| match spot.outcome {
            // Between its hairs a plug's scar shows.
            Outcome::Tuft if spot.depth < 0.0 => JOINED * smoothstep(-BETWEEN_TUFTS, 0.0, spot.depth),
            Outcome::Tuft => JOINED.max(smoothstep(0.35, TUFT, spot.distance / spot.radius)),
            Outcome::Scar | Outcome::Spared if spot.depth > 0.0 => 1.0,
            Outcome::Scar | Outcome::Spared => (1.0 + spot.depth / self.beside(&spot, p)).max(0.0).min(1.0),
        };
        self.spot(p).map_or(0.0, taken)
    }

    /// How far beside a place of its border hair is missing, mm.
    fn beside(&self, spot: &Spot, p: Vec3) -> f32 {
        match (self.kind, spot.outcome) {
            (_, Outcome::Spared) => SPARED_EDGE,
            (ScarKind::Plugs, _) => 0.2,
            (ScarKind::Burn, _) => self.kind.thins() * lerp(0.15, 1.0, self.softness(p)),
            (ScarKind::None | ScarKind::Fut | ScarKind::Fue | ScarKind::Trauma, _) => self.kind.thins(),
        }
    }

    /// Whether the hairs of a plug stand here.
    pub fn bears_tuft(&self, p: Vec3) -> bool {
        self.kind == ScarKind::Plugs && self.spot(p).is_some_and(|spot| is_tuft(&spot))
    }

    fn spot(&self, p: Vec3) -> Option<Spot> {
        let runs = self.cells.as_ref()?.near(p);
        let (large, small) = self.strokes.split_at(self.n_large);
        if large.is_empty() && runs.iter().all(|run| run.0 == run.1) {
            return None;
        }
        let strokes = || large.iter().chain(runs.iter().flat_map(|run| &small[run.0..run.1]));
        let outside = -self.kind.thins();
        if self.kind.ragged().0 == 0.0 {
            return deepest(strokes(), p, 1.0, outside);
        }
        // Noise is dear, and only the border asks for it.
        deepest(strokes(), p, self.kind.widest(), outside)?;
        let core = deepest(strokes(), p, 2.0 - self.kind.widest(), CORE);
        core.or_else(|| deepest(strokes(), p, self.width(p), outside))
    }

    /// Whether a stroke reaches a triangle of the mesh.
    #[inline(always)]
    pub fn reaches(&self, triangle: u32) -> bool {
        self.reaching.has(triangle)
    }

    /// The place `p` on a triangle of the mesh, where the scar is `wide` times as wide as drawn.
    #[inline]
    pub fn spot_on(&self, triangle: u32, p: Vec3, wide: f32) -> Option<Spot> {
        deepest(self.reaching.at(triangle).iter().map(|i| &self.strokes[usize::from(*i)]), p, wide, -self.kind.beyond())
    }

    /// How the scar is at a mesh vertex near it.
    #[inline]
    pub fn grown_at(&self, mesh_vertex: u32) -> Grown {
        self.grown.get(mesh_vertex as usize).copied().unwrap_or(Grown { wide: 1.0, soft: 0.5 })
    }

    /// See [`Grown::soft`].
    fn softness(&self, p: Vec3) -> f32 {
        let q = self.offset - p;
        smoothstep(-0.32, 0.22, noise::value(q / 27.0) + 0.4 * noise::value(q / 10.0))
    }

    /// How many times as wide as drawn the scar is at a place: its border wanders.
    fn width(&self, p: Vec3) -> f32 {
        let (much, mm) = self.kind.ragged();
        let q = (p + self.offset) / mm;
        // A burn's border is fringed too; the other scars' is left to the light, which sees more than a mesh can tell.
        let fringe = if self.kind == ScarKind::Burn { 0.3 * noise::value(q * 7.1) } else { 0.0 };
        1.0 + much * (noise::value(q) + 0.55 * noise::value(q * 2.7) + fringe)
    }
}

fn is_tuft(spot: &Spot) -> bool {
    spot.outcome == Outcome::Tuft && spot.distance < TUFT * spot.radius
}

/// What a scar has left of every unit.
fn unit_statuses(scar: &Scar, person: &Person) -> Vec<UnitStatus> {
    let status = |(i, unit): (u32, &FollicularUnit)| {
        let own = bits(person.seed, streams::GRAFTS, i);
        if scar.bears_tuft(unit.position) {
            UnitStatus::Transplanted(1 + (own % 3) as u8)
        } else if scar.kills(unit.position, (own >> 8) as f32 * (1.0 / 16_777_216.0)) {
            UnitStatus::Removed
        } else {
            UnitStatus::Native
        }
    };
    (0_u32..).zip(&person.units).map(status).collect()
}
