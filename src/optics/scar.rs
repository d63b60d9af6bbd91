//! Appearance of scar tissue: change of reflectance, gloss and slope against the skin around it.
//!
//! Scar tissue has lost melanin and pores: paler, smoother, shinier. It starts from the skin's own melanin and blood, so
//! that it stays skin on every tone: a little pinker on light skin, clearly lighter and grayer on dark skin, in a darker
//! margin, and in parts as dark as that.

use super::relief::Relief;
use super::skin::SkinOptics;
use super::surface_change::SurfaceChange;
use crate::base::color::LinearRgb;
use crate::base::math::{Vec3, lerp, max, min, pow, smoothstep};
use crate::scalp::scar::{Scar, ScarBorder, ScarKind, StrokeEffect, StrokeSample};

/// How one kind of scar differs from the skin around it.
pub(super) struct Tissue {
    /// Melanin left, and blood relative to the skin's, where it is palest and where it is reddest.
    pub pale: (f32, f32),
    pub red: (f32, f32),
    /// Shine relative to the skin's.
    pub gloss: f32,
    /// Share of pores and furrows left.
    pub grain: f32,
    /// Height over the skin, mm, and half the width of its slope.
    pub step: (f32, f32),
    /// Size of its lumps, mm; how far they push the border, mm; how steep they are.
    pub lumps: (f32, f32, f32),
    /// Half the width of its border, mm, where it is sharpest and where it melts away.
    pub soft: (f32, f32),
}

/// Melanin of the rim relative to the skin's, on light and on dark skin, which reacts to injury with more melanin (hyperpigmentation).
const RIM: (f32, f32) = (1.18, 1.42);
/// Light skin counts as such up to this melanin share, dark skin from the other on: Monk tones 5 and 8.
const DARK: (f32, f32) = (0.06, 0.20);
/// Dark skin loses more of its melanin: the share left is that of light skin to this power (choice, by eye).
const DARK_LOSS: f32 = 1.2;
/// Share of a scar that has lost all melanin and shows bare fibers, in flecks too small to see: without it scars of dark
/// skin turn yellow (found by trial).
const FLECKS: f32 = 0.09;
/// Skin of such a fleck: a Monk tone 1 of average blood.
const FLECK: SkinOptics = SkinOptics { melanin: 0.028, blood: 0.007, scatter: 1.0 };
/// Least share of blood in a scar's dermis: that of the darkest tones stands for what melanin hides there.
const LEAST_BLOOD: f32 = 0.008;
/// Width of the rim over how far the scar is seen beyond its border.
const RIM_WIDTH: f32 = 0.75;

/// Lumps smaller than this many of the finest that shows are taken as they come.
const LUMPS_BLENDED: f32 = 8.0;
/// Bands are drawn out by this share of their length: four times as long as wide.
const STRETCH: f32 = 0.75;
/// Wrinkles between bands, in widths of a band.
const WRINKLES: f32 = 0.3;

/// Blood of the rim relative to the skin's, and share of the rim's color where a scar's own is least pure, on light and on dark skin (choices).
const RIM_BLOOD: f32 = 1.05;
const STAINED: (f32, f32) = (0.15, 0.5);
/// Size of lumps, mm, at which the block of relief is read at its own scale (choice).
const UNSCALED_LUMP_MM: f32 = 0.8;
/// Shares of large lumps and of wrinkles in the height of a scar with bands, and of large lumps in its slope (choice).
const BANDED_HEIGHT: (f32, f32) = (0.65, 0.5);
const BANDED_SLOPE: f32 = 0.6;
/// Height of the lumps at which a scar is palest and reddest; softness, 0–1, raises it by the one and the other lowers it (choice).
const REDDENS: (f32, f32) = (-0.5, 0.6);
const REDDENS_SOFT: (f32, f32) = (0.5, 0.25);
/// Softness from and to which it takes the rim's color, and how much the height of lumps adds to it (choice).
const STAINS: (f32, f32) = (0.35, 1.1);
const STAINS_HEIGHT: f32 = 0.3;
/// Width, 0–1, from and to which a scar is as strong as it gets (choice).
const STRONG: (f32, f32) = (-0.1, 1.0);
/// Least share of the rim's width, and of its strength, where the border is sharp; and the inner end of the rim, in soft edges (choice).
const RIM_SHARP: (f32, f32) = (0.35, 0.5);
const RIM_INNER: f32 = 0.3;
/// Slope of a step of height 1 at its middle: its profile is 1 − u², whose integral over −1…1 is 4/3.
const STEP_SLOPE: f32 = 0.75;
/// Distances below this count as this, mm: it divides by them.
const LEAST_DISTANCE_MM: f32 = 1e-3;
/// Share of the scar under a plug's tuft, and where the tuft ends and plain scar begins, as shares of the radius (choice).
const UNDER_TUFT: f32 = 0.2;
const TUFT_ENDS: (f32, f32) = (0.4, 0.9);

/// Tissue of a strip excision; this and the next are choices, by eye from photographs of healed scars.
const STRIP: Tissue = Tissue {
    pale: (0.70, 0.78),
    red: (0.80, 1.15),
    gloss: 1.35,
    grain: 0.40,
    step: (-0.05, 0.9),
    lumps: (1.9, 0.45, 0.035),
    soft: (0.35, 0.9),
};
/// Of punches for single units.
const PUNCHES: Tissue = Tissue {
    pale: (0.58, 0.66),
    red: (0.66, 0.85),
    gloss: 1.25,
    grain: 0.5,
    step: (-0.03, 0.3),
    lumps: (1.3, 0.12, 0.0),
    soft: (0.16, 0.16),
};
/// Of old plugs.
const PLUGS: Tissue = Tissue {
    pale: (0.70, 0.78),
    red: (0.82, 1.05),
    gloss: 1.25,
    grain: 0.55,
    step: (-0.04, 0.7),
    lumps: (1.5, 0.40, 0.035),
    soft: (0.3, 0.6),
};
/// Of a stitched injury.
const INJURY: Tissue = Tissue {
    pale: (0.66, 0.80),
    red: (0.78, 1.30),
    gloss: 1.35,
    grain: 0.35,
    step: (-0.03, 0.6),
    lumps: (1.6, 0.30, 0.035),
    soft: (0.22, 0.6),
};
/// Of a burn.
const BURN: Tissue = Tissue {
    pale: (0.68, 0.82),
    red: (0.86, 1.40),
    gloss: 1.65,
    grain: 0.15,
    step: (-0.15, 2.6),
    lumps: (6.0, 2.2, 0.085),
    soft: (0.8, 6.0),
};

fn tissue(kind: ScarKind) -> Tissue {
    match kind {
        ScarKind::None | ScarKind::Fut => STRIP,
        ScarKind::Fue => PUNCHES,
        ScarKind::Plugs => PLUGS,
        ScarKind::Trauma => INJURY,
        ScarKind::Burn => BURN,
    }
}

/// Reflectances of a tissue relative to the skin around: where it is palest, where it is reddest, and of its rim.
#[derive(Clone, Copy)]
pub(super) struct TissueColors {
    pub pale: LinearRgb,
    pub red: LinearRgb,
    pub rim: LinearRgb,
}

impl TissueColors {
    /// Of a tissue in this skin; on dark skin a share of `flecks` has lost all melanin.
    pub(super) fn new(tissue: &Tissue, flecks: f32, skin: SkinOptics) -> Self {
        let around = skin.reflectance();
        let dark = darkness(skin);
        let of = |melanin: f32, blood: f32| SkinOptics { melanin: skin.melanin * melanin, blood, ..skin }.reflectance();
        let fleck = SkinOptics { melanin: FLECK.melanin.min(skin.melanin), ..FLECK }.reflectance();
        let scarred = |(melanin, blood): (f32, f32)| {
            let fibers = of(pow(melanin, lerp(1.0, DARK_LOSS, dark)), skin.blood.max(LEAST_BLOOD * dark) * blood);
            (fibers + (fleck - fibers) * (flecks * dark)) / around
        };
        Self { pale: scarred(tissue.pale), red: scarred(tissue.red), rim: of(lerp(RIM.0, RIM.1, dark), skin.blood * RIM_BLOOD) / around }
    }
}

/// Whether skin counts as light, 0, or as dark, 1.
fn darkness(skin: SkinOptics) -> f32 {
    smoothstep(DARK.0, DARK.1, skin.melanin)
}

/// A scar as light sees it.
pub struct ScarSkin<'a> {
    scar: &'a Scar,
    tissue: Tissue,
    colors: TissueColors,
    /// Share of the rim's color where a scar's color is least pure.
    stained: f32,
    /// Way its bands run; none where it has none.
    bands: Vec3,
}

impl<'a> ScarSkin<'a> {
    /// The scar of a person with this skin.
    pub fn new(scar: &'a Scar, skin: SkinOptics) -> Self {
        let tissue = tissue(scar.kind);
        let longest = |a: Vec3, b: Vec3| if b.length_squared() > a.length_squared() { b } else { a };
        let bands = match scar.kind {
            ScarKind::Burn => scar.strokes().iter().map(|s| s.along).fold(Vec3::ZERO, longest).normalize_or_zero(),
            ScarKind::None | ScarKind::Fut | ScarKind::Fue | ScarKind::Plugs | ScarKind::Trauma => Vec3::ZERO,
        };
        Self { scar, colors: TissueColors::new(&tissue, FLECKS, skin), stained: lerp(STAINED.0, STAINED.1, darkness(skin)), bands, tissue }
    }

    /// Whether any of it reaches a triangle of the mesh.
    #[inline(always)]
    pub fn reaches(&self, triangle: u32) -> bool {
        self.scar.reaches(triangle)
    }

    /// How the scar is at a mesh vertex near it.
    pub fn border_at(&self, mesh_vertex: u32) -> ScarBorder {
        self.scar.border_at(mesh_vertex)
    }

    /// The place `p` on a triangle of the mesh, `relief_place` in the block of relief; `coarse` mm is the finest that shows.
    #[inline]
    pub fn change_at(
        &self,
        triangle: u32,
        p: Vec3,
        grown: ScarBorder,
        relief: &Relief,
        relief_place: Vec3,
        coarse: f32,
    ) -> Option<SurfaceChange> {
        let spot = self.scar.sample_on(triangle, p, grown.wide)?;
        let Tissue { gloss, grain, step, lumps, soft, .. } = self.tissue;
        let read = |mm: f32| {
            let lump = (relief_place - self.bands * (STRETCH * self.bands.dot(relief_place))) * (UNSCALED_LUMP_MM / mm);
            // Lumps finer than a pixel need no blending.
            let lump = lump.extend(0.0);
            let rise = if mm < LUMPS_BLENDED * coarse { relief.grain(lump) } else { relief.interpolated(lump)[0] };
            (rise.height(), rise.slope())
        };
        let (mut height, mut slope) = read(lumps.0);
        if self.bands != Vec3::ZERO {
            // Contracting skin lies in bands, and wrinkles between them.
            let (fine, wrinkle) = read(lumps.0 * WRINKLES);
            (height, slope) = (BANDED_HEIGHT.0 * height + BANDED_HEIGHT.1 * fine, slope * BANDED_SLOPE + wrinkle);
            slope -= self.bands * (STRETCH * self.bands.dot(slope));
        }
        let depth = spot.depth + height * lumps.1;
        let melts = if spot.effect == StrokeEffect::Spared { 0.0 } else { grown.soft };
        let soft = max(lerp(soft.0, soft.1, melts), 0.5 * coarse);
        let pale = self.colors.pale
            + (self.colors.red - self.colors.pale)
                * smoothstep(REDDENS.0, REDDENS.1, height + REDDENS_SOFT.0 * grown.soft - REDDENS_SOFT.1);
        let pale = pale + (self.colors.rim - pale) * (self.stained * smoothstep(STAINS.0, STAINS.1, grown.soft + STAINS_HEIGHT * height));
        // Where it stretched it is palest.
        let strength = spot.strength * smoothstep(STRONG.0, STRONG.1, grown.wide);
        if depth > max(soft, step.1) && spot.effect != StrokeEffect::Tuft {
            let albedo = LinearRgb::WHITE + (pale - LinearRgb::WHITE) * strength;
            return Some(SurfaceChange {
                albedo,
                gloss: lerp(1.0, gloss, strength),
                grain,
                slope: slope * lumps.2,
                ..SurfaceChange::PLAIN
            });
        }
        let inside = smoothstep(-soft, soft, depth) * self.around_tuft(&spot);
        let margin = RIM_WIDTH * self.scar.kind.visible_margin() * lerp(RIM_SHARP.0, 1.0, grown.soft);
        let rim = smoothstep(-margin, -RIM_INNER * soft, depth) * (1.0 - inside) * spot.strength * lerp(RIM_SHARP.1, 1.0, grown.soft);
        let shown = inside * strength;
        let albedo = (LinearRgb::WHITE + (self.colors.rim - LinearRgb::WHITE) * rim) * (1.0 - shown) + pale * shown;
        let u = min(max(depth / step.1, -1.0), 1.0);
        let edge = step.0 * STEP_SLOPE * (1.0 - u * u) / (step.1 * max(spot.distance, LEAST_DISTANCE_MM));
        Some(SurfaceChange {
            albedo,
            gloss: lerp(1.0, gloss, shown),
            grain: lerp(1.0, grain, inside),
            slope: slope * (lumps.2 * inside) - spot.out * edge,
            ..SurfaceChange::PLAIN
        })
    }

    /// A plug is scarred around its tuft.
    fn around_tuft(&self, spot: &StrokeSample) -> f32 {
        if spot.effect != StrokeEffect::Tuft {
            return 1.0;
        }
        lerp(UNDER_TUFT, 1.0, smoothstep(TUFT_ENDS.0, TUFT_ENDS.1, spot.distance / spot.radius))
    }
}
