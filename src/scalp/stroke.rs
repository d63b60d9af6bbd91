//! The pieces that scars and other features of the skin are made of, and which of them reach a triangle of the mesh.

use super::points::Cells;
use crate::base::math::{Vec3, lerp, max};
use crate::head::Mesh;

/// What a stroke does to the skin it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Scars it.
    Scar,
    /// Scars it around a tuft of moved hair.
    Tuft,
    /// Spares it, whatever other strokes do.
    Spared,
}

/// Spared skin is felt this far into the scar around it, mm: as far as its own border does.
const SPARES: f32 = 3.0;

/// A piece of a feature: what lies within its radius of the line from `from` to `to`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// One end, on the skin, mm.
    pub from: Vec3,
    /// The way to the other; nothing for a dot.
    pub along: Vec3,
    /// Radius at both ends, mm.
    pub radii: (f32, f32),
    /// How clearly it shows, 0–1.
    pub strength: f32,
    /// What it does.
    pub outcome: Outcome,
    /// One over its length squared.
    inverse: f32,
    /// Its middle, half its length, and its largest radius.
    middle: Vec3,
    half: f32,
    widest: f32,
}

/// A place as a feature has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// How far inside the feature, mm; negative outside.
    pub depth: f32,
    /// Radius of the feature there, mm.
    pub radius: f32,
    /// How clearly it shows, 0–1.
    pub strength: f32,
    /// What made it.
    pub outcome: Outcome,
    /// From its middle, mm.
    pub distance: f32,
    /// Way out of the feature, from its middle, mm.
    pub out: Vec3,
}

impl Stroke {
    pub(super) fn line(from: Vec3, to: Vec3, radii: (f32, f32), strength: f32) -> Self {
        let along = to - from;
        Self {
            from,
            along,
            radii,
            strength,
            outcome: Outcome::Scar,
            inverse: 1.0 / along.length_squared().max(1e-9),
            middle: from + along * 0.5,
            half: 0.5 * along.length(),
            widest: radii.0.max(radii.1),
        }
    }

    pub(super) fn dot(at: Vec3, radius: f32, strength: f32) -> Self {
        Self::line(at, at, (radius, radius), strength)
    }

    pub(super) fn of(self, outcome: Outcome) -> Self {
        Self { outcome, ..self }
    }

    pub(super) fn middle(&self) -> Vec3 {
        self.middle
    }

    /// No place of it is farther from its middle, mm, where it is `wide` times as wide as drawn.
    pub(super) fn reach(&self, wide: f32) -> f32 {
        self.half + self.widest * wide
    }

    /// A place as the feature `wide` times as wide as drawn has it, if deeper in it than `floor` mm.
    #[inline]
    pub(super) fn at(&self, p: Vec3, wide: f32, floor: f32) -> Option<Spot> {
        // Most are told by their middle alone.
        let bound = self.reach(wide) - floor;
        if (p - self.middle).length_squared() >= bound * bound || bound <= 0.0 {
            return None;
        }
        let out = p - self.from;
        let t = (out.dot(self.along) * self.inverse).clamp(0.0, 1.0);
        let out = out - self.along * t;
        let radius = lerp(self.radii.0, self.radii.1, t);
        let (reach, squared) = (radius * wide - floor, out.length_squared());
        if reach <= 0.0 || squared >= reach * reach {
            return None;
        }
        let distance = squared.sqrt();
        Some(Spot { depth: radius * wide - distance, distance, radius, strength: self.strength, outcome: self.outcome, out })
    }
}

/// The place `p` in the stroke it is deepest in, if deeper than `floor` mm; spared skin cuts into it at its drawn width.
#[inline]
pub(super) fn deepest<'a>(strokes: impl Iterator<Item = &'a Stroke>, p: Vec3, wide: f32, floor: f32) -> Option<Spot> {
    let (mut found, mut spared): (Option<Spot>, Option<Spot>) = (None, None);
    let mut least = floor;
    for stroke in strokes {
        if stroke.outcome == Outcome::Spared {
            // Farther off than this it cuts into nothing.
            if let Some(spot) = stroke.at(p, 1.0, spared.map_or(-SPARES, |s| s.depth)) {
                spared = Some(spot);
            }
        } else if let Some(spot) = stroke.at(p, wide, least) {
            least = spot.depth;
            found = Some(spot);
        }
    }
    match (found, spared) {
        (Some(scar), Some(hole)) if -hole.depth < scar.depth => {
            let cut = Spot { depth: -hole.depth, out: -hole.out, distance: hole.distance, outcome: Outcome::Spared, ..scar };
            (cut.depth > floor).then_some(cut)
        }
        _ => found,
    }
}

/// No corner of a triangle with features on it is farther from its middle, mm.
const LARGEST_TRIANGLE: f32 = 4.5;

/// Which strokes reach each triangle of a mesh: a bit a triangle, and lists for the few that have it set.
#[derive(Default)]
pub(super) struct Reaching {
    occupied: Vec<u64>,
    /// Bits set before each word.
    before: Vec<u32>,
    /// Place in `near` of the first stroke of each triangle that has some, and one more.
    start: Vec<u32>,
    near: Vec<u16>,
}

impl Reaching {
    /// Lists `strokes`, `widest` times as wide as drawn and felt `beyond` mm farther, by those of the `triangles` of `mesh`,
    /// in ascending order, that they reach.
    pub(super) fn new(strokes: &[Stroke], mesh: &Mesh, triangles: impl Iterator<Item = u32>, widest: f32, beyond: f32) -> Self {
        // Triangles are larger than the cells of small strokes: they ask cells of their own.
        let middles: Vec<Vec3> = strokes.iter().map(Stroke::middle).collect();
        let reach = strokes.iter().map(|s| s.reach(widest)).fold(0.0, max);
        let (cells, order) = Cells::new(&middles, reach + beyond + LARGEST_TRIANGLE);
        let words = mesh.triangles.len().div_ceil(64);
        let mut lists = Self { occupied: vec![0; words], before: vec![0; words], start: vec![0], near: Vec::new() };
        for triangle in triangles {
            let corners = mesh.triangles[triangle as usize].map(|v| mesh.positions[v as usize]);
            let middle = (corners[0] + corners[1] + corners[2]) / 3.0;
            let runs = cells.near(middle);
            if runs.iter().all(|run| run.0 == run.1) {
                continue;
            }
            let limit = corners.iter().map(|p| (*p - middle).length() + beyond).fold(beyond, max);
            let found = runs.iter().flat_map(|run| &order[run.0..run.1]).copied();
            let from = lists.near.len();
            for i in found.filter(|i| strokes[*i as usize].at(middle, widest, -limit).is_some()) {
                let place = lists.near[from..].partition_point(|other| u32::from(*other) < i);
                lists.near.insert(from + place, i as u16);
            }
            if from < lists.near.len() {
                lists.start.push(lists.near.len() as u32);
                lists.occupied[triangle as usize / 64] |= 1 << (triangle % 64);
            }
        }
        let mut n = 0;
        for (word, before) in lists.occupied.iter().zip(&mut lists.before) {
            *before = n;
            n += word.count_ones();
        }
        lists
    }

    /// Whether a stroke reaches a triangle.
    #[inline(always)]
    pub(super) fn has(&self, triangle: u32) -> bool {
        self.occupied.get(triangle as usize / 64).is_some_and(|bits| bits >> (triangle % 64) & 1 == 1)
    }

    /// Strokes that reach a triangle, in their order.
    #[inline]
    pub(super) fn at(&self, triangle: u32) -> &[u16] {
        if !self.has(triangle) {
            return &[];
        }
        let (word, bit) = (triangle as usize / 64, triangle % 64);
        let i = (self.before[word] + (self.occupied[word] & ((1 << bit) - 1)).count_ones()) as usize;
        &self.near[self.start[i] as usize..self.start[i + 1] as usize]
    }
}
