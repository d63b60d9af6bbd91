//! The beard: where it grows on a man's face, how densely and which way, cut to a length of its own.
//!
//! In: head and person. Out: [`Beard`], every hair it can bear, and from it [`Stubble`] of a length. Unlike on the scalp
//! hairs stand singly or in pairs, at no even distance, and are half as thick again. What is shaved shows by its roots.

use super::person::Person;
use super::points::{KeepOff, Points, throw};
use super::stubble::{Stubble, tip};
use crate::base::math::{Vec3, cos, lerp, sin, smoothstep, vec3};
use crate::base::noise;
use crate::base::packed::UnitVector;
use crate::base::random::{bits, uniform};
use crate::base::streams;
use crate::head::{Build, Head, Mesh, Strand};

const STREAM: u32 = streams::BEARD;
/// Places where a hair or a pair may stand, per mm², where the beard is densest (with [`PAIRS`] 70 hairs/cm²: Tolgyesi
/// 1983 and studies of shaving count 30–70 on the cheek, more on the lip; 7–25 thousand on a face).
const PER_MM2: f32 = 0.62;
/// Hairs per mm² where it is densest.
pub const DENSEST: f32 = PER_MM2 * (1.0 + PAIRS);
/// Share of places that bear two hairs, and how far apart these stand, mm (choice: pairs are told from neighbours).
const PAIRS: f32 = 0.15;
const APART: (f32, f32) = (0.25, 0.45);
/// Diameter of a beard hair at the border and inside, mm (published means 0.10–0.14), how much single hairs differ from
/// it, and the thickest.
const DIAMETER: (f32, f32) = (0.080, 0.130);
const DIAMETER_SPREAD: f32 = 0.20;
const THICKEST: f32 = 0.155;
/// Length at the border as a share of that inside, and how much single hairs differ: most grow, some rest.
const BORDER_LENGTH: f32 = 0.55;
const LENGTH_SPREAD: f32 = 0.25;
/// What shows of a clean shave, mm.
const SHAVED: f32 = 0.06;
/// Share of pigment that hairs at the border have, and how much single hairs lack of theirs at the most.
const BORDER_PIGMENT: f32 = 0.75;
const PALER: f32 = 0.25;
/// Angle between hair and skin as the sine, and how much it differs (30° ± 8°; shaving studies: 20–60°).
const RISE: f32 = 0.52;
const RISE_SPREAD: f32 = 0.14;
/// How far the course of a neighbourhood turns aside, and that of a single hair, radians.
const SWIRL: f32 = 1.1;
const ASTRAY: f32 = 0.32;
/// A barber tapers a beard into the sideburn: from here up, mm, to this share of its length.
const TAPER: (f32, f32) = (-34.0, 8.0);
const TAPERED: f32 = 0.30;
/// The chin turns white at this share of the age of the rest; patches turn up to so much sooner or later.
const CHIN_WHITE: f32 = 0.45;
const WHITE_PATCHES: f32 = 0.5;
/// Above this height, mm, the scalp's own hair may stand.
const SIDEBURN: f32 = -24.0;

/// A place where a beard hair grows.
struct Root {
    position: Vec3,
    normal: UnitVector,
    direction: UnitVector,
    /// Share of the densest beard here, 0–1: low at its borders.
    share: f32,
    /// Share of white hairs from which on it is white.
    white_at: f32,
}

/// Every beard hair of one person.
#[derive(Default)]
pub struct Beard(Vec<Root>);

/// Height of the beard's upper border on the cheek by depth (z, y), mm: from the sideburn to the corner of the mouth.
const BORDER: [(f32, f32); 8] =
    [(4.0, 16.0), (24.0, 12.0), (31.0, -6.0), (40.0, -22.0), (52.0, -35.0), (64.0, -42.0), (76.0, -45.0), (120.0, -44.0)];

fn border(z: f32) -> f32 {
    let at = BORDER.iter().position(|(far, _)| *far > z).unwrap_or(BORDER.len() - 1).max(1);
    let ((from, low), (to, high)) = (BORDER[at - 1], BORDER[at]);
    let t = ((z - from) / (to - from)).clamp(0.0, 1.0);
    // Half straight, half eased: no corner where two pieces meet.
    lerp(low, high, 0.5 * (t + smoothstep(0.0, 1.0, t)))
}

/// On the cheek: soft over 15 mm below its border, a few strays above it, none behind the jaw.
fn cheek(p: Vec3, uneven: f32) -> f32 {
    let below = border(p.z) - p.y + uneven;
    (0.82 * smoothstep(0.0, 15.0, below) + 0.06 * smoothstep(-16.0, -2.0, below)) * smoothstep(2.0, 14.0, p.z + 0.7 * uneven)
}

/// On the upper lip: to the wings of the nose and round the corners of the mouth, a third thinner in the philtrum.
fn moustache(p: Vec3, uneven: f32) -> f32 {
    if p.z < 70.0 {
        return 0.0;
    }
    let x = p.x.abs();
    let half_width = (18.0 + 0.75 * (-31.0 - p.y).max(0.0)).min(34.0);
    let under_nose = smoothstep(-28.5, -33.5, p.y + 0.10 * x + 0.3 * uneven);
    smoothstep(half_width + 5.0, half_width - 3.0, x) * under_nose * (1.0 - 0.35 * smoothstep(3.0, 0.0, x))
}

/// What is bare under the lip: two ellipses of 11 × 6.6 mm beside a tuft, and the tuft half as dense as the chin.
fn under_lip(p: Vec3, uneven: f32) -> f32 {
    let (u, v) = ((p.x.abs() - 13.0 + 0.3 * uneven) / 11.0, (p.y + 65.6 + 0.35 * uneven) / 6.6);
    let beside = if p.z > 70.0 { 0.85 * smoothstep(0.0, 1.0, 1.0 - u * u - v * v) } else { 0.0 };
    let tuft = if p.z > 80.0 { 0.5 * smoothstep(-64.3, -60.0, p.y) * smoothstep(-58.0, -60.0, p.y) } else { 0.0 };
    1.0 - (1.0 - beside) * (1.0 - tuft)
}

/// Down the throat: it ends at the jaw's corner first and lowest in the middle, and thins below the chin.
fn throat(p: Vec3, uneven: f32) -> f32 {
    let lowest = lerp(-66.0, -124.0, smoothstep(2.0, 42.0, p.z));
    smoothstep(lowest - 13.0, lowest + 13.0, p.y + 0.8 * uneven) * lerp(1.0, 0.72, smoothstep(-84.0, -104.0, p.y))
}

/// Share of the densest beard at a place of the skin, 0–1; `uneven` shifts its borders, mm.
fn density(p: Vec3, uneven: f32) -> f32 {
    cheek(p, uneven).max(moustache(p, uneven)) * (1.0 - under_lip(p, uneven)) * throat(p, uneven)
}

/// The farthest that borders are shifted, mm.
const UNEVEN: f32 = 7.0;

/// Whether a triangle of the mesh may bear any of it.
fn bears(mesh: &Mesh, triangle: &[u32; 3]) -> bool {
    let [a, b, c] = triangle.map(|v| mesh.positions[v as usize]);
    let m = (a + b + c) * (1.0 / 3.0);
    m.y < 16.0 && m.y > -142.0 && m.z > 2.0 && triangle.iter().any(|&v| mesh.lip[v as usize] < 0.3) && density(m, UNEVEN) > 0.0
}

impl Beard {
    /// All that a head can bear; a woman's bears none.
    pub fn new(head: &Head, person: &Person) -> Self {
        let mut beard = Self::default();
        if head.build == Build::Feminine {
            return beard;
        }
        let (mesh, seed) = (&head.mesh, person.seed);
        let triangles: Vec<u32> = (0..mesh.triangles.len() as u32).filter(|&t| bears(mesh, &mesh.triangles[t as usize])).collect();
        let Points { positions, normals, .. } = throw(mesh, &triangles, PER_MM2, &KeepOff::NOTHING, seed, STREAM).unranked();
        let drift = noise::offset(seed, STREAM);
        for (i, (p, normal)) in positions.into_iter().zip(normals).enumerate() {
            beard.grow(head, person, p, normal.get(), i as u32, drift);
        }
        beard
    }

    /// Grows what stands at one place: nothing, a hair, or two.
    fn grow(&mut self, head: &Head, person: &Person, p: Vec3, n: Vec3, index: u32, drift: Vec3) {
        let chance = bits(person.seed, STREAM + 4, index);
        let part = |shift: u32| (chance >> shift & 0xff) as f32 * (2.0 / 255.0) - 1.0;
        let q = p + drift;
        let uneven = 9.0 * noise::value(q * 0.05) + 5.0 * noise::value(q * 0.16);
        let patches = 1.0 + 0.5 * noise::value(q * 0.09) + 0.5 * noise::value(q * 0.28);
        let mut share = (density(p, uneven) * patches).min(1.0);
        if p.y > SIDEBURN && share > 0.0 {
            share *= 1.0 - person.hair_share(p);
        }
        if uniform(person.seed, STREAM + 3, index) >= share || head.is_lip(p) {
            return;
        }
        let course = course(p, n, q, ASTRAY * part(0));
        let direction = UnitVector::new((course * 0.86 + n * (RISE + RISE_SPREAD * part(8))).normalize_or(n));
        let chin = smoothstep(55.0, 80.0, p.z) * smoothstep(-58.0, -80.0, p.y);
        let sooner = lerp(1.0, CHIN_WHITE, chin) * (1.0 + WHITE_PATCHES * 2.0 * noise::value(q * 0.06));
        let normal = UnitVector::new(n);
        let white = uniform(person.seed, STREAM + 5, index);
        self.0.push(Root { position: p, normal, direction, share, white_at: white * sooner });
        if (chance >> 24) as f32 * (1.0 / 256.0) < PAIRS {
            let aside = course.cross(n) * lerp(APART.0, APART.1, part(16) * 0.5 + 0.5);
            let white = uniform(person.seed, STREAM + 5, !index);
            if !head.is_lip(p + aside) {
                self.0.push(Root { position: p + aside, normal, direction, share, white_at: white * sooner });
            }
        }
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
            let own = bits(seed, STREAM + 6, i as u32);
            let draw = |shift: u32| (own >> shift & 0xff) as f32 * (2.0 / 255.0) - 1.0;
            let inside = smoothstep(0.0, 0.5, root.share);
            let taper = lerp(1.0, TAPERED, smoothstep(TAPER.0, TAPER.1, root.position.y) * smoothstep(60.0, 45.0, root.position.z));
            let length = length_mm * taper * lerp(BORDER_LENGTH, 1.0, inside) * (1.0 + LENGTH_SPREAD * draw(0));
            let diameter = lerp(DIAMETER.0, DIAMETER.1, inside) * (1.0 + DIAMETER_SPREAD * draw(8));
            let normal = root.normal.get();
            strands.push(&Strand {
                root: root.position,
                tip: tip(root.position, root.direction.get(), normal, length.max(SHAVED)),
                normal,
                diameter: diameter.min(THICKEST),
                pigment: lerp(BORDER_PIGMENT, 1.0, inside) * (1.0 - PALER * 0.5 * (1.0 + draw(16))),
                white_at: root.white_at.min(0.99),
            });
        }
        strands
    }
}

/// Unit direction along the skin that a hair takes: down, a little forward on the cheek, aside from the middle of the
/// upper lip; neighbourhoods swirl, most below the jaw.
fn course(p: Vec3, n: Vec3, q: Vec3, astray: f32) -> Vec3 {
    let front = smoothstep(55.0, 80.0, p.z);
    let lip = front * smoothstep(-56.0, -46.0, p.y);
    let aside = p.x.signum() * (0.55 * lip * smoothstep(0.0, 6.0, p.x.abs()) + 0.1);
    let down = vec3(aside, -1.0, 0.22 * (1.0 - front)).reject_from_normalized(n).normalize_or(Vec3::NEG_Y);
    let swirl = SWIRL * lerp(0.6, 1.6, smoothstep(-88.0, -104.0, p.y)) * noise::value(q * 0.07 + Vec3::splat(50.0));
    let angle = swirl + astray;
    down * cos(angle) + n.cross(down) * sin(angle)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalp::tests::head;

    fn person(seed: u32) -> Person {
        Person::new(head(), seed)
    }

    #[test]
    fn it_grows_where_a_man_shaves_and_nowhere_else() {
        let (mouth, chin, jaw) = (vec3(25.0, -42.0, 85.0), vec3(0.0, -85.0, 95.0), vec3(55.0, -60.0, 35.0));
        for p in [mouth, chin, jaw] {
            assert!(density(p, 0.0) > 0.5, "{p}: {}", density(p, 0.0));
        }
        let (eye, cheekbone, forehead, throat, neck) =
            (vec3(32.0, 0.0, 80.0), vec3(55.0, -8.0, 62.0), vec3(0.0, 60.0, 100.0), vec3(0.0, -150.0, 40.0), vec3(50.0, -90.0, -10.0));
        for p in [eye, cheekbone, forehead, throat, neck] {
            assert_eq!(density(p, UNEVEN), 0.0, "{p}");
        }
        for root in &Beard::new(head(), &person(1)).0 {
            assert!(!head().is_lip(root.position) && root.position.y < 20.0, "a hair at {}", root.position);
        }
    }

    #[test]
    fn as_many_hairs_as_are_counted_on_men_and_none_on_a_woman() {
        for seed in [1, 7, 23] {
            let beard = Beard::new(head(), &person(seed));
            assert!((7_000..25_000).contains(&beard.len()), "seed {seed}: {} hairs", beard.len());
            let left = beard.0.iter().filter(|root| root.position.x > 0.0).count() as f32 / beard.len() as f32;
            assert!((left - 0.5).abs() < 0.04, "seed {seed}: {left} of them on the left");
        }
        let woman = Head::new(Build::Feminine);
        assert!(Beard::new(&woman, &Person::new(&woman, 1)).is_empty());
    }

    #[test]
    fn another_length_is_the_same_beard() {
        let beard = Beard::new(head(), &person(1));
        let mut shorter: Vec<Strand> = beard.cut(0.0, 1).iter().collect();
        assert_eq!(shorter.len(), beard.len());
        for length in [0.6, 1.5, 3.0, 10.0] {
            let longer: Vec<Strand> = beard.cut(length, 1).iter().collect();
            for (a, b) in shorter.iter().zip(&longer) {
                assert_eq!((a.root, a.diameter, a.pigment, a.white_at), (b.root, b.diameter, b.pigment, b.white_at));
                let reach = |s: &Strand| (s.tip - s.root).length();
                assert!(reach(b) >= reach(a) - 1e-3 && reach(b) <= length * (1.0 + LENGTH_SPREAD) + 1e-3, "{length} mm: {}", reach(b));
            }
            shorter = longer;
        }
    }

    #[test]
    fn sideburns_become_beard_without_gap_or_double_darkness() {
        // Width of all hairs on each cm of the way down, as a share of that of full hair.
        let person = person(1);
        let beard = Beard::new(head(), &person);
        let near = |p: Vec3, y: f32| p.x > 0.0 && (12.0..26.0).contains(&p.z) && (p.y - y).abs() < 5.0;
        let wide = |mm: f32| mm / DIAMETER.1;
        for y in [14.0, 6.0, -2.0, -8.0, -14.0, -20.0, -26.0] {
            let hairs = beard
                .0
                .iter()
                .filter(|root| near(root.position, y))
                .map(|root| lerp(wide(DIAMETER.0), 1.0, smoothstep(0.0, 0.5, root.share)));
            let units = person.units.iter().filter(|unit| near(unit.position, y) && unit.onset < 0.8);
            let covered = hairs.sum::<f32>() + units.map(|unit| wide(0.07) * unit.n_hairs(220.0) as f32).sum::<f32>();
            assert!((60.0..240.0).contains(&covered), "{covered} at {y}");
        }
    }
}
