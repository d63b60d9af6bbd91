//! Points of the braincase that its outline in a picture can touch: mesh vertices thinned by a grid, both sides alike.

use std::collections::BTreeMap;

use crate::base::math::{Vec3, vec3};

/// One point a cell of this edge, mm (choice: between points 6 mm apart a skull bulges by 0.05 mm).
const CELL_MM: f32 = 4.0;
/// The braincase: above the brow in front, and above the nape from so far behind the ears on, mm.
const ABOVE: f32 = 30.0;
const BEHIND: f32 = -20.0;
const ABOVE_NAPE: f32 = -25.0;
/// The ears, mm: from so far aside on, up to a height, within these depths.
const EAR_ASIDE: f32 = 62.0;
const EAR_TOP: f32 = 38.0;
const EAR_DEPTHS: (f32, f32) = (-50.0, 20.0);

/// Places and unit normals, mm.
pub(super) fn sample(positions: &[Vec3], normals: &[Vec3]) -> Vec<(Vec3, Vec3)> {
    let mut cells = BTreeMap::new();
    for (&p, &n) in positions.iter().zip(normals) {
        let is_ear = p.x > EAR_ASIDE && p.y < EAR_TOP && p.z > EAR_DEPTHS.0 && p.z < EAR_DEPTHS.1;
        if p.x >= 0.0 && !is_ear && (p.y > ABOVE || p.z < BEHIND && p.y > ABOVE_NAPE) {
            let cell = [p.x, p.y, p.z].map(|v| (v * (1.0 / CELL_MM)).floor() as i32);
            cells.entry(cell).or_insert((p, n));
        }
    }
    let other = |v: Vec3| vec3(-v.x, v.y, v.z);
    cells.into_values().flat_map(|(p, n)| [(p, n), (other(p), other(n))]).collect()
}
