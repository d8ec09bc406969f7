//! One person's journeys: from every way in to every helping function, and the same for
//! a professional who meets her.
//!
//! A person is a [`Group`] that need not be coded: narrow ages, one sex, several
//! conditions. A service names her when it names a coded group that contains her, so a
//! person who is just a coded group has that group's figures.

use super::coverage::{Cell, functions, knows, of_group};
use super::routes::{DeadEnd, Journeys, Reason, Route, Routes};
use super::ties;
use super::view::{How, Unstated, View, WayIn};
use super::walk::{Reach, Rules, Step, reach};
use crate::graph::Graph;
use crate::model::{Access, AgeRange, Basis, Function, Group, Network, Status, TieKind, TieStatus};

/// Coded groups and a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coded {
    /// The group whose definition is the person's.
    pub same: Option<usize>,
    /// Groups that contain the person by definition: these decide who names her.
    pub within: Vec<usize>,
    /// Groups that she may be in: the words do not tell.
    pub overlaps: Vec<usize>,
}

/// Which coded groups a person is in, and may be in.
///
/// # Shape
/// Rows of `groups`, ascending.
///
/// # Undefined
/// A group that asks for something that is said not to hold (`denied`) is in neither list.
///
/// # Cost
/// O(groups × conditions).
pub fn coded(network: &Network, person: &Group, denied: &[String]) -> Coded {
    let mut coded = Coded::default();
    let own = definition(network, person);
    for (row, group) in network.groups.iter().enumerate() {
        if group.conditions.iter().any(|asked| denied.contains(asked)) {
            continue;
        }
        if coded.same.is_none() && (group.id == person.id || definition(network, group) == own) {
            coded.same = Some(row);
        }
        if group.contains(person) {
            coded.within.push(row);
        } else if group.overlaps(person) {
            coded.overlaps.push(row);
        }
    }
    coded
}

/// A person as the coded group that she is, if she is one: then the group's place in the
/// tree of groups holds for her, too.
pub fn settled(network: &Network, person: &Group, coded: &Coded) -> Group {
    match coded.same.and_then(|row| network.groups.get(row)) {
        Some(group) => group.value.clone(),
        None => person.clone(),
    }
}

/// A definition in one form: ages that a condition says already are left out, as are
/// conditions that no group of the network asks for.
fn definition(
    network: &Network,
    group: &Group,
) -> (AgeRange, Option<crate::model::Sex>, Vec<String>) {
    let has = |slug: &str| group.conditions.iter().any(|c| c == slug);
    let mut age = group.age;
    if has("child") && age.max == Some(17) {
        age.max = None;
    }
    if has("young") && (age.min, age.max) == (Some(13), Some(25)) {
        age = AgeRange::default();
    }
    if (has("adult") && age.min == Some(18)) || (has("older") && age.min == Some(65)) {
        age.min = None;
    }
    age.min = age.min.filter(|&min| min > 0);
    let asked = |slug: &&String| network.groups.iter().any(|g| g.conditions.contains(slug));
    let mut conditions: Vec<String> = group.conditions.iter().filter(asked).cloned().collect();
    conditions.sort_unstable();
    (age, group.sex, conditions)
}

/// A status that a service asks for, and who may grant it.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// Row of `services`.
    pub service: usize,
    /// What it asks for.
    pub status: Status,
    /// Actors who may grant it, ascending; for consent nobody but the person.
    pub by: Vec<usize>,
    /// Whether the person can get to one of them who takes her in, or it is her own to give.
    pub reached: bool,
}

/// One person and one function.
#[derive(Clone, Debug)]
pub struct Journey {
    /// The function.
    pub function: Function,
    /// Coverage; `None` where the question does not apply to the person.
    pub cell: Option<Cell>,
    /// Routes, dead ends and services that shut her out.
    pub routes: Routes,
    /// The route that is told: an index into the routes.
    pub best: Option<usize>,
    /// What the services that do not shut her out ask for before anybody comes in.
    pub gates: Vec<Gate>,
}

/// What comes of a way in for one function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// The function is reached: an index into the journey's routes.
    Open(usize),
    /// It is not: an index into the journey's dead ends.
    Stops(usize),
}

/// A place where the person comes in, and what it leads to.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// Where, and how.
    pub way: WayIn,
    /// What comes of it for each journey that applies, in their order.
    pub leads: Vec<(Function, Outcome)>,
}

/// Everything about one person.
#[derive(Clone, Debug)]
pub struct Walks {
    /// By function, in vocabulary order.
    pub journeys: Vec<Journey>,
    /// Ways in, those that lead furthest first.
    pub arrivals: Vec<Arrival>,
    /// Units that would know about her.
    pub knows: Vec<usize>,
}

/// Walks for one person to every function that some service has.
///
/// The figures are those of [`coverage`](super::coverage::coverage), the walks those of
/// [`Journeys`]; the best route is the one whose way in is stated, then whose service
/// names her, then of the best quality.
///
/// # Shape
/// One journey a function, one arrival an actor.
///
/// # Undefined
/// A function that does not apply to the person has no cell and no routes.
///
/// # Cost
/// Up to three searches for each way in and those of one group's coverage.
///
/// # Source
/// As [`coverage`](super::coverage::coverage); the telling step by step follows
/// "journey" or "sequential intercept" mapping: M. R. Munetz, P. A. Griffin, "Use of the
/// Sequential Intercept Model", Psychiatric Services 57 (2006), 544–549.
pub fn walks(view: &View) -> Walks {
    let graph = view.terrain.graph;
    let row = graph.network.groups.len();
    let knows = knows(view);
    let cells = of_group(view, row, &knows, &functions(graph));
    let from = Journeys::new(view);
    let whole = reach(view, &Rules::of(view.terrain, Unstated::Open), None);
    let journeys: Vec<Journey> = functions(graph)
        .into_iter()
        .map(|function| {
            let Some(cell) = cells.iter().find(|cell| cell.function == function) else {
                let routes = Routes { routes: Vec::new(), dead_ends: Vec::new(), shut: Vec::new() };
                return Journey { function, cell: None, routes, best: None, gates: Vec::new() };
            };
            let routes = from.routes(function);
            let best = best(&routes);
            let gates = gates(view, function, &whole);
            Journey { function, cell: Some(cell.clone()), routes, best, gates }
        })
        .collect();
    let mut arrivals: Vec<Arrival> = from
        .ways_in()
        .map(|way| Arrival { way, leads: journeys.iter().filter_map(|j| lead(j, way)).collect() })
        .collect();
    let open = |arrival: &Arrival| {
        arrival.leads.iter().filter(|(_, outcome)| matches!(outcome, Outcome::Open(_))).count()
    };
    let stated = |arrival: &Arrival| arrival.way.how != How::Unstated;
    // The order of rows plays no part.
    let id = |arrival: &Arrival| &graph.network.actors[arrival.way.actor].id;
    arrivals.sort_by(|a, b| {
        (stated(b), open(b)).cmp(&(stated(a), open(a))).then_with(|| id(a).cmp(id(b)))
    });
    Walks { journeys, arrivals, knows }
}

fn lead(journey: &Journey, way: WayIn) -> Option<(Function, Outcome)> {
    journey.cell.as_ref()?;
    let from_here =
        |route: &Route| route.states.first().map(|state| state.actor) == Some(way.actor);
    let open = journey.routes.routes.iter().position(from_here).map(Outcome::Open);
    let stops = || journey.routes.dead_ends.iter().position(|end| end.way_in == way);
    Some((journey.function, open.or_else(|| stops().map(Outcome::Stops))?))
}

/// Whether the source says how one comes in on this route.
pub fn is_stated(route: &Route) -> bool {
    let unstated = |step: &Step| matches!(step, Step::WayIn(way) if way.how == How::Unstated);
    !route.states.iter().any(|state| unstated(&state.step))
}

fn best(routes: &Routes) -> Option<usize> {
    let key = |route: &Route| (is_stated(route), route.names);
    let rows = routes.routes.iter().enumerate();
    // Routes are sorted by quality, so the first of equals is the best.
    rows.min_by_key(|(n, route)| (std::cmp::Reverse(key(route)), *n)).map(|(n, _)| n)
}

fn gates(view: &View, function: Function, whole: &Reach) -> Vec<Gate> {
    let network = view.terrain.graph.network;
    let mut gates = Vec::new();
    for (s, service) in network.services.iter().enumerate() {
        let doors = view.doors(s);
        let free = doors.is_empty() || doors.iter().any(Vec::is_empty);
        if service.function != Some(function) || !view.admits[s] || free {
            continue;
        }
        let mut keys: Vec<_> = doors.iter().flatten().copied().collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            let (status, named) = &view.terrain.keys[usize::from(key)];
            let grants = |g: &usize| {
                view.admits[*g] && view.grants(*g).iter().any(|(_, keys)| keys.contains(&key))
            };
            let granting: Vec<usize> = (0..network.services.len()).filter(grants).collect();
            let giver = |&g: &usize| view.terrain.graph.actor(network.services[g].actor.as_str());
            let mut by = named.clone();
            if by.is_empty() {
                by = granting.iter().filter_map(giver).collect();
            }
            by.sort_unstable();
            by.dedup();
            let reached =
                *status == Status::Consent || granting.iter().any(|&g| whole.services[g].is_some());
            gates.push(Gate { service: s, status: *status, by, reached });
        }
    }
    gates
}

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
            let route = best(&found).and_then(|best| found.routes.into_iter().nth(best));
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
    rests.retain(|(actor, _)| network.actors[*actor].kind != Some(crate::model::ActorKind::Public));
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
        let consults = row.kind == Some(TieKind::Consults)
            && row.state != Some(crate::model::TieState::Absent);
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
    let row = |id: &crate::model::GroupId| network.groups.iter().position(|g| g.id == *id);
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
