//! Skin as light: diffuse and mirrored light for every pixel, as sums over samples.
//!
//! The two stay apart to the end: ink lies under the surface and dims only the diffuse part.

use super::raster::{Band, NOTHING};
use crate::base::lanes;
use crate::base::math::{Vec3, Vec4, lerp, max, min, smoothstep};
use crate::camera::projection::{Camera, Projected};
use crate::head::Mesh;
use crate::optics::coats::WET;
use crate::optics::look::Look;
use crate::optics::overlay::Overlay;
use crate::optics::relief::Relief;
use crate::optics::relief_places::NO_SKIN;
use crate::optics::visibility::Transfer;
use crate::optics::{Complexion, studio};
use crate::scalp::scar::Grown;

/// Light 1.0 in the sums of one sample. Four samples of up to 2.0 fill 16 bits.
pub const UNIT: f32 = 8192.0;
/// The most that one sample adds.
const MOST: f32 = 16_383.0;

/// A mesh vertex as lit in this view.
#[derive(Clone, Copy, Default)]
struct Corner {
    /// Diffuse light, and gloss.
    light: Vec4,
    /// Normal in the camera's frame.
    normal: Vec4,
}

/// What runs evenly over a triangle, somewhere in it: `shares` are those of its corners.
#[inline(always)]
fn even([a, b, c]: [Vec4; 3], shares: [f32; 3]) -> Vec4 {
    a * shares[0] + b * shares[1] + c * shares[2]
}

/// The mesh as one camera sees it.
#[derive(Default)]
pub struct Lit {
    /// Places in the picture, one a mesh vertex.
    pub places: Vec<Projected>,
    corners: Vec<Corner>,
}

/// Light summed over the samples taken so far.
#[derive(Default)]
pub struct Light {
    /// Diffuse light: red, green, blue planes.
    pub diffuse: [Vec<u16>; 3],
    /// Mirrored light.
    pub mirrored: Vec<u16>,
    /// Samples that hit the head.
    pub hits: Vec<u8>,
    /// Samples taken.
    pub samples: u32,
    /// Whether the one sample taken is a draft: of four pixels, one is shaded and the others are like it.
    pub draft: bool,
}

impl Light {
    /// Forgets everything, for a picture of `pixels` px.
    pub fn reset(&mut self, pixels: usize) {
        for plane in self.diffuse.iter_mut().chain([&mut self.mirrored]) {
            plane.clear();
            plane.resize(pixels, 0);
        }
        self.hits.clear();
        self.hits.resize(pixels, 0);
        self.samples = 0;
        self.draft = false;
    }

    /// Gives the pixels of a band that a draft left out the light of those they are like.
    fn fill(&mut self, band: &Band, first_row: usize, width: usize) {
        for (row, span) in band.spans.iter().enumerate() {
            for column in span.0 as usize..span.1 as usize {
                let apart = band.like(width, row, column);
                if apart > 0 && band.triangle[row * width + column] != NOTHING {
                    let at = (first_row + row) * width + column;
                    for plane in self.diffuse.iter_mut().chain([&mut self.mirrored]) {
                        plane[at] = plane[at - apart];
                    }
                    self.hits[at] = 1;
                }
            }
        }
    }
}

/// Projects and lights every mesh vertex; `left` is the share of its light that worn hair leaves to each, 0–1, where any is worn.
pub fn light(mesh: &Mesh, complexion: &Complexion, left: Option<&[f32]>, transfer: &Transfer, view: &Camera, out: &mut Lit) {
    let surroundings = transfer.surroundings(view.right, view.up, view.back);
    out.places.clear();
    out.places.extend(mesh.positions.iter().map(|&p| view.project(p)));
    out.corners.clear();
    out.corners.reserve_exact(mesh.normals.len());
    for (i, &normal) in mesh.normals.iter().enumerate() {
        let normal = view.to_camera_frame(normal);
        // Triangles with a corner turned this far away face away whole; their light is never asked for.
        if normal.z < -0.3 {
            out.corners.push(Corner { normal: normal.extend(0.0), ..Corner::default() });
            continue;
        }
        let normal = normal.extend(0.0);
        let irradiance = transfer.irradiance(i, mesh.mirror[i] as usize, &surroundings, complexion.albedo[i]);
        let free = min(irradiance.y / max(complexion.highlight.open(normal), 0.05), 1.0);
        let own = complexion.gloss[i];
        // What is wet mirrors as a whole or not at all.
        let gloss = if own >= WET { own } else { own * free * free.sqrt() };
        // The lights are as hard as the skin allows: a highlight is about as bright in every photograph.
        let mut diffuse = complexion.albedo[i] * irradiance * complexion.exposure;
        let mut gloss = gloss;
        if let Some(left) = left {
            diffuse *= left[i];
            // The lamp shines in through hair, and its mirror image out. What is wet keeps its glint.
            gloss *= if gloss >= WET { 1.0 } else { left[i] * left[i] };
        }
        out.corners.push(Corner { light: diffuse.extend(gloss), normal });
    }
}

/// Slope of the skin's unevenness of 1–4 mm, and how much lighter its heights are (photographs: fine contrast of bare scalp
/// 3–6 %, lightness of blotches 3–5 %).
const UNEVEN: f32 = 0.022;
const BRIGHTER: f32 = 0.038;
/// A mirror follows the relief so many times as closely as light that has wandered under it (photographs: texture of 12 %
/// in highlights).
const MIRRORS: f32 = 2.05;

/// Slope of the grain from near and from afar, where pixels average some of it away, and the sizes of pixels between which it
/// goes from one to the other, mm (found by trial with [`HOLLOWS_DARKEN`]; steeper from near is hammered metal).
const GRAIN: (f32, f32) = (0.055, 0.090);
const GRAIN_GROWS_MM: (f32, f32) = (0.05, 0.16);
/// Share of a highlight that the oil on the skin gives or takes over 2–8 mm, and that a pore swallows, from near and from
/// afar (found by trial against photographs of bald scalps: texture of 12 % in highlights, ragged at their edge).
const OILY: f32 = 0.42;
const PORE_DULL: (f32, f32) = (0.8, 1.42);

/// How much darker a hollow of the grain is, per unit of its slope (found by trial: fine contrast of bare scalp 3–6 %, of
/// foreheads 4–7 % in photographs, on light skin and dark).
const HOLLOWS_DARKEN: f32 = 1.2;

/// How much of a slope towards the key light shows as diffuse light: as its irradiance on a flat place (found by trial).
const DIFFUSE_FOLLOWS: f32 = 1.15;

/// Mean depth of the net of furrows.
const MEAN_DEPTH: f32 = 0.36;

/// Where in a voxel of colour each sample looks, voxels: the mean of four nearest voxels comes near to interpolation, at a
/// fifth of its price.
const OFFSETS: [[f32; 3]; 4] = [[0.375, 0.625, 0.125], [0.625, 0.125, 0.875], [0.125, 0.875, 0.625], [0.875, 0.375, 0.375]];

/// How fine the relief of the skin shows at a pixel size.
struct Fineness {
    furrow: f32,
    grain: f32,
    /// Share of a highlight that a pore swallows.
    dull: f32,
    /// Where in a voxel of colour this sample looks, voxels.
    offset: [f32; 3],
    /// Whether a small picture goes without blotches, for it may be in motion.
    plain: bool,
}

/// Skin about to be seen: all that a pixel's light depends on.
pub struct Skin<'a> {
    /// Its shape.
    pub mesh: &'a Mesh,
    /// The shape as this camera sees it.
    pub lit: &'a Lit,
    /// Its colour and shine.
    pub complexion: &'a Complexion,
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
const SMOOTH: u8 = 0;
const COARSE: u8 = 1;
const FINE: u8 = 2;

/// Pixels of this size and larger show only the grain, mm.
const FURROWS_END_MM: f32 = 0.17;

/// Whether the skin is so near that its relief takes longer than all else in the picture.
pub fn is_near(view: &Camera) -> bool {
    1.0 / view.typical_pixels_per_mm() < FURROWS_END_MM
}

impl Skin<'_> {
    /// Adds one sample of every pixel of a band; drafts it if `out` says so and the skin is near.
    pub fn shade(&self, band: &Band, first_row: usize, out: &mut Light) {
        let footprint = 1.0 / self.view.typical_pixels_per_mm();
        // Relief finer than a pixel only adds noise; it fades in as the pixel shrinks.
        let fineness = Fineness {
            furrow: 0.065 * smoothstep(0.16, 0.045, footprint),
            grain: lerp(GRAIN.0, GRAIN.1, smoothstep(GRAIN_GROWS_MM.0, GRAIN_GROWS_MM.1, footprint))
                * (1.0 - smoothstep(0.40, GRAIN_ENDS_MM, footprint)),
            dull: lerp(PORE_DULL.0, PORE_DULL.1, smoothstep(0.08, 0.30, footprint)),
            plain: out.samples == 0,
            offset: OFFSETS[out.samples as usize % OFFSETS.len()],
        };
        match footprint {
            ..FURROWS_END_MM => {
                self.shade_rows::<FINE>(band, first_row, &fineness, out);
                if out.draft {
                    out.fill(band, first_row, self.view.width);
                }
            }
            ..GRAIN_ENDS_MM => self.shade_rows::<COARSE>(band, first_row, &fineness, out),
            _ => self.shade_rows::<SMOOTH>(band, first_row, &fineness, out),
        }
    }

    /// On its own: among its caller's values those of the inner loop would not fit the registers.
    #[inline(never)]
    fn shade_rows<const LOOK: u8>(&self, band: &Band, first_row: usize, fineness: &Fineness, out: &mut Light) {
        let Self { mesh, lit, relief_places, overlay, view, .. } = self;
        let footprint = 1.0 / view.typical_pixels_per_mm();
        let draft = out.draft;
        let mut last = NOTHING;
        let mut reached = false;
        let mut four = Four::default();
        for (row, span) in band.spans.iter().enumerate() {
            let (first, n) = (span.0 as usize, span.1.saturating_sub(span.0) as usize);
            let (of_band, of_picture) = (row * view.width + first, (first_row + row) * view.width + first);
            // Slices of one length: no pixel is checked against five of them.
            let (triangles, weights) = (&band.triangle[of_band..][..n], &band.weights[of_band..][..n]);
            let [red, green, blue] = out.diffuse.each_mut().map(|channel| &mut channel[of_picture..][..n]);
            let (mirrored, hits) = (&mut out.mirrored[of_picture..][..n], &mut out.hits[of_picture..][..n]);
            let mut x = 0;
            loop {
                let (mut places, mut k) = ([0; 4], 0);
                while x < n && k < 4 {
                    let triangle = triangles[x];
                    if triangle == NOTHING || LOOK == FINE && draft && band.like(view.width, row, first + x) > 0 {
                        x += 1;
                        continue;
                    }
                    let (b, c) = ((weights[x] >> 16) as f32 * (1.0 / 65_535.0), (weights[x] & 0xffff) as f32 * (1.0 / 65_535.0));
                    let corners = mesh.triangles[triangle as usize];
                    // From one pixel to the next the triangle often changes: nothing of it is worth keeping.
                    let shares = [1.0 - b - c, b, c];
                    let [p, q, r] = corners.map(|v| &lit.corners[v as usize]);
                    four.normals[k] = even([p.normal, q.normal, r.normal], shares);
                    four.lights[k] = even([p.light, q.light, r.light], shares);
                    four.places[k] = even(corners.map(|v| relief_places[v as usize]), shares);
                    if triangle != last {
                        (last, reached) = (triangle, overlay.reaches(triangle));
                    }
                    if reached && let Some(look) = self.look(triangle, shares, four.places[k], footprint) {
                        (four.looks[k], four.covered) = (look, true);
                    }
                    (places[k], k, x) = (x, k + 1, x + 1);
                }
                if k == 0 {
                    break;
                }
                let [r, g, b, m] = self.four::<LOOK>(&four, fineness);
                for (i, x) in places.into_iter().enumerate().take(k) {
                    red[x] += r[i] as u16;
                    green[x] += g[i] as u16;
                    blue[x] += b[i] as u16;
                    mirrored[x] += m[i] as u16;
                    hits[x] += 1;
                }
                if four.covered {
                    (four.looks, four.covered) = ([Look::PLAIN; 4], false);
                }
            }
        }
    }

    /// What lies on a triangle of the mesh where its corners have these `shares`. On its own: few pixels ask.
    #[inline(never)]
    fn look(&self, triangle: u32, shares: [f32; 3], relief_place: Vec4, footprint: f32) -> Option<Look> {
        let corners = self.mesh.triangles[triangle as usize];
        let [a, b, c] = corners.map(|v| self.mesh.positions[v as usize]);
        let p = a * shares[0] + b * shares[1] + c * shares[2];
        let grown = || {
            let [a, b, c] = corners.map(|v| self.overlay.grown_at(v));
            let even = |of: fn(Grown) -> f32| of(a) * shares[0] + of(b) * shares[1] + of(c) * shares[2];
            Grown { wide: even(|g| g.wide), soft: even(|g| g.soft) }
        };
        self.overlay.look(triangle, p, grown, self.relief, relief_place.truncate(), footprint)
    }

    /// Light of four pixels: red, green, blue and mirrored of all.
    #[inline(always)]
    fn four<const LOOK: u8>(&self, four: &Four, fineness: &Fineness) -> [[i32; 4]; 4] {
        let &Fineness { furrow, grain, dull, .. } = fineness;
        let (right, up, back) = (self.view.right, self.view.up, self.view.back);
        let key = studio::lights()[0].direction;
        let code = |v: Vec4| lanes::truncate((v * UNIT).max(Vec4::ZERO).min(Vec4::splat(MOST)));
        let [place_x, place_y, place_z, other] = lanes::transpose(four.places);
        let places = [place_x, place_y, place_z];
        // Eyes and cloth have no pores, and no colour but their own; cloth does not shine either.
        let skin = (Vec4::ONE + other * (1.0 / NO_SKIN)).max(Vec4::ZERO).min(Vec4::ONE);
        let [mut red, mut green, mut blue, mut polish] = lanes::transpose(four.lights);
        if skin == Vec4::ZERO && polish == Vec4::ZERO {
            return [code(red), code(green), code(blue), [0; 4]];
        }
        let [x, y, z, _] = lanes::transpose(four.normals);
        // One Newton step: interpolated normals are nearly of unit length.
        let unit = Vec4::splat(1.5) - (x * x + y * y + z * z) * 0.5;
        let (x, y, z) = (x * unit, y * unit, z * unit);
        let (mut bump_x, mut bump_y) = (Vec4::ZERO, Vec4::ZERO);
        // Blotches are so much larger than pixels that two of four stand for all.
        let [[blood, melanin, _, oil], [a, b, c, height]] = if LOOK == FINE {
            let [first, last] = [0, 2].map(|i: usize| self.relief.interpolated_tint(four.places[i]));
            [0, 1].map(|half: usize| lanes::transpose([first[half], first[half], last[half], last[half]]))
        } else if LOOK == SMOOTH && fineness.plain {
            [[Vec4::ZERO; 4]; 2]
        } else {
            self.relief.tints_of_four(places, fineness.offset)
        };
        let dry = lanes::mask_below(polish, 1.6);
        let [of_blood, of_melanin] = &self.complexion.tints;
        let (mut tilt, mut pore, mut cavity) = ([a * UNEVEN, b * UNEVEN, c * UNEVEN], height * BRIGHTER, Vec4::ZERO);
        polish *= Vec4::ONE + oil * skin * OILY;
        if LOOK == FINE {
            let both = four.places.map(|place| self.relief.interpolated(place));
            let [a, b, c, heights] = lanes::transpose(both.map(|[grown, _]| grown.0));
            let [d, e, f, depths] = lanes::transpose(both.map(|[_, net]| net.0));
            tilt = [tilt[0] + a * grain + d * furrow, tilt[1] + b * grain + e * furrow, tilt[2] + c * grain + f * furrow];
            // Around its mean: from near skin is no darker than from afar.
            (pore, cavity) = (pore + heights * (grain * HOLLOWS_DARKEN), (depths + Vec4::splat(MEAN_DEPTH)) * furrow);
            polish *= Vec4::ONE + (cavity * 1.6 + heights * dull) * skin;
        } else if LOOK == COARSE {
            let [a, b, c, heights] = self.relief.grain_of_four(places);
            tilt = [tilt[0] + a * grain, tilt[1] + b * grain, tilt[2] + c * grain];
            pore += heights * (grain * HOLLOWS_DARKEN);
            polish *= Vec4::ONE + heights * skin * dull;
        }
        if four.covered {
            let [a, b, c, left] = lanes::transpose(four.looks.map(|look| look.tilt.extend(look.grain)));
            tilt = [tilt[0] * left + a, tilt[1] * left + b, tilt[2] * left + c];
            cavity *= left;
        }
        let [blood, melanin] = [blood, melanin].map(|v| v * skin);
        let mut bright = Vec4::ONE + (pore + cavity * 0.25) * skin;
        // Pixels as large as the unevenness show none.
        if LOOK != SMOOTH || four.covered {
            let [a, b, c] = tilt.map(|v| v * skin);
            let across = |axis: Vec3| a * axis.x + b * axis.y + c * axis.z;
            let (a, b, c) = (across(right), across(up), across(back));
            let along = a * x + b * y + c * z;
            (bump_x, bump_y) = (x * along - a, y * along - b);
            let bump_z = z * along - c;
            bright += (bump_x * key.x + bump_y * key.y + bump_z * key.z) * DIFFUSE_FOLLOWS;
        }
        let tinted = |channel: fn(&Vec3) -> f32| blood * channel(of_blood) + melanin * channel(of_melanin) + bright;
        (red, green, blue) = (red * tinted(|c| c.x), green * tinted(|c| c.y), blue * tinted(|c| c.z));
        if four.covered {
            let [a, b, c, gloss] = lanes::transpose(four.looks.map(|look| look.albedo.extend(look.gloss)));
            (red, green, blue, polish) = (red * a, green * b, blue * c, polish * gloss);
        }
        let (along_x, along_y) = (x + bump_x * MIRRORS, y + bump_y * MIRRORS);
        let highlight = &self.complexion.highlight;
        let mirrored = if LOOK == SMOOTH { highlight.softened(along_x, along_y) } else { highlight.mirrored(along_x, along_y) };
        let mut mirrored = mirrored * polish * dry;
        if dry != Vec4::ONE {
            let wet = (polish - Vec4::splat(WET)).max(Vec4::ZERO).min(Vec4::ONE) * (Vec4::ONE - dry);
            mirrored += highlight.wet(x, y) * wet;
        }
        [code(red), code(green), code(blue), code(mirrored)]
    }
}

/// Four pixels on their way to light: what the corners of their triangles say about them.
#[derive(Default)]
struct Four {
    /// Diffuse light and gloss.
    lights: [Vec4; 4],
    /// Normal in the camera's frame.
    normals: [Vec4; 4],
    /// Place in the block of relief.
    places: [Vec4; 4],
    /// What a scar or a feature does there.
    looks: [Look; 4],
    /// Whether anything does.
    covered: bool,
}
