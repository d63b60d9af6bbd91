//! The folder that many pictures go into: made if it is not there, and one program's at a time.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::path::PathBuf;

use super::output;

/// A folder to write to.
pub(crate) struct Folder {
    path: PathBuf,
    /// Held as long as it is open; none where a system or a file system has no locks for folders.
    _lock: Option<File>,
}

impl Folder {
    /// Opens a folder, and removes what an interrupted run has left of these files. The error is one line.
    pub(crate) fn open(path: &OsStr, files: &BTreeSet<String>) -> Result<Self, String> {
        fs::create_dir_all(path).map_err(|e| output::about(path, &e))?;
        let lock = File::open(path).ok();
        if lock.as_ref().is_some_and(|folder| matches!(folder.try_lock(), Err(TryLockError::WouldBlock))) {
            return Err(output::about(path, &"another smp-render is writing there"));
        }
        let folder = Self { path: path.into(), _lock: lock };
        for entry in fs::read_dir(path).map_err(|e| output::about(path, &e))?.flatten() {
            let name = entry.file_name();
            if name.to_str().and_then(output::unfinished).is_some_and(|file| files.contains(file)) {
                // If it cannot be removed, it does no harm but take space.
                let _ = fs::remove_file(entry.path());
            }
        }
        Ok(folder)
    }

    /// The place of a file in it.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }
}
