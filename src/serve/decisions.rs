//! Decisions on findings, over the API.

use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;

use super::answer::Refusal;
use super::app::{Answer, about, find, ready};
use super::asked::{ToDecide, ToUndecide};
use super::state::State;
use crate::load::Package;
use crate::model::text::Word;
use crate::model::{Decision, DecisionState, Lang};
use crate::store::decisions::{self, DecisionError};

/// What was decided, and what became of the findings.
pub(super) async fn decisions(Shared(state): Shared<State>, Path(id): Path<String>) -> Answer {
    about(state, id, |open| ready(open.decisions())).await
}

/// Decides on a finding.
pub(super) async fn decide(
    Shared(state): Shared<State>,
    Path(id): Path<String>,
    axum::Json(asked): axum::Json<ToDecide>,
) -> Answer {
    let decide = move || {
        let said = DecisionState::from_slug(&asked.state).ok_or_else(|| {
            let known: Vec<&str> = DecisionState::ALL.iter().map(|state| state.slug()).collect();
            let (said, known) = (&asked.state, known.join(", "));
            Refusal::bad_request(
                format!("{said} är inget beslut; skriv något av: {known}."),
                format!("{said} is no decision; write one of: {known}."),
            )
        })?;
        let title = find(&state, &id)?.title_of(&asked.finding).ok_or_else(|| {
            Refusal::not_found(
                format!("Ingen iakttagelse har id {}.", asked.finding),
                format!("No finding has the id {}.", asked.finding),
            )
        })?;
        let mut decision = Decision {
            finding: asked.finding,
            state: Some(said),
            reason: asked.reason,
            owner: asked.owner,
            date: asked.date,
            decided: asked.decided.filter(|day| !day.trim().is_empty()),
            title: Some(title.get(Lang::Sv).to_owned()),
            scenario: asked.scenario,
            ..Decision::default()
        };
        let day = decision.decided_on().map(str::to_owned);
        decision.decided = day.or_else(|| state.today().map(|day| day.to_string()));
        let from = state.ahead_from();
        changed(&state, &id, |package| decisions::decide(package, decision, from).map(drop))
    };
    tokio::task::spawn_blocking(decide).await.map_err(Refusal::internal)?
}

/// Takes a decision back.
pub(super) async fn undecide(
    Shared(state): Shared<State>,
    Path(id): Path<String>,
    axum::Json(asked): axum::Json<ToUndecide>,
) -> Answer {
    let back = move || {
        changed(&state, &id, |package| decisions::withdraw(package, &asked.finding).map(drop))
    };
    tokio::task::spawn_blocking(back).await.map_err(Refusal::internal)?
}

/// Changes the decisions of an open network and opens it anew.
fn changed(
    state: &State,
    id: &str,
    change: impl FnOnce(&mut Package) -> Result<(), DecisionError>,
) -> Answer {
    // From disk, under the lock of imports: others may have written since.
    let _one_at_a_time = state.writing();
    let folder = find(state, id)?.package().folder;
    let mut package = Package::open(&folder).map_err(Refusal::internal)?;
    change(&mut package).map_err(refused)?;
    state.reopen(id, Package::open(&folder).map_err(Refusal::internal)?);
    ready(find(state, id)?.findings())
}

fn refused(error: DecisionError) -> Refusal {
    let (status, code) = match &error {
        DecisionError::Store(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        DecisionError::None(_) => (StatusCode::CONFLICT, "nothing_to_undo"),
        DecisionError::Past(_) => (StatusCode::BAD_REQUEST, "past_date"),
        DecisionError::Ahead(_) => (StatusCode::BAD_REQUEST, "future_decided"),
        DecisionError::Private("owner", _) => (StatusCode::BAD_REQUEST, "personal_owner"),
        DecisionError::Private(..) => (StatusCode::BAD_REQUEST, "personal_reason"),
        _ => (StatusCode::BAD_REQUEST, "bad_request"),
    };
    Refusal::new(status, code, error.say())
}
