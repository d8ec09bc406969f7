//! Receipts: what became of every row and cell of a file.
//!
//! *Invariant*: the books balance. What was read is counted as it is read, what became
//! of it is counted apart, and [`Ledger::close`] asserts that the two agree.

use std::collections::BTreeMap;

use super::problem::Problem;
use super::sheet::{Reason, Sheet};
use crate::model::text::words;

words! {
    /// What became of a row or a cell.
    Fate {
        Used = "used", "använda", "used";
        Merged = "merged", "fanns redan", "merged";
        Ignored = "ignored", "överhoppade", "ignored";
        Rejected = "rejected", "kom inte med", "rejected";
    }
}

words! {
    /// Why a row or a cell was ignored, merged or rejected.
    Why {
        Title = "title", "titel eller text ovanför tabellen", "title or text above the table";
        Blank = "blank", "tom rad", "blank row";
        Footer = "footer", "text under tabellen", "text below the table";
        RepeatedHeader = "repeated_header", "rubrikraden en gång till", "the header again";
        Example = "example", "exempelraden i mallen", "the example row of the template";
        Help = "help", "hjälptext i mallen", "help text of the template";
        ByChoice = "by_choice", "kolumn som valts bort", "column left out by choice";
        Private = "private", "personuppgift, sparas inte", "personal data, not kept";
        Twice = "twice", "samma rad en gång till", "the same row again";
        Before = "before", "läst vid en tidigare import", "read by an earlier import";
        Looks = "looks", "hur bilden ser ut: färger och lägen", "looks of a picture: colours and places";
        NoHeader = "no_header", "cell utan kolumnrubrik", "cell without a column name";
        NotUnderstood = "not_understood", "kunde inte tolkas", "could not be understood";
        Unread = "unread", "inget här läser den uppgiften", "nothing here reads this";
    }
}

/// A sum of rows or of cells: what was read, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Books {
    /// How many were read.
    pub read: u64,
    /// How many met each fate, in the order of [`Fate`].
    pub fates: BTreeMap<Fate, u64>,
}

impl Books {
    /// How many met this fate.
    pub fn count(&self, fate: Fate) -> u64 {
        self.fates.get(&fate).copied().unwrap_or(0)
    }

    /// Whether everything read is accounted for.
    pub fn balance(&self) -> bool {
        self.read == self.fates.values().sum::<u64>()
    }

    /// Adds other books to these.
    pub fn add(&mut self, other: &Books) {
        self.read += other.read;
        for (fate, n) in &other.fates {
            *self.fates.entry(*fate).or_default() += n;
        }
    }
}

/// A row that was left out, whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejected {
    /// Where, why, and what to do.
    pub problem: Problem,
    /// Its cells as they came.
    pub cells: Vec<String>,
}

/// The account of one table of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Receipt {
    /// The file, without its folders.
    pub file: String,
    /// Which table of it, when there are several.
    pub table: Option<String>,
    /// What it was read as.
    pub format: String,
    /// Rows; header and titles are rows.
    pub rows: Books,
    /// Cells that hold something.
    pub cells: Books,
    /// How many cells met their fate for which reason.
    pub reasons: BTreeMap<(Fate, Why), u64>,
    /// Rows left out.
    pub rejected: Vec<Rejected>,
}

/// A row as it is being accounted for.
#[derive(Clone, Debug)]
struct Entry {
    line: u64,
    /// The cells as they came; empty ones are not counted.
    cells: Vec<String>,
    fates: Vec<Option<(Fate, Option<Why>)>>,
    whole: Option<(Fate, Option<Why>)>,
    problem: Option<Problem>,
}

/// The account of a table while it is read.
#[derive(Clone, Debug)]
pub struct Ledger {
    file: String,
    table: Option<String>,
    format: String,
    rows: u64,
    cells: u64,
    entries: Vec<Entry>,
}

impl Ledger {
    /// An account of a table of a file, read as `format`.
    pub fn new(file: &str, table: Option<&str>, format: &str) -> Self {
        Self {
            file: file.to_owned(),
            table: table.map(str::to_owned),
            format: format.to_owned(),
            rows: 0,
            cells: 0,
            entries: Vec::new(),
        }
    }

    /// An account of a table with its header and what stands around it settled; its rows
    /// are left to read.
    pub fn of_sheet(file: &str, table: Option<&str>, format: &str, sheet: &Sheet) -> Self {
        let mut ledger = Self::new(file, table, format);
        // Several header rows are joined in the first; the others are counted as one row
        // each, their words already in it.
        let mut names = Some(sheet.header.clone());
        for lines in &sheet.header_lines {
            let row = ledger.read(u64::from(lines.start), names.take().unwrap_or_default());
            ledger.settle_row(row, Fate::Used, None);
        }
        for left in sheet.left_out() {
            let why = match left.reason {
                Reason::Blank => Why::Blank,
                Reason::Preamble => Why::Title,
                Reason::Note | Reason::Sum => Why::Footer,
            };
            let row = ledger.read(u64::from(left.lines.start), left.cells);
            ledger.settle_row(row, Fate::Ignored, Some(why));
        }
        ledger
    }

    /// The file's name.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Counts a row as read and gives its number in this account, from 0.
    pub fn read<S: Into<String>>(
        &mut self,
        line: u64,
        cells: impl IntoIterator<Item = S>,
    ) -> usize {
        let cells: Vec<String> = cells.into_iter().map(Into::into).collect();
        self.rows += 1;
        self.cells += cells.iter().filter(|cell| holds(cell)).count() as u64;
        let fates = vec![None; cells.len()];
        self.entries.push(Entry { line, cells, fates, whole: None, problem: None });
        self.entries.len() - 1
    }

    /// Says what became of a cell; the last word counts, but a cell once used stays so.
    pub fn settle(&mut self, row: usize, column: usize, fate: Fate, why: Option<Why>) {
        let slot = self.entries.get_mut(row).and_then(|entry| entry.fates.get_mut(column));
        if let Some(slot) = slot
            && !matches!(slot, Some((Fate::Used, _)))
        {
            *slot = Some((fate, why));
        }
    }

    /// Says what became of a cell, whatever was said before.
    pub fn resettle(&mut self, row: usize, column: usize, fate: Fate, why: Option<Why>) {
        if let Some(slot) = self.entries.get_mut(row).and_then(|e| e.fates.get_mut(column)) {
            *slot = Some((fate, why));
        }
    }

    /// Says of all that was used that it was there already.
    pub fn merge_used(&mut self, why: Why) {
        for entry in &mut self.entries {
            let slots = entry.fates.iter_mut().flatten().chain(&mut entry.whole);
            for slot in slots.filter(|slot| slot.0 == Fate::Used) {
                *slot = (Fate::Merged, Some(why));
            }
        }
    }

    /// Says what became of a row and of every cell in it that has no fate yet.
    pub fn settle_row(&mut self, row: usize, fate: Fate, why: Option<Why>) {
        if let Some(entry) = self.entries.get_mut(row) {
            entry.whole = Some((fate, why));
        }
    }

    /// Leaves a row out, with all its cells, and says why.
    pub fn reject(&mut self, row: usize, problem: Problem) {
        if let Some(entry) = self.entries.get_mut(row) {
            entry.whole = Some((Fate::Rejected, Some(Why::NotUnderstood)));
            entry.fates.fill(entry.whole);
            entry.problem = Some(problem);
        }
    }

    /// Ends the account. A cell of which nothing was said is rejected as unread, so
    /// that it shows.
    ///
    /// # Panics
    /// When the books do not balance, which is a fault of the program: an import that
    /// cannot account for its input must not go on.
    pub fn close(self) -> Receipt {
        let mut receipt = Receipt {
            file: self.file,
            table: self.table,
            format: self.format,
            rows: Books { read: self.rows, ..Books::default() },
            cells: Books { read: self.cells, ..Books::default() },
            ..Receipt::default()
        };
        for entry in self.entries {
            let mut of_row = entry.whole.map(|(fate, _)| fate);
            for (cell, fate) in entry.cells.iter().zip(&entry.fates) {
                if !holds(cell) {
                    continue;
                }
                let (fate, why) =
                    fate.or(entry.whole).unwrap_or((Fate::Rejected, Some(Why::Unread)));
                *receipt.cells.fates.entry(fate).or_default() += 1;
                if let Some(why) = why {
                    *receipt.reasons.entry((fate, why)).or_default() += 1;
                }
                if entry.whole.is_none() {
                    of_row = Some(of_row.map_or(fate, |worst| worst.min(fate)));
                }
            }
            *receipt.rows.fates.entry(of_row.unwrap_or(Fate::Ignored)).or_default() += 1;
            if let Some(problem) = entry.problem {
                let problem = Problem { line: problem.line.or(Some(entry.line)), ..problem };
                receipt.rejected.push(Rejected { problem, cells: entry.cells });
            }
        }
        assert!(receipt.rows.balance(), "{}: the books of the rows do not balance", receipt.file);
        assert!(receipt.cells.balance(), "{}: the books of the cells do not balance", receipt.file);
        receipt
    }
}

/// Whether a cell says anything and so is counted.
fn holds(cell: &str) -> bool {
    !cell.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;

    #[test]
    fn every_cell_is_in_the_books_once() {
        let mut ledger = Ledger::new("a.csv", None, "csv");
        let head = ledger.read(1, ["namn", "svar", ""]);
        ledger.settle_row(head, Fate::Used, None);
        let row = ledger.read(2, ["RVC", "polisen", "x"]);
        ledger.settle(row, 0, Fate::Used, None);
        ledger.settle(row, 1, Fate::Ignored, Some(Why::Private));
        let blank = ledger.read(3, ["", " "]);
        ledger.settle_row(blank, Fate::Ignored, Some(Why::Blank));
        let bad = ledger.read(4, ["?", "!"]);
        ledger.reject(bad, Problem::error("a.csv", Text::default(), Text::default()));
        let receipt = ledger.close();
        assert_eq!(receipt.rows.read, 4);
        assert_eq!((receipt.rows.count(Fate::Used), receipt.rows.count(Fate::Rejected)), (2, 1));
        assert_eq!(receipt.cells.read, 7);
        assert_eq!(receipt.cells.count(Fate::Used), 3);
        assert_eq!(receipt.cells.count(Fate::Ignored), 1);
        assert_eq!(receipt.cells.count(Fate::Rejected), 3);
        assert_eq!(receipt.reasons[&(Fate::Rejected, Why::Unread)], 1);
        assert_eq!(receipt.rejected[0].problem.line, Some(4));
        assert_eq!(receipt.rejected[0].cells, ["?", "!"]);
    }

    #[test]
    fn what_was_used_stays_used() {
        let mut ledger = Ledger::new("a.csv", None, "csv");
        let row = ledger.read(1, ["a"]);
        ledger.settle(row, 0, Fate::Used, None);
        ledger.settle(row, 0, Fate::Ignored, Some(Why::ByChoice));
        assert_eq!(ledger.close().cells.count(Fate::Used), 1);
    }
}
