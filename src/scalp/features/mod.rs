//! Features of a person's skin: sun spots, moles, lines, a vein, the ridges of the temples.
//!
//! In: head and seed, nothing else, so that no slider moves one. Every feature is some [`SkinStroke`]s on the skin with a radius:
//! where it is strong; what it does to the light belongs to optics.

mod plain_skin;
mod lines;
mod spots;

use super::skin_stroke::{SkinStroke, StrokeSample, StrokesByTriangle};
use crate::base::math::{Vec3, vec3};
use crate::base::{noise, random};
use crate::head::Head;
use plain_skin::PlainSkin;

/// What a feature is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeatureKind {
    /// A freckle or sun spot: flat, brown.
    Sun,
    /// A mole: darker, raised.
    Mole,
    /// A line where skin folds.
    Fold,
    /// A vein under the skin.
    Vein,
    /// Where one plane of the skull turns into another.
    Ridge,
}

/// One feature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feature {
    /// What it is.
    pub kind: FeatureKind,
    /// Diameter of a spot; of what runs, its full reach to both sides: mm.
    pub size: f32,
    /// How strong it is, 0–1.
    pub strength: f32,
    /// Its hue, 0 = reddish, 1 = grayish; of spots only.
    pub hue: f32,
    /// What sets it apart from others: an offset of noise.
    pub own: f32,
}

/// All features of one person's skin.
#[derive(Default)]
pub struct Features {
    all: Vec<Feature>,
    /// In the order of their features.
    strokes: Vec<SkinStroke>,
    /// The feature of each stroke.
    owners: Vec<u16>,
    reaching: StrokesByTriangle,
}

impl Features {
    /// Features of the person with this seed.
    pub fn new(head: &Head, seed: u32) -> Self {
        let skin = PlainSkin::new(head);
        let mut features = Self::default();
        lines::add_lines(&mut features, &skin, seed);
        spots::add_spots(&mut features, &skin, seed);
        let (mesh, strokes) = (&head.mesh, &features.strokes);
        features.reaching = StrokesByTriangle::new(strokes, mesh, skin.triangles.iter().copied(), 1.0, 0.0);
        features
    }

    /// Adds one made of some strokes.
    #[inline(never)]
    fn add(&mut self, feature: Feature, strokes: &[SkinStroke]) {
        self.strokes.extend_from_slice(strokes);
        self.owners.resize(self.strokes.len(), self.all.len() as u16);
        self.all.push(feature);
    }

    /// Each with its strokes.
    pub fn iter(&self) -> impl Iterator<Item = (&Feature, &[SkinStroke])> {
        self.owners.chunk_by(|a, b| a == b).scan(0, |from, run| {
            *from += run.len();
            Some((&self.all[usize::from(run[0])], &self.strokes[*from - run.len()..*from]))
        })
    }

    /// Whether any reaches a triangle of the mesh; most have none.
    #[inline(always)]
    pub fn reaches(&self, triangle: u32) -> bool {
        self.reaching.reaches(triangle)
    }

    /// Calls `visit` for every feature that covers a place `p` on a triangle of the mesh.
    #[inline]
    pub fn for_each_at(&self, triangle: u32, p: Vec3, mut visit: impl FnMut(&Feature, StrokeSample)) {
        let mut found: Option<(u16, StrokeSample)> = None;
        for i in self.reaching.at(triangle) {
            let (stroke, owner) = (&self.strokes[usize::from(*i)], self.owners[usize::from(*i)]);
            // Of one feature the deepest stroke counts.
            let floor = found.as_ref().map_or(0.0, |(of, spot)| if *of == owner { spot.depth } else { 0.0 });
            if let Some(spot) = stroke.at(p, 1.0, floor)
                && let Some((of, spot)) = found.replace((owner, spot))
                && of != owner
            {
                visit(&self.all[usize::from(of)], spot);
            }
        }
        if let Some((of, spot)) = found {
            visit(&self.all[usize::from(of)], spot);
        }
    }
}

/// [`random::uniform`], not inlined: a hundred calls, only once each.
#[inline(never)]
fn uniform(seed: u32, stream: u32, index: u32) -> f32 {
    random::uniform(seed, stream, index)
}

/// Noise along a line, one feature every `scale` mm, not inlined either.
#[inline(never)]
fn line_noise(drift: Vec3, mm: f32, scale: f32) -> f32 {
    noise::value(drift + vec3(mm / scale, 0.5, 0.5))
}

#[cfg(test)]
mod tests;
