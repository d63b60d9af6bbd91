//! The beard: its own length, nothing to do with the scalp, gone where all hair is.

use crate::common::change;
use smp_visualizer::parameters::{Id, Settings};
use smp_visualizer::simulation::Simulation;

const SIDE: usize = 160;

/// The picture's bytes after a change, at rest.
fn picture(s: &mut Simulation, pairs: &[(&str, &str)]) -> Vec<u8> {
    change(s, pairs);
    s.pixmap().unwrap().bytes.clone()
}

/// Mean of the bytes of mouth and chin seen from the front, where no other hair is.
fn chin(bytes: &[u8]) -> f32 {
    let part = (SIDE * 55 / 100..SIDE * 3 / 4).flat_map(|y| &bytes[(y * SIDE + SIDE * 2 / 5) * 4..(y * SIDE + SIDE * 3 / 5) * 4]);
    let (sum, n) = part.fold((0.0, 0.0), |(sum, n), b| (sum + f32::from(*b), n + 1.0));
    sum / n
}

fn simulation() -> Simulation {
    Simulation::new(Settings::default(), SIDE, SIDE)
}

#[test]
fn no_length_of_it_changes_a_pixel_of_the_scalp() {
    let mut s = simulation();
    for length in ["0.5", "4"] {
        for view in ["top", "crown", "back"] {
            let bare = picture(&mut s, &[("view", view), ("hair-length", length), ("gray", "20"), ("beard", "0")]);
            for beard in ["0.6", "1.5", "3", "10"] {
                let grown = picture(&mut s, &[("beard", beard)]);
                // From above sideburns and chin lie in the lower half.
                let scalp = SIDE * SIDE * 4 / 2;
                let other = bare[..scalp].iter().zip(&grown[..scalp]).filter(|(a, b)| a != b).count();
                assert_eq!(other, 0, "bytes that {beard} mm change from {view} beside {length} mm");
            }
        }
    }
}

#[test]
fn a_longer_one_is_darker_on_light_skin_and_never_jumps() {
    let mut s = simulation();
    change(&mut s, &[("view", "front"), ("skin", "2"), ("density", "0")]);
    let mut before = f32::MAX;
    for length in ["0", "0.3", "0.6", "1", "1.5", "1.8", "2.2", "3", "5", "10"] {
        let now = chin(&picture(&mut s, &[("beard", length)]));
        assert!(now < before, "{length} mm: {before} became {now}");
        before = now;
    }
    // Where strands begin to lie on strands.
    let [standing, lying] = ["1.6", "1.62"].map(|length| chin(&picture(&mut s, &[("beard", length)])));
    assert!((lying / standing - 1.0).abs() < 0.01, "{standing} became {lying}");
}

#[test]
fn it_takes_its_own_ink_beside_hair_of_another_length() {
    // As dark beside a shaved head as beside hair as long as itself, and the other way round.
    for (beard, other, color, skin) in [("10", "0.5", "dark-brown", "3"), ("0.6", "10", "dark-brown", "3"), ("6", "0.5", "blond", "2")] {
        let mut s = simulation();
        let hair = [("view", "front"), ("norwood", "7"), ("density", "0"), ("hair-color", color), ("skin", skin), ("beard", beard)];
        change(&mut s, &hair);
        let universalis = chin(&picture(&mut s, &[("pattern", "universalis")]));
        change(&mut s, &[("pattern", "norwood")]);
        let mut takes = |length: &str| universalis - chin(&picture(&mut s, &[("hair-length", length)]));
        let (same, apart) = (takes(beard), takes(other));
        assert!((apart / same - 1.0).abs() < 0.08, "{beard} mm beside {other} mm, {color}: {same} became {apart}");
    }
}

#[test]
fn a_woman_and_one_who_has_lost_all_hair_have_none() {
    for none in [("build", "feminine"), ("pattern", "universalis")] {
        let mut s = simulation();
        let shaved = picture(&mut s, &[("view", "front"), none, ("beard", "0")]);
        assert!(shaved == picture(&mut s, &[("beard", "10")]), "{none:?}");
        assert_eq!(s.settings().get(Id::Beard), 10.0, "it comes back with its choice");
    }
    let mut s = simulation();
    let bare = picture(&mut s, &[("view", "front"), ("pattern", "universalis")]);
    let shaved = picture(&mut s, &[("pattern", "totalis"), ("beard", "0")]);
    assert!(chin(&shaved) < chin(&bare), "whose scalp alone is bare shaves");
    assert!(chin(&picture(&mut s, &[("beard", "10")])) < chin(&shaved), "or does not");
}

#[test]
fn it_whitens_with_the_share_of_white_hairs() {
    let mut s = simulation();
    let mut before = chin(&picture(&mut s, &[("view", "front"), ("beard", "10"), ("skin", "5"), ("pattern", "totalis"), ("gray", "0")]));
    for gray in ["20", "50", "80", "100"] {
        let now = chin(&picture(&mut s, &[("gray", gray)]));
        assert!(now > before, "{gray} %: {before} became {now}");
        before = now;
    }
}
