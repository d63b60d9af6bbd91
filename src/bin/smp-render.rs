//! The command line: the page's picture as a PNG file; the report as JSON.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use lexopt::prelude::*;
use smp_visualizer::parameters::{ParameterKind, Settings, TABLE};
use smp_visualizer::simulation::Simulation;

/// Smallest and largest side of a picture, px.
const SIZES: (usize, usize) = (16, 4096);

#[derive(Default)]
struct Arguments {
    settings: Vec<(String, String)>,
    size: Option<usize>,
    out: Option<OsString>,
    report: Option<OsString>,
    print: Option<String>,
}

fn main() -> ExitCode {
    match parse_arguments().and_then(|order| run(&order)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("smp-render: {message}");
            ExitCode::from(2)
        }
    }
}

fn parse_arguments() -> Result<Arguments, String> {
    let mut order = Arguments::default();
    let mut parser = lexopt::Parser::from_env();
    let bad = |e: lexopt::Error| e.to_string();
    while let Some(argument) = parser.next().map_err(bad)? {
        match argument {
            Long("out") => order.out = Some(parser.value().map_err(bad)?),
            Long("report") => order.report = Some(parser.value().map_err(bad)?),
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
                    eprintln!("seed {value}");
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
        println!("{text}");
        return Ok(());
    }
    let mut settings = Settings::default();
    settings.set_all(order.settings.iter().map(|(n, v)| (n.as_str(), v.as_str()))).map_err(|e| e.to_string())?;
    if order.out.is_none() && order.report.is_none() {
        return Err("nothing to write; give --out FILE.png, --report FILE.json or --help".into());
    }
    let size = order.size.unwrap_or(1024);
    let mut simulation = Simulation::new(settings, size, size);
    simulation.finish();
    if let Some(path) = &order.out {
        let file = File::create(path).map_err(|e| format!("{}: {e}", path.to_string_lossy()))?;
        write_png(BufWriter::new(file), &simulation, size as u32).map_err(|e| format!("{}: {e}", path.to_string_lossy()))?;
    }
    if let Some(path) = &order.report {
        let json = serde_json::to_string_pretty(&simulation.report()).map_err(|e| e.to_string())?;
        let written = if path == "-" { writeln!(io::stdout(), "{json}") } else { std::fs::write(path, json + "\n") };
        written.map_err(|e| format!("{}: {e}", path.to_string_lossy()))?;
    }
    Ok(())
}

fn write_png(out: impl Write, simulation: &Simulation, size: u32) -> Result<(), png::EncodingError> {
    let mut encoder = png::Encoder::new(out, size, size);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.add_text_chunk("Description".into(), "Computer simulation. Results vary.".into())?;
    let pixels: Vec<u8> = simulation.pixmap().map_or(&[][..], |p| &p.bytes).chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    encoder.write_header()?.write_image_data(&pixels)
}

fn help() -> String {
    let mut text = String::from(
        "smp-render [PARAMETERS] [--seed random] [--size 1024] --out FILE.png [--report FILE.json | -]\n\
         Draws the picture of the page. --table prints the parameters as JSON.\n\nParameters:\n",
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
