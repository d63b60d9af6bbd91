//! Numbers without a name: float literals in function bodies, counted for each room.
//!
//! 0, 1, 2 and ½ do not count, nor do constants, which have a name, a unit and a source.

use std::collections::BTreeMap;

use super::source::{Source, rust_files};

/// Unnamed numbers in each room of `src`, as many as there are: the table only shrinks.
const UNNAMED: [(&str, usize); 5] = [("base", 9), ("head", 6), ("optics", 4), ("parameters", 1), ("render", 8)];
/// Most unnamed numbers in 100 lines of a room's bodies, and of all rooms together.
const MOST_IN_A_ROOM: f32 = 10.0;
const MOST_OF_ALL: f32 = 5.0;

#[test]
fn numbers_have_names() {
    let mut found: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for file in rust_files() {
        let room = file.path.split('/').nth(1).unwrap_or("");
        let (lines, literals) = count(&file);
        let all = found.entry(room.trim_end_matches(".rs").to_string()).or_default();
        *all = (all.0 + lines, all.1 + literals);
    }
    let mut off = Vec::new();
    let per_hundred = |lines: usize, literals: usize| 100.0 * literals as f32 / lines.max(1) as f32;
    for (room, (lines, literals)) in &found {
        let most = UNNAMED.iter().find(|(name, _)| name == room).map_or(0, |(_, most)| *most);
        if *literals != most {
            off.push(format!("{room}: {literals} unnamed numbers, {most} in the table: name the new ones, or lower the table"));
        }
        if per_hundred(*lines, *literals) > MOST_IN_A_ROOM {
            off.push(format!("{room}: {literals} unnamed numbers in {lines} lines"));
        }
    }
    let (lines, literals) = found.values().fold((0, 0), |all, room| (all.0 + room.0, all.1 + room.1));
    assert!(lines > 5_000, "only {lines} lines of bodies found: the search is broken");
    if per_hundred(lines, literals) > MOST_OF_ALL {
        off.push(format!("all: {literals} unnamed numbers in {lines} lines"));
    }
    assert!(off.is_empty(), "{}", off.join("\n"));
}

/// Lines of function bodies in a file, and float literals in them.
fn count(file: &Source) -> (usize, usize) {
    let code = without_strings(&file.code);
    let (mut lines, mut literals) = (0, 0);
    for body in bodies(&code) {
        let body = without_constants(body);
        lines += body.lines().filter(|line| line.chars().any(char::is_alphanumeric)).count();
        literals += floats(&body).filter(|number| ![0.0, 1.0, 2.0, 0.5].contains(number)).count();
    }
    (lines, literals)
}

fn without_strings(code: &str) -> String {
    let mut out = String::new();
    let mut quoted = false;
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        if quoted && c == '\\' {
            chars.next();
        } else if c == '"' {
            quoted = !quoted;
        } else if !quoted {
            out.push(c);
        }
    }
    out
}

/// Bodies of all functions; what stands in one is not searched for others.
fn bodies(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = code[at..].find("fn ") {
        let start = at + next;
        at = start + 3;
        if code[..start].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        // The body is the first brace outside of all brackets, unless the declaration ends before.
        let mut depth = 0;
        for (i, c) in code[at..].char_indices() {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth -= 1,
                ';' if depth == 0 => break,
                '{' if depth == 0 => {
                    let open = at + i;
                    let end = closing(code, open);
                    found.push(&code[open + 1..end]);
                    at = end;
                    break;
                }
                _ => {}
            }
        }
    }
    found
}

/// Place of the brace that closes the one at `open`.
fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0;
    for (i, c) in code[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return open + i,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// A body without the constants that it declares.
fn without_constants(body: &str) -> String {
    let mut out = String::new();
    let mut rest = body;
    while let Some(at) = rest.find("const ") {
        out.push_str(&rest[..at]);
        let mut depth = 0;
        let end = rest[at..].char_indices().find(|(_, c)| {
            depth += match c {
                '(' | '[' | '{' => 1,
                ')' | ']' | '}' => -1,
                _ => 0,
            };
            *c == ';' && depth == 0
        });
        rest = end.map_or("", |(i, _)| &rest[at + i..]);
    }
    out + rest
}

/// Numbers written with a point or an exponent.
fn floats(body: &str) -> impl Iterator<Item = f32> {
    let tokens = body.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'));
    // A range has a number at each end.
    tokens.flat_map(|token| token.split("..")).filter_map(|token| {
        let number: String = token.chars().filter(|c| *c != '_').take_while(|c| c.is_ascii_digit() || ".e".contains(*c)).collect();
        let number = number.trim_end_matches(['.', 'e']);
        let float = token.starts_with(|c: char| c.is_ascii_digit()) && (number.contains(['.', 'e']) || token.ends_with('.'));
        float.then(|| number.parse().ok())?
    })
}

#[test]
fn the_count_sees_what_it_should() {
    let of = |code: &str| count(&Source { path: String::new(), text: String::new(), code: code.to_string() });
    assert_eq!(of("const A: f32 = 3.5;\nfn f(x: f32) -> f32 {\n    x * 3.5 + 0.5\n}\n"), (1, 1));
    assert_eq!(of("fn f() -> [f32; 2] {\n    const B: [f32; 2] = [3.5, 4.5];\n    g(0.0, 12.0, 1.25e3)\n}\n").1, 2);
    assert_eq!(of("fn f(x: X) -> f32 { x.0 + x.1.max(7.5) + y(\"2.25\") }").1, 1);
    assert_eq!(of("trait T { fn f(x: f32); }\nfn g() { 3.25 }").1, 1);
}
