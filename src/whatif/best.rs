//! Which few changes close most.

use std::cmp::Ordering;
use std::sync::atomic::{AtomicUsize, Ordering as Memory};

use rayon::prelude::*;

use super::apply;
use super::candidates::{Candidate, candidates};
use super::difference::Difference;
use super::gap::{Gap, gap};
use super::trial::Ground;
use crate::graph::Graph;
use crate::load::problem::Problem;
use crate::measure::coverage::functions;
use crate::measure::terrain::Terrain;
use crate::model::Progress;
use crate::model::{Change, Network};

/// A change that was chosen, and what it is worth after those before it.
#[derive(Clone, Debug)]
pub struct Step {
    /// The change.
    pub change: Change,
    /// What is missing before it.
    pub before: Gap,
    /// What is missing after it.
    pub after: Gap,
    /// Findings of coverage that it touches.
    pub differences: Vec<Difference>,
    /// The network with it, for naming what it is about.
    pub network: Network,
}

/// The changes that close most, one after the other.
#[derive(Clone, Debug)]
pub struct Best {
    /// Changes that were tried at the first step.
    pub candidates: usize,
    /// What is missing at the start.
    pub before: Gap,
    /// The network at the start.
    pub start: Network,
    /// The steps; fewer than asked for when nothing more helps.
    pub steps: Vec<Step>,
    /// It was stopped before it was done; the steps hold all the same.
    pub stopped: bool,
}

/// The single changes that close most gap, `k` of them, on top of `start`: greedy, each
/// step the candidate with the least gap after it ([`Gap::order`]), by its exact value;
/// of equal ones the least effort, then the order of the tables.
///
/// Greedy is not the best set of `k`: two changes that only help together are not found.
/// A change is computed anew only when a step before it reached one of the same groups.
/// `progress` hears how many candidates of how many are done; stopped, the search ends with
/// the steps that it has found.
///
/// # Errors
/// As [`apply`], for `start`.
///
/// # Cost
/// For each step, one coverage of the groups that each candidate reaches.
///
/// # Source
/// Greedy choice by marginal value: G. L. Nemhauser, L. A. Wolsey, M. L. Fisher, "An
/// analysis of approximations for maximizing submodular set functions", Mathematical
/// Programming 14 (1978), 265–294; their bound needs a submodular value, which this is not.
pub fn best(
    ground: &Ground,
    start: &[Change],
    k: usize,
    progress: Progress,
) -> Result<Best, Vec<Problem>> {
    let rule = ["falls_between"];
    let renewed =
        |network: Network| Ground::new(network, ground.parameters(), ground.as_of(), &rule);
    let mut now = renewed(apply(&ground.network, start)?.network);
    let mut best = Best {
        candidates: 0,
        before: now.gap(),
        start: now.network.clone(),
        steps: Vec::new(),
        stopped: false,
    };
    let mut known: Vec<(Candidate, Value)> = Vec::new();
    while best.steps.len() < k {
        let open = {
            let graph = Graph::new(&now.network);
            candidates(&Terrain::new(&graph, now.parameters()), &now.coverage.cells)
        };
        if best.steps.is_empty() {
            best.candidates = open.len();
        }
        let done = AtomicUsize::new(0);
        let valued: Option<Vec<Option<(Candidate, Value)>>> = open
            .par_iter()
            .map(|candidate| {
                progress.tell(done.load(Memory::Relaxed), open.len())?;
                let old = known.iter().find(|(other, _)| other == candidate);
                let value = match old {
                    Some((_, value)) => Some(value.clone()),
                    None => value(&now, candidate),
                };
                progress.tell(done.fetch_add(1, Memory::Relaxed) + 1, open.len())?;
                Some(value.map(|value| (candidate.clone(), value)))
            })
            .collect();
        let Some(valued) = valued else {
            best.stopped = true;
            break;
        };
        known = valued.into_iter().flatten().collect();
        let none = Gap::default();
        let chosen = known.iter().min_by(|a, b| a.1.gain.order(&b.1.gain)).cloned();
        let Some((candidate, value)) = chosen.filter(|c| c.1.gain.order(&none) == Ordering::Less)
        else {
            break;
        };
        let trial = now.try_out(std::slice::from_ref(&candidate.change))?;
        let network = trial.applied.network;
        best.steps.push(Step {
            change: candidate.change.clone(),
            before: trial.before,
            after: trial.after,
            differences: trial.differences,
            network: network.clone(),
        });
        now = renewed(network);
        known.retain(|(other, old)| {
            let apart = !old.reached.iter().zip(&value.reached).any(|(a, b)| *a && *b);
            *other != candidate && apart
        });
    }
    Ok(best)
}

/// What a candidate is worth: what the gap loses by it, and the groups that it reaches.
#[derive(Clone, Debug)]
struct Value {
    gain: Gap,
    reached: Vec<bool>,
}

fn value(now: &Ground, candidate: &Candidate) -> Option<Value> {
    let changes = std::slice::from_ref(&candidate.change);
    let applied = apply(&now.network, changes).ok()?;
    let graph = Graph::new(&applied.network);
    let terrain = Terrain::new(&graph, now.parameters());
    let reached = now.reached(&terrain, changes);
    let coverage = now.covered(&terrain, changes, &functions(&graph));
    let of = |cell: &&crate::measure::coverage::Cell| reached[cell.group];
    let before = gap(&now.network, now.coverage.cells.iter().filter(of));
    let after = gap(&applied.network, coverage.cells.iter().filter(of));
    Some(Value { gain: after.minus(&before), reached })
}
