//! Stubble: one short stroke for every hair of a unit, along its growth direction.

use super::chart::Chart;
use super::follicles::{FollicularUnit, UnitStatus};
use super::groom::style::Texture;
use super::loss::SparedHair;
use super::loss::vigor::miniaturized;
use super::parameters::ScalpParameters;
use super::remaining::{RemainingUnit, remaining_units};
use super::voronoi;
use crate::base::fixed::UNORM8_ONE;
use crate::base::math::{TAU, Vec3, cos, exp, lerp, min, sin, smoothstep};
use crate::base::random::bits;
use crate::head::Strand;

/// How much a hair of the scalp grows in a day, mm (Loussouarn, El Rawadi & Genain 2005: 0.28 ± 0.05, 0.37 ± 0.06 and 0.41 ± 0.05 in
/// people of African, European and East Asian ancestry; the middle of it).
pub const GROWTH_MM_A_DAY: f32 = 0.35;

/// Random numbers of single hairs: of a unit's they are streams apart.
const STREAM: u32 = super::remaining::STREAM;
/// Diameter of a terminal hair on average, mm, and how much single hairs differ from it.
const DIAMETER: f32 = 0.070;
const DIAMETER_SPREAD: f32 = 0.26;
/// Length differs by this share either way: one clipper, many growth phases.
const LENGTH_SPREAD: f32 = 0.25;
/// Pigment that the palest of healthy hairs lacks, as a share; most lack far less (choice: neighbors can be distinguished).
const PALER: f32 = 0.22;
/// Distance from one hair of a unit to the next, mm.
const HAIR_DISTANCE: (f32, f32) = (0.10, 0.22);
/// How far the hairs of a unit spread, and how far single ones stray aside and up, as tangents.
const SPREAD: f32 = 0.09;
const ASTRAY: f32 = 0.42;
const RISES: f32 = 0.08;
/// A hair at the lower border of a nape has this share of the usual length, and of the diameter: barbers' fades, and
/// finer hair.
const FADED_LENGTH: f32 = 0.30;
const FADED_DIAMETER: f32 = 0.45;
/// Where the hairs of a unit stand: aside in those distances, ahead in mm, before the unit is rotated by one of
/// [`UNIT_ANGLES`] angles. Not in a row, and independent of the number of hairs.
const PLACES: [(f32, f32); 4] = [(0.0, 0.0), (1.0, 0.07), (-1.0, 0.09), (0.4, -0.10)];
/// How far a hair strays ahead of that or behind, mm (choice).
const PLACE_JITTER: f32 = 0.03;
/// Angles a unit may be rotated by, evenly round.
const UNIT_ANGLES: usize = 16;
/// Exclamation mark hairs of areata: vigor that a broken hair keeps at its tip, depth at which it falls, and its
/// greatest length, mm (dermatology texts: 2–4 mm, at the rim of a patch; how many there are is our choice).
const BROKEN: f32 = 0.7;
const FALLS: f32 = 1.2;
const STUMP_MM: f32 = 2.5;
/// Many strands. There are more of them than of anything but dots, so their numbers are packed.
///
/// In chunks of one size: freed memory is reused however the number of hairs changes.
#[derive(Default, PartialEq)]
pub struct Stubble(Vec<Vec<PackedStrand>>);

/// Strands in a piece.
const PIECE: usize = 16_384;

/// A strand in 24 bytes.
#[derive(Clone, Copy, PartialEq)]
struct PackedStrand {
    root: Vec3,
    /// From root to tip.
    along: [i16; 3],
    normal: [i8; 3],
    diameter: u8,
    pigment: u8,
    white_at: u8,
}

/// Steps of a millimeter along a strand and across it.
const ALONG_STEPS: f32 = 2000.0;
const ACROSS_STEPS: f32 = 1600.0;
/// Most of a signed byte, and how many values a byte and two bytes have.
const I8_MAX: f32 = 127.0;
const U8_VALUES: f32 = 256.0;
const U16_VALUES: f32 = 65_536.0;

impl PackedStrand {
    fn new(s: &Strand) -> Self {
        Self {
            root: s.root,
            along: (s.tip - s.root).to_array().map(|v| (v * ALONG_STEPS) as i16),
            normal: s.normal.to_array().map(|v| (v * I8_MAX + 0.5).floor() as i8),
            diameter: (s.diameter * ACROSS_STEPS + 0.5) as u8,
            pigment: (s.pigment * UNORM8_ONE + 0.5) as u8,
            white_at: (s.white_at * U8_VALUES) as u8,
        }
    }

    #[inline]
    fn unpacked(&self) -> Strand {
        Strand {
            root: self.root,
            tip: self.root + Vec3::from_array(self.along.map(f32::from)) * (1.0 / ALONG_STEPS),
            normal: Vec3::from_array(self.normal.map(f32::from)) * (1.0 / I8_MAX),
            diameter: f32::from(self.diameter) * (1.0 / ACROSS_STEPS),
            pigment: f32::from(self.pigment) * (1.0 / UNORM8_ONE),
            white_at: f32::from(self.white_at) * (1.0 / U8_VALUES),
        }
    }
}

impl Stubble {
    /// How many they are.
    pub fn len(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every strand, unit by unit.
    pub fn iter(&self) -> impl Iterator<Item = Strand> {
        self.0.iter().flatten().map(PackedStrand::unpacked)
    }

    pub(super) fn push(&mut self, strand: &Strand) {
        if self.0.last().is_none_or(|piece| piece.len() == PIECE) {
            self.0.push(Vec::with_capacity(PIECE));
        }
        if let Some(piece) = self.0.last_mut() {
            piece.push(PackedStrand::new(strand));
        }
    }

    /// The same by `n` neighbors; `white` is the share of white hairs on the head, 0–1.
    pub fn bundles(&self, n: usize, white: f32) -> impl Iterator<Item = Bundle> {
        self.0.iter().flat_map(move |piece| piece.chunks(n)).map(move |some| Bundle {
            strand: some[0].unpacked(),
            len: some.len(),
            white: some.iter().filter(|s| s.unpacked().white_at < white).count() as f32 / some.len() as f32,
        })
    }
}

/// Neighboring strands.
pub struct Bundle {
    /// The first of them.
    pub strand: Strand,
    /// How many they are.
    pub len: usize,
    /// Share of white ones, 0–1.
    pub white: f32,
}

/// Every hair that shows, unit by unit; `statuses` is empty where all are native.
pub(super) fn strands(
    units: &[FollicularUnit],
    chart: &Chart,
    depths: impl Iterator<Item = f32>,
    statuses: &[UnitStatus],
    spared: SparedHair,
    seed: u32,
    p: &ScalpParameters,
) -> Stubble {
    let angles: [(f32, f32); UNIT_ANGLES] = core::array::from_fn(|i| {
        let angle = i as f32 * (TAU / UNIT_ANGLES as f32);
        (cos(angle), sin(angle))
    });
    let mut strands = Stubble::default();
    for grown in remaining_units(units, depths, statuses, spared, seed, p) {
        let RemainingUnit { index: i, unit, chance, depth, vigor, n_hairs, longest_mm, .. } = grown;
        let size = miniaturized(vigor);
        let broken = spared == SparedHair::Broken && grown.survivor && vigor < BROKEN;
        let (normal, direction) = (unit.normal.get(), unit.direction.get());
        let side = normal.cross(direction).normalize_or(Vec3::X);
        let along = side.cross(normal);
        let (c, s) = angles[(chance >> 4) as usize % UNIT_ANGLES];
        let place = cluster_place(chart, unit, seed, p.texture);
        let winds = coiled_length_share(p.texture, p.hair_length_mm);
        for (k, (aside, ahead)) in PLACES.iter().enumerate().take(n_hairs) {
            if !grown.has_hair(k) {
                continue;
            }
            let longest = if broken && k == 0 { STUMP_MM } else { longest_mm };
            let size = if broken && k == 0 && depth < FALLS { miniaturized(BROKEN) } else { size };
            let own = bits(seed, STREAM + 1, (i * 4 + k) as u32);
            let draw = |shift: u32| (own >> shift & 0xff) as f32 * (2.0 / UNORM8_ONE) - 1.0;
            let apart = lerp(HAIR_DISTANCE.0, HAIR_DISTANCE.1, draw(0) * 0.5 + 0.5);
            let (x, y) = (aside * apart, ahead + draw(12) * PLACE_JITTER);
            let root = place + side * (x * c - y * s) + along * (x * s + y * c);
            let more = bits(seed, STREAM + 2, (i * 4 + k) as u32);
            let stray = |shift: u32| (more >> shift & 0xff) as f32 * (2.0 / UNORM8_ONE) - 1.0;
            // The tip of a coil lies at any angle around its root.
            let (around, over) = angles[(own >> 5) as usize % UNIT_ANGLES];
            let direction = direction + (side * around + along * over) * (1.0 - winds);
            let tilted = direction + side * (aside * c * SPREAD + draw(8) * ASTRAY) + normal * (stray(0) * RISES);
            let length = min(p.hair_length_mm, longest)
                * winds
                * size.length
                * lerp(FADED_LENGTH, 1.0, unit.fullness)
                * (1.0 + LENGTH_SPREAD * draw(16));
            let diameter = DIAMETER * size.diameter * lerp(FADED_DIAMETER, 1.0, unit.fullness) * (1.0 + DIAMETER_SPREAD * draw(24));
            let pigment = size.pigment * (1.0 - PALER * stray(8) * stray(8));
            let white_at = (more >> 16) as f32 * (1.0 / U16_VALUES);
            let tip = kept_on_skin(chart, root, tip(root, tilted.normalize_or(direction), normal, length), length);
            strands.push(&Strand { root, tip, normal, diameter, pigment, white_at });
        }
    }
    strands
}

/// Size of a cluster of coiled hair, chart units: room for three units, 0.98 mm apart.
const CLUSTER: f32 = 2.0;
/// Length from which coiled hair winds, and at which it has wound up as far as it will, mm (choice: coils are seen from 2 mm on).
const WINDS_MM: (f32, f32) = (2.0, 7.0);

/// Where a unit of this texture stands.
pub(super) fn cluster_place(chart: &Chart, unit: &FollicularUnit, seed: u32, texture: Texture) -> Vec3 {
    let share = texture.clusters();
    if share == 0.0 {
        return unit.position;
    }
    let q = chart.at(unit.position);
    let (_, middle) = voronoi::voronoi_cell(seed, STREAM + 3, q, CLUSTER);
    unit.position + voronoi::along_skin(middle - q, unit.normal.get()) * share
}

/// Share of its length that a cut hair reaches: the rest is wound up.
fn coiled_length_share(texture: Texture, length_mm: f32) -> f32 {
    if texture == Texture::Coiled { lerp(1.0, texture.chord(), smoothstep(WINDS_MM.0, WINDS_MM.1, length_mm)) } else { 1.0 }
}

/// Where a hair ends that leaves the skin along `course` (unit): the longer, the more it lies down, and the head falls
/// away under it.
pub(super) fn tip(root: Vec3, course: Vec3, normal: Vec3, length: f32) -> Vec3 {
    if length <= STANDS_MM {
        return root + course * length;
    }
    let rise = course.dot(normal);
    let over = length - STANDS_MM;
    let along = (course - normal * rise).normalize_or(course);
    let height = rise * (STANDS_MM + LIES_MM * (1.0 - exp(-over / LIES_MM))) - over * over / (2.0 * HEAD_RADIUS_MM);
    root + along * (length * length - height * height).max(0.0).sqrt() + normal * height
}

/// A tip that would lie in the skin put back onto it: from the rim of the orbit and the cheekbone hair points into the
/// hollow of the temple, where the head does not fall away. No hair that stands straight reaches that far.
fn kept_on_skin(chart: &Chart, root: Vec3, tip: Vec3, length: f32) -> Vec3 {
    if length <= STANDS_MM || tip.z < TEMPLES.0 || tip.y > TEMPLES.1 {
        return tip;
    }
    let on_skin = tip + chart.outward(tip) * (-chart.height(tip)).max(0.0) - root;
    root + on_skin * (length / on_skin.length().max(length))
}

/// Where temples begin, mm in front of the ear canals, and end, mm above them.
const TEMPLES: (f32, f32) = (0.0, 75.0);
/// Up to this length a hair stands straight, mm; beyond, it lies down within this length (choice).
const STANDS_MM: f32 = 1.0;
const LIES_MM: f32 = 5.0;
/// Typical radius of a head, mm.
const HEAD_RADIUS_MM: f32 = 85.0;
