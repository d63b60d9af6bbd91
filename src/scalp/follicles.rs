//! Follicular units: the natural groups of one to four hairs.
//!
//! They stand on a jittered triangular lattice with spacing 10.7/√n mm (Jiménez and Ruifernández), n units a cm².
//! All that a head can ever bear are made once; hair density is how many of them are there.

use super::chart::Chart;
use super::flow::GrowthField;
use super::points::{Exclusion, Points, throw_darts};
use super::region::{Region, ScalpTriangle};
use crate::base::math::{Vec3, lerp, smoothstep};
use crate::base::packed::UnitVector;
use crate::base::random::uniform;
use crate::base::streams;
use crate::base::units::MM2_PER_CM2;
use crate::head::Mesh;

/// Units of the densest scalp, per cm²: 300 hairs in groups of 2.6.
pub const MOST_UNITS_PER_CM2: f32 = 115.0;

const STREAM: u32 = streams::FOLLICLES;

/// A natural group of one to four hairs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FollicularUnit {
    /// On the skin, mm.
    pub position: Vec3,
    /// Unit normal of the skin.
    pub normal: UnitVector,
    /// Unit direction from root to tip.
    pub direction: UnitVector,
    /// Share of the densest hair at which it appears: small ones come first. Above 1 where hair is never that dense.
    pub onset: f32,
    /// Its place among units by size, 0–1: near 0 single hairs, near 1 groups of four.
    pub size: f32,
    /// How full its hairs are, 0–1: less towards the lower border of a nape.
    pub fullness: f32,
}

impl FollicularUnit {
    /// Hairs in it before any loss, 1–4, at a density of hairs/cm².
    pub fn n_hairs(&self, hair_density: f32) -> usize {
        group_shares(hair_density).iter().filter(|below| self.size >= **below).count() + 1
    }
}

/// Share of the densest scalp's units that a hair density (hairs/cm²) has.
pub fn unit_share(hair_density: f32) -> f32 {
    hair_density / hairs_per_unit(hair_density) / MOST_UNITS_PER_CM2
}

/// Mean hairs in a unit: 1.9 at 100 hairs/cm², 2.3 at 220, 2.6 at 300; denser scalps have larger groups.
pub fn hairs_per_unit(hair_density: f32) -> f32 {
    MOST_HAIRS - group_shares(hair_density).iter().sum::<f32>()
}

/// Hairs/cm² of a thin and of a dense scalp, and the shares of their units with at most one, two and three hairs (choice, so
/// that means are as published: 1.9 hairs a unit at 100, 2.3 at 220 and 2.6 at 300).
const GROUP_DENSITIES: [f32; 2] = [100.0, 300.0];
const GROUP_SHARES: [[f32; 2]; 3] = [[0.31, 0.10], [0.80, 0.445], [0.985, 0.86]];
/// Most hairs in a unit.
const MOST_HAIRS: f32 = 4.0;

/// Shares of units with at most one, two and three hairs. Near 20/45/30/5 % at the usual 200 hairs/cm².
fn group_shares(hair_density: f32) -> [f32; 3] {
    let t = (hair_density - GROUP_DENSITIES[0]) / (GROUP_DENSITIES[1] - GROUP_DENSITIES[0]);
    GROUP_SHARES.map(|[thin, dense]| lerp(thin, dense, t))
}

/// Skin that stands so far off the chart, mm, is the root of an ear: no scalp.
const ROOT_OF_EAR_MM: f32 = 0.25;
/// Units are made so far outside the edge of the hair, mm: its border is soft.
const OUTSIDE_MM: f32 = 5.0;
/// Share of the full density below which no unit stands.
const LEAST_SHARE: f32 = 0.01;
/// Behind the hairline, between these depths, groups grow from single hairs to all sizes, mm (choice: singles only at the very front).
const SINGLES_MM: (f32, f32) = (2.0, 14.0);

/// Every unit the head can bear, in spatial order.
pub fn follicular_units(
    mesh: &Mesh,
    chart: &Chart,
    region: &Region,
    flow: &GrowthField,
    scalp: &[ScalpTriangle],
    seed: u32,
) -> Vec<FollicularUnit> {
    let triangles: Vec<u32> = scalp.iter().filter(|s| region.plain_depth(s.place) > -OUTSIDE_MM).map(|s| s.triangle).collect();
    let Points { positions, normals, rank } =
        throw_darts(mesh, &triangles, MOST_UNITS_PER_CM2 / MM2_PER_CM2, &Exclusion::NONE, seed, STREAM).rank();
    let mut units = Vec::with_capacity(positions.len());
    for (i, ((position, normal), rank)) in positions.into_iter().zip(normals).zip(rank).enumerate() {
        let at = chart.at(position);
        let (depth, front_depth) = region.depths(at, position);
        let share = region.share(position, depth, front_depth);
        if share <= LEAST_SHARE || chart.height_at(at, position).abs() > ROOT_OF_EAR_MM {
            continue;
        }
        let direction = UnitVector::new(flow.direction(position, normal.get(), front_depth));
        // Singles only at the very front, and more of them behind it.
        let size = uniform(seed, STREAM + 1, i as u32) * smoothstep(SINGLES_MM.0, SINGLES_MM.1, front_depth);
        let fullness = region.fullness(position, depth);
        units.push(FollicularUnit { position, normal, direction, onset: rank / share, size, fullness });
    }
    units
}

/// Status of a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnitStatus {
    /// Native, in its place.
    #[default]
    Native,
    /// Removed by a scar or as donor hair.
    Removed,
    /// So many hairs, 1–4, of an old transplant in its place.
    Transplanted(u8),
    /// So many hairs, 1–4, of the transplant whose months are counted.
    Planted(u8),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_as_large_as_published() {
        for (density, mean) in [(100.0, 1.9), (220.0, 2.33), (300.0, 2.6)] {
            assert!((hairs_per_unit(density) - mean).abs() < 0.05, "{density}: {}", hairs_per_unit(density));
        }
        assert!((unit_share(300.0) - 1.0).abs() < 0.02, "{}", unit_share(300.0));
    }

    #[test]
    fn denser_hair_only_adds() {
        for d in 100..300 {
            let (thin, dense) = (d as f32, d as f32 + 1.0);
            assert!(unit_share(dense) > unit_share(thin), "{d}");
            for (a, b) in group_shares(thin).iter().zip(group_shares(dense)) {
                assert!(b <= *a, "{d}: groups shrink");
            }
        }
    }
}
