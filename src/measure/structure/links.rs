//! Pairs without a tie that what they have in common makes likely.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::Progress;
use crate::graph::compact::Compact;

/// Two nodes that have no tie and something in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LikelyPair {
    /// The smaller node.
    pub x: u32,
    /// The larger node.
    pub y: u32,
    /// Resource allocation: Σ 1/degree over what they have in common.
    pub score: f64,
}

/// The best pairs, and of how many.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Likely {
    /// Best first.
    pub pairs: Vec<LikelyPair>,
    /// How many allowed pairs have no tie and a neighbour in common.
    pub considered: usize,
}

/// Scores that agree to nine decimals are equal, whatever order their terms were added in.
const EQUAL: f64 = 1e9;

/// The order of [`likely_pairs`]: best score first, then smallest nodes.
fn order(a: &LikelyPair, b: &LikelyPair) -> Ordering {
    let rounded = |pair: &LikelyPair| (pair.score * EQUAL).round();
    rounded(b).total_cmp(&rounded(a)).then((a.x, a.y).cmp(&(b.x, b.y)))
}

/// The `most` best pairs without a tie by resource allocation: each common neighbour hands
/// on one unit, shared by all its neighbours.
///
/// `RA(x, y) = Σ_z 1 / degree(z)` over common neighbours `z`.
///
/// # Shape
/// Simple undirected graph in; pairs `x < y` that have no tie, at least one common neighbour
/// and `allowed(x, y)`, at most `most` of them: highest score first, those that agree to
/// nine decimals by `(x, y)`.
///
/// # Units
/// Dimensionless, above 0; a score of 1 is one common neighbour who knows nobody else.
///
/// # Undefined
/// Pairs without a common neighbour are not there. `None` when cancelled.
///
/// # Cost
/// Time O(Σ degree²), every path of length two once; memory 8 bytes a node and thread.
///
/// # Source
/// T. Zhou, L. Lü, Y.-C. Zhang, "Predicting missing links via local information", European
/// Physical Journal B 71 (2009), 623–630.
pub fn likely_pairs(
    graph: &Compact,
    most: usize,
    allowed: impl Fn(u32, u32) -> bool + Sync,
    progress: &Progress,
) -> Option<Likely> {
    let n = graph.nodes();
    const ROWS: usize = 512;
    let done = std::sync::atomic::AtomicUsize::new(0);
    let found: Option<Vec<Likely>> = (0..n.div_ceil(ROWS))
        .into_par_iter()
        .map_init(
            || vec![0.0; n],
            |score, chunk| {
                let rows = chunk * ROWS..((chunk + 1) * ROWS).min(n);
                let best = rows_best(graph, rows.clone(), most, &allowed, score);
                let so_far = done.fetch_add(rows.len(), std::sync::atomic::Ordering::Relaxed);
                progress.tell(so_far + rows.len(), n)?;
                Some(best)
            },
        )
        .collect();
    let mut all = Likely::default();
    for part in found? {
        all.considered += part.considered;
        all.pairs.extend(part.pairs);
    }
    all.pairs.sort_unstable_by(order);
    all.pairs.truncate(most);
    Some(all)
}

/// The best pairs whose smaller node is in `rows`.
fn rows_best(
    graph: &Compact,
    rows: std::ops::Range<usize>,
    most: usize,
    allowed: &(impl Fn(u32, u32) -> bool + Sync),
    score: &mut [f64],
) -> Likely {
    let mut best = Likely::default();
    let mut touched = Vec::new();
    for x in rows {
        for &z in graph.neighbours(x) {
            let share = 1.0 / graph.degree(z as usize) as f64;
            for &y in graph.neighbours(z as usize).iter().rev().take_while(|&&y| y as usize > x) {
                if score[y as usize] == 0.0 {
                    touched.push(y);
                }
                score[y as usize] += share;
            }
        }
        for y in touched.drain(..) {
            let score = std::mem::take(&mut score[y as usize]);
            if allowed(x as u32, y) && !graph.joins(x, y as usize) {
                best.considered += 1;
                best.pairs.push(LikelyPair { x: x as u32, y, score });
            }
        }
    }
    best.pairs.sort_unstable_by(order);
    best.pairs.truncate(most);
    best
}
