//! Pictures as PNG files: written with what they show beside their pixels, and known again by that.

use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::path::Path;

use smp_visualizer::simulation::Simulation;

/// Keywords of our texts in a file (PNG 1.2, tEXt): what it was drawn from, and the report.
const SETTINGS: &str = "Settings";
const REPORT: &str = "Report";

/// What every picture says of itself.
pub(crate) const DESCRIPTION: &str = "Computer simulation. Results vary.";

/// What a file of a folder says of itself.
pub(crate) struct Texts<'a> {
    /// All that the picture was drawn from.
    pub(crate) settings: &'a str,
    /// The report, as one JSON object.
    pub(crate) report: &'a str,
}

/// Writes the picture.
pub(crate) fn write(out: impl Write, simulation: &Simulation, texts: Option<&Texts<'_>>) -> io::Result<()> {
    encode(out, simulation, texts).map_err(|e| match e {
        // With its kind, by which a full disk is known.
        png::EncodingError::IoError(e) => e,
        other @ (png::EncodingError::Format(_) | png::EncodingError::Parameter(_) | png::EncodingError::LimitsExceeded) => {
            io::Error::other(other.to_string())
        }
    })
}

fn encode(out: impl Write, simulation: &Simulation, texts: Option<&Texts<'_>>) -> Result<(), png::EncodingError> {
    let (width, height) = simulation.pixmap().map_or((0, 0), |p| (p.width as u32, p.height as u32));
    let mut encoder = png::Encoder::new(out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.add_text_chunk("Description".into(), DESCRIPTION.into())?;
    if let Some(texts) = texts {
        encoder.add_text_chunk(SETTINGS.into(), texts.settings.into())?;
        encoder.add_text_chunk(REPORT.into(), texts.report.into())?;
    }
    let pixels: Vec<u8> = simulation.pixmap().map_or(&[][..], |p| &p.bytes).chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    // Dropped, it would keep an error of the last chunk to itself.
    writer.finish()
}

/// The report of a picture that was drawn from just these settings; none where the file is another, is not there or is broken.
pub(crate) fn report_of(path: &Path, settings: &str) -> Option<String> {
    // Opening a pipe would wait for someone to write.
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut reader = png::Decoder::new(BufReader::new(File::open(path).ok()?)).read_info().ok()?;
    let text = |keyword| reader.info().uncompressed_latin1_text.iter().find(|text| text.keyword == keyword).map(|text| text.text.clone());
    if text(SETTINGS)? != settings {
        return None;
    }
    let report = text(REPORT)?;
    serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&report).ok()?;
    // To the end, with the checks of all chunks: half a file, or one that was damaged, is none.
    reader.finish().ok()?;
    Some(report)
}
