//! What must stay absent: imports against the flow, clocks, random order, functions whose bits differ.
//!
//! Clippy sees methods and types (`clippy.toml`); this sees files. Comments do not count, nor do test modules.

mod imports;
mod literals;
mod source;
mod vocabulary;
mod web;

use imports::Imports;
use source::{Source, code_files, rust_files};

/// A stage may use what stands left of it, and `base`.
const FLOW: [&str; 6] = ["head", "scalp", "treatment", "optics", "camera", "render"];

/// All rooms of `src`: what runs the stages comes after them.
const ROOMS: [&str; 8] = ["head", "scalp", "treatment", "optics", "camera", "render", "parameters", "simulation"];

fn stage_of(path: &str) -> Option<usize> {
    FLOW.iter().position(|stage| path.starts_with(&format!("src/{stage}/")))
}

/// Names of our modules that a file's code uses, `super` resolved.
fn imports(file: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in file.code.match_indices("crate::") {
        // `$crate::` and `smp_crate::` are other words.
        let before = file.code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &file.code[at + 7..];
        if let Some(group) = rest.strip_prefix('{') {
            let end = group.find('}').unwrap_or(group.len());
            found.extend(group[..end].split(',').map(|part| first_word(part.trim()).to_string()));
        } else {
            found.push(first_word(rest).to_string());
        }
    }
    // A file directly in a stage that says `super::super::` leaves the stage.
    let depth = file.path.matches('/').count() - 1 - usize::from(file.path.ends_with("/mod.rs"));
    let climbs = "super::".repeat(depth + 1);
    assert!(!file.code.contains(&climbs), "{}: climbs out of its stage; say crate::", file.path);
    found
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

#[test]
fn rooms_import_only_from_their_left() {
    let mut off = Vec::new();
    let mut seen = 0;
    for file in rust_files() {
        let own = ROOMS.iter().position(|room| file.path.starts_with(&format!("src/{room}/")));
        let base = file.path.starts_with("src/base/");
        if own.is_none() && !base {
            // The two ends: what JavaScript sees, and the command line.
            assert!(["src/lib.rs", "src/wasm.rs"].contains(&&*file.path) || file.path.starts_with("src/bin/"), "{}", file.path);
            continue;
        }
        for name in imports(&file) {
            seen += 1;
            let allowed = match ROOMS.iter().position(|room| *room == name) {
                Some(other) => own.is_some_and(|own| other <= own),
                None => name == "base",
            };
            if !allowed {
                off.push(format!("{} imports crate::{name}", file.path));
            }
        }
    }
    assert!(off.is_empty(), "{}", off.join("\n"));
    assert!(seen > 50, "only {seen} imports found: the search is broken");
}

#[test]
fn no_file_imports_in_a_circle() {
    let imports = Imports::of(&rust_files());
    assert!(imports.arrows() > 300, "only {} arrows found: the search is broken", imports.arrows());
    if let Some(cycle) = imports.cycle() {
        panic!("{}", cycle.join(" → "));
    }
}

/// docs/architecture.md lists the rooms of a stage in the order in which they import each other.
#[test]
fn rooms_of_a_stage_import_in_the_order_of_the_page() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/architecture.md")).unwrap();
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once(" | ")).map(|(rooms, _)| rooms);
    let listed: Vec<&str> = rows.flat_map(|rooms| rooms.split('`').step_by(2)).filter(|room| room.contains('/')).collect();
    let place = |room: &str| listed.iter().position(|listed| *listed == room);
    let imports = Imports::of(&rust_files());
    let between: Vec<_> = imports.folders().into_iter().filter_map(|(from, to)| Some((from, to, place(from)?, place(to)?))).collect();
    assert!(between.len() > 6, "only {} arrows found: the search is broken", between.len());
    for (from, to, own, other) in between {
        assert!(other < own, "{from} imports from {to}, which stands after it");
    }
}

#[test]
fn nothing_depends_on_time_or_hash_order_and_floats_come_from_libm() {
    let banned = ["HashMap", "HashSet", "Instant", "SystemTime", "thread::", "static mut", "thread_local", "Date.now", "Math.random"];
    // glam's and std's own names for what the last bit depends on; `base::math` calls libm.
    let floats = [
        ".sin(",
        ".cos(",
        ".tan(",
        ".asin(",
        ".acos(",
        ".atan(",
        ".atan2(",
        ".sin_cos(",
        ".exp(",
        ".exp2(",
        ".ln(",
        ".log2(",
        ".log10(",
        ".powf(",
        ".powi(",
        ".cbrt(",
        ".hypot(",
        ".tanh(",
        ".mul_add(",
        ".angle_between(",
        ".angle_to(",
        ".to_angle(",
        "::from_angle(",
        ".rotate_",
        ".slerp(",
    ];
    // A batch draws on all cores: each thread has a simulation of its own, and a picture none of another's.
    let is_allowed = |file: &Source, word: &str| file.path == "src/bin/smp-render/batch.rs" && word == "thread::";
    let mut off = Vec::new();
    for file in rust_files() {
        let words = banned.iter().chain(floats.iter()).filter(|word| !is_allowed(&file, word));
        off.extend(words.filter(|w| file.code.contains(**w)).map(|w| format!("{}: {w}", file.path)));
    }
    assert!(off.is_empty(), "{}", off.join("\n"));
}

#[test]
fn past_the_table_nothing_can_fail() {
    let banned = [".unwrap()", ".expect(", "panic!(", "unreachable!(", "todo!(", "unimplemented!("];
    let mut off = Vec::new();
    for file in rust_files().iter().filter(|f| !f.path.starts_with("src/bin/")) {
        off.extend(banned.iter().filter(|w| file.code.contains(**w)).map(|w| format!("{}: {w}", file.path)));
        // Handles dragged onto a photograph are checked where they are fitted, once, like values at the table.
        if stage_of(&file.path).is_some() && file.path != "src/camera/fit/solve.rs" && file.code.contains("Result<") {
            off.push(format!("{}: a stage returns a Result", file.path));
        }
    }
    assert!(off.is_empty(), "{}", off.join("\n"));
}

#[test]
fn one_file_knows_javascript() {
    for file in rust_files().iter().filter(|f| f.path != "src/wasm.rs") {
        for word in ["wasm_bindgen", "js_sys", "web_sys"] {
            assert!(!file.code.contains(word), "{}: {word} belongs to src/wasm.rs", file.path);
        }
    }
}

#[test]
fn one_room_turns_millimeters_into_pixels() {
    for file in rust_files() {
        // The one number that converts lives in the camera's room; others get lengths converted or ask it for a scale.
        if !file.path.starts_with("src/camera/") {
            assert!(!file.code.contains("focal_px") && !file.code.contains("FIELD_MM"), "{}: converts by itself", file.path);
        }
        let left = stage_of(&file.path).is_some_and(|s| s < 4) || file.path.starts_with("src/base/");
        // Spread and relief are told their scale by the camera; no stage before it knows one.
        let pixels = file.code.contains("_px") || file.code.contains("pixel");
        assert!(!(left && pixels), "{}: pixels before the camera", file.path);
    }
}

/// Files that the pages for contributors name, whole or from a room on, exist.
#[test]
fn pages_name_files_that_exist() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let rooms = ["", "src", "src/scalp", "www/src"];
    let (mut off, mut seen) = (Vec::new(), 0);
    let pages = std::fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().path());
    for page in pages.chain(["README.md", "CONTRIBUTING.md", "SECURITY.md"].map(|name| root.join(name))) {
        let text = std::fs::read_to_string(&page).unwrap();
        for name in text.split('`').skip(1).step_by(2) {
            let plain = name.chars().all(|c| c.is_alphanumeric() || "/_-.".contains(c));
            let source = [".rs", ".ts", ".mjs"].iter().any(|ending| name.ends_with(ending)) || name.starts_with("src/");
            if plain && source && name.contains('/') {
                seen += 1;
                if !rooms.iter().any(|room| root.join(room).join(name).exists()) {
                    off.push(format!("{}: {name}", page.display()));
                }
            }
        }
    }
    assert!(off.is_empty(), "{}", off.join("\n"));
    assert!(seen > 40, "only {seen} files named: the search is broken");
}

#[test]
fn files_say_what_they_are_and_stay_short() {
    let mut off = Vec::new();
    for file in rust_files() {
        if !file.text.starts_with("//! ") {
            off.push(format!("{}: does not begin with what it is (//!)", file.path));
        }
    }
    let files = code_files();
    for file in &files {
        let lines = file.text.lines().count();
        if lines > 500 {
            off.push(format!("{}: {lines} lines; 500 are the most, 300 the wish", file.path));
        }
    }
    assert!(off.is_empty(), "{}", off.join("\n"));
    assert!(files.len() > 80, "only {} files found: the search is broken", files.len());
}
