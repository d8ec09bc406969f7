//! Sheets: tables as people make them, recognised without being told how.
//!
//! [`read`] guesses the encoding, the dialect and where the table stands between its
//! title and its notes, and says what it guessed. Types here know no file format:
//! CSV is the one read so far.
//!
//! *Invariant*: every line of the file is in the header, in a row or in what was left
//! out, with the reason.

mod bytes;
mod cell;
mod csv;
mod dialect;
mod grid;
mod profile;
mod shape;

use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use bytes::{Because, Encoded, Foreign};
pub use dialect::{Dialect, Escape, LineEnd, Spaced};
pub use shape::Reason;

use grid::Grid;

/// The largest file read, in bytes: what fits in 256 MB however it is cut.
pub const LARGEST: u64 = 16 << 20;

/// A table of a file.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The file's name without its ending; later tables of a file are numbered.
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
}

/// A row of a sheet.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    grid: &'a Grid,
    row: usize,
}

impl<'a> Row<'a> {
    /// The lines it fills, from 1.
    pub fn lines(&self) -> Range<u32> {
        self.grid.lines(self.row)
    }

    /// Its cells, as many as it has.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = &'a str> {
        self.grid.cells(self.row)
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

/// What was guessed about a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Guesses {
    /// Its encoding.
    pub encoded: Encoded,
    /// Its dialect.
    pub dialect: Dialect,
    /// The decimal mark of most numbers that have one for certain.
    pub decimal_mark: Option<char>,
}

/// Why a file gives no sheet.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The file is not there or cannot be read.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Nothing is in the file, or only blank lines.
    #[error("{}: the file is empty", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The file is longer than [`LARGEST`].
    #[error("{}: the file is larger than {} MB", path.display(), LARGEST >> 20)]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// The file is no text.
    #[error("{}: the file is no text", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it is.
        what: Foreign,
    },
}

impl Sheet {
    /// The rows of the table, without its header.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        self.body.iter().map(|row| Row { grid: &self.grid, row: *row as usize })
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

/// The tables of a file, from the top.
///
/// # Shape
/// At least one sheet; a file with one table gives one. Cells are as they stand in
/// the file: decimal commas, dates and blanks at their ends are kept. Rows may be
/// longer or shorter than the header.
///
/// # Errors
/// [`SheetError`], naming the file, when it cannot be read, is empty, is larger than
/// [`LARGEST`] or is no text. A table that is only odd is never an error.
///
/// # Cost
/// Time O(n) for n bytes and one table; memory about three times the file, and twelve
/// bytes for each cell at most.
///
/// # Source
/// Those of its parts: encoding, dialect, broken quotes and shape.
pub fn read(path: &Path) -> Result<Vec<Sheet>, SheetError> {
    let path_buf = || path.to_path_buf();
    let (text, encoded) = bytes::decode(content(path)?)
        .map_err(|what| SheetError::Foreign { path: path_buf(), what })?;
    let dialect = dialect::dialect(&text);
    let grid = Arc::new(csv::grid(&text, &dialect));
    drop(text);
    let shapes = shape::shapes(&grid);
    if shapes.iter().all(|shape| shape.header.is_empty() && shape.body.is_empty()) {
        return Err(SheetError::Empty { path: path_buf() });
    }
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let guesses = Guesses { encoded, dialect, decimal_mark: decimal_mark(&grid) };
    let sheet = |(place, shape): (usize, shape::Shape)| Sheet {
        name: if place == 0 { name.clone() } else { format!("{name} ({})", place + 1) },
        header: joined(&grid, &shape.header),
        header_lines: shape.header.iter().map(|row| grid.lines(*row)).collect(),
        guesses: guesses.clone(),
        grid: Arc::clone(&grid),
        body: shape.body,
        left_out: shape.left_out,
    };
    Ok(shapes.into_iter().enumerate().map(sheet).collect())
}

fn content(path: &Path) -> Result<Vec<u8>, SheetError> {
    let unreadable = |source| SheetError::Unreadable { path: path.to_path_buf(), source };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    match bytes.len() as u64 {
        0 => Err(SheetError::Empty { path: path.to_path_buf() }),
        n if n > LARGEST => Err(SheetError::TooLarge { path: path.to_path_buf() }),
        _ => Ok(bytes),
    }
}

/// The names of the columns. A name over several columns stands in the first of them
/// in all header rows but the last, so it is carried to the right as long as a row
/// below has a name there.
fn joined(grid: &Grid, rows: &[usize]) -> Vec<String> {
    if let [row] = rows {
        return grid.cells(*row).map(str::to_owned).collect();
    }
    let width = rows.iter().map(|row| grid.width(*row)).max().unwrap_or(0);
    let mut names = vec![Vec::new(); width];
    for (place, &row) in rows.iter().enumerate() {
        let mut carried = "";
        for (column, parts) in names.iter_mut().enumerate() {
            let name = grid.cell(row, column).trim();
            let named_below =
                rows[place + 1..].iter().any(|below| !grid.cell(*below, column).trim().is_empty());
            if !name.is_empty() || !named_below {
                carried = name;
            }
            if !carried.is_empty() {
                parts.push(carried);
            }
        }
    }
    names.into_iter().map(|parts| parts.join(" ")).collect()
}

fn decimal_mark(grid: &Grid) -> Option<char> {
    let (mut commas, mut points) = (0, 0);
    for row in 0..grid.len().min(1000) {
        for cell in grid.cells(row) {
            match cell::decimal_mark(cell) {
                Some(',') => commas += 1,
                Some(_) => points += 1,
                None => {}
            }
        }
    }
    match commas.max(points) {
        0 => None,
        n => Some(if n == commas { ',' } else { '.' }),
    }
}
