//! A simple undirected graph in compressed rows: what algorithms run on.

/// A simple undirected graph: nodes `0..n`, each edge once from either end, no self-ties.
///
/// # Cost
/// Memory 4 bytes a node and 8 an edge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compact {
    /// Where each node's neighbours start; one more than nodes.
    starts: Vec<u32>,
    /// Neighbours of all nodes, ascending within each.
    neighbours: Vec<u32>,
}

impl Compact {
    /// Builds the graph from pairs of nodes: parallel and opposite pairs are merged,
    /// self-ties and pairs with an end beyond `n` are left out.
    ///
    /// # Cost
    /// O(n + m), and sorting each node's neighbours.
    pub fn from_pairs(n: usize, pairs: &[(u32, u32)]) -> Self {
        let fits = |&&(a, b): &&(u32, u32)| a != b && (a as usize) < n && (b as usize) < n;
        let mut starts = vec![0u32; n + 1];
        for &(a, b) in pairs.iter().filter(fits) {
            starts[a as usize + 1] += 1;
            starts[b as usize + 1] += 1;
        }
        for i in 0..n {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut loose = vec![0u32; starts[n] as usize];
        for &(a, b) in pairs.iter().filter(fits) {
            for (from, to) in [(a, b), (b, a)] {
                loose[next[from as usize] as usize] = to;
                next[from as usize] += 1;
            }
        }
        let mut neighbours = Vec::with_capacity(loose.len());
        let mut merged = vec![0u32; n + 1];
        for node in 0..n {
            let row = &mut loose[starts[node] as usize..starts[node + 1] as usize];
            row.sort_unstable();
            let from = neighbours.len();
            for &to in row.iter() {
                if neighbours[from..].last() != Some(&to) {
                    neighbours.push(to);
                }
            }
            merged[node + 1] = neighbours.len() as u32;
        }
        Self { starts: merged, neighbours }
    }

    /// Nodes.
    pub fn nodes(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Edges.
    pub fn edges(&self) -> usize {
        self.neighbours.len() / 2
    }

    /// How many neighbours a node has.
    pub fn degree(&self, node: usize) -> usize {
        (self.starts[node + 1] - self.starts[node]) as usize
    }

    /// A node's neighbours, ascending.
    pub fn neighbours(&self, node: usize) -> &[u32] {
        &self.neighbours[self.starts[node] as usize..self.starts[node + 1] as usize]
    }

    /// Where a node's neighbours stand in [`arcs`](Self::arcs).
    pub fn row(&self, node: usize) -> std::ops::Range<usize> {
        self.starts[node] as usize..self.starts[node + 1] as usize
    }

    /// The neighbours of all nodes, row after row: every edge from either end.
    pub fn arcs(&self) -> &[u32] {
        &self.neighbours
    }

    /// Whether two nodes are neighbours. Cost: O(log degree).
    pub fn joins(&self, a: usize, b: usize) -> bool {
        self.neighbours(a).binary_search(&(b as u32)).is_ok()
    }

    /// Every edge once, smaller end first, ascending.
    pub fn pairs(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        (0..self.nodes()).flat_map(move |a| {
            let later = self.neighbours(a).iter().filter(move |&&b| b as usize > a);
            later.map(move |&b| (a as u32, b))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parallel_opposite_and_self_ties_merge() {
        let graph = Compact::from_pairs(4, &[(0, 1), (1, 0), (0, 1), (2, 2), (3, 1), (1, 9)]);
        assert_eq!((graph.nodes(), graph.edges()), (4, 2));
        assert_eq!(graph.neighbours(1), [0, 3]);
        assert_eq!(graph.pairs().collect::<Vec<_>>(), [(0, 1), (1, 3)]);
        assert!(graph.joins(3, 1) && !graph.joins(0, 3));
    }
}
