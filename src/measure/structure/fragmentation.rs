//! Which few actors a network can least lose.

use rayon::prelude::*;

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

/// What would be left if one more actor went, for each actor at once: by one depth-first
/// search, in which the subtrees that reach no further up than an actor fall off without it.
struct OneMore {
    /// Order of discovery, from 1; 0 for those not reached.
    number: Vec<u32>,
    low: Vec<u32>,
    below: Vec<f64>,
    /// Size of what falls off, and its pairs.
    off: Vec<(f64, f64)>,
    path: Vec<(u32, usize)>,
    component: Vec<u32>,
    /// For each actor, the pairs that still reach each other without it.
    joined: Vec<f64>,
}

impl OneMore {
    fn new(n: usize) -> Self {
        Self {
            number: vec![0; n],
            low: vec![0; n],
            below: vec![0.0; n],
            off: vec![(0.0, 0.0); n],
            path: Vec::new(),
            component: Vec::new(),
            joined: vec![0.0; n],
        }
    }

    /// Sets `joined` for every actor that is not gone.
    fn search(&mut self, graph: &Compact, tied: &[u32], gone: &[bool]) {
        for &node in tied {
            let node = node as usize;
            (self.number[node], self.off[node]) = (0, (0.0, 0.0));
        }
        let mut all = 0.0;
        let mut count = 0;
        for &root in tied {
            if gone[root as usize] || self.number[root as usize] > 0 {
                continue;
            }
            self.component.clear();
            self.reach(root, &mut count);
            self.descend(graph, gone, &mut count);
            let size = self.component.len() as f64;
            all += pairs(size);
            for &node in &self.component {
                let (lost, kept) = self.off[node as usize];
                let rest = size - 1.0 - lost;
                // The root has no rest: its subtrees are all there is.
                let rest = if node == root { 0.0 } else { pairs(rest) };
                self.joined[node as usize] = kept + rest - pairs(size);
            }
        }
        for &node in tied {
            self.joined[node as usize] += all;
        }
    }

    fn reach(&mut self, node: u32, count: &mut u32) {
        *count += 1;
        let at = node as usize;
        (self.number[at], self.low[at], self.below[at]) = (*count, *count, 1.0);
        self.component.push(node);
        self.path.push((node, 0));
    }

    fn descend(&mut self, graph: &Compact, gone: &[bool], count: &mut u32) {
        while let Some((node, at)) = self.path.last_mut() {
            let (here, next) = (*node as usize, graph.neighbours(*node as usize).get(*at).copied());
            *at += 1;
            match next {
                Some(next) if gone[next as usize] => {}
                Some(next) if self.number[next as usize] == 0 => self.reach(next, count),
                Some(next) => self.low[here] = self.low[here].min(self.number[next as usize]),
                None => {
                    self.path.pop();
                    let Some(&(above, _)) = self.path.last() else { continue };
                    let above = above as usize;
                    self.low[above] = self.low[above].min(self.low[here]);
                    self.below[above] += self.below[here];
                    let root = self.path.len() == 1;
                    if root || self.low[here] >= self.number[above] {
                        let size = self.below[here];
                        let (lost, kept) = self.off[above];
                        self.off[above] = (lost + size, kept + pairs(size));
                    }
                }
            }
        }
    }
}

/// Ordered pairs among so many.
fn pairs(size: f64) -> f64 {
    size * (size - 1.0)
}

/// Numbers of pairs that differ by no more are the same.
const SAME: f64 = 1e-9;

/// Steps of work up to which all sets are tried.
const MOST_WORK: usize = 20_000_000;

/// The set of `size` actors whose loss breaks most of the network.
///
/// All sets of actors with ties are tried as long as that takes at most 20 million steps;
/// beyond, the best actor is added one at a time, and then members are exchanged as long as
/// that helps. Of sets as good as each other the one whose actors come first is taken.
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
/// O(n + m) for every set of one actor less when exact; greedy O((n + m) · size · exchanges).
///
/// # Source
/// As [`fragmentation`], with its greedy search by exchange. The last actor of a set is found
/// with one depth-first search: J. Hopcroft, R. Tarjan, Algorithm 447, CACM 16 (1973).
pub fn key_set(graph: &Compact, size: usize) -> Option<KeySet> {
    let tied: Vec<u32> =
        (0..graph.nodes()).filter(|&node| graph.degree(node) > 0).map(|node| node as u32).collect();
    if size == 0 || tied.len() < size || graph.nodes() < size + 2 {
        return None;
    }
    let sets = (0..size - 1).fold(1usize, |all, i| all.saturating_mul(tied.len() - i) / (i + 1));
    let exact = sets.saturating_mul(tied.len() + graph.edges()) <= MOST_WORK;
    let (mut actors, joined) =
        if exact { every(graph, &tied, size) } else { greedy(graph, &tied, size) }?;
    actors.sort_unstable();
    let left = (graph.nodes() - size) as f64;
    Some(KeySet { actors, fragmentation: 1.0 - joined / pairs(left), exact })
}

/// The best set of all, with the pairs that still reach each other. Those of each first actor
/// are tried side by side.
fn every(graph: &Compact, tied: &[u32], size: usize) -> Option<(Vec<u32>, f64)> {
    let firsts = if size == 1 { 1 } else { tied.len() + 1 - size };
    let found: Vec<Option<(Vec<u32>, f64)>> =
        (0..firsts).into_par_iter().map(|first| starting(graph, tied, size, first)).collect();
    found.into_iter().flatten().reduce(
        |best, other| {
            if other.1 < best.1 - SAME { other } else { best }
        },
    )
}

/// The best of the sets of more than one whose first actor is `first` of those tied, or of all
/// sets of one.
fn starting(graph: &Compact, tied: &[u32], size: usize, first: usize) -> Option<(Vec<u32>, f64)> {
    let mut search = OneMore::new(graph.nodes());
    let mut gone = vec![false; graph.nodes()];
    let mut at: Vec<usize> = (first..first + size - 1).collect();
    let mut best: Option<(Vec<u32>, f64)> = None;
    loop {
        for &i in &at {
            gone[tied[i] as usize] = true;
        }
        search.search(graph, tied, &gone);
        let next = at.last().map_or(0, |&last| last + 1);
        for &last in &tied[next..] {
            let joined = search.joined[last as usize];
            if best.as_ref().is_none_or(|&(_, least)| joined < least - SAME) {
                let actors = at.iter().map(|&i| tied[i]).chain([last]).collect();
                best = Some((actors, joined));
            }
        }
        for &i in &at {
            gone[tied[i] as usize] = false;
        }
        // The next set of one less, in lexicographic order, with room for one after it.
        let room = |&i: &usize| at[i] + 1 < tied.len() - (size - 1 - i);
        let Some(turn) = (1..at.len()).rev().find(room) else { return best };
        at[turn] += 1;
        for i in turn + 1..at.len() {
            at[i] = at[i - 1] + 1;
        }
    }
}

/// A set that no exchange of one actor betters, with the pairs that still reach each other.
fn greedy(graph: &Compact, tied: &[u32], size: usize) -> Option<(Vec<u32>, f64)> {
    let mut search = OneMore::new(graph.nodes());
    let mut gone = vec![false; graph.nodes()];
    let mut actors: Vec<u32> = Vec::new();
    let mut least = f64::INFINITY;
    let mut best_more = |gone: &[bool], most: f64| {
        search.search(graph, tied, gone);
        let mut best: Option<(f64, u32)> = None;
        for &actor in tied.iter().filter(|&&actor| !gone[actor as usize]) {
            let joined = search.joined[actor as usize];
            if joined < best.map_or(most, |(least, _)| least) - SAME {
                best = Some((joined, actor));
            }
        }
        best
    };
    for _ in 0..size {
        let (joined, actor) = best_more(&gone, f64::INFINITY)?;
        gone[actor as usize] = true;
        actors.push(actor);
        least = joined;
    }
    loop {
        let mut turned = false;
        for actor in &mut actors {
            gone[*actor as usize] = false;
            if let Some((joined, other)) = best_more(&gone, least) {
                (*actor, least, turned) = (other, joined, true);
            }
            gone[*actor as usize] = true;
        }
        if !turned {
            return Some((actors, least));
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
                let without = |actors: &[u32]| {
                    let mut gone = vec![false; graph.nodes()];
                    for &actor in actors {
                        gone[actor as usize] = true;
                    }
                    fragmentation(&graph, &gone).unwrap()
                };
                let all = without(&best.actors);
                prop_assert!((all - best.fragmentation).abs() < 1e-12);
                let (near, _) = greedy(&graph, &tied, size).unwrap();
                prop_assert!(without(&near) <= all + 1e-9);
                prop_assert!(size > 1 || near == best.actors);
                // No set of two is better, each tried by taking it away.
                for (i, &a) in tied.iter().enumerate().filter(|_| size == 2) {
                    for &b in &tied[i + 1..] {
                        prop_assert!(without(&[a, b]) <= all + 1e-9);
                    }
                }
            }
        }
    }
}
