//! What the columns of a block of rows usually hold.

use std::ops::Range;

use super::cell::{Kind, kind};
use super::grid::Grid;

/// How many rows are looked at.
const LOOK: usize = 1000;

/// The usual look of the rows of a table.
#[derive(Debug)]
pub(super) struct Profile {
    /// How many cells a row usually has.
    pub(super) width: usize,
    /// How many of them usually say something.
    pub(super) filled: usize,
    /// The columns that usually hold numbers, dates or times.
    valued: Vec<bool>,
}

/// How a row stands to the columns' usual look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stance {
    /// Says nothing.
    Blank,
    /// Values where values usually stand.
    Data,
    /// Words where values usually stand: names of columns.
    Label,
    /// Says nothing where values usually stand, or both words and values.
    Neutral,
}

impl Profile {
    /// The profile of some rows: what most of the rows after the first quarter (of a
    /// short table: the first half) look like, so that headers weigh little.
    pub(super) fn of(grid: &Grid, rows: Range<usize>) -> Self {
        let said: Vec<usize> = rows.filter(|row| filled(grid, *row) > 0).collect();
        let skip = if said.len() < 20 { said.len() / 2 } else { said.len() / 4 };
        let body = &said[skip..];
        let step = body.len().div_ceil(LOOK).max(1);
        let body: Vec<usize> = body.iter().copied().step_by(step).collect();
        let width = commonest(body.iter().map(|row| grid.width(*row)));
        let alike: Vec<usize> =
            body.iter().copied().filter(|row| grid.width(*row) == width).collect();
        let mut fills: Vec<usize> = alike.iter().map(|row| filled(grid, *row)).collect();
        fills.sort_unstable();
        let filled = fills.get(fills.len() / 2).copied().unwrap_or(0);
        let (mut values, mut others) = (vec![0_usize; width], vec![0_usize; width]);
        for row in alike {
            for (column, cell) in grid.cells(row).enumerate() {
                match kind(cell) {
                    Kind::Empty => {}
                    Kind::Text => others[column] += 1,
                    _ => values[column] += 1,
                }
            }
        }
        let valued = values.iter().zip(&others).map(|(v, o)| *v > 0 && *v >= 2 * *o).collect();
        Self { width, filled, valued }
    }

    /// Whether some column usually holds values.
    pub(super) fn has_values(&self) -> bool {
        self.valued.contains(&true)
    }

    /// How a row stands to this profile. A row with values in a quarter of its cells
    /// or more names no columns, wherever they stand, and may be a row whose cells
    /// have slipped.
    pub(super) fn stance(&self, grid: &Grid, row: usize) -> Stance {
        let (mut values, mut words, mut all_values, mut said) = (0, 0, 0, 0);
        for (column, cell) in grid.cells(row).enumerate() {
            said += usize::from(!cell.trim().is_empty());
            let kind = kind(cell);
            all_values += usize::from(kind.is_value());
            if self.valued.get(column) == Some(&true) {
                values += usize::from(kind.is_value());
                words += usize::from(kind == Kind::Text);
            }
        }
        match (values, words) {
            _ if said == 0 => Stance::Blank,
            (0, 0) => Stance::Neutral,
            _ if values >= words => Stance::Data,
            _ if all_values * 4 >= said => Stance::Neutral,
            _ => Stance::Label,
        }
    }

    /// Whether a row says words in at least `least` columns of values and values in
    /// none.
    pub(super) fn only_words(&self, grid: &Grid, row: usize, least: usize) -> bool {
        let columns = grid.cells(row).zip(&self.valued).filter(|(_, valued)| **valued);
        let kinds: Vec<Kind> = columns.map(|(cell, _)| kind(cell)).collect();
        kinds.iter().all(|k| !k.is_value())
            && kinds.iter().filter(|k| **k == Kind::Text).count() >= least
    }

    /// Whether a row names columns of values by years: at least two, each a year
    /// after (or before) the one to its left, while the columns themselves do not
    /// look so below.
    pub(super) fn names_years(&self, grid: &Grid, row: usize, below: usize) -> bool {
        let year =
            |cell: &str| cell.trim().parse::<u16>().ok().filter(|y| (1900..2101).contains(y));
        let run = |row: usize| -> bool {
            let cells: Vec<&str> = grid.cells(row).filter(|cell| kind(cell).is_value()).collect();
            let years: Vec<u16> = cells.iter().filter_map(|cell| year(cell)).collect();
            let pairs = years.windows(2);
            years.len() >= 2
                && years.len() == cells.len()
                && (pairs.clone().all(|y| y[1] == y[0] + 1)
                    || pairs.clone().all(|y| y[0] == y[1] + 1))
        };
        self.has_values() && run(row) && !run(below)
    }
}

/// How many cells of a row say something.
pub(super) fn filled(grid: &Grid, row: usize) -> usize {
    grid.cells(row).filter(|cell| !cell.trim().is_empty()).count()
}

/// The commonest number, the largest of several.
fn commonest(numbers: impl Iterator<Item = usize>) -> usize {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    for n in numbers {
        *counts.entry(n).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(n, count)| (*count, *n)).map_or(0, |(n, _)| n)
}
