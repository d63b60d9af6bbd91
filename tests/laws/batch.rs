//! A batch draws the good cases of a list into a folder, keeps what is there already, and tells of each bad case in one line.

use crate::common::change;
use serde_json::{Value, json};
use smp_visualizer::parameters::Settings;
use smp_visualizer::simulation::Simulation;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program with some flags, its output kept.
pub(crate) fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().expect("smp-render runs")
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_smp-render"))
}

/// A place for one test's files where there is nothing yet.
pub(crate) fn fresh(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    let _ = std::fs::remove_file(&path);
    path
}

/// Writes a list; gives its place and that of its folder.
fn list(name: &str, cases: &Value) -> (PathBuf, PathBuf) {
    let (path, folder) = (fresh(&format!("{name}.json")), fresh(name));
    std::fs::write(&path, cases.to_string()).unwrap();
    (path, folder)
}

fn draw(list: &Path, folder: &Path, more: &[&str]) -> Output {
    run(&[&["--batch", list.to_str().unwrap(), "--out", folder.to_str().unwrap()], more].concat())
}

/// A batch without a bad case.
fn draws(list: &Path, folder: &Path, more: &[&str]) {
    let output = draw(list, folder, more);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty() && output.stdout.is_empty(), "{said}");
}

/// The entries of a folder's manifest.
fn manifest(folder: &Path) -> Vec<Value> {
    let whole: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("manifest.json")).unwrap()).unwrap();
    assert_eq!(whole["program"], concat!("smp-visualizer ", env!("CARGO_PKG_VERSION")));
    whole["pictures"].as_array().unwrap().clone()
}

/// Whether a manifest has this picture's report, to the last digit.
fn has_report_of(folder: &Path, simulation: &Simulation) -> bool {
    let report = serde_json::to_string(&simulation.report()).unwrap();
    std::fs::read_to_string(folder.join("manifest.json")).unwrap().contains(&format!(",\"report\":{report}}}"))
}

/// Names of the pictures that the manifest says were drawn.
fn drawn(folder: &Path) -> Vec<String> {
    let entries = manifest(folder).into_iter().filter(|entry| entry["status"] == "drawn");
    entries.map(|entry| entry["name"].as_str().unwrap().to_string()).collect()
}

/// Everything in a folder, hidden files too.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Pixels and size of a picture's file.
pub(crate) fn picture(path: &Path) -> (Vec<u8>, [usize; 2]) {
    let mut reader = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(path).unwrap())).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    (pixels, [info.width as usize, info.height as usize])
}

/// A head made for these settings alone.
pub(crate) fn alone(settings: &[(&str, &str)], [width, height]: [usize; 2]) -> Simulation {
    let mut simulation = Simulation::new(Settings::default(), width, height);
    change(&mut simulation, settings);
    simulation
}

/// Pixels of a simulation's picture as a file holds them.
pub(crate) fn pixels(simulation: &Simulation) -> Vec<u8> {
    simulation.pixmap().unwrap().bytes.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect()
}

/// What a written file is known by: it is another after a renaming.
#[cfg(unix)]
fn identity(path: &Path) -> (u64, std::time::SystemTime) {
    use std::os::unix::fs::MetadataExt;
    let found = std::fs::metadata(path).unwrap();
    (found.ino(), found.modified().unwrap())
}

#[cfg(not(unix))]
fn identity(path: &Path) -> std::time::SystemTime {
    std::fs::metadata(path).unwrap().modified().unwrap()
}

/// Writes a picture's file anew with one of its texts changed.
fn with_text(path: &Path, keyword: &str, change: impl Fn(&str) -> String) {
    let (pixels, _) = picture(path);
    let reader = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(path).unwrap())).read_info().unwrap();
    let mut info = reader.info().clone();
    for text in info.uncompressed_latin1_text.iter_mut().filter(|text| text.keyword == keyword) {
        text.text = change(&text.text);
    }
    let mut writer = png::Encoder::with_info(std::fs::File::create(path).unwrap(), info).unwrap().write_header().unwrap();
    writer.write_image_data(&pixels).unwrap();
}

#[test]
fn forty_states_are_drawn_once_and_only_what_is_another_now_is_drawn_again() {
    let name = |n: usize| format!("head {n}");
    let case = |n: usize| {
        let state = json!({ "norwood": 3 + n % 4, "tone": (1.5 + 0.05 * n as f64).to_string(), "view": "top" });
        json!({ "name": name(n), "width": 32, "height": 24, "state": state })
    };
    let mut cases: Vec<Value> = (0..40).map(case).collect();
    let (path, folder) = list("forty", &json!(cases));
    draws(&path, &folder, &[]);
    let first = manifest(&folder);
    assert_eq!(drawn(&folder), (0..40).map(name).collect::<Vec<_>>(), "in the order of the list");
    let entry = &first[7];
    assert_eq!(entry["file"], "head 7.png");
    assert_eq!([&entry["width"], &entry["height"]], [32, 24]);
    assert_eq!(entry["state"], json!({ "norwood": 6, "tone": 1.85, "view": "top" }), "no yaw: it is the view's");
    let (shown, size) = picture(&folder.join("head 7.png"));
    let same = alone(&[("view", "top"), ("norwood", "6"), ("tone", "1.85")], [32, 24]);
    assert!(size == [32, 24] && shown == pixels(&same), "another picture than the library's");
    assert!(has_report_of(&folder, &same));
    assert_eq!(files(&folder).len(), 41, "nothing lies beside: {:?}", files(&folder));

    let before: Vec<_> = (0..40).map(|n| identity(&folder.join(format!("{}.png", name(n))))).collect();
    draws(&path, &folder, &[]);
    let after: Vec<_> = (0..40).map(|n| identity(&folder.join(format!("{}.png", name(n))))).collect();
    assert!(before == after && drawn(&folder).is_empty(), "drawn again");
    let mut second = manifest(&folder);
    for entry in &mut second {
        assert_eq!(entry["status"], "kept");
        entry["status"] = json!("drawn");
    }
    assert!(second == first, "what is kept is listed as when it was drawn");

    // Another state, another size, half a file, a damaged one, no picture, one of another version, one without its report.
    cases[3]["state"]["norwood"] = json!(7);
    cases[4]["width"] = json!(24);
    std::fs::write(&path, json!(cases).to_string()).unwrap();
    let file = |n: usize| folder.join(format!("{}.png", name(n)));
    let whole = std::fs::read(file(5)).unwrap();
    std::fs::write(file(5), &whole[..whole.len() - 9]).unwrap();
    let mut damaged = std::fs::read(file(6)).unwrap();
    let place = damaged.len() - 100;
    damaged[place] ^= 1;
    std::fs::write(file(6), &damaged).unwrap();
    std::fs::write(file(7), "a text").unwrap();
    with_text(&file(8), "Settings", |text| text.replace(env!("CARGO_PKG_VERSION"), "0.0.1"));
    with_text(&file(9), "Report", |_| "{".into());
    with_text(&file(10), "Description", |_| "of others".into());
    std::fs::remove_file(file(11)).unwrap();
    draws(&path, &folder, &[]);
    assert_eq!(drawn(&folder), [3, 4, 5, 6, 7, 8, 9, 11].map(name));
    assert!(std::fs::read(file(5)).unwrap() == whole, "the same bytes as before");
    assert_eq!(picture(&file(4)).1, [24, 24]);
}

/// A state by its pairs, and the size of its picture.
type SizedState<'a> = (&'a [(&'a str, &'a str)], [usize; 2]);

#[test]
fn a_head_used_again_draws_what_a_fresh_one_draws() {
    let states: [SizedState; 6] = [
        (&[("norwood", "7"), ("hair-length", "60"), ("hair-style", "back")], [64, 48]),
        (&[("view", "hairline"), ("zoom", "4"), ("skin", "8")], [48, 80]),
        (&[("build", "feminine"), ("pattern", "ludwig"), ("hair-length", "240"), ("zone", "between-hairs")], [40, 40]),
        (&[("scar", "fut"), ("view", "back"), ("grafts", "2000"), ("graft-months", "3")], [33, 71]),
        (&[("seed", "7"), ("light", "flash"), ("compare", "50"), ("gray", "60"), ("beard", "4")], [64, 64]),
        (&[("norwood", "4"), ("later-norwood", "7"), ("months", "96"), ("laser", "2")], [64, 64]),
    ];
    // More cases than most machines have cores, so that a thread draws several.
    let case = |(at, (state, [width, height])): (usize, &SizedState)| {
        let state: Value = state.iter().map(|(name, value)| ((*name).to_string(), json!(value))).collect::<serde_json::Map<_, _>>().into();
        json!({ "name": at.to_string(), "width": width, "height": height, "state": state })
    };
    let (path, folder) = list("used-again", &states.iter().enumerate().map(case).collect());
    draws(&path, &folder, &[]);
    for (at, (state, size)) in states.iter().enumerate() {
        let fresh = alone(state, *size);
        let (shown, found) = picture(&folder.join(format!("{at}.png")));
        assert!(found == *size && shown == pixels(&fresh), "{state:?}: another picture");
        assert!(has_report_of(&folder, &fresh), "{state:?}: another report");
    }
}

#[test]
fn each_bad_case_is_told_in_a_line_and_the_good_ones_are_drawn() {
    let bad = [
        (json!(7), "entry 2: 7 is not allowed; allowed: an object"),
        (json!({}), "entry 3: name: is missing"),
        (json!({ "name": 5 }), "entry 4: name: 5 is not allowed; allowed: a file's name"),
        (json!({ "name": "" }), "entry 5 (): name:  is not allowed; allowed: 1 to 200 bytes"),
        (json!({ "name": "x".repeat(201) }), "allowed: 1 to 200 bytes"),
        (json!({ "name": "../up" }), "entry 7 (../up): name: ../up is not allowed"),
        (json!({ "name": "a/b" }), "name: a/b is not allowed; allowed: names without /"),
        (json!({ "name": "a\\b" }), "a\\b is not allowed"),
        (json!({ "name": "a\nb" }), "a\\nb is not allowed"),
        (json!({ "name": "Nul" }), "Nul is not allowed; allowed: names that are no devices of Windows"),
        (json!({ "name": "com1.first" }), "com1.first is not allowed"),
        (json!({ "name": "end." }), "end. is not allowed"),
        (json!({ "name": "GOOD" }), "entry 14 (GOOD): name: GOOD is that of entry 1; allowed: another"),
        (json!({ "name": "a", "state": { "norwood": 8 } }), "entry 15 (a): norwood: 8 is not allowed; allowed: 1 to 7"),
        (json!({ "name": "a", "state": { "density": "many" } }), "density: many is not allowed; allowed: 0 to 300"),
        (json!({ "name": "a", "state": { "seed": 1.5 } }), "seed: 1.5 is not allowed; allowed: whole numbers 0 to"),
        (json!({ "name": "a", "state": { "view": null } }), "view: null is not allowed; allowed: three-quarter, front"),
        (json!({ "name": "a", "state": { "wig": 1 } }), "wig is not a parameter; there are: build, norwood"),
        (json!({ "name": "a", "state": "bald" }), "state: \"bald\" is not allowed; allowed: an object of parameters"),
        (json!({ "name": "a", "states": {} }), "states is not known; known: name, width, height, state, code"),
        (json!({ "name": "a", "code": "1.xsdgo.sw18c.1x" }), "code: 1.xsdgo.sw18c.1x is not allowed; allowed: the code of a state"),
        (json!({ "name": "a", "width": 15, "height": 16 }), "width: 15 is not allowed; allowed: whole numbers 16 to 4096"),
        (json!({ "name": "a", "width": 16, "height": "16" }), "height: \"16\" is not allowed"),
        (json!({ "name": "a", "width": 16 }), "height: is missing beside width; allowed: whole numbers 16 to 4096"),
    ];
    let good = [json!({ "name": "good" }), json!({ "name": "a", "state": {} })];
    let cases: Vec<Value> = [&good[0]].into_iter().chain(bad.iter().map(|(case, _)| case)).chain([&good[1]]).cloned().collect();
    let (path, folder) = list("bad-cases", &json!(cases));
    let output = draw(&path, &folder, &["--size", "16"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), bad.len(), "one line each: {said}");
    for ((case, expected), line) in bad.iter().zip(lines) {
        assert!(line.starts_with(&format!("smp-render: {}: entry ", path.display())) && line.contains(expected), "{case}: {line}");
    }
    assert_eq!(files(&folder), ["a.png", "good.png", "manifest.json"]);
    assert_eq!(drawn(&folder), ["good", "a"]);
    let entries = manifest(&folder);
    assert_eq!(entries.len(), cases.len());
    assert_eq!(entries[14]["status"], "failed");
    assert_eq!(entries[14]["problem"], "norwood: 8 is not allowed; allowed: 1 to 7");
    // The bad ones again, the good ones kept.
    assert_eq!(draw(&path, &folder, &["--size", "16"]).status.code(), Some(2));
    assert!(drawn(&folder).is_empty());
}

/// What ended with 2 and said one line, without a panic.
pub(crate) fn refused(output: &Output, expected: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{expected}: {said}");
    assert!(said.starts_with("smp-render: ") && said.trim_end().lines().count() == 1 && said.contains(expected), "{expected}: {said}");
    assert!(output.stdout.is_empty());
}

#[test]
fn what_is_no_list_or_no_folder_is_refused_in_one_line() {
    let folder = fresh("no-batch");
    for (text, expected) in [
        ("", "is not a JSON array of cases: EOF"),
        ("[", "is not a JSON array of cases"),
        ("[{}] trailing", "is not a JSON array of cases: trailing"),
        (r#"{"name": "a"}"#, "is not a JSON array of cases: invalid type: map"),
        ("null", "is not a JSON array of cases"),
        ("[]", "has no cases"),
        (r#"[{"name": 7}]"#, "entry 1: name: 7"),
        (r#"[{"name": "a", "state": {"norwood": 1e400}}]"#, "number out of range"),
    ] {
        let path = fresh("no-batch.json");
        std::fs::write(&path, text).unwrap();
        let output = draw(&path, &folder, &[]);
        refused(&output, expected);
        assert!(String::from_utf8_lossy(&output.stderr).contains("no-batch.json"), "which file");
        assert!(!folder.exists(), "{text}: a folder for nothing");
    }
    std::fs::write(fresh("no-batch.json"), [b'[', 0xff, b']']).unwrap();
    let [latin, none] = ["no-batch.json", "no such list.json"].map(|name| Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
    refused(&draw(&latin, &folder, &[]), "UTF-8");
    refused(&draw(&none, &folder, &[]), "no such list.json");
    refused(&draw(Path::new(env!("CARGO_TARGET_TMPDIR")), &folder, &[]), "directory");

    let (path, _) = list("one", &json!([{ "name": "a", "state": { "norwood": 4 } }]));
    let one = path.to_str().unwrap();
    refused(&run(&["--batch", one]), "batch: needs --out FOLDER too");
    refused(&run(&["--batch", one, "--out", "-"]), "out: several pictures need a folder");
    refused(&draw(&path, &folder, &["--report", "-"]), "report: not together with --batch");
    refused(&draw(&path, &folder, &["--photo", "a.jpg"]), "photo: not together with --batch");
    refused(&draw(&path, &folder, &["--fit", "x"]), "fit: not together with --batch");
    refused(&draw(&path, &folder, &["--clip", "turn"]), "clip: not together with --batch");
    refused(&draw(&path, &folder, &["--frames", "3"]), "frames: needs --clip too");
    refused(&draw(&path, &folder, &["--norwood", "9"]), "norwood: 9 is not allowed");
    refused(&draw(&path, &path, &[]), "one.json");
    assert!(!folder.exists());
}

#[test]
fn flags_hold_for_what_a_case_does_not_say_and_a_code_says_everything() {
    let (path, folder) = list(
        "usual",
        &json!([
            { "name": "flags" },
            { "name": "state", "state": { "norwood": 3, "view": "top" }, "width": 20, "height": 30 },
            { "name": "code", "code": "1.xsdgo.sw18c.1t" },
            { "name": "both", "code": "1.xsdgo.sw18c.1t", "state": { "tone": 2 } },
        ]),
    );
    // A mark of the byte order, as some editors write it.
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("\u{feff}{text}")).unwrap();
    draws(&path, &folder, &["--norwood", "7", "--skin", "6", "--yaw", "10", "--size", "24x18"]);
    let entries = manifest(&folder);
    let states: Vec<&Value> = entries.iter().map(|entry| &entry["state"]).collect();
    assert_eq!(
        states,
        [
            &json!({ "norwood": 7, "skin": 6, "yaw": 10 }),
            &json!({ "norwood": 3, "skin": 6, "view": "top" }),
            &json!({ "norwood": 6, "tone": 3 }),
            &json!({ "norwood": 6, "tone": 2 }),
        ]
    );
    assert_eq!(
        [0, 1, 2].map(|at| [&entries[at]["width"], &entries[at]["height"]].map(|side| side.as_u64().unwrap())),
        [[24, 18], [20, 30], [24, 18]]
    );
    // The list may come by a pipe.
    let child = program()
        .args(["--batch", "-", "--size", "24x18", "--out", folder.to_str().unwrap()])
        .stdin(std::process::Stdio::piped())
        .spawn()
        .and_then(|mut child| {
            std::io::Write::write_all(&mut child.stdin.take().unwrap(), br#"[{"name": "code", "code": "1.xsdgo.sw18c.1t"}]"#)?;
            child.wait()
        });
    assert!(child.unwrap().success());
    assert_eq!(manifest(&folder)[0]["status"], "kept");
}

#[cfg(target_os = "linux")]
#[test]
fn where_a_file_cannot_be_written_the_others_are_and_nothing_half_is_left() {
    use std::fs;

    let cases = json!([
        { "name": "small" },
        { "name": "large", "width": 512, "height": 512 },
        { "name": "folder" },
        { "name": "pipe" },
        { "name": "last" },
    ]);
    let (path, folder) = list("hindered", &cases);
    fs::create_dir_all(folder.join("folder.png")).unwrap();
    assert!(Command::new("mkfifo").arg(folder.join("pipe.png")).status().unwrap().success());
    fs::write(folder.join("large.png"), "former").unwrap();
    // No file longer than 16 kB: the large picture fails in the middle.
    let limited = format!(
        "trap '' XFSZ; ulimit -f 16; exec {} --size 16 --batch {} --out {}",
        env!("CARGO_BIN_EXE_smp-render"),
        path.display(),
        folder.display()
    );
    let output = Command::new("bash").args(["-c", &limited]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert_eq!(said.lines().count(), 3, "{said}");
    for name in ["large", "folder", "pipe"] {
        assert!(said.contains(&format!("({name}): {}/{name}.png: ", folder.display())), "{name}: {said}");
    }
    assert_eq!(fs::read(folder.join("large.png")).unwrap(), b"former");
    assert_eq!(files(&folder), ["folder.png", "large.png", "last.png", "manifest.json", "pipe.png", "small.png"]);
    assert_eq!(drawn(&folder), ["small", "last"]);
    // Without room for a manifest nothing is begun.
    let (path, folder) = list("no-room", &cases);
    let limited = format!(
        "trap '' XFSZ; ulimit -f 0; exec {} --batch {} --out {}",
        env!("CARGO_BIN_EXE_smp-render"),
        path.display(),
        folder.display()
    );
    refused(&Command::new("bash").args(["-c", &limited]).output().unwrap(), "manifest.json: ");
    assert!(files(&folder).is_empty());
    // Nor where the folder is not ours, or another program is at work in it.
    refused(&draw(&path, Path::new("/proc/no such folder"), &[]), "/proc/no such folder");
    let held = fs::File::open(&folder).unwrap();
    held.lock().unwrap();
    refused(&draw(&path, &folder, &[]), "another smp-render is writing there");
    assert!(files(&folder).is_empty());
}

#[cfg(unix)]
#[test]
fn a_batch_that_was_interrupted_leaves_whole_files_and_goes_on() {
    let cases: Vec<Value> = (0..24).map(|n| json!({ "name": format!("{n:02}"), "state": { "norwood": 1 + n % 7, "yaw": n } })).collect();
    let (path, folder) = list("interrupted", &json!(cases));
    let mut child = program().args(["--size", "96", "--batch", path.to_str().unwrap(), "--out", folder.to_str().unwrap()]).spawn().unwrap();
    let pictures = || if folder.is_dir() { files(&folder).iter().filter(|name| name.ends_with(".png")).count() } else { 0 };
    while pictures() < 3 && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let done: Vec<String> = files(&folder).into_iter().filter(|name| name.ends_with(".png")).collect();
    assert!(done.len() >= 3, "{done:?}");
    for name in &done {
        assert_eq!(picture(&folder.join(name)).1, [96, 96], "{name} is whole");
    }
    // What it left beside its files, and what is another's.
    std::fs::write(folder.join(".07.png.4711"), "half").unwrap();
    std::fs::write(folder.join(".99.png.4711"), "of another list").unwrap();
    draws(&path, &folder, &["--size", "96"]);
    let kept = manifest(&folder).iter().filter(|entry| entry["status"] == "kept").count();
    assert_eq!(kept, done.len());
    let mut expected: Vec<String> = (0..24).map(|n| format!("{n:02}.png")).collect();
    expected.insert(0, ".99.png.4711".into());
    expected.push("manifest.json".into());
    assert_eq!(files(&folder), expected);
}
