//! Worn hair: how much scalp shows through it, how wide partings are, how thick its hairs.

use crate::common::change;
use crate::facts::Published::{About, Within};
use crate::facts::{Fact, choice, fact};
use crate::measure::Measured;
use smp_visualizer::base::color::decode;
use smp_visualizer::base::math::{Vec3, vec2};
use smp_visualizer::camera::{Camera, CameraParameters};
use smp_visualizer::head::{Build, Head};
use smp_visualizer::optics::visibility::Transfer;
use smp_visualizer::optics::{Complexion, LightName, Lighting, OpticsParameters};
use smp_visualizer::parameters::Settings;
use smp_visualizer::render::{Frame, WornPlanes, WornShading};
use smp_visualizer::scalp::groom::hull::Hull;
use smp_visualizer::scalp::groom::{Groom, GroomParameters, Style, StyleDirections, Texture};
use smp_visualizer::scalp::loss::{Loss, Pattern};
use smp_visualizer::scalp::scar::Scar;
use smp_visualizer::scalp::{Person, Scalp, ScalpParameters};
use smp_visualizer::simulation::Simulation;
use std::sync::OnceLock;

const SKETCH: &str = "strand counts and gaps of locks, ±20 %; Beer’s law alone would show half as much";
const TRICHOSCOPY: &str = "trichoscopy, Int J Trichology 2009; 1: 123; women, frontal";

/// What is held about worn hair.
pub(crate) const FACTS: &[Fact] = &[
    choice("scalp seen from above through 3 cm, with 100 % of the hair", "%", 1, About(&[6.0], 1.2), SKETCH),
    choice("scalp seen from above through 3 cm, with 75 % of the hair", "%", 1, About(&[11.0], 2.2), SKETCH),
    choice("scalp seen from above through 3 cm, with 50 % of the hair", "%", 1, About(&[23.0], 4.6), SKETCH),
    choice("scalp seen from above through 3 cm, with 25 % of the hair", "%", 1, About(&[47.0], 9.4), SKETCH),
    choice("scalp seen from above through 6 cm, with 100 % of the hair", "%", 1, About(&[2.0], 0.6), SKETCH),
    choice("scalp seen from above through 6 cm, with 75 % of the hair", "%", 1, About(&[4.0], 0.8), SKETCH),
    choice("scalp seen from above through 6 cm, with 50 % of the hair", "%", 1, About(&[11.0], 2.2), SKETCH),
    choice("scalp seen from above through 6 cm, with 25 % of the hair", "%", 1, About(&[31.0], 6.2), SKETCH),
    choice("middle parting under half covered, full hair", "mm", 1, Within(1.0, 4.0), "a parting of full hair is a line"),
    choice("middle parting under half covered, Ludwig I", "mm", 1, Within(5.0, 9.0), "photographed thinning partings: about 10"),
    choice("middle parting under half covered, Ludwig II", "mm", 1, Within(20.0, 40.0), "the fan of Olsen’s “Christmas tree”"),
    choice("middle parting under half covered, Ludwig III", "mm", 1, Within(80.0, 140.0), "the top is bare"),
    fact("women’s frontal hair, diameter, no loss", "µm", 0, About(&[61.0], 8.0), TRICHOSCOPY),
    fact("women’s frontal hair, diameter, pattern loss", "µm", 0, About(&[47.0], 7.0), TRICHOSCOPY),
    fact("parting over hair, light after SMP, of before, tone 5", "", 2, Within(0.3, 0.5), "a photographed pair: 3.1 → 1.2, that is 0.39"),
    choice("hair beside it, light after, of before", "", 3, About(&[1.0], 0.002), "marks lie under hair"),
    fact("treated parting over bare, R/G, tone 3, Monk 2 / 5", "", 2, Within(0.84, 0.91), "25 photographed edges of SMP"),
    fact("treated parting over bare, B/G, tone 3, Monk 2 / 5", "", 2, Within(1.03, 1.12), "25 photographed edges of SMP"),
    choice(
        "light of worn hair at a quarter of the size, 4 / 28 cm",
        "%",
        1,
        About(&[0.0, 0.0], 1.0),
        "no picture is darker than a larger one",
    ),
    choice(
        "light of worn hair at an eighth of the size, 4 / 28 cm",
        "%",
        1,
        About(&[0.0, 0.0], 3.0),
        "no picture is darker than a larger one",
    ),
    choice("coiled hair, clumps apart", "mm", 1, About(&[1.8], 0.3), "trainers of SMP: clustered triples with larger gaps"),
    choice("coiled hair, hairs in a clump", "", 1, Within(4.0, 9.0), "three units of two or three"),
];

/// Side of the pictures that are measured, px.
const SIDE: usize = 1024;
/// A disc about the vertex, mm.
const DISC_MM: f32 = 45.0;

/// A head on which hair is left out at random.
struct Model {
    head: Head,
    person: Person,
    hull: Hull,
    loss: Loss,
    frame: Frame,
    view: Camera,
}

impl Model {
    fn new() -> Self {
        let head = Head::new(Build::Masculine);
        let person = Person::new(&head, 1);
        let (hull, loss) = (Hull::new(&head.mesh, head.landmarks.vertex.y), Loss::new(&person, Pattern::Diffuse));
        let view = Camera::new(&CameraParameters { yaw_deg: 0.0, pitch_deg: 90.0, zoom: 1.0 }, SIDE, SIDE);
        let mut frame = Frame::new();
        let complexion = Complexion::new(&head.mesh, &OpticsParameters::from(&Settings::default()), 1);
        let lighting = Lighting::new(LightName::Studio, 0.5, Lighting::tilt(LightName::Studio, view.back));
        frame.light(&head, &complexion, &lighting, None, &Transfer::bake(&head.mesh, &head.mean_positions()), view);
        let relief = smp_visualizer::optics::relief::Relief::new();
        let places = smp_visualizer::optics::relief_places::relief_places(&head.mesh, 1);
        let scar = Scar::default();
        let unscarred = smp_visualizer::scalp::scar::ScarredSkin::default();
        let overlay = smp_visualizer::optics::overlay::Overlay::new(
            &scar,
            &unscarred,
            &person.features,
            smp_visualizer::optics::skin::SkinOptics::monk(4.0),
        );
        frame.sample(&head, &complexion, &lighting, (&relief, &places), &overlay);
        Self { head, person, hull, loss, frame, view }
    }

    /// Share of the disc about the vertex that shows through hair, of which only some is left.
    fn shows(&mut self, length_mm: f32, left: f32) -> f64 {
        let p = ScalpParameters {
            loss_stage: 0.0,
            hair_density: 220.0,
            hair_length_mm: length_mm,
            grafts: 0.0,
            graft_months: 12.0,
            texture: Texture::Straight,
        };
        let mut roots = Scalp::new(&self.person, &self.loss, &Scar::default(), &p).roots;
        roots.retain(|root| smp_visualizer::base::random::uniform(7, 1, root.unit) < left);
        let groom = GroomParameters { length_mm, hair_density: 220.0, style: Style::Cut, texture: Texture::Straight };
        let fields = StyleDirections::new(&self.person, &self.hull, Style::Cut);
        let groom = Groom::new(&self.person, &self.hull, &fields, &roots, &groom);
        self.frame.worn(Some((&groom, &WornShading { white: 0.0, translucency: 0.1, least_px: WornShading::FINEST_PX })));
        let middle = self.view.project(self.head.landmarks.vertex);
        let radius = DISC_MM * self.view.pixels_per_mm(middle.distance);
        disc(self.frame.worn_hair(), middle.x, middle.y, radius)
    }
}

fn disc(worn: &WornPlanes, x: f32, y: f32, radius: f32) -> f64 {
    let (mut open, mut n) = (0.0, 0.0);
    for (px, py) in (0..SIDE).flat_map(|py| (0..SIDE).map(move |px| (px, py))) {
        if vec2(px as f32 - x, py as f32 - y).length() < radius {
            (open, n) = (open + f64::from(1.0 - worn.cover_at(px, py)), n + 1.0);
        }
    }
    open / n
}

/// Mean width of the band along the middle parting with less than half cover, mm, over 30 mm about the vertex.
fn parting(simulation: &mut Simulation, loss: &[(&str, &str)]) -> f64 {
    let usual = [("build", "feminine"), ("view", "top"), ("hair-length", "280"), ("hair-style", "middle-parting"), ("density", "0")];
    change(simulation, &[&usual[..], loss].concat());
    let view = Camera::new(&CameraParameters { yaw_deg: 0.0, pitch_deg: 84.0, zoom: 1.0 }, SIDE, SIDE);
    let vertex = simulation.head().expect("drawn").landmarks.vertex;
    let worn = simulation.worn().expect("drawn");
    let (mut sum, mut n) = (0.0, 0.0);
    for mm in -15..=15 {
        let at = view.project(vertex + Vec3::Z * mm as f32);
        let scale = view.pixels_per_mm(at.distance);
        // Over 2 mm: a strand that crosses is no border.
        let half = scale as usize;
        let cover = |x: usize| (x - half..=x + half).map(|x| worn.cover_at(x, at.y as usize)).sum::<f32>() / (2 * half + 1) as f32;
        let end = |step: fn(usize) -> usize| {
            let mut x = at.x as usize;
            while x > 2 * half && x < SIDE - 2 * half && cover(x) < 0.5 {
                x = step(x);
            }
            x
        };
        sum += (end(|x| x + 1) - end(|x| x - 1)) as f32 / scale;
        n += 1.0;
    }
    f64::from(sum / n)
}

/// Mean diameter of a woman's hairs within 45 mm behind the middle of her hairline, µm.
fn diameter(person: &Person, pattern: Pattern, stage: f32) -> f64 {
    let p = ScalpParameters {
        loss_stage: stage,
        hair_density: 220.0,
        hair_length_mm: 200.0,
        grafts: 0.0,
        graft_months: 12.0,
        texture: Texture::Straight,
    };
    let roots = Scalp::new(person, &Loss::new(person, pattern), &Scar::default(), &p).roots;
    let front = |p: &Vec3| p.z > 25.0 && p.x.abs() < 30.0;
    let (mut sum, mut n) = (0.0, 0.0);
    for root in roots.iter().filter(|root| front(&root.place)) {
        (sum, n) = (sum + f64::from(root.diameter) * f64::from(root.hairs), n + f64::from(root.hairs));
    }
    1000.0 * sum / n
}

/// Every measurement; two tests ask for it.
pub(crate) fn all() -> &'static Measured {
    static ALL: OnceLock<Measured> = OnceLock::new();
    ALL.get_or_init(measure)
}

fn measure() -> Measured {
    let mut model = Model::new();
    let mut shows = |mm: f32, left: f32| vec![100.0 * model.shows(mm, left)];
    let mut found = vec![
        (FACTS[0].quantity, shows(30.0, 1.0)),
        (FACTS[1].quantity, shows(30.0, 0.75)),
        (FACTS[2].quantity, shows(30.0, 0.5)),
        (FACTS[3].quantity, shows(30.0, 0.25)),
        (FACTS[4].quantity, shows(60.0, 1.0)),
        (FACTS[5].quantity, shows(60.0, 0.75)),
        (FACTS[6].quantity, shows(60.0, 0.5)),
        (FACTS[7].quantity, shows(60.0, 0.25)),
    ];
    let mut simulation = Simulation::new(Settings::default(), SIDE, SIDE);
    let mut parting = |loss: &[(&str, &str)]| vec![parting(&mut simulation, loss)];
    found.extend([
        (FACTS[8].quantity, parting(&[("pattern", "diffuse"), ("extent", "0")])),
        (FACTS[9].quantity, parting(&[("pattern", "ludwig"), ("ludwig", "1")])),
        (FACTS[10].quantity, parting(&[("ludwig", "2")])),
        (FACTS[11].quantity, parting(&[("ludwig", "3")])),
    ]);
    let woman = Person::new(&Head::new(Build::Feminine), 1);
    found.extend([
        (FACTS[12].quantity, vec![diameter(&woman, Pattern::Diffuse, 0.0)]),
        (FACTS[13].quantity, vec![diameter(&woman, Pattern::Ludwig, 1.0)]),
    ]);
    let black =
        treated(&mut simulation, &[("skin", "4"), ("hair-color", "black"), ("tone", "5"), ("density", "280"), ("dot-diameter", "0.34")]);
    let hues =
        ["2", "5"].map(|skin| treated(&mut simulation, &[("skin", skin), ("hair-color", "dark-brown"), ("tone", "3"), ("density", "180")]));
    found.extend([
        (FACTS[14].quantity, vec![luminance(black[0]) / luminance(black[1])]),
        (FACTS[15].quantity, vec![luminance(black[1])]),
        (FACTS[16].quantity, hues.iter().map(|[parting, _]| parting[0] / parting[1]).collect()),
        (FACTS[17].quantity, hues.iter().map(|[parting, _]| parting[2] / parting[1]).collect()),
    ]);
    let heads: [&[(&str, &str)]; 2] = [
        &[("norwood", "3"), ("norwood-type", "vertex"), ("hair-length", "40"), ("hair-color", "black")],
        &[("build", "feminine"), ("pattern", "ludwig"), ("hair-length", "280"), ("hair-style", "middle-parting")],
    ];
    let sizes = heads.map(|settings| {
        let mut simulation = Simulation::new(Settings::default(), SIDE, SIDE);
        change(&mut simulation, &[settings, &[("view", "top"), ("density", "0")]].concat());
        [1, 4, 8].map(|part| crown_light(&mut simulation, SIDE / part))
    });
    let against = |k: usize| sizes.iter().map(|light| 100.0 * (light[k] / light[0] - 1.0)).collect();
    found.extend([(FACTS[18].quantity, against(1)), (FACTS[19].quantity, against(2))]);
    let (apart, hairs) = clumps();
    found.extend([(FACTS[20].quantity, vec![apart]), (FACTS[21].quantity, vec![hairs])]);
    found
}

fn linear(bytes: &[u8]) -> [f64; 3] {
    [0, 1, 2].map(|channel| f64::from(decode(f32::from(bytes[channel]) / 255.0)))
}

fn luminance(c: [f64; 3]) -> f64 {
    0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]
}

/// Light of a woman's parting, and of the hair beside it, after a treatment over before, red, green and blue.
fn treated(simulation: &mut Simulation, settings: &[(&str, &str)]) -> [[f64; 3]; 2] {
    let worn = [("build", "feminine"), ("pattern", "ludwig"), ("ludwig", "2"), ("view", "top"), ("hair-length", "280")];
    let worn = [&worn[..], &[("hair-style", "middle-parting"), ("zone", "between-hairs")], settings].concat();
    let mut shot = |compare: &str| {
        change(simulation, &[&worn[..], &[("compare", compare)]].concat());
        let (hair, bytes) = (simulation.worn().expect("drawn"), &simulation.pixmap().expect("drawn").bytes);
        let mut sums = [[0.0; 3]; 2];
        for (x, y) in (SIDE * 3 / 10..SIDE * 6 / 10).flat_map(|y| (SIDE * 36 / 100..SIDE * 64 / 100).map(move |x| (x, y))) {
            let part = match hair.cover_at(x, y) {
                cover if cover < 0.15 => 0,
                cover if cover > 0.995 => 1,
                _ => continue,
            };
            let light = linear(&bytes[(y * SIDE + x) * 4..]);
            sums[part] = [0, 1, 2].map(|channel| sums[part][channel] + light[channel]);
        }
        sums
    };
    let (before, after) = (shot("100"), shot("0"));
    [0, 1].map(|part| [0, 1, 2].map(|channel| after[part][channel] / before[part][channel]))
}

/// Mean displayed light of the disc about the vertex in a picture of `side` px.
fn crown_light(simulation: &mut Simulation, side: usize) -> f64 {
    simulation.resize(side, side);
    simulation.finish();
    let view = Camera::new(&CameraParameters { yaw_deg: 0.0, pitch_deg: 84.0, zoom: 1.0 }, side, side);
    let middle = view.project(simulation.head().expect("drawn").landmarks.vertex);
    let radius = DISC_MM * view.pixels_per_mm(middle.distance);
    let bytes = &simulation.pixmap().expect("drawn").bytes;
    let (mut sum, mut n) = (0.0, 0.0);
    for (x, y) in (0..side).flat_map(|y| (0..side).map(move |x| (x, y))) {
        if vec2(x as f32 + 0.5 - middle.x, y as f32 + 0.5 - middle.y).length() < radius {
            (sum, n) = (sum + luminance(linear(&bytes[(y * side + x) * 4..])), n + 1.0);
        }
    }
    sum / n
}

/// Clumps of coiled stubble on the top of the head: their distance, mm, as of a square lattice, and hairs in each. Hairs belong to one
/// clump as long as each is near the next.
fn clumps() -> (f64, f64) {
    const NEAR_MM: f32 = 0.42;
    let person = Person::new(&Head::new(Build::Masculine), 1);
    let p = ScalpParameters {
        loss_stage: 0.0,
        hair_density: 220.0,
        hair_length_mm: 0.5,
        grafts: 0.0,
        graft_months: 12.0,
        texture: Texture::Coiled,
    };
    let scalp = Scalp::new(&person, &Loss::new(&person, Pattern::Diffuse), &Scar::default(), &p);
    let top = |place: &Vec3| place.x.abs() < 20.0 && (-20.0..20.0).contains(&place.z) && place.y > 100.0;
    let roots: Vec<Vec3> = scalp.stubble.iter().map(|s| s.root).filter(top).collect();
    let mut of: Vec<usize> = (0..roots.len()).collect();
    for i in 0..roots.len() {
        for j in 0..i {
            if roots[i].distance(roots[j]) < NEAR_MM && of[i] != of[j] {
                let (from, to) = (of[i], of[j]);
                of.iter_mut().filter(|clump| **clump == from).for_each(|clump| *clump = to);
            }
        }
    }
    let mut names = of.clone();
    names.sort_unstable();
    names.dedup();
    // The patch is nearly flat: 40 mm each way.
    let n = names.len() as f64;
    ((1600.0 / n).sqrt(), roots.len() as f64 / n)
}

#[test]
fn worn() {
    let lines = crate::compare::compare(FACTS, all());
    println!("{}", crate::compare::tables(&lines));
    assert!(lines.iter().all(|l| l.holds), "rows are off");
}
