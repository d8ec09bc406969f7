//! Records that may be the same, and verdicts on them, over the API.

use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;

use super::answer::Refusal;
use super::app::{Answer, about, find, ready};
use super::asked::{ToRule, ToWithdraw, VerdictGiven};
use super::state::State;
use crate::load::Package;
use crate::model::text::Word;
use crate::model::{Date, Ruling, Verdict};
use crate::store::verdicts::{self, VerdictError};
use crate::store::{StoreError, alone};

/// What may be the same, and what was ruled.
pub(super) async fn duplicates(Shared(state): Shared<State>, Path(id): Path<String>) -> Answer {
    about(state, id, |open| ready(open.duplicates(&[]))).await
}

/// Rules on pairs of records.
pub(super) async fn rule(
    Shared(state): Shared<State>,
    Path(id): Path<String>,
    axum::Json(asked): axum::Json<ToRule>,
) -> Answer {
    let rule = move || {
        let given = verdicts(asked.verdicts, state.today())?;
        changed(&state, &id, |package| verdicts::rule(package, given))
    };
    tokio::task::spawn_blocking(rule).await.map_err(Refusal::internal)?
}

/// What was asked for, as verdicts; those without a date are of today.
fn verdicts(given: Vec<VerdictGiven>, today: Option<Date>) -> Result<Vec<Verdict>, Refusal> {
    let one = |given: VerdictGiven| {
        let verdict = Ruling::from_slug(&given.verdict).ok_or_else(|| {
            let known: Vec<&str> = Ruling::ALL.iter().map(|ruling| ruling.slug()).collect();
            let (said, known) = (&given.verdict, known.join(", "));
            Refusal::bad_request(
                format!("{said} är inget beslut; skriv något av: {known}."),
                format!("{said} is no verdict; write one of: {known}."),
            )
        })?;
        let date = match given.date {
            Some(date) if Date::parse(&date).is_none() => {
                return Err(Refusal::bad_request(
                    format!("{date} är inget datum; skriv till exempel 2026-01-31."),
                    format!("{date} is not a date; write one such as 2026-01-31."),
                ));
            }
            given => given.or_else(|| Some(today?.to_string())),
        };
        Ok(Verdict {
            one: given.one,
            other: given.other,
            verdict: Some(verdict),
            why: given.why,
            by: given.by,
            date,
            ..Verdict::default()
        })
    };
    given.into_iter().map(one).collect()
}

/// Takes verdicts back.
pub(super) async fn withdraw(
    Shared(state): Shared<State>,
    Path(id): Path<String>,
    axum::Json(asked): axum::Json<ToWithdraw>,
) -> Answer {
    let back = move || {
        let pairs: Vec<_> = asked.pairs.into_iter().map(|pair| (pair.one, pair.other)).collect();
        let earlier = verdicts(asked.replaced, None)?;
        changed(&state, &id, |package| {
            verdicts::withdraw(package, &pairs, earlier).map(|_| Vec::new())
        })
    };
    tokio::task::spawn_blocking(back).await.map_err(Refusal::internal)?
}

/// Changes the verdicts of an open network and opens it anew; `change` gives what it took
/// the place of.
fn changed(
    state: &State,
    id: &str,
    change: impl FnOnce(&mut Package) -> Result<Vec<Verdict>, VerdictError>,
) -> Answer {
    let _one_at_a_time = state.writing();
    let mut package = find(state, id)?.package();
    let folder = package.folder.clone();
    let _held = alone(&folder).map_err(|error| refused(StoreError::from(error).into()))?;
    let replaced = change(&mut package).map_err(refused)?;
    state.reopen(id, Package::open(&folder).map_err(Refusal::internal)?);
    ready(find(state, id)?.duplicates(&replaced))
}

fn refused(error: VerdictError) -> Refusal {
    match &error {
        VerdictError::Store(StoreError::Damaged(_)) => {
            Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "unreadable", error.say())
        }
        VerdictError::Store(_) => {
            Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", error.say())
        }
        VerdictError::None(..) => {
            Refusal::new(StatusCode::CONFLICT, "nothing_to_undo", error.say())
        }
        _ => Refusal::new(StatusCode::BAD_REQUEST, "bad_request", error.say()),
    }
}
