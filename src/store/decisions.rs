//! Decisions on findings: written one row a finding, and taken back so that the files are
//! as before.

use super::scenarios::{self, ScenarioError};
use super::verdicts::{person_as, person_in};
use super::{Alone, StoreError, alone, readable, reread, saved};
use crate::link::{About, decided, settled, subject_names};
use crate::load::Package;
use crate::load::form::private::What;
use crate::load::package::Table;
use crate::model::text::Word;
use crate::model::{Date, Decision, DecisionState, Network, Row, Text};

/// The columns of a table that is made here; by their order it is known again. The last is
/// there when a row says it: tables that were made before it lack it.
const OURS: [&str; 9] =
    ["finding", "title", "names", "state", "reason", "owner", "date", "scenario", "decided"];

/// Columns that a table written by hand may lack.
const ADDED: [&str; 4] = ["title", "names", "scenario", "decided"];

/// Why a decision was not written or taken back.
#[derive(Debug, thiserror::Error)]
pub enum DecisionError {
    /// It does not say what was decided.
    #[error("a decision on `{0}` says nothing")]
    Empty(String),
    /// A finding is dismissed without a reason.
    #[error("`{0}` is dismissed without a reason")]
    NoReason(String),
    /// An action without somebody who does it.
    #[error("the action on `{0}` has no owner")]
    NoOwner(String),
    /// An action without a day by which it is done.
    #[error("the action on `{0}` has no date")]
    NoDate(String),
    /// The day by which an action is done has passed already.
    #[error("`{0}` has passed")]
    Past(String),
    /// The day on which it was decided has not come.
    #[error("`{0}` has not come")]
    Ahead(String),
    /// The date is in no calendar.
    #[error("`{0}` is no date")]
    NotADate(String),
    /// The owner or the reason looks like personal data.
    #[error("{0} holds personal data")]
    Private(&'static str, What),
    /// The package has no such scenario, or several.
    #[error("{0}")]
    Scenario(#[from] ScenarioError),
    /// There is no such decision to take back.
    #[error("no decision on `{0}`")]
    None(String),
    /// It could not be saved.
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl DecisionError {
    /// What is wrong and what to do, for people.
    pub fn say(&self) -> Text {
        match self {
            Self::Empty(id) => Text::new(
                format!("Beslutet om {id} säger inget; skriv accepted, dismissed eller action."),
                format!("The decision on {id} says nothing; write accepted, dismissed or action."),
            ),
            Self::NoReason(_) => Text::new(
                "Skriv varför iakttagelsen avfärdas, så att den som läser senare förstår.",
                "Write why the finding is dismissed, so that whoever reads it later understands.",
            ),
            Self::NoOwner(_) => Text::new(
                "Skriv vem som ska göra åtgärden: en roll eller enhet.",
                "Write who is to act: a role or unit.",
            ),
            Self::NoDate(_) => Text::new(
                "Skriv när åtgärden ska vara gjord, till exempel 2027-03-31.",
                "Write by when the action is to be done, such as 2027-03-31.",
            ),
            Self::Past(date) => Text::new(
                format!(
                    "Datumet {date} har passerat; en åtgärd ska vara gjord en dag som kommer. Skriv ett senare datum."
                ),
                format!(
                    "The date {date} has passed; an action is done by a day to come. Write a later date."
                ),
            ),
            Self::Ahead(date) => Text::new(
                format!("Dagen {date} har inte kommit; skriv dagen då beslutet togs."),
                format!("The day {date} has not come; write the day on which it was decided."),
            ),
            Self::NotADate(text) => Text::new(
                format!("{text} är inget datum; skriv till exempel 2027-03-31."),
                format!("{text} is not a date; write one such as 2027-03-31."),
            ),
            Self::Private(which, what) => {
                let what = what.label();
                let sv = if *which == "owner" { "Vem som ska göra det" } else { "Skälet" };
                let en = if *which == "owner" { "The owner" } else { "The reason" };
                Text::new(
                    format!(
                        "{sv}: texten ser ut att innehålla {}. Skriv en roll eller enhet i stället.",
                        what.sv
                    ),
                    format!(
                        "{en}: the text seems to hold {}. Write a role or unit instead.",
                        what.en
                    ),
                )
            }
            Self::Scenario(cause) => cause.say(),
            Self::None(id) => Text::new(
                format!("Det finns inget beslut om {id}."),
                format!("There is no decision on {id}."),
            ),
            Self::Store(cause) => {
                let Text { sv, en } = cause.say();
                Text::new(
                    format!("Beslutet sparades inte: {sv}."),
                    format!("The decision was not saved: {en}."),
                )
            }
        }
    }
}

/// Writes a decision on a finding, in one step or not at all; it takes the place of any
/// earlier one on the same finding. `decision.title` is what the finding is called now;
/// the names of its subjects are kept with it, so that it is found again under other ids.
/// An action is for a day that is not past on `today`; one that has become past may stand
/// when the rest of the decision changes. Nothing is decided on a day after `today`. What is
/// no action has no last day: a `date` that is given with it is the day it was decided,
/// unless `decided` says which.
///
/// Gives the decision that stood there. Whether the analysis makes the finding is for the
/// caller to know: `store` analyses nothing.
///
/// # Errors
/// Before anything is changed, when a decision lacks what its state asks for; else only
/// when the disk refuses.
pub fn decide(
    package: &mut Package,
    decision: Decision,
    today: Option<Date>,
) -> Result<Option<Decision>, DecisionError> {
    let _held = hold(package)?;
    let decision = checked(package, decision, today)?;
    let before = package.network.decisions.clone();
    let at = on(&package.network, &decision.finding);
    let rows = &mut package.network.decisions;
    let replaced = at.last().map(|&row| rows[row].value.clone());
    match at.split_last() {
        None => rows.push(Row::bare(decision)),
        Some((&last, others)) => {
            rows[last] = Row { value: decision, ..Row::default() };
            others.iter().rev().for_each(|&row| _ = rows.remove(row));
        }
    }
    save(package, before)?;
    Ok(replaced)
}

/// Takes back what was decided on a finding. Gives the decision that stood there.
///
/// # Errors
/// [`DecisionError::None`] when there is none; else only when the disk refuses.
pub fn withdraw(package: &mut Package, finding: &str) -> Result<Decision, DecisionError> {
    let _held = hold(package)?;
    let at = on(&package.network, finding);
    let Some(&last) = at.last() else {
        return Err(DecisionError::None(finding.to_owned()));
    };
    let before = package.network.decisions.clone();
    let taken = package.network.decisions[last].value.clone();
    at.iter().rev().for_each(|&row| _ = package.network.decisions.remove(row));
    save(package, before)?;
    Ok(taken)
}

/// The package to itself, read anew, for others may have written in it.
fn hold(package: &mut Package) -> Result<Alone, StoreError> {
    let held = alone(&package.folder)?;
    *package = reread(package)?;
    readable::<Decision>(package)?;
    Ok(held)
}

fn checked(
    package: &Package,
    mut decision: Decision,
    today: Option<Date>,
) -> Result<Decision, DecisionError> {
    let id = decision.finding.clone();
    let Decision { reason, owner, date, decided, title, scenario, .. } = &mut decision;
    for text in [reason, owner, date, decided, title, scenario] {
        *text = text.take().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    }
    decision.decided = decision.decided_on().map(str::to_owned);
    decision.date = decision.due().map(str::to_owned);
    match decision.state {
        None => return Err(DecisionError::Empty(id)),
        Some(DecisionState::Dismissed) if decision.reason.is_none() => {
            return Err(DecisionError::NoReason(id));
        }
        Some(DecisionState::Action) if decision.owner.is_none() => {
            return Err(DecisionError::NoOwner(id));
        }
        Some(DecisionState::Action) if decision.date.is_none() => {
            return Err(DecisionError::NoDate(id));
        }
        Some(_) => {}
    }
    let mut dates = decision.date.iter().chain(&decision.decided);
    if let Some(date) = dates.find(|date| Date::parse(date).is_none()) {
        return Err(DecisionError::NotADate(date.clone()));
    }
    let is_ahead = |day: Date| today.is_some_and(|today| day.days_left(today) < 0);
    if let Some(day) =
        decision.decided.as_ref().filter(|day| Date::parse(day).is_some_and(is_ahead))
    {
        return Err(DecisionError::Ahead(day.clone()));
    }
    let is_past = decision.is_overdue(today) && !is_same_day(&package.network, &decision);
    if let Some(date) = decision.date.as_ref().filter(|_| is_past) {
        return Err(DecisionError::Past(date.clone()));
    }
    if let Some(said) = &mut decision.scenario {
        *said = scenarios::find(&package.folder, said)?.id;
    }
    let (owner, reason) = (decision.owner.as_deref(), decision.reason.as_deref());
    if let Some(what) = person_as(&package.network, owner.unwrap_or_default()) {
        return Err(DecisionError::Private("owner", what));
    }
    if let Some(what) = person_in(&package.network, reason.unwrap_or_default()) {
        return Err(DecisionError::Private("reason", what));
    }
    decision.names = subject_names(&settled(&package.network).network, &id);
    Ok(decision)
}

/// Whether the finding is to be acted on by the same day already.
fn is_same_day(network: &Network, decision: &Decision) -> bool {
    let day = |of: &Decision| of.due().and_then(Date::parse);
    let stands = on(network, &decision.finding).last().map(|&row| &network.decisions[row]);
    stands.is_some_and(|stands| day(stands).is_some() && day(stands) == day(decision))
}

/// Rows of `decisions` on a finding, whatever it was called when they were written.
fn on(network: &Network, finding: &str) -> Vec<usize> {
    let now = decided(&settled(network).network);
    let is = |row: &usize| {
        network.decisions[*row].finding == finding
            || now.get(*row) == Some(&About::Finding(finding.to_owned()))
    };
    (0..network.decisions.len()).filter(is).collect()
}

/// The columns that the table is to have, `None` when it is to go: it is empty and was
/// made here. Columns that were added at the end of a table written by hand go when they
/// say nothing any more.
fn columns(package: &Package) -> Option<Vec<String>> {
    let rows = &package.network.decisions;
    let mut header = package.headers.get(Decision::NAME).cloned().unwrap_or_default();
    let rejected = package.rejected.get(Decision::NAME).is_some_and(|rows| !rows.is_empty());
    let silent = |name: &str| {
        let column = Decision::COLUMNS.iter().position(|column| column.name == name);
        let says = |row: &Row<Decision>| {
            column.is_some_and(|column| !row.write()[column].is_empty())
                || row.attributes.contains_key(name)
        };
        !rows.iter().any(says)
    };
    let before = &OURS[..OURS.len() - 1];
    if header.is_empty() || header == before || header == OURS {
        let ours = if silent("decided") { before } else { &OURS };
        let gone = rows.is_empty() && !rejected;
        return (!gone).then(|| ours.iter().map(|&name| name.to_owned()).collect());
    }
    while header.last().is_some_and(|name| ADDED.contains(&name.as_str()) && silent(name)) {
        header.pop();
    }
    Some(header)
}

fn save(package: &mut Package, before: Vec<Row<Decision>>) -> Result<(), StoreError> {
    let columns = columns(package);
    let saved = saved::save::<Decision>(package, columns, &ADDED);
    if saved.is_err() {
        package.network.decisions = before;
    }
    saved
}
