//! Whether actors tie within their own group or across, and what chance alone would give.

use crate::graph::compact::Compact;
use crate::graph::random::Random;

/// What a measure comes to when chance alone decides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Baseline {
    /// Mean over the permutations.
    pub mean: f64,
    /// Standard deviation over them.
    pub sd: f64,
    /// Share of permutations at least as far from the mean as what is observed, the observed
    /// one counted.
    pub p: f64,
}

/// Ties that cross groups and ties that do not, those with an end of no group left out.
fn counts(pairs: &[(u32, u32)], groups: &[Option<u32>]) -> (usize, usize) {
    let mut across = 0;
    let mut within = 0;
    for &(a, b) in pairs {
        if let (Some(one), Some(other)) = (groups[a as usize], groups[b as usize]) {
            if one == other { within += 1 } else { across += 1 }
        }
    }
    (across, within)
}

fn index((across, within): (usize, usize)) -> Option<f64> {
    let all = across + within;
    (all > 0).then(|| (across as f64 - within as f64) / all as f64)
}

/// E-I index: ties across groups less ties within, as a share of both, `(E − I)/(E + I)`.
///
/// # Shape
/// A simple graph, and the group of each actor.
///
/// # Units
/// −1 (all ties within groups) to 1 (all across). It depends on the number and sizes of the
/// groups, so read it beside its [`baseline`].
///
/// # Undefined
/// `None` without a tie between two actors whose groups are known.
///
/// # Cost
/// O(n + m).
///
/// # Source
/// D. Krackhardt, R. N. Stern, Informal networks and organizational crises, Social
/// Psychology Quarterly 51 (1988), 123–140.
pub fn ei(graph: &Compact, groups: &[Option<u32>]) -> Option<f64> {
    index(counts(&graph.pairs().collect::<Vec<_>>(), groups))
}

/// The E-I index when groups fall on actors by chance: the ties stay, and the groups of
/// those who have ties are shuffled among them.
///
/// # Shape
/// As [`ei`]; the same seed gives the same figures.
///
/// # Units
/// Those of [`ei`]; `p` is a share, two-sided.
///
/// # Undefined
/// `None` where [`ei`] is, without permutations, and when no permutation differs from
/// another: then there is nothing to compare with.
///
/// # Cost
/// O(permutations · (n + m)).
///
/// # Source
/// E. S. Edgington, Randomization Tests (1980), for a p-value with the observed case
/// counted. Mean and deviation checked against 200,000 permutations in numpy.
pub fn baseline(
    graph: &Compact,
    groups: &[Option<u32>],
    permutations: usize,
    seed: u64,
) -> Option<Baseline> {
    let pairs: Vec<(u32, u32)> = graph.pairs().collect();
    let observed = index(counts(&pairs, groups))?;
    let tied = |&node: &usize| graph.degree(node) > 0 && groups[node].is_some();
    let tied: Vec<usize> = (0..graph.nodes()).filter(tied).collect();
    let mut labels: Vec<Option<u32>> = tied.iter().map(|&node| groups[node]).collect();
    let mut shuffled = groups.to_vec();
    let mut random = Random::new(seed);
    let mut values = Vec::with_capacity(permutations);
    for _ in 0..permutations {
        random.shuffle(&mut labels);
        for (&node, &label) in tied.iter().zip(&labels) {
            shuffled[node] = label;
        }
        values.extend(index(counts(&pairs, &shuffled)));
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let sd = (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n).sqrt();
    if values.is_empty() || sd < 1e-12 {
        return None;
    }
    let far = (observed - mean).abs() - 1e-12;
    let as_far = values.iter().filter(|value| (*value - mean).abs() >= far).count() as f64;
    Some(Baseline { mean, sd, p: (as_far + 1.0) / (n + 1.0) })
}

#[cfg(test)]
mod tests {
    use super::super::examples::{self, near, near_by};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn three_across_and_one_within_by_hand() {
        let graph = Compact::from_pairs(5, &[(0, 1), (0, 2), (0, 3), (1, 2), (3, 4)]);
        let groups = [Some(1), Some(2), Some(2), Some(2), None];
        near(ei(&graph, &groups).unwrap(), (3.0 - 1.0) / 4.0);
        assert_eq!(ei(&graph, &[None; 5]), None);
        assert_eq!(baseline(&graph, &groups, 0, 1), None);
        assert_eq!(baseline(&graph, &[Some(1); 5], 50, 1), None);
    }

    #[test]
    fn the_karate_club_splits_along_its_factions() {
        // The same in numpy 2.4.6, 200,000 permutations: mean 0.0305, sd 0.0952.
        let karate = examples::karate();
        let clubs: Vec<Option<u32>> = examples::KARATE_CLUBS.iter().copied().map(Some).collect();
        near(ei(&karate, &clubs).unwrap(), -56.0 / 78.0);
        let chance = baseline(&karate, &clubs, 5000, 1).unwrap();
        near_by(chance.mean, 0.0305, 0.006);
        near_by(chance.sd, 0.0952, 0.004);
        near(chance.p, 1.0 / 5001.0);
        assert_eq!(baseline(&karate, &clubs, 5000, 1), Some(chance));
        assert_ne!(baseline(&karate, &clubs, 5000, 2), Some(chance));
    }

    proptest! {
        #[test]
        fn names_of_groups_play_no_part(
            graph in examples::any(9),
            groups in prop::collection::vec(prop::option::of(0u32..3), 9),
        ) {
            let groups = &groups[..graph.nodes()];
            let other: Vec<Option<u32>> = groups.iter().map(|g| g.map(|g| 9 - g)).collect();
            let found = ei(&graph, groups);
            prop_assert_eq!(found, ei(&graph, &other));
            prop_assert!(found.is_none_or(|value| (-1.0..=1.0).contains(&value)));
            let chance = baseline(&graph, groups, 20, 3);
            prop_assert_eq!(chance, baseline(&graph, &other, 20, 3));
            prop_assert!(chance.is_none_or(|chance| chance.p > 0.0 && chance.p <= 1.0));
        }
    }
}
