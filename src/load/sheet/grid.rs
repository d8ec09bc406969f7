//! Rows of cells as they were read, kept close together.

use std::ops::Range;

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

    /// How many cells a row has.
    pub(super) fn width(&self, row: usize) -> usize {
        self.ends_of(row).len()
    }

    /// The cells of a row.
    pub(super) fn cells(
        &self,
        row: usize,
    ) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
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

/// Positions fit: no file longer than [`super::LARGEST`] is read.
pub(super) fn short(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
