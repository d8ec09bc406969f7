//! Which few actors a network can least lose.

use crate::graph::compact::Compact;

/// A set of actors, and what is left without them.
#[derive(Clone, Debug, PartialEq)]
pub struct KeySet {
    /// The actors, ascending.
    pub actors: Vec<u32>,
    /// The fragmentation of what is left.
    pub fragmentation: f64,
    /// Whether every set of that size was tried.
    pub exact: bool,
}

/// Fragmentation of what is left without some actors: the share of pairs of the others that
/// cannot reach each other.
///
/// `F = 1 − Σ_k s_k (s_k − 1) / (n (n − 1))` over components of sizes `s_k` of the `n` left.
///
/// # Shape
/// A simple graph, and for each actor whether it is gone.
///
/// # Units
/// Share, 0 (all connected) to 1 (all isolates). The variant that weighs pairs by the
/// inverse of their distance (Borgatti's ᴰF) is not used: in networks with several
/// components the two rank sets much alike, and shares of pairs can be explained.
///
/// # Undefined
/// `None` when fewer than two actors are left.
///
/// # Cost
/// O(n + m).
///
/// # Source
/// S. P. Borgatti, Identifying sets of key players in a social network, Computational &
/// Mathematical Organization Theory 12 (2006), 21–34: KPP-Neg. Checked against networkx.
pub fn fragmentation(graph: &Compact, gone: &[bool]) -> Option<f64> {
    Search::new(graph).of(graph, gone)
}

struct Search {
    seen: Vec<bool>,
    stack: Vec<u32>,
}

impl Search {
    fn new(graph: &Compact) -> Self {
        Self { seen: vec![false; graph.nodes()], stack: Vec::new() }
    }

    fn of(&mut self, graph: &Compact, gone: &[bool]) -> Option<f64> {
        self.seen.copy_from_slice(gone);
        let left = gone.iter().filter(|gone| !**gone).count() as f64;
        let mut joined = 0.0;
        for start in 0..graph.nodes() {
            if std::mem::replace(&mut self.seen[start], true) {
                continue;
            }
            self.stack.push(start as u32);
            let mut size = 0.0;
            while let Some(node) = self.stack.pop() {
                size += 1.0;
                for &next in graph.neighbours(node as usize) {
                    if !std::mem::replace(&mut self.seen[next as usize], true) {
                        self.stack.push(next);
                    }
                }
            }
            joined += size * (size - 1.0);
        }
        (left > 1.0).then(|| 1.0 - joined / (left * (left - 1.0)))
    }
}

/// Sets that are tried at the most before the search turns greedy.
const MOST_SETS: usize = 50_000;

/// The set of `size` actors whose loss breaks most of the network.
///
/// All sets of actors with ties are tried as long as they are at most 50,000; beyond that the
/// best actor is added one at a time, and then members are exchanged as long as that helps.
/// Of sets as good as each other the one whose actors come first is taken.
///
/// # Shape
/// A simple graph. Actors without ties are never in the set.
///
/// # Units
/// Those of [`fragmentation`].
///
/// # Undefined
/// `None` when fewer than `size` actors have ties, or fewer than two would be left.
///
/// # Cost
/// O((n + m) · sets) exact; greedy O((n + m) · n · size · exchanges).
///
/// # Source
/// As [`fragmentation`], with its greedy search by exchange.
pub fn key_set(graph: &Compact, size: usize) -> Option<KeySet> {
    let tied: Vec<u32> =
        (0..graph.nodes()).filter(|&node| graph.degree(node) > 0).map(|node| node as u32).collect();
    if size == 0 || tied.len() < size || graph.nodes() < size + 2 {
        return None;
    }
    let sets = (0..size).fold(1usize, |all, i| all.saturating_mul(tied.len() - i) / (i + 1));
    if sets <= MOST_SETS { exact(graph, &tied, size) } else { greedy(graph, &tied, size) }
}

fn exact(graph: &Compact, tied: &[u32], size: usize) -> Option<KeySet> {
    let mut search = Search::new(graph);
    let mut gone = vec![false; graph.nodes()];
    let mut at: Vec<usize> = (0..size).collect();
    let mut best: Option<KeySet> = None;
    loop {
        let actors: Vec<u32> = at.iter().map(|&i| tied[i]).collect();
        for &actor in &actors {
            gone[actor as usize] = true;
        }
        let found = search.of(graph, &gone)?;
        for &actor in &actors {
            gone[actor as usize] = false;
        }
        if best.as_ref().is_none_or(|best| found > best.fragmentation + 1e-12) {
            best = Some(KeySet { actors, fragmentation: found, exact: true });
        }
        // The next set in lexicographic order.
        let Some(turn) = (0..size).rev().find(|&i| at[i] < tied.len() - size + i) else {
            return best;
        };
        at[turn] += 1;
        for i in turn + 1..size {
            at[i] = at[i - 1] + 1;
        }
    }
}

fn greedy(graph: &Compact, tied: &[u32], size: usize) -> Option<KeySet> {
    let mut search = Search::new(graph);
    let mut gone = vec![false; graph.nodes()];
    let mut actors: Vec<u32> = Vec::new();
    let mut value = f64::NEG_INFINITY;
    let mut best_more = |gone: &mut Vec<bool>, more_than: f64| {
        let mut best: Option<(f64, u32)> = None;
        for &actor in tied {
            if std::mem::replace(&mut gone[actor as usize], true) {
                continue;
            }
            let found = search.of(graph, gone);
            gone[actor as usize] = false;
            if let Some(found) = found
                && found > best.map_or(more_than, |(best, _)| best) + 1e-12
            {
                best = Some((found, actor));
            }
        }
        best
    };
    for _ in 0..size {
        let (found, actor) = best_more(&mut gone, f64::NEG_INFINITY)?;
        gone[actor as usize] = true;
        actors.push(actor);
        value = found;
    }
    loop {
        let mut turned = false;
        for place in 0..size {
            let out = actors[place];
            gone[out as usize] = false;
            if let Some((found, actor)) = best_more(&mut gone, value) {
                (actors[place], value, turned) = (actor, found, true);
            }
            gone[actors[place] as usize] = true;
        }
        if !turned {
            actors.sort_unstable();
            return Some(KeySet { actors, fragmentation: value, exact: false });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::{self, near};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_path_of_five_by_hand() {
        let path = Compact::from_pairs(5, &[(0, 1), (1, 2), (2, 3), (3, 4)]);
        near(fragmentation(&path, &[false; 5]).unwrap(), 0.0);
        // Without the middle two pairs are left: 1 − 4/12.
        let best = key_set(&path, 1).unwrap();
        assert_eq!(best.actors, [2]);
        near(best.fragmentation, 2.0 / 3.0);
        let best = key_set(&path, 2).unwrap();
        assert_eq!(best.actors, [1, 3]);
        near(best.fragmentation, 1.0);
        assert_eq!(key_set(&path, 4), None);
        assert_eq!(key_set(&Compact::from_pairs(5, &[]), 1), None);
    }

    #[test]
    fn agrees_with_trying_all_sets_in_networkx() {
        // networkx 3.6.1 components; the best of all sets, first by number.
        let expected: [(Compact, usize, &[u32], f64); 6] = [
            (examples::karate(), 1, &[0], 0.316_287_878_787_878_8),
            (examples::karate(), 2, &[0, 1], 0.423_387_096_774_193_5),
            (examples::karate(), 3, &[0, 32, 33], 0.569_892_473_118_279_5),
            (examples::kite(), 1, &[7], 0.388_888_888_888_888_84),
            (examples::kite(), 2, &[5, 6], 0.535_714_285_714_285_7),
            (examples::kite(), 3, &[0, 5, 6], 0.571_428_571_428_571_4),
        ];
        for (graph, size, actors, figure) in expected {
            let best = key_set(&graph, size).unwrap();
            assert_eq!(best.actors, actors);
            near(best.fragmentation, figure);
        }
    }

    proptest! {
        #[test]
        fn greedy_is_never_better_and_one_actor_never_worse(graph in examples::any(9)) {
            let tied: Vec<u32> = (0..graph.nodes())
                .filter(|&node| graph.degree(node) > 0)
                .map(|node| node as u32)
                .collect();
            for size in 1..=3 {
                let Some(best) = key_set(&graph, size) else { continue };
                let near = greedy(&graph, &tied, size).unwrap();
                prop_assert!(near.fragmentation <= best.fragmentation + 1e-9);
                prop_assert!(size > 1 || near.actors == best.actors);
                let mut gone = vec![false; graph.nodes()];
                for &actor in &near.actors {
                    gone[actor as usize] = true;
                }
                let again = fragmentation(&graph, &gone).unwrap();
                prop_assert!((again - near.fragmentation).abs() < 1e-12);
            }
        }
    }
}
