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
    Group { measure: light::highlights, facts: light::HIGHLIGHTS },
    Group { measure: veil::pigment, facts: veil::PIGMENT },
    Group { measure: veil::tones, facts: veil::TONES },
    Group { measure: veil::stubble, facts: veil::STUBBLE },
    Group { measure: veil::dark, facts: veil::DARK },
    Group { measure: veil::border, facts: veil::BORDER },
    Group { measure: dots::macros, facts: dots::MACROS },
    Group { measure: dots::grain, facts: dots::GRAIN },
    Group { measure: edge::hairline, facts: edge::HAIRLINE },
    Group { measure: skin::blotches, facts: skin::BLOTCHES },
    Group { measure: skin::places, facts: skin::PLACES },
    Group { measure: skin::spots, facts: skin::SPOTS },
];

/// Every fact about pictures.
pub(crate) fn facts() -> impl Iterator<Item = Fact> {
    GROUPS.iter().flat_map(|g| g.facts).copied()
}

/// What was measured, of the groups of all facts whose name contains `part`.
fn measure(part: &str) -> Measured {
    let mut studio = Studio::default();
    let wanted = GROUPS.iter().filter(|g| g.facts.iter().any(|f| f.quantity.contains(part)));
    wanted.flat_map(|g| (g.measure)(&mut studio)).collect()
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
