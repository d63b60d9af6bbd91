//! The ten skin tones: the color of an evenly lit cheek, and how ink and cut hair stand out on it.

use crate::common::change;
use crate::measure::Measured;
use smp_visualizer::base::color::{LinearRgb, decode, ita_deg, lab, luminance};
use smp_visualizer::base::math::{Vec3, atan2};
use smp_visualizer::head::Head;
use smp_visualizer::optics::{Complexion, OpticsParameters};
use smp_visualizer::parameters::{Id, Settings};
use smp_visualizer::scalp::GROWTH_MM_A_DAY;
use smp_visualizer::simulation::Simulation;

/// Every row about tones.
pub(crate) fn all(head: &Head) -> Measured {
    let mut found = cheeks(head);
    found.extend(contrasts());
    found.extend(shaving());
    found
}

const ITA: [&str; 10] = [
    "ITA of Monk tone 1",
    "ITA of Monk tone 2",
    "ITA of Monk tone 3",
    "ITA of Monk tone 4",
    "ITA of Monk tone 5",
    "ITA of Monk tone 6",
    "ITA of Monk tone 7",
    "ITA of Monk tone 8",
    "ITA of Monk tone 9",
    "ITA of Monk tone 10",
];

/// The cheeks as drawn, under light that is the same everywhere.
fn cheeks(head: &Head) -> Measured {
    let cheek = |p: &Vec3| (30.0..52.0).contains(&p.x.abs()) && (-28.0..2.0).contains(&p.y) && p.z > 45.0;
    let colors: Vec<LinearRgb> = (1..=10)
        .map(|tone| {
            let skin = Complexion::new(&head.mesh, &optics(tone), 1);
            let of_cheek: Vec<LinearRgb> =
                head.mesh.positions.iter().zip(&skin.albedo).filter(|(p, _)| cheek(p)).map(|(_, c)| *c).collect();
            of_cheek.iter().copied().sum::<LinearRgb>() / of_cheek.len() as f32
        })
        .collect();
    let hue = |c: &LinearRgb| f64::from(atan2(lab(*c).z, lab(*c).y).to_degrees());
    let mut found: Measured = ITA.iter().zip(&colors).map(|(name, c)| (*name, vec![f64::from(ita_deg(*c))])).collect();
    found.push(("hue of Monk tones 1 / 2 / 3 / 4 / 5", colors[..5].iter().map(hue).collect()));
    found.push(("hue of Monk tones 6 / 7 / 8 / 9 / 10", colors[5..].iter().map(hue).collect()));
    found.push(("lightness L* of Monk tones 1 / 2 / 3 / 4", colors[..4].iter().map(|c| f64::from(lab(*c).x)).collect()));
    found
}

fn optics(tone: usize) -> OpticsParameters {
    let mut settings = Settings::default();
    settings.set_at(Id::Skin as usize, tone as f64).expect("a Monk tone");
    OpticsParameters::from(&settings)
}

/// Mean light of the top of the head: cut hair over bare skin, and ink at the matching tone over cut hair.
fn contrasts() -> Measured {
    let mut simulation = Simulation::new(Settings::default(), 192, 192);
    change(&mut simulation, &[("yaw", "10"), ("pitch", "62"), ("zoom", "2.4")]);
    let mut light = |settings: &[(&str, &str)]| {
        change(&mut simulation, settings);
        let bytes = &simulation.pixmap().expect("drawn").bytes;
        let middle = (66..138).flat_map(|y| (66..138).map(move |x| (y * 192 + x) * 4));
        let at = |i: usize| luminance(LinearRgb::new(bytes[i].into(), bytes[i + 1].into(), bytes[i + 2].into()).map(|v| decode(v / 255.0)));
        let tone = simulation.report().matching_tone;
        (middle.map(at).sum::<f32>() / (72.0 * 72.0), tone)
    };
    let (mut hair, mut ink) = (Vec::new(), Vec::new());
    for tone in 1..=10 {
        let tone = tone.to_string();
        // Very dark skin comes with black hair.
        let color = if tone.parse::<u32>().is_ok_and(|t| t > 7) { "black" } else { "dark-brown" };
        let (bare, _) = light(&[("skin", &tone), ("hair-color", color), ("norwood", "7"), ("density", "0")]);
        let (stubble, _) = light(&[("norwood", "1")]);
        let (_, matching) = light(&[("norwood", "7"), ("density", "180")]);
        let (treated, _) = light(&[("tone", &format!("{}", matching.expect("a tone for dark hair")))]);
        hair.push(f64::from(stubble / bare));
        ink.push(f64::from(treated / stubble));
    }
    vec![
        ("cut hair over bare skin, Monk 1 / 2 / 3 / 4 / 5", hair[..5].to_vec()),
        ("cut hair over bare skin, Monk 6 / 7 / 8 / 9 / 10", hair[5..].to_vec()),
        ("SMP at the matching tone over cut hair, Monk 1 / 2 / 3 / 4 / 5", ink[..5].to_vec()),
        ("SMP at the matching tone over cut hair, Monk 6 / 7 / 8 / 9 / 10", ink[5..].to_vec()),
    ]
}

/// How often dark hair beside dots is shaved, at the settings a visitor finds.
fn shaving() -> Measured {
    let mut simulation = Simulation::new(Settings::default(), 16, 16);
    let mut every = Vec::new();
    for (skin, color) in [("4", "dark-brown"), ("2", "black")] {
        change(&mut simulation, &[("skin", skin), ("hair-color", color)]);
        let (from, to) = simulation.report().shave_every_days;
        every.extend([from, to].map(f64::from));
    }
    vec![
        ("hair grows a day", vec![f64::from(GROWTH_MM_A_DAY)]),
        ("shave beside dots, dark brown on Monk 4: from / to, black on Monk 2: from / to", every),
    ]
}
