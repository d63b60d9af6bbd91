//! The list of a batch, `cases.json`: names, sizes and states, each checked by itself so that the good ones are drawn.
//!
//! ```json
//! [
//!   { "name": "norwood-5", "width": 800, "height": 600, "state": { "norwood": 5, "view": "top" } },
//!   { "name": "as-submitted", "code": "1.xsdgo.sw18c.1t" }
//! ]
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};

use serde_json::{Map, Value, json};
use smp_visualizer::parameters::{Id, Parameter, ParameterKind, Settings, TABLE};

use super::picture_size::{allowed_sides, is_side};
use super::{output, state_code};

/// What a case may hold.
const KEYS: [&str; 5] = ["name", "width", "height", "state", "code"];
/// Most bytes of a list: what is longer is another file.
const MOST_BYTES: u64 = 64 << 20;
/// Most bytes of a name: file systems take 255 with all that is added beside and behind.
const MOST_NAME: usize = 200;
/// What is in no file's name on some system, beside control characters.
const NO_NAME: &str = "/\\:*?\"<>|";
/// Devices of Windows, whatever follows behind a point; the latter with one digit.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];
/// Most letters of a name in a message.
const MOST_SHOWN: usize = 60;

/// A picture to draw into a folder.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Case {
    pub(crate) name: String,
    /// Width and height, px.
    pub(crate) size: [usize; 2],
    pub(crate) settings: Settings,
}

/// An entry of a list: what to draw, or in one line why it cannot be.
pub(crate) struct Entry {
    /// What names it in messages.
    pub(crate) label: String,
    /// Its name, where it has one.
    pub(crate) name: Option<String>,
    pub(crate) case: Result<Case, String>,
}

impl Case {
    /// Name of its file.
    pub(crate) fn file(&self) -> String {
        format!("{}.png", self.name)
    }

    /// The values that differ from the defaults, those of the camera from the view's, as a case's `state`.
    pub(crate) fn state(&self) -> BTreeMap<&'static str, Value> {
        let view = Id::View as usize;
        let mut usual = Settings::default();
        let _ = usual.set_at(view, self.settings.get_at(view));
        let differs = |at: &usize| self.settings.get_at(*at) != if *at == view { TABLE[view].default() } else { usual.get_at(*at) };
        let given = (0..TABLE.len()).filter(differs).map(|at| {
            let value = self.settings.get_at(at);
            let shown = match TABLE[at].kind {
                ParameterKind::Choice { choices } => Value::from(choices[value as usize]),
                ParameterKind::Number { .. } | ParameterKind::Integer { .. } if value.fract() == 0.0 => Value::from(value as i64),
                ParameterKind::Number { .. } | ParameterKind::Integer { .. } => Value::from(value),
            };
            (TABLE[at].name, shown)
        });
        given.collect()
    }

    /// All that its picture is made from, as one text: the version of this program too.
    pub(crate) fn fingerprint(&self) -> String {
        let [width, height] = self.size;
        json!({ "program": PROGRAM, "width": width, "height": height, "settings": self.state() }).to_string()
    }
}

/// This program and its version.
pub(crate) const PROGRAM: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

/// Reads a list, from standard input for `-`. What a case does not say is as in `usual`. The error is one line, with the name.
pub(crate) fn read(path: &OsStr, usual: &Case) -> Result<Vec<Entry>, String> {
    let text = read_text(path).map_err(|e| output::about(path, &e))?;
    parse(&text, usual).map_err(|e| output::about(path, &e))
}

fn read_text(path: &OsStr) -> io::Result<String> {
    let source: &mut dyn Read = if path == "-" { &mut io::stdin().lock() } else { &mut File::open(path)? };
    let mut text = String::new();
    source.take(MOST_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MOST_BYTES {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("is longer than {MOST_BYTES} bytes")));
    }
    Ok(text)
}

fn parse(text: &str, usual: &Case) -> Result<Vec<Entry>, String> {
    // Some editors put a mark of the byte order before a text.
    let text = text.trim_start_matches('\u{feff}');
    let values: Vec<Value> = serde_json::from_str(text).map_err(|e| format!("is not a JSON array of cases: {e}"))?;
    if values.is_empty() {
        return Err("has no cases".into());
    }
    let mut taken = BTreeMap::new();
    let entries = values.into_iter().zip(1_usize..).map(|(value, number)| {
        let name = value.get("name").and_then(Value::as_str).map(String::from);
        let label = match &name {
            Some(name) => format!("entry {number} ({})", shortened(name)),
            None => format!("entry {number}"),
        };
        let case = case(&value, usual).and_then(|case| {
            // Some file systems do not tell small letters from capitals.
            match *taken.entry(case.name.to_lowercase()).or_insert(number) {
                first if first == number => Ok(case),
                first => Err(format!("name: {} is that of entry {first}; allowed: another", case.name)),
            }
        });
        Entry { label, name, case }
    });
    Ok(entries.collect())
}

fn case(value: &Value, usual: &Case) -> Result<Case, String> {
    let fields = value.as_object().ok_or_else(|| format!("{} is not allowed; allowed: an object", shortened(&value.to_string())))?;
    if let Some(unknown) = fields.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!("{unknown} is not known; known: {}", KEYS.join(", ")));
    }
    let name = text(fields, "name", "a file's name without .png")?.ok_or("name: is missing; allowed: a file's name without .png")?;
    check_name(name)?;
    let code = text(fields, "code", "the code of a state")?;
    let mut settings = match code {
        Some(code) => {
            state_code::decode(code).ok_or_else(|| format!("code: {} is not allowed; allowed: the code of a state", shortened(code)))?
        }
        None => usual.settings.clone(),
    };
    if let Some(state) = fields.get("state") {
        set_state(&mut settings, state)?;
    }
    Ok(Case { name: name.into(), size: size(fields, usual.size)?, settings })
}

fn text<'a>(fields: &'a Map<String, Value>, key: &str, allowed: &str) -> Result<Option<&'a str>, String> {
    match fields.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_))) => {
            Err(format!("{key}: {} is not allowed; allowed: {allowed}", shortened(&other.to_string())))
        }
    }
}

/// A name has to be one on every system, so that a folder can be copied to another.
fn check_name(name: &str) -> Result<(), String> {
    let fails = |allowed: &str| Err(format!("name: {} is not allowed; allowed: {allowed}", shortened(name)));
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let is_digit = |rest: &str| rest.len() == 1 && rest.bytes().all(|c| c.is_ascii_digit());
    let is_numbered = NUMBERED_DEVICES.iter().any(|device| stem.strip_prefix(device).is_some_and(is_digit));
    let device = is_numbered || DEVICES.contains(&stem.as_str());
    if name.is_empty() || name.len() > MOST_NAME {
        fails(&format!("1 to {MOST_NAME} bytes"))
    } else if name.starts_with('.') || name.ends_with(['.', ' ']) {
        fails("names without a point before and a point or a space behind")
    } else if name.chars().any(|c| c.is_control() || NO_NAME.contains(c)) {
        fails(&format!("names without {NO_NAME} and control characters"))
    } else if device {
        fails("names that are no devices of Windows")
    } else {
        Ok(())
    }
}

fn size(fields: &Map<String, Value>, usual: [usize; 2]) -> Result<[usize; 2], String> {
    let side = |key: &str, value: &Value| {
        let side = value.as_u64().and_then(|side| usize::try_from(side).ok()).filter(is_side);
        side.ok_or_else(|| format!("{key}: {} is not allowed; allowed: {}", shortened(&value.to_string()), allowed_sides()))
    };
    match (fields.get("width"), fields.get("height")) {
        (None, None) => Ok(usual),
        (Some(width), Some(height)) => Ok([side("width", width)?, side("height", height)?]),
        (Some(_), None) => Err(format!("height: is missing beside width; allowed: {}", allowed_sides())),
        (None, Some(_)) => Err(format!("width: is missing beside height; allowed: {}", allowed_sides())),
    }
}

fn set_state(settings: &mut Settings, state: &Value) -> Result<(), String> {
    let not_one = || format!("state: {} is not allowed; allowed: an object of parameters", shortened(&state.to_string()));
    let mut pairs = Vec::new();
    for (name, value) in state.as_object().ok_or_else(not_one)? {
        let parameter = &TABLE[Parameter::find(name).map_err(|e| e.to_string())?];
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
                return Err(parameter.error(&shortened(&value.to_string())).to_string());
            }
        };
        pairs.push((name.as_str(), text));
    }
    settings.set_all(pairs.iter().map(|(name, text)| (*name, text.as_str()))).map_err(|e| e.to_string())
}

/// As much of a text as one reads in a message.
fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(MOST_SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Files of all cases of a list.
pub(crate) fn files(entries: &[Entry]) -> BTreeSet<String> {
    entries.iter().filter_map(|entry| entry.case.as_ref().ok()).map(Case::file).collect()
}
