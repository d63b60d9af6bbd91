//! The complexion: color and shine of the skin at every mesh vertex.

use super::coats::Coats;
use super::highlight::Highlight;
use super::parameters::OpticsParameters;
use super::skin::Skin;
use super::studio::{self, HIGHLIGHT_HELD};
use crate::base::color::{LinearRgb, luminance};
use crate::base::math::{Vec3, pow, smoothstep};
use crate::base::noise;
use crate::base::streams;
use crate::head::Mesh;

/// Blood that the thin skin of nose, cheeks and ears has more, as a multiple of the skin's, and how much more of it dark skin
/// needs to show it, between two shares of melanin: Monk tones 6 and 8 (photographs: noses Δa* +4.5 against foreheads).
const FLUSH: f32 = 1.4;
const FLUSH_DEEP: f32 = 0.9;
const DEEP: (f32, f32) = (0.09, 0.24);
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
        let drift = noise::offset(seed, streams::COMPLEXION);
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
        for &(vertex, coat) in &mesh.materials {
            let i = vertex as usize;
            coats.lay(coat, mesh.positions[i], &mut albedo[i], &mut gloss[i]);
        }
        let tints = [change(skin.flushed(1.0 + BLOTCHES.0)), melanin];
        Self { albedo, gloss, tints, highlight: Highlight::new(p.shine), exposure }
    }
}
