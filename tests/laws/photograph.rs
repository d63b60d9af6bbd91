//! What must hold for any treatment of a photograph: here our own head, photographed by its own camera.

use crate::common::change;
use smp_visualizer::base::random;
use smp_visualizer::camera::fit::ViewName;
use smp_visualizer::camera::{HeadShape, Pose, Warp};
use smp_visualizer::parameters::Settings;
use smp_visualizer::simulation::Simulation;

const SIDE: usize = 240;

/// A pose from ahead and above, as of a portrait.
fn pose() -> Pose {
    let (sine, cosine) = (0.6, 0.8);
    Pose {
        axes: [[1.0, 0.0, 0.0], [0.0, cosine, -sine], [0.0, sine, cosine]],
        aside: [0.0; 2],
        distance_mm: 900.0,
        focal_px: 780.0,
        principal: [SIDE as f64 / 2.0; 2],
        shape: HeadShape::default(),
        warp: Warp::default(),
    }
}

/// A simulation that draws into a photograph of skin with noise and a clipped corner.
fn photographed() -> (Simulation, Vec<u8>) {
    let mut simulation = Simulation::new(Settings::default(), 64, 64);
    change(&mut simulation, &[("norwood", "7"), ("hairline-height", "6")]);
    let noise = |i: usize| (random::bits(9, 1, i as u32) % 9) as u8;
    let skin = |i: usize| [168 + noise(3 * i), 126 + noise(3 * i + 1), 104 + noise(3 * i + 2), 255];
    let clipped = |i: usize| i / SIDE < SIDE / 4 && i % SIDE < SIDE / 2;
    let bytes: Vec<u8> = (0..SIDE * SIDE).flat_map(|i| if clipped(i) { [255; 4] } else { skin(i) }).collect();
    assert!(simulation.open_photograph(&bytes, [SIDE; 2], [SIDE as f64 / 2.0; 2], None));
    (simulation, bytes)
}

fn picture(simulation: &mut Simulation, settings: &[(&str, &str)]) -> Vec<u8> {
    change(simulation, settings);
    simulation.pixmap().unwrap().bytes.clone()
}

#[test]
fn without_ink_or_fit_every_byte_is_the_photographs() {
    let (mut s, bytes) = photographed();
    assert!(picture(&mut s, &[]) == bytes, "before a fit");
    s.set_photograph_pose(ViewName::Front, pose());
    assert!(picture(&mut s, &[]) != bytes, "nothing was drawn");
    assert!(picture(&mut s, &[("density", "0")]) == bytes, "no density");
    assert!(picture(&mut s, &[("density", "180"), ("compare", "100")]) == bytes, "before");
    let split = picture(&mut s, &[("compare", "50")]);
    let differs =
        |column: usize| (0..SIDE).any(|y| (0..4).any(|c| split[(y * SIDE + column) * 4 + c] != bytes[(y * SIDE + column) * 4 + c]));
    assert!((0..SIDE / 2).all(|x| !differs(x)) && (SIDE / 2..SIDE).any(differs), "left of the line it is as before");
}

#[test]
fn a_photograph_has_its_own_light() {
    let (mut s, _) = photographed();
    s.set_photograph_pose(ViewName::Front, pose());
    s.add_stubble_to_photograph(true);
    for length in ["0.5", "5"] {
        let expected = picture(&mut s, &[("light", "studio"), ("hair-length", length), ("norwood", "3")]);
        for light in ["daylight", "bathroom", "flash", "shop"] {
            assert!(picture(&mut s, &[("light", light)]) == expected, "{light}, hair of {length} mm");
        }
    }
    // Forgotten, the head stands in the light that was chosen.
    s.forget_photograph();
    let shop = picture(&mut s, &[]);
    assert!(picture(&mut s, &[("light", "studio")]) != shop);
}

/// One byte of so many may be lighter by a level at the ends of ranges.
const RARE: usize = 100_000;

#[test]
fn more_ink_never_lightens_a_byte_and_nothing_changes_off_the_head() {
    let (mut s, bytes) = photographed();
    s.set_photograph_pose(ViewName::Front, pose());
    let mut lighter = bytes.clone();
    for settings in [[("density", "60"), ("tone", "2")], [("density", "180"), ("tone", "2")], [("density", "180"), ("tone", "4.5")]] {
        let darker = picture(&mut s, &settings);
        assert!(lighter.iter().zip(&darker).all(|(l, d)| d <= l) && lighter != darker, "{settings:?}");
        lighter = darker;
    }
    // As shallow and as deep, as fresh and as old, as wide and as dense as the table allows. A camera keeps color at a lower resolution than
    // light, so marks beside a pixel take some of the red out of its own: where marks are as wide and dense as here, that is a level in one of a
    // hundred thousand bytes.
    for start in [
        [("depth", "0.1"), ("months", "0"), ("dot-diameter", "0.6")],
        [("depth", "1"), ("months", "120"), ("dot-diameter", "0.6")],
        [("depth", "0.3"), ("months", "1.5"), ("dot-diameter", "0.1")],
    ] {
        let mut lighter = picture(&mut s, &[("density", "0"), ("tone", "5"), start[0], start[1], start[2]]);
        assert!(lighter == bytes, "{start:?}");
        for density in ["20", "90", "91", "180", "300"] {
            let darker = picture(&mut s, &[("density", density)]);
            let lightened: Vec<u8> = lighter.iter().zip(&darker).filter(|(l, d)| d > l).map(|(l, d)| d - l).collect();
            let few = lightened.len() <= bytes.len() / RARE && lightened.iter().all(|levels| *levels == 1);
            assert!(few, "{start:?} at {density}: by {lightened:?} levels");
            lighter = darker;
        }
    }
    // The outermost rows and columns show no head.
    let edge = |i: usize| !(4..SIDE - 4).contains(&(i % SIDE));
    assert!((0..SIDE * SIDE).filter(|i| edge(*i)).all(|i| lighter[i * 4..i * 4 + 4] == bytes[i * 4..i * 4 + 4]));
}

#[test]
fn the_same_photograph_gives_the_same_bytes_however_it_was_reached() {
    let (mut a, bytes) = photographed();
    a.set_photograph_pose(ViewName::Front, pose());
    let expected = picture(&mut a, &[("tone", "4")]);
    let (mut b, _) = photographed();
    change(&mut b, &[("tone", "2"), ("density", "40")]);
    b.set_photograph_pose(ViewName::Front, pose());
    change(&mut b, &[("density", "300"), ("compare", "30"), ("months", "60")]);
    change(&mut b, &[("density", "180"), ("compare", "0"), ("months", "1.5")]);
    assert!(picture(&mut b, &[("tone", "4")]) == expected);
    // Forgotten and opened again; and the head of the studio is as ever.
    b.forget_photograph();
    let studio = picture(&mut b, &[]);
    let mut fresh = Simulation::new(b.settings().clone(), 64, 64);
    fresh.finish();
    assert!(fresh.pixmap().unwrap().bytes == studio, "traces of a photograph");
    assert!(b.open_photograph(&bytes, [SIDE; 2], [SIDE as f64 / 2.0; 2], None));
    b.set_photograph_pose(ViewName::Front, pose());
    assert!(picture(&mut b, &[]) == expected);
}

#[test]
fn a_photograph_of_another_size_or_number_of_bytes_is_refused() {
    let (mut s, bytes) = photographed();
    for (size, given) in [([SIDE, SIDE + 1], &bytes[..]), ([1, 1], &[0; 4][..]), ([0, 0], &[]), ([SIDE, SIDE], &bytes[4..])] {
        assert!(!s.open_photograph(given, size, [0.0; 2], None), "{size:?}");
    }
    assert!(picture(&mut s, &[]) == bytes, "the one before is still open");
}

#[test]
fn hair_that_a_photograph_shows_does_not_leave_later_and_added_stubble_does() {
    let (mut s, _) = photographed();
    s.set_photograph_pose(ViewName::Front, pose());
    let (usual, plan) = (picture(&mut s, &[("norwood", "2"), ("density", "120")]), s.report());
    assert!(picture(&mut s, &[("later-norwood", "6")]) == usual && s.report() == plan, "nothing of it is known");
    s.add_stubble_to_photograph(true);
    let then = picture(&mut s, &[]);
    let dots = s.dots().to_vec();
    let today = picture(&mut s, &[("later-norwood", "1")]);
    assert!(dots == s.dots() && then != today, "stubble leaves and dots stay");
    let sum = |bytes: &[u8]| bytes.iter().map(|byte| u64::from(*byte)).sum::<u64>();
    assert!(sum(&then) > sum(&today), "less stubble is more light");
}
