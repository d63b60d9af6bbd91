//! A file of points that a hand set on a photograph, as JSON.
//!
//! ```json
//! {"view": "front", "points": {"outer-canthus-left": [412, 530], "menton": [371, 802]}, "outline": [[180, 300]]}
//! ```
//!
//! Places are px from the top left corner of the upright picture; left and right are the person's.

use std::collections::BTreeMap;
use std::ffi::OsStr;

use serde::Deserialize;

/// Views by name, in the order of the core's.
const VIEWS: [&str; 9] = ["front", "three-quarter-left", "three-quarter-right", "left", "right", "bowed", "top", "crown", "back"];
/// Points by name, likewise.
const POINTS: [&str; 6] = ["outer-canthus-left", "outer-canthus-right", "pronasale", "menton", "ear-top-left", "ear-top-right"];

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PointsFile {
    view: String,
    points: BTreeMap<String, [f64; 2]>,
    #[serde(default)]
    outline: Vec<[f64; 2]>,
}

/// Points as the core takes them.
#[derive(Debug, PartialEq)]
pub(crate) struct MarkedPoints {
    /// Place of the view among the core's.
    pub(crate) view: usize,
    /// Kind, x, y of each handle.
    pub(crate) handles: Vec<f64>,
    /// x, y of each place of the outline.
    pub(crate) pins: Vec<f64>,
}

impl MarkedPoints {
    /// Reads a file; the error is one line, without its name.
    pub(crate) fn read(path: &OsStr) -> Result<Self, String> {
        Self::parse(&std::fs::read_to_string(path).map_err(|e| e.to_string())?)
    }

    fn parse(text: &str) -> Result<Self, String> {
        let file: PointsFile = serde_json::from_str(text).map_err(|e| e.to_string())?;
        let view = place("view", &file.view, &VIEWS)?;
        for name in file.points.keys() {
            place("point", name, &POINTS)?;
        }
        // In the core's order, whatever the file's: sums of floats depend on it.
        let handle = |(kind, name): (usize, &&str)| file.points.get(*name).map(|[x, y]| [kind as f64, *x, *y]);
        let handles = POINTS.iter().enumerate().filter_map(handle).flatten().collect();
        Ok(Self { view, handles, pins: file.outline.into_iter().flatten().collect() })
    }

    /// What is wrong with the points, as the core names it, in words.
    pub(crate) fn problem(problem: &str, about: i32) -> String {
        let name = usize::try_from(about).ok().and_then(|kind| POINTS.get(kind)).copied().unwrap_or("a point");
        match problem {
            "too-few" => "too few points for this view".into(),
            "outside" => format!("{name} lies outside the picture"),
            "coincident" => format!("{name} and another point lie in one place"),
            "collinear" => "all points lie on one line".into(),
            "swapped" => "points seem to be exchanged; left and right are the person's".into(),
            "implausible" => "no head has these points in this view".into(),
            other => other.into(),
        }
    }
}

fn place(what: &str, name: &str, known: &[&str]) -> Result<usize, String> {
    known.iter().position(|known| *known == name).ok_or_else(|| format!("{what} {name} is not known; known: {}", known.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::MarkedPoints;

    #[test]
    fn points_are_read_by_name() {
        let text = r#"{"view": "bowed", "points": {"menton": [3, 4.5], "outer-canthus-left": [1, 2]}, "outline": [[5, 6], [7, 8]]}"#;
        let points = MarkedPoints::parse(text).unwrap();
        assert_eq!(points, MarkedPoints { view: 5, handles: vec![0.0, 1.0, 2.0, 3.0, 3.0, 4.5], pins: vec![5.0, 6.0, 7.0, 8.0] });
    }

    #[test]
    fn what_is_wrong_is_said_in_one_line() {
        for (text, said) in [
            (r#"{"view": "below", "points": {}}"#, "view below is not known; known: front"),
            (r#"{"view": "front", "points": {"nose": [1, 2]}}"#, "point nose is not known; known: outer-canthus-left"),
            (r#"{"view": "front", "points": {"menton": [1]}}"#, "length 1"),
            (r#"{"view": "front"}"#, "points"),
            (r#"{"view": "front", "points": {}, "pins": []}"#, "pins"),
            ("", "EOF"),
        ] {
            let error = MarkedPoints::parse(text).unwrap_err();
            assert!(error.contains(said) && !error.contains('\n'), "{text}: {error}");
        }
    }
}
