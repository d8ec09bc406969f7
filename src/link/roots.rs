//! Which rows belong together, by way of others too: a forest of rows.

use std::collections::BTreeMap;

use super::Kind;

/// A forest of rows; those that are joined to nothing are not in it. The lowest row of a
/// tree is its root.
#[derive(Default)]
pub(super) struct Roots {
    above: BTreeMap<(Kind, usize), usize>,
}

impl Roots {
    pub fn of(&self, kind: Kind, row: usize) -> usize {
        let mut at = row;
        while let Some(&up) = self.above.get(&(kind, at)) {
            at = up;
        }
        at
    }

    /// Puts the trees of two rows together.
    pub fn join(&mut self, kind: Kind, one: usize, other: usize) {
        let (one, other) = (self.of(kind, one), self.of(kind, other));
        if one != other {
            self.above.insert((kind, one.max(other)), one.min(other));
        }
    }

    /// The rows of each tree, the root first.
    pub fn trees(&self) -> BTreeMap<(Kind, usize), Vec<usize>> {
        let mut found: BTreeMap<(Kind, usize), Vec<usize>> = BTreeMap::new();
        for &(kind, row) in self.above.keys() {
            let root = self.of(kind, row);
            found.entry((kind, root)).or_insert_with(|| vec![root]).push(row);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_together_in_whatever_order_they_are_joined() {
        for pairs in [[(0, 2), (1, 2)], [(1, 2), (0, 2)], [(2, 1), (0, 1)], [(0, 1), (1, 2)]] {
            let mut roots = Roots::default();
            pairs.into_iter().for_each(|(one, other)| roots.join(Kind::Actor, one, other));
            let all = (0..4).map(|row| roots.of(Kind::Actor, row)).collect::<Vec<_>>();
            assert_eq!(all, [0, 0, 0, 3]);
            assert_eq!(roots.of(Kind::Forum, 1), 1);
            assert_eq!(roots.trees(), BTreeMap::from([((Kind::Actor, 0), vec![0, 1, 2])]));
        }
    }
}
