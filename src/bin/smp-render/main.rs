//! The command line: the page's picture as a PNG file, or many of them; the report as JSON.

mod arguments;
mod batch;
mod cases;
mod clip;
mod exif;
mod folder;
mod manifest;
mod output;
mod picture_file;
mod picture_size;
mod png_file;
mod points;
mod state_code;

use std::ffi::OsStr;
use std::path::Path;
use std::process::ExitCode;

use smp_visualizer::parameters::Settings;
use smp_visualizer::simulation::Simulation;

use arguments::Arguments;
use cases::Case;
use picture_file::PictureFile;
use points::MarkedPoints;

/// What the program ends with where anything was refused or failed.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    match Arguments::parse().and_then(|order| run(&order)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(message) => {
            output::tell(&format!("smp-render: {message}"));
            ExitCode::from(FAILED)
        }
    }
}

/// Does what was asked for; false where what failed has been told already.
fn run(order: &Arguments) -> Result<bool, String> {
    if let Some(text) = &order.print {
        return output::print(text).map(|()| true);
    }
    let settings = order.settings()?;
    if let Some(contradiction) = order.contradiction() {
        return Err(contradiction.into());
    }
    let usual = || Case { name: String::new(), size: order.size_or_usual(), settings: settings.clone() };
    if let Some(list) = &order.batch {
        let folder = order.folder("batch")?;
        return batch::draw(&list.to_string_lossy(), &cases::read(list, &usual())?, folder, true);
    }
    if let Some(kind) = order.clip {
        let (folder, count) = (order.folder("clip")?, order.frames_or_usual());
        let is_whole = batch::draw("clip", &kind.frames(&usual(), count)?, folder, false)?;
        if let Some(command) = clip::film_command(kind, Path::new(folder), count, usual().size).filter(|_| is_whole) {
            output::print(&command)?;
        }
        return Ok(is_whole);
    }
    draw(order, settings).map(|()| true)
}

/// Draws one picture.
fn draw(order: &Arguments, settings: Settings) -> Result<(), String> {
    if order.out.is_none() && order.report.is_none() {
        return Err("nothing to write; give --out FILE.png, --report FILE.json or --help".into());
    }
    if output::is_standard(order.out.as_ref()) && output::is_standard(order.report.as_ref()) {
        return Err("picture and report cannot both go to standard output".into());
    }
    let [width, height] = order.size_or_usual();
    let mut simulation = Simulation::new(settings, width, height);
    match (&order.photo, &order.fit) {
        (Some(_), Some(_)) if order.size.is_some() => return Err("size: a photograph has its own".into()),
        (Some(photo), Some(fit)) => open_photograph(&mut simulation, photo, fit)?,
        (Some(_), None) => return Err("photo: needs --fit POINTS.json or a code too".into()),
        (None, Some(_)) => return Err("fit: needs --photo FILE too".into()),
        (None, None) => {}
    }
    simulation.finish();
    if let Some(path) = &order.out {
        output::write(path, |out| png_file::write(out, &simulation, None))?;
    }
    if let Some(path) = &order.report {
        let json = serde_json::to_string_pretty(&simulation.report()).map_err(|e| e.to_string())?;
        output::write(path, |out| writeln!(out, "{json}"))?;
    }
    Ok(())
}

/// Opens a photograph and fits the camera and the head to its points, or as the short code of a fit says.
fn open_photograph(simulation: &mut Simulation, photo: &OsStr, fit: &OsStr) -> Result<(), String> {
    let picture = PictureFile::read(photo).map_err(|e| output::about(photo, &e))?;
    let middle = picture.size.map(|side| side as f64 * 0.5);
    if !simulation.take_photograph(picture.rgba, picture.size, middle, picture.focal) {
        return Err(output::about(photo, &"cannot be opened"));
    }
    if fit.to_str().is_some_and(|code| simulation.set_fit_code(code)) {
        return Ok(());
    }
    let points = MarkedPoints::read(fit).map_err(|e| output::about(fit, &e))?;
    let fitted = simulation.fit_photograph(points.view, &points.handles, &points.pins, true);
    if !fitted.problem.is_empty() {
        return Err(output::about(fit, &MarkedPoints::problem(fitted.problem, fitted.handle)));
    }
    let doubt = if fitted.stretched { "; the picture seems stretched, or a point misplaced" } else { "" };
    output::tell(&format!("fit: points {:.1} mm off, outline {:.1} mm{doubt}", fitted.landmark_mm, fitted.outline_mm));
    Ok(())
}
