//! HSDS as JSON: the same tables, nested in one another.
//!
//! An object is a row of the table that its key names; what it is nested in, or what is
//! nested in it under a singular name, it points to. Pages (`contents`), bare lists, single
//! objects and lists by table name are all read.
//!
//! *Invariant*: every object is a row of some table's account and every value a cell.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::files::decode;
use super::table::{Columns, Kind, Record, Table};
use crate::load::agency::AgencyError;
use crate::load::agency::build::as_place;
use crate::load::receipt::Ledger;
use crate::model::text::Text;

/// The tables of a JSON file.
///
/// # Errors
/// [`AgencyError::Malformed`] with the line when it is no JSON.
pub(super) fn tables(name: &str, bytes: &[u8]) -> Result<Vec<Table>, AgencyError> {
    let text = decode(bytes);
    let value: Value = serde_json::from_str(&text).map_err(|error| {
        AgencyError::malformed(
            name,
            Some(error.line() as u64),
            Text::new(format!("ingen giltig JSON: {error}"), format!("no valid JSON: {error}")),
            Text::new("hämta filen på nytt", "fetch the file again"),
        )
    })?;
    let mut walk = Walk {
        name,
        lines: object_lines(&text),
        seen: 0,
        tables: BTreeMap::new(),
        columns: HashMap::new(),
    };
    walk.top(&value);
    Ok(walk.tables.into_values().collect())
}

/// The line of each object, in the order in which they open.
fn object_lines(text: &str) -> Vec<u64> {
    let (mut lines, mut line) = (Vec::new(), 1);
    let (mut quoted, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            b'\n' => line += 1,
            _ if escaped => {}
            b'"' => quoted = !quoted,
            b'{' if !quoted => lines.push(line),
            _ => {}
        }
        escaped = quoted && byte == b'\\' && !escaped;
    }
    lines
}

struct Walk<'a> {
    name: &'a str,
    lines: Vec<u64>,
    /// Objects met so far; a key that stands twice hides one, so lines are a help only.
    seen: usize,
    tables: BTreeMap<Kind, Table>,
    columns: HashMap<Vec<String>, Arc<Columns>>,
}

/// Keys of pages under which the rows stand.
const PAGES: [&str; 7] = ["contents", "content", "items", "data", "results", "value", "records"];

impl Walk<'_> {
    fn top(&mut self, value: &Value) {
        match value {
            Value::Object(map) if is_container(map) => self.container(map),
            Value::Object(map) => {
                self.object(self.guess(map), map, "", None);
            }
            Value::Array(rows) => {
                for (i, row) in rows.iter().enumerate() {
                    self.row(None, row, &format!("/{i}"));
                }
            }
            _ => {}
        }
    }

    /// A page, or lists by the names of tables.
    fn container(&mut self, map: &Map<String, Value>) {
        let own: Vec<(String, String)> =
            map.iter().filter_map(|(key, value)| Some((key.clone(), scalar(value)?))).collect();
        self.add(Kind::Other, own, "/");
        for (key, value) in map {
            let kind = Some(Kind::named(key)).filter(|kind| *kind != Kind::Other);
            let pointer = format!("/{key}");
            match value {
                Value::Array(rows) => {
                    for (i, row) in rows.iter().enumerate() {
                        self.row(kind, row, &format!("{pointer}/{i}"));
                    }
                }
                Value::Object(_) => self.row(kind, value, &pointer),
                _ => {}
            }
        }
    }

    fn row(&mut self, kind: Option<Kind>, row: &Value, pointer: &str) {
        match row {
            Value::Object(map) => {
                let kind = kind.unwrap_or_else(|| self.guess(map));
                self.object(kind, map, pointer, None);
            }
            Value::Array(rows) => {
                for (i, row) in rows.iter().enumerate() {
                    self.row(kind, row, &format!("{pointer}/{i}"));
                }
            }
            bare => {
                let cell = scalar(bare).map(|text| ("value".to_owned(), text));
                self.add_row(Kind::Other, cell.into_iter().collect(), pointer, 0);
            }
        }
    }

    /// Which table an object belongs to, by the keys that only one table has; the file's
    /// name helps where its keys do not.
    fn guess(&self, map: &Map<String, Value>) -> Kind {
        let any = |keys: &[&str]| keys.iter().any(|key| map.contains_key(*key));
        let both = |one: &[&str], other: &[&str]| any(one) && any(other);
        let name = self.name.to_lowercase();
        if both(&["service", "service_id"], &["location", "location_id"]) {
            Kind::ServiceAtLocation
        } else if any(&[
            "organization",
            "organization_id",
            "application_process",
            "eligibility_description",
            "service_at_locations",
            "service_areas",
            "interpretation_services",
        ]) {
            Kind::Service
        } else if any(&[
            "services",
            "tax_status",
            "legal_status",
            "year_incorporated",
            "website",
            "parent_organization_id",
            "organization_identifiers",
            "programs",
        ]) {
            Kind::Organization
        } else if any(&["term_uri", "taxonomy_detail"]) || both(&["taxonomy"], &["code", "term"]) {
            Kind::Term
        } else if name.contains("organi") {
            Kind::Organization
        } else if name.contains("service") {
            Kind::Service
        } else {
            Kind::Other
        }
    }

    /// Adds an object and all within it; gives what others call it.
    fn object(
        &mut self,
        kind: Kind,
        map: &Map<String, Value>,
        pointer: &str,
        parent: Option<(&'static str, &str)>,
    ) -> String {
        let cells: Vec<(String, String)> =
            map.iter().filter_map(|(key, value)| Some((key.clone(), scalar(value)?))).collect();
        let at = self.add(kind, cells, pointer);
        let Some(table) = self.tables.get_mut(&kind) else { return String::new() };
        let record = &mut table.records[at];
        record.implied.extend(parent.map(|(column, id)| (column, id.to_owned())));
        let key = record.key().to_owned();
        for (name, value) in map {
            let inner = Kind::named(name);
            let pointer = format!("{pointer}/{name}");
            match value {
                // What stands alone under its name is what this row points to.
                Value::Object(one) if is_above(inner) => {
                    let other = self.object(inner, one, &pointer, None);
                    if let Some(table) = self.tables.get_mut(&kind) {
                        table.records[at].implied.push((inner.column(), other));
                    }
                }
                Value::Object(one) => {
                    self.object(inner, one, &pointer, Some((kind.column(), &key)));
                }
                Value::Array(rows) => self.list(inner, rows, &pointer, (kind.column(), &key)),
                _ => {}
            }
        }
        key
    }

    fn list(&mut self, kind: Kind, rows: &[Value], pointer: &str, parent: (&'static str, &str)) {
        for (i, row) in rows.iter().enumerate() {
            let pointer = format!("{pointer}/{i}");
            match row {
                Value::Object(map) => {
                    self.object(kind, map, &pointer, Some(parent));
                }
                Value::Array(rows) => self.list(kind, rows, &pointer, parent),
                // A list of bare values is a cell of its owner.
                _ => {}
            }
        }
    }

    fn add(&mut self, kind: Kind, cells: Vec<(String, String)>, pointer: &str) -> usize {
        let line = self.lines.get(self.seen).copied().unwrap_or(0);
        self.seen += 1;
        self.add_row(kind, cells, pointer, line)
    }

    fn add_row(
        &mut self,
        kind: Kind,
        cells: Vec<(String, String)>,
        pointer: &str,
        line: u64,
    ) -> usize {
        let table = self.tables.entry(kind).or_insert_with(|| {
            let ledger = Ledger::new(self.name, Some(kind.label()), "hsds");
            Table::new(kind, self.name, ledger)
        });
        let (names, texts): (Vec<String>, Vec<String>) = cells.into_iter().unzip();
        let entry = table.ledger.read(line, texts.iter().cloned());
        let columns = match self.columns.get(&names) {
            Some(columns) => Arc::clone(columns),
            None => {
                let columns = Arc::new(Columns::new(names.iter().cloned()));
                self.columns.insert(names, Arc::clone(&columns));
                columns
            }
        };
        let place = as_place(&format!("{}!{pointer}", self.name));
        table.records.push(Record::new(entry, line, place, columns, texts));
        table.records.len() - 1
    }
}

/// Whether an object holds rows rather than being one.
fn is_container(map: &Map<String, Value>) -> bool {
    let rows = |value: &Value| matches!(value, Value::Array(_));
    let by_table = |key: &str, value: &Value| rows(value) && Kind::named(key) != Kind::Other;
    map.iter().any(|(key, value)| PAGES.contains(&key.as_str()) && rows(value))
        || (!map.contains_key("name") && map.iter().any(|(key, value)| by_table(key, value)))
}

/// Tables whose rows others point to when nested in them.
fn is_above(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Organization
            | Kind::Program
            | Kind::Service
            | Kind::Location
            | Kind::Term
            | Kind::Taxonomy
            | Kind::Unit
    )
}

/// A value as a cell; `None` for objects and lists of them, which are rows.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Number(n) => Some(n.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Array(values) => {
            let bare = values.iter().filter(|v| !v.is_object() && !v.is_array());
            let texts: Vec<String> = bare.filter_map(scalar).collect();
            (!texts.is_empty()).then(|| texts.join("; "))
        }
        Value::Object(_) => None,
    }
}
