//! The parameter table of docs/element.md is that of the code, and its steps are those that run. `UPDATE=1 cargo test --test docs` writes it anew.

use smp_visualizer::parameters::{Parameter, ParameterKind, Settings, TABLE};
use smp_visualizer::simulation::{Simulation, Step};

const BEGIN: &str = "<!-- parameters:begin -->\n";
const END: &str = "<!-- parameters:end -->";

/// Side of a picture that tells which steps run, px.
const SIDE: usize = 32;

/// Every step of a picture, in the order in which they run.
const ORDER: [Step; 20] = [
    Step::Head,
    Step::Follicles,
    Step::Sites,
    Step::Visibility,
    Step::Relief,
    Step::Loss,
    Step::Scar,
    Step::Hair,
    Step::Groom,
    Step::Area,
    Step::Dots,
    Step::Skin,
    Step::Light,
    Step::Surface,
    Step::Strokes,
    Step::Strands,
    Step::Marks,
    Step::Spread,
    Step::Compose,
    Step::Refine,
];

fn table() -> String {
    let mut text =
        String::from("| name | range | default | unit | steps that run again | means something with |\n|---|---|---|---|---|---|\n");
    let mut simulation = Simulation::new(Settings::default(), SIDE, SIDE);
    for p in TABLE {
        let default = match p.kind {
            ParameterKind::Choice { choices } => choices[0].to_string(),
            ParameterKind::Number { .. } | ParameterKind::Integer { .. } => p.default().to_string(),
        };
        let steps = steps(&mut simulation, p);
        let when = p.when.iter().map(|(other, among)| condition(other, among));
        let when: Vec<String> = when.chain(p.above.map(|(other, limit)| format!("`{other}` above {limit}"))).collect();
        text += &format!("| `{}` | {} | {default} | {} | {steps} | {} |\n", p.name, p.range(), p.unit, when.join("; "));
    }
    text
}

/// Steps that run as a parameter goes through its range and back, where it means something; all is then as it was.
fn steps(simulation: &mut Simulation, p: &Parameter) -> String {
    let place = |name: &str| TABLE.iter().position(|q| q.name == name).expect("a row of the table");
    let index = place(p.name);
    let values: Vec<f64> = match p.kind {
        ParameterKind::Choice { choices } => (0..choices.len()).map(|i| i as f64).collect(),
        // One other person will do.
        ParameterKind::Integer { min, max, .. } => vec![min, max.min(min + 4.0)],
        ParameterKind::Number { min, max, .. } => vec![min, 0.5 * (min + max), max],
    };
    for (other, among) in p.when {
        let at = place(other);
        simulation.set_at(at, TABLE[at].parse(among[0]).expect("a choice of the table")).expect("a value in range");
    }
    if let Some((other, limit)) = p.above {
        let (ParameterKind::Number { max, .. } | ParameterKind::Integer { max, .. }) = TABLE[place(other)].kind else {
            panic!("{other} is no number")
        };
        simulation.set_at(place(other), (2.0 * limit).max(max / 5.0)).expect("a value in range");
    }
    simulation.finish();
    let start = simulation.settings().get_at(index);
    let mut ran = Vec::new();
    for value in values.into_iter().chain([start]) {
        simulation.set_at(index, value).expect("a value in range");
        ran.extend(std::iter::from_fn(|| simulation.step()));
    }
    for (other, _) in p.when {
        simulation.set_at(place(other), TABLE[place(other)].default()).expect("a value in range");
    }
    if let Some((other, _)) = p.above {
        simulation.set_at(place(other), TABLE[place(other)].default()).expect("a value in range");
    }
    let ran: Vec<&str> = ORDER.iter().filter(|step| ran.contains(step)).map(|step| step.name()).collect();
    ran.join(", ")
}

/// A condition in words, by the shorter of its two lists.
fn condition(other: &str, among: &[&str]) -> String {
    let Some(ParameterKind::Choice { choices }) = TABLE.iter().find(|p| p.name == other).map(|p| p.kind) else {
        panic!("{other} is no choice");
    };
    let rest: Vec<&str> = choices.iter().filter(|c| !among.contains(c)).copied().collect();
    if rest.len() < among.len() { format!("`{other}` other than {}", rest.join(", ")) } else { format!("`{other}` {}", among.join(", ")) }
}

#[test]
fn the_parameter_table_is_the_one_in_the_code() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/element.md");
    let page = std::fs::read_to_string(path).expect("docs/element.md is readable");
    let start = page.find(BEGIN).expect("the table's first marker stands in docs/element.md") + BEGIN.len();
    let end = page.find(END).expect("the table's last marker stands in docs/element.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, [&page[..start], &table(), &page[end..]].concat()).expect("docs/element.md is writable");
        return;
    }
    assert_eq!(&page[start..end], table(), "the parameter table is out of date; run UPDATE=1 cargo test --test docs");
}
