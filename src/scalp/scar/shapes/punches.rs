//! Punch scars (FUE): single units of the donor zone are gone, each a dot.

use super::STREAM;
use crate::base::fixed::UNORM8_ONE;
use crate::base::math::{Vec3, lerp, smoothstep};
use crate::base::noise;
use crate::base::random::{bits, triangular};
use crate::base::sort::{argsort, sortable_bits};
use crate::scalp::donor;
use crate::scalp::person::Person;
use crate::scalp::skin_stroke::SkinStroke;

/// How many there are, fewest and most (choice).
const COUNT: (f32, f32) = (300.0, 3500.0);
/// Units that appear below this share of the densest hair stand in all but the thinnest hair.
const COMMON_ONSET: f32 = 0.62;
/// Units are taken by their place in the order of appearance, and by noise: its weights, and its sizes, mm (choice).
const FIELDS: [(f32, f32); 2] = [(0.55, 26.0), (0.3, 7.0)];
/// Weight of the zone's edge in that order, and how far inside it fewer are taken, mm (choice).
const EDGE_WEIGHT: f32 = 0.75;
const EDGE_MM: f32 = 22.0;
/// That edge lies so far inside the zone's, mm; noise moves it: twice the mm at the most, its size, mm, and where it is read, in sizes
/// (choice).
const EDGE_INSIDE_MM: f32 = 4.0;
const EDGE_NOISE: (f32, f32, f32) = (24.0, 17.0, 9.0);
/// Weight of chance in that order (choice).
const CHANCE: f32 = 0.10;
/// Diameter of a punch, mm (0.8–1.1 are reported), and by how much the radius of its scar is smaller, mm (choice).
const PUNCH_MM: (f32, f32) = (0.8, 1.1);
const HEALED_MM: f32 = 0.03;
/// Half the length that a scar has in excess of its width at the most, mm (choice).
const LONG_MM: f32 = 0.14;
/// How clearly they show, faintest and plainest (choice).
const STRENGTH: (f32, f32) = (0.2, 1.0);

pub(super) fn strokes(person: &Person, size: f32) -> Vec<SkinStroke> {
    let seed = person.seed;
    let drift = noise::offset(seed, STREAM);
    let (mut turns, mut standing) = (Vec::new(), Vec::new());
    for (i, unit) in person.units.iter().enumerate() {
        let inside = if unit.onset < COMMON_ONSET { donor::depth(person, unit.position) } else { 0.0 };
        if inside > 1.0 {
            // Taken evenly, but by hand: some fields are harvested harder than others, and towards the zone's edge, which
            // is never followed exactly, fewer are taken.
            let at = unit.position + drift;
            let turn = FIELDS.iter().fold(unit.onset, |turn, (weight, mm)| turn + weight * noise::value(at / *mm));
            let (by, mm, from) = EDGE_NOISE;
            let edge = 1.0 - smoothstep(0.0, EDGE_MM, inside - EDGE_INSIDE_MM + by * noise::value(at / mm + Vec3::splat(from)));
            turns.push(turn + EDGE_WEIGHT * edge + CHANCE * triangular(seed, STREAM + 1, i as u32));
            standing.push(i as u32);
        }
    }
    let turns = argsort(turns.into_iter().map(sortable_bits));
    let n = lerp(COUNT.0, COUNT.1, size) as usize;
    let dot = |i: u32| {
        let own = bits(seed, STREAM + 2, i);
        let part = |shift: u32| (own >> shift & 0xff) as f32 * (1.0 / UNORM8_ONE);
        let at = person.units[i as usize].position;
        // Not quite round, mostly along the hair.
        let long = person.units[i as usize].direction.get() * (LONG_MM * part(8));
        let radius = 0.5 * lerp(PUNCH_MM.0, PUNCH_MM.1, part(0)) - HEALED_MM;
        SkinStroke::line(at - long, at + long, (radius, radius), lerp(STRENGTH.0, STRENGTH.1, part(16)))
    };
    turns.into_iter().take(n).map(|i| dot(standing[i as usize])).collect()
}
