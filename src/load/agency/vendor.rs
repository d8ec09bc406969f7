//! Tables of other registers, by a mapping file.
//!
//! A mapping says which table of HSDS the rows of a sheet are and which column each of its
//! columns is; from there on they are read as HSDS. It is TOML:
//!
//! ```toml
//! name = "Föreningsregistret"
//! prefix = "register"               # attributes: register.opening_hours
//!
//! [[table]]
//! sheet = "insatser"                # only sheets of this name; left out: every sheet
//! table = "services"                # organizations, programs, services or a table about them
//!
//! [table.columns]
//! "Insats-ID" = "id"
//! "Insats" = "name"
//! "Anordnare" = "organization.name" # a row of its own, one for each name
//! "Lägsta ålder" = "minimum_age"
//! "Vem får komma" = "eligibility.eligibility"
//! "Ändrad av" = "-"                 # left out by choice
//! ```
//!
//! Columns that are not named become attributes under their own names.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::Reading;
use super::hsds::interpret;
use super::hsds::table::{Columns, Kind, Record, Table};
use super::sheets::Page;
use super::{Format, build::as_place};
use crate::link::normal;
use crate::load::draft::Draft;
use crate::load::problem::Problem;
use crate::load::receipt::{Fate, Ledger, Why};
use crate::load::sheet::Sheet;
use crate::model::text::Text;

/// How to read the tables of a register.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// The register's name.
    pub name: String,
    /// What attributes start with.
    pub prefix: String,
    tables: Vec<Rule>,
}

/// How to read one sheet.
#[derive(Clone, Debug, PartialEq)]
struct Rule {
    sheet: Option<String>,
    kind: Kind,
    /// Where each column goes, by its name in normal form.
    columns: BTreeMap<String, (String, Target)>,
}

/// Where a column goes.
#[derive(Clone, Debug, PartialEq)]
enum Target {
    /// A column of the row itself.
    Own(String),
    /// A column of a row beside it.
    Beside(Kind, String),
    /// Nowhere.
    Nowhere,
}

/// What is wrong with a mapping file.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}: {}", line.map(|n| n.to_string()).unwrap_or_default(), what.en)]
pub struct MappingError {
    /// The line, where known.
    pub line: Option<u64>,
    /// What is wrong.
    pub what: Text,
    /// What to do about it.
    pub next: Text,
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// [`MappingError`] when it is no TOML, a table is no table of HSDS, or a column goes
    /// to something that is no text.
    pub fn read(text: &str) -> Result<Self, MappingError> {
        let file: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let at = error.span().map_or(0, |span| span.start).min(text.len());
            let line = text.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() as u64 + 1;
            let message = error.message();
            refuse(
                Some(line),
                &format!("ingen giltig TOML: {message}"),
                &format!("no valid TOML: {message}"),
            )
        })?;
        let word = |key: &str| file.get(key).and_then(toml::Value::as_str).map(str::to_owned);
        let rules = file.get("table").and_then(toml::Value::as_array);
        let Some(rules) = rules.filter(|rules| !rules.is_empty()) else {
            return Err(refuse(None, "ingen [[table]] finns", "there is no [[table]]"));
        };
        Ok(Self {
            name: word("name").unwrap_or_default(),
            prefix: word("prefix").unwrap_or_else(|| "vendor".to_owned()),
            tables: rules.iter().map(rule).collect::<Result<_, _>>()?,
        })
    }
}

fn rule(value: &toml::Value) -> Result<Rule, MappingError> {
    let word = |key: &str| value.get(key).and_then(toml::Value::as_str);
    let table = word("table").unwrap_or_default();
    let kind = Kind::named(table);
    if kind == Kind::Other {
        return Err(refuse(
            None,
            &format!("”{table}” är ingen tabell i HSDS"),
            &format!("`{table}` is no table of HSDS"),
        ));
    }
    let mut columns = BTreeMap::new();
    let named = value.get("columns").and_then(toml::Value::as_table);
    for (column, target) in named.into_iter().flatten() {
        let column: &String = column;
        let Some(target) = target.as_str() else {
            return Err(refuse(
                None,
                &format!("”{column}” leder inte till ett namn på en kolumn"),
                &format!("`{column}` does not lead to the name of a column"),
            ));
        };
        let target = match target.trim() {
            "" | "-" => Target::Nowhere,
            target => match target.split_once('.') {
                None => Target::Own(target.to_owned()),
                Some((table, own)) if Kind::named(table) != Kind::Other => {
                    Target::Beside(Kind::named(table), own.to_owned())
                }
                Some((table, _)) => {
                    return Err(refuse(
                        None,
                        &format!("”{table}” är ingen tabell i HSDS"),
                        &format!("`{table}` is no table of HSDS"),
                    ));
                }
            },
        };
        columns.insert(normal(column), (column.clone(), target));
    }
    Ok(Rule { sheet: word("sheet").map(normal), kind, columns })
}

fn refuse(line: Option<u64>, sv: &str, en: &str) -> MappingError {
    MappingError {
        line,
        what: Text::new(sv, en),
        next: Text::new(
            "skriv till exempel table = \"services\" och \"Insats\" = \"name\"",
            "write for example table = \"services\" and \"Insats\" = \"name\"",
        ),
    }
}

/// The draft of sheets that a mapping describes; sheets that it does not are told.
pub(super) fn read(file: &str, sheets: &[Sheet], mapping: &Mapping, with: &Reading) -> Draft {
    let mut tables = Vec::new();
    let mut problems = Vec::new();
    let mut unread = Vec::new();
    for sheet in sheets {
        let mut page = Page::open(file, sheet, Format::Vendor);
        let own = normal(&sheet.name);
        let fits = |rule: &&Rule| rule.sheet.as_ref().is_none_or(|name| *name == own);
        match mapping.tables.iter().find(fits) {
            Some(rule) => tables.extend(of_sheet(file, page, rule, &mut problems)),
            None => {
                for row in sheet.rows() {
                    let entry = page.ledger.read(u64::from(row.lines().start), row.cells());
                    page.ledger.settle_row(entry, Fate::Ignored, Some(Why::Unread));
                }
                let what = Text::new(
                    format!("mappningen säger inget om bladet {}", sheet.name),
                    format!("the mapping says nothing of the sheet {}", sheet.name),
                );
                let next = Text::new(
                    "lägg till en [[table]] för det om det ska läsas",
                    "add a [[table]] for it if it is to be read",
                );
                problems.push(Problem::error(file, what, next).as_warning());
                unread.push(page.ledger.close());
            }
        }
    }
    let mut draft = interpret(&mapping.prefix, file, tables, problems, with);
    draft.receipts.extend(unread);
    draft
}

/// The tables that one sheet holds: its own, and those of rows beside its rows.
fn of_sheet(file: &str, mut page: Page, rule: &Rule, problems: &mut Vec<Problem>) -> Vec<Table> {
    let header = &page.sheet.header;
    for (name, _) in rule.columns.values() {
        if !header.iter().any(|own| normal(own) == normal(name)) {
            let what = Text::new(
                format!("kolumnen ”{name}” finns inte i {}", page.sheet.name),
                format!("there is no column `{name}` in {}", page.sheet.name),
            );
            let next =
                Text::new("rätta namnet i mappningsfilen", "mend the name in the mapping file");
            problems.push(Problem::error(file, what, next).in_column(name).as_warning());
        }
    }
    let own = |name: &String| rule.columns.get(&normal(name)).map(|(_, target)| target);
    let targets: Vec<Target> = (0..page.sheet.width())
        .map(|i| {
            let name = header.get(i);
            let kept = || Target::Own(name.cloned().unwrap_or_default());
            name.and_then(own).cloned().unwrap_or_else(kept)
        })
        .collect();
    let columns = Arc::new(Columns::new(targets.iter().map(|target| match target {
        Target::Own(name) => name.clone(),
        Target::Beside(..) | Target::Nowhere => String::new(),
    })));
    let mut records = Vec::new();
    let mut beside: HashMap<Kind, Vec<Record>> = HashMap::new();
    for row in page.sheet.rows() {
        let line = u64::from(row.lines().start);
        let mut cells: Vec<String> = row.cells().map(str::to_owned).collect();
        let entry = page.ledger.read(line, cells.iter().cloned());
        let mut others: BTreeMap<Kind, (Vec<String>, Vec<String>)> = BTreeMap::new();
        for (i, (cell, target)) in cells.iter_mut().zip(&targets).enumerate() {
            match target {
                Target::Own(_) => {}
                Target::Nowhere => {
                    page.ledger.settle(entry, i, Fate::Ignored, Some(Why::ByChoice));
                    cell.clear();
                }
                Target::Beside(kind, name) => {
                    let text = std::mem::take(cell);
                    let (fate, why) = Table::fate_beside(*kind, name, &text);
                    page.ledger.settle(entry, i, fate, why);
                    if !text.trim().is_empty() {
                        let (names, texts) = others.entry(*kind).or_default();
                        names.push(name.clone());
                        texts.push(text);
                    }
                }
            }
        }
        let place = as_place(&page.line(line));
        let mut record = Record::new(entry, line, place, Arc::clone(&columns), cells);
        for (kind, (names, texts)) in others {
            let place = record.place.clone();
            let columns = Arc::new(Columns::new(names));
            let mut other = Record::new(entry, line, place, columns, texts);
            other.place_in(&mut record, rule.kind, kind);
            beside.entry(kind).or_default().push(other);
        }
        records.push(record);
    }
    let mut table = Table::new(rule.kind, file, page.ledger);
    table.records = records;
    let mut tables = vec![table];
    for (kind, records) in beside {
        let mut table = Table::new(kind, file, Ledger::new(file, None, "vendor"));
        table.records = records;
        table.is_beside = true;
        tables.push(table);
    }
    tables.sort_by_key(|table| table.kind);
    tables
}
