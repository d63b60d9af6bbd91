//! What the table allows, in numbers alone. The compiler makes it of the table, so that a core that names no parameter keeps none of the
//! table's words: 3 kB less to download.

use super::parameter::{Bounds, Parameter, ParameterKind};
use super::table::{Id, TABLE};

/// Choices that a parameter may depend on.
const MOST_CONDITIONS: usize = 2;

/// Range, default and conditions of one parameter.
#[derive(Clone, Copy)]
pub(crate) struct Rule {
    pub(crate) bounds: Bounds,
    /// It means something only while each of these parameters is one of the choices of a set, a bit for each.
    when: [Option<(usize, u32)>; MOST_CONDITIONS],
    /// And only where this number is greater.
    above: Option<(usize, f64)>,
}

/// A rule for every row of [`TABLE`], in its order.
pub(crate) static RULES: [Rule; TABLE.len()] = {
    let mut rules = [Rule::of(&TABLE[0]); TABLE.len()];
    let mut i = 0;
    while i < rules.len() {
        rules[i] = Rule::of(&TABLE[i]);
        i += 1;
    }
    rules
};

impl Rule {
    const fn of(parameter: &Parameter) -> Self {
        let mut when = [None; MOST_CONDITIONS];
        let mut i = 0;
        while i < parameter.when.len() {
            let (name, among) = parameter.when[i];
            when[i] = Some((place_of(name), set_of(among, &TABLE[place_of(name)])));
            i += 1;
        }
        let above = match parameter.above {
            Some((name, limit)) => Some((place_of(name), limit)),
            None => None,
        };
        Self { bounds: parameter.kind.bounds(), when, above }
    }

    /// The rule of a parameter.
    pub(crate) fn by(id: Id) -> &'static Self {
        &RULES[id as usize]
    }

    /// Whether all choices are such that it means something.
    pub(super) fn is_chosen(&self, values: &[f64]) -> bool {
        self.when.iter().flatten().all(|&(place, set)| (set >> values[place] as u32) & 1 == 1)
    }

    /// Whether the number that it depends on is great enough.
    pub(super) fn is_exceeded(&self, values: &[f64]) -> bool {
        self.above.is_none_or(|(place, limit)| values[place] > limit)
    }
}

const fn place_of(name: &str) -> usize {
    let mut i = 0;
    while !is_same(TABLE[i].name, name) {
        i += 1;
    }
    i
}

/// The choices of a parameter that are among some, a bit for each.
const fn set_of(among: &[&str], parameter: &Parameter) -> u32 {
    // None of a number's: then the search below does not compile.
    let choices = match parameter.kind {
        ParameterKind::Choice { choices } => choices,
        ParameterKind::Number { .. } | ParameterKind::Integer { .. } => &[],
    };
    let mut set = 0;
    let mut i = 0;
    while i < among.len() {
        let mut choice = 0;
        while !is_same(choices[choice], among[i]) {
            choice += 1;
        }
        set |= 1 << choice;
        i += 1;
    }
    set
}

const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}
