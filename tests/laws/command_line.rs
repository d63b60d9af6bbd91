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

/// What ended with 2, said in one line, without a panic.
fn ends_with_2(output: &Output, what: &str) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{what}: {said}");
    assert!(said.starts_with("smp-render: ") && said.trim_end().lines().count() == 1, "{what}: {said}");
    said
}

/// The program with its standard output led elsewhere.
fn run_into(arguments: &[&str], out: std::process::Stdio) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smp-render"));
    command.args(arguments).stdout(out).stderr(std::process::Stdio::piped());
    command.spawn().and_then(|child| child.wait_with_output()).expect("smp-render runs")
}

#[test]
fn a_picture_goes_to_standard_output() {
    let out = target("same.png");
    assert!(run(&["--size", "32", "--out", out.to_str().unwrap()]).status.success());
    let output = run(&["--size", "32", "--out", "-"]);
    assert!(output.status.success() && output.stderr.is_empty());
    assert!(output.stdout == std::fs::read(&out).unwrap(), "another picture than in a file");
    assert!(!PathBuf::from("-").exists(), "a file of that name");
    ends_with_2(&run(&["--size", "16", "--out", "-", "--report", "-"]), "both at once");
}

#[test]
fn values_with_line_breaks_are_shown_escaped() {
    for (arguments, shown) in [
        (vec!["--norwood", "5\n6", "--out", "x.png"], "5\\n6"),
        (vec!["--view", "top\r\u{1b}[2J", "--out", "x.png"], "top\\r\\u{1b}[2J"),
        (vec!["--wig\n", "1"], "wig\\n"),
        (vec!["--size", "16", "--out", "no such folder/a\nb.png"], "a\\nb.png"),
        (vec!["stray\nargument"], "stray\\nargument"),
    ] {
        let said = ends_with_2(&run(&arguments), shown);
        assert!(said.contains(shown), "{said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn where_output_fails_it_says_one_line_and_leaves_the_former_file() {
    use std::fs::{File, Permissions, read, read_dir, set_permissions, write};
    use std::os::unix::fs::{PermissionsExt, symlink};

    let full = || File::options().write(true).open("/dev/full").unwrap();
    for arguments in [
        vec!["--size", "16", "--out", "/dev/full"],
        vec!["--size", "16", "--report", "/dev/full"],
        vec!["--size", "16", "--out", "/"],
        vec!["--size", "16", "--out", "."],
        vec!["--size", "16", "--report", "/proc/no such folder/x"],
    ] {
        ends_with_2(&run(&arguments), &arguments.join(" "));
    }
    for arguments in [vec!["--help"], vec!["--table"], vec!["--size", "16", "--out", "-"], vec!["--size", "16", "--report", "-"]] {
        ends_with_2(&run_into(&arguments, full().into()), &arguments.join(" "));
        // A pipe that nobody reads.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        ends_with_2(&run_into(&arguments, writer.into()), &arguments.join(" "));
    }
    // Nobody hears of it: that is no reason for a panic.
    let mut mute = Command::new(env!("CARGO_BIN_EXE_smp-render"));
    assert_eq!(mute.arg("stray").stderr(full()).status().unwrap().code(), Some(2));

    let folder = target("kept");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir(&folder).unwrap();
    let [picture, linked, unreadable] = ["picture.png", "linked.png", "limited.png"].map(|name| folder.join(name));
    write(&picture, "former").unwrap();
    set_permissions(&picture, Permissions::from_mode(0o640)).unwrap();
    symlink(&picture, &linked).unwrap();
    let draw = |path: &PathBuf| run(&["--size", "16", "--out", path.to_str().unwrap()]);
    assert!(draw(&linked).status.success());
    let made = read(&picture).unwrap();
    assert!(made.starts_with(b"\x89PNG") && linked.is_symlink(), "through a link");
    assert_eq!(std::fs::metadata(&picture).unwrap().permissions().mode() & 0o777, 0o640, "as it may be read");
    // No more than 100 bytes a file: it fails in the middle.
    write(&unreadable, "former").unwrap();
    let limited = format!("ulimit -f 0; exec {} --size 64 --out {}", env!("CARGO_BIN_EXE_smp-render"), unreadable.display());
    let output = Command::new("bash").args(["-c", &format!("trap '' XFSZ; {limited}")]).output().unwrap();
    ends_with_2(&output, "a full disk");
    assert_eq!(read(&unreadable).unwrap(), b"former");
    let mut left: Vec<_> = read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["limited.png", "linked.png", "picture.png"], "nothing lies beside");
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
