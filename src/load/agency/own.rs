//! The JSON that this program writes (`export --to json`), read back.
//!
//! Every list is a table and every object a row; names are those of the tables' columns.
//! A row keeps its claims as far as their sources are in the file, and gains one that says
//! that it came this way. What JSON does not carry (attributes, decisions, positions, the
//! kind of an alias) does not come back.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::build::as_place;
use super::{AgencyError, Reading, hsds};
use crate::load::draft::Draft;
use crate::load::package::Table;
use crate::load::package::tables::each_table;
use crate::load::problem::Problem;
use crate::load::receipt::{Fate, Ledger, Why};
use crate::model::text::{Text, Word};
use crate::model::{Affiliation, Alias, Claim, Network, Obtained, Row, Section};

/// Whether a file is this program's JSON.
pub(super) fn is_own(bytes: &[u8]) -> bool {
    let text = hsds::decoded(&bytes[..bytes.len().min(1 << 14)]);
    text.trim_start_matches('\u{FEFF}').trim_start().starts_with('{')
        && ["\"network\"", "\"made\"", "\"actors\""].iter().all(|key| text.contains(key))
}

/// The draft of a file.
///
/// # Errors
/// [`AgencyError::Malformed`] with the line when it is no JSON.
pub(super) fn read(name: &str, bytes: &[u8], with: &Reading) -> Result<Draft, AgencyError> {
    let text = hsds::decoded(bytes);
    let value: Value = serde_json::from_str(&text).map_err(|error| {
        AgencyError::malformed(
            name,
            Some(error.line() as u64),
            Text::new(format!("ingen giltig JSON: {error}"), format!("no valid JSON: {error}")),
            Text::new("exportera filen på nytt", "export the file again"),
        )
    })?;
    let mut own =
        Own { name, with, network: Network::default(), problems: Vec::new(), ledgers: Vec::new() };
    each_table!(T => own.table::<T>(&value));
    let mut rest = Ledger::new(name, None, "samkarta");
    for key in ["network", "made"] {
        let mut cells = Vec::new();
        flatten("", &value[key], &mut cells);
        let entry = rest.read(0, cells.into_iter().map(|(_, text)| text));
        rest.settle_row(entry, Fate::Ignored, Some(Why::Unread));
    }
    own.ledgers.push(rest);
    Ok(Draft {
        network: own.network,
        receipts: own.ledgers.into_iter().map(Ledger::close).collect(),
        problems: own.problems,
    })
}

struct Own<'a> {
    name: &'a str,
    with: &'a Reading<'a>,
    network: Network,
    problems: Vec<Problem>,
    ledgers: Vec<Ledger>,
}

impl Own<'_> {
    /// Reads the list of a table's name.
    fn table<T: Table>(&mut self, value: &Value) {
        let Some(rows) = value[T::NAME].as_array() else { return };
        let mut ledger = Ledger::new(self.name, Some(T::NAME), "samkarta");
        for (i, object) in rows.iter().enumerate() {
            let place = as_place(&format!("{}!/{}/{i}", self.name, T::NAME));
            let mut cells = Vec::new();
            flatten("", object, &mut cells);
            let entry = ledger.read(0, cells.iter().map(|(_, text)| text.as_str()));
            let column = |name: &str, text: &str| column_of(T::NAME, name, text).to_owned();
            let by_column: BTreeMap<String, &str> =
                cells.iter().map(|(name, text)| (column(name, text), text.as_str())).collect();
            let (value, misread) = T::read(|column| by_column.get(column).copied().unwrap_or(""));
            if let Some(wrong) = misread.into_iter().next() {
                let column = wrong.column;
                let problem = Problem::error(
                    self.name,
                    Text::new(
                        format!("”{column}” på {place} går inte att läsa"),
                        format!("cannot read `{column}` at {place}"),
                    ),
                    wrong.expected.unwrap_or_else(|| Text::new("fyll i den", "fill it in")),
                )
                .in_column(column);
                let texts: Vec<&str> = cells.iter().map(|(_, text)| text.as_str()).collect();
                self.problems.push(problem.clone().rejecting(texts.join(",")));
                ledger.reject(entry, problem);
                continue;
            }
            for (at, (name, text)) in cells.iter().enumerate() {
                let column = column(name, text);
                let ours = T::COLUMNS.iter().any(|c| c.name == column) || is_read_apart(name);
                let (fate, why) = match ours {
                    true => (Fate::Used, None),
                    false => (Fate::Ignored, Some(Why::Unread)),
                };
                ledger.settle(entry, at, fate, why);
            }
            ledger.settle_row(entry, Fate::Used, None);
            if let Some(id) = value.key().map(str::to_owned) {
                self.inner(T::NAME, &id, object, &place);
            }
            let sources = ["sources", "sections"].contains(&T::NAME);
            let claims = if sources { Vec::new() } else { self.claims(object, &place) };
            T::rows_mut(&mut self.network).push(Row { claims, ..Row::bare(value) });
        }
        self.ledgers.push(ledger);
    }

    /// What stands in a row but is a table of its own: aliases, members, sections.
    fn inner(&mut self, table: &str, id: &str, object: &Value, place: &str) {
        for name in object["aliases"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let mut alias = Alias { name: name.to_owned(), ..Alias::default() };
            match table {
                "actors" => alias.actor = Some(id.into()),
                "forums" => alias.forum = Some(id.into()),
                _ => alias.group = Some(id.into()),
            }
            let known = self.with.known.aliases.iter().find(|row| {
                row.name == alias.name
                    && (&row.actor, &row.forum, &row.group)
                        == (&alias.actor, &alias.forum, &alias.group)
            });
            alias.kind = known.and_then(|row| row.kind.clone());
            let claims = vec![self.claim(place)];
            self.network.aliases.push(Row { claims, ..Row::bare(alias) });
        }
        for member in object["members"].as_array().into_iter().flatten() {
            let actor = member["actor"].as_str().unwrap_or_default().into();
            let role = member["role"].as_str().map(str::to_owned);
            let seat = Affiliation { forum: id.into(), actor, role };
            let claims = self.claims(member, place);
            self.network.affiliations.push(Row { claims, ..Row::bare(seat) });
        }
        for section in object["sections"].as_array().into_iter().flatten() {
            let text = |key: &str| section[key].as_str().unwrap_or_default().to_owned();
            let section = Section { source: id.into(), place: text("place"), title: text("title") };
            self.network.sections.push(Row::bare(section));
        }
    }

    fn claim(&self, place: &str) -> Claim {
        Claim {
            source: self.with.source.clone(),
            place: place.to_owned(),
            obtained: Obtained::Stated,
            interview: None,
            date: None,
            printed: None,
        }
    }

    /// The claims of a row, and that it came this way.
    fn claims(&self, object: &Value, place: &str) -> Vec<Claim> {
        let sources = &self.network.sources;
        let read = |claim: &Value| {
            let text = |key: &str| claim[key].as_str().map(str::to_owned);
            let source = text("source")?;
            sources.iter().any(|row| row.id.as_str() == source).then_some(Claim {
                source: source.into(),
                place: text("place")?,
                obtained: Obtained::from_slug(&text("obtained")?)?,
                interview: text("interview"),
                date: text("date"),
                printed: text("printed"),
            })
        };
        let claims = object["claims"].as_array().into_iter().flatten();
        claims.filter_map(read).chain([self.claim(place)]).collect()
    }
}

/// Lists of rows within a row, which are read apart, and the claims.
fn is_read_apart(name: &str) -> bool {
    ["aliases", "members", "claims", "sections"].iter().any(|list| {
        name == *list || name.strip_prefix(list).is_some_and(|rest| rest.starts_with('.'))
    })
}

/// The column that a name in JSON is. The status of a tie is computed, but for a denial.
fn column_of<'a>(table: &str, name: &'a str, text: &str) -> &'a str {
    match name {
        "status" if table == "ties" && text == "absent" => "state",
        "age.min" => "age_min",
        "age.max" => "age_max",
        "meetings_per_year.min" => "meetings_min",
        "meetings_per_year.max" => "meetings_max",
        "period.start" => "starts",
        "period.end" => "ends",
        "period.text" => "period",
        name => name,
    }
}

/// A value as cells: objects by their names, lists of bare values joined as tables do.
fn flatten(name: &str, value: &Value, cells: &mut Vec<(String, String)>) {
    let inner = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") };
    match value {
        Value::Null => {}
        Value::Bool(yes) => {
            cells.push((name.to_owned(), if *yes { "yes" } else { "no" }.to_owned()))
        }
        Value::Number(n) => cells.push((name.to_owned(), n.to_string())),
        Value::String(text) => cells.push((name.to_owned(), text.clone())),
        Value::Object(map) => object(map, inner, cells),
        Value::Array(values) => {
            let bare: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            if !bare.is_empty() {
                cells.push((name.to_owned(), bare.join(";")));
            }
            for (i, value) in values.iter().enumerate().filter(|(_, v)| v.is_object()) {
                flatten(&inner(&i.to_string()), value, cells);
            }
        }
    }
}

fn object(
    map: &Map<String, Value>,
    inner: impl Fn(&str) -> String,
    cells: &mut Vec<(String, String)>,
) {
    for (key, value) in map {
        flatten(&inner(key), value, cells);
    }
}
