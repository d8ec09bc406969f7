//! What the 2020 mapping says, from the data and without a special case.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use samkarta::findings::{Analysis, Finding, RULES, Severity};
use samkarta::graph::Graph;
use samkarta::measure::Parameters;
use samkarta::measure::coverage::Class;
use samkarta::model::{Decision, DecisionState, Function, Lang, Network, Row};

use crate::fixture::{REAL, copy, open, real, root};

fn found(network: &Network) -> Vec<Finding> {
    Analysis::new(&Graph::new(network), Parameters::default()).run(&[])
}

fn one<'a>(findings: &'a [Finding], id: &str) -> &'a Finding {
    findings.iter().find(|finding| finding.id == id).unwrap_or_else(|| panic!("no finding {id}"))
}

/// Class, and ids of the actors that a cell hinges on.
fn cell(network: &Network, group: &str, function: Function) -> (Class, Vec<String>) {
    let graph = Graph::new(network);
    let analysis = Analysis::new(&graph, Parameters::default());
    let cell = analysis
        .coverage
        .cells
        .iter()
        .find(|c| network.groups[c.group].id.as_str() == group && c.function == function)
        .unwrap_or_else(|| panic!("{group} has no cell for {function:?}"));
    (cell.class, cell.hinges_on.iter().map(|&a| network.actors[a].id.0.clone()).collect())
}

#[test]
fn support_for_people_over_65_falls_between() {
    let network = real().network;
    assert_eq!(cell(&network, "aldre-over-65", Function::Support).0, Class::Between);
    let findings = found(&network);
    let finding = one(&findings, "falls_between:aldre-over-65:support");
    assert_eq!(finding.severity, Severity::High);
    assert!(finding.score.0 < 0.2 && finding.score.1 >= 0.2, "{:?}", finding.score);
    assert!(finding.subjects.iter().any(|id| id == "aldre-over-65"));
    // Only the deacons reach them by name, and not for this.
    let names = |lang| finding.text.get(lang).to_lowercase();
    assert!(names(Lang::Sv).contains("diakon"), "{}", finding.text.sv);
    assert!(names(Lang::En).contains("diakon"), "{}", finding.text.en);
    assert!(names(Lang::Sv).contains("uppsökande") || names(Lang::Sv).contains("upptäcka"));
    let outreach = network
        .services
        .iter()
        .find(|s| {
            s.function == Some(Function::Detect)
                && s.groups.iter().any(|g| g.as_str() == "aldre-over-65")
                && network.name_of(s.actor.as_str()).to_lowercase().contains("diakon")
        })
        .expect("the deacons' outreach names people over 65");
    let claims = finding.claims(&network);
    let behind = outreach.claims.iter().filter(|claim| claims.contains(claim)).count();
    assert!(behind > 0, "no claim of {} is behind the finding", outreach.id);
}

#[test]
fn protection_of_women_and_of_children_hangs_on_rvc() {
    let network = real().network;
    for group in ["utsatta-kvinnor", "utsatta-barn"] {
        let (class, hinges) = cell(&network, group, Function::Protect);
        assert_eq!(class, Class::Fragile, "{group}");
        assert!(hinges.iter().any(|id| id == "rvc"), "{group} hinges on {hinges:?}");
        let findings = found(&network);
        let finding = one(&findings, &format!("falls_between:{group}:protect"));
        assert!(finding.text.sv.contains("Relationsvårdscentrum"), "{}", finding.text.sv);
        assert!(finding.subjects.iter().any(|id| id == "rvc"));
    }
    let findings = found(&network);
    let rvc = one(&findings, "key_actor:rvc");
    assert_eq!(rvc.severity, Severity::High);
    assert!(rvc.text.sv.contains("skydd"), "{}", rvc.text.sv);
}

#[test]
fn exposed_men_have_no_protection() {
    let network = real().network;
    let (class, hinges) = cell(&network, "utsatta-man", Function::Protect);
    assert_eq!((class, hinges), (Class::Gap, Vec::new()));
    let findings = found(&network);
    let finding = one(&findings, "falls_between:utsatta-man:protect");
    // Nobody who should know of them was asked: the hole is a question.
    assert_eq!((finding.severity, finding.score), (Severity::Medium, (0.0, 0.0)));
    let older = one(&findings, "falls_between:aldre-over-65:protect");
    assert_eq!(older.severity, Severity::High);
}

#[test]
fn a_decision_changes_no_count_of_a_summary() {
    let mut network = real().network;
    let title = one(&found(&network), "falls_between:detect").title.clone();
    let finding = "falls_between:utsatta-man:detect".to_owned();
    let state = Some(DecisionState::Accepted);
    network.decisions.push(Row::bare(Decision { finding, state, ..Decision::default() }));
    let findings = found(&network);
    assert_eq!(one(&findings, "falls_between:detect").title, title);
    assert!(one(&findings, "falls_between:utsatta-man:detect").decision.is_some());
}

#[test]
fn elderly_care_is_the_first_that_was_never_asked() {
    let network = real().network;
    let findings = found(&network);
    let first = findings.iter().find(|finding| finding.rule == "never_asked").unwrap();
    assert_eq!(first.id, "never_asked:aldreomsorgen");
    assert_eq!(first.severity, Severity::High);
    assert!(first.subjects.iter().any(|id| id == "hemtjansten"), "{:?}", first.subjects);
    assert!(
        first.score.0 > 0.0 && first.text.sv.contains("Svaret kan ändra bilden av"),
        "{}",
        first.text.sv
    );
    for finding in findings.iter().filter(|finding| finding.rule == "never_asked") {
        for id in &finding.subjects {
            let asked = network.actor(id).unwrap().interviewed;
            assert_ne!(asked, Some(true), "{id} was asked");
        }
    }
}

#[test]
fn the_coordinator_stands_out_as_a_role_of_one_person() {
    let network = real().network;
    let findings = found(&network);
    let first = findings.iter().find(|finding| finding.rule == "key_actor").unwrap();
    assert_eq!(first.id, "key_actor:samordnare-vald");
    assert_eq!(first.severity, Severity::High);
    assert!(first.text.sv.contains("En enda person har rollen."), "{}", first.text.sv);
    assert!(first.text.sv.contains("Kallar till Samverkansgruppen"), "{}", first.text.sv);
    assert!(first.text.en.contains("Convenes Samverkansgruppen"), "{}", first.text.en);
}

#[test]
fn every_finding_says_what_about_whom_and_on_whose_word() {
    let network = real().network;
    let findings = found(&network);
    let known = |id: &str| {
        network.actor(id).is_some()
            || network.forum(id).is_some()
            || network.group(id).is_some()
            || network.service(id).is_some()
            || network.agreements.iter().any(|row| row.id.as_str() == id)
    };
    for finding in &findings {
        for lang in [Lang::Sv, Lang::En] {
            for text in [&finding.title, &finding.text, &finding.would_change] {
                // What is answered needs no change.
                let settled = finding.score.0 == 1.0 && *text == finding.would_change;
                assert!(
                    settled || text.get(lang).len() > 5,
                    "{}: {text:?} in {lang:?}",
                    finding.id
                );
                assert!(!text.get(lang).contains("  "), "{}: {}", finding.id, text.get(lang));
            }
        }
        // A question that the source does not answer has nothing to show.
        if finding.rule == "checklist" && finding.score.1 == 0.0 {
            continue;
        }
        assert!(!finding.subjects.is_empty(), "{} is about nothing", finding.id);
        for id in &finding.subjects {
            assert!(known(id), "{}: no {id}", finding.id);
        }
        let claims = finding.claims(&network);
        assert!(!claims.is_empty(), "{} rests on nothing", finding.id);
        for claim in claims {
            let section =
                network.sections.iter().any(|s| s.source == claim.source && s.place == claim.place);
            assert!(section, "{}: no {}#{}", finding.id, claim.source, claim.place);
        }
        let (low, high) = finding.score;
        assert!((0.0..=1.0).contains(&low) && low <= high && high <= 1.0, "{}", finding.id);
    }
    let ids: BTreeSet<&str> = findings.iter().map(|finding| finding.id.as_str()).collect();
    assert_eq!(ids.len(), findings.len(), "an id stands twice");
    for rule in ["falls_between", "never_asked", "key_actor"] {
        assert!(findings.iter().any(|finding| finding.rule == rule), "{rule} finds nothing");
    }
}

/// What must not depend on the order of rows.
fn essence(findings: &[Finding]) -> BTreeMap<String, (Severity, [i64; 2], BTreeSet<String>)> {
    let millionth = |value: f64| (value * 1e6).round() as i64;
    findings
        .iter()
        .map(|f| {
            let score = [millionth(f.score.0), millionth(f.score.1)];
            (f.id.clone(), (f.severity, score, f.subjects.iter().cloned().collect()))
        })
        .collect()
}

/// Reorders rows by a fixed rule, another for each seed.
fn shuffle<T>(rows: &mut [T], seed: u64) {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    for i in (1..rows.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        rows.swap(i, (state % (i as u64 + 1)) as usize);
    }
}

#[test]
fn the_order_of_rows_changes_no_finding() {
    let network = real().network;
    let before = essence(&found(&network));
    for seed in 1..=4 {
        let mut mixed = network.clone();
        shuffle(&mut mixed.actors, seed);
        shuffle(&mut mixed.groups, seed);
        shuffle(&mut mixed.forums, seed);
        shuffle(&mut mixed.affiliations, seed);
        shuffle(&mut mixed.services, seed);
        shuffle(&mut mixed.referrals, seed);
        shuffle(&mut mixed.ties, seed);
        shuffle(&mut mixed.statements, seed);
        assert_ne!(mixed.actors, network.actors);
        let after = essence(&found(&mixed));
        for (id, what) in &before {
            assert_eq!(after.get(id), Some(what), "{id}, rows shuffled with seed {seed}");
        }
        assert_eq!(after.len(), before.len(), "seed {seed}");
    }
}

#[test]
fn decisions_attach_to_their_findings() {
    let (_guard, folder) = copy(&root().join(REAL));
    let text = "finding,state,reason,owner,date\n\
        falls_between:aldre-over-65:support,action,ingen äger frågan,äldreomsorgens chef,2026-12-01\n\
        never_asked:aldreomsorgen,accepted,,,\n\
        key_actor:nobody,dismissed,,,\n";
    fs::write(folder.join("decisions.csv"), text).unwrap();
    let package = open(&folder);
    assert!(!package.has_errors(), "{:?}", package.problems);
    let findings = found(&package.network);
    let decision = one(&findings, "falls_between:aldre-over-65:support").decision.as_ref().unwrap();
    assert_eq!(decision.state.map(samkarta::model::Word::slug), Some("action"));
    assert_eq!(decision.owner.as_deref(), Some("äldreomsorgens chef"));
    assert_eq!(decision.date.as_deref(), Some("2026-12-01"));
    let decided = findings.iter().filter(|finding| finding.decision.is_some()).count();
    assert_eq!(decided, 2);
    assert_eq!(essence(&findings), essence(&found(&real().network)), "a decision moved a finding");
    let json = crate::fixture::run(&["analyse", folder.to_str().unwrap(), "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let decided: Vec<&str> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| !finding["decision"].is_null())
        .map(|finding| finding["decision"]["state"].as_str().unwrap())
        .collect();
    assert_eq!(decided, ["action", "accepted"]);
}

#[test]
fn a_rule_names_every_constant_that_it_depends_on() {
    let network = real().network;
    let graph = Graph::new(&network);
    let usual = Parameters::default();
    let before = Analysis::new(&graph, usual).run(&[]);
    let mut alike: BTreeMap<&[&str], Vec<&str>> = BTreeMap::new();
    for rule in &RULES {
        alike.entry((rule.doc)().constants).or_default().push(rule.id);
    }
    for (constants, rules) in alike {
        // Every constant that they do not name is another: nothing of theirs may change.
        let others = usual.entries().into_iter().filter(|(name, _)| !constants.contains(name));
        let moved = others.fold(usual, |now, (name, value)| {
            let other = [value + 1.0, value / 2.0].into_iter().find_map(|v| now.with(name, v).ok());
            other.unwrap_or_else(|| panic!("{name} cannot be moved"))
        });
        let after = Analysis::new(&graph, moved).run(&rules);
        let of_them: Vec<&Finding> =
            before.iter().filter(|finding| rules.contains(&finding.rule)).collect();
        assert_eq!(of_them, after.iter().collect::<Vec<_>>(), "they name only {constants:?}");
    }
}
