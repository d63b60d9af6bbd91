//! README's parameter table is the parameter table. `UPDATE=1 cargo test --test readme` writes it anew.

use smp_visualizer::parameters::{Kind, TABLE};

const BEGIN: &str = "<!-- parameters:begin -->\n";
const END: &str = "<!-- parameters:end -->";

fn table() -> String {
    let mut text = String::from("| name | range | default | unit | reruns from | means something with |\n|---|---|---|---|---|---|\n");
    for p in TABLE {
        let default = match p.kind {
            Kind::Choice { choices } => choices[0].to_string(),
            _ => p.default().to_string(),
        };
        let stage = format!("{:?}", p.stage).to_lowercase();
        let when: Vec<String> = p.when.iter().map(|(other, among)| condition(other, among)).collect();
        text += &format!("| `{}` | {} | {default} | {} | {stage} | {} |\n", p.name, p.range(), p.unit, when.join("; "));
    }
    text
}

/// A condition in words, by the shorter of its two lists.
fn condition(other: &str, among: &[&str]) -> String {
    let Some(Kind::Choice { choices }) = TABLE.iter().find(|p| p.name == other).map(|p| p.kind) else {
        panic!("{other} is no choice");
    };
    let rest: Vec<&str> = choices.iter().filter(|c| !among.contains(c)).copied().collect();
    if rest.len() < among.len() { format!("`{other}` other than {}", rest.join(", ")) } else { format!("`{other}` {}", among.join(", ")) }
}

#[test]
fn the_parameter_table_is_the_one_in_the_code() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).expect("README.md is readable");
    let start = readme.find(BEGIN).expect("the table's first marker stands in README.md") + BEGIN.len();
    let end = readme.find(END).expect("the table's last marker stands in README.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, [&readme[..start], &table(), &readme[end..]].concat()).expect("README.md is writable");
        return;
    }
    assert_eq!(&readme[start..end], table(), "README's parameter table is out of date; run UPDATE=1 cargo test --test readme");
}
