//! Patches that spread from a center and merge: what areata and patchy loss share.

use crate::base::math::{Vec2, Vec3, lerp, vec3};
use crate::base::random::uniform;
use crate::scalp::person::Person;

/// How a kind of patches begins and grows.
pub(super) struct PatchGrowth {
    /// How many there are in the end.
    pub(super) count: usize,
    /// Growth from the start of one patch to that of the next, mm, on average.
    pub(super) interval: f32,
    /// Millimeters a patch spreads for each mm of growth: slowest and fastest.
    pub(super) spread: (f32, f32),
    /// How much longer than wide at most, as a share.
    pub(super) longest: f32,
    /// Radius at which a patch spreads at half its first speed, mm.
    pub(super) half_speed_radius: f32,
    /// Smooth-minimum radius: patches this near merge before they touch, mm.
    pub(super) merge_distance: f32,
    /// Places tried for each, of which the one farthest from the others is taken.
    pub(super) tries: u32,
}

/// The polynomial smooth minimum of a and b within k is min(a, b) − (k − |a − b|)² ∕ 4k.
const SMOOTH_MINIMUM: f32 = 4.0;
/// Growth that no patch needs to reach a place, mm.
const NEVER: f32 = 1e6;

struct LossPatch {
    center: Vec3,
    /// Direction along which it is narrower, and by what share.
    across: Vec3,
    narrower: f32,
    start: f32,
    slowness: f32,
}

/// The patches of one person.
pub(super) struct LossPatches {
    patches: Vec<LossPatch>,
    merge_distance: f32,
    /// Extra growth needed for each mm² of squared radius: patches slow down as they grow.
    slowing: f32,
}

impl LossPatches {
    /// Scatters patches uniformly over the part of the scalp that is `open` to them, the same for the same seed.
    pub(super) fn new(person: &Person, kind: &PatchGrowth, stream: u32, open: impl Fn(Vec2, Vec3) -> bool) -> Self {
        let places = person.skin_areas.iter().map(|s| (person.chart.skin_at(s.place), s));
        let places: Vec<(Vec3, f32)> = places.filter(|(p, s)| open(s.place, *p)).map(|(p, s)| (p, s.mm2)).collect();
        let mut upto = 0.0;
        let areas: Vec<f32> = places
            .iter()
            .map(|(_, mm2)| {
                upto += mm2;
                upto
            })
            .collect();
        let mut patches: Vec<LossPatch> = Vec::with_capacity(kind.count);
        let mut start = 0.0;
        for k in 0..kind.count as u32 {
            let own = |what: u32| uniform(person.seed, stream + what, k);
            let mut best = (Vec3::ZERO, -1.0_f32);
            for t in 0..kind.tries {
                let aim = uniform(person.seed, stream, k * 8 + t) * upto;
                let index = areas.partition_point(|area| *area < aim);
                let Some(&(center, _)) = places.get(index) else { continue };
                let apart = patches.iter().map(|s| (s.center - center).length()).fold(f32::MAX, f32::min);
                if apart > best.1 {
                    best = (center, apart);
                }
            }
            let across = vec3(own(1) - 0.5, own(2) - 0.5, own(3) - 0.5).normalize_or(Vec3::Y);
            let slowness = 1.0 / lerp(kind.spread.0, kind.spread.1, own(5));
            patches.push(LossPatch { center: best.0, across, narrower: own(4) * kind.longest, start, slowness });
            start += kind.interval * 2.0 * own(6);
        }
        Self { patches, merge_distance: kind.merge_distance, slowing: 0.5 / kind.half_speed_radius }
    }

    /// Growth at which the patches reach a place, mm: at least about −[`PatchGrowth::merge_distance`].
    pub(super) fn growth_to_reach(&self, p: Vec3) -> f32 {
        let mut least = NEVER;
        for patch in &self.patches {
            let out = p - patch.center;
            let wide = out + patch.across * (out.dot(patch.across) * patch.narrower);
            let radius = wide.length() * patch.slowness;
            let growth = patch.start + radius + radius * radius * self.slowing;
            let near = (self.merge_distance - (growth - least).abs()).max(0.0);
            least = least.min(growth) - near * near / (SMOOTH_MINIMUM * self.merge_distance);
        }
        least
    }
}
