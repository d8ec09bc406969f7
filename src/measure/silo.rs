//! Groups that keep to themselves, and groups that ties make.

use std::collections::{BTreeMap, BTreeSet};

use super::structure::{leiden, modularity};
use crate::graph::compact::Compact;
use crate::graph::random::Random;
use crate::model::Progress;

/// How a group's ties fall, beside what chance gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inward {
    /// The group.
    pub group: u32,
    /// Members that have a tie.
    pub members: usize,
    /// Ties with an end in the group, the other end in a known group.
    pub ties: usize,
    /// E-I index of these ties.
    pub ei: f64,
    /// Its mean over permutations.
    pub expected: f64,
    /// Share of permutations in which it is as low, the observed one counted.
    pub p: f64,
}

/// For each group, whether its ties stay inside it more than chance would give.
///
/// `(E − I)/(E + I)` over ties with an end in the group. By chance: the groups of those who
/// have ties are shuffled among them, the ties stay.
///
/// # Shape
/// A simple graph, and the group of each node; one row for each group that has ties, by group.
///
/// # Units
/// E-I index from −1 (all inside) to 1; `p` is a share, one-sided, of one group alone.
///
/// # Undefined
/// A group without ties has no row.
///
/// # Cost
/// O(permutations · (n + m)).
///
/// # Source
/// D. Krackhardt, R. N. Stern, Informal networks and organizational crises, Social
/// Psychology Quarterly 51 (1988), 123–140.
pub fn inward(
    graph: &Compact,
    groups: &[Option<u32>],
    permutations: usize,
    seed: u64,
) -> Vec<Inward> {
    let pairs: Vec<(u32, u32)> = graph.pairs().collect();
    let tied = |&node: &usize| graph.degree(node) > 0 && groups[node].is_some();
    let tied: Vec<usize> = (0..graph.nodes()).filter(tied).collect();
    let known: BTreeSet<u32> = tied.iter().filter_map(|&node| groups[node]).collect();
    let known: Vec<u32> = known.into_iter().collect();
    let place = |group: u32| known.binary_search(&group).ok();
    let mut label: Vec<Option<usize>> = groups.iter().map(|group| place((*group)?)).collect();
    let seen: Vec<Option<f64>> = tally(&pairs, &label, known.len()).map(index).collect();
    let ties: Vec<usize> = tally(&pairs, &label, known.len()).map(|(a, w)| a + w).collect();
    let mut members = vec![0; known.len()];
    let mut labels: Vec<usize> = tied.iter().filter_map(|&node| label[node]).collect();
    labels.iter().for_each(|&group| members[group] += 1);
    let mut random = Random::new(seed);
    let mut sums = vec![(0.0, 0usize, 0usize); known.len()];
    for _ in 0..permutations {
        random.shuffle(&mut labels);
        for (&node, &group) in tied.iter().zip(&labels) {
            label[node] = Some(group);
        }
        let drawn = tally(&pairs, &label, known.len()).map(index);
        for (((sum, drawn, as_low), seen), value) in sums.iter_mut().zip(&seen).zip(drawn) {
            let Some(value) = value else { continue };
            *sum += value;
            *drawn += 1;
            *as_low += usize::from(seen.is_some_and(|seen| value <= seen + 1e-12));
        }
    }
    let row = |at: usize| {
        let (sum, drawn, as_low) = sums[at];
        let ei = seen[at].filter(|_| drawn > 0)?;
        Some(Inward {
            group: known[at],
            members: members[at],
            ties: ties[at],
            ei,
            expected: sum / drawn as f64,
            p: (as_low + 1) as f64 / (drawn + 1) as f64,
        })
    };
    (0..known.len()).filter_map(row).collect()
}

/// Ties across and within, of each of `count` groups.
fn tally(
    pairs: &[(u32, u32)],
    label: &[Option<usize>],
    count: usize,
) -> impl Iterator<Item = (usize, usize)> + use<> {
    let mut counts = vec![(0, 0); count];
    for &(a, b) in pairs {
        let (Some(one), Some(other)) = (label[a as usize], label[b as usize]) else { continue };
        if one == other {
            counts[one].1 += 1;
        } else {
            counts[one].0 += 1;
            counts[other].0 += 1;
        }
    }
    counts.into_iter()
}

fn index((across, within): (usize, usize)) -> Option<f64> {
    let all = across + within;
    (all > 0).then(|| (across as f64 - within as f64) / all as f64)
}

/// Groups that ties make, however the search for them starts.
#[derive(Clone, Debug, PartialEq)]
pub struct Cores {
    /// Members of each, ascending; groups by their first member.
    pub cores: Vec<Vec<u32>>,
    /// Best modularity of the searches.
    pub modularity: f64,
    /// Share of rewired networks with as high a modularity, the observed one counted.
    pub p: f64,
}

/// Actors with ties, at the most, among whom cores are looked for: pairs of them are held.
pub const MOST: usize = 5_000;

/// How cores are looked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Search {
    /// Searches, each with its seed.
    pub searches: usize,
    /// Share of searches in which two must fall together.
    pub together: f64,
    /// Rewired networks.
    pub rewired: usize,
    /// The first seed.
    pub seed: u64,
}

impl Default for Search {
    fn default() -> Self {
        Self { searches: 20, together: 0.9, rewired: 99, seed: 1 }
    }
}

/// Communities that nearly all searches agree on: those who are tied, directly or through
/// others, by falling into the same community in a share `together` of the searches.
///
/// `p` compares the modularity with that of networks with the same degrees, in which pairs
/// of ties swap ends ten times as often as there are ties.
///
/// # Undefined
/// `None` without ties, and where more than [`MOST`] actors have some. Actors without ties
/// are in no core; a core has at least two.
///
/// # Cost
/// (searches + rewired) times that of [`leiden()`], and O(searches · n²); memory O(n²),
/// 25 MB at the most while rewiring.
///
/// # Source
/// V. A. Traag, L. Waltman, N. J. van Eck, From Louvain to Leiden, Scientific Reports 9
/// (2019), 5233; A. Lancichinetti, S. Fortunato, Consensus clustering in complex networks,
/// Scientific Reports 2 (2012), 336; S. Maslov, K. Sneppen, Specificity and stability in
/// topology of protein networks, Science 296 (2002), 910–913 (rewiring).
pub fn cores(graph: &Compact, with: &Search) -> Option<Cores> {
    let tied: Vec<usize> = (0..graph.nodes()).filter(|&node| graph.degree(node) > 0).collect();
    if tied.len() > MOST {
        return None;
    }
    let find = |graph: &Compact, seed: u64| {
        // Silent work is never stopped.
        let found = leiden(graph, None, 1.0, seed, &Progress::silent()).unwrap_or_default();
        let quality = modularity(graph, None, 1.0, &found);
        (found, quality)
    };
    let searches: Vec<_> =
        (0..with.searches).map(|at| find(graph, with.seed.wrapping_add(at as u64))).collect();
    let best = searches.iter().filter_map(|(_, quality)| *quality).reduce(f64::max)?;
    let mut random = Random::new(with.seed);
    let as_high = (0..with.rewired)
        .filter_map(|_| find(&rewired(graph, &mut random), with.seed).1)
        .filter(|&quality| quality >= best - 1e-12)
        .count();
    let mut joined = Vec::new();
    for (at, &a) in tied.iter().enumerate() {
        for &b in &tied[..at] {
            let same = searches.iter().filter(|(found, _)| found[a] == found[b]).count();
            if same as f64 >= with.together * searches.len() as f64 {
                joined.push((a as u32, b as u32));
            }
        }
    }
    let parts = super::structure::cuts(&Compact::from_pairs(graph.nodes(), &joined)).component;
    let mut cores: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for &node in &tied {
        cores.entry(parts[node]).or_default().push(node as u32);
    }
    let mut cores: Vec<Vec<u32>> = cores.into_values().filter(|core| core.len() > 1).collect();
    cores.sort();
    Some(Cores { cores, modularity: best, p: (as_high + 1) as f64 / (with.rewired + 1) as f64 })
}

/// A network with the same degrees, its ties otherwise as chance has them.
fn rewired(graph: &Compact, random: &mut Random) -> Compact {
    let mut pairs: Vec<(u32, u32)> = graph.pairs().collect();
    let ordered = |a: u32, b: u32| (a.min(b), a.max(b));
    // Which pairs are tied, among those who have ties.
    let mut place = vec![0; graph.nodes()];
    let tied = (0..graph.nodes()).filter(|&node| graph.degree(node) > 0);
    let side = tied.enumerate().map(|(at, node)| place[node] = at).count();
    let cell = |(a, b): (u32, u32)| place[a as usize] * side + place[b as usize];
    let mut there = vec![false; side * side];
    pairs.iter().for_each(|&pair| there[cell(pair)] = true);
    for _ in 0..10 * pairs.len() {
        let (one, other) = (random.below(pairs.len()), random.below(pairs.len()));
        let ((a, b), (mut c, mut d)) = (pairs[one], pairs[other]);
        if random.below(2) == 1 {
            (c, d) = (d, c);
        }
        let (new, newer) = (ordered(a, d), ordered(c, b));
        let loose = a == d || c == b || new == newer;
        if one == other || loose || there[cell(new)] || there[cell(newer)] {
            continue;
        }
        for (pair, is_tied) in
            [(pairs[one], false), (pairs[other], false), (new, true), (newer, true)]
        {
            there[cell(pair)] = is_tied;
        }
        (pairs[one], pairs[other]) = (new, newer);
    }
    Compact::from_pairs(graph.nodes(), &pairs)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_group_by_hand() {
        // Ties 0–1, 0–2, 1–2 within group 1; 2–3 across.
        let graph = Compact::from_pairs(4, &[(0, 1), (0, 2), (1, 2), (2, 3)]);
        let found = inward(&graph, &[Some(1), Some(1), Some(1), Some(2)], 200, 1);
        assert_eq!((found[0].members, found[0].ties, found[0].ei), (3, 4, -0.5));
        assert_eq!((found[1].members, found[1].ties, found[1].ei), (1, 1, 1.0));
        assert!(found[0].p < 0.6 && found[1].p == 1.0, "{found:?}");
    }

    #[test]
    fn two_cliques_are_two_cores() {
        let clique = |from: u32| (from..from + 6).flat_map(move |a| (from..a).map(move |b| (a, b)));
        let pairs: Vec<(u32, u32)> = clique(0).chain(clique(6)).collect();
        let graph = Compact::from_pairs(13, &pairs);
        let found = cores(&graph, &Search::default()).unwrap();
        assert_eq!(found.cores, [(0..6).collect::<Vec<u32>>(), (6..12).collect()]);
        assert!((found.modularity - 0.5).abs() < 1e-12);
        assert_eq!(found.p, 0.01);
        assert_eq!(cores(&Compact::from_pairs(3, &[]), &Search::default()), None);
    }

    #[test]
    fn a_crowd_has_no_cores_and_takes_no_room() {
        let most = MOST as u32;
        let ring: Vec<(u32, u32)> = (0..=most).map(|a| (a, (a + 1) % (most + 1))).collect();
        assert_eq!(cores(&Compact::from_pairs(MOST + 1, &ring), &Search::default()), None);
    }

    proptest! {
        #[test]
        fn rewiring_keeps_degrees(
            pairs in prop::collection::vec((0u32..12, 0u32..12), 1..40),
            seed in any::<u64>(),
        ) {
            let graph = Compact::from_pairs(12, &pairs);
            let other = rewired(&graph, &mut Random::new(seed));
            let degrees = |graph: &Compact| (0..12).map(|v| graph.degree(v)).collect::<Vec<_>>();
            prop_assert_eq!(degrees(&graph), degrees(&other));
        }
    }
}
