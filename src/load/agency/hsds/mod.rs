//! HSDS, the Human Services Data Specification of Open Referral, 1.x to 3.x.
//!
//! Organisations and programmes become actors, services become services. Tables about
//! them (areas, fees, languages, schedules, taxonomy …) become attributes, several rows of
//! a table in one attribute with ` | ` between. Names follow the specification:
//! `hsds.wait_time`, `hsds.service_area`. What is not kept: names, mail and telephone of
//! contacts, mail addresses that look like a person's, and where a shelter lies.
//!
//! *Invariant*: every reference is resolved or is told, with its row; a row's own id
//! stays in `hsds.id`, by which a second import finds it.
//!
//! # Source
//! Open Referral, "Human Services Data Specification", versions 1.0, 1.1, 2.0.1 and 3.0.

mod children;
mod core;
mod doors;
mod eligible;
mod files;
mod json;
mod private;
mod services;
pub(super) mod table;
mod terms;
mod ways;

use std::path::Path;

use self::core::Hsds;
use super::{AgencyError, Reading, sha256, source_row};
use crate::load::draft::Draft;
use crate::load::problem::Problem;
use crate::load::receipt::{Fate, Ledger, Why};
use crate::model::text::Text;
use files::Parts;
use table::{Kind, Table};

/// The draft of a folder with a CSV file for each table.
///
/// # Errors
/// As [`super::read`].
pub(super) fn folder(path: &Path, name: &str, with: &Reading) -> Result<Draft, AgencyError> {
    let parts = files::of_folder(path, name)?;
    let sums: String =
        parts.read.iter().map(|p| format!("{}  {}\n", sha256(&p.bytes), p.path)).collect();
    let mut draft = of_parts(name, parts, with)?;
    draft.network.sources.push(source_row(with.source, name, &sha256(sums.as_bytes())));
    Ok(draft)
}

/// The draft of a zip or a JSON file.
///
/// # Errors
/// As [`super::from_bytes`].
pub(super) fn file(name: &str, bytes: &[u8], with: &Reading) -> Result<Draft, AgencyError> {
    if bytes.starts_with(b"PK") {
        return of_parts(name, files::of_zip(name, bytes)?, with);
    }
    let tables = json::tables(name, bytes)?;
    Ok(interpret("hsds", name, tables, Vec::new(), with))
}

fn of_parts(name: &str, parts: Parts, with: &Reading) -> Result<Draft, AgencyError> {
    let mut problems = Vec::new();
    let mut tables = Vec::new();
    let mut other = Ledger::new(name, None, "hsds");
    for part in &parts.read {
        if part.name().to_lowercase().ends_with(".csv") {
            let kind = Kind::named(part.name());
            tables.push(files::table(name, part, kind, &mut problems));
        } else {
            // The descriptor repeats the specification; the header rows are what counts.
            let row = other.read(1, [part.path.as_str()]);
            other.settle_row(row, Fate::Ignored, Some(Why::Unread));
        }
    }
    for path in &parts.others {
        let row = other.read(1, [path.as_str()]);
        other.settle_row(row, Fate::Ignored, Some(Why::Unread));
    }
    let core = |table: &Table| matches!(table.kind, Kind::Organization | Kind::Service);
    if !tables.iter().any(core) {
        return Err(AgencyError::Unknown { name: name.to_owned() });
    }
    let mut draft = interpret("hsds", name, tables, problems, with);
    draft.receipts.push(other.close());
    Ok(draft)
}

/// The draft of tables, whatever they came in; `prefix` starts their attributes.
pub(super) fn interpret(
    prefix: &str,
    name: &str,
    mut tables: Vec<Table>,
    mut problems: Vec<Problem>,
    with: &Reading,
) -> Draft {
    problems.extend(tables.iter_mut().flat_map(private::cleaned));
    let mut hsds = Hsds::new(prefix, tables, problems, with);
    hsds.organizations();
    hsds.programs();
    hsds.services();
    hsds.children();
    let mut draft = hsds.close();
    if draft.network.actors.is_empty() && draft.network.services.is_empty() {
        draft.problems.push(Problem::error(
            name,
            Text::new(
                "här finns inga organisationer och inga insatser",
                "there are no organisations and no services here",
            ),
            Text::new(
                "se efter att tabellerna heter som i HSDS: organizations, services",
                "see that the tables are named as in HSDS: organizations, services",
            ),
        ));
    }
    draft
}

/// Keys that only HSDS has, as they stand in JSON.
const KEYS: [&str; 9] = [
    "\"organization_id\"",
    "\"organizations.csv\"",
    "\"application_process\"",
    "\"eligibility_description\"",
    "\"service_at_locations\"",
    "\"year_incorporated\"",
    "\"legal_status\"",
    "\"parent_organization_id\"",
    "\"interpretation_services\"",
];

/// Whether a file is HSDS: a zip with a table of organisations or services, or JSON with
/// keys of its own.
pub(super) fn is_hsds(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"PK") {
        return files::names_of_zip(bytes).iter().any(|name| is_core_file(name));
    }
    let start = &bytes[..bytes.len().min(1 << 18)];
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    text.starts_with(['{', '[']) && KEYS.iter().any(|key| text.contains(key))
}

/// Whether a file's name is that of a table of organisations or services.
pub(super) fn is_core_file(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_lowercase();
    name.ends_with(".csv") && matches!(Kind::named(&name), Kind::Organization | Kind::Service)
}

/// The text of bytes: by their mark, as UTF-8, or else as Windows-1252.
pub(super) fn decoded(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    files::decode(bytes)
}
