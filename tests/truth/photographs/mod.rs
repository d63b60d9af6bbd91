//! Our pictures against 38 photographs of scalps, bare, shaved and treated: displayed bytes decoded to linear light.
//!
//! `cargo test --test truth photographs -- --nocapture` prints these rows alone; `ROWS=highlight` before it those whose
//! name contains that, and measures no more than they need.

mod dots;
mod edge;
mod image;
mod light;
mod skin;
mod studio;
mod veil;

use crate::compare::{compare, tables};
use crate::facts::Fact;
use crate::measure::Measured;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use studio::Studio;

/// Rows that are measured together.
struct Group {
    measure: fn(&mut Studio) -> Measured,
    facts: &'static [Fact],
}

const GROUPS: &[Group] = &[
    Group { measure: light::exposure, facts: light::EXPOSURE },
    Group { measure: light::faces, facts: light::FACES },
    Group { measure: light::sizes, facts: light::SIZES },
    Group { measure: light::scenes, facts: light::SCENE_FACTS },
    Group { measure: light::highlights, facts: light::HIGHLIGHTS },
    Group { measure: veil::pigment, facts: veil::PIGMENT },
    Group { measure: veil::tones, facts: veil::TONES },
    Group { measure: veil::stubble, facts: veil::STUBBLE },
    Group { measure: veil::dark, facts: veil::DARK },
    Group { measure: veil::border, facts: veil::BORDER },
    Group { measure: dots::macros, facts: dots::MACROS },
    Group { measure: dots::grain, facts: dots::GRAIN },
    Group { measure: dots::direction, facts: dots::DIRECTION },
    Group { measure: edge::hairline, facts: edge::HAIRLINE },
    Group { measure: skin::blotches, facts: skin::BLOTCHES },
    Group { measure: skin::places, facts: skin::PLACES },
    Group { measure: skin::spots, facts: skin::SPOTS },
];

/// Every fact about pictures.
pub(crate) fn facts() -> impl Iterator<Item = Fact> {
    GROUPS.iter().flat_map(|g| g.facts).copied()
}

/// What was measured, of the groups of all facts whose name contains `part`; on every core, each with a studio of its own.
fn measure(part: &str) -> Measured {
    let wanted: Vec<&Group> = GROUPS.iter().filter(|g| g.facts.iter().any(|f| f.quantity.contains(part))).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut studio = Studio::default();
        let places = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)).filter(|i| *i < wanted.len()));
        places.map(|i| (i, (wanted[i].measure)(&mut studio))).collect::<Vec<_>>()
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut found: Vec<(usize, Measured)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("measured")).collect()
    });
    found.sort_by_key(|(i, _)| *i);
    found.into_iter().flat_map(|(_, measured)| measured).collect()
}

/// Every picture's measurement; two tests ask for it.
pub(crate) fn all() -> &'static Measured {
    static ALL: OnceLock<Measured> = OnceLock::new();
    ALL.get_or_init(|| measure(""))
}

/// The rows whose name contains `part`: their table, and those that are off.
pub(crate) fn rows(part: &str) -> (String, Vec<String>) {
    let mut measured = if part.is_empty() { all().clone() } else { measure(part) };
    measured.retain(|m| m.0.contains(part));
    let lines = compare(&facts().filter(|f| f.quantity.contains(part)).collect::<Vec<_>>(), &measured);
    (tables(&lines), lines.into_iter().filter(|l| !l.holds).map(|l| l.markdown).collect())
}
