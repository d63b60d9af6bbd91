//! Skin of a scar: what differs from the skin around it.
//!
//! Scar tissue has lost melanin and pores: paler, smoother, shinier. It starts from the skin's own melanin and blood, so
//! that it stays skin on every tone: a little pinker on light skin, clearly lighter on dark skin, often in a darker rim.

use super::relief::Relief;
use super::skin::Skin;
use crate::base::color::LinearRgb;
use crate::base::math::{Vec3, mix, smoothstep};
use crate::scalp::scar::{Scar, ScarKind, Spot};

/// How one kind of scar differs from the skin around it.
struct Tissue {
    /// Melanin left, and blood relative to the skin's, where it is palest and where it is reddest.
    pale: (f32, f32),
    red: (f32, f32),
    /// Shine relative to the skin's.
    gloss: f32,
    /// Share of pores and furrows left.
    grain: f32,
    /// Height over the skin, mm, and half the width of its slope.
    step: (f32, f32),
    /// Size of its lumps, mm; how far they push the border, mm; how steep they are.
    lumps: (f32, f32, f32),
    /// Half the width of its border, mm.
    soft: f32,
}

/// Melanin of the rim relative to the skin's: dark skin answers a wound with more.
const RIM: f32 = 1.18;
/// Width of the rim over how far the scar is seen beyond its border.
const RIM_WIDTH: f32 = 0.75;

/// Lumps smaller than this many of the finest that shows are taken as they come.
const LUMPS_BLENDED: f32 = 5.0;

/// Choices, by eye from photographs of healed scars.
fn tissue(kind: ScarKind) -> Tissue {
    match kind {
        ScarKind::None | ScarKind::Fut => Tissue {
            pale: (0.70, 0.78),
            red: (0.80, 1.15),
            gloss: 1.35,
            grain: 0.40,
            step: (-0.05, 0.9),
            lumps: (1.9, 0.45, 0.035),
            soft: 0.40,
        },
        ScarKind::Fue => Tissue {
            pale: (0.58, 0.66),
            red: (0.66, 0.85),
            gloss: 1.25,
            grain: 0.5,
            step: (-0.03, 0.3),
            lumps: (1.3, 0.12, 0.0),
            soft: 0.16,
        },
        ScarKind::Plugs => Tissue {
            pale: (0.70, 0.78),
            red: (0.82, 1.05),
            gloss: 1.25,
            grain: 0.55,
            step: (-0.04, 0.7),
            lumps: (1.5, 0.40, 0.035),
            soft: 0.35,
        },
        ScarKind::Trauma => Tissue {
            pale: (0.66, 0.80),
            red: (0.78, 1.30),
            gloss: 1.35,
            grain: 0.35,
            step: (-0.03, 0.6),
            lumps: (1.6, 0.30, 0.035),
            soft: 0.25,
        },
        ScarKind::Burn => Tissue {
            pale: (0.68, 0.82),
            red: (0.86, 1.40),
            gloss: 1.65,
            grain: 0.15,
            step: (-0.15, 2.6),
            lumps: (7.5, 2.6, 0.065),
            soft: 1.3,
        },
    }
}

/// A scar as light sees it.
pub struct ScarSkin<'a> {
    scar: &'a Scar,
    tissue: Tissue,
    /// Reflectance relative to the skin around.
    pale: LinearRgb,
    red: LinearRgb,
    rim: LinearRgb,
}

/// What a scar does to the light of a place.
pub struct Look {
    /// Factor of the diffuse reflectance.
    pub albedo: LinearRgb,
    /// Factor of the shine.
    pub gloss: f32,
    /// Share of the skin's own relief that is left.
    pub grain: f32,
    /// Slope of its own.
    pub tilt: Vec3,
}

impl<'a> ScarSkin<'a> {
    /// The scar of someone with this skin.
    pub fn new(scar: &'a Scar, skin: Skin) -> Self {
        let tissue = tissue(scar.kind);
        let around = skin.reflectance();
        let of = |(melanin, blood): (f32, f32)| Skin { melanin: skin.melanin * melanin, blood: skin.blood * blood }.reflectance() / around;
        Self { scar, pale: of(tissue.pale), red: of(tissue.red), rim: of((RIM, 1.05)), tissue }
    }

    /// Strokes of the scar that reach a triangle of the mesh; empty for most.
    #[inline]
    pub fn near(&self, triangle: u32) -> &'a [u16] {
        self.scar.near(triangle)
    }

    /// How many times as wide as drawn the scar is at a mesh vertex near it.
    pub fn width_at(&self, mesh_vertex: u32) -> f32 {
        self.scar.width_at(mesh_vertex)
    }

    /// The place `p` on the skin, `relief_place` in the block of relief, among the strokes `near` it; `coarse` mm is the
    /// finest that shows.
    #[inline]
    pub fn look(&self, near: &[u16], p: Vec3, wide: f32, relief: &Relief, relief_place: Vec3, coarse: f32) -> Option<Look> {
        let spot = self.scar.spot_near(near, p, wide)?;
        let Tissue { gloss, grain, step, lumps, soft, .. } = self.tissue;
        let lump = relief_place * (0.8 / lumps.0);
        // Lumps finer than a pixel need no blending.
        let (height, slope) = if lumps.0 < LUMPS_BLENDED * coarse { relief.grain(lump) } else { relief.grain_between(lump) };
        let depth = spot.depth + height * lumps.1;
        let soft = soft.max(0.5 * coarse);
        let pale = self.pale + (self.red - self.pale) * smoothstep(-0.5, 0.6, height);
        // Where it stretched it is palest.
        let strength = spot.strength * smoothstep(-0.1, 1.0, wide);
        if depth > soft.max(step.1) && self.scar.kind != ScarKind::Plugs {
            let albedo = Vec3::ONE + (pale - Vec3::ONE) * strength;
            return Some(Look { albedo, gloss: mix(1.0, gloss, strength), grain, tilt: slope * lumps.2 });
        }
        let inside = smoothstep(-soft, soft, depth) * self.ring(&spot);
        let rim = smoothstep(-RIM_WIDTH * self.scar.kind.beyond(), -0.3 * soft, depth) * (1.0 - inside) * spot.strength;
        let shown = inside * strength;
        let albedo = (Vec3::ONE + (self.rim - Vec3::ONE) * rim) * (1.0 - shown) + pale * shown;
        let u = (depth / step.1).max(-1.0).min(1.0);
        let edge = step.0 * 0.75 * (1.0 - u * u) / (step.1 * spot.distance.max(1e-3));
        Some(Look {
            albedo,
            gloss: mix(1.0, gloss, shown),
            grain: mix(1.0, grain, inside),
            tilt: slope * (lumps.2 * inside) - spot.out * edge,
        })
    }

    /// A plug is scarred around its tuft.
    fn ring(&self, spot: &Spot) -> f32 {
        if self.scar.kind != ScarKind::Plugs {
            return 1.0;
        }
        mix(0.2, 1.0, smoothstep(0.4, 0.9, spot.distance / spot.radius))
    }
}
