//! The braincase: radius by direction, a sum of radial basis functions fitted to measured points of the bald skull by
//! regularized least squares (Cholesky).
//!
//! Everything a hairline lies on belongs to this one function, so the scalp has no seam and no dent.

use crate::base::math::{PI, TAU, Vec3, acos, atan2, cos, sin, vec3};

/// Where the radii start from, mm.
pub(in crate::head) const CENTER: Vec3 = Vec3::new(0.0, 40.0, 0.0);

/// Height below which the skull base does not count, mm.
pub(in crate::head) const REACH: f32 = -74.0;

/// Radius that the fitted kernels are added to, mm (choice: about the skull's mean).
const MEAN_RADIUS: f32 = 90.0;

/// Regularization of the fit: keeps neighboring kernels from overfitting measurements a millimeter apart (found by trial: every point
/// is met to 1.5 mm).
const REGULARIZATION: f64 = 2e-3;

/// Least pivot of the Cholesky factor: rounding may not make one negative.
const LEAST_PIVOT: f64 = 1e-12;

/// The surface is nowhere far from perpendicular to the radius; this factor keeps the value a lower bound of the distance.
const STEEPNESS: f32 = 0.93;

/// Least length of a radius that is divided by, mm.
const LEAST_LENGTH: f32 = 1e-3;

/// Weights of the uniform cubic B-spline add up to one by this factor.
const SIXTH: f32 = 1.0 / 6.0;

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

/// Radial basis function about a direction: 1 there, about 23° wide (standard deviation).
#[inline]
fn kernel(cosine: f32) -> f32 {
    let half = 0.5 + 0.5 * cosine;
    let cube = half * half * half;
    (cube * cube) * (cube * cube)
}

/// A pair of kernels, one for each side of the head.
#[inline]
fn mirrored_kernel(direction: Vec3, center: Vec3) -> f32 {
    let across = direction.x * center.x;
    let along = direction.y * center.y + direction.z * center.z;
    kernel(along + across) + kernel(along - across)
}

impl Cranium {
    /// Fits measured places of the left half: a man's, and how much nearer to the center this build's lie, mm.
    pub(in crate::head) fn new(points: &[(Vec3, f32)]) -> Cranium {
        let directions: Vec<Vec3> = points.iter().map(|&(p, _)| (p - CENTER).normalize()).collect();
        let radii: Vec<f32> = points.iter().map(|&(p, nearer)| (p - CENTER).length() - nearer).collect();
        let weights = fit_weights(&radii, &directions);
        let radius = |d: Vec3| {
            let kernels = directions.iter().zip(&weights).map(|(&c, &w)| w * mirrored_kernel(d, c));
            MEAN_RADIUS + kernels.sum::<f32>()
        };
        let mut radii = Vec::with_capacity(ROW * (DOWN + 1 + 2 * MARGIN));
        for row in 0..=DOWN + 2 * MARGIN {
            let polar = (row as f32 - MARGIN as f32) / DOWN as f32 * (PI * 0.5);
            for column in 0..ROW {
                let azimuth = (column as f32 - 1.0) / AROUND as f32 * TAU;
                let ring = sin(polar);
                radii.push(radius(vec3(cos(polar), ring * cos(azimuth), ring * sin(azimuth))));
            }
        }
        Cranium { radii }
    }

    /// Radius in mm towards a unit direction with x ≥ 0 or barely less.
    fn radius(&self, direction: Vec3) -> f32 {
        let polar = acos(direction.x) * (DOWN as f32 / (PI * 0.5)) + MARGIN as f32;
        let azimuth = atan2(direction.z, direction.y);
        let azimuth = if azimuth < 0.0 { azimuth + TAU } else { azimuth };
        let around = azimuth * (AROUND as f32 / TAU);
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
        let q = p - CENTER;
        let length = q.length().max(LEAST_LENGTH);
        (length - self.radius(q / length)) * STEEPNESS
    }
}

/// Weights of the uniform cubic B-spline at `t` in 0–1 between the middle two of four values.
///
/// It smooths the table by about 0.01 mm and has continuous curvature, so highlights run without a kink.
#[inline]
fn spline_weights(t: f32) -> [f32; 4] {
    let u = 1.0 - t;
    let (t2, t3) = (t * t, t * t * t);
    [u * u * u * SIXTH, (3.0 * t3 - 6.0 * t2 + 4.0) * SIXTH, (-3.0 * t3 + 3.0 * t2 + 3.0 * t + 1.0) * SIXTH, t3 * SIXTH]
}

/// Weights of the kernel pairs so that the radii meet the points: regularized least squares, solved by Cholesky.
fn fit_weights(radii: &[f32], directions: &[Vec3]) -> Vec<f32> {
    let n = radii.len();
    let mut lower = vec![0.0f64; n * n];
    for i in 0..n {
        for j in 0..=i {
            let mut sum = f64::from(mirrored_kernel(directions[i], directions[j]));
            if i == j {
                sum += REGULARIZATION;
            }
            for k in 0..j {
                sum -= lower[i * n + k] * lower[j * n + k];
            }
            lower[i * n + j] = if i == j { sum.max(LEAST_PIVOT).sqrt() } else { sum / lower[j * n + j] };
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
    use crate::head::build::{Build, skull};

    #[test]
    fn the_braincase_meets_its_measured_points() {
        for build in [Build::Masculine, Build::Feminine] {
            let places = skull::places(build);
            let cranium = Cranium::new(&places);
            for (p, nearer) in places {
                let off = cranium.distance(p) - nearer;
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
