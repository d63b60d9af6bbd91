//! Appearance of skin features: change of reflectance, gloss and slope by spots, lines, veins and ridges.
//!
//! Spots have more melanin and blood than the skin around, so they follow its tone through the two-layer model; lines, veins
//! and ridges are slopes.

use super::skin::SkinOptics;
use super::surface_change::SurfaceChange;
use crate::base::color::LinearRgb;
use crate::base::math::{Vec3, lerp, max, min, smoothstep};
use crate::base::noise;
use crate::scalp::features::{Feature, FeatureKind, Features};
use crate::scalp::scar::StrokeSample;

/// What spots hold more than the skin, from reddish to grayish: melanin added, blood as a multiple, and what the surface
/// scatters, 1 as the skin around (found by
/// trial against photographs of sun-marked scalps: 10–30 % darker, from rust over tan to gray-brown).
const SPOTS: [(f32, f32, f32); 4] = [(0.026, 2.4, 1.0), (0.038, 1.9, 1.0), (0.050, 1.8, 1.5), (0.055, 2.5, 4.5)];
/// The melanin share of skin whose spots hold just that; those of others hold more with its root, to be seen as well: Monk 2.
const SPOTS_ON: f32 = 0.0316;
/// Sun spots are gone from this melanin on, and plain up to the other: Monk tones 5 and 7.
const DARK: (f32, f32) = (0.08, 0.16);
/// The same for moles: brown and dark.
const MOLES: [(f32, f32, f32); 2] = [(0.07, 2.2, 1.0), (0.19, 1.6, 1.0)];
/// Irregularity of an outline: coarsely and finely, as shares of the radius; and the width of its edge, sharpest and softest.
const RAGGED: (f32, f32) = (0.85, 0.5);
const EDGE: (f32, f32) = (0.30, 0.60);
/// Frequency of the coarse noise, features a radius, and of the fine one over that; pixels wider than so many radii show neither (choice).
const NOISE_PER_RADIUS: f32 = 1.1;
const NOISE_FINER: f32 = 2.3;
const NOISE_ENDS: f32 = 1.5;
/// Widest edge, share of a stroke's radius in which a spot ends at the latest, and the strongest tone (choice).
const WIDEST_EDGE: f32 = 0.95;
const STROKE_ENDS: f32 = 0.25;
const MOST_TONE: f32 = 1.25;
/// [`Feature::own`] of the softest edge.
const MOST_OWN: f32 = 4096.0;
/// Share of the coarse noise in the inner tone, beside all of the fine one (choice).
const MOTTLED_COARSE: f32 = 0.6;
/// Its inner tone varies by so much.
const MOTTLED: f32 = 0.7;
/// Height of a mole, mm; shine and own relief left on it.
const MOLE_MM: f32 = 0.32;
const MOLE_SKIN: (f32, f32) = (0.85, 0.45);
/// Irregularity of its outline as a share of a sun spot's.
const MOLE_RAGGED: f32 = 0.2;
/// Depth of the strongest line of the forehead, mm, and how much light is lost in its bottom: blue most, as light between
/// its walls has passed the skin twice.
const FOLD_MM: f32 = 0.20;
const FOLD_SHADE: LinearRgb = LinearRgb::new(0.045, 0.062, 0.068);
/// Shoulders beside a line are raised: height where its valley ends, as in (1 − u²)² (1 − k u²).
const SHOULDERS: f32 = 1.6;
/// Height of a vein, mm (found by trial: higher ones read as a scar at 400 px), and what blood that has given up its oxygen,
/// seen through skin, takes of red, green and blue.
const VEIN_MM: f32 = 0.30;
const VEIN_TAKES: LinearRgb = LinearRgb::new(0.075, 0.035, 0.005);
/// Height of the ridge of a temple over planes that would meet smoothly, mm (found by trial like the vein's).
const RIDGE_MM: f32 = 0.42;

/// Features of one person as light sees them.
pub struct FeatureSkin<'a> {
    features: &'a Features,
    /// Change of reflectance, as a share of the skin's, by hue.
    spots: [LinearRgb; SPOTS.len()],
    moles: [LinearRgb; MOLES.len()],
}

impl<'a> FeatureSkin<'a> {
    /// The features of a person with this skin.
    pub fn new(features: &'a Features, skin: SkinOptics) -> Self {
        let around = skin.reflectance();
        let change = |(melanin, blood, scatter): (f32, f32, f32)| {
            let spot = SkinOptics {
                melanin: skin.melanin + melanin * (skin.melanin / SPOTS_ON).sqrt(),
                blood: skin.blood * blood,
                scatter: skin.scatter + scatter - 1.0,
            };
            spot.reflectance() / around - LinearRgb::WHITE
        };
        let fair = smoothstep(DARK.1, DARK.0, skin.melanin);
        Self { features, spots: SPOTS.map(|spot| change(spot) * fair), moles: MOLES.map(change) }
    }

    /// Whether any reaches a triangle of the mesh.
    #[inline(always)]
    pub fn reaches(&self, triangle: u32) -> bool {
        self.features.reaches(triangle)
    }

    /// The place `p` on a triangle of the mesh; `coarse` mm is the finest that shows.
    #[inline]
    pub fn change_at(&self, triangle: u32, p: Vec3, coarse: f32) -> Option<SurfaceChange> {
        let mut look = None;
        self.features
            .for_each_at(triangle, p, |feature, spot| self.add(look.get_or_insert(SurfaceChange::PLAIN), feature, &spot, p, coarse));
        look
    }

    fn add(&self, look: &mut SurfaceChange, feature: &Feature, spot: &StrokeSample, p: Vec3, coarse: f32) {
        let strength = feature.strength;
        // Part of the way out, squared, and what is left of it.
        let out = spot.distance / spot.radius;
        let s = out * out;
        let left = 1.0 - s;
        // The narrower, the lower: its slope goes with its width. Factors of 4, and the 2 and 3 of a fold, are derivatives of the profiles.
        let slope = |mm: f32, full: f32| spot.out * (mm * strength / (full * full));
        match feature.kind {
            FeatureKind::Ridge => look.slope -= slope(RIDGE_MM, feature.size) * (4.0 * left),
            FeatureKind::Vein => {
                look.slope -= slope(VEIN_MM, feature.size) * (4.0 * left);
                look.albedo *= LinearRgb::WHITE - VEIN_TAKES * (left * left * strength);
            }
            FeatureKind::Fold => {
                let k = SHOULDERS;
                look.slope += slope(FOLD_MM, feature.size) * (2.0 * left * (2.0 + k - 3.0 * k * s));
                let narrow = spot.radius / feature.size;
                look.albedo *= LinearRgb::WHITE - FOLD_SHADE * (left * left * left * left * strength * narrow);
            }
            FeatureKind::Sun => {
                let (shown, _) = spot_profile(feature, spot, p, coarse);
                look.albedo *= LinearRgb::WHITE + change_at_hue(&self.spots, feature.hue) * (shown * strength);
            }
            FeatureKind::Mole => {
                let (shown, r) = spot_profile(feature, spot, p, coarse);
                look.albedo *= LinearRgb::WHITE + change_at_hue(&self.moles, feature.hue) * (shown * strength);
                look.gloss *= lerp(1.0, MOLE_SKIN.0, shown);
                look.grain *= lerp(1.0, MOLE_SKIN.1, shown);
                let radius = 0.5 * feature.size;
                look.slope -= spot.out * (4.0 * MOLE_MM / (radius * radius) * max(1.0 - r * r, 0.0));
            }
        }
    }
}

/// Change of light at a hue, 0–1.
fn change_at_hue(of: &[LinearRgb], hue: f32) -> LinearRgb {
    let at = hue * (of.len() - 1) as f32;
    let i = (at as usize).min(of.len() - 2);
    of[i] + (of[i + 1] - of[i]) * (at - i as f32)
}

/// How much of a spot's color shows at a place, 0–1, and how far out that is in its radii.
fn spot_profile(feature: &Feature, spot: &StrokeSample, p: Vec3, coarse: f32) -> (f32, f32) {
    let radius = 0.5 * feature.size;
    // The stroke is wider than the spot by as much as its outline may deviate.
    let r = spot.distance / radius;
    let (mut reach, mut tone) = (1.0, 1.0);
    let fine = coarse / radius;
    if fine < NOISE_ENDS {
        let q = p * (NOISE_PER_RADIUS / radius) + Vec3::splat(feature.own);
        let (coarsely, finely) = (noise::value(q), noise::value(q * NOISE_FINER));
        let ragged = if feature.kind == FeatureKind::Mole { MOLE_RAGGED } else { 1.0 };
        reach += (RAGGED.0 * coarsely + RAGGED.1 * finely) * ragged;
        tone += MOTTLED * (finely + MOTTLED_COARSE * coarsely);
    }
    let own = feature.own * (1.0 / MOST_OWN);
    let edge = min(max(lerp(EDGE.0, EDGE.1, own), 0.5 * fine), WIDEST_EDGE);
    // Nothing is left where the stroke ends.
    let ends = smoothstep(0.0, STROKE_ENDS * spot.radius, spot.depth);
    let shown = smoothstep(1.0 + edge, 1.0 - edge, r / reach) * ends * min(tone, MOST_TONE);
    (shown, r)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::color::luminance;
    use crate::base::math::ln;
    use crate::head::Mesh;
    use crate::scalp::tests::head;

    /// Looks on the skin of seed 2 within `mm` of features of a kind, with the way out of each.
    fn looks(kind: FeatureKind, tone: f32, mm: f32) -> Vec<(Feature, StrokeSample, SurfaceChange)> {
        let features = Features::new(head(), 2);
        let skin = FeatureSkin::new(&features, SkinOptics::monk(tone));
        let mesh: &Mesh = &head().mesh;
        let mut all = Vec::new();
        for (i, t) in (0_u32..).zip(&mesh.triangles) {
            let [a, b, c] = t.map(|v| mesh.positions[v as usize]);
            for p in [(a + b + c) / 3.0, (a + a + b) / 3.0, (b + b + c) / 3.0, (c + c + a) / 3.0] {
                let mut look = SurfaceChange::PLAIN;
                features.for_each_at(i, p, |feature, spot| {
                    if feature.kind == kind && spot.distance < mm {
                        skin.add(&mut look, feature, &spot, p, 0.1);
                        all.push((*feature, spot, look));
                    }
                });
            }
        }
        assert!(all.len() > 3, "{kind:?}: seen {} times", all.len());
        all
    }

    #[test]
    fn spots_follow_the_skin_and_are_gone_on_dark() {
        let darkest = |kind, tone| looks(kind, tone, 1.0).iter().map(|(.., l)| luminance(l.albedo)).fold(1.0, min);
        for tone in [1.0, 2.0, 4.0, 5.0] {
            let spot = darkest(FeatureKind::Sun, tone);
            assert!((0.45..0.85).contains(&spot), "Monk {tone}: a spot leaves {spot} of the light");
        }
        assert!(darkest(FeatureKind::Sun, 6.0) < 0.97, "they fade on Monk 6");
        for tone in [7.0, 8.0, 10.0] {
            assert_eq!(darkest(FeatureKind::Sun, tone), 1.0, "Monk {tone}");
        }
        for tone in [1.0, 4.0, 7.0, 10.0] {
            let mole = darkest(FeatureKind::Mole, tone);
            assert!((0.1..0.9).contains(&mole), "Monk {tone}: a mole leaves {mole} of the light");
        }
    }

    #[test]
    fn spots_are_not_of_one_hue() {
        let spots = FeatureSkin::new(&Features::default(), SkinOptics::monk(2.0)).spots.map(|change| LinearRgb::WHITE + change);
        // How red they are for their yellow, and how colorful for their darkness.
        let red = spots.map(|c| ln(c.red() / c.green()) / ln(c.green() / c.blue()));
        let colorful = spots.map(|c| ln(c.red() / c.blue()) / -ln(luminance(c)));
        assert!(red[0] > 1.3 * red[1] && red[1] > 1.1 * red[2], "red {red:?}");
        assert!(colorful[3] < 0.85 * colorful[1], "colorful {colorful:?}");
    }

    #[test]
    fn lines_are_valleys_and_veins_are_hills() {
        for (kind, rises, size) in
            [(FeatureKind::Fold, 1.0, 3.0), (FeatureKind::Vein, -1.0, 2.0), (FeatureKind::Ridge, -1.0, 8.0), (FeatureKind::Mole, -1.0, 1.0)]
        {
            for (feature, spot, look) in looks(kind, 4.0, 9.0) {
                if spot.distance < 0.45 * spot.radius && spot.radius > 0.6 * size {
                    let out = look.slope.dot(spot.out) * rises;
                    assert!(out >= 0.0, "{feature:?}: {} at {} mm", look.slope, spot.distance);
                }
                // None is steeper than skin gets.
                assert!(look.slope.length() < 0.75, "{feature:?}: slope {}", look.slope.length());
            }
        }
        // Slightly blue: red is taken most, and the light that is left is nearly all.
        let bluest = looks(FeatureKind::Vein, 3.0, 0.6).iter().map(|(.., l)| l.albedo).fold(LinearRgb::WHITE, LinearRgb::min);
        assert!(bluest.red() < bluest.blue() - 0.02 && luminance(bluest) > 0.9, "{bluest}");
    }
}
