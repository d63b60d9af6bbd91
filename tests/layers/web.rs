//! The page's source: rooms that import one way, no import cycles, no long line.
//!
//! Imports of types count: a file that names another cannot be read without it.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Source, files};

/// Folders of `www/src`. A file imports from its own room and from those left of it; docs/architecture.md says what each is.
const ROOMS: [&str; 14] = [
    "state",
    "worker",
    "engine",
    "ui",
    "host",
    "stage",
    "sharing",
    "clip",
    "panel",
    "photograph",
    "consultation",
    "measures",
    "element",
    "page",
];

/// Scripts in a room: fewer are no room of their own, more are two.
const SCRIPTS: std::ops::RangeInclusive<usize> = 3..=8;

/// Declares what the build makes and browsers have; belongs to no room and is imported by nobody.
const AMBIENT: &str = "www/src/build.d.ts";

/// Folders whose scripts and styles keep to the width the formatter breaks code at, in columns.
const NARROW: &[&str] = &["www"];
const COLUMNS: usize = 120;

fn page_files() -> Vec<Source> {
    let mut found = files(&["www/src"], &["ts", "css"]);
    // Unit tests beside the files are no part of the page.
    found.retain(|f| f.path != AMBIENT && !f.path.ends_with(".test.ts"));
    assert!(found.len() > 40, "only {} files found: the search is broken", found.len());
    found
}

/// The room a file lies in, by its place in [`ROOMS`]; nothing where it lies in none, or deeper.
fn room_of(path: &str) -> Option<usize> {
    let (room, file) = path.strip_prefix("www/src/")?.split_once('/')?;
    if file.contains('/') { None } else { ROOMS.iter().position(|name| *name == room) }
}

/// Text without block comments; line comments are gone already.
fn without_comments(file: &Source) -> String {
    let mut rest = file.code.as_str();
    let mut kept = String::new();
    while let Some(start) = rest.find("/*") {
        kept.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    kept + rest
}

/// Files of `www/src` that a script imports, statically or not, with their values or their types alone.
fn imports(file: &Source) -> BTreeSet<String> {
    let code = without_comments(file);
    let mut found = BTreeSet::new();
    for way in ["from \"", "import \"", "import(\""] {
        for (at, _) in code.match_indices(way) {
            let rest = &code[at + way.len()..];
            let name = &rest[..rest.find('"').unwrap_or(rest.len())];
            // Others are made by the build script.
            if name.starts_with('.') {
                found.insert(resolved(&file.path, name));
            }
        }
    }
    found.retain(|path| !path.starts_with("www/pkg/"));
    found
}

/// `../ui/dom` seen from `www/src/panel/slider.ts` is `www/src/ui/dom.ts`.
fn resolved(from: &str, name: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in name.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    let path = parts.join("/");
    if path.ends_with(".css") || path.ends_with(".js") { path } else { path + ".ts" }
}

fn import_graph() -> BTreeMap<String, BTreeSet<String>> {
    let graph: BTreeMap<_, _> = page_files().iter().map(|file| (file.path.clone(), imports(file))).collect();
    for (from, all) in &graph {
        for to in all {
            assert!(graph.contains_key(to), "{from} imports {to}, which is no file of www/src");
        }
    }
    let seen: usize = graph.values().map(BTreeSet::len).sum();
    assert!(seen > 100, "only {seen} imports found: the search is broken");
    graph
}

#[test]
fn rooms_are_known_and_of_a_size_to_be_seen_at_once() {
    let files = page_files();
    let lost: Vec<&str> = files.iter().map(|f| f.path.as_str()).filter(|path| room_of(path).is_none()).collect();
    assert!(lost.is_empty(), "in no room of the list:\n{}", lost.join("\n"));
    for (place, room) in ROOMS.iter().enumerate() {
        let scripts = files.iter().filter(|f| f.path.ends_with(".ts") && room_of(&f.path) == Some(place)).count();
        assert!(SCRIPTS.contains(&scripts), "www/src/{room}: {scripts} scripts; {SCRIPTS:?} are a room");
    }
}

#[test]
fn rooms_import_only_from_their_left() {
    let mut off = Vec::new();
    for (from, all) in import_graph() {
        off.extend(all.iter().filter(|to| room_of(to) > room_of(&from)).map(|to| format!("{from} imports {to}")));
    }
    assert!(off.is_empty(), "{}", off.join("\n"));
}

#[test]
fn the_architecture_page_tells_the_order_of_the_rooms() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/architecture.md")).unwrap();
    let order = ROOMS.join(" → ");
    assert!(page.contains(&order), "docs/architecture.md does not say: {order}");
    for room in ROOMS {
        assert!(page.contains(&format!("| `www/src/{room}` |")), "docs/architecture.md does not say what {room} is");
    }
}

#[test]
fn no_import_cycles_in_the_page() {
    let mut graph = import_graph();
    // What imports nothing that is left, or is imported by nothing left, lies in no cycle.
    loop {
        let imported: BTreeSet<String> = graph.values().flatten().cloned().collect();
        let before = graph.len();
        graph.retain(|file, all| !all.is_empty() && imported.contains(file));
        if graph.len() == before {
            break;
        }
        let left: BTreeSet<String> = graph.keys().cloned().collect();
        graph.values_mut().for_each(|all| all.retain(|file| left.contains(file)));
    }
    let round: Vec<String> = graph.iter().map(|(file, all)| format!("{file} imports {all:?}")).collect();
    assert!(round.is_empty(), "{}", round.join("\n"));
}

#[test]
fn no_line_of_script_or_style_is_too_long() {
    let mut off = Vec::new();
    let files = files(NARROW, &["ts", "mjs", "js", "css"]);
    for file in &files {
        for (line, text) in file.text.lines().enumerate().filter(|(_, text)| text.chars().count() > COLUMNS) {
            off.push(format!("{}:{}: {} columns", file.path, line + 1, text.chars().count()));
        }
    }
    assert!(off.is_empty(), "more than {COLUMNS} columns:\n{}", off.join("\n"));
    assert!(files.len() > 50, "only {} files found: the search is broken", files.len());
}
