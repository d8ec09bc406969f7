//! Who and what lies on shortest paths, by the length of ties.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::blocks::{Blocks, Hanging};
use crate::graph::arcs::{Arcs, Distance, Strength};

/// How long a tie is on a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Every tie is one step.
    Step,
    /// The inverse of its strength.
    Inverse,
}

/// Betweenness of actors and of ties.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Between {
    /// Of each actor.
    pub actors: Vec<f64>,
    /// Of each tie, in the order of the pairs of [`Arcs::all`] with the smaller end first.
    pub ties: Vec<f64>,
}

/// Two sums of lengths that differ by less than this share of either are the same: thirds do
/// not add up to one exactly.
const SAME: f64 = 1e-11;

/// Betweenness of actors and ties: on how many shortest paths between two others each lies,
/// as shares where there are several.
///
/// `b_v = Σ_{s<t} σ_st(v)/σ_st`, with `v` neither `s` nor `t`; `b_e` the same for a tie `e`,
/// ends counted. `σ_st` counts shortest paths, `σ_st(v)` those through `v`.
///
/// Block by block, as [`betweenness`](super::betweenness()): a path between two blocks passes
/// the actors that join them however long its ties are.
///
/// # Shape
/// An undirected graph, each tie standing in both directions with the same strength, as
/// [`Arcs::both_ways`] gives it; `n` actors and `m` ties out. Pairs without a path add
/// nothing.
///
/// # Units
/// Pairs of actors; not normalised.
///
/// # Cost
/// O(Σ nᵢ (mᵢ + nᵢ) log nᵢ) over blocks of `nᵢ` actors and `mᵢ` ties; a step is a step, and
/// every source takes memory O(n + m) in turn.
///
/// # Source
/// U. Brandes, A faster algorithm for betweenness centrality, Journal of Mathematical
/// Sociology 25 (2001), 163–177, and On variants of shortest-path betweenness centrality,
/// Social Networks 30 (2008), 136–145; blocks as in A. E. Sarıyüce et al., SDM 2013,
/// 686–694. Checked against networkx.
pub fn between(arcs: &Arcs, length: Length) -> Between {
    let n = arcs.nodes();
    let blocks = Blocks::of(&arcs.simple());
    let hanging = Hanging::new(&blocks, vec![1; n]);
    let mut actors = hanging.between_branches(&blocks);
    let mut along = vec![0.0; arcs.arcs()];
    let mut search = Search::default();
    let mut local = vec![OUTSIDE; n];
    for block in blocks.iter() {
        let weights = hanging.weights(&blocks, block);
        if let ([one, other], [w, v]) = (block, &weights[..]) {
            for (a, b) in [(one, other), (other, one)] {
                arcs.find(*a as usize, *b as usize).into_iter().for_each(|at| along[at] = w * v);
            }
            continue;
        }
        let part = Part::new(arcs, length, block, weights, &mut local);
        search.start(block.len());
        for source in 0..block.len() {
            match length {
                Length::Step => search.by_steps(&part, source),
                Length::Inverse => search.by_length(&part, source),
            }
            search.gather(&part, source, &mut along);
        }
        // Each pair was met from either end.
        for (&actor, passing) in block.iter().zip(&search.all) {
            actors[actor as usize] += passing / 2.0;
        }
    }
    // A tie's dependency stands on the arc towards the source.
    let smaller_first = arcs.all().enumerate().filter(|(_, (a, b, _))| a < b);
    let ties = smaller_first.map(|(at, (a, b, _))| {
        let other = arcs.find(b as usize, a as usize).map_or(0.0, |back| along[back]);
        (along[at] + other) / 2.0
    });
    Between { ties: ties.collect(), actors }
}

const OUTSIDE: u32 = u32::MAX;

/// A block of its own, its actors renumbered.
struct Part {
    starts: Vec<usize>,
    arcs: Vec<Arc>,
    /// How much hangs on each actor.
    weights: Vec<f64>,
}

/// An arc of a block.
struct Arc {
    to: u32,
    long: f64,
    /// Its number in the whole graph.
    number: usize,
}

impl Part {
    /// Takes a block out. `local` is [`OUTSIDE`] everywhere, before and after.
    fn new(
        whole: &Arcs,
        length: Length,
        block: &[u32],
        weights: Vec<f64>,
        local: &mut [u32],
    ) -> Self {
        for (place, &node) in block.iter().enumerate() {
            local[node as usize] = place as u32;
        }
        let mut part = Self { starts: vec![0], arcs: Vec::new(), weights };
        for node in block.iter().map(|&node| node as usize) {
            for (&(to, strength), number) in whole.out(node).iter().zip(whole.first(node)..) {
                let to = local[to as usize];
                if to != OUTSIDE {
                    part.arcs.push(Arc { to, long: long(strength, length), number });
                }
            }
            part.starts.push(part.arcs.len());
        }
        for &node in block {
            local[node as usize] = OUTSIDE;
        }
        part
    }

    fn of(&self, node: usize) -> &[Arc] {
        &self.arcs[self.starts[node]..self.starts[node + 1]]
    }
}

/// What one source of a block reaches, and what all of them found.
#[derive(Default)]
struct Search {
    far: Vec<f64>,
    paths: Vec<f64>,
    owed: Vec<f64>,
    done: Vec<bool>,
    /// Those reached, nearest first.
    order: Vec<u32>,
    queue: BinaryHeap<Reverse<(u64, u32)>>,
    /// For each actor what passes it, from either end.
    all: Vec<f64>,
}

/// A distance as a key that sorts: all are positive and finite, so their bits do.
fn key(far: f64) -> u64 {
    far.to_bits()
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= SAME * one.min(other)
}

fn long(strength: Strength, length: Length) -> f64 {
    match length {
        Length::Step => Distance::STEP.get(),
        Length::Inverse => strength.distance().get(),
    }
}

impl Search {
    /// Room for a block of `n` actors.
    fn start(&mut self, n: usize) {
        self.all.clear();
        self.all.resize(n, 0.0);
    }

    /// Forgets the last source and starts from another.
    fn from(&mut self, source: usize) {
        let n = self.all.len();
        for (values, empty) in
            [(&mut self.far, f64::INFINITY), (&mut self.paths, 0.0), (&mut self.owed, 0.0)]
        {
            values.clear();
            values.resize(n, empty);
        }
        self.done.clear();
        self.done.resize(n, false);
        self.order.clear();
        (self.far[source], self.paths[source]) = (0.0, 1.0);
    }

    /// Distances and numbers of shortest paths from a source, where every tie is one step.
    fn by_steps(&mut self, part: &Part, source: usize) {
        self.from(source);
        self.order.push(source as u32);
        let mut at = 0;
        while let Some(node) = self.order.get(at).map(|&node| node as usize) {
            let (far, paths) = (self.far[node] + Distance::STEP.get(), self.paths[node]);
            for arc in part.of(node) {
                let to = arc.to as usize;
                if self.far[to].is_infinite() {
                    self.far[to] = far;
                    self.order.push(arc.to);
                }
                if self.far[to] == far {
                    self.paths[to] += paths;
                }
            }
            at += 1;
        }
    }

    /// The same where each tie has its length.
    fn by_length(&mut self, part: &Part, source: usize) {
        self.from(source);
        self.queue.push(Reverse((key(0.0), source as u32)));
        while let Some(Reverse((_, node))) = self.queue.pop() {
            let at = node as usize;
            if std::mem::replace(&mut self.done[at], true) {
                continue;
            }
            self.order.push(node);
            for arc in part.of(at) {
                let to = arc.to as usize;
                let far = self.far[at] + arc.long;
                if self.done[to] {
                    continue;
                }
                if same(far, self.far[to]) {
                    self.paths[to] += self.paths[at];
                } else if far < self.far[to] {
                    (self.far[to], self.paths[to]) = (far, self.paths[at]);
                    self.queue.push(Reverse((key(far), arc.to)));
                }
            }
        }
    }

    /// Adds what lies on the paths found, farthest first, as often as the source's weight.
    fn gather(&mut self, part: &Part, source: usize, along: &mut [f64]) {
        let times = part.weights[source];
        for &node in self.order.iter().rev() {
            let at = node as usize;
            let share = (part.weights[at] + self.owed[at]) / self.paths[at];
            for arc in part.of(at) {
                let from = arc.to as usize;
                if self.far[from] < self.far[at] && same(self.far[from] + arc.long, self.far[at]) {
                    let passing = self.paths[from] * share;
                    self.owed[from] += passing;
                    along[arc.number] += times * passing;
                }
            }
            if at != source {
                self.all[at] += times * self.owed[at];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::{self, near, near_by};
    use super::*;
    use crate::graph::compact::Compact;
    use proptest::prelude::*;

    #[test]
    fn a_path_by_hand_with_a_detour_as_long() {
        // 0–1–2 with a third of a step thrice, and 0–3–2 with a whole step in two halves.
        let s = |x: f64| Strength::new(x).unwrap();
        let ties = [(0, 1, s(3.0)), (1, 4, s(3.0)), (4, 2, s(3.0)), (0, 3, s(2.0)), (3, 2, s(2.0))];
        let found = between(&Arcs::from_arcs(5, &ties).both_ways(), Length::Inverse);
        // 0 to 2 is one long both ways; the pairs 1–3 and 3–4 go by the ends.
        near(found.actors[3], 0.5);
        near(found.actors[1], 0.5 + 1.0);
        let path =
            between(&Arcs::unweighted(&Compact::from_pairs(4, &[(0, 1), (1, 2)])), Length::Step);
        assert_eq!(path, Between { actors: vec![0.0, 1.0, 0.0, 0.0], ties: vec![2.0, 2.0] });
    }

    #[test]
    fn agrees_with_networkx() {
        // networkx 3.6.1, betweenness_centrality and edge_betweenness_centrality, not
        // normalised; weighted with distance 1/strength.
        let karate = between(&Arcs::unweighted(&examples::karate()), Length::Step);
        near_by(karate.actors[0], 231.071_428_571_428_6, 1e-11);
        near_by(karate.actors[33], 160.551_587_301_587_3, 1e-11);
        let at = |pair| examples::karate().pairs().position(|other| other == pair).unwrap();
        near_by(karate.ties[at((0, 31))], 71.392_857_142_857_12, 1e-11);
        near_by(karate.ties[at((0, 2))], 43.638_888_888_888_886, 1e-11);
        let florence = between(&Arcs::unweighted(&examples::florence()), Length::Step);
        near_by(florence.actors[8], 47.5, 1e-11);
        near_by(florence.actors[6], 23.166_666_666_666_668, 1e-11);
        let weighted = between(&examples::weighted(), Length::Inverse);
        for (found, expected) in weighted.actors.iter().zip([0.0, 3.0, 0.0, 3.0, 0.0]) {
            near(*found, expected);
        }
        // Pairs in order: 0–1, 0–2, 1–2, 1–3, 2–3, 3–4.
        for (found, expected) in weighted.ties.iter().zip([4.0, 0.0, 2.0, 4.0, 2.0, 4.0]) {
            near(*found, expected);
        }
    }

    /// Shortest paths counted one pair at a time, by squaring nothing: Floyd and Warshall.
    fn naive(arcs: &Arcs) -> Vec<f64> {
        let n = arcs.nodes();
        let mut far = vec![vec![f64::INFINITY; n]; n];
        for (i, row) in far.iter_mut().enumerate() {
            row[i] = 0.0;
        }
        for (a, b, s) in arcs.all() {
            far[a as usize][b as usize] = s.distance().get();
        }
        for k in 0..n {
            for i in 0..n {
                for j in 0..n {
                    far[i][j] = far[i][j].min(far[i][k] + far[k][j]);
                }
            }
        }
        fn count(arcs: &Arcs, far: &[Vec<f64>], s: usize, t: usize) -> f64 {
            if s == t {
                return 1.0;
            }
            let on = arcs.out(s).iter().filter(|(v, l)| {
                let rest = far[*v as usize][t];
                rest < far[s][t] && same(l.distance().get() + rest, far[s][t])
            });
            on.map(|(v, _)| count(arcs, far, *v as usize, t)).sum()
        }
        let mut found = vec![0.0; n];
        for s in 0..n {
            for t in s + 1..n {
                if far[s][t].is_infinite() {
                    continue;
                }
                for v in (0..n).filter(|&v| v != s && v != t) {
                    if same(far[s][v] + far[v][t], far[s][t]) {
                        found[v] += count(arcs, &far, s, v) * count(arcs, &far, v, t)
                            / count(arcs, &far, s, t);
                    }
                }
            }
        }
        found
    }

    proptest! {
        #[test]
        fn agrees_with_counting_paths_pair_by_pair(
            ties in prop::collection::vec((0u32..8, 0u32..8, 1u8..5), 0..16),
        ) {
            let strong = |s: u8| Strength::new(f64::from(s)).unwrap();
            let ties: Vec<_> = ties.iter().map(|&(a, b, s)| (a, b, strong(s))).collect();
            let arcs = Arcs::from_arcs(8, &ties).both_ways();
            let found = between(&arcs, Length::Inverse);
            for (node, expected) in naive(&arcs).into_iter().enumerate() {
                prop_assert!((found.actors[node] - expected).abs() < 1e-9);
            }
        }

        #[test]
        fn ties_bear_as_many_steps_as_actors_are_apart(graph in examples::any(9)) {
            // Each pair's path has as many ties as the pair is steps apart.
            let found = between(&Arcs::unweighted(&graph), Length::Step);
            let apart: f64 = (0..graph.nodes())
                .map(|from| {
                    let mut steps = vec![None; graph.nodes()];
                    steps[from] = Some(0.0);
                    let mut order = vec![from];
                    let mut at = 0;
                    while let Some(&node) = order.get(at) {
                        at += 1;
                        for &to in graph.neighbours(node) {
                            if steps[to as usize].is_none() {
                                steps[to as usize] = steps[node].map(|far: f64| far + 1.0);
                                order.push(to as usize);
                            }
                        }
                    }
                    steps.into_iter().flatten().sum::<f64>()
                })
                .sum();
            prop_assert!((found.ties.iter().sum::<f64>() - apart / 2.0).abs() < 1e-9);
        }

        #[test]
        fn renaming_changes_nothing(
            graph in examples::any(9),
            order in Just((0u32..9).collect::<Vec<_>>()).prop_shuffle(),
        ) {
            let names: Vec<u32> =
                order.into_iter().filter(|&name| (name as usize) < graph.nodes()).collect();
            let here = between(&Arcs::unweighted(&graph), Length::Step);
            let there = Arcs::unweighted(&examples::renamed(&graph, &names));
            let there = between(&there, Length::Step);
            for (value, &name) in here.actors.iter().zip(&names) {
                prop_assert!((value - there.actors[name as usize]).abs() < 1e-9);
            }
            let sums = (here.ties.iter().sum::<f64>(), there.ties.iter().sum::<f64>());
            prop_assert!((sums.0 - sums.1).abs() < 1e-9);
        }
    }
}
