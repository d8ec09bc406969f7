//! Searches from one source after the other: what each node takes of the shortest paths.

/// A number of a node within one block, as small as it can be: rows of two bytes a
/// neighbour keep blocks of up to 65,536 nodes in the nearest caches.
pub(super) trait Local: Copy + Default + Send + Sync {
    /// From a place.
    fn new(at: usize) -> Self;
    /// The place.
    fn at(self) -> usize;
}

impl Local for u16 {
    fn new(at: usize) -> Self {
        at as u16
    }
    fn at(self) -> usize {
        usize::from(self)
    }
}

impl Local for u32 {
    fn new(at: usize) -> Self {
        at as u32
    }
    fn at(self) -> usize {
        self as usize
    }
}

/// One block with nodes renumbered.
pub(super) struct Rows<T> {
    starts: Vec<u32>,
    rows: Vec<T>,
    /// How much hangs on each node.
    weights: Vec<f64>,
}

impl<T: Local> Rows<T> {
    /// From the neighbours of each node.
    pub fn new(starts: Vec<u32>, rows: &[u32], weights: Vec<f64>) -> Self {
        Self { starts, rows: rows.iter().map(|&to| T::new(to as usize)).collect(), weights }
    }

    /// Nodes.
    pub fn nodes(&self) -> usize {
        self.weights.len()
    }

    #[inline]
    fn of(&self, node: T) -> &[T] {
        let at = node.at();
        &self.rows[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    #[inline]
    fn degree(&self, node: T) -> usize {
        (self.starts[node.at() + 1] - self.starts[node.at()]) as usize
    }
}

/// What a thread needs for its searches. Tables by node have a power of two of entries, so
/// that a masked index is always inside.
pub(super) struct Sweep<T> {
    /// Shortest paths to each node, zero before it is reached. Siblings go on adding after
    /// a node's own level has been copied to `paths`; nobody reads that.
    reached: Vec<f64>,
    /// The level that neighbours pull from: shortest paths forwards, shares backwards.
    front: Vec<f64>,
    /// What each node's successors hand on to it.
    handed: Vec<f64>,
    /// Nodes in the order in which they are reached.
    order: Vec<T>,
    /// By place in that order: shortest paths, and share per shortest path.
    paths: Vec<f64>,
    shares: Vec<f64>,
    /// Where each level starts in that order, with the end.
    levels: Vec<usize>,
    /// Neighbours of the nodes of each level, in all.
    arcs: Vec<usize>,
    unseen: Vec<T>,
}

impl<T: Local> Sweep<T> {
    /// Room for a block.
    pub fn new(rows: &Rows<T>) -> Self {
        let n = rows.nodes();
        let room = (n + 1).next_power_of_two();
        Self {
            reached: vec![0.0; room],
            front: vec![0.0; room],
            handed: vec![0.0; room],
            order: vec![T::default(); room],
            paths: vec![0.0; n],
            shares: vec![0.0; n],
            levels: Vec::new(),
            arcs: Vec::new(),
            unseen: Vec::new(),
        }
    }

    /// Adds to `sum`, for each node, `weight` times the share of shortest paths from `source`
    /// that pass it, summed over targets by their weights.
    ///
    /// Between two levels the edges are seen from the side with fewer neighbours. What is
    /// added to nodes of other levels than the one meant does no harm: theirs has been read.
    pub fn from(&mut self, rows: &Rows<T>, source: usize, weight: f64, sum: &mut [f64]) {
        self.forwards(rows, T::new(source));
        self.backwards(rows, weight, sum);
    }

    /// Finds levels and counts shortest paths.
    fn forwards(&mut self, rows: &Rows<T>, source: T) {
        let n = rows.nodes();
        self.reached.fill(0.0);
        self.levels.clear();
        self.arcs.clear();
        self.unseen.clear();
        self.reached[source.at()] = 1.0;
        self.order[0] = source;
        let (mut from, mut to) = (0, 1);
        let mut arcs_left = rows.rows.len();
        loop {
            self.levels.push(from);
            let mut arcs = 0;
            for (path, &node) in self.paths[from..to].iter_mut().zip(&self.order[from..to]) {
                *path = self.reached[node.at()];
                arcs += rows.degree(node);
            }
            self.arcs.push(arcs);
            arcs_left -= arcs;
            if to == n {
                break;
            }
            let next = if arcs <= arcs_left {
                self.push(rows, from, to)
            } else {
                self.pull(rows, from, to)
            };
            (from, to) = (to, next);
            if from == to {
                break;
            }
        }
        self.levels.push(to);
    }

    /// Nodes from `from` to `to` in the order tell their neighbours; gives the new end.
    fn push(&mut self, rows: &Rows<T>, from: usize, to: usize) -> usize {
        let mask = self.reached.len() - 1;
        let reached = &mut self.reached[..=mask];
        let (done, ahead) = self.order.split_at_mut(to);
        let room = ahead.len() - 1;
        let mut tail = 0;
        for (&node, &paths) in done[from..].iter().zip(&self.paths[from..to]) {
            for &next in rows.of(node) {
                let before = reached[next.at() & mask];
                ahead[tail.min(room)] = next;
                tail += usize::from(before == 0.0);
                reached[next.at() & mask] = before + paths;
            }
        }
        to + tail
    }

    /// Nodes not seen yet ask their neighbours; gives the new end.
    fn pull(&mut self, rows: &Rows<T>, from: usize, to: usize) -> usize {
        if self.unseen.is_empty() {
            let unseen = (0..rows.nodes()).filter(|&node| self.reached[node] == 0.0);
            self.unseen.extend(unseen.map(T::new));
        } else {
            self.unseen.retain(|node| self.reached[node.at()] == 0.0);
        }
        for (&node, &paths) in self.order[from..to].iter().zip(&self.paths[from..to]) {
            self.front[node.at()] = paths;
        }
        let mut tail = to;
        for &node in &self.unseen {
            let paths = gather(rows.of(node), &self.front);
            if paths > 0.0 {
                self.reached[node.at()] = paths;
                self.order[tail] = node;
                tail += 1;
            }
        }
        for node in &self.order[from..to] {
            self.front[node.at()] = 0.0;
        }
        tail
    }

    /// Hands dependencies back, level by level (Brandes 2001). A node's share per shortest
    /// path, `(weight + dependency) / paths`, is what it hands to each predecessor.
    fn backwards(&mut self, rows: &Rows<T>, weight: f64, sum: &mut [f64]) {
        self.handed.fill(0.0);
        for level in (1..self.levels.len() - 1).rev() {
            let (from, to) = (self.levels[level], self.levels[level + 1]);
            for place in from..to {
                let node = self.order[place].at();
                let (paths, handed) = (self.paths[place], self.handed[node]);
                sum[node] += weight * (paths * handed);
                self.shares[place] = rows.weights[node] / paths + handed;
            }
            if level > 1 {
                self.hand_back(rows, level);
            }
        }
    }

    /// From a level to the one before it.
    fn hand_back(&mut self, rows: &Rows<T>, level: usize) {
        let (before, from, to) =
            (self.levels[level - 1], self.levels[level], self.levels[level + 1]);
        let here = self.order[from..to].iter().zip(&self.shares[from..to]);
        if self.arcs[level] <= self.arcs[level - 1] {
            let mask = self.handed.len() - 1;
            let handed = &mut self.handed[..=mask];
            for (&node, &share) in here {
                for &next in rows.of(node) {
                    handed[next.at() & mask] += share;
                }
            }
            return;
        }
        for (&node, &share) in here {
            self.front[node.at()] = share;
        }
        for &node in &self.order[before..from] {
            self.handed[node.at()] = gather(rows.of(node), &self.front);
        }
        for node in &self.order[from..to] {
            self.front[node.at()] = 0.0;
        }
    }
}

/// The sum of what the neighbours have; `table` has a power of two of entries.
#[inline]
fn gather<T: Local>(neighbours: &[T], table: &[f64]) -> f64 {
    let mask = table.len() - 1;
    let table = &table[..=mask];
    let mut sums = [0.0; 2];
    let pairs = neighbours.chunks_exact(2);
    let odd = pairs.remainder().first().map_or(0.0, |node| table[node.at() & mask]);
    for pair in pairs {
        sums[0] += table[pair[0].at() & mask];
        sums[1] += table[pair[1].at() & mask];
    }
    sums[0] + sums[1] + odd
}
