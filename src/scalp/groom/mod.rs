//! Hair long enough to be worn in a style: roots, guide hairs, and the mass of hair over every place.
//!
//! In: [`Person`] and the [`HairRoot`]s that bear hair. Out: [`Groom`], from which the camera draws strands and the artist reads how
//! much scalp shows.

mod style_field;
mod guides;
pub mod hull;
mod roots;
mod strand;
pub mod style;

pub use guides::GuidePoint;
pub use roots::HairRoot;
pub(super) use roots::roots;
pub use strand::{HIDDEN, StrandPoint, Strands};
pub use style::{GroomParameters, STUBBLE_MM, STYLED_MM, Style, Texture};
pub use style_field::StyleDirections;

use super::person::Person;
use crate::base::math::{TAU, Vec3, cos, exp, lerp, max, sin, smoothstep, vec3};
use crate::base::units::CM2_PER_MM2;
use crate::head::Mesh;
use guides::Guides;
use hull::Hull;
use style_field::StyleField;

/// Share of the skin that `m` mm² of shafts a mm² leave in sight is e^(−`COVER_PER_MASS`·m): hair clumps and leaves gaps
/// (fitted to our pictures from above, 3–6 cm).
const COVER_PER_MASS: f32 = 0.62;
/// The same for the light that reaches the skin, which also falls in aslant (choice).
const SHADE_PER_MASS: f32 = 1.25;
/// Heights over the hull between which skin begins to lie in the shadow of hair, mm, and the share of it that skin far below gets.
const SHADED_MM: (f32, f32) = (-14.0, -2.0);
const SHADED_BELOW: f32 = 0.5;
/// Share of the light that passes a mass of black hair, and what more passes clear hair.
const TRANSMITTED: (f32, f32) = (0.10, 0.5);
/// Blurs of the map, and rounds of averaging over neighboring mesh vertices.
const SHADE_BLURS: usize = 3;
const SOFTENED: usize = 3;
/// Height of the uppermost hair over that of the mean, times and mm.
const TOP: (f32, f32) = (1.9, 0.4);
/// Mean diameter of a hair before any loss, mm.
const USUAL_DIAMETER_MM: f32 = 0.070;
/// Least mass that a height is divided by, mm².
const LEAST_MASS: f32 = 1e-3;

/// A hair tie (choice: a plain elastic around a tail of 2 cm).
struct HairTie {
    points: usize,
    radius_mm: f32,
    /// Its middle from the tie, mm, and its second axis.
    middle: Vec3,
    across: Vec3,
    /// Hair must reach it from the front.
    least_length_mm: f32,
}

const HAIR_TIE: HairTie =
    HairTie { points: 20, radius_mm: 11.0, middle: vec3(0.0, 0.0, -7.0), across: vec3(0.0, 0.97, 0.24), least_length_mm: 150.0 };

/// How much hair lies over every place of the hull.
#[derive(Clone)]
pub struct HairCover {
    /// mm² of shafts a mm² over each sample of the hull.
    mass: Vec<f32>,
}

impl HairCover {
    /// Share of the skin at a place that shows between hairs, 0–1.
    pub fn visible_skin(&self, hull: &Hull, place: Vec3) -> f32 {
        exp(-COVER_PER_MASS * hull::bilinear(&self.mass, hull.project(place).0))
    }
}

/// All hair of a head as worn.
pub struct Groom {
    /// What it was made with.
    pub parameters: GroomParameters,
    /// Every root.
    pub roots: Vec<HairRoot>,
    style_field: StyleField,
    guides: Guides,
    seed: u32,
    /// What it covers.
    pub cover: HairCover,
    /// Share of the light it keeps from the skin, with soft edges.
    shade: Vec<f32>,
}

impl Groom {
    /// Lays all hair that grows from `roots` along the `fields` of its style.
    pub fn new(person: &Person, hull: &Hull, fields: &StyleDirections, roots: &[HairRoot], p: &GroomParameters) -> Self {
        let mut roots = roots.to_vec();
        let style_field = StyleField::new(person, p);
        let full = CM2_PER_MM2 * p.hair_density * USUAL_DIAMETER_MM * guides::STEP * guides::STEP;
        let load = roots.iter().map(|root| (root.chart, f32::from(root.hairs) * root.diameter));
        let (mut guides, weights) = Guides::new(person, hull, (&style_field, fields), p, p.length_mm * p.texture.chord(), load, full);
        let (mass, shade) = accumulate_mass(hull, &mut guides, &weights, 1.0 / p.texture.chord());
        for root in &mut roots {
            root.under = hull::bilinear(&mass, hull.project(root.place).0);
        }
        Self { parameters: *p, roots, style_field, guides, seed: person.seed, cover: HairCover { mass }, shade }
    }

    /// Share of its light that hair leaves to each mesh vertex, 0–1; `clear` is how far light passes a hair.
    pub fn light_transmitted(&self, hull: &Hull, mesh: &Mesh, clear: f32) -> Vec<f32> {
        let passes = TRANSMITTED.0 + TRANSMITTED.1 * clear * clear;
        let left = |&place: &Vec3| {
            let (q, height) = hull.project(place);
            let near = smoothstep(SHADED_MM.0, SHADED_MM.1, height);
            1.0 - hull::bilinear(&self.shade, q) * (1.0 - passes) * lerp(SHADED_BELOW, 1.0, near)
        };
        let mut left: Vec<f32> = mesh.positions.iter().map(left).collect();
        // The map is coarser around the neck than along it: shadows have soft edges in millimeters of skin.
        for _ in 0..SOFTENED {
            let (mut sums, mut counts) = (left.clone(), vec![1.0_f32; left.len()]);
            for [a, b, c] in mesh.triangles.iter().map(|corners| corners.map(|v| v as usize)) {
                for (to, from) in [(a, b), (b, c), (c, a)] {
                    sums[to] += left[from];
                    counts[to] += 1.0;
                }
            }
            for (left, (sum, count)) in left.iter_mut().zip(sums.iter().zip(&counts)) {
                *left = sum / count;
            }
        }
        left
    }

    /// Guide points for which a test holds, for [`Groom::strands`].
    pub fn points_where(&self, test: impl Fn(&GuidePoint) -> bool) -> Vec<bool> {
        self.guides.points_where(test)
    }

    /// Strands on demand, only as far as they run near guide points that are `seen`.
    pub fn strands<'a>(&'a self, seen: &'a [bool]) -> Strands<'a> {
        Strands::new(self, seen)
    }

    /// The elastic that holds tied hair, as a closed ring of places, mm; empty where there is none, or hair is too short for it.
    pub fn hair_tie(&self) -> Vec<Vec3> {
        if self.parameters.style != Style::Tied || self.parameters.length_mm < HAIR_TIE.least_length_mm {
            return Vec::new();
        }
        let place = |i: usize| {
            let angle = TAU * i as f32 / HAIR_TIE.points as f32;
            self.style_field.tie
                + HAIR_TIE.middle
                + Vec3::X * (HAIR_TIE.radius_mm * cos(angle))
                + HAIR_TIE.across * (HAIR_TIE.radius_mm * sin(angle))
        };
        (0..=HAIR_TIE.points).map(place).collect()
    }

    /// Points of a strand.
    pub fn points(&self) -> usize {
        self.guides.segments + 1
    }
}

/// Accumulates the hair mass of all guides on the hull and looks it up at every guide point. Returns it, mm²/mm², and its shade, 0–1.
fn accumulate_mass(hull: &Hull, guides: &mut Guides, weights: &[f32], winding: f32) -> (Vec<f32>, Vec<f32>) {
    let n = guides.segments + 1;
    let mut mass = vec![0.0_f32; hull::SIDE * hull::SIDE];
    let mut top = mass.clone();
    for (guide, weight) in guides.points.chunks(n).zip(weights) {
        for pair in guide.windows(2) {
            let shafts = weight * winding * (pair[1].place_height - pair[0].place_height).truncate().length();
            let height = 0.5 * (pair[0].place_height.w + pair[1].place_height.w);
            for (at, share) in hull::bilinear_weights((pair[0].on_hull + pair[1].on_hull) * 0.5) {
                mass[at] += shafts * share;
                top[at] += shafts * share * height;
            }
        }
    }
    for map in [&mut mass, &mut top] {
        hull::blur(map);
        hull::blur(map);
    }
    for (top, mass) in top.iter_mut().zip(&mass) {
        *top = TOP.0 * *top / max(*mass, LEAST_MASS) + TOP.1;
    }
    for (mass, area) in mass.iter_mut().zip(&hull.area) {
        *mass /= area;
    }
    let mut shade: Vec<f32> = mass.iter().map(|m| 1.0 - exp(-SHADE_PER_MASS * m)).collect();
    // Light also enters obliquely.
    (0..SHADE_BLURS).for_each(|_| hull::blur(&mut shade));
    for point in &mut guides.points {
        point.mass = hull::bilinear(&mass, point.on_hull);
        point.normal_top.w = hull::bilinear(&top, point.on_hull);
    }
    (mass, shade)
}
