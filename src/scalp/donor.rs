//! The donor zone: the part of the fringe that pattern loss spares, where surgeons take hair from.
//!
//! Unger (328 men over 65): 7–8 cm high at the back, about 5 cm at the sides; clinics add 30–35 cm of length.

use super::person::Person;
use crate::base::math::{Vec3, lerp, smoothstep};
use crate::base::units::MM2_PER_CM2;

/// Upper edge at the midline of the back and above the ears, mm above the ear canals.
const TOP: (f32, f32) = (56.0, 86.0);
/// Distance from the edge of all hair at nape and ears, mm.
const EDGE: f32 = 13.0;
/// Its upper edge falls between these directions seen from above, from the side to straight back, as cosines (choice).
const BACK: (f32, f32) = (0.15, 0.95);
/// Its front end, mm in front of the ear canals.
const FRONT: f32 = 4.0;
/// Share of the zone's units that can go before what is left looks thin: surgeons plan on two fifths to
/// a half, 6 000–7 000 grafts in a lifetime.
const TO_SPARE: f32 = 0.4;

/// How far inside the zone a place of the skin is, about mm; negative outside.
pub fn depth(person: &Person, p: Vec3) -> f32 {
    let beside = (TOP.1 - p.y).min(FRONT - p.z);
    if beside < 0.0 {
        return beside;
    }
    let q = person.chart.at(p);
    let back = -q.y / q.length().max(1.0);
    let top = lerp(TOP.1, TOP.0, smoothstep(BACK.0, BACK.1, back));
    beside.min(person.region.plain_depth(q) - EDGE).min(top - p.y)
}

/// Its skin, cm².
pub fn area_cm2(person: &Person) -> f32 {
    let inside = person.skin_areas.iter().filter(|s| depth(person, person.chart.skin_at(s.place)) > 0.0);
    inside.map(|s| s.mm2).sum::<f32>() / MM2_PER_CM2
}

/// Units that may go of `n` in the zone.
pub fn units_to_spare(n: usize) -> usize {
    (n as f32 * TO_SPARE) as usize
}
