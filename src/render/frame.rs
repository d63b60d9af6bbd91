//! A frame: the buffers of one picture, and the steps that fill them.

mod clear;
mod photograph;

use core::ops::Range;

use super::compose::{CompareSide, HairPlanes, Pixmap};
use super::hair::{Hair, HairLayer, HairShading};
use super::marks::coarse_marks::CoarseMarks;
use super::marks::splat::{self, Atlas};
use super::marks::spread::{AbsorptionRule, Pyramid, Spread};
use super::marks::transmission::Transmission;
use super::surface::occlusion::{DepthSurface, REACH_MM, is_occluded};
use super::surface::photograph::PhotographSurface;
use super::surface::raster;
use super::surface::shade::{self, LightBuffer, LitMesh, SkinShader};
use super::worn::WornPlanes;
use super::worn::style::WornShading;
use crate::base::color::LinearRgb;
use crate::base::fixed::{UNORM16_ONE, from_unorm16};
use crate::base::lanes;
use crate::base::math::{Vec3, Vec4, max, min, union};
use crate::camera::Camera;
use crate::head::{Head, Strand};
use crate::optics::aging::{AgingTable, WIDEST_BLOWOUT_MM};
use crate::optics::light_scene::LEVEL;
use crate::optics::light_spread::CoarsePlane;
use crate::optics::lighting::scene_lights;
use crate::optics::overlay::Overlay;
use crate::optics::relief::Relief;
use crate::optics::visibility::Transfer;
use crate::optics::{Complexion, Inks, LightName, Lighting, SceneLights};
use crate::scalp::groom::Groom;
use crate::treatment::{Dot, SECOND_TOUCH_DIRECTIONS, Sites, second_touch_mm};

/// Shifts of the pixel grid, px: four samples a pixel, no two in a row or column of its 4 × 4 grid.
const SAMPLES: [(f32, f32); 4] = [(-0.125, -0.375), (0.375, -0.125), (-0.375, 0.125), (0.125, 0.375)];

/// Two touches of the needle nearer to each other than this are one mark of the picture, px.
const LEAST_SLIP_PX: f32 = 0.5;
/// Share of such a touch that lies on the other, of whose light the first has left less: between none, as of sprites wider than a mark, and 0.39,
/// of discs half a diameter apart (measured: pictures of all sizes agree within 0.8 %).
const OVERLAP: f32 = 0.16;

/// Nothing is so much nearer than the scalp that faces the camera; and what marks at the edge of the picture need beyond their reach, px.
const NEARER: f32 = 1.1;
const MARGIN_PX: f32 = 3.0;
/// Cosine between skin and line of sight from which on a site is seen (choice).
const SEEN_COSINE: f32 = 0.02;
/// Rows around the ink that may change: of every mark, px, and of blots and pigment that has run, in their widest diameters.
const INKED_MARGIN_PX: f32 = 8.0;
const BLOWOUT_MARGIN: f32 = 1.2;
/// However dots vary, none that is meant to be 0.6 mm wide or less is wider than this, mm; where one is, all are blots.
const WIDEST_DOT_MM: f32 = 0.88;

/// A dot site as the camera sees it, in parts of the most that each number may be: there are many sites.
#[derive(Clone, Copy, Default)]
struct ProjectedSite {
    x: u16,
    y: u16,
    pixels_per_mm: u16,
    /// Cosine to the line of sight; 0 = hidden.
    facing: u16,
}

/// What a [`ProjectedSite`] counts in: each number's least and its step.
#[derive(Clone, Copy)]
struct SiteQuantization {
    /// Marks reach in from so far outside the picture, px.
    margin: f32,
    px: f32,
    pixels_per_mm: f32,
}

impl SiteQuantization {
    fn new(view: &Camera) -> Self {
        let typical = view.typical_pixels_per_mm();
        // No more is anything twice as large.
        let margin = NEARER * REACH_MM * typical + MARGIN_PX;
        Self {
            margin,
            px: (view.width.max(view.height) as f32 + 2.0 * margin) * (1.0 / UNORM16_ONE),
            pixels_per_mm: typical * (2.0 / UNORM16_ONE),
        }
    }
}

impl ProjectedSite {
    #[inline]
    fn new(view: &Camera, steps: &SiteQuantization, depth: &[u16], place: Vec3, normal: Vec3) -> Self {
        let facing = view.facing_cosine(place, normal);
        if facing <= SEEN_COSINE {
            return Self::default();
        }
        let p = view.project(place);
        if is_occluded(depth, view, p.x, p.y, p.distance) {
            return Self::default();
        }
        // Together: to divide or to truncate one number takes as long as four.
        let all = Vec4::new(p.x + steps.margin, p.y + steps.margin, view.pixels_per_mm(p.distance), min(facing, 1.0) * UNORM16_ONE);
        let steps = Vec4::new(steps.px, steps.px, steps.pixels_per_mm, 1.0);
        let [x, y, pixels_per_mm, facing] =
            lanes::truncate(all / steps + Vec4::new(0.5, 0.5, 0.5, 0.0)).map(|v| v.clamp(0, i32::from(u16::MAX)) as u16);
        Self { x, y, pixels_per_mm, facing }
    }

    /// Place in the picture, px.
    #[inline]
    fn place(self, steps: &SiteQuantization) -> (f32, f32) {
        let px = |v: u16| f32::from(v) * steps.px - steps.margin;
        (px(self.x), px(self.y))
    }
}

/// Buffers of one picture, and the steps that fill them.
pub struct Frame {
    atlas: Atlas,
    view: Option<Camera>,
    /// The light of the present view.
    lights: SceneLights,
    lit: LitMesh,
    binned: raster::BinnedMesh,
    band: raster::VisibilityBand,
    /// Depth of the first sample: what hides marks.
    depth: Vec<u16>,
    spans: Vec<(u32, u32)>,
    light: LightBuffer,
    /// Views lit and hair drawn so far.
    lit_count: u32,
    hair_count: u32,
    /// Rows that ink may have changed.
    inked_rows: Range<usize>,
    /// What the picture was last composed from, where its sides met, and the rows of its ink.
    composed: Option<(BaseKey, usize, Range<usize>)>,
    sites: Vec<ProjectedSite>,
    sites_key: (u32, u32),
    hair: Hair,
    worn: WornPlanes,
    worn_count: u32,
    pigment: Transmission,
    /// Pigment that has run.
    blowout: CoarseMarks,
    before: Spread,
    after: Spread,
    /// What a photograph has beside its light, and pigment at the resolution of its color.
    photograph: Option<(PhotographSurface, CoarsePlane)>,
    /// The picture.
    pub pixmap: Pixmap,
}

impl Default for Frame {
    fn default() -> Self {
        Self::new()
    }
}

impl Frame {
    /// Empty buffers and the sprites.
    pub fn new() -> Self {
        Self {
            atlas: Atlas::new(),
            view: None,
            lights: studio_lights(),
            lit: LitMesh::default(),
            binned: raster::BinnedMesh::default(),
            band: raster::VisibilityBand::default(),
            depth: Vec::new(),
            spans: Vec::new(),
            light: LightBuffer::default(),
            lit_count: 0,
            hair_count: 0,
            inked_rows: 0..0,
            composed: None,
            sites: Vec::new(),
            sites_key: (0, 0),
            hair: Hair::default(),
            worn: WornPlanes::default(),
            worn_count: 0,
            pigment: Transmission::for_disjoint_marks(),
            blowout: CoarseMarks::default(),
            before: Spread::default(),
            after: Spread::default(),
            photograph: None,
            pixmap: Pixmap::default(),
        }
    }

    /// Step 1: aims the camera and lights the mesh; `left` is the share of its light that worn hair leaves to each mesh vertex.
    pub fn light(
        &mut self,
        head: &Head,
        complexion: &Complexion,
        lighting: &Lighting,
        left: Option<&[f32]>,
        transfer: &Transfer,
        view: Camera,
    ) {
        self.pixmap.resize(view.width, view.height, lighting.lights.scene.backdrop);
        shade::light(&head.mesh, complexion, lighting, left, transfer, &view, &mut self.lit);
        self.lights = lighting.lights;
        self.light.reset(view.width * view.height);
        self.sites.clear();
        self.spans.clear();
        self.spans.resize(view.height, (view.width as u32, 0));
        self.view = Some(view);
        self.photograph = None;
        self.lit_count += 1;
    }

    /// Forgets what was sampled: the skin has changed, the view has not.
    pub fn reset_samples(&mut self) {
        let Some(view) = self.view.filter(|_| self.samples() > 0) else { return };
        self.light.reset(view.width * view.height);
        self.lit_count += 1;
    }

    /// Steps 2 and 3 for the next sample; of skin seen from near the first is a draft, and taken again. `relief` is the block and where in it each mesh vertex lies.
    pub fn sample(
        &mut self,
        head: &Head,
        complexion: &Complexion,
        lighting: &Lighting,
        (relief, relief_places): (&Relief, &[Vec4]),
        overlay: &Overlay,
    ) {
        let Some(view) = self.view else { return };
        if self.light.draft {
            self.reset_samples();
        } else {
            self.light.draft = self.samples() == 0 && shade::is_near(&view);
        }
        let sample = self.samples();
        let Some(&(dx, dy)) = SAMPLES.get(sample) else { return };
        self.binned.bin(&head.mesh, &self.lit.places, &view, dx, dy);
        self.depth.resize(view.width * view.height, u16::MAX);
        let skin = SkinShader { mesh: &head.mesh, lit: &self.lit, complexion, lighting, relief, relief_places, overlay, view: &view };
        for number in 0..view.height.div_ceil(raster::BAND_ROWS) {
            let first_row = number * raster::BAND_ROWS;
            self.band.rasterize(&head.mesh, &self.binned, &view, number);
            for (all, one) in self.spans[first_row..].iter_mut().zip(&self.band.spans) {
                *all = (all.0.min(one.0), all.1.max(one.1));
            }
            skin.shade(&self.band, first_row, &mut self.light);
            if sample == 0 {
                let start = first_row * view.width;
                self.depth[start..start + self.band.depth.len()].copy_from_slice(&self.band.depth);
            }
        }
        self.light.samples += 1;
    }

    /// Whether every sample of the present view is taken.
    pub fn is_refined(&self) -> bool {
        self.samples() >= SAMPLES.len()
    }

    /// Whether its first sample is but a draft.
    pub fn is_draft(&self) -> bool {
        self.light.draft
    }

    /// Samples taken of the present view.
    pub fn samples(&self) -> usize {
        self.light.samples as usize
    }

    /// Step 4a: draws hair; `face` are lists of hairs that are drawn as they are.
    pub fn hair(&mut self, layers: &[HairLayer<'_>], face: &[&[Strand]], style: &HairShading) {
        let Some(view) = self.view else { return };
        self.hair_count += 1;
        self.hair.draw(&self.atlas, &DepthSurface { view: &view, depth: &self.depth }, layers, face, style, &self.lights);
        if let Some(surface) = self.photograph_surface() {
            let blur_px = surface.blur_px;
            self.hair.blur(blur_px, view.height);
        }
    }

    /// Worn hair as it was drawn last.
    pub fn worn_hair(&self) -> &WornPlanes {
        &self.worn
    }

    /// Step 4c: draws worn hair, or none.
    pub fn worn(&mut self, groom: Option<(&Groom, &WornShading)>) {
        let Some(view) = self.view else { return };
        if groom.is_none() && self.worn.is_empty() {
            return;
        }
        self.worn_count += 1;
        // Freed first: WebAssembly memory never shrinks.
        self.worn = WornPlanes::default();
        if let Some((groom, style)) = groom {
            // Its pieces need much; both are made again when they are needed.
            if self.is_refined() {
                self.sites = Vec::new();
                self.binned = raster::BinnedMesh::default();
                self.band = raster::VisibilityBand::default();
            }
            let on = DepthSurface { view: &view, depth: &self.depth };
            self.worn = WornPlanes::draw(&self.atlas, &on, groom, style, &self.lights, &mut self.hair.dark);
        }
    }

    /// Remembers where every dot site falls, so that moving density at rest need not project again. `key` names the
    /// view and the sites; known ones are kept.
    pub fn cache_sites(&mut self, sites: &Sites, key: (u32, u32)) {
        let Some(view) = self.view else { return };
        if !self.sites.is_empty() && self.sites_key == key {
            return;
        }
        self.sites_key = key;
        let steps = SiteQuantization::new(&view);
        self.sites.clear();
        self.sites.reserve_exact(sites.positions.len());
        let site = |(i, &place)| ProjectedSite::new(&view, &steps, &self.depth, place, sites.normal(i));
        self.sites.extend(sites.positions.iter().enumerate().map(site));
    }

    /// Step 4b: draws dots as they are by now.
    pub fn dots(&mut self, dots: &[Dot], sites: &Sites, age: &AgingTable) {
        let Some(view) = self.view else { return };
        self.pigment.reset(view.width, view.height);
        let typical = 0.5 * view.typical_pixels_per_mm();
        if age.has_blowout {
            self.blowout.begin(&self.atlas, WIDEST_BLOWOUT_MM * typical, view.width, view.height);
        } else {
            self.blowout = CoarseMarks::default();
        }
        // From near, blots cost their area, and no more of them is seen than of coarse ones.
        let widest = dots.iter().fold(0.0, |widest, dot| max(widest, dot.diameter));
        let widest_mm = if widest > WIDEST_DOT_MM { age.widest_mm(widest) } else { 0.0 };
        let mut blots = CoarseMarks::for_blots(widest_mm * typical, view.width, view.height);
        let (mut top, mut bottom) = (f32::MAX, f32::MIN);
        let steps = SiteQuantization::new(&view);
        for dot in dots {
            let index = dot.site as usize;
            let place = sites.positions[index];
            let site = self
                .sites
                .get(index)
                .copied()
                .unwrap_or_else(|| ProjectedSite::new(&view, &steps, &self.depth, place, sites.normal(index)));
            if site.facing == 0 {
                continue;
            }
            let (x, y) = site.place(&steps);
            let half = 0.5 * f32::from(site.pixels_per_mm) * steps.pixels_per_mm;
            let (mark, run) = age.marks(dot, place);
            let radius = half * mark.diameter;
            // Tilted skin shows less of a dot: as strength, since the dot is a pixel or two wide.
            let facing = from_unorm16(site.facing);
            top = if y - radius < top { y - radius } else { top };
            bottom = if y + radius > bottom { y + radius } else { bottom };
            let slip = 2.0 * half * second_touch_mm(dot.second_touch);
            // One touch, or two and the way between them.
            let (touches, wide, strength, way) = if slip < LEAST_SLIP_PX {
                let wider = 1.0 + splat::SLIP_BLUR * (slip * slip) / (radius * radius);
                let both = if dot.second_touch > 0 { 2.0 - OVERLAP * mark.strength } else { 1.0 };
                (1, radius * wider.sqrt(), both * mark.strength / wider, Vec3::ZERO)
            } else {
                let around = SECOND_TOUCH_DIRECTIONS[usize::from(dot.own) % SECOND_TOUCH_DIRECTIONS.len()];
                let way = view.direction_to_camera_frame(place, sites.normal(index).cross(around).normalize_or(Vec3::X)) * slip;
                (2, radius, mark.strength, way)
            };
            for touch in 0..touches {
                let (x, y) = (x + way.x * touch as f32, y - way.y * touch as f32);
                let tilt = || view.normal_to_camera_frame(place, sites.normal(index));
                if let Some(blots) = &mut blots {
                    blots.draw_blot(&self.atlas, (x, y), wide, strength, (facing, tilt()));
                } else if self.atlas.has_size(wide) {
                    self.atlas.draw(&mut self.pigment, x, y, wide, strength * facing);
                } else {
                    splat::draw_on_skin(&mut self.pigment, x, y, wide, strength * facing, tilt());
                }
            }
            if age.has_blowout {
                // So soft that its tilt shows as strength alone.
                self.blowout.draw(&self.atlas, x, y, half * run.diameter, run.strength * facing);
            }
        }
        if age.has_blowout {
            self.blowout.multiply_into(&mut self.pigment);
        }
        if let Some(blots) = blots {
            blots.multiply_into(&mut self.pigment);
        }
        // Marks are soft and run, and light spreads beyond them.
        let margin = INKED_MARGIN_PX
            + if age.has_blowout { BLOWOUT_MARGIN * WIDEST_BLOWOUT_MM * view.typical_pixels_per_mm() } else { 0.0 }
            + 2.0 * BLOWOUT_MARGIN * widest_mm * typical
            + Spread::reach_px(view.typical_pixels_per_mm());
        let row = |y: f32| (y.max(0.0) as usize).min(view.height);
        self.inked_rows = if top <= bottom { row(top - margin)..row(bottom + margin) } else { 0..0 };
        self.blur_as_photographed();
    }

    /// Step 5: spreads light under the marks, for the sides of the picture that show; where only ink changed since the last
    /// time, in its rows.
    pub fn spread(&mut self, inks: &Inks, compare: f32) {
        let rows = match &self.composed {
            Some((last, _, inked)) if *last == self.base_key(inks) => union(inked, &self.inked_rows),
            _ => 0..self.pixmap.height,
        };
        self.spread_rows(inks, compare, &rows);
    }

    #[inline(never)]
    fn spread_rows(&mut self, inks: &Inks, compare: f32, rows: &Range<usize>) {
        let Some(view) = self.view else { return };
        let scale = view.typical_pixels_per_mm();
        // Freed first: WebAssembly memory never shrinks.
        if compare > 0.0 && self.photograph_surface().is_none() {
            self.before = Spread::default();
            self.before = Spread::new(&self.hair.lateral_absorbers(inks), scale, rows);
        }
        if compare < 1.0 {
            let pigment = Pyramid::new(&self.pigment, view.width, view.height, scale);
            self.after = Spread::default();
            let mut marks = self.hair.lateral_absorbers(inks);
            marks.push((&pigment, inks.cloud, AbsorptionRule::Cloud));
            // Fresh skin is red around the marks; healed, it takes nothing.
            if inks.flush != LinearRgb::BLACK {
                marks.push((&pigment, inks.flush, AbsorptionRule::Cover));
            }
            self.after = Spread::new(&marks, scale, rows);
        }
    }

    fn base_key(&self, inks: &Inks) -> BaseKey {
        BaseKey {
            lit: self.lit_count,
            samples: self.light.samples,
            hair: self.hair_count,
            worn: self.worn_count,
            hair_inks: [inks.hair, inks.dense, inks.white],
            worn_inks: inks.worn,
        }
    }

    /// What the picture is made from but for its ink, the column where its sides meet, and the rows that must be written for it.
    fn due(&self, inks: &Inks, compare: f32) -> (BaseKey, usize, Range<usize>) {
        let (canvas, split) = (self.base_key(inks), (compare * self.pixmap.width as f32 + 0.5) as usize);
        let rows = match &self.composed {
            Some((last, at, inked)) if (last, *at) == (&canvas, split) => union(inked, &self.inked_rows),
            _ => 0..self.pixmap.height,
        };
        (canvas, split, rows)
    }

    /// Step 6: writes the picture; `compare` is the share of the width, from the left, that shows before.
    ///
    /// Where only ink changed since the last time, only its rows are written.
    pub fn compose(&mut self, inks: &Inks, compare: f32) {
        let (canvas, split, rows) = self.due(inks, compare);
        let shown = [(compare > 0.0, &self.before), (compare < 1.0, &self.after)];
        if shown.iter().any(|(shows, spread)| *shows && !spread.covers(&rows)) {
            self.spread_rows(inks, compare, &rows);
        }
        // Hair that stood out over the outline must go where it stands no more.
        let outline = |canvas: &BaseKey| (canvas.lit, canvas.samples, canvas.hair, canvas.worn);
        if self.composed.as_ref().is_none_or(|(last, ..)| outline(last) != outline(&canvas)) {
            self.pixmap.clear_to_backdrop(&self.spans, self.hair.reach, &self.worn);
        }
        self.composed = Some((canvas, split, self.inked_rows.clone()));
        let sides = [
            CompareSide { columns: (0, split), pigment: None, spread: &self.before },
            CompareSide { columns: (split, self.pixmap.width), pigment: Some(&self.pigment), spread: &self.after },
        ];
        let hair = HairPlanes { cut: &self.hair, worn: &self.worn };
        self.pixmap.compose(&self.light, hair, inks, &self.spans, rows.clone(), &sides);
        self.pixmap.compose_beyond_outline(&self.light, hair, inks, &self.spans, rows);
    }
}

/// What a photograph's hair is lit by, and a frame before its first light.
fn studio_lights() -> SceneLights {
    scene_lights(LightName::Studio, LEVEL)
}

/// All that a picture without ink is made of.
#[derive(PartialEq)]
struct BaseKey {
    lit: u32,
    samples: u32,
    hair: u32,
    worn: u32,
    hair_inks: [LinearRgb; 3],
    worn_inks: [LinearRgb; 3],
}
