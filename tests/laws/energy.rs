//! Marks take the light of their own area, however large they are in the picture.

use crate::common::change;
use crate::runner;
use proptest::prelude::*;
use smp_visualizer::base::color::{LinearRgb, decode, luminance};
use smp_visualizer::base::math::{Vec3, vec3};
use smp_visualizer::camera::{Camera, CameraParameters};
use smp_visualizer::parameters::Settings;
use smp_visualizer::simulation::Simulation;

type Three = (f32, f32, f32);

#[test]
fn a_patch_of_skin_faces_the_camera_by_its_area_in_the_picture() {
    let angles = (-180.0_f32..180.0, -30.0_f32..90.0, 1.0_f32..12.0);
    let place = (-90.0_f32..90.0, -120.0_f32..140.0, -110.0_f32..130.0);
    let normal = (-1.0_f32..1.0, -1.0_f32..1.0, -1.0_f32..1.0);
    let law = |((yaw_deg, pitch_deg, zoom), (x, y, z), (a, b, c)): (Three, Three, Three)| {
        let view = Camera::new(&CameraParameters { yaw_deg, pitch_deg, zoom }, 1024, 1024);
        let (place, normal) = (vec3(x, y, z), vec3(a, b, c).normalize_or(Vec3::Y));
        let facing = view.facing_cosine(place, normal);
        prop_assume!(facing > 0.1);
        // A square of 2 mm on that skin.
        let u = normal.any_orthonormal_vector();
        let v = normal.cross(u);
        let at = |s: f32, t: f32| view.project(place + u * s + v * t);
        let corners = [at(-1.0, -1.0), at(1.0, -1.0), at(1.0, 1.0), at(-1.0, 1.0)];
        let twice: f32 = (0..4).map(|i| (corners[i], corners[(i + 1) % 4])).map(|(p, q)| p.x * q.y - q.x * p.y).sum();
        let scale = view.pixels_per_mm(view.project(place).distance);
        let area = 0.5 * twice.abs() / (4.0 * scale * scale);
        prop_assert!((facing / area - 1.0).abs() < 0.01, "faces by {facing}, takes {area} of its area");
        Ok(())
    };
    runner(400).run(&(angles, place, normal), law).unwrap();
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
