//! The command line draws what the page draws, takes every parameter, and refuses in one line.

use smp_visualizer::parameters::{ParameterKind, TABLE};
use std::path::PathBuf;
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_smp-render")).args(arguments).output().expect("smp-render runs")
}

/// A place for one test's file, empty.
fn target(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&path);
    path
}

#[test]
fn bad_input_ends_with_2_says_one_line_and_writes_nothing() {
    let out = target("refused.png");
    let path = out.to_str().unwrap();
    for (arguments, said) in [
        (vec!["--norwood", "8"], vec!["norwood", "8", "1 to 7"]),
        (vec!["--density", "many"], vec!["density", "many", "0 to 300"]),
        (vec!["--tone=0"], vec!["tone", "0", "1 to 5"]),
        (vec!["--seed", "-1"], vec!["seed", "-1", "0 to 4294967295"]),
        (vec!["--view", "below"], vec!["view", "below", "three-quarter"]),
        (vec!["--size", "5000"], vec!["size", "5000", "16 to 4096"]),
        (vec!["--wig", "1"], vec!["wig", "norwood"]),
        (vec!["--norwood", ""], vec!["norwood", "1 to 7"]),
        (vec!["stray"], vec!["stray"]),
    ] {
        let all: Vec<&str> = arguments.iter().copied().chain(["--out", path]).collect();
        let output = run(&all);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert_eq!(stderr.trim_end().lines().count(), 1, "{arguments:?}: {stderr}");
        assert!(said.iter().all(|word| stderr.contains(word)), "{arguments:?}: {stderr}");
        assert!(output.stdout.is_empty() && !out.exists(), "{arguments:?}: wrote something");
    }
    assert_eq!(run(&[]).status.code(), Some(2), "nothing to do is said, not done");
}

#[test]
fn every_parameter_is_a_flag() {
    let mut arguments: Vec<String> = Vec::new();
    for row in TABLE {
        let text = match row.kind {
            ParameterKind::Number { max, .. } | ParameterKind::Integer { max, .. } => max.to_string(),
            ParameterKind::Choice { choices } => choices[choices.len() - 1].into(),
        };
        arguments.extend([format!("--{}", row.name), text]);
    }
    let out = target("every.png");
    arguments.extend(["--size", "32", "--report", "-", "--out"].map(String::from));
    arguments.push(out.to_str().unwrap().into());
    let output = run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("the report is one JSON object");
    for key in [
        "dots",
        "dots_per_cm2",
        "treated_area_cm2",
        "native_hairs",
        "hair_lost_area_cm2",
        "bare_outside_cm2",
        "sessions",
        "hours",
        "touch_up_years",
        "coverage",
        "notes",
    ] {
        assert!(!report[key].is_null(), "{key} is missing in {report}");
    }
    assert!(report["dots"].as_u64() > Some(1000), "{report}");
    let help = String::from_utf8(run(&["--help"]).stdout).unwrap();
    assert!(TABLE.iter().all(|p| help.contains(&format!("--{} ", p.name)) && help.contains(&p.range())), "{help}");
}

#[test]
fn the_file_holds_the_pixels_of_the_library() {
    let out = target("pixels.png");
    let arguments = ["--view", "top", "--norwood", "4", "--tone", "4", "--size", "64", "--out", out.to_str().unwrap()];
    assert!(run(&arguments).status.success());
    let mut reader = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(&out).unwrap())).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let mut same = smp_visualizer::simulation::Simulation::default();
    same.resize(64, 64);
    crate::common::change(&mut same, &[("view", "top"), ("norwood", "4"), ("tone", "4")]);
    let drawn: Vec<u8> = same.pixmap().unwrap().bytes.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    assert!(pixels == drawn, "the file differs from the picture");
}

#[test]
fn a_random_seed_is_told_and_draws_its_head_again() {
    let seeds = [0, 1].map(|n| {
        let first = target(&format!("random-{n}.png"));
        let output = run(&["--seed", "random", "--size", "32", "--out", first.to_str().unwrap()]);
        let said = String::from_utf8(output.stderr).unwrap();
        let seed = said.trim().strip_prefix("seed ").expect("the seed is told").to_string();
        let again = target(&format!("random-again-{n}.png"));
        assert!(run(&["--seed", &seed, "--size", "32", "--out", again.to_str().unwrap()]).status.success(), "{seed}");
        assert!(std::fs::read(first).unwrap() == std::fs::read(again).unwrap(), "seed {seed} draws another head");
        seed
    });
    assert_ne!(seeds[0], seeds[1], "by chance");
}
