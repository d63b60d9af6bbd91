//! Marks take the light of their own area, however large they are in the picture.

use crate::common::change;
use crate::runner;
use proptest::prelude::*;
use smp_visualizer::base::color::{LinearRgb, decode, luminance};
use smp_visualizer::base::math::{Vec3, vec3};
use smp_visualizer::camera::{Camera, CameraParameters, HeadShape, Pose, Warp};
use smp_visualizer::parameters::Settings;
use smp_visualizer::simulation::Simulation;

type Three = (f32, f32, f32);

/// How a patch of skin faces a camera, and the share of its area that the picture shows; `person` is where a place of the body's head lies.
fn facing_and_area(view: &Camera, place: Vec3, normal: Vec3, person: impl Fn(Vec3) -> Vec3) -> (f32, f32) {
    // A square of 2 mm on that skin.
    let u = normal.any_orthonormal_vector();
    let v = normal.cross(u);
    let area = |corners: [[f32; 2]; 4]| {
        let twice: f32 = (0..4).map(|i| (corners[i], corners[(i + 1) % 4])).map(|(p, q)| p[0] * q[1] - q[0] * p[1]).sum();
        0.5 * twice.abs()
    };
    let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(s, t)| place + u * s + v * t);
    let seen = corners.map(|p| view.project(p)).map(|p| [p.x, p.y]);
    let scale = view.pixels_per_mm(view.project(place).distance);
    let [a, b, c, d] = corners.map(person);
    let skin = 0.5 * (c - a).cross(d - b).length();
    (view.facing_cosine(place, normal), area(seen) / (skin * scale * scale))
}

#[test]
fn a_patch_of_skin_faces_the_camera_by_its_area_in_the_picture() {
    let angles = (-180.0_f32..180.0, -30.0_f32..90.0, 1.0_f32..12.0);
    let place = (-90.0_f32..90.0, -120.0_f32..140.0, -110.0_f32..130.0);
    let normal = (-1.0_f32..1.0, -1.0_f32..1.0, -1.0_f32..1.0);
    let law = |((yaw_deg, pitch_deg, zoom), (x, y, z), (a, b, c)): (Three, Three, Three)| {
        let view = Camera::new(&CameraParameters { yaw_deg, pitch_deg, zoom }, 1024, 1024);
        let (facing, area) = facing_and_area(&view, vec3(x, y, z), vec3(a, b, c).normalize_or(Vec3::Y), |p| p);
        prop_assume!(facing > 0.1);
        prop_assert!((facing / area - 1.0).abs() < 0.01, "faces by {facing}, takes {area} of its area");
        Ok(())
    };
    runner(400).run(&(angles, place, normal), law).unwrap();
}

#[test]
fn a_persons_skin_faces_the_camera_by_its_area_in_the_photograph() {
    let camera = (-180.0_f32..180.0, -30.0_f32..90.0, 350.0_f32..1500.0);
    let shape = (0.85_f64..1.15, 0.85_f64..1.15, -0.15_f64..0.15);
    let place = (-90.0_f32..90.0, -100.0_f32..130.0, -100.0_f32..120.0);
    let normal = (-1.0_f32..1.0, -1.0_f32..1.0, -1.0_f32..1.0);
    let law = |((yaw_deg, pitch_deg, mm), (one, other, lean), (x, y, z), (a, b, c)): (Three, (f64, f64, f64), Three, Three)| {
        let angles = CameraParameters { yaw_deg, pitch_deg, zoom: 1.0 };
        let shape = HeadShape { breadth: one, above: other, face: 2.0 - one, front: 2.0 - other, behind: one * other, lean };
        let pose = Pose { distance_mm: mm.into(), focal_px: 3.0 * f64::from(mm), shape, ..pose_of(&Camera::new(&angles, 900, 900)) };
        let view = Camera::from_pose(&pose, 900, 900);
        let (facing, area) = facing_and_area(&view, vec3(x, y, z), vec3(a, b, c).normalize_or(Vec3::Y), |p| shape.place(p));
        prop_assume!(facing > 0.1 && view.project(vec3(x, y, z)).distance > 150.0);
        prop_assert!((facing / area - 1.0).abs() < 0.03, "faces by {facing}, takes {area} of its area");
        Ok(())
    };
    runner(400).run(&(camera, shape, place, normal), law).unwrap();
}

/// The pose of a camera of the model head.
fn pose_of(camera: &Camera) -> Pose {
    let axes = [camera.right, camera.up, camera.back];
    let distance = camera.eye.dot(camera.back);
    Pose {
        axes: axes.map(|a| [a.x, a.y, a.z].map(f64::from)),
        aside: [-camera.eye.dot(camera.right) / distance, -camera.eye.dot(camera.up) / distance].map(f64::from),
        distance_mm: distance.into(),
        focal_px: f64::from(camera.pixels_per_mm(1.0)),
        principal: [0.5 * camera.width as f64, 0.5 * camera.height as f64],
        shape: HeadShape::default(),
        warp: Warp::default(),
    }
}

#[test]
fn a_pose_of_a_camera_is_that_camera() {
    let law = |((yaw_deg, pitch_deg, zoom), (x, y, z)): (Three, Three)| {
        let camera = Camera::looking_at(vec3(20.0, 90.0, 60.0), &CameraParameters { yaw_deg, pitch_deg, zoom }, 900, 700);
        let pose = pose_of(&camera);
        let same = Camera::from_pose(&pose, 900, 700);
        let (p, n) = (vec3(x, y, z), vec3(x, y, z).normalize_or(Vec3::Y));
        let (a, b) = (camera.project(p), same.project(p));
        let exact = pose.project([x, y, z].map(f64::from));
        let off = (a.x - b.x).abs().max((a.y - b.y).abs()).max((f64::from(a.x) - exact[0]).abs() as f32);
        prop_assert!(off < 2e-4 * zoom * 10.0 && (a.distance - b.distance).abs() < 1e-2, "{a:?}, {b:?}, {exact:?}");
        prop_assert!((camera.facing_cosine(p, n) - same.facing_cosine(p, n)).abs() < 1e-5);
        prop_assert!(same.depth_code(a.distance) > 0 && same.depth_code(a.distance) < u16::MAX, "{}", a.distance);
        Ok(())
    };
    let angles = (-180.0_f32..180.0, -30.0_f32..90.0, 1.0_f32..12.0);
    runner(400).run(&(angles, (-90.0_f32..90.0, -120.0_f32..140.0, -110.0_f32..130.0)), law).unwrap();
}

#[test]
fn the_same_dots_take_the_same_light_as_sprites_and_as_large_marks() {
    let mut s = Simulation::new(Settings::default(), 240, 240);
    // Most pigment there is. A dot reaches 0.4 mm: 1.4 px in the smallest picture, 4.3 px in the largest; the atlas ends at 3.45 px.
    change(&mut s, &[("norwood", "7"), ("tone", "5"), ("density", "300"), ("pitch", "70"), ("yaw", "20"), ("zoom", "4")]);
    // What the dots leave of the light of the middle of the picture, and that light.
    let mut light = |side: usize, density: &str| {
        s.resize(side, side);
        change(&mut s, &[("density", density)]);
        let bytes = &s.pixmap().unwrap().bytes;
        let linear =
            |i: usize| luminance(LinearRgb::new(bytes[i].into(), bytes[i + 1].into(), bytes[i + 2].into()).map(|b| decode(b / 255.0)));
        let middle = side / 4..side * 3 / 4;
        let sum: f64 = middle.clone().flat_map(|y| middle.clone().map(move |x| (y * side + x) * 4)).map(|i| f64::from(linear(i))).sum();
        sum / (middle.len() * middle.len()) as f64
    };
    let [small, medium, large] = [240, 400, 720].map(|side| [light(side, "300"), light(side, "300") / light(side, "0")]);
    for (other, side) in [(small, 240), (medium, 400)] {
        let [displayed, left] = [0, 1].map(|k| 100.0 * (other[k] / large[k] - 1.0));
        println!("{side} px: displayed light {displayed:+.2} %, share left {left:+.2} %");
        assert!(displayed.abs() < 1.0 && left.abs() < 1.0, "{side} px: {displayed:+.2} %, {left:+.2} % from 720 px");
    }
}
