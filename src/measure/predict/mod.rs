//! Which ties are structurally likely, and how well that is told.
//!
//! Each [`Index`] gives a score to pairs that are not tied; the higher, the likelier.
//! [`ensemble()`] weighs the best of them by how well they find ties of this very network
//! that were hidden from them; [`evaluate()`] measures all of them the same way.
//!
//! *Invariant*: a score is of a pair, not of a direction; the same seed gives the same
//! scores; nobody's tie is proposed to itself, and in a two-mode network only memberships.

mod block;
pub mod ensemble;
pub mod evaluate;
pub mod figures;
mod local;
mod network;
mod spectral;
mod walks;

pub use ensemble::{Ensemble, ensemble};
pub use evaluate::{Evaluation, HoldOut, evaluate};

use crate::graph::compact::Compact;
use crate::graph::random::Random;
use crate::model::text::{Word, words};

/// What is known of a network: its ties, and which pairs could be ties.
///
/// In a two-mode network the first nodes are actors and the rest forums. Nodes should
/// stand in the order of their ids, so that the order of rows plays no part in what is sampled.
#[derive(Clone, Debug)]
pub struct Observed {
    /// The ties.
    pub graph: Compact,
    /// How many of the nodes are actors; `None` in a one-mode network.
    pub actors: Option<usize>,
}

impl Observed {
    /// Every pair that is not tied and could be, by first end and then by the other.
    ///
    /// # Cost
    /// O(n²) time and memory.
    pub fn candidates(&self) -> Vec<(u32, u32)> {
        (0..self.first_ends()).flat_map(|from| self.candidates_of(from)).collect()
    }

    /// The candidates with this first end.
    pub fn candidates_of(&self, from: usize) -> impl Iterator<Item = (u32, u32)> + '_ {
        let others = self.actors.unwrap_or(from + 1)..self.graph.nodes();
        let tied = self.graph.neighbours(from);
        let loose = others.filter(move |&to| tied.binary_search(&(to as u32)).is_err());
        loose.map(move |to| (from as u32, to as u32))
    }

    /// How many nodes can be the first end of a pair.
    pub fn first_ends(&self) -> usize {
        self.actors.unwrap_or(self.graph.nodes())
    }

    /// The same network without some of its ties.
    pub fn without(&self, kept: &[(u32, u32)]) -> Self {
        Self { graph: Compact::from_pairs(self.graph.nodes(), kept), actors: self.actors }
    }
}

words! {
    /// A rule that scores pairs by what is around them.
    Index {
        /// k_a · k_b.
        PreferentialAttachment = "preferential_attachment", "många kontakter (PA)", "preferential attachment";
        /// Neighbours in common.
        CommonNeighbours = "common_neighbours", "gemensamma grannar", "common neighbours";
        /// Neighbours in common, as a share of all neighbours of either.
        Jaccard = "jaccard", "andel gemensamma grannar (Jaccard)", "Jaccard";
        /// Σ 1 / ln k over neighbours in common.
        AdamicAdar = "adamic_adar", "Adamic-Adar", "Adamic-Adar";
        /// Σ 1 / k over neighbours in common.
        ResourceAllocation = "resource_allocation", "resursfördelning (RA)", "resource allocation";
        /// Σ 1 / √(k_i k_j) over walks a – i – j – b.
        L3 = "l3", "tre steg (L3)", "walks of three (L3)";
        /// Σ 1 / (k_i k_j) over walks a – i – j – b; in a two-mode network B·Dc⁻¹·Bᵀ·Dr⁻¹·B.
        L3Resource = "l3_resource", "resurser i tre steg (L3-RA)", "resources over three steps (L3-RA)";
        /// Σ βˡ · walks of l steps, β = 0.5 / λ₁.
        Katz = "katz", "Katz", "Katz";
        /// Σ 0.6ˡ⁻¹ · walks of l steps, each node passed on the way shared by its ties.
        SharedWalks = "shared_walks", "delade vägar", "shared walks";
        /// A degree-corrected block model, averaged over partitions.
        BlockModel = "block_model", "blockmodell", "block model";
        /// The adjacency matrix along two of its eigenvectors, or singular vectors.
        Svd = "svd", "två singulärvektorer", "two singular vectors";
        /// The same of the matrix with each row and column divided by √k.
        Spectral = "spectral", "två normerade vektorer", "two normalised vectors";
        /// Mean rank in preferential attachment, Katz, block model and either resource
        /// allocation or, in a two-mode network, L3-RA.
        RankMean = "rank_mean", "medelrang (PA, RA, Katz, block)", "mean rank (PA, RA, Katz, block)";
        /// Weighted mean rank, with weights from ties that were hidden: [`ensemble()`].
        Ensemble = "ensemble", "vägd medelrang", "weighted mean rank";
        /// Numbers drawn at random: what no knowledge gives.
        Random = "random", "slump", "random";
    }
}

/// β · λ₁ of Katz.
pub const KATZ_SHARE: f64 = 0.5;
/// What a walk is worth for each step beyond the first, in [`Index::SharedWalks`].
pub const WALK_DAMPING: f64 = 0.6;
/// Vectors of [`Index::Svd`] and [`Index::Spectral`].
pub const RANK: usize = 2;

impl Index {
    /// Whether it says anything of a two-mode network: there nobody has neighbours in
    /// common with a forum.
    pub fn of_two_modes(self) -> bool {
        use Index::*;
        !matches!(self, CommonNeighbours | Jaccard | AdamicAdar | ResourceAllocation)
    }

    /// The indices for networks with this many modes.
    pub fn all(two_mode: bool) -> impl Iterator<Item = Index> {
        Index::ALL.iter().copied().filter(move |index| !two_mode || index.of_two_modes())
    }
}

/// The scores of pairs by one index, in the order of the pairs.
///
/// `k` is the number of neighbours, λ₁ the largest eigenvalue of the adjacency matrix.
/// The formula stands at each [`Index`]; constants are [`KATZ_SHARE`], [`WALK_DAMPING`],
/// [`RANK`] and those of the block model (`predict/block.rs`).
///
/// # Shape
/// A simple one-mode or two-mode network, and pairs sorted by first end; as many scores.
///
/// # Units
/// None that could be compared between indices or networks: only order means anything.
///
/// # Undefined
/// Never: a pair of which nothing is known scores 0, and ties with others like it.
///
/// # Cost
/// For f first ends, p pairs and m ties: O(p) for attachment, O(f · Σk) for two and three
/// steps, O(f · 30 m) for Katz and walks, O(m) a sweep for the block model.
///
/// # Source
/// D. Liben-Nowell, J. Kleinberg, The link-prediction problem for social networks, Journal
/// of the American Society for Information Science and Technology 58 (2007), 1019–1031;
/// T. Zhou, L. Lü, Y.-C. Zhang, Predicting missing links via local information, European
/// Physical Journal B 71 (2009), 623–630 (resource allocation); I. A. Kovács et al.,
/// Network-based prediction of protein interactions, Nature Communications 10 (2019), 1240
/// (L3); L. Katz, A new status index, Psychometrika 18 (1953), 39–43; B. Karrer,
/// M. E. J. Newman, Stochastic blockmodels and community structure in networks, Physical
/// Review E 83 (2011), 016107; averaging over partitions: R. Guimerà, M. Sales-Pardo,
/// Missing and spurious interactions, PNAS 106 (2009), 22073–22078. Checked against networkx.
pub fn scores(index: Index, seen: &Observed, pairs: &[(u32, u32)], seed: u64) -> Vec<f64> {
    let degree = |node: u32| seen.graph.degree(node as usize) as f64;
    match index {
        Index::PreferentialAttachment => {
            pairs.iter().map(|&(a, b)| degree(a) * degree(b)).collect()
        }
        Index::CommonNeighbours => local::two_steps(seen, pairs, |_| 1.0),
        Index::Jaccard => {
            let mut shares = local::two_steps(seen, pairs, |_| 1.0);
            for (share, &(a, b)) in shares.iter_mut().zip(pairs) {
                let either = degree(a) + degree(b) - *share;
                *share = if either > 0.0 { *share / either } else { 0.0 };
            }
            shares
        }
        Index::AdamicAdar => local::two_steps(seen, pairs, |k| 1.0 / (k as f64).max(2.0).ln()),
        Index::ResourceAllocation => local::two_steps(seen, pairs, |k| 1.0 / k as f64),
        Index::L3 => local::three_steps(seen, pairs, |k| 1.0 / (k as f64).sqrt()),
        Index::L3Resource => local::three_steps(seen, pairs, |k| 1.0 / k as f64),
        Index::Katz => walks::katz(seen, pairs, KATZ_SHARE),
        Index::SharedWalks => walks::shared(seen, pairs, WALK_DAMPING),
        Index::BlockModel => block::block_model(seen, pairs, &block::Sampling::default(), seed),
        Index::Svd => spectral::low_rank(seen, pairs, RANK, spectral::Scale::Plain, seed),
        Index::Spectral => spectral::low_rank(seen, pairs, RANK, spectral::Scale::ByDegree, seed),
        Index::RankMean => {
            let local =
                if seen.actors.is_some() { Index::L3Resource } else { Index::ResourceAllocation };
            let members = [Index::PreferentialAttachment, local, Index::Katz, Index::BlockModel];
            ensemble::mean_rank(members.map(|index| (scores(index, seen, pairs, seed), 1.0)))
        }
        Index::Ensemble => ensemble(seen, pairs, &ensemble::Learning::default(), seed).scores,
        Index::Random => {
            let mut random = Random::new(seed);
            pairs.iter().map(|_| random.unit()).collect()
        }
    }
}

#[cfg(test)]
mod tests;
