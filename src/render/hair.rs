//! Hair as planes: cut short it dims the skin, grown it lies over skin and other hair.
//!
//! In: strands. Out: [`Hair`], how much of each pixel is hair with pigment, how much is white hair and, once hair is long
//! enough to lie on hair, how much light reaches what is uppermost. Colour comes later, so that changing it draws
//! nothing anew.

use super::cells::Cells;
use super::shade::Light;
use super::splat::Atlas;
use super::stroke::{self, Root, Stroke};
use super::transmission::{CLEAR, Transmission};
use super::{
    Surface,
    spread::{Pyramid, Takes},
};
use crate::base::math::{Vec3, max, min, mix, smoothstep, vec3};
use crate::head::Strand;
use crate::optics::{hair, studio};
use crate::scalp::{Bundle, Stubble};

/// How the hair of a head is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HairStyle {
    /// Share of white hairs, 0–1.
    pub white: f32,
    /// Length of a terminal hair, mm.
    pub length_mm: f32,
    /// Strength of the highlight on long hair, as a multiple of its own light.
    pub sheen: f32,
}

/// How much more of a beard hair's root shows than of a scalp hair's: it is half as thick again (found by trial).
const BEARD_ROOTS: f32 = 2.8;
/// It also goes deeper: its mark is so many times as wide and as much fainter (found by trial: dots become a shadow).
const BEARD_SOFTER: f32 = 1.5;

/// From this length on hair lies on hair: strands hide each other and shade their roots, mm (choice: beyond the 1 mm
/// at which dots and hair part ways, before coverage passes a third).
pub const LYING_MM: f32 = 1.6;
/// Even shade in [`Hair::shade`].
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
    /// The dark plane at coarser resolutions, and how it takes light.
    pub pyramid: Pyramid,
    pub(super) takes: Takes,
}

impl Hair {
    /// Draws all hair anew: `face`, lists that are drawn as they are, and `stubble` in its style.
    pub fn draw(
        &mut self,
        atlas: &Atlas,
        on: &Surface<'_>,
        stubble: &Stubble,
        beard: (&Stubble, f32),
        face: &[&[Strand]],
        style: &HairStyle,
    ) {
        let (width, height) = (on.view.width, on.view.height);
        self.dark.reset(width, height);
        renew(&mut self.white, style.white > 0.0, width, height, CLEAR);
        let lying = style.length_mm > LYING_MM;
        let (beard, beard_mm) = beard;
        let bearded = beard_mm > LYING_MM && !beard.is_empty();
        renew(&mut self.shade, lying || bearded, width, height, EVEN);
        self.reach = (LONGEST * max(style.length_mm, beard_mm) * on.view.typical_pixels_per_mm()) as usize + 1;
        let middle = on.view.project(SKULL_MIDDLE);
        self.middle = (middle.x, middle.y);
        // What is nearer than most of the head is a little larger.
        let softest = if beard.is_empty() { 1.0 } else { BEARD_SOFTER };
        let largest = 1.2 * softest * hair::ROOT_RADIUS_MM * hair::ROOT_SOFTER * on.view.typical_pixels_per_mm();
        if atlas.holds(largest) {
            self.roots = Cells::default();
        } else {
            self.roots.begin(atlas, largest, width, height);
        }
        let bearing = HairStyle { length_mm: beard_mm, ..*style };
        // Of a beard that lies, what stands next to the skin.
        let foot = min(LYING_MM / max(beard_mm, 0.1), 1.0);
        for mut strand in beard.iter() {
            strand.tip = strand.root + (strand.tip - strand.root) * foot;
            self.draw_cut(atlas, on, &strand, &bearing, BEARD_ROOTS);
        }
        self.takes = if lying { Takes::Cover } else { Takes::Cloud };
        if lying {
            self.lay(atlas, on, stubble, style, 6);
        } else {
            for strand in stubble.iter() {
                self.draw_cut(atlas, on, &strand, style, 1.0);
            }
        }
        if self.roots.size > 1 {
            self.roots.lay_on(&mut self.dark);
        }
        // Roots of brows and lashes are few: only those of scalp and beard darken the skin from below.
        self.pyramid = Pyramid::new(&self.dark, width, height, on.view.typical_pixels_per_mm());
        // Nor does a beard that lies: it has a length of its own, and the ink of roots is that of the scalp's.
        if bearded {
            self.lay(atlas, on, beard, &bearing, 2);
        }
        self.draw_face(atlas, on, face, style);
        if lying {
            // Light falls in aslant, through more hair than one looks through.
            self.pyramid.thicken(0.5 * smoothstep(LYING_MM, 6.0, style.length_mm));
        }
    }

    fn draw_face(&mut self, atlas: &Atlas, on: &Surface<'_>, face: &[&[Strand]], style: &HairStyle) {
        // Twice: what the shafts keep back on the way in, they keep back on the way out. White ones keep nothing back.
        for again in [false, true] {
            for strand in face.iter().copied().flatten().filter(|strand| !again || strand.white_at >= style.white) {
                self.draw_cut(atlas, on, strand, style, 0.0);
            }
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
    fn draw_cut(&mut self, atlas: &Atlas, on: &Surface<'_>, strand: &Strand, style: &HairStyle, root_share: f32) {
        let Some((root, facing)) = on.sees(strand.root, strand.normal) else { return };
        let view = on.view;
        let tip = view.project(strand.tip);
        let scale = view.pixels_per_mm(root.distance);
        let is_white = strand.white_at < style.white;
        let mut root_mark = (root_share > 0.0).then(|| root_mark(strand, scale, root_share * strand.pigment * min(facing, 1.0)));
        if root_share > 1.0 {
            root_mark = root_mark.map(|mark| Root {
                radius: mark.radius * BEARD_SOFTER,
                strength: mark.strength / (BEARD_SOFTER * BEARD_SOFTER),
                ..mark
            });
        }
        if self.roots.size > 1 {
            // What shows of a white hair under the skin is next to nothing.
            if let Some(mark) = root_mark.take().filter(|_| !is_white) {
                let (x, y) = (root.x - (tip.x - root.x) * mark.behind, root.y - (tip.y - root.y) * mark.behind);
                self.roots.draw(atlas, x, y, mark.radius, mark.strength);
            }
        }
        let plane = match &mut self.white {
            Some(white) if is_white => {
                root_mark = root_mark.map(|mark| Root { strength: mark.strength * hair::WHITE_ROOT, ..mark });
                white
            }
            _ => &mut self.dark,
        };
        // Hair stands up from the skin, so at the outline it crowds into a black rim that no photograph shows.
        // A cut shaft that stands up would darken the skin the more, the flatter one looks; dots do not.
        let stands = mix(0.6, 1.0, smoothstep(0.5, LYING_MM, style.length_mm));
        let thin = if root_share > 0.0 {
            stands * mix(0.2, 1.0, smoothstep(0.0, 1.0, facing))
        } else {
            0.30 + 0.70 * smoothstep(0.0, 0.45, facing)
        };
        let stroke = Stroke {
            x: root.x,
            y: root.y,
            dx: tip.x - root.x,
            dy: tip.y - root.y,
            width: strand.diameter * scale,
            strength: strand.pigment * thin,
        };
        stroke::draw(atlas, plane, &stroke, root_mark);
    }

    /// Long hair: first the half of every strand that lies below, then the half that lies on top; at most so many as one:
    /// a beard is a third as dense as a scalp, and would fall into tufts.
    fn lay(&mut self, atlas: &Atlas, on: &Surface<'_>, strands: &Stubble, style: &HairStyle, most: usize) {
        let view = on.view;
        let lights = studio::lights();
        let key = lights[0].direction;
        // Both sides of a head have a light of their own: the key, and the one behind the other side.
        let halves = [0, 2].map(|i: usize| (lights[i].direction + Vec3::Z).normalize_or(Vec3::Z));
        let width = strands.iter().next().map_or(0.0, |s| s.diameter) * view.typical_pixels_per_mm();
        let crowd = smoothstep(2.0, 8.0, style.length_mm);
        let together = ((mix(LEAST_WIDTH_PX.0, LEAST_WIDTH_PX.1, crowd) / width.max(0.05) + 0.3) as usize).clamp(1, most);
        // Hair shades its own roots the more the longer it is.
        let shadow = mix(1.0, 0.40, smoothstep(LYING_MM, 7.0, style.length_mm));
        let depth = smoothstep(LYING_MM, 4.0, style.length_mm);
        for upper in [false, true] {
            let together = if upper || crowd < 0.5 { together } else { 2 * together };
            for bundle in strands.bundles(together, style.white) {
                let Bundle { strand, len, white } = bundle;
                let Some((root, facing)) = on.sees(strand.root, strand.normal) else { continue };
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
                let tangent = |t: f32| view.turn(along + bow * (4.0 - 8.0 * t)).normalize_or(Vec3::X);
                // No two hairs have the same brown.
                let own = 1.0 + depth * 0.5 * (strand.white_at - 0.5);
                let light = |t: f32| {
                    let along = tangent(t);
                    let across = |v: Vec3| max(1.0 - along.dot(v) * along.dot(v), 0.0);
                    let glint = |half: Vec3| {
                        let narrow = across(half);
                        let narrow = narrow * narrow * narrow * narrow;
                        narrow * narrow * narrow
                    };
                    let glint = max(glint(halves[0]), glint(halves[1]));
                    let lit = mix(1.0, 0.72 + 0.38 * across(key).sqrt(), depth);
                    (lit * own * mix(shadow, 1.0, min(t * 1.7, 1.0)) + depth * style.sheen * glint * t) * f32::from(EVEN)
                };
                let (from, to, t) = if upper { (middle, tip, 0.75) } else { (root, middle, 0.25) };
                if !upper && length < 4.0 && white < 1.0 {
                    let share = (1.0 - white) * strand.pigment * min(facing, 1.0) * smoothstep(4.0, LYING_MM, length);
                    let mark = root_mark(&strand, scale, share);
                    let mark = Root { radius: mark.radius * (len as f32).sqrt(), ..mark };
                    let (x, y) = (root.x - (tip.x - root.x) * mark.behind, root.y - (tip.y - root.y) * mark.behind);
                    if self.roots.size > 1 {
                        self.roots.draw(atlas, x, y, mark.radius, mark.strength);
                    } else {
                        atlas.draw(&mut self.dark, x, y, mark.radius, mark.strength);
                    }
                }
                let taper = if upper { 0.85 } else { 1.0 };
                // Many side by side are never as dense as one.
                let loose = min(1.0 + LOOSE * (len - 1) as f32, LOOSEST);
                let ribbon = Ribbon {
                    from: (from.x, from.y),
                    to: (to.x, to.y),
                    width: strand.diameter * scale * len as f32 * taper * loose,
                    light: (light(t - 0.25), light(t + 0.25)),
                    strength: 0.94 * strand.pigment / loose,
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
            let shade = mix(light.0, light.1, t) as i32 as u16;
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

/// The mark of a strand's root at a scale of px/mm, `share` as strong as a root's can be.
///
/// From near it is a wide soft shadow under the skin behind the root; from afar the same darkness in one point.
fn root_mark(strand: &Strand, scale: f32, share: f32) -> Root {
    let near = smoothstep(0.30, 0.80, hair::ROOT_RADIUS_MM * scale);
    if near == 0.0 {
        return Root { radius: hair::ROOT_RADIUS_MM * scale, strength: hair::ROOT_SHARE * share, behind: 0.0 };
    }
    let wider = mix(1.0, hair::ROOT_SOFTER, near);
    Root {
        radius: hair::ROOT_RADIUS_MM * scale * wider,
        strength: hair::ROOT_SHARE * share / (wider * wider),
        behind: near * hair::ROOT_BEHIND_MM / max((strand.tip - strand.root).length(), 0.1),
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
