//! How far a network turns about one actor.

use crate::graph::compact::Compact;

/// How much more central the most central actor is than the others, as a share of what it
/// would be in a star of the same size.
///
/// `Σ_i (max c − c_i) / most`
fn spread(values: &[f64], most: f64) -> Option<f64> {
    let top = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (most > 0.0).then(|| values.iter().map(|value| top - value).sum::<f64>() / most)
}

/// Freeman's centralisation by degree: `Σ (max d − d_i) / ((n − 1)(n − 2))`.
///
/// # Shape
/// All actors, isolates too.
///
/// # Units
/// Share, 0 (all alike) to 1 (a star).
///
/// # Undefined
/// `None` with fewer than three actors or no ties.
///
/// # Cost
/// O(n).
///
/// # Source
/// L. C. Freeman, Centrality in social networks: conceptual clarification, Social Networks 1
/// (1979), 215–239. Checked against figures from networkx.
pub fn by_degree(graph: &Compact) -> Option<f64> {
    let n = graph.nodes() as f64;
    let degrees: Vec<f64> = (0..graph.nodes()).map(|node| graph.degree(node) as f64).collect();
    let tied = graph.edges() > 0 && graph.nodes() > 2;
    tied.then(|| spread(&degrees, (n - 1.0) * (n - 2.0))).flatten()
}

/// Freeman's centralisation by betweenness: `Σ (max b − b_i) / ((n − 1)²(n − 2)/2)`.
///
/// # Shape
/// The betweenness of all actors, not normalised, each pair once, as
/// [`betweenness`](super::betweenness::betweenness) gives it.
///
/// # Units
/// Share, 0 to 1 (a star).
///
/// # Undefined
/// `None` with fewer than three actors. Nothing but zeroes gives 0.
///
/// # Cost
/// O(n).
///
/// # Source
/// As [`by_degree`].
pub fn by_betweenness(betweenness: &[f64]) -> Option<f64> {
    let n = betweenness.len() as f64;
    spread(betweenness, (n - 1.0) * (n - 1.0) * (n - 2.0) / 2.0).filter(|_| n > 2.0)
}

/// Freeman's centralisation by closeness, `Σ (max c − c_i) (2n − 3) / ((n − 1)(n − 2))`, within
/// the largest component, for closeness has no meaning across components.
///
/// # Shape
/// The closeness of all actors, as [`closeness`](super::closeness::closeness) gives it, and
/// the number of the component of each.
///
/// # Units
/// Share, 0 to 1 (a star).
///
/// # Undefined
/// `None` when no component has three actors.
///
/// # Cost
/// O(n).
///
/// # Source
/// As [`by_degree`]. Of components as large as each other the one that comes first counts.
pub fn by_closeness(closeness: &[Option<f64>], component: &[u32]) -> Option<f64> {
    let n = closeness.len();
    let mut sizes = vec![0usize; n];
    for &at in component {
        sizes[at as usize] += 1;
    }
    let size = sizes.iter().copied().max().filter(|&size| size > 2)?;
    let largest = sizes.iter().position(|&other| other == size)?;
    let within = |node: &usize| component[*node] as usize == largest;
    // Without the factor for the share of all actors that are reached.
    let whole = (n - 1) as f64 / (size - 1) as f64;
    let values: Vec<f64> = (0..n)
        .filter(within)
        .filter_map(|node| closeness[node].map(|value| value * whole))
        .collect();
    let n = size as f64;
    spread(&values, (n - 1.0) * (n - 2.0) / (2.0 * n - 3.0))
}

#[cfg(test)]
mod tests {
    use super::super::closeness::closeness;
    use super::super::examples::{self, near, near_by};
    use super::super::weighted::{Length, between};
    use super::*;
    use crate::graph::arcs::Arcs;
    use proptest::prelude::*;

    fn all(graph: &Compact) -> [Option<f64>; 3] {
        let component = super::super::cuts::cuts(graph).component;
        let paths = between(&Arcs::unweighted(graph), Length::Step);
        [
            by_degree(graph),
            by_betweenness(&paths.actors),
            by_closeness(&closeness(graph), &component),
        ]
    }

    #[test]
    fn a_star_and_a_ring_by_hand() {
        let star = Compact::from_pairs(5, &[(0, 1), (0, 2), (0, 3), (0, 4)]);
        for value in all(&star) {
            near(value.unwrap(), 1.0);
        }
        let ring = Compact::from_pairs(4, &[(0, 1), (1, 2), (2, 3), (3, 0)]);
        for value in all(&ring) {
            near(value.unwrap(), 0.0);
        }
        let with_isolates = Compact::from_pairs(7, &[(0, 1), (0, 2), (0, 3), (0, 4)]);
        near(all(&with_isolates)[2].unwrap(), 1.0);
        assert_eq!(all(&Compact::from_pairs(2, &[(0, 1)])), [None; 3]);
    }

    #[test]
    fn agrees_with_networkx() {
        // Freeman's formulas over networkx 3.6.1 degree, betweenness and closeness.
        let expected = [
            (
                examples::karate(),
                [0.399_621_212_121_212_1, 0.405_557_195_329_922_8, 0.298_194_891_208_297],
            ),
            (examples::kite(), [1.0 / 3.0, 0.296_296_296_296_296_3, 0.270_374_931_581_828_24]),
            (
                examples::florence(),
                [0.274_725_274_725_274_75, 0.436_813_186_813_186_8, 0.322_452_276_109_610_25],
            ),
        ];
        for (graph, figures) in expected {
            for (found, figure) in all(&graph).into_iter().zip(figures) {
                near_by(found.unwrap(), figure, 1e-11);
            }
        }
    }

    proptest! {
        #[test]
        fn lies_within_0_and_1(graph in examples::any(9)) {
            for value in all(&graph).into_iter().flatten() {
                prop_assert!((-1e-12..=1.0 + 1e-12).contains(&value));
            }
        }
    }
}
