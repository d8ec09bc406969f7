//! How a text is cut into rows and cells.

use csv_nose::{Quote, SampleSize, Sniffer};

use super::cell::kind;
use super::csv::grid;

/// What ends a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnd {
    /// A line feed, with or without a carriage return before it.
    Lf,
    /// A carriage return alone.
    Cr,
}

/// How a quote is written inside quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// Twice.
    Doubled,
    /// After a backslash.
    Backslash,
}

/// How cells are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Between two cells; `None` when every line is one cell.
    pub delimiter: Option<u8>,
    /// One space belongs to each delimiter.
    pub spaced: Spaced,
    /// Around cells that hold a delimiter, a quote or a line end.
    pub quote: u8,
    /// A quote inside quotes.
    pub escape: Escape,
    /// Between two rows.
    pub line_end: LineEnd,
}

/// Whether a space belongs to the delimiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spaced {
    /// `a,b`
    No,
    /// `a, b`
    Yes,
}

/// How much of a text the guesses look at.
const LOOK: usize = 1 << 18;

/// The dialect of a text.
///
/// Delimiter and quote come from `csv-nose`, which scores every dialect by how even
/// the rows become and how much the cells look like values. What it leaves open is
/// decided here: that a text has one column (fewer than half of its lines hold the
/// delimiter), that a space follows every delimiter, that quotes are escaped by a
/// backslash, and that rows end in carriage returns.
///
/// # Cost
/// Constant: it looks at the first 256 KiB.
///
/// # Source
/// G. J. J. van den Burg, A. Nazábal, C. Sutton, "Wrangling messy CSV files by
/// detecting row and type patterns", Data Mining and Knowledge Discovery 33 (2019),
/// 1799–1820, for the measure; W. García, "Detecting CSV file dialects by table
/// uniformity measurement and data type inference", Data Science 7 (2024), 55–72, for
/// the one `csv-nose` takes.
pub(super) fn dialect(text: &str) -> Dialect {
    let line_end = match text.contains('\n') || !text.contains('\r') {
        true => LineEnd::Lf,
        false => LineEnd::Cr,
    };
    let sample = sample(text, line_end);
    let mut sniffer = Sniffer::new();
    let sniffed = sniffer.sample_size(SampleSize::All).sniff_bytes(sample.as_bytes());
    let (delimiter, quote) = match sniffed {
        Ok(told) => (told.dialect.delimiter, told.dialect.quote),
        Err(_) => (b',', Quote::None),
    };
    let quote = match quote {
        Quote::Some(quote) => quote,
        Quote::None => b'"',
    };
    let with = |delimiter: u8| Dialect {
        delimiter: Some(delimiter),
        spaced: spaced(&sample, delimiter),
        quote,
        escape: escape(&sample, quote, delimiter),
        line_end: LineEnd::Lf,
    };
    let guessed = Some(with(delimiter)).filter(|_| delimiter.is_ascii());
    let dialect = guessed
        .filter(|dialect| divides(&sample, dialect))
        .or_else(|| [b';', b'\t', b',', b'|'].map(with).into_iter().find(|d| is_even(&sample, d)))
        .unwrap_or(Dialect { delimiter: None, ..with(delimiter) });
    Dialect { line_end, ..dialect }
}

/// The first lines, with line feeds at their ends.
fn sample(text: &str, line_end: LineEnd) -> String {
    let mut end = text.len().min(LOOK);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let whole = match end < text.len() {
        true => text[..end].rfind(['\n', '\r']).map_or(end, |at| at + 1),
        false => end,
    };
    match line_end {
        LineEnd::Lf => text[..whole].to_owned(),
        LineEnd::Cr => text[..whole].replace('\r', "\n"),
    }
}

/// Whether the delimiter divides at least half of the rows that say anything; a space,
/// which also stands between words, has to divide them into values.
fn divides(sample: &str, dialect: &Dialect) -> bool {
    let grid = grid(sample, dialect);
    let (mut all, mut divided) = (0, 0);
    for row in 0..grid.len() {
        all += usize::from(grid.cells(row).any(|cell| !cell.trim().is_empty()));
        let values = || grid.cells(row).any(|cell| kind(cell).is_value());
        let divides = grid.width(row) > 1 && (dialect.delimiter != Some(b' ') || values());
        divided += usize::from(divides);
    }
    divided > 0 && divided * 2 >= all
}

/// Whether at least eight rows in ten have as many cells, more than one, as the row
/// above or below: several tables in one file are each even in themselves.
fn is_even(sample: &str, dialect: &Dialect) -> bool {
    let grid = grid(sample, dialect);
    let rows = (0..grid.len()).filter(|row| grid.width(*row) > 1 || !grid.cell(*row, 0).is_empty());
    let widths: Vec<usize> = rows.map(|row| grid.width(row)).collect();
    let is_alike = |place: &usize| {
        let width = widths[*place];
        let above = place.checked_sub(1).and_then(|above| widths.get(above));
        width > 1 && (above == Some(&width) || widths.get(place + 1) == Some(&width))
    };
    let alike = (0..widths.len()).filter(is_alike).count();
    alike > 0 && alike * 10 >= widths.len() * 8
}

/// Whether nearly every delimiter that does not end a line is followed by a space.
fn spaced(sample: &str, delimiter: u8) -> Spaced {
    let bytes = sample.as_bytes();
    let (mut spaces, mut others) = (0, 0);
    for pair in bytes.windows(2).filter(|pair| pair[0] == delimiter) {
        match pair[1] {
            b' ' => spaces += 1,
            b'\n' | b'\r' => {}
            _ => others += 1,
        }
    }
    if delimiter != b' ' && spaces > 0 && others * 50 <= spaces { Spaced::Yes } else { Spaced::No }
}

/// A backslash escapes when it stands before quotes that do not end a cell, and
/// doubled quotes are rarer.
fn escape(sample: &str, quote: u8, delimiter: u8) -> Escape {
    let bytes = sample.as_bytes();
    let (mut slashed, mut doubled) = (0, 0);
    for (at, pair) in bytes.windows(2).enumerate().filter(|(_, pair)| pair[1] == quote) {
        let next = bytes.get(at + 2).copied().unwrap_or(b'\n');
        let ends = next == delimiter || next == b'\n' || next == b'\r';
        let before = at.checked_sub(1).map_or(b'\n', |at| bytes[at]);
        let starts = before == delimiter || before == b'\n' || before == b'\r';
        match pair[0] {
            b'\\' if !ends => slashed += 1,
            first if first == quote && before != b'\\' && !(starts && ends) => doubled += 1,
            _ => {}
        }
    }
    if slashed > doubled { Escape::Backslash } else { Escape::Doubled }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(text: &str) -> Option<char> {
        dialect(text).delimiter.map(char::from)
    }

    #[test]
    fn delimiters_of_every_kind() {
        for d in [',', ';', '\t', '|'] {
            let text = "namn,antal,dag\nAnna,12,2024-01-02\nBo,7,2024-02-03\nCia,9,2024-03-04\n";
            assert_eq!(delimiter(&text.replace(',', &d.to_string())), Some(d));
        }
        assert_eq!(delimiter("namn;andel\nAnna;1,5\nBo;2,5\nCia;3,25\n"), Some(';'));
    }

    #[test]
    fn one_column_has_no_delimiter() {
        assert_eq!(delimiter("Namn\nSocialtjänsten Södertälje\nPolisen Syd\nRosen Väst\n"), None);
        assert_eq!(delimiter("Namn\nSocialtjänsten, Södertälje\nPolisen\nRosen\n"), None);
    }

    #[test]
    fn tables_of_several_widths_are_even_each() {
        let table = |n: usize| format!("{}\n", vec!["E"; n].join(",")).repeat(10);
        assert_eq!(delimiter(&[table(90), table(3), table(30)].concat()), Some(','));
    }

    #[test]
    fn a_space_may_belong_to_the_delimiter() {
        assert_eq!(dialect("a, b, c\n1, 2, 3\n4, 5, 6\n").spaced, Spaced::Yes);
        assert_eq!(dialect("a,b,c\n1, 2,3\n4,5,6\n").spaced, Spaced::No);
    }

    #[test]
    fn quotes_are_doubled_or_slashed() {
        assert_eq!(dialect("a;b\n\"x \\\"y\\\" z\";1\n\"v\";2\n").escape, Escape::Backslash);
        assert_eq!(dialect("a;b\n\"x \"\"y\"\" z\";1\n\"v\";2\n").escape, Escape::Doubled);
        assert_eq!(dialect("a;b\n\"C:\\temp\\\";1\n\"C:\\\";2\n").escape, Escape::Doubled);
    }

    #[test]
    fn carriage_returns_alone_end_rows() {
        let dialect = dialect("a;b\r1;2\r3;4\r");
        assert_eq!((dialect.line_end, dialect.delimiter), (LineEnd::Cr, Some(b';')));
    }
}
