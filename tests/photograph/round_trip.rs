//! The round trip: a photograph of the head before, pigment composed into it, against a photograph of the head after.

use crate::agreement::Agreement;
use crate::case::{Case, Pictures, SIDE};
use crate::plane::ColorPlanes;
use crate::response::Response;
use smp_visualizer::camera::fit::ViewName;
use smp_visualizer::parameters::Settings;
use smp_visualizer::simulation::Simulation;

/// Cases of a usual run: four for each response.
const CASES: u32 = 12;

/// Most ΔE00 on average over the cases of a response: cameras that give sRGB, and those that do not, which a file does not tell.
const SRGB_COLOR: f64 = 1.0;
const CURVED_COLOR: f64 = 2.0;
/// The same of the worst case, as a multiple: two responses in one picture cannot both be right.
const WORST: f64 = 2.0;
/// Local contrast of what is composed over that of the truth, on average over the cases.
const CONTRAST: [f64; 2] = [0.85, 1.15];
/// Most by which what is clipped darkens, levels.
const CLIPPED: f32 = 1.0;
/// Most ink outside the treated skin, of all.
const OUTSIDE: f64 = 0.001;
/// The same of the harness itself, and its local contrast: less than 1, as darkened light keeps too little of its noise.
const HARNESS_COLOR: f64 = 0.7;
const HARNESS_OUTSIDE: f64 = 0.0003;
const HARNESS_CONTRAST: [f32; 2] = [0.78, 1.05];

/// Composition by the core, with the very pose that the head was seen in.
fn compose(simulation: &mut Simulation, pictures: &Pictures) -> Vec<u8> {
    assert!(simulation.open_photograph(&pictures.photo, [SIDE; 2], [0.5 * SIDE as f64; 2], None));
    simulation.set_photograph_pose(ViewName::Front, pictures.pose);
    simulation.finish();
    let bytes = simulation.pixmap().unwrap().bytes.clone();
    simulation.forget_photograph();
    bytes
}

/// What a composition knows of the camera.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// Its lens, and takes its file for sRGB.
    Lens,
    /// Its response too.
    Response,
    /// Its response and its sharpening.
    All,
}

/// Composition that knows what the ink leaves of the light in the scene, and something of the camera.
fn compose_by_ratio(pictures: &Pictures, known: Known) -> Vec<u8> {
    let camera = &pictures.camera;
    let response = if known == Known::Lens { Response::Srgb } else { camera.response };
    let [before, after] = [0, 1].map(|side| {
        let light = camera.sensor_light(&pictures.scenes[side]);
        if known != Known::All {
            return light;
        }
        let (codes, (width, height)) = (camera.developed(&light), light.size());
        ColorPlanes::new(width, height, |i| [0, 1, 2].map(|c| response.light(codes.0[c].values[i])))
    });
    let mut composed = pictures.photo.clone();
    for (i, pixel) in composed.chunks_exact_mut(4).enumerate() {
        for (c, byte) in pixel[..3].iter_mut().enumerate() {
            let left = after.0[c].values[i] / before.0[c].values[i].max(f32::MIN_POSITIVE);
            if left != 1.0 {
                let light = response.light(f32::from(*byte) / 255.0) * left;
                *byte = (response.code(light) * 255.0).round() as u8;
            }
        }
    }
    composed
}

/// One line about a case: what the composition came to, the camera, the settings.
fn line(case: &Case, pictures: &Pictures, a: &Agreement) -> String {
    let c = &pictures.camera;
    let settings: Vec<&str> = case.settings[2..].iter().map(|(_, text)| text.as_str()).collect();
    let clipped = a.clipped.map_or("none".into(), |[ours, truth]| format!("{ours:.1} of {truth:.1}"));
    let color = format!("ΔE00 {:.2} (worst {:.1}, to do {:.1}, {} cells)", a.color, a.worst_color, a.to_do, a.cells);
    let ink = format!("contrast {:.2}, outside {:.4} %, clipped {clipped}", a.contrast, 100.0 * a.outside);
    let camera = format!("{:.1} px {:.0} K noise {:.1} over {:.2} q{}", c.psf_px, c.kelvin, c.noise_levels, c.overshoot, c.quality);
    format!("{:3} {:?} {color}, {ink} | {camera} | {}", c.seed, c.response, settings.join(" "))
}

/// What all cases of one kind came to.
struct Distribution(Vec<f64>);

impl Distribution {
    fn new(values: impl Iterator<Item = f64>) -> Self {
        let mut all: Vec<f64> = values.collect();
        all.sort_by(f64::total_cmp);
        Self(all)
    }

    fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / self.0.len() as f64
    }

    fn quantile(&self, share: f64) -> f64 {
        self.0[((self.0.len() - 1) as f64 * share).round() as usize]
    }
}

impl core::fmt::Display for Distribution {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let [least, p10, half, p90, most] = [0.0, 0.1, 0.5, 0.9, 1.0].map(|share| self.quantile(share));
        write!(f, "mean {:.2}, least {least:.2}, p10 {p10:.2}, median {half:.2}, p90 {p90:.2}, most {most:.2}", self.mean())
    }
}

fn print_summary(name: &str, all: &[(Response, Agreement)]) {
    for response in [Response::Srgb, Response::Mean, Response::RawConverter] {
        let of = all.iter().filter(|(of, _)| *of == response).map(|(_, agreement)| agreement.color);
        println!("{name} {response:?}: ΔE00 {}", Distribution::new(of));
    }
    println!("{name} contrast: {}", Distribution::new(all.iter().map(|(_, a)| f64::from(a.contrast))));
    println!("{name} ink outside, %: {}", Distribution::new(all.iter().map(|(_, a)| 100.0 * a.outside)));
    let clipped: Vec<[f32; 2]> = all.iter().filter_map(|(_, a)| a.clipped).collect();
    if !clipped.is_empty() {
        let [ours, truth] = [0, 1].map(|k| Distribution::new(clipped.iter().map(|levels| f64::from(levels[k]))));
        println!("{name} darkening of what is clipped, levels: {ours}; true: {truth}");
    }
}

/// A composition that knows all but noise and what JPEG does to it: what is left is the harness's own error. `EXPLORE=1` in the
/// environment prints also what compositions come to that know less of the camera.
#[test]
fn pigment_in_a_photograph_looks_as_if_it_had_been_photographed() {
    let cases = std::env::var("CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(CASES);
    let explores = std::env::var_os("EXPLORE").is_some();
    let mut simulation = Simulation::new(Settings::default(), 64, 64);
    let [mut ours, mut lens, mut response, mut all] = [const { Vec::new() }; 4];
    for number in 0..cases {
        let case = Case::new(number);
        let pictures = case.pictures(&mut simulation);
        let compare = |composed: &[u8]| (pictures.camera.response, pictures.ground.compare(&pictures.photo, composed, &pictures.truth));
        ours.push(compare(&compose(&mut simulation, &pictures)));
        println!("{}", line(&case, &pictures, &ours[ours.len() - 1].1));
        all.push(compare(&compose_by_ratio(&pictures, Known::All)));
        if explores {
            lens.push(compare(&compose_by_ratio(&pictures, Known::Lens)));
            response.push(compare(&compose_by_ratio(&pictures, Known::Response)));
        }
    }
    for (name, found) in [("core", &ours), ("knows lens", &lens), ("knows response", &response), ("knows all", &all)] {
        if !found.is_empty() {
            print_summary(name, found);
        }
    }
    for (number, (_, a)) in all.iter().enumerate() {
        let [least, most] = HARNESS_CONTRAST;
        let exact = a.color < HARNESS_COLOR && (least..most).contains(&a.contrast) && a.outside < HARNESS_OUTSIDE;
        assert!(exact, "the harness errs in case {number}: {a:?}");
    }
    for (response, most) in [(Response::Srgb, SRGB_COLOR), (Response::Mean, CURVED_COLOR), (Response::RawConverter, CURVED_COLOR)] {
        let color = Distribution::new(ours.iter().filter(|(of, _)| *of == response).map(|(_, a)| a.color));
        assert!(color.mean() <= most && color.quantile(1.0) <= WORST * most, "{response:?}: {color}");
    }
    let contrast = Distribution::new(ours.iter().map(|(_, a)| f64::from(a.contrast)));
    assert!((CONTRAST[0]..=CONTRAST[1]).contains(&contrast.mean()), "contrast: {contrast}");
    assert!(ours.iter().filter_map(|(_, a)| a.clipped).all(|[darkening, _]| darkening <= CLIPPED), "highlights darken");
    let outside = Distribution::new(ours.iter().map(|(_, a)| a.outside));
    assert!(outside.quantile(1.0) <= OUTSIDE, "share of ink outside: {outside}");
}
