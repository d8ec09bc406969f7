//! Scenarios: changes to try on a network, before anybody makes them.

use super::text::words;

words! {
    /// What is done to a row.
    Deed {
        Add = "add", "lägg till", "add";
        Remove = "remove", "ta bort", "remove";
        Change = "change", "ändra", "change";
    }
}

words! {
    /// What sort of row it is done to.
    Thing {
        Actor = "actor", "aktör", "actor";
        Forum = "forum", "forum", "forum";
        /// An actor's membership of a forum.
        Seat = "seat", "plats i forum", "seat in a forum";
        Service = "service", "insats", "service";
        Referral = "referral", "remissväg", "referral";
        Tie = "tie", "samarbete", "tie";
        Mandate = "mandate", "uppdrag", "duty";
    }
}

words! {
    /// What is done to a cell.
    How {
        /// The cell holds this instead.
        Set = "set", "sätt", "set";
        /// This joins a list.
        Join = "join", "lägg till i", "add to";
        /// This leaves a list.
        Drop = "drop", "ta ur", "take from";
    }
}

/// A cell and what is done to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The column, as tables name it.
    pub column: String,
    /// What is done.
    pub how: How,
    /// The value, as tables write it: `;` between the parts of a list. Ids may be names.
    pub value: String,
    /// Line of the file that says so.
    pub line: Option<u64>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What is done.
    pub deed: Deed,
    /// To what sort of row.
    pub thing: Thing,
    /// The row's id or name; an added row's may be left to its name, and a seat, tie or
    /// referral is known by its ends, too.
    pub id: Option<String>,
    /// The cells.
    pub edits: Vec<Edit>,
    /// Line of the file that says so.
    pub line: Option<u64>,
}

impl Change {
    /// A change of no cells.
    pub fn new(deed: Deed, thing: Thing, id: Option<&str>) -> Self {
        Self { deed, thing, id: id.map(str::to_owned), edits: Vec::new(), line: None }
    }

    /// The same change, with a cell more.
    pub fn with(mut self, how: How, column: &str, value: &str) -> Self {
        let (column, value) = (column.to_owned(), value.to_owned());
        self.edits.push(Edit { column, how, value, line: None });
        self
    }

    /// What is set in a column.
    pub fn set(&self, column: &str) -> Option<&str> {
        let is = |edit: &&Edit| edit.how == How::Set && edit.column == column;
        self.edits.iter().find(is).map(|edit| edit.value.as_str())
    }
}

/// Changes that are tried together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scenario {
    /// Its slug; empty when it is not saved.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is about, briefly.
    pub note: Option<String>,
    /// The changes, in the order in which they were written.
    pub changes: Vec<Change>,
}
