//! State codes of the page, `1.xsdgo.sw18c.1t`, as `www/src/state/code.ts` makes them: names by their hash, numbers in
//! hundredths, a check at the end. They are kept for ever, so both readings stay the same.

use smp_visualizer::parameters::{ParameterKind, Settings, TABLE};

const VERSION: &str = "1";
/// Base 36 digits of the hash of a parameter's name, of a choice's, and of the check.
const NAME: usize = 3;
const WORD: usize = 2;
const CHECK: usize = 2;
/// Base of the digits.
const BASE: u32 = 36;
/// Steps of a number in a code.
const STEPS_PER_UNIT: f64 = 100.0;

/// FNV-1a with 32 bits: offset basis and prime.
const FNV: (u32, u32) = (0x811c_9dc5, 0x0100_0193);

/// The state of a code; none where it is malformed. As on the page, what a newer version has added is left out, and a value
/// beyond its range is the nearest one.
pub(crate) fn decode(code: &str) -> Option<Settings> {
    let code = code.trim().to_ascii_lowercase();
    let (body, check) = code.rsplit_once('.')?;
    if hash(body, CHECK) != check {
        return None;
    }
    let mut parts = body.split('.');
    if parts.next() != Some(VERSION) {
        return None;
    }
    let mut given: Vec<(usize, f64)> = Vec::new();
    for part in parts {
        let (name, rest) = part.split_at_checked(NAME)?;
        let digits = rest.strip_prefix('-').unwrap_or(rest);
        if digits.is_empty() || !name.chars().chain(digits.chars()).all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return None;
        }
        given.extend(TABLE.iter().position(|p| hash(p.name, NAME) == name).and_then(|at| Some((at, value(at, rest)?))));
    }
    let mut settings = Settings::default();
    // By their places in the table: the view moves the camera, which stands after it.
    given.sort_by_key(|(at, _)| *at);
    for (at, value) in given {
        settings.set_at(at, value).ok()?;
    }
    Some(settings)
}

/// The value that a part's rest means for the parameter at a place of the table, within its range.
fn value(at: usize, rest: &str) -> Option<f64> {
    let number = || Some(i64::from_str_radix(rest, BASE).ok()? as f64 / STEPS_PER_UNIT);
    match TABLE[at].kind {
        ParameterKind::Choice { choices } => choices.iter().position(|word| hash(word, WORD) == rest).map(|place| place as f64),
        ParameterKind::Integer { min, max, .. } => Some((number()? + 0.5).floor().max(min).min(max)),
        ParameterKind::Number { min, max, .. } => Some(number()?.max(min).min(max)),
    }
}

/// The last base 36 digits of a text's hash.
fn hash(text: &str, digits: usize) -> String {
    let mut rest = text.bytes().fold(FNV.0, |h, byte| (h ^ u32::from(byte)).wrapping_mul(FNV.1));
    let mut last: Vec<char> = Vec::new();
    for _ in 0..digits {
        last.extend(char::from_digit(rest % BASE, BASE));
        rest /= BASE;
    }
    last.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(pairs: &[(&str, &str)]) -> Settings {
        let mut settings = Settings::default();
        settings.set_all(pairs.iter().copied()).unwrap();
        settings
    }

    #[test]
    fn codes_that_were_given_away_mean_what_they_mean_on_the_page() {
        // Those of www/src/state/code.test.ts.
        for (code, pairs) in [
            ("1.xsdgo.sw18c.1t", vec![("norwood", "6"), ("tone", "3")]),
            ("1.q4", vec![]),
            (" 1.XSDHN.5F\n", vec![("norwood", "6.35")]),
            (
                "1.4ub2c.sxw-6y.h2k5hb39hgc.sc8i4.u7c-2ev.h8",
                vec![("view", "top"), ("yaw", "-31.27"), ("hair-color", "black"), ("seed", "4294967295"), ("left-temple-up", "-2.5")],
            ),
            (
                "1.vkzhi.1jb6o.vjdjb.rioiio.pch26.9frdz.7gip.u5w3uw.mu",
                vec![
                    ("build", "feminine"),
                    ("pattern", "ludwig"),
                    ("ludwig", "2.4"),
                    ("hair-length", "240"),
                    ("hair-style", "middle-parting"),
                    ("zone", "between-hairs"),
                    ("months", "0.25"),
                    ("compare", "50"),
                ],
            ),
        ] {
            assert_eq!(decode(code), Some(state(&pairs)), "{code}");
        }
    }

    fn with_check(body: &str) -> String {
        format!("{body}.{}", hash(body, CHECK))
    }

    #[test]
    fn what_is_no_code_is_none() {
        let two = with_check("2.xsdgo");
        let parts = ["1.", "1.xs", "1.xsd", "1.xsd-", "1.xsd-g-o", "1.xsdgö", "1..xsdgo"].map(with_check);
        let wrong = ["", " ", "1", "1.", "2.abc", "1.xsdgo.sw18c.1u", "1.xsdgo.sw18c.1ta", "1..xsdgo.sw18c.1t", "<b>", "١.ab", &two];
        for code in wrong.into_iter().chain(parts.iter().map(String::as_str)) {
            assert_eq!(decode(code), None, "{code}");
        }
    }

    #[test]
    fn what_a_newer_version_has_added_is_left_out_and_values_come_into_range() {
        let norwood = |value: &str| format!("{}{value}", hash("norwood", NAME));
        assert_eq!(decode(&with_check(&format!("1.{}.000zz", norwood("go")))), Some(state(&[("norwood", "6")])));
        assert_eq!(decode(&with_check(&format!("1.{}", norwood("zzzz")))), Some(state(&[("norwood", "7")])));
        assert_eq!(decode(&with_check(&format!("1.{}", norwood("-zzzz")))), Some(state(&[("norwood", "1")])));
        assert_eq!(decode(&with_check(&format!("1.{}zz", hash("hair-color", NAME)))), Some(Settings::default()));
    }
}
