//! The adjacency matrix along its first eigenvectors.

use super::Observed;
use crate::graph::random::Random;

/// What the matrix is divided by.
#[derive(Clone, Copy, Debug)]
pub(super) enum Scale {
    /// Nothing.
    Plain,
    /// √(k_a · k_b), and the scores are multiplied by it again.
    ByDegree,
}

/// Pairs of multiplications, and vectors beside those that are wanted.
const ROUNDS: usize = 20;
const SPARE: usize = 4;

/// Σ λ · x_a · x_b over the `rank` eigenvectors of largest |λ|, by subspace iteration.
///
/// In a two-mode network twice as many are used, since each singular vector gives two of
/// them. Method: Y. Saad, Numerical Methods for Large Eigenvalue Problems (2011), chapter 5.
pub(super) fn low_rank(
    seen: &Observed,
    pairs: &[(u32, u32)],
    rank: usize,
    scale: Scale,
    seed: u64,
) -> Vec<f64> {
    let graph = &seen.graph;
    let n = graph.nodes();
    let divisor: Vec<f64> = (0..n)
        .map(|node| match scale {
            Scale::Plain => 1.0,
            Scale::ByDegree => (graph.degree(node).max(1) as f64).sqrt(),
        })
        .collect();
    let image = |vector: &[f64]| -> Vec<f64> {
        let shared: Vec<f64> = vector.iter().zip(&divisor).map(|(x, d)| x / d).collect();
        let sum = |node| graph.neighbours(node).iter().map(|&z| shared[z as usize]).sum::<f64>();
        divisor.iter().enumerate().map(|(node, d)| sum(node) / d).collect()
    };
    let wanted = (if seen.actors.is_some() { 2 * rank } else { rank }).min(n);
    let mut random = Random::new(seed);
    let mut basis: Vec<Vec<f64>> = (0..(wanted + SPARE).min(n))
        .map(|_| (0..n).map(|_| random.unit() - 0.5).collect())
        .collect();
    orthonormal(&mut basis);
    for _ in 0..ROUNDS {
        for vector in &mut basis {
            *vector = image(&image(vector));
        }
        orthonormal(&mut basis);
    }
    let images: Vec<Vec<f64>> = basis.iter().map(|vector| image(vector)).collect();
    let inner = basis.iter().map(|x| images.iter().map(|y| dot(x, y)).collect()).collect();
    let kept = largest(inner, wanted, &basis);
    let score = |&(a, b): &(u32, u32)| {
        let (a, b) = (a as usize, b as usize);
        let sum: f64 = kept.iter().map(|(value, vector)| value * vector[a] * vector[b]).sum();
        sum * divisor[a] * divisor[b]
    };
    pairs.iter().map(score).collect()
}

/// The eigenvalues of largest absolute value within a subspace, with their vectors.
fn largest(inner: Vec<Vec<f64>>, wanted: usize, basis: &[Vec<f64>]) -> Vec<(f64, Vec<f64>)> {
    let (values, turned) = eigen(inner);
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[b].abs().total_cmp(&values[a].abs()));
    order.truncate(wanted);
    let vector = |which: usize| {
        let mut sum = vec![0.0; basis.first().map_or(0, Vec::len)];
        for (part, row) in basis.iter().zip(&turned) {
            sum.iter_mut().zip(part).for_each(|(x, y)| *x += row[which] * y);
        }
        sum
    };
    order.into_iter().map(|which| (values[which], vector(which))).collect()
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(x, y)| x * y).sum()
}

/// Gram and Schmidt, twice; what depends on the others becomes nought.
fn orthonormal(basis: &mut [Vec<f64>]) {
    for i in 0..basis.len() {
        let (done, rest) = basis.split_at_mut(i);
        let Some(vector) = rest.first_mut() else { continue };
        let before = dot(vector, vector).sqrt();
        for _ in 0..2 {
            for other in done.iter() {
                let along = dot(other, vector);
                vector.iter_mut().zip(other).for_each(|(x, y)| *x -= along * y);
            }
        }
        let length = dot(vector, vector).sqrt();
        let divisor = if length > 1e-10 * before { length } else { f64::INFINITY };
        vector.iter_mut().for_each(|x| *x /= divisor);
    }
}

/// Eigenvalues of a small symmetric matrix and their vectors as columns, by Jacobi's
/// rotations (G. H. Golub, C. F. Van Loan, Matrix Computations, 4th ed., § 8.5).
fn eigen(mut matrix: Vec<Vec<f64>>) -> (Vec<f64>, Vec<Vec<f64>>) {
    let n = matrix.len();
    let unit = |i: usize| (0..n).map(|j| if i == j { 1.0 } else { 0.0 }).collect();
    let mut vectors: Vec<Vec<f64>> = (0..n).map(unit).collect();
    for _ in 0..60 {
        let squares: f64 = matrix.iter().flatten().map(|x| x * x).sum();
        let off: f64 = squares - (0..n).map(|i| matrix[i][i] * matrix[i][i]).sum::<f64>();
        if off <= 1e-26 * squares {
            break;
        }
        for (p, q) in (0..n).flat_map(|p| (p + 1..n).map(move |q| (p, q))) {
            if matrix[p][q] == 0.0 {
                continue;
            }
            let slope = (matrix[q][q] - matrix[p][p]) / (2.0 * matrix[p][q]);
            let tan = 1.0f64.copysign(slope) / (slope.abs() + slope.hypot(1.0));
            let cos = 1.0 / tan.hypot(1.0);
            let sin = tan * cos;
            let turn = |row: &mut Vec<f64>| {
                let (x, y) = (row[p], row[q]);
                (row[p], row[q]) = (cos * x - sin * y, sin * x + cos * y);
            };
            matrix.iter_mut().for_each(turn);
            let (above, below) = matrix.split_at_mut(q);
            if let (Some(one), Some(other)) = (above.get_mut(p), below.first_mut()) {
                for (x, y) in one.iter_mut().zip(other) {
                    (*x, *y) = (cos * *x - sin * *y, sin * *x + cos * *y);
                }
            }
            vectors.iter_mut().for_each(turn);
        }
    }
    ((0..n).map(|i| matrix[i][i]).collect(), vectors)
}
