//! Pairs of names in a file of two columns: ties between actors, or seats in forums.

use std::collections::BTreeSet;

use super::sheet::Sheet;
use crate::link::normal;

/// Columns that say that a file lists who sits in which forum.
const SEATS: [(&str, &str); 4] =
    [("actor", "forum"), ("aktor", "forum"), ("aktör", "forum"), ("member", "forum")];
/// First columns of lists of ties, for files whose header was taken for a row.
const TIES: [(&str, &str); 5] =
    [("from", "to"), ("från", "till"), ("fran", "till"), ("source", "target"), ("källa", "mål")];

/// What a list of pairs holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Whether the header says that the second column names forums.
    pub two_mode: bool,
    /// The pairs, each once, ascending.
    pub pairs: BTreeSet<(String, String)>,
    /// Lines that lack a cell, or name the same actor twice; counted from 1.
    pub left_out: Vec<u32>,
}

/// Reads the first two columns of a table; blanks at the ends of names are nothing.
///
/// # Undefined
/// A row without two names is in `left_out`; a header is told by its two names.
///
/// # Cost
/// O(n log n).
pub fn pairs(sheet: &Sheet) -> Pairs {
    let mut header: Vec<String> = sheet.header.iter().take(2).map(|name| normal(name)).collect();
    let mut found = Pairs::default();
    for (at, row) in sheet.rows().enumerate() {
        let cells: Vec<&str> = row.cells().take(2).map(str::trim).collect();
        let named: Vec<String> = cells.iter().map(|cell| normal(cell)).collect();
        if at == 0 && header.is_empty() && (is(&named, &SEATS) || is(&named, &TIES)) {
            header = named;
            continue;
        }
        match cells.as_slice() {
            [one, other] if !one.is_empty() && !other.is_empty() => {
                found.pairs.insert(((*one).to_owned(), (*other).to_owned()));
            }
            _ => found.left_out.push(row.lines().start),
        }
    }
    found.two_mode = is(&header, &SEATS);
    found
}

fn is(header: &[String], known: &[(&str, &str)]) -> bool {
    matches!(header, [one, other, ..] if known.contains(&(one.as_str(), other.as_str())))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::load::sheet::from_bytes;

    fn read(text: &str) -> Pairs {
        let sheets = from_bytes(Path::new("list.csv"), text.as_bytes().to_vec()).unwrap();
        pairs(&sheets[0])
    }

    #[test]
    fn the_header_says_what_the_second_column_names() {
        let seats = read("actor,forum\na1,f1\na2,f1\na1,f1\n");
        assert!(seats.two_mode);
        assert_eq!(seats.pairs.len(), 2);
        let ties = read("from,to\na,b\nb,c\n");
        assert!(!ties.two_mode);
        assert_eq!(ties.pairs.len(), 2, "{ties:?}");
        assert!(read("Aktör;Forum\nBUP;Lokalt samverkansråd\nKvinnojouren;SIG-gruppen\n").two_mode);
    }

    #[test]
    fn a_row_without_two_names_is_told() {
        let ties = read("from,to\na,b\nb,\nc,d\n");
        assert_eq!(ties.left_out, [3]);
        assert_eq!(ties.pairs.len(), 2);
    }
}
