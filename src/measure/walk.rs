//! The best admissible walk from any way in to every actor and status.
//!
//! A state is an actor, what the person holds there, and the handovers so
//! far. Gates are mandatory predecessors: a door that asks for a decision is
//! shut until some actor on the walk has granted one.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::sync::Arc;

use super::terrain::{Key, Terrain, Via};
use super::view::{Unstated, View, WayIn};
use crate::model::Status;

/// How a state was reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Came in here.
    WayIn(WayIn),
    /// Was handed over.
    Handover(Via, f64),
    /// Was granted a status by a service here.
    Gate(Status, usize),
    /// Gave consent here, as the next step asks.
    Consent,
}

/// A state that was reached, with the best quality of a walk to it.
#[derive(Clone, Debug)]
pub struct State {
    /// The actor.
    pub actor: usize,
    /// Keys held, ascending.
    pub held: Arc<[Key]>,
    /// Handovers so far.
    pub handovers: u32,
    /// Quality: product of chances, handovers and gates, 0 to 1.
    pub q: f64,
    /// The last step.
    pub step: Step,
    /// The state before it: an index into [`Reach::states`].
    pub before: Option<usize>,
}

/// Which rules hold while walking. Each relaxation answers one "why not".
#[derive(Clone, Debug)]
pub struct Rules<'r> {
    /// How to read doors that the source does not state.
    pub unstated: Unstated,
    /// Handovers at the most.
    pub max_handovers: u32,
    /// Whether doors ask for statuses.
    pub gates: Gates,
    /// Actors taken away, if any.
    pub removed: Option<&'r [bool]>,
}

/// Whether gates hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gates {
    /// As stated.
    Hold,
    /// Every gate stands open: to tell whether a gate is what stops a walk.
    StandOpen,
}

impl Rules<'_> {
    /// The rules as they stand.
    pub fn of(terrain: &Terrain, unstated: Unstated) -> Self {
        Self {
            unstated,
            max_handovers: terrain.parameters.max_handovers as u32,
            gates: Gates::Hold,
            removed: None,
        }
    }
}

/// Everything reached.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    /// States, best quality first.
    pub states: Vec<State>,
    /// For each service, the best state from which its door opens.
    pub services: Vec<Option<usize>>,
}

impl Reach {
    /// The quality of the best walk to a service; `None` when none is
    /// admissible.
    pub fn q(&self, service: usize) -> Option<f64> {
        self.services[service].map(|state| self.states[state].q)
    }

    /// The states of the walk that ends in a state, first to last.
    pub fn trail(&self, state: usize) -> Vec<usize> {
        let mut trail = vec![state];
        while let Some(before) = self.states[trail[trail.len() - 1]].before {
            trail.push(before);
        }
        trail.reverse();
        trail
    }

    /// The actors of the walk that ends in a state, in order, each once.
    pub fn actors(&self, state: usize) -> Vec<usize> {
        let mut actors: Vec<usize> = Vec::new();
        for at in self.trail(state) {
            let actor = self.states[at].actor;
            if !actors.contains(&actor) {
                actors.push(actor);
            }
        }
        actors
    }
}

/// A state that waits to be taken up: what decides when, and where it lies.
struct Open {
    q: f64,
    handovers: u32,
    rank: u32,
    before: Option<u32>,
    /// Its place in [`Search::waiting`].
    order: u32,
}

impl Open {
    /// What settles a tie, least first: fewest handovers, then the actor by id
    /// and where the walk came from, so that the order of rows plays no part.
    fn tie(&self) -> (u32, u32, Option<u32>, u32) {
        (self.handovers, self.rank, self.before, self.order)
    }
}

impl Ord for Open {
    fn cmp(&self, other: &Self) -> Ordering {
        self.q.total_cmp(&other.q).then_with(|| other.tie().cmp(&self.tie()))
    }
}
impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Open {}

/// The best walk to every state, from `starts` if given, else from every way in.
///
/// Best first: every step multiplies quality by a number from 0 to 1, so the
/// first time a state is taken up its quality is the best there is.
///
/// # Units
/// Quality is a product of chances, dimensionless, 0 to 1.
///
/// # Undefined
/// A service without an admissible walk has no state, not quality 0.
///
/// # Cost
/// O(S log S) over states S = actors × sets of statuses held × handovers; the
/// sets that occur are few because few services grant.
///
/// # Source
/// Reachability under a regular language of labels: C. Barrett, R. Jacob,
/// M. Marathe, "Formal-language-constrained path problems", SIAM J. Comput. 30
/// (2000), 809–837 (walks are polynomial, simple paths are not); best first
/// after E. W. Dijkstra (1959).
pub fn reach(view: &View, rules: &Rules, starts: Option<&[WayIn]>) -> Reach {
    // A search for nothing goes everywhere.
    reach_short_of(view, rules, starts, &[]).unwrap_or_default()
}

/// [`reach`] for who asks whether one of some services, by row, is reached at all: `None` as
/// soon as one is, else everything that is reached.
pub fn reach_short_of(
    view: &View,
    rules: &Rules,
    starts: Option<&[WayIn]>,
    services: &[bool],
) -> Option<Reach> {
    let mut search = Search::new(view, rules);
    let all;
    let starts = match starts {
        Some(starts) => starts,
        None => {
            all = view.ways_in(rules.unstated);
            &all
        }
    };
    for way in starts {
        search.push(Waiting {
            actor: way.actor,
            set: 0,
            handovers: 0,
            q: view.terrain.parameters.p_way_in,
            step: Step::WayIn(*way),
            before: None,
        });
    }
    search.run(services)
}

/// A state that was opened; its keys by the number of their set.
#[derive(Clone, Copy)]
struct Waiting {
    actor: usize,
    set: usize,
    handovers: u32,
    q: f64,
    step: Step,
    before: Option<usize>,
}

/// A set of keys that somebody holds.
struct Held {
    keys: Arc<[Key]>,
    /// The set with consent besides, once somebody asked.
    consented: Option<usize>,
}

const NO_ROOM: u32 = u32::MAX;

/// States that a walk in a municipality opens, about: room for so many is made at once.
const USUAL: usize = 256;

struct Search<'s> {
    view: &'s View<'s>,
    rules: &'s Rules<'s>,
    heap: BinaryHeap<Open>,
    /// Every state that was ever opened.
    waiting: Vec<Waiting>,
    /// Each set of keys that somebody holds, by its number; the empty set is 0. They are few.
    sets: Vec<Held>,
    /// By set and actor: the room of those who come there with the set, or [`NO_ROOM`].
    rooms: Vec<u32>,
    /// By room: the fewest handovers at which it was settled. A later state with no fewer is
    /// no better.
    settled: Vec<u32>,
    /// By room and handovers: the best quality opened with so many at the most.
    best: Vec<f64>,
    consent: Vec<Key>,
    reach: Reach,
}

impl<'s> Search<'s> {
    fn new(view: &'s View<'s>, rules: &'s Rules<'s>) -> Self {
        let network = view.terrain.graph.network;
        let services = network.services.len();
        let mut search = Self {
            view,
            rules,
            heap: BinaryHeap::with_capacity(USUAL),
            waiting: Vec::with_capacity(USUAL),
            sets: Vec::new(),
            rooms: Vec::new(),
            settled: Vec::with_capacity(USUAL),
            best: Vec::with_capacity(USUAL * (rules.max_handovers as usize + 1)),
            consent: consent_keys(view.terrain),
            reach: Reach { states: Vec::with_capacity(USUAL), services: vec![None; services] },
        };
        search.set(Vec::new());
        search
    }

    /// The number of a set of keys.
    fn set(&mut self, held: Vec<Key>) -> usize {
        let known = self.sets.iter().position(|set| *set.keys == *held);
        known.unwrap_or_else(|| {
            self.sets.push(Held { keys: held.into(), consented: None });
            self.rooms.resize(self.sets.len() * self.view.handovers.len(), NO_ROOM);
            self.sets.len() - 1
        })
    }

    /// The room of an actor with a set of keys.
    fn room(&mut self, set: usize, actor: usize) -> usize {
        let room = &mut self.rooms[set * self.view.handovers.len() + actor];
        if *room == NO_ROOM {
            *room = self.settled.len() as u32;
            self.settled.push(u32::MAX);
            self.best.resize(self.best.len() + self.rules.max_handovers as usize + 1, 0.0);
        }
        *room as usize
    }

    /// Opens a state, unless one was opened before that is settled first and leaves nothing
    /// for this one: with no more handovers and no less quality.
    fn push(&mut self, state: Waiting) {
        let gone = self.rules.removed.is_some_and(|removed| removed[state.actor]);
        if gone || state.q <= 0.0 {
            return;
        }
        let room = self.room(state.set, state.actor);
        let each = self.rules.max_handovers as usize + 1;
        let best = &mut self.best[room * each + state.handovers as usize..(room + 1) * each];
        if best.first().is_none_or(|&known| known >= state.q) {
            return;
        }
        for at_most in best {
            *at_most = at_most.max(state.q);
        }
        self.heap.push(Open {
            q: state.q,
            handovers: state.handovers,
            rank: self.view.terrain.rank[state.actor] as u32,
            before: state.before.map(|before| before as u32),
            order: self.waiting.len() as u32,
        });
        self.waiting.push(state);
    }

    /// Goes everywhere, or until one of the services is reached.
    fn run(mut self, until: &[bool]) -> Option<Reach> {
        while let Some(Open { order, .. }) = self.heap.pop() {
            let state = self.waiting[order as usize];
            let room = self.room(state.set, state.actor);
            let settled = &mut self.settled[room];
            if *settled <= state.handovers {
                continue;
            }
            *settled = state.handovers;
            let at = self.reach.states.len();
            let Waiting { actor, handovers, q, step, before, .. } = state;
            let held = Arc::clone(&self.sets[state.set].keys);
            if self.serve(actor, &held, at, until) {
                return None;
            }
            self.grant(&state, &held, at);
            self.hand_over(&state, &held, at);
            self.reach.states.push(State { actor, held, handovers, q, step, before });
        }
        Some(self.reach)
    }

    fn opens(&self, service: usize, held: &[Key]) -> bool {
        self.rules.gates == Gates::StandOpen || self.view.opens(service, held)
    }

    /// Notes the services that are open in a state; whether one of `until` is.
    fn serve(&mut self, actor: usize, held: &[Key], at: usize, until: &[bool]) -> bool {
        let mut arrived = false;
        for &service in &self.view.terrain.services_of[actor] {
            if self.reach.services[service].is_none()
                && self.view.admits[service]
                && self.opens(service, held)
            {
                self.reach.services[service] = Some(at);
                arrived |= until.get(service).is_some_and(|&is| is);
            }
        }
        arrived
    }

    fn grant(&mut self, state: &Waiting, held: &[Key], at: usize) {
        let gate = self.view.terrain.parameters.gate;
        let is_new = |keys: &[Key]| keys.iter().any(|key| !held.contains(key));
        let mut next = Vec::new();
        for &service in &self.view.terrain.services_of[state.actor] {
            let grants = self.view.grants(service).iter().filter(|(_, keys)| is_new(keys));
            let given =
                grants.map(|(status, keys)| (Step::Gate(*status, service), with(held, keys)));
            if self.view.admits[service] && self.opens(service, held) {
                next.extend(given);
            }
        }
        // Consent is the person's own to give, to whoever asks.
        let consents = is_new(&self.consent);
        for (step, held) in next {
            let set = self.set(held);
            self.push(Waiting { set, q: state.q * gate, step, before: Some(at), ..*state });
        }
        if consents {
            let known = self.sets[state.set].consented;
            let set = known.unwrap_or_else(|| self.set(with(held, &self.consent)));
            self.sets[state.set].consented = Some(set);
            let (q, step) = (state.q * gate, Step::Consent);
            self.push(Waiting { set, q, step, before: Some(at), ..*state });
        }
    }

    fn hand_over(&mut self, state: &Waiting, held: &[Key], at: usize) {
        if state.handovers >= self.rules.max_handovers {
            return;
        }
        let each = self.view.terrain.parameters.handover;
        let view = self.view;
        for step in &view.handovers[state.actor] {
            let is_held = |key: &Key| held.contains(key);
            if self.rules.gates == Gates::StandOpen || view.asks(step.via).iter().all(is_held) {
                self.push(Waiting {
                    actor: step.to,
                    set: state.set,
                    handovers: state.handovers + 1,
                    q: state.q * step.p * each,
                    step: Step::Handover(step.via, step.p),
                    before: Some(at),
                });
            }
        }
    }
}

/// The keys that a person's own consent fits.
pub(super) fn consent_keys(terrain: &Terrain) -> Vec<Key> {
    let consent = |k: &usize| terrain.keys[*k].0 == Status::Consent;
    (0..terrain.keys.len()).filter(consent).map(|k| k as Key).collect()
}

/// Keys held and more, ascending, each once.
pub(super) fn with(held: &[Key], more: &[Key]) -> Vec<Key> {
    let mut all: Vec<Key> = held.iter().chain(more).copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}
