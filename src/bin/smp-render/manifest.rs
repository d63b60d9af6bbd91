//! `manifest.json`: what stands in a folder that was drawn from a list, an entry a line, in the order of the list.

use std::io::{self, Write};

use serde_json::json;

use super::cases::{Entry, PROGRAM};
use super::folder::Folder;
use super::output::Replacement;

/// Its name in the folder.
pub(crate) const FILE: &str = "manifest.json";

/// What became of an entry.
pub(crate) enum Outcome {
    /// Its picture was drawn; with its report as JSON.
    Drawn {
        /// The report.
        report: String,
    },
    /// Its picture was there.
    Kept {
        /// The report, as it stands in the file.
        report: String,
    },
    /// There is no picture.
    Failed {
        /// Why, in one line.
        problem: String,
        /// Whether the next would fail likewise.
        is_last: bool,
    },
}

/// A manifest that is being written; the former one stays until it is finished.
pub(crate) struct Manifest {
    out: Replacement,
    entries: usize,
}

impl Manifest {
    /// Begins one; where that fails no picture could be written either.
    pub(crate) fn begin(folder: &Folder) -> io::Result<Self> {
        let mut out = Replacement::begin(&folder.file(FILE))?;
        write!(out, "{{\"program\":{},\"pictures\":[", json!(PROGRAM))?;
        // A disk without room is noticed before the work.
        out.flush()?;
        Ok(Self { out, entries: 0 })
    }

    /// Adds the next entry of the list.
    pub(crate) fn add(&mut self, entry: &Entry, outcome: &Outcome) -> io::Result<()> {
        let comma = if self.entries == 0 { "" } else { "," };
        self.entries += 1;
        write!(self.out, "{comma}\n{{\"name\":{}", json!(entry.name))?;
        let (status, report) = match (&entry.case, outcome) {
            (Ok(_), Outcome::Drawn { report }) => ("drawn", report),
            (Ok(_), Outcome::Kept { report }) => ("kept", report),
            (_, Outcome::Failed { problem, .. }) | (Err(problem), Outcome::Drawn { .. } | Outcome::Kept { .. }) => {
                return write!(self.out, ",\"status\":\"failed\",\"problem\":{}}}", json!(problem));
            }
        };
        write!(self.out, ",\"status\":\"{status}\"")?;
        if let Ok(case) = &entry.case {
            let ([width, height], state) = (case.size, json!(case.state()));
            write!(self.out, ",\"file\":{},\"width\":{width},\"height\":{height},\"state\":{state}", json!(case.file()))?;
        }
        // As it stands in the picture's file: read and written again, a number may lose its last digit.
        write!(self.out, ",\"report\":{report}}}")
    }

    /// Puts it into its place.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.out.write_all(b"\n]}\n")?;
        self.out.finish()
    }
}
