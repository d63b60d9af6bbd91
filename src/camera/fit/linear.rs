//! Rotations, factors and linear equations by + − × ÷ √ alone: Cayley transforms and Cholesky's decomposition.

/// Unknowns of a fit: turn about the camera's axes (3), aside (2), shares of distance and focal length, the terms of the shape (6).
pub(super) const UNKNOWNS: usize = 13;
/// Least square of a diagonal element that is divided by.
const LEAST_PIVOT: f64 = 1e-18;

/// A number for each unknown.
pub(super) type Slopes = [f64; UNKNOWNS];

/// Scalar product.
pub(super) fn dot<const N: usize>(a: [f64; N], b: [f64; N]) -> f64 {
    a.into_iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Vector product.
pub(super) fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

/// Rotates axes by a vector (axis times twice the tangent of half the angle): Cayley's transform, which is the rotation by the
/// vector's length to third order.
pub(super) fn rotated(axes: [[f64; 3]; 3], by: [f64; 3]) -> [[f64; 3]; 3] {
    let half = by.map(|v| 0.5 * v);
    let scale = 2.0 / (1.0 + dot(half, half));
    let mut out = axes;
    for k in 0..3 {
        let column = [axes[0][k], axes[1][k], axes[2][k]];
        let once = cross(half, column);
        let twice = cross(half, once);
        for (i, row) in out.iter_mut().enumerate() {
            row[k] = column[i] + scale * (once[i] + twice[i]);
        }
    }
    upright(out)
}

/// Axes made upright to each other and of unit length.
pub(super) fn upright([right, _, back]: [[f64; 3]; 3]) -> [[f64; 3]; 3] {
    let unit = |v: [f64; 3]| {
        let length = dot(v, v).sqrt();
        v.map(|x| x / length)
    };
    let right = unit(right);
    let along = dot(right, back);
    let back = unit([0, 1, 2].map(|k| back[k] - right[k] * along));
    [right, cross(back, right), back]
}

/// The vector that [`rotated`] turns `from` into `to` by; grows without end towards half a turn.
pub(super) fn rotation_between(from: [[f64; 3]; 3], to: [[f64; 3]; 3]) -> [f64; 3] {
    let d = |i: usize, j: usize| dot(to[i], from[j]);
    let whole = (1.0 + d(0, 0) + d(1, 1) + d(2, 2)).max(LEAST_PIVOT);
    [d(2, 1) - d(1, 2), d(0, 2) - d(2, 0), d(1, 0) - d(0, 1)].map(|v| 2.0 * v / whole)
}

/// A factor grown by a share: the exponential to second order, and its own inverse for the opposite share.
pub(super) fn grown(factor: f64, share: f64) -> f64 {
    factor * (2.0 + share) / (2.0 - share)
}

/// The share that 1 was grown by to this: the logarithm to second order.
pub(super) fn growth(factor: f64) -> f64 {
    2.0 * (factor - 1.0) / (factor + 1.0)
}

/// Slope of [`growth`] by a further share.
pub(super) fn growth_slope(factor: f64) -> f64 {
    let sum = factor + 1.0;
    2.0 * 2.0 * factor / (sum * sum)
}

/// Normal equations of a sum of squares.
#[derive(Clone)]
pub(super) struct NormalEquations {
    matrix: [Slopes; UNKNOWNS],
    right: Slopes,
    /// The sum itself.
    pub(super) cost: f64,
}

impl NormalEquations {
    pub(super) fn new() -> Self {
        Self { matrix: [[0.0; UNKNOWNS]; UNKNOWNS], right: [0.0; UNKNOWNS], cost: 0.0 }
    }

    /// Adds the square of a residual with these slopes.
    pub(super) fn add(&mut self, residual: f64, slopes: &Slopes) {
        self.cost += residual * residual;
        for i in 0..UNKNOWNS {
            self.right[i] -= slopes[i] * residual;
            for j in 0..=i {
                self.matrix[i][j] += slopes[i] * slopes[j];
            }
        }
    }

    /// Adds a sum of squares of the last unknowns, with half its slopes and its matrix.
    pub(super) fn add_to_last<const N: usize>(&mut self, cost: f64, matrix: &[[f64; N]; N], slopes: &[f64; N]) {
        self.cost += cost;
        let first = UNKNOWNS - N;
        for i in 0..N {
            self.right[first + i] -= slopes[i];
            self.matrix[first + i][first..].iter_mut().zip(&matrix[i][..=i]).for_each(|(sum, own)| *sum += own);
        }
    }

    /// Matrix and right-hand side of the last unknowns, with the others at their best for each: the Schur complement.
    pub(super) fn without_first<const N: usize>(&self) -> ([[f64; N]; N], [f64; N]) {
        let first = UNKNOWNS - N;
        let (mut left, mut right) = (self.matrix, self.right);
        for k in 0..first {
            let pivot = left[k][k].max(LEAST_PIVOT);
            let column: Slopes = core::array::from_fn(|i| if i > k { left[i][k] } else { 0.0 });
            for i in k + 1..UNKNOWNS {
                let share = column[i] / pivot;
                right[i] -= share * right[k];
                for j in k + 1..=i {
                    left[i][j] -= share * column[j];
                }
            }
        }
        let at = |i: usize, j: usize| if i < j { left[first + j][first + i] } else { left[first + i][first + j] };
        (core::array::from_fn(|i| core::array::from_fn(|j| at(i, j))), core::array::from_fn(|i| right[first + i]))
    }

    /// The step that lowers the sum most, damped: solves (A + λ diag A) x = b by Cholesky's decomposition.
    pub(super) fn step(&self, damping: f64) -> Slopes {
        let mut l = [[0.0; UNKNOWNS]; UNKNOWNS];
        for i in 0..UNKNOWNS {
            for j in 0..=i {
                let mut sum = self.matrix[i][j];
                if i == j {
                    sum += damping * sum;
                }
                let (own, other): (Slopes, Slopes) = (l[i], l[j]);
                sum -= own[..j].iter().zip(&other[..j]).map(|(a, b)| a * b).sum::<f64>();
                l[i][j] = if i == j { sum.max(LEAST_PIVOT).sqrt() } else { sum / l[j][j] };
            }
        }
        let mut x = self.right;
        for i in 0..UNKNOWNS {
            for k in 0..i {
                x[i] -= l[i][k] * x[k];
            }
            x[i] /= l[i][i];
        }
        for i in (0..UNKNOWNS).rev() {
            for k in i + 1..UNKNOWNS {
                x[i] -= l[k][i] * x[k];
            }
            x[i] /= l[i][i];
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AXES: [[f64; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

    #[test]
    fn a_rotation_turns_as_far_as_it_says_and_back() {
        let by = [0.3, -0.5, 0.2];
        let rotation = rotated(AXES, by);
        let found = rotation_between(AXES, rotation);
        assert!((0..3).all(|k| (found[k] - by[k]).abs() < 1e-12), "{found:?}");
        // A quarter turn about the third axis has the tangent of half its angle 1.
        let quarter = rotated(AXES, [0.0, 0.0, 2.0]);
        assert!((quarter[1][0] - 1.0).abs() < 1e-12 && quarter[0][0].abs() < 1e-12, "{quarter:?}");
        let back = rotated(rotation, by.map(|v| -v));
        assert!((0..3).all(|i| (0..3).all(|k| (back[i][k] - AXES[i][k]).abs() < 1e-12)));
    }

    #[test]
    fn factors_grow_like_the_exponential() {
        // The fifth root of e.
        assert!((grown(1.0, 0.2) - 1.221_403).abs() < 1e-3);
        assert!((growth(grown(1.0, 0.7)) - 0.7).abs() < 1e-12 && (grown(grown(3.0, 0.4), -0.4) - 3.0).abs() < 1e-12);
        let slope = (growth(grown(1.3, 1e-6)) - growth(grown(1.3, -1e-6))) / 2e-6;
        assert!((slope - growth_slope(1.3)).abs() < 1e-6);
    }

    #[test]
    fn the_step_solves_a_linear_problem_at_once() {
        let truth: Slopes = core::array::from_fn(|i| i as f64 - 4.5);
        let mut equations = NormalEquations::new();
        for i in 0..40 {
            let slopes: Slopes = core::array::from_fn(|k| f64::from(crate::base::random::uniform(1, k as u32, i)) - 0.5);
            equations.add(-dot(slopes, truth), &slopes);
        }
        let found = equations.step(0.0);
        assert!((0..UNKNOWNS).all(|k| (found[k] - truth[k]).abs() < 1e-9), "{found:?}");
    }
}
