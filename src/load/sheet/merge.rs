//! Merged cells: names that span columns, values that hold for several rows.

use super::grid::{Grid, short};
use super::limit::CELLS;
use super::workbook::address::Merge;

/// An empty cell that shows the text of the merged cell above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Repeat {
    pub(super) row: u32,
    pub(super) column: u32,
    /// The row whose text it shows.
    pub(super) from: u32,
}

/// The cells of a table's body that show the text of a merged cell above them, in
/// order.
///
/// A cell merged over several rows holds for each of them, so its text is repeated
/// downwards: in its first column, in rows of the same table that say something
/// themselves. It is not repeated to the right, and never over a cell with text.
pub(super) fn repeats(grid: &Grid, body: &[u32]) -> Vec<Repeat> {
    let line = |row: u32| grid.lines(row as usize).start;
    let mut found = Vec::new();
    for merge in grid.merges().iter().filter(|merge| merge.rows.len() > 1) {
        let first = body.partition_point(|row| line(*row) < merge.rows.start);
        let Some(&from) = body.get(first).filter(|row| line(**row) == merge.rows.start) else {
            continue;
        };
        let column = merge.columns.start;
        if grid.cell(from as usize, column as usize).trim().is_empty() {
            continue;
        }
        let below = body[first + 1..].iter().take_while(|row| line(**row) < merge.rows.end);
        let empty = below.filter(|row| grid.cell(**row as usize, column as usize).is_empty());
        found.extend(empty.map(|&row| Repeat { row, column, from }));
        // Areas of a sound workbook do not overlap and repeat no more than this.
        if found.len() > CELLS / 4 {
            found.truncate(CELLS / 4);
            break;
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|repeat| (repeat.row, repeat.column));
    found
}

/// The names of the columns from the header rows, joined from the top.
///
/// A name over several columns counts for each of them. Merged cells say over which;
/// in a row without any, a name in the first of its columns is carried to the right as
/// long as a row below has a name there.
pub(super) fn names(grid: &Grid, rows: &[usize]) -> Vec<String> {
    let width = rows.iter().map(|row| grid.width(*row)).max().unwrap_or(0);
    let mut names = vec![Vec::new(); width];
    for (place, &row) in rows.iter().enumerate() {
        let spans: Vec<&Merge> = grid.spans(row).collect();
        let carries = spans.is_empty() && rows.len() > 1;
        let mut carried = "";
        for (column, parts) in names.iter_mut().enumerate() {
            let own = grid.cell(row, column);
            let name = if rows.len() > 1 { own.trim() } else { own };
            let named_below =
                rows[place + 1..].iter().any(|below| !grid.cell(*below, column).trim().is_empty());
            if !name.is_empty() || !named_below || !carries {
                carried = name;
            }
            let spanning = spans.iter().find(|merge| merge.columns.contains(&short(column)));
            let name = match spanning {
                Some(merge) if name.is_empty() => {
                    grid.cell(row, merge.columns.start as usize).trim()
                }
                _ => carried,
            };
            if !name.is_empty() {
                parts.push(name);
            }
        }
    }
    names.into_iter().map(|parts| parts.join(" ")).collect()
}
