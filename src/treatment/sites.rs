//! Sites: every place a dot may ever have, jittered blue noise, never on a follicle, ranked for any density.
//!
//! Holds for every seed: none comes nearer to a follicular unit than [`CLEARANCE_MM`].

use super::dot::{CLEARANCE_MM, MOST_DOTS_PER_CM2};
use super::hairline::HairlineDesign;
use super::variation;
use crate::base::fixed::UNORM8_ONE;
use crate::base::math::{Vec2, Vec3, vec2};
use crate::base::noise;
use crate::base::packed::UnitVector;
use crate::base::streams;
use crate::base::units::MM2_PER_CM2;
use crate::head::Head;
use crate::scalp::Person;
use crate::scalp::irregularity::irregularity;
use crate::scalp::points::{Exclusion, area, throw_darts};
use crate::scalp::region::side_share;
use crate::scalp::scar::{Scar, ScarKind};

/// Plugs so far ahead of the line are joined to it: they bear hair already, mm (choice: a row and a half).
const PLUGS_AHEAD: f32 = 10.0;
pub(super) const STREAM: u32 = streams::SITES;

/// Every place a needle may ever go, in spatial order.
pub struct Sites {
    /// On the skin, mm.
    pub positions: Vec<Vec3>,
    normals: Vec<UnitVector>,
    /// Share of the sites that come before it as density grows, 0–1.
    pub rank: Vec<f32>,
    /// Skin they cover, cm².
    pub area_cm2: f32,
    pub(super) locations: Vec<SiteLocation>,
    /// What its hairline is drawn from.
    pub hairline: HairlineDesign,
    pub(super) seed: u32,
}

/// Where a site lies on the scalp. There are more sites than anything else, so their numbers are packed.
#[derive(Clone, Copy)]
pub(super) struct SiteLocation {
    place: [i16; 2],
    edge: i16,
    front: i16,
    ragged: i8,
    share: u8,
}

/// Steps of a millimeter in [`SiteLocation`].
const STEPS: f32 = 64.0;
const RAGGED_STEPS: f32 = 21.0;
/// Steps of a unit of the chart.
const PLACE_STEPS: f32 = 128.0;
/// Irregularity of edges from mark to mark: octaves, mm (found by trial against 31 photographed hairlines: more of the long one is scallops).
const EDGE_OCTAVES: [(f32, f32); 3] = [(9.0, 2.6), (4.5, 5.6), (2.2, 5.4)];
/// Skin ahead of all hair is a site so far ahead of the front at the most, above this height (y), and so far ahead of the lowest line, mm.
const AHEAD_WITHIN: f32 = 20.0;
const AHEAD_ABOVE: f32 = 60.0;
const AHEAD_OF_FOREMOST: f32 = 8.0;

impl SiteLocation {
    #[inline(never)]
    fn new(person: &Person, p: Vec3, offset: Vec3) -> Self {
        let (q, at) = (person.chart.at(p), p + offset);
        let ragged = irregularity(at, &EDGE_OCTAVES);
        Self {
            place: (q * PLACE_STEPS).to_array().map(|v| v as i16),
            edge: (person.region.plain_depth(q) * STEPS) as i16,
            front: (person.region.plain_front_depth(q) * STEPS) as i16,
            ragged: (ragged * RAGGED_STEPS) as i8,
            // Matches the density of the surrounding hair.
            share: (side_share(p) * UNORM8_ONE) as u8,
        }
    }

    /// Place on the chart.
    pub(super) fn place(self) -> Vec2 {
        vec2(f32::from(self.place[0]), f32::from(self.place[1])) * (1.0 / PLACE_STEPS)
    }

    /// Distance inside the edge of all hair before any loss, mm.
    pub(super) fn edge(self) -> f32 {
        f32::from(self.edge) * (1.0 / STEPS)
    }

    /// Distance inside its front alone, mm.
    pub(super) fn front(self) -> f32 {
        f32::from(self.front) * (1.0 / STEPS)
    }

    /// Irregularity of an edge here, mm.
    pub(super) fn ragged(self) -> f32 {
        f32::from(self.ragged) * (1.0 / RAGGED_STEPS)
    }

    /// Share of the top's density that fits the surrounding hair, 0–1.
    pub(super) fn share(self) -> f32 {
        f32::from(self.share) * (1.0 / UNORM8_ONE)
    }
}

impl Sites {
    /// Finds them: wherever hair grows before any loss, and down to the lowest hairline of any setting.
    pub fn new(head: &Head, person: &Person, seed: u32) -> Self {
        let chart = &person.chart;
        let hairline = HairlineDesign::new(chart, &head.landmarks, seed);
        let ever = person.scalp_triangles.iter().filter(|s| {
            let near = person.region.plain_front_depth(s.place) < AHEAD_WITHIN && s.middle.y > AHEAD_ABOVE;
            let ahead = near && hairline.behind_foremost(s.place) > -AHEAD_OF_FOREMOST;
            ahead || person.region.plain_depth(s.place) > 0.0
        });
        let ever: Vec<u32> = ever.map(|s| s.triangle).collect();
        let area_cm2 = ever.iter().map(|t| area(&head.mesh, *t)).sum::<f32>() / MM2_PER_CM2;
        // Allocated before all scratch memory, so that lasting memory is contiguous.
        let mut locations = Vec::with_capacity((area_cm2 * MOST_DOTS_PER_CM2) as usize + 1);
        let hairs: Vec<Vec3> = person.units.iter().map(|u| u.position).collect();
        // As much skin as would hold all hair at the top's density: what hair covers of the top, where dots are densest, is what
        // counts, and thin hair at nape and temples must not hide it.
        let dense = person.scalp_triangles.iter().filter(|s| person.region.plain_depth(s.place) > 0.0).map(|s| {
            let (depth, front_depth) = person.region.depths(s.place, s.middle);
            area(&head.mesh, s.triangle) * person.region.share(s.middle, depth, front_depth)
        });
        let keep_off = Exclusion { centers: &hairs, distance: CLEARANCE_MM, skin_mm2: dense.sum() };
        let unranked = throw_darts(&head.mesh, &ever, MOST_DOTS_PER_CM2 / MM2_PER_CM2, &keep_off, seed, STREAM);
        let mut points = unranked.rank();
        variation::jitter(&mut points, &hairs, seed);
        drop(hairs);
        let offset = noise::offset(seed, STREAM);
        locations.extend(points.positions.iter().map(|p| SiteLocation::new(person, *p, offset)));
        variation::jitter_ranks(&mut points.rank, seed);
        Self { locations, area_cm2, positions: points.positions, normals: points.normals, rank: points.rank, hairline, seed }
    }

    /// Unit normal of the skin at a site.
    pub fn normal(&self, site: usize) -> Vec3 {
        self.normals[site].get()
    }

    /// How much of the hair at each site a scar took.
    pub fn scars(&self, scar: &Scar) -> SiteScars {
        if scar.kind == ScarKind::None {
            return SiteScars::default();
        }
        let ahead = if scar.kind == ScarKind::Plugs { PLUGS_AHEAD } else { 0.0 };
        SiteScars { shares: self.positions.iter().map(|p| (scar.hair_loss(*p) * UNORM8_ONE + 0.5) as u8).collect(), ahead }
    }
}

/// Share of scar, 0–1, at every site.
#[derive(Default)]
pub struct SiteScars {
    /// In 1/255; empty where there is no scar.
    shares: Vec<u8>,
    ahead: f32,
}

impl SiteScars {
    /// How far ahead of the line a scar is still treated, mm.
    pub fn ahead(&self) -> f32 {
        self.ahead
    }

    /// Share of scar at a site, 0–1.
    pub fn at(&self, site: usize) -> f32 {
        f32::from(self.byte(site)) * (1.0 / UNORM8_ONE)
    }

    pub(super) fn byte(&self, site: usize) -> u8 {
        self.shares.get(site).copied().unwrap_or(0)
    }
}
