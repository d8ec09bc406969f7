//! Several indices as one, each weighed by what it finds in this network.

use rayon::prelude::*;

use super::evaluate::{Hidden, drawn};
use super::figures::{auc_of_ranks, precision_at, ranks};
use super::{Index, Observed, scores};

/// Members of the ensemble: what did best alone on the half of a set of public networks
/// that the choice was made on. Resource allocation says nothing of two modes.
pub const MEMBERS: [Index; 5] = [
    Index::ResourceAllocation,
    Index::L3Resource,
    Index::SharedWalks,
    Index::BlockModel,
    Index::Spectral,
];

/// The member that two-mode networks give a share of the weight whatever is learnt, since
/// most of them are small and what they teach is unsure; it did well in all of them.
const TRUSTED: Index = Index::L3Resource;
const TRUSTED_SHARE: f64 = 0.25;

/// How the weights are learnt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Learning {
    /// How many times ties are hidden.
    pub rounds: usize,
    /// Share of ties that are hidden: few, so that what is left resembles the whole.
    pub share: f64,
    /// How much lower an AUC divides a weight by e.
    pub tolerance: f64,
}

impl Default for Learning {
    fn default() -> Self {
        Self { rounds: 10, share: 0.1, tolerance: 0.02 }
    }
}

/// Scores, and what they were made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Ensemble {
    /// The score of each pair, 0 to 1.
    pub scores: Vec<f64>,
    /// Each member with its weight; the weights sum to 1.
    pub weights: Vec<(Index, f64)>,
}

/// Weighted mean rank: `Σ w_i · rank_i`, `w_i ∝ exp((AUC_i − max AUC) / tolerance)`, with
/// AUC_i the mean over rounds in which some of the ties given were hidden from index `i`.
/// In two-mode networks a quarter of the weight is L3-RA's whatever was learnt.
///
/// # Shape
/// As [`scores`]; the ties that are to be found must not be among those given.
///
/// # Units
/// Shares of rank: 1 is the likeliest of the pairs. No probability.
///
/// # Undefined
/// Never: where too few ties are there to hide any, the weights are equal.
///
/// # Cost
/// That of [`scores`] for each member, once and once a round; rounds run in parallel.
///
/// # Source
/// A. Ghasemian et al., Stacking models for nearly optimal link prediction in complex
/// networks, PNAS 117 (2020), 23393–23400: no index is best in every network, and what is
/// best can be learnt from ties that are hidden. The weights are our own.
pub fn ensemble(seen: &Observed, pairs: &[(u32, u32)], with: &Learning, seed: u64) -> Ensemble {
    Learnt::new(seen, with, seed).ensemble(pairs)
}

/// What hiding ties of a network taught, to be used more than once.
pub struct Learnt<'a> {
    seen: &'a Observed,
    with: Learning,
    seed: u64,
    members: Vec<Index>,
    rounds: Vec<Round>,
}

impl<'a> Learnt<'a> {
    /// Hides ties, round by round, and lets each member look for them.
    pub fn new(seen: &'a Observed, with: &Learning, seed: u64) -> Self {
        Self { seen, with: *with, seed, members: members(seen), rounds: rounds(seen, with, seed) }
    }

    /// The weighted mean ranks of pairs: [`ensemble()`].
    pub fn ensemble(&self, pairs: &[(u32, u32)]) -> Ensemble {
        let weights = weights(&self.rounds, None, &self.members, &self.with);
        let rank = |&index: &Index| ranks(&scores(index, self.seen, pairs, self.seed));
        let ranked: Vec<Vec<f64>> = self.members.par_iter().map(rank).collect();
        let scores = weighted(&ranked, &weights);
        Ensemble { scores, weights: self.members.iter().copied().zip(weights).collect() }
    }

    /// Precision of the `k` best pairs in each round, with weights learnt in the others.
    ///
    /// Only pairs that `allowed` lets through, in what is left of the network, take part.
    pub fn precision(
        &self,
        k: usize,
        allowed: impl Fn(&Observed, (u32, u32)) -> bool,
    ) -> Vec<Option<f64>> {
        let of_round = |(at, round): (usize, &Round)| {
            let weights = weights(&self.rounds, Some(at), &self.members, &self.with);
            let scores = weighted(&round.ranked, &weights);
            let take = |&place: &usize| allowed(&round.hidden.left, round.hidden.pairs[place]);
            let places: Vec<usize> = (0..scores.len()).filter(take).collect();
            let scores: Vec<f64> = places.iter().map(|&place| scores[place]).collect();
            let truth: Vec<bool> = places.iter().map(|&place| round.hidden.truth[place]).collect();
            precision_at(k, &scores, &truth)
        };
        self.rounds.iter().enumerate().map(of_round).collect()
    }
}

/// The mean over pairs' ranks, each list of scores with its weight.
pub(super) fn mean_rank(lists: impl IntoIterator<Item = (Vec<f64>, f64)>) -> Vec<f64> {
    let (lists, weights): (Vec<Vec<f64>>, Vec<f64>) = lists.into_iter().unzip();
    let ranked: Vec<Vec<f64>> = lists.iter().map(|list| ranks(list)).collect();
    let sum: f64 = weights.iter().sum();
    weighted(&ranked, &weights.iter().map(|weight| weight / sum).collect::<Vec<_>>())
}

/// The members that say something of this network.
fn members(seen: &Observed) -> Vec<Index> {
    let fits = |index: &Index| seen.actors.is_none() || index.of_two_modes();
    MEMBERS.into_iter().filter(fits).collect()
}

/// One round of learning.
struct Round {
    hidden: Hidden,
    ranked: Vec<Vec<f64>>,
    auc: Vec<Option<f64>>,
}

fn rounds(seen: &Observed, with: &Learning, seed: u64) -> Vec<Round> {
    let members = members(seen);
    let round = |round: usize| {
        // A seed apart from that of whoever hid ties from us.
        let seed = seed.wrapping_mul(0x2545_f491_4f6c_dd1d).wrapping_add(round as u64 + 1);
        let hidden = drawn(seen, with.share, seed)?;
        let rank = |&index: &Index| ranks(&scores(index, &hidden.left, &hidden.pairs, seed));
        let ranked: Vec<Vec<f64>> = members.iter().map(rank).collect();
        let auc = ranked.iter().map(|ranked| auc_of_ranks(ranked, &hidden.truth)).collect();
        Some(Round { hidden, ranked, auc })
    };
    let found: Vec<Option<Round>> = (0..with.rounds).into_par_iter().map(round).collect();
    found.into_iter().flatten().collect()
}

/// The weight of each member, from all rounds but one.
fn weights(rounds: &[Round], but: Option<usize>, members: &[Index], with: &Learning) -> Vec<f64> {
    let others: Vec<&Round> =
        rounds.iter().enumerate().filter(|(at, _)| Some(*at) != but).map(|(_, r)| r).collect();
    let mean = |member: usize| {
        let values: Option<Vec<f64>> = others.iter().map(|round| round.auc[member]).collect();
        values
            .filter(|values| !values.is_empty())
            .map(|values| values.iter().sum::<f64>() / values.len() as f64)
    };
    let Some(means) = (0..members.len()).map(mean).collect::<Option<Vec<f64>>>() else {
        return vec![1.0 / members.len() as f64; members.len()];
    };
    let most = means.iter().copied().fold(f64::MIN, f64::max);
    let raw: Vec<f64> = means.iter().map(|mean| ((mean - most) / with.tolerance).exp()).collect();
    let sum: f64 = raw.iter().sum();
    let trusted = if members.contains(&Index::ResourceAllocation) { 0.0 } else { TRUSTED_SHARE };
    let weight = |(&index, raw): (&Index, f64)| {
        (1.0 - trusted) * raw / sum + if index == TRUSTED { trusted } else { 0.0 }
    };
    members.iter().zip(raw).map(weight).collect()
}

fn weighted(ranked: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; ranked.first().map_or(0, Vec::len)];
    for (list, weight) in ranked.iter().zip(weights) {
        sums.iter_mut().zip(list).for_each(|(sum, rank)| *sum += weight * rank);
    }
    sums
}
