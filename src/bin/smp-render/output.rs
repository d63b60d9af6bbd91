//! Writing what was asked for: a file that is whole or as it was before, or standard output.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

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
            _ => replace(path.as_ref(), fill),
        }
    };
    written.map_err(|e| about(path, &e))
}

/// Writes by `fill` to a regular file beside the former one, and puts it into its place once it is whole.
pub(crate) fn replace(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = Replacement::begin(path)?;
    fill(&mut out)?;
    out.finish()
}

/// Says a line on standard error, if that is there.
pub(crate) fn tell(line: &str) {
    let _ = writeln!(io::stderr(), "{}", printable(line));
}

/// Writes a text and a line end to standard output.
pub(crate) fn print(text: &str) -> Result<(), String> {
    write(OsStr::new(STANDARD), |out| writeln!(out, "{text}"))
}

/// Standard output is left for one thing at a time.
pub(crate) fn is_standard(path: Option<&OsString>) -> bool {
    path.is_some_and(|path| path == STANDARD)
}

/// What went wrong with a file, in one line.
pub(crate) fn about(path: impl AsRef<OsStr>, problem: &impl ToString) -> String {
    format!("{}: {}", path.as_ref().to_string_lossy(), problem.to_string())
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

/// A file that is written beside its place and put there when it is whole. Dropped before that it leaves what was there, and
/// nothing beside: half a file is of no use.
pub(crate) struct Replacement {
    path: PathBuf,
    beside: PathBuf,
    /// None once it is finished.
    out: Option<BufWriter<File>>,
}

impl Replacement {
    /// Begins a file in place of one that may be there.
    pub(crate) fn begin(path: &Path) -> io::Result<Self> {
        // Through a link to the file that it names, unless that is not there.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.into());
        match fs::metadata(&path) {
            // A pipe would wait for someone to read it.
            Ok(found) if !found.is_file() => return Err(io::Error::new(io::ErrorKind::AlreadyExists, "is there, and is no file")),
            // What may not be written to stays, though its folder would let it be replaced.
            Ok(_) => drop(File::options().write(true).open(&path)?),
            Err(_) => {}
        }
        let beside = beside(&path);
        let out = Some(BufWriter::new(File::create(&beside)?));
        Ok(Self { path, beside, out })
    }

    /// Puts it into its place.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        if let Ok(former) = fs::metadata(&self.path) {
            fs::set_permissions(&self.beside, former.permissions())?;
        }
        if let Some(out) = &self.out {
            out.get_ref().sync_all()?;
        }
        fs::rename(&self.beside, &self.path)?;
        self.out = None;
        Ok(())
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.as_mut().map_or(Ok(0), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.as_mut().map_or(Ok(()), BufWriter::flush)
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        if let Some(out) = self.out.take() {
            // Closed, but not flushed once more: the first error is the one to tell.
            drop(out.into_parts());
            let _ = fs::remove_file(&self.beside);
        }
    }
}

/// `head.png` → `.head.png.4711`, in the same folder: a file can be renamed within its file system only.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}", std::process::id()));
    path.with_file_name(name)
}

/// Of which file a name is the unfinished one, if of any: `.head.png.4711` → `head.png`.
pub(crate) fn unfinished(name: &str) -> Option<&str> {
    let (file, process) = name.strip_prefix('.')?.rsplit_once('.')?;
    (!process.is_empty() && process.bytes().all(|c| c.is_ascii_digit())).then_some(file)
}
