//! Hair as planes: cut short it dims the skin, grown it lies over skin and other hair.
//!
//! In: strands. Out: [`Hair`], how much of each pixel is hair with pigment, how much is white hair and, once hair is long
//! enough to lie on hair, how much light reaches what is uppermost. Colour comes later, so that changing it draws
//! nothing anew.

use super::marks::cells::Cells;
use super::marks::splat::Atlas;
use super::marks::spread::{Pyramid, Takes};
use super::marks::stroke::{self, Root, Stroke};
use super::marks::transmission::{CLEAR, Transmission};
use super::surface::hidden::Surface;
use super::surface::shade::Light;
use crate::base::math::{Vec3, lerp, max, min, smoothstep, vec3};
use crate::camera::projection::Projected;
use crate::head::Strand;
use crate::optics::hair::{self, LYING_MM, Recut};
use crate::optics::{Inks, studio};
use crate::scalp::{Bundle, Stubble};

/// How the hair of a head is drawn, whatever its length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HairStyle {
    /// Share of white hairs, 0–1.
    pub white: f32,
    /// Strength of the highlight on long hair, as a multiple of its own light.
    pub sheen: f32,
}

/// Hair of one kind, cut to one length: the scalp's, a beard.
#[derive(Clone, Copy)]
pub struct HairCoat<'a> {
    /// Every hair.
    pub strands: &'a Stubble,
    /// Length of a terminal hair, mm.
    pub length_mm: f32,
    /// Hairs per mm² where none is lost.
    pub per_mm2: f32,
    /// How it is drawn with the ink that all coats share.
    pub recut: Recut,
}

impl HairCoat<'_> {
    fn lies(&self) -> bool {
        self.length_mm > LYING_MM
    }
}

/// Hairs drawn as one stand on so much skin at the most, mm²: sparser ones would fall into tufts (found by trial on scalp
/// and beard).
const BUNDLE_MM2: f32 = 2.9;
/// Share of a second pass through hair that lies which light falling in aslant makes, and the lengths from and to which it
/// grows, mm (photographs: 1–2 mm of black hair leave dark skin 0.17–0.45 of its light).
const ASLANT: f32 = 1.0;
const ASLANT_MM: (f32, f32) = (1.6, 2.0);
/// Of longer hair no root shows, mm (choice).
const ROOTS_HIDDEN_MM: f32 = 4.0;
/// Cosine between skin and line of sight below which a short hair may stand out over the outline, and for skin behind it
/// (a hair of 2 mm at 40° shows from 0.17 behind).
const BRISTLES: (f32, f32) = (-0.2, 0.3);
/// Share of hairs that stand out, and share of its darkness each then has: others lean on the skin, and all of them would
/// draw a black rim that no photograph shows (found by trial).
const STAND_OUT: f32 = 0.24;
const BRISTLE: f32 = 0.85;

/// A hair thinner than this many px passes light twice at once: the square of what it covers is next to nothing.
const TWICE_PX: f32 = 0.4;

/// Even shade in [`Hair::shade`]: no hair lies there.
pub const EVEN: u16 = 8192;
/// A hair thinner than this many px is drawn for some of its neighbours too, as wide as all of them: short ones, which
/// stand alone, and long ones, which hide each other. Of these, what lies below stands for twice as many.
const LEAST_WIDTH_PX: (f32, f32) = (0.30, 0.75);

/// Several hairs drawn as one are as much wider than side by side for each hair after the first, and at most so many
/// times: seen from afar hair is a texture without locks (found by trial against the same hair drawn larger).
const LOOSE: f32 = 0.5;
const LOOSEST: f32 = 3.4;

/// The planes of a picture's hair.
#[derive(Default)]
pub struct Hair {
    /// Light that passes hair with pigment.
    pub dark: Transmission,
    /// Light that passes white hair, where there is any.
    pub white: Option<Transmission>,
    /// Light on what lies uppermost, [`EVEN`] = as on the skin; for long hair only.
    pub shade: Option<Transmission>,
    /// How far the longest hair may stand out over the skin's outline, px.
    pub reach: usize,
    /// Middle of the skull in the picture, px.
    middle: (f32, f32),
    /// Roots that show through the skin, where they are larger than a sprite.
    roots: Cells,
    /// The dark plane at coarser resolutions: roots and hair that stands, and hair that lies.
    standing: Option<Pyramid>,
    lying: Option<Pyramid>,
    /// How much of the ink's light the hair that lies takes, as a share of the usual.
    lying_takes: f32,
}

impl Hair {
    /// Draws all hair anew; `face` are lists that are drawn as they are.
    pub fn draw(&mut self, atlas: &Atlas, on: &Surface<'_>, coats: &[HairCoat<'_>], face: &[&[Strand]], style: &HairStyle) {
        let (width, height) = (on.view.width, on.view.height);
        let scale = on.view.typical_pixels_per_mm();
        self.dark.reset(width, height);
        renew(&mut self.white, style.white > 0.0, width, height, CLEAR);
        let coats = || coats.iter().filter(|coat| !coat.strands.is_empty());
        let longest = coats().map(|coat| coat.length_mm).fold(0.0, max);
        let lies = longest > LYING_MM;
        renew(&mut self.shade, lies, width, height, EVEN);
        self.reach = (LONGEST * longest * scale) as usize + 1;
        let middle = on.view.project(SKULL_MIDDLE);
        self.middle = (middle.x, middle.y);
        // What is nearer than most of the head is a little larger.
        let largest = 1.2 * root_mark(THICKEST_MM, scale, 0.0, 1.0).radius;
        self.roots = Cells::default();
        if !atlas.holds(largest) {
            self.roots.begin(atlas, largest, width, height);
        }
        for coat in coats() {
            if !coat.lies() {
                coat.strands.iter().for_each(|strand| self.draw_cut(atlas, on, &strand, coat, style));
            } else if coat.length_mm < ROOTS_HIDDEN_MM {
                self.draw_roots(atlas, on, coat, style);
            }
        }
        if self.roots.size > 1 {
            self.roots.lay_on(&mut self.dark);
        }
        // Roots of brows and lashes are few: only those of scalp and beard darken the skin from below.
        let pyramid = |plane: &Transmission| Pyramid::new(plane, width, height, scale);
        self.standing = coats().any(|coat| coat.length_mm < ROOTS_HIDDEN_MM).then(|| pyramid(&self.dark));
        coats().filter(|coat| coat.lies()).for_each(|coat| self.lay(on, coat, style));
        // One there must be, if but an empty one.
        self.lying = (lies || self.standing.is_none()).then(|| {
            let all = pyramid(&self.dark);
            let mut own = match &self.standing {
                Some(standing) => all.since(standing),
                None => all,
            };
            // Where two coats lie they do so apart, and the scalp's goes first.
            let first = coats().find(|coat| coat.lies());
            self.lying_takes = first.map_or(1.0, |coat| coat.recut.takes[0]);
            // Light falls in aslant, through more hair than one looks through.
            own.thicken(ASLANT * smoothstep(ASLANT_MM.0, ASLANT_MM.1, first.map_or(0.0, |coat| coat.length_mm)));
            own
        });
        self.draw_face(atlas, on, face, style);
    }

    /// What darkens the skin by light that wanders under it, and with which ink: roots and standing hair from below, lying
    /// hair by what it covers.
    pub fn spreads(&self, inks: &Inks) -> Vec<(&Pyramid, Vec3, Takes)> {
        let standing = self.standing.as_ref().map(|pyramid| (pyramid, inks.root, Takes::Cloud));
        standing.into_iter().chain(self.lying.as_ref().map(|pyramid| (pyramid, inks.hair * self.lying_takes, Takes::Cover))).collect()
    }

    /// Brows, lashes and the lines of lids and mouth.
    fn draw_face(&mut self, atlas: &Atlas, on: &Surface<'_>, face: &[&[Strand]], style: &HairStyle) {
        for strand in face.iter().copied().flatten() {
            let Some((root, facing)) = on.sees(strand.root, strand.normal) else { continue };
            let thin = 0.30 + 0.70 * smoothstep(0.0, 0.45, facing);
            let is_white = strand.white_at < style.white;
            let width = strand.diameter * on.view.pixels_per_mm(root.distance);
            // Twice: what the shafts keep back on the way in, they keep back on the way out; of one that covers little of a
            // pixel at once. White ones keep nothing back.
            let (times, strength) = match (is_white, width < TWICE_PX) {
                (true, _) => (1, 1.0),
                (false, true) => (1, 2.0),
                (false, false) => (2, 1.0),
            };
            let stroke = Stroke::between(&root, &on.view.project(strand.tip), width, strength * strand.pigment * thin);
            let plane = self.white.as_mut().filter(|_| is_white).unwrap_or(&mut self.dark);
            (0..times).for_each(|_| stroke::draw(atlas, plane, &stroke, None));
        }
    }

    /// How much of a pixel is hair with pigment and how much white hair, 0–1.
    pub fn cover(&self, x: usize, y: usize) -> [f32; 2] {
        let share = |plane: &Transmission| f32::from(CLEAR - plane.row(y)[x]) * (1.0 / 65_535.0);
        [share(&self.dark), self.white.as_ref().map_or(0.0, share)]
    }

    /// Light on what lies uppermost in a pixel, 1 = as on the skin.
    pub fn shade_at(&self, x: usize, y: usize) -> f32 {
        self.shade.as_ref().map_or(1.0, |plane| f32::from(plane.row(y)[x]) / f32::from(EVEN))
    }

    /// The skin that hair before the backdrop grows from: the first on the way to the skull's middle.
    pub fn skin_below(&self, light: &Light, x: usize, y: usize) -> Option<usize> {
        let (width, height) = self.dark.size();
        let (mut px, mut py) = (x as f32 + 0.5, y as f32 + 0.5);
        let (dx, dy) = (self.middle.0 - px, self.middle.1 - py);
        let step = 1.0 / max((dx * dx + dy * dy).sqrt(), 1.0);
        for _ in 0..2 * self.reach + 4 {
            let at = (py as usize).min(height - 1) * width + (px as usize).min(width - 1);
            if light.hits[at] > 0 {
                return Some(at);
            }
            (px, py) = (px + dx * step, py + dy * step);
        }
        None
    }

    /// A short hair: a stroke that dims the skin, and the mark of its root.
    #[inline]
    fn draw_cut(&mut self, atlas: &Atlas, on: &Surface<'_>, strand: &Strand, coat: &HairCoat<'_>, style: &HairStyle) {
        let facing = on.view.facing_cosine(strand.root, strand.normal);
        if facing <= BRISTLES.0 {
            return;
        }
        let (root, tip) = (on.view.project(strand.root), on.view.project(strand.tip));
        let scale = on.view.pixels_per_mm(root.distance);
        let is_white = strand.white_at < style.white;
        let own = min(strand.pigment * coat.recut.takes[usize::from(is_white)], 1.0);
        if facing < BRISTLES.1 && (strand.white_at * 64.0).fract() < STAND_OUT {
            self.draw_bristle(atlas, on, [&root, &tip], strand.diameter * scale, BRISTLE * own, is_white);
        }
        if facing <= 0.0 || on.hides(&root) {
            return;
        }
        let mark =
            root_mark(strand.diameter, scale, strand.pigment * coat.recut.root * min(facing, 1.0), (strand.tip - strand.root).length());
        let mark = if is_white { Root { strength: mark.strength * hair::WHITE_ROOT, ..mark } } else { mark };
        let aside = !atlas.holds(mark.radius);
        // What shows of a white hair under the skin is next to nothing.
        if aside && !is_white {
            let (x, y) = mark.place(&root, &tip);
            self.roots.draw(atlas, x, y, mark.radius, mark.strength);
        }
        // Hair stands up from the skin, so at the outline it crowds into a black rim that no photograph shows.
        // A cut shaft that stands up would darken the skin the more, the flatter one looks; dots do not.
        let stands = lerp(0.455, 1.2, smoothstep(1.0, LYING_MM, coat.length_mm));
        let thin = stands * smoothstep(0.12, 0.8, facing);
        let stroke = Stroke::between(&root, &tip, strand.diameter * scale, min(own * thin, 1.0));
        let plane = self.white.as_mut().filter(|_| is_white).unwrap_or(&mut self.dark);
        stroke::draw(atlas, plane, &stroke, (!aside).then_some(mark));
    }

    /// The part of a short hair that stands out over the head's outline: nothing shades it there.
    #[inline(never)]
    fn draw_bristle(&mut self, atlas: &Atlas, on: &Surface<'_>, [root, tip]: [&Projected; 2], width: f32, strength: f32, is_white: bool) {
        let at = |t: f32| Projected { x: lerp(root.x, tip.x, t), y: lerp(root.y, tip.y, t), distance: root.distance };
        if !on.is_open(tip) {
            return;
        }
        let mut from = 1.0;
        while from > 0.0 && on.is_open(&at(from - 0.25)) {
            from -= 0.25;
        }
        let stroke = Stroke::between(&at(from), tip, width, strength);
        let plane = self.white.as_mut().filter(|_| is_white).unwrap_or(&mut self.dark);
        stroke::draw(atlas, plane, &stroke, None);
    }

    /// How many neighbours of a coat are drawn as one, at the most where one looks through all that lies.
    fn together(coat: &HairCoat<'_>, scale: f32) -> usize {
        let n = coat.strands.len().min(64);
        let width = coat.strands.iter().take(n).map(|strand| strand.diameter).sum::<f32>() / n as f32 * scale;
        let least = lerp(LEAST_WIDTH_PX.0, LEAST_WIDTH_PX.1, smoothstep(2.0, 8.0, coat.length_mm));
        ((least / width.max(0.05) + 0.3) as usize).clamp(1, ((coat.per_mm2 * BUNDLE_MM2) as usize).max(1))
    }

    /// The marks of roots alone, of hair that just begins to hide them.
    fn draw_roots(&mut self, atlas: &Atlas, on: &Surface<'_>, coat: &HairCoat<'_>, style: &HairStyle) {
        let left = smoothstep(ROOTS_HIDDEN_MM, LYING_MM, coat.length_mm);
        for Bundle { strand, len, white } in coat.strands.bundles(Self::together(coat, on.view.typical_pixels_per_mm()), style.white) {
            let Some((root, facing)) = on.sees(strand.root, strand.normal) else { continue };
            let share = (1.0 - white) * strand.pigment * coat.recut.root * min(facing, 1.0) * left;
            let mark = root_mark(strand.diameter, on.view.pixels_per_mm(root.distance), share, coat.length_mm);
            let (x, y) = mark.place(&root, &on.view.project(strand.tip));
            let radius = mark.radius * (len as f32).sqrt();
            if atlas.holds(radius) {
                atlas.draw(&mut self.dark, x, y, radius, mark.strength);
            } else if self.roots.size > 1 {
                self.roots.draw(atlas, x, y, radius, mark.strength);
            }
        }
    }

    /// Long hair: first the half of every strand that lies below, then the half that lies on top.
    fn lay(&mut self, on: &Surface<'_>, coat: &HairCoat<'_>, style: &HairStyle) {
        let view = on.view;
        let lights = studio::lights();
        let key = lights[0].direction;
        // Both sides of a head have a light of their own: the key, and the one behind the other side.
        let halves = [0, 2].map(|i: usize| (lights[i].direction + Vec3::Z).normalize_or(Vec3::Z));
        let crowd = smoothstep(2.0, 8.0, coat.length_mm);
        let together = Self::together(coat, view.typical_pixels_per_mm());
        // Hair shades its own roots the more the longer it is.
        let shadow = lerp(1.0, 0.40, smoothstep(LYING_MM, 7.0, coat.length_mm));
        let depth = smoothstep(LYING_MM, 4.0, coat.length_mm);
        for upper in [false, true] {
            let together = if upper || crowd < 0.5 { together } else { 2 * together };
            for bundle in coat.strands.bundles(together, style.white) {
                let Bundle { strand, len, white } = bundle;
                let Some((root, _)) = on.sees(strand.root, strand.normal) else { continue };
                let scale = view.pixels_per_mm(root.distance);
                let along = strand.tip - strand.root;
                let length = along.length();
                // Out of the skin first, then along it.
                let bow = strand.normal * (BOW * length * length);
                let point = |t: f32| strand.root + along * t + bow * (4.0 * t * (1.0 - t));
                let middle = view.project(point(0.5));
                let tip = view.project(strand.tip);
                let end = if upper { &tip } else { &middle };
                if on.hides(&middle) || on.hides(end) {
                    continue;
                }
                let tangent = |t: f32| view.to_camera_frame(along + bow * (4.0 - 8.0 * t)).normalize_or(Vec3::X);
                // No two hairs have the same brown.
                let own = (1.0 + depth * 0.5 * (strand.white_at - 0.5)) * lerp(coat.recut.gives[0], coat.recut.gives[1], white);
                let light = |t: f32| {
                    let along = tangent(t);
                    let across = |v: Vec3| max(1.0 - along.dot(v) * along.dot(v), 0.0);
                    let glint = |half: Vec3| {
                        let narrow = across(half);
                        let narrow = narrow * narrow * narrow * narrow;
                        narrow * narrow * narrow
                    };
                    let glint = max(glint(halves[0]), glint(halves[1]));
                    let lit = lerp(1.0, 0.72 + 0.38 * across(key).sqrt(), depth);
                    (lit * own * lerp(shadow, 1.0, min(t * 1.7, 1.0)) + depth * style.sheen * glint * t) * f32::from(EVEN)
                };
                let (from, to, t) = if upper { (middle, tip, 0.75) } else { (root, middle, 0.25) };
                let taper = if upper { 0.85 } else { 1.0 };
                // Many side by side are never as dense as one.
                let loose = min(1.0 + LOOSE * (len - 1) as f32, LOOSEST);
                let ribbon = Ribbon {
                    from: (from.x, from.y),
                    to: (to.x, to.y),
                    width: strand.diameter * scale * len as f32 * taper * loose,
                    light: (light(t - 0.25), light(t + 0.25)),
                    strength: strand.pigment / loose,
                    white,
                };
                self.draw_ribbon(&ribbon);
            }
        }
    }

    /// Puts a piece of hair over what is there.
    fn draw_ribbon(&mut self, r: &Ribbon) {
        let (dx, dy) = (r.to.0 - r.from.0, r.to.1 - r.from.1);
        let steep = dy.abs() > dx.abs();
        // Along the longer axis (u) in whole pixels, exact across it (v).
        let turn = |p: (f32, f32)| if steep { (p.1, p.0) } else { p };
        let (mut a, mut b, mut light) = (turn(r.from), turn(r.to), r.light);
        if a.0 > b.0 {
            (a, b, light) = (b, a, (light.1, light.0));
        }
        let length = max(b.0 - a.0, 0.05);
        let slope = (b.1 - a.1) / length;
        let half = 0.5 * r.width * (1.0 + slope * slope).sqrt();
        // What of it is white hides pigment, and the other way round.
        let whites = (r.white * f32::from(CLEAR)) as u16;
        let (width, height) = self.dark.size();
        let (across_u, across_v) = if steep { (height, width) } else { (width, height) };
        let (origin, stride) = self.dark.layout();
        let (step_u, step_v) = if steep { (stride, 1) } else { (1, stride) };
        let within = |v: f32, end: usize| (max(v, 0.0) as i32 as usize).min(end);
        for u in within(a.0, across_u)..within(b.0 + 1.0, across_u) {
            let (from, to) = (max(a.0, u as f32), min(b.0, u as f32 + 1.0));
            let share = max(to - from, 0.0) * r.strength;
            let t = ((from + to) * 0.5 - a.0) / length;
            let middle = a.1 + slope * (t * length);
            let (top, bottom) = (middle - half, middle + half);
            let shade = lerp(light.0, light.1, t) as i32 as u16;
            for v in within(top, across_v)..within(bottom + 1.0, across_v) {
                let cover = max(min(bottom, v as f32 + 1.0) - max(top, v as f32), 0.0) * share;
                self.put(origin + u * step_u + v * step_v, cover, shade, whites);
            }
        }
    }

    #[inline(always)]
    fn put(&mut self, at: usize, cover: f32, shade: u16, whites: u16) {
        let share = (cover * 65_536.0) as i32;
        let towards = |value: &mut u16, aim: u16| {
            // Half as fine, so that the product fits.
            let step = ((i32::from(aim) - i32::from(*value)) / 2 * (share / 2)) >> 14;
            *value = (i32::from(*value) + step) as u16;
        };
        towards(&mut self.dark.values_mut()[at], whites);
        if let Some(white) = &mut self.white {
            towards(&mut white.values_mut()[at], CLEAR - whites);
        }
        if let Some(plane) = &mut self.shade {
            towards(&mut plane.values_mut()[at], shade);
        }
    }
}

/// A place well inside the skull, mm; and the longest hair over the usual one.
const SKULL_MIDDLE: Vec3 = vec3(0.0, 55.0, -5.0);
const LONGEST: f32 = 1.3;
/// How far a strand bows out from its chord, mm a squared mm of length (found by trial: 1.2 mm at 10 mm).
const BOW: f32 = 0.012;

/// The thickest hair there is, mm, and that of the scalp on average, for which the optics of roots are given.
const THICKEST_MM: f32 = 0.155;
const USUAL_MM: f32 = 0.067;

/// The mark of the root of a hair of a diameter, mm, at a scale of px/mm, `share` as strong as a root's can be; `length` is
/// the hair's own, mm. A thicker hair's is as much wider and, lying deeper, a little fainter (found by trial: beard beside
/// scalp).
///
/// From near it is a wide soft shadow under the skin behind the root; from afar the same darkness in one point.
pub(super) fn root_mark(diameter: f32, scale: f32, share: f32, length: f32) -> Root {
    let thicker = diameter * (1.0 / USUAL_MM);
    let radius = hair::ROOT_RADIUS_MM * thicker * scale;
    let near = smoothstep(0.30, 0.80, hair::ROOT_RADIUS_MM * scale);
    let wider = lerp(1.0, hair::ROOT_SOFTER, near);
    Root {
        radius: radius * wider,
        strength: hair::ROOT_SHARE * share / (wider * wider * thicker.sqrt()),
        behind: near * hair::ROOT_BEHIND_MM / max(length, 0.1),
    }
}

/// A piece of a strand in the picture.
struct Ribbon {
    from: (f32, f32),
    to: (f32, f32),
    width: f32,
    /// Light at both ends, in [`EVEN`]s.
    light: (f32, f32),
    strength: f32,
    /// Share of white hairs in it.
    white: f32,
}

/// Keeps a plane only while it is wanted.
fn renew(plane: &mut Option<Transmission>, wanted: bool, width: usize, height: usize, value: u16) {
    if wanted {
        plane.get_or_insert_with(Transmission::default).fill(width, height, value);
    } else {
        *plane = None;
    }
}
