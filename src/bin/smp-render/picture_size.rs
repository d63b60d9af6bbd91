//! Width and height of a picture: what is allowed, and how it is written.

/// Smallest and largest side of a picture, px.
pub(crate) const SIZES: (usize, usize) = (16, 4096);

/// Whether a picture may have such a side.
pub(crate) fn is_side(side: &usize) -> bool {
    (SIZES.0..=SIZES.1).contains(side)
}

/// What sides are allowed, in words.
pub(crate) fn allowed_sides() -> String {
    format!("whole numbers {} to {}", SIZES.0, SIZES.1)
}

/// Reads `1024` or `1080x1920`.
pub(crate) fn parse(text: &str) -> Result<[usize; 2], String> {
    let side = |text: &str| text.parse().ok().filter(is_side);
    let (width, height) = text.split_once('x').unwrap_or((text, text));
    let sides = side(width).zip(side(height)).map(|(width, height)| [width, height]);
    sides.ok_or_else(|| format!("size: {text} is not allowed; allowed: {}, or two of them as 1080x1920", allowed_sides()))
}
