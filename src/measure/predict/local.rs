//! Indices that walk two or three steps from an actor.

use super::Observed;

/// What each actor in between adds, by its number of neighbours.
type Weight = fn(usize) -> f64;

/// Σ over common neighbours `z` of `weight(k_z)`.
pub(super) fn two_steps(seen: &Observed, pairs: &[(u32, u32)], weight: Weight) -> Vec<f64> {
    by_rows(seen, pairs, |from, row| {
        for &z in seen.graph.neighbours(from) {
            let share = weight(seen.graph.degree(z as usize));
            for &to in seen.graph.neighbours(z as usize) {
                row[to as usize] += share;
            }
        }
    })
}

/// Σ over walks of three steps, from – i – j – to, of `weight(k_i) · weight(k_j)`.
pub(super) fn three_steps(seen: &Observed, pairs: &[(u32, u32)], weight: Weight) -> Vec<f64> {
    let mut between = vec![0.0; seen.graph.nodes()];
    by_rows(seen, pairs, |from, row| {
        between.fill(0.0);
        for &i in seen.graph.neighbours(from) {
            let share = weight(seen.graph.degree(i as usize));
            for &j in seen.graph.neighbours(i as usize) {
                between[j as usize] += share;
            }
        }
        for (j, &sum) in between.iter().enumerate().filter(|(_, sum)| **sum > 0.0) {
            let share = sum * weight(seen.graph.degree(j));
            for &to in seen.graph.neighbours(j) {
                row[to as usize] += share;
            }
        }
    })
}

/// Scores of pairs from whole rows: `fill` writes the scores of one first end and all
/// others into a row of zeros. A row is made once for each stretch of pairs that share
/// their first end.
fn by_rows(
    seen: &Observed,
    pairs: &[(u32, u32)],
    mut fill: impl FnMut(usize, &mut [f64]),
) -> Vec<f64> {
    let mut row = vec![0.0; seen.graph.nodes()];
    let mut scores = Vec::with_capacity(pairs.len());
    for stretch in pairs.chunk_by(|one, other| one.0 == other.0) {
        let Some(&(from, _)) = stretch.first() else { continue };
        row.fill(0.0);
        fill(from as usize, &mut row);
        scores.extend(stretch.iter().map(|&(_, to)| row[to as usize]));
    }
    scores
}
