//! A clip is numbered pictures, each that of its settings, and a command that makes a film of them where ffmpeg is.

use crate::batch::{alone, files, fresh, picture, pixels, refused, run};
use crate::common::change;
use std::path::Path;
use std::process::{Command, Output};

fn clip(kind: &str, frames: &str, folder: &Path, more: &[&str]) -> Output {
    run(&[&["--clip", kind, "--frames", frames, "--out", folder.to_str().unwrap()], more].concat())
}

#[test]
fn the_frames_of_a_clip_are_pictures_at_rest_of_its_schedule() {
    for (kind, frames, given, moved) in [
        ("turn", 3, [("norwood", "6"), ("yaw", "100")], vec![[("yaw", "100")], [("yaw", "-140")], [("yaw", "-20")]]),
        ("years", 3, [("norwood", "6"), ("view", "top")], vec![[("months", "0")], [("months", "24")], [("months", "240")]]),
    ] {
        let folder = fresh(&format!("clip-{kind}"));
        let flags: Vec<String> = given.iter().flat_map(|(name, value)| [format!("--{name}"), (*value).to_string()]).collect();
        let mut flags: Vec<&str> = flags.iter().map(String::as_str).collect();
        flags.extend(["--size", "40x56"]);
        let output = clip(kind, &frames.to_string(), &folder, &flags);
        assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        let names: Vec<String> = (1..=frames).map(|n| format!("frame-{n:04}.png")).collect();
        assert_eq!(files(&folder), names);
        let mut same = alone(&given, [40, 56]);
        for (name, moved) in names.iter().zip(moved) {
            change(&mut same, &moved);
            let (shown, size) = picture(&folder.join(name));
            assert!(size == [40, 56] && shown == pixels(&same), "{kind}: {name} is not {moved:?}");
        }
    }
}

#[test]
fn what_is_no_clip_is_refused_in_one_line() {
    let folder = fresh("no-clip");
    refused(&clip("spin", "3", &folder, &[]), "clip: spin is not allowed; allowed: turn, before-after, sessions, years");
    for frames in ["1", "0", "10000", "-3", "many", ""] {
        refused(&clip("turn", frames, &folder, &[]), &format!("frames: {frames} is not allowed; allowed: whole numbers 2 to 9999"));
    }
    for size in ["16x", "x16", "16x16x16", "15x16", "16x4097", "16 x 16", "-16x16"] {
        refused(&clip("turn", "2", &folder, &["--size", size]), &format!("size: {size} is not allowed; allowed: whole numbers 16 to 4096"));
    }
    refused(&clip("sessions", "4", &folder, &["--pattern", "scarring"]), "clip: sessions changes nothing here");
    refused(&clip("turn", "4", &folder, &["--report", "-"]), "report: not together with --clip");
    refused(&clip("turn", "4", &folder, &["--photo", "a.jpg", "--fit", "x"]), "photo: not together with --clip");
    refused(&run(&["--clip", "turn"]), "clip: needs --out FOLDER too");
    refused(&run(&["--clip", "turn", "--out", "-"]), "out: several pictures need a folder");
    refused(&run(&["--frames", "4", "--out", "a.png"]), "frames: needs --clip too");
    assert!(!folder.exists());
}

#[cfg(unix)]
#[test]
fn where_ffmpeg_is_the_command_for_a_film_is_printed_and_not_run() {
    use std::os::unix::fs::PermissionsExt;

    let (programs, folder) = (fresh("clip-programs"), fresh("clip's 100% $folder"));
    std::fs::create_dir(&programs).unwrap();
    let said = |size: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_smp-render"));
        command.args(["--clip", "before-after", "--frames", "2", "--size", size, "--out", folder.to_str().unwrap()]);
        let output = command.env("PATH", &programs).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(said("16"), "", "where it is not, nothing is said");
    // In its place a program that lists what it is given.
    let ffmpeg = programs.join("ffmpeg");
    let given = programs.join("given");
    std::fs::write(&ffmpeg, format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > '{}'\n", given.display())).unwrap();
    assert_eq!(said("16"), "", "a file that cannot be started is no program");
    std::fs::set_permissions(&ffmpeg, std::fs::Permissions::from_mode(0o755)).unwrap();
    for (size, filter) in [("16", "scale="), ("17x16", "crop=trunc(iw/2)*2:trunc(ih/2)*2,scale=")] {
        let command = said(size);
        assert!(command.starts_with("ffmpeg ") && command.lines().count() == 1 && !given.exists(), "{command}");
        assert!(Command::new("/bin/sh").args(["-c", &command]).env("PATH", &programs).status().unwrap().success());
        let words = std::fs::read_to_string(&given).unwrap();
        let words: Vec<&str> = words.lines().collect();
        let after = |flag: &str| words[words.iter().position(|word| *word == flag).unwrap() + 1];
        let path = folder.to_str().unwrap();
        assert_eq!(after("-i"), format!("{}/frame-%04d.png", path.replace('%', "%%")));
        assert_eq!([after("-frames:v"), after("-start_number"), after("-framerate")], ["2", "1", "30"]);
        assert!(after("-vf").starts_with(filter), "{words:?}");
        assert_eq!(*words.last().unwrap(), format!("{path}/before-after.mp4"));
        std::fs::remove_file(&given).unwrap();
    }
}
