//! Cutting text into cells by a dialect, also where its quotes went wrong.

use std::borrow::Cow;

use super::dialect::{Dialect, Escape, LineEnd, Spaced};
use super::grid::Grid;

/// Cuts a text into rows of cells.
///
/// Within rules it does what RFC 4180 says. Where a file breaks them:
/// - a quote inside quotes that ends no cell is text (`"Kallas "Rosen" här"`);
/// - a quote that opens a cell and is never closed is text, and so is one that is
///   only closed after another cell has been opened (`a;"b;"c d";e`): a lost quote
///   costs one cell, not the rest of the file.
///
/// Blank lines that follow one another are one row of the grid.
///
/// # Cost
/// Time O(n): what is read again after a quote that was none is bounded by the
/// length of the text; after that quotes are text.
///
/// # Source
/// Y. Shafranovich, RFC 4180 (2005); the kinds of breakage after G. Vitagliano et
/// al., "Pollock: A Data Loading Benchmark", PVLDB 16 (2023), 1870–1882.
pub(super) fn grid(text: &str, dialect: &Dialect) -> Grid {
    let mut reader = Reader { text, dialect, patience: 2 * text.len(), unclosed: usize::MAX };
    let mut grid = Grid::default();
    let (mut at, mut line) = (0, 1);
    while at < text.len() {
        let first = line;
        loop {
            let cell = reader.cell(at);
            line += reader.line_ends(&text[at..cell.end]);
            grid.push(&cell.text);
            grid.end_cell();
            at = cell.end;
            if let Some(length) = reader.delimiter_at(at) {
                at += length;
            } else {
                break;
            }
        }
        at += reader.line_end_at(at).unwrap_or(0);
        line += 1;
        grid.end_row(first, line);
        grid.join_blank();
    }
    grid
}

struct Reader<'a> {
    text: &'a str,
    dialect: &'a Dialect,
    /// How many bytes may still be read in vain.
    patience: usize,
    /// From here on no quote is closed before the text ends.
    unclosed: usize,
}

/// A cell and where it ends: at a delimiter, a line end or the end of the text.
struct Cell<'a> {
    text: Cow<'a, str>,
    end: usize,
}

impl<'a> Reader<'a> {
    fn cell(&mut self, start: usize) -> Cell<'a> {
        let bytes = self.text.as_bytes();
        let blank = match self.dialect.delimiter {
            Some(b' ' | b'\t') => 0,
            _ => bytes[start..].iter().take_while(|b| **b == b' ').count(),
        };
        let opening = start + blank;
        if bytes.get(opening) == Some(&self.dialect.quote)
            && opening < self.unclosed
            && let Some(cell) = self.quoted(opening + 1)
        {
            return cell;
        }
        let mut end = start;
        while end < bytes.len()
            && self.delimiter_at(end).is_none()
            && self.line_end_at(end).is_none()
        {
            end += 1;
        }
        Cell { text: Cow::Borrowed(&self.text[start..end]), end }
    }

    /// The cell whose text starts after an opening quote; `None` if that quote is
    /// text.
    fn quoted(&mut self, start: usize) -> Option<Cell<'a>> {
        let (bytes, quote) = (self.text.as_bytes(), self.dialect.quote);
        let mut at = start;
        // A doubled quote before a delimiter may be a quote and a closing quote.
        let mut instead = None;
        while at < bytes.len() {
            if bytes[at] == b'\\' && self.dialect.escape == Escape::Backslash {
                at += 2;
            } else if bytes[at] != quote {
                at += 1;
            } else if let Some(end) = self.closes(at + 1) {
                return Some(Cell { text: self.unescaped(start, at), end });
            } else if bytes.get(at + 1) == Some(&quote) {
                if instead.is_none() && self.closes(at + 2).is_some() {
                    instead = Some(at + 1);
                }
                at += 2;
            } else if at > start && self.opens(at) {
                break;
            } else {
                at += 1;
            }
        }
        if at >= bytes.len() && instead.is_none() {
            self.unclosed = self.unclosed.min(start);
        }
        let read = at.min(bytes.len()) - start;
        if let Some(close) = instead {
            let end = self.closes(close + 1)?;
            return Some(Cell { text: self.unescaped(start, close), end });
        }
        match self.patience.checked_sub(read) {
            Some(left) => self.patience = left,
            None => self.unclosed = self.unclosed.min(start),
        }
        None
    }

    /// Where the cell ends if a quote before `at` closes it.
    fn closes(&self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let is_end = |at| {
            at >= bytes.len() || self.delimiter_at(at).is_some() || self.line_end_at(at).is_some()
        };
        if is_end(at) {
            return Some(at);
        }
        let blank = bytes[at..].iter().take_while(|b| **b == b' ').count();
        (blank > 0 && is_end(at + blank)).then_some(at + blank)
    }

    /// Whether the quote at `at` stands where a cell opens.
    fn opens(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let before = match self.dialect.spaced {
            Spaced::Yes => self.text[..at].trim_end_matches(' ').len(),
            Spaced::No => at,
        };
        let last = before.checked_sub(1).map(|at| bytes[at]);
        last.is_some() && (last == self.dialect.delimiter || matches!(last, Some(b'\n' | b'\r')))
    }

    /// What stands between quotes, escapes undone.
    fn unescaped(&self, start: usize, end: usize) -> Cow<'a, str> {
        let inner = &self.text[start..end];
        let quote = char::from(self.dialect.quote);
        match self.dialect.escape {
            Escape::Doubled if inner.contains(quote) => {
                Cow::Owned(inner.replace(&format!("{quote}{quote}"), &quote.to_string()))
            }
            Escape::Backslash if inner.contains('\\') => Cow::Owned(
                inner.replace(&format!("\\{quote}"), &quote.to_string()).replace("\\\\", "\\"),
            ),
            _ => Cow::Borrowed(inner),
        }
    }

    /// How long the delimiter at `at` is, if there is one.
    fn delimiter_at(&self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let delimiter = self.dialect.delimiter?;
        (*bytes.get(at)? == delimiter).then(|| match self.dialect.spaced {
            Spaced::Yes if bytes.get(at + 1) == Some(&b' ') => 2,
            _ => 1,
        })
    }

    /// How long the line end at `at` is, if there is one.
    fn line_end_at(&self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        match (*bytes.get(at)?, self.dialect.line_end) {
            (b'\n', LineEnd::Lf) | (b'\r', LineEnd::Cr) => Some(1),
            (b'\r', LineEnd::Lf) if bytes.get(at + 1) == Some(&b'\n') => Some(2),
            _ => None,
        }
    }

    fn line_ends(&self, text: &str) -> u32 {
        let end = match self.dialect.line_end {
            LineEnd::Lf => b'\n',
            LineEnd::Cr => b'\r',
        };
        let n = text.bytes().filter(|b| *b == end).count();
        u32::try_from(n).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Dialect = Dialect {
        delimiter: Some(b','),
        spaced: Spaced::No,
        quote: b'"',
        escape: Escape::Doubled,
        line_end: LineEnd::Lf,
    };

    fn rows(text: &str, dialect: &Dialect) -> Vec<Vec<String>> {
        let grid = grid(text, dialect);
        (0..grid.len()).map(|row| grid.cells(row).map(str::to_owned).collect()).collect()
    }

    #[test]
    fn cells_by_the_rules() {
        for (text, want) in [
            ("a,b\n1,2\n", vec![vec!["a", "b"], vec!["1", "2"]]),
            ("a,b\r\n1,", vec![vec!["a", "b"], vec!["1", ""]]),
            ("\"a,b\",\"c \"\"d\"\"\"\n", vec![vec!["a,b", "c \"d\""]]),
            ("\"a\nb\",c\n", vec![vec!["a\nb", "c"]]),
            ("\"\",\"\"\"\"\n", vec![vec!["", "\""]]),
            ("a\n\nb", vec![vec!["a"], vec![""], vec!["b"]]),
            ("a,\"\"\"b\"\", c\"", vec![vec!["a", "\"b\", c"]]),
            ("a, \"b, c\" ,d", vec![vec!["a", "b, c", "d"]]),
        ] {
            assert_eq!(rows(text, &PLAIN), want, "{text}");
        }
    }

    #[test]
    fn a_broken_quote_costs_one_cell() {
        for (text, want) in [
            ("\"a,b,\"c d\",e\n", vec![vec!["\"a", "b", "c d", "e"]]),
            ("a,\"b\n1,2\n", vec![vec!["a", "\"b"], vec!["1", "2"]]),
            ("a,\"\"b, c\",d\n", vec![vec!["a", "\"b, c", "d"]]),
            ("a,\"say \"hi\" now\",d\n", vec![vec!["a", "say \"hi\" now", "d"]]),
            ("a,\"48\"\",\"x\"\n", vec![vec!["a", "48\"", "x"]]),
            ("a,\"\n\"x, y\",2\n", vec![vec!["a", "\""], vec!["x, y", "2"]]),
            ("a\"b,c\"\n", vec![vec!["a\"b", "c\""]]),
        ] {
            assert_eq!(rows(text, &PLAIN), want, "{text}");
        }
    }

    #[test]
    fn other_dialects() {
        let slashed = Dialect { escape: Escape::Backslash, ..PLAIN };
        assert_eq!(rows("\"a \\\"b\\\"\",c\n", &slashed), [["a \"b\"", "c"]]);
        let spaced = Dialect { spaced: Spaced::Yes, ..PLAIN };
        assert_eq!(rows("a, b, \"c, d\"\n", &spaced), [["a", "b", "c, d"]]);
        let cr = Dialect { line_end: LineEnd::Cr, ..PLAIN };
        assert_eq!(rows("a,b\r1,2\r", &cr), [["a", "b"], ["1", "2"]]);
        let lone = Dialect { delimiter: None, ..PLAIN };
        assert_eq!(rows("a, b\n\"c, d\"\n", &lone), [["a, b"], ["c, d"]]);
    }

    #[test]
    fn lines_are_counted_within_quotes() {
        let grid = grid("a,b\n\"x\ny\",1\n\nz,2\n", &PLAIN);
        let lines: Vec<_> = (0..grid.len()).map(|row| grid.lines(row)).collect();
        assert_eq!(lines, [1..2, 2..4, 4..5, 5..6]);
    }

    #[test]
    fn quotes_in_vain_do_not_cost_the_square() {
        let text = "\"a,\"\"b,".repeat(200_000);
        assert_eq!(grid(&text, &PLAIN).len(), 1);
    }
}
