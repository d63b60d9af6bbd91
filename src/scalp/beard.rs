//! The beard: where it grows on a man's face, how densely, and which way; cut to its own length.
//!
//! Its places lie as the scalp's do, but singly; its hairs are thicker. What is shaved shows through the skin by its roots.

use super::points::{KeepOff, Points, throw};
use super::stubble::{Stubble, tip};
use crate::base::math::{Vec3, mix, smoothstep, vec3};
use crate::base::noise;
use crate::base::packed::Unit;
use crate::base::random::bits;
use crate::head::{Build, Head, Strand};

const STREAM: u32 = 0x6265;
/// Hairs of the densest beard, per mm² (Tolgyesi 1983 and razor makers: 30–70 per cm² on the cheek, more on the lip).
const PER_MM2: f32 = 0.72;
/// Diameter of a beard hair, mm: published means are 0.10–0.14, the finest at the border.
const DIAMETER: (f32, f32) = (0.080, 0.130);
/// What shows of a clean shave, mm.
const SHAVED: f32 = 0.06;

/// A place where a beard hair grows.
struct Root {
    position: Vec3,
    normal: Unit,
    direction: Unit,
    /// Share of the local density, 0–1.
    share: f32,
    white: f32,
}

/// Every beard hair of one person.
#[derive(Default)]
pub struct Beard(Vec<Root>);

/// Height of the beard's upper border on the cheek by depth (z, y), mm: from the sideburn to the corner of the mouth.
const BORDER: [(f32, f32); 8] =
    [(4.0, 16.0), (24.0, 12.0), (31.0, -6.0), (40.0, -22.0), (52.0, -35.0), (64.0, -42.0), (76.0, -45.0), (120.0, -44.0)];

fn border(z: f32) -> f32 {
    let at = BORDER.iter().position(|(far, _)| *far > z).unwrap_or(BORDER.len() - 1).max(1);
    let ((a, low), (b, high)) = (BORDER[at - 1], BORDER[at]);
    mix(low, high, smoothstep(0.0, 1.0, (z - a) / (b - a)) * 0.5 + ((z - a) / (b - a)).clamp(0.0, 1.0) * 0.5)
}

/// Share of the densest beard at a place of the skin, 0–1; `uneven` shifts its borders, mm.
fn density(p: Vec3, uneven: f32) -> f32 {
    let x = p.x.abs();
    let below = border(p.z) - p.y + uneven;
    // A few hairs stray above the border.
    let cheek = (0.82 * smoothstep(0.0, 15.0, below) + 0.06 * smoothstep(-16.0, -2.0, below)) * smoothstep(4.0, 10.0, p.z);
    // Upper lip: to the wings of the nose and round the corners of the mouth.
    let widest = 18.0 + 0.75 * (-31.0 - p.y).max(0.0);
    let lip = smoothstep(widest + 5.0, widest - 3.0, x.min(34.0)) * smoothstep(-28.5, -33.5, p.y + 0.10 * x + 0.3 * uneven);
    let lip = if p.z > 70.0 { lip * (1.0 - 0.35 * smoothstep(3.0, 0.0, x)) } else { 0.0 };
    let grown = cheek.max(lip);
    // Bare beside the tuft under the lip.
    let gap = (1.0 - ((x - 13.0 + 0.3 * uneven) / 11.0).powi(2) - ((p.y + 65.6 + 0.35 * uneven) / 6.6).powi(2)).clamp(0.0, 1.0);
    let gap = if p.z > 70.0 { 0.85 * smoothstep(0.0, 1.0, gap) } else { 0.0 };
    let under_lip = if p.z > 80.0 { 0.5 * smoothstep(-64.3, -60.0, p.y) * smoothstep(-58.0, -60.0, p.y) } else { 0.0 };
    // The throat: lowest in the middle.
    let lowest = mix(-66.0, -124.0, smoothstep(2.0, 42.0, p.z));
    let throat = smoothstep(lowest - 13.0, lowest + 13.0, p.y + 0.8 * uneven);
    let jaw = mix(1.0, 0.72, smoothstep(-84.0, -104.0, p.y));
    grown * throat * jaw * (1.0 - gap) * (1.0 - under_lip)
}

impl Beard {
    /// All that a head can bear; a woman's bears none.
    pub fn new(head: &Head, seed: u32) -> Self {
        if head.build == Build::Feminine {
            return Self::default();
        }
        let mesh = &head.mesh;
        let near = |t: &[u32; 3]| {
            let [a, b, c] = t.map(|v| mesh.positions[v as usize]);
            let m = (a + b + c) / 3.0;
            m.y < 16.0 && m.y > -142.0 && m.z > 2.0 && t.iter().any(|&v| mesh.lip[v as usize] < 0.3) && density(m, 6.0) > 0.0
        };
        let triangles: Vec<u32> = (0..mesh.triangles.len() as u32).filter(|&t| near(&mesh.triangles[t as usize])).collect();
        let Points { positions, normals, rank } = throw(mesh, &triangles, PER_MM2, &KeepOff::NOTHING, seed, STREAM).rank();
        let drift = noise::offset(seed, STREAM);
        let mut roots = Vec::new();
        for (i, ((p, normal), rank)) in positions.into_iter().zip(normals).zip(rank).enumerate() {
            let q = p + drift;
            let uneven = 9.0 * noise::value(q * 0.05) + 5.0 * noise::value(q * 0.16);
            let patchy = 1.0 + 0.5 * noise::value(q * 0.09);
            let share = (density(p, uneven) * patchy).min(1.0);
            if rank >= share || head.is_lip(p) {
                continue;
            }
            let n = normal.get();
            let chance = bits(seed, STREAM + 1, i as u32);
            let part = |shift: u32| (chance >> shift & 0xff) as f32 * (2.0 / 255.0) - 1.0;
            let front = smoothstep(55.0, 80.0, p.z);
            let moustache = front * smoothstep(-56.0, -46.0, p.y);
            let aside = p.x.signum() * (0.55 * moustache * smoothstep(0.0, 6.0, p.x.abs()) + 0.1);
            let course = vec3(aside + 0.30 * part(0), -1.0, 0.22 * (1.0 - front) + 0.30 * part(8));
            let along = course.reject_from_normalized(n).normalize_or(Vec3::NEG_Y);
            let direction = (along * 0.86 + n * (0.52 + 0.14 * part(16))).normalize_or(n);
            let chin = front * smoothstep(-58.0, -80.0, p.y);
            let white = (chance >> 24) as f32 * (1.0 / 256.0) * mix(1.0, 0.45, chin);
            roots.push(Root { position: p, normal, direction: Unit::new(direction), share, white });
        }
        Self(roots)
    }

    /// How many hairs it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The beard cut to a length, mm.
    pub fn cut(&self, length_mm: f32, seed: u32) -> Stubble {
        let mut strands = Stubble::default();
        for (i, root) in self.0.iter().enumerate() {
            let own = bits(seed, STREAM + 2, i as u32);
            let draw = |shift: u32| (own >> shift & 0xff) as f32 * (2.0 / 255.0) - 1.0;
            let border = smoothstep(0.0, 0.5, root.share);
            let grown = length_mm * mix(0.55, 1.0, border) * (1.0 + 0.22 * draw(0));
            let diameter = mix(DIAMETER.0, DIAMETER.1, border) * (1.0 + 0.15 * draw(8));
            let (n, course) = (root.normal.get(), root.direction.get());
            let tip = tip(root.position, course, n, grown.max(SHAVED));
            strands.push(&Strand {
                root: root.position,
                tip,
                normal: n,
                diameter: diameter.min(0.155),
                pigment: mix(0.75, 1.0, border),
                white_at: root.white.min(0.99),
            });
        }
        strands
    }
}
