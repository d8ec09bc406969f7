//! Decisions on findings: kept when the analysis is run again, when ids change, and taken
//! back without a trace.

mod days;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use samkarta::findings::{Analysis, Finding};
use samkarta::graph::Graph;
use samkarta::link::settled;
use samkarta::load::Package;
use samkarta::measure::Parameters;
use samkarta::model::{Date, Decision, DecisionState};
use samkarta::serve::{State, app};
use samkarta::store::decisions::{self, DecisionError, withdraw};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::fixture::{REAL, copy, open, relative, root, run};

const OLD: &str = "falls_between:aldre-over-65:support";
const NET: &str = "/api/networks/sodertalje-2020";

const TODAY: &str = "2026-11-22";

/// The command looks at the clock, so here is a day to come whenever this runs.
const LATER: &str = "2999-03-31";

fn decide(package: &mut Package, decision: Decision) -> Result<Option<Decision>, DecisionError> {
    decisions::decide(package, decision, Date::parse(TODAY))
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.filter(|path| path.is_file());
    files.map(|path| (relative(&path), fs::read(&path).unwrap())).collect()
}

fn findings(package: &Package) -> Vec<Finding> {
    let network = settled(&package.network).network;
    let graph = Graph::new(&network);
    Analysis::new(&graph, Parameters::default()).seen_from(Date::parse("2026-11-22")).run(&[])
}

fn decided(folder: &Path, finding: &str) -> Option<Decision> {
    findings(&open(folder)).into_iter().find(|f| f.id == finding).unwrap().decision
}

fn action(finding: &str) -> Decision {
    Decision {
        finding: finding.to_owned(),
        state: Some(DecisionState::Action),
        owner: Some("samordnaren".to_owned()),
        date: Some("2027-03-31".to_owned()),
        title: Some("Äldre; stöd".to_owned()),
        ..Decision::default()
    }
}

/// Rewrites a table of a package.
fn rewrite(folder: &Path, table: &str, change: impl Fn(&str) -> String) {
    let path = folder.join(format!("{table}.csv"));
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, change(&text)).unwrap();
}

#[test]
fn a_decision_holds_when_the_analysis_is_run_again_and_goes_without_a_trace() {
    let (_guard, folder) = copy(&root().join(REAL));
    let before = files(&folder);
    assert_eq!(decide(&mut open(&folder), action(OLD)).unwrap(), None);
    let held = decided(&folder, OLD).unwrap();
    assert_eq!(held.owner.as_deref(), Some("samordnaren"));
    assert_eq!(held.names, ["Äldre över 65 år", "support"]);
    let package = open(&folder);
    let wrong: Vec<_> = package.problems.iter().filter(|p| p.file == "decisions.csv").collect();
    assert!(wrong.is_empty(), "{wrong:?}");

    let dismissed = Decision {
        state: Some(DecisionState::Dismissed),
        reason: Some("källan är gammal, \"2020\"".to_owned()),
        date: None,
        ..action(OLD)
    };
    let replaced = decide(&mut open(&folder), dismissed).unwrap().unwrap();
    assert_eq!(replaced.state, Some(DecisionState::Action));
    assert_eq!(open(&folder).network.decisions.len(), 1);
    assert_eq!(decided(&folder, OLD).unwrap().state, Some(DecisionState::Dismissed));

    withdraw(&mut open(&folder), OLD).unwrap();
    assert!(matches!(withdraw(&mut open(&folder), OLD), Err(DecisionError::None(_))));
    assert!(files(&folder) == before, "a decision taken back left a trace");
}

#[test]
fn a_table_written_by_hand_stays_as_it_is_written() {
    let (_guard, folder) = copy(&root().join(REAL));
    let by_hand = "finding,state,reason,owner,date,not\r\n\"checklist:1\",accepted,,,2026-01-02,\"så, ja\"\r\n";
    fs::write(folder.join("decisions.csv"), by_hand).unwrap();
    let before = files(&folder);
    decide(&mut open(&folder), action(OLD)).unwrap();
    let now = fs::read_to_string(folder.join("decisions.csv")).unwrap();
    assert!(now.contains("\"checklist:1\",accepted,,,2026-01-02,\"så, ja\""), "{now}");
    assert_eq!(open(&folder).network.decisions.len(), 2);
    withdraw(&mut open(&folder), OLD).unwrap();
    assert_eq!(fs::read_to_string(folder.join("decisions.csv")).unwrap(), by_hand);
    assert_eq!(files(&folder).keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
}

#[test]
fn a_decision_follows_its_subjects_to_other_ids() {
    let (_guard, folder) = copy(&root().join(REAL));
    decide(&mut open(&folder), action(OLD)).unwrap();
    decide(&mut open(&folder), action("never_asked:hemtjansten")).ok();
    for table in ["groups", "services", "actors", "referrals", "aliases", "forums", "mandates"] {
        rewrite(&folder, table, |text| text.replace("aldre-over-65", "seniorer"));
    }
    let moved = "falls_between:seniorer:support";
    let held = decided(&folder, moved).expect("the decision is lost");
    assert_eq!(held.finding, OLD);
    // A decision on the finding as it is called now takes the place of the old row.
    decide(&mut open(&folder), action(moved)).unwrap();
    let rows = open(&folder).network.decisions;
    assert_eq!(rows.iter().filter(|row| row.finding.contains("support")).count(), 1);
    withdraw(&mut open(&folder), moved).unwrap();

    // Another name as well: nothing tells that it is the same, and that is said.
    decide(&mut open(&folder), action(moved)).unwrap();
    for table in ["groups", "services", "actors", "referrals", "aliases", "forums", "mandates"] {
        rewrite(&folder, table, |text| text.replace("seniorer", "grupp-x"));
    }
    rewrite(&folder, "groups", |text| text.replace("Äldre över 65", "Grupp X"));
    let package = open(&folder);
    let told = package.problems.iter().find(|p| p.file == "decisions.csv").unwrap();
    assert!(told.what.sv.contains("Äldre över 65") && told.line.is_some(), "{told:?}");
    assert!(findings(&package).iter().all(|finding| finding.decision.is_none()));
}

#[test]
fn a_decision_follows_a_record_that_becomes_another_by_verdict() {
    let (_guard, folder) = copy(&root().join(REAL));
    let package = open(&folder);
    let all = findings(&package);
    let asked = all.iter().find(|f| f.rule == "never_asked").unwrap();
    let absorbed = asked.subjects[0].clone();
    let keeper = package
        .network
        .actors
        .iter()
        .find(|row| row.interviewed == Some(false) && row.id.as_str() != absorbed)
        .unwrap()
        .id
        .clone();
    decide(&mut open(&folder), action(&asked.id)).unwrap();
    let ended = run(&["link", &folder.display().to_string(), "--same", keeper.as_str(), &absorbed]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    let now = open(&folder);
    let whole = settled(&now.network).network;
    let about = samkarta::link::decided(&whole);
    let id = if whole.actor(&absorbed).is_some() { absorbed } else { keeper.0 };
    assert_eq!(about, [samkarta::link::About::Finding(format!("never_asked:{id}"))]);
}

#[test]
fn what_a_decision_lacks_is_told_before_anything_is_written() {
    let (_guard, folder) = copy(&root().join(REAL));
    let before = files(&folder);
    let plain = action(OLD);
    for bad in [
        Decision { state: None, ..plain.clone() },
        Decision { state: Some(DecisionState::Dismissed), ..plain.clone() },
        Decision {
            state: Some(DecisionState::Dismissed),
            reason: Some("  ".to_owned()),
            ..plain.clone()
        },
        Decision { owner: None, ..plain.clone() },
        Decision { date: None, ..plain.clone() },
        Decision { date: Some("i vår".to_owned()), ..plain.clone() },
        Decision { date: Some("2026-11-21".to_owned()), ..plain.clone() },
        Decision { date: Some("2025".to_owned()), ..plain.clone() },
        Decision { decided: Some("i våras".to_owned()), ..plain.clone() },
        Decision { decided: Some("2026-02-30".to_owned()), ..plain.clone() },
        Decision { decided: Some("2026-11-23".to_owned()), ..plain.clone() },
        Decision {
            decided: Some("2026-12".to_owned()),
            state: Some(DecisionState::Accepted),
            ..plain.clone()
        },
        Decision { owner: Some("anna.ek@exempel.se".to_owned()), ..plain.clone() },
        Decision { owner: Some("Anna Svensson".to_owned()), ..plain.clone() },
        Decision { reason: Some("ring 070-123 45 67".to_owned()), ..plain.clone() },
        Decision { scenario: Some("finns-inte".to_owned()), ..plain.clone() },
        Decision { scenario: Some("../actors".to_owned()), ..plain },
    ] {
        let error = decide(&mut open(&folder), bad.clone()).unwrap_err();
        let said = error.say();
        assert!(said.sv.len() > 20 && said.en.len() > 20 && said.sv != said.en, "{bad:?}");
    }
    assert!(files(&folder) == before);
}

#[test]
fn the_command_decides_and_takes_back() {
    let (_guard, folder) = copy(&root().join(REAL));
    let net = folder.display().to_string();
    let day = ["--as-of", "2026-11-22"];
    let call = |args: &[&str]| run(&[&["decide", net.as_str()], args, &day].concat());
    let ended = call(&[OLD, "--action", "samordnaren", LATER, "--decided", "2026-10-01"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.out.contains("2026-10-01") && ended.out.contains(LATER), "{}", ended.out);
    assert!(ended.out.contains("samordnaren") && ended.err.contains("--undo"), "{}", ended.out);
    let shown = call(&[]);
    assert!(shown.out.contains("finns kvar") && shown.out.contains(OLD), "{}", shown.out);
    let told: Value = serde_json::from_str(&call(&["--json"]).out).unwrap();
    assert_eq!(told["decisions"][0]["found"], "open");
    let days = ["decided", "date"].map(|day| told["decisions"][0][day].clone());
    assert_eq!(days, [json!("2026-10-01"), json!(LATER)]);
    for (args, said) in [
        (&[OLD, "--accept", "--decided", LATER][..], "har inte kommit"),
        (&[OLD, "--accept", "--decided", "i går"][..], "i går"),
        (&["falls_between:aldre-over-65:suport", "--accept"][..], OLD),
        (&[OLD][..], "--accept"),
        (&[OLD, "--dismiss", " "][..], "varför"),
        (&[OLD, "--action", "samordnaren", "snart"][..], "snart"),
        (&[OLD, "--action", "samordnaren", "2026-11-21"][..], "2026-11-21 har passerat"),
        (&["checklist:1", "--undo"][..], "checklist:1"),
    ] {
        let ended = call(args);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{args:?}");
        assert!(ended.err.contains(said), "{args:?}: {}", ended.err);
    }
    assert_eq!(call(&[OLD, "--undo"]).code, 0);
    assert!(!folder.join("decisions.csv").exists());
}

async fn ask(app: &Router, method: Method, path: &str, body: Value) -> (StatusCode, Value) {
    let request = Request::builder().method(method).uri(path).header("host", "127.0.0.1:8747");
    let request = request.header("content-type", "application/json");
    let response = app.clone().oneshot(request.body(Body::from(body.to_string())).unwrap());
    let response = response.await.unwrap();
    let status = response.status();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

#[tokio::test]
async fn the_api_decides_and_takes_back() {
    let (_guard, folder) = copy(&root().join(REAL));
    let app = app(State::new(vec![open(&folder)], Date::parse("2026-11-22")));
    let (decide, undo) = (format!("{NET}/decisions"), format!("{NET}/decisions/undo"));
    let before = ask(&app, Method::GET, &format!("{NET}/findings"), Value::Null).await.1;
    let body = json!({ "finding": OLD, "state": "accepted" });
    let (status, now) = ask(&app, Method::POST, &decide, body).await;
    assert_eq!(status, StatusCode::OK, "{now}");
    let of = |all: &Value| {
        let mut list = all["findings"].as_array().unwrap().iter();
        list.find(|finding| finding["id"] == OLD).unwrap()["decision"].clone()
    };
    assert_eq!(of(&now)["state"], "accepted");
    assert_eq!((&of(&now)["decided"], &of(&now)["date"]), (&json!("2026-11-22"), &Value::Null));
    // A day given for what is no action is the day it was decided, as before.
    let dated = json!({ "finding": OLD, "state": "accepted", "date": "2026-11-02" });
    let (_, now) = ask(&app, Method::POST, &decide, dated).await;
    assert_eq!((&of(&now)["decided"], &of(&now)["date"]), (&json!("2026-11-02"), &Value::Null));
    let (_, list) = ask(&app, Method::GET, &decide, Value::Null).await;
    assert_eq!(list["decisions"][0]["found"], "open");
    for (body, status) in [
        (json!({ "finding": OLD, "state": "kanske" }), StatusCode::BAD_REQUEST),
        (json!({ "finding": OLD, "state": "dismissed" }), StatusCode::BAD_REQUEST),
        (json!({ "finding": OLD, "state": "action", "owner": "x" }), StatusCode::BAD_REQUEST),
        (json!({ "finding": "finns:inte", "state": "accepted" }), StatusCode::NOT_FOUND),
        (
            json!({ "finding": OLD, "state": "accepted", "decided": "2026-11-23" }),
            StatusCode::BAD_REQUEST,
        ),
    ] {
        let (answered, said) = ask(&app, Method::POST, &decide, body.clone()).await;
        assert_eq!(answered, status, "{body}: {said}");
        assert!(said["error"]["message"]["sv"].as_str().unwrap().len() > 10);
    }
    let body = json!({ "finding": OLD });
    let (status, after) = ask(&app, Method::POST, &undo, body.clone()).await;
    assert_eq!((status, &after), (StatusCode::OK, &before));
    let (status, said) = ask(&app, Method::POST, &undo, body).await;
    assert_eq!((status, &said["error"]["code"]), (StatusCode::CONFLICT, &json!("nothing_to_undo")));
}

#[tokio::test]
async fn an_action_may_become_past_and_is_then_told_as_overdue() {
    let (_guard, folder) = copy(&root().join(REAL));
    let net = folder.display().to_string();
    let today = Decision { date: Some(TODAY.to_owned()), ..action(OLD) };
    decide(&mut open(&folder), today).unwrap();
    for (day, late) in [(TODAY, false), ("2026-11-23", true)] {
        let told = run(&["decide", &net, "--as-of", day]).out;
        assert_eq!(told.contains("finns kvar, försenad"), late, "{told}");
        let told = run(&["decide", &net, "--as-of", day, "--json"]).out;
        let told: Value = serde_json::from_str(&told).unwrap();
        assert_eq!(told["decisions"][0]["overdue"], late);
        let app = app(State::new(vec![open(&folder)], Date::parse(day)));
        let all = ask(&app, Method::GET, &format!("{NET}/findings"), Value::Null).await.1;
        let mut list = all["findings"].as_array().unwrap().iter();
        let held = list.find(|finding| finding["id"] == OLD).unwrap()["decision"].clone();
        assert_eq!((&held["overdue"], &held["date"]), (&json!(late), &json!(TODAY)));
        assert!(open(&folder).problems.iter().all(|problem| problem.file != "decisions.csv"));
    }
    let app = app(State::new(vec![open(&folder)], Date::parse("2026-11-23")));
    let decide = async |state: &str, owner: &str, date: &str| {
        let body = json!({ "finding": OLD, "state": state, "owner": owner, "date": date,
            "reason": "i väntan på beslut" });
        let (status, said) = ask(&app, Method::POST, &format!("{NET}/decisions"), body).await;
        let row = open(&folder).network.decisions[0].value.clone();
        (status.as_u16(), said["error"]["code"].clone(), row.owner, row.date)
    };
    let kept = |owner: &str, date: &str| (Some(owner.to_owned()), Some(date.to_owned()));
    // Somebody else may take it over without a new day; another day that is past is refused.
    let (status, _, owner, date) = decide("action", "rådet", TODAY).await;
    assert_eq!((status, (owner, date)), (200, kept("rådet", TODAY)));
    for past in ["2026-11-21", "2025"] {
        let (status, code, owner, date) = decide("action", "kansliet", past).await;
        assert_eq!((status, &code), (400, &json!("past_date")), "{past}");
        assert_eq!((owner, date), kept("rådet", TODAY), "{past}");
    }
    // What is no action bears the day on which it was decided, and that is no day to act by.
    assert_eq!(decide("accepted", "rådet", TODAY).await.0, 200);
    assert_eq!(decide("action", "rådet", TODAY).await.1, "past_date");
    assert_eq!(decide("action", "rådet", "2026-11-23").await.0, 200);
}

#[test]
fn a_new_round_shows_which_actions_had_effect() {
    let (_guard, old) = copy(&root().join(REAL));
    let (_other, new) = copy(&root().join(REAL));
    let protect = "falls_between:aldre-over-65:protect";
    for id in [OLD, protect, "never_asked:finns-inte"] {
        let given = Decision { decided: Some("2026-10-01".to_owned()), ..action(id) };
        decide(&mut open(&old), given).unwrap();
    }
    // The newer round has a service of its own for older people, and names no protection
    // that is new; in it the group has another id.
    rewrite(&new, "services", |text| {
        let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
        let row = |id: &str, at: &str| {
            let cells = header.iter().map(|name| match *name {
                "id" => id.to_owned(),
                "actor" => at.to_owned(),
                "name" => format!("Stöd till äldre {id}"),
                "function" => "support".to_owned(),
                "groups" => "aldre-over-65".to_owned(),
                "access" => "open".to_owned(),
                "claims" => "kartlaggning#4 stated".to_owned(),
                _ => String::new(),
            });
            cells.collect::<Vec<_>>().join(",")
        };
        format!("{}\n{}\n{}\n", text.trim_end(), row("ny1", "rvc"), row("ny2", "brottsofferjouren"))
    });
    let folders = [old.display().to_string(), new.display().to_string()];
    let ended =
        run(&["compare", &folders[0], &folders[1], "--as-of", "2026-11-22", "--format", "json"]);
    let told: Value = serde_json::from_str(&ended.out).unwrap();
    let effect = |id: &str| {
        let mut all = told["actions"].as_array().unwrap().iter();
        all.find(|acted| acted["finding"] == id).map(|acted| acted["effect"].clone())
    };
    assert_eq!(effect(OLD), Some(json!("closed")), "{}", told["actions"]);
    assert_eq!(effect(protect), Some(json!("unchanged")));
    assert_eq!(effect("never_asked:finns-inte"), None);
    let text = run(&["compare", &folders[0], &folders[1], "--as-of", "2026-11-22"]).out;
    assert!(text.contains("Hade åtgärderna effekt?") && text.contains("som förut (1)"), "{text}");

    // What is closed is late no more; what is still there is, from the day after.
    for (day, late) in [("2027-03-31", false), ("2027-04-01", true)] {
        let call = |more: &[&str]| {
            run(&[&["compare", &folders[0], &folders[1], "--as-of", day], more].concat()).out
        };
        let told: Value = serde_json::from_str(&call(&["--format", "json"])).unwrap();
        for acted in told["actions"].as_array().unwrap() {
            assert_eq!(acted["overdue"], late && acted["finding"] == protect, "{day}: {acted}");
            assert_eq!(acted["decided"], "2026-10-01");
            assert!(acted["text"]["sv"].as_str().unwrap().starts_with("Beslutat 2026-10-01: "));
        }
        let marks = |text: String, mark: &str| text.matches(mark).count();
        assert_eq!(marks(call(&[]), "senast 2027-03-31 (försenad)."), usize::from(late), "{day}");
        let english = call(&["--lang", "en"]);
        assert_eq!(marks(english, "by 2027-03-31 (overdue)."), usize::from(late), "{day}");
    }
}

#[test]
fn whoever_decides_is_told_which_other_findings_the_decision_covers() {
    let (_guard, folder) = copy(&root().join(REAL));
    let at = folder.display().to_string();
    let part = "falls_between:gamla-par-med-demens:support";
    let shown = run(&["decide", &at, OLD, "--accept"]).out;
    assert!(shown.contains("beslutet gäller också iakttagelsen som den berättar om:"), "{shown}");
    assert!(shown.contains(part), "{shown}");
    let kept = |folder: &str| -> Value {
        serde_json::from_str(&run(&["decide", folder, "--json"]).out).unwrap()
    };
    assert_eq!(kept(&at)["decisions"][0]["covers"], json!([part]));
    assert!(run(&["decide", &at]).out.lines().next().unwrap().contains("gäller också"));
    // What was decided on by itself is covered by nothing else, and stands by itself.
    let own = run(&["decide", &at, part, "--dismiss", "gäller inte här"]).out;
    assert!(!own.contains("gäller också"), "{own}");
    assert_eq!(kept(&at)["decisions"][0]["covers"], json!([]));
    let list = findings(&open(&folder));
    assert!(list.iter().any(|finding| finding.id == part));
    // The list of findings says of each how many more it tells of, in words and in JSON.
    let list = run(&["analyse", &at, "falls_between"]).out;
    assert!(list.contains("berättar om fler iakttagelser, som ett beslut också gäller: 1"));
    let list = run(&["analyse", &at, "falls_between", "--format", "json"]).out;
    let list: Value = serde_json::from_str(&list).unwrap();
    let told = list["told"].as_array().unwrap();
    assert!(told.iter().all(|row| row["finding"] != part));
    let titled = |row: &Value| !row["title"]["sv"].as_str().unwrap().is_empty();
    assert!(told.len() > 50 && told.iter().all(titled));
}
