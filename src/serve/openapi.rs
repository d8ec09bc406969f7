//! The API's own description, from the shapes that it serves.

use utoipa::OpenApi;
use utoipa::openapi::path::{
    HttpMethod, Operation, OperationBuilder, ParameterBuilder, ParameterIn,
};
use utoipa::openapi::{
    ContentBuilder, Object, PathItem, Ref, RefOr, Required, ResponseBuilder, Schema, Type,
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
        json::Findings,
        json::Rule
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
        ("/api/rules", "What each rule says", Shape::List("Rule"), &[]),
    ] {
        let item = PathItem::new(HttpMethod::Get, operation(path, summary, &shape, query));
        api.paths.paths.insert(path.to_owned(), item);
    }
    Ok(api.to_pretty_json()? + "\n")
}

enum Shape {
    One(&'static str),
    List(&'static str),
}

fn operation(path: &str, summary: &str, shape: &Shape, query: &[&str]) -> Operation {
    let schema: RefOr<Schema> = match shape {
        Shape::One(name) => Ref::from_schema_name(*name).into(),
        Shape::List(name) => {
            Schema::Array(utoipa::openapi::Array::new(Ref::from_schema_name(*name))).into()
        }
    };
    let body = ContentBuilder::new().schema(Some(schema)).build();
    let ok = ResponseBuilder::new().description(summary).content("application/json", body).build();
    let mut operation = OperationBuilder::new().summary(Some(summary)).response("200", ok);
    let in_path = path.contains("{id}").then_some(("id", ParameterIn::Path));
    let all = in_path.into_iter().chain(query.iter().map(|name| (*name, ParameterIn::Query)));
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
