//! Imports: from files that people made to rows of a package, accounted for.
//!
//! [`read`] reads files and writes nothing; [`merge`] adds what was read to a network.
//!
//! *Invariant*: every row and cell of every file is in a receipt whose books balance; what
//! is doubtful is in the queue and makes no tie.

mod merge;
mod settled;
mod sheets;

use std::path::Path;

pub use merge::{Change, merge};

use sha2::{Digest, Sha256};

use super::draft::{Draft, slug};
use super::form::{Form, SavedForm};
use super::package::Table;
use super::package::tables::each_table;
use super::receipt::{Fate, Ledger, Why};
use super::sheet::{Sheet, Source as Origin};
use crate::model::text::Text;
use crate::model::{Network, Row, Source};

/// What somebody chose about an import.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Forms mapped before.
    pub forms: Vec<SavedForm>,
    /// Keep personal data as it stands.
    pub keep_private: bool,
    /// Propose no new actors and forums.
    pub known_only: bool,
    /// Words of doubtful mentions and the id that they name, `None` for nothing.
    pub answers: Vec<(String, Option<String>)>,
}

/// A doubtful mention or an unsure name, for somebody to settle.
#[derive(Clone, Debug, PartialEq)]
pub struct Queued {
    /// The id of its row in `mentions`; empty for a name that nobody knows.
    pub id: String,
    /// The words.
    pub words: String,
    /// The words around them.
    pub context: String,
    /// The interview.
    pub interview: String,
    /// The cell.
    pub place: String,
    /// The column's heading.
    pub column: String,
    /// What they could name: id and name, the likeliest first.
    pub options: Vec<(String, String)>,
    /// Why they are asked about.
    pub because: Text,
}

/// A table as it was understood, for somebody to look at.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The file.
    pub file: String,
    /// Which table of it.
    pub table: Option<String>,
    /// What its columns ask; `None` for tables that are no interviews.
    pub form: Option<Form>,
    /// Its column names.
    pub header: Vec<String>,
    /// Its first rows, each with its line.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// What files give, before anything is written.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// The rows, the account and the problems.
    pub draft: Draft,
    /// What waits for an answer.
    pub queue: Vec<Queued>,
    /// The tables as they were understood.
    pub previews: Vec<Preview>,
}

/// A file that was read into tables.
pub struct Opened {
    /// Its name, without folders.
    pub name: String,
    /// Its tables.
    pub sheets: Vec<Sheet>,
    /// SHA-256 of its bytes, in hexadecimal.
    pub digest: String,
}

impl Opened {
    /// A file with its tables.
    pub fn new(path: &Path, bytes: &[u8], sheets: Vec<Sheet>) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let digest = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Self { name, sheets, digest }
    }
}

/// Reads files into a draft for a package.
///
/// # Shape
/// One receipt for each table of each file; `previews` in the same order.
///
/// # Cost
/// Linear in the text, times the longest name of an actor; one pass over all names for
/// each unknown word.
pub fn read(files: &[Opened], base: &Network, options: &Options) -> Import {
    let mut import = Import::default();
    let mut interviews = Vec::new();
    for file in files {
        let source = source(file, base);
        for sheet in &file.sheets {
            match sheets::Interviews::of(sheet, &file.name, source.clone(), options) {
                Some(table) => {
                    import.previews.push(table.preview());
                    interviews.push(table);
                }
                None => unread(file, sheet, &mut import),
            }
        }
    }
    import.queue = sheets::read(interviews, base, options, &mut import.draft);
    import
}

/// Which table of its file a sheet is; `None` for the one table of a text file.
fn table_of(sheet: &Sheet) -> Option<String> {
    match &sheet.guesses.source {
        Origin::Worksheet(_) => Some(sheet.name.clone()),
        Origin::Text { .. } => sheet.name.ends_with(')').then(|| sheet.name.clone()),
    }
}

/// The source that a file is: the one of the same content in the package, else a new one.
fn source(file: &Opened, base: &Network) -> Row<Source> {
    let sum =
        |row: &Row<Source>| row.attributes.get("sha256").is_some_and(|sum| *sum == file.digest);
    if let Some(row) = base.sources.iter().find(|row| sum(row)) {
        return row.clone();
    }
    let stem = file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem);
    let mut id = slug(stem);
    let mut n = 2;
    while base.sources.iter().any(|row| row.id.as_str() == id) {
        id = format!("{}-{n}", slug(stem));
        n += 1;
    }
    let value = Source {
        id: id.as_str().into(),
        title: stem.to_owned(),
        file: Some(file.name.clone()),
        ..Source::default()
    };
    let mut row = Row::bare(value);
    row.attributes.insert("sha256".to_owned(), file.digest.clone());
    row
}

/// A table that is nothing known: shown, counted, left out whole.
fn unread(file: &Opened, sheet: &Sheet, import: &mut Import) {
    let mut ledger = Ledger::new(&file.name, table_of(sheet).as_deref(), "unknown");
    let lines = sheet.header_lines.iter().map(|lines| u64::from(lines.start));
    for (n, line) in lines.enumerate() {
        let cells = if n == 0 { sheet.header.clone() } else { Vec::new() };
        ledger.read(line, cells);
    }
    for left in sheet.left_out() {
        let row = ledger.read(u64::from(left.lines.start), left.cells);
        ledger.settle_row(row, Fate::Ignored, Some(Why::Footer));
    }
    for row in sheet.rows() {
        ledger.read(u64::from(row.lines().start), row.cells());
    }
    import.previews.push(Preview {
        file: file.name.clone(),
        table: table_of(sheet),
        form: None,
        header: sheet.header.clone(),
        rows: Vec::new(),
    });
    import.draft.receipts.push(ledger.close());
}

/// Adds the rows of one draft behind those of another.
fn append(network: &mut Network, more: Network) {
    let mut more = more;
    each_table!(T => T::rows_mut(network).append(T::rows_mut(&mut more)));
}
