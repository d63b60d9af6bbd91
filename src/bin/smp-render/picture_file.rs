//! Reading a photograph: JPEG or PNG to upright RGBA.

use std::ffi::OsStr;
use std::io::Cursor;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::exif::Taken;
use super::picture_size::{SIZES, is_side};

/// How files begin.
const JPEG: &[u8] = &[0xff, 0xd8, 0xff];
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A decoded photograph.
pub(crate) struct PictureFile {
    /// RGBA, sRGB, row by row, opaque, upright.
    pub(crate) rgba: Vec<u8>,
    /// Width and height, px.
    pub(crate) size: [usize; 2],
    /// Focal length that the file names, px.
    pub(crate) focal: Option<f64>,
}

impl PictureFile {
    /// Reads a file; the error is one line, without its name.
    pub(crate) fn read(path: &OsStr) -> Result<Self, String> {
        let bytes = std::fs::read(path).map_err(|e| e.to_string())?;
        let (rgba, [width, height], taken) = if bytes.starts_with(JPEG) {
            decode_jpeg(&bytes)?
        } else if bytes.starts_with(PNG) {
            decode_png(&bytes)?
        } else {
            return Err("is neither JPEG nor PNG".into());
        };
        let focal = taken.focal(width, height);
        let (rgba, width, height) = taken.upright(rgba, width, height);
        Ok(Self { rgba, size: [width, height], focal })
    }
}

type Decoded = (Vec<u8>, [usize; 2], Taken);

fn checked(width: usize, height: usize) -> Result<[usize; 2], String> {
    let ((least, most), size) = (SIZES, [width, height]);
    if size.iter().all(is_side) { Ok(size) } else { Err(format!("{width} × {height} px; allowed: {least} to {most} px a side")) }
}

fn decode_jpeg(bytes: &[u8]) -> Result<Decoded, String> {
    let broken = |e: zune_jpeg::errors::DecodeErrors| format!("cannot be read as JPEG: {}", one_line(&format!("{e:?}")));
    // Strict, so that half a picture is an error.
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB).set_strict_mode(true);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(broken)?;
    let (width, height) = decoder.dimensions().unwrap_or_default();
    let size = checked(width, height)?;
    let rgb = decoder.decode().map_err(broken)?;
    let taken = decoder.exif().map_or(Taken::UNKNOWN, |exif| Taken::read(exif));
    let rgba = rgb.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], u8::MAX]).collect();
    Ok((rgba, size, taken))
}

fn decode_png(bytes: &[u8]) -> Result<Decoded, String> {
    let broken = |e: png::DecodingError| format!("cannot be read as PNG: {}", one_line(&e.to_string()));
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(broken)?;
    let size = checked(reader.info().width as usize, reader.info().height as usize)?;
    let mut pixels = vec![0; reader.output_buffer_size().unwrap_or(0)];
    let frame = reader.next_frame(&mut pixels).map_err(broken)?;
    let taken = reader.info().exif_metadata.as_ref().map_or(Taken::UNKNOWN, |exif| Taken::read(exif));
    let channels = frame.color_type.samples();
    let rgba = pixels[..frame.buffer_size()].chunks_exact(channels).flat_map(|pixel| match *pixel {
        [gray] => [gray, gray, gray, u8::MAX],
        [gray, alpha] => over_white([gray; 3], alpha),
        [red, green, blue] => [red, green, blue, u8::MAX],
        [red, green, blue, alpha] => over_white([red, green, blue], alpha),
        _ => [u8::MAX; 4],
    });
    Ok((rgba.collect(), size, taken))
}

/// What is transparent is white paper.
fn over_white(color: [u8; 3], alpha: u8) -> [u8; 4] {
    let full = u32::from(u8::MAX);
    let [red, green, blue] = color.map(|c| {
        let sum = u32::from(c) * u32::from(alpha) + full * (full - u32::from(alpha));
        ((sum + full / 2) / full) as u8
    });
    [red, green, blue, u8::MAX]
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
