//! The rows that findings rest on, by hand on tiny networks, and their laws.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::footing::{ends, label};
use super::missing_tests::{duty, group, place, service, sit, tie};
use super::{Analysis, Finding};
use crate::graph::Graph;
use crate::measure::Parameters;
use crate::measure::tests::networks;
use crate::model::*;

fn every(net: &Network) -> Vec<Finding> {
    Analysis::new(&Graph::new(net), Parameters::default()).every(&[])
}

/// A row as its table and id; without an id by what it names.
fn named(net: &Network, row: Footing) -> String {
    let id = row.id(net).map_or_else(|| ends(net, row).join("+"), str::to_owned);
    format!("{}/{id}", row.table())
}

/// The rows that a finding rests on.
fn behind(net: &Network, id: &str) -> Vec<String> {
    let every = every(net);
    let ids: Vec<&str> = every.iter().map(|finding| finding.id.as_str()).collect();
    let found = every.iter().find(|finding| finding.id == id);
    let rows = &found.unwrap_or_else(|| panic!("no {id} among {ids:?}")).rests_on;
    rows.iter().map(|row| named(net, *row)).collect()
}

fn claim(place: &str) -> Claim {
    Claim {
        source: "k".into(),
        place: place.into(),
        obtained: Obtained::Stated,
        interview: None,
        date: None,
        printed: None,
    }
}

fn measure(id: &str, responsible: &[&str], groups: &[&str]) -> Row<Measure> {
    Row::bare(Measure {
        id: id.into(),
        number: Some(id.to_uppercase()),
        text: format!("Gör {id}"),
        responsible: responsible.iter().map(|id| (*id).into()).collect(),
        groups: groups.iter().map(|id| (*id).into()).collect(),
        functions: vec![Function::Support],
        ..Measure::default()
    })
}

/// A hole for older people: the police detect them by name, a shelter takes anybody, another
/// names them without a way in, and the board has a duty.
fn hole() -> Network {
    let mut net = place();
    net.groups = vec![group("aldre", &["exposed", "older"])];
    net.actors[2].meets = vec!["aldre".into()];
    net.services = vec![
        service("upptackt", "polis", Function::Detect, &["aldre"], &["self_referral"]),
        service("stod", "jour", Function::Support, &[], &["self_referral"]),
        service("samtal", "skola", Function::Support, &["aldre"], &[]),
        service("kurs", "kommun", Function::Train, &["aldre"], &[]),
    ];
    duty(&mut net, "kommun", "polis");
    net.mandates[0].groups = vec!["aldre".into()];
    duty(&mut net, "polis", "jour");
    net
}

#[test]
fn a_hole_rests_on_what_its_sentences_name() {
    let expected = [
        "groups/aldre",
        // Named without a way in, named for something else, not named.
        "services/samtal",
        "services/upptackt",
        "services/stod",
        // Who meets the group.
        "actors/rvc",
        "actors/skola",
        "actors/polis",
        "mandates/m-kommun-polis",
    ];
    let rows = behind(&hole(), "falls_between:aldre:support");
    let (rows, expected): (BTreeSet<_>, BTreeSet<_>) =
        (rows.iter().map(String::as_str).collect(), expected.into_iter().collect());
    assert_eq!(rows, expected);
    let mut net = hole();
    net.mandates[0].groups.clear();
    let rows = behind(&net, "falls_between:aldre:support");
    assert!(!rows.iter().any(|row| row.starts_with("mandates")), "a duty toward nobody: {rows:?}");
}

#[test]
fn who_was_never_asked_is_named_by_rows_seats_and_what_was_said_there() {
    let mut net = hole();
    net.actors[5].interviewed = Some(false);
    sit(&mut net, "grupp", None, &["jour", "polis"]);
    let said = |id: &str, actor: &str| {
        Row::bare(Statement { id: id.into(), actor: Some(actor.into()), ..Statement::default() })
    };
    net.statements = vec![said("av-jouren", "jour"), said("av-polisen", "polis")];
    let rows = ["actors/jour", "statements/av-jouren", "affiliations/jour+grupp", "groups/aldre"];
    assert_eq!(behind(&net, "never_asked:jour"), rows);
}

#[test]
fn a_duty_rests_on_the_duties_and_on_seats_above_the_work() {
    let mut net = place();
    duty(&mut net, "kontor", "polis");
    duty(&mut net, "polis", "kontor");
    duty(&mut net, "kontor", "jour");
    sit(&mut net, "styr", Some(ForumFunction::Steering), &["rvc", "polis", "jour"]);
    let rows = [
        "mandates/m-kontor-polis",
        "mandates/m-polis-kontor",
        "forums/styr",
        "affiliations/rvc+styr",
        "affiliations/polis+styr",
    ];
    assert_eq!(behind(&net, "mandated:kontor:polis"), rows);
}

#[test]
fn a_wish_rests_on_its_tie_its_answer_and_what_is_there_to_build_on() {
    let mut net = place();
    net.ties.push(tie("jour", "polis", TieKind::Wishes, &["jour"]));
    net.ties[0].claims.push(claim("6.2"));
    assert_eq!(behind(&net, "wished:jour:polis"), ["ties/t-jour-polis"]);
    let said = |id: &str, text: &str| {
        let mut said = Row::bare(Statement {
            id: id.into(),
            text: text.into(),
            kind: Some(StatementKind::Wish),
            actor: Some("jour".into()),
            ..Statement::default()
        });
        said.claims.push(claim("6.2"));
        said
    };
    // Said at the same place, but of something else.
    net.statements = vec![said("annat", "Vill ha mer pengar"), said("s", "Vill nå Polis")];
    net.measures = vec![measure("m", &["kommun"], &[]), measure("n", &["kommun"], &[])];
    for statement in ["annat", "s"] {
        net.answers.push(Row::bare(Answer {
            statement: statement.into(),
            degree: Some(Degree::Partly),
            measures: vec!["m".into()],
            ..Answer::default()
        }));
    }
    let mut rows = vec!["ties/t-jour-polis", "statements/s", "answers/s+m", "measures/m"];
    assert_eq!(behind(&net, "wished:jour:polis"), rows);
    net.ties.push(tie("polis", "jour", TieKind::Trains, &[]));
    rows.push("ties/t-polis-jour");
    assert_eq!(behind(&net, "wished:jour:polis"), rows);
}

#[test]
fn a_broken_way_names_the_service_at_its_end_only_where_the_sentence_does() {
    let mut net = place();
    net.groups = vec![group("utsatta", &["exposed", "adult"]), group("unga", &["young"])];
    net.services = vec![
        service("enkat", "skola", Function::Ask, &["unga"], &[]),
        service("stod", "jour", Function::Support, &[], &["self_referral"]),
    ];
    let mut rows = vec!["actors/skola", "services/enkat", "groups/unga"];
    assert_eq!(behind(&net, "broken_referral:skola"), rows);
    net.services[1].access = vec![Door(vec![Access::Decision])];
    net.services.push(service("annan", "rvc", Function::Support, &[], &["self_referral"]));
    net.ties.push(tie("skola", "jour", TieKind::Consults, &[]));
    rows.push("services/stod");
    assert_eq!(behind(&net, "broken_referral:skola"), rows);
}

#[test]
fn a_shared_group_rests_on_the_services_by_which_it_is_shared() {
    let mut net = place();
    net.groups = vec![
        group("aldre", &["exposed", "old"]),
        group("demens", &["exposed", "old", "dementia"]),
        group("barn", &["exposed", "child"]),
    ];
    for unit in [2, 4, 5] {
        net.actors[unit].meets = vec!["aldre".into()];
    }
    net.services = vec![
        service("vard", "polis", Function::Support, &["demens"], &[]),
        service("kurs", "polis", Function::Train, &["aldre"], &[]),
        service("lek", "jour", Function::Support, &["barn"], &[]),
        service("annan", "skola", Function::Prevent, &["aldre"], &[]),
    ];
    let rows = ["groups/aldre", "services/vard", "actors/jour", "actors/polis", "actors/rvc"];
    assert_eq!(behind(&net, "shared_group_no_forum:aldre"), rows);
}

#[test]
fn what_one_says_of_another_rests_on_the_ties_that_it_says() {
    let mut net = place();
    net.ties.push(tie("jour", "polis", TieKind::Consults, &["jour"]));
    net.ties.push(tie("rvc", "polis", TieKind::Cooperates, &[]));
    assert_eq!(behind(&net, "one_sided:polis"), ["ties/t-jour-polis", "actors/polis"]);
}

#[test]
fn what_ends_rests_on_itself_its_successor_and_what_it_carries() {
    let mut net = place();
    net.ties.push(tie("jour", "polis", TieKind::Consults, &[]));
    sit(&mut net, "grupp", None, &["jour", "polis"]);
    net.forums[0].ends = Some("2027-12-31".into());
    let agreement = |id: &str, ends: Option<&str>| {
        Row::bare(Agreement {
            id: id.into(),
            name: id.into(),
            ends: ends.map(str::to_owned),
            ..Agreement::default()
        })
    };
    net.agreements = vec![agreement("gammalt", Some("2026-12-31")), agreement("nytt", None)];
    net.agreements[0].carries = vec!["t-jour-polis".into()];
    net.agreements[1].replaces = Some("gammalt".into());
    let rows = ["agreements/gammalt", "agreements/nytt", "ties/t-jour-polis"];
    assert_eq!(behind(&net, "ending:gammalt"), rows);
    let rows = ["forums/grupp", "affiliations/jour+grupp", "affiliations/polis+grupp"];
    assert_eq!(behind(&net, "ending:grupp"), rows);
}

#[test]
fn forums_that_overlap_rest_on_the_seats_of_those_in_both() {
    let mut net = place();
    sit(&mut net, "ena", None, &["rvc", "polis", "jour"]);
    sit(&mut net, "andra", None, &["jour", "rvc", "polis", "skola"]);
    let rows = behind(&net, "overlapping_forums:andra:ena");
    assert_eq!(rows[..2], ["forums/andra", "forums/ena"]);
    assert_eq!(rows.len(), 2 + 6, "{rows:?}");
    assert!(!rows.contains(&"affiliations/skola+andra".to_owned()));
}

#[test]
fn the_chain_rests_on_the_seats_by_which_it_hangs_together() {
    let mut net = place();
    net.actors[1].kind = Some(ActorKind::Board);
    sit(&mut net, "styr", Some(ForumFunction::Steering), &["kontor", "skola"]);
    sit(&mut net, "team", Some(ForumFunction::Strategic), &["skola", "polis"]);
    sit(&mut net, "grupp", Some(ForumFunction::Operative), &["polis", "jour"]);
    net.forums[2].reports_to = Some("team".into());
    let rows = [
        "actors/kontor",
        "affiliations/kontor+styr",
        "forums/styr",
        "affiliations/skola+styr",
        "affiliations/skola+team",
        "forums/team",
        "forums/grupp",
    ];
    assert_eq!(behind(&net, "chain_of_command"), rows);
    assert_eq!(behind(&net, "checklist:6"), rows);
}

#[test]
fn answers_of_the_checklist_rest_on_what_makes_them_answers() {
    let mut net = hole();
    net.services.push(service("forebygga", "skola", Function::Prevent, &[], &[]));
    net.measures = vec![measure("m", &["kommun"], &[]), measure("n", &["polis"], &[])];
    net.measures[0].functions = vec![Function::Prevent];
    sit(&mut net, "grupp", None, &["jour"]);
    net.forums[0].convener = Some("rvc".into());
    let rows = ["actors/kommun", "actors/skola", "services/forebygga", "measures/m"];
    assert_eq!(behind(&net, "checklist:1"), rows);
    let rows = ["actors/kommun", "actors/rvc", "services/kurs", "forums/grupp"];
    assert_eq!(behind(&net, "checklist:2"), rows);
    assert_eq!(behind(&net, "checklist:5"), ["actors/rvc", "forums/grupp"]);
    let rows = ["mandates/m-kommun-polis", "mandates/m-polis-jour"];
    assert_eq!(behind(&net, "checklist:3"), rows);
    assert_eq!(behind(&net, "checklist:8"), ["services/kurs"]);
    let rows = ["services/stod", "services/samtal", "measures/n"];
    assert_eq!(behind(&net, "checklist:9"), rows);
    assert!(behind(&net, "checklist:7").is_empty(), "no goals, so nothing to rest on");
}

#[test]
fn a_plan_rests_on_its_measures_and_its_answers() {
    let mut net = place();
    net.id = "plan".into();
    net.groups = vec![group("aldre", &["exposed", "older"])];
    net.actors[2].meets = vec!["aldre".into()];
    net.measures = vec![measure("m", &["polis"], &["aldre"]), measure("n", &["jour"], &[])];
    net.measures[1].partners = vec!["skola".into()];
    let of = |statement: &str, network: Option<&str>| {
        Row::bare(Answer {
            network: network.map(str::to_owned),
            statement: statement.into(),
            degree: Some(Degree::Answered),
            measures: vec!["n".into()],
            ..Answer::default()
        })
    };
    net.answers = vec![of("s", None), of("s", Some("annat"))];
    net.statements = vec![Row::bare(Statement { id: "s".into(), ..Statement::default() })];
    let rows = ["groups/aldre", "measures/m", "actors/rvc"];
    assert_eq!(behind(&net, "plan_practice:group:aldre"), rows);
    assert_eq!(behind(&net, "plan_practice:forum:n"), ["measures/n"]);
    assert_eq!(behind(&net, "plan_practice:board:polis"), ["actors/polis", "measures/m"]);
    let rows = ["statements/s", "answers/s+n", "measures/n"];
    assert_eq!(behind(&net, "plan_practice:wishes:plan:answered"), rows);
    // Of wishes that stand elsewhere nothing is known here.
    let rows = ["answers/n", "measures/n"];
    assert_eq!(behind(&net, "plan_practice:wishes:annat:answered"), rows);
    net.actors[4].interviewed = None;
    net.actors[5].interviewed = None;
    let rows = ["actors/polis", "actors/jour", "measures/m", "measures/n"];
    assert_eq!(behind(&net, "plan_practice:boards"), rows);
}

#[test]
fn rows_are_called_what_people_call_them() {
    let mut net = hole();
    net.ties.push(tie("jour", "polis", TieKind::Consults, &[]));
    net.ties[0].about = Some("hot".into());
    net.referrals.push(Row::bare(Referral {
        id: "r".into(),
        from: "polis".into(),
        to: "jour".into(),
        group: Some("aldre".into()),
        condition: Some("samtycke".into()),
        ..Referral::default()
    }));
    net.measures = vec![measure("m", &["polis"], &[])];
    net.mandates[0].basis = Some("lagen".into());
    sit(&mut net, "grupp", None, &["jour"]);
    net.forums[0].name = "Gruppen".into();
    let both = |row: Footing| {
        let said = label(&net, row);
        (said.sv, said.en)
    };
    let pair = |sv: &str, en: &str| (sv.to_owned(), en.to_owned());
    assert_eq!(both(Footing::Service(1)), pair("stod (JOUR)", "stod (JOUR)"));
    let tied = pair("JOUR och POLIS (konsulterar): hot", "JOUR and POLIS (consults): hot");
    assert_eq!(both(Footing::Tie(0)), tied);
    let way = "POLIS → JOUR: aldre, samtycke";
    assert_eq!(both(Footing::Referral(0)), pair(way, way));
    let seat = pair("JOUR sitter i Gruppen", "JOUR sits in Gruppen");
    assert_eq!(both(Footing::Seat(0)), seat);
    let held = pair(
        "KOMMUN har en uppgift som rör POLIS: utreda tillsammans (lagen)",
        "KOMMUN has a duty toward POLIS: utreda tillsammans (lagen)",
    );
    assert_eq!(both(Footing::Duty(0)), held);
    assert_eq!(both(Footing::Measure(0)), pair("Åtgärd M: Gör m", "Measure M: Gör m"));
    assert_eq!(both(Footing::Goal(9)).0, "goals", "a row that is not there");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Each row is there, stands once and can be called something; the claims of a finding are
    /// those of its rows and no others.
    #[test]
    fn a_finding_rests_on_rows_that_are_there(net in networks()) {
        let mut net = net;
        for (at, row) in net.forums.iter_mut().enumerate() {
            row.name = format!("F{at}");
        }
        for (at, row) in net.groups.iter_mut().enumerate() {
            row.name = format!("G{at}");
        }
        for (at, row) in net.services.iter_mut().enumerate() {
            row.name = format!("S{at}");
            row.claims = vec![claim(&format!("s{at}")), claim("shared")];
        }
        for (at, row) in net.actors.iter_mut().enumerate() {
            row.name = format!("A{at}");
            row.claims = vec![claim(&format!("a{at}")), claim("shared")];
        }
        for finding in every(&net) {
            let rows: BTreeSet<Footing> = finding.rests_on.iter().copied().collect();
            prop_assert_eq!(rows.len(), finding.rests_on.len(), "{}", &finding.id);
            let claims = finding.claims(&net);
            let places: BTreeSet<&Claim> = claims.iter().collect();
            prop_assert_eq!(places.len(), claims.len(), "{}", &finding.id);
            let of_rows: BTreeSet<&Claim> =
                finding.rests_on.iter().flat_map(|row| row.claims(&net)).collect();
            prop_assert_eq!(places, of_rows);
            for row in finding.rests_on {
                prop_assert_eq!(row.beside(&net, &net), Beside::Same, "{:?}", row);
                prop_assert!(!label(&net, row).sv.contains("  "), "{:?}", row);
            }
        }
    }
}
