//! The flags: what is asked for, checked as far as it needs no file; and the help that lists them.

use std::ffi::OsString;

use lexopt::prelude::*;
use smp_visualizer::parameters::{Parameter, ParameterKind, Settings, TABLE};

use super::clip::{ClipKind, FRAMES};
use super::{output, picture_size};

/// Side of a picture for which none was asked for, px.
const USUAL_SIZE: usize = 1024;
/// Frames of a clip for which none were asked for: four seconds.
const USUAL_FRAMES: usize = 120;

/// What the flags say.
#[derive(Default)]
pub(crate) struct Arguments {
    settings: Vec<(String, String)>,
    /// Width and height, px.
    pub(crate) size: Option<[usize; 2]>,
    pub(crate) out: Option<OsString>,
    pub(crate) report: Option<OsString>,
    pub(crate) photo: Option<OsString>,
    pub(crate) fit: Option<OsString>,
    pub(crate) batch: Option<OsString>,
    pub(crate) clip: Option<ClipKind>,
    frames: Option<usize>,
    /// A text to print in place of all work.
    pub(crate) print: Option<String>,
}

impl Arguments {
    /// Reads the flags of this process; the error is one line.
    pub(crate) fn parse() -> Result<Self, String> {
        let mut order = Self::default();
        let mut parser = lexopt::Parser::from_env();
        let bad = |e: lexopt::Error| e.to_string();
        while let Some(argument) = parser.next().map_err(bad)? {
            match argument {
                Long("out") => order.out = Some(parser.value().map_err(bad)?),
                Long("report") => order.report = Some(parser.value().map_err(bad)?),
                Long("photo") => order.photo = Some(parser.value().map_err(bad)?),
                Long("fit") => order.fit = Some(parser.value().map_err(bad)?),
                Long("batch") => order.batch = Some(parser.value().map_err(bad)?),
                Long("size") => order.size = Some(picture_size::parse(&parser.value().map_err(bad)?.to_string_lossy())?),
                Long("clip") => order.clip = Some(ClipKind::named(&parser.value().map_err(bad)?.to_string_lossy())?),
                Long("frames") => order.frames = Some(frames(&parser.value().map_err(bad)?.to_string_lossy())?),
                Long("table") => order.print = Some(serde_json::to_string_pretty(TABLE).map_err(|e| e.to_string())?),
                Long("help") | Short('h') => order.print = Some(help()),
                Long(name) => {
                    let name = name.to_string();
                    // An unknown name is told by the table, with all that there are.
                    Parameter::find(&name).map_err(|e| e.to_string())?;
                    let mut value = parser.value().map_err(bad)?.to_string_lossy().into_owned();
                    if (name.as_str(), value.as_str()) == ("seed", "random") {
                        value = getrandom::u32().map_err(|e| format!("seed: {e}"))?.to_string();
                        // Printed so that the same head can be drawn again.
                        output::tell(&format!("seed {value}"));
                    }
                    order.settings.push((name, value));
                }
                other @ (Short(_) | Value(_)) => return Err(other.unexpected().to_string()),
            }
        }
        Ok(order)
    }

    /// The parameters, checked by the table.
    pub(crate) fn settings(&self) -> Result<Settings, String> {
        let mut settings = Settings::default();
        settings.set_all(self.settings.iter().map(|(n, v)| (n.as_str(), v.as_str()))).map_err(|e| e.to_string())?;
        Ok(settings)
    }

    /// Width and height, px.
    pub(crate) fn size_or_usual(&self) -> [usize; 2] {
        self.size.unwrap_or([USUAL_SIZE; 2])
    }

    /// How many frames a clip has.
    pub(crate) fn frames_or_usual(&self) -> usize {
        self.frames.unwrap_or(USUAL_FRAMES)
    }

    /// The folder that many pictures go into; the error tells of a flag that does not go with them.
    pub(crate) fn folder(&self, asked_by: &str) -> Result<&OsString, String> {
        let others = [("report", &self.report), ("photo", &self.photo), ("fit", &self.fit)];
        if let Some((name, _)) = others.iter().find(|(_, given)| given.is_some()) {
            return Err(format!("{name}: not together with --{asked_by}"));
        }
        let folder = self.out.as_ref().ok_or_else(|| format!("{asked_by}: needs --out FOLDER too"))?;
        if output::is_standard(Some(folder)) { Err("out: several pictures need a folder".into()) } else { Ok(folder) }
    }

    /// Which two flags contradict each other, if any do.
    pub(crate) fn contradiction(&self) -> Option<&'static str> {
        match (&self.batch, self.clip, self.frames) {
            (Some(_), Some(_), _) => Some("clip: not together with --batch"),
            (_, None, Some(_)) => Some("frames: needs --clip too"),
            _ => None,
        }
    }
}

fn frames(text: &str) -> Result<usize, String> {
    let (least, most) = FRAMES;
    let count = text.parse().ok().filter(|count| (least..=most).contains(count));
    count.ok_or_else(|| format!("frames: {text} is not allowed; allowed: whole numbers {least} to {most}"))
}

fn help() -> String {
    let mut text = format!(
        "smp-render [PARAMETERS] [--seed random] [--size {USUAL_SIZE}|WIDTHxHEIGHT] --out FILE.png|- [--report FILE.json|-]\n\
         Draws the picture of the page; - is standard output. --table prints the parameters as JSON.\n\n\
         smp-render --photo FILE.jpg|FILE.png --fit POINTS.json|CODE [PARAMETERS] --out FILE.png\n\
         Draws the treatment into a photograph, at its size.\n\n\
         smp-render --batch CASES.json|- [PARAMETERS] [--size …] --out FOLDER\n\
         Draws every case of a list into a folder, on all cores, with a manifest.json; what was drawn before with the same\n\
         settings is kept. A case is {{\"name\": …, \"width\": …, \"height\": …, \"state\": {{PARAMETER: VALUE, …}}}}, or has\n\
         \"code\" for \"state\"; all but the name may be left out, and counts as the flags say.\n\n\
         smp-render --clip {} [--frames {USUAL_FRAMES}] [PARAMETERS] [--size …] --out FOLDER\n\
         Draws the frames of a clip, frame-0001.png and so on, and prints the command that makes a film of them where ffmpeg is.\n\n\
         Parameters:\n",
        ClipKind::NAMES.join("|"),
    );
    for p in TABLE {
        let default = match p.kind {
            ParameterKind::Choice { choices } => choices[0].to_string(),
            ParameterKind::Number { .. } | ParameterKind::Integer { .. } => p.default().to_string(),
        };
        text += &format!("  --{:<18} {} {} (default {default})\n", p.name, p.range(), p.unit);
    }
    text
}
