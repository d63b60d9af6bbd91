//! Skin as light: diffuse and mirrored light for every pixel, as sums over samples.
//!
//! The two stay apart to the end: ink lies under the surface and dims only the diffuse part.

use super::raster::{Band, NOTHING};
use super::view::{Projected, View};
use crate::base::math::{Vec3, Vec4, smoothstep};
use crate::head::{BUST_END, Mesh};
use crate::optics::Complexion;
use crate::optics::relief::Relief;
use crate::optics::scar::ScarSkin;
use crate::optics::studio::{self, Backdrop};
use crate::optics::visibility::Transfer;
use crate::scalp::scar::Grown;

/// Light 1.0 in the sums of one sample. Four samples of up to 2.0 fill 16 bits.
pub const UNIT: f32 = 8192.0;

/// A mesh vertex as lit in this view.
#[derive(Clone, Copy, Default)]
struct Corner {
    diffuse: Vec3,
    /// Normal in the camera's frame.
    normal: Vec3,
    gloss: f32,
}

/// Numbers that run evenly over a triangle: those of its first corner and the ways to the others'.
///
/// Four at a time, as the processor likes them.
#[derive(Clone, Copy, Default)]
struct Even([Vec4; 3]);

impl Even {
    #[inline]
    fn new([a, b, c]: [Vec4; 3]) -> Self {
        Self([a, b - a, c - a])
    }

    #[inline]
    fn at(&self, b: f32, c: f32) -> Vec4 {
        self.0[0] + self.0[1] * b + self.0[2] * c
    }
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
    }
}

/// Projects and lights every mesh vertex.
pub fn light(mesh: &Mesh, complexion: &Complexion, transfer: &Transfer, view: &View, out: &mut Lit) {
    let surroundings = transfer.surroundings(view.right, view.up, view.back);
    out.places.clear();
    out.places.extend(mesh.positions.iter().map(|&p| view.project(p)));
    out.corners.clear();
    out.corners.reserve_exact(mesh.normals.len());
    for (i, &normal) in mesh.normals.iter().enumerate() {
        let normal = view.turn(normal);
        // Triangles with a corner turned this far away face away whole; their light is never asked for.
        if normal.z < -0.3 {
            out.corners.push(Corner { normal, ..Corner::default() });
            continue;
        }
        let irradiance = transfer.irradiance(i, mesh.mirror[i] as usize, &surroundings, complexion.albedo[i]);
        let open = complexion.highlight.open(normal.x, normal.y);
        let free = (irradiance.y / open.max(0.05)).min(1.0);
        let mut corner = Corner { diffuse: complexion.albedo[i] * irradiance, normal, gloss: complexion.gloss[i] * free * free.sqrt() };
        let shown = smoothstep(FADE.0, FADE.1, mesh.positions[i].y);
        if shown < 1.0 {
            let p = &out.places[i];
            let backdrop = Vec3::splat(Backdrop::at(p.x / view.width as f32, p.y / view.height as f32));
            corner.diffuse = backdrop + (corner.diffuse - backdrop) * shown;
            corner.gloss *= shown;
        }
        out.corners.push(corner);
    }
}

/// Between these heights the bust fades into the backdrop, mm: seen from above it would end like a cut otherwise.
const FADE: (f32, f32) = (BUST_END + 6.0, BUST_END + 48.0);

/// How fine the relief of the skin shows at a pixel size.
struct Fineness {
    furrow: f32,
    grain: f32,
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
    pub relief_places: &'a [Vec3],
    /// Its scar.
    pub scar: &'a ScarSkin<'a>,
    /// The camera.
    pub view: &'a View,
}

/// A triangle with a scar on it: its first corner and the ways to the others, and how the scar is at each.
#[derive(Clone, Copy, Default)]
struct Scarred {
    places: [Vec3; 3],
    grown: [(f32, f32); 3],
}

impl Scarred {
    fn new(scar: &ScarSkin, places: [Vec3; 3], corners: [u32; 3]) -> Self {
        let [p, q, r] = places;
        let [a, b, c] = corners.map(|v| scar.grown_at(v));
        let from_a = |g: Grown| (g.wide - a.wide, g.soft - a.soft);
        Self { places: [p, q - p, r - p], grown: [(a.wide, a.soft), from_a(b), from_a(c)] }
    }

    fn at(&self, b: f32, c: f32) -> (Vec3, Grown) {
        let [g, to_b, to_c] = self.grown;
        let grown = Grown { wide: g.0 + to_b.0 * b + to_c.0 * c, soft: g.1 + to_b.1 * b + to_c.1 * c };
        (self.places[0] + self.places[1] * b + self.places[2] * c, grown)
    }
}

/// Pixels of this size and larger show no relief at all, mm.
const GRAIN_ENDS_MM: f32 = 0.48;
/// Ways to look at the relief.
const SMOOTH: u8 = 0;
const COARSE: u8 = 1;
const FINE: u8 = 2;

impl Skin<'_> {
    /// Adds one sample of every pixel of a band.
    pub fn shade(&self, band: &Band, first_row: usize, out: &mut Light) {
        let footprint = 1.0 / self.view.typical_pixels_per_mm();
        // Relief finer than a pixel only adds noise; it fades in as the pixel shrinks.
        let fineness = Fineness {
            furrow: 0.10 * smoothstep(0.16, 0.045, footprint),
            grain: 0.045 * (1.0 - smoothstep(0.30, GRAIN_ENDS_MM, footprint)),
        };
        // Most heads have no scar: from afar, where a head turns, they do not ask at every pixel.
        match (footprint, self.scar.is_none()) {
            (..0.17, _) => self.shade_rows::<FINE, true>(band, first_row, &fineness, out),
            (..GRAIN_ENDS_MM, false) => self.shade_rows::<COARSE, true>(band, first_row, &fineness, out),
            (..GRAIN_ENDS_MM, true) => self.shade_rows::<COARSE, false>(band, first_row, &fineness, out),
            (_, false) => self.shade_rows::<SMOOTH, true>(band, first_row, &fineness, out),
            (_, true) => self.shade_rows::<SMOOTH, false>(band, first_row, &fineness, out),
        }
    }

    /// On its own: among its caller's values those of the inner loop would not fit the registers.
    #[inline(never)]
    fn shade_rows<const LOOK: u8, const SCARRED: bool>(&self, band: &Band, first_row: usize, fineness: &Fineness, out: &mut Light) {
        let Self { mesh, lit, complexion, relief, relief_places, scar, view } = self;
        let footprint = 1.0 / view.typical_pixels_per_mm();
        let &Fineness { furrow, grain } = fineness;
        let key = studio::lights()[0].direction;
        let highlight = &complexion.highlight;
        let mut last = NOTHING;
        let (mut lights, mut normals, mut reliefs) = (Even::default(), Even::default(), Even::default());
        let (mut near, mut scarred) = (&[][..], Scarred::default());
        for (row, span) in band.spans.iter().enumerate() {
            let (first, n) = (span.0 as usize, span.1.saturating_sub(span.0) as usize);
            let (of_band, of_picture) = (row * view.width + first, (first_row + row) * view.width + first);
            // Slices of one length: no pixel is checked against five of them.
            let (triangles, weights) = (&band.triangle[of_band..][..n], &band.weights[of_band..][..n]);
            let [red, green, blue] = out.diffuse.each_mut().map(|channel| &mut channel[of_picture..][..n]);
            let (mirrored, hits) = (&mut out.mirrored[of_picture..][..n], &mut out.hits[of_picture..][..n]);
            for x in 0..n {
                let triangle = triangles[x];
                if triangle == NOTHING {
                    continue;
                }
                let weights = weights[x];
                let (b, c) = ((weights >> 16) as f32 * (1.0 / 65_535.0), (weights & 0xffff) as f32 * (1.0 / 65_535.0));
                if triangle != last {
                    last = triangle;
                    let corners = mesh.triangles[triangle as usize];
                    let three = corners.map(|v| &lit.corners[v as usize]);
                    lights = Even::new(three.map(|corner| corner.diffuse.extend(corner.gloss)));
                    normals = Even::new(three.map(|corner| corner.normal.extend(0.0)));
                    reliefs = Even::new(corners.map(|v| relief_places[v as usize].extend(0.0)));
                    near = if SCARRED { scar.near(triangle) } else { &[] };
                    if SCARRED && !near.is_empty() {
                        scarred = Scarred::new(scar, corners.map(|v| mesh.positions[v as usize]), corners);
                    }
                }
                let normal = normals.at(b, c).truncate();
                // One Newton step: interpolated normals are nearly of unit length.
                let normal = normal * (1.5 - 0.5 * normal.length_squared());
                let light = lights.at(b, c);
                let (diffuse, gloss) = (light.truncate(), light.w);
                let (mut bump, mut bright, mut polish) = (Vec3::ZERO, 1.0, gloss);
                let place = reliefs.at(b, c).truncate();
                let mut look = None;
                if SCARRED && !near.is_empty() {
                    let (p, grown) = scarred.at(b, c);
                    look = scar.look(near, p, grown, relief, place, footprint);
                }
                if LOOK != SMOOTH {
                    let (pore, mut tilt) = if LOOK == FINE { relief.grain_between(place) } else { relief.grain(place) };
                    tilt *= grain;
                    let mut cavity = 0.0;
                    if LOOK == FINE {
                        let (depth, slope) = relief.furrow_between(place);
                        tilt += slope * furrow;
                        cavity = depth * furrow;
                        polish *= 1.0 + 1.6 * cavity;
                    }
                    if let Some(look) = &look {
                        tilt = tilt * look.grain + look.tilt;
                        cavity *= look.grain;
                    }
                    let tilt = Vec3::new(tilt.dot(view.right), tilt.dot(view.up), tilt.dot(view.back));
                    bump = normal * tilt.dot(normal) - tilt;
                    bright = 1.0 + 1.15 * bump.dot(key) + 0.9 * grain * pore + 0.25 * cavity;
                }
                let mut d = diffuse * (bright * UNIT);
                if let Some(look) = &look {
                    d *= look.albedo;
                    polish *= look.gloss;
                }
                let m = highlight.mirrored(normal.x + bump.x, normal.y + bump.y) * (polish * UNIT);
                let code = |v: f32| (v as i32).clamp(0, 16_383) as u16;
                red[x] += code(d.x);
                green[x] += code(d.y);
                blue[x] += code(d.z);
                mirrored[x] += code(m);
                hits[x] += 1;
            }
        }
    }
}
