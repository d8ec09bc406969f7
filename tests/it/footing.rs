//! The rows that findings rest on, in every package and in what is tried on one.

use std::fs;

use samkarta::export::json;
use samkarta::findings::Analysis;
use samkarta::graph::Graph;
use samkarta::load::scenario::read;
use samkarta::measure::Parameters;
use samkarta::model::{Network, Scenario};
use serde_json::{Value, json};

use crate::fixture::{open, real, root};
use crate::whatif::ground;

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn found(network: &Network) -> Value {
    let graph = Graph::new(network);
    let analysis = Analysis::new(&graph, Parameters::default());
    parsed(&json::text(&json::findings(&analysis, &[])).unwrap())
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("no {key} in {value}"))
}

/// Claims of rows, each once, in their order.
fn gathered(rows: &[Value]) -> Vec<Value> {
    let mut all = Vec::new();
    for claim in rows.iter().flat_map(|row| list(row, "claims")) {
        if !all.contains(claim) {
            all.push(claim.clone());
        }
    }
    all
}

/// Whether a table of the network has a row with this id.
fn has(network: &Network, table: &str, id: &str) -> bool {
    fn any<'a>(mut ids: impl Iterator<Item = &'a str>, id: &str) -> bool {
        ids.any(|known| known == id)
    }
    match table {
        "actors" => any(network.actors.iter().map(|row| row.id.as_str()), id),
        "forums" => any(network.forums.iter().map(|row| row.id.as_str()), id),
        "groups" => any(network.groups.iter().map(|row| row.id.as_str()), id),
        "services" => any(network.services.iter().map(|row| row.id.as_str()), id),
        "referrals" => any(network.referrals.iter().map(|row| row.id.as_str()), id),
        "ties" => any(network.ties.iter().map(|row| row.id.as_str()), id),
        "agreements" => any(network.agreements.iter().map(|row| row.id.as_str()), id),
        "mandates" => any(network.mandates.iter().map(|row| row.id.as_str()), id),
        "goals" => any(network.goals.iter().map(|row| row.id.as_str()), id),
        "measures" => any(network.measures.iter().map(|row| row.id.as_str()), id),
        "statements" => any(network.statements.iter().map(|row| row.id.as_str()), id),
        other => panic!("an id in {other}"),
    }
}

#[test]
fn claims_are_those_of_the_rows_and_every_row_is_there() {
    let mut seen = 0;
    for entry in fs::read_dir(root().join("networks")).unwrap() {
        let network = open(&entry.unwrap().path()).network;
        for finding in list(&found(&network), "findings") {
            let (id, rows) = (&finding["id"], list(finding, "rests_on"));
            assert_eq!(finding["claims"], Value::Array(gathered(rows)), "{id}");
            for (at, row) in rows.iter().enumerate() {
                seen += 1;
                assert!(!rows[..at].contains(row), "{id} names {row} twice");
                for lang in ["sv", "en"] {
                    let label = row["label"][lang].as_str().unwrap();
                    assert!(!label.trim().is_empty(), "{id}: {row}");
                }
                assert!(row["scenario"].is_null(), "{id}: {row}");
                let table = row["table"].as_str().unwrap();
                match row["id"].as_str() {
                    Some(known) => assert!(has(&network, table, known), "{id}: {row}"),
                    None => assert!(["affiliations", "answers"].contains(&table), "{id}: {row}"),
                }
            }
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn who_says_that_support_for_people_over_65_falls_between_is_told_row_by_row() {
    let network = real().network;
    let all = found(&network);
    let hole = list(&all, "findings").iter();
    let mut hole = hole.filter(|f| f["id"] == "falls_between:aldre-over-65:support");
    let rows = list(hole.next().unwrap(), "rests_on");
    assert_eq!(rows[0]["id"], "aldre-over-65");
    let outreach = rows.iter().find(|row| row["id"] == "diakoner-uppsok-missionskyrkan").unwrap();
    assert_eq!(outreach["table"], "services");
    assert_eq!(outreach["ends"], json!(["diakoner-missionskyrkan"]));
    assert!(!list(outreach, "claims").is_empty(), "{outreach}");
    let label = outreach["label"]["sv"].as_str().unwrap();
    assert!(label.ends_with("(Diakonerna i Missionskyrkan)"), "{label}");
    // No statement is guessed at by standing in the same section.
    assert!(rows.iter().all(|row| row["table"] != "statements"));
}

const TRIED: &str = r#"
namn = "Nämner äldre"
[[ändra.insats]]
id = "rvc-akut-skyddat-boende"
lägg_till_målgrupper = "aldre-over-65"
[[lägg_till.insats]]
id = "nytt-stod"
aktör = "rvc"
namn = "Nytt stöd"
funktion = "stödja"
målgrupper = ["aldre-over-65"]
väg_in = ["öppen för alla"]
"#;

#[test]
fn what_a_scenario_made_is_no_evidence() {
    let ground = ground();
    let tried: Scenario = read("tried.toml", TRIED).unwrap();
    let trial = ground.try_out(&tried.changes).unwrap();
    let shown = parsed(&json::text(&json::what_if(&ground, &tried, &trial)).unwrap());
    let (mut added, mut changed, mut kept) = (0, 0, 0);
    for difference in list(&shown, "differences") {
        let (before, after) = (&difference["before"], &difference["after"]);
        let rows_of = |side| if side == &Value::Null { &[] } else { list(side, "rests_on") };
        for row in rows_of(before) {
            assert!(row["scenario"].is_null(), "{row}");
        }
        let rows = rows_of(after);
        for row in rows {
            let (own, count) = match row["id"].as_str() {
                Some("nytt-stod") => (json!("added"), &mut added),
                Some("rvc-akut-skyddat-boende") => (json!("changed"), &mut changed),
                _ => (Value::Null, &mut kept),
            };
            *count += 1;
            assert_eq!(row["scenario"], own, "{row}");
            assert!(own.is_null() || list(row, "claims").is_empty(), "{row}");
        }
        if after.is_object() {
            assert_eq!(after["claims"], Value::Array(gathered(rows)));
        }
    }
    assert!(added > 0 && changed > 0 && kept > 0, "{added} {changed} {kept}");
}
