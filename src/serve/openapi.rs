//! The API's own description, from the shapes that it serves.

use utoipa::OpenApi;
use utoipa::openapi::path::{
    HttpMethod, Operation, OperationBuilder, ParameterBuilder, ParameterIn,
};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::{
    ContentBuilder, Object, PathItem, Ref, RefOr, Required, ResponseBuilder, Schema, Type,
};

use super::asked::{
    Moved, ToDecide, ToImport, ToImprove, ToRule, ToSave, ToTry, ToUndecide, ToWithdraw,
};
use crate::export::json;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Samkarta",
        description = "A collaboration network, its coverage and its findings."
    ),
    components(schemas(
        json::Listed,
        json::NetworkJson,
        json::MapLayout,
        json::Coverage,
        json::RouteList,
        json::Persona,
        json::Findings,
        json::MeasureDoc,
        json::Measures,
        json::Rule,
        json::Share,
        json::Collection,
        json::Comparison,
        json::Sides,
        json::Imported,
        json::Duplicates,
        json::Decisions,
        json::Scenarios,
        json::WhatIf,
        json::Best,
        ToTry,
        ToSave,
        ToImprove,
        ToDecide,
        ToUndecide,
        json::Confirmation,
        ToImport,
        ToRule,
        ToWithdraw,
        Moved
    ))
)]
struct Described;

/// OpenAPI 3.1 as JSON text.
///
/// # Errors
/// None in practice: the description is a tree of plain values.
pub fn openapi() -> Result<String, serde_json::Error> {
    let mut api = Described::openapi();
    for (path, summary, shape, query) in [
        ("/api/networks", "The open networks", Shape::List("Listed"), &[][..]),
        ("/api/networks/{id}", "One network, whole", Shape::One("NetworkJson"), &[]),
        ("/api/networks/{id}/layout", "Where its boxes lie", Shape::One("MapLayout"), &[]),
        ("/api/networks/{id}/coverage", "Groups by functions", Shape::One("Coverage"), &[]),
        (
            "/api/networks/{id}/routes",
            "Routes of a group",
            Shape::One("RouteList"),
            &["group", "function"],
        ),
        (
            "/api/networks/{id}/persona",
            "One person's journeys, or a professional's ways on; leave out what is not asked",
            Shape::One("Persona"),
            &["text", "group", "age", "sex", "conditions", "from"],
        ),
        ("/api/networks/{id}/findings", "Its findings", Shape::One("Findings"), &[]),
        ("/api/networks/{id}/measures", "Its measures", Shape::One("Measures"), &[]),
        ("/api/networks/{id}/plan", "How its measures spread", Shape::List("Share"), &[]),
        (
            "/api/networks/{id}/confirmation",
            "The sheets of all actors who have something to confirm",
            Shape::List("Confirmation"),
            &[],
        ),
        (
            "/api/networks/{id}/confirmation/{actor}",
            "What an actor is asked to confirm",
            Shape::One("Confirmation"),
            &[],
        ),
        (
            "/api/networks/{id}/duplicates",
            "What may be the same, and what was ruled",
            Shape::One("Duplicates"),
            &[],
        ),
        (
            "/api/networks/{id}/decisions",
            "What was decided on its findings",
            Shape::One("Decisions"),
            &[],
        ),
        (
            "/api/networks/{id}/scenarios",
            "What-if changes that are saved",
            Shape::One("Scenarios"),
            &[],
        ),
        ("/api/networks/{id}/export", "The network as a file", Shape::File, &["to"]),
        ("/api/collection", "The same indicators of all", Shape::One("Collection"), &[]),
        ("/api/compare/{old}/{new}", "Two networks compared", Shape::One("Comparison"), &[]),
        (
            "/api/compare/{old}/{new}/layout",
            "Two networks on the same positions",
            Shape::One("Sides"),
            &[],
        ),
        ("/api/measures", "What each measure shows", Shape::List("MeasureDoc"), &[]),
        ("/api/rules", "What each rule says", Shape::List("Rule"), &[]),
        ("/api/vocabulary", "Labels of every word", Shape::Any, &[]),
        ("/api/openapi.json", "This description", Shape::Any, &[]),
    ] {
        add(&mut api, path, HttpMethod::Get, operation(path, summary, &shape, query));
    }
    let scenario = "/api/networks/{id}/scenarios/{name}";
    for (method, path, summary, answer, body) in [
        (
            HttpMethod::Put,
            "/api/networks/{id}/positions",
            "Put boxes where somebody moved them",
            Shape::Nothing,
            Some("Moved"),
        ),
        (
            HttpMethod::Delete,
            "/api/networks/{id}/positions/{box}",
            "Put one box back",
            Shape::Nothing,
            None,
        ),
        (HttpMethod::Put, scenario, "Save a scenario", Shape::One("Scenarios"), Some("ToSave")),
        (HttpMethod::Delete, scenario, "Remove a scenario", Shape::One("Scenarios"), None),
    ] {
        add(&mut api, path, method, asking(operation(path, summary, &answer, &[]), body));
    }
    posts(&mut api);
    require_every_key(&mut api);
    Ok(api.to_pretty_json()? + "\n")
}

/// Describes the requests that change or compute something.
fn posts(api: &mut utoipa::openapi::OpenApi) {
    for (path, summary, answer, body) in [
        (
            "/api/networks/{id}/import",
            "Read files into the network; written when asked to",
            Shape::One("Imported"),
            Some("ToImport"),
        ),
        ("/api/networks/{id}/import/undo", "Take the last import back", Shape::Nothing, None),
        (
            "/api/networks/{id}/verdicts",
            "Rule on records that may be the same",
            Shape::One("Duplicates"),
            Some("ToRule"),
        ),
        (
            "/api/networks/{id}/verdicts/undo",
            "Take verdicts back",
            Shape::One("Duplicates"),
            Some("ToWithdraw"),
        ),
        (
            "/api/networks/{id}/decisions",
            "Decide on a finding",
            Shape::One("Findings"),
            Some("ToDecide"),
        ),
        (
            "/api/networks/{id}/decisions/undo",
            "Take a decision back",
            Shape::One("Findings"),
            Some("ToUndecide"),
        ),
        ("/api/networks/{id}/whatif", "What changes would do", Shape::One("WhatIf"), Some("ToTry")),
        (
            "/api/networks/{id}/whatif/best",
            "The single changes that close most",
            Shape::One("Best"),
            Some("ToImprove"),
        ),
    ] {
        let change = asking(operation(path, summary, &answer, &[]), body);
        add(api, path, HttpMethod::Post, change);
    }
}

/// The same operation, with a body of this shape.
fn asking(mut operation: Operation, body: Option<&str>) -> Operation {
    if let Some(shape) = body {
        let body = ContentBuilder::new().schema(Some(Ref::from_schema_name(shape))).build();
        let body = RequestBodyBuilder::new().content("application/json", body);
        operation.request_body = Some(RefOr::T(body.required(Some(Required::True)).build()));
    }
    operation
}

/// Describes what an address does; others of its methods stay.
fn add(api: &mut utoipa::openapi::OpenApi, path: &str, method: HttpMethod, does: Operation) {
    let item = PathItem::new(method, does);
    match api.paths.paths.get_mut(path) {
        Some(known) => known.merge_operations(item),
        None => _ = api.paths.paths.insert(path.to_owned(), item),
    }
}

/// Every key is always written, `null` when there is nothing to say.
fn require_every_key(api: &mut utoipa::openapi::OpenApi) {
    for schema in api.components.iter_mut().flat_map(|all| all.schemas.values_mut()) {
        if let RefOr::T(Schema::Object(object)) = schema {
            object.required = object.properties.keys().cloned().collect();
        }
    }
}

enum Shape {
    One(&'static str),
    List(&'static str),
    /// Any JSON object.
    Any,
    /// A file to download.
    File,
    /// An empty answer.
    Nothing,
}

fn operation(path: &str, summary: &str, shape: &Shape, query: &[&str]) -> Operation {
    let schema: RefOr<Schema> = match shape {
        Shape::One(name) => Ref::from_schema_name(*name).into(),
        Shape::List(name) => {
            Schema::Array(utoipa::openapi::Array::new(Ref::from_schema_name(*name))).into()
        }
        Shape::Any | Shape::Nothing => Schema::Object(Object::with_type(Type::Object)).into(),
        Shape::File => Schema::Object(Object::with_type(Type::String)).into(),
    };
    let body = ContentBuilder::new().schema(Some(schema)).build();
    let answer = ResponseBuilder::new().description(summary);
    let (status, answer) = match shape {
        Shape::Nothing => ("204", answer),
        Shape::File => ("200", answer.content("*/*", body)),
        _ => ("200", answer.content("application/json", body)),
    };
    let mut operation =
        OperationBuilder::new().summary(Some(summary)).response(status, answer.build());
    let in_path = ["id", "box", "actor", "old", "new", "name"]
        .into_iter()
        .filter(|name| path.contains(&format!("{{{name}}}")));
    let in_path = in_path.map(|name| (name, ParameterIn::Path));
    let all = in_path.chain(query.iter().map(|name| (*name, ParameterIn::Query)));
    for (name, place) in all {
        let text = Schema::Object(Object::with_type(Type::String));
        let parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(place.clone())
            .required(if path.ends_with("/persona") && matches!(place, ParameterIn::Query) {
                Required::False
            } else {
                Required::True
            })
            .schema(Some(text));
        operation = operation.parameter(parameter);
    }
    operation.build()
}
