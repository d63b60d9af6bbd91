//! What pigment and stubble do to the skin's light and color: means over the same pixels with and without.

use super::image::Mask;
use super::image::lab;
use super::studio::{BALD, NATIVE, Set, Studio, TREATED, ratios, skin};
use crate::facts::Published::{About, Within};
use crate::facts::{Fact, choice, fact};
use crate::measure::Measured;
use smp_visualizer::base::math::Vec3;

const SMP_EDGES: &str = "photographs: 25 SMP edges";
const STUBBLE_EDGES: &str = "photographs: 11 stubble edges";
const DARK_EDGES: &str = "photographs: 4 SMP edges on dark skin";
const SIDE: usize = 768;
const VIEW: Set = &[("view", "three-quarter")];

pub(super) const PIGMENT: &[Fact] = &[
    fact("SMP over bare skin, R/G, tone 3, Monk 1 / … / 10", "", 2, Within(0.84, 0.91), SMP_EDGES),
    fact("SMP over bare skin, R/G, tone 4, Monk 1 / … / 10", "", 2, Within(0.84, 0.91), SMP_EDGES),
    fact("SMP over bare skin, B/G, tone 3, Monk 1 / … / 10", "", 2, Within(1.03, 1.12), SMP_EDGES),
    fact("SMP over bare skin, B/G, tone 4, Monk 1 / … / 10", "", 2, Within(1.03, 1.12), SMP_EDGES),
    fact("SMP over bare skin, light, tone 3, Monk 1 / … / 10", "", 2, Within(0.66, 0.80), SMP_EDGES),
    fact("SMP over bare skin, light, tone 4, Monk 1 / … / 10", "", 2, Within(0.66, 0.80), SMP_EDGES),
    fact("SMP over bare skin, fall of chroma, Monk 1 / 2 / 3 / 4", "%", 0, Within(28.0, 60.0), SMP_EDGES),
    fact("SMP over bare skin, fall of chroma, Monk 5 / 6", "%", 0, Within(22.0, 60.0), SMP_EDGES),
];

pub(super) fn pigment(studio: &mut Studio) -> Measured {
    let scalp = studio.treated(SIDE, &[VIEW, TREATED], 6.0);
    let (mut found, mut fall) = ([const { Vec::new() }; 6], Vec::new());
    for tone in 1..=10 {
        let mut mean = |more: Set| studio.shot(SIDE, &[VIEW, TREATED, &skin(tone), more]).mean(&scalp);
        let bare = mean(&[("density", "0")]);
        for (i, shade) in ["3", "4"].into_iter().enumerate() {
            let [y, rg, bg] = ratios(mean(&[("tone", shade)]), bare);
            [rg, bg, y].into_iter().enumerate().for_each(|(k, v)| found[2 * k + i].push(v));
        }
        let chroma = |c: Vec3| f64::from(lab(c).y.hypot_of(lab(c).z));
        fall.push(100.0 * (1.0 - chroma(mean(&[])) / chroma(bare)));
    }
    let names = PIGMENT.iter().map(|f| f.quantity);
    names.zip(found.into_iter().chain([fall[..4].to_vec(), fall[4..6].to_vec()])).collect()
}

trait Hypot {
    fn hypot_of(self, other: f32) -> f32;
}

impl Hypot for f32 {
    fn hypot_of(self, other: f32) -> f32 {
        (self * self + other * other).sqrt()
    }
}

pub(super) const TONES: &[Fact] = &[
    choice(
        "SMP tone 2 / 3 / 4 / 5 darker than the one before, Monk 2",
        "% of bare",
        1,
        Within(0.3, 20.0),
        "each tone darker than the one before",
    ),
    choice("SMP tone 2 / 3 / 4 / 5 darker than the one before, Monk 5", "% of bare", 1, Within(0.3, 20.0), "the same"),
    choice("SMP tone 2 / 3 / 4 / 5 darker than the one before, Monk 9", "% of bare", 1, Within(0.3, 20.0), "the same"),
];

pub(super) fn tones(studio: &mut Studio) -> Measured {
    let scalp = studio.treated(SIDE, &[VIEW, TREATED], 6.0);
    let fall = |tone: usize, studio: &mut Studio| {
        let bare = studio.shot(SIDE, &[VIEW, BALD, &skin(tone)]).mean(&scalp);
        let mut light = |shade| ratios(studio.shot(SIDE, &[VIEW, TREATED, &skin(tone), &[("tone", shade)]]).mean(&scalp), bare)[0];
        let all = ["1", "2", "3", "4", "5"].map(&mut light);
        all.windows(2).map(|w| 100.0 * (w[0] - w[1])).collect()
    };
    TONES.iter().zip([2, 5, 9]).map(|(f, tone)| (f.quantity, fall(tone, studio))).collect()
}

pub(super) const STUBBLE: &[Fact] = &[
    fact("stubble over bald skin, R/G, Monk 1 / … / 10", "", 2, Within(0.82, 0.91), STUBBLE_EDGES),
    fact("stubble over bald skin, B/G, Monk 1 / … / 10", "", 2, Within(1.02, 1.13), STUBBLE_EDGES),
    fact("stubble over bald skin, R/G, black / brown, Monk 2", "", 2, Within(0.82, 0.91), STUBBLE_EDGES),
    fact("stubble over bald skin, B/G, black / brown, Monk 2", "", 2, Within(1.02, 1.13), STUBBLE_EDGES),
    fact("beard over clean skin, R/G, Monk 2 / 5 / 8", "", 2, Within(0.82, 0.91), "photographs: as stubble"),
    fact("beard over clean skin, B/G, Monk 2 / 5 / 8", "", 2, Within(1.02, 1.13), "photographs: as stubble"),
];

/// Own hair of 0.5 mm where it may be lost, and the beard on chin and cheeks; black hair from Monk 8 on.
pub(super) fn stubble(studio: &mut Studio) -> Measured {
    let scalp = studio.treated(SIDE, &[VIEW, TREATED], 6.0);
    let mut own = |tone: usize, more: Set| {
        let bare = studio.shot(SIDE, &[VIEW, BALD, &skin(tone), more]).mean(&scalp);
        ratios(studio.shot(SIDE, &[VIEW, NATIVE, &skin(tone), more]).mean(&scalp), bare)
    };
    let split = |all: Vec<[f64; 3]>| [1, 2].map(|k| all.iter().map(|r| r[k]).collect::<Vec<f64>>());
    let tones = split((1..=10).map(|tone| own(tone, &[])).collect());
    let colors = split(["black", "brown"].iter().map(|color| own(2, &[("hair-color", color)])).collect());
    let beards = split([2, 5, 8].map(|tone| beard(studio, tone)).to_vec());
    STUBBLE.iter().map(|f| f.quantity).zip(tones.into_iter().chain(colors).chain(beards)).collect()
}

fn beard(studio: &mut Studio, tone: usize) -> [f64; 3] {
    const FRONT: Set = &[("view", "front"), ("density", "0")];
    // A shave leaves the roots; universalis does not.
    let clean = studio.shot(SIDE, &[FRONT, &skin(tone), &[("pattern", "universalis")]]);
    let grown = studio.shot(SIDE, &[FRONT, &skin(tone)]);
    let mm = studio.view().typical_pixels_per_mm();
    let face = studio.skin_where(|p| p.z > 20.0 && (-110.0..-20.0).contains(&p.y));
    let (before, after) = (clean.luminance().blurred(&face, mm), grown.luminance().blurred(&face, mm));
    let mask = face.and(|i| after.v[i] < 0.90 * before.v[i]).eroded(3.0 * mm);
    // Who has none looks as if shaved.
    if mask.count() == 0 { [1.0; 3] } else { ratios(grown.mean(&mask), clean.mean(&mask)) }
}

pub(super) const DARK: &[Fact] = &[
    fact("SMP over bare dark skin, light, Monk 8 / 9 / 10", "", 2, Within(0.47, 0.75), DARK_EDGES),
    fact("SMP over bare dark skin at tone 5 and 240/cm², light, Monk 8 / 9 / 10", "", 2, Within(0.47, 0.66), DARK_EDGES),
    fact(
        "2 mm of black hair over bald dark skin, light, Monk 8 / 9 / 10",
        "",
        2,
        Within(0.17, 0.60),
        "photographs: 4 views of loss on dark skin",
    ),
];

pub(super) fn dark(studio: &mut Studio) -> Measured {
    let scalp = studio.treated(SIDE, &[VIEW, TREATED], 6.0);
    let mut found = [const { Vec::new() }; 3];
    for tone in 8..=10 {
        let bare = studio.shot(SIDE, &[VIEW, BALD, &skin(tone)]).mean(&scalp);
        let mut light = |more: Set| ratios(studio.shot(SIDE, &[VIEW, TREATED, &skin(tone), more]).mean(&scalp), bare)[0];
        found[0].push(light(&[]));
        found[1].push(light(&[("tone", "5"), ("density", "240")]));
        found[2].push(light(&[("norwood", "1"), ("density", "0"), ("hair-length", "2")]));
    }
    DARK.iter().map(|f| f.quantity).zip(found).collect()
}

const VIEWS: [&str; 8] = ["three-quarter", "front", "left", "right", "top", "back", "crown", "hairline"];
const SAME_HEAD: &str = "photographs: no border between fringe and treatment";
const LIMB: &str = "SMP over own stubble within 10 mm of the outline, light from three-quarter / front / left / right / back, Monk 4";
pub(super) const BORDER: &[Fact] = &[
    fact("SMP over own stubble, light from eight views, Monk 2", "", 3, About(&[1.0; 8], 0.05), SAME_HEAD),
    fact("SMP over own stubble, light from eight views, Monk 4", "", 3, About(&[1.0; 8], 0.05), SAME_HEAD),
    fact("SMP over own stubble, light from eight views, Monk 7", "", 3, About(&[1.0; 8], 0.05), SAME_HEAD),
    fact("SMP over own stubble, light from eight views, Monk 9", "", 3, About(&[1.0; 8], 0.05), SAME_HEAD),
    fact("SMP over own stubble, R/G from eight views, Monk 2", "", 3, About(&[1.0; 8], 0.03), SAME_HEAD),
    fact("SMP over own stubble, R/G from eight views, Monk 4", "", 3, About(&[1.0; 8], 0.03), SAME_HEAD),
    fact("SMP over own stubble, R/G from eight views, Monk 7", "", 3, About(&[1.0; 8], 0.03), SAME_HEAD),
    fact("SMP over own stubble, R/G from eight views, Monk 9", "", 3, About(&[1.0; 8], 0.03), SAME_HEAD),
    choice(LIMB, "", 3, About(&[1.0; 5], 0.075), "the rim, where hair stands up, half as far again as the whole"),
    fact("matched SMP over own stubble of 0.2 / 1 mm, light, worst of eight views, Monk 4", "", 3, About(&[1.0; 2], 0.05), SAME_HEAD),
    fact("matched SMP over own stubble of 0.2 / 1 mm, R/G, worst of eight views, Monk 4", "", 3, About(&[1.0; 2], 0.03), SAME_HEAD),
];

/// SMP where a Norwood V lost its hair against the hair of a Norwood I there.
pub(super) fn border(studio: &mut Studio) -> Measured {
    const SIDE: usize = 512;
    const SMP: Set = &[("norwood", "5")];
    const TONES: [usize; 4] = [2, 4, 7, 9];
    let (mut light, mut hue) = ([const { Vec::new() }; 4], [const { Vec::new() }; 4]);
    let (mut worst, mut limbs) = ([[1.0_f64; 2]; 2], Vec::new());
    for name in VIEWS {
        let view: Set = &[("view", name)];
        let scalp = studio.treated(SIDE, &[view, SMP], 8.0);
        for (i, tone) in TONES.into_iter().enumerate() {
            let treated = studio.shot(SIDE, &[view, SMP, &skin(tone)]).mean(&scalp);
            let own = studio.shot(SIDE, &[view, NATIVE, &skin(tone)]).mean(&scalp);
            let [y, rg, _] = ratios(treated, own);
            light[i].push(y);
            hue[i].push(rg);
            if tone == 4 {
                if ["three-quarter", "front", "left", "right", "back"].contains(&name) {
                    limbs.push(limb(studio, view, SMP));
                }
                for (k, length) in ["0.2", "1"].into_iter().enumerate() {
                    let own = studio.shot(SIDE, &[view, NATIVE, &skin(tone), &[("hair-length", length)]]).mean(&scalp);
                    studio.shot(SIDE, &[view, SMP, &skin(tone), &[("hair-length", length)]]);
                    let matching = studio.matching_tone().unwrap_or(5.0).to_string();
                    let set: Set = &[("hair-length", length), ("tone", &matching)];
                    let [y, rg, _] = ratios(studio.shot(SIDE, &[view, SMP, &skin(tone), set]).mean(&scalp), own);
                    for (worst, new) in worst.iter_mut().zip([y, rg]) {
                        worst[k] = if (new - 1.0).abs() > (worst[k] - 1.0).abs() { new } else { worst[k] };
                    }
                }
            }
        }
    }
    BORDER.iter().map(|f| f.quantity).zip(light.into_iter().chain(hue).chain([limbs]).chain(worst.map(|w| w.to_vec()))).collect()
}

/// The same of treated skin seen at a grazing angle.
fn limb(studio: &mut Studio, view: Set, smp: Set) -> f64 {
    const SIDE: usize = 512;
    let rim = studio.treated(SIDE, &[view, smp], 2.0);
    let (treated, own) = (studio.shot(SIDE, &[view, smp]), studio.shot(SIDE, &[view, NATIVE]));
    let mm = studio.view().typical_pixels_per_mm();
    // The backdrop is gray, skin never is.
    let head = Mask { width: SIDE, v: own.light.iter().map(|c| (c.x - c.z).abs() > 0.004).collect() }.depth();
    let rim = rim.and(|i| head[i] > 1.0 * mm && head[i] < 10.0 * mm);
    ratios(treated.mean(&rim), own.mean(&rim))[0]
}
