//! The beard: where it grows on a man's face, how densely and which way, cut to a length of its own.
//!
//! In: head and person. Out: [`Beard`], every hair it can bear, and from it [`Stubble`] of a length. Unlike on the scalp
//! hairs stand singly or in pairs, at no even distance, and are half as thick again. What is shaved shows by its roots.

mod density;

use super::person::Person;
use super::points::{Exclusion, Points, throw_darts};
use super::stubble::{Stubble, tip};
use crate::base::math::{Vec3, cos, lerp, sin, smoothstep, vec3};
use crate::base::noise;
use crate::base::packed::UnitVector;
use crate::base::random::{bits, uniform};
use crate::base::streams;
use crate::head::{Build, Head, Mesh, Strand};
use density::{UNEVEN, density};

const STREAM: u32 = streams::BEARD;
/// Places where a hair or a pair may stand, per mm², where the beard is densest (with [`PAIRS`] 70 hairs/cm²: Tolgyesi
/// 1983 and studies of shaving count 30–70 on the cheek, more on the lip; 7–25 thousand on a face).
const PER_MM2: f32 = 0.62;
/// Hairs per mm² where it is densest.
pub const DENSEST: f32 = PER_MM2 * (1.0 + PAIRS);
/// Share of places that bear two hairs, and how far apart these stand, mm (choice: pairs stand out from neighbors).
const PAIRS: f32 = 0.15;
const PAIR_DISTANCE: (f32, f32) = (0.25, 0.45);
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
const PIGMENT_SPREAD: f32 = 0.25;
/// Angle between hair and skin as the sine, and how much it differs (30° ± 8°; shaving studies: 20–60°).
const RISE: f32 = 0.52;
const RISE_SPREAD: f32 = 0.14;
/// How far the directions of a neighborhood turn aside, and that of a single hair, radians.
const LOCAL_TURN: f32 = 1.1;
const SINGLE_TURN: f32 = 0.32;
/// Beards are tapered into the sideburn: from here up, mm, to this share of their length.
const TAPER: (f32, f32) = (-34.0, 8.0);
const TAPERED: f32 = 0.30;
/// In front of these depths none is tapered, behind them all, mm (choice).
const TAPER_Z: (f32, f32) = (60.0, 45.0);
/// The chin turns white at this share of the age of the rest; patches turn up to so much sooner or later.
const CHIN_WHITE: f32 = 0.45;
const WHITE_PATCHES: f32 = 0.5;
/// Above this height, mm, the scalp's own hair may stand.
const SIDEBURN: f32 = -24.0;

/// Signed value of 8 bits, −1…1, is so much a step.
const SIGNED_U8_STEP: f32 = 2.0 / 255.0;
/// One in 8 bits.
const Q8_ONE: f32 = 256.0;

/// A place where a beard hair grows.
struct BeardRoot {
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
pub struct Beard(Vec<BeardRoot>);

/// How its borders are shifted by noise: twice the mm of each at the most, and features per mm (choice).
const BORDER_NOISE: [(f32, f32); 2] = [(9.0, 0.05), (5.0, 0.16)];
/// How its density varies: twice the share of each noise at the most, and features per mm (choice).
const DENSITY_NOISE: [(f32, f32); 2] = [(0.5, 0.09), (0.5, 0.28)];
/// Features per mm of the noise by which patches turn white (choice).
const WHITE_PER_MM: f32 = 0.06;
/// No beard hair stands above, below or behind these, mm: heights and depth that are searched.
const HIGHEST_Y: f32 = 16.0;
const LOWEST_Y: f32 = -142.0;
const REARMOST_Z: f32 = 2.0;
/// A mesh vertex is on the lip from this share of it on.
const ON_LIP: f32 = 0.3;
/// The middle of a triangle, as a share of the sum of its corners.
const THIRD: f32 = 1.0 / 3.0;
/// How much of a hair's direction lies along the skin: about the cosine that belongs to [`RISE`].
const ALONG: f32 = 0.86;
/// The chin: depths and heights between which it begins, mm (choice).
const CHIN_Z_MM: (f32, f32) = (55.0, 80.0);
const CHIN_Y_MM: (f32, f32) = (-58.0, -80.0);
/// Highest share of white hairs from which on a hair is white, so that all are at 1.
const LAST_WHITE: f32 = 0.99;

/// Whether a triangle of the mesh may bear any of it.
fn may_bear_beard(mesh: &Mesh, triangle: &[u32; 3]) -> bool {
    let [a, b, c] = triangle.map(|v| mesh.positions[v as usize]);
    let m = (a + b + c) * THIRD;
    let in_face = m.y < HIGHEST_Y && m.y > LOWEST_Y && m.z > REARMOST_Z;
    in_face && triangle.iter().any(|&v| mesh.lip[v as usize] < ON_LIP) && density(m, UNEVEN) > 0.0
}

impl Beard {
    /// All that a head can bear; a woman's bears none.
    pub fn new(head: &Head, person: &Person) -> Self {
        let mut beard = Self::default();
        if head.build == Build::Feminine {
            return beard;
        }
        let (mesh, seed) = (&head.mesh, person.seed);
        let triangles: Vec<u32> = (0..mesh.triangles.len() as u32).filter(|&t| may_bear_beard(mesh, &mesh.triangles[t as usize])).collect();
        let Points { positions, normals, .. } = throw_darts(mesh, &triangles, PER_MM2, &Exclusion::NONE, seed, STREAM).unranked();
        let drift = noise::offset(seed, STREAM);
        for (i, (p, normal)) in positions.into_iter().zip(normals).enumerate() {
            beard.grow(head, person, p, normal.get(), i as u32, drift);
        }
        beard
    }

    /// Grows what stands at one place: nothing, a hair, or two.
    fn grow(&mut self, head: &Head, person: &Person, p: Vec3, n: Vec3, index: u32, drift: Vec3) {
        let chance = bits(person.seed, STREAM + 4, index);
        let part = |shift: u32| (chance >> shift & 0xff) as f32 * SIGNED_U8_STEP - 1.0;
        let q = p + drift;
        let shifts = BORDER_NOISE.map(|(mm, per_mm)| mm * noise::value(q * per_mm));
        let uneven = shifts[0] + shifts[1];
        let patches = DENSITY_NOISE.iter().fold(1.0, |sum, (share, per_mm)| sum + share * noise::value(q * *per_mm));
        let mut share = (density(p, uneven) * patches).min(1.0);
        if p.y > SIDEBURN && share > 0.0 {
            share *= 1.0 - person.hair_share(p);
        }
        if uniform(person.seed, STREAM + 3, index) >= share || head.is_lip(p) {
            return;
        }
        let course = growth_direction(p, n, q, SINGLE_TURN * part(0));
        let direction = UnitVector::new((course * ALONG + n * (RISE + RISE_SPREAD * part(8))).normalize_or(n));
        let chin = smoothstep(CHIN_Z_MM.0, CHIN_Z_MM.1, p.z) * smoothstep(CHIN_Y_MM.0, CHIN_Y_MM.1, p.y);
        let sooner = lerp(1.0, CHIN_WHITE, chin) * (1.0 + WHITE_PATCHES * 2.0 * noise::value(q * WHITE_PER_MM));
        let normal = UnitVector::new(n);
        let white = uniform(person.seed, STREAM + 5, index);
        self.0.push(BeardRoot { position: p, normal, direction, share, white_at: white * sooner });
        if (chance >> 24) as f32 * (1.0 / Q8_ONE) < PAIRS {
            let aside = course.cross(n) * lerp(PAIR_DISTANCE.0, PAIR_DISTANCE.1, part(16) * 0.5 + 0.5);
            let white = uniform(person.seed, STREAM + 5, !index);
            if !head.is_lip(p + aside) {
                self.0.push(BeardRoot { position: p + aside, normal, direction, share, white_at: white * sooner });
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
    pub fn cut_to(&self, length_mm: f32, seed: u32) -> Stubble {
        let mut strands = Stubble::default();
        for (i, root) in self.0.iter().enumerate() {
            let own = bits(seed, STREAM + 6, i as u32);
            let draw = |shift: u32| (own >> shift & 0xff) as f32 * SIGNED_U8_STEP - 1.0;
            let inside = smoothstep(0.0, 0.5, root.share);
            let taper =
                lerp(1.0, TAPERED, smoothstep(TAPER.0, TAPER.1, root.position.y) * smoothstep(TAPER_Z.0, TAPER_Z.1, root.position.z));
            let length = length_mm * taper * lerp(BORDER_LENGTH, 1.0, inside) * (1.0 + LENGTH_SPREAD * draw(0));
            let diameter = lerp(DIAMETER.0, DIAMETER.1, inside) * (1.0 + DIAMETER_SPREAD * draw(8));
            let normal = root.normal.get();
            strands.push(&Strand {
                root: root.position,
                tip: tip(root.position, root.direction.get(), normal, length.max(SHAVED)),
                normal,
                diameter: diameter.min(THICKEST),
                pigment: lerp(BORDER_PIGMENT, 1.0, inside) * (1.0 - PIGMENT_SPREAD * 0.5 * (1.0 + draw(16))),
                white_at: root.white_at.min(LAST_WHITE),
            });
        }
        strands
    }
}

/// The front of the face begins over the depths of the chin; the upper lip between these heights, mm (choice).
const LIP_Y_MM: (f32, f32) = (-56.0, -46.0);
/// Hair lies aside there by this slope, from so far beside the midline on, mm, and everywhere by the second (choice).
const LIP_ASIDE: f32 = 0.55;
const LIP_ASIDE_MM: f32 = 6.0;
const ASIDE: f32 = 0.1;
/// Slope by which it lies forward on the cheek (choice).
const CHEEK_FORWARD: f32 = 0.22;
/// Directions turn by noise with so many features per mm, read so far from the others, mm; by these shares of [`LOCAL_TURN`] above
/// the jaw and below it (choice).
const TURN_PER_MM: f32 = 0.07;
const TURN_NOISE_AT_MM: f32 = 50.0;
const TURN_SHARES: (f32, f32) = (0.6, 1.6);
const BELOW_JAW_Y: (f32, f32) = (-88.0, -104.0);

/// Unit direction along the skin that a hair takes: down, a little forward on the cheek, aside from the middle of the
/// upper lip; directions turn over some centimeters, most below the jaw.
fn growth_direction(p: Vec3, n: Vec3, q: Vec3, astray: f32) -> Vec3 {
    let front = smoothstep(CHIN_Z_MM.0, CHIN_Z_MM.1, p.z);
    let lip = front * smoothstep(LIP_Y_MM.0, LIP_Y_MM.1, p.y);
    let aside = p.x.signum() * (LIP_ASIDE * lip * smoothstep(0.0, LIP_ASIDE_MM, p.x.abs()) + ASIDE);
    let down = vec3(aside, -1.0, CHEEK_FORWARD * (1.0 - front)).reject_from_normalized(n).normalize_or(Vec3::NEG_Y);
    let most = LOCAL_TURN * lerp(TURN_SHARES.0, TURN_SHARES.1, smoothstep(BELOW_JAW_Y.0, BELOW_JAW_Y.1, p.y));
    let angle = most * noise::value(q * TURN_PER_MM + Vec3::splat(TURN_NOISE_AT_MM)) + astray;
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
    fn hair_counts_are_in_the_published_range_and_zero_on_a_woman() {
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
    fn length_changes_no_root() {
        let beard = Beard::new(head(), &person(1));
        let mut shorter: Vec<Strand> = beard.cut_to(0.0, 1).iter().collect();
        assert_eq!(shorter.len(), beard.len());
        for length in [0.6, 1.5, 3.0, 10.0] {
            let longer: Vec<Strand> = beard.cut_to(length, 1).iter().collect();
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
