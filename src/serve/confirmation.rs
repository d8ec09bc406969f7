//! The confirmation sheet of an actor.

use axum::extract::{Path, State as Shared};

use super::answer::Refusal;
use super::app::{Answer, about, ready};
use super::state::State;
use crate::export::json;
use crate::graph::Graph;

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
