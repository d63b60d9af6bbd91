//! Transplanted hair: units moved from the donor zone to where loss took theirs, and what scars took.
//!
//! A graft revives the place of a lost unit, so that moved and native hair never crowd. Places are taken as a surgeon
//! takes them: hairline and forelock first, then backwards; single hairs at the very front, groups of two and three
//! behind. Moved hair keeps the donor's habit and does not shrink.

use super::chart::{Chart, EXTENT};
use super::donor;
use super::follicles::{Fate, MOST_UNITS_PER_CM2, unit_share};
use super::loss::Loss;
use super::loss::vigour::{hair_left, vigour};
use super::parameters::ScalpParameters;
use super::person::Person;
use super::points::Cells;
use super::scar::{Scar, ScarKind};
use crate::base::grid::ScalarGrid;
use crate::base::math::{PI, Vec2, Vec3, lerp, smoothstep, vec2};
use crate::base::noise;
use crate::base::random::bits;
use crate::base::solve::bisect;
use crate::base::sort::{argsort, sortable_bits};
use crate::base::streams;

/// Hair that was moved.
#[derive(Default)]
pub struct Grafts {
    /// Units moved, without the tufts of old plugs.
    pub n: usize,
    /// Whether more were asked for than the donor zone can give.
    pub limited: bool,
    /// Every moved unit, tufts too, sorted for asking who is near; and the hairs of each.
    places: Vec<(Vec3, f32)>,
    cells: Option<Cells>,
    /// Hairs/mm² of a full head.
    full: f32,
}

/// Grafts per cm² behind the hairline, over the mid-scalp and at the crown: surgeons' plans have 35–45, then fewer.
const PER_CM2: [f32; 3] = [42.0, 34.0, 26.0];
/// The line grafts start at lies this far behind a young man's, at the middle and at the corners, mm.
const BEHIND: (f32, f32) = (9.0, 20.0);
/// Less than this share of its hair is left where a surgeon plants.
const LOST: f32 = 0.5;
/// Grafts this far off still count as hair beside a place, mm.
const BESIDE: f32 = 4.5;
/// Samples along an edge of the chart where their share is reckoned, one every 2 mm, and how many of them they reach.
const SIDE: usize = 246;
const REACH: usize = 3;
const STREAM: u32 = streams::GRAFTS;

impl Grafts {
    /// Share of full hair that moved hair makes up around every place of the chart; none where there is none.
    pub fn shares(&self, chart: &Chart) -> Option<ScalarGrid> {
        let cells = self.cells.as_ref()?;
        // Grafts stand in hundreds, not all over the chart.
        let mut near = vec![false; SIDE * SIDE];
        for place in self.places() {
            let node = (chart.at(place) + Vec2::splat(EXTENT)) * ((SIDE - 1) as f32 / (2.0 * EXTENT));
            let around = |v: f32| (v as usize).saturating_sub(REACH)..(v as usize + REACH + 2).min(SIDE);
            for j in around(node.y) {
                near[j * SIDE..][around(node.x)].fill(true);
            }
        }
        let mut near = near.into_iter();
        Some(ScalarGrid::from_fn(SIDE, EXTENT, |q| if near.next() == Some(true) { self.share(cells, chart.skin_at(q)) } else { 0.0 }))
    }

    fn share(&self, cells: &Cells, p: Vec3) -> f32 {
        let weight = |(q, hairs): &(Vec3, f32)| hairs * (1.0 - (*q - p).length_squared() * (1.0 / (BESIDE * BESIDE))).max(0.0);
        let sum: f32 = cells.near(p).into_iter().flat_map(|(from, to)| &self.places[from..to]).map(weight).sum();
        (sum / (0.5 * PI * BESIDE * BESIDE * self.full)).min(1.0)
    }

    /// Where they stand.
    pub fn places(&self) -> impl Iterator<Item = Vec3> {
        self.places.iter().map(|(place, _)| *place)
    }
}

/// Where a unit stands in the surgeon's order.
struct Turn {
    at: f32,
    unit: u32,
    hairs: u8,
}

/// What becomes of every unit; nothing where neither scar nor surgeon was at work.
pub(super) fn plant(person: &Person, loss: &Loss, scar: &Scar, p: &ScalpParameters) -> (Vec<Fate>, Grafts) {
    if scar.kind == ScarKind::None && p.grafts < 1.0 {
        return (Vec::new(), Grafts::default());
    }
    let mut fates = scar.fates.clone();
    fates.resize(person.units.len(), Fate::Native);
    let asked = p.grafts as usize;
    let (mut n, mut limited) = (0, false);
    if asked > 0 {
        let (donors, spare) = donors(person, &fates, unit_share(p.hair_density));
        let turns = turns(person, loss, &fates, p.stage);
        limited = asked > spare && turns.len() > spare;
        n = asked.min(spare).min(turns.len());
        for i in argsort(turns.iter().map(|turn| sortable_bits(turn.at))).iter().take(n) {
            let turn = &turns[*i as usize];
            fates[turn.unit as usize] = Fate::Planted(turn.hairs);
        }
        // Those that came last as hair grew denser go first: what stays is even.
        for i in argsort(donors.iter().map(|i| sortable_bits(-person.units[*i as usize].onset))).iter().take(n) {
            fates[donors[*i as usize] as usize] = Fate::Gone;
        }
    }
    let moved = fates.iter().zip(&person.units).filter_map(|(fate, unit)| match fate {
        Fate::Planted(hairs) => Some((unit.position, f32::from(*hairs))),
        Fate::Native | Fate::Gone => None,
    });
    let moved: Vec<(Vec3, f32)> = moved.collect();
    let mut grafts = Grafts { n, limited, full: p.hair_density * 0.01, ..Grafts::default() };
    if !moved.is_empty() {
        let (cells, order) = Cells::new(&moved.iter().map(|m| m.0).collect::<Vec<_>>(), BESIDE);
        grafts.places = order.iter().map(|i| moved[*i as usize]).collect();
        grafts.cells = Some(cells);
    }
    (fates, grafts)
}

/// Units of the donor zone that still stand, and how many of them may go.
fn donors(person: &Person, fates: &[Fate], share: f32) -> (Vec<u32>, usize) {
    let (mut standing, mut gone) = (Vec::new(), 0);
    for (i, unit) in person.units.iter().enumerate() {
        if unit.onset < share && donor::depth(person, unit.position) > 0.0 {
            if fates[i] == Fate::Native {
                standing.push(i as u32);
            } else {
                gone += 1;
            }
        }
    }
    let spare = donor::capacity(standing.len() + gone).saturating_sub(gone);
    (standing, spare)
}

/// Every place a surgeon would plant at this stage, and when.
fn turns(person: &Person, loss: &Loss, fates: &[Fate], stage: f32) -> Vec<Turn> {
    let drift = noise::offset(person.seed, STREAM);
    let foremost = forelock(person);
    let mut turns = Vec::new();
    for (i, (unit, depth)) in person.units.iter().zip(loss.units.at(stage)).enumerate() {
        if fates[i] != Fate::Native || hair_left(vigour(depth)) >= LOST {
            continue;
        }
        let place = person.chart.at(unit.position);
        let at = unit.position + drift;
        let ragged = noise::value(at / 13.0) * 7.0 + noise::value(at / 4.0) * 4.0;
        let aside = unit.position.x.abs();
        let inside = person.region.plain_front_depth(place) - lerp(BEHIND.0, BEHIND.1, smoothstep(16.0, 46.0, aside)) + ragged;
        if inside <= 0.0 {
            continue;
        }
        let (depth, front) = person.region.depths(place, unit.position);
        let rank = unit.onset * person.region.share(unit.position, depth, front);
        let behind = lerp(lerp(PER_CM2[0], PER_CM2[1], smoothstep(25.0, 45.0, inside)), PER_CM2[2], smoothstep(80.0, 110.0, inside));
        let most = behind / MOST_UNITS_PER_CM2 * lerp(0.45, 1.0, smoothstep(0.0, 6.0, inside));
        if rank >= most {
            continue;
        }
        let own = bits(person.seed, STREAM, i as u32);
        let chance = (own & 0xff) as f32 * (1.0 / 256.0);
        let groups = smoothstep(4.0, 13.0, inside);
        let hairs = 1 + u8::from(chance < groups) + u8::from(chance < 0.45 * groups) + u8::from(chance < 0.05 * groups);
        // The rear edge of what was planted is feathered and round, and the forelock comes before the corners.
        let behind_forelock = foremost - place.y;
        let from_forelock = (0.8 * aside * aside + behind_forelock * behind_forelock).sqrt();
        turns.push(Turn { at: 0.2 * inside + from_forelock + 22.0 * rank / most, unit: i as u32, hairs });
    }
    turns
}

/// Place on the chart where the middle of the young hairline lies, mm ahead of its middle.
fn forelock(person: &Person) -> f32 {
    bisect(0.0, 130.0, 10, |ahead| person.region.plain_front_depth(vec2(0.0, ahead)) > 0.0).0
}
