//! The API's own description, from the shapes that it serves.

use utoipa::OpenApi;
use utoipa::openapi::path::{
    HttpMethod, Operation, OperationBuilder, ParameterBuilder, ParameterIn,
};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::{
    ContentBuilder, Object, PathItem, Ref, RefOr, Required, ResponseBuilder, Schema, Type,
};

use super::asked::{Moved, ToImport, ToRule, ToWithdraw};
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
        json::Findings,
        json::Rule,
        json::Share,
        json::Collection,
        json::Comparison,
        json::Sides,
        json::Imported,
        json::Duplicates,
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
        ("/api/networks/{id}/findings", "Its findings", Shape::One("Findings"), &[]),
        ("/api/networks/{id}/plan", "How its measures spread", Shape::List("Share"), &[]),
        (
            "/api/networks/{id}/duplicates",
            "What may be the same, and what was ruled",
            Shape::One("Duplicates"),
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
        ("/api/rules", "What each rule says", Shape::List("Rule"), &[]),
        ("/api/vocabulary", "Labels of every word", Shape::Any, &[]),
        ("/api/openapi.json", "This description", Shape::Any, &[]),
    ] {
        let item = PathItem::new(HttpMethod::Get, operation(path, summary, &shape, query));
        api.paths.paths.insert(path.to_owned(), item);
    }
    for (method, path, summary) in [
        (HttpMethod::Put, "/api/networks/{id}/positions", "Put boxes where somebody moved them"),
        (HttpMethod::Delete, "/api/networks/{id}/positions/{box}", "Put one box back"),
    ] {
        let mut change = operation(path, summary, &Shape::Nothing, &[]);
        if matches!(method, HttpMethod::Put) {
            let body = ContentBuilder::new().schema(Some(Ref::from_schema_name("Moved"))).build();
            let body = RequestBodyBuilder::new().content("application/json", body);
            change.request_body = Some(RefOr::T(body.required(Some(Required::True)).build()));
        }
        api.paths.paths.insert(path.to_owned(), PathItem::new(method, change));
    }
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
    ] {
        let mut change = operation(path, summary, &answer, &[]);
        if let Some(shape) = body {
            let body = ContentBuilder::new().schema(Some(Ref::from_schema_name(shape))).build();
            let body = RequestBodyBuilder::new().content("application/json", body);
            change.request_body = Some(RefOr::T(body.required(Some(Required::True)).build()));
        }
        api.paths.paths.insert(path.to_owned(), PathItem::new(HttpMethod::Post, change));
    }
    require_every_key(&mut api);
    Ok(api.to_pretty_json()? + "\n")
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
    let in_path = ["id", "box", "old", "new"]
        .into_iter()
        .filter(|name| path.contains(&format!("{{{name}}}")));
    let in_path = in_path.map(|name| (name, ParameterIn::Path));
    let all = in_path.chain(query.iter().map(|name| (*name, ParameterIn::Query)));
    for (name, place) in all {
        let text = Schema::Object(Object::with_type(Type::String));
        let parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(place)
            .required(Required::True)
            .schema(Some(text));
        operation = operation.parameter(parameter);
    }
    operation.build()
}
