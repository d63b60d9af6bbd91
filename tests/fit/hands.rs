//! What hands may do wrong, and what a fit answers.

use crate::people::{Chance, Person, Photograph};
use crate::{HEAD, VIEWS, kinds};
use smp_visualizer::camera::Pose;
use smp_visualizer::camera::fit::{
    Fit, FitProblem, FitRequest, HandleKind, ShapeInformation, ViewName, fit, handles_of, nominal_handles, outline,
};

fn front() -> FitRequest {
    let mut chance = Chance::new(77);
    let person = Person::random(&HEAD, &mut chance);
    Photograph::new(person, ViewName::Front, [0.0, 15.0], &mut chance).request(&HEAD, &HandleKind::ALL, 5, 1.0, &mut chance)
}

fn problem(request: &FitRequest) -> Option<FitProblem> {
    fit(&HEAD, request, None).err()
}

#[test]
fn handles_that_are_no_face_are_refused_in_words() {
    let good = front();
    assert_eq!(problem(&good), None);
    let with = |change: &dyn Fn(&mut FitRequest)| {
        let mut request = good.clone();
        change(&mut request);
        problem(&request)
    };
    assert_eq!(with(&|r| r.handles.truncate(2)), Some(FitProblem::TooFewHandles));
    assert_eq!(with(&|r| r.handles[1] = r.handles[0]), Some(FitProblem::TooFewHandles));
    for off in [f64::NAN, f64::INFINITY, -1.0, 3001.0] {
        assert_eq!(with(&|r| r.handles[2].x = off), Some(FitProblem::OutsidePicture(HandleKind::Pronasale)));
    }
    let together = |r: &mut FitRequest| (r.handles[1].x, r.handles[1].y) = (r.handles[0].x + 2.0, r.handles[0].y);
    assert_eq!(with(&together), Some(FitProblem::Coincident(HandleKind::OuterCanthusLeft, HandleKind::OuterCanthusRight)));
    let line = |r: &mut FitRequest| {
        r.handles.iter_mut().enumerate().for_each(|(i, h)| (h.x, h.y) = (800.0 + 250.0 * i as f64, 1500.0 + 100.0 * i as f64));
    };
    assert_eq!(with(&line), Some(FitProblem::Collinear));
    // Both sides exchanged, eyes exchanged, chin and nose exchanged.
    let exchange = |r: &mut FitRequest, a: usize, b: usize| {
        let kind = r.handles[a].kind;
        r.handles[a].kind = r.handles[b].kind;
        r.handles[b].kind = kind;
    };
    for pairs in [vec![(0, 1), (4, 5)], vec![(0, 1)], vec![(4, 5)], vec![(2, 3)], vec![(0, 4)]] {
        let answer = with(&|r| pairs.iter().for_each(|&(a, b)| exchange(r, a, b)));
        assert_eq!(answer, Some(FitProblem::Swapped), "{pairs:?}");
    }
    // A chin on the forehead.
    let upside = |r: &mut FitRequest| r.handles[3].y = r.handles[0].y - 0.9 * (r.handles[3].y - r.handles[0].y);
    assert_eq!(with(&upside), Some(FitProblem::Implausible));
}

fn is_number(pose: &Pose) -> bool {
    let s = pose.shape;
    let all = [pose.aside[0], pose.aside[1], pose.distance_mm, pose.focal_px, s.breadth, s.above, s.face, s.front, s.behind, s.lean];
    all.iter().chain(pose.axes.as_flattened()).all(|v| v.is_finite()) && pose.distance_mm > 0.0 && pose.focal_px > 0.0
}

#[test]
fn garbage_gives_a_number_or_a_word() {
    let (mut fitted, mut chance) = (0, Chance::new(3));
    for i in 0..600 {
        let view = ViewName::ALL[i % 9];
        let size = [1 + (chance.uniform() * 4000.0) as usize, 1 + (chance.uniform() * 4000.0) as usize];
        let mut handles = nominal_handles(&HEAD, view, size);
        // From a little off to anywhere.
        let off = [0.02, 0.1, 0.4, 1.5][i / 9 % 4];
        for h in &mut handles {
            h.x += off * size[0] as f64 * (chance.uniform() - 0.5);
            h.y += off * size[1] as f64 * (chance.uniform() - 0.5);
        }
        let pins = (0..i % 7).map(|_| [chance.uniform() * size[0] as f64, chance.uniform() * size[1] as f64]).collect();
        let principal = [chance.within(-1.0, 2.0) * size[0] as f64, chance.within(-1.0, 2.0) * size[1] as f64];
        let focal_px = [None, Some(f64::NAN), Some(-4.0), Some(chance.uniform() * 9000.0)][i % 4];
        let request = FitRequest { view, handles, outline: pins, principal, focal_px, known: ShapeInformation::default(), size };
        if let Ok(found) = fit(&HEAD, &request, None) {
            fitted += 1;
            let Fit { pose, landmark_rms_mm, outline_rms_mm, cost, .. } = &found;
            assert!(is_number(pose) && [landmark_rms_mm, outline_rms_mm, cost].iter().all(|v| v.is_finite()), "{request:?}: {found:?}");
            assert!(outline(&HEAD, pose, 40).as_flattened().iter().all(|v| v.is_finite()));
        }
    }
    println!("{fitted} of 600 fitted");
    assert!(fitted > 30);
}

#[test]
fn handles_begin_where_they_fit() {
    for view in ViewName::ALL {
        let size = [1200, 900];
        let handles = nominal_handles(&HEAD, view, size);
        let eyes = handles[0].y;
        let request = FitRequest {
            view,
            handles,
            outline: Vec::new(),
            principal: [600.0, 450.0],
            focal_px: None,
            known: ShapeInformation::default(),
            size,
        };
        let found = fit(&HEAD, &request, None).unwrap_or_else(|problem| panic!("{view:?}: {problem:?}"));
        assert!(found.landmark_rms_mm < 0.5 && !found.stretched, "{view:?}: {found:?}");
        let line = outline(&HEAD, &found.pose, 40);
        assert_eq!(line.len(), 40, "{view:?}");
        if view == ViewName::Front {
            // The nape lies behind the face.
            assert!(line.iter().all(|p| p[1] < eyes), "below the eyes at {eyes}: {line:?}");
        }
        assert!(line.windows(2).all(|p| (p[0][0] - p[1][0]).abs() + (p[0][1] - p[1][1]).abs() > 1.0), "{view:?}: {line:?}");
    }
}

#[test]
fn a_squeezed_picture_is_said_to_be_stretched() {
    let mut chance = Chance::new(5);
    let photograph = Photograph::new(Person::mean(), ViewName::Front, [0.0, 15.0], &mut chance);
    let good = photograph.request(&HEAD, &HandleKind::ALL, 5, 1.0, &mut chance);
    assert!(!fit(&HEAD, &good, None).unwrap().stretched);
    let mut squeezed = good.clone();
    squeezed.size = [3000, 3000];
    squeezed.principal = [1500.0, 1500.0];
    squeezed.handles.iter_mut().for_each(|h| h.y *= 0.75);
    squeezed.outline.iter_mut().for_each(|p| p[1] *= 0.75);
    let found = fit(&HEAD, &squeezed, None);
    assert!(found.as_ref().map_or(true, |fit| fit.stretched), "{found:?}");
}

#[test]
fn a_mirrored_head_has_the_mirrored_camera_bit_for_bit() {
    let other = |view: ViewName| match view {
        ViewName::ThreeQuarterLeft => ViewName::ThreeQuarterRight,
        ViewName::Left => ViewName::Right,
        ViewName::ThreeQuarterRight | ViewName::Right => panic!("not among the views tried"),
        ViewName::Front | ViewName::Bowed | ViewName::Top | ViewName::Crown | ViewName::Back => view,
    };
    for (i, (view, angles)) in VIEWS.into_iter().enumerate() {
        let mut chance = Chance::new(40 + i as u32);
        let person = Person::random(&HEAD, &mut chance);
        let mut request = Photograph::new(person, view, angles, &mut chance).request(&HEAD, &kinds(view), 5, 1.0, &mut chance);
        // Whole pixels, so that the mirror is exact.
        request.handles.iter_mut().for_each(|h| h.x = h.x.round());
        request.outline.iter_mut().for_each(|p| p[0] = p[0].round());
        let mut mirrored = FitRequest { view: other(view), ..request.clone() };
        mirrored.handles.iter_mut().for_each(|h| (h.kind, h.x) = (h.kind.mirrored(), 3000.0 - h.x));
        mirrored.outline.iter_mut().for_each(|p| p[0] = 3000.0 - p[0]);
        let (a, b) = (fit(&HEAD, &request, None).unwrap(), fit(&HEAD, &mirrored, None).unwrap());
        let flip = |[x, y, z]: [f64; 3]| [-x, y, z];
        let [right, up, back] = b.pose.axes;
        assert_eq!(a.pose.axes, [flip(right).map(|v| -v), flip(up), flip(back)], "{view:?}");
        assert_eq!((a.pose.aside[0], a.pose.aside[1]), (-b.pose.aside[0], b.pose.aside[1]));
        assert_eq!((a.pose.distance_mm, a.pose.focal_px, a.pose.shape), (b.pose.distance_mm, b.pose.focal_px, b.pose.shape));
    }
}

#[test]
fn a_drag_goes_on_from_the_last_fit() {
    let request = front();
    let whole = fit(&HEAD, &request, None).unwrap();
    let mut dragged = request.clone();
    dragged.handles[2].x += 25.0;
    let (near, anew) = (fit(&HEAD, &dragged, Some(&whole.pose)).unwrap(), fit(&HEAD, &dragged, None).unwrap());
    let places = |fit: &Fit| handles_of(&HEAD, &fit.pose, &HandleKind::ALL);
    for (a, b) in places(&near).iter().zip(&places(&anew)) {
        assert!((a.x - b.x).abs() < 3.0 && (a.y - b.y).abs() < 3.0, "{a:?}, {b:?}");
    }
    // Far from where the last one was, it starts anew.
    let lost = Pose { distance_mm: 5000.0, aside: [3.0, 3.0], ..whole.pose };
    assert!(fit(&HEAD, &dragged, Some(&lost)).is_ok_and(|f| (f.cost - anew.cost).abs() < 0.5));
}
