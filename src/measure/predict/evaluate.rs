//! Hiding ties and seeing who finds them.

use rayon::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::figures::{Summary, auc, average_precision, precision_at};
use super::{Index, Observed, scores};
use crate::graph::random::Random;
use crate::model::Progress;

/// Pairs at the most that are ranked; in a larger network those of some first ends are.
pub const MOST_PAIRS: usize = 2_000_000;
/// How many of the likeliest pairs are looked at.
pub const SHORT_LIST: usize = 10;

/// How ties are hidden.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HoldOut {
    /// Share of the ties that are hidden each time, rounded, at least one.
    pub share: f64,
    /// How many times.
    pub repeats: usize,
    /// The seed of the first time; each repeat has its own.
    pub seed: u64,
}

impl Default for HoldOut {
    fn default() -> Self {
        Self { share: 0.2, repeats: 60, seed: 1 }
    }
}

/// How well an index finds hidden ties, over repeats.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// The index.
    pub index: Index,
    /// Area under the ROC curve.
    pub auc: Option<Summary>,
    /// Average precision.
    pub average_precision: Option<Summary>,
    /// Precision among the ten likeliest.
    pub precision_10: Option<Summary>,
    /// Precision among as many as were hidden.
    pub precision_hidden: Option<Summary>,
}

/// What an evaluation found.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// Ties of the whole network.
    pub ties: usize,
    /// Ties hidden each time.
    pub hidden: usize,
    /// Pairs ranked each time, on average.
    pub pairs: f64,
    /// Whether every pair was ranked; else those of some first ends, drawn anew each time,
    /// and precision is undefined.
    pub whole: bool,
    /// Each index.
    pub figures: Vec<Figures>,
}

/// Measures how well indices find ties that are hidden from them.
///
/// Each time a share of the ties, drawn at random, is taken out; each index scores every
/// pair that is not tied in what is left (in a two-mode network, every actor and forum).
/// Those that were taken out are to be found, all others count as not tied. Actors whose
/// ties were all taken out stay and are ranked; equal scores count as half.
///
/// # Shape
/// A simple network; one row of figures an index, in the order given.
///
/// # Units
/// All figures are shares, 0 to 1. A tie that is missing in the data counts as an error
/// here, so precision is a lower bound where data lack ties.
///
/// # Undefined
/// `None` when cancelled, and where hiding leaves no tie or finds no pair that is not tied.
///
/// # Cost
/// `repeats` times that of [`scores`], of which the ensemble's is the most; in parallel.
/// Beyond [`MOST_PAIRS`] pairs it ranks those of as many first ends as give so many.
///
/// # Source
/// L. Lü, T. Zhou, Link prediction in complex networks: a survey, Physica A 390 (2011),
/// 1150–1170; Y. Yang, R. N. Lichtenwalter, N. V. Chawla, Evaluating link prediction
/// methods, Knowledge and Information Systems 45 (2015), 751–782.
pub fn evaluate(
    seen: &Observed,
    with: &HoldOut,
    indices: &[Index],
    progress: Progress<'_>,
) -> Option<Evaluation> {
    let done = AtomicUsize::new(0);
    let repeat = |repeat: usize| -> Option<Repeat> {
        progress.tell(done.load(Ordering::Relaxed), with.repeats)?;
        let seed = with.seed.wrapping_add(repeat as u64);
        let hidden = drawn(seen, with.share, seed)?;
        let of = |&index: &Index| figures(index, &hidden, seed);
        let found = indices.iter().map(of).collect();
        progress.tell(done.fetch_add(1, Ordering::Relaxed) + 1, with.repeats)?;
        Some(Repeat { pairs: hidden.pairs.len(), whole: hidden.whole, found })
    };
    let repeats: Option<Vec<Repeat>> = (0..with.repeats).into_par_iter().map(repeat).collect();
    let repeats = repeats.filter(|repeats| !repeats.is_empty())?;
    let summary = |at: usize, which: usize| Summary::of(repeats.iter().map(|r| r.found[at][which]));
    let figures = indices.iter().enumerate().map(|(at, &index)| Figures {
        index,
        auc: summary(at, 0),
        average_precision: summary(at, 1),
        precision_10: summary(at, 2),
        precision_hidden: summary(at, 3),
    });
    Some(Evaluation {
        ties: seen.graph.edges(),
        hidden: how_many(seen.graph.edges(), with.share),
        pairs: repeats.iter().map(|r| r.pairs as f64).sum::<f64>() / repeats.len() as f64,
        whole: repeats.iter().all(|repeat| repeat.whole),
        figures: figures.collect(),
    })
}

/// One repeat: AUC, average precision, precision at ten and at as many as were hidden.
struct Repeat {
    pairs: usize,
    whole: bool,
    found: Vec<[Option<f64>; 4]>,
}

fn figures(index: Index, hidden: &Hidden, seed: u64) -> [Option<f64>; 4] {
    let scores = scores(index, &hidden.left, &hidden.pairs, seed);
    let ties = hidden.truth.iter().filter(|tie| **tie).count();
    let whole = |figure: Option<f64>| figure.filter(|_| hidden.whole);
    [
        auc(&scores, &hidden.truth),
        whole(average_precision(&scores, &hidden.truth)),
        whole(precision_at(SHORT_LIST, &scores, &hidden.truth)),
        whole(precision_at(ties, &scores, &hidden.truth)),
    ]
}

/// A network of which some ties were hidden.
pub(super) struct Hidden {
    /// What is left.
    pub left: Observed,
    /// Pairs to rank.
    pub pairs: Vec<(u32, u32)>,
    /// Whether each is a tie that was hidden.
    pub truth: Vec<bool>,
    /// Whether these are all pairs.
    pub whole: bool,
}

fn how_many(ties: usize, share: f64) -> usize {
    ((ties as f64 * share).round() as usize).max(1)
}

/// Hides a share of the ties; `None` where too few ties or no other pairs are left.
pub(super) fn drawn(seen: &Observed, share: f64, seed: u64) -> Option<Hidden> {
    let mut random = Random::new(seed);
    let mut ties: Vec<(u32, u32)> = seen.graph.pairs().collect();
    random.shuffle(&mut ties);
    let kept = ties.get(how_many(ties.len(), share)..).filter(|kept| !kept.is_empty())?;
    let left = seen.without(kept);
    let mut ends: Vec<usize> = (0..left.first_ends()).collect();
    let each = left.graph.nodes() / if left.actors.is_some() { 1 } else { 2 };
    let most = (MOST_PAIRS / each.max(1)).max(1);
    let whole = ends.len() <= most;
    if !whole {
        random.shuffle(&mut ends);
        ends.truncate(most);
        ends.sort_unstable();
    }
    let pairs: Vec<(u32, u32)> = ends.iter().flat_map(|&from| left.candidates_of(from)).collect();
    let truth: Vec<bool> =
        pairs.iter().map(|&(a, b)| seen.graph.joins(a as usize, b as usize)).collect();
    let tells = truth.contains(&true) && truth.contains(&false);
    tells.then_some(Hidden { left, pairs, truth, whole })
}
