//! One depth-first search, from which cuts and blocks are read.

use crate::graph::compact::Compact;

/// What is told of a depth-first search.
pub(super) trait Visit {
    /// A new component starts at `root`, its smallest node.
    fn root(&mut self, root: u32);
    /// `node` is reached for the first time.
    fn reach(&mut self, node: u32);
    /// Everything below `node` is done.
    fn leave(&mut self, left: Left);
}

/// A node that is done, but for roots.
#[derive(Clone, Copy)]
pub(super) struct Left {
    pub node: u32,
    pub parent: u32,
    /// Whether `parent` holds the subtree of `node` to the rest, if there is one.
    pub cuts: bool,
    /// Whether the edge between them does.
    pub bridge: bool,
}

/// A node on the way from the root to where the search is.
struct Step {
    node: u32,
    /// Its number, in the order in which nodes are reached.
    number: u32,
    /// The smallest number that its subtree is joined to.
    low: u32,
    /// Neighbours yet to be seen: a stretch of the graph's arcs.
    at: usize,
    end: usize,
}

const UNSEEN: u32 = 0;

/// Searches the whole graph depth first, without recursion.
///
/// Each node gets a number when it is reached, and `low`, the smallest number that a node of
/// its subtree is joined to by an edge other than the one it was reached by. A child whose
/// `low` is not below its parent's number hangs on the parent; one whose `low` is above it
/// hangs on the edge. `low` stands on the path, so the numbers are all that is read at random.
pub(super) fn depth_first(graph: &Compact, visit: &mut impl Visit) {
    let arcs = graph.arcs();
    let mut numbers = vec![UNSEEN; graph.nodes()];
    let mut count = UNSEEN;
    let mut path: Vec<Step> = Vec::new();
    let step = |node: u32, number: u32| {
        let row = graph.row(node as usize);
        Step { node, number, low: number, at: row.start, end: row.end }
    };
    for root in 0..graph.nodes() as u32 {
        if numbers[root as usize] != UNSEEN {
            continue;
        }
        count += 1;
        numbers[root as usize] = count;
        visit.root(root);
        visit.reach(root);
        // No node has this number, so no neighbour of the root is taken for its parent.
        let mut parent = u32::MAX;
        let mut here = step(root, count);
        loop {
            let mut child = None;
            for &next in &arcs[here.at..here.end] {
                here.at += 1;
                let number = numbers[next as usize];
                if number == UNSEEN {
                    child = Some(next);
                    break;
                }
                // The graph is simple: one edge leads back to the parent.
                let number = if next == parent { u32::MAX } else { number };
                here.low = here.low.min(number);
            }
            if let Some(child) = child {
                count += 1;
                numbers[child as usize] = count;
                visit.reach(child);
                parent = here.node;
                path.push(std::mem::replace(&mut here, step(child, count)));
                continue;
            }
            let Some(mut above) = path.pop() else { break };
            visit.leave(Left {
                node: here.node,
                parent: above.node,
                cuts: here.low >= above.number,
                bridge: here.low > above.number,
            });
            above.low = above.low.min(here.low);
            here = above;
            parent = path.last().map_or(u32::MAX, |step| step.node);
        }
    }
}
