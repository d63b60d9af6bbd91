//! Strands become pieces: level of detail, projection, shading and clipping where skin occludes them.

use super::contact::ContactShadows;
use super::light::HairLights;
use super::piece::{Piece, Pieces, SUBPIXELS, WIDTH_STEPS};
use super::style::{BAND_ROWS, HALVED_PX, UNIT, WornShading};
use crate::base::fixed::{from_unorm8, unorm8_floor, unorm8_round};
use crate::base::math::{Vec3, lerp, max, min, smoothstep};
use crate::base::random::bits;
use crate::base::streams;
use crate::camera::projection::Projected;
use crate::optics::SceneLights;
use crate::render::surface::occlusion::DepthSurface;
use crate::scalp::groom::{Groom, HIDDEN, HairRoot, StrandPoint, Strands, Style};

const STREAM: u32 = streams::WORN;

/// Drafts of small heads, for they are in motion, are coarser by up to so much, between these sizes, px/mm.
const COARSER: f32 = 1.4;
const SMALL: (f32, f32) = (1.2, 1.6);
/// The same of curled hair: its strands have several times the points.
const CURLED: f32 = 1.9;
/// Single hairs are drawn where a usual unit's strand is wider than this, px.
const SINGLE_PX: f32 = 1.5;
/// Width of that strand, mm: what strands are merged by.
const UNIT_MM: f32 = 0.154;
/// How much wider than its hairs side by side a unit is.
const UNIT_WIDENING: f32 = 1.25;
/// The same where few strands stand for many: they lie more evenly, and overlap less.
const UNIT_WIDENING_MERGED: f32 = 1.205;
/// Share of what is behind it that a hair and a unit hides: light passes hair, and between hairs.
const OPACITY: (f32, f32) = (0.94, 0.90);
/// Of strands that grow under so much hair, mm²/mm², only a share is drawn.
const UNDER: (f32, f32) = (5.0, 14.0);
const LEAST_UNDER: f32 = 0.35;
/// How much strands differ in tint, either way, and one of 64 is so much lighter.
const TINT: f32 = 0.17;
const LIGHT_ONE: f32 = 0.5;
/// One strand of so many is a lighter one.
const LIGHT_ONES: f32 = 64.0;
/// The same of neighboring units as one, 2^[`NEIGHBORS`] of them in spatial order.
const LOCK_TINT: f32 = 0.09;
const NEIGHBORS: u32 = 4;
/// Width of a stray, as a share: it is one hair and not a unit's.
const STRAY: f32 = 0.55;
/// Few hairs lie so that they glint: least share of the highlight, and what is added by the cube of a random number.
const GLINT: (f32, f32) = (0.40, 1.8);
/// Mean of the cube of a random number 0–1.
const MEAN_CUBE: f32 = 0.25;
/// How far single tangents lean off their strand's.
const LEAN: f32 = 0.11;
/// A strand's width at its tip, as a share, from this share of its length on.
const TAPERS: (f32, f32) = (0.30, 0.60);
/// Segments longer than this are smoothed into parts of so many px.
const LONG_PX: f32 = 60.0;
const PART_PX: f32 = 28.0;
/// Parts of a segment of curls and tied hair.
const ROUND_PARTS: usize = 2;
/// Segments shorter than this are drawn by twos, px; in a draft of straight hair.
const SHORT_PX: (f32, f32) = (3.0, 18.0);
/// What ends so far outside the picture is not drawn, px.
const OUTSIDE_PX: f32 = 60.0;
/// A guide's strands stand up to so much higher than itself, mm: it is in sight where that is.
const HIGHER_MM: f32 = 4.0;
/// What lies so far outside the picture reaches in with no strand, mm: a lock and half a segment.
const BESIDE_MM: f32 = 16.0;
/// Half the width of a hair band, mm, and its light: diffuse, and specular.
struct Elastic {
    half_mm: f32,
    shade: f32,
    gloss: f32,
}

const ELASTIC: Elastic = Elastic { half_mm: 2.2, shade: 0.0, gloss: 0.035 };
/// Halvings of a piece that goes behind skin.
const HALVINGS: usize = 5;

/// Rows that a piece reaches beyond its ends, in half widths: at most √2 of them, where it is steep by one.
const REACH: f32 = 1.5;
/// Numbers of 24 random bits: what a float holds exactly.
const U24: f32 = 16_777_216.0;

/// A point of a strand as the camera sees it.
#[derive(Clone, Copy)]
struct ShadedPoint {
    at: Projected,
    /// Whether it lies before the skin.
    open: bool,
    half: u16,
    shade: u16,
    gloss: u16,
}

/// One strand about to be drawn.
struct StrandAppearance {
    /// Half its width, px.
    half: f32,
    strength: f32,
    tint: f32,
    glint: f32,
    lean: f32,
    white: u8,
}

/// All that turns strands into pieces.
pub(super) struct Projection<'a> {
    on: &'a DepthSurface<'a>,
    groom: &'a Groom,
    style: &'a WornShading,
    lamps: HairLights,
    scale: f32,
    /// Share of the strands that is drawn.
    merge: f32,
    single: bool,
    /// Along a strand, every so many points are drawn.
    stride: usize,
    draft: bool,
}

impl<'a> Projection<'a> {
    pub(super) fn new(on: &'a DepthSurface<'a>, groom: &'a Groom, style: &'a WornShading, lights: &SceneLights) -> Self {
        let scale = on.view.typical_pixels_per_mm();
        let draft = style.least_px >= HALVED_PX;
        let small = smoothstep(SMALL.1, SMALL.0, scale);
        let least_px = style.least_px * if draft { lerp(1.0, COARSER, small) } else { 1.0 };
        let least_px = least_px * if groom.parameters.texture.is_curled() { CURLED } else { 1.0 };
        let shortest = if draft && (small > 0.0 || !groom.parameters.texture.is_curled()) { SHORT_PX.1 } else { SHORT_PX.0 };
        Self {
            on,
            groom,
            style,
            lamps: HairLights::new(lights, style.translucency),
            scale,
            merge: (UNIT_MM * scale / least_px).min(1.0),
            stride: if groom.parameters.length_mm / groom.points() as f32 * scale < shortest { 2 } else { 1 },
            draft,
            single: UNIT_MM * scale >= SINGLE_PX,
        }
    }

    /// Pieces of all strands, band by band, each in the order of roots.
    pub(super) fn pieces(&self, mut contact: Option<ContactShadows<'_>>) -> Vec<Pieces> {
        let view = self.on.view;
        let mut bands = vec![Pieces::default(); view.height.div_ceil(BAND_ROWS)];
        // Its strands lie a little higher or lower than a guide, and beside it.
        let margin = BESIDE_MM * self.scale;
        let seen = self.groom.points_where(|point| {
            let p = view.project((point.place_height + point.normal_top * HIGHER_MM).truncate());
            let inside = p.x > -margin && p.y > -margin && p.x < view.width as f32 + margin && p.y < view.height as f32 + margin;
            inside && !self.is_occluded(&p)
        });
        let strands = self.groom.strands(&seen);
        let (mut points, mut parts) = (Vec::new(), Vec::new());
        for root in &self.groom.roots {
            // Units lie in spatial order: bit-reversed numbers spread any share of them evenly over the head. What grows under much hair is
            // never seen but for its end.
            let rank = (root.unit.reverse_bits() >> 8) as f32 * (1.0 / U24) / self.merge;
            let most = lerp(1.0, LEAST_UNDER, smoothstep(UNDER.0, UNDER.1, root.under));
            if rank > most {
                continue;
            }
            for own in 0..if self.single { u32::from(root.hairs) } else { 1 } {
                self.strand(&strands, root, own, rank, [&mut points, &mut parts], &mut bands);
                if self.single
                    && let Some(contact) = &mut contact
                {
                    contact.draw(root, &points);
                }
            }
        }
        self.add_hair_tie(&mut bands);
        bands
    }

    /// The band of tied hair: a charcoal ring.
    fn add_hair_tie(&self, bands: &mut [Pieces]) {
        let look = StrandAppearance { half: ELASTIC.half_mm * self.scale, strength: 1.0, tint: 1.0, glint: 0.0, lean: 0.0, white: 0 };
        let code = |v: f32| (v * UNIT) as u16;
        let mut last = None;
        for place in self.groom.hair_tie() {
            let at = self.on.view.project(place);
            let half = min(look.half * WIDTH_STEPS, f32::from(u16::MAX)) as u16;
            let here = ShadedPoint { at, open: !self.is_occluded(&at), half, shade: code(ELASTIC.shade), gloss: code(ELASTIC.gloss) };
            if let Some(before) = last {
                self.add_piece(before, here, &look, bands);
            }
            last = Some(here);
        }
    }

    fn strand(
        &self,
        strands: &Strands<'_>,
        root: &HairRoot,
        own: u32,
        rank: f32,
        [points, parts]: [&mut Vec<StrandPoint>; 2],
        bands: &mut [Pieces],
    ) {
        let view = self.on.view;
        let Some((segment_mm, strays)) = strands.strand(root, own, rank, self.stride, points) else { return };
        let px = segment_mm * self.scale;
        // Curls and the turn into a tail are too round for their few points.
        let round = !self.draft && (self.groom.parameters.texture.is_curled() || self.groom.parameters.style == Style::Tied);
        if round && px <= LONG_PX {
            catmull_rom(points, ROUND_PARTS, parts);
            core::mem::swap(points, parts);
        }
        if px > LONG_PX {
            let margin = px + OUTSIDE_PX;
            let in_sight = |p: &StrandPoint| {
                let at = view.project(p.place);
                p.above != HIDDEN
                    && at.x > -margin
                    && at.y > -margin
                    && at.x < view.width as f32 + margin
                    && at.y < view.height as f32 + margin
            };
            if !points.iter().any(in_sight) {
                return;
            }
            catmull_rom(points, (px / PART_PX) as usize + 1, parts);
            core::mem::swap(points, parts);
        }
        let mut look = self.appearance(root, own);
        if strays {
            look.half *= STRAY;
        }
        let n = points.len();
        let mut last: Option<ShadedPoint> = None;
        for (i, point) in points.iter().enumerate() {
            if point.above == HIDDEN {
                last = None;
                continue;
            }
            let near = |k: usize| if points[k].above == HIDDEN { point.place } else { points[k].place };
            let along = near((i + 1).min(n - 1)) - near(i.max(1) - 1);
            let here = self.shade_point(point, along, i as f32 / (n - 1) as f32, &look);
            if let Some(before) = last {
                self.add_piece(before, here, &look, bands);
            }
            last = Some(here);
        }
    }

    /// What sets a strand apart. One that stands for several is more like their mean: its deviation shrinks with the root of their number.
    fn appearance(&self, root: &HairRoot, own: u32) -> StrandAppearance {
        let chance = bits(STREAM, 1, root.unit * 4 + own);
        let lot = |shift: u32| from_unorm8((chance >> shift) as u8);
        let deviates = self.merge.sqrt();
        let differs = |mean: f32, value: f32| lerp(mean, value, deviates);
        let light_one = if chance >> 8 & 0x3f == 0 { LIGHT_ONE } else { 0.0 };
        let neighbors = from_unorm8((bits(STREAM, 3, root.unit >> NEIGHBORS) >> 24) as u8);
        let spark = lot(3);
        let is_white = |hair: u32| ((bits(STREAM, 2, root.unit * 4 + hair) >> 8) as f32) < U24 * self.style.white;
        let hairs = u32::from(root.hairs);
        let (wide, hides, white) = if self.single {
            (1.0, OPACITY.0, if is_white(own) { 1.0 } else { 0.0 })
        } else {
            (
                hairs as f32 * lerp(UNIT_WIDENING_MERGED, UNIT_WIDENING, self.merge),
                OPACITY.1,
                (0..hairs).filter(|&k| is_white(k)).count() as f32 / hairs as f32,
            )
        };
        StrandAppearance {
            half: 0.5 * root.diameter * wide * self.scale / self.merge,
            strength: root.pigment * hides,
            tint: 1.0 + differs(LIGHT_ONE / LIGHT_ONES, TINT * (2.0 * lot(0) - 1.0) + light_one) + LOCK_TINT * (2.0 * neighbors - 1.0),
            glint: differs(GLINT.0 + MEAN_CUBE * GLINT.1, GLINT.0 + GLINT.1 * spark * spark * spark),
            lean: LEAN * (2.0 * lot(11) - 1.0),
            white: unorm8_round(differs(self.style.white, white)),
        }
    }

    /// A point projected and lit.
    fn shade_point(&self, point: &StrandPoint, along: Vec3, t: f32, look: &StrandAppearance) -> ShadedPoint {
        let view = self.on.view;
        let at = view.project(point.place);
        let open = !self.is_occluded(&at);
        let (mut shade, mut specular) = (0.0, 0.0);
        if open {
            let normal = view.normal_to_camera_frame(point.place, point.normal);
            let tangent =
                (view.direction_to_camera_frame(point.place, along).normalize_or(Vec3::X) + normal * look.lean).normalize_or(Vec3::X);
            (shade, specular) = self.lamps.light(tangent, normal, point.above);
        }
        let code = |v: f32| (v * UNIT).max(0.0).min(f32::from(u16::MAX)) as u16;
        let half = look.half * lerp(1.0, TAPERS.0, smoothstep(TAPERS.1, 1.0, t));
        ShadedPoint {
            at,
            open,
            half: min(half * WIDTH_STEPS, f32::from(u16::MAX)) as u16,
            shade: code(shade * look.tint),
            gloss: code(specular * look.glint),
        }
    }

    /// Whether skin lies before a place of the picture.
    fn is_occluded(&self, p: &Projected) -> bool {
        let view = self.on.view;
        p.x >= 0.0 && p.y >= 0.0 && p.x < view.width as f32 && p.y < view.height as f32 && self.on.occludes(p)
    }

    /// Files what lies before the skin of the piece between two points.
    fn add_piece(&self, mut a: ShadedPoint, mut b: ShadedPoint, look: &StrandAppearance, bands: &mut [Pieces]) {
        let view = self.on.view;
        if a.open != b.open {
            let (mut open, mut behind) = if a.open { (a.at, b.at) } else { (b.at, a.at) };
            for _ in 0..HALVINGS {
                let middle = midpoint(&open, &behind);
                if self.is_occluded(&middle) { behind = middle } else { open = middle }
            }
            if a.open {
                b = ShadedPoint { at: open, ..a };
            } else {
                a = ShadedPoint { at: open, ..b };
            }
        }
        let inside = |p: &Projected| {
            p.x > -OUTSIDE_PX && p.y > -OUTSIDE_PX && p.x < view.width as f32 + OUTSIDE_PX && p.y < view.height as f32 + OUTSIDE_PX
        };
        if !a.open || !b.open || !inside(&a.at) || !inside(&b.at) {
            return;
        }
        let grid = |p: &Projected| [(p.x * SUBPIXELS) as i16, (p.y * SUBPIXELS) as i16];
        let piece = Piece {
            from: grid(&a.at),
            to: grid(&b.at),
            half: [a.half, b.half],
            shade: [a.shade, b.shade],
            gloss: [a.gloss, b.gloss],
            depth: self.on.view.depth_code(0.5 * (a.at.distance + b.at.distance)),
            strength: unorm8_floor(look.strength),
            white: look.white,
        };
        let reach = REACH / WIDTH_STEPS * f32::from(a.half.max(b.half));
        let band = |y: f32| (max(y, 0.0) as usize / BAND_ROWS).min(bands.len() - 1);
        let (first, last) = (band(min(a.at.y, b.at.y) - reach), band(max(a.at.y, b.at.y) + reach));
        bands[first..=last].iter_mut().for_each(|band| band.push(piece));
    }
}

fn midpoint(a: &Projected, b: &Projected) -> Projected {
    Projected { x: 0.5 * (a.x + b.x), y: 0.5 * (a.y + b.y), distance: 0.5 * (a.distance + b.distance) }
}

/// The same strand with each segment in so many parts, along a Catmull–Rom spline.
fn catmull_rom(points: &[StrandPoint], parts: usize, out: &mut Vec<StrandPoint>) {
    out.clear();
    let n = points.len();
    for (i, pair) in points.windows(2).enumerate() {
        let near = |k: usize, or: usize| points[if points[k].above == HIDDEN { or } else { k }].place;
        let [a, b, c, d] = [near(i.max(1) - 1, i), pair[0].place, pair[1].place, near((i + 2).min(n - 1), i + 1)];
        for k in 0..parts {
            if pair[0].above == HIDDEN || pair[1].above == HIDDEN {
                out.push(StrandPoint { above: HIDDEN, ..StrandPoint::default() });
                continue;
            }
            let t = k as f32 / parts as f32;
            let place =
                0.5 * (2.0 * b + (c - a) * t + (2.0 * a - 5.0 * b + 4.0 * c - d) * (t * t) + (3.0 * b - a - 3.0 * c + d) * (t * t * t));
            out.push(StrandPoint { place, normal: pair[0].normal.lerp(pair[1].normal, t), above: lerp(pair[0].above, pair[1].above, t) });
        }
    }
    out.push(points[n - 1]);
}
