//! Writing: a network back to the tables it came from.

use serde_json::{Value, json};

use super::cell::Kind;
use super::table::{CLAIMS, Column, Need, Table};
use super::tables::each_table;
use super::{Package, claims, descriptor};
use crate::model::Network;
use crate::model::text::Word;

/// A table as CSV bytes: its columns as they came, unknown ones and rejected
/// rows included; declared columns that have something to say are added.
///
/// # Errors
/// Only when memory runs out or a row cannot be encoded.
pub fn table_csv<T: Table>(package: &Package) -> Result<Vec<u8>, csv::Error> {
    let rows = T::rows(&package.network);
    let written: Vec<Vec<String>> = rows.iter().map(|row| row.write()).collect();
    let mut header = package.headers.get(T::NAME).cloned().unwrap_or_default();
    let known_before = !header.is_empty();
    for (i, column) in T::COLUMNS.iter().enumerate() {
        let wanted = !known_before || written.iter().any(|cells| !cells[i].is_empty());
        if wanted && !header.iter().any(|name| name == column.name) {
            header.push(column.name.to_owned());
        }
    }
    if rows.iter().any(|row| !row.claims.is_empty()) && !header.iter().any(|name| name == CLAIMS) {
        header.push(CLAIMS.to_owned());
    }
    let width = header.len();
    for name in rows.iter().flat_map(|row| row.attributes.keys()) {
        if !header.contains(name) {
            header.push(name.clone());
        }
    }
    header[width..].sort_unstable();

    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(&header)?;
    for (row, cells) in rows.iter().zip(&written) {
        out.write_record(header.iter().map(|name| {
            let column = T::COLUMNS.iter().position(|column| column.name == name);
            let text = match column {
                Some(i) => cells[i].clone(),
                None if name == CLAIMS => claims::write(&row.claims),
                None => String::new(),
            };
            // A cell that could not be read stands among the attributes; its
            // field holds a default that nobody wrote.
            row.attributes.get(name).cloned().unwrap_or(text)
        }))?;
    }
    out.flush()?;
    let mut bytes = out.into_inner().map_err(|error| error.into_error())?;
    let mut raw = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in package.rejected.get(T::NAME).into_iter().flatten() {
        raw.write_byte_record(row)?;
    }
    bytes.extend(raw.into_inner().map_err(|error| error.into_error())?);
    Ok(bytes)
}

/// A whole package as files: `datapackage.json` and each table with rows.
///
/// # Errors
/// As [`table_csv`].
pub fn new_package(package: &Package) -> Result<Vec<(String, Vec<u8>)>, csv::Error> {
    let mut files = Vec::new();
    let mut resources = Vec::new();
    each_table!(T => {
        let kept = package.rejected.contains_key(T::NAME);
        if !T::rows(&package.network).is_empty() || kept {
            let path = format!("{}.csv", T::NAME);
            let bytes = table_csv::<T>(package)?;
            resources.push(resource::<T>(&path, &bytes, &package.network));
            files.push((path, bytes));
        }
    });
    let old = package.descriptor["resources"].as_array().into_iter().flatten();
    for entry in old {
        let path = entry["path"].as_str().unwrap_or_default();
        if let Some(bytes) = package.others.get(path) {
            resources.push(entry.clone());
            files.push((path.to_owned(), bytes.clone()));
        }
    }
    let text = format!("{:#}\n", describe(package, resources));
    files.insert(0, (descriptor::FILE.to_owned(), text.into_bytes()));
    Ok(files)
}

/// The files that say anew what a package's network says: the tables named, and
/// `datapackage.json` last. Tables stand where the package has them.
///
/// # Errors
/// As [`table_csv`].
pub fn changed_files(
    package: &Package,
    changed: &[&str],
) -> Result<Vec<(String, Vec<u8>)>, csv::Error> {
    let mut files = Vec::new();
    let old = package.descriptor["resources"].as_array().cloned().unwrap_or_default();
    let mut resources = old.clone();
    each_table!(T => {
        let listed = resources.iter().position(|entry| entry["name"] == T::NAME);
        let is_changed = changed.contains(&T::NAME);
        if is_changed || (listed.is_none() && !T::rows(&package.network).is_empty()) {
            let bytes = table_csv::<T>(package)?;
            let (path, entry) = table_entry::<T>(package, &bytes);
            match listed {
                Some(at) => resources[at] = entry,
                None => resources.push(entry),
            }
            if is_changed {
                files.push((path, bytes));
            }
        }
    });
    let text = format!("{:#}\n", describe(package, resources));
    files.push((descriptor::FILE.to_owned(), text.into_bytes()));
    Ok(files)
}

/// A table's file name and its entry in `datapackage.json`.
pub fn table_entry<T: Table>(package: &Package, csv: &[u8]) -> (String, Value) {
    let listed = descriptor::path_of(&package.descriptor, T::NAME, &mut Vec::new());
    let path = listed.unwrap_or_else(|| format!("{}.csv", T::NAME));
    let entry = resource::<T>(&path, csv, &package.network);
    (path, entry)
}

fn describe(package: &Package, resources: Vec<Value>) -> Value {
    let network = &package.network;
    let mut whole = match &package.descriptor {
        Value::Object(old) => old.clone(),
        _ => serde_json::Map::new(),
    };
    let mut set = |key: &str, value: Value| {
        if !value.is_null() {
            whole.insert(key.to_owned(), value);
        }
    };
    set("profile", json!("tabular-data-package"));
    set("name", json!(network.id));
    set("title", json!(network.title));
    set("kind", json!(network.kind.map(Word::slug)));
    set("place", json!(network.place));
    set("period", json!(network.period));
    set("language", json!(network.language));
    if let Some(licence) = &network.licence {
        set("licenses", json!([{ "name": licence }]));
    }
    let boundary = &network.boundary;
    if boundary.asked.is_some() || boundary.could_have_been_asked.is_some() {
        set(
            "boundary",
            json!({ "asked": boundary.asked, "could_have_been_asked": boundary.could_have_been_asked }),
        );
    }
    set("resources", json!(resources));
    Value::Object(whole)
}

/// A table's entry in `datapackage.json`, with its Table Schema. Foreign keys
/// stand for columns that hold one id; lists of ids are checked by Samkarta.
fn resource<T: Table>(path: &str, csv: &[u8], network: &Network) -> Value {
    let header = csv::Reader::from_reader(csv).headers().cloned().unwrap_or_default();
    let column = |name: &str| T::COLUMNS.iter().find(|column| column.name == name);
    let fields: Vec<Value> = header.iter().map(|name| field(name, column(name))).collect();
    let foreign: Vec<Value> = T::COLUMNS
        .iter()
        .filter(|c| c.need != Need::Key || T::NAME == "participation")
        .filter_map(|c| match c.kind {
            Kind::Id(target) if header.iter().any(|name| name == c.name) => Some((c, target)),
            _ => None,
        })
        .filter(|(_, target)| *target == T::NAME || has_rows(network, target))
        .map(|(c, target)| {
            let resource = if target == T::NAME { "" } else { target };
            json!({ "fields": c.name, "reference": { "resource": resource, "fields": "id" } })
        })
        .collect();
    let mut schema = json!({ "fields": fields, "missingValues": [""] });
    if let Some(key) = T::COLUMNS.iter().find(|c| c.need == Need::Key) {
        schema["primaryKey"] = json!([key.name]);
    }
    if !foreign.is_empty() {
        schema["foreignKeys"] = json!(foreign);
    }
    json!({
        "profile": "tabular-data-resource",
        "name": T::NAME,
        "path": path,
        "encoding": "utf-8",
        "schema": schema,
    })
}

fn has_rows(network: &Network, table: &str) -> bool {
    let mut any = false;
    each_table!(T => any |= T::NAME == table && !T::rows(network).is_empty());
    any
}

fn field(name: &str, column: Option<&Column>) -> Value {
    let Some(column) = column else { return json!({ "name": name, "type": "string" }) };
    let mut constraints = serde_json::Map::new();
    if column.need != Need::May {
        constraints.insert("required".to_owned(), json!(true));
    }
    let r#type = match column.kind {
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Word(words) => {
            constraints.insert("enum".to_owned(), json!(words()));
            "string"
        }
        Kind::YesNo => {
            constraints.insert("enum".to_owned(), json!(["yes", "no"]));
            "string"
        }
        Kind::Text | Kind::Texts | Kind::Id(_) | Kind::Ids(_) => "string",
    };
    let mut field = json!({ "name": name, "type": r#type });
    if !constraints.is_empty() {
        field["constraints"] = Value::Object(constraints);
    }
    field
}
