//! Routes of the API, and what holds for every request.

use std::ops::ControlFlow;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Query, Request, State as Shared};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post, put};

use super::answer::{Json, Refusal};
use super::asked::{Asked, Moved, Place, Wanted};
use super::assets::asset;
use super::confirmation::{confirmation, confirmations};
use super::decisions::{decide, decisions, undecide};
use super::imports::{self, import, undo};
use super::measures::{measure_docs, measures};
use super::openapi::openapi;
use super::persona::persona;
use super::state::{Open, State, Text as Made};
use super::verdicts::{duplicates, rule, withdraw};
use super::whatif::{best, remove_scenario, save_scenario, scenarios, what_if};
use crate::export::{dot, json};
use crate::graph::Graph;
use crate::load::Package;
use crate::model::Progress;
use crate::model::text::Word;
use crate::model::{Function, Lang, Position, Text};
use crate::store::{self, StoreError};

/// The whole application; it needs no socket, so tests call it as a function.
pub fn app(state: State) -> Router {
    let large = DefaultBodyLimit::max(imports::LARGEST);
    Router::new()
        .route("/api/networks", get(networks))
        .route("/api/networks/{id}", get(network))
        .route("/api/networks/{id}/layout", get(layout))
        .route("/api/networks/{id}/coverage", get(coverage))
        .route("/api/networks/{id}/findings", get(findings))
        .route("/api/networks/{id}/measures", get(measures))
        .route("/api/networks/{id}/plan", get(plan))
        .route("/api/networks/{id}/routes", get(routes))
        .route("/api/networks/{id}/persona", get(persona))
        .route("/api/networks/{id}/export", get(export))
        .route("/api/networks/{id}/positions", put(put_positions))
        .route("/api/networks/{id}/positions/{box}", delete(forget_position))
        .route("/api/networks/{id}/import", post(import).layer(large))
        .route("/api/networks/{id}/import/undo", post(undo))
        .route("/api/networks/{id}/confirmation", get(confirmations))
        .route("/api/networks/{id}/confirmation/{actor}", get(confirmation))
        .route("/api/networks/{id}/duplicates", get(duplicates))
        .route("/api/networks/{id}/verdicts", post(rule))
        .route("/api/networks/{id}/verdicts/undo", post(withdraw))
        .route("/api/networks/{id}/decisions", get(decisions))
        .route("/api/networks/{id}/decisions", post(decide))
        .route("/api/networks/{id}/decisions/undo", post(undecide))
        .route("/api/networks/{id}/scenarios", get(scenarios))
        .route("/api/networks/{id}/scenarios/{name}", put(save_scenario))
        .route("/api/networks/{id}/scenarios/{name}", delete(remove_scenario))
        .route("/api/networks/{id}/whatif", post(what_if))
        .route("/api/networks/{id}/whatif/best", post(best))
        .route("/api/collection", get(collection))
        .route("/api/compare/{old}/{new}", get(comparison))
        .route("/api/compare/{old}/{new}/layout", get(sides))
        .route("/api/rules", get(rules))
        .route("/api/measures", get(measure_docs))
        .route("/api/vocabulary", get(vocabulary))
        .route("/api/openapi.json", get(description))
        .route("/api/{*rest}", get(nothing))
        .fallback(asset)
        .layer(middleware::from_fn(guard))
        .with_state(state)
}

/// Refuses what does not come from this machine's own page, and tells the
/// browser to load nothing from elsewhere.
async fn guard(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let api = path == "/api" || path.starts_with("/api/");
    let mut response = if is_ours(request.method(), request.headers()) {
        let response = next.run(request).await;
        if api { in_one_shape(response).await } else { response }
    } else {
        let text = Text::new(
            "Samkarta svarar bara sin egen sida på den här datorn.",
            "Samkarta answers only its own page on this machine.",
        );
        Refusal::new(StatusCode::FORBIDDEN, "forbidden", text).into_response()
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Errors that the framework words itself, such as a body that is no JSON or a
/// method that an address does not take, in the API's one shape.
async fn in_one_shape(response: Response) -> Response {
    let json = HeaderValue::from_static("application/json");
    let (mut parts, body) = response.into_parts();
    let error = parts.status.is_client_error() || parts.status.is_server_error();
    if !error || parts.headers.get(header::CONTENT_TYPE) == Some(&json) {
        return Response::from_parts(parts, body);
    }
    let said = axum::body::to_bytes(body, 10_000).await.unwrap_or_default();
    let refusal = Refusal::misunderstood(parts.status, &String::from_utf8_lossy(&said));
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, json);
    Response::from_parts(parts, refusal.into_response().into_body())
}

/// A page elsewhere can point a name of its own at this machine, so the host
/// must be a loopback one, and a change must come from the same origin.
fn is_ours(method: &Method, headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let host = text(header::HOST).unwrap_or("");
    let name = host.rsplit_once(':').map_or(host, |(name, _port)| name);
    if !["127.0.0.1", "localhost", "[::1]"].contains(&name) {
        return false;
    }
    if matches!(*method, Method::GET | Method::HEAD) {
        return true;
    }
    text(header::ORIGIN).is_none_or(|origin| origin == format!("http://{host}"))
}

pub(super) type Answer = Result<Json, Refusal>;

pub(super) fn find(state: &State, id: &str) -> Result<Arc<Open>, Refusal> {
    state.find(id).ok_or_else(|| {
        Refusal::not_found(
            format!("Det finns inget öppet nätverk som heter {id}."),
            format!("No open network is called {id}."),
        )
    })
}

pub(super) fn ready(text: Made) -> Answer {
    text.map(Json).map_err(Refusal::internal)
}

/// Answers about one network away from the threads that serve requests:
/// computing may take a while.
pub(super) async fn about<F>(state: State, id: String, make: F) -> Answer
where
    F: FnOnce(&Open) -> Answer + Send + 'static,
{
    let answer = move || make(&*find(&state, &id)?);
    tokio::task::spawn_blocking(answer).await.map_err(Refusal::internal)?
}

/// As [`about`], for what takes long: `make` hears it when nobody waits for the answer any more.
pub(super) async fn about_while_wanted<F>(state: State, id: String, make: F) -> Answer
where
    F: FnOnce(&Open, Progress) -> Answer + Send + 'static,
{
    // Whoever lets go of the request lets go of this, too.
    let waiting = Arc::new(());
    let wanted = Arc::downgrade(&waiting);
    let answer = about(state, id, move |open| {
        let told = |_, _| match wanted.strong_count() {
            0 => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        };
        make(open, Progress::new(&told))
    });
    let answer = answer.await;
    drop(waiting);
    answer
}

async fn networks(Shared(state): Shared<State>) -> Answer {
    let list: Vec<json::Listed> = state
        .all()
        .iter()
        .map(|open| json::Listed { id: open.id.clone(), ..json::listed(open.network()) })
        .collect();
    ready(json::line(&list).map(Into::into))
}

async fn network(Shared(state): Shared<State>, Path(id): Path<String>) -> Answer {
    about(state, id, |open| ready(open.shape())).await
}

async fn layout(Shared(state): Shared<State>, Path(id): Path<String>) -> Answer {
    about(state, id, |open| ready(open.layout())).await
}

async fn coverage(Shared(state): Shared<State>, Path(id): Path<String>) -> Answer {
    about(state, id, |open| ready(open.coverage())).await
}

async fn findings(Shared(state): Shared<State>, Path(id): Path<String>) -> Answer {
    about(state, id, |open| ready(open.findings())).await
}

async fn plan(Shared(state): Shared<State>, Path(id): Path<String>) -> Answer {
    about(state, id, |open| ready(open.spread())).await
}

async fn collection(Shared(state): Shared<State>) -> Answer {
    let answer = move || ready(state.collection());
    tokio::task::spawn_blocking(answer).await.map_err(Refusal::internal)?
}

type Both = Path<(String, String)>;

async fn comparison(Shared(state): Shared<State>, Path((old, new)): Both) -> Answer {
    let answer = move || ready(state.comparison(&*find(&state, &old)?, &*find(&state, &new)?));
    tokio::task::spawn_blocking(answer).await.map_err(Refusal::internal)?
}

async fn sides(Shared(state): Shared<State>, Path((old, new)): Both) -> Answer {
    let answer = move || ready(state.sides(&*find(&state, &old)?, &*find(&state, &new)?));
    tokio::task::spawn_blocking(answer).await.map_err(Refusal::internal)?
}

async fn rules() -> Answer {
    ready(json::line(&json::rules()).map(Into::into))
}

async fn vocabulary() -> Answer {
    ready(json::line(&json::vocabulary()).map(Into::into))
}

async fn description() -> Answer {
    ready(openapi().map(Into::into))
}

async fn nothing() -> Refusal {
    Refusal::not_found("Adressen finns inte.".to_owned(), "No such address.".to_owned())
}

async fn routes(
    Shared(state): Shared<State>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    about(state, id, move |open| {
        let group = open.network().groups.iter().position(|group| group.id.as_str() == asked.group);
        let group = group.ok_or_else(|| {
            Refusal::not_found(
                format!("Ingen målgrupp har id {}.", asked.group),
                format!("No group has the id {}.", asked.group),
            )
        })?;
        let function = Function::from_slug(&asked.function).ok_or_else(|| {
            Refusal::bad_request(
                format!("{} är inget slags insats.", asked.function),
                format!("{} is no function of a service.", asked.function),
            )
        })?;
        ready(open.routes(group, function))
    })
    .await
}

async fn export(
    Shared(state): Shared<State>,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refusal> {
    let open = find(&state, &id)?;
    let lang = if wanted.lang == "en" { Lang::En } else { Lang::Sv };
    let (kind, ending, text) = match wanted.to.as_str() {
        "json" => {
            ("application/json", "json", open.shape().map_err(Refusal::internal)?.to_string())
        }
        "dot" => ("text/vnd.graphviz", "dot", dot::dot(&Graph::new(open.network()), lang)),
        "measures" => {
            let text = open.figures(&wanted.of).map_err(Refusal::internal)?;
            ("text/csv", "csv", text)
        }
        other => {
            return Err(Refusal::bad_request(
                format!("Formatet {other} finns inte; välj dot, json eller measures."),
                format!("No format {other}; choose dot, json or measures."),
            ));
        }
    };
    let name: String = open.id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let part = match (wanted.to.as_str(), wanted.of.as_str()) {
        ("measures", "") => "-measures".to_owned(),
        ("measures", of) => format!("-measures-{of}"),
        _ => String::new(),
    };
    let file = format!("attachment; filename=\"{name}{part}.{ending}\"");
    let headers = [
        (header::CONTENT_TYPE, format!("{kind}; charset=utf-8")),
        (header::CONTENT_DISPOSITION, file),
    ];
    Ok((headers, text).into_response())
}

async fn put_positions(
    Shared(state): Shared<State>,
    Path(id): Path<String>,
    axum::Json(moved): axum::Json<Moved>,
) -> Result<StatusCode, Refusal> {
    let places = moved.positions.into_iter();
    let places = places.map(|Place { id, x, y }| Position { id, x, y }).collect();
    move_boxes(state, id, |_, package| store::put_positions(package, places)).await
}

async fn forget_position(
    Shared(state): Shared<State>,
    Path((id, place)): Path<(String, String)>,
) -> Result<StatusCode, Refusal> {
    let forget = move |open: &Open, package: &mut Package| {
        let mut ids = open.cluster(&place).into_iter();
        ids.try_for_each(|id| store::forget_position(package, &id))
    };
    move_boxes(state, id, forget).await
}

/// Changes positions, but not while somebody reads the package to write it.
async fn move_boxes<F>(state: State, id: String, change: F) -> Result<StatusCode, Refusal>
where
    F: FnOnce(&Open, &mut Package) -> Result<(), StoreError> + Send + 'static,
{
    let moved = move || {
        let _one_at_a_time = state.writing();
        let open = find(&state, &id)?;
        stored(open.change(|package| change(&open, package)))
    };
    tokio::task::spawn_blocking(moved).await.map_err(Refusal::internal)?
}

fn stored(saved: Result<(), StoreError>) -> Result<StatusCode, Refusal> {
    match saved {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(StoreError::Unknown(id)) => Err(Refusal::not_found(
            format!("Ingen aktör och inget forum har id {id}."),
            format!("No actor or forum has the id {id}."),
        )),
        Err(StoreError::NotAPlace(id)) => Err(Refusal::bad_request(
            format!("Platsen för {id} ligger utanför kartan."),
            format!("The position of {id} is off the map."),
        )),
        Err(StoreError::Io(cause)) => {
            let Text { sv, en } = store::reason(&cause);
            let text = Text::new(
                format!(
                    "Flytten sparades inte: {sv}. Se till att filerna i nätverkets mapp går att ändra."
                ),
                format!(
                    "The move was not saved: {en}. Make sure that the files in the network's folder can be changed."
                ),
            );
            Err(Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", text))
        }
        Err(StoreError::Damaged(Text { sv, en })) => {
            let text = Text::new(
                format!("Flytten sparades inte: {sv}."),
                format!("The move was not saved: {en}."),
            );
            Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "unreadable", text))
        }
        Err(cause @ StoreError::Encode(_)) => Err(Refusal::internal(cause)),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::{Duration, Instant};

    use super::*;

    #[tokio::test]
    async fn work_ends_when_the_request_is_dropped() {
        let package = Package::open("networks/exempel-lindvik".as_ref()).unwrap();
        let id = package.network.id.clone();
        let (say, heard) = mpsc::channel();
        let late = Instant::now() + Duration::from_secs(60);
        let work = about_while_wanted(State::new(vec![package], None), id, move |_, progress| {
            say.send("begun").unwrap();
            while progress.tell(0, 1).is_some() && Instant::now() < late {
                std::thread::yield_now();
            }
            say.send(if Instant::now() < late { "stopped" } else { "never" }).unwrap();
            ready(Ok("{}".into()))
        });
        let begun = async {
            while heard.try_recv() != Ok("begun") {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            answer = work => panic!("it ended by itself: {:?}", answer.is_ok()),
            () = begun => {}
        }
        assert_eq!(heard.recv_timeout(Duration::from_secs(90)), Ok("stopped"));
    }
}
