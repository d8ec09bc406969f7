//! Two rounds of one network compared: what closes, opens, comes and goes.

use samkarta::compare::{Change, Changed, Comparison, Fate, compare};
use samkarta::findings::Analysis;
use samkarta::graph::Graph;
use samkarta::measure::Parameters;
use samkarta::model::{
    Access, Actor, Agreement, Door, Function, Interview, Network, NetworkKind, Row, Ruling,
    Service, Tie, TieKind, TieState, Verdict,
};

use crate::fixture::real;

fn between(old: &Network, new: &Network) -> Comparison {
    let (before, after) = (Graph::new(old), Graph::new(new));
    let analysis = |graph| Analysis::new(graph, Parameters::default());
    compare(&analysis(&before), &analysis(&after))
}

/// A second round: the same network, another id.
fn round(change: impl FnOnce(&mut Network)) -> (Network, Network) {
    let old = real().network;
    let mut new = old.clone();
    new.id = "sodertalje-2023".into();
    change(&mut new);
    (old, new)
}

fn support_for_the_old(id: &str, actor: &str) -> Row<Service> {
    Row::bare(Service {
        id: id.into(),
        actor: actor.into(),
        name: "Stöd för äldre".into(),
        function: Some(Function::Support),
        groups: vec!["aldre-over-65".into()],
        access: vec![Door(vec![Access::SelfReferral])],
        ..Service::default()
    })
}

fn fate(compared: &Comparison, finding: &str) -> Fate {
    compared.holes.iter().find(|hole| hole.finding == finding).unwrap().fate
}

fn of<'a>(list: &'a [Changed], id: &str) -> &'a Changed {
    list.iter().find(|c| c.old.as_deref() == Some(id) || c.new.as_deref() == Some(id)).unwrap()
}

#[test]
fn a_round_that_says_the_same_changes_nothing() {
    let (old, new) = round(|_| ());
    let compared = between(&old, &new);
    assert!(compared.warning.is_none() && compared.opened.is_empty());
    assert!(compared.holes.iter().all(|hole| hole.fate == Fate::Open));
    let changes = &compared.changes;
    for list in [&changes.actors, &changes.forums, &changes.ties, &changes.findings] {
        assert!(list.iter().all(|c| c.change == Some(Change::Stayed)), "{list:?}");
    }
    let union = &compared.union.network;
    assert_eq!(union.actors.len(), old.actors.len());
    assert_eq!(union.services.len(), old.services.len());
    assert_eq!(union.ties.len(), old.ties.len());
    assert_eq!(union.statements.len(), old.statements.len());
    assert_eq!(union.sources.len(), old.sources.len());
}

#[test]
fn a_service_that_names_the_older_closes_their_hole_and_no_other_group_s() {
    let (old, mut new) = round(|net| {
        net.services.push(support_for_the_old("stod-aldre", "rvc"));
    });
    let one = between(&old, &new);
    assert_eq!(fate(&one, "falls_between:aldre-over-65:support"), Fate::Better);
    new.services.push(support_for_the_old("stod-aldre-jour", "brottsofferjouren"));
    let compared = between(&old, &new);
    assert_eq!(fate(&compared, "falls_between:aldre-over-65:support"), Fate::Closed);
    assert_eq!(fate(&compared, "falls_between:aldre-over-65:protect"), Fate::Open);
    assert_eq!(fate(&compared, "falls_between:utsatta-man:support"), Fate::Open);
    let closed: Vec<_> = compared.holes.iter().filter(|h| h.fate == Fate::Closed).collect();
    assert!(closed.iter().all(|hole| hole.function == Function::Support), "{closed:?}");
    assert!(closed.iter().all(|hole| !hole.services.is_empty()), "{closed:?}");
    let back = between(&new, &old);
    assert!(back.opened.iter().any(|f| f.id == "falls_between:aldre-over-65:support"));
}

#[test]
fn a_round_without_services_closes_nothing_and_says_so() {
    let (old, new) = round(|net| net.services.clear());
    let compared = between(&old, &new);
    assert!(compared.holes.iter().all(|hole| hole.fate == Fate::Unobserved));
    let gone = compared.changes.findings.iter().filter(|c| c.change == Some(Change::Went));
    assert_eq!(gone.count(), 0, "a finding is not gone because nobody looked");
}

#[test]
fn holes_are_not_followed_to_another_place_or_to_examples() {
    let (old, mut new) = round(|net| net.place = Some("Borg".into()));
    let compared = between(&old, &new);
    assert!(compared.holes.is_empty() && compared.no_holes.is_some());
    assert!(compared.warning.unwrap().sv.contains("olika platser"));
    let whole = |c: &&Changed| {
        let id = c.old.as_deref().unwrap_or_default();
        id.starts_with("checklist") || id.starts_with("chain_of_command")
    };
    let mut of_the_whole = compared.changes.findings.iter().filter(whole).peekable();
    assert!(of_the_whole.peek().is_some());
    assert!(of_the_whole.all(|c| c.change == Some(Change::NotSeenNow)));
    new.place.clone_from(&old.place);
    new.kind = Some(NetworkKind::Magazine);
    assert!(between(&old, &new).no_holes.is_some());
}

#[test]
fn a_denial_ends_a_tie_and_a_wish_makes_none() {
    let (old, new) = round(|net| {
        let at = net.ties.iter().position(|tie| is_claimed(tie)).unwrap();
        net.ties[at].value.state = Some(TieState::Absent);
        let mut wish = net.ties[at].clone();
        wish.value = Tie {
            id: "onskan".into(),
            from: "rvc".into(),
            to: "apc".into(),
            kind: Some(TieKind::Wishes),
            ..Tie::default()
        };
        net.ties.push(wish);
    });
    let compared = between(&old, &new);
    let ties = &compared.changes.ties;
    assert_eq!(ties.iter().filter(|c| c.change == Some(Change::Went)).count(), 1);
    assert!(ties.iter().all(|c| c.change != Some(Change::Came)), "{ties:?}");
}

fn is_claimed(tie: &Tie) -> bool {
    tie.state != Some(TieState::Absent) && tie.kind != Some(TieKind::Wishes)
}

#[test]
fn rows_of_one_id_that_say_other_things_stand_side_by_side() {
    let (mut old, mut new) = round(|_| ());
    let interview = |actor: &str| {
        Row::bare(Interview { id: "i01".into(), actor: Some(actor.into()), ..Interview::default() })
    };
    let agreement = |id: &str, replaces: Option<&str>, name: &str| {
        Row::bare(Agreement {
            id: id.into(),
            name: name.into(),
            replaces: replaces.map(Into::into),
            ..Agreement::default()
        })
    };
    old.interviews = vec![interview("rvc")];
    new.interviews = vec![interview("apc")];
    old.agreements = vec![agreement("a", None, "Det gamla")];
    new.agreements = vec![agreement("a", None, "Ett annat"), agreement("b", Some("a"), "Nästa")];
    new.actors[2].claims[0].interview = Some("i01".into());
    let compared = between(&old, &new);
    let whole = &compared.union.network;
    assert_eq!(whole.interviews.len(), 2);
    let names: Vec<&str> = whole.agreements.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Det gamla", "Ett annat", "Nästa"]);
    let replaced = whole.agreements[2].replaces.clone().unwrap();
    assert_eq!(replaced, whole.agreements[1].id, "not the older network's a");
    let said = whole.actors[2].claims.iter().filter_map(|claim| claim.interview.clone());
    assert_eq!(said.collect::<Vec<_>>(), [whole.interviews[1].id.clone()]);
}

#[test]
fn what_one_round_lacks_is_gone_only_if_it_asked() {
    let (old, new) = round(|net| {
        let lost = |id: &str| ["familjecentralen", "hemtjansten"].contains(&id);
        net.actors.retain(|row| !lost(row.id.as_str()));
        net.ties.retain(|row| !lost(row.from.as_str()) && !lost(row.to.as_str()));
        let mut tie = net.ties[0].clone();
        tie.value = Tie {
            id: "ny".into(),
            from: "rvc".into(),
            to: "apc".into(),
            kind: Some(TieKind::Consults),
            ..Tie::default()
        };
        net.ties.push(tie);
    });
    let compared = between(&old, &new);
    let actors = &compared.changes.actors;
    // The municipality was asked in both rounds; nobody asked elderly care.
    assert_eq!(of(actors, "familjecentralen").change, Some(Change::Went));
    assert_eq!(of(actors, "hemtjansten").change, Some(Change::NotSeenNow));
    assert_eq!(of(&compared.changes.ties, "apc rvc").change, Some(Change::Came));
    assert!(compared.union.network.actor("hemtjansten").is_some());
}

#[test]
fn another_name_is_another_actor_until_somebody_decides() {
    let renamed = |net: &mut Network| {
        net.actors.push(Row::bare(Actor {
            id: "mottagningen-mot-vald".into(),
            name: "Mottagningen mot våld".into(),
            ..Actor::default()
        }));
    };
    let (old, mut new) = round(renamed);
    let link = |compared: &Comparison| {
        let own = of(&compared.changes.actors, "mottagningen-mot-vald").clone();
        (own.change.unwrap(), own.old)
    };
    assert_eq!(link(&between(&old, &new)).1, None);
    let decide = |ruling| {
        Row::bare(Verdict {
            one: "mottagningen-mot-vald".into(),
            other: "sodertalje-2020/rvc".into(),
            verdict: Some(ruling),
            why: Some("bytt namn".into()),
            ..Verdict::default()
        })
    };
    new.actors.retain(|row| row.id.as_str() != "rvc");
    new.verdicts = vec![decide(Ruling::Same)];
    let compared = between(&old, &new);
    assert_eq!(link(&compared), (Change::Stayed, Some("rvc".into())));
    let whole = &compared.union.network;
    assert!(whole.aliases.iter().any(|alias| alias.name == "Mottagningen mot våld"));
    new.verdicts = vec![decide(Ruling::Different)];
    assert_eq!(link(&between(&old, &new)).1, None);
}
