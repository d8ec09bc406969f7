//! Rows of comma-separated text: where blocks can be cut, and chosen cells of each row.

use std::borrow::Cow;

/// How much of a text ends with a whole row. A quote opens a cell only at its start, and a
/// doubled one inside stays inside.
pub(super) fn whole_rows(text: &[u8], delimiter: u8) -> usize {
    let mut from = 0;
    let mut end = 0;
    loop {
        let quote = next_quoted(text, from, delimiter);
        let plain = &text[from..quote.unwrap_or(text.len())];
        if let Some(at) = memchr::memrchr(b'\n', plain) {
            end = from + at + 1;
        }
        match quote.and_then(|open| close(text, open)) {
            Some(after) => from = after,
            None => return end,
        }
    }
}

/// Where the next quote stands that opens a cell.
fn next_quoted(text: &[u8], from: usize, delimiter: u8) -> Option<usize> {
    let mut quotes = memchr::memchr_iter(b'"', &text[from..]).map(|at| from + at);
    quotes.find(|&at| at == 0 || text[at - 1] == delimiter || text[at - 1] == b'\n')
}

/// Where the text goes on after the quote that closes the one at `open`.
fn close(text: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        at += memchr::memchr(b'"', text.get(at..)?)? + 1;
        if text.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

/// Hands the `N` cells in `columns`, ascending, of every row of `text` to `take`, with the
/// number of the row from 0. A cell that a row lacks is `None`. Empty lines are no rows.
pub(super) fn rows<'a, const N: usize>(
    text: &'a [u8],
    delimiter: u8,
    columns: [usize; N],
    mut take: impl FnMut(usize, &[Option<Cow<'a, [u8]>>; N]),
) -> usize {
    let quotes = memchr::memchr(b'"', text).is_some();
    let mut scanner = Scanner { text, delimiter, at: 0 };
    let mut row = 0;
    while scanner.at < text.len() {
        let mut cells = [const { None }; N];
        if scanner.skip_empty() {
            continue;
        }
        let (mut column, mut wanted, mut more) = (0, 0, true);
        while more && (wanted < N || quotes) {
            let cell;
            (cell, more) = scanner.cell();
            if wanted < N && columns[wanted] == column {
                cells[wanted] = Some(cell);
                wanted += 1;
            }
            column += 1;
        }
        if more {
            let left = &text[scanner.at..];
            scanner.at += memchr::memchr(b'\n', left).map_or(left.len(), |at| at + 1);
        }
        take(row, &cells);
        row += 1;
    }
    row
}

/// The cells of the first row.
pub(super) fn header(text: &[u8], delimiter: u8) -> (Vec<String>, usize) {
    let mut scanner = Scanner { text, delimiter, at: 0 };
    let mut names = Vec::new();
    loop {
        let (cell, more) = scanner.cell();
        names.push(String::from_utf8_lossy(&cell).trim().to_lowercase());
        if !more {
            return (names, scanner.at);
        }
    }
}

struct Scanner<'a> {
    text: &'a [u8],
    delimiter: u8,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn skip_empty(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let empty = match rest {
            [b'\n', ..] => 1,
            [b'\r', b'\n', ..] => 2,
            _ => 0,
        };
        self.at += empty;
        empty > 0
    }

    /// The next cell, and whether the row has more.
    #[inline]
    fn cell(&mut self) -> (Cow<'a, [u8]>, bool) {
        let rest = &self.text[self.at..];
        if rest.first() == Some(&b'"') {
            return self.quoted();
        }
        let ends = |&byte: &u8| byte == self.delimiter || byte == b'\n';
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        let more = rest.get(length) == Some(&self.delimiter);
        self.at += (length + 1).min(rest.len());
        let cell = &rest[..length];
        (Cow::Borrowed(if more { cell } else { bare(cell) }), more)
    }

    #[cold]
    fn quoted(&mut self) -> (Cow<'a, [u8]>, bool) {
        let open = self.at;
        let (inside, after) = match close(self.text, open) {
            Some(after) => (&self.text[open + 1..after - 1], after),
            None => (&self.text[open + 1..], self.text.len()),
        };
        self.at = after;
        // What follows a closing quote belongs to the cell, as it does for other readers.
        let rest = &self.text[after..];
        let ends = |&byte: &u8| byte == self.delimiter || byte == b'\n';
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        let more = rest.get(length) == Some(&self.delimiter);
        self.at += (length + 1).min(rest.len());
        let tail = if more { &rest[..length] } else { bare(&rest[..length]) };
        if memchr::memchr(b'"', inside).is_none() && tail.is_empty() {
            return (Cow::Borrowed(inside), more);
        }
        let mut cell = Vec::with_capacity(inside.len() + tail.len());
        let mut bytes = inside.iter();
        while let Some(&byte) = bytes.next() {
            cell.push(byte);
            if byte == b'"' {
                bytes.next();
            }
        }
        cell.extend_from_slice(tail);
        (Cow::Owned(cell), more)
    }
}

/// A row's last cell without the carriage return.
fn bare(cell: &[u8]) -> &[u8] {
    cell.strip_suffix(b"\r").unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(text: &str) -> Vec<[Option<String>; 2]> {
        let mut found = Vec::new();
        rows(text.as_bytes(), b',', [0, 2], |_, cells| {
            found.push(
                cells
                    .clone()
                    .map(|cell| cell.map(|cell| String::from_utf8(cell.into_owned()).unwrap())),
            );
        });
        found
    }

    #[test]
    fn quotes_line_ends_and_short_rows() {
        let text = "a,\"x, \"\"y\"\"\nz\",\"b\"\r\nc,d\n\n\"e\"\"f\",,g,h\ni,j\"k,l";
        let some = |a: &str, b: &str| [Some(a.to_owned()), Some(b.to_owned())];
        let expected =
            [some("a", "b"), [Some("c".into()), None], some("e\"f", "g"), some("i", "l")];
        assert_eq!(cells(text), expected);
    }

    #[test]
    fn a_block_is_cut_between_rows_only() {
        let text = b"a,b\n\"c\nd\",e\nf,\"g\nh";
        assert_eq!(whole_rows(text, b','), b"a,b\n\"c\nd\",e\n".len());
        assert_eq!(whole_rows(b"a,b", b','), 0);
        assert_eq!(whole_rows(b"a\"b\nc\n", b','), 6);
    }

    proptest! {
        /// The `csv` crate reads the same cells, wherever the text is cut.
        #[test]
        fn agrees_with_csv_in_any_cut(text in "[a,\"\n]{0,24}", cut in 0usize..24) {
            let mut reader = csv::ReaderBuilder::new();
            let mut reader = reader.has_headers(false).flexible(true).from_reader(text.as_bytes());
            let expected: Vec<[Option<String>; 2]> = reader
                .records()
                .map(|row| row.unwrap())
                .map(|row| [0, 2].map(|at| row.get(at).map(str::to_owned)))
                .collect();
            prop_assert_eq!(cells(&text), expected.clone());
            let cut = whole_rows(&text.as_bytes()[..cut.min(text.len())], b',');
            let mut parts = cells(&text[..cut]);
            parts.extend(cells(&text[cut..]));
            prop_assert_eq!(parts, expected);
        }
    }
}
