//! Sheets: tables as people make them, recognised without being told how.
//!
//! [`read`] tells what the file is by its content, guesses the encoding and the dialect
//! of a text file, reads every worksheet of a workbook, finds where the table stands
//! between its title and its notes, and says what it guessed. [`read_apart`] does the
//! same and reads workbooks in a process of their own.
//!
//! *Invariant*: every line of the file, and every filled cell, is in the header, in a
//! row or in what was left out, with the reason. Any file ends within 5 s and 256 MB in
//! tables or in a [`SheetError`] that names the file and the cause.

mod apart;
mod bytes;
mod cell;
mod csv;
mod dialect;
mod error;
mod foreign;
mod grid;
mod guess;
mod limit;
mod merge;
mod profile;
mod shape;
mod workbook;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

pub use apart::{COMMAND, read_apart, read_bytes_apart, serve_apart};
pub use bytes::{Because, Encoded};
pub use dialect::{Dialect, Escape, LineEnd, Spaced};
pub use error::SheetError;
pub use foreign::Foreign;
pub use guess::{DateOrder, Dates, Guesses, Source};
pub use limit::{LARGEST, Limit};
pub use shape::Reason;
pub use workbook::address::{Address, column_name};
pub use workbook::{Visibility, Worksheet};

use error::Trouble;
use foreign::{Signature, signature};
use grid::{Grid, short};
use limit::COLUMNS;
use merge::Repeat;
use workbook::{Read, Workbook};

/// A table of a file.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The name of the worksheet, or the text file's without its ending; the later
    /// tables of one are numbered.
    pub name: String,
    /// The names of the columns, several header rows joined; empty without a header.
    pub header: Vec<String>,
    /// The lines of the header.
    pub header_lines: Vec<Range<u32>>,
    /// What was guessed.
    pub guesses: Guesses,
    grid: Arc<Grid>,
    body: Vec<u32>,
    left_out: Vec<(u32, Reason)>,
    repeats: Vec<Repeat>,
}

/// A row of a sheet.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    grid: &'a Grid,
    row: usize,
    repeats: &'a [Repeat],
}

impl<'a> Row<'a> {
    /// The lines it fills, from 1; in a workbook the number of its row.
    pub fn lines(&self) -> Range<u32> {
        self.grid.lines(self.row)
    }

    /// Its cells, as many as it has. A cell merged with the one above shows its text.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = &'a str> {
        let Row { grid, row, repeats } = *self;
        let last = repeats.last().map_or(0, |repeat| repeat.column as usize + 1);
        (0..grid.width(row).max(last)).map(move |column| {
            let found = repeats.binary_search_by_key(&short(column), |repeat| repeat.column);
            let from = found.map_or(row, |place| repeats[place].from as usize);
            grid.cell(from, column)
        })
    }
}

/// A row that is not in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The lines it fills, from 1.
    pub lines: Range<u32>,
    /// Why it is not in the table.
    pub reason: Reason,
    /// Its cells that say something.
    pub cells: Vec<String>,
}

impl Sheet {
    /// Which table of a file with this name it is; `None` for the one table of a text file.
    pub fn table_of(&self, file: &str) -> Option<&str> {
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let is_one_of_several = match &self.guesses.source {
            Source::Worksheet(_) => true,
            Source::Text { .. } => self.name != stem,
        };
        is_one_of_several.then_some(self.name.as_str())
    }

    /// The rows of the table, without its header.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        self.body.iter().map(|&row| {
            let first = self.repeats.partition_point(|repeat| repeat.row < row);
            let n = self.repeats[first..].partition_point(|repeat| repeat.row == row);
            let repeats = &self.repeats[first..first + n];
            Row { grid: &self.grid, row: row as usize, repeats }
        })
    }

    /// Where a cell merged over several rows was repeated: its address, and the lines
    /// of the rows that got its text, in the order of the rows.
    pub fn repeated(&self) -> Vec<(Address, Vec<u32>)> {
        let mut found: BTreeMap<Address, Vec<u32>> = BTreeMap::new();
        let line = |row: u32| self.grid.lines(row as usize).start;
        for repeat in &self.repeats {
            let address = Address { row: line(repeat.from), column: repeat.column };
            found.entry(address).or_default().push(line(repeat.row));
        }
        found.into_iter().collect()
    }

    /// What is not in the table, in the order of the file.
    pub fn left_out(&self) -> impl ExactSizeIterator<Item = LeftOut> {
        self.left_out.iter().map(|&(row, reason)| {
            let row = row as usize;
            let cells = self.grid.cells(row).filter(|cell| !cell.trim().is_empty());
            LeftOut {
                lines: self.grid.lines(row),
                reason,
                cells: cells.map(str::to_owned).collect(),
            }
        })
    }

    /// How many columns the table has: as many as its header or its longest row.
    pub fn width(&self) -> usize {
        self.rows().map(|row| row.cells().len()).chain([self.header.len()]).max().unwrap_or(0)
    }
}

/// The tables of a file, from the top; of a workbook, worksheet by worksheet.
///
/// What a file is, is told by its content: a CSV file named `.xlsx` is read as what it
/// is. Workbooks of strangers are better read with [`read_apart`].
///
/// # Shape
/// At least one sheet; a file with one table gives one. Cells of text files are as
/// they stand there: decimal commas, dates and blanks at their ends are kept. Cells of
/// workbooks are what Excel stores, written out: ISO dates, numbers with at most 15
/// digits and a decimal point, `TRUE` and `FALSE`, errors as `#N/A`, of formulas their
/// last result. Rows may be longer or shorter than the header.
///
/// # Errors
/// [`SheetError`], naming the file, when it cannot be read, is empty, has more in it
/// than is read of any file, is damaged, or is neither text nor .xlsx. A table that is
/// only odd is never an error.
///
/// # Cost
/// Time O(n) for n bytes of text, or for the bytes a workbook unpacks to, and one
/// table; memory about three times that text, and twelve bytes for each cell at most.
///
/// # Source
/// Those of its parts: encoding, dialect, broken quotes, workbooks and shape.
pub fn read(path: &Path) -> Result<Vec<Sheet>, SheetError> {
    tables(&stem(path), content(path)?).map_err(|trouble| trouble.of(path))
}

/// The tables of a file that is in memory and has this name.
///
/// # Errors
/// As [`read`].
pub fn from_bytes(name: &Path, bytes: Vec<u8>) -> Result<Vec<Sheet>, SheetError> {
    tables(&stem(name), bytes).map_err(|trouble| trouble.of(name))
}

fn tables(stem: &str, bytes: Vec<u8>) -> Result<Vec<Sheet>, Trouble> {
    match signature(&bytes) {
        _ if bytes.len() as u64 > LARGEST => Err(Trouble::TooMuch(Limit::Bytes)),
        _ if bytes.is_empty() => Err(Trouble::Empty),
        Signature::Zip => of_worksheets(Workbook::open(&bytes)?.collect::<Result<_, _>>()?),
        Signature::Other(what) => Err(Trouble::Foreign(what)),
        Signature::None => of_text(stem, bytes),
    }
}

fn of_text(stem: &str, bytes: Vec<u8>) -> Result<Vec<Sheet>, Trouble> {
    let (text, encoded) = bytes::decode(bytes).map_err(Trouble::Foreign)?;
    let dialect = dialect::dialect(&text);
    let grid = csv::grid(&text, &dialect);
    drop(text);
    if grid.widest() > COLUMNS {
        return Err(Trouble::TooMuch(Limit::Columns));
    }
    let found = of_grid(stem, Source::Text { encoded, dialect }, grid);
    if found.is_empty() { Err(Trouble::Empty) } else { Ok(found) }
}

fn of_worksheets(worksheets: Vec<workbook::Read>) -> Result<Vec<Sheet>, Trouble> {
    let mut found = Vec::new();
    for Read { worksheet, grid } in worksheets {
        let name = worksheet.name.clone();
        found.extend(of_grid(&name, Source::Worksheet(Arc::new(worksheet)), grid));
    }
    if found.is_empty() { Err(Trouble::Empty) } else { Ok(found) }
}

/// The tables of a grid; none when it says nothing.
fn of_grid(name: &str, source: Source, grid: Grid) -> Vec<Sheet> {
    let grid = Arc::new(grid);
    let shapes = shape::shapes(&grid);
    if shapes.iter().all(|shape| shape.header.is_empty() && shape.body.is_empty()) {
        return Vec::new();
    }
    let guesses = Guesses::of(source, &grid);
    let sheet = |(place, shape): (usize, shape::Shape)| Sheet {
        name: if place == 0 { name.to_owned() } else { format!("{name} ({})", place + 1) },
        header: merge::names(&grid, &shape.header),
        header_lines: shape.header.iter().map(|row| grid.lines(*row)).collect(),
        guesses: guesses.clone(),
        repeats: merge::repeats(&grid, &shape.body),
        grid: Arc::clone(&grid),
        body: shape.body,
        left_out: shape.left_out,
    };
    shapes.into_iter().enumerate().map(sheet).collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The bytes of a file, one more than [`LARGEST`] at most.
fn content(path: &Path) -> Result<Vec<u8>, SheetError> {
    let unreadable = |source| SheetError::Unreadable { path: path.to_path_buf(), source };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}
