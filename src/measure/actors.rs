//! Figures of each actor of the collaboration graph.

use super::Options;
use super::collaboration::Seen;
use super::figures::{Sheet, Subject};
use super::network::Common;
use super::structure::brokerage::{Roles, brokerage};
use super::structure::constraint::{constraint, effective_size};
use super::structure::core::core_numbers;
use super::structure::pagerank::pagerank;
use super::structure::weighted::{Length, between};
use super::trust::{Score, score};

type Count = fn(Roles) -> u32;

/// The five roles, as measures.
const ROLES: [(&str, Count); 5] = [
    ("coordinator", |roles| roles.coordinator),
    ("itinerant", |roles| roles.itinerant),
    ("gatekeeper", |roles| roles.gatekeeper),
    ("representative", |roles| roles.representative),
    ("liaison", |roles| roles.liaison),
];

/// The figures of every actor; formulas and sources stand with each measure's explanation.
///
/// Degree, betweenness, closeness, constraint, effective size, core and articulation are of the
/// undirected graph; degrees in and out, PageRank and roles of the arcs.
///
/// # Cost
/// That of betweenness with strengths, O(n (m + n) log n).
pub(super) fn actors(seen: &Seen, common: &Common, options: &Options, sheet: &mut Sheet) {
    let by_strength = between(&seen.both, Length::Inverse).actors;
    let pagerank = pagerank(&seen.arcs, options.damping);
    let constraint = constraint(&seen.both);
    let sizes = effective_size(&seen.simple);
    let roles = brokerage(&seen.arcs, &seen.of.principals);
    let cores = core_numbers(&seen.simple);
    let (trust, value) = (score(seen, Score::Trust), score(seen, Score::Value));
    for node in 0..seen.simple.nodes() {
        let degree = seen.simple.degree(node);
        // An actor without ties lies between nobody because nobody spoke of it.
        let tied = |value: f64| (degree > 0).then_some(value);
        let mut put = |measure, value| sheet.put(Subject::Actor(node as u32), measure, value);
        put("degree", Some(degree as f64));
        put("in_degree", Some(seen.arcs.back(node).len() as f64));
        put("out_degree", Some(seen.arcs.out(node).len() as f64));
        put("betweenness", tied(common.paths.actors[node]));
        put("betweenness_weighted", tied(by_strength[node]));
        put("closeness", common.closeness[node]);
        put("pagerank", pagerank.as_ref().map(|ranks| ranks[node]));
        put("constraint", constraint[node]);
        put("effective_size", sizes[node]);
        put("efficiency", sizes[node].map(|size| size / degree as f64));
        for (role, of) in ROLES {
            put(role, roles[node].map(|roles| f64::from(of(roles))));
        }
        put("core", tied(f64::from(cores[node])));
        let cuts = &common.cuts.articulation_points;
        put("articulation", tied(f64::from(cuts.binary_search(&(node as u32)).is_ok())));
        put("community", tied(f64::from(common.community[node] + 1)));
        put("trust", trust[node]);
        put("value", value[node]);
    }
}
