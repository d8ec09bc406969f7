//! A professional who meets a person: whom she can call, and how far it is to help.

use super::{Walks, best};
use crate::graph::Graph;
use crate::measure::dead_end::{DeadEnd, Reason};
use crate::measure::routes::{Journeys, Route};
use crate::measure::ties;
use crate::measure::view::{How, View, WayIn};
use crate::model::{Access, ActorKind, Basis, Function, GroupId, TieKind, TieState, TieStatus};

/// What a contact rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rest {
    /// A referral to the contact: a row of `referrals`.
    SendsTo(usize),
    /// A referral from the contact.
    SentFrom(usize),
    /// A row of `ties`, and what both ends' claims make of it.
    Tie(usize, TieStatus),
    /// A row of `forums` where both sit.
    Forum(usize),
}

/// Somebody a professional has to do with directly.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Row of `actors`.
    pub actor: usize,
    /// Every row that it rests on.
    pub rests_on: Vec<Rest>,
}

/// Where a professional can ask without telling who the person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consult {
    /// A referral whose basis is de-identified: a row of `referrals`.
    Deidentified(usize),
    /// Somebody who is consulted: a row of `ties`.
    Consults(usize),
    /// A service that answers those who do not say who they are: a row of `services`.
    Anonymous(usize),
}

/// A professional's ways on for the person she has met.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// Row of `actors`.
    pub actor: usize,
    /// It, its units and the unit it is part of: one place as far as walks go. Ascending.
    pub together: Vec<usize>,
    /// Direct contacts, by actor id.
    pub contacts: Vec<Contact>,
    /// Where she can ask without telling who the person is.
    pub consult: Vec<Consult>,
    /// By function that applies to the person: the best route, or why there is none.
    pub ways_on: Vec<(Function, Result<Route, Option<Reason>>)>,
}

/// What a professional of an actor can do for the person in view.
///
/// She starts at her unit, its own units, and the unit above it (not its principal:
/// nobody is handed to a whole municipality); between them no handover is counted.
/// Contacts are everybody with whom one of those has a referral, a tie or a forum.
///
/// # Undefined
/// A function that no route reaches has the reason why; without any, nothing is known.
///
/// # Cost
/// One search for each unit, up to three for dead ends, and one pass over the rows.
pub fn colleague(view: &View, actor: usize, walks: &Walks) -> Colleague {
    let graph = view.terrain.graph;
    let mut together = graph.units(actor);
    if let Some(above) = graph.parent(actor)
        && graph.parent(above).is_some()
    {
        together.push(above);
    }
    together.sort_unstable();
    let start = |&actor: &usize| WayIn { actor, how: How::Meets, row: None };
    let from = Journeys::starting(view, together.iter().map(start).collect());
    let ways_on = walks
        .journeys
        .iter()
        .filter(|journey| journey.cell.is_some())
        .map(|journey| {
            let found = from.routes(journey.function);
            let own = |end: &&DeadEnd| end.way_in.actor == actor;
            let stops = found.dead_ends.iter().find(own).map(|end| end.reason);
            let route = best(view, &found).and_then(|best| found.routes.into_iter().nth(best));
            (journey.function, route.ok_or(stops))
        })
        .collect();
    Colleague {
        actor,
        contacts: contacts(graph, &together),
        consult: consult(view, &together),
        ways_on,
        together,
    }
}

fn contacts(graph: &Graph, together: &[usize]) -> Vec<Contact> {
    let network = graph.network;
    let mut rests: Vec<(usize, Rest)> = Vec::new();
    let mut add = |from: &str, to: &str, out: Rest, back: Rest| {
        if let (Some(from), Some(to)) = (graph.actor(from), graph.actor(to)) {
            match (together.contains(&from), together.contains(&to)) {
                (true, false) => rests.push((to, out)),
                (false, true) => rests.push((from, back)),
                _ => {}
            }
        }
    };
    for (i, row) in network.referrals.iter().enumerate() {
        add(row.from.as_str(), row.to.as_str(), Rest::SendsTo(i), Rest::SentFrom(i));
    }
    for (i, (row, status)) in network.ties.iter().zip(ties::statuses(graph)).enumerate() {
        add(row.from.as_str(), row.to.as_str(), Rest::Tie(i, status), Rest::Tie(i, status));
    }
    for forum in 0..network.forums.len() {
        let seats = graph.seats(forum);
        if seats.iter().any(|seat| together.contains(seat)) {
            let others = seats.iter().filter(|seat| !together.contains(seat));
            rests.extend(others.map(|&seat| (seat, Rest::Forum(forum))));
        }
    }
    rests.retain(|(actor, _)| network.actors[*actor].kind != Some(ActorKind::Public));
    rests.sort_by(|(a, one), (b, other)| {
        let id = |row: usize| &network.actors[row].id;
        id(*a).cmp(id(*b)).then(one.cmp(other))
    });
    let mut contacts: Vec<Contact> = Vec::new();
    for (actor, rest) in rests {
        match contacts.last_mut().filter(|last| last.actor == actor) {
            Some(last) => last.rests_on.push(rest),
            None => contacts.push(Contact { actor, rests_on: vec![rest] }),
        }
    }
    contacts
}

fn consult(view: &View, together: &[usize]) -> Vec<Consult> {
    let graph = view.terrain.graph;
    let network = graph.network;
    let ours = |id: &str| graph.actor(id).is_some_and(|actor| together.contains(&actor));
    // A referral of a unit above holds for its units.
    let of_us = |id: &str| {
        ours(id)
            || graph.actor(id).is_some_and(|from| {
                graph.parent(from).is_some()
                    && together.iter().any(|&actor| graph.ancestry(actor).contains(&from))
            })
    };
    let mut found = Vec::new();
    for (i, row) in network.referrals.iter().enumerate() {
        if row.basis == Some(Basis::Deidentified) && of_us(row.from.as_str()) {
            found.push(Consult::Deidentified(i));
        }
    }
    for (i, row) in network.ties.iter().enumerate() {
        let consults = row.kind == Some(TieKind::Consults) && row.state != Some(TieState::Absent);
        if consults && ours(row.from.as_str()) {
            found.push(Consult::Consults(i));
        }
    }
    for (i, row) in network.services.iter().enumerate() {
        let anonymous = row.access.iter().any(|door| door.0.contains(&Access::Anonymous));
        if anonymous && view.admits[i] && !ours(row.actor.as_str()) {
            found.push(Consult::Anonymous(i));
        }
    }
    found
}

/// Groups that an actor meets in its ordinary work, the one that holds the others first;
/// where it states none, those of the unit above it.
///
/// # Undefined
/// Empty when the source does not say whom it meets.
pub fn met_by(graph: &Graph, actor: usize) -> Vec<usize> {
    let network = graph.network;
    let row = |id: &GroupId| network.groups.iter().position(|g| g.id == *id);
    let of = |at: usize| network.actors[at].meets.iter().filter_map(row).collect::<Vec<_>>();
    let lines = graph.ancestry(actor).into_iter().map(of);
    let mut met = lines.into_iter().find(|groups| !groups.is_empty()).unwrap_or_default();
    let holds = |group: usize, all: &[usize]| {
        all.iter().filter(|&&other| network.groups[group].contains(&network.groups[other])).count()
    };
    let all = met.clone();
    met.sort_by_key(|&group| std::cmp::Reverse(holds(group, &all)));
    met
}
