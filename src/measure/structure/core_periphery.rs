//! Whether a network has one core that everybody is tied to.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::graph::compact::Compact;

/// A division into core and periphery.
#[derive(Clone, Debug, PartialEq)]
pub struct CorePeriphery {
    /// Those in the core, ascending.
    pub core: Vec<u32>,
    /// Correlation between the ties and the ideal pattern.
    pub fit: f64,
}

/// Pairs with and without ties, by whether the pattern has one there.
#[derive(Clone, Copy)]
struct Counts {
    n: f64,
    edges: f64,
    core: f64,
    /// Ties with neither end in the core.
    outside: f64,
}

impl Counts {
    /// Pearson's correlation of two zero-one variables.
    fn fit(self) -> Option<f64> {
        let pairs = |n: f64| n * (n - 1.0) / 2.0;
        let all = pairs(self.n);
        let empty = pairs(self.n - self.core);
        let hit = self.edges - self.outside;
        let touched = all - empty;
        let spread = touched * empty * self.edges * (all - self.edges);
        (spread > 0.0).then(|| (hit * all - self.edges * touched) / spread.sqrt())
    }
}

/// The best division of a network into a core, whose members are tied to everybody, and a
/// periphery, whose members are tied to the core alone; with how well the ties fit it.
///
/// Fit: Pearson's correlation over all pairs between the ties and the pattern in which two
/// actors are tied when at least one is in the core.
///
/// # Shape
/// A simple graph; the core's actors out.
///
/// # Units
/// Correlation, −1 to 1; a star fits with 1.
///
/// # Undefined
/// `None` when no or every pair has a tie, or there are fewer than three actors.
///
/// # Cost
/// O(n log n + m) for the cores of those with most ties, then for each change O(n) and the
/// core's size times that of the periphery with ties; memory O(n) for each core on the way.
///
/// # Source
/// S. P. Borgatti, M. G. Everett, Models of core/periphery structures, Social Networks 21
/// (1999), 375–395, eq. 1–2. The search, which they leave open: among actors by degree, as in
/// S. Z. W. Lip, A fast algorithm for the discrete core/periphery bipartitioning problem
/// (2011), then from several sizes one actor in, out or exchanged at a time as long as the fit rises
/// (exchanges only while there are 100,000 of them or fewer); it may miss the best.
pub fn core_periphery(graph: &Compact) -> Option<CorePeriphery> {
    let n = graph.nodes();
    if n < 3 {
        return None;
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&node| (std::cmp::Reverse(graph.degree(node)), node));
    let mut at = State::empty(graph);
    let mut best: Option<(f64, usize)> = None;
    for (size, &node) in order.iter().enumerate() {
        at.turn(graph, node);
        if let Some(fit) = at.counts.fit()
            && best.is_none_or(|(most, _)| fit > most + 1e-12)
        {
            best = Some((fit, size + 1));
        }
    }
    let (_, size) = best?;
    // One without ties never helps the core.
    let tied: Vec<usize> = (0..n).filter(|&node| graph.degree(node) > 0).collect();
    let starts = std::iter::once(size).chain(STARTS).filter(|&size| size < n);
    let mut seen = BTreeSet::new();
    let climbed = starts.filter_map(|size| {
        let mut at = State::empty(graph);
        order[..size].iter().for_each(|&node| at.turn(graph, node));
        Some((at.climb(graph, &tied, &mut seen)?, at))
    });
    // Of those as good as each other the first stands.
    let first = |one: (f64, State), other: (f64, State)| {
        if other.0 > one.0 + 1e-12 { other } else { one }
    };
    let (fit, at) = climbed.reduce(first)?;
    let core = (0..n).filter(|&node| at.within[node]).map(|node| node as u32).collect();
    Some(CorePeriphery { core, fit })
}

/// Sizes of cores from which the search starts, beside the best.
const STARTS: [usize; 6] = [1, 2, 3, 5, 8, 13];

/// Exchanges that are tried at the most for each change.
const MOST_EXCHANGES: usize = 100_000;

/// A core on its way, and what it amounts to.
struct State {
    within: Vec<bool>,
    /// Each actor's ties to those outside the core.
    outer: Vec<usize>,
    counts: Counts,
}

impl State {
    fn empty(graph: &Compact) -> Self {
        let (n, edges) = (graph.nodes() as f64, graph.edges() as f64);
        let counts = Counts { n, edges, core: 0.0, outside: edges };
        let outer = (0..graph.nodes()).map(|node| graph.degree(node)).collect();
        Self { within: vec![false; graph.nodes()], outer, counts }
    }

    /// Takes an actor into the core, or out of it.
    fn turn(&mut self, graph: &Compact, node: usize) {
        let (out, outer) = (self.within[node], self.outer[node] as f64);
        self.within[node] = !out;
        let sign = if out { -1.0 } else { 1.0 };
        self.counts.core += sign;
        self.counts.outside -= sign * outer;
        for &to in graph.neighbours(node) {
            let theirs = &mut self.outer[to as usize];
            *theirs = if out { *theirs + 1 } else { *theirs - 1 };
        }
    }

    /// Moves as long as the fit rises; nowhere when it comes to a core that was `seen` on the
    /// way of another climb, which ended where this would.
    fn climb(
        &mut self,
        graph: &Compact,
        tied: &[usize],
        seen: &mut BTreeSet<Vec<bool>>,
    ) -> Option<f64> {
        let mut fit = self.counts.fit()?;
        while seen.insert(self.within.clone()) {
            let Some((most, moves)) = self.better(graph, tied, fit) else { return Some(fit) };
            moves.into_iter().flatten().for_each(|node| self.turn(graph, node));
            fit = most;
        }
        None
    }

    /// The move that raises the fit most: one of those `tied` in or out, or one out for one
    /// in.
    ///
    /// Of cores of one size the fewer ties a core leaves outside, the better it fits; so of
    /// each kind of move only the one that leaves fewest is weighed.
    fn better(
        &self,
        graph: &Compact,
        tied: &[usize],
        fit: f64,
    ) -> Option<(f64, [Option<usize>; 2])> {
        let mut best: Option<(f64, [Option<usize>; 2])> = None;
        let mut offer = |counts: Counts, moves| {
            let least = best.map_or(fit, |(most, _)| most);
            if let Some(found) = counts.fit().filter(|&found| found > least + 1e-12) {
                best = Some((found, moves));
            }
        };
        // Each with its ties that would be left outside, or are.
        let of = |core: bool| {
            let those = tied.iter().copied().filter(move |&node| self.within[node] == core);
            those.map(|node| (node, self.outer[node]))
        };
        let (Counts { core, outside, .. }, inner) = (self.counts, of(true));
        if let Some((out, more)) = inner.min_by_key(|(_, more)| *more) {
            let outside = outside + more as f64;
            offer(Counts { core: core - 1.0, outside, ..self.counts }, [Some(out), None]);
        }
        // Of several with as many the first.
        let outer: Vec<(usize, usize)> = of(false).collect();
        let into = outer.iter().min_by_key(|(_, fewer)| Reverse(fewer));
        let most_fewer = into.map_or(0, |&(_, fewer)| fewer as isize);
        if let Some(&(into, fewer)) = into {
            let outside = outside - fewer as f64;
            offer(Counts { core: core + 1.0, outside, ..self.counts }, [Some(into), None]);
        }
        if (tied.len() - outer.len()) * outer.len() > MOST_EXCHANGES {
            return best;
        }
        let mut least: Option<(isize, [Option<usize>; 2])> = None;
        for (out, more) in of(true) {
            if least.is_some_and(|(change, _)| more as isize - most_fewer > change) {
                continue;
            }
            for &(into, fewer) in &outer {
                let most = more as isize - fewer as isize;
                // A tie between the two has an end in the core before and after.
                if least.is_none_or(|(change, _)| most - 1 < change) {
                    let change = most - isize::from(graph.joins(out, into));
                    if least.is_none_or(|(fewest, _)| change < fewest) {
                        least = Some((change, [Some(out), Some(into)]));
                    }
                }
            }
        }
        if let Some((change, moves)) = least {
            offer(Counts { outside: outside + change as f64, ..self.counts }, moves);
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::{self, near};
    use super::*;
    use proptest::prelude::*;

    /// Fit by the definition: correlation over all pairs.
    fn by_definition(graph: &Compact, core: &[bool]) -> Option<f64> {
        let n = graph.nodes();
        let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
        let of =
            |(a, b): (usize, usize)| (f64::from(graph.joins(a, b)), f64::from(core[a] || core[b]));
        let points: Vec<(f64, f64)> = pairs.map(of).collect();
        let count = points.len() as f64;
        let mean = |pick: fn(&(f64, f64)) -> f64| points.iter().map(pick).sum::<f64>() / count;
        let (x, y) = (mean(|p| p.0), mean(|p| p.1));
        let sum = |f: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(f).sum::<f64>();
        let (xy, xx, yy) = (
            sum(&|p| (p.0 - x) * (p.1 - y)),
            sum(&|p| (p.0 - x).powi(2)),
            sum(&|p| (p.1 - y).powi(2)),
        );
        (xx > 1e-12 && yy > 1e-12).then(|| xy / (xx * yy).sqrt())
    }

    fn brute_force(graph: &Compact) -> Option<f64> {
        let n = graph.nodes();
        let fits = (1u32..1 << n).filter_map(|set| {
            let core: Vec<bool> = (0..n).map(|node| set >> node & 1 == 1).collect();
            by_definition(graph, &core)
        });
        fits.max_by(f64::total_cmp)
    }

    #[test]
    fn a_star_and_two_hubs_by_hand() {
        let star = Compact::from_pairs(4, &[(0, 1), (0, 2), (0, 3)]);
        let found = core_periphery(&star).unwrap();
        assert_eq!(found.core, [0]);
        near(found.fit, 1.0);
        let hubs = Compact::from_pairs(4, &[(0, 1), (0, 2), (0, 3), (1, 2), (1, 3)]);
        let found = core_periphery(&hubs).unwrap();
        assert_eq!(found.core, [0, 1]);
        near(found.fit, 1.0);
        assert_eq!(core_periphery(&Compact::from_pairs(4, &[])), None);
        let full = Compact::from_pairs(3, &[(0, 1), (1, 2), (2, 0)]);
        assert_eq!(core_periphery(&full), None);
    }

    #[test]
    fn finds_the_best_of_all_cores_of_the_kite() {
        // All 1023 cores tried: the independent answer.
        let found = core_periphery(&examples::kite()).unwrap();
        near(found.fit, brute_force(&examples::kite()).unwrap());
    }

    proptest! {
        #[test]
        fn the_fit_is_that_of_its_core_and_no_single_move_is_better(graph in examples::any(8)) {
            let found = core_periphery(&graph);
            let best = brute_force(&graph).filter(|_| graph.nodes() > 2);
            prop_assert_eq!(found.is_some(), best.is_some());
            let (Some(found), Some(best)) = (found, best) else { return Ok(()) };
            let mut core = vec![false; graph.nodes()];
            for &node in &found.core {
                core[node as usize] = true;
            }
            prop_assert!((by_definition(&graph, &core).unwrap() - found.fit).abs() < 1e-9);
            prop_assert!(found.fit <= best + 1e-9);
            for node in 0..graph.nodes() {
                core[node] = !core[node];
                let moved = by_definition(&graph, &core);
                prop_assert!(moved.is_none_or(|moved| moved <= found.fit + 1e-9));
                core[node] = !core[node];
            }
        }
    }
}
