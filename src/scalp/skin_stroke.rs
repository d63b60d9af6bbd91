//! Strokes on the skin that scars and features are made of: segments with a radius at both ends, listed by mesh triangle.

use super::points::{self, PointGrid};
use crate::base::math::{Vec3, lerp, max};
use crate::head::Mesh;

/// What a stroke does to the skin it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StrokeEffect {
    /// Scars it.
    Scar,
    /// Scars it around a tuft of moved hair.
    Tuft,
    /// Spares it, whatever other strokes do.
    Spared,
}

/// Least squared length of a stroke, mm²: shorter ones are dots.
const LEAST_SQUARED: f32 = 1e-9;
/// Spared skin has an effect this far into the scar around it, mm: as far as its own border does.
const SPARES: f32 = 3.0;

/// A piece of a feature: what lies within its radius of the line from `from` to `to`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SkinStroke {
    /// One end, on the skin, mm.
    pub from: Vec3,
    /// The way to the other; nothing for a dot.
    pub along: Vec3,
    /// Radius at both ends, mm.
    pub radii: (f32, f32),
    /// How clearly it shows, 0–1.
    pub strength: f32,
    /// What it does.
    pub effect: StrokeEffect,
    /// One over its length squared.
    inverse: f32,
    /// Its middle, half its length, and its largest radius.
    middle: Vec3,
    half: f32,
    widest: f32,
}

/// A stroke as seen from one place of the skin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StrokeSample {
    /// How far inside the feature, mm; negative outside.
    pub depth: f32,
    /// Radius of the feature there, mm.
    pub radius: f32,
    /// How clearly it shows, 0–1.
    pub strength: f32,
    /// What made it.
    pub effect: StrokeEffect,
    /// From its middle, mm.
    pub distance: f32,
    /// Way out of the feature, from its middle, mm.
    pub out: Vec3,
}

impl SkinStroke {
    pub(super) fn line(from: Vec3, to: Vec3, radii: (f32, f32), strength: f32) -> Self {
        let along = to - from;
        Self {
            from,
            along,
            radii,
            strength,
            effect: StrokeEffect::Scar,
            inverse: 1.0 / along.length_squared().max(LEAST_SQUARED),
            middle: from + along * 0.5,
            half: 0.5 * along.length(),
            widest: radii.0.max(radii.1),
        }
    }

    pub(super) fn dot(at: Vec3, radius: f32, strength: f32) -> Self {
        Self::line(at, at, (radius, radius), strength)
    }

    pub(super) fn of(self, effect: StrokeEffect) -> Self {
        Self { effect, ..self }
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
    pub(super) fn at(&self, p: Vec3, wide: f32, floor: f32) -> Option<StrokeSample> {
        // Most are ruled out by their middle alone.
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
        Some(StrokeSample { depth: radius * wide - distance, distance, radius, strength: self.strength, effect: self.effect, out })
    }
}

/// The place `p` in the stroke it is deepest in, if deeper than `floor` mm; spared skin cuts into it at its drawn width.
#[inline]
pub(super) fn deepest<'a>(strokes: impl Iterator<Item = &'a SkinStroke>, p: Vec3, wide: f32, floor: f32) -> Option<StrokeSample> {
    let (mut found, mut spared): (Option<StrokeSample>, Option<StrokeSample>) = (None, None);
    let mut least = floor;
    for stroke in strokes {
        if stroke.effect == StrokeEffect::Spared {
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
            let cut = StrokeSample { depth: -hole.depth, out: -hole.out, distance: hole.distance, effect: StrokeEffect::Spared, ..scar };
            (cut.depth > floor).then_some(cut)
        }
        _ => found,
    }
}

/// No corner of a triangle with features on it is farther from its middle, mm.
const LARGEST_TRIANGLE: f32 = 4.5;

/// Which strokes reach each triangle of a mesh: a bit a triangle, and lists for the few that have it set.
#[derive(Default)]
pub(super) struct StrokesByTriangle {
    occupied: Vec<u64>,
    /// Bits set before each word.
    before: Vec<u32>,
    /// Place in `near` of the first stroke of each triangle that has some, and one more.
    start: Vec<u32>,
    near: Vec<u16>,
}

impl StrokesByTriangle {
    /// Lists `strokes`, `widest` times as wide as drawn and with an effect `beyond` mm farther, by those of the `triangles` of `mesh`,
    /// in ascending order, that they reach.
    pub(super) fn new(strokes: &[SkinStroke], mesh: &Mesh, triangles: impl Iterator<Item = u32>, widest: f32, beyond: f32) -> Self {
        // Triangles are larger than the cells of small strokes: they have a grid of their own.
        let middles: Vec<Vec3> = strokes.iter().map(SkinStroke::middle).collect();
        let reach = strokes.iter().map(|s| s.reach(widest)).fold(0.0, max);
        let (cells, order) = PointGrid::new(&middles, reach + beyond + LARGEST_TRIANGLE);
        let words = mesh.triangles.len().div_ceil(64);
        let mut lists = Self { occupied: vec![0; words], before: vec![0; words], start: vec![0], near: Vec::new() };
        for triangle in triangles {
            let corners = mesh.triangles[triangle as usize].map(|v| mesh.positions[v as usize]);
            let middle = points::middle(mesh, triangle);
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
    pub(super) fn reaches(&self, triangle: u32) -> bool {
        self.occupied.get(triangle as usize / 64).is_some_and(|bits| bits >> (triangle % 64) & 1 == 1)
    }

    /// Strokes that reach a triangle, in their order.
    #[inline]
    pub(super) fn at(&self, triangle: u32) -> &[u16] {
        if !self.reaches(triangle) {
            return &[];
        }
        let (word, bit) = (triangle as usize / 64, triangle % 64);
        let i = (self.before[word] + (self.occupied[word] & ((1 << bit) - 1)).count_ones()) as usize;
        &self.near[self.start[i] as usize..self.start[i + 1] as usize]
    }
}
