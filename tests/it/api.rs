//! The HTTP API as a function: no socket, no port, no waiting.

use std::fs;
use std::path::PathBuf;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use samkarta::model::Date;
use samkarta::serve::{State, app};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::fixture::{REAL, copy, open, real, root, run};

fn day() -> Option<Date> {
    Date::parse("2026-11-22")
}

const NET: &str = "/api/networks/sodertalje-2020";

/// An answer, whole.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn json(&self) -> Value {
        assert_eq!(self.header("content-type").split(';').next(), Some("application/json"));
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("{e}: {}", self.text))
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Asserts the one shape of errors.
    fn refused(&self, status: StatusCode) {
        assert_eq!(self.status, status, "{}", self.text);
        let body = self.json();
        let error = &body["error"];
        assert!(!error["code"].as_str().unwrap().is_empty(), "{body}");
        for lang in ["sv", "en"] {
            assert!(!error["message"][lang].as_str().unwrap().is_empty(), "no {lang} in {body}");
        }
        assert_eq!(body.as_object().unwrap().len(), 1, "{body}");
    }
}

fn service() -> Router {
    app(State::new(vec![real()], day()))
}

fn request(method: Method, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header("host", "127.0.0.1:8747")
}

async fn send(app: &Router, request: Request<Body>) -> Answer {
    let response = app.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Answer { status: parts.status, headers: parts.headers, text }
}

async fn get(app: &Router, path: &str) -> Answer {
    send(app, request(Method::GET, path).body(Body::empty()).unwrap()).await
}

async fn put(app: &Router, path: &str, body: &str) -> Answer {
    let request = request(Method::PUT, path).header("content-type", "application/json");
    send(app, request.body(Body::from(body.to_owned())).unwrap()).await
}

fn has(value: &Value, keys: &[&str]) {
    for key in keys {
        assert!(value.get(key).is_some(), "no {key} in {value}");
    }
}

fn bilingual(value: &Value) {
    for lang in ["sv", "en"] {
        assert!(!value[lang].as_str().unwrap_or_default().is_empty(), "no {lang} in {value}");
    }
}

#[tokio::test]
async fn every_route_answers_in_its_shape() {
    let app = service();
    let list = get(&app, "/api/networks").await.json();
    assert_eq!(list[0]["id"], "sodertalje-2020");
    has(&list[0], &["id", "title", "place", "period"]);

    let network = get(&app, NET).await.json();
    has(&network, &["network", "actors", "forums", "groups", "services", "referrals", "ties"]);
    has(&network, &["statements", "participation", "figures", "sources"]);
    assert_eq!(network["actors"].as_array().unwrap().len(), real().network.actors.len());

    let layout = get(&app, &format!("{NET}/layout")).await.json();
    has(&layout, &["width", "height"]);
    for lie in layout["boxes"].as_array().unwrap() {
        has(lie, &["id", "parent", "kind", "x", "y", "width", "height", "header", "moved"]);
    }

    let coverage = get(&app, &format!("{NET}/coverage")).await.json();
    has(&coverage, &["parameters", "groups", "functions"]);
    for cell in coverage["cells"].as_array().unwrap() {
        has(cell, &["group", "function", "low", "high", "class", "asked", "hinges_on", "finding"]);
    }

    let routes =
        get(&app, &format!("{NET}/routes?group=utsatta-barn&function=protect")).await.json();
    has(&routes, &["group", "function", "coverage", "dead_ends", "excluded", "hole"]);
    bilingual(&routes["explanation"]);
    let steps = routes["routes"][0]["steps"].as_array().expect("children have a route");
    for step in steps {
        has(step, &["kind", "from", "to", "status", "via", "p", "condition", "basis", "claims"]);
    }

    let findings = get(&app, &format!("{NET}/findings")).await.json();
    for finding in findings["findings"].as_array().unwrap() {
        has(finding, &["id", "rule", "severity", "score", "subjects", "claims", "decision"]);
        bilingual(&finding["title"]);
        bilingual(&finding["text"]);
    }

    let rules = get(&app, "/api/rules").await.json();
    for rule in rules.as_array().unwrap() {
        for heading in ["title", "shows", "matters", "example", "misleads"] {
            bilingual(&rule[heading]);
        }
        for constant in rule["constants"].as_array().unwrap() {
            assert!(findings["parameters"][constant["name"].as_str().unwrap()].is_number());
            bilingual(&constant["shows"]);
        }
    }

    let measures = get(&app, &format!("{NET}/measures")).await.json();
    has(&measures, &["made", "parameters", "graph", "informants", "network", "actors"]);
    has(&measures, &["forums", "ties", "sets"]);
    bilingual(&measures["graph"]);
    bilingual(&measures["intervals"]);
    for constant in measures["constants"].as_array().unwrap() {
        assert!(measures["parameters"][constant["name"].as_str().unwrap()].is_number());
        bilingual(&constant["shows"]);
    }
    for value in measures["network"].as_object().unwrap().values() {
        has(value, &["value", "low", "high", "baseline", "members"]);
    }
    for measure in get(&app, "/api/measures").await.json().as_array().unwrap() {
        has(measure, &["id", "scope", "reading", "sources"]);
        for heading in ["title", "shows", "formula", "unit", "range", "undefined", "misleads"] {
            bilingual(&measure[heading]);
        }
    }

    let sheets = get(&app, &format!("{NET}/confirmation")).await.json();
    for sheet in sheets.as_array().unwrap() {
        has(sheet, &["made", "actor", "name", "asked", "sections"]);
        assert_ne!(sheet["sections"], serde_json::json!([]), "{} has nothing", sheet["name"]);
        let actor = sheet["actor"].as_str().unwrap();
        let alone = get(&app, &format!("{NET}/confirmation/{actor}")).await.json();
        assert_eq!(*sheet, alone);
    }

    let words = get(&app, "/api/vocabulary").await.json();
    has(&words, &["sector", "actor_kind", "level", "function", "forum_function", "access"]);
    has(&words, &["tie_kind", "tie_status", "basis", "coverage_class", "severity", "obtained"]);
    has(&words, &["statement_kind", "scope", "condition", "relation"]);
    for labels in words.as_object().unwrap().values() {
        labels.as_object().unwrap().values().for_each(bilingual);
    }
    assert_eq!(get(&app, "/").await.status, StatusCode::OK);
    assert!(get(&app, "/").await.header("content-type").starts_with("text/html"));
}

#[tokio::test]
async fn what_the_server_says_is_what_the_command_says() {
    let app = service();
    let parsed = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let said = get(&app, &format!("{NET}/findings")).await.json();
    let seen = ["analyse", REAL, "--format", "json", "--as-of", "2026-11-22"];
    assert_eq!(said, parsed(&run(&seen).out));
    let said = get(&app, &format!("{NET}/measures")).await.json();
    assert_eq!(said, parsed(&run(&["measure", REAL, "--format", "json"]).out));
    for of in ["", "actor", "set"] {
        let file = get(&app, &format!("{NET}/export?to=measures&of={of}")).await;
        let mut args = vec!["measure", REAL, "--format", "csv"];
        args.extend([of].iter().filter(|of| !of.is_empty()));
        assert_eq!(file.text, run(&args).out, "measures of {of:?} as CSV");
        let name = if of.is_empty() { String::new() } else { format!("-{of}") };
        let name = format!("attachment; filename=\"sodertalje-2020-measures{name}.csv\"");
        assert_eq!(file.header("content-disposition"), name);
    }
    let whole = get(&app, NET).await.json();
    assert_eq!(whole, parsed(&run(&["export", REAL, "--to", "json"]).out));
    for format in ["json", "dot"] {
        let file = get(&app, &format!("{NET}/export?to={format}")).await;
        let printed = run(&["export", REAL, "--to", format]).out;
        let same = match format {
            "json" => parsed(&file.text) == parsed(&printed),
            _ => file.text == printed,
        };
        assert!(same, "{format} differs from what the command writes");
        let name = format!("attachment; filename=\"sodertalje-2020.{format}\"");
        assert_eq!(file.header("content-disposition"), name);
    }
    let args = ["path", REAL, "--group", "utsatta-man", "--function", "protect", "--json"];
    let routes = get(&app, &format!("{NET}/routes?group=utsatta-man&function=protect")).await;
    assert_eq!(routes.json(), parsed(&run(&args).out));
}

#[tokio::test]
async fn unknown_things_get_the_one_error_shape() {
    let app = service();
    for path in [
        "/api/networks/ingen".to_owned(),
        "/api/networks/ingen/layout".to_owned(),
        "/api/networks/ingen/coverage".to_owned(),
        "/api/networks/ingen/findings".to_owned(),
        "/api/networks/ingen/export?to=dot".to_owned(),
        "/api/networks/ingen/routes?group=barn&function=detect".to_owned(),
        format!("{NET}/routes?group=ingen&function=detect"),
        format!("{NET}/nothing"),
        "/api/nothing".to_owned(),
        "/api".to_owned(),
    ] {
        get(&app, &path).await.refused(StatusCode::NOT_FOUND);
    }
    for path in [
        format!("{NET}/routes?group=barn&function=hug"),
        format!("{NET}/routes?group=barn"),
        format!("{NET}/routes"),
        format!("{NET}/export?to=xml"),
        format!("{NET}/export"),
        "/api/networks/%ff".to_owned(),
    ] {
        get(&app, &path).await.refused(StatusCode::BAD_REQUEST);
    }
    let moved = r#"{"positions":[]}"#;
    put(&app, "/api/networks/ingen/positions", moved).await.refused(StatusCode::NOT_FOUND);
    let delete = request(Method::DELETE, "/api/networks/ingen/positions/rvc");
    let gone = send(&app, delete.body(Body::empty()).unwrap()).await;
    gone.refused(StatusCode::NOT_FOUND);
    put(&app, NET, moved).await.refused(StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn files_outside_the_built_page_are_not_served() {
    let app = service();
    for path in ["/../Cargo.toml", "/..%2fCargo.toml", "/assets/../../../Cargo.toml", "/Cargo.toml"]
    {
        let answer = get(&app, path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!answer.text.contains("[package]"), "{path} leaks");
    }
}

#[tokio::test]
async fn only_this_machine_is_answered() {
    let app = service();
    let ask = |host: &'static str| {
        let request = Request::builder().uri("/api/networks").header("host", host);
        send(&app, request.body(Body::empty()).unwrap())
    };
    for host in ["example.org", "127.0.0.1.example.org", "example.org:8747", "10.0.0.1", ""] {
        ask(host).await.refused(StatusCode::FORBIDDEN);
    }
    for host in ["127.0.0.1:8747", "localhost:1", "localhost", "[::1]:8747"] {
        assert_eq!(ask(host).await.status, StatusCode::OK, "{host}");
    }
    let nameless = Request::builder().uri("/api/networks").body(Body::empty()).unwrap();
    send(&app, nameless).await.refused(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn changes_come_only_from_the_page_itself() {
    let (_guard, _folder, app) = changeable();
    let path = format!("{NET}/positions");
    let from = |origin: Option<&'static str>| {
        let mut request = request(Method::PUT, &path).header("content-type", "application/json");
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        send(&app, request.body(Body::from(r#"{"positions":[]}"#)).unwrap())
    };
    for origin in ["http://example.org", "https://127.0.0.1:8747", "http://127.0.0.1:80", "null"] {
        from(Some(origin)).await.refused(StatusCode::FORBIDDEN);
    }
    assert_eq!(from(None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(from(Some("http://127.0.0.1:8747")).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn every_answer_tells_the_browser_to_stay_here() {
    let app = service();
    for path in ["/", "/api/networks", "/api/nothing", "/nothing.js"] {
        let answer = get(&app, path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'self'"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
    }
}

/// A copy of the real package, and a server that may change it.
fn changeable() -> (TempDir, PathBuf, Router) {
    let (guard, folder) = copy(&root().join(REAL));
    let app = app(State::new(vec![open(&folder)], day()));
    (guard, folder, app)
}

/// A box of the layout.
async fn lies(app: &Router, id: &str) -> Value {
    let layout = get(app, &format!("{NET}/layout")).await.json();
    let boxes = layout["boxes"].as_array().unwrap();
    boxes.iter().find(|lie| lie["id"] == id).cloned().unwrap_or_else(|| panic!("no box {id}"))
}

#[tokio::test]
async fn a_moved_box_stays_where_it_was_put() {
    let (_guard, folder, app) = changeable();
    let before = lies(&app, "lunagruppen").await;
    assert_eq!(before["moved"], false);
    let (x, y) = (-2345.5, 6789.25);
    let body = json!({ "positions": [{ "id": "lunagruppen", "x": x, "y": y }] }).to_string();
    let path = format!("{NET}/positions");
    let answer = put(&app, &path, &body).await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::NO_CONTENT, ""));

    let after = lies(&app, "lunagruppen").await;
    assert_eq!(after["moved"], true);
    assert!((after["x"].as_f64().unwrap() - x).abs() < 0.1, "{after}");
    assert!((after["y"].as_f64().unwrap() - y).abs() < 0.1, "{after}");
    let stored = fs::read_to_string(folder.join("positions.csv")).unwrap();
    assert_eq!(stored, "id,x,y\nlunagruppen,-2345.5,6789.25\n");
    let text = fs::read_to_string(folder.join("datapackage.json")).unwrap();
    let descriptor: Value = serde_json::from_str(&text).unwrap();
    let resources = descriptor["resources"].as_array().unwrap();
    assert_eq!(resources.iter().filter(|r| r["name"] == "positions").count(), 1);

    // A server started later, and other tools, see the same.
    let later = samkarta::serve::app(State::new(vec![open(&folder)], day()));
    assert_eq!(lies(&later, "lunagruppen").await, after);
    assert_eq!(open(&folder).problems, []);
    crate::frictionless::validate(&folder).unwrap_or_else(|why| panic!("{why}"));

    let delete = request(Method::DELETE, &format!("{path}/ingenting"));
    let answer = send(&app, delete.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);

    let delete = request(Method::DELETE, &format!("{path}/lunagruppen"));
    let answer = send(&app, delete.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(lies(&app, "lunagruppen").await, before);
    assert_eq!(open(&folder).network.positions, []);
    assert_eq!(open(&folder).problems, []);
    crate::frictionless::validate(&folder).unwrap_or_else(|why| panic!("{why}"));
    let left: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".tmp"))
        .collect();
    assert_eq!(left, [""; 0], "temporary files are left");
}

#[tokio::test]
async fn positions_go_where_the_descriptor_says() {
    let folder = crate::fixture::folder(&[
        (
            "datapackage.json",
            r#"{"name":"n","resources":[{"name":"actors","path":"a.csv"},{"name":"positions","path":"moved/p.csv"}]}"#,
        ),
        ("a.csv", "id,name\nrvc,RVC\nbup,BUP\n"),
        ("moved/p.csv", "id,x,y,who\nbup,1,2,styrgruppen\n"),
    ]);
    let app = app(State::new(vec![open(folder.path())], day()));
    let body = r#"{"positions":[{"id":"rvc","x":5,"y":7}]}"#;
    let answer = put(&app, "/api/networks/n/positions", body).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
    let stored = fs::read_to_string(folder.path().join("moved/p.csv")).unwrap();
    assert_eq!(stored, "id,x,y,who\nbup,1,2,styrgruppen\nrvc,5,7,\n");
    assert!(!folder.path().join("positions.csv").exists());
}

#[tokio::test]
async fn bad_positions_are_refused_and_change_nothing() {
    let (_guard, folder, app) = changeable();
    let path = format!("{NET}/positions");
    for (status, body) in [
        (StatusCode::NOT_FOUND, r#"{"positions":[{"id":"ingen","x":1,"y":2}]}"#),
        (
            StatusCode::NOT_FOUND,
            r#"{"positions":[{"id":"rvc","x":1,"y":2},{"id":"ingen","x":1,"y":2}]}"#,
        ),
        (StatusCode::NOT_FOUND, r#"{"positions":[{"id":"aldre-over-65","x":1,"y":2}]}"#),
        (StatusCode::BAD_REQUEST, r#"{"positions":[{"id":"rvc","x":1e9,"y":2}]}"#),
        (StatusCode::BAD_REQUEST, r#"{"positions":[{"id":"rvc","x":1,"y":-1e300}]}"#),
        (StatusCode::BAD_REQUEST, r#"{"positions":[{"id":"rvc","x":1e999,"y":2}]}"#),
        (StatusCode::BAD_REQUEST, r#"{"positions":[{"id":"rvc","x":NaN,"y":2}]}"#),
        (StatusCode::BAD_REQUEST, "not json"),
        (StatusCode::BAD_REQUEST, ""),
        (StatusCode::UNPROCESSABLE_ENTITY, r#"{"positions":[{"id":"rvc","x":"1","y":2}]}"#),
        (StatusCode::UNPROCESSABLE_ENTITY, r#"{"positions":[{"id":"rvc","x":null,"y":2}]}"#),
        (StatusCode::UNPROCESSABLE_ENTITY, r#"{"positions":[{"id":"rvc","y":2}]}"#),
        (StatusCode::UNPROCESSABLE_ENTITY, "{}"),
    ] {
        put(&app, &path, body).await.refused(status);
    }
    let text = request(Method::PUT, &path).header("content-type", "text/plain");
    let answer = send(&app, text.body(Body::from(r#"{"positions":[]}"#)).unwrap()).await;
    answer.refused(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let huge = format!(r#"{{"positions":[{}]}}"#, " ".repeat(3_000_000));
    put(&app, &path, &huge).await.refused(StatusCode::PAYLOAD_TOO_LARGE);
    assert!(!folder.join("positions.csv").exists(), "a refused change was stored");
    assert_eq!(lies(&app, "rvc").await["moved"], false);
}

#[tokio::test]
async fn a_wild_position_in_the_file_breaks_nothing() {
    for (place, problems) in [("1e308,-1e308", 1), ("1e15,0", 1), ("1e6,-1e6", 0), ("-0,-0", 0)] {
        let folder = crate::fixture::folder(&[
            ("actors.csv", "id,name,parent\na,A,\nb,B,a\nc,C,a\n"),
            ("positions.csv", &format!("id,x,y\nb,{place}\n")),
        ]);
        let package = open(folder.path());
        let wild = package.problems.iter().filter(|p| p.file == "positions.csv");
        assert_eq!(wild.count(), problems, "{place}: {:?}", package.problems);
        let id = package.network.id.clone();
        let answer =
            get(&app(State::new(vec![package], day())), &format!("/api/networks/{id}/layout"))
                .await;
        assert_eq!(answer.json()["boxes"].as_array().unwrap().len(), 3, "{place}");
    }
}

#[tokio::test]
async fn the_description_lists_every_route() {
    let source = fs::read_to_string(root().join("src/serve/app.rs")).unwrap();
    let described = get(&service(), "/api/openapi.json").await.json();
    assert!(described["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut served = Vec::new();
    for rest in source.split(".route(\"").skip(1) {
        let (path, rest) = rest.split_once('"').unwrap();
        let method = rest.trim_start_matches([',', ' ', '\n']).split('(').next().unwrap();
        if path.starts_with("/api/") && !path.contains("{*") {
            served.push((path.to_owned(), method.to_owned()));
        }
    }
    assert!(served.len() >= 12, "{served:?}");
    for (path, method) in &served {
        let operation = &described["paths"][path][method];
        assert!(operation["responses"].is_object(), "{method} {path} is not described");
        for name in ["id", "box"].iter().filter(|name| path.contains(&format!("{{{name}}}"))) {
            let parameters = operation["parameters"].as_array().unwrap();
            assert!(parameters.iter().any(|p| p["name"] == *name), "{path}: no {name}");
        }
    }
    let count: usize = described["paths"]
        .as_object()
        .unwrap()
        .values()
        .map(|p| p.as_object().unwrap().len())
        .sum();
    assert_eq!(count, served.len(), "a route is described that is not served");
    // Every schema that is referred to is there.
    let text = described.to_string();
    for rest in text.split("#/components/schemas/").skip(1) {
        let name = rest.split('"').next().unwrap();
        assert!(described["components"]["schemas"].get(name).is_some(), "no schema {name}");
    }
}

#[test]
fn the_description_that_the_front_end_is_built_from_is_the_servers_own() {
    let kept = fs::read_to_string(root().join("viz/openapi.json")).unwrap();
    let now = samkarta::serve::openapi().unwrap();
    assert!(kept == now, "viz/openapi.json is not the server's: run make types");
}
