//! What a photograph's EXIF says of how it was taken (TIFF 6.0 structure; EXIF 3.0, CIPA DC-008): orientation and focal length.

/// Tags: orientation, where the second directory lies, focal length as of 35 mm film.
const ORIENTATION: u16 = 0x0112;
const EXIF_DIRECTORY: u16 = 0x8769;
const FOCAL_35MM: u16 = 0xA405;
/// Length of a directory's entry, bytes.
const ENTRY: usize = 12;
/// Diagonal of 35 mm film, mm.
const FILM_DIAGONAL_MM: f64 = 43.27;
/// Focal lengths that are believed, mm: phones also write what they have cropped to.
const BELIEVED_MM: core::ops::RangeInclusive<u16> = 13..=120;

/// How a photograph was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Taken {
    /// How the picture lies in its file, 1–8; 1 = upright.
    pub(crate) orientation: u16,
    /// Focal length as of 35 mm film, mm, where it is credible.
    focal_35mm: Option<u16>,
}

impl Taken {
    /// A picture of which nothing is known.
    pub(crate) const UNKNOWN: Self = Self { orientation: 1, focal_35mm: None };

    /// Reads a TIFF structure; what is broken or missing is not known.
    pub(crate) fn read(tiff: &[u8]) -> Self {
        // Some writers keep JPEG's own prefix.
        let tiff = tiff.strip_prefix(b"Exif\0\0").unwrap_or(tiff);
        let little = match tiff.get(..4) {
            Some([b'I', b'I', 42, 0]) => true,
            Some([b'M', b'M', 0, 42]) => false,
            _ => return Self::UNKNOWN,
        };
        let file = Tiff { bytes: tiff, little };
        let first = file.long(4);
        let orientation = first.and_then(|at| file.find(at, ORIENTATION)).and_then(|at| file.short(at));
        let second = first.and_then(|at| file.find(at, EXIF_DIRECTORY)).and_then(|at| file.long(at));
        let focal = second.and_then(|at| file.find(at, FOCAL_35MM)).and_then(|at| file.short(at));
        Self {
            orientation: orientation.filter(|v| (1..=8).contains(v)).unwrap_or(1),
            focal_35mm: focal.filter(|mm| BELIEVED_MM.contains(mm)),
        }
    }

    /// Focal length of the whole picture, px.
    pub(crate) fn focal(self, width: usize, height: usize) -> Option<f64> {
        let diagonal = ((width * width + height * height) as f64).sqrt();
        self.focal_35mm.map(|mm| f64::from(mm) / FILM_DIAGONAL_MM * diagonal)
    }

    /// RGBA as the camera was held, with its width and height.
    pub(crate) fn upright(self, rgba: Vec<u8>, width: usize, height: usize) -> (Vec<u8>, usize, usize) {
        if self.orientation == 1 {
            return (rgba, width, height);
        }
        let is_on_its_side = self.orientation >= 5;
        let (columns, rows) = if is_on_its_side { (height, width) } else { (width, height) };
        let (last_x, last_y) = (width - 1, height - 1);
        let mut out = Vec::with_capacity(rgba.len());
        for y in 0..rows {
            for x in 0..columns {
                let (from_x, from_y) = match self.orientation {
                    2 => (last_x - x, y),
                    3 => (last_x - x, last_y - y),
                    4 => (x, last_y - y),
                    5 => (y, x),
                    6 => (y, last_y - x),
                    7 => (last_x - y, last_y - x),
                    _ => (last_x - y, x),
                };
                let at = (from_y * width + from_x) * 4;
                out.extend_from_slice(&rgba[at..at + 4]);
            }
        }
        (out, columns, rows)
    }
}

/// Bytes of a TIFF structure and their order.
struct Tiff<'a> {
    bytes: &'a [u8],
    little: bool,
}

impl Tiff<'_> {
    fn short(&self, at: usize) -> Option<u16> {
        let two = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    }

    fn long(&self, at: usize) -> Option<usize> {
        let four = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) } as usize)
    }

    /// Where the value of a tag stands, in the directory at an offset.
    fn find(&self, directory: usize, tag: u16) -> Option<usize> {
        let entries = usize::from(self.short(directory)?);
        let first = directory.checked_add(2)?;
        (0..entries).map(|i| first + i * ENTRY).find(|&at| self.short(at) == Some(tag)).map(|at| at + 8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A structure with both directories, in either order of bytes.
    fn tiff(little: bool, orientation: u16, focal: u16) -> Vec<u8> {
        let short = |v: u16| if little { v.to_le_bytes() } else { v.to_be_bytes() };
        let long = |v: u32| if little { v.to_le_bytes() } else { v.to_be_bytes() };
        let mut out: Vec<u8> = if little { b"II\x2a\0".to_vec() } else { b"MM\0\x2a".to_vec() };
        out.extend(long(8));
        let entry = |out: &mut Vec<u8>, tag: u16, kind: u16, value: [u8; 4]| {
            out.extend(short(tag));
            out.extend(short(kind));
            out.extend(long(1));
            out.extend(value);
        };
        let padded = |v: u16| [short(v)[0], short(v)[1], 0, 0];
        out.extend(short(2));
        entry(&mut out, ORIENTATION, 3, padded(orientation));
        entry(&mut out, EXIF_DIRECTORY, 4, long(38));
        out.extend(long(0));
        out.extend(short(1));
        entry(&mut out, FOCAL_35MM, 3, padded(focal));
        out.extend(long(0));
        out
    }

    #[test]
    fn orientation_and_focal_length_are_read_in_both_orders_of_bytes() {
        for little in [true, false] {
            let taken = Taken::read(&tiff(little, 6, 26));
            assert_eq!(taken, Taken { orientation: 6, focal_35mm: Some(26) });
            // 26 mm on 36 × 24 mm film sees 36 mm across: of 3600 px, 2600 px.
            assert!((taken.focal(3600, 2400).unwrap() - 2600.0).abs() < 1.0);
            assert_eq!(Taken::read(&[b"Exif\0\0".as_slice(), &tiff(little, 3, 177)].concat()), Taken { orientation: 3, focal_35mm: None });
            assert_eq!(Taken::read(&tiff(little, 9, 26)).orientation, 1);
        }
    }

    #[test]
    fn what_is_cut_off_or_points_beyond_is_not_known() {
        let whole = tiff(true, 6, 26);
        for length in 0..whole.len() {
            let taken = Taken::read(&whole[..length]);
            assert!(taken == Taken::UNKNOWN || taken.orientation == 6, "{length}: {taken:?}");
        }
        let mut astray = whole;
        astray[4..8].fill(0xff);
        assert_eq!(Taken::read(&astray), Taken::UNKNOWN);
    }

    #[test]
    fn every_orientation_comes_upright() {
        // An upright picture, and how a file holds it (EXIF 3.0, 4.6.5.1.6: where the first row and the first column lie).
        const UPRIGHT: &str = "ab cd ef";
        let cases = [
            (1, "ab cd ef"),
            (2, "ba dc fe"),
            (3, "fe dc ba"),
            (4, "ef cd ab"),
            (5, "ace bdf"),
            (6, "bdf ace"),
            (7, "fdb eca"),
            (8, "eca fdb"),
        ];
        for (orientation, stored) in cases {
            let rows: Vec<&str> = stored.split(' ').collect();
            let rgba: Vec<u8> = rows.concat().bytes().flat_map(|letter| [letter, 0, 0, 255]).collect();
            let taken = Taken { orientation, focal_35mm: None };
            let (upright, width, height) = taken.upright(rgba, rows[0].len(), rows.len());
            let letters: String = upright.chunks_exact(4).map(|pixel| char::from(pixel[0])).collect();
            assert_eq!((letters.as_str(), width, height), (UPRIGHT.replace(' ', "").as_str(), 2, 3), "orientation {orientation}");
        }
    }
}
