//! One person's journeys: from every way in to every helping function, and the same for
//! a professional who meets her.
//!
//! A person is a [`Group`] that need not be coded: narrow ages, one sex, several
//! conditions. A service names her when it names a coded group that contains her, so a
//! person who is just a coded group has that group's figures.
//!
//! *Invariant*: the rules and constants are those of coverage; nothing here decides
//! anew who is admitted, named or met.

mod colleague;
#[cfg(test)]
mod tests;

pub use colleague::{Colleague, Consult, Contact, Rest, colleague, met_by};

use super::coverage::{Cell, functions, knows, of_group};
use super::routes::{Journeys, Route, Routes};
use super::view::{How, Unstated, View, WayIn};
use super::walk::{Reach, Rules, Step, reach};
use crate::model::condition::{condition, follows};
use crate::model::{AgeRange, Function, Group, Network, Sex, Status};

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

/// Ages, sex and conditions, so that the same definition in other words is equal.
type Definition = (AgeRange, Option<Sex>, Vec<String>);

/// A definition in one form: conditions that no group of the network asks for are left
/// out, and those that only say an age become that age.
fn definition(network: &Network, group: &Group) -> Definition {
    let asked = |slug: &&String| network.groups.iter().any(|g| g.conditions.contains(slug));
    let mut conditions: Vec<String> = group.conditions.iter().filter(asked).cloned().collect();
    conditions.sort_unstable();
    let has = |slug: &str| conditions.iter().any(|c| c == slug);
    let mut age = group.age;
    if has("young") && age == AgeRange::default() {
        age = AgeRange { min: Some(13), max: Some(25) };
    }
    if has("child") {
        age.max = Some(age.max.unwrap_or(17).min(17));
    }
    for (slug, years) in [("adult", 18), ("older", 65)] {
        if has(slug) {
            age.min = Some(age.min.unwrap_or(years).max(years));
        }
    }
    age.min = age.min.filter(|&min| min > 0);
    conditions.retain(|c| !["young", "child", "adult", "older"].contains(&c.as_str()));
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
/// [`Journeys`]; the best route is the one whose service takes everybody like her, then
/// whose way in is stated, then whose service names her, then of the best quality.
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
            let best = best(view, &routes);
            let gates = gates(view, function, &whole);
            Journey { function, cell: Some(cell.clone()), routes, best, gates }
        })
        .collect();
    let mut arrivals: Vec<Arrival> = from
        .ways_in()
        .map(|way| {
            let leads = journeys.iter().filter_map(|journey| lead(view, journey, way)).collect();
            Arrival { way, leads }
        })
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

/// What comes of a way in: the first route from there, one to a service that takes everybody
/// like her before others.
fn lead(view: &View, journey: &Journey, way: WayIn) -> Option<(Function, Outcome)> {
    journey.cell.as_ref()?;
    let from_here =
        |route: &Route| route.states.first().map(|state| state.actor) == Some(way.actor);
    let routes = journey.routes.routes.iter().enumerate().filter(|(_, route)| from_here(route));
    let open = routes.min_by_key(|(at, route)| (view.partly[route.service], *at));
    let open = open.map(|(at, _)| Outcome::Open(at));
    let stops = || journey.routes.dead_ends.iter().position(|end| end.way_in == way);
    Some((journey.function, open.or_else(|| stops().map(Outcome::Stops))?))
}

/// Whether the source says how one comes in on this route.
pub fn is_stated(route: &Route) -> bool {
    let unstated = |step: &Step| matches!(step, Step::WayIn(way) if way.how == How::Unstated);
    !route.states.iter().any(|state| unstated(&state.step))
}

fn best(view: &View, routes: &Routes) -> Option<usize> {
    let key = |route: &Route| (!view.partly[route.service], is_stated(route), route.names);
    let rows = routes.routes.iter().enumerate();
    // Routes are sorted by quality, so the first of equals is the best.
    rows.min_by_key(|(n, route)| (std::cmp::Reverse(key(route)), *n)).map(|(n, _)| n)
}

/// What the services of a function ask for that no door of theirs goes without.
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

/// Something that tells a person apart from others who are exposed or use violence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trait {
    /// Being 65 or older.
    Age,
    /// A condition that some coded group asks for, by its own slug.
    Condition(&'static str),
}

/// What tells the person apart in this network, and no service of these functions that
/// names her is made for: the groups by which they name her do not ask for it.
///
/// A woman of 70 is named by what is for *women exposed to violence*, but none of it may
/// be made for old age. That is no gap by definition, and still what a steering group
/// wants to know.
///
/// # Shape
/// Traits in the order of the person's conditions, age first.
///
/// # Undefined
/// Empty when no service names the person: then all of her is unseen.
///
/// # Cost
/// O(services × groups × conditions).
pub fn unseen(view: &View, walks: &Walks, functions: &[Function]) -> Vec<Trait> {
    let network = view.terrain.graph.network;
    let journeys = walks.journeys.iter().filter(|j| functions.contains(&j.function));
    let cells = journeys.filter_map(|journey| journey.cell.as_ref());
    let services: Vec<usize> =
        cells.flat_map(|cell| cell.named.iter().chain(&cell.unstated)).copied().collect();
    if services.is_empty() {
        return Vec::new();
    }
    let by: Vec<&Group> = services
        .iter()
        .flat_map(|&s| &network.services[s].groups)
        .filter_map(|id| network.groups.iter().find(|group| group.id == *id))
        .map(|row| &row.value)
        .filter(|group| group.id == view.group.id || group.contains(view.group))
        .collect();
    let ages = by.iter().map(|group| group.age);
    let mut bounds = ages.chain(services.iter().map(|&s| network.services[s].age));
    let mut unseen = Vec::new();
    if view.group.age.min.is_some_and(|min| min >= 65) && bounds.all(|age| age.min.is_none()) {
        unseen.push(Trait::Age);
    }
    // Those that every group about violence has, and those that age says.
    const PLAIN: [&str; 8] = [
        "exposed",
        "perpetrator",
        "adult",
        "child",
        "young",
        "older",
        "close_relation",
        "partner_violence",
    ];
    for slug in &view.group.conditions {
        let Some(known) = condition(slug) else { continue };
        let asks = |group: &&&Group| {
            group.conditions.iter().any(|asked| known.slugs.contains(&asked.as_str()))
        };
        let one = Trait::Condition(known.slug());
        if !PLAIN.contains(&known.slug())
            && by.iter().find(asks).is_none()
            && !unseen.contains(&one)
        {
            unseen.push(one);
        }
    }
    // What follows from another that is unseen goes without saying.
    let all = unseen.clone();
    unseen.retain(|one| {
        let Trait::Condition(slug) = one else { return true };
        let says_more =
            |other: &Trait| matches!(other, Trait::Condition(more) if follows(more, slug));
        !all.iter().any(says_more)
    });
    unseen
}
