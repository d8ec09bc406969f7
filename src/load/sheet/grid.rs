//! Rows of cells as they were read, kept close together.

use std::ops::Range;

use super::workbook::address::Merge;

/// Every row of a file: its cells one after another in one text, so that a cell
/// costs four bytes beside its text and a row eight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Grid {
    text: String,
    /// Where each cell ends in the text.
    ends: Vec<u32>,
    /// Of each row its first line, from 1, and where its cells end.
    rows: Vec<(u32, u32)>,
    /// The line after the last.
    lines: u32,
    /// How many cells every row has at least, empty ones that are not stored.
    least: usize,
    /// The areas merged into one cell, in the order of the file.
    merges: Vec<Merge>,
}

impl Grid {
    /// Adds to the cell being read.
    pub(super) fn push(&mut self, part: &str) {
        self.text.push_str(part);
    }

    /// Ends the cell being read.
    pub(super) fn end_cell(&mut self) {
        self.ends.push(short(self.text.len()));
    }

    /// Ends the row being read; the next one starts on line `next`.
    pub(super) fn end_row(&mut self, line: u32, next: u32) {
        self.rows.push((line, short(self.ends.len())));
        self.lines = next;
    }

    /// Joins the row just ended with the one before it when neither says anything, so
    /// that blank rows cost nothing however many they are.
    pub(super) fn join_blank(&mut self) {
        let n = self.rows.len();
        if n > 1
            && [n - 2, n - 1].iter().all(|row| {
                self.ends_of(*row).all(|end| self.at(end).is_empty())
                    && self.ends_of(*row).len() < 2
            })
        {
            let joined = self.ends_of(n - 1).len();
            self.ends.truncate(self.ends.len() - joined);
            self.rows.pop();
        }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The lines that a row fills, from 1.
    pub(super) fn lines(&self, row: usize) -> Range<u32> {
        let next = self.rows.get(row + 1).map_or(self.lines, |(line, _)| *line);
        self.rows[row].0..next
    }

    fn ends_of(&self, row: usize) -> Range<usize> {
        let first = if row == 0 { 0 } else { self.rows[row - 1].1 as usize };
        first..self.rows[row].1 as usize
    }

    /// Says that an area is one cell.
    pub(super) fn merge(&mut self, area: Merge) {
        self.merges.push(area);
    }

    /// The areas that are one cell.
    pub(super) fn merges(&self) -> &[Merge] {
        &self.merges
    }

    /// The areas that start in a row and are wider than a column.
    pub(super) fn spans(&self, row: usize) -> impl Iterator<Item = &Merge> {
        let line = self.rows[row].0;
        self.merges.iter().filter(move |area| area.rows.start == line && area.columns.len() > 1)
    }

    /// Makes every row as wide as the widest, as long as that makes no more than
    /// `most` cells in all; costs nothing.
    pub(super) fn pad(&mut self, most: usize) {
        self.least = self.widest().min(most / self.len().max(1));
    }

    /// How many cells the widest row has.
    pub(super) fn widest(&self) -> usize {
        (0..self.len()).map(|row| self.ends_of(row).len()).max().unwrap_or(0)
    }

    /// How many cells a row has.
    pub(super) fn width(&self, row: usize) -> usize {
        self.ends_of(row).len().max(self.least)
    }

    /// The cells of a row.
    pub(super) fn cells(
        &self,
        row: usize,
    ) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        (0..self.width(row)).map(move |column| self.cell(row, column))
    }

    /// The cells of a row that are stored: those that only widen it are not.
    pub(super) fn stored(&self, row: usize) -> impl Iterator<Item = &str> {
        self.ends_of(row).map(|end| self.at(end))
    }

    /// A cell, empty beyond the end of its row.
    pub(super) fn cell(&self, row: usize, column: usize) -> &str {
        self.ends_of(row).nth(column).map_or("", |end| self.at(end))
    }

    fn at(&self, end: usize) -> &str {
        let start = if end == 0 { 0 } else { self.ends[end - 1] as usize };
        &self.text[start..self.ends[end] as usize]
    }
}

/// Positions fit: what is read of a file is bounded by [`super::limit`].
pub(super) fn short(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
