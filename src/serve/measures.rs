//! Measures over the API.

use axum::extract::{Path, State as Shared};

use super::app::{Answer, about, ready};
use super::state::State;
use crate::export::json;

/// What each measure shows.
pub(super) async fn measure_docs() -> Answer {
    ready(json::line(&json::measure_docs()).map(Into::into))
}

/// The measures of a network.
pub(super) async fn measures(Shared(state): Shared<State>, Path(id): Path<String>) -> Answer {
    about(state, id, |open| ready(open.measures())).await
}
