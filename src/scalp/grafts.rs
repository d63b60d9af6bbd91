//! Transplanted hair: units moved from the donor zone to recipient sites, and units that scars took.
//!
//! A graft revives the place of a lost unit, so that moved and native hair never crowd. Places are taken as a surgeon
//! takes them: hairline and forelock first, then backwards; single hairs at the very front, groups of two and three
//! behind. Transplanted hair keeps the properties of the donor zone (donor
//! dominance) and does not miniaturize.

use super::chart::{Chart, EXTENT};
use super::donor;
use super::follicles::{FollicularUnit, MOST_UNITS_PER_CM2, UnitStatus, unit_share};
use super::graft_growth::HEALED_MONTHS;
use super::irregularity::irregularity;
use super::loss::Loss;
use super::loss::vigor::{hair_mass_share, vigor};
use super::parameters::ScalpParameters;
use super::person::Person;
use super::points::PointGrid;
use super::scar::{Scar, ScarKind};
use crate::base::grid::ScalarGrid;
use crate::base::math::{PI, Vec2, Vec3, lerp, smoothstep, vec2};
use crate::base::noise;
use crate::base::random::bits;
use crate::base::solve::bisect;
use crate::base::sort::{argsort, sortable_bits};
use crate::base::streams;
use crate::base::units::CM2_PER_MM2;

/// Transplanted hair.
#[derive(Default)]
pub struct Grafts {
    /// Units moved, without the tufts of old plugs.
    pub n: usize,
    /// Whether more were asked for than the donor zone can give.
    pub limited: bool,
    /// Every moved unit, tufts too, sorted for neighbor search; and the hairs of each.
    places: Vec<(Vec3, f32)>,
    cells: Option<PointGrid>,
    /// Units planted too lately for a needle between them, sorted for their own neighbor search.
    healing: Vec<Vec3>,
    healing_cells: Option<PointGrid>,
    /// Hairs/mm² of a full head.
    full: f32,
}

/// Grafts per cm² behind the hairline, over the mid-scalp and at the crown: surgeons' plans have 35–45, then fewer.
const PER_CM2: [f32; 3] = [42.0, 34.0, 26.0];
/// The line grafts start at lies this far behind a young man's, at the middle and at the corners, mm.
const BEHIND: (f32, f32) = (9.0, 20.0);
/// Sites are recipients where less than this share of their hair is left (choice).
const PLANTED_BELOW: f32 = 0.5;
/// Grafts this far off still count as hair of a place, mm.
const NEIGHBOR_MM: f32 = 4.5;
/// Nearer than this to a unit that heals no dot is set, and farther than this all are, mm: the sparse rear rows lie 2 mm apart (choice).
const KEPT_OFF_MM: (f32, f32) = (5.0, 14.0);
const KEPT_OFF_REACH: usize = 9;
/// Samples along an edge of the chart where their share is computed, one every 2 mm, and how many of them they reach.
const SIDE: usize = 246;
/// Irregularity of the line that grafts start at: octaves, mm (choice).
const LINE_OCTAVES: [(f32, f32); 2] = [(13.0, 7.0), (4.0, 4.0)];
/// Between which |x| that line goes from the middle to the corners, mm.
const CORNERS_X: (f32, f32) = (16.0, 46.0);
/// Between which depths behind the line the density of the front goes over to that of the mid-scalp, and that to the crown's, mm.
const MID_SCALP_MM: (f32, f32) = (25.0, 45.0);
const CROWN_MM: (f32, f32) = (80.0, 110.0);
/// Share of the density at the very line, and the depth at which it is full, mm (choice).
const FIRST_ROW: f32 = 0.45;
const FULL_MM: f32 = 6.0;
/// Depths between which single hairs give way to groups, mm, and shares of grafts with more than two and three hairs behind there.
const GROUPS_MM: (f32, f32) = (4.0, 13.0);
const THREES: f32 = 0.45;
const FOURS: f32 = 0.05;
/// Order of planting, as a distance in mm: share of the depth behind the line that counts, weight of squared distance aside of the
/// forelock, and mm between the first and the last graft of a place (choice: a round rear edge, feathered).
const ORDER_DEPTH: f32 = 0.2;
const ORDER_ASIDE: f32 = 0.8;
const ORDER_FEATHER: f32 = 22.0;
/// How far ahead of the chart's middle the hairline may lie, chart units.
const FARTHEST_HAIRLINE: f32 = 130.0;
/// How many values 8 random bits have.
const U8_VALUES: f32 = 256.0;
const REACH: usize = 3;
const STREAM: u32 = streams::GRAFTS;

impl Grafts {
    /// Share of full hair that moved hair makes up around every place of the chart; none where there is none.
    pub fn share_map(&self, chart: &Chart) -> Option<ScalarGrid> {
        let cells = self.cells.as_ref()?;
        let mut near = samples_near(chart, self.places(), REACH).into_iter();
        Some(ScalarGrid::from_fn(SIDE, EXTENT, |q| if near.next() == Some(true) { self.share(cells, chart.skin_at(q)) } else { 0.0 }))
    }

    /// Share of the treatment that every place of the chart may get, 0–1, as long as planted units heal: none among them; no map once
    /// they have healed.
    pub fn treatable_map(&self, chart: &Chart) -> Option<ScalarGrid> {
        let cells = self.healing_cells.as_ref()?;
        let mut near = samples_near(chart, self.healing.iter().copied(), KEPT_OFF_REACH).into_iter();
        let nearest = |p: Vec3| {
            let places = cells.near(p).into_iter().flat_map(|(from, to)| &self.healing[from..to]);
            places.map(|q| (*q - p).length_squared()).fold(f32::MAX, f32::min).sqrt()
        };
        let treatable =
            |q: Vec2| if near.next() == Some(true) { smoothstep(KEPT_OFF_MM.0, KEPT_OFF_MM.1, nearest(chart.skin_at(q))) } else { 1.0 };
        Some(ScalarGrid::from_fn(SIDE, EXTENT, treatable))
    }

    fn share(&self, cells: &PointGrid, p: Vec3) -> f32 {
        let weight = |(q, hairs): &(Vec3, f32)| hairs * (1.0 - (*q - p).length_squared() * (1.0 / (NEIGHBOR_MM * NEIGHBOR_MM))).max(0.0);
        let sum: f32 = cells.near(p).into_iter().flat_map(|(from, to)| &self.places[from..to]).map(weight).sum();
        (sum / (0.5 * PI * NEIGHBOR_MM * NEIGHBOR_MM * self.full)).min(1.0)
    }

    /// Where they stand.
    pub fn places(&self) -> impl Iterator<Item = Vec3> {
        self.places.iter().map(|(place, _)| *place)
    }
}

/// Which samples of a map lie within `reach` samples of a place: grafts stand in hundreds, not all over the chart.
fn samples_near(chart: &Chart, places: impl Iterator<Item = Vec3>, reach: usize) -> Vec<bool> {
    let mut near = vec![false; SIDE * SIDE];
    for place in places {
        let node = (chart.at(place) + Vec2::splat(EXTENT)) * ((SIDE - 1) as f32 / (2.0 * EXTENT));
        let around = |v: f32| (v as usize).saturating_sub(reach)..(v as usize + reach + 2).min(SIDE);
        for j in around(node.y) {
            near[j * SIDE..][around(node.x)].fill(true);
        }
    }
    near
}

/// A recipient site: its place in the order of planting.
struct RecipientSite {
    at: f32,
    unit: u32,
    hairs: u8,
}

/// Status of every unit; empty where there is neither scar nor transplant.
pub(super) fn transplant(person: &Person, loss: &Loss, scar: &Scar, p: &ScalpParameters) -> (Vec<UnitStatus>, Grafts) {
    if scar.kind == ScarKind::None && p.grafts < 1.0 {
        return (Vec::new(), Grafts::default());
    }
    let mut statuses = scar.statuses.clone();
    statuses.resize(person.units.len(), UnitStatus::Native);
    let wanted = p.grafts as usize;
    let (mut n, mut limited) = (0, false);
    if wanted > 0 {
        let (donors, spare) = donor_units(person, &statuses, unit_share(p.hair_density));
        let sites = recipient_sites(person, loss, &statuses, p.loss_stage);
        limited = wanted > spare && sites.len() > spare;
        n = wanted.min(spare).min(sites.len());
        for i in argsort(sites.iter().map(|site| sortable_bits(site.at))).iter().take(n) {
            let site = &sites[*i as usize];
            statuses[site.unit as usize] = UnitStatus::Planted(site.hairs);
        }
        // Units of the highest density rank are taken first: those that remain are evenly spread.
        for i in argsort(donors.iter().map(|i| sortable_bits(-person.units[*i as usize].onset))).iter().take(n) {
            statuses[donors[*i as usize] as usize] = UnitStatus::Removed;
        }
    }
    let moved = statuses.iter().zip(&person.units).filter_map(|(status, unit)| match status {
        UnitStatus::Transplanted(hairs) | UnitStatus::Planted(hairs) => Some((unit.position, f32::from(*hairs))),
        UnitStatus::Native | UnitStatus::Removed => None,
    });
    let moved: Vec<(Vec3, f32)> = moved.collect();
    let mut grafts = Grafts { n, limited, full: p.hair_density * CM2_PER_MM2, ..Grafts::default() };
    if !moved.is_empty() {
        let (cells, order) = PointGrid::new(&moved.iter().map(|m| m.0).collect::<Vec<_>>(), NEIGHBOR_MM);
        grafts.places = order.iter().map(|i| moved[*i as usize]).collect();
        grafts.cells = Some(cells);
    }
    if n > 0 && p.graft_months < HEALED_MONTHS {
        let planted = |(status, _): &(&UnitStatus, &FollicularUnit)| matches!(status, UnitStatus::Planted(_));
        let healing: Vec<Vec3> = statuses.iter().zip(&person.units).filter(planted).map(|(_, unit)| unit.position).collect();
        let (cells, order) = PointGrid::new(&healing, KEPT_OFF_MM.1);
        grafts.healing = order.iter().map(|i| healing[*i as usize]).collect();
        grafts.healing_cells = Some(cells);
    }
    (statuses, grafts)
}

/// Units of the donor zone that still stand, and how many of them may go.
fn donor_units(person: &Person, statuses: &[UnitStatus], share: f32) -> (Vec<u32>, usize) {
    let (mut standing, mut gone) = (Vec::new(), 0);
    for (i, unit) in person.units.iter().enumerate() {
        if unit.onset < share && donor::depth(person, unit.position) > 0.0 {
            if statuses[i] == UnitStatus::Native {
                standing.push(i as u32);
            } else {
                gone += 1;
            }
        }
    }
    let spare = donor::units_to_spare(standing.len() + gone).saturating_sub(gone);
    (standing, spare)
}

/// Every recipient site at this stage, and its place in the order of planting.
fn recipient_sites(person: &Person, loss: &Loss, statuses: &[UnitStatus], stage: f32) -> Vec<RecipientSite> {
    let drift = noise::offset(person.seed, STREAM);
    let foremost = hairline_middle_y(person);
    let mut sites = Vec::new();
    for (i, (unit, depth)) in person.units.iter().zip(loss.units.at(stage)).enumerate() {
        if statuses[i] != UnitStatus::Native || hair_mass_share(vigor(depth)) >= PLANTED_BELOW {
            continue;
        }
        let place = person.chart.at(unit.position);
        let at = unit.position + drift;
        let ragged = irregularity(at, &LINE_OCTAVES);
        let aside = unit.position.x.abs();
        let inside =
            person.region.plain_front_depth(place) - lerp(BEHIND.0, BEHIND.1, smoothstep(CORNERS_X.0, CORNERS_X.1, aside)) + ragged;
        if inside <= 0.0 {
            continue;
        }
        let (depth, front) = person.region.depths(place, unit.position);
        let rank = unit.onset * person.region.share(unit.position, depth, front);
        let behind = lerp(PER_CM2[0], PER_CM2[1], smoothstep(MID_SCALP_MM.0, MID_SCALP_MM.1, inside));
        let behind = lerp(behind, PER_CM2[2], smoothstep(CROWN_MM.0, CROWN_MM.1, inside));
        let most = behind / MOST_UNITS_PER_CM2 * lerp(FIRST_ROW, 1.0, smoothstep(0.0, FULL_MM, inside));
        if rank >= most {
            continue;
        }
        let own = bits(person.seed, STREAM, i as u32);
        let chance = (own & 0xff) as f32 * (1.0 / U8_VALUES);
        let groups = smoothstep(GROUPS_MM.0, GROUPS_MM.1, inside);
        let hairs = 1 + u8::from(chance < groups) + u8::from(chance < THREES * groups) + u8::from(chance < FOURS * groups);
        // The rear edge of what was planted is feathered and round, and the forelock comes before the corners.
        let behind_forelock = foremost - place.y;
        let from_forelock = (ORDER_ASIDE * aside * aside + behind_forelock * behind_forelock).sqrt();
        sites.push(RecipientSite { at: ORDER_DEPTH * inside + from_forelock + ORDER_FEATHER * rank / most, unit: i as u32, hairs });
    }
    sites
}

/// Place on the chart where the middle of the young hairline lies, mm ahead of its middle.
fn hairline_middle_y(person: &Person) -> f32 {
    bisect(0.0, FARTHEST_HAIRLINE, 10, |ahead| person.region.plain_front_depth(vec2(0.0, ahead)) > 0.0).0
}
