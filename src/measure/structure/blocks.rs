//! Blocks: what no loss of a single node takes apart, and what hangs on each of their nodes.

use super::depth::{Left, Visit, depth_first};
use crate::graph::compact::Compact;

/// The blocks (biconnected components) of a graph, two-node ones included, each after those
/// that hang on its nodes. Two blocks share one node at most.
///
/// The first node of a block is its *top*: the one by which the search came in. Every node
/// but a root is in one block where it is not the top.
pub(super) struct Blocks {
    starts: Vec<u32>,
    nodes: Vec<u32>,
    /// The root of each node's component.
    pub root: Vec<u32>,
}

impl Blocks {
    /// Finds the blocks. Cost: O(n + m).
    ///
    /// # Source
    /// R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on
    /// Computing 1 (1972), 146–160.
    pub fn of(graph: &Compact) -> Self {
        let n = graph.nodes();
        let blocks = Blocks { starts: vec![0], nodes: Vec::new(), root: vec![0; n] };
        let mut reader = Reader { blocks, open: Vec::new(), under: 0 };
        depth_first(graph, &mut reader);
        reader.blocks
    }

    /// The nodes of each block, its top first.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        self.starts.windows(2).map(|ends| &self.nodes[ends[0] as usize..ends[1] as usize])
    }
}

/// Reads blocks from a depth-first search.
struct Reader {
    blocks: Blocks,
    /// Nodes reached that are not in a block of their parent yet.
    open: Vec<u32>,
    under: u32,
}

impl Visit for Reader {
    fn root(&mut self, root: u32) {
        self.open.clear();
        self.under = root;
    }

    fn reach(&mut self, node: u32) {
        self.blocks.root[node as usize] = self.under;
        self.open.push(node);
    }

    fn leave(&mut self, left: Left) {
        if !left.cuts {
            return;
        }
        let nodes = &mut self.blocks.nodes;
        nodes.push(left.parent);
        while let Some(node) = self.open.pop() {
            nodes.push(node);
            if node == left.node {
                break;
            }
        }
        self.blocks.starts.push(nodes.len() as u32);
    }
}

/// How much hangs on each node in each of its blocks, when every node weighs what `own` says.
pub(super) struct Hanging {
    own: Vec<u32>,
    /// What is below each node, in blocks of which it is the top.
    below: Vec<u64>,
    /// What is in each component, by its root.
    total: Vec<u64>,
}

impl Hanging {
    /// Adds up what hangs where. Cost: O(n).
    pub fn new(blocks: &Blocks, own: Vec<u32>) -> Self {
        let mut hanging = Self { below: vec![0; own.len()], total: vec![0; own.len()], own };
        for (&root, &own) in blocks.root.iter().zip(&hanging.own) {
            hanging.total[root as usize] += u64::from(own);
        }
        for block in blocks.iter() {
            let branch = hanging.branch(block);
            hanging.below[block[0] as usize] += branch;
        }
        hanging
    }

    /// What hangs on the top of a block by that block.
    pub fn branch(&self, block: &[u32]) -> u64 {
        block[1..].iter().map(|&node| self.down(node)).sum()
    }

    /// A node and what is below it.
    fn down(&self, node: u32) -> u64 {
        u64::from(self.own[node as usize]) + self.below[node as usize]
    }

    /// What is in a node's component.
    pub fn total(&self, blocks: &Blocks, node: u32) -> u64 {
        self.total[blocks.root[node as usize] as usize]
    }

    /// What is above a node: in the block where it is not the top, and beyond.
    fn above(&self, blocks: &Blocks, node: u32) -> u64 {
        self.total(blocks, node) - self.down(node)
    }

    /// For each node, the pairs in different branches: they meet at the node on every path.
    pub fn between_branches(&self, blocks: &Blocks) -> Vec<f64> {
        let n = blocks.root.len();
        let mut within = vec![0u64; n];
        for block in blocks.iter() {
            within[block[0] as usize] += self.branch(block).pow(2);
        }
        let passing = |node: u32| {
            let others = self.total(blocks, node) - 1;
            let above = self.above(blocks, node);
            (others.pow(2) - above.pow(2) - within[node as usize]) as f64 / 2.0
        };
        (0..n as u32).map(passing).collect()
    }

    /// For each node of a block, itself and all that is joined to the block only by it.
    pub fn weights(&self, blocks: &Blocks, block: &[u32]) -> Vec<f64> {
        let top = self.total(blocks, block[0]) - self.branch(block);
        let rest = block[1..].iter().map(|&node| self.down(node));
        std::iter::once(top).chain(rest).map(|weight| weight as f64).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_triangle_with_a_tail_and_what_hangs_on_it() {
        // 0-1-2-0 with 2-3-4 hanging on it, and 5 alone.
        let pairs = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4)];
        let graph = Compact::from_pairs(6, &pairs);
        let blocks = Blocks::of(&graph);
        let mut found: Vec<Vec<u32>> = blocks.iter().map(<[u32]>::to_vec).collect();
        found.iter_mut().for_each(|block| block.sort_unstable());
        assert_eq!(found, [vec![3, 4], vec![2, 3], vec![0, 1, 2]]);
        let hanging = Hanging::new(&blocks, vec![1; 6]);
        for block in blocks.iter() {
            let weights = hanging.weights(&blocks, block);
            let of = |node| block.iter().position(|&at| at == node).map(|at| weights[at]);
            assert_eq!(weights.iter().sum::<f64>(), 5.0);
            match block.len() {
                3 => assert_eq!((of(0), of(1), of(2)), (Some(1.0), Some(1.0), Some(3.0))),
                _ => assert_eq!(of(3), if block.contains(&4) { Some(4.0) } else { Some(2.0) }),
            }
        }
        assert_eq!((hanging.above(&blocks, 3), hanging.above(&blocks, 5)), (3, 0));
    }
}
