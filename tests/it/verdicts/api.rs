//! Verdicts over the API: proposed, ruled, taken back, and never at the cost of a move.

use std::path::Path;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use samkarta::model::Date;
use samkarta::serve::{State, app};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{files, ort};
use crate::fixture::open;

const NET: &str = "/api/networks/ort";

fn service(folder: &Path) -> Router {
    app(State::new(vec![open(folder)], Date::parse("2026-11-22")))
}

async fn ask(app: &Router, method: Method, path: &str, body: Option<Value>) -> (StatusCode, Value) {
    let request = Request::builder().method(method).uri(path).header("host", "127.0.0.1:8747");
    let request = request.header("content-type", "application/json");
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    let response = app.clone().oneshot(request.body(body).unwrap()).await.unwrap();
    let status = response.status();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

async fn get(app: &Router, path: &str) -> Value {
    ask(app, Method::GET, path, None).await.1
}

async fn post(app: &Router, path: &str, body: Value) -> (StatusCode, Value) {
    ask(app, Method::POST, path, Some(body)).await
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_api_proposes_rules_and_takes_back() {
    let folder = ort();
    let app = service(folder.path());
    let (before, network) = (files(folder.path()), get(&app, NET).await);
    let first = get(&app, &format!("{NET}/duplicates")).await;
    for key in ["prior", "proposed", "sure", "pairs", "settled"] {
        assert!(first.get(key).is_some(), "no {key} in {first}");
    }
    let forum = |told: &Value| -> Option<Value> {
        let mut pairs = told["pairs"].as_array().unwrap().iter();
        pairs.find(|pair| pair["kind"] == "forum").cloned()
    };
    let pair = forum(&first).expect("two forums of one name");
    assert_eq!((&pair["one"]["id"], &pair["other"]["id"]), (&json!("radet"), &json!("rad")));
    assert_eq!(pair["in_both"], json!(["polisen"]));
    assert_eq!((&pair["only_one"], &pair["only_other"]), (&json!(["rvc"]), &json!(["bup"])));
    for key in ["probability", "weight", "prior", "sure", "acceptable", "contested", "evidence"] {
        assert!(!pair[key].is_null(), "no {key} in {pair}");
    }
    assert_eq!(pair["one"]["claims"][0]["place"], "A4");

    let body = json!({ "verdicts": [
        { "one": "rad", "other": "radet", "verdict": "same", "why": "samma råd", "by": "samordnaren" },
        { "one": "rvc", "other": "relationsvaldscentrum", "verdict": "same" },
    ]});
    let (status, now) = post(&app, &format!("{NET}/verdicts"), body).await;
    assert_eq!(status, StatusCode::OK, "{now}");
    assert!(forum(&now).is_none());
    assert_eq!(now["settled"].as_array().unwrap().len(), 2);
    let ruled = &now["settled"][0];
    assert_eq!((&ruled["verdict"], &ruled["by"]), (&json!("same"), &json!("samordnaren")));
    assert_eq!((&ruled["kind"], &ruled["unused"]), (&json!("forum"), &Value::Null));
    assert_eq!((&ruled["date"], &ruled["one"]["id"]), (&json!("2026-11-22"), &json!("rad")));
    assert_eq!(now["settled"][1]["other"]["proposed"], true);
    assert_eq!(get(&app, &format!("{NET}/duplicates")).await, now);

    let merged = get(&app, NET).await;
    assert_eq!(names(&merged["actors"]), ["rvc", "polisen", "bup"]);
    assert_eq!(names(&merged["forums"]), ["radet"]);
    assert_eq!(merged["forums"][0]["members"].as_array().unwrap().len(), 3);
    assert_eq!(names(&merged["ties"]), ["t1", "t3"]);
    let boxes = get(&app, &format!("{NET}/layout")).await;
    assert!(!names(&boxes["boxes"]).contains(&"rad"));

    let pair = |one: &str, other: &str| json!({ "one": one, "other": other });
    // Both in one request; one that somebody has taken back is passed over.
    let first_of_two = json!({ "pairs": [pair("radet", "rad")] });
    let both = json!({ "pairs": [pair("radet", "rad"), pair("rvc", "relationsvaldscentrum")] });
    let undo = format!("{NET}/verdicts/undo");
    assert_eq!(post(&app, &undo, first_of_two).await.0, StatusCode::OK);
    assert_eq!(post(&app, &undo, both.clone()).await.0, StatusCode::OK);
    let (status, again) = post(&app, &undo, both).await;
    assert_eq!(
        (status, &again["error"]["code"]),
        (StatusCode::CONFLICT, &json!("nothing_to_undo"))
    );
    assert_eq!(get(&app, &format!("{NET}/duplicates")).await, first);
    assert_eq!(get(&app, NET).await, network);
    assert!(files(folder.path()) == before);
}

#[tokio::test]
async fn an_undo_puts_back_what_the_answer_took_the_place_of() {
    let folder = ort();
    let app = service(folder.path());
    let (rule, undo) = (format!("{NET}/verdicts"), format!("{NET}/verdicts/undo"));
    let given = |one: &str, other: &str, verdict: &str| json!({ "one": one, "other": other, "verdict": verdict, "by": "rådet" });
    let first = json!({ "verdicts": [
        given("rvc", "relationsvaldscentrum", "different"), given("rad", "radet", "same"),
    ]});
    let (_, told) = post(&app, &rule, first).await;
    assert_eq!(told["replaced"], json!([]), "{told}");
    let before = files(folder.path());

    // Somebody whose page does not know of it answers both anew, and a third pair.
    let second = json!({ "verdicts": [
        given("relationsvaldscentrum", "rvc", "same"), given("rvc", "bup", "different"),
    ]});
    let (_, told) = post(&app, &rule, second).await;
    let replaced = told["replaced"].clone();
    assert_eq!(replaced.as_array().unwrap().len(), 1);
    assert_eq!(
        (&replaced[0]["verdict"], &replaced[0]["date"]),
        (&json!("different"), &json!("2026-11-22"))
    );
    assert_eq!(get(&app, &format!("{NET}/duplicates")).await["replaced"], json!([]));
    let pairs = json!([
        { "one": "rvc", "other": "relationsvaldscentrum" }, { "one": "rvc", "other": "bup" },
    ]);
    let body = json!({ "pairs": pairs, "replaced": replaced });
    let (status, told) = post(&app, &undo, body.clone()).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    assert_eq!(told["settled"].as_array().unwrap().len(), 2);
    assert!(files(folder.path()) == before, "what stood there is not back");

    // Taken back for good, it stays away though it is sent again.
    let (status, _) = post(&app, &undo, json!({ "pairs": pairs })).await;
    assert_eq!(status, StatusCode::OK);
    let (status, _) = post(&app, &undo, body).await;
    assert_eq!(status, StatusCode::CONFLICT);
    let mut bad = replaced;
    bad[0]["date"] = json!("i går");
    let (status, told) = post(&app, &undo, json!({ "pairs": pairs, "replaced": bad })).await;
    assert_eq!((status, &told["error"]["code"]), (StatusCode::BAD_REQUEST, &json!("bad_request")));
}

#[tokio::test]
async fn the_api_refuses_bad_verdicts_and_writes_nothing() {
    let folder = ort();
    let app = service(folder.path());
    let before = files(folder.path());
    let fine = json!({ "one": "rad", "other": "radet", "verdict": "same" });
    for (one, other, verdict, named) in [
        ("rvc", "ingen", "same", "ingen"),
        ("rvc", "rvc", "same", "rvc"),
        ("rvc", "radet", "same", "radet"),
        ("rvc", "bup", "kanske", "kanske"),
    ] {
        let bad = json!({ "one": one, "other": other, "verdict": verdict });
        let body = json!({ "verdicts": [fine, bad] });
        let (status, answer) = post(&app, &format!("{NET}/verdicts"), body).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{answer}");
        for lang in ["sv", "en"] {
            let said = answer["error"]["message"][lang].as_str().unwrap();
            assert!(said.contains(named), "{said}");
        }
    }
    let (status, _) = post(&app, "/api/networks/ingen/verdicts", json!({ "verdicts": [] })).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(files(folder.path()) == before);
}

#[tokio::test]
async fn boxes_stay_where_they_were_put() {
    let folder = ort();
    let app = service(folder.path());
    let put = |id: &str, x: i32| {
        let body = json!({ "positions": [{ "id": id, "x": x, "y": 700 }] });
        let (app, path) = (app.clone(), format!("{NET}/positions"));
        async move { ask(&app, Method::PUT, &path, Some(body)).await.0 }
    };
    let lies = |id: &'static str| {
        let app = app.clone();
        async move {
            let layout = get(&app, &format!("{NET}/layout")).await;
            let boxes = layout["boxes"].as_array().unwrap().clone();
            boxes.into_iter().find(|lie| lie["id"] == id).unwrap()
        }
    };
    assert_eq!(put("relationsvaldscentrum", -900).await, StatusCode::NO_CONTENT);
    let body = json!({ "verdicts": [
        { "one": "rvc", "other": "relationsvaldscentrum", "verdict": "same" },
    ]});
    post(&app, &format!("{NET}/verdicts"), body).await;
    // The box stands where the one that went into it was put, until it is moved itself.
    assert_eq!(
        (lies("rvc").await["moved"].clone(), lies("rvc").await["x"].as_f64()),
        (json!(true), Some(-900.0))
    );
    assert_eq!(put("polisen", 2000).await, StatusCode::NO_CONTENT);
    assert_eq!(put("rvc", -1500).await, StatusCode::NO_CONTENT);
    assert_eq!(lies("rvc").await["x"].as_f64(), Some(-1500.0));
    assert_eq!(put("relationsvaldscentrum", -901).await, StatusCode::NO_CONTENT);
    let saved = open(folder.path()).network;
    assert_eq!((saved.positions.len(), saved.verdicts.len()), (3, 1));
    assert_eq!(open(folder.path()).problems, []);
    let gone = ask(&app, Method::DELETE, &format!("{NET}/positions/rvc"), None).await.0;
    assert_eq!(gone, StatusCode::NO_CONTENT);
    assert_eq!(lies("rvc").await["moved"], false);
    let body = json!({ "pairs": [{ "one": "rvc", "other": "relationsvaldscentrum" }] });
    post(&app, &format!("{NET}/verdicts/undo"), body).await;
    assert_eq!(lies("polisen").await["moved"], true);
    assert_eq!(open(folder.path()).network.positions.len(), 1);
}

#[tokio::test]
async fn verdicts_and_moves_at_once_lose_nothing() {
    let folder = ort();
    let app = service(folder.path());
    let moves = (0..20).map(|x| {
        let app = app.clone();
        tokio::spawn(async move {
            let id = ["rvc", "polisen", "bup", "radet"][x % 4];
            let body = json!({ "positions": [{ "id": id, "x": x, "y": 1 }] });
            ask(&app, Method::PUT, &format!("{NET}/positions"), Some(body)).await.0
        })
    });
    let rulings = ["relationsvaldscentrum", "polisen", "bup"].map(|other| {
        let app = app.clone();
        tokio::spawn(async move {
            let body =
                json!({ "verdicts": [{ "one": "rvc", "other": other, "verdict": "different" }]});
            post(&app, &format!("{NET}/verdicts"), body).await.0
        })
    });
    for task in moves.chain(rulings).collect::<Vec<_>>() {
        assert!(task.await.unwrap().is_success());
    }
    let saved = open(folder.path());
    assert_eq!((saved.network.positions.len(), saved.network.verdicts.len()), (4, 3));
    assert_eq!(saved.problems, []);
}
