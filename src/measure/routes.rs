//! Routes one by one: every admissible one, and the ways in that are dead ends.

use std::sync::Arc;

use super::dead_end::{DeadEnd, Start};
use super::terrain::{Key, Terrain};
use super::view::{How, Unstated, View, WayIn};
use super::walk::{Reach, Rules, State, Step, reach_short_of};
use crate::model::Function;

/// An admissible route to a service.
#[derive(Clone, Debug)]
pub struct Route {
    /// Row of `services` where it ends.
    pub service: usize,
    /// Whether that service names the group.
    pub names: bool,
    /// Quality, 0 to 1.
    pub q: f64,
    /// States, from the way in to the service's actor.
    pub states: Vec<State>,
}

/// A service of the function that shuts the group out.
#[derive(Clone, Debug)]
pub struct Shut {
    /// Row of `services`.
    pub service: usize,
    /// Groups it names instead; empty when ages or an exclusion shut it.
    pub names: Vec<String>,
}

/// Everything about one group and one function.
#[derive(Clone, Debug)]
pub struct Routes {
    /// The best admissible route from each way in to each service, best first.
    pub routes: Vec<Route>,
    /// Ways in that lead nowhere.
    pub dead_ends: Vec<DeadEnd>,
    /// Services of the function that shut the group out.
    pub shut: Vec<Shut>,
}

/// The walks of one group from each of its ways in: made once, asked for any
/// function.
///
/// Doors that the source does not state are read as open to own contact, as
/// at the high end of coverage; a service whose own doors ask for a status
/// still asks for it.
pub struct Journeys<'v> {
    view: &'v View<'v>,
    rules: Rules<'static>,
    from: Vec<Start>,
}

impl<'v> Journeys<'v> {
    /// Walks from every way in. Cost: one search for each.
    pub fn new(view: &'v View<'v>) -> Self {
        Self::starting(view, view.ways_in(Unstated::Open))
    }

    /// Walks from these ways in, one for each actor. Cost: one search for each.
    pub fn starting(view: &'v View<'v>, ways: Vec<WayIn>) -> Self {
        let rules = Rules::of(view.terrain, Unstated::Open);
        let walk = |way: WayIn| Start::new(view, &rules, way);
        let from = one_each(ways).into_iter().map(walk).collect();
        Self { view, rules, from }
    }

    /// The ways in that walks start from, by actor.
    pub fn ways_in(&self) -> impl Iterator<Item = WayIn> + '_ {
        self.from.iter().map(|from| from.way)
    }

    /// The best route from every way in to every service of a function, the
    /// ways in that lead nowhere, and the services that shut the group out.
    ///
    /// # Cost
    /// Up to two more searches for each way in that is a dead end, made once.
    pub fn routes(&self, function: Function) -> Routes {
        let services = services(self.view, &[function]);
        let view = self.view;
        let mut found = Routes { routes: Vec::new(), dead_ends: Vec::new(), shut: Vec::new() };
        for from in &self.from {
            let reach = &from.reach;
            let ends = || services.iter().copied().filter(|&s| reach.services[s].is_some());
            found.routes.extend(ends().filter_map(|service| best_route(view, reach, service)));
            if ends().next().is_none() {
                found.dead_ends.push(from.dead_end(view, &self.rules, &services));
            }
        }
        let order = |a: &Route, b: &Route| {
            let key = |r: &Route| (r.states.len(), r.service, r.states[0].actor);
            b.names.cmp(&a.names).then(b.q.total_cmp(&a.q)).then(key(a).cmp(&key(b)))
        };
        found.routes.sort_by(order);
        let shut = |service: usize| Shut {
            service,
            names: view.terrain.graph.network.services[service]
                .groups
                .iter()
                .map(|id| id.0.clone())
                .collect(),
        };
        found.shut = services.into_iter().filter(|&s| !view.admits[s]).map(shut).collect();
        found
    }

    /// Actors on the best routes to a function, and those where a way in leads
    /// nowhere; ascending, each once. Where the source does not say how one
    /// comes in, the actor does not count.
    pub fn involved(&self, function: Function) -> Vec<usize> {
        let services = services(self.view, &[function]);
        let stated = |step: &Step| !matches!(step, Step::WayIn(way) if way.how == How::Unstated);
        let mut actors = Vec::new();
        for Start { way, reach, .. } in &self.from {
            let ends: Vec<usize> = services.iter().filter_map(|&s| reach.services[s]).collect();
            if ends.is_empty() && way.how != How::Unstated {
                actors.push(way.actor);
            }
            let on_the_way = ends.into_iter().flat_map(|end| reach.trail(end));
            let states = on_the_way.map(|at| &reach.states[at]);
            actors.extend(states.filter(|state| stated(&state.step)).map(|state| state.actor));
        }
        actors.sort_unstable();
        actors.dedup();
        actors
    }
}

/// Rows of the services that have one of these functions.
fn services(view: &View, functions: &[Function]) -> Vec<usize> {
    let services = &view.terrain.graph.network.services;
    let is_one = |s: &usize| services[*s].function.is_some_and(|f| functions.contains(&f));
    (0..services.len()).filter(is_one).collect()
}

/// Ways in at the actors chosen from which no service of any of these functions is reached.
///
/// # Cost
/// One search for each, which ends where it arrives, and up to two more for each dead end.
pub fn dead_ends(
    view: &View,
    chosen: impl Fn(usize) -> bool,
    functions: &[Function],
) -> Vec<DeadEnd> {
    let rules = Rules::of(view.terrain, Unstated::Open);
    let services = services(view, functions);
    let ways = one_each(view.ways_in(Unstated::Open)).into_iter().filter(|way| chosen(way.actor));
    let stuck = ways.filter_map(|way| Start::short_of(view, &rules, way, &services));
    stuck.map(|start| start.dead_end(view, &rules, &services)).collect()
}

/// Whether the group reaches a service of any of these functions: from the ways in given, or
/// from any.
///
/// # Cost
/// One search, which ends where it arrives.
pub fn arrives(view: &View, starts: Option<&[WayIn]>, functions: &[Function]) -> bool {
    let rules = Rules::of(view.terrain, Unstated::Open);
    let wanted = marked(view, &services(view, functions));
    reach_short_of(view, &rules, starts, &wanted).is_none()
}

/// Which of all services are among some.
pub(super) fn marked(view: &View, services: &[usize]) -> Vec<bool> {
    let mut marked = vec![false; view.admits.len()];
    services.iter().for_each(|&service| marked[service] = true);
    marked
}

/// One way in for each actor: own contact before being sought out or met.
fn one_each(mut ways: Vec<WayIn>) -> Vec<WayIn> {
    ways.sort_by_key(|way| (way.actor, way.how, way.row));
    ways.dedup_by_key(|way| way.actor);
    ways
}

fn best_route(view: &View, reach: &Reach, service: usize) -> Option<Route> {
    let end = reach.services[service]?;
    let states: Vec<State> =
        reach.trail(end).into_iter().map(|i| reach.states[i].clone()).collect();
    Some(Route { service, names: view.names[service], q: reach.states[end].q, states })
}

/// Every admissible route without a detour.
#[derive(Clone, Debug)]
pub struct Every {
    /// The routes, best first.
    pub routes: Vec<Route>,
    /// Whether the search ended before it had seen them all.
    pub cut: bool,
}

/// Steps after which [`every`] gives up, so that no network makes it hang.
const STEPS: usize = 1_000_000;

/// Every admissible route that visits no actor twice and fetches no status it
/// could do without; of routes through the same actors to the same service,
/// the best.
///
/// # Cost
/// Exponential in handovers at worst, as simple paths are; it gives up after a
/// million steps and says so.
pub fn every(terrain: &Terrain, view: &View, function: Function) -> Every {
    let mut search = Simple {
        view,
        function,
        steps: STEPS,
        max_handovers: terrain.parameters.max_handovers as u32,
        routes: Vec::new(),
    };
    for way in one_each(view.ways_in(Unstated::Open)) {
        let start = State {
            actor: way.actor,
            held: Arc::default(),
            handovers: 0,
            q: terrain.parameters.p_way_in,
            step: Step::WayIn(way),
            before: None,
        };
        search.go(&mut vec![start]);
    }
    let cut = search.steps == 0;
    let mut routes = search.routes;
    // Statuses are best fetched where they are asked for: as late as can be.
    let held_early = |r: &Route| r.states.iter().map(|state| state.held.len()).sum::<usize>();
    routes.sort_by(|a, b| {
        b.q.total_cmp(&a.q)
            .then(a.states.len().cmp(&b.states.len()))
            .then(held_early(a).cmp(&held_early(b)))
            .then(a.service.cmp(&b.service))
    });
    let mut seen = std::collections::BTreeSet::new();
    routes.retain(|route| {
        let mut through: Vec<usize> = route.states.iter().map(|state| state.actor).collect();
        through.dedup();
        seen.insert((route.service, through))
    });
    Every { routes, cut }
}

struct Simple<'s> {
    view: &'s View<'s>,
    function: Function,
    steps: usize,
    max_handovers: u32,
    routes: Vec<Route>,
}

impl Simple<'_> {
    fn go(&mut self, walk: &mut Vec<State>) {
        if self.steps == 0 {
            return;
        }
        self.steps -= 1;
        let Some(here) = walk.last().cloned() else { return };
        let terrain = self.view.terrain;
        for &service in &terrain.services_of[here.actor] {
            if !self.view.admits[service] || !self.view.opens(service, &here.held) {
                continue;
            }
            let of = terrain.graph.network.services[service].function == Some(self.function);
            if of && self.needs_all(walk, service) {
                let names = self.view.names[service];
                let states = walk.clone();
                self.routes.push(Route { service, names, q: here.q, states });
            }
            for (status, keys) in self.view.grants(service) {
                if keys.iter().any(|key| !here.held.contains(key)) {
                    let held = super::walk::with(&here.held, keys);
                    let q = here.q * terrain.parameters.gate;
                    let step = Step::Gate(*status, service);
                    walk.push(State { held: held.into(), q, step, ..here.clone() });
                    self.go(walk);
                    walk.pop();
                }
            }
        }
        self.consent(walk, &here);
        if here.handovers >= self.max_handovers {
            return;
        }
        for next in &terrain.handovers[here.actor] {
            let seen = walk.iter().any(|state| state.actor == next.to);
            let open = self.view.asks(next.via).iter().all(|key| here.held.contains(key));
            if !seen && open && self.view.carries(next) {
                walk.push(State {
                    actor: next.to,
                    handovers: here.handovers + 1,
                    q: here.q * next.p * terrain.parameters.handover,
                    step: Step::Handover(next.via, next.p),
                    ..here.clone()
                });
                self.go(walk);
                walk.pop();
            }
        }
    }

    /// Consent is the person's own to give, wherever it is asked for.
    fn consent(&mut self, walk: &mut Vec<State>, here: &State) {
        let terrain = self.view.terrain;
        let held = super::walk::with(&here.held, &super::walk::consent_keys(terrain));
        if *held != *here.held {
            let q = here.q * terrain.parameters.gate;
            walk.push(State { held: held.into(), q, step: Step::Consent, ..here.clone() });
            self.go(walk);
            walk.pop();
        }
    }

    /// Whether no status fetched on the way could have been left out.
    fn needs_all(&self, walk: &[State], service: usize) -> bool {
        let gates =
            (1..walk.len()).filter(|&i| matches!(walk[i].step, Step::Gate(..) | Step::Consent));
        gates.into_iter().all(|gate| !self.holds_without(walk, gate, service))
    }

    /// Whether a walk stays admissible when one of its gates is passed by.
    fn holds_without(&self, walk: &[State], gate: usize, service: usize) -> bool {
        let gained = |i: usize| {
            let before = &walk[i - 1].held;
            walk[i].held.iter().copied().filter(move |key| !before.contains(key))
        };
        let mut held: Vec<Key> = Vec::new();
        for (i, state) in walk.iter().enumerate().skip(1) {
            let open = match state.step {
                Step::Handover(via, _) => self.view.asks(via).iter().all(|k| held.contains(k)),
                Step::Gate(_, giver) if i != gate => self.view.opens(giver, &held),
                _ => true,
            };
            if !open {
                return false;
            }
            if i != gate && matches!(state.step, Step::Gate(..) | Step::Consent) {
                held.extend(gained(i));
            }
        }
        self.view.opens(service, &held)
    }
}
