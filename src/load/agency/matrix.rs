//! Matrices: who sits in which forum, and who works with whom.
//!
//! A filled cell is a seat or a tie. An empty cell, `0` or a dash says that none is drawn,
//! not that anybody denied it, and gives no row.

use std::collections::HashMap;

use super::build::{Build, Meant, Mention};
use super::known::{Node, key};
use super::sheets::Page;
use super::words::{self, Mark};
use crate::load::problem::Problem;
use crate::load::receipt::{Fate, Why};
use crate::model::text::Text;
use crate::model::{Attributes, Tie};

/// A matrix that has been read into the account but not into rows.
struct Cells {
    /// Of each row its line, its place in the account and its marks.
    rows: Vec<(u64, usize, Vec<Option<Mark>>)>,
    names: Vec<String>,
    columns: Vec<String>,
}

/// Reads a matrix of actors by forums.
pub(super) fn incidence(build: &mut Build, page: &mut Page) {
    let cells = read(build, page);
    let forums = nodes(build, page, &cells.columns, Meant::Forum);
    for (name, (line, entry, marks)) in cells.names.iter().zip(&cells.rows) {
        let place = page.line(*line);
        let Node::Actor(actor) = mention(build, name, Meant::Actor, Some(*line), &place) else {
            continue;
        };
        for (i, (forum, mark)) in forums.iter().zip(marks).enumerate() {
            let Some(Node::Forum(forum)) = forum else { continue };
            let mut attributes = Attributes::new();
            match mark {
                Some(Mark::Yes) => {}
                Some(Mark::Much(n)) => {
                    attributes.insert("seats.value".to_owned(), n.to_string());
                }
                _ => continue,
            }
            if !build.seat(forum, &actor, None, attributes, &page.cell(*line, i + 1)) {
                page.ledger.resettle(*entry, i + 1, Fate::Merged, Some(Why::Twice));
            }
        }
    }
}

/// Reads a square matrix of actors. A symmetric or a triangular one has each tie once and
/// without direction; any other has a tie from the row to the column.
pub(super) fn adjacency(build: &mut Build, page: &mut Page) {
    let cells = read(build, page);
    let place = page.line(1);
    let all: Vec<Node> = cells
        .names
        .iter()
        .zip(&cells.rows)
        .map(|(name, (line, ..))| {
            mention(build, name, Meant::Actor, Some(*line), &page.line(*line))
        })
        .collect();
    let mut row_of: HashMap<String, usize> = HashMap::new();
    for (i, name) in cells.names.iter().enumerate() {
        row_of.entry(key(name)).or_insert(i);
    }
    let columns: Vec<Option<usize>> =
        cells.columns.iter().map(|name| row_of.get(&key(name)).copied()).collect();
    let mut column_of: Vec<Option<usize>> = vec![None; all.len()];
    for (at, row) in columns.iter().enumerate() {
        if let Some(row) = row {
            column_of[*row] = Some(at);
        }
    }
    let strength = |row: usize, column: usize| -> Option<f64> {
        match cells.rows[row].2.get(column_of[column]?).copied().flatten() {
            Some(Mark::Yes) => Some(1.0),
            Some(Mark::Much(n)) => Some(n),
            _ => None,
        }
    };
    let n = all.len();
    let pairs = || (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j)));
    let symmetric = pairs().all(|(i, j)| strength(i, j) == strength(j, i));
    let upper = pairs().all(|(i, j)| strength(j, i).is_none());
    let lower = pairs().all(|(i, j)| strength(i, j).is_none());
    let directed = !(symmetric || upper || lower);
    for (i, (line, entry, marks)) in cells.rows.iter().enumerate() {
        for (at, mark) in marks.iter().enumerate() {
            let much = match mark {
                Some(Mark::Yes) => None,
                Some(Mark::Much(n)) => Some(*n),
                _ => continue,
            };
            let to = match columns.get(at).copied().flatten() {
                Some(j) => all[j].clone(),
                None => match cells.columns.get(at) {
                    Some(name) => mention(build, name, Meant::Actor, None, &place),
                    None => continue,
                },
            };
            let j = columns.get(at).copied().flatten();
            if j == Some(i) {
                // The diagonal says nothing of working together.
                page.ledger.resettle(*entry, at + 1, Fate::Ignored, Some(Why::Unread));
                continue;
            }
            if symmetric && j.is_some_and(|j| j < i) {
                page.ledger.resettle(*entry, at + 1, Fate::Merged, Some(Why::Twice));
                continue;
            }
            let (Node::Actor(from), Node::Actor(to)) = (&all[i], &to) else { continue };
            let mut attributes = Attributes::new();
            if !directed {
                attributes.insert("edges.directed".to_owned(), "no".to_owned());
            }
            let (from, to) = (from.as_str().into(), to.as_str().into());
            let tie = Tie { from, to, strength: much, ..Tie::default() };
            build.tie(tie, attributes, &page.cell(*line, at + 1));
        }
    }
}

/// Reads the cells of a matrix into its account.
fn read(build: &mut Build, page: &mut Page) -> Cells {
    let columns: Vec<String> =
        page.sheet.header.iter().skip(1).map(|name| name.trim().to_owned()).collect();
    let (mut rows, mut names) = (Vec::new(), Vec::new());
    for row in page.sheet.rows() {
        let line = u64::from(row.lines().start);
        let cells: Vec<&str> = row.cells().collect();
        let entry = page.ledger.read(line, cells.iter().copied());
        let name = cells.first().map_or("", |name| name.trim());
        if name.is_empty() {
            let problem = Problem::error(
                &build.file,
                Text::new("raden har inget namn i första kolumnen", "the row has no name first"),
                Text::new("skriv aktörens namn först på raden", "write the actor's name first"),
            )
            .at_line(line)
            .in_column("1");
            build.problems.push(problem.clone().rejecting(cells.join(",")));
            page.ledger.reject(entry, problem);
            continue;
        }
        page.ledger.settle_row(entry, Fate::Used, None);
        let mut marks = Vec::new();
        for (i, cell) in cells.iter().enumerate().skip(1) {
            let named = columns.get(i - 1).is_some_and(|name| !name.is_empty());
            let mark = words::mark(cell);
            if mark.is_none() {
                page.ledger.settle(entry, i, Fate::Rejected, Some(Why::NotUnderstood));
                no_mark(build, line, page.sheet.header.get(i), cell);
            } else if !named && !cell.trim().is_empty() {
                page.ledger.settle(entry, i, Fate::Rejected, Some(Why::NoHeader));
            }
            marks.push(mark.filter(|_| named));
        }
        rows.push((line, entry, marks));
        names.push(name.to_owned());
    }
    Cells { rows, names, columns }
}

fn no_mark(build: &mut Build, line: u64, column: Option<&String>, cell: &str) {
    let problem = Problem::error(
        &build.file,
        Text::new(format!("”{cell}” är ingen markering"), format!("`{cell}` is no mark")),
        Text::new(
            "skriv 1 eller x där det finns något, 0 eller inget där det inte gör det",
            "write 1 or x where there is something, 0 or nothing where there is not",
        ),
    )
    .at_line(line);
    build.problems.push(match column {
        Some(name) => problem.in_column(name.trim()),
        None => problem,
    });
}

/// The forums or actors that the header names; `None` for a column without a name.
fn nodes(build: &mut Build, page: &Page, names: &[String], meant: Meant) -> Vec<Option<Node>> {
    let line = page.sheet.header_lines.first().map_or(1, |lines| u64::from(lines.start));
    names
        .iter()
        .enumerate()
        .map(|(i, name)| {
            let place = page.cell(line, i + 1);
            let named = !name.is_empty();
            named.then(|| mention(build, name, meant, Some(line), &place))
        })
        .collect()
}

fn mention(build: &mut Build, name: &str, meant: Meant, line: Option<u64>, place: &str) -> Node {
    build.node(Mention { id: None, name, meant, keeps_id: false, line, place })
}
