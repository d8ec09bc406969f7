//! A weighted network and its partition, as the Leiden method sees them.

use crate::graph::compact::Compact;

/// Nodes, weighted edges from either end, and strengths. Weight within a node, after
/// gathering, is only in its strength: it never matters where the node goes.
pub(super) struct Net {
    starts: Vec<u32>,
    to: Vec<u32>,
    /// The weight of each tie, or nothing when all weigh 1.
    weights: Vec<f64>,
    /// Weight of each node's ties, its inner ones counted from both ends.
    pub strength: Vec<f64>,
}

impl Net {
    /// The network of a graph, its nodes in another order: `order` says which node comes
    /// where. Without `weights` every edge weighs 1.
    pub fn new(graph: &Compact, weights: Option<&[f64]>, order: &[u32]) -> Self {
        let mut number = vec![0; order.len()];
        for (at, &node) in order.iter().enumerate() {
            number[node as usize] = at as u32;
        }
        let mut net = Self {
            starts: vec![0],
            to: Vec::with_capacity(graph.arcs().len()),
            weights: Vec::new(),
            strength: Vec::with_capacity(order.len()),
        };
        for &node in order {
            let row = graph.row(node as usize);
            net.to.extend(graph.arcs()[row.clone()].iter().map(|&to| number[to as usize]));
            net.starts.push(net.to.len() as u32);
            net.strength.push(match weights {
                Some(weights) => weights[row.clone()].iter().sum(),
                None => row.len() as f64,
            });
            net.weights.extend(weights.iter().flat_map(|weights| &weights[row.clone()]));
        }
        net
    }

    /// Nodes.
    pub fn nodes(&self) -> usize {
        self.strength.len()
    }

    /// Neighbours of a node, itself never among them.
    #[inline]
    pub fn neighbours(&self, node: usize) -> &[u32] {
        &self.to[self.starts[node] as usize..self.starts[node + 1] as usize]
    }

    /// Neighbours of a node and the weight of each tie.
    #[inline]
    pub fn ties(&self, node: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let row = self.starts[node] as usize..self.starts[node + 1] as usize;
        let weights = self.weights.get(row.clone()).unwrap_or_default();
        let to = self.to[row].iter().enumerate();
        to.map(|(at, &to)| (to as usize, weights.get(at).copied().unwrap_or(1.0)))
    }

    /// The network of `count` groups: `group` says for each node its own.
    pub fn gathered(&self, group: &[u32], count: usize) -> Self {
        let members = Members::of(group, count);
        let mut net = Self {
            starts: Vec::with_capacity(count + 1),
            to: Vec::new(),
            weights: Vec::new(),
            strength: vec![0.0; count],
        };
        net.starts.push(0);
        let mut sums = Sums::new(count);
        for own in 0..count {
            for &node in members.of_group(own) {
                net.strength[own] += self.strength[node as usize];
                for (to, weight) in self.ties(node as usize) {
                    sums.add(group[to], weight);
                }
            }
            sums.drain(|to, weight| {
                if to as usize != own {
                    net.to.push(to);
                    net.weights.push(weight);
                }
            });
            net.starts.push(net.to.len() as u32);
        }
        net
    }
}

/// The members of each group, ascending.
pub(super) struct Members {
    starts: Vec<u32>,
    nodes: Vec<u32>,
}

impl Members {
    /// Sorts nodes by group. Cost: O(n).
    pub fn of(group: &[u32], count: usize) -> Self {
        let mut starts = vec![0u32; count + 1];
        for &own in group {
            starts[own as usize + 1] += 1;
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut nodes = vec![0; group.len()];
        for (node, &own) in group.iter().enumerate() {
            nodes[next[own as usize] as usize] = node as u32;
            next[own as usize] += 1;
        }
        Self { starts, nodes }
    }

    /// The members of one group.
    pub fn of_group(&self, group: usize) -> &[u32] {
        &self.nodes[self.starts[group] as usize..self.starts[group + 1] as usize]
    }
}

/// Weights added up by group, emptied after each use.
pub(super) struct Sums {
    by_group: Vec<f64>,
    /// Groups met, in the order in which they were; some of them again where weights cancel.
    met: Vec<u32>,
}

impl Sums {
    /// Room for as many groups.
    pub fn new(count: usize) -> Self {
        Self { by_group: vec![0.0; count], met: Vec::new() }
    }

    /// Adds to a group.
    #[inline]
    pub fn add(&mut self, group: u32, weight: f64) {
        let sum = &mut self.by_group[group as usize];
        if *sum == 0.0 {
            self.met.push(group);
        }
        *sum += weight;
    }

    /// The sum of a group.
    #[inline]
    pub fn get(&self, group: u32) -> f64 {
        self.by_group[group as usize]
    }

    /// Hands every sum to `take`, in the order met, and empties.
    #[inline]
    pub fn drain(&mut self, mut take: impl FnMut(u32, f64)) {
        for group in self.met.drain(..) {
            let sum = std::mem::take(&mut self.by_group[group as usize]);
            if sum != 0.0 {
                take(group, sum);
            }
        }
    }
}

/// Numbers groups anew from 0 in the order of their first members; gives how many there are.
pub(super) fn renumber(group: &mut [u32]) -> usize {
    let room = group.iter().max().map_or(0, |&most| most as usize + 1);
    let mut fresh = vec![u32::MAX; room];
    let mut count = 0;
    for own in group {
        let number = &mut fresh[*own as usize];
        if *number == u32::MAX {
            *number = count;
            count += 1;
        }
        *own = *number;
    }
    count as usize
}
