//! English has words for all that there is; every other language has what English has (`tests/web/locales.test.mjs`).

use serde_json::{Map, Value};
use smp_visualizer::parameters::{ParameterKind, Settings, TABLE};
use smp_visualizer::simulation::Simulation;

fn english() -> Map<String, Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/locales/en.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn every_parameter_choice_and_note_has_words() {
    let mut wanted: Vec<String> = Vec::new();
    for p in TABLE {
        // The sliders of later loss share their words.
        wanted.push(format!("name.{}", if p.name.starts_with("later-") { "later" } else { p.name }));
        if let ParameterKind::Choice { choices } = p.kind {
            wanted.extend(choices.iter().map(|choice| format!("{}.{choice}", p.name)));
        }
    }
    wanted.extend(Simulation::new(Settings::default(), 16, 16).notes().map(|(id, _)| format!("note.{id}")));
    let words = english();
    let has = |key: &str| words.get(key).and_then(Value::as_str).is_some_and(|text| !text.is_empty());
    let missing: Vec<&String> = wanted.iter().filter(|key| !has(key)).collect();
    assert!(missing.is_empty(), "no words for {missing:?}");
    let notes = words.keys().filter(|key| key.starts_with("note.")).count();
    assert_eq!(notes, wanted.iter().filter(|key| key.starts_with("note.")).count(), "words for a note that there is not");
}
