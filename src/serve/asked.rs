//! What requests say.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Whose routes to what.
#[derive(Deserialize)]
pub(super) struct Asked {
    pub group: String,
    pub function: String,
}

/// A file to download.
#[derive(Deserialize)]
pub(super) struct Wanted {
    pub to: String,
    /// Of measures: those of `network`, `actor`, `tie`, `forum` or `set`; empty for all.
    #[serde(default)]
    pub of: String,
    #[serde(default)]
    pub lang: String,
}

/// Boxes that somebody moved.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct Moved {
    pub positions: Vec<Place>,
}

/// Where one of them stands now: its top left corner, in map units.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct Place {
    pub id: String,
    pub x: f64,
    pub y: f64,
}

/// Files to import, and what somebody chose about them.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct ToImport {
    /// The files.
    pub files: Vec<FileToImport>,
    /// Questions chosen for columns.
    #[serde(default)]
    pub columns: Vec<ColumnChosen>,
    /// What doubtful words name.
    #[serde(default)]
    pub answers: Vec<WordsSettled>,
    /// Propose no new actors and forums.
    #[serde(default)]
    pub known_only: bool,
    /// Write it; else only show what would happen.
    #[serde(default)]
    pub write: bool,
}

/// A file.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct FileToImport {
    /// Its name.
    pub name: String,
    /// Its bytes, base64.
    pub base64: String,
}

/// What a column asks, as somebody chose.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct ColumnChosen {
    /// The file.
    pub file: String,
    /// Which table of it.
    pub table: Option<String>,
    /// The column, from 0.
    pub column: usize,
    /// The question's slug.
    pub question: String,
}

/// What words name, as somebody decided.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct WordsSettled {
    /// The words.
    pub words: String,
    /// The id of what they name; null for nothing.
    pub target: Option<String>,
}

/// Verdicts on records of the network.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct ToRule {
    /// All of them are written, or none.
    pub verdicts: Vec<VerdictGiven>,
}

/// A verdict on two records.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct VerdictGiven {
    /// A record's id.
    pub one: String,
    /// Another's, of the same table.
    pub other: String,
    /// `same`, `different`, or `part_of`: the first is part of the other.
    pub verdict: String,
    /// Why.
    pub why: Option<String>,
    /// Who decided: a role or unit, never a person.
    pub by: Option<String>,
    /// When, ISO 8601, for one that is put back; others bear the day they are given.
    pub date: Option<String>,
}

/// Verdicts to take back, all at once.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct ToWithdraw {
    /// What they are about; a pair that has no verdict any more is passed over.
    pub pairs: Vec<PairNamed>,
    /// What these took the place of, as the answer to them told: it is put back.
    #[serde(default)]
    pub replaced: Vec<VerdictGiven>,
}

/// Two records.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct PairNamed {
    /// A record's id.
    pub one: String,
    /// The other's, in either order.
    pub other: String,
}

/// A decision on a finding.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct ToDecide {
    /// The finding's id.
    pub finding: String,
    /// `accepted`, `dismissed` or `action`.
    pub state: String,
    /// Why; a finding is not dismissed without.
    pub reason: Option<String>,
    /// Who is to act: a role or unit, never a person; an action has one.
    pub owner: Option<String>,
    /// By when, ISO 8601; an action has one.
    pub date: Option<String>,
    /// The day on which it was decided, ISO 8601; none: today.
    pub decided: Option<String>,
    /// Id or name of the saved scenario that an action follows from.
    pub scenario: Option<String>,
}

/// A decision to take back.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct ToUndecide {
    /// The finding's id.
    pub finding: String,
}

/// A change to try; cells by column, as tables write them.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct ChangeGiven {
    /// `add`, `remove` or `change`.
    pub deed: String,
    /// `actor`, `forum`, `seat`, `service`, `referral`, `tie` or `mandate`.
    pub what: String,
    /// The row's id or name.
    pub id: Option<String>,
    /// What cells hold instead.
    #[serde(default)]
    pub set: BTreeMap<String, String>,
    /// What joins lists.
    #[serde(default)]
    pub join: BTreeMap<String, String>,
    /// What leaves lists.
    #[serde(default)]
    pub drop: BTreeMap<String, String>,
}

/// Changes to try, or a saved scenario.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct ToTry {
    /// Id or name of a saved scenario.
    pub scenario: Option<String>,
    /// Changes, in the place of a scenario.
    #[serde(default)]
    pub changes: Vec<ChangeGiven>,
    /// What to call them.
    pub name: Option<String>,
}

/// A scenario to save.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct ToSave {
    /// Its name; else its id.
    pub name: Option<String>,
    /// What it is about, briefly.
    pub note: Option<String>,
    /// Its changes.
    pub changes: Vec<ChangeGiven>,
    /// Take the place of the scenario that has the id or name; else one that is saved keeps its own,
    /// and the new one gets a number.
    #[serde(default)]
    pub replace: bool,
}

/// How many changes to look for, and from where.
#[derive(Deserialize, utoipa::ToSchema)]
pub(super) struct ToImprove {
    /// How many, 1 to 5.
    pub k: usize,
    /// Id or name of a saved scenario to start from.
    pub scenario: Option<String>,
    /// Changes to start from, in the place of a scenario.
    #[serde(default)]
    pub changes: Vec<ChangeGiven>,
}
