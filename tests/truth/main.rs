//! Our numbers against published ones, and against what we chose where there are none; docs/accuracy.md
//! shows the same tables, and README ten of the rows.
//!
//! `cargo test --test truth -- --nocapture` prints it, `UPDATE=1 cargo test --test truth` writes them down.

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
mod worn;
mod years;

use compare::{compare, some, tables};
use facts::FACTS;

const BEGIN: &str = "<!-- accuracy:begin -->\n";
const END: &str = "<!-- accuracy:end -->";
/// The rows that README shows.
const SHOWN: [&str; 10] = [
    "glabella to mid-frontal point, along the skin",
    "bald area, Norwood IV",
    "whorl to the fringe behind it, Norwood VI",
    "distance × √(units per cm²)",
    "widow’s peak: height",
    "lit scalp, L*, Monk 1 / 2 / 3 / 4",
    "SMP over bare skin, light, tone 3, Monk 1 / … / 10",
    "SMP over bare skin, R/G, tone 3, Monk 1 / … / 10",
    "dot’s width at half its depth, Monk 2 / 5",
    "half of the visible density is gone, in skin",
];

#[test]
fn numbers_agree_with_the_published_ones_and_the_pages_say_so() {
    let facts: Vec<_> = FACTS.iter().chain(worn::FACTS).copied().chain(photographs::facts()).collect();
    let measured: Vec<_> = measure::all().into_iter().chain(worn::all().clone()).chain(photographs::all().clone()).collect();
    let lines = compare(&facts, &measured);
    let table = tables(&lines);
    println!("{table}");
    let off: Vec<&str> = lines.iter().filter(|l| !l.holds).map(|l| l.markdown.as_str()).collect();
    assert!(off.is_empty(), "{} of {} rows are off:\n{}", off.len(), lines.len(), off.join("\n"));

    held("docs/accuracy.md", &table);
    held("README.md", &some(&lines, &SHOWN));
}

/// Fails where a file shows another text between the markers, or writes it there if asked to.
fn held(file: &str, text: &str) {
    let path = format!("{}/{file}", env!("CARGO_MANIFEST_DIR"));
    let all = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{file}: {e}"));
    let (head, rest) = all.split_once(BEGIN).unwrap_or_else(|| panic!("{file} has no line <!-- accuracy:begin -->"));
    let (shown, tail) = rest.split_once(END).unwrap_or_else(|| panic!("{file} has no line <!-- accuracy:end -->"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, [head, BEGIN, text, END, tail].concat()).unwrap_or_else(|e| panic!("{file}: {e}"));
    } else {
        assert!(shown == text, "{file} shows another table; UPDATE=1 cargo test --test truth writes it");
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
