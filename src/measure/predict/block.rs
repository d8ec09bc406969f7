//! A degree-corrected block model, averaged over partitions.

use super::Observed;
use crate::graph::random::Random;

/// The constants of the block model.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sampling {
    /// Groups at the most, of each mode; some may stay empty.
    pub groups: usize,
    /// Sweeps before partitions are counted.
    pub warm: usize,
    /// Sweeps that are counted.
    pub sweeps: usize,
    /// Shape of the prior on how much more two groups are tied than their degrees give; its mean is 1.
    pub shape: f64,
    /// Ties that each actor is thought to have beside those observed.
    pub unseen: f64,
}

impl Default for Sampling {
    fn default() -> Self {
        Self { groups: 8, warm: 20, sweeps: 30, shape: 0.5, unseen: 2.0 }
    }
}

/// Mean over sampled partitions of `(k_a + u)(k_b + u) · ω`, where ω is how much more the
/// groups of `a` and `b` are tied than their degrees alone would give.
///
/// Ties between groups are Poisson with mean `ω_rs · e_rs`, `e_rs` what degrees give; ω has a
/// Gamma prior with mean 1 and is summed out, so that a partition's probability is
/// `Π Γ(s + m_rs) / (s + e_rs)^(s + m_rs)`. Gibbs sampling moves one actor at a time.
pub(super) fn block_model(
    seen: &Observed,
    pairs: &[(u32, u32)],
    with: &Sampling,
    seed: u64,
) -> Vec<f64> {
    let mut sums = vec![0.0; pairs.len()];
    if seen.graph.edges() == 0 || with.sweeps == 0 {
        return sums;
    }
    let mut random = Random::new(seed);
    let mut blocks = Blocks::new(seen, with, &mut random);
    let rows: Vec<&[(u32, u32)]> = pairs.chunk_by(|one, other| one.0 == other.0).collect();
    for sweep in 0..with.warm + with.sweeps {
        blocks.sweep(&mut random);
        if sweep < with.warm {
            continue;
        }
        let rates = blocks.rates();
        let mut left = sums.as_mut_slice();
        for row in &rows {
            let (sums, others) = left.split_at_mut(row.len());
            left = others;
            let own = blocks.of[row[0].0 as usize] * blocks.all;
            let rates = &rates[own..own + blocks.all];
            for (sum, &(_, to)) in sums.iter_mut().zip(*row) {
                *sum += rates[blocks.of[to as usize]];
            }
        }
    }
    let degree = |node: u32| seen.graph.degree(node as usize) as f64 + with.unseen;
    for (sum, &(a, b)) in sums.iter_mut().zip(pairs) {
        *sum *= degree(a) * degree(b) / with.sweeps as f64;
    }
    sums
}

/// A partition, with what its probability rests on.
struct Blocks<'a> {
    seen: &'a Observed,
    with: &'a Sampling,
    /// Groups of both modes.
    all: usize,
    /// The group of each node; in a two-mode network those of forums come last.
    of: Vec<usize>,
    /// Members of each group.
    sizes: Vec<usize>,
    /// Degrees of each group's members, summed.
    degrees: Vec<usize>,
    /// Ties between two groups, or within one.
    ties: Vec<u32>,
    /// Logarithm of each two groups' part of the probability.
    parts: Vec<f64>,
    /// ln Γ(shape + m) for m = 0, 1, …
    ln_gamma: Vec<f64>,
    /// Logarithms of whole numbers from 0.
    ln: Vec<f64>,
    /// Logarithms of [`Blocks::log`], which come again and again: of two groups by the product
    /// of their degrees, of one by its degrees.
    logs: [Vec<f64>; 2],
}

/// Products of degrees up to which logarithms are worked out beforehand.
const LOGS: usize = 1 << 14;

impl<'a> Blocks<'a> {
    fn new(seen: &'a Observed, with: &'a Sampling, random: &mut Random) -> Self {
        let graph = &seen.graph;
        let all = if seen.actors.is_some() { 2 * with.groups } else { with.groups };
        let mut blocks = Self {
            seen,
            with,
            all,
            of: vec![0; graph.nodes()],
            sizes: vec![0; all],
            degrees: vec![0; all],
            ties: vec![0; all * all],
            parts: vec![0.0; all * all],
            ln_gamma: ln_gammas(with.shape, graph.edges()),
            ln: (0..=graph.nodes()).map(|n| (n as f64).ln()).collect(),
            logs: [Vec::new(), Vec::new()],
        };
        // Two groups' degrees sum to those of all at the most.
        let all_degrees = 2 * graph.edges();
        let of_two = graph.edges().saturating_pow(2).min(LOGS);
        blocks.logs = [
            (0..=of_two).map(|product| blocks.log_of(product, false)).collect(),
            (0..=all_degrees.min(LOGS)).map(|sum| blocks.log_of(sum * sum, true)).collect(),
        ];
        for node in 0..graph.nodes() {
            let group = blocks.base(node) + random.below(with.groups);
            blocks.of[node] = group;
            blocks.sizes[group] += 1;
            blocks.degrees[group] += graph.degree(node);
        }
        for (a, b) in graph.pairs() {
            let (r, s) = (blocks.of[a as usize], blocks.of[b as usize]);
            blocks.ties[r * all + s] += 1;
            if r != s {
                blocks.ties[s * all + r] += 1;
            }
        }
        (0..all).for_each(|group| blocks.renew(group));
        blocks
    }

    /// The first group that a node can be in.
    fn base(&self, node: usize) -> usize {
        if self.seen.actors.is_some_and(|actors| node >= actors) { self.with.groups } else { 0 }
    }

    /// The groups that can be tied to those of a node's mode.
    fn facing(&self, base: usize) -> std::ops::Range<usize> {
        match self.seen.actors {
            None => 0..self.all,
            Some(_) if base == 0 => self.with.groups..self.all,
            Some(_) => 0..self.with.groups,
        }
    }

    /// Ties that degrees alone give two groups, or one within itself, by the product of what
    /// their members' degrees sum to.
    fn expected(&self, product: usize, same: bool) -> f64 {
        let ties = self.seen.graph.edges() as f64;
        let times = match (self.seen.actors, same) {
            (Some(_), _) => 1.0,
            (None, false) => 2.0,
            (None, true) => 4.0,
        };
        product as f64 / (times * ties)
    }

    /// ln(shape + what degrees alone give).
    fn log_of(&self, product: usize, same: bool) -> f64 {
        (self.with.shape + self.expected(product, same)).ln()
    }

    /// The same for two groups with these degrees, or one, from the table as far as that goes.
    fn log(&self, one: usize, other: usize, same: bool) -> f64 {
        let at = if same { one } else { one * other };
        let known = self.logs[usize::from(same)].get(at);
        known.copied().unwrap_or_else(|| self.log_of(one * other, same))
    }

    fn part(&self, ties: u32, log: f64) -> f64 {
        self.ln_gamma[ties as usize] - (self.with.shape + f64::from(ties)) * log
    }

    /// Works out a group's parts anew.
    fn renew(&mut self, group: usize) {
        let base = if group < self.with.groups { 0 } else { self.with.groups };
        for other in self.facing(base) {
            let log = self.log(self.degrees[group], self.degrees[other], group == other);
            let part = self.part(self.ties[group * self.all + other], log);
            self.parts[group * self.all + other] = part;
            self.parts[other * self.all + group] = part;
        }
    }

    /// Draws the group of each node anew, given all others.
    fn sweep(&mut self, random: &mut Random) {
        let graph = &self.seen.graph;
        let mut to = vec![0u32; self.all];
        let mut chances = vec![0.0; self.with.groups];
        for node in (0..graph.nodes()).filter(|&node| graph.degree(node) > 0) {
            to.fill(0);
            for &z in graph.neighbours(node) {
                to[self.of[z as usize]] += 1;
            }
            self.shift(node, &to, -1);
            let base = self.base(node);
            for (at, chance) in chances.iter_mut().enumerate() {
                *chance = self.gain(base + at, graph.degree(node), &to, base);
            }
            self.of[node] = base + drawn(&mut chances, random);
            self.shift(node, &to, 1);
        }
    }

    /// Takes a node out of its group (−1) or puts it there (1).
    fn shift(&mut self, node: usize, to: &[u32], by: i32) {
        let group = self.of[node];
        let degree = self.seen.graph.degree(node);
        self.sizes[group] = self.sizes[group].saturating_add_signed(by as isize);
        let degrees = &mut self.degrees[group];
        *degrees = degrees.saturating_add_signed(by as isize * degree as isize);
        for (other, &ties) in to.iter().enumerate().filter(|(_, ties)| **ties > 0) {
            let change = by * ties as i32;
            let places = [group * self.all + other, other * self.all + group];
            for &place in &places[..if other == group { 1 } else { 2 }] {
                self.ties[place] = self.ties[place].saturating_add_signed(change);
            }
        }
        self.renew(group);
    }

    /// Logarithm of how probable a node with these ties is in a group, less a constant.
    fn gain(&self, group: usize, degree: usize, to: &[u32], base: usize) -> f64 {
        let with = self.degrees[group] + degree;
        let row = group * self.all..(group + 1) * self.all;
        let (ties, parts) = (&self.ties[row.clone()], &self.parts[row]);
        let mut sum = 0.0;
        for other in self.facing(base) {
            let same = other == group;
            let theirs = if same { with } else { self.degrees[other] };
            // Towards a group without ties nothing changes.
            if theirs == 0 && !same {
                continue;
            }
            let log = self.log(with, theirs, same);
            sum += self.part(ties[other] + to[other], log) - parts[other];
        }
        self.ln[self.sizes[group] + 1] + sum
    }

    /// Mean ω of each two groups.
    fn rates(&self) -> Vec<f64> {
        let shape = self.with.shape;
        let cells = (0..self.all).flat_map(|r| (0..self.all).map(move |s| (r, s)));
        let rate = |(r, s): (usize, usize)| {
            let expected = self.expected(self.degrees[r] * self.degrees[s], r == s);
            (f64::from(self.ties[r * self.all + s]) + shape) / (expected + shape)
        };
        cells.map(rate).collect()
    }
}

/// One of the places, drawn by the logarithms of their chances, which are used up.
fn drawn(chances: &mut [f64], random: &mut Random) -> usize {
    let most = chances.iter().copied().fold(f64::MIN, f64::max);
    chances.iter_mut().for_each(|chance| *chance = (*chance - most).exp());
    let mut left = random.unit() * chances.iter().sum::<f64>();
    for (place, chance) in chances.iter().enumerate() {
        left -= chance;
        if left < 0.0 {
            return place;
        }
    }
    chances.len() - 1
}

/// ln Γ(shape + m) − ln Γ(shape) for m from 0 to `most`, by Γ(x + 1) = x · Γ(x).
fn ln_gammas(shape: f64, most: usize) -> Vec<f64> {
    let steps = (0..most).scan(0.0, |sum, m| {
        *sum += (shape + m as f64).ln();
        Some(*sum)
    });
    std::iter::once(0.0).chain(steps).collect()
}
