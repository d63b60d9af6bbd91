//! A fit as a short text: a version, the picture's proportions, the pose in parts of the picture, a check; in digits of base64url.
//!
//! Numbers stand for the middle of a step, so that a code read and written again is the same code.

use super::linear::{grown, growth};
use crate::camera::pose::Pose;
use crate::camera::shape::HeadShape;
use crate::camera::warp::{MOST_PINS, Pin, Warp};

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VERSION: u32 = 1;
/// Digits of an exact number, of a coarse one, of a count; of the check.
const EXACT: usize = 3;
const COARSE: usize = 2;
const COUNT: usize = 1;
const CHECK: usize = 4;
/// What distances are told in parts of, mm. Part of the format, unlike what a fit expects.
const DISTANCE_MM: f64 = 500.0;
/// Ranges of numbers: shares of a quaternion's greatest, tangents aside, growths of distance and focal length, principal point in parts of
/// the picture, growths and lean of the shape, the warp's pins and its displacements in parts of the longer side.
const SHARE: (f64, f64) = (-1.0, 1.0);
const ASIDE: (f64, f64) = (-2.0, 2.0);
const GROWTH: (f64, f64) = (-1.98, 1.98);
const PRINCIPAL: (f64, f64) = (-1.0, 2.0);
const SHAPE: (f64, f64) = (-0.5, 0.5);
const PIN: (f64, f64) = (-0.5, 1.5);
const DISPLACED: (f64, f64) = (-0.0625, 0.0625);
const WHOLE: (f64, f64) = (0.0, 1.0);
/// Pictures of one shape differ in proportion by less: their sides are whole pixels.
const SAME_PROPORTION: f64 = 0.004;
/// Offset and factor of the check (Fowler–Noll–Vo).
const CHECK_OFFSET: u32 = 2_166_136_261;
const CHECK_FACTOR: u32 = 16_777_619;

struct Writer(String);

impl Writer {
    fn whole(&mut self, value: u32, digits: usize) {
        for i in (0..digits).rev() {
            self.0.push(char::from(DIGITS[(value >> (6 * i) & 63) as usize]));
        }
    }

    fn number(&mut self, value: f64, (from, to): (f64, f64), digits: usize) {
        let steps = f64::from(1_u32 << (6 * digits));
        // What is no number becomes the least.
        let step = ((value - from) / (to - from) * steps).max(0.0).min(steps - 1.0);
        self.whole(step as u32, digits);
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn whole(&mut self, digits: usize) -> Option<u32> {
        let (own, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        own.iter().try_fold(0, |value, digit| Some(value << 6 | DIGITS.iter().position(|d| d == digit)? as u32))
    }

    fn number(&mut self, (from, to): (f64, f64), digits: usize) -> Option<f64> {
        let step = f64::from(self.whole(digits)?);
        Some(from + (step + 0.5) / f64::from(1_u32 << (6 * digits)) * (to - from))
    }

    fn pair(&mut self, range: (f64, f64), digits: usize) -> Option<[f64; 2]> {
        Some([self.number(range, digits)?, self.number(range, digits)?])
    }
}

fn check(text: &[u8]) -> u32 {
    let hash = text.iter().fold(CHECK_OFFSET, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(CHECK_FACTOR));
    // All bits count in those that are kept.
    (hash ^ hash >> 24) & ((1 << (6 * CHECK)) - 1)
}

fn proportion([width, height]: [usize; 2]) -> f64 {
    width as f64 / (width + height).max(1) as f64
}

fn longer(size: [usize; 2]) -> f64 {
    size[0].max(size[1]).max(1) as f64
}

/// The greatest of a rotation's quaternion by its number, and the others as shares of it (Shepperd 1978).
fn quaternion(r: &[[f64; 3]; 3]) -> (usize, [f64; 4]) {
    let (a, b, c) = (r[0][0], r[1][1], r[2][2]);
    let squares = [1.0 + a + b + c, 1.0 + a - b - c, 1.0 - a + b - c, 1.0 - a - b + c];
    let greatest = (1..4).fold(0, |best, i| if squares[i] > squares[best] { i } else { best });
    let (wx, wy, wz) = (r[2][1] - r[1][2], r[0][2] - r[2][0], r[1][0] - r[0][1]);
    let (xy, xz, yz) = (r[0][1] + r[1][0], r[0][2] + r[2][0], r[1][2] + r[2][1]);
    let products = [[squares[0], wx, wy, wz], [wx, squares[1], xy, xz], [wy, xy, squares[2], yz], [wz, xz, yz, squares[3]]][greatest];
    (greatest, products.map(|v| v / squares[greatest]))
}

/// The rotation of a quaternion of any length.
fn rotation([w, x, y, z]: [f64; 4]) -> [[f64; 3]; 3] {
    let n = w * w + x * x + y * y + z * z;
    let twice = |v: f64| 2.0 * v / n;
    [
        [1.0 - twice(y * y + z * z), twice(x * y - w * z), twice(x * z + w * y)],
        [twice(x * y + w * z), 1.0 - twice(x * x + z * z), twice(y * z - w * x)],
        [twice(x * z - w * y), twice(y * z + w * x), 1.0 - twice(x * x + y * y)],
    ]
}

/// The code of a pose in a picture of this width and height, px; the same for every size of that picture.
pub fn encode(pose: &Pose, size: [usize; 2]) -> String {
    let mut out = Writer(String::new());
    let longer = longer(size);
    out.whole(VERSION, COUNT);
    out.number(proportion(size), WHOLE, COARSE);
    let (greatest, shares) = quaternion(&pose.axes);
    out.whole(greatest as u32, COUNT);
    shares.into_iter().enumerate().filter(|(i, _)| *i != greatest).for_each(|(_, share)| out.number(share, SHARE, EXACT));
    pose.aside.into_iter().for_each(|v| out.number(v, ASIDE, EXACT));
    out.number(growth(pose.distance_mm / DISTANCE_MM), GROWTH, EXACT);
    out.number(growth(pose.focal_px / longer), GROWTH, EXACT);
    (0..2).for_each(|k| out.number(pose.principal[k] / size[k].max(1) as f64, PRINCIPAL, EXACT));
    let s = &pose.shape;
    [s.breadth, s.above, s.face, s.front, s.behind].into_iter().for_each(|factor| out.number(growth(factor), SHAPE, EXACT));
    out.number(s.lean, SHAPE, EXACT);
    let pins = pose.warp.pins();
    out.whole(pins.len() as u32, COUNT);
    if !pins.is_empty() {
        out.number(pose.warp.reach_px() / longer, WHOLE, COARSE);
    }
    for pin in pins {
        pin.at.into_iter().for_each(|v| out.number(v / longer, PIN, COARSE));
        pin.by.into_iter().for_each(|v| out.number(v / longer, DISPLACED, COARSE));
    }
    let check = check(out.0.as_bytes());
    out.whole(check, CHECK);
    out.0
}

/// The pose of a code in a picture of this width and height, px; none if it is no code, or of a picture of other proportions.
pub fn decode(code: &str, size: [usize; 2]) -> Option<Pose> {
    let longer = longer(size);
    let (text, last) = code.as_bytes().split_at_checked(code.len().checked_sub(CHECK)?)?;
    if Reader(last).whole(CHECK)? != check(text) {
        return None;
    }
    let mut from = Reader(text);
    let known = from.whole(COUNT)? == VERSION && (from.number(WHOLE, COARSE)? - proportion(size)).abs() < SAME_PROPORTION;
    let greatest = from.whole(COUNT)? as usize;
    if !known || greatest > 3 {
        return None;
    }
    let mut shares = [1.0; 4];
    for (_, share) in shares.iter_mut().enumerate().filter(|(i, _)| *i != greatest) {
        *share = from.number(SHARE, EXACT)?;
    }
    let aside = from.pair(ASIDE, EXACT)?;
    let [distance, focal] = from.pair(GROWTH, EXACT)?.map(|share| grown(1.0, share));
    let [x, y] = from.pair(PRINCIPAL, EXACT)?;
    let mut factors = [1.0; 5];
    for factor in &mut factors {
        *factor = grown(1.0, from.number(SHAPE, EXACT)?);
    }
    let [breadth, above, face, front, behind] = factors;
    let lean = from.number(SHAPE, EXACT)?;
    let n = from.whole(COUNT)? as usize;
    if n > MOST_PINS {
        return None;
    }
    let reach = if n > 0 { from.number(WHOLE, COARSE)? } else { 0.0 };
    let mut pins = Vec::new();
    for _ in 0..n {
        let (at, by) = (from.pair(PIN, COARSE)?, from.pair(DISPLACED, COARSE)?);
        pins.push(Pin { at: at.map(|v| v * longer), by: by.map(|v| v * longer) });
    }
    from.0.is_empty().then(|| Pose {
        axes: rotation(shares),
        aside,
        distance_mm: distance * DISTANCE_MM,
        focal_px: focal * longer,
        principal: [x * size[0] as f64, y * size[1] as f64],
        shape: HeadShape { breadth, above, face, front, behind, lean },
        warp: Warp::new(&pins, reach * longer),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::uniform;
    use crate::camera::fit::linear::upright;

    const SIZE: [usize; 2] = [3000, 4000];

    fn pose(seed: u32) -> Pose {
        let at = |k: u32| f64::from(uniform(seed, k, 1)) * 2.0 - 1.0;
        let pins: Vec<Pin> =
            (0..seed % 17).map(|i| Pin { at: [at(40 + i) * 1500.0, at(60 + i) * 2000.0], by: [at(80 + i) * 30.0, at(9) * 30.0] }).collect();
        Pose {
            axes: upright([[at(1), at(2), at(3)], [0.0; 3], [at(4), at(5), at(6)]]),
            aside: [at(7) * 0.2, at(8) * 0.2],
            distance_mm: 900.0 + 600.0 * at(10),
            focal_px: 3500.0 + 1500.0 * at(11),
            principal: [1500.0, 2000.0 + 300.0 * at(12)],
            shape: HeadShape { breadth: 1.0 + 0.1 * at(13), above: 0.95, face: 1.02, front: 1.0, behind: 1.1, lean: 0.1 * at(14) },
            warp: Warp::new(&pins, 700.0),
        }
    }

    #[test]
    fn a_code_read_and_written_again_is_the_same() {
        for seed in 0..300 {
            let code = encode(&pose(seed), SIZE);
            assert!(code.len() < 200, "{}", code.len());
            // In the same picture and in a smaller one.
            for size in [SIZE, [750, 1000], [481, 641]] {
                let again = decode(&code, size).unwrap_or_else(|| panic!("{seed}: {code}"));
                let rounded = encode(&again, size);
                if size == [481, 641] {
                    assert_eq!(rounded.len(), code.len());
                } else {
                    assert_eq!(rounded, code, "{seed} at {size:?}");
                }
            }
        }
    }

    #[test]
    fn a_code_puts_the_head_where_it_was() {
        for seed in 0..300 {
            let own = pose(seed);
            let code = encode(&own, SIZE);
            let (again, small) = (decode(&code, SIZE).unwrap(), decode(&code, [750, 1000]).unwrap());
            for place in [[0.0, 130.0, 0.0], [75.0, 40.0, -20.0], [0.0, -20.0, 122.0]] {
                let (a, b, c) = (own.project(place), again.project(place), small.project(place));
                for k in 0..2 {
                    assert!((a[k] - b[k]).abs() < 0.75 && (c[k] * 4.0 - b[k]).abs() < 1e-6, "{seed}: {a:?}, {b:?}, {c:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        let code = encode(&pose(5), SIZE);
        let is_none = |code: &str, size| decode(code, size).is_none();
        assert!(is_none(&code, [4000, 3000]) && is_none(&code, [3000, 3000]));
        assert!(["", "A", "BBBB", "BBBBBBBB", "ä€", "ωωωω", &code.replace(&code[3..4], "*")].iter().all(|text| is_none(text, SIZE)));
        for i in 0..code.len() {
            let (start, rest) = code.split_at(i);
            let other = if rest.starts_with('A') { 'B' } else { 'A' };
            assert!(is_none(&format!("{start}{other}{}", &rest[1..]), SIZE), "digit {i}");
            assert!(is_none(start, SIZE) && is_none(&format!("{start}{}", &rest[1..]), SIZE), "without digit {i}");
        }
        assert!(is_none(&format!("{code}A"), SIZE));
    }
}
