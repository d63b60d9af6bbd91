//! Pictures that may only change on purpose: every byte is compared, natively here and in WebAssembly in `wasm.test.mjs`.
//!
//! `UPDATE=1 cargo test --test golden` accepts what is drawn now; look at the pictures before keeping them. A failure
//! writes expected | difference | actual side by side. Prefer a law or a number over one more picture.

#[path = "../common/mod.rs"]
mod common;
mod fits;
mod photographs;

use smp_visualizer::parameters::Settings;
use smp_visualizer::simulation::Simulation;
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::thread;

/// A picture: width, height, RGB.
#[derive(PartialEq)]
struct Picture {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
}

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");

/// No picture may be larger, or the repository grows with every change of the light.
const MOST_BYTES: u64 = 20 * 1024;

#[test]
fn pictures_are_those_that_were_accepted() {
    let cases = cases("cases.json");
    let off: Vec<String> = cases.iter().zip(draw_all(&cases)).filter_map(|(case, actual)| picture_differs(case, &actual)).collect();
    assert!(off.is_empty(), "{}", off.join("\n"));
}

#[test]
fn every_picture_is_drawn_by_a_case() {
    let cases = [cases("cases.json"), cases("photographs.json")].concat();
    for entry in std::fs::read_dir(FOLDER).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let is_drawn = file.strip_suffix(".png").is_none_or(|name| cases.iter().any(|case| case["name"] == name));
        assert!(is_drawn, "{file}: no case draws it");
    }
}

/// The cases of a file.
fn cases(file: &str) -> Vec<serde_json::Value> {
    let text = std::fs::read_to_string(Path::new(FOLDER).join(file)).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// What is wrong with a case's picture; with `UPDATE` it is accepted.
fn picture_differs(case: &serde_json::Value, actual: &Picture) -> Option<String> {
    let name = case["name"].as_str().unwrap();
    let path = Path::new(FOLDER).join(name).with_extension("png");
    if std::env::var_os("UPDATE").is_some() {
        write(&path, actual);
    } else if !path.exists() {
        return Some(format!("{name}: no picture yet; UPDATE=1 makes it"));
    } else if let expected = read(&path)
        && expected != *actual
    {
        return Some(difference(name, &expected, actual));
    }
    (path.metadata().unwrap().len() > MOST_BYTES).then(|| format!("{name}: larger than {MOST_BYTES} bytes; draw it smaller"))
}

/// The pictures of all cases, drawn on every core.
fn draw_all(cases: &[serde_json::Value]) -> Vec<Picture> {
    let part = cases.len().div_ceil(thread::available_parallelism().map_or(1, usize::from));
    thread::scope(|scope| {
        let threads: Vec<_> = cases.chunks(part).map(|cases| scope.spawn(|| cases.iter().map(draw).collect::<Vec<_>>())).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

fn draw(case: &serde_json::Value) -> Picture {
    let size = |i: usize| case["size"][i].as_u64().unwrap() as usize;
    let mut simulation = Simulation::new(Settings::default(), size(0), size(1));
    change(&mut simulation, &case["settings"]);
    let pixmap = simulation.pixmap().unwrap();
    let rgb = pixmap.bytes.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    Picture { width: pixmap.width, height: pixmap.height, rgb }
}

/// Sets what a case says, and draws until the picture is at rest.
fn change(simulation: &mut Simulation, settings: &serde_json::Value) {
    let settings: Vec<(&str, String)> = settings
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().map_or_else(|| value.to_string(), Into::into)))
        .collect();
    // The view first: it moves the camera, which a given angle then refines.
    let view = settings.iter().filter(|s| s.0 == "view").chain(settings.iter().filter(|s| s.0 != "view"));
    common::change(simulation, &view.map(|(name, text)| (*name, text.as_str())).collect::<Vec<_>>());
}

fn read(path: &Path) -> Picture {
    let mut reader = png::Decoder::new(BufReader::new(File::open(path).unwrap())).read_info().unwrap();
    let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut rgb).unwrap();
    assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Rgb, png::BitDepth::Eight), "{}", path.display());
    Picture { width: info.width as usize, height: info.height as usize, rgb }
}

fn write(path: &Path, picture: &Picture) {
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(path).unwrap()), picture.width as u32, picture.height as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::Adaptive);
    encoder.write_header().unwrap().write_image_data(&picture.rgb).unwrap();
}

/// Writes expected | difference × 8 | actual and says where it lies and how large the difference is.
fn difference(name: &str, expected: &Picture, actual: &Picture) -> String {
    let (sides, size) = ((expected.width, expected.height), (actual.width, actual.height));
    if sides != size {
        return format!("{name}: {size:?} px instead of {sides:?}");
    }
    let (width, height) = size;
    let mut beside = Picture { width: 3 * width, height, rgb: Vec::new() };
    let apart = |i: usize| expected.rgb[i].abs_diff(actual.rgb[i]);
    for y in 0..height {
        let row = y * width * 3..(y + 1) * width * 3;
        beside.rgb.extend(&expected.rgb[row.clone()]);
        beside.rgb.extend(row.clone().map(|i| apart(i).saturating_mul(8)));
        beside.rgb.extend(&actual.rgb[row]);
    }
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name).with_extension("png");
    write(&path, &beside);
    let pixels: Vec<usize> = (0..width * height).filter(|p| (0..3).any(|c| apart(3 * p + c) > 0)).collect();
    let most = (0..expected.rgb.len()).map(apart).max().unwrap_or(0);
    let (x, y) = pixels.first().map_or((0, 0), |p| (p % width, p / width));
    format!("{name}: {} pixels differ, by {most} levels at most, the first at ({x}, {y}); see {}", pixels.len(), path.display())
}
