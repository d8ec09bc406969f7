//! What-if over the API: tried, saved, compared, and refused in words.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use samkarta::model::Date;
use samkarta::serve::{State, app};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::fixture::{REAL, copy, open, root};

const NET: &str = "/api/networks/sodertalje-2020";

async fn ask(app: &Router, method: Method, path: &str, body: Value) -> (StatusCode, Value) {
    let request = Request::builder().method(method).uri(format!("{NET}/{path}"));
    let request =
        request.header("host", "127.0.0.1:8747").header("content-type", "application/json");
    let response = app.clone().oneshot(request.body(Body::from(body.to_string())).unwrap());
    let response = response.await.unwrap();
    let status = response.status();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

#[tokio::test]
async fn the_api_tries_saves_and_improves() {
    let (_guard, folder) = copy(&root().join(REAL));
    let app = app(State::new(vec![open(&folder)], Date::parse("2026-11-22")));
    let widen = json!({ "deed": "change", "what": "service", "id": "rvc-akut-skyddat-boende",
        "join": { "groups": "Äldre över 65 år" } });
    let (status, told) =
        ask(&app, Method::POST, "whatif", json!({ "changes": [widen], "name": "Vidga" })).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    for key in [
        "made",
        "parameters",
        "as_of",
        "scenario",
        "added",
        "removed",
        "consequences",
        "before",
        "after",
        "summary",
        "differences",
        "unchanged",
        "cells",
    ] {
        assert!(told.get(key).is_some(), "no {key}");
    }
    assert!(told["cells"].as_array().unwrap().iter().any(|cell| cell["group"] == "aldre-over-65"));
    assert_eq!(told["scenario"]["changes"][0]["join"]["groups"], "Äldre över 65 år");
    let all = told["differences"].as_array().unwrap();
    assert!(all.iter().all(|d| !(d["before"].is_null() && d["after"].is_null())));

    let body = json!({ "note": "prövas", "changes": [widen] });
    let (status, saved) = ask(&app, Method::PUT, "scenarios/vidga", body).await;
    assert_eq!(status, StatusCode::OK, "{saved}");
    assert_eq!(saved["scenarios"][0]["id"], "vidga");
    assert_eq!(saved["scenarios"][0]["problems"], json!([]));
    assert!(folder.join("scenarios/vidga.toml").is_file());
    assert_eq!(ask(&app, Method::GET, "scenarios", Value::Null).await.1, saved);
    let (_, again) = ask(&app, Method::POST, "whatif", json!({ "scenario": "vidga" })).await;
    assert_eq!((&again["differences"], &again["cells"]), (&told["differences"], &told["cells"]));

    let decide = json!({ "finding": "falls_between:aldre-over-65:protect", "state": "action",
        "owner": "RVC", "date": "2027-03-31", "scenario": "vidga" });
    let (status, found) = ask(&app, Method::POST, "decisions", decide).await;
    assert_eq!(status, StatusCode::OK, "{found}");

    let (status, best) = ask(&app, Method::POST, "whatif/best", json!({ "k": 1 })).await;
    assert_eq!(status, StatusCode::OK, "{best}");
    assert_eq!(best["steps"].as_array().unwrap().len(), 1);
    let step = &best["steps"][0];
    let mended = step["differences"].as_array().unwrap().iter();
    let mended: Vec<_> =
        mended.filter(|d| d["fate"] == "closed" || d["fate"] == "better").collect();
    assert!(mended.iter().all(|d| d["before"]["title"]["sv"].is_string()), "{best}");
    assert!(!mended.is_empty(), "{best}");
    assert_ne!(step["before"], step["after"]);
    // The step can be sent back as it came.
    let mut change = step["change"].clone();
    change.as_object_mut().unwrap().remove("text");
    let (status, tried) = ask(&app, Method::POST, "whatif", json!({ "changes": [change] })).await;
    assert_eq!((status, &tried["after"]), (StatusCode::OK, &step["after"]));

    let (status, left) = ask(&app, Method::DELETE, "scenarios/vidga", Value::Null).await;
    assert_eq!((status, &left["scenarios"]), (StatusCode::OK, &json!([])));
    let (status, _) = ask(&app, Method::DELETE, "scenarios/vidga", Value::Null).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_cannot_be_tried_is_refused_in_both_languages() {
    let (_guard, folder) = copy(&root().join(REAL));
    let app = app(State::new(vec![open(&folder)], Date::parse("2026-11-22")));
    let change = |deed: &str, what: &str, id: &str| json!({ "deed": deed, "what": what, "id": id });
    for (method, path, body, status, code, named) in [
        (
            Method::POST,
            "whatif",
            json!({ "changes": [change("remove", "actor", "rvcc")] }),
            400,
            "bad_changes",
            "rvc",
        ),
        (
            Method::POST,
            "whatif",
            json!({ "changes": [change("spräng", "actor", "rvc")] }),
            400,
            "bad_request",
            "spräng",
        ),
        (
            Method::POST,
            "whatif",
            json!({ "changes": [change("add", "planet", "x")] }),
            400,
            "bad_request",
            "planet",
        ),
        (
            Method::POST,
            "whatif",
            json!({ "scenario": "finns-inte" }),
            404,
            "not_found",
            "finns-inte",
        ),
        (Method::POST, "whatif", json!({ "scenario": "../actors" }), 404, "not_found", "actors"),
        (Method::POST, "whatif/best", json!({ "k": 0 }), 400, "bad_request", "5"),
        (Method::PUT, "scenarios/x", json!({ "changes": [] }), 400, "bad_request", "inga"),
        (
            Method::PUT,
            "scenarios/x",
            json!({ "changes": [change("remove", "forum", "zzz")] }),
            400,
            "bad_changes",
            "zzz",
        ),
    ] {
        let (answered, said) = ask(&app, method, path, body.clone()).await;
        assert_eq!(answered.as_u16(), status, "{body}: {said}");
        assert_eq!(said["error"]["code"], code, "{body}");
        let text = said["error"]["message"]["sv"].as_str().unwrap();
        assert!(text.contains(named), "{body}: {text}");
        assert_ne!(said["error"]["message"]["sv"], said["error"]["message"]["en"]);
    }
    assert!(!folder.join("scenarios").exists());
    // A name with signs in it becomes a plain file name.
    let body = json!({ "changes": [change("remove", "actor", "rvc")] });
    let (status, saved) = ask(&app, Method::PUT, "scenarios/..%2F..%2FUtan%20RVC", body).await;
    assert_eq!((status, &saved["scenarios"][0]["id"]), (StatusCode::OK, &json!("utan-rvc")));
}

#[tokio::test]
async fn each_refused_change_is_told_with_its_own_faults() {
    let (_guard, folder) = copy(&root().join(REAL));
    let app = app(State::new(vec![open(&folder)], Date::parse("2026-11-22")));
    let changes = json!([
        { "deed": "remove", "what": "actor", "id": "rvc" },
        { "deed": "remove", "what": "actor", "id": "rvcc" },
        { "deed": "add", "what": "seat", "set": { "forum": "samverkansgruppen", "actor": "ingen" } },
    ]);
    let (status, said) = ask(&app, Method::POST, "whatif", json!({ "changes": changes })).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let told = said["error"]["changes"].as_array().unwrap();
    let count = |at: usize| told[at]["problems"].as_array().unwrap().len();
    assert_eq!((told.len(), count(0), count(1), count(2)), (3, 0, 1, 1), "{said}");
    assert_eq!(told[0]["text"]["sv"], "Ta bort aktör ”Relationsvårdscentrum”");
    assert_eq!(told[2]["text"]["sv"], "Ny plats i forumet ”Samverkansgruppen” för ingen");
    let advice = told[1]["problems"][0]["sv"].as_str().unwrap();
    assert_eq!(
        advice,
        "”rvcc” finns inte bland aktörerna; menade du ”Relationsvårdscentrum” (rvc)?"
    );
    let other = told[2]["problems"][0]["sv"].as_str().unwrap();
    assert!(other.starts_with("Aktör: ”ingen” finns inte bland aktörerna; "), "{other}");
    // Table and column stand by themselves, for programs.
    let at = |at: usize| (&told[at]["what"], &told[at]["problems"][0]["column"]);
    assert_eq!(at(1), (&json!("actor"), &json!("id")));
    assert_eq!(at(2), (&json!("seat"), &json!("actor")));
    assert!(!said["error"]["message"]["sv"].as_str().unwrap().contains("rad "), "{said}");
    // A request that is refused as a whole says nothing of changes.
    let (_, said) = ask(&app, Method::POST, "whatif", json!({ "scenario": "finns-inte" })).await;
    assert!(said["error"].get("changes").is_none());
}

#[tokio::test]
async fn everyday_changes_are_told_in_plain_words() {
    let (_guard, folder) = copy(&root().join(REAL));
    let app = app(State::new(vec![open(&folder)], Date::parse("2026-11-22")));
    let service = "rvc-akut-skyddat-boende";
    let edit = |what: &str, id: &str, how: &str, column: &str, value: &str| json!({ "deed": "change", "what": what, "id": id, how: { column: value } });
    for (change, sv, en) in [
        (
            edit("service", service, "join", "groups", "aldre-over-65"),
            "Låt insatsen ”Akut skyddat boende” också gälla Äldre över 65 år",
            "Let the service “Akut skyddat boende” also be for Äldre över 65 år",
        ),
        (
            edit("service", service, "join", "access", "self_referral"),
            "Öppna grinden: ”Akut skyddat boende” tar emot utan remiss eller beslut",
            "Open the gate: “Akut skyddat boende” takes people without referral or decision",
        ),
        (
            edit("actor", "samordnare-vald", "set", "persons", "2"),
            "Låt ”Samordnare mot våld i nära relationer” vara 2 personer",
            "Let “Samordnare mot våld i nära relationer” be 2 persons",
        ),
        (
            json!({ "deed": "add", "what": "referral",
                "set": { "from": "hemtjansten", "to": "rvc", "group": "aldre-over-65" } }),
            "Ny väg vidare från Hemtjänsten till Relationsvårdscentrum: målgrupp Äldre över 65 år",
            "New referral from Hemtjänsten to Relationsvårdscentrum: target group Äldre över 65 år",
        ),
    ] {
        let (status, told) =
            ask(&app, Method::POST, "whatif", json!({ "changes": [change] })).await;
        assert_eq!(status, StatusCode::OK, "{told}");
        let text = &told["scenario"]["changes"][0]["text"];
        assert_eq!((text["sv"].as_str(), text["en"].as_str()), (Some(sv), Some(en)));
    }
}

#[tokio::test]
async fn a_scenario_is_tried_by_name_and_removed_by_id_alone() {
    let (_guard, folder) = copy(&root().join(REAL));
    let app = app(State::new(vec![open(&folder)], None));
    let changes = json!([{ "deed": "remove", "what": "actor", "id": "rvc" }]);
    let body = json!({ "name": "Utan RVC", "changes": changes });
    assert_eq!(ask(&app, Method::PUT, "scenarios/jour", body).await.0, StatusCode::OK);
    let (_, told) = ask(&app, Method::POST, "whatif", json!({ "scenario": "utan rvc" })).await;
    assert_eq!(told["scenario"]["id"], "jour", "{told}");
    let action = json!({ "finding": "falls_between:aldre-over-65:protect", "state": "action",
        "owner": "RVC", "date": "2999", "scenario": "UTAN RVC" });
    let (_, all) = ask(&app, Method::POST, "decisions", action).await;
    let list = all["findings"].as_array().unwrap();
    assert!(list.iter().any(|finding| finding["decision"]["scenario"] == "jour"), "{all}");
    let (status, said) = ask(&app, Method::DELETE, "scenarios/utan%20rvc", Value::Null).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(said["error"]["message"]["sv"].as_str().unwrap().contains("menade du Utan RVC"));
    // One that cannot be read is refused for what is wrong with it, and takes no harm.
    let broken = folder.join("scenarios/trasig.toml");
    std::fs::write(&broken, "[[remove.aktr]]\n").unwrap();
    let (status, said) = ask(&app, Method::POST, "whatif", json!({ "scenario": "trasig" })).await;
    assert_eq!((status, &said["error"]["code"]), (StatusCode::BAD_REQUEST, &json!("bad_changes")));
    assert!(said["error"]["message"]["sv"].as_str().unwrap().contains("aktr"), "{said}");
    let body = json!({ "name": "Trasig", "changes": changes });
    assert_eq!(ask(&app, Method::PUT, "scenarios/trasig", body).await.0, StatusCode::OK);
    assert_eq!(std::fs::read_to_string(&broken).unwrap(), "[[remove.aktr]]\n");
    for id in ["trasig", "trasig-2", "jour"] {
        let removed = ask(&app, Method::DELETE, &format!("scenarios/{id}"), Value::Null).await;
        assert_eq!(removed.0, StatusCode::OK, "{id}");
    }
    assert!(!folder.join("scenarios").exists());
}

#[tokio::test]
async fn a_name_that_is_alike_takes_no_scenario_away() {
    let (_guard, folder) = copy(&root().join(REAL));
    let app = app(State::new(vec![open(&folder)], None));
    let remove = |id: &str| json!({ "deed": "remove", "what": "actor", "id": id });
    let mut saved = Value::Null;
    for (path, name, id, replace) in [
        ("%C3%84ldre", "Äldre", "rvc", false),
        ("%C3%84ldre%3F", "Äldre?", "polisen", false),
        // A name that is another's id takes nothing away either.
        ("aldre-2", "aldre-2", "hemtjansten", false),
        // What is to be replaced is.
        ("aldre", "Äldre", "socialkontoret", true),
    ] {
        let body = json!({ "name": name, "changes": [remove(id)], "replace": replace });
        let (status, list) = ask(&app, Method::PUT, &format!("scenarios/{path}"), body).await;
        assert_eq!(status, StatusCode::OK, "{list}");
        saved = list;
    }
    let scenarios = saved["scenarios"].as_array().unwrap();
    let told: Vec<_> =
        scenarios.iter().map(|s| (&s["id"], &s["name"], &s["changes"][0]["id"])).collect();
    let expected = [
        ("aldre-2-2", "aldre-2", "hemtjansten"),
        ("aldre-2", "Äldre?", "polisen"),
        ("aldre", "Äldre", "socialkontoret"),
    ];
    assert_eq!(json!(told), json!(expected));
}

#[tokio::test]
async fn of_two_files_of_one_id_the_one_called_so_is_removed_and_else_neither() {
    let (_guard, folder) = copy(&root().join(REAL));
    let app = app(State::new(vec![open(&folder)], None));
    std::fs::create_dir(folder.join("scenarios")).unwrap();
    let file = |name: &str| folder.join("scenarios").join(name);
    let put = |name: &str| {
        std::fs::write(file(name), "name = \"x\"\n[[remove.actor]]\nid = \"rvc\"\n").unwrap();
    };
    let remove = || ask(&app, Method::DELETE, "scenarios/utan-jour", Value::Null);
    put("Utan jour.toml");
    put("Utan-Jour.toml");
    let (status, said) = remove().await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(said["error"]["message"]["sv"].as_str().unwrap().contains("Utan-Jour"), "{said}");
    assert!(file("Utan jour.toml").exists() && file("Utan-Jour.toml").exists());
    put("utan-jour.toml");
    assert_eq!(remove().await.0, StatusCode::OK);
    assert!(!file("utan-jour.toml").exists());
    assert!(file("Utan jour.toml").exists() && file("Utan-Jour.toml").exists());
}
