//! Where a network comes apart: components, articulation points, bridges.

use super::depth::{Left, Visit, depth_first};
use crate::graph::compact::Compact;

/// What holds a network together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cuts {
    /// Connected components, isolates counted.
    pub components: usize,
    /// The component of each node, numbered from 0 by smallest node.
    pub component: Vec<u32>,
    /// Nodes whose loss splits a component, ascending.
    pub articulation_points: Vec<u32>,
    /// Edges whose loss splits a component, smaller end first, ascending.
    pub bridges: Vec<(u32, u32)>,
}

/// Components, articulation points and bridges, by one depth-first search.
///
/// Each node gets a number when the search reaches it and `low`, the smallest number that a
/// node of its subtree is joined to other than over the edge it came by. A child whose `low`
/// is its parent's number or more is cut off when the parent is lost; one whose `low` is
/// more, when the edge is.
///
/// # Shape
/// A simple undirected graph; `n` entries in `component`. Of pairs that may stand twice,
/// [`cuts_of_pairs`] knows that a doubled edge is no bridge.
///
/// # Units
/// Counts and node numbers.
///
/// # Undefined
/// Nothing is: a graph without nodes has no components.
///
/// # Cost
/// Time O(n + m), memory 16 bytes a node. Nothing recurses.
///
/// # Source
/// J. Hopcroft, R. Tarjan, "Algorithm 447: efficient algorithms for graph manipulation",
/// CACM 16 (1973), 372–378.
pub fn cuts(graph: &Compact) -> Cuts {
    let n = graph.nodes();
    let found = Cuts { component: vec![0; n], ..Cuts::default() };
    let mut reader = Reader { found, cut: vec![false; n], root: 0, branches: 0 };
    depth_first(graph, &mut reader);
    reader.end_root();
    let Reader { mut found, cut, .. } = reader;
    found.bridges.sort_unstable();
    found.articulation_points = (0..n as u32).filter(|&node| cut[node as usize]).collect();
    found
}

/// [`cuts`] of `n` nodes and pairs that may stand more than once: an edge that does is no
/// bridge, for its twin is left when it is lost. Self-ties count for nothing.
///
/// # Cost
/// As [`cuts`], and sorting the pairs.
pub fn cuts_of_pairs(n: usize, pairs: &[(u32, u32)]) -> Cuts {
    let mut found = cuts(&Compact::from_pairs(n, pairs));
    let mut sorted: Vec<_> = pairs.iter().map(|&(a, b)| (a.min(b), a.max(b))).collect();
    sorted.sort_unstable();
    let single = |pair: &(u32, u32)| {
        let at = sorted.partition_point(|other| other < pair);
        sorted.get(at + 1) != Some(pair)
    };
    found.bridges.retain(single);
    found
}

/// Reads cuts from a depth-first search.
struct Reader {
    found: Cuts,
    cut: Vec<bool>,
    root: u32,
    /// How many subtrees hang on the root.
    branches: u32,
}

impl Reader {
    /// A root cuts when more than one subtree hangs on it.
    fn end_root(&mut self) {
        if self.branches > 1 {
            self.cut[self.root as usize] = true;
        }
    }
}

impl Visit for Reader {
    fn root(&mut self, root: u32) {
        self.end_root();
        (self.root, self.branches) = (root, 0);
        self.found.components += 1;
    }

    fn reach(&mut self, node: u32) {
        self.found.component[node as usize] = self.found.components as u32 - 1;
    }

    fn leave(&mut self, left: Left) {
        if left.parent == self.root {
            self.branches += 1;
        } else if left.cuts {
            self.cut[left.parent as usize] = true;
        }
        if left.bridge {
            let (a, b) = (left.node, left.parent);
            self.found.bridges.push((a.min(b), a.max(b)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_triangles_joined_by_an_edge_and_an_isolate() {
        let pairs = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)];
        let found = cuts(&Compact::from_pairs(7, &pairs));
        assert_eq!(found.components, 2);
        assert_eq!(found.component, [0, 0, 0, 0, 0, 0, 1]);
        assert_eq!(found.articulation_points, [2, 3]);
        assert_eq!(found.bridges, [(2, 3)]);
    }

    #[test]
    fn a_doubled_edge_is_no_bridge_but_its_ends_still_cut() {
        let found = cuts_of_pairs(3, &[(0, 1), (1, 0), (1, 2)]);
        assert_eq!(found.bridges, [(1, 2)]);
        assert_eq!(found.articulation_points, [1]);
    }

    #[test]
    fn a_long_path_does_not_overflow_the_stack() {
        let pairs: Vec<_> = (1..300_000).map(|i| (i - 1, i)).collect();
        let found = cuts(&Compact::from_pairs(300_000, &pairs));
        assert_eq!((found.components, found.bridges.len()), (1, 299_999));
        assert_eq!(found.articulation_points.len(), 299_998);
    }

    /// Components by spreading the smallest label, without `lost` nodes.
    fn components(n: usize, pairs: &[(u32, u32)], lost: Option<u32>) -> usize {
        let mut label: Vec<usize> = (0..n).collect();
        for _ in 0..n {
            for &(a, b) in pairs.iter().filter(|&&(a, b)| lost != Some(a) && lost != Some(b)) {
                let least = label[a as usize].min(label[b as usize]);
                (label[a as usize], label[b as usize]) = (least, least);
            }
        }
        (0..n).filter(|&i| label[i] == i && lost != Some(i as u32)).count()
    }

    proptest! {
        #[test]
        fn agrees_with_removing_each_in_turn(
            n in 1usize..10,
            loose in prop::collection::vec((0u32..10, 0u32..10), 0..18),
        ) {
            let pairs: Vec<_> =
                loose.into_iter().map(|(a, b)| (a % n as u32, b % n as u32)).collect();
            let found = cuts_of_pairs(n, &pairs);
            let whole = components(n, &pairs, None);
            prop_assert_eq!(found.components, whole);
            for node in 0..n as u32 {
                let alone = !pairs.iter().any(|&(a, b)| a != b && (a == node || b == node));
                // Losing an isolate loses its own component.
                let splits = components(n, &pairs, Some(node)) + usize::from(alone) > whole;
                prop_assert_eq!(found.articulation_points.contains(&node), splits);
            }
            for at in 0..pairs.len() {
                let (a, b) = pairs[at];
                let mut less = pairs.clone();
                less.remove(at);
                let splits = components(n, &less, None) > whole;
                prop_assert_eq!(found.bridges.contains(&(a.min(b), a.max(b))), splits);
            }
            for &(a, b) in &pairs {
                prop_assert_eq!(found.component[a as usize], found.component[b as usize]);
            }
        }
    }
}
