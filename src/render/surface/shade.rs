//! Shading: diffuse and specular light of every pixel of skin, accumulated over samples.
//!
//! The two stay apart to the end: ink lies under the surface and dims only the diffuse part.

use super::raster::{NO_TRIANGLE, VisibilityBand};
use crate::base::color::LinearRgb;
use crate::base::fixed::from_unorm16;
use crate::base::lanes;
use crate::base::math::{Vec3, Vec4, lerp, max, min, smoothstep};
use crate::camera::projection::{Camera, Projected};
use crate::head::Mesh;
use crate::optics::materials::WET_GLOSS;
use crate::optics::overlay::Overlay;
use crate::optics::relief::Relief;
use crate::optics::relief_places::NO_SKIN;
use crate::optics::surface_change::SurfaceChange;
use crate::optics::visibility::Transfer;
use crate::optics::{Complexion, Lighting};

/// Light 1.0 in the sums of one sample. Four samples of up to 2.0 fill 16 bits.
pub const UNIT: f32 = 8192.0;
/// The most that one sample adds.
const MOST: f32 = 16_383.0;

/// A mesh vertex as lit in this view.
#[derive(Clone, Copy, Default)]
struct LitVertex {
    /// Diffuse light, and gloss.
    light: Vec4,
    /// Normal in the camera's frame.
    normal: Vec4,
}

/// Barycentric interpolation of a vertex attribute: `shares` are the weights of the corners.
#[inline(always)]
fn interpolate([a, b, c]: [Vec4; 3], shares: [f32; 3]) -> Vec4 {
    a * shares[0] + b * shares[1] + c * shares[2]
}

/// The mesh as one camera sees it.
#[derive(Default)]
pub struct LitMesh {
    /// Places in the picture, one a mesh vertex.
    pub places: Vec<Projected>,
    corners: Vec<LitVertex>,
}

/// Light summed over the samples taken so far.
#[derive(Default)]
pub struct LightBuffer {
    /// Diffuse light: red, green, blue planes.
    pub diffuse: [Vec<u16>; 3],
    /// Specular light.
    pub specular: Vec<u16>,
    /// Samples that hit the head.
    pub hits: Vec<u8>,
    /// Samples taken.
    pub samples: u32,
    /// Whether the one sample taken is a draft: of four pixels, one is shaded and the others are like it.
    pub draft: bool,
}

impl LightBuffer {
    /// Forgets everything, for a picture of `pixels` px.
    pub fn reset(&mut self, pixels: usize) {
        for plane in self.diffuse.iter_mut().chain([&mut self.specular]) {
            plane.clear();
            plane.resize(pixels, 0);
        }
        self.hits.clear();
        self.hits.resize(pixels, 0);
        self.samples = 0;
        self.draft = false;
    }

    /// Gives the pixels of a band that a draft left out the light of those they are like.
    fn fill_draft(&mut self, band: &VisibilityBand, first_row: usize, width: usize) {
        for (row, span) in band.spans.iter().enumerate() {
            for column in span.0 as usize..span.1 as usize {
                let apart = band.draft_offset(width, row, column);
                if apart > 0 && band.triangle[row * width + column] != NO_TRIANGLE {
                    let at = (first_row + row) * width + column;
                    for plane in self.diffuse.iter_mut().chain([&mut self.specular]) {
                        plane[at] = plane[at - apart];
                    }
                    self.hits[at] = 1;
                }
            }
        }
    }
}

/// Projects and lights every mesh vertex; `left` is the share of its light that worn hair leaves to each, 0–1, where any is worn.
pub fn light(
    mesh: &Mesh,
    complexion: &Complexion,
    lighting: &Lighting,
    left: Option<&[f32]>,
    transfer: &Transfer,
    view: &Camera,
    out: &mut LitMesh,
) {
    let surroundings = transfer.surroundings(view.right, view.up, view.back, &lighting.lights);
    out.places.clear();
    out.places.extend(mesh.positions.iter().map(|&p| view.project(p)));
    out.corners.clear();
    out.corners.reserve_exact(mesh.normals.len());
    let flash = lighting.lights.lamps.iter().find(|lamp| lamp.beside_lens);
    for (i, (&normal, &place)) in mesh.normals.iter().zip(&mesh.positions).enumerate() {
        let normal = view.normal_to_camera_frame(place, normal);
        // The light of triangles that face away is never asked for.
        if normal.z < FACES_AWAY {
            out.corners.push(LitVertex { normal: normal.extend(0.0), ..LitVertex::default() });
            continue;
        }
        let mut irradiance = transfer.irradiance(i, mesh.mirror[i] as usize, &surroundings, complexion.albedo[i]);
        if let Some(lamp) = flash {
            // Inverse squares: one at the scalp that faces the camera.
            let nearer = view.pixels_per_mm(out.places[i].distance) / view.typical_pixels_per_mm();
            let cosine = max(normal.dot(lamp.direction), 0.0);
            let share = cosine * (1.0 + RETRO * (1.0 - cosine)) * transfer.beside_lens(i);
            irradiance += lamp.irradiance * (share * nearer * nearer);
        }
        let normal = normal.extend(0.0);
        let free = min(irradiance.green() / max(lighting.highlight.unoccluded_irradiance(normal), LEAST_OPEN), 1.0);
        let own = complexion.gloss[i];
        // What is wet reflects as a whole or not at all.
        let gloss = if own >= WET_GLOSS { own } else { own * free * free.sqrt() };
        // The lights are as hard as the skin allows: a highlight is about as bright in every photograph.
        let mut diffuse = complexion.albedo[i] * irradiance * complexion.exposure;
        let mut gloss = gloss;
        if let Some(left) = left {
            diffuse *= left[i];
            // Specular light passes the hair twice, in and out. What is wet keeps its glint.
            gloss *= if gloss >= WET_GLOSS { 1.0 } else { left[i] * left[i] };
        }
        out.corners.push(LitVertex { light: diffuse.to_vec3().extend(gloss), normal });
    }
}

/// Slope of the skin's unevenness of 1–9 mm, and how much lighter its heights of 1–3 mm are: little, since in photographs most of the light of
/// blotches goes with their color (fine contrast of bare scalp 3–6 %).
const UNEVEN_SLOPE: f32 = 0.034;
const UNEVEN_LIGHTNESS: f32 = 0.012;
/// Specular normals follow the relief so many times as closely as diffuse ones, which lateral scattering smooths (photographs:
/// texture of 12 % in highlights).
const SPECULAR_FOLLOWS: f32 = 1.75;

/// Slope of the grain from near and from afar, where pixels average some of it away, and the sizes of pixels between which it
/// goes from one to the other, mm (found by trial with [`HOLLOWS_DARKEN`]; steeper from near is hammered metal).
const GRAIN: (f32, f32) = (0.055, 0.090);
const GRAIN_GROWS_MM: (f32, f32) = (0.05, 0.16);
/// Share of a highlight that the oil on the skin gives or takes over 2–8 mm; what a pore swallows, from near and from afar, per unit of its
/// depth under the height below which the grain is a pore (found by trial against photographs of bald scalps: texture of 12 % in highlights, which
/// is dark points on white and not a crumpled sheet).
const OIL_GLOSS: f32 = 0.42;
const PORE_DULL: (f32, f32) = (1.5, 2.4);
const PORE_HEIGHT: f32 = -0.02;
/// How far the skin lies under that height on average: highlights are as bright where pores show as where they do not (measured, 0.045 from afar
/// and 0.054 from near).
const MEAN_PORE_DEPTH: f32 = 0.05;

/// How much darker a hollow of the grain is, per unit of its slope (found by trial: fine contrast of bare scalp 3–6 %, of
/// foreheads 4–7 % in photographs, on light skin and dark).
const HOLLOWS_DARKEN: f32 = 2.0;

/// How much of a slope towards the key light shows as diffuse light: as its irradiance on a flat place (found by trial).
const DIFFUSE_FOLLOWS: f32 = 1.15;

/// Mean depth of the net of furrows.
const MEAN_DEPTH: f32 = 0.36;

/// Where in a voxel of color each sample looks, voxels: the mean of four nearest voxels comes near to interpolation, at a
/// fifth of its price.
const OFFSETS: [[f32; 3]; 4] = [[0.375, 0.625, 0.125], [0.625, 0.125, 0.875], [0.125, 0.875, 0.625], [0.875, 0.375, 0.375]];

/// Triangles with a corner whose normal is turned this far away, as a cosine, face away whole.
const FACES_AWAY: f32 = -0.3;
/// Rough skin sends light back towards where it comes from: how much flatter the diffuse light of a lamp beside the lens is than Lambert's
/// cosine (choice: 26 % more at 45°, where Oren & Nayar's model has 21 % for slopes that deviate by 20°).
const RETRO: f32 = 0.9;
/// Open irradiance below this counts as this: the share of it that arrives divides by it.
const LEAST_OPEN: f32 = 0.05;
/// Slope of the net of furrows from near, and the sizes of pixels between which it fades, mm (choice).
const FURROWS: f32 = 0.065;
const FURROWS_MM: (f32, f32) = (0.16, 0.045);
/// Size of pixels from which on the grain fades, mm, and those between which pores swallow more of a highlight (choice).
const GRAIN_FADES_MM: f32 = 0.40;
const PORE_DULL_MM: (f32, f32) = (0.08, 0.30);
/// Gloss from which on a surface is not skin but wet.
const DRY_GLOSS: f32 = 1.6;
/// Share of a highlight that furrows swallow per unit of their slope, and how much darker they are (choice).
const FURROWS_DULL: f32 = 1.6;
const FURROWS_DARKEN: f32 = 0.25;
/// Of Newton's step for the reciprocal square root of a number near 1: 3/2 − x/2.
const NEWTON: f32 = 1.5;

/// How fine the relief of the skin shows at a pixel size.
struct ReliefDetail {
    furrow: f32,
    grain: f32,
    /// Share of a highlight that a pore swallows.
    dull: f32,
    /// Where in a voxel of color this sample looks, voxels.
    offset: [f32; 3],
    /// Whether blotches are left out: small pictures, drawn while the head turns.
    plain: bool,
}

/// Inputs of the skin shader.
pub struct SkinShader<'a> {
    /// Its shape.
    pub mesh: &'a Mesh,
    /// The shape as this camera sees it.
    pub lit: &'a LitMesh,
    /// Its color and shine.
    pub complexion: &'a Complexion,
    /// The light it was lit in.
    pub lighting: &'a Lighting,
    /// Its fine relief.
    pub relief: &'a Relief,
    /// Where in it each mesh vertex lies.
    pub relief_places: &'a [Vec4],
    /// Its scar and features.
    pub overlay: &'a Overlay<'a>,
    /// The camera.
    pub view: &'a Camera,
}

/// Pixels of this size and larger show no relief at all, mm.
const GRAIN_ENDS_MM: f32 = 0.48;
/// Ways to look at the relief.
const NO_RELIEF: u8 = 0;
const GRAIN_ONLY: u8 = 1;
const FULL_RELIEF: u8 = 2;

/// Pixels of this size and larger show only the grain, mm.
const FURROWS_END_MM: f32 = 0.17;

/// Whether the skin is so near that its relief takes longer than all else in the picture.
pub fn is_near(view: &Camera) -> bool {
    1.0 / view.typical_pixels_per_mm() < FURROWS_END_MM
}

impl SkinShader<'_> {
    /// Adds one sample of every pixel of a band; drafts it if `out` is a draft and the skin is near.
    pub fn shade(&self, band: &VisibilityBand, first_row: usize, out: &mut LightBuffer) {
        let footprint = 1.0 / self.view.typical_pixels_per_mm();
        // Relief finer than a pixel only adds noise; it fades in as the pixel shrinks.
        let detail = ReliefDetail {
            furrow: FURROWS * smoothstep(FURROWS_MM.0, FURROWS_MM.1, footprint),
            grain: lerp(GRAIN.0, GRAIN.1, smoothstep(GRAIN_GROWS_MM.0, GRAIN_GROWS_MM.1, footprint))
                * (1.0 - smoothstep(GRAIN_FADES_MM, GRAIN_ENDS_MM, footprint)),
            dull: lerp(PORE_DULL.0, PORE_DULL.1, smoothstep(PORE_DULL_MM.0, PORE_DULL_MM.1, footprint)),
            plain: out.samples == 0,
            offset: OFFSETS[out.samples as usize % OFFSETS.len()],
        };
        match footprint {
            ..FURROWS_END_MM => {
                self.shade_rows::<FULL_RELIEF>(band, first_row, &detail, out);
                if out.draft {
                    out.fill_draft(band, first_row, self.view.width);
                }
            }
            ..GRAIN_ENDS_MM => self.shade_rows::<GRAIN_ONLY>(band, first_row, &detail, out),
            _ => self.shade_rows::<NO_RELIEF>(band, first_row, &detail, out),
        }
    }

    /// On its own: among its caller's values those of the inner loop would not fit the registers.
    #[inline(never)]
    fn shade_rows<const RELIEF: u8>(&self, band: &VisibilityBand, first_row: usize, detail: &ReliefDetail, out: &mut LightBuffer) {
        let Self { mesh, lit, relief_places, overlay, view, .. } = self;
        let footprint = 1.0 / view.typical_pixels_per_mm();
        let draft = out.draft;
        let mut last = NO_TRIANGLE;
        let mut reached = false;
        let mut four = FourPixels::default();
        for (row, span) in band.spans.iter().enumerate() {
            let (first, n) = (span.0 as usize, span.1.saturating_sub(span.0) as usize);
            let (of_band, of_picture) = (row * view.width + first, (first_row + row) * view.width + first);
            // Slices of one length: no pixel is checked against five of them.
            let (triangles, weights) = (&band.triangle[of_band..][..n], &band.weights[of_band..][..n]);
            let [red, green, blue] = out.diffuse.each_mut().map(|channel| &mut channel[of_picture..][..n]);
            let (specular, hits) = (&mut out.specular[of_picture..][..n], &mut out.hits[of_picture..][..n]);
            let mut x = 0;
            loop {
                let (mut places, mut k) = ([0; 4], 0);
                while x < n && k < 4 {
                    let triangle = triangles[x];
                    if triangle == NO_TRIANGLE || RELIEF == FULL_RELIEF && draft && band.draft_offset(view.width, row, first + x) > 0 {
                        x += 1;
                        continue;
                    }
                    let (b, c) = (from_unorm16((weights[x] >> 16) as u16), from_unorm16(weights[x] as u16));
                    let corners = mesh.triangles[triangle as usize];
                    // From one pixel to the next the triangle often changes: nothing of it is worth keeping.
                    let shares = [1.0 - b - c, b, c];
                    let [p, q, r] = corners.map(|v| &lit.corners[v as usize]);
                    four.normals[k] = interpolate([p.normal, q.normal, r.normal], shares);
                    four.lights[k] = interpolate([p.light, q.light, r.light], shares);
                    four.places[k] = interpolate(corners.map(|v| relief_places[v as usize]), shares);
                    if triangle != last {
                        (last, reached) = (triangle, overlay.reaches(triangle));
                    }
                    if reached && let Some(change) = self.overlay_at(triangle, shares, four.places[k], footprint) {
                        (four.changes[k], four.covered) = (change, true);
                    }
                    (places[k], k, x) = (x, k + 1, x + 1);
                }
                if k == 0 {
                    break;
                }
                let [r, g, b, m] = self.shade_four::<RELIEF>(&four, detail);
                for (i, x) in places.into_iter().enumerate().take(k) {
                    red[x] += r[i] as u16;
                    green[x] += g[i] as u16;
                    blue[x] += b[i] as u16;
                    specular[x] += m[i] as u16;
                    hits[x] += 1;
                }
                if four.covered {
                    (four.changes, four.covered) = ([SurfaceChange::PLAIN; 4], false);
                }
            }
        }
    }

    /// What lies on a triangle of the mesh where its corners have these `shares`. On its own: few pixels ask.
    #[inline(never)]
    fn overlay_at(&self, triangle: u32, shares: [f32; 3], relief_place: Vec4, footprint: f32) -> Option<SurfaceChange> {
        let corners = self.mesh.triangles[triangle as usize];
        let [a, b, c] = corners.map(|v| self.mesh.positions[v as usize]);
        let p = a * shares[0] + b * shares[1] + c * shares[2];
        self.overlay.change_at(triangle, (corners, shares), p, self.relief, relief_place.truncate(), footprint)
    }

    /// Light of four pixels: red, green, blue and specular of all.
    #[inline(always)]
    fn shade_four<const RELIEF: u8>(&self, four: &FourPixels, detail: &ReliefDetail) -> [[i32; 4]; 4] {
        let &ReliefDetail { furrow, grain, dull, .. } = detail;
        let (right, up, back) = (self.view.right, self.view.up, self.view.back);
        let key = self.lighting.lights.lamps[0].direction;
        let code = |v: Vec4| lanes::truncate((v * UNIT).max(Vec4::ZERO).min(Vec4::splat(MOST)));
        let [place_x, place_y, place_z, other] = lanes::transpose(four.places);
        let places = [place_x, place_y, place_z];
        // Eyes and cloth have no pores, and no color but their own; cloth does not shine either.
        let skin = (Vec4::ONE + other * (1.0 / NO_SKIN)).max(Vec4::ZERO).min(Vec4::ONE);
        let [mut red, mut green, mut blue, mut polish] = lanes::transpose(four.lights);
        if skin == Vec4::ZERO && polish == Vec4::ZERO {
            return [code(red), code(green), code(blue), [0; 4]];
        }
        let [x, y, z, _] = lanes::transpose(four.normals);
        // One Newton step: interpolated normals are nearly of unit length.
        let unit = Vec4::splat(NEWTON) - (x * x + y * y + z * z) * 0.5;
        let (x, y, z) = (x * unit, y * unit, z * unit);
        let (mut bump_x, mut bump_y) = (Vec4::ZERO, Vec4::ZERO);
        // Blotches are so much larger than pixels that two of four stand for all.
        let [[blood, melanin, _, oil], [a, b, c, height]] = if RELIEF == FULL_RELIEF {
            let [first, last] = [0, 2].map(|i: usize| self.relief.tint_interpolated(four.places[i]));
            [0, 1].map(|half: usize| lanes::transpose([first[half], first[half], last[half], last[half]]))
        } else if RELIEF == NO_RELIEF && detail.plain {
            [[Vec4::ZERO; 4]; 2]
        } else {
            self.relief.tints_x4(places, detail.offset)
        };
        let dry = lanes::mask_below(polish, DRY_GLOSS);
        let [of_blood, of_melanin] = &self.complexion.tints;
        let (mut slope, mut pore, mut cavity) =
            ([a * UNEVEN_SLOPE, b * UNEVEN_SLOPE, c * UNEVEN_SLOPE], height * UNEVEN_LIGHTNESS, Vec4::ZERO);
        polish *= Vec4::ONE + oil * skin * OIL_GLOSS;
        if RELIEF == FULL_RELIEF {
            let both = four.places.map(|place| self.relief.interpolated(place));
            let [a, b, c, heights] = lanes::transpose(both.map(|[grown, _]| grown.0));
            let [d, e, f, depths] = lanes::transpose(both.map(|[_, net]| net.0));
            let heights = four.pores_left(heights);
            slope = [slope[0] + a * grain + d * furrow, slope[1] + b * grain + e * furrow, slope[2] + c * grain + f * furrow];
            // Around its mean: from near skin is no darker than from afar.
            (pore, cavity) = (pore + heights * (grain * HOLLOWS_DARKEN), (depths + Vec4::splat(MEAN_DEPTH)) * furrow);
            polish *= Vec4::ONE + (cavity * FURROWS_DULL + pits(heights) * dull) * skin;
        } else if RELIEF == GRAIN_ONLY {
            let [a, b, c, heights] = self.relief.grain_x4(places);
            let heights = four.pores_left(heights);
            slope = [slope[0] + a * grain, slope[1] + b * grain, slope[2] + c * grain];
            pore += heights * (grain * HOLLOWS_DARKEN);
            polish *= Vec4::ONE + pits(heights) * skin * dull;
        }
        if four.covered {
            let [a, b, c, left] = lanes::transpose(four.changes.map(|change| change.slope.extend(change.grain)));
            slope = [slope[0] * left + a, slope[1] * left + b, slope[2] * left + c];
            cavity *= left;
        }
        let [blood, melanin] = [blood, melanin].map(|v| v * skin);
        let mut bright = Vec4::ONE + (pore + cavity * FURROWS_DARKEN) * skin;
        // Pixels as large as the unevenness show none.
        if RELIEF != NO_RELIEF || four.covered {
            let [a, b, c] = slope.map(|v| v * skin);
            let across = |axis: Vec3| a * axis.x + b * axis.y + c * axis.z;
            let (a, b, c) = (across(right), across(up), across(back));
            let along = a * x + b * y + c * z;
            (bump_x, bump_y) = (x * along - a, y * along - b);
            let bump_z = z * along - c;
            bright += (bump_x * key.x + bump_y * key.y + bump_z * key.z) * DIFFUSE_FOLLOWS;
        }
        let tinted = |channel: fn(LinearRgb) -> f32| blood * channel(*of_blood) + melanin * channel(*of_melanin) + bright;
        (red, green, blue) = (red * tinted(LinearRgb::red), green * tinted(LinearRgb::green), blue * tinted(LinearRgb::blue));
        if four.covered {
            let [a, b, c, gloss] = lanes::transpose(four.changes.map(|change| change.albedo.to_vec3().extend(change.gloss)));
            (red, green, blue, polish) = (red * a, green * b, blue * c, polish * gloss);
        }
        let (along_x, along_y) = (x + bump_x * SPECULAR_FOLLOWS, y + bump_y * SPECULAR_FOLLOWS);
        let highlight = &self.lighting.highlight;
        let specular =
            if RELIEF == NO_RELIEF { highlight.specular_prefiltered(along_x, along_y) } else { highlight.specular(along_x, along_y) };
        let mut specular = specular * polish * dry;
        if dry != Vec4::ONE {
            let wet = (polish - Vec4::splat(WET_GLOSS)).max(Vec4::ZERO).min(Vec4::ONE) * (Vec4::ONE - dry);
            specular += highlight.specular_wet(x, y) * wet;
        }
        [code(red), code(green), code(blue), code(specular)]
    }
}

/// What is deep enough to be a pore, around its mean: negative in one.
#[inline(always)]
fn pits(heights: Vec4) -> Vec4 {
    (heights - Vec4::splat(PORE_HEIGHT)).min(Vec4::ZERO) + Vec4::splat(MEAN_PORE_DEPTH)
}

/// Four pixels on their way to light: what the corners of their triangles say about them.
#[derive(Default)]
struct FourPixels {
    /// Diffuse light and gloss.
    lights: [Vec4; 4],
    /// Normal in the camera's frame.
    normals: [Vec4; 4],
    /// Place in the block of relief.
    places: [Vec4; 4],
    /// What a scar or a feature does there.
    changes: [SurfaceChange; 4],
    /// Whether anything does.
    covered: bool,
}

impl FourPixels {
    /// Heights of the grain where scarred skin has lost its pores.
    #[inline(always)]
    fn pores_left(&self, heights: Vec4) -> Vec4 {
        if self.covered { heights * Vec4::from_array(self.changes.map(|change| change.pores)) } else { heights }
    }
}

#[cfg(test)]
mod tests;
