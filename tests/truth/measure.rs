//! Measuring the finished head as one would measure a person: on its surface, not in its constants.

use smp_visualizer::base::math::{Vec2, Vec3, cos, sin, vec2};
use smp_visualizer::head::Head;
use smp_visualizer::parameters::Settings;
use smp_visualizer::scalp::loss::{Loss, NorwoodType, Pattern};
use smp_visualizer::scalp::outline::Outline;
use smp_visualizer::scalp::points::PointGrid;
use smp_visualizer::scalp::scar::Scar;
use smp_visualizer::scalp::{Person, Scalp, ScalpParameters, follicles};
use smp_visualizer::simulation::Simulation;
use smp_visualizer::treatment::hairline::HairlineDesign;
use smp_visualizer::treatment::{Plan, SiteScars, Sites, TreatmentParameters, place_dots};

pub(crate) type Measured = Vec<(&'static str, Vec<f64>)>;

/// Everything the table asks for.
pub(crate) fn all() -> Measured {
    let head = Head::default();
    let person = Person::new(&head, 1);
    let mut found = body(&head);
    found.extend(hair(&head, &person));
    found.extend(treatment(&head, &person));
    found.extend(crate::design::all(&head, &person));
    found.extend(crate::loss::all(&person));
    found.extend(crate::surgery::all(&head, &person));
    found.extend(crate::years::all());
    found.extend(crate::tones::all(&head));
    found
}

pub(crate) fn one(quantity: &'static str, value: f32) -> (&'static str, Vec<f64>) {
    (quantity, vec![f64::from(value)])
}

fn body(head: &Head) -> Measured {
    let l = &head.landmarks;
    let mesh = &head.mesh;
    // Twice the reach to the left, where a part of the head is widest.
    let breadth = |part: &dyn Fn(Vec3) -> bool| 2.0 * mesh.positions.iter().filter(|p| part(**p)).map(|p| p.x).fold(0.0, f32::max);
    let mut midline: Vec<Vec3> = mesh.positions.iter().copied().filter(|p| p.x == 0.0 && p.z > 0.0).collect();
    midline.retain(|p| p.y > l.glabella.y && p.y < l.mid_frontal.y);
    midline.sort_by(|a, b| a.y.total_cmp(&b.y));
    let tape: Vec<Vec3> = [l.glabella].into_iter().chain(midline).chain([l.mid_frontal]).collect();
    vec![
        one("head breadth", breadth(&|p| p.y > l.ear_top.y + 4.0)),
        one("head length", l.glabella.z - l.occiput.z),
        one("vertex above the ears", l.vertex.y),
        one("chin below the ears", -l.menton.y),
        one("breadth across the cheekbones", breadth(&|p| p.z > 25.0 && p.y > -30.0 && p.y < 20.0)),
        one("nose tip before the ears", l.pronasale.z),
        one("glabella to mid-frontal point, along the skin", tape.windows(2).map(|w| (w[1] - w[0]).length()).sum()),
    ]
}

/// Of the points that `counts`: spread of the distance to the nearest neighbor, over its mean, and mean distance to the six
/// nearest, mm.
fn neighbors(points: &[Vec3], reach: f32, counts: impl Fn(Vec3) -> bool) -> (f32, f32) {
    let (cells, order) = PointGrid::new(points, reach);
    let sorted: Vec<Vec3> = order.iter().map(|i| points[*i as usize]).collect();
    let (mut first, mut squared, mut six, mut n) = (0.0_f64, 0.0_f64, 0.0_f64, 0.0_f64);
    for (i, p) in sorted.iter().enumerate().filter(|(_, p)| counts(**p)) {
        let near = cells.near(*p).into_iter().flat_map(|(from, to)| from..to);
        let mut distances: Vec<f32> = near.filter(|k| *k != i).map(|k| (sorted[k] - *p).length()).collect();
        distances.sort_by(f32::total_cmp);
        first += f64::from(distances[0]);
        squared += f64::from(distances[0]) * f64::from(distances[0]);
        six += distances[..6].iter().map(|d| f64::from(*d)).sum::<f64>() / 6.0;
        n += 1.0;
    }
    let mean = first / n;
    (((squared / n / (mean * mean) - 1.0).sqrt()) as f32, (six / n) as f32)
}

/// Points and cm² of skin within `radius` mm of the vertex: away from every border, and nearly flat.
fn on_top(points: &[Vec3], person: &Person, head: &Head, radius: f32) -> (usize, f32) {
    let near = |p: Vec3| (p - head.landmarks.vertex).length() < radius;
    let area = |t: u32| {
        let [a, b, c] = head.mesh.triangles[t as usize].map(|v| head.mesh.positions[v as usize]);
        // Triangles across the rim count by the share of their corners and middle inside.
        let inside = [a, b, c, (a + b + c) / 3.0].into_iter().filter(|p| near(*p)).count();
        0.5 * (b - a).cross(c - a).length() * inside as f32 / 4.0
    };
    let skin = person.scalp_triangles.iter().map(|s| area(s.triangle)).sum::<f32>() / 100.0;
    (points.iter().filter(|p| near(**p)).count(), skin)
}

fn hair(head: &Head, person: &Person) -> Measured {
    let usual = ScalpParameters { loss_stage: 0.0, ..ScalpParameters::from(&Settings::default()) };
    let loss = Loss::new(person, Pattern::Norwood(NorwoodType::Classic));
    let share = follicles::unit_share(usual.hair_density);
    let units: Vec<_> = person.units.iter().filter(|u| u.onset < share).collect();
    let places: Vec<Vec3> = units.iter().map(|u| u.position).collect();
    let (n, skin) = on_top(&places, person, head, 45.0);
    let (_, six) = neighbors(&places, 3.0, |p| (p - head.landmarks.vertex).length() < 45.0);
    let of_size = |k: usize| units.iter().filter(|u| u.n_hairs(usual.hair_density) == k).count() as f64 / units.len() as f64 * 100.0;
    let hairs = Scalp::new(person, &loss, &Scar::default(), &usual).n_hairs() as f32 / units.len() as f32;
    let names = [
        "bald area, Norwood II",
        "bald area, Norwood III",
        "bald area, Norwood IV",
        "bald area, Norwood V",
        "bald area, Norwood VI",
        "bald area, Norwood VII",
    ];
    let areas = names.into_iter().enumerate().map(|(i, name)| one(name, loss.bald_area_cm2(person, i as f32 + 1.0)));
    let mut found: Measured = areas.collect();
    found.extend([
        one("follicular units, top of the head", n as f32 / skin),
        one("distance × √(units per cm²)", six * (n as f32 / skin).sqrt()),
        one("hairs in a follicular unit", hairs),
        ("units of 1 / 2 / 3 / 4 hairs", (1..=4).map(of_size).collect()),
    ]);
    found
}

/// The report's measures with these settings.
fn told(settings: &[(&str, &str)]) -> [f64; 5] {
    let mut given = Settings::default();
    given.set_all(settings.iter().copied()).unwrap_or_else(|e| panic!("{e}"));
    let mut simulation = Simulation::new(given, 16, 16);
    while simulation.sites().is_none() {
        simulation.step();
    }
    simulation.report().measures.expect("a hairline").numbers()
}

fn treatment(head: &Head, person: &Person) -> Measured {
    let (told, hers) = (told(&[]), told(&[("build", "feminine"), ("pattern", "ludwig")]));
    let p = TreatmentParameters::from(&Settings::default());
    let loss = Loss::new(person, Pattern::Norwood(NorwoodType::Classic));
    let bare =
        Scalp::new(person, &loss, &Scar::default(), &ScalpParameters { loss_stage: 5.0, ..ScalpParameters::from(&Settings::default()) });
    let sites = Sites::new(head, person, 1);
    let plan = Plan::new(&sites, &loss, &SiteScars::default(), person, &bare, None, &p);
    let dots: Vec<Vec3> = place_dots(&sites, &plan, &SiteScars::default(), &p).iter().map(|d| sites.positions[d.site as usize]).collect();
    let (n, skin) = on_top(&dots, person, head, 38.0);
    let density = n as f32 / skin;
    let (nearest, six) = neighbors(&dots, 2.2, |q| (q - head.landmarks.vertex).length() < 38.0);

    let guide = HairlineDesign::new(&person.chart, &head.landmarks, 1);
    let ruled = guide.draw(&person.chart, &TreatmentParameters { irregularity: 0.0, asymmetry: 0.0, ..p });
    let above = |mm: f32| person.chart.above_glabella(&head.landmarks, mm);
    let height = first_inside(&ruled, (50.0, 110.0), above);
    let corner = corner(head, person, &ruled);

    // How the density grows behind the middle half of the line that was really drawn.
    let line = guide.draw(&person.chart, &p);
    let mut rows = vec![(0.0_f32, 0.0_f32); 40];
    for (i, position) in sites.positions.iter().enumerate() {
        let weight = plan.weight(i);
        let depth = line.depth(person.chart.at(*position));
        if position.x.abs() < 30.0 && position.z > 20.0 && (0.0..40.0).contains(&depth) {
            let row = &mut rows[depth as usize];
            *row = (row.0 + weight, row.1 + 1.0);
        }
    }
    let reaches = |share: f32| rows.iter().position(|(sum, n)| sum / n >= share).unwrap_or(40) as f32 + 0.5;
    vec![
        one("drawn hairline above the glabella", height),
        one("the report’s brow to hairline at 8 cm", told[0] as f32),
        one("the report’s brow to hairline and on to the highest point", (told[0] + told[1]) as f32),
        one("the report’s corner to corner", told[2] as f32),
        one("the report’s brow to hairline, a woman’s own", hers[0] as f32),
        one("its corner beside the vertical through the outer canthus", corner.x - head.landmarks.outer_canthus.x),
        one("half the full density, behind the hairline", reaches(0.5)),
        one("full density, behind the hairline", reaches(0.95)),
        one("dots where 180/cm² are asked for", density),
        one("distance of dots × √(dots per cm²)", six * density.sqrt()),
        one("spread of the distance to the nearest dot", nearest),
    ]
}

/// Where a path of chart places enters an outline.
pub(crate) fn first_inside(outline: &Outline, range: (f32, f32), path: impl Fn(f32) -> Vec2) -> f32 {
    first(range, |t| outline.depth(path(t)) >= 0.0)
}

/// The first number of a range that holds, in 600 steps.
pub(crate) fn first(range: (f32, f32), holds: impl Fn(f32) -> bool) -> f32 {
    let steps = 600;
    let at = |i: usize| range.0 + (range.1 - range.0) * i as f32 / steps as f32;
    (0..=steps).map(at).find(|t| holds(*t)).unwrap_or(range.1)
}

/// The corner of a hairline: the place of its left half farthest from the chord between its middle and the temporal point.
fn corner(head: &Head, person: &Person, line: &Outline) -> Vec3 {
    let edge: Vec<Vec3> = (0..=90)
        .map(|degrees| {
            let angle = (degrees as f32).to_radians();
            let radius = first_inside(line, (-150.0, -10.0), |r| vec2(sin(angle), cos(angle)) * -r);
            person.chart.skin_at(vec2(sin(angle), cos(angle)) * -radius)
        })
        .collect();
    let (from, to) = (edge[0], head.landmarks.temporal_point);
    let along = (to - from).normalize();
    let off = |p: &Vec3| (*p - from - along * (*p - from).dot(along)).length();
    // Only the front edge, and only where it lies behind the chord.
    let behind = edge.iter().filter(|p| p.y > to.y && p.x < to.x).copied();
    behind.max_by(|a, b| off(a).total_cmp(&off(b))).unwrap_or(from)
}
