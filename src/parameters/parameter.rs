//! What a parameter is: its kind, its range, and how a value is read.

use serde::Serialize;

use super::error::ParameterError;

/// The stage of the flow that a parameter is about. Which steps run when it moves, docs/element.md tells: its table is made by
/// running them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// The body.
    Head,
    /// The person.
    Scalp,
    /// The artist.
    Treatment,
    /// The light.
    Optics,
    /// The camera.
    View,
}

/// What values a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum ParameterKind {
    /// Any number in a closed range.
    Number {
        /// Least value allowed.
        min: f64,
        /// Greatest value allowed.
        max: f64,
        /// Step of a slider; values between steps are allowed.
        step: f64,
        /// Value before anyone moved it.
        default: f64,
    },
    /// A whole number in a closed range.
    Integer {
        /// Least value allowed.
        min: f64,
        /// Greatest value allowed.
        max: f64,
        /// Value before anyone moved it.
        default: f64,
    },
    /// One of some words; the first is the default. Its number is its place in the list.
    Choice {
        /// The words, as written in an attribute, an address or a flag.
        choices: &'static [&'static str],
    },
}

/// What values a parameter takes, in numbers.
#[derive(Clone, Copy)]
pub(crate) struct Bounds {
    /// Least and greatest value allowed; places of choices count from 0.
    pub(crate) min: f64,
    pub(crate) max: f64,
    /// Step of a slider; 1 where only whole numbers are allowed.
    pub(crate) step: f64,
    is_whole: bool,
    pub(crate) default: f64,
}

impl Bounds {
    /// Whether `value` is in range, and whole where it must be.
    pub(super) fn allow(&self, value: f64) -> bool {
        value >= self.min && value <= self.max && (!self.is_whole || value.trunc() == value)
    }
}

impl ParameterKind {
    /// The same in numbers.
    pub(super) const fn bounds(&self) -> Bounds {
        match *self {
            Self::Number { min, max, step, default } => Bounds { min, max, step, is_whole: false, default },
            Self::Integer { min, max, default } => Bounds { min, max, step: 1.0, is_whole: true, default },
            Self::Choice { choices } => Bounds { min: 0.0, max: (choices.len() - 1) as f64, step: 1.0, is_whole: true, default: 0.0 },
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Parameter {
    /// Attribute, address key and flag; kebab-case. The page's label is looked up under this name.
    pub name: &'static str,
    /// Group on the page: `main` is always in sight.
    pub group: &'static str,
    /// Unit of the number, empty for a pure one.
    pub unit: &'static str,
    /// Range and default.
    #[serde(flatten)]
    pub kind: ParameterKind,
    /// Stage that it is about.
    pub stage: Stage,
    /// Where range and default come from: for readers of the source, not for the download.
    #[cfg(not(target_arch = "wasm32"))]
    pub source: &'static str,
    /// It means something only while each of these choices is one of those named; else the page leaves it out, and it
    /// counts as its default.
    pub when: &'static [(&'static str, &'static [&'static str])],
    /// The same of a number: it means something only where that is greater.
    pub above: Option<(&'static str, f64)>,
    /// Knots of the slider's scale: it is linear between neighboring values; empty where it is linear throughout.
    #[serde(rename = "even")]
    pub slider_knots: &'static [f64],
}

impl Parameter {
    /// Default value; a choice as its place in the list.
    pub fn default(&self) -> f64 {
        self.kind.bounds().default
    }

    /// What is allowed, in words: `1 to 7`, or the choices.
    pub fn range(&self) -> String {
        // Every bound of the table is a multiple of 0.01, so no float formatting reaches the download.
        let decimal = |v: f64| {
            let hundredths = (v * 100.0 + if v < 0.0 { -0.5 } else { 0.5 }) as i64;
            let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
            let mut s = String::new();
            if hundredths < 0 {
                s.push('-');
            }
            s.push_str(&whole.to_string());
            if rest != 0 {
                s.push('.');
                s.push_str(&(rest / 10).to_string());
                if rest % 10 != 0 {
                    s.push_str(&(rest % 10).to_string());
                }
            }
            s
        };
        match self.kind {
            ParameterKind::Number { min, max, .. } => [decimal(min), " to ".into(), decimal(max)].concat(),
            ParameterKind::Integer { min, max, .. } => ["whole numbers ", &decimal(min), " to ", &decimal(max)].concat(),
            ParameterKind::Choice { choices } => choices.join(", "),
        }
    }

    /// Reads a value as text: a number, or the name of a choice.
    ///
    /// # Errors
    /// Not a number, not whole where it must be, out of range, or no such choice.
    pub fn parse(&self, text: &str) -> Result<f64, ParameterError> {
        let value = match self.kind {
            ParameterKind::Choice { choices } => choices.iter().position(|c| *c == text).map(|i| i as f64),
            ParameterKind::Number { .. } | ParameterKind::Integer { .. } => text.trim().parse::<f64>().ok(),
        };
        value.filter(|v| self.allows(*v)).ok_or_else(|| self.error(text))
    }

    /// Whether `value` is in range (and whole, and a choice, where it must be).
    pub fn allows(&self, value: f64) -> bool {
        self.kind.bounds().allow(value)
    }

    /// The error that names this parameter, the value given and the range.
    pub fn error(&self, value: &str) -> ParameterError {
        ParameterError { name: self.name.into(), value: value.into(), range: self.range(), is_known: true }
    }
}
