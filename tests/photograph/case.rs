//! Random cases: a person, a treatment, a view and a camera.

use crate::agreement::Ground;
use crate::common::change;
use crate::plane::ColorPlanes;
use crate::response::Response;
use crate::scene_light::scene_light;
use crate::virtual_camera::VirtualCamera;
use smp_visualizer::base::random;
use smp_visualizer::camera::{Camera, CameraParameters, HeadShape, Pose, Warp};
use smp_visualizer::simulation::Simulation;

/// Side of a photograph, px.
pub(crate) const SIDE: usize = 640;
/// Chroma from which on light is taken for skin's: red over green in neutral light.
const SKIN_RED: f32 = 1.1;

/// A photograph to be made, and the treatment to be composed into it.
pub(crate) struct Case {
    pub(crate) settings: Vec<(&'static str, String)>,
    pub(crate) camera: VirtualCamera,
    /// Code value at which the brightest fiftieth of the skin begins.
    bright: f32,
    pixels_per_mm: f32,
}

/// A case's pictures.
pub(crate) struct Pictures {
    pub(crate) ground: Ground,
    /// Light of the scene before and after, without a camera.
    pub(crate) scenes: [ColorPlanes; 2],
    /// The camera with its exposure.
    pub(crate) camera: VirtualCamera,
    /// How the camera saw the head, at the photograph's size.
    pub(crate) pose: Pose,
    /// Photographs before and after treatment, RGBA.
    pub(crate) photo: Vec<u8>,
    pub(crate) truth: Vec<u8>,
}

impl Case {
    /// The case of a number.
    pub(crate) fn new(number: u32) -> Self {
        let between = |stream: u32, low: f32, high: f32| low + (high - low) * random::uniform(number, stream, 0);
        let text = |value: f32, digits: usize| format!("{value:.digits$}");
        let [yaw, pitch, zoom] = [between(1, -100.0, 100.0).round(), between(2, -5.0, 75.0).round(), between(3, 1.0, 2.5)];
        let zoom = (zoom * 10.0).round() / 10.0;
        let settings = vec![
            ("build", if number % 4 == 3 { "feminine" } else { "masculine" }.to_string()),
            ("pattern", "norwood".into()),
            ("norwood", text(between(4, 5.0, 7.0), 1)),
            ("hair-length", text(between(5, 0.0, 0.5), 2)),
            ("skin", text(between(6, 1.0, 10.0), 1)),
            ("shine", text(between(7, 0.2, 0.8), 2)),
            ("tone", text(between(8, 1.0, 5.0), 1)),
            ("density", text(between(9, 80.0, 300.0), 0)),
            ("yaw", text(yaw, 0)),
            ("pitch", text(pitch, 0)),
            ("zoom", text(zoom, 1)),
        ];
        let camera = VirtualCamera {
            psf_px: between(10, 0.8, 2.5),
            kelvin: between(11, 3000.0, 7500.0),
            gain: 1.0,
            noise_levels: between(12, 0.5, 4.0),
            overshoot: between(13, 0.0, 0.3),
            response: [Response::Srgb, Response::Mean, Response::RawConverter][number as usize % 3],
            quality: between(14, 80.0, 95.0) as u8,
            seed: number,
        };
        let view = Camera::new(&CameraParameters { yaw_deg: yaw, pitch_deg: pitch, zoom }, SIDE, SIDE);
        Self { settings, camera, bright: between(15, 0.8, 1.0), pixels_per_mm: view.typical_pixels_per_mm() }
    }

    /// Draws the head before and after, and photographs both with the same exposure and noise.
    pub(crate) fn pictures(&self, simulation: &mut Simulation) -> Pictures {
        simulation.resize(2 * SIDE, 2 * SIDE);
        let settings: Vec<(&str, &str)> = self.settings.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let [before, after] = ["100", "0"].map(|compare| {
            change(simulation, &[settings.as_slice(), &[("compare", compare)]].concat());
            scene_light(simulation.pixmap().unwrap())
        });
        let pose = pose_of(&simulation.camera().unwrap().half_size());
        let is_skin = |i: usize| before.0[0].values[i] > SKIN_RED * before.0[1].values[i];
        let camera = self.camera.exposed(&before, is_skin, self.bright);
        let (photo, truth) = (camera.photograph(&before), camera.photograph(&after));
        let ground = Ground::new(&before, &after, self.pixels_per_mm, camera.psf_px);
        Pictures { ground, scenes: [before, after], camera, pose, photo, truth }
    }
}

/// The pose of a camera that looks at the middle of its picture.
pub(crate) fn pose_of(camera: &Camera) -> Pose {
    let axes = [camera.right, camera.up, camera.back].map(|axis| axis.to_array().map(f64::from));
    let [right, up, back] = [camera.right, camera.up, camera.back].map(|axis| f64::from(camera.eye.dot(axis)));
    Pose {
        axes,
        aside: [-right / back, -up / back],
        distance_mm: back,
        focal_px: camera.pixels_per_mm(1.0).into(),
        principal: [camera.width, camera.height].map(|side| side as f64 * 0.5),
        shape: HeadShape::default(),
        warp: Warp::default(),
    }
}

#[test]
fn a_camera_and_its_pose_see_the_same() {
    let camera = Camera::new(&CameraParameters { yaw_deg: 33.0, pitch_deg: 21.0, zoom: 1.7 }, SIDE, SIDE);
    let pose = pose_of(&camera);
    for place in [[0.0, 120.0, 40.0], [70.0, 30.0, -80.0], [-40.0, -90.0, 60.0]] {
        let (seen, [x, y]) = (camera.project(smp_visualizer::base::math::Vec3::from_array(place)), pose.project(place.map(f64::from)));
        assert!((f64::from(seen.x) - x).abs() < 0.01 && (f64::from(seen.y) - y).abs() < 0.01, "{place:?}: {seen:?}, {x}, {y}");
    }
}
