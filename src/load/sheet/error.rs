//! Why a file gives no sheet.

use std::io;
use std::path::{Path, PathBuf};

use super::foreign::Foreign;
use super::limit::Limit;
use crate::model::Text;
use crate::model::text::Word;

/// Why a file gives no sheet.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The file is not there or cannot be read.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Nothing is in the file, or only blank rows.
    #[error("{}: the file is empty", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// There is more in the file than is read of any file.
    #[error("{}: {}", path.display(), limit.label().en)]
    TooMuch {
        /// The file.
        path: PathBuf,
        /// What there is too much of.
        limit: Limit,
    },
    /// The file is neither text nor a workbook.
    #[error("{}: this is {}", path.display(), what.label().en)]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it is.
        what: Foreign,
    },
    /// The reading was ended, since nobody waits for it.
    #[error("{}: nobody waits for it", path.display())]
    Unwanted {
        /// The file.
        path: PathBuf,
    },
    /// The workbook is broken, or not of the kind it says.
    #[error("{}, {part}: {}", path.display(), cause.en)]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The part of the workbook, as its archive names it.
        part: String,
        /// What is wrong there.
        cause: Text,
    },
}

/// What stands in the way of reading bytes, before anybody says which file they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    Empty,
    TooMuch(Limit),
    Foreign(Foreign),
    Damaged { part: String, cause: Text },
}

impl Trouble {
    /// A part of a workbook is wrong.
    pub(super) fn damaged(part: &str, sv: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Damaged { part: part.to_owned(), cause: Text::new(sv, en) }
    }

    /// The trouble with a file.
    pub(super) fn of(self, path: &Path) -> SheetError {
        let path = path.to_path_buf();
        match self {
            Self::Empty => SheetError::Empty { path },
            Self::TooMuch(limit) => SheetError::TooMuch { path, limit },
            Self::Foreign(what) => SheetError::Foreign { path, what },
            Self::Damaged { part, cause } => SheetError::Damaged { path, part, cause },
        }
    }
}

impl SheetError {
    /// What is wrong and what to do, naming the file.
    pub fn text(&self) -> Text {
        match self {
            Self::Unreadable { path, source } if source.kind() == io::ErrorKind::NotFound => {
                let path = path.display();
                Text::new(
                    format!("{path} finns inte; ange en fil med en tabell"),
                    format!("{path} does not exist; name a file with a table"),
                )
            }
            Self::Unreadable { path, source } => {
                let path = path.display();
                Text::new(
                    format!("{path} går inte att läsa: {source}"),
                    format!("{path} cannot be read: {source}"),
                )
            }
            Self::Empty { path } => {
                let path = path.display();
                Text::new(
                    format!("{path} är tom; det finns ingen tabell i den"),
                    format!("{path} is empty; there is no table in it"),
                )
            }
            Self::TooMuch { path, limit } => {
                let (path, label) = (path.display(), limit.label());
                Text::new(format!("{path}: {}", label.sv), format!("{path}: {}", label.en))
            }
            Self::Foreign { path, what } => {
                let (path, label) = (path.display(), what.label());
                Text::new(
                    format!("{path}: filen är {}", label.sv),
                    format!("{path}: the file is {}", label.en),
                )
            }
            Self::Unwanted { path } => {
                let path = path.display();
                Text::new(
                    format!(
                        "{path} lästes inte klart, eftersom ingen väntar på den; läs in den igen"
                    ),
                    format!(
                        "{path} was not read to its end, since nobody waits for it; read it again"
                    ),
                )
            }
            Self::Damaged { path, part, cause } => {
                let path = path.display();
                Text::new(
                    format!(
                        "{path} går inte att läsa: {part}: {}; öppna filen i Excel och spara \
                         den igen som .xlsx eller .csv",
                        cause.sv
                    ),
                    format!(
                        "{path} cannot be read: {part}: {}; open the file in Excel and save it \
                         again as .xlsx or .csv",
                        cause.en
                    ),
                )
            }
        }
    }
}
