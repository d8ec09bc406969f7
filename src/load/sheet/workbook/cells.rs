//! A worksheet as a stream of cells into a grid.

use std::ops::Range;

use quick_xml::events::BytesStart;

use super::super::error::Trouble;
use super::super::grid::{Grid, short};
use super::super::limit::{CELL, CELLS, COLUMNS, Limit, MERGES, ROWS, TEXT};
use super::address::{Address, Merge};
use super::part::{Seen, Xml, attribute, says_yes};
use super::strings::{Strings, rich, unescape};
use super::style::{Look, Styles};
use super::value::{Epoch, number};

/// What the cells of a workbook point to, and how much of them may still be read.
#[derive(Debug)]
pub(super) struct Common {
    pub(super) strings: Strings,
    pub(super) styles: Styles,
    pub(super) epoch: Epoch,
    /// Cells that may still be read.
    pub(super) cells: usize,
    /// Bytes of text that may still be read.
    pub(super) text: usize,
}

impl Common {
    pub(super) fn new(strings: Strings, styles: Styles, epoch: Epoch) -> Self {
        Self { strings, styles, epoch, cells: CELLS, text: TEXT }
    }
}

/// What a worksheet holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) grid: Grid,
    pub(super) hidden_rows: Vec<Range<u32>>,
    pub(super) hidden_columns: Vec<Range<u32>>,
    /// Formulas whose result is not in the file, and the first of them.
    pub(super) unsaved: Option<(u32, Address)>,
    /// Cells whose style is not in the file, and the first of them.
    pub(super) unstyled: Option<(u32, Address)>,
}

/// Reads a worksheet.
///
/// A row that says nothing costs nothing: blank rows that follow one another are one
/// row of the grid. A row costs as many cells as its last filled column.
///
/// # Errors
/// Addresses that no sheet has, or twice; rows out of order; more than the limits.
pub(super) fn read(xml: &mut Xml<'_>, common: &mut Common) -> Result<Content, Trouble> {
    let mut reader = Reader {
        common,
        content: Content::default(),
        row: 0,
        next: 1,
        cells: Vec::new(),
        text: String::new(),
        stored: String::new(),
    };
    let mut in_data = false;
    loop {
        match xml.next()? {
            Seen::Open(tag) => match tag.local_name().as_ref() {
                "sheetData" => in_data = true,
                "row" if in_data => {
                    let hidden = says_yes(&tag, "hidden");
                    let number = attribute(&tag, "r");
                    reader.start_row(number.as_deref(), hidden, xml)?;
                }
                "c" if in_data => {
                    let cell = Cell::of(&tag);
                    reader.cell(&cell, xml)?;
                }
                "col" if !in_data => reader.column(&tag)?,
                "mergeCell" => {
                    let area = attribute(&tag, "ref").unwrap_or_default();
                    reader.merge(&area, xml)?;
                }
                _ => {}
            },
            seen if in_data && seen.closes("row") => reader.end_row(xml)?,
            seen if seen.closes("sheetData") => in_data = false,
            Seen::End => break,
            _ => {}
        }
    }
    let mut content = reader.content;
    content.grid.pad(CELLS);
    Ok(content)
}

struct Reader<'c> {
    common: &'c mut Common,
    content: Content,
    /// The row being read, from 1; 0 before the first.
    row: u32,
    /// The first row that is not in the grid.
    next: u32,
    /// The columns of the row's cells that say something, and where their text is.
    cells: Vec<(usize, Range<usize>)>,
    /// The text of the row's cells.
    text: String,
    /// What the cell being read stores.
    stored: String,
}

/// The tag of a cell.
struct Cell {
    place: Place,
    kind: Kind,
    style: usize,
}

/// Where a cell says that it stands.
enum Place {
    /// To the right of the last.
    Next,
    At(Address),
    /// Nowhere a cell can stand.
    Wrong(String),
}

/// What the value of a cell is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Inline,
    Boolean,
    /// Text, an error or an ISO date: as it stands.
    Text,
}

impl Cell {
    fn of(tag: &BytesStart<'_>) -> Self {
        let mut cell = Self { place: Place::Next, kind: Kind::Number, style: 0 };
        for attribute in tag.attributes().with_checks(false).flatten() {
            let value = attribute.value.as_ref();
            match attribute.key.local_name().as_ref() {
                "r" => {
                    let address = Address::parse(value).map(Place::At);
                    cell.place = address.unwrap_or_else(|| Place::Wrong(value.to_owned()));
                }
                "s" => cell.style = value.parse().unwrap_or(0),
                "t" => {
                    cell.kind = match value {
                        "n" => Kind::Number,
                        "s" => Kind::Shared,
                        "inlineStr" => Kind::Inline,
                        "b" => Kind::Boolean,
                        _ => Kind::Text,
                    }
                }
                _ => {}
            }
        }
        cell
    }
}

impl Reader<'_> {
    fn start_row(
        &mut self,
        number: Option<&str>,
        hidden: bool,
        xml: &Xml<'_>,
    ) -> Result<(), Trouble> {
        let last = self.row;
        self.row = match number {
            None => last + 1,
            Some(number) => number.parse().unwrap_or(0),
        };
        if self.row <= last || self.row > ROWS {
            let number = self.row;
            return Err(xml.damaged(
                format!("rad {number} kommer efter rad {last}"),
                format!("row {number} comes after row {last}"),
            ));
        }
        if hidden {
            extend(&mut self.content.hidden_rows, self.row);
        }
        Ok(())
    }

    fn cell(&mut self, cell: &Cell, xml: &mut Xml<'_>) -> Result<(), Trouble> {
        let next = self.cells.last().map_or(0, |(column, _)| column + 1);
        let elsewhere = |text: &str| {
            xml.damaged(
                format!("cellen {text:.20} står i rad {}", self.row),
                format!("cell {text:.20} stands in row {}", self.row),
            )
        };
        let column = match &cell.place {
            Place::Next => next,
            Place::At(address) if address.row == self.row => address.column as usize,
            Place::At(address) => return Err(elsewhere(&address.to_string())),
            Place::Wrong(text) => return Err(elsewhere(text)),
        };
        if column >= COLUMNS {
            return Err(Trouble::TooMuch(Limit::Columns));
        }
        let here = Address { row: self.row, column: short(column) };
        if stored(xml, &mut self.stored)? == Saved::No {
            count(&mut self.content.unsaved, here);
        }
        let start = self.text.len();
        match cell.kind {
            _ if self.stored.is_empty() => {}
            Kind::Inline => self.text.push_str(&self.stored),
            Kind::Shared => self.push_shared(here, xml)?,
            Kind::Boolean => self.text.push_str(truth(&self.stored)),
            Kind::Text => {
                self.text.push_str(&self.stored);
                unescape(&mut self.text, start);
            }
            Kind::Number => {
                let look = self.common.styles.get(cell.style);
                if look.is_none() && cell.style != 0 {
                    count(&mut self.content.unstyled, here);
                }
                let look = look.unwrap_or(Look::Plain);
                let Common { styles, epoch, .. } = &*self.common;
                self.text.push_str(&number(&self.stored, look, styles, *epoch));
            }
        }
        let length = self.text.len() - start;
        if length > 0 {
            let left = self.common.text.checked_sub(length);
            self.common.text = left.ok_or(Trouble::TooMuch(Limit::Text))?;
            self.cells.push((column, start..self.text.len()));
        }
        Ok(())
    }

    /// Adds the shared string that the cell being read points to.
    fn push_shared(&mut self, here: Address, xml: &Xml<'_>) -> Result<(), Trouble> {
        let n = self.stored.trim();
        match n.parse().ok().and_then(|n| self.common.strings.get(n)) {
            Some(text) => self.text.push_str(text),
            None => {
                return Err(xml.damaged(
                    format!("cellen {here} pekar på den delade texten {n:.20}, som inte finns"),
                    format!("cell {here} points to the shared string {n:.20}, which is not there"),
                ));
            }
        }
        Ok(())
    }

    fn end_row(&mut self, xml: &Xml<'_>) -> Result<(), Trouble> {
        let mut cells = std::mem::take(&mut self.cells);
        cells.sort_by_key(|(column, _)| *column);
        if let Some(pair) = cells.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            let twice = Address { row: self.row, column: short(pair[0].0) };
            return Err(xml.damaged(
                format!("cellen {twice} finns två gånger"),
                format!("cell {twice} is there twice"),
            ));
        }
        if let Some(width) = cells.last().map(|(column, _)| column + 1) {
            let left = self.common.cells.checked_sub(width);
            self.common.cells = left.ok_or(Trouble::TooMuch(Limit::Cells))?;
            let grid = &mut self.content.grid;
            if self.next < self.row {
                grid.end_row(self.next, self.row);
            }
            let mut filled = 0;
            for (column, text) in &cells {
                (filled..*column).for_each(|_| grid.end_cell());
                grid.push(&self.text[text.clone()]);
                grid.end_cell();
                filled = column + 1;
            }
            self.next = self.row + 1;
            grid.end_row(self.row, self.next);
        }
        cells.clear();
        self.cells = cells;
        self.text.clear();
        Ok(())
    }

    fn column(&mut self, tag: &BytesStart<'_>) -> Result<(), Trouble> {
        if !says_yes(tag, "hidden") {
            return Ok(());
        }
        let number = |name| attribute(tag, name).and_then(|n| n.parse::<u32>().ok());
        if let (Some(first), Some(last)) = (number("min"), number("max")) {
            let hidden = &mut self.content.hidden_columns;
            let last = last.min(COLUMNS as u32);
            match hidden.last_mut() {
                _ if first > last => {}
                Some(range) if range.end == first => range.end = last + 1,
                _ => hidden.push(first..last + 1),
            }
            if hidden.len() > COLUMNS {
                return Err(Trouble::TooMuch(Limit::Columns));
            }
        }
        Ok(())
    }

    fn merge(&mut self, area: &str, xml: &Xml<'_>) -> Result<(), Trouble> {
        let merge = Merge::parse(area).ok_or_else(|| {
            xml.damaged(format!("{area:.40} är inget område"), format!("{area:.40} is no area"))
        })?;
        self.content.grid.merge(merge);
        match self.content.grid.merges().len() > MERGES {
            true => Err(Trouble::TooMuch(Limit::Merges)),
            false => Ok(()),
        }
    }
}

/// Whether the result of a cell's formula, if it has one, is in the file. An empty
/// result is one.
#[derive(PartialEq, Eq)]
enum Saved {
    Yes,
    No,
}

/// Reads to the end of a cell; what it stores comes into `text`.
fn stored(xml: &mut Xml<'_>, text: &mut String) -> Result<Saved, Trouble> {
    text.clear();
    let (mut has_formula, mut has_value, mut in_value) = (false, false, false);
    loop {
        match xml.next()? {
            Seen::Open(tag) => match tag.local_name().as_ref() {
                "v" => (has_value, in_value) = (true, true),
                "f" => has_formula = true,
                "is" => rich(xml, "is", text)?,
                _ => {}
            },
            Seen::Text(part) if in_value => text.push_str(&part),
            Seen::Char(c) if in_value => text.push(c),
            seen if seen.closes("v") => in_value = false,
            seen if seen.closes("c") || matches!(seen, Seen::End) => {
                return Ok(if has_formula && !has_value { Saved::No } else { Saved::Yes });
            }
            _ => {}
        }
        if text.len() > CELL {
            return Err(Trouble::TooMuch(Limit::Cell));
        }
    }
}

/// A boolean: as every other program writes it, whichever language Excel shows it in,
/// and unlike the *ja* and *nej* that a person answers.
fn truth(text: &str) -> &str {
    match text.trim() {
        "1" | "true" => "TRUE",
        "0" | "false" => "FALSE",
        other => other,
    }
}

fn count(counted: &mut Option<(u32, Address)>, here: Address) {
    counted.get_or_insert((0, here)).0 += 1;
}

/// Adds a number to ranges that end before it or with it.
fn extend(ranges: &mut Vec<Range<u32>>, n: u32) {
    match ranges.last_mut() {
        Some(range) if range.end == n => range.end = n + 1,
        _ => ranges.push(n..n + 1),
    }
}
