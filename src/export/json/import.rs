//! What an import read, would change or has changed, as JSON.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Made, Text, made};
use crate::load::form::Question;
use crate::load::import::{Change, Import, Opened};
use crate::load::problem::{Problem, Severity};
use crate::load::receipt::{self, Fate};
use crate::model::text::Word;
use crate::model::{MentionState, Network};

/// An import: how its files were understood, its account, and what it does to the network.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Imported {
    /// What made it, and into which network.
    pub made: Made,
    /// The import's number in the package; null while nothing is written.
    pub number: Option<String>,
    /// The files.
    pub files: Vec<ImportedFile>,
    /// Their tables, as they were understood.
    pub tables: Vec<ImportedTable>,
    /// The account of each table.
    pub receipts: Vec<ImportReceipt>,
    /// The sum of all accounts.
    pub total: ImportTotal,
    /// What is wrong or worth a look.
    pub problems: Vec<ImportProblem>,
    /// Doubtful mentions and unsure names, for somebody to settle.
    pub queue: Vec<ImportQueued>,
    /// What the import adds to each table of the network.
    pub changes: Vec<ImportChange>,
    /// How many mentions there are of each sort.
    pub mentions: Vec<ImportCount>,
    /// What a column can hold.
    pub questions: Vec<ImportQuestion>,
}

/// A file that was read.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportedFile {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// A table as it was understood.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportedTable {
    /// The file.
    pub file: String,
    /// Which table of it, where there are several.
    pub table: Option<String>,
    /// What it was read as: `interviews`, a format of agency data, or `unknown`.
    pub kind: String,
    /// The guide that it follows: `agency` or `ngo`.
    pub guide: Option<String>,
    /// Its columns.
    pub columns: Vec<ImportColumn>,
    /// Its first rows.
    pub rows: Vec<ImportRow>,
}

/// A column and what it was taken for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportColumn {
    /// Its heading.
    pub header: String,
    /// What it asks; null in tables that are no interviews.
    pub question: Option<String>,
    /// How sure that is, 0 to 1.
    pub confidence: Option<f64>,
    /// What it rests on.
    pub why: Option<Text>,
}

/// A row as it stands in the file.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportRow {
    /// Its line.
    pub line: u64,
    /// Its cells.
    pub cells: Vec<String>,
}

/// How many were read, and what became of them; the last four add up to the first.
#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
pub struct ImportBooks {
    /// Read.
    pub read: u64,
    /// Used.
    pub used: u64,
    /// Already there.
    pub merged: u64,
    /// Ignored, for a reason that is told.
    pub ignored: u64,
    /// Rejected, written out whole.
    pub rejected: u64,
}

/// The account of a table.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportReceipt {
    /// The file.
    pub file: String,
    /// Which table of it.
    pub table: Option<String>,
    /// What it was read as.
    pub format: String,
    /// Its rows, header and titles included.
    pub rows: ImportBooks,
    /// Its cells that hold something.
    pub cells: ImportBooks,
    /// Why cells were not used.
    pub reasons: Vec<ImportReason>,
    /// Rows left out.
    pub rejected: Vec<ImportRejected>,
}

/// How many cells met a fate for a reason.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportReason {
    /// `used`, `merged`, `ignored` or `rejected`.
    pub fate: String,
    /// The reason.
    pub why: String,
    /// The reason in words.
    pub label: Text,
    /// How many cells.
    pub cells: u64,
}

/// A row that was left out.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportRejected {
    /// Where and why.
    pub problem: ImportProblem,
    /// Its cells.
    pub cells: Vec<String>,
}

/// Sums over all tables.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct ImportTotal {
    /// Rows.
    pub rows: ImportBooks,
    /// Cells.
    pub cells: ImportBooks,
}

/// What is wrong or worth a look.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportProblem {
    /// `error` or `warning`.
    pub severity: String,
    /// The file or table.
    pub file: String,
    /// The line.
    pub line: Option<u64>,
    /// The column.
    pub column: Option<String>,
    /// What is wrong.
    pub what: Text,
    /// What to do.
    pub next: Text,
}

/// Words that somebody has to say the meaning of.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportQueued {
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
    /// What they could name, the likeliest first; empty for a new name.
    pub options: Vec<ImportOption>,
    /// Why they are asked about.
    pub because: Text,
}

/// Something that words could name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportOption {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What an import adds to a table.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportChange {
    /// The table.
    pub table: String,
    /// New rows.
    pub added: u64,
    /// Rows that gain a cell or a claim.
    pub extended: u64,
    /// Rows that stay as they are.
    pub same: u64,
}

/// How many mentions of a sort.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportCount {
    /// The sort.
    pub state: String,
    /// The sort in words.
    pub label: Text,
    /// How many.
    pub count: u64,
}

/// A word of the vocabulary of questions.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportQuestion {
    /// Its slug.
    pub id: String,
    /// Its label.
    pub label: Text,
}

/// An import as JSON; `number` once it is written, `problems` those of merging beside
/// those of reading.
pub fn imported(
    base: &Network,
    files: &[Opened],
    import: &Import,
    changes: &[Change],
    problems: &[Problem],
    number: Option<&str>,
) -> Imported {
    let draft = &import.draft;
    let (mut rows, mut cells) = (receipt::Books::default(), receipt::Books::default());
    for receipt in &draft.receipts {
        rows.add(&receipt.rows);
        cells.add(&receipt.cells);
    }
    Imported {
        made: made(&[base]),
        number: number.map(str::to_owned),
        files: files
            .iter()
            .map(|file| ImportedFile { name: file.name.clone(), sha256: file.digest.clone() })
            .collect(),
        tables: import.previews.iter().map(|preview| table(preview, import)).collect(),
        receipts: draft.receipts.iter().map(account).collect(),
        total: ImportTotal { rows: books(&rows), cells: books(&cells) },
        problems: draft.problems.iter().chain(problems).map(problem).collect(),
        queue: import.queue.iter().map(queued).collect(),
        changes: changes
            .iter()
            .map(|change| ImportChange {
                table: change.table.to_owned(),
                added: change.added,
                extended: change.extended,
                same: change.same,
            })
            .collect(),
        mentions: counts(&draft.network),
        questions: Question::ALL
            .iter()
            .map(|question| ImportQuestion {
                id: question.slug().to_owned(),
                label: question.label().into(),
            })
            .collect(),
    }
}

/// The same without what the files say, as a package keeps it.
pub fn receipt_of(imported: &Imported) -> Imported {
    let mut kept = imported.clone();
    kept.tables.iter_mut().for_each(|table| table.rows.clear());
    kept.questions.clear();
    kept
}

fn table(preview: &crate::load::import::Preview, import: &Import) -> ImportedTable {
    let kind = || {
        let mut receipts = import.draft.receipts.iter();
        let same = receipts.find(|r| r.file == preview.file && r.table == preview.table);
        same.map_or_else(|| "unknown".to_owned(), |receipt| receipt.format.clone())
    };
    let columns = match &preview.form {
        Some(form) => form
            .columns
            .iter()
            .map(|column| ImportColumn {
                header: column.header.clone(),
                question: Some(column.question.slug().to_owned()),
                confidence: Some(column.confidence),
                why: Some(column.why.text().into()),
            })
            .collect(),
        None => preview
            .header
            .iter()
            .map(|header| ImportColumn {
                header: header.clone(),
                question: None,
                confidence: None,
                why: None,
            })
            .collect(),
    };
    ImportedTable {
        file: preview.file.clone(),
        table: preview.table.clone(),
        kind: if preview.form.is_some() { "interviews".to_owned() } else { kind() },
        guide: preview.form.as_ref().and_then(|form| form.guide).map(|g| g.slug().to_owned()),
        columns,
        rows: preview
            .rows
            .iter()
            .map(|(line, cells)| ImportRow { line: *line, cells: cells.clone() })
            .collect(),
    }
}

fn books(books: &receipt::Books) -> ImportBooks {
    ImportBooks {
        read: books.read,
        used: books.count(Fate::Used),
        merged: books.count(Fate::Merged),
        ignored: books.count(Fate::Ignored),
        rejected: books.count(Fate::Rejected),
    }
}

fn account(receipt: &receipt::Receipt) -> ImportReceipt {
    ImportReceipt {
        file: receipt.file.clone(),
        table: receipt.table.clone(),
        format: receipt.format.clone(),
        rows: books(&receipt.rows),
        cells: books(&receipt.cells),
        reasons: receipt
            .reasons
            .iter()
            .map(|((fate, why), cells)| ImportReason {
                fate: fate.slug().to_owned(),
                why: why.slug().to_owned(),
                label: why.label().into(),
                cells: *cells,
            })
            .collect(),
        rejected: receipt
            .rejected
            .iter()
            .map(|row| ImportRejected { problem: problem(&row.problem), cells: row.cells.clone() })
            .collect(),
    }
}

fn problem(problem: &Problem) -> ImportProblem {
    ImportProblem {
        severity: match problem.severity {
            Severity::Error => "error".to_owned(),
            Severity::Warning => "warning".to_owned(),
        },
        file: problem.file.clone(),
        line: problem.line,
        column: problem.column.clone(),
        what: (&problem.what).into(),
        next: (&problem.next).into(),
    }
}

fn queued(queued: &crate::load::import::Queued) -> ImportQueued {
    let option =
        |(id, name): &(String, String)| ImportOption { id: id.clone(), name: name.clone() };
    ImportQueued {
        words: queued.words.clone(),
        context: queued.context.clone(),
        interview: queued.interview.clone(),
        place: queued.place.clone(),
        column: queued.column.clone(),
        options: queued.options.iter().map(option).collect(),
        because: (&queued.because).into(),
    }
}

fn counts(network: &Network) -> Vec<ImportCount> {
    MentionState::ALL
        .iter()
        .map(|state| ImportCount {
            state: state.slug().to_owned(),
            label: state.label().into(),
            count: network.mentions.iter().filter(|row| row.state == Some(*state)).count() as u64,
        })
        .collect()
}
