//! Our numbers against published ones, and against what we chose where there are none; README shows the same tables.
//!
//! `cargo test --test truth -- --nocapture` prints it, `UPDATE=1 cargo test --test truth` writes it into README.

#[path = "../common/mod.rs"]
mod common;
mod compare;
mod design;
mod facts;
mod loss;
mod measure;
mod photographs;
mod surgery;
mod tones;
mod years;

use compare::{compare, tables};
use facts::FACTS;

const BEGIN: &str = "<!-- accuracy:begin -->\n";
const END: &str = "<!-- accuracy:end -->";

#[test]
fn numbers_agree_with_the_published_ones_and_readme_says_so() {
    let facts: Vec<_> = FACTS.iter().copied().chain(photographs::facts()).collect();
    let measured: Vec<_> = measure::all().into_iter().chain(photographs::all().clone()).collect();
    let lines = compare(&facts, &measured);
    let table = tables(&lines);
    println!("{table}");
    let off: Vec<&str> = lines.iter().filter(|l| !l.holds).map(|l| l.markdown.as_str()).collect();
    assert!(off.is_empty(), "{} of {} rows are off:\n{}", off.len(), lines.len(), off.join("\n"));

    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).expect("README.md shows the accuracy table");
    let (head, rest) = readme.split_once(BEGIN).expect("README.md has a line <!-- accuracy:begin -->");
    let (shown, tail) = rest.split_once(END).expect("README.md has a line <!-- accuracy:end -->");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, [head, BEGIN, &table, END, tail].concat()).expect("README.md can be written");
    } else {
        assert!(shown == table, "README.md shows another table; UPDATE=1 cargo test --test truth writes it");
    }
}

#[test]
fn photographs() {
    let (table, off) = photographs::rows(&std::env::var("ROWS").unwrap_or_default());
    println!("{table}");
    assert!(off.is_empty(), "{} rows are off:\n{}", off.len(), off.join("\n"));
}

#[test]
fn an_error_beyond_its_limit_is_seen() {
    use facts::{Fact, Published};
    let fact = |published| [Fact { quantity: "q", unit: "mm", digits: 1, published, source: "", is_choice: false }];
    for (ours, published, holds) in [
        (102.9, Published::About(&[100.0], 3.0), true),
        (103.1, Published::About(&[100.0], 3.0), false),
        (96.9, Published::About(&[100.0], 3.0), false),
        (10.0, Published::Within(10.0, 15.0), true),
        (15.1, Published::Within(10.0, 15.0), false),
    ] {
        assert_eq!(compare(&fact(published), &[("q", vec![ours])])[0].holds, holds, "{ours}");
    }
}
