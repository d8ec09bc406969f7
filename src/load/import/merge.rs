//! Merging: what an import adds to what a package holds.
//!
//! *Invariant*: a cell that says something is never overwritten. Claims are joined, lists
//! are joined, empty cells are filled, and where two texts differ the older one stands
//! and the newer one is told as a [`Problem`].

use std::collections::HashMap;

use crate::load::Problem;
use crate::load::package::table::{CLAIMS, Table};
use crate::load::package::{Kind, tables::each_table};
use crate::model::text::Text;
use crate::model::{MentionState, Network, Row};

/// What merging did to one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The table's name.
    pub table: &'static str,
    /// Rows that were not there.
    pub added: u64,
    /// Rows that were there and gained a cell or a claim.
    pub extended: u64,
    /// Rows that were there, as they are.
    pub same: u64,
}

/// Adds the rows of `draft` to `network`, table by table.
///
/// A row is known by its id; a row of a table without ids by all its cells.
///
/// # Shape
/// One [`Change`] for each table that `draft` has rows of, and one [`Problem`] for each
/// cell that differs and was left as it is.
///
/// # Cost
/// Linear in the rows of both.
pub fn merge(network: &mut Network, draft: Network) -> (Vec<Change>, Vec<Problem>) {
    let mut draft = draft;
    settle_mentions(network, &mut draft);
    let (mut changes, mut problems) = (Vec::new(), Vec::new());
    each_table!(T => {
        let rows = std::mem::take(T::rows_mut(&mut draft));
        if !rows.is_empty() {
            changes.push(merge_table::<T>(T::rows_mut(network), rows, &mut problems));
        }
    });
    (changes, problems)
}

/// A mention that waits for an answer takes the answer; one that has an answer, or that
/// somebody proposed as new, keeps what it is.
fn settle_mentions(network: &mut Network, draft: &mut Network) {
    let at: HashMap<String, usize> =
        network.mentions.iter().enumerate().map(|(i, row)| (row.id.clone(), i)).collect();
    for new in &mut draft.mentions {
        let Some(old) = at.get(&new.id).and_then(|i| network.mentions.get_mut(*i)) else {
            continue;
        };
        let answered = |state| matches!(state, Some(MentionState::Chosen | MentionState::Refused));
        if answered(new.state) && !answered(old.state) {
            old.value = new.value.clone();
        } else {
            new.value = old.value.clone();
        }
    }
}

fn merge_table<T: Table>(
    rows: &mut Vec<Row<T>>,
    new: Vec<Row<T>>,
    problems: &mut Vec<Problem>,
) -> Change {
    let identity = |row: &Row<T>| match row.key() {
        Some(key) => key.to_owned(),
        None => row.write().join("\u{1f}"),
    };
    let mut at: HashMap<String, usize> =
        rows.iter().enumerate().map(|(i, row)| (identity(row), i)).collect();
    let mut change = Change { table: T::NAME, added: 0, extended: 0, same: 0 };
    for row in new {
        let identity = identity(&row);
        match at.get(&identity) {
            Some(&i) => match extend(&mut rows[i], row, problems) {
                true => change.extended += 1,
                false => change.same += 1,
            },
            None => {
                at.insert(identity, rows.len());
                rows.push(row);
                change.added += 1;
            }
        }
    }
    change
}

/// Fills what is empty, joins lists and claims; whether anything was added.
fn extend<T: Table>(old: &mut Row<T>, new: Row<T>, problems: &mut Vec<Problem>) -> bool {
    let mut cells = old.write();
    let mut gained = false;
    for ((cell, more), column) in cells.iter_mut().zip(new.write()).zip(T::COLUMNS) {
        // What could not be read stands among the attributes and is not touched.
        let unread = old.attributes.contains_key(column.name);
        if more.is_empty() || *cell == more || unread {
            continue;
        }
        if cell.is_empty() {
            *cell = more;
            gained = true;
        } else if matches!(column.kind, Kind::Ids(_) | Kind::Texts) {
            let joined = union(cell, &more);
            gained |= joined != *cell;
            *cell = joined;
        } else {
            problems.push(differs::<T>(old.key().unwrap_or_default(), column.name, cell, &more));
        }
    }
    if gained {
        let column = |name: &str| T::COLUMNS.iter().position(|column| column.name == name);
        let (value, _) = T::read(|name| column(name).map_or("", |i| cells[i].as_str()));
        old.value = value;
    }
    for claim in new.claims {
        if !old.claims.contains(&claim) {
            old.claims.push(claim);
            gained = true;
        }
    }
    for (name, text) in new.attributes {
        match old.attributes.get(&name) {
            None if name != CLAIMS => {
                old.attributes.insert(name, text);
                gained = true;
            }
            Some(kept) if *kept != text => {
                problems.push(differs::<T>(old.key().unwrap_or_default(), &name, kept, &text));
            }
            _ => {}
        }
    }
    gained
}

fn union(cell: &str, more: &str) -> String {
    let mut parts: Vec<&str> = cell.split(';').map(str::trim).collect();
    for part in more.split(';').map(str::trim) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(";")
}

fn differs<T: Table>(key: &str, column: &str, kept: &str, other: &str) -> Problem {
    Problem::error(
        &format!("{}.csv", T::NAME),
        Text::new(
            format!("{key}: där står redan ”{kept}”; importen säger ”{other}”"),
            format!("{key}: it says `{kept}` already; the import says `{other}`"),
        ),
        Text::new(
            "det som stod där är kvar; ändra cellen för hand om det nya är rätt",
            "what stood there is kept; change the cell by hand if the new one is right",
        ),
    )
    .in_column(column)
    .as_warning()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Claim, Obtained, Sector};

    fn claim(place: &str) -> Claim {
        Claim {
            source: "s".into(),
            place: place.to_owned(),
            obtained: Obtained::Stated,
            interview: None,
            date: None,
            printed: None,
        }
    }

    fn actor(name: &str, sector: Option<Sector>, place: &str) -> Row<Actor> {
        let value = Actor { id: "a".into(), name: name.to_owned(), sector, ..Actor::default() };
        Row { claims: vec![claim(place)], ..Row::bare(value) }
    }

    #[test]
    fn nothing_is_overwritten_and_nothing_is_doubled() {
        let mut network = Network { actors: vec![actor("RVC", None, "A1")], ..Network::default() };
        let draft = || Network {
            actors: vec![actor("Relationscentrum", Some(Sector::Region), "B2")],
            ..Network::default()
        };
        let (changes, problems) = merge(&mut network, draft());
        assert_eq!((changes[0].added, changes[0].extended), (0, 1));
        assert_eq!(problems.len(), 1);
        let row = &network.actors[0];
        assert_eq!((row.name.as_str(), row.sector), ("RVC", Some(Sector::Region)));
        assert_eq!(row.claims.len(), 2);
        let before = network.clone();
        let (changes, _) = merge(&mut network, draft());
        assert_eq!(changes[0].same, 1);
        assert!(network == before);
    }
}
