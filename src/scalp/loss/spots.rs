//! Spots that spread from a centre and melt into each other: what areata and patchy loss share.

use crate::base::math::{Vec2, Vec3, lerp, vec3};
use crate::base::random::uniform;
use crate::scalp::person::Person;

/// Habit of a kind of spots.
pub(super) struct Habit {
    /// How many there are in the end.
    pub(super) count: usize,
    /// Growth from the start of one spot to that of the next, mm, on average.
    pub(super) interval: f32,
    /// Millimetres a spot spreads for each mm of growth: slowest and fastest.
    pub(super) spread: (f32, f32),
    /// How much longer than wide at most, as a share.
    pub(super) longest: f32,
    /// Radius at which a spot has become twice as slow, mm.
    pub(super) tires: f32,
    /// Spots this near run together before they touch, mm.
    pub(super) melt: f32,
    /// Places tried for each, of which the one farthest from the others is taken.
    pub(super) tries: u32,
}

struct Spot {
    centre: Vec3,
    /// Direction along which it is narrower, and by what share.
    across: Vec3,
    narrower: f32,
    start: f32,
    slowness: f32,
}

/// The spots of one person.
pub(super) struct Spots {
    spots: Vec<Spot>,
    melt: f32,
    /// Growth lost to tiredness for each mm² of radius squared.
    tired: f32,
}

impl Spots {
    /// Scatters spots evenly over the part of the scalp that is `open` to them, the same for the same seed.
    pub(super) fn new(person: &Person, habit: &Habit, stream: u32, open: impl Fn(Vec2, Vec3) -> bool) -> Self {
        let places = person.skin.iter().map(|s| (person.chart.skin_at(s.place), s));
        let places: Vec<(Vec3, f32)> = places.filter(|(p, s)| open(s.place, *p)).map(|(p, s)| (p, s.mm2)).collect();
        let mut upto = 0.0;
        let areas: Vec<f32> = places
            .iter()
            .map(|(_, mm2)| {
                upto += mm2;
                upto
            })
            .collect();
        let mut spots: Vec<Spot> = Vec::with_capacity(habit.count);
        let mut start = 0.0;
        for k in 0..habit.count as u32 {
            let own = |what: u32| uniform(person.seed, stream + what, k);
            let mut best = (Vec3::ZERO, -1.0_f32);
            for t in 0..habit.tries {
                let aim = uniform(person.seed, stream, k * 8 + t) * upto;
                let index = areas.partition_point(|area| *area < aim);
                let Some(&(centre, _)) = places.get(index) else { continue };
                let apart = spots.iter().map(|s| (s.centre - centre).length()).fold(f32::MAX, f32::min);
                if apart > best.1 {
                    best = (centre, apart);
                }
            }
            let across = vec3(own(1) - 0.5, own(2) - 0.5, own(3) - 0.5).normalize_or(Vec3::Y);
            let slowness = 1.0 / lerp(habit.spread.0, habit.spread.1, own(5));
            spots.push(Spot { centre: best.0, across, narrower: own(4) * habit.longest, start, slowness });
            start += habit.interval * 2.0 * own(6);
        }
        Self { spots, melt: habit.melt, tired: 0.5 / habit.tires }
    }

    /// Growth at which the spots reach a place, mm: at least about −[`Habit::melt`].
    pub(super) fn reach(&self, p: Vec3) -> f32 {
        let mut least = 1e6_f32;
        for spot in &self.spots {
            let out = p - spot.centre;
            let wide = out + spot.across * (out.dot(spot.across) * spot.narrower);
            let radius = wide.length() * spot.slowness;
            let growth = spot.start + radius + radius * radius * self.tired;
            let near = (self.melt - (growth - least).abs()).max(0.0);
            least = least.min(growth) - near * near / (4.0 * self.melt);
        }
        least
    }
}
