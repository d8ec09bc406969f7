//! Networks as sheets: edge lists, lists of seats, square and two-mode matrices.
//!
//! *Invariant*: every line of a sheet is in its account: header, row, or left out with
//! the reason that reading the sheet gave.

use std::collections::HashSet;

use super::build::{Build, as_place};
use super::known::key;
use super::words::{self, Column};
use super::{Format, Reading, edges, matrix};
use crate::load::draft::Draft;
use crate::load::receipt::Ledger;
use crate::load::sheet::Sheet;
use crate::model::text::Word;

/// A sheet with its account.
pub(super) struct Page<'a> {
    /// The sheet.
    pub(super) sheet: &'a Sheet,
    /// Its account.
    pub(super) ledger: Ledger,
    /// The file, as claims write it.
    place: String,
}

impl<'a> Page<'a> {
    /// Opens the account of a sheet: its header and what is not in its table.
    pub(super) fn open(file: &str, sheet: &'a Sheet, format: Format) -> Self {
        let table = sheet.table_of(file);
        let ledger = Ledger::of_sheet(file, table, format.slug(), sheet);
        let place = match table {
            Some(table) => as_place(&format!("{file}/{table}")),
            None => as_place(file),
        };
        Self { sheet, ledger, place }
    }

    /// A line, as claims write it.
    pub(super) fn line(&self, line: u64) -> String {
        format!("{}!{line}", self.place)
    }

    /// A cell, as claims write it: `matrix.csv!C7`.
    pub(super) fn cell(&self, line: u64, column: usize) -> String {
        format!("{}!{}{line}", self.place, letters(column))
    }

    /// What attributes of each column are called: the prefix and the header in lower
    /// case, or the column's number.
    pub(super) fn attribute_names(&self, prefix: &str) -> Vec<String> {
        let mut taken = HashSet::new();
        let mut names = Vec::new();
        for column in 0..self.sheet.width() {
            let header = self.sheet.header.get(column).map_or("", |name| name.trim());
            let stem = match header {
                "" => (column + 1).to_string(),
                name => name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("_"),
            };
            let mut name = format!("{prefix}.{stem}");
            let mut n = 2;
            while !taken.insert(name.clone()) {
                name = format!("{prefix}.{stem}_{n}");
                n += 1;
            }
            names.push(name);
        }
        names
    }
}

/// A column in the letters of a sheet: A, B … Z, AA.
fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The draft of the sheets of a file.
pub(super) fn read(format: Format, file: &str, sheets: &[Sheet], with: &Reading) -> Draft {
    let prefix = match format {
        Format::Edges | Format::Adjacency => "edges",
        _ => "seats",
    };
    let mut build = Build::new(prefix, file, with);
    let mut receipts = Vec::new();
    for sheet in sheets {
        let format = recognise_sheet(sheet).filter(|_| sheets.len() > 1).unwrap_or(format);
        let mut page = Page::open(file, sheet, format);
        match format {
            Format::Adjacency => matrix::adjacency(&mut build, &mut page),
            Format::Incidence => matrix::incidence(&mut build, &mut page),
            Format::Seats => edges::seats(&mut build, &mut page),
            _ => edges::edges(&mut build, &mut page),
        }
        receipts.push(page.ledger.close());
    }
    Draft { network: build.network, receipts, problems: build.problems }
}

/// The format of a sheet that holds a network: an edge list by its column names, a list
/// of seats likewise, a matrix by its cells. `None` for any other sheet.
///
/// # Cost
/// Linear in the cells.
pub fn recognise_sheet(sheet: &Sheet) -> Option<Format> {
    let columns: Vec<Option<Column>> = sheet.header.iter().map(|n| words::column(n)).collect();
    let has = |column| columns.contains(&Some(column));
    if has(Column::To) && (has(Column::From) || has(Column::Actor)) {
        return Some(Format::Edges);
    }
    if has(Column::Actor) && has(Column::Forum) && columns.len() <= 4 {
        return Some(Format::Seats);
    }
    if !is_matrix(sheet) {
        return None;
    }
    let columns: HashSet<String> = sheet.header[1..].iter().map(|name| key(name)).collect();
    let rows: HashSet<String> =
        sheet.rows().map(|row| key(row.cells().next().unwrap_or_default())).collect();
    Some(if rows == columns { Format::Adjacency } else { Format::Incidence })
}

/// Names above and to the left, marks within; one cell in five may be odd.
fn is_matrix(sheet: &Sheet) -> bool {
    let width = sheet.header.len();
    if width < 3 || sheet.rows().len() < 2 {
        return false;
    }
    if sheet.header[1..].iter().any(|name| name.trim().is_empty()) {
        return false;
    }
    let (mut said, mut marks, mut odd) = (0, 0, 0);
    for row in sheet.rows() {
        let mut cells = row.cells();
        if cells.next().is_none_or(|name| name.trim().is_empty()) || cells.len() >= width {
            return false;
        }
        for cell in cells.filter(|cell| !cell.trim().is_empty()) {
            match words::mark(cell) {
                Some(words::Mark::No) => marks += 1,
                Some(_) => (marks, said) = (marks + 1, said + 1),
                None => odd += 1,
            }
        }
    }
    said > 0 && marks >= 4 * odd
}
