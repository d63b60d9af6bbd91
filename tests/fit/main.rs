//! Fits of synthetic people: how far off scalp and outline lie, and what hands may do wrong.

#![allow(clippy::disallowed_methods, reason = "people are measured against limits, not bit by bit; one test takes times")]

mod hands;
mod people;
mod silhouette;

use people::{Chance, Person, Photograph, axes, exact, facing, quantile, scalp_off};
use silhouette::Silhouette;
use smp_visualizer::camera::fit::{FitProblem, FitRequest, HandleKind, ShapeInformation, ViewName, fit, nominal_handles, snap_outline};
use smp_visualizer::camera::{HeadShape, Pose, Warp};
use smp_visualizer::head::Head;
use std::sync::LazyLock;

static HEAD: LazyLock<Head> = LazyLock::new(Head::default);

/// Named views with yaw and pitch, degrees: people bow to show a hairline.
const VIEWS: [(ViewName, [f64; 2]); 5] = [
    (ViewName::Front, [0.0, 15.0]),
    (ViewName::ThreeQuarterLeft, [40.0, 10.0]),
    (ViewName::Left, [90.0, 5.0]),
    (ViewName::Bowed, [0.0, 50.0]),
    (ViewName::Top, [0.0, 70.0]),
];
const PEOPLE: u32 = 120;

fn kinds(view: ViewName) -> Vec<HandleKind> {
    nominal_handles(&HEAD, view, [100, 100]).iter().map(|h| h.kind).collect()
}

/// The places that a hand drags where outline pins are dragged too: from above it also guesses the corners of the eyes below the brows.
fn dragged(view: ViewName) -> Vec<HandleKind> {
    let eyes = [HandleKind::OuterCanthusLeft, HandleKind::OuterCanthusRight];
    eyes.into_iter().filter(|_| view == ViewName::Top).chain(kinds(view)).collect()
}

/// Says median and ninth decile, and what is over their limits.
fn check(what: &str, values: &[f64], limits: [f64; 2], off: &mut Vec<String>) {
    let is = [0.5, 0.9].map(|share| quantile(values.to_vec(), share));
    println!("{what}: median {:.2}, p90 {:.2} mm (limits {limits:?})", is[0], is[1]);
    off.extend(is.iter().zip(limits).filter(|(is, limit)| *is > limit).map(|(is, limit)| format!("{what}: {is:.2} over {limit} mm")));
}

#[test]
fn people_differ_as_surveys_say() {
    let mut all = Vec::new();
    for seed in 0..60 {
        all.extend(scalp_off(&HEAD, &Person::random(&HEAD, &mut Chance::new(seed))));
    }
    let (median, most) = (quantile(all.clone(), 0.5), quantile(all, 0.9));
    println!("scalp of a person against the body's: median {median:.1}, p90 {most:.1} mm");
    assert!(median > 5.5 && most > 12.0);
}

#[test]
fn eleven_handles_find_scalp_and_outline() {
    let mut off = Vec::new();
    for (view, angles) in VIEWS {
        let (mut scalp, mut outline) = (Vec::new(), Vec::new());
        for seed in 0..PEOPLE {
            let mut chance = Chance::new(1000 + seed);
            let photograph = Photograph::new(Person::random(&HEAD, &mut chance), view, angles, &mut chance);
            let request = photograph.request(&HEAD, &dragged(view), 5, 1.0, &mut chance);
            // A visitor whose handles are refused drags them again; few may be.
            match fit(&HEAD, &request, None) {
                Ok(found) => {
                    let [s, o] = photograph.errors(&HEAD, &found.pose);
                    scalp.push(s);
                    outline.push(o);
                }
                Err(problem) => println!("{view:?}, person {seed}: {problem:?}"),
            }
        }
        if scalp.len() < PEOPLE as usize * 98 / 100 {
            off.push(format!("{view:?}: {} of {PEOPLE} people refused", PEOPLE as usize - scalp.len()));
        }
        let limits = if view == ViewName::Top { [6.5, 11.0] } else { [5.0, 9.0] };
        check(&format!("{view:?}, scalp"), &scalp, limits, &mut off);
        check(&format!("{view:?}, outline"), &outline, [1.6, 3.6], &mut off);
    }
    assert!(off.is_empty(), "{}", off.join("\n"));
}

#[test]
fn six_handles_and_the_picture_find_the_outline() {
    let (mut off, mut warped) = (Vec::new(), Vec::new());
    for (view, angles) in VIEWS {
        let (mut outline, mut scalp) = (Vec::new(), Vec::new());
        for seed in 0..24 {
            let mut chance = Chance::new(5000 + seed);
            let photograph = Photograph::new(Person::random(&HEAD, &mut chance), view, angles, &mut chance);
            let request = photograph.request(&HEAD, &kinds(view), 0, 1.0, &mut chance);
            let Ok(first) = fit(&HEAD, &request, None) else { continue };
            let picture = Silhouette::new(&HEAD, &photograph, seed);
            let found = snap_outline(&HEAD, &request, &first, &|x, y| picture.at(x, y));
            let bare = photograph.errors(&HEAD, &Pose { warp: Warp::default(), ..found.pose });
            scalp.push(bare[0]);
            outline.push(bare[1]);
            warped.push(photograph.errors(&HEAD, &found.pose)[1]);
        }
        let limits = if view == ViewName::Top { [6.5, 14.0] } else { [5.0, 10.0] };
        check(&format!("{view:?}, snapped: scalp"), &scalp, limits, &mut off);
        check(&format!("{view:?}, snapped: outline"), &outline, [2.0, 4.5], &mut off);
    }
    check("outline with the warp", &warped, [0.5, 1.0], &mut off);
    assert!(off.is_empty(), "{}", off.join("\n"));
}

/// Photographs of one person share the shape of the head: what each tells of it sharpens the next.
#[test]
fn a_photograph_gains_from_others_of_the_person() {
    let (mut alone, mut together) = (Vec::new(), Vec::new());
    for (view, angles) in [VIEWS[1], VIEWS[3], VIEWS[4]] {
        for seed in 0..20 {
            let mut chance = Chance::new(30_000 + seed);
            let person = Person::random(&HEAD, &mut chance);
            let mut known = Vec::new();
            for (other, angles) in [VIEWS[0], VIEWS[2]] {
                let photograph = Photograph::new(person.clone(), other, angles, &mut chance);
                let request = photograph.request(&HEAD, &dragged(other), 5, 1.0, &mut chance);
                known.extend(fit(&HEAD, &request, None).map(|found| found.shape.numbers()).unwrap_or_default());
            }
            let photograph = Photograph::new(person, view, angles, &mut chance);
            let request = photograph.request(&HEAD, &dragged(view), 5, 1.0, &mut chance);
            let both = [ShapeInformation::default(), ShapeInformation::sum(&known)];
            if let [Ok(first), Ok(second)] = both.map(|known| fit(&HEAD, &FitRequest { known, ..request.clone() }, None)) {
                alone.push(photograph.errors(&HEAD, &first.pose)[0]);
                together.push(photograph.errors(&HEAD, &second.pose)[0]);
            }
        }
    }
    let [a, t] = [&alone, &together].map(|v| [0.5, 0.9].map(|share| quantile(v.clone(), share)));
    println!("scalp: alone {a:.2?}, with two others {t:.2?} mm of {}", alone.len());
    assert!(t[0] < 0.98 * a[0] && t[1] < 0.95 * a[1], "{t:?} after {a:?}");
}

/// Our own head, handles exactly on their places.
fn exact_fit(seed: u32) -> (f64, f64, ViewName) {
    let (view, angles) = VIEWS[seed as usize % VIEWS.len()];
    let mut chance = Chance::new(20_000 + seed);
    // A head that the picture cuts off is taken again.
    let (photograph, found) = loop {
        let photograph = Photograph::new(Person::mean(), view, angles, &mut chance);
        let request = photograph.request(&HEAD, &dragged(view), 5, 0.0, &mut chance);
        match fit(&HEAD, &request, None) {
            Err(FitProblem::OutsidePicture(_)) => {}
            Err(problem) => panic!("{seed}: {problem:?}"),
            Ok(found) => break (photograph, found),
        }
    };
    // Angle of the rotation between the two, by its trace.
    let trace: f64 = (0..3).map(|i| (0..3).map(|k| photograph.camera.axes[i][k] * found.pose.axes[i][k]).sum::<f64>()).sum();
    let degrees = (((trace - 1.0) * 0.5).clamp(-1.0, 1.0)).acos().to_degrees();
    let [scalp, outline] = photograph.errors(&HEAD, &found.pose);
    (degrees, scalp.max(outline), view)
}

fn exact_fits(seeds: core::ops::Range<u32>) {
    let all: Vec<_> = seeds.map(exact_fit).collect();
    for (view, _) in VIEWS {
        let own = || all.iter().filter(|f| f.2 == view);
        let (deg, mm): (Vec<f64>, Vec<f64>) = own().map(|f| (f.0, f.1)).unzip();
        let q = |v: &Vec<f64>| [0.5, 0.9, 0.99, 1.0].map(|s| quantile(v.clone(), s));
        println!("{view:?}: {:.3?}°, {:.3?} mm", q(&deg), q(&mm));
    }
    let worst = all.iter().fold((0.0_f64, 0.0_f64), |w, f| (w.0.max(f.0), w.1.max(f.1)));
    println!("worst: {:.3}°, {:.3} mm", worst.0, worst.1);
    assert!(worst.0 <= 0.2 && worst.1 <= 0.2, "{worst:?}");
}

#[test]
fn exact_places_of_the_own_head_give_back_its_camera() {
    exact_fits(0..500);
}

#[test]
#[ignore = "five minutes: run by hand where the solver changes"]
fn exact_places_never_diverge() {
    exact_fits(0..10_000);
}

#[test]
fn one_handle_that_is_off_hardly_moves_the_hairline() {
    let l = &HEAD.landmarks;
    let line = [l.mid_frontal, l.frontotemporal, l.temporal_point].map(exact);
    let line: Vec<_> = line.into_iter().chain(line.map(|[x, y, z]| [-x, y, z])).collect();
    let mut all = Vec::new();
    for (view, angles) in [VIEWS[0], VIEWS[1], VIEWS[3]] {
        for seed in 0..12 {
            let mut chance = Chance::new(7000 + seed);
            let photograph = Photograph::new(Person::random(&HEAD, &mut chance), view, angles, &mut chance);
            let request = photograph.request(&HEAD, &dragged(view), 5, 1.0, &mut chance);
            let Ok(usual) = fit(&HEAD, &request, None) else { continue };
            for i in 0..request.handles.len() {
                let mut other = request.clone();
                // 2 % of a head of 232 mm, in a direction of its own.
                let (angle, px) = (chance.within(0.0, std::f64::consts::TAU), 0.02 * 232.0 * photograph.px_per_mm);
                other.handles[i].x += px * angle.cos();
                other.handles[i].y += px * angle.sin();
                let Ok(moved) = fit(&HEAD, &other, Some(&usual.pose)) else { continue };
                // Seen from the head's middle, a place of the hairline faces about where it lies.
                let outward = |p: [f64; 3]| p.map(|v| v / p.iter().map(|v| v * v).sum::<f64>().sqrt());
                let seen = line.iter().filter(|&&p| facing(&usual.pose, p, outward(p)) > 0.15);
                let squares: Vec<f64> = seen
                    .map(|&p| (usual.pose.project(p), moved.pose.project(p)))
                    .map(|(a, b)| ((a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)) / photograph.px_per_mm.powi(2))
                    .collect();
                all.push((squares.iter().sum::<f64>() / squares.len() as f64).sqrt());
            }
        }
    }
    let rms = (all.iter().map(|v| v * v).sum::<f64>() / all.len() as f64).sqrt();
    println!("one handle 2 % off: hairline moves {rms:.2} mm rms, p90 {:.2}", quantile(all, 0.9));
    assert!(rms <= 2.0, "{rms}");
}

/// Front views that bow more or less than the name says, turned and rolled: the name is no cage.
#[test]
fn a_view_may_differ_from_its_name() {
    for [yaw, pitch, roll] in [[20.0, -5.0, 0.0], [-20.0, 35.0, 12.0], [0.0, 15.0, -25.0], [12.0, 0.0, 18.0]] {
        let mut chance = Chance::new(31);
        let camera = Pose {
            axes: axes(yaw, pitch, roll),
            aside: [0.05, -0.03],
            distance_mm: 700.0,
            focal_px: 3200.0,
            principal: [1500.0, 2000.0],
            shape: HeadShape::default(),
            warp: Warp::default(),
        };
        let photograph = Photograph::of(Person::random(&HEAD, &mut chance), ViewName::Front, camera, [3000, 4000]);
        let found = fit(&HEAD, &photograph.request(&HEAD, &HandleKind::ALL, 5, 1.0, &mut chance), None).unwrap();
        let [scalp, outline] = photograph.errors(&HEAD, &found.pose);
        println!("yaw {yaw}, pitch {pitch}, roll {roll}: scalp {scalp:.1}, outline {outline:.1} mm");
        assert!(scalp < 11.0 && outline < 3.6);
    }
}
