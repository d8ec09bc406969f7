//! How near an actor is to those whom it can reach.

use crate::graph::compact::Compact;

/// Closeness: the inverse of the mean number of steps to those whom an actor reaches, times
/// the share of the others whom it reaches.
///
/// `c_i = (r − 1)/Σ_j d_ij · (r − 1)/(n − 1)` over the `r` actors of `i`'s component,
/// itself counted. The second factor keeps a small component from looking central.
///
/// # Shape
/// `n` actors in, `n` entries out.
///
/// # Units
/// 0 to 1; 1 where an actor is next to all others.
///
/// # Undefined
/// `None` for an actor without ties: it reaches nobody, so there is no distance.
///
/// # Cost
/// O(n (n + m)).
///
/// # Source
/// S. Wasserman, K. Faust, Social Network Analysis (1994), 5.2.2, eq. 5.10, for networks in
/// several components; L. C. Freeman, Centrality in social networks: conceptual
/// clarification, Social Networks 1 (1979), 215–239. Checked against networkx.
pub fn closeness(graph: &Compact) -> Vec<Option<f64>> {
    let n = graph.nodes();
    let mut steps = vec![u32::MAX; n];
    let mut queue: Vec<u32> = Vec::with_capacity(n);
    let from = |start: usize| {
        for &seen in &queue {
            steps[seen as usize] = u32::MAX;
        }
        queue.clear();
        steps[start] = 0;
        queue.push(start as u32);
        let (mut at, mut sum) = (0, 0u64);
        while let Some(&node) = queue.get(at) {
            let far = steps[node as usize];
            sum += u64::from(far);
            for &next in graph.neighbours(node as usize) {
                if steps[next as usize] == u32::MAX {
                    steps[next as usize] = far + 1;
                    queue.push(next);
                }
            }
            at += 1;
        }
        let others = (queue.len() - 1) as f64;
        (sum > 0).then(|| others / sum as f64 * (others / (n - 1) as f64))
    };
    (0..n).map(from).collect()
}

#[cfg(test)]
mod tests {
    use super::super::examples::{self, near};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_path_of_three_and_an_isolate_by_hand() {
        let graph = Compact::from_pairs(4, &[(0, 1), (1, 2)]);
        let found = closeness(&graph);
        near(found[1].unwrap(), 2.0 / 2.0 * (2.0 / 3.0));
        near(found[0].unwrap(), 2.0 / 3.0 * (2.0 / 3.0));
        assert_eq!(found[3], None);
    }

    #[test]
    fn agrees_with_networkx() {
        // networkx 3.6.1, closeness_centrality.
        let kite = closeness(&examples::kite());
        near(kite[5].unwrap(), 0.642_857_142_857_142_9);
        near(kite[9].unwrap(), 0.310_344_827_586_206_9);
        let karate = closeness(&examples::karate());
        near(karate[0].unwrap(), 0.568_965_517_241_379_3);
        near(karate[16].unwrap(), 0.284_482_758_620_689_66);
    }

    proptest! {
        #[test]
        fn lies_within_0_and_1_and_1_is_next_to_all(graph in examples::any(10)) {
            for (node, value) in closeness(&graph).into_iter().enumerate() {
                prop_assert_eq!(value.is_none(), graph.degree(node) == 0);
                if let Some(value) = value {
                    prop_assert!(value > 0.0 && value <= 1.0 + 1e-12);
                    let all = graph.degree(node) == graph.nodes() - 1;
                    prop_assert_eq!((value - 1.0).abs() < 1e-12, all);
                }
            }
        }
    }
}
