//! Distances in a network on compact arrays: what stress is measured against.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Neighbours of every node in one array, undirected, in the order given.
#[derive(Debug)]
pub(crate) struct Neighbours {
    starts: Vec<u32>,
    ends: Vec<u32>,
    lengths: Option<Vec<f64>>,
}

impl Neighbours {
    /// Every pair stands in both directions; a pair of a node with itself is left out.
    pub(crate) fn new(n: usize, edges: &[(u32, u32)], lengths: Option<&[f64]>) -> Self {
        let mut starts = vec![0u32; n + 1];
        for &(a, b) in edges.iter().filter(|(a, b)| a != b) {
            starts[a as usize + 1] += 1;
            starts[b as usize + 1] += 1;
        }
        for i in 0..n {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut ends = vec![0u32; starts[n] as usize];
        let mut along = lengths.map(|_| vec![0.0; ends.len()]);
        for (e, &(a, b)) in edges.iter().enumerate().filter(|(_, (a, b))| a != b) {
            for (from, to) in [(a, b), (b, a)] {
                let slot = next[from as usize] as usize;
                next[from as usize] += 1;
                ends[slot] = to;
                if let (Some(along), Some(lengths)) = (&mut along, lengths) {
                    along[slot] = lengths[e];
                }
            }
        }
        Neighbours { starts, ends, lengths: along }
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn range(&self, node: usize) -> std::ops::Range<usize> {
        self.starts[node] as usize..self.starts[node + 1] as usize
    }

    pub(crate) fn of(&self, node: usize) -> &[u32] {
        &self.ends[self.range(node)]
    }

    /// The component of each node, numbered by its first node, and how many there are.
    pub(crate) fn components(&self) -> (Vec<u32>, usize) {
        let mut component = vec![u32::MAX; self.len()];
        let mut count = 0;
        let mut open = Vec::new();
        for first in 0..self.len() {
            if component[first] != u32::MAX {
                continue;
            }
            component[first] = count;
            open.push(first as u32);
            while let Some(node) = open.pop() {
                for &next in self.of(node as usize) {
                    if component[next as usize] == u32::MAX {
                        component[next as usize] = count;
                        open.push(next);
                    }
                }
            }
            count += 1;
        }
        (component, count as usize)
    }

    /// Distances from `source`; infinite where there is no way. Hops, or the
    /// sum of lengths (Dijkstra 1959). Time O(n + m), or O(m log n) with lengths.
    pub(crate) fn distances(&self, source: usize, out: &mut [f64]) {
        out.fill(f64::INFINITY);
        out[source] = 0.0;
        match &self.lengths {
            None => {
                let mut queue = Vec::with_capacity(self.len());
                queue.push(source as u32);
                let mut head = 0;
                while let Some(&node) = queue.get(head) {
                    head += 1;
                    let beyond = out[node as usize] + 1.0;
                    for &next in self.of(node as usize) {
                        if out[next as usize].is_infinite() {
                            out[next as usize] = beyond;
                            queue.push(next);
                        }
                    }
                }
            }
            Some(lengths) => {
                let mut heap = BinaryHeap::from([Reached { distance: 0.0, node: source as u32 }]);
                while let Some(Reached { distance, node }) = heap.pop() {
                    if distance > out[node as usize] {
                        continue;
                    }
                    for slot in self.range(node as usize) {
                        let (next, beyond) = (self.ends[slot], distance + lengths[slot]);
                        if beyond < out[next as usize] {
                            out[next as usize] = beyond;
                            heap.push(Reached { distance: beyond, node: next });
                        }
                    }
                }
            }
        }
    }

    /// Distances from up to 64 sources: `out[node * sources.len() + k]` is the
    /// way to `sources[k]`, infinite where there is none. Hops are counted for
    /// all sources at once, a bit each (Then et al. 2014, "The more the
    /// merrier: efficient multi-source graph traversal").
    pub(crate) fn distances_many(&self, sources: &[u32], out: &mut Vec<f32>) {
        let (n, k) = (self.len(), sources.len());
        debug_assert!(k <= 64);
        out.clear();
        out.resize(n * k, f32::INFINITY);
        if self.lengths.is_some() {
            let mut one = vec![0.0; n];
            for (s, &source) in sources.iter().enumerate() {
                self.distances(source as usize, &mut one);
                for (node, &d) in one.iter().enumerate() {
                    out[node * k + s] = d as f32;
                }
            }
            return;
        }
        let mut seen = vec![0u64; n];
        let mut front = vec![0u64; n];
        let mut next = vec![0u64; n];
        for (s, &source) in sources.iter().enumerate() {
            seen[source as usize] |= 1 << s;
            front[source as usize] |= 1 << s;
            out[source as usize * k + s] = 0.0;
        }
        let mut hops = 0.0;
        let mut moved = true;
        while moved {
            moved = false;
            hops += 1.0;
            for node in 0..n {
                let mut reached = 0;
                for &other in self.of(node) {
                    reached |= front[other as usize];
                }
                let mut fresh = reached & !seen[node];
                next[node] = fresh;
                seen[node] |= fresh;
                moved |= fresh != 0;
                while fresh != 0 {
                    out[node * k + fresh.trailing_zeros() as usize] = hops;
                    fresh &= fresh - 1;
                }
            }
            std::mem::swap(&mut front, &mut next);
        }
    }
}

/// A node on the heap, nearest first, then lowest number.
#[derive(PartialEq)]
struct Reached {
    distance: f64,
    node: u32,
}

impl Eq for Reached {}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        other.distance.total_cmp(&self.distance).then(other.node.cmp(&self.node))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // 0 - 1 - 2 - 3, 0 - 3, 4 alone
    const RING: [(u32, u32); 5] = [(0, 1), (1, 2), (2, 3), (3, 0), (2, 2)];

    #[test]
    fn hops_by_hand() {
        let ring = Neighbours::new(5, &RING, None);
        let mut out = [0.0; 5];
        ring.distances(0, &mut out);
        assert_eq!(out, [0.0, 1.0, 2.0, 1.0, f64::INFINITY]);
        assert_eq!(ring.components(), (vec![0, 0, 0, 0, 1], 2));
    }

    #[test]
    fn lengths_by_hand() {
        let ring = Neighbours::new(5, &RING, Some(&[1.0, 1.0, 1.0, 5.0, 9.0]));
        let mut out = [0.0; 5];
        ring.distances(0, &mut out);
        assert_eq!(out, [0.0, 1.0, 2.0, 3.0, f64::INFINITY]);
    }

    #[test]
    fn many_sources_agree_with_one_at_a_time() {
        let mut random = crate::graph::random::Random::new(3);
        let edges: Vec<(u32, u32)> =
            (0..150).map(|_| (random.below(100) as u32, random.below(100) as u32)).collect();
        let lengths: Vec<f64> = edges.iter().map(|_| 1.0 + random.unit()).collect();
        let sources: Vec<u32> = (0..64).collect();
        for lengths in [None, Some(lengths.as_slice())] {
            let net = Neighbours::new(100, &edges, lengths);
            let mut many = Vec::new();
            net.distances_many(&sources, &mut many);
            let mut one = vec![0.0; 100];
            for &source in &sources {
                net.distances(source as usize, &mut one);
                for (node, &d) in one.iter().enumerate() {
                    assert_eq!(many[node * 64 + source as usize], d as f32);
                }
            }
        }
    }
}
