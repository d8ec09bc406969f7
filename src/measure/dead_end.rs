//! Ways in that lead nowhere: where each stops, and why.

use std::cell::OnceCell;

use super::routes::marked;
use super::terrain::Key;
use super::view::{How, View, WayIn};
use super::walk::{Gates, Reach, Rules, State, Step, reach, reach_short_of};
use crate::model::Status;
use crate::model::text::words;

words! {
    /// Why a way in leads nowhere.
    Reason {
        ClosedGate = "closed_gate", "en grind som ingen på vägen kan öppna", "a gate nobody on the way can open";
        TooManyHandovers = "too_many_handovers", "för många överlämningar", "too many handovers";
        NotAdmitted = "not_admitted", "insatsen tar inte emot gruppen", "the service does not admit the group";
        Loop = "loop", "vägarna går runt", "the ways go round in a circle";
        NoWayOn = "no_way_on", "ingen väg vidare", "no way on";
    }
}

/// A way in from which the function is not reached.
#[derive(Clone, Debug)]
pub struct DeadEnd {
    /// Where the group comes in.
    pub way_in: WayIn,
    /// Why it leads nowhere.
    pub reason: Reason,
    /// The best admissible walk from the way in to where it stops: the last actor before the
    /// gate or the handover too many, or the one whose service shuts the group out; where no
    /// service stands at the end, the furthest actor, or the way in alone.
    pub trail: Vec<usize>,
    /// Statuses that the gate asks for and nobody on the way to it grants.
    pub asks: Vec<Status>,
    /// Services that are shut: behind the gate, too far, or not for the group. That at which
    /// the trail stops comes first.
    pub services: Vec<usize>,
}

/// The walks from one way in.
pub(super) struct Start {
    /// The way in.
    pub way: WayIn,
    /// Where it leads.
    pub reach: Reach,
    /// Where it leads when every gate stands open, and when handovers do not count: made
    /// when a dead end asks.
    ungated: OnceCell<Reach>,
    further: OnceCell<Reach>,
}

/// What stands before a service.
struct Gate {
    service: usize,
    /// The best walk to the last actor on the way that is reached.
    trail: Vec<usize>,
    /// What the next step from there asks for and she does not hold: a handover, or the
    /// service's own door.
    asks: Vec<Status>,
    /// What the rest of the way asks for and nobody reached grants.
    later: Vec<Status>,
}

/// Handovers at the most when their number does not count.
const FAR: u32 = 10;

impl Start {
    pub(super) fn new(view: &View, rules: &Rules, way: WayIn) -> Self {
        Self::with(way, reach(view, rules, Some(&[way])))
    }

    /// Unless one of these services is reached.
    pub(super) fn short_of(
        view: &View,
        rules: &Rules,
        way: WayIn,
        services: &[usize],
    ) -> Option<Self> {
        let reach = reach_short_of(view, rules, Some(&[way]), &marked(view, services))?;
        Some(Self::with(way, reach))
    }

    fn with(way: WayIn, reach: Reach) -> Self {
        Self { way, reach, ungated: OnceCell::new(), further: OnceCell::new() }
    }

    /// Why none of these services is reached. Cost: up to two searches, made once.
    pub(super) fn dead_end(&self, view: &View, rules: &Rules, services: &[usize]) -> DeadEnd {
        let gates = self.gates(view, rules, services);
        let end = self.closed(&gates, |gate| &gate.asks);
        let end = end.or_else(|| self.too_far(view, rules, services));
        let end = end.or_else(|| self.closed(&gates, |gate| &gate.later));
        end.or_else(|| self.not_admitted(view, services))
            .unwrap_or_else(|| self.nowhere(view, rules))
    }

    fn end(&self, reason: Reason, trail: Vec<usize>, services: Vec<usize>) -> DeadEnd {
        DeadEnd { way_in: self.way, reason, trail, asks: Vec::new(), services }
    }

    /// What stands before the services that are reached when every gate stands open.
    fn gates(&self, view: &View, rules: &Rules, services: &[usize]) -> Vec<Gate> {
        let ungated = self.ungated.get_or_init(|| {
            let rules = Rules { gates: Gates::StandOpen, ..rules.clone() };
            reach(view, &rules, Some(&[self.way]))
        });
        // Whom an actor meets in its work is not waiting at its own gate.
        let here = |&s: &usize| provider(view, s) == Some(self.way.actor);
        let mut gated = nearest(ungated, services);
        gated.retain(|service| self.way.how != How::Meets || !here(service));
        gated.into_iter().filter_map(|service| self.gate(view, ungated, service)).collect()
    }

    /// Where the walk that leads to a service when gates stand open comes to a stop, and why.
    fn gate(&self, view: &View, ungated: &Reach, service: usize) -> Option<Gate> {
        let walk = ungated.trail(ungated.services[service]?);
        let reached = |&at: &usize| self.place(ungated.states[walk[at]].actor).is_some();
        let last = (0..walk.len()).rev().find(reached)?;
        let stop = ungated.states[walk[last]].actor;
        let handovers = walk[last + 1..].iter().filter_map(|&at| match ungated.states[at].step {
            Step::Handover(via, _) => Some(view.asks(via).to_vec()),
            _ => None,
        });
        let door: Vec<Key> = view.doors(service).iter().flatten().copied().collect();
        let mut asked: Vec<Vec<Key>> = handovers.chain([door]).collect();
        let held = |key: Key, by: &dyn Fn(&State) -> bool| {
            self.reach.states.iter().any(|state| by(state) && state.held.contains(&key))
        };
        let status = |key: Key| view.terrain.keys[usize::from(key)].0;
        // Consent is the person's own to give, wherever it is asked for.
        let given = |key: Key| status(key) == Status::Consent;
        let later = asked.concat().into_iter().filter(|&key| !held(key, &|_| true) && !given(key));
        let later = later.map(status).collect();
        let next = asked.swap_remove(0).into_iter();
        let asks = next.filter(|&key| !held(key, &|state| state.actor == stop) && !given(key));
        let asks = asks.map(status).collect();
        let trail = self.reach.actors(self.place(stop)?);
        Some(Gate { service, trail, asks, later })
    }

    /// The dead end of those gates that ask for something, the nearest first.
    fn closed(&self, gates: &[Gate], asks: impl Fn(&Gate) -> &Vec<Status>) -> Option<DeadEnd> {
        let shut: Vec<&Gate> = gates.iter().filter(|gate| !asks(gate).is_empty()).collect();
        let trail = shut.first()?.trail.clone();
        let mut all: Vec<Status> = shut.iter().flat_map(|gate| asks(gate)).copied().collect();
        all.sort_unstable();
        all.dedup();
        let services = shut.iter().map(|gate| gate.service).collect();
        Some(DeadEnd { asks: all, ..self.end(Reason::ClosedGate, trail, services) })
    }

    /// Where the way in leads when handovers do not count, and the limit of that search.
    fn unlimited(&self, view: &View, rules: &Rules) -> (&Reach, u32) {
        if !is_cut(&self.reach, rules.max_handovers) {
            return (&self.reach, rules.max_handovers);
        }
        let further = self.further.get_or_init(|| {
            let rules = Rules { max_handovers: FAR, ..rules.clone() };
            reach(view, &rules, Some(&[self.way]))
        });
        (further, FAR)
    }

    /// Services that are reached when handovers do not count.
    fn too_far(&self, view: &View, rules: &Rules, services: &[usize]) -> Option<DeadEnd> {
        let (further, _) = self.unlimited(view, rules);
        let far = nearest(further, services);
        let trail = self.as_far_as(further, *far.first()?);
        Some(self.end(Reason::TooManyHandovers, trail, far))
    }

    /// Services of actors that are reached, which shut the group out.
    fn not_admitted(&self, view: &View, services: &[usize]) -> Option<DeadEnd> {
        let place = |&s: &usize| Some((self.place(provider(view, s)?)?, s));
        let shut = services.iter().filter(|&&s| !view.admits[s]);
        let mut shut: Vec<(usize, usize)> = shut.filter_map(place).collect();
        shut.sort_unstable();
        let trail = self.reach.actors(shut.first()?.0);
        Some(self.end(Reason::NotAdmitted, trail, shut.into_iter().map(|(_, s)| s).collect()))
    }

    /// No such service on the way at all. The ways go round when each actor hands on, and no
    /// limit ended the search.
    fn nowhere(&self, view: &View, rules: &Rules) -> DeadEnd {
        let trail = self.furthest();
        let (all, limit) = self.unlimited(view, rules);
        let mut actors = all.states.iter().map(|state| state.actor);
        let goes_on = actors.all(|actor| !view.terrain.handovers[actor].is_empty());
        let reason = match trail.len() > 1 && goes_on && !is_cut(all, limit) {
            true => Reason::Loop,
            false => Reason::NoWayOn,
        };
        self.end(reason, trail, Vec::new())
    }

    /// The best state in which an actor is reached.
    fn place(&self, actor: usize) -> Option<usize> {
        self.reach.states.iter().position(|state| state.actor == actor)
    }

    /// Of the walk that would lead to a service under other rules, the last actor that is
    /// reached as things stand, and the best walk to it.
    fn as_far_as(&self, other: &Reach, service: usize) -> Vec<usize> {
        let walk = other.services[service].map(|end| other.actors(end)).unwrap_or_default();
        let last = walk.into_iter().rev().find_map(|actor| self.place(actor));
        last.map(|at| self.reach.actors(at)).unwrap_or_default()
    }

    /// The best walk to the furthest actor.
    fn furthest(&self) -> Vec<usize> {
        let states = &self.reach.states;
        let most = states.iter().map(|state| state.handovers).max();
        let end = states.iter().position(|state| Some(state.handovers) == most);
        end.map(|end| self.reach.actors(end)).unwrap_or_default()
    }
}

/// Those of the services that are reached, on the best walk first.
fn nearest(there: &Reach, services: &[usize]) -> Vec<usize> {
    let mut reached: Vec<usize> =
        services.iter().copied().filter(|&s| there.services[s].is_some()).collect();
    reached.sort_by_key(|&s| there.services[s]);
    reached
}

/// Whether a search may have ended at its limit of handovers.
fn is_cut(reach: &Reach, limit: u32) -> bool {
    reach.states.iter().any(|state| state.handovers >= limit)
}

fn provider(view: &View, service: usize) -> Option<usize> {
    let graph = view.terrain.graph;
    graph.actor(graph.network.services[service].actor.as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::graph::Graph;
    use crate::measure::Parameters;
    use crate::measure::routes::dead_ends;
    use crate::measure::terrain::Terrain;
    use crate::measure::tests::networks;
    use crate::model::{
        Access, Actor, Door, Function, Group, GroupId, Network, Referral, Row, Service,
    };

    /// Actors a to g in a row, each of which sends on to the next; a meets the old, and c
    /// offers support behind these doors, to this group.
    fn row_of_actors(doors: &[Access], group: &str) -> Network {
        let ids = ["a", "b", "c", "d", "e", "f", "g"];
        let named = |id: &str| GroupId::from(id);
        let actor = |id: &&str| Actor {
            id: (*id).into(),
            meets: if *id == "a" { vec![named("old")] } else { Vec::new() },
            ..Actor::default()
        };
        let sends = |pair: &[&str]| Referral {
            from: pair[0].into(),
            to: pair[1].into(),
            ..Referral::default()
        };
        let of = |id: &str, condition: &str| Group {
            id: named(id),
            conditions: vec!["exposed".to_owned(), condition.to_owned()],
            ..Group::default()
        };
        Network {
            actors: ids.iter().map(actor).map(Row::bare).collect(),
            referrals: ids.windows(2).map(sends).map(Row::bare).collect(),
            groups: vec![Row::bare(of("old", "older")), Row::bare(of("young", "young"))],
            services: vec![Row::bare(Service {
                id: "s".into(),
                actor: "c".into(),
                function: Some(Function::Support),
                groups: vec![named(group)],
                access: vec![Door(doors.to_vec())],
                ..Service::default()
            })],
            ..Network::default()
        }
    }

    /// The dead end of a: its reason, trail and what the gate asks for.
    fn end(network: &Network) -> Option<(Reason, String, Vec<Status>)> {
        let graph = Graph::new(network);
        let terrain = Terrain::new(&graph, Parameters::default());
        let view = terrain.view(&network.groups[0]);
        let ends = dead_ends(&view, |_| true, &[Function::Support]);
        let end = ends.into_iter().find(|end| end.way_in.actor == 0)?;
        let trail: Vec<&str> =
            end.trail.iter().map(|&actor| network.actors[actor].id.as_str()).collect();
        Some((end.reason, trail.join(" "), end.asks))
    }

    fn ended(
        reason: Reason,
        trail: &str,
        asks: &[Status],
    ) -> Option<(Reason, String, Vec<Status>)> {
        Some((reason, trail.to_owned(), asks.to_vec()))
    }

    #[test]
    fn a_walk_stops_where_the_door_is_shut() {
        let own = row_of_actors(&[Access::SelfReferral], "old");
        assert_eq!(end(&own), None, "it arrives");
        // The way goes on to d, but what she needs is at c.
        let shut = row_of_actors(&[Access::Decision], "old");
        assert_eq!(end(&shut), ended(Reason::ClosedGate, "a b c", &[Status::Decision]));
        let others = row_of_actors(&[Access::SelfReferral], "young");
        assert_eq!(end(&others), ended(Reason::NotAdmitted, "a b c", &[]));
    }

    #[test]
    fn a_walk_stops_before_the_handover_that_asks_for_a_decision() {
        let mut net = row_of_actors(&[Access::SelfReferral], "old");
        net.referrals[1].access = Door(vec![Access::Decision]);
        assert_eq!(end(&net), ended(Reason::ClosedGate, "a b", &[Status::Decision]));
        // Consent is her own to give: it is not what stops her.
        net.services[0].access = vec![Door(vec![Access::Consent])];
        assert_eq!(end(&net), ended(Reason::ClosedGate, "a b", &[Status::Decision]));
    }

    /// A referral that asks for these.
    fn way(from: &str, to: &str, asks: &[Access]) -> Row<Referral> {
        Row::bare(Referral {
            from: from.into(),
            to: to.into(),
            access: Door(asks.to_vec()),
            ..Referral::default()
        })
    }

    #[test]
    fn a_gate_that_can_be_passed_by_is_not_what_stops() {
        let mut net = row_of_actors(&[Access::Diagnosis], "old");
        net.referrals.push(way("a", "c", &[Access::Decision]));
        assert_eq!(end(&net), ended(Reason::ClosedGate, "a b c", &[Status::Diagnosis]));
        // What is granted behind the gate is not asked for at it.
        let mut net = row_of_actors(&[Access::Diagnosis, Access::Consent], "old");
        net.referrals = vec![way("a", "c", &[Access::Decision])];
        let mut gives = net.services[0].clone();
        gives.value.id = "gives".into();
        gives.value.function = Some(Function::Investigate);
        gives.value.access = vec![Door(vec![Access::SelfReferral])];
        gives.value.grants = vec![Status::Diagnosis];
        net.services.push(gives);
        assert_eq!(end(&net), ended(Reason::ClosedGate, "a", &[Status::Decision]));
    }

    #[test]
    fn who_goes_round_a_gate_may_go_too_far() {
        let mut net = row_of_actors(&[Access::SelfReferral], "old");
        let most = Parameters::default().max_handovers as usize;
        let ids = ["a", "b", "c", "d", "e", "f", "g"];
        // The service stands one step beyond the last that is reached; a gate leads past all.
        net.services[0].actor = ids[most + 1].into();
        net.referrals.push(way("a", ids[most], &[Access::Decision]));
        let trail = ids[..=most].join(" ");
        assert_eq!(end(&net), ended(Reason::TooManyHandovers, &trail, &[]));
    }

    #[test]
    fn a_walk_stops_at_the_handover_too_many() {
        let mut net = row_of_actors(&[Access::SelfReferral], "old");
        net.services[0].actor = "g".into();
        let reached = Parameters::default().max_handovers as usize;
        let trail = ["a", "b", "c", "d", "e", "f", "g"][..=reached].join(" ");
        assert_eq!(end(&net), ended(Reason::TooManyHandovers, &trail, &[]));
        net.services.clear();
        assert_eq!(end(&net), ended(Reason::NoWayOn, &trail, &[]));
        // A circle is one however long it is.
        net.referrals.push(way("g", "a", &[]));
        assert_eq!(end(&net), ended(Reason::Loop, &trail, &[]));
        net.referrals.push(way("b", "a", &[]));
        net.referrals.retain(|way| ["a", "b"].contains(&way.from.as_str()));
        net.referrals.retain(|way| way.to.as_str() != "c");
        assert_eq!(end(&net), ended(Reason::Loop, "a b", &[]));
    }

    proptest! {
        /// A trail starts at the way in, goes no actor twice, and never passes by the one at
        /// which it is said to stop.
        #[test]
        fn no_trail_goes_past_what_stops_it(network in networks()) {
            let graph = Graph::new(&network);
            let terrain = Terrain::new(&graph, Parameters::default());
            for group in &network.groups {
                let view = terrain.view(group);
                for end in dead_ends(&view, |_| true, &[Function::Protect, Function::Support]) {
                    prop_assert_eq!(end.trail.first(), Some(&end.way_in.actor));
                    let stop = end.services.first().and_then(|&s| provider(&view, s));
                    let at = end.trail.iter().position(|&actor| Some(actor) == stop);
                    // Who fetches a decision may have to come back, and that is a handover too many.
                    let comes_back = end.reason == Reason::TooManyHandovers;
                    prop_assert!(comes_back || at.is_none_or(|at| at + 1 == end.trail.len()));
                    prop_assert_eq!(end.reason == Reason::NotAdmitted && at.is_none(), false);
                    prop_assert_eq!(end.asks.is_empty(), end.reason != Reason::ClosedGate);
                }
            }
        }
    }
}
