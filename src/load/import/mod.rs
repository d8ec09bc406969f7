//! Imports: from files that people made to rows of a package, accounted for.
//!
//! [`read`] reads files and writes nothing; [`merge`] adds what was read to a network.
//!
//! *Invariant*: every row and cell of every file is in a receipt whose books balance; what
//! is doubtful is in the queue and makes no tie.

mod merge;
mod settled;
mod sheets;

use std::path::{Path, PathBuf};

pub use merge::{Change, merge};

use self::sheets::Interviews;
use super::agency::{self, AgencyError, Mapping, Reading};
use super::draft::{Draft, slug};
use super::form::{self, Form, Question, SavedForm, private};
use super::package::tables::each_table;
use super::package::{Package, Table};
use super::problem::Problem;
use super::receipt::{Fate, Ledger, Receipt, Why};
use super::sheet::{Row as Line, Sheet};
use crate::model::text::Text;
use crate::model::{Network, Progress, Row, Source};

/// What somebody chose about an import.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Forms mapped before.
    pub forms: Vec<SavedForm>,
    /// Keep personal data as it stands.
    pub keep_private: bool,
    /// Propose no new actors and forums.
    pub known_only: bool,
    /// How to read tables of other registers.
    pub mapping: Option<Mapping>,
    /// Questions that somebody chose for columns: file, table, column from 0.
    pub columns: Vec<(String, Option<String>, usize, Question)>,
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

/// A file that was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Its name, without folders.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub digest: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// Tables.
    Sheets(Vec<Sheet>),
    /// Agency data or a graph that is no table.
    Data(agency::Format, Vec<u8>),
    /// DOT, and what Graphviz makes of it.
    Dot(Vec<u8>, Vec<u8>),
    /// A folder of agency data.
    Folder(PathBuf),
}

impl Opened {
    /// A file with what is in it.
    pub fn new(path: &Path, bytes: &[u8], content: Content) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self { name, digest: agency::sha256(bytes), content }
    }
}

/// Reads files into a draft for a package.
///
/// # Shape
/// One receipt for each table of each file; `previews` in the same order. Interviews of
/// all files are read together, so that one may name the unit of another.
///
/// # Undefined
/// `None` when `progress` stops the work: between files and tables, and between the rows and
/// cells of interviews.
///
/// # Cost
/// Linear in the text, times the longest name of an actor; one pass over all names for
/// each unknown word.
pub fn read(
    files: &[Opened],
    base: &Network,
    options: &Options,
    progress: &Progress,
) -> Option<Import> {
    let mut import = Import::default();
    let mut known = base.clone();
    let mut interviews = Vec::new();
    for (at, file) in files.iter().enumerate() {
        progress.tell(at, files.len())?;
        let source = source(file, &known);
        if !known.sources.iter().any(|row| row.id == source.id) {
            known.sources.push(source.clone());
        }
        let with = Reading { known: &known, source: &source.id, mapping: options.mapping.as_ref() };
        let mut drafts = Vec::new();
        match &file.content {
            Content::Sheets(sheets) => {
                for (at, sheet) in sheets.iter().enumerate() {
                    progress.tell(at, sheets.len())?;
                    if form::is_instructions(&sheet.header) {
                        import.draft.receipts.push(instructions(file, sheet));
                        continue;
                    }
                    let answers = match with.mapping {
                        Some(_) => None,
                        None => Interviews::of(sheet, &file.name, source.clone(), options),
                    };
                    if let Some(table) = answers {
                        import.previews.push(table.preview());
                        interviews.push(table);
                        continue;
                    }
                    import.previews.push(preview(file, sheet));
                    let format = match with.mapping {
                        Some(_) => Some(agency::Format::Vendor),
                        None => agency::recognise_sheet(sheet),
                    };
                    let one = std::slice::from_ref(sheet);
                    let read = format.map(|f| agency::from_sheets(f, &file.name, one, &with));
                    match read {
                        Some(Ok(mut draft)) => {
                            draft.network.sources.push(source.clone());
                            drafts.push(draft);
                        }
                        Some(Err(error)) => import.draft.problems.push(unreadable(file, &error)),
                        None => import.draft.receipts.push(unread(file, sheet)),
                    }
                }
            }
            Content::Data(format, bytes) => {
                take(
                    agency::from_bytes(*format, &file.name, bytes, &with),
                    file,
                    &mut drafts,
                    &mut import,
                );
            }
            Content::Dot(dot, json) => {
                take(
                    agency::from_dot(&file.name, dot, json, &with),
                    file,
                    &mut drafts,
                    &mut import,
                );
            }
            Content::Folder(path) => {
                take(agency::read(path, &with), file, &mut drafts, &mut import)
            }
        }
        for mut draft in drafts {
            // The same file is known again by the sum that it was opened with.
            for row in draft.network.sources.iter_mut().filter(|row| row.id == source.id) {
                row.attributes.insert("sha256".to_owned(), file.digest.clone());
            }
            // What differs is told when the draft is merged into the package.
            merge(&mut known, draft.network.clone());
            import.draft.problems.extend(draft.problems);
            import.draft.receipts.extend(draft.receipts);
            append(&mut import.draft.network, draft.network);
        }
    }
    import.queue = sheets::read(interviews, &known, options, progress, &mut import.draft)?;
    if !options.keep_private {
        let rejected = import.draft.receipts.iter_mut().flat_map(|r| &mut r.rejected);
        for cell in rejected.flat_map(|row| &mut row.cells) {
            *cell = private::masked(cell, &private::find(cell, &[]));
        }
    }
    Some(import)
}

fn take(
    read: Result<Draft, AgencyError>,
    file: &Opened,
    drafts: &mut Vec<Draft>,
    import: &mut Import,
) {
    match read {
        Ok(draft) => drafts.push(draft),
        Err(error) => import.draft.problems.push(unreadable(file, &error)),
    }
}

fn unreadable(file: &Opened, error: &AgencyError) -> Problem {
    let (what, next) = error.say();
    Problem::error(&file.name, what, next)
}

/// A file's name without its ending.
fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// The source that a file is: the one of the same content in the package, else a new one.
fn source(file: &Opened, base: &Network) -> Row<Source> {
    let sum =
        |row: &Row<Source>| row.attributes.get("sha256").is_some_and(|sum| *sum == file.digest);
    if let Some(row) = base.sources.iter().find(|row| sum(row)) {
        return row.clone();
    }
    let name = stem(&file.name);
    let mut id = slug(name);
    let mut n = 2;
    while base.sources.iter().any(|row| row.id.as_str() == id) {
        id = format!("{}-{n}", slug(name));
        n += 1;
    }
    let value = Source {
        id: id.as_str().into(),
        title: name.to_owned(),
        file: Some(file.name.clone()),
        ..Source::default()
    };
    let mut row = Row::bare(value);
    row.attributes.insert("sha256".to_owned(), file.digest.clone());
    row
}

/// A package with an import in it; what that changes, and where the two differ. Nothing
/// is written.
pub fn merged(package: &Package, import: &Import) -> (Package, Vec<Change>, Vec<Problem>) {
    let mut after = package.clone();
    let (changes, problems) = merge(&mut after.network, import.draft.network.clone());
    (after, changes, problems)
}

/// How a table that is no interviews looks.
fn preview(file: &Opened, sheet: &Sheet) -> Preview {
    Preview {
        file: file.name.clone(),
        table: sheet.table_of(&file.name).map(str::to_owned),
        form: None,
        header: sheet.header.clone(),
        rows: first_rows(sheet),
    }
}

/// The first rows of a table, each with its line.
fn first_rows(sheet: &Sheet) -> Vec<(u64, Vec<String>)> {
    let rows = sheet.rows().take(20);
    rows.map(|row| (u64::from(row.lines().start), row.cells().map(str::to_owned).collect()))
        .collect()
}

/// The account of a table with its rows read, and their numbers in it.
fn account(file: &str, sheet: &Sheet, format: &str) -> (Ledger, Vec<usize>) {
    let mut ledger = Ledger::of_sheet(file, sheet.table_of(file), format, sheet);
    let read = |row: Line<'_>| ledger.read(u64::from(row.lines().start), row.cells());
    let rows = sheet.rows().map(read).collect();
    (ledger, rows)
}

/// The page of a template that says how to fill it in.
fn instructions(file: &Opened, sheet: &Sheet) -> Receipt {
    let (mut ledger, rows) = account(&file.name, sheet, "instructions");
    for row in rows {
        ledger.settle_row(row, Fate::Ignored, Some(Why::Help));
    }
    ledger.close()
}

/// A table that is nothing known: counted, and every row left out whole.
fn unread(file: &Opened, sheet: &Sheet) -> Receipt {
    let (mut ledger, rows) = account(&file.name, sheet, "unknown");
    for row in rows {
        ledger.reject(
            row,
            Problem::error(
                &file.name,
                Text::new(
                    "tabellen är varken intervjuer, en lista över samarbeten eller en matris",
                    "the table is neither interviews, nor a list of ties, nor a matrix",
                ),
                Text::new(
                    "ge kolumnerna rubriker ur mallen (samkarta template) eller en fil som säger vad de är (--form)",
                    "name the columns as in the template (samkarta template), or give a file that says what they are (--form)",
                ),
            ),
        );
    }
    ledger.close()
}

/// Adds the rows of one draft behind those of another.
fn append(network: &mut Network, more: Network) {
    let mut more = more;
    each_table!(T => T::rows_mut(network).append(T::rows_mut(&mut more)));
}
