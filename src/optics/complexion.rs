//! The complexion: diffuse reflectance and gloss of the skin at every mesh vertex.

use super::materials::Materials;
use super::parameters::OpticsParameters;
use super::skin::SkinOptics;
use super::studio::{self, HIGHLIGHT_HELD};
use crate::base::color::{LinearRgb, luminance};
use crate::base::math::{Vec3, lerp, pow, smoothstep};
use crate::base::noise;
use crate::base::streams;
use crate::head::Mesh;

/// Blood that the thin skin of nose, cheeks and ears has more, as a multiple of the skin's, and how much more of it dark skin
/// needs to show it, between two shares of melanin: Monk tones 6 and 8 (photographs: noses Δa* +4.5 against foreheads).
const FLUSH: f32 = 1.4;
const FLUSH_DEEP: f32 = 0.9;
const DEEP: (f32, f32) = (0.09, 0.24);
/// What a blotch has more on light and on dark skin: share of blood, and melanin for each root of it (photographs: log R/G and G/B of 1–8 mm
/// 1.5–3 %; R/G falls where light rises on dark skin too, which melanin alone does not do there).
const BLOTCH_BLOOD: (f32, f32) = (0.30, 1.95);
const BLOTCH_MELANIN: (f32, f32) = (0.071, 0.030);
/// Shares of melanin between which blotches become those of dark skin: Monk tones 5 and 8.
const BLOTCHES_DEEP: (f32, f32) = (0.06, 0.24);
/// Regions of a face and scalp that differ, per mm, and by how much: share of blood, and of a blotch's melanin (photographs:
/// forehead, temples and crown of one head differ by Δa* 3, Δb* 3).
const REGION_PER_MM: f32 = 0.02;
const REGION_BLOOD: f32 = 0.28;
const REGION_MELANIN: f32 = 0.9;

/// Blood varies over a face: amounts, as multiples of the skin's, at which its color is computed and between which it is interpolated; the first, the
/// step and their number; and the last place between them, just before the end.
const BLOOD_LEAST: f32 = 0.55;
const BLOOD_STEP: f32 = 0.28;
const BLOOD_STEPS: usize = 25;
const BLOOD_LAST: f32 = 23.99;
/// Melanin and blood of lips: as a multiple of the skin's, and what is added (choice).
const LIP_MELANIN: (f32, f32) = (0.82, 0.004);
const LIP_BLOOD: (f32, f32) = (4.2, 0.010);
/// Share of the lips' color in the middle of a lip (choice).
const LIP_COLOR: f32 = 0.86;
/// Mottling: frequencies, 1/mm, of coarse and of fine noise, and the share of blood that each varies by (choice).
const MOTTLED_PER_MM: (f32, f32) = (0.045, 0.21);
const MOTTLED_BLOOD: (f32, f32) = (0.30, 0.16);
/// Share of a blotch's melanin that goes with the fine noise of blood.
const MOTTLED_MELANIN: f32 = 0.35;
/// How much lighter skin is on the scalp; share of blood that the scalp has less; heights, mm, from and to which skin counts as scalp (choice).
const SCALP_LIGHTER: f32 = 0.02;
const SCALP_BLOOD: f32 = 0.16;
const SCALP_Y: (f32, f32) = (45.0, 95.0);
/// Offset of the noise of melanin from that of blood, in features.
const MELANIN_OFFSET: f32 = 13.0;
/// Gloss of the face and what the scalp has more, heights, mm, from and to which it rises, and what lips and flushed skin have more (choice).
const FACE_GLOSS: f32 = 0.16;
const SCALP_GLOSS: f32 = 0.84;
const GLOSS_Y: (f32, f32) = (26.0, 88.0);
const LIP_GLOSS: f32 = 0.25;
const FLUSH_GLOSS: f32 = 0.06;

/// Skin of one tone on one head.
pub struct Complexion {
    /// Diffuse reflectance at each mesh vertex.
    pub albedo: Vec<LinearRgb>,
    /// How strongly each mesh vertex shines, 1 = the scalp; from [`super::materials::WET_GLOSS`] on it is wet.
    pub gloss: Vec<f32>,
    /// Exposure of the picture: the camera is set for this skin.
    pub exposure: f32,
    /// Change of color, as a share of it, with the blood and melanin of the relief block.
    pub tints: [LinearRgb; 2],
}

impl Complexion {
    /// Colors a head. `seed` decides the mottling.
    pub fn new(mesh: &Mesh, p: &OpticsParameters, seed: u32) -> Self {
        let skin = SkinOptics::monk(p.skin);
        // Interpolation spares a Kubelka–Munk a vertex.
        let by_blood: Vec<LinearRgb> =
            (0..BLOOD_STEPS).map(|i| skin.with_blood(BLOOD_LEAST + i as f32 * BLOOD_STEP).reflectance()).collect();
        let blood = |factor: f32| {
            let place = ((factor - BLOOD_LEAST) / BLOOD_STEP).clamp(0.0, BLOOD_LAST);
            let i = place as usize;
            by_blood[i] + (by_blood[i + 1] - by_blood[i]) * (place - i as f32)
        };
        // Lips: little melanin, much blood. On dark skin they stay darker and bluer, as melanin does not leave wholly.
        let lip =
            SkinOptics { melanin: skin.melanin * LIP_MELANIN.0 + LIP_MELANIN.1, blood: skin.blood * LIP_BLOOD.0 + LIP_BLOOD.1, ..skin }
                .reflectance();
        let flushes = skin.flush_factor();
        let change = |to: SkinOptics| to.reflectance() / skin.reflectance() - LinearRgb::WHITE;
        let deep = smoothstep(BLOTCHES_DEEP.0, BLOTCHES_DEEP.1, skin.melanin);
        let more_melanin = lerp(BLOTCH_MELANIN.0, BLOTCH_MELANIN.1, deep) * skin.melanin.sqrt();
        let melanin = change(SkinOptics { melanin: skin.melanin + more_melanin, ..skin });
        let flush = FLUSH * (1.0 + FLUSH_DEEP * smoothstep(DEEP.0, DEEP.1, skin.melanin));
        let exposure = studio::exposure(luminance(skin.reflectance()));
        let held = pow(exposure, -HIGHLIGHT_HELD);
        let drift = noise::offset(seed, streams::COMPLEXION);
        let mut albedo = Vec::with_capacity(mesh.positions.len());
        let mut gloss = Vec::with_capacity(mesh.positions.len());
        for (i, &place) in mesh.positions.iter().enumerate() {
            let q = place + drift;
            let regional = noise::value(q * REGION_PER_MM);
            let coarse = noise::value(q * MOTTLED_PER_MM.0);
            let fine = noise::value(q * MOTTLED_PER_MM.1);
            // The scalp was covered by hair: a little paler and less ruddy than the face.
            let scalp = smoothstep(SCALP_Y.0, SCALP_Y.1, place.y);
            let mottled = 1.0 + flush * mesh.flush[i] + REGION_BLOOD * regional + MOTTLED_BLOOD.0 * coarse + MOTTLED_BLOOD.1 * fine;
            let factor = mottled - SCALP_BLOOD * scalp;
            let factor = factor + flushes * p.state.redness(place + drift, place, mesh.normals[i]);
            let tan = REGION_MELANIN * noise::value(q * REGION_PER_MM + Vec3::splat(MELANIN_OFFSET));
            let tan = tan + MOTTLED_MELANIN * fine;
            let color = blood(factor) * (LinearRgb::gray(1.0 + SCALP_LIGHTER * scalp) + melanin * tan);
            albedo.push(color + (lip - color) * (LIP_COLOR * mesh.lip[i]));
            let face = FACE_GLOSS + SCALP_GLOSS * smoothstep(GLOSS_Y.0, GLOSS_Y.1, place.y);
            gloss.push(held * (face + LIP_GLOSS * mesh.lip[i] + FLUSH_GLOSS * mesh.flush[i]));
        }
        let coats = Materials::new(p.skin, exposure, lip);
        for &(vertex, coat) in &mesh.materials {
            let i = vertex as usize;
            coats.apply(coat, mesh.positions[i], &mut albedo[i], &mut gloss[i]);
        }
        let tints = [change(skin.with_blood(1.0 + lerp(BLOTCH_BLOOD.0, BLOTCH_BLOOD.1, deep))), melanin];
        Self { albedo, gloss, tints, exposure }
    }
}
