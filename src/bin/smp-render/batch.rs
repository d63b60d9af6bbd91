//! Many pictures into one folder: on all cores, each file whole, those that are there already kept.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use smp_visualizer::parameters::TABLE;
use smp_visualizer::simulation::Simulation;

use super::cases::{self, Case, Entry};
use super::folder::Folder;
use super::manifest::{self, Manifest, Outcome};
use super::output;
use super::png_file::{self, Texts};

/// Most pictures drawn at once: each has a head of its own in memory.
const MOST_THREADS: usize = 16;

/// Draws the good entries into a folder and tells of the others, each in one line that begins with `source`; `lists` leaves a
/// manifest there. Whether all is there now; the error is one line.
pub(crate) fn draw(source: &str, entries: &[Entry], folder: &OsStr, lists: bool) -> Result<bool, String> {
    let mut record = Record::new(source, entries);
    for entry in entries {
        if let Err(problem) = &entry.case {
            record.fail(entry, problem);
        }
    }
    let cases: Vec<(usize, &Case)> = entries.iter().enumerate().filter_map(|(at, entry)| Some((at, entry.case.as_ref().ok()?))).collect();
    if cases.is_empty() {
        return Ok(false);
    }
    let mut files = cases::files(entries);
    if lists {
        files.insert(manifest::FILE.into());
    }
    let folder = Folder::open(folder, &files)?;
    drop(files);
    if lists {
        record.manifest = Some(Manifest::begin(&folder).map_err(|e| output::about(folder.file(manifest::FILE), &e))?);
    }
    let threads = thread::available_parallelism().map_or(1, usize::from).min(cases.len()).min(MOST_THREADS);
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let listed = thread::scope(|scope| {
        let (sender, outcomes) = sync_channel(threads);
        for _ in 0..threads {
            let (cases, folder, next, stop, sender) = (&cases, &folder, &next, &stop, sender.clone());
            scope.spawn(move || draw_some(cases, folder, next, stop, &sender));
        }
        // The threads have their own: the last of them ends the loop.
        drop(sender);
        let mut listed = Ok(());
        for (at, outcome) in outcomes {
            if listed.is_ok() {
                listed = record.take(at, outcome);
            }
            if listed.is_err() {
                stop.store(true, Ordering::Relaxed);
            }
        }
        listed
    });
    listed.and_then(|()| record.finish()).map_err(|e| output::about(folder.file(manifest::FILE), &e))
}

/// Takes one case after the other until there is none, or there is no point in it.
fn draw_some(cases: &[(usize, &Case)], folder: &Folder, next: &AtomicUsize, stop: &AtomicBool, sender: &SyncSender<(usize, Outcome)>) {
    // One head for all: products that two cases share are made once.
    let mut simulation: Option<Simulation> = None;
    while !stop.load(Ordering::Relaxed) {
        let Some((at, case)) = cases.get(next.fetch_add(1, Ordering::Relaxed)) else { return };
        let settings = case.fingerprint();
        let outcome = match png_file::report_of(&folder.file(&case.file()), &settings) {
            Some(report) => Outcome::Kept { report },
            None => draw_one(case, &settings, folder, &mut simulation),
        };
        if let Outcome::Failed { is_last: true, .. } = outcome {
            stop.store(true, Ordering::Relaxed);
        }
        if sender.send((*at, outcome)).is_err() {
            return;
        }
    }
}

fn draw_one(case: &Case, settings: &str, folder: &Folder, simulation: &mut Option<Simulation>) -> Outcome {
    let [width, height] = case.size;
    let simulation = simulation.get_or_insert_with(|| Simulation::new(case.settings.clone(), width, height));
    simulation.resize(width, height);
    // In the order of the table: the view moves the camera, which stands after it.
    for at in 0..TABLE.len() {
        if let Err(e) = simulation.set_at(at, case.settings.get_at(at)) {
            return Outcome::Failed { problem: e.to_string(), is_last: false };
        }
    }
    simulation.finish();
    let report = match serde_json::to_string(&simulation.report()) {
        Ok(report) => report,
        Err(e) => return Outcome::Failed { problem: e.to_string(), is_last: false },
    };
    let path = folder.file(&case.file());
    let texts = Texts { settings, report: &report };
    match output::replace(&path, |out| png_file::write(out, simulation, Some(&texts))) {
        Ok(()) => Outcome::Drawn { report },
        Err(e) => Outcome::Failed { problem: output::about(&path, &e), is_last: is_of_the_folder(&e) },
    }
}

/// Whether a file could not be written for a reason that the next has too.
fn is_of_the_folder(e: &io::Error) -> bool {
    use io::ErrorKind::{NotFound, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    matches!(e.kind(), NotFound | QuotaExceeded | ReadOnlyFilesystem | StorageFull)
}

/// What became of the entries so far: told, counted, and listed in their order.
struct Record<'a> {
    source: &'a str,
    entries: &'a [Entry],
    manifest: Option<Manifest>,
    /// Outcomes of entries that come after one that is still being drawn.
    waiting: BTreeMap<usize, Outcome>,
    /// The entry that is listed next.
    next: usize,
    drawn: usize,
    kept: usize,
    failed: usize,
    /// Whether someone watches.
    shows: bool,
}

impl<'a> Record<'a> {
    fn new(source: &'a str, entries: &'a [Entry]) -> Self {
        let shows = io::stderr().is_terminal();
        Self { source, entries, manifest: None, waiting: BTreeMap::new(), next: 0, drawn: 0, kept: 0, failed: 0, shows }
    }

    /// Tells of an entry of which there is no picture.
    fn fail(&mut self, entry: &Entry, problem: &str) {
        self.failed += 1;
        self.say(&format!("{}: {}: {problem}", self.source, entry.label));
    }

    fn say(&self, line: &str) {
        if self.shows {
            // Over the line of progress, which comes again below.
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
        output::tell(&format!("smp-render: {line}"));
    }

    fn take(&mut self, at: usize, outcome: Outcome) -> io::Result<()> {
        match &outcome {
            Outcome::Drawn { .. } => self.drawn += 1,
            Outcome::Kept { .. } => self.kept += 1,
            Outcome::Failed { problem, .. } => self.fail(&self.entries[at], problem),
        }
        if self.shows {
            let _ = write!(io::stderr(), "\r{}\x1b[K", self.counts());
        }
        if self.manifest.is_some() {
            self.waiting.insert(at, outcome);
        }
        self.list(false)
    }

    fn counts(&self) -> String {
        let Self { drawn, kept, failed, .. } = self;
        format!("{} of {}: {drawn} drawn, {kept} kept, {failed} failed", drawn + kept + failed, self.entries.len())
    }

    /// Lists what is next; at the end also what was not reached.
    fn list(&mut self, is_end: bool) -> io::Result<()> {
        let Some(manifest) = &mut self.manifest else { return Ok(()) };
        while let Some(entry) = self.entries.get(self.next) {
            let failed = |problem: &str| Outcome::Failed { problem: problem.into(), is_last: false };
            let outcome = match (&entry.case, self.waiting.remove(&self.next)) {
                (Err(problem), _) => failed(problem),
                (Ok(_), Some(outcome)) => outcome,
                (Ok(_), None) if is_end => failed("was not reached"),
                (Ok(_), None) => return Ok(()),
            };
            manifest.add(entry, &outcome)?;
            self.next += 1;
        }
        Ok(())
    }

    /// Ends the list; whether all pictures are there.
    fn finish(mut self) -> io::Result<bool> {
        let missing = self.entries.len() - self.drawn - self.kept - self.failed;
        if missing > 0 {
            self.say(&format!("{}: stopped; {missing} of {} entries were not reached", self.source, self.entries.len()));
        }
        if self.shows {
            let _ = writeln!(io::stderr(), "\r{}\x1b[K", self.counts());
        }
        self.list(true)?;
        self.manifest.take().map_or(Ok(()), Manifest::finish)?;
        Ok(missing == 0 && self.failed == 0)
    }
}
