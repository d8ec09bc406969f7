//! Worksheets as records of plain CSV, to be handed from one process to another.
//!
//! The first cell of a record says what it is. Rows come after their worksheet; the
//! last record is `end`, or what stood in the way.

use std::io::{self, Read as Input, Write as Output};
use std::ops::Range;

use csv::{ByteRecord, ReaderBuilder, StringRecord, Writer, WriterBuilder};

use super::super::error::Trouble;
use super::super::foreign::Foreign;
use super::super::grid::Grid;
use super::super::limit::{CELLS, Limit};
use super::address::{Address, Merge};
use super::{Read, Visibility, Workbook, Worksheet};
use crate::model::Text;
use crate::model::text::Word;

/// Reads a workbook and writes its worksheets as records, each as soon as it is read.
pub(in super::super) fn write(bytes: &[u8], to: impl Output) -> io::Result<()> {
    let mut to = WriterBuilder::new().flexible(true).from_writer(to);
    match write_all(bytes, &mut to) {
        Ok(()) => to.write_record(["end"])?,
        Err(Ended::Trouble(trouble)) => write_trouble(&trouble, &mut to)?,
        Err(Ended::Unwritten(error)) => return Err(error.into()),
    }
    to.flush()
}

enum Ended {
    Trouble(Trouble),
    Unwritten(csv::Error),
}

impl From<Trouble> for Ended {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<csv::Error> for Ended {
    fn from(error: csv::Error) -> Self {
        Self::Unwritten(error)
    }
}

fn write_all(bytes: &[u8], to: &mut Writer<impl Output>) -> Result<(), Ended> {
    for read in Workbook::open(bytes)? {
        let Read { worksheet, grid } = read?;
        let place = worksheet.place.to_string();
        to.write_record(["sheet", &place, &worksheet.name, worksheet.visibility.slug()])?;
        write_ranges("hidden-rows", &worksheet.hidden_rows, to)?;
        write_ranges("hidden-columns", &worksheet.hidden_columns, to)?;
        for (what, counted) in [("unsaved", worksheet.unsaved), ("unstyled", worksheet.unstyled)] {
            if let Some((n, first)) = counted {
                to.write_record([what, &n.to_string(), &first.to_string()])?;
            }
        }
        for Merge { rows, columns } in grid.merges() {
            let ends = [rows.start, rows.end, columns.start, columns.end].map(|n| n.to_string());
            to.write_record(["merge".to_owned()].iter().chain(&ends))?;
        }
        for row in 0..grid.len() {
            let lines = grid.lines(row);
            to.write_field("row")?;
            to.write_field(lines.start.to_string())?;
            to.write_field(lines.end.to_string())?;
            for cell in grid.stored(row) {
                to.write_field(cell)?;
            }
            to.write_record(None::<&[u8]>)?;
        }
    }
    Ok(())
}

fn write_ranges(
    what: &str,
    ranges: &[Range<u32>],
    to: &mut Writer<impl Output>,
) -> csv::Result<()> {
    for range in ranges {
        to.write_record([what, &range.start.to_string(), &range.end.to_string()])?;
    }
    Ok(())
}

fn write_trouble(trouble: &Trouble, to: &mut Writer<impl Output>) -> csv::Result<()> {
    match trouble {
        Trouble::Empty => to.write_record(["end"]),
        Trouble::TooMuch(limit) => to.write_record(["too-much", limit.slug()]),
        Trouble::Foreign(what) => to.write_record(["foreign", what.slug()]),
        Trouble::Damaged { part, cause } => {
            to.write_record(["damaged", part, &cause.sv, &cause.en])
        }
    }
}

/// How records end that do not say so themselves.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) enum Stopped {
    /// With what stood in the way of reading the workbook.
    Trouble(Trouble),
    /// In the middle: whoever wrote them is gone.
    Midway,
}

/// Reads worksheets from records.
pub(in super::super) fn read(from: impl Input) -> Result<Vec<Read>, Stopped> {
    let mut records = ReaderBuilder::new().flexible(true).has_headers(false).from_reader(from);
    let mut found: Vec<Read> = Vec::new();
    let mut bytes = ByteRecord::new();
    while records.read_byte_record(&mut bytes).map_err(|_| Stopped::Midway)? {
        let Ok(record) = StringRecord::from_byte_record(bytes) else { return Err(Stopped::Midway) };
        match &record[0] {
            "end" => {
                found.iter_mut().for_each(|read| read.grid.pad(CELLS));
                return Ok(found);
            }
            "sheet" => found.push(started(&record).ok_or(Stopped::Midway)?),
            "too-much" | "foreign" | "damaged" => {
                return Err(trouble(&record).map_or(Stopped::Midway, Stopped::Trouble));
            }
            _ => {
                let read = found.last_mut().ok_or(Stopped::Midway)?;
                go_on(read, &record).ok_or(Stopped::Midway)?;
            }
        }
        bytes = record.into_byte_record();
    }
    Err(Stopped::Midway)
}

fn started(record: &StringRecord) -> Option<Read> {
    let worksheet = Worksheet {
        place: record.get(1)?.parse().ok()?,
        name: record.get(2)?.to_owned(),
        visibility: Visibility::from_slug(record.get(3)?)?,
        hidden_rows: Vec::new(),
        hidden_columns: Vec::new(),
        unsaved: None,
        unstyled: None,
    };
    Some(Read { worksheet, grid: Grid::default() })
}

fn go_on(read: &mut Read, record: &StringRecord) -> Option<()> {
    let number = |place: usize| record.get(place)?.parse::<u32>().ok();
    let range = |place: usize| Some(number(place)?..number(place + 1)?);
    let counted = || Some((number(1)?, Address::parse(record.get(2)?)?));
    match &record[0] {
        "hidden-rows" => read.worksheet.hidden_rows.push(range(1)?),
        "hidden-columns" => read.worksheet.hidden_columns.push(range(1)?),
        "unsaved" => read.worksheet.unsaved = Some(counted()?),
        "unstyled" => read.worksheet.unstyled = Some(counted()?),
        "merge" => read.grid.merge(Merge { rows: range(1)?, columns: range(3)? }),
        "row" => {
            let lines = range(1)?;
            for cell in record.iter().skip(3) {
                read.grid.push(cell);
                read.grid.end_cell();
            }
            read.grid.end_row(lines.start, lines.end);
        }
        _ => return None,
    }
    Some(())
}

fn trouble(record: &StringRecord) -> Option<Trouble> {
    match &record[0] {
        "too-much" => Limit::from_slug(record.get(1)?).map(Trouble::TooMuch),
        "foreign" => Foreign::from_slug(record.get(1)?).map(Trouble::Foreign),
        _ => Some(Trouble::Damaged {
            part: record.get(1)?.to_owned(),
            cause: Text::new(record.get(2)?, record.get(3)?),
        }),
    }
}
