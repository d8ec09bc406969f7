//! Answers: JSON, and errors in one shape.

use std::sync::Arc;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::model::Text;

/// An error as the API tells it: `{"error":{"code","message":{"sv","en"}}}`. Where changes
/// were refused, `changes` tells each of them in a sentence, with the table that it is about and
/// what is wrong with it, in which column.
#[derive(Debug)]
pub(super) struct Refusal {
    pub status: StatusCode,
    pub code: &'static str,
    pub message: Text,
    pub changes: Vec<ChangeRefused>,
}

/// A change in a sentence, and what is wrong with it; nothing when it is right.
#[derive(Debug)]
pub(super) struct ChangeRefused {
    pub text: Text,
    /// The table that it is about, in a word of the vocabulary.
    pub what: &'static str,
    pub problems: Vec<Fault>,
}

/// What is wrong with a change, in a sentence, and the column where it is one.
#[derive(Debug)]
pub(super) struct Fault {
    pub text: Text,
    pub column: Option<String>,
}

impl Refusal {
    pub fn new(status: StatusCode, code: &'static str, message: Text) -> Self {
        Self { status, code, message, changes: Vec::new() }
    }

    pub fn not_found(sv: String, en: String) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", Text::new(sv, en))
    }

    pub fn bad_request(sv: String, en: String) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad_request", Text::new(sv, en))
    }

    /// What the framework refused before a route saw it; `said` is its own word.
    pub fn misunderstood(status: StatusCode, said: &str) -> Self {
        let (code, sv, en) = match status {
            StatusCode::NOT_FOUND => ("not_found", "Adressen finns inte", "No such address"),
            StatusCode::METHOD_NOT_ALLOWED => (
                "method_not_allowed",
                "Adressen tar inte emot det anropet",
                "The address does not take that method",
            ),
            StatusCode::PAYLOAD_TOO_LARGE => {
                ("too_large", "Begäran är för stor", "The request is too large")
            }
            StatusCode::UNSUPPORTED_MEDIA_TYPE => {
                ("bad_request", "Begäran ska vara JSON", "The request must be JSON")
            }
            _ => ("bad_request", "Begäran går inte att läsa", "The request cannot be read"),
        };
        let said = said.trim().trim_end_matches('.');
        // The framework speaks English only.
        let en = if said.is_empty() { format!("{en}.") } else { format!("{en}: {said}.") };
        Self::new(status, code, Text::new(format!("{sv}."), en))
    }

    pub fn internal(cause: impl std::fmt::Display) -> Self {
        let text = Text::new(
            format!("Det gick inte: {cause}. Försök igen."),
            format!("That did not work: {cause}. Try again."),
        );
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", text)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let both = |text: &Text| json!({ "sv": text.sv, "en": text.en });
        let mut error = json!({ "code": self.code, "message": both(&self.message) });
        if !self.changes.is_empty() {
            let each = self.changes.iter().map(|change| {
                let told = |fault: &Fault| {
                    let Text { sv, en } = &fault.text;
                    json!({ "sv": sv, "en": en, "column": fault.column })
                };
                let problems: Vec<Value> = change.problems.iter().map(told).collect();
                json!({ "text": both(&change.text), "what": change.what, "problems": problems })
            });
            error["changes"] = each.collect();
        }
        (self.status, axum::Json(json!({ "error": error }))).into_response()
    }
}

/// JSON that is ready as text.
pub(super) struct Json(pub Arc<str>);

impl IntoResponse for Json {
    fn into_response(self) -> Response {
        let headers = [
            (header::CONTENT_TYPE, "application/json; charset=utf-8"),
            (header::CACHE_CONTROL, "no-store"),
        ];
        (headers, self.0.to_string()).into_response()
    }
}
