//! Where a network comes apart: components, articulation points, bridges.

use petgraph::algo::articulation_points::articulation_points;
use petgraph::algo::{bridges::bridges, connected_components};
use petgraph::graph::UnGraph;
use petgraph::visit::EdgeRef;

/// What holds a network together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cuts {
    /// Connected components, isolates counted.
    pub components: usize,
    /// Nodes whose loss splits a component, ascending.
    pub articulation_points: Vec<usize>,
    /// Edges whose loss splits a component, smaller end first, ascending.
    pub bridges: Vec<(usize, usize)>,
}

/// Components, articulation points and bridges.
///
/// # Shape
/// A simple undirected graph, as
/// [`Graph::merged`](crate::graph::Graph::merged) gives it: petgraph's
/// `bridges` is wrong on parallel edges and its `articulation_points` on
/// directed ones.
///
/// # Cost
/// O(n + m).
///
/// # Source
/// J. Hopcroft, R. Tarjan, "Algorithm 447: efficient algorithms for graph
/// manipulation", CACM 16 (1973), 372–378; by petgraph, checked against
/// removal by brute force.
pub fn cuts<N: Clone>(simple: &UnGraph<N, ()>) -> Cuts {
    let mut points: Vec<usize> =
        articulation_points(simple).into_iter().map(|node| node.index()).collect();
    points.sort_unstable();
    let mut edges: Vec<(usize, usize)> =
        bridges(simple).map(|edge| ordered(edge.source().index(), edge.target().index())).collect();
    edges.sort_unstable();
    Cuts { components: connected_components(simple), articulation_points: points, bridges: edges }
}

fn ordered(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn graph(n: usize, edges: &[(usize, usize)]) -> UnGraph<(), ()> {
        let mut g = UnGraph::default();
        let nodes: Vec<_> = (0..n).map(|_| g.add_node(())).collect();
        let mut seen = std::collections::BTreeSet::new();
        for &(a, b) in edges {
            if a != b && seen.insert((a.min(b), a.max(b))) {
                g.add_edge(nodes[a], nodes[b], ());
            }
        }
        g
    }

    #[test]
    fn two_triangles_joined_by_an_edge() {
        let edges = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3)];
        let found = cuts(&graph(6, &edges));
        assert_eq!(found.components, 1);
        assert_eq!(found.articulation_points, [2, 3]);
        assert_eq!(found.bridges, [(2, 3)]);
    }

    proptest! {
        #[test]
        fn agrees_with_removing_each_in_turn(
            n in 1usize..9,
            edges in prop::collection::vec((0usize..9, 0usize..9), 0..16),
        ) {
            let edges: Vec<_> = edges.into_iter().map(|(a, b)| (a % n, b % n)).collect();
            let g = graph(n, &edges);
            let found = cuts(&g);
            let whole = connected_components(&g);
            prop_assert_eq!(found.components, whole);
            for node in g.node_indices() {
                let mut less = g.clone();
                let isolate = g.neighbors(node).next().is_none();
                less.remove_node(node);
                // Losing an isolate loses its own component.
                let splits = connected_components(&less) + usize::from(isolate) > whole;
                prop_assert_eq!(found.articulation_points.contains(&node.index()), splits);
            }
            for edge in g.edge_indices() {
                let (a, b) = g.edge_endpoints(edge).unwrap();
                let mut less = g.clone();
                less.remove_edge(edge);
                let splits = connected_components(&less) > whole;
                prop_assert_eq!(found.bridges.contains(&ordered(a.index(), b.index())), splits);
            }
        }
    }
}
