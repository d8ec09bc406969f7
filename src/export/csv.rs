//! A package of CSV tables, and result tables as CSV.

use super::json::{key, members};
use crate::load::Package;
use crate::load::package::new_package;
use crate::measure::Measures;
use crate::measure::figures::{Measured, Subject};
use crate::model::text::Word;

/// A network as a package: `datapackage.json` and its tables, by file name.
///
/// # Errors
/// When a row cannot be encoded.
pub fn package(package: &Package) -> Result<Vec<(String, Vec<u8>)>, csv::Error> {
    new_package(package)
}

/// A header and rows as CSV bytes.
///
/// # Errors
/// When a row cannot be encoded.
pub fn table(header: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(header)?;
    for row in rows {
        out.write_record(row)?;
    }
    out.into_inner().map_err(|error| error.into_error().into())
}

/// Rows for a spreadsheet set up for Swedish: UTF-8 with byte order mark, semicolons,
/// lines ended by CR LF.
///
/// # Errors
/// When a row cannot be encoded.
pub fn spreadsheet(rows: &[Vec<String>]) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    for row in rows {
        out.write_record(row)?;
    }
    out.into_inner().map_err(|error| error.into_error().into())
}

/// A number as machines read it, whatever the language: a decimal point, at most so many
/// decimals and no zeros at the end.
pub fn number(value: f64, most: usize) -> String {
    let text = format!("{value:.most$}");
    match most {
        0 => text,
        _ => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
    }
}

/// Measures, one figure a row: those named, or all of them.
///
/// # Errors
/// When a row cannot be encoded.
pub fn figures(found: &Measures, wanted: &[&str]) -> Result<Vec<u8>, csv::Error> {
    let header =
        ["scope", "subject", "measure", "value", "low", "high", "mean", "sd", "p", "members"];
    let kept = |one: &&Measured| wanted.is_empty() || wanted.contains(&one.figure.measure);
    let rows: Vec<Vec<String>> =
        found.figures.iter().filter(kept).map(|one| cells(found, one)).collect();
    table(&header, &rows)
}

/// Ids of whom a figure is about.
pub fn subject(found: &Measures, one: &Measured) -> String {
    match one.figure.subject {
        Subject::Network => found.of.graph.network.id.clone(),
        Subject::Actor(node) => found.of.id(node).0.clone(),
        Subject::Tie(a, b) => format!("{};{}", found.of.id(a), found.of.id(b)),
        Subject::Forum(row) => found.of.graph.network.forums[row].id.0.clone(),
        Subject::Set(_) => members(found, one).join(";"),
    }
}

fn cells(found: &Measures, one: &Measured) -> Vec<String> {
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.6}"));
    vec![
        one.figure.subject.scope().slug().to_owned(),
        subject(found, one),
        key(&one.figure),
        number(one.figure.value),
        number(one.interval.map(|(low, _)| low)),
        number(one.interval.map(|(_, high)| high)),
        number(one.baseline.map(|chance| chance.mean)),
        number(one.baseline.map(|chance| chance.sd)),
        number(one.baseline.map(|chance| chance.p)),
        members(found, one).join(";"),
    ]
}
