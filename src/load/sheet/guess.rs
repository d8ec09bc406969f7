//! What was guessed about a file, to be told to whoever sent it.

use std::sync::Arc;

use super::bytes::Encoded;
use super::cell::{self, Kind, kind};
use super::dialect::Dialect;
use super::grid::Grid;
use super::workbook::Worksheet;

/// What was guessed about a table's file.
#[derive(Clone, Debug, PartialEq)]
pub struct Guesses {
    /// What the table was read from.
    pub source: Source,
    /// The decimal mark of most numbers that have one for certain.
    pub decimal_mark: Option<char>,
    /// How dates are written; `None` without dates.
    pub dates: Option<Dates>,
}

/// What a table was read from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A text file.
    Text {
        /// Its encoding.
        encoded: Encoded,
        /// Its dialect.
        dialect: Dialect,
    },
    /// A worksheet of a workbook, whose lines are its row numbers. Dates of a workbook
    /// are ISO 8601 and its numbers have a decimal point; both may also stand as text.
    Worksheet(Arc<Worksheet>),
}

/// How the dates of a table are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// In which order.
    pub order: DateOrder,
    /// How many cells hold one.
    pub cells: usize,
}

/// The order of year, month and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// `2026-03-01`
    YearMonthDay,
    /// `1/3 2026`, `1.3.2026`, `1 mars 2026`
    DayMonthYear,
    /// `3/14/2026`
    MonthDayYear,
    /// Not every date is written alike.
    Mixed,
    /// `1/3/2026` and none with a day above 12: the day or the month may come first.
    Unclear,
}

/// How many rows are looked at.
const LOOK: usize = 1000;

impl Guesses {
    pub(super) fn of(source: Source, grid: &Grid) -> Self {
        let (decimal_mark, dates) = values(grid);
        Self { source, decimal_mark, dates }
    }
}

fn values(grid: &Grid) -> (Option<char>, Option<Dates>) {
    let (mut commas, mut points) = (0, 0);
    let (mut years, mut days, mut months, mut unclear) = (0, 0, 0, 0);
    let step = grid.len().div_ceil(LOOK).max(1);
    for row in (0..grid.len().min(LOOK)).chain((LOOK..grid.len()).step_by(step)) {
        for cell in grid.stored(row) {
            match kind(cell) {
                Kind::Number => match cell::decimal_mark(cell) {
                    Some(',') => commas += 1,
                    Some(_) => points += 1,
                    None => {}
                },
                Kind::Date => match cell::date_order(cell) {
                    Some(DateOrder::YearMonthDay) => years += 1,
                    Some(DateOrder::DayMonthYear) => days += 1,
                    Some(DateOrder::MonthDayYear) => months += 1,
                    Some(_) => unclear += 1,
                    None => {}
                },
                _ => {}
            }
        }
    }
    let decimal_mark = match commas.max(points) {
        0 => None,
        n => Some(if n == commas { ',' } else { '.' }),
    };
    let order = match (years, days, months, unclear) {
        (0, 0, 0, 0) => None,
        (_, 0, 0, 0) => Some(DateOrder::YearMonthDay),
        (0, _, 0, _) if days > 0 => Some(DateOrder::DayMonthYear),
        (0, 0, _, _) if months > 0 => Some(DateOrder::MonthDayYear),
        (0, 0, 0, _) => Some(DateOrder::Unclear),
        _ => Some(DateOrder::Mixed),
    };
    let cells = years + days + months + unclear;
    (decimal_mark, order.map(|order| Dates { order, cells }))
}
