//! What a photograph tells of the shape of a head: a Gaussian in information form, so that those of several photographs of
//! one person add up (as in an information filter).

use super::linear::{NormalEquations, growth, growth_slope};
use crate::camera::shape::HeadShape;

const TERMS: usize = HeadShape::TERMS;
/// Numbers of one: the lower triangle of the matrix, then the vector.
const NUMBERS: usize = TERMS * (TERMS + 1) / 2 + TERMS;
/// Share of it that counts for another photograph: people differ in more than six terms, and each photograph's fit bends the terms to what
/// it shows (found by trial on synthetic people: 0.25–1 differ little).
const TRUST: f64 = 0.5;
/// Least information that is divided by: a spread of 30 in terms of some 0.05.
const LEAST: f64 = 1e-3;

/// A sum of squares of a shape's terms: `(s − m)ᵀ Λ (s − m)`, kept as Λ and Λ m. Nothing is known by default.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ShapeInformation {
    matrix: [[f64; TERMS]; TERMS],
    vector: [f64; TERMS],
}

/// The terms that a fit differs in: growths of the five factors, and the lean.
fn terms(s: &HeadShape) -> [f64; TERMS] {
    let [a, b, c, d, e] = [s.breadth, s.above, s.face, s.front, s.behind].map(growth);
    [a, b, c, d, e, s.lean]
}

/// How they grow with the unknowns of a fit.
fn slopes(s: &HeadShape) -> [f64; TERMS] {
    let [a, b, c, d, e] = [s.breadth, s.above, s.face, s.front, s.behind].map(growth_slope);
    [a, b, c, d, e, 1.0]
}

fn times(matrix: &[[f64; TERMS]; TERMS], v: &[f64; TERMS]) -> [f64; TERMS] {
    core::array::from_fn(|i| matrix[i].iter().zip(v).map(|(a, b)| a * b).sum())
}

impl ShapeInformation {
    /// What the normal equations of one photograph's handles, outline and camera say of the shape, whatever its camera: the Schur complement
    /// of the camera's unknowns.
    pub(super) fn of(equations: &NormalEquations, shape: &HeadShape) -> Self {
        let (left, right) = equations.without_first::<TERMS>();
        let (s, slopes) = (terms(shape), slopes(shape));
        let matrix: [[f64; TERMS]; TERMS] =
            core::array::from_fn(|i| core::array::from_fn(|j| TRUST * left[i][j] / (slopes[i] * slopes[j])));
        let at = times(&matrix, &s);
        Self { matrix, vector: core::array::from_fn(|i| at[i] + TRUST * right[i] / slopes[i]) }
    }

    /// The sum of several, each as [`ShapeInformation::numbers`] gives it; one that holds what is no number is left out.
    pub fn sum(numbers: &[f64]) -> Self {
        let mut sum = Self::default();
        for own in numbers.chunks_exact(NUMBERS).filter(|own| own.iter().all(|v| v.is_finite())) {
            let mut own = own.iter();
            for i in 0..TERMS {
                for j in 0..=i {
                    let value = own.next().unwrap_or(&0.0);
                    sum.matrix[i][j] += value;
                    if i != j {
                        sum.matrix[j][i] += value;
                    }
                }
            }
            sum.vector.iter_mut().zip(own).for_each(|(v, own)| *v += own);
        }
        sum
    }

    /// As 27 plain numbers.
    pub fn numbers(&self) -> Vec<f64> {
        let lower = (0..TERMS).flat_map(|i| self.matrix[i][..=i].iter());
        lower.chain(&self.vector).copied().collect()
    }

    /// Adds it to the equations of a fit at a shape.
    pub(super) fn add_to(&self, equations: &mut NormalEquations, shape: &HeadShape) {
        if *self == Self::default() {
            return;
        }
        let (s, slopes) = (terms(shape), slopes(shape));
        let mean = self.mean();
        let off: [f64; TERMS] = core::array::from_fn(|i| s[i] - mean[i]);
        let pull = times(&self.matrix, &off);
        let cost = off.iter().zip(&pull).map(|(a, b)| a * b).sum();
        let matrix: [[f64; TERMS]; TERMS] = core::array::from_fn(|i| core::array::from_fn(|j| slopes[i] * slopes[j] * self.matrix[i][j]));
        equations.add_to_last(cost, &matrix, &core::array::from_fn(|i| slopes[i] * pull[i]));
    }

    /// The likeliest terms, by Cholesky's decomposition; 0 in what nothing is known of.
    fn mean(&self) -> [f64; TERMS] {
        let mut l = [[0.0; TERMS]; TERMS];
        let mut x = self.vector;
        for i in 0..TERMS {
            for j in 0..=i {
                let own = self.matrix[i][j] + if i == j { LEAST } else { 0.0 };
                let sum = own - (0..j).map(|k| l[i][k] * l[j][k]).sum::<f64>();
                l[i][j] = if i == j { sum.max(LEAST).sqrt() } else { sum / l[j][j] };
            }
            let sum: f64 = (0..i).map(|k| l[i][k] * x[k]).sum();
            x[i] = (x[i] - sum) / l[i][i];
        }
        for i in (0..TERMS).rev() {
            let sum: f64 = (i + 1..TERMS).map(|k| l[k][i] * x[k]).sum();
            x[i] = (x[i] - sum) / l[i][i];
        }
        x
    }
}
