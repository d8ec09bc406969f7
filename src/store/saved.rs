//! Tables that people add to while they work, written so that the rest of the file and of
//! the descriptor stays byte for byte.

use std::fs;
use std::io;

use serde_json::{Value, json};

use super::{StoreError, replace_file, splice};
use crate::load::Package;
use crate::load::package::{Table, table_csv, table_entry};

/// Writes a table with these columns and, where they changed, the descriptor; without
/// columns the table goes. Rows that stand in the file already stay byte for byte;
/// `added` are columns that this program adds at the end and takes away again.
///
/// # Errors
/// When the disk refuses, or a row cannot be encoded.
pub(super) fn save<T: Table>(
    package: &mut Package,
    columns: Option<Vec<String>>,
    added: &[&str],
) -> Result<(), StoreError> {
    let name = T::NAME;
    let gone = columns.is_none();
    if let Some(columns) = columns {
        package.headers.insert(name.to_owned(), columns);
    }
    let bytes = table_csv::<T>(package)?;
    let (file, entry) = table_entry::<T>(package, &bytes);
    let mut descriptor = package.descriptor.clone();
    describe(&mut descriptor, name, (!gone).then_some(entry), added);
    let file = package.folder.join(&file);
    let bytes = match fs::read(&file) {
        Ok(old) => splice::rows(&old, &bytes, added),
        Err(_) => bytes,
    };
    if gone {
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => _ = package.headers.remove(name),
        }
    } else {
        replace_file(&file, &bytes)?;
        let header = csv::Reader::from_reader(bytes.as_slice()).headers()?.clone();
        let header = header.iter().map(str::to_owned).collect();
        package.headers.insert(name.to_owned(), header);
    }
    if descriptor != package.descriptor {
        let path = package.folder.join("datapackage.json");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let text = spliced(&text, name, &descriptor).unwrap_or_else(|| format!("{descriptor:#}\n"));
        replace_file(&path, text.as_bytes())?;
        package.descriptor = descriptor;
    }
    Ok(())
}

/// The descriptor's text with what changed in it, all else as it is written.
fn spliced(text: &str, table: &str, descriptor: &Value) -> Option<String> {
    let resources = descriptor["resources"].as_array()?;
    let whole = splice::list(text, &["resources"], resources)?;
    if serde_json::from_str::<Value>(&whole).ok()? == *descriptor {
        return Some(whole);
    }
    let at = resources.iter().position(|resource| resource["name"] == table)?;
    let fields = resources[at].pointer("/schema/fields")?.as_array()?;
    let whole = splice::list(text, &["resources", &at.to_string(), "schema", "fields"], fields)?;
    (serde_json::from_str::<Value>(&whole).ok()? == *descriptor).then_some(whole)
}

/// Lists the table in the descriptor as it now is, or takes it out. Of an entry that is
/// there only the added columns change.
fn describe(descriptor: &mut Value, table: &str, entry: Option<Value>, added: &[&str]) {
    let Some(resources) = descriptor.get_mut("resources").and_then(Value::as_array_mut) else {
        return;
    };
    let at = resources.iter().position(|resource| resource["name"] == table);
    match (at, entry) {
        (Some(at), None) => _ = resources.remove(at),
        (None, Some(entry)) => resources.push(entry),
        (Some(at), Some(entry)) => {
            let new = entry["schema"]["fields"].as_array().cloned().unwrap_or_default();
            let fields = resources[at].pointer_mut("/schema/fields").and_then(Value::as_array_mut);
            let Some(fields) = fields else { return };
            let known = |fields: &[Value], name: &Value| fields.iter().any(|f| &f["name"] == name);
            fields.retain(|field| {
                !added.iter().any(|name| field["name"] == json!(name))
                    || known(&new, &field["name"])
            });
            let more: Vec<Value> =
                new.iter().filter(|field| !known(fields, &field["name"])).cloned().collect();
            fields.extend(more);
        }
        (None, None) => {}
    }
}
