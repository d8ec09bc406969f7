//! How deep in the network an actor sits.

use crate::graph::compact::Compact;

/// The core number of each actor: the largest `k` such that it belongs to a part of the
/// network in which everybody has at least `k` ties to the others of that part.
///
/// # Shape
/// `n` actors in, `n` entries out.
///
/// # Units
/// Ties. 0 for an isolate, which is in no core but the whole.
///
/// # Cost
/// O(n + m).
///
/// # Source
/// S. B. Seidman, Network structure and minimum degree, Social Networks 5 (1983), 269–287;
/// by V. Batagelj, M. Zaveršnik, An O(m) algorithm for cores decomposition of networks
/// (2003). Checked against networkx.
pub fn core_numbers(graph: &Compact) -> Vec<u32> {
    let n = graph.nodes();
    let mut left: Vec<usize> = (0..n).map(|node| graph.degree(node)).collect();
    let most = left.iter().copied().max().unwrap_or(0);
    // Buckets of nodes by what is left of their degree; stale entries are passed over.
    let mut buckets: Vec<Vec<u32>> = vec![Vec::new(); most + 1];
    for (node, &degree) in left.iter().enumerate() {
        buckets[degree].push(node as u32);
    }
    let mut cores = vec![0; n];
    let mut done = vec![false; n];
    let mut at = 0;
    while at <= most {
        let Some(node) = buckets[at].pop().map(|node| node as usize) else {
            at += 1;
            continue;
        };
        if done[node] || left[node] != at {
            continue;
        }
        done[node] = true;
        cores[node] = at as u32;
        for &next in graph.neighbours(node) {
            let next = next as usize;
            if !done[next] && left[next] > at {
                left[next] -= 1;
                buckets[left[next]].push(next as u32);
            }
        }
    }
    cores
}

#[cfg(test)]
mod tests {
    use super::super::examples;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_triangle_with_a_tail_by_hand() {
        let graph = Compact::from_pairs(6, &[(0, 1), (1, 2), (2, 0), (2, 3), (3, 4)]);
        assert_eq!(core_numbers(&graph), [2, 2, 2, 1, 1, 0]);
    }

    #[test]
    fn agrees_with_networkx() {
        // networkx 3.6.1, core_number.
        assert_eq!(core_numbers(&examples::karate()), examples::KARATE_CORE);
        assert_eq!(core_numbers(&examples::kite()), [3, 3, 3, 3, 3, 3, 3, 2, 1, 1]);
    }

    proptest! {
        #[test]
        fn agrees_with_peeling(graph in examples::any(10)) {
            let cores = core_numbers(&graph);
            for k in 1..=graph.nodes() {
                // What remains when those with fewer than k ties go, again and again.
                let mut within = vec![true; graph.nodes()];
                loop {
                    let ties = |node: usize| {
                        graph.neighbours(node).iter().filter(|&&to| within[to as usize]).count()
                    };
                    let goes = (0..graph.nodes()).find(|&node| within[node] && ties(node) < k);
                    let Some(node) = goes else { break };
                    within[node] = false;
                }
                for node in 0..graph.nodes() {
                    prop_assert_eq!(within[node], cores[node] as usize >= k);
                }
            }
        }
    }
}
