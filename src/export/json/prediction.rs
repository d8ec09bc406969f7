//! How well ties that were hidden are found.

use serde::Serialize;
use utoipa::ToSchema;

use crate::measure::predict::figures::Summary;
use crate::measure::predict::{self, HoldOut};
use crate::model::Word;

/// What `evaluate ties` found.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TieEvaluation {
    /// Share of ties hidden each time.
    pub hold_out: f64,
    /// How many times.
    pub repeats: usize,
    /// The seed.
    pub seed: u64,
    /// Whether pairs are of an actor and a forum.
    pub two_mode: bool,
    /// Ties of the whole network.
    pub ties: usize,
    /// Ties hidden each time.
    pub hidden: usize,
    /// Pairs ranked each time, on average.
    pub pairs: f64,
    /// Whether all pairs were ranked; else those of some actors, and precision is null.
    pub whole: bool,
    /// Each index, its figures over repeats.
    pub indices: Vec<IndexFigures>,
}

/// How well one index finds hidden ties.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct IndexFigures {
    /// Its slug.
    pub index: &'static str,
    /// Area under the ROC curve; 0.5 is chance.
    pub auc: Option<MeanAndSd>,
    /// Average precision.
    pub average_precision: Option<MeanAndSd>,
    /// Precision among the ten likeliest pairs.
    pub precision_10: Option<MeanAndSd>,
    /// Precision among as many as were hidden.
    pub precision_hidden: Option<MeanAndSd>,
}

/// Mean and standard deviation over repeats.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct MeanAndSd {
    /// The mean.
    pub mean: f64,
    /// The standard deviation.
    pub sd: f64,
}

/// An evaluation in the JSON shape.
pub fn tie_evaluation(
    found: &predict::Evaluation,
    with: &HoldOut,
    two_mode: bool,
) -> TieEvaluation {
    let summary = |figure: Option<Summary>| figure.map(|s| MeanAndSd { mean: s.mean, sd: s.sd });
    let indices = found.figures.iter().map(|row| IndexFigures {
        index: row.index.slug(),
        auc: summary(row.auc),
        average_precision: summary(row.average_precision),
        precision_10: summary(row.precision_10),
        precision_hidden: summary(row.precision_hidden),
    });
    TieEvaluation {
        hold_out: with.share,
        repeats: with.repeats,
        seed: with.seed,
        two_mode,
        ties: found.ties,
        hidden: found.hidden,
        pairs: found.pairs,
        whole: found.whole,
        indices: indices.collect(),
    }
}
