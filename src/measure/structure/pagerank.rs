//! Who is named by those who are named.

use crate::graph::arcs::{Arcs, Strength};

/// Rounds at the most; with a damping of 0.85 a hundred and fifty are enough.
const ROUNDS: usize = 1000;

/// PageRank: the share of time that a walk spends with an actor when it follows arcs by
/// their strength and now and then jumps to anybody.
///
/// `p_i = (1 − d)/n + d (Σ_j p_j s_ji / Σ_k s_jk + Σ_l p_l / n)` over `j` with an arc to
/// `i`, and `l` without any arc out, whose share goes to all alike.
///
/// # Shape
/// Directed, with strengths; `n` actors in, `n` entries out.
///
/// # Units
/// Shares that sum to 1.
///
/// # Undefined
/// `None` without arcs (every actor would have the same), and when the damping is not
/// within 0 and 1, 1 left out.
///
/// # Cost
/// O(rounds · (n + m)); rounds about ln(10⁻¹²)/ln d.
///
/// # Source
/// S. Brin, L. Page, The anatomy of a large-scale hypertextual Web search engine, Computer
/// Networks 30 (1998), 107–117. Checked against networkx.
pub fn pagerank(arcs: &Arcs, damping: f64) -> Option<Vec<f64>> {
    let n = arcs.nodes();
    if arcs.arcs() == 0 || !(0.0..1.0).contains(&damping) {
        return None;
    }
    let given = |node: usize| arcs.out(node).iter().map(|&(_, s)| s.get()).sum::<f64>();
    let given: Vec<f64> = (0..n).map(given).collect();
    // Those without any arc all have what a jump gives, so they are worked out as one.
    let has_arc = |&node: &usize| given[node] > 0.0 || !arcs.back(node).is_empty();
    let (tied, alone): (Vec<usize>, Vec<usize>) = (0..n).partition(has_arc);
    let sinks: Vec<usize> = tied.iter().copied().filter(|&node| given[node] == 0.0).collect();
    let (mut rank, mut each) = (vec![1.0 / n as f64; n], vec![0.0; n]);
    let (mut next, mut jumped) = (rank.clone(), 1.0 / n as f64);
    for _ in 0..ROUNDS {
        let loose = sinks.iter().map(|&node| rank[node]).sum::<f64>() + alone.len() as f64 * jumped;
        let base = (1.0 - damping + damping * loose) / n as f64;
        for &node in &tied {
            each[node] = rank[node] / given[node];
        }
        let share = |&(from, strength): &(u32, Strength)| each[from as usize] * strength.get();
        let mut moved = alone.len() as f64 * (base - jumped).abs();
        for &node in &tied {
            next[node] = base + damping * arcs.back(node).iter().map(share).sum::<f64>();
            moved += (next[node] - rank[node]).abs();
        }
        std::mem::swap(&mut rank, &mut next);
        jumped = base;
        if moved < 1e-12 {
            break;
        }
    }
    for node in alone {
        rank[node] = jumped;
    }
    Some(rank)
}

#[cfg(test)]
mod tests {
    use super::super::examples::{self, near_by};
    use super::*;
    use proptest::prelude::*;

    fn directed(n: usize, arcs: &[(u32, u32)]) -> Arcs {
        let arcs: Vec<_> = arcs.iter().map(|&(a, b)| (a, b, Strength::ONE)).collect();
        Arcs::from_arcs(n, &arcs)
    }

    #[test]
    fn two_who_name_a_third_by_hand() {
        // With r the rank of each who names: r = 0.05 + 0.85 c/3, c = 1 − 2r.
        let found = pagerank(&directed(3, &[(0, 2), (1, 2)]), 0.85).unwrap();
        let r = (0.05 + 0.85 / 3.0) / (1.0 + 1.7 / 3.0);
        near_by(found[0], r, 1e-11);
        near_by(found[2], 1.0 - 2.0 * r, 1e-11);
        assert_eq!(pagerank(&directed(3, &[]), 0.85), None);
        assert_eq!(pagerank(&directed(3, &[(0, 1)]), 1.0), None);
    }

    #[test]
    fn agrees_with_networkx() {
        // networkx 3.6.1, pagerank(karate, tol=1e-14).
        let karate = pagerank(&Arcs::unweighted(&examples::karate()), 0.85).unwrap();
        near_by(karate[33], examples::KARATE_PAGERANK_33, 1e-9);
        near_by(karate[0], examples::KARATE_PAGERANK_0, 1e-9);
    }

    proptest! {
        #[test]
        fn sums_to_1(
            arcs in prop::collection::vec((0u32..9, 0u32..9), 1..30),
            damping in 0.0f64..0.95,
        ) {
            let arcs = directed(9, &arcs);
            if let Some(found) = pagerank(&arcs, damping) {
                prop_assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-9);
                prop_assert!(found.iter().all(|&share| share > 0.0));
            } else {
                prop_assert_eq!(arcs.arcs(), 0);
            }
        }
    }
}
