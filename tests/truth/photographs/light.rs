//! The light and the film: exposure by skin, size, highlights.

use super::image::{Mask, Plane, fine, percentile, rms};
use super::image::{lab, luminance};
use super::studio::{BALD, Set, Studio, TREATED, shine, skin};
use crate::facts::Published::{About, Within};
use crate::facts::{Fact, choice, fact};
use crate::measure::Measured;
use smp_visualizer::base::math::{Vec3, vec3};

const SCALPS: &str = "photographs: 18 light, 20 medium, 5 dark bald scalps";
const HIGHLIGHTS_OF: &str = "photographs: 13 bald and 8 treated highlights";
const SIDE: usize = 1024;
const THREE_QUARTER: Set = &[("view", "three-quarter")];

pub(super) const EXPOSURE: &[Fact] = &[
    fact("lit scalp, L*, Monk 1 / 2 / 3 / 4", "", 1, Within(66.0, 76.0), SCALPS),
    fact("lit scalp, L*, Monk 5 / 6", "", 1, Within(58.0, 72.0), SCALPS),
    fact("lit scalp, L*, Monk 9", "", 1, Within(43.0, 62.0), SCALPS),
    fact("lit scalp, L*, Monk 10", "", 1, Within(40.0, 62.0), SCALPS),
    fact("lit scalp, a*, Monk 1 / 2 / 3 / 4", "", 1, Within(10.5, 18.0), SCALPS),
    fact("lit scalp, b*, Monk 6 / 7 / 8", "", 1, Within(18.0, 26.0), SCALPS),
    choice("lit scalp darker than the tone before, L*, Monk 2 / … / 10", "", 1, Within(0.1, 20.0), "a tone stays recognizable"),
    fact("highlight, L*, Monk 9 / 10", "", 0, Within(70.0, 100.0), "photographs: 4 evenly lit portraits of dark skin, 66–83"),
    fact("backdrop, L*: 5 / 50 / 95 % of it", "", 0, Within(64.0, 85.0), "photographs: 34 backgrounds"),
    choice(
        "brightest channel of diffuse skin, 95 % of it, Monk 1 / … / 10",
        "of white",
        2,
        Within(0.1, 0.75),
        "the film’s shoulder begins at 0.75",
    ),
];

/// Bald heads of all tones in three-quarter view. Lit: the brighter half of the scalp outside its highlight, means.
pub(super) fn exposure(studio: &mut Studio) -> Measured {
    let scalp = studio.treated(SIDE, &[THREE_QUARTER, TREATED], 6.0);
    let (mut lit, mut bright, mut peaks, mut backdrop) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for tone in 1..=10 {
        let picture = studio.shot(SIDE, &[THREE_QUARTER, BALD, &skin(tone)]);
        let y = picture.luminance();
        let found = shine(&y, &dome(studio), studio.view().typical_pixels_per_mm());
        let diffuse = scalp.and(|i| !found.glow.v[i]);
        let half = percentile(diffuse.of(&y.v).collect(), 50.0);
        lit.push(lab(picture.mean(&diffuse.and(|i| y.v[i] > half))));
        bright.push(f64::from(percentile(diffuse.of(&picture.light).map(Vec3::max_element).collect(), 95.0)));
        peaks.push(f64::from(lightness(found.peak)));
        if tone == 5 {
            let gray =
                Mask { width: SIDE, v: picture.light.iter().map(|c| c.max_element() - c.min_element() < 1e-4).collect() }.eroded(2.0);
            backdrop = [5.0, 50.0, 95.0].map(|p| f64::from(lightness(percentile(gray.of(&y.v).collect(), p)))).to_vec();
        }
    }
    let of =
        |range: core::ops::Range<usize>, channel: fn(&Vec3) -> f32| lit[range].iter().map(|c| f64::from(channel(c))).collect::<Vec<_>>();
    vec![
        ("lit scalp, L*, Monk 1 / 2 / 3 / 4", of(0..4, |c| c.x)),
        ("lit scalp, L*, Monk 5 / 6", of(4..6, |c| c.x)),
        ("lit scalp, L*, Monk 9", of(8..9, |c| c.x)),
        ("lit scalp, L*, Monk 10", of(9..10, |c| c.x)),
        ("lit scalp, a*, Monk 1 / 2 / 3 / 4", of(0..4, |c| c.y)),
        ("lit scalp, b*, Monk 6 / 7 / 8", of(5..8, |c| c.z)),
        ("lit scalp darker than the tone before, L*, Monk 2 / … / 10", lit.windows(2).map(|w| f64::from(w[0].x - w[1].x)).collect()),
        ("highlight, L*, Monk 9 / 10", peaks[8..].to_vec()),
        ("backdrop, L*: 5 / 50 / 95 % of it", backdrop),
        ("brightest channel of diffuse skin, 95 % of it, Monk 1 / … / 10", bright),
    ]
}

const FACE: &str = "lit scalp from above minus cheek and eye, L*, Monk 1 / 2 / 3 / 4 / 5";
pub(super) const FACES: &[Fact] = &[fact(FACE, "", 1, Within(-10.0, 10.0), "photographs: 11 scalps and foreheads, 2 ± 8")];

/// Medians: of the scalp where a Norwood V lost its hair, from above; of the nearer eye and cheek in three-quarter view.
pub(super) fn faces(studio: &mut Studio) -> Measured {
    const SIDE: usize = 512;
    const TOP: Set = &[("view", "top")];
    const UNTREATED: Set = &[("density", "0")];
    let scalp = studio.treated(SIDE, &[TOP], 6.0);
    let tones = 1..=5;
    let above: Vec<f32> = tones.clone().map(|tone| lab(studio.shot(SIDE, &[TOP, UNTREATED, &skin(tone)]).median(&scalp)).x).collect();
    let differs = |(tone, above): (usize, f32)| {
        let picture = studio.shot(SIDE, &[THREE_QUARTER, UNTREATED, &skin(tone)]);
        let brow = studio.head().landmarks.outer_canthus.y + 14.0;
        let cheek = studio.skin_where(|p| (14.0..56.0).contains(&p.x) && (-28.0..brow).contains(&p.y) && p.z > 40.0);
        f64::from(above - lab(picture.median(&cheek)).x)
    };
    vec![(FACE, tones.zip(above).map(differs).collect())]
}

/// The bald upper head in the last picture, without its rim.
pub(super) fn dome(studio: &Studio) -> Mask {
    let l = studio.head().landmarks;
    let rim = 6.0 * studio.view().typical_pixels_per_mm();
    studio.skin_where(|p| p.y > l.glabella.y + 30.0 && (p.z > -10.0 || p.y > 100.0)).eroded(rim)
}

/// L* of a luminance.
fn lightness(y: f32) -> f32 {
    lab(vec3(y, y, y)).x
}

const SIZE: &str = "light at 384 over 1,536 px: three-quarter, crown at tone 5 and 300/cm²";
pub(super) const SIZES: &[Fact] = &[choice(SIZE, "%", 1, About(&[100.0, 100.0], 1.0), "a picture’s light does not depend on its size")];

/// Mean light over the treated skin of the small picture, and over the sixteen times as many pixels of the large one.
pub(super) fn sizes(studio: &mut Studio) -> Measured {
    const CROWN: Set = &[("view", "crown"), ("tone", "5"), ("density", "300")];
    let both = [THREE_QUARTER, CROWN].map(|view| {
        let mask = studio.treated(384, &[view, TREATED], 4.0);
        let large = Mask::new(1536, 1536, |x, y| mask.v[y / 4 * 384 + x / 4]);
        let mut light = |side: usize, mask: &Mask| luminance(studio.shot(side, &[TREATED, view]).mean(mask));
        100.0 * f64::from(light(384, &mask) / light(1536, &large))
    });
    vec![(SIZE, both.to_vec())]
}

/// Scenes beside the studio, in the order of the rows below.
const SCENES: [&str; 4] = ["daylight", "bathroom", "flash", "shop"];
const SCENE_SCALP: [&str; 3] = [
    "daylight / bathroom / flash / shop: lit scalp, L*, Monk 2",
    "daylight / bathroom / flash / shop: lit scalp, L*, Monk 5",
    "daylight / bathroom / flash / shop: lit scalp, L*, Monk 9",
];
const SCENE_HIGHLIGHTS: [&str; 3] = [
    "daylight / bathroom / flash / shop: highlight over the diffuse, Monk 5",
    "daylight / bathroom / flash / shop: highlight at shine 0, Monk 5",
    "daylight / bathroom / flash / shop: highlight at shine 1, Monk 5",
];
const SCENE_FACE: &str = "daylight / bathroom / flash / shop: darkest fifth around the eyes, L*, Monk 9";
pub(super) const SCENE_FACTS: &[Fact] = &[
    choice(SCENE_SCALP[0], "", 1, Within(62.0, 84.0), "as in the studio; under lamps overhead the top is brighter"),
    choice(SCENE_SCALP[1], "", 1, Within(58.0, 82.0), "the same"),
    choice(SCENE_SCALP[2], "", 1, Within(43.0, 70.0), "the same"),
    choice(SCENE_HIGHLIGHTS[0], "×", 2, Within(1.3, 3.5), "hard lamps: smaller highlights that film cuts off at white"),
    choice(SCENE_HIGHLIGHTS[1], "×", 2, Within(1.0, 2.2), "powdered, what is left is the form of the head in that light"),
    choice(SCENE_HIGHLIGHTS[2], "×", 2, Within(1.5, 6.0), "wet"),
    choice(SCENE_FACE, "", 1, Within(15.0, 60.0), "no socket is black"),
];

/// Bald heads in three-quarter view under each scene; the darkest parts of the face from ahead.
pub(super) fn scenes(studio: &mut Studio) -> Measured {
    const FRONT: Set = &[("view", "front")];
    let scalp = studio.treated(SIDE, &[THREE_QUARTER, TREATED], 6.0);
    let mut lit = |tone: usize| {
        let mut of = |light: &&str| {
            let picture = studio.shot(SIDE, &[THREE_QUARTER, BALD, &skin(tone), &[("light", light)]]);
            let y = picture.luminance();
            let found = shine(&y, &dome(studio), studio.view().typical_pixels_per_mm());
            let diffuse = scalp.and(|i| !found.glow.v[i]);
            let half = percentile(diffuse.of(&y.v).collect(), 50.0);
            f64::from(lab(picture.mean(&diffuse.and(|i| y.v[i] > half))).x)
        };
        SCENES.iter().map(&mut of).collect::<Vec<_>>()
    };
    let mut measured: Measured = SCENE_SCALP.into_iter().zip([2, 5, 9].map(&mut lit)).collect();
    let mut peaks = |how: &str| {
        let mut of = |light: &&str| {
            let y = studio.shot(SIDE, &[THREE_QUARTER, BALD, &skin(5), &[("light", light), ("shine", how)]]).luminance();
            f64::from(shine(&y, &dome(studio), studio.view().typical_pixels_per_mm()).ratio)
        };
        SCENES.iter().map(&mut of).collect::<Vec<_>>()
    };
    measured.extend(SCENE_HIGHLIGHTS.into_iter().zip(["0.5", "0", "1"].map(&mut peaks)));
    let mut darkest = |light: &&str| {
        let y = studio.shot(512, &[FRONT, &skin(9), &[("light", light), ("beard", "0")]]).luminance();
        let brow = studio.head().landmarks.outer_canthus.y;
        let face = studio.skin_where(|p| p.x.abs() < 55.0 && (brow - 30.0..brow + 8.0).contains(&p.y) && p.z > 40.0);
        f64::from(lightness(percentile(face.of(&y.v).collect(), 20.0)))
    };
    measured.push((SCENE_FACE, SCENES.iter().map(&mut darkest).collect()));
    measured
}

pub(super) const HIGHLIGHTS: &[Fact] = &[
    fact("highlight over the diffuse beside it, Monk 2 / 4 / 6", "×", 2, Within(1.7, 2.6), HIGHLIGHTS_OF),
    fact("highlight over the diffuse beside it, Monk 8 / 9 / 10", "×", 2, Within(1.7, 3.3), HIGHLIGHTS_OF),
    fact("highlight over half its height, Monk 2 / 4 / 6 / 8 / 9 / 10", "cm²", 1, Within(3.0, 9.0), HIGHLIGHTS_OF),
    fact("highlight’s texture, bare, Monk 2 / 4 / 6 / 8 / 9 / 10", "%", 0, Within(10.0, 100.0), HIGHLIGHTS_OF),
    fact("highlight’s texture, treated, Monk 2 / 4 / 6 / 8 / 9 / 10", "%", 0, Within(20.0, 100.0), HIGHLIGHTS_OF),
    fact("second highlight, on brow or temple, Monk 4", "×", 2, Within(1.15, 2.6), "photographs: half of 13 have one, smaller"),
    choice("highlight at shine 0, Monk 4", "×", 2, Within(1.0, 1.4), "powdered, what is left is the form of the head"),
    choice("highlight at shine 1, Monk 4", "×", 2, Within(2.0, 6.0), "wet; white is 2.4 times a lit scalp"),
];

/// The highlight in three-quarter view; on treated skin from higher up, where it lies behind the hairline. Texture:
/// everything finer than 1.16 mm (4 px of a head 800 px high).
pub(super) fn highlights(studio: &mut Studio) -> Measured {
    const HIGHER: Set = &[("yaw", "20"), ("pitch", "55"), ("zoom", "1")];
    let (mut ratio, mut area, mut bare, mut inked) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let scalp = studio.treated(SIDE, &[HIGHER, TREATED], 6.0);
    for tone in [2, 4, 6, 8, 9, 10] {
        let y = studio.shot(SIDE, &[THREE_QUARTER, BALD, &skin(tone)]).luminance();
        let (dome, mm) = (dome(studio), studio.view().typical_pixels_per_mm());
        let found = shine(&y, &dome, mm);
        let texture = |y: &Plane, core: &Mask, around: &Mask| 100.0 * f64::from(rms(core.of(&fine(y, around, 1.16 * mm).v)));
        ratio.push(f64::from(found.ratio));
        area.push(f64::from(found.area_cm2));
        bare.push(texture(&y, &found.core, &dome));
        let y = studio.shot(SIDE, &[HIGHER, TREATED, &skin(tone)]).luminance();
        let f2 = shine(&y, &scalp, mm);
        inked.push(texture(&y, &f2.core, &scalp));
    }
    let [matte, wet] = ["0", "1"].map(|shine_is| {
        let y = studio.shot(SIDE, &[THREE_QUARTER, BALD, &[("shine", shine_is)]]).luminance();
        vec![f64::from(shine(&y, &dome(studio), studio.view().typical_pixels_per_mm()).ratio)]
    });
    vec![
        ("highlight over the diffuse beside it, Monk 2 / 4 / 6", ratio[..3].to_vec()),
        ("highlight over the diffuse beside it, Monk 8 / 9 / 10", ratio[3..].to_vec()),
        ("highlight over half its height, Monk 2 / 4 / 6 / 8 / 9 / 10", area),
        ("highlight’s texture, bare, Monk 2 / 4 / 6 / 8 / 9 / 10", bare),
        ("highlight’s texture, treated, Monk 2 / 4 / 6 / 8 / 9 / 10", inked),
        ("second highlight, on brow or temple, Monk 4", vec![second(studio)]),
        ("highlight at shine 0, Monk 4", matte),
        ("highlight at shine 1, Monk 4", wet),
    ]
}

/// From in front, at least 30 mm from the first highlight; 1 where there is no peak, but the first one's wash.
fn second(studio: &mut Studio) -> f64 {
    let light = studio.shot(SIDE, &[&[("view", "front")], BALD]).luminance();
    let (l, mm) = (studio.head().landmarks, studio.view().typical_pixels_per_mm());
    let front = studio.skin_where(|p| p.y > l.glabella.y + 12.0 && p.z > 0.0).eroded(4.0 * mm);
    let first = shine(&light, &front, mm);
    let other = shine(&light, &front.and(|i| front.between(i, first.place) > 30.0 * mm), mm);
    let soft = light.blurred(&front, mm);
    let is_peak =
        front.v.iter().enumerate().all(|(i, inside)| !inside || front.between(i, other.place) > 8.0 * mm || soft.v[i] <= 1.02 * other.peak);
    if is_peak { f64::from(other.ratio) } else { 1.0 }
}
