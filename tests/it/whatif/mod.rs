//! What-if: changes tried by hand and by law, files of changes, the command and the API.

mod api;
mod files;
mod laws;

use std::fs;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use samkarta::findings::{Finding, Severity};
use samkarta::graph::Graph;
use samkarta::link::settled;
use samkarta::load::scenario::{open as open_changes, read, to_toml};
use samkarta::measure::Parameters;
use samkarta::measure::coverage::{Class, coverage};
use samkarta::model::Progress;
use samkarta::model::text::Word;
use samkarta::model::{
    Access, Actor, ActorKind, Change, Date, Deed, Door, Function, Group, How, Network, Row,
    Scenario, Service, Status, Text, Thing,
};
use samkarta::whatif::{Ground, Turn, apply, best, compare_findings, say};

use crate::fixture::{real, root};

/// The 2020 mapping as its verdicts make it, analysed.
pub(crate) fn ground() -> Ground {
    let network = settled(&real().network).network;
    Ground::new(network, Parameters::default(), Date::parse("2026-11-22"), &[])
}

#[test]
fn one_is_counted_as_one_and_several_as_several() {
    use samkarta::whatif::{Difference, summary};
    let mut trial = ground().try_out(&[]).unwrap();
    assert!(summary(&trial).sv.contains("Ingen iakttagelse ändras"));
    let opened = || Difference { turn: Turn::Opened, before: None, after: None };
    trial.differences = vec![opened()];
    let one = summary(&trial);
    assert!(one.sv.starts_with("Iakttagelser: 1 är ny;"), "{}", one.sv);
    assert!(one.en.starts_with("Findings: 1 is new;"), "{}", one.en);
    trial.differences.push(opened());
    assert!(summary(&trial).sv.starts_with("Iakttagelser: 2 är nya;"));
}

fn actor(id: &str, parent: Option<&str>) -> Row<Actor> {
    Row::bare(Actor {
        id: id.into(),
        name: format!("Namn {id}"),
        kind: Some(ActorKind::Unit),
        parent: parent.map(Into::into),
        ..Actor::default()
    })
}

fn service(id: &str, at: &str, groups: &[&str], doors: &[Access]) -> Row<Service> {
    Row::bare(Service {
        id: id.into(),
        actor: at.into(),
        name: format!("Insats {id}"),
        function: Some(Function::Support),
        groups: groups.iter().map(|group| (*group).into()).collect(),
        access: doors.iter().map(|door| Door(vec![*door])).collect(),
        ..Service::default()
    })
}

fn group(id: &str, conditions: &[&str]) -> Row<Group> {
    Row::bare(Group {
        id: id.into(),
        name: format!("Grupp {id}"),
        conditions: conditions.iter().map(|c| (*c).to_owned()).collect(),
        ..Group::default()
    })
}

/// Two groups, one of which the only service names; a social office decides who comes in.
fn small() -> Network {
    Network {
        id: "liten".to_owned(),
        actors: vec![
            actor("kommun", None),
            actor("socialkontor", Some("kommun")),
            actor("enhet", Some("socialkontor")),
            actor("jour", None),
        ],
        groups: vec![group("aldre", &["exposed", "old"]), group("unga", &["exposed", "young"])],
        services: vec![
            Row::bare(Service {
                grants: vec![Status::Decision],
                function: Some(Function::Investigate),
                ..service("beslut", "enhet", &["unga"], &[Access::Open]).value
            }),
            Row::bare(Service {
                granted_by: vec!["enhet".into()],
                ..service("stod", "jour", &["unga"], &[Access::Decision]).value
            }),
        ],
        ties: vec![Row::bare(samkarta::model::Tie {
            id: "t1".to_owned(),
            from: "enhet".into(),
            to: "jour".into(),
            kind: Some(samkarta::model::TieKind::Cooperates),
            ..Default::default()
        })],
        ..Network::default()
    }
}

fn class(network: &Network, group: &str, function: Function) -> Class {
    let graph = Graph::new(network);
    let cells = coverage(&graph, Parameters::default()).cells;
    let row = network.groups.iter().position(|g| g.id.as_str() == group).unwrap();
    cells.iter().find(|c| c.group == row && c.function == function).unwrap().class
}

#[test]
fn a_service_for_the_old_closes_their_gap_by_hand() {
    let network = small();
    assert_eq!(class(&network, "aldre", Function::Support), Class::Gap);
    let change = Change::new(Deed::Add, Thing::Service, None)
        .with(How::Set, "actor", "Namn jour")
        .with(How::Set, "name", "Stöd till äldre")
        .with(How::Set, "function", "support")
        .with(How::Set, "groups", "grupp ALDRE")
        .with(How::Set, "access", "open");
    let ground = Ground::new(network, Parameters::default(), None, &[]);
    let trial = ground.try_out(std::slice::from_ref(&change)).unwrap();
    assert_eq!(trial.applied.added, ["stod-till-aldre"]);
    let added = trial.applied.network.service("stod-till-aldre").unwrap();
    assert_eq!((added.actor.as_str(), added.groups[0].as_str()), ("jour", "aldre"));
    assert!(added.claims.is_empty());
    // 1 − (1 − 0.6 · 0.95): one open door at the service itself, no handover.
    let cell =
        trial.coverage.cells.iter().find(|c| c.group == 0 && c.function == Function::Support);
    assert!((cell.unwrap().low - 0.57).abs() < 1e-9, "{cell:?}");
    assert_eq!(cell.unwrap().class, Class::Fragile);
    let turned: Vec<_> = trial
        .differences
        .iter()
        .filter(|d| d.before.as_ref().is_some_and(|f| f.id == "falls_between:aldre:support"))
        .collect();
    assert_eq!(turned.len(), 1);
    assert_eq!(turned[0].turn, Turn::Better);
    assert_eq!(
        (trial.before.holes - trial.after.holes, trial.after.fragile - trial.before.fragile),
        (1, 1)
    );
    let said = say(&ground.network, &change);
    assert!(said.sv.contains("Stöd till äldre") && said.sv.contains("stödja"), "{}", said.sv);
}

#[test]
fn a_removed_actor_takes_its_units_and_the_doors_that_only_they_open() {
    let network = small();
    assert_eq!(class(&network, "unga", Function::Support), Class::Fragile);
    let made =
        apply(&network, &[Change::new(Deed::Remove, Thing::Actor, Some("socialkontor"))]).unwrap();
    for gone in ["socialkontor", "enhet", "beslut", "t1", "stod"] {
        assert!(made.removed.iter().any(|id| id == gone), "{gone}: {:?}", made.removed);
    }
    assert_eq!(made.network.actors.len(), 2);
    // An empty list of granters would mean that anybody may grant it.
    assert!(made.network.services.is_empty());
    assert!(made.consequences.iter().any(|text| text.sv.contains("Insats stod")));
    let rest = apply(&network, &[Change::new(Deed::Remove, Thing::Actor, Some("jour"))]).unwrap();
    assert_eq!(rest.network.actors.len(), 3);
    assert_eq!(rest.network.services.len(), 1);
}

#[test]
fn a_hole_is_no_smaller_because_the_only_one_who_was_asked_is_gone() {
    let mut network = small();
    let asked = |network: &mut Network, id: &str| {
        let actor = network.actors.iter_mut().find(|actor| actor.id.as_str() == id).unwrap();
        actor.interviewed = Some(true);
        actor.meets = vec!["unga".into()];
    };
    network.services.clear();
    network.services.push(service("bo", "jour", &["aldre"], &[Access::Open]));
    asked(&mut network, "enhet");
    let ground = Ground::new(network, Parameters::default(), None, &["falls_between"]);
    let is_grave = |f: &&samkarta::findings::Finding| f.id.starts_with("falls_between:unga");
    assert!(ground.findings.iter().any(|f| is_grave(&f)), "{:?}", ground.findings);
    let remove = Change::new(Deed::Remove, Thing::Actor, Some("enhet"));
    let trial = ground.try_out(&[remove]).unwrap();
    let better: Vec<_> = trial.differences.iter().filter(|d| d.turn == Turn::Better).collect();
    assert!(better.is_empty(), "{better:?}");
}

#[test]
fn taking_away_the_last_service_of_a_kind_opens_gaps() {
    let ground = Ground::new(small(), Parameters::default(), None, &["falls_between"]);
    let remove = Change::new(Deed::Remove, Thing::Service, Some("stod"));
    let trial = ground.try_out(&[remove]).unwrap();
    let of = |turn: Turn| trial.differences.iter().filter(|d| d.turn == turn).count();
    assert_eq!(of(Turn::Closed), 0, "{:?}", trial.differences);
    assert!(of(Turn::Worse) >= 1);
    assert!(trial.after.holes > trial.before.holes);
    // And the first of a kind opens none.
    let add = Change::new(Deed::Add, Thing::Service, None)
        .with(How::Set, "actor", "jour")
        .with(How::Set, "name", "Boende")
        .with(How::Set, "function", "house")
        .with(How::Set, "groups", "unga")
        .with(How::Set, "access", "open");
    let trial = ground.try_out(&[add]).unwrap();
    assert!(trial.differences.iter().all(|d| d.turn != Turn::Opened), "{:?}", trial.differences);
    assert!(trial.after.holes < trial.before.holes);
}

#[test]
fn no_change_makes_no_difference_and_what_is_undone_is_as_before() {
    let ground = ground();
    let trial = ground.try_out(&[]).unwrap();
    assert_eq!(trial.applied.network, ground.network);
    assert_eq!((&trial.coverage, &trial.findings), (&ground.coverage, &ground.findings));
    assert!(trial.differences.is_empty() && trial.cells().is_empty());
    let id = "rvc-akut-skyddat-boende";
    let before = ground.network.service(id).unwrap().clone();
    let group = ground.network.groups.iter().find(|g| !before.groups.contains(&g.id)).unwrap();
    let group = group.id.as_str();
    let widen =
        Change::new(Deed::Change, Thing::Service, Some(id)).with(How::Join, "groups", group);
    let narrow =
        Change::new(Deed::Change, Thing::Service, Some(id)).with(How::Drop, "groups", group);
    let there = apply(&ground.network, &[widen]).unwrap();
    assert_ne!(there.network, ground.network);
    let back = apply(&there.network, &[narrow]).unwrap();
    assert_eq!(back.network, ground.network);
}

#[test]
fn only_reached_groups_are_computed_and_the_answer_is_the_whole_one() {
    let ground = ground();
    let service = "rvc-akut-skyddat-boende";
    for change in [
        Change::new(Deed::Change, Thing::Service, Some(service)).with(How::Join, "access", "open"),
        Change::new(Deed::Change, Thing::Service, Some(service)).with(
            How::Join,
            "groups",
            "aldre-over-65",
        ),
        Change::new(Deed::Add, Thing::Referral, None)
            .with(How::Set, "from", "hemtjansten")
            .with(How::Set, "to", "rvc")
            .with(How::Set, "group", "aldre-over-65"),
        Change::new(Deed::Remove, Thing::Actor, Some("rvc")),
    ] {
        let trial = match ground.try_out(std::slice::from_ref(&change)) {
            Ok(trial) => trial,
            Err(faults) => panic!("{change:?}: {faults:?}"),
        };
        let whole = coverage(&Graph::new(&trial.applied.network), Parameters::default());
        if trial.coverage.cells.len() == whole.cells.len() {
            assert_eq!(trial.coverage, whole, "{change:?}");
        }
    }
}

#[test]
fn the_best_changes_have_the_value_that_they_are_said_to_have() {
    let ground = ground();
    let found = best(&ground, &[], 2, Progress::silent()).unwrap();
    assert_eq!(found.steps.len(), 2);
    assert!(found.candidates > 20, "{}", found.candidates);
    let mut changes = Vec::new();
    let mut last = found.before;
    for step in &found.steps {
        assert_eq!(step.before, last);
        assert!(step.after.order(&step.before).is_lt());
        changes.push(step.change.clone());
        let trial = ground.try_out(&changes).unwrap();
        assert_eq!(
            (trial.after.holes, trial.after.fragile),
            (step.after.holes, step.after.fragile)
        );
        assert!((trial.after.missing - step.after.missing).abs() < 1e-9);
        last = step.after;
    }
    // No candidate alone is better than the first step: tried without the short cut.
    let graph = Graph::new(&ground.network);
    let terrain = samkarta::measure::terrain::Terrain::new(&graph, Parameters::default());
    let all = samkarta::whatif::candidates(&terrain, &ground.coverage.cells);
    for candidate in all.iter().step_by(7) {
        let trial = ground.try_out(std::slice::from_ref(&candidate.change)).unwrap();
        assert!(!trial.after.order(&found.steps[0].after).is_lt(), "{candidate:?}");
    }
}

#[test]
fn a_search_that_is_stopped_keeps_the_steps_that_it_has_found() {
    let mut network = small();
    network.services.push(service("for-alla", "jour", &[], &[Access::Open]));
    let ground = Ground::new(network, Parameters::default(), None, &[]);
    let whole = best(&ground, &[], 2, Progress::silent()).unwrap();
    assert_eq!((whole.stopped, whole.steps.len()), (false, 2));
    let at_once = |_, _| ControlFlow::Break(());
    let none = best(&ground, &[], 2, Progress::new(&at_once)).unwrap();
    assert!(none.stopped && none.steps.is_empty());
    // The first step is done when all of its candidates are.
    let first = AtomicBool::new(false);
    let in_the_second = |done: usize, of: usize| {
        let stop = first.fetch_or(done == of, Ordering::Relaxed);
        if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let one = best(&ground, &[], 2, Progress::new(&in_the_second)).unwrap();
    assert!(one.stopped);
    assert_eq!(one.steps.len(), 1);
    assert_eq!(one.steps[0].change, whole.steps[0].change);
}

#[test]
fn what_closes_with_something_removed_is_gone_and_not_mended() {
    let finding = |id: &str, subjects: &[&str]| Finding {
        id: id.to_owned(),
        rule: "rule",
        severity: Severity::High,
        score: (1.0, 1.0),
        subjects: subjects.iter().map(|id| (*id).to_owned()).collect(),
        title: Text::default(),
        text: Text::default(),
        would_change: Text::default(),
        rests_on: Vec::new(),
        told_in: None,
        decision: None,
    };
    let before = [
        finding("rule:jour", &["jour"]),
        finding("rule:unga", &["unga", "jour"]),
        finding("rule:aldre", &["aldre"]),
    ];
    let turns = |removed: &[String]| -> Vec<(String, Turn)> {
        let all = compare_findings(&before, &[], removed).into_iter();
        all.filter_map(|d| Some((d.before?.id, d.turn))).collect()
    };
    let of = |id: &str, turn| (format!("rule:{id}"), turn);
    assert_eq!(
        turns(&["jour".to_owned()]),
        [of("aldre", Turn::Closed), of("jour", Turn::Gone), of("unga", Turn::Gone)]
    );
    assert!(turns(&[]).iter().all(|(_, turn)| *turn == Turn::Closed));
}

#[test]
fn rarer_changes_are_said_in_words() {
    let edit = |thing, id: &str, column: &str, value: &str| {
        Change::new(Deed::Change, thing, Some(id)).with(How::Set, column, value)
    };
    for (change, sv, en) in [
        (
            edit(Thing::Actor, "jour", "sector", "municipality"),
            "Ändra aktör ”Namn jour”: sektor kommun",
            "Change actor “Namn jour”: sector municipality",
        ),
        (
            edit(Thing::Service, "stod", "access", "referral+consent"),
            "Ändra insats ”Insats stod”: väg in remiss + samtycke",
            "Change service “Insats stod”: way in referral + consent",
        ),
        (
            edit(Thing::Service, "stod", "age_max", ""),
            "Ändra insats ”Insats stod”: utan högsta ålder",
            "Change service “Insats stod”: without greatest age",
        ),
        (
            Change::new(Deed::Add, Thing::Service, None)
                .with(How::Set, "actor", "jour")
                .with(How::Set, "name", "Samtal")
                .with(How::Set, "acute", "yes"),
            "Lägg till insats ”Samtal” hos Namn jour: akut ja",
            "Add service “Samtal” of Namn jour: acute yes",
        ),
    ] {
        let said = say(&small(), &change);
        assert_eq!((said.sv.as_str(), said.en.as_str()), (sv, en));
    }
}

#[test]
fn the_example_of_the_documentation_works() {
    let text = fs::read_to_string(root().join("docs/whatif.md")).unwrap();
    let blocks: Vec<&str> =
        text.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(blocks.len() >= 2, "no examples");
    for block in blocks {
        let scenario = read("exempel.toml", block).unwrap_or_else(|p| panic!("{block}\n{p:?}"));
        let made = apply(&ground().network, &scenario.changes);
        assert!(made.is_ok(), "{block}\n{:?}", made.err());
        let again = read("igen.toml", &to_toml(&scenario)).unwrap();
        assert_eq!(bare(&again), bare(&scenario));
    }
}

/// A scenario without the lines on which it stands.
pub(crate) fn bare(scenario: &Scenario) -> Scenario {
    let mut bare = scenario.clone();
    for change in &mut bare.changes {
        change.line = None;
        change.edits.iter_mut().for_each(|edit| edit.line = None);
    }
    bare
}

#[test]
fn every_word_has_both_languages() {
    for turn in Turn::ALL {
        assert_ne!(turn.label().sv, turn.label().en);
    }
    assert!(open_changes(std::path::Path::new("finns/inte.toml")).is_err());
}
