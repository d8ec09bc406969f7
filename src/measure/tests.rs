//! Laws of walks and coverage, against brute force and by injecting gaps.

use proptest::prelude::*;

use super::Parameters;
use super::coverage::{Cell, Class, applies, coverage};
use super::routes::every;
use super::terrain::{Key, Terrain};
use super::view::{Unstated, View, WayIn};
use super::walk::{Rules, consent_keys, reach, with};
use crate::graph::Graph;
use crate::model::{
    Access, Actor, ActorId, Affiliation, AgeRange, Door, Forum, Function, Group, Network, Referral,
    Row, Service, Status, Tie, TieKind,
};

fn actor(id: usize) -> ActorId {
    format!("a{id}").as_str().into()
}

fn door(accesses: &[Access]) -> Vec<Door> {
    if accesses.is_empty() { Vec::new() } else { vec![Door(accesses.to_vec())] }
}

fn referral(from: ActorId, to: ActorId, group: Option<&str>) -> Row<Referral> {
    Row::bare(Referral {
        claimed_by: vec![from.clone(), to.clone()],
        from,
        to,
        group: group.map(Into::into),
        ..Referral::default()
    })
}

/// A small random network: every part of the machinery turns up.
pub(crate) fn networks() -> impl Strategy<Value = Network> {
    let access = prop::sample::select(vec![
        vec![],
        vec![Access::SelfReferral],
        vec![Access::Outreach],
        vec![Access::Decision],
        vec![Access::Consent],
        vec![Access::Referral, Access::Diagnosis],
    ]);
    let grants = prop::sample::select(vec![
        vec![],
        vec![Status::Decision],
        vec![Status::Referral, Status::Diagnosis],
    ]);
    let function =
        prop::sample::select(vec![Function::Detect, Function::Protect, Function::Support]);
    let group = prop::option::of(0usize..3);
    let services =
        prop::collection::vec((0usize..5, function, group.clone(), access, grants), 0..7);
    let referrals = prop::collection::vec((0usize..5, 0usize..5, group, any::<bool>()), 0..7);
    let ties = prop::collection::vec((0usize..5, 0usize..5), 0..3);
    let seats = prop::collection::vec((0usize..2, 0usize..5), 0..4);
    let meets = prop::collection::vec(prop::option::of(0usize..3), 5);
    (services, referrals, ties, seats, meets).prop_map(
        |(services, referrals, ties, seats, meets)| {
            let id = |g: usize| format!("g{g}");
            Network {
                actors: (0..5)
                    .map(|i| {
                        Row::bare(Actor {
                            id: actor(i),
                            // a3 and a4 are units below a2, itself below a1.
                            parent: [None, None, Some(1), Some(2), Some(2)][i].map(actor),
                            meets: meets[i].iter().map(|&g| id(g).as_str().into()).collect(),
                            ..Actor::default()
                        })
                    })
                    .collect(),
                groups: [(Some(65), None), (None, Some(64)), (None, None)]
                    .into_iter()
                    .enumerate()
                    .map(|(g, (min, max))| {
                        Row::bare(Group {
                            id: id(g).as_str().into(),
                            age: AgeRange { min, max },
                            conditions: vec!["exposed".into()],
                            ..Group::default()
                        })
                    })
                    .collect(),
                services: services
                    .into_iter()
                    .enumerate()
                    .map(|(i, (who, function, group, access, grants))| {
                        Row::bare(Service {
                            id: format!("s{i}").as_str().into(),
                            actor: actor(who),
                            function: Some(function),
                            groups: group.iter().map(|&g| id(g).as_str().into()).collect(),
                            access: door(&access),
                            grants,
                            ..Service::default()
                        })
                    })
                    .collect(),
                referrals: referrals
                    .into_iter()
                    .map(|(from, to, group, gated)| {
                        let mut row = referral(actor(from), actor(to), group.map(id).as_deref());
                        if gated {
                            row.access = Door(vec![Access::Decision]);
                        }
                        row
                    })
                    .collect(),
                ties: ties
                    .into_iter()
                    .map(|(from, to)| {
                        Row::bare(Tie {
                            from: actor(from),
                            to: actor(to),
                            kind: Some(TieKind::Consults),
                            ..Tie::default()
                        })
                    })
                    .collect(),
                forums: (0..2)
                    .map(|f| {
                        Row::bare(Forum { id: format!("f{f}").as_str().into(), ..Forum::default() })
                    })
                    .collect(),
                affiliations: seats
                    .into_iter()
                    .map(|(f, who)| {
                        let forum = format!("f{f}").as_str().into();
                        Row::bare(Affiliation { forum, actor: actor(who), role: None })
                    })
                    .collect(),
                ..Network::default()
            }
        },
    )
}

/// The best quality to each service by trying every walk: no queue, no
/// settled states, nothing shared with [`reach`] but the terrain.
fn brute(view: &View, unstated: Unstated) -> Vec<f64> {
    fn go(view: &View, best: &mut [f64], at: usize, held: &[Key], left: u32, gates: u32, q: f64) {
        for &service in &view.terrain.services_of[at] {
            if !view.admits[service] || !view.opens(service, held) {
                continue;
            }
            best[service] = best[service].max(q);
            if gates > 0 {
                for (_, keys) in view.grants(service) {
                    let more = with(held, keys);
                    let q = q * view.terrain.parameters.gate;
                    go(view, best, at, &more, left, gates - 1, q);
                }
            }
        }
        let consent = consent_keys(view.terrain);
        if gates > 0 && !consent.is_empty() {
            let q = q * view.terrain.parameters.gate;
            go(view, best, at, &with(held, &consent), left, gates - 1, q);
        }
        if left > 0 {
            for step in &view.terrain.handovers[at] {
                if view.asks(step.via).iter().all(|key| held.contains(key)) && view.carries(step) {
                    let q = q * step.p * view.terrain.parameters.handover;
                    go(view, best, step.to, held, left - 1, gates, q);
                }
            }
        }
    }
    let mut best = vec![0.0; view.terrain.graph.network.services.len()];
    for way in view.ways_in(unstated) {
        let q = view.terrain.parameters.p_way_in;
        go(view, &mut best, way.actor, &[], view.terrain.parameters.max_handovers as u32, 5, q);
    }
    best
}

/// Whether the best walk to a service visits no actor twice.
fn straight(found: &super::walk::Reach, service: usize) -> bool {
    found.services[service].is_some_and(|end| {
        let mut walk: Vec<usize> =
            found.trail(end).into_iter().map(|state| found.states[state].actor).collect();
        walk.dedup();
        walk.len() == found.actors(end).len()
    })
}

fn cells(network: &Network) -> Vec<Cell> {
    coverage(&Graph::new(network), Parameters::default()).cells
}

fn same_cell<'a>(cells: &'a [Cell], like: &Cell) -> Option<&'a Cell> {
    cells.iter().find(|cell| cell.group == like.group && cell.function == like.function)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_best_walk_is_the_best_of_all_walks(network in networks()) {
        let graph = Graph::new(&network);
        let parameters = Parameters::default().with("max_handovers", 2.0).unwrap();
        let terrain = Terrain::new(&graph, parameters);
        for group in &network.groups {
            let view = terrain.view(group);
            for unstated in [Unstated::Open, Unstated::Closed] {
                let found = reach(&view, &Rules::of(&terrain, unstated), None);
                for (service, best) in brute(&view, unstated).into_iter().enumerate() {
                    let q = found.q(service).unwrap_or(0.0);
                    prop_assert!((q - best).abs() < 1e-12, "service {service}: {q} not {best}");
                }
            }
        }
    }

    #[test]
    fn the_best_of_every_route_is_the_best_walk(network in networks()) {
        let graph = Graph::new(&network);
        let terrain = Terrain::new(&graph, Parameters::default());
        for group in &network.groups {
            let view = terrain.view(group);
            let found = reach(&view, &Rules::of(&terrain, Unstated::Open), None);
            for function in [Function::Detect, Function::Protect, Function::Support] {
                let all = every(&terrain, &view, function);
                prop_assert!(!all.cut);
                for (service, row) in network.services.iter().enumerate() {
                    // The best walk may go round for a status; a route may not.
                    let best = all.routes.iter().filter(|r| r.service == service);
                    let best = best.map(|r| r.q).fold(0.0, f64::max);
                    if row.function == Some(function) {
                        prop_assert!(best <= found.q(service).unwrap_or(0.0) + 1e-12);
                        prop_assert!(best > 0.0 || !straight(&found, service));
                    }
                }
                for route in &all.routes {
                    prop_assert!(found.q(route.service).unwrap_or(0.0) >= route.q - 1e-12);
                    let actors: Vec<usize> = route.states.iter().map(|s| s.actor).collect();
                    let mut once = actors.clone();
                    once.dedup();
                    let mut sorted = once.clone();
                    sorted.sort_unstable();
                    sorted.dedup();
                    prop_assert_eq!(sorted.len(), once.len(), "an actor is visited twice");
                }
            }
        }
    }

    #[test]
    fn removing_an_edge_never_raises_coverage(network in networks(), which in any::<prop::sample::Index>()) {
        let edges = network.referrals.len() + network.ties.len() + network.affiliations.len();
        prop_assume!(edges > 0);
        let mut less = network.clone();
        let mut at = which.index(edges);
        if at < less.referrals.len() {
            less.referrals.remove(at);
        } else {
            at -= less.referrals.len();
            if at < less.ties.len() {
                less.ties.remove(at);
            } else {
                less.affiliations.remove(at - less.ties.len());
            }
        }
        for (before, after) in cells(&network).iter().zip(cells(&less)) {
            prop_assert!(after.low <= before.low + 1e-12);
            prop_assert!(after.high <= before.high + 1e-12);
        }
    }

    #[test]
    fn adding_a_service_never_lowers_coverage(network in networks(), more in networks()) {
        prop_assume!(!more.services.is_empty());
        let mut larger = network.clone();
        let mut new = more.services[0].clone();
        new.id = "new".into();
        larger.services.push(new);
        let after = cells(&larger);
        for before in cells(&network) {
            let after = same_cell(&after, &before).unwrap();
            prop_assert!(after.low >= before.low - 1e-12);
            prop_assert!(after.high >= before.high - 1e-12);
        }
    }

    #[test]
    fn low_never_exceeds_high_and_both_are_shares(network in networks()) {
        for cell in cells(&network) {
            prop_assert!(0.0 <= cell.low && cell.low <= cell.high + 1e-12 && cell.high <= 1.0);
        }
    }

    #[test]
    fn an_actor_it_hinges_on_takes_every_route_along(network in networks()) {
        let graph = Graph::new(&network);
        let terrain = Terrain::new(&graph, Parameters::default());
        for cell in cells(&network).iter().filter(|cell| cell.class == Class::Fragile) {
            let view = terrain.view(&network.groups[cell.group]);
            for lost in 0..network.actors.len() {
                let removed = graph.subtree(lost);
                let rules = Rules { removed: Some(&removed), ..Rules::of(&terrain, Unstated::Closed) };
                let left = reach(&view, &rules, None);
                let none_left = cell.named.iter().all(|&s| left.services[s].is_none());
                // Units above a hinge take it along but stand on no route.
                let on_a_route = cell.hinges_on.contains(&lost);
                prop_assert!(!on_a_route || none_left);
            }
        }
    }
}

/// Ten groups by age, five functions, one provider for each pair, reached from
/// the group's own way in by a referral that opens the provider's door.
fn well_covered() -> Network {
    let functions =
        [Function::Detect, Function::Ask, Function::Protect, Function::Support, Function::House];
    let mut network = Network::default();
    for g in 0..10u32 {
        let group = format!("g{g}");
        network.groups.push(Row::bare(Group {
            id: group.as_str().into(),
            age: AgeRange { min: Some(10 * g), max: Some(10 * g + 9) },
            conditions: vec!["exposed".into()],
            ..Group::default()
        }));
        let entry: ActorId = format!("entry{g}").as_str().into();
        network.actors.push(Row::bare(Actor { id: entry.clone(), ..Actor::default() }));
        network.services.push(Row::bare(Service {
            id: format!("entry-service{g}").as_str().into(),
            actor: entry.clone(),
            function: Some(Function::Prevent),
            groups: vec![group.as_str().into()],
            access: door(&[Access::SelfReferral]),
            grants: vec![Status::Referral],
            ..Service::default()
        }));
        for function in functions {
            let name = format!("p{g}{function:?}");
            let provider: ActorId = name.as_str().into();
            network.actors.push(Row::bare(Actor { id: provider.clone(), ..Actor::default() }));
            network.services.push(Row::bare(Service {
                id: format!("{name}-service").as_str().into(),
                actor: provider.clone(),
                function: Some(function),
                groups: vec![group.as_str().into()],
                access: door(&[Access::Referral]),
                ..Service::default()
            }));
            network.referrals.push(referral(entry.clone(), provider, Some(&group)));
        }
    }
    network
}

#[test]
fn fifty_injected_gaps_are_found_and_nothing_else() {
    let whole = well_covered();
    let before = cells(&whole);
    let targets: Vec<&Cell> =
        before.iter().filter(|cell| cell.function != Function::Prevent).collect();
    assert_eq!(targets.len(), 50);
    assert!(targets.iter().all(|cell| cell.class == Class::Fragile), "one route each");
    for (i, target) in targets.iter().enumerate() {
        let mut broken = whole.clone();
        let service = target.named[0];
        let provider = broken.services[service].actor.clone();
        match i % 3 {
            0 => broken.services[service].age = AgeRange { min: Some(110), max: Some(119) },
            1 => broken.referrals.retain(|row| row.to != provider),
            _ => broken.services[service].access = door(&[Access::Referral, Access::Decision]),
        }
        let after = cells(&broken);
        for cell in &before {
            let now = same_cell(&after, cell).map(|cell| cell.class);
            if cell == *target {
                assert_eq!(now, Some(Class::Gap), "injection {i} was not found");
            } else {
                assert_eq!(now, Some(cell.class), "injection {i} changed another cell");
            }
        }
    }
}

#[test]
fn a_gate_is_a_mandatory_predecessor() {
    // A decision that only a1 can give; the way in a0 leads straight to a2.
    let mut network = Network {
        actors: (0..3).map(|i| Row::bare(Actor { id: actor(i), ..Actor::default() })).collect(),
        groups: vec![Row::bare(Group {
            id: "g".into(),
            conditions: vec!["exposed".into(), "dementia".into()],
            ..Group::default()
        })],
        services: vec![
            Row::bare(Service {
                id: "in".into(),
                actor: actor(0),
                function: Some(Function::Detect),
                access: door(&[Access::Outreach]),
                ..Service::default()
            }),
            Row::bare(Service {
                id: "house".into(),
                actor: actor(2),
                function: Some(Function::House),
                groups: vec!["g".into()],
                access: door(&[Access::Decision]),
                granted_by: vec![actor(1)],
                ..Service::default()
            }),
        ],
        referrals: vec![referral(actor(0), actor(2), None)],
        ..Network::default()
    };
    let house = |network: &Network| {
        cells(network).into_iter().find(|cell| cell.function == Function::House).unwrap()
    };
    assert_eq!(house(&network).class, Class::Gap);

    // Somebody on the way decides, but it is not the one whose word counts.
    network.services[0].grants = vec![Status::Decision];
    assert_eq!(house(&network).class, Class::Gap);

    network.services.push(Row::bare(Service {
        id: "decide".into(),
        actor: actor(1),
        function: Some(Function::Investigate),
        grants: vec![Status::Decision],
        access: door(&[Access::Referral]),
        ..Service::default()
    }));
    network.services[2].access = Vec::new();
    network.referrals.push(referral(actor(0), actor(1), None));
    network.referrals.push(referral(actor(1), actor(2), None));
    let open = house(&network);
    assert_eq!(open.class, Class::Fragile);
    // 0.6 · 0.95 in · (0.95 · 0.85)² over two handovers · 0.7 at the gate.
    let q: f64 = 0.95 * (0.95 * 0.85f64).powi(2) * 0.7;
    assert!((open.low - 0.6 * q).abs() < 1e-12);
    let names: Vec<&str> = open.hinges_on.iter().map(|&a| network.actors[a].id.as_str()).collect();
    assert_eq!(names, ["a0", "a1", "a2"]);

    // Losing a step never raises coverage, gate or no gate.
    network.referrals.remove(2);
    assert_eq!(house(&network).class, Class::Gap);
}

#[test]
fn questions_without_meaning_are_not_asked() {
    let group = |conditions: &[&str]| Group {
        conditions: conditions.iter().map(|c| (*c).to_owned()).collect(),
        ..Group::default()
    };
    assert!(!applies(&group(&["perpetrator"]), Function::Protect));
    assert!(applies(&group(&["perpetrator"]), Function::TreatPerpetrator));
    assert!(!applies(&group(&["exposed"]), Function::TreatPerpetrator));
    assert!(!applies(&group(&["pupil"]), Function::Support));
    assert!(applies(&group(&["pupil"]), Function::Ask));
    assert!(!applies(&group(&["exposed", "child"]), Function::House));
}

#[test]
fn a_way_in_is_a_start_not_a_handover() {
    let network = well_covered();
    let graph = Graph::new(&network);
    let terrain = Terrain::new(&graph, Parameters::default());
    let view = terrain.view(&network.groups[0]);
    let ways: Vec<WayIn> = view.ways_in(Unstated::Closed);
    let found = reach(&view, &Rules::of(&terrain, Unstated::Closed), Some(&ways));
    assert_eq!(found.q(0), Some(0.95));
    assert_eq!(found.states[found.services[1].unwrap()].handovers, 1);
}
