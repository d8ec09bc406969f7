//! Betweenness: how many shortest paths pass each actor.

use super::Progress;
use crate::graph::compact::Compact;

/// Exact betweenness of every node.
///
/// `b(v) = Σ σ(s, t | v) / σ(s, t)` over unordered pairs `{s, t}`, `s ≠ v ≠ t`, where
/// `σ(s, t)` counts shortest paths and `σ(s, t | v)` those that pass `v`.
///
/// # Shape
/// Simple undirected graph, every edge of length 1; `n` entries out. Each pair counts once,
/// its ends do not.
///
/// # Units
/// Pairs of nodes: at most `(n - 1)(n - 2) / 2`, in the middle of a star. Not normalised.
///
/// # Undefined
/// `None` when cancelled.
///
/// # Cost
/// Time O(nm).
///
/// # Source
/// U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical
/// Sociology 25 (2001), 163–177.
pub fn betweenness(graph: &Compact, progress: &Progress) -> Option<Vec<f64>> {
    let n = graph.nodes();
    let mut sum = vec![0.0; n];
    for source in 0..n {
        let mut order = vec![source];
        let mut distance = vec![usize::MAX; n];
        let (mut paths, mut depends) = (vec![0.0; n], vec![0.0; n]);
        (distance[source], paths[source]) = (0, 1.0);
        let mut at = 0;
        while let Some(&node) = order.get(at) {
            at += 1;
            for &next in graph.neighbours(node) {
                let next = next as usize;
                if distance[next] == usize::MAX {
                    distance[next] = distance[node] + 1;
                    order.push(next);
                }
                if distance[next] == distance[node] + 1 {
                    paths[next] += paths[node];
                }
            }
        }
        for &node in order.iter().skip(1).rev() {
            sum[node] += depends[node] / 2.0;
            for &before in graph.neighbours(node) {
                let before = before as usize;
                if distance[before] + 1 == distance[node] {
                    depends[before] += paths[before] / paths[node] * (1.0 + depends[node]);
                }
            }
        }
        progress.tell(source + 1, n)?;
    }
    Some(sum)
}
