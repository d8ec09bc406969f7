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
        let start = State {
            actor: way.actor,
            held: Arc::default(),
            handovers: 0,
            q: view.terrain.parameters.p_way_in,
            step: Step::WayIn(*way),
            before: None,
        };
        search.push(start, 0);
    }
    search.run()
}

struct Search<'s> {
    view: &'s View<'s>,
    rules: &'s Rules<'s>,
    heap: BinaryHeap<Open>,
    /// Every state that was ever opened, with the number of its set of keys.
    waiting: Vec<(State, usize)>,
    /// Each set of keys that somebody holds, by its number; the empty set is 0. They are few.
    sets: Vec<Arc<[Key]>>,
    /// For each actor and set, the fewest handovers at which it was settled: a
    /// later state with no fewer is no better.
    settled: Vec<Vec<u32>>,
    consent: Vec<Key>,
    reach: Reach,
}

impl<'s> Search<'s> {
    fn new(view: &'s View<'s>, rules: &'s Rules<'s>) -> Self {
        let network = view.terrain.graph.network;
        let services = network.services.len();
        Self {
            view,
            rules,
            heap: BinaryHeap::new(),
            waiting: Vec::new(),
            sets: vec![Arc::default()],
            settled: vec![Vec::new(); network.actors.len()],
            consent: consent_keys(view.terrain),
            reach: Reach { states: Vec::new(), services: vec![None; services] },
        }
    }

    fn is_settled(&self, state: &State, set: usize) -> bool {
        self.settled[state.actor].get(set).is_some_and(|&handovers| handovers <= state.handovers)
    }

    fn push(&mut self, state: State, set: usize) {
        let gone = self.rules.removed.is_some_and(|removed| removed[state.actor]);
        if !gone && state.q > 0.0 && !self.is_settled(&state, set) {
            self.heap.push(Open {
                q: state.q,
                handovers: state.handovers,
                rank: self.view.terrain.rank[state.actor] as u32,
                before: state.before.map(|before| before as u32),
                order: self.waiting.len() as u32,
            });
            self.waiting.push((state, set));
        }
    }

    fn run(mut self) -> Reach {
        while let Some(Open { order, .. }) = self.heap.pop() {
            let (state, set) = self.waiting[order as usize].clone();
            if self.is_settled(&state, set) {
                continue;
            }
            let settled = &mut self.settled[state.actor];
            if settled.len() <= set {
                settled.resize(set + 1, u32::MAX);
            }
            settled[set] = state.handovers;
            let at = self.reach.states.len();
            self.serve(&state, at);
            self.grant(&state, at);
            self.hand_over(&state, set, at);
            self.reach.states.push(state);
        }
        self.reach
    }

    fn opens(&self, service: usize, held: &[Key]) -> bool {
        self.rules.gates == Gates::StandOpen || self.view.opens(service, held)
    }

    fn serve(&mut self, state: &State, at: usize) {
        for &service in &self.view.terrain.services_of[state.actor] {
            if self.reach.services[service].is_none()
                && self.view.admits[service]
                && self.opens(service, &state.held)
            {
                self.reach.services[service] = Some(at);
            }
        }
    }

    fn grant(&mut self, state: &State, at: usize) {
        let gate = self.view.terrain.parameters.gate;
        let is_new = |keys: &[Key]| keys.iter().any(|key| !state.held.contains(key));
        let mut next = Vec::new();
        for &service in &self.view.terrain.services_of[state.actor] {
            let grants = self.view.grants(service).iter().filter(|(_, keys)| is_new(keys));
            let given = grants
                .map(|(status, keys)| (Step::Gate(*status, service), with(&state.held, keys)));
            if self.view.admits[service] && self.opens(service, &state.held) {
                next.extend(given);
            }
        }
        // Consent is the person's own to give, to whoever asks.
        if is_new(&self.consent) {
            next.push((Step::Consent, with(&state.held, &self.consent)));
        }
        for (step, held) in next {
            let known = self.sets.iter().position(|set| **set == *held);
            let set = known.unwrap_or_else(|| {
                self.sets.push(held.into());
                self.sets.len() - 1
            });
            let (held, q) = (Arc::clone(&self.sets[set]), state.q * gate);
            self.push(State { held, q, step, before: Some(at), ..state.clone() }, set);
        }
    }

    fn hand_over(&mut self, state: &State, set: usize, at: usize) {
        if state.handovers >= self.rules.max_handovers {
            return;
        }
        let each = self.view.terrain.parameters.handover;
        for step in &self.view.terrain.handovers[state.actor] {
            let held = |key: &Key| state.held.contains(key);
            let open =
                self.rules.gates == Gates::StandOpen || self.view.asks(step.via).iter().all(held);
            if open && self.view.carries(step) {
                let next = State {
                    actor: step.to,
                    held: state.held.clone(),
                    handovers: state.handovers + 1,
                    q: state.q * step.p * each,
                    step: Step::Handover(step.via, step.p),
                    before: Some(at),
                };
                self.push(next, set);
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
