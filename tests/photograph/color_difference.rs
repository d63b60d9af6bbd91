//! CIEDE2000: how different two colors look (CIE 142-2001, with the notes of Sharma, Wu and Dalal 2005).

use smp_visualizer::base::color::{LinearRgb, lab};

/// CIELAB coordinates L*, a*, b*.
type Lab = [f64; 3];

/// ΔE00 of two colors in linear light under D65; 1 is about what one can just see side by side.
pub(crate) fn difference(a: LinearRgb, b: LinearRgb) -> f64 {
    ciede2000(lab(a).to_array().map(f64::from), lab(b).to_array().map(f64::from))
}

/// The difference of two colors with all parametric weights 1; the equations have the numbers of Sharma 2005.
fn ciede2000(one: Lab, other: Lab) -> f64 {
    // Chroma beyond which neither correction of blue and of gray grows: 25⁷.
    let power7 = |c: f64| libm::pow(c, 7.0);
    let saturation = |c: f64| libm::sqrt(power7(c) / (power7(c) + power7(25.0)));
    let chroma = |[_, a, b]: Lab| libm::sqrt(a * a + b * b);
    // (2)–(7): a′, C′ and h′ in degrees.
    let stretched = 1.0 + 0.5 * (1.0 - saturation(0.5 * (chroma(one) + chroma(other))));
    let polar = |[_, a, b]: Lab| {
        let a = stretched * a;
        let hue = libm::atan2(b, a).to_degrees();
        (libm::sqrt(a * a + b * b), if hue < 0.0 { hue + 360.0 } else { hue })
    };
    let ((c1, h1), (c2, h2)) = (polar(one), polar(other));
    let gray = c1 * c2 == 0.0;
    // (8)–(11).
    let (dl, dc) = (other[0] - one[0], c2 - c1);
    let apart = h2 - h1;
    let turn = if gray {
        0.0
    } else if apart > 180.0 {
        apart - 360.0
    } else if apart < -180.0 {
        apart + 360.0
    } else {
        apart
    };
    let dh = 2.0 * libm::sqrt(c1 * c2) * libm::sin((0.5 * turn).to_radians());
    // (12)–(14): means.
    let (l, c) = (0.5 * (one[0] + other[0]), 0.5 * (c1 + c2));
    let h = if gray {
        h1 + h2
    } else if apart.abs() <= 180.0 {
        0.5 * (h1 + h2)
    } else if h1 + h2 < 360.0 {
        0.5 * (h1 + h2 + 360.0)
    } else {
        0.5 * (h1 + h2 - 360.0)
    };
    // (15)–(21): weights.
    let cos = |degrees: f64| libm::cos(degrees.to_radians());
    let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0) - 0.20 * cos(4.0 * h - 63.0);
    let blue = (h - 275.0) / 25.0;
    let rotation = -2.0 * saturation(c) * libm::sin((60.0 * libm::exp(-blue * blue)).to_radians());
    let from_middle = (l - 50.0) * (l - 50.0);
    let sl = 1.0 + 0.015 * from_middle / libm::sqrt(20.0 + from_middle);
    let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    // (22).
    let (l, c, h) = (dl / sl, dc / sc, dh / sh);
    libm::sqrt(l * l + c * c + h * h + rotation * c * h)
}

/// All 34 pairs of Sharma, Wu and Dalal 2005 (Color Research and Application 30, 21–30), table 1: L*, a*, b* twice, and ΔE00.
#[rustfmt::skip]
const PUBLISHED: [[f64; 7]; 34] = [
    [50.0, 2.6772, -79.7751, 50.0, 0.0, -82.7485, 2.0425],
    [50.0, 3.1571, -77.2803, 50.0, 0.0, -82.7485, 2.8615],
    [50.0, 2.8361, -74.02, 50.0, 0.0, -82.7485, 3.4412],
    [50.0, -1.3802, -84.2814, 50.0, 0.0, -82.7485, 1.0],
    [50.0, -1.1848, -84.8006, 50.0, 0.0, -82.7485, 1.0],
    [50.0, -0.9009, -85.5211, 50.0, 0.0, -82.7485, 1.0],
    [50.0, 0.0, 0.0, 50.0, -1.0, 2.0, 2.3669],
    [50.0, -1.0, 2.0, 50.0, 0.0, 0.0, 2.3669],
    [50.0, 2.49, -0.001, 50.0, -2.49, 0.0009, 7.1792],
    [50.0, 2.49, -0.001, 50.0, -2.49, 0.001, 7.1792],
    [50.0, 2.49, -0.001, 50.0, -2.49, 0.0011, 7.2195],
    [50.0, 2.49, -0.001, 50.0, -2.49, 0.0012, 7.2195],
    [50.0, -0.001, 2.49, 50.0, 0.0009, -2.49, 4.8045],
    [50.0, -0.001, 2.49, 50.0, 0.001, -2.49, 4.8045],
    [50.0, -0.001, 2.49, 50.0, 0.0011, -2.49, 4.7461],
    [50.0, 2.5, 0.0, 50.0, 0.0, -2.5, 4.3065],
    [50.0, 2.5, 0.0, 73.0, 25.0, -18.0, 27.1492],
    [50.0, 2.5, 0.0, 61.0, -5.0, 29.0, 22.8977],
    [50.0, 2.5, 0.0, 56.0, -27.0, -3.0, 31.903],
    [50.0, 2.5, 0.0, 58.0, 24.0, 15.0, 19.4535],
    [50.0, 2.5, 0.0, 50.0, 3.1736, 0.5854, 1.0],
    [50.0, 2.5, 0.0, 50.0, 3.2972, 0.0, 1.0],
    [50.0, 2.5, 0.0, 50.0, 1.8634, 0.5757, 1.0],
    [50.0, 2.5, 0.0, 50.0, 3.2592, 0.335, 1.0],
    [60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644],
    [63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.263],
    [61.2901, 3.7196, -5.3901, 61.4292, 2.248, -4.962, 1.8731],
    [35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645],
    [22.7233, 20.0904, -46.694, 23.0331, 14.973, -42.5619, 2.0373],
    [36.4612, 47.858, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146],
    [90.8027, -2.0831, 1.441, 91.1528, -1.6435, 0.0447, 1.4441],
    [90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381],
    [6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377],
    [2.0776, 0.0795, -1.135, 0.9033, -0.0636, -0.5514, 0.9082],
];

#[test]
fn differences_are_the_published_ones() {
    for pair in PUBLISHED {
        let [l1, a1, b1, l2, a2, b2, published] = pair;
        let (there, back) = (ciede2000([l1, a1, b1], [l2, a2, b2]), ciede2000([l2, a2, b2], [l1, a1, b1]));
        // The table has four digits.
        assert!((there - published).abs() < 0.000_06 && (back - published).abs() < 0.000_06, "{pair:?}: {there}, {back}");
    }
}
