//! Betweenness: how many shortest paths pass each actor.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::blocks::{Blocks, Hanging};
use super::sweep::{Local, Rows, Sweep};
use crate::graph::compact::Compact;
use crate::graph::random::Random;
use crate::model::Progress;

/// Sources whose sums are added up in one go: the least that threads share out.
const CHUNK: usize = 64;
/// What sums waiting to be added up may take, in bytes.
const WAITING: usize = 64 << 20;

/// Exact betweenness of every node.
///
/// `b(v) = Σ σ(s, t | v) / σ(s, t)` over unordered pairs `{s, t}`, `s ≠ v ≠ t`, where
/// `σ(s, t)` counts shortest paths and `σ(s, t | v)` those that pass `v`.
///
/// Paths between blocks pass the nodes that join them, whatever happens inside; so each block
/// is searched by itself, every node weighing as much as hangs on it, and what passes a
/// joining node between its branches is a product of counts. Searches go level by level;
/// between two levels edges are seen from the side with fewer neighbours.
///
/// # Shape
/// Simple undirected graph, every edge of length 1; `n` entries out. Each pair counts once,
/// its ends do not.
///
/// # Units
/// Pairs of nodes: at most `(n - 1)(n - 2) / 2`, in the middle of a star. Not normalised.
///
/// # Undefined
/// `None` when cancelled. A node that no path can pass has zero, which is a count.
///
/// # Cost
/// Time O(Σ nᵢmᵢ) over blocks of `nᵢ` nodes and `mᵢ` edges, shared by rayon's threads; sums
/// are added in one order, so results do not depend on their number. Memory O(n + m), 44
/// bytes a node and thread, and at most 64 MB of sums on their way.
///
/// # Source
/// U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical
/// Sociology 25 (2001), 163–177. Blocks: A. E. Sarıyüce, E. Saule, K. Kaya, Ü. V. Çatalyürek,
/// "Shattering and compressing networks for betweenness centrality", SDM 2013, 686–694.
/// Directions: S. Beamer, K. Asanović, D. Patterson, "Direction-optimizing breadth-first
/// search", SC 2012. Checked against networkx and igraph.
pub fn betweenness(graph: &Compact, progress: &Progress) -> Option<Vec<f64>> {
    shared_out(graph, None, progress)
}

/// Betweenness estimated from `sources` nodes drawn with `seed`: exact when that is all.
///
/// The sum over sources of [`betweenness`] is taken over those drawn, without replacement,
/// and multiplied by `n / sources`. What passes a node between its branches, and blocks of no
/// more than `sources` nodes, are still exact.
///
/// # Shape
/// As [`betweenness`].
///
/// # Units
/// Pairs of nodes. Unbiased; the standard error of a node falls with the square root of
/// `sources`, and is large beside the value of nodes that few paths pass.
///
/// # Undefined
/// `None` when cancelled, and without a source.
///
/// # Cost
/// Time O(sources · m), memory as [`betweenness`].
///
/// # Source
/// U. Brandes, C. Pich, "Centrality estimation in large networks", International Journal of
/// Bifurcation and Chaos 17 (2007), 2303–2318.
pub fn betweenness_sampled(
    graph: &Compact,
    sources: usize,
    seed: u64,
    progress: &Progress,
) -> Option<Vec<f64>> {
    let n = graph.nodes();
    if sources == 0 && n > 0 {
        return None;
    }
    if sources >= n {
        return betweenness(graph, progress);
    }
    let mut nodes: Vec<u32> = (0..n as u32).collect();
    Random::new(seed).shuffle(&mut nodes);
    let mut drawn = vec![0; n];
    for &node in &nodes[..sources] {
        drawn[node as usize] = 1;
    }
    shared_out(graph, Some(Sample { drawn, sources }), progress)
}

/// Which nodes are sources: 1 or 0 for each.
struct Sample {
    drawn: Vec<u32>,
    sources: usize,
}

/// Betweenness block by block.
fn shared_out(graph: &Compact, sample: Option<Sample>, progress: &Progress) -> Option<Vec<f64>> {
    let n = graph.nodes();
    let blocks = Blocks::of(graph);
    let hanging = Hanging::new(&blocks, vec![1; n]);
    let most = sample.as_ref().map_or(usize::MAX, |sample| sample.sources);
    let drawn = sample.map(|sample| Hanging::new(&blocks, sample.drawn));
    let mut sum = hanging.between_branches(&blocks);
    let sampled = |block: &[u32]| block.len() > most;
    let searches = |block: &[u32]| if sampled(block) { most } else { block.len() };
    let large = || blocks.iter().filter(|block| block.len() > 2);
    let meter = Meter { done: AtomicUsize::new(0), of: large().map(searches).sum(), progress };
    let mut local = vec![OUTSIDE; n];
    for block in large() {
        let part = Part::new(graph, block, &mut local);
        let scale = if sampled(block) { n as f64 / most as f64 } else { 1.0 };
        let from = drawn.as_ref().filter(|_| sampled(block)).unwrap_or(&hanging);
        let sources = part.sort(from.weights(&blocks, block));
        let weights = part.sort(hanging.weights(&blocks, block));
        let sums = match block.len() {
            ..=0xffff => part.search::<u16>(weights, &sources, &meter),
            _ => part.search::<u32>(weights, &sources, &meter),
        }?;
        for (&place, passing) in part.places.iter().zip(sums) {
            // Every pair was met from both ends.
            sum[block[place as usize] as usize] += passing * scale / 2.0;
        }
    }
    Some(sum)
}

/// How far the searches have come.
struct Meter<'a> {
    done: AtomicUsize,
    of: usize,
    progress: &'a Progress<'a>,
}

impl Meter<'_> {
    fn one_more(&self) -> Option<()> {
        let before = self.done.fetch_add(1, Ordering::Relaxed);
        self.progress.tell(before + 1, self.of)
    }
}

const OUTSIDE: u32 = u32::MAX;

/// A block of its own: nodes renumbered, most neighbours first, so that what is read most
/// lies together.
struct Part {
    /// For each new number, the place in the block.
    places: Vec<u32>,
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl Part {
    /// Takes a block out of the graph. `local` is [`OUTSIDE`] everywhere, before and after.
    ///
    /// Cost: O of the neighbours of all nodes but the top, so O(m) for all blocks together.
    fn new(graph: &Compact, block: &[u32], local: &mut [u32]) -> Self {
        for (place, &node) in block.iter().enumerate() {
            local[node as usize] = place as u32;
        }
        let mut pairs = Vec::new();
        for (place, &node) in block.iter().enumerate().skip(1) {
            let inside = graph.neighbours(node as usize).iter().map(|&to| local[to as usize]);
            let inside = inside.filter(|&to| to != OUTSIDE && (to as usize) < place);
            pairs.extend(inside.map(|to| (to, place as u32)));
        }
        for &node in block {
            local[node as usize] = OUTSIDE;
        }
        let mut degree = vec![0u32; block.len()];
        for &(a, b) in &pairs {
            degree[a as usize] += 1;
            degree[b as usize] += 1;
        }
        let mut places: Vec<u32> = (0..block.len() as u32).collect();
        places.sort_by_key(|&place| std::cmp::Reverse(degree[place as usize]));
        let mut number = vec![0; block.len()];
        for (at, &place) in places.iter().enumerate() {
            number[place as usize] = at as u32;
        }
        for (a, b) in &mut pairs {
            (*a, *b) = (number[*a as usize], number[*b as usize]);
        }
        let graph = Compact::from_pairs(block.len(), &pairs);
        let starts = (0..block.len()).map(|node| graph.row(node).start as u32);
        let starts = starts.chain([graph.arcs().len() as u32]).collect();
        Self { places, starts, rows: graph.arcs().to_vec() }
    }

    /// What stands by place in the block, by new number.
    fn sort(&self, by_place: Vec<f64>) -> Vec<f64> {
        self.places.iter().map(|&place| by_place[place as usize]).collect()
    }

    /// Searches from every source of weight above zero, chunk by chunk; the sums are added in
    /// the order of the chunks.
    fn search<T: Local>(
        &self,
        weights: Vec<f64>,
        sources_weigh: &[f64],
        meter: &Meter,
    ) -> Option<Vec<f64>> {
        let n = weights.len();
        let rows = Rows::<T>::new(self.starts.clone(), &self.rows, weights);
        let sources: Vec<usize> = (0..n).filter(|&node| sources_weigh[node] > 0.0).collect();
        let chunks: Vec<&[usize]> = sources.chunks(CHUNK).collect();
        let mut total = vec![0.0; n];
        for wave in chunks.chunks((WAITING / (8 * n)).max(8)) {
            let sums: Option<Vec<Vec<f64>>> = wave
                .par_iter()
                .map_init(
                    || Sweep::new(&rows),
                    |sweep, chunk| {
                        let mut sum = vec![0.0; n];
                        for &source in *chunk {
                            sweep.from(&rows, source, sources_weigh[source], &mut sum);
                            meter.one_more()?;
                        }
                        Some(sum)
                    },
                )
                .collect();
            for sum in sums? {
                total.iter_mut().zip(sum).for_each(|(total, part)| *total += part);
            }
        }
        Some(total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::structure::samples::karate;
    use proptest::prelude::*;
    use std::ops::ControlFlow;

    fn silent(graph: &Compact) -> Vec<f64> {
        betweenness(graph, &Progress::silent()).unwrap()
    }

    #[test]
    fn a_path_a_star_and_a_square() {
        assert_eq!(silent(&Compact::from_pairs(4, &[(0, 1), (1, 2), (2, 3)])), [0., 2., 2., 0.]);
        assert_eq!(silent(&Compact::from_pairs(4, &[(0, 1), (0, 2), (0, 3)])), [3., 0., 0., 0.]);
        let square = [(0, 1), (1, 2), (2, 3), (3, 0), (3, 4)];
        // 4 reaches 0, 1 and 2 by 3; half of 1-3, 1-4 and all others over the square.
        assert_eq!(silent(&Compact::from_pairs(6, &square)), [1.0, 0.5, 1.0, 3.5, 0.0, 0.0]);
        assert_eq!(silent(&Compact::from_pairs(0, &[])), [0.0; 0]);
    }

    /// networkx 3.6.1, `betweenness_centrality(karate, normalized=False)`; Freeman's values of
    /// Zachary's members.
    #[test]
    fn the_karate_club() {
        const EXPECTED: [f64; 34] = [
            231.071428571,
            28.4785714286,
            75.8507936508,
            6.2880952381,
            0.333333333333,
            15.8333333333,
            15.8333333333,
            0.0,
            29.5293650794,
            0.447619047619,
            0.333333333333,
            0.0,
            0.0,
            24.2158730159,
            0.0,
            0.0,
            0.0,
            0.0,
            0.0,
            17.1468253968,
            0.0,
            0.0,
            0.0,
            9.3,
            1.16666666667,
            2.02777777778,
            0.0,
            11.7920634921,
            0.947619047619,
            1.54285714286,
            7.60952380952,
            73.0095238095,
            76.6904761905,
            160.551587302,
        ];
        for (found, expected) in silent(&karate()).into_iter().zip(EXPECTED) {
            assert!((found - expected).abs() < 1e-9, "{found} {expected}");
        }
    }

    #[test]
    fn cancelled_it_gives_nothing() {
        let stop = |done: usize, of: usize| match done < of / 2 {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        };
        assert_eq!(betweenness(&karate(), &Progress::new(&stop)), None);
        assert_eq!(betweenness_sampled(&karate(), 0, 1, &Progress::silent()), None);
    }

    /// The mean of many samples is the exact value: 400 of 17 sources each.
    #[test]
    fn samples_are_unbiased_and_follow_the_seed() {
        let graph = karate();
        let sample = |seed| betweenness_sampled(&graph, 17, seed, &Progress::silent()).unwrap();
        assert_eq!(sample(5), sample(5));
        assert_ne!(sample(5), sample(6));
        let exact = silent(&graph);
        for node in [0, 2, 31, 33] {
            let mean = (0..400).map(|seed| sample(seed)[node]).sum::<f64>() / 400.0;
            assert!((mean / exact[node] - 1.0).abs() < 0.03, "{node}: {mean} {}", exact[node]);
        }
        assert_eq!(betweenness_sampled(&graph, 34, 1, &Progress::silent()), Some(exact));
    }

    #[test]
    fn threads_change_nothing() {
        let mut random = Random::new(1);
        let pairs: Vec<_> =
            (0..1500).map(|_| (random.below(500) as u32, random.below(500) as u32)).collect();
        let graph = Compact::from_pairs(500, &pairs);
        let with = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| silent(&graph))
        };
        assert_eq!(with(1), with(3));
    }

    /// By counting shortest paths between every pair.
    fn naive(graph: &Compact) -> Vec<f64> {
        let n = graph.nodes();
        let far = usize::MAX / 4;
        let mut distance = vec![vec![far; n]; n];
        let mut paths = vec![vec![0.0; n]; n];
        for s in 0..n {
            (distance[s][s], paths[s][s]) = (0, 1.0);
            for length in 1..n {
                for v in (0..n).filter(|&v| graph.degree(v) > 0) {
                    let before = graph.neighbours(v).iter().map(|&u| u as usize);
                    let count: f64 =
                        before.filter(|&u| distance[s][u] == length - 1).map(|u| paths[s][u]).sum();
                    if distance[s][v] == far && count > 0.0 {
                        (distance[s][v], paths[s][v]) = (length, count);
                    }
                }
            }
        }
        let passing = |v: usize, s: usize, t: usize| {
            let on = distance[s][v] + distance[v][t] == distance[s][t] && distance[s][t] < far;
            if on { paths[s][v] * paths[v][t] / paths[s][t] } else { 0.0 }
        };
        let pairs = |v: usize| {
            let ends = (0..n).flat_map(move |s| (s + 1..n).map(move |t| (s, t)));
            ends.filter(move |&(s, t)| s != v && t != v)
        };
        (0..n).map(|v| pairs(v).map(|(s, t)| passing(v, s, t)).sum()).collect()
    }

    proptest! {
        #[test]
        fn agrees_with_counting_paths_between_every_pair(
            n in 1usize..16,
            loose in prop::collection::vec((0u32..16, 0u32..16), 0..40),
        ) {
            let pairs: Vec<_> =
                loose.into_iter().map(|(a, b)| (a % n as u32, b % n as u32)).collect();
            let graph = Compact::from_pairs(n, &pairs);
            for (found, expected) in silent(&graph).into_iter().zip(naive(&graph)) {
                prop_assert!((found - expected).abs() < 1e-9, "{found} {expected}");
            }
        }
    }
}
