//! The light: skin, hair and pigment as a camera sees them. Linear light throughout.
//!
//! In: the body's surface and what colours it. Out: [`Complexion`], the skin's colour and shine, and [`Inks`], what marks
//! and hair take.

pub mod aging;
pub mod coats;
pub mod features;
pub mod hair;
pub mod highlight;
pub mod light_spread;
pub mod look;
pub mod matching;
pub mod pigment;
pub mod relief;
pub mod scar;
pub mod skin;
pub mod studio;
pub mod visibility;

use crate::base::color::{LinearRgb, luminance};
use crate::base::math::{Vec3, Vec4, mix, pow, smoothstep, vec3};
use crate::base::noise;
use crate::head::{Matter, Mesh};
use aging::Past;
use coats::Coats;
use hair::{HairColor, LYING_MM, Recut};
use highlight::Highlight;
use skin::{Skin, SkinState};

/// What the light is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OpticsParameters {
    /// Shade of the pigment, 1–5.
    pub tone: f32,
    /// Depth of the needle, mm.
    pub depth_mm: f32,
    /// Monk skin tone, 1–10.
    pub skin: f32,
    /// 0 = matte, 1 = oily.
    pub shine: f32,
    /// What ails it.
    pub state: SkinState,
    /// Melanin of the hair.
    pub hair: HairColor,
    /// Share of white hairs asked for, 0–1.
    pub white: f32,
    /// Length of the scalp's hair, mm.
    pub hair_length_mm: f32,
    /// Length of the beard, mm; none where there is no beard.
    pub beard_mm: Option<f32>,
    /// Months since the last session, 0–240.
    pub months: f32,
    /// Sun without a hat, 0 = never, 1 = always.
    pub sun: f32,
    /// Years from one touch-up to the next; 0 = none.
    pub touch_up_years: f32,
}

impl OpticsParameters {
    /// Share of white hairs on the day of treatment, 0–1: what is asked for, or what the colour has of itself.
    pub fn white_share(&self) -> f32 {
        self.white.max(self.hair.white)
    }

    /// How far light passes worn hair by now: 0 = black, 1 = white.
    pub fn clear_by_now(&self) -> f32 {
        mix(self.hair.clear(), HairColor::WHITE.clear(), self.white_by_now())
    }

    /// Share of white hairs by now, 0–1.
    pub fn white_by_now(&self) -> f32 {
        let white = self.white_share();
        white + (1.0 - white) * aging::greyed(self.months)
    }
}

/// Blood that the thin skin of nose, cheeks and ears has more, as a multiple of the skin's, and how much more of it dark skin
/// needs to show it, between two shares of melanin: Monk tones 6 and 8 (photographs: noses Δa* +4.5 against foreheads).
const FLUSH: f32 = 1.4;
const FLUSH_DEEP: f32 = 0.9;
const DEEP: (f32, f32) = (0.09, 0.24);
/// Share of the skin's exposure, in stops, that highlights give back: who lights dark skin softens the lamp (photographs:
/// peak over diffuse 1.65–2.9 on light and dark scalps).
const HIGHLIGHT_HELD: f32 = 0.17;
/// Share of the skin's exposure, in stops, that worn hair follows: it is lit as the head is, and toned as the picture is (choice: black hair
/// stays black on dark skin, white hair keeps its strands).
const HAIR_FOLLOWS: f32 = 0.4;
/// What a blotch has more: share of blood, and melanin for each root of it (photographs: log R/G and G/B of 1–8 mm 2.4 %).
const BLOTCHES: (f32, f32) = (0.45, 0.053);
/// Regions of a face and scalp that differ, per mm, and by how much: share of blood, and of a blotch's melanin (photographs:
/// forehead, temples and crown of one head differ by Δa* 3, Δb* 3).
const REGION_PER_MM: f32 = 0.02;
const REGION_BLOOD: f32 = 0.28;
const REGION_MELANIN: f32 = 0.9;

/// Skin of one tone on one head.
pub struct Complexion {
    /// Diffuse reflectance at each mesh vertex.
    pub albedo: Vec<LinearRgb>,
    /// How strongly each mesh vertex shines, 1 = the scalp; from [`coats::WET`] on it is wet.
    pub gloss: Vec<f32>,
    /// Highlights of the studio on this skin.
    pub highlight: Highlight,
    /// Exposure of the picture: the camera is set for this skin.
    pub exposure: f32,
    /// Change of colour, as a share of it, with the blood and melanin of the relief block.
    pub tints: [Vec3; 2],
}

impl Complexion {
    /// Colours a head. `seed` decides the mottling.
    pub fn new(mesh: &Mesh, p: &OpticsParameters, seed: u32) -> Self {
        let skin = Skin::monk(p.skin);
        // Blood varies over a face; two dozen amounts, interpolated, spare a Kubelka–Munk a vertex.
        let by_blood: Vec<LinearRgb> = (0..25).map(|i| skin.flushed(0.55 + i as f32 * 0.28).reflectance()).collect();
        let blood = |factor: f32| {
            let place = ((factor - 0.55) / 0.28).clamp(0.0, 23.99);
            let i = place as usize;
            by_blood[i] + (by_blood[i + 1] - by_blood[i]) * (place - i as f32)
        };
        // Lips: little melanin, much blood. On dark skin they stay darker and bluer, as melanin does not leave wholly.
        let lip = Skin { melanin: skin.melanin * 0.82 + 0.004, blood: skin.blood * 4.2 + 0.010, ..skin }.reflectance();
        let flushes = skin.flushes();
        let change = |to: Skin| to.reflectance() / skin.reflectance() - Vec3::ONE;
        let melanin = change(Skin { melanin: skin.melanin + BLOTCHES.1 * skin.melanin.sqrt(), ..skin });
        let flush = FLUSH * (1.0 + FLUSH_DEEP * smoothstep(DEEP.0, DEEP.1, skin.melanin));
        let exposure = studio::exposure(luminance(skin.reflectance()));
        let held = pow(exposure, -HIGHLIGHT_HELD);
        let drift = noise::offset(seed, 0x5EED);
        let mut albedo = Vec::with_capacity(mesh.positions.len());
        let mut gloss = Vec::with_capacity(mesh.positions.len());
        for (i, &place) in mesh.positions.iter().enumerate() {
            let q = place + drift;
            let regional = noise::value(q * REGION_PER_MM);
            let coarse = noise::value(q * 0.045);
            let fine = noise::value(q * 0.21);
            // The scalp has slept under hair: a little paler and less ruddy than the face.
            let scalp = smoothstep(45.0, 95.0, place.y);
            let factor = 1.0 + flush * mesh.flush[i] + REGION_BLOOD * regional + 0.30 * coarse + 0.16 * fine - 0.16 * scalp;
            let factor = factor + flushes * p.state.redness(place + drift, place, mesh.normals[i]);
            let tan = REGION_MELANIN * noise::value(q * REGION_PER_MM + Vec3::splat(13.0));
            let color = blood(factor) * (Vec3::splat(1.0 + 0.035 * fine + 0.02 * scalp) + melanin * tan);
            albedo.push(color + (lip - color) * (0.86 * mesh.lip[i]));
            gloss.push(held * (0.16 + 0.84 * smoothstep(26.0, 88.0, place.y) + 0.25 * mesh.lip[i] + 0.06 * mesh.flush[i]));
        }
        let coats = Coats::new(p.skin, exposure, lip);
        for &(vertex, coat) in &mesh.coats {
            let i = vertex as usize;
            coats.lay(coat, mesh.positions[i], &mut albedo[i], &mut gloss[i]);
        }
        let tints = [change(skin.flushed(1.0 + BLOTCHES.0)), melanin];
        Self { albedo, gloss, tints, highlight: Highlight::new(p.shine), exposure }
    }
}

/// What ink and hair do to the skin's light: the share of it that a full mark takes away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inks {
    /// Pigment.
    pub pigment: LinearRgb,
    /// Pigment, of the light that wanders under it.
    pub cloud: LinearRgb,
    /// Redness of fresh skin, where blurred marks would take all.
    pub flush: LinearRgb,
    /// A terminal hair; negative where hair is lighter than the skin.
    pub hair: LinearRgb,
    /// What a terminal hair takes more where hair is so dense that no bare skin is beside it.
    pub dense: LinearRgb,
    /// A short terminal hair, of the light that wanders under it: its root.
    pub root: LinearRgb,
    /// A white hair.
    pub white: LinearRgb,
    /// How a beard is drawn with these: they are of the scalp's length.
    pub beard: Recut,
    /// Worn hair under light of one, as exposed: with pigment, its mirrored light, and white.
    pub worn: [LinearRgb; 3],
}

impl Inks {
    /// Pigment of a shade at a depth, and hair on this skin.
    pub fn new(p: &OpticsParameters) -> Self {
        let (skin, past) = (Skin::monk(p.skin), Past::new(p));
        let (pigment, cloud, flush) = (past.ink(p.tone), past.cloud(p.tone), past.flush(skin));
        let skin = skin.reflectance();
        let exposure = studio::exposure(luminance(skin));
        let of_hair = pow(exposure, HAIR_FOLLOWS);
        Self {
            pigment,
            cloud,
            flush,
            hair: p.hair.takes(skin, p.hair_length_mm),
            dense: p.hair.covers(skin, p.hair_length_mm) - p.hair.takes(skin, p.hair_length_mm),
            root: p.hair.root(skin, p.hair_length_mm.min(LYING_MM)),
            white: HairColor::WHITE.takes(skin, p.hair_length_mm),
            beard: p.beard_mm.map_or(Recut::NONE, |mm| Recut::new(p.hair, skin, mm, p.hair_length_mm)),
            worn: [p.hair.worn() * of_hair, Vec3::splat(pow(exposure, -HIGHLIGHT_HELD)), HairColor::WHITE.worn() * of_hair]
                .map(|ink| ink * studio::tint()),
        }
    }
}

/// Fourth of [`relief_places`] where there is no skin, negated; 0 on skin.
pub const NO_SKIN: f32 = 4.0;

/// Places in the [`relief`] block of all vertices of a mesh; eyes and cloth are told apart from skin.
pub fn relief_places(mesh: &Mesh, seed: u32) -> Vec<Vec4> {
    let mut places: Vec<Vec4> = mesh.positions.iter().map(|&p| relief_place(p, seed)).collect();
    for &(vertex, coat) in &mesh.coats {
        let share = match coat.matter {
            Matter::Rim(share) | Matter::Cloth(share) => share,
            Matter::White(_) | Matter::Iris | Matter::Pupil => 1.0,
        };
        places[vertex as usize].w = -NO_SKIN * share;
    }
    places
}

/// Place in the [`relief`] block for a place of the head: warped, so that the block's repetition never shows.
pub fn relief_place(place: Vec3, seed: u32) -> Vec4 {
    let q = place * 0.024 + noise::offset(seed, 0x0FF5);
    let warp = vec3(noise::value(q), noise::value(q + Vec3::splat(31.0)), noise::value(q + Vec3::splat(67.0)));
    // Shifted by whole blocks so that no coordinate is negative.
    let place = (place + warp * 14.0) * (1.0 / relief::VOXEL_MM) + Vec3::splat((relief::SIDE * 60) as f32);
    place.extend(0.0)
}
