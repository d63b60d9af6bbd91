//! Cut hair as transmittance planes: short hair dims the skin, longer hair lies over skin and other hair.
//!
//! In: strands. Out: [`Hair`], how much of each pixel is hair with pigment, how much is white hair and, once hair is long
//! enough to lie on hair, how much light reaches what is uppermost. Color comes later, so that changing it draws
//! nothing anew.

use super::marks::coarse_marks::CoarseMarks;
use super::marks::hair_stroke::{self, HairStroke};
use super::marks::root_mark::RootMark;
use super::marks::splat::Atlas;
use super::marks::spread::{AbsorptionRule, Pyramid};
use super::marks::transmission::{FULL_TRANSMISSION, Transmission};
use super::surface::occlusion::DepthSurface;
use super::surface::shade::LightBuffer;
use crate::base::color::LinearRgb;
use crate::base::fixed::{from_unorm16, q16_truncate};
use crate::base::math::{Vec3, lerp, max, min, smoothstep, vec3};
use crate::camera::projection::Projected;
use crate::head::Strand;
use crate::optics::hair::{self, LYING_MM, LengthCorrection};
use crate::optics::{Inks, SceneLights};
use crate::scalp::{Bundle, Stubble};

/// How the hair of a head is drawn, whatever its length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HairShading {
    /// Share of white hairs, 0–1.
    pub white: f32,
    /// Strength of the highlight on long hair, as a multiple of its own light.
    pub sheen: f32,
}

/// Hair of one kind, cut to one length: the scalp's, a beard.
#[derive(Clone, Copy)]
pub struct HairLayer<'a> {
    /// Every hair.
    pub strands: &'a Stubble,
    /// Length of a terminal hair, mm.
    pub length_mm: f32,
    /// Hairs per mm² where none is lost.
    pub per_mm2: f32,
    /// How it is drawn with the ink that all layers share.
    pub length_correction: LengthCorrection,
}

impl HairLayer<'_> {
    fn is_lying(&self) -> bool {
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
const OUTLINE_COSINES: (f32, f32) = (-0.2, 0.3);
/// Share of hairs that stand out, and share of its darkness each then has: others lie on the skin, and all of them would
/// draw a black rim that no photograph shows (found by trial).
const STAND_OUT: f32 = 0.24;
const BRISTLE: f32 = 0.85;

/// A hair thinner than this many px passes light twice at once: the square of what it covers is negligible.
const DOUBLE_PASS_BELOW_PX: f32 = 0.4;

/// One in [`Hair::shade`]: no hair lies there.
pub const SHADE_ONE: u16 = 8192;
/// A hair thinner than this many px is drawn for some of its neighbors too, as wide as all of them: short ones, which
/// stand alone, and long ones, which hide each other. Of these, what lies below stands for twice as many.
const LEAST_WIDTH_PX: (f32, f32) = (0.30, 0.75);

/// Several hairs drawn as one are as much wider than side by side for each hair after the first, and at most so many
/// times: seen from afar hair is a texture without locks (found by trial against the same hair drawn larger).
const BUNDLE_WIDENING: f32 = 0.5;
const MOST_BUNDLE_WIDENING: f32 = 3.4;

/// What is nearer than most of the head is larger by up to this factor.
const NEARER: f32 = 1.2;
/// Strength of brows and lashes at the outline, what is added where they face the camera, and the cosine from which on all of it is (choice).
const FACE_THIN: (f32, f32) = (0.30, 0.70);
const FACE_FULL_COSINE: f32 = 0.45;
/// Tones of white by which hairs are shuffled: the digits behind them choose which hairs stand out.
const SHUFFLE: f32 = 64.0;
/// Share of the way from tip to root in which a bristle's place over the outline is sought.
const BRISTLE_STEP: f32 = 0.25;
/// Strength of a short hair that stands and of one that begins to lie, and length, mm, from which on it grows (choice: at the outline hair must
/// not crowd into a black rim).
const STANDS: (f32, f32) = (0.52, 1.2);
const STANDS_MM: f32 = 1.0;
/// Cosines between skin and line of sight from and to which a short hair is as strong as that (choice likewise).
const STANDS_COSINES: (f32, f32) = (0.12, 0.8);
/// Lengths from and to which hair counts as a crowd that hides what lies below, mm (choice).
const CROWD_MM: (f32, f32) = (2.0, 8.0);
/// Hairs whose mean width stands for a layer's; the least width, px, that their number is computed with; and what rounds that.
const TYPICAL_HAIRS: usize = 64;
const LEAST_MEAN_PX: f32 = 0.05;
const BUNDLE_ROUNDING: f32 = 0.3;
/// Light at the root of the longest hair that lies, the length from which on its root is as dark, and the one at which it is lit as a volume, mm
/// (choice).
const ROOT_LIGHT: f32 = 0.40;
const ROOT_DARK_MM: f32 = 7.0;
const VOLUME_MM: f32 = 4.0;
/// Diffuse light of hair along the key light, and what is added across it (Kajiya–Kay's sine; choice).
const ALONG_KEY: f32 = 0.72;
const ACROSS_KEY: f32 = 0.38;
/// Hair is out of its own shadow after 1 over this share of its length (choice).
const SHADOW_ENDS: f32 = 1.7;
/// Middles of the lower and upper half of a strand, as shares of its length, and half the length of each.
const HALVES: (f32, f32) = (0.25, 0.75);
const HALF_OF_HALF: f32 = 0.25;
/// Width of the upper half relative to the lower (choice).
const UPPER_WIDTH: f32 = 0.85;
/// Pieces shorter than this count as this long, px: slopes divide by it.
const LEAST_RIBBON_PX: f32 = 0.05;

/// The planes of a picture's hair.
#[derive(Default)]
pub struct Hair {
    /// Light that passes hair with pigment.
    pub dark: Transmission,
    /// Light that passes white hair, where there is any.
    pub white: Option<Transmission>,
    /// Light on what lies uppermost, [`SHADE_ONE`] = as on the skin; for long hair only.
    pub shade: Option<Transmission>,
    /// How far the longest hair may stand out over the skin's outline, px.
    pub reach: usize,
    /// Middle of the skull in the picture, px.
    skull_center: (f32, f32),
    /// Roots that show through the skin, where they are larger than a sprite.
    roots: CoarseMarks,
    /// The dark plane at coarser resolutions: roots and hair that stands, and hair that lies.
    standing: Option<Pyramid>,
    lying: Option<Pyramid>,
    /// How much of the ink's light the hair that lies takes, as a share of the usual.
    lying_strength: f32,
}

impl Hair {
    /// Gaussian blur of what is drawn in a picture of `height` px, as by a lens: `sigma` in px, 0–3.
    pub fn blur(&mut self, sigma: f32, height: usize) {
        for plane in [Some(&mut self.dark), self.white.as_mut(), self.shade.as_mut()].into_iter().flatten() {
            plane.blur(sigma, &(0..height));
        }
    }

    /// Draws all hair anew; `face` are lists that are drawn as they are.
    pub fn draw(
        &mut self,
        atlas: &Atlas,
        on: &DepthSurface<'_>,
        layers: &[HairLayer<'_>],
        face: &[&[Strand]],
        style: &HairShading,
        lights: &SceneLights,
    ) {
        let (width, height) = (on.view.width, on.view.height);
        let scale = on.view.typical_pixels_per_mm();
        self.dark.reset(width, height);
        fill_if_wanted(&mut self.white, style.white > 0.0, width, height, FULL_TRANSMISSION);
        let layers = || layers.iter().filter(|layer| !layer.strands.is_empty());
        let longest = layers().map(|layer| layer.length_mm).fold(0.0, max);
        let lies = longest > LYING_MM;
        fill_if_wanted(&mut self.shade, lies, width, height, SHADE_ONE);
        self.reach = (LONGEST * longest * scale) as usize + 1;
        let middle = on.view.project(SKULL_CENTER);
        self.skull_center = (middle.x, middle.y);
        let largest = NEARER * RootMark::of_hair(THICKEST_MM, scale, 0.0, 1.0).widest();
        self.roots = CoarseMarks::default();
        if !atlas.has_size(largest) {
            self.roots.begin(atlas, largest, width, height);
        }
        for layer in layers() {
            if !layer.is_lying() {
                layer.strands.iter().for_each(|strand| self.draw_cut(atlas, on, &strand, layer, style));
            } else if layer.length_mm < ROOTS_HIDDEN_MM {
                self.draw_roots(atlas, on, layer, style);
            }
        }
        if self.roots.size > 1 {
            self.roots.multiply_into(&mut self.dark);
        }
        // Roots of brows and lashes are few: only those of scalp and beard darken the skin from below.
        let pyramid = |plane: &Transmission| Pyramid::new(plane, width, height, scale);
        self.standing = layers().any(|layer| layer.length_mm < ROOTS_HIDDEN_MM).then(|| pyramid(&self.dark));
        layers().filter(|layer| layer.is_lying()).for_each(|layer| self.draw_lying(on, layer, style, lights));
        // At least one plane is needed.
        self.lying = (lies || self.standing.is_none()).then(|| {
            let all = pyramid(&self.dark);
            let mut own = match &self.standing {
                Some(standing) => all.without(standing),
                None => all,
            };
            // Where two layers lie they do so apart, and the scalp's goes first.
            let first = layers().find(|layer| layer.is_lying());
            self.lying_strength = first.map_or(1.0, |layer| layer.length_correction.standing[0]);
            // Light falls in aslant, through more hair than one looks through.
            own.second_pass(ASLANT * smoothstep(ASLANT_MM.0, ASLANT_MM.1, first.map_or(0.0, |layer| layer.length_mm)));
            own
        });
        self.draw_face(atlas, on, face, style);
    }

    /// What absorbs the laterally scattered light under it, and with which ink: roots and standing hair from below, lying
    /// hair by what it covers.
    pub fn lateral_absorbers(&self, inks: &Inks) -> Vec<(&Pyramid, LinearRgb, AbsorptionRule)> {
        let standing = self.standing.as_ref().map(|pyramid| (pyramid, inks.root, AbsorptionRule::Cloud));
        standing
            .into_iter()
            .chain(self.lying.as_ref().map(|pyramid| (pyramid, inks.hair * self.lying_strength, AbsorptionRule::Cover)))
            .collect()
    }

    /// Brows, lashes and the lines of lids and mouth.
    fn draw_face(&mut self, atlas: &Atlas, on: &DepthSurface<'_>, face: &[&[Strand]], style: &HairShading) {
        for strand in face.iter().copied().flatten() {
            let Some((root, facing)) = on.project_visible(strand.root, strand.normal) else { continue };
            let thin = FACE_THIN.0 + FACE_THIN.1 * smoothstep(0.0, FACE_FULL_COSINE, facing);
            let is_white = strand.white_at < style.white;
            let width = strand.diameter * on.view.pixels_per_mm(root.distance);
            // Twice: what the shafts keep back on the way in, they keep back on the way out; of one that covers little of a
            // pixel at once. White ones keep nothing back.
            let (times, strength) = match (is_white, width < DOUBLE_PASS_BELOW_PX) {
                (true, _) => (1, 1.0),
                (false, true) => (1, 2.0),
                (false, false) => (2, 1.0),
            };
            let stroke = HairStroke::new(&root, &on.view.project(strand.tip), width, strength * strand.pigment * thin);
            let plane = self.white.as_mut().filter(|_| is_white).unwrap_or(&mut self.dark);
            (0..times).for_each(|_| hair_stroke::draw(atlas, plane, &stroke, None));
        }
    }

    /// How much of a pixel is hair with pigment and how much white hair, 0–1.
    pub fn cover(&self, x: usize, y: usize) -> [f32; 2] {
        let share = |plane: &Transmission| from_unorm16(FULL_TRANSMISSION - plane.row(y)[x]);
        [share(&self.dark), self.white.as_ref().map_or(0.0, share)]
    }

    /// Light on what lies uppermost in a pixel, 1 = as on the skin.
    pub fn shade_at(&self, x: usize, y: usize) -> f32 {
        self.shade.as_ref().map_or(1.0, |plane| f32::from(plane.row(y)[x]) / f32::from(SHADE_ONE))
    }

    /// The skin that hair before the backdrop grows from: the first on the way to the skull's middle.
    pub fn skin_below(&self, light: &LightBuffer, x: usize, y: usize) -> Option<usize> {
        let (width, height) = self.dark.size();
        let (mut px, mut py) = (x as f32 + 0.5, y as f32 + 0.5);
        let (dx, dy) = (self.skull_center.0 - px, self.skull_center.1 - py);
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
    fn draw_cut(&mut self, atlas: &Atlas, on: &DepthSurface<'_>, strand: &Strand, layer: &HairLayer<'_>, style: &HairShading) {
        let facing = on.view.facing_cosine(strand.root, strand.normal);
        if facing <= OUTLINE_COSINES.0 {
            return;
        }
        let (root, tip) = (on.view.project(strand.root), on.view.project(strand.tip));
        let scale = on.view.pixels_per_mm(root.distance);
        let is_white = strand.white_at < style.white;
        let own = min(strand.pigment * layer.length_correction.standing[usize::from(is_white)], 1.0);
        if facing < OUTLINE_COSINES.1 && (strand.white_at * SHUFFLE).fract() < STAND_OUT {
            self.draw_bristle(atlas, on, [&root, &tip], strand.diameter * scale, BRISTLE * own, is_white);
        }
        if facing <= 0.0 || on.occludes(&root) {
            return;
        }
        // Hardly anything of a white hair shows under the skin.
        let shows = if is_white { hair::WHITE_ROOT } else { 1.0 };
        let share = strand.pigment * layer.length_correction.root * min(facing, 1.0) * shows;
        let mark = RootMark::of_hair(strand.diameter, scale, share, (strand.tip - strand.root).length());
        if !is_white && !atlas.has_size(mark.widest()) {
            self.roots.draw_root(atlas, mark, (root.x, root.y), (tip.x - root.x, tip.y - root.y));
        }
        // Hair stands up from the skin, so at the outline it crowds into a black rim that no photograph shows.
        // A cut shaft that stands up would darken the skin the more, the flatter one looks; dots do not.
        let stands = lerp(STANDS.0, STANDS.1, smoothstep(STANDS_MM, LYING_MM, layer.length_mm));
        let thin = stands * smoothstep(STANDS_COSINES.0, STANDS_COSINES.1, facing);
        let stroke = HairStroke::new(&root, &tip, strand.diameter * scale, min(own * thin, 1.0));
        let plane = self.white.as_mut().filter(|_| is_white).unwrap_or(&mut self.dark);
        hair_stroke::draw(atlas, plane, &stroke, Some(mark));
    }

    /// The part of a short hair that stands out over the head's outline: nothing shades it there.
    #[inline(never)]
    fn draw_bristle(
        &mut self,
        atlas: &Atlas,
        on: &DepthSurface<'_>,
        [root, tip]: [&Projected; 2],
        width: f32,
        strength: f32,
        is_white: bool,
    ) {
        let at = |t: f32| Projected { x: lerp(root.x, tip.x, t), y: lerp(root.y, tip.y, t), distance: root.distance };
        if !on.is_backdrop(tip) {
            return;
        }
        let mut from = 1.0;
        while from > 0.0 && on.is_backdrop(&at(from - BRISTLE_STEP)) {
            from -= BRISTLE_STEP;
        }
        let stroke = HairStroke::new(&at(from), tip, width, strength);
        let plane = self.white.as_mut().filter(|_| is_white).unwrap_or(&mut self.dark);
        hair_stroke::draw(atlas, plane, &stroke, None);
    }

    /// How many neighbors of a layer are drawn as one, at the most where one looks through all that lies.
    fn bundle_size(layer: &HairLayer<'_>, scale: f32) -> usize {
        let n = layer.strands.len().min(TYPICAL_HAIRS);
        let width = layer.strands.iter().take(n).map(|strand| strand.diameter).sum::<f32>() / n as f32 * scale;
        let least = lerp(LEAST_WIDTH_PX.0, LEAST_WIDTH_PX.1, smoothstep(CROWD_MM.0, CROWD_MM.1, layer.length_mm));
        ((least / width.max(LEAST_MEAN_PX) + BUNDLE_ROUNDING) as usize).clamp(1, ((layer.per_mm2 * BUNDLE_MM2) as usize).max(1))
    }

    /// The marks of roots alone, of hair that just begins to hide them.
    fn draw_roots(&mut self, atlas: &Atlas, on: &DepthSurface<'_>, layer: &HairLayer<'_>, style: &HairShading) {
        let left = smoothstep(ROOTS_HIDDEN_MM, LYING_MM, layer.length_mm);
        for Bundle { strand, len, white } in layer.strands.bundles(Self::bundle_size(layer, on.view.typical_pixels_per_mm()), style.white) {
            let Some((root, facing)) = on.project_visible(strand.root, strand.normal) else { continue };
            let share = (1.0 - white) * strand.pigment * layer.length_correction.root * min(facing, 1.0) * left;
            let mark = RootMark::of_hair(strand.diameter, on.view.pixels_per_mm(root.distance), share, layer.length_mm);
            let tip = on.view.project(strand.tip);
            let (mark, place, way) = (mark.bundled(len), (root.x, root.y), (tip.x - root.x, tip.y - root.y));
            if self.roots.size > 1 {
                self.roots.draw_root(atlas, mark, place, way);
            } else {
                mark.draw(atlas, &mut self.dark, place, way);
            }
        }
    }

    /// Long hair: first the half of every strand that lies below, then the half that lies on top.
    fn draw_lying(&mut self, on: &DepthSurface<'_>, layer: &HairLayer<'_>, style: &HairShading, lights: &SceneLights) {
        let view = on.view;
        let key = lights.lamps[0].direction;
        // Both sides of a head have a light of their own: the key, and the one behind the other side.
        let halves = [0, 2].map(|i: usize| (lights.lamps[i].direction + Vec3::Z).normalize_or(Vec3::Z));
        let sheen = style.sheen * lights.scene.hair_sheen;
        let crowd = smoothstep(CROWD_MM.0, CROWD_MM.1, layer.length_mm);
        let together = Self::bundle_size(layer, view.typical_pixels_per_mm());
        // Hair shades its own roots the more the longer it is.
        let shadow = lerp(1.0, ROOT_LIGHT, smoothstep(LYING_MM, ROOT_DARK_MM, layer.length_mm));
        let depth = smoothstep(LYING_MM, VOLUME_MM, layer.length_mm);
        for upper in [false, true] {
            let together = if upper || crowd < 0.5 { together } else { 2 * together };
            for bundle in layer.strands.bundles(together, style.white) {
                let Bundle { strand, len, white } = bundle;
                let Some((root, _)) = on.project_visible(strand.root, strand.normal) else { continue };
                let scale = view.pixels_per_mm(root.distance);
                let along = strand.tip - strand.root;
                let length = along.length();
                // Out of the skin first, then along it.
                let bow = strand.normal * (BEND_PER_MM2 * length * length);
                let point = |t: f32| strand.root + along * t + bow * (4.0 * t * (1.0 - t));
                let middle = view.project(point(0.5));
                let tip = view.project(strand.tip);
                let end = if upper { &tip } else { &middle };
                if on.occludes(&middle) || on.occludes(end) {
                    continue;
                }
                let tangent = |t: f32| view.direction_to_camera_frame(strand.root, along + bow * (4.0 - 8.0 * t)).normalize_or(Vec3::X);
                // Hairs vary in lightness.
                let own = (1.0 + depth * 0.5 * (strand.white_at - 0.5))
                    * lerp(layer.length_correction.lying[0], layer.length_correction.lying[1], white);
                let light = |t: f32| {
                    let along = tangent(t);
                    let across = |v: Vec3| max(1.0 - along.dot(v) * along.dot(v), 0.0);
                    let glint = |half: Vec3| {
                        let narrow = across(half);
                        let narrow = narrow * narrow * narrow * narrow;
                        narrow * narrow * narrow
                    };
                    let glint = max(glint(halves[0]), glint(halves[1]));
                    let lit = lerp(1.0, ALONG_KEY + ACROSS_KEY * across(key).sqrt(), depth);
                    (lit * own * lerp(shadow, 1.0, min(t * SHADOW_ENDS, 1.0)) + depth * sheen * glint * t) * f32::from(SHADE_ONE)
                };
                let (from, to, t) = if upper { (middle, tip, HALVES.1) } else { (root, middle, HALVES.0) };
                let taper = if upper { UPPER_WIDTH } else { 1.0 };
                // Many side by side are never as dense as one.
                let loose = min(1.0 + BUNDLE_WIDENING * (len - 1) as f32, MOST_BUNDLE_WIDENING);
                let ribbon = Ribbon {
                    from: (from.x, from.y),
                    to: (to.x, to.y),
                    width: strand.diameter * scale * len as f32 * taper * loose,
                    light: (light(t - HALF_OF_HALF), light(t + HALF_OF_HALF)),
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
        let length = max(b.0 - a.0, LEAST_RIBBON_PX);
        let slope = (b.1 - a.1) / length;
        let half = 0.5 * r.width * (1.0 + slope * slope).sqrt();
        // What of it is white hides pigment, and the other way round.
        let whites = (r.white * f32::from(FULL_TRANSMISSION)) as u16;
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
                self.composite_over(origin + u * step_u + v * step_v, cover, shade, whites);
            }
        }
    }

    #[inline(always)]
    fn composite_over(&mut self, at: usize, cover: f32, shade: u16, whites: u16) {
        let share = q16_truncate(cover);
        let towards = |value: &mut u16, aim: u16| {
            // Half as fine, so that the product fits.
            let step = ((i32::from(aim) - i32::from(*value)) / 2 * (share / 2)) >> 14;
            *value = (i32::from(*value) + step) as u16;
        };
        towards(&mut self.dark.values_mut()[at], whites);
        if let Some(white) = &mut self.white {
            towards(&mut white.values_mut()[at], FULL_TRANSMISSION - whites);
        }
        if let Some(plane) = &mut self.shade {
            towards(&mut plane.values_mut()[at], shade);
        }
    }
}

/// A place well inside the skull, mm; and the longest hair over the usual one.
const SKULL_CENTER: Vec3 = vec3(0.0, 55.0, -5.0);
const LONGEST: f32 = 1.3;
/// How far a strand bows out from its chord, mm a squared mm of length (found by trial: 1.2 mm at 10 mm).
const BEND_PER_MM2: f32 = 0.012;

/// The thickest hair there is, mm.
const THICKEST_MM: f32 = 0.155;

/// A piece of a strand in the picture.
struct Ribbon {
    from: (f32, f32),
    to: (f32, f32),
    width: f32,
    /// Light at both ends, in [`SHADE_ONE`]s.
    light: (f32, f32),
    strength: f32,
    /// Share of white hairs in it.
    white: f32,
}

/// Keeps a plane only while it is wanted.
fn fill_if_wanted(plane: &mut Option<Transmission>, wanted: bool, width: usize, height: usize, value: u16) {
    if wanted {
        plane.get_or_insert_with(Transmission::default).fill(width, height, value);
    } else {
        *plane = None;
    }
}
