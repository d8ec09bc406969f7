//! Pairs without a tie that what they have in common makes likely.

use std::cmp::Ordering;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use rayon::prelude::*;

use crate::graph::compact::Compact;
use crate::model::Progress;

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
    let done = AtomicUsize::new(0);
    let found: Option<Vec<Likely>> = (0..n.div_ceil(ROWS))
        .into_par_iter()
        .map_init(
            || Table::new(n),
            |table, chunk| {
                let rows = chunk * ROWS..((chunk + 1) * ROWS).min(n);
                let rows_done = rows.len();
                let mut best = Best::new(most);
                rows.for_each(|x| table.score(graph, x as u32, &allowed, &mut best));
                let before = done.fetch_add(rows_done, Relaxed);
                progress.tell(before + rows_done, n)?;
                Some(best.finished())
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

/// Nodes scored in one go: the least that threads share out.
const ROWS: usize = 1024;

/// The best pairs so far. At twice as many as asked for the worse half is dropped, and from
/// then on scores that cannot be among the best are passed over.
struct Best {
    most: usize,
    likely: Likely,
    least: f64,
}

impl Best {
    fn new(most: usize) -> Self {
        let least = if most == 0 { f64::INFINITY } else { 0.0 };
        Self { most, likely: Likely::default(), least }
    }

    #[inline]
    fn offer(&mut self, pair: LikelyPair) {
        self.likely.considered += 1;
        if pair.score < self.least {
            return;
        }
        self.likely.pairs.push(pair);
        if self.likely.pairs.len() >= self.most.saturating_mul(2) {
            self.drop_worse();
        }
    }

    fn drop_worse(&mut self) {
        let pairs = &mut self.likely.pairs;
        let (_, worst, _) = pairs.select_nth_unstable_by(self.most - 1, order);
        // Scores that round to the same are equal.
        self.least = worst.score - 1.0 / EQUAL;
        pairs.truncate(self.most);
    }

    fn finished(mut self) -> Likely {
        self.likely.pairs.sort_unstable_by(order);
        self.likely.pairs.truncate(self.most);
        self.likely
    }
}

/// Scores of one node's pairs.
struct Table {
    /// By the other node; zero between uses, and nothing counts where it is −∞.
    score: Vec<f64>,
    /// The other nodes met, and one place more.
    met: Vec<u32>,
}

impl Table {
    fn new(n: usize) -> Self {
        Self { score: vec![0.0; n], met: vec![0; n + 1] }
    }

    /// Scores the pairs of `x` with larger nodes.
    fn score(
        &mut self,
        graph: &Compact,
        x: u32,
        allowed: &(impl Fn(u32, u32) -> bool + Sync),
        best: &mut Best,
    ) {
        let Self { score, met } = self;
        let known = graph.neighbours(x as usize);
        for &y in known {
            score[y as usize] = f64::NEG_INFINITY;
        }
        let mut count = 0;
        for &z in known {
            let friends = graph.neighbours(z as usize);
            let share = 1.0 / friends.len() as f64;
            for &y in friends.iter().rev() {
                if y <= x {
                    break;
                }
                let sum = &mut score[y as usize];
                met[count] = y;
                count += usize::from(*sum == 0.0);
                *sum += share;
            }
        }
        for &y in &met[..count] {
            let score = std::mem::take(&mut score[y as usize]);
            if allowed(x, y) {
                best.offer(LikelyPair { x, y, score });
            }
        }
        for &y in known {
            score[y as usize] = 0.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_square_with_a_tail() {
        // 0-1-2-3-0, and 4 on 3: 0 and 2 share 1 (degree 2) and 3 (degree 3).
        let graph = Compact::from_pairs(5, &[(0, 1), (1, 2), (2, 3), (3, 0), (3, 4)]);
        let found = likely_pairs(&graph, 3, |_, _| true, &Progress::silent()).unwrap();
        let pairs: Vec<_> = found.pairs.iter().map(|p| (p.x, p.y, p.score)).collect();
        assert_eq!(pairs, [(1, 3, 1.0), (0, 2, 0.5 + 1.0 / 3.0), (0, 4, 1.0 / 3.0)]);
        assert_eq!(found.considered, 4);
        let none = likely_pairs(&graph, 0, |_, _| true, &Progress::silent()).unwrap();
        assert_eq!((none.pairs.len(), none.considered), (0, 4));
    }

    /// Zachary's karate club: networkx 3.6.1, `resource_allocation_index` of all non-edges.
    #[test]
    fn the_karate_club() {
        let graph = super::super::samples::karate();
        let found = likely_pairs(&graph, 3, |_, _| true, &Progress::silent()).unwrap();
        assert_eq!(found.considered, KARATE.0);
        for (pair, expected) in found.pairs.iter().zip(KARATE.1) {
            assert_eq!((pair.x, pair.y), (expected.0, expected.1));
            assert!((pair.score - expected.2).abs() < 1e-12);
        }
    }

    type Expected = (usize, [(u32, u32, f64); 3]);
    const KARATE: Expected =
        (265, [(2, 33, 1.5666666666666667), (0, 33, 0.9), (1, 33, 0.7833333333333333)]);

    #[test]
    fn a_cancelled_search_gives_nothing() {
        let stop = |_: usize, _: usize| std::ops::ControlFlow::Break(());
        let graph = Compact::from_pairs(3, &[(0, 1), (1, 2)]);
        assert_eq!(likely_pairs(&graph, 1, |_, _| true, &Progress::new(&stop)), None);
    }

    proptest! {
        #[test]
        fn agrees_with_looking_at_every_pair(
            n in 2u32..14,
            loose in prop::collection::vec((0u32..14, 0u32..14), 0..40),
            most in 0usize..12,
        ) {
            let pairs: Vec<_> = loose.into_iter().map(|(a, b)| (a % n, b % n)).collect();
            let graph = Compact::from_pairs(n as usize, &pairs);
            let allowed = |x: u32, y: u32| !(x + y).is_multiple_of(5);
            let mut naive = Vec::new();
            for (x, y) in (0..n).flat_map(|x| (x + 1..n).map(move |y| (x, y))) {
                let joint: Vec<usize> = (0..n as usize)
                    .filter(|&z| graph.joins(z, x as usize) && graph.joins(z, y as usize))
                    .collect();
                if allowed(x, y) && !graph.joins(x as usize, y as usize) && !joint.is_empty() {
                    let score = joint.iter().map(|&z| 1.0 / graph.degree(z) as f64).sum();
                    naive.push(LikelyPair { x, y, score });
                }
            }
            let considered = naive.len();
            naive.sort_by(order);
            naive.truncate(most);
            let found = likely_pairs(&graph, most, allowed, &Progress::silent()).unwrap();
            prop_assert_eq!(found, Likely { pairs: naive, considered });
        }
    }
}
