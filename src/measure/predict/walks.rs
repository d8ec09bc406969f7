//! Indices that sum walks of every length.

use super::Observed;
use crate::graph::compact::Compact;

/// Steps of the longest walk that is counted: with half of its worth lost at each step,
/// what lies beyond adds less than 2⁻³⁰.
const LONGEST: usize = 30;
/// Steps of the power method at most; it ends when the eigenvalue stands still.
const POWER_STEPS: usize = 1000;

/// Σₗ βˡ · (Aˡ)_ab over walks of up to [`LONGEST`] steps, β = `share` / λ₁.
pub(super) fn katz(seen: &Observed, pairs: &[(u32, u32)], share: f64) -> Vec<f64> {
    let largest = largest_eigenvalue(&seen.graph);
    if largest == 0.0 {
        return vec![0.0; pairs.len()];
    }
    let beta = share / largest;
    summed(seen, pairs, beta, |_| beta)
}

/// Σₗ αˡ⁻¹ · (A·(D⁻¹·A)ˡ⁻¹)_ab with α = `damping`: resource allocation is its part of two
/// steps, and as α nears 1 it becomes k_a · k_b.
pub(super) fn shared(seen: &Observed, pairs: &[(u32, u32)], damping: f64) -> Vec<f64> {
    summed(seen, pairs, 1.0, |degree| damping / degree as f64)
}

/// First ends whose walks are summed side by side.
const LANES: usize = 8;

/// Sums walks, the first step weighed by `first`, the others by `weight(neighbours of where
/// they start)`.
fn summed(
    seen: &Observed,
    pairs: &[(u32, u32)],
    first: f64,
    weight: impl Fn(usize) -> f64,
) -> Vec<f64> {
    let graph = &seen.graph;
    let tied = (0..graph.nodes()).filter(|&node| graph.degree(node) > 0);
    let tied: Vec<(usize, f64)> = tied.map(|node| (node, weight(graph.degree(node)))).collect();
    let mut at = vec![[0.0; LANES]; graph.nodes()];
    let mut next = at.clone();
    let mut sums = at.clone();
    let mut scores = Vec::with_capacity(pairs.len());
    let rows: Vec<&[(u32, u32)]> = pairs.chunk_by(|one, other| one.0 == other.0).collect();
    for rows in rows.chunks(LANES) {
        at.fill([0.0; LANES]);
        sums.fill([0.0; LANES]);
        for (lane, row) in rows.iter().enumerate() {
            at[row[0].0 as usize][lane] = first;
        }
        for _ in 0..LONGEST {
            for &(node, weight) in &tied {
                let mut held = [0.0; LANES];
                for &z in graph.neighbours(node) {
                    held.iter_mut().zip(&at[z as usize]).for_each(|(held, walks)| *held += walks);
                }
                sums[node].iter_mut().zip(&held).for_each(|(sum, held)| *sum += held);
                next[node] = held.map(|held| held * weight);
            }
            std::mem::swap(&mut at, &mut next);
        }
        for (lane, row) in rows.iter().enumerate() {
            scores.extend(row.iter().map(|&(_, to)| sums[to as usize][lane]));
        }
    }
    scores
}

/// `to` = A · `from`.
fn spread(graph: &Compact, from: &[f64], to: &mut [f64]) {
    for (node, sum) in to.iter_mut().enumerate() {
        *sum = graph.neighbours(node).iter().map(|&z| from[z as usize]).sum();
    }
}

/// The largest eigenvalue of the adjacency matrix, by the power method on A + I, so that
/// it also converges on two-mode networks, whose spectrum is symmetric about 0.
pub(super) fn largest_eigenvalue(graph: &Compact) -> f64 {
    if graph.edges() == 0 {
        return 0.0;
    }
    let mut vector: Vec<f64> = (0..graph.nodes()).map(|v| graph.degree(v) as f64).collect();
    let mut image = vec![0.0; graph.nodes()];
    let mut value = 0.0;
    for _ in 0..POWER_STEPS {
        let length = vector.iter().map(|x| x * x).sum::<f64>().sqrt();
        vector.iter_mut().for_each(|x| *x /= length);
        spread(graph, &vector, &mut image);
        let found: f64 = image.iter().zip(&vector).map(|(x, y)| x * y).sum();
        let stands = (found - value).abs() <= 1e-13 * found;
        value = found;
        if stands {
            break;
        }
        vector.iter_mut().zip(&image).for_each(|(x, &more)| *x += more);
    }
    value
}
