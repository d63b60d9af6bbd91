//! Guide hairs: curves integrated along a direction field on the hull, one every few millimeters of scalp.
//!
//! A guide leaves the skin as its style says, then bends step by step towards the style's direction field, towards the top
//! of the hair that lies under it, and under its own weight. Every strand is interpolated between four guides.

use super::hull::{self, Hull};
use super::style::{GroomParameters, Style};
use super::style_field::{StyleDirections, StyleField};
use crate::base::grid::bilinear_weights;
use crate::base::math::{TAU, Vec2, Vec3, Vec4, cos, exp, lerp, max, min, sin, smoothstep, vec2, vec3};
use crate::base::noise;
use crate::base::random::uniform;
use crate::base::streams;
use crate::base::units::CM2_PER_MM2;
use crate::scalp::person::Person;

const STREAM: u32 = streams::GUIDES;

/// Half the edge of the square of guides on the chart, guides along it, and their distance, chart units.
const EXTENT: f32 = 196.0;
const SIDE: usize = 50;
pub(super) const STEP: f32 = 2.0 * EXTENT / (SIDE - 1) as f32;
/// Guides grow so far outside the edge of the hair, chart units: roots at the edge need four.
const MARGIN: f32 = 7.0;
const NONE: u32 = u32::MAX;

/// Points of a guide: one every so many mm, at least and at most.
const POINT_MM: f32 = 6.0;
const POINTS: (usize, usize) = (9, 25);
/// The same of curled hair: points in a turn, and at most; of longer hair turns are longer.
const POINTS_A_TURN: f32 = 5.0;
const MOST_CURLED: usize = 46;
/// Longest step of the integration, mm, in short hair and in hair of more than 10 cm.
const LONGEST_STEP_MM: (f32, f32) = (5.0, 7.0);

/// Cross-section of a hair, mm², of 70 µm, and share of a lying mass that is hair (choice: combed dry hair is packed to
/// 0.12–0.25; worn loose, less).
const SECTION_MM2: f32 = 0.003_85;
const PACKING: f32 = 0.09;
/// Share of the full density below which a layer grows no thinner: single hairs lie on the skin.
const LEAST_SHARE: f32 = 0.08;
/// The most that a layer is thick, mm; and its least.
const THICKEST_MM: f32 = 18.0;
const THINNEST_MM: f32 = 0.5;
/// Lift of full hair at its roots, mm, and the way over which it rises, mm (choice).
const ROOT_LIFT_MM: (f32, f32) = (3.5, 14.0);
/// Length over which a terminal hair bends under its own weight, mm: (EI/ρgA)^⅓ with E 4 GPa, 70 µm and 1.32 g/cm³.
const BENDING_MM: f32 = 45.0;
/// Lengths over which standing and laid hair bend, mm (choice).
const BENDS_OVER_MM: (f32, f32) = (16.0, 9.0);
/// Slopes at which laid hair comes down to its layer and rises to it, and the gap over which it does, mm.
const DESCENT: (f32, f32, f32) = (-0.9, 0.42, 7.0);
/// Heights of the hull's normal between which it overhangs and hair hangs free.
const OVERHANG: (f32, f32) = (-0.18, 0.08);
/// Least height of a hair over the hull, mm, and share of its layer below which it is pushed out.
const LEAST_HEIGHT_MM: f32 = 0.35;
const LEAST_OF_LAYER: f32 = 0.75;
/// Hair that hangs and is longer than this is cut to one level, mm; the level varies by so much over so far, mm.
const LEVEL_FROM_MM: f32 = 120.0;
const LEVEL_VARIES_MM: (f32, f32) = (13.0, 22.0);
/// It lies so far above where hair from the parting ends, mm: most hair reaches it.
const LEVEL_HIGHER_MM: f32 = 6.0;
/// Roots that the level is taken from: so near the parting, and to the middle, mm.
const LEVEL_ROOTS_MM: (f32, f32) = (12.0, 40.0);

/// Bangs: hair that falls before the face is cut so far above the glabella, in front of this depth and this near the middle, mm.
const BANGS_MM: f32 = 17.0;
const FACE_MM: (f32, f32) = (45.0, 56.0);

/// A tail of tied hair: reach of the tie, how far it stands off the head before it falls, girths and where they change, mm.
const TIE_REACH_MM: f32 = 9.0;
const TAIL_OUT_MM: (f32, f32) = (26.0, 22.0);
const TAIL_FALLS_MM: (f32, f32) = (14.0, 50.0);
const TAIL_RADII_MM: [f32; 3] = [7.0, 17.0, 10.0];
const TAIL_WIDENS_MM: [f32; 3] = [70.0, 100.0, 220.0];
/// It leaves the tie so far behind it, mm, and rises by this share of its way out; its section turns from upright to level between
/// these lengths, mm.
const TAIL_BEHIND_MM: f32 = 2.0;
const TAIL_RISES: f32 = 0.25;
const TAIL_TURNS_MM: (f32, f32) = (5.0, 40.0);
/// Longest step towards the tail, in steps, and the least length it is measured by, mm.
const TAIL_STEP: f32 = 1.05;
const TAIL_STEP_MM: f32 = 0.1;

/// Longest steps go from short to long hair between these lengths, mm.
const LONGEST_STEP_LENGTHS_MM: (f32, f32) = (60.0, 100.0);
/// A guide is cut by no level or bangs before this part of its points: one in so many.
const LEAST_CUT: usize = 5;
/// Share that every guide around a root has at least, before shares are scaled to a sum of 1: none is left out.
const LEAST_GUIDE_SHARE: f32 = 1e-4;
/// Share of the lift that hair has where the hull is upright, and the heights of its normal between which that grows to all.
const LIFT_UPRIGHT: f32 = 0.3;
const LIFT_NORMAL_Y: (f32, f32) = (0.15, 0.7);

/// How standing hair bends (choice).
const STANDING: Standing = Standing {
    over: (0.6, 1.6),
    over_mm: 3.0,
    along: 0.9,
    weight: 0.5,
    down: 0.9,
    coils_out: 0.75,
    coils_stay_up: 0.9,
    coils_follow: 0.25,
};

/// How standing hair bends. Pulls act over [`BENDS_OVER_MM`].
struct Standing {
    /// Heights over the hull between which a hair begins to lie down on others, in layers, and mm added to the upper.
    over: (f32, f32),
    over_mm: f32,
    /// Pull of the style's direction.
    along: f32,
    /// Pull of its weight at [`BENDING_MM`] from the root.
    weight: f32,
    /// Pull towards the hull where it lies on others.
    down: f32,
    /// Outward pull of coils.
    coils_out: f32,
    /// Share of lying down that coils do not do.
    coils_stay_up: f32,
    /// Share of all pull that coils follow.
    coils_follow: f32,
}

/// Heights over its layer between which laid hair loses and has contact, mm.
const CONTACT_MM: (f32, f32) = (16.0, 3.0);
/// Pull of weight on laid hair where the hull overhangs, and heights of its normal between which it grows (choice).
const HANGS: f32 = 1.4;
const HANGS_NORMAL_Y: (f32, f32) = (0.15, -0.25);
/// A hair is pushed out to so much at the most, mm, and not yet at its root but within this length, mm.
const MOST_PUSHED_MM: f32 = 12.0;
const PUSHED_FROM_MM: f32 = 12.0;

/// A point of a guide.
#[derive(Clone, Copy, Default)]
pub struct GuidePoint {
    /// Place, mm, and height above the hull, mm: interpolated together.
    pub place_height: Vec4,
    /// Outward normal of the hull below, and height of the uppermost hair there, mm.
    pub normal_top: Vec4,
    /// Hair over the hull there: mm² of shafts a mm² of hull.
    pub mass: f32,
    /// Place on the hull's map.
    pub on_hull: Vec2,
}

/// All guides of a head.
pub(super) struct Guides {
    /// Segments of a guide; it has one point more.
    pub segments: usize,
    /// Every point, guide by guide.
    pub points: Vec<GuidePoint>,
    /// Side of the parting of each: −1, +1, or 0 for none.
    sides: Vec<f32>,
    /// Length of each, mm.
    pub lengths: Vec<f32>,
    index: Vec<u32>,
}

/// Hair to a turn of its curl, mm, as it is drawn.
pub(super) fn drawn_mm_per_turn(p: &GroomParameters) -> f32 {
    p.texture.curl().1.max(p.length_mm * POINTS_A_TURN / MOST_CURLED as f32)
}

/// GuideWeights guides of one side of the parting around a place: the first point of each, and their shares.
pub(super) type GuideWeights = [(usize, f32); 4];

impl Guides {
    /// Lays guides of `length_mm` from root to tip. `load` is the hair that follows each
    /// guide: places of roots and their hairs × mm of diameter; `full`: what follows one where no hair is lost.
    pub(super) fn new(
        person: &Person,
        hull: &Hull,
        (style_field, fields): (&StyleField, &StyleDirections),
        p: &GroomParameters,
        length_mm: f32,
        load: impl Iterator<Item = (Vec2, f32)>,
        full: f32,
    ) -> (Self, Vec<f32>) {
        let mut index = vec![NONE; SIDE * SIDE];
        let mut places = Vec::new();
        for (at, slot) in index.iter_mut().enumerate() {
            let q = vec2((at % SIDE) as f32, (at / SIDE) as f32) * STEP - Vec2::splat(EXTENT);
            if person.region.plain_depth(q) > -MARGIN {
                *slot = places.len() as u32;
                places.push(q);
            }
        }
        let mut weights = vec![0.0_f32; places.len()];
        for (q, hair) in load {
            for (at, share) in bilinear_weights(SIDE, EXTENT, q) {
                if let Some(weight) = weights.get_mut(index[at] as usize) {
                    *weight += hair * share;
                }
            }
        }
        let segments = ((length_mm / POINT_MM) as usize).clamp(POINTS.0, POINTS.1);
        let segments = if p.texture.is_curled() {
            ((p.length_mm / drawn_mm_per_turn(p) * POINTS_A_TURN) as usize).clamp(segments, MOST_CURLED)
        } else {
            segments
        };
        let roots: Vec<Vec3> = places.iter().map(|&q| person.chart.skin_at(q)).collect();
        let sides: Vec<f32> = roots.iter().map(|&root| style_field.side(root)).collect();
        let tracer = |i: usize| Tracer {
            person,
            hull,
            style_field,
            p,
            field: fields.side(sides[i]),
            side: sides[i],
            share: weights[i] / full,
            seed: i as u32,
        };
        let longest =
            lerp(LONGEST_STEP_MM.0, LONGEST_STEP_MM.1, smoothstep(LONGEST_STEP_LENGTHS_MM.0, LONGEST_STEP_LENGTHS_MM.1, length_mm));
        let mut paths = Vec::with_capacity(places.len());
        for (i, &root) in roots.iter().enumerate() {
            let length = length_mm * style_field.length_share(root);
            let step = length / segments as f32;
            let ds = step / ((step / longest) as usize + 1) as f32;
            paths.push((tracer(i).trace(places[i], root, length, ds), ds));
        }
        let level = if p.style.is_parted() && !p.texture.is_curled() && length_mm > LEVEL_FROM_MM {
            let near =
                |i: &usize| style_field.distance_to_parting(roots[*i]).abs() < LEVEL_ROOTS_MM.0 && roots[*i].z.abs() < LEVEL_ROOTS_MM.1;
            let tips: Vec<f32> = (0..roots.len()).filter(near).filter_map(|i| paths[i].0.last().map(|tip| tip.y)).collect();
            LEVEL_HIGHER_MM + tips.iter().sum::<f32>() / tips.len().max(1) as f32
        } else {
            f32::MIN
        };
        let fringe = person.landmarks.glabella.y + BANGS_MM;
        let mut points = Vec::with_capacity(places.len() * (segments + 1));
        let mut lengths = Vec::with_capacity(places.len());
        for (path, ds) in &paths {
            let varies = |p: Vec3| LEVEL_VARIES_MM.0 * noise::value(vec3(p.x, 0.0, p.z) / LEVEL_VARIES_MM.1);
            let below = |p: &Vec3, level: f32| p.y < level + LEVEL_VARIES_MM.0 && p.y < level + varies(*p);
            let before_face = |p: &Vec3| p.z > FACE_MM.0 && p.x.abs() < FACE_MM.1 && below(p, fringe);
            let hangs = path.iter().position(|p| below(p, level)).unwrap_or(path.len() - 1).max(path.len() / LEAST_CUT);
            let cut = path.iter().position(before_face).map_or(hangs, |cut| cut.clamp(1, hangs));
            lengths.push(cut as f32 * ds);
            for k in 0..=segments {
                let at = k as f32 * cut as f32 / segments as f32;
                let i = (at as usize).min(path.len() - 2);
                let place = path[i].lerp(path[i + 1], at - i as f32);
                let (q, height) = hull.project(place);
                points.push(GuidePoint {
                    place_height: place.extend(height),
                    normal_top: hull.normal(q).extend(0.0),
                    mass: 0.0,
                    on_hull: q,
                });
            }
        }
        (Self { segments, points, sides, lengths, index }, weights)
    }

    /// Guides around a place of the chart for a hair on a side of the parting; none where no guide has that side.
    pub(super) fn guides_around(&self, q: Vec2, side: f32) -> Option<GuideWeights> {
        let mut four = [(0, 0.0_f32); 4];
        let mut sum = 0.0;
        for (slot, (at, share)) in four.iter_mut().zip(bilinear_weights(SIDE, EXTENT, q)) {
            let guide = self.index[at];
            // Sides mix behind the parting's end alone: between them hair would stand up.
            if guide != NONE && self.sides[guide as usize] * side >= 0.0 {
                *slot = (guide as usize * (self.segments + 1), share + LEAST_GUIDE_SHARE);
                sum += share + LEAST_GUIDE_SHARE;
            }
        }
        for (_, share) in &mut four {
            *share /= sum;
        }
        (sum > 0.0).then_some(four)
    }

    /// Length between four guides, mm.
    pub(super) fn length(&self, four: &GuideWeights) -> f32 {
        four.iter().map(|&(first, share)| self.lengths[first / (self.segments + 1)] * share).sum()
    }

    /// For which points a test holds.
    pub(super) fn points_where(&self, test: impl Fn(&GuidePoint) -> bool) -> Vec<bool> {
        self.points.iter().map(test).collect()
    }
}

/// Integrates one guide.
struct Tracer<'a> {
    person: &'a Person,
    hull: &'a Hull,
    style_field: &'a StyleField,
    p: &'a GroomParameters,
    field: &'a [Vec3],
    side: f32,
    /// Share of the full hair around it.
    share: f32,
    seed: u32,
}

impl Tracer<'_> {
    /// Its path from the root, one point every `ds` mm.
    fn trace(&self, q: Vec2, root: Vec3, length: f32, ds: f32) -> Vec<Vec3> {
        let style = self.p.style;
        let tied = style == Style::Tied;
        let stands = matches!(style, Style::Cut | Style::Forward);
        let (mut at, mut height) = self.hull.project(root);
        let mut normal = self.hull.normal(at);
        let mut d = self.style_field.exit_direction(root, normal, self.person.region.plain_front_depth(q), self.side);
        let coiled = self.p.texture.coiled();
        // After s mm a hair lies on the mass of all hair rooted under it.
        let slope = CM2_PER_MM2 * self.p.hair_density * max(self.share, LEAST_SHARE) * SECTION_MM2 / PACKING * self.p.texture.bulk();
        // Full hair is lifted at its roots; tied hair lies flat.
        let lift = if tied {
            0.0
        } else {
            ROOT_LIFT_MM.0 * min(self.share, 1.0) * lerp(LIFT_UPRIGHT, 1.0, smoothstep(LIFT_NORMAL_Y.0, LIFT_NORMAL_Y.1, normal.y))
        };
        let easing = 1.0 - exp(-ds / BENDS_OVER_MM.1);
        let steps = (length / ds + 0.5) as usize;
        let mut path = Vec::with_capacity(steps + 1);
        path.push(root);
        let (mut place, mut s, mut tail) = (root, 0.0, None);
        // e^(−s/τ) of the lift, step by step.
        let (mut settled, settles) = (1.0_f32, exp(-ds / ROOT_LIFT_MM.1));
        for _ in 0..steps {
            if tied {
                if tail.is_none() && (self.style_field.tie - place).length() < TIE_REACH_MM {
                    tail = Some(s);
                }
                if let Some(from) = tail {
                    let step = self.tail_point(s + ds - from) - place;
                    place += step * min(1.0, TAIL_STEP * ds / max(step.length(), TAIL_STEP_MM));
                    s += ds;
                    path.push(place);
                    continue;
                }
            }
            let lies = min(THINNEST_MM + slope * s, THICKEST_MM) + lift * (1.0 - settled);
            let along = hull::bilinear_direction(self.field, at);
            if stands {
                // Growth direction, blended with the style's direction and gravity until it lies on other hair.
                let c = &STANDING;
                let over = smoothstep(lies * c.over.0, lies * c.over.1 + c.over_mm, height) * (1.0 - c.coils_stay_up * coiled);
                let weight = Vec3::NEG_Y * (c.weight * (s / BENDING_MM));
                let pull = along * c.along + weight - normal * (c.down * over) + normal * (c.coils_out * coiled);
                d = (d + pull * (ds / BENDS_OVER_MM.0 * lerp(1.0, c.coils_follow, coiled))).normalize_or(d);
            } else {
                let overhangs = if tied { 1.0 } else { smoothstep(OVERHANG.0, OVERHANG.1, normal.y) };
                let contact = smoothstep(lies + CONTACT_MM.0, lies + CONTACT_MM.1, height) * overhangs;
                let rise = ((lies - height) / DESCENT.2).max(DESCENT.0).min(DESCENT.1);
                let laid = (along + normal * rise).normalize_or(along);
                let hangs = if tied { 0.0 } else { HANGS * smoothstep(HANGS_NORMAL_Y.0, HANGS_NORMAL_Y.1, normal.y) };
                let aim = laid * contact + Vec3::NEG_Y * (1.0 - contact);
                let aim = (aim.normalize_or(laid) + Vec3::NEG_Y * hangs).normalize_or(laid);
                d = (d + (aim - d) * easing).normalize_or(aim);
            }
            place += d * ds;
            s += ds;
            settled *= settles;
            (at, height) = self.hull.project(place);
            let least = min(LEAST_HEIGHT_MM + slope * s * LEAST_OF_LAYER, MOST_PUSHED_MM) * smoothstep(0.0, PUSHED_FROM_MM, s);
            if height < least {
                place += self.hull.outward(place) * (least - height);
                (at, height) = self.hull.project(place);
            }
            normal = self.hull.normal(at);
            path.push(place);
        }
        path
    }

    /// Where this guide runs in the tail, `t` mm from the tie.
    fn tail_point(&self, t: f32) -> Vec3 {
        let angle = TAU * uniform(self.person.seed, STREAM, self.seed);
        let from_middle = uniform(self.person.seed, STREAM + 1, self.seed).sqrt();
        let [tight, wide, end] = TAIL_RADII_MM;
        let girth = lerp(tight, wide, smoothstep(0.0, TAIL_WIDENS_MM[0], t))
            * lerp(1.0, end / wide, smoothstep(TAIL_WIDENS_MM[1], TAIL_WIDENS_MM[2], t));
        let out = TAIL_OUT_MM.0 * (1.0 - exp(-t / TAIL_OUT_MM.1));
        let fall = max(t - TAIL_FALLS_MM.0, 0.0) * smoothstep(0.0, TAIL_FALLS_MM.1, t);
        let middle = self.style_field.tie + vec3(0.0, TAIL_RISES * out - fall, -out - TAIL_BEHIND_MM);
        let across = Vec3::Y.lerp(Vec3::Z, smoothstep(TAIL_TURNS_MM.0, TAIL_TURNS_MM.1, t)).normalize_or(Vec3::Y);
        middle + (Vec3::X * cos(angle) + across * sin(angle)) * (from_middle * girth)
    }
}
