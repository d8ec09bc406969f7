//! Where the table stands in a grid: preamble, header, body, footer, next table.
//!
//! A header is told by being unlike the body: words over columns of numbers, dates
//! or times. In a table of words only the first full row is its header, unless its
//! cells come again below.
//!
//! # Source
//! M. D. Adelfio, H. Samet, "Schema Extraction for Tabular Data on the Web", PVLDB 6
//! (2013), 421–432, for the classes of rows; L. Jiang, G. Vitagliano, F. Naumann,
//! "Structure Detection in Verbose CSV Files", EDBT 2021, for what tells them apart;
//! T. Döhmen, H. Mühleisen, P. Boncz, "Multi-Hypothesis CSV Parsing", SSDBM 2017, for
//! weighing readings by how even the table becomes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::grid::{Grid, short};
use super::profile::{Profile, Stance, filled};

/// Why a row is not in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It says nothing.
    Blank,
    /// It stands above the table: a title, who made it, when.
    Preamble,
    /// It stands below the table: a note, a source.
    Note,
    /// It sums up the rows above it.
    Sum,
}

/// Which rows of a grid make one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// The header rows, from the top; none when the table has no header.
    pub(super) header: Vec<usize>,
    /// The rows of the table.
    pub(super) body: Vec<u32>,
    /// The rows around and in it that are not of the table.
    pub(super) left_out: Vec<(u32, Reason)>,
}

/// The most rows a header may have.
const HEADER_ROWS: usize = 6;

/// How many rows may stand above the first of a table.
const FAR: usize = 1000;

/// How many tables a file is cut into at most; what follows belongs to the last.
const MOST_TABLES: usize = 100;

/// How many rows say where a table starts: a file may hold others below.
const HEAD: usize = 60;

/// How far below a row that may be the header a fuller one is looked for.
const NEAR: usize = 10;

/// The tables of a grid, from the top. Every row is in exactly one of them.
///
/// # Cost
/// Time O(cells) for one table; each further table costs the rows below its start.
pub(super) fn shapes(grid: &Grid) -> Vec<Shape> {
    let mut found = Vec::new();
    let mut from = 0;
    while from < grid.len() {
        let head = Profile::of(grid, from..grid.len().min(from + HEAD));
        let (header, first) = header(grid, &head, from..grid.len());
        let next = match found.len() + 1 < MOST_TABLES {
            true => next_table(grid, &head, &header, first),
            false => grid.len(),
        };
        let profile = Profile::of(grid, from..next);
        found.push(shape(grid, &profile, from..next, header, first));
        from = next;
    }
    found
}

fn shape(
    grid: &Grid,
    profile: &Profile,
    rows: Range<usize>,
    header: Vec<usize>,
    first: usize,
) -> Shape {
    let footer = footer(grid, profile, first..rows.end);
    let mut shape = Shape { header, ..Shape::default() };
    for row in rows {
        if shape.header.contains(&row) {
        } else if filled(grid, row) == 0 {
            shape.left_out.push((short(row), Reason::Blank));
        } else if row < first {
            shape.left_out.push((short(row), Reason::Preamble));
        } else if let Some(reason) = footer.get(&row) {
            shape.left_out.push((short(row), *reason));
        } else {
            shape.body.push(short(row));
        }
    }
    shape
}

/// The header rows and the first row below them.
fn header(grid: &Grid, profile: &Profile, rows: Range<usize>) -> (Vec<usize>, usize) {
    let said = |row: &usize| filled(grid, *row) > 0;
    let full = |row: &usize| {
        let n = filled(grid, *row);
        n >= profile.filled.div_ceil(2).max(profile.width.min(2))
    };
    let Some(top) = rows.clone().find(said) else { return (Vec::new(), rows.end) };
    let first_data = rows
        .clone()
        .take(FAR)
        .find(|row| full(row) && profile.stance(grid, *row) == Stance::Data)
        .unwrap_or(rows.end);
    let names = |row: &usize| full(row) && profile.stance(grid, *row) == Stance::Label;
    let first_full = rows.clone().take(FAR).find(full);
    let is_near = |row: &usize| first_full.is_none_or(|first| *row <= first + NEAR);
    if let Some(found) = (top..first_data).find(names).filter(is_near) {
        // A title may say two things; the names of the columns soon after say more.
        let near = found..first_data.min(found + NEAR);
        let most = near.clone().filter(names).map(|row| filled(grid, row)).max().unwrap_or(0);
        let mut fullest = near.filter(names).filter(|row| filled(grid, *row) * 4 >= most * 3);
        let as_wide = fullest.clone().find(|row| grid.width(*row) == profile.width);
        let found = as_wide.or_else(|| fullest.next()).unwrap_or(found);
        return grown(grid, profile, top, found, first_data);
    }
    if first_data < rows.end && profile.has_values() {
        let below = (first_data + 1..rows.end).find(said).unwrap_or(first_data);
        if profile.names_years(grid, first_data, below) {
            return (vec![first_data], first_data + 1);
        }
    }
    // Words only, or nothing that speaks of values before the first row of them.
    let Some(first) = first_full else { return (Vec::new(), top) };
    if first >= first_data || recurs(grid, first, first + 1..rows.end) {
        return (Vec::new(), first.min(first_data));
    }
    (vec![first], first + 1)
}

/// A header grown from its first full row: rows above that name groups of columns,
/// rows below that go on naming columns.
fn grown(
    grid: &Grid,
    profile: &Profile,
    top: usize,
    found: usize,
    first_data: usize,
) -> (Vec<usize>, usize) {
    let width = grid.width(found);
    let mut header = vec![found];
    for row in (top..found).rev().take(HEADER_ROWS - 1) {
        let last = grid.cells(row).rposition(|cell| !cell.trim().is_empty()).unwrap_or(0);
        let spreads = filled(grid, row) >= 2 && last * 2 >= width;
        // A merged cell that starts further in is the head of a group, not a title.
        let heads_group = grid.spans(row).any(|area| area.columns.start > 0);
        let names_groups = grid.width(row) == width && (spreads || heads_group);
        if !names_groups || profile.stance(grid, row) == Stance::Data {
            break;
        }
        header.insert(0, row);
    }
    let mut first = found + 1;
    while first < first_data && header.len() < HEADER_ROWS {
        let goes_on = grid.width(first) == width
            && profile.stance(grid, first) == Stance::Label
            && (filled(grid, first) >= 2 || grid.cell(first, 0).trim().is_empty());
        if !goes_on {
            break;
        }
        header.push(first);
        first += 1;
    }
    (header, first)
}

/// Whether at least half of a row's cells come again below in their columns.
fn recurs(grid: &Grid, row: usize, below: Range<usize>) -> bool {
    let cells: Vec<&str> = grid.cells(row).map(str::trim).collect();
    let mut again = BTreeSet::new();
    for other in below.take(1000) {
        for (column, cell) in grid.cells(other).enumerate() {
            if !cell.trim().is_empty() && cells.get(column) == Some(&cell.trim()) {
                again.insert(column);
            }
        }
    }
    again.len() * 2 >= filled(grid, row) && cells.len() > 1
}

/// Where the next table starts: at a row that repeats the header, or after a blank
/// row at one that only names columns. The end of the grid if there is none.
fn next_table(grid: &Grid, profile: &Profile, header: &[usize], first: usize) -> usize {
    let Some(&name_row) = header.last() else { return grid.len() };
    let names: Vec<&str> = grid.cells(name_row).map(str::trim).collect();
    for row in first + 1..grid.len() {
        let blank_before = filled(grid, row - 1) == 0;
        let n = filled(grid, row);
        if n < 2 || (names.len() > 2 && n * 2 < profile.filled) {
            continue;
        }
        let cells = grid.cells(row).map(str::trim);
        let same = cells.zip(&names).filter(|(a, b)| !a.is_empty() && a == *b).count();
        let repeats = same >= 2 && same * 10 >= n * 6 && same * 10 >= names.len() * 6;
        let names_anew = blank_before && profile.only_words(grid, row, 1);
        if repeats || names_anew {
            return row;
        }
    }
    grid.len()
}

const SUMS: [&str; 7] = ["summa", "totalt", "total", "sum", "grand total", "delsumma", "subtotal"];

const NOTES: [&str; 12] = [
    "*",
    "källa",
    "source",
    "not:",
    "note",
    "anm",
    "obs",
    "uppdaterad",
    "updated",
    "kommentar",
    "utskriven",
    "1)",
];

/// The rows below the table, from the bottom: notes and sums.
fn footer(grid: &Grid, profile: &Profile, body: Range<usize>) -> BTreeMap<usize, Reason> {
    let mut found = BTreeMap::new();
    if profile.width < 2 {
        return found;
    }
    let lone: Vec<usize> = body
        .clone()
        .rev()
        .take_while(|row| {
            filled(grid, *row) == 0
                || sums_up(grid, *row)
                || (filled(grid, *row) == 1 && profile.filled > 1)
        })
        .collect();
    let gap = lone.iter().rposition(|row| filled(grid, *row) == 0);
    for (place, &row) in lone.iter().enumerate() {
        if filled(grid, row) == 0 {
        } else if sums_up(grid, row) {
            found.insert(row, Reason::Sum);
        } else if gap.is_some_and(|gap| place < gap) || is_note(grid, profile, row) {
            found.insert(row, Reason::Note);
        } else {
            break;
        }
    }
    // A table that would be all footer is a table.
    if found.len() >= body.filter(|row| filled(grid, *row) > 0).count() {
        BTreeMap::new()
    } else {
        found
    }
}

fn sums_up(grid: &Grid, row: usize) -> bool {
    let first = grid.cells(row).map(str::trim).find(|cell| !cell.is_empty()).unwrap_or("");
    let first = first.trim_end_matches([':', ' ']).to_lowercase();
    SUMS.contains(&first.as_str())
}

fn is_note(grid: &Grid, profile: &Profile, row: usize) -> bool {
    let text = grid.cells(row).map(str::trim).find(|cell| !cell.is_empty()).unwrap_or("");
    let lower = text.to_lowercase();
    (grid.width(row) == 1 && profile.width > 2)
        || text.chars().count() > 80
        || NOTES.iter().any(|note| lower.starts_with(note))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::sheet::{csv, dialect};

    /// The tables of a text.
    fn seen(text: &str) -> Vec<Shape> {
        shapes(&csv::grid(text, &dialect::dialect(text)))
    }

    fn header(text: &str) -> Vec<usize> {
        seen(text).swap_remove(0).header
    }

    const BODY: &str = "Asa;5;2024-01-02;Järna\nBo;6;2024-01-03;Hölö\nCia;7;2024-01-04;Mölnbo\n";

    #[test]
    fn a_header_is_unlike_the_body() {
        let table = |head: &str| header(&format!("{head}{BODY}"));
        assert_eq!(table("Namn;Antal;Dag;Ort\n"), [0]);
        assert_eq!(table(""), [0; 0]);
        assert_eq!(table("Lista över möten;;;\nNamn;Antal;Dag;Ort\n"), [1]);
        assert_eq!(table("Period:;våren;;\nNamn;Antal;Dag;Ort\n"), [1]);
        assert_eq!(table(";Möten;;Plats\nNamn;Antal;Dag;Ort\n"), [0, 1]);
        assert_eq!(table("Namn;Antal;Dag;Ort\nNamn;Antal;Dag;Ort\n"), [0, 1]);
    }

    #[test]
    fn words_only_have_the_first_full_row_as_header() {
        assert_eq!(header("Namn;Roll\nAsa;leder\nBo;skriver\nCia;leder\n"), [0]);
        assert_eq!(header("Asa;leder\nBo;leder\nCia;leder\nDan;leder\n"), [0; 0]);
    }

    #[test]
    fn a_slipped_row_is_no_header() {
        assert_eq!(header(&format!("Namn;Antal;Dag;Ort\nAsa 4;;2024-01-02;Tuna\n{BODY}")), [0]);
    }

    #[test]
    fn a_lone_name_at_the_end_is_a_row() {
        let shape = seen(&format!("Namn;Antal;Dag;Ort\n{BODY}Kvinnojouren;;;\n")).swap_remove(0);
        assert_eq!((shape.body, shape.left_out), ((1..5).collect(), Vec::new()));
    }

    #[test]
    fn a_repeated_header_starts_the_next_table() {
        let text = format!("Namn;Antal;Dag;Ort\n{BODY}Namn;Antal;Dag;Ort\n{BODY}");
        let tables: Vec<_> = seen(&text).into_iter().map(|s| (s.header, s.body)).collect();
        assert_eq!(tables, [(vec![0], vec![1, 2, 3]), (vec![4], vec![5, 6, 7])]);
    }
}
