//! Clusters: which records are one, all pairs among them considered.

use std::collections::{BTreeMap, BTreeSet};

/// Greatest weight (bits) of one pair in a cluster's average, either way.
const BOUND: f64 = 10.0;

/// Largest component whose clusters are worked out.
const LARGEST: usize = 150;

/// A pair of so many bits or fewer is never joined, whatever others say.
const APART: f64 = -9.0;

/// What records are one.
#[derive(Debug, Default)]
pub(super) struct Clusters {
    /// Each record's cluster, by the cluster's first record.
    pub of: BTreeMap<u32, u32>,
    /// Records of components of more than [`LARGEST`], whose pairs stand as they are.
    pub undecided: BTreeSet<u32>,
}

/// Clusters by average linkage: starting from single records, the two clusters whose
/// pairs weigh most on average are joined as long as that is above 0 bits and no pair
/// between them is forbidden.
///
/// # Shape
/// `pairs` are (one, other, bits); pairs of one component that are not in it are weighed
/// by `weigh`. What weighs [`APART`] or less must not be joined. Each record of a cluster
/// is told with the cluster's first record; records alone are left out.
///
/// # Cost
/// O(c³) for each component of c records.
///
/// # Source
/// Sokal and Michener (1958), "A statistical method for evaluating systematic
/// relationships": unweighted average linkage; with constraints as in Davidson and Ravi
/// (2005), "Agglomerative hierarchical clustering with constraints".
pub(super) fn clusters(
    pairs: &[(u32, u32, f64)],
    mut weigh: impl FnMut(u32, u32) -> f64,
) -> Clusters {
    let mut known: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    let mut above: BTreeMap<u32, u32> = BTreeMap::new();
    for &(one, other, bits) in pairs {
        known.insert((one.min(other), one.max(other)), bits);
        let (a, b) = (root(&mut above, one), root(&mut above, other));
        if a != b {
            above.insert(a.max(b), a.min(b));
        }
    }
    let mut components: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let members: Vec<u32> = above.keys().copied().collect();
    for record in members {
        let top = root(&mut above, record);
        components.entry(top).or_default().push(record);
    }
    let mut found = Clusters::default();
    for records in components.values() {
        if records.len() > LARGEST {
            found.undecided.extend(records);
            continue;
        }
        let n = records.len();
        let mut bits = vec![vec![0.0; n]; n];
        for i in 0..n {
            for j in i + 1..n {
                let key = (records[i], records[j]);
                let weight = known.get(&key).copied().unwrap_or_else(|| weigh(key.0, key.1));
                let bound = weight.clamp(-BOUND, BOUND);
                let weight = if weight <= APART { f64::NEG_INFINITY } else { bound };
                (bits[i][j], bits[j][i]) = (weight, weight);
            }
        }
        for group in groups(&bits) {
            for &member in &group {
                found.of.insert(records[member], records[group[0]]);
            }
        }
    }
    found
}

fn root(above: &mut BTreeMap<u32, u32>, record: u32) -> u32 {
    let mut top = record;
    while let Some(&next) = above.get(&top).filter(|&&next| next != top) {
        top = next;
    }
    above.insert(record, top);
    above.entry(top).or_insert(top);
    top
}

/// Groups of two or more by average linkage over a matrix of sums.
fn groups(bits: &[Vec<f64>]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = (0..bits.len()).map(|i| vec![i]).collect();
    let mut sums: Vec<Vec<f64>> = bits.to_vec();
    loop {
        let mut best: Option<(f64, usize, usize)> = None;
        for i in 0..groups.len() {
            for j in i + 1..groups.len() {
                let mean = sums[i][j] / (groups[i].len() * groups[j].len()) as f64;
                if mean > 0.0 && best.is_none_or(|(most, ..)| mean > most) {
                    best = Some((mean, i, j));
                }
            }
        }
        let Some((_, i, j)) = best else { break };
        let joined = groups.swap_remove(j);
        groups[i].extend(joined);
        let gone = sums.swap_remove(j);
        for (row, sum) in sums.iter_mut().enumerate() {
            let moved = sum.swap_remove(j);
            if row != i {
                sum[i] += moved;
            }
        }
        // Row i takes what row j held, in the new order of columns.
        let mut gone = gone;
        gone.swap_remove(j);
        for (column, more) in gone.into_iter().enumerate() {
            if column != i {
                sums[i][column] += more;
            }
        }
    }
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.retain(|group| group.len() > 1);
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forbidden_pair_keeps_clusters_apart() {
        let pairs = [(0, 1, 9.0), (1, 2, 9.0), (3, 4, 1.0)];
        let free = clusters(&pairs, |_, _| APART + 1.0).of;
        assert_eq!((free.get(&2), free.get(&4)), (Some(&0), Some(&3)));
        let bound = clusters(&pairs, |_, _| APART).of;
        assert_eq!((bound.get(&1), bound.get(&2)), (Some(&0), None));
    }

    #[test]
    fn weak_averages_do_not_join() {
        let pairs = [(0, 1, 6.0), (1, 2, 3.0)];
        let apart = clusters(&pairs, |_, _| -8.0).of;
        assert_eq!((apart.get(&1), apart.get(&2)), (Some(&0), None));
    }

    #[test]
    fn a_component_too_large_is_left_undecided() {
        let last = LARGEST as u32;
        let pairs: Vec<_> = (0..last).map(|i| (i, i + 1, 5.0)).collect();
        let found = clusters(&pairs, |_, _| 5.0);
        assert_eq!((found.of.len(), found.undecided.len()), (0, LARGEST + 1));
        assert_eq!(clusters(&pairs[1..], |_, _| 5.0).undecided.len(), 0);
    }
}
