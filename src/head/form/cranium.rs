//! The braincase: one smooth radius for every direction, fitted to measured points of the bald skull.
//!
//! Everything a hairline lies on belongs to this one function, so the scalp has no seam and no dent.

use crate::base::math::{PI, TAU, Vec3, acos, atan2, cos, sin, vec3};
use crate::head::Build;

/// Where the radii start from, mm.
pub(in crate::head) const CENTRE: Vec3 = Vec3::new(0.0, 40.0, 0.0);

/// Height below which the skull base has no say, mm.
pub(in crate::head) const REACH: f32 = -74.0;

/// Midline from the glabella over the top to the skull base: a man's (y, z), and how much nearer to the centre a woman's
/// lies, mm: 187 mm long and 145 mm broad for his 195 and 152, the forehead upright and full.
const MIDLINE: [(f32, f32, f32); 26] = [
    (33.0, 96.5, 5.2),
    (45.0, 97.2, 4.6),
    (60.0, 95.5, 3.2),
    (76.0, 91.0, 1.6),
    (92.8, 81.7, 1.6),
    (108.7, 65.7, 2.4),
    (121.2, 42.8, 3.4),
    (128.3, 15.9, 3.8),
    (129.7, -8.0, 4.0),
    (127.5, -29.9, 4.2),
    (120.2, -51.8, 4.2),
    (107.2, -69.7, 4.0),
    (90.3, -84.2, 4.0),
    (73.0, -94.0, 3.8),
    (53.0, -98.8, 3.8),
    (37.0, -99.6, 4.4),
    (19.0, -96.6, 5.2),
    (2.5, -88.6, 5.6),
    (-14.0, -75.5, 6.0),
    (-28.0, -64.0, 6.0),
    (-38.0, -40.0, 5.0),
    (-40.0, 0.0, 4.0),
    (-35.0, 40.0, 4.0),
    (-20.0, 68.0, 4.5),
    (0.0, 82.0, 5.5),
    (18.0, 91.0, 5.5),
];

/// Points of the left half off the midline: a man's (x, y, z), and how much nearer to the centre a woman's lies, mm.
const SIDE: [(f32, f32, f32, f32); 51] = [
    // Across the head behind the ears' front, z = −15.
    (29.9, 125.7, -14.9, 4.0),
    (48.9, 116.5, -14.9, 5.2),
    (62.0, 102.9, -14.9, 5.0),
    (71.3, 85.6, -14.9, 5.0),
    (75.6, 66.0, -15.0, 3.8),
    (76.0, 50.0, -15.0, 3.6),
    (74.2, 32.0, -15.0, 3.8),
    (71.3, 15.0, -15.0, 4.2),
    (69.0, 0.0, -15.0, 4.6),
    (64.0, -15.0, -15.0, 4.6),
    (52.0, -32.0, -15.0, 5.0),
    // Round the head through the forehead and the temples, y = 50.
    (20.0, 50.0, 94.5, 3.8),
    (38.0, 50.0, 86.5, 3.4),
    (50.0, 50.0, 74.5, 3.2),
    (56.2, 50.0, 60.2, 3.4),
    (62.0, 50.0, 44.5, 3.6),
    (69.0, 50.0, 25.0, 3.6),
    (74.0, 50.0, 2.0, 3.6),
    (75.0, 50.0, -38.0, 3.4),
    (69.0, 50.0, -58.0, 3.2),
    (58.0, 50.0, -75.0, 3.2),
    (42.0, 50.0, -88.0, 3.4),
    (22.0, 50.0, -96.0, 3.6),
    // Round the head above the forehead's eminences, y = 90.
    (20.9, 89.8, 80.2, 1.0),
    (38.9, 89.8, 68.7, 1.2),
    (52.5, 89.8, 50.8, 3.4),
    (62.6, 89.8, 25.5, 4.0),
    (67.9, 89.8, 0.0, 4.8),
    (66.6, 89.8, -42.3, 4.4),
    (57.5, 89.8, -62.4, 3.6),
    (41.8, 89.8, -76.2, 3.6),
    (21.9, 89.8, -84.2, 3.8),
    // Round the head through the cheekbones' roots, y = 20.
    (25.0, 20.0, -91.0, 5.0),
    (45.0, 20.0, -81.0, 5.0),
    (60.0, 20.0, -64.0, 4.8),
    (69.0, 20.0, -42.0, 4.6),
    (70.5, 20.0, 5.0, 4.4),
    (65.0, 20.0, 30.0, 4.6),
    (57.0, 20.0, 58.0, 4.8),
    (46.0, 20.0, 72.0, 5.0),
    (25.0, 20.0, 84.0, 5.4),
    // Round the crown, y = 115.
    (18.9, 114.7, 52.8, 2.8),
    (33.4, 114.7, 38.9, 3.0),
    (44.7, 114.7, 16.1, 3.6),
    (47.3, 114.7, -36.2, 4.5),
    (37.9, 114.7, -50.8, 4.4),
    (20.9, 114.7, -61.3, 4.4),
    // Skull base.
    (30.0, -14.0, -71.0, 6.0),
    (48.0, -12.0, -56.0, 6.0),
    (36.0, -34.0, 30.0, 4.0),
    (54.0, -14.0, 40.0, 4.6),
];

/// Radius the fitted lobes are added to, mm.
const MEAN_RADIUS: f32 = 90.0;

/// How much rather smooth than exact: keeps neighbouring lobes from fighting over a millimetre.
const SMOOTHING: f64 = 2e-3;

/// Steps of the table round the ear axis and from it down to the midline.
const AROUND: usize = 96;
const DOWN: usize = 26;

/// Rows kept beyond the pole and beyond the midline, so that no lookup needs a special case there.
const MARGIN: usize = 2;

/// Radius of the braincase by direction, tabulated over its left half with the pole on the ear axis.
pub(in crate::head) struct Cranium {
    /// `DOWN + 1 + 2 × MARGIN` rows of `AROUND + 3` radii, mm.
    radii: Vec<f32>,
}

const ROW: usize = AROUND + 3;

/// A lobe about a direction: 1 there, about 23° wide (standard deviation).
#[inline]
fn lobe(cosine: f32) -> f32 {
    let half = 0.5 + 0.5 * cosine;
    let cube = half * half * half;
    (cube * cube) * (cube * cube)
}

/// A pair of lobes, one for each side of the head.
#[inline]
fn lobe_pair(direction: Vec3, centre: Vec3) -> f32 {
    let across = direction.x * centre.x;
    let along = direction.y * centre.y + direction.z * centre.z;
    lobe(along + across) + lobe(along - across)
}

/// All measured places of a man's left half, and how much nearer to the centre a woman's lie, mm.
fn measured() -> Vec<(Vec3, f32)> {
    let midline = MIDLINE.iter().map(|&(y, z, nearer)| (vec3(0.0, y, z), nearer));
    midline.chain(SIDE.iter().map(|&(x, y, z, nearer)| (vec3(x, y, z), nearer))).collect()
}

impl Cranium {
    pub(in crate::head) fn new(build: Build) -> Cranium {
        let share = match build {
            Build::Masculine => 0.0,
            Build::Feminine => 1.0,
        };
        let points = measured();
        let directions: Vec<Vec3> = points.iter().map(|&(p, _)| (p - CENTRE).normalize()).collect();
        let radii: Vec<f32> = points.iter().map(|&(p, nearer)| (p - CENTRE).length() - share * nearer).collect();
        let weights = fit(&radii, &directions);
        let radius = |d: Vec3| {
            let lobes = directions.iter().zip(&weights).map(|(&c, &w)| w * lobe_pair(d, c));
            MEAN_RADIUS + lobes.sum::<f32>()
        };
        let mut radii = Vec::with_capacity(ROW * (DOWN + 1 + 2 * MARGIN));
        for row in 0..=DOWN + 2 * MARGIN {
            let polar = (row as f32 - MARGIN as f32) / DOWN as f32 * (PI * 0.5);
            for column in 0..ROW {
                let turn = (column as f32 - 1.0) / AROUND as f32 * TAU;
                let ring = sin(polar);
                radii.push(radius(vec3(cos(polar), ring * cos(turn), ring * sin(turn))));
            }
        }
        Cranium { radii }
    }

    /// Radius in mm towards a unit direction with x ≥ 0 or barely less.
    fn radius(&self, direction: Vec3) -> f32 {
        let polar = acos(direction.x) * (DOWN as f32 / (PI * 0.5)) + MARGIN as f32;
        let turn = atan2(direction.z, direction.y);
        let turn = if turn < 0.0 { turn + TAU } else { turn };
        let around = turn * (AROUND as f32 / TAU);
        let row = (polar as usize).clamp(1, DOWN + 2 * MARGIN - 2);
        let column = (around as usize).min(AROUND - 1);
        let across = spline_weights(around - column as f32);
        let down = spline_weights(polar - row as f32);
        let mut sum = 0.0;
        for (i, weight) in down.iter().enumerate() {
            let start = (row + i - 1) * ROW + column;
            let r = &self.radii[start..start + 4];
            sum += weight * (across[0] * r[0] + across[1] * r[1] + across[2] * r[2] + across[3] * r[3]);
        }
        sum
    }

    /// Signed distance to the braincase, mm.
    #[inline]
    pub(in crate::head) fn distance(&self, p: Vec3) -> f32 {
        let q = p - CENTRE;
        let length = q.length().max(1e-3);
        // The surface is nowhere far from perpendicular to the radius; the factor keeps the value a lower bound.
        (length - self.radius(q / length)) * 0.93
    }
}

/// Weights of the uniform cubic B-spline at `t` in 0–1 between the middle two of four values.
///
/// It smooths the table by about 0.01 mm and has continuous curvature, so highlights run without a kink.
#[inline]
fn spline_weights(t: f32) -> [f32; 4] {
    let u = 1.0 - t;
    let (t2, t3) = (t * t, t * t * t);
    [
        u * u * u * (1.0 / 6.0),
        (3.0 * t3 - 6.0 * t2 + 4.0) * (1.0 / 6.0),
        (-3.0 * t3 + 3.0 * t2 + 3.0 * t + 1.0) * (1.0 / 6.0),
        t3 * (1.0 / 6.0),
    ]
}

/// Weights of the lobe pairs so that the radii meet the points; Cholesky, as the matrix is positive definite.
fn fit(radii: &[f32], directions: &[Vec3]) -> Vec<f32> {
    let n = radii.len();
    let mut lower = vec![0.0f64; n * n];
    for i in 0..n {
        for j in 0..=i {
            let mut sum = f64::from(lobe_pair(directions[i], directions[j]));
            if i == j {
                sum += SMOOTHING;
            }
            for k in 0..j {
                sum -= lower[i * n + k] * lower[j * n + k];
            }
            lower[i * n + j] = if i == j { sum.max(1e-12).sqrt() } else { sum / lower[j * n + j] };
        }
    }
    let mut weights: Vec<f64> = radii.iter().map(|&r| f64::from(r - MEAN_RADIUS)).collect();
    for i in 0..n {
        for k in 0..i {
            weights[i] -= lower[i * n + k] * weights[k];
        }
        weights[i] /= lower[i * n + i];
    }
    for i in (0..n).rev() {
        for k in i + 1..n {
            weights[i] -= lower[k * n + i] * weights[k];
        }
        weights[i] /= lower[i * n + i];
    }
    weights.iter().map(|&w| w as f32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_braincase_meets_its_measured_points() {
        for (build, share) in [(Build::Masculine, 0.0), (Build::Feminine, 1.0)] {
            let cranium = Cranium::new(build);
            for (p, nearer) in measured() {
                let off = cranium.distance(p) - share * nearer;
                assert!(off.abs() < 1.5, "{build:?}: {p} lies {off} mm off");
            }
        }
    }

    #[test]
    fn spline_weights_add_up_to_one() {
        for i in 0..=10 {
            let sum: f32 = spline_weights(i as f32 * 0.1).iter().sum();
            assert!((sum - 1.0).abs() < 1e-6);
        }
    }
}
