//! Figures of the whole collaboration graph.

use std::collections::{BTreeMap, BTreeSet};

use super::Options;
use super::collaboration::{Collaboration, Kind, Relation, Seen};
use super::figures::{Sheet, Subject, share};
use super::structure::closeness::closeness;
use super::structure::fragmentation::fragmentation;
use super::structure::partitions::adjusted_mutual_information;
use super::structure::weighted::{Between, Length, between};
use super::structure::{self, Cuts, centralisation, core_periphery, cuts, ei, leiden};
use crate::model::Progress;

/// What figures of several scopes rest on, computed once.
#[derive(Debug)]
pub(super) struct Common {
    pub paths: Between,
    pub cuts: Cuts,
    pub closeness: Vec<Option<f64>>,
    /// Numbered from 0 by the smallest actor; isolates come last, each a community of its own.
    pub community: Vec<u32>,
}

impl Common {
    pub fn new(seen: &Seen, options: &Options) -> Self {
        Self {
            paths: between(&seen.both, Length::Step),
            cuts: cuts(&seen.simple),
            closeness: closeness(&seen.simple),
            community: communities_of(seen, options),
        }
    }
}

fn communities_of(seen: &Seen, options: &Options) -> Vec<u32> {
    let (resolution, seed) = (options.resolution, options.seed());
    let found = leiden(&seen.simple, None, resolution, seed, &Progress::silent());
    // Silent work is never stopped.
    let found = found.unwrap_or_default();
    let tied = |&node: &usize| seen.simple.degree(node) > 0;
    let (tied, alone): (Vec<usize>, Vec<usize>) = (0..found.len()).partition(tied);
    let mut numbers = BTreeMap::new();
    let mut community = vec![0; found.len()];
    for node in tied.into_iter().chain(alone) {
        let next = numbers.len() as u32;
        community[node] = *numbers.entry(found[node]).or_insert(next);
    }
    community
}

/// Pairs of actors, the smaller first, with each kind of relation they have; ascending.
fn kinds(seen: &Seen) -> Vec<((u32, u32), Kind)> {
    let relations = seen.relations.iter();
    let pair = |r: &&Relation| ((r.from.min(r.to), r.from.max(r.to)), r.kind);
    let mut found: Vec<((u32, u32), Kind)> = relations.map(pair).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Every kind of relation that the whole graph has, in a fixed order.
fn all_kinds(whole: &Collaboration) -> BTreeSet<Kind> {
    let shared = (!whole.seats.is_empty()).then_some(Kind::SharedForum);
    whole.relations.iter().map(|relation| relation.kind).chain(shared).collect()
}

/// How many pairs of actors sit in a forum together.
fn meeting(seen: &Seen) -> usize {
    let mut found = Vec::new();
    for members in &seen.seats {
        for (i, &a) in members.iter().enumerate() {
            found.extend(members[i + 1..].iter().map(|&b| (a, b)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found.len()
}

/// The figures of the whole network; formulas and sources stand with each measure's
/// explanation.
///
/// # Cost
/// O(m log m + forum seats²) beside what is shared.
pub(super) fn network(seen: &Seen, common: &Common, sheet: &mut Sheet) {
    let n = seen.simple.nodes();
    let pairs = n * n.saturating_sub(1) / 2;
    let tied = (0..n).filter(|&node| seen.simple.degree(node) > 0).count();
    let mut put = |measure, value| sheet.put(Subject::Network, measure, value);
    put("actors", Some(n as f64));
    put("ties", Some(seen.simple.edges() as f64));
    put("isolates", Some((n - tied) as f64));
    // A source that mentions no tie at all says nothing of ties.
    let told = tied > 0;
    put("density", share(seen.simple.edges(), pairs).filter(|_| told));
    put("density_confirmed", confirmed(seen).1);
    put("reciprocity", reciprocity(seen));
    put("confirmation", confirmed(seen).0);
    let kinds = kinds(seen);
    let of_pairs = || kinds.chunk_by(|(one, _), (other, _)| one == other);
    let several = of_pairs().filter(|kinds| kinds.len() > 1).count();
    put("multiplexity", share(several, of_pairs().count()));
    put("components", Some((common.cuts.components - (n - tied)) as f64));
    put("largest_component", largest(&common.cuts, n).filter(|_| told));
    put("fragmentation", fragmentation(&seen.simple, &vec![false; n]).filter(|_| told));
    put("degree_centralisation", centralisation::by_degree(&seen.simple));
    let by_betweenness = centralisation::by_betweenness(&common.paths.actors);
    put("betweenness_centralisation", by_betweenness.filter(|_| told));
    let by_closeness = centralisation::by_closeness(&common.closeness, &common.cuts.component);
    put("closeness_centralisation", by_closeness);
    let fit = core_periphery::core_periphery(&seen.simple).map(|found| found.fit);
    put("core_periphery", fit);
    put("ei_sector", ei::ei(&seen.simple, &seen.of.sectors));
    put("ei_principal", ei::ei(&seen.simple, &seen.of.principals));
    communities(seen, common, sheet);
    let meeting = meeting(seen);
    for kind in all_kinds(seen.of) {
        let count = match kind {
            Kind::SharedForum => meeting,
            _ => kinds.iter().filter(|(_, of)| *of == kind).count(),
        };
        sheet.variant("density_kind", kind.slug(), share(count, pairs));
    }
}

/// The share of observable ties that both ends claim, and such pairs as a share of all pairs
/// of actors who were asked. A tie is observable when both of its ends were asked.
fn confirmed(seen: &Seen) -> (Option<f64>, Option<f64>) {
    let asked = |node: u32| seen.asked[node as usize];
    let observable: BTreeSet<(u32, u32)> = seen
        .claimed
        .iter()
        .filter(|&&(a, b)| asked(a) && asked(b))
        .map(|&(a, b)| (a.min(b), a.max(b)))
        .collect();
    let both =
        |&&(a, b): &&(u32, u32)| seen.claimed.contains(&(a, b)) && seen.claimed.contains(&(b, a));
    let both = observable.iter().filter(both).count();
    let asked = seen.asked.iter().filter(|asked| **asked).count();
    (share(both, observable.len()), share(both, asked * asked.saturating_sub(1) / 2))
}

/// Share of arcs whose opposite is there, too.
fn reciprocity(seen: &Seen) -> Option<f64> {
    let back = |&(a, b, _): &(u32, u32, _)| seen.arcs.find(b as usize, a as usize).is_some();
    share(seen.arcs.all().filter(back).count(), seen.arcs.arcs())
}

/// The largest component's share of all actors.
fn largest(cuts: &Cuts, n: usize) -> Option<f64> {
    let mut sizes = vec![0; cuts.components];
    for &component in &cuts.component {
        sizes[component as usize] += 1;
    }
    share(sizes.into_iter().max()?, n)
}

fn communities(seen: &Seen, common: &Common, sheet: &mut Sheet) {
    let n = seen.simple.nodes();
    let tied: Vec<usize> = (0..n).filter(|&node| seen.simple.degree(node) > 0).collect();
    let own: Vec<u32> = tied.iter().map(|&node| common.community[node]).collect();
    let count = own.iter().collect::<BTreeSet<_>>().len();
    let modularity = structure::modularity(&seen.simple, None, 1.0, &common.community);
    let chart = |&node: &usize| seen.of.principals[node];
    let chart: Option<Vec<u32>> = tied.iter().map(chart).collect();
    let agree = chart.and_then(|chart| adjusted_mutual_information(&own, &chart));
    let mut put = |measure, value| sheet.put(Subject::Network, measure, value);
    put("communities", (count > 0).then_some(count as f64));
    put("modularity", modularity);
    put("communities_principals", agree);
}
