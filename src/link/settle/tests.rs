//! What verdicts make of small networks, and laws of any.

use proptest::prelude::*;

use super::*;
use crate::model::{
    Affiliation, Agreement, Alias, Attributes, Claim, Decision, Obtained, Participation, Position,
    Referral, Row, Sector, Service, Statement, Tie, TieKind, Verdict,
};

fn claim(place: &str) -> Claim {
    Claim {
        source: "s".into(),
        place: place.to_owned(),
        obtained: Obtained::Stated,
        interview: None,
        date: None,
        printed: None,
    }
}

fn said<T>(value: T, places: &[&str]) -> Row<T> {
    Row { claims: places.iter().map(|place| claim(place)).collect(), ..Row::bare(value) }
}

fn actor(id: &str, name: &str, places: &[&str]) -> Row<Actor> {
    said(Actor { id: id.into(), name: name.into(), ..Actor::default() }, places)
}

fn verdict(one: &str, other: &str, ruling: Ruling) -> Row<Verdict> {
    Row::bare(Verdict {
        one: one.into(),
        other: other.into(),
        verdict: Some(ruling),
        ..Verdict::default()
    })
}

fn tie(id: &str, from: &str, to: &str, places: &[&str]) -> Row<Tie> {
    let kind = Some(TieKind::Cooperates);
    said(Tie { id: id.into(), from: from.into(), to: to.into(), kind, ..Tie::default() }, places)
}

fn seat(forum: &str, actor: &str, role: Option<&str>, places: &[&str]) -> Row<Affiliation> {
    let role = role.map(str::to_owned);
    said(Affiliation { forum: forum.into(), actor: actor.into(), role }, places)
}

/// Three names, two of them of one centre.
fn town() -> Network {
    Network {
        id: "n".into(),
        actors: vec![
            actor("rvc", "RVC", &["A1"]),
            actor("centrum", "Relationsvåldscentrum", &["B1", "B2"]),
            actor("polisen", "Polisen", &["C1"]),
        ],
        ..Network::default()
    }
}

fn names(network: &Network) -> Vec<&str> {
    network.actors.iter().map(|row| row.id.as_str()).collect()
}

#[test]
fn two_names_become_one_record_and_nothing_is_lost() {
    let mut town = town();
    town.actors[0].sector = Some(Sector::Region);
    town.actors[0].attributes = Attributes::from([("telefon".into(), "1".into())]);
    town.actors[1].sector = Some(Sector::Municipality);
    town.actors[0].interviewed = Some(true);
    town.actors[1].interviewed = Some(false);
    town.actors[0].persons = Some(3);
    let alias = Alias { actor: Some("rvc".into()), name: "R.V.C.".into(), ..Alias::default() };
    town.aliases = vec![said(alias, &["A9"])];
    town.ties = vec![
        tie("t1", "rvc", "polisen", &["D1"]),
        tie("t2", "centrum", "polisen", &["D2"]),
        tie("t3", "rvc", "centrum", &["D3"]),
    ];
    let carries = vec!["t2".to_owned(), "t1".to_owned(), "rvc".to_owned()];
    let parties = vec!["rvc".into(), "centrum".into()];
    let agreement = Agreement { id: "a".into(), parties, carries, ..Agreement::default() };
    town.agreements = vec![said(agreement, &["E1"])];
    town.verdicts = vec![verdict("rvc", "centrum", Ruling::Same)];
    let Settled { network, merged, unused, .. } = settled(&town);
    assert_eq!(unused, []);
    assert_eq!(names(&network), ["centrum", "polisen"]);
    let centre = &network.actors[0];
    assert_eq!((centre.sector, centre.persons), (Some(Sector::Municipality), Some(3)));
    assert_eq!(centre.interviewed, Some(true), "asked once is asked");
    let kept = |name: &str| centre.attributes.get(name).map(String::as_str);
    assert_eq!((kept("sector@rvc"), kept("merged")), (Some("region"), Some("rvc")));
    assert_eq!(kept("telefon"), Some("1"));
    assert_eq!(centre.claims, ["B1", "B2", "D3", "A1"].map(claim));
    let aliases: Vec<_> =
        network.aliases.iter().map(|row| (row.name.as_str(), row.claims.clone())).collect();
    assert_eq!(aliases, [("R.V.C.", vec![claim("A9")]), ("RVC", vec![claim("A1")])]);
    assert_eq!(network.ties.len(), 1);
    assert_eq!(network.ties[0].claims, ["D1", "D2"].map(claim));
    assert_eq!(network.agreements[0].parties, ["centrum".into()]);
    assert_eq!(network.agreements[0].carries, ["t1", "centrum"]);
    assert_eq!(network.verdicts, []);
    assert_eq!(
        (merged[0].id.as_str(), merged[0].absorbed.as_slice()),
        ("centrum", &["rvc".into()][..])
    );
    let told: Vec<&str> = merged[0].told.iter().map(|text| text.sv.as_str()).collect();
    assert!(told.iter().any(|text| text.contains("för de är nu samma")), "{told:?}");
    assert!(told.iter().any(|text| text.contains("en annan sektor: region")), "{told:?}");
}

#[test]
fn every_table_refers_to_the_record_that_stands() {
    let mut town = town();
    let forum =
        |id: &str, name: &str| Forum { id: id.into(), name: name.into(), ..Forum::default() };
    town.forums = vec![
        said(Forum { convener: Some("rvc".into()), ..forum("f", "Rådet") }, &["F1"]),
        said(Forum { reports_to: Some("f".into()), ..forum("g", "Råd") }, &["F2"]),
    ];
    town.affiliations = vec![
        seat("f", "rvc", Some("ordförande"), &["G1"]),
        seat("g", "centrum", Some("sekreterare"), &["G2"]),
    ];
    let service = |id: &str, actor: &str, place: &str| {
        let granted_by = vec!["rvc".into(), "centrum".into()];
        let value =
            Service { id: id.into(), actor: actor.into(), granted_by, ..Service::default() };
        said(value, &[place])
    };
    town.services = vec![service("s1", "rvc", "H1"), service("s2", "centrum", "H2")];
    let referral = |id: &str, from: &str, to: &str| {
        Row::bare(Referral {
            id: id.into(),
            from: from.into(),
            to: to.into(),
            ..Referral::default()
        })
    };
    town.referrals = vec![referral("r1", "public", "rvc"), referral("r2", "rvc", "centrum")];
    let statement =
        Statement { id: "st".into(), actor: Some("rvc".into()), ..Statement::default() };
    town.statements = vec![Row::bare(statement)];
    let took = |id: &str, interviews| Row::bare(Participation { principal: id.into(), interviews });
    town.participation = vec![took("rvc", 2), took("centrum", 3)];
    let at = |id: &str, x| Row::bare(Position { id: id.into(), x, y: 0.0 });
    town.positions = vec![at("rvc", 1.0), at("g", 2.0), at("f", 3.0)];
    let decided =
        |finding: &str| Row::bare(Decision { finding: finding.into(), ..Decision::default() });
    town.decisions = vec![decided("key_actor:rvc"), decided("never_asked:rvc")];
    town.decisions.push(decided("key_actor:centrum"));
    // Subjects in the order of their ids, as the rule names them when it is run again.
    town.decisions.push(decided("duplicates:polisen:rvc"));
    town.decisions.push(decided("falls_between:rvc:bo"));
    town.verdicts =
        vec![verdict("rvc", "n/centrum", Ruling::Same), verdict("f", "g", Ruling::Same)];
    let Settled { network, merged, .. } = settled(&town);
    assert_eq!(network.forums.len(), 1);
    let council = &network.forums[0];
    assert_eq!(council.convener, Some("centrum".into()));
    assert_eq!(council.reports_to, None, "nothing reports to itself");
    assert_eq!(network.affiliations.len(), 1);
    assert_eq!(network.affiliations[0].role.as_deref(), Some("ordförande; sekreterare"));
    assert_eq!(network.affiliations[0].claims, ["G1", "G2"].map(claim));
    assert_eq!(network.services.len(), 1);
    assert_eq!(network.services[0].granted_by, ["centrum".into()]);
    assert_eq!(network.referrals.len(), 1);
    assert_eq!(network.referrals[0].to.as_str(), "centrum");
    assert_eq!(network.statements[0].actor, Some("centrum".into()));
    assert_eq!(network.participation.len(), 1);
    assert_eq!(network.participation[0].interviews, 5);
    let places: Vec<_> = network.positions.iter().map(|row| (row.id.as_str(), row.x)).collect();
    assert_eq!(places, [("centrum", 1.0), ("f", 3.0)]);
    let decisions: Vec<&str> = network.decisions.iter().map(|row| row.finding.as_str()).collect();
    let expected = [
        "never_asked:centrum",
        "key_actor:centrum",
        "duplicates:centrum:polisen",
        "falls_between:centrum:bo",
    ];
    assert_eq!(decisions, expected);
    assert_eq!(merged.len(), 2);
}

#[test]
fn what_is_different_is_not_joined_by_way_of_a_third() {
    let mut town = town();
    town.verdicts = vec![
        verdict("rvc", "centrum", Ruling::Same),
        verdict("centrum", "polisen", Ruling::Same),
        verdict("polisen", "rvc", Ruling::Different),
    ];
    let now = settled(&town);
    assert_eq!(names(&now.network), ["centrum", "polisen"]);
    assert_eq!(now.unused.len(), 1);
    assert_eq!(now.unused[0].verdict, 1);
    assert!(now.unused[0].why.sv.contains("olika"), "{}", now.unused[0].why.sv);
    // The one that was given last does nothing.
    town.verdicts[0].date = Some("2026-02-01".into());
    town.verdicts[1].date = Some("2026-01-01".into());
    let now = settled(&town);
    assert_eq!(names(&now.network), ["rvc", "centrum"]);
    assert_eq!(now.unused[0].verdict, 0);
}

#[test]
fn the_later_row_on_a_pair_holds() {
    let mut town = town();
    town.verdicts =
        vec![verdict("rvc", "centrum", Ruling::Same), verdict("centrum", "rvc", Ruling::Different)];
    let now = settled(&town);
    assert_eq!(now.network.actors, town.actors);
    assert_eq!(now.unused[0].verdict, 0);
    town.verdicts.swap(0, 1);
    assert_eq!(settled(&town).network.actors.len(), 2);
}

#[test]
fn what_an_import_proposed_goes_into_what_somebody_named() {
    let mut town = town();
    town.actors[1].attributes = Attributes::from([("proposed".into(), "yes".into())]);
    town.verdicts = vec![verdict("rvc", "centrum", Ruling::Same)];
    let now = settled(&town);
    assert_eq!(names(&now.network), ["rvc", "polisen"]);
    assert_eq!(now.network.actors[0].attributes.get("proposed"), None);
}

#[test]
fn a_record_that_has_a_new_id_is_found_by_its_name() {
    let mut town = town();
    let mut ruled = verdict("gammalt-id", "rvc", Ruling::Same);
    ruled.one_name = Some("relationsvålds-centrum".into());
    town.verdicts = vec![ruled.clone()];
    assert_eq!(settled(&town).unused.len(), 1);
    town.verdicts[0].one_name = Some("RELATIONSVÅLDSCENTRUM".into());
    assert_eq!(names(&settled(&town).network), ["centrum", "polisen"]);
    let alias = Alias { actor: Some("polisen".into()), ..Alias::default() };
    town.aliases = vec![Row::bare(Alias { name: "Relationsvåldscentrum".into(), ..alias })];
    let now = settled(&town);
    assert_eq!(now.network.actors.len(), 3);
    assert!(now.unused[0].why.sv.contains("flera"), "{}", now.unused[0].why.sv);
    town.verdicts = vec![verdict("rvc", "ingen", Ruling::Same)];
    assert!(settled(&town).unused[0].why.sv.contains("ingen"));
}

#[test]
fn a_part_becomes_a_unit_where_that_fits() {
    let mut town = town();
    town.verdicts = vec![verdict("rvc", "polisen", Ruling::PartOf)];
    let now = settled(&town);
    assert_eq!(now.network.actors[0].parent, Some("polisen".into()));
    assert_eq!((now.unused.len(), now.network.verdicts.len()), (0, 1));
    town.actors[0].parent = Some("centrum".into());
    let now = settled(&town);
    assert_eq!(now.network.actors[0].parent, Some("centrum".into()));
    assert_eq!(now.unused.len(), 1);
}

#[test]
fn records_of_different_sorts_and_of_other_networks_are_left() {
    let mut town = town();
    town.groups = vec![Row::bare(Group { id: "kvinnor".into(), ..Group::default() })];
    town.verdicts = vec![
        verdict("rvc", "kvinnor", Ruling::Same),
        verdict("rvc", "annat/centrum", Ruling::Same),
    ];
    let now = settled(&town);
    assert_eq!(now.network, town);
    assert_eq!(now.unused.len(), 1);
    // That an actor is an example of a group is true and changes nothing.
    town.verdicts[0] = verdict("rvc", "kvinnor", Ruling::PartOf);
    let now = settled(&town);
    assert_eq!((now.network, now.unused.len()), (town, 0));
}

/// A network of a few actors and forums and all sorts of verdicts on them.
fn networks() -> impl Strategy<Value = Network> {
    let ends = || (0..6usize, 0..6usize);
    (
        prop::collection::vec((0..4usize, prop::option::of(0..6usize), any::<bool>()), 6),
        prop::collection::vec(ends(), 0..8),
        prop::collection::vec((0..3usize, 0..6usize), 0..8),
        prop::collection::vec((ends(), 0..4usize, 0..3u8), 0..7),
        prop::collection::vec((0..3usize, 0..3usize, 0..3usize), 0..3),
    )
        .prop_map(|(actors, ties, seats, ruled, forums)| {
            let id = |n: usize| format!("a{n}");
            let mut network = Network { id: "n".into(), ..Network::default() };
            for (n, (claims, parent, proposed)) in actors.into_iter().enumerate() {
                let places: Vec<String> = (0..claims).map(|c| format!("A{n}.{c}")).collect();
                let places: Vec<&str> = places.iter().map(String::as_str).collect();
                let mut row = actor(&id(n), &format!("Namn {}", n / 2), &places);
                row.parent = parent.map(|up| id(up).into());
                if proposed {
                    row.attributes.insert("proposed".into(), "yes".into());
                }
                network.actors.push(row);
            }
            for n in 0..3 {
                let value = Forum { id: format!("f{n}").into(), ..Forum::default() };
                network.forums.push(said(value, &[&format!("F{n}")]));
            }
            for (n, (from, to)) in ties.into_iter().enumerate() {
                network.ties.push(tie(&format!("t{n}"), &id(from), &id(to), &[&format!("T{n}")]));
            }
            for (n, (forum, actor)) in seats.into_iter().enumerate() {
                let forum = format!("f{forum}");
                network.affiliations.push(seat(&forum, &id(actor), None, &[&format!("S{n}")]));
            }
            let ruling =
                |n: usize| [Ruling::Same, Ruling::Same, Ruling::Different, Ruling::PartOf][n];
            for ((one, other), how, day) in ruled {
                let mut row = verdict(&id(one), &id(other), ruling(how));
                row.date = Some(format!("2026-01-0{}", day + 1));
                network.verdicts.push(row);
            }
            for (one, other, how) in forums {
                let (one, other) = (format!("f{one}"), format!("f{other}"));
                network.verdicts.push(verdict(&one, &other, ruling(how)));
            }
            network
        })
}

fn claims(network: &Network) -> BTreeSet<Claim> {
    let mut all = BTreeSet::new();
    all.extend(network.actors.iter().flat_map(|row| row.claims.clone()));
    all.extend(network.forums.iter().flat_map(|row| row.claims.clone()));
    all.extend(network.ties.iter().flat_map(|row| row.claims.clone()));
    all.extend(network.affiliations.iter().flat_map(|row| row.claims.clone()));
    all
}

/// One verdict for each pair, as the store keeps them.
fn one_a_pair(network: &mut Network) {
    let mut seen = BTreeSet::new();
    network.verdicts.retain(|row| {
        let (one, other) = (row.one.clone(), row.other.clone());
        seen.insert((one.clone().min(other.clone()), one.max(other)))
    });
}

/// Other ids in the same order of rows.
fn relabelled(network: &Network) -> Network {
    let new = |id: &str| format!("x{}", 9 - id[1..].parse::<usize>().unwrap_or(0)) + &id[..1];
    let mut network = network.clone();
    network.actors.iter_mut().for_each(|row| {
        row.value.id = new(row.id.as_str()).into();
        row.value.parent = row.value.parent.take().map(|id| new(id.as_str()).into());
    });
    network.forums.iter_mut().for_each(|row| row.value.id = new(row.id.as_str()).into());
    network.ties.iter_mut().for_each(|row| {
        row.value.from = new(row.from.as_str()).into();
        row.value.to = new(row.to.as_str()).into();
    });
    network.affiliations.iter_mut().for_each(|row| {
        row.value.forum = new(row.forum.as_str()).into();
        row.value.actor = new(row.actor.as_str()).into();
    });
    network.verdicts.iter_mut().for_each(|row| {
        row.value.one = new(&row.one);
        row.value.other = new(&row.other);
    });
    network
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn without_verdicts_nothing_changes(network in networks()) {
        let bare = Network { verdicts: Vec::new(), ..network };
        let now = settled(&bare);
        prop_assert_eq!(&now.network, &bare);
        prop_assert!(now.merged.is_empty() && now.unused.is_empty());
    }

    #[test]
    fn no_claim_is_lost(network in networks()) {
        prop_assert_eq!(claims(&settled(&network).network), claims(&network));
    }

    #[test]
    fn nothing_refers_to_what_is_gone(network in networks()) {
        let now = settled(&network).network;
        let actor = |id: &crate::model::ActorId| now.actor(id.as_str()).is_some();
        let forum = |id: &crate::model::ForumId| now.forum(id.as_str()).is_some();
        prop_assert!(now.actors.iter().all(|row| row.parent.as_ref().is_none_or(actor)));
        prop_assert!(now.ties.iter().all(|row| actor(&row.from) && actor(&row.to)));
        prop_assert!(now.affiliations.iter().all(|row| forum(&row.forum) && actor(&row.actor)));
        prop_assert!(now.aliases.iter().all(|row| row.actor.as_ref().is_none_or(actor)));
        prop_assert!(now.aliases.iter().all(|row| row.forum.as_ref().is_none_or(forum)));
        prop_assert!(now.verdicts.iter().all(|row| row.one != row.other
            || network.verdicts.iter().any(|old| old.one == old.other && old.one == row.one)));
    }

    #[test]
    fn what_is_ruled_apart_stays_apart(network in networks()) {
        let now = settled(&network);
        let whole = |kind: Kind, row: usize| {
            let id = kind.id(&network, row).to_owned();
            let into = now.merged.iter().find(|m| m.kind == kind && m.absorbed.contains(&id));
            into.map_or(id, |merged| merged.id.clone())
        };
        for ruled in &now.ruled {
            let ends = (whole(ruled.kind, ruled.one), whole(ruled.kind, ruled.other));
            let idle = now.unused.iter().any(|unused| unused.verdict == ruled.verdict);
            match ruled.ruling {
                Ruling::Same => prop_assert!(idle || ends.0 == ends.1),
                _ => prop_assert!(ends.0 != ends.1),
            }
        }
    }

    #[test]
    fn the_order_of_verdicts_on_different_pairs_plays_no_part(
        network in networks(), turn in 0..7usize,
    ) {
        let mut network = network;
        one_a_pair(&mut network);
        let first = settled(&network);
        let n = network.verdicts.len().max(1);
        network.verdicts.rotate_left(turn % n);
        let half = network.verdicts.len() / 2;
        network.verdicts[..half].reverse();
        let mut now = settled(&network).network;
        now.verdicts = first.network.verdicts.clone();
        prop_assert_eq!(now, first.network);
    }

    #[test]
    fn names_of_ids_play_no_part(network in networks()) {
        let (one, other) = (settled(&network), settled(&relabelled(&network)));
        let shape = |now: &Settled| {
            let actors: Vec<_> = now.network.actors.iter().map(|row| row.claims.clone()).collect();
            let ties: Vec<_> = now.network.ties.iter().map(|row| row.claims.clone()).collect();
            let unused: Vec<_> = now.unused.iter().map(|unused| unused.verdict).collect();
            (actors, ties, unused)
        };
        prop_assert_eq!(shape(&one), shape(&other));
    }

    #[test]
    fn a_verdict_taken_back_leaves_no_trace(network in networks()) {
        let mut network = network;
        let Some(last) = network.verdicts.pop() else { return Ok(()) };
        let before = settled(&network);
        network.verdicts.push(last);
        settled(&network);
        network.verdicts.pop();
        prop_assert_eq!(settled(&network), before);
    }

    #[test]
    fn what_is_settled_stays_as_it_is(network in networks()) {
        let now = settled(&network).network;
        let again = settled(&now);
        prop_assert!(again.merged.is_empty());
        // Two verdicts that have come to be about one pair are not told apart again.
        let bare = |network: &Network| Network { verdicts: Vec::new(), ..network.clone() };
        prop_assert_eq!(bare(&again.network), bare(&now));
    }
}
