//! The person's own stubble in a photograph: as dark as our model says of the very stubble that was photographed.

use crate::case::{SIDE, pose_of};
use crate::common::change;
use crate::response::Response;
use crate::scene_light::scene_light;
use crate::virtual_camera::VirtualCamera;
use smp_visualizer::camera::fit::ViewName;
use smp_visualizer::parameters::Settings;
use smp_visualizer::simulation::Simulation;

/// How far darkness may be off by a factor: as one camera shows it, and on average over cameras with and without a developing curve,
/// between which the response that is assumed lies.
const FACTOR: f32 = 1.4;
const MEAN_FACTOR: f32 = 1.15;

#[test]
fn default_stubble_is_found_as_dark_as_it_is() {
    let mut simulation = Simulation::new(Settings::default(), 2 * SIDE, 2 * SIDE);
    for (skin, yaw) in [("3", "60"), ("6", "-75")] {
        let settings = [("norwood", "6"), ("skin", skin), ("yaw", yaw), ("pitch", "15"), ("zoom", "1"), ("compare", "100")];
        simulation.resize(2 * SIDE, 2 * SIDE);
        change(&mut simulation, &settings);
        let expected = simulation.report().matching_tone.unwrap();
        let before = scene_light(simulation.pixmap().unwrap());
        let pose = pose_of(&simulation.camera().unwrap().half_size());
        let mut product = 1.0;
        for response in [Response::Srgb, Response::RawConverter] {
            let camera =
                VirtualCamera { psf_px: 0.9, kelvin: 5500.0, gain: 1.0, noise_levels: 1.0, overshoot: 0.0, response, quality: 92, seed: 5 };
            let is_skin = |i: usize| before.0[0].values[i] > 1.05 * before.0[1].values[i];
            let photo = camera.exposed(&before, is_skin, 0.9).photograph(&before);
            assert!(simulation.open_photograph(&photo, [SIDE; 2], [0.5 * SIDE as f64; 2], None));
            simulation.set_photograph_pose(ViewName::Front, pose);
            simulation.finish();
            let surface = simulation.photograph_surface().unwrap();
            let darkness = surface.stubble.unwrap();
            println!("Monk {skin}: {darkness:.2} times as dark, slope {:.2}, blur {:.2} px", surface.slope, surface.blur_px);
            assert!(darkness < FACTOR && darkness > 1.0 / FACTOR, "{darkness}");
            product *= darkness;
            let found = simulation.report().matching_tone;
            assert!(found.is_some(), "no tone passes for stubble that tone {expected} passes for");
            simulation.forget_photograph();
        }
        let mean = product.sqrt();
        assert!(mean < MEAN_FACTOR && mean > 1.0 / MEAN_FACTOR, "{mean} on average");
    }
}
