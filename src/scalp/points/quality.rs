//! Quality of blue noise: nearest-neighbor distances, index of dispersion, radial power spectrum.
//!
//! The measures of the literature, relative to the perfect triangular lattice.

use super::{PointGrid, spacing};
use crate::base::math::{TAU, Vec2, Vec3, cos, sin, vec2};
use crate::base::random::uniform;

/// Distances to the nearest neighbor, over the spacing of the lattice with the same density.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NearestNeighborStats {
    /// Least.
    pub(crate) rho: f32,
    /// First percentile.
    pub(crate) p1: f32,
    /// Mean.
    pub(crate) mean: f32,
    /// Standard deviation over the mean.
    pub(crate) variation: f32,
}

/// Measures the points that `inside` accepts, against all; `per_mm2` is their density.
pub(crate) fn nearest_neighbor(points: &[Vec3], per_mm2: f32, inside: impl Fn(Vec3) -> bool) -> NearestNeighborStats {
    let lattice = spacing(per_mm2);
    let (cells, order) = PointGrid::new(points, 2.0 * lattice);
    let sorted: Vec<Vec3> = order.iter().map(|i| points[*i as usize]).collect();
    let mut found: Vec<f32> = Vec::new();
    for (i, p) in sorted.iter().enumerate().filter(|(_, p)| inside(**p)) {
        let mut least = f32::MAX;
        for (from, to) in cells.near(*p) {
            for k in (from..to).filter(|k| *k != i) {
                least = least.min((sorted[k] - *p).length_squared());
            }
        }
        found.push(least.sqrt().min(2.0 * lattice) / lattice);
    }
    found.sort_unstable_by(f32::total_cmp);
    let n = found.len() as f32;
    let mean = found.iter().sum::<f32>() / n;
    let variance = found.iter().map(|d| (d - mean) * (d - mean)).sum::<f32>() / n;
    NearestNeighborStats { rho: found[0], p1: found[found.len() / 100], mean, variation: variance.sqrt() / mean }
}

/// Variance over mean of the counts in balls that hold 64 points each; 1 = no order at all.
///
/// A ball of radius c cuts π c² out of a plane and of a sphere alike, so it measures heads as well.
pub(crate) fn dispersion(points: &[Vec3], per_mm2: f32, centers: &[Vec3]) -> f32 {
    let radius = (64.0 / per_mm2 / (TAU / 2.0)).sqrt();
    let (cells, order) = PointGrid::new(points, radius);
    let counts: Vec<f32> = centers
        .iter()
        .map(|c| {
            let near = cells.near(*c).into_iter().flat_map(|(from, to)| &order[from..to]);
            near.filter(|i| (points[**i as usize] - *c).length_squared() < radius * radius).count() as f32
        })
        .collect();
    let mean = counts.iter().sum::<f32>() / counts.len() as f32;
    counts.iter().map(|n| (n - mean) * (n - mean)).sum::<f32>() / counts.len() as f32 / mean
}

/// Highest mean power over a ring of directions, for points on a square of edge 1.
///
/// Random points have power 1 everywhere; a grid has needles.
pub(crate) fn radial_peak(points: &[Vec2]) -> f32 {
    let root = (points.len() as f32).sqrt();
    (10..40)
        .map(|ring| {
            let power = |k: u32| {
                let angle = TAU * uniform(7, ring, k);
                let frequency = vec2(cos(angle), sin(angle)) * (root * (ring as f32 + uniform(8, ring, k)) * 0.05);
                let (mut re, mut im) = (0.0, 0.0);
                for p in points {
                    let turn = frequency.dot(*p);
                    let phase = TAU * (turn - turn.floor());
                    re += cos(phase);
                    im += sin(phase);
                }
                (re * re + im * im) / points.len() as f32
            };
            (0..120).map(power).sum::<f32>() / 120.0
        })
        .fold(0.0, f32::max)
}
