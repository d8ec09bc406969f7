//! Sets of actors that the network can least lose.

use super::collaboration::Seen;
use super::figures::{Sheet, Subject};
use super::structure::fragmentation::{KeySet, fragmentation, key_set};

/// Sizes of sets.
const SIZES: std::ops::RangeInclusive<usize> = 1..=3;

/// The best set of each size from 1 to 3.
///
/// # Cost
/// That of [`key_set`].
pub(super) fn best(seen: &Seen) -> Vec<KeySet> {
    SIZES.filter_map(|size| key_set(&seen.simple, size)).collect()
}

/// The figures of sets that were found in the whole graph.
///
/// # Cost
/// O(sets · (n + m)).
pub(super) fn sets(seen: &Seen, best: &[KeySet], sheet: &mut Sheet) {
    for set in best {
        let mut gone = vec![false; seen.simple.nodes()];
        for &actor in &set.actors {
            gone[actor as usize] = true;
        }
        let value = fragmentation(&seen.simple, &gone);
        sheet.put(Subject::Set(set.actors.len()), "fragmentation_without", value);
    }
}
