//! Groups made for the purpose.

use super::*;
use crate::graph::Graph;
use crate::measure::Parameters;
use crate::model::{Actor, ActorId, Network, Row, Tie};

/// Two groups of eight, everybody tied within; `sector` and `parent` by number.
fn network(place: impl Fn(usize) -> (Sector, usize)) -> Network {
    let mut net = Network::default();
    for n in 0..2 {
        let id = ActorId(format!("p{n}"));
        net.actors.push(Row::bare(Actor { name: id.0.clone(), id, ..Actor::default() }));
    }
    let id = |n: usize| ActorId(format!("a{n:02}"));
    for n in 0..16 {
        let (sector, parent) = place(n);
        net.actors.push(Row::bare(Actor {
            id: id(n),
            name: format!("Aktör {n}"),
            sector: Some(sector),
            parent: Some(ActorId(format!("p{parent}"))),
            ..Actor::default()
        }));
    }
    for from in [0, 8] {
        for a in from..from + 8 {
            for b in from..a {
                let tie = Tie { from: id(a), to: id(b), ..Tie::default() };
                net.ties.push(Row::bare(tie));
            }
        }
    }
    net
}

fn found(net: &Network) -> Vec<Finding> {
    let graph = Graph::new(net);
    Analysis::new(&graph, Parameters::default()).run(&[RULE.id])
}

fn ids(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.id.as_str()).collect()
}

#[test]
fn groups_that_follow_the_chart_keep_to_their_own() {
    let sector = |n: usize| if n < 8 { Sector::Region } else { Sector::State };
    let net = network(|n| (sector(n), n / 8));
    let all = found(&net);
    // The principals are the same actors, so they are not told once more.
    assert_eq!(ids(&all), ["silos:inward:region", "silos:inward:state"]);
    assert_eq!(all[0].score.0, -1.0);
    assert!(all[0].text.sv.contains("E-I-talet är −1,00"), "{}", all[0].text.sv);
}

#[test]
fn groups_across_the_chart_are_one_in_practice() {
    let net = network(|n| (Sector::Region, n % 2));
    let all = found(&net);
    let told = ids(&all);
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told[0].starts_with("silos:together:a00:a01:a02"));
    assert_eq!(told[2..], ["silos:divided:p0", "silos:divided:p1"]);
    assert!(all.iter().all(|finding| finding.severity == Severity::Low));
}

#[test]
fn who_only_turn_to_the_same_hub_are_no_group() {
    let mut net = network(|n| (Sector::Region, n % 2));
    net.ties.clear();
    let id = |n: usize| ActorId(format!("a{n:02}"));
    let tie = |a: usize, b: usize| Row::bare(Tie { from: id(a), to: id(b), ..Tie::default() });
    // Two hubs, each with its own; and many who know one another.
    net.ties.extend((1..8).map(|n| tie(0, n)).chain((9..16).map(|n| tie(8, n))));
    for n in 16..22 {
        let (id, parent) = (id(n), Some(ActorId(format!("p{}", n % 2))));
        let sector = Some(Sector::Region);
        let name = id.0.clone();
        net.actors.push(Row::bare(Actor { id, name, parent, sector, ..Actor::default() }));
        net.ties.extend((16..n).map(|m| tie(m, n)));
    }
    let all = found(&net);
    let told = ids(&all);
    let together: Vec<_> = told.iter().filter(|id| id.contains(":together:")).collect();
    assert_eq!(together, [&"silos:together:a16:a17:a18:a19:a20:a21"], "{told:?}");
    // A kind of actor is no member: without two of them four are left.
    for actor in net.actors.iter_mut().filter(|row| ["a16", "a17"].contains(&row.id.as_str())) {
        actor.kind = Some(ActorKind::Category);
    }
    let all = found(&net);
    assert!(ids(&all).contains(&"silos:together:a18:a19:a20:a21"), "{:?}", ids(&all));
}

#[test]
fn units_are_apart_only_where_nothing_leads_from_one_to_the_other() {
    let mut net = network(|n| (Sector::Region, n % 2));
    let divided = |net: &Network| {
        let all = found(net);
        all.iter().filter(|finding| finding.id.contains(":divided:")).count()
    };
    assert_eq!(divided(&net), 2);
    // Of two or three the ties themselves say as much.
    let mut few = net.clone();
    few.actors.retain(|row| row.id.as_str() != "a00");
    few.ties.retain(|row| row.from.as_str() != "a00" && row.to.as_str() != "a00");
    assert_eq!(divided(&few), 1);
    // One tie through somebody else joins them.
    let id = |n: usize| ActorId(format!("a{n:02}"));
    let other = ActorId("other".to_owned());
    net.actors.push(Row::bare(Actor { id: other.clone(), ..Actor::default() }));
    for n in [0, 8] {
        net.ties.push(Row::bare(Tie { from: id(n), to: other.clone(), ..Tie::default() }));
    }
    assert_eq!(divided(&net), 0);
}

#[test]
fn small_networks_say_nothing() {
    let mut net = network(|n| (Sector::Region, n % 2));
    net.ties.truncate(LEAST_TIES - 1);
    assert!(found(&net).is_empty());
}

#[test]
fn three_who_work_together_are_no_group() {
    let mut net = network(|n| (Sector::Region, n % 2));
    let together = |net: &Network| {
        let all = found(net);
        let members = all.iter().filter(|finding| finding.id.contains(":together:"));
        members.map(|finding| finding.subjects.len()).collect::<Vec<_>>()
    };
    assert_eq!(together(&net), [8, 8]);
    // Of the first eight, five are kinds of actors: three are left.
    let kinds = ["a00", "a01", "a02", "a03", "a04"];
    for actor in net.actors.iter_mut().filter(|row| kinds.contains(&row.id.as_str())) {
        actor.kind = Some(ActorKind::Category);
    }
    assert_eq!(together(&net), [8]);
}
