//! The command line draws into photographs of either format, however their files hold them, and refuses others in one line.

use crate::common::change;
use jpeg_encoder::{ColorType, Encoder};
use smp_visualizer::camera::fit::ViewName;
use smp_visualizer::parameters::Settings;
use smp_visualizer::simulation::Simulation;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Width and height of the photograph, px.
const SIZE: [usize; 2] = [320, 288];

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_smp-render")).args(arguments).output().expect("smp-render runs")
}

fn target(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&path);
    path
}

/// Our own picture as a photograph, RGB, and a file of points on it.
fn photograph() -> (Vec<u8>, String) {
    let mut simulation = Simulation::new(Settings::default(), SIZE[0], SIZE[1]);
    change(&mut simulation, &[("norwood", "7"), ("density", "0"), ("view", "front")]);
    let rgb = simulation.pixmap().unwrap().bytes.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    let (camera, landmarks) = (simulation.camera().unwrap(), &simulation.head().unwrap().landmarks);
    let left = landmarks.outer_canthus;
    let points = [("outer-canthus-left", left), ("pronasale", landmarks.pronasale), ("menton", landmarks.menton)].map(|(name, place)| {
        let p = camera.project(place);
        format!("\"{name}\": [{:.2}, {:.2}]", p.x, p.y)
    });
    let right = camera.project(smp_visualizer::base::math::vec3(-left.x, left.y, left.z));
    let points = format!("{}, \"outer-canthus-right\": [{:.2}, {:.2}]", points.join(", "), right.x, right.y);
    (rgb, format!("{{\"view\": \"front\", \"points\": {{{points}}}}}"))
}

fn write_png(path: &Path, rgb: &[u8], [width, height]: [usize; 2], exif: Option<Vec<u8>>) {
    let mut info = png::Info::with_size(width as u32, height as u32);
    (info.color_type, info.bit_depth, info.exif_metadata) = (png::ColorType::Rgb, png::BitDepth::Eight, exif.map(Into::into));
    let file = std::fs::File::create(path).unwrap();
    png::Encoder::with_info(file, info).unwrap().write_header().unwrap().write_image_data(rgb).unwrap();
}

fn jpeg(rgb: &[u8], [width, height]: [usize; 2]) -> Vec<u8> {
    let mut file = Vec::new();
    Encoder::new(&mut file, 92).encode(rgb, width as u16, height as u16, ColorType::Rgb).unwrap();
    file
}

/// A TIFF structure that says orientation 6: the camera was held upright, its right side down.
const ON_ITS_SIDE: &[u8] = b"II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";

/// As a camera that lay on its side keeps it: its first row is our last column.
fn on_its_side(rgb: &[u8]) -> Vec<u8> {
    let [width, height] = SIZE;
    let from = |x: usize, y: usize| (y * width + x) * 3;
    (0..width).rev().flat_map(|x| (0..height).map(move |y| from(x, y))).flat_map(|at| rgb[at..at + 3].to_vec()).collect()
}

fn draw(photo: &Path, points: &Path, out: &Path, density: &str) -> Output {
    let [photo, points, out] = [photo, points, out].map(|path| path.to_str().unwrap());
    run(&["--photo", photo, "--fit", points, "--norwood", "7", "--density", density, "--out", out])
}

fn read_png(path: &Path) -> (Vec<u8>, [usize; 2]) {
    let mut reader = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(path).unwrap())).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    (pixels, [info.width as usize, info.height as usize])
}

#[test]
fn a_photograph_is_drawn_into_at_its_size_however_its_file_holds_it() {
    let (rgb, points) = photograph();
    let [plain, side, lossy, list, out] = ["photo.png", "photo-side.png", "photo.jpg", "points.json", "photo-out.png"].map(target);
    write_png(&plain, &rgb, SIZE, None);
    write_png(&side, &on_its_side(&rgb), [SIZE[1], SIZE[0]], Some(ON_ITS_SIDE.to_vec()));
    std::fs::write(&lossy, jpeg(&rgb, SIZE)).unwrap();
    std::fs::write(&list, points).unwrap();

    // Without a dot the photograph is what it was, to the byte.
    let output = draw(&plain, &list, &out, "0");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("fit: points "), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(read_png(&out) == (rgb.clone(), SIZE));

    let drawn = |photo: &Path| {
        let output = draw(photo, &list, &out, "200");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        read_png(&out)
    };
    let (treated, size) = drawn(&plain);
    let darker = treated.iter().zip(&rgb).filter(|(ours, photo)| ours < photo).count();
    assert!(
        size == SIZE && darker > rgb.len() / 100 && treated.iter().zip(&rgb).all(|(ours, photo)| ours <= photo),
        "{darker} bytes darker"
    );
    assert!(drawn(&side) == (treated.clone(), SIZE), "a picture on its side is another picture");
    let (from_jpeg, size) = drawn(&lossy);
    let apart: u64 = from_jpeg.iter().zip(&treated).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    assert!(size == SIZE && apart < 3 * treated.len() as u64, "{apart} levels apart in all");

    // The library's own picture.
    let rgba: Vec<u8> = rgb.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect();
    let mut same = Simulation::new(Settings::default(), 64, 64);
    assert!(same.open_photograph(&rgba, SIZE, SIZE.map(|side| side as f64 * 0.5), None));
    let text = std::fs::read_to_string(&list).unwrap();
    let list: serde_json::Value = serde_json::from_str(&text).unwrap();
    let kinds = ["outer-canthus-left", "outer-canthus-right", "pronasale", "menton"];
    let handles: Vec<f64> = (0..)
        .zip(kinds)
        .flat_map(|(kind, name)| [f64::from(kind), list["points"][name][0].as_f64().unwrap(), list["points"][name][1].as_f64().unwrap()])
        .collect();
    assert_eq!(same.fit_photograph(ViewName::Front as usize, &handles, &[], true).problem, "");
    change(&mut same, &[("norwood", "7"), ("density", "200")]);
    let bytes = |s: &Simulation| s.pixmap().unwrap().bytes.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect::<Vec<u8>>();
    assert!(bytes(&same) == treated, "the file differs from the picture");
    // The same fit by its code, which has fewer digits.
    let code = same.fit_code();
    assert!(same.set_fit_code(&code));
    same.finish();
    let output = draw(&plain, Path::new(&code), &out, "200");
    assert!(output.status.success() && output.stderr.is_empty(), "{code}: {}", String::from_utf8_lossy(&output.stderr));
    assert!(read_png(&out).0 == bytes(&same) && bytes(&same) != rgb, "the file by code {code} differs from the picture");
}

#[test]
fn what_is_no_photograph_is_refused_in_one_line() {
    let (rgb, points) = photograph();
    let list = target("refused-points.json");
    std::fs::write(&list, &points).unwrap();
    let whole = jpeg(&rgb, SIZE);
    let path = |name: &str, bytes: &[u8]| {
        let path = target(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let small = target("refused-small.png");
    write_png(&small, &rgb[..8 * 8 * 3], [8, 8], None);
    let png = std::fs::read(&small).unwrap();
    let good = path("refused-good.jpg", &whole);
    let wide = path("refused-wide.jpg", &jpeg(&vec![9; 5000 * 20 * 3], [5000, 20]));
    let astray = path("refused-astray.json", points.replace("\"menton\": [", "\"menton\": [9").as_bytes());
    let unknown = path("refused-unknown.json", points.replace("front", "below").as_bytes());
    let out = target("refused-photo.png");
    let text = |path: &PathBuf| path.to_str().unwrap().to_string();
    let cut = (path("refused-cut.jpg", &whole[..whole.len() / 2]), path("refused-cut.png", &png[..png.len() - 20]));
    for (arguments, said) in [
        (vec!["--photo".into(), text(&good)], vec!["photo", "--fit"]),
        (vec!["--fit".into(), text(&list)], vec!["fit", "--photo"]),
        (vec!["--photo".into(), text(&good), "--fit".into(), text(&list), "--size".into(), "64".into()], vec!["size", "photograph"]),
        (vec!["--photo".into(), text(&target("refused-none.jpg")), "--fit".into(), text(&list)], vec!["refused-none.jpg"]),
        (vec!["--photo".into(), text(&path("refused-empty.jpg", b"")), "--fit".into(), text(&list)], vec!["JPEG", "PNG"]),
        (vec!["--photo".into(), text(&path("refused.svg", b"<svg/>")), "--fit".into(), text(&list)], vec!["refused.svg", "JPEG"]),
        (vec!["--photo".into(), text(&cut.0), "--fit".into(), text(&list)], vec!["refused-cut.jpg"]),
        (vec!["--photo".into(), text(&cut.1), "--fit".into(), text(&list)], vec!["refused-cut.png"]),
        (vec!["--photo".into(), text(&small), "--fit".into(), text(&list)], vec!["8 × 8", "16 to 4096"]),
        (vec!["--photo".into(), text(&wide), "--fit".into(), text(&list)], vec!["5000 × 20", "16 to 4096"]),
        (vec!["--photo".into(), text(&good), "--fit".into(), text(&astray)], vec!["menton", "outside"]),
        (vec!["--photo".into(), text(&good), "--fit".into(), text(&unknown)], vec!["below", "three-quarter-left"]),
    ] {
        let all: Vec<&str> = arguments.iter().map(String::as_str).chain(["--out", out.to_str().unwrap()]).collect();
        let output = run(&all);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert_eq!(stderr.trim_end().lines().count(), 1, "{arguments:?}: {stderr}");
        assert!(said.iter().all(|word| stderr.contains(word)), "{arguments:?}: {stderr}");
        assert!(!out.exists(), "{arguments:?}: wrote something");
    }
}
