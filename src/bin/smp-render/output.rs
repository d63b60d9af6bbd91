//! Writing what was asked for: a file that is whole or as it was before, or standard output.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Means standard output in place of a file.
const STANDARD: &str = "-";

/// Writes by `fill` to a file, or to standard output for `-`. A regular file is written beside and renamed, so that a failure
/// leaves the former one; a device or a pipe is written to as it is. The error is one line, with the name.
pub(crate) fn write(path: &OsStr, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), String> {
    let written = if path == STANDARD {
        filled(io::stdout().lock(), fill)
    } else {
        match fs::metadata(path) {
            Ok(found) if !found.is_file() => File::options().write(true).open(path).and_then(|file| filled(file, fill)),
            _ => replaced(path, fill),
        }
    };
    written.map_err(|e| format!("{}: {e}", printable(&path.to_string_lossy())))
}

/// Writes a text and a line end to standard output.
pub(crate) fn print(text: &str) -> Result<(), String> {
    write(OsStr::new(STANDARD), |out| writeln!(out, "{text}"))
}

/// Standard output is left for one thing at a time.
pub(crate) fn is_standard(path: Option<&OsString>) -> bool {
    path.is_some_and(|path| path == STANDARD)
}

/// A text as it may stand in one line: line breaks and other control characters are escaped.
pub(crate) fn printable(text: &str) -> String {
    text.chars().flat_map(|c| if c.is_control() { c.escape_default().collect::<Vec<_>>() } else { vec![c] }).collect()
}

fn filled(out: impl Write, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut buffered = BufWriter::new(out);
    fill(&mut buffered)?;
    // Dropped, it would keep an error to itself.
    buffered.flush()
}

fn replaced(path: &OsStr, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // Through a link to the file that it names, unless that is not there.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.into());
    let beside = beside(&path);
    // What may not be written to stays, though its folder would let it be replaced.
    if path.exists() {
        File::options().write(true).open(&path)?;
    }
    let file = File::create(&beside)?;
    let done = filled(&file, fill).and_then(|()| {
        if let Ok(former) = fs::metadata(&path) {
            fs::set_permissions(&beside, former.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&beside, &path)
    });
    if done.is_err() {
        // Half a file is of no use; the first error is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    done
}

/// `head.png` → `.head.png.4711`, in the same folder: a file can be renamed within its file system only.
fn beside(path: &Path) -> std::path::PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}", std::process::id()));
    path.with_file_name(name)
}
