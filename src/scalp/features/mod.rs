//! Features of a person's skin: sun spots, moles, lines, a vein, the ridges of the temples.
//!
//! In: head and seed, nothing else, so that no slider moves one. Every feature is some [`Stroke`]s on the skin whose radius says
//! where it is strong; what it does to the light belongs to optics.

mod ground;
mod lines;
mod spots;

use super::stroke::{Reaching, Spot, Stroke};
use crate::base::math::{Vec3, vec3};
use crate::base::{noise, random};
use crate::head::Head;
use ground::Ground;

/// What a feature is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
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
    pub kind: Kind,
    /// Diameter of a spot; of what runs, its full reach to both sides: mm.
    pub size: f32,
    /// How strong it is, 0–1.
    pub strength: f32,
    /// Its hue, 0 = reddish, 1 = greyish; of spots only.
    pub hue: f32,
    /// What sets it apart from others: an offset of noise.
    pub own: f32,
}

/// All features of one person's skin.
#[derive(Default)]
pub struct Features {
    all: Vec<Feature>,
    /// In the order of their features.
    strokes: Vec<Stroke>,
    /// The feature of each stroke.
    owners: Vec<u16>,
    reaching: Reaching,
}

impl Features {
    /// Features of the person with this seed.
    pub fn new(head: &Head, seed: u32) -> Self {
        let ground = Ground::new(head);
        let mut features = Self::default();
        lines::draw(&mut features, &ground, seed);
        spots::draw(&mut features, &ground, seed);
        let (mesh, strokes) = (&head.mesh, &features.strokes);
        features.reaching = Reaching::new(strokes, mesh, ground.triangles.iter().copied(), 1.0, 0.0);
        features
    }

    /// Adds one made of some strokes.
    #[inline(never)]
    fn add(&mut self, feature: Feature, strokes: &[Stroke]) {
        self.strokes.extend_from_slice(strokes);
        self.owners.resize(self.strokes.len(), self.all.len() as u16);
        self.all.push(feature);
    }

    /// Each with its strokes.
    pub fn iter(&self) -> impl Iterator<Item = (&Feature, &[Stroke])> {
        self.owners.chunk_by(|a, b| a == b).scan(0, |from, run| {
            *from += run.len();
            Some((&self.all[usize::from(run[0])], &self.strokes[*from - run.len()..*from]))
        })
    }

    /// Whether any reaches a triangle of the mesh; none does for most.
    #[inline(always)]
    pub fn reaches(&self, triangle: u32) -> bool {
        self.reaching.has(triangle)
    }

    /// Visits every feature that covers a place `p` on a triangle of the mesh.
    #[inline]
    pub fn visit(&self, triangle: u32, p: Vec3, mut visit: impl FnMut(&Feature, Spot)) {
        let mut found: Option<(u16, Spot)> = None;
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

/// [`random::uniform`], in one copy: features ask a hundred times, once.
#[inline(never)]
fn uniform(seed: u32, stream: u32, index: u32) -> f32 {
    random::uniform(seed, stream, index)
}

/// Noise along a line, one feature every `scale` mm, in one copy too.
#[inline(never)]
fn along(drift: Vec3, mm: f32, scale: f32) -> f32 {
    noise::value(drift + vec3(mm / scale, 0.5, 0.5))
}

#[cfg(test)]
mod tests;
