//! Local moving: each node goes where it gains most, until no queued node gains.

use std::collections::VecDeque;

use super::net::{Net, Sums};
use crate::graph::random::Random;
use crate::model::Progress;

/// Gains below this share of all weight are rounding.
const ROUNDING: f64 = 1e-12;

/// What a move is worth: modularity's terms times the weight of all ties.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    /// The resolution divided by twice the weight of all ties.
    pub per_pair: f64,
    /// The least gain that counts.
    pub least: f64,
}

impl Scale {
    /// For a network whose strengths add up to `twice` the weight of its ties.
    pub fn new(twice: f64, resolution: f64) -> Self {
        Self { per_pair: resolution / twice, least: twice * ROUNDING }
    }
}

/// How far a search has come. Nobody knows how many levels there will be, so each is counted
/// as half of what is left.
pub(super) struct Steps<'a> {
    progress: &'a Progress<'a>,
    level: u32,
}

impl<'a> Steps<'a> {
    const ALL: usize = 1 << 10;
    /// Nodes looked at between two reports.
    const PACE: usize = 1 << 16;

    /// A search that tells `progress`.
    pub fn new(progress: &'a Progress<'a>) -> Self {
        Self { progress, level: 0 }
    }

    /// Tells that `done` nodes have been looked at on this level and `left` are queued.
    fn tell(&self, done: usize, left: usize) -> Option<()> {
        let rest = Self::ALL >> self.level.min(Self::ALL.ilog2());
        let here = (rest as f64 / 2.0 * done as f64 / (done + left).max(1) as f64) as usize;
        self.progress.tell(Self::ALL - rest + here, Self::ALL)
    }
}

/// Moves nodes between the communities in `own`, which are below the number of nodes;
/// gives whether any moved, `None` when stopped.
///
/// Every node is in the queue once, in the order of `random`; one that moves puts its
/// neighbours elsewhere in the queue again.
pub(super) fn move_nodes(
    net: &Net,
    own: &mut [u32],
    scale: Scale,
    random: &mut Random,
    steps: &mut Steps,
) -> Option<bool> {
    let n = net.nodes();
    let mut strength = vec![0.0; n];
    let mut size = vec![0u32; n];
    for (node, &group) in own.iter().enumerate() {
        strength[group as usize] += net.strength[node];
        size[group as usize] += 1;
    }
    let mut empty: Vec<u32> = (0..n as u32).rev().filter(|&c| size[c as usize] == 0).collect();
    let mut sums = Sums::new(n);
    let mut queue = VecDeque::from(scattered(n, random));
    let mut queued = vec![true; n];
    let mut moved = false;
    steps.tell(0, n)?;
    let mut looked_at = 0;
    while let Some(node) = queue.pop_front() {
        looked_at += 1;
        if looked_at % Steps::PACE == 0 {
            steps.tell(looked_at, queue.len())?;
        }
        let node = node as usize;
        queued[node] = false;
        let from = own[node];
        let share = scale.per_pair * net.strength[node];
        strength[from as usize] -= net.strength[node];
        for (to, weight) in net.ties(node) {
            sums.add(own[to], weight);
        }
        let stays = sums.get(from) - share * strength[from as usize];
        let (mut best, mut gain) = (from, stays + scale.least);
        sums.drain(|group, weight| {
            let here = weight - share * strength[group as usize];
            if here > gain {
                (best, gain) = (group, here);
            }
        });
        if gain < 0.0 && size[from as usize] > 1 {
            best = empty.last().copied().unwrap_or(from);
        }
        strength[best as usize] += net.strength[node];
        if best == from {
            continue;
        }
        moved = true;
        own[node] = best;
        size[from as usize] -= 1;
        size[best as usize] += 1;
        if size[from as usize] == 0 {
            empty.push(from);
        }
        if empty.last() == Some(&best) {
            empty.pop();
        }
        for &to in net.neighbours(node) {
            if own[to as usize] != best && !std::mem::replace(&mut queued[to as usize], true) {
                queue.push_back(to);
            }
        }
    }
    steps.level += 1;
    Some(moved)
}

/// Nodes in random order, but for staying near their neighbours in number: stretches are
/// shuffled, and each within itself.
fn scattered(n: usize, random: &mut Random) -> Vec<u32> {
    const STRETCH: usize = 4096;
    let mut stretches: Vec<usize> = (0..n.div_ceil(STRETCH)).collect();
    random.shuffle(&mut stretches);
    let mut order = Vec::with_capacity(n);
    for stretch in stretches {
        let from = order.len();
        order.extend((stretch * STRETCH..((stretch + 1) * STRETCH).min(n)).map(|at| at as u32));
        random.shuffle(&mut order[from..]);
    }
    order
}
