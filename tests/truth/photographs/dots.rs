//! Dots one by one and the grain they make together.

use super::image::luminance;
use super::image::{Mask, Picture, Plane, deviation, fine, mean, percentile, rms};
use super::studio::{NATIVE, Set, Studio, TREATED, skin};
use crate::facts::Published::{About, Within};
use crate::facts::{Fact, fact};
use crate::measure::Measured;
use smp_visualizer::base::math::{Vec3, ln};

const DOTS: &str = "photographs: 11 macros of dots";
const GRAINS: &str = "photographs: 31 treated scalps";

pub(super) const MACROS: &[Fact] = &[
    fact("dot’s width at half its depth, Monk 2 / 5", "mm", 2, Within(0.40, 0.48), DOTS),
    fact("dot’s depth at its center, Monk 2 / 5", "of the skin beside", 2, Within(0.45, 0.60), DOTS),
    fact("spread of the dots’ depth, Monk 2 / 5", "of its mean", 2, Within(0.22, 0.32), DOTS),
];

/// Dots of the top of the head at 22 px/mm that have no other within 0.6 mm.
pub(super) fn macros(studio: &mut Studio) -> Measured {
    let mut found = [const { Vec::new() }; 3];
    for tone in [2, 5] {
        let light = studio.shot(512, &[TREATED, &skin(tone), &[("view", "top"), ("zoom", "12")]]).luminance();
        let dots = dots(&light, studio.view().typical_pixels_per_mm());
        let all = |of: fn(&Dot) -> f32| dots.iter().map(of).collect::<Vec<f32>>();
        let depths = all(|d| d.depth);
        found[0].push(f64::from(mean(&all(|d| d.width))));
        found[1].push(f64::from(mean(&depths)));
        found[2].push(f64::from(deviation(&depths) / mean(&depths)));
    }
    MACROS.iter().map(|f| f.quantity).zip(found).collect()
}

struct Dot {
    /// Diameter of the disc as large as what is darker than half way down, mm.
    width: f32,
    /// Share of the light of the skin beside (upper quartile of the ring of 0.45–0.65 mm) that its center lacks.
    depth: f32,
}

/// Finds dots as a Laplacian of a Gaussian of 0.16 mm does, and measures those apart.
fn dots(light: &Plane, mm: f32) -> Vec<Dot> {
    let (w, h) = (light.width, light.v.len() / light.width);
    let all = Mask::new(w, h, |_, _| true);
    let [narrow, wide, around] = [0.13, 0.20, 0.6].map(|s| light.blurred(&all, s * mm));
    let response: Vec<f32> = (0..w * h).map(|i| (wide.v[i] - narrow.v[i]) / around.v[i]).collect();
    let within = |x: usize, y: usize, radius: f32| {
        let r = (radius * mm) as isize;
        (-r..=r).flat_map(move |dy| (-r..=r).map(move |dx| (dx, dy))).filter_map(move |(dx, dy)| {
            let (u, v) = (x as isize + dx, y as isize + dy);
            let inside = u >= 0 && v >= 0 && u < w as isize && v < h as isize && dx * dx + dy * dy <= r * r;
            inside.then(|| (v as usize * w + u as usize, ((dx * dx + dy * dy) as f32).sqrt() / mm))
        })
    };
    let rim = (0.8 * mm) as usize;
    let places: Vec<(usize, usize)> = (0..h)
        .flat_map(|y| (0..w).map(move |x| (x, y)))
        .filter(|&(x, y)| {
            let here = response[y * w + x];
            here > 0.02 && within(x, y, 0.2).all(|(i, _)| response[i] <= here)
        })
        .collect();
    let apart = |p: &&(usize, usize)| {
        let far = |q: &(usize, usize)| (p.0.abs_diff(q.0).pow(2) + p.1.abs_diff(q.1).pow(2)) as f32 > (0.6 * mm) * (0.6 * mm);
        (rim..w - rim).contains(&p.0) && (rim..h - rim).contains(&p.1) && places.iter().all(|q| q == *p || far(q))
    };
    let soft = light.blurred(&all, 0.04 * mm);
    let dots = places.iter().filter(apart).map(|&(x, y)| {
        let ring = within(x, y, 0.65).filter(|(_, d)| *d > 0.45).map(|(i, _)| soft.v[i]);
        let beside = percentile(ring.collect(), 75.0);
        let center = soft.v[y * w + x];
        let half = 0.5 * (beside + center);
        let dark = within(x, y, 0.4).filter(|(i, _)| soft.v[*i] < half).count() as f32;
        Dot { width: 2.0 * (dark / core::f32::consts::PI).sqrt() / mm, depth: 1.0 - center / beside }
    });
    dots.collect()
}

/// How the logarithms of R/G and of B/G go with that of light in the band of 0.3–1.2 mm: slopes of the lines of least squares.
fn hue(picture: &Picture, mask: &Mask, mm: f32) -> [f64; 2] {
    let band = |of: fn(Vec3) -> f32| -> Vec<f32> {
        let log = picture.plane(|c| ln(of(c).max(1e-4)));
        let [fine, coarse] = [0.15, 0.6].map(|sigma| log.blurred(mask, sigma * mm));
        mask.of(&fine.v).zip(mask.of(&coarse.v)).map(|(f, c)| f - c).collect()
    };
    let (light, green) = (band(luminance), band(|c| c.y));
    let over: f64 = light.iter().map(|l| f64::from(l * l)).sum();
    [band(|c| c.x), band(|c| c.z)].map(|other| {
        let together = other.iter().zip(&green).zip(&light).map(|((o, g), l)| f64::from((o - g) * l));
        together.sum::<f64>() / over
    })
}

const TOP: Set = &[("view", "top")];
const THREE_QUARTER: Set = &[("view", "three-quarter")];
pub(super) const GRAIN: &[Fact] = &[
    fact("fine contrast of SMP, from above, Monk 2 / 4 / 8", "%", 1, Within(13.0, 18.0), GRAINS),
    fact("fine contrast of SMP, three-quarter, Monk 2 / 4 / 8", "%", 1, Within(12.0, 25.0), GRAINS),
    fact(
        "fine contrast of SMP over that of stubble, from above, Monk 2 / 4 / 8",
        "",
        2,
        About(&[1.0; 3], 0.25),
        "photographs: 14 with both; limit ours",
    ),
    fact("fine contrast of SMP over that of stubble, three-quarter, Monk 2 / 4 / 8", "", 2, About(&[1.0; 3], 0.25), "the same"),
    fact("grain of SMP of 1–2 px over that of 0.5–1 px, from above, Monk 2 / 4 / 8", "", 2, Within(0.6, 1.5), GRAINS),
    fact("grain of SMP, log R/G per log of light, Monk 2 / 4 / 8", "", 2, Within(-0.29, -0.12), HUES),
    fact("grain of SMP, log B/G per log of light, Monk 2 / 4 / 8", "", 2, Within(0.06, 0.24), HUES),
    fact("grain of stubble, log R/G per log of light, Monk 2 / 4 / 8", "", 2, Within(-0.29, -0.12), HUES),
    fact("grain of stubble, log B/G per log of light, Monk 2 / 4 / 8", "", 2, Within(0.06, 0.24), HUES),
];
/// What is dark in the grain is browner than what lies between, whatever the veil over both.
const HUES: &str = "photographs: 3 treated scalps, 3 with stubble";

/// Everything finer than 4 px of a head 800 px high, as a share of the local mean; octaves are differences of Gaussians.
pub(super) fn grain(studio: &mut Studio) -> Measured {
    let side = studio.side_of_800();
    let mut found = [const { Vec::new() }; 9];
    for (k, view) in [TOP, THREE_QUARTER].into_iter().enumerate() {
        let scalp = studio.treated(side, &[view, &[("norwood", "5")]], 6.0);
        for tone in [2, 4, 8] {
            let pictures = [studio.shot(side, &[view, &[("norwood", "5")], &skin(tone)]), studio.shot(side, &[view, NATIVE, &skin(tone)])];
            let [light, own] = pictures.each_ref().map(Picture::luminance);
            let contrast = |light: &Plane| f64::from(rms(scalp.of(&fine(light, &scalp, 4.0).v)));
            found[k].push(100.0 * contrast(&light));
            found[2 + k].push(contrast(&light) / contrast(&own));
            if k == 0 {
                let [a, b, c] = [0.5, 1.0, 2.0].map(|sigma| light.blurred(&scalp, sigma));
                let octave = |a: &Plane, b: &Plane| {
                    f64::from(rms(scalp.of(&(0..a.v.len()).map(|i| (a.v[i] - b.v[i]) / b.v[i].max(1e-6)).collect::<Vec<_>>())))
                };
                found[4].push(octave(&b, &c) / octave(&a, &b));
                let mm = studio.view().typical_pixels_per_mm();
                for (i, slope) in pictures.iter().flat_map(|picture| hue(picture, &scalp, mm)).enumerate() {
                    found[5 + i].push(slope);
                }
            }
        }
    }
    GRAIN.iter().map(|f| f.quantity).zip(found).collect()
}

pub(super) const DIRECTION: &[Fact] = &[
    fact(
        "how far directions of the grain of SMP agree within 4 mm, crown, mean of three people",
        "of 1",
        3,
        Within(0.070, 0.20),
        "photographs: 4 treated scalps and 3 macros, 0.07–0.19",
    ),
    fact(
        "how far directions of the grain of stubble agree within 4 mm, crown, mean of three people",
        "of 1",
        3,
        Within(0.150, 0.23),
        "photographs: 3 shaved scalps, 0.11–0.17, of which a camera has taken a quarter",
    ),
];

pub(super) fn direction(studio: &mut Studio) -> Measured {
    const HEADS: [Set; 2] = [&[("norwood", "6")], NATIVE];
    DIRECTION
        .iter()
        .zip(HEADS)
        .map(|(fact, head)| {
            let people = ["1", "5", "7"].map(|seed| coherence(studio, &[("view", "crown"), ("seed", seed)], head));
            (fact.quantity, vec![people.iter().sum::<f64>() / people.len() as f64])
        })
        .collect()
}

/// Coherence of the structure tensor of the band of 0.25–0.75 mm over a Gaussian of 4 mm, at 3 px/mm, where treatment would be.
fn coherence(studio: &mut Studio, person: Set, head: Set) -> f64 {
    const SIDE: usize = 560;
    let scalp = studio.treated(SIDE, &[person, &[("norwood", "6")]], 6.0);
    let light = studio.shot(SIDE, &[person, head]).plane(|c| ln(luminance(c).max(1e-4)));
    let mm = studio.view().typical_pixels_per_mm();
    let [fine, coarse] = [0.25, 0.75].map(|sigma| light.blurred(&scalp, sigma * mm));
    let band: Vec<f32> = fine.v.iter().zip(&coarse.v).map(|(f, c)| f - c).collect();
    let inner = scalp.eroded(2.0);
    let tensor = [(1, 1), (SIDE, SIDE), (1, SIDE)].map(|(a, b)| {
        let slope = |i: usize, step: usize| band[i + step] - band[i - step];
        let product = (0..band.len()).map(|i| if inner.v[i] { slope(i, a) * slope(i, b) } else { 0.0 }).collect();
        Plane { width: SIDE, v: product }.blurred(&inner, 4.0 * mm)
    });
    let [xx, yy, xy] = tensor.each_ref().map(|plane| inner.of(&plane.v).collect::<Vec<f32>>());
    let length = |a: f32, b: f32| (a * a + b * b).sqrt();
    let coherence = (0..xx.len()).map(|i| length(xx[i] - yy[i], 2.0 * xy[i]) / (xx[i] + yy[i]).max(1e-9));
    f64::from(mean(&coherence.collect::<Vec<_>>()))
}
