//! One vocabulary: the field's words, one spelling, and no type name twice. See docs/glossary.md.

use std::collections::BTreeMap;

use super::source::{Source, authored_files, rust_files};

/// Beginnings of words that are spelled another way (American, as the platform's `color` is).
const SPELLING: [(&str, &str); 24] = [
    ("colour", "color"),
    ("centre", "center"),
    ("grey", "gray"),
    ("neighbour", "neighbor"),
    ("vigour", "vigor"),
    ("millimetre", "millimeter"),
    ("centimetre", "centimeter"),
    ("micrometre", "micrometer"),
    ("fibre", "fiber"),
    ("haemoglobin", "hemoglobin"),
    ("moustache", "mustache"),
    ("miniaturis", "miniaturiz"),
    ("optimis", "optimiz"),
    ("normalis", "normaliz"),
    ("rasteris", "rasteriz"),
    ("recognis", "recogniz"),
    ("behaviour", "behavior"),
    ("favour", "favor"),
    ("travelled", "traveled"),
    ("modelled", "modeled"),
    ("labelled", "labeled"),
    ("licence", "license"),
    ("ageing", "aging"),
    ("analyse", "analyze"),
];

/// Words that are in no name, as the field has another for what they meant.
const NAMES: [(&str, &str); 30] = [
    ("hire", "spawn"),
    ("hired", "spawned"),
    ("furnish", "mount"),
    ("deaf", "unlisten"),
    ("breath", "yield"),
    ("shower", "actions"),
    ("asker", "actions"),
    ("keeper", "actions"),
    ("guest", "client"),
    ("unfold", "remove self-intersections"),
    ("egg", "ellipsoid"),
    ("dice", "random"),
    ("fate", "status"),
    ("fates", "status"),
    ("habit", "growth"),
    ("tires", "slowing"),
    ("melt", "merge"),
    ("kills", "removes"),
    ("pepper", "least weight"),
    ("shoot", "render"),
    ("companions", "linked"),
    ("accompanied", "linked"),
    ("refusal", "error"),
    ("refusing", "with failure"),
    ("patience", "timeout"),
    ("silence", "last input"),
    ("dismiss", "evict"),
    ("turned", "rotated, transposed"),
    ("recut", "length correction"),
    ("roughen", "irregularity"),
];

/// Words of other worlds: of a document's address, of a standard, of a visitor's language.
const ALLOWED: [(&str, &str); 0] = [];

#[test]
fn one_spelling() {
    let mut off = Vec::new();
    for file in authored_files() {
        for (number, line) in file.text.lines().enumerate() {
            for word in words(line) {
                let wrong = SPELLING.iter().find(|(wrong, _)| word.starts_with(wrong));
                if let Some((_, right)) = wrong.filter(|(wrong, _)| !ALLOWED.contains(&(wrong, &file.path))) {
                    off.push(format!("{}:{}: {word}: here it is {right}…", file.path, number + 1));
                }
            }
        }
    }
    assert!(off.is_empty(), "{}", off.join("\n"));
}

#[test]
fn names_are_the_fields_words() {
    let mut off = BTreeMap::new();
    for file in authored_files() {
        for word in words(&without_strings(&file.code)) {
            if let Some((_, instead)) = NAMES.iter().find(|(name, _)| *name == word) {
                *off.entry(format!("{}: {word}: say {instead}", file.path)).or_insert(0) += 1;
            }
        }
    }
    assert!(off.is_empty(), "{}", off.keys().cloned().collect::<Vec<_>>().join("\n"));
}

#[test]
fn no_type_has_the_name_of_another() {
    let mut where_defined: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in rust_files() {
        let mut names: Vec<&str> =
            ["struct ", "enum ", "trait ", "type "].iter().flat_map(|kind| defined(&file, kind)).filter(|name| !name.is_empty()).collect();
        names.sort_unstable();
        // Twins for two targets are one.
        names.dedup();
        for name in names {
            where_defined.entry(name.to_string()).or_default().push(file.path.clone());
        }
    }
    assert!(where_defined.len() > 100, "only {} types found: the search is broken", where_defined.len());
    // The core's, and what JavaScript sees of it.
    where_defined.remove("Simulation");
    let twice: Vec<String> =
        where_defined.iter().filter(|(_, files)| files.len() > 1).map(|(name, files)| format!("{name}: {}", files.join(", "))).collect();
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}

/// What the last column of docs/glossary.md names is in the code.
#[test]
fn the_glossary_names_what_there_is() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/glossary.md");
    let page = std::fs::read_to_string(path).unwrap();
    let code: String = authored_files().into_iter().map(|file| file.text).collect();
    let mut missing = Vec::new();
    let mut seen = 0;
    for row in page.lines().filter(|line| line.starts_with("| ") && line.ends_with('|')) {
        let last = row.trim_end_matches('|').rsplit(" | ").next().unwrap_or("");
        for name in last.split('`').skip(1).step_by(2) {
            seen += 1;
            let name = name.rsplit("::").next().unwrap_or(name).trim_end_matches("()");
            let name = name.rsplit('.').next().unwrap_or(name);
            if !name.contains('/') && !code.contains(name) {
                missing.push(name.to_string());
            }
        }
    }
    assert!(seen > 150, "only {seen} names found: the search is broken");
    assert!(missing.is_empty(), "docs/glossary.md names what is not there: {}", missing.join(", "));
}

/// Names that a file defines with a keyword; associated types, which are indented, do not count.
fn defined<'a>(file: &'a Source, kind: &'a str) -> impl Iterator<Item = &'a str> {
    file.code.lines().filter(|line| !line.starts_with("    type")).filter_map(move |line| {
        let line = line.trim_start();
        let line = line.strip_prefix("pub").map_or(line, |rest| {
            let rest = if rest.starts_with('(') { rest.split_once(')').map_or(rest, |(_, rest)| rest) } else { rest };
            rest.trim_start()
        });
        let name = line.strip_prefix(kind)?;
        Some(&name[..name.find(|c: char| !c.is_alphanumeric()).unwrap_or(name.len())])
    })
}

/// The words of a text in lower case, identifiers split at `_` and at capitals.
fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut word = String::new();
    let mut lower = false;
    for c in text.chars().chain([' ']) {
        let begins = c.is_uppercase() && lower;
        if !c.is_alphabetic() || begins {
            if word.len() > 1 {
                found.push(core::mem::take(&mut word));
            }
            word.clear();
        }
        if c.is_alphabetic() {
            word.extend(c.to_lowercase());
        }
        lower = c.is_lowercase();
    }
    found
}

/// Code without what stands in quotes on one line.
fn without_strings(code: &str) -> String {
    let mut out = String::new();
    for line in code.lines() {
        let mut quote = None;
        let mut chars = line.chars();
        while let Some(c) = chars.next() {
            match quote {
                Some(_) if c == '\\' => drop(chars.next()),
                Some(open) if c == open => quote = None,
                None if c == '"' || c == '`' => quote = Some(c),
                None => out.push(c),
                Some(_) => {}
            }
        }
        out.push('\n');
    }
    out
}

#[test]
fn words_are_split_as_people_read_them() {
    assert_eq!(words("fn unseenHair_of(A: Vec3) // grey"), ["fn", "unseen", "hair", "of", "vec", "grey"]);
    assert_eq!(without_strings("a(\"colour\") + 'b'\n`x` c").trim(), "a() + 'b'\n c");
}
