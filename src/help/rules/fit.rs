//! Fitting the models to questions whose answers are known: logistic regression by Newton's method with a small ridge.

use super::compare::Compared;
use super::index::Index;
use super::labelled::Labelled;
use super::trust::{EVIDENCE, Model, SIGNS};

/// How strongly weights are held near zero.
const RIDGE: f64 = 0.3;
const STEPS: usize = 30;

/// Fits both models: the ranking to every candidate of the questions that have an answer, the trust to the best candidate of every question.
pub fn fit(index: &Index, questions: &[&Labelled]) -> Model {
    let start = Model { rank: [1.0; EVIDENCE], trust: [0.0; SIGNS] };
    let (mut rows, mut rights) = (Vec::new(), Vec::new());
    for question in questions.iter().filter(|q| !q.right.is_empty()) {
        for (Compared { article, evidence, .. }, _) in index.signs(&question.text, &start) {
            rows.push(evidence.row().map(f64::from));
            rights.push(question.right.contains(&article));
        }
    }
    let ranked = Model { rank: regress(&rows, &rights), ..start };
    let (mut rows, mut rights) = (Vec::new(), Vec::new());
    for question in questions {
        if let Some((compared, signs)) = index.signs(&question.text, &ranked).first() {
            rows.push(signs.row().map(f64::from));
            rights.push(question.right.contains(&compared.article));
        }
    }
    Model { trust: regress(&rows, &rights), ..ranked }
}

fn regress<const N: usize>(rows: &[[f64; N]], rights: &[bool]) -> [f32; N] {
    let mut weights = [0.0_f64; N];
    for _ in 0..STEPS {
        let mut gradient = weights.map(|w| -RIDGE * w);
        let mut curve = [[0.0; N]; N];
        for (i, row) in curve.iter_mut().enumerate() {
            row[i] = RIDGE;
        }
        for (row, right) in rows.iter().zip(rights) {
            let z: f64 = row.iter().zip(&weights).map(|(x, w)| x * w).sum();
            let p = 1.0 / (1.0 + (-z).exp());
            for i in 0..N {
                gradient[i] += (f64::from(u8::from(*right)) - p) * row[i];
                for j in 0..N {
                    curve[i][j] += p * (1.0 - p) * row[i] * row[j];
                }
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(curve, gradient)) {
            *weight += step;
        }
    }
    weights.map(|w| w as f32)
}

/// Gauss–Jordan for a positive definite matrix.
fn solve<const N: usize>(mut a: [[f64; N]; N], mut b: [f64; N]) -> [f64; N] {
    for i in 0..N {
        let pivot = a[i][i];
        for k in 0..N {
            if k != i {
                let factor = a[k][i] / pivot;
                let above = a[i];
                for (value, over) in a[k].iter_mut().zip(above) {
                    *value -= factor * over;
                }
                b[k] -= factor * b[i];
            }
        }
    }
    std::array::from_fn(|i| b[i] / a[i][i])
}
