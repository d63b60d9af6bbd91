//! Skin of a person: blotches, pores, redder places.

use super::image::{Mask, Picture, fine, rms};
use super::image::{lab, luminance};
use super::light::dome;
use super::studio::{BALD, Set, Studio, TREATED, shine, skin};
use crate::facts::Published::Within;
use crate::facts::{Fact, fact};
use crate::measure::Measured;
use smp_visualizer::base::math::{Vec3, ln};

const SCALPS: &str = "photographs: 13 bare scalps";
const BARE: &str = "photographs: 10 of 11 pieces of bare skin, −0.50…−0.87";
const FOREHEADS: &str = "photographs: 38 foreheads";
const THREE_QUARTER: Set = &[("view", "three-quarter")];
const FRONT: Set = &[("view", "front")];

pub(super) const BLOTCHES: &[Fact] = &[
    fact("blotches of bare scalp of 1–8 mm, R/G, Monk 2 / 5 / 8", "%", 1, Within(1.5, 3.0), SCALPS),
    fact("blotches of bare scalp of 1–8 mm, G/B, Monk 2 / 5 / 8", "%", 1, Within(1.5, 3.0), SCALPS),
    fact("blotches of bare scalp of 1–8 mm, light, Monk 2 / 5 / 8", "%", 1, Within(3.0, 6.0), SCALPS),
    fact("blotches of bare scalp, correlation of R/G with light, Monk 2 / 5 / 8", "", 2, Within(-0.90, -0.50), BARE),
    fact("blotches of bare scalp, correlation of R/G with G/B, Monk 2 / 5", "", 2, Within(0.30, 0.75), "photographs: 5 bare scalps"),
    fact("fine contrast of bare scalp, three-quarter, Monk 2 / 5 / 8", "%", 1, Within(3.0, 6.0), SCALPS),
    fact("fine contrast of bare scalp, from above, Monk 2 / 5 / 8", "%", 1, Within(3.0, 6.0), SCALPS),
    fact("fine contrast of the forehead, Monk 2 / 5 / 8", "%", 1, Within(4.0, 7.0), FOREHEADS),
];

/// Outside the highlight. Blotches: what a Gaussian of 0.5 mm keeps and one of 4 mm does not (spots of 1–8 mm), in the
/// logarithm.
pub(super) fn blotches(studio: &mut Studio) -> Measured {
    let mut found = [const { Vec::new() }; 8];
    let side = studio.side_of_800();
    for (k, view) in [THREE_QUARTER, &[("view", "top")]].into_iter().enumerate() {
        let scalp = studio.treated(side, &[view, TREATED], 6.0);
        for tone in [2, 5, 8] {
            let picture = studio.shot(side, &[view, BALD, &skin(tone)]);
            let mm = studio.view().typical_pixels_per_mm();
            let y = picture.luminance();
            let glow = shine(&y, &dome(studio), mm).glow;
            let mask = scalp.and(|i| !glow.v[i]);
            found[5 + k].push(contrast(&picture, &mask));
            if k == 0 {
                let band = |channels: fn(Vec3) -> [f32; 2]| band(&picture, &mask, mm, channels);
                let (red, blue, light) = (band(|c| [c.x, c.y]), band(|c| [c.y, c.z]), band(|c| [luminance(c), 1.0]));
                for (band, found) in [&red, &blue, &light].into_iter().zip(&mut found) {
                    found.push(100.0 * f64::from(rms(band.iter().copied())));
                }
                found[3].push(correlation(&red, &light));
                if tone < 8 {
                    found[4].push(correlation(&red, &blue));
                }
            }
        }
    }
    for tone in [2, 5, 8] {
        let picture = studio.shot(side, &[FRONT, BALD, &skin(tone)]);
        let skin = forehead(studio);
        let glow = shine(&picture.luminance(), &skin, studio.view().typical_pixels_per_mm()).glow;
        found[7].push(contrast(&picture, &skin.and(|i| !glow.v[i])));
    }
    BLOTCHES.iter().map(|f| f.quantity).zip(found).collect()
}

/// Everything finer than 4 px, % of the local mean.
fn contrast(picture: &Picture, mask: &Mask) -> f64 {
    100.0 * f64::from(rms(mask.of(&fine(&picture.luminance(), mask, 4.0).v)))
}

/// The logarithm of the ratio of two channels in the band of 1–8 mm, around its mean.
fn band(picture: &Picture, mask: &Mask, mm: f32, channels: impl Fn(Vec3) -> [f32; 2]) -> Vec<f32> {
    let log = |sigma: f32| -> Vec<f32> {
        let [a, b] = [0, 1].map(|k| picture.plane(|c| channels(c)[k]).blurred(mask, sigma * mm));
        mask.of(&a.v).zip(mask.of(&b.v)).map(|(a, b)| ln(a / b)).collect()
    };
    log(0.5).into_iter().zip(log(4.0)).map(|(a, b)| a - b).collect()
}

/// Of two bands, whose means are 0 (Pearson).
fn correlation(a: &[f32], b: &[f32]) -> f64 {
    let product = a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>() / a.len() as f32;
    f64::from(product / (rms(a.iter().copied()) * rms(b.iter().copied())))
}

fn forehead(studio: &Studio) -> Mask {
    let l = studio.head().landmarks;
    studio.skin_where(|p| p.x.abs() < 36.0 && (l.glabella.y + 14.0..l.glabella.y + 52.0).contains(&p.y) && p.z > 40.0)
}

pub(super) const PLACES: &[Fact] = &[
    fact("nose minus forehead, a*, Monk 2 / 5", "", 1, Within(3.0, 6.0), "photographs: 14 noses"),
    fact("ear minus forehead, a*, Monk 2 / 5", "", 1, Within(2.0, 4.0), "photographs: ears 2.3"),
];

/// Medians of the tip of the nose from in front, of the ear from the side, and of the forehead in the same picture.
pub(super) fn places(studio: &mut Studio) -> Measured {
    const SIDE: usize = 512;
    let (mut noses, mut ears) = (Vec::new(), Vec::new());
    for tone in [2, 5] {
        let redder =
            |picture: &Picture, place: &Mask, forehead: &Mask| f64::from(lab(picture.median(place)).y - lab(picture.median(forehead)).y);
        let picture = studio.shot(SIDE, &[FRONT, BALD, &skin(tone)]);
        let l = studio.head().landmarks;
        let nose = studio.skin_where(|p| (p - l.pronasale).length() < 13.0);
        noses.push(redder(&picture, &nose, &forehead(studio)));
        let picture = studio.shot(SIDE, &[&[("yaw", "60"), ("pitch", "5")], BALD, &skin(tone)]);
        let ear = studio.skin_where(|p| {
            (l.tragion.z - 32.0..l.tragion.z - 2.0).contains(&p.z) && (-32.0..l.ear_top.y).contains(&p.y) && p.x > l.tragion.x + 4.0
        });
        ears.push(redder(&picture, &ear, &forehead(studio)));
    }
    PLACES.iter().map(|f| f.quantity).zip([noses, ears]).collect()
}

pub(super) const SPOTS: &[Fact] = &[fact(
    "freckles and sun spots of 1–4 mm on scalp and forehead, seeds 1 / 2 / 3, Monk 2",
    "",
    0,
    Within(10.0, 40.0),
    "photographs: about a third of 28 men, by eye",
)];

/// Places where B/R falls by an eighth below the 3 mm around, half as deep over 1–4 mm, outside highlights.
pub(super) fn spots(studio: &mut Studio) -> Measured {
    const ABOVE: Set = &[("yaw", "0"), ("pitch", "42"), ("zoom", "1")];
    let side = studio.side_of_800();
    let count = |tone: usize| {
        ["1", "2", "3"]
            .map(|seed| {
                let picture = studio.shot(side, &[ABOVE, &[("pattern", "totalis"), ("density", "0"), ("seed", seed)], &skin(tone)]);
                let (l, mm) = (studio.head().landmarks, studio.view().typical_pixels_per_mm());
                let skin = studio.skin_where(|p| p.y > l.glabella.y + 10.0).eroded(5.0 * mm);
                let glow = shine(&picture.luminance(), &skin, mm).glow;
                let skin = skin.and(|i| !glow.v[i]);
                let hue = picture.plane(|c| ln(c.z.max(1e-3) / c.x.max(1e-3)));
                let (near, around) = (hue.blurred(&skin, 0.4 * mm), hue.blurred(&skin, 3.0 * mm));
                let depth: Vec<f32> = near.v.iter().zip(&around.v).map(|(n, a)| a - n).collect();
                spots_in(&depth, &skin, mm, 0.12).len() as f64
            })
            .to_vec()
    };
    SPOTS.iter().map(|f| f.quantity).zip([2].map(count)).collect()
}

/// Diameters of the dark places of 1–4 mm, mm.
fn spots_in(depth: &[f32], skin: &Mask, mm: f32, least: f32) -> Vec<f32> {
    let width = skin.width;
    let mut taken = vec![false; depth.len()];
    let mut order: Vec<usize> = (0..depth.len()).filter(|i| skin.v[*i] && depth[*i] > least).collect();
    order.sort_by(|a, b| depth[*b].total_cmp(&depth[*a]));
    let mut found = Vec::new();
    for peak in order {
        if taken[peak] {
            continue;
        }
        // Everything darker than half of it that hangs together.
        let (mut edge, mut area) = (vec![peak], 0);
        taken[peak] = true;
        while let Some(at) = edge.pop() {
            area += 1;
            for next in [at - 1, at + 1, at - width, at + width] {
                if !taken[next] && skin.v[next] && depth[next] > 0.5 * depth[peak] {
                    taken[next] = true;
                    edge.push(next);
                }
            }
        }
        let diameter = 2.0 * (area as f32 / core::f32::consts::PI).sqrt() / mm;
        if (1.0..4.0).contains(&diameter) {
            found.push(diameter);
        }
    }
    found
}
