//! Laws on random networks: what is added never lowers coverage, what is removed never
//! raises it, and neither the order of rows nor that of changes plays a part.

use std::collections::BTreeMap;

use proptest::prelude::*;
use samkarta::graph::Graph;
use samkarta::measure::Parameters;
use samkarta::measure::coverage::coverage;
use samkarta::model::{
    Access, Change, Deed, Function, How, Network, Row, Status, Thing, Tie, TieKind,
};
use samkarta::whatif::{Ground, apply};

use super::{actor, group, service};

const GROUPS: [&str; 3] = ["g0", "g1", "g2"];

fn network(
    ties: &[(usize, usize)],
    services: &[(usize, u8, u8, u8)],
    parents: &[usize],
) -> Network {
    let id = |n: usize| format!("a{n}");
    Network {
        id: "slump".to_owned(),
        actors: parents
            .iter()
            .enumerate()
            .map(|(n, &up)| {
                let mut row = actor(&id(n), (up < n).then(|| id(up)).as_deref());
                if n % 3 == 0 {
                    row.meets = vec![GROUPS[n % 3].into()];
                }
                row
            })
            .collect(),
        groups: vec![
            group("g0", &["exposed", "a"]),
            group("g1", &["exposed", "b"]),
            group("g2", &["exposed", "a", "b"]),
        ],
        ties: ties
            .iter()
            .enumerate()
            .map(|(n, &(a, b))| {
                Row::bare(Tie {
                    id: format!("t{n}"),
                    from: id(a % parents.len()).as_str().into(),
                    to: id(b % parents.len()).as_str().into(),
                    kind: Some(TieKind::Cooperates),
                    ..Tie::default()
                })
            })
            .collect(),
        services: services
            .iter()
            .enumerate()
            .map(|(n, &(at, groups, door, what))| {
                let at = id(at % parents.len());
                let named: Vec<&str> =
                    (0..3).filter(|bit| groups & (1 << bit) != 0).map(|bit| GROUPS[bit]).collect();
                let doors: &[Access] = match door % 4 {
                    0 => &[Access::Open],
                    1 => &[Access::Decision],
                    2 => &[],
                    _ => &[Access::Referral, Access::SelfReferral],
                };
                let mut row = service(&format!("s{n}"), &at, &named, doors);
                row.function =
                    Some(if what % 2 == 0 { Function::Support } else { Function::Protect });
                if what % 3 == 0 {
                    row.grants = vec![Status::Decision];
                }
                if what % 5 == 1 {
                    row.granted_by = vec![id(n % parents.len()).as_str().into()];
                }
                row
            })
            .collect(),
        ..Network::default()
    }
}

prop_compose! {
    fn any_network()(
        parents in prop::collection::vec(0usize..8, 4..9),
        ties in prop::collection::vec((0usize..8, 0usize..8), 0..12),
        services in prop::collection::vec((0usize..8, 0u8..8, 0u8..4, 0u8..15), 2..8),
    ) -> Network {
        network(&ties, &services, &parents)
    }
}

/// Low and high ends by group and function; nothing is 0.
fn ends(network: &Network) -> BTreeMap<(String, Function), (f64, f64)> {
    let graph = Graph::new(network);
    let cells = coverage(&graph, Parameters::default()).cells;
    let key = |group: usize| network.groups[group].id.0.clone();
    cells.into_iter().map(|c| ((key(c.group), c.function), (c.low, c.high))).collect()
}

/// Whether coverage is nowhere higher in one than in the other.
fn nowhere_higher(one: &Network, other: &Network) -> Result<(), TestCaseError> {
    let more = ends(other);
    for (key, (low, high)) in ends(one) {
        let (most_low, most_high) = more.get(&key).copied().unwrap_or_default();
        prop_assert!(
            low <= most_low + 1e-9 && high <= most_high + 1e-9,
            "{key:?}: {low} {high} > {most_low} {most_high}"
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn removing_never_raises_coverage(network in any_network(), which in 0usize..100) {
        let mut changes: Vec<Change> = Vec::new();
        let of = |thing, id: &str| Change::new(Deed::Remove, thing, Some(id));
        changes.extend(network.actors.iter().map(|row| of(Thing::Actor, row.id.as_str())));
        changes.extend(network.services.iter().map(|row| of(Thing::Service, row.id.as_str())));
        changes.extend(network.ties.iter().map(|row| of(Thing::Tie, &row.id)));
        let change = changes[which % changes.len()].clone();
        let made = apply(&network, &[change]).unwrap().network;
        nowhere_higher(&made, &network)?;
    }

    #[test]
    fn adding_never_lowers_coverage(network in any_network(), a in 0usize..8, b in 0usize..8, what in 0u8..4) {
        let id = |n: usize| format!("a{}", n % network.actors.len());
        let (from, to) = (id(a), id(b));
        let change = match what {
            0 => Change::new(Deed::Add, Thing::Tie, None)
                .with(How::Set, "from", &from).with(How::Set, "to", &to)
                .with(How::Set, "kind", "consults"),
            1 => Change::new(Deed::Add, Thing::Referral, None)
                .with(How::Set, "from", &from).with(How::Set, "to", &to),
            2 => Change::new(Deed::Add, Thing::Actor, None)
                .with(How::Set, "name", "Ny").with(How::Set, "parent", &from),
            _ => Change::new(Deed::Add, Thing::Service, None)
                .with(How::Set, "actor", &from).with(How::Set, "name", "Ny")
                .with(How::Set, "function", "support").with(How::Set, "grants", "decision")
                .with(How::Set, "groups", "g0"),
        };
        let made = apply(&network, &[change]).unwrap();
        nowhere_higher(&network, &made.network)?;
        // And taken away again nothing is left of it.
        let thing = [Thing::Tie, Thing::Referral, Thing::Actor, Thing::Service][usize::from(what)];
        let back = Change::new(Deed::Remove, thing, Some(&made.added[0]));
        let back = apply(&made.network, &[back]).unwrap();
        prop_assert_eq!(back.network, network);
    }

    #[test]
    fn the_order_of_changes_and_rows_plays_no_part(network in any_network(), at in 0usize..8) {
        let id = format!("a{}", at % network.actors.len());
        let mut changes = vec![
            Change::new(Deed::Add, Thing::Service, Some("ny"))
                .with(How::Set, "actor", "n").with(How::Set, "name", "Ny tjänst")
                .with(How::Set, "function", "support").with(How::Set, "groups", "g1"),
            Change::new(Deed::Add, Thing::Actor, Some("n")).with(How::Set, "name", "Ny"),
            Change::new(Deed::Remove, Thing::Actor, Some(&id)),
        ];
        let one = apply(&network, &changes).unwrap();
        changes.reverse();
        let other = apply(&network, &changes).unwrap();
        prop_assert_eq!(&one.network, &other.network);
        let mut turned = network.clone();
        turned.services.reverse();
        turned.ties.reverse();
        prop_assert_eq!(ends(&apply(&turned, &changes).unwrap().network), ends(&one.network));
    }

    #[test]
    fn what_is_kept_is_what_would_be_computed(network in any_network(), at in 0usize..8, g in 0usize..3, how in 0u8..3) {
        let service = network.services[at % network.services.len()].id.0.clone();
        let change = || Change::new(Deed::Change, Thing::Service, Some(&service));
        let change = match how {
            0 => change().with(How::Join, "groups", GROUPS[g]),
            1 => change().with(How::Join, "access", "open"),
            _ => change().with(How::Join, "excludes", GROUPS[g]),
        };
        let ground = Ground::new(network, Parameters::default(), None, &["falls_between"]);
        let trial = ground.try_out(&[change]).unwrap();
        let whole = coverage(&Graph::new(&trial.applied.network), Parameters::default());
        prop_assert_eq!(trial.coverage, whole);
    }
}
