//! Appearance of skin that a scarring loss leaves: without pores, smooth, shiny, a little paler than the skin around.

use super::relief::Relief;
use super::scar::{Tissue, TissueColors};
use super::skin::SkinOptics;
use super::surface_change::SurfaceChange;
use crate::base::color::LinearRgb;
use crate::base::math::{Vec3, lerp, smoothstep};
use crate::scalp::loss::SCARRED_DEPTH;
use crate::scalp::scar::{MOST_RAGGED, ScarredSkin};

/// Scarred skin; choices, by descriptions of healed patches: ivory and shiny, follicular openings lost.
const PATCH: Tissue =
    Tissue { pale: (0.92, 0.80), red: (1.0, 1.02), gloss: 1.2, grain: 0.7, step: (0.0, 0.0), lumps: (0.0, 0.0, 0.0), soft: (0.0, 0.0) };
/// Share of it that has lost all melanin, on dark skin: far less than in the scar of a wound.
const FLECKS: f32 = 0.02;
/// Share of the pores that is left.
const PORES: f32 = 0.2;
/// Frequency of its unevenness relative to that of the skin's own color, 1–4 mm, coarse and fine; share of the fine one.
const UNEVEN: (f32, f32) = (0.22, 0.71);
const UNEVEN_FINE: f32 = 0.45;
/// Unevenness from which and to which it is reddest, and how strongly it pushes the border, half borders.
const REDDENS: (f32, f32) = (-0.15, 0.55);
const RAGGED: f32 = 0.9;
/// Share of the rim's color at its border, and how far beyond it that ends, half borders.
const RIM: f32 = 0.4;
const RIM_ENDS: f32 = 0.6;

/// Scarred skin as light sees it.
pub struct ScarredSkinLook<'a> {
    skin: &'a ScarredSkin,
    colors: TissueColors,
}

impl<'a> ScarredSkinLook<'a> {
    /// The scarred skin of a person with this skin around it.
    pub fn new(skin: &'a ScarredSkin, around: SkinOptics) -> Self {
        Self { skin, colors: TissueColors::new(&PATCH, FLECKS, around) }
    }

    /// Whether any of it shows on a triangle of the mesh.
    #[inline(always)]
    pub fn reaches(&self, triangle: u32) -> bool {
        self.skin.reaches(triangle)
    }

    /// Depth at a mesh vertex, half borders.
    pub fn depth_at(&self, mesh_vertex: u32) -> f32 {
        self.skin.depth_at(mesh_vertex)
    }

    /// A place so many half borders inside the lost area, `relief_place` in the block of relief.
    pub fn change_at(&self, depth: f32, relief: &Relief, relief_place: Vec3) -> Option<SurfaceChange> {
        if depth < SCARRED_DEPTH.0 - MOST_RAGGED {
            return None;
        }
        let read = |frequency: f32| relief.tint_interpolated((relief_place * frequency).extend(0.0))[1].w;
        let uneven = read(UNEVEN.0) + UNEVEN_FINE * read(UNEVEN.1);
        let depth = depth + (RAGGED * uneven).max(-MOST_RAGGED).min(MOST_RAGGED);
        let inside = smoothstep(SCARRED_DEPTH.0, SCARRED_DEPTH.1, depth);
        let rim = RIM * smoothstep(SCARRED_DEPTH.0 - RIM_ENDS, SCARRED_DEPTH.1, depth) * (1.0 - inside);
        let TissueColors { pale, red, rim: dark } = self.colors;
        let own = pale + (red - pale) * smoothstep(REDDENS.0, REDDENS.1, uneven);
        Some(SurfaceChange {
            albedo: (LinearRgb::WHITE + (dark - LinearRgb::WHITE) * rim) * (1.0 - inside) + own * inside,
            gloss: lerp(1.0, PATCH.gloss, inside),
            grain: lerp(1.0, PATCH.grain, inside),
            pores: lerp(1.0, PORES, inside),
            slope: Vec3::ZERO,
        })
    }
}
