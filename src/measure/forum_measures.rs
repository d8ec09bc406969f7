//! Figures of each forum: who sits there, who does not, what it costs.

use std::collections::BTreeSet;

use super::Options;
use super::collaboration::{Collaboration, Seen};
use super::figures::{Figure, Member, Sheet, Subject, share};
use super::forums::{meeting_hours, person_hours, persons, share_of_smaller};
use crate::model::Group;

/// Who works with the groups of each forum, and who of them would count as sitting there.
#[derive(Debug)]
pub(super) struct Served(Vec<Vec<Vec<u32>>>);

impl Served {
    /// For each forum, for each actor with a service for one of its groups: the actors whose
    /// seat is its seat. These are itself, its units, and the units above it save the
    /// principal, whose seat says nothing of each unit.
    pub fn new(whole: &Collaboration) -> Self {
        let network = whole.graph.network;
        let group = |id: &str| network.groups.iter().find(|group| group.id.as_str() == id);
        let of = |forum: &crate::model::Forum| {
            let groups: Vec<&Group> =
                forum.groups.iter().filter_map(|id| group(id.as_str())).map(|g| &g.value).collect();
            let serves = |node: &u32| {
                let id = whole.id(*node);
                let own = network.services.iter().filter(|service| service.actor == *id);
                own.flat_map(|service| &service.groups)
                    .filter_map(|named| group(named.as_str()))
                    .any(|named| groups.iter().any(|group| group.contains(named)))
            };
            let nodes = (0..whole.actors.len() as u32).filter(serves);
            nodes.map(|node| seats_of(whole, node)).collect()
        };
        Self(network.forums.iter().map(|row| of(&row.value)).collect())
    }
}

fn seats_of(whole: &Collaboration, node: u32) -> Vec<u32> {
    let graph = whole.graph;
    let row = whole.actors[node as usize];
    let above =
        graph.ancestry(row).into_iter().filter(|&at| at == row || graph.parent(at).is_some());
    let rows: BTreeSet<usize> = above.chain(graph.units(row)).collect();
    let counts = whole.actors.iter().enumerate().filter(|(_, row)| rows.contains(row));
    counts.map(|(node, _)| node as u32).collect()
}

/// The figures of every forum; formulas and sources stand with each measure's explanation.
///
/// # Cost
/// O(forums² · members).
pub(super) fn forums(seen: &Seen, served: &Served, options: &Options, sheet: &mut Sheet) {
    let network = seen.of.graph.network;
    for (forum, row) in network.forums.iter().enumerate() {
        let members = &seen.seats[forum];
        let distinct = |groups: &[Option<u32>]| {
            let found: BTreeSet<u32> =
                members.iter().filter_map(|&member| groups[member as usize]).collect();
            (!found.is_empty()).then_some(found.len() as f64)
        };
        let sit = |seats: &&Vec<u32>| seats.iter().any(|seat| members.binary_search(seat).is_ok());
        let serving = &served.0[forum];
        let inclusive = share(serving.iter().filter(sit).count(), serving.len());
        let hours = persons(row.size, members.len()).and_then(|persons| {
            person_hours(row.meetings_per_year, persons, meeting_hours(options.meeting_hours))
        });
        let mut put = |measure, value| sheet.put(Subject::Forum(forum), measure, value);
        put("members", (!members.is_empty()).then_some(members.len() as f64));
        put("sectors", distinct(&seen.of.sectors));
        put("principals", distinct(&seen.of.principals));
        put("inclusiveness", inclusive.filter(|_| !members.is_empty()));
        put("overlap", overlap(seen, forum).map(|(share, _)| share));
        put("hours_least", hours.and_then(|hours| hours.min));
        put("hours_most", hours.and_then(|hours| hours.max));
        put("lost", (members.len() > 1).then(|| lost(seen, forum).len() as f64));
    }
}

/// The largest overlap of a forum with another, and with which; of several the first by id.
fn overlap(seen: &Seen, forum: usize) -> Option<(f64, usize)> {
    let own = &seen.seats[forum];
    let id = |at: usize| &seen.of.graph.network.forums[at].id;
    let others = (0..seen.seats.len()).filter(|&other| other != forum);
    let shares = others
        .filter_map(|other| share_of_smaller(own, &seen.seats[other]).map(|share| (share, other)));
    shares.max_by(|(one, a), (other, b)| one.total_cmp(other).then_with(|| id(*b).cmp(id(*a))))
}

/// Members whose only known contact is this forum: no tie, and nobody met elsewhere.
fn lost(seen: &Seen, forum: usize) -> Vec<u32> {
    let meets = |other: usize, member: &u32| {
        other != forum
            && seen.seats[other].len() > 1
            && seen.seats[other].binary_search(member).is_ok()
    };
    let alone = |member: &u32| {
        seen.simple.degree(*member as usize) == 0
            && !(0..seen.seats.len()).any(|other| meets(other, member))
    };
    seen.seats[forum].iter().copied().filter(alone).collect()
}

/// Whom a figure of a forum picks out.
pub(super) fn members(seen: &Seen, figure: &Figure) -> Vec<Member> {
    let Subject::Forum(forum) = figure.subject else { return Vec::new() };
    match figure.measure {
        "lost" if figure.value.is_some() => {
            lost(seen, forum).into_iter().map(Member::Actor).collect()
        }
        "overlap" => {
            let other = overlap(seen, forum).filter(|&(share, _)| share > 0.0);
            other.map(|(_, other)| Member::Forum(other)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}
