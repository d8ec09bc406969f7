//! The confirmation sheet of an actor.

use axum::extract::{Path, State as Shared};

use super::answer::Refusal;
use super::app::{Answer, about, ready};
use super::state::State;
use crate::export::{confirmation, json};
use crate::graph::Graph;

/// The sheets of all actors who have something to confirm.
pub(super) async fn confirmations(Shared(state): Shared<State>, Path(id): Path<String>) -> Answer {
    about(state, id, |open| {
        let graph = Graph::new(open.network());
        let sheets = confirmation::sheets(&graph);
        let all: Vec<_> = sheets.iter().map(|of| json::confirmation(&graph, of.actor)).collect();
        ready(json::line(&all).map(Into::into))
    })
    .await
}

pub(super) async fn confirmation(
    Shared(state): Shared<State>,
    Path((id, actor)): Path<(String, String)>,
) -> Answer {
    about(state, id, move |open| {
        let graph = Graph::new(open.network());
        let row = graph.actor(&actor).ok_or_else(|| {
            Refusal::not_found(
                format!("Ingen aktör har id {actor}."),
                format!("No actor has the id {actor}."),
            )
        })?;
        ready(json::line(&json::confirmation(&graph, row)).map(Into::into))
    })
    .await
}
