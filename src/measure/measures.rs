//! All measures of a network, with intervals and baselines.

use super::Options;
use super::actors::actors;
use super::collaboration::{Collaboration, Seen, SharedForums};
use super::figures::{Figure, Measured, Member, Sheet, Subject};
use super::forum_measures::{self, Served, forums};
use super::informants::{Informants, intervals};
use super::network::{Common, network};
use super::registry;
use super::sets::{self, sets};
use super::structure::core_periphery::core_periphery;
use super::structure::ei::{Baseline, baseline};
use super::structure::fragmentation::KeySet;
use super::tie_measures::ties;
use crate::graph::Graph;

/// The measures of a network.
#[derive(Debug)]
pub struct Measures<'a> {
    /// The graph that they are of.
    pub of: Collaboration<'a>,
    /// The constants.
    pub options: Options,
    /// How the intervals were made.
    pub informants: Informants,
    /// Every figure, in a fixed order.
    pub figures: Vec<Measured>,
    /// The sets of actors whose loss breaks most, by size.
    pub sets: Vec<KeySet>,
}

/// Everything there is to measure about a network's collaboration graph.
///
/// # Shape
/// Figures by scope: the network, each actor by id, each tie, each forum, sets.
///
/// # Undefined
/// As each measure says; `None`, never 0.
///
/// # Cost
/// `draws` times O(n (m + n) log n), in parallel, and the search for sets. For networks of
/// thousands of actors set `draws` to 0.
///
/// # Source
/// With each measure's explanation in [`registry`].
pub fn measures<'a>(graph: &'a Graph<'a>, options: Options) -> Measures<'a> {
    let shared =
        if options.shared_forums > 0.0 { SharedForums::AreTies } else { SharedForums::AreNot };
    let of = Collaboration::new(graph, shared);
    let served = Served::new(&of);
    let seen = of.seen(None);
    let best = sets::best(&seen);
    let mut sheet = Sheet::default();
    all(&seen, &served, &best, &options, &mut sheet);
    let figures = sheet.0;
    let informants = Informants::new(of.informants.len(), &options);
    let again = |dropped: &[bool], sheet: &mut Sheet| {
        all(&of.seen(Some(dropped)), &served, &best, &options, sheet);
    };
    let intervals = intervals(&informants, &options, figures.len(), again);
    let beside = |(figure, interval): (Figure, Option<(f64, f64)>)| Measured {
        interval: interval.filter(|_| figure.value.is_some() && registry::varies(figure.measure)),
        baseline: chance(&seen, &figure, &options),
        members: picked(&seen, &figure, &best),
        figure,
    };
    let figures = figures.into_iter().zip(intervals).map(beside).collect();
    Measures { informants, options, figures, sets: best, of }
}

/// The same figures in the same order, whoever is asked.
fn all(seen: &Seen, served: &Served, best: &[KeySet], options: &Options, sheet: &mut Sheet) {
    let common = Common::new(seen, options);
    network(seen, &common, sheet);
    actors(seen, &common, options, sheet);
    ties(seen, &common, sheet);
    forums(seen, served, options, sheet);
    sets(seen, best, sheet);
}

/// What chance alone would give, for the measures that need it.
fn chance(seen: &Seen, figure: &Figure, options: &Options) -> Option<Baseline> {
    let groups = match figure.measure {
        "ei_sector" => &seen.of.sectors,
        "ei_principal" => &seen.of.principals,
        _ => return None,
    };
    baseline(&seen.simple, groups, options.permutations as usize, options.seed())
}

/// Whom a figure picks out.
fn picked(seen: &Seen, figure: &Figure, best: &[KeySet]) -> Vec<Member> {
    let actors = |found: Vec<u32>| found.into_iter().map(Member::Actor).collect();
    match (figure.measure, figure.subject) {
        ("core_periphery", _) => {
            actors(core_periphery(&seen.simple).map(|found| found.core).unwrap_or_default())
        }
        (_, Subject::Set(size)) => {
            let set = best.iter().find(|set| set.actors.len() == size);
            actors(set.map(|set| set.actors.clone()).unwrap_or_default())
        }
        _ => forum_measures::members(seen, figure),
    }
}
