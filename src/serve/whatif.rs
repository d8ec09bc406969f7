//! What-if and saved scenarios, over the API.

use std::collections::BTreeMap;

use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;

use super::answer::{ChangeRefused, Fault, Refusal};
use super::app::{Answer, about, about_while_wanted, find, ready};
use super::asked::{ChangeGiven, ToImprove, ToSave, ToTry};
use super::state::{Open, State};
use crate::export::json;
use crate::load::problem::Problem;
use crate::load::scenario::{all_in, open as open_file};
use crate::model::text::Word;
use crate::model::{Change, Deed, How, Scenario, Text, Thing};
use crate::store::scenarios::{self as saved, IfThere, ScenarioError};
use crate::whatif;

/// How many changes `best` looks for at the most.
const MOST: usize = 5;

/// The saved scenarios.
pub(super) async fn scenarios(Shared(state): Shared<State>, Path(id): Path<String>) -> Answer {
    about(state, id, listed).await
}

fn listed(open: &Open) -> Answer {
    let (all, unread) = all_in(&open.package().folder);
    ready(json::line(&json::scenarios(open.network(), &all, &unread)).map(Into::into))
}

/// Saves a scenario that can be tried on the network.
pub(super) async fn save_scenario(
    Shared(state): Shared<State>,
    Path((id, name)): Path<(String, String)>,
    axum::Json(asked): axum::Json<ToSave>,
) -> Answer {
    let save = move || {
        let _one_at_a_time = state.writing();
        let open = find(&state, &id)?;
        let named = asked.name.filter(|name| !name.trim().is_empty());
        let scenario = Scenario {
            id: String::new(),
            name: named.unwrap_or_else(|| name.clone()),
            note: asked.note.filter(|note| !note.trim().is_empty()),
            changes: changes(asked.changes)?,
        };
        if scenario.changes.is_empty() {
            return Err(Refusal::bad_request(
                "Scenariot har inga ändringar.".to_owned(),
                "The scenario has no changes.".to_owned(),
            ));
        }
        whatif::apply(open.network(), &scenario.changes)
            .map_err(|faults| refused(&open, &scenario.changes, faults))?;
        let there = if asked.replace { IfThere::Replace } else { IfThere::Beside };
        saved::save(&open.package().folder, &name, &scenario, there).map_err(denied)?;
        listed(&open)
    };
    tokio::task::spawn_blocking(save).await.map_err(Refusal::internal)?
}

/// Removes a saved scenario.
pub(super) async fn remove_scenario(
    Shared(state): Shared<State>,
    Path((id, name)): Path<(String, String)>,
) -> Answer {
    let remove = move || {
        let _one_at_a_time = state.writing();
        let open = find(&state, &id)?;
        let folder = open.package().folder;
        // By its id alone: a name that another bears takes nothing away.
        let one = saved::find(&folder, &name).map_err(denied)?;
        if one.id != name {
            let there = saved::all(&folder);
            return Err(denied(ScenarioError::Unknown { said: name, there }));
        }
        saved::remove(&folder, &one).map_err(denied)?;
        listed(&open)
    };
    tokio::task::spawn_blocking(remove).await.map_err(Refusal::internal)?
}

/// What changes would do.
pub(super) async fn what_if(
    Shared(state): Shared<State>,
    Path(id): Path<String>,
    axum::Json(asked): axum::Json<ToTry>,
) -> Answer {
    about(state, id, move |open| {
        let ToTry { scenario, changes, name } = asked;
        let mut tried = given(open, scenario.as_deref(), changes)?;
        if let Some(name) = name {
            tried.name = name;
        }
        let trial = open
            .ground()
            .try_out(&tried.changes)
            .map_err(|faults| refused(open, &tried.changes, faults))?;
        ready(json::line(&json::what_if(open.ground(), &tried, &trial)).map(Into::into))
    })
    .await
}

/// The single changes that close most; the search ends when nobody waits for it any more.
pub(super) async fn best(
    Shared(state): Shared<State>,
    Path(id): Path<String>,
    axum::Json(asked): axum::Json<ToImprove>,
) -> Answer {
    about_while_wanted(state, id, move |open, progress| {
        let ToImprove { k, scenario, changes } = asked;
        if !(1..=MOST).contains(&k) {
            return Err(Refusal::bad_request(
                format!("k ska vara 1 till {MOST}."),
                format!("k must be 1 to {MOST}."),
            ));
        }
        let start = given(open, scenario.as_deref(), changes)?;
        let found = whatif::best(open.ground(), &start.changes, k, progress)
            .map_err(|faults| refused(open, &start.changes, faults))?;
        ready(json::line(&json::best(open.ground(), &found, k)).map(Into::into))
    })
    .await
}

/// The changes of a saved scenario, or those that were sent.
fn given(open: &Open, scenario: Option<&str>, sent: Vec<ChangeGiven>) -> Result<Scenario, Refusal> {
    let Some(said) = scenario else {
        return Ok(Scenario { changes: changes(sent)?, ..Scenario::default() });
    };
    let found = saved::find(&open.package().folder, said).map_err(denied)?;
    open_file(&found.path).map_err(|faults| refused(open, &[], faults))
}

fn changes(sent: Vec<ChangeGiven>) -> Result<Vec<Change>, Refusal> {
    sent.into_iter()
        .zip(1..)
        .map(|(sent, number)| {
            let deed = word::<Deed>(&sent.deed)?;
            let thing = word::<Thing>(&sent.what)?;
            let mut change =
                Change::new(deed, thing, sent.id.as_deref().filter(|id| !id.is_empty()));
            // The line by which a fault finds its change again.
            change.line = Some(number);
            let mut with = |how: How, cells: BTreeMap<String, String>| {
                for (column, value) in cells {
                    change = change.clone().with(how, &column, &value);
                }
            };
            with(How::Set, sent.set);
            with(How::Join, sent.join);
            with(How::Drop, sent.drop);
            Ok(change)
        })
        .collect()
}

fn word<W: Word>(said: &str) -> Result<W, Refusal> {
    W::from_slug(said).ok_or_else(|| {
        let known: Vec<&str> = W::ALL.iter().map(|word| word.slug()).collect();
        let known = known.join(", ");
        Refusal::bad_request(
            format!("{said} finns inte; skriv något av: {known}."),
            format!("There is no {said}; write one of: {known}."),
        )
    })
}

/// Every fault of the changes, and what to do; and the changes, each with its own faults.
fn refused(open: &Open, changes: &[Change], faults: Vec<Problem>) -> Refusal {
    let about = |change: &Change, line: Option<u64>| {
        line.is_some() && (change.line == line || change.edits.iter().any(|edit| edit.line == line))
    };
    let each = changes.iter().map(|change| ChangeRefused {
        text: whatif::say(open.network(), change),
        what: change.thing.slug(),
        problems: faults
            .iter()
            .filter(|fault| about(change, fault.line))
            .map(|fault| Fault { text: json::fault(fault), column: fault.column.clone() })
            .collect(),
    });
    let all = faults.iter().map(json::fault).fold(Text::default(), Text::and);
    let mut refusal = Refusal::new(StatusCode::BAD_REQUEST, "bad_changes", all);
    refusal.changes = each.collect();
    refusal
}

fn denied(error: ScenarioError) -> Refusal {
    let (status, code) = match &error {
        ScenarioError::Unknown { .. } => (StatusCode::NOT_FOUND, "not_found"),
        ScenarioError::Store(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        _ => (StatusCode::BAD_REQUEST, "bad_request"),
    };
    Refusal::new(status, code, error.say())
}
