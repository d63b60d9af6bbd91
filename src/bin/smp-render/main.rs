//! The command line: the page's picture as a PNG file; the report as JSON.

mod exif;
mod output;
mod picture_file;
mod points;

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::process::ExitCode;

use lexopt::prelude::*;
use smp_visualizer::parameters::{ParameterKind, Settings, TABLE};
use smp_visualizer::simulation::Simulation;

use picture_file::PictureFile;
use points::MarkedPoints;

/// Smallest and largest side of a picture, px.
const SIZES: (usize, usize) = (16, 4096);

#[derive(Default)]
struct Arguments {
    settings: Vec<(String, String)>,
    size: Option<usize>,
    out: Option<OsString>,
    report: Option<OsString>,
    photo: Option<OsString>,
    fit: Option<OsString>,
    print: Option<String>,
}

fn main() -> ExitCode {
    match parse_arguments().and_then(|order| run(&order)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            tell(&format!("smp-render: {}", output::printable(&message)));
            ExitCode::from(2)
        }
    }
}

/// Says a line on standard error, if that is there.
fn tell(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

fn parse_arguments() -> Result<Arguments, String> {
    let mut order = Arguments::default();
    let mut parser = lexopt::Parser::from_env();
    let bad = |e: lexopt::Error| e.to_string();
    while let Some(argument) = parser.next().map_err(bad)? {
        match argument {
            Long("out") => order.out = Some(parser.value().map_err(bad)?),
            Long("report") => order.report = Some(parser.value().map_err(bad)?),
            Long("photo") => order.photo = Some(parser.value().map_err(bad)?),
            Long("fit") => order.fit = Some(parser.value().map_err(bad)?),
            Long("size") => {
                let text = parser.value().map_err(bad)?.to_string_lossy().into_owned();
                let size = text.parse().ok().filter(|s| (SIZES.0..=SIZES.1).contains(s));
                order.size = Some(size.ok_or(format!("size: {text} is not allowed; allowed: whole numbers {} to {}", SIZES.0, SIZES.1))?);
            }
            Long("table") => order.print = Some(serde_json::to_string_pretty(TABLE).map_err(|e| e.to_string())?),
            Long("help") | Short('h') => order.print = Some(help()),
            Long(name) => {
                let name = name.to_string();
                // An unknown name is told by the table, with all that there are.
                smp_visualizer::parameters::Parameter::find(&name).map_err(|e| e.to_string())?;
                let mut value = parser.value().map_err(bad)?.to_string_lossy().into_owned();
                if (name.as_str(), value.as_str()) == ("seed", "random") {
                    value = getrandom::u32().map_err(|e| format!("seed: {e}"))?.to_string();
                    // Printed so that the same head can be drawn again.
                    tell(&format!("seed {value}"));
                }
                order.settings.push((name, value));
            }
            other @ (Short(_) | Value(_)) => return Err(other.unexpected().to_string()),
        }
    }
    Ok(order)
}

fn run(order: &Arguments) -> Result<(), String> {
    if let Some(text) = &order.print {
        return output::print(text);
    }
    let mut settings = Settings::default();
    settings.set_all(order.settings.iter().map(|(n, v)| (n.as_str(), v.as_str()))).map_err(|e| e.to_string())?;
    if order.out.is_none() && order.report.is_none() {
        return Err("nothing to write; give --out FILE.png, --report FILE.json or --help".into());
    }
    if output::is_standard(order.out.as_ref()) && output::is_standard(order.report.as_ref()) {
        return Err("picture and report cannot both go to standard output".into());
    }
    let size = order.size.unwrap_or(1024);
    let mut simulation = Simulation::new(settings, size, size);
    match (&order.photo, &order.fit) {
        (Some(_), Some(_)) if order.size.is_some() => return Err("size: a photograph has its own".into()),
        (Some(photo), Some(fit)) => open_photograph(&mut simulation, photo, fit)?,
        (Some(_), None) => return Err("photo: needs --fit POINTS.json or a code too".into()),
        (None, Some(_)) => return Err("fit: needs --photo FILE too".into()),
        (None, None) => {}
    }
    simulation.finish();
    if let Some(path) = &order.out {
        output::write(path, |out| write_png(out, &simulation).map_err(io::Error::from))?;
    }
    if let Some(path) = &order.report {
        let json = serde_json::to_string_pretty(&simulation.report()).map_err(|e| e.to_string())?;
        output::write(path, |out| writeln!(out, "{json}"))?;
    }
    Ok(())
}

/// Opens a photograph and fits the camera and the head to its points, or as the short code of a fit says.
fn open_photograph(simulation: &mut Simulation, photo: &OsStr, fit: &OsStr) -> Result<(), String> {
    let about = |path: &OsStr, e: String| format!("{}: {e}", path.to_string_lossy());
    let picture = PictureFile::read(photo).map_err(|e| about(photo, e))?;
    let middle = picture.size.map(|side| side as f64 * 0.5);
    if !simulation.take_photograph(picture.rgba, picture.size, middle, picture.focal) {
        return Err(about(photo, "cannot be opened".into()));
    }
    if fit.to_str().is_some_and(|code| simulation.set_fit_code(code)) {
        return Ok(());
    }
    let points = MarkedPoints::read(fit).map_err(|e| about(fit, e))?;
    let fitted = simulation.fit_photograph(points.view, &points.handles, &points.pins, true);
    if !fitted.problem.is_empty() {
        return Err(about(fit, MarkedPoints::problem(fitted.problem, fitted.handle)));
    }
    let doubt = if fitted.stretched { "; the picture seems stretched, or a point misplaced" } else { "" };
    tell(&format!("fit: points {:.1} mm off, outline {:.1} mm{doubt}", fitted.landmark_mm, fitted.outline_mm));
    Ok(())
}

fn write_png(out: impl Write, simulation: &Simulation) -> Result<(), png::EncodingError> {
    let (width, height) = simulation.pixmap().map_or((0, 0), |p| (p.width as u32, p.height as u32));
    let mut encoder = png::Encoder::new(out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.add_text_chunk("Description".into(), "Computer simulation. Results vary.".into())?;
    let pixels: Vec<u8> = simulation.pixmap().map_or(&[][..], |p| &p.bytes).chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    encoder.write_header()?.write_image_data(&pixels)
}

fn help() -> String {
    let mut text = String::from(
        "smp-render [PARAMETERS] [--seed random] [--size 1024] --out FILE.png|- [--report FILE.json|-]\n\
         Draws the picture of the page; - is standard output. --table prints the parameters as JSON.\n\n\
         smp-render --photo FILE.jpg|FILE.png --fit POINTS.json|CODE [PARAMETERS] --out FILE.png\n\
         Draws the treatment into a photograph, at its size.\n\nParameters:\n",
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
