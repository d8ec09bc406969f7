//! Where cells stand: `B7`, `B7:D9`.

use std::fmt;
use std::ops::Range;

use super::super::limit::{COLUMNS, ROWS};

/// The address of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// Its row, from 1.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
}

impl Address {
    /// Reads `B7`; `None` for anything that no worksheet has.
    pub(in super::super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (letters, digits) = text.split_at(letters);
        if letters.is_empty() || letters.len() > 3 || digits.len() > 7 {
            return None;
        }
        let column = letters.bytes().fold(0, |column, letter| {
            column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
        });
        let all_digits = digits.bytes().all(|b| b.is_ascii_digit());
        let row: u32 = digits.parse().ok().filter(|_| all_digits)?;
        let exists = (1..=ROWS).contains(&row) && column as usize <= COLUMNS;
        exists.then_some(Self { row, column: column - 1 })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_name(self.column), self.row)
    }
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// An area of cells merged into one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Merge {
    /// Its rows, from 1.
    pub(in super::super) rows: Range<u32>,
    /// Its columns, from 0.
    pub(in super::super) columns: Range<u32>,
}

impl Merge {
    /// Reads `B7:D9`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let (first, last) = (Address::parse(first)?, Address::parse(last)?);
        let is_area = first.row <= last.row && first.column <= last.column;
        is_area.then_some(Self {
            rows: first.row..last.row + 1,
            columns: first.column..last.column + 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_there_and_back() {
        for (text, row, column) in
            [("A1", 1, 0), ("Z9", 9, 25), ("AA10", 10, 26), ("XFD1048576", 1_048_576, 16_383)]
        {
            let address = Address { row, column };
            assert_eq!(Address::parse(text), Some(address));
            assert_eq!(address.to_string(), text);
        }
        for text in ["", "A", "1", "A0", "XFE1", "A1048577", "AAAA1", "A+1", "Å1", "A1B"] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
        let area = Merge::parse("B2:C4").map(|merge| (merge.rows, merge.columns));
        assert_eq!(area, Some((2..5, 1..3)));
        assert_eq!(Merge::parse("C4:B2"), None);
    }
}
