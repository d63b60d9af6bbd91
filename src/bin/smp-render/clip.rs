//! Clips: what each frame shows. The schedules are the page's too; docs/embedding.md describes them.

use std::env;
use std::path::{self, Path};

use smp_visualizer::parameters::{Id, Settings, TABLE};

use super::cases::{Case, Entry};
use super::png_file::DESCRIPTION;

/// Fewest and most frames of a clip: four digits number them.
pub(crate) const FRAMES: (usize, usize) = (2, 9999);
/// Frames a second of a clip.
const FRAMES_PER_SECOND: usize = 30;
/// A whole turn, and the last value of `yaw`, degrees.
const TURN: f64 = 360.0;
const HALF_TURN: f64 = 180.0;
/// Share of a clip from before to after in which the divider rests, at either end.
const REST: f64 = 0.25;
/// Sessions shown, from none to the usual three.
const SESSIONS: usize = 4;
/// `compare` of a picture that is all before.
const ALL_BEFORE: f64 = 100.0;
/// Steps of a value: hundredths, as on the page, in codes and addresses.
const STEPS_PER_UNIT: f64 = 100.0;

/// What moves in a clip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClipKind {
    /// The head, once around.
    Turn,
    /// The divider, from before to after.
    BeforeAfter,
    /// Sessions, from none to three.
    Sessions,
    /// Time, over twenty years, with the later loss that is set.
    Years,
}

impl ClipKind {
    /// Their names, as written in a flag.
    pub(crate) const NAMES: [&str; 4] = ["turn", "before-after", "sessions", "years"];

    /// The clip of a name; the error is one line.
    pub(crate) fn named(name: &str) -> Result<Self, String> {
        let all = [Self::Turn, Self::BeforeAfter, Self::Sessions, Self::Years];
        let found = Self::NAMES.iter().zip(all).find(|(own, _)| **own == name);
        found.map(|(_, kind)| kind).ok_or_else(|| format!("clip: {name} is not allowed; allowed: {}", Self::NAMES.join(", ")))
    }

    fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The pictures of a clip of so many frames, from those settings on; the error is one line.
    pub(crate) fn frames(self, usual: &Case, count: usize) -> Result<Vec<Entry>, String> {
        let settings: Vec<Settings> = (0..count).map(|frame| self.settings(&usual.settings, frame, count)).collect::<Result<_, _>>()?;
        let first = settings.first().map(Settings::effective);
        if settings.iter().all(|each| Some(each.effective()) == first) {
            let name = self.name();
            return Err(format!("clip: {name} changes nothing here: what it moves is not in force beside the other settings"));
        }
        let entry = |(settings, number): (Settings, usize)| {
            let name = format!("frame-{number:04}");
            Entry { label: name.clone(), name: Some(name.clone()), case: Ok(Case { name, size: usual.size, settings }) }
        };
        Ok(settings.into_iter().zip(1..).map(entry).collect())
    }

    /// The settings of a frame, counted from 0.
    fn settings(self, start: &Settings, frame: usize, count: usize) -> Result<Settings, String> {
        let mut settings = start.clone();
        let (at, n) = (frame as f64, count as f64);
        // From 0 at the first frame to 1 at the last.
        let share = at / (n - 1.0);
        let mut set = |id: Id, value: f64| settings.set_at(id as usize, hundredths(value)).map_err(|e| e.to_string());
        match self {
            Self::Turn => {
                // The last frame stands before the first, so that the clip can be repeated.
                set(Id::Yaw, wrapped(start.get(Id::Yaw) + TURN * at / n))?;
            }
            Self::BeforeAfter => {
                let moved = ((share - REST) / (1.0 - 2.0 * REST)).clamp(0.0, 1.0);
                set(Id::Compare, ALL_BEFORE * (1.0 - moved))?;
            }
            Self::Sessions => {
                set(Id::Compare, 0.0)?;
                set(Id::Sessions, (SESSIONS * frame / count) as f64)?;
            }
            Self::Years => {
                set(Id::Compare, 0.0)?;
                let months = knot_value(TABLE[Id::Months as usize].slider_knots, share);
                set(Id::Months, months)?;
                let most = knot_value(TABLE[Id::Months as usize].slider_knots, 1.0);
                for (today, later) in [(Id::Norwood, Id::LaterNorwood), (Id::Ludwig, Id::LaterLudwig), (Id::Extent, Id::LaterExtent)] {
                    let (from, to) = (start.get(today), start.get(later));
                    if to > from {
                        set(later, from + (to - from) * months / most)?;
                    }
                }
            }
        }
        Ok(settings)
    }
}

/// An angle from −180° up to 180°, by the very operations of the page.
fn wrapped(degrees: f64) -> f64 {
    ((degrees + HALF_TURN) % TURN + TURN) % TURN - HALF_TURN
}

/// To hundredths, halves upwards, as JavaScript rounds.
fn hundredths(value: f64) -> f64 {
    (value * STEPS_PER_UNIT + 0.5).floor() / STEPS_PER_UNIT
}

/// The value at a share of a slider's length, in hundredths.
fn knot_value(knots: &[f64], share: f64) -> f64 {
    let position = share * knots.len().saturating_sub(1) as f64;
    let piece = (position as usize).min(knots.len().saturating_sub(2));
    let (from, to) = (knots[piece], knots[piece + 1]);
    hundredths(from + (position - piece as f64) * (to - from))
}

/// The command that makes a film of the frames, where ffmpeg is; none where it is not, or where no shell could be told the folder.
pub(crate) fn film_command(kind: ClipKind, folder: &Path, count: usize, size: [usize; 2]) -> Option<String> {
    if !is_on_path("ffmpeg") {
        return None;
    }
    // From the root on, a name is neither an option nor an address.
    let folder = path::absolute(folder).ok()?;
    let folder = folder.to_str().filter(|path| !path.contains(char::is_control))?;
    let film = quoted(&format!("{folder}/{}.mp4", kind.name()));
    // A percent sign begins a number in the frames' names.
    let frames = quoted(&format!("{}/frame-%04d.png", folder.replace('%', "%%")));
    // Players take the colors of a film that does not say otherwise for those of HD television; most need even sides.
    let is_odd = size.iter().any(|side| side % 2 == 1);
    let even = if is_odd { "crop=trunc(iw/2)*2:trunc(ih/2)*2," } else { "" };
    let filter = quoted(&format!("{even}scale=out_color_matrix=bt709,format=yuv420p"));
    let colors = "-colorspace bt709 -color_primaries bt709 -color_trc bt709";
    let comment = quoted(DESCRIPTION);
    Some(format!(
        "ffmpeg -framerate {FRAMES_PER_SECOND} -start_number 1 -i {frames} -frames:v {count} -vf {filter} {colors} -metadata comment={comment} -movflags +faststart {film}"
    ))
}

/// Whether a program of that name can be started by its name alone.
fn is_on_path(program: &str) -> bool {
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| is_program(&folder.join(&name))))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    /// Someone may start it.
    const EXECUTABLE: u32 = 0o111;
    path.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & EXECUTABLE != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// A word as a POSIX shell takes it for one.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-+=%:,".contains(c);
    if word.chars().all(is_plain) { word.into() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of some parameters in the frames of a clip.
    fn values<const N: usize>(kind: &str, pairs: &[(&str, &str)], count: usize, ids: [Id; N]) -> Vec<[f64; N]> {
        let mut settings = Settings::default();
        settings.set_all(pairs.iter().copied()).unwrap();
        let usual = Case { name: String::new(), size: [16, 16], settings };
        let frames = ClipKind::named(kind).unwrap().frames(&usual, count).unwrap();
        assert_eq!(frames.len(), count);
        frames.iter().map(|frame| ids.map(|id| frame.case.as_ref().unwrap().settings.get(id))).collect()
    }

    #[test]
    fn a_turn_goes_around_once_and_ends_before_its_start() {
        let yaw = |pairs: &[_], count| values("turn", pairs, count, [Id::Yaw]).concat();
        assert_eq!(yaw(&[], 4), [36.0, 126.0, -144.0, -54.0]);
        assert_eq!(yaw(&[("view", "back")], 3), [-180.0, -60.0, 60.0]);
        assert_eq!(yaw(&[("yaw", "-180")], 2), [-180.0, 0.0]);
        assert_eq!(yaw(&[("yaw", "0")], 7)[..3], [0.0, 51.43, 102.86]);
        let many = yaw(&[("view", "left")], 9999);
        assert!(many.iter().all(|yaw| (-180.0..=180.0).contains(yaw)));
    }

    #[test]
    fn the_divider_rests_at_both_ends() {
        let compare = values("before-after", &[], 13, [Id::Compare]).concat();
        assert_eq!(compare, [100.0, 100.0, 100.0, 100.0, 83.33, 66.67, 50.0, 33.33, 16.67, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(values("before-after", &[("compare", "30")], 2, [Id::Compare]).concat(), [100.0, 0.0]);
    }

    #[test]
    fn each_session_has_as_many_frames() {
        let sessions = |count| values("sessions", &[], count, [Id::Sessions]).concat();
        assert_eq!(sessions(8), [0.0, 0.0, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0]);
        assert_eq!(sessions(4), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(values("sessions", &[("compare", "40")], 4, [Id::Compare]).concat(), [0.0; 4]);
        let mut settings = Settings::default();
        settings.set_all([("pattern", "scarring")].into_iter()).unwrap();
        let scarring = Case { name: String::new(), size: [16, 16], settings };
        assert!(ClipKind::Sessions.frames(&scarring, 8).err().is_some_and(|e| e.contains("sessions changes nothing")));
    }

    #[test]
    fn years_go_by_as_the_slider_has_them_and_later_loss_evenly_in_time() {
        let months = values("years", &[("months", "7")], 8, [Id::Months]).concat();
        assert_eq!(months, TABLE[Id::Months as usize].slider_knots);
        assert_eq!(values("years", &[], 15, [Id::Months]).concat()[1..4], [0.13, 0.25, 0.88]);
        let both = values("years", &[("norwood", "4"), ("later-norwood", "7")], 8, [Id::Months, Id::LaterNorwood]);
        assert_eq!([both[0], both[6], both[7]], [[0.0, 4.0], [96.0, 5.2], [240.0, 7.0]]);
        let none = values("years", &[("norwood", "4"), ("later-norwood", "3")], 8, [Id::LaterNorwood]);
        assert!(none.iter().all(|later| *later == [3.0]), "what is no later stage stays");
    }

    #[test]
    fn words_are_quoted_for_a_shell() {
        assert_eq!(quoted("/tmp/a-b.png"), "/tmp/a-b.png");
        assert_eq!(quoted("/tmp/the clinic's $1"), r"'/tmp/the clinic'\''s $1'");
    }
}
